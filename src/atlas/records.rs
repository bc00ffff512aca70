//! Records as they stand in the files to records of the history, each by itself.

use crate::history::{
    Advance, Aim, Article, Boundary, Event, EventId, FamilyId, FurtherLanguageId, FurtherName,
    Group, Holder, HolderId, Party, Person, PersonId, Place, PlaceId, Signatory, Source, SourceId,
    Stone, Territory, Text, TownSize, Treaty, When,
};

use super::features::{HolderFill, InsetInput, LineInput, WaterInput};
use super::read_history::AllIds;
use super::resolve::At;
use super::schema::{
    RawAdvance, RawAim, RawEvent, RawGroup, RawHolder, RawInset, RawLine, RawPerson, RawPlace,
    RawSource, RawStone, RawTerritory, RawTreaty, RawWater,
};

pub(super) fn holder(r: &RawHolder, ids: &AllIds, at: &mut At<'_>) -> Holder {
    Holder {
        id: r.id.clone(),
        family: FamilyId(at.id("family", &ids.families, &r.family)),
        name: at.text("name", &r.name),
        short: at.text_maybe("short", r.short.as_ref()),
    }
}

pub(super) fn fill(r: &RawHolder, at: &mut At<'_>) -> HolderFill {
    HolderFill {
        light: at.colour("fill.light", &r.fill.light),
        dark: at.colour("fill.dark", &r.fill.dark),
    }
}

pub(super) fn group(r: &RawGroup, ids: &AllIds, at: &mut At<'_>) -> Group {
    let name = at.text("name", &r.name);
    // They were read, and their problems told, when the ids were taken.
    let members =
        ids.groups.find(&r.id).and_then(|place| ids.group_members.get(usize::from(place)));
    Group {
        id: r.id.clone(),
        short: at.text_maybe("short", r.short.as_ref()).unwrap_or_else(|| name.clone()),
        name,
        territories: members.cloned().unwrap_or_default(),
        ribbon: r.ribbon.unwrap_or(false),
        was: at.former_names(r.was.as_ref()),
    }
}

