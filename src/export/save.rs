//! Saving, for the window of `app` too, so that nothing is lost: beside the old one first, then in its place.

use std::fs::{self, File, Metadata};
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};

use tempfile::NamedTempFile;
use thiserror::Error;

use crate::history::letters::legible;

use super::unfinished::{self, Unfinished};

/// Why a file was not written.
#[derive(Debug, Error)]
#[error("{path} cannot be written: {reason}")]
pub struct SaveError {
    /// The file, as the reader has called it.
    pub path: String,
    /// What the system says.
    pub reason: io::Error,
}

/// Letters of a path that are told.
const LONGEST_PATH: usize = 1000;
/// A file that was left behind unfinished is removed after so long.
const LEFT_BEHIND: Duration = Duration::from_hours(1);

/// Writes a file whole. If that fails, a file that was there before is as it was.
///
/// # Errors
/// The path and what the system says.
pub fn save(path: &Path, bytes: &[u8]) -> Result<(), SaveError> {
    save_all(&[(path, bytes)])
}

/// Writes several files whole: none takes its place before all are ready.
///
/// # Errors
/// The path of the first that cannot be written and what the system says.
pub fn save_all(files: &[(&Path, &[u8])]) -> Result<(), SaveError> {
    let fail = |path: &Path, reason| {
        let path = legible(&path.display().to_string(), LONGEST_PATH);
        SaveError { path, reason }
    };
    let mut ready = Vec::with_capacity(files.len());
    for (path, bytes) in files {
        ready.push((path, Ready::new(path, bytes).map_err(|reason| fail(path, reason))?));
    }
    for (path, file) in ready {
        file.put().map_err(|reason| fail(path, reason))?;
    }
    Ok(())
}

/// A file that is whole beside the place that it will take.
struct Ready {
    file: NamedTempFile,
    target: PathBuf,
    unfinished: Unfinished,
}

impl Ready {
    fn new(path: &Path, bytes: &[u8]) -> io::Result<Self> {
        let target = target(path)?;
        let replaced = replaced(&target)?;
        let folder = match target.parent() {
            Some(folder) if !folder.as_os_str().is_empty() => folder,
            _ => Path::new("."),
        };
        if !folder.is_dir() {
            return Err(io::Error::other("its folder does not exist"));
        }
        sweep(folder);
        let (file, unfinished) = unfinished::create(|| beside(folder, replaced.is_some()))
            // The name of the file beside it is of no use to the reader.
            .map_err(|error| io::Error::from(error.kind()))?;
        let own = file.as_file();
        if let Some(replaced) = replaced {
            as_it_was(own, &replaced)?;
        }
        let mut writer = own;
        writer.write_all(bytes)?;
        own.sync_all()?;
        Ok(Self { file, target, unfinished })
    }

    fn put(self) -> io::Result<()> {
        let Self { file, target, unfinished } = self;
        let put = file.persist(target).map_err(|error| error.error);
        drop(unfinished);
        put.map(drop)
    }
}

/// Where the file is that a path leads to: through a link, what it leads to is replaced, not the link.
fn target(path: &Path) -> io::Result<PathBuf> {
    match fs::symlink_metadata(path) {
        Ok(metadata) if metadata.is_symlink() => fs::canonicalize(path).map_err(|error| {
            io::Error::other(format!("it is a link that leads to no file ({})", error.kind()))
        }),
        Ok(_) => Ok(path.to_path_buf()),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(path.to_path_buf()),
        Err(error) => Err(error),
    }
}

/// The file that is there already; an error if it may not be replaced.
fn replaced(target: &Path) -> io::Result<Option<Metadata>> {
    let metadata = match fs::metadata(target) {
        Ok(metadata) => metadata,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
        Err(error) => return Err(error),
    };
    if metadata.is_dir() {
        return Err(io::Error::other("it is a folder"));
    }
    if !metadata.is_file() {
        return Err(io::Error::other("it is no regular file"));
    }
    if metadata.permissions().readonly() {
        return Err(io::Error::other("it may only be read"));
    }
    Ok(Some(metadata))
}

/// The beginning of the name of a file that is not finished.
const PREFIX: &str = ".okhotsk-";

fn beside(folder: &Path, private: bool) -> io::Result<NamedTempFile> {
    let mut builder = tempfile::Builder::new();
    builder.prefix(PREFIX);
    // A temporary file is for its owner only; what is saved is for whom the folder is for, unless it
    // takes the place of a file that says for whom it is.
    #[cfg(unix)]
    if !private {
        use std::os::unix::fs::PermissionsExt;
        builder.permissions(fs::Permissions::from_mode(0o666));
    }
    #[cfg(not(unix))]
    let _: bool = private;
    builder.tempfile_in(folder)
}

/// Gives a file the owner and the permissions of the one that it replaces.
fn as_it_was(file: &File, replaced: &Metadata) -> io::Result<()> {
    #[cfg(unix)]
    {
        use std::os::unix::fs::MetadataExt;
        let own = file.metadata()?;
        if (own.uid(), own.gid()) != (replaced.uid(), replaced.gid())
            && std::os::unix::fs::fchown(file, Some(replaced.uid()), Some(replaced.gid())).is_err()
        {
            // Who may not give it away keeps it; the group may still be given.
            drop(std::os::unix::fs::fchown(file, None, Some(replaced.gid())));
        }
    }
    file.set_permissions(replaced.permissions())
}

/// Removes what was left behind unfinished in a folder, long ago.
fn sweep(folder: &Path) {
    let Ok(entries) = fs::read_dir(folder) else { return };
    let old = |metadata: &Metadata| {
        let modified = metadata.modified().unwrap_or_else(|_| SystemTime::now());
        metadata.is_file() && modified.elapsed().is_ok_and(|age| age > LEFT_BEHIND)
    };
    for entry in entries.flatten() {
        let name = entry.file_name();
        let random = name.to_str().and_then(|name| name.strip_prefix(PREFIX));
        let ours = random.is_some_and(|random| {
            random.len() == 6 && random.bytes().all(|byte| byte.is_ascii_alphanumeric())
        });
        if ours && entry.metadata().is_ok_and(|metadata| old(&metadata)) {
            // Another may have swept it meanwhile, or it is another's.
            drop(fs::remove_file(entry.path()));
        }
    }
}
