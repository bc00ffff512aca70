//! What of history has a place: lines, towns, stones, landings. Where it is, the atlas knows.

use serde::{Deserialize, Serialize};

use super::day::{Day, When};
use super::ids::{EventId, HolderId, SourceId};
use super::sources::Confidence;
use super::territories::FormerName;
use super::text::Text;

/// How firm a line is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum LineKind {
    /// Drawn by a treaty in force.
    Treaty,
    /// De facto, or of an armistice.
    Armistice,
    /// Claimed by one side.
    Claim,
}

/// A line on the map that an event drew.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Boundary {
    /// Its id in the files.
    pub id: String,
    /// The event that drew it.
    pub event: EventId,
    /// How firm it is.
    pub kind: LineKind,
    /// The first day on which it stands.
    pub from: Day,
    /// The first day on which it no longer stands.
    pub until: Option<Day>,
    /// What is written beside it.
    pub label: Text,
}

/// What a place is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum PlaceKind {
    /// A town or a post.
    Town,
    /// A cape.
    Cape,
    /// A mountain.
    Mountain,
    /// Another point on the map.
    Point,
    /// A place outside the map.
    Away,
}

/// A place with a name.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Place {
    /// Its id in the files.
    pub id: String,
    /// What it is.
    pub kind: PlaceKind,
    /// Its name today.
    pub name: Text,
    /// Names of earlier times, oldest first.
    pub was: Vec<FormerName>,
    /// 1 is the most important.
    pub rank: u8,
    /// Not on the map before that day.
    pub from: Option<Day>,
    /// How large it was, in order of date.
    pub sizes: Vec<TownSize>,
}

impl Place {
    /// How large the place was on a day; `None` where that is not known.
    #[must_use]
    pub fn size_on(&self, day: Day) -> Option<TownSize> {
        self.sizes.iter().rev().find(|size| size.from <= day).copied()
    }

    /// The class of the place on a day, 1 (the largest) to 4; `None` where it is not known.
    #[must_use]
    pub fn class_on(&self, day: Day) -> Option<u8> {
        self.size_on(day).map(|size| size.class)
    }
}

/// How large a town was from a day on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct TownSize {
    /// The first day.
    pub from: Day,
    /// 1: over 100,000 people; 2: over 20,000; 3: over 5,000; 4: fewer.
    pub class: u8,
    /// What that rests on.
    pub source: SourceId,
}

/// What a name around the land of the atlas is of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum RegionKind {
    /// A land, a peninsula, an island.
    Land,
    /// A state.
    State,
    /// A group of islands, which has its name at sea.
    Islands,
}

/// A land, a state or a group of islands that is only named: nothing of it changes hands here.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct NamedRegion {
    /// Its id in the files.
    pub id: String,
    /// What it is.
    pub kind: RegionKind,
    /// Its name.
    pub name: Text,
    /// 1 is the most important.
    pub rank: u8,
    /// The first day on which the name stands there; `None`: from the beginning.
    pub from: Option<Day>,
    /// The first day on which it no longer does.
    pub until: Option<Day>,
    /// What that rests on.
    pub sources: Vec<SourceId>,
    /// How sure that is.
    pub confidence: Confidence,
    /// A remark.
    pub note: Option<Text>,
}

impl NamedRegion {
    /// Whether the name stands there on a day.
    #[must_use]
    pub fn stands_on(&self, day: Day) -> bool {
        self.from.is_none_or(|from| from <= day) && self.until.is_none_or(|until| day < until)
    }
}

/// A stone that marked a border.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Stone {
    /// Its id in the files.
    pub id: String,
    /// Its name.
    pub name: Text,
    /// The first day on which it marked a border.
    pub from: Day,
    /// The first day on which it no longer did.
    pub until: Option<Day>,
    /// Why it was set.
    pub event: EventId,
    /// What its place rests on.
    pub sources: Vec<SourceId>,
    /// How sure its place is.
    pub confidence: Confidence,
    /// A remark.
    pub note: Option<Text>,
}

/// A landing or an advance, drawn as an arrow while its campaign lasts.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Advance {
    /// Its id in the files.
    pub id: String,
    /// The event that it belongs to.
    pub event: EventId,
    /// Its day: the first on which it is drawn.
    pub date: When,
    /// The first day on which it is no longer drawn.
    pub until: Day,
    /// What is written beside it: the place as it was called.
    pub label: Text,
    /// Who landed or advanced.
    pub side: HolderId,
    /// What its line rests on.
    pub sources: Vec<SourceId>,
    /// How sure its line is.
    pub confidence: Confidence,
    /// A remark.
    pub note: Option<Text>,
}
