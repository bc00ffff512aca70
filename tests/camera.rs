//! The camera, and the look with its actions: stepping, playing, looking around.

use geo::{Coord, Rect};
use jiff::civil::date;
use okhotsk::app::session::Session;
use okhotsk::geography::Camera;
use okhotsk::geography::camera::{MAX_KM_PER_POINT, MIN_KM_PER_POINT};
use okhotsk::history::{EventId, Language, LensId, plus_days};
use okhotsk::view::{
    Action, Desk, DeskAction, Layers, Look, MapLayer, Playback, Selection, Theme, whole_map,
};
use proptest::prelude::*;

use crate::common::{atlas, cases, day, ledger, shared_atlas, territory};

const SIZE: [f64; 2] = [800.0, 600.0];

fn camera() -> impl Strategy<Value = Camera> {
    (-1500.0..1500.0, -1500.0..1500.0, MIN_KM_PER_POINT..MAX_KM_PER_POINT)
        .prop_map(|(x, y, km_per_point)| Camera { centre_map_km: Coord { x, y }, km_per_point })
}

fn near(a: Coord<f64>, b: Coord<f64>, within: f64) -> bool {
    (a.x - b.x).hypot(a.y - b.y) <= within
}

proptest! {
    #![proptest_config(cases(256))]

    #[test]
    fn screen_and_map_go_there_and_back(camera in camera(), x in 0.0..800.0, y in 0.0..600.0) {
        let map_km = camera.map_from_screen([x, y], SIZE);
        let back = camera.screen_from_map(map_km, SIZE);
        prop_assert!((back[0] - x).abs() < 1e-6 && (back[1] - y).abs() < 1e-6);
        let lower = camera.map_from_screen([x, y + 1.0], SIZE);
        prop_assert!(lower.y < map_km.y, "down on the screen is south");
    }

    #[test]
    fn zooming_keeps_the_point_under_the_pointer(
        camera in camera(),
        x in 0.0..800.0,
        y in 0.0..600.0,
        factor in 0.05f64..20.0,
    ) {
        let fixed = camera.map_from_screen([x, y], SIZE);
        let zoomed = camera.zoomed_at([x, y], factor, SIZE);
        prop_assert!(near(zoomed.map_from_screen([x, y], SIZE), fixed, 1e-6));
        prop_assert!((MIN_KM_PER_POINT..=MAX_KM_PER_POINT).contains(&zoomed.km_per_point));
        let free = camera.km_per_point / factor;
        let wanted = free.clamp(MIN_KM_PER_POINT, MAX_KM_PER_POINT);
        prop_assert!((zoomed.km_per_point - wanted).abs() < 1e-12);
    }

    #[test]
    fn panning_moves_the_map_with_the_pointer(camera in camera(), dx in -900.0..900.0, dy in -900.0..900.0) {
        let held = camera.map_from_screen([400.0, 300.0], SIZE);
        let panned = camera.panned([dx, dy]);
        let at = panned.screen_from_map(held, SIZE);
        prop_assert!((at[0] - 400.0 - dx).abs() < 1e-6 && (at[1] - 300.0 - dy).abs() < 1e-6);
        prop_assert!((panned.km_per_point - camera.km_per_point).abs() < f64::EPSILON);
    }

    #[test]
    fn fitting_shows_all_of_a_rectangle_with_its_margin(
        x in -500.0..500.0,
        y in -500.0..500.0,
        w in 10.0..1000.0,
        h in 10.0..1000.0,
        margin in 0.0..40.0,
    ) {
        let frame = Rect::new(Coord { x, y }, Coord { x: x + w, y: y + h });
        let camera = Camera::fit(frame, SIZE, margin);
        let [left, bottom] = camera.screen_from_map(frame.min(), SIZE);
        let [right, top] = camera.screen_from_map(frame.max(), SIZE);
        let off = 1e-6;
        prop_assert!(left >= margin - off && right <= SIZE[0] - margin + off);
        prop_assert!(top >= margin - off && bottom <= SIZE[1] - margin + off);
        let room = [SIZE[0] - 2.0 * margin - (right - left), SIZE[1] - 2.0 * margin - (bottom - top)];
        prop_assert!(room[0].min(room[1]).abs() < 1e-6, "it fills one side: {:?}", room);
        prop_assert!(near(camera.centre_map_km, frame.center(), 1e-9));
    }

    #[test]
    fn the_frame_is_what_the_corners_show(camera in camera()) {
        let frame = camera.frame_map_km(SIZE);
        prop_assert!(near(frame.center(), camera.centre_map_km, 1e-6));
        prop_assert!((frame.width() - 800.0 * camera.km_per_point).abs() < 1e-6);
        prop_assert!((frame.height() - 600.0 * camera.km_per_point).abs() < 1e-6);
    }

    #[test]
    fn a_camera_is_kept_in_its_bounds(camera in camera()) {
        let bounds = Rect::new(Coord { x: -100.0, y: -50.0 }, Coord { x: 200.0, y: 80.0 });
        let kept = camera.kept_in(bounds).centre_map_km;
        prop_assert!((-100.0..=200.0).contains(&kept.x) && (-50.0..=80.0).contains(&kept.y));
        prop_assert_eq!(camera.kept_in(bounds).kept_in(bounds), camera.kept_in(bounds));
    }

    /// Whatever a reader does, the look stays within the atlas.
    #[test]
    fn no_action_leaves_the_atlas(actions in prop::collection::vec(action(), 0..40)) {
        let atlas = atlas();
        let mut look = Look::new(atlas);
        for action in actions {
            look.apply(atlas, action);
            prop_assert!((atlas.history.first_day..=atlas.history.last_day).contains(&look.moment()));
            prop_assert!(look.lens().index() < atlas.history.lenses.len());
            prop_assert!(usize::from(look.language().0) < atlas.history.languages.len());
            let camera = look.camera(atlas, SIZE);
            prop_assert!(camera.centre_map_km.x.is_finite() && camera.centre_map_km.y.is_finite());
            prop_assert!(camera.km_per_point > 0.0 && camera.km_per_point <= MAX_KM_PER_POINT);
            let land = atlas.geography.extent_map_km();
            let off = camera.centre_map_km - land.center();
            prop_assert!(off.x.abs() < land.width() && off.y.abs() < land.height(), "lost at sea");
        }
    }
}

