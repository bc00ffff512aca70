//! The painter of files (`app` has one of its own): walks a picture and tells a canvas what to draw,
//! without what cannot be seen.

use std::sync::Arc;

use geo::{Coord, Rect};
use kurbo::{BezPath, Point};

use crate::atlas::{Atlas, territory_of};
use crate::geography::{Camera, Level, OutlineId, RegionId, Shape, Size};
use crate::picture::labels::frame_of;
use crate::picture::marks::Along;
use crate::picture::stage::points;
use crate::picture::{
    Color, Fill, Frame, Mark, Over, Part, PartKind, Picture, Shade, Stroke, TextMark,
};

use super::canvas::{Canvas, Figure, Paint, Texture};

/// What lies farther than this outside of the frame, in points, is left out.
const BLEED: f64 = 14.0;

/// Paints the part of a picture that lies within a frame, in points. `scale` is how many pixels a
/// point is to be wide: what is finer than they show is left out.
pub fn paint(
    atlas: &Atlas,
    picture: &Picture,
    seen: Frame,
    scale: f64,
    canvas: &mut (impl Canvas + ?Sized),
) {
    let mut painter = Painter { atlas, canvas, seen, scale, path: Path::default() };
    let [w, h] = points(picture.size);
    painter.paint_ground([0.0, 0.0, w, h], picture.ground);
    for part in &picture.parts {
        painter.paint_part(part);
    }
}

/// Paints on a canvas what lies within a frame of the picture.
#[derive(Debug)]
struct Painter<'a, C: Canvas + ?Sized> {
    atlas: &'a Atlas,
    canvas: &'a mut C,
    seen: Frame,
    scale: f64,
    path: Path,
}

impl<C: Canvas + ?Sized> Painter<'_, C> {
    /// Fills a frame with a colour.
    fn paint_ground(&mut self, frame: Frame, color: Color) {
        if overlaps(frame, self.seen) {
            self.canvas.draw(Figure::Box { frame, rounding: 0.0 }, Some(Paint::Plain(color)), None);
        }
    }

    /// Paints the layers of a part.
    fn paint_part(&mut self, part: &Part) {
        let clip = part.clip;
        if !overlaps(clip, self.seen) || clip[0] >= clip[2] || clip[1] >= clip[3] {
            return;
        }
        let [left, top, ..] = part.frame;
        let seen = [
            clip[0].max(self.seen[0]) - left,
            clip[1].max(self.seen[1]) - top,
            clip[2].min(self.seen[2]) - left,
            clip[3].min(self.seen[3]) - top,
        ]
        .map(f64::from);
        let window = [seen[0] - BLEED, seen[1] - BLEED, seen[2] + BLEED, seen[3] + BLEED];
        let id = part.kind.id();
        self.canvas.open_group(&id, None);
        self.canvas.open_frame([left, top], clip);
        let [w, h] = points(part.size());
        let ground = Figure::Box { frame: [0.0, 0.0, w, h], rounding: 0.0 };
        if part.ground[3] > 0 {
            self.canvas.draw(ground, Some(Paint::Plain(part.ground)), None);
        }
        // The parts of the first map have the plain names.
        let plain = [PartKind::Map(0), PartKind::Furniture(0)].contains(&part.kind);
        let prefix = if plain { String::new() } else { format!("{id}-") };
        let mut painter = PartPainter {
            atlas: self.atlas,
            map: part.map.map(|map| (map.camera, map.level)),
            size: part.size(),
            prefix: &prefix,
            window,
            scale: self.scale,
            path: &mut self.path,
        };
        for layer in part.layers.iter().filter(|layer| !layer.marks.is_empty()) {
            self.canvas.open_group(&format!("{prefix}{}", layer.name), None);
            for mark in layer.marks.iter() {
                painter.paint(mark, self.canvas);
            }
            self.canvas.close_group();
        }
        self.canvas.close_frame();
        self.canvas.close_group();
    }
}

fn overlaps(a: Frame, b: Frame) -> bool {
    a[2] >= b[0] && a[0] <= b[2] && a[3] >= b[1] && a[1] <= b[3]
}

/// Paints the marks of one part.
struct PartPainter<'a> {
    atlas: &'a Atlas,
    /// Where the reader stands, and the level of detail; `None` for a part that is no map.
    map: Option<(Camera, usize)>,
    size: Size,
    /// What the ids of its land begin with.
    prefix: &'a str,
    /// What may be seen, with some space around it: left, top, right, bottom in points of the part.
    window: [f64; 4],
    scale: f64,
    path: &'a mut Path,
}

