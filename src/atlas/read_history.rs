//! The history files to a checked [`History`].

use crate::history::{
    Article, Boundary, Change, DateText, Day, Event, EventId, Family, FamilyId, Group, History,
    Holder, HolderId, Holding, Initial, Ledger, LedgerFault, Lens, Person, PersonId, Place,
    PlaceId, Signatory, Source, SourceId, Territory, TerritoryId, Treaty, Water,
};

use super::files::Files;
use super::problem::Report;
use super::resolve::{At, Ids};
use super::schema::{
    RawAtlas, RawChange, RawEvent, RawFamily, RawGroup, RawHolder, RawInitial, RawLens, RawLine,
    RawPerson, RawPlace, RawSource, RawTerritory, RawTreaty, RawWater,
};
use super::tables::{Entry, TableFile};

/// The layout that this version reads.
const FORMAT: u32 = 1;

const ATLAS: &str = "history/atlas.toml";

/// What `atlas.toml` says besides the history.
#[derive(Debug, Clone)]
pub(super) struct Frame {
    pub(super) id: String,
    pub(super) attribution: String,
    pub(super) centre_lon_lat: [f64; 2],
    /// West, south, east, north.
    pub(super) view: [f64; 4],
}

/// All records as they stand in the files.
struct Raw {
    atlas: RawAtlas,
    families: Vec<Entry<RawFamily>>,
    lenses: Vec<Entry<RawLens>>,
    groups: Vec<Entry<RawGroup>>,
    holders: Vec<Entry<RawHolder>>,
    territories: Vec<Entry<RawTerritory>>,
    events: Vec<Entry<RawEvent>>,
    lines: Vec<Entry<RawLine>>,
    places: Vec<Entry<RawPlace>>,
    waters: Vec<Entry<RawWater>>,
    people: Vec<Entry<RawPerson>>,
    sources: Vec<Entry<RawSource>>,
    ledgers: Vec<(Vec<Entry<RawInitial>>, Vec<Entry<RawChange>>)>,
}

/// The ids of all kinds of records.
struct AllIds {
    families: Ids,
    holders: Ids,
    territories: Ids,
    groups: Ids,
    group_members: Vec<Vec<TerritoryId>>,
    events: Ids,
    places: Ids,
    people: Ids,
    sources: Ids,
}

/// Reads and checks the history. `None` if too little could be read to go on; all problems are in
/// the report.
pub(super) fn read(files: &Files, report: &mut Report) -> Option<(History, Frame)> {
    let before = report.count();
    let mut raw = read_raw(files, report)?;
    // Records that could not be read would show as dangling ids all over: tell only the cause.
    if report.count() > before {
        return None;
    }
    let ids = take_ids(&raw, report);
    raw.events
        .sort_by(|a, b| event_order(a).cmp(&event_order(b)));
    let ids = AllIds {
        events: Ids::of("event", &raw.events, |e| &e.id, &mut Report::default()),
        ..ids
    };
    let history = resolve(&raw, &ids, report);
    let frame = Frame {
        id: raw.atlas.id.clone(),
        attribution: raw.atlas.attribution.clone(),
        centre_lon_lat: [
            raw.atlas.projection.centre_lon,
            raw.atlas.projection.centre_lat,
        ],
        view: [
            raw.atlas.view.west,
            raw.atlas.view.south,
            raw.atlas.view.east,
            raw.atlas.view.north,
        ],
    };
    check_frame(&frame, report);
    Some((history?, frame))
}

fn event_order(entry: &Entry<RawEvent>) -> (Option<Day>, &str) {
    let day = entry
        .record
        .date
        .parse::<DateText>()
        .ok()
        .map(DateText::first_day);
    (day, &entry.record.id)
}

