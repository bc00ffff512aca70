//! The composer: a look to a picture, and what of it can be used again for the next.
//!
//! Every layer is a pure function of its input and is kept under that ([`Kept`]); the composer only
//! puts inputs together. It serves one atlas.

use std::sync::Arc;

use crate::atlas::Atlas;
use crate::geography::Size;
use crate::history::{Language, LensId};
use crate::view::{Look, MapLayer, Theme};

use super::events_on_map::{PlaceInput, advances_on, place_ring};
use super::insets::{self, EdgeInput, InsetPlace};
use super::labels::{Layout, LayoutKey, NamesInput, Written, names};
use super::land::{CoastsInput, LandInput, coasts, context, land};
use super::landing_key::{KeyInput, Keys};
use super::landings::{Numbered, seen};
use super::legend::{Legend, LegendInput, legend, paint};
use super::lines::{LinesInput, lines, standing};
use super::marks::{Frame, Mark};
use super::palette::palette;
use super::parts::{Kept, Layer, MapFrame, Part, PartKind, Picture, Target};
use super::stage::Stage;
use super::state::DayState;
use super::title::{TitleInput, title, title_frame};
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

/// A map and its insets.
#[derive(Debug, Default)]
struct MapComposer {
    legend: Kept<LegendInput, Legend>,
    seats: Kept<SeatsInput, Seats>,
    main: Layers,
    insets: Vec<Layers>,
    title: Kept<TitleInput, Vec<Mark>>,
    legend_marks: Kept<(LegendInput, [f32; 2]), Painted>,
    key: Keys,
    edges: Vec<Kept<EdgeInput, Vec<Mark>>>,
}

/// The marks of a legend, and where its rows are.
type Painted = (Arc<Vec<Mark>>, Arc<Vec<Target>>);

/// What the seats depend on.
#[derive(Debug, Clone, PartialEq)]
struct SeatsInput {
    stage: Stage,
    /// The size of the legend.
    legend: [f32; 2],
    language: Language,
    lens: LensId,
    insets: bool,
    alone: bool,
}

/// Where what frames a map has its place.
#[derive(Debug, Clone, PartialEq)]
struct Seats {
    /// The upper left corner of the legend.
    legend: [f32; 2],
    insets: Vec<InsetPlace>,
    title: Frame,
    /// Whether there is land under the title.
    on_land: bool,
}

