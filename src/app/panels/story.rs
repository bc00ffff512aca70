//! The story that is followed, between map and time bar: what is told at the present stop, and the
//! buttons to go on, back and away.

use egui::{Align, Label, Layout, RichText, Role, ScrollArea, Ui, WidgetInfo, vec2};

use crate::picture::{Face, palette};
use crate::view::Touring;

use super::super::effects::{Effect, StoryAction};
use super::super::fonts::font;
use super::super::session::Session;
use super::super::style::color;
use super::super::widgets::{as_heading, name_bars};

/// Height of the bar, in points.
pub(crate) const HEIGHT: f32 = 104.0;
/// Room of the buttons, in points.
const BUTTONS: f32 = 250.0;

/// Shows the bar.
pub(crate) fn ui(ui: &mut Ui, session: &Session, touring: &Touring) -> Vec<Effect> {
    let mut effects = Vec::new();
    let (words, look) = (&session.words, session.look());
    let muted = color(palette(look.theme()).muted);
    let wide = ui.available_width();
    let buttons = BUTTONS.min(0.45 * wide);
    ui.horizontal_top(|ui| {
        ui.vertical(|ui| {
            ui.set_width((wide - buttons - 12.0).max(80.0));
            let title = touring.tour().title.get(words.language);
            ui.horizontal(|ui| {
                let label = RichText::new(title).font(font(Face::SerifBold, 15.0));
                let label = ui.add(Label::new(label).truncate());
                as_heading(&label, title, 2);
            });
            let area = ScrollArea::vertical().id_salt(("story", touring.at())).auto_shrink(false);
            let shown = area.show(ui, |ui| {
                ui.add(Label::new(touring.text(words.language)).wrap());
            });
            name_bars(ui, &shown, &words.get("scroll-bar"));
        });
        ui.vertical(|ui| {
            ui.set_width(buttons);
            ui.with_layout(Layout::right_to_left(Align::Min), |ui| {
                let close = ui.button(words.get("story-leave"));
                if close.clicked() {
                    effects.push(Effect::Story(StoryAction::Leave));
                }
                let at = format!("{} / {}", touring.at() + 1, touring.count());
                ui.label(RichText::new(at).color(muted));
            });
            ui.add_space(4.0);
            ui.with_layout(Layout::right_to_left(Align::Min), |ui| {
                ui.spacing_mut().item_spacing.x = 6.0;
                let last = touring.at() + 1 >= touring.count();
                let next = egui::Button::new(words.get("story-next")).min_size(vec2(70.0, 28.0));
                if ui.add_enabled(!last, next).clicked() {
                    effects.push(Effect::Story(StoryAction::Step { back: false }));
                }
                let playing = touring.is_playing();
                let key = if playing { "time-pause" } else { "time-play" };
                let play = egui::Button::new(if playing { "⏸" } else { "▶" });
                let play = ui.add(play.min_size(vec2(32.0, 28.0)));
                let name = words.get(if playing { "story-pause" } else { "story-play" });
                play.widget_info(|| WidgetInfo::labeled(Role::Button, true, &name));
                if play.clicked() {
                    effects.push(Effect::Story(StoryAction::Play(!playing)));
                }
                play.on_hover_text(words.get(key));
                let back = egui::Button::new(words.get("story-back")).min_size(vec2(70.0, 28.0));
                if ui.add_enabled(touring.at() > 0, back).clicked() {
                    effects.push(Effect::Story(StoryAction::Step { back: true }));
                }
            });
        });
    });
    effects
}
