//! Where the files of an atlas come from: compiled in, or a folder.

use std::fs;
use std::path::{Path, PathBuf};

/// The files of an atlas.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Files {
    /// The atlas that is compiled in.
    Bundled,
    /// A folder in the same layout: `history/` (or `assets/history/`) and `geodata/`.
    Folder(PathBuf),
}

/// The largest file that is read, in bytes: five times the whole coastline of the world's region
/// that the bundled atlas was made from.
const LARGEST_FILE: u64 = 64 * 1024 * 1024;

/// Every file of the bundled atlas by its name in the layout of a folder, packed by the build script
/// (`build.rs`).
static BUNDLED: &[(&str, &[u8])] = include!(concat!(env!("OUT_DIR"), "/bundle.rs"));

impl Files {
    /// Reads a file whole.
    ///
    /// # Errors
    /// Why it cannot be read, as a message for the reader.
    pub fn read(&self, name: &str) -> Result<String, String> {
        match self {
            Self::Bundled => {
                let found = BUNDLED.iter().find(|(bundled, _)| *bundled == name);
                let (_, packed) = found.ok_or_else(|| "is missing".to_owned())?;
                let bytes = lz4_flex::decompress_size_prepended(packed);
                as_text(bytes.map_err(|error| format!("is damaged in the program: {error}"))?)
            }
            Self::Folder(folder) => read_text(&located(folder, name)),
        }
    }

    /// Whether there is such a file.
    #[must_use]
    pub fn has(&self, name: &str) -> bool {
        match self {
            Self::Bundled => BUNDLED.iter().any(|(bundled, _)| *bundled == name),
            Self::Folder(folder) => located(folder, name).exists(),
        }
    }

    /// The names of the files with an ending in a folder of the layout, sorted.
    ///
    /// # Errors
    /// Why the folder cannot be read.
    pub fn list(&self, within: &str, ending: &str) -> Result<Vec<String>, String> {
        let fits = |name: &str| name.ends_with(ending);
        match self {
            Self::Bundled => Ok(BUNDLED
                .iter()
                .map(|(name, _)| *name)
                .filter(|name| name.rsplit_once('/').is_some_and(|(f, n)| f == within && fits(n)))
                .map(str::to_owned)
                .collect()),
            Self::Folder(folder) => {
                let path = located(folder, within);
                let entries = fs::read_dir(&path).map_err(|e| in_words(&e))?;
                let mut names = Vec::new();
                for entry in entries {
                    let name = entry.map_err(|e| in_words(&e))?.file_name();
                    if let Some(name) = name.to_str().filter(|name| fits(name)) {
                        names.push(format!("{within}/{name}"));
                    }
                }
                names.sort();
                Ok(names)
            }
        }
    }
}

/// A name of the layout in a folder: history may stand under `assets/`, as in the sources.
fn located(folder: &Path, name: &str) -> PathBuf {
    let plain = folder.join(name);
    let nested = folder.join("assets").join(name);
    if !folder.join("history").exists() && nested.exists() { nested } else { plain }
}

/// Reads a text file that is not larger than any sensible one.
pub(crate) fn read_text(path: &Path) -> Result<String, String> {
    let metadata = fs::metadata(path).map_err(|e| in_words(&e))?;
    // A device or a pipe may have no end.
    if !metadata.is_file() {
        return Err("is not a file".to_owned());
    }
    let length = metadata.len();
    if length > LARGEST_FILE {
        return Err(format!(
            "is {} MB; no file of an atlas is larger than {} MB",
            length / 1_048_576,
            LARGEST_FILE / 1_048_576
        ));
    }
    as_text(fs::read(path).map_err(|e| in_words(&e))?)
}

fn as_text(bytes: Vec<u8>) -> Result<String, String> {
    String::from_utf8(bytes)
        .map_err(|e| format!("is not UTF-8 text (byte {})", e.utf8_error().valid_up_to()))
}

fn in_words(error: &std::io::Error) -> String {
    match error.kind() {
        std::io::ErrorKind::NotFound => "is missing".to_owned(),
        _ => format!("cannot be read: {error}"),
    }
}
