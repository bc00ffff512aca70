//! Pictures to SVG and PNG, and the atlas to tables.

pub mod canvas;
pub mod carried;
pub mod chosen;
pub mod csv;
pub mod film;
pub mod geojson;
mod glyphs;
pub mod job;
pub mod json;
pub mod listing;
pub mod paint;
pub mod pdf;
pub mod png;
pub mod progress;
pub mod raster;
pub mod readable;
pub mod references;
pub mod save;
mod shades;
mod shared;
pub mod svg;
pub mod tables;
mod tiles;
pub mod unfinished;
mod xml;

pub use png::PngError;
pub use save::{SaveError, save, save_all};
pub use svg::svg;
