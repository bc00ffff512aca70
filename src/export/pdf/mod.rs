//! A picture as a page of PDF: shapes as paths, text as text in its own fonts.

mod pixels;

use std::collections::BTreeMap;

use krilla::color::rgb;
use krilla::geom::{Path, PathBuilder, Point, Size as PageSize, Transform};
use krilla::image::Image;
use krilla::metadata::Metadata;
use krilla::num::NormalizedF32;
use krilla::page::{Page, PageSettings};
use krilla::paint::{
    self, Fill, FillRule, LineCap, LineJoin, LinearGradient, SpreadMethod, Stop, StrokeDash,
};
use krilla::surface::Surface;
use krilla::tagging::{ContentTag, SpanTag};
use krilla::text::{Font, GlyphId, KrillaGlyph};
use krilla::{Data, Document};
use kurbo::{BezPath, PathEl, Shape};
use thiserror::Error;

use crate::atlas::Atlas;
use crate::picture::shape::{Glyph, Shaped, shape};
use crate::picture::stage::points;
use crate::picture::stand_ins;
use crate::picture::{Color, Frame, Overlay, Pattern, Picture, Shade, Stroke, TextMark};

use super::canvas::{Canvas, Figure, Paint, Texture, rect, tile_lines};
use super::glyphs::left_of;
use super::job::POINTS_PER_INCH;
use super::paint::paint;
use super::svg::HALO_WIDTH;
use pixels::Pixels;

/// Units of a page to an inch, by the format.
const UNITS_PER_INCH: f64 = 72.0;
/// The longest side of a page that the format knows, in units.
const LONGEST: f32 = 14_400.0;
/// How far a circle may be off, in points.
const TOLERANCE: f64 = 0.02;

/// Why a page cannot be written.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum PdfError {
    /// It is larger than a page may be, or nothing.
    #[error("a page cannot have this size: a side may be up to five metres long")]
    Size,
    /// The writer refuses it.
    #[error("the page cannot be written: {0}")]
    Writing(String),
}

/// Writes a picture as one page, as large on paper as its points are: 96 to an inch. `language` is that
/// of its words, by its id.
///
/// # Errors
/// A size that no page has, and what the writer refuses.
pub fn pdf(atlas: &Atlas, picture: &Picture, language: &str) -> Result<Vec<u8>, PdfError> {
    let [width, height] = points(picture.size);
    let per_point = unit(UNITS_PER_INCH / POINTS_PER_INCH);
    let [wide, high] = [width * per_point, height * per_point];
    let page = PageSettings::from_wh(wide, high).filter(|_| wide <= LONGEST && high <= LONGEST);
    let page = page.ok_or(PdfError::Size)?;
    let mut document = Document::new();
    draw(atlas, picture, per_point, &mut document.start_page_with(page));
    let program = concat!(env!("CARGO_PKG_NAME"), " ", env!("CARGO_PKG_VERSION"));
    document.set_metadata(
        Metadata::new()
            .title(picture.description.clone())
            .language(language.to_owned())
            .creator(program.to_owned())
            // What carries the view back; see `carried`.
            .keywords(picture.view.iter().cloned().collect()),
    );
    document.finish().map_err(|error| PdfError::Writing(format!("{error:?}")))
}

/// Draws a picture on a page, of which a point takes so many units.
fn draw(atlas: &Atlas, picture: &Picture, per_point: f32, page: &mut Page<'_>) {
    let mut canvas =
        Pdf { surface: page.surface(), fonts: BTreeMap::new(), patterns: BTreeMap::new() };
    let [width, height] = points(picture.size);
    canvas.surface.push_transform(&Transform::from_scale(per_point, per_point));
    paint(atlas, picture, [0.0, 0.0, width, height], 4.0, &mut canvas);
    canvas.surface.pop();
}

/// A page that is being drawn.
struct Pdf<'a> {
    surface: Surface<'a>,
    /// The fonts that were needed, by their numbers.
    fonts: BTreeMap<usize, Font>,
    /// Tiles by what they show and how wide they are, as bits.
    patterns: BTreeMap<(Overlay, u64), paint::Pattern>,
}

