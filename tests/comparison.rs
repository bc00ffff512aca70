//! Two moments or two lenses together: beside each other, one over the other, or what is different.

use egui::accesskit::Role;
use egui::{Key, Modifiers, pos2};
use egui_kittest::kittest::{NodeT, Queryable};
use okhotsk::atlas::territory_of;
use okhotsk::history::LensId;
use okhotsk::picture::cards::changes;
use okhotsk::picture::comparison::frames;
use okhotsk::picture::{
    Composer, DayState, Fill, Mark, Part, PartKind, Picture, Request, Words, compose,
};
use okhotsk::view::{Action, Comparison, Look, Mode, Other, link};
use proptest::prelude::*;

use crate::common::{atlas, cases, day, failure, run, stdout, territory};
use crate::window::{shows, window};

fn moment(date: &str) -> Other {
    Other::Moment { day: day(date), by_year: false }
}

/// The look of a day that is compared.
fn compared(date: &str, other: Other, mode: Mode) -> Look {
    let mut look = Look::new(atlas());
    look.apply(atlas(), Action::GoToDay(day(date)));
    look.apply(atlas(), Action::Compare(Some(Comparison::with(other, mode))));
    look
}

fn picture(look: &Look, size: [f64; 2]) -> Picture {
    let words = Words::new(&atlas().history, look.language());
    compose(atlas(), &words, look, &Request { size, pixels_per_point: 1.0, alone: true })
}

fn parts(picture: &Picture, of: impl Fn(PartKind) -> bool) -> Vec<&Part> {
    picture.parts.iter().filter(|part| of(part.kind)).collect()
}

/// The fills of all territories on a map.
fn fills(part: &Part) -> Vec<(okhotsk::history::TerritoryId, Fill)> {
    let marks = part.layer("land").unwrap().marks.iter();
    marks
        .filter_map(|mark| match mark {
            Mark::Land { region: Some(region), fill, .. } => Some((territory_of(*region), *fill)),
            _ => None,
        })
        .collect()
}

/// Two maps share nothing of the picture, stand on one place, and have one legend; the earlier is first.
#[test]
fn two_moments_stand_beside_each_other() {
    let look = compared("1905-10-14", moment("1875-08-22"), Mode::Side);
    for size in [[1920.0, 1080.0], [1080.0, 1920.0], [1085.0, 685.0]] {
        let picture = picture(&look, size);
        let maps = parts(&picture, |kind| matches!(kind, PartKind::Map(_)));
        assert_eq!(maps.len(), 2, "{size:?}");
        let apart = |a: &Part, b: &Part| a.frame[2] <= b.frame[0] || a.frame[3] <= b.frame[1];
        assert!(apart(maps[0], maps[1]), "{:?} and {:?}", maps[0].frame, maps[1].frame);
        let [a, b] = [maps[0], maps[1]].map(|map| map.map.unwrap().camera);
        assert_eq!(a, b, "the cameras are linked");
        let around = parts(&picture, |kind| matches!(kind, PartKind::Furniture(_)));
        let legends = around.iter().filter(|part| part.layer("legend").is_some()).count();
        assert!(legends == 1 || size[0] < 1300.0, "{legends} legends at {size:?}");
        let sakhalin = |part: &Part| {
            fills(part).into_iter().find(|(t, _)| *t == territory("sakhalin-south")).unwrap().1
        };
        assert_ne!(sakhalin(maps[0]), sakhalin(maps[1]), "Russia's, then Japan's");
        let alone = |date: &str| {
            let mut look = Look::new(atlas());
            look.apply(atlas(), Action::GoToDay(day(date)));
            DayState::of(atlas(), &look).fill(atlas(), territory("sakhalin-south"), look.theme())
        };
        assert_eq!(sakhalin(maps[0]), alone("1875-08-22"));
        assert_eq!(sakhalin(maps[1]), alone("1905-10-14"));
    }
}

