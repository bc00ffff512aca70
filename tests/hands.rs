//! The window by hand and by keys: what closes what, what a name on the map does, what the map does
//! when it has the keys.

use egui::accesskit::Role;
use egui::{Key, Modifiers, Pos2};
use egui_kittest::Harness;
use egui_kittest::kittest::Queryable;
use okhotsk::app::AtlasApp;
use okhotsk::cli::plan::remembered;
use okhotsk::history::GroupId;
use okhotsk::picture::{PartKind, TargetOf};
use okhotsk::view::{Action, Desk, Look, Memory, Selection, link};

use crate::common::{atlas, day, territory};
use crate::window::{click_at, shows, window};

/// The middle of the first target on the map that is meant, on the screen.
fn target(harness: &Harness<'_, AtlasApp>, meant: impl Fn(&TargetOf) -> bool) -> Pos2 {
    let picture = harness.state().picture().expect("a map");
    let part = picture.part(PartKind::Map(0)).expect("a map");
    let target = part.targets.iter().find(|target| meant(&target.of)).expect("such a name");
    let frame = harness.get_by(|node| node.role() == Role::Image).rect();
    let [left, top, right, bottom] = target.frame;
    let by =
        [f32::midpoint(left, right) + part.frame[0], f32::midpoint(top, bottom) + part.frame[1]];
    frame.min + by.into()
}

fn on_land(id: &str) -> impl Fn(&TargetOf) -> bool {
    let t = territory(id);
    move |of| matches!(of, TargetOf::Land(Selection { territory, .. }) if *territory == t)
}

