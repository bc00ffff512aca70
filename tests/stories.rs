//! Stories: read with the atlas, followed in the window, written by a reader, refused where they are
//! broken.

use egui::accesskit::Role;
use egui::{Key, Modifiers};
use egui_kittest::Harness;
use egui_kittest::kittest::Queryable;
use okhotsk::app::AtlasApp;
use okhotsk::atlas::read_tour;
use okhotsk::history::{Language, Tour};
use okhotsk::view::tour::{as_toml, problems, reading_time};
use okhotsk::view::{Action, Look, Theme, Touring};

use crate::common::{atlas, day};
use crate::window::{shows, window};

fn languages() -> &'static [String] {
    &atlas().history.languages
}

const STORY: &str = r#"
title = { en = "A story" }
summary = { en = "Two views." }

[[stop]]
look = "okhotsk:1855-02-07?lens=treaty&event=1855-shimoda&atlas=okhotsk"
text = { en = "A border in the sea." }
seconds = 3

[[stop]]
look = "okhotsk:1875-08-22?territory=iturup&atlas=okhotsk"
text = { en = "An exchange." }
"#;

fn story() -> Tour {
    read_tour(STORY, "story.toml", languages()).unwrap()
}

/// Every stop of every story is a view of the atlas, whose text is there in every language.
#[test]
fn the_stories_of_the_atlas_are_whole() {
    let tours = &atlas().history.tours;
    assert_eq!(tours.len(), 5, "the stories of the atlas");
    for tour in tours {
        assert_eq!(problems(atlas(), tour, &tour.id), [], "{}", tour.id);
        assert!((5..=12).contains(&tour.stops.len()), "{}: {}", tour.id, tour.stops.len());
        let mut looks = Vec::new();
        let mut touring = Touring::new(std::sync::Arc::new(tour.clone()), Look::new(atlas()));
        loop {
            looks.push(touring.look(atlas(), &Look::new(atlas())).unwrap());
            for language in 0..3 {
                let text = touring.text(Language(language));
                assert!(text.chars().count() > 20, "{}: stop {}", tour.id, touring.at() + 1);
                assert!(text.chars().count() < 700, "{}: stop {}", tour.id, touring.at() + 1);
            }
            if !touring.step(false) {
                break;
            }
        }
        for (n, pair) in looks.windows(2).enumerate() {
            assert_ne!(pair[0], pair[1], "{}: stop {} shows nothing else", tour.id, n + 2);
        }
    }
}

/// A stop is shown in the reader's own language and theme.
#[test]
fn a_stop_keeps_language_and_theme() {
    let mut reader = Look::new(atlas());
    reader.apply(atlas(), Action::SetLanguage(Language(1)));
    reader.apply(atlas(), Action::SetTheme(Theme::Dark));
    let touring = Touring::new(std::sync::Arc::new(story()), reader.clone());
    let look = touring.look(atlas(), &reader).unwrap();
    assert_eq!((look.language(), look.theme()), (Language(1), Theme::Dark));
    assert_eq!(look.moment(), day("1855-02-07"));
    assert_eq!(touring.text(Language(1)), "A border in the sea.", "one language stands for all");
}

/// What a reader has written comes back from its file as it was.
#[test]
fn a_story_survives_its_file() {
    for tour in atlas().history.tours.iter().cloned().chain([story()]) {
        let text = as_toml(&tour, languages()).unwrap();
        assert_eq!(read_tour(&text, "a.toml", languages()).unwrap(), tour);
    }
}

#[test]
fn broken_stories_are_told() {
    let with = |from: &str, to: &str| STORY.replacen(from, to, 1);
    let cases = [
        ("nothing".to_owned(), "not TOML"),
        (String::new(), "is no story"),
        (with("title = { en = \"A story\" }", ""), "title"),
        (with("A border in the sea.", " "), "is empty in 'en'"),
        (with("seconds = 3", "seconds = 0"), "seconds"),
        (with("seconds = 3", "second = 3"), "second"),
        (with("en = \"An exchange.\"", "fr = \"Un échange.\""), "'fr'"),
        (with("en = \"An exchange.\"", "en = \"\\u0007\""), "U+0007"),
        ("title = { en = \"x\" }\nsummary = { en = \"y\" }".to_owned(), "at least one stop"),
    ];
    for (text, said) in cases {
        let told = read_tour(&text, "story.toml", languages()).unwrap_err().to_string();
        assert!(told.contains(said) && told.contains("story.toml"), "{told}\nlacks {said}");
    }
    // Views that the atlas does not have.
    for (from, to, said) in [
        ("okhotsk:1855-02-07", "okhotsk:1555-02-07", "1555-02-07"),
        ("lens=treaty", "lens=none", "lens=none"),
        ("okhotsk:1875-08-22", "http://1875", "no link"),
        ("atlas=okhotsk", "atlas=other", "other"),
    ] {
        let tour = read_tour(&with(from, to), "story.toml", languages()).unwrap();
        let told = problems(atlas(), &tour, "story.toml");
        assert_eq!(told.len(), 1, "{from}");
        assert!(told[0].to_string().contains(said), "{}", told[0]);
        assert!(told[0].record.starts_with("stop "));
    }
}

