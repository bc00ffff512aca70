//! What records say of each other: every rule of `okhotsk check` broken once in the small atlas, and
//! told once, with file, record and field.

use std::fs;

use okhotsk::atlas::Atlas;
use okhotsk::history::{EventId, Party};

use crate::bad_input::{
    EVENTS, LEDGER, PEOPLE, PLACES, Place, SEEDS, SOURCES, TERRITORIES, Tiny, damaged, list, tells,
};

const PEACE: &str = "1850-peace";
const LANDING: &str = "1900-landing";

/// A text in every language.
const TEXT: &str = "{ en = \"Word\", ja = \"語\", ru = \"Слово\" }";
/// One that lacks a language.
const NO_RUSSIAN: &str = "{ en = \"Word\", ja = \"語\" }";

/// Lines of the small atlas that others can be put after, or before.
const OF_PEACE: &str = "place = \"cape\"\n";
const OF_LANDING: &str = "end = \"1900-08-15\"\n";
const OF_TREATY: &str = "ratified = \"1850-09-01\"\n";
const ARTICLE: &str = "[[event.treaty.article]]\n";
const CHANGE_BY_PEACE: &str = "event = \"1850-peace\"\n";
const CHANGE_BY_LANDING: &str = "event = \"1900-landing\"\n";

/// The small atlas with more after a line.
fn with(file: &str, line: &str, more: &str) -> Tiny {
    let tiny = Tiny::new();
    tiny.edit(file, line, &format!("{line}{more}\n"));
    tiny
}

/// The small atlas with more at the end of a file.
fn grown(file: &str, more: &str) -> Tiny {
    let tiny = Tiny::new();
    tiny.append(file, &format!("\n{more}\n"));
    tiny
}

/// The small atlas with an aim in its treaty.
fn aiming(aim: &str) -> Tiny {
    let tiny = Tiny::new();
    tiny.edit(EVENTS, ARTICLE, &format!("[[event.treaty.aim]]\n{aim}\n\n{ARTICLE}"));
    tiny
}

/// Expects one problem, at a place.
fn told_once(tiny: &Tiny, place: Place) {
    let problems = tiny.problems();
    assert!(
        problems.len() == 1 && tells(&problems[0], place),
        "expected {place:?}, got\n{}",
        list(&problems)
    );
}

/// Expects no problem.
fn whole(tiny: &Tiny) -> Atlas {
    tiny.load().unwrap_or_else(|problems| panic!("{problems}"))
}

const GOSSIP: &str =
    "[[source]]\nid = \"gossip\"\ntitle = \"Gossip\"\nkind = \"web\"\nwhere = \"-\"";

#[test]
fn a_source_is_cited_by_something() {
    told_once(&grown(SOURCES, GOSSIP), (SOURCES, "gossip", "", "is cited by no record"));
    // An event, a change, an initial state or a territory will do.
    for (file, line) in [
        (EVENTS, "sources = [\"chronicle\"]"),
        (LEDGER, "sources = [\"treaty-of-1850\"]"),
        (LEDGER, "sources = [\"chronicle\"]\nconfidence = \"medium\""),
        (TERRITORIES, "sources = [\"chronicle\"]"),
    ] {
        let tiny = grown(SOURCES, GOSSIP);
        tiny.edit(file, line, &line.replace("\"]", "\", \"gossip\"]"));
        whole(&tiny);
    }
}

#[test]
fn a_person_took_part_in_something() {
    let boris = format!("[[person]]\nid = \"boris\"\nname = {TEXT}\nrole = {TEXT}");
    told_once(&grown(PEOPLE, &boris), (PEOPLE, "boris", "", "took part in no event"));
    // To have signed is enough, or to be named by the event.
    let of_event = "people = [\"anna\"]\nterritories";
    let of_treaty = "party = \"blue-state\"\npeople = [\"anna\"]";
    for (line, without) in
        [(of_event, "territories"), (of_treaty, "party = \"blue-state\"\npeople = []")]
    {
        let tiny = Tiny::new();
        tiny.edit(EVENTS, line, without);
        whole(&tiny);
    }
    let tiny = Tiny::new();
    tiny.edit(EVENTS, of_event, "territories");
    tiny.edit(EVENTS, of_treaty, "party = \"blue-state\"\npeople = []");
    told_once(&tiny, (PEOPLE, "anna", "", "took part in no event"));
}

