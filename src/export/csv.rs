//! Tables as comma-separated values: for programs, or for a person with a spreadsheet.

use crate::history::History;
use crate::picture::Words;

use super::tables::{Cell, Table};

/// What spreadsheets want at the beginning of a file to know its letters.
const MARK: &str = "\u{FEFF}";

/// How a table is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct CsvStyle {
    /// Whether the columns and the words of the program are named as people read them, instead of by
    /// the ids that are the same in every language.
    pub headings: bool,
    /// Whether the file begins with a byte-order mark.
    pub mark: bool,
}

/// The table with a row of column names; `words` are those of its headings.
///
/// # Errors
/// What the writer says; in memory it has nothing to say.
pub fn as_csv(
    table: &Table,
    style: CsvStyle,
    (history, words): (&History, &Words),
) -> Result<String, csv::Error> {
    let mut writer = csv::Writer::from_writer(Vec::new());
    if style.headings {
        writer.write_record(table.headings(history, words))?;
    } else {
        writer.write_record(&table.columns)?;
    }
    for row in &table.rows {
        let told = |cell: &Cell| if style.headings { cell.told(words) } else { cell.plain() };
        writer.write_record(row.iter().map(told))?;
    }
    let bytes = writer.into_inner().map_err(csv::IntoInnerError::into_error)?;
    let mark = if style.mark { MARK } else { "" };
    Ok(format!("{mark}{}", String::from_utf8_lossy(&bytes)))
}
