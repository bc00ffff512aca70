//! Names on the map: waters, territories, islands and towns, by rank, without overlaps.
//!
//! [`Layout`] decides where names stand at a scale, whatever the day; [`names`] writes those that a
//! day and a frame show, and what else is written there: scale, credit, degrees.

mod candidates;
mod frames;
mod ground;
mod layout;
mod paths;
mod requests;
mod written;

use geo::{Coord, Rect};

use crate::atlas::{Atlas, IslandId};
use crate::history::Language;
use crate::view::{Look, MapLayer};

use super::marks::Frame;
use super::stage::Stage;

pub use frames::{Taken, frame_of, frames, overlap};
pub use ground::Plane;
pub use layout::Placed;
pub use requests::{Style, Subject};
pub use written::{NamesInput, Writing, Written, names};

use ground::Ground;
use layout::lay_out;
use requests::{Collector, Form, Request};

/// Names are laid out for the frame and this much around it, in points, so that those beyond its
/// edge are known before they come into view.
const AROUND: f64 = 640.0;

/// Where all names of a part of the map stand at a scale.
#[derive(Debug, Clone, PartialEq)]
pub struct Layout {
    key: LayoutKey,
    plane: Plane,
    placed: Vec<Placed>,
    /// The islands whose pieces have names of their own, for days on which they have not one holder.
    in_pieces: Vec<IslandId>,
}

/// What a layout depends on.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct LayoutKey {
    km_per_point: f64,
    language: Language,
    towns: bool,
    /// The part of the map, in steps of [`AROUND`]: so it stays the same while the map is dragged.
    part: [i64; 4],
    /// The frame that names must keep to, in map kilometres: that of an inset, which stays as it is.
    edge: Option<Rect<f64>>,
}

impl LayoutKey {
    /// The key for a map; `inset`: names keep to its frame.
    #[must_use]
    pub fn of(stage: &Stage, look: &Look, inset: bool) -> Self {
        let frame = stage.camera.frame_map_km(stage.size);
        let step = AROUND * stage.camera.km_per_point;
        #[expect(clippy::cast_possible_truncation, reason = "some thousand steps at the most")]
        let steps = |km: f64, outward: i64| (km / step).floor() as i64 + outward;
        Self {
            km_per_point: stage.camera.km_per_point,
            language: look.language(),
            towns: look.layers().has(MapLayer::Towns),
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
        let step = AROUND * self.km_per_point;
        #[expect(clippy::cast_precision_loss, reason = "some thousand steps at the most")]
        let [west, south, east, north] = self.part.map(|steps| steps as f64 * step);
        let middle = Coord { x: f64::midpoint(west, east), y: f64::midpoint(south, north) };
        let plane = Plane { origin_map_km: middle, km_per_point: self.km_per_point };
        let [left, top] = plane.at(Coord { x: west, y: north });
        let [right, bottom] = plane.at(Coord { x: east, y: south });
        (plane, [left, top, right, bottom])
    }
}

impl Layout {
    /// Lays out the names for a key.
    #[must_use]
    pub fn new(atlas: &Atlas, key: LayoutKey) -> Self {
        let (plane, region) = key.plane();
        let collector = Collector { atlas, plane, language: key.language, region };
        let [all, pieces] = collector.collect(key.towns);
        let mut ground = Ground::new(atlas, plane);
        collector.obstacles(&mut ground);
        let mut taken = Taken::default();
        if let Some(edge) = key.edge {
            let ([left, bottom], [right, top]) = (plane.at(edge.min()), plane.at(edge.max()));
            let far = 10_000.0;
            taken.take([left - far, top - far, right + far, top + 22.0]);
            taken.take([left - far, bottom - 3.0, right + far, bottom + far]);
            taken.take([left - far, top - far, left + 3.0, bottom + far]);
            taken.take([right - 3.0, top - far, right + far, bottom + far]);
        }
        for request in &all {
            if let Form::Dot([x, y]) = request.form {
                taken.take([x - 3.0, y - 3.0, x + 3.0, y + 3.0]);
            }
        }
        let mut placed = lay_out(&ground, &all, &mut taken);
        // The pieces of an island never stand beside its name as a whole.
        let whole = |p: &Placed| matches!(p.subject, Subject::Whole(_)) && p.path.is_empty();
        let wholes: Vec<&Request> = all
            .iter()
            .filter(|r| placed.iter().any(|p| p.subject == r.subject && whole(p)))
            .collect();
        let mut without = taken;
        for request in wholes {
            if let Some(p) = placed.iter().find(|p| p.subject == request.subject) {
                let mark = p.style.text(p.at, p.anchor, request.widest.clone());
                without.give_back(frame_of(&mark, 20.0));
            }
        }
        // An island is named by its pieces only if most of it is.
        let named = lay_out(&ground, &pieces, &mut without);
        let mut in_pieces = Vec::new();
        for (id, island) in (0_u16..).map(IslandId).zip(&atlas.islands) {
            let of = |p: &Placed| match p.subject {
                Subject::Territory(t) if island.territories.contains(&t) => atlas.area_km2(t),
                _ => 0.0,
            };
            let most = named.iter().map(of).sum::<f64>() > 0.7 * island.area_km2;
            if island.approximate_cuts && most {
                in_pieces.push(id);
            }
        }
        placed.extend(named.into_iter().filter(|p| match p.subject {
            Subject::Territory(t) => {
                in_pieces.iter().any(|&id| atlas.island(id).territories.contains(&t))
            }
            _ => true,
        }));
        Self { key, plane, placed, in_pieces }
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