/// A story is read at the reader's pace: the longer its text, the longer it stays, in every script.
#[test]
fn a_stop_stays_as_long_as_it_takes_to_read() {
    assert!(reading_time("") >= 3.0);
    assert!(reading_time("A long sentence about a border.") > reading_time("A border."));
    let japanese = "択捉島と得撫島の間に国境が引かれた。";
    assert!(reading_time(japanese) > reading_time("Граница прошла"));
    let mut touring = Touring::new(std::sync::Arc::new(story()), Look::new(atlas()));
    assert!(!touring.goes_on(100.0, Language(0)), "it does not play yet");
    touring.set_playing(true);
    let ticks = (1..100).find(|_| touring.goes_on(0.25, Language(0))).unwrap();
    assert_eq!(ticks, 12, "three seconds");
    touring.step(false);
    let last = (1..1000).find(|_| touring.goes_on(0.5, Language(0)) || !touring.is_playing());
    assert!(last.is_some() && touring.at() == 1 && !touring.is_playing(), "it ends at the last");
}

fn began(harness: &mut Harness<'_, AtlasApp>) -> Tour {
    harness.key_press(Key::S);
    harness.run();
    let tour = atlas().history.tours[0].clone();
    let title = tour.title.get(Language(0)).to_owned();
    harness.get_by_role_and_label(Role::Button, &format!("Begin: {title}")).click();
    harness.run();
    tour
}

/// Begin, step, look around, leave, come back.
#[test]
fn a_story_is_followed_in_the_window() {
    let mut harness = window(|look, atlas| look.apply(atlas, Action::GoToYear(1990)));
    let tour = began(&mut harness);
    let shown = |n: usize| {
        let mut touring = Touring::new(std::sync::Arc::new(tour.clone()), Look::new(atlas()));
        touring.go_to(n);
        touring.look(atlas(), &Look::new(atlas())).unwrap()
    };
    assert_eq!(harness.state().look(), &shown(0));
    let text = |n: usize| {
        let text = tour.stops[n].text.get(Language(0));
        text.chars().take(30).collect::<String>()
    };
    assert!(shows(&harness, &text(0)));
    harness.get_by_role_and_label(Role::Button, "Next").click();
    harness.run();
    assert_eq!(harness.state().look(), &shown(1));
    // The reader looks around, and comes back to where the story is.
    harness.state_mut().act(Action::GoToYear(1750));
    harness.run();
    assert!(shows(&harness, &text(1)), "the story waits");
    harness.get_by_role_and_label(Role::Button, "Leave the story").click();
    harness.run();
    assert!(!shows(&harness, &text(1)));
    assert_eq!(harness.state().look().moment(), day("1750-12-31"), "nothing jumps");
    harness.key_press(Key::S);
    harness.run();
    let title = tour.title.get(Language(0));
    harness.get_by_role_and_label(Role::Button, &format!("Go on with “{title}”")).click();
    harness.run();
    assert_eq!(harness.state().look(), &shown(1));
    harness.get_by_role_and_label(Role::Button, "Back").click();
    harness.run();
    assert_eq!(harness.state().look(), &shown(0));
    // A step of a story is a step of the past.
    harness.key_press_modifiers(Modifiers::COMMAND, Key::Z);
    harness.run();
    assert_eq!(harness.state().look(), &shown(1));
}

/// A story that plays goes on by itself, and stops where the reader takes it in hand.
#[test]
fn a_story_plays() {
    let mut harness = window(|_, _| {});
    began(&mut harness);
    harness.get_by_role_and_label(Role::Button, "Play the story").click();
    harness.step();
    let first = harness.state().look().clone();
    let mut steps = 0;
    while harness.state().look() == &first && steps < 4000 {
        harness.step();
        steps += 1;
    }
    assert!((20..4000).contains(&steps), "after {steps} frames");
    harness.state_mut().act(Action::GoToYear(1750));
    harness.run_steps(30);
    assert_eq!(harness.state().look().moment(), day("1750-12-31"));
    assert!(
        shows(&harness, "Play the story")
            || harness.query_by_role_and_label(Role::Button, "Play the story").is_some()
    );
}

