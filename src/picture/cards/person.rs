//! The card of a person: its words, which `app` sets.

use crate::atlas::Atlas;
use crate::history::PersonId;

use super::super::labels::other_names;
use super::super::words::{Argument, Words};
use super::{EventLine, event_line};

/// The card of a person.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PersonCard {
    /// Who.
    pub person: PersonId,
    /// The name.
    pub name: String,
    /// The name in the other languages.
    pub other_names: String,
    /// When born and died, as far as known.
    pub life: String,
    /// Who it was, in a line.
    pub role: String,
    /// The events that the person took part in.
    pub events: Vec<EventLine>,
}

/// The card of a person.
#[must_use]
pub fn person_card(atlas: &Atlas, words: &Words, id: PersonId) -> PersonCard {
    let history = &atlas.history;
    let person = history.person(id);
    let own = person.name.get(words.language);
    PersonCard {
        person: id,
        name: own.to_owned(),
        other_names: other_names(person.name.versions(), own),
        life: life(atlas, words, id),
        role: person.role.get(words.language).to_owned(),
        events: history.events_of(id).map(|event| event_line(atlas, words, event)).collect(),
    }
}

/// The years of a life: `1804 – 1883`, `died 1711`, or nothing.
#[must_use]
pub(in super::super) fn life(atlas: &Atlas, words: &Words, id: PersonId) -> String {
    let person = atlas.history.person(id);
    match (person.born, person.died) {
        (Some(born), Some(died)) => format!("{} – {}", words.when(born), words.when(died)),
        (Some(born), None) => words.with("born", &[("day", Argument::Text(&words.when(born)))]),
        (None, Some(died)) => words.with("died", &[("day", Argument::Text(&words.when(died)))]),
        (None, None) => String::new(),
    }
}
