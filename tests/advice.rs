//! What `okhotsk check` says should be better: each kind once on a small atlas, and how much of it the
//! bundled one has.

use std::collections::BTreeMap;

use okhotsk::atlas::advice::{AdviceKind, advice};

use crate::common::{atlas, run};
use crate::edited::Edited;

const SOURCES: &str = "history/sources.toml";

/// The records of the tiny atlas that should be better, by kind, after an edit.
fn told(edit: impl FnOnce(&Edited)) -> Vec<(AdviceKind, String)> {
    let tiny = Edited::tiny();
    edit(&tiny);
    advice(&tiny.whole()).into_iter().map(|one| (one.kind, one.record)).collect()
}

fn of(kind: AdviceKind, all: &[(AdviceKind, String)]) -> Vec<&str> {
    all.iter().filter(|(own, _)| *own == kind).map(|(_, record)| record.as_str()).collect()
}

#[test]
fn a_whole_atlas_needs_no_advice() {
    assert_eq!(told(|_| {}), []);
}

#[test]
fn a_source_without_page_number_or_address_is_told_and_what_rests_on_it_alone() {
    let all = told(|tiny| tiny.edit(SOURCES, ", vol. 1", ""));
    assert_eq!(of(AdviceKind::Unfindable, &all), ["source 'chronicle'"]);
    let unfounded = of(AdviceKind::Unfounded, &all);
    assert!(unfounded.contains(&"event '1900-landing'"), "{unfounded:?}");
    assert!(unfounded.iter().any(|record| record.starts_with("initial state")), "{unfounded:?}");
    assert!(!unfounded.contains(&"event '1850-peace'"), "{unfounded:?}");
}

#[test]
fn an_address_of_a_site_is_none_of_a_page() {
    let page = |url: &str| {
        let put = format!("where = \"Made up\"\nurl = \"{url}\"");
        told(|tiny| tiny.edit(SOURCES, "where = \"Made up for the tests, vol. 1\"", &put))
    };
    for site in ["https://example.org", "https://example.org/", "http://example.org/index.html"] {
        let all = page(site);
        assert_eq!(of(AdviceKind::SiteAlone, &all), ["source 'chronicle'"], "{site}");
        assert_eq!(of(AdviceKind::Unfindable, &all), ["source 'chronicle'"], "{site}");
    }
    assert_eq!(page("https://example.org/page"), []);
}

#[test]
fn what_rests_on_an_unfit_platform_alone_is_told() {
    let put = "where = \"Made up\"\nurl = \"https://n1.tales.example/page/7\"";
    let hosts = |tiny: &Edited| {
        tiny.edit("history/atlas.toml", "attribution", "unfit_hosts = [\"tales.example\"]\n&");
    };
    let all = told(|tiny| {
        hosts(tiny);
        tiny.edit(SOURCES, "where = \"Made up for the tests, vol. 1\"", put);
    });
    assert!(of(AdviceKind::Unfit, &all).contains(&"event '1900-landing'"), "{all:?}");
    // A host that only ends alike is another.
    let all = told(|tiny| {
        hosts(tiny);
        let put = put.replace("n1.tales", "fairytales");
        tiny.edit(SOURCES, "where = \"Made up for the tests, vol. 1\"", &put);
    });
    assert_eq!(all, []);
}

#[test]
fn a_list_of_hosts_that_is_none_is_a_problem() {
    let tiny = Edited::tiny();
    let put = "unfit_hosts = [\"https://tales.example\"]\n&";
    tiny.edit("history/atlas.toml", "attribution", put);
    let problems = tiny.problems();
    assert!(problems.iter().any(|problem| problem.field == "unfit_hosts"), "{problems:?}");
}

#[test]
fn a_change_that_is_dated_more_exactly_than_its_event_is_told() {
    let changes = "history/changes/fact.toml";
    let all = told(|tiny| tiny.edit(changes, "date = \"1900-07\"", "date = \"1900-07-01\""));
    assert_eq!(of(AdviceKind::TooFine, &all).len(), 1, "{all:?}");
    // On another day than that which stands in for the month it has a date of its own.
    let all = told(|tiny| tiny.edit(changes, "date = \"1900-07\"", "date = \"1900-07-02\""));
    assert_eq!(all, []);
}

/// How much of each kind the bundled atlas has; less is always welcome, and then the figure goes down.
#[test]
fn the_bundled_atlas_has_no_more_to_mend_than_is_known() {
    let mut counts: BTreeMap<AdviceKind, usize> = BTreeMap::new();
    for one in advice(atlas()) {
        *counts.entry(one.kind).or_default() += 1;
    }
    let known = BTreeMap::from(KNOWN);
    assert_eq!(counts, known, "{:#?}", advice(atlas()));
}

/// What is known to be left: nothing.
const KNOWN: [(AdviceKind, usize); 0] = [];

#[test]
fn advice_ends_the_check_with_an_error_only_where_it_is_strict() {
    let tiny = Edited::tiny();
    tiny.edit(SOURCES, ", vol. 1", "");
    let folder = tiny.folder().display().to_string();
    let lenient = run(&["check", &folder]);
    let said = String::from_utf8_lossy(&lenient.stdout).into_owned();
    assert!(lenient.status.success(), "{said}");
    let lines: Vec<&str> = said.lines().collect();
    assert!(lines[0].contains("no problems"), "{said}");
    assert!(said.contains("source 'chronicle' has no page"), "{said}");
    let strict = run(&["check", "--strict", &folder]);
    assert_eq!(strict.status.code(), Some(1));
    assert_eq!(strict.stdout, lenient.stdout);
    let whole = Edited::tiny();
    let folder = whole.folder().display().to_string();
    assert!(run(&["check", "--strict", &folder]).status.success());
}
