//! The history files to a checked [`History`].

use rayon::prelude::*;

use crate::history::{
    DateText, Day, Family, FamilyId, FurtherLanguage, History, Lens, TerritoryId, Text,
};

use super::LocatorFrame;
use super::features::{Colours, FeatureInputs};
use super::files::Files;
use super::problem::Report;
use super::read_ledger::resolve_ledger;
use super::records;
use super::resolve::{At, Ids};
use super::rules;
use super::schema::{
    RawAdvance, RawAtlas, RawChange, RawDocument, RawEvent, RawFamily, RawFurtherLanguage,
    RawGroup, RawHolder, RawInitial, RawInset, RawLens, RawLine, RawLocator, RawPassage, RawPerson,
    RawPlace, RawSource, RawStone, RawTerritory, RawWater,
};
use super::tables::{Entry, TableFile, Tables};

/// The layout that this version reads.
const FORMAT: u32 = 1;

const ATLAS: &str = "history/atlas.toml";
const HOLDERS: &str = "history/holders.toml";
const TERRITORIES: &str = "history/territories.toml";
const LINES: &str = "history/lines.toml";
const PLACES: &str = "history/places.toml";
const PEOPLE: &str = "history/people.toml";
const SOURCES: &str = "history/sources.toml";
const MARKS: &str = "history/marks.toml";
const SEEDS: &str = "history/seeds.toml";

/// What `atlas.toml` says besides the history.
#[derive(Debug, Clone)]
pub(super) struct Frame {
    pub(super) id: String,
    pub(super) about: Option<Text>,
    pub(super) attribution: String,
    pub(super) locator: LocatorFrame,
    pub(super) centre_lon_lat: [f64; 2],
    /// West, south, east, north.
    pub(super) view: [f64; 4],
}

/// What the history files hold.
pub(super) struct Read {
    pub(super) history: History,
    pub(super) frame: Frame,
    pub(super) features: FeatureInputs,
    pub(super) colours: Colours,
}

/// All records as they stand in the files.
pub(super) struct Raw {
    atlas: RawAtlas,
    families: Vec<Entry<RawFamily>>,
    further_languages: Vec<Entry<RawFurtherLanguage>>,
    pub(super) lenses: Vec<Entry<RawLens>>,
    groups: Vec<Entry<RawGroup>>,
    insets: Vec<Entry<RawInset>>,
    holders: Vec<Entry<RawHolder>>,
    pub(super) territories: Vec<Entry<RawTerritory>>,
    pub(super) events: Vec<Entry<RawEvent>>,
    lines: Vec<Entry<RawLine>>,
    pub(super) places: Vec<Entry<RawPlace>>,
    waters: Vec<Entry<RawWater>>,
    pub(super) stones: Vec<Entry<RawStone>>,
    pub(super) advances: Vec<Entry<RawAdvance>>,
    pub(super) people: Vec<Entry<RawPerson>>,
    pub(super) sources: Vec<Entry<RawSource>>,
    pub(super) ledgers: Vec<RawLedger>,
    pub(super) documents: Vec<Entry<RawDocument>>,
    pub(super) passages: Vec<Entry<RawPassage>>,
}

/// The records of a ledger as they stand in its file.
pub(super) type RawLedger = (Vec<Entry<RawInitial>>, Vec<Entry<RawChange>>);

/// The ids of all kinds of records.
pub(super) struct AllIds {
    pub(super) further_languages: Ids,
    pub(super) families: Ids,
    pub(super) holders: Ids,
    pub(super) territories: Ids,
    pub(super) groups: Ids,
    pub(super) group_members: Vec<Vec<TerritoryId>>,
    pub(super) events: Ids,
    pub(super) places: Ids,
    pub(super) people: Ids,
    pub(super) sources: Ids,
}

