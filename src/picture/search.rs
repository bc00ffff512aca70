//! Search, for which `app` has a palette: territories, groups, islands, places, people, events and
//! words of the glossary by any of their names, in any of the languages.

use crate::atlas::Atlas;
use crate::history::{
    Dated, EventId, GroupId, PersonId, PlaceId, PlaceKind, Refusal, TermId, TerritoryId, Text,
};
use crate::view::Selection;

use super::cards::life;
use super::dates::{self, Lexicon};
use super::labels::other_names;
use super::words::Words;

/// What a search leads to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Found {
    /// A territory or an island of it.
    Land(Selection),
    /// Several territories that have a name together.
    Group(GroupId),
    /// A town, a cape or another place on the map.
    Place(PlaceId),
    /// Somebody.
    Person(PersonId),
    /// Something that happened.
    Event(EventId),
    /// A word of the glossary.
    Term(TermId),
    /// A date that was typed.
    Moment(Dated),
}

/// Something that can be found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// What.
    pub found: Found,
    /// Its name in the reader's language.
    pub title: String,
    /// Its other names, its date, its role.
    pub detail: String,
    /// Everything that it is found by, folded.
    keys: Vec<String>,
}

/// All that can be found in an atlas, in one language of the interface.
#[derive(Debug, Clone)]
pub struct Index(Vec<Entry>);

/// How well a key fits a query: less is better.
type Score = u8;

impl Index {
    /// The index of an atlas.
    #[must_use]
    pub fn new(atlas: &Atlas, words: &Words) -> Self {
        let mut entries = Vec::new();
        lands(atlas, words, &mut entries);
        places(atlas, words, &mut entries);
        let history = &atlas.history;
        for (id, person) in (0_u16..).map(PersonId).zip(&history.people) {
            let role = person.role.get(words.language);
            let life = life(atlas, words, id);
            let comma = if life.is_empty() { "" } else { " · " };
            entries.push(Entry {
                found: Found::Person(id),
                title: person.name.get(words.language).to_owned(),
                detail: format!("{life}{comma}{role}"),
                keys: keys([&person.name], &[]),
            });
        }
        for id in history.event_ids() {
            let event = history.event(id);
            entries.push(Entry {
                found: Found::Event(id),
                title: event.title.get(words.language).to_owned(),
                detail: words.when(event.date),
                keys: keys([&event.title], &[event.date.day.year().to_string()]),
            });
        }
        for (id, term) in (0_u16..).map(TermId).zip(&history.terms) {
            let own = term.name.get(words.language);
            let forms: Vec<String> = term.forms.iter().flatten().cloned().collect();
            entries.push(Entry {
                found: Found::Term(id),
                title: own.to_owned(),
                detail: other_names(term.name.versions(), own),
                keys: keys([&term.name], &forms),
            });
        }
        Self(entries)
    }

    /// The land or the group that one of its names is, letter for letter but for large and small ones.
    #[must_use]
    pub fn named(&self, name: &str) -> Option<Found> {
        let name = folded(name);
        let own = |entry: &&Entry| entry.keys.contains(&name);
        let found = self.0.iter().filter(own).map(|entry| entry.found);
        // What is of several is meant before what is of one of them, or was once.
        let group = found.clone().find(|found| matches!(found, Found::Group(_)));
        group.or_else(|| found.clone().find(|found| matches!(found, Found::Land(_))))
    }

    /// What fits a query best, at most so many. Every word of the query must be in a name; words with
    /// small typing errors are found too, after all others.
    #[must_use]
    pub fn search(&self, query: &str, most: usize) -> Vec<&Entry> {
        let query = folded(query);
        if query.is_empty() {
            return Vec::new();
        }
        let hit = |entry: &'_ Entry| {
            let best = entry.keys.iter().filter_map(|key| score(key, &query)).min()?;
            // What begins with the query, or a word of it does, before what holds it; then land,
            // places and people before the many events that are named after them.
            Some((best / 2, matches!(entry.found, Found::Event(_) | Found::Term(_)), best))
        };
        let mut hits: Vec<((Score, bool, Score), &Entry)> =
            self.0.iter().filter_map(|entry| Some((hit(entry)?, entry))).collect();
        hits.sort_by_key(|(score, _)| *score);
        hits.into_iter().take(most).map(|(_, entry)| entry).collect()
    }
}