fn go_to(date: &'static str) -> Harness<'static, AtlasApp> {
    window(|look, atlas| look.apply(atlas, Action::GoToDay(day(date))))
}

#[test]
fn a_name_on_the_map_selects_what_it_names() {
    let mut harness = go_to("1905-10-14");
    let at = target(&harness, on_land("urup"));
    click_at(&mut harness, at);
    assert_eq!(harness.state().look().selection().map(|s| s.territory), Some(territory("urup")));
    // The name of a line opens what drew it.
    let at = target(&harness, |of| matches!(of, TargetOf::Line(_)));
    let line = harness.state().picture().unwrap().part(PartKind::Map(0)).unwrap();
    let event = line.targets.iter().find_map(|target| match target.of {
        TargetOf::Line(event) => Some(event),
        _ => None,
    });
    click_at(&mut harness, at);
    assert_eq!(harness.state().look().event(), event);
    assert!(event.is_some());
}

#[test]
fn escape_closes_one_thing_at_a_time() {
    let mut harness = go_to("1905-10-14");
    let portsmouth = atlas().history.find_event("1905-portsmouth").unwrap();
    let person = atlas().history.people.len();
    assert!(person > 0);
    let kunashir = Selection { territory: territory("kunashir"), island: None };
    harness.state_mut().act(Action::Select(Some(kunashir)));
    harness.state_mut().act(Action::OpenEvent(portsmouth));
    harness.state_mut().act(Action::OpenPerson(Some(okhotsk::history::PersonId(0))));
    harness.key_press(Key::F1);
    harness.run();
    assert!(shows(&harness, "Broad stripes of two colours"));
    let mut open = Vec::new();
    for _ in 0..5 {
        let look = harness.state().look();
        open.push([
            shows(&harness, "Broad stripes of two colours"),
            look.person().is_some(),
            look.event().is_some(),
            look.selection().is_some(),
        ]);
        harness.key_press(Key::Escape);
        harness.run();
    }
    assert_eq!(
        open,
        [
            [true, true, true, true],
            [false, true, true, true],
            [false, false, true, true],
            [false, false, false, true],
            [false; 4],
        ]
    );
}

/// A window with a selection and a menu open.
fn with_a_menu_open() -> (Harness<'static, AtlasApp>, Selection) {
    let mut harness = go_to("1905-10-14");
    let kunashir = Selection { territory: territory("kunashir"), island: None };
    harness.state_mut().act(Action::Select(Some(kunashir)));
    harness.run();
    harness.get_by_role_and_label(Role::Button, "View").click();
    harness.run();
    assert!(shows(&harness, "Whole map"), "no menu opens");
    (harness, kunashir)
}

#[test]
fn a_click_that_closes_a_menu_does_nothing_more() {
    let (mut harness, kunashir) = with_a_menu_open();
    let at = target(&harness, on_land("urup"));
    click_at(&mut harness, at);
    assert_eq!(harness.state().look().selection(), Some(kunashir));
    assert!(!shows(&harness, "Whole map"), "the menu is still open");
    click_at(&mut harness, at);
    assert_ne!(harness.state().look().selection(), Some(kunashir));
}

#[test]
fn escape_that_closes_a_menu_closes_nothing_else() {
    let (mut harness, kunashir) = with_a_menu_open();
    harness.key_press(Key::Escape);
    harness.run();
    assert!(!shows(&harness, "Whole map"), "the menu is still open");
    assert_eq!(harness.state().look().selection(), Some(kunashir));
}

#[test]
fn the_map_in_focus_is_moved_by_arrows_and_steps_from_island_to_island() {
    let mut harness = go_to("1905-10-14");
    harness.get_by(|node| node.role() == Role::Image).focus();
    harness.run();
    let moment = harness.state().look().moment();
    let before = harness.state().look().chosen_camera();
    harness.key_press(Key::ArrowRight);
    harness.run();
    let camera = harness.state().look().chosen_camera();
    assert_ne!(camera, before, "it did not move");
    assert_eq!(harness.state().look().moment(), moment, "time moved");
    let iturup = Selection { territory: territory("iturup"), island: None };
    harness.state_mut().act(Action::Select(Some(iturup)));
    harness.run();
    harness.key_press_modifiers(Modifiers::SHIFT, Key::ArrowRight);
    harness.run();
    let next = harness.state().look().selection().map(|selection| selection.territory);
    assert_eq!(next, Some(territory("urup")));
    assert_eq!(harness.state().look().moment(), moment, "time moved");
}

#[test]
fn a_first_start_opens_on_a_telling_day() {
    let opening = atlas().history.opening_day.expect("a day to open with");
    assert_eq!(remembered(atlas(), &Memory::default(), None).moment(), opening);
    let mut look = Look::new(atlas());
    look.apply(atlas(), Action::GoToYear(1875));
    let known = Memory::of(atlas(), &look, &Desk::default(), None);
    assert_eq!(remembered(atlas(), &known, None).moment(), day("1875-12-31"));
}

/// Types into the search and takes the first hit.
fn search(harness: &mut Harness<'_, AtlasApp>, query: &str) {
    harness.key_press_modifiers(Modifiers::COMMAND, Key::K);
    harness.run();
    harness.event(egui::Event::Text(query.to_owned()));
    harness.run();
    harness.key_press(Key::Enter);
    harness.run();
}

#[test]
fn the_search_leads_to_groups_treaties_and_days() {
    let mut harness = go_to("1905-10-14");
    search(&mut harness, "south kurils");
    let group = harness.state().look().group().expect("a group");
    let GroupId(_) = group;
    let territories = &atlas().history.group(group).territories;
    assert!(territories.len() > 2);
    assert_eq!(harness.state().look().selected_land(atlas()).len(), territories.len());
    assert!(harness.state().look().chosen_camera().is_some(), "it is not framed");
    // A link of it leads back to it.
    let back = link::read(atlas(), &link::of(atlas(), harness.state().look())).unwrap();
    assert_eq!(back.look.group(), Some(group));
    let of_group = harness.state().look().chosen_camera();
    search(&mut harness, "treaty of shimoda");
    assert_eq!(harness.state().look().moment().year(), 1855);
    assert_ne!(harness.state().look().chosen_camera(), of_group, "the treaty is not framed");
    search(&mut harness, "1855-02-07");
    assert_eq!(harness.state().look().moment(), day("1855-02-07"));
    search(&mut harness, "kunasir");
    let found = harness.state().look().selection().map(|selection| selection.territory);
    assert_eq!(found, Some(territory("kunashir")), "a typing error is not forgiven");
}

#[test]
fn a_line_to_cite_has_all_that_a_reader_needs() {
    let mut harness = go_to("1905-10-14");
    let kunashir = Selection { territory: territory("kunashir"), island: None };
    harness.state_mut().act(Action::GoToDay(day("1855-02-07")));
    harness.state_mut().act(Action::Select(Some(kunashir)));
    harness.run();
    let app = harness.state();
    let card = okhotsk::picture::cards::territory_card(
        app.atlas(),
        app.look(),
        &okhotsk::picture::Words::new(&app.atlas().history, app.look().language()),
        kunashir,
    );
    let words = okhotsk::picture::Words::new(&app.atlas().history, app.look().language());
    let line = okhotsk::picture::cards::accessed(&words, &card.why.citation, day("2026-11-21"));
    for part in [
        "Kunashir",
        "7 February 1855",
        "Tokugawa",
        "Confidence",
        "okhotsk:1855-02-07?",
        "Sources:",
        "Accessed 21 November 2026",
        &card.why.now.status,
    ] {
        assert!(line.contains(part), "{part} is not in {line}");
    }
    let buttons: Vec<Pos2> = harness
        .query_all_by_label("Copy a line to cite")
        .map(|node| node.rect().center())
        .collect();
    assert!(!buttons.is_empty());
}

/// Tab comes to each group once, in the order of reading, and to the map early; arrows go through a
/// group.
#[test]
fn tab_runs_in_the_order_of_reading() {
    use egui_kittest::kittest::NodeT;
    let mut harness = go_to("1905-10-14");
    let focused = |harness: &Harness<'_, AtlasApp>| {
        let mut nodes = harness.query_all_by(|node| node.is_focused() && !node.is_hidden());
        nodes.next().and_then(|node| node.accesskit_node().label()).unwrap_or_default()
    };
    let mut order = Vec::new();
    for _ in 0..11 {
        harness.key_press(Key::Tab);
        harness.run();
        order.push(focused(&harness));
    }
    let meant = [
        "File",
        "Actual control",
        "Year or date",
        "Search",
        "Views differ",
        "Area by state",
        "Language: English",
        "Map: ",
        "Play",
        "Time",
        "Hokkaido",
    ];
    for (own, meant) in order.iter().zip(meant) {
        assert!(own.starts_with(meant), "{meant}: {order:?}");
    }
    // Back, and through a group.
    for _ in 0..9 {
        harness.key_press_modifiers(Modifiers::SHIFT, Key::Tab);
        harness.run();
    }
    assert_eq!(focused(&harness), "Actual control", "back again");
    harness.key_press(Key::ArrowRight);
    harness.run();
    assert_eq!(focused(&harness), "Title by treaty");
    harness.key_press(Key::Enter);
    harness.run();
    let lens = harness.state().look().lens();
    assert_eq!(atlas().history.lens(lens).id, "treaty");
    // The group remembers where it was.
    harness.key_press_modifiers(Modifiers::SHIFT, Key::Tab);
    harness.run();
    harness.key_press(Key::Tab);
    harness.run();
    assert_eq!(focused(&harness), "Title by treaty");
}

