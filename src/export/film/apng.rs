//! A film as an animated PNG.

use crate::export::carried::KEYWORD;
use crate::export::job::ExportError;

use super::About;
use super::frames::{Frames, Patch, opaque};

pub(super) fn write(frames: &Frames<'_>, about: &About<'_>) -> Result<Vec<u8>, ExportError> {
    let fail = |error: png::EncodingError| ExportError::Film(error.to_string());
    let [width, height] = about.pixels;
    let mut file = Vec::new();
    let mut encoder = png::Encoder::new(&mut file, width, height);
    encoder.set_color(png::ColorType::Rgb);
    encoder.set_depth(png::BitDepth::Eight);
    encoder.set_compression(png::Compression::Fast);
    let count = u32::try_from(frames.scenes.len()).unwrap_or(u32::MAX);
    encoder.set_animated(count, u32::from(!about.looped)).map_err(fail)?;
    encoder.add_text_chunk(KEYWORD.to_owned(), about.view.to_owned()).map_err(fail)?;
    let mut writer = encoder.write_header().map_err(fail)?;
    let mut before: Option<Vec<u8>> = None;
    frames.each(|rgba, millis| {
        let rgb = opaque(rgba);
        let patch = before.as_ref().map_or(Patch::whole(about.pixels), |before| {
            Patch::between(about.pixels, 3, before, &rgb)
        });
        let (parts, of) = match u16::try_from(millis) {
            Ok(millis) => (millis, 1000),
            Err(_) => (u16::try_from(millis / 10).unwrap_or(u16::MAX), 100),
        };
        writer.set_frame_delay(parts, of).map_err(fail)?;
        if before.is_some() {
            writer.set_frame_dimension(patch.width, patch.height).map_err(fail)?;
            writer.set_frame_position(patch.left, patch.top).map_err(fail)?;
        }
        writer.write_image_data(&patch.cut(width, 3, &rgb)).map_err(fail)?;
        // A new frame begins with the size of the whole.
        if before.is_some() {
            writer.reset_frame_position().map_err(fail)?;
            writer.reset_frame_dimension().map_err(fail)?;
        }
        before = Some(rgb);
        Ok(())
    })?;
    writer.finish().map_err(fail)?;
    Ok(file)
}
