//! An SVG of ours as PNG, set in the bundled fonts.

use std::borrow::Cow;
use std::sync::{Arc, OnceLock};

use rayon::prelude::*;
use resvg::tiny_skia::{PixmapMut, Transform};
use resvg::usvg;
use thiserror::Error;

use crate::atlas::Atlas;
use crate::picture::Picture;
use crate::picture::faces::FONT_FILES;

use super::svg::svg_of_rows;

/// The most pixels that a picture may have: a square metre at 300 dots per inch.
pub const MOST_PIXELS: f64 = 140e6;

/// Bands that a picture is drawn in. Each draws what crosses it anew, so that more than two cost more
/// than they save.
const BANDS: u32 = 2;

/// Why a picture cannot be drawn.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum PngError {
    /// No pixels, or too many.
    #[error("a picture of {0} × {1} pixels cannot be drawn; it may have 140 million at the most")]
    Size(u64, u64),
    /// The SVG cannot be read, which is a fault of the program.
    #[error("the picture cannot be drawn: {0}")]
    Svg(String),
    /// The file cannot be made.
    #[error("the picture cannot be packed: {0}")]
    Packing(String),
}

/// Draws an SVG of ours, which has an opaque ground, at its own size; red, green, blue and alpha of
/// each pixel, rows from the top.
///
/// # Errors
/// A size without pixels or with too many; a fault in the SVG.
pub fn pixels(svg: &str) -> Result<(u32, u32, Vec<u8>), PngError> {
    let tree = parsed(svg)?;
    let size = tree.size().to_int_size();
    bands(size.width(), size.height(), |_| Ok(Cow::Borrowed(&tree)))
}

/// Draws a picture as [`pixels`] draws its SVG, and quicker: each band of rows from an SVG of its
/// own, side by side.
///
/// # Errors
/// As [`pixels`].
pub fn pixels_of(
    atlas: &Atlas,
    picture: &Picture,
    scale: f64,
) -> Result<(u32, u32, Vec<u8>), PngError> {
    // As the size of the whole SVG is read.
    let svg = svg_of_rows(atlas, picture, scale, [-1e9, -1e9]);
    let size = parsed(&svg)?.size().to_int_size();
    bands(size.width(), size.height(), |rows: [f64; 2]| {
        let rows = rows.map(|row| row / scale);
        parsed(&svg_of_rows(atlas, picture, scale, rows)).map(Cow::Owned)
    })
}

fn parsed(svg: &str) -> Result<usvg::Tree, PngError> {
    let options = usvg::Options {
        fontdb: fonts(),
        font_family: "Noto Sans".to_owned(),
        ..usvg::Options::default()
    };
    usvg::Tree::from_str(svg, &options).map_err(|error| PngError::Svg(error.to_string()))
}

/// Draws bands of rows side by side; their number does not hang on the machine. `tree` gives what is
/// drawn in the rows from one to another, counted in pixels.
fn bands<'t>(
    width: u32,
    height: u32,
    tree: impl Fn([f64; 2]) -> Result<Cow<'t, usvg::Tree>, PngError> + Sync,
) -> Result<(u32, u32, Vec<u8>), PngError> {
    if f64::from(width) * f64::from(height) > MOST_PIXELS {
        return Err(PngError::Size(width.into(), height.into()));
    }
    let rows = height.div_ceil(BANDS);
    let mut rgba = vec![0; width as usize * height as usize * 4];
    let bands = rgba.par_chunks_mut(width as usize * rows as usize * 4);
    bands.enumerate().try_for_each(|(i, band)| {
        let count = u32::try_from(band.len() / (width as usize * 4)).unwrap_or(0);
        let mut pixmap = PixmapMut::from_bytes(band, width, count)
            .ok_or(PngError::Size(u64::from(width), u64::from(height)))?;
        #[expect(clippy::cast_precision_loss, reason = "a picture has some thousand rows")]
        let top = (i * rows as usize) as f32;
        let tree = tree([f64::from(top), f64::from(top) + f64::from(count)])?;
        resvg::render(&tree, Transform::from_translate(0.0, -top), &mut pixmap);
        Ok(())
    })?;
    // The ground covers the whole picture: no pixel is see-through, so that none has to be divided
    // by its alpha.
    Ok((width, height, rgba))
}

/// Packs pixels into a PNG file that says how many of them a metre of paper takes.
///
/// # Errors
/// What the packer says.
pub fn pack(
    width: u32,
    height: u32,
    rgba: &[u8],
    pixels_per_metre: f64,
) -> Result<Vec<u8>, PngError> {
    // The ground of a picture is opaque: three channels are enough, and quicker.
    let mut rgb = vec![0; rgba.len() / 4 * 3];
    let rows = 64 * width.max(1) as usize;
    rgb.par_chunks_mut(3 * rows).zip(rgba.par_chunks(4 * rows)).for_each(|(to, from)| {
        for (to, from) in to.chunks_exact_mut(3).zip(from.chunks_exact(4)) {
            to.copy_from_slice(&from[..3]);
        }
    });
    let mut file = Vec::with_capacity(rgb.len() / 8);
    let fail = |error: png::EncodingError| PngError::Packing(error.to_string());
    let mut encoder = png::Encoder::new(&mut file, width, height);
    encoder.set_color(png::ColorType::Rgb);
    encoder.set_depth(png::BitDepth::Eight);
    encoder.set_compression(png::Compression::Fast);
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "some thousand pixels a metre"
    )]
    let density = pixels_per_metre.round().clamp(1.0, 1e6) as u32;
    encoder.set_pixel_dims(Some(png::PixelDimensions {
        xppu: density,
        yppu: density,
        unit: png::Unit::Meter,
    }));
    let mut writer = encoder.write_header().map_err(fail)?;
    writer.write_image_data(&rgb).map_err(fail)?;
    writer.finish().map_err(fail)?;
    Ok(file)
}

/// Draws a picture as a PNG file; a point is so many pixels wide.
///
/// # Errors
/// As [`pixels_of`] and [`pack`].
pub fn png(
    atlas: &Atlas,
    picture: &Picture,
    scale: f64,
    pixels_per_metre: f64,
) -> Result<Vec<u8>, PngError> {
    let (width, height, rgba) = pixels_of(atlas, picture, scale)?;
    pack(width, height, &rgba, pixels_per_metre)
}

/// The bundled fonts, and no other: the same picture on every machine.
fn fonts() -> Arc<usvg::fontdb::Database> {
    static FONTS: OnceLock<Arc<usvg::fontdb::Database>> = OnceLock::new();
    FONTS
        .get_or_init(|| {
            let mut database = usvg::fontdb::Database::new();
            for file in FONT_FILES {
                let source = usvg::fontdb::Source::Binary(Arc::new(file.bytes));
                database.load_font_source(source);
            }
            database.set_sans_serif_family("Noto Sans");
            database.set_serif_family("Noto Serif");
            Arc::new(database)
        })
        .clone()
}
