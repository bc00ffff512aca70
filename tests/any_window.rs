//! The window at any size, with text of any size, in any language: no control is cut, covered by
//! another or gone.

use std::collections::BTreeMap;

use egui::accesskit::{self, Role};
use egui::{Key, Rect, vec2};
use egui_kittest::Harness;
use egui_kittest::kittest::{NodeT, Queryable};
use okhotsk::app::commands::Command;
use okhotsk::app::{AtlasApp, fitted, kept_size};
use okhotsk::atlas::{Depth, Files, load};
use okhotsk::picture::Words;
use okhotsk::picture::cards::dispute_rows;
use okhotsk::picture::words::own_name;
use okhotsk::view::{
    Action, BarPlan, BarWidths, DatePlace, Desk, DeskAction, LensPlace, Look, Selection, shared,
};

use crate::common::{atlas, day};

/// Sizes of windows in points of the system.
const SIZES: [[f32; 2]; 6] = [
    [800.0, 560.0],
    [1024.0, 700.0],
    [1366.0, 704.0],
    [1440.0, 900.0],
    [1920.0, 1080.0],
    [3840.0, 2160.0],
];

/// A window of a size in points of the system, with a card of an event and one of an island open.
fn window(size: [f32; 2], text_size: f32, language: &str) -> Harness<'static, AtlasApp> {
    let atlas = load(&Files::Bundled, Depth::Quick).unwrap();
    let mut look = Look::new(&atlas);
    let language = atlas.history.find_language(language).unwrap();
    look.apply(&atlas, Action::SetLanguage(language));
    look.apply(&atlas, Action::GoToDay(day("1905-10-14")));
    let territory = atlas.history.find_territory("iturup").unwrap();
    look.apply(&atlas, Action::Select(Some(Selection { territory, island: None })));
    let mut desk = Desk::default();
    desk.apply(DeskAction::SetTextSize(text_size));
    let mut harness = Harness::builder()
        .with_size(vec2(size[0], size[1]))
        .with_context_setup(AtlasApp::set_up)
        .build_ui_state(
            |ui, app: &mut AtlasApp| app.ui(ui),
            AtlasApp::new(atlas, look, desk, None, None),
        );
    harness.run();
    // The size in points is that of the screen only once the text has its size.
    harness.set_size(vec2(size[0], size[1]) / text_size);
    harness.run();
    assert!((harness.ctx.zoom_factor() - text_size).abs() < 1e-3);
    assert_eq!(harness.ctx.content_rect().size(), vec2(size[0], size[1]) / text_size);
    harness
}

/// A control: what it is called, where it is, and what it scrolls in, if it does.
#[derive(Debug)]
struct Control {
    name: String,
    rect: Rect,
    scrolls: Option<String>,
}

/// All that can be clicked or has the focus.
fn controls(harness: &Harness<'_, AtlasApp>) -> Vec<Control> {
    let acts = |node: &egui_kittest::Node<'_>| {
        let node = node.accesskit_node();
        let data = node.data();
        data.supports_action(accesskit::Action::Click)
            || data.supports_action(accesskit::Action::Focus)
    };
    let control = |node: egui_kittest::Node<'_>| {
        let own = node.accesskit_node();
        let name = own.label().or_else(|| own.value()).unwrap_or_default();
        let mut above = own.parent();
        while above.is_some_and(|node| node.role() != Role::ScrollView) {
            above = above.and_then(|node| node.parent());
        }
        let scrolls = above.map(|area| format!("{:?}", area.id()));
        Control { name: format!("{:?} '{name}'", own.role()), rect: node.rect(), scrolls }
    };
    let ours = |node: &egui_kittest::Node<'_>| acts(node) && is_control(node);
    harness.query_all_by(|_| true).filter(ours).map(control).collect()
}

/// Whether it is one for a reader: the map holds others, as the slider does the marks.
fn is_control(node: &egui_kittest::Node<'_>) -> bool {
    let role = node.accesskit_node().role();
    matches!(
        role,
        Role::Button
            | Role::CheckBox
            | Role::Link
            | Role::TextInput
            | Role::ComboBox
            | Role::Slider
            | Role::RadioButton
            | Role::Tab
    )
}

