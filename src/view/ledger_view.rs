//! What of the ledger the chart shows.

use crate::atlas::Atlas;
use crate::history::{GroupId, TerritoryId};

/// The land that the chart is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Scope {
    /// All of it.
    #[default]
    All,
    /// That of a group.
    Group(GroupId),
    /// One territory.
    Territory(TerritoryId),
}

impl Scope {
    /// The territories, in the order of the atlas.
    #[must_use]
    pub fn territories(self, atlas: &Atlas) -> Vec<TerritoryId> {
        match self {
            Self::All => atlas.history.territory_ids().collect(),
            Self::Group(group) => atlas.history.group(group).territories.clone(),
            Self::Territory(territory) => vec![territory],
        }
    }
}

/// How the ledger is drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum LedgerKind {
    /// Square kilometres by holder, one upon the other.
    #[default]
    Areas,
    /// The holders of each territory as bars, one below the other.
    Holders,
}

impl LedgerKind {
    /// Both.
    pub const ALL: [Self; 2] = [Self::Areas, Self::Holders];

    /// The word for it in keys of texts.
    #[must_use]
    pub fn id(self) -> &'static str {
        match self {
            Self::Areas => "areas",
            Self::Holders => "holders",
        }
    }
}

/// What of the ledger the chart shows, and how.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub struct LedgerView {
    /// Of which land.
    pub scope: Scope,
    /// How it is drawn.
    pub kind: LedgerKind,
}
