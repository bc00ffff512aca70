//! How a table begins, instead of a small picture of it.

use egui::{Grid, RichText, ScrollArea, Ui};

use crate::atlas::Atlas;
use crate::export::csv::CsvStyle;
use crate::export::listing::{Listing, ListingFormat};
use crate::export::tables::Cell;
use crate::picture::{Argument, Face, Words};

use super::super::super::fonts::font;

/// So many rows are shown.
const ROWS: usize = 12;
/// So much of a cell is shown, in letters.
const LETTERS: usize = 28;
/// Height of what is shown, in points.
const HEIGHT: f32 = 300.0;

/// The first rows of a table, and how many there are.
pub(super) struct Beginning {
    columns: Vec<String>,
    rows: Vec<Vec<String>>,
    count: usize,
}

impl Beginning {
    /// Of a list; `words` are those of the window, the list has its own language.
    pub(super) fn of(atlas: &Atlas, list: &Listing, words: &Words) -> Self {
        let table = list.table(atlas);
        let own;
        let words = if list.language == words.language {
            words
        } else {
            own = Words::new(&atlas.history, list.language);
            &own
        };
        let told = matches!(list.format, ListingFormat::Csv(CsvStyle { headings: true, .. }));
        let cell = |cell: &Cell| short(&if told { cell.told(words) } else { cell.plain() });
        Self {
            columns: if told { table.headings(&atlas.history, words) } else { table.columns },
            rows: table.rows.iter().take(ROWS).map(|row| row.iter().map(cell).collect()).collect(),
            count: table.rows.len(),
        }
    }

    /// Shows it.
    pub(super) fn ui(&self, ui: &mut Ui, words: &Words) {
        ScrollArea::both().id_salt("beginning").max_height(HEIGHT).show(ui, |ui| {
            let columns = self.columns.len().max(1);
            Grid::new("beginning").num_columns(columns).spacing([10.0, 3.0]).striped(true).show(
                ui,
                |ui| {
                    for column in &self.columns {
                        ui.label(RichText::new(column).font(font(Face::SansBold, 11.0)));
                    }
                    ui.end_row();
                    for row in &self.rows {
                        for cell in row {
                            ui.label(RichText::new(cell).size(11.0));
                        }
                        ui.end_row();
                    }
                },
            );
        });
        ui.weak(words.with("export-rows", &[("rows", Argument::Number(self.count))]));
    }
}

/// The beginning of a long text.
fn short(text: &str) -> String {
    let mut letters = text.chars();
    let mut short: String = letters.by_ref().take(LETTERS).collect();
    if letters.next().is_some() {
        short.push('…');
    }
    short
}
