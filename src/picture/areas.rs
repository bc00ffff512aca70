//! How many square kilometres each holder held, through time.

use std::collections::BTreeMap;

use crate::atlas::Atlas;
use crate::history::{Day, HolderId, LensId, TerritoryId};
use crate::view::Theme;

use super::fills::color_of;
use super::marks::Color;
use super::words::Words;

/// The holdings of one holder through time, as steps.
#[derive(Debug, Clone, PartialEq)]
pub struct Series {
    /// Its name.
    pub name: String,
    /// Its colour.
    pub color: Color,
    /// Days on which any area changed, and the square kilometres from then on; the last repeats at
    /// the last day of the atlas. All series have the same days.
    pub steps: Vec<(Day, f64)>,
}

impl Series {
    /// The square kilometres on a day, if there were any.
    #[must_use]
    pub fn on(&self, day: Day) -> Option<f64> {
        let after = self.steps.partition_point(|(from, _)| *from <= day);
        let (_, km2) = self.steps.get(after.checked_sub(1)?)?;
        Some(*km2).filter(|km2| *km2 > 0.0)
    }
}

/// A series for each holder that ever held any of some territories: those of one family after each
/// other, in the order of the atlas.
#[must_use]
pub fn series(
    atlas: &Atlas,
    lens: LensId,
    theme: Theme,
    words: &Words,
    of: &[TerritoryId],
) -> Vec<Series> {
    let history = &atlas.history;
    let ledger = history.ledger(lens);
    let mut days: Vec<Day> =
        of.iter().flat_map(|&t| ledger.spans(t).map(|span| span.from.day)).collect();
    days.push(history.first_day);
    days.push(history.last_day);
    days.sort_unstable();
    days.dedup();
    let mut steps: BTreeMap<HolderId, Vec<f64>> = BTreeMap::new();
    for (i, &day) in days.iter().enumerate() {
        for &t in of {
            let holder = ledger.on(t, day).holding.holder;
            let own = steps.entry(holder).or_insert_with(|| vec![0.0; days.len()]);
            own[i] += atlas.area_km2(t);
        }
    }
    let mut series: Vec<(HolderId, Series)> = steps
        .into_iter()
        .map(|(holder, km2)| {
            let name = history.holder(holder).name.get(words.language).to_owned();
            let steps = days.iter().copied().zip(km2).collect();
            (holder, Series { name, color: color_of(atlas, holder, theme), steps })
        })
        .collect();
    series.sort_by_key(|(holder, _)| (history.holder(*holder).family, *holder));
    series.into_iter().map(|(_, series)| series).collect()
}
