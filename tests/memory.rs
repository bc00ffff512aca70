//! The memory from one sitting to the next: a round trip, and files that are damaged or of another
//! atlas.

use std::fs;

use geo::Coord;
use jiff::civil::date;
use okhotsk::geography::Camera;
use okhotsk::geography::camera::{MAX_KM_PER_POINT, MIN_KM_PER_POINT};
use okhotsk::history::{EventKind, Language, LensId};
use okhotsk::view::{Action, Desk, DeskAction, Keeper, Look, MapLayer, Memory, Selection, Theme};
use proptest::prelude::*;

use crate::common::{atlas, cases, territory};

/// A look in which nothing is as an atlas opens with it.
fn some_look() -> Look {
    let atlas = atlas();
    let history = &atlas.history;
    let mut look = Look::new(atlas);
    let island = atlas.find_island("shikotan");
    let territory = territory("shikotan");
    let camera = Camera { centre_map_km: Coord { x: 100.25, y: -50.5 }, km_per_point: 0.5 };
    for action in [
        Action::GoToDay(date(1905, 8, 15)),
        Action::SetTheme(Theme::Dark),
        Action::SetLanguage(Language(2)),
        Action::SetLens(LensId(2)),
        Action::Select(Some(Selection { territory, island })),
        Action::OpenEvent(history.find_event("1905-portsmouth").unwrap()),
        Action::OpenPerson(history.find_person("komura-jutaro")),
        Action::SetDisputes(true),
        Action::SetLayer(MapLayer::Towns, false),
        Action::SetLayer(MapLayer::Insets, false),
        Action::SetCamera(camera),
    ] {
        look.apply(atlas, action);
    }
    look
}

/// A desk on which nothing is as usual.
fn some_desk() -> Desk {
    let mut desk = Desk::default();
    for action in [
        DeskAction::ShowKind(EventKind::War, false),
        DeskAction::ShowKind(EventKind::Disaster, false),
        DeskAction::SetSpeed(12.5),
        DeskAction::SetLoop(true),
        DeskAction::ToggleChart,
        DeskAction::TogglePanel,
        DeskAction::SetTextSize(1.25),
    ] {
        desk.apply(action);
    }
    desk
}

#[test]
fn a_view_comes_back_as_it_was() {
    let (look, desk) = (some_look(), some_desk());
    // Every part differs from what an atlas opens with, or its coming back would show nothing.
    let new = Look::new(atlas());
    assert_ne!(look.moment(), new.moment());
    assert_ne!(look.by_year(), new.by_year());
    assert_ne!(look.lens(), new.lens());
    assert!(look.selection().is_some_and(|selection| selection.island.is_some()));
    assert!(look.event().is_some() && look.person().is_some() && look.disputes());
    assert!(look.chosen_camera().is_some());
    assert_ne!(look.language(), new.language());
    assert_ne!(look.theme(), new.theme());
    assert_ne!(look.layers(), new.layers());
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("deep/below/memory.toml");
    let mut kept = Memory::of(atlas(), &look, &desk, Some([1440.0, 900.0]));
    kept.maximized = Some(true);
    kept.write(&path).unwrap();
    let read = Memory::read(&path).unwrap();
    assert_eq!(read, kept);
    assert_eq!(read.window, Some([1440.0, 900.0]));
    assert_eq!(read.look(atlas()), look);
    assert_eq!(read.desk(), desk);
    assert_ne!(desk, Desk::default());
    // A year stays a year: next year's memory must not turn it into a day.
    let mut by_year = Look::new(atlas());
    by_year.apply(atlas(), Action::GoToYear(1875));
    assert_eq!(Memory::of(atlas(), &by_year, &desk, None).look(atlas()), by_year);
    // Writing again leaves nothing beside the file.
    kept.write(&path).unwrap();
    assert_eq!(fs::read_dir(path.parent().unwrap()).unwrap().count(), 1);
}

#[test]
fn no_memory_is_an_empty_one() {
    let folder = tempfile::tempdir().unwrap();
    let read = Memory::read(&folder.path().join("none.toml")).unwrap();
    assert_eq!(read, Memory::default());
    assert_eq!(read.look(atlas()), Look::new(atlas()));
    assert_eq!(read.desk(), Desk::default());
}

#[test]
fn a_damaged_memory_is_an_error_in_one_line() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("memory.toml");
    for damaged in [
        "theme = ".as_bytes(),
        b"theme = 5",
        b"look = 5",
        b"hidden_kinds = \"war\"",
        b"window = \"wide\"",
        b"window = [1]",
        b"camera = [1.0, 2.0]",
        b"unknown = 1",
        b"\xff\xfe\x00\x01",
        b"{\"theme\": \"dark\"}",
    ] {
        fs::write(&path, damaged).unwrap();
        let error = Memory::read(&path).unwrap_err();
        assert!(!error.is_empty() && error.lines().count() == 1, "{damaged:?}: {error}");
        assert!(error.contains(path.to_str().unwrap()), "{error} does not name the file");
    }
    fs::remove_file(&path).unwrap();
    fs::create_dir(&path).unwrap();
    assert!(Memory::read(&path).is_err(), "a folder is no memory");
}

