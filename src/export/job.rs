//! What is exported: a look as the bytes of a file.

use std::path::Path;

use thiserror::Error;

use crate::atlas::Atlas;
use crate::geography::Size;
use crate::picture::sheet::{With, sheet};
use crate::picture::{Picture, Request, Words};
use crate::view::{Look, link};

use super::film::Film;
use super::listing::{Listing, ListingError};
use super::pdf::{self, PdfError};
use super::progress::Progress;
use super::svg::{Extent, Lettering, written};
use super::{PngError, png};

pub use crate::view::choices::POINTS_PER_INCH;

/// What kind of file a picture is saved as.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PictureFormat {
    /// Pixels.
    Png,
    /// Shapes.
    Svg,
    /// A page of shapes.
    Pdf,
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
            Some("pdf") => Ok(Self::Pdf),
            _ => Err("expected a file that ends in .png, .svg or .pdf".to_owned()),
        }
    }
}

/// Why a file cannot be made.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum ExportError {
    /// Its pixels cannot.
    #[error(transparent)]
    Pixels(#[from] PngError),
    /// Its film cannot.
    #[error("the film cannot be made: {0}")]
    Film(String),
    /// It is not wanted any more.
    #[error("cancelled")]
    Cancelled,
    /// Its page cannot.
    #[error(transparent)]
    Page(#[from] PdfError),
    /// Its list cannot.
    #[error(transparent)]
    List(#[from] ListingError),
}

/// A picture to be made.
#[derive(Debug, Clone, PartialEq)]
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
    /// How the texts of an SVG are written.
    pub lettering: Lettering,
}

impl Job {
    /// The bytes of the file.
    ///
    /// # Errors
    /// A picture that cannot be drawn.
    pub fn file(&self, atlas: &Atlas) -> Result<Vec<u8>, ExportError> {
        let words = || Words::new(&atlas.history, self.look.language());
        let (words, ()) = rayon::join(words, || atlas.unpack());
        let mut picture = picture_of(atlas, &words, &self.look, (self.size, self.scale), self.with);
        picture.view = Some(link::of(atlas, &self.look));
        match self.format {
            PictureFormat::Svg => {
                let extent = if self.paper { Extent::Paper } else { Extent::Pixels(self.scale) };
                Ok(written(atlas, &picture, extent, self.lettering).into_bytes())
            }
            PictureFormat::Png => {
                let pixels_per_metre = self.scale * POINTS_PER_INCH / 0.0254;
                Ok(png::png(atlas, &picture, self.scale, pixels_per_metre)?)
            }
            PictureFormat::Pdf => {
                let language = &atlas.history.languages[usize::from(self.look.language().0)];
                Ok(pdf::pdf(atlas, &picture, language)?)
            }
        }
    }
}

/// A picture, a film or a list to be made.
#[derive(Debug, Clone, PartialEq)]
pub enum Work {
    /// A picture.
    Picture(Job),
    /// A film.
    Film(Film),
    /// A list.
    List(Listing),
}

impl Work {
    /// The bytes of the file.
    ///
    /// # Errors
    /// As [`Job::file`] and [`Film::file`].
    pub fn file(&self, atlas: &Atlas, progress: &Progress) -> Result<Vec<u8>, ExportError> {
        let at_once = |file: &dyn Fn() -> Result<Vec<u8>, ExportError>| {
            progress.begin(1);
            let file = file()?;
            progress.step();
            if progress.is_cancelled() { Err(ExportError::Cancelled) } else { Ok(file) }
        };
        match self {
            Self::Picture(job) => at_once(&|| job.file(atlas)),
            Self::List(list) => at_once(&|| Ok(list.text(atlas)?.into_bytes())),
            Self::Film(film) => film.file(atlas, progress),
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
