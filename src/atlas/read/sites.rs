//! What lies on the map: what happened there, and where it is in degrees; each by itself.

use crate::atlas::features::{LineInput, SpineInput, WaterInput};
use crate::history::{
    Advance, Boundary, EventId, HolderId, NamedRegion, Place, SourceId, Stone, TownSize,
};

use super::all_ids::AllIds;
use super::chronicle::sources;
use super::resolve::At;
use super::schema::{RawAdvance, RawLine, RawPlace, RawRegion, RawSpine, RawStone, RawWater};

pub(super) fn water(r: &RawWater, at: &mut At<'_>) -> WaterInput {
    if r.points.len() < 2 {
        at.problem("points", "needs two points or more");
    }
    WaterInput {
        id: r.id.clone(),
        kind: r.kind,
        name: at.text("name", &r.name),
        lon_lat: r.points.iter().map(|&p| at.lon_lat("points", p)).collect(),
        within: r.within.iter().flatten().map(|&p| at.lon_lat("within", p)).collect(),
        rank: r.rank,
    }
}

pub(super) fn region(r: &RawRegion, ids: &AllIds, at: &mut At<'_>) -> NamedRegion {
    let from = r.from.as_ref().map(|day| at.day("from", day));
    let until = r.until.as_ref().map(|day| at.day("until", day));
    if let (Some(from), Some(until)) = (from, until)
        && until <= from
    {
        at.problem("until", "is not after 'from'");
    }
    NamedRegion {
        id: r.id.clone(),
        kind: r.kind,
        name: at.text("name", &r.name),
        rank: r.rank,
        from,
        until,
        sources: sources(&r.sources, ids, at),
        confidence: r.confidence,
        note: at.text_maybe("note", r.note.as_ref()),
    }
}

pub(super) fn region_line(r: &RawRegion, at: &mut At<'_>) -> Vec<[f64; 2]> {
    line(&r.points, at)
}

pub(super) fn spine(r: &RawSpine, ids: &AllIds, at: &mut At<'_>) -> SpineInput {
    let groups = (&ids.groups, ids.group_members.as_slice());
    SpineInput {
        id: r.id.clone(),
        territories: at.territories("territories", &ids.territories, groups, &r.territories),
        people: r.people.unwrap_or(false),
        lon_lat: line(&r.points, at),
    }
}

fn line(points: &[[f64; 2]], at: &mut At<'_>) -> Vec<[f64; 2]> {
    if points.len() < 2 {
        at.problem("points", "needs two points or more");
    }
    points.iter().map(|&p| at.lon_lat("points", p)).collect()
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
