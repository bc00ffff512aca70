//! What records say of each other: every rule of `okhotsk check` is broken once in the table
//! `tests/faults/rules.txt`. Here is what an atlas makes of records that keep them.

use std::fs;

use okhotsk::history::{EventId, Party};

use crate::edited::Edited;
use crate::faults::all_told;

const EVENTS: &str = "history/events/all.toml";
const LEDGER: &str = "history/changes/fact.toml";
const SEEDS: &str = "history/seeds.toml";

/// A text in every language.
const TEXT: &str = "{ en = \"Word\", ja = \"語\", ru = \"Слово\" }";

#[test]
fn every_rule_broken_is_told_once() {
    all_told("rules");
}

/// From whichever end a link is written, both have it.
#[test]
fn a_link_has_two_ends() {
    for (line, link) in [
        ("place = \"cape\"", "after = [\"1900-landing\"]"),
        ("end = \"1900-08-15\"", "before = [\"1850-peace\"]"),
    ] {
        let tiny = Edited::tiny();
        tiny.edit(EVENTS, line, &format!("&\n{link}"));
        let events = tiny.whole().history.events;
        let none: &[EventId] = &[];
        let (peace, landing): (&[EventId], &[EventId]) = (&[EventId(0)], &[EventId(1)]);
        let ends: Vec<(&[EventId], &[EventId])> =
            events.iter().map(|event| (&event.before[..], &event.after[..])).collect();
        assert_eq!(ends, [(none, landing), (peace, none)]);
    }
}

#[test]
fn an_article_is_one_of_its_act() {
    let tiny = Edited::tiny();
    tiny.edit(LEDGER, "event = \"1900-landing\"", "&\nact = \"1850-peace\"\narticle = \"1\"");
    let atlas = tiny.whole();
    let [by_peace, by_landing] = atlas.history.ledgers[0].changes() else {
        panic!("the small atlas has two changes");
    };
    assert_eq!((by_landing.event, by_landing.act), (EventId(1), EventId(0)));
    assert_eq!(by_landing.article.as_deref(), Some("1"));
    assert_eq!((by_peace.event, by_peace.act), (EventId(0), EventId(0)), "the event is the act");
    assert_eq!(by_peace.article, None);
}

#[test]
fn an_aim_is_that_of_a_holder_or_of_somebody_else() {
    let aim_of = |who: &str| {
        let tiny = Edited::tiny();
        let aim = format!("[[event.treaty.aim]]\n{who}\ntext = {TEXT}\n\n&");
        tiny.edit(EVENTS, "[[event.treaty.article]]", &aim);
        let mut events = tiny.whole().history.events;
        let mut aims = events.remove(0).treaty.unwrap().aims;
        assert_eq!(aims.len(), 1);
        aims.remove(0).who
    };
    let party = aim_of("party = \"red-state\"");
    assert!(matches!(party, Party::Holder(_)), "{party:?}");
    let other = aim_of(&format!("who = {TEXT}"));
    assert!(matches!(other, Party::Other(_)), "{other:?}");
}

#[test]
fn an_atlas_may_do_without_the_documents_it_began_from() {
    let tiny = Edited::tiny();
    fs::remove_file(tiny.path(SEEDS)).unwrap();
    tiny.whole();
}