/// Reads and checks the history. `None` if too little could be read to go on; all problems are in
/// the report.
pub(super) fn read(files: &Files, report: &mut Report) -> Option<Read> {
    let before = report.count();
    let mut raw = read_raw(files, report)?;
    // Records that could not be read would show as dangling ids all over: tell only the cause.
    if report.count() > before {
        return None;
    }
    let ids = take_ids(&raw, report);
    raw.events.sort_by(|a, b| event_order(a).cmp(&event_order(b)));
    let ids =
        AllIds { events: Ids::of("event", &raw.events, |e| &e.id, &mut Report::default()), ..ids };
    let mut history = resolve(&raw, &ids, report);
    if let Some(history) = &mut history
        && report.count() == before
    {
        rules::check(&raw, &ids, history, report);
    }
    let languages = raw.atlas.languages.as_slice();
    let mut at = At { file: ATLAS, record: "", languages, report };
    let frame = Frame {
        id: raw.atlas.id.clone(),
        about: at.text_maybe("about", raw.atlas.about.as_ref()),
        locator: locator(raw.atlas.locator.as_ref(), &mut at),
        attribution: raw.atlas.attribution.clone(),
        centre_lon_lat: [raw.atlas.projection.centre_lon, raw.atlas.projection.centre_lat],
        view: [
            raw.atlas.view.west,
            raw.atlas.view.south,
            raw.atlas.view.east,
            raw.atlas.view.north,
        ],
    };
    check_frame(&frame, report);
    let features = feature_inputs(&raw, report);
    let fills = map(&raw.holders, languages, report, records::fill);
    Some(Read { history: history?, frame, features, colours: Colours { holders: fills } })
}

/// The part of the world that the locator shows; what is not told is [`LocatorFrame::default`].
fn locator(raw: Option<&RawLocator>, at: &mut At<'_>) -> LocatorFrame {
    let mut frame = LocatorFrame::default();
    if let Some(raw) = raw {
        frame.west = raw.west.unwrap_or(frame.west);
        frame.south = raw.south.unwrap_or(frame.south);
        frame.north = raw.north.unwrap_or(frame.north);
    }
    at.lon_lat("locator", [frame.west, frame.south]);
    at.lon_lat("locator", [frame.west, frame.north]);
    if frame.south >= frame.north {
        at.problem("locator", "is empty: south must be below north");
        return LocatorFrame::default();
    }
    frame
}

/// What lies on the map, in degrees.
fn feature_inputs(raw: &Raw, report: &mut Report) -> FeatureInputs {
    let languages = raw.atlas.languages.as_slice();
    FeatureInputs {
        boundaries: map(&raw.lines, languages, report, records::boundary_line),
        places: map(&raw.places, languages, report, records::position),
        stones: map(&raw.stones, languages, report, records::stone_point),
        advances: map(&raw.advances, languages, report, records::advance_points),
        waters: map(&raw.waters, languages, report, records::water),
        insets: map(&raw.insets, languages, report, records::inset),
    }
}

fn event_order(entry: &Entry<RawEvent>) -> (Option<Day>, &str) {
    let day = entry.record.date.parse::<DateText>().ok().map(DateText::first_day);
    (day, &entry.record.id)
}

fn check_frame(frame: &Frame, report: &mut Report) {
    let mut at = At { file: ATLAS, record: "", languages: &[], report };
    let [west, south, east, north] = frame.view;
    at.lon_lat("view", [west, south]);
    at.lon_lat("view", [east, north]);
    if west >= east || south >= north {
        at.problem("view", "is empty: west must be below east and south below north");
    }
    let [lon, lat] = at.lon_lat("projection", frame.centre_lon_lat);
    if lat.abs() > 89.0 || !lon.is_finite() {
        at.problem("projection", "is centred on a pole, which this projection cannot be");
    }
}

