//! Nations and peoples, and the states that held something.

use serde::{Deserialize, Serialize};

use super::ids::FamilyId;
use super::text::Text;

/// What a family of holders is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum FamilyKind {
    /// A nation and its states through time.
    State,
    /// Peoples on land that no state held.
    People,
    /// Joint possession of two families.
    Joint,
    /// Nobody, or nobody agreed upon.
    Undetermined,
}

/// A nation, people or condition that has a hue of its own.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Family {
    /// Its id in the files.
    pub id: String,
    /// Its name.
    pub name: Text,
    /// What it is.
    pub kind: FamilyKind,
    /// The two families of a joint possession.
    pub stripes: Option<[FamilyId; 2]>,
}

/// A state or people that held something.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Holder {
    /// Its id in the files.
    pub id: String,
    /// Its family.
    pub family: FamilyId,
    /// Its name.
    pub name: Text,
    /// A short name for narrow places.
    pub short: Option<Text>,
}
