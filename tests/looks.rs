//! Looks: their links, the way back, and the pictures that a composer keeps.

use std::collections::BTreeMap;

use geo::Coord;
use jiff::civil::date;
use okhotsk::app::session::Session;
use okhotsk::geography::{Camera, Size};
use okhotsk::history::{EventId, Language, LensId, PersonId, TerritoryId, plus_days};
use okhotsk::picture::compose::picture;
use okhotsk::picture::fills::fill_of;
use okhotsk::picture::{Composer, Mark, PartKind, Pattern, Picture, Request, Words, compose};
use okhotsk::view::link::{self, LinkError};
use okhotsk::view::{Action, Desk, DeskAction, Look, MapLayer, Selection, Theme};
use proptest::prelude::*;
use proptest::strategy::ValueTree;
use proptest::test_runner::TestRunner;

use crate::common::{atlas, cases, shared_atlas, territory};

const SIZE: Size = [900.0, 640.0];

fn count(len: usize) -> u16 {
    u16::try_from(len).unwrap()
}

fn selection() -> impl Strategy<Value = Option<Selection>> {
    let history = &atlas().history;
    proptest::option::of((0..count(history.territories.len()), any::<bool>()).prop_map(
        |(t, with_island)| {
            let territory = TerritoryId(t);
            let island = with_island.then(|| atlas().islands_of(territory).last()).flatten();
            Selection { territory, island }
        },
    ))
}

/// Anything that changes a look of the bundled atlas.
fn action() -> impl Strategy<Value = Action> {
    let history = &atlas().history;
    let layer = prop::sample::select(MapLayer::ALL.to_vec());
    prop_oneof![
        (1700..2027_i16).prop_map(Action::GoToYear),
        (0..119_000_i32).prop_map(|by| Action::GoToDay(plus_days(date(1700, 1, 1), by))),
        // The years in which most happens.
        (0..120_i32).prop_map(|by| Action::GoToDay(plus_days(date(1945, 8, 1), by))),
        (-3..4_i16).prop_map(Action::StepYears),
        any::<bool>().prop_map(|back| Action::StepChange { back }),
        (0..count(history.lenses.len())).prop_map(|lens| Action::SetLens(LensId(lens))),
        (0..3_u8).prop_map(|language| Action::SetLanguage(Language(language))),
        prop::sample::select(Theme::ALL.to_vec()).prop_map(Action::SetTheme),
        (layer, any::<bool>()).prop_map(|(layer, drawn)| Action::SetLayer(layer, drawn)),
        any::<bool>().prop_map(Action::SetDisputes),
        selection().prop_map(Action::Select),
        (0..count(history.events.len())).prop_map(|event| Action::OpenEvent(EventId(event))),
        proptest::option::of((0..count(history.people.len())).prop_map(PersonId))
            .prop_map(Action::OpenPerson),
        (-300.0..300.0, -300.0..300.0).prop_map(|(x, y)| Action::Pan([x, y], SIZE.into())),
        (0.0..900.0, 0.0..640.0, 0.3..4.0).prop_map(|(x, y, f)| Action::ZoomAt(
            [x, y],
            f,
            SIZE.into()
        )),
        Just(Action::Fit),
    ]
}

fn words(look: &Look) -> Words {
    Words::new(&atlas().history, look.language())
}

/// What a composer keeps from picture to picture must never be seen: after any actions in any order
/// its picture is the one that a new one makes.
#[test]
fn a_composer_that_is_kept_makes_the_same_pictures_as_a_new_one() {
    let step = (action(), 0..3_usize, any::<bool>());
    let mut runner = TestRunner::deterministic();
    let mut wrong = Vec::new();
    for run in 0..6 {
        let mut composer = Composer::default();
        let mut look = Look::new(atlas());
        let mut done = Vec::new();
        for i in 0..24 {
            let (action, size, alone) = step.new_tree(&mut runner).unwrap().current();
            look.apply(atlas(), action);
            done.push(action);
            // Another size or kind of picture only now and then, or all is made anew each time.
            let size = if i % 5 == 4 { [SIZE, [700.0, 800.0], [320.0, 200.0]][size] } else { SIZE };
            let alone = alone && i % 6 == 5;
            let request = Request { size, pixels_per_point: 1.0, alone };
            let kept = composer.compose(atlas(), &words(&look), &look, &request);
            if kept != compose(atlas(), &words(&look), &look, &request) {
                wrong.push(format!("run {run}, after {done:?}"));
                break;
            }
        }
    }
    assert!(wrong.is_empty(), "{} of 6:\n{}", wrong.len(), wrong.join("\n"));
}

