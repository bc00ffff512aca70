//! What lies on the map besides the land, projected once: lines, stones, landings, places, the names
//! of waters, insets; and the colours of the holders.

use geo::{Coord, Rect};
use serde::{Deserialize, Serialize};

use crate::geography::Geography;
use crate::history::{
    AdvanceId, BoundaryId, HolderId, NamedRegionId, PlaceId, StoneId, TerritoryId, Text,
};

/// Along a parallel a vertex is set at each of so many parts of a segment.
const PARALLEL_STEPS: u8 = 24;

/// A water: place in [`Features::waters`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct WaterId(pub u16);

/// An inset: place in [`Features::insets`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct InsetId(pub u16);

/// What a water is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum WaterKind {
    /// An ocean.
    Ocean,
    /// A sea.
    Sea,
    /// A strait or channel.
    Strait,
    /// A bay.
    Bay,
    /// A trench of the sea floor.
    Trench,
}

/// A sea, strait or bay and the line that its name runs along.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Water {
    /// Its id in the files.
    pub id: String,
    /// What it is.
    pub kind: WaterKind,
    /// Its name.
    pub name: Text,
    /// 1 is the most important.
    pub rank: u8,
    /// The line that the name runs along, from its start, in map kilometres.
    pub map_km: Vec<Coord<f64>>,
    /// Roughly what it covers, for where that line is out of view; empty: nothing else.
    pub within: Vec<Coord<f64>>,
}

/// The line that the name of some land runs along.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Spine {
    /// Its id in the files.
    pub id: String,
    /// Whose: a territory, or all territories of an island that is cut.
    pub territories: Vec<TerritoryId>,
    /// Whether the name is not of the land but of the people that holds it.
    pub people: bool,
    /// The line, from the start of the name, in map kilometres.
    pub map_km: Vec<Coord<f64>>,
}

/// A spine: place in [`Features::spines`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SpineId(pub u16);

/// A part of the map that is drawn larger in a frame of its own.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Inset {
    /// Its id in the files.
    pub id: String,
    /// Its name.
    pub name: Text,
    /// What it shows, in degrees.
    pub view_lon_lat: Rect<f64>,
    /// The bounds of that on the map, in kilometres.
    pub bounds_map_km: Rect<f64>,
}

/// Where a place is.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Position {
    /// Longitude and latitude in degrees: the locator shows places that are off the map.
    pub lon_lat: Coord<f64>,
    /// The point of the map, in kilometres.
    pub map_km: Coord<f64>,
}

/// What lies on the map besides the land. What belongs to a record of the history is found by its
/// id.
#[derive(Debug, PartialEq, Serialize, Deserialize)]
pub struct Features {
    /// Seas, straits and bays, in the order of the files.
    pub waters: Vec<Water>,
    /// Parts of the map that are drawn larger, in the order of the files.
    pub insets: Vec<Inset>,
    /// Lines that names of land run along, in the order of the files.
    pub spines: Vec<Spine>,
    regions: Vec<Vec<Coord<f64>>>,
    boundaries: Vec<Vec<Coord<f64>>>,
    places: Vec<Option<Position>>,
    stones: Vec<Coord<f64>>,
    advances: Vec<Vec<Coord<f64>>>,
}

impl Features {
    /// The vertices of a line, in map kilometres; along a parallel with vertices between.
    #[must_use]
    pub fn boundary(&self, id: BoundaryId) -> &[Coord<f64>] {
        &self.boundaries[id.index()]
    }

    /// Where a place is, if that is known.
    #[must_use]
    pub fn place(&self, id: PlaceId) -> Option<Position> {
        self.places[id.index()]
    }

    /// Where a stone stands, in map kilometres.
    #[must_use]
    pub fn stone(&self, id: StoneId) -> Coord<f64> {
        self.stones[id.index()]
    }

    /// The line of a landing or an advance, from its start to its head, in map kilometres.
    #[must_use]
    pub fn advance(&self, id: AdvanceId) -> &[Coord<f64>] {
        &self.advances[id.index()]
    }

    /// The line that the name of a region runs along, in map kilometres.
    #[must_use]
    pub fn region(&self, id: NamedRegionId) -> &[Coord<f64>] {
        &self.regions[id.index()]
    }

    /// A spine.
    #[must_use]
    pub fn spine(&self, id: SpineId) -> &Spine {
        &self.spines[usize::from(id.0)]
    }

    /// All spines, in the order of the files.
    pub fn spine_ids(&self) -> impl DoubleEndedIterator<Item = SpineId> + use<> {
        (0..u16::try_from(self.spines.len()).unwrap_or(u16::MAX)).map(SpineId)
    }

    /// A water.
    #[must_use]
    pub fn water(&self, id: WaterId) -> &Water {
        &self.waters[usize::from(id.0)]
    }

    /// All waters, in the order of the files.
    pub fn water_ids(&self) -> impl DoubleEndedIterator<Item = WaterId> + use<> {
        (0..u16::try_from(self.waters.len()).unwrap_or(u16::MAX)).map(WaterId)
    }

    /// An inset.
    #[must_use]
    pub fn inset(&self, id: InsetId) -> &Inset {
        &self.insets[usize::from(id.0)]
    }

