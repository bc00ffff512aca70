//! The window, driven without a screen and without a GPU.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use egui::accesskit::Role;
use egui::{Key, Modifiers, Pos2, pos2, vec2};
use egui_kittest::kittest::{NodeT, Queryable};
use egui_kittest::{Harness, TestRenderer};
use geo::Coord;
use okhotsk::app::AtlasApp;
use okhotsk::app::commands::Command;
use okhotsk::atlas::{Depth, Files, load};
use okhotsk::geography::Camera;
use okhotsk::history::{EventKind, Language, name_on};
use okhotsk::picture::cards::{Occasion, agenda, dispute_rows};
use okhotsk::picture::{Part, Picture, Words};
use okhotsk::view::{Action, Desk, DeskAction, Look, Theme};

use crate::common::day;

/// A window of 1440 × 900 points on the bundled atlas, after its first frames.
pub(crate) fn window(
    change: impl FnOnce(&mut Look, &okhotsk::atlas::Atlas),
) -> Harness<'static, AtlasApp> {
    window_of([1440.0, 900.0], change)
}

fn window_of(
    size: [f32; 2],
    change: impl FnOnce(&mut Look, &okhotsk::atlas::Atlas),
) -> Harness<'static, AtlasApp> {
    let atlas = load(&Files::Bundled, Depth::Quick).unwrap();
    let mut look = Look::new(&atlas);
    change(&mut look, &atlas);
    window_with(size, AtlasApp::new(atlas, look, Desk::default(), None, None))
}

/// What would go to a graphics card is gone, as it is once it is there: the harness would keep it.
struct NoScreen;

impl TestRenderer for NoScreen {
    fn handle_delta(&mut self, delta: &mut egui::TexturesDelta) {
        delta.clear();
    }
}

fn window_with(size: [f32; 2], app: AtlasApp) -> Harness<'static, AtlasApp> {
    let mut harness = Harness::builder()
        .with_size(vec2(size[0], size[1]))
        .with_context_setup(AtlasApp::set_up)
        .renderer(NoScreen)
        .build_ui_state(|ui, app: &mut AtlasApp| app.ui(ui), app);
    harness.run();
    harness
}

/// Whether the window shows a text anywhere.
pub(crate) fn shows(harness: &Harness<'_, AtlasApp>, text: &str) -> bool {
    harness.query_all_by_label_contains(text).next().is_some()
}

/// The map that is shown.
fn map_of(harness: &Harness<'_, AtlasApp>) -> Part {
    picture(harness).map().expect("a map").clone()
}

/// Where the reader stands.
fn camera(harness: &Harness<'_, AtlasApp>) -> Camera {
    map_of(harness).map.expect("a map").camera
}

/// Where a point of the globe is on the screen.
fn on_map(harness: &Harness<'_, AtlasApp>, lon: f64, lat: f64) -> Pos2 {
    let app = harness.state();
    let part = map_of(harness);
    let map_km = app.atlas().geography.projection().map_km_from_lon_lat(Coord { x: lon, y: lat });
    let [x, y] = camera(harness).screen_from_map(map_km, part.size());
    let frame = harness.get_by(|node| node.role() == Role::Image).rect();
    #[expect(clippy::cast_possible_truncation, reason = "points of a screen")]
    let by = vec2(x as f32 + part.frame[0], y as f32 + part.frame[1]);
    frame.min + by
}

pub(crate) fn click_at(harness: &mut Harness<'_, AtlasApp>, at: Pos2) {
    harness.hover_at(at);
    harness.run();
    harness.drag_at(at);
    harness.drop_at(at);
    harness.run();
}

fn slider(harness: &Harness<'_, AtlasApp>) -> egui::Rect {
    harness.get_by_role_and_label(Role::Slider, "Time").rect()
}

#[test]
fn opens_on_the_last_day() {
    let harness = window(|_, _| {});
    let app = harness.state();
    assert_eq!(app.look().moment(), app.atlas().history.last_day);
    // The year has an event, whose card is open; a year without one says what to do.
    assert!(!shows(&harness, "Click an island"));
    let harness = window(|look, atlas| look.apply(atlas, Action::GoToYear(1703)));
    assert!(shows(&harness, "Click an island"));
}

#[test]
fn dragging_the_time_bar_runs_through_the_years() {
    let mut harness = window(|_, _| {});
    let track = slider(&harness);
    let y = track.bottom() - 40.0;
    let mut years = Vec::new();
    harness.hover_at(pos2(track.left() + 2.0, y));
    harness.drag_at(pos2(track.left() + 2.0, y));
    harness.run();
    for i in 0..=10_u8 {
        let x = track.left() + 1.0 + (track.width() - 2.0) * f32::from(i) / 10.0;
        harness.hover_at(pos2(x, y));
        harness.run();
        years.push(harness.state().look().moment().year());
    }
    harness.drop_at(pos2(track.right() - 1.0, y));
    harness.run();
    assert_eq!(years.first(), Some(&1700));
    assert_eq!(years.last(), Some(&2026));
    assert!(years.windows(2).all(|pair| pair[0] < pair[1]), "{years:?}");
    assert!(harness.state().look().by_year());
}

