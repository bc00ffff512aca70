//! Names on the map: waters, territories, islands and towns, by rank, without overlaps.

use geo::{Area, Centroid, Coord};

use crate::geography::level_for;
use crate::history::{PlaceKind, TerritoryId, WaterKind, name_on};

use super::Scene;
use super::faces::{Face, width};
use super::furniture::screen;
use super::marks::{Anchor, Frame, Mark, Stroke, TextMark};
use super::palette::{Palette, faded};

/// Rectangles that are taken.
#[derive(Debug, Default)]
pub struct Taken(Vec<Frame>);

impl Taken {
    /// Takes a rectangle whatever is there.
    pub fn take(&mut self, frame: Frame) {
        self.0.push(frame);
    }

    /// Whether nothing is there.
    fn is_free(&self, frame: Frame) -> bool {
        self.0.iter().all(|other| {
            frame[2] <= other[0]
                || frame[0] >= other[2]
                || frame[3] <= other[1]
                || frame[1] >= other[3]
        })
    }

    /// Takes a rectangle if nothing is there.
    fn try_take(&mut self, frame: Frame) -> bool {
        let free = self.is_free(frame);
        if free {
            self.0.push(frame);
        }
        free
    }
}

/// The rectangle that a text covers, turned texts too.
fn frame_of(mark: &TextMark, margin: f32) -> Frame {
    let w = width(mark.face, mark.size, mark.spacing, &mark.text);
    let left = match mark.anchor {
        Anchor::Start => 0.0,
        Anchor::Middle => -w / 2.0,
        Anchor::End => -w,
    };
    let (sin, cos) = mark.angle.sin_cos();
    let corners = [
        [left, -0.78 * mark.size],
        [left + w, -0.78 * mark.size],
        [left, 0.22 * mark.size],
        [left + w, 0.22 * mark.size],
    ]
    .map(|[x, y]| [mark.at[0] + x * cos - y * sin, mark.at[1] + x * sin + y * cos]);
    let min = |axis: usize| corners.iter().map(|c| c[axis]).fold(f32::INFINITY, f32::min);
    let max = |axis: usize| corners.iter().map(|c| c[axis]).fold(f32::NEG_INFINITY, f32::max);
    [min(0) - margin, min(1) - margin, max(0) + margin, max(1) + margin]
}

/// How much of a rectangle lies over land, as a count of sample points from 0 to 10.
fn land_under(scene: &Scene<'_>, frame: Frame) -> usize {
    // Two points off is near enough for a name, and much quicker than the level that is drawn.
    let level = scene.atlas.geography.level(level_for(4.0 * scene.camera.km_per_point));
    let sample = |i: u16| {
        let x = frame[0] + (frame[2] - frame[0]) * (f32::from(i % 5) + 0.5) / 5.0;
        let y = frame[1] + (frame[3] - frame[1]) * (f32::from(i / 5) + 0.5) / 2.0;
        scene.camera.map_from_screen([f64::from(x), f64::from(y)], scene.size)
    };
    (0..10).filter(|&i| level.is_land(sample(i))).count()
}

/// Of some places for a label, the free one with the least land under it; the first of equals. It
/// is taken.
fn best_place(
    scene: &Scene<'_>,
    taken: &mut Taken,
    places: impl IntoIterator<Item = TextMark>,
    margin: f32,
) -> Option<TextMark> {
    let mut best: Option<(usize, TextMark, Frame)> = None;
    for mark in places {
        let frame = frame_of(&mark, margin);
        if !within(scene, frame) || !taken.is_free(frame) {
            continue;
        }
        let land = land_under(scene, frame);
        if best.as_ref().is_none_or(|(least, ..)| land < *least) {
            best = Some((land, mark, frame));
        }
        if land == 0 {
            break;
        }
    }
    let (_, mark, frame) = best?;
    taken.take(frame);
    Some(mark)
}

