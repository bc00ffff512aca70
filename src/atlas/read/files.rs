//! Where the files of an atlas come from: compiled in, or a folder; and how much of them is read.

use std::fs::{self, File};
use std::io::Read;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU64, Ordering};

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
const LARGEST_FILE: u64 = 64 * MB;
/// How large the TOML files of an atlas may be together, in bytes. What they become in memory is many
/// times as large.
const LARGEST_HISTORY: u64 = 6 * MB;
/// How many positions and other lists the `GeoJSON` files of an atlas may hold together.
const MOST_LISTS: u64 = 3_000_000;
/// How many files of events, or of changes, an atlas may have.
const MOST_FILES: usize = 1000;
const MB: u64 = 1_048_576;

/// The folder of an atlas.
#[derive(Debug, Clone, Copy)]
pub(super) struct Folder<'a>(pub(super) &'a Path, pub(super) &'a Taken);

/// How much of an atlas has been read.
#[derive(Debug, Default)]
pub(super) struct Taken {
    history: AtomicU64,
    lists: AtomicU64,
}

impl Folder<'_> {
    /// Reads a file whole; if it cannot be read, why, as a message for the reader.
    pub(super) fn read(self, name: &str) -> Result<String, String> {
        read_text(&self.located(name))
    }

    /// Reads a file of records, if all such files together are not too large.
    pub(super) fn read_records(self, name: &str) -> Result<String, String> {
        let path = self.located(name);
        let length = length_of(&path)?;
        if !taken(&self.1.history, length, LARGEST_HISTORY) {
            return Err(format!(
                "is too much: the history of an atlas may have {} MB in all",
                LARGEST_HISTORY / MB
            ));
        }
        read_text(&path)
    }

    /// Reads a file of shapes, if all such files together do not hold too many positions.
    pub(super) fn read_shapes(self, name: &str) -> Result<String, String> {
        let text = self.read(name)?;
        let lists = lists_in(&text);
        if !taken(&self.1.lists, lists, MOST_LISTS) {
            return Err(too_many_positions());
        }
        Ok(text)
    }

    /// Reads a file that is no text; if it cannot be read, why.
    pub(super) fn read_bytes(self, name: &str) -> Result<Vec<u8>, String> {
        read_bytes(&self.located(name))
    }

    /// Whether there is such a file.
    pub(super) fn has(self, name: &str) -> bool {
        self.located(name).exists()
    }

    /// The folders that an atlas cannot do without and that are not there; the first is that of the
    /// atlas itself.
    pub(super) fn missing(self) -> Vec<(String, String)> {
        let fault = |path: &Path| match fs::metadata(path) {
            Ok(metadata) if metadata.is_dir() => None,
            Ok(_) => Some("is not a folder".to_owned()),
            Err(error) => Some(in_words(&error)),
        };
        if let Some(fault) = fault(self.0) {
            return vec![(self.0.display().to_string(), fault)];
        }
        let within = |name: &str| Some((name.to_owned(), fault(&self.located(name))?));
        ["history", "geodata"].into_iter().filter_map(within).collect()
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
            if names.len() > MOST_FILES {
                return Err(format!("holds more than {MOST_FILES} files"));
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

/// Takes so much of what there may be at the most; whether there was room for it.
fn taken(of: &AtomicU64, much: u64, most: u64) -> bool {
    let more = |now: u64| Some(now + much).filter(|&then| then <= most);
    of.fetch_update(Ordering::Relaxed, Ordering::Relaxed, more).is_ok()
}

/// Reads a text file that is not larger than any sensible one.
pub(crate) fn read_text(path: &Path) -> Result<String, String> {
    as_text(read_bytes(path)?)
}

/// Reads a file of shapes that does not hold more positions than an atlas may.
pub(crate) fn read_shapes(path: &Path) -> Result<String, String> {
    let text = read_text(path)?;
    if lists_in(&text) > MOST_LISTS { Err(too_many_positions()) } else { Ok(text) }
}

/// How many lists a JSON text holds: each position is one. A bracket in a text counts too.
fn lists_in(text: &str) -> u64 {
    text.bytes().map(|byte| u64::from(byte == b'[')).sum()
}

fn too_many_positions() -> String {
    format!("is too much: the shapes of an atlas may have {MOST_LISTS} positions in all")
}

/// The length of a file that may be read.
fn length_of(path: &Path) -> Result<u64, String> {
    let metadata = fs::metadata(path).map_err(|e| in_words(&e))?;
    // A device or a pipe may have no end.
    if !metadata.is_file() {
        return Err("is not a file".to_owned());
    }
    let length = metadata.len();
    if length > LARGEST_FILE {
        return Err(too_large(length));
    }
    Ok(length)
}

fn too_large(length: u64) -> String {
    let (own, most) = (length / MB, LARGEST_FILE / MB);
    format!("is {own} MB; no file of an atlas is larger than {most} MB")
}

fn read_bytes(path: &Path) -> Result<Vec<u8>, String> {
    let length = length_of(path)?;
    let mut bytes = Vec::with_capacity(usize::try_from(length).unwrap_or(0));
    let file = File::open(path).map_err(|e| in_words(&e))?;
    // It may have grown meanwhile.
    file.take(LARGEST_FILE + 1).read_to_end(&mut bytes).map_err(|e| in_words(&e))?;
    let length = u64::try_from(bytes.len()).unwrap_or(u64::MAX);
    if length > LARGEST_FILE { Err(too_large(length)) } else { Ok(bytes) }
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
