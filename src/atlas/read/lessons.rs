//! The glossary and the counts of inhabitants, each record by itself.

use crate::history::{Count, People, PlaceId, Term};

use super::all_ids::AllIds;
use super::chronicle::sources;
use super::resolve::At;
use super::schema::{RawCount, RawTerm};

pub(super) fn term(r: &RawTerm, ids: &AllIds, at: &mut At<'_>) -> Term {
    let forms = r.forms.as_ref();
    for language in forms.into_iter().flat_map(|forms| forms.keys()) {
        if !at.languages.contains(language) {
            at.problem("forms", "is in a language that the atlas does not list");
        }
    }
    if forms.into_iter().flat_map(|forms| forms.values()).flatten().any(|form| form.trim() == "") {
        at.problem("forms", "has a form that is empty");
    }
    let of_language = |language| forms.and_then(|forms| forms.get(language)).cloned();
    Term {
        id: r.id.clone(),
        name: at.text("name", &r.name),
        text: at.text("text", &r.text),
        forms: at
            .languages
            .iter()
            .map(|language| of_language(language).unwrap_or_default())
            .collect(),
        status: r.status,
        sources: sources(r.sources.as_deref().unwrap_or_default(), ids, at),
    }
}

pub(super) fn count(r: &RawCount, ids: &AllIds, at: &mut At<'_>) -> Count {
    if r.territories.is_some() == r.place.is_some() {
        at.problem("", "needs one of 'territories' and 'place'");
    }
    if r.sources.is_empty() {
        at.problem("sources", "is empty: every count rests on a source");
    }
    let groups = (&ids.groups, ids.group_members.as_slice());
    let named = r.territories.as_deref().unwrap_or_default();
    let of: Vec<People> =
        r.of.iter()
            .flatten()
            .map(|part| People {
                people: at.text("of.people", &part.people),
                inhabitants: part.inhabitants,
            })
            .collect();
    let sum: u64 = of.iter().map(|part| u64::from(part.inhabitants)).sum();
    if sum > u64::from(r.inhabitants) {
        at.problem("of", format!("are {sum} together, more than the {} of all", r.inhabitants));
    }
    Count {
        territories: at.territories("territories", &ids.territories, groups, named),
        place: r.place.as_ref().map(|id| PlaceId(at.id("place", &ids.places, id))),
        date: at.when("date", &r.date, r.precision),
        inhabitants: r.inhabitants,
        of,
        sources: sources(&r.sources, ids, at),
        confidence: r.confidence,
        note: at.text_maybe("note", r.note.as_ref()),
    }
}
