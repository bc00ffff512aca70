//! What changes hands, and what it is and was called.

use serde::{Deserialize, Serialize};

use super::day::Day;
use super::ids::{FurtherLanguageId, SourceId, TerritoryId};
use super::text::Text;

/// A language that names are known in, but in which no texts are written.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct FurtherLanguage {
    /// Its id in the files.
    pub id: String,
    /// What it is called.
    pub name: Text,
}

/// A name in a further language.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct FurtherName {
    /// The language.
    pub language: FurtherLanguageId,
    /// The name and what it means, as far as known.
    pub name: Text,
}

/// A name of earlier times.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct FormerName {
    /// The first day on which it no longer held.
    pub until: Day,
    /// The name.
    pub name: Text,
}

/// The name on a day: the first former name that still held, or else the name of today.
#[must_use]
pub fn name_on<'a>(was: &'a [FormerName], name: &'a Text, day: Day) -> &'a Text {
    was.iter().find(|former| day < former.until).map_or(name, |former| &former.name)
}

/// A unit that changes hands.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Territory {
    /// Its id in the files.
    pub id: String,
    /// Its name today.
    pub name: Text,
    /// Other names, by language.
    pub also: Vec<Vec<String>>,
    /// Its names in further languages.
    pub further: Vec<FurtherName>,
    /// A remark on its extent or naming.
    pub note: Option<Text>,
    /// What names and remark rest on.
    pub sources: Vec<SourceId>,
    /// Names of earlier times, oldest first.
    pub was: Vec<FormerName>,
}

/// A set of territories with a name of its own.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Group {
    /// Its id in the files.
    pub id: String,
    /// Its name.
    pub name: Text,
    /// A name short enough for a ribbon.
    pub short: Text,
    /// Its territories, in the order of the atlas.
    pub territories: Vec<TerritoryId>,
    /// Whether it has a ribbon on the time bar.
    pub ribbon: bool,
    /// Names of earlier times, oldest first.
    pub was: Vec<FormerName>,
}
