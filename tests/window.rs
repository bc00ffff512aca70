//! The window, driven without a screen and without a GPU.

use std::fs;
use std::path::Path;

use egui::accesskit::Role;
use egui::{Key, Modifiers, Pos2, pos2, vec2};
use egui_kittest::Harness;
use egui_kittest::kittest::{NodeT, Queryable};
use geo::Coord;
use okhotsk::app::AtlasApp;
use okhotsk::app::commands::Command;
use okhotsk::atlas::{Depth, Files, load};
use okhotsk::history::{EventKind, Language, name_on};
use okhotsk::picture::cards::{Occasion, agenda, dispute_rows};
use okhotsk::picture::{Mark, Picture, Scene, Words, compose};
use okhotsk::view::{Action, Theme, View};

use crate::common::day;

/// A window of 1440 × 900 points on the bundled atlas, after its first frames.
fn window(change: impl FnOnce(&mut View, &okhotsk::atlas::Atlas)) -> Harness<'static, AtlasApp> {
    window_of([1440.0, 900.0], change)
}

fn window_of(
    size: [f32; 2],
    change: impl FnOnce(&mut View, &okhotsk::atlas::Atlas),
) -> Harness<'static, AtlasApp> {
    let atlas = load(&Files::Bundled, Depth::Quick).unwrap();
    let mut view = View::new(&atlas);
    change(&mut view, &atlas);
    let app = AtlasApp::new(atlas, view, None, None);
    let mut harness = Harness::builder()
        .with_size(vec2(size[0], size[1]))
        .with_context_setup(AtlasApp::set_up)
        .build_ui_state(|ui, app: &mut AtlasApp| app.ui(ui), app);
    harness.run();
    harness
}

/// Whether the window shows a text anywhere.
fn shows(harness: &Harness<'_, AtlasApp>, text: &str) -> bool {
    harness.query_all_by_label_contains(text).next().is_some()
}

/// Where a point of the globe is on the screen.
fn on_map(harness: &Harness<'_, AtlasApp>, lon: f64, lat: f64) -> Pos2 {
    let app = harness.state();
    let size = app.map_size();
    let map_km = app.atlas().geography.projection().map_km_from_lon_lat(Coord { x: lon, y: lat });
    let [x, y] = app.view().camera(app.atlas(), size).screen_from_map(map_km, size);
    let frame = harness.get_by(|node| node.role() == Role::Image).rect();
    #[expect(clippy::cast_possible_truncation, reason = "points of a screen")]
    let by = vec2(x as f32, y as f32);
    frame.min + by
}

fn click_at(harness: &mut Harness<'_, AtlasApp>, at: Pos2) {
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
    assert_eq!(app.view().moment, app.atlas().history.last_day);
    // The year has an event, whose card is open; a year without one says what to do.
    assert!(!shows(&harness, "Click an island"));
    let harness = window(|view, atlas| view.apply(atlas, Action::GoToYear(1703)));
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
        years.push(harness.state().view().moment.year());
    }
    harness.drop_at(pos2(track.right() - 1.0, y));
    harness.run();
    assert_eq!(years.first(), Some(&1700));
    assert_eq!(years.last(), Some(&2026));
    assert!(years.windows(2).all(|pair| pair[0] < pair[1]), "{years:?}");
    assert!(harness.state().view().by_year);
}

#[test]
fn clicking_an_island_opens_its_card() {
    let mut harness = window(|view, atlas| view.apply(atlas, Action::GoToYear(1905)));
    let at = on_map(&harness, 147.84, 44.99);
    click_at(&mut harness, at);
    let app = harness.state();
    let selection = app.view().selection.expect("something is selected");
    assert_eq!(app.atlas().history.territory(selection.territory).id, "iturup");
    for words in ["Iturup", "Why this colour?", "択捉島", "Итуруп", "Empire of Japan", "km²"]
    {
        assert!(shows(&harness, words), "the card lacks {words}");
    }
}

