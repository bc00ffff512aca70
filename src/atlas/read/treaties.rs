//! What is particular to treaties and other instruments.

use crate::history::letters::quoted;
use crate::history::{
    Aim, Article, HolderId, Original, Party, PersonId, Signatory, SourceId, Text, Treaty, When,
};

use super::all_ids::AllIds;
use super::resolve::At;
use super::schema::{RawAim, RawOriginal, RawTreaty};

pub(super) fn treaty(r: &RawTreaty, ids: &AllIds, at: &mut At<'_>) -> Treaty {
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
        authentic: r
            .authentic
            .iter()
            .flatten()
            .map(|language| at.text("treaty.authentic", language))
            .collect(),
        versions_differ: at.text_maybe("treaty.versions_differ", r.versions_differ.as_ref()),
        originals: r.original.iter().flatten().map(|o| original(o, r, ids, at)).collect(),
    }
}

fn original(r: &RawOriginal, treaty: &RawTreaty, ids: &AllIds, at: &mut At<'_>) -> Original {
    let mut articles = treaty.article.iter().flatten();
    if !articles.any(|article| article.number == r.article) {
        let message = format!("is '{}', but there is no such article", quoted(&r.article));
        at.problem("treaty.original.article", message);
    }
    if r.text.trim().is_empty() {
        at.problem("treaty.original.text", "is empty");
    }
    Original {
        article: r.article.clone(),
        language: at.text("treaty.original.language", &r.language),
        text: r.text.clone(),
        source: SourceId(at.id("treaty.original.source", &ids.sources, &r.source)),
    }
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
