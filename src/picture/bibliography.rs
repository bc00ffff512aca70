//! The sources of an atlas, what rests on each, and which of them a reader asks for.

use crate::atlas::Atlas;
use crate::history::{
    Acquaintance, Confidence, Count, History, SourceId, SourceKind, TerritoryId, Use, name_on,
};

use super::cards::{SourceLine, cited, territory_name};
use super::search::folded;
use super::words::Words;

/// So many territories of an entry of a ledger are named; of more, how many they are.
const MOST_NAMED: usize = 3;

/// Which sources are asked for; without a part, all.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct SourceFilter {
    /// Of which kind.
    pub kind: Option<SourceKind>,
    /// What of them was seen.
    pub read: Option<Acquaintance>,
    /// How sure something is that rests on them.
    pub confidence: Option<Confidence>,
    /// What stands in author, title, place, note or id.
    pub text: String,
}

/// A source, and what rests on it.
#[derive(Debug, Clone, PartialEq)]
pub struct SourceEntry {
    /// What it is called, and where it opens.
    pub line: SourceLine,
    /// What it is.
    pub kind: SourceKind,
    /// What of it was seen.
    pub read: Option<Acquaintance>,
    /// A remark.
    pub note: Option<String>,
    /// What rests on it.
    pub uses: Vec<Use>,
    /// How sure that is, each grade once.
    confidences: Vec<Confidence>,
    /// All that it is found by, folded.
    key: String,
}

impl SourceEntry {
    /// Whether it is asked for.
    #[must_use]
    pub fn fits(&self, filter: &SourceFilter) -> bool {
        filter.kind.is_none_or(|kind| self.kind == kind)
            && filter.read.is_none_or(|read| self.read == Some(read))
            && filter.confidence.is_none_or(|grade| self.confidences.contains(&grade))
            && folded(&filter.text).split(' ').all(|word| self.key.contains(word))
    }
}

/// All sources, in the order of their lines.
#[must_use]
pub fn source_entries(atlas: &Atlas, words: &Words) -> Vec<SourceEntry> {
    let history = &atlas.history;
    let entry = |(id, uses): (SourceId, Vec<Use>)| {
        let record = history.source(id);
        let line = cited(atlas, words, id);
        let mut confidences: Vec<Confidence> =
            uses.iter().filter_map(|of| of.confidence(history)).collect();
        confidences.sort_unstable();
        confidences.dedup();
        let more = record.note.as_deref().unwrap_or_default();
        let address = record.url.as_deref().unwrap_or_default();
        let key = folded(&[&line.text, more, address, &record.id].join(" "));
        SourceEntry {
            line,
            kind: record.kind,
            read: record.read,
            note: record.note.clone(),
            uses,
            confidences,
            key,
        }
    };
    let mut all: Vec<SourceEntry> =
        (0_u16..).map(SourceId).zip(history.uses()).map(entry).collect();
    all.sort_by_key(|entry| Words::sort_key(&entry.line.text));
    all
}

/// What of a list of records one is: the key of the word for it, or the lens of its ledger.
#[must_use]
pub fn heading_of(atlas: &Atlas, words: &Words, of: Use) -> String {
    match of {
        Use::Event(_) => words.get("uses-events"),
        Use::Original(_) => words.get("uses-originals"),
        Use::Initial(lens, _) | Use::Change(lens, _) => {
            let lens = atlas.history.lens(lens).name.get(words.language);
            words.pair(&words.get("uses-ledger"), lens)
        }
        Use::Territory(_) => words.get("uses-territories"),
        Use::Term(_) => words.get("uses-terms"),
        Use::Count(_) => words.get("uses-counts"),
        Use::Town(_) => words.get("uses-towns"),
        Use::Stone(_) | Use::Advance(_) | Use::Region(_) => words.get("uses-map"),
    }
}

