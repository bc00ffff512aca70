//! The fonts that an atlas brings, in its folder `fonts`.

use crate::atlas::OwnFont;

use super::Report;
use super::files::Folder;

/// Where they are.
const FOLDER: &str = "fonts";
/// How many an atlas may have.
const MOST: usize = 16;
/// Beginnings of font files: TrueType, the same as Apple writes it, and OpenType with other curves.
const BEGINNINGS: [&[u8]; 3] = [&[0, 1, 0, 0], b"true", b"OTTO"];

/// The fonts, by their names; none where there is no such folder.
pub(super) fn read(files: Folder<'_>, report: &mut Report) -> Vec<OwnFont> {
    let mut fonts = Vec::new();
    // Beside `assets/history` stand those of the program.
    if !files.0.join(FOLDER).is_dir() {
        return fonts;
    }
    let mut names = Vec::new();
    for ending in [".ttf", ".otf"] {
        match files.list(FOLDER, ending) {
            Ok(some) => names.extend(some),
            Err(fault) => return refuse(report, FOLDER, &fault),
        }
    }
    names.sort();
    if names.len() > MOST {
        return refuse(report, FOLDER, &format!("holds more than {MOST} fonts"));
    }
    for name in names {
        match files.read_bytes(&name) {
            Ok(bytes) if BEGINNINGS.iter().any(|beginning| bytes.starts_with(beginning)) => {
                let name = name.rsplit('/').next().unwrap_or(&name).to_owned();
                fonts.push(OwnFont { name, bytes: bytes.into_boxed_slice() });
            }
            Ok(_) => report.report(&name, "", "", "is no font of TrueType or OpenType"),
            Err(fault) => report.report(&name, "", "", fault),
        }
    }
    fonts
}

fn refuse(report: &mut Report, name: &str, fault: &str) -> Vec<OwnFont> {
    report.report(name, "", "", fault);
    Vec::new()
}
