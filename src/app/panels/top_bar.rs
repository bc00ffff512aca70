//! The bar at the top: menus, lenses, the field for a date.

use egui::containers::menu::MenuBar;
use egui::{Align, Button, Layout, RichText, Role, TextEdit, Ui, WidgetInfo, vec2};

use crate::atlas::Atlas;
use crate::history::{DateText, Language, LensId};
use crate::picture::faces::width;
use crate::picture::words::own_name;
use crate::picture::{Argument, Face, Words, palette};
use crate::view::desk::TEXT_PERCENTS;
use crate::view::{Action, DeskAction, Look, MapLayer};

use super::super::commands::{Command, Effect};
use super::super::fonts::font;
use super::super::session::Session;
use super::super::style::color;

/// Speeds on offer, in years per second.
const SPEEDS: [u8; 5] = [1, 2, 5, 10, 25];
/// Width of the field for a date, in points.
const FIELD_WIDTH: f32 = 188.0;

/// What the bar keeps: the date as it is being typed.
#[derive(Default)]
pub(crate) struct TopBar {
    typed: String,
    fault: Option<String>,
}

impl TopBar {
    /// Shows the bar.
    pub(crate) fn ui(&mut self, ui: &mut Ui, session: &Session) -> Vec<Effect> {
        let (atlas, words, look) = (&session.atlas, &session.words, session.look());
        let mut effects = Vec::new();
        let palette = palette(look.theme());
        MenuBar::new().ui(ui, |ui| {
            let name = atlas.history.title.get(words.language);
            ui.label(RichText::new(name).font(font(Face::SansBold, 15.0)));
            ui.add_space(10.0);
            menus(ui, session, &mut effects);
            ui.add_space(18.0);
            let chart = words.get(Command::Chart.words());
            let switches = [&chart, &words.get("disputes-short"), &words.get("search-title")]
                .map(|w| button_width(w) + 4.0);
            let switches: f32 = switches.iter().sum();
            // What is at hand in the menus too gives way first.
            let room = ui.available_width();
            let buttons = lens_buttons_width(atlas, words);
            let as_menu = buttons + FIELD_WIDTH + 60.0 > room;
            let lens_room = if as_menu { 150.0 } else { buttons };
            let with_switches = lens_room + FIELD_WIDTH + switches + 80.0 < room;
            if as_menu {
                lens_menu(ui, atlas, look, words, &mut effects);
            } else {
                lenses(ui, atlas, look, words, &palette, &mut effects);
            }
            ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                if !with_switches {
                    self.date_field(ui, atlas, words, &mut effects);
                    return;
                }
                if ui.selectable_label(session.desk().chart, chart).clicked() {
                    effects.push(Command::Chart.effect(session));
                }
                ui.spacing_mut().button_padding = vec2(8.0, 4.0);
                let disputes = words.get("disputes-short");
                let button = ui.selectable_label(look.disputes(), disputes);
                if button.on_hover_text(words.get(Command::Disputes.words())).clicked() {
                    effects.push(Command::Disputes.effect(session));
                }
                let search = ui.button(words.get("search-title"));
                let keys = Command::Search.shortcut().map(|keys| ui.ctx().format_shortcut(&keys));
                if search.on_hover_text(keys.unwrap_or_default()).clicked() {
                    effects.push(Command::Search.effect(session));
                }
                ui.add_space(8.0);
                self.date_field(ui, atlas, words, &mut effects);
            });
        });
        effects
    }

    fn date_field(&mut self, ui: &mut Ui, atlas: &Atlas, words: &Words, effects: &mut Vec<Effect>) {
        let field = TextEdit::singleline(&mut self.typed)
            .hint_text(words.get("time-field-hint"))
            .desired_width(FIELD_WIDTH.min(ui.available_width() - 24.0).max(60.0));
        let response = ui.add(field);
        response.widget_info(|| {
            egui::WidgetInfo::labeled(egui::Role::TextInput, true, words.get("time-field"))
        });
        if response.changed() {
            self.fault = None;
        }
        let entered = response.lost_focus() && ui.input(|i| i.key_pressed(egui::Key::Enter));
        if entered && !self.typed.trim().is_empty() {
            match self.typed.parse::<DateText>() {
                Ok(DateText::Year(year)) => effects.push(Action::GoToYear(year).into()),
                Ok(date) => {
                    let day = atlas.history.moment(date);
                    effects.push(Action::GoToDay(day).into());
                }
                Err(_) => {
                    self.fault = Some(words.get("time-field-hint"));
                    response.request_focus();
                }
            }
            if self.fault.is_none() {
                self.typed.clear();
            }
        }
        if let Some(fault) = &self.fault {
            ui.colored_label(ui.visuals().error_fg_color, fault);
        }
    }
}

