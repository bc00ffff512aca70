//! What is wrong with a folder of data: every problem, with file, record and field.

use std::fmt;

use thiserror::Error;

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

/// All problems of an atlas, in the order of its files.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[error("{}", list(.0))]
pub struct Problems(pub Vec<Problem>);

fn list(problems: &[Problem]) -> String {
    let lines: Vec<String> = problems.iter().map(ToString::to_string).collect();
    lines.join("\n")
}

/// Collects problems while reading goes on.
#[derive(Debug, Default)]
pub(crate) struct Report {
    problems: Vec<Problem>,
}

impl Report {
    pub(crate) fn report(
        &mut self,
        file: &str,
        record: &str,
        field: &str,
        message: impl Into<String>,
    ) {
        self.problems.push(Problem {
            file: file.to_owned(),
            record: clip(record),
            field: clip(field),
            message: message.into(),
        });
    }

    /// Takes over the problems of another report.
    pub(crate) fn append(&mut self, mut other: Self) {
        self.problems.append(&mut other.problems);
    }

    pub(crate) fn count(&self) -> usize {
        self.problems.len()
    }

    pub(crate) fn into_result<T>(self, value: Option<T>) -> Result<T, Problems> {
        match value {
            Some(value) if self.problems.is_empty() => Ok(value),
            _ => Err(Problems(self.problems)),
        }
    }
}

/// Hostile data may hold names of any length; a message keeps to a line.
fn clip(text: &str) -> String {
    if text.chars().count() <= 120 {
        text.to_owned()
    } else {
        text.chars().take(117).chain("...".chars()).collect()
    }
}
