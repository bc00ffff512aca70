//! Lists for spreadsheets and other programs, from the command line and from the window.

use std::collections::BTreeSet;
use std::fs;

use okhotsk::export::chosen::{NotPossible, Subject, work};
use okhotsk::export::csv::{CsvStyle, as_csv};
use okhotsk::export::job::Work;
use okhotsk::export::listing::{Listed, Listing, ListingFormat};
use okhotsk::export::progress::Progress;
use okhotsk::export::readable::listed;
use okhotsk::export::tables::Period;
use okhotsk::history::Language;
use okhotsk::picture::Words;
use okhotsk::view::choices::{Content, ExportChoices, FileKind};
use okhotsk::view::{LedgerView, Look};
use serde_json::Value;

use crate::common::{atlas, day, failure, stdout, territory};

/// In every language each column of every list has a heading of its own, no id among them, and every
/// word of the program is told in that language.
#[test]
fn a_list_for_a_spreadsheet_has_headings_and_words() {
    let lists: [&[&str]; 6] = [
        &["state", "--date", "1905"],
        &["spans", "urup"],
        &["events"],
        &["disputes", "--date", "1950"],
        &["sources"],
        &["areas"],
    ];
    for lang in ["en", "ja", "ru"] {
        for list in lists {
            let args = [list, &["--lang", lang, "--format", "csv"]].concat();
            let plain = stdout(&args);
            let told = stdout(&[&args[..], &["--headings"]].concat());
            let marked = stdout(&[&args[..], &["--headings", "--bom"]].concat());
            assert_eq!(marked, format!("\u{FEFF}{told}"), "{list:?}");
            assert_eq!(told.lines().count(), plain.lines().count(), "{list:?}");
            let heads = |text: &str| -> Vec<String> {
                let mut reader = csv::Reader::from_reader(text.as_bytes());
                reader.headers().unwrap().iter().map(str::to_owned).collect()
            };
            let (ids, names) = (heads(&plain), heads(&told));
            assert_eq!(ids.len(), names.len());
            let own: BTreeSet<&String> = names.iter().collect();
            assert_eq!(own.len(), names.len(), "{list:?} in {lang}: {names:?}");
            let shared: Vec<&String> = ids.iter().filter(|id| own.contains(id)).collect();
            assert!(shared.is_empty(), "{list:?} in {lang}: {shared:?}");
            let words = told.contains(",sovereign,") || told.contains(",treaty,");
            assert!(!words, "an id where there is a word: {list:?} in {lang}");
        }
    }
}

#[test]
fn wishes_for_csv_are_for_csv() {
    for args in [&["state", "--bom"][..], &["areas", "--headings", "--format", "json"]] {
        let (code, said) = failure(args);
        assert_eq!(code, 2);
        assert!(said.contains("is for --format csv"), "{said}");
    }
}

#[test]
fn a_list_says_what_it_rests_on_and_how_it_may_be_passed_on() {
    let text = stdout(&["state", "--date", "1905", "--format", "json"]);
    let rows: Vec<Value> = serde_json::from_str(&text).unwrap();
    for row in &rows {
        let sources = row["sources"].as_array().unwrap();
        assert!(!sources.is_empty(), "{row}");
        for source in sources {
            assert!(atlas().history.find_source(source.as_str().unwrap()).is_some(), "{source}");
        }
        let own = territory(row["territory"].as_str().unwrap());
        let area = row["area_km2"].as_f64().unwrap();
        assert!((area - atlas().area_km2(own)).abs() < 0.006, "{row}");
        assert!(row["licence"].as_str().unwrap().contains("ODbL"), "{row}");
    }
}

#[test]
fn spans_of_a_period_are_those_that_touch_it() {
    let all = stdout(&["spans", "urup", "--format", "csv"]);
    let some =
        stdout(&["spans", "urup", "--from", "1875-10-04", "--to", "1945-08-30", "--format", "csv"]);
    let rows: Vec<&str> = some.lines().skip(1).collect();
    assert!(rows.iter().all(|row| all.contains(row)));
    assert_eq!(rows.len(), 1, "{some}");
    assert!(rows[0].contains(",1875-10-04,"), "{some}");
    let to_the_day =
        stdout(&["spans", "urup", "--from", "1945-08-31", "--to", "1945-08-31", "--format", "csv"]);
    assert_eq!(to_the_day.lines().count(), 2, "a span ends where the next begins: {to_the_day}");
}

