//! The atlas as tables for programs: as CSV, as JSON and as `GeoJSON`. Those for people are made in
//! [`readable`](super::readable).

use serde_json::{Map, Value, json};

use crate::atlas::Atlas;
use crate::history::{
    Day, Dispute, EventId, EventKind, History, HolderId, Language, LensId, SourceId, SourceKind,
    Span, TerritoryId, Use, When, name_on,
};

/// A table: names of columns, and rows of cells.
#[derive(Debug, Clone, PartialEq)]
pub struct Table {
    /// Names of the columns.
    pub columns: Vec<String>,
    /// Rows, each with a cell for every column.
    pub rows: Vec<Vec<Cell>>,
}

/// A cell.
#[derive(Debug, Clone, PartialEq)]
pub enum Cell {
    /// A word, a name, a date.
    Text(String),
    /// Several ids.
    List(Vec<String>),
    /// A number with two decimals.
    Number(f64),
    /// Nothing.
    Empty,
}

impl Cell {
    fn text(text: impl Into<String>) -> Self {
        Self::Text(text.into())
    }

    fn maybe(text: Option<String>) -> Self {
        text.map_or(Self::Empty, Self::Text)
    }

    /// The cell as one word or line; lists are parted by spaces.
    #[must_use]
    pub fn plain(&self) -> String {
        match self {
            Self::Text(text) => text.clone(),
            Self::List(ids) => ids.join(" "),
            Self::Number(number) => format!("{number:.2}"),
            Self::Empty => String::new(),
        }
    }

    fn json(&self) -> Value {
        match self {
            Self::Text(text) => json!(text),
            Self::List(ids) => json!(ids),
            Self::Number(number) => json!((number * 100.0).round() / 100.0),
            Self::Empty => Value::Null,
        }
    }
}

fn columns(names: &[&str]) -> Vec<String> {
    names.iter().map(|&name| name.to_owned()).collect()
}

/// The columns of [`state`].
const STATE: &[&str] = &[
    "territory",
    "name",
    "holder",
    "holder_name",
    "family",
    "status",
    "since",
    "precision",
    "until",
    "event",
    "claimants",
    "confidence",
];

/// Who holds what on a day, in the order of the territories.
#[must_use]
pub fn state(atlas: &Atlas, day: Day, lens: LensId, language: Language) -> Table {
    let history = &atlas.history;
    let ledger = history.ledger(lens);
    let row = |t: TerritoryId| span_row(atlas, &ledger.on(t, day), day, language);
    Table { columns: columns(STATE), rows: history.territory_ids().map(row).collect() }
}

/// All spans of some territories (all, if none is given), in their order.
#[must_use]
pub fn spans(
    atlas: &Atlas,
    territories: &[TerritoryId],
    lens: LensId,
    language: Language,
) -> Table {
    let ledger = atlas.history.ledger(lens);
    let rows = territories_of(atlas, territories)
        .into_iter()
        .flat_map(|t| ledger.spans(t))
        .map(|span| span_row(atlas, &span, span.from.day, language))
        .collect();
    Table { columns: columns(STATE), rows }
}

/// Those that are given; all, if none is.
pub(super) fn territories_of(atlas: &Atlas, given: &[TerritoryId]) -> Vec<TerritoryId> {
    if given.is_empty() { atlas.history.territory_ids().collect() } else { given.to_vec() }
}

/// `name` is that of the day.
fn span_row(atlas: &Atlas, span: &Span<'_>, day: Day, language: Language) -> Vec<Cell> {
    let history = &atlas.history;
    let territory = history.territory(span.territory);
    let holding = span.holding;
    let holder = history.holder(holding.holder);
    let claimants =
        holding.claimants.iter().map(|&claimant| history.holder(claimant).id.clone()).collect();
    vec![
        Cell::text(&territory.id),
        Cell::text(name_on(&territory.was, &territory.name, day).get(language)),
        Cell::text(&holder.id),
        Cell::text(holder.name.get(language)),
        Cell::text(&history.family(holder.family).id),
        Cell::text(holding.status.id()),
        Cell::text(span.from.day.to_string()),
        Cell::text(span.from.precision.id()),
        Cell::maybe(span.until.map(|until| until.day.to_string())),
        Cell::maybe(span.event.map(|event| history.event(event).id.clone())),
        Cell::List(claimants),
        Cell::text(holding.confidence.id()),
    ]
}

/// Which events a table is to hold.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct EventFilter {
    /// None before this day.
    pub from: Option<Day>,
    /// None after this day.
    pub to: Option<Day>,
    /// Only of these kinds; all, if none is given.
    pub kinds: Vec<EventKind>,
    /// Only those that touched one of these; all, if none is given.
    pub territories: Vec<TerritoryId>,
}

