//! The composer: a look to a picture, and what of it can be used again for the next.
//!
//! Every layer is a pure function of its input and is kept under that ([`Kept`]); the composer only
//! puts inputs together. It serves one atlas.

use std::sync::Arc;

use crate::atlas::Atlas;
use crate::geography::Size;
use crate::view::{Look, MapLayer, Room};

use super::comparison::{self, Role};
use super::events_on_map::advances_on;
use super::foot::{self};
use super::furniture::{Under, under};
use super::insets::{self, InsetPlace};
use super::key_seat::SeatInput;
use super::landing_key::{KeyInput, Keys};
use super::landings::{Numbered, seen};
use super::legend::Legend;
use super::lines::runs_through;
use super::map_layers::{Layers, OnPage, Scene};
use super::marks::Frame;
use super::page::{Page, PageInput};
use super::palette::{faded, palette};
use super::parts::{Kept, Layer, MapFrame, Part, PartKind, Picture};
use super::stage::Stage;
use super::state::DayState;
use super::surround::{Around, Furniture};
use super::words::Words;

/// How a look is to be pictured.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Request {
    /// Width and height in points.
    pub size: Size,
    /// Pixels a point.
    pub pixels_per_point: f64,
    /// Whether the picture stands alone, as an export: then it says what the window says around it.
    pub alone: bool,
}

/// Composes pictures one after the other and keeps what the next one can use again.
#[derive(Debug, Default)]
pub struct Composer {
    maps: Vec<MapComposer>,
}

/// The picture of a look.
#[must_use]
pub fn compose(atlas: &Atlas, words: &Words, look: &Look, request: &Request) -> Picture {
    Composer::default().compose(atlas, words, look, request)
}

impl Composer {
    /// The room that the first map has, by which a reader moves over it.
    pub fn room(&mut self, atlas: &Atlas, look: &Look, request: &Request) -> Room {
        let request = of_first(atlas, look, request);
        self.own(0).page(atlas, look, &request).1.room()
    }

    /// The picture of a look: one map with its insets, or what it is compared with too.
    pub fn compose(
        &mut self,
        atlas: &Atlas,
        words: &Words,
        look: &Look,
        request: &Request,
    ) -> Picture {
        let parts = self.parts(atlas, words, look, request);
        picture(atlas, words, look, request.size, parts)
    }

    /// The parts of that picture.
    pub fn parts(
        &mut self,
        atlas: &Atlas,
        words: &Words,
        look: &Look,
        request: &Request,
    ) -> Vec<Part> {
        if look.comparison().is_none() {
            self.maps.truncate(1);
            return self.map(atlas, words, look, (0, request));
        }
        comparison::parts(self, atlas, words, look, request)
    }

    /// What the legend of the first map that has one says, as it was made last.
    #[must_use]
    pub fn legend(&self) -> Option<Arc<Legend>> {
        self.maps.iter().find_map(|map| map.furniture.legend())
    }

    /// The parts of a map with its insets, with the corner of the first at the origin. `n` tells the
    /// maps of a picture apart.
    pub fn map(
        &mut self,
        atlas: &Atlas,
        words: &Words,
        look: &Look,
        (n, request): (u8, &Request),
    ) -> Vec<Part> {
        self.map_as(atlas, words, look, (n, request), &Role::default())
    }

    /// The same for a map that is a part of a comparison.
    pub(super) fn map_as(
        &mut self,
        atlas: &Atlas,
        words: &Words,
        look: &Look,
        (n, request): (u8, &Request),
        role: &Role<'_>,
    ) -> Vec<Part> {
        self.own(n).compose(atlas, words, look, (n, request), role)
    }

    fn own(&mut self, n: u8) -> &mut MapComposer {
        let at = usize::from(n);
        if self.maps.len() <= at {
            self.maps.resize_with(at + 1, MapComposer::default);
        }
        &mut self.maps[at]
    }
}

/// What is asked for the first map of a picture.
fn of_first(atlas: &Atlas, look: &Look, request: &Request) -> Request {
    let frame = comparison::frames(atlas, look, request.size).first().copied();
    let [left, top, right, bottom] = frame.unwrap_or_default();
    Request { size: [right - left, bottom - top].map(f64::from), ..*request }
}

