//! Saved pictures carry their view, and give it back.

use std::fs;
use std::sync::LazyLock;

use okhotsk::atlas::{Atlas, Depth, Files, load};
use okhotsk::export::carried::{view_in, view_in_file};
use okhotsk::export::job::{Job, PictureFormat, picture_of};
use okhotsk::export::svg::{self, Lettering};
use okhotsk::export::{pdf, png};
use okhotsk::history::{EventId, GroupId, Language, LensId, TerritoryId, plus_days};
use okhotsk::picture::sheet::{With, Without};
use okhotsk::picture::{Picture, Words};
use okhotsk::view::{Action, Comparison, Look, MapLayer, Mode, Other, Selection, Theme, link};
use proptest::prelude::*;

use crate::common::{atlas, cases, day, failure, fixture};
use crate::window::window;

/// Any look that a reader can have.
fn looks() -> impl Strategy<Value = Look> {
    let counts = atlas();
    let territories = u16::try_from(counts.history.territories.len()).unwrap();
    let groups = u16::try_from(counts.history.groups.len()).unwrap();
    let events = u16::try_from(counts.history.events.len()).unwrap();
    let when = (0..119_300_i32, any::<bool>());
    let seen = (0..4_u16, 0..3_u8, 0..4_usize, any::<[bool; MapLayer::ALL.len()]>());
    let chosen = (0..3_u8, 0..territories, 0..groups, prop::option::of(0..events), any::<bool>());
    let place = prop::option::of((-900.0..900.0_f64, -900.0..900.0_f64, 1.0..30.0_f64));
    let compared = prop::option::of((0..119_300_i32, 0..4_u16, 0..3_usize, 0..3_u8));
    (when, seen, chosen, place, compared).prop_map(|(when, seen, chosen, place, compared)| {
        let atlas = atlas();
        let mut look = Look::new(atlas);
        let at = |days| plus_days(atlas.history.first_day, days);
        let mut act = |action| look.apply(atlas, action);
        let moment = at(when.0);
        act(if when.1 { Action::GoToYear(moment.year()) } else { Action::GoToDay(moment) });
        act(Action::SetLens(LensId(seen.0)));
        act(Action::SetLanguage(Language(seen.1)));
        act(Action::SetTheme(Theme::ALL[seen.2]));
        for (layer, drawn) in MapLayer::ALL.into_iter().zip(seen.3) {
            act(Action::SetLayer(layer, drawn));
        }
        match chosen.0 {
            0 => {
                let territory = TerritoryId(chosen.1);
                act(Action::Select(Some(Selection { territory, island: None })));
            }
            1 => act(Action::SelectGroup(GroupId(chosen.2))),
            _ => {}
        }
        if let Some(event) = chosen.3 {
            act(Action::OpenEvent(EventId(event)));
        }
        act(Action::SetDisputes(chosen.4));
        if let Some((x, y, closer)) = place {
            let size = [900.0, 600.0];
            act(Action::Pan([x, y], size.into()));
            act(Action::ZoomAt([450.0, 300.0], closer, size.into()));
        }
        if let Some((days, lens, mode, kind)) = compared {
            let moment = Other::Moment { day: at(days), by_year: false };
            let other = if kind == 0 { moment } else { Other::Lens(LensId(lens)) };
            let pair = Comparison::with(other, Mode::ALL[mode]);
            act(Action::Compare(Some(if kind == 2 { Comparison::Lenses } else { pair })));
        }
        look
    })
}

fn file(look: &Look, format: PictureFormat) -> Vec<u8> {
    let size = [200.0, 140.0];
    let with = With::default();
    let lettering = Lettering::Text;
    let job = Job { look: look.clone(), size, scale: 0.5, format, paper: false, with, lettering };
    job.file(atlas()).unwrap()
}

proptest! {
    #![proptest_config(cases(1000))]

    /// A thousand looks come back from their links.
    #[test]
    fn every_look_survives_its_link(look in looks()) {
        let opened = link::read(atlas(), &link::of(atlas(), &look)).unwrap();
        prop_assert_eq!(opened.left_out, Vec::<String>::new());
        prop_assert_eq!(opened.look, look);
    }
}