/// The events that a table is to hold, in order of date.
pub(super) fn events_of(atlas: &Atlas, filter: &EventFilter) -> impl Iterator<Item = EventId> {
    let history = &atlas.history;
    history.event_ids().filter(|&id| {
        let event = history.event(id);
        let day = event.date.day;
        let last = event.end.map_or(day, |end| end.day);
        filter.from.is_none_or(|from| last >= from)
            && filter.to.is_none_or(|to| day <= to)
            && (filter.kinds.is_empty() || filter.kinds.contains(&event.kind))
            && (filter.territories.is_empty()
                || history.touched_by(id).iter().any(|t| filter.territories.contains(t)))
    })
}

/// Events in order of date.
#[must_use]
pub fn events(atlas: &Atlas, filter: &EventFilter, language: Language) -> Table {
    let history = &atlas.history;
    let mut rows = Vec::new();
    for id in events_of(atlas, filter) {
        let event = history.event(id);
        let touched = history.touched_by(id);
        let day = event.date.day;
        let treaty = event.treaty.as_ref();
        let place = event.place.map(|place| history.place(place));
        rows.push(vec![
            Cell::text(&event.id),
            Cell::text(event.date.iso()),
            Cell::text(event.date.precision.id()),
            Cell::maybe(event.end.map(When::iso)),
            Cell::text(event.kind.id()),
            Cell::text(event.title.get(language)),
            Cell::maybe(place.map(|p| name_on(&p.was, &p.name, day).get(language).to_owned())),
            Cell::maybe(treaty.and_then(|t| t.ratified).map(When::iso)),
            Cell::maybe(treaty.and_then(|t| t.exchanged).map(When::iso)),
            Cell::maybe(treaty.and_then(|t| t.in_force).map(When::iso)),
            Cell::List(touched.iter().map(|&t| history.territory(t).id.clone()).collect()),
            Cell::List(event.sources.iter().map(|&s| history.source(s).id.clone()).collect()),
            Cell::text(event.confidence.id()),
        ]);
    }
    Table {
        columns: columns(&[
            "event",
            "date",
            "precision",
            "end",
            "kind",
            "title",
            "place",
            "ratified",
            "exchanged",
            "in_force",
            "territories",
            "sources",
            "confidence",
        ]),
        rows,
    }
}

/// The territories that the lenses colour differently on a day, with the holder by each lens.
#[must_use]
pub fn disputes(atlas: &Atlas, day: Day, language: Language) -> Table {
    let history = &atlas.history;
    let lenses = history.lenses.iter().map(|lens| lens.id.clone());
    let names = history.lenses.iter().map(|lens| format!("{}_name", lens.id));
    let row = |dispute: &Dispute| {
        let territory = history.territory(dispute.territory);
        let holders = || dispute.holders.iter().map(|&holder| history.holder(holder));
        let mut cells = vec![
            Cell::text(&territory.id),
            Cell::text(name_on(&territory.was, &territory.name, day).get(language)),
        ];
        cells.extend(holders().map(|holder| Cell::text(&holder.id)));
        cells.extend(holders().map(|holder| Cell::text(holder.name.get(language))));
        cells
    };
    Table {
        columns: columns(&["territory", "name"]).into_iter().chain(lenses).chain(names).collect(),
        rows: history.disputes_on(day).iter().map(row).collect(),
    }
}

/// [`disputes`] as a JSON array of objects: what the lenses say stands apart from other keys, since a
/// lens may have any name.
#[must_use]
pub fn disputes_json(atlas: &Atlas, day: Day, language: Language) -> String {
    let history = &atlas.history;
    let object = |dispute: &Dispute| {
        let territory = history.territory(dispute.territory);
        let by_lens = |of: &dyn Fn(HolderId) -> String| -> Map<String, Value> {
            let lenses = history.lenses.iter().zip(&dispute.holders);
            lenses.map(|(lens, &holder)| (lens.id.clone(), json!(of(holder)))).collect()
        };
        json!({
            "territory": territory.id,
            "name": name_on(&territory.was, &territory.name, day).get(language),
            "holders": by_lens(&|holder| history.holder(holder).id.clone()),
            "holder_names": by_lens(&|holder| history.holder(holder).name.get(language).to_owned()),
        })
    };
    pretty(&history.disputes_on(day).iter().map(object).collect::<Vec<Value>>())
}

/// The sources of a kind, in the order of the atlas; of all, if none is asked for.
#[must_use]
pub fn sources_of(atlas: &Atlas, kinds: &[SourceKind]) -> Vec<SourceId> {
    let all = (0_u16..).map(SourceId).zip(&atlas.history.sources);
    let own = all.filter(|(_, source)| kinds.is_empty() || kinds.contains(&source.kind));
    own.map(|(id, _)| id).collect()
}

/// Sources and what rests on them.
#[must_use]
pub fn sources(atlas: &Atlas, listed: &[SourceId]) -> Table {
    let history = &atlas.history;
    let uses = history.uses();
    let row = |&id: &SourceId| {
        let source = history.source(id);
        let uses = uses.get(id.index()).into_iter().flatten();
        vec![
            Cell::text(&source.id),
            Cell::maybe(source.author.clone()),
            Cell::text(&source.title),
            Cell::maybe(source.year.clone()),
            Cell::text(source.kind.id()),
            Cell::text(&source.location),
            Cell::maybe(source.url.clone()),
            Cell::maybe(source.read.map(|read| read.id().to_owned())),
            Cell::List(uses.map(|&of| use_id(history, of)).collect()),
        ]
    };
    Table {
        columns: columns(&[
            "source", "author", "title", "year", "kind", "where", "url", "read", "uses",
        ]),
        rows: listed.iter().map(row).collect(),
    }
}

