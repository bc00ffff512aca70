//! Light and shadow as the image of a page.

use std::sync::Arc;

use krilla::image::{BitsPerComponent, CustomImage, ImageColorspace};

use crate::picture::Shade;

/// So many pixels to an inch are left of a shade that has at least twice as many. The relief is known to
/// half a kilometre, which on a page is less than such a pixel.
const FINEST: f64 = 144.0;

/// What is as see-through as that, of 255, takes the colour of the pixel before it: nobody sees which it
/// has, and what changes less often is packed sooner and smaller.
const FAINT: u8 = 3;

/// A shade of which so many pixels each way are one. Tones are a scale from dark to light, so that their
/// mean is the tone of all of them.
fn shrunk(shade: &Shade, times: u16) -> Shade {
    let [width, height] = shade.size.map(usize::from);
    let step = usize::from(times);
    let size = shade.size.map(|side| side.div_ceil(times));
    let mut tones = Vec::with_capacity(usize::from(size[0]) * usize::from(size[1]));
    for top in (0..height).step_by(step) {
        let rows = top..height.min(top + step);
        for left in (0..width).step_by(step) {
            let columns = left..width.min(left + step);
            let own = |row: usize| &shade.tones[row * width..][columns.clone()];
            let sum: u32 = rows.clone().flat_map(own).map(|&tone| u32::from(tone)).sum();
            let count = u32::try_from(rows.len() * columns.len()).unwrap_or(1).max(1);
            tones.push(u8::try_from((sum + count / 2) / count).unwrap_or(u8::MAX));
        }
    }
    Shade { size, tones, colors: shade.colors.clone() }
}

/// Light and shadow, as what a page holds: colours and how see-through they are.
#[derive(Debug, Clone, Hash)]
pub(super) struct Pixels {
    size: [u16; 2],
    /// A byte for each pixel if there is no hue, otherwise three.
    color: Arc<Vec<u8>>,
    alpha: Arc<Vec<u8>>,
    grey: bool,
}

impl Pixels {
    /// Of a shade that is as wide as so many inches: no finer than what is seen of soft light on paper.
    /// Besides, how much wider and higher than the shade it is, where whole pixels do not fit.
    pub(super) fn on_paper(shade: &Shade, inches: f64) -> (Self, [f64; 2]) {
        let per_inch = f64::from(shade.size[0]) / inches.max(1e-3);
        let times = (per_inch / FINEST).floor().clamp(1.0, 16.0);
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "1 to 16")]
        let times = times as u16;
        if times == 1 {
            return (Self::of(shade), [1.0, 1.0]);
        }
        let small = shrunk(shade, times);
        let wider = [0, 1].map(|axis| {
            f64::from(small.size[axis]) * f64::from(times) / f64::from(shade.size[axis].max(1))
        });
        (Self::of(&small), wider)
    }

    fn of(shade: &Shade) -> Self {
        let grey = shade.colors.iter().all(|&[r, g, b, _]| r == g && g == b);
        let channels = if grey { 1 } else { 3 };
        let mut color = Vec::with_capacity(channels * shade.tones.len());
        let mut alpha = Vec::with_capacity(shade.tones.len());
        let mut before = [0; 3];
        for tone in &shade.tones {
            let own = shade.colors.get(usize::from(*tone)).copied().unwrap_or_default();
            let [r, g, b, a] = own;
            if a > FAINT {
                before = [r, g, b];
            }
            color.extend_from_slice(&before[..channels]);
            alpha.push(a);
        }
        Self { size: shade.size, color: color.into(), alpha: alpha.into(), grey }
    }
}

impl CustomImage for Pixels {
    fn color_channel(&self) -> &[u8] {
        &self.color
    }

    fn alpha_channel(&self) -> Option<&[u8]> {
        Some(&self.alpha)
    }

    fn bits_per_component(&self) -> BitsPerComponent {
        BitsPerComponent::Eight
    }

    fn size(&self) -> (u32, u32) {
        (self.size[0].into(), self.size[1].into())
    }

    fn icc_profile(&self) -> Option<&[u8]> {
        None
    }

    fn color_space(&self) -> ImageColorspace {
        if self.grey { ImageColorspace::Luma } else { ImageColorspace::Rgb }
    }
}
