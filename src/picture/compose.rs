//! The composer: a look to a picture, and what of it can be used again for the next.
//!
//! Every layer is a pure function of its input and is kept under that ([`Kept`]); the composer only
//! puts inputs together. It serves one atlas.

use std::sync::Arc;

use crate::atlas::Atlas;
use crate::geography::Size;
use crate::history::{LineKind, PlaceKind};
use crate::view::{Look, MapLayer, Room, Theme};

use super::border::{BorderInput, border};
use super::events_on_map::{PlaceInput, advances_on, place_ring, stones_on};
use super::foot::{self, FootInput, foot};
use super::furniture::{Under, under};
use super::insets::{self, EdgeInput, InsetPlace};
use super::labels::{Layout, LayoutKey, NamesInput, Written, names};
use super::land::{CoastsInput, LandInput, coasts, context, land};
use super::landing_key::{KeyInput, Keys};
use super::landings::{Numbered, seen};
use super::legend::{Legend, LegendInput, legend, paint};
use super::lines::{LinesInput, lines, standing};
use super::marks::{Frame, Mark};
use super::page::{PANEL_SPACE, Page, PageInput};
use super::palette::{faded, palette};
use super::parts::{Kept, Layer, MapFrame, Part, PartKind, Picture, Target};
use super::relief::{self, ReliefInput};
use super::stage::Stage;
use super::state::DayState;
use super::title::{TitleInput, title};
use super::words::Words;
use super::{furniture, inland, waterlines};

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
        if self.maps.is_empty() {
            self.maps.push(MapComposer::default());
        }
        self.maps[0].page(atlas, look, request).1.room()
    }

    /// The picture of a look: one map with its insets.
    pub fn compose(
        &mut self,
        atlas: &Atlas,
        words: &Words,
        look: &Look,
        request: &Request,
    ) -> Picture {
        let parts = self.map(atlas, words, look, (0, request));
        picture(atlas, words, look, request.size, parts)
    }

    /// What the legend of the first map says, as it was made last.
    #[must_use]
    pub fn legend(&self) -> Option<Arc<Legend>> {
        let painted = self.maps.first()?.furniture.legend.last()?;
        Some(painted.2.clone())
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
        let at = usize::from(n);
        if self.maps.len() <= at {
            self.maps.resize_with(at + 1, MapComposer::default);
        }
        self.maps[at].compose(atlas, words, look, (n, request))
    }
}

/// The room that the map of a picture has, by which a reader moves over it.
#[must_use]
pub fn room(atlas: &Atlas, look: &Look, request: &Request) -> Room {
    MapComposer::default().page(atlas, look, request).1.room()
}

/// A picture of parts that were made for one look.
#[must_use]
pub fn picture(atlas: &Atlas, words: &Words, look: &Look, size: Size, parts: Vec<Part>) -> Picture {
    Picture {
        size,
        theme: look.theme(),
        ground: palette(look.theme()).sea,
        description: description(atlas, words, look),
        parts,
    }
}

