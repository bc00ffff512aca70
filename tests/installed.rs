//! What is installed beside the program: it fits the program and is whole.

use std::fs;

use okhotsk::VERSION;
use okhotsk::picture::shape::covers;
use resvg::usvg::roxmltree;

use crate::common::{atlas, root, stdout};

fn asset(path: &str) -> String {
    fs::read_to_string(root().join("assets").join(path)).unwrap_or_else(|e| panic!("{path}: {e}"))
}

/// To be made again when an option changes: `okhotsk man > assets/man/okhotsk.1` and so on.
#[test]
fn the_manual_and_the_completions_are_those_of_the_program() {
    assert!(asset("man/okhotsk.1") == stdout(&["man"]), "assets/man/okhotsk.1 is out of date");
    for (shell, file) in [("bash", "okhotsk.bash"), ("zsh", "_okhotsk"), ("fish", "okhotsk.fish")] {
        let kept = asset(&format!("completions/{file}"));
        assert!(
            kept == stdout(&["completions", shell]),
            "assets/completions/{file} is out of date"
        );
    }
}

#[test]
fn the_version_names_the_commit_if_one_is_known() {
    let said = stdout(&["--version"]);
    assert_eq!(said, format!("okhotsk {VERSION}\n"));
    let rest = VERSION.strip_prefix(env!("CARGO_PKG_VERSION")).unwrap();
    let commit = rest.strip_prefix(" (").and_then(|rest| rest.strip_suffix(")"));
    let known = |id: &str| id.len() == 7 && id.bytes().all(|byte| byte.is_ascii_hexdigit());
    assert!(rest.is_empty() || commit.is_some_and(known), "{VERSION}");
}

/// The value of a key of the `.desktop` file.
fn value<'a>(file: &'a str, key: &str) -> &'a str {
    let line = file.lines().find_map(|line| line.strip_prefix(key)?.strip_prefix('='));
    line.unwrap_or_else(|| panic!("no {key}"))
}

#[test]
fn the_menu_entry_names_the_window_in_every_language() {
    let file = asset("desktop/okhotsk.desktop");
    let window = fs::read_to_string(root().join("src/app/window.rs")).unwrap();
    let class = value(&file, "StartupWMClass");
    assert!(window.contains(&format!("const APP_ID: &str = \"{class}\";")));
    assert_eq!(value(&file, "Exec"), env!("CARGO_PKG_NAME"));
    let history = &atlas().history;
    for id in &history.languages {
        let language = history.find_language(id).unwrap();
        let key = |key: &str| if id == "en" { key.to_owned() } else { format!("{key}[{id}]") };
        assert_eq!(value(&file, &key("Name")), history.title.get(language));
        assert!(!value(&file, &key("Comment")).is_empty());
    }
}

#[test]
fn the_metainfo_is_of_this_version_and_in_every_language() {
    let text = asset("desktop/org.okhotsk.Atlas.metainfo.xml");
    let file = roxmltree::Document::parse(&text).unwrap();
    let all = |name: &'static str| file.descendants().filter(move |node| node.has_tag_name(name));
    let release = all("release").next().unwrap();
    assert_eq!(release.attribute("version"), Some(env!("CARGO_PKG_VERSION")));
    for name in ["name", "summary", "p"] {
        let spoken = |node: roxmltree::Node<'_, '_>| {
            node.attribute(("http://www.w3.org/XML/1998/namespace", "lang")).map(str::to_owned)
        };
        let langs: Vec<Option<String>> = all(name).map(spoken).collect();
        for lang in [None, Some("ja".to_owned()), Some("ru".to_owned())] {
            assert!(langs.contains(&lang), "no {name} in {lang:?}");
        }
    }
}

#[test]
fn the_icon_has_its_sizes() {
    for side in [16_u32, 32, 48, 64, 128, 256, 512] {
        let path = root().join(format!("assets/icons/okhotsk-{side}.png"));
        let file = fs::read(&path).unwrap_or_else(|error| panic!("{side}: {error}"));
        let number = |at: usize| u32::from_be_bytes(file[at..at + 4].try_into().unwrap());
        assert_eq!((number(16), number(20)), (side, side));
    }
}

#[test]
fn versions_of_other_systems_are_this_one() {
    let version = env!("CARGO_PKG_VERSION");
    let said = format!("<string>{version}</string>");
    assert_eq!(asset("packaging/macos/Info.plist").matches(&said).count(), 2);
    let said = format!("VALUE \"ProductVersion\", \"{version}\"");
    assert!(asset("packaging/windows/okhotsk.rc").contains(&said));
}

/// Every crate of the lock file that is built into the program on some system has its licence, and
/// the window can draw all of the text.
#[test]
fn the_licences_are_there_and_can_be_drawn() {
    let text = asset("licences/licences.txt");
    for part in ["egui ", "clap ", "Permission is hereby granted", "Apache License"] {
        assert!(text.contains(part), "no '{part}'");
    }
    let missing: std::collections::BTreeSet<char> =
        text.chars().filter(|&c| !c.is_control() && !covers(c)).collect();
    assert!(missing.is_empty(), "{missing:?}");
}
