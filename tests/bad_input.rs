//! Broken and hostile input: every kind of damage to a small whole atlas, bad arguments, and output
//! that cannot be written. Each is told with file, record and field; nothing panics.

use std::fs;
use std::io::Read;
use std::path::{Path, PathBuf};
use std::process::Stdio;
use std::time::{Duration, Instant};

use okhotsk::atlas::{Atlas, Depth, Files, Problem, Problems, load};
use okhotsk::history::AdvanceId;
use proptest::prelude::*;
use tempfile::TempDir;

use crate::common::{cases, failure, files_below, fixture, okhotsk, root, run, stdout};

const ATLAS: &str = "history/atlas.toml";
const HOLDERS: &str = "history/holders.toml";
pub(crate) const TERRITORIES: &str = "history/territories.toml";
pub(crate) const LEDGER: &str = "history/changes/fact.toml";
pub(crate) const EVENTS: &str = "history/events/all.toml";
const LINES: &str = "history/lines.toml";
pub(crate) const PLACES: &str = "history/places.toml";
pub(crate) const PEOPLE: &str = "history/people.toml";
pub(crate) const SOURCES: &str = "history/sources.toml";
pub(crate) const SEEDS: &str = "history/seeds.toml";
const ISLANDS: &str = "geodata/islands.geojson";
const SURROUNDINGS: &str = "geodata/surroundings.geojson";
const CUTS: &str = "geodata/cuts.geojson";
/// Files that an atlas may do without, as the small one does.
const MARKS: &str = "history/marks.toml";
const WORLD: &str = "geodata/world.geojson";
const WATERS: &str = "geodata/waters.geojson";

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

/// A copy of the small atlas, to be damaged.
pub(crate) struct Tiny {
    folder: TempDir,
}

impl Tiny {
    pub(crate) fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let good = fixture("tiny");
        for name in files_below(&good) {
            let to = folder.path().join(&name);
            fs::create_dir_all(to.parent().unwrap()).unwrap();
            fs::copy(good.join(&name), to).unwrap();
        }
        Self { folder }
    }

    pub(crate) fn path(&self, file: &str) -> PathBuf {
        self.folder.path().join(file)
    }

    pub(crate) fn text(&self, file: &str) -> String {
        fs::read_to_string(self.path(file)).unwrap()
    }

    pub(crate) fn write(&self, file: &str, bytes: impl AsRef<[u8]>) {
        fs::write(self.path(file), bytes).unwrap();
    }

    /// Puts one text in the place of another, which must be there.
    pub(crate) fn edit(&self, file: &str, from: &str, to: &str) {
        let text = self.text(file);
        assert!(text.contains(from), "{file} does not hold {from}");
        self.write(file, text.replacen(from, to, 1));
    }

    pub(crate) fn append(&self, file: &str, more: &str) {
        self.write(file, self.text(file) + more);
    }

    pub(crate) fn load(&self) -> Result<Atlas, Problems> {
        load(&Files::Folder(self.folder.path().to_path_buf()), Depth::Full)
    }

    /// Every problem; there must be one.
    pub(crate) fn problems(&self) -> Vec<Problem> {
        match self.load() {
            Ok(_) => panic!("the damage is not found"),
            Err(problems) => problems.0,
        }
    }
}

/// Where a problem must be found: file, record, field, and part of the message.
pub(crate) type Place = (&'static str, &'static str, &'static str, &'static str);

pub(crate) fn tells(problem: &Problem, (file, record, field, message): Place) -> bool {
    problem.file == file
        && problem.record == record
        && problem.field == field
        && problem.message.contains(message)
}

pub(crate) fn list(problems: &[Problem]) -> String {
    let lines: Vec<String> = problems.iter().map(|problem| format!("  {problem:?}")).collect();
    lines.join("\n")
}

/// Damages one file and expects a problem at a place before all that follows from it.
fn damaged_first(file: &'static str, from: &str, to: &str, place: Place) {
    let tiny = Tiny::new();
    tiny.edit(file, from, to);
    let problems = tiny.problems();
    assert!(
        tells(&problems[0], place),
        "{from} -> {to}: expected {place:?}, got\n{}",
        list(&problems)
    );
}

