//! TOML files to records: each record is read on its own, so that one bad record does not hide the
//! others.

use std::collections::BTreeMap;

use rayon::prelude::*;
use serde::de::DeserializeOwned;
use toml::{Table, Value};

use crate::history::letters;

use super::files::Folder;
use super::problem::Report;

/// How many records of a kind a file may have.
const MOST_RECORDS: usize = 65_535;

/// A record and where it stood.
#[derive(Debug)]
pub(super) struct Entry<T> {
    pub(super) file: String,
    pub(super) name: String,
    pub(super) record: T,
}

/// Files of records, read and parsed side by side; each waits for its turn to be taken apart.
pub(super) struct Tables<'a> {
    files: Folder<'a>,
    parsed: BTreeMap<String, Result<Table, String>>,
}

impl<'a> Tables<'a> {
    /// Reads and parses some files. Problems are told when a file is opened.
    pub(super) fn read(files: Folder<'a>, names: Vec<String>) -> Self {
        let parse = |name: String| {
            let table = parsed(files, &name);
            (name, table)
        };
        Self { files, parsed: names.into_par_iter().map(parse).collect() }
    }

    /// A file; a problem is reported and gives an empty table.
    pub(super) fn open(&mut self, file: &str, report: &mut Report) -> TableFile {
        let table = self.parsed.remove(file).unwrap_or_else(|| parsed(self.files, file));
        let table = table.unwrap_or_else(|message| {
            report.report(file, "", "", message);
            Table::new()
        });
        TableFile { file: file.to_owned(), table }
    }

    /// A file that an atlas may do without.
    pub(super) fn open_if_there(&mut self, file: &str, report: &mut Report) -> TableFile {
        if self.files.has(file) {
            self.open(file, report)
        } else {
            TableFile { file: file.to_owned(), table: Table::new() }
        }
    }
}

fn parsed(files: Folder<'_>, file: &str) -> Result<Table, String> {
    table_of(&files.read_records(file)?)
}

fn table_of(text: &str) -> Result<Table, String> {
    text.parse::<Table>().map_err(|error| {
        let line = error.span().map_or(0, |span| line_of(text, span.start));
        format!("line {line} is not TOML: {}", error.message())
    })
}

/// A file of records that is being taken apart; what is left at the end is unknown.
pub(super) struct TableFile {
    file: String,
    table: Table,
}

impl TableFile {
    /// A file of records by its text; what is no TOML is reported.
    pub(super) fn of_text(file: &str, text: &str, report: &mut Report) -> Option<Self> {
        match table_of(text) {
            Ok(table) => Some(Self { file: file.to_owned(), table }),
            Err(message) => {
                report.report(file, "", "", message);
                None
            }
        }
    }

    /// Takes all records of a kind (`[[kind]]`).
    pub(super) fn records<T: DeserializeOwned>(
        &mut self,
        kind: &str,
        report: &mut Report,
    ) -> Vec<Entry<T>> {
        let values = match self.table.remove(kind) {
            None => Vec::new(),
            Some(Value::Array(values)) => values,
            Some(other) => {
                let message = format!("is {}; expected records [[{kind}]]", other.type_str());
                report.report(&self.file, "", kind, message);
                Vec::new()
            }
        };
        if values.len() > MOST_RECORDS {
            let message = format!("has {} records; it may have {MOST_RECORDS}", values.len());
            report.report(&self.file, "", kind, message);
            return Vec::new();
        }
        let mut entries = Vec::with_capacity(values.len());
        for (i, value) in values.into_iter().enumerate() {
            let name = value
                .get("id")
                .and_then(Value::as_str)
                .map_or_else(|| format!("{kind} {}", i + 1), str::to_owned);
            if !check_letters(&value, &self.file, &name, report) {
                continue;
            }
            match serde_path_to_error::deserialize(value) {
                Ok(record) => entries.push(Entry { file: self.file.clone(), name, record }),
                Err(error) => self.report_field(&name, &error, report),
            }
        }
        entries
    }

    /// Takes all that is left as one record.
    pub(super) fn whole<T: DeserializeOwned>(self, report: &mut Report) -> Option<T> {
        if self.table.is_empty() {
            // Missing or unreadable: that has been reported already.
            return None;
        }
        let table = Value::Table(self.table.clone());
        if !check_letters(&table, &self.file, "", report) {
            return None;
        }
        match serde_path_to_error::deserialize(table) {
            Ok(record) => Some(record),
            Err(error) => {
                self.report_field("", &error, report);
                None
            }
        }
    }

    /// Reports every key that nothing has taken.
    pub(super) fn close(self, report: &mut Report) {
        for key in self.table.keys() {
            report.report(&self.file, "", key, "is an unknown key");
        }
    }

    fn report_field(
        &self,
        record: &str,
        error: &serde_path_to_error::Error<toml::de::Error>,
        report: &mut Report,
    ) {
        let path = error.path().to_string();
        let field = if path == "." { "" } else { &path };
        report.report(&self.file, record, field, error.inner().message().trim());
    }
}

/// Fields whose texts stand on one line wherever they are shown.
const OF_ONE_LINE: [&str; 13] = [
    "id",
    "name",
    "short",
    "title",
    "was",
    "also",
    "further",
    "author",
    "number",
    "article_word",
    "year",
    "label",
    "role",
];

/// Checks that the texts of a record hold no character that no text may hold, and those of one line
/// no end of a line; each that does is reported.
pub(crate) fn check_letters(value: &Value, file: &str, record: &str, report: &mut Report) -> bool {
    let before = report.count();
    let mut open = vec![(String::new(), false, value)];
    while let Some((field, line, value)) = open.pop() {
        let within = |key: &str| {
            let dot = if field.is_empty() { "" } else { "." };
            format!("{field}{dot}{key}")
        };
        match value {
            Value::String(text) => {
                let unfit = if line { letters::unfit_in_line(text) } else { letters::unfit(text) };
                if let Some(c) = unfit {
                    report.report(file, record, &field, unfit_text(c));
                }
            }
            Value::Array(values) => {
                open.extend(values.iter().map(|value| (field.clone(), line, value)));
            }
            Value::Table(table) => {
                for (key, value) in table {
                    if let Some(c) = letters::unfit_in_line(key) {
                        report.report(file, record, &within(key), unfit_text(c));
                    }
                    let line = line || OF_ONE_LINE.contains(&key.as_str());
                    open.push((within(key), line, value));
                }
            }
            _ => {}
        }
    }
    report.count() == before
}

/// What is wrong with a text that holds a character which it may not.
pub(super) fn unfit_text(c: char) -> String {
    format!("holds the character U+{:04X}, which must not be there", u32::from(c))
}

fn line_of(text: &str, at: usize) -> usize {
    text.as_bytes().iter().take(at).filter(|&&b| b == b'\n').count() + 1
}
