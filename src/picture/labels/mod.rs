//! Names on the map: waters, territories, islands and towns, by rank, without overlaps.
//!
//! [`Layout`] decides where names stand at a scale, whatever the day; [`names`] writes those that a
//! day and a frame show, and what else is written there: scale, credit, degrees.

mod around;
mod candidates;
mod drafts;
mod frames;
mod ground;
mod ink;
mod lands;
mod layout;
mod paths;
mod requests;
mod room;
mod shown;
mod terrain;
mod written;

use geo::{Coord, Rect};

use crate::atlas::Atlas;
use crate::history::Language;
use crate::view::{Look, MapLayer};

use super::marks::Frame;
use super::stage::Stage;

pub use frames::{Taken, frame_of, frames, overlap};
pub use ground::Plane;
pub use ink::{FillUnder, contrast, ink_on};
pub use layout::{Placed, Spot, Under};
pub use requests::{Style, Subject, Which};
pub use room::{segment_distance, segment_meets, segments_cross};
pub use shown::Writing;
pub use written::{NamesInput, Written, names};

use ground::Ground;
use layout::lay_out;
use requests::Collector;
use room::Room;

/// Names are laid out for the frame and this much around it, in points, so that those beyond its
/// edge are known before they come into view.
const AROUND: f64 = 640.0;

/// The same for a picture that nobody will move.
const AROUND_STILL: f64 = 64.0;

/// Where all names of a part of the map stand at a scale.
#[derive(Debug, Clone, PartialEq)]
pub struct Layout {
    key: LayoutKey,
    plane: Plane,
    placed: Vec<Placed>,
}

/// What a layout depends on.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct LayoutKey {
    km_per_point: f64,
    language: Language,
    towns: bool,
    /// Whether nobody will move the map.
    still: bool,
    /// The part of the map, in steps of [`AROUND`]: so it stays the same while the map is dragged.
    part: [i64; 4],
    /// The frame that names must keep to, in map kilometres: that of an inset, which stays as it is.
    edge: Option<Rect<f64>>,
}

impl LayoutKey {
    /// The key for a map; `inset`: names keep to its frame; `still`: nobody will move it, so that less
    /// around the frame is laid out.
    #[must_use]
    pub fn of(stage: &Stage, look: &Look, inset: bool, still: bool) -> Self {
        let frame = stage.camera.frame_map_km(stage.size);
        let step = step(still) * stage.camera.km_per_point;
        #[expect(clippy::cast_possible_truncation, reason = "some thousand steps at the most")]
        let steps = |km: f64, outward: i64| (km / step).floor() as i64 + outward;
        Self {
            km_per_point: stage.camera.km_per_point,
            language: look.language(),
            towns: look.layers().has(MapLayer::Towns),
            still,
            part: [
                steps(frame.min().x, -1),
                steps(frame.min().y, -1),
                steps(frame.max().x, 2),
                steps(frame.max().y, 2),
            ],
            edge: inset.then_some(frame),
        }
    }

    /// The plane of the layout, and the part of it that names are placed in.
    fn plane(&self) -> (Plane, Frame) {
        let step = step(self.still) * self.km_per_point;
        #[expect(clippy::cast_precision_loss, reason = "some thousand steps at the most")]
        let [west, south, east, north] = self.part.map(|steps| steps as f64 * step);
        let middle = Coord { x: f64::midpoint(west, east), y: f64::midpoint(south, north) };
        let plane = Plane { origin_map_km: middle, km_per_point: self.km_per_point };
        let [left, top] = plane.at(Coord { x: west, y: north });
        let [right, bottom] = plane.at(Coord { x: east, y: south });
        (plane, [left, top, right, bottom])
    }
}

fn step(still: bool) -> f64 {
    if still { AROUND_STILL } else { AROUND }
}

impl Layout {
    /// Lays out the names for a key.
    #[must_use]
    pub fn new(atlas: &Atlas, key: LayoutKey) -> Self {
        let (plane, mut part) = key.plane();
        let edge = key.edge.map(|edge| {
            let [left, top, right, bottom] = plane.frame_of(edge);
            // Room for the name of the inset, and for its scale.
            [left + 3.0, top + 22.0, right - 3.0, bottom - 3.0]
        });
        if let Some([left, top, right, bottom]) = edge {
            part = [left - 60.0, top - 60.0, right + 60.0, bottom + 60.0];
        }
        let inset = key.edge.is_some();
        let collector = Collector { atlas, plane, language: key.language, part, inset };
        let ground = Ground::new(atlas, plane, part);
        let requests = collector.collect(key.towns);
        let placed = lay_out(&ground, &requests, Room::new(part, edge), key.still);
        Self { key, plane, placed }
    }

    /// What it was made for.
    #[must_use]
    pub fn key(&self) -> LayoutKey {
        self.key
    }

    /// All names and where they stand.
    #[must_use]
    pub fn placed(&self) -> &[Placed] {
        &self.placed
    }
}

/// Takes a place for a label, if it is free and on the frame.
pub fn place(stage: &Stage, frame: Frame, taken: &mut Taken) -> bool {
    stage.holds(frame) && taken.try_take(&[frame])
}

/// A name in the other languages, each once, parted by middle dots.
#[must_use]
pub fn other_names<'a>(versions: impl Iterator<Item = &'a str>, own: &str) -> String {
    let mut rest: Vec<&str> = Vec::new();
    for version in versions {
        if version != own && !rest.contains(&version) {
            rest.push(version);
        }
    }
    rest.join(" · ")
}
