//! The folder of a new atlas: the example, or what an import has made; all of it or nothing.

use std::fs;
use std::path::{Path, PathBuf};

use crate::atlas::{Depth, Files, load};
use crate::export::save_all;
use crate::import::{Fields, import};

use super::plan::RequestError;

macro_rules! example {
    ($($name:literal)*) => {
        &[$(($name, include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/assets/example/", $name)))),*]
    };
}

/// The files of the example.
const EXAMPLE: &[(&str, &str)] = example!(
    "README.md"
    "geodata/cuts.geojson"
    "geodata/islands.geojson"
    "geodata/surroundings.geojson"
    "history/atlas.toml"
    "history/changes/rule.toml"
    "history/events/all.toml"
    "history/holders.toml"
    "history/lines.toml"
    "history/people.toml"
    "history/places.toml"
    "history/sources.toml"
    "history/territories.toml"
);

/// Writes the example to a folder that is empty or not there yet.
///
/// # Errors
/// A folder with something in it, or what the system says.
pub(super) fn example(dir: &Path) -> Result<(), RequestError> {
    let staged = Staged::new(dir)?;
    staged.write(EXAMPLE.iter().copied())?;
    staged.put()
}

/// Makes an atlas of a file of features in a folder that is empty or not there yet; a sentence on what
/// came of it.
///
/// # Errors
/// A folder with something in it, a file of which nothing can be made, or what the system says.
pub(super) fn imported(file: &Path, fields: &Fields, dir: &Path) -> Result<String, RequestError> {
    let staged = Staged::new(dir)?;
    let made = import(file, fields).map_err(RequestError::Work)?;
    staged.write(made.files.iter().map(|(name, text)| (name.as_str(), text.as_str())))?;
    // Whatever the file held: what is written can be opened.
    let atlas = load(&Files::Folder(staged.folder.path().to_path_buf()), Depth::Full)?;
    let (territories, last) = (atlas.history.territories.len(), atlas.history.last_day);
    let (features, first) = (made.features, atlas.history.first_day);
    staged.put()?;
    let left_out = match made.left_out {
        0 => String::new(),
        count => format!("; {count} of them are not in it, or not whole"),
    };
    Ok(format!(
        "{}: {territories} territories from {features} features, {first} to {last}{left_out}; see {}\n",
        atlas.id,
        dir.join(crate::import::REPORT).display()
    ))
}

/// A folder beside the one that is wished for, whose place it takes when it is complete.
struct Staged {
    folder: tempfile::TempDir,
    target: PathBuf,
}

fn failed(path: &Path, reason: impl std::fmt::Display) -> RequestError {
    RequestError::Work(format!("{} cannot be written: {reason}", path.display()))
}

impl Staged {
    fn new(dir: &Path) -> Result<Self, RequestError> {
        match fs::read_dir(dir) {
            Ok(mut entries) => {
                if entries.next().is_some() {
                    return Err(failed(dir, "the folder is not empty"));
                }
            }
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => {}
            Err(error) => return Err(failed(dir, error)),
        }
        let parent = match dir.parent() {
            Some(parent) if !parent.as_os_str().is_empty() => parent,
            _ => Path::new("."),
        };
        let folder = tempfile::Builder::new()
            .prefix(".okhotsk-")
            .tempdir_in(parent)
            .map_err(|error| failed(dir, std::io::Error::from(error.kind())))?;
        Ok(Self { folder, target: dir.to_path_buf() })
    }

    fn write<'a>(
        &self,
        files: impl Iterator<Item = (&'a str, &'a str)>,
    ) -> Result<(), RequestError> {
        let mut all = Vec::new();
        for (name, text) in files {
            let path = self.folder.path().join(name);
            if let Some(parent) = path.parent() {
                fs::create_dir_all(parent).map_err(|error| failed(&self.target, error))?;
            }
            all.push((path, text));
        }
        let all: Vec<(&Path, &[u8])> =
            all.iter().map(|(path, text)| (path.as_path(), text.as_bytes())).collect();
        save_all(&all).map_err(|error| failed(&self.target, error.reason))
    }

    fn put(self) -> Result<(), RequestError> {
        let fail = |error| failed(&self.target, error);
        // What is there is empty, and gives its place; what has come meanwhile keeps it.
        match fs::remove_dir(&self.target) {
            Err(error) if error.kind() != std::io::ErrorKind::NotFound => return Err(fail(error)),
            _ => {}
        }
        fs::rename(self.folder.path(), &self.target).map_err(fail)?;
        open_to_all(&self.target);
        Ok(())
    }
}

/// A temporary folder is for its owner only; what is kept is for whom new folders are for.
fn open_to_all(dir: &Path) {
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        let inner = fs::metadata(dir.join("history")).map(|metadata| metadata.permissions().mode());
        let mode = inner.unwrap_or(0o755);
        // If it cannot be, it is still its owner's.
        drop(fs::set_permissions(dir, fs::Permissions::from_mode(mode)));
    }
    #[cfg(not(unix))]
    let _: &Path = dir;
}