/// What GTK or KDE keep of motion is taken up; the first file that says it decides.
#[test]
fn less_motion_is_read_from_the_desktop() {
    use okhotsk::app::motion::is_less_wished_in;
    let folder = tempfile::tempdir().unwrap();
    let write = |name: &str, text: &str| {
        let path = folder.path().join(name);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, text).unwrap();
    };
    assert!(!is_less_wished_in(folder.path()), "nothing is said");
    write("kdeglobals", "[KDE]\nAnimationDurationFactor=0\n");
    assert!(is_less_wished_in(folder.path()));
    write("gtk-3.0/settings.ini", "[Settings]\ngtk-enable-animations = true\n");
    assert!(!is_less_wished_in(folder.path()), "GTK goes first");
    write("gtk-4.0/settings.ini", "[Settings]\ngtk-enable-animations=0\n");
    assert!(is_less_wished_in(folder.path()));
    write("gtk-4.0/settings.ini", "\u{0}not=\u{1}ini");
    assert!(!is_less_wished_in(folder.path()), "GTK 3 again");
}

/// A row of the legend whose words are a term of the glossary leads there; a row of other words does not.
#[test]
fn the_legend_leads_to_the_glossary() {
    let mut harness = go_to("1950-01-01");
    let on_legend = |harness: &Harness<'_, AtlasApp>, start: &str| {
        let picture = harness.state().picture().expect("a map");
        let panels =
            picture.parts.iter().filter(|part| matches!(part.kind, PartKind::Furniture(_)));
        let mut at =
            panels.flat_map(|part| part.targets.iter().map(move |target| (part.frame, target)));
        let of = |of: &TargetOf| matches!(of, TargetOf::Words(words) if words.starts_with(start));
        let (corner, target) = at.find(|(_, target)| of(&target.of)).expect("such a row");
        let [left, top, right, bottom] = target.frame;
        let frame = harness.get_by(|node| node.role() == Role::Image).rect();
        let by = [f32::midpoint(left, right) + corner[0], f32::midpoint(top, bottom) + corner[1]];
        frame.min + by.into()
    };
    let at = on_legend(&harness, "Claimed by");
    click_at(&mut harness, at);
    assert!(shows(&harness, "Glossary"), "the glossary is not open");
    assert!(shows(&harness, "Claim"), "it is not at the term");
    let mut harness = go_to("1950-01-01");
    let at = on_legend(&harness, "Soviet Union");
    click_at(&mut harness, at);
    assert!(!shows(&harness, "Glossary"));
}
