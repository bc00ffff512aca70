//! The rules of the house: layers that know only those above them, egui in one place, no atlas in
//! the engine.
//!
//! Each rule is a function from text to what breaks it, tried first on planted examples.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use crate::common::{atlas, files_below, root};

/// The layers, each of which knows only those before it.
const LAYERS: [&str; 9] =
    ["history", "geography", "atlas", "view", "picture", "export", "outlines", "cli", "app"];

/// Layers that do not know each other although one stands before the other: the recipe of outlines
/// is for the command line alone, and knows nothing of what is drawn.
const STRANGERS: [(&str, &str); 5] = [
    ("geography", "history"),
    ("outlines", "view"),
    ("outlines", "picture"),
    ("outlines", "export"),
    ("app", "outlines"),
];

/// Libraries that only the window and the process may name.
const OF_THE_WINDOW: [&str; 2] = ["egui", "eframe"];

/// Ids of the bundled atlas that are also plain words of the engine. A lens, family or holder may
/// be called by them; the code does not mean those.
const PLAIN_WORDS: [&str; 4] = [
    // `Status::Control`, and the name of the bundled ledger's file.
    "control",
    // `Status::Joint` and `FamilyKind::Joint`.
    "joint",
    // `EventKind::Treaty` and `Status::Treaty`.
    "treaty",
    // `Status::Undetermined` and `FamilyKind::Undetermined`.
    "undetermined",
];

/// The sources: path below src/ with `/`, and text.
fn sources() -> Vec<(String, String)> {
    let src = root().join("src");
    files_below(&src)
        .into_iter()
        .filter(|path| path.extension().is_some_and(|ending| ending == "rs"))
        .map(|path| {
            let text = fs::read_to_string(src.join(&path)).unwrap();
            (slashed(&path), text)
        })
        .collect()
}

fn slashed(path: &Path) -> String {
    let parts: Vec<&str> = path.iter().map(|part| part.to_str().unwrap()).collect();
    parts.join("/")
}

/// The text without its comments: a comment may name what the code may not.
fn without_comments(text: &str) -> String {
    let lines = text.lines().map(|line| {
        // After an odd number of quotes it stands in a string, as in an address.
        let outside = |at: &usize| line[..*at].matches('"').count() % 2 == 0;
        let comment = line.match_indices("//").map(|(at, _)| at).find(outside);
        comment.map_or(line, |at| &line[..at])
    });
    lines.collect::<Vec<_>>().join("\n")
}

fn is_word(c: char) -> bool {
    c.is_alphanumeric() || c == '_'
}

/// The layer of a file below src/; `None` for lib.rs and main.rs, which know all.
fn layer_of(path: &str) -> Option<&str> {
    let first = path.split('/').next()?;
    let name = first.strip_suffix(".rs").unwrap_or(first);
    LAYERS.contains(&name).then_some(name)
}

/// How many modules below the root of the crate the module of a file is.
fn depth_of(path: &str) -> usize {
    let parts: Vec<&str> = path.split('/').collect();
    match parts.last() {
        Some(&"mod.rs") => parts.len() - 1,
        Some(&("lib.rs" | "main.rs")) if parts.len() == 1 => 0,
        _ => parts.len(),
    }
}

/// The modules of the root of the crate that a text names, by `crate::`, `okhotsk::` or enough
/// `super::`.
fn modules_named(path: &str, text: &str) -> BTreeSet<String> {
    let code: String = without_comments(text);
    let roots =
        ["crate::".to_owned(), "okhotsk::".to_owned(), "super::".repeat(depth_of(path).max(1))];
    let mut named = BTreeSet::new();
    for prefix in roots {
        for (at, _) in code.match_indices(&prefix) {
            let before = &code[..at];
            if before.ends_with(is_word) || before.ends_with("::") {
                continue;
            }
            named.extend(first_names(&code[at + prefix.len()..]));
        }
    }
    named
}