impl PartPainter<'_> {
    fn paint(&mut self, mark: &Mark, canvas: &mut (impl Canvas + ?Sized)) {
        match mark {
            Mark::Land { region, fill, title } => {
                self.paint_land(*region, fill, title.as_deref(), canvas);
            }
            Mark::Depth { place, color } => {
                let level = self.map.map_or(usize::MAX, |(_, level)| level);
                let level = self.atlas.geography.floor_level(level);
                if let Some(shape) = level.regions.get(usize::from(*place)) {
                    let mut path = std::mem::take(self.path);
                    path.begin(HUNDREDTHS, self.window);
                    self.add_to(shape, &mut path);
                    *self.path = path;
                    self.draw_path(Some(Paint::Plain(*color)), None, canvas);
                }
            }
            Mark::Shade { shade, frame, over } => self.paint_shade(shade, *frame, *over, canvas),
            Mark::Coast { region, stroke } => self.paint_coasts(*region, None, stroke, canvas),
            Mark::Outline { region, outline, stroke } => {
                self.paint_coasts(Some(*region), *outline, stroke, canvas);
            }
            Mark::Cut { place, stroke } => {
                let level = self.level();
                if let Some(cut) = level.cuts.get(*place) {
                    let points: Vec<[f64; 2]> =
                        cut.points.iter().map(|&c| self.screen(c)).collect();
                    self.path.begin(HUNDREDTHS, self.window);
                    self.path.line(points.into_iter(), false, false);
                    self.draw_path(None, Some(stroke), canvas);
                }
            }
            Mark::Line { points, stroke } => {
                self.path.begin(HUNDREDTHS, self.window);
                self.path.line(points.iter().map(|&p| p.map(f64::from)), false, false);
                self.draw_path(None, Some(stroke), canvas);
            }
            Mark::Lines { lines, stroke } => {
                self.path.begin(self.grain(), self.window);
                for line in lines.iter() {
                    self.path.line(line.iter().map(|&p| p.map(f64::from)), false, true);
                }
                self.draw_path(None, Some(stroke), canvas);
            }
            Mark::Areas { polygons, color } => {
                self.path.begin(self.grain(), self.window);
                for polygon in polygons.iter() {
                    for ring in std::iter::once(polygon.exterior()).chain(polygon.interiors()) {
                        self.path.ring(ring.0.iter().map(|c| [c.x.into(), c.y.into()]));
                    }
                }
                self.draw_path(Some(Paint::Plain(*color)), None, canvas);
            }
            Mark::Dot { centre, radius, color, stroke } => {
                let reach = radius + stroke.map_or(0.0, |stroke| stroke.width);
                let [x, y] = *centre;
                if self.sees([x - reach, y - reach, x + reach, y + reach]) {
                    let figure = Figure::Circle { centre: *centre, radius: *radius };
                    canvas.draw(figure, Some(Paint::Plain(*color)), stroke.as_ref());
                }
            }
            Mark::Box { frame, rounding, fill, stroke, fineness } => {
                if self.sees(*frame) {
                    let figure = Figure::Box { frame: *frame, rounding: *rounding };
                    self.draw_filled((figure, *fineness), fill, stroke.as_ref(), canvas);
                }
            }
            Mark::Blend { frame, from, to } => {
                if self.sees(*frame) {
                    let figure = Figure::Box { frame: *frame, rounding: 0.0 };
                    canvas.draw(figure, Some(Paint::Blend([*from, *to])), None);
                }
            }
            Mark::Text(text) => {
                if self.sees(frame_of(text, 4.0)) {
                    canvas.text(text);
                }
            }
            Mark::Along(along) => self.paint_along(along, canvas),
        }
    }

    /// Lines that are many and thin are told to a tenth of a point, unless their pixels are finer.
    fn grain(&self) -> f64 {
        if self.scale > 2.0 { HUNDREDTHS } else { TENTHS }
    }

    fn sees(&self, frame: Frame) -> bool {
        let frame = frame.map(f64::from);
        frame[2] >= self.window[0]
            && frame[0] <= self.window[2]
            && frame[3] >= self.window[1]
            && frame[1] <= self.window[3]
    }

    fn sees_bounds(&self, bounds: &Rect<f64>) -> bool {
        let [left, bottom] = self.screen(bounds.min());
        let [right, top] = self.screen(bounds.max());
        right >= self.window[0]
            && left <= self.window[2]
            && bottom >= self.window[1]
            && top <= self.window[3]
    }

    fn screen(&self, map_km: Coord<f64>) -> [f64; 2] {
        self.map.map_or([0.0; 2], |(camera, _)| camera.screen_from_map(map_km, self.size))
    }

    /// Where the patterns are anchored: the middle of the map plane, so that they move with it.
    fn anchor(&self) -> [f64; 2] {
        self.screen(Coord::zero())
    }

    fn level(&self) -> Arc<Level> {
        self.atlas.geography.level(self.map.map_or(usize::MAX, |(_, level)| level))
    }

    /// Draws the path that was made.
    fn draw_path(
        &self,
        fill: Option<Paint>,
        stroke: Option<&Stroke>,
        canvas: &mut (impl Canvas + ?Sized),
    ) {
        if !self.path.bez.elements().is_empty() {
            canvas.draw(Figure::Path(&self.path.bez), fill, stroke);
        }
    }

    /// Draws a figure with a ground and each texture over it, and its edge above them.
    fn draw_filled(
        &self,
        (figure, fineness): (Figure<'_>, f32),
        fill: &Fill,
        stroke: Option<&Stroke>,
        canvas: &mut (impl Canvas + ?Sized),
    ) {
        let overlays = || fill.overlays.iter().flatten();
        let count = overlays().count();
        canvas.draw(figure, Some(Paint::Plain(fill.base)), stroke.filter(|_| count == 0));
        for (i, &overlay) in overlays().enumerate() {
            let (anchor, fineness) = (self.anchor(), fineness.into());
            let paint = Paint::Pattern(Texture { overlay, anchor, fineness });
            canvas.draw(figure, Some(paint), stroke.filter(|_| i + 1 == count));
        }
    }

    fn paint_land(
        &mut self,
        region: Option<RegionId>,
        fill: &Fill,
        title: Option<&str>,
        canvas: &mut (impl Canvas + ?Sized),
    ) {
        let mut path = std::mem::take(self.path);
        path.begin(HUNDREDTHS, self.window);
        self.add_to(self.level().shape(region), &mut path);
        if !path.bez.elements().is_empty() {
            let history = &self.atlas.history;
            let territory = region.map(|region| history.territory(territory_of(region)));
            if let Some(territory) = territory {
                canvas.open_group(&format!("{}land-{}", self.prefix, territory.id), title);
            }
            self.draw_filled((Figure::Path(&path.bez), 1.0), fill, None, canvas);
            if territory.is_some() {
                canvas.close_group();
            }
        }
        *self.path = path;
    }

    /// Adds a shape to a path, without what cannot be seen.
    fn add_to(&self, shape: &Shape, path: &mut Path) {
        for (polygon, bounds) in shape.polygons.iter().zip(&shape.bounds) {
            if self.sees_bounds(bounds) {
                for ring in std::iter::once(polygon.exterior()).chain(polygon.interiors()) {
                    path.ring(ring.0.iter().map(|&c| self.screen(c)));
                }
            }
        }
    }

    fn paint_shade(
        &mut self,
        shade: &Shade,
        frame: Frame,
        over: Over,
        canvas: &mut (impl Canvas + ?Sized),
    ) {
        if over == Over::All {
            canvas.shade(shade, frame, None);
            return;
        }
        let mut path = std::mem::take(self.path);
        path.begin(HUNDREDTHS, self.window);
        for shape in self.level().shapes() {
            self.add_to(shape, &mut path);
        }
        if !path.bez.elements().is_empty() {
            canvas.shade(shade, frame, Some(&path.bez));
        }
        *self.path = path;
    }

    fn paint_coasts(
        &mut self,
        region: Option<RegionId>,
        outline: Option<OutlineId>,
        stroke: &Stroke,
        canvas: &mut (impl Canvas + ?Sized),
    ) {
        let mut path = std::mem::take(self.path);
        path.begin(HUNDREDTHS, self.window);
        // A line that is broken begins its dashes anew wherever it is cut.
        let cut = stroke.dash.pattern().is_none();
        let level = self.level();
        let shape = level.shape(region);
        for coast in shape.coasts.iter().filter(|c| outline.is_none() || outline == c.outline) {
            if self.sees_bounds(&coast.bounds()) {
                path.line(coast.points.iter().map(|&c| self.screen(c)), coast.closed, cut);
            }
        }
        *self.path = path;
        self.draw_path(None, Some(stroke), canvas);
    }

    fn paint_along(&self, along: &Along, canvas: &mut (impl Canvas + ?Sized)) {
        let seen = |letter: &TextMark| !letter.text.trim().is_empty();
        let letters: Vec<TextMark> = along.letters().into_iter().filter(seen).collect();
        if letters.iter().any(|letter| self.sees(frame_of(letter, 4.0))) {
            canvas.letters(&along.text.text, &letters);
        }
    }
}

