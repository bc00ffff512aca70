//! What the reader sees and has open, and the actions that change it.
//!
//! - [`Look`]: all that a picture depends on. It changes only through [`Look::apply`].
//! - [`Bookmarks`]: looks that a reader has named.
//! - [`choices`]: what a reader wants of an exported file.
//! - [`Comparison`]: what a look is compared with, and how.
//! - [`link`]: a look as a text of ids, and back.
//! - [`stops`]: lists of looks in time, for stepping, playing and films.
//! - [`Desk`]: what the window has open around the map; no picture depends on it.
//! - [`Touring`]: a story that is followed.
//! - [`TimeWindow`]: the part of the time that the time bar shows.
//! - [`Past`]: undo and redo of looks.
//! - [`BarPlan`], [`shared`]: what of the window finds room.
//! - [`Memory`]: what is kept from one sitting to the next; the [`Keeper`] writes it.

pub mod bar;
pub mod bookmarks;
pub mod choices;
pub mod comparison;
pub mod desk;
pub mod extent;
pub mod keeper;
pub mod layers;
pub mod ledger_view;
pub mod link;
pub mod look;
pub mod memory;
pub mod past;
pub mod playback;
pub mod shares;
pub mod stops;
pub mod theme;
pub mod time_window;
pub mod tour;

pub use bar::{BarPlan, BarWidths, DatePlace, LensPlace};
pub use bookmarks::{Bookmark, Bookmarks};
pub use comparison::{Comparison, Mode, Other};
pub use desk::{Desk, DeskAction, Kinds};
pub use extent::{Room, whole_map};
pub use keeper::Keeper;
pub use layers::{Layers, MapLayer};
pub use ledger_view::{LedgerKind, LedgerView, Scope};
pub use look::{Action, Look, Selection};
pub use memory::Memory;
pub use past::{Past, Stretch};
pub use playback::{Pace, Playback};
pub use shares::shared;
pub use theme::Theme;
pub use time_window::TimeWindow;
pub use tour::Touring;