impl Pdf<'_> {
    fn font(&mut self, index: usize) -> Option<Font> {
        if let Some(known) = self.fonts.get(&index) {
            return Some(known.clone());
        }
        let font = Font::new(Data::from(stand_ins::file(index)?.bytes), 0)?;
        self.fonts.insert(index, font.clone());
        Some(font)
    }

    /// What fills with a texture.
    fn pattern(&mut self, Texture { overlay, anchor, fineness }: Texture) -> paint::Paint {
        let tile = overlay.pattern.tile() * fineness;
        let key = (overlay, tile.to_bits());
        let mut pattern = if let Some(known) = self.patterns.get(&key) {
            known.clone()
        } else {
            let mut builder = self.surface.stream_builder();
            let mut surface = builder.surface();
            draw_tile(&mut surface, overlay, fineness);
            surface.finish();
            let stream = builder.finish();
            let side = unit(tile);
            let transform = Transform::identity();
            let new = paint::Pattern { stream, transform, width: side, height: side };
            self.patterns.insert(key, new.clone());
            new
        };
        let [x, y] = anchor.map(|v| unit(v.rem_euclid(tile)));
        pattern.transform = Transform::from_translate(x, y);
        pattern.into()
    }

    /// Draws the letters of a text with what is set: as text, or as shapes.
    fn glyphs(&mut self, text: &TextMark, outlined: bool) {
        let shaped = shape(text.face, &text.text);
        let left = left_of(text, &shaped);
        let [x, y] = text.at;
        self.surface.push_transform(&Transform::from_translate(x, y));
        self.surface.push_transform(&Transform::from_rotate(text.angle.to_degrees()));
        let mut glyphs = shaped.glyphs.as_slice();
        while let Some(first) = glyphs.first() {
            let count = glyphs.iter().take_while(|glyph| glyph.font == first.font).count();
            let (run, rest) = glyphs.split_at(count);
            glyphs = rest;
            let Some(font) = self.font(first.font) else { continue };
            let at = |glyph: &Glyph| Shaped::origin(glyph, text.size, text.spacing);
            let [start, _] = at(first);
            let glyph = |(i, glyph): (usize, &Glyph)| {
                let [x, y] = at(glyph);
                let own = glyph.advance * text.size + text.spacing;
                let advance = run.get(i + 1).map_or(own, |next| at(next)[0] - x);
                KrillaGlyph {
                    glyph_id: GlyphId::new(glyph.id),
                    text_range: glyph.bytes.clone(),
                    // In parts of the size.
                    x_advance: advance / text.size,
                    x_offset: 0.0,
                    y_offset: -y / text.size,
                    y_advance: 0.0,
                    location: None,
                }
            };
            let placed: Vec<KrillaGlyph> = run.iter().enumerate().map(glyph).collect();
            let start = Point::from_xy(left + start, 0.0);
            self.surface.draw_glyphs(start, &placed, font, &text.text, text.size, outlined);
        }
        self.surface.pop();
        self.surface.pop();
    }

    /// Sets texts in the colours of the first, the halos under all letters.
    fn set(&mut self, texts: &[TextMark]) {
        let Some(first) = texts.first() else { return };
        if let Some(halo) = first.halo {
            // As shapes: they are not to be found as text a second time.
            self.surface.set_fill(None);
            self.surface.set_stroke(Some(paint::Stroke {
                paint: colour(halo),
                width: HALO_WIDTH,
                line_join: LineJoin::Round,
                opacity: opacity(halo),
                ..paint::Stroke::default()
            }));
            for text in texts {
                self.glyphs(text, true);
            }
        }
        self.surface.set_stroke(None);
        self.surface.set_fill(Some(filled(first.color)));
        for text in texts {
            self.glyphs(text, false);
        }
        self.surface.set_fill(None);
    }
}

