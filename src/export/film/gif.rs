//! A film as a GIF of one palette.

use std::borrow::Cow;

use gif::{DisposalMethod, Encoder, Extension, Frame, Repeat};

use crate::export::job::ExportError;

use super::About;
use super::quantised::{Palette, SAME};
use super::reel::{Frames, Patch};

/// Pictures that the palette is taken from, spread over the film.
const SAMPLES: usize = 12;

pub(super) fn write(
    frames: &Frames<'_>,
    about: &About<'_>,
    wanted: &[[u8; 3]],
) -> Result<Vec<u8>, ExportError> {
    let fail = |error: gif::EncodingError| ExportError::Film(error.to_string());
    let side = |side: u32| u16::try_from(side).unwrap_or(u16::MAX);
    let [width, height] = about.pixels;
    let mut palette = Palette::of(&frames.samples(SAMPLES)?, wanted);
    let mut file = Vec::new();
    let mut encoder =
        Encoder::new(&mut file, side(width), side(height), &palette.bytes()).map_err(fail)?;
    if about.looped {
        encoder.set_repeat(Repeat::Infinite).map_err(fail)?;
    }
    let comment = [about.view.as_bytes()];
    encoder.write_raw_extension(Extension::Comment.into(), &comment).map_err(fail)?;
    let mut before: Option<Vec<u8>> = None;
    // What a hundredth of a second is short of, so that the film is as long as it is to be.
    let mut owed = 0_u32;
    frames.each(|rgba, millis| {
        let places = palette.places(rgba);
        let patch = before.as_ref().map_or(Patch::whole(about.pixels), |before| {
            Patch::between(about.pixels, 1, before, &places)
        });
        let mut pixels = patch.cut(width, 1, &places);
        if let Some(before) = &before {
            let old = patch.cut(width, 1, before);
            for (pixel, old) in pixels.iter_mut().zip(old) {
                if *pixel == old {
                    *pixel = SAME;
                }
            }
        }
        owed += millis;
        let delay = u16::try_from(owed / 10).unwrap_or(u16::MAX);
        owed = owed.saturating_sub(u32::from(delay) * 10).min(9);
        let mut frame = Frame {
            delay,
            dispose: DisposalMethod::Keep,
            transparent: before.is_some().then_some(SAME),
            left: side(patch.left),
            top: side(patch.top),
            width: side(patch.width),
            height: side(patch.height),
            buffer: Cow::Owned(pixels),
            ..Frame::default()
        };
        frame.make_lzw_pre_encoded();
        encoder.write_lzw_pre_encoded_frame(&frame).map_err(fail)?;
        before = Some(places);
        Ok(())
    })?;
    drop(encoder);
    Ok(file)
}