/// The room that the map of a picture has, by which a reader moves over it.
#[must_use]
pub fn room(atlas: &Atlas, look: &Look, request: &Request) -> Room {
    MapComposer::default().page(atlas, look, &of_first(atlas, look, request)).1.room()
}

/// A picture of parts that were made for one look.
#[must_use]
pub fn picture(atlas: &Atlas, words: &Words, look: &Look, size: Size, parts: Vec<Part>) -> Picture {
    Picture {
        size,
        theme: look.theme(),
        ground: palette(look.theme()).sea,
        description: description(atlas, words, look),
        view: None,
        parts,
    }
}

/// What is shown, in a sentence.
fn description(atlas: &Atlas, words: &Words, look: &Look) -> String {
    let said = |look: &Look| {
        let lens = atlas.history.lens(look.lens()).name.get(words.language);
        format!("{} — {lens}", words.day(look.moment()))
    };
    let looks: Vec<String> = look.looks(atlas).iter().map(said).collect();
    format!("{} — {}", atlas.history.title.get(words.language), looks.join(" / "))
}

/// A map, its insets and what stands around them.
#[derive(Debug, Default)]
struct MapComposer {
    page: Kept<PageInput, Page>,
    seats: Kept<SeatsInput, Seats>,
    main: Layers,
    insets: Vec<Layers>,
    furniture: Furniture,
    key: Keys,
}

/// What the seats depend on.
#[derive(Debug, Clone, PartialEq)]
struct SeatsInput {
    stage: Stage,
    page: PageInput,
}

/// What of the panels of a page there is at a stage.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Seats {
    pub(super) insets: Vec<InsetPlace>,
    /// Whether land of the atlas lies under the title.
    pub(super) title_on_land: bool,
    /// What the foot covers.
    pub(super) foot: Frame,
    /// Whether any land lies under it.
    pub(super) foot_on_land: bool,
    /// Whether the globe is there.
    pub(super) globe: bool,
}

/// Closer than the whole map by this factor, the foot shows where that is.
const CLOSE: f64 = 2.2;

impl MapComposer {
    fn page(&mut self, atlas: &Atlas, look: &Look, request: &Request) -> (PageInput, Arc<Page>) {
        let insets = look.layers().has(MapLayer::Insets);
        let input = PageInput { size: request.size, alone: request.alone, insets };
        (input, self.page.get(input, |input| Page::new(atlas, input)))
    }

