//! Pixels as a PNG file.

use rayon::prelude::*;
use thiserror::Error;

use crate::atlas::Atlas;
use crate::picture::{Picture, Shade};

use super::raster::pixels;

/// The most pixels that a picture may have: a square metre at 300 dots per inch.
pub const MOST_PIXELS: f64 = 140e6;

/// Why a picture cannot be drawn.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum PngError {
    /// No pixels, or too many.
    #[error("a picture of {0} × {1} pixels cannot be drawn; it may have 140 million at the most")]
    Size(u64, u64),
    /// The file cannot be made.
    #[error("the picture cannot be packed: {0}")]
    Packing(String),
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
/// As [`pixels`] and [`pack`].
pub fn png(
    atlas: &Atlas,
    picture: &Picture,
    scale: f64,
    pixels_per_metre: f64,
) -> Result<Vec<u8>, PngError> {
    let (width, height, rgba) = pixels(atlas, picture, scale)?;
    pack(width, height, &rgba, pixels_per_metre)
}

/// Packs light and shadow: a byte for each pixel, and the colours that the bytes mean.
///
/// # Errors
/// What the packer says.
pub fn pack_shade(shade: &Shade) -> Result<Vec<u8>, PngError> {
    let fail = |error: png::EncodingError| PngError::Packing(error.to_string());
    let [width, height] = shade.size.map(u32::from);
    let mut file = Vec::new();
    let mut encoder = png::Encoder::new(&mut file, width, height);
    encoder.set_color(png::ColorType::Indexed);
    encoder.set_depth(png::BitDepth::Eight);
    encoder.set_palette(shade.colors.iter().flat_map(|c| [c[0], c[1], c[2]]).collect::<Vec<_>>());
    encoder.set_trns(shade.colors.iter().map(|c| c[3]).collect::<Vec<_>>());
    let mut writer = encoder.write_header().map_err(fail)?;
    writer.write_image_data(&shade.tones).map_err(fail)?;
    writer.finish().map_err(fail)?;
    Ok(file)
}