/// Damages one file and expects exactly one problem, at a place.
pub(crate) fn damaged(file: &'static str, from: &str, to: &str, place: Place) {
    let tiny = Tiny::new();
    tiny.edit(file, from, to);
    let problems = tiny.problems();
    assert!(
        problems.len() == 1 && tells(&problems[0], place),
        "{from} -> {to}: expected {place:?}, got\n{}",
        list(&problems)
    );
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
fn history_may_stand_below_assets() {
    let tiny = Tiny::new();
    fs::create_dir(tiny.path("assets")).unwrap();
    fs::rename(tiny.path("history"), tiny.path("assets/history")).unwrap();
    assert!(tiny.load().is_ok());
}

#[test]
fn a_missing_file_is_named() {
    for file in FILES {
        // Events may be in any number of files, and an atlas may do without the documents it began
        // from.
        if file == EVENTS || file == SEEDS {
            continue;
        }
        let tiny = Tiny::new();
        fs::remove_file(tiny.path(file)).unwrap();
        let problems = tiny.problems();
        assert!(
            problems.len() == 1 && tells(&problems[0], (file, "", "", "is missing")),
            "{file}:\n{}",
            list(&problems)
        );
    }
    let tiny = Tiny::new();
    fs::remove_dir_all(tiny.path("history/events")).unwrap();
    let problems = tiny.problems();
    assert!(tells(&problems[0], ("history/events", "", "", "is missing")), "{}", list(&problems));
}

#[test]
fn an_empty_folder_and_none_at_all_lack_every_file() {
    let folder = tempfile::tempdir().unwrap();
    for path in [folder.path().to_path_buf(), folder.path().join("none")] {
        let problems = load(&Files::Folder(path), Depth::Full).unwrap_err().0;
        for file in [ATLAS, HOLDERS, TERRITORIES, LINES, PLACES, PEOPLE, SOURCES] {
            let there = problems.iter().any(|p| tells(p, (file, "", "", "is missing")));
            assert!(there, "{file} is not missed in\n{}", list(&problems));
        }
    }
}

#[test]
fn an_empty_file_is_told() {
    for file in FILES {
        // Without a line, a place, a person an atlas can be whole, but others refer to all but lines
        // and the documents it began from.
        if file == LINES || file == SEEDS {
            continue;
        }
        let tiny = Tiny::new();
        tiny.write(file, "");
        let problems = tiny.problems();
        assert!(!problems.is_empty(), "{file}");
        let about = |p: &Problem| {
            p.file == file || p.message.contains("does not exist") || p.message.contains("[[")
        };
        assert!(problems.iter().any(about), "{file}:\n{}", list(&problems));
    }
}

#[test]
fn what_is_not_toml_is_told_with_its_line() {
    for file in FILES.iter().filter(|file| file.ends_with("toml")) {
        let tiny = Tiny::new();
        let lines = tiny.text(file).lines().count();
        tiny.append(file, "id = = nothing\n");
        let problems = tiny.problems();
        let line = format!("line {} is not TOML", lines + 1);
        assert!(
            problems.iter().any(|p| p.file == *file && p.message.contains(&line)),
            "{file}, {line}:\n{}",
            list(&problems)
        );
    }
}

#[test]
fn an_unknown_key_is_named() {
    damaged(LINES, "[[line]]", "colour = 1\n[[line]]", (LINES, "", "colour", "unknown"));
    damaged(
        HOLDERS,
        "[[holder]]",
        "[[owner]]\nid = 1\n[[holder]]",
        (HOLDERS, "", "owner", "unknown"),
    );
    damaged(ATLAS, "format = 1", "format = 1\nfont = 2", (ATLAS, "", "font", "unknown field"));
    damaged(ATLAS, "west = 9.5", "west = 9.5\nup = 1", (ATLAS, "", "view.up", "unknown field"));
    let record = |file, from, to, record, field| {
        damaged(file, from, to, (file, record, field, "unknown field"));
    };
    record(HOLDERS, "family = \"reds\"", "family = \"reds\"\nflag = 1", "red-state", "flag");
    record(TERRITORIES, "further.xx =", "colour = 1\nfurther.xx =", "rock", "colour");
    record(LEDGER, "status = \"treaty\"", "status = \"treaty\"\nby = 1", "change 1", "by");
    record(LEDGER, "status = \"joint\"", "status = \"joint\"\nby = 1", "initial 2", "by");
    record(EVENTS, "number = \"1\"", "number = \"1\"\nx = 1", "1850-peace", "treaty.article[0].x");
    record(PLACES, "rank = 1", "rank = 1\nx = 1", "cape", "x");
    record(PEOPLE, "born =", "x = 1\nborn =", "anna", "x");
    record(SOURCES, "year =", "x = 1\nyear =", "treaty-of-1850", "x");
    damaged(
        ISLANDS,
        "\"id\":\"rock\"",
        "\"id\":\"rock\",\"x\":1",
        (ISLANDS, "rock", "x", "unknown field"),
    );
    damaged(
        CUTS,
        "\"approximate\"",
        "\"x\":1,\"approximate\"",
        (CUTS, "long-parallel", "x", "unknown field"),
    );
}

#[test]
fn a_missing_or_mistaken_field_is_named() {
    damaged(
        HOLDERS,
        "family = \"reds\"\n",
        "",
        (HOLDERS, "red-state", "", "missing field `family`"),
    );
    damaged(
        LEDGER,
        "status = \"treaty\"",
        "status = \"loan\"",
        (LEDGER, "change 1", "status", "unknown variant `loan`"),
    );
    damaged(
        LEDGER,
        "confidence = \"low\"",
        "confidence = 3",
        (LEDGER, "change 2", "confidence", ""),
    );
    damaged(PLACES, "rank = 1", "rank = -1", (PLACES, "cape", "rank", ""));
    damaged(PLACES, "lat = 50.5\n", "", (PLACES, "cape", "lat", "both"));
    damaged(EVENTS, "kind = \"war\"", "kind = 7", (EVENTS, "1900-landing", "kind", ""));
    damaged(HOLDERS, "#CC3311", "red", (HOLDERS, "red-state", "fill.light", "not a colour"));
    damaged(HOLDERS, "#BB4488", "#BB448é", (HOLDERS, "condominium", "fill.dark", "not a colour"));
    damaged(ATLAS, "format = 1", "format = 2", (ATLAS, "", "format", "this version reads 1"));
    damaged_first(
        LINES,
        "[[line]]",
        "line = 3\n[[lines]]",
        (LINES, "", "line", "expected records"),
    );
}

#[test]
fn a_dangling_id_is_named() {
    let dangling =
        |file, from, to, record, field, kind| damaged(file, from, to, (file, record, field, kind));
    let peace = "change 1 1850-03-01 1850-peace";
    dangling(
        LEDGER,
        "holder = \"blue-state\"",
        "holder = \"x\"",
        peace,
        "holder",
        "the holder 'x'",
    );
    dangling(LEDGER, "[\"red-state\"]", "[\"x\"]", peace, "claimants", "the holder 'x'");
    dangling(LEDGER, "[\"treaty-of-1850\"]", "[\"x\"]", peace, "sources", "the source 'x'");
    dangling(LEDGER, "[\"long-north\"]", "[\"long-north\", \"x\"]", peace, "territories", "'x'");
    dangling(LEDGER, "\"1850-peace\"", "\"x\"", "change 1 1850-03-01 x", "event", "the event 'x'");
    dangling(LEDGER, "\"condominium\"", "\"x\"", "initial 2", "holder", "the holder 'x'");
    let event = "1850-peace";
    dangling(EVENTS, "\"cape\"", "\"x\"", event, "place", "the place 'x'");
    dangling(EVENTS, "people = [\"anna\"]", "people = [\"x\"]", event, "people", "the person 'x'");
    dangling(EVENTS, "[\"treaty-of-1850\"]", "[\"x\"]", event, "sources", "the source 'x'");
    dangling(EVENTS, "[\"long-north\"]", "[\"x\"]", event, "territories", "'x'");
    let treaty = "treaty.signatory.party";
    dangling(EVENTS, "party = \"blue-state\"", "party = \"x\"", event, treaty, "the holder 'x'");
    dangling(EVENTS, "[\"red-state\", ", "[\"x\", ", event, "treaty.parties", "the holder 'x'");
    dangling(LINES, "\"1850-peace\"", "\"x\"", "parallel-1850", "event", "the event 'x'");
    dangling(HOLDERS, "\"reds\"", "\"x\"", "red-state", "family", "the family 'x'");
    dangling(ATLAS, "[\"reds\", ", "[\"x\", ", "both", "stripes", "the family 'x'");
    let first = (ATLAS, "long-island", "territories", "names 'x'");
    damaged_first(ATLAS, "[\"long-north\", ", "[\"x\", ", first);
    dangling(TERRITORIES, "[\"chronicle\"]", "[\"x\"]", "long-north", "sources", "the source 'x'");
    dangling(CUTS, "\"island\":\"long\"", "\"island\":\"x\"", "long-parallel", "island", "'x'");
    damaged(
        ATLAS,
        "ledger = \"fact\"",
        "ledger = \"x\"",
        ("history/changes/x.toml", "", "", "is missing"),
    );
}

#[test]
fn a_duplicate_id_is_named() {
    for (file, id) in [
        (ATLAS, "reds"),
        (ATLAS, "fact"),
        (ATLAS, "long-island"),
        (HOLDERS, "blue-state"),
        (TERRITORIES, "rock"),
        (EVENTS, "1850-peace"),
        (LINES, "parallel-1850"),
        (PLACES, "cape"),
        (PLACES, "made-up-sea"),
        (PEOPLE, "anna"),
        (SOURCES, "chronicle"),
    ] {
        let tiny = Tiny::new();
        // The whole record again, from its header to the next of its kind.
        let text = tiny.text(file);
        let at = text.find(&format!("id = \"{id}\"")).unwrap();
        let start = text[..at].rfind("[[").unwrap();
        let header = text[start..at].trim();
        let end = text[at..].find("\n[[").map_or(text.len(), |end| at + end + 1);
        let record = format!("\n{header}\n{}", &text[at..end]);
        tiny.append(file, &record);
        let problems = tiny.problems();
        let told = problems.iter().any(|p| tells(p, (file, id, "id", "is there twice")));
        assert!(told, "{file}, {id}:\n{}", list(&problems));
    }
    let tiny = Tiny::new();
    let islands = tiny.text(ISLANDS);
    let rock = islands.lines().find(|line| line.contains("\"id\":\"rock\"")).unwrap();
    tiny.write(ISLANDS, islands.replacen(rock, &format!("{rock}\n{rock}"), 1));
    let problems = tiny.problems();
    assert!(tells(&problems[0], (ISLANDS, "rock", "id", "is there twice")), "{}", list(&problems));
}

#[test]
fn an_id_of_strange_letters_is_named() {
    for strange in ["Rock", "", "røck", "rock stone", "../rock"] {
        let tiny = Tiny::new();
        tiny.edit(PEOPLE, "\"anna\"", &format!("\"{strange}\""));
        let problems = tiny.problems();
        let told = problems.iter().any(|p| tells(p, (PEOPLE, strange, "id", "is not an id")));
        assert!(told, "{strange}:\n{}", list(&problems));
    }
}

#[test]
fn an_impossible_date_is_named() {
    for impossible in
        ["1905-02-30", "1905-13", "1905-00-01", "05-01-01", "1905/01/01", "", "yesterday"]
    {
        let tiny = Tiny::new();
        tiny.edit(EVENTS, "end = \"1900-08-15\"", &format!("end = \"{impossible}\""));
        let problems = tiny.problems();
        let told = tells(&problems[0], (EVENTS, "1900-landing", "end", "is not a date"));
        assert!(told, "{impossible}:\n{}", list(&problems));
    }
    let landing = "change 2 1900-02-30 1900-landing";
    damaged(
        EVENTS,
        "date = \"1900-07\"",
        "date = \"1850-04-31\"",
        (EVENTS, "1900-landing", "date", "'1850-04-31' is not a date"),
    );
    let tiny = Tiny::new();
    tiny.edit(LEDGER, "\"1900-07\"", "\"1900-02-30\"");
    let problems = tiny.problems();
    assert!(problems.iter().any(|p| tells(p, (LEDGER, landing, "date", "not a date"))));
    damaged(PEOPLE, "\"1801-05\"", "\"1801-5-5-5\"", (PEOPLE, "anna", "born", "is not a date"));
    damaged(
        TERRITORIES,
        "until = \"1850-03-01\"",
        "until = \"never\"",
        (TERRITORIES, "long-north", "was.until", "is not a date"),
    );
    damaged_first(
        EVENTS,
        "signed = \"1850-03-01\"",
        "signed = \"1850-02-29\"",
        (EVENTS, "1850-peace", "treaty.signed", "is not a date"),
    );
    damaged(
        EVENTS,
        "date = \"1900-07\"",
        "date = \"1900-07\"\nprecision = \"day\"",
        (EVENTS, "1900-landing", "date", "shorter than its precision"),
    );
}

#[test]
fn dates_of_toml_are_dates_too() {
    let tiny = Tiny::new();
    tiny.edit(EVENTS, "date = \"1850-03-01\"", "date = 1850-03-01");
    let atlas = tiny.load().unwrap();
    assert_eq!(atlas.history.events[0].date.iso(), "1850-03-01");
    tiny.edit(EVENTS, "date = 1850-03-01", "date = 1850-02-29");
    let problems = tiny.problems();
    assert!(tells(&problems[0], (EVENTS, "", "", "is not TOML")), "{}", list(&problems));
}

#[test]
fn dates_in_a_wrong_order_are_named() {
    damaged(ATLAS, "\"1950-06-30\"", "\"1799-01-01\"", (ATLAS, "", "last_day", "is not after"));
    damaged(
        EVENTS,
        "end = \"1900-08-15\"",
        "end = \"1899-01-01\"",
        (EVENTS, "1900-landing", "end", "is before 'date'"),
    );
    damaged(
        EVENTS,
        "ratified = \"1850-09-01\"",
        "ratified = \"1849-09-01\"",
        (EVENTS, "1850-peace", "treaty.ratified", "is before 'signed'"),
    );
    damaged(
        LINES,
        "until = \"1900-07-01\"",
        "until = \"1850-03-01\"",
        (LINES, "parallel-1850", "until", "is not after"),
    );
    damaged(
        LEDGER,
        "date = \"1900-07\"",
        "date = \"1849-07\"",
        (LEDGER, "change 2 1849-07 1900-landing", "date", "before that of the change above"),
    );
    damaged(
        LEDGER,
        "date = \"1900-07\"",
        "date = \"1951-07\"",
        (LEDGER, "change 2 1951-07 1900-landing", "date", "up to 1950-06-30"),
    );
    damaged(
        LEDGER,
        "date = \"1850-03-01\"",
        "date = \"1800-01-01\"",
        (LEDGER, "change 1 1800-01-01 1850-peace", "date", "is not after 1800-01-01"),
    );
    damaged(
        TERRITORIES,
        "[[territory]]\nid = \"long-south\"",
        {
            "[[territory.was]]\nuntil = \"1820\"\nname = { en = \"N\", ja = \"北\", ru = \"С\" }\n\n\
         [[territory]]\nid = \"long-south\""
        },
        (TERRITORIES, "long-north", "was", "oldest first"),
    );
}

#[test]
fn a_territory_without_one_holder_on_every_day_is_named() {
    damaged(
        LEDGER,
        "territories = [\"rock\"]\nholder",
        "territories = []\nholder",
        (LEDGER, "rock", "", "has no initial state"),
    );
    damaged(
        LEDGER,
        "territories = [\"rock\"]\nholder",
        "territories = [\"rock\", \"long-north\"]\nholder",
        (LEDGER, "long-north", "", "has more than one initial state"),
    );
    damaged(
        LEDGER,
        "[\"long-south\", \"rock\"]",
        "[\"rock\", \"rock\"]",
        (LEDGER, "change 2 1900-07 1900-landing", "territories", "names a territory twice"),
    );
    damaged(
        LEDGER,
        "[\"long-south\", \"rock\"]",
        "[]",
        (LEDGER, "change 2 1900-07 1900-landing", "territories", "is empty"),
    );
    let tiny = Tiny::new();
    let change = tiny.text(LEDGER).split("[[change]]\n").nth(2).unwrap().to_owned();
    tiny.append(LEDGER, &format!("\n[[change]]\n{change}"));
    let problems = tiny.problems();
    for id in ["long-south", "rock"] {
        let told =
            problems.iter().any(|p| tells(p, (LEDGER, id, "", "changes twice on 1900-07-01")));
        assert!(told, "{id}:\n{}", list(&problems));
    }
    assert_eq!(problems.len(), 2, "{}", list(&problems));
}

#[test]
fn a_missing_language_and_an_empty_text_are_named() {
    damaged(
        HOLDERS,
        ", ru = \"Красная держава\"",
        "",
        (HOLDERS, "red-state", "name", "has no text in 'ru'"),
    );
    damaged(
        HOLDERS,
        "ja = \"青国\"",
        "ja = \"  \"",
        (HOLDERS, "blue-state", "name", "is empty in 'ja'"),
    );
    damaged(ATLAS, "en = \"Tiny Atlas\"", "en = \"\"", (ATLAS, "", "title", "is empty in 'en'"));
    damaged(
        EVENTS,
        "en = \"Landing\", ja",
        "de = \"Landung\", en = \"Landing\", ja",
        (EVENTS, "1900-landing", "title", "which the atlas does not list"),
    );
    damaged(
        EVENTS,
        "ja = \"国境は緯線とする。\", ",
        "",
        (EVENTS, "1850-peace", "treaty.article.text", "has no text in 'ja'"),
    );
    damaged(
        TERRITORIES,
        "ja = [\"北長島\"]",
        "fr = [\"Longue\"]",
        (TERRITORIES, "long-north", "also", "names 'fr'"),
    );
    damaged(ISLANDS, "\"ja\":\"岩島\",", "", (ISLANDS, "rock", "name", "has no text in 'ja'"));
    damaged(ISLANDS, "\"ja\":\"岩島\"", "\"ja\":\"\"", (ISLANDS, "rock", "name", "in 'ja'"));
    let tiny = Tiny::new();
    tiny.edit(ATLAS, "[\"en\", \"ja\", \"ru\"]", "[]");
    let problems = tiny.problems();
    let told = problems.iter().any(|p| tells(p, (ATLAS, "", "languages", "1 to 16 languages")));
    assert!(told, "{}", list(&problems));
}

#[test]
fn nothing_rests_on_no_source() {
    damaged(
        LEDGER,
        "[\"treaty-of-1850\"]",
        "[]",
        (LEDGER, "change 1 1850-03-01 1850-peace", "sources", "rests on a source"),
    );
    damaged(
        EVENTS,
        "sources = [\"chronicle\"]",
        "sources = []",
        (EVENTS, "1900-landing", "sources", "rests on a source"),
    );
}

/// The line of the rock in the outline file with another ring.
fn rock_of(tiny: &Tiny, geometry: &str) {
    let islands = tiny.text(ISLANDS);
    let rock = islands.lines().find(|line| line.contains("\"id\":\"rock\"")).unwrap();
    let (head, _) = rock.split_once("\"geometry\":").unwrap();
    tiny.write(ISLANDS, islands.replacen(rock, &format!("{head}\"geometry\":{geometry}}},"), 1));
}

#[test]
fn a_shape_that_is_none_is_named() {
    let polygon = |points: &str| format!(r#"{{"type":"Polygon","coordinates":[{points}]}}"#);
    let field = "geometry";
    for (geometry, field, message) in [
        (polygon("[[12,50],[13,50],[13,51],[12,51]]"), field, "polygon 0, ring 0 is open"),
        (polygon("[[12,50],[13,51],[13,50],[12,51],[12,50]]"), field, "crosses or touches itself"),
        // A figure of eight that touches itself in a vertex.
        (
            polygon("[[12,50],[12.5,50.5],[13,50],[13,51],[12.5,50.5],[12,51],[12,50]]"),
            field,
            "crosses or touches itself",
        ),
        // There and back again on the same line.
        (polygon("[[12,50],[13,50],[14,50],[12,50]]"), field, "crosses or touches itself"),
        (polygon("[[12,50],[12,50],[12,50],[12,50]]"), field, "crosses or touches itself"),
        (polygon("[[12,50],[13,50],[12,50]]"), field, "has 3 vertices"),
        (polygon("[]"), field, "has 0 vertices"),
        (polygon(""), field, "polygon 0 has no ring"),
        (
            polygon("[[12,50],[190,50],[13,51],[12,50]]"),
            field,
            "vertex 1 (190, 50) is off the globe",
        ),
        (polygon("[[12,50],[13,91],[13,51],[12,50]]"), field, "off the globe"),
        // Metres instead of degrees: the commonest of all.
        (
            polygon("[[1212000,5020000],[1213000,5020000],[1212000,5021000],[1212000,5020000]]"),
            field,
            { "off the globe" },
        ),
        (polygon("[[12],[13],[14],[12]]"), field, "not a finite number"),
        (
            polygon(
                "[[12,50],[13,50],[13,51],[12,51],[12,50]],[[12.2,50.2],[12.4,50.2],[12.4,50.4]]",
            ),
            field,
            "polygon 0, ring 1 has 3 vertices",
        ),
        (r#"{"type":"MultiPolygon","coordinates":[]}"#.to_owned(), field, "is empty or no area"),
        (r#"{"type":"Point","coordinates":[12,50]}"#.to_owned(), field, "expected a Polygon"),
        (r#"{"type":"LineString","coordinates":[[12,50],[13,50]]}"#.to_owned(), field, {
            "expected a Polygon"
        }),
        ("null".to_owned(), field, "expected a Polygon"),
    ] {
        let tiny = Tiny::new();
        rock_of(&tiny, &geometry);
        let problems = tiny.problems();
        let told = tells(&problems[0], (ISLANDS, "rock", field, message));
        assert!(problems.len() == 1 && told, "{geometry}: {message}\n{}", list(&problems));
    }
}

/// JSON has no word for what is not a number; what writers put there instead is no JSON, or no
/// coordinate.
#[test]
fn coordinates_that_are_no_numbers_are_named() {
    for (point, record) in [
        ("[null,50]", "feature 3"),
        ("[\"12\",50]", "feature 3"),
        ("[1e999,50]", "feature 3"),
        ("[NaN,50]", ""),
        ("[Infinity,50]", ""),
        ("null", "feature 3"),
        ("{}", "feature 3"),
    ] {
        let tiny = Tiny::new();
        rock_of(
            &tiny,
            &format!(r#"{{"type":"Polygon","coordinates":[[{point},[13,50],[13,51],{point}]]}}"#),
        );
        let problems = tiny.problems();
        let told = problems.len() == 1
            && problems[0].file == ISLANDS
            && [record, "rock"].contains(&problems[0].record.as_str());
        assert!(told, "{point}:\n{}", list(&problems));
    }
    for (from, to) in
        [("lat = 50.5", "lat = nan"), ("lat = 50.5", "lat = inf"), ("lon = 11.0", "lon = 181.0")]
    {
        damaged(PLACES, from, to, (PLACES, "cape", "lon", "is not on the globe"));
    }
    damaged(
        PLACES,
        "[12.5, 49.6]",
        "[12.5, 96.0]",
        (PLACES, "made-up-sea", "points", "is not on the globe"),
    );
    damaged(PLACES, ", [12.5, 49.6]", "", (PLACES, "made-up-sea", "points", "two points"));
    damaged(
        LINES,
        "[11.8, 50.0]",
        "[nan, 50.0]",
        (LINES, "parallel-1850", "points", "on the globe"),
    );
    damaged(LINES, ", [11.8, 50.0]", "", (LINES, "parallel-1850", "points", "two points"));
    damaged(ATLAS, "west = 9.5", "west = nan", (ATLAS, "", "view", "is not on the globe"));
    damaged(ATLAS, "west = 9.5", "west = 14.5", (ATLAS, "", "view", "is empty"));
    damaged(ATLAS, "centre_lat = 50.0", "centre_lat = -90.0", (ATLAS, "", "projection", "pole"));
    damaged(
        ATLAS,
        "centre_lon = 11.0",
        "centre_lon = 1e9",
        (ATLAS, "", "projection", "is not on the globe"),
    );
}

#[test]
fn an_outline_of_nothing_is_named() {
    damaged_first(
        ISLANDS,
        "\"territory\":\"long-south\"",
        "\"territory\":\"x\"",
        (ISLANDS, "long-south", "territory", "the territory 'x', which does not exist"),
    );
    let tiny = Tiny::new();
    let rest: Vec<String> = tiny
        .text(ISLANDS)
        .lines()
        .filter(|line| !line.contains("\"territory\":\"rock\""))
        .map(str::to_owned)
        .collect();
    tiny.write(ISLANDS, rest.join("\n").replace("},\n]}", "}\n]}"));
    let problems = tiny.problems();
    assert!(
        problems.iter().any(|p| tells(p, (ISLANDS, "rock", "", "has no outline"))),
        "{}",
        list(&problems)
    );
    damaged(
        ISLANDS,
        "\"island\":\"rock\"",
        "\"island\":null",
        (ISLANDS, "rock", "island", "is missing"),
    );
    let tiny = Tiny::new();
    tiny.edit(ISLANDS, "\"island\":null", "\"island\":\"islet\"");
    assert!(tells(&tiny.problems()[0], (ISLANDS, "long-north-islet-1", "name", "is missing")));
}

#[test]
fn a_collection_that_is_none_is_told() {
    for file in [ISLANDS, SURROUNDINGS, CUTS] {
        for (text, message) in [
            (r#"{"type":"Feature","properties":{},"geometry":null}"#, "not a GeoJSON"),
            (r#"{"type":"GeometryCollection","features":[],"geometries":[]}"#, "FeatureCollection"),
            ("[]", "not a GeoJSON"),
            ("{}", "not a GeoJSON"),
            ("null", "not a GeoJSON"),
            ("12", "not a GeoJSON"),
            ("{\"type\":\"FeatureCollection\",\"features\":[", "not a GeoJSON"),
            (r#"{"type":"FeatureCollection","features":[7]}"#, "is no feature"),
            ("<gml/>", "not a GeoJSON"),
        ] {
            let tiny = Tiny::new();
            tiny.write(file, text);
            let problems = tiny.problems();
            let told = problems.iter().any(|p| p.file == file && p.message.contains(message));
            assert!(told, "{file} {text}: {message}\n{}", list(&problems));
        }
    }
    damaged(CUTS, "LineString", "Polygon", (CUTS, "feature 1", "", "is no feature"));
    damaged(SURROUNDINGS, "[9,49,13,51.2]", "[13,49,9,51.2]", (SURROUNDINGS, "", "bbox", "west"));
    damaged(SURROUNDINGS, "[9,49,13,51.2]", "[9,49]", (SURROUNDINGS, "", "bbox", "west"));
}

/// An island may be whole and alone, but without any island there is nothing to see.
#[test]
fn only_a_collection_of_islands_must_not_be_empty() {
    let empty = r#"{"type":"FeatureCollection","features":[]}"#;
    let tiny = Tiny::new();
    tiny.write(SURROUNDINGS, empty);
    tiny.write(CUTS, empty);
    assert!(tiny.load().is_ok());
    tiny.write(ISLANDS, empty);
    let problems = tiny.problems();
    let told = (ISLANDS, "", "features", "is empty: there is nothing to draw");
    assert!(tells(&problems[0], told), "{}", list(&problems));
    for id in ["long-north", "long-south", "rock"] {
        let told = problems.iter().any(|p| tells(p, (ISLANDS, id, "", "has no outline")));
        assert!(told, "{id}:\n{}", list(&problems));
    }
    assert_eq!(problems.len(), 4, "{}", list(&problems));
}

#[test]
fn a_hundred_megabytes_of_junk_are_told_at_once() {
    for file in [LEDGER, ISLANDS] {
        let tiny = Tiny::new();
        let junk = fs::OpenOptions::new().write(true).open(tiny.path(file)).unwrap();
        junk.set_len(100 * 1024 * 1024).unwrap();
        let started = Instant::now();
        let problems = tiny.problems();
        assert!(
            problems.len() == 1 && tells(&problems[0], (file, "", "", "is 100 MB")),
            "{}",
            list(&problems)
        );
        assert!(started.elapsed() < Duration::from_secs(10), "it reads them nevertheless");
    }
}

#[test]
fn binary_junk_is_told() {
    let junk: Vec<u8> =
        (0u32..5000).map(|i| i.wrapping_mul(2_654_435_761).to_be_bytes()[1]).collect();
    for file in FILES {
        let tiny = Tiny::new();
        tiny.write(file, &junk);
        let problems = tiny.problems();
        assert!(
            problems.iter().any(|p| tells(p, (file, "", "", "is not UTF-8 text"))),
            "{file}:\n{}",
            list(&problems)
        );
    }
    // Half of a letter at the end.
    let tiny = Tiny::new();
    let mut bytes = fs::read(tiny.path(PEOPLE)).unwrap();
    bytes.push(0xE5);
    tiny.write(PEOPLE, bytes);
    assert!(tells(&tiny.problems()[0], (PEOPLE, "", "", "is not UTF-8 text")));
}

/// Devices and pipes have no end, or none that comes.
#[test]
fn a_file_that_is_none_is_told() {
    for file in FILES {
        if file == EVENTS {
            continue;
        }
        let tiny = Tiny::new();
        fs::remove_file(tiny.path(file)).unwrap();
        fs::create_dir(tiny.path(file)).unwrap();
        let problems = tiny.problems();
        assert!(tells(&problems[0], (file, "", "", "is not a file")), "{}", list(&problems));
    }
    #[cfg(unix)]
    {
        let tiny = Tiny::new();
        fs::remove_file(tiny.path(PEOPLE)).unwrap();
        std::os::unix::fs::symlink("/dev/null", tiny.path(PEOPLE)).unwrap();
        assert!(tells(&tiny.problems()[0], (PEOPLE, "", "", "is not a file")));
    }
    let tiny = Tiny::new();
    fs::remove_dir_all(tiny.path("history/events")).unwrap();
    tiny.write("history/events", "no folder");
    assert!(tells(&tiny.problems()[0], ("history/events", "", "", "")));
}

#[test]
fn deep_nesting_is_told() {
    let deep = 100_000;
    let tiny = Tiny::new();
    tiny.write(ISLANDS, "[".repeat(deep));
    assert_eq!(tiny.problems()[0].file, ISLANDS);
    let tiny = Tiny::new();
    rock_of(&tiny, &format!("{}{}", "[".repeat(deep), "]".repeat(deep)));
    assert_eq!(tiny.problems()[0].file, ISLANDS);
    let tiny = Tiny::new();
    tiny.append(PEOPLE, &format!("\nx = {}{}\n", "[".repeat(deep), "]".repeat(deep)));
    assert_eq!(tiny.problems()[0].file, PEOPLE);
}

/// All that is wrong at once, in files that can be read.
#[test]
fn several_damages_are_all_listed() {
    let tiny = Tiny::new();
    tiny.edit(HOLDERS, "\"#CC3311\"", "\"crimson\"");
    tiny.edit(HOLDERS, ", ru = \"Синяя держава\"", "");
    tiny.edit(TERRITORIES, "until = \"1850-03-01\"", "until = \"1850-02-30\"");
    tiny.edit(LEDGER, "holder = \"blue-state\"", "holder = \"green-state\"");
    tiny.edit(LEDGER, "\"1900-07\"", "\"1849-07\"");
    tiny.edit(EVENTS, "\"cape\"", "\"harbour\"");
    tiny.edit(EVENTS, "[\"long-south\", \"rock\"]", "[\"long-south\", \"reef\"]");
    tiny.edit(LINES, "[11.8, 50.0]", "[11.8, 500.0]");
    tiny.edit(PLACES, "lon = 11.0\n", "");
    tiny.edit(PEOPLE, "en = \"Envoy\"", "en = \"\"");
    tiny.edit(ISLANDS, "\"territory\":\"long-south\"", "\"territory\":\"south\"");
    rock_of(&tiny, r#"{"type":"Polygon","coordinates":[[[12,50],[13,50],[13,51],[12,51]]]}"#);
    tiny.edit(CUTS, "\"island\":\"long\"", "\"island\":\"short\"");
    let problems = tiny.problems();
    let peace = "change 1 1850-03-01 1850-peace";
    let landing = "change 2 1849-07 1900-landing";
    let places: [Place; 14] = [
        (HOLDERS, "red-state", "fill.light", "'crimson' is not a colour"),
        (HOLDERS, "blue-state", "name", "has no text in 'ru'"),
        (TERRITORIES, "long-north", "was.until", "'1850-02-30' is not a date"),
        (LEDGER, peace, "holder", "the holder 'green-state', which does not exist"),
        (LEDGER, landing, "date", "before that of the change above"),
        (EVENTS, "1850-peace", "place", "the place 'harbour', which does not exist"),
        (EVENTS, "1900-landing", "territories", "names 'reef'"),
        (LINES, "parallel-1850", "points", "(11.8, 500) is not on the globe"),
        (PLACES, "cape", "lat", "needs both lat and lon"),
        (PEOPLE, "anna", "role", "is empty in 'en'"),
        (ISLANDS, "long-south", "territory", "the territory 'south'"),
        (ISLANDS, "rock", "geometry", "is open"),
        (ISLANDS, "long-south", "", "has no outline"),
        (CUTS, "long-parallel", "island", "the island 'short'"),
    ];
    for place in places {
        assert!(problems.iter().any(|p| tells(p, place)), "{place:?} in\n{}", list(&problems));
    }
    assert_eq!(problems.len(), places.len(), "{}", list(&problems));
    // And the program tells the same, a line each.
    let (code, stderr) = failure(&["check", tiny.folder.path().to_str().unwrap()]);
    assert_eq!(code, 1);
    for problem in &problems {
        let line = problem.to_string();
        assert!(stderr.lines().any(|told| told.ends_with(&line)), "{line} in\n{stderr}");
    }
}

/// Records that cannot be read at all, in several files.
#[test]
fn unreadable_records_are_all_listed() {
    let tiny = Tiny::new();
    tiny.edit(HOLDERS, "family = \"reds\"\n", "");
    tiny.edit(LEDGER, "status = \"treaty\"", "status = \"loan\"");
    tiny.edit(EVENTS, "kind = \"war\"", "kind = \"feast\"");
    tiny.append(PLACES, "\n[[planet]]\nid = \"mars\"\n");
    tiny.edit(PEOPLE, "id = \"anna\"", "id = ");
    fs::remove_file(tiny.path(SOURCES)).unwrap();
    let problems = tiny.problems();
    let places: [Place; 6] = [
        (HOLDERS, "red-state", "", "missing field `family`"),
        (LEDGER, "change 1", "status", "`loan`"),
        (EVENTS, "1900-landing", "kind", "`feast`"),
        (PLACES, "", "planet", "unknown key"),
        (PEOPLE, "", "", "line 2 is not TOML"),
        (SOURCES, "", "", "is missing"),
    ];
    for place in places {
        assert!(problems.iter().any(|p| tells(p, place)), "{place:?} in\n{}", list(&problems));
    }
    assert_eq!(problems.len(), places.len(), "{}", list(&problems));
}

#[test]
fn a_message_keeps_to_a_line() {
    let tiny = Tiny::new();
    let long = "x".repeat(100_000);
    tiny.edit(PEOPLE, "\"anna\"", &format!("\"{long}\""));
    tiny.edit(LEDGER, "\"condominium\"", "\"a\\nb\"");
    for problem in tiny.problems() {
        assert!(problem.record.chars().count() <= 120 && problem.field.chars().count() <= 120);
    }
    let (_, stderr) = failure(&["check", tiny.folder.path().to_str().unwrap()]);
    assert!(!stderr.contains(&long), "a hostile name fills the screen");
}

#[test]
fn check_lists_problems_and_exits_with_1() {
    let bundled = stdout(&["check"]);
    assert!(bundled.starts_with("okhotsk: no problems when the program was built\n"));
    let folder = stdout(&["check", root().to_str().unwrap()]);
    assert_eq!(
        bundled.lines().skip(1).collect::<String>(),
        folder.lines().skip(1).collect::<String>()
    );
    assert!(stdout(&["check", fixture("tiny").to_str().unwrap()]).starts_with("tiny: no problems"));
    let nowhere = tempfile::tempdir().unwrap();
    for dir in [nowhere.path().to_path_buf(), nowhere.path().join("none")] {
        let (code, stderr) = failure(&["check", dir.to_str().unwrap()]);
        assert_eq!(code, 1, "{stderr}");
        for file in [ATLAS, HOLDERS, SOURCES] {
            assert!(stderr.contains(&format!("{file}: is missing")), "{stderr}");
        }
    }
}

/// A folder at fault fails every command in the same way, and nothing is written.
#[test]
fn no_command_works_with_a_damaged_atlas() {
    let tiny = Tiny::new();
    tiny.edit(LEDGER, "\"1850-peace\"", "\"war\"");
    let data = tiny.folder.path().to_str().unwrap();
    let out = tiny.path("out.svg");
    for args in [
        &["state", "--data", data][..],
        &["spans", "--data", data],
        &["events", "--data", data],
        &["disputes", "--data", data],
        &["areas", "--data", data],
        &["export", out.to_str().unwrap(), "--data", data],
        &["check", data],
    ] {
        let (code, stderr) = failure(args);
        assert_eq!(code, 1, "{args:?}");
        assert!(
            stderr.contains("names the event 'war', which does not exist"),
            "{args:?}: {stderr}"
        );
    }
    assert!(!out.exists());
}

#[test]
fn bad_arguments_exit_with_2() {
    for args in [
        &["fly"][..],
        &["state", "--colour"],
        &["state", "--date"],
        &["state", "--date", "1905-13"],
        &["state", "--date", "1905-02-30"],
        &["state", "--date", "yesterday"],
        &["state", "--date", "1600"],
        &["state", "--date", "2100"],
        &["state", "--lens", "telescope"],
        &["state", "--lang", "tlh"],
        &["state", "--format", "xml"],
        &["spans", "atlantis"],
        &["spans", "urup", "--format", "geojson"],
        &["events", "--kind", "feast"],
        &["events", "--territory", "atlantis"],
        &["events", "--from", "never"],
        &["disputes", "--date", "1600"],
        &["disputes", "--lang", "tlh"],
        &["disputes", "--lens", "japan"],
        &["areas", "--every", "day"],
        &["areas", "--every", "year", "--date", "1905"],
        &["export"],
        &["export", "out.pdf"],
        &["export", "out"],
        &["export", "-", "--size", "0x0"],
        &["export", "-", "--size", "1920"],
        &["export", "-", "--size", "1920x99999999"],
        &["export", "-", "--size", "32000x32000"],
        &["export", "-", "--scale", "0"],
        &["export", "-", "--scale", "NaN"],
        &["export", "-", "--scale", "-3"],
        &["export", "-", "--scale", "many"],
        &["export", "-", "--theme", "sepia"],
        &["export", "-", "--area", "atlantis"],
        &["export", "-", "--area", "1,2,3"],
        &["export", "-", "--area", "150,44,140,46"],
        &["export", "-", "--area", "nan,44,140,46"],
        &["export", "-", "--area", "-500,44,140,46"],
        &["export", "-", "--select", "atlantis"],
        &["completions", "cobol"],
        &["completions"],
        &["outlines"],
        &["check", "a", "b"],
    ] {
        let (code, stderr) = failure(args);
        assert_eq!(code, 2, "{args:?}: {stderr}");
        assert!(stderr.starts_with("error: "), "{args:?}: {stderr}");
    }
}

#[test]
fn a_bad_value_is_told_with_what_was_expected() {
    for (args, parts) in [
        (&["state", "--date", "1905-02-30"][..], ["--date", "1905-02-30", "1905-10-14"]),
        (&["state", "--date", "1600"], ["--date", "1600", "the atlas covers 1700-01-01 to"]),
        (&["state", "--lens", "telescope"], ["--lens", "telescope", "control"]),
        (&["state", "--lang", "tlh"], ["--lang", "tlh", "en, ja, ru"]),
        (&["events", "--kind", "feast"], ["--kind", "feast", "treaty, war"]),
        (&["export", "x.pdf"], ["OUT", "x.pdf", ".png or .svg"]),
        (&["export", "-", "--size", "9x9"], ["--size", "9x9", "1920x1080"]),
    ] {
        let (_, stderr) = failure(args);
        for part in parts {
            assert!(stderr.contains(part), "{args:?} does not say {part}: {stderr}");
        }
    }
}

fn one_line(stderr: &str) {
    assert!(stderr.lines().count() == 1 && stderr.starts_with("error: "), "{stderr}");
}

#[test]
fn output_that_cannot_be_written_is_one_line() {
    let folder = tempfile::tempdir().unwrap();
    let path = |name: &str| folder.path().join(name).to_str().unwrap().to_owned();
    fs::create_dir(path("folder.svg")).unwrap();
    fs::write(path("file.svg"), "kept").unwrap();
    let small = ["--size", "200x150"];
    for out in ["none/out.svg", "folder.svg", "file.svg/out.svg"] {
        let (code, stderr) = failure(&["export", &path(out), small[0], small[1]]);
        assert_eq!(code, 1, "{stderr}");
        one_line(&stderr);
        assert!(stderr.contains(&path(out)), "{stderr} does not name the file");
        assert!(stderr.contains("cannot be written"), "{stderr}");
    }
    assert_eq!(fs::read_to_string(path("file.svg")).unwrap(), "kept");
    let mut left: Vec<_> =
        fs::read_dir(folder.path()).unwrap().map(|entry| entry.unwrap().file_name()).collect();
    left.sort();
    assert_eq!(left, ["file.svg", "folder.svg"], "nothing is left behind");
    let (code, stderr) = failure(&["outlines", &path("none.geojson"), &path("folder.svg")]);
    assert_eq!(code, 1);
    one_line(&stderr);
    assert!(stderr.contains("none.geojson") && stderr.contains("is missing"), "{stderr}");
}

/// A disk that is full when half of the picture is written.
#[cfg(unix)]
#[test]
fn a_file_that_was_there_survives_a_full_disk() {
    let folder = tempfile::tempdir().unwrap();
    let out = folder.path().join("out.svg");
    fs::write(&out, "the old picture").unwrap();
    let limited = std::process::Command::new("sh")
        .args(["-c", "trap '' XFSZ; ulimit -f 8; exec \"$@\"", "sh", env!("CARGO_BIN_EXE_okhotsk")])
        .args(["export", out.to_str().unwrap(), "--size", "400x300"])
        .output()
        .unwrap();
    let stderr = String::from_utf8_lossy(&limited.stderr);
    assert_eq!(limited.status.code(), Some(1), "{stderr}");
    one_line(&stderr);
    assert_eq!(fs::read_to_string(&out).unwrap(), "the old picture");
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1, "a half file is left behind");
}

#[test]
fn a_file_that_was_there_is_replaced_whole() {
    let folder = tempfile::tempdir().unwrap();
    let out = folder.path().join("out.svg");
    fs::write(&out, "old ".repeat(1_000_000)).unwrap();
    let args = ["export", out.to_str().unwrap(), "--size", "200x150"];
    assert_eq!(stdout(&args), "");
    let text = fs::read_to_string(&out).unwrap();
    assert!(text.starts_with("<svg") && text.ends_with("</svg>\n"));
    #[cfg(unix)]
    {
        // Through a link, what it leads to is replaced.
        let link = folder.path().join("link.svg");
        std::os::unix::fs::symlink(&out, &link).unwrap();
        fs::write(&out, "old").unwrap();
        stdout(&["export", link.to_str().unwrap(), "--size", "200x150"]);
        assert!(fs::symlink_metadata(&link).unwrap().is_symlink());
        assert_eq!(fs::read_to_string(&out).unwrap(), text);
    }
}

#[cfg(target_os = "linux")]
#[test]
fn standard_output_that_cannot_be_written_is_one_line() {
    let full = fs::OpenOptions::new().write(true).open("/dev/full").unwrap();
    let output = okhotsk().args(["state"]).stdout(full).output().unwrap();
    assert_eq!(output.status.code(), Some(1));
    one_line(&String::from_utf8_lossy(&output.stderr));
}

/// As `okhotsk … | head -1` does.
#[test]
fn a_reader_that_has_had_enough_is_no_failure() {
    let mut child = okhotsk()
        .args(["areas", "--every", "year", "--format", "json"])
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let mut first = [0; 1];
    let mut pipe = child.stdout.take().unwrap();
    pipe.read_exact(&mut first).unwrap();
    drop(pipe);
    let output = child.wait_with_output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    assert!(output.stderr.is_empty());
}

#[test]
fn without_a_display_the_window_names_the_export() {
    let mut child = okhotsk().stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    let started = Instant::now();
    while child.try_wait().unwrap().is_none() {
        if started.elapsed() > Duration::from_secs(30) {
            child.kill().unwrap();
            panic!("it waits for a display");
        }
        std::thread::sleep(Duration::from_millis(20));
    }
    let output = child.wait_with_output().unwrap();
    let stderr = String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.code(), Some(1), "{stderr}");
    one_line(&stderr);
    assert!(stderr.contains("export"), "{stderr}");
}

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

proptest! {
    #![proptest_config(cases(300))]

    #[test]
    fn random_bytes_in_a_file_never_panic(
        file in prop::sample::select(FILES.to_vec()),
        bytes in prop::collection::vec(any::<u8>(), 0..200),
    ) {
        let tiny = Tiny::new();
        tiny.write(file, bytes);
        load_anything(tiny.folder.path())?;
    }

    #[test]
    fn random_text_in_a_file_never_panics(
        file in prop::sample::select(FILES.to_vec()),
        text in "[\\PC\n]{0,120}",
    ) {
        let tiny = Tiny::new();
        tiny.write(file, text);
        load_anything(tiny.folder.path())?;
    }

    /// A good file with pieces cut out and others put in, which reaches far deeper than noise.
    #[test]
    fn a_mangled_file_never_panics(
        file in prop::sample::select(FILES.to_vec()),
        edits in prop::collection::vec((any::<prop::sample::Index>(), 0usize..20, snippet()), 1..4),
    ) {
        let tiny = Tiny::new();
        let mut text: Vec<char> = tiny.text(file).chars().collect();
        for (at, length, put) in edits {
            let start = at.index(text.len() + 1);
            let end = (start + length).min(text.len());
            text.splice(start..end, put.chars());
        }
        tiny.write(file, text.into_iter().collect::<String>());
        load_anything(tiny.folder.path())?;
    }

    /// Values of a good file exchanged for others, so that it stays readable.
    #[test]
    fn exchanged_values_never_panic(
        file in prop::sample::select(FILES.to_vec()),
        which in any::<prop::sample::Index>(),
        put in snippet(),
    ) {
        let tiny = Tiny::new();
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
        load_anything(tiny.folder.path())?;
    }
}

proptest! {
    #![proptest_config(cases(24))]

    #[test]
    fn random_arguments_never_panic(args in prop::collection::vec("[a-z0-9,.-]{1,10}", 1..4)) {
        let command = ["state", "spans", "events", "areas", "check"][args.len() % 5];
        let mut all = vec![command];
        all.extend(args.iter().map(String::as_str));
        let output = run(&all);
        prop_assert!(matches!(output.status.code(), Some(0..=2)));
    }
}

/// A text in every language.
const TEXT: &str = "{ en = \"Word\", ja = \"語\", ru = \"Слово\" }";

/// What an atlas may do without: marks of events, the land of the locator, lakes and rivers.
fn good(file: &str) -> String {
    match file {
        MARKS => format!(
            "[[stone]]\nid = \"stone\"\nname = {TEXT}\nlon = 11.0\nlat = 50.0\nfrom = \"1851-05\"\n\
             until = \"1900-07-01\"\nevent = \"1850-peace\"\nsources = [\"treaty-of-1850\"]\n\
             confidence = \"high\"\nnote = {TEXT}\n\n\
             [[advance]]\nid = \"march\"\nevent = \"1900-landing\"\ndate = \"1900-07-02\"\n\
             until = \"1900-08-16\"\nfrom = [12.4, 49.4]\nvia = [[12.3, 49.7]]\nto = [12.2, 50.1]\n\
             label = {TEXT}\nside = \"blue-state\"\nsources = [\"chronicle\"]\n\
             confidence = \"low\"\n"
        ),
        WORLD => collection(&[
            feature("{}", &polygon("[[0,40],[20,40],[20,60],[0,40]]")),
            feature("{\"any\":1}", &polygon("[[30,0],[40,0],[40,10],[30,0]]")),
        ]),
        WATERS => collection(&[
            feature(&water("lake"), &polygon("[[11,50.2],[11.1,50.2],[11.1,50.3],[11,50.2]]")),
            feature(&water("river"), &line("[[11,50.3],[11.05,50.4],[11.1,50.5]]")),
        ]),
        other => panic!("{other} is no file that an atlas may do without"),
    }
}

fn polygon(ring: &str) -> String {
    format!(r#"{{"type":"Polygon","coordinates":[{ring}]}}"#)
}

fn line(points: &str) -> String {
    format!(r#"{{"type":"LineString","coordinates":{points}}}"#)
}

fn water(kind: &str) -> String {
    format!(r#"{{"kind":"{kind}","name":{{"en":"Water","ja":"水","ru":"Вода"}}}}"#)
}

fn feature(properties: &str, geometry: &str) -> String {
    format!(r#"{{"type":"Feature","properties":{properties},"geometry":{geometry}}}"#)
}

fn collection(features: &[String]) -> String {
    format!("{{\"type\":\"FeatureCollection\",\"features\":[\n{}\n]}}\n", features.join(",\n"))
}

/// The small atlas with one of the files that it does without.
fn with(file: &str) -> Tiny {
    let tiny = Tiny::new();
    tiny.write(file, good(file));
    tiny
}

/// Damages a file that an atlas may do without and expects exactly one problem, at a place.
fn spoiled(file: &'static str, from: &str, to: &str, place: [&'static str; 3]) {
    let [record, field, message] = place;
    let tiny = with(file);
    tiny.edit(file, from, to);
    let problems = tiny.problems();
    assert!(
        problems.len() == 1 && tells(&problems[0], (file, record, field, message)),
        "{file}: {from} -> {to}: expected {record}, {field}: {message}, got\n{}",
        list(&problems)
    );
}

#[test]
fn an_atlas_may_have_marks_a_world_and_waters_or_none() {
    for file in [MARKS, WORLD, WATERS] {
        assert!(with(file).load().is_ok(), "{file}:\n{}", list(&with(file).problems()));
    }
    let atlas = with(MARKS).load().unwrap();
    assert_eq!((atlas.history.stones.len(), atlas.history.advances.len()), (1, 1));
    assert_eq!(atlas.features.advance(AdvanceId(0)).len(), 3);
    assert_eq!(with(WORLD).load().unwrap().world().len(), 2);
    assert_eq!(with(WATERS).load().unwrap().inland_waters().len(), 2);
    // Empty ones are as good as none.
    let tiny = Tiny::new();
    tiny.write(MARKS, "");
    tiny.write(WORLD, collection(&[]));
    tiny.write(WATERS, collection(&[]));
    assert!(tiny.load().is_ok());
}

#[test]
fn what_is_wrong_with_a_stone_is_named() {
    let stone = |from, to, field, message| spoiled(MARKS, from, to, ["stone", field, message]);
    stone("\"1850-peace\"", "\"x\"", "event", "the event 'x', which does not exist");
    stone("[\"treaty-of-1850\"]", "[\"x\"]", "sources", "the source 'x'");
    stone("until = \"1900-07-01\"", "until = \"1850\"", "until", "is not after 'from'");
    stone("until = \"1900-07-01\"", "until = \"1851-05-01\"", "until", "is not after 'from'");
    stone("\"1851-05\"", "\"1851-05-32\"", "from", "is not a date");
    stone("lon = 11.0", "lon = 181.0", "lon", "is not on the globe");
    stone("lon = 11.0", "lon = nan", "lon", "is not on the globe");
    stone("lat = 50.0", "lat = -90.5", "lon", "is not on the globe");
    stone("lat = 50.0\n", "", "", "missing field `lat`");
    stone("lat = 50.0", "lat = \"50\"", "lat", "");
    stone("\"high\"", "\"sure\"", "confidence", "unknown variant `sure`");
    stone("confidence = \"high\"", "height = 1\nconfidence = \"high\"", "height", "unknown field");
    stone(", ru = \"Слово\" }\nlon", " }\nlon", "name", "has no text in 'ru'");
    stone(", ja = \"語\", ru = \"Слово\" }\n\n", ", ru = \"Слово\" }\n\n", "note", "in 'ja'");
    spoiled(MARKS, "[[stone]]", "[[rock]]", ["", "rock", "is an unknown key"]);
    spoiled(MARKS, "id = \"stone\"", "id = \"A stone\"", ["A stone", "id", "is not an id"]);
    let tiny = with(MARKS);
    let again = good(MARKS).split("[[advance]]").next().unwrap().to_owned();
    tiny.append(MARKS, &again);
    let problems = tiny.problems();
    let twice = (MARKS, "stone", "id", "is there twice");
    assert!(problems.len() == 1 && tells(&problems[0], twice), "{}", list(&problems));
}

#[test]
fn what_is_wrong_with_an_advance_is_named() {
    let march = |from, to, field, message| spoiled(MARKS, from, to, ["march", field, message]);
    march("\"1900-landing\"", "\"x\"", "event", "the event 'x', which does not exist");
    march("side = \"blue-state\"", "side = \"x\"", "side", "the holder 'x'");
    march("[\"chronicle\"]", "[\"chronicle\", \"x\"]", "sources", "the source 'x'");
    march("\"1900-08-16\"", "\"1900-07-02\"", "until", "is not after 'date'");
    march("\"1900-08-16\"", "\"1850\"", "until", "is not after 'date'");
    march("\"1900-07-02\"", "\"1900-02-30\"", "date", "is not a date");
    march("\"1900-07-02\"", "\"1900-07\"\nprecision = \"day\"", "date", "shorter than its");
    march("from = [12.4, 49.4]", "from = [190.0, 49.4]", "from", "(190, 49.4) is not on the globe");
    march("from = [12.4, 49.4]", "from = [12.4]", "from", "");
    march("to = [12.2, 50.1]\n", "", "", "missing field `to`");
    march("\"low\"", "\"guess\"", "confidence", "unknown variant `guess`");
    march("label = { en = \"Word\", ja = \"語\"", "label = { en = \"Word\"", "label", "in 'ja'");
}

/// All three points of an advance are read; the one at fault is the one that is named.
#[test]
fn the_end_of_an_advance_is_named_by_its_own_field() {
    for (from, to, field) in [
        ("via = [[12.3, 49.7]]", "via = [[12.3, 97.0]]", "via"),
        ("to = [12.2, 50.1]", "to = [12.2, inf]", "to"),
    ] {
        spoiled(MARKS, from, to, ["march", field, "is not on the globe"]);
    }
}

#[test]
fn what_is_wrong_with_the_size_of_a_town_is_named() {
    let size = |from: &str, class: u16, source: &str| {
        format!("[[place.size]]\nfrom = \"{from}\"\nclass = {class}\nsource = \"{source}\"\n\n")
    };
    let sized = |sizes: &str| {
        let tiny = Tiny::new();
        tiny.edit(PLACES, "[[water]]", &format!("{sizes}[[water]]"));
        tiny
    };
    let two = size("1820", 4, "chronicle") + &size("1850-03", 1, "chronicle");
    assert_eq!(sized(&two).load().unwrap().history.places[0].sizes.len(), 2);
    for (sizes, field, message) in [
        (size("1820", 7, "chronicle"), "size.class", "is 7; expected 1 to 4"),
        (size("1820", 0, "chronicle"), "size.class", "is 0; expected 1 to 4"),
        (size("1820", 300, "chronicle"), "size[0].class", ""),
        (size("1820", 3, "x"), "size.source", "the source 'x', which does not exist"),
        (size("1820-13", 3, "chronicle"), "size.from", "is not a date"),
        (
            size("1850", 3, "chronicle") + &size("1820", 4, "chronicle"),
            "size",
            "is not in order of its days",
        ),
        (
            size("1850", 3, "chronicle") + &size("1850-01-01", 4, "chronicle"),
            "size",
            "is not in order of its days",
        ),
        ("[[place.size]]\nfrom = \"1820\"\nclass = 3\n\n".to_owned(), "size[0]", "`source`"),
        (
            size("1820", 3, "chronicle").replace("class", "people = 9\nclass"),
            "size[0].people",
            "unknown field",
        ),
    ] {
        let problems = sized(&sizes).problems();
        assert!(
            problems.len() == 1 && tells(&problems[0], (PLACES, "cape", field, message)),
            "{sizes}: expected {field}: {message}, got\n{}",
            list(&problems)
        );
    }
}

#[test]
fn what_is_wrong_with_an_inset_is_named() {
    let view = "west = 10.5, south = 49.5, east = 11.5, north = 50.5";
    let inset = |name: &str, view: &str| {
        let tiny = Tiny::new();
        tiny.append(
            ATLAS,
            &format!("\n[[inset]]\nid = \"bay\"\nname = {name}\nview = {{ {view} }}\n"),
        );
        tiny
    };
    assert_eq!(inset(TEXT, view).load().unwrap().features.insets.len(), 1);
    let empty = "is empty: west must be below east and south below north";
    for (from, to, field, message) in [
        ("west = 10.5", "west = 11.5", "view", empty),
        ("west = 10.5", "west = 12.0", "view", empty),
        ("north = 50.5", "north = 49.5", "view", empty),
        ("north = 50.5", "north = 40.0", "view", empty),
        ("north = 50.5", "north = 90.5", "view", "(11.5, 90.5) is not on the globe"),
        ("west = 10.5", "west = -181.0", "view", "(-181, 49.5) is not on the globe"),
        ("west = 10.5", "west = nan", "view", "is not on the globe"),
        (", north = 50.5", "", "view", "missing field `north`"),
        ("west = 10.5", "west = \"W\"", "view.west", ""),
        ("west = 10.5", "up = 1, west = 10.5", "view.up", "unknown field"),
    ] {
        assert!(view.contains(from), "{from}");
        let problems = inset(TEXT, &view.replacen(from, to, 1)).problems();
        assert!(
            problems.len() == 1 && tells(&problems[0], (ATLAS, "bay", field, message)),
            "{from} -> {to}: expected {field}: {message}, got\n{}",
            list(&problems)
        );
    }
    let problems = inset("{ en = \"Bay\", ja = \"湾\" }", view).problems();
    let lacks = (ATLAS, "bay", "name", "has no text in 'ru'");
    assert!(problems.len() == 1 && tells(&problems[0], lacks), "{}", list(&problems));
    let tiny = inset(TEXT, view);
    let twice = tiny.text(ATLAS).split("\n[[inset]]").last().unwrap().to_owned();
    tiny.append(ATLAS, &format!("\n[[inset]]{twice}"));
    let problems = tiny.problems();
    let twice = (ATLAS, "bay", "id", "is there twice");
    assert!(problems.len() == 1 && tells(&problems[0], twice), "{}", list(&problems));
}

#[test]
fn what_is_wrong_with_the_land_of_the_world_is_named() {
    let second = "[[30,0],[40,0],[40,10],[30,0]]";
    let area = "is empty or no area; expected a Polygon";
    for (from, to, message) in [
        (second, "[[30,0],[40,0],[40,10],[30,1]]", "polygon 0, ring 0 is open"),
        (second, "[[30,0],[240,0],[40,10],[30,0]]", "vertex 1 (240, 0) is off the globe"),
        (second, "[[30,0],[40,0],[40,100],[30,0]]", "is off the globe"),
        (second, "[[30,0],[40,10],[40,0],[30,10],[30,0]]", "crosses or touches itself"),
        (second, "[[30,0],[40,0],[30,0]]", "has 3 vertices"),
        (second, "", "polygon 0 has no ring"),
    ] {
        spoiled(WORLD, from, to, ["feature 2", "geometry", message]);
    }
    let geometry = polygon(second);
    for shape in [
        "null",
        r#"{"type":"Point","coordinates":[30,0]}"#,
        r#"{"type":"LineString","coordinates":[[30,0],[40,0]]}"#,
        r#"{"type":"MultiPolygon","coordinates":[]}"#,
    ] {
        spoiled(WORLD, &geometry, shape, ["feature 2", "geometry", area]);
    }
}

#[test]
fn what_is_wrong_with_a_lake_or_a_river_is_named() {
    let lake = "[[11,50.2],[11.1,50.2],[11.1,50.3],[11,50.2]]";
    let river = "[[11,50.3],[11.05,50.4],[11.1,50.5]]";
    let area = "is empty or no area; expected a Polygon or MultiPolygon";
    let course = "is empty or no line; expected a LineString or MultiLineString";
    for (from, to, place) in [
        (polygon(lake), line(river), ["feature 1", "geometry", area]),
        (polygon(lake), "null".to_owned(), ["feature 1", "geometry", area]),
        (line(river), polygon(lake), ["feature 2", "geometry", course]),
        (line(river), line("[]"), ["feature 2", "geometry", course]),
        (line(river), line("[[11,50.3]]"), ["feature 2", "geometry", course]),
        (line(river), "null".to_owned(), ["feature 2", "geometry", course]),
        (water("lake"), water("river"), ["feature 1", "geometry", course]),
        (water("river"), water("lake"), ["feature 2", "geometry", area]),
        (water("lake"), water("pond"), ["feature 1", "kind", "unknown variant `pond`"]),
        (
            lake.to_owned(),
            lake.replace("11.1,50.3", "11.1,95"),
            ["feature 1", "geometry", "vertex 2 (11.1, 95) is off the globe"],
        ),
        (
            lake.to_owned(),
            lake.replace(",[11,50.2]]", ",[11,50.25]]"),
            ["feature 1", "geometry", "polygon 0, ring 0 is open"],
        ),
        (
            river.to_owned(),
            river.replace("11.05,50.4", "-200,50.4"),
            ["feature 2", "geometry", "vertex 1 (-200, 50.4) is off the globe"],
        ),
        ("\"ja\":\"水\",".to_owned(), String::new(), ["feature 1", "name", "has no text in 'ja'"]),
        (
            "\"ja\":\"水\"".to_owned(),
            "\"ja\":\" \"".to_owned(),
            ["feature 1", "name", "has no text in 'ja'"],
        ),
        (
            "\"kind\":\"river\"".to_owned(),
            "\"depth\":3,\"kind\":\"river\"".to_owned(),
            ["feature 2", "depth", "unknown field `depth`"],
        ),
        (
            "\"kind\":\"river\",".to_owned(),
            String::new(),
            ["feature 2", "properties", "missing field `kind`"],
        ),
    ] {
        spoiled(WATERS, &from, &to, place);
    }
}

/// The shortest river is one of two points.
#[test]
fn a_river_of_two_points_is_on_the_globe_too() {
    let river = line("[[11,50.3],[11.05,50.4],[11.1,50.5]]");
    for (points, message) in [
        ("[[11,50.3],[200,50.5]]", "vertex 1 (200, 50.5) is off the globe"),
        ("[[11,500],[11.1,50.5]]", "vertex 0 (11, 500) is off the globe"),
        ("[[11],[11.1,50.5]]", "not a finite number"),
    ] {
        spoiled(WATERS, &river, &line(points), ["feature 2", "geometry", message]);
    }
}

#[test]
fn a_file_that_an_atlas_may_do_without_is_read_as_any_other() {
    for file in [MARKS, WORLD, WATERS] {
        let tiny = with(file);
        tiny.write(file, [0xFF_u8, 0xFE, 0x00]);
        let place = (file, "", "", "is not UTF-8 text");
        assert!(tells(&tiny.problems()[0], place), "{}", list(&tiny.problems()));
        fs::remove_file(tiny.path(file)).unwrap();
        fs::create_dir(tiny.path(file)).unwrap();
        let place = (file, "", "", "is not a file");
        assert!(tells(&tiny.problems()[0], place), "{}", list(&tiny.problems()));
        let tiny = with(file);
        let junk = fs::OpenOptions::new().write(true).open(tiny.path(file)).unwrap();
        junk.set_len(100 * 1024 * 1024).unwrap();
        let place = (file, "", "", "is 100 MB");
        assert!(tells(&tiny.problems()[0], place), "{}", list(&tiny.problems()));
    }
    let tiny = with(MARKS);
    let lines = good(MARKS).lines().count();
    tiny.append(MARKS, "id = = nothing\n");
    let message = format!("line {} is not TOML", lines + 1);
    let problems = tiny.problems();
    let told = problems[0].file == MARKS && problems[0].message.contains(&message);
    assert!(told, "{}", list(&problems));
    for file in [WORLD, WATERS] {
        for (text, message) in [
            ("{}", "not a GeoJSON"),
            ("[]", "not a GeoJSON"),
            ("{\"type\":\"FeatureCollection\",\"features\":[", "not a GeoJSON"),
            (r#"{"type":"FeatureCollection","features":[7]}"#, "is no feature"),
        ] {
            let tiny = with(file);
            tiny.write(file, text);
            let problems = tiny.problems();
            let told = problems.iter().any(|p| p.file == file && p.message.contains(message));
            assert!(told, "{file} {text}: {message}\n{}", list(&problems));
        }
    }
}

proptest! {
    #![proptest_config(cases(200))]

    #[test]
    fn a_mangled_file_that_an_atlas_may_do_without_never_panics(
        file in prop::sample::select(vec![MARKS, WORLD, WATERS]),
        edits in prop::collection::vec((any::<prop::sample::Index>(), 0usize..20, snippet()), 1..4),
    ) {
        let tiny = with(file);
        let mut text: Vec<char> = tiny.text(file).chars().collect();
        for (at, length, put) in edits {
            let start = at.index(text.len() + 1);
            let end = (start + length).min(text.len());
            text.splice(start..end, put.chars());
        }
        tiny.write(file, text.into_iter().collect::<String>());
        load_anything(tiny.folder.path())?;
    }
}
