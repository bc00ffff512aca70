//! Counts of inhabitants.

use serde::{Deserialize, Serialize};

use super::day::When;
use super::ids::{PlaceId, SourceId, TerritoryId};
use super::sources::Confidence;
use super::text::Text;

/// How many lived somewhere on a day.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Count {
    /// Where: these territories together; empty for a place.
    pub territories: Vec<TerritoryId>,
    /// Where: a town or another place.
    pub place: Option<PlaceId>,
    /// When they were counted.
    pub date: When,
    /// How many.
    pub inhabitants: u32,
    /// How many of them were of some peoples, as far as that was counted.
    pub of: Vec<People>,
    /// What it rests on.
    pub sources: Vec<SourceId>,
    /// How sure that is.
    pub confidence: Confidence,
    /// A remark.
    pub note: Option<Text>,
}

/// How many of a count were of a people.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct People {
    /// Who.
    pub people: Text,
    /// How many.
    pub inhabitants: u32,
}
