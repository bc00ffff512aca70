//! What there is to name at a scale, in what form, and what comes first.

use geo::{Area, Centroid, Coord, Rect};

use crate::atlas::{Atlas, IslandId, WaterId, WaterKind, region_of};
use crate::geography::{OutlineId, level_for};
use crate::history::{BoundaryId, Language, PlaceId, PlaceKind, TerritoryId, Text};

use super::super::faces::{Face, width};
use super::super::marks::{Anchor, Frame, TextMark};
use super::ground::{Ground, Plane};
use super::paths::{axis, length, read_down, smooth};

/// What a name belongs to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Subject {
    /// A sea, strait or bay: place in the list of waters.
    Water(WaterId),
    /// An island that is cut, as a whole.
    Whole(IslandId),
    /// A territory.
    Territory(TerritoryId),
    /// An island of a territory that has several.
    Island(IslandId),
    /// A town, a cape or another place.
    Place(PlaceId),
    /// A line that an event drew: place in the list of boundaries.
    Line(BoundaryId),
}

/// How a name is set.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Style {
    /// In which face.
    pub face: Face,
    /// How large, in points.
    pub size: f32,
    /// Extra space after each letter, in points.
    pub spacing: f32,
}

impl Style {
    /// A text in this style, without colours.
    #[must_use]
    pub fn text(self, at: [f32; 2], anchor: Anchor, text: String) -> TextMark {
        TextMark {
            at,
            anchor,
            text,
            face: self.face,
            size: self.size,
            color: [0, 0, 0, 255],
            halo: None,
            spacing: self.spacing,
            angle: 0.0,
        }
    }

    /// The size of a second line.
    #[must_use]
    pub fn second_size(self) -> f32 {
        (0.78 * self.size).max(9.5)
    }

    /// How far below the first a second line reaches, in points.
    #[must_use]
    pub fn second_drop(self) -> f32 {
        1.3 * self.second_size()
    }
}

/// Where a name may stand.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Form {
    /// Along a line over water.
    Along(Vec<[f32; 2]>),
    /// In the middle of land, which leaves so much room.
    Inside { at: [f32; 2], room: f32, coast: Vec<[f32; 2]> },
    /// Along the axis of long land.
    Axis { path: Vec<[f32; 2]>, coast: Vec<[f32; 2]> },
    /// Beside a coast, on the outward side first.
    Beside { coast: Vec<[f32; 2]>, outward: [f32; 2] },
    /// Beside a dot.
    Dot([f32; 2]),
    /// On or near a narrow water, up to so far from it.
    Near { at: [f32; 2], far: f32 },
    /// At an end of a line or along it.
    Line(Vec<[f32; 2]>),
}

/// A name that is to be placed.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Request {
    pub(super) subject: Subject,
    pub(super) form: Form,
    pub(super) style: Style,
    /// The widest name that the subject ever had, in the language.
    pub(super) widest: String,
    /// Whether a second line below is wanted: the name in other scripts.
    pub(super) second: bool,
}

/// The most of a rank that a scale has room for.
pub(super) fn rank_at(km_per_point: f64) -> u8 {
    match km_per_point {
        km if km > 2.6 => 1,
        km if km > 1.0 => 2,
        km if km > 0.5 => 3,
        km if km > 0.25 => 4,
        _ => 9,
    }
}

/// The smallest land that is named beside its coast at a scale, in square kilometres.
fn smallest_at(km_per_point: f64) -> f64 {
    match km_per_point {
        km if km > 4.0 => 1200.0,
        km if km > 3.0 => 200.0,
        km if km > 1.2 => 25.0,
        km if km > 0.7 => 3.0,
        _ => 0.0,
    }
}

/// From this scale on, in kilometres per point, the islands of a territory are named by themselves.
const ISLANDS_BELOW: f64 = 0.35;
/// From this scale on names have a second line, in other scripts.
const SECOND_BELOW: f64 = 0.45;

/// Collects what is to be named within a region of the plane.
pub(super) struct Collector<'a> {
    pub(super) atlas: &'a Atlas,
    pub(super) plane: Plane,
    pub(super) language: Language,
    pub(super) region: Frame,
}

