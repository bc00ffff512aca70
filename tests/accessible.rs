//! For readers who cannot see, or see little: the accessibility tree, the table, contrast, size, rest.

use std::fs;

use egui::accesskit::{Action as Asked, Live, Role, SortDirection, Toggled};
use egui::{Key, Modifiers, vec2};
use egui_kittest::kittest::{AccessKitNode, NodeT, Queryable};
use egui_kittest::{Harness, Node};
use okhotsk::app::AtlasApp;
use okhotsk::atlas::{Atlas, Depth, Files, load};
use okhotsk::history::{Language, LensId, TerritoryId, name_on};
use okhotsk::picture::cards::territory_name;
use okhotsk::picture::fills::color_of;
use okhotsk::picture::labels::{contrast, ink_on};
use okhotsk::picture::palette::{blend, sea_at};
use okhotsk::picture::table::{Column, Order, rows};
use okhotsk::picture::{Color, Words, palette, spoken};
use okhotsk::view::desk::TEXT_PERCENTS;
use okhotsk::view::{Action, Desk, DeskAction, Kinds, Look, Memory, Playback, Selection, Theme};

use crate::common::{atlas, day, territory};

pub(crate) type Tried = Harness<'static, AtlasApp>;

fn window(change: impl FnOnce(&mut Look, &Atlas)) -> Tried {
    let atlas = load(&Files::Bundled, Depth::Quick).unwrap();
    let mut look = Look::new(&atlas);
    change(&mut look, &atlas);
    let app = AtlasApp::new(atlas, look, Desk::default(), None, None);
    let mut harness = Harness::builder()
        .with_size(vec2(1440.0, 900.0))
        .with_context_setup(AtlasApp::set_up)
        .build_ui_state(|ui, app: &mut AtlasApp| app.ui(ui), app);
    harness.run();
    harness
}

fn select(look: &mut Look, atlas: &Atlas, id: &str) {
    let territory = atlas.history.find_territory(id).unwrap();
    look.apply(atlas, Action::Select(Some(Selection { territory, island: None })));
}

fn words(app: &AtlasApp) -> Words {
    Words::new(&app.atlas().history, app.look().language())
}

/// What a screen reader would say of a node.
fn said(node: &AccessKitNode<'_>) -> String {
    node.label().or_else(|| node.value()).unwrap_or_default()
}

fn all_nodes(harness: &Tried) -> Vec<Node<'_>> {
    harness.root().children_recursive().collect()
}

/// What is wrong with a node that something can be done with.
fn fault(node: &AccessKitNode<'_>) -> Option<String> {
    let data = node.data();
    let active = data.supports_action(Asked::Click) || data.supports_action(Asked::Focus);
    let (role, name) = (node.role(), said(node));
    let bounds = node.raw_bounds();
    if !active || node.is_hidden() {
        None
    } else if matches!(role, Role::Unknown | Role::GenericContainer) {
        Some(format!("no role: '{name}' at {bounds:?}"))
    } else if name.trim().is_empty() {
        Some(format!("no name: {role:?} at {bounds:?}"))
    } else {
        None
    }
}

/// Everything that can be done something with has a role and a name, and the map has its lands.
pub(crate) fn sound(harness: &Tried, what: &str) {
    let nodes = all_nodes(harness);
    assert!(nodes.len() > 100, "{what}: only {} nodes", nodes.len());
    let faults: Vec<String> =
        nodes.iter().filter_map(|node| fault(&node.accesskit_node())).collect();
    assert!(faults.is_empty(), "{what}:\n{}", faults.join("\n"));
    assert!(lands(harness).len() > 30, "{what}: the map has {} lands", lands(harness).len());
    let legend = harness.root().children_recursive().filter(is_legend).count();
    assert_eq!(legend, 1, "{what}: a legend");
}

fn is_legend(node: &Node<'_>) -> bool {
    let node = node.accesskit_node();
    let within = node.parent().is_some_and(|parent| parent.role() == Role::Group);
    node.role() == Role::List
        && within
        && node.children().all(|row| !row.data().supports_action(Asked::Click))
}