fn check_frame(frame: &Frame, report: &mut Report) {
    let mut at = At {
        file: ATLAS,
        record: "",
        languages: &[],
        report,
    };
    let [west, south, east, north] = frame.view;
    at.lon_lat("view", [west, south]);
    at.lon_lat("view", [east, north]);
    if west >= east || south >= north {
        at.problem(
            "view",
            "is empty: west must be below east and south below north",
        );
    }
    let [lon, lat] = at.lon_lat("projection", frame.centre_lon_lat);
    if lat.abs() > 89.0 || !lon.is_finite() {
        at.problem(
            "projection",
            "is centred on a pole, which this projection cannot be",
        );
    }
}

fn read_raw(files: &Files, report: &mut Report) -> Option<Raw> {
    let mut atlas_file = TableFile::open(files, ATLAS, report);
    let families = atlas_file.records("family", report);
    let lenses: Vec<Entry<RawLens>> = atlas_file.records("lens", report);
    let groups = atlas_file.records("group", report);
    let atlas: Option<RawAtlas> = atlas_file.whole(report);
    let mut open = |file: &str| TableFile::open(files, file, report);
    let mut holder_file = open("history/holders.toml");
    let mut territory_file = open("history/territories.toml");
    let mut line_file = open("history/lines.toml");
    let mut place_file = open("history/places.toml");
    let mut people_file = open("history/people.toml");
    let mut source_file = open("history/sources.toml");
    let raw = Raw {
        families,
        groups,
        holders: holder_file.records("holder", report),
        territories: territory_file.records("territory", report),
        lines: line_file.records("line", report),
        places: place_file.records("place", report),
        waters: place_file.records("water", report),
        people: people_file.records("person", report),
        sources: source_file.records("source", report),
        events: read_events(files, report),
        ledgers: lenses
            .iter()
            .map(|lens| read_ledger(files, &lens.record, report))
            .collect(),
        lenses,
        atlas: match atlas {
            Some(atlas) => atlas,
            None => {
                if report.count() == 0 {
                    report.report(ATLAS, "", "", "says nothing about the atlas itself");
                }
                return None;
            }
        },
    };
    for file in [
        holder_file,
        territory_file,
        line_file,
        place_file,
        people_file,
        source_file,
    ] {
        file.close(report);
    }
    Some(raw)
}

fn read_events(files: &Files, report: &mut Report) -> Vec<Entry<RawEvent>> {
    let names = files
        .list("history/events", ".toml")
        .unwrap_or_else(|message| {
            report.report("history/events", "", "", message);
            Vec::new()
        });
    let mut events = Vec::new();
    for name in names {
        let mut file = TableFile::open(files, &name, report);
        events.extend(file.records("event", report));
        file.close(report);
    }
    events
}

fn read_ledger(
    files: &Files,
    lens: &RawLens,
    report: &mut Report,
) -> (Vec<Entry<RawInitial>>, Vec<Entry<RawChange>>) {
    let mut file = TableFile::open(
        files,
        &format!("history/changes/{}.toml", lens.ledger),
        report,
    );
    let ledger = (
        file.records("initial", report),
        file.records("change", report),
    );
    file.close(report);
    ledger
}

fn take_ids(raw: &Raw, report: &mut Report) -> AllIds {
    let territories = Ids::of("territory", &raw.territories, |r| &r.id, report);
    let groups = Ids::of("group", &raw.groups, |r| &r.id, report);
    let none = Ids::default();
    let languages = &raw.atlas.languages;
    let group_members = raw
        .groups
        .iter()
        .map(|entry| {
            let mut at = At {
                file: &entry.file,
                record: &entry.name,
                languages,
                report,
            };
            at.territories(
                "territories",
                &territories,
                (&none, &[]),
                &entry.record.territories,
            )
        })
        .collect();
    AllIds {
        families: Ids::of("family", &raw.families, |r| &r.id, report),
        holders: Ids::of("holder", &raw.holders, |r| &r.id, report),
        events: Ids::of("event", &raw.events, |r| &r.id, report),
        places: Ids::of("place", &raw.places, |r| &r.id, report),
        people: Ids::of("person", &raw.people, |r| &r.id, report),
        sources: Ids::of("source", &raw.sources, |r| &r.id, report),
        territories,
        groups,
        group_members,
    }
}

