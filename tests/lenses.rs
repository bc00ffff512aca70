//! Who holds what by each lens, against the research; and where the lenses differ.

use std::collections::{BTreeMap, BTreeSet};

use okhotsk::history::{Day, TerritoryId, name_on};

use crate::common::{atlas, day, fixture_rows, ledger, rows_of, stdout, territory};

/// The lenses in their order, which is that of every table.
const LENSES: [&str; 4] = ["control", "treaty", "japan", "russia"];

/// The days of the fixture: one after each treaty and each turn of a government's line.
const DAYS: [&str; 13] = [
    "1800-12-31",
    "1856-12-31",
    "1870-12-31",
    "1876-12-31",
    "1906-12-31",
    "1922-12-31",
    "1930-12-31",
    "1946-12-31",
    "1951-12-31",
    "1953-12-31",
    "1957-12-31",
    "1992-12-31",
    "2026-11-21",
];

const DISPUTES: &str = "territory,name,control,treaty,japan,russia,\
                        control_name,treaty_name,japan_name,russia_name";

/// The territories that a cell names by their own ids or those of groups.
fn territories(named: &str) -> Vec<TerritoryId> {
    let history = &atlas().history;
    let mut all = Vec::new();
    for id in named.split(' ') {
        if let Some(group) = history.find_group(id) {
            all.extend(&history.group(group).territories);
        } else {
            all.push(territory(id));
        }
    }
    all
}

/// A territory and its holder by each lens, as ids.
type Held = (&'static str, Vec<&'static str>);

/// What the history says the lenses differ about.
fn disputes_on(on: Day) -> Vec<Held> {
    let history = &atlas().history;
    let disputes = history.disputes_on(on);
    let ids = disputes.iter().map(|dispute| {
        let holders = dispute.holders.iter().map(|&holder| history.holder(holder).id.as_str());
        (history.territory(dispute.territory).id.as_str(), holders.collect())
    });
    ids.collect()
}