proptest! {
    #![proptest_config(cases(12))]

    /// And from their pictures.
    #[test]
    fn every_look_survives_its_picture(look in looks()) {
        for format in [PictureFormat::Png, PictureFormat::Svg, PictureFormat::Pdf] {
            let bytes = file(&look, format);
            let view = in_file(&bytes).expect("a view");
            prop_assert_eq!(&view, &link::of(atlas(), &look));
            let opened = link::read(atlas(), &view).unwrap();
            prop_assert_eq!(&opened.look, &look);
        }
    }

    /// Whatever stands in a file, it is read or it is not.
    #[test]
    fn no_file_ends_the_program(bytes in prop::collection::vec(any::<u8>(), 0..600), png: bool) {
        let mut all = if png { file(&Look::new(atlas()), PictureFormat::Png) } else {
            file(&Look::new(atlas()), PictureFormat::Svg)
        };
        let at = bytes.len() * 7 % all.len();
        for (to, from) in all[at..].iter_mut().zip(&bytes) {
            *to = *from;
        }
        let view = view_in(&all);
        prop_assert!(view.is_none_or(|view| view.len() < all.len()));
        let view = view_in(&bytes);
        prop_assert!(view.is_none_or(|view| view.len() <= bytes.len()));
        all.truncate(at);
        prop_assert!(view_in(&all).is_none_or(|view| view.len() < at.max(1)));
    }
}

proptest! {
    #![proptest_config(cases(1000))]

    /// A thousand looks come back from every kind of file. What is drawn has no part in that, so it is the
    /// same small picture each time.
    #[test]
    fn every_look_survives_every_kind_of_file(look in looks()) {
        let (tiny, picture) = &*SMALL;
        let mut picture = picture.clone();
        let link = link::of(atlas(), &look);
        picture.view = Some(link.clone());
        let files = [
            png::png(tiny, &picture, 0.25, 3779.0).unwrap(),
            svg::written(tiny, &picture, svg::Extent::Pixels(1.0), Lettering::Text).into_bytes(),
            pdf::pdf(tiny, &picture, "en").unwrap(),
        ];
        for file in files {
            let view = in_file(&file);
            prop_assert_eq!(view.as_ref(), Some(&link));
            let opened = link::read(atlas(), &view.unwrap()).unwrap();
            prop_assert_eq!(opened.left_out, Vec::<String>::new());
            prop_assert_eq!(&opened.look, &look);
        }
    }
}

/// The view in a file of these bytes.
fn in_file(bytes: &[u8]) -> Option<String> {
    let file = tempfile::NamedTempFile::new().unwrap();
    fs::write(file.path(), bytes).unwrap();
    view_in_file(file.path()).ok()
}

/// The smallest atlas, and a picture of it.
static SMALL: LazyLock<(Atlas, Picture)> = LazyLock::new(|| {
    let tiny = load(&Files::Folder(fixture("tiny")), Depth::Quick).unwrap();
    let (look, words) = (Look::new(&tiny), Words::new(&tiny.history, Language(0)));
    let without = Without { title: true, legend: true, foot: true };
    let picture = picture_of(
        &tiny,
        &words,
        &look,
        ([160.0, 120.0], 1.0),
        With { without, ..With::default() },
    );
    (tiny, picture)
});

/// A picture on the command line; what carries no view is told in a sentence.
#[test]
fn what_carries_no_view_is_told() {
    let folder = tempfile::tempdir().unwrap();
    let path = |name: &str| folder.path().join(name);
    std::fs::write(path("empty.png"), "").unwrap();
    std::fs::write(path("text.svg"), "<svg><title>okhotsk:1905</title></svg>").unwrap();
    std::fs::write(path("other.svg"), "<svg><metadata id=\"x\">okhotsk:1905</metadata></svg>")
        .unwrap();
    for name in ["empty.png", "text.svg", "other.svg"] {
        let (code, said) = failure(&["--open", path(name).to_str().unwrap()]);
        assert_eq!(code, 2, "{name}: {said}");
        assert!(said.contains("carries no view"), "{name}: {said}");
    }
    let (code, said) = failure(&["--open", folder.path().to_str().unwrap()]);
    assert_eq!(code, 2);
    assert!(said.contains("carries no view"), "{said}");
    let (_, said) = failure(&["--open", "nowhere.png"]);
    assert!(said.contains("no link"), "{said}");
    std::fs::write(path("own.svg"), file(&Look::new(atlas()), PictureFormat::Svg)).unwrap();
    let view = view_in_file(&path("own.svg")).unwrap();
    assert_eq!(view, link::of(atlas(), &Look::new(atlas())));
}

/// A link that is typed into the search shows its view.
#[test]
fn the_search_takes_a_link() {
    use egui::{Key, Modifiers};
    let mut harness = window(|_, _| {});
    harness.key_press_modifiers(Modifiers::COMMAND, Key::K);
    harness.run();
    harness.event(egui::Event::Text("okhotsk:1875-08-22?lens=treaty&atlas=okhotsk".to_owned()));
    harness.run();
    harness.key_press(Key::Enter);
    harness.run();
    let look = harness.state().look();
    assert_eq!(look.moment(), day("1875-08-22"));
    assert_eq!(Some(look.lens()), atlas().history.find_lens("treaty"));
}
