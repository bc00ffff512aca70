//! Damaged files of others: those that the fuzzing keeps (see `tests/fuzz`), and small pictures and the
//! files of a small atlas cut off and with bits turned over. A sentence or a fine result, never a panic.

use std::fs;
use std::panic::{AssertUnwindSafe, catch_unwind};

use okhotsk::export::carried::view_in_file;
use okhotsk::export::job::{Job, PictureFormat};
use okhotsk::export::svg::Lettering;
use okhotsk::picture::sheet::With;
use okhotsk::view::{Look, link};

use crate::common::{atlas, files_below, fixture, root};

#[path = "fuzz/readers.rs"]
mod readers;

/// Every file that is kept for a reader is given to it.
#[test]
fn what_once_was_found_ends_no_reader() {
    for (name, reader) in readers::ALL {
        let folder = root().join("tests/fuzz/regressions").join(name);
        let files = files_below(&folder);
        assert!(!files.is_empty(), "nothing is kept in {}", folder.display());
        for file in files {
            let bytes = fs::read(folder.join(&file)).unwrap();
            let ended = catch_unwind(|| reader(&bytes));
            assert!(ended.is_ok(), "{name}/{} ends its reader", file.display());
        }
    }
}

/// A file cut off at some places, and with bits turned over at others; the same each time.
fn damaged(bytes: &[u8], cuts: usize, flips: usize, seed: usize) -> Vec<Vec<u8>> {
    let mut state = u64::try_from(seed).unwrap();
    let mut below = |most: usize| {
        state =
            state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(state >> 33).unwrap() % most
    };
    let mut all: Vec<Vec<u8>> =
        (0..cuts).map(|cut| bytes[..bytes.len() * cut / cuts].to_vec()).collect();
    for round in 0..flips {
        let mut turned = bytes.to_vec();
        for _ in 0..=round % 8 {
            turned[below(bytes.len())] ^= 1 << below(8);
        }
        all.push(turned);
    }
    all
}

/// A picture is opened, or it is told in a sentence that it cannot be; the part that carries the view
/// is damaged as thoroughly as the whole.
#[test]
fn a_damaged_picture_is_told_or_opened() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("picture");
    let look = Look::new(atlas());
    let own = link::of(atlas(), &look);
    for (seed, format) in
        [PictureFormat::Png, PictureFormat::Svg, PictureFormat::Pdf].into_iter().enumerate()
    {
        let (size, with, lettering) = ([200.0, 140.0], With::default(), Lettering::Text);
        let job =
            Job { look: look.clone(), size, scale: 0.5, format, paper: false, with, lettering };
        let whole = job.file(atlas()).unwrap();
        fs::write(&path, &whole).unwrap();
        assert_eq!(view_in_file(&path).unwrap(), own);
        let mut all = damaged(&whole, 200, 200, seed);
        let at = whole.windows(8).position(|window| window == b"okhotsk:").unwrap();
        let (from, to) = (at.saturating_sub(60), (at + 120).min(whole.len()));
        for part in damaged(&whole[from..to], 60, 200, seed) {
            all.push([&whole[..from], &part, &whole[to..]].concat());
        }
        let mut lost = 0;
        for bytes in all {
            fs::write(&path, &bytes).unwrap();
            match view_in_file(&path) {
                Ok(view) => readers::link(view.as_bytes()),
                Err(error) => {
                    lost += 1;
                    readers::is_sentence(&error.to_string());
                }
            }
        }
        assert!(lost > 20, "the damage does not reach the view");
    }
}

/// An atlas with a damaged file is refused with the name of the file, or is one.
#[test]
fn a_damaged_file_of_an_atlas_is_told_or_read() {
    let tiny = fixture("tiny");
    for (seed, name) in files_below(&tiny).into_iter().enumerate() {
        let whole = fs::read(tiny.join(&name)).unwrap();
        for bytes in damaged(&whole, 24, 24, seed) {
            let ended = catch_unwind(AssertUnwindSafe(|| {
                readers::with_file(name.to_str().unwrap(), &bytes);
            }));
            let shown = String::from_utf8_lossy(&bytes);
            assert!(ended.is_ok(), "{} ends the program:\n{shown}", name.display());
        }
    }
}