#[test]
fn clicking_an_island_opens_its_card() {
    let mut harness = window(|look, atlas| look.apply(atlas, Action::GoToYear(1905)));
    let at = on_map(&harness, 147.84, 44.99);
    click_at(&mut harness, at);
    let app = harness.state();
    let selection = app.look().selection().expect("something is selected");
    assert_eq!(app.atlas().history.territory(selection.territory).id, "iturup");
    for words in ["Iturup", "Why this colour?", "択捉島", "Итуруп", "Empire of Japan", "km²"]
    {
        assert!(shows(&harness, words), "the card lacks {words}");
    }
}

#[test]
fn clicking_the_sea_selects_nothing() {
    let mut harness = window(|look, atlas| {
        let territory = atlas.history.find_territory("urup").unwrap();
        look.apply(
            atlas,
            Action::Select(Some(okhotsk::view::Selection { territory, island: None })),
        );
    });
    let at = on_map(&harness, 150.0, 53.0);
    click_at(&mut harness, at);
    assert_eq!(harness.state().look().selection(), None);
}

#[test]
fn islands_too_small_to_see_are_clickable() {
    // Tyuleniy is 0.05 km²: a tenth of a point at this scale. Four points to the east of it, on the
    // side that is away from Sakhalin.
    let mut harness = window(|_, _| {});
    let at = on_map(&harness, 144.6286, 48.5038) + vec2(4.0, 2.0);
    click_at(&mut harness, at);
    let app = harness.state();
    let selection = app.look().selection().expect("something is selected");
    assert_eq!(app.atlas().history.territory(selection.territory).id, "tyuleniy");
}

#[test]
fn stepping_goes_to_the_day_of_the_next_change() {
    let mut harness = window(|look, atlas| look.apply(atlas, Action::GoToDay(day("1945-08-20"))));
    harness.key_press_modifiers(Modifiers::COMMAND, Key::ArrowRight);
    harness.run();
    assert_eq!(harness.state().look().moment(), day("1945-08-23"));
    harness.key_press_modifiers(Modifiers::COMMAND, Key::ArrowLeft);
    harness.run();
    assert_eq!(harness.state().look().moment(), day("1925-05-15"));
    // The card of what changed the map that day is open.
    assert!(shows(&harness, "On the map"));
}

#[test]
fn arrows_step_years_and_decades() {
    let mut harness = window(|look, atlas| look.apply(atlas, Action::GoToYear(1900)));
    harness.key_press(Key::ArrowRight);
    harness.run();
    assert_eq!(harness.state().look().moment(), day("1901-12-31"));
    harness.key_press_modifiers(Modifiers::SHIFT, Key::ArrowLeft);
    harness.run();
    assert_eq!(harness.state().look().moment(), day("1891-12-31"));
    harness.key_press(Key::Home);
    harness.run();
    assert_eq!(harness.state().look().moment().year(), 1700);
    harness.key_press(Key::End);
    harness.run();
    assert_eq!(harness.state().look().moment().year(), 2026);
}

#[test]
fn a_typed_date_goes_there_and_nonsense_is_told() {
    let mut harness = window(|_, _| {});
    let field = |harness: &Harness<'_, AtlasApp>| {
        harness.get_by_role_and_label(Role::TextInput, "Year or date").rect().center()
    };
    for (typed, expected) in [
        ("1905", "1905-12-31"),
        ("1905-10", "1905-10-31"),
        ("1905-10-14", "1905-10-14"),
        // What the atlas does not cover is refused, and said so.
        ("2100", "1905-10-14"),
    ] {
        let at = field(&harness);
        click_at(&mut harness, at);
        harness.event(egui::Event::Text(typed.to_owned()));
        harness.run();
        harness.key_press(Key::Enter);
        harness.run();
        assert_eq!(harness.state().look().moment(), day(expected), "after typing {typed}");
    }
    assert!(shows(&harness, "The atlas covers the days from 1 January 1700"));
    harness.key_press_modifiers(Modifiers::COMMAND, Key::A);
    harness.event(egui::Event::Text("the year dot".to_owned()));
    harness.run();
    harness.key_press(Key::Enter);
    harness.run();
    assert_eq!(harness.state().look().moment(), day("1905-10-14"));
    assert!(shows(&harness, "A date is written as 1905, Oct 1905, 1905-10-14"));
    // The sentence does not touch the field.
    let box_of = |label: &str| harness.query_all_by_label_contains(label).next().unwrap().rect();
    let field = harness.get_by_role_and_label(Role::TextInput, "Year or date").rect();
    assert!(box_of("A date is written").top() > field.bottom() + 4.0);
}

