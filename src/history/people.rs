//! Those who took part.

use serde::{Deserialize, Serialize};

use super::day::When;
use super::text::Text;

/// Somebody who took part.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Person {
    /// The id in the files.
    pub id: String,
    /// The name.
    pub name: Text,
    /// Born.
    pub born: Option<When>,
    /// Died.
    pub died: Option<When>,
    /// Who it was, in a line.
    pub role: Text,
}
