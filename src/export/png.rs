//! Pixels as a PNG file.

use std::io::Write;

use thiserror::Error;

use crate::atlas::Atlas;
use crate::picture::{Picture, Shade};

use super::carried::KEYWORD;
use super::raster::{in_bands, size_of, without_alpha};

/// The most pixels that a picture may have: a square metre at 300 dots per inch.
pub const MOST_PIXELS: f64 = 140e6;

/// Bytes of packed pixels that stand together in a file.
const CHUNK: usize = 1 << 20;

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
    let mut rgb = Vec::new();
    without_alpha(rgba, &mut rgb);
    packed([width, height], (pixels_per_metre, None), |add| add(&rgb))
}

/// Draws a picture as a PNG file; a point is so many pixels wide. What is drawn is packed while the
/// rest is being drawn.
///
/// # Errors
/// As [`in_bands`], and what the packer says.
pub fn png(
    atlas: &Atlas,
    picture: &Picture,
    scale: f64,
    pixels_per_metre: f64,
) -> Result<Vec<u8>, PngError> {
    let size = size_of(picture.size, scale)?;
    let view = picture.view.as_deref();
    packed(size, (pixels_per_metre, view), |add| in_bands(atlas, picture, scale, add))
}

/// Takes pixels in whole rows: red, green and blue of each.
type Add<'a> = &'a mut dyn FnMut(&[u8]) -> Result<(), PngError>;

/// The file of the rows that `draw` gives to what it is called with, one after the other.
fn packed(
    [width, height]: [u32; 2],
    (pixels_per_metre, view): (f64, Option<&str>),
    draw: impl FnOnce(Add<'_>) -> Result<(), PngError>,
) -> Result<Vec<u8>, PngError> {
    let mut file = Vec::new();
    let mut encoder = png::Encoder::new(&mut file, width, height);
    encoder.set_color(png::ColorType::Rgb);
    encoder.set_depth(png::BitDepth::Eight);
    // Each row against the one above: a seventh larger than with the best filter for each row, but the
    // whole picture is there an eighth sooner.
    encoder.set_compression(png::Compression::Fastest);
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
    if let Some(view) = view {
        let text = encoder.add_text_chunk(KEYWORD.to_owned(), view.to_owned());
        text.map_err(|error| not_packed(&error))?;
    }
    let mut writer = encoder.write_header().map_err(|error| not_packed(&error))?;
    let stream = writer.stream_writer_with_size(CHUNK);
    let mut stream = stream.map_err(|error| not_packed(&error))?;
    // The ground of a picture is opaque: three channels are enough, and quicker.
    draw(&mut |rgb| stream.write_all(rgb).map_err(|error| not_packed(&error)))?;
    stream.finish().map_err(|error| not_packed(&error))?;
    writer.finish().map_err(|error| not_packed(&error))?;
    Ok(file)
}

fn not_packed(error: &impl std::fmt::Display) -> PngError {
    PngError::Packing(error.to_string())
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