/// The frame of the map.
fn map(harness: &Harness<'_, AtlasApp>) -> Rect {
    harness.get_by(|node| node.role() == Role::Image).rect()
}

fn words(harness: &Harness<'_, AtlasApp>) -> Words {
    let app = harness.state();
    Words::new(&app.atlas().history, app.look().language())
}

/// Whether a control of the window, or of what is open above it, has a name.
fn has(harness: &Harness<'_, AtlasApp>, name: &str) -> bool {
    let called = |control: &Control| control.name.contains(name);
    controls(harness).iter().any(called)
}

fn click_at(harness: &mut Harness<'_, AtlasApp>, at: egui::Pos2) {
    harness.hover_at(at);
    harness.drag_at(at);
    harness.drop_at(at);
    harness.run();
}

/// Opens the menu of what finds no room, if there is one; whether there is.
fn open_rest(harness: &mut Harness<'_, AtlasApp>) -> bool {
    let rest = words(harness).get("menu-rest");
    let Some(button) = harness.query_by_role_and_label(Role::Button, &rest) else { return false };
    button.click();
    harness.run();
    true
}

#[test]
fn no_control_is_cut_covered_or_gone() {
    for (i, size) in SIZES.into_iter().enumerate() {
        for (j, text_size) in [1.0, 2.0].into_iter().enumerate() {
            // Two languages for each size of window and of text, all three in turn.
            for k in 0..2 {
                let language = ["en", "ja", "ru"][(i + j + k) % 3];
                let mut harness = window(size, text_size, language);
                let what = format!("{size:?} at {text_size}, {language}");
                all_inside(&harness, &what);
                none_covered(&harness, &what);
                all_reachable(&mut harness, &what);
            }
        }
    }
}

/// Top bar and time bar, and what of the panel can be seen, lie within the window.
fn all_inside(harness: &Harness<'_, AtlasApp>, what: &str) {
    let whole = harness.ctx.content_rect();
    let map = map(harness);
    assert!(whole.expand(0.5).contains_rect(map), "{what}: the map is {map:?}");
    assert!(map.width() >= 90.0 && map.height() >= 90.0, "{what}: the map is {map:?}");
    for Control { name, rect, scrolls } in controls(harness) {
        let [x, y] = [rect.x_range(), rect.y_range()];
        let across = x.min >= whole.left() - 0.5 && x.max <= whole.right() + 0.5;
        assert!(across, "{what}: {name} is cut at the side: {rect:?}");
        let upright = y.min >= whole.top() - 0.5 && y.max <= whole.bottom() + 0.5;
        assert!(upright || scrolls.is_some(), "{what}: {name} is cut above or below: {rect:?}");
    }
    let years = harness.get_by_role(Role::Slider).rect();
    assert!(years.bottom() <= whole.bottom(), "{what}: the axis of years ends at {years:?}");
    assert!(years.height() > 80.0, "{what}: {years:?}");
}

/// No two controls touch, but for what scrolls below what stays.
fn none_covered(harness: &Harness<'_, AtlasApp>, what: &str) {
    let all = controls(harness);
    let mut groups: BTreeMap<Option<&str>, Vec<&Control>> = BTreeMap::new();
    for control in &all {
        groups.entry(control.scrolls.as_deref()).or_default().push(control);
    }
    assert!(groups[&None].len() >= 6, "{what}: {:?}", groups[&None]);
    let panel = harness.state().desk().shows_panel();
    assert!(!panel || groups.len() == 3, "{what}: cards in {} areas", groups.len() - 1);
    for group in groups.values() {
        for (i, one) in group.iter().enumerate() {
            for other in &group[i + 1..] {
                let shared = one.rect.shrink(0.5).intersect(other.rect.shrink(0.5));
                let apart = shared.width() <= 0.0 || shared.height() <= 0.0;
                assert!(apart, "{what}: {one:?} and {other:?} cover each other");
            }
        }
    }
}

