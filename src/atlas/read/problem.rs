//! What is wrong with a folder of data: every problem, with file, record and field.

use std::fmt;

use thiserror::Error;

use crate::history::letters::legible;

/// Characters of the id of a record or the name of a field that are told.
const LONGEST_NAME: usize = 100;
/// Characters of a message that are told.
const LONGEST_MESSAGE: usize = 1000;

/// One problem of the data.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Problem {
    /// The file, relative to the folder of the atlas.
    pub file: String,
    /// The record: its id, or its place in the file (`change 12`); empty for the file as a whole.
    pub record: String,
    /// The field in the record; empty for the record as a whole.
    pub field: String,
    /// What is wrong and what was expected.
    pub message: String,
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: ", self.file)?;
        if !self.record.is_empty() {
            write!(f, "record '{}': ", self.record)?;
        }
        if !self.field.is_empty() {
            write!(f, "field '{}': ", self.field)?;
        }
        f.write_str(&self.message)
    }
}

/// The problems of an atlas, in the order of its files: the first [`MOST_LISTED`], and how many more
/// there are.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[error("{}", list(.0, *.1))]
pub struct Problems(pub Vec<Problem>, pub usize);

/// So many problems are listed.
pub const MOST_LISTED: usize = 200;

fn list(problems: &[Problem], more: usize) -> String {
    let mut lines: Vec<String> = problems.iter().map(ToString::to_string).collect();
    if more > 0 {
        lines.push(format!("and {more} more"));
    }
    lines.join("\n")
}

impl Problems {
    /// The one problem of a file as a whole.
    #[must_use]
    pub fn of_file(file: &str, message: &str) -> Self {
        let mut report = Report::default();
        report.report(file, "", "", message);
        Self(report.problems, 0)
    }
}

/// How many places in lists the records of an atlas may stand for. A record that names a group stands
/// for all of its territories.
const MOST_PLACES: usize = 4_000_000;

/// Collects problems while reading goes on.
#[derive(Debug, Default)]
pub(crate) struct Report {
    problems: Vec<Problem>,
    /// How many there were besides those that are listed.
    more: usize,
    /// How many places in lists the records stand for.
    places: usize,
}

impl Report {
    pub(crate) fn report(
        &mut self,
        file: &str,
        record: &str,
        field: &str,
        message: impl Into<String>,
    ) {
        if self.problems.len() >= MOST_LISTED {
            self.more += 1;
            return;
        }
        // Hostile data may hold names of any length and any letters; a problem keeps to a line.
        self.problems.push(Problem {
            file: legible(file, LONGEST_MESSAGE),
            record: legible(record, LONGEST_NAME),
            field: legible(field, LONGEST_NAME),
            message: legible(&message.into(), LONGEST_MESSAGE),
        });
    }

    /// Takes over the problems of another report.
    pub(crate) fn append(&mut self, mut other: Self) {
        self.problems.append(&mut other.problems);
        let over = self.problems.len().saturating_sub(MOST_LISTED);
        self.problems.truncate(MOST_LISTED);
        self.more += other.more + over;
    }

    /// Takes note of so many places in lists that records stand for; whether there is room for them.
    pub(crate) fn charge(&mut self, places: usize) -> bool {
        self.places = self.places.saturating_add(places);
        self.places <= MOST_PLACES
    }

    pub(crate) fn count(&self) -> usize {
        self.problems.len() + self.more
    }

    pub(crate) fn into_result<T>(self, value: Option<T>) -> Result<T, Problems> {
        match value {
            Some(value) if self.problems.is_empty() => Ok(value),
            _ => Err(Problems(self.problems, self.more)),
        }
    }
}
