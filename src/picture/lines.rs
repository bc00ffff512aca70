//! Lines that events drew, and the frames of what the insets show.

use crate::atlas::Atlas;
use crate::history::{BoundaryId, LineKind};
use crate::view::{Look, MapLayer, Theme};

use super::insets::InsetPlace;
use super::marks::{Dash, Mark, Stroke};
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

/// The lines and frames.
#[must_use]
pub fn lines(atlas: &Atlas, input: &LinesInput) -> Vec<Mark> {
    let palette = palette(input.theme);
    let mut marks = Vec::new();
    for &id in &input.standing {
        let dash = match atlas.history.boundary(id).kind {
            LineKind::Treaty => Dash::Solid,
            LineKind::Armistice => Dash::Long,
            LineKind::Claim => Dash::Dotted,
        };
        let points = atlas.features.boundary(id).iter().map(|&c| input.stage.screen(c)).collect();
        let stroke = Stroke { width: 1.6, color: palette.treaty, dash };
        marks.push(Mark::Line { points, stroke });
    }
    for place in &input.insets {
        let [left, top, right, bottom] =
            input.stage.frame_of(place.camera.frame_map_km(place.size()));
        let points = vec![[left, top], [right, top], [right, bottom], [left, bottom], [left, top]];
        marks.push(Mark::Line { points, stroke: Stroke::solid(0.8, faded(palette.ink, 130)) });
    }
    marks
}