/// A date of another calendar is said in all while it is typed; the field shows the day it led to.
#[test]
fn a_date_of_another_calendar_is_said_back() {
    let mut harness = window(|look, atlas| look.apply(atlas, Action::GoToYear(1900)));
    let value = |harness: &Harness<'_, AtlasApp>| {
        harness.get_by_role_and_label(Role::TextInput, "Year or date").value()
    };
    assert_eq!(value(&harness).as_deref(), Some("1900"));
    let all = "7 February 1855 · 26 January OS · Ansei 1.12.21";
    for typed in ["Ansei 1.12.21", "安政元年12月21日", "26 января 1855 ст. ст."] {
        let field = harness.get_by_role_and_label(Role::TextInput, "Year or date").rect();
        click_at(&mut harness, field.center());
        assert_eq!(value(&harness).as_deref(), Some(""), "an open field is empty");
        harness.event(egui::Event::Text(typed.to_owned()));
        harness.run();
        assert_eq!(value(&harness).as_deref(), Some(typed));
        let line = harness.query_all_by_label(all).next().unwrap_or_else(|| panic!("{typed}"));
        assert!(line.rect().top() > field.bottom() + 4.0);
        harness.key_press(Key::Enter);
        harness.run();
        assert_eq!(harness.state().look().moment(), day("1855-02-07"), "after typing {typed}");
        assert!(harness.query_all_by_label(all).next().is_none(), "the line stays");
        assert_eq!(value(&harness).as_deref(), Some("7 February 1855"));
    }
    // What is wrong stays to be mended.
    let field = harness.get_by_role_and_label(Role::TextInput, "Year or date").rect().center();
    click_at(&mut harness, field);
    harness.event(egui::Event::Text("Ansei 9.1.1".to_owned()));
    harness.run();
    harness.key_press(Key::Enter);
    harness.run();
    assert!(shows(&harness, "Ansei lasted from 15 January 1855 to 8 April 1860."));
    click_at(&mut harness, Pos2::new(700.0, 500.0));
    assert_eq!(value(&harness).as_deref(), Some("Ansei 9.1.1"));
}

#[test]
fn keys_do_nothing_while_a_date_is_typed() {
    let mut harness = window(|look, atlas| look.apply(atlas, Action::GoToYear(1900)));
    let field = harness.get_by_role_and_label(Role::TextInput, "Year or date").rect().center();
    click_at(&mut harness, field);
    harness.key_press(Key::ArrowLeft);
    harness.key_press(Key::Home);
    harness.run();
    assert_eq!(harness.state().look().moment(), day("1900-12-31"));
}

#[test]
fn the_card_of_a_treaty_opens_by_itself() {
    let harness = window(|look, atlas| look.apply(atlas, Action::GoToDay(day("1905-10-14"))));
    for words in [
        "Treaty of Portsmouth",
        "Signed",
        "Art. 9",
        "On the map",
        "Komura Jutarō",
        "ポーツマス",
        "14 October 1905",
    ] {
        assert!(shows(&harness, words), "the card lacks {words}");
    }
}

#[test]
fn a_territory_on_a_card_selects_it() {
    let mut harness = window_of([1440.0, 3600.0], |look, atlas| {
        look.apply(atlas, Action::GoToDay(day("1905-10-14")));
        let treaty = atlas.history.find_lens("treaty").unwrap();
        look.apply(atlas, Action::SetLens(treaty));
    });
    // By its name of that day; the last in a row has no comma after it.
    let history = &harness.state().atlas().history;
    let record = history.territory(history.find_territory("tyuleniy").unwrap());
    let name = name_on(&record.was, &record.name, day("1905-10-14")).get(Language(0)).to_owned();
    harness.get_by_label(&name).click();
    harness.run();
    let app = harness.state();
    let selected = app.look().selection().map(|s| app.atlas().history.territory(s.territory));
    assert_eq!(selected.map(|t| t.id.as_str()), Some("tyuleniy"));
}

#[test]
fn playing_runs_and_an_idle_window_rests() {
    let mut harness = window(|look, atlas| look.apply(atlas, Action::GoToYear(1800)));
    harness.key_press(Key::Space);
    harness.run_steps(60);
    assert!(harness.state().desk().playback.playing);
    assert!(harness.state().look().moment().year() > 1800);
    harness.key_press(Key::Space);
    harness.run_steps(2);
    assert!(!harness.state().desk().playback.playing);
    // `run` panics if the window asks for frame after frame; one more says it is at rest.
    harness.run();
    assert!(harness.run() <= 1, "an idle window asks for frames");
}

#[test]
fn zooming_and_dragging_move_the_map() {
    let mut harness = window(|_, _| {});
    let before = camera(&harness);
    let at = on_map(&harness, 147.84, 44.99);
    harness.hover_at(at);
    harness.run();
    harness.event(egui::Event::Zoom(2.0));
    harness.run();
    let after = camera(&harness);
    assert!((before.km_per_point / after.km_per_point - 2.0).abs() < 0.01);
    let still = on_map(&harness, 147.84, 44.99);
    assert!((still - at).length() < 0.5, "the point under the pointer moved: {at} to {still}");
    harness.drag_at(at);
    harness.hover_at(at + vec2(60.0, 30.0));
    harness.run();
    harness.drop_at(at + vec2(60.0, 30.0));
    harness.run();
    let moved = on_map(&harness, 147.84, 44.99);
    assert!((moved - at - vec2(60.0, 30.0)).length() < 1.0, "{at} went to {moved}");
    harness.key_press(Key::F);
    harness.run();
    assert_eq!(harness.state().look().chosen_camera(), None);
}

