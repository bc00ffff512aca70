//! Names of the land of the atlas: large land along its spine, islands beside their coasts, and the
//! peoples on their land.

use geo::{Coord, Rect};

use crate::atlas::{Atlas, IslandId, SpineId, region_of};
use crate::geography::{OutlineId, level_for};
use crate::history::{FamilyKind, FormerName, HolderId, TerritoryId, Text};

use super::super::faces::{Face, width};
use super::candidates::bounds;
use super::drafts::lines_of;
use super::frames::overlap;
use super::ground::Need;
use super::paths::{Curve, read_down};
use super::requests::{Collector, Form, Request, Spread, Style, Subject, Which};
use super::room::{Era, Tag};
use super::terrain::Cell;

/// From this scale on, in kilometres per point, the islands of a territory are named by themselves.
const ISLANDS_BELOW: f64 = 0.42;
/// From this scale on names have a second line, in other scripts.
pub(super) const SECOND_BELOW: f64 = 0.45;
/// From this scale on the pieces of an island that no survey cut are named.
const PIECES_BELOW: f64 = 1.0;

/// The smallest land that is named beside its coast at a scale, in square kilometres.
fn smallest_at(km_per_point: f64) -> f64 {
    match km_per_point {
        km if km > 4.0 => 1200.0,
        km if km > 3.0 => 200.0,
        km if km > 1.9 => 25.0,
        km if km > 1.2 => 14.0,
        km if km > 0.7 => 3.0,
        _ => 0.0,
    }
}

