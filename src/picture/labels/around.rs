//! Names of waters, of what lies around, and of places.

use geo::Coord;

use crate::atlas::{WaterKind, territory_of};
use crate::geography::level_for;
use crate::history::{PlaceId, PlaceKind, RegionKind};

use super::super::faces::{Face, width};
use super::candidates::bounds;
use super::ground::Need;
use super::lands::SECOND_BELOW;
use super::paths::read_down;
use super::requests::{Collector, Form, Request, Spread, Style, Subject};
use super::room::Tag;
use super::terrain::Cell;

impl Collector<'_> {
    /// Oceans and seas; and straits, bays and trenches with their ranks, in that order.
    pub(super) fn waters(&self, most: u8) -> (Vec<Request>, Vec<(u8, Request)>) {
        let features = &self.atlas.features;
        let (mut seas, mut others) = (Vec::new(), Vec::new());
        for id in features.water_ids() {
            let water = features.water(id);
            let wide = matches!(water.kind, WaterKind::Ocean | WaterKind::Sea);
            if water.rank > most || (wide && self.inset) {
                continue;
            }
            let line = self.plane.line(&water.map_km);
            let within = self.plane.line(&water.within);
            let style = match (water.kind, within.is_empty()) {
                (WaterKind::Ocean | WaterKind::Sea, _) => {
                    // A sea that is less wide has a smaller name.
                    let small = bounds(&line)[2] - bounds(&line)[0] < 0.6 * self.sea_width();
                    let size = if small { 20.0 } else { 26.0 };
                    let size = if self.plane.km_per_point > 2.0 { 0.8 * size } else { size };
                    Style { spacing: 0.28 * size, ..Style::plain(Face::SerifItalic, size) }
                }
                (WaterKind::Trench, _) => {
                    Style { spacing: 2.2, ..Style::plain(Face::SerifItalic, 10.0) }
                }
                _ => Style { spacing: 0.5, ..Style::plain(Face::SerifItalic, 10.0) },
            };
            let text = self.words(&water.name, style);
            let path = read_down(line, &text);
            let seen = self.meets_line(&path) || (wide && self.meets_line(&within));
            if !seen {
                continue;
            }
            // However short a strait is, its name stays in touch with it.
            let half = 0.5 * width(style.face, style.size, style.spacing, &text);
            let slide = if water.kind == WaterKind::Strait { half + 8.0 } else { 14.0 };
            let form = Form::Along { path, slide };
            let mut request = Request::new(Subject::Water(id), form, style, text);
            if wide {
                let style = Style { spacing: 3.6, size: 17.0, ..style };
                let (bounds, need) = (bounds(&within), Need::Sea);
                request.spread = Some(Spread { bounds, need, within, style, best: false });
                seas.push(request);
            } else {
                others.push((water.rank, request));
            }
        }
        others.sort_by_key(|(rank, _)| *rank);
        (seas, others)
    }

    /// How wide the widest line of a sea is on the plane.
    fn sea_width(&self) -> f32 {
        let waters = self.atlas.features.waters.iter();
        let seas = waters.filter(|w| matches!(w.kind, WaterKind::Ocean | WaterKind::Sea));
        let wide = |line: &[Coord<f64>]| {
            let [left, _, right, _] = bounds(&self.plane.line(line));
            right - left
        };
        seas.map(|water| wide(&water.map_km)).fold(0.0, f32::max)
    }

    /// What lies around, by rank.
    pub(super) fn regions(&self, most: u8) -> Vec<Request> {
        if self.inset {
            return Vec::new();
        }
        let history = &self.atlas.history;
        let mut all: Vec<(u8, Request)> = Vec::new();
        for id in history.region_ids() {
            let region = history.region(id);
            let (style, need) = match region.kind {
                RegionKind::State => (Style::capitals(Face::Sans, 15.0, 0.3), Need::Land),
                RegionKind::Land => (Style::capitals(Face::Sans, 13.0, 0.26), Need::Land),
                RegionKind::Islands => (Style::capitals(Face::SansBold, 11.0, 0.35), Need::Sea),
            };
            let text = self.words(&region.name, style);
            let path = read_down(self.plane.line(self.atlas.features.region(id)), &text);
            if region.rank > most || !self.meets_line(&path) {
                continue;
            }
            let form = Form::Along { path, slide: 30.0 };
            let tag = Tag { from: region.from, until: region.until, ..Tag::default() };
            let request = Request::new(Subject::Region(id), form, style, text);
            all.push((region.rank, Request { need, tag, own: vec![Cell::AROUND], ..request }));
        }
        all.sort_by_key(|(rank, _)| *rank);
        all.into_iter().map(|(_, request)| request).collect()
    }

    /// Towns, capes and mountains with their ranks, in that order; towns only if they are wanted.
    pub(super) fn places(&self, most: u8, towns: bool) -> Vec<(u8, Request)> {
        let km = self.plane.km_per_point;
        let places = (0_u16..).map(PlaceId).zip(&self.atlas.history.places);
        let named = |kind| match kind {
            PlaceKind::Town => towns,
            PlaceKind::Cape | PlaceKind::Mountain => true,
            PlaceKind::Point | PlaceKind::Away => false,
        };
        let mut all: Vec<(u8, Request)> = places
            .filter(|(_, place)| named(place.kind) && place.rank <= most)
            .filter_map(|(id, place)| {
                let map_km = self.atlas.features.place(id)?.map_km;
                let at = self.plane.at(map_km);
                self.near(at).then_some((id, place, map_km, at))
            })
            .flat_map(|(id, place, map_km, at)| {
                let own = self.land_at(map_km);
                let around = own.contains(&Cell::AROUND);
                let town = if km < 0.5 { 11.0 } else { 10.0 };
                let (style, need, gap) = match place.kind {
                    PlaceKind::Town if around => (Style::plain(Face::Sans, 9.5), Need::Shore, 7.0),
                    PlaceKind::Town => (Style::plain(Face::Sans, town), Need::Shore, 7.0),
                    PlaceKind::Mountain => (Style::plain(Face::SansItalic, 9.5), Need::Shore, 6.0),
                    _ => (Style::plain(Face::SansItalic, 9.5), Need::Sea, 6.0),
                };
                let form = Form::Dot { at, gap };
                let second = km < SECOND_BELOW && !place.was.is_empty();
                let request = Request::new(Subject::Place(id), form, style, String::new());
                let request = Request { need, own, second, ..request };
                let names = self.each_name(&request, &place.was, &place.name);
                names.into_iter().map(|request| (place.rank, request))
            })
            .collect();
        all.sort_by_key(|(rank, _)| *rank);
        all
    }

    /// The land at a place or near it: all pieces of its island, or land around.
    fn land_at(&self, map_km: Coord<f64>) -> Vec<Cell> {
        let km = self.plane.km_per_point;
        let level = self.atlas.geography.level(level_for(km));
        let steps = [[0.0, 0.0], [3.0, 0.0], [-3.0, 0.0], [0.0, 3.0], [0.0, -3.0]];
        let near = steps.map(|[x, y]| map_km + Coord { x: x * km, y: y * km });
        let region = near.iter().find_map(|&at| level.region_at(at));
        let Some(t) = region.map(territory_of) else {
            return if near.iter().any(|&at| level.is_land(at)) {
                vec![Cell::AROUND]
            } else {
                Vec::new()
            };
        };
        let islands = self.atlas.islands_of(t);
        let mut own: Vec<Cell> = islands
            .flat_map(|id| &self.atlas.island(id).territories)
            .map(|&t| Cell::of(t))
            .collect();
        own.push(Cell::of(t));
        own
    }
}