/// Maps each entry with its place at hand for problems.
fn map<T, U>(
    entries: &[Entry<T>],
    languages: &[String],
    report: &mut Report,
    f: impl Fn(&T, &mut At) -> U,
) -> Vec<U> {
    entries
        .iter()
        .map(|entry| {
            let mut at = At {
                file: &entry.file,
                record: &entry.name,
                languages,
                report,
            };
            f(&entry.record, &mut at)
        })
        .collect()
}

fn resolve(raw: &Raw, ids: &AllIds, report: &mut Report) -> Option<History> {
    let languages = raw.atlas.languages.as_slice();
    let mut at = At {
        file: ATLAS,
        record: "",
        languages,
        report,
    };
    if raw.atlas.format != FORMAT {
        let message = format!("is {}; this version reads {FORMAT}", raw.atlas.format);
        at.problem("format", message);
    }
    if languages.is_empty() || languages.len() > 16 {
        at.problem("languages", "must name 1 to 16 languages");
    }
    for (kind, count) in [
        ("family", raw.families.len()),
        ("lens", raw.lenses.len()),
        ("holder", raw.holders.len()),
        ("territory", raw.territories.len()),
    ] {
        if count == 0 {
            at.problem("", format!("the atlas has no record [[{kind}]]"));
            return None;
        }
    }
    let title = at.text("title", &raw.atlas.title);
    let first_day = at.day("first_day", &raw.atlas.first_day);
    let last_day = at.day("last_day", &raw.atlas.last_day);
    if first_day >= last_day {
        at.problem("last_day", "is not after first_day");
        return None;
    }
    Ids::of("lens", &raw.lenses, |r| &r.id, report);
    Ids::of("line", &raw.lines, |r| &r.id, report);
    Ids::of("water", &raw.waters, |r| &r.id, report);
    let ledgers = raw
        .ledgers
        .iter()
        .zip(&raw.lenses)
        .filter_map(|(ledger, lens)| {
            let file = format!("history/changes/{}.toml", lens.record.ledger);
            resolve_ledger(ledger, raw, ids, (first_day, last_day), &file, report)
        })
        .collect();
    Some(History {
        title,
        first_day,
        last_day,
        languages: languages.to_vec(),
        families: map(&raw.families, languages, report, |r, at| Family {
            id: r.id.clone(),
            name: at.text("name", &r.name),
            kind: r.kind,
            stripes: r.stripes.as_ref().map(|stripes| {
                stripes
                    .each_ref()
                    .map(|id| FamilyId(at.id("stripes", &ids.families, id)))
            }),
        }),
        holders: map(&raw.holders, languages, report, |r, at| Holder {
            id: r.id.clone(),
            family: FamilyId(at.id("family", &ids.families, &r.family)),
            name: at.text("name", &r.name),
            short: at.text_maybe("short", r.short.as_ref()),
            fill: [
                at.colour("fill.light", &r.fill.light),
                at.colour("fill.dark", &r.fill.dark),
            ],
        }),
        territories: map(&raw.territories, languages, report, |r, at| {
            at.ids("sources", &ids.sources, r.sources.iter().flatten());
            territory(r, at)
        }),
        groups: map(&raw.groups, languages, report, |r, at| {
            let name = at.text("name", &r.name);
            Group {
                id: r.id.clone(),
                short: at
                    .text_maybe("short", r.short.as_ref())
                    .unwrap_or_else(|| name.clone()),
                name,
                territories: at.territories(
                    "territories",
                    &ids.territories,
                    (&ids.groups, &ids.group_members),
                    &r.territories,
                ),
                ribbon: r.ribbon.unwrap_or(false),
            }
        }),
        lenses: map(&raw.lenses, languages, report, |r, at| Lens {
            id: r.id.clone(),
            name: at.text("name", &r.name),
            question: at.text("question", &r.question),
            note: at.text("note", &r.note),
        }),
        ledgers,
        events: map(&raw.events, languages, report, |r, at| event(r, ids, at)),
        boundaries: map(&raw.lines, languages, report, |r, at| boundary(r, ids, at)),
        places: map(&raw.places, languages, report, place),
        waters: map(&raw.waters, languages, report, |r, at| {
            if r.points.len() < 2 {
                at.problem("points", "needs two points or more");
            }
            Water {
                id: r.id.clone(),
                kind: r.kind,
                name: at.text("name", &r.name),
                lon_lat: r.points.iter().map(|&p| at.lon_lat("points", p)).collect(),
                rank: r.rank,
            }
        }),
        people: map(&raw.people, languages, report, |r, at| Person {
            id: r.id.clone(),
            name: at.text("name", &r.name),
            born: at.when_maybe("born", r.born.as_ref()),
            died: at.when_maybe("died", r.died.as_ref()),
            role: at.text("role", &r.role),
        }),
        sources: map(&raw.sources, languages, report, |r, _| Source {
            id: r.id.clone(),
            author: r.author.clone(),
            title: r.title.clone(),
            year: r.year.clone(),
            kind: r.kind,
            location: r.r#where.clone(),
            note: r.note.clone(),
        }),
    })
}