    /// All insets, in the order of the files.
    pub fn inset_ids(&self) -> impl DoubleEndedIterator<Item = InsetId> + use<> {
        (0..u16::try_from(self.insets.len()).unwrap_or(u16::MAX)).map(InsetId)
    }
}

/// A colour of red, green and blue, 0 to 255 each (sRGB).
pub type Rgb = [u8; 3];

/// The fill of a holder, or the hatch of its claims.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct HolderFill {
    /// In the light theme.
    pub light: Rgb,
    /// In the dark theme.
    pub dark: Rgb,
}

/// The colours of the holders.
#[derive(Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Colours {
    pub(super) holders: Vec<HolderFill>,
    pub(super) claims: Vec<Option<HolderFill>>,
}

impl Colours {
    /// The fill of a holder.
    #[must_use]
    pub fn holder(&self, id: HolderId) -> HolderFill {
        self.holders[id.index()]
    }

    /// The lines of what a holder claims: its fill, unless it has a colour for that.
    #[must_use]
    pub fn claim(&self, id: HolderId) -> HolderFill {
        self.claims[id.index()].unwrap_or_else(|| self.holder(id))
    }
}

/// A water as read: its line in degrees.
#[derive(Debug)]
pub(super) struct WaterInput {
    pub(super) id: String,
    pub(super) kind: WaterKind,
    pub(super) name: Text,
    pub(super) rank: u8,
    pub(super) lon_lat: Vec<[f64; 2]>,
    pub(super) within: Vec<[f64; 2]>,
}

/// A spine as read.
#[derive(Debug)]
pub(super) struct SpineInput {
    pub(super) id: String,
    pub(super) territories: Vec<TerritoryId>,
    pub(super) people: bool,
    pub(super) lon_lat: Vec<[f64; 2]>,
}

/// An inset as read.
#[derive(Debug)]
pub(super) struct InsetInput {
    pub(super) id: String,
    pub(super) name: Text,
    /// West, south, east, north in degrees.
    pub(super) view: [f64; 4],
}

/// The vertices of a line as read, in degrees.
#[derive(Debug)]
pub(super) struct LineInput {
    pub(super) lon_lat: Vec<[f64; 2]>,
    /// Whether it follows the parallel between its vertices.
    pub(super) parallel: bool,
}

/// What lies on the map, as read: in degrees, each list in the order of the records.
#[derive(Debug)]
pub(super) struct FeatureInputs {
    pub(super) boundaries: Vec<LineInput>,
    pub(super) places: Vec<Option<[f64; 2]>>,
    pub(super) stones: Vec<[f64; 2]>,
    pub(super) advances: Vec<Vec<[f64; 2]>>,
    pub(super) waters: Vec<WaterInput>,
    pub(super) spines: Vec<SpineInput>,
    pub(super) regions: Vec<Vec<[f64; 2]>>,
    pub(super) insets: Vec<InsetInput>,
}

impl FeatureInputs {
    /// Sets everything on the map.
    pub(super) fn on_map(self, geography: &Geography) -> Features {
        let at = |lon_lat: [f64; 2]| geography.projection().map_km_from_lon_lat(lon_lat.into());
        let line = |lon_lat: Vec<[f64; 2]>| lon_lat.into_iter().map(at).collect::<Vec<_>>();
        let inset = |inset: InsetInput| {
            let [west, south, east, north] = inset.view;
            let view = Rect::new(Coord { x: west, y: south }, Coord { x: east, y: north });
            Inset {
                id: inset.id,
                name: inset.name,
                view_lon_lat: view,
                bounds_map_km: geography.map_km_bounds(view),
            }
        };
        let water = |water: WaterInput| Water {
            id: water.id,
            kind: water.kind,
            name: water.name,
            rank: water.rank,
            map_km: line(water.lon_lat),
            within: line(water.within),
        };
        let spine = |spine: SpineInput| Spine {
            id: spine.id,
            territories: spine.territories,
            people: spine.people,
            map_km: line(spine.lon_lat),
        };
        let position =
            |lon_lat: [f64; 2]| Position { lon_lat: lon_lat.into(), map_km: at(lon_lat) };
        Features {
            waters: self.waters.into_iter().map(water).collect(),
            insets: self.insets.into_iter().map(inset).collect(),
            spines: self.spines.into_iter().map(spine).collect(),
            regions: self.regions.into_iter().map(line).collect(),
            boundaries: self.boundaries.into_iter().map(|b| line(b.densified())).collect(),
            places: self.places.into_iter().map(|place| place.map(position)).collect(),
            stones: line(self.stones),
            advances: self.advances.into_iter().map(line).collect(),
        }
    }
}

impl LineInput {
    /// The vertices, along a parallel with others between.
    fn densified(self) -> Vec<[f64; 2]> {
        let steps = if self.parallel { PARALLEL_STEPS } else { 1 };
        let between = |pair: &[[f64; 2]]| {
            let ([x0, y0], [x1, y1]) = (pair[0], pair[1]);
            (0..steps).map(move |i| {
                let t = f64::from(i) / f64::from(steps);
                [x0 + t * (x1 - x0), y0 + t * (y1 - y0)]
            })
        };
        let mut all: Vec<[f64; 2]> = self.lon_lat.windows(2).flat_map(between).collect();
        all.extend(self.lon_lat.last());
        all
    }
}
