//! The glyphs of a text as outlines.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};

use kurbo::{Affine, BezPath};
use skrifa::instance::{LocationRef, Size};
use skrifa::outline::{DrawSettings, OutlinePen};
use skrifa::{FontRef, GlyphId, MetadataProvider};

use crate::picture::faces::FONT_FILES;
use crate::picture::shape::{Shaped, shape};
use crate::picture::{Anchor, TextMark};

/// Adds the outlines of a text's glyphs to a path.
pub(super) fn add_glyphs(path: &mut BezPath, text: &TextMark) {
    let shaped = shape(text.face, &text.text);
    let left = match text.anchor {
        Anchor::Start => 0.0,
        Anchor::Middle => -0.5 * shaped.width_at(text.size, text.spacing),
        Anchor::End => -shaped.width_at(text.size, text.spacing),
    };
    let at = text.at.map(f64::from);
    let turned = Affine::translate((at[0], at[1])) * Affine::rotate(text.angle.into());
    for glyph in &shaped.glyphs {
        let [x, y] = Shaped::origin(glyph, text.size, text.spacing).map(f64::from);
        let (outline, ems) = outline(glyph.font, glyph.id);
        let size = f64::from(text.size) * ems;
        let to_text = Affine::new([size, 0.0, 0.0, -size, f64::from(left) + x, y]);
        let affine = turned * to_text;
        path.extend(outline.elements().iter().map(|&element| affine * element));
    }
}

/// An outline in units of its font, y upwards, and how many ems a unit is.
type Outline = (Arc<BezPath>, f64);

/// The outline of a glyph.
fn outline(font: usize, id: u32) -> Outline {
    static OUTLINES: Mutex<BTreeMap<(usize, u32), Outline>> = Mutex::new(BTreeMap::new());
    let locked = || OUTLINES.lock().unwrap_or_else(PoisonError::into_inner);
    if let Some(known) = locked().get(&(font, id)) {
        return known.clone();
    }
    let mut pen = Pen::default();
    let mut ems = 0.001;
    if let Some(font) = FONT_FILES.get(font).and_then(|file| FontRef::new(file.bytes).ok()) {
        let units = font.metrics(Size::unscaled(), LocationRef::default()).units_per_em;
        ems = 1.0 / f64::from(units.max(1));
        let settings = DrawSettings::unhinted(Size::unscaled(), LocationRef::default());
        if let Some(glyph) = font.outline_glyphs().get(GlyphId::new(id)) {
            // A glyph that cannot be read is not seen.
            if glyph.draw(settings, &mut pen).is_err() {
                pen = Pen::default();
            }
        }
    }
    let outline = (Arc::new(pen.0), ems);
    locked().insert((font, id), outline.clone());
    outline
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
