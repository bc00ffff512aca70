//! What stands around the map of a page: its frame, title, foot, key, insets' edges and legend.

use std::sync::Arc;

use geo::Coord;

use crate::geography::Size;
use crate::history::{BoundaryId, LineKind, PlaceKind};
use crate::view::{Look, MapLayer};

use super::border::{BorderInput, border};
use super::comparison::Role;
use super::compose::Seats;
use super::events_on_map::{advances_on, stones_on};
use super::foot::{FootInput, foot};
use super::globe::KeptLand;
use super::insets::{self, EdgeInput};
use super::labels::segment_meets;
use super::legend::{Legend, LegendInput, legend, paint};
use super::lines::standing;
use super::map_layers::Scene;
use super::marks::{Frame, Mark};
use super::page::Page;
use super::parts::{Kept, Layer, Target};
use super::stage::Stage;
use super::state::DayState;
use super::title::{TitleInput, title};

/// What is around the map of a page.
pub(super) struct Around<'a> {
    pub(super) stage: Stage,
    pub(super) page: &'a Page,
    pub(super) seats: &'a Seats,
    pub(super) size: Size,
    /// Whether title and foot are panels: there is land under them, or a line runs there.
    pub(super) on_paper: [bool; 2],
    /// The key of the numbers of landings.
    pub(super) key: Option<Arc<Vec<Mark>>>,
    /// What the map is in a comparison.
    pub(super) role: Role<'a>,
}

/// The panels of a map and the frame around it.
#[derive(Debug, Default)]
pub(super) struct Furniture {
    border: Kept<BorderInput, Vec<Mark>>,
    title: Kept<TitleInput, Vec<Mark>>,
    legend: Kept<(LegendInput, Frame), Painted>,
    foot: Kept<FootInput, Vec<Mark>>,
    globe: KeptLand,
    edges: Vec<Kept<EdgeInput, Vec<Mark>>>,
}

/// The marks of a legend, where its rows are, and what they say.
type Painted = (Arc<Vec<Mark>>, Arc<Vec<Target>>, Arc<Legend>);

impl Furniture {
    /// What the legend says, as it was made last.
    pub(super) fn legend(&self) -> Option<Arc<Legend>> {
        self.legend.last().map(|painted| painted.2.clone())
    }

    pub(super) fn compose(
        &mut self,
        scene: &Scene<'_>,
        around: &Around<'_>,
    ) -> (Vec<Layer>, Arc<Vec<Target>>) {
        let Scene { atlas, words, look, .. } = *scene;
        let &Around { stage, page, seats, size, role, .. } = around;
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
        let title_seat = (page.title, around.on_paper[0]);
        let mut input = TitleInput::of(atlas, look, (page.alone, page.small), title_seat);
        // A map that shares its room with no other has the title of both.
        if let Some(first) = role.beside.filter(|_| role.shares_title) {
            input.beside = Some((first.moment(), first.by_year(), first.lens()));
        }
        let title = self.title.get(input, |input| title(atlas, words, input));
        let legend = if role.plain && !page.small {
            self.legend = Kept::default();
            None
        } else {
            let input = (legend_input(scene, page, &stage, role.beside), page.legend);
            Some(self.legend.get(input, |(input, frame)| {
                let legend = legend(atlas, words, input);
                let (marks, targets) = paint(&legend, theme, *frame);
                (Arc::new(marks), Arc::new(targets), Arc::new(legend))
            }))
        };
        let input = FootInput {
            stage,
            frame: page.foot,
            full: page.full_foot,
            globe: seats.globe,
            small: page.small,
            on_paper: around.on_paper[1],
            depths: has(MapLayer::Depths),
            theme,
            language,
        };
        let globe = &mut self.globe;
        let foot = self.foot.get(input, |input| foot(atlas, words, input, globe));
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
        let Some(legend) = legend else { return (layers, Arc::default()) };
        layers.push(Layer { name: "legend", marks: legend.0.clone() });
        (layers, legend.1.clone())
    }
}

/// What the legend of a scene depends on. That of a map in a file explains the lines and signs that are on
/// it; that of the window, which may be moved, those of the day.
fn legend_input(
    scene: &Scene<'_>,
    page: &Page,
    stage: &Stage,
    beside: Option<&Look>,
) -> LegendInput {
    let Scene { atlas, look, state, .. } = *scene;
    let (history, features) = (&atlas.history, &atlas.features);
    let [w, h] = stage.extent();
    let frame = [0.0, 0.0, w, h];
    let shown = |line: &[Coord<f64>]| {
        let mut pairs = line.windows(2).map(|pair| [stage.screen(pair[0]), stage.screen(pair[1])]);
        !page.alone || pairs.any(|pair| segment_meets(pair, frame))
    };
    let within = |at: Coord<f64>| {
        let [x, y] = stage.screen(at);
        !page.alone || (0.0..=w).contains(&x) && (0.0..=h).contains(&y)
    };
    let standing = standing(atlas, look);
    let stands = |kind: &LineKind| {
        let own = |&&id: &&BoundaryId| history.boundary(id).kind == *kind;
        standing.iter().filter(own).any(|&id| shown(features.boundary(id)))
    };
    let kinds = [LineKind::Treaty, LineKind::Armistice, LineKind::Claim];
    let layers = look.layers();
    let named = layers.has(MapLayer::Labels) && layers.has(MapLayer::Towns);
    let towns = named
        && history.place_ids().any(|id| {
            let place = history.place(id);
            place.kind == PlaceKind::Town
                && place.from.is_none_or(|from| from <= look.moment())
                && features.place(id).is_some_and(|position| within(position.map_km))
        });
    let stones = stones_on(atlas, look).into_iter().any(|id| within(features.stone(id)));
    LegendInput {
        state: state.clone(),
        beside: beside
            .filter(|_| !state.is_difference() && !page.small)
            .map(|look| DayState::of(atlas, look)),
        theme: look.theme(),
        language: look.language(),
        lines: kinds.into_iter().filter(stands).collect(),
        signs: [towns, stones],
        advance: advances_on(atlas, look).into_iter().find(|&id| shown(features.advance(id))),
        small: page.small,
    }
}
