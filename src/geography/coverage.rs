//! A coverage: areas that cover the map, made at the first call, and their levels of detail, which can
//! be forgotten and made again.

use std::sync::{Arc, LazyLock, Mutex, MutexGuard, PoisonError};

use super::land::Land;
use super::level::{self, Level, TOLERANCES_KM};

/// Makes land when it is first asked for.
pub type MakesLand = Box<dyn FnOnce() -> Vec<Land> + Send>;

/// Land, or what else covers the map in areas.
#[derive(Debug)]
pub(super) struct Coverage {
    regions: usize,
    land: LazyLock<Vec<Land>, MakesLand>,
    levels: [Mutex<Option<Arc<Level>>>; TOLERANCES_KM.len()],
}

impl Coverage {
    /// A coverage of so many regions.
    pub(super) fn new(regions: usize, make: MakesLand) -> Self {
        let levels = std::array::from_fn(|_| Mutex::new(None));
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

    /// A level of detail; an index beyond the last means the last. Who comes while it is being made
    /// waits for it.
    pub(super) fn level(&self, index: usize) -> Arc<Level> {
        let index = index.min(TOLERANCES_KM.len() - 1);
        let derive = || Arc::new(level::derive(self.all(), self.regions, index));
        locked(&self.levels[index]).get_or_insert_with(derive).clone()
    }

    /// Forgets the levels that are finer than one; whoever still has one of them keeps it.
    pub(super) fn forget_finer_than(&self, index: usize) {
        for level in self.levels.iter().take(index) {
            locked(level).take();
        }
    }
}

/// A lock whatever became of who held it before: what it guards is whole at any time.
fn locked<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
