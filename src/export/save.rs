//! Saving, for the window of `app` too, so that nothing is lost: beside the old one first, then in its place.

use std::fs;
use std::io::Write;
use std::path::Path;

use thiserror::Error;

/// Why a file was not written.
#[derive(Debug, Error)]
#[error("{path} cannot be written: {reason}")]
pub struct SaveError {
    /// The file.
    pub path: String,
    /// What the system says.
    pub reason: std::io::Error,
}

/// Writes a file whole. If that fails, a file that was there before is as it was.
///
/// # Errors
/// The path and what the system says.
pub fn save(path: &Path, bytes: &[u8]) -> Result<(), SaveError> {
    let fail = |reason| SaveError { path: path.display().to_string(), reason };
    if path.is_dir() {
        return Err(fail(std::io::Error::other("it is a folder")));
    }
    let folder = match path.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder,
        _ => Path::new("."),
    };
    if !folder.is_dir() {
        return Err(fail(std::io::Error::other("its folder does not exist")));
    }
    let mut builder = tempfile::Builder::new();
    builder.prefix(".okhotsk-");
    // A temporary file is for its owner only; what is saved is for whom the folder is for.
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        builder.permissions(fs::Permissions::from_mode(0o666));
    }
    let mut file = builder
        .tempfile_in(folder)
        // The name of the file beside it is of no use to the reader.
        .map_err(|error| fail(std::io::Error::from(error.kind())))?;
    file.write_all(bytes).map_err(fail)?;
    file.as_file().sync_all().map_err(fail)?;
    // Through a link, what it leads to is replaced, not the link.
    let target = fs::canonicalize(path).unwrap_or_else(|_| path.to_path_buf());
    file.persist(target).map_err(|error| fail(error.error))?;
    Ok(())
}
