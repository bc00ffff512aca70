//! A film as an animated WebP, without loss.
//!
//! The library packs single pictures; the frames are put together here by the container's description
//! (RIFF, VP8X, ANIM, ANMF), as Google's *WebP Container Specification* has it.

use image_webp::{ColorType, WebPEncoder};

use crate::export::job::ExportError;

use super::About;
use super::reel::{Frames, Patch};

/// A frame is laid over the one before, which shows where it is see-through, and stays.
const BLENDED: u8 = 0;
/// The file is animated, has pixels that are see-through, and data of XMP.
const ANIMATED: u8 = 0b10;
const WITH_ALPHA: u8 = 0b1_0000;
const WITH_XMP: u8 = 0b100;

pub(super) fn write(frames: &Frames<'_>, about: &About<'_>) -> Result<Vec<u8>, ExportError> {
    let [width, height] = about.pixels;
    let mut chunks = Vec::new();
    let mut head = vec![ANIMATED | WITH_ALPHA | WITH_XMP, 0, 0, 0];
    head.extend(three(width - 1));
    head.extend(three(height - 1));
    chunk(&mut chunks, *b"VP8X", &head);
    let times = u16::from(!about.looped);
    let mut animation = vec![255; 4];
    animation.extend(times.to_le_bytes());
    chunk(&mut chunks, *b"ANIM", &animation);
    let mut before: Option<Vec<u8>> = None;
    frames.each(|rgba, millis| {
        let patch = before.as_ref().map_or(Patch::whole(about.pixels), |before| {
            Patch::between(about.pixels, 4, before, rgba).even()
        });
        let mut frame = Vec::new();
        frame.extend(three(patch.left / 2));
        frame.extend(three(patch.top / 2));
        frame.extend(three(patch.width - 1));
        frame.extend(three(patch.height - 1));
        frame.extend(three(millis.min(0xFF_FFFF)));
        frame.push(BLENDED);
        frame.extend(packed(patch, &patch.changed(width, before.as_deref(), rgba))?);
        chunk(&mut chunks, *b"ANMF", &frame);
        before = Some(rgba.to_vec());
        Ok(())
    })?;
    chunk(&mut chunks, *b"XMP ", crate::export::carried::xmp(about.view).as_bytes());
    let mut file = b"RIFF".to_vec();
    let size = u32::try_from(chunks.len() + 4)
        .map_err(|error| ExportError::Film(format!("it is larger than a WebP may be: {error}")))?;
    file.extend(size.to_le_bytes());
    file.extend(b"WEBP");
    file.extend(chunks);
    Ok(file)
}

/// The chunk of a picture, without the container that it comes in.
fn packed(patch: Patch, rgba: &[u8]) -> Result<Vec<u8>, ExportError> {
    let mut file = Vec::new();
    WebPEncoder::new(&mut file)
        .encode(rgba, patch.width, patch.height, ColorType::Rgba8)
        .map_err(|error| ExportError::Film(error.to_string()))?;
    // RIFF, its size, WEBP: then the chunk that is wanted.
    Ok(file.split_off(12.min(file.len())))
}

/// Adds a chunk: its name, how long it is, and what is in it, to an even number of bytes.
fn chunk(to: &mut Vec<u8>, name: [u8; 4], data: &[u8]) {
    to.extend(name);
    to.extend(u32::try_from(data.len()).unwrap_or(u32::MAX).to_le_bytes());
    to.extend(data);
    if data.len() % 2 == 1 {
        to.push(0);
    }
}

/// A number in three bytes.
fn three(value: u32) -> [u8; 3] {
    let [a, b, c, _] = value.to_le_bytes();
    [a, b, c]
}
