//! Okhotsk Atlas: who held Hokkaido, Sakhalin and each of the Kuril Islands, on any day since 1700,
//! and by what right.
//!
//! The house, from the ground up. Each layer knows only those above it in this list:
//!
//! - [`history`]: what happened. Days, holders, territories, ledgers, events, sources.
//! - [`geography`]: where. Projection, outlines, levels of detail, hit test, areas, camera.
//! - [`atlas`]: both as one checked whole; reading, schema, problems, the bundled atlas.
//! - [`view`]: what the reader has chosen, and the actions that change it.
//! - [`picture`]: what is to be seen: a display list for the map with its legend, names and insets;
//!   the ribbons; the words of cards; search.
//! - [`export`]: pictures to SVG and PNG, the atlas to tables.
//! - [`cli`]: arguments as typed, to a checked plan, to work.
//! - [`app`]: the window, the only code that knows egui.
//!
//! The program is an engine: what it shows is read from `assets/history` and `geodata`, or from
//! another folder in the same layout, and nothing here names an island, a state or a treaty. The
//! build script (`atlas/files/pack.rs`) packs those two folders into the program.

pub mod app;
pub mod atlas;
pub mod cli;
pub mod export;
pub mod geography;
pub mod history;
pub mod outlines;
pub mod picture;
pub mod view;

/// The bundled atlas as the build script made it ready.
static BUNDLED: atlas::ready::Ready<&[u8]> = atlas::ready::Ready {
    first: include_bytes!(concat!(env!("OUT_DIR"), "/first.lz4")),
    land: include_bytes!(concat!(env!("OUT_DIR"), "/land.lz4")),
    backdrop: include_bytes!(concat!(env!("OUT_DIR"), "/backdrop.lz4")),
};