fn within(scene: &Scene<'_>, frame: Frame) -> bool {
    let [w, h] = super::furniture::points(scene.size);
    frame[0] >= 2.0 && frame[1] >= 2.0 && frame[2] <= w - 2.0 && frame[3] <= h - 2.0
}

/// Takes a place for a label, if it is free and on the frame.
pub fn place(scene: &Scene<'_>, frame: Frame, taken: &mut Taken) -> bool {
    within(scene, frame) && taken.try_take(frame)
}

/// Sets all names. What is `taken` already stays free of them.
pub fn set(scene: &Scene<'_>, palette: &Palette, taken: &mut Taken, marks: &mut Vec<Mark>) {
    let mut towns = Vec::new();
    if scene.view.layers.towns {
        towns = town_points(scene);
        for (_, at, _) in &towns {
            taken.take([at[0] - 3.0, at[1] - 3.0, at[0] + 3.0, at[1] + 3.0]);
        }
    }
    let carried = large_names(scene, palette, taken, marks);
    take_small_land(scene, taken);
    set_waters(scene, palette, taken, marks, 1);
    set_towns(scene, palette, &towns, 1, taken, marks);
    island_names(scene, palette, &carried, taken, marks);
    set_waters(scene, palette, taken, marks, u8::MAX);
    set_towns(scene, palette, &towns, u8::MAX, taken, marks);
}

/// The most of a rank that a scale has room for.
fn rank_at(km_per_point: f64) -> u8 {
    match km_per_point {
        km if km > 1.9 => 1,
        km if km > 1.0 => 2,
        km if km > 0.5 => 3,
        km if km > 0.25 => 4,
        _ => 9,
    }
}

fn set_waters(
    scene: &Scene<'_>,
    palette: &Palette,
    taken: &mut Taken,
    marks: &mut Vec<Mark>,
    most: u8,
) {
    let language = scene.words.language;
    let projection = scene.atlas.geography.projection();
    let most = most.min(rank_at(scene.camera.km_per_point));
    let low = u8::from(most != 1);
    for water in scene.atlas.history.waters.iter().filter(|w| w.rank > low && w.rank <= most) {
        let line: Vec<[f32; 2]> = water
            .lon_lat
            .iter()
            .map(|&[x, y]| screen(scene, projection.map_km_from_lon_lat(Coord { x, y })))
            .collect();
        let (Some(first), Some(last)) = (line.first(), line.last()) else {
            continue;
        };
        let (size, spacing) = match water.kind {
            WaterKind::Ocean | WaterKind::Sea => (17.0, 3.2),
            WaterKind::Strait | WaterKind::Bay => (11.5, 0.8),
        };
        let mid = [f32::midpoint(first[0], last[0]), f32::midpoint(first[1], last[1])];
        let angle = (last[1] - first[1]).atan2(last[0] - first[0]);
        let mark = TextMark {
            at: mid,
            anchor: Anchor::Middle,
            text: water.name.get(language).to_owned(),
            face: Face::SerifItalic,
            size,
            color: palette.sea_ink,
            halo: Some(faded(palette.sea, 180)),
            spacing,
            angle,
        };
        let frame = frame_of(&mark, 2.0);
        let open = within(scene, frame) && land_under(scene, frame) == 0;
        if open && taken.try_take(frame) {
            marks.push(Mark::Text(mark));
        }
    }
}

