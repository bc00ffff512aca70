//! A picture as SVG: shapes as paths, text as text or as shapes.

mod numbers;
mod writing;

use std::collections::{BTreeMap, BTreeSet};

use base64::prelude::{BASE64_STANDARD, Engine as _};
use kurbo::BezPath;

use crate::atlas::Atlas;
use crate::picture::stage::points;
use crate::picture::{Color, Frame, Overlay, Pattern, Picture, Shade, Stroke, TextMark};

use super::canvas::{Canvas, Figure, Paint, Texture, tile_lines};
use super::carried::ID;
use super::paint::paint;
use super::png;
use super::xml::{Element, Xml};
use numbers::{Number, put_path};

/// Writes a picture with text as text. `scale` is how many pixels a point is to be wide where the SVG is
/// shown at its own size.
#[must_use]
pub fn svg(atlas: &Atlas, picture: &Picture, scale: f64) -> String {
    written(atlas, picture, Extent::Pixels(scale), Lettering::Text)
}

/// How large an SVG says that it is.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Extent {
    /// So many pixels a point.
    Pixels(f64),
    /// As large on paper as its points are: 96 to an inch.
    Paper,
}

/// How the texts of an SVG are written.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Lettering {
    /// As text, which can be found and edited, and is set in the fonts that the viewer has.
    #[default]
    Text,
    /// As outlines, which look the same everywhere.
    Outlines,
}

/// Writes a picture.
#[must_use]
pub fn written(atlas: &Atlas, picture: &Picture, extent: Extent, lettering: Lettering) -> String {
    let scale = match extent {
        Extent::Pixels(scale) => scale,
        Extent::Paper => 1.0,
    };
    let side = |side: f64| match extent {
        Extent::Pixels(scale) => Number::hundredths(side * scale).to_string(),
        Extent::Paper => format!("{}mm", Number::hundredths(side / 96.0 * 25.4)),
    };
    let size = &picture.size.map(side);
    let view = picture.view.as_deref();
    let mut canvas = Svg::new(picture.size, size, (&picture.description, view));
    canvas.lettering = lettering;
    let [w, h] = points(picture.size);
    paint(atlas, picture, [0.0, 0.0, w, h], scale, &mut canvas);
    canvas.finished()
}

/// An SVG that is being written.
pub struct Svg {
    xml: Xml,
    /// The ids of the patterns by what they show, where a tile has its corner and how wide it is, in
    /// hundredths.
    patterns: BTreeMap<(Overlay, [i64; 3]), String>,
    /// The ids of the gradients by their colours.
    gradients: BTreeMap<[Color; 2], String>,
    /// The ids that are taken.
    ids: BTreeSet<String>,
    lettering: Lettering,
    /// Values are written here before they are put in their place.
    scratch: String,
}

impl Svg {
    /// Begins a drawing of so many points; its size as the root says it; what it shows, as a sentence and,
    /// where it carries that, as a link.
    #[must_use]
    pub fn new(
        points: [f64; 2],
        [width, height]: &[String; 2],
        (title, view): (&str, Option<&str>),
    ) -> Self {
        let [w, h] = points.map(Number::hundredths);
        let mut xml = Xml::new();
        let root = Element::new("svg")
            .with("xmlns", "http://www.w3.org/2000/svg")
            .with("xmlns:xlink", "http://www.w3.org/1999/xlink")
            .with("width", width)
            .with("height", height)
            .with("viewBox", &format!("0 0 {w} {h}"))
            .with("role", "img");
        xml.open(root);
        xml.line();
        xml.texts("title", title);
        if let Some(view) = view {
            xml.open(Element::new("metadata").with("id", ID));
            xml.text(view);
            xml.close();
            xml.line();
        }
        Self {
            xml,
            patterns: BTreeMap::new(),
            gradients: BTreeMap::new(),
            ids: BTreeSet::new(),
            lettering: Lettering::Text,
            scratch: String::new(),
        }
    }

    /// The drawing.
    #[must_use]
    pub fn finished(self) -> String {
        self.xml.finished()
    }

    /// An id that no other element has: the one that is wished for, or with a number after it.
    fn free_id(&mut self, wish: &str) -> String {
        let numbered = (2..).map(|number| format!("{wish}-{number}"));
        let mut ids = std::iter::once(wish.to_owned()).chain(numbered);
        let id = ids.find(|id| !self.ids.contains(id)).unwrap_or_default();
        self.ids.insert(id.clone());
        id
    }