#[test]
fn clicking_the_sea_selects_nothing() {
    let mut harness = window(|view, atlas| {
        let territory = atlas.history.find_territory("urup").unwrap();
        view.selection = Some(okhotsk::view::Selection { territory, island: None });
    });
    let at = on_map(&harness, 150.0, 53.0);
    click_at(&mut harness, at);
    assert_eq!(harness.state().view().selection, None);
}

#[test]
fn islands_too_small_to_see_are_clickable() {
    // Tyuleniy is 0.05 km²: a tenth of a point at this scale. Four points to the east of it, on the
    // side that is away from Sakhalin.
    let mut harness = window(|_, _| {});
    let at = on_map(&harness, 144.6286, 48.5038) + vec2(4.0, 2.0);
    click_at(&mut harness, at);
    let app = harness.state();
    let selection = app.view().selection.expect("something is selected");
    assert_eq!(app.atlas().history.territory(selection.territory).id, "tyuleniy");
}

#[test]
fn stepping_goes_to_the_day_of_the_next_change() {
    let mut harness = window(|view, atlas| view.apply(atlas, Action::GoToDay(day("1945-08-20"))));
    harness.key_press_modifiers(Modifiers::COMMAND, Key::ArrowRight);
    harness.run();
    assert_eq!(harness.state().view().moment, day("1945-08-23"));
    harness.key_press_modifiers(Modifiers::COMMAND, Key::ArrowLeft);
    harness.run();
    assert_eq!(harness.state().view().moment, day("1925-05-15"));
    // The card of what changed the map that day is open.
    assert!(shows(&harness, "On the map"));
}

#[test]
fn arrows_step_years_and_decades() {
    let mut harness = window(|view, atlas| view.apply(atlas, Action::GoToYear(1900)));
    harness.key_press(Key::ArrowRight);
    harness.run();
    assert_eq!(harness.state().view().moment, day("1901-12-31"));
    harness.key_press_modifiers(Modifiers::SHIFT, Key::ArrowLeft);
    harness.run();
    assert_eq!(harness.state().view().moment, day("1891-12-31"));
    harness.key_press(Key::Home);
    harness.run();
    assert_eq!(harness.state().view().moment.year(), 1700);
    harness.key_press(Key::End);
    harness.run();
    assert_eq!(harness.state().view().moment.year(), 2026);
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
        ("2100", "2026-11-21"),
    ] {
        let at = field(&harness);
        click_at(&mut harness, at);
        harness.event(egui::Event::Text(typed.to_owned()));
        harness.run();
        harness.key_press(Key::Enter);
        harness.run();
        assert_eq!(harness.state().view().moment, day(expected), "after typing {typed}");
    }
    let at = field(&harness);
    click_at(&mut harness, at);
    harness.event(egui::Event::Text("the year dot".to_owned()));
    harness.run();
    harness.key_press(Key::Enter);
    harness.run();
    assert_eq!(harness.state().view().moment, day("2026-11-21"));
    assert!(shows(&harness, "1905, 1905-10 or 1905-10-14"));
}

#[test]
fn keys_do_nothing_while_a_date_is_typed() {
    let mut harness = window(|view, atlas| view.apply(atlas, Action::GoToYear(1900)));
    let field = harness.get_by_role_and_label(Role::TextInput, "Year or date").rect().center();
    click_at(&mut harness, field);
    harness.key_press(Key::ArrowLeft);
    harness.key_press(Key::Home);
    harness.run();
    assert_eq!(harness.state().view().moment, day("1900-12-31"));
}

#[test]
fn the_card_of_a_treaty_opens_by_itself() {
    let harness = window(|view, atlas| view.apply(atlas, Action::GoToDay(day("1905-10-14"))));
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
    let mut harness = window_of([1440.0, 2000.0], |view, atlas| {
        view.apply(atlas, Action::GoToDay(day("1905-10-14")));
    });
    // By its name of that day; the last in a row has no comma after it.
    let history = &harness.state().atlas().history;
    let record = history.territory(history.find_territory("tyuleniy").unwrap());
    let name = name_on(&record.was, &record.name, day("1905-10-14")).get(Language(0)).to_owned();
    harness.get_by_label(&name).click();
    harness.run();
    let app = harness.state();
    let selected = app.view().selection.map(|s| app.atlas().history.territory(s.territory));
    assert_eq!(selected.map(|t| t.id.as_str()), Some("tyuleniy"));
}

