//! What is remembered from one sitting to the next.

use std::fs::{self, File};
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};
use std::time::Duration;

use geo::Coord;
use serde::{Deserialize, Serialize};

use crate::atlas::Atlas;
use crate::geography::Camera;
use crate::history::letters::legible;
use crate::history::{DateText, EventKind};

use super::choices::ExportChoices;
use super::link::{self, LinkError};
use super::{Action, Bookmark, Bookmarks, Desk, DeskAction, Look, Selection, Theme};

/// The folder that holds the memory, below the system's folder for settings.
const FOLDER: &str = "okhotsk";
/// The largest file that is read, in bytes: some hundred times what is ever written.
const LARGEST: u64 = 256 * 1024;
/// How long another window may take to write, in steps of ten milliseconds.
const PATIENCE: u8 = 100;

/// What is remembered. Every field may be missing; one that makes no sense is left out.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Memory {
    /// Width and height of the window, in points.
    pub window: Option<[f32; 2]>,
    /// Whether the window filled the screen; `window` is then its size before.
    pub maximized: Option<bool>,
    /// The look, as its link.
    pub look: Option<String>,
    /// Whether the panel beside the map was open.
    pub panel: Option<bool>,
    /// Whether the chart of areas was.
    pub chart: Option<bool>,
    /// Whether the table of who holds what was.
    pub table: Option<bool>,
    /// Whether nothing was to move by itself more often than once a second.
    pub less_motion: Option<bool>,
    /// The kinds of events that were hidden.
    pub hidden_kinds: Option<Vec<String>>,
    /// Years per second while playing.
    pub speed: Option<f32>,
    /// Whether playing started again at the end.
    pub looped: Option<bool>,
    /// How large text and controls were, 1 as usual.
    pub text_size: Option<f32>,
    /// Looks that the reader has named.
    pub bookmarks: Option<Vec<Bookmark>>,
    /// What was wanted of the last file that was exported.
    pub export: Option<ExportChoices>,
    /// What the first edition wrote instead of a link; read, and never written.
    #[serde(skip_serializing)]
    theme: Option<String>,
    #[serde(skip_serializing)]
    language: Option<String>,
    #[serde(skip_serializing)]
    lens: Option<String>,
    #[serde(skip_serializing)]
    moment: Option<String>,
    #[serde(skip_serializing)]
    selected: Option<String>,
    #[serde(skip_serializing)]
    camera: Option<[f64; 3]>,
}

impl Memory {
    /// Where the memory is kept: one of the bundled atlas, and one of each other atlas, by its id.
    /// `None` if the system has no such place.
    #[must_use]
    pub fn path(other: Option<&str>) -> Option<PathBuf> {
        let name = other.map_or_else(|| "memory.toml".to_owned(), |id| format!("memory-{id}.toml"));
        directories::BaseDirs::new().map(|dirs| dirs.config_dir().join(FOLDER).join(name))
    }

    /// Reads the memory; none at all is an empty one.
    ///
    /// # Errors
    /// The file and what is wrong with it, on a line for the reader, if it is there but cannot be used.
    pub fn read(path: &Path) -> Result<Self, String> {
        let told = |reason: &str| {
            let path = path.display();
            legible(&format!("{path}: {reason}"), 1000)
        };
        match text_of(path) {
            Ok(None) => Ok(Self::default()),
            Ok(Some(text)) => toml::from_str(&text).map_err(|error| told(error.message().trim())),
            Err(error) => Err(told(&error.to_string())),
        }
    }

    /// Writes the memory: beside the file first, then in its place.
    ///
    /// # Errors
    /// What the system says.
    pub fn write(&self, path: &Path) -> io::Result<()> {
        written(path, &toml::to_string(self).map_err(io::Error::other)?)
    }

    /// Writes what has changed since `before` over what is in the file now, so that what another
    /// window has changed meanwhile stays.
    ///
    /// # Errors
    /// What the system says.
    pub fn write_changes(&self, before: &Self, path: &Path) -> io::Result<()> {
        fs::create_dir_all(folder_of(path))?;
        let _other_windows_wait = locked(folder_of(path));
        let table = |memory: &Self| toml::Table::try_from(memory).map_err(io::Error::other);
        let (mut own, before) = (table(self)?, table(before)?);
        let there = Self::read(path).unwrap_or_default();
        for (key, value) in table(&there)? {
            if own.get(&key) == before.get(&key) {
                own.insert(key, value);
            }
        }
        written(path, &toml::to_string(&own).map_err(io::Error::other)?)
    }

    /// What of a look and a desk is worth remembering: all of the one, and of the other all but
    /// whether time ran.
    #[must_use]
    pub fn of(atlas: &Atlas, look: &Look, desk: &Desk, window: Option<[f32; 2]>) -> Self {
        let hidden = EventKind::ALL.into_iter().filter(|&kind| !desk.kinds.has(kind));
        Self {
            window,
            look: Some(link::of(atlas, look)),
            panel: Some(desk.panel),
            chart: Some(desk.chart),
            table: Some(desk.table),
            less_motion: Some(desk.less_motion),
            hidden_kinds: Some(hidden.map(|kind| kind.id().to_owned()).collect()),
            speed: Some(desk.playback.speed()),
            looped: Some(desk.playback.looped),
            text_size: Some(desk.text_size()),
            bookmarks: Some(desk.bookmarks.all().to_vec()),
            export: Some(desk.export),
            ..Self::default()
        }
    }

