//! History and geography as one checked whole: reading, schema, problems, the bundled atlas.
//!
//! What comes out of [`load`] is consistent: every id resolves, every ring is closed, every
//! territory has exactly one holder on every day of every ledger, and each has an outline.

mod files;
mod problem;
mod read_backdrop;
mod read_history;
mod read_ledger;
mod read_outlines;
pub mod recipe;
mod records;
mod resolve;
mod rules;
mod schema;
mod tables;

use geo::{Coord, LineString, Polygon, Rect};

use crate::geography::{Geography, Laea};
use crate::history::{Confidence, History, TerritoryId, Text};

pub use files::{BUNDLED_RECIPE, Files};
pub use problem::{Problem, Problems};
pub use read_outlines::Depth;

use problem::Report;

/// An island: place in [`Atlas::islands`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct IslandId(pub u16);

/// A named piece of land.
#[derive(Debug, Clone)]
pub struct Island {
    /// Its id in the files.
    pub id: String,
    /// Its name.
    pub name: Text,
    /// The territories that it belongs to: one, or one for each piece of an island that is cut.
    pub territories: Vec<TerritoryId>,
    /// Its area in square kilometres, on the ellipsoid.
    pub area_km2: f64,
    /// How sure its identification is, where that is in doubt.
    pub confidence: Option<Confidence>,
    /// Whether lines that no survey fixed cut it.
    pub approximate_cuts: bool,
}

/// A feature of the outline file: an island, a piece of one, or an islet without a name.
#[derive(Debug, Clone)]
pub struct Outline {
    /// Its id in the file.
    pub id: String,
    /// The island that it is, or is a piece of.
    pub island: Option<IslandId>,
    /// What it is shaded with.
    pub territory: TerritoryId,
}

/// A lake or a river.
#[derive(Debug, Clone)]
pub struct InlandWater {
    /// Its name.
    pub name: Text,
    /// Where it is.
    pub shape: WaterShape,
}

/// The shape of a lake or river, in map kilometres.
#[derive(Debug, Clone)]
pub enum WaterShape {
    /// An area.
    Lake(Polygon<f64>),
    /// A line.
    River(LineString<f64>),
}

/// A whole atlas.
#[derive(Debug)]
pub struct Atlas {
    /// Its id.
    pub id: String,
    /// The credit that stands on every picture.
    pub attribution: String,
    /// What happened.
    pub history: History,
    /// Where. Its regions are the territories, in their order.
    pub geography: Geography,
    /// Named islands, in the order of the outline file.
    pub islands: Vec<Island>,
    /// Outlines, in the order of the file.
    pub outlines: Vec<Outline>,
    /// The default view in degrees.
    pub view_lon_lat: Rect<f64>,
    /// The land of the world, in degrees, for the locator; empty in an atlas without one.
    pub world: Vec<Polygon<f64>>,
    /// Lakes and rivers.
    pub waters: Vec<InlandWater>,
    /// Square kilometres of each territory, in their order.
    area_km2: Vec<f64>,
}

impl Atlas {
    /// Area of a territory in square kilometres, on the ellipsoid.
    #[must_use]
    pub fn area_km2(&self, territory: TerritoryId) -> f64 {
        self.area_km2[territory.index()]
    }

    /// The record of an island.
    #[must_use]
    pub fn island(&self, id: IslandId) -> &Island {
        &self.islands[usize::from(id.0)]
    }

    /// All islands of a territory, in order.
    pub fn islands_of(&self, territory: TerritoryId) -> impl Iterator<Item = IslandId> {
        let ids = (0..u16::try_from(self.islands.len()).unwrap_or(u16::MAX)).map(IslandId);
        ids.filter(move |&id| self.island(id).territories.contains(&territory))
    }

    /// The island of an id in the files.
    #[must_use]
    pub fn find_island(&self, id: &str) -> Option<IslandId> {
        let at = self.islands.iter().position(|island| island.id == id)?;
        u16::try_from(at).ok().map(IslandId)
    }

    /// The outline under a point of the map, or the nearest within a reach in kilometres.
    #[must_use]
    pub fn outline_at(&self, map_km: Coord<f64>, reach_km: f64) -> Option<&Outline> {
        let land = self.geography.land_at(map_km, reach_km)?;
        self.outlines.get(self.geography.land()[land].outline as usize)
    }
}

/// Reads and checks an atlas. The outlines are checked to the given depth.
///
/// # Errors
/// Every problem found, with file, record and field.
pub fn load(files: &Files, depth: Depth) -> Result<Atlas, Problems> {
    let mut report = Report::default();
    let atlas = read(files, depth, &mut report);
    report.into_result(atlas)
}

fn read(files: &Files, depth: Depth, report: &mut Report) -> Option<Atlas> {
    // The two halves know nothing of each other until both are read.
    let mut outline_report = Report::default();
    let (history, raw_shapes) = rayon::join(
        || read_history::read(files, report),
        || read_outlines::read(files, &mut outline_report),
    );
    report.append(outline_report);
    let (history, frame) = history?;
    let mut raw_shapes = raw_shapes?;
    let [lon, lat] = frame.centre_lon_lat;
    let projection = Laea::new(Coord { x: lon, y: lat });
    let backdrop = std::mem::take(&mut raw_shapes.backdrop);
    let (world, waters) = read_backdrop::resolve(backdrop, &history, &projection, depth, report);
    let mut shapes = read_outlines::resolve(raw_shapes, &history, depth, report);
    if report.count() > 0 {
        return None;
    }
    let regions = history.territories.len();
    let geography = Geography::new(&shapes.land, regions, projection, shapes.clip);
    for piece in geography.land() {
        let outline = shapes.outlines.get(piece.outline as usize);
        if let Some(IslandId(island)) = outline.and_then(|outline| outline.island) {
            shapes.islands[usize::from(island)].area_km2 += piece.area_km2;
        }
    }
    let area_km2 = history.territory_ids().map(|t| geography.area_km2(t.0)).collect();
    let [west, south, east, north] = frame.view;
    Some(Atlas {
        id: frame.id,
        attribution: frame.attribution,
        geography,
        islands: shapes.islands,
        outlines: shapes.outlines,
        view_lon_lat: Rect::new(Coord { x: west, y: south }, Coord { x: east, y: north }),
        world,
        waters,
        area_km2,
        history,
    })
}