/// The names of the lands below the node of the map.
fn lands(harness: &Tried) -> Vec<String> {
    let name = words(harness.state()).get("map-name");
    let map = harness.get_by_role_and_label(Role::Group, &name);
    let nodes = map.children_recursive().map(|node| node.accesskit_node());
    let lands = nodes
        .filter(|node| node.role() == Role::ListItem && node.data().supports_action(Asked::Click));
    lands.map(|node| said(&node)).collect()
}

#[test]
fn nothing_is_without_a_name_or_a_role_in_any_language() {
    for id in ["en", "ja", "ru"] {
        let mut harness = window(|look, atlas| {
            look.apply(atlas, Action::GoToDay(day("1905-10-14")));
            look.apply(atlas, Action::SetLanguage(atlas.history.find_language(id).unwrap()));
            select(look, atlas, "iturup");
        });
        sound(&harness, &format!("{id}: cards"));
        harness.key_press(Key::A);
        harness.key_press(Key::D);
        harness.run();
        sound(&harness, &format!("{id}: chart and differing views"));
        harness.key_press(Key::B);
        harness.run();
        sound(&harness, &format!("{id}: table"));
        harness.key_press(Key::B);
        harness.key_press_modifiers(Modifiers::COMMAND, Key::K);
        harness.run();
        harness.event(egui::Event::Text("1".to_owned()));
        harness.run();
        sound(&harness, &format!("{id}: search"));
        harness.key_press(Key::Escape);
        harness.run();
        let view = words(harness.state()).get("menu-view");
        harness.get_by_label(&view).click();
        harness.run();
        sound(&harness, &format!("{id}: menu"));
    }
}

#[test]
fn a_node_without_a_name_or_a_role_is_found() {
    let mut harness = Harness::builder().with_context_setup(AtlasApp::set_up).build_ui(|ui| {
        ui.allocate_exact_size(vec2(20.0, 20.0), egui::Sense::click());
        drop(ui.button("a name"));
    });
    harness.run();
    let nodes = harness.root().children_recursive().map(|node| node.accesskit_node());
    let faults: Vec<String> = nodes.filter_map(|node| fault(&node)).collect();
    assert_eq!(faults.len(), 1, "{faults:?}");
}

#[test]
fn the_window_has_the_name_of_the_atlas() {
    let harness = window(|_, _| {});
    let title = harness.state().atlas().history.title.get(Language(0)).to_owned();
    assert_eq!(harness.root().accesskit_node().label(), Some(title));
}

#[test]
fn a_land_says_who_holds_it_by_what_right_and_since_when() {
    let on = |language: &str| {
        let harness = window(|look, atlas| {
            look.apply(atlas, Action::GoToDay(day("1855-02-07")));
            look.apply(atlas, Action::SetLens(atlas.history.find_lens("treaty").unwrap()));
            let language = atlas.history.find_language(language).unwrap();
            look.apply(atlas, Action::SetLanguage(language));
        });
        lands(&harness)
    };
    let find = |lands: Vec<String>, name: &str| {
        let found = lands.iter().find(|land| land.starts_with(name)).cloned();
        found.unwrap_or_else(|| panic!("no {name} in {lands:?}"))
    };
    let said = find(on("en"), "Kunashir");
    assert_eq!(said, "Kunashir: Tokugawa Japan, by treaty, since 7 February 1855");
    let said = find(on("ja"), "国後島");
    assert!(said.contains("条約による、1855年2月7日から"), "{said}");
    let said = find(on("ru"), "Кунашир");
    assert!(said.contains("по договору, с 7 февраля 1855"), "{said}");
}

#[test]
fn what_is_claimed_says_by_whom_and_the_oldest_that_it_is_the_oldest() {
    let atlas = atlas();
    let words = Words::new(&atlas.history, Language(0));
    let say = |day, t: &str| spoken::territory(atlas, &words, (LensId(0), day), territory(t));
    assert!(say(day("2000-01-01"), "iturup").contains("claimed by Japan"));
    assert!(say(day("1700-06-01"), "iturup").contains("since before 1700"));
}

/// The node of a land, by the beginning of its name.
fn land<'a>(harness: &'a Tried, name: &str) -> Node<'a> {
    let is = |node: &Node<'_>| {
        let node = node.accesskit_node();
        node.role() == Role::ListItem && said(&node).starts_with(name)
    };
    harness.root().children_recursive().find(is).unwrap_or_else(|| panic!("no {name}"))
}