/// What is shown, in a sentence.
fn description(atlas: &Atlas, words: &Words, look: &Look) -> String {
    format!(
        "{} — {} — {}",
        atlas.history.title.get(words.language),
        words.day(look.moment()),
        atlas.history.lens(look.lens()).name.get(words.language)
    )
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
struct Seats {
    insets: Vec<InsetPlace>,
    /// Whether land of the atlas lies under the title.
    title_on_land: bool,
    /// What the foot covers.
    foot: Frame,
    /// Whether any land lies under it.
    foot_on_land: bool,
    /// Whether the globe is there.
    globe: bool,
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
    ) -> Vec<Part> {
        let (page_input, page) = self.page(atlas, look, request);
        let size = page.map_size();
        let camera = look.camera(atlas, page.room());
        let stage = Stage::new(size, camera, request.pixels_per_point);
        let state = DayState::of(atlas, look);
        let theme = look.theme();
        let seats_input = SeatsInput { stage, page: page_input };
        let seats = self.seats.get(seats_input, |input| seats(atlas, &page, &input.stage));
        let mut covered = covered(&page, &seats);
        // The most that the key of the landings may need has its place before they are numbered.
        let shown = seen(atlas, &stage, &advances_on(atlas, look), &covered);
        let (language, highest) = (words.language, seats.foot[1] - page.title[3] - 24.0);
        let key_of = |numbered| KeyInput { numbered, theme, language, highest };
        let key_seat = |[_, h]: [f32; 2]| [page.foot[0], seats.foot[1] - PANEL_SPACE - h];
        let most = self.key.most(atlas, words, key_of(shown));
        let seat = most.as_ref().as_ref().filter(|key| key.fits(&stage)).map(|key| {
            let (at, size) = (key_seat(key.size), key.size);
            [at[0], at[1], at[0] + size[0], at[1] + size[1]]
        });
        let seat = seat.filter(|seat| !page.small && under(atlas, &stage, *seat) != Under::Own);
        let numbers = seat.is_some();
        covered.extend(seat);
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
                    let bar = insets::bar_frame(atlas, &stage);
                    let covered = bar.into_iter().collect();
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
        let key =
            if numbers { self.key.marks(atlas, words, key_of(numbered), key_seat) } else { None };
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
            targets: Arc::default(),
        }];
        for (place, layers) in seats.insets.iter().zip(inset_layers) {
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
                targets: Arc::default(),
            });
        }
        let around = Around { stage, page: &page, seats: &seats, size: request.size, key };
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
fn covered(page: &Page, seats: &Seats) -> Vec<Frame> {
    let grown = |[left, top, right, bottom]: Frame, [across, down]: [f32; 2]| {
        [left - across, top - down, right + across, bottom + down]
    };
    let title = if seats.title_on_land { grown(page.title, [9.0, 5.0]) } else { page.title };
    let panels = [title, page.legend, grown(seats.foot, [5.0, 5.0])];
    panels.into_iter().chain(seats.insets.iter().map(InsetPlace::whole)).collect()
}

/// What is around the map of a page.
struct Around<'a> {
    stage: Stage,
    page: &'a Page,
    seats: &'a Seats,
    size: Size,
    /// The key of the numbers of landings.
    key: Option<Arc<Vec<Mark>>>,
}

/// The panels of a map and the frame around it.
#[derive(Debug, Default)]
struct Furniture {
    border: Kept<BorderInput, Vec<Mark>>,
    title: Kept<TitleInput, Vec<Mark>>,
    legend: Kept<(LegendInput, Frame), Painted>,
    foot: Kept<FootInput, Vec<Mark>>,
    edges: Vec<Kept<EdgeInput, Vec<Mark>>>,
}

/// The marks of a legend, where its rows are, and what they say.
type Painted = (Arc<Vec<Mark>>, Arc<Vec<Target>>, Arc<Legend>);

impl Furniture {
    fn compose(
        &mut self,
        scene: &Scene<'_>,
        around: &Around<'_>,
    ) -> (Vec<Layer>, Arc<Vec<Target>>) {
        let Scene { atlas, words, look, .. } = *scene;
        let &Around { stage, page, seats, size, .. } = around;
        let (theme, language) = (look.theme(), words.language);
        let has = |layer| look.layers().has(layer);
        let [left, top, ..] = page.map;
        let [w, h] = super::stage::points(size);
        let input = BorderInput {
            stage,
            page: [-left, -top, w - left, h - top],
            border: page.border,
            degrees: has(MapLayer::Graticule),
            theme,
            language,
        };
        let border = self.border.get(input, |input| border(atlas, words, input));
        let title_seat = (page.title, seats.title_on_land);
        let input = TitleInput::of(atlas, look, (page.alone, page.small), title_seat);
        let title = self.title.get(input, |input| title(atlas, words, input));
        let input = (legend_input(scene, page), page.legend);
        let legend = self.legend.get(input, |(input, frame)| {
            let legend = legend(atlas, words, input);
            let (marks, targets) = paint(&legend, theme, *frame);
            (Arc::new(marks), Arc::new(targets), Arc::new(legend))
        });
        let input = FootInput {
            stage,
            frame: page.foot,
            full: page.full_foot,
            globe: seats.globe,
            small: page.small,
            on_land: seats.foot_on_land,
            depths: has(MapLayer::Depths),
            theme,
            language,
        };
        let foot = self.foot.get(input, |input| foot(atlas, words, input));
        let mut layers = vec![
            Layer { name: "border", marks: border },
            Layer { name: "title", marks: title },
            Layer { name: "foot", marks: foot },
        ];
        if let Some(marks) = &around.key {
            layers.push(Layer { name: "landings", marks: marks.clone() });
        }
        let names = ["inset", "inset-2", "inset-3", "inset-4"];
        self.edges.resize_with(seats.insets.len(), Kept::default);
        for ((place, edge), name) in seats.insets.iter().zip(&mut self.edges).zip(names) {
            let own = stage.part(place.size(), place.camera);
            let input = EdgeInput { place: *place, stage: own, theme, language };
            let marks = edge.get(input, |input| insets::edge(atlas, words, input));
            layers.push(Layer { name, marks });
        }
        layers.push(Layer { name: "legend", marks: legend.0.clone() });
        (layers, legend.1.clone())
    }
}

