//! The layers of one map, each kept under what it is made from.

use std::sync::Arc;

use crate::atlas::Atlas;
use crate::view::{Look, MapLayer, Theme};

use super::events_on_map::{PlaceInput, place_ring};
use super::insets::InsetPlace;
use super::labels::{Layout, LayoutKey, NamesInput, Written, names};
use super::land::{CoastsInput, LandInput, coasts, context, land};
use super::landings::Numbered;
use super::lines::{LinesInput, lines, standing};
use super::marks::{Frame, Mark};
use super::parts::{Kept, Layer, Target};
use super::relief::{self, ReliefInput};
use super::stage::Stage;
use super::state::DayState;
use super::words::Words;
use super::{furniture, inland, waterlines};

/// What of a page the layers of a map have to know.
pub(super) struct OnPage<'a> {
    pub(super) insets: &'a [InsetPlace],
    pub(super) covered: Vec<Frame>,
    pub(super) calm: Option<[f32; 2]>,
}

/// What the layers of a map read to put their inputs together.
pub(super) struct Scene<'a> {
    pub(super) atlas: &'a Atlas,
    pub(super) words: &'a Words,
    pub(super) look: &'a Look,
    pub(super) state: &'a DayState,
    /// The radius of the numbers of landings, if there is room for their key.
    pub(super) numbers: Option<f32>,
    /// Whether nobody will move it.
    pub(super) still: bool,
}

/// The layers of one map.
#[derive(Debug, Default)]
pub(super) struct Layers {
    /// What the scale bar of an inset covers, if it has one.
    pub(super) bar: Kept<Stage, Option<Frame>>,
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
pub(super) struct WrittenLayers {
    edges: Arc<Vec<Mark>>,
    events: Arc<Vec<Mark>>,
    names: Arc<Vec<Mark>>,
    targets: Arc<Vec<Target>>,
    numbered: Vec<Numbered>,
}

impl Layers {
    /// What of the names can be pointed at.
    pub(super) fn targets(&self) -> Arc<Vec<Target>> {
        self.written.last().map(|written| written.targets.clone()).unwrap_or_default()
    }

    /// The landings that were told by a number when it was composed last.
    pub(super) fn numbered(&self) -> Vec<Numbered> {
        self.written.last().map(|written| written.numbered.clone()).unwrap_or_default()
    }

    /// Whether what takes long to make is at hand: nothing but the day has changed.
    pub(super) fn stands(&self, scene: &Scene<'_>, stage: Stage, inset: bool) -> bool {
        let ground = (stage, scene.look.theme());
        let plain = !scene.look.layers().has(MapLayer::Waterlines);
        (plain || self.waterlines.is_of(&ground))
            && self.layout.is_of(&LayoutKey::of(&stage, scene.look, inset, scene.still))
    }

    pub(super) fn compose(
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
        // What is drawn later waits for none of these.
        let make_levels = || {
            drop(atlas.geography.level(stage.level()));
            if drawn(MapLayer::Depths) {
                drop(atlas.geography.floor_level(stage.level()));
            }
        };
        let mut make_relief = || {
            make_levels();
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
        let input = LandInput::of(atlas, stage, look, state, still);
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
            let Written { edges, events, names, targets, numbered } =
                names((atlas, words), input, &layout);
            let [edges, events, names] = [edges, events, names].map(Arc::new);
            WrittenLayers { edges, events, names, targets: Arc::new(targets), numbered }
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
