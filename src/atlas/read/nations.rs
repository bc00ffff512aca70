//! Holders, territories and groups, each by itself.

use crate::atlas::features::HolderFill;
use crate::history::{FamilyId, FurtherLanguageId, FurtherName, Group, Holder, Territory};

use super::all_ids::AllIds;
use super::chronicle::sources;
use super::resolve::At;
use super::schema::{RawGroup, RawHolder, RawTerritory};

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

pub(super) fn claim(r: &RawHolder, at: &mut At<'_>) -> Option<HolderFill> {
    r.claim.as_ref().map(|claim| HolderFill {
        light: at.colour("claim.light", &claim.light),
        dark: at.colour("claim.dark", &claim.dark),
    })
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
