//! The history files to records as they stand in them.

use rayon::prelude::*;

use crate::history::letters::unfit_in_line;

use super::files::Folder;
use super::problem::Report;
use super::resolve::{NOT_AN_ID, is_id};
use super::schema::{
    RawAdvance, RawAtlas, RawChange, RawCount, RawDocument, RawEvent, RawFamily,
    RawFurtherLanguage, RawGroup, RawHolder, RawInitial, RawInset, RawLens, RawLine, RawPassage,
    RawPerson, RawPlace, RawRegion, RawSource, RawSpine, RawStone, RawTerm, RawTerritory, RawWater,
};
use super::toml_files::{Entry, TableFile, Tables};

/// The file that says what atlas it is.
pub(super) const ATLAS: &str = "history/atlas.toml";
const HOLDERS: &str = "history/holders.toml";
const TERRITORIES: &str = "history/territories.toml";
const LINES: &str = "history/lines.toml";
const PLACES: &str = "history/places.toml";
const PEOPLE: &str = "history/people.toml";
const SOURCES: &str = "history/sources.toml";
const MARKS: &str = "history/marks.toml";
const SEEDS: &str = "history/seeds.toml";
const GLOSSARY: &str = "history/glossary.toml";
const FIGURES: &str = "history/figures.toml";

/// How many lenses an atlas may have.
const MOST_LENSES: usize = 16;

/// All records as they stand in the files.
pub(super) struct Raw {
    pub(super) atlas: RawAtlas,
    pub(super) families: Vec<Entry<RawFamily>>,
    pub(super) further_languages: Vec<Entry<RawFurtherLanguage>>,
    pub(super) lenses: Vec<Entry<RawLens>>,
    pub(super) groups: Vec<Entry<RawGroup>>,
    pub(super) insets: Vec<Entry<RawInset>>,
    pub(super) holders: Vec<Entry<RawHolder>>,
    pub(super) territories: Vec<Entry<RawTerritory>>,
    pub(super) events: Vec<Entry<RawEvent>>,
    pub(super) lines: Vec<Entry<RawLine>>,
    pub(super) places: Vec<Entry<RawPlace>>,
    pub(super) waters: Vec<Entry<RawWater>>,
    pub(super) regions: Vec<Entry<RawRegion>>,
    pub(super) spines: Vec<Entry<RawSpine>>,
    pub(super) stones: Vec<Entry<RawStone>>,
    pub(super) advances: Vec<Entry<RawAdvance>>,
    pub(super) people: Vec<Entry<RawPerson>>,
    pub(super) sources: Vec<Entry<RawSource>>,
    pub(super) ledgers: Vec<RawLedger>,
    pub(super) documents: Vec<Entry<RawDocument>>,
    pub(super) passages: Vec<Entry<RawPassage>>,
    pub(super) terms: Vec<Entry<RawTerm>>,
    pub(super) counts: Vec<Entry<RawCount>>,
}

/// The records of a ledger as they stand in its file.
pub(super) type RawLedger = (Vec<Entry<RawInitial>>, Vec<Entry<RawChange>>);

/// Reads all files; `None` if there is none of the atlas itself.
pub(super) fn read_raw(files: Folder<'_>, report: &mut Report) -> Option<Raw> {
    let events = files.list("history/events", ".toml").unwrap_or_else(|message| {
        report.report("history/events", "", "", message);
        Vec::new()
    });
    let ledgers = files.list("history/changes", ".toml").unwrap_or_else(|message| {
        report.report("history/changes", "", "", message);
        Vec::new()
    });
    for file in events.iter().chain(&ledgers).filter(|file| unfit_in_line(file).is_some()) {
        report.report(file, "", "", "has a name with characters that must not be there");
    }
    let single = [ATLAS, HOLDERS, TERRITORIES, LINES, PLACES, PEOPLE, SOURCES].map(str::to_owned);
    // The largest first, so that none is waited for at the end.
    let more = [SEEDS, GLOSSARY, FIGURES].into_iter().filter(|file| files.has(file));
    let more = more.map(str::to_owned);
    let names = ledgers.into_iter().chain(events.clone()).chain(single).chain(more).collect();
    let mut tables = Tables::read(files, names);
    let mut atlas_file = tables.open(ATLAS, report);
    let families = atlas_file.records("family", report);
    let further_languages = atlas_file.records("further_language", report);
    let mut lenses: Vec<Entry<RawLens>> = atlas_file.records("lens", report);
    if lenses.len() > MOST_LENSES {
        let message = format!("has {} lenses; it may have {MOST_LENSES}", lenses.len());
        report.report(ATLAS, "", "lens", message);
        lenses.clear();
    }
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
    let mut glossary_file = tables.open_if_there(GLOSSARY, report);
    let mut figure_file = tables.open_if_there(FIGURES, report);
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
        regions: place_file.records("region", report),
        spines: place_file.records("spine", report),
        people: people_file.records("person", report),
        sources: source_file.records("source", report),
        events: read_events(&events, &mut tables, report),
        stones: mark_file.records("stone", report),
        advances: mark_file.records("advance", report),
        documents: seed_file.records("document", report),
        passages: seed_file.records("passage", report),
        terms: glossary_file.records("term", report),
        counts: figure_file.records("count", report),
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
        glossary_file,
        figure_file,
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
    if !is_id(&lens.ledger) {
        report.report(ATLAS, &lens.id, "ledger", NOT_AN_ID);
        return None;
    }
    Some(tables.open(&format!("history/changes/{}.toml", lens.ledger), report))
}
