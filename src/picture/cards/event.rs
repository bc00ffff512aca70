//! The card of an event: its words, which `app` sets.

use geo::Coord;

use crate::atlas::Atlas;
use crate::history::calendars::JULIAN_UNTIL;
use crate::history::{
    Article, Change, Confidence, Day, Event, EventId, EventKind, Glossary, HolderId, Holding,
    LensId, Original, Party, PersonId, PlaceKind, Precision, Prose, SourceId, TerritoryId, Text,
    Treaty, When, name_on, plus_days,
};
use crate::view::Theme;

use super::super::dates;
use super::super::fills::fill_of_holder;
use super::super::labels::other_names;
use super::super::marks::Fill;
use super::super::words::{Argument, Words};
use super::{EventLine, Fact, Named, SourceLine, cited, event_line, territory_name};

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
    pub summary: Prose,
    /// Those who signed, by party, and the others who took part.
    pub people: Vec<(String, Vec<Named>)>,
    /// Where it was, in degrees, if that is off the map.
    pub away: Option<Coord<f64>>,
    /// What each side wanted.
    pub aims: Vec<(String, Prose)>,
    /// What it left open, and what came of that.
    pub left_open: Option<Prose>,
    /// What is often given otherwise.
    pub often_given: Option<Prose>,
    /// What led to it.
    pub before: Vec<EventLine>,
    /// What came of it.
    pub after: Vec<EventLine>,
    /// What its articles say.
    pub articles: Vec<ArticleLine>,
    /// How its texts in different languages differ.
    pub versions_differ: Option<Prose>,
    /// What it changed on the map.
    pub transfers: Vec<Transfer>,
    /// Territories that it touched without changing them.
    pub touched: Vec<(TerritoryId, String)>,
    /// What of it is marked on the map.
    pub marks: Vec<MapMark>,
    /// A remark.
    pub note: Option<Prose>,
    /// What it rests on, a line a source.
    pub sources: Vec<SourceLine>,
    /// How sure that is, in words.
    pub confidence: String,
}

/// An article of an instrument.
#[derive(Debug, Clone, PartialEq)]
pub struct ArticleLine {
    /// What it is called; may be empty.
    pub name: String,
    /// What it says in plain words.
    pub text: Prose,
    /// What it says in the words of the instrument.
    pub originals: Vec<Quotation>,
}

/// The words of an instrument in one of its languages.
#[derive(Debug, Clone, PartialEq)]
pub struct Quotation {
    /// The language.
    pub language: String,
    /// The words.
    pub text: String,
    /// Where they are published.
    pub source: SourceLine,
}

/// Something on the map that belongs to an event: a landing, a stone, the town where it was.
#[derive(Debug, Clone, PartialEq)]
pub struct MapMark {
    /// Its name.
    pub label: String,
    /// Its day, in words.
    pub when: String,
    /// A remark.
    pub note: Option<String>,
    /// How sure its place is, in words; `None` for a town.
    pub confidence: Option<String>,
    /// What it rests on, a line a source.
    pub sources: Vec<SourceLine>,
}

/// Some territories that passed from one holder to another, or that their holder held otherwise
/// from then on.
#[derive(Debug, Clone, PartialEq)]
pub struct Transfer {
    /// The day, in words.
    pub day: String,
    /// That day.
    pub when: Day,
    /// The territories and their names then, in the order of the atlas.
    pub territories: Vec<(TerritoryId, String)>,
    /// The fill of the holder before.
    pub from: Fill,
    /// The fill of the holder after.
    pub to: Fill,
    /// From whom to whom; where the holder stays, who that is and in what way it holds them.
    pub passage: String,
    /// Who ran them for a holder that stays, if that changes.
    pub administration: Option<String>,
    /// Who else claimed them from a holder that stays, if that changes.
    pub claim: Option<String>,
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
    let glossary = Glossary::new(history, words.language);
    let read = |text: &Text| glossary.read(text.get(words.language));
    let treaty = event.treaty.as_ref();
    EventCard {
        event: id,
        title: own.to_owned(),
        other_titles: other_names(event.title.versions(), own),
        kind: words.get(&format!("kind-{}", event.kind.id())),
        treaty: event.kind == EventKind::Treaty,
        facts: event_facts(atlas, words, event),
        summary: read(&event.summary),
        people: people_of(atlas, words, event),
        away: event
            .place
            .filter(|&place| history.place(place).kind == PlaceKind::Away)
            .and_then(|place| atlas.features.place(place))
            .map(|at| at.lon_lat),
        aims: event
            .treaty
            .iter()
            .flat_map(|treaty| &treaty.aims)
            .map(|aim| {
                let who = match &aim.who {
                    Party::Holder(holder) => short_name(atlas, words, *holder),
                    Party::Other(who) => who.get(words.language).to_owned(),
                };
                (who, read(&aim.text))
            })
            .collect(),
        left_open: treaty.and_then(|treaty| treaty.left_open.as_ref()).map(read),
        often_given: event.often_given.as_ref().map(read),
        before: event.before.iter().map(|&e| event_line(atlas, words, e)).collect(),
        after: event.after.iter().map(|&e| event_line(atlas, words, e)).collect(),
        articles: treaty
            .map(|treaty| articles(atlas, words, &glossary, treaty))
            .unwrap_or_default(),
        versions_differ: treaty.and_then(|treaty| treaty.versions_differ.as_ref()).map(read),
        transfers,
        touched,
        marks: marks(atlas, words, id),
        note: event.note.as_ref().map(read),
        sources: event.sources.iter().map(|&s| cited(atlas, words, s)).collect(),
        confidence: words.get(&format!("confidence-{}", event.confidence.id())),
    }
}

