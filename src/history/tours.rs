//! Stories: views one after the other, with a few sentences each.

use serde::{Deserialize, Serialize};

use super::text::Text;

/// A story.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Tour {
    /// Its id in the files; that of one which a reader wrote may be empty.
    pub id: String,
    /// Its title.
    pub title: Text,
    /// What it tells, in a sentence.
    pub summary: Text,
    /// Its stops, in order; at least one.
    pub stops: Vec<TourStop>,
}

/// A stop of a story.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TourStop {
    /// The view, as a link.
    pub look: String,
    /// What is told there, in a few sentences.
    pub text: Text,
    /// How long it stays while the story plays, in seconds; `None`: as long as it takes to read.
    pub seconds: Option<u16>,
}