/// Parts of a point that the places of a path are told to.
const HUNDREDTHS: f64 = 100.0;
const TENTHS: f64 = 10.0;

/// A path that is made from lines and rings, without what lies outside of a window.
#[derive(Debug, Default)]
struct Path {
    bez: BezPath,
    /// Places are whole parts of a point: so many of them.
    grain: f64,
    window: [f64; 4],
}

/// On which sides of a window a place lies outside, a bit for each.
type Sides = u8;

impl Path {
    fn begin(&mut self, grain: f64, window: [f64; 4]) {
        self.bez.truncate(0);
        self.grain = grain;
        self.window = window;
    }

    fn rounded(&self, place: [f64; 2]) -> Point {
        let [x, y] = place.map(|v| (v * self.grain).round() / self.grain);
        Point::new(x, y)
    }

    fn sides(&self, place: Point) -> Sides {
        let [left, top, right, bottom] = self.window;
        Sides::from(place.x < left)
            | Sides::from(place.x > right) << 1
            | Sides::from(place.y < top) << 2
            | Sides::from(place.y > bottom) << 3
    }

    /// Adds a ring to be filled. Of what lies wholly beyond one side of the window only the ends stay:
    /// what the straight line between them cuts off cannot be seen.
    fn ring(&mut self, points: impl Iterator<Item = [f64; 2]>) {
        let mut first = None;
        // The last place that was added, and the one after it, which is added unless the next one is
        // beyond the same side as both.
        let mut held: Option<(Point, Sides)> = None;
        let mut sides_of_last = 0;
        let mut last = Point::ZERO;
        for point in points {
            let point = self.rounded(point);
            let sides = self.sides(point);
            if first.is_none() {
                first = Some(point);
                self.bez.move_to(point);
                (last, sides_of_last) = (point, sides);
                continue;
            }
            match held {
                Some((before, _)) if before == point => continue,
                Some((before, between)) if sides_of_last & between & sides == 0 => {
                    self.bez.line_to(before);
                    (last, sides_of_last) = (before, between);
                }
                None if last == point => continue,
                _ => {}
            }
            held = Some((point, sides));
        }
        if let Some((point, _)) = held
            && first != Some(point)
        {
            self.bez.line_to(point);
        }
        if first.is_some() {
            self.bez.close_path();
        }
    }

