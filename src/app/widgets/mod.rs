//! What several panels use. None knows a panel.

mod file_field;
mod locator;
mod pinned;
mod roving;
mod rows;
mod swatch;
mod texts;
mod time_scroll;

pub(super) use file_field::FileField;
pub(super) use locator::locator;
pub(super) use pinned::pinned;
pub(super) use roving::{Along, Roving};
pub(super) use rows::{
    as_heading, closable, events, facts, heading, name_bars, people_rows, territories, title_label,
};
pub(super) use swatch::swatch;
pub(super) use texts::{led_prose, prose, source_row, word_of};
pub(super) use time_scroll::time_scrolled;