/// Names in the middle of land that is large enough to carry them: of an island that lines without a
/// survey cut, as long as one holder has all of it; of territories otherwise. Returns what carries
/// its name.
fn large_names(
    scene: &Scene<'_>,
    palette: &Palette,
    taken: &mut Taken,
    marks: &mut Vec<Mark>,
) -> Vec<TerritoryId> {
    let history = &scene.atlas.history;
    let ledger = history.ledger(scene.view.lens);
    let day = scene.view.moment;
    let mut covered: Vec<TerritoryId> = Vec::new();
    for island in scene.atlas.islands.iter().filter(|island| island.approximate_cuts) {
        let mut holders = island.territories.iter().map(|&t| ledger.on(t, day).holding.holder);
        let first = holders.next();
        if holders.all(|holder| Some(holder) == first) {
            covered.extend(&island.territories);
            // The group of the same territories knows what the island was called at the time.
            let group = history.groups.iter().find(|g| g.territories == island.territories);
            let name = group.map_or(&island.name, |g| name_on(&g.was, &g.name, day));
            let own = name.get(scene.words.language).to_owned();
            let below = other_names(name.versions(), &own);
            large_name(scene, palette, &island.territories, (own, below), taken, marks);
        }
    }
    let mut carried = covered.clone();
    for t in history.territory_ids().filter(|t| !covered.contains(t)) {
        let record = history.territory(t);
        let name = name_on(&record.was, &record.name, day);
        let own = name.get(scene.words.language).to_owned();
        let below = other_names(name.versions(), &own);
        if large_name(scene, palette, &[t], (own, below), taken, marks) {
            carried.push(t);
        }
    }
    carried
}

/// Keeps names off islands that are too small for the sampling of land to find.
fn take_small_land(scene: &Scene<'_>, taken: &mut Taken) {
    let level = scene.atlas.geography.level(scene.level);
    for bounds in level.regions.iter().flat_map(|shape| &shape.bounds) {
        let [left, bottom] = screen(scene, bounds.min());
        let [right, top] = screen(scene, bounds.max());
        let side = (right - left).max(bottom - top);
        if (4.0..36.0).contains(&side) {
            taken.take([left, top, right, bottom]);
        }
    }
}