fn lands(atlas: &Atlas, words: &Words, entries: &mut Vec<Entry>) {
    let history = &atlas.history;
    for t in history.territory_ids() {
        let record = history.territory(t);
        let was: Vec<&Text> = record.was.iter().map(|former| &former.name).collect();
        let also: Vec<String> = record.also.iter().flatten().chain([&record.id]).cloned().collect();
        let islands: Vec<_> = atlas.islands_of(t).collect();
        // An island that is all of its territory is found by it: its own names lead there too.
        let only = islands.first().filter(|_| islands.len() == 1).map(|&id| &atlas.island(id).name);
        let names = [&record.name]
            .into_iter()
            .chain(was)
            .chain(record.further.iter().map(|further| &further.name))
            .chain(only);
        entries.push(land(words, (t, None), &record.name, keys(names, &also)));
        for id in islands.iter().copied() {
            let island = atlas.island(id);
            if islands.len() > 1 && island.territories.len() == 1 {
                let keys = keys([&island.name], std::slice::from_ref(&island.id));
                entries.push(land(words, (t, Some(id)), &island.name, keys));
            }
        }
    }
    for (id, group) in (0_u16..).map(GroupId).zip(&history.groups) {
        if group.territories.len() > 1 {
            let was = group.was.iter().map(|former| &former.name);
            let names = [&group.name, &group.short].into_iter().chain(was);
            let own = group.name.get(words.language);
            entries.push(Entry {
                found: Found::Group(id),
                title: own.to_owned(),
                detail: other_names(group.name.versions(), own),
                keys: keys(names, std::slice::from_ref(&group.id)),
            });
        }
    }
}

fn land(
    words: &Words,
    (territory, island): (TerritoryId, Option<crate::atlas::IslandId>),
    name: &Text,
    keys: Vec<String>,
) -> Entry {
    let own = name.get(words.language);
    Entry {
        found: Found::Land(Selection { territory, island }),
        title: own.to_owned(),
        detail: other_names(name.versions(), own),
        keys,
    }
}

fn places(atlas: &Atlas, words: &Words, entries: &mut Vec<Entry>) {
    for (id, place) in (0_u16..).map(PlaceId).zip(&atlas.history.places) {
        if place.kind == PlaceKind::Away || atlas.features.place(id).is_none() {
            continue;
        }
        let own = place.name.get(words.language);
        let was = place.was.iter().map(|former| &former.name);
        let former = was.clone().map(|name| name.get(words.language));
        let names = [&place.name].into_iter().chain(was);
        entries.push(Entry {
            found: Found::Place(id),
            title: own.to_owned(),
            detail: other_names(place.name.versions().chain(former), own),
            keys: keys(names, &[]),
        });
    }
}

fn keys<'a>(names: impl IntoIterator<Item = &'a Text>, more: &[String]) -> Vec<String> {
    let versions = names.into_iter().flat_map(|name| name.versions().map(folded));
    let mut all: Vec<String> = versions.chain(more.iter().map(|word| folded(word))).collect();
    all.dedup();
    all
}

fn score(key: &str, query: &str) -> Option<Score> {
    if key == query {
        return Some(0);
    }
    if key.starts_with(query) {
        return Some(2);
    }
    let begins = |word: &str| key.split(' ').any(|part| part.starts_with(word));
    if query.split(' ').all(begins) {
        return Some(3);
    }
    if query.split(' ').all(|word| key.contains(word)) {
        return Some(4);
    }
    let near = |word: &str| key.split(' ').any(|part| is_near(part, word));
    query.split(' ').all(near).then_some(6)
}

/// Whether a word could be another with typing errors: one in four letters or more, two in eight. The
/// first letter is right more often than not, and a word may be typed in part.
fn is_near(part: &str, typed: &str) -> bool {
    // Another number is another thing.
    if typed.chars().any(|c| c.is_ascii_digit()) {
        return part.starts_with(typed);
    }
    let letters = typed.chars().count();
    let most = match letters {
        0..4 => return part.starts_with(typed),
        4..8 => 1,
        _ => 2,
    };
    let begun: String = part.chars().take(letters).collect();
    strsim::osa_distance(part, typed) <= most || strsim::osa_distance(&begun, typed) <= most
}

/// The date that a query is, if it is one; `Err` of one that cannot be gone to: a sentence for the reader.
pub fn moment(atlas: &Atlas, words: &Words, query: &str) -> Option<Result<Entry, String>> {
    let date = match dates::read(query, Lexicon::all()).and_then(|date| atlas.history.within(date))
    {
        Ok(date) => date,
        Err(Refusal::NotADate) => return None,
        Err(refusal) => return Some(Err(dates::refusal(words, refusal))),
    };
    let day = atlas.history.moment(date);
    let (title, detail) = if date.is_year() {
        (date.first.year().to_string(), String::new())
    } else {
        (words.day(day), dates::others(words, day))
    };
    Some(Ok(Entry { found: Found::Moment(date), title, detail, keys: Vec::new() }))
}

/// A text as it is compared: without case, accents and punctuation.
pub(super) fn folded(text: &str) -> String {
    use unicode_normalization::UnicodeNormalization;
    use unicode_normalization::char::is_combining_mark;
    let plain = text.nfkd().filter(|&c| !is_combining_mark(c)).flat_map(char::to_lowercase);
    let words: String = plain.map(|c| if c.is_alphanumeric() { c } else { ' ' }).collect();
    words.split_whitespace().collect::<Vec<_>>().join(" ")
}