/// The names that a path goes on with: one, or several in braces.
fn first_names(rest: &str) -> Vec<String> {
    let name =
        |text: &str| -> String { text.trim_start().chars().take_while(|&c| is_word(c)).collect() };
    let Some(group) = rest.trim_start().strip_prefix('{') else {
        return vec![name(rest)];
    };
    let mut names = vec![name(group)];
    let mut depth = 1;
    for (at, c) in group.char_indices() {
        match c {
            '{' => depth += 1,
            '}' => depth -= 1,
            ',' if depth == 1 => names.push(name(&group[at + 1..])),
            _ => {}
        }
        if depth == 0 {
            break;
        }
    }
    names
}

/// What a file names although it stands below.
fn layers_broken(path: &str, text: &str) -> Vec<String> {
    let Some(own) = layer_of(path) else { return Vec::new() };
    let place = |layer: &str| LAYERS.iter().position(|&other| other == layer);
    let named = modules_named(path, text);
    let broken = named.iter().filter(|name| {
        let below = place(name).is_some_and(|other| Some(other) > place(own));
        below || STRANGERS.contains(&(own, name.as_str()))
    });
    broken.map(|name| format!("src/{path} is of {own} and names {name}")).collect()
}

/// Words that begin with the name of a library of the window, where they must not.
fn window_named(path: &str, text: &str) -> Vec<String> {
    if path == "main.rs" || layer_of(path) == Some("app") {
        return Vec::new();
    }
    let code = without_comments(text);
    let words: BTreeSet<&str> = code.split(|c| !is_word(c)).collect();
    let named = |word: &&&str| OF_THE_WINDOW.iter().any(|library| word.starts_with(library));
    words.iter().filter(named).map(|word| format!("src/{path} names {word}")).collect()
}

/// The ids that a text names, as they are or as identifiers, whatever their case.
fn ids_named(path: &str, text: &str, ids: &BTreeSet<String>) -> Vec<String> {
    let code = without_comments(text);
    // An id may stand in a path of files: the ending is not part of it.
    let words = code.split(|c: char| !(is_word(c) || c == '-'));
    let words: BTreeSet<String> = words.map(|word| word.to_lowercase().replace('_', "-")).collect();
    let named = ids.intersection(&words).filter(|id| !PLAIN_WORDS.contains(&id.as_str()));
    named.map(|id| format!("src/{path} names '{id}'")).collect()
}

/// What of the atlas the engine must not know.
fn ids_of_the_atlas() -> BTreeSet<String> {
    let history = &atlas().history;
    let mut ids = BTreeSet::new();
    ids.extend(history.territories.iter().map(|record| record.id.clone()));
    ids.extend(history.holders.iter().map(|record| record.id.clone()));
    ids.extend(history.events.iter().map(|record| record.id.clone()));
    ids.extend(history.lenses.iter().map(|record| record.id.clone()));
    ids.extend(history.families.iter().map(|record| record.id.clone()));
    ids.extend(history.groups.iter().map(|record| record.id.clone()));
    ids.extend(atlas().islands.iter().map(|island| island.id.clone()));
    ids
}

fn none(broken: &[String]) {
    assert!(broken.is_empty(), "{}", broken.join("\n"));
}

#[test]
fn the_sources_are_found() {
    let sources = sources();
    for layer in LAYERS.iter().filter(|&&layer| layer != "app") {
        assert!(sources.iter().any(|(path, _)| layer_of(path) == Some(layer)), "{layer}");
    }
    for (path, _) in &sources {
        let known =
            layer_of(path).is_some() || ["lib.rs", "main.rs", "build.rs"].contains(&path.as_str());
        assert!(known, "src/{path} is of no layer");
    }
}

#[test]
fn layers_know_only_those_above() {
    none(&sources().iter().flat_map(|(path, text)| layers_broken(path, text)).collect::<Vec<_>>());
}

