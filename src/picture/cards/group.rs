//! The card of a group of territories: its words, which `app` sets.

use crate::atlas::Atlas;
use crate::history::{Glossary, GroupId, Prose, TerritoryId, name_on};
use crate::view::Look;

use super::super::fills::fill_of;
use super::super::inhabitants::{Coverage, of_group};
use super::super::labels::other_names;
use super::super::marks::Fill;
use super::super::words::Words;
use super::territory_name;

/// The card of a group that is selected.
#[derive(Debug, Clone, PartialEq)]
pub struct GroupCard {
    /// Its name on the day.
    pub name: String,
    /// Its name in the other languages.
    pub other_names: String,
    /// How large it is, in words.
    pub area: String,
    /// Its territories, in the order of the atlas.
    pub rows: Vec<GroupRow>,
    /// How many lived there, by what was counted.
    pub inhabitants: Vec<Coverage>,
}

/// A territory of a group, and whose it is on the day.
#[derive(Debug, Clone, PartialEq)]
pub struct GroupRow {
    /// Which.
    pub territory: TerritoryId,
    /// Its name on the day.
    pub name: String,
    /// The fill of its holder.
    pub fill: Fill,
    /// Its holder, and in what way it holds it.
    pub holder: Prose,
}

/// The card of a group.
#[must_use]
pub fn group_card(atlas: &Atlas, look: &Look, words: &Words, id: GroupId) -> GroupCard {
    let history = &atlas.history;
    let group = history.group(id);
    let name = name_on(&group.was, &group.name, look.moment());
    let own = name.get(words.language);
    let ledger = history.ledger(look.lens());
    let glossary = Glossary::new(history, words.language);
    let row = |&territory: &TerritoryId| {
        let holding = ledger.on(territory, look.moment()).holding;
        let holder = history.holder(holding.holder).name.get(words.language);
        let status = words.get(&format!("status-{}", holding.status.id()));
        GroupRow {
            territory,
            name: territory_name(atlas, words, territory, look.moment()),
            fill: fill_of(atlas, holding, look.theme()),
            holder: glossary.read(format!("{holder} · {status}")),
        }
    };
    let area = group.territories.iter().map(|&t| atlas.area_km2(t)).sum();
    GroupCard {
        name: own.to_owned(),
        other_names: other_names(name.versions(), own),
        area: words.area(area),
        rows: group.territories.iter().map(row).collect(),
        inhabitants: of_group(atlas, words, id),
    }
}