fn menus(ui: &mut Ui, session: &Session, effects: &mut Vec<Effect>) {
    let (atlas, words, look) = (&session.atlas, &session.words, session.look());
    let item = |ui: &mut Ui, command: Command, effects: &mut Vec<Effect>| {
        let keys = command.shortcut().map(|keys| ui.ctx().format_shortcut(&keys));
        let label = words.get(command.words());
        let button = match command.switched_on(session) {
            Some(on) => Button::selectable(on, label),
            None => Button::new(label),
        };
        let button = button.shortcut_text(keys.unwrap_or_default());
        if ui.add_enabled(command.is_possible(session), button).clicked() {
            effects.push(command.effect(session));
        }
    };
    ui.menu_button(words.get("menu-file"), |ui| {
        ui.set_min_width(230.0);
        for command in
            [Command::SavePicture, Command::CopyPicture, Command::CopyLink, Command::Quit]
        {
            item(ui, command, effects);
        }
    });
    ui.menu_button(words.get("menu-view"), |ui| {
        ui.set_min_width(230.0);
        for command in [Command::Fit, Command::ZoomIn, Command::ZoomOut] {
            item(ui, command, effects);
        }
        for layer in MapLayer::ALL {
            item(ui, Command::Layer(layer), effects);
        }
        for command in [
            Command::Disputes,
            Command::Deselect,
            Command::Chart,
            Command::SidePanel,
            Command::Table,
            Command::Theme,
            Command::HighContrast,
            Command::LessMotion,
        ] {
            item(ui, command, effects);
        }
        ui.separator();
        ui.menu_button(words.get("menu-text-size"), |ui| {
            for percent in TEXT_PERCENTS {
                let size = f32::from(percent) / 100.0;
                let on = (session.desk().text_size() - size).abs() < 0.005;
                let count = Argument::Number(usize::from(percent));
                let label = words.with("percent", &[("count", count)]);
                if ui.add(Button::selectable(on, label)).clicked() {
                    effects.push(DeskAction::SetTextSize(size).into());
                }
            }
        });
        ui.menu_button(words.get("menu-language"), |ui| {
            for (i, id) in (0_u8..).zip(&atlas.history.languages) {
                let on = look.language() == Language(i);
                if ui.add(Button::selectable(on, own_name(id))).clicked() {
                    effects.push(Action::SetLanguage(Language(i)).into());
                }
            }
        });
    });
    ui.menu_button(words.get("menu-go"), |ui| {
        ui.set_min_width(230.0);
        for command in [
            Command::Undo,
            Command::Redo,
            Command::Search,
            Command::Play,
            Command::Loop,
            Command::PreviousYear,
            Command::NextYear,
            Command::PreviousDecade,
            Command::NextDecade,
            Command::PreviousChange,
            Command::NextChange,
            Command::Start,
            Command::End,
        ] {
            item(ui, command, effects);
        }
        ui.menu_button(words.get("menu-speed"), |ui| {
            for speed in SPEEDS {
                let on = (session.desk().playback.speed() - f32::from(speed)).abs() < 0.01;
                let count = Argument::Number(usize::from(speed));
                let label = words.with("speed-years", &[("count", count)]);
                if ui.add(Button::selectable(on, label)).clicked() {
                    effects.push(DeskAction::SetSpeed(f32::from(speed)).into());
                }
            }
        });
    });
    ui.menu_button(words.get("menu-help"), |ui| {
        ui.set_min_width(230.0);
        item(ui, Command::About, effects);
    });
}

/// How wide a button with some words is, in points.
fn button_width(words: &str) -> f32 {
    width(Face::Sans, 13.0, 0.0, words) + 22.0
}

fn lens_buttons_width(atlas: &Atlas, words: &Words) -> f32 {
    let lenses = atlas.history.lenses.iter();
    lenses.map(|lens| button_width(lens.name.get(words.language))).sum()
}

/// The lenses as a menu, where there is no room for a row of buttons.
fn lens_menu(ui: &mut Ui, atlas: &Atlas, look: &Look, words: &Words, effects: &mut Vec<Effect>) {
    let name = atlas.history.lens(look.lens()).name.get(words.language);
    ui.menu_button(name, |ui| {
        for (i, lens) in (0_u16..).zip(&atlas.history.lenses) {
            let on = look.lens() == LensId(i);
            let button = Button::selectable(on, lens.name.get(words.language));
            if ui.add(button).on_hover_text(lens.question.get(words.language)).clicked() {
                effects.push(Action::SetLens(LensId(i)).into());
            }
        }
    });
}

fn lenses(
    ui: &mut Ui,
    atlas: &Atlas,
    look: &Look,
    words: &Words,
    palette: &crate::picture::Palette,
    effects: &mut Vec<Effect>,
) {
    ui.spacing_mut().item_spacing.x = 2.0;
    ui.spacing_mut().button_padding = vec2(10.0, 4.0);
    for (i, lens) in (0_u16..).zip(&atlas.history.lenses) {
        let on = look.lens() == LensId(i);
        let (fill, ink) = if on {
            (color(palette.accent), color(palette.on_accent))
        } else {
            (color(palette.paper), color(palette.ink))
        };
        let label = RichText::new(lens.name.get(words.language)).color(ink);
        let button = Button::new(label).fill(fill).corner_radius(14.0).min_size(vec2(0.0, 26.0));
        let response = ui.add(button);
        // That it is chosen is told by its colour, and has to be said.
        response.widget_info(|| {
            let name = lens.name.get(words.language);
            WidgetInfo::selected(Role::Button, ui.is_enabled(), on, name)
        });
        let response = response.on_hover_text(lens.question.get(words.language));
        if response.clicked() {
            effects.push(Action::SetLens(LensId(i)).into());
        }
    }
}