/// The legend of both has the holders of either, with the areas of both.
#[test]
fn the_legend_serves_both_maps() {
    let look = compared("1946-06-01", moment("1906-06-30"), Mode::Side);
    let words = Words::new(&atlas().history, look.language());
    let mut composer = Composer::default();
    let request = Request { size: [1920.0, 1080.0], pixels_per_point: 1.0, alone: true };
    composer.compose(atlas(), &words, &look, &request);
    let legend = composer.legend().expect("a legend");
    let row = |name: &str| legend.rows.iter().find(|row| row.name == name);
    for name in ["Empire of Japan", "Russian Empire", "Soviet Union"] {
        let row = row(name).unwrap_or_else(|| panic!("{name} is missing"));
        assert!(row.area.contains(" – "), "{}", row.area);
    }
    assert!(row("Russian Empire").unwrap().area.ends_with("– 0"));
    assert!(row("Soviet Union").unwrap().area.starts_with("0 –"));
}

/// Left of the line nothing of the second is seen, and nothing of the map goes missing.
#[test]
fn a_swipe_shows_one_map_on_either_side() {
    for part in [0.02, 0.3, 0.5, 0.98] {
        let mut look = compared("1905-10-14", moment("1875-08-22"), Mode::Swipe);
        look.apply(atlas(), Action::MoveDivide(part));
        let picture = picture(&look, [1200.0, 800.0]);
        let maps = parts(&picture, |kind| matches!(kind, PartKind::Map(_)));
        let [under, over] = maps.as_slice() else { panic!("{} maps", maps.len()) };
        let bits = |frame: [f32; 4]| frame.map(f32::to_bits);
        assert_eq!(bits(under.frame), bits(over.frame));
        let [left, _, right, _] = under.frame;
        #[expect(clippy::cast_possible_truncation, reason = "a part of one")]
        let x = left + (right - left) * part as f32;
        assert!((over.clip[0] - x).abs() < 1.0, "{:?} for {x}", over.clip);
        assert!((over.clip[2] - right).abs() < 1e-3 && bits(under.clip) == bits(under.frame));
        for inset in parts(&picture, |kind| matches!(kind, PartKind::Inset(1, _))) {
            assert!(inset.clip[0] >= x - 1.0 || inset.clip[0] >= inset.clip[2], "{:?}", inset.clip);
        }
        assert_eq!(parts(&picture, |kind| matches!(kind, PartKind::Furniture(_))).len(), 1);
        assert_eq!(picture.parts.last().unwrap().kind, PartKind::Divide);
    }
}

/// A difference colours what has other holders, and nothing else.
#[test]
fn a_difference_colours_what_changed() {
    for (from, to) in [("1875-08-22", "1905-10-14"), ("1944-01-01", "1946-06-01")] {
        let look = compared(to, moment(from), Mode::Difference);
        let picture = picture(&look, [1200.0, 800.0]);
        let maps = parts(&picture, |kind| matches!(kind, PartKind::Map(_)));
        let ledger = atlas().history.ledger(look.lens());
        let plain = |fill: &Fill| fill.overlays.iter().flatten().count() == 0;
        let mut changed = 0;
        for (t, fill) in fills(maps[0]) {
            let holder = |date: &str| ledger.on(t, day(date)).holding.holder;
            let same = holder(from) == holder(to);
            changed += usize::from(!same);
            // The islets have a ring in place of the hatch.
            let small = atlas().area_km2(t) < 3000.0;
            assert!(plain(&fill) == same || small, "{}", atlas().history.territory(t).id);
        }
        assert!(changed > 0, "{from} to {to}");
        let words = Words::new(&atlas().history, look.language());
        let list = changes(atlas(), &words, &look).expect("two looks");
        let listed: usize = list.rows.iter().map(|row| row.territories.len()).sum();
        assert_eq!(listed, changed);
        let km2: f64 = list.rows.iter().map(|row| row.km2).sum();
        let own: f64 = list
            .rows
            .iter()
            .flat_map(|row| &row.territories)
            .map(|(t, _)| atlas().area_km2(*t))
            .sum();
        assert!((km2 - own).abs() < 1e-6);
        assert!(list.rows.windows(2).all(|pair| pair[0].km2 >= pair[1].km2));
    }
}

