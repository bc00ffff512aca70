//! Where the views differ, set from its words, which are of `picture`: the territories that the lenses
//! colour differently.

use egui::{Button, CursorIcon, Grid, RichText, Ui};

use crate::atlas::Atlas;
use crate::history::LensId;
use crate::picture::cards::DisputeRow;
use crate::picture::{Argument, Face, Words, palette};
use crate::view::{Action, Look, Selection};

use super::super::fonts::font;
use super::super::map::Canvas;
use super::super::style::color;
use super::super::widgets::{closable, swatch};

/// How wide a column of swatches is, in points.
const COLUMN: f32 = 20.0;
/// How far columns are apart.
const GAP: f32 = 6.0;

/// Shows the list.
pub(super) fn ui(
    ui: &mut Ui,
    atlas: &Atlas,
    look: &Look,
    words: &Words,
    rows: &[DisputeRow],
    canvas: &mut Canvas,
) -> Vec<Action> {
    let mut actions = Vec::new();
    let muted = color(palette(look.theme()).muted);
    if closable(ui, &words.get("command-disputes"), words, muted) {
        actions.push(Action::SetDisputes(false));
    }
    let day = words.day(look.moment());
    let count = Argument::Number(rows.len());
    ui.weak(words.with("disputes-on", &[("day", Argument::Text(&day)), ("count", count)]));
    if rows.is_empty() {
        return actions;
    }
    ui.add_space(4.0);
    let lenses = &atlas.history.lenses;
    // A number heads each column; what the numbers are stands above the table.
    for (i, lens) in (0_u16..).zip(lenses) {
        let face = if look.lens() == LensId(i) { Face::SansBold } else { Face::Sans };
        let name = format!("{} · {}", i + 1, lens.name.get(words.language));
        let name = RichText::new(name).font(font(face, 12.0)).color(muted);
        let line = ui.add(Button::new(name).frame(false).wrap());
        if line.on_hover_text(lens.question.get(words.language)).clicked() {
            actions.push(Action::SetLens(LensId(i)));
        }
    }
    ui.add_space(4.0);
    let columns: f32 = lenses.iter().map(|_| COLUMN + GAP).sum();
    let names = (ui.available_width() - columns).clamp(80.0, 210.0);
    Grid::new("disputes").num_columns(1 + lenses.len()).spacing([GAP, 5.0]).show(ui, |ui| {
        ui.label("");
        for (i, lens) in (0_u16..).zip(lenses) {
            let number = RichText::new((i + 1).to_string()).font(font(Face::SansBold, 11.0));
            let head = Button::new(number.color(muted)).frame(false);
            let head = ui.add_sized([COLUMN, 14.0], head);
            if head.on_hover_text(lens.name.get(words.language)).clicked() {
                actions.push(Action::SetLens(LensId(i)));
            }
        }
        ui.end_row();
        for row in rows {
            let chosen = look.selection().is_some_and(|s| s.territory == row.territory);
            let name = Button::selectable(chosen, RichText::new(&row.name).size(12.0)).wrap();
            ui.vertical(|ui| {
                ui.set_width(names);
                if ui.add(name).clicked() {
                    let selection = Selection { territory: row.territory, island: None };
                    actions.push(Action::Select(Some(selection)));
                }
            });
            for (i, (fill, holder)) in (0_u16..).zip(&row.holders) {
                let swatch = swatch(ui, look, fill, canvas, Some(holder)).on_hover_text(holder);
                if swatch.on_hover_cursor(CursorIcon::PointingHand).clicked() {
                    actions.push(Action::SetLens(LensId(i)));
                }
            }
            ui.end_row();
        }
    });
    ui.add_space(10.0);
    actions
}
