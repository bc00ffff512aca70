//! A file that is made away from the window: how far it is, cancelling, and what became of it; and the
//! small picture of what it will be.

use std::path::PathBuf;
use std::sync::Arc;
use std::sync::mpsc::{Receiver, TryRecvError, channel};

use egui::{ColorImage, TextureHandle, TextureOptions};

use crate::atlas::Atlas;
use crate::export::job::{ExportError, Work};
use crate::export::progress::Progress;
use crate::export::{raster, save};
use crate::picture::Words;
use crate::picture::sheet::sheet;

/// A file that is being made.
pub(super) struct Making {
    pub(super) progress: Arc<Progress>,
    pub(super) path: PathBuf,
    done: Receiver<Result<(), Unmade>>,
}

/// Why there is no file.
pub(super) enum Unmade {
    /// It was not wanted any more.
    Cancelled,
    /// A sentence for the reader.
    Failed(String),
}

/// Nobody waits for it any more: what is not whole by then is not written.
impl Drop for Making {
    fn drop(&mut self) {
        self.progress.cancel();
    }
}

impl Making {
    /// Begins to make a file.
    pub(super) fn begin(
        ctx: &egui::Context,
        atlas: Arc<Atlas>,
        work: Work,
        path: PathBuf,
    ) -> Result<Self, String> {
        let progress = Arc::new(Progress::default());
        let (send, done) = channel();
        let (ctx, own, target) = (ctx.clone(), progress.clone(), path.clone());
        let make = move || {
            let made = work.file(&atlas, &own).map_err(|error| match error {
                ExportError::Cancelled => Unmade::Cancelled,
                error => Unmade::Failed(error.to_string()),
            });
            let saved = made.and_then(|bytes| {
                save(&target, &bytes).map_err(|error| Unmade::Failed(error.to_string()))
            });
            // Nobody listens any more if the window has closed meanwhile.
            if send.send(saved).is_ok() {
                ctx.request_repaint();
            }
        };
        let thread = std::thread::Builder::new().name("export".to_owned()).spawn(make);
        thread.map_err(|error| error.to_string())?;
        Ok(Self { progress, path, done })
    }

    /// What became of it; `None` while it is being made.
    pub(super) fn outcome(&self) -> Option<Result<(), Unmade>> {
        match self.done.try_recv() {
            Ok(outcome) => Some(outcome),
            Err(TryRecvError::Empty) => None,
            Err(TryRecvError::Disconnected) => Some(Err(Unmade::Cancelled)),
        }
    }
}

/// A small picture of a work, made away from the window, and made anew when the work is another.
#[derive(Default)]
pub(super) struct Preview {
    shown: Option<(Wanted, TextureHandle, Option<u64>)>,
    making: Option<(Wanted, Receiver<Drawn>)>,
}

/// A small picture, and about how many bytes a film will have.
type Drawn = (ColorImage, Option<u64>);

/// What a preview is of: a work, one of its pictures, and how many pixels wide it may be.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Wanted {
    pub(super) work: Work,
    pub(super) picture: usize,
    pub(super) pixels: [u32; 2],
}

impl Preview {
    /// The picture that was made last, and about how many bytes a film will have; makes another one if it
    /// is of something else.
    pub(super) fn of(
        &mut self,
        ctx: &egui::Context,
        atlas: &Arc<Atlas>,
        wanted: &Wanted,
    ) -> Option<(&TextureHandle, Option<u64>)> {
        if let Some((making, receiver)) = &self.making
            && let Ok((image, bytes)) = receiver.try_recv()
        {
            let texture = ctx.load_texture("preview", image, TextureOptions::LINEAR);
            self.shown = Some((making.clone(), texture, bytes));
            self.making = None;
        }
        let known = self.shown.as_ref().is_some_and(|(shown, ..)| shown == wanted);
        if !known && self.making.is_none() {
            self.make(ctx, atlas.clone(), wanted.clone());
        }
        self.shown.as_ref().map(|(_, texture, bytes)| (texture, *bytes))
    }

    /// Forgets everything.
    pub(super) fn clear(&mut self) {
        *self = Self::default();
    }

    fn make(&mut self, ctx: &egui::Context, atlas: Arc<Atlas>, wanted: Wanted) {
        let (send, receiver) = channel();
        let (own, ctx) = (wanted.clone(), ctx.clone());
        // The size of a film hangs on the film alone.
        let known = self.shown.as_ref().filter(|(shown, ..)| shown.work == wanted.work);
        let known = known.map(|(.., bytes)| *bytes);
        let make = move || {
            let Some(image) = drawn(&atlas, &own) else { return };
            let bytes = known.unwrap_or_else(|| match &own.work {
                Work::Film(film) => film.estimate(&atlas),
                Work::Picture(_) | Work::List(_) => None,
            });
            if send.send((image, bytes)).is_ok() {
                ctx.request_repaint();
            }
        };
        // Without a thread there is no preview, and everything else goes on.
        if std::thread::Builder::new().name("preview".to_owned()).spawn(make).is_ok() {
            self.making = Some((wanted, receiver));
        }
    }
}

/// The picture of a work, no larger than it is wanted.
fn drawn(atlas: &Atlas, wanted: &Wanted) -> Option<ColorImage> {
    let (picture, size, scale) = match &wanted.work {
        Work::List(_) => return None,
        Work::Picture(job) => {
            let (size, scale) = (job.size, job.scale);
            let request = crate::picture::Request { size, pixels_per_point: scale, alone: true };
            let words = Words::new(&atlas.history, job.look.language());
            (sheet(atlas, &words, &job.look, &request, job.with), size, scale)
        }
        Work::Film(film) => (film.still(atlas, wanted.picture)?, film.size, film.scale),
    };
    let fits = (0..2).map(|axis| f64::from(wanted.pixels[axis]) / size[axis]);
    let small = fits.fold(scale, f64::min).max(0.01);
    let (width, height, rgba) = raster::pixels(atlas, &picture, small).ok()?;
    let size = [width, height].map(|side| usize::try_from(side).unwrap_or(0));
    Some(ColorImage::from_rgba_unmultiplied(size, &rgba))
}
