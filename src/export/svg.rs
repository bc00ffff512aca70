//! A picture as SVG: shapes as paths, text as text.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use geo::{Coord, Rect};

use crate::atlas::Atlas;
use crate::geography::{OutlineId, RegionId, Shape};
use crate::picture::labels::frame_of;
use crate::picture::marks::Along;
use crate::picture::{Anchor, Color, Fill, Mark, Overlay, Pattern, Picture, Stroke, TextMark};

/// Land farther than this outside of the frame, in points, is left out.
const BLEED: f64 = 14.0;

/// Writes a picture. `scale` is how many pixels a point is to be wide where the SVG is shown at its
/// own size.
#[must_use]
pub fn svg(atlas: &Atlas, picture: &Picture, scale: f64) -> String {
    svg_of_rows(atlas, picture, scale, [0.0, picture.size[1]])
}

/// The same as [`svg`] without what lies wholly above or below some rows, given in points: drawn, it
/// shows the same in those rows.
#[must_use]
pub fn svg_of_rows(atlas: &Atlas, picture: &Picture, scale: f64, rows: [f64; 2]) -> String {
    let mut writer = Writer::new(atlas, picture, rows);
    let [w, h] = picture.size;
    writer.write([number(w * scale).to_string(), number(h * scale).to_string()]);
    writer.out
}

/// Writes a picture that is as large on paper as its points are: 96 to an inch.
#[must_use]
pub fn svg_on_paper(atlas: &Atlas, picture: &Picture) -> String {
    let mut writer = Writer::new(atlas, picture, [0.0, picture.size[1]]);
    writer.write(picture.size.map(|points| format!("{}mm", number(points / 96.0 * 25.4))));
    writer.out
}

struct Writer<'a> {
    atlas: &'a Atlas,
    picture: &'a Picture,
    out: String,
    patterns: BTreeMap<(Pattern, Color), String>,
    /// What the ids of its patterns begin with.
    prefix: String,
    /// Top and bottom of what is to be seen, in points.
    rows: [f64; 2],
}

impl<'a> Writer<'a> {
    fn new(atlas: &'a Atlas, picture: &'a Picture, rows: [f64; 2]) -> Self {
        Self {
            atlas,
            picture,
            out: String::with_capacity(256 * 1024),
            patterns: BTreeMap::new(),
            prefix: "p".to_owned(),
            rows,
        }
    }

    /// Whether something between two heights may be seen.
    fn in_rows(&self, top: f64, bottom: f64) -> bool {
        bottom >= self.rows[0] - BLEED && top <= self.rows[1] + BLEED
    }
}

/// Writes to a string, which cannot fail.
macro_rules! put {
    ($out:expr, $($arg:tt)*) => {{
        let written = write!($out, $($arg)*);
        debug_assert!(written.is_ok(), "writing to a string cannot fail");
    }};
}