#[test]
fn the_language_changes_at_once() {
    let mut harness = window(|look, atlas| {
        look.apply(atlas, Action::GoToDay(day("1875-08-22")));
        look.apply(atlas, Action::SetLanguage(atlas.history.find_language("ja").unwrap()));
    });
    assert!(shows(&harness, "樺太・千島交換条約"));
    assert!(shows(&harness, "ファイル"));
    harness.get_by_label("表示").click();
    harness.run();
    harness.get_by(|node| node.label().is_some_and(|l| l.starts_with("言語"))).hover();
    harness.run();
    harness.get_by_label("Русский").click();
    harness.run();
    assert!(shows(&harness, "Файл"));
}

#[test]
fn the_picture_is_saved() {
    let folder = tempfile::tempdir().unwrap();
    for name in ["map.png", "map.svg"] {
        let mut harness = window_of([900.0, 640.0], |look, atlas| {
            look.apply(atlas, Action::GoToDay(day("1905-10-14")));
        });
        let path = folder.path().join(name);
        save_to(&mut harness, &path);
        assert!(shows(&harness, "Saved"), "no word of {name}");
        let bytes = fs::read(&path).unwrap();
        if path.extension().is_some_and(|e| e == "svg") {
            let text = String::from_utf8(bytes).unwrap();
            assert!(text.contains("1905") && text.contains("OpenStreetMap"));
        } else {
            assert!(bytes.starts_with(b"\x89PNG"));
        }
    }
}

#[test]
fn a_picture_that_cannot_be_saved_is_told() {
    let folder = tempfile::tempdir().unwrap();
    let mut harness = window_of([900.0, 640.0], |_, _| {});
    save_to(&mut harness, &folder.path().join("no/such/folder/map.png"));
    assert!(shows(&harness, "Not saved"));
    let mut harness = window_of([900.0, 640.0], |_, _| {});
    save_to(&mut harness, &folder.path().join("map.jpeg"));
    assert!(shows(&harness, "ends in .png"));
}

/// Waits until the window has nothing to make any more.
pub(crate) fn until_made(harness: &mut Harness<'_, AtlasApp>) {
    for _ in 0..600 {
        harness.run();
        if !harness.state().is_making() {
            break;
        }
        std::thread::sleep(std::time::Duration::from_millis(20));
    }
    harness.run();
}

fn save_to(harness: &mut Harness<'_, AtlasApp>, path: &Path) {
    harness.key_press_modifiers(Modifiers::COMMAND, Key::S);
    harness.run();
    let field = harness.get_by_role_and_label(Role::TextInput, "File");
    field.focus();
    harness.run();
    harness.key_press_modifiers(Modifiers::COMMAND, Key::A);
    harness.event(egui::Event::Text(path.display().to_string()));
    harness.run();
    harness.get_by_label("Save").click();
    until_made(harness);
}

#[test]
fn the_chart_opens_and_a_click_in_it_sets_the_year() {
    let mut harness = window(|_, _| {});
    harness.key_press(Key::A);
    harness.run();
    assert!(shows(&harness, "Square kilometres by holder"));
    let hint = harness.get_by_label("Click the chart to go to a year.").rect();
    click_at(&mut harness, pos2(500.0, hint.bottom() + 90.0));
    let year = harness.state().look().moment().year();
    assert!((1750..1900).contains(&year), "went to {year}");
}

#[test]
fn no_size_or_language_breaks_the_window() {
    for size in [[800.0, 560.0], [1024.0, 640.0], [1920.0, 1080.0], [3840.0, 2160.0]] {
        for language in ["en", "ja", "ru"] {
            for theme in [Theme::Light, Theme::Dark] {
                let mut harness = window_of(size, |look, atlas| {
                    look.apply(atlas, Action::GoToYear(1875));
                    look.apply(
                        atlas,
                        Action::SetLanguage(atlas.history.find_language(language).unwrap()),
                    );
                    look.apply(atlas, Action::SetTheme(theme));
                });
                harness.key_press(Key::A);
                harness.run();
                let map = harness.get_by(|node| node.role() == Role::Image).rect();
                assert!(map.width() > 200.0 && map.height() > 120.0, "{size:?}: map is {map}");
            }
        }
    }
}

