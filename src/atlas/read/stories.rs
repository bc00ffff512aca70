//! Stories: those of an atlas, a file each, and one that a reader wrote; `app` has the window of them.

use std::path::Path;

use crate::history::{Text, Tour, TourStop};

use super::files::{Folder, read_text};
use super::problem::{Problems, Report};
use super::resolve::{At, is_id};
use super::schema::{RawText, RawTour, RawTourStop};
use super::toml_files::{Entry, TableFile, Tables};

/// The folder of the stories of an atlas, which may be missing.
const FOLDER: &str = "history/tours";
/// How many stops a story may have.
const MOST_STOPS: usize = 200;
/// The longest that a stop may stay, in seconds.
const LONGEST: u16 = 600;

/// The stories of an atlas, in the order of the names of their files.
pub(super) fn read(files: Folder<'_>, languages: &[String], report: &mut Report) -> Vec<Tour> {
    if !files.has(FOLDER) {
        return Vec::new();
    }
    let names = files.list(FOLDER, ".toml").unwrap_or_else(|message| {
        report.report(FOLDER, "", "", message);
        Vec::new()
    });
    let mut tables = Tables::read(files, names.clone());
    let mut tours: Vec<Tour> = Vec::new();
    for name in &names {
        let Some(tour) = tour(tables.open(name, report), name, languages, report) else { continue };
        let twice = tours.iter().any(|other| other.id == tour.id);
        if twice {
            report.report(name, "", "id", "is there twice");
        }
        if !is_id(&tour.id) {
            report.report(name, "", "id", super::resolve::NOT_AN_ID);
        }
        tours.push(tour);
    }
    tours
}

/// A story that a reader wrote, from its file.
///
/// # Errors
/// A file that cannot be read, and as [`read_tour`].
pub fn read_tour_file(path: &Path, languages: &[String]) -> Result<Tour, Problems> {
    let name = path.display().to_string();
    let text = read_text(path).map_err(|message| Problems::of_file(&name, &message))?;
    read_tour(&text, &name, languages)
}

/// A story that a reader wrote: one of its languages is enough, and stands for the others.
///
/// # Errors
/// Every problem of its text, with record and field; `file` is what it is called there.
pub fn read_tour(text: &str, file: &str, languages: &[String]) -> Result<Tour, Problems> {
    let mut report = Report::default();
    let table = TableFile::of_text(file, text, &mut report);
    let read = table.and_then(|table| own_tour(table, file, languages, &mut report));
    if read.is_none() && report.count() == 0 {
        report.report(file, "", "", "is no story");
    }
    report.into_result(read)
}

fn own_tour(
    mut table: TableFile,
    file: &str,
    languages: &[String],
    report: &mut Report,
) -> Option<Tour> {
    let mut stops: Vec<Entry<RawTourStop>> = table.records("stop", report);
    let mut raw: RawTour = table.whole(report)?;
    for text in [&mut raw.title, &mut raw.summary] {
        fill(text, languages);
    }
    for stop in &mut stops {
        fill(&mut stop.record.text, languages);
    }
    checked(raw, &stops, file, languages, report)
}

/// Gives every language a text: that of the first which has one.
fn fill(text: &mut RawText, languages: &[String]) {
    let known = languages.iter().find_map(|language| text.get(language).cloned());
    let Some(known) = known else { return };
    for language in languages {
        text.entry(language.clone()).or_insert_with(|| known.clone());
    }
}

fn tour(
    mut table: TableFile,
    file: &str,
    languages: &[String],
    report: &mut Report,
) -> Option<Tour> {
    let stops = table.records("stop", report);
    let raw = table.whole(report)?;
    checked(raw, &stops, file, languages, report)
}

fn checked(
    raw: RawTour,
    stops: &[Entry<RawTourStop>],
    file: &str,
    languages: &[String],
    report: &mut Report,
) -> Option<Tour> {
    let mut at = At { file, record: "", languages, report };
    let title: Text = at.text("title", &raw.title);
    let summary = at.text("summary", &raw.summary);
    if stops.is_empty() {
        at.problem("stop", "is missing: a story has at least one stop");
        return None;
    }
    if stops.len() > MOST_STOPS {
        at.problem(
            "stop",
            format!("is there {} times; a story may have {MOST_STOPS}", stops.len()),
        );
        return None;
    }
    let stop = |entry: &Entry<RawTourStop>| {
        let mut at = At { file, record: &entry.name, languages, report: &mut *report };
        if entry.record.seconds.is_some_and(|seconds| !(1..=LONGEST).contains(&seconds)) {
            at.problem("seconds", format!("is not from 1 to {LONGEST}"));
        }
        TourStop {
            look: entry.record.look.clone(),
            text: at.text("text", &entry.record.text),
            seconds: entry.record.seconds,
        }
    };
    let stops = stops.iter().map(stop).collect();
    Some(Tour { id: raw.id.unwrap_or_default(), title, summary, stops })
}
