//! What happened.

use serde::{Deserialize, Serialize};

use super::day::When;
use super::ids::{EventId, PersonId, PlaceId, SourceId, TerritoryId};
use super::instruments::Treaty;
use super::sources::Confidence;
use super::text::Text;

/// What an event was.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum EventKind {
    /// A treaty or another instrument.
    Treaty,
    /// War and armed action.
    War,
    /// Voyages, surveys, first meetings.
    Contact,
    /// Seizures, risings, accidents of state.
    Incident,
    /// Missions, talks, notes, statements.
    Diplomacy,
    /// Acts of government.
    Administration,
    /// Natural disasters and accidents.
    Disaster,
}

impl EventKind {
    /// All kinds, in the order of filters.
    pub const ALL: [Self; 7] = [
        Self::Treaty,
        Self::War,
        Self::Contact,
        Self::Incident,
        Self::Diplomacy,
        Self::Administration,
        Self::Disaster,
    ];

    /// The word in files and on the command line.
    #[must_use]
    pub fn id(self) -> &'static str {
        match self {
            Self::Treaty => "treaty",
            Self::War => "war",
            Self::Contact => "contact",
            Self::Incident => "incident",
            Self::Diplomacy => "diplomacy",
            Self::Administration => "administration",
            Self::Disaster => "disaster",
        }
    }
}

/// Something that happened.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Event {
    /// Its id in the files.
    pub id: String,
    /// What it was.
    pub kind: EventKind,
    /// When it was, or began; for an instrument the day of signature.
    pub date: When,
    /// When it ended, if it took more than a day.
    pub end: Option<When>,
    /// Its title.
    pub title: Text,
    /// What happened, in a few sentences.
    pub summary: Text,
    /// Where.
    pub place: Option<PlaceId>,
    /// Who took part.
    pub people: Vec<PersonId>,
    /// What it touched.
    pub territories: Vec<TerritoryId>,
    /// What it rests on.
    pub sources: Vec<SourceId>,
    /// How sure that is.
    pub confidence: Confidence,
    /// A remark.
    pub note: Option<Text>,
    /// What is often given otherwise, and why the atlas does not follow it.
    pub often_given: Option<Text>,
    /// The events that led to it, in order of date.
    pub before: Vec<EventId>,
    /// The events that came of it, in order of date.
    pub after: Vec<EventId>,
    /// What a treaty or another instrument has besides.
    pub treaty: Option<Treaty>,
}
