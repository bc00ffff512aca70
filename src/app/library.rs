//! The atlas that the window shows as files: opened off the thread, watched, and read again when a file
//! of it changes.

use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, TryRecvError, channel};
use std::time::{Duration, Instant};

use notify::{RecommendedWatcher, RecursiveMode, Watcher};

use crate::atlas::{Atlas, Depth, Files, Problems, load};
use crate::view::tour;

/// What is changed within this time is read together: an editor writes in several steps.
const TOGETHER: Duration = Duration::from_millis(300);
/// The folders of an atlas whose files are watched.
const WATCHED: [&str; 4] = ["history", "geodata", "fonts", "assets"];

/// Why an atlas is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Reason {
    /// The reader has asked for it.
    Opened,
    /// A file of the one that is shown has changed.
    Changed,
}

/// What has come of reading an atlas.
pub(super) struct Arrived {
    pub(super) files: Files,
    pub(super) reason: Reason,
    pub(super) read: Result<Atlas, Problems>,
}

/// What comes of reading, when it comes.
type Answer = Receiver<Result<Atlas, Problems>>;

/// The files of the window's atlas.
#[derive(Default)]
pub(super) struct Library {
    reading: Option<(Files, Reason, Answer)>,
    watch: Option<Watch>,
    /// Since when something has changed that is not read yet.
    changed: Option<Instant>,
}

/// A folder that is watched.
struct Watch {
    folder: PathBuf,
    /// It watches as long as it is there.
    _watcher: RecommendedWatcher,
    changes: Receiver<()>,
}

impl Library {
    /// Reads an atlas off the thread; one that is being read is forgotten.
    pub(super) fn open(&mut self, ctx: &egui::Context, files: Files, reason: Reason) {
        let (sender, receiver) = channel();
        let (own, ctx) = (files.clone(), ctx.clone());
        let read = move || {
            // Nobody listens any more if the window has closed meanwhile, or another was asked for.
            if sender.send(checked(&own)).is_ok() {
                ctx.request_repaint();
            }
        };
        self.changed = None;
        // Without a thread the receiver says so.
        drop(std::thread::Builder::new().name("atlas".to_owned()).spawn(read));
        self.reading = Some((files, reason, receiver));
    }

    /// Watches the files of the atlas that is shown.
    pub(super) fn watch(&mut self, ctx: &egui::Context, files: &Files) {
        self.changed = None;
        self.watch = match files {
            Files::Bundled => None,
            Files::Folder(folder) => Watch::new(ctx, folder),
        };
    }

    /// Whether the files of an atlas are watched already.
    pub(super) fn watches(&self, files: &Files) -> bool {
        match (files, &self.watch) {
            (Files::Bundled, watch) => watch.is_none(),
            (Files::Folder(folder), watch) => {
                watch.as_ref().is_some_and(|watch| watch.folder == *folder)
            }
        }
    }

    /// What has been read since the last frame. A change of the files has them read again.
    pub(super) fn poll(&mut self, ctx: &egui::Context, shown: &Files) -> Option<Arrived> {
        if let Some(watch) = &self.watch {
            while watch.changes.try_recv().is_ok() {
                self.changed = Some(Instant::now());
            }
        }
        if let Some(changed) = self.changed {
            match TOGETHER.checked_sub(changed.elapsed()) {
                Some(left) if !left.is_zero() => ctx.request_repaint_after(left),
                // What is being read may hold a part of the change only.
                _ if self.reading.is_some() => {}
                _ => {
                    // A folder that was not there before is watched from now on.
                    self.watch(ctx, shown);
                    self.open(ctx, shown.clone(), Reason::Changed);
                }
            }
        }
        let (_, _, receiver) = self.reading.as_ref()?;
        let read = match receiver.try_recv() {
            Ok(read) => read,
            Err(TryRecvError::Empty) => return None,
            Err(TryRecvError::Disconnected) => {
                Err(Problems::of_file("", "the system grants no thread to read the atlas with"))
            }
        };
        let (files, reason, _) = self.reading.take()?;
        ctx.request_repaint();
        Some(Arrived { files, reason, read })
    }
}

/// Reads an atlas and follows its stories.
fn checked(files: &Files) -> Result<Atlas, Problems> {
    let depth = if *files == Files::Bundled { Depth::Quick } else { Depth::Full };
    let atlas = load(files, depth)?;
    if *files != Files::Bundled {
        let problems = tour::problems_of_all(&atlas);
        if !problems.is_empty() {
            return Err(Problems(problems, 0));
        }
    }
    Ok(atlas)
}

impl Watch {
    /// Watches a folder; `None` where the system does not let it.
    fn new(ctx: &egui::Context, folder: &Path) -> Option<Self> {
        let (sender, changes) = channel();
        let (root, ctx) = (folder.to_path_buf(), ctx.clone());
        let told = move |event: notify::Result<notify::Event>| {
            let Ok(event) = event else { return };
            if event.kind.is_access() || !event.paths.iter().any(|path| is_of_atlas(&root, path)) {
                return;
            }
            if sender.send(()).is_ok() {
                ctx.request_repaint();
            }
        };
        let mut watcher = notify::recommended_watcher(told).ok()?;
        watcher.watch(folder, RecursiveMode::NonRecursive).ok()?;
        for name in ["history", "geodata", "fonts", "assets/history"] {
            let within = folder.join(name);
            if within.is_dir() {
                // What cannot be watched is read when something else changes.
                drop(watcher.watch(&within, RecursiveMode::Recursive));
            }
        }
        Some(Self { folder: folder.to_path_buf(), _watcher: watcher, changes })
    }
}

/// Whether a file that has changed is one of the atlas in a folder.
fn is_of_atlas(root: &Path, path: &Path) -> bool {
    let Ok(within) = path.strip_prefix(root) else { return true };
    let mut parts = within.components().filter_map(|part| part.as_os_str().to_str());
    parts.next().is_some_and(|first| WATCHED.contains(&first))
}
