//! History and geography as one checked whole: reading, schema, problems, the bundled atlas.
//!
//! What comes out of [`load`] is consistent: every id resolves, every ring is closed, every
//! territory has exactly one holder on every day of every ledger, and each has an outline.

pub mod features;
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

use crate::geography::{Geography, Laea, OutlineId, RegionId, joined};
use crate::history::{Confidence, History, TerritoryId, Text};

pub use features::{
    Colours, Features, HolderFill, Inset, InsetId, Position, Rgb, Water, WaterId, WaterKind,
};
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

/// The part of the world that the locator shows: all the way round, from a meridian on.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct LocatorFrame {
    /// Its western edge, in degrees, which is its eastern one too.
    pub west: f64,
    /// Its southern edge, in degrees.
    pub south: f64,
    /// Its northern edge, in degrees.
    pub north: f64,
}

impl Default for LocatorFrame {
    /// Cut where there is the least land to cut, and without the ice of either pole.
    fn default() -> Self {
        Self { west: -30.0, south: -56.0, north: 78.0 }
    }
}

/// The region of the geography that a territory is: they have the same numbers.
#[must_use]
pub fn region_of(territory: TerritoryId) -> RegionId {
    RegionId(territory.0)
}

/// The territory that a region of the geography is.
#[must_use]
pub fn territory_of(region: RegionId) -> TerritoryId {
    TerritoryId(region.0)
}

/// A whole atlas.
#[derive(Debug)]
pub struct Atlas {
    /// Its id.
    pub id: String,
    /// What it is about, in a sentence or two.
    pub about: Option<Text>,
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
    /// What lies on the map besides the land.
    pub features: Features,
    /// The colours of the holders.
    pub colours: Colours,
    /// The default view in degrees.
    pub view_lon_lat: Rect<f64>,
    /// The land of the world, in degrees, for the locator; empty in an atlas without one.
    pub world: Vec<Polygon<f64>>,
    /// What of the world the locator shows.
    pub locator: LocatorFrame,
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
        self.island_ids().filter(move |&id| self.island(id).territories.contains(&territory))
    }

    /// The island of an id in the files.
    #[must_use]
    pub fn find_island(&self, id: &str) -> Option<IslandId> {
        let at = self.islands.iter().position(|island| island.id == id)?;
        u16::try_from(at).ok().map(IslandId)
    }

    /// All islands, in order.
    pub fn island_ids(&self) -> impl DoubleEndedIterator<Item = IslandId> + use<> {
        (0..u16::try_from(self.islands.len()).unwrap_or(u16::MAX)).map(IslandId)
    }

    /// The record of an outline.
    #[must_use]
    pub fn outline(&self, id: OutlineId) -> &Outline {
        &self.outlines[id.index()]
    }

    /// The bounds of an island in map kilometres; `None` if it has no land.
    #[must_use]
    pub fn bounds_of_island(&self, island: IslandId) -> Option<Rect<f64>> {
        let own = |id: OutlineId| self.outline(id).island == Some(island);
        let land = self.geography.land().iter().filter(|land| land.outline.is_some_and(own));
        land.map(|land| land.bounds).reduce(joined)
    }

    /// The bounds of some territories in map kilometres; `None` if they have no land.
    #[must_use]
    pub fn bounds_of(&self, territories: &[TerritoryId]) -> Option<Rect<f64>> {
        let regions: Vec<RegionId> = territories.iter().map(|&t| region_of(t)).collect();
        self.geography.bounds_of(&regions)
    }

    /// The outline under a point of the map, or the nearest within a reach in kilometres.
    #[must_use]
    pub fn outline_at(&self, map_km: Coord<f64>, reach_km: f64) -> Option<&Outline> {
        let land = self.geography.land_at(map_km, reach_km)?;
        self.geography.land()[land].outline.map(|id| self.outline(id))
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
    let read_history::Read { history, frame, features, colours } = history?;
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
        let outline = piece.outline.map(|id| &shapes.outlines[id.index()]);
        if let Some(IslandId(island)) = outline.and_then(|outline| outline.island) {
            shapes.islands[usize::from(island)].area_km2 += piece.area_km2;
        }
    }
    let area_km2 = history.territory_ids().map(|t| geography.area_km2(region_of(t))).collect();
    let [west, south, east, north] = frame.view;
    Some(Atlas {
        id: frame.id,
        about: frame.about,
        attribution: frame.attribution,
        features: features.on_map(&geography),
        colours,
        locator: frame.locator,
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