impl Canvas for Pdf<'_> {
    fn open_group(&mut self, _: &str, _: Option<&str>) {}

    fn close_group(&mut self) {}

    fn open_frame(&mut self, [x, y]: [f32; 2], clip: Frame) {
        let outline = path_of(&rect(clip).to_path(TOLERANCE));
        // A frame that is nothing shows nothing.
        let outline =
            outline.or_else(|| path_of(&kurbo::Rect::new(0.0, 0.0, 1e-3, 1e-3).to_path(1.0)));
        if let Some(outline) = outline {
            self.surface.push_clip_path(&outline, &FillRule::NonZero);
        } else {
            self.surface.push_transform(&Transform::identity());
        }
        self.surface.push_transform(&Transform::from_translate(x, y));
    }

    fn close_frame(&mut self) {
        self.surface.pop();
        self.surface.pop();
    }

    fn draw(&mut self, figure: Figure<'_>, fill: Option<Paint>, stroke: Option<&Stroke>) {
        let lowered = figure.lowered(TOLERANCE);
        let ((Some(path), _) | (None, Figure::Path(path))) = (&lowered, figure) else { return };
        let Some(outline) = path_of(path) else { return };
        let fill = fill.map(|fill| match fill {
            Paint::Plain(color) => filled(color),
            Paint::Pattern(texture) => Fill {
                paint: self.pattern(texture),
                opacity: NormalizedF32::ONE,
                rule: FillRule::NonZero,
            },
            Paint::Blend(colors) => {
                let bounds = path.bounding_box();
                let stop = |(color, offset): (Color, NormalizedF32)| Stop {
                    offset,
                    color: rgb::Color::new(color[0], color[1], color[2]).into(),
                    opacity: opacity(color),
                };
                let ends = [NormalizedF32::ZERO, NormalizedF32::ONE];
                let gradient = LinearGradient {
                    x1: unit(bounds.x0),
                    y1: unit(bounds.y0),
                    x2: unit(bounds.x1),
                    y2: unit(bounds.y0),
                    transform: Transform::identity(),
                    spread_method: SpreadMethod::Pad,
                    stops: colors.into_iter().zip(ends).map(stop).collect(),
                    anti_alias: false,
                };
                Fill {
                    paint: gradient.into(),
                    opacity: NormalizedF32::ONE,
                    rule: FillRule::NonZero,
                }
            }
        });
        let stroke = stroke.map(|stroke| paint::Stroke {
            paint: colour(stroke.color),
            width: stroke.width,
            miter_limit: 4.0,
            line_cap: LineCap::Butt,
            line_join: LineJoin::Round,
            opacity: opacity(stroke.color),
            dash: stroke
                .dash
                .pattern()
                .map(|lengths| StrokeDash { array: lengths.to_vec(), offset: 0.0 }),
        });
        if fill.is_some() || stroke.is_some() {
            self.surface.set_fill(fill);
            self.surface.set_stroke(stroke);
            self.surface.draw_path(&outline);
        }
    }

    fn text(&mut self, text: &TextMark) {
        self.set(std::slice::from_ref(text));
    }

    /// Letter by letter, but read, found and copied as one text.
    fn letters(&mut self, whole: &str, letters: &[TextMark]) {
        let tag = SpanTag::empty().with_actual_text(Some(whole));
        // Where it stands in the order of reading is that of the page: no tree of tags is made.
        let _mark = self.surface.start_tagged(ContentTag::Span(tag));
        self.set(letters);
        self.surface.end_tagged();
    }

    fn shade(&mut self, shade: &Shade, frame: Frame, within: Option<&BezPath>) {
        let [left, top, right, bottom] = frame;
        let inches = f64::from(right - left) / POINTS_PER_INCH;
        let (pixels, [wider, higher]) = Pixels::on_paper(shade, inches);
        let size = [(right - left, wider), (bottom - top, higher)];
        let [width, height] = size.map(|(side, more)| unit(f64::from(side) * more));
        let Some(size) = PageSize::from_wh(width, height) else { return };
        let Ok(image) = Image::from_custom(pixels, true) else { return };
        let clip = within.and_then(path_of);
        if within.is_some() && clip.is_none() {
            return;
        }
        if let Some(clip) = &clip {
            self.surface.push_clip_path(clip, &FillRule::NonZero);
        }
        self.surface.push_transform(&Transform::from_translate(left, top));
        self.surface.draw_image(image, size);
        self.surface.pop();
        if clip.is_some() {
            self.surface.pop();
        }
    }
}

/// Draws what a tile shows.
fn draw_tile(surface: &mut Surface<'_>, overlay: Overlay, fineness: f64) {
    let Overlay { pattern, color } = overlay;
    let (tile, weight) = (pattern.tile() * fineness, pattern.weight() * fineness);
    if pattern == Pattern::Dots {
        surface.set_fill(Some(filled(color)));
        for centre in [0.25 * tile, 0.75 * tile] {
            let dot = kurbo::Circle::new((centre, centre), weight / 2.0).to_path(TOLERANCE);
            if let Some(dot) = path_of(&dot) {
                surface.draw_path(&dot);
            }
        }
        return;
    }
    surface.set_fill(None);
    surface.set_stroke(Some(paint::Stroke {
        paint: colour(color),
        width: unit(weight),
        opacity: opacity(color),
        ..paint::Stroke::default()
    }));
    if let Some(lines) = path_of(&tile_lines(pattern, fineness)) {
        surface.draw_path(&lines);
    }
}

/// A path as the writer has it; `None` if there is nothing to draw.
fn path_of(path: &BezPath) -> Option<Path> {
    let mut builder = PathBuilder::new();
    let [x, y] = [|p: kurbo::Point| unit(p.x), |p: kurbo::Point| unit(p.y)];
    for element in path.elements() {
        match *element {
            PathEl::MoveTo(to) => builder.move_to(x(to), y(to)),
            PathEl::LineTo(to) => builder.line_to(x(to), y(to)),
            PathEl::QuadTo(by, to) => builder.quad_to(x(by), y(by), x(to), y(to)),
            PathEl::CurveTo(by, past, to) => {
                builder.cubic_to(x(by), y(by), x(past), y(past), x(to), y(to));
            }
            PathEl::ClosePath => builder.close(),
        }
    }
    builder.finish()
}

#[expect(clippy::cast_possible_truncation, reason = "some thousand points, told to a hundredth")]
fn unit(value: f64) -> f32 {
    value as f32
}

fn colour([r, g, b, _]: Color) -> paint::Paint {
    rgb::Color::new(r, g, b).into()
}

fn opacity([.., alpha]: Color) -> NormalizedF32 {
    NormalizedF32::new(f32::from(alpha) / 255.0).unwrap_or(NormalizedF32::ONE)
}

fn filled(color: Color) -> Fill {
    Fill { paint: colour(color), opacity: opacity(color), rule: FillRule::NonZero }
}