fn action() -> impl Strategy<Value = Action> {
    prop_oneof![
        any::<i16>().prop_map(Action::GoToYear),
        any::<i16>().prop_map(Action::StepYears),
        (-2_000_000i32..2_000_000).prop_map(|by| Action::GoToDay(plus_days(day("1900-01-01"), by))),
        any::<bool>().prop_map(|back| Action::StepChange { back }),
        Just(Action::GoToStart),
        Just(Action::GoToEnd),
        any::<u16>().prop_map(|lens| Action::SetLens(LensId(lens))),
        any::<u8>().prop_map(|language| Action::SetLanguage(Language(language))),
        (any::<f64>(), any::<f64>()).prop_map(|(x, y)| Action::Pan(
            [x.clamp(-1e9, 1e9), y.clamp(-1e9, 1e9)].map(|v| if v.is_nan() { 0.0 } else { v }),
            SIZE.into()
        )),
        (0.0..800.0, 0.0..600.0, any::<f64>()).prop_map(|(x, y, f)| Action::ZoomAt(
            [x, y],
            f,
            SIZE.into()
        )),
        Just(Action::Fit),
    ]
}

fn view() -> Look {
    Look::new(atlas())
}

fn after(actions: &[Action]) -> Look {
    let mut look = view();
    for &action in actions {
        look.apply(atlas(), action);
    }
    look
}

#[test]
fn a_factor_that_is_no_zoom_changes_nothing() {
    let camera = Camera { centre_map_km: Coord { x: 10.0, y: 20.0 }, km_per_point: 1.0 };
    for factor in [0.0, -1.0, f64::NAN, f64::INFINITY] {
        assert_eq!(camera.zoomed_at([5.0, 5.0], factor, SIZE), camera);
    }
}

#[test]
fn the_view_opens_on_the_last_day_and_the_whole_map() {
    let look = view();
    let history = &atlas().history;
    assert_eq!(look.moment(), history.last_day);
    assert!(look.by_year() && look.chosen_camera().is_none() && look.selection().is_none());
    let camera = look.camera(atlas(), SIZE);
    assert_eq!(camera, whole_map(atlas(), SIZE));
    for corner in [[141.0, 43.0], [156.0, 50.7], [143.0, 54.3], [140.3, 41.5]] {
        let at = atlas().geography.projection().map_km_from_lon_lat(Coord::from(corner));
        let [x, y] = camera.screen_from_map(at, SIZE);
        assert!((0.0..SIZE[0]).contains(&x) && (0.0..SIZE[1]).contains(&y), "{corner:?}");
    }
}

