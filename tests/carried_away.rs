//! What a reader takes away besides pictures: stretches with shapes, lines to cite, bookmarks; and how
//! land is called on the command line.

use std::fs;

use egui::{Key, Modifiers};
use egui_kittest::kittest::Queryable as _;
use okhotsk::view::{Action, Bookmark, Bookmarks, Memory};
use serde_json::Value;

use crate::common::{atlas, day, failure, stdout};
use crate::window::{shows, window};

#[test]
fn stretches_with_shapes_follow_each_other() {
    let text = stdout(&["spans", "urup", "kunashir", "--format", "geojson"]);
    let all: Value = serde_json::from_str(&text).unwrap();
    let features = all["features"].as_array().unwrap();
    assert!(features.len() > 8, "only {}", features.len());
    for pair in features.windows(2) {
        let [one, next] = [&pair[0]["properties"], &pair[1]["properties"]];
        if one["territory"] == next["territory"] {
            assert_eq!(one["end"], next["start"]);
        } else {
            assert_eq!(one["end"], Value::Null, "the last stretch has no end");
        }
        assert!(one["start"].as_str().is_some_and(|start| start.len() == 10));
    }
}

/// By RFC 7946 an outer ring goes anticlockwise, and one within it clockwise.
#[test]
fn rings_go_the_way_that_is_laid_down() {
    let text = stdout(&["state", "--date", "1905", "--format", "geojson"]);
    let all: Value = serde_json::from_str(&text).unwrap();
    for feature in all["features"].as_array().unwrap() {
        for polygon in feature["geometry"]["coordinates"].as_array().unwrap() {
            for (n, ring) in polygon.as_array().unwrap().iter().enumerate() {
                let points: Vec<[f64; 2]> = serde_json::from_value(ring.clone()).unwrap();
                let twice: f64 =
                    points.windows(2).map(|p| p[0][0] * p[1][1] - p[1][0] * p[0][1]).sum();
                assert_eq!(twice > 0.0, n == 0, "ring {n} of {}", feature["properties"]["name"]);
            }
        }
    }
}

#[test]
fn a_fact_is_cited_for_programs_that_keep_references() {
    let args = ["cite", "iturup", "--date", "1855-02-07", "--lang", "en", "--format"];
    let with = |format: &'static str| stdout(&[&args[..], &[format]].concat());
    let bibtex = with("bibtex");
    assert!(bibtex.starts_with("@misc{okhotsk-iturup-1855-02-07-control,"), "{bibtex}");
    assert!(bibtex.contains("Tokugawa") && bibtex.ends_with("}\n"), "{bibtex}");
    assert!(bibtex.contains(r"lens=control\&"), "& is an order to TeX: {bibtex}");
    let balance = |open: char| bibtex.matches(open).count();
    assert_eq!(balance('{'), balance('}'));
    let ris = with("ris");
    assert!(ris.starts_with("TY  - ") && ris.ends_with("ER  - \r\n"), "{ris}");
    assert!(ris.lines().all(|line| line.get(2..6) == Some("  - ")), "{ris}");
    let line = stdout(&["cite", "1875-st-petersburg", "--lang", "ru"]);
    assert!(line.contains("1875") && line.lines().count() == 1, "{line}");
    let (code, said) = failure(&["cite", "itrup"]);
    assert_eq!(code, 2);
    assert!(said.contains("did you mean iturup"), "{said}");
}

#[test]
fn land_is_found_by_any_of_its_names() {
    let by_id = stdout(&["spans", "iturup", "--format", "csv"]);
    for name in ["ITURUP", "Итуруп", "択捉島", "Etorofu"] {
        assert_eq!(stdout(&["spans", name, "--format", "csv"]), by_id, "{name}");
    }
    let group = stdout(&["spans", "sakhalin", "--format", "csv"]);
    assert_eq!(stdout(&["spans", "樺太", "--format", "csv"]), group);
}

#[test]
fn options_may_stand_before_the_command() {
    let behind = stdout(&["state", "--date", "1905", "--lang", "ja"]);
    assert_eq!(stdout(&["--date", "1905", "--lang", "ja", "state"]), behind);
    assert_eq!(stdout(&["--date=1905", "--lang=ja", "state"]), behind);
}

#[test]
fn bookmarks_are_kept_named_and_shown_again() {
    let mut harness = window(|look, atlas| look.apply(atlas, Action::GoToDay(day("1875-08-22"))));
    harness.key_press_modifiers(Modifiers::COMMAND, Key::D);
    harness.run();
    assert!(shows(&harness, "is a bookmark now"));
    harness.key_press_modifiers(Modifiers::COMMAND, Key::D);
    harness.run();
    assert!(shows(&harness, "is a bookmark already"));
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("memory.toml");
    harness.state().memory(None, false).write(&path).unwrap();
    let kept = Memory::read(&path).unwrap().desk().bookmarks;
    assert_eq!(&kept, &harness.state().desk().bookmarks);
    let [bookmark] = kept.all() else { panic!("{kept:?}") };
    assert!(bookmark.look.starts_with("okhotsk:1875-08-22?"), "{bookmark:?}");
    assert!(bookmark.name.contains("1875"), "{bookmark:?}");
    harness.state_mut().act(Action::GoToYear(1990));
    harness.run();
    harness.get_by_label("Go").click();
    harness.run();
    harness.get_by_label_contains("Bookmarks").hover();
    harness.run();
    harness.get_by_label(&bookmark.name).click();
    harness.run();
    assert_eq!(harness.state().look().moment(), day("1875-08-22"));
}

#[test]
fn bookmarks_are_bounded_and_become_a_story() {
    let long = "x".repeat(10_000) + "\n\u{1b}";
    let one = |n: usize| Bookmark { name: long.clone(), look: format!("okhotsk:{n}") };
    let many = Bookmarks::of((0..1000).map(one).collect());
    assert_eq!(many.all().len(), okhotsk::view::bookmarks::MOST);
    assert!(many.all().iter().all(|b| b.name.len() <= 200 && !b.name.contains('\u{1b}')));
    let mut few = Bookmarks::default();
    for year in [1855, 1875] {
        let mut look = okhotsk::view::Look::new(atlas());
        look.apply(atlas(), Action::GoToYear(year));
        assert!(few.add(&year.to_string(), okhotsk::view::link::of(atlas(), &look)));
    }
    let tour = few.as_tour("Two years");
    assert!(okhotsk::view::tour::problems(atlas(), &tour, "it").is_empty());
    let text = okhotsk::view::tour::as_toml(&tour, &["en".to_owned()]).unwrap();
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("story.toml");
    fs::write(&path, text).unwrap();
    let read = okhotsk::atlas::read_tour_file(&path, &atlas().history.languages).unwrap();
    assert_eq!(read.stops.len(), 2);
}
