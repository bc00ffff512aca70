//! How far a long work is, told and stopped across threads.

use std::sync::atomic::{AtomicBool, AtomicU32, Ordering};

/// How far a work is. Whoever waits for it may look at it, and stop it.
#[derive(Debug, Default)]
pub struct Progress {
    done: AtomicU32,
    of: AtomicU32,
    cancelled: AtomicBool,
}

impl Progress {
    /// The work has so many steps.
    pub fn begin(&self, steps: usize) {
        self.of.store(u32::try_from(steps).unwrap_or(u32::MAX), Ordering::Relaxed);
    }

    /// One more step is done.
    pub fn step(&self) {
        self.done.fetch_add(1, Ordering::Relaxed);
    }

    /// Steps that are done, and how many there are; 0 of 0 before it is known.
    #[must_use]
    pub fn steps(&self) -> (u32, u32) {
        (self.done.load(Ordering::Relaxed), self.of.load(Ordering::Relaxed))
    }

    /// Ends the work at its next step, without a result.
    pub fn cancel(&self) {
        self.cancelled.store(true, Ordering::Relaxed);
    }

    /// Whether it is to end.
    #[must_use]
    pub fn is_cancelled(&self) -> bool {
        self.cancelled.load(Ordering::Relaxed)
    }
}
