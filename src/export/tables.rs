//! The atlas as tables for programs, which [`csv`](super::csv), [`json`](super::json) and
//! [`geojson`](super::geojson) write. Those for people are made in [`readable`](super::readable).

use crate::atlas::Atlas;
use crate::history::{
    Day, Dispute, EventId, EventKind, History, HolderId, Language, LensId, SourceId, SourceKind,
    Span, TerritoryId, Use, When, name_on,
};
use crate::picture::{Argument, Words};

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
    /// A word of the program: the beginning of its key, and its id, which is the rest of it.
    Word(&'static str, &'static str),
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
            Self::Word(_, id) => (*id).to_owned(),
            Self::List(ids) => ids.join(" "),
            Self::Number(number) => format!("{number:.2}"),
            Self::Empty => String::new(),
        }
    }

    /// The cell as a person reads it: a word of the program in the language of the words.
    #[must_use]
    pub fn told(&self, words: &Words) -> String {
        match self {
            Self::Word(beginning, id) => words.get(&format!("{beginning}-{id}")),
            _ => self.plain(),
        }
    }
}

impl Table {
    /// The names of the columns as a person reads them.
    #[must_use]
    pub fn headings(&self, history: &History, words: &Words) -> Vec<String> {
        let lens = |column: &str| {
            let own = |id: &str| history.find_lens(id).map(|lens| history.lens(lens));
            let name = |id| own(id).map(|lens| lens.name.get(words.language).to_owned());
            let with_code =
                |name: String| words.with("heading-code", &[("name", Argument::Text(&name))]);
            column.strip_suffix("_name").and_then(name).or_else(|| name(column).map(with_code))
        };
        let key = |column: &str| format!("heading-{}", column.replace('_', "-"));
        let of = |column: &String| {
            let key = key(column);
            let known = words.has(&key).then(|| words.get(&key));
            known.or_else(|| lens(column)).unwrap_or_else(|| column.clone())
        };
        self.columns.iter().map(of).collect()
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
    "area_km2",
    "sources",
    "licence",
];

/// Who holds what on a day, in the order of the territories.
#[must_use]
pub fn state(atlas: &Atlas, day: Day, lens: LensId, language: Language) -> Table {
    let history = &atlas.history;
    let ledger = history.ledger(lens);
    let row = |t: TerritoryId| span_row(atlas, &ledger.on(t, day), day, language);
    Table { columns: columns(STATE), rows: history.territory_ids().map(row).collect() }
}

/// A stretch of time; without a day at an end, it is open there. Both days are in it.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Period {
    /// Its first day.
    pub from: Option<Day>,
    /// Its last day.
    pub to: Option<Day>,
}

impl Period {
    /// Whether what lasts from a day to another, both included, touches it.
    fn touches(self, first: Day, last: Day) -> bool {
        self.from.is_none_or(|from| last >= from) && self.to.is_none_or(|to| first <= to)
    }
}

/// The spans of some territories (of all, if none is given) that touch a period, in their order.
#[must_use]
pub fn spans(
    atlas: &Atlas,
    which: (&[TerritoryId], Period),
    lens: LensId,
    language: Language,
) -> Table {
    let spans = spans_of(atlas, which, lens);
    let rows = spans.iter().map(|span| span_row(atlas, span, span.from.day, language));
    Table { columns: columns(STATE), rows: rows.collect() }
}

/// The spans that [`spans`] lists.
pub(super) fn spans_of<'a>(
    atlas: &'a Atlas,
    (territories, period): (&[TerritoryId], Period),
    lens: LensId,
) -> Vec<Span<'a>> {
    let ledger = atlas.history.ledger(lens);
    let last = |span: &Span<'_>| match span.until {
        Some(until) => until.day.yesterday().unwrap_or(until.day),
        None => atlas.history.last_day,
    };
    territories_of(atlas, territories)
        .into_iter()
        .flat_map(|t| ledger.spans(t))
        .filter(|span| period.touches(span.from.day, last(span)))
        .collect()
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
        Cell::Word("status", holding.status.id()),
        Cell::text(span.from.day.to_string()),
        Cell::Word("precision", span.from.precision.id()),
        Cell::maybe(span.until.map(|until| until.day.to_string())),
        Cell::maybe(span.event.map(|event| history.event(event).id.clone())),
        Cell::List(claimants),
        Cell::Word("grade", holding.confidence.id()),
        Cell::Number(atlas.area_km2(span.territory)),
        source_ids(history, &holding.sources),
        Cell::maybe(atlas.licence.clone()),
    ]
}

fn source_ids(history: &History, sources: &[SourceId]) -> Cell {
    Cell::List(sources.iter().map(|&source| history.source(source).id.clone()).collect())
}

/// Which events a table is to hold.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct EventFilter {
    /// Only what touches this.
    pub period: Period,
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
        filter.period.touches(day, last)
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
            Cell::Word("precision", event.date.precision.id()),
            Cell::maybe(event.end.map(When::iso)),
            Cell::Word("kind", event.kind.id()),
            Cell::text(event.title.get(language)),
            Cell::maybe(place.map(|p| name_on(&p.was, &p.name, day).get(language).to_owned())),
            Cell::maybe(treaty.and_then(|t| t.ratified).map(When::iso)),
            Cell::maybe(treaty.and_then(|t| t.exchanged).map(When::iso)),
            Cell::maybe(treaty.and_then(|t| t.in_force).map(When::iso)),
            Cell::List(touched.iter().map(|&t| history.territory(t).id.clone()).collect()),
            source_ids(history, &event.sources),
            Cell::Word("grade", event.confidence.id()),
            Cell::maybe(atlas.licence.clone()),
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
            "licence",
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
            Cell::Word("source-kind", source.kind.id()),
            Cell::text(&source.location),
            Cell::maybe(source.url.clone()),
            source.read.map_or(Cell::Empty, |read| Cell::Word("read", read.id())),
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
                Cell::maybe(atlas.licence.clone()),
            ]);
        }
    }
    let names = ["date", "holder", "holder_name", "family", "km2", "licence"];
    Table { columns: columns(&names), rows }
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