/// Search, switches, lenses, languages and the date are there, or in a menu.
fn all_reachable(harness: &mut Harness<'_, AtlasApp>, what: &str) {
    let words = words(harness);
    let history = &atlas().history;
    let wanted = |harness: &Harness<'_, AtlasApp>| -> Vec<String> {
        let language = harness.state().look().language();
        let mut gone = Vec::new();
        for names in [
            [words.get("search-title"), words.get(Command::Search.words())],
            [words.get("disputes-short"), words.get(Command::Disputes.words())],
            [words.get(Command::Chart.words()), words.get(Command::Chart.words())],
            [words.get("time-field"), words.get("time-field")],
        ] {
            if !names.iter().any(|name| has(harness, name)) {
                gone.push(names[0].clone());
            }
        }
        let own = own_name(&history.languages[usize::from(language.0)]);
        gone.extend((!has(harness, own)).then(|| own.to_owned()));
        gone
    };
    let shown = wanted(harness);
    // Each lens: in the bar, or below the one that is on.
    let lenses: Vec<String> =
        history.lenses.iter().map(|lens| lens.name.get(words.language).to_owned()).collect();
    let missing = |harness: &Harness<'_, AtlasApp>| -> Vec<String> {
        lenses.iter().filter(|lens| !has(harness, lens)).cloned().collect()
    };
    let in_bar = harness.query_by_role_and_label(Role::Button, &lenses[0]).is_some();
    if in_bar && !missing(harness).is_empty() {
        let button = harness.get_by_role_and_label(Role::Button, &lenses[0]).rect().center();
        click_at(harness, button);
        assert_eq!(missing(harness), Vec::<String>::new(), "{what}: no menu of lenses");
        menu_inside(harness, what);
        click_at(harness, button);
    }
    if !shown.is_empty() || !in_bar {
        assert!(open_rest(harness), "{what}: no menu holds {shown:?}");
        assert_eq!(wanted(harness), Vec::<String>::new(), "{what}: nowhere");
        if !in_bar {
            assert_eq!(missing(harness), Vec::<String>::new(), "{what}: no lens");
        }
        menu_inside(harness, what);
    }
}

/// What is open above the window is within it from left to right; it may scroll.
fn menu_inside(harness: &Harness<'_, AtlasApp>, what: &str) {
    let whole = harness.ctx.content_rect().expand(0.5);
    for Control { name, rect, .. } in controls(harness) {
        let x = rect.x_range();
        assert!(x.min >= whole.left() && x.max <= whole.right(), "{what}: {name} at {rect:?}");
    }
}

#[test]
fn the_menus_fold_into_one_and_are_all_there() {
    let mut harness = window([800.0, 560.0], 2.0, "ru");
    let words = words(&harness);
    let all = words.get("menu-all");
    harness.get_by_role_and_label(Role::Button, &all).click();
    harness.run();
    for name in ["menu-file", "menu-view", "menu-go", "menu-help"] {
        assert!(has(&harness, &words.get(name)), "{name} is gone");
    }
    harness.get_by_label_contains(&words.get("menu-view")).click();
    harness.run();
    assert!(has(&harness, &words.get(Command::Fit.words())), "the menu does not open");
    menu_inside(&harness, "menus in one");
}

#[test]
fn the_language_is_chosen_in_its_own_script() {
    let mut harness = window([1440.0, 900.0], 1.0, "ru");
    let own = |id: &str| own_name(id).to_owned();
    let button = format!("{}: {}", words(&harness).get("menu-language"), own("ru"));
    harness.get_by_role_and_label(Role::Button, &button).click();
    harness.run();
    for id in &atlas().history.languages {
        assert!(has(&harness, own_name(id)), "{id} is not offered");
    }
    harness.get_by_role_and_label(Role::Button, &own("ja")).click();
    harness.run();
    let app = harness.state();
    let now = usize::from(app.look().language().0);
    assert_eq!(app.atlas().history.languages[now], "ja");
}

#[test]
fn what_is_in_the_last_menu_works() {
    let mut harness = window([800.0, 560.0], 2.0, "en");
    assert!(open_rest(&mut harness));
    let item = words(&harness).get(Command::Disputes.words());
    harness.get_by_label_contains(&item).click();
    harness.run();
    assert!(harness.state().look().disputes());
    // In a narrow window its list takes the room of the map, until the panel is put away.
    assert!(harness.state().desk().shows_panel());
    harness.key_press(Key::P);
    harness.run();
    assert!(!harness.state().desk().shows_panel() && harness.state().desk().is_narrow());
}