impl MapComposer {
    fn compose(
        &mut self,
        atlas: &Atlas,
        words: &Words,
        look: &Look,
        (n, request): (u8, &Request),
    ) -> Vec<Part> {
        let camera = look.camera(atlas, request.size);
        let stage = Stage::new(request.size, camera, request.pixels_per_point);
        let state = DayState::of(atlas, look);
        let theme = look.theme();
        let legend_input = LegendInput { state: state.clone(), theme, language: words.language };
        let legend = self.legend.get(legend_input.clone(), |input| legend(atlas, words, input));
        let seats_input = SeatsInput {
            stage,
            legend: legend.size,
            language: words.language,
            lens: look.lens(),
            insets: look.layers().has(MapLayer::Insets),
            alone: request.alone,
        };
        let seats = self.seats.get(seats_input, |input| seats(atlas, words, input));
        let [left, top] = seats.legend;
        let legend_frame = [left, top, left + legend.size[0], top + legend.size[1]];
        let mut covered = vec![legend_frame, seats.title];
        covered.extend(seats.insets.iter().map(|place| place.frame));
        // The most that the key of the landings may need has its place before they are numbered.
        let [_, high] = stage.extent();
        let numbers = seen(atlas, &stage, &advances_on(atlas, look), &covered);
        let language = words.language;
        let highest = high - 280.0;
        let key_seat = |size: [f32; 2]| [18.0, (high - 72.0 - size[1]).max(8.0)];
        let key_of = |numbered| KeyInput { numbered, theme, language, highest };
        let most = self.key.most(atlas, words, key_of(numbers));
        let numbers = most.as_ref().as_ref().is_none_or(|key| key.fits(&stage));
        covered.extend(most.iter().filter(|_| numbers).map(|key| {
            let [x, y] = key_seat(key.size);
            [x, y, x + key.size[0], y + key.size[1]]
        }));
        let scene = Scene { atlas, words, look, state: &state, numbers };
        self.insets.resize_with(seats.insets.len(), Layers::default);
        let (main, insets) = (&mut self.main, &mut self.insets);
        let make_main =
            |main: &mut Layers| main.compose(&scene, stage, None, &seats.insets, covered.clone());
        let make_insets = |insets: &mut Vec<Layers>| -> Vec<Vec<Layer>> {
            let places = seats.insets.iter().zip(insets);
            places
                .map(|(place, layers)| {
                    let stage = stage.part(place.size(), place.camera);
                    layers.compose(&scene, stage, Some(place), &[], Vec::new())
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
        let marks = self.legend_marks.get((legend_input, seats.legend), |_| {
            let (marks, targets) = paint(&legend, theme, seats.legend);
            (Arc::new(marks), Arc::new(targets))
        });
        let title_input = TitleInput::of(look, request.alone, seats.title, seats.on_land);
        let title = self.title.get(title_input, |input| title(atlas, words, input));
        let [w, h] = stage.extent();
        let frame = [0.0, 0.0, w, h];
        let mut layers = layers;
        layers.push(Layer { name: "title", marks: title });
        layers.push(Layer { name: "legend", marks: marks.0.clone() });
        if let Some(marks) = self.key.marks(atlas, words, key_of(numbered), key_seat) {
            layers.push(Layer { name: "landings", marks });
        }
        let map = |stage: &Stage| Some(MapFrame { camera: stage.camera, level: stage.level() });
        let ground = palette(theme).sea;
        let mut parts = vec![Part {
            kind: PartKind::Map(n),
            frame,
            clip: frame,
            ground,
            map: map(&stage),
            layers,
            targets: marks.1.clone(),
        }];
        self.edges.resize_with(seats.insets.len(), Kept::default);
        for ((place, mut layers), edge) in
            seats.insets.iter().zip(inset_layers).zip(&mut self.edges)
        {
            let part = stage.part(place.size(), place.camera);
            let extent = part.extent();
            let input = EdgeInput { inset: place.inset, extent, theme, language: words.language };
            let marks = edge.get(input, |input| insets::edge(atlas, words, input));
            layers.push(Layer { name: "edge", marks });
            parts.push(Part {
                kind: PartKind::Inset(n, place.inset),
                frame: place.frame,
                clip: place.frame,
                ground,
                map: map(&part),
                layers,
                targets: Arc::default(),
            });
        }
        parts
    }
}

fn seats(atlas: &Atlas, words: &Words, input: &SeatsInput) -> Seats {
    let SeatsInput { stage, legend: [w, h], .. } = input;
    let title = title_frame(atlas, words, input.lens, input.alone);
    let on_land = furniture::over_land(atlas, stage, title);
    let [width, height] = stage.extent();
    let (right, bottom) = ((width - w - 18.0).max(8.0), (height - h - 34.0).max(8.0));
    // The lower right corner, where no land of the default view is; in a picture that stands alone
    // another corner, if that has land and the other has none.
    let usual = [right, bottom];
    let free = |[x, y]: &[f32; 2]| !furniture::over_land(atlas, stage, [*x, *y, x + w, y + h]);
    let below_the_title = title[3] + 12.0;
    let corners = [usual, [right, 18.0], [18.0, below_the_title], [18.0, bottom - 44.0]];
    let legend = if input.alone { corners.into_iter().find(free).unwrap_or(usual) } else { usual };
    let [x, y] = legend;
    let legend_frame = [x, y, x + w, y + h];
    let insets = if input.insets { insets::places(atlas, stage, legend_frame) } else { Vec::new() };
    Seats { legend, insets, title, on_land }
}

/// What the layers of a map read to put their inputs together.
struct Scene<'a> {
    atlas: &'a Atlas,
    words: &'a Words,
    look: &'a Look,
    state: &'a DayState,
    /// Whether there is room for the key of numbers.
    numbers: bool,
}

/// The layers of one map.
#[derive(Debug, Default)]
struct Layers {
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
    furniture: Arc<Vec<Mark>>,
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
            && self.layout.is_of(&LayoutKey::of(&stage, scene.look, inset))
    }

    fn compose(
        &mut self,
        scene: &Scene<'_>,
        stage: Stage,
        inset: Option<&InsetPlace>,
        insets: &[InsetPlace],
        covered: Vec<Frame>,
    ) -> Vec<Layer> {
        let Scene { atlas, words, look, state, numbers } = *scene;
        let drawn = |layer| look.layers().has(layer);
        let ground = (stage, look.theme());
        let layout_key = LayoutKey::of(&stage, look, inset.is_some());
        let stands = self.stands(scene, stage, inset.is_some());
        let (waterlines_kept, layout_kept) = (&mut self.waterlines, &mut self.layout);
        let mut make_lines = || {
            drawn(MapLayer::Waterlines)
                .then(|| waterlines_kept.get(ground, |key| waterlines::waterlines(atlas, key)))
        };
        let mut make_layout = || layout_kept.get(layout_key, |key| Layout::new(atlas, *key));
        let (water_lines, layout) = if stands {
            (make_lines(), make_layout())
        } else {
            rayon::join(make_lines, make_layout)
        };
        let mut layers = Vec::with_capacity(14);
        let mut add = |name: &'static str, marks: Arc<Vec<Mark>>| {
            layers.push(Layer { name, marks });
        };
        if drawn(MapLayer::Graticule) {
            add("graticule", self.graticule.get(ground, |key| furniture::graticule(atlas, key)));
        }
        if let Some(marks) = water_lines {
            add("water-lines", marks);
        }
        add("context", self.context.get(look.theme(), |theme| context(*theme)));
        let input = LandInput::of(atlas, stage, look, state);
        add("land", self.land.get(input, |input| land(atlas, input)));
        if drawn(MapLayer::InlandWaters) {
            add("waters", self.inland.get(ground, |key| inland::waters(atlas, key)));
        }
        let input = CoastsInput::of(atlas, stage, look, state);
        add("coasts", self.coasts.get(input, |input| coasts(atlas, input)));
        let input = LinesInput {
            stage,
            theme: look.theme(),
            standing: standing(atlas, look),
            insets: insets.to_vec(),
        };
        add("lines", self.lines.get(input, |input| lines(atlas, input)));
        let input = NamesInput::of(atlas, stage, look, state, (inset.is_some(), &layout), covered);
        let input = NamesInput { numbers, ..input };
        let written = self.written.get(input, |input| {
            let Written { furniture, events, names, numbered } =
                names((atlas, words), input, &layout);
            let [furniture, events, names] = [furniture, events, names].map(Arc::new);
            WrittenLayers { furniture, events, names, numbered }
        });
        add("furniture", written.furniture.clone());
        add("names", written.names.clone());
        // No halo of a name lies over an arrow or a number.
        add("events", written.events.clone());
        let input = PlaceInput::of(atlas, stage, look);
        add("place", self.place.get(input, |input| place_ring(atlas, input)));
        layers
    }
}
