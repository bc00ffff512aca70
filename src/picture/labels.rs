//! Names on the map: waters, territories, islands and towns, by rank, without overlaps.
//!
//! [`Layout`] decides where names stand at a scale, whatever the day; [`Layout::set`] writes those
//! that a day and a frame show.

mod candidates;
mod frames;
mod layout;
mod requests;

use geo::{Coord, Rect};

use crate::atlas::{Atlas, Island, IslandId};
use crate::history::{BoundaryId, Day, Language, PlaceKind, Text, name_on};
use crate::view::View;

use super::Scene;
use super::furniture::screen;
use super::marks::{Along, Frame, Mark, Stroke, TextMark};
use super::palette::{Palette, faded};

pub use frames::{Taken, frame_of, frames, overlap};
pub use layout::{Placed, Plane};
pub use requests::{Style, Subject};

use layout::{Ground, lay_out};
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
    /// The key for a scene.
    #[must_use]
    pub fn of(scene: &Scene<'_>) -> Self {
        let frame = scene.camera.frame_map_km(scene.size);
        let step = AROUND * scene.camera.km_per_point;
        #[expect(clippy::cast_possible_truncation, reason = "some thousand steps at the most")]
        let steps = |km: f64, outward: i64| (km / step).floor() as i64 + outward;
        Self {
            km_per_point: scene.camera.km_per_point,
            language: scene.words.language,
            towns: scene.view.layers.towns,
            part: [
                steps(frame.min().x, -1),
                steps(frame.min().y, -1),
                steps(frame.max().x, 2),
                steps(frame.max().y, 2),
            ],
            edge: scene.inset.then_some(frame),
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

    /// Whether a subject is named: an island that is cut as a whole while one holder has all of it,
    /// or where there is no room for its pieces.
    fn is_shown(&self, scene: &Scene<'_>, subject: Subject) -> bool {
        let (atlas, view) = (scene.atlas, scene.view);
        match subject {
            Subject::Whole(id) => {
                let island = atlas.island(id);
                !island.approximate_cuts
                    || !self.in_pieces.contains(&id)
                    || one_holder(atlas, view, island)
            }
            Subject::Territory(t) => {
                let cut =
                    atlas.islands_of(t).map(|id| atlas.island(id)).find(|i| i.approximate_cuts);
                cut.is_none_or(|island| !one_holder(atlas, view, island))
            }
            _ => true,
        }
    }

    /// Writes the names that the scene shows, where nothing else stands.
    pub fn set(
        &self,
        scene: &Scene<'_>,
        palette: &Palette,
        standing: &[BoundaryId],
        taken: &mut Taken,
        marks: &mut Vec<Mark>,
    ) {
        let origin = screen(scene, self.plane.origin_map_km);
        let on = |[x, y]: [f32; 2]| [x + origin[0], y + origin[1]];
        for placed in &self.placed {
            if matches!(placed.subject, Subject::Line(id) if scene.inset || !standing.contains(&id))
            {
                continue;
            }
            let shown = self.is_shown(scene, placed.subject);
            let name = name_of(scene.atlas, scene.view, scene.words.language, placed.subject);
            let Some(name) = name.filter(|_| shown) else {
                continue;
            };
            let ink = ink_of(placed.subject, palette);
            let mut text = placed.style.text(on(placed.at), placed.anchor, name.own.clone());
            text.color = ink.0;
            text.halo = Some(ink.1);
            if !placed.path.is_empty() {
                let path = placed.path.iter().map(|&p| on(p)).collect();
                let along = Mark::Along(Along { text, path });
                let frames = frames(&along, 1.0);
                if frames.iter().all(|&f| within(scene, f) && taken.is_free(f)) {
                    for frame in frames {
                        taken.take(frame);
                    }
                    marks.push(along);
                }
                continue;
            }
            let frame = frame_of(&text, 1.0);
            if !within(scene, frame) || !taken.try_take(&[frame]) {
                continue;
            }
            if let Some([from, to]) = placed.leader {
                let stroke = Stroke::solid(0.7, faded(palette.ink, 150));
                marks.push(Mark::Line { points: vec![on(from), on(to)], stroke });
            }
            if let Subject::Place(place) = placed.subject {
                dot(scene, palette, place, marks);
            }
            if placed.second && !name.second.is_empty() {
                let size = placed.style.second_size();
                let below = TextMark {
                    at: [text.at[0], text.at[1] + 1.22 * size],
                    text: name.second,
                    face: super::Face::Sans,
                    size,
                    spacing: 0.0,
                    color: faded(text.color, 200),
                    ..text.clone()
                };
                let frame = frame_of(&below, 0.0);
                if within(scene, frame) && taken.try_take(&[frame]) {
                    marks.push(Mark::Text(below));
                }
            }
            marks.push(Mark::Text(text));
        }
    }
}

fn dot(scene: &Scene<'_>, palette: &Palette, id: crate::history::PlaceId, marks: &mut Vec<Mark>) {
    let place = scene.atlas.history.place(id);
    let Some(at) = scene.atlas.features.place(id) else { return };
    let (radius, width) = match (place.kind, place.class_on(scene.view.moment)) {
        (PlaceKind::Town, Some(1)) => (4.0, 1.6),
        (PlaceKind::Town, Some(2)) => (3.3, 1.4),
        (PlaceKind::Town, Some(3)) => (2.7, 1.2),
        (PlaceKind::Town, _) => (2.1, 1.0),
        _ => (1.6, 0.8),
    };
    marks.push(Mark::Dot {
        centre: screen(scene, at.map_km),
        radius,
        color: palette.town,
        stroke: Some(Stroke::solid(width, palette.outline)),
    });
}

/// A name on a day: the first line and the second.
struct Name {
    own: String,
    second: String,
}

/// The name of a subject on the day; `None` if it is not on the map then.
fn name_of(atlas: &Atlas, view: &View, language: Language, subject: Subject) -> Option<Name> {
    let history = &atlas.history;
    let day = view.moment;
    let of = |name: &Text| {
        let own = name.get(language).to_owned();
        Name { second: other_names(name.versions(), &own), own }
    };
    match subject {
        Subject::Water(id) => Some(of(&atlas.features.water(id).name)),
        Subject::Whole(id) => Some(of(whole_name(atlas, atlas.island(id), day))),
        Subject::Territory(t) => {
            let record = history.territory(t);
            Some(of(name_on(&record.was, &record.name, day)))
        }
        Subject::Island(id) => Some(of(&atlas.island(id).name)),
        Subject::Line(id) => {
            let own = history.boundary(id).label.get(language).to_owned();
            Some(Name { own, second: String::new() })
        }
        Subject::Place(id) => {
            let place = history.place(id);
            let stands = place.from.is_none_or(|from| from <= day);
            stands.then(|| {
                let then = name_on(&place.was, &place.name, day);
                let own = then.get(language).to_owned();
                // The name that is not of the day stands in brackets.
                let today = place.name.get(language);
                let former = place.was.last().map_or("", |former| former.name.get(language));
                let other = if own == today { former } else { today };
                let second = if other.is_empty() || other == own {
                    String::new()
                } else {
                    format!("({other})")
                };
                Name { own, second }
            })
        }
    }
}

fn one_holder(atlas: &Atlas, view: &View, island: &Island) -> bool {
    let ledger = atlas.history.ledger(view.lens);
    let mut holders = island.territories.iter().map(|&t| ledger.on(t, view.moment).holding.holder);
    let first = holders.next();
    holders.all(|holder| Some(holder) == first)
}

/// What an island was called; the group of the same territories knows its names of earlier times.
fn whole_name<'a>(atlas: &'a Atlas, island: &'a Island, day: Day) -> &'a Text {
    let group = atlas.history.groups.iter().find(|g| g.territories == island.territories);
    group.map_or(&island.name, |group| name_on(&group.was, &group.name, day))
}

/// The colour of a name and of its halo.
fn ink_of(subject: Subject, palette: &Palette) -> (super::Color, super::Color) {
    match subject {
        Subject::Water(_) => (palette.sea_ink, faded(palette.sea, 180)),
        Subject::Whole(_) => (palette.ink, faded(palette.halo, 240)),
        Subject::Territory(_) | Subject::Island(_) => (palette.ink, faded(palette.sea, 205)),
        Subject::Place(_) => (palette.ink, faded(palette.sea, 245)),
        Subject::Line(_) => (palette.treaty, faded(palette.sea, 220)),
    }
}

fn within(scene: &Scene<'_>, frame: Frame) -> bool {
    let [w, h] = super::furniture::points(scene.size);
    frame[0] >= 2.0 && frame[1] >= 2.0 && frame[2] <= w - 2.0 && frame[3] <= h - 2.0
}

/// Takes a place for a label, if it is free and on the frame.
pub fn place(scene: &Scene<'_>, frame: Frame, taken: &mut Taken) -> bool {
    within(scene, frame) && taken.try_take(&[frame])
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
