//! What several panels use. None knows a panel.

mod locator;
mod pinned;
mod rows;
mod swatch;

pub(super) use locator::locator;
pub(super) use pinned::pinned;
pub(super) use rows::{closable, events, facts, heading, people_rows, territories};
pub(super) use swatch::swatch;
