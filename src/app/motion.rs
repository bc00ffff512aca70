//! Whether the system is to show less motion, where its settings are to be read: those of GTK and KDE.

use std::fs::{self, File};
use std::io::Read;
use std::path::Path;

/// The largest file of settings that is read, in bytes.
const LARGEST: u64 = 256 * 1024;
/// The files, below the folder of settings: each with the key that is 0, or says no, where nothing is to
/// move.
const SETTINGS: [(&str, &str); 3] = [
    ("gtk-4.0/settings.ini", "gtk-enable-animations"),
    ("gtk-3.0/settings.ini", "gtk-enable-animations"),
    ("kdeglobals", "AnimationDurationFactor"),
];

/// Whether the reader has told the system that less is to move. Where nothing is to be read, no.
#[must_use]
pub fn is_less_wished() -> bool {
    let Some(dirs) = directories::BaseDirs::new() else { return false };
    is_less_wished_in(dirs.config_dir())
}

/// The same for a folder of settings. The first file that has the key decides.
#[must_use]
pub fn is_less_wished_in(folder: &Path) -> bool {
    SETTINGS.into_iter().find_map(|(file, key)| says_no(&folder.join(file), key)).unwrap_or(false)
}

/// Whether a file of `key=value` lines says no; `None` if it does not say.
fn says_no(path: &Path, key: &str) -> Option<bool> {
    if !fs::metadata(path).ok()?.is_file() {
        return None;
    }
    let mut text = String::new();
    File::open(path).ok()?.take(LARGEST).read_to_string(&mut text).ok()?;
    let value = text.lines().find_map(|line| {
        let (own, value) = line.split_once('=')?;
        (own.trim() == key).then(|| value.trim().to_lowercase())
    })?;
    Some(matches!(value.as_str(), "0" | "false" | "no" | "off") || value.parse() == Ok(0.0))
}