#[test]
fn a_land_is_selected_by_its_node() {
    let mut harness = window(|look, atlas| look.apply(atlas, Action::GoToYear(1905)));
    let at = land(&harness, "Iturup").rect();
    assert!(at.width() > 20.0 && at.height() > 20.0, "Iturup is at {at}");
    let map = harness.get_by(|node| node.role() == Role::Image).rect();
    assert!(map.contains_rect(at), "{at} in {map}");
    land(&harness, "Iturup").click_accesskit();
    harness.run();
    let selected = |harness: &Tried| harness.state().look().selection().map(|s| s.territory);
    let of = |id: &str| Some(territory(id));
    assert_eq!(selected(&harness), of("iturup"));
    assert_eq!(land(&harness, "Iturup").accesskit_node().is_selected(), Some(true));
    land(&harness, "Urup").focus();
    harness.run();
    assert!(land(&harness, "Urup").is_focused(), "it takes no focus");
    harness.key_press(Key::Enter);
    harness.run();
    assert_eq!(selected(&harness), of("urup"));
    // Nobody is caught there.
    harness.key_press(Key::Tab);
    harness.run();
    assert!(!land(&harness, "Urup").is_focused(), "Tab does not leave it");
}

#[test]
fn only_what_is_seen_has_a_node() {
    let mut harness = window(|_, _| {});
    let all = lands(&harness).len();
    harness.key_press(Key::Plus);
    harness.key_press(Key::Plus);
    harness.key_press(Key::Plus);
    harness.key_press(Key::Plus);
    harness.run();
    let few = lands(&harness).len();
    assert!((1..all).contains(&few), "{few} of {all}");
}

#[test]
fn the_legend_is_a_list_with_an_item_for_each_row() {
    let harness = window(|look, atlas| look.apply(atlas, Action::GoToYear(1905)));
    let legend = harness.root().children_recursive().find(is_legend).expect("a legend");
    let rows: Vec<String> =
        NodeT::children(&legend).map(|row| said(&row.accesskit_node())).collect();
    assert!(rows.len() >= 4, "{rows:?}");
    assert!(rows.iter().all(|row| !row.trim().is_empty()), "{rows:?}");
    let japan = rows.iter().find(|row| row.starts_with("Empire of Japan")).expect("a row");
    assert!(japan.ends_with("km²"), "{japan}");
    assert!(rows.iter().any(|row| row == "Line of a treaty in force"), "{rows:?}");
}

#[test]
fn the_lens_buttons_say_which_is_on() {
    let mut harness = window(|_, _| {});
    let state = |harness: &Tried, name: &str| {
        harness.get_by_role_and_label(Role::Button, name).accesskit_node().toggled()
    };
    assert_eq!(state(&harness, "Actual control"), Some(Toggled::True));
    assert_eq!(state(&harness, "Title by treaty"), Some(Toggled::False));
    harness.get_by_role_and_label(Role::Button, "Title by treaty").click();
    harness.run();
    assert_eq!(state(&harness, "Actual control"), Some(Toggled::False));
    assert_eq!(state(&harness, "Title by treaty"), Some(Toggled::True));
}

#[test]
fn titles_of_cards_and_their_parts_are_headings() {
    let harness = window(|look, atlas| {
        look.apply(atlas, Action::GoToDay(day("1905-10-14")));
        select(look, atlas, "iturup");
    });
    for title in ["In 1905", "Treaty of Portsmouth", "On the map", "Iturup", "Why this colour?"] {
        let found = harness.query_all_by_role_and_label(Role::Heading, title).count();
        assert!(found >= 1, "{title} is no heading");
    }
}

#[test]
fn the_slider_says_the_whole_date_and_obeys() {
    let mut harness = window(|look, atlas| look.apply(atlas, Action::GoToDay(day("1905-10-14"))));
    let slider = |harness: &Tried| {
        let node = harness.get_by_role_and_label(Role::Slider, "Time").accesskit_node();
        (node.data().value().map(str::to_owned), node.numeric_value())
    };
    assert_eq!(slider(&harness), (Some("14 October 1905".to_owned()), Some(1905.0)));
    harness.get_by_role_and_label(Role::Slider, "Time").increment_accesskit();
    harness.run();
    assert_eq!(harness.state().look().moment(), day("1906-12-31"));
    harness.get_by_role_and_label(Role::Slider, "Time").decrement_accesskit();
    harness.run();
    assert_eq!(harness.state().look().moment(), day("1905-12-31"));
    harness.get_by_role_and_label(Role::Slider, "Time").set_value_accesskit(1875.0);
    harness.run();
    assert_eq!(slider(&harness), (Some("31 December 1875".to_owned()), Some(1875.0)));
}

