//! Coasts as the lines that are drawn on the screen: without what cannot be seen, and so that a wide
//! line does not fray.

use egui::epaint::{PathShape, PathStroke};
use egui::{Color32, Pos2, Rect, Shape};
use geo::Simplify;

use crate::geography::{OutlineId, Shape as LandShape};
use crate::picture::{Dash, Stroke};

use super::super::style::color;
use super::meshes::Place;

/// The shapes that draw the coasts of a region, or of one outline of it.
pub(super) fn coast_shapes(
    shape: &LandShape,
    outline: Option<OutlineId>,
    stroke: &Stroke,
    place: Place,
) -> Vec<Shape> {
    let frame = place.frame.expand(8.0);
    let mut shapes = Vec::new();
    for coast in &shape.coasts {
        if outline.is_some() && outline != coast.outline {
            continue;
        }
        let ends = [coast.bounds().min(), coast.bounds().max()].map(|c| place.screen(c));
        if !frame.intersects(Rect::from_points(&ends)) {
            continue;
        }
        let mut points: Vec<Pos2> = coast.points.iter().map(|&c| place.screen(c)).collect();
        let bounds = Rect::from_points(&points);
        let width = egui::Stroke::new(stroke.width, color(stroke.color));
        let add = |shapes: &mut Vec<Shape>, points: Vec<Pos2>| match stroke.dash.pattern() {
            Some([dash, gap]) if stroke.dash != Dash::Solid => {
                shapes.extend(Shape::dashed_line(&points, width, dash, gap));
            }
            _ => shapes.push(Shape::Path(PathShape {
                points,
                closed: false,
                fill: Color32::TRANSPARENT,
                stroke: PathStroke::from(width),
            })),
        };
        // Of a coast that is only seen in part no more is made simple than that.
        let whole = frame.contains_rect(bounds);
        if whole {
            points = tamed(points, stroke.width);
        }
        if coast.closed {
            points.extend(points.first().copied());
        }
        // A line that is wide for its islet frays at every turn: round joins close it.
        if stroke.width >= ROUNDED_FROM
            && stroke.color[3] == 255
            && bounds.size().max_elem() < ROUNDED * stroke.width
        {
            let join = |&at: &Pos2| Shape::circle_filled(at, 0.5 * stroke.width, width.color);
            shapes.extend(points.iter().map(join));
        }
        for run in runs_within(&points, frame) {
            let run = if whole { run.to_vec() } else { tamed(run.to_vec(), stroke.width) };
            for part in parts_between_spikes(&run) {
                add(&mut shapes, part.to_vec());
            }
        }
    }
    shapes
}

/// Islets smaller than so many widths of their line have round joins, if that is as wide as this.
const ROUNDED: f32 = 12.0;
const ROUNDED_FROM: f32 = 1.8;
/// Vertices that a coast would stray by less than this without are not drawn, in points.
const STRAY: f32 = 0.25;

/// A line without the vertices that are lost in its own width: a wide line that turns at each of
/// them would fray.
fn tamed(points: Vec<Pos2>, width: f32) -> Vec<Pos2> {
    let near = (0.12 * width).max(0.3);
    let mut kept: Vec<Pos2> = Vec::with_capacity(points.len());
    let last = points.len().saturating_sub(1);
    for (i, point) in points.into_iter().enumerate() {
        let far = kept.last().is_none_or(|before| before.distance(point) >= near);
        if far || i == last {
            kept.push(point);
        }
    }
    if kept.len() < 4 {
        return kept;
    }
    let line: geo::LineString<f32> = kept.iter().map(|p| (p.x, p.y)).collect();
    line.simplify((0.12 * width).max(STRAY)).0.iter().map(|c| egui::pos2(c.x, c.y)).collect()
}

/// The parts of a line between turns that are so sharp that a mitre would be a spike.
fn parts_between_spikes(points: &[Pos2]) -> Vec<&[Pos2]> {
    let mut parts = Vec::new();
    let mut from = 0;
    for i in 1..points.len().saturating_sub(1) {
        let (before, after) = (points[i] - points[i - 1], points[i + 1] - points[i]);
        let sharp = before.normalized().dot(after.normalized()) < -0.35;
        if sharp {
            parts.push(&points[from..=i]);
            from = i;
        }
    }
    parts.push(&points[from..]);
    parts.retain(|part| part.len() > 1);
    parts
}

/// The parts of a line that may be seen in a frame, each a run of its points.
pub(super) fn runs_within(points: &[Pos2], frame: Rect) -> Vec<&[Pos2]> {
    let seen = |pair: &[Pos2]| frame.intersects(Rect::from_two_pos(pair[0], pair[1]));
    let mut runs = Vec::new();
    let mut start = None;
    for (i, pair) in points.windows(2).enumerate() {
        match (seen(pair), start) {
            (true, None) => start = Some(i),
            (false, Some(from)) => {
                runs.push(&points[from..=i]);
                start = None;
            }
            _ => {}
        }
    }
    runs.extend(start.map(|from| &points[from..]));
    runs
}
