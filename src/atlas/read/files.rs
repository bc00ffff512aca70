//! Where the files of an atlas come from: compiled in, or a folder.

use std::fs;
use std::path::{Path, PathBuf};

/// The files of an atlas.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Files {
    /// The atlas that is built into the program, made ready.
    Bundled,
    /// A folder in the same layout: `history/` (or `assets/history/`) and `geodata/`.
    Folder(PathBuf),
}

/// The largest file that is read, in bytes: five times the whole coastline of the world's region
/// that the bundled atlas was made from.
const LARGEST_FILE: u64 = 64 * 1024 * 1024;

/// The folder of an atlas.
#[derive(Debug, Clone, Copy)]
pub(super) struct Folder<'a>(pub(super) &'a Path);

impl Folder<'_> {
    /// Reads a file whole; if it cannot be read, why, as a message for the reader.
    pub(super) fn read(self, name: &str) -> Result<String, String> {
        read_text(&self.located(name))
    }

    /// Reads a file that is no text; if it cannot be read, why.
    pub(super) fn read_bytes(self, name: &str) -> Result<Vec<u8>, String> {
        read_bytes(&self.located(name))
    }

    /// Whether there is such a file.
    pub(super) fn has(self, name: &str) -> bool {
        self.located(name).exists()
    }

    /// The names of the files with an ending in a folder of the layout, sorted; if it cannot be
    /// read, why.
    pub(super) fn list(self, within: &str, ending: &str) -> Result<Vec<String>, String> {
        let entries = fs::read_dir(self.located(within)).map_err(|e| in_words(&e))?;
        let mut names = Vec::new();
        for entry in entries {
            let name = entry.map_err(|e| in_words(&e))?.file_name();
            if let Some(name) = name.to_str().filter(|name| name.ends_with(ending)) {
                names.push(format!("{within}/{name}"));
            }
        }
        names.sort();
        Ok(names)
    }

    /// Where a name of the layout is: history may stand under `assets/`, as in the sources.
    fn located(self, name: &str) -> PathBuf {
        let plain = self.0.join(name);
        let nested = self.0.join("assets").join(name);
        if !self.0.join("history").exists() && nested.exists() { nested } else { plain }
    }
}

/// Reads a text file that is not larger than any sensible one.
pub(crate) fn read_text(path: &Path) -> Result<String, String> {
    as_text(read_bytes(path)?)
}

fn read_bytes(path: &Path) -> Result<Vec<u8>, String> {
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
    fs::read(path).map_err(|e| in_words(&e))
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
