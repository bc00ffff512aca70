//! A coverage: areas that cover the map, made at the first call, and their levels of detail.

use std::sync::{LazyLock, OnceLock};

use super::land::Land;
use super::level::{self, Level, TOLERANCES_KM};

/// Makes land when it is first asked for.
pub type MakesLand = Box<dyn FnOnce() -> Vec<Land> + Send>;

/// Land, or what else covers the map in areas.
#[derive(Debug)]
pub(super) struct Coverage {
    regions: usize,
    land: LazyLock<Vec<Land>, MakesLand>,
    levels: [OnceLock<Level>; TOLERANCES_KM.len()],
}

impl Coverage {
    /// A coverage of so many regions.
    pub(super) fn new(regions: usize, make: MakesLand) -> Self {
        let levels = std::array::from_fn(|_| OnceLock::new());
        Self { regions, land: LazyLock::new(make), levels }
    }

    /// Makes it now.
    pub(super) fn make(&self) {
        LazyLock::force(&self.land);
    }

    /// All of it at full detail.
    pub(super) fn all(&self) -> &[Land] {
        &self.land
    }

    /// A level of detail; an index beyond the last means the last.
    pub(super) fn level(&self, index: usize) -> &Level {
        let index = index.min(TOLERANCES_KM.len() - 1);
        self.levels[index].get_or_init(|| level::derive(self.all(), self.regions, index))
    }
}