#[test]
fn a_window_that_grows_shows_its_axis_at_once() {
    let mut harness = window([1100.0, 640.0], 1.0, "en");
    for size in [[1920.0, 1080.0], [1200.0, 700.0], [1920.0, 1080.0]] {
        harness.set_size(vec2(size[0], size[1]));
        harness.step();
        let slider = harness.get_by_role(Role::Slider).rect();
        // The harness leaves eight points around the window.
        let margin = size[1] - 8.0 - slider.bottom();
        assert!((4.0..12.0).contains(&margin), "{size:?}: the axis ends at {slider:?}");
    }
}

/// Bar of English words at the usual size.
const WIDTHS: BarWidths = BarWidths {
    title: 130.0,
    menus: 170.0,
    one_menu: 60.0,
    lenses: 430.0,
    lens_menu: 130.0,
    date: 200.0,
    narrow_date: 104.0,
    search: 66.0,
    disputes: 90.0,
    chart: 100.0,
    language: 70.0,
    rest: 32.0,
};

#[test]
fn the_bar_gives_up_what_is_elsewhere_first() {
    let at = |room: f32| BarPlan::of(&WIDTHS, room);
    assert_eq!(at(4000.0), BarPlan::WHOLE);
    assert!(!BarPlan::WHOLE.has_rest());
    let whole = BarPlan::WHOLE.width(&WIDTHS);
    assert_eq!(at(whole), BarPlan::WHOLE);
    let less = at(whole - 1.0);
    assert!(!less.chart && less.disputes && less.search && less.lenses == LensPlace::Row);
    let narrow = at(400.0);
    assert!(!narrow.title && !narrow.menus && narrow.language, "{narrow:?}");
    let least = at(100.0);
    assert!(least.lenses == LensPlace::Rest && least.date == DatePlace::Rest && !least.language);
    // It fits whenever anything does, and what it leaves out has a menu.
    let none = at(0.0).width(&WIDTHS);
    for room in 0..4000_u16 {
        let plan = at(f32::from(room));
        assert!(plan.width(&WIDTHS) <= f32::from(room).max(none), "{room}: {plan:?}");
        assert!(plan.has_rest() || plan.language && plan.search && plan.disputes && plan.chart);
    }
}

#[test]
fn two_cards_share_a_height_by_need() {
    for (room, needs, expected) in [
        // Room for both: each has its own.
        (600.0, [200.0, 300.0], [200.0, 400.0]),
        // One is short: the other has the rest.
        (600.0, [200.0, 900.0], [200.0, 400.0]),
        (600.0, [900.0, 200.0], [400.0, 200.0]),
        // Both are long.
        (600.0, [900.0, 800.0], [300.0, 300.0]),
        (-5.0, [900.0, 800.0], [0.0, 0.0]),
    ] {
        let given = shared(room, needs);
        let same = given.iter().zip(expected).all(|(a, b): (&f32, f32)| (a - b).abs() < 1e-3);
        assert!(same, "{needs:?} in {room}: {given:?}");
    }
}

#[test]
fn a_low_window_folds_the_ribbons_into_one() {
    let harness = window([800.0, 560.0], 2.0, "ja");
    let slider = harness.get_by_role(Role::Slider).rect();
    assert!(slider.height() < 100.0, "{slider:?}");
    let history = &atlas().history;
    let language = words(&harness).language;
    for group in history.groups.iter().filter(|group| group.ribbon) {
        let name = format!("Button '{}'", group.short.get(language));
        assert!(!has(&harness, &name), "{name} has no ribbon of its own here");
    }
}

#[test]
fn a_short_card_leaves_its_room_to_a_long_one() {
    let mut harness = window([1440.0, 900.0], 1.0, "en");
    let head = |harness: &Harness<'_, AtlasApp>| harness.get_by_label("Selected").rect().top();
    // The card of a treaty is long, and so is that of the island: half each.
    let map = map(&harness);
    assert!((head(&harness) - map.center().y).abs() < 30.0, "{} of {map:?}", head(&harness));
    // A year without an event needs a line or two.
    harness.state_mut().act(Action::GoToYear(1703));
    harness.run();
    assert!(head(&harness) < map.top() + 0.3 * map.height(), "{} of {map:?}", head(&harness));
}

