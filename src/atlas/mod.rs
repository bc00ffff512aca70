//! History and geography as one checked whole: reading, schema, problems, the bundled atlas.
//!
//! What comes out of [`load`] is consistent: every id resolves, every ring is closed, every
//! territory has exactly one holder on every day of every ledger, and each has an outline.

pub mod advice;
pub mod features;
mod read;

use std::sync::LazyLock;

use geo::{Coord, LineString, Polygon, Rect};

use serde::{Deserialize, Serialize};

use crate::geography::packed::{List, One, PER_DEGREE, PER_KM};
use crate::geography::{Geography, OutlineId, Raster, RegionId, joined};
use crate::history::{Confidence, History, TerritoryId, Text};

pub use features::{
    Colours, Features, HolderFill, Inset, InsetId, Position, Rgb, Spine, SpineId, Water, WaterId,
    WaterKind,
};
pub use read::{
    Depth, Files, MOST_LISTED, Problem, Problems, load, read_tour, read_tour_file, ready,
};
pub(crate) use read::{Report, check_letters, read_shapes, read_text};

/// An island: place in [`Atlas::islands`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct IslandId(pub u16);

/// A named piece of land.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
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
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Outline {
    /// Its id in the file.
    pub id: String,
    /// The island that it is, or is a piece of.
    pub island: Option<IslandId>,
    /// What it is shaded with.
    pub territory: TerritoryId,
}

/// A lake or a river.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct InlandWater {
    /// Its name.
    pub name: Text,
    /// Where it is.
    pub shape: WaterShape,
    /// Whether it is of the land around, not of the atlas's own.
    pub context: bool,
}

/// The shape of a lake or river, in map kilometres.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub enum WaterShape {
    /// An area.
    Lake(#[serde(with = "One::<Polygon<f64>, PER_KM>")] Polygon<f64>),
    /// A line.
    River(#[serde(with = "One::<LineString<f64>, PER_KM>")] LineString<f64>),
}

/// The part of the world that the locator shows: all the way round, from a meridian on.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
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

/// What is drawn, or found at a point, and is not needed to tell what happened.
#[derive(Debug, Default, PartialEq, Serialize, Deserialize)]
struct Backdrop {
    /// Outlines, in the order of the file.
    outlines: Vec<Outline>,
    /// The land of the world, in degrees.
    #[serde(with = "List::<Polygon<f64>, PER_DEGREE>")]
    world: Vec<Polygon<f64>>,
    /// Lakes and rivers.
    inland_waters: Vec<InlandWater>,
}

/// Makes the backdrop when it is first asked for.
type MakesBackdrop = Box<dyn FnOnce() -> Backdrop + Send>;

/// How the ground is shaded: rasters of light (above 0) and shadow (below).
#[derive(Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(bound(deserialize = "'de: 'static"))]
pub struct Relief {
    /// That of the land; where several cover a place their values are added.
    pub land: Vec<Raster>,
    /// That of the sea floor, with a darkening by depth in it.
    pub floor: Option<Raster>,
}

impl Relief {
    /// Forgets what only views need of which a pixel is less than so many kilometres wide.
    pub fn forget_finer_than(&self, km_per_pixel: f64) {
        let all = self.land.iter().chain(&self.floor);
        all.for_each(|raster| raster.forget_finer_than(km_per_pixel));
    }
}

/// Makes the relief when it is first asked for.
type MakesRelief = Box<dyn FnOnce() -> Relief + Send>;

/// A font that an atlas brings.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OwnFont {
    /// The name of its file.
    pub name: String,
    /// The file.
    pub bytes: Box<[u8]>,
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
    /// Under what its tables may be passed on.
    pub licence: Option<String>,
    /// What happened.
    pub history: History,
    /// Where. Its regions are the territories, in their order.
    pub geography: Geography,
    /// Named islands, in the order of the outline file.
    pub islands: Vec<Island>,
    /// What lies on the map besides the land.
    pub features: Features,
    /// The colours of the holders.
    pub colours: Colours,
    /// Its fonts, by their names, for letters that those of the program lack.
    pub fonts: Vec<OwnFont>,
    /// The default view in degrees.
    pub view_lon_lat: Rect<f64>,
    /// What of the world the locator shows.
    pub locator: LocatorFrame,
    backdrop: LazyLock<Backdrop, MakesBackdrop>,
    relief: LazyLock<Relief, MakesRelief>,
}

impl PartialEq for Atlas {
    fn eq(&self, other: &Self) -> bool {
        let Self {
            id,
            about,
            attribution,
            licence,
            history,
            geography,
            islands,
            features,
            colours,
            fonts,
            view_lon_lat,
            locator,
            backdrop,
            relief,
        } = self;
        (id, about) == (&other.id, &other.about)
            && (attribution, licence) == (&other.attribution, &other.licence)
            && (history, islands) == (&other.history, &other.islands)
            && (features, colours, fonts) == (&other.features, &other.colours, &other.fonts)
            && (view_lon_lat, locator) == (&other.view_lon_lat, &other.locator)
            && *geography == other.geography
            && **backdrop == *other.backdrop
            && **relief == *other.relief
    }
}

impl Atlas {
    /// Area of a territory in square kilometres, on the ellipsoid.
    #[must_use]
    pub fn area_km2(&self, territory: TerritoryId) -> f64 {
        self.geography.area_km2(region_of(territory))
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

    /// Outlines, in the order of the file.
    #[must_use]
    pub fn outlines(&self) -> &[Outline] {
        &self.backdrop.outlines
    }

    /// The land of the world, in degrees, for the locator; empty in an atlas without one.
    #[must_use]
    pub fn world(&self) -> &[Polygon<f64>] {
        &self.backdrop.world
    }

    /// How the ground is shaded; empty in an atlas without relief.
    #[must_use]
    pub fn relief(&self) -> &Relief {
        &self.relief
    }

    /// Makes ready, side by side, what would be made when it is first asked for.
    pub fn unpack(&self) {
        let rest = || {
            LazyLock::force(&self.relief);
            LazyLock::force(&self.backdrop);
            self.geography.floor().len()
        };
        rayon::join(|| self.geography.land().len(), rest);
    }

    /// Lakes and rivers.
    #[must_use]
    pub fn inland_waters(&self) -> &[InlandWater] {
        &self.backdrop.inland_waters
    }

    /// The record of an outline.
    #[must_use]
    pub fn outline(&self, id: OutlineId) -> &Outline {
        &self.outlines()[id.index()]
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
