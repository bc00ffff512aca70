//! The ids of all kinds of records.

use crate::history::TerritoryId;

use super::problem::Report;
use super::raw::Raw;
use super::resolve::{At, Ids};
use super::toml_files::Entry;

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

/// Takes the ids of all records; what is wrong with them is reported.
pub(super) fn take_ids(raw: &Raw, report: &mut Report) -> AllIds {
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
