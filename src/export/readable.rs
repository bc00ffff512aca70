//! Tables to be read by people: in the reader's language, its dates and its numbers, with names
//! instead of ids. What programs read is made in [`tables`](super::tables).

use comfy_table::{CellAlignment, ColumnConstraint, ContentArrangement};

use crate::atlas::Atlas;
use crate::history::letters::legible;
use crate::history::{Confidence, Day, LensId, SourceId, Span, TerritoryId, When, name_on};
use crate::picture::{Argument, Words};

use super::listing::Listed;
use super::tables::{EventFilter, Period, areas_by_holder, events_of, spans_of};

/// Parts columns.
const GAP: u16 = 2;
/// In less room than that, in letters, columns would be broken beyond reading.
const LEAST_ROOM: u16 = 80;

/// What is listed, by a lens.
#[must_use]
pub fn listed(atlas: &Atlas, what: &Listed, lens: LensId, words: &Words) -> Readable {
    match what {
        Listed::Holders(day) => state(atlas, *day, lens, words),
        Listed::Spans(of, period) => spans(atlas, (of, *period), lens, words),
        Listed::Events(filter) => events(atlas, filter, words),
        Listed::Disputes(day) => disputes(atlas, *day, words),
        Listed::Sources(listed) => sources(atlas, listed, words),
        Listed::Areas(days, of) => areas(atlas, days, lens, of, words),
    }
}

/// Who holds what on a day, in the order of the territories.
fn state(atlas: &Atlas, day: Day, lens: LensId, words: &Words) -> Readable {
    let history = &atlas.history;
    let ledger = history.ledger(lens);
    let row = |t: TerritoryId| span_row(atlas, &ledger.on(t, day), day, words);
    Readable::new(heads(words, &SPAN), history.territory_ids().map(row).collect())
}

/// The spans of some territories (of all, if none is given) that touch a period, in their order.
fn spans(atlas: &Atlas, which: (&[TerritoryId], Period), lens: LensId, words: &Words) -> Readable {
    let spans = spans_of(atlas, which, lens);
    let rows = spans.iter().map(|span| span_row(atlas, span, span.from.day, words));
    Readable::new(heads(words, &SPAN), rows.collect())
}

/// The columns of [`span_row`].
const SPAN: [&str; 9] = [
    "column-territory",
    "column-name",
    "column-holder",
    "column-status",
    "column-since",
    "column-until",
    "column-claimants",
    "column-confidence",
    "column-event",
];

/// The id of the territory comes first, since a command may ask for it; `name` is that of the day.
fn span_row(atlas: &Atlas, span: &Span<'_>, day: Day, words: &Words) -> Vec<String> {
    let history = &atlas.history;
    let language = words.language;
    let territory = history.territory(span.territory);
    let holding = span.holding;
    let claimants: Vec<&str> =
        holding.claimants.iter().map(|&id| history.holder(id).name.get(language)).collect();
    let since = if span.event.is_none() {
        let year = history.first_day.year().to_string();
        words.with("before-start", &[("year", Argument::Text(&year))])
    } else {
        words.when(span.from)
    };
    vec![
        territory.id.clone(),
        name_on(&territory.was, &territory.name, day).get(language).to_owned(),
        history.holder(holding.holder).name.get(language).to_owned(),
        words.get(&format!("status-{}", holding.status.id())),
        since,
        maybe(span.until, words),
        words.list(&claimants),
        grade(holding.confidence, words),
        span.event.map(|event| history.event(event).id.clone()).unwrap_or_default(),
    ]
}

fn maybe(when: Option<When>, words: &Words) -> String {
    when.map(|when| words.when(when)).unwrap_or_default()
}

fn grade(confidence: Confidence, words: &Words) -> String {
    words.get(&format!("grade-{}", confidence.id()))
}

/// Events in order of date. The title comes last, for it is the longest.
fn events(atlas: &Atlas, filter: &EventFilter, words: &Words) -> Readable {
    let history = &atlas.history;
    let columns = [
        "column-event",
        "column-date",
        "column-end",
        "column-kind",
        "column-place",
        "column-in-force",
        "column-confidence",
        "column-title",
    ];
    let rows: Vec<Vec<String>> = events_of(atlas, filter)
        .map(|id| {
            let event = history.event(id);
            let place = event.place.map(|place| history.place(place));
            let place = place.map(|p| name_on(&p.was, &p.name, event.date.day).get(words.language));
            vec![
                event.id.clone(),
                words.when(event.date),
                maybe(event.end, words),
                words.get(&format!("kind-{}", event.kind.id())),
                place.unwrap_or_default().to_owned(),
                maybe(event.treaty.as_ref().and_then(|treaty| treaty.in_force), words),
                grade(event.confidence, words),
                event.title.get(words.language).to_owned(),
            ]
        })
        .collect();
    Readable::new(heads(words, &columns), rows)
}