/// Names on what has not changed are inked for the colour that it has there, not for its holder's.
#[test]
fn names_on_what_stayed_are_inked_for_its_colour() {
    use okhotsk::picture::labels::{contrast, ink_on};
    let treaty = atlas().history.find_lens("treaty").unwrap();
    let look = compared("1906-06-30", Other::Lens(treaty), Mode::Difference);
    let picture = picture(&look, [1920.0, 1080.0]);
    let map = parts(&picture, |kind| kind == PartKind::Map(0))[0];
    let grey = fills(map).first().expect("land").1.base;
    let ink = ink_on([grey; 2]);
    let name = atlas().history.find_territory("sakhalin-north").unwrap();
    let name = atlas().history.territory(name).name.get(look.language()).to_uppercase();
    let inks = map.layer("names").unwrap().marks.iter().filter_map(|mark| match mark {
        Mark::Along(along) if along.text.text == name => Some(along.text.color),
        Mark::Text(text) if text.text == name => Some(text.color),
        _ => None,
    });
    let inks: Vec<_> = inks.collect();
    assert!(!inks.is_empty(), "{name} is not there");
    assert!(inks.iter().all(|own| *own == ink && contrast(*own, grey) > 4.5), "{inks:?}");
}

/// All lenses at once: a map each, none over another, each by its lens.
#[test]
fn four_lenses_are_a_sheet_of_four() {
    let mut look = Look::new(atlas());
    look.apply(atlas(), Action::GoToDay(day("1960-01-01")));
    look.apply(atlas(), Action::Compare(Some(Comparison::Lenses)));
    let frames = frames(atlas(), &look, [1920.0, 1080.0]);
    assert_eq!(frames.len(), 4);
    for (i, a) in frames.iter().enumerate() {
        for b in &frames[i + 1..] {
            let apart = a[2] <= b[0] || b[2] <= a[0] || a[3] <= b[1] || b[3] <= a[1];
            assert!(apart, "{a:?} and {b:?}");
        }
    }
    let picture = picture(&look, [1920.0, 1080.0]);
    let maps = parts(&picture, |kind| matches!(kind, PartKind::Map(_)));
    assert_eq!(maps.len(), 4);
    for (n, map) in maps.iter().enumerate() {
        let mut own = Look::new(atlas());
        own.apply(atlas(), Action::GoToDay(day("1960-01-01")));
        own.apply(atlas(), Action::SetLens(LensId(u16::try_from(n).unwrap())));
        let meant = DayState::of(atlas(), &own);
        for (t, fill) in fills(map) {
            let whole = meant.fill(atlas(), t, own.theme());
            assert_eq!(fill.base, whole.base, "lens {n}, {}", atlas().history.territory(t).id);
        }
    }
}

/// A composer that is kept gives what a fresh one gives, from one comparison to the next.
#[test]
fn a_kept_composer_is_never_stale() {
    let mut composer = Composer::default();
    let request = Request { size: [900.0, 600.0], pixels_per_point: 1.0, alone: false };
    let mut look = Look::new(atlas());
    let words = Words::new(&atlas().history, look.language());
    let lenses = Comparison::with(Other::Lens(LensId(1)), Mode::Swipe);
    let steps = [
        Action::GoToDay(day("1905-10-14")),
        Action::Compare(Some(Comparison::with(moment("1875-08-22"), Mode::Side))),
        Action::Compare(Some(Comparison::with(moment("1875-08-22"), Mode::Swipe))),
        Action::MoveDivide(0.3),
        Action::SwapComparison,
        Action::Compare(Some(Comparison::with(moment("1945-09-05"), Mode::Difference))),
        Action::GoToYear(1946),
        Action::Compare(Some(lenses)),
        Action::Compare(Some(Comparison::Lenses)),
        Action::Compare(None),
        Action::GoToYear(1853),
    ];
    for action in steps {
        look.apply(atlas(), action);
        let kept = composer.compose(atlas(), &words, &look, &request);
        let fresh = compose(atlas(), &words, &look, &request);
        assert_eq!(kept, fresh, "after {action:?}");
    }
}