    /// The desk that is remembered.
    #[must_use]
    pub fn desk(&self) -> Desk {
        let mut desk = Desk::default();
        desk.panel = self.panel.unwrap_or(desk.panel);
        desk.chart = self.chart.unwrap_or(desk.chart);
        desk.table = self.table.unwrap_or(desk.table);
        desk.bookmarks = Bookmarks::of(self.bookmarks.clone().unwrap_or_default());
        desk.less_motion = self.less_motion.unwrap_or(desk.less_motion);
        for kind in EventKind::ALL {
            let hidden = self.hidden_kinds.iter().flatten().any(|id| id == kind.id());
            desk.apply(DeskAction::ShowKind(kind, !hidden));
        }
        let speed = self.speed.map(DeskAction::SetSpeed);
        let looped = self.looped.map(DeskAction::SetLoop);
        let text_size = self.text_size.map(DeskAction::SetTextSize);
        let export = self.export.map(DeskAction::SetExport);
        for action in [speed, looped, text_size, export].into_iter().flatten() {
            desk.apply(action);
        }
        desk
    }

    /// The look that is remembered, as far as it fits the atlas. What no longer does is passed over
    /// without a word: nobody has asked for it just now.
    #[must_use]
    pub fn look(&self, atlas: &Atlas) -> Look {
        let linked = self.look.as_deref().map(|text| link::read(atlas, text));
        match linked {
            Some(Ok(opened)) => opened.look,
            Some(Err(LinkError::OtherAtlas(_))) => Look::new(atlas),
            _ => self.first_edition(atlas),
        }
    }

    /// Whether a language is remembered that the atlas has.
    #[must_use]
    pub fn has_language(&self, atlas: &Atlas) -> bool {
        match self.look.as_deref().map(|text| link::read(atlas, text)) {
            Some(Ok(_)) => true,
            Some(Err(LinkError::OtherAtlas(_))) => false,
            _ => self.language.as_deref().is_some_and(|l| atlas.history.find_language(l).is_some()),
        }
    }

    /// The look as the first edition wrote it, field by field.
    fn first_edition(&self, atlas: &Atlas) -> Look {
        let history = &atlas.history;
        let mut look = Look::new(atlas);
        let theme = |id: &str| Theme::ALL.into_iter().find(|theme| theme.id() == id);
        let theme = self.theme.as_deref().and_then(theme).map(Action::SetTheme);
        let language = self.language.as_deref().and_then(|l| history.find_language(l));
        let lens = self.lens.as_deref().and_then(|l| history.find_lens(l));
        let moment = self.moment.as_deref().and_then(|m| m.parse::<DateText>().ok());
        let moment = moment.map(|date| Action::go_to(history, date));
        let selected = self.selected.as_deref().and_then(|t| history.find_territory(t));
        let selected = selected.map(|territory| Selection { territory, island: None });
        let camera = self
            .camera
            .map(|[x, y, km_per_point]| Camera { centre_map_km: Coord { x, y }, km_per_point });
        let actions = [
            theme,
            language.map(Action::SetLanguage),
            lens.map(Action::SetLens),
            moment,
            selected.map(|selection| Action::Select(Some(selection))),
            camera.map(Action::SetCamera),
        ];
        for action in actions.into_iter().flatten() {
            look.apply(atlas, action);
        }
        look
    }
}

fn folder_of(path: &Path) -> &Path {
    path.parent().unwrap_or(Path::new("."))
}

/// The text of a file; `None` if there is no such file. A pipe or a device is not waited for.
fn text_of(path: &Path) -> io::Result<Option<String>> {
    match fs::metadata(path) {
        Ok(metadata) if !metadata.is_file() => {
            return Err(io::Error::other("it is no regular file"));
        }
        Ok(metadata) if metadata.len() > LARGEST => {
            let most = LARGEST / 1024;
            return Err(io::Error::other(format!("it is larger than {most} kB")));
        }
        Ok(_) => {}
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
        Err(error) => return Err(error),
    }
    let mut text = String::new();
    File::open(path)?.take(LARGEST).read_to_string(&mut text)?;
    Ok(Some(text))
}

fn written(path: &Path, text: &str) -> io::Result<()> {
    if fs::metadata(path).is_ok_and(|metadata| !metadata.is_file()) {
        return Err(io::Error::other(format!("{} is no regular file", path.display())));
    }
    let folder = folder_of(path);
    fs::create_dir_all(folder)?;
    let mut file = tempfile::NamedTempFile::new_in(folder)?;
    file.write_all(text.as_bytes())?;
    file.persist(path)?;
    Ok(())
}

/// Keeps other windows from writing while it is there. Where a folder cannot be locked, or is for too
/// long, it is done without.
fn locked(folder: &Path) -> Option<File> {
    let folder = File::open(folder).ok()?;
    for _ in 0..PATIENCE {
        match folder.try_lock() {
            Ok(()) => return Some(folder),
            Err(fs::TryLockError::WouldBlock) => std::thread::sleep(Duration::from_millis(10)),
            Err(fs::TryLockError::Error(_)) => return None,
        }
    }
    None
}