/// Types a text into a field.
fn write(harness: &mut Harness<'_, AtlasApp>, field: &str, text: &str) {
    harness.get_by_role_and_label(Role::TextInput, field).focus();
    harness.run();
    harness.get_by_role_and_label(Role::TextInput, field).type_text(text);
    harness.run();
}

/// A reader collects views, tells something at each, and saves them.
#[test]
fn a_reader_writes_a_story() {
    let mut harness = window(|look, atlas| look.apply(atlas, Action::GoToDay(day("1855-02-07"))));
    harness.key_press(Key::S);
    harness.run();
    harness.get_by_label("Write your own").click_accesskit();
    harness.run();
    let save = |harness: &Harness<'_, AtlasApp>| {
        use egui_kittest::kittest::NodeT;
        let buttons = harness.query_all_by_role(Role::Button);
        let all: Vec<_> = buttons
            .map(|node| (node.accesskit_node().label(), node.accesskit_node().is_disabled()))
            .collect();
        let own = all.iter().rev().find(|(label, _)| label.as_deref() == Some("Save…"));
        !own.unwrap_or_else(|| panic!("no such button among {all:?}")).1
    };
    assert!(!save(&harness), "nothing to save yet");
    let kinds = harness.query_all_by_role_and_label(Role::Button, "Add this view");
    kinds.last().expect("a button").click_accesskit();
    harness.run();
    write(&mut harness, "Title", "Mine");
    assert!(!save(&harness), "nothing is told at the stop yet");
    write(&mut harness, "What is told at this stop: Stop 1", "A border");
    assert!(save(&harness), "title and text are there");
}

/// A file as the system hands it over when it is dropped.
#[derive(Debug)]
struct Dropped(std::path::PathBuf);

impl egui::DroppedFile for Dropped {
    fn path(&self) -> &std::path::Path {
        &self.0
    }

    fn bytes(&self) -> Result<Vec<u8>, String> {
        std::fs::read(&self.0).map_err(|error| error.to_string())
    }
}

pub(crate) fn drop_on(harness: &mut Harness<'_, AtlasApp>, path: std::path::PathBuf) {
    harness.input_mut().dropped_files.push(std::sync::Arc::new(Dropped(path)));
    harness.step();
    harness.run();
}

/// A story that is dropped on the window begins, a picture gives its view back, and what is neither is
/// told and changes nothing.
#[test]
fn what_is_dropped_on_the_window_opens() {
    use okhotsk::export::job::{Job, PictureFormat};
    use okhotsk::picture::sheet::With;
    let folder = tempfile::tempdir().unwrap();
    let path = |name: &str| folder.path().join(name);
    let mut harness = window(|look, atlas| look.apply(atlas, Action::GoToYear(1990)));
    std::fs::write(path("story.toml"), STORY).unwrap();
    drop_on(&mut harness, path("story.toml"));
    assert_eq!(harness.state().look().moment(), day("1855-02-07"));
    assert!(shows(&harness, "A border in the sea."));
    let mut look = Look::new(atlas());
    look.apply(atlas(), Action::GoToDay(day("1905-10-14")));
    look.apply(atlas(), Action::SetTheme(Theme::Dark));
    let (size, with) = ([200.0, 140.0], With::default());
    for (name, format) in [("a.png", PictureFormat::Png), ("a.svg", PictureFormat::Svg)] {
        let lettering = okhotsk::export::svg::Lettering::Text;
        let job =
            Job { look: look.clone(), size, scale: 0.5, format, paper: false, with, lettering };
        std::fs::write(path(name), job.file(atlas()).unwrap()).unwrap();
        harness.state_mut().act(Action::GoToYear(1990));
        harness.state_mut().act(Action::SetTheme(Theme::Light));
        drop_on(&mut harness, path(name));
        assert_eq!(harness.state().look(), &look, "{name}");
    }
    std::fs::write(path("broken.toml"), "title = 1").unwrap();
    std::fs::write(path("other.png"), "no picture").unwrap();
    for (name, said) in [("broken.toml", "broken.toml"), ("other.png", "carries no view")] {
        drop_on(&mut harness, path(name));
        assert!(shows(&harness, said), "{name} is not told");
        assert_eq!(harness.state().look(), &look, "{name} changed the view");
    }
}