impl Collector<'_> {
    /// Everything that is to be named, the most important first. Names of pieces of an island that
    /// is named as a whole while one holder has all of it come in a list of their own: the two are
    /// never on the map together.
    pub(super) fn collect(&self, towns: bool) -> [Vec<Request>; 2] {
        let rank = rank_at(self.plane.km_per_point);
        let waters = self.waters(rank);
        let (seas, straits): (Vec<_>, Vec<_>) =
            waters.into_iter().partition(|r| matches!(r.form, Form::Along(_)));
        let (wholes, pieces) = self.wholes();
        let mut all = seas;
        all.extend(wholes);
        let places = if towns { self.places(rank) } else { Vec::new() };
        let (first, others): (Vec<_>, Vec<_>) = places.into_iter().partition(|(r, _)| *r == 1);
        all.extend(first.into_iter().map(|(_, request)| request));
        let (large, small) = self.lands();
        all.extend(large);
        all.extend(self.lines());
        all.extend(straits);
        // Small islands and towns take turns by their rank: an island of some size before a town
        // of the third.
        let (second, third): (Vec<_>, Vec<_>) = others.into_iter().partition(|(r, _)| *r == 2);
        all.extend(second.into_iter().map(|(_, request)| request));
        all.extend(small);
        all.extend(third.into_iter().map(|(_, request)| request));
        [all, pieces]
    }

    fn widest<'t>(&self, names: impl Iterator<Item = &'t Text>, style: Style) -> String {
        let wide = |text: &str| width(style.face, style.size, style.spacing, text);
        let names = names.map(|name| name.get(self.language));
        names.max_by(|a, b| wide(a).total_cmp(&wide(b))).unwrap_or_default().to_owned()
    }

    fn near(&self, at: [f32; 2]) -> bool {
        let [left, top, right, bottom] = self.region;
        (left..=right).contains(&at[0]) && (top..=bottom).contains(&at[1])
    }

    fn lines(&self) -> Vec<Request> {
        let history = &self.atlas.history;
        history
            .boundary_ids()
            .filter_map(|id| {
                let boundary = history.boundary(id);
                let points: Vec<[f32; 2]> =
                    self.atlas.features.boundary(id).iter().map(|&c| self.plane.at(c)).collect();
                let style = Style { face: Face::SansBold, size: 11.0, spacing: 0.0 };
                let widest = self.widest([&boundary.label].into_iter(), style);
                let on = points.iter().any(|&p| self.near(p));
                let (subject, form) = (Subject::Line(id), Form::Line(points));
                on.then_some(Request { subject, form, style, widest, second: false })
            })
            .collect()
    }

    fn waters(&self, most: u8) -> Vec<Request> {
        let features = &self.atlas.features;
        let mut all: Vec<(u8, Request)> = features
            .water_ids()
            .map(|id| (id, features.water(id)))
            .filter(|(_, water)| water.rank <= most)
            .filter_map(|(id, water)| {
                let line: Vec<[f32; 2]> = water.map_km.iter().map(|&c| self.plane.at(c)).collect();
                let middle = *line.get(line.len() / 2)?;
                let wide = matches!(water.kind, WaterKind::Ocean | WaterKind::Sea);
                let style = if wide {
                    Style { face: Face::SerifItalic, size: 17.0, spacing: 3.2 }
                } else {
                    Style { face: Face::SerifItalic, size: 11.5, spacing: 0.7 }
                };
                let widest = self.widest([&water.name].into_iter(), style);
                let path = smooth(&line);
                let own = width(style.face, style.size, style.spacing, &widest);
                // A strait that is long enough at this scale carries its name along.
                let form = if wide || length(&path) > 0.9 * own {
                    Form::Along(read_down(path, &widest))
                } else {
                    // The name of a bay that does not fit into it would name the sea outside.
                    let far = if water.kind == WaterKind::Bay { 0.0 } else { 70.0 };
                    Form::Near { at: middle, far }
                };
                let (first, last) = (line.first()?, line.last()?);
                let on = self.near(middle) || self.near(*first) || self.near(*last);
                let subject = Subject::Water(id);
                on.then_some((water.rank, Request { subject, form, style, widest, second: false }))
            })
            .collect();
        all.sort_by_key(|(rank, _)| *rank);
        all.into_iter().map(|(_, request)| request).collect()
    }

    /// Islands that are cut, as wholes; and the pieces of those whose cuts no survey fixed.
    fn wholes(&self) -> (Vec<Request>, Vec<Request>) {
        let history = &self.atlas.history;
        let (mut wholes, mut pieces) = (Vec::new(), Vec::new());
        for (id, island) in (0_u16..).map(IslandId).zip(&self.atlas.islands) {
            if island.territories.len() < 2 {
                continue;
            }
            let group = history.groups.iter().find(|g| g.territories == island.territories);
            let former = group.iter().flat_map(|g| g.was.iter().map(|former| &former.name));
            let style = Style { face: Face::SansBold, size: 16.0, spacing: 0.4 };
            let widest = self.widest([&island.name].into_iter().chain(former), style);
            let land = self.largest(&island.territories);
            let Some(middle) = land.centroid().map(|c| self.plane.at(c.0)) else { continue };
            let (path, ratio) = axis(&self.on_plane(&land));
            let form = if ratio > 2.2 {
                Form::Axis { path: read_down(path, &widest), coast: self.on_plane(&land) }
            } else {
                self.inside(&land, middle)
            };
            let long = ratio > 2.2;
            let style = if long { Style { spacing: 0.0, ..style } } else { style };
            let subject = Subject::Whole(id);
            wholes.push(Request { subject, form, style, widest, second: !long });
            if island.approximate_cuts {
                pieces.extend(island.territories.iter().filter_map(|&t| self.piece(t)));
            }
        }
        (wholes, pieces)
    }

    fn piece(&self, t: TerritoryId) -> Option<Request> {
        let record = self.atlas.history.territory(t);
        let style = Style { face: Face::SansBold, size: 12.5, spacing: 0.2 };
        let names = record.was.iter().map(|former| &former.name).chain([&record.name]);
        let land = self.largest(&[t]);
        let middle = self.plane.at(land.centroid()?.0);
        Some(Request {
            subject: Subject::Territory(t),
            form: self.inside(&land, middle),
            style,
            widest: self.widest(names, style),
            second: false,
        })
    }

    fn inside(&self, land: &geo::MultiPolygon<f64>, at: [f32; 2]) -> Form {
        #[expect(clippy::cast_possible_truncation, reason = "points of a screen")]
        let room = (land.unsigned_area().sqrt() / self.plane.km_per_point * 1.35) as f32;
        Form::Inside { at, room, coast: self.on_plane(land) }
    }

    fn on_plane(&self, land: &geo::MultiPolygon<f64>) -> Vec<[f32; 2]> {
        land.iter().flat_map(|p| &p.exterior().0).map(|&c| self.plane.at(c)).collect()
    }

    /// The largest polygon of each territory by its bounds, at the detail of the scale.
    fn largest(&self, territories: &[TerritoryId]) -> geo::MultiPolygon<f64> {
        let level = self.atlas.geography.level(level_for(self.plane.km_per_point));
        let largest = |t: &TerritoryId| {
            let shape = level.shape(Some(region_of(*t)));
            let sides = shape.bounds.iter().map(|bounds| bounds.width() * bounds.height());
            let largest = shape.polygons.iter().zip(sides).max_by(|a, b| a.1.total_cmp(&b.1));
            largest.map(|(polygon, _)| polygon.clone())
        };
        territories.iter().filter_map(largest).collect::<Vec<_>>().into()
    }

    /// Territories and islands beside their coasts: the larger ones, and the others.
    fn lands(&self) -> (Vec<Request>, Vec<Request>) {
        let atlas = self.atlas;
        let km = self.plane.km_per_point;
        let middle = land_middle(atlas);
        let mut named: Vec<(f64, Request)> = Vec::new();
        for t in atlas.history.territory_ids() {
            let islands: Vec<IslandId> = atlas.islands_of(t).collect();
            let approximate = islands.iter().any(|&id| atlas.island(id).approximate_cuts);
            if approximate {
                // The pieces are named with the island that they are of; its neighbours by themselves.
                let near = islands.into_iter().filter_map(|id| self.island(t, id, middle));
                named.extend(near.filter(|(area, _)| *area >= smallest_at(km)));
                continue;
            }
            if islands.len() > 1 && km < ISLANDS_BELOW {
                for id in islands {
                    named.extend(self.island(t, id, middle));
                }
                continue;
            }
            let area = atlas.area_km2(t);
            if area >= smallest_at(km) {
                named.extend(self.territory(t, area, middle).map(|request| (area, request)));
            }
        }
        named.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.subject.cmp(&b.1.subject)));
        let (large, small): (Vec<_>, Vec<_>) = named.into_iter().partition(|(a, _)| *a > 40.0);
        let requests = |list: Vec<(f64, Request)>| list.into_iter().map(|(_, r)| r).collect();
        (requests(large), requests(small))
    }

    fn territory(&self, t: TerritoryId, area: f64, middle: Coord<f64>) -> Option<Request> {
        let record = self.atlas.history.territory(t);
        let bounds = self.atlas.bounds_of(&[t])?;
        if !self.meets(bounds) {
            return None;
        }
        let style = land_style(area);
        let names = record.was.iter().map(|former| &former.name).chain([&record.name]);
        let form =
            Form::Beside { coast: self.coast(t, None), outward: outward(bounds.center(), middle) };
        let widest = self.widest(names, style);
        let second = self.plane.km_per_point < SECOND_BELOW;
        Some(Request { subject: Subject::Territory(t), form, style, widest, second })
    }

    fn island(&self, t: TerritoryId, id: IslandId, middle: Coord<f64>) -> Option<(f64, Request)> {
        let island = self.atlas.island(id);
        if island.territories.len() > 1 {
            return None;
        }
        let mine = |outline: OutlineId| self.atlas.outline(outline).island == Some(id);
        let named = self.atlas.geography.land().iter().filter(|land| land.named);
        let land = { named }.find(|land| land.outline.is_some_and(mine))?;
        if !self.meets(land.bounds) {
            return None;
        }
        let style = land_style(island.area_km2);
        let form = Form::Beside {
            coast: self.coast(t, land.outline),
            outward: outward(land.bounds.center(), middle),
        };
        let widest = self.widest([&island.name].into_iter(), style);
        let second = self.plane.km_per_point < SECOND_BELOW;
        let request = Request { subject: Subject::Island(id), form, style, widest, second };
        Some((island.area_km2, request))
    }

    fn meets(&self, bounds: Rect<f64>) -> bool {
        let ([left, bottom], [right, top]) =
            (self.plane.at(bounds.min()), self.plane.at(bounds.max()));
        super::frames::overlap([left - 1.0, top - 1.0, right + 1.0, bottom + 1.0], self.region)
    }

    /// The vertices of a territory, or of one outline of it, on the plane.
    fn coast(&self, t: TerritoryId, outline: Option<OutlineId>) -> Vec<[f32; 2]> {
        let level = self.atlas.geography.level(level_for(2.0 * self.plane.km_per_point));
        let shape = level.shape(Some(region_of(t)));
        let wanted = |of: Option<OutlineId>| outline.is_none() || outline == of;
        let polygons = shape.polygons.iter().zip(&shape.outlines).filter(|(_, of)| wanted(**of));
        let vertices = polygons.flat_map(|(polygon, _)| &polygon.exterior().0).copied();
        let specks =
            shape.specks.iter().filter(|(_, of)| wanted(Some(*of))).map(|(centre, _)| *centre);
        let mut all: Vec<[f32; 2]> = vertices.chain(specks).map(|c| self.plane.at(c)).collect();
        if all.is_empty() {
            let whole = self.atlas.bounds_of(&[t]).map(|b| self.plane.at(b.center()));
            all.extend(whole);
        }
        all
    }

    fn places(&self, most: u8) -> Vec<(u8, Request)> {
        let places = (0_u16..).map(PlaceId).zip(&self.atlas.history.places);
        let mut all: Vec<(u8, Request)> = places
            .filter(|(_, place)| {
                matches!(place.kind, PlaceKind::Town | PlaceKind::Cape) && place.rank <= most
            })
            .filter_map(|(id, place)| {
                let at = self.plane.at(self.atlas.features.place(id)?.map_km);
                let size = if place.rank == 1 { 11.5 } else { 11.0 };
                let face =
                    if place.kind == PlaceKind::Town { Face::Sans } else { Face::SerifItalic };
                let style = Style { face, size, spacing: 0.0 };
                let names = place.was.iter().map(|former| &former.name).chain([&place.name]);
                let widest = self.widest(names, style);
                let second = self.plane.km_per_point < SECOND_BELOW && !place.was.is_empty();
                let (subject, form) = (Subject::Place(id), Form::Dot(at));
                let request = Request { subject, form, style, widest, second };
                self.near(at).then_some((place.rank, request))
            })
            .collect();
        all.sort_by_key(|(rank, _)| *rank);
        all
    }

    /// What names keep off: lines of treaties, small land, the dots of towns.
    pub(super) fn obstacles(&self, ground: &mut Ground<'_>) {
        for id in self.atlas.history.boundary_ids() {
            let line = self.atlas.features.boundary(id).iter();
            let on: Vec<[f32; 2]> = line.map(|&c| self.plane.at(c)).collect();
            ground.lines.extend(on.windows(2).map(|pair| [pair[0], pair[1]]));
        }
        let level = self.atlas.geography.level(level_for(self.plane.km_per_point));
        for bounds in level.regions.iter().flat_map(|shape| &shape.bounds) {
            let ([left, bottom], [right, top]) =
                (self.plane.at(bounds.min()), self.plane.at(bounds.max()));
            let side = (right - left).max(bottom - top);
            if (4.0..36.0).contains(&side) && self.meets(*bounds) {
                ground.islets.push([left, top, right, bottom]);
            }
        }
    }
}

fn land_style(area_km2: f64) -> Style {
    let size = if area_km2 > 1000.0 { 13.0 } else { 12.0 };
    Style { face: Face::Sans, size, spacing: 0.0 }
}

/// The middle of all land of the atlas, by area.
fn land_middle(atlas: &Atlas) -> Coord<f64> {
    let own = atlas.geography.land().iter().filter(|land| land.region.is_some());
    let (sum, area) = own.fold((Coord { x: 0.0, y: 0.0 }, 0.0), |(sum, area), land| {
        (sum + land.bounds.center() * land.area_km2, area + land.area_km2)
    });
    if area > 0.0 { sum / area } else { sum }
}

/// The direction from the middle of the land to a place, on the screen (y down).
fn outward(at: Coord<f64>, middle: Coord<f64>) -> [f32; 2] {
    let by = at - middle;
    super::super::stage::points([by.x, -by.y])
}
