//! The names of the ribbons, with a triangle before those that can be unfolded.

use std::sync::Arc;

use geo::Polygon;

use crate::atlas::Atlas;
use crate::history::TerritoryId;
use crate::view::Theme;

use super::super::faces::Face;
use super::super::furniture::{fitted, text};
use super::super::marks::{Anchor, Mark, Stroke, TextMark};
use super::super::palette::palette;
use super::super::parts::{Target, TargetOf};
use super::super::ribbons::{Ribbon, RibbonOf};
use super::shape::{GAP, LABELS, ROW, TimeBarShape};

/// Room of the triangle, in points.
const FOLD: f32 = 13.0;
/// The smallest letters of a name, in points: one that is still too long is cut.
const SMALLEST: f32 = 8.5;
/// Space between a name and its ribbon.
const SPACE: f32 = 8.0;

/// The names of ribbons, those of what is chosen or pointed at standing out.
pub(super) fn names(
    atlas: &Atlas,
    ribbons: &[Ribbon],
    shape: &TimeBarShape,
    (chosen, pointed): (Option<TerritoryId>, Option<RibbonOf>),
    (theme, folds): (Theme, bool),
) -> (Arc<Vec<Mark>>, Vec<Target>) {
    let palette = palette(theme);
    let (mut marks, mut targets) = (Vec::new(), Vec::new());
    // The names of neighbours never touch; in usual rows they are as large as other names.
    let usual = (shape.row + GAP - 2.0).min(if shape.row > ROW + 2.0 { 13.0 } else { 12.0 });
    for (i, ribbon) in ribbons.iter().enumerate() {
        let [left, top, _, bottom] = shape.frame(i, 0.0);
        let middle = f32::midpoint(top, bottom);
        let is_chosen = chosen.is_some_and(|chosen| match ribbon.of {
            RibbonOf::All => false,
            // The territory has a ribbon of its own.
            RibbonOf::Group(group) => {
                ribbon.unfolded != Some(true)
                    && atlas.history.group(group).territories.contains(&chosen)
            }
            RibbonOf::Territory(_, territory) => territory == chosen,
        });
        let lit = is_chosen || pointed == Some(ribbon.of);
        let face = if is_chosen { Face::SansBold } else { Face::Sans };
        let room = left - SPACE - FOLD;
        let (size, shown) = fitted(face, [usual, SMALLEST], room, &ribbon.short);
        let at = [left - SPACE, middle + 0.36 * size];
        marks.push(Mark::Text(TextMark {
            anchor: Anchor::End,
            color: if lit { palette.ink } else { palette.muted },
            ..text(at, face, size, &palette, shown)
        }));
        if let (true, Some(unfolded), RibbonOf::Group(group)) = (folds, ribbon.unfolded, ribbon.of)
        {
            let ink = if lit { palette.ink } else { palette.muted };
            let triangle = triangle([6.0, middle], unfolded);
            let points = triangle.exterior().0.iter().map(|c| [c.x, c.y]).collect();
            // Its edge is soft, as that of areas is not.
            marks.push(Mark::Areas { polygons: Arc::new(vec![triangle]), color: ink });
            marks.push(Mark::Line { points, stroke: Stroke::solid(0.9, ink) });
            let frame = [0.0, top, FOLD, bottom + GAP];
            targets.push(Target { frame, of: TargetOf::Fold(group, unfolded) });
        }
        if ribbon.of != RibbonOf::All {
            let from = if ribbon.unfolded.is_some() { FOLD } else { 0.0 };
            let frame = [from, top, LABELS - 6.0, bottom + GAP];
            targets.push(Target { frame, of: TargetOf::Ribbon(ribbon.of, ribbon.label.clone()) });
        }
    }
    (Arc::new(marks), targets)
}

/// A triangle that points right, or down at what is unfolded.
fn triangle([x, y]: [f32; 2], down: bool) -> Polygon<f32> {
    let ring = if down {
        [(x - 3.2, y - 1.8), (x + 3.2, y - 1.8), (x, y + 2.6), (x - 3.2, y - 1.8)]
    } else {
        [(x - 1.8, y - 3.2), (x + 2.6, y), (x - 1.8, y + 3.2), (x - 1.8, y - 3.2)]
    };
    Polygon::new(ring.into_iter().collect(), Vec::new())
}
