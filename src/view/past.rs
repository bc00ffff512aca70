//! Undo and redo: the looks that were.

use std::collections::VecDeque;

use super::{Action, Look};

/// How many looks are kept.
const MOST: usize = 200;

/// A stretch of actions that are one step back: a drag, a run of the time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stretch {
    /// The map is moved.
    Camera,
    /// The time is dragged along.
    Scrub,
    /// The line between two looks is moved.
    Divide,
    /// Time runs by itself.
    Play,
}

impl Stretch {
    /// The stretch that an action may be a part of.
    #[must_use]
    pub fn of(action: &Action) -> Option<Self> {
        match action {
            Action::Pan(..) | Action::ZoomAt(..) => Some(Self::Camera),
            Action::GoToYear(_) | Action::ScrubToDay(_) => Some(Self::Scrub),
            Action::MoveDivide(_) => Some(Self::Divide),
            _ => None,
        }
    }
}

/// The looks before the present one, and those that were taken back.
#[derive(Debug, Clone, Default)]
pub struct Past {
    before: VecDeque<Look>,
    after: Vec<Look>,
    /// The stretch that goes on.
    open: Option<Stretch>,
}

impl Past {
    /// Notes the look that something has just changed. What goes on a stretch that is open adds no
    /// step.
    pub fn record(&mut self, before: Look, stretch: Option<Stretch>) {
        self.after.clear();
        if stretch.is_some() && stretch == self.open {
            return;
        }
        self.open = stretch;
        if self.before.len() == MOST {
            self.before.pop_front();
        }
        self.before.push_back(before);
    }

    /// Ends a stretch: what comes next is a step of its own.
    pub fn close(&mut self) {
        self.open = None;
    }

    /// The look before the present one, which is kept to be done again; `None` if there is none.
    pub fn undo(&mut self, present: &Look) -> Option<Look> {
        self.open = None;
        let look = self.before.pop_back()?;
        self.after.push(present.clone());
        Some(look)
    }

    /// The look that was taken back last; `None` if there is none.
    pub fn redo(&mut self, present: &Look) -> Option<Look> {
        self.open = None;
        let look = self.after.pop()?;
        self.before.push_back(present.clone());
        Some(look)
    }

    /// Whether there is a look to go back to.
    #[must_use]
    pub fn can_undo(&self) -> bool {
        !self.before.is_empty()
    }

    /// Whether something was taken back.
    #[must_use]
    pub fn can_redo(&self) -> bool {
        !self.after.is_empty()
    }
}