fn read_raw(files: &Files, report: &mut Report) -> Option<Raw> {
    let events = files.list("history/events", ".toml").unwrap_or_else(|message| {
        report.report("history/events", "", "", message);
        Vec::new()
    });
    let ledgers = files.list("history/changes", ".toml").unwrap_or_default();
    let single = [ATLAS, HOLDERS, TERRITORIES, LINES, PLACES, PEOPLE, SOURCES].map(str::to_owned);
    // The largest first, so that none is waited for at the end.
    let seeds = files.has(SEEDS).then(|| SEEDS.to_owned());
    let names = ledgers.into_iter().chain(events.clone()).chain(single).chain(seeds).collect();
    let mut tables = Tables::read(files, names);
    let mut atlas_file = tables.open(ATLAS, report);
    let families = atlas_file.records("family", report);
    let further_languages = atlas_file.records("further_language", report);
    let lenses: Vec<Entry<RawLens>> = atlas_file.records("lens", report);
    let groups = atlas_file.records("group", report);
    let insets: Vec<Entry<RawInset>> = atlas_file.records("inset", report);
    let atlas: Option<RawAtlas> = atlas_file.whole(report);
    let mut open = |file: &str| tables.open(file, report);
    let mut holder_file = open(HOLDERS);
    let mut territory_file = open(TERRITORIES);
    let mut line_file = open(LINES);
    let mut place_file = open(PLACES);
    let mut people_file = open(PEOPLE);
    let mut source_file = open(SOURCES);
    let mut mark_file = tables.open_if_there(MARKS, report);
    let mut seed_file = tables.open_if_there(SEEDS, report);
    let raw = Raw {
        families,
        further_languages,
        groups,
        insets,
        holders: holder_file.records("holder", report),
        territories: territory_file.records("territory", report),
        lines: line_file.records("line", report),
        places: place_file.records("place", report),
        waters: place_file.records("water", report),
        people: people_file.records("person", report),
        sources: source_file.records("source", report),
        events: read_events(&events, &mut tables, report),
        stones: mark_file.records("stone", report),
        advances: mark_file.records("advance", report),
        documents: seed_file.records("document", report),
        passages: seed_file.records("passage", report),
        ledgers: read_ledgers(&mut tables, &lenses, report),
        lenses,
        atlas: if let Some(atlas) = atlas {
            atlas
        } else {
            if report.count() == 0 {
                report.report(ATLAS, "", "", "says nothing about the atlas itself");
            }
            return None;
        },
    };
    for file in [
        holder_file,
        territory_file,
        line_file,
        place_file,
        people_file,
        source_file,
        mark_file,
        seed_file,
    ] {
        file.close(report);
    }
    Some(raw)
}

fn read_events(
    names: &[String],
    tables: &mut Tables<'_>,
    report: &mut Report,
) -> Vec<Entry<RawEvent>> {
    let opened: Vec<TableFile> = names.iter().map(|name| tables.open(name, report)).collect();
    let read = |mut file: TableFile| {
        let mut report = Report::default();
        let events = file.records("event", &mut report);
        file.close(&mut report);
        (events, report)
    };
    // Side by side, and told in the order of the files.
    let parts: Vec<(Vec<Entry<RawEvent>>, Report)> = opened.into_par_iter().map(read).collect();
    let mut events = Vec::new();
    for (part, problems) in parts {
        events.extend(part);
        report.append(problems);
    }
    events
}

/// The records of the ledgers of some lenses, which are read side by side.
fn read_ledgers(
    tables: &mut Tables<'_>,
    lenses: &[Entry<RawLens>],
    report: &mut Report,
) -> Vec<RawLedger> {
    let open = |lens: &Entry<RawLens>| open_ledger(tables, &lens.record, report);
    let opened: Vec<Option<TableFile>> = lenses.iter().map(open).collect();
    let read = |file: Option<TableFile>| {
        let mut report = Report::default();
        let Some(mut file) = file else { return ((Vec::new(), Vec::new()), report) };
        let initials = file.records("initial", &mut report);
        let changes = file.records("change", &mut report);
        file.close(&mut report);
        ((initials, changes), report)
    };
    let parts: Vec<(RawLedger, Report)> = opened.into_par_iter().map(read).collect();
    let mut ledgers = Vec::new();
    for (ledger, problems) in parts {
        ledgers.push(ledger);
        report.append(problems);
    }
    ledgers
}