impl Collector<'_> {
    /// Islands that are cut, as wholes, and their pieces; the pieces whose cuts no survey fixed, and
    /// peoples, come in a list of their own.
    pub(super) fn spines(&self) -> (Vec<Request>, Vec<Request>) {
        let (mut wholes, mut others) = (Vec::new(), Vec::new());
        if self.inset {
            return (wholes, others);
        }
        for id in self.atlas.island_ids() {
            let island = self.atlas.island(id);
            if island.territories.len() < 2 {
                continue;
            }
            let groups = self.atlas.history.groups.iter();
            let group = { groups }.find(|g| g.territories == island.territories);
            let (was, name) =
                group.map_or((&[][..], &island.name), |group| (&group.was, &group.name));
            let surveyed = !island.approximate_cuts;
            let era = if surveyed { Era::Whole } else { Era::Any };
            let whole = self.large(Subject::Whole(id), &island.territories, (was, name), era);
            wholes.extend(whole.into_iter().map(|r| Request { over_lines: true, ..r }));
            for &t in &island.territories {
                let record = self.atlas.history.territory(t);
                let names = (record.was.as_slice(), &record.name);
                let subject = Subject::Territory(t);
                if surveyed {
                    wholes.extend(self.large(subject, &[t], names, Era::Parts));
                } else {
                    let piece = self.large(subject, &[t], names, Era::Any);
                    let shy = self.plane.km_per_point > PIECES_BELOW;
                    others.extend(piece.into_iter().map(|r| Request { shy, ..r }));
                }
            }
        }
        others.extend(self.atlas.features.spine_ids().flat_map(|id| self.peoples(id)));
        (wholes, others)
    }

    /// The names of large land along its spine, or else straight in it.
    fn large(
        &self,
        subject: Subject,
        territories: &[TerritoryId],
        (was, today): (&[FormerName], &Text),
        era: Era,
    ) -> Vec<Request> {
        let land = self.atlas.bounds_of(territories).filter(|bounds| self.meets(*bounds));
        let Some(land) = land else { return Vec::new() };
        let spines = self.atlas.features.spines.iter();
        let spine = { spines }.find(|s| !s.people && s.territories == territories);
        let style = match spine {
            Some(_) => Style::capitals(Face::SansBold, 17.0, 0.18),
            None => Style::capitals(Face::SansMedium, 11.0, 0.12),
        };
        let path = match spine {
            Some(spine) => self.plane.line(&spine.map_km),
            None => self.across(territories, land),
        };
        let coast: Vec<[f32; 2]> = territories.iter().flat_map(|&t| self.coast(t, None)).collect();
        let outward = outward(land.center(), land_middle(self.atlas));
        let form = Form::Along { path: path.clone(), slide: 0.0 };
        let request = Request {
            need: Need::Land,
            own: territories.iter().map(|&t| Cell::of(t)).collect(),
            tag: Tag { era, ..Tag::default() },
            aside: spine.map(|_| (coast, outward)),
            ..Request::new(subject, form, style, String::new())
        };
        let bounds = self.plane.frame_of(land);
        let set = |request: Request| {
            let path = read_down(path.clone(), &request.text);
            let style = if spine.is_some() {
                spaced(style, &request.text, Curve::through(&path).length())
            } else {
                style
            };
            let straight = Style { spacing: style.spacing.min(0.2 * style.size), ..style };
            let (need, within) = (Need::Land, Vec::new());
            let spread = Some(Spread { bounds, need, within, style: straight, best: false });
            let slide = (0.5 * Curve::through(&path).length()).clamp(20.0, 120.0);
            Request { form: Form::Along { path, slide }, style, spread, ..request }
        };
        self.each_name(&request, was, today).into_iter().map(set).collect()
    }

    /// A level line through the middle of the largest polygon of some territories.
    fn across(&self, territories: &[TerritoryId], land: Rect<f64>) -> Vec<[f32; 2]> {
        let level = self.atlas.geography.level(level_for(4.0 * self.plane.km_per_point));
        let bounds = territories.iter().flat_map(|&t| &level.shape(Some(region_of(t))).bounds);
        let largest =
            bounds.max_by(|a, b| (a.width() * a.height()).total_cmp(&(b.width() * b.height())));
        let [left, top, right, bottom] = self.plane.frame_of(*largest.unwrap_or(&land));
        let y = f32::midpoint(top, bottom);
        vec![[left, y], [right, y]]
    }

    /// The peoples that ever held some land, along its own line there.
    fn peoples(&self, id: SpineId) -> Vec<Request> {
        let spine = self.atlas.features.spine(id);
        let path = self.plane.line(&spine.map_km);
        if !spine.people || self.plane.km_per_point > 2.4 || !self.meets_line(&path) {
            return Vec::new();
        }
        let history = &self.atlas.history;
        let mut holders: Vec<HolderId> = Vec::new();
        // One that holds all of it holds its first part too.
        for &t in spine.territories.iter().take(1) {
            for span in history.ledgers.iter().flat_map(|ledger| ledger.spans(t)) {
                let holder = span.holding.holder;
                let people = history.family(history.holder(holder).family).kind;
                if people == FamilyKind::People && !holders.contains(&holder) {
                    holders.push(holder);
                }
            }
        }
        let style = Style::capitals(Face::SansItalic, 11.0, 0.24);
        let own: Vec<Cell> = spine.territories.iter().map(|&t| Cell::of(t)).collect();
        let request = |holder: HolderId| {
            let record = history.holder(holder);
            let text = self.words(record.short.as_ref().unwrap_or(&record.name), style);
            let form = Form::Along { path: read_down(path.clone(), &text), slide: 60.0 };
            // Land that is divided is named by its parts first.
            let tag = Tag { era: Era::Whole, ..Tag::default() };
            let request = Request::new(Subject::People(id), form, style, text);
            let which = Which::Holder(holder);
            Request { need: Need::Shore, own: own.clone(), which, tag, ..request }
        };
        holders.into_iter().map(request).collect()
    }

    /// Territories and islands beside their coasts: the larger ones, the others, and those that only
    /// a selection names.
    pub(super) fn lands(&self) -> (Vec<Request>, Vec<Request>, Vec<Request>) {
        let atlas = self.atlas;
        let km = self.plane.km_per_point;
        let middle = land_middle(atlas);
        let mut named: Vec<(f64, Request)> = Vec::new();
        let mut shy = Vec::new();
        for t in atlas.history.territory_ids() {
            let islands: Vec<IslandId> = atlas.islands_of(t).collect();
            if islands.iter().any(|&id| atlas.island(id).territories.len() > 1) {
                // The pieces are named with the island that they are of; its neighbours by themselves.
                let near = islands.into_iter().filter_map(|id| self.island(t, id, middle));
                named.extend(near.filter(|(area, _)| *area >= smallest_at(km)));
                continue;
            }
            let area = atlas.area_km2(t);
            let several = islands.len() > 1 && km < ISLANDS_BELOW;
            if several {
                named.extend(islands.iter().filter_map(|&id| self.island(t, id, middle)));
            }
            let requests = self.territory(t, several, middle).into_iter();
            if area >= smallest_at(km) {
                // The name of several islands together comes after those of each.
                named.extend(requests.map(|r| (if several { 0.0 } else { area }, r)));
            } else {
                shy.extend(requests.map(|r| Request { shy: true, ..r }));
            }
        }
        named.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.subject.cmp(&b.1.subject)));
        let (large, small): (Vec<_>, Vec<_>) = named.into_iter().partition(|(a, _)| *a > 40.0);
        let requests = |list: Vec<(f64, Request)>| list.into_iter().map(|(_, r)| r).collect();
        (requests(large), requests(small), shy)
    }

    fn territory(&self, t: TerritoryId, several: bool, middle: Coord<f64>) -> Vec<Request> {
        let record = self.atlas.history.territory(t);
        let land = self.atlas.bounds_of(&[t]).filter(|bounds| self.meets(*bounds));
        let Some(land) = land else { return Vec::new() };
        let style =
            if several { Style::capitals(Face::SansMedium, 9.5, 0.2) } else { self.land_style() };
        let subject = Subject::Territory(t);
        let coast = (self.coast(t, None), outward(land.center(), middle));
        let request = self.beside(subject, coast, style, String::new(), Cell::of(t));
        let mut request = Request { second: request.second && !several, ..request };
        if several {
            // Islands that lie apart are named together at sea, near any of them.
            let [left, top, right, bottom] =
                request.coast().map_or([0.0; 4], |(_, bounds, _)| bounds);
            let bounds = [left - 30.0, top - 30.0, right + 30.0, bottom + 30.0];
            let (need, within) = (Need::Sea, Vec::new());
            request.spread = Some(Spread { bounds, need, within, style, best: false });
        }
        self.each_name(&request, &record.was, &record.name)
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
        // Islands of one territory lie close together, and an inset has little room.
        let style =
            if self.inset { Style::plain(Face::SansMedium, 11.0) } else { self.land_style() };
        let text = self.words(&island.name, style);
        let stacks = self.inset && lines_of(&text).is_some();
        let coast = (self.coast(t, land.outline), outward(land.bounds.center(), middle));
        let request = self.beside(Subject::Island(id), coast, style, text, Cell::of(t));
        Some((island.area_km2, Request { stacks, ..request }))
    }

    fn beside(
        &self,
        subject: Subject,
        (coast, outward): (Vec<[f32; 2]>, [f32; 2]),
        style: Style,
        text: String,
        cell: Cell,
    ) -> Request {
        let [left, top, right, bottom] = bounds(&coast);
        // Land that has room for its name has it inside.
        let best = (right - left).min(bottom - top) > 110.0;
        let room = (right - left).max(bottom - top) > 60.0;
        let need = Need::Land;
        let spread = Spread { bounds: bounds(&coast), need, within: Vec::new(), style, best };
        let request = Request::new(subject, Form::Beside { coast, outward }, style, text);
        Request {
            own: vec![cell],
            spread: room.then_some(spread),
            second: self.plane.km_per_point < SECOND_BELOW,
            ..request
        }
    }

    fn land_style(&self) -> Style {
        let size = if self.plane.km_per_point > 1.9 { 11.5 } else { 12.5 };
        Style::plain(Face::SansMedium, size)
    }

    /// The vertices of a territory, or of one outline of it, on the plane; of land that is larger
    /// than the part that is laid out only those in it and around.
    fn coast(&self, t: TerritoryId, outline: Option<OutlineId>) -> Vec<[f32; 2]> {
        let level = self.atlas.geography.level(level_for(2.0 * self.plane.km_per_point));
        let shape = level.shape(Some(region_of(t)));
        let wanted = |of: Option<OutlineId>| outline.is_none() || outline == of;
        let polygons = shape.polygons.iter().zip(&shape.outlines).zip(&shape.bounds);
        let polygons = polygons.filter(|((_, of), bounds)| wanted(**of) && self.meets(**bounds));
        let mut all: Vec<[f32; 2]> = Vec::new();
        for ((polygon, _), bounds) in polygons {
            let vertices = polygon.exterior().0.iter().map(|&c| self.plane.at(c));
            let [left, top, right, bottom] = self.part;
            let inside = self.plane.frame_of(*bounds);
            if inside[0] > left && inside[1] > top && inside[2] < right && inside[3] < bottom {
                all.extend(vertices);
            } else {
                let around = [left - 50.0, top - 50.0, right + 50.0, bottom + 50.0];
                all.extend(vertices.filter(|&[x, y]| overlap([x, y, x + 1.0, y + 1.0], around)));
            }
        }
        let specks = shape.specks.iter().filter(|(_, of)| wanted(Some(*of)));
        all.extend(specks.map(|(centre, _)| self.plane.at(*centre)));
        if all.is_empty() {
            let whole = self.atlas.bounds_of(&[t]).map(|b| self.plane.at(b.center()));
            all.extend(whole);
        }
        all
    }
}

/// A style for a name on a spine: where there is room the letters stand farther apart, where there is
/// little they are smaller.
fn spaced(style: Style, text: &str, room: f32) -> Style {
    let letters = text.chars().count();
    let style = if letters > 12 { Style { spacing: 0.12 * style.size, ..style } } else { style };
    let bare = width(style.face, style.size, 0.0, text);
    if bare > room {
        return Style { size: 13.0, spacing: 0.1 * 13.0, ..style };
    }
    let gaps = f32::from(u16::try_from(letters).unwrap_or(u16::MAX)).max(2.0) - 1.0;
    let wanted = (0.3 * room - bare) / gaps;
    Style { spacing: wanted.clamp(style.spacing, 0.7 * style.size), ..style }
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
