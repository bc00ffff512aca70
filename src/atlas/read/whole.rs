//! The history files to a checked [`History`] and what lies on its map.

use crate::atlas::features::{Colours, FeatureInputs};
use crate::history::letters::quoted;
use crate::history::{
    Count, DateText, Day, Family, FamilyId, FurtherLanguage, History, Lens, Tour,
};

use super::all_ids::{AllIds, map, take_ids};
use super::files::Folder;
use super::frame::{self, Frame};
use super::ledgers::resolve_ledger;
use super::problem::Report;
use super::raw::{ATLAS, Raw, read_raw};
use super::resolve::{At, Ids};
use super::schema::RawEvent;
use super::toml_files::Entry;
use super::{chronicle, lessons, nations, rules, sites, stories};

/// The layout that this version reads.
const FORMAT: u32 = 1;

/// How many languages an atlas may have.
const MOST_LANGUAGES: usize = 16;

/// What the history files hold.
pub(super) struct Read {
    pub(super) history: History,
    pub(super) frame: Frame,
    pub(super) features: FeatureInputs,
    pub(super) colours: Colours,
}

/// Reads and checks the history. `None` if too little could be read to go on; all problems are in
/// the report.
pub(super) fn read(files: Folder<'_>, report: &mut Report) -> Option<Read> {
    let before = report.count();
    let mut raw = read_raw(files, report)?;
    // Records that could not be read would show as dangling ids all over: tell only the cause.
    if report.count() > before || !languages_fit(&raw.atlas.languages, report) {
        return None;
    }
    let ids = take_ids(&raw, report);
    raw.events.sort_by(|a, b| event_order(a).cmp(&event_order(b)));
    let ids =
        AllIds { events: Ids::of("event", &raw.events, |e| &e.id, &mut Report::default()), ..ids };
    let tours = stories::read(files, &raw.atlas.languages, report);
    let mut history = resolve(&raw, &ids, tours, report);
    if let Some(history) = &mut history
        && report.count() == before
    {
        rules::check(&raw, &ids, history, report);
    }
    let languages = raw.atlas.languages.as_slice();
    let mut at = At { file: ATLAS, record: "", languages, report };
    let frame = frame::frame(&raw.atlas, &mut at);
    let features = feature_inputs(&raw, &ids, report);
    let holders = map(&raw.holders, languages, report, nations::fill);
    let claims = map(&raw.holders, languages, report, nations::claim);
    Some(Read { history: history?, frame, features, colours: Colours { holders, claims } })
}

/// Whether there are few enough languages: every text is held against all of them.
fn languages_fit(languages: &[String], report: &mut Report) -> bool {
    if languages.is_empty() || languages.len() > MOST_LANGUAGES {
        let message = format!("must name 1 to {MOST_LANGUAGES} languages");
        report.report(ATLAS, "", "languages", message);
        return false;
    }
    let twice = (1..languages.len()).find(|&i| languages[..i].contains(&languages[i]));
    if let Some(i) = twice {
        let message = format!("names '{}' twice", quoted(&languages[i]));
        report.report(ATLAS, "", "languages", message);
    }
    twice.is_none()
}

fn event_order(entry: &Entry<RawEvent>) -> (Option<Day>, &str) {
    let day = entry.record.date.parse::<DateText>().ok().map(DateText::first_day);
    (day, &entry.record.id)
}

/// What lies on the map, in degrees.
fn feature_inputs(raw: &Raw, ids: &AllIds, report: &mut Report) -> FeatureInputs {
    let languages = raw.atlas.languages.as_slice();
    FeatureInputs {
        boundaries: map(&raw.lines, languages, report, sites::boundary_line),
        places: map(&raw.places, languages, report, sites::position),
        stones: map(&raw.stones, languages, report, sites::stone_point),
        advances: map(&raw.advances, languages, report, sites::advance_points),
        waters: map(&raw.waters, languages, report, sites::water),
        spines: map(&raw.spines, languages, report, |r, at| sites::spine(r, ids, at)),
        regions: map(&raw.regions, languages, report, sites::region_line),
        insets: map(&raw.insets, languages, report, frame::inset),
    }
}

