//! The words of the cards beside the map, ready to be set.

use crate::atlas::{Atlas, Island};
use crate::history::{
    Change, Day, Event, EventId, EventKind, HolderId, LensId, Span, TerritoryId, Treaty, When,
    name_on,
};
use crate::view::{Selection, Theme, View};

use super::fills::{fill_of, fill_of_holder};
use super::labels::other_names;
use super::marks::Fill;
use super::words::{Argument, Words};

/// A line of a table: a word and what it says, such as a date.
pub type Fact = (String, String);

/// The card of an event.
#[derive(Debug, Clone, PartialEq)]
pub struct EventCard {
    /// Which.
    pub event: EventId,
    /// Its title.
    pub title: String,
    /// Its title in the other languages.
    pub other_titles: String,
    /// Its kind in words.
    pub kind: String,
    /// Whether it is a treaty or another instrument.
    pub treaty: bool,
    /// Dates, parties, signatories, place.
    pub facts: Vec<Fact>,
    /// What happened.
    pub summary: String,
    /// Articles: number and text.
    pub articles: Vec<Fact>,
    /// What it changed on the map.
    pub transfers: Vec<Transfer>,
    /// Territories that it touched without changing them.
    pub touched: Vec<(TerritoryId, String)>,
    /// A remark.
    pub note: Option<String>,
    /// What it rests on, a line a source.
    pub sources: Vec<String>,
    /// How sure that is, in words.
    pub confidence: String,
}

/// Some territories that passed from one holder to another.
#[derive(Debug, Clone, PartialEq)]
pub struct Transfer {
    /// The day, in words.
    pub day: String,
    /// That day.
    pub when: Day,
    /// The territories and their names then.
    pub territories: Vec<(TerritoryId, String)>,
    /// The holder before.
    pub from: (Fill, String),
    /// The holder after.
    pub to: (Fill, String),
}

/// The card of a territory.
#[derive(Debug, Clone, PartialEq)]
pub struct TerritoryCard {
    /// Which.
    pub territory: TerritoryId,
    /// Its name on the day.
    pub name: String,
    /// The names in the other languages.
    pub other_names: String,
    /// Further names.
    pub also: String,
    /// The island that was clicked, if its name is another.
    pub island: Option<String>,
    /// Area and count of holders.
    pub facts: Vec<Fact>,
    /// Who holds it on the day, since when, by what.
    pub now: HolderRow,
    /// All its holders.
    pub holders: Vec<HolderRow>,
    /// Events that touched it: id, year and title.
    pub events: Vec<(EventId, Day, String, String)>,
    /// Remarks on its extent or naming.
    pub notes: Vec<String>,
}

/// A holder of a territory.
#[derive(Debug, Clone, PartialEq)]
pub struct HolderRow {
    /// Its fill.
    pub fill: Fill,
    /// Its name.
    pub holder: String,
    /// From when to when, in words.
    pub dates: String,
    /// The first day.
    pub from: Day,
    /// Who ran it for the holder, in what way, and who else claims it.
    pub status: String,
    /// The event that it came by, and its title.
    pub event: Option<(EventId, String)>,
    /// A remark.
    pub note: Option<String>,
    /// What it rests on and how sure that is.
    pub basis: String,
    /// Whether it is the one of the day.
    pub current: bool,
}

/// The events that the side panel shows for a moment, and which card is open.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Agenda {
    /// The events of the year, in order.
    pub events: Vec<EventId>,
    /// The one whose card is open.
    pub open: Option<EventId>,
}

