//! What must hold between records, once each of them is right by itself.

use std::collections::{BTreeMap, BTreeSet};

use crate::history::letters::quoted;
use crate::history::{Event, EventId, History};

use super::all_ids::AllIds;
use super::problem::Report;
use super::raw::Raw;
use super::schema::{RawDocument, RawEvent, RawPassage};
use super::toml_files::Entry;

/// Checks what the records say of each other, and writes every link of events at both ends.
pub(super) fn check(raw: &Raw, ids: &AllIds, history: &mut History, report: &mut Report) {
    nothing_is_orphaned(raw, report);
    instruments_are_of_their_day(&raw.events, report);
    acts_have_their_articles(raw, history, report);
    link(&raw.events, &mut history.events, report);
    seeds_are_covered(&raw.documents, &raw.passages, ids, report);
}

/// Sources and people, and places off the map, are there for something that names them.
fn nothing_is_orphaned(raw: &Raw, report: &mut Report) {
    let mut sources = BTreeSet::new();
    let mut people = BTreeSet::new();
    let mut places = BTreeSet::new();
    for Entry { record: event, .. } in &raw.events {
        sources.extend(&event.sources);
        people.extend(event.people.iter().flatten());
        places.extend(&event.place);
        let signatories = event.treaty.iter().flat_map(|treaty| treaty.signatory.iter().flatten());
        people.extend(signatories.flat_map(|signatory| &signatory.people));
        let originals = event.treaty.iter().flat_map(|treaty| treaty.original.iter().flatten());
        sources.extend(originals.map(|original| &original.source));
    }
    sources.extend(raw.terms.iter().flat_map(|entry| entry.record.sources.iter().flatten()));
    sources.extend(raw.counts.iter().flat_map(|entry| &entry.record.sources));
    places.extend(raw.counts.iter().filter_map(|entry| entry.record.place.as_ref()));
    for (initials, changes) in &raw.ledgers {
        sources.extend(initials.iter().flat_map(|entry| &entry.record.sources));
        sources.extend(changes.iter().flat_map(|entry| &entry.record.sources));
    }
    sources.extend(raw.territories.iter().flat_map(|entry| entry.record.sources.iter().flatten()));
    sources.extend(raw.stones.iter().flat_map(|entry| &entry.record.sources));
    sources.extend(raw.advances.iter().flat_map(|entry| &entry.record.sources));
    sources.extend(raw.regions.iter().flat_map(|entry| &entry.record.sources));
    let sizes = raw.places.iter().flat_map(|entry| entry.record.size.iter().flatten());
    sources.extend(sizes.map(|size| &size.source));
    let mut tell = |file: &str, record: &str, message: &str| {
        report.report(file, record, "", message);
    };
    for Entry { file, name, .. } in raw.sources.iter().filter(|e| !sources.contains(&e.record.id)) {
        tell(file, name, "is cited by no record");
    }
    for Entry { file, name, .. } in raw.people.iter().filter(|e| !people.contains(&e.record.id)) {
        tell(file, name, "took part in no event");
    }
    for Entry { file, name, record } in &raw.places {
        if record.lon.is_none() && !places.contains(&record.id) {
            tell(file, name, "is neither on the map nor the place of an event");
        }
    }
}

fn instruments_are_of_their_day(events: &[Entry<RawEvent>], report: &mut Report) {
    for Entry { file, name, record } in events {
        if let Some(treaty) = &record.treaty
            && treaty.signed != record.date
        {
            let message = format!("is {}, but 'date' is {}", treaty.signed, record.date);
            report.report(file, name, "treaty.signed", message);
        }
        if record.kind == crate::history::EventKind::Treaty && record.treaty.is_none() {
            report.report(file, name, "treaty", "is missing; an event of this kind needs it");
        }
    }
}

