//! The glyphs of a text as outlines in pixels, and the halos around them: made once for each size.

use std::sync::{Arc, Mutex, PoisonError};

use kurbo::{Affine, BezPath, Join, PathEl, StrokeOpts};
use rustc_hash::FxHashMap;
use skrifa::instance::{LocationRef, Size};
use skrifa::outline::{DrawSettings, OutlinePen};
use skrifa::{FontRef, GlyphId, MetadataProvider};

use crate::picture::shape::{Shaped, shape};
use crate::picture::{Anchor, TextMark, stand_ins};

/// How far an outline of straight lines may be off the curves of a letter, in pixels.
const TOLERANCE: f64 = 0.06;

/// How far off its edge may be that of a halo, which is soft, in pixels.
const TOLERANCE_OF_HALO: f64 = 0.2;

/// So many outlines are kept before all are made anew.
const KEPT: usize = 8192;

/// Adds the outlines of a text's glyphs to a path, or those of what lies within so many points of
/// them. `to_pixels` turns points into pixels, of which a point has `scale`.
pub(super) fn add_glyphs(
    path: &mut BezPath,
    text: &TextMark,
    halo: Option<f32>,
    (to_pixels, scale): (Affine, f64),
) {
    let shaped = shape(text.face, &text.text);
    let left = left_of(text, &shaped);
    let at = text.at.map(f64::from);
    let turned = to_pixels
        * Affine::translate((at[0], at[1]))
        * Affine::rotate(text.angle.into())
        * Affine::translate((f64::from(left), 0.0));
    for glyph in &shaped.glyphs {
        let [x, y] = Shaped::origin(glyph, text.size, text.spacing).map(f64::from);
        let outline = outline(&Key::of(glyph.font, glyph.id, text.size, halo, scale));
        // The outline is in pixels already.
        let affine = turned * Affine::translate((x, y)) * Affine::scale(1.0 / scale);
        path.extend(outline.elements().iter().map(|&element| affine * element));
    }
}

/// The outlines of a text's glyphs as curves, in points, with the text turned about its point.
pub(super) fn outlines(text: &TextMark) -> BezPath {
    let shaped = shape(text.face, &text.text);
    let at = text.at.map(f64::from);
    let turned = Affine::translate((at[0], at[1]))
        * Affine::rotate(text.angle.into())
        * Affine::translate((f64::from(left_of(text, &shaped)), 0.0));
    let size = f64::from(text.size);
    let mut path = BezPath::new();
    for glyph in &shaped.glyphs {
        let [x, y] = Shaped::origin(glyph, text.size, text.spacing).map(f64::from);
        let placed = turned * Affine::translate((x, y)) * Affine::scale_non_uniform(size, -size);
        path.extend(curves(glyph.font, glyph.id).elements().iter().map(|&e| placed * e));
    }
    path
}

/// Where a text begins, from the point that it is anchored to.
pub(super) fn left_of(text: &TextMark, shaped: &Shaped) -> f32 {
    match text.anchor {
        Anchor::Start => 0.0,
        Anchor::Middle => -0.5 * shaped.width_at(text.size, text.spacing),
        Anchor::End => -shaped.width_at(text.size, text.spacing),
    }
}

/// What an outline depends on: font and glyph, size and halo in pixels, as bits.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
struct Key {
    font: usize,
    id: u32,
    size: u64,
    halo: u64,
}

impl Key {
    fn of(font: usize, id: u32, size: f32, halo: Option<f32>, scale: f64) -> Self {
        let halo = halo.map_or(0.0, |halo| f64::from(halo) * scale);
        Self { font, id, size: (f64::from(size) * scale).to_bits(), halo: halo.to_bits() }
    }
}

/// The outline of a glyph in pixels from its origin, of straight lines.
fn outline(key: &Key) -> Arc<BezPath> {
    static OUTLINES: Mutex<Option<FxHashMap<Key, Arc<BezPath>>>> = Mutex::new(None);
    let locked = || OUTLINES.lock().unwrap_or_else(PoisonError::into_inner);
    if let Some(known) = locked().as_ref().and_then(|outlines| outlines.get(key)) {
        return known.clone();
    }
    let outline = Arc::new(outline_anew(key));
    let mut outlines = locked();
    let outlines = outlines.get_or_insert_default();
    if outlines.len() >= KEPT {
        outlines.clear();
    }
    outlines.insert(*key, outline.clone());
    outline
}

fn outline_anew(key: &Key) -> BezPath {
    let (size, halo) = (f64::from_bits(key.size), f64::from_bits(key.halo));
    let mut curves = curves(key.font, key.id);
    curves.apply_affine(Affine::scale_non_uniform(size, -size));
    if halo <= 0.0 {
        return flattened(&curves, TOLERANCE);
    }
    // Lines have their halo quicker than curves, and nearly the same.
    let pen = kurbo::Stroke::new(2.0 * halo).with_join(Join::Round);
    let lines = flattened(&curves, TOLERANCE_OF_HALO);
    let edge = kurbo::stroke(&lines, &pen, &StrokeOpts::default(), TOLERANCE_OF_HALO);
    flattened(&edge, TOLERANCE_OF_HALO)
}

fn flattened(path: &BezPath, tolerance: f64) -> BezPath {
    let mut lines = BezPath::new();
    kurbo::flatten(path, tolerance, |element: PathEl| lines.push(element));
    lines
}

/// The outline of a glyph at a size of one, y upwards.
fn curves(font: usize, id: u32) -> BezPath {
    let mut pen = Pen::default();
    let Some(font) = stand_ins::file(font).and_then(|file| FontRef::new(file.bytes).ok()) else {
        return pen.0;
    };
    let units = font.metrics(Size::unscaled(), LocationRef::default()).units_per_em;
    let settings = DrawSettings::unhinted(Size::unscaled(), LocationRef::default());
    let drawn =
        font.outline_glyphs().get(GlyphId::new(id)).map(|glyph| glyph.draw(settings, &mut pen));
    // A glyph that cannot be read is not seen.
    if !matches!(drawn, Some(Ok(_))) {
        return BezPath::new();
    }
    pen.0.apply_affine(Affine::scale(1.0 / f64::from(units.max(1))));
    pen.0
}

/// Collects the outline of a glyph.
#[derive(Default)]
struct Pen(BezPath);

impl OutlinePen for Pen {
    fn move_to(&mut self, x: f32, y: f32) {
        self.0.move_to((f64::from(x), f64::from(y)));
    }

    fn line_to(&mut self, x: f32, y: f32) {
        self.0.line_to((f64::from(x), f64::from(y)));
    }

    fn quad_to(&mut self, cx: f32, cy: f32, x: f32, y: f32) {
        self.0.quad_to((f64::from(cx), f64::from(cy)), (f64::from(x), f64::from(y)));
    }

    fn curve_to(&mut self, ax: f32, ay: f32, bx: f32, by: f32, x: f32, y: f32) {
        let [a, b, to] = [[ax, ay], [bx, by], [x, y]].map(|p| p.map(f64::from));
        self.0.curve_to((a[0], a[1]), (b[0], b[1]), (to[0], to[1]));
    }

    fn close(&mut self) {
        self.0.close_path();
    }
}