/// What the live region says.
pub(crate) fn spoken_now(harness: &Tried) -> String {
    let live = |node: &Node<'_>| node.accesskit_node().live() == Live::Polite;
    let mut regions = harness.root().children_recursive().filter(live);
    let region = regions.next().expect("a live region").accesskit_node();
    assert_eq!(regions.count(), 0, "one voice");
    region.label().unwrap_or_default()
}

#[test]
fn what_changes_is_spoken() {
    let mut harness = window(|look, atlas| look.apply(atlas, Action::GoToDay(day("1855-02-06"))));
    assert_eq!(spoken_now(&harness), "", "nothing has changed yet");
    // A change of the map: the day, what passed to whom.
    harness.key_press_modifiers(Modifiers::COMMAND, Key::ArrowLeft);
    harness.run();
    harness.key_press_modifiers(Modifiers::COMMAND, Key::ArrowRight);
    harness.run();
    let (moment, said) = (harness.state().look().moment(), spoken_now(&harness));
    let atlas = harness.state().atlas();
    assert!(said.starts_with(&words(harness.state()).day(moment)), "{said}");
    let ledger = atlas.history.ledger(harness.state().look().lens());
    let before = moment.yesterday().unwrap();
    let changed: Vec<TerritoryId> = atlas
        .history
        .territory_ids()
        .filter(|&t| ledger.on(t, before).holding.holder != ledger.on(t, moment).holding.holder)
        .collect();
    let t = *changed.first().expect("a change");
    let record = atlas.history.territory(t);
    let name = name_on(&record.was, &record.name, moment).get(Language(0));
    let holder = atlas.history.holder(ledger.on(t, moment).holding.holder).name.get(Language(0));
    assert!(said.contains(name) && said.contains(&format!(": {holder}")), "{said}");
    assert!(said.contains("Card: "), "no card is told: {said}");
    // A selection: its card.
    land(&harness, "Iturup").click_accesskit();
    harness.run();
    assert!(spoken_now(&harness).starts_with("Card: Iturup: "), "{}", spoken_now(&harness));
    // A lens.
    harness.get_by_role_and_label(Role::Button, "Title by treaty").click();
    harness.run();
    assert!(spoken_now(&harness).starts_with("View: Title by treaty"), "{}", spoken_now(&harness));
    // Only moving the map says nothing new.
    let before = spoken_now(&harness);
    harness.key_press(Key::Plus);
    harness.run();
    assert_eq!(spoken_now(&harness), before);
}

#[test]
fn while_time_runs_nothing_is_said() {
    let mut harness = window(|look, atlas| look.apply(atlas, Action::GoToYear(1860)));
    harness.key_press(Key::Space);
    harness.run_steps(60);
    assert!(harness.state().look().moment().year() > 1861);
    assert_eq!(spoken_now(&harness), "");
    harness.key_press(Key::Space);
    harness.run();
    let year = harness.state().look().moment().year();
    assert!(spoken_now(&harness).contains(&year.to_string()), "{}", spoken_now(&harness));
}

#[test]
fn of_many_lands_some_are_named_and_the_rest_counted() {
    let atlas = atlas();
    let words = Words::new(&atlas.history, Language(0));
    let mut before = Look::new(atlas);
    before.apply(atlas, Action::GoToYear(1700));
    let mut now = before.clone();
    now.apply(atlas, Action::GoToYear(1950));
    let said = spoken::news(atlas, &words, &before, &now, Kinds::default());
    assert!(said.contains(" more: Soviet Union"), "{said}");
    assert!(said.chars().count() < 600, "{said}");
    assert_eq!(spoken::news(atlas, &words, &now, &now, Kinds::default()), "");
}

fn table_rows(harness: &Tried) -> Vec<(String, bool)> {
    let table = harness.get_by(|node| node.role() == Role::Table);
    let rows = table.children_recursive().map(|node| node.accesskit_node());
    let rows = rows.filter(|node| node.role() == Role::Row && node.label().is_some());
    rows.map(|row| (said(&row), row.toggled() == Some(Toggled::True))).collect()
}

