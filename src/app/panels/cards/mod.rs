//! The cards of events, people and territories, set from their words.

mod cite_buttons;
mod event;
mod group;
mod inhabitants_ui;
mod person;
mod territory;

use egui::{Button, RichText, Sense, Ui, vec2};

use crate::atlas::Atlas;
use crate::history::EventKind;
use crate::picture::cards::Occasion;
use crate::picture::{Words, palette};
use crate::view::{Action, Look};

use super::super::style::color;

pub(super) use event::event_ui;
pub(super) use group::group_ui;
pub(super) use person::person_ui;
pub(super) use territory::{territory_head, territory_ui};

/// Whether what comes next lies below what is seen.
pub(super) fn is_below(ui: &Ui) -> bool {
    ui.cursor().top() > ui.clip_rect().bottom()
}

/// A row of the list of events: day, what was done on it, and title; a click opens its card.
pub(super) fn event_row(
    ui: &mut Ui,
    atlas: &Atlas,
    look: &Look,
    words: &Words,
    occasion: &Occasion,
) -> Option<Action> {
    let record = atlas.history.event(occasion.event);
    let palette = palette(look.theme());
    let treaty = record.kind == EventKind::Treaty;
    let mark = color(if treaty { palette.treaty } else { palette.muted });
    let clicked = ui
        .horizontal(|ui| {
            let (dot, _) = ui.allocate_exact_size(vec2(8.0, 14.0), Sense::hover());
            ui.painter().circle_filled(dot.center(), if treaty { 3.4 } else { 2.4 }, mark);
            let title = record.title.get(words.language);
            let mut day = words.when(occasion.when);
            if let Some(what) = occasion.what {
                day = format!("{day} · {}", words.get(what));
            }
            let day = RichText::new(day).color(color(palette.muted)).small();
            let row = ui.vertical(|ui| {
                ui.spacing_mut().item_spacing.y = 0.0;
                ui.label(day);
                let button = Button::new(title).frame(false).wrap();
                ui.add(button).clicked()
            });
            row.inner
        })
        .inner;
    ui.add_space(3.0);
    clicked.then_some(Action::OpenEvent(occasion.event))
}
