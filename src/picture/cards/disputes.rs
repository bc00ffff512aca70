//! Where the views differ: the words of the list that `app` sets.

use crate::atlas::Atlas;
use crate::history::{Day, TerritoryId};
use crate::view::Theme;

use super::super::fills::fill_of;
use super::super::marks::Fill;
use super::super::words::Words;
use super::territory_name;

/// A territory that the lenses colour differently.
#[derive(Debug, Clone, PartialEq)]
pub struct DisputeRow {
    /// Which.
    pub territory: TerritoryId,
    /// Its name on the day.
    pub name: String,
    /// By each lens, in their order: the fill and the name of the holder.
    pub holders: Vec<(Fill, String)>,
}

/// The territories that the lenses colour differently on a day, in the order of the atlas.
#[must_use]
pub fn dispute_rows(atlas: &Atlas, day: Day, theme: Theme, words: &Words) -> Vec<DisputeRow> {
    let history = &atlas.history;
    let row = |territory: TerritoryId| DisputeRow {
        territory,
        name: territory_name(atlas, words, territory, day),
        holders: history
            .ledgers
            .iter()
            .map(|ledger| {
                let holding = ledger.on(territory, day).holding;
                let name = history.holder(holding.holder).name.get(words.language);
                (fill_of(atlas, holding, theme), name.to_owned())
            })
            .collect(),
    };
    history.disputes_on(day).iter().map(|dispute| row(dispute.territory)).collect()
}