#[test]
fn a_notice_is_shown_and_put_away() {
    let atlas = load(&Files::Bundled, Depth::Quick).unwrap();
    let look = Look::new(&atlas);
    let notice = Some("The memory is damaged".to_owned());
    let app = AtlasApp::new(atlas, look, Desk::default(), None, notice);
    let mut harness = Harness::builder()
        .with_size(vec2(1024.0, 700.0))
        .with_context_setup(AtlasApp::set_up)
        .build_ui_state(|ui, app: &mut AtlasApp| app.ui(ui), app);
    harness.run();
    assert!(shows(&harness, "The memory is damaged"));
    harness.get_by_label("Close").click();
    harness.run();
    assert!(!shows(&harness, "The memory is damaged"));
}

#[test]
fn no_two_commands_share_keys_and_all_have_words() {
    let atlas = crate::common::atlas();
    let keys = |command: &Command| {
        [command.shortcut(), command.other_shortcut()].into_iter().flatten().collect::<Vec<_>>()
    };
    for (i, a) in Command::ALL.iter().enumerate() {
        for b in &Command::ALL[i + 1..] {
            let shared = keys(a).into_iter().any(|key| keys(b).contains(&key));
            assert!(!shared, "{a:?} and {b:?} have the same keys");
        }
        for id in ["en", "ja", "ru"] {
            let words = Words::new(&atlas.history, atlas.history.find_language(id).unwrap());
            assert!(words.has(a.words()), "{a:?} has no words in {id}");
        }
    }
}

#[test]
fn every_control_has_a_name() {
    let harness = window(|look, atlas| look.apply(atlas, Action::GoToYear(1905)));
    for role in [Role::Button, Role::TextInput, Role::Slider] {
        for node in harness.query_all_by_role(role) {
            let label = NodeT::accesskit_node(&node).label();
            assert!(label.is_some_and(|l| !l.is_empty()), "a {role:?} without a name");
        }
    }
}

/// The picture that the window shows.
fn picture(harness: &Harness<'_, AtlasApp>) -> Picture {
    harness.state().picture().expect("a picture").clone()
}

fn searching(harness: &Harness<'_, AtlasApp>) -> bool {
    harness.query_by_role_and_label(Role::TextInput, "Search").is_some()
}

fn search(harness: &mut Harness<'_, AtlasApp>, query: &str) {
    harness.key_press_modifiers(Modifiers::COMMAND, Key::K);
    harness.run();
    assert!(searching(harness), "no search opens");
    harness.event(egui::Event::Text(query.to_owned()));
    harness.run();
}

#[test]
fn the_search_opens_the_card_of_an_event() {
    let mut harness = window(|_, _| {});
    search(&mut harness, "portsmouth");
    assert!(shows(&harness, "Treaty of Portsmouth"));
    harness.key_press(Key::Enter);
    harness.run();
    assert!(!searching(&harness), "the search stays open");
    let app = harness.state();
    assert_eq!(app.look().moment(), day("1905-09-05"));
    assert_eq!(app.look().event(), app.atlas().history.find_event("1905-portsmouth"));
    for words in ["Treaty of Portsmouth", "Signed", "Art. 9"] {
        assert!(shows(&harness, words), "the card lacks {words}");
    }
}

#[test]
fn the_search_goes_to_an_island() {
    let mut harness = window(|_, _| {});
    search(&mut harness, "etorofu");
    harness.key_press(Key::Enter);
    harness.run();
    let app = harness.state();
    let selection = app.look().selection().expect("something is selected");
    assert_eq!(app.atlas().history.territory(selection.territory).id, "iturup");
    let map = harness.get_by(|node| node.role() == Role::Image).rect();
    let island = on_map(&harness, 147.84, 44.99);
    // In the middle of what the legend leaves of the map.
    let middle = map.center() - vec2(131.0, 0.0);
    assert!((island - middle).length() < 80.0, "the map is not there: {island} in {map}");
}

#[test]
fn a_search_for_nothing_changes_nothing() {
    let mut harness = window(|_, _| {});
    let before = harness.state().look().clone();
    search(&mut harness, "xyzzy");
    assert!(shows(&harness, "Nothing in the atlas has such a name."));
    harness.key_press(Key::Enter);
    harness.run();
    assert!(searching(&harness), "there is nothing to go to");
    harness.key_press(Key::Escape);
    harness.run();
    assert!(!searching(&harness));
    assert_eq!(harness.state().look(), &before);
}