#[test]
fn a_year_is_its_last_day() {
    let look = after(&[Action::GoToYear(1905)]);
    assert_eq!((look.moment(), look.by_year()), (date(1905, 12, 31), true));
    let look = after(&[Action::GoToDay(date(1905, 8, 15))]);
    assert_eq!((look.moment(), look.by_year()), (date(1905, 8, 15), false));
    // A step back from the middle of a year goes to the end of the year before.
    let look = after(&[Action::GoToDay(date(1905, 8, 15)), Action::StepYears(-1)]);
    assert_eq!((look.moment(), look.by_year()), (date(1904, 12, 31), true));
    let look = after(&[Action::GoToYear(1905), Action::StepYears(10)]);
    assert_eq!(look.moment(), date(1915, 12, 31));
}

#[test]
fn days_outside_of_the_atlas_are_taken_to_its_ends() {
    let history = &atlas().history;
    assert_eq!(after(&[Action::GoToYear(1066)]).moment(), date(1700, 12, 31));
    assert_eq!(after(&[Action::GoToYear(3000)]).moment(), history.last_day);
    assert_eq!(after(&[Action::GoToDay(date(1699, 5, 5))]).moment(), history.first_day);
    assert_eq!(after(&[Action::StepYears(i16::MAX)]).moment(), history.last_day);
    assert_eq!(after(&[Action::StepYears(i16::MIN)]).moment(), date(1700, 12, 31));
    assert_eq!(after(&[Action::GoToStart]).moment(), date(1700, 12, 31));
    assert_eq!(after(&[Action::GoToStart, Action::GoToEnd]).moment(), history.last_day);
}

#[test]
fn steps_by_change_go_through_every_change_and_back() {
    let atlas = atlas();
    let days = ledger("control").days();
    let mut look = after(&[Action::GoToDay(atlas.history.first_day)]);
    let mut forward = Vec::new();
    for _ in days {
        look.apply(atlas, Action::StepChange { back: false });
        assert!(!look.by_year(), "a change is an exact day");
        forward.push(look.moment());
    }
    assert_eq!(forward, days);
    look.apply(atlas, Action::StepChange { back: false });
    assert_eq!(Some(&look.moment()), days.last(), "after the last change there is none");
    let mut back = vec![look.moment()];
    for _ in 1..days.len() {
        look.apply(atlas, Action::StepChange { back: true });
        back.push(look.moment());
    }
    back.reverse();
    assert_eq!(back, days);
    look.apply(atlas, Action::StepChange { back: true });
    assert_eq!(Some(&look.moment()), days.first());
}

#[test]
fn a_change_of_the_moment_closes_the_card_that_was_opened() {
    let event = EventId(3);
    let opened = after(&[Action::GoToYear(1900), Action::OpenEvent(event)]);
    assert_eq!((opened.event(), opened.moment()), (Some(event), date(1900, 12, 31)));
    let moved = after(&[Action::GoToYear(1900), Action::OpenEvent(event), Action::StepYears(1)]);
    assert_eq!(moved.event(), None);
    let stayed = after(&[Action::GoToYear(1900), Action::OpenEvent(event), Action::GoToYear(1900)]);
    assert_eq!(stayed.event(), Some(event));
    let gone = after(&[Action::GoToEvent(event, date(1855, 2, 7))]);
    assert_eq!(
        (gone.event(), gone.moment(), gone.by_year()),
        (Some(event), date(1855, 2, 7), false)
    );
}

#[test]
fn choices_are_taken_up() {
    let selection = Selection { territory: territory("urup"), island: None };
    let layers = Layers::default().with(MapLayer::Graticule, false);
    let look = after(&[
        Action::Select(Some(selection)),
        Action::SetTheme(Theme::Dark),
        Action::SetLanguage(Language(1)),
        Action::SetLayer(MapLayer::Graticule, false),
    ]);
    assert_eq!(look.selection(), Some(selection));
    assert_eq!((look.theme(), look.language(), look.layers()), (Theme::Dark, Language(1), layers));
    let look = after(&[Action::Select(Some(selection)), Action::Select(None)]);
    assert_eq!(look.selection(), None);
    let unknown = after(&[Action::SetLanguage(Language(9)), Action::SetLens(LensId(99))]);
    assert_eq!((unknown.language(), unknown.lens()), (Language(0), LensId(0)));
}

