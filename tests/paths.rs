//! Four ways through the window, each as a reader goes it: a slide for a lesson, a fact with its
//! grounds, a map with its table in another language, and the fact without mouse and without sight.

use std::fs;
use std::path::Path;

use egui::accesskit::Role;
use egui::{Key, Modifiers, OutputCommand};
use egui_kittest::Harness;
use egui_kittest::kittest::Queryable;
use okhotsk::app::AtlasApp;
use okhotsk::view::Action;

use crate::accessible::{pick, spoken_now};
use crate::common::{day, territory};
use crate::window::{click_at, shows, until_made, window};

type Tried = Harness<'static, AtlasApp>;

fn typed(harness: &mut Tried, text: &str) {
    harness.event(egui::Event::Text(text.to_owned()));
    harness.run();
}

fn press(harness: &mut Tried, key: Key) {
    harness.key_press(key);
    harness.run();
}

/// Types into the field of a dialog that has the focus, instead of what is there, and takes Enter.
fn save_as(harness: &mut Tried, path: &Path) {
    harness.key_press_modifiers(Modifiers::COMMAND, Key::A);
    harness.run();
    typed(harness, &path.display().to_string());
    press(harness, Key::Enter);
    until_made(harness);
}

/// What is put on the clipboard in the next frames.
fn copied(harness: &mut Tried) -> Option<String> {
    (0..8).find_map(|_| {
        harness.step();
        harness.output().platform_output.commands.iter().find_map(|command| match command {
            OutputCommand::CopyText(text) => Some(text.clone()),
            _ => None,
        })
    })
}

/// Searches by keys and takes the first hit.
fn search(harness: &mut Tried, query: &str) {
    harness.key_press_modifiers(Modifiers::COMMAND, Key::K);
    harness.run();
    typed(harness, query);
    press(harness, Key::Enter);
}

#[test]
fn a_slide_for_a_lesson() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("lesson.png");
    let mut harness = window(|_, _| {});
    let field = harness.get_by_role_and_label(Role::TextInput, "Year or date").rect().center();
    click_at(&mut harness, field);
    typed(&mut harness, "1875-08-22");
    press(&mut harness, Key::Enter);
    assert_eq!(harness.state().look().moment(), day("1875-08-22"));
    assert!(shows(&harness, "St Petersburg"), "the treaty is not told");
    harness.get_by_label("Title by treaty").click();
    harness.run();
    pick(&mut harness, &["File", "Save picture…"]);
    save_as(&mut harness, &path);
    assert!(shows(&harness, "Saved"), "it does not say that it is saved");
    let file = fs::read(&path).unwrap();
    let mut picture = png::Decoder::new(std::io::Cursor::new(file)).read_info().unwrap();
    let (width, height) = picture.info().size();
    assert!(width > 1200 && height > 800, "{width} × {height}");
    let mut pixels = vec![0; picture.output_buffer_size().unwrap()];
    picture.next_frame(&mut pixels).unwrap();
    let sea = pixels[..3].to_vec();
    assert!(pixels.chunks(3).any(|pixel| pixel != sea), "it is empty");
}

/// Who held Kunashir on 7 February 1855, by what right, cited.
#[test]
fn a_fact_with_its_grounds() {
    let mut harness = window(|_, _| {});
    search(&mut harness, "1855-02-07");
    search(&mut harness, "kunashir");
    let selected = harness.state().look().selection().map(|selection| selection.territory);
    assert_eq!(selected, Some(territory("kunashir")));
    for words in ["Why this colour?", "Tokugawa", "Sovereign by treaty", "Treaty of Shimoda"] {
        assert!(shows(&harness, words), "the card does not say '{words}'");
    }
    let cite = "Copy a line to cite";
    harness.query_all_by_label(cite).last().unwrap().scroll_to_me();
    harness.run();
    harness.query_all_by_label(cite).last().unwrap().click();
    let line = copied(&mut harness);
    let line = line.expect("nothing is on the clipboard");
    harness.run();
    for words in ["Kunashir on 7 February 1855", "Tokugawa", "Sovereign by treaty", "Accessed"] {
        assert!(line.contains(words), "'{words}' is not in {line}");
    }
    assert!(shows(&harness, "on the clipboard"), "it does not say so");
}

#[test]
fn a_russian_map_with_its_table() {
    let folder = tempfile::tempdir().unwrap();
    let [picture, table] = ["map.svg", "day.csv"].map(|name| folder.path().join(name));
    let mut harness = window(|look, atlas| look.apply(atlas, Action::GoToDay(day("1905-10-14"))));
    pick(&mut harness, &["Language: English", "Русский"]);
    harness.key_press_modifiers(Modifiers::COMMAND, Key::S);
    harness.run();
    save_as(&mut harness, &picture);
    let svg = fs::read_to_string(&picture).unwrap();
    assert!(svg.contains("Итуруп") && svg.contains("Кунашир"), "the map is not in Russian");
    press(&mut harness, Key::B);
    pick(&mut harness, &["Сохранить в CSV…"]);
    save_as(&mut harness, &table);
    let csv = fs::read_to_string(&table).unwrap();
    assert!(csv.starts_with("Название,Владелец"), "{csv}");
    assert!(csv.contains("Итуруп,Японская империя"), "{csv}");
}

/// The same fact by keys alone, from what is spoken.
#[test]
fn a_fact_without_mouse_and_sight() {
    let mut harness = window(|_, _| {});
    search(&mut harness, "1855-02-07");
    let spoken = spoken_now(&harness);
    assert!(spoken.contains("7 February 1855"), "spoken: {spoken}");
    search(&mut harness, "kunashir");
    let name = "Kunashir: Tokugawa Japan";
    let node = harness.query_all_by_label_contains(name).next();
    assert!(node.is_some(), "no node says {name}");
    // The line to cite is reached by Tab.
    let cite = "Copy a line to cite";
    let reached = (0..400).any(|_| {
        press(&mut harness, Key::Tab);
        harness.query_all_by_label(cite).any(|node| node.is_focused())
    });
    assert!(reached, "Tab does not come to it");
    press(&mut harness, Key::Enter);
    assert!(shows(&harness, "The line to cite is on the clipboard"), "it does not say so");
}