    fn compose(
        &mut self,
        atlas: &Atlas,
        words: &Words,
        look: &Look,
        (n, request): (u8, &Request),
        role: &Role<'_>,
    ) -> Vec<Part> {
        let (page_input, page) = self.page(atlas, look, request);
        let size = page.map_size();
        let camera = look.camera(atlas, page.room());
        let stage = Stage::new(size, camera, request.pixels_per_point);
        let mut state = DayState::of(atlas, look);
        if let Some(before) = role.since {
            state = state.since(DayState::of(atlas, before));
        }
        let theme = look.theme();
        let seats_input = SeatsInput { stage, page: page_input };
        let seats = self.seats.get(seats_input, |input| seats(atlas, &page, &input.stage));
        let crossed = |frame| runs_through(atlas, look, &stage, frame);
        let on_paper = [
            seats.title_on_land || crossed(page.title),
            seats.foot_on_land || (!page.small && crossed(seats.foot)),
        ];
        let mut covered = covered(&page, &seats, on_paper[0]);
        // The most that the key of the landings may need has its place before they are numbered.
        let shown = seen(atlas, &stage, &advances_on(atlas, look), &covered);
        let language = words.language;
        let input = SeatInput {
            stage,
            shown,
            covered: covered.clone(),
            foot: seats.foot,
            title: page.title,
            small: page.small,
            theme,
            language,
        };
        let seat = self.key.seat(atlas, words, input);
        let numbers = seat.map(|seat| seat.print.disc);
        covered.extend(seat.map(|seat| seat.frame));
        let scene = Scene { atlas, words, look, state: &state, numbers, still: request.alone };
        self.insets.resize_with(seats.insets.len(), Layers::default);
        let (main, insets) = (&mut self.main, &mut self.insets);
        let calm = (page.alone && !page.small).then(|| middle(page.title));
        let on_page = OnPage { insets: &seats.insets, covered, calm };
        let make_main = |main: &mut Layers| main.compose(&scene, stage, None, &on_page);
        let make_insets = |insets: &mut Vec<Layers>| -> Vec<Vec<Layer>> {
            let places = seats.insets.iter().zip(insets);
            places
                .map(|(place, layers)| {
                    let stage = stage.part(place.size(), place.camera);
                    let bar = layers.bar.get(stage, |stage| insets::bar_frame(atlas, stage));
                    let covered = bar.iter().copied().collect();
                    let on_page = OnPage { insets: &[], covered, calm: None };
                    layers.compose(&scene, stage, Some(place), &on_page)
                })
                .collect()
        };
        // What a camera that moved makes anew is worth two cores; a change of day is not.
        let (layers, inset_layers) = if main.stands(&scene, stage, false) {
            (make_main(main), make_insets(insets))
        } else {
            rayon::join(|| make_main(main), || make_insets(insets))
        };
        let mut numbered: Vec<Numbered> =
            [&self.main].into_iter().chain(&self.insets).flat_map(Layers::numbered).collect();
        numbered.sort_unstable();
        numbered.dedup();
        let key = seat.and_then(|seat| {
            let input = KeyInput { numbered, theme, language, seat };
            self.key.marks(atlas, words, input)
        });
        let map = |stage: &Stage| Some(MapFrame { camera: stage.camera, level: stage.level() });
        let ground = palette(theme).sea;
        let [left, top, ..] = page.map;
        let mut parts = vec![Part {
            kind: PartKind::Map(n),
            frame: page.map,
            clip: page.map,
            ground,
            map: map(&stage),
            layers,
            targets: self.main.targets(),
        }];
        let targets = self.insets.iter().map(Layers::targets);
        for ((place, layers), targets) in seats.insets.iter().zip(inset_layers).zip(targets) {
            let part = stage.part(place.size(), place.camera);
            let own = place.frame;
            let frame = [own[0] + left, own[1] + top, own[2] + left, own[3] + top];
            parts.push(Part {
                kind: PartKind::Inset(n, place.inset),
                frame,
                clip: frame,
                ground,
                map: map(&part),
                layers,
                targets,
            });
        }
        let around = Around {
            stage,
            page: &page,
            seats: &seats,
            size: request.size,
            on_paper,
            key,
            role: *role,
        };
        let (layers, targets) = self.furniture.compose(&scene, &around);
        let [w, h] = super::stage::points(request.size);
        parts.push(Part {
            kind: PartKind::Furniture(n),
            // Its marks count from the corner of the map, as the names that keep off them do.
            frame: [left, top, left + w, top + h],
            clip: [0.0, 0.0, w, h],
            ground: faded(ground, 0),
            map: None,
            layers,
            targets,
        });
        parts
    }
}

fn middle([left, top, right, bottom]: Frame) -> [f32; 2] {
    [f32::midpoint(left, right), f32::midpoint(top, bottom)]
}

fn seats(atlas: &Atlas, page: &Page, stage: &Stage) -> Seats {
    let globe = !page.small
        && (page.full_foot || stage.camera.km_per_point * CLOSE < page.home.km_per_point);
    let foot = foot::whole(page.foot, globe, page.full_foot);
    Seats {
        insets: insets::places(atlas, stage, &page.insets),
        title_on_land: under(atlas, stage, page.title) == Under::Own,
        foot,
        foot_on_land: !page.small && under(atlas, stage, foot) != Under::Sea,
        globe,
    }
}

/// What covers the map, in its points: panels with their edges.
fn covered(page: &Page, seats: &Seats, titled: bool) -> Vec<Frame> {
    let grown = |[left, top, right, bottom]: Frame, [across, down]: [f32; 2]| {
        [left - across, top - down, right + across, bottom + down]
    };
    let title = if titled { grown(page.title, [9.0, 5.0]) } else { page.title };
    let panels = [title, page.legend, grown(seats.foot, [5.0, 5.0])];
    panels.into_iter().chain(seats.insets.iter().map(InsetPlace::whole)).collect()
}