fn acts_have_their_articles(raw: &Raw, history: &History, report: &mut Report) {
    let numbers = |event: &Event| -> BTreeSet<String> {
        let articles = event.treaty.iter().flat_map(|treaty| &treaty.articles);
        articles.map(|article| article.number.clone()).collect()
    };
    let mut known: BTreeMap<EventId, BTreeSet<String>> = BTreeMap::new();
    for (ledger, (lens, (_, changes))) in
        history.ledgers.iter().zip(raw.lenses.iter().zip(&raw.ledgers))
    {
        let file = format!("history/changes/{}.toml", lens.record.ledger);
        for (change, entry) in ledger.changes().iter().zip(changes) {
            let Some(number) = &change.article else { continue };
            let act = history.event(change.act);
            if !known.entry(change.act).or_insert_with(|| numbers(act)).contains(number) {
                let record = format!("{} {} {}", entry.name, entry.record.date, entry.record.event);
                let message = format!("is '{number}', but '{}' has no such article", act.id);
                report.report(&file, &record, "article", message);
            }
        }
    }
}

/// A link is written once, from either end; here each end gets it, in order of date.
fn link(raw: &[Entry<RawEvent>], events: &mut [Event], report: &mut Report) {
    let mut pairs = BTreeSet::new();
    for (at, Entry { file, name, .. }) in raw.iter().enumerate() {
        let (Some(event), Ok(id)) = (events.get(at), u16::try_from(at)) else { continue };
        let id = EventId(id);
        let earlier = event.before.iter().map(|&other| ("before", other, (other, id)));
        let later = event.after.iter().map(|&other| ("after", other, (id, other)));
        for (field, other, (first, second)) in earlier.chain(later) {
            let ordered = events[first.index()].date.day <= events[second.index()].date.day;
            if first == second || !ordered {
                let message =
                    format!("names '{}', which is not {field} it", events[other.index()].id);
                report.report(file, name, field, message);
            } else if !pairs.insert((first, second)) {
                let message = format!(
                    "names '{}', which is linked with it already",
                    events[other.index()].id
                );
                report.report(file, name, field, message);
            }
        }
    }
    for event in &mut *events {
        event.before.clear();
        event.after.clear();
    }
    // Events are in order of date, and so are the pairs.
    for (first, second) in pairs {
        events[first.index()].after.push(second);
        events[second.index()].before.push(first);
    }
}

/// Every line of every document that the atlas began from leads to events, or says why not.
fn seeds_are_covered(
    documents: &[Entry<RawDocument>],
    passages: &[Entry<RawPassage>],
    ids: &AllIds,
    report: &mut Report,
) {
    let known: BTreeSet<&str> = documents.iter().map(|entry| entry.record.id.as_str()).collect();
    let mut of: BTreeMap<&str, Vec<&Entry<RawPassage>>> = BTreeMap::new();
    for entry in passages {
        of.entry(&entry.record.document).or_default().push(entry);
    }
    for Entry { file, name, record } in passages {
        if !known.contains(record.document.as_str()) {
            let document = quoted(&record.document);
            let message = format!("names the document '{document}', which does not exist");
            report.report(file, name, "document", message);
        }
        if record.first == 0 || record.last < record.first {
            report.report(file, name, "last", "is before 'first', or 'first' is before line 1");
        }
        if record.about.trim().is_empty() {
            report.report(file, name, "about", "is empty");
        }
        for id in record.events.iter().filter(|id| ids.events.find(id).is_none()) {
            let id = quoted(id);
            let message = format!("names the event '{id}', which does not exist");
            report.report(file, name, "events", message);
        }
    }
    for Entry { file, name, record: document } in documents {
        let mut next = 1;
        for Entry { name: passage_name, record: passage, .. } in
            of.get(document.id.as_str()).into_iter().flatten().copied()
        {
            // Passages of one line may repeat it; otherwise each begins after the one before.
            if passage.first > next || passage.first.saturating_add(1) < next {
                let message = format!(
                    "is {}, but the passage before it ends with line {}",
                    passage.first,
                    next - 1
                );
                report.report(file, passage_name, "first", message);
            }
            next = passage.last.saturating_add(1);
        }
        if next != document.lines.saturating_add(1) {
            let message = format!(
                "has {} lines, but its passages end with line {}",
                document.lines,
                next - 1
            );
            report.report(file, name, "lines", message);
        }
        if document.title.trim().is_empty() {
            report.report(file, name, "title", "is empty");
        }
    }
}