/// What it should say: territories or groups with their holder by each lens, in any order.
fn expected(rows: &[(&str, [&'static str; 4])]) -> Vec<Held> {
    let mut all: Vec<(TerritoryId, [&'static str; 4])> = Vec::new();
    for &(named, holders) in rows {
        all.extend(territories(named).into_iter().map(|t| (t, holders)));
    }
    all.sort_unstable();
    all.into_iter().map(|(t, by)| (atlas().history.territory(t).id.as_str(), by.to_vec())).collect()
}

fn agreed_on(on: Day) {
    let disputes = disputes_on(on);
    assert!(disputes.is_empty(), "{on}: {disputes:?}");
}

#[test]
fn every_lens_shows_what_the_research_says() {
    let wrong = wrong_facts("lens_facts.csv");
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// Title passes on one day and the ground on another: facts on both sides of each, by lens.
#[test]
fn law_and_ground_have_each_their_own_day() {
    let wrong = wrong_facts("lens_sides.csv");
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// What a table of facts by lens has otherwise than the ledgers.
fn wrong_facts(table: &str) -> Vec<String> {
    let history = &atlas().history;
    let mut wrong = Vec::new();
    for row in fixture_rows(table) {
        let (date, lens) = (&row["date"], &row["lens"]);
        assert!(history.find_holder(&row["holder"]).is_some(), "no holder {}", row["holder"]);
        assert!(!row["source"].is_empty(), "{date} {lens} {} rests on nothing", row["territories"]);
        for t in territories(&row["territories"]) {
            let span = ledger(lens).on(t, day(date));
            let holder = &history.holder(span.holding.holder).id;
            if *holder != row["holder"] {
                wrong.push(format!(
                    "{date} {lens} {}: the ledger says {holder}, the research {} by {}",
                    history.territory(t).id,
                    row["holder"],
                    row["source"]
                ));
            }
        }
    }
    wrong
}

#[test]
fn every_territory_is_told_once_for_each_day_and_lens() {
    let history = &atlas().history;
    let lenses: Vec<&str> = history.lenses.iter().map(|lens| lens.id.as_str()).collect();
    assert_eq!(lenses, LENSES);
    let mut told: BTreeMap<(String, String), Vec<TerritoryId>> = BTreeMap::new();
    for row in fixture_rows("lens_facts.csv") {
        let own = told.entry((row["date"].clone(), row["lens"].clone())).or_default();
        own.extend(territories(&row["territories"]));
    }
    let mut pairs = BTreeSet::new();
    for date in DAYS {
        pairs.extend(LENSES.map(|lens| (date.to_owned(), lens.to_owned())));
    }
    assert_eq!(pairs.len(), 13 * 4);
    assert_eq!(told.keys().cloned().collect::<BTreeSet<_>>(), pairs);
    let all: Vec<TerritoryId> = history.territory_ids().collect();
    for (pair, mut ids) in told {
        ids.sort_unstable();
        assert_eq!(ids, all, "{pair:?}");
    }
}

/// Where the research has four holders that are not one, and nowhere else.
#[test]
fn the_disputes_of_each_day_are_those_of_the_research() {
    let mut by_day: BTreeMap<String, BTreeMap<TerritoryId, BTreeMap<String, String>>> =
        BTreeMap::new();
    for row in fixture_rows("lens_facts.csv") {
        let own = by_day.entry(row["date"].clone()).or_default();
        for t in territories(&row["territories"]) {
            own.entry(t).or_default().insert(row["lens"].clone(), row["holder"].clone());
        }
    }
    let history = &atlas().history;
    for (date, held) in &by_day {
        let disputed: Vec<(&str, Vec<&str>)> = held
            .iter()
            .map(|(&t, by)| {
                let holders = LENSES.iter().map(|&lens| by[lens].as_str());
                (history.territory(t).id.as_str(), holders.collect::<Vec<_>>())
            })
            .filter(|(_, holders)| holders.iter().any(|holder| *holder != holders[0]))
            .collect();
        assert_eq!(disputes_on(day(date)), disputed, "{date}");
    }
}

#[test]
fn today_the_lenses_differ_on_the_south_of_sakhalin_and_the_kurils() {
    let russia = "russian-federation";
    let disputes = expected(&[
        ("s-sakhalin n-kurils c-kurils urup", [russia, "undetermined", "undetermined", russia]),
        ("south-kurils", [russia, "contested", "state-of-japan", russia]),
    ]);
    assert_eq!(disputes.len(), 28);
    assert_eq!(disputes_on(day("2026-11-21")), disputes);
}

/// After the hand-over of 1875 nobody disputed anything here until the landing on Sakhalin. Between the
/// exchange of ratifications and the hand-over on the spot, title and control lie apart.
#[test]
fn between_1875_and_1905_the_lenses_agree() {
    agreed_on(day("1899-12-31"));
    assert_eq!(disputes_on(day("1875-08-22")).len(), 25, "title has passed, the ground has not");
    let (first, last) = (day("1875-10-04"), day("1905-07-06"));
    let mut days = BTreeSet::from([first, last]);
    for ledger in &atlas().history.ledgers {
        days.extend(ledger.days().iter().filter(|on| (first..=last).contains(*on)));
    }
    days.into_iter().for_each(agreed_on);
    let landing = ["empire-of-japan", "russian-empire", "russian-empire", "russian-empire"];
    assert_eq!(disputes_on(day("1905-07-07")), expected(&[("s-sakhalin", landing)]));
}

/// Japan occupied the north as a pledge and recognised no government of Russia that was left.
#[test]
fn in_1922_the_lenses_differ_on_northern_sakhalin_alone() {
    let holders = ["empire-of-japan", "soviet-union", "russian-republic", "soviet-union"];
    assert_eq!(disputes_on(day("1922-12-31")), expected(&[("n-sakhalin", holders)]));
    let recognised = ["empire-of-japan", "soviet-union", "soviet-union", "soviet-union"];
    assert_eq!(disputes_on(day("1925-05-14")), expected(&[("n-sakhalin", recognised)]));
    agreed_on(day("1925-05-15"));
}

/// All but northern Sakhalin: Hokkaido is occupied, the rest annexed in Soviet law.
#[test]
fn in_1946_the_lenses_differ_on_all_that_japan_had() {
    let (japan, soviet) = ("empire-of-japan", "soviet-union");
    let disputes = expected(&[
        ("hokkaido", ["allied-occupation", japan, japan, japan]),
        ("s-sakhalin kurils", [soviet, japan, japan, soviet]),
    ]);
    assert_eq!(disputes.len(), 32);
    assert_eq!(disputes_on(day("1946-12-31")), disputes);
}

/// A lens may be called as any key: what it says stands apart.
#[test]
fn in_json_lenses_stand_apart() {
    let tiny = crate::edited::Edited::tiny();
    tiny.edit(
        "history/atlas.toml",
        "(end)",
        concat!(
            "[[lens]]\nid = \"territory\"\nledger = \"other\"\n",
            "name = { en = \"T\", ja = \"T\", ru = \"T\" }\n",
            "question = { en = \"T\", ja = \"T\", ru = \"T\" }\n",
            "note = { en = \"T\", ja = \"T\", ru = \"T\" }\n",
        ),
    );
    let ledger = tiny.text("history/changes/fact.toml");
    tiny.write("history/changes/other.toml", &ledger[..ledger.find("[[change]]").unwrap()]);
    let data = tiny.folder().to_str().unwrap();
    let text = stdout(&["disputes", "--date", "1920", "--data", data, "--format", "json"]);
    let rows: serde_json::Value = serde_json::from_str(&text).unwrap();
    let row = &rows[0];
    assert_eq!(row["territory"], "long-north");
    assert_eq!(row["holders"]["territory"], "red-state");
    assert_eq!(row["holders"]["fact"], "blue-state");
    assert!(row["holder_names"]["territory"].is_string(), "{text}");
}

#[test]
fn the_program_lists_the_disputes_of_a_day() {
    let text = stdout(&["disputes", "--date", "1946", "--format", "csv"]);
    assert_eq!(text.lines().next(), Some(DISPUTES));
    let rows = rows_of(&text);
    let listed: Vec<(&str, Vec<&str>)> = rows
        .iter()
        .map(|row| {
            let holders = LENSES.iter().map(|&lens| row[lens].as_str());
            (row["territory"].as_str(), holders.collect())
        })
        .collect();
    let on = day("1946-12-31");
    assert_eq!(listed, disputes_on(on));
    let history = &atlas().history;
    let english = history.find_language("en").unwrap();
    for row in &rows {
        let land = history.territory(territory(&row["territory"]));
        assert_eq!(row["name"], name_on(&land.was, &land.name, on).get(english));
        for lens in LENSES {
            let holder = history.holder(history.find_holder(&row[lens]).unwrap());
            assert_eq!(row[&format!("{lens}_name")], holder.name.get(english));
        }
    }
}

#[test]
fn disputes_are_those_of_today_unless_a_date_is_given() {
    let disputes = |args: &[&str]| stdout(&[&["disputes", "--format", "csv"], args].concat());
    assert_eq!(disputes(&[]), disputes(&["--date", "2026"]));
    assert_eq!(disputes(&["--date", "1899"]).trim_end(), DISPUTES);
    let japanese = disputes(&["--lang", "ja"]);
    assert!(japanese.contains("国後島"), "{japanese}");
}