fn sort(harness: &mut Tried, head: &str) -> Option<SortDirection> {
    harness.get_by_role_and_label(Role::ColumnHeader, head).click();
    harness.run();
    harness.get_by_role_and_label(Role::ColumnHeader, head).accesskit_node().sort_direction()
}

#[test]
fn the_table_holds_all_territories_sorts_and_selects() {
    let mut harness = window(|look, atlas| look.apply(atlas, Action::GoToYear(1905)));
    assert!(harness.query_by(|node| node.role() == Role::Table).is_none());
    harness.key_press(Key::B);
    harness.run();
    let plain = table_rows(&harness);
    assert_eq!(plain.len(), harness.state().atlas().history.territories.len());
    assert_eq!(sort(&mut harness, "Name"), Some(SortDirection::Ascending));
    let up = table_rows(&harness);
    assert_eq!(sort(&mut harness, "Name"), Some(SortDirection::Descending));
    let down = table_rows(&harness);
    assert!(up != plain && up.first() == down.last() && up.last() == down.first());
    let first = harness
        .root()
        .children_recursive()
        .find(|node| said(&node.accesskit_node()) == down[0].0)
        .unwrap();
    first.click();
    harness.run();
    let selected = harness.state().look().selection().expect("a selection").territory;
    let atlas = harness.state().atlas();
    let name = territory_name(atlas, &words(harness.state()), selected, day("1905-12-31"));
    assert!(down[0].0.starts_with(&name), "{name} for {}", down[0].0);
    assert_eq!(table_rows(&harness).iter().filter(|(_, on)| *on).count(), 1);
    // What lies on top goes first.
    harness.key_press(Key::Escape);
    harness.run();
    assert!(!harness.state().desk().table && harness.state().look().selection().is_some());
}

#[test]
fn the_table_goes_by_keys() {
    let mut harness = window(|look, atlas| look.apply(atlas, Action::GoToYear(1905)));
    harness.key_press(Key::B);
    harness.run();
    let names: Vec<String> = table_rows(&harness).into_iter().map(|(name, _)| name).collect();
    harness.get_by_role_and_label(Role::Row, &names[0]).focus();
    harness.run();
    harness.key_press(Key::ArrowDown);
    harness.run();
    harness.key_press(Key::ArrowDown);
    harness.run();
    assert!(harness.get_by_role_and_label(Role::Row, &names[2]).is_focused());
    harness.key_press(Key::Enter);
    harness.run();
    let on: Vec<String> =
        table_rows(&harness).into_iter().filter(|(_, on)| *on).map(|(name, _)| name).collect();
    assert_eq!(on, [names[2].clone()]);
}

#[test]
fn rows_are_sorted_by_what_a_column_means() {
    let atlas = atlas();
    let words = Words::new(&atlas.history, Language(0));
    let on = (LensId(0), day("1946-06-01"));
    let by = |column, reversed| rows(atlas, &words, on, Order { column: Some(column), reversed });
    let ledger = atlas.history.ledger(LensId(0));
    let days = |reversed| -> Vec<_> {
        let rows = by(Column::Since, reversed);
        rows.iter().map(|row| ledger.on(row.territory, on.1).from.day).collect()
    };
    assert!(days(false).is_sorted(), "by the day, not by its letters");
    assert!(days(true).iter().rev().is_sorted());
    let claimed = by(Column::Claimants, false);
    let empty = |row: &okhotsk::picture::table::Row| row.cell(Column::Claimants).is_empty();
    assert!(claimed.iter().map(empty).is_sorted(), "what is claimed comes first");
    let order = Order::default().clicked(Column::Right);
    assert_eq!(order, Order { column: Some(Column::Right), reversed: false });
    assert!(order.clicked(Column::Right).reversed);
    assert!(!order.clicked(Column::Right).clicked(Column::Since).reversed);
}