#[test]
fn the_list_of_where_the_views_differ_selects_a_territory() {
    const TITLE: &str = "Where the views differ";
    let mut harness = window_of([1440.0, 2000.0], |_, _| {});
    assert!(!shows(&harness, TITLE));
    harness.key_press(Key::D);
    harness.run();
    assert!(harness.state().look().disputes() && shows(&harness, TITLE));
    let app = harness.state();
    let (look, atlas) = (app.look(), app.atlas());
    let words = Words::new(&atlas.history, look.language());
    let rows = dispute_rows(atlas, look.moment(), look.theme(), &words);
    let count: usize = rows.iter().map(|row| row.territories.len()).sum();
    assert!(count > 3, "the views differ of more than {count} territories");
    // Every territory is a link; all but the last of a row end in the mark of a list.
    let link = |harness: &Harness<'_, AtlasApp>, name: &str| {
        let links = harness.query_all_by_role(Role::Link);
        let of = |label: &str| label.trim_end_matches(',') == name;
        let found =
            links.filter(|link| NodeT::accesskit_node(link).label().is_some_and(|l| of(&l)));
        found.map(|link| link.rect()).next().unwrap_or_else(|| panic!("no link '{name}'"))
    };
    for row in &rows {
        for (_, name) in &row.territories {
            link(&harness, name);
        }
        for (_, _, holder) in &row.holders {
            assert!(shows(&harness, holder), "{holder} is not written");
        }
    }
    let (territory, name) = &rows[0].territories[0];
    let at = link(&harness, name).center();
    click_at(&mut harness, at);
    let selected = harness.state().look().selection().map(|s| s.territory);
    assert_eq!(selected, Some(*territory));
    harness.key_press(Key::D);
    harness.run();
    assert!(!harness.state().look().disputes() && !shows(&harness, TITLE));
}

fn listed(harness: &Harness<'_, AtlasApp>) -> Vec<Occasion> {
    let app = harness.state();
    agenda(app.atlas(), app.look(), app.desk().kinds).events
}

#[test]
fn a_kind_of_events_that_is_hidden_is_not_listed() {
    let mut harness = window(|look, atlas| look.apply(atlas, Action::GoToYear(1945)));
    let all = listed(&harness);
    let counted = |harness: &Harness<'_, AtlasApp>, count: usize| {
        harness.query_by_label(&format!("{count} events")).is_some()
    };
    assert!(counted(&harness, all.len()));
    harness.get_by_label("Kinds").click();
    harness.run();
    harness.get_by_role_and_label(Role::CheckBox, "War").click();
    harness.run();
    assert!(!harness.state().desk().kinds.has(EventKind::War));
    let rest = listed(&harness);
    let history = &harness.state().atlas().history;
    let war = |occasion: &&Occasion| history.event(occasion.event).kind == EventKind::War;
    assert_eq!(rest.iter().filter(war).count(), 0, "a war is listed");
    assert_eq!(rest.len(), all.len() - all.iter().filter(war).count());
    assert!(rest.len() < all.len() && counted(&harness, rest.len()));
    // A mark at the menu tells that something is hidden.
    if harness.query_by_label("All kinds").is_none() {
        harness.get_by_label("Kinds •").click();
        harness.run();
    }
    harness.get_by_label("All kinds").click();
    harness.run();
    assert!(harness.state().desk().kinds.all());
    assert!(counted(&harness, all.len()));
}

#[test]
fn a_name_on_a_card_opens_that_of_the_person() {
    let mut harness = window_of([1440.0, 2000.0], |look, atlas| {
        look.apply(atlas, Action::GoToDay(day("1905-10-14")));
    });
    let at = {
        let mut links = harness.query_all_by_role(Role::Link).filter(|link| {
            let label = NodeT::accesskit_node(link).label();
            label.is_some_and(|label| label.starts_with("Komura Jutarō"))
        });
        let link = links.next().expect("a link");
        link.rect().center()
    };
    assert!(!shows(&harness, "Took part in"));
    click_at(&mut harness, at);
    let app = harness.state();
    assert!(app.look().person().is_some());
    assert_eq!(app.look().person(), app.atlas().history.find_person("komura-jutaro"));
    for words in ["小村寿太郎", "Комура", "Took part in"] {
        assert!(shows(&harness, words), "the card lacks {words}");
    }
    harness.get_by_label("Close the card").click();
    harness.run();
    assert_eq!(harness.state().look().person(), None);
    assert!(!shows(&harness, "Took part in"));
}

#[test]
fn an_island_in_an_inset_is_clickable() {
    let mut harness = window(|_, _| {});
    let inset = picture(&harness).insets().next().expect("an inset").clone();
    let map = harness.get_by(|node| node.role() == Role::Image).rect();
    let corner = map.min + vec2(inset.frame[0], inset.frame[1]);
    let place = |lon: f64, lat: f64| {
        let projection = harness.state().atlas().geography.projection();
        let map_km = projection.map_km_from_lon_lat(Coord { x: lon, y: lat });
        let camera = inset.map.expect("a map").camera;
        let [x, y] = camera.screen_from_map(map_km, inset.size());
        #[expect(clippy::cast_possible_truncation, reason = "points of a screen")]
        let by = vec2(x as f32, y as f32);
        corner + by
    };
    let (shikotan, sea) = (place(146.71, 43.8), place(146.6, 44.1));
    click_at(&mut harness, shikotan);
    let app = harness.state();
    let selection = app.look().selection().expect("something is selected");
    assert_eq!(app.atlas().history.territory(selection.territory).id, "shikotan");
    // The panel has not moved the map: what is clicked is the sea of the inset.
    click_at(&mut harness, sea);
    assert_eq!(harness.state().look().selection(), None);
}

