//! From files to an atlas: what the files hold, whether it is right, and what it comes to.
//!
//! The order of things: [`files`](mod@files) and [`toml_files`] read; [`schema`] tells what records look
//! like as they stand in the files; [`raw`] holds them all; `frame`, `nations`, `chronicle`,
//! `treaties`, `sites` and `ledgers` make records of the atlas of them, with what [`resolve`] knows of
//! ids, texts and days; [`rules`] are what must hold between records; `collections`, `land_files`,
//! `backdrop` and `ground_files` are for shapes and shades; every [`problem`] is told.

mod all_ids;
mod backdrop;
mod chronicle;
mod collections;
mod files;
mod font_files;
mod frame;
mod ground_files;
mod land_files;
mod ledgers;
mod lessons;
mod nations;
mod problem;
mod raw;
pub mod ready;
mod resolve;
mod rules;
mod schema;
mod sites;
mod stories;
mod toml_files;
mod treaties;
mod whole;

use std::sync::LazyLock;

use geo::{Coord, Rect};

use crate::geography::{Geography, Laea};

use super::{Atlas, Backdrop, IslandId};

use files::{Folder, Taken};

pub use files::Files;
pub(crate) use files::{read_shapes, read_text};
pub(crate) use problem::Report;
pub use problem::{MOST_LISTED, Problem, Problems};
pub use stories::{read_tour, read_tour_file};
pub(crate) use toml_files::check_letters;

/// How thoroughly rings are checked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Depth {
    /// Number, closure and range of the vertices.
    Quick,
    /// That, and whether any ring crosses itself.
    Full,
}

/// Reads an atlas. That of a folder is checked, its outlines to the given depth; the bundled one was
/// checked in full when the program was built.
///
/// # Errors
/// Every problem found, with file, record and field.
pub fn load(files: &Files, depth: Depth) -> Result<Atlas, Problems> {
    match files {
        Files::Bundled => ready::bundled(),
        Files::Folder(folder) => {
            let mut report = Report::default();
            let atlas = read(Folder(folder, &Taken::default()), depth, &mut report);
            report.into_result(atlas)
        }
    }
}

fn read(files: Folder<'_>, depth: Depth, report: &mut Report) -> Option<Atlas> {
    for (folder, fault) in files.missing() {
        report.report(&folder, "", "", fault);
    }
    if report.count() > 0 {
        return None;
    }
    let fonts = font_files::read(files, report);
    // The two halves know nothing of each other until both are read.
    let (mut outline_report, mut ground_report) = (Report::default(), Report::default());
    let (history, (raw_shapes, mut ground)) = rayon::join(
        || whole::read(files, report),
        || {
            rayon::join(
                || land_files::read(files, &mut outline_report),
                || ground_files::read(files, &mut ground_report),
            )
        },
    );
    report.append(outline_report);
    report.append(ground_report);
    let whole::Read { history, frame, features, colours } = history?;
    let mut raw_shapes = raw_shapes?;
    let [lon, lat] = frame.centre_lon_lat;
    let projection = Laea::new(Coord { x: lon, y: lat });
    let backdrop = std::mem::take(&mut raw_shapes.backdrop);
    let (world, inland_waters) = backdrop::resolve(backdrop, &history, &projection, depth, report);
    let mut shapes = land_files::resolve(raw_shapes, &history, (depth, &projection), report);
    let floor = ground.take_floor((depth, &projection), report);
    if report.count() > 0 {
        return None;
    }
    let regions = history.territories.len();
    let floor = (floor.depths_m, floor.areas.as_slice());
    let geography = Geography::new(&shapes.land, regions, projection, shapes.clip, floor);
    for piece in geography.land() {
        let outline = piece.outline.map(|id| &shapes.outlines[id.index()]);
        if let Some(IslandId(island)) = outline.and_then(|outline| outline.island) {
            shapes.islands[usize::from(island)].area_km2 += piece.area_km2;
        }
    }
    let [west, south, east, north] = frame.view;
    let backdrop = Backdrop { outlines: shapes.outlines, world, inland_waters };
    Some(Atlas {
        id: frame.id,
        about: frame.about,
        attribution: frame.attribution,
        licence: frame.licence,
        features: features.on_map(&geography),
        colours,
        fonts,
        locator: frame.locator,
        geography,
        islands: shapes.islands,
        view_lon_lat: Rect::new(Coord { x: west, y: south }, Coord { x: east, y: north }),
        backdrop: LazyLock::new(Box::new(|| backdrop)),
        relief: LazyLock::new(Box::new(|| ground.relief)),
        history,
    })
}
