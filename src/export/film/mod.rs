//! Films: a list of looks as moving pictures.
//!
//! All pictures are composed one after the other, so that each uses what the one before has kept; those
//! that are the same are one, that stays longer. They are drawn side by side, some at a time, and each
//! becomes a frame in order.

mod apng;
mod gif;
mod mp4;
mod quantised;
mod reel;
mod webp;

use std::path::Path;
use std::sync::Arc;

use rayon::prelude::*;

use crate::atlas::Atlas;
use crate::geography::Size;
use crate::history::{Day, HolderId, Tour};
use crate::picture::compose::Composer;
use crate::picture::sheet::{With, sheet_after};
use crate::picture::stage::points;
use crate::picture::{Picture, Request, Words, caption};
use crate::view::link::LinkError;
use crate::view::stops::{self, Step};
use crate::view::{Look, Touring, link};

use super::job::ExportError;
use super::paint::paint;
use super::png::PngError;
use super::progress::Progress;
use super::raster::{drawn, size_of};

use reel::Frames;

/// The most pictures of a film.
pub const MOST_PICTURES: usize = 4000;
/// The most pixels of a picture of a film.
pub const MOST_PIXELS: f64 = 8.5e6;
/// Bands that a picture is drawn in: pictures are drawn side by side, so that one has but one.
const BANDS: u32 = 1;
/// Pictures that are drawn at a time.
const AT_A_TIME: usize = 4;

/// What kind of file a film is saved as.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FilmFormat {
    /// 256 colours, shown everywhere.
    Gif,
    /// All colours, shown by browsers.
    Apng,
    /// All colours, shown by browsers, smaller.
    Webp,
    /// A video, by another program.
    Mp4,
}

impl FilmFormat {
    /// The kind that a file's ending asks for; `None` if it is none of a film.
    #[must_use]
    pub fn of(path: &Path) -> Option<Self> {
        let ending = path.extension()?.to_str()?.to_ascii_lowercase();
        match ending.as_str() {
            "gif" => Some(Self::Gif),
            "apng" | "png" => Some(Self::Apng),
            "webp" => Some(Self::Webp),
            "mp4" => Some(Self::Mp4),
            _ => None,
        }
    }
}

/// A look of a film and how long it stays.
#[derive(Debug, Clone, PartialEq)]
pub struct Shot {
    /// What is shown.
    pub look: Look,
    /// How long, in thousandths of a second.
    pub millis: u32,
    /// What is said below the map.
    pub caption: Option<Arc<str>>,
}

/// How long a change stays, a year, and the last picture, in seconds.
const SECONDS: [f64; 3] = [1.5, 0.2, 3.0];

impl Shot {
    /// The looks from one day to another, both included, in steps; each stays so many seconds, or as long
    /// as is usual.
    #[must_use]
    pub fn between(
        atlas: &Atlas,
        look: &Look,
        days: (Day, Day),
        step: Step,
        seconds: Option<f64>,
    ) -> Vec<Self> {
        let usual = SECONDS[usize::from(step != Step::Changes)];
        let stops = stops::between(atlas, look.lens(), days, step);
        let last = stops.len().saturating_sub(1);
        let shot = |(i, stop)| {
            let mut look = look.clone();
            look.apply(atlas, stop);
            let own = if i == last { SECONDS[2] } else { usual };
            Self { look, millis: millis(seconds.unwrap_or(own)), caption: None }
        };
        stops.into_iter().enumerate().map(shot).collect()
    }

    /// The stops of a story in the language and theme of a look, each for so many seconds or as long as it
    /// takes to read.
    ///
    /// # Errors
    /// A stop that is no view of the atlas.
    pub fn of_story(
        atlas: &Atlas,
        look: &Look,
        tour: Tour,
        seconds: Option<f64>,
    ) -> Result<Vec<Self>, LinkError> {
        let mut touring = Touring::new(Arc::new(tour), look.clone());
        let mut shots = Vec::with_capacity(touring.count());
        loop {
            let rest = f64::from(touring.rest(look.language()));
            let own = touring.look(atlas, look)?;
            let caption = Some(touring.text(own.language()).into());
            shots.push(Self { look: own, millis: millis(seconds.unwrap_or(rest)), caption });
            if !touring.step(false) {
                return Ok(shots);
            }
        }
    }
}