/// How much of each colour without texture is painted on the map: vertices of meshes by colour.
fn painted(harness: &Harness<'_, AtlasApp>) -> BTreeMap<[u8; 4], usize> {
    let map = harness.get_by(|node| node.role() == Role::Image).rect();
    let mut colours = BTreeMap::new();
    for clipped in &harness.output().shapes {
        if let egui::Shape::Mesh(mesh) = &clipped.shape
            && map.contains_rect(clipped.clip_rect)
            && mesh.texture_id == egui::TextureId::default()
        {
            for vertex in &mesh.vertices {
                *colours.entry(vertex.color.to_array()).or_default() += 1;
            }
        }
    }
    colours
}

#[test]
fn a_lens_changes_the_colours() {
    let mut harness = window(|_, _| {});
    let mut seen = vec![painted(&harness)];
    assert!(seen[0].len() > 5, "hardly anything is painted");
    for (button, lens) in [
        ("Title by treaty", "treaty"),
        ("Japan's position", "japan"),
        ("Actual control", "control"),
    ] {
        harness.get_by_role_and_label(Role::Button, button).click();
        harness.run();
        let app = harness.state();
        assert_eq!(app.atlas().history.lens(app.look().lens()).id, lens);
        seen.push(painted(&harness));
    }
    assert_ne!(seen[0], seen[1], "title differs from control");
    assert_ne!(seen[1], seen[2], "and Japan's position from both");
    assert_ne!(seen[0], seen[2]);
    assert_eq!(seen[0], seen[3]);
}

#[test]
fn an_existing_file_is_replaced_only_when_the_reader_says_so() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("map.svg");
    fs::write(&path, "something dear").unwrap();
    let mut harness = window_of([900.0, 640.0], |_, _| {});
    save_to(&mut harness, &path);
    assert!(shows(&harness, "is there already"), "nobody is asked");
    assert_eq!(fs::read(&path).unwrap(), b"something dear");
    // Enter is no answer to that.
    harness.get_by_role_and_label(Role::TextInput, "File").focus();
    harness.run();
    harness.key_press(Key::Enter);
    harness.run();
    assert_eq!(fs::read(&path).unwrap(), b"something dear");
    harness.get_by_label("Replace").click();
    until_made(&mut harness);
    assert!(shows(&harness, "Saved"));
    assert!(fs::read_to_string(&path).unwrap().starts_with("<svg"));
}

#[test]
fn another_name_is_another_question() {
    let folder = tempfile::tempdir().unwrap();
    for name in ["a.svg", "b.svg"] {
        fs::write(folder.path().join(name), name).unwrap();
    }
    let mut harness = window_of([900.0, 640.0], |_, _| {});
    save_to(&mut harness, &folder.path().join("a.svg"));
    assert!(shows(&harness, "Replace"));
    harness.get_by_role_and_label(Role::TextInput, "File").focus();
    harness.run();
    harness.key_press_modifiers(Modifiers::COMMAND, Key::A);
    harness.event(egui::Event::Text(folder.path().join("b.svg").display().to_string()));
    harness.run();
    harness.get_by_label("Save").click();
    harness.run();
    for name in ["a.svg", "b.svg"] {
        assert_eq!(fs::read(folder.path().join(name)).unwrap(), name.as_bytes());
    }
}

/// How far below the name of what is selected, which stays, the first line of its card stands.
fn card_top(harness: &Harness<'_, AtlasApp>, first: &str) -> f32 {
    let name = harness.get_by_label("Selected").rect().bottom();
    let lines = harness.query_all_by_label_contains(first).map(|line| line.rect().top());
    lines.fold(f32::MAX, f32::min) - name
}

#[test]
fn another_card_begins_at_its_top() {
    let mut harness = window(|look, atlas| {
        let territory = atlas.history.find_territory("urup").unwrap();
        let selection = okhotsk::view::Selection { territory, island: None };
        look.apply(atlas, Action::Select(Some(selection)));
    });
    let head = harness.get_by_label("Selected").rect();
    let top = card_top(&harness, "得撫島");
    harness.hover_at(head.center() + vec2(0.0, 90.0));
    harness.run();
    harness.event(egui::Event::MouseWheel {
        unit: egui::MouseWheelUnit::Point,
        delta: vec2(0.0, -300.0),
        modifiers: Modifiers::NONE,
        phase: egui::TouchPhase::Move,
        source: egui::MouseWheelSource::Unknown,
    });
    harness.run();
    assert!(card_top(&harness, "得撫島") < top - 50.0, "it does not scroll");
    // Its name and the button that closes it do not.
    assert_eq!(harness.get_by_label("Selected").rect(), head);
    let at = on_map(&harness, 147.84, 44.99);
    click_at(&mut harness, at);
    assert!(shows(&harness, "Iturup"));
    assert!((card_top(&harness, "択捉島") - top).abs() < 8.0, "the card begins in its middle");
}

