//! The ledger as a chart: the areas of `okhotsk areas`, of all land, a group or a territory.

use egui::accesskit::Role;
use egui_kittest::kittest::Queryable;
use okhotsk::history::GroupId;
use okhotsk::picture::areas::series;
use okhotsk::picture::chart::{ChartComposer, ChartRequest};
use okhotsk::picture::{Mark, Words};
use okhotsk::view::{Action, DeskAction, LedgerKind, LedgerView, Look, Scope, TimeWindow};

use crate::common::{atlas, day, failure, rows_of, run, stdout, territory};
use crate::window::{shows, window};

fn words(look: &Look) -> Words {
    Words::new(&atlas().history, look.language())
}

fn scopes() -> Vec<Scope> {
    let groups = (0_u16..).map(GroupId).take(atlas().history.groups.len()).map(Scope::Group);
    std::iter::once(Scope::All)
        .chain(groups)
        .chain([Scope::Territory(territory("iturup"))])
        .collect()
}

/// What the chart draws is what the table says, for every lens and scope, on every day that either
/// knows.
#[test]
fn the_chart_and_the_table_give_the_same_numbers() {
    let mut judged = 0;
    for lens in &atlas().history.lenses {
        for (id, scope) in [("", Scope::All), ("iturup", Scope::Territory(territory("iturup")))] {
            let mut args = vec!["areas", "--every", "change", "--format", "csv"];
            args.extend(["--lens", &lens.id]);
            if !id.is_empty() {
                args.extend(["--of", id]);
            }
            let rows = rows_of(&stdout(&args));
            let mut look = Look::new(atlas());
            let own = atlas().history.find_lens(&lens.id).unwrap();
            look.apply(atlas(), Action::SetLens(own));
            let of = scope.territories(atlas());
            let all = series(atlas(), own, look.theme(), &words(&look), &of);
            for row in &rows {
                let date = day(&row["date"]);
                let one = all.iter().filter(|one| one.name == row["holder_name"]);
                let km2: f64 = one.filter_map(|one| one.on(date)).sum();
                let told: f64 = rows
                    .iter()
                    .filter(|r| r["date"] == row["date"] && r["holder_name"] == row["holder_name"])
                    .map(|r| r["km2"].parse::<f64>().unwrap())
                    .sum();
                assert!((km2 - told).abs() < 1.0, "{} {row:?}: {km2}", lens.id);
                judged += 1;
            }
        }
    }
    assert!(judged > 300, "only {judged}");
}

/// On every day the holdings of a scope are all of its land, no more and no less.
#[test]
fn areas_are_all_of_the_land() {
    let look = Look::new(atlas());
    for scope in scopes() {
        let of = scope.territories(atlas());
        let whole: f64 = of.iter().map(|&t| atlas().area_km2(t)).sum();
        let all = series(atlas(), look.lens(), look.theme(), &words(&look), &of);
        let days = &all[0].steps;
        for &(date, _) in days {
            let sum: f64 = all.iter().filter_map(|one| one.on(date)).sum();
            assert!((sum - whole).abs() < 1e-6, "{scope:?} on {date}: {sum} of {whole}");
        }
        for one in &all {
            assert!(one.steps.iter().any(|(_, km2)| *km2 > 0.0), "{} never held any", one.name);
            assert_eq!(one.steps.len(), days.len());
        }
    }
}

/// As bars each territory has a row of its own, with its name, in the part of the time that is shown.
#[test]
fn holders_stand_below_each_other() {
    let look = Look::new(atlas());
    let days = f64::from(atlas().history.days());
    for window in [None, Some(TimeWindow::new(80_000.0, 3000.0, days))] {
        for scope in scopes() {
            let of = scope.territories(atlas());
            let ledger = LedgerView { scope, kind: LedgerKind::Holders };
            let request = ChartRequest { extent: [1200.0, 620.0], ledger, window };
            let part = ChartComposer::default().compose(atlas(), &words(&look), &look, &request);
            let marks = &part.layer("areas").unwrap().marks;
            let names: Vec<&str> = marks
                .iter()
                .filter_map(|mark| match mark {
                    Mark::Text(text) => Some(text.text.as_str()),
                    _ => None,
                })
                .collect();
            let meant: Vec<&str> = of
                .iter()
                .map(|&t| atlas().history.territory(t).name.get(look.language()))
                .collect();
            assert_eq!(names.len(), meant.len(), "{scope:?}");
            for (i, (name, whole)) in names.iter().zip(&meant).enumerate() {
                // A long one is cut, and is still told from all others.
                let begun = name.strip_suffix('…').unwrap_or(whole);
                assert!(whole.starts_with(begun) && begun.len() > 8 || name == whole, "{name}");
                assert!(!names[..i].contains(name), "{name} is there twice");
            }
            for mark in marks.iter() {
                if let Mark::Box { frame, .. } = mark {
                    assert!(
                        frame[0] >= 95.9 && frame[2] <= 1200.1 && frame[3] <= 620.0,
                        "{frame:?}"
                    );
                }
            }
        }
    }
}

#[test]
fn the_window_chooses_what_the_ledger_shows() {
    let mut harness = window(|look, atlas| look.apply(atlas, Action::GoToDay(day("1905-10-14"))));
    harness.key_press(egui::Key::A);
    harness.run();
    assert!(shows(&harness, "All lands"));
    harness.get_by_role_and_label(Role::Button, "Holders").click();
    harness.run();
    assert_eq!(harness.state().desk().ledger.kind, LedgerKind::Holders);
    harness.get_by_role_and_label(Role::Button, "Of which land: All lands").click();
    harness.run();
    let group = atlas().history.find_group("kurils").unwrap();
    let name = atlas().history.group(group).name.get(harness.state().look().language());
    let inside = harness.query_all_by_role_and_label(Role::Button, name).last();
    inside.expect("a group in the menu").click();
    harness.run();
    assert_eq!(harness.state().desk().ledger.scope, Scope::Group(group));
    let mut desk = harness.state().desk().clone();
    desk.apply(DeskAction::SetLedger(LedgerView::default()));
    assert_eq!(desk.ledger, LedgerView::default());
}

/// The ledger as a picture, without a map.
#[test]
fn the_ledger_is_saved_as_a_picture() {
    let folder = tempfile::tempdir().unwrap();
    for (parts, name) in
        [("chart,no-map", "a.svg"), ("holders,time-bar,no-map", "b.svg"), ("chart,no-map", "c.png")]
    {
        let out = folder.path().join(name);
        let done = run(&[
            "export",
            out.to_str().unwrap(),
            "--date",
            "1905",
            "--with",
            parts,
            "--of",
            "kurils",
            "--size",
            "900x500",
        ]);
        assert!(done.status.success(), "{parts}: {}", String::from_utf8_lossy(&done.stderr));
        if name.ends_with("svg") {
            let svg = std::fs::read_to_string(&out).unwrap();
            assert!(svg.contains("id=\"chart\"") && !svg.contains("id=\"map\""), "{parts}");
            assert_eq!(svg.contains("id=\"time-bar\""), parts.contains("time-bar"));
        }
    }
    for parts in ["no-map", "cards,no-map"] {
        let (code, said) = failure(&["export", "-", "--with", parts]);
        assert_eq!(code, 2);
        assert!(said.contains("without a map"), "{said}");
    }
    let (code, said) = failure(&["export", "-", "--with", "chart", "--of", "nowhere"]);
    assert_eq!(code, 2);
    assert!(said.contains("nowhere"), "{said}");
}
