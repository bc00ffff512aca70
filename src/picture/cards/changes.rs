//! What is different between two looks: the words of the list that `app` sets.

use crate::atlas::Atlas;
use crate::history::{HolderId, TerritoryId};
use crate::view::{Comparison, Look};

use super::super::comparison::told;
use super::super::fills::fill_of_holder;
use super::super::marks::Fill;
use super::super::words::Words;
use super::territory_name;

/// What passed from one holder to another.
#[derive(Debug, Clone, PartialEq)]
pub struct ChangeRow {
    /// Who held it in the first look and who in the second, each with its fill.
    pub holders: [(Fill, String); 2],
    /// How much land it is, in square kilometres.
    pub km2: f64,
    /// Which, with their names in the second look, in the order of the atlas.
    pub territories: Vec<(TerritoryId, String)>,
}

/// What is different between two looks.
#[derive(Debug, Clone, PartialEq)]
pub struct Changes {
    /// What tells the looks from each other, the first and the second.
    pub looks: [String; 2],
    /// What passed from whom to whom, the most land first.
    pub rows: Vec<ChangeRow>,
}

/// What is different between the two looks that are compared; `None` if there are not two.
#[must_use]
pub fn changes(atlas: &Atlas, words: &Words, look: &Look) -> Option<Changes> {
    let Some(Comparison::Pair { .. }) = look.comparison() else { return None };
    let looks = look.looks(atlas);
    let [first, second] = looks.as_slice() else { return None };
    let history = &atlas.history;
    let holder = |look: &Look, t| history.ledger(look.lens()).on(t, look.moment()).holding.holder;
    let side = |holder: HolderId| {
        let name = history.holder(holder).name.get(words.language).to_owned();
        (fill_of_holder(atlas, holder, look.theme()), name)
    };
    let mut rows: Vec<([HolderId; 2], ChangeRow)> = Vec::new();
    for t in history.territory_ids() {
        let both = [first, second].map(|look| holder(look, t));
        if both[0] == both[1] {
            continue;
        }
        let own = (t, territory_name(atlas, words, t, second.moment()));
        let km2 = atlas.area_km2(t);
        if let Some((_, row)) = rows.iter_mut().find(|(known, _)| *known == both) {
            row.km2 += km2;
            row.territories.push(own);
        } else {
            let row = ChangeRow { holders: both.map(side), km2, territories: vec![own] };
            rows.push((both, row));
        }
    }
    let mut rows: Vec<ChangeRow> = rows.into_iter().map(|(_, row)| row).collect();
    rows.sort_by(|a, b| b.km2.total_cmp(&a.km2));
    let looks = [first, second].map(|look| told(atlas, words, [first, second], look));
    Some(Changes { looks, rows })
}