#[test]
fn playing_runs_and_an_idle_window_rests() {
    let mut harness = window(|view, atlas| view.apply(atlas, Action::GoToYear(1800)));
    harness.key_press(Key::Space);
    harness.run_steps(60);
    assert!(harness.state().view().playback.playing);
    assert!(harness.state().view().moment.year() > 1800);
    harness.key_press(Key::Space);
    harness.run_steps(2);
    assert!(!harness.state().view().playback.playing);
    // `run` panics if the window asks for frame after frame; one more says it is at rest.
    harness.run();
    assert!(harness.run() <= 1, "an idle window asks for frames");
}

#[test]
fn zooming_and_dragging_move_the_map() {
    let mut harness = window(|_, _| {});
    let app = harness.state();
    let before = app.view().camera(app.atlas(), app.map_size());
    let at = on_map(&harness, 147.84, 44.99);
    harness.hover_at(at);
    harness.run();
    harness.event(egui::Event::Zoom(2.0));
    harness.run();
    let app = harness.state();
    let after = app.view().camera(app.atlas(), app.map_size());
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
    assert_eq!(harness.state().view().camera, None);
}

#[test]
fn the_language_changes_at_once() {
    let mut harness = window(|view, atlas| {
        view.apply(atlas, Action::GoToDay(day("1875-08-22")));
        view.language = atlas.history.find_language("ja").unwrap();
    });
    assert!(shows(&harness, "樺太・千島交換条約"));
    assert!(shows(&harness, "ファイル"));
    harness.get_by_label("表示").click();
    harness.run();
    harness.get_by_label_contains("言語").hover();
    harness.run();
    harness.get_by_label("Русский").click();
    harness.run();
    assert!(shows(&harness, "Файл"));
}

