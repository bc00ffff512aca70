//! A film as an animated PNG.

use crate::export::carried::KEYWORD;
use crate::export::job::ExportError;

use super::About;
use super::reel::{Frames, Patch};

pub(super) fn write(frames: &Frames<'_>, about: &About<'_>) -> Result<Vec<u8>, ExportError> {
    let fail = |error: png::EncodingError| ExportError::Film(error.to_string());
    let [width, height] = about.pixels;
    let mut file = Vec::new();
    let mut encoder = png::Encoder::new(&mut file, width, height);
    encoder.set_color(png::ColorType::Rgba);
    encoder.set_depth(png::BitDepth::Eight);
    encoder.set_compression(png::Compression::Fast);
    let count = u32::try_from(frames.scenes.len()).unwrap_or(u32::MAX);
    encoder.set_animated(count, u32::from(!about.looped)).map_err(fail)?;
    // What did not change is see-through, and shows the frame before.
    encoder.set_blend_op(png::BlendOp::Over).map_err(fail)?;
    encoder.add_text_chunk(KEYWORD.to_owned(), about.view.to_owned()).map_err(fail)?;
    let mut writer = encoder.write_header().map_err(fail)?;
    let mut before: Option<Vec<u8>> = None;
    frames.each(|rgba, millis| {
        let patch = before.as_ref().map_or(Patch::whole(about.pixels), |before| {
            Patch::between(about.pixels, 4, before, rgba)
        });
        let (parts, of) = match u16::try_from(millis) {
            Ok(millis) => (millis, 1000),
            Err(_) => (u16::try_from(millis / 10).unwrap_or(u16::MAX), 100),
        };
        writer.set_frame_delay(parts, of).map_err(fail)?;
        if before.is_some() {
            // Each of the two is held to the other: from the corner every size fits.
            writer.set_frame_position(0, 0).map_err(fail)?;
            writer.set_frame_dimension(patch.width, patch.height).map_err(fail)?;
            writer.set_frame_position(patch.left, patch.top).map_err(fail)?;
        }
        let pixels = patch.changed(width, before.as_deref(), rgba);
        writer.write_image_data(&pixels).map_err(fail)?;
        before = Some(rgba.to_vec());
        Ok(())
    })?;
    writer.finish().map_err(fail)?;
    Ok(file)
}