/// The dots of towns on the map of a look.
fn dots(picture: &Picture) -> Vec<Mark> {
    let names = picture.map().unwrap().layer("names").unwrap();
    names.marks.iter().filter(|mark| matches!(mark, Mark::Dot { .. })).cloned().collect()
}

/// A town that grew has a larger dot, while nothing else changes and the map stays where it is.
#[test]
fn a_town_that_grew_is_drawn_larger_at_once() {
    let mut composer = Composer::default();
    let mut at = |day| {
        let mut look = Look::new(atlas());
        look.apply(atlas(), Action::GoToDay(day));
        let request = Request { size: [1085.0, 685.0], pixels_per_point: 1.0, alone: false };
        composer.compose(atlas(), &words(&look), &look, &request)
    };
    let history = &atlas().history;
    let town = history.place(history.find_place("yuzhno-sakhalinsk").unwrap());
    // When it had 20,000 inhabitants or more for the first time.
    let mut sizes = town.sizes.windows(2);
    let grown = sizes.find(|pair| pair[0].class > 2 && pair[1].class <= 2).expect("it grew");
    let grown = &grown[1];
    let before = dots(&at(plus_days(grown.from, -1)));
    assert_ne!(before, dots(&at(grown.from)), "its dot stays as it was");
}

/// Every claim has a hatch of its own, which takes turns with the others.
#[test]
fn a_third_claim_is_drawn() {
    let history = &atlas().history;
    let lens = history.find_lens("treaty").unwrap();
    let ledger = history.ledger(lens);
    let mut most = 0;
    for t in history.territory_ids() {
        for span in ledger.spans(t) {
            let claimants = span.holding.claimants.iter();
            let families: std::collections::BTreeSet<_> =
                claimants.map(|&c| history.holder(c).family).collect();
            let fill = fill_of(atlas(), span.holding, Theme::Light);
            let mut turns = BTreeMap::new();
            for overlay in fill.overlays.iter().flatten() {
                if let Pattern::Claim { turn, turns: of } = overlay.pattern {
                    assert_eq!(usize::from(of), families.len());
                    turns.insert(turn, overlay.color);
                }
            }
            assert_eq!(
                turns.len(),
                families.len(),
                "{} {}",
                history.territory(t).id,
                span.from.iso()
            );
            most = most.max(families.len());
        }
    }
    assert!(most >= 3, "nowhere are there three claims");
}

/// Two days side by side, and one clipped over the other: nothing special.
#[test]
fn two_maps_stand_in_one_picture() {
    let mut composer = Composer::default();
    let look_of = |year| {
        let mut look = Look::new(atlas());
        look.apply(atlas(), Action::GoToYear(year));
        look
    };
    let (before, after) = (look_of(1900), look_of(1910));
    let request = Request { size: [600.0, 500.0], pixels_per_point: 1.0, alone: true };
    let mut map = |look: &Look, n| composer.map(atlas(), &words(look), look, (n, &request));
    let (first, second) = (map(&before, 0), map(&after, 1));
    // Side by side: each as it is alone, but for its place.
    let mut parts = first.clone();
    parts.extend(second.iter().cloned().map(|part| part.moved([600.0, 0.0])));
    let side = picture(atlas(), &words(&before), &before, [1200.0, 500.0], parts);
    let alone = compose(atlas(), &words(&after), &after, &request);
    assert_eq!(side.part(PartKind::Map(1)).unwrap().layers, alone.map().unwrap().layers);
    let lefts = [0, 1].map(|n| side.part(PartKind::Map(n)).unwrap().frame[0].to_bits());
    let own = alone.map().unwrap().frame[0];
    assert_eq!(lefts, [own, own + 600.0].map(f32::to_bits));
    let pixels =
        |picture: &Picture| okhotsk::export::raster::pixels(atlas(), picture, 1.0).unwrap();
    let column = |(width, _, rgba): &(u32, u32, Vec<u8>), x: usize| {
        let width = usize::try_from(*width).unwrap();
        let rows = rgba.chunks_exact(4 * width);
        rows.map(|row| <[u8; 4]>::try_from(&row[4 * x..4 * x + 4]).unwrap()).collect::<Vec<_>>()
    };
    let of_side = pixels(&side);
    let of_before = pixels(&compose(atlas(), &words(&before), &before, &request));
    let of_after = pixels(&alone);
    // So far from the corner the edge of a letter may come out a 255th lighter: of 300,000 pixels a few.
    for (name, from, of) in [("left", 0, &of_before), ("right", 600, &of_after)] {
        let mut off = 0;
        for x in 0..600 {
            let pixels = column(&of_side, from + x).into_iter().zip(column(of, x));
            for (here, there) in pixels.filter(|(here, there)| here != there) {
                off += 1;
                let most = (0..4).map(|i| here[i].abs_diff(there[i])).max();
                assert_eq!(most, Some(1), "column {x} on the {name}");
            }
        }
        assert!(off <= 250, "{off} pixels on the {name}");
    }
    // A swipe line at 250 points: the second day over the first, from there on.
    let mut parts = first;
    parts.extend(second.into_iter().map(|part| part.clipped([250.0, 0.0, 600.0, 500.0])));
    let swipe = pixels(&picture(atlas(), &words(&before), &before, [600.0, 500.0], parts));
    for (x, of) in [(5, &of_before), (240, &of_before), (260, &of_after), (590, &of_after)] {
        assert!(column(&swipe, x) == column(of, x), "column {x} of the swipe");
    }
    assert!(column(&of_before, 240) != column(&of_after, 240), "the two days look alike");
    // The picture writes as one SVG, every id once.
    let svg = okhotsk::export::svg(atlas(), &side, 1.0);
    let mut ids: Vec<&str> =
        svg.split(" id=\"").skip(1).filter_map(|s| s.split('"').next()).collect();
    ids.sort_unstable();
    let all = ids.len();
    ids.dedup();
    assert_eq!(ids.len(), all, "an id is there twice");
}