/// A record that rests on a source, in a line.
#[must_use]
pub fn use_line(atlas: &Atlas, words: &Words, of: Use) -> String {
    let (history, language) = (&atlas.history, words.language);
    match of {
        Use::Event(id) | Use::Original(id) => {
            let event = history.event(id);
            words.pair(&words.when(event.date), event.title.get(language))
        }
        Use::Initial(lens, at) => {
            let year = history.first_day.year().to_string();
            let initial = history.ledger(lens).initials().get(at);
            let territories = initial.map(|own| own.territories.as_slice()).unwrap_or_default();
            let since = words.with("since-start", &[("year", super::words::Argument::Text(&year))]);
            held(atlas, words, of, &since, territories)
        }
        Use::Change(lens, at) => match history.ledger(lens).changes().get(at) {
            Some(change) => held(atlas, words, of, &words.when(change.when), &change.territories),
            None => String::new(),
        },
        Use::Territory(id) => history.territory(id).name.get(language).to_owned(),
        Use::Term(id) => history.term(id).name.get(language).to_owned(),
        Use::Count(at) => {
            history.counts.get(at).map(|c| count_line(atlas, words, c)).unwrap_or_default()
        }
        Use::Town(id) => history.place(id).name.get(language).to_owned(),
        Use::Stone(id) => history.stone(id).name.get(language).to_owned(),
        Use::Advance(id) => {
            let advance = history.advance(id);
            words.pair(&words.when(advance.date), advance.label.get(language))
        }
        Use::Region(id) => history.region(id).name.get(language).to_owned(),
    }
}

/// An entry of a ledger: since when, which territories, who holds them.
fn held(atlas: &Atlas, words: &Words, of: Use, since: &str, territories: &[TerritoryId]) -> String {
    let history = &atlas.history;
    let holder = of.holding(history).map(|holding| history.holder(holding.holder));
    let holder = holder.map(|holder| holder.name.get(words.language)).unwrap_or_default();
    let land = names_of(atlas, words, territories);
    words.pair(since, &format!("{land} → {holder}"))
}

/// The names of some territories: that of the group that they are, or their own.
#[must_use]
pub fn names_of(atlas: &Atlas, words: &Words, territories: &[TerritoryId]) -> String {
    let history = &atlas.history;
    let mut rest = territories.to_vec();
    rest.sort_unstable();
    let mut names: Vec<String> = Vec::new();
    // The largest groups that are wholly among them, one after the other.
    let mut groups: Vec<_> = history.groups.iter().filter(|g| g.territories.len() > 1).collect();
    groups.sort_by_key(|group| std::cmp::Reverse(group.territories.len()));
    for group in groups {
        if group.territories.iter().all(|t| rest.contains(t)) {
            names.push(group.name.get(words.language).to_owned());
            rest.retain(|t| !group.territories.contains(t));
        }
    }
    let more = rest.len().saturating_sub(MOST_NAMED);
    if more > 1 {
        rest.truncate(MOST_NAMED);
    }
    names.extend(rest.iter().map(|&t| territory_name(atlas, words, t, history.last_day)));
    if more > 1 {
        let count = super::words::Argument::Number(more);
        names.push(words.with("spoken-more", &[("count", count)]));
    }
    words.list(&names)
}

/// A count of inhabitants: where, when, how many.
fn count_line(atlas: &Atlas, words: &Words, count: &Count) -> String {
    let place = count_place(atlas, words, count);
    let said =
        format!("{} · {}", words.when(count.date), words.number(f64::from(count.inhabitants)));
    words.pair(&place, &said)
}

/// What a count covers, in words.
#[must_use]
pub fn count_place(atlas: &Atlas, words: &Words, count: &Count) -> String {
    let history: &History = &atlas.history;
    match count.place {
        Some(id) => {
            let place = history.place(id);
            name_on(&place.was, &place.name, count.date.day).get(words.language).to_owned()
        }
        None => names_of(atlas, words, &count.territories),
    }
}