#[test]
fn the_table_is_saved_in_the_readers_language_and_asks_before_it_replaces() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("day.csv");
    let mut harness = window(|look, atlas| {
        look.apply(atlas, Action::GoToYear(1905));
        look.apply(atlas, Action::SetLanguage(atlas.history.find_language("ru").unwrap()));
    });
    harness.key_press(Key::B);
    harness.run();
    let words = words(harness.state());
    let save_as = |harness: &mut Tried, path: &str| {
        harness.get_by_label(&words.get("table-csv")).click();
        harness.run();
        let field = words.get("save-table-path");
        harness.get_by_role_and_label(Role::TextInput, &field).focus();
        harness.run();
        harness.key_press_modifiers(Modifiers::COMMAND, Key::A);
        harness.event(egui::Event::Text(path.to_owned()));
        harness.run();
        harness.get_by_label(&words.get("save-button")).click();
        harness.run();
    };
    save_as(&mut harness, &path.display().to_string());
    let text = fs::read_to_string(&path).unwrap();
    assert!(text.starts_with("Название,Владелец,С,Основание,Притязания,Достоверность\n"), "{text}");
    assert!(text.contains("Итуруп,"), "{text}");
    assert_eq!(text.lines().count(), harness.state().atlas().history.territories.len() + 1);
    fs::write(&path, "something dear").unwrap();
    save_as(&mut harness, &path.display().to_string());
    assert_eq!(fs::read(&path).unwrap(), b"something dear");
    harness.get_by_label(&words.get("save-replace")).click();
    harness.run();
    assert_eq!(fs::read_to_string(&path).unwrap(), text);
    save_as(&mut harness, &folder.path().join("day.png").display().to_string());
    assert!(!folder.path().join("day.png").exists(), "a table is no picture");
}

/// A colour of some alpha upon a ground.
fn upon(color: Color, ground: Color) -> Color {
    let [r, g, b, a] = color;
    blend(ground, [r, g, b, 255], f32::from(a) / 255.0)
}

/// All texts and what they stand on, in a theme: names of both, and the contrast.
fn pairs(theme: Theme) -> Vec<(String, f64)> {
    let p = palette(theme);
    let mut pairs = Vec::new();
    let mut pair = |text: &str, ink: Color, ground: &str, under: Color| {
        pairs.push((format!("{text} on {ground}"), contrast(ink, under)));
    };
    // Panels of the window and of the picture; buttons; the border of the map with its degrees.
    for (ground, under) in
        [("paper", p.paper), ("field", p.field), ("panel", p.panel), ("margin", p.margin)]
    {
        for (text, ink) in [("ink", p.ink), ("muted", p.muted), ("treaty", p.treaty)] {
            pair(text, ink, ground, under);
        }
    }
    pair("ink", p.ink, "hairline", p.hairline);
    pair("on accent", p.on_accent, "accent", p.accent);
    // Names have a halo, through which a fourth of the ground is seen: the deepest sea is the worst.
    let halo = |color: Color| [color[0], color[1], color[2], 190];
    let seas = [0.0, 200.0, 1000.0, 3000.0, 6000.0].map(|depth| sea_at(theme, depth));
    let inks = [
        ("ink", p.ink),
        ("muted", p.muted),
        ("sea ink", p.sea_ink),
        ("context ink", p.context_ink),
        ("cape ink", p.cape_ink),
        ("treaty", p.treaty),
    ];
    for (text, ink) in inks {
        for under in seas {
            pair(text, ink, "the sea", upon(halo(p.sea), under));
        }
        pair(text, ink, "land around", p.context);
    }
    pairs
}

#[test]
fn texts_stand_out_from_their_grounds() {
    for theme in Theme::ALL {
        let least = if theme.is_high_contrast() { 7.0 } else { 4.5 };
        let weak: Vec<_> = pairs(theme).into_iter().filter(|(_, c)| *c < least).collect();
        assert!(weak.is_empty(), "{theme:?}: {weak:?}");
    }
}

#[test]
fn names_stand_out_from_every_fill() {
    let atlas = atlas();
    for theme in [Theme::Light, Theme::Dark] {
        for holder in (0_u16..).map(okhotsk::history::HolderId).take(atlas.history.holders.len()) {
            let fill = color_of(atlas, holder, theme);
            let found = contrast(ink_on([fill; 2]), fill);
            assert!(found >= 4.5, "{}: {found:.2}", atlas.history.holder(holder).id);
        }
    }
    // On any grey, dark ink, white or black is read.
    for grey in 0..=255_u8 {
        let ground = [grey, grey, grey, 255];
        assert!(contrast(ink_on([ground; 2]), ground) >= 4.5, "{grey}");
    }
}