#[test]
fn a_place_is_on_the_map_or_of_an_event() {
    let harbour = format!("[[place]]\nid = \"harbour\"\nkind = \"away\"\nname = {TEXT}");
    let nowhere = (PLACES, "harbour", "", "is neither on the map nor the place of an event");
    told_once(&grown(PLACES, &harbour), nowhere);
    whole(&grown(PLACES, &format!("{harbour}\nlat = 50.0\nlon = 12.0")));
    let tiny = grown(PLACES, &harbour);
    tiny.edit(EVENTS, OF_LANDING, &format!("{OF_LANDING}place = \"harbour\"\n"));
    whole(&tiny);
}

#[test]
fn a_link_leads_from_the_earlier_to_the_later() {
    for (line, link, place) in [
        (OF_PEACE, "before = [\"1900-landing\"]", (PEACE, "before", "which is not before it")),
        (OF_LANDING, "after = [\"1850-peace\"]", (LANDING, "after", "which is not after it")),
        (OF_PEACE, "before = [\"1850-peace\"]", (PEACE, "before", "names '1850-peace', which is")),
        (OF_PEACE, "after = [\"1850-peace\"]", (PEACE, "after", "which is not after it")),
        (OF_PEACE, "after = [\"x\"]", (PEACE, "after", "the event 'x', which does not exist")),
        (OF_LANDING, "before = [\"x\"]", (LANDING, "before", "the event 'x'")),
    ] {
        let (record, field, message) = place;
        told_once(&with(EVENTS, line, link), (EVENTS, record, field, message));
    }
}

#[test]
fn a_link_is_written_once() {
    let after = "after = [\"1900-landing\"]";
    let tiny = with(EVENTS, OF_PEACE, after);
    tiny.edit(EVENTS, OF_LANDING, &format!("{OF_LANDING}before = [\"1850-peace\"]\n"));
    told_once(&tiny, (EVENTS, LANDING, "before", "names '1850-peace', which is linked with it"));
    let twice = with(EVENTS, OF_PEACE, "after = [\"1900-landing\", \"1900-landing\"]");
    told_once(&twice, (EVENTS, PEACE, "after", "names '1900-landing' twice"));
    // From whichever end it is written, both have it.
    for tiny in
        [with(EVENTS, OF_PEACE, after), with(EVENTS, OF_LANDING, "before = [\"1850-peace\"]")]
    {
        let events = whole(&tiny).history.events;
        let none: &[EventId] = &[];
        let (peace, landing): (&[EventId], &[EventId]) = (&[EventId(0)], &[EventId(1)]);
        let ends: Vec<(&[EventId], &[EventId])> =
            events.iter().map(|event| (&event.before[..], &event.after[..])).collect();
        assert_eq!(ends, [(none, landing), (peace, none)]);
    }
}

#[test]
fn an_instrument_is_of_the_day_of_its_signature() {
    damaged(
        EVENTS,
        "date = \"1850-03-01\"",
        "date = \"1850-02-01\"",
        (EVENTS, PEACE, "treaty.signed", "is 1850-03-01, but 'date' is 1850-02-01"),
    );
    damaged(
        EVENTS,
        "kind = \"war\"",
        "kind = \"treaty\"",
        (EVENTS, LANDING, "treaty", "is missing; an event of this kind needs it"),
    );
}

#[test]
fn the_days_of_an_instrument_are_in_order() {
    damaged(
        EVENTS,
        OF_TREATY,
        "ratified = \"1850-02-28\"\n",
        (EVENTS, PEACE, "treaty.ratified", "is before 'signed'"),
    );
    for (lines, field, message) in [
        ("exchanged = \"1850-08-31\"", "treaty.exchanged", "is before 'ratified'"),
        ("in_force = \"1850-08-31\"", "treaty.in_force", "is before 'ratified'"),
        ("transferred = \"1850-02-28\"", "treaty.transferred", "is before 'signed'"),
        (
            "in_force = \"1850-10-01\"\nlapsed = \"1850-09-30\"",
            "treaty.lapsed",
            "is before 'in_force'",
        ),
    ] {
        told_once(&with(EVENTS, OF_TREATY, lines), (EVENTS, PEACE, field, message));
    }
    // Without a day of ratification, that of the signature counts.
    for field in ["treaty.exchanged", "treaty.in_force"] {
        let tiny = Tiny::new();
        let day = field.trim_start_matches("treaty.");
        tiny.edit(EVENTS, OF_TREATY, &format!("{day} = \"1850-02-28\"\n"));
        told_once(&tiny, (EVENTS, PEACE, field, "is before"));
    }
    // All on one day, and the land handed over before anybody had ratified.
    whole(&with(
        EVENTS,
        OF_TREATY,
        "exchanged = \"1850-09-01\"\nin_force = \"1850-09-01\"\nlapsed = \"1850-09-01\"\n\
         transferred = \"1850-03-01\"",
    ));
}

