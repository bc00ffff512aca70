//! TOML files to records: each record is read on its own, so that one bad record does not hide the
//! others.

use serde::de::DeserializeOwned;
use toml::{Table, Value};

use super::files::Files;
use super::problem::Report;

/// A record and where it stood.
#[derive(Debug)]
pub(super) struct Entry<T> {
    pub(super) file: String,
    pub(super) name: String,
    pub(super) record: T,
}

/// A file of records that is being taken apart; what is left at the end is unknown.
pub(super) struct TableFile {
    file: String,
    table: Table,
}

impl TableFile {
    /// Reads a file; a problem is reported and gives an empty table.
    pub(super) fn open(files: &Files, file: &str, report: &mut Report) -> Self {
        let table = match files.read(file) {
            Err(message) => {
                report.report(file, "", "", message);
                Table::new()
            }
            Ok(text) => text.parse::<Table>().unwrap_or_else(|error| {
                let line = error.span().map_or(0, |span| line_of(&text, span.start));
                let message = format!("line {line} is not TOML: {}", error.message());
                report.report(file, "", "", message);
                Table::new()
            }),
        };
        Self { file: file.to_owned(), table }
    }

    /// Reads a file that an atlas may do without.
    pub(super) fn open_if_there(files: &Files, file: &str, report: &mut Report) -> Self {
        if files.has(file) {
            Self::open(files, file, report)
        } else {
            Self { file: file.to_owned(), table: Table::new() }
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
        let mut entries = Vec::with_capacity(values.len());
        for (i, value) in values.into_iter().enumerate() {
            let name = value
                .get("id")
                .and_then(Value::as_str)
                .map_or_else(|| format!("{kind} {}", i + 1), str::to_owned);
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
        match serde_path_to_error::deserialize(Value::Table(self.table.clone())) {
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

fn line_of(text: &str, at: usize) -> usize {
    text.as_bytes().iter().take(at).filter(|&&b| b == b'\n').count() + 1
}