pub(super) fn water(r: &RawWater, at: &mut At<'_>) -> WaterInput {
    if r.points.len() < 2 {
        at.problem("points", "needs two points or more");
    }
    WaterInput {
        id: r.id.clone(),
        kind: r.kind,
        name: at.text("name", &r.name),
        lon_lat: r.points.iter().map(|&p| at.lon_lat("points", p)).collect(),
        rank: r.rank,
    }
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

pub(super) fn source(r: &RawSource) -> Source {
    Source {
        id: r.id.clone(),
        author: r.author.clone(),
        title: r.title.clone(),
        year: r.year.clone(),
        kind: r.kind,
        location: r.r#where.clone(),
        note: r.note.clone(),
    }
}

pub(super) fn territory(r: &RawTerritory, ids: &AllIds, at: &mut At<'_>) -> Territory {
    let also = at
        .languages
        .iter()
        .map(|l| r.also.as_ref().and_then(|also| also.get(l)).cloned().unwrap_or_default())
        .collect();
    for language in r.also.iter().flat_map(|also| also.keys()) {
        if !at.languages.contains(language) {
            at.problem("also", format!("names '{language}', which the atlas does not list"));
        }
    }
    Territory {
        id: r.id.clone(),
        name: at.text("name", &r.name),
        also,
        further: r
            .further
            .iter()
            .flatten()
            .map(|(id, name)| FurtherName {
                language: FurtherLanguageId(at.id("further", &ids.further_languages, id)),
                name: at.text("further", name),
            })
            .collect(),
        note: at.text_maybe("note", r.note.as_ref()),
        sources: sources(r.sources.as_deref().unwrap_or_default(), ids, at),
        was: at.former_names(r.was.as_ref()),
    }
}

pub(super) fn position(r: &RawPlace, at: &mut At<'_>) -> Option<[f64; 2]> {
    match (r.lon, r.lat) {
        (Some(lon), Some(lat)) => Some(at.lon_lat("lon", [lon, lat])),
        (None, None) => None,
        _ => {
            at.problem("lat", "needs both lat and lon, or neither");
            None
        }
    }
}

pub(super) fn place(r: &RawPlace, ids: &AllIds, at: &mut At<'_>) -> Place {
    Place {
        id: r.id.clone(),
        kind: r.kind,
        name: at.text("name", &r.name),
        was: at.former_names(r.was.as_ref()),
        rank: r.rank.unwrap_or(9),
        from: r.from.as_ref().map(|day| at.day("from", day)),
        sizes: sizes(r, ids, at),
    }
}

fn sizes(r: &RawPlace, ids: &AllIds, at: &mut At<'_>) -> Vec<TownSize> {
    let mut all: Vec<TownSize> = Vec::new();
    for size in r.size.iter().flatten() {
        let source = SourceId(at.id("size.source", &ids.sources, &size.source));
        if !(1..=4).contains(&size.class) {
            at.problem("size.class", format!("is {}; expected 1 to 4", size.class));
        }
        let from = at.day("size.from", &size.from);
        if all.last().is_some_and(|last| last.from >= from) {
            at.problem("size", "is not in order of its days, oldest first");
        }
        all.push(TownSize { from, class: size.class, source });
    }
    all
}

pub(super) fn inset(r: &RawInset, at: &mut At<'_>) -> InsetInput {
    let view = [r.view.west, r.view.south, r.view.east, r.view.north];
    at.lon_lat("view", [view[0], view[1]]);
    at.lon_lat("view", [view[2], view[3]]);
    if view[0] >= view[2] || view[1] >= view[3] {
        at.problem("view", "is empty: west must be below east and south below north");
    }
    InsetInput { id: r.id.clone(), name: at.text("name", &r.name), view }
}

pub(super) fn stone(r: &RawStone, ids: &AllIds, at: &mut At<'_>) -> Stone {
    let from = at.day("from", &r.from);
    let until = r.until.as_ref().map(|day| at.day("until", day));
    if until.is_some_and(|until| until <= from) {
        at.problem("until", "is not after 'from'");
    }
    Stone {
        id: r.id.clone(),
        name: at.text("name", &r.name),
        from,
        until,
        event: EventId(at.id("event", &ids.events, &r.event)),
        sources: sources(&r.sources, ids, at),
        confidence: r.confidence,
        note: at.text_maybe("note", r.note.as_ref()),
    }
}

pub(super) fn stone_point(r: &RawStone, at: &mut At<'_>) -> [f64; 2] {
    at.lon_lat("lon", [r.lon, r.lat])
}

pub(super) fn advance(r: &RawAdvance, ids: &AllIds, at: &mut At<'_>) -> Advance {
    let date = at.when("date", &r.date, r.precision);
    let until = at.day("until", &r.until);
    if until <= date.day {
        at.problem("until", "is not after 'date'");
    }
    Advance {
        id: r.id.clone(),
        event: EventId(at.id("event", &ids.events, &r.event)),
        date,
        until,
        label: at.text("label", &r.label),
        side: HolderId(at.id("side", &ids.holders, &r.side)),
        sources: sources(&r.sources, ids, at),
        confidence: r.confidence,
        note: at.text_maybe("note", r.note.as_ref()),
    }
}

pub(super) fn advance_points(r: &RawAdvance, at: &mut At<'_>) -> Vec<[f64; 2]> {
    let via = r.via.iter().flatten().map(|&p| ("via", p));
    let points = [("from", r.from)].into_iter().chain(via).chain([("to", r.to)]);
    points.map(|(field, p)| at.lon_lat(field, p)).collect()
}

pub(super) fn boundary(r: &RawLine, ids: &AllIds, at: &mut At<'_>) -> Boundary {
    let from = at.day("from", &r.from);
    let until = r.until.as_ref().map(|day| at.day("until", day));
    if until.is_some_and(|until| until <= from) {
        at.problem("until", "is not after 'from'");
    }
    Boundary {
        id: r.id.clone(),
        event: EventId(at.id("event", &ids.events, &r.event)),
        kind: r.kind,
        from,
        until,
        label: at.text("label", &r.label),
    }
}

pub(super) fn boundary_line(r: &RawLine, at: &mut At<'_>) -> LineInput {
    if r.points.len() < 2 {
        at.problem("points", "needs two points or more");
    }
    LineInput {
        lon_lat: r.points.iter().map(|&p| at.lon_lat("points", p)).collect(),
        parallel: r.parallel.unwrap_or(false),
    }
}

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

pub(super) fn sources(named: &[String], ids: &AllIds, at: &mut At<'_>) -> Vec<SourceId> {
    at.ids("sources", &ids.sources, named).into_iter().map(SourceId).collect()
}

fn aim(r: &RawAim, ids: &AllIds, at: &mut At<'_>) -> Aim {
    let who = match (&r.party, &r.who) {
        (Some(id), None) => Party::Holder(HolderId(at.id("treaty.aim.party", &ids.holders, id))),
        (None, Some(who)) => Party::Other(at.text("treaty.aim.who", who)),
        _ => {
            at.problem("treaty.aim", "needs one of 'party' and 'who'");
            Party::Other(Text::default())
        }
    };
    Aim { who, text: at.text("treaty.aim.text", &r.text) }
}

fn treaty(r: &RawTreaty, ids: &AllIds, at: &mut At<'_>) -> Treaty {
    let signed = at.when("treaty.signed", &r.signed, None);
    let ratified = at.when_maybe("treaty.ratified", r.ratified.as_ref());
    let exchanged = at.when_maybe("treaty.exchanged", r.exchanged.as_ref());
    let in_force = at.when_maybe("treaty.in_force", r.in_force.as_ref());
    let transferred = at.when_maybe("treaty.transferred", r.transferred.as_ref());
    let lapsed = at.when_maybe("treaty.lapsed", r.lapsed.as_ref());
    let mut not_before = |field: &str, day: Option<When>, other: &str, than: Option<When>| {
        if let (Some(day), Some(than)) = (day, than)
            && day.day < than.day
        {
            at.problem(&format!("treaty.{field}"), format!("is before '{other}'"));
        }
    };
    not_before("ratified", ratified, "signed", Some(signed));
    not_before("exchanged", exchanged, "ratified", ratified.or(Some(signed)));
    not_before("in_force", in_force, "ratified", ratified.or(Some(signed)));
    not_before("transferred", transferred, "signed", Some(signed));
    not_before("lapsed", lapsed, "in_force", in_force.or(Some(signed)));
    let parties = at.ids("treaty.parties", &ids.holders, r.parties.iter().flatten());
    Treaty {
        parties: parties.into_iter().map(HolderId).collect(),
        other_parties: r
            .other_parties
            .iter()
            .flatten()
            .map(|party| at.text("treaty.other_parties", party))
            .collect(),
        signatories: r
            .signatory
            .iter()
            .flatten()
            .map(|s| Signatory {
                party: s
                    .party
                    .as_ref()
                    .map(|id| HolderId(at.id("treaty.signatory.party", &ids.holders, id))),
                people: at
                    .ids("treaty.signatory.people", &ids.people, &s.people)
                    .into_iter()
                    .map(PersonId)
                    .collect(),
            })
            .collect(),
        signed,
        ratified,
        in_force,
        exchanged,
        transferred,
        lapsed,
        article_word: at.text_maybe("treaty.article_word", r.article_word.as_ref()),
        articles: r
            .article
            .iter()
            .flatten()
            .map(|a| Article {
                number: a.number.clone(),
                text: at.text("treaty.article.text", &a.text),
            })
            .collect(),
        aims: r.aim.iter().flatten().map(|aim| self::aim(aim, ids, at)).collect(),
        left_open: at.text_maybe("treaty.left_open", r.left_open.as_ref()),
    }
}
