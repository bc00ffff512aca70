//! The state of a day on a lens: the span of every territory. Colours and legend follow from it.

use crate::atlas::Atlas;
use crate::history::{Confidence, Day, HolderId, Holding, LensId, TerritoryId};
use crate::view::{Look, MapLayer, Theme};

use super::fills::{claims_of, color_of, difference_fill, doubted, fill_of};
use super::marks::{Color, Fill};

/// Who holds what, as places in the ledger: small, and equal whenever nothing changed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DayState {
    lens: LensId,
    /// For each territory the change that began its span; `None`: the initial state.
    changes: Vec<Option<usize>>,
    /// Any day of it.
    day: Day,
    /// What it is the difference to, if only that is shown.
    before: Option<Box<DayState>>,
    /// Whether the fills tell how sure they are.
    doubts: bool,
}

impl DayState {
    /// The state that a look shows.
    #[must_use]
    pub fn of(atlas: &Atlas, look: &Look) -> Self {
        let (lens, moment) = (look.lens(), look.moment());
        let ledger = atlas.history.ledger(lens);
        let spans = atlas.history.territory_ids().map(|t| ledger.on(t, moment));
        let mut changes = Vec::with_capacity(atlas.history.territories.len());
        let mut day = atlas.history.first_day;
        for span in spans {
            changes.push(span.change);
            day = day.max(span.from.day);
        }
        let doubts = look.layers().has(MapLayer::Confidence);
        Self { lens, changes, day, before: None, doubts }
    }

    /// The same state, of which only the difference to another is shown.
    #[must_use]
    pub fn since(self, before: Self) -> Self {
        Self { before: Some(Box::new(before)), ..self }
    }

    /// Whether only the difference to another state is shown.
    #[must_use]
    pub fn is_difference(&self) -> bool {
        self.before.is_some()
    }

    /// Who held a territory in the other state and who holds it in this, if that is not the same; `None`
    /// too if nothing is compared.
    #[must_use]
    pub fn change(&self, atlas: &Atlas, territory: TerritoryId) -> Option<[HolderId; 2]> {
        let before = self.before.as_ref()?.holding(atlas, territory).holder;
        let now = self.holding(atlas, territory).holder;
        (before != now).then_some([before, now])
    }

    /// The lens.
    #[must_use]
    pub fn lens(&self) -> LensId {
        self.lens
    }

    /// The holding of a territory.
    #[must_use]
    pub fn holding<'a>(&self, atlas: &'a Atlas, territory: TerritoryId) -> &'a Holding {
        let ledger = atlas.history.ledger(self.lens);
        match self.changes.get(territory.index()) {
            Some(Some(change)) => &ledger.changes()[*change].holding,
            _ => ledger.on(territory, atlas.history.first_day).holding,
        }
    }

    /// Square kilometres by holder.
    #[must_use]
    pub fn areas(
        &self,
        atlas: &Atlas,
    ) -> std::collections::BTreeMap<crate::history::HolderId, f64> {
        atlas.history.ledger(self.lens).areas_on(self.day, |t| atlas.area_km2(t))
    }

    /// The colours of the claims to a territory; in a difference, of who held it before.
    #[must_use]
    pub fn claims(&self, atlas: &Atlas, territory: TerritoryId, theme: Theme) -> Vec<Color> {
        if self.is_difference() {
            let change = self.change(atlas, territory);
            return change.map(|[before, _]| color_of(atlas, before, theme)).into_iter().collect();
        }
        claims_of(atlas, self.holding(atlas, territory), theme)
    }

    /// The fill of a territory: its holder, and who else claims it. In a difference what has changed
    /// only: its holder, hatched in the colour of the one before.
    #[must_use]
    pub fn fill(&self, atlas: &Atlas, territory: TerritoryId, theme: Theme) -> Fill {
        if self.is_difference() {
            return difference_fill(atlas, self.change(atlas, territory), theme);
        }
        let holding = self.holding(atlas, territory);
        let fill = fill_of(atlas, holding, theme);
        if self.doubts { doubted(fill, holding.confidence, theme) } else { fill }
    }

    /// The fills of all territories, in their order.
    #[must_use]
    pub fn fills(&self, atlas: &Atlas, theme: Theme) -> Vec<Fill> {
        atlas.history.territory_ids().map(|t| self.fill(atlas, t, theme)).collect()
    }

    /// The grades below the highest that the fills tell of, the least sure first; none, if they do not.
    #[must_use]
    pub fn doubts(&self, atlas: &Atlas) -> Vec<Confidence> {
        let told = self.doubts && !self.is_difference();
        let grades = atlas.history.territory_ids().filter(|_| told);
        let mut grades: Vec<Confidence> =
            grades.map(|t| self.holding(atlas, t).confidence).collect();
        grades.retain(|&grade| grade != Confidence::High);
        grades.sort_unstable();
        grades.dedup();
        grades
    }
}