fn territory(r: &RawTerritory, at: &mut At) -> Territory {
    let also = at
        .languages
        .iter()
        .map(|l| {
            r.also
                .as_ref()
                .and_then(|also| also.get(l))
                .cloned()
                .unwrap_or_default()
        })
        .collect();
    for language in r.also.iter().flat_map(|also| also.keys()) {
        if !at.languages.contains(language) {
            at.problem(
                "also",
                format!("names '{language}', which the atlas does not list"),
            );
        }
    }
    Territory {
        id: r.id.clone(),
        name: at.text("name", &r.name),
        also,
        ainu: at.text_maybe("ainu", r.ainu.as_ref()),
        note: at.text_maybe("note", r.note.as_ref()),
        was: at.former_names(r.was.as_ref()),
    }
}

fn place(r: &RawPlace, at: &mut At) -> Place {
    let lon_lat = match (r.lon, r.lat) {
        (Some(lon), Some(lat)) => Some(at.lon_lat("lon", [lon, lat])),
        (None, None) => None,
        _ => {
            at.problem("lat", "needs both lat and lon, or neither");
            None
        }
    };
    Place {
        id: r.id.clone(),
        kind: r.kind,
        name: at.text("name", &r.name),
        was: at.former_names(r.was.as_ref()),
        lon_lat,
        rank: r.rank.unwrap_or(9),
        from: r.from.as_ref().map(|day| at.day("from", day)),
    }
}

fn boundary(r: &RawLine, ids: &AllIds, at: &mut At) -> Boundary {
    if r.points.len() < 2 {
        at.problem("points", "needs two points or more");
    }
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
        lon_lat: r.points.iter().map(|&p| at.lon_lat("points", p)).collect(),
        parallel: r.parallel.unwrap_or(false),
    }
}

fn event(r: &RawEvent, ids: &AllIds, at: &mut At) -> Event {
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
        place: r
            .place
            .as_ref()
            .map(|id| PlaceId(at.id("place", &ids.places, id))),
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
        treaty: r.treaty.as_ref().map(|t| treaty(t, ids, at)),
    }
}

fn sources(named: &[String], ids: &AllIds, at: &mut At) -> Vec<SourceId> {
    at.ids("sources", &ids.sources, named)
        .into_iter()
        .map(SourceId)
        .collect()
}

