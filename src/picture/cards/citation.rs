//! Lines to cite: what an atlas says, on what grounds, and where it is to be found.

use crate::atlas::Atlas;
use crate::history::{Day, EventId};
use crate::view::{Action, Look, link};

use super::super::words::{Argument, Words};
use super::source_line;

/// What a line says of a territory on a day.
pub(super) struct Said<'a> {
    /// Its name.
    pub(super) territory: &'a str,
    /// Its holder.
    pub(super) holder: &'a str,
    /// In what way that holds it, and who else claims it.
    pub(super) right: &'a str,
    /// Since when, by which event, act and article.
    pub(super) basis: &'a [&'a str],
    /// How sure that is.
    pub(super) confidence: &'a str,
    /// What it rests on, a line a source.
    pub(super) sources: &'a [String],
}

/// The line of what a look says of a territory.
pub(super) fn of_holding(atlas: &Atlas, look: &Look, words: &Words, said: &Said<'_>) -> String {
    let lens = atlas.history.lens(look.lens()).name.get(words.language);
    words.with(
        "citation",
        &[
            ("territory", Argument::Text(said.territory)),
            ("day", Argument::Text(&words.day(look.moment()))),
            ("holder", Argument::Text(said.holder)),
            ("right", Argument::Text(said.right)),
            ("basis", Argument::Text(&words.list(said.basis))),
            ("confidence", Argument::Text(said.confidence)),
            ("atlas", Argument::Text(atlas.history.title.get(words.language))),
            ("version", Argument::Text(env!("CARGO_PKG_VERSION"))),
            ("lens", Argument::Text(lens)),
            ("link", Argument::Text(&link::of(atlas, look))),
            ("sources", Argument::Text(&said.sources.join("; "))),
        ],
    )
}

/// The line of an event or a treaty.
#[must_use]
pub fn event_citation(atlas: &Atlas, look: &Look, words: &Words, id: EventId) -> String {
    let event = atlas.history.event(id);
    let mut there = look.clone();
    there.apply(atlas, Action::GoToEvent(id, event.date.day));
    let sources: Vec<String> = event.sources.iter().map(|&s| source_line(atlas, s)).collect();
    let confidence = words.get(&format!("confidence-{}", event.confidence.id()));
    words.with(
        "citation-event",
        &[
            ("title", Argument::Text(event.title.get(words.language))),
            ("day", Argument::Text(&words.when(event.date))),
            ("confidence", Argument::Text(&confidence)),
            ("atlas", Argument::Text(atlas.history.title.get(words.language))),
            ("version", Argument::Text(env!("CARGO_PKG_VERSION"))),
            ("link", Argument::Text(&link::of(atlas, &there))),
            ("sources", Argument::Text(&sources.join("; "))),
        ],
    )
}

/// A line with the day on which the atlas was read.
#[must_use]
pub fn accessed(words: &Words, citation: &str, day: Day) -> String {
    let day = words.day(day);
    let parts = [("citation", Argument::Text(citation)), ("day", Argument::Text(&day))];
    words.with("citation-accessed", &parts)
}