/// What the legend of a scene depends on.
fn legend_input(scene: &Scene<'_>, page: &Page) -> LegendInput {
    let Scene { atlas, look, state, .. } = *scene;
    let history = &atlas.history;
    let standing = standing(atlas, look);
    let stands = |kind: &LineKind| standing.iter().any(|&id| history.boundary(id).kind == *kind);
    let kinds = [LineKind::Treaty, LineKind::Armistice, LineKind::Claim];
    let layers = look.layers();
    let named = layers.has(MapLayer::Labels) && layers.has(MapLayer::Towns);
    let towns = named
        && history.place_ids().any(|id| {
            let place = history.place(id);
            place.kind == PlaceKind::Town && place.from.is_none_or(|from| from <= look.moment())
        });
    LegendInput {
        state: state.clone(),
        theme: look.theme(),
        language: look.language(),
        lines: kinds.into_iter().filter(stands).collect(),
        signs: [towns, !stones_on(atlas, look).is_empty()],
        advance: advances_on(atlas, look).into_iter().next(),
        small: page.small,
    }
}

/// What of a page the layers of a map have to know.
struct OnPage<'a> {
    insets: &'a [InsetPlace],
    covered: Vec<Frame>,
    calm: Option<[f32; 2]>,
}

/// What the layers of a map read to put their inputs together.
struct Scene<'a> {
    atlas: &'a Atlas,
    words: &'a Words,
    look: &'a Look,
    state: &'a DayState,
    /// Whether there is room for the key of numbers.
    numbers: bool,
    /// Whether nobody will move it.
    still: bool,
}

/// The layers of one map.
#[derive(Debug, Default)]
struct Layers {
    depths: Kept<(Theme, bool), Vec<Mark>>,
    floor: Kept<(Stage, Theme), Vec<Mark>>,
    relief: Kept<ReliefInput, Vec<Mark>>,
    graticule: Kept<(Stage, Theme), Vec<Mark>>,
    waterlines: Kept<(Stage, Theme), Vec<Mark>>,
    context: Kept<Theme, Vec<Mark>>,
    land: Kept<LandInput, Vec<Mark>>,
    inland: Kept<(Stage, Theme), Vec<Mark>>,
    coasts: Kept<CoastsInput, Vec<Mark>>,
    lines: Kept<LinesInput, Vec<Mark>>,
    layout: Kept<LayoutKey, Layout>,
    written: Kept<NamesInput, WrittenLayers>,
    place: Kept<PlaceInput, Vec<Mark>>,
}

/// What is written on a map, each layer shared by itself.
#[derive(Debug)]
struct WrittenLayers {
    edges: Arc<Vec<Mark>>,
    events: Arc<Vec<Mark>>,
    names: Arc<Vec<Mark>>,
    numbered: Vec<Numbered>,
}

impl Layers {
    /// The landings that were told by a number when it was composed last.
    fn numbered(&self) -> Vec<Numbered> {
        self.written.last().map(|written| written.numbered.clone()).unwrap_or_default()
    }

    /// Whether what takes long to make is at hand: nothing but the day has changed.
    fn stands(&self, scene: &Scene<'_>, stage: Stage, inset: bool) -> bool {
        let ground = (stage, scene.look.theme());
        let plain = !scene.look.layers().has(MapLayer::Waterlines);
        (plain || self.waterlines.is_of(&ground))
            && self.layout.is_of(&LayoutKey::of(&stage, scene.look, inset, scene.still))
    }

