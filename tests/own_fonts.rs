//! Fonts that an atlas brings for letters that those of the program lack.

use std::fs;

use crate::common::{failure, fixture, run, stdout};
use crate::edited::Edited;

/// The smallest atlas with a name in letters that no font of the program has.
fn georgian() -> Edited {
    let tiny = Edited::tiny();
    tiny.edit("history/territories.toml", "Long Island, north", "გრძელი კუნძული");
    tiny.edit("history/territories.toml", "en = \"Rock\"", "en = \"კლდე\"");
    tiny
}

fn with_font(atlas: &Edited) {
    fs::create_dir(atlas.path("fonts")).unwrap();
    fs::copy(fixture("fonts/georgian.ttf"), atlas.path("fonts/georgian.ttf")).unwrap();
}

#[test]
fn letters_that_no_font_has_are_told_and_a_font_of_the_atlas_sets_them() {
    let atlas = georgian();
    let folder = atlas.folder().display().to_string();
    let told = stdout(&["check", &folder]);
    assert!(told.contains("no font has გ დ ე ი კ ლ ნ რ უ ძ, first in 'გრძელი კუნძული'"), "{told}");
    let strict = run(&["check", &folder, "--strict"]);
    assert_eq!(strict.status.code(), Some(1));
    with_font(&atlas);
    let told = stdout(&["check", &folder]);
    assert!(!told.contains("no font"), "{told}");
    // Such a letter is drawn by its own outline, where a box stood before.
    let map = |name: &str| {
        let path = atlas.path(name);
        let path = path.to_str().unwrap();
        stdout(&["export", path, "--data", &folder, "--size", "900x600", "--outlines"]);
        fs::read_to_string(path).unwrap()
    };
    let with = map("with.svg");
    fs::remove_dir_all(atlas.path("fonts")).unwrap();
    let without = map("without.svg");
    assert!(without != with && without.contains("კლდე"), "the name is not set in the font");
}

#[test]
fn what_is_no_font_is_refused_and_a_broken_one_is_told() {
    let atlas = georgian();
    with_font(&atlas);
    let folder = atlas.folder().display().to_string();
    let whole = fs::read(atlas.path("fonts/georgian.ttf")).unwrap();
    atlas.write("fonts/georgian.ttf", &whole[..40]);
    let told = stdout(&["check", &folder]);
    assert!(told.contains("fonts/georgian.ttf cannot be read as a font"), "{told}");
    assert!(told.contains("no font has"), "{told}");
    atlas.write("fonts/georgian.ttf", "no font");
    let (code, said) = failure(&["check", &folder]);
    assert_eq!(code, 1);
    assert!(said.contains("fonts/georgian.ttf: is no font of TrueType or OpenType"), "{said}");
    for at in (0..whole.len()).step_by(97) {
        let mut broken = whole.clone();
        broken[at] ^= 0xFF;
        broken.truncate(whole.len() - at / 2);
        if !broken.starts_with(&[0, 1, 0, 0]) {
            continue;
        }
        atlas.write("fonts/georgian.ttf", broken);
        stdout(&["check", &folder]);
    }
}

#[test]
fn the_fonts_of_the_program_are_not_those_of_an_atlas() {
    let atlas = okhotsk::atlas::load(
        &okhotsk::atlas::Files::Folder(crate::common::root().to_path_buf()),
        okhotsk::atlas::Depth::Quick,
    );
    assert_eq!(atlas.unwrap().fonts, []);
}
