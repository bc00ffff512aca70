//! From any `GeoJSON` whose features carry dates to the files of an atlas.
//!
//! An atlas has one outline a territory, and land that lies over no other; features may change their
//! shape, come, go, and lie over each other. So all outlines are laid upon one another and parted where
//! they cross: land that the same features cover is one territory, whose holders through time are those
//! of the features, one after the other. Before the first and after the last it is nobody's.
//!
//! The order of things: [`records`] reads features, [`moments`] their dates and [`rings`] their shapes;
//! [`noding`], [`faces`] and [`partition`](mod@partition) part the land; [`centre`] finds where it is seen
//! from; [`holdings`] says who held each piece when, and [`sheets`] writes it all down. What could not be
//! read is told in a report.

mod cells;
mod centre;
mod holdings;
mod hues;
mod moments;
mod noding;
mod partition;
mod records;
mod rings;
mod sheets;
mod slugs;

use std::fmt::Write as _;
use std::path::Path;

use crate::atlas::read_shapes;
use crate::history::letters::{legible, quoted};

use partition::partition;

/// The properties that features carry.
#[derive(Debug, Clone, Default)]
pub struct Fields {
    /// When a feature begins.
    pub start: String,
    /// The last day, month or year that it is still there.
    pub end: String,
    /// What it is called; where it has that in further languages, the name of the property goes on
    /// with `_ja` or `:ja`.
    pub name: Option<String>,
    /// Who holds it; without it, each is held by whom it is called after.
    pub holder: Option<String>,
}

/// The file of the report.
pub const REPORT: &str = "import-report.txt";

/// What an import gives.
#[derive(Debug)]
pub struct Imported {
    /// The files of the atlas and the report: name and text.
    pub files: Vec<(String, String)>,
    /// How many features there were.
    pub features: usize,
    /// How many of them are not in the atlas.
    pub left_out: usize,
}

/// What is told of the features, by their numbers in the file from 1.
#[derive(Debug, Default)]
pub(crate) struct Told {
    /// Features that are not in the atlas, and why.
    left_out: Vec<(usize, String)>,
    /// What was changed or decided.
    noted: Vec<(usize, String)>,
    /// What holds for all.
    general: Vec<String>,
}

impl Told {
    fn leave_out(&mut self, number: usize, reason: impl Into<String>) {
        self.left_out.push((number, legible(&reason.into(), 500)));
    }

    fn note(&mut self, number: usize, what: impl Into<String>) {
        self.noted.push((number, legible(&what.into(), 500)));
    }

    /// The report as it is written.
    fn text(&self, name: &str, features: usize) -> String {
        let mut left_out = self.left_out.clone();
        let mut noted = self.noted.clone();
        left_out.sort();
        noted.sort();
        let mut text = format!("Import of {name}\n\n{features} features");
        let mut numbers: Vec<usize> = left_out.iter().map(|(number, _)| *number).collect();
        numbers.dedup();
        let mut line = |line: std::fmt::Arguments<'_>| {
            let written = writeln!(text, "{line}");
            debug_assert!(written.is_ok(), "writing to a string cannot fail");
        };
        line(format_args!(", {} of them not in the atlas or not whole.", numbers.len()));
        for general in &self.general {
            line(format_args!("{general}"));
        }
        line(format_args!("\nNot in the atlas, or not whole:"));
        for (number, reason) in &left_out {
            line(format_args!("feature {number}: {reason}"));
        }
        if left_out.is_empty() {
            line(format_args!("nothing"));
        }
        line(format_args!("\nChanged or decided:"));
        for (number, what) in &noted {
            line(format_args!("feature {number}: {what}"));
        }
        if noted.is_empty() {
            line(format_args!("nothing"));
        }
        text
    }
}

/// Makes the files of an atlas from a file of features.
///
/// # Errors
/// A sentence, if nothing can be made of it.
pub fn import(path: &Path, fields: &Fields) -> Result<Imported, String> {
    let file = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
    let stem = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
    let shown = quoted(&path.display().to_string());
    let text = read_shapes(path).map_err(|reason| format!("{shown}: {reason}"))?;
    of_text(&text, &file, &stem, fields).map_err(|reason| format!("{shown}: {reason}"))
}

/// The same, from the text of the file.
///
/// # Errors
/// A sentence, if nothing can be made of it.
pub fn of_text(text: &str, file: &str, stem: &str, fields: &Fields) -> Result<Imported, String> {
    let mut told = Told::default();
    let mut read = records::read(text, fields, &mut told)?;
    let features = read.features;
    let centre = centre::find(&mut read.records, &mut told)?;
    let areas: Vec<_> =
        read.records.iter_mut().map(|record| std::mem::take(&mut record.rings)).collect();
    let mut parted = partition(&areas)?;
    drop(areas);
    for &unsound in &parted.unsound {
        let number = read.records[unsound as usize].number;
        told.leave_out(number, "a part of it touches itself where nothing can give way");
    }
    if parted.slivers > 0 {
        told.general.push(format!(
            "{} slivers between outlines that do not quite fit were given to a neighbour.",
            parted.slivers
        ));
    }
    sheets::keep_sound(&mut parted.pieces, &read.records, &mut told);
    if parted.pieces.is_empty() {
        let first = told.left_out.iter().min();
        let first = first.map_or_else(String::new, |(n, why)| format!(" (feature {n}: {why})"));
        return Err(format!("no feature can be shown{first}"));
    }
    let held = holdings::of(&parted.pieces, &read, &mut told)?;
    let mut files = sheets::write(&parted.pieces, &read, &held, centre, (file, stem), fields);
    let mut left_out: Vec<usize> = told.left_out.iter().map(|(number, _)| *number).collect();
    left_out.sort_unstable();
    left_out.dedup();
    files.push((REPORT.to_owned(), told.text(&legible(file, 200), features)));
    Ok(Imported { files, features, left_out: left_out.len() })
}