impl Writer<'_> {
    /// Writes all of it; width and height as the root says them.
    fn write(&mut self, [width, height]: [String; 2]) {
        let [w, h] = self.picture.size;
        put!(
            self.out,
            "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{}\" height=\"{}\" \
             viewBox=\"0 0 {} {}\" role=\"img\">\n<title>{}</title>\n",
            width,
            height,
            number(w),
            number(h),
            escaped(&self.picture.description)
        );
        self.write_body();
        self.out.push_str("</svg>\n");
    }

    /// The ground, all marks and the insets.
    fn write_body(&mut self) {
        let [w, h] = self.picture.size;
        self.write_patterns();
        put!(
            self.out,
            "<rect width=\"{}\" height=\"{}\" fill=\"{}\"/>\n",
            number(w),
            number(h),
            hex(self.picture.ground)
        );
        for mark in &self.picture.marks {
            self.write_mark(mark);
        }
        for (i, inset) in self.picture.insets.iter().enumerate() {
            let [left, top, right, bottom] = inset.frame;
            if !self.in_rows(top.into(), bottom.into()) {
                continue;
            }
            let (width, height) = (right - left, bottom - top);
            put!(
                self.out,
                "<svg x=\"{}\" y=\"{}\" width=\"{}\" height=\"{}\" viewBox=\"0 0 {2} {3}\" \
                 overflow=\"hidden\">\n",
                number(left.into()),
                number(top.into()),
                number(width.into()),
                number(height.into())
            );
            let mut inner = Writer {
                atlas: self.atlas,
                picture: &inset.picture,
                out: std::mem::take(&mut self.out),
                patterns: BTreeMap::new(),
                prefix: format!("{}i{i}-", self.prefix),
                rows: self.rows.map(|row| row - f64::from(top)),
            };
            inner.write_body();
            self.out = inner.out;
            self.out.push_str("</svg>\n");
        }
    }

    fn write_patterns(&mut self) {
        for mark in &self.picture.marks {
            let (Mark::Land { fill, .. } | Mark::Box { fill, .. }) = mark else {
                continue;
            };
            for Overlay { pattern, color } in fill.overlays.iter().flatten() {
                let count = self.patterns.len();
                self.patterns
                    .entry((*pattern, *color))
                    .or_insert_with(|| format!("{}{count}", self.prefix));
            }
        }
        if self.patterns.is_empty() {
            return;
        }
        let [x, y] = self.anchor();
        self.out.push_str("<defs>\n");
        for (&(pattern, color), id) in &self.patterns {
            let tile = pattern.tile();
            put!(
                self.out,
                "<pattern id=\"{id}\" patternUnits=\"userSpaceOnUse\" x=\"{}\" y=\"{}\" \
                 width=\"{}\" height=\"{}\">",
                number(x.rem_euclid(tile)),
                number(y.rem_euclid(tile)),
                number(tile),
                number(tile)
            );
            if pattern == Pattern::Dots {
                for [cx, cy] in [[0.25, 0.25], [0.75, 0.75]] {
                    put!(
                        self.out,
                        "<circle cx=\"{}\" cy=\"{}\" r=\"{}\" fill=\"{}\"/>",
                        number(cx * tile),
                        number(cy * tile),
                        number(pattern.weight() / 2.0),
                        hex(color)
                    );
                }
            } else {
                let mut d = String::new();
                for k in [-1.0, 0.0, 1.0] {
                    let shift = (k + pattern.phase()) * tile;
                    let (from, to) = (shift - tile, shift + 2.0 * tile);
                    let (top, bottom) =
                        if pattern.falls() { (-tile, 2.0 * tile) } else { (2.0 * tile, -tile) };
                    put!(d, "M{},{}L{},{}", number(from), number(top), number(to), number(bottom));
                }
                put!(
                    self.out,
                    "<path d=\"{d}\" stroke=\"{}\" stroke-width=\"{}\" fill=\"none\"/>",
                    hex(color),
                    number(pattern.weight())
                );
            }
            self.out.push_str("</pattern>\n");
        }
        self.out.push_str("</defs>\n");
    }

    /// Where the patterns are anchored: the middle of the map plane, so that they move with it.
    fn anchor(&self) -> [f64; 2] {
        self.picture.camera.screen_from_map(Coord::zero(), self.picture.size)
    }

    fn shape(&self, region: Option<RegionId>) -> &Shape {
        self.atlas.geography.level(self.picture.level).shape(region)
    }

    fn visible(&self, bounds: &Rect<f64>) -> bool {
        let [w, _] = self.picture.size;
        let camera = &self.picture.camera;
        let [left, bottom] = camera.screen_from_map(bounds.min(), self.picture.size);
        let [right, top] = camera.screen_from_map(bounds.max(), self.picture.size);
        right >= -BLEED && left <= w + BLEED && self.in_rows(top, bottom)
    }

    /// Path data of map points: absolute first, then steps of a hundredth of a point.
    fn path(&self, d: &mut String, points: &[Coord<f64>], close: bool) {
        // Whole hundredths, so that equal places are equal.
        #[expect(clippy::cast_possible_truncation, reason = "some thousand points at the most")]
        let hundredths = |c: &Coord<f64>| {
            let [x, y] = self.picture.camera.screen_from_map(*c, self.picture.size);
            [(x * 100.0).round() as i32, (y * 100.0).round() as i32]
        };
        let points_of = |h: i32| f64::from(h) / 100.0;
        let Some(first) = points.first() else { return };
        let mut at = hundredths(first);
        put!(d, "M{} {}l", points_of(at[0]), points_of(at[1]));
        let start = at;
        let body = if close && points.last() == Some(first) {
            &points[1..points.len() - 1]
        } else {
            &points[1..]
        };
        for point in body {
            let next = hundredths(point);
            if next != at {
                put!(d, "{} {} ", points_of(next[0] - at[0]), points_of(next[1] - at[1]));
                at = next;
            }
        }
        if at == start {
            // A path needs a step to be drawn at all.
            d.push_str("0 0 ");
        }
        if d.ends_with(' ') {
            d.pop();
        }
        if close {
            d.push('z');
        }
    }

    /// Path data of points of the frame: absolute first, then steps of a tenth of a point; what lies
    /// outside of the frame is left out.
    fn steps(&self, path: &mut String, points: &[[f32; 2]]) {
        #[expect(clippy::cast_possible_truncation, reason = "some thousand points at the most")]
        let tenths = |[x, y]: [f32; 2]| [(x * 10.0).round() as i32, (y * 10.0).round() as i32];
        let points_of = |t: i32| f64::from(t) / 10.0;
        let [width, _] = self.picture.size;
        // A step is seen if its bounds meet what is.
        let seen = |from: [f32; 2], to: [f32; 2]| {
            let span = |axis: usize| {
                let (from, to) = (f64::from(from[axis]), f64::from(to[axis]));
                [from.min(to), from.max(to)]
            };
            let ([left, right], [top, bottom]) = (span(0), span(1));
            right >= -BLEED && left <= width + BLEED && self.in_rows(top, bottom)
        };
        let mut pen: Option<[i32; 2]> = None;
        for pair in points.windows(2) {
            if !seen(pair[0], pair[1]) {
                pen = None;
                continue;
            }
            let at = pen.unwrap_or_else(|| {
                let start = tenths(pair[0]);
                put!(path, "M{} {}", points_of(start[0]), points_of(start[1]));
                start
            });
            let next = tenths(pair[1]);
            if next != at {
                put!(path, "l{} {}", points_of(next[0] - at[0]), points_of(next[1] - at[1]));
            }
            pen = Some(next);
        }
    }

    fn write_mark(&mut self, mark: &Mark) {
        match mark {
            Mark::Land { region, fill } => self.write_land(*region, fill),
            Mark::Coast { region, stroke } => self.write_coasts(*region, None, stroke),
            Mark::Outline { region, outline, stroke } => {
                self.write_coasts(Some(*region), *outline, stroke);
            }
            Mark::Line { points, stroke } => {
                let mut d = String::new();
                for (i, [x, y]) in points.iter().enumerate() {
                    let letter = if i == 0 { 'M' } else { 'L' };
                    put!(d, "{letter}{} {}", number((*x).into()), number((*y).into()));
                }
                self.write_stroked(&d, stroke);
            }
            Mark::Lines { lines, stroke } => {
                let mut d = String::new();
                for line in lines.iter() {
                    self.steps(&mut d, line);
                }
                if !d.is_empty() {
                    self.write_stroked(&d, stroke);
                }
            }
            Mark::Areas { polygons, color } => {
                let mut d = String::new();
                for polygon in polygons.iter() {
                    for ring in std::iter::once(polygon.exterior()).chain(polygon.interiors()) {
                        let points: Vec<[f32; 2]> = ring.0.iter().map(|c| [c.x, c.y]).collect();
                        self.steps(&mut d, &points);
                    }
                }
                if !d.is_empty() {
                    put!(self.out, "<path fill=\"{}\" d=\"{d}\"/>\n", hex(*color));
                }
            }
            Mark::Dot { centre, radius, color, stroke } => {
                put!(
                    self.out,
                    "<circle cx=\"{}\" cy=\"{}\" r=\"{}\" fill=\"{}\"{}/>\n",
                    number(centre[0].into()),
                    number(centre[1].into()),
                    number((*radius).into()),
                    hex(*color),
                    stroke.map(|s| stroke_attributes(&s)).unwrap_or_default()
                );
            }
            Mark::Box { frame, rounding, fill, stroke } => {
                let grounds = self.grounds(fill);
                let count = grounds.len();
                for (i, ground) in grounds.into_iter().enumerate() {
                    let edge = stroke.filter(|_| i + 1 == count);
                    put!(
                        self.out,
                        "<rect x=\"{}\" y=\"{}\" width=\"{}\" height=\"{}\" rx=\"{}\" {ground}{}/>\n",
                        number(frame[0].into()),
                        number(frame[1].into()),
                        number((frame[2] - frame[0]).into()),
                        number((frame[3] - frame[1]).into()),
                        number((*rounding).into()),
                        edge.map(|s| stroke_attributes(&s)).unwrap_or_default()
                    );
                }
            }
            Mark::Text(text) => self.write_text(text),
            Mark::Along(along) => self.write_along(along),
        }
    }

    /// The fill attributes of a ground and of each texture over it.
    fn grounds(&self, fill: &Fill) -> Vec<String> {
        let [.., alpha] = fill.base;
        let mut base = format!("fill=\"{}\"", hex(fill.base));
        if alpha < 255 {
            put!(base, " fill-opacity=\"{}\"", number(f64::from(alpha) / 255.0));
        }
        let textures = fill.overlays.iter().flatten().map(|overlay| {
            let id = self.patterns.get(&(overlay.pattern, overlay.color));
            format!("fill=\"url(#{})\"", id.map_or("", String::as_str))
        });
        std::iter::once(base).chain(textures).collect()
    }

    fn write_land(&mut self, region: Option<RegionId>, fill: &Fill) {
        let mut d = String::new();
        let shape = self.shape(region);
        for (polygon, bounds) in shape.polygons.iter().zip(&shape.bounds) {
            if self.visible(bounds) {
                self.path(&mut d, &polygon.exterior().0, true);
                for hole in polygon.interiors() {
                    self.path(&mut d, &hole.0, true);
                }
            }
        }
        if d.is_empty() {
            return;
        }
        for ground in self.grounds(fill) {
            put!(self.out, "<path {ground} d=\"{d}\"/>\n");
        }
    }

    fn write_coasts(
        &mut self,
        region: Option<RegionId>,
        outline: Option<OutlineId>,
        stroke: &Stroke,
    ) {
        let mut d = String::new();
        let shape = self.shape(region);
        for coast in shape.coasts.iter().filter(|c| outline.is_none() || outline == c.outline) {
            let bounds = coast.bounds();
            if self.visible(&bounds) {
                self.path(&mut d, &coast.points, coast.closed);
            }
        }
        if !d.is_empty() {
            self.write_stroked(&d, stroke);
        }
    }

    fn write_stroked(&mut self, d: &str, stroke: &Stroke) {
        put!(
            self.out,
            "<path fill=\"none\" stroke-linejoin=\"round\"{} d=\"{d}\"/>\n",
            stroke_attributes(stroke)
        );
    }

    /// Writes a text along a line: each letter by itself, since not every viewer knows lists of
    /// places, and the whole as its name.
    fn write_along(&mut self, along: &Along) {
        put!(self.out, "<g aria-label=\"{}\">\n", escaped(&along.text.text));
        for letter in along.letters().iter().filter(|letter| letter.text != " ") {
            self.write_text(letter);
        }
        self.out.push_str("</g>\n");
    }

    fn write_text(&mut self, text: &TextMark) {
        let [x, y] = text.at;
        let frame = frame_of(text, 4.0);
        if !self.in_rows(frame[1].into(), frame[3].into()) {
            return;
        }
        put!(self.out, "<text x=\"{}\" y=\"{}\"", number(x.into()), number(y.into()));
        put!(
            self.out,
            " font-family=\"{}\" font-size=\"{}\" fill=\"{}\"",
            text.face.families(),
            number(text.size.into()),
            hex(text.color)
        );
        if text.face.weight() != 400 {
            put!(self.out, " font-weight=\"{}\"", text.face.weight());
        }
        if text.face.italic() {
            self.out.push_str(" font-style=\"italic\"");
        }
        match text.anchor {
            Anchor::Start => {}
            Anchor::Middle => self.out.push_str(" text-anchor=\"middle\""),
            Anchor::End => self.out.push_str(" text-anchor=\"end\""),
        }
        if text.spacing != 0.0 {
            put!(self.out, " letter-spacing=\"{}\"", number(text.spacing.into()));
        }
        if text.angle != 0.0 {
            let degrees = f64::from(text.angle).to_degrees();
            put!(
                self.out,
                " transform=\"rotate({} {} {})\"",
                number(degrees),
                number(x.into()),
                number(y.into())
            );
        }
        if text.color[3] < 255 {
            put!(self.out, " fill-opacity=\"{}\"", number(f64::from(text.color[3]) / 255.0));
        }
        if let Some(halo) = text.halo {
            put!(
                self.out,
                " stroke=\"{}\" stroke-opacity=\"{}\" stroke-width=\"3\" \
                 stroke-linejoin=\"round\" paint-order=\"stroke\"",
                hex(halo),
                number(f64::from(halo[3]) / 255.0)
            );
        }
        put!(self.out, ">{}</text>\n", escaped(&text.text));
    }
}

fn stroke_attributes(stroke: &Stroke) -> String {
    let mut attributes = format!(
        " stroke=\"{}\" stroke-width=\"{}\"",
        hex(stroke.color),
        number(stroke.width.into())
    );
    if stroke.color[3] < 255 {
        put!(attributes, " stroke-opacity=\"{}\"", number(f64::from(stroke.color[3]) / 255.0));
    }
    if let Some([dash, gap]) = stroke.dash.pattern() {
        let (dash, gap) = (number(dash.into()), number(gap.into()));
        put!(attributes, " stroke-dasharray=\"{dash} {gap}\" stroke-linecap=\"butt\"");
    }
    attributes
}

/// A number with at most two decimals.
fn number(value: f64) -> f64 {
    let rounded = (value * 100.0).round() / 100.0;
    // No minus before a zero: the same picture is to give the same bytes.
    if rounded == 0.0 { 0.0 } else { rounded }
}

fn hex([r, g, b, _]: Color) -> String {
    format!("#{r:02x}{g:02x}{b:02x}")
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}