/// The territories that the lenses colour differently on a day, with the holder by each lens.
fn disputes(atlas: &Atlas, day: Day, words: &Words) -> Readable {
    let history = &atlas.history;
    let mut columns = heads(words, &["column-territory", "column-name"]);
    columns.extend(history.lenses.iter().map(|lens| lens.name.get(words.language).to_owned()));
    let rows: Vec<Vec<String>> = history
        .disputes_on(day)
        .iter()
        .map(|dispute| {
            let territory = history.territory(dispute.territory);
            let name = name_on(&territory.was, &territory.name, day).get(words.language);
            let holders = dispute.holders.iter().map(|&holder| history.holder(holder));
            let holders = holders.map(|holder| holder.name.get(words.language).to_owned());
            [territory.id.clone(), name.to_owned()].into_iter().chain(holders).collect()
        })
        .collect();
    Readable::new(columns, rows)
}

/// Sources, and how much rests on each. The title comes last, for it is the longest.
fn sources(atlas: &Atlas, listed: &[SourceId], words: &Words) -> Readable {
    let columns = [
        "column-source",
        "column-kind",
        "column-read",
        "column-uses",
        "column-year",
        "column-author",
        "column-title",
    ];
    let uses = atlas.history.uses();
    let row = |&id: &SourceId| {
        let source = atlas.history.source(id);
        let read = source.read.map(|read| words.get(&format!("read-{}", read.id())));
        vec![
            source.id.clone(),
            words.get(&format!("source-kind-{}", source.kind.id())),
            read.unwrap_or_default(),
            uses.get(id.index()).map(|own| own.len().to_string()).unwrap_or_default(),
            source.year.clone().unwrap_or_default(),
            source.author.clone().unwrap_or_default(),
            source.title.clone(),
        ]
    };
    let rows = listed.iter().map(row).collect();
    Readable { columns: heads(words, &columns), rows, figures: Some(3) }
}

/// The area of each holder on some days, of some territories (of all, if none is given), the largest
/// first.
fn areas(atlas: &Atlas, days: &[Day], lens: LensId, of: &[TerritoryId], words: &Words) -> Readable {
    let columns = ["column-date", "column-area", "column-holder"];
    let rows: Vec<Vec<String>> = days
        .iter()
        .flat_map(|&day| {
            areas_by_holder(atlas, day, lens, of).into_iter().map(move |(holder, km2)| {
                let holder = atlas.history.holder(holder).name.get(words.language);
                vec![words.day(day), words.area(km2), holder.to_owned()]
            })
        })
        .collect();
    Readable { columns: heads(words, &columns), rows, figures: Some(1) }
}

fn heads(words: &Words, keys: &[&str]) -> Vec<String> {
    keys.iter().map(|key| words.get(key)).collect()
}

/// A cell on one line, which a break in a text would end, and with nothing that a terminal follows.
fn in_line(cell: &str) -> String {
    legible(&cell.replace(['\n', '\r', '\t'], " "), usize::MAX)
}

/// A table for people.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Readable {
    columns: Vec<String>,
    rows: Vec<Vec<String>>,
    /// The column of figures, which end below each other.
    figures: Option<usize>,
}

impl Readable {
    fn new(columns: Vec<String>, rows: Vec<Vec<String>>) -> Self {
        Self { columns, rows, figures: None }
    }

    /// The table as lines, its columns below each other. Where there is room for so many letters only,
    /// long cells are broken; without it, every row is one line.
    #[must_use]
    pub fn text(&self, room: Option<u16>) -> String {
        let cells =
            |cells: &[String]| -> Vec<String> { cells.iter().map(|c| in_line(c)).collect() };
        let mut table = comfy_table::Table::new();
        table.load_style(comfy_table::presets::NOTHING).set_header(cells(&self.columns));
        table.add_rows(self.rows.iter().map(|row| cells(row)));
        if let Some(room) = room {
            let room = room.max(LEAST_ROOM);
            table.set_content_arrangement(ContentArrangement::Dynamic).set_width(room);
        }
        // An id is to be copied whole.
        let is_id = |cell: &str| cell.bytes().all(|byte| byte.is_ascii_graphic());
        for (place, column) in table.column_iter_mut().enumerate() {
            column.set_padding((0, GAP));
            if self.rows.iter().all(|row| is_id(&row[place])) {
                column.set_constraint(ColumnConstraint::ContentWidth);
            }
            if self.figures == Some(place) {
                column.set_cell_alignment(CellAlignment::Right);
            }
        }
        let mut text = table.trim_fmt();
        text.push('\n');
        text
    }
}