fn treaty(r: &RawTreaty, ids: &AllIds, at: &mut At) -> Treaty {
    let signed = at.when("treaty.signed", &r.signed, None);
    let ratified = at.when_maybe("treaty.ratified", r.ratified.as_ref());
    let in_force = at.when_maybe("treaty.in_force", r.in_force.as_ref());
    if ratified.is_some_and(|ratified| ratified.day < signed.day) {
        at.problem("treaty.ratified", "is before 'signed'");
    }
    if in_force.is_some_and(|in_force| in_force.day < signed.day) {
        at.problem("treaty.in_force", "is before 'signed'");
    }
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
        transferred: at.when_maybe("treaty.transferred", r.transferred.as_ref()),
        lapsed: at.when_maybe("treaty.lapsed", r.lapsed.as_ref()),
        articles: r
            .article
            .iter()
            .flatten()
            .map(|a| Article {
                number: a.number.clone(),
                text: at.text("treaty.article.text", &a.text),
            })
            .collect(),
    }
}

fn resolve_ledger(
    (initials, changes): &(Vec<Entry<RawInitial>>, Vec<Entry<RawChange>>),
    raw: &Raw,
    ids: &AllIds,
    (first_day, last_day): (Day, Day),
    file: &str,
    report: &mut Report,
) -> Option<Ledger> {
    let languages = raw.atlas.languages.as_slice();
    let groups = (&ids.groups, ids.group_members.as_slice());
    let initials = map(initials, languages, report, |r, at| Initial {
        territories: at.territories("territories", &ids.territories, groups, &r.territories),
        holding: Holding {
            holder: HolderId(at.id("holder", &ids.holders, &r.holder)),
            status: r.status,
            claimants: claimants(r.claimants.as_deref(), ids, at),
            administration: at.text_maybe("administration", r.administration.as_ref()),
            sources: sources(&r.sources, ids, at),
            confidence: r.confidence,
            note: at.text_maybe("note", r.note.as_ref()),
        },
    });
    let mut previous = first_day;
    let mut resolved = Vec::with_capacity(changes.len());
    for entry in changes {
        let mut at = At {
            file,
            record: &entry.name,
            languages,
            report,
        };
        let r = &entry.record;
        let name = format!("{} {} {}", entry.name, r.date, r.event);
        at.record = &name;
        let change = Change {
            when: at.when("date", &r.date, r.precision),
            territories: at.territories("territories", &ids.territories, groups, &r.territories),
            holding: Holding {
                holder: HolderId(at.id("holder", &ids.holders, &r.holder)),
                status: r.status,
                claimants: claimants(r.claimants.as_deref(), ids, &mut at),
                administration: at.text_maybe("administration", r.administration.as_ref()),
                sources: sources(&r.sources, ids, &mut at),
                confidence: r.confidence,
                note: at.text_maybe("note", r.note.as_ref()),
            },
            event: EventId(at.id("event", &ids.events, &r.event)),
        };
        if change.territories.is_empty() {
            at.problem("territories", "is empty: a change needs a territory");
        }
        if r.sources.is_empty() {
            at.problem("sources", "is empty: every change rests on a source");
        }
        if change.when.day <= first_day || change.when.day > last_day {
            let message = format!("is not after {first_day} and up to {last_day}");
            at.problem("date", message);
        } else if change.when.day < previous {
            at.problem(
                "date",
                "is before that of the change above; keep them in order",
            );
        }
        previous = change.when.day;
        resolved.push(change);
    }
    let count = u16::try_from(raw.territories.len()).unwrap_or(u16::MAX);
    Ledger::new(count, first_day, initials, resolved)
        .map_err(|faults| {
            for fault in faults {
                let (LedgerFault::NoInitial(t)
                | LedgerFault::TwoInitials(t)
                | LedgerFault::TwoChanges(t, _)) = fault;
                let id = raw
                    .territories
                    .get(t.index())
                    .map_or("", |entry| &entry.record.id);
                report.report(file, id, "", fault.to_string());
            }
        })
        .ok()
}

fn claimants(named: Option<&[String]>, ids: &AllIds, at: &mut At) -> Vec<HolderId> {
    let places = at.ids("claimants", &ids.holders, named.unwrap_or_default());
    places.into_iter().map(HolderId).collect()
}