#[test]
fn an_article_is_one_of_its_act() {
    let (first, second) = ("change 1 1850-03-01 1850-peace", "change 2 1900-07 1900-landing");
    told_once(
        &with(LEDGER, CHANGE_BY_PEACE, "article = \"2\""),
        (LEDGER, first, "article", "is '2', but '1850-peace' has no such article"),
    );
    told_once(
        &with(LEDGER, CHANGE_BY_LANDING, "article = \"1\""),
        (LEDGER, second, "article", "is '1', but '1900-landing' has no such article"),
    );
    told_once(
        &with(LEDGER, CHANGE_BY_LANDING, "act = \"1850-peace\"\narticle = \"one\""),
        (LEDGER, second, "article", "is 'one', but '1850-peace' has no such article"),
    );
    told_once(
        &with(LEDGER, CHANGE_BY_LANDING, "act = \"x\""),
        (LEDGER, second, "act", "the event 'x', which does not exist"),
    );
    let atlas = whole(&with(LEDGER, CHANGE_BY_LANDING, "act = \"1850-peace\"\narticle = \"1\""));
    let [by_peace, by_landing] = atlas.history.ledgers[0].changes() else {
        panic!("the small atlas has two changes");
    };
    assert_eq!((by_landing.event, by_landing.act), (EventId(1), EventId(0)));
    assert_eq!(by_landing.article.as_deref(), Some("1"));
    assert_eq!((by_peace.event, by_peace.act), (EventId(0), EventId(0)), "the event is the act");
    assert_eq!(by_peace.article, None);
}

#[test]
fn an_aim_is_that_of_one_side() {
    let needs = (EVENTS, PEACE, "treaty.aim", "needs one of 'party' and 'who'");
    told_once(&aiming(&format!("text = {TEXT}")), needs);
    let both = format!("party = \"red-state\"\nwho = {TEXT}\ntext = {TEXT}");
    told_once(&aiming(&both), needs);
    told_once(
        &aiming(&format!("party = \"x\"\ntext = {TEXT}")),
        (EVENTS, PEACE, "treaty.aim.party", "the holder 'x', which does not exist"),
    );
    told_once(
        &aiming(&format!("party = \"red-state\"\nx = 1\ntext = {TEXT}")),
        (EVENTS, PEACE, "treaty.aim[0].x", "unknown field"),
    );
    let aim_of = |aim: &str| {
        let mut events = whole(&aiming(aim)).history.events;
        let mut aims = events.remove(0).treaty.unwrap().aims;
        assert_eq!(aims.len(), 1);
        aims.remove(0).who
    };
    let party = aim_of(&format!("party = \"red-state\"\ntext = {TEXT}"));
    assert!(matches!(party, Party::Holder(_)), "{party:?}");
    let other = aim_of(&format!("who = {TEXT}\ntext = {TEXT}"));
    assert!(matches!(other, Party::Other(_)), "{other:?}");
}

#[test]
fn every_text_of_an_event_is_there_in_every_language() {
    let lacks = "has no text in 'ru'";
    for (line, key, field) in [
        (OF_PEACE, "often_given", "often_given"),
        (OF_PEACE, "note", "note"),
        (OF_TREATY, "left_open", "treaty.left_open"),
        (OF_TREATY, "article_word", "treaty.article_word"),
    ] {
        whole(&with(EVENTS, line, &format!("{key} = {TEXT}")));
        let tiny = with(EVENTS, line, &format!("{key} = {NO_RUSSIAN}"));
        told_once(&tiny, (EVENTS, PEACE, field, lacks));
    }
    told_once(
        &aiming(&format!("party = \"red-state\"\ntext = {NO_RUSSIAN}")),
        (EVENTS, PEACE, "treaty.aim.text", lacks),
    );
    told_once(
        &aiming(&format!("who = {NO_RUSSIAN}\ntext = {TEXT}")),
        (EVENTS, PEACE, "treaty.aim.who", lacks),
    );
}

