//! What is exported: a look as the bytes of a file.

use std::path::Path;

use crate::atlas::Atlas;
use crate::geography::Size;
use crate::picture::sheet::{With, sheet};
use crate::picture::{Picture, Request, Words};
use crate::view::{Look, link};

use super::{PngError, png, svg, svg_on_paper};

/// Points of a picture to an inch of paper, as CSS pixels are.
pub const POINTS_PER_INCH: f64 = 96.0;

/// What kind of file a picture is saved as.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PictureFormat {
    /// Pixels.
    Png,
    /// Shapes.
    Svg,
}

impl PictureFormat {
    /// The kind that a file's ending asks for.
    ///
    /// # Errors
    /// A sentence that names the endings.
    pub fn of(path: &Path) -> Result<Self, String> {
        let ending = path.extension().and_then(|e| e.to_str()).map(str::to_ascii_lowercase);
        match ending.as_deref() {
            Some("png") => Ok(Self::Png),
            Some("svg") => Ok(Self::Svg),
            _ => Err("expected a file that ends in .png or .svg".to_owned()),
        }
    }
}

/// A picture to be made.
#[derive(Debug, Clone)]
pub struct Job {
    /// What is shown.
    pub look: Look,
    /// Width and height in points.
    pub size: Size,
    /// Pixels a point.
    pub scale: f64,
    /// What kind of file.
    pub format: PictureFormat,
    /// Whether the size is one on paper.
    pub paper: bool,
    /// What stands beside and below the map.
    pub with: With,
}

impl Job {
    /// The bytes of the file.
    ///
    /// # Errors
    /// A picture that cannot be drawn.
    pub fn file(&self, atlas: &Atlas) -> Result<Vec<u8>, PngError> {
        let words = || Words::new(&atlas.history, self.look.language());
        let (words, ()) = rayon::join(words, || atlas.unpack());
        let mut picture = picture_of(atlas, &words, &self.look, (self.size, self.scale), self.with);
        picture.view = Some(link::of(atlas, &self.look));
        match self.format {
            PictureFormat::Svg if self.paper => Ok(svg_on_paper(atlas, &picture).into_bytes()),
            PictureFormat::Svg => Ok(svg(atlas, &picture, self.scale).into_bytes()),
            PictureFormat::Png => {
                let pixels_per_metre = self.scale * POINTS_PER_INCH / 0.0254;
                png::png(atlas, &picture, self.scale, pixels_per_metre)
            }
        }
    }
}

/// The picture of a look that stands alone, as in a file; a point is so many pixels.
#[must_use]
pub fn picture_of(
    atlas: &Atlas,
    words: &Words,
    look: &Look,
    (size, scale): (Size, f64),
    with: With,
) -> Picture {
    sheet(atlas, words, look, &Request { size, pixels_per_point: scale, alone: true }, with)
}
