//! Events, people and sources, each by itself.

use crate::history::{Event, EventId, Person, PersonId, PlaceId, Source, SourceId};

use super::all_ids::AllIds;
use super::resolve::At;
use super::schema::{RawEvent, RawPerson, RawSource};
use super::treaties::treaty;

pub(super) fn event(r: &RawEvent, ids: &AllIds, at: &mut At<'_>) -> Event {
    let date = at.when("date", &r.date, r.precision);
    let end = at.when_maybe("end", r.end.as_ref());
    if end.is_some_and(|end| end.day < date.day) {
        at.problem("end", "is before 'date'");
    }
    if r.sources.is_empty() {
        at.problem("sources", "is empty: every event rests on a source");
    }
    let people = at.ids("people", &ids.people, r.people.iter().flatten());
    Event {
        id: r.id.clone(),
        kind: r.kind,
        date,
        end,
        title: at.text("title", &r.title),
        summary: at.text("summary", &r.summary),
        place: r.place.as_ref().map(|id| PlaceId(at.id("place", &ids.places, id))),
        people: people.into_iter().map(PersonId).collect(),
        territories: at.territories(
            "territories",
            &ids.territories,
            (&ids.groups, &ids.group_members),
            r.territories.as_deref().unwrap_or_default(),
        ),
        sources: sources(&r.sources, ids, at),
        confidence: r.confidence,
        note: at.text_maybe("note", r.note.as_ref()),
        often_given: at.text_maybe("often_given", r.often_given.as_ref()),
        before: linked("before", r.before.as_deref(), ids, at),
        after: linked("after", r.after.as_deref(), ids, at),
        treaty: r.treaty.as_ref().map(|t| treaty(t, ids, at)),
    }
}

fn linked(field: &str, named: Option<&[String]>, ids: &AllIds, at: &mut At<'_>) -> Vec<EventId> {
    let places = at.ids(field, &ids.events, named.unwrap_or_default());
    places.into_iter().map(EventId).collect()
}

pub(super) fn person(r: &RawPerson, at: &mut At<'_>) -> Person {
    Person {
        id: r.id.clone(),
        name: at.text("name", &r.name),
        born: at.when_maybe("born", r.born.as_ref()),
        died: at.when_maybe("died", r.died.as_ref()),
        role: at.text("role", &r.role),
    }
}

pub(super) fn source(r: &RawSource, at: &mut At<'_>) -> Source {
    if let Some(url) = &r.url
        && !is_address(url)
    {
        at.problem("url", "is no address of a page; expected https://… or http://…");
    }
    Source {
        id: r.id.clone(),
        author: r.author.clone(),
        title: r.title.clone(),
        year: r.year.clone(),
        kind: r.kind,
        location: r.r#where.clone(),
        url: r.url.clone(),
        read: r.read,
        note: r.note.clone(),
    }
}

pub(super) fn sources(named: &[String], ids: &AllIds, at: &mut At<'_>) -> Vec<SourceId> {
    at.ids("sources", &ids.sources, named).into_iter().map(SourceId).collect()
}

/// Whether a text may be opened as an address of the web, whatever it leads to.
fn is_address(text: &str) -> bool {
    let rest = text.strip_prefix("https://").or_else(|| text.strip_prefix("http://"));
    let plain = |c: char| !c.is_whitespace() && !c.is_control() && !"<>\"`{}|\\^".contains(c);
    rest.is_some_and(|rest| rest.contains('.') && rest.chars().all(plain) && text.len() <= 2000)
}