    /// The id of a pattern, which is written if it is not yet.
    fn pattern(&mut self, Texture { overlay, anchor, fineness }: Texture) -> String {
        let tile = overlay.pattern.tile() * fineness;
        let corner = anchor.map(|v| Number::hundredths(v.rem_euclid(tile)));
        let key = (overlay, [corner[0].0, corner[1].0, Number::hundredths(tile).0]);
        if let Some(id) = self.patterns.get(&key) {
            return id.clone();
        }
        let id = self.free_id(&format!("pattern-{}", self.patterns.len()));
        let side = Number::hundredths(tile).to_string();
        self.xml.open(Element::new("defs"));
        self.xml.open(
            Element::new("pattern")
                .with("id", &id)
                .with("patternUnits", "userSpaceOnUse")
                .with("x", &corner[0].to_string())
                .with("y", &corner[1].to_string())
                .with("width", &side)
                .with("height", &side),
        );
        self.pattern_tile(overlay, fineness);
        self.xml.close();
        self.xml.close();
        self.xml.line();
        self.patterns.insert(key, id.clone());
        id
    }

    /// The id of a gradient from left to right, which is written if it is not yet.
    fn gradient(&mut self, colors: [Color; 2]) -> String {
        if let Some(id) = self.gradients.get(&colors) {
            return id.clone();
        }
        let id = self.free_id(&format!("blend-{}", self.gradients.len()));
        self.xml.open(Element::new("defs"));
        self.xml.open(Element::new("linearGradient").with("id", &id));
        for (color, offset) in colors.into_iter().zip(["0", "1"]) {
            let stop = Element::new("stop").with("offset", offset).with("stop-color", &hex(color));
            self.xml.empty(stop.with_opacity("stop-opacity", color));
        }
        self.xml.close();
        self.xml.close();
        self.xml.line();
        self.gradients.insert(colors, id.clone());
        id
    }

    /// Writes a path that something is clipped to; its id.
    fn clip(&mut self, path: &BezPath) -> String {
        let id = self.free_id("clip");
        self.scratch.clear();
        put_path(&mut self.scratch, path);
        self.xml.open(Element::new("clipPath").with("id", &id));
        self.xml.empty(Element::new("path").with("d", &self.scratch));
        self.xml.close();
        self.xml.line();
        id
    }

    /// What a tile shows.
    fn pattern_tile(&mut self, Overlay { pattern, color }: Overlay, fineness: f64) {
        let (tile, weight) = (pattern.tile() * fineness, pattern.weight() * fineness);
        if pattern == Pattern::Dots {
            for centre in [0.25 * tile, 0.75 * tile].map(|v| Number::hundredths(v).to_string()) {
                let dot = Element::new("circle")
                    .with("cx", &centre)
                    .with("cy", &centre)
                    .with("r", &Number::hundredths(weight / 2.0).to_string());
                self.xml.empty(filled(dot, color));
            }
            return;
        }
        self.scratch.clear();
        put_path(&mut self.scratch, &tile_lines(pattern, fineness));
        let element = Element::new("path")
            .with("d", &self.scratch)
            .with("fill", "none")
            .with("stroke", &hex(color))
            .with("stroke-width", &Number::hundredths(weight).to_string())
            .with_opacity("stroke-opacity", color);
        self.xml.empty(element);
    }
}

/// How wide the line is that makes the halo of a text, half of which is seen; in points.
pub const HALO_WIDTH: f32 = 3.0;

impl Canvas for Svg {
    fn open_group(&mut self, id: &str, title: Option<&str>) {
        let id = self.free_id(id);
        self.xml.open(Element::new("g").with("id", &id));
        self.xml.line();
        if let Some(title) = title {
            self.xml.texts("title", title);
        }
    }

    fn close_group(&mut self) {
        self.xml.close();
        self.xml.line();
    }

    fn open_frame(&mut self, [x, y]: [f32; 2], [left, top, right, bottom]: Frame) {
        let number = |v: f32| Number::hundredths(v.into()).to_string();
        let (width, height) = (number(right - left), number(bottom - top));
        let id = self.free_id("frame");
        self.xml.open(Element::new("clipPath").with("id", &id));
        let clip = Element::new("rect").with("x", &number(left - x)).with("y", &number(top - y));
        self.xml.empty(clip.with("width", &width).with("height", &height));
        self.xml.close();
        self.xml.line();
        let mut frame = Element::new("g").with("clip-path", &format!("url(#{id})"));
        if [x, y] != [0.0, 0.0] {
            frame = frame.with("transform", &format!("translate({} {})", number(x), number(y)));
        }
        self.xml.open(frame);
        self.xml.line();
    }