/// The events of the year of the moment, and the one that the moment arrives at: the one of that
/// very day, or else the instrument of the year, or else what last changed the map in it.
#[must_use]
pub fn agenda(atlas: &Atlas, view: &View) -> Agenda {
    let history = &atlas.history;
    let year = view.moment.year();
    let in_year =
        |event: &EventId| history.days_of(*event).iter().any(|when| when.day.year() == year);
    let mut events: Vec<EventId> = history.event_ids().filter(in_year).collect();
    let first_day_in = |event: EventId| {
        history.days_of(event).iter().map(|when| when.day).find(|day| day.year() == year)
    };
    events.sort_by_key(|&event| (first_day_in(event), event));
    let changes = history.ledger(view.lens).changes();
    let on_day = |event: EventId| {
        let own = history.days_of(event).iter().any(|when| when.day == view.moment);
        own || changes.iter().any(|c| c.event == event && c.when.day == view.moment)
    };
    let by_change = changes.iter().filter(|c| c.when.day == view.moment).map(|c| c.event).next();
    let is_treaty = |event: &EventId| history.event(*event).kind == EventKind::Treaty;
    let suggested = if view.by_year {
        let changed = |event: &EventId| {
            changes.iter().any(|c| c.event == *event && c.when.day.year() == year)
        };
        let weight = |event: &EventId| (changed(event), is_treaty(event));
        events.iter().copied().max_by_key(weight)
    } else {
        let todays = || events.iter().copied().filter(|&event| on_day(event));
        by_change.or_else(|| todays().find(is_treaty)).or_else(|| todays().next())
    };
    let open = view.event.or(suggested);
    if let Some(open) = open
        && !events.contains(&open)
    {
        events.insert(0, open);
    }
    Agenda { events, open }
}

/// The card of an event.
#[must_use]
pub fn event_card(
    atlas: &Atlas,
    lens: LensId,
    theme: Theme,
    words: &Words,
    id: EventId,
) -> EventCard {
    let history = &atlas.history;
    let event = history.event(id);
    let transfers = transfers(atlas, lens, theme, words, id);
    let changed: Vec<TerritoryId> =
        transfers.iter().flat_map(|t| t.territories.iter().map(|t| t.0)).collect();
    let touched = event
        .territories
        .iter()
        .filter(|t| !changed.contains(t))
        .map(|&t| (t, territory_name(atlas, words, t, event.date.day)))
        .collect();
    let own = event.title.get(words.language);
    EventCard {
        event: id,
        title: own.to_owned(),
        other_titles: other_names(event.title.versions(), own),
        kind: words.get(&format!("kind-{}", event.kind.id())),
        treaty: event.kind == EventKind::Treaty,
        facts: event_facts(atlas, words, event),
        summary: event.summary.get(words.language).to_owned(),
        articles: event
            .treaty
            .iter()
            .flat_map(|treaty| &treaty.articles)
            .map(|article| {
                let number = if article.number.is_empty() {
                    String::new()
                } else {
                    words.with("article", &[("number", Argument::Text(&article.number))])
                };
                (number, article.text.get(words.language).to_owned())
            })
            .collect(),
        transfers,
        touched,
        note: event.note.as_ref().map(|note| note.get(words.language).to_owned()),
        sources: event.sources.iter().map(|&s| source_line(atlas, s)).collect(),
        confidence: words.get(&format!("confidence-{}", event.confidence.id())),
    }
}

fn event_facts(atlas: &Atlas, words: &Words, event: &Event) -> Vec<Fact> {
    let history = &atlas.history;
    let mut facts = Vec::new();
    let mut fact = |key: &str, value: String| {
        if !value.is_empty() {
            facts.push((words.get(key), value));
        }
    };
    let place =
        event.place.map(|p| history.place(p)).map(|p| name_on(&p.was, &p.name, event.date.day));
    let place = place.map_or("", |name| name.get(words.language));
    let Some(treaty) = &event.treaty else {
        let mut date = words.when(event.date);
        if let Some(end) = event.end {
            date = format!("{date} – {}", words.when(end));
        }
        fact("fact-date", date);
        fact("fact-place", place.to_owned());
        fact("fact-people", people(atlas, words, &event.people));
        return facts;
    };
    let signed = words.when(treaty.signed);
    let signed = if place.is_empty() { signed } else { format!("{signed}, {place}") };
    fact("fact-signed", signed);
    let when = |when: Option<When>| when.map(|when| words.when(when)).unwrap_or_default();
    fact("fact-ratified", when(treaty.ratified));
    fact("fact-in-force", when(treaty.in_force));
    fact("fact-transferred", when(treaty.transferred));
    fact("fact-lapsed", when(treaty.lapsed));
    fact("fact-parties", parties(atlas, words, treaty));
    for signatory in &treaty.signatories {
        let names = people(atlas, words, &signatory.people);
        match signatory.party {
            Some(party) => {
                let party = short_name(atlas, words, party);
                fact_line(&mut facts, words, &party, names);
            }
            None => facts.push((words.get("fact-signatories"), names)),
        }
    }
    facts
}