proptest! {
    #![proptest_config(cases(64))]

    /// What is compared comes back from its link.
    #[test]
    fn a_comparison_survives_its_link(
        days in 0..119_000_i32, by_year: bool, lens in 0..4_u16, mode in 0..3_usize,
        divide in 0.0..1.0_f64, kind in 0..3_u8,
    ) {
        let day = okhotsk::history::plus_days(atlas().history.first_day, days);
        let day = if by_year { jiff::civil::date(day.year(), 12, 31) } else { day };
        let day = day.min(atlas().history.last_day);
        let other = match kind {
            0 => Other::Moment { day, by_year },
            _ => Other::Lens(LensId(lens)),
        };
        let comparison = match kind {
            2 => Comparison::Lenses,
            _ => Comparison::with(other, Mode::ALL[mode]).divided_at(divide),
        };
        let mut look = Look::new(atlas());
        look.apply(atlas(), Action::Compare(Some(comparison)));
        prop_assert_eq!(look.comparison(), Some(comparison));
        let opened = link::read(atlas(), &link::of(atlas(), &look)).unwrap();
        prop_assert_eq!(opened.left_out, Vec::<String>::new());
        prop_assert_eq!(opened.look, look);
    }
}

/// What makes no sense in a link is left out and told; the rest holds.
#[test]
fn a_broken_comparison_is_left_out() {
    for value in ["", "1905,side,3,4", "1650", "nobody", "1905,sideways", "1905,swipe,x", "lens:1"]
    {
        let text = format!("okhotsk:1945?compare={value}&lens=treaty&atlas=okhotsk");
        let opened = link::read(atlas(), &text).unwrap();
        assert_eq!(opened.left_out, [format!("compare={value}")]);
        assert_eq!(opened.look.comparison(), None);
        assert_eq!(opened.look.lens(), atlas().history.find_lens("treaty").unwrap());
    }
}

#[test]
fn the_window_compares_by_key_and_by_hand() {
    let mut harness = window(|look, atlas| look.apply(atlas, Action::GoToDay(day("1905-10-14"))));
    harness.key_press(Key::V);
    harness.run();
    let first = Comparison::first(atlas(), harness.state().look());
    assert_eq!(harness.state().look().comparison(), Some(first));
    assert!(shows(&harness, "What is different"), "the list of changes");
    // As a swipe, whose line is dragged and moved by keys.
    harness.get_by_role_and_label(Role::Button, "Swipe").click();
    harness.run();
    let divide = |harness: &egui_kittest::Harness<'_, okhotsk::app::AtlasApp>| match harness
        .state()
        .look()
        .comparison()
    {
        Some(Comparison::Pair { divide, .. }) => divide,
        other => panic!("{other:?}"),
    };
    assert_eq!(divide(&harness), 500);
    let camera = harness.state().look().chosen_camera();
    let line = harness.get_by_role_and_label(Role::Slider, "Line between the two maps").rect();
    harness.hover_at(line.center());
    harness.drag_at(line.center());
    harness.run();
    harness.hover_at(line.center() - egui::vec2(200.0, 0.0));
    harness.run();
    harness.drop_at(line.center() - egui::vec2(200.0, 0.0));
    harness.run();
    let dragged = divide(&harness);
    assert!(dragged < 400, "{dragged}");
    assert_eq!(harness.state().look().chosen_camera(), camera, "the map was not dragged");
    harness.get_by_role_and_label(Role::Slider, "Line between the two maps").focus();
    harness.run();
    harness.key_press(Key::ArrowRight);
    harness.run();
    assert_eq!(divide(&harness), dragged + 20);
    // A drag is one step back.
    harness.key_press_modifiers(Modifiers::COMMAND, Key::Z);
    harness.run();
    // The other becomes the own.
    let before = harness.state().look().moment();
    harness.get_by_role_and_label(Role::Button, "Swap").click();
    harness.run();
    assert_ne!(harness.state().look().moment(), before);
    harness.get_by_role_and_label(Role::Button, "End the comparison").click();
    harness.run();
    assert_eq!(harness.state().look().comparison(), None);
}