#[test]
fn the_map_is_panned_zoomed_fitted_and_never_lost() {
    let atlas = atlas();
    let fitted = view().camera(atlas, SIZE);
    let panned = after(&[Action::Pan([30.0, -20.0], SIZE.into())]).camera(atlas, SIZE);
    assert!(near(panned.centre_map_km, fitted.panned([30.0, -20.0]).centre_map_km, 1e-4));
    let zoomed = after(&[Action::ZoomAt([100.0, 100.0], 4.0, SIZE.into())]).camera(atlas, SIZE);
    assert!((zoomed.km_per_point - fitted.km_per_point / 4.0).abs() < 1e-7);
    let back = after(&[Action::ZoomAt([100.0, 100.0], 4.0, SIZE.into()), Action::Fit]);
    assert_eq!(back.camera(atlas, SIZE), fitted);
    let land = atlas.geography.extent_map_km();
    let far = after(&[Action::Pan([-1e7, 1e7], SIZE.into())]).camera(atlas, SIZE);
    assert!(far.centre_map_km.x <= land.max().x + 250.0 + 1e-4);
    assert!(far.centre_map_km.y <= land.max().y + 250.0 + 1e-4);
    let bounds = atlas.bounds_of(&[territory("urup")]).unwrap();
    let shown = after(&[Action::ShowBounds(bounds, SIZE.into())]).camera(atlas, SIZE);
    assert!(near(shown.centre_map_km, bounds.center(), 1e-4));
    let frame = shown.frame_map_km(SIZE);
    assert!(frame.width() > bounds.width() && frame.height() > bounds.height());
}

/// A session after some actions, at a speed.
fn session(actions: &[Action], speed: f32) -> Session {
    let mut session = Session::new(shared_atlas(), after(actions), Desk::default());
    session.arrange(DeskAction::SetSpeed(speed));
    session
}

#[test]
fn time_runs_year_by_year_and_stops_at_the_end() {
    let last = atlas().history.last_day;
    let mut session = session(&[Action::GoToYear(2024)], 4.0);
    let year = |session: &Session| session.look().moment().year();
    session.tick(0.5);
    assert_eq!(year(&session), 2024, "it does not run before it is started");
    session.arrange(DeskAction::TogglePlay);
    session.tick(0.2);
    assert_eq!(year(&session), 2024, "four fifths of a year");
    session.tick(0.1);
    assert_eq!(session.look().moment(), date(2025, 12, 31));
    assert!(session.look().by_year());
    session.tick(0.5);
    assert_eq!(session.look().moment(), last);
    session.tick(0.5);
    assert!(!session.desk().playback.playing, "it stops at the end");
    assert_eq!(session.look().moment(), last);
    session.arrange(DeskAction::TogglePlay);
    assert_eq!(year(&session), 1700, "started at the end, it begins again");
    assert!(session.desk().playback.playing);
    session.arrange(DeskAction::TogglePlay);
    session.tick(0.5);
    assert_eq!(year(&session), 1700, "a pause is a pause");
}

#[test]
fn time_runs_in_a_loop() {
    let mut session = session(&[Action::GoToYear(2025)], 2.0);
    session.arrange(DeskAction::SetLoop(true));
    session.arrange(DeskAction::TogglePlay);
    session.tick(0.5);
    assert_eq!(session.look().moment(), atlas().history.last_day);
    session.tick(0.5);
    assert_eq!(session.look().moment().year(), 1700);
    assert!(session.desk().playback.playing);
    session.tick(0.5);
    assert_eq!(session.look().moment().year(), 1701);
}

#[test]
fn a_tick_counts_for_half_a_second_at_most() {
    let mut playback = Playback::default();
    playback.set_speed(4.0);
    assert_eq!(playback.years_in(0.5, false), 0, "it stands");
    playback.toggle();
    assert_eq!(playback.years_in(3600.0, false), 2);
    for odd in [f32::NAN, f32::INFINITY, -5.0] {
        assert_eq!(playback.years_in(odd, false), 0);
    }
    for (asked, kept) in [(1e9, 60.0), (0.0, 0.25), (f32::NAN, 0.25), (7.5, 7.5)] {
        playback.set_speed(asked);
        assert!((playback.speed() - kept).abs() < f32::EPSILON, "{asked}");
    }
}