fn fact_line(facts: &mut Vec<Fact>, words: &Words, party: &str, names: String) {
    if !names.is_empty() {
        facts.push((words.with("fact-signed-for", &[("party", Argument::Text(party))]), names));
    }
}

fn parties(atlas: &Atlas, words: &Words, treaty: &Treaty) -> String {
    let own =
        treaty.parties.iter().map(|&p| atlas.history.holder(p).name.get(words.language).to_owned());
    let other = treaty.other_parties.iter().map(|p| p.get(words.language).to_owned());
    own.chain(other).collect::<Vec<_>>().join(", ")
}

fn short_name(atlas: &Atlas, words: &Words, holder: HolderId) -> String {
    let holder = atlas.history.holder(holder);
    let family = atlas.history.family(holder.family);
    family.name.get(words.language).to_owned()
}

fn people(atlas: &Atlas, words: &Words, people: &[crate::history::PersonId]) -> String {
    let names = people.iter().map(|&p| atlas.history.person(p).name.get(words.language));
    names.collect::<Vec<_>>().join(", ")
}

/// A source as a line of a list.
#[must_use]
pub fn source_line(atlas: &Atlas, source: crate::history::SourceId) -> String {
    let source = atlas.history.source(source);
    let mut parts: Vec<&str> = Vec::new();
    parts.extend(source.author.as_deref());
    parts.push(&source.title);
    parts.push(&source.location);
    let year = source.year.as_deref().unwrap_or_default();
    if !year.is_empty() && !source.location.contains(year) && !source.title.contains(year) {
        parts.push(year);
    }
    let mut line = String::new();
    for part in parts.iter().map(|part| part.trim()).filter(|part| !part.is_empty()) {
        if !line.is_empty() {
            line.push_str(if line.ends_with('.') { " " } else { ", " });
        }
        line.push_str(part);
    }
    line
}

fn territory_name(atlas: &Atlas, words: &Words, t: TerritoryId, day: Day) -> String {
    let record = atlas.history.territory(t);
    name_on(&record.was, &record.name, day).get(words.language).to_owned()
}

/// What an event changed on the map: its changes, split where territories came from different
/// holders.
fn transfers(
    atlas: &Atlas,
    lens: LensId,
    theme: Theme,
    words: &Words,
    event: EventId,
) -> Vec<Transfer> {
    let history = &atlas.history;
    let ledger = history.ledger(lens);
    let mut all: Vec<Transfer> = Vec::new();
    for change in ledger.changes().iter().filter(|change| change.event == event) {
        let before = |t: TerritoryId| {
            ledger.on(t, crate::history::plus_days(change.when.day, -1)).holding.holder
        };
        let mut done: Vec<HolderId> = Vec::new();
        for &first in &change.territories {
            let from = before(first);
            if done.contains(&from) {
                continue;
            }
            done.push(from);
            let territories = change.territories.iter().filter(|&&t| before(t) == from);
            all.push(transfer(atlas, theme, words, change, from, territories.copied()));
        }
    }
    all.sort_by_key(|transfer| transfer.when);
    all
}

fn transfer(
    atlas: &Atlas,
    theme: Theme,
    words: &Words,
    change: &Change,
    from: HolderId,
    territories: impl Iterator<Item = TerritoryId>,
) -> Transfer {
    let history = &atlas.history;
    let named = |holder: HolderId| {
        let name = history.holder(holder).name.get(words.language).to_owned();
        (fill_of_holder(history, holder, theme), name)
    };
    let mut to = named(change.holding.holder);
    if from == change.holding.holder
        && let Some(administration) = &change.holding.administration
    {
        to.1 = format!("{} ({})", to.1, administration.get(words.language));
    }
    let territories =
        territories.map(|t| (t, territory_name(atlas, words, t, change.when.day))).collect();
    Transfer {
        day: words.when(change.when),
        when: change.when.day,
        territories,
        from: named(from),
        to,
    }
}