#[test]
fn a_first_window_fits_its_screen() {
    // A laptop: the desktop needs room above and below.
    let [width, height] = okhotsk::app::fitted([1440.0, 900.0], [1366.0, 768.0]);
    assert!(width <= 1366.0 && height <= 768.0 - 64.0, "{width} x {height}");
    // A large screen; and one that says nothing sensible does not make the window vanish.
    for screen in [[2560.0, 1440.0], [0.0, 0.0]] {
        let [width, height] = okhotsk::app::fitted([1440.0, 900.0], screen);
        assert!(width >= 1440.0 && height >= 900.0, "{width} x {height} on {screen:?}");
    }
}

#[test]
fn no_size_ends_the_program() {
    for size in
        [[1.0, 1.0], [150.0, 560.0], [150.0, 900.0], [3.0, 900.0], [900.0, 2.0], [320.0, 200.0]]
    {
        let atlas = load(&Files::Bundled, Depth::Quick).unwrap();
        let mut look = Look::new(&atlas);
        let territory = atlas.history.find_territory("urup").unwrap();
        let selection = okhotsk::view::Selection { territory, island: None };
        look.apply(&atlas, Action::Select(Some(selection)));
        look.apply(&atlas, Action::SetDisputes(true));
        let mut desk = Desk::default();
        desk.apply(DeskAction::ToggleChart);
        let mut harness = window_with(size, AtlasApp::new(atlas, look, desk, None, None));
        for key in [Key::A, Key::P, Key::ArrowLeft, Key::T] {
            harness.key_press(key);
            harness.run();
        }
        harness.key_press_modifiers(Modifiers::COMMAND, Key::S);
        harness.run();
    }
}

#[test]
fn no_text_size_ends_the_program() {
    for size in [0.5, 1.5, 3.0] {
        let atlas = load(&Files::Bundled, Depth::Quick).unwrap();
        let look = Look::new(&atlas);
        let mut desk = Desk::default();
        desk.apply(DeskAction::ToggleChart);
        desk.apply(DeskAction::SetTextSize(size));
        let mut harness = window_with([740.0, 560.0], AtlasApp::new(atlas, look, desk, None, None));
        harness.key_press(Key::ArrowLeft);
        harness.run();
        assert!((harness.state().desk().text_size() - size).abs() < 1e-3);
    }
}

#[test]
fn a_key_takes_effect_in_the_frame_that_sees_it() {
    let mut harness = window(|look, atlas| look.apply(atlas, Action::GoToYear(1900)));
    harness.key_press(Key::ArrowRight);
    harness.step();
    assert!(shows(&harness, "In 1901"), "the panel still tells of 1900");
    let said = picture(&harness).description;
    assert!(said.contains("1901"), "the map still shows {said}");
}

#[test]
fn a_click_takes_effect_in_the_frame_that_sees_it() {
    let mut harness = window(|look, atlas| look.apply(atlas, Action::GoToYear(1960)));
    let before = painted(&harness);
    harness.get_by_role_and_label(Role::Button, "Title by treaty").click();
    // The pointer comes down in one frame and up in the next.
    for _ in 0..3 {
        harness.step();
        if harness.state().look().lens().0 == 1 {
            break;
        }
    }
    assert_eq!(harness.state().look().lens().0, 1);
    assert_ne!(painted(&harness), before, "the frame of the click shows the old lens");
}

#[test]
fn what_was_done_can_be_undone() {
    let mut harness = window(|look, atlas| look.apply(atlas, Action::GoToYear(1900)));
    let first = harness.state().look().clone();
    harness.key_press(Key::ArrowRight);
    harness.run();
    let at = on_map(&harness, 147.84, 44.99);
    click_at(&mut harness, at);
    // A drag of many steps is one.
    let sea = on_map(&harness, 150.0, 53.0);
    harness.hover_at(sea);
    harness.drag_at(sea);
    for i in 1..=5_u8 {
        harness.hover_at(sea + vec2(8.0 * f32::from(i), 0.0));
        harness.run();
    }
    harness.drop_at(sea + vec2(40.0, 0.0));
    harness.run();
    let last = harness.state().look().clone();
    assert!(last.chosen_camera().is_some() && last.selection().is_some());
    let undo = |harness: &mut Harness<'_, AtlasApp>| {
        harness.key_press_modifiers(Modifiers::COMMAND, Key::Z);
        harness.run();
    };
    undo(&mut harness);
    assert!(harness.state().look().chosen_camera().is_none());
    assert!(harness.state().look().selection().is_some());
    undo(&mut harness);
    assert!(harness.state().look().selection().is_none());
    undo(&mut harness);
    assert_eq!(harness.state().look(), &first);
    undo(&mut harness);
    assert_eq!(harness.state().look(), &first, "before the first look there is none");
    for _ in 0..3 {
        harness.key_press_modifiers(Modifiers::COMMAND.plus(Modifiers::SHIFT), Key::Z);
        harness.run();
    }
    assert_eq!(harness.state().look(), &last);
    harness.key_press_modifiers(Modifiers::ALT, Key::ArrowLeft);
    harness.run();
    assert!(harness.state().look().chosen_camera().is_none());
}
