//! The card of a person, set from its words, which are of `picture`.

use egui::{RichText, Ui};

use crate::picture::cards::PersonCard;
use crate::picture::{Face, Words, palette};
use crate::view::{Action, Look};

use super::super::super::fonts::font;
use super::super::super::style::color;
use super::super::super::widgets::{closable, events, heading, pinned, title_label};

/// Shows the card of a person.
pub(in super::super) fn person_ui(
    ui: &mut Ui,
    look: &Look,
    words: &Words,
    card: &PersonCard,
) -> Vec<Action> {
    let mut actions = Vec::new();
    let muted = color(palette(look.theme()).muted);
    if closable(ui, &words.get("card-person"), words, muted) {
        actions.push(Action::OpenPerson(None));
    }
    let title = RichText::new(&card.name).font(font(Face::SerifBold, 18.0));
    let name = title_label(ui, &card.name);
    ui.label(RichText::new(&card.other_names).color(muted).size(11.5));
    if !card.life.is_empty() {
        ui.label(RichText::new(&card.life).color(muted));
    }
    ui.label(&card.role);
    ui.add_space(4.0);
    heading(ui, &words.get("card-person-events"), muted);
    actions.extend(events(ui, &card.events, muted));
    pinned(ui, name, ui.min_rect().bottom(), title);
    ui.add_space(10.0);
    actions
}
