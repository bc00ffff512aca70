//! Light and shadow as the image of a page.

use std::sync::Arc;

use krilla::image::{BitsPerComponent, CustomImage, ImageColorspace};

use crate::picture::Shade;

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
    pub(super) fn of(shade: &Shade) -> Self {
        let grey = shade.colors.iter().all(|&[r, g, b, _]| r == g && g == b);
        let of_tone = |tone: &u8| shade.colors.get(usize::from(*tone)).copied().unwrap_or_default();
        let tones = shade.tones.iter().map(of_tone);
        let color = if grey {
            tones.clone().map(|[r, ..]| r).collect()
        } else {
            tones.clone().flat_map(|[r, g, b, _]| [r, g, b]).collect::<Vec<u8>>()
        };
        let alpha: Vec<u8> = tones.map(|[.., a]| a).collect();
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
