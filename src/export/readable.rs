//! Tables to be read by people: in the reader's language, its dates and its numbers, with names
//! instead of ids. What programs read is made in [`tables`](super::tables).

use crate::atlas::Atlas;
use crate::history::letters::legible;
use crate::history::{Confidence, Day, LensId, SourceId, Span, TerritoryId, When, name_on};
use crate::picture::{Argument, Words};

use super::tables::{EventFilter, areas_by_holder, events_of, territories_of};

/// Parts columns.
const GAP: usize = 2;

/// Who holds what on a day, in the order of the territories.
#[must_use]
pub fn state(atlas: &Atlas, day: Day, lens: LensId, words: &Words) -> String {
    let history = &atlas.history;
    let ledger = history.ledger(lens);
    let row = |t: TerritoryId| span_row(atlas, &ledger.on(t, day), day, words);
    lines(&heads(words, &SPAN), &history.territory_ids().map(row).collect::<Vec<_>>(), None)
}

/// All spans of some territories (all, if none is given), in their order.
#[must_use]
pub fn spans(atlas: &Atlas, territories: &[TerritoryId], lens: LensId, words: &Words) -> String {
    let ledger = atlas.history.ledger(lens);
    let rows: Vec<Vec<String>> = territories_of(atlas, territories)
        .into_iter()
        .flat_map(|t| ledger.spans(t))
        .map(|span| span_row(atlas, &span, span.from.day, words))
        .collect();
    lines(&heads(words, &SPAN), &rows, None)
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
#[must_use]
pub fn events(atlas: &Atlas, filter: &EventFilter, words: &Words) -> String {
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
    lines(&heads(words, &columns), &rows, None)
}

/// The territories that the lenses colour differently on a day, with the holder by each lens.
#[must_use]
pub fn disputes(atlas: &Atlas, day: Day, words: &Words) -> String {
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
    lines(&columns, &rows, None)
}

/// Sources, and how much rests on each. The title comes last, for it is the longest.
#[must_use]
pub fn sources(atlas: &Atlas, listed: &[SourceId], words: &Words) -> String {
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
    lines(&heads(words, &columns), &listed.iter().map(row).collect::<Vec<_>>(), Some(3))
}

/// The area of each holder on some days, of some territories (of all, if none is given), the largest
/// first.
#[must_use]
pub fn areas(
    atlas: &Atlas,
    days: &[Day],
    lens: LensId,
    of: &[TerritoryId],
    words: &Words,
) -> String {
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
    lines(&heads(words, &columns), &rows, Some(1))
}

fn heads(words: &Words, keys: &[&str]) -> Vec<String> {
    keys.iter().map(|key| words.get(key)).collect()
}

/// How many columns of a terminal a text takes: Japanese letters take two each, marks that stand over
/// the letter before them none.
fn width(text: &str) -> usize {
    let of = |c: char| match u32::from(c) {
        0x300..=0x36F => 0,
        0x1100..=0x115F
        | 0x2E80..=0xA4CF
        | 0xAC00..=0xD7A3
        | 0xF900..=0xFAFF
        | 0xFE30..=0xFE6F
        | 0xFF00..=0xFF60
        | 0xFFE0..=0xFFE6
        | 0x20000..=0x3FFFD => 2,
        _ => 1,
    };
    text.chars().map(of).sum()
}

/// A cell on one line, which a break in a text would end, and with nothing that a terminal follows.
fn in_line(cell: &str) -> String {
    legible(&cell.replace(['\n', '\r', '\t'], " "), usize::MAX)
}

/// Columns of a fixed width, one of which may hold figures that end below each other.
fn lines(columns: &[String], rows: &[Vec<String>], figures: Option<usize>) -> String {
    let plain =
        |cells: &[String]| -> Vec<String> { cells.iter().map(|cell| in_line(cell)).collect() };
    let (columns, rows) = (plain(columns), rows.iter().map(|row| plain(row)).collect::<Vec<_>>());
    let widths: Vec<usize> = (0..columns.len())
        .map(|c| {
            rows.iter().map(|row| width(&row[c])).chain([width(&columns[c])]).max().unwrap_or(0)
        })
        .collect();
    let mut out = String::new();
    let all = std::iter::once(columns.as_slice()).chain(rows.iter().map(Vec::as_slice));
    for cells in all {
        let mut line = String::new();
        for (place, (cell, most)) in cells.iter().zip(&widths).enumerate() {
            let room = " ".repeat(most.saturating_sub(width(cell)));
            let (before, after) = if figures == Some(place) { (&*room, "") } else { ("", &*room) };
            line.extend([before, cell, after, &" ".repeat(GAP)]);
        }
        out.push_str(line.trim_end());
        out.push('\n');
    }
    out
}
