//! The card of a group that is selected, set from its words, which are of `picture`.

use egui::{Button, RichText, Ui};

use crate::atlas::Atlas;
use crate::picture::cards::GroupCard;
use crate::picture::{Words, palette};
use crate::view::{Action, Look, Selection};

use super::super::super::effects::Effect;
use super::super::super::map::Canvas;
use super::super::super::style::color;
use super::super::super::widgets::{closable, facts, prose, swatch, title_label};
use super::inhabitants_ui::inhabitants_ui;

/// Shows the card of a group.
pub(in super::super) fn group_ui(
    ui: &mut Ui,
    (atlas, look, words): (&Atlas, &Look, &Words),
    card: &GroupCard,
    canvas: &mut Canvas,
) -> Vec<Effect> {
    let mut effects: Vec<Effect> = Vec::new();
    let muted = color(palette(look.theme()).muted);
    if closable(ui, &words.get("card-selected"), words, muted) {
        effects.push(Action::Select(None).into());
    }
    title_label(ui, &card.name);
    ui.label(RichText::new(&card.other_names).color(muted).size(11.5));
    facts(ui, &[(words.get("fact-area"), card.area.clone())], muted);
    ui.add_space(4.0);
    for row in &card.rows {
        ui.horizontal_top(|ui| {
            swatch(ui, look, &row.fill, canvas, None);
            ui.vertical(|ui| {
                ui.spacing_mut().item_spacing.y = 1.0;
                if ui.add(Button::new(&row.name).frame(false).wrap()).clicked() {
                    let selection = Selection { territory: row.territory, island: None };
                    effects.push(Action::Select(Some(selection)).into());
                }
                effects.extend(prose(ui, &row.holder, |text| text.color(muted).size(11.5)));
            });
        });
    }
    effects.extend(inhabitants_ui(ui, (atlas, look, words), &card.inhabitants, canvas));
    effects
}