/// A passage as it stands in the file.
fn passage(document: &str, first: u32, last: u32) -> String {
    format!(
        "[[passage]]\ndocument = \"{document}\"\nfirst = {first}\nlast = {last}\n\
         about = \"Nothing in it is an event\"\nevents = []"
    )
}

#[test]
fn a_passage_names_what_there_is() {
    damaged(
        SEEDS,
        "[\"1850-peace\"]",
        "[\"x\"]",
        (SEEDS, "passage 1", "events", "names the event 'x', which does not exist"),
    );
    told_once(
        &grown(SEEDS, &passage("x", 1, 1)),
        (SEEDS, "passage 4", "document", "names the document 'x', which does not exist"),
    );
    for (line, empty, record, field) in [
        (
            "about = \"How the peace was made, and what Anna thought of it\"",
            "about = \" \"",
            "passage 1",
            "about",
        ),
        ("title = \"Diary of an envoy\"", "title = \"\"", "diary", "title"),
    ] {
        damaged(SEEDS, line, empty, (SEEDS, record, field, "is empty"));
    }
}

#[test]
fn the_passages_of_a_document_leave_no_line_out() {
    damaged(
        SEEDS,
        "first = 5",
        "first = 6",
        (SEEDS, "passage 2", "first", "is 6, but the passage before it ends with line 4"),
    );
    damaged(
        SEEDS,
        "first = 5",
        "first = 3",
        (SEEDS, "passage 2", "first", "is 3, but the passage before it ends with line 4"),
    );
    damaged(
        SEEDS,
        "last = 9",
        "last = 12",
        (SEEDS, "diary", "lines", "has 9 lines, but its passages end with line 12"),
    );
    damaged(
        SEEDS,
        "lines = 9",
        "lines = 10",
        (SEEDS, "diary", "lines", "has 10 lines, but its passages end with line 9"),
    );
    told_once(
        &grown(SEEDS, "[[document]]\nid = \"letters\"\ntitle = \"Letters\"\nlines = 3"),
        (SEEDS, "letters", "lines", "has 3 lines, but its passages end with line 0"),
    );
    let backwards = "is before 'first', or 'first' is before line 1";
    told_once(&grown(SEEDS, &passage("diary", 10, 9)), (SEEDS, "passage 4", "last", backwards));
    damaged(SEEDS, "first = 1", "first = 0", (SEEDS, "passage 1", "last", backwards));
    // A line may be shared by two passages, and several may lie in one line.
    let tiny = Tiny::new();
    tiny.edit(SEEDS, "first = 5", "first = 4");
    let again = passage("diary", 9, 9);
    tiny.append(SEEDS, &format!("\n{again}\n\n{again}\n"));
    whole(&tiny);
}

#[test]
fn line_numbers_may_be_as_large_as_they_get() {
    let tiny = Tiny::new();
    tiny.edit(SEEDS, "lines = 9", &format!("lines = {}", u32::MAX));
    tiny.edit(SEEDS, "last = 9", &format!("last = {}", u32::MAX - 1));
    tiny.append(SEEDS, &format!("\n{}\n", passage("diary", u32::MAX, u32::MAX)));
    whole(&tiny);
}

#[test]
fn an_unreadable_record_of_the_documents_is_named() {
    damaged(
        SEEDS,
        "first = 5",
        "colour = 1\nfirst = 5",
        (SEEDS, "passage 2", "colour", "unknown field"),
    );
    damaged(SEEDS, "lines = 9", "lines = 9\nyear = 1", (SEEDS, "diary", "year", "unknown field"));
    told_once(&grown(SEEDS, "[[chapter]]\nfirst = 1"), (SEEDS, "", "chapter", "unknown key"));
    damaged(SEEDS, "first = 5", "first = -5", (SEEDS, "passage 2", "first", "invalid value"));
    damaged(SEEDS, "events = []\n", "", (SEEDS, "passage 3", "", "missing field `events`"));
}

#[test]
fn a_document_is_there_once() {
    let again = "[[document]]\nid = \"diary\"\ntitle = \"Another diary\"\nlines = 9";
    told_once(&grown(SEEDS, again), (SEEDS, "diary", "id", "is there twice"));
}

#[test]
fn an_atlas_may_do_without_the_documents_it_began_from() {
    let tiny = Tiny::new();
    fs::remove_file(tiny.path(SEEDS)).unwrap();
    whole(&tiny);
}
