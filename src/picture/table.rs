//! The table of who holds what on a day, which `app` shows: its rows, in the order of a column.

use std::cmp::Ordering;

use crate::atlas::Atlas;
use crate::history::{Confidence, Day, LensId, Status, TerritoryId};

use super::cards::territory_name;
use super::words::{Argument, Words};

/// A column.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Column {
    /// The name of the territory on the day.
    Territory,
    /// Who holds it.
    Holder,
    /// Since when.
    Since,
    /// By what right.
    Right,
    /// Who else claims it.
    Claimants,
    /// How sure that is.
    Confidence,
}

impl Column {
    /// All of them, in their order.
    pub const ALL: [Self; 6] = [
        Self::Territory,
        Self::Holder,
        Self::Since,
        Self::Right,
        Self::Claimants,
        Self::Confidence,
    ];

    /// The key of its head.
    #[must_use]
    pub fn words(self) -> &'static str {
        match self {
            Self::Territory => "column-name",
            Self::Holder => "column-holder",
            Self::Since => "column-since",
            Self::Right => "column-status",
            Self::Claimants => "column-claimants",
            Self::Confidence => "column-confidence",
        }
    }
}

/// By what the rows are sorted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Order {
    /// The column; without one they stand as in the atlas.
    pub column: Option<Column>,
    /// Whether from the last to the first.
    pub reversed: bool,
}

impl Order {
    /// The order after a click on the head of a column: by it, and at the next click the other way.
    #[must_use]
    pub fn clicked(self, column: Column) -> Self {
        let again = self.column == Some(column);
        Self { column: Some(column), reversed: again && !self.reversed }
    }
}

/// A row: a territory.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    /// Which.
    pub territory: TerritoryId,
    /// What it says in each column.
    pub cells: [String; Column::ALL.len()],
    since: Option<Day>,
    right: Status,
    confidence: Confidence,
}

impl Row {
    /// What it says in a column.
    #[must_use]
    pub fn cell(&self, column: Column) -> &str {
        &self.cells[column as usize]
    }

    fn compared(&self, other: &Self, column: Column) -> Ordering {
        let key = |row: &Self| Words::sort_key(row.cell(column));
        match column {
            Column::Territory | Column::Holder => key(self).cmp(&key(other)),
            // What has been so from the beginning comes first.
            Column::Since => self.since.cmp(&other.since),
            Column::Right => (self.right, key(self)).cmp(&(other.right, key(other))),
            // What nobody else claims comes last.
            Column::Claimants => {
                let claimed = |row: &Self| (row.cell(column).is_empty(), key(row));
                claimed(self).cmp(&claimed(other))
            }
            Column::Confidence => self.confidence.cmp(&other.confidence),
        }
    }
}

/// The rows of a day by a lens. Those that are alike in the column stand in the order of the atlas,
/// whichever way it is sorted.
#[must_use]
pub fn rows(atlas: &Atlas, words: &Words, (lens, day): (LensId, Day), order: Order) -> Vec<Row> {
    let mut rows: Vec<Row> =
        atlas.history.territory_ids().map(|t| row(atlas, words, (lens, day), t)).collect();
    if let Some(column) = order.column {
        rows.sort_by(|a, b| {
            let compared = a.compared(b, column);
            if order.reversed { compared.reverse() } else { compared }
        });
    }
    rows
}

fn row(atlas: &Atlas, words: &Words, (lens, day): (LensId, Day), territory: TerritoryId) -> Row {
    let history = &atlas.history;
    let span = history.ledger(lens).on(territory, day);
    let holding = span.holding;
    let holder = |id| history.holder(id).name.get(words.language);
    let first = history.first_day.year().to_string();
    let since = match span.event {
        Some(_) => words.when(span.from),
        None => words.with("before-start", &[("year", Argument::Text(&first))]),
    };
    let claimants: Vec<&str> = holding.claimants.iter().map(|&c| holder(c)).collect();
    Row {
        territory,
        cells: [
            territory_name(atlas, words, territory, day),
            holder(holding.holder).to_owned(),
            since,
            words.get(&format!("status-{}", holding.status.id())),
            words.list(&claimants),
            words.get(&format!("grade-{}", holding.confidence.id())),
        ],
        since: span.event.map(|_| span.from.day),
        right: holding.status,
        confidence: holding.confidence,
    }
}