/// What the first edition wrote is still read, as far as it makes sense.
#[test]
fn the_memory_of_the_first_edition_is_read() {
    let text = r#"
        theme = "dark"
        language = "ja"
        lens = "treaty"
        moment = "1905-10-14"
        selected = "urup"
        camera = [10.0, 20.0, 0.5]
    "#;
    let look = toml::from_str::<Memory>(text).unwrap().look(atlas());
    assert_eq!((look.theme(), look.moment()), (Theme::Dark, date(1905, 10, 14)));
    assert_eq!((look.language(), look.lens()), (Language(1), LensId(1)));
    assert_eq!(look.selection().map(|selection| selection.territory), Some(territory("urup")));
    assert_eq!(look.chosen_camera().map(|camera| camera.km_per_point), Some(0.5));
    let text = r#"
        theme = "purple"
        language = "tlh"
        lens = "no-such-lens"
        moment = "1905-02-30"
        selected = "atlantis"
        camera = [nan, 0.0, 1.0]
    "#;
    assert_eq!(toml::from_str::<Memory>(text).unwrap().look(atlas()), Look::new(atlas()));
}

#[test]
fn the_memory_of_another_atlas_is_left_alone() {
    let look = "okhotsk:1905?lens=control&lang=ja&theme=dark&atlas=another".to_owned();
    let mut memory = Memory::default();
    memory.look = Some(look);
    assert_eq!(memory.look(atlas()), Look::new(atlas()));
}

#[test]
fn each_atlas_has_a_memory_of_its_own() {
    let (bundled, other) = (Memory::path(None), Memory::path(Some("tiny")));
    assert!(bundled.is_none() || bundled != other, "{bundled:?}");
    assert!(other.is_none() || other != Memory::path(Some("large")), "{other:?}");
}

/// A pipe has no end that comes, a device none at all.
#[cfg(unix)]
#[test]
fn what_is_no_file_in_its_place_is_passed_over_with_a_word() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("memory.toml");
    assert!(std::process::Command::new("mkfifo").arg(&path).status().unwrap().success());
    let memory = Memory::of(atlas(), &some_look(), &some_desk(), None);
    for target in [None, Some("/dev/zero")] {
        if let Some(target) = target {
            fs::remove_file(&path).unwrap();
            std::os::unix::fs::symlink(target, &path).unwrap();
        }
        let error = Memory::read(&path).unwrap_err();
        assert!(error.contains("memory.toml") && error.contains("no regular file"), "{error}");
        assert!(memory.write(&path).is_err() && !fs::metadata(&path).unwrap().is_file());
    }
    fs::remove_file(&path).unwrap();
    fs::File::create(&path).unwrap().set_len(100_000_000).unwrap();
    let error = Memory::read(&path).unwrap_err();
    assert!(error.contains("memory.toml: it is larger than 256 kB"), "{error}");
}

/// What one window has changed is not undone by another that knows nothing of it.
#[test]
fn two_windows_keep_what_both_have_changed() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("memory.toml");
    let begun = Memory::of(atlas(), &Look::new(atlas()), &Desk::default(), Some([1000.0, 700.0]));
    begun.write(&path).unwrap();
    let [one, two] = [0, 1].map(|_| Keeper::new(path.clone(), Memory::read(&path).unwrap()));
    let mut changed = begun.clone();
    changed.chart = begun.chart.map(|chart| !chart);
    one.keep(changed.clone());
    one.write().unwrap();
    let mut other = begun.clone();
    other.window = Some([1200.0, 800.0]);
    two.keep(other);
    two.write().unwrap();
    let read = Memory::read(&path).unwrap();
    assert_eq!((read.chart, read.window), (changed.chart, Some([1200.0, 800.0])));
    // What the first changes once more is its own word; what it leaves is the other's.
    changed.text_size = Some(1.5);
    one.keep(changed.clone());
    one.write().unwrap();
    let read = Memory::read(&path).unwrap();
    assert_eq!((read.text_size, read.window), (Some(1.5), Some([1200.0, 800.0])));
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1, "something is left beside it");
}

#[test]
fn what_is_kept_is_written_by_and_by() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("memory.toml");
    let keeper = Keeper::new(path.clone(), Memory::default());
    let memory = Memory::of(atlas(), &some_look(), &some_desk(), None);
    keeper.keep(memory.clone());
    let started = std::time::Instant::now();
    while !path.exists() {
        assert!(started.elapsed().as_secs() < 30, "it is never written");
        std::thread::sleep(std::time::Duration::from_millis(20));
    }
    assert_eq!(Memory::read(&path).unwrap(), memory);
}

proptest! {
    #![proptest_config(cases(256))]

    #[test]
    fn no_memory_breaks_the_view(
        moment in "[0-9-]{0,12}",
        camera in prop::array::uniform3(any::<f64>()),
        word in ".{0,8}",
        number in any::<f32>(),
    ) {
        let [x, y, km] = camera;
        let link = format!("okhotsk:{moment}?lens={word}&map={x},{y},{km}&territory={word}");
        let mut memory = Memory::default();
        memory.look = Some(link);
        memory.hidden_kinds = Some(vec![word]);
        memory.speed = Some(number);
        memory.text_size = Some(number);
        let look = memory.look(atlas());
        let history = &atlas().history;
        prop_assert!((history.first_day..=history.last_day).contains(&look.moment()));
        let size = [800.0, 600.0];
        let camera = look.camera(atlas(), size);
        let frame = camera.frame_map_km(size);
        prop_assert!(frame.width() > 0.0 && frame.width().is_finite());
        prop_assert!((MIN_KM_PER_POINT..=MAX_KM_PER_POINT).contains(&camera.km_per_point));
        let desk = memory.desk();
        prop_assert!((0.5..=3.0).contains(&desk.text_size()));
        prop_assert!((0.25..=60.0).contains(&desk.playback.speed()));
    }
}
