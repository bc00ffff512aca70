//! Advice on an atlas that is whole: what a stranger could not check, and what says more than is known.
//!
//! None of it is an error. A source is findable if a stranger can lay hands on it: by an address of
//! the page itself, by a number or a page of where it was published, or, of what libraries and offices
//! keep by its name, by its year.

use std::fmt;

use crate::history::{Change, History, Source, SourceId, SourceKind, Use};

use super::Atlas;

/// What an advice is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum AdviceKind {
    /// A record of which no source can be found.
    Unfounded,
    /// A source that nobody can find: without page, number or address.
    Unfindable,
    /// A source whose address is that of a site, not of a page.
    SiteAlone,
    /// A record that rests on nothing but platforms that are not fit to carry a fact.
    Unfit,
    /// A change that is dated more exactly than the event that brought it, on the same date.
    TooFine,
}

/// Something that should be better.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Advice {
    /// What it is about.
    pub kind: AdviceKind,
    /// Which record.
    pub record: String,
}

impl fmt::Display for Advice {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let said = match self.kind {
            AdviceKind::Unfounded => "rests on no source that a stranger can find",
            AdviceKind::Unfindable => "has no page, number or address by which it can be found",
            AdviceKind::SiteAlone => "has the address of a site, not of a page",
            AdviceKind::Unfit => "rests on nothing but platforms of the list 'unfit_hosts'",
            AdviceKind::TooFine => "is dated more exactly than its event",
        };
        write!(f, "{} {said}", self.record)
    }
}

/// All advice on an atlas, by what it is about.
#[must_use]
pub fn advice(atlas: &Atlas) -> Vec<Advice> {
    let history = &atlas.history;
    let mut all = Vec::new();
    for source in &history.sources {
        let record = || format!("source '{}'", source.id);
        if source.url.as_deref().is_some_and(is_site) {
            all.push(Advice { kind: AdviceKind::SiteAlone, record: record() });
        }
        if !is_findable(source) {
            all.push(Advice { kind: AdviceKind::Unfindable, record: record() });
        }
    }
    for (of, sources) in facts(history) {
        let own = || sources.iter().map(|&id| history.source(id));
        if !own().any(is_findable) {
            all.push(Advice { kind: AdviceKind::Unfounded, record: named(history, of) });
        }
        if own().all(|source| is_unfit(source, &history.unfit_hosts)) {
            all.push(Advice { kind: AdviceKind::Unfit, record: named(history, of) });
        }
    }
    for lens in history.lens_ids() {
        for (at, change) in history.ledger(lens).changes().iter().enumerate() {
            if is_too_fine(history, change) {
                let record = named(history, Use::Change(lens, at));
                all.push(Advice { kind: AdviceKind::TooFine, record });
            }
        }
    }
    all.sort();
    all
}

/// The records that say what happened, who held what and how many there were, each with its sources.
fn facts(history: &History) -> Vec<(Use, &[SourceId])> {
    let events = history.event_ids().map(|id| (Use::Event(id), &*history.event(id).sources));
    let mut all: Vec<(Use, &[SourceId])> = events.collect();
    for lens in history.lens_ids() {
        let ledger = history.ledger(lens);
        let initials = ledger.initials().iter().enumerate();
        all.extend(initials.map(|(at, own)| (Use::Initial(lens, at), &*own.holding.sources)));
        let changes = ledger.changes().iter().enumerate();
        all.extend(changes.map(|(at, own)| (Use::Change(lens, at), &*own.holding.sources)));
    }
    let counts = history.counts.iter().enumerate();
    all.extend(counts.map(|(at, count)| (Use::Count(at), &*count.sources)));
    // What has no source at all is an error elsewhere.
    all.retain(|(_, sources)| !sources.is_empty());
    all
}

/// A record, as whoever looks for it in the files needs it.
fn named(history: &History, of: Use) -> String {
    match of {
        Use::Initial(lens, at) => {
            let own = history.ledger(lens).initials().get(at);
            let first = own.and_then(|own| own.territories.first());
            let first = first.map(|&t| history.territory(t).id.as_str()).unwrap_or_default();
            format!("initial state of '{first}' in '{}'", history.lens(lens).id)
        }
        Use::Change(lens, at) => {
            let (day, event) = history.ledger(lens).changes().get(at).map_or_else(
                || (String::new(), ""),
                |own| (own.when.iso(), history.event(own.event).id.as_str()),
            );
            format!("change of {day} by '{event}' in '{}'", history.lens(lens).id)
        }
        Use::Count(at) => {
            let day = history.counts.get(at).map(|count| count.date.iso()).unwrap_or_default();
            format!("count of {day}, number {} by date", at + 1)
        }
        Use::Event(id) => format!("event '{}'", history.event(id).id),
        of => format!("{of:?}"),
    }
}

/// Whether a stranger can find a source.
#[must_use]
pub fn is_findable(source: &Source) -> bool {
    if source.url.as_deref().is_some_and(|url| !is_site(url)) || has_number(source) {
        return true;
    }
    let dated = source.year.as_deref().is_some_and(|year| !year.trim().is_empty());
    let placed = !source.location.trim().is_empty();
    match source.kind {
        SourceKind::Book | SourceKind::Map => dated && placed && source.author.is_some(),
        SourceKind::Dataset | SourceKind::Document | SourceKind::Treaty => dated && placed,
        SourceKind::Archive | SourceKind::Article | SourceKind::Web => false,
    }
}

/// Whether where it was published tells a number that is not that of its year.
fn has_number(source: &Source) -> bool {
    let year = source.year.as_deref().unwrap_or_default();
    let numbers = source.location.split(|c: char| !c.is_ascii_digit());
    let mut others = numbers.filter(|number| !number.is_empty() && !year.contains(number));
    others.next().is_some()
}

/// Whether an address is that of a site as a whole.
fn is_site(url: &str) -> bool {
    let rest = url.split_once("://").map_or(url, |(_, rest)| rest);
    let (_, path) = rest.split_once('/').unwrap_or((rest, ""));
    path.trim_matches('/').is_empty() || ["index.html", "index.htm", "index.php"].contains(&path)
}

/// The host of an address.
fn host(url: &str) -> &str {
    let rest = url.split_once("://").map_or(url, |(_, rest)| rest);
    rest.split(['/', '?', '#', ':']).next().unwrap_or(rest)
}

/// Whether a source is on a platform of the list; without an address, where it says so.
fn is_unfit(source: &Source, hosts: &[String]) -> bool {
    hosts.iter().any(|unfit| match &source.url {
        Some(url) => {
            let own = host(url);
            own == unfit || own.strip_suffix(unfit.as_str()).is_some_and(|sub| sub.ends_with('.'))
        }
        None => source.location.contains(unfit.as_str()),
    })
}

/// Whether a change says a day more exactly than its event does, although both are dated alike.
fn is_too_fine(history: &History, change: &Change) -> bool {
    let event = history.event(change.event).date;
    // The finest comes first.
    change.when.day == event.day && change.when.precision < event.precision
}