/// The card of what is selected.
#[must_use]
pub fn territory_card(
    atlas: &Atlas,
    view: &View,
    words: &Words,
    selection: Selection,
) -> TerritoryCard {
    let history = &atlas.history;
    let t = selection.territory;
    let record = history.territory(t);
    let name = name_on(&record.was, &record.name, view.moment);
    let own = name.get(words.language);
    let ledger = history.ledger(view.lens);
    let current = ledger.on(t, view.moment);
    let rows: Vec<HolderRow> = ledger
        .spans(t)
        .map(|span| {
            let on = span.from.day == current.from.day;
            holder_row(atlas, view.theme, words, &span, on)
        })
        .collect();
    let mut holders: Vec<HolderId> = ledger.spans(t).map(|span| span.holding.holder).collect();
    holders.dedup();
    // An island that is all of its territory has been named by it.
    let shares =
        |island: &&Island| island.territories.len() > 1 || atlas.islands_of(t).nth(1).is_some();
    let island = selection.island.map(|id| atlas.island(id)).filter(shares);
    let events = history
        .event_ids()
        .filter(|&event| history.touched_by(event).contains(&t))
        .map(|event| {
            let e = history.event(event);
            let title = e.title.get(words.language).to_owned();
            (event, e.date.day, words.when(e.date), title)
        })
        .collect();
    let mut notes: Vec<String> = Vec::new();
    notes.extend(record.note.iter().map(|note| note.get(words.language).to_owned()));
    if let Some(ainu) = &record.ainu {
        let ainu = ainu.get(words.language);
        notes.push(words.with("ainu-name", &[("name", Argument::Text(ainu))]));
    }
    let also = record.also.get(usize::from(words.language.0)).map(|also| also.join(", "));
    let mut facts = vec![(words.get("fact-area"), words.area(atlas.area_km2(t)))];
    if let Some(island) = island {
        let area = words.area(island.area_km2);
        facts.insert(0, (island.name.get(words.language).to_owned(), area));
    }
    facts.push((
        words.get("fact-holders"),
        words.with("holders-since", &[("count", Argument::Number(holders.len()))]),
    ));
    TerritoryCard {
        territory: t,
        name: own.to_owned(),
        other_names: other_names(name.versions().chain(record.name.versions()), own),
        also: also.unwrap_or_default(),
        island: island.map(|island| {
            let name = island.name.get(words.language);
            let rest = other_names(island.name.versions(), name);
            format!("{name} · {rest}")
        }),
        facts,
        now: holder_row(atlas, view.theme, words, &current, true),
        holders: rows,
        events,
        notes,
    }
}

fn holder_row(
    atlas: &Atlas,
    theme: Theme,
    words: &Words,
    span: &Span<'_>,
    current: bool,
) -> HolderRow {
    let history = &atlas.history;
    let holding = span.holding;
    let holder = history.holder(holding.holder).name.get(words.language).to_owned();
    let from = if span.event.is_none() { words.get("before-start") } else { words.when(span.from) };
    let until = span.until.map_or_else(|| words.get("to-today"), |until| words.when(until));
    let mut status = words.get(&format!("status-{}", holding.status.id()));
    if let Some(administration) = &holding.administration {
        status = format!("{} · {status}", administration.get(words.language));
    }
    if !holding.claimants.is_empty() {
        let names: Vec<&str> =
            holding.claimants.iter().map(|&c| history.holder(c).name.get(words.language)).collect();
        let claim = words.with("claimed-by", &[("names", Argument::Text(&names.join(", ")))]);
        status = format!("{status} · {claim}");
    }
    let confidence = words.get(&format!("confidence-{}", holding.confidence.id()));
    let sources: Vec<String> =
        holding.sources.iter().map(|&s| history.source(s).title.clone()).collect();
    HolderRow {
        fill: fill_of(history, holding, theme),
        holder,
        dates: format!("{from} – {until}"),
        from: span.from.day,
        status,
        event: span
            .event
            .map(|event| (event, history.event(event).title.get(words.language).to_owned())),
        note: holding.note.as_ref().map(|note| note.get(words.language).to_owned()),
        basis: format!("{confidence} · {}", sources.join("; ")),
        current,
    }
}
