//! How many square kilometres each state held, through time.

use std::collections::BTreeMap;

use crate::atlas::Atlas;
use crate::history::{Day, FamilyId, LensId};
use crate::view::Theme;

use super::fills::hue_of_family;
use super::marks::Color;
use super::words::Words;

/// The holdings of one nation or people through time, as steps.
#[derive(Debug, Clone, PartialEq)]
pub struct Series {
    /// The name of the family of states.
    pub name: String,
    /// Its colour.
    pub color: Color,
    /// Days on which the area changed, and the square kilometres from then on; the last repeats at
    /// the last day of the atlas.
    pub steps: Vec<(Day, f64)>,
}

/// A series for each family that ever held anything, in the order of the atlas.
#[must_use]
pub fn series(atlas: &Atlas, lens: LensId, theme: Theme, words: &Words) -> Vec<Series> {
    let history = &atlas.history;
    let ledger = history.ledger(lens);
    let mut days = vec![history.first_day];
    days.extend(ledger.days());
    days.push(history.last_day);
    days.dedup();
    let mut steps: BTreeMap<FamilyId, Vec<(Day, f64)>> = BTreeMap::new();
    for &day in &days {
        let mut of_family: BTreeMap<FamilyId, f64> = BTreeMap::new();
        for (holder, km2) in ledger.areas_on(day, |t| atlas.area_km2(t)) {
            *of_family.entry(history.holder(holder).family).or_default() += km2;
        }
        for family in history.family_ids() {
            let km2 = of_family.get(&family).copied().unwrap_or(0.0);
            steps.entry(family).or_default().push((day, km2));
        }
    }
    steps
        .into_iter()
        .filter(|(_, steps)| steps.iter().any(|(_, km2)| *km2 > 0.0))
        .map(|(family, steps)| Series {
            name: history.family(family).name.get(words.language).to_owned(),
            color: hue_of_family(atlas, family, theme).unwrap_or([128, 128, 128, 255]),
            steps,
        })
        .collect()
}
