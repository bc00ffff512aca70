//! Broken and hostile input: every kind of damage to a small whole atlas, bad arguments, and output
//! that cannot be written. Each is told with file, record and field; nothing panics.
//!
//! What an edit of a file can spoil stands in the tables of `tests/faults`.

mod commands;
mod files;
mod hostile;
mod noise;
mod saving;

use std::fs;

use okhotsk::atlas::{Depth, Files, Problem, load};
use okhotsk::history::AdvanceId;

use crate::common::{failure, files_below, fixture};
use crate::edited::{Edited, list, tells};
use crate::faults::all_told;

const ATLAS: &str = "history/atlas.toml";
const HOLDERS: &str = "history/holders.toml";
const TERRITORIES: &str = "history/territories.toml";
const LEDGER: &str = "history/changes/fact.toml";
const EVENTS: &str = "history/events/all.toml";
const LINES: &str = "history/lines.toml";
const PLACES: &str = "history/places.toml";
const PEOPLE: &str = "history/people.toml";
const SOURCES: &str = "history/sources.toml";
const SEEDS: &str = "history/seeds.toml";
const ISLANDS: &str = "geodata/islands.geojson";
const SURROUNDINGS: &str = "geodata/surroundings.geojson";
const CUTS: &str = "geodata/cuts.geojson";
const MARKS: &str = "history/marks.toml";
const WORLD: &str = "geodata/world.geojson";
const WATERS: &str = "geodata/waters.geojson";

/// The files of the small atlas.
const FILES: [&str; 13] = [
    ATLAS,
    HOLDERS,
    TERRITORIES,
    LEDGER,
    EVENTS,
    LINES,
    PLACES,
    PEOPLE,
    SOURCES,
    SEEDS,
    ISLANDS,
    SURROUNDINGS,
    CUTS,
];

/// Files that an atlas may do without, as the small one does: marks of events, the land of the
/// world, lakes and rivers.
const EXTRAS: [&str; 3] = [MARKS, WORLD, WATERS];

/// The small atlas with all that it does without.
fn with_extras() -> Edited {
    Edited::of(&["tiny", "extras"])
}

/// Expects each of some problems, a file and the rest of the line, in any order, and no other.
fn all_of(problems: &[Problem], lines: &[(&str, &str)]) {
    for (file, rest) in lines {
        let line = format!("{file}: {rest}");
        let told = problems.iter().any(|problem| tells(problem, &line));
        assert!(told, "expected\n  ! {line}\nin\n{}", list(problems));
    }
    assert_eq!(problems.len(), lines.len(), "\n{}", list(problems));
}

#[test]
fn what_is_wrong_with_the_records_of_history_is_told() {
    all_told("history");
}

#[test]
fn what_is_wrong_with_days_and_ledgers_is_told() {
    all_told("ledgers");
}

#[test]
fn what_is_wrong_with_outlines_and_coordinates_is_told() {
    all_told("outlines");
}

#[test]
fn what_is_wrong_with_marks_the_world_and_waters_is_told() {
    all_told("marks");
}

#[test]
fn the_small_atlas_is_whole() {
    let atlas = load(&Files::Folder(fixture("tiny")), Depth::Full).unwrap();
    assert_eq!(atlas.history.territories.len(), 3);
    assert_eq!(atlas.islands.len(), 2);
    assert_eq!(atlas.outlines().len(), 5);
    let files: Vec<String> =
        files_below(&fixture("tiny")).iter().map(|f| f.display().to_string()).collect();
    for file in FILES {
        assert!(files.contains(&file.to_owned()), "{file}");
    }
    assert_eq!(files.len(), FILES.len());
}