    fn close_frame(&mut self) {
        self.xml.close();
        self.xml.line();
    }

    fn draw(&mut self, figure: Figure<'_>, fill: Option<Paint>, stroke: Option<&Stroke>) {
        let defined = match fill {
            Some(Paint::Pattern(texture)) => Some(self.pattern(texture)),
            Some(Paint::Blend(colors)) => Some(self.gradient(colors)),
            _ => None,
        };
        let mut element = match figure {
            Figure::Path(_) => Element::new("path"),
            Figure::Circle { centre, radius } => Element::new("circle")
                .with("cx", &Number::hundredths(centre[0].into()).to_string())
                .with("cy", &Number::hundredths(centre[1].into()).to_string())
                .with("r", &Number::hundredths(radius.into()).to_string()),
            Figure::Box { frame, rounding } => {
                let [left, top, right, bottom] = frame.map(f64::from);
                let number = |v: f64| Number::hundredths(v).to_string();
                let element = Element::new("rect")
                    .with("x", &number(left))
                    .with("y", &number(top))
                    .with("width", &number(right - left))
                    .with("height", &number(bottom - top));
                if rounding > 0.0 { element.with("rx", &number(rounding.into())) } else { element }
            }
        };
        element = match (fill, defined) {
            (_, Some(id)) => element.with("fill", &format!("url(#{id})")),
            (Some(Paint::Plain(color)), _) => filled(element, color),
            _ => element.with("fill", "none"),
        };
        if let Some(stroke) = stroke {
            element = stroked(element, stroke);
            if matches!(figure, Figure::Path(_)) {
                element = element.with("stroke-linejoin", "round");
            }
        }
        if let Figure::Path(path) = figure {
            self.scratch.clear();
            put_path(&mut self.scratch, path);
            element = element.with("d", &self.scratch);
        }
        self.xml.empty(element);
        self.xml.line();
    }

    fn text(&mut self, text: &TextMark) {
        match self.lettering {
            Lettering::Text => self.set(text),
            Lettering::Outlines => self.outline(&text.text, std::slice::from_ref(text)),
        }
    }

    fn letters(&mut self, whole: &str, letters: &[TextMark]) {
        match self.lettering {
            Lettering::Text => self.set_along(whole, letters),
            Lettering::Outlines => self.outline(whole, letters),
        }
    }

    fn shade(
        &mut self,
        shade: &Shade,
        [left, top, right, bottom]: Frame,
        within: Option<&BezPath>,
    ) {
        let Ok(file) = png::pack_shade(shade) else { return };
        let clip = within.map(|path| self.clip(path));
        let number = |v: f32| Number::hundredths(v.into()).to_string();
        let mut element = Element::new("image")
            .with("x", &number(left))
            .with("y", &number(top))
            .with("width", &number(right - left))
            .with("height", &number(bottom - top))
            .with("preserveAspectRatio", "none");
        if let Some(id) = clip {
            element = element.with("clip-path", &format!("url(#{id})"));
        }
        let data = format!("data:image/png;base64,{}", BASE64_STANDARD.encode(file));
        // Without the older name some editors find no picture.
        self.xml.empty(element.with("xlink:href", &data));
        self.xml.line();
    }
}

fn filled(element: Element, color: Color) -> Element {
    element.with("fill", &hex(color)).with_opacity("fill-opacity", color)
}

fn stroked(element: Element, stroke: &Stroke) -> Element {
    let element = element
        .with("stroke", &hex(stroke.color))
        .with("stroke-width", &Number::hundredths(stroke.width.into()).to_string())
        .with_opacity("stroke-opacity", stroke.color);
    match stroke.dash.pattern() {
        Some(lengths) => {
            let [dash, gap] = lengths.map(|v| Number::hundredths(v.into()));
            element.with("stroke-dasharray", &format!("{dash} {gap}"))
        }
        None => element,
    }
}

fn hex([r, g, b, _]: Color) -> String {
    format!("#{r:02x}{g:02x}{b:02x}")
}
