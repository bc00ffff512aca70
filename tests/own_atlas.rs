//! An atlas of one's own: begun from an example, or made from features that carry dates.

use std::fs;
use std::path::Path;

use egui::{Key, Modifiers};
use egui_kittest::Harness;
use okhotsk::app::AtlasApp;
use okhotsk::history::Language;
use okhotsk::view::Action;
use serde_json::Value;

use crate::common::{failure, fixture, stdout};
use crate::stories::drop_on;
use crate::window::{shows, window};

fn state(folder: &Path, on: &str) -> Vec<(String, String)> {
    let data = folder.to_str().unwrap();
    let text = stdout(&["state", "--data", data, "--date", on, "--format", "json"]);
    let rows: Vec<Value> = serde_json::from_str(&text).unwrap();
    let of = |row: &Value, key: &str| row[key].as_str().unwrap().to_owned();
    rows.iter().map(|row| (of(row, "territory"), of(row, "holder"))).collect()
}

#[test]
fn an_example_opens_at_once() {
    let folder = tempfile::tempdir().unwrap();
    let own = folder.path().join("own");
    let named = own.to_str().unwrap();
    stdout(&["new", named]);
    let told = stdout(&["check", named]);
    assert!(told.contains("no problems") && told.contains("2 territories"), "{told}");
    assert!(told.contains("3 changes"), "{told}");
    let comments = fs::read_to_string(own.join("history/territories.toml")).unwrap();
    assert!(comments.lines().any(|line| line.starts_with('#')), "nothing is explained");
    let picture = folder.path().join("own.png");
    stdout(&["export", picture.to_str().unwrap(), "--data", named, "--size", "320x240"]);
    assert!(fs::read(picture).unwrap().starts_with(b"\x89PNG"));
    // What is there already stays.
    fs::write(own.join("history/territories.toml"), "# mine").unwrap();
    let (code, said) = failure(&["new", named]);
    assert_eq!(code, 1);
    assert!(said.contains("not empty"), "{said}");
    assert_eq!(fs::read_to_string(own.join("history/territories.toml")).unwrap(), "# mine");
}

fn import(to: &Path) -> String {
    let file = fixture("dated.geojson");
    let args = ["--start", "start", "--end", "end", "--name", "name", "--holder", "holder"];
    let all = ["import", file.to_str().unwrap()].into_iter().chain(args);
    stdout(&all.chain([to.to_str().unwrap()]).collect::<Vec<_>>())
}

#[test]
fn features_with_dates_become_an_atlas() {
    let folder = tempfile::tempdir().unwrap();
    let own = folder.path().join("own");
    let said = import(&own);
    assert!(said.contains("3 territories from 5 features"), "{said}");
    assert!(stdout(&["check", own.to_str().unwrap()]).contains("no problems"));
    let holders = |date| state(&own, date);
    let pair = |territory: &str, holder: &str| (territory.to_owned(), holder.to_owned());
    // On both sides of a day, a year and the end of a feature; across the 180th meridian.
    assert!(holders("1849-12-31").contains(&pair("west", "red")));
    assert!(!holders("1850-02-28").contains(&pair("west", "red")));
    assert!(holders("1850-03-01").contains(&pair("west", "blue")));
    assert!(!holders("1819-12-31").contains(&pair("east", "blue")));
    assert!(holders("1820-01-01").contains(&pair("east", "blue")));
    let picture = folder.path().join("own.svg");
    let args = ["export", picture.to_str().unwrap(), "--data", own.to_str().unwrap()];
    stdout(&args);
    let text = fs::read_to_string(picture).unwrap();
    assert!(["west", "east", "old"].iter().all(|id| text.contains(&format!("land-{id}"))));
}

