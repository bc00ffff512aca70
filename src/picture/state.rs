//! The state of a day on a lens: the span of every territory. Colours and legend follow from it.

use crate::atlas::Atlas;
use crate::history::{Day, Holding, LensId, TerritoryId};
use crate::view::{Look, Theme};

use super::fills::fill_of;
use super::marks::Fill;

/// Who holds what, as places in the ledger: small, and equal whenever nothing changed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DayState {
    lens: LensId,
    /// For each territory the change that began its span; `None`: the initial state.
    changes: Vec<Option<usize>>,
    /// Any day of it.
    day: Day,
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
        Self { lens, changes, day }
    }

    /// The lens.
    #[must_use]
    pub fn lens(&self) -> LensId {
        self.lens
    }

    /// The holding of a territory.
    #[must_use]
    pub fn holding<'a>(&self, atlas: &'a Atlas, territory: TerritoryId) -> &'a Holding {
        atlas.history.ledger(self.lens).on(territory, self.day).holding
    }

    /// Square kilometres by holder.
    #[must_use]
    pub fn areas(
        &self,
        atlas: &Atlas,
    ) -> std::collections::BTreeMap<crate::history::HolderId, f64> {
        atlas.history.ledger(self.lens).areas_on(self.day, |t| atlas.area_km2(t))
    }

    /// The fill of a territory: its holder, and who else claims it.
    #[must_use]
    pub fn fill(&self, atlas: &Atlas, territory: TerritoryId, theme: Theme) -> Fill {
        fill_of(atlas, self.holding(atlas, territory), theme)
    }
}