#[test]
fn the_name_of_an_event_stays_while_its_card_scrolls() {
    let mut harness = window([1440.0, 900.0], 1.0, "en");
    let name = "Treaty of Portsmouth";
    let inside = |harness: &Harness<'_, AtlasApp>| {
        let top = map(harness).top();
        let head = harness.get_by_label("Selected").rect().top();
        let names = harness.query_all_by_label_contains(name).map(|node| node.rect());
        let beside = map(harness).right();
        let seen = |rect: &Rect| rect.left() > beside && rect.top() > top && rect.bottom() < head;
        let seen: Vec<Rect> = names.filter(seen).collect();
        seen.into_iter().map(|rect| rect.top()).fold(f32::MAX, f32::min)
    };
    let before = inside(&harness);
    assert!(before < 200.0, "no name at {before}");
    harness.hover_at(egui::pos2(map(&harness).right() + 100.0, map(&harness).top() + 150.0));
    harness.run();
    harness.event(egui::Event::MouseWheel {
        unit: egui::MouseWheelUnit::Point,
        delta: vec2(0.0, -400.0),
        modifiers: egui::Modifiers::NONE,
        phase: egui::TouchPhase::Move,
        source: egui::MouseWheelSource::Unknown,
    });
    harness.run();
    let after = inside(&harness);
    assert!(after < before, "the name is at {after}, was at {before}");
}

#[test]
fn views_that_differ_alike_are_one_row_and_the_disputed_first() {
    let atlas = atlas();
    for (date, disputed_first) in [("1960-06-01", true), ("1905-10-14", false)] {
        for language in ["en", "ja", "ru"] {
            let words = Words::new(&atlas.history, atlas.history.find_language(language).unwrap());
            let rows = dispute_rows(atlas, day(date), okhotsk::view::Theme::Light, &words);
            let all = atlas.history.disputes_on(day(date));
            let listed: usize = rows.iter().map(|row| row.territories.len()).sum();
            assert_eq!(listed, all.len(), "on {date} every territory is listed once");
            for (i, row) in rows.iter().enumerate() {
                for other in &rows[i + 1..] {
                    let alike = row.holders == other.holders && row.disputed == other.disputed;
                    assert!(!alike, "{row:?} stands twice");
                }
                assert!(row.holders.len() > 1 && row.holders.iter().all(|h| !h.2.is_empty()));
                let lenses: usize = row.holders.iter().map(|(lenses, ..)| lenses.len()).sum();
                assert_eq!(lenses, atlas.history.lenses.len());
            }
            let order: Vec<bool> = rows.iter().map(|row| row.disputed).collect();
            assert!(order.is_sorted_by(|a, b| a >= b), "on {date}: {order:?}");
            if disputed_first {
                assert!(rows.len() < all.len() && rows[0].disputed, "{rows:?}");
            }
        }
    }
}

#[test]
fn the_disputed_stand_first_in_every_year() {
    let words = Words::new(&atlas().history, okhotsk::history::Language(0));
    for year in 1700..=2026 {
        let date = day(&format!("{year}-12-31"));
        let rows = dispute_rows(atlas(), date, okhotsk::view::Theme::Light, &words);
        let order: Vec<bool> = rows.iter().map(|row| row.disputed).collect();
        assert!(order.is_sorted_by(|a, b| a >= b), "in {year}: {order:?}");
    }
}

#[test]
fn a_maximized_window_remembers_its_size_before() {
    let (before, screen) = (Some([1200.0, 800.0]), Some([1920.0, 1032.0]));
    assert_eq!(kept_size(before, screen, true), before);
    assert_eq!(kept_size(before, screen, false), screen);
    assert_eq!(kept_size(before, None, false), before);
    let harness = window([1440.0, 900.0], 1.5, "en");
    let memory = harness.state().memory(before, true);
    assert_eq!((memory.maximized, memory.window), (Some(true), before));
    assert_eq!(memory.text_size, Some(1.5));
    let opened = fitted([1920.0, 1080.0], [1366.0, 768.0]);
    assert!(opened[0] <= 1366.0 && opened[1] <= 768.0 - 64.0);
}