/// A click on either of two maps selects what is there.
#[test]
fn both_maps_can_be_clicked() {
    let mut harness = window(|look, atlas| {
        look.apply(atlas, Action::GoToDay(day("1905-10-14")));
        let comparison = Comparison::with(moment("1875-08-22"), Mode::Side);
        look.apply(atlas, Action::Compare(Some(comparison)));
    });
    let image =
        harness.query_all_by_role(Role::Image).map(|node| node.rect()).next().expect("the map");
    let picture = harness.state().picture().unwrap().clone();
    let urup = atlas().bounds_of(&[territory("urup")]).unwrap().center();
    for kind in [PartKind::Map(0), PartKind::Map(1)] {
        let part = picture.part(kind).unwrap();
        let [x, y] = part.map.unwrap().camera.screen_from_map(urup, part.size());
        #[expect(clippy::cast_possible_truncation, reason = "points of a screen")]
        let at = image.min + egui::vec2(part.frame[0] + x as f32, part.frame[1] + y as f32);
        harness.state_mut().act(Action::Select(None));
        harness.run();
        crate::window::click_at(&mut harness, pos2(at.x, at.y));
        let selected = harness.state().look().selection().map(|s| s.territory);
        assert_eq!(selected, Some(territory("urup")), "{kind:?}");
    }
}

/// A comparison with itself, or with what the data do not cover, is refused with what is possible.
#[test]
fn the_command_line_compares_and_refuses() {
    let folder = tempfile::tempdir().unwrap();
    for (mode, name) in [("side", "a.png"), ("swipe", "b.png"), ("diff", "c.svg")] {
        let out = folder.path().join(name);
        let out = out.to_str().unwrap();
        let args =
            ["export", out, "--date", "1905-10-14", "--compare", "1875-08-22", "--mode", mode];
        let done = run(&[args.as_slice(), ["--size", "900x600"].as_slice()].concat());
        assert!(done.status.success(), "{mode}: {}", String::from_utf8_lossy(&done.stderr));
        assert!(std::fs::metadata(out).unwrap().len() > 10_000);
    }
    let svg =
        stdout(&["export", "-", "--date", "1960", "--compare", "lenses", "--size", "900x600"]);
    for id in ["map", "map-2", "map-3", "map-4"] {
        assert!(svg.contains(&format!("id=\"{id}\"")), "{id}");
    }
    for (other, said) in [
        ("1905-10-14", "the picture itself"),
        ("control", "the picture itself"),
        ("1650", "1700-01-01"),
        ("nobody", "treaty"),
        ("", "treaty"),
    ] {
        let args = ["export", "-", "--date", "1905-10-14", "--compare", other];
        let (code, told) = failure(&args);
        assert_eq!(code, 2, "{other}: {told}");
        assert!(told.contains(said), "{other}: {told}");
    }
}

/// Who does not see the map hears both looks.
#[test]
fn a_comparison_is_described() {
    let look = compared("1905-10-14", moment("1875-08-22"), Mode::Side);
    let described = picture(&look, [900.0, 600.0]).description;
    assert!(described.contains("22 August 1875") && described.contains("14 October 1905"));
    let harness = window(|own, atlas| {
        own.apply(atlas, Action::GoToDay(day("1905-10-14")));
        own.apply(atlas, Action::Compare(look.comparison()));
    });
    let image = harness.query_all_by_role(Role::Image).next().expect("the map");
    let label = image.accesskit_node().label().unwrap_or_default();
    assert!(label.contains("22 August 1875"), "{label}");
}