fn look() -> impl Strategy<Value = Look> {
    prop::collection::vec(action(), 0..14).prop_map(|actions| {
        let mut look = Look::new(atlas());
        for action in actions {
            look.apply(atlas(), action);
        }
        look
    })
}

proptest! {
    #![proptest_config(cases(1000))]

    #[test]
    fn a_look_comes_back_from_its_link(look in look()) {
        let text = link::of(atlas(), &look);
        prop_assert!(text.len() < 400 && text.chars().all(|c| c.is_ascii_graphic()), "{}", text);
        let opened = link::read(atlas(), &text).unwrap();
        prop_assert_eq!(&opened.left_out, &Vec::<String>::new());
        prop_assert_eq!(opened.look, look);
    }

    #[test]
    fn a_damaged_link_is_read_or_explained(look in look(), at in any::<usize>(), put in ".{0,6}") {
        let text = link::of(atlas(), &look);
        let mut damaged: Vec<char> = text.chars().collect();
        let at = at % damaged.len();
        damaged.splice(at..(at + 2).min(damaged.len()), put.chars());
        let damaged: String = damaged.into_iter().collect();
        if let Ok(opened) = link::read(atlas(), &damaged) {
            let history = &atlas().history;
            prop_assert!(opened.look.moment() >= history.first_day);
            prop_assert!(opened.left_out.iter().all(|part| part.chars().count() <= 61));
            prop_assert!(!opened.left_out.iter().any(|part| part.contains(char::is_control)));
        }
    }
}

#[test]
fn a_link_is_short_and_readable() {
    let mut look = Look::new(atlas());
    look.apply(atlas(), Action::GoToDay(date(1905, 10, 14)));
    let selection = Selection { territory: territory("iturup"), island: None };
    look.apply(atlas(), Action::Select(Some(selection)));
    look.apply(atlas(), Action::SetLayer(MapLayer::Towns, false));
    assert_eq!(
        link::of(atlas(), &look),
        "okhotsk:1905-10-14?lens=control&lang=en&territory=iturup&hide=towns&atlas=okhotsk"
    );
    look.apply(atlas(), Action::GoToYear(1875));
    assert!(link::of(atlas(), &look).starts_with("okhotsk:1875?"));
}