/// Seconds as whole thousandths.
#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "cut to an hour")]
fn millis(seconds: f64) -> u32 {
    (seconds.clamp(0.01, 3600.0) * 1000.0).round() as u32
}

/// A film to be made.
#[derive(Debug, Clone, PartialEq)]
pub struct Film {
    /// The looks in order; at least one.
    pub shots: Vec<Shot>,
    /// Width and height in points.
    pub size: Size,
    /// Pixels a point.
    pub scale: f64,
    /// What kind of file.
    pub format: FilmFormat,
    /// What stands beside and below the map.
    pub with: With,
    /// Whether it begins again at its end.
    pub looped: bool,
}

/// What a film will be.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Extent {
    /// Pictures that differ.
    pub pictures: usize,
    /// Width and height in pixels.
    pub pixels: [u32; 2],
    /// How long it runs, in seconds.
    pub seconds: f64,
}

/// A picture that is told from the one before, and how long it stays.
struct Scene {
    picture: Picture,
    millis: u32,
}

impl Film {
    /// What the film will be, without what only drawing it tells.
    #[must_use]
    pub fn extent(&self) -> Extent {
        let pixels = size_of(self.size, self.scale).unwrap_or_default();
        let millis: u64 = self.shots.iter().map(|shot| u64::from(shot.millis)).sum();
        #[expect(clippy::cast_precision_loss, reason = "some hours at the most")]
        let seconds = millis as f64 / 1000.0;
        Extent { pictures: self.shots.len(), pixels, seconds }
    }

    /// About how many bytes the file will have, from two of its pictures; `None` where that is not told
    /// so.
    #[must_use]
    pub fn estimate(&self, atlas: &Atlas) -> Option<u64> {
        if self.format == FilmFormat::Mp4 {
            return None;
        }
        let middle = self.shots.len() / 2;
        let part = |shots: &[Shot]| {
            let film = Self { shots: shots.to_vec(), ..self.clone() };
            let file = film.file(atlas, &Progress::default()).ok()?;
            u64::try_from(file.len()).ok()
        };
        let one = part(self.shots.get(middle..=middle)?)?;
        let Some(pair) = middle.checked_sub(1).and_then(|first| self.shots.get(first..=middle))
        else {
            return Some(one);
        };
        let further = part(pair)?.saturating_sub(one);
        Some(one + further * u64::try_from(self.shots.len() - 1).unwrap_or(u64::MAX))
    }

    /// The bytes of the file.
    ///
    /// # Errors
    /// A size that cannot be drawn, what the packer of the kind says, and a work that was cancelled.
    pub fn file(&self, atlas: &Atlas, progress: &Progress) -> Result<Vec<u8>, ExportError> {
        let pixels = size_of(self.size, self.scale)?;
        if f64::from(pixels[0]) * f64::from(pixels[1]) > MOST_PIXELS {
            let reason = "a picture of a film may have 8.5 million pixels";
            return Err(ExportError::Film(reason.to_owned()));
        }
        if self.shots.is_empty() || self.shots.len() > MOST_PICTURES {
            let reason = format!("a film has 1 to {MOST_PICTURES} pictures");
            return Err(ExportError::Film(reason));
        }
        atlas.unpack();
        progress.begin(self.shots.len());
        let scenes = self.scenes(atlas, progress)?;
        let view = link::of(atlas, &self.shots[0].look);
        let draw = |scene: &Scene| self.draw(atlas, scene);
        let frames = Frames { scenes: &scenes, draw: &draw, progress };
        let about = About { pixels, view: &view, looped: self.looped };
        match self.format {
            FilmFormat::Gif => gif::write(&frames, &about, &colours(atlas, &self.shots)),
            FilmFormat::Apng => apng::write(&frames, &about),
            FilmFormat::Webp => webp::write(&frames, &about),
            FilmFormat::Mp4 => mp4::write(&frames, &about),
        }
    }

    /// The picture of a shot, above whose caption of so many points there is the rest.
    fn picture(
        &self,
        (composer, words): (&mut Composer, &Words),
        atlas: &Atlas,
        shot: &Shot,
        below: f32,
    ) -> Picture {
        let [width, height] = self.size;
        let size = [width, (height - f64::from(below)).max(1.0)];
        let request = Request { size, pixels_per_point: self.scale, alone: true };
        let mut picture = sheet_after(composer, atlas, words, &shot.look, &request, self.with);
        if below > 0.0 {
            let [wide, top] = points(size);
            let said = shot.caption.as_deref().unwrap_or_default();
            let caption = caption::caption(said, [wide, below], shot.look.theme());
            picture.parts.push(caption.moved([0.0, top]));
            picture.size = self.size;
        }
        picture
    }

