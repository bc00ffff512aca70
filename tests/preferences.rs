//! The memory from one sitting to the next: a round trip, and files that are damaged or of another
//! atlas.

use std::fs;

use geo::Coord;
use jiff::civil::date;
use okhotsk::geography::Camera;
use okhotsk::geography::camera::{MAX_KM_PER_POINT, MIN_KM_PER_POINT};
use okhotsk::history::Language;
use okhotsk::view::{Action, Preferences, Selection, Theme, View};
use proptest::prelude::*;

use crate::common::{atlas, cases, territory};

fn some_view() -> View {
    let atlas = atlas();
    let mut view = View::new(atlas);
    view.apply(atlas, Action::GoToDay(date(1905, 8, 15)));
    view.apply(atlas, Action::SetTheme(Theme::Dark));
    view.apply(atlas, Action::SetLanguage(Language(2)));
    let selection = Selection { territory: territory("iturup"), island: None };
    view.apply(atlas, Action::Select(Some(selection)));
    view.camera = Some(Camera { centre_map_km: Coord { x: 100.0, y: -50.0 }, km_per_point: 0.5 });
    view
}

fn restored(preferences: &Preferences) -> View {
    let mut view = View::new(atlas());
    preferences.restore(&mut view, atlas());
    view
}

#[test]
fn a_view_comes_back_as_it_was() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("deep/below/memory.toml");
    let view = some_view();
    let kept = Preferences::of(&view, atlas(), Some([1440.0, 900.0]));
    kept.write(&path).unwrap();
    let read = Preferences::read(&path).unwrap();
    assert_eq!(read, kept);
    assert_eq!(read.window, Some([1440.0, 900.0]));
    assert_eq!(restored(&read), view);
    // A year stays a year: next year's memory must not turn it into a day.
    let mut by_year = View::new(atlas());
    by_year.apply(atlas(), Action::GoToYear(1875));
    assert_eq!(restored(&Preferences::of(&by_year, atlas(), None)), by_year);
    // Writing again leaves nothing beside the file.
    kept.write(&path).unwrap();
    assert_eq!(fs::read_dir(path.parent().unwrap()).unwrap().count(), 1);
}

#[test]
fn no_memory_is_an_empty_one() {
    let folder = tempfile::tempdir().unwrap();
    let read = Preferences::read(&folder.path().join("none.toml")).unwrap();
    assert_eq!(read, Preferences::default());
    assert_eq!(restored(&read), View::new(atlas()));
}

#[test]
fn a_damaged_memory_is_an_error_in_one_line() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("memory.toml");
    for damaged in [
        "theme = ".as_bytes(),
        b"theme = \"purple\"",
        b"window = \"wide\"",
        b"window = [1]",
        b"camera = [1.0, 2.0]",
        b"unknown = 1",
        b"\xff\xfe\x00\x01",
        b"{\"theme\": \"dark\"}",
    ] {
        fs::write(&path, damaged).unwrap();
        let error = Preferences::read(&path).unwrap_err();
        assert!(!error.is_empty() && error.lines().count() == 1, "{damaged:?}: {error}");
    }
    fs::remove_file(&path).unwrap();
    fs::create_dir(&path).unwrap();
    assert!(Preferences::read(&path).is_err(), "a folder is no memory");
}

#[test]
fn what_makes_no_sense_here_is_left_out() {
    let text = r#"
        theme = "dark"
        language = "tlh"
        lens = "no-such-lens"
        moment = "1905-02-30"
        selected = "atlantis"
        camera = [nan, 0.0, 1.0]
    "#;
    let preferences: Preferences = toml::from_str(text).unwrap();
    let view = restored(&preferences);
    assert_eq!(view, View { theme: Theme::Dark, ..View::new(atlas()) });
    for camera in [[0.0, 0.0, 0.0], [0.0, 0.0, -1.0], [0.0, f64::INFINITY, 1.0]] {
        let preferences = Preferences { camera: Some(camera), ..Preferences::default() };
        assert_eq!(restored(&preferences).camera, None);
    }
    let years = [("1066", date(1700, 12, 31)), ("1605-03-01", atlas().history.first_day)];
    for (moment, wanted) in years {
        let moment = Some(moment.to_owned());
        let preferences = Preferences { moment, ..Preferences::default() };
        assert_eq!(restored(&preferences).moment, wanted);
    }
}

proptest! {
    #![proptest_config(cases(256))]

    #[test]
    fn no_memory_breaks_the_view(
        moment in "[0-9-]{0,12}",
        camera in prop::array::uniform3(any::<f64>()),
        word in ".{0,8}",
    ) {
        let preferences = Preferences {
            moment: Some(moment),
            camera: Some(camera),
            language: Some(word.clone()),
            lens: Some(word.clone()),
            selected: Some(word),
            ..Preferences::default()
        };
        let view = restored(&preferences);
        let history = &atlas().history;
        prop_assert!((history.first_day..=history.last_day).contains(&view.moment));
        let size = [800.0, 600.0];
        let camera = view.camera(atlas(), size);
        let frame = camera.frame_map_km(size);
        prop_assert!(frame.width() > 0.0 && frame.width().is_finite());
        prop_assert!((MIN_KM_PER_POINT..=MAX_KM_PER_POINT).contains(&camera.km_per_point));
    }
}
