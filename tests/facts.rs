//! Day-level facts of the research against the control ledger.

use std::collections::{BTreeMap, BTreeSet};

use okhotsk::history::{Day, days_between};

use crate::common::{atlas, day, fixture_rows, ledger, territory};

#[test]
fn every_fact_holds() {
    let history = &atlas().history;
    let rows = fixture_rows("facts.csv");
    assert!(rows.len() >= 60, "only {} facts", rows.len());
    let mut wrong = Vec::new();
    for row in &rows {
        let span = ledger("control").on(territory(&row["territory"]), day(&row["date"]));
        let holder = history.holder(span.holding.holder);
        let family = &history.family(holder.family).id;
        if (&holder.id, family) != (&row["holder"], &row["family"]) {
            wrong.push(format!(
                "{} {}: the ledger says {} ({family}), the fact {} ({}) by {}",
                row["date"],
                row["territory"],
                holder.id,
                row["holder"],
                row["family"],
                row["source"]
            ));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// A boundary of days is proved only by a fact on each side of it.
#[test]
fn facts_stand_on_both_sides_of_a_change() {
    let mut by_territory: BTreeMap<String, BTreeMap<Day, String>> = BTreeMap::new();
    for row in fixture_rows("facts.csv") {
        let own = by_territory.entry(row["territory"].clone()).or_default();
        own.insert(day(&row["date"]), row["holder"].clone());
    }
    let mut sides = 0;
    let mut covered = BTreeSet::new();
    for (id, facts) in &by_territory {
        let facts: Vec<(&Day, &String)> = facts.iter().collect();
        for pair in facts.windows(2) {
            if days_between(*pair[0].0, *pair[1].0) == 1 && pair[0].1 != pair[1].1 {
                sides += 1;
                covered.insert(id.as_str());
            }
        }
    }
    assert!(sides >= 60, "only {sides} changes are held from both sides");
    let all: BTreeSet<&str> =
        atlas().history.territories.iter().map(|territory| territory.id.as_str()).collect();
    assert_eq!(covered, all, "territories without such a change");
}