#[test]
fn what_an_import_cannot_read_is_kept_in_its_report() {
    let folder = tempfile::tempdir().unwrap();
    let own = folder.path().join("own");
    import(&own);
    let report = fs::read_to_string(own.join("import-report.txt")).unwrap();
    assert!(report.contains("feature 5") && report.contains("'soon'"), "{report}");
    assert!(report.contains("feature 4") && report.contains("-50"), "{report}");
    for (text, said) in [("{", "GeoJSON"), ("{\"type\":\"FeatureCollection\",\"features\":[]}", "")]
    {
        let file = folder.path().join("bad.geojson");
        fs::write(&file, text).unwrap();
        let to = folder.path().join("bad");
        let (file, to) = (file.to_str().unwrap(), to.to_str().unwrap());
        let (code, told) = failure(&["import", file, "--start", "a", "--end", "b", to]);
        assert_eq!(code, 1, "{told}");
        assert!(told.contains(said), "{told}");
        assert!(!Path::new(to).join("history").exists(), "something half made is there");
    }
}

/// A copy of the smallest atlas, to be edited.
fn copied(to: &Path) {
    for part in ["history", "history/changes", "history/events", "geodata"] {
        fs::create_dir_all(to.join(part)).unwrap();
        for entry in fs::read_dir(fixture("tiny").join(part)).unwrap() {
            let path = entry.unwrap().path();
            if path.is_file() {
                fs::copy(&path, to.join(part).join(path.file_name().unwrap())).unwrap();
            }
        }
    }
}

/// Waits for what is read away from the window.
fn until(harness: &mut Harness<'_, AtlasApp>, done: impl Fn(&Harness<'_, AtlasApp>) -> bool) {
    for _ in 0..200 {
        harness.step();
        if done(harness) {
            return;
        }
        std::thread::sleep(std::time::Duration::from_millis(50));
    }
    panic!("it has not come within ten seconds");
}

fn name_of_first(harness: &Harness<'_, AtlasApp>) -> String {
    harness.state().atlas().history.territories[0].name.get(Language(0)).to_owned()
}

#[test]
fn a_folder_that_is_dropped_opens_with_bookmarks_of_its_own() {
    let folder = tempfile::tempdir().unwrap();
    copied(folder.path());
    let mut harness = window(|look, atlas| look.apply(atlas, Action::GoToYear(1900)));
    harness.key_press_modifiers(Modifiers::COMMAND, Key::D);
    harness.run();
    assert_eq!(harness.state().desk().bookmarks.all().len(), 1);
    drop_on(&mut harness, folder.path().to_path_buf());
    until(&mut harness, |harness| harness.state().atlas().id == "tiny");
    assert!(harness.state().desk().bookmarks.all().is_empty(), "those of the other atlas came too");
}

#[test]
fn an_edit_is_shown_and_a_broken_one_keeps_the_last_sound_state() {
    let folder = tempfile::tempdir().unwrap();
    copied(folder.path());
    let mut harness = window(|_, _| {});
    drop_on(&mut harness, folder.path().to_path_buf());
    until(&mut harness, |harness| harness.state().atlas().id == "tiny");
    harness.state_mut().act(Action::GoToYear(1860));
    let file = folder.path().join("history/territories.toml");
    let text = fs::read_to_string(&file).unwrap();
    let name = name_of_first(&harness);
    let renamed = text.replacen(&format!("\"{name}\""), "\"Renamed\"", 1);
    assert_ne!(renamed, text);
    fs::write(&file, &renamed).unwrap();
    until(&mut harness, |harness| name_of_first(harness) == "Renamed");
    assert_eq!(harness.state().look().moment().year(), 1860, "the view is another one");
    fs::write(&file, "[[territory]]\nid = 3\n").unwrap();
    until(&mut harness, |harness| shows(harness, "the last sound state stays"));
    assert!(shows(&harness, "territories.toml"), "the file is not named");
    assert_eq!(name_of_first(&harness), "Renamed");
    fs::write(&file, &text).unwrap();
    until(&mut harness, |harness| name_of_first(harness) == name);
    harness.step();
    assert!(!shows(&harness, "the last sound state stays"), "the problems stay");
}

#[test]
fn a_folder_that_is_no_atlas_is_told_and_changes_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let mut harness = window(|_, _| {});
    let before = harness.state().atlas().id.clone();
    drop_on(&mut harness, folder.path().to_path_buf());
    until(&mut harness, |harness| shows(harness, "cannot be opened"));
    assert_eq!(harness.state().atlas().id, before);
}