#[test]
fn an_atlas_may_have_marks_a_world_and_waters_or_none() {
    for alone in EXTRAS {
        let tiny = with_extras();
        for other in EXTRAS.iter().filter(|&&other| other != alone) {
            fs::remove_file(tiny.path(other)).unwrap();
        }
        let atlas = tiny.whole();
        let marks = [atlas.history.stones.len(), atlas.history.advances.len()];
        let counts = (marks, atlas.world().len(), atlas.inland_waters().len());
        let of = |file, count| if file == alone { count } else { 0 };
        assert_eq!(counts, ([of(MARKS, 1); 2], of(WORLD, 2), of(WATERS, 2)), "{alone}");
    }
    let atlas = with_extras().whole();
    assert_eq!(atlas.features.advance(AdvanceId(0)).len(), 3);
    // Empty ones are as good as none.
    let tiny = with_extras();
    tiny.write(MARKS, "");
    for file in [WORLD, WATERS] {
        tiny.write(file, r#"{"type":"FeatureCollection","features":[]}"#);
    }
    let atlas = tiny.whole();
    assert!(atlas.history.stones.is_empty() && atlas.history.advances.is_empty());
    assert!(atlas.world().is_empty() && atlas.inland_waters().is_empty());
}

#[test]
fn sizes_of_towns_and_insets_are_read() {
    let size = |from: &str, class: u8| {
        format!("[[place.size]]\nfrom = \"{from}\"\nclass = {class}\nsource = \"chronicle\"\n\n")
    };
    let tiny = Edited::tiny();
    tiny.edit(PLACES, "[[water]]", &format!("{}{}&", size("1820", 4), size("1850-03", 1)));
    let view = "west = 10.5, south = 49.5, east = 11.5, north = 50.5";
    let name = r#"{ en = "Bay", ja = "湾", ru = "Бухта" }"#;
    let inset = format!("[[inset]]\nid = \"bay\"\nname = {name}\nview = {{ {view} }}");
    tiny.edit(ATLAS, "(end)", &inset);
    let atlas = tiny.whole();
    assert_eq!(atlas.history.places[0].sizes.len(), 2);
    assert_eq!(atlas.features.insets.len(), 1);
}

#[test]
fn dates_of_toml_are_dates_too() {
    let tiny = Edited::tiny();
    tiny.edit(EVENTS, "date = \"1850-03-01\"", "date = 1850-03-01");
    assert_eq!(tiny.whole().history.events[0].date.iso(), "1850-03-01");
}

#[test]
fn history_may_stand_below_assets() {
    let tiny = Edited::tiny();
    fs::create_dir(tiny.path("assets")).unwrap();
    fs::rename(tiny.path("history"), tiny.path("assets/history")).unwrap();
    tiny.whole();
}

const ROCK: &str = r#"{"type":"Polygon","coordinates":[[[12.318767…]]]}"#;

/// All that is wrong at once, in files that can be read.
#[test]
fn several_damages_are_all_listed() {
    let tiny = Edited::tiny();
    for (file, find, put) in [
        (HOLDERS, "\"#CC3311\"", "\"crimson\""),
        (HOLDERS, ", ru = \"Синяя держава\"", ""),
        (TERRITORIES, "until = \"1850-03-01\"", "until = \"1850-02-30\""),
        (LEDGER, "holder = \"blue-state\"", "holder = \"green-state\""),
        (LEDGER, "\"1900-07\"", "\"1849-07\""),
        (EVENTS, "\"cape\"", "\"harbour\""),
        (EVENTS, "[\"long-south\", \"rock\"]", "[\"long-south\", \"reef\"]"),
        (LINES, "[11.8, 50.0]", "[11.8, 500.0]"),
        (PLACES, "lon = 11.0\n", ""),
        (PEOPLE, "en = \"Envoy\"", "en = \"\""),
        (ISLANDS, "\"territory\":\"long-south\"", "\"territory\":\"south\""),
        (ISLANDS, ROCK, r#"{"type":"Polygon","coordinates":[[[12,50],[13,50],[13,51],[12,51]]]}"#),
        (CUTS, "\"island\":\"long\"", "\"island\":\"short\""),
    ] {
        tiny.edit(file, find, put);
    }
    let problems = tiny.problems();
    all_of(
        &problems,
        &[
            (HOLDERS, "record 'red-state': field 'fill.light': 'crimson' is not a colour"),
            (HOLDERS, "record 'blue-state': field 'name': has no text in 'ru'"),
            (TERRITORIES, "record 'long-north': field 'was.until': '1850-02-30' is not a date"),
            (
                LEDGER,
                "record 'change 1 1850-03-01 1850-peace': field 'holder': \
                 names the holder 'green-state', which does not exist",
            ),
            (
                LEDGER,
                "record 'change 2 1849-07 1900-landing': field 'date': \
                 is before that of the change above",
            ),
            (
                EVENTS,
                "record '1850-peace': field 'place': \
                 names the place 'harbour', which does not exist",
            ),
            (EVENTS, "record '1900-landing': field 'territories': names 'reef'"),
            (LINES, "record 'parallel-1850': field 'points': (11.8, 500) is not on the globe"),
            (PLACES, "record 'cape': field 'lat': needs both lat and lon"),
            (PEOPLE, "record 'anna': field 'role': is empty in 'en'"),
            (ISLANDS, "record 'long-south': field 'territory': names the territory 'south'"),
            (ISLANDS, "record 'rock': field 'geometry': polygon 0, ring 0 is open"),
            (ISLANDS, "record 'long-south': has no outline"),
            (CUTS, "record 'long-parallel': field 'island': names the island 'short'"),
        ],
    );
    // And the program tells the same, a line each.
    let (code, stderr) = failure(&["check", tiny.folder().to_str().unwrap()]);
    assert_eq!(code, 1);
    for problem in &problems {
        let line = problem.to_string();
        assert!(stderr.lines().any(|told| told.ends_with(&line)), "{line} in\n{stderr}");
    }
}

/// Records that cannot be read at all, in several files.
#[test]
fn unreadable_records_are_all_listed() {
    let tiny = Edited::tiny();
    tiny.edit(HOLDERS, "family = \"reds\"\n", "");
    tiny.edit(LEDGER, "status = \"treaty\"", "status = \"loan\"");
    tiny.edit(EVENTS, "kind = \"war\"", "kind = \"feast\"");
    tiny.append(PLACES, "\n[[planet]]\nid = \"mars\"\n");
    tiny.edit(PEOPLE, "id = \"anna\"", "id = ");
    fs::remove_file(tiny.path(SOURCES)).unwrap();
    all_of(
        &tiny.problems(),
        &[
            (HOLDERS, "record 'red-state': missing field `family`"),
            (LEDGER, "record 'change 1': field 'status': unknown variant `loan`"),
            (EVENTS, "record '1900-landing': field 'kind': unknown variant `feast`"),
            (PLACES, "field 'planet': is an unknown key"),
            (PEOPLE, "line 2 is not TOML"),
            (SOURCES, "is missing"),
        ],
    );
}

#[test]
fn a_hostile_name_does_not_fill_the_screen() {
    let tiny = Edited::tiny();
    let long = "x".repeat(100_000);
    tiny.edit(PEOPLE, "\"anna\"", &format!("\"{long}\""));
    for problem in tiny.problems() {
        assert!(problem.record.chars().count() <= 120 && problem.field.chars().count() <= 120);
    }
    let (_, stderr) = failure(&["check", tiny.folder().to_str().unwrap()]);
    assert!(!stderr.contains(&long), "a hostile name fills the screen");
}