#[test]
fn strokes_are_stronger_in_high_contrast() {
    for (usual, strong) in
        [(Theme::Light, Theme::LightContrast), (Theme::Dark, Theme::DarkContrast)]
    {
        let (usual, strong) = (palette(usual), palette(strong));
        assert!(strong.weight >= 1.5 * usual.weight);
        let edge = |p: &okhotsk::picture::Palette| contrast(p.panel_line, p.panel);
        assert!(edge(&strong) >= 7.0 && edge(&strong) > edge(&usual));
    }
}

pub(crate) fn pick(harness: &mut Tried, labels: &[&str]) {
    for label in labels {
        // Behind the words of a command its keys may stand.
        let of = |node: &&Node<'_>| {
            let said = said(&node.accesskit_node());
            said.strip_prefix(label).is_some_and(|rest| !rest.starts_with(char::is_alphanumeric))
        };
        let nodes = all_nodes(harness);
        nodes.iter().find(of).unwrap_or_else(|| panic!("no {label}")).click();
        harness.run();
    }
}

#[test]
fn high_contrast_keeps_light_and_dark_and_changes_the_picture() {
    let mut harness = window(|_, _| {});
    let theme = |harness: &Tried| harness.state().look().theme();
    pick(&mut harness, &["View", "High contrast"]);
    assert_eq!(theme(&harness), Theme::LightContrast);
    assert_eq!(harness.state().picture().unwrap().theme, Theme::LightContrast);
    harness.key_press(Key::T);
    harness.run();
    assert_eq!(theme(&harness), Theme::DarkContrast);
    assert_eq!(harness.ctx.global_style().visuals.panel_fill, egui::Color32::BLACK);
    let atlas = harness.state().atlas();
    let link = okhotsk::view::link::of(atlas, harness.state().look());
    assert!(link.contains("theme=dark-contrast"), "{link}");
    let read = okhotsk::view::link::read(atlas, &link).unwrap();
    assert_eq!(read.look.theme(), Theme::DarkContrast);
}

#[test]
fn sizes_of_text_are_in_the_menu_and_remembered() {
    let mut harness = window(|_, _| {});
    pick(&mut harness, &["View"]);
    harness.get_by_label_contains("Text size").hover();
    harness.run();
    for percent in TEXT_PERCENTS {
        let label = format!("{percent}%");
        let node = harness.get_by_role_and_label(Role::Button, &label);
        let on = node.accesskit_node().toggled() == Some(Toggled::True);
        assert_eq!(on, percent == 100, "{label}");
    }
    pick(&mut harness, &["125%"]);
    assert!((harness.ctx.zoom_factor() - 1.25).abs() < 1e-3);
    let app = harness.state();
    for percent in TEXT_PERCENTS {
        let size = f32::from(percent) / 100.0;
        let mut desk = Desk::default();
        desk.apply(DeskAction::SetTextSize(size));
        desk.apply(DeskAction::SetLessMotion(true));
        let desk = Memory::of(app.atlas(), app.look(), &desk, None).desk();
        assert!((desk.text_size() - size).abs() < 1e-6, "{percent}");
        assert!(desk.less_motion);
    }
}

#[test]
fn with_less_motion_time_steps_once_a_second_as_fast_as_before() {
    let steps = |few: bool| {
        let mut playback = Playback::default();
        playback.set_speed(10.0);
        playback.toggle();
        let frames: Vec<u32> = (0..600).map(|_| playback.years_in(1.0 / 60.0, few)).collect();
        (frames.iter().filter(|&&years| years > 0).count(), frames.iter().sum::<u32>())
    };
    let (many, years) = steps(false);
    assert!(many > 90 && (98..=100).contains(&years), "{many} steps, {years} years");
    let (few, years) = steps(true);
    assert!((9..=10).contains(&few) && (88..=100).contains(&years), "{few} steps, {years} years");
}

#[test]
fn less_motion_is_a_switch_of_the_menu_and_nothing_else_moves() {
    let mut harness = window(|_, _| {});
    let style = harness.ctx.global_style();
    assert!(style.animation_time == 0.0, "nothing fades");
    assert_eq!(style.scroll_animation, egui::style::ScrollAnimation::none());
    pick(&mut harness, &["View", "Less motion"]);
    assert!(harness.state().desk().less_motion);
}