    /// Adds a line to be drawn; if it may be cut, without its steps beyond a side of the window.
    fn line(&mut self, points: impl Iterator<Item = [f64; 2]>, closed: bool, cut: bool) {
        let mut start: Option<(Point, Sides)> = None;
        let mut last: Option<(Point, Sides)> = None;
        let mut pen = false;
        let mut whole = true;
        let mut drawn = false;
        for point in points {
            let point = self.rounded(point);
            let sides = self.sides(point);
            let Some((from, of_from)) = last else {
                start = Some((point, sides));
                last = start;
                continue;
            };
            if point == from {
                continue;
            }
            if cut && of_from & sides != 0 {
                (pen, whole) = (false, false);
            } else {
                if !pen {
                    self.bez.move_to(from);
                }
                self.bez.line_to(point);
                (pen, drawn) = (true, true);
            }
            last = Some((point, sides));
        }
        let (Some((start, of_start)), Some((end, of_end))) = (start, last) else { return };
        if closed && whole && drawn {
            self.bez.close_path();
        } else if closed && (!cut || of_start & of_end == 0) && start != end {
            if !pen {
                self.bez.move_to(end);
            }
            self.bez.line_to(start);
        } else if start == end && !drawn && (!cut || of_start == 0) {
            // A path needs a step to be drawn at all.
            self.bez.move_to(start);
            self.bez.line_to(start);
        }
    }
}