/// What of an event is marked on the map: its landings, its stones, its town.
fn marks(atlas: &Atlas, words: &Words, id: EventId) -> Vec<MapMark> {
    let history = &atlas.history;
    let text = |text: &Text| text.get(words.language).to_owned();
    let lines = |sources: &[SourceId]| sources.iter().map(|&s| cited(atlas, words, s)).collect();
    let confidence = |c: Confidence| Some(words.get(&format!("confidence-{}", c.id())));
    let advances = history.advances.iter().filter(|advance| advance.event == id);
    let advances = advances.map(|advance| MapMark {
        label: text(&advance.label),
        when: words.when(advance.date),
        note: advance.note.as_ref().map(text),
        confidence: confidence(advance.confidence),
        sources: lines(&advance.sources),
    });
    let stones = history.stones.iter().filter(|stone| stone.event == id).map(|stone| MapMark {
        label: text(&stone.name),
        when: words.day(stone.from),
        note: stone.note.as_ref().map(text),
        confidence: confidence(stone.confidence),
        sources: lines(&stone.sources),
    });
    let event = history.event(id);
    let town = event.place.and_then(|place| {
        let place = history.place(place);
        let size = place.size_on(event.date.day)?;
        let since = When { day: size.from, precision: Precision::Year };
        Some(MapMark {
            label: text(name_on(&place.was, &place.name, event.date.day)),
            when: words.when(since),
            note: Some(words.get(&format!("town-size-{}", size.class))),
            confidence: None,
            sources: lines(&[size.source]),
        })
    });
    advances.chain(stones).chain(town).collect()
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
        fact("fact-calendars", other_calendars(words, event.date));
        fact("fact-place", place.to_owned());
        return facts;
    };
    let signed = words.when(treaty.signed);
    let signed = if place.is_empty() { signed } else { words.list(&[signed.as_str(), place]) };
    fact("fact-signed", signed);
    fact("fact-calendars", other_calendars(words, treaty.signed));
    let when = |when: Option<When>| when.map(|when| words.when(when)).unwrap_or_default();
    fact("fact-ratified", when(treaty.ratified));
    fact("fact-exchanged", when(treaty.exchanged));
    fact("fact-in-force", when(treaty.in_force));
    fact("fact-transferred", when(treaty.transferred));
    fact("fact-lapsed", when(treaty.lapsed));
    fact("fact-parties", parties(atlas, words, treaty));
    let languages: Vec<&str> = treaty.authentic.iter().map(|l| l.get(words.language)).collect();
    fact("fact-authentic", words.list(&languages));
    facts
}

/// A day in the calendars of those who wrote of it, while they had others than the civil one.
fn other_calendars(words: &Words, when: When) -> String {
    let known = when.precision == Precision::Day && when.day < JULIAN_UNTIL;
    if known { dates::others(words, when.day) } else { String::new() }
}

fn parties(atlas: &Atlas, words: &Words, treaty: &Treaty) -> String {
    let own = treaty.parties.iter().map(|&p| atlas.history.holder(p).name.get(words.language));
    let other = treaty.other_parties.iter().map(|p| p.get(words.language));
    words.list(&own.chain(other).collect::<Vec<_>>())
}

/// The name of a holder as one side of an instrument.
fn short_name(atlas: &Atlas, words: &Words, holder: HolderId) -> String {
    let holder = atlas.history.holder(holder);
    holder.short.as_ref().unwrap_or(&holder.name).get(words.language).to_owned()
}

/// Those who signed, by party, then the others who took part.
fn people_of(atlas: &Atlas, words: &Words, event: &Event) -> Vec<(String, Vec<Named>)> {
    let named = |&id: &PersonId| (id, atlas.history.person(id).name.get(words.language).to_owned());
    let mut rows: Vec<(String, Vec<Named>)> = Vec::new();
    let mut signed: Vec<PersonId> = Vec::new();
    for signatory in event.treaty.iter().flat_map(|treaty| &treaty.signatories) {
        let label = match signatory.party {
            Some(party) => {
                let party = short_name(atlas, words, party);
                words.with("fact-signed-for", &[("party", Argument::Text(&party))])
            }
            None => words.get("fact-signatories"),
        };
        signed.extend(&signatory.people);
        rows.push((label, signatory.people.iter().map(named).collect()));
    }
    let others = event.people.iter().filter(|person| !signed.contains(person));
    rows.push((words.get("fact-people"), others.map(named).collect()));
    rows.retain(|(_, people)| !people.is_empty());
    rows
}