fn open_ledger(tables: &mut Tables<'_>, lens: &RawLens, report: &mut Report) -> Option<TableFile> {
    // It becomes a part of a path: nothing but a plain name may.
    let plain = |b: u8| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-';
    if lens.ledger.is_empty() || !lens.ledger.bytes().all(plain) {
        let message = "is not an id; expected lower-case letters, digits and hyphens";
        report.report(ATLAS, &lens.id, "ledger", message);
        return None;
    }
    Some(tables.open(&format!("history/changes/{}.toml", lens.ledger), report))
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
            let mut at = At { file: &entry.file, record: &entry.name, languages, report };
            at.territories("territories", &territories, (&none, &[]), &entry.record.territories)
        })
        .collect();
    AllIds {
        further_languages: Ids::of("further language", &raw.further_languages, |r| &r.id, report),
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
pub(super) fn map<T, U>(
    entries: &[Entry<T>],
    languages: &[String],
    report: &mut Report,
    f: impl Fn(&T, &mut At<'_>) -> U,
) -> Vec<U> {
    entries
        .iter()
        .map(|entry| {
            let mut at = At { file: &entry.file, record: &entry.name, languages, report };
            f(&entry.record, &mut at)
        })
        .collect()
}

fn resolve(raw: &Raw, ids: &AllIds, report: &mut Report) -> Option<History> {
    let languages = raw.atlas.languages.as_slice();
    let mut at = At { file: ATLAS, record: "", languages, report };
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
    Ids::of("inset", &raw.insets, |r| &r.id, report);
    Ids::of("stone", &raw.stones, |r| &r.id, report);
    Ids::of("advance", &raw.advances, |r| &r.id, report);
    Ids::of("document", &raw.documents, |r| &r.id, report);
    let names: Vec<String> = raw.territories.iter().map(|e| e.record.id.clone()).collect();
    let ledgers = raw
        .ledgers
        .iter()
        .zip(&raw.lenses)
        .filter_map(|(ledger, lens)| {
            let file = format!("history/changes/{}.toml", lens.record.ledger);
            resolve_ledger(ledger, languages, &names, ids, (first_day, last_day), &file, report)
        })
        .collect();
    Some(History {
        title,
        first_day,
        last_day,
        languages: languages.to_vec(),
        further_languages: map(&raw.further_languages, languages, report, |r, at| {
            FurtherLanguage { id: r.id.clone(), name: at.text("name", &r.name) }
        }),
        families: map(&raw.families, languages, report, |r, at| Family {
            id: r.id.clone(),
            name: at.text("name", &r.name),
            kind: r.kind,
            stripes: r.stripes.as_ref().map(|stripes| {
                stripes.each_ref().map(|id| FamilyId(at.id("stripes", &ids.families, id)))
            }),
        }),
        holders: map(&raw.holders, languages, report, |r, at| records::holder(r, ids, at)),
        territories: map(&raw.territories, languages, report, |r, at| {
            records::territory(r, ids, at)
        }),
        groups: map(&raw.groups, languages, report, |r, at| records::group(r, ids, at)),
        lenses: map(&raw.lenses, languages, report, |r, at| Lens {
            id: r.id.clone(),
            name: at.text("name", &r.name),
            question: at.text("question", &r.question),
            note: at.text("note", &r.note),
        }),
        ledgers,
        events: map(&raw.events, languages, report, |r, at| records::event(r, ids, at)),
        boundaries: map(&raw.lines, languages, report, |r, at| records::boundary(r, ids, at)),
        places: map(&raw.places, languages, report, |r, at| records::place(r, ids, at)),
        stones: map(&raw.stones, languages, report, |r, at| records::stone(r, ids, at)),
        advances: map(&raw.advances, languages, report, |r, at| records::advance(r, ids, at)),
        people: map(&raw.people, languages, report, records::person),
        sources: map(&raw.sources, languages, report, |r, _| records::source(r)),
    })
}
