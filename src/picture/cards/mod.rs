//! The words of the cards beside the map, ready to be set.

mod agenda;
mod changes;
mod citation;
mod cited;
mod disputes;
mod doubts;
mod event;
mod group;
mod page;
mod person;
mod terms;
mod territory;

use crate::atlas::Atlas;
use crate::history::{Day, EventId, PersonId, SourceId, TerritoryId, name_on};

use super::words::Words;

pub use agenda::{Agenda, Occasion, agenda};
pub use changes::{ChangeRow, Changes, changes};
pub use citation::{accessed, event_citation};
pub use cited::{SourceLine, cited};
pub use disputes::{DisputeRow, dispute_rows};
pub use doubts::{DoubtRow, doubt_rows};
pub use event::{ArticleLine, EventCard, MapMark, Quotation, Transfer, event_card};
pub use group::{GroupCard, GroupRow, group_card};
pub use page::cards_page;
pub(super) use person::life;
pub use person::{PersonCard, person_card};
pub use terms::{TermCard, term_cards, term_of_status};
pub use territory::{HolderRow, TerritoryCard, Why, territory_card};

/// A line of a table: a word and what it says, such as a date.
pub type Fact = (String, String);

/// A person by name, to be clicked.
pub type Named = (PersonId, String);

/// An event in a list: its day, that day in words, and its title.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EventLine {
    /// Which.
    pub event: EventId,
    /// Its day.
    pub day: Day,
    /// That day in words, no finer than it is known.
    pub when: String,
    /// Its title.
    pub title: String,
}

/// An event as a line of a list.
#[must_use]
pub fn event_line(atlas: &Atlas, words: &Words, event: EventId) -> EventLine {
    let record = atlas.history.event(event);
    EventLine {
        event,
        day: record.date.day,
        when: words.when(record.date),
        title: record.title.get(words.language).to_owned(),
    }
}

/// A source as a line of a list.
#[must_use]
pub fn source_line(atlas: &Atlas, source: SourceId) -> String {
    let source = atlas.history.source(source);
    let mut parts: Vec<&str> = Vec::new();
    parts.extend(source.author.as_deref());
    parts.push(&source.title);
    parts.push(&source.location);
    let year = source.year.as_deref().unwrap_or_default();
    if !year.is_empty() && !source.location.contains(year) && !source.title.contains(year) {
        parts.push(year);
    }
    let mut line = String::new();
    for part in parts.iter().map(|part| part.trim()).filter(|part| !part.is_empty()) {
        if !line.is_empty() {
            line.push_str(if line.ends_with('.') { " " } else { ", " });
        }
        line.push_str(part);
    }
    line
}

/// What a territory is called on a day.
#[must_use]
pub fn territory_name(atlas: &Atlas, words: &Words, t: TerritoryId, day: Day) -> String {
    let record = atlas.history.territory(t);
    name_on(&record.was, &record.name, day).get(words.language).to_owned()
}
