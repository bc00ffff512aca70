//! Where the views differ: the words of the list that `app` sets.

use crate::atlas::Atlas;
use crate::history::{Day, LensId, Status, TerritoryId};
use crate::view::Theme;

use super::super::fills::fill_of;
use super::super::marks::Fill;
use super::super::words::Words;
use super::territory_name;

/// Territories that the lenses colour differently, and all in the same way.
#[derive(Debug, Clone, PartialEq)]
pub struct DisputeRow {
    /// Which, with their names on the day.
    pub territories: Vec<(TerritoryId, String)>,
    /// The fills and the names of the holders, each with the lenses that show it; in the order of the
    /// first lens of each.
    pub holders: Vec<(Vec<LensId>, Fill, String)>,
    /// Whether a state disputes or claims what another holds by one of the lenses.
    pub disputed: bool,
}

/// The territories that the lenses colour differently on a day: those of equal holders together, and
/// before all others those that are disputed or claimed; otherwise in the order of the atlas.
#[must_use]
pub fn dispute_rows(atlas: &Atlas, day: Day, theme: Theme, words: &Words) -> Vec<DisputeRow> {
    let mut rows: Vec<DisputeRow> = Vec::new();
    for dispute in atlas.history.disputes_on(day) {
        let territory = dispute.territory;
        let name = territory_name(atlas, words, territory, day);
        let row = row(atlas, territory, name, day, theme, words);
        let alike = |other: &&mut DisputeRow| {
            other.holders == row.holders && other.disputed == row.disputed
        };
        match rows.iter_mut().find(alike) {
            Some(same) => same.territories.extend(row.territories),
            None => rows.push(row),
        }
    }
    // The order within each half stays.
    rows.sort_by_key(|row| !row.disputed);
    rows
}

fn row(
    atlas: &Atlas,
    territory: TerritoryId,
    name: String,
    day: Day,
    theme: Theme,
    words: &Words,
) -> DisputeRow {
    let history = &atlas.history;
    let mut holders: Vec<(Vec<LensId>, Fill, String)> = Vec::new();
    let mut disputed = false;
    for (lens, ledger) in (0_u16..).map(LensId).zip(&history.ledgers) {
        let holding = ledger.on(territory, day).holding;
        disputed |= holding.status == Status::Disputed || !holding.claimants.is_empty();
        let holder = history.holder(holding.holder).name.get(words.language);
        let fill = fill_of(atlas, holding, theme);
        match holders.iter_mut().find(|(_, other, name)| *other == fill && name == holder) {
            Some((lenses, ..)) => lenses.push(lens),
            None => holders.push((vec![lens], fill, holder.to_owned())),
        }
    }
    DisputeRow { territories: vec![(territory, name)], holders, disputed }
}
