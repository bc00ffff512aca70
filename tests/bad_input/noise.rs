//! Noise in the files of an atlas, and good files mangled: an atlas or problems, never a panic.

use std::path::Path;

use okhotsk::atlas::{Depth, Files, load};
use proptest::prelude::*;

use super::{EXTRAS, FILES, with_extras};
use crate::common::cases;
use crate::edited::Edited;

/// What a damaged folder gives: an atlas or a list of problems, never nothing and never a panic.
fn load_anything(folder: &Path) -> Result<(), TestCaseError> {
    if let Err(problems) = load(&Files::Folder(folder.to_path_buf()), Depth::Full) {
        prop_assert!(!problems.0.is_empty());
        for problem in &problems.0 {
            prop_assert!(!problem.file.is_empty() && !problem.message.is_empty());
        }
    }
    Ok(())
}

/// What may be written over a part of a file to make it wrong in a way that still reads.
fn snippet() -> impl Strategy<Value = String> {
    prop_oneof![
        "[ -~\n]{0,12}",
        any::<i64>().prop_map(|n| n.to_string()),
        any::<f64>().prop_map(|n| n.to_string()),
        prop::sample::select(vec![
            "",
            "null",
            "[]",
            "{}",
            "\"\"",
            "nan",
            "-inf",
            "1e400",
            "true",
            "[[",
            "]]",
            "\"",
            "\\u0000",
            "long-north",
            "1850-peace",
            "9999-12-31",
            "0001-01-01",
            "65536",
            "-1",
            "id",
            "territory",
            "[[event]]",
            "[[change]]",
            "180.0",
            "90.0",
            "-90",
            "Point",
            "MultiPolygon",
        ])
        .prop_map(str::to_owned),
    ]
}

/// Where in a file, of how many letters, and what is written over them.
type Edits = Vec<(prop::sample::Index, usize, String)>;

fn edits() -> impl Strategy<Value = Edits> {
    prop::collection::vec((any::<prop::sample::Index>(), 0usize..20, snippet()), 1..4)
}

/// A good file with pieces cut out and others put in, which reaches far deeper than noise.
fn mangle(atlas: &Edited, file: &str, edits: Edits) {
    let mut text: Vec<char> = atlas.text(file).chars().collect();
    for (at, length, put) in edits {
        let start = at.index(text.len() + 1);
        let end = (start + length).min(text.len());
        text.splice(start..end, put.chars());
    }
    atlas.write(file, text.into_iter().collect::<String>());
}

proptest! {
    #![proptest_config(cases(300))]

    #[test]
    fn random_bytes_in_a_file_never_panic(
        file in prop::sample::select(FILES.to_vec()),
        bytes in prop::collection::vec(any::<u8>(), 0..200),
    ) {
        let tiny = Edited::tiny();
        tiny.write(file, bytes);
        load_anything(tiny.folder())?;
    }

    #[test]
    fn random_text_in_a_file_never_panics(
        file in prop::sample::select(FILES.to_vec()),
        text in "[\\PC\n]{0,120}",
    ) {
        let tiny = Edited::tiny();
        tiny.write(file, text);
        load_anything(tiny.folder())?;
    }

    #[test]
    fn a_mangled_file_never_panics(
        file in prop::sample::select(FILES.to_vec()),
        edits in edits(),
    ) {
        let tiny = Edited::tiny();
        mangle(&tiny, file, edits);
        load_anything(tiny.folder())?;
    }

    /// Values of a good file exchanged for others, so that it stays readable.
    #[test]
    fn exchanged_values_never_panic(
        file in prop::sample::select(FILES.to_vec()),
        which in any::<prop::sample::Index>(),
        put in snippet(),
    ) {
        let tiny = Edited::tiny();
        let text = tiny.text(file);
        // Numbers and quoted texts.
        let mut spots: Vec<(usize, usize)> = Vec::new();
        let mut start = None;
        for (at, c) in text.char_indices() {
            let of_value = c.is_alphanumeric() || ".-_#".contains(c);
            match (start, of_value) {
                (None, true) => start = Some(at),
                (Some(from), false) => {
                    spots.push((from, at));
                    start = None;
                }
                _ => {}
            }
        }
        let (from, to) = spots[which.index(spots.len())];
        tiny.write(file, format!("{}{put}{}", &text[..from], &text[to..]));
        load_anything(tiny.folder())?;
    }
}

proptest! {
    #![proptest_config(cases(200))]

    #[test]
    fn a_mangled_file_that_an_atlas_may_do_without_never_panics(
        file in prop::sample::select(EXTRAS.to_vec()),
        edits in edits(),
    ) {
        let atlas = with_extras();
        mangle(&atlas, file, edits);
        load_anything(atlas.folder())?;
    }
}
