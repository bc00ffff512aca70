//! Pictures to SVG and PNG, and the atlas to tables.

pub mod job;
pub mod png;
pub mod save;
pub mod svg;
pub mod tables;

pub use png::PngError;
pub use save::{SaveError, save};
pub use svg::{svg, svg_on_paper};
