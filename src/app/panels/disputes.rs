//! Where the views differ: the list of territories that the lenses colour differently.

use egui::{Button, Grid, RichText, Ui};

use crate::atlas::Atlas;
use crate::history::LensId;
use crate::picture::cards::DisputeRow;
use crate::picture::{Argument, Words, palette};
use crate::view::{Action, Selection, View};

use super::super::map::Canvas;
use super::super::style::color;
use super::cards::{closable, swatch};

/// Shows the list.
pub(super) fn ui(
    ui: &mut Ui,
    atlas: &Atlas,
    view: &View,
    words: &Words,
    rows: &[DisputeRow],
    canvas: &mut Canvas,
) -> Vec<Action> {
    let mut actions = Vec::new();
    let muted = color(palette(view.theme).muted);
    if closable(ui, &words.get("command-disputes"), words, muted) {
        actions.push(Action::ToggleDisputes);
    }
    let day = words.day(view.moment);
    let count = Argument::Number(rows.len());
    ui.weak(words.with("disputes-on", &[("day", Argument::Text(&day)), ("count", count)]));
    if rows.is_empty() {
        return actions;
    }
    ui.add_space(4.0);
    let lenses = &atlas.history.lenses;
    Grid::new("disputes").num_columns(1 + lenses.len()).spacing([6.0, 5.0]).show(ui, |ui| {
        ui.label("");
        for (i, lens) in (0_u16..).zip(lenses) {
            let name = RichText::new(lens.name.get(words.language)).size(10.5).color(muted);
            ui.vertical(|ui| {
                ui.set_max_width(58.0);
                let head = ui.add(Button::new(name).frame(false).wrap());
                if head.on_hover_text(lens.question.get(words.language)).clicked() {
                    actions.push(Action::SetLens(LensId(i)));
                }
            });
        }
        ui.end_row();
        for row in rows {
            let chosen = view.selection.is_some_and(|s| s.territory == row.territory);
            let name = Button::selectable(chosen, RichText::new(&row.name).size(12.0)).wrap();
            ui.vertical(|ui| {
                ui.set_max_width(104.0);
                if ui.add(name).clicked() {
                    let selection = Selection { territory: row.territory, island: None };
                    actions.push(Action::Select(Some(selection)));
                }
            });
            for (i, (fill, holder)) in (0_u16..).zip(&row.holders) {
                if swatch(ui, view, fill, canvas).on_hover_text(holder).clicked() {
                    actions.push(Action::SetLens(LensId(i)));
                }
            }
            ui.end_row();
        }
    });
    ui.add_space(10.0);
    actions
}