#[test]
fn the_picture_is_saved() {
    let folder = tempfile::tempdir().unwrap();
    for name in ["map.png", "map.svg"] {
        let mut harness = window_of([900.0, 640.0], |view, atlas| {
            view.apply(atlas, Action::GoToDay(day("1905-10-14")));
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
    assert!(shows(&harness, ".png or .svg"));
}

fn save_to(harness: &mut Harness<'_, AtlasApp>, path: &Path) {
    harness.key_press_modifiers(Modifiers::COMMAND, Key::S);
    harness.run();
    let field = harness.get_by_role_and_label(Role::TextInput, "File (.png or .svg)");
    field.focus();
    harness.run();
    harness.key_press_modifiers(Modifiers::COMMAND, Key::A);
    harness.event(egui::Event::Text(path.display().to_string()));
    harness.run();
    harness.get_by_label("Save").click();
    harness.run();
}

#[test]
fn the_chart_opens_and_a_click_in_it_sets_the_year() {
    let mut harness = window(|_, _| {});
    harness.key_press(Key::A);
    harness.run();
    assert!(shows(&harness, "Square kilometres by state"));
    let hint = harness.get_by_label("Click the chart to go to a year.").rect();
    click_at(&mut harness, pos2(500.0, hint.bottom() + 90.0));
    let year = harness.state().view().moment.year();
    assert!((1750..1900).contains(&year), "went to {year}");
}

#[test]
fn no_size_or_language_breaks_the_window() {
    for size in [[800.0, 560.0], [1024.0, 640.0], [1920.0, 1080.0], [3840.0, 2160.0]] {
        for language in ["en", "ja", "ru"] {
            for theme in [Theme::Light, Theme::Dark] {
                let harness = window_of(size, |view, atlas| {
                    view.apply(atlas, Action::GoToYear(1875));
                    view.language = atlas.history.find_language(language).unwrap();
                    view.theme = theme;
                    view.chart = true;
                });
                let map = harness.get_by(|node| node.role() == Role::Image).rect();
                assert!(map.width() > 200.0 && map.height() > 120.0, "{size:?}: map is {map}");
            }
        }
    }
}

#[test]
fn a_notice_is_shown_and_put_away() {
    let atlas = load(&Files::Bundled, Depth::Quick).unwrap();
    let view = View::new(&atlas);
    let app = AtlasApp::new(atlas, view, None, Some("The memory is damaged".to_owned()));
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
    for (i, a) in Command::ALL.iter().enumerate() {
        for b in &Command::ALL[i + 1..] {
            assert!(
                a.shortcut().is_none() || a.shortcut() != b.shortcut(),
                "{a:?} and {b:?} have the same keys"
            );
        }
        for id in ["en", "ja", "ru"] {
            let words = Words::new(&atlas.history, atlas.history.find_language(id).unwrap());
            assert!(words.has(a.words()), "{a:?} has no words in {id}");
        }
    }
}

#[test]
fn every_control_has_a_name() {
    let harness = window(|view, atlas| view.apply(atlas, Action::GoToYear(1905)));
    for role in [Role::Button, Role::TextInput, Role::Slider] {
        for node in harness.query_all_by_role(role) {
            let label = NodeT::accesskit_node(&node).label();
            assert!(label.is_some_and(|l| !l.is_empty()), "a {role:?} without a name");
        }
    }
}

/// The picture that the window shows.
fn picture(harness: &Harness<'_, AtlasApp>) -> Picture {
    let app = harness.state();
    let words = Words::new(&app.atlas().history, app.view().language);
    compose(&Scene::new(app.atlas(), app.view(), &words, app.map_size(), 1.0))
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
    assert_eq!(app.view().moment, day("1905-09-05"));
    assert_eq!(app.view().event, app.atlas().history.find_event("1905-portsmouth"));
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
    let selection = app.view().selection.expect("something is selected");
    assert_eq!(app.atlas().history.territory(selection.territory).id, "iturup");
    let map = harness.get_by(|node| node.role() == Role::Image).rect();
    let island = on_map(&harness, 147.84, 44.99);
    assert!((island - map.center()).length() < 80.0, "the map is not there: {island} in {map}");
}

#[test]
fn a_search_for_nothing_changes_nothing() {
    let mut harness = window(|_, _| {});
    let before = harness.state().view().clone();
    search(&mut harness, "xyzzy");
    assert!(shows(&harness, "Nothing in the atlas has such a name."));
    harness.key_press(Key::Enter);
    harness.run();
    assert!(searching(&harness), "there is nothing to go to");
    harness.key_press(Key::Escape);
    harness.run();
    assert!(!searching(&harness));
    assert_eq!(harness.state().view(), &before);
}

/// The middle of a button of the panel beside the map.
fn in_panel(harness: &Harness<'_, AtlasApp>, label: &str) -> Pos2 {
    let map = harness.get_by(|node| node.role() == Role::Image).rect();
    let buttons = harness.query_all_by_role_and_label(Role::Button, label);
    let mut beside = buttons.map(|node| node.rect()).filter(|rect| rect.left() > map.right());
    beside.next().unwrap_or_else(|| panic!("no button '{label}' in the panel")).center()
}

#[test]
fn the_list_of_where_the_views_differ_selects_a_territory() {
    const TITLE: &str = "Where the views differ";
    let mut harness = window_of([1440.0, 2000.0], |_, _| {});
    assert!(!shows(&harness, TITLE));
    harness.key_press(Key::D);
    harness.run();
    assert!(harness.state().view().disputes && shows(&harness, TITLE));
    let app = harness.state();
    let (view, atlas) = (app.view(), app.atlas());
    let words = Words::new(&atlas.history, view.language);
    let rows = dispute_rows(atlas, view.moment, view.theme, &words);
    assert!(rows.len() > 3, "the views differ of more than {} territories", rows.len());
    for row in &rows {
        in_panel(&harness, &row.name);
    }
    let at = in_panel(&harness, &rows[1].name);
    click_at(&mut harness, at);
    let selected = harness.state().view().selection.map(|s| s.territory);
    assert_eq!(selected, Some(rows[1].territory));
    harness.key_press(Key::D);
    harness.run();
    assert!(!harness.state().view().disputes && !shows(&harness, TITLE));
}

fn listed(harness: &Harness<'_, AtlasApp>) -> Vec<Occasion> {
    let app = harness.state();
    agenda(app.atlas(), app.view()).events
}

#[test]
fn a_kind_of_events_that_is_hidden_is_not_listed() {
    let mut harness = window(|view, atlas| view.apply(atlas, Action::GoToYear(1945)));
    let all = listed(&harness);
    let counted = |harness: &Harness<'_, AtlasApp>, count: usize| {
        harness.query_by_label(&format!("{count} events")).is_some()
    };
    assert!(counted(&harness, all.len()));
    harness.get_by_label("Kinds").click();
    harness.run();
    harness.get_by_role_and_label(Role::CheckBox, "War").click();
    harness.run();
    assert!(!harness.state().view().kinds.has(EventKind::War));
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
    assert!(harness.state().view().kinds.all());
    assert!(counted(&harness, all.len()));
}

#[test]
fn a_name_on_a_card_opens_that_of_the_person() {
    let mut harness = window_of([1440.0, 2000.0], |view, atlas| {
        view.apply(atlas, Action::GoToDay(day("1905-10-14")));
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
    assert!(app.view().person.is_some());
    assert_eq!(app.view().person, app.atlas().history.find_person("komura-jutaro"));
    for words in ["小村寿太郎", "Комура", "Took part in"] {
        assert!(shows(&harness, words), "the card lacks {words}");
    }
    harness.get_by_label("Close the card").click();
    harness.run();
    assert_eq!(harness.state().view().person, None);
    assert!(!shows(&harness, "Took part in"));
}

#[test]
fn an_island_in_an_inset_is_clickable() {
    let mut harness = window(|_, _| {});
    let inset = picture(&harness).insets.into_iter().next().expect("an inset");
    let map = harness.get_by(|node| node.role() == Role::Image).rect();
    let corner = map.min + vec2(inset.frame[0], inset.frame[1]);
    let place = |lon: f64, lat: f64| {
        let projection = harness.state().atlas().geography.projection();
        let map_km = projection.map_km_from_lon_lat(Coord { x: lon, y: lat });
        let [x, y] = inset.picture.camera.screen_from_map(map_km, inset.picture.size);
        #[expect(clippy::cast_possible_truncation, reason = "points of a screen")]
        let by = vec2(x as f32, y as f32);
        corner + by
    };
    let (shikotan, sea) = (place(146.71, 43.8), place(146.6, 44.1));
    click_at(&mut harness, shikotan);
    let app = harness.state();
    let selection = app.view().selection.expect("something is selected");
    assert_eq!(app.atlas().history.territory(selection.territory).id, "shikotan");
    // The panel has not moved the map: what is clicked is the sea of the inset.
    click_at(&mut harness, sea);
    assert_eq!(harness.state().view().selection, None);
}

#[test]
fn a_lens_changes_the_colours() {
    let mut harness = window(|_, _| {});
    let fills = |harness: &Harness<'_, AtlasApp>| {
        let land = |mark: &Mark| matches!(mark, Mark::Land { region: Some(_), .. });
        picture(harness).marks.into_iter().filter(land).collect::<Vec<_>>()
    };
    let mut seen = vec![fills(&harness)];
    for (button, lens) in [
        ("Title by treaty", "treaty"),
        ("Japan's position", "japan"),
        ("Actual control", "control"),
    ] {
        harness.get_by_role_and_label(Role::Button, button).click();
        harness.run();
        let app = harness.state();
        assert_eq!(app.atlas().history.lens(app.view().lens).id, lens);
        seen.push(fills(&harness));
    }
    assert_ne!(seen[0], seen[1], "title differs from control");
    assert_ne!(seen[1], seen[2], "and Japan's position from both");
    assert_ne!(seen[0], seen[2]);
    assert_eq!(seen[0], seen[3]);
}