fn resolve(raw: &Raw, ids: &AllIds, tours: Vec<Tour>, report: &mut Report) -> Option<History> {
    let languages = raw.atlas.languages.as_slice();
    let mut at = At { file: ATLAS, record: "", languages, report };
    if raw.atlas.format != FORMAT {
        let message = format!("is {}; this version reads {FORMAT}", raw.atlas.format);
        at.problem("format", message);
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
    let opening_day = raw.atlas.opening_day.as_ref().map(|day| at.day("opening_day", day));
    let is_day = raw.atlas.opening_day.as_ref().is_some_and(|day| day.parse::<DateText>().is_ok());
    if is_day && opening_day.is_some_and(|day| day < first_day || day > last_day) {
        at.problem("opening_day", format!("is not from {first_day} to {last_day}"));
    }
    let unfit_hosts = raw.atlas.unfit_hosts.clone().unwrap_or_default();
    if let Some(host) = unfit_hosts.iter().find(|host| !is_host(host)) {
        let message = format!("names '{}', which is no host such as example.org", quoted(host));
        at.problem("unfit_hosts", message);
    }
    Ids::of("lens", &raw.lenses, |r| &r.id, report);
    Ids::of("line", &raw.lines, |r| &r.id, report);
    Ids::of("water", &raw.waters, |r| &r.id, report);
    Ids::of("region", &raw.regions, |r| &r.id, report);
    Ids::of("spine", &raw.spines, |r| &r.id, report);
    Ids::of("inset", &raw.insets, |r| &r.id, report);
    Ids::of("stone", &raw.stones, |r| &r.id, report);
    Ids::of("advance", &raw.advances, |r| &r.id, report);
    Ids::of("term", &raw.terms, |r| &r.id, report);
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
        opening_day,
        languages: languages.to_vec(),
        unfit_hosts,
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
        holders: map(&raw.holders, languages, report, |r, at| nations::holder(r, ids, at)),
        territories: map(&raw.territories, languages, report, |r, at| {
            nations::territory(r, ids, at)
        }),
        groups: map(&raw.groups, languages, report, |r, at| nations::group(r, ids, at)),
        lenses: map(&raw.lenses, languages, report, |r, at| Lens {
            id: r.id.clone(),
            name: at.text("name", &r.name),
            question: at.text("question", &r.question),
            note: at.text("note", &r.note),
        }),
        ledgers,
        events: map(&raw.events, languages, report, |r, at| chronicle::event(r, ids, at)),
        boundaries: map(&raw.lines, languages, report, |r, at| sites::boundary(r, ids, at)),
        places: map(&raw.places, languages, report, |r, at| sites::place(r, ids, at)),
        regions: map(&raw.regions, languages, report, |r, at| sites::region(r, ids, at)),
        stones: map(&raw.stones, languages, report, |r, at| sites::stone(r, ids, at)),
        advances: map(&raw.advances, languages, report, |r, at| sites::advance(r, ids, at)),
        people: map(&raw.people, languages, report, chronicle::person),
        sources: map(&raw.sources, languages, report, chronicle::source),
        terms: map(&raw.terms, languages, report, |r, at| lessons::term(r, ids, at)),
        counts: in_order(map(&raw.counts, languages, report, |r, at| lessons::count(r, ids, at))),
        tours,
    })
}

/// Whether a text is the name of a host.
fn is_host(text: &str) -> bool {
    let plain = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || "-.".contains(c);
    text.contains('.') && text.chars().all(plain) && !text.starts_with('.') && !text.ends_with('.')
}

fn in_order(mut counts: Vec<Count>) -> Vec<Count> {
    counts.sort_by_key(|count| count.date.day);
    counts
}