/// A record in a word: what it is, and its id or, where it has none, its date.
fn use_id(history: &History, of: Use) -> String {
    match of {
        Use::Event(id) => format!("event:{}", history.event(id).id),
        Use::Original(id) => format!("original:{}", history.event(id).id),
        Use::Initial(lens, _) => format!("{}:{}", history.lens(lens).id, history.first_day),
        Use::Change(lens, at) => {
            let change = history.ledger(lens).changes().get(at);
            let day = change.map(|change| change.when.iso()).unwrap_or_default();
            format!("{}:{day}", history.lens(lens).id)
        }
        Use::Territory(id) => format!("territory:{}", history.territory(id).id),
        Use::Term(id) => format!("term:{}", history.term(id).id),
        Use::Count(at) => {
            let day = history.counts.get(at).map(|count| count.date.iso());
            format!("count:{}", day.unwrap_or_default())
        }
        Use::Town(id) => format!("place:{}", history.place(id).id),
        Use::Stone(id) => format!("stone:{}", history.stone(id).id),
        Use::Advance(id) => format!("advance:{}", history.advance(id).id),
        Use::Region(id) => format!("region:{}", history.region(id).id),
    }
}

/// The square kilometres of each holder on a day, the largest first.
pub(super) fn areas_by_holder(
    atlas: &Atlas,
    day: Day,
    lens: LensId,
    of: &[TerritoryId],
) -> Vec<(HolderId, f64)> {
    let of = territories_of(atlas, of);
    let own = |t| if of.contains(&t) { atlas.area_km2(t) } else { 0.0 };
    let areas = atlas.history.ledger(lens).areas_on(day, own);
    let mut sorted: Vec<(HolderId, f64)> =
        areas.into_iter().filter(|(_, km2)| *km2 > 0.0).collect();
    sorted.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
    sorted
}

/// Square kilometres by holder on some days, of some territories (of all, if none is given).
#[must_use]
pub fn areas(
    atlas: &Atlas,
    days: &[Day],
    lens: LensId,
    of: &[TerritoryId],
    language: Language,
) -> Table {
    let history = &atlas.history;
    let mut rows = Vec::new();
    for &day in days {
        for (id, km2) in areas_by_holder(atlas, day, lens, of) {
            let holder = history.holder(id);
            rows.push(vec![
                Cell::text(day.to_string()),
                Cell::text(&holder.id),
                Cell::text(holder.name.get(language)),
                Cell::text(&history.family(holder.family).id),
                Cell::Number(km2),
            ]);
        }
    }
    Table { columns: columns(&["date", "holder", "holder_name", "family", "km2"]), rows }
}

/// The first day of an atlas, and every day on which some territories (all, if none is given) change
/// hands by a lens.
#[must_use]
pub fn every_change(atlas: &Atlas, lens: LensId, of: &[TerritoryId]) -> Vec<Day> {
    let ledger = atlas.history.ledger(lens);
    let of = territories_of(atlas, of);
    let mut days: Vec<Day> =
        of.into_iter().flat_map(|t| ledger.spans(t).map(|span| span.from.day)).collect();
    days.push(atlas.history.first_day);
    days.sort_unstable();
    days.dedup();
    days
}

/// The last day of every year of an atlas.
#[must_use]
pub fn every_year(atlas: &Atlas) -> Vec<Day> {
    let (first, last) = (atlas.history.first_day, atlas.history.last_day);
    (first.year()..=last.year()).map(|y| jiff::civil::date(y, 12, 31).min(last)).collect()
}

/// The table as CSV with a row of column names.
///
/// # Errors
/// What the writer says; in memory it has nothing to say.
pub fn as_csv(table: &Table) -> Result<String, csv::Error> {
    let mut writer = csv::Writer::from_writer(Vec::new());
    writer.write_record(&table.columns)?;
    for row in &table.rows {
        writer.write_record(row.iter().map(Cell::plain))?;
    }
    let bytes = writer.into_inner().map_err(csv::IntoInnerError::into_error)?;
    Ok(String::from_utf8_lossy(&bytes).into_owned())
}

pub(super) fn objects(table: &Table) -> Vec<Value> {
    let object = |row: &Vec<Cell>| {
        let pairs = table.columns.iter().zip(row).map(|(c, cell)| (c.clone(), cell.json()));
        Value::Object(pairs.collect::<Map<String, Value>>())
    };
    table.rows.iter().map(object).collect()
}

/// The table as a JSON array of objects.
#[must_use]
pub fn as_json(table: &Table) -> String {
    pretty(&objects(table))
}

fn pretty(objects: &[Value]) -> String {
    let mut text = serde_json::to_string_pretty(objects).unwrap_or_default();
    text.push('\n');
    text
}
