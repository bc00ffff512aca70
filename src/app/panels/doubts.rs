//! How sure the colours of the day are, set from its words, which are of `picture`.

use egui::{CollapsingHeader, RichText, Ui};

use crate::picture::cards::DoubtRow;
use crate::picture::{Argument, Words, palette};
use crate::view::{Action, Look, MapLayer};

use super::super::effects::Effect;
use super::super::map::Canvas;
use super::super::style::color;
use super::super::widgets::{closable, heading, prose, source_row, swatch, territories};

/// Shows the list.
pub(super) fn ui(
    ui: &mut Ui,
    look: &Look,
    words: &Words,
    rows: &[DoubtRow],
    canvas: &mut Canvas,
) -> Vec<Effect> {
    let mut effects: Vec<Effect> = Vec::new();
    let muted = color(palette(look.theme()).muted);
    if closable(ui, &words.get("command-confidence"), words, muted) {
        effects.push(Action::SetLayer(MapLayer::Confidence, false).into());
    }
    let day = words.day(look.moment());
    let count = Argument::Number(rows.iter().map(|row| row.territories.len()).sum());
    ui.weak(words.with("doubts-on", &[("day", Argument::Text(&day)), ("count", count)]));
    let mut grade = None;
    for row in rows {
        ui.add_space(4.0);
        if grade != Some(row.confidence) {
            grade = Some(row.confidence);
            ui.separator();
            heading(ui, &row.said, muted);
        }
        effects.extend(territories(ui, words, &row.territories).into_iter().map(Effect::from));
        ui.horizontal_top(|ui| {
            swatch(ui, look, &row.fill, canvas, None);
            ui.vertical(|ui| {
                ui.spacing_mut().item_spacing.y = 1.0;
                effects.extend(prose(ui, &row.holder, |text| text.size(12.0)));
                if let Some(note) = &row.note {
                    effects.extend(prose(ui, note, |text| text.size(12.0)));
                }
                let count = Argument::Number(row.sources.len());
                let title = words.with("card-sources", &[("count", count)]);
                CollapsingHeader::new(RichText::new(title).color(muted).size(11.5))
                    .id_salt(("doubt", row.territories.first().map(|(t, _)| t.0)))
                    .show(ui, |ui| {
                        for source in &row.sources {
                            effects.extend(source_row(ui, source, Some(muted), 11.0));
                        }
                    });
            });
        });
    }
    ui.add_space(10.0);
    effects
}
