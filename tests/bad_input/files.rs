//! What is wrong with a file as a whole: missing, too large, no file, no text, no TOML, no `GeoJSON`.

use std::fs;
use std::time::{Duration, Instant};

use okhotsk::atlas::{Depth, Files, load};

use super::{
    ATLAS, EVENTS, EXTRAS, FILES, HOLDERS, ISLANDS, LEDGER, LINES, PEOPLE, PLACES, ROCK, SEEDS,
    SOURCES, TERRITORIES, with_extras,
};
use crate::edited::{Edited, list, tells};

/// All files that an atlas may have.
fn all_files() -> impl Iterator<Item = &'static str> {
    FILES.into_iter().chain(EXTRAS)
}

/// Expects exactly one problem, as it is printed.
fn told_once(atlas: &Edited, line: &str) {
    let problems = atlas.problems();
    let told = problems.len() == 1 && tells(&problems[0], line);
    assert!(told, "expected\n  ! {line}\ngot\n{}", list(&problems));
}

/// Expects a problem before all that follows from it.
fn told_first(atlas: &Edited, line: &str) {
    let problems = atlas.problems();
    assert!(tells(&problems[0], line), "expected first\n  ! {line}\ngot\n{}", list(&problems));
}

#[test]
fn a_missing_file_is_named() {
    for file in FILES {
        // Events may be in any number of files, and an atlas may do without the documents it began
        // from.
        if file == EVENTS || file == SEEDS {
            continue;
        }
        let tiny = Edited::tiny();
        fs::remove_file(tiny.path(file)).unwrap();
        told_once(&tiny, &format!("{file}: is missing"));
    }
    let tiny = Edited::tiny();
    fs::remove_dir_all(tiny.path("history/events")).unwrap();
    told_first(&tiny, "history/events: is missing");
}

#[test]
fn folders_without_files_lack_every_file() {
    let folder = tempfile::tempdir().unwrap();
    for name in ["history", "geodata"] {
        fs::create_dir(folder.path().join(name)).unwrap();
    }
    {
        let path = folder.path().to_path_buf();
        let problems = load(&Files::Folder(path), Depth::Full).unwrap_err().0;
        for file in [ATLAS, HOLDERS, TERRITORIES, LINES, PLACES, PEOPLE, SOURCES] {
            let there = problems.iter().any(|p| tells(p, &format!("{file}: is missing")));
            assert!(there, "{file} is not missed in\n{}", list(&problems));
        }
    }
}

#[test]
fn what_is_not_toml_is_told_with_its_line() {
    for file in all_files().filter(|file| file.ends_with("toml")) {
        let atlas = with_extras();
        let lines = atlas.text(file).lines().count();
        atlas.append(file, "id = = nothing\n");
        told_first(&atlas, &format!("{file}: line {} is not TOML", lines + 1));
    }
}

#[test]
fn a_collection_that_is_none_is_told() {
    for file in all_files().filter(|file| file.ends_with("geojson")) {
        for (text, message) in [
            (r#"{"type":"Feature","properties":{},"geometry":null}"#, "is not a GeoJSON"),
            (
                r#"{"type":"GeometryCollection","features":[],"geometries":[]}"#,
                "field 'type': is not 'FeatureCollection'",
            ),
            ("[]", "is not a GeoJSON"),
            ("{}", "is not a GeoJSON"),
            ("null", "is not a GeoJSON"),
            ("12", "is not a GeoJSON"),
            ("{\"type\":\"FeatureCollection\",\"features\":[", "is not a GeoJSON"),
            (r#"{"type":"FeatureCollection","features":[7]}"#, "record 'feature 1': is no feature"),
            ("<gml/>", "is not a GeoJSON"),
        ] {
            let atlas = with_extras();
            atlas.write(file, text);
            told_first(&atlas, &format!("{file}: {message}"));
        }
    }
}

/// A file of a hundred megabytes; on most disks it takes no room.
fn fill(atlas: &Edited, file: &str) {
    let junk = fs::OpenOptions::new().write(true).open(atlas.path(file)).unwrap();
    junk.set_len(100 * 1024 * 1024).unwrap();
}

#[test]
fn a_hundred_megabytes_of_junk_are_told_at_once() {
    for file in [LEDGER, ISLANDS].into_iter().chain(EXTRAS) {
        let atlas = with_extras();
        fill(&atlas, file);
        let started = Instant::now();
        told_once(&atlas, &format!("{file}: is 100 MB"));
        assert!(started.elapsed() < Duration::from_secs(10), "it reads them nevertheless");
    }
}

#[test]
fn binary_junk_is_told() {
    let junk: Vec<u8> =
        (0u32..5000).map(|i| i.wrapping_mul(2_654_435_761).to_be_bytes()[1]).collect();
    // The mark of a text in another coding.
    let utf_16 = [0xFF, 0xFE, 0x00].to_vec();
    for (file, bytes) in all_files().flat_map(|file| [(file, &junk), (file, &utf_16)]) {
        let atlas = with_extras();
        atlas.write(file, bytes);
        told_first(&atlas, &format!("{file}: is not UTF-8 text"));
    }
    // Half of a letter at the end.
    let tiny = Edited::tiny();
    let mut bytes = fs::read(tiny.path(PEOPLE)).unwrap();
    bytes.push(0xE5);
    tiny.write(PEOPLE, bytes);
    told_first(&tiny, &format!("{PEOPLE}: is not UTF-8 text"));
}

/// Devices and pipes have no end, or none that comes.
#[test]
fn a_file_that_is_none_is_told() {
    for file in all_files().filter(|&file| file != EVENTS) {
        let atlas = with_extras();
        fs::remove_file(atlas.path(file)).unwrap();
        fs::create_dir(atlas.path(file)).unwrap();
        told_first(&atlas, &format!("{file}: is not a file"));
    }
    #[cfg(unix)]
    {
        let tiny = Edited::tiny();
        fs::remove_file(tiny.path(PEOPLE)).unwrap();
        std::os::unix::fs::symlink("/dev/null", tiny.path(PEOPLE)).unwrap();
        told_first(&tiny, &format!("{PEOPLE}: is not a file"));
    }
    let tiny = Edited::tiny();
    fs::remove_dir_all(tiny.path("history/events")).unwrap();
    tiny.write("history/events", "no folder");
    told_first(&tiny, "history/events: cannot be read");
}

#[test]
fn deep_nesting_is_told() {
    let (open, close) = ("[".repeat(100_000), "]".repeat(100_000));
    let tiny = Edited::tiny();
    tiny.write(ISLANDS, &open);
    assert_eq!(tiny.problems()[0].file, ISLANDS);
    let tiny = Edited::tiny();
    tiny.edit(ISLANDS, ROCK, &format!("{open}{close}"));
    assert_eq!(tiny.problems()[0].file, ISLANDS);
    let tiny = Edited::tiny();
    tiny.append(PEOPLE, &format!("\nx = {open}{close}\n"));
    assert_eq!(tiny.problems()[0].file, PEOPLE);
}
