//! What is remembered from one sitting to the next.

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};

use geo::Coord;
use serde::{Deserialize, Serialize};

use crate::atlas::Atlas;
use crate::geography::Camera;
use crate::history::DateText;

use super::{Action, Selection, Theme, View};

/// The folder and file that hold the memory, below the system's folder for settings.
const FILE: &str = "okhotsk/memory.toml";

/// What is remembered. Every field may be missing; one that makes no sense is left out.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Preferences {
    /// Width and height of the window, in points.
    pub window: Option<[f32; 2]>,
    /// The colour scheme.
    pub theme: Option<Theme>,
    /// The language.
    pub language: Option<String>,
    /// The lens.
    pub lens: Option<String>,
    /// The day.
    pub moment: Option<String>,
    /// The territory.
    pub selected: Option<String>,
    /// Centre of the map (kilometres) and kilometres per point.
    pub camera: Option<[f64; 3]>,
}

impl Preferences {
    /// Where the memory is kept; `None` if the system has no such place.
    #[must_use]
    pub fn path() -> Option<PathBuf> {
        directories::BaseDirs::new().map(|dirs| dirs.config_dir().join(FILE))
    }

    /// Reads the memory; none at all is an empty one.
    ///
    /// # Errors
    /// A sentence for the reader if the file is there but cannot be used.
    pub fn read(path: &Path) -> Result<Self, String> {
        let text = match fs::read_to_string(path) {
            Ok(text) => text,
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => {
                return Ok(Self::default());
            }
            Err(error) => return Err(error.to_string()),
        };
        toml::from_str(&text).map_err(|error| error.message().trim().to_owned())
    }

    /// Writes the memory: beside the file first, then in its place.
    ///
    /// # Errors
    /// What the system says.
    pub fn write(&self, path: &Path) -> std::io::Result<()> {
        let folder = path.parent().unwrap_or(Path::new("."));
        fs::create_dir_all(folder)?;
        let text = toml::to_string(self).map_err(std::io::Error::other)?;
        let mut file = tempfile::NamedTempFile::new_in(folder)?;
        file.write_all(text.as_bytes())?;
        file.persist(path)?;
        Ok(())
    }

    /// What of a view is worth remembering.
    #[must_use]
    pub fn of(view: &View, atlas: &Atlas, window: Option<[f32; 2]>) -> Self {
        let history = &atlas.history;
        Self {
            window,
            theme: Some(view.theme),
            language: history.languages.get(usize::from(view.language.0)).cloned(),
            lens: Some(history.lens(view.lens).id.clone()),
            moment: Some(if view.by_year {
                format!("{:04}", view.moment.year())
            } else {
                view.moment.to_string()
            }),
            selected: view.selection.map(|s| history.territory(s.territory).id.clone()),
            camera: view.camera.map(|c| [c.centre_map_km.x, c.centre_map_km.y, c.km_per_point]),
        }
    }

    /// Takes up what is remembered, as far as it fits the atlas.
    pub fn restore(&self, view: &mut View, atlas: &Atlas) {
        let history = &atlas.history;
        if let Some(theme) = self.theme {
            view.theme = theme;
        }
        if let Some(language) = self.language.as_deref().and_then(|l| history.find_language(l)) {
            view.language = language;
        }
        if let Some(lens) = self.lens.as_deref().and_then(|l| history.find_lens(l)) {
            view.lens = lens;
        }
        match self.moment.as_deref().map(str::parse) {
            Some(Ok(DateText::Year(year))) => view.apply(atlas, Action::GoToYear(year)),
            Some(Ok(date)) => view.apply(atlas, Action::GoToDay(history.moment(date))),
            _ => {}
        }
        if let Some(territory) = self.selected.as_deref().and_then(|t| history.find_territory(t)) {
            view.selection = Some(Selection { territory, island: None });
        }
        if let Some([x, y, km_per_point]) = self.camera
            && [x, y, km_per_point].iter().all(|v| v.is_finite())
            && km_per_point > 0.0
        {
            view.look(atlas, Camera { centre_map_km: Coord { x, y }, km_per_point });
        }
    }
}