    /// How high the captions are, in points.
    fn below(&self) -> f32 {
        let captions = self.shots.iter().filter_map(|shot| shot.caption.as_deref());
        caption::height(captions, points(self.size))
    }

    /// One of its pictures; the last, if there are not so many.
    #[must_use]
    pub fn still(&self, atlas: &Atlas, at: usize) -> Option<Picture> {
        let shot = self.shots.get(at).or(self.shots.last())?;
        let words = Words::new(&atlas.history, shot.look.language());
        Some(self.picture((&mut Composer::default(), &words), atlas, shot, self.below()))
    }

    /// The pictures, of which no two that follow each other are the same.
    fn scenes(&self, atlas: &Atlas, progress: &Progress) -> Result<Vec<Scene>, ExportError> {
        let below = self.below();
        let mut composer = Composer::default();
        let mut words = None;
        let mut scenes: Vec<Scene> = Vec::with_capacity(self.shots.len());
        for shot in &self.shots {
            if progress.is_cancelled() {
                return Err(ExportError::Cancelled);
            }
            let look = &shot.look;
            let known = words.take().filter(|(language, _)| *language == look.language());
            let (language, own) = known
                .unwrap_or_else(|| (look.language(), Words::new(&atlas.history, look.language())));
            let mut picture = self.picture((&mut composer, &own), atlas, shot, below);
            words = Some((language, own));
            // What is only said of a picture is not seen.
            picture.description.clear();
            match scenes.last_mut() {
                Some(last) if last.picture == picture => {
                    last.millis = last.millis.saturating_add(shot.millis);
                    progress.step();
                }
                _ => scenes.push(Scene { picture, millis: shot.millis }),
            }
        }
        Ok(scenes)
    }

    fn draw(&self, atlas: &Atlas, scene: &Scene) -> Result<Vec<u8>, PngError> {
        let picture = &scene.picture;
        let painting = |seen: crate::picture::Frame, canvas: &mut dyn super::canvas::Canvas| {
            paint(atlas, picture, seen, self.scale, canvas);
        };
        drawn(picture.size, self.scale, BANDS, &painting).map(|(_, _, rgba)| rgba)
    }
}

/// What every kind of film says of itself.
struct About<'a> {
    pixels: [u32; 2],
    /// The first view, as a link.
    view: &'a str,
    looped: bool,
}

/// The colours that the land of some looks may be filled with.
fn colours(atlas: &Atlas, shots: &[Shot]) -> Vec<[u8; 3]> {
    let dark = shots.iter().any(|shot| shot.look.theme().is_dark());
    let holders = (0_u16..).zip(&atlas.history.holders);
    let fills = holders.map(|(id, _)| atlas.colours.holder(HolderId(id)));
    fills.map(|fill| if dark { fill.dark } else { fill.light }).collect()
}

impl Frames<'_> {
    /// Draws all pictures, some at a time, and gives each to `take` in order, with how long it stays.
    fn each(
        &self,
        mut take: impl FnMut(&[u8], u32) -> Result<(), ExportError>,
    ) -> Result<(), ExportError> {
        for some in self.scenes.chunks(AT_A_TIME) {
            let drawn: Vec<Result<Vec<u8>, PngError>> = some.par_iter().map(self.draw).collect();
            for (scene, rgba) in some.iter().zip(drawn) {
                if self.progress.is_cancelled() {
                    return Err(ExportError::Cancelled);
                }
                take(&rgba?, scene.millis)?;
                self.progress.step();
            }
        }
        Ok(())
    }

    /// Draws some pictures, spread over the film.
    fn samples(&self, most: usize) -> Result<Vec<Vec<u8>>, ExportError> {
        let count = self.scenes.len().min(most.max(1));
        let at = |i: usize| &self.scenes[i * (self.scenes.len() - 1) / (count - 1).max(1)];
        let drawn: Result<Vec<Vec<u8>>, PngError> =
            (0..count).into_par_iter().map(|i| (self.draw)(at(i))).collect();
        Ok(drawn?)
    }
}