#[test]
fn what_happened_has_its_place_and_its_days() {
    let text = stdout(&["events", "--from", "1855", "--to", "1855", "--format", "geojson"]);
    let all: Value = serde_json::from_str(&text).unwrap();
    let features = all["features"].as_array().unwrap();
    let of = |id: &str| features.iter().find(|f| f["properties"]["event"] == id).unwrap();
    let treaty = of("1855-shimoda");
    assert_eq!(treaty["properties"]["start"], "1855-02-07");
    assert_eq!(treaty["properties"]["end"], Value::Null);
    let place: [f64; 2] =
        serde_json::from_value(treaty["geometry"]["coordinates"].clone()).unwrap();
    assert!((place[0] - 138.95).abs() < 0.1 && (place[1] - 34.68).abs() < 0.1, "{place:?}");
}

/// On a terminal no line is wider than it, nothing is lost, and ids stay whole.
#[test]
fn a_table_fits_its_terminal() {
    let history = &atlas().history;
    for language in (0..3).map(Language) {
        let words = Words::new(history, language);
        let what = Listed::Spans(vec![territory("iturup")], Period::default());
        let table = listed(atlas(), &what, atlas().history.find_lens("control").unwrap(), &words);
        let wide = table.text(None);
        for room in [80, 100, 132] {
            let text = table.text(Some(room));
            let most = text.lines().map(unicode_width).max().unwrap();
            assert!(most <= usize::from(room), "{most} of {room}:\n{text}");
            let letters = |text: &str| {
                let mut letters: Vec<char> = text.chars().filter(|c| !c.is_whitespace()).collect();
                letters.sort_unstable();
                letters
            };
            assert_eq!(letters(&text), letters(&wide), "something is lost");
            assert!(text.contains("1951-san-francisco"), "an id is broken:\n{text}");
        }
    }
}

/// Columns of a terminal that a line takes.
fn unicode_width(line: &str) -> usize {
    line.chars().map(|c| if u32::from(c) >= 0x1100 { 2 } else { 1 }).sum()
}

fn subject() -> Subject {
    Subject {
        look: Look::new(atlas()),
        span: (day("1855-01-01"), day("1875-12-31")),
        ledger: LedgerView::default(),
        window: [900.0, 600.0],
    }
}

/// Whatever is chosen in the window of exports is a file, or is refused with its reason.
#[test]
fn every_table_can_be_chosen_in_the_window() {
    let folder = tempfile::tempdir().unwrap();
    for content in Content::ALL.iter().copied().filter(|content| content.is_table()) {
        for kind in FileKind::ALL.iter().copied() {
            let choices = ExportChoices { content, kind, ..ExportChoices::default() };
            let made = work(atlas(), &subject(), &choices);
            if !kind.holds(content) {
                assert_eq!(made, Err(NotPossible::NoTable), "{content:?} in {kind:?}");
                assert!(choices.sound().kind.holds(content));
                continue;
            }
            let Ok(Work::List(list)) = &made else { panic!("{content:?} in {kind:?}: {made:?}") };
            let bytes = made.as_ref().unwrap().file(atlas(), &Progress::default()).unwrap();
            assert_eq!(bytes, list.text(atlas()).unwrap().into_bytes());
            fs::write(folder.path().join(kind.id()), &bytes).unwrap();
            if kind == FileKind::Csv {
                assert!(bytes.starts_with("\u{FEFF}".as_bytes()), "{content:?}");
            } else {
                serde_json::from_slice::<Value>(&bytes).unwrap();
            }
        }
    }
}

#[test]
fn a_list_of_the_window_is_that_of_the_command_line() {
    let choices = ExportChoices {
        content: Content::EventsTable,
        kind: FileKind::Geojson,
        ..ExportChoices::default()
    };
    let Ok(Work::List(list)) = work(atlas(), &subject(), &choices) else { panic!("no list") };
    let args = ["events", "--from", "1855", "--to", "1875", "--format", "geojson"];
    assert_eq!(list.text(atlas()).unwrap(), stdout(&args));
    let what = Listed::Holders(day("1875-12-31"));
    let format = ListingFormat::Csv(CsvStyle::default());
    let list = Listing {
        what,
        lens: atlas().history.find_lens("treaty").unwrap(),
        language: Language(2),
        format,
    };
    let args = ["state", "--date", "1875", "--lens", "treaty", "--lang", "ru", "--format", "csv"];
    assert_eq!(list.text(atlas()).unwrap(), stdout(&args));
    let words = Words::new(&atlas().history, Language(2));
    let table = as_csv(&list.table(atlas()), CsvStyle::default(), (&atlas().history, &words));
    assert_eq!(table.unwrap(), stdout(&args));
}