/// The articles of an instrument: what each is called, what it says, and in which words.
fn articles(
    atlas: &Atlas,
    words: &Words,
    glossary: &Glossary,
    treaty: &Treaty,
) -> Vec<ArticleLine> {
    let quotation = |original: &Original| Quotation {
        language: original.language.get(words.language).to_owned(),
        text: original.text.clone(),
        source: cited(atlas, words, original.source),
    };
    // Of several articles of one number the first has the words.
    let first = |at: usize, number: &str| {
        treaty.articles.iter().position(|article| article.number == number) == Some(at)
    };
    let article = |(at, article): (usize, &Article)| ArticleLine {
        name: article_name(words, treaty, &article.number),
        text: glossary.read(article.text.get(words.language)),
        originals: treaty
            .originals
            .iter()
            .filter(|own| own.article == article.number && first(at, &own.article))
            .map(quotation)
            .collect(),
    };
    treaty.articles.iter().enumerate().map(article).collect()
}

/// An article by its number, in the word that the instrument counts in.
pub(super) fn article_name(words: &Words, treaty: &Treaty, number: &str) -> String {
    match &treaty.article_word {
        _ if number.is_empty() => String::new(),
        Some(word) => word.get(words.language).replace("{n}", number),
        None => words.with("article", &[("number", Argument::Text(number))]),
    }
}

/// What an event changed on the map, in order of day: territories of one day of which the same is
/// to be said stand together.
fn transfers(
    atlas: &Atlas,
    lens: LensId,
    theme: Theme,
    words: &Words,
    event: EventId,
) -> Vec<Transfer> {
    let ledger = atlas.history.ledger(lens);
    let mut all: Vec<Transfer> = Vec::new();
    for change in ledger.changes().iter().filter(|change| change.event == event) {
        for &t in &change.territories {
            let before = ledger.on(t, plus_days(change.when.day, -1)).holding;
            let one = transfer(atlas, theme, words, change, before);
            let named = (t, territory_name(atlas, words, t, change.when.day));
            match all.iter_mut().find(|other| other.says_the_same(&one)) {
                Some(other) => other.territories.push(named),
                None => all.push(Transfer { territories: vec![named], ..one }),
            }
        }
    }
    for transfer in &mut all {
        transfer.territories.sort_by_key(|(t, _)| *t);
    }
    all.sort_by(|a, b| (a.when, &a.day).cmp(&(b.when, &b.day)));
    all
}

impl Transfer {
    fn says_the_same(&self, other: &Self) -> bool {
        (self.when, &self.day) == (other.when, &other.day)
            && (self.from, self.to, &self.passage) == (other.from, other.to, &other.passage)
            && (&self.administration, &self.claim) == (&other.administration, &other.claim)
    }
}

/// What a change says of a territory that was held so before; without the territory.
fn transfer(
    atlas: &Atlas,
    theme: Theme,
    words: &Words,
    change: &Change,
    before: &Holding,
) -> Transfer {
    let history = &atlas.history;
    let after = &change.holding;
    let name = |holder: HolderId| history.holder(holder).name.get(words.language);
    let stays = before.holder == after.holder;
    let status = |holding: &Holding| words.get(&format!("status-{}", holding.status.id()));
    let passage = if stays && before.status == after.status {
        format!("{} · {}", name(after.holder), status(after))
    } else if stays {
        words.pair(name(after.holder), &format!("{} → {}", status(before), status(after)))
    } else {
        format!("{} → {}", name(before.holder), name(after.holder))
    };
    let administration = match (&before.administration, &after.administration) {
        (old, Some(new)) if stays && old.as_ref() != Some(new) => {
            let new = new.get(words.language);
            let old = old.as_ref().map(|old| old.get(words.language));
            Some(old.map_or_else(|| new.to_owned(), |old| format!("{old} → {new}")))
        }
        _ => None,
    };
    let claim = (stays && before.claimants != after.claimants).then(|| {
        let (key, claimants) = if after.claimants.is_empty() {
            ("claim-dropped", &before.claimants)
        } else {
            ("claimed-by", &after.claimants)
        };
        let names: Vec<&str> = claimants.iter().map(|&claimant| name(claimant)).collect();
        words.with(key, &[("names", Argument::Text(&words.list(&names)))])
    });
    Transfer {
        day: words.when(change.when),
        when: change.when.day,
        territories: Vec::new(),
        from: fill_of_holder(atlas, before.holder, theme),
        to: fill_of_holder(atlas, after.holder, theme),
        passage,
        administration,
        claim,
    }
}
