//! Okhotsk Atlas: who held Hokkaido, Sakhalin and each of the Kuril Islands, on any day since 1700,
//! and by what right.
//!
//! The house, from the ground up. Each layer knows only those above it in this list:
//!
//! - [`history`]: what happened. Days and calendars, holders, territories, ledgers, events, people,
//!   sources. No coordinates, no colours.
//! - [`geography`]: where. Projection, outlines, levels of detail, triangles, hit test, areas, camera.
//! - [`atlas`]: both as one checked whole ([`atlas::Atlas`]), with what lies on the map and the
//!   colours of the holders. Its `read` turns files into it and tells every problem;
//!   [`atlas::ready`] is the bundled atlas as the build script made it.
//! - [`view`]: what the reader sees and has open. [`view::Look`] is all that a picture depends on;
//!   [`view::link`] is a look as text; [`view::stops`] are looks in time; [`view::Desk`] is what the
//!   window has open; [`view::Past`] is undo and redo; [`view::Memory`] is kept in a file.
//! - [`picture`]: atlas and look to what is to be seen: a [`picture::Picture`] of parts (map, inset,
//!   time bar, chart, cards), each with named layers of marks. A layer is made from one input and
//!   kept under it ([`picture::Kept`]). The words of the cards, the search and the reading of dates are
//!   here too.
//! - [`export`]: [`export::paint`](mod@export::paint) walks a picture and calls an
//!   [`export::canvas`]; [`export::svg`](mod@export::svg) and [`export::raster`] are canvases. A
//!   [`export::job`] makes the bytes of a file, [`export::save`](mod@export::save) writes them. Tables.
//! - [`outlines`]: the recipe that makes outline files; known to the command line alone.
//! - [`import`]: an atlas from any file of dated features; known to the command line alone.
//! - [`cli`]: arguments as typed, to a checked plan, to work.
//! - [`app`]: the window, the only code that knows egui. [`app::session`] is what its panels read,
//!   [`app::commands`] what they and the keys hand back.
//!
//! From a key to the screen: [`app::commands`] makes an action of it, [`view::Look::apply`] changes
//! the look, [`picture::Composer`] makes what has changed of the picture, and `app::map` turns its
//! marks into triangles. From the command line to a file: `cli::args`, `cli::plan`, a job, the same
//! composer, the painter, a canvas.
//!
//! The program is an engine: what it shows is read from `assets/history` and `geodata`, or from
//! another folder in the same layout, and nothing here names an island, a state or a treaty. The
//! build script (`build.rs` beside this file) reads those two folders with this same code and puts
//! what comes of them into the program.

pub mod app;
pub mod atlas;
pub mod cli;
pub mod export;
pub mod geography;
pub mod history;
pub mod import;
pub mod outlines;
pub mod picture;
pub mod view;

/// The version of the program, with the commit that it was built from where that is known.
pub const VERSION: &str = env!("OKHOTSK_VERSION");

/// The crates that the program is made of, with the texts of their licences.
pub static LICENCES: &str = include_str!("../assets/licences/licences.txt");

/// The bundled atlas as the build script made it ready.
static BUNDLED: atlas::ready::Ready<&[u8]> = atlas::ready::Ready {
    first: include_bytes!(concat!(env!("OUT_DIR"), "/first.lz4")),
    land: include_bytes!(concat!(env!("OUT_DIR"), "/land.lz4")),
    backdrop: include_bytes!(concat!(env!("OUT_DIR"), "/backdrop.lz4")),
    floor: include_bytes!(concat!(env!("OUT_DIR"), "/floor.lz4")),
    relief: include_bytes!(concat!(env!("OUT_DIR"), "/relief.lz4")),
};