    fn compose(
        &mut self,
        scene: &Scene<'_>,
        stage: Stage,
        inset: Option<&InsetPlace>,
        on_page: &OnPage<'_>,
    ) -> Vec<Layer> {
        let Scene { atlas, words, look, state, numbers, still } = *scene;
        let drawn = |layer| look.layers().has(layer);
        let ground = (stage, look.theme());
        let layout_key = LayoutKey::of(&stage, look, inset.is_some(), still);
        let stands = self.stands(scene, stage, inset.is_some());
        let shaded = drawn(MapLayer::Relief);
        let relief_input = ReliefInput { stage, theme: look.theme(), calm: on_page.calm };
        let (lines_kept, layout_kept) = (&mut self.waterlines, &mut self.layout);
        let (floor_kept, relief_kept) = (&mut self.floor, &mut self.relief);
        let mut make_lines = || {
            drawn(MapLayer::Waterlines)
                .then(|| lines_kept.get(ground, |key| waterlines::waterlines(atlas, key)))
        };
        let mut make_layout = || layout_kept.get(layout_key, |key| Layout::new(atlas, *key));
        let mut make_relief = || {
            let floor = shaded.then(|| floor_kept.get(ground, |key| relief::floor(atlas, key)));
            let land =
                shaded.then(|| relief_kept.get(relief_input, |key| relief::land(atlas, key)));
            (floor, land)
        };
        let (water_lines, (layout, (floor, relief))) = if stands {
            (make_lines(), (make_layout(), make_relief()))
        } else {
            rayon::join(make_lines, || rayon::join(make_layout, make_relief))
        };
        let mut layers = Vec::with_capacity(18);
        let mut add = |name: &'static str, marks: Arc<Vec<Mark>>| {
            layers.push(Layer { name, marks });
        };
        if drawn(MapLayer::Depths) {
            let input = (look.theme(), shaded);
            add("depths", self.depths.get(input, |key| relief::depths(atlas, key)));
        }
        if let Some(marks) = floor {
            add("sea-floor", marks);
        }
        if drawn(MapLayer::Graticule) {
            add("graticule", self.graticule.get(ground, |key| furniture::graticule(atlas, key)));
        }
        if let Some(marks) = water_lines {
            add("water-lines", marks);
        }
        add("context", self.context.get(look.theme(), |theme| context(*theme)));
        let input = LandInput::of(atlas, stage, look, state);
        add("land", self.land.get(input, |input| land(atlas, input)));
        if let Some(marks) = relief {
            add("relief", marks);
        }
        if drawn(MapLayer::InlandWaters) {
            add("waters", self.inland.get(ground, |key| inland::waters(atlas, key)));
        }
        let input = CoastsInput::of(atlas, stage, look, state);
        add("coasts", self.coasts.get(input, |input| coasts(atlas, input)));
        let input = LinesInput {
            stage,
            theme: look.theme(),
            standing: standing(atlas, look),
            insets: on_page.insets.to_vec(),
        };
        add("lines", self.lines.get(input, |input| lines(atlas, input)));
        let covered = on_page.covered.clone();
        let mut input =
            NamesInput::of(atlas, stage, look, state, (inset.is_some(), &layout), covered);
        let larger = on_page.insets.iter().map(|place| place.camera.frame_map_km(place.size()));
        input.shown_larger = larger.collect();
        let around = |place: &InsetPlace| [place.box_around(&stage)].concat();
        let leads = |place: &InsetPlace| [around(place), place.leads(&stage).to_vec()].concat();
        input.blocked_lines = on_page.insets.iter().flat_map(leads).collect();
        input.numbers = numbers;
        let written = self.written.get(input, |input| {
            let Written { edges, events, names, numbered } = names((atlas, words), input, &layout);
            let [edges, events, names] = [edges, events, names].map(Arc::new);
            WrittenLayers { edges, events, names, numbered }
        });
        add("event-edges", written.edges.clone());
        add("names", written.names.clone());
        // No halo of a name lies over an arrow or a number.
        add("events", written.events.clone());
        let input = PlaceInput::of(atlas, stage, look);
        add("place", self.place.get(input, |input| place_ring(atlas, input)));
        layers
    }
}