/// Sets a name, and below it that in the other scripts, in the middle of the largest polygons of
/// some territories, if they are wide enough; whether it did.
fn large_name(
    scene: &Scene<'_>,
    palette: &Palette,
    territories: &[TerritoryId],
    (name, below): (String, String),
    taken: &mut Taken,
    marks: &mut Vec<Mark>,
) -> bool {
    let level = scene.atlas.geography.level(scene.level);
    let largest = |t: &TerritoryId| {
        let polygons = level.regions[t.index()].polygons.iter();
        polygons.max_by(|a, b| a.unsigned_area().total_cmp(&b.unsigned_area())).cloned()
    };
    let land: geo::MultiPolygon<f64> =
        territories.iter().filter_map(largest).collect::<Vec<_>>().into();
    let Some(centre) = land.centroid() else {
        return false;
    };
    let room = (land.unsigned_area().sqrt() / scene.camera.km_per_point) * 1.35;
    let size = if territories.len() > 1 { 16.0 } else { 14.0 };
    if f64::from(width(Face::SansBold, size, 0.4, &name)) > room || room < 80.0 {
        return false;
    }
    let mark = TextMark {
        at: screen(scene, centre.0),
        anchor: Anchor::Middle,
        text: name,
        face: Face::SansBold,
        size,
        color: palette.ink,
        halo: Some(faded(palette.halo, 190)),
        spacing: 0.4,
        angle: 0.0,
    };
    let frame = frame_of(&mark, 1.0);
    if !(within(scene, frame) && taken.try_take(frame)) {
        return false;
    }
    let sub = TextMark {
        at: [mark.at[0], mark.at[1] + 16.0],
        text: below,
        face: Face::Sans,
        size: 11.0,
        spacing: 0.0,
        ..mark.clone()
    };
    if !sub.text.is_empty() && taken.try_take(frame_of(&sub, 0.0)) {
        marks.push(Mark::Text(sub));
    }
    marks.push(Mark::Text(mark));
    true
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

/// Names beside islands that are too small to carry them, on the side where there is room,
/// seaward of the arc first.
fn island_names(
    scene: &Scene<'_>,
    palette: &Palette,
    carried: &[TerritoryId],
    taken: &mut Taken,
    marks: &mut Vec<Mark>,
) {
    let atlas = scene.atlas;
    let history = &atlas.history;
    let day = scene.view.moment;
    let km = scene.camera.km_per_point;
    let mut named: Vec<NamedLand> = Vec::new();
    for t in history.territory_ids().filter(|t| !carried.contains(t)) {
        let record = history.territory(t);
        let islands: Vec<_> = atlas.islands_of(t).collect();
        let region = [t.0];
        // A territory of one island carries the territory's name; of several, theirs, close in.
        let close = km < 0.35;
        if islands.len() > 1 && close {
            for land in atlas.geography.land().iter().filter(|l| l.region == Some(t.0) && l.named) {
                let outline = &atlas.outlines[land.outline as usize];
                let Some(island) = outline.island.map(|id| atlas.island(id)) else {
                    continue;
                };
                if island.territories.len() == 1 {
                    let name = island.name.get(scene.words.language).to_owned();
                    named.push(NamedLand {
                        area_km2: land.area_km2,
                        bounds: land.bounds,
                        coast: coast_on(scene, t, Some(land.outline)),
                        name,
                    });
                }
            }
        } else if islands.iter().all(|&id| atlas.island(id).territories.len() == 1)
            && let Some(bounds) = atlas.geography.bounds_of(&region)
        {
            let name = name_on(&record.was, &record.name, day).get(scene.words.language);
            named.push(NamedLand {
                area_km2: atlas.area_km2(t),
                bounds,
                coast: coast_on(scene, t, None),
                name: name.to_owned(),
            });
        }
    }
    named.sort_by(|a, b| b.area_km2.total_cmp(&a.area_km2));
    for (i, NamedLand { area_km2, bounds, name, .. }) in named.iter().enumerate() {
        let area = *area_km2;
        let smallest = if km > 1.2 {
            40.0
        } else if km > 0.7 {
            3.0
        } else {
            0.0
        };
        if area < smallest {
            continue;
        }
        let size = if area > 1000.0 { 13.0 } else { 12.0 };
        let [left, bottom] = screen(scene, bounds.min());
        let [right, top] = screen(scene, bounds.max());
        let [mid_x, mid_y] = [f32::midpoint(left, right), f32::midpoint(top, bottom)];
        let places = [
            ([left - 5.0, mid_y + size * 0.1], Anchor::End),
            ([right + 5.0, mid_y + size * 0.6], Anchor::Start),
            ([mid_x - 4.0, top + size * 0.2], Anchor::End),
            ([mid_x + 8.0, bottom + size * 0.4], Anchor::Start),
            ([left - 2.0, top - 2.0], Anchor::End),
            ([right + 2.0, bottom + size], Anchor::Start),
            ([mid_x, bottom + size * 1.1], Anchor::Middle),
            ([mid_x, top - 4.0], Anchor::Middle),
        ];
        let marks_at = places.map(|(at, anchor)| TextMark {
            at,
            anchor,
            text: name.clone(),
            face: Face::Sans,
            size,
            color: palette.ink,
            halo: Some(faded(palette.sea, 200)),
            spacing: 0.0,
            angle: 0.0,
        });
        // A name that stands nearer to another island, or on one, is worse than none.
        let own = |mark: &TextMark| {
            let frame = frame_of(mark, 0.0);
            let nearest = distance(frame, &named[i].coast);
            let other = |(j, l): (usize, &NamedLand)| j != i && distance(frame, &l.coast) < nearest;
            land_under(scene, frame) <= 1 && !named.iter().enumerate().any(other)
        };
        let fitting = marks_at.into_iter().filter(own);
        marks.extend(best_place(scene, taken, fitting, 1.5).map(Mark::Text));
    }
}

/// Land that a name is to be set beside.
struct NamedLand {
    area_km2: f64,
    bounds: geo::Rect<f64>,
    /// Vertices of its outline, in points of the frame.
    coast: Vec<[f32; 2]>,
    name: String,
}

/// The vertices of a territory, or of one outline of it, in points of the frame.
fn coast_on(scene: &Scene<'_>, t: TerritoryId, outline: Option<u32>) -> Vec<[f32; 2]> {
    let shape = &scene.atlas.geography.level(scene.level).regions[t.index()];
    let wanted = |of: u32| outline.is_none_or(|outline| outline == of);
    let polygons = shape.polygons.iter().zip(&shape.outlines).filter(|(_, of)| wanted(**of));
    let vertices = polygons.flat_map(|(polygon, _)| &polygon.exterior().0).copied();
    let specks = shape.specks.iter().filter(|(_, of)| wanted(*of)).map(|(centre, _)| *centre);
    vertices.chain(specks).map(|c| screen(scene, c)).collect()
}

/// How far a rectangle is from the nearest of some points; squared, for comparison.
fn distance(frame: Frame, points: &[[f32; 2]]) -> f32 {
    let gap =
        |p: &[f32; 2], axis: usize| (frame[axis] - p[axis]).max(p[axis] - frame[axis + 2]).max(0.0);
    points.iter().map(|p| gap(p, 0).powi(2) + gap(p, 1).powi(2)).fold(f32::INFINITY, f32::min)
}

/// A town, where it is on the frame, and its rank.
type TownPoint = (usize, [f32; 2], u8);

fn town_points(scene: &Scene<'_>) -> Vec<TownPoint> {
    let most = rank_at(scene.camera.km_per_point);
    let [w, h] = super::furniture::points(scene.size);
    let mut towns: Vec<TownPoint> = scene
        .atlas
        .history
        .places
        .iter()
        .enumerate()
        .filter(|(_, place)| place.kind == PlaceKind::Town && place.rank <= most)
        .filter(|(_, place)| place.from.is_none_or(|from| from <= scene.view.moment))
        .filter_map(|(i, place)| {
            let [x, y] = place.lon_lat?;
            let projection = scene.atlas.geography.projection();
            let at = screen(scene, projection.map_km_from_lon_lat(Coord { x, y }));
            let on = (0.0..=w).contains(&at[0]) && (0.0..=h).contains(&at[1]);
            on.then_some((i, at, place.rank))
        })
        .collect();
    towns.sort_by_key(|&(i, _, rank)| (rank, i));
    towns
}

fn set_towns(
    scene: &Scene<'_>,
    palette: &Palette,
    towns: &[TownPoint],
    most: u8,
    taken: &mut Taken,
    marks: &mut Vec<Mark>,
) {
    let low = u8::from(most != 1);
    for &(i, at, _) in towns.iter().filter(|t| t.2 > low && t.2 <= most) {
        let place = &scene.atlas.history.places[i];
        let name = name_on(&place.was, &place.name, scene.view.moment);
        let sides = [
            ([at[0] - 5.5, at[1] + 4.0], Anchor::End),
            ([at[0] + 5.5, at[1] + 4.0], Anchor::Start),
            ([at[0], at[1] - 6.5], Anchor::Middle),
            ([at[0], at[1] + 14.0], Anchor::Middle),
        ];
        let marks_at = sides.map(|(point, anchor)| TextMark {
            at: point,
            anchor,
            text: name.get(scene.words.language).to_owned(),
            face: Face::Sans,
            size: 11.0,
            color: palette.ink,
            halo: Some(faded(palette.sea, 225)),
            spacing: 0.0,
            angle: 0.0,
        });
        let Some(label) = best_place(scene, taken, marks_at, 1.0) else { continue };
        marks.push(Mark::Text(label));
        marks.push(Mark::Dot {
            centre: at,
            radius: 2.6,
            color: palette.town,
            stroke: Some(Stroke::solid(1.2, palette.outline)),
        });
    }
}