#[test]
fn a_layer_that_knows_one_below_is_found() {
    let broken = [
        ("history/day.rs", "use crate::atlas::Atlas;"),
        ("history/mod.rs", "use crate :: view;".replace(" :: ", "::").as_str()),
        ("geography/pick.rs", "use crate::history::TerritoryId;"),
        ("history/day.rs", "use crate::geography::Laea;"),
        ("view/mod.rs", "use crate::{history::Day, picture::{Words, compose}};"),
        ("view/mod.rs", "use crate::{\n    atlas::{Atlas, Files},\n    export::svg,\n};"),
        ("picture/map.rs", "fn f() { let x = crate::export::svg(); }"),
        ("picture/map.rs", "use super::super::cli::run;"),
        ("view/mod.rs", "use super::app::App;"),
        ("export/png.rs", "use okhotsk::cli;"),
        ("cli/plan.rs", "use crate::app::run;"),
        ("app/mod.rs", "use crate::outlines::outlines;"),
        ("outlines/mod.rs", "use crate::view::View;"),
    ]
    .map(|(path, text)| (path.to_owned(), text.to_owned()));
    for (path, text) in &broken {
        assert_eq!(layers_broken(path, text).len(), 1, "src/{path}: {text}");
    }
    let sound = [
        ("view/mod.rs", "use crate::{history::Day, atlas::{self, Atlas}};"),
        ("view/playback.rs", "use super::{Action, picture};"),
        ("history/day.rs", "/// As [`crate::atlas::load`] does.\nfn f() {}"),
        ("export/svg.rs", "let x = some_crate::cli::f();"),
        ("app/mod.rs", "use crate::cli::plan;"),
        ("main.rs", "use okhotsk::app;"),
        ("atlas/mod.rs", "use crate::geography::{Geography, Laea};"),
    ];
    for (path, text) in sound {
        assert_eq!(layers_broken(path, text), Vec::<String>::new(), "src/{path}: {text}");
    }
}

#[test]
fn only_the_window_knows_egui() {
    none(&sources().iter().flat_map(|(path, text)| window_named(path, text)).collect::<Vec<_>>());
}

#[test]
fn egui_in_another_layer_is_found() {
    for text in
        ["use egui::Color32;", "fn f(p: &eframe::Frame) {}", "let x = egui_plot::Line::new();"]
    {
        assert_eq!(window_named("picture/map.rs", text).len(), 1, "{text}");
        assert_eq!(window_named("lib.rs", text).len(), 1, "{text}");
        assert!(window_named("app/map/paint.rs", text).is_empty());
        assert!(window_named("main.rs", text).is_empty());
    }
    assert!(window_named("view/mod.rs", "// No egui here.\nlet regui = 1;").is_empty());
}

#[test]
fn the_engine_names_nothing_of_the_atlas() {
    let ids = ids_of_the_atlas();
    assert!(ids.len() > 150, "only {} ids", ids.len());
    none(
        &sources().iter().flat_map(|(path, text)| ids_named(path, text, &ids)).collect::<Vec<_>>(),
    );
}

#[test]
fn an_id_in_the_engine_is_found() {
    let ids = ids_of_the_atlas();
    for text in [
        r#"history.find_territory("sakhalin-north")"#,
        r#"if holder.id == "empire-of-japan" {"#,
        r#"const FIRST: &str = "1855-shimoda";"#,
        "let shumshu = 1;",
        "enum Cut { Iturup }",
        "const HOKKAIDO_MATSUMAE: u16 = 0;",
        r#"let family = "russia"; // and a comment"#,
    ] {
        assert_eq!(ids_named("view/mod.rs", text, &ids).len(), 1, "{text}");
    }
    for text in [
        "Self::Control => \"control\",",
        "// as on Iturup in 1855\nlet x = 1;",
        "let iturups = 1;",
        "let link = \"https://example.org/x\"; // urup",
    ] {
        assert_eq!(ids_named("view/mod.rs", text, &ids), Vec::<String>::new(), "{text}");
    }
    for word in PLAIN_WORDS {
        assert!(ids.contains(word), "'{word}' is no id any more: it needs no exception");
    }
}