#[test]
fn what_a_link_says_that_is_unknown_is_left_out_and_told() {
    for (text, left_out) in [
        ("okhotsk:1905?lens=control", &[][..]),
        ("  OKHOTSK:1905?lens=treaty&v=1 ", &[]),
        ("okhotsk:1905", &[]),
        ("okhotsk:1650?lens=control", &["1650"]),
        ("okhotsk:?lens=treaty", &[""]),
        ("okhotsk:1905?lens=moon", &["lens=moon"]),
        ("okhotsk:1905?territory=atlantis&theme=dark", &["territory=atlantis"]),
        ("okhotsk:1905?hide=towns,moons", &["hide=towns,moons"]),
        ("okhotsk:1905?map=1,2", &["map=1,2"]),
        ("okhotsk:1905?map=1,2,0", &["map=1,2,0"]),
        ("okhotsk:1905?map=1,2,nan", &["map=1,2,nan"]),
        ("okhotsk:1905?colour=red&disputes=perhaps", &["colour=red", "disputes=perhaps"]),
        ("okhotsk:1905?lens=treaty&lens=japan", &["lens=japan"]),
        ("okhotsk:1905?lens=%ff", &["lens=%ff"]),
        ("okhotsk:1905?nonsense", &["nonsense"]),
    ] {
        let opened = link::read(atlas(), text).unwrap_or_else(|error| panic!("{text}: {error}"));
        assert_eq!(opened.left_out, left_out, "{text}");
    }
    let opened = link::read(atlas(), "okhotsk:1905?territory=atlantis&theme=dark").unwrap();
    assert_eq!(opened.look.theme(), Theme::Dark, "the rest holds");
    let first = link::read(atlas(), "okhotsk:1905?lens=treaty&lens=japan").unwrap();
    assert_eq!(atlas().history.lens(first.look.lens()).id, "treaty", "of two the first holds");
}

#[test]
fn a_text_that_is_no_link_of_this_atlas_is_explained() {
    let long = format!("okhotsk:1905?lens={}", "x".repeat(5000));
    for (text, error) in [
        ("", LinkError::NotALink),
        ("https://example.org/1905", LinkError::NotALink),
        ("オホーツク", LinkError::NotALink),
        ("okhots", LinkError::NotALink),
        (long.as_str(), LinkError::TooLong),
        ("okhotsk:1905?v=2&lens=control", LinkError::Newer("2".to_owned())),
        ("okhotsk:1905?v=x", LinkError::Newer("x".to_owned())),
        ("okhotsk:1905?atlas=balkans", LinkError::OtherAtlas("balkans".to_owned())),
    ] {
        assert_eq!(link::read(atlas(), text).unwrap_err(), error, "{text}");
        assert!(!error.to_string().is_empty());
    }
}

#[test]
fn the_way_back_takes_drags_as_one_and_forgets_what_was_left() {
    let mut session = Session::new(shared_atlas(), Look::new(atlas()), Desk::default());
    let first = session.look().clone();
    assert!(!session.undo() && !session.redo());
    for year in 1800..1850 {
        session.act(Action::GoToYear(year));
    }
    session.settle();
    session.act(Action::GoToYear(1900));
    assert!(session.undo());
    assert_eq!(session.look().moment().year(), 1849);
    assert!(session.undo());
    assert_eq!(session.look(), &first);
    assert!(session.redo());
    assert_eq!(session.look().moment().year(), 1849);
    // Something else after a step back: what was taken back is gone.
    session.act(Action::SetTheme(Theme::Dark));
    assert!(!session.redo());
    // What changes nothing is no step.
    session.act(Action::SetTheme(Theme::Dark));
    assert!(session.undo());
    assert_eq!(session.look().theme(), Theme::Light);
    // A run of the time is one step.
    session.arrange(DeskAction::SetSpeed(10.0));
    session.arrange(DeskAction::TogglePlay);
    for _ in 0..20 {
        session.tick(0.2);
    }
    assert!(session.look().moment().year() > 1870);
    assert!(session.undo());
    assert_eq!(session.look().moment().year(), 1849);
    // Cards are part of a look.
    session.act(Action::OpenPerson(Some(PersonId(0))));
    assert!(session.undo() && session.look().person().is_none());
    assert!(session.redo() && session.look().person() == Some(PersonId(0)));
}

#[test]
fn a_place_over_the_map_that_is_none_changes_nothing() {
    for (x, y, km_per_point) in
        [(f64::NAN, 0.0, 1.0), (0.0, f64::INFINITY, 1.0), (0.0, 0.0, 0.0), (0.0, 0.0, -1.0)]
    {
        let mut look = Look::new(atlas());
        let camera = Camera { centre_map_km: Coord { x, y }, km_per_point };
        look.apply(atlas(), Action::SetCamera(camera));
        assert_eq!(look, Look::new(atlas()));
    }
}
