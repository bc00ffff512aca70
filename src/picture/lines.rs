//! Lines that events drew, and the frames of what the insets show.

use crate::atlas::Atlas;
use crate::history::{BoundaryId, LineKind};
use crate::view::{Look, MapLayer, Theme};

use super::insets::InsetPlace;
use super::labels::segment_meets;
use super::marks::{Dash, Frame, Mark, Stroke};
use super::palette::{faded, palette};
use super::stage::Stage;

/// What the lines depend on.
#[derive(Debug, Clone, PartialEq)]
pub struct LinesInput {
    /// The map.
    pub stage: Stage,
    /// The colour scheme.
    pub theme: Theme,
    /// The lines that stand.
    pub standing: Vec<BoundaryId>,
    /// The insets whose parts of the map are framed.
    pub insets: Vec<InsetPlace>,
}

/// The lines that stand on the day of a look, if lines are drawn.
#[must_use]
pub fn standing(atlas: &Atlas, look: &Look) -> Vec<BoundaryId> {
    if !look.layers().has(MapLayer::Boundaries) {
        return Vec::new();
    }
    let stands = |&id: &BoundaryId| {
        let boundary = atlas.history.boundary(id);
        boundary.from <= look.moment() && boundary.until.is_none_or(|until| look.moment() < until)
    };
    atlas.history.boundary_ids().filter(stands).collect()
}

/// Whether a line that stands runs through a rectangle of the map.
#[must_use]
pub fn runs_through(atlas: &Atlas, look: &Look, stage: &Stage, frame: Frame) -> bool {
    standing(atlas, look).into_iter().any(|id| {
        let points = atlas.features.boundary(id).windows(2);
        let mut pairs = points.map(|pair| [stage.screen(pair[0]), stage.screen(pair[1])]);
        pairs.any(|pair| segment_meets(pair, frame))
    })
}

/// How a kind of line is broken.
#[must_use]
pub fn dash_of(kind: LineKind) -> Dash {
    match kind {
        LineKind::Treaty => Dash::Solid,
        LineKind::Armistice => Dash::Long,
        LineKind::Claim => Dash::Dotted,
    }
}

/// The lines, each on a pale casing, and the frames of the insets with the lines that lead to them.
#[must_use]
pub fn lines(atlas: &Atlas, input: &LinesInput) -> Vec<Mark> {
    let palette = palette(input.theme);
    let mut marks = Vec::new();
    for &id in &input.standing {
        let dash = dash_of(atlas.history.boundary(id).kind);
        let points: Vec<[f32; 2]> =
            atlas.features.boundary(id).iter().map(|&c| input.stage.screen(c)).collect();
        let casing = Stroke::solid(3.4 * palette.weight, palette.casing);
        marks.push(Mark::Line { points: points.clone(), stroke: casing });
        let stroke = Stroke { width: 1.5 * palette.weight, color: palette.treaty, dash };
        marks.push(Mark::Line { points, stroke });
    }
    for place in &input.insets {
        let [left, top, right, bottom] = place.shown(&input.stage);
        let points = vec![[left, top], [right, top], [right, bottom], [left, bottom], [left, top]];
        let ink = faded(palette.ink, 190);
        marks.push(Mark::Line { points, stroke: Stroke::solid(0.8 * palette.weight, ink) });
        for points in place.leads(&input.stage) {
            let stroke = Stroke::solid(0.5, ink);
            marks.push(Mark::Line { points: points.to_vec(), stroke });
        }
    }
    marks
}
