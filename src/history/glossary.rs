//! The words of the subject, explained.

use serde::{Deserialize, Serialize};

use super::ids::SourceId;
use super::ledger::Status;
use super::text::Text;

/// A word of the subject and what it means here.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Term {
    /// Its id in the files.
    pub id: String,
    /// The word.
    pub name: Text,
    /// What it means, in a few sentences.
    pub text: Text,
    /// The forms in which texts use it, for each language of the atlas in order.
    pub forms: Vec<Vec<String>>,
    /// The way of holding that it is the word for.
    pub status: Option<Status>,
    /// What the explanation rests on.
    pub sources: Vec<SourceId>,
}
