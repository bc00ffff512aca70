//! The rules of the house: layers that know only those above them, egui in one place, no atlas in
//! the engine, neither its ids nor its names; one way to lay out modules, and one name for one subject.
//!
//! Each rule is a function from text to what breaks it, tried first on planted examples.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use okhotsk::history::Text;
use okhotsk::picture::words::INTERFACE;

use crate::common::{atlas, files_below, root};

/// The layers, each of which knows only those before it.
const LAYERS: [&str; 10] = [
    "history",
    "geography",
    "atlas",
    "view",
    "picture",
    "export",
    "outlines",
    "import",
    "cli",
    "app",
];

/// Layers that do not know each other although one stands before the other: the recipe of outlines
/// is for the command line alone, and knows nothing of what is drawn; nor does the import, which takes
/// words from there and nothing else.
const STRANGERS: [(&str, &str); 9] = [
    ("geography", "history"),
    ("outlines", "view"),
    ("outlines", "picture"),
    ("outlines", "export"),
    ("app", "outlines"),
    ("import", "view"),
    ("import", "export"),
    ("import", "outlines"),
    ("app", "import"),
];

/// Libraries that only the window and the process may name.
const OF_THE_WINDOW: [&str; 2] = ["egui", "eframe"];

/// Ids and names of the bundled atlas that are also plain words of the engine. A lens, family or holder may
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

/// The code of a file; the comments of the command line's arguments are said to its user.
fn code_of(path: &str, text: &str) -> String {
    let said = |line: &&str| path == "cli/args.rs" && line.trim_start().starts_with("///");
    let said: Vec<&str> = text.lines().filter(said).collect();
    format!("{}\n{}", without_comments(text), said.join("\n"))
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
    let code = code_of(path, text);
    // An id may stand in a path of files: the ending is not part of it.
    let words = code.split(|c: char| !(is_word(c) || c == '-'));
    let words: BTreeSet<String> = words.map(|word| word.to_lowercase().replace('_', "-")).collect();
    let named = ids.intersection(&words).filter(|id| !PLAIN_WORDS.contains(&id.as_str()));
    named.map(|id| format!("src/{path} names '{id}'")).collect()
}

/// Words as they are said: an identifier is taken apart at its strokes and capitals.
fn spoken(text: &str) -> String {
    let mut words = String::from(" ");
    let mut before = ' ';
    for c in text.chars() {
        if c.is_uppercase() && before.is_lowercase() {
            words.push(' ');
        }
        if c.is_alphanumeric() {
            words.extend(c.to_lowercase());
        } else if !words.ends_with(' ') {
            words.push(' ');
        }
        before = c;
    }
    if !words.ends_with(' ') {
        words.push(' ');
    }
    words
}

/// Whether a name is written without spaces between words.
fn runs_on(name: &str) -> bool {
    name.chars().any(|c| ('\u{2e80}'..='\u{9fff}').contains(&c))
}

/// The names that a text says, in whatever language and case.
fn names_said(path: &str, text: &str, names: &BTreeSet<String>) -> Vec<String> {
    let code = code_of(path, text);
    let words = spoken(&code);
    let each: BTreeSet<&str> = words.split(' ').collect();
    let said = |name: &&String| {
        let own = spoken(name);
        let plain = PLAIN_WORDS.contains(&own.trim());
        let known = own.trim().split(' ').all(|word| each.contains(word));
        let there =
            if runs_on(name) { code.contains(*name) } else { known && words.contains(&own) };
        there && !plain
    };
    names.iter().filter(said).map(|name| format!("src/{path} says '{name}'")).collect()
}

/// What the things of the atlas are called: lands, seas, towns, holders, people, in every language
/// and at every time.
fn names_of_the_atlas() -> BTreeSet<String> {
    let history = &atlas().history;
    let mut texts: Vec<&Text> = vec![&history.title];
    texts.extend(history.holders.iter().map(|record| &record.name));
    texts.extend(history.holders.iter().filter_map(|record| record.short.as_ref()));
    texts.extend(history.families.iter().map(|record| &record.name));
    texts.extend(history.lenses.iter().map(|record| &record.name));
    texts.extend(history.further_languages.iter().map(|record| &record.name));
    let mut names: BTreeSet<String> =
        texts.into_iter().flat_map(Text::versions).map(str::to_owned).collect();
    names.append(&mut names_of_its_lands());
    names
}

/// Those of lands, seas, towns and people.
fn names_of_its_lands() -> BTreeSet<String> {
    let history = &atlas().history;
    let mut texts: Vec<&Text> = Vec::new();
    for record in &history.territories {
        texts.push(&record.name);
        texts.extend(record.was.iter().map(|former| &former.name));
        texts.extend(record.further.iter().map(|further| &further.name));
    }
    for record in &history.groups {
        texts.extend([&record.name, &record.short]);
        texts.extend(record.was.iter().map(|former| &former.name));
    }
    for record in &history.places {
        texts.push(&record.name);
        texts.extend(record.was.iter().map(|former| &former.name));
    }
    texts.extend(history.people.iter().map(|record| &record.name));
    texts.extend(atlas().islands.iter().map(|island| &island.name));
    texts.extend(atlas().features.waters.iter().map(|water| &water.name));
    texts.extend(atlas().features.insets.iter().map(|inset| &inset.name));
    texts.extend(atlas().inland_waters().iter().map(|water| &water.name));
    let mut names: BTreeSet<String> =
        texts.into_iter().flat_map(Text::versions).map(str::to_owned).collect();
    let also = history.territories.iter().flat_map(|record| record.also.iter().flatten());
    names.extend(also.cloned());
    names.retain(|name| !spoken(name).trim().is_empty());
    names
}

/// Files of different layers that share a name, although the first line of one of them does not
/// name the other's layer.
fn names_shared(files: &[(String, String)]) -> Vec<String> {
    let stem = |path: &str| path.rsplit('/').next().unwrap_or(path).to_owned();
    let mut broken = Vec::new();
    for (path, text) in files {
        let own = layer_of(path);
        for (other, _) in files {
            let Some(layer) = layer_of(other).filter(|&layer| own.is_some_and(|own| own != layer))
            else {
                continue;
            };
            let first = text.lines().next().unwrap_or_default();
            let same = stem(path) == stem(other) && stem(path) != "mod.rs";
            if same && !first.contains(&format!("`{layer}`")) {
                broken.push(format!("src/{path} and src/{other}: the first does not say why"));
            }
        }
    }
    broken
}

/// Modules that have both a file and a folder: a module with others in it is `folder/mod.rs`.
fn modules_beside_folders(files: &[(String, String)]) -> Vec<String> {
    let folder = |path: &str| path.strip_suffix(".rs").map(|path| format!("{path}/"));
    let beside = |path: &&String| {
        folder(path).is_some_and(|folder| files.iter().any(|(other, _)| other.starts_with(&folder)))
    };
    let paths = files.iter().map(|(path, _)| path);
    paths.filter(beside).map(|path| format!("src/{path} stands beside its folder")).collect()
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
        ("app/mod.rs", "use crate::import::import;"),
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

#[test]
fn the_engine_says_no_name_of_the_atlas() {
    let names = names_of_the_atlas();
    assert!(names.len() > 1000, "only {} names", names.len());
    none(&sources().iter().flat_map(|(p, text)| names_said(p, text, &names)).collect::<Vec<_>>());
}

/// Nor do the words of the interface; only the names of their languages may be those of lands too.
#[test]
fn the_interface_says_no_name_of_the_atlas() {
    let names = names_of_its_lands();
    for (id, ftl) in INTERFACE {
        let lines = ftl.lines().filter(|line| !line.starts_with(['#']));
        let words: Vec<&str> = lines.filter(|line| !line.starts_with("language-name")).collect();
        none(&names_said(&format!("../assets/text/{id}.ftl"), &words.join("\n"), &names));
    }
    assert!(!names_said("en.ftl", "before-start = before Hokkaido", &names).is_empty());
}

#[test]
fn a_name_in_the_engine_is_found() {
    let names = names_of_the_atlas();
    for text in [
        r#"let title = "Hokkaido";"#,
        "fn draw_iturup_coast() {}",
        "struct NorthernSakhalin;",
        r#"let name = "a map of Кунашир";"#,
        r#"let name = "国後島の地図";"#,
        r#"let town = "Yuzhno-Sakhalinsk";"#,
        r#"const SEA: &str = "Sea of Okhotsk";"#,
        "enum State { SovietUnion }",
    ] {
        assert!(!names_said("view/mod.rs", text, &names).is_empty(), "{text}");
    }
    // The window's user reads what stands at the arguments; a reader of the sources may be told.
    assert!(!names_said("cli/args.rs", "/// Who held Hokkaido", &names).is_empty());
    for text in ["// as on Hokkaido", "/// Who held Hokkaido", "let x = FamilyKind::Undetermined;"]
    {
        assert_eq!(names_said("view/mod.rs", text, &names), Vec::<String>::new(), "{text}");
    }
}

/// Files as they are planted: path and text.
fn planted(files: &[(&str, &str)]) -> Vec<(String, String)> {
    files.iter().map(|&(path, text)| (path.to_owned(), text.to_owned())).collect()
}

#[test]
fn one_name_is_one_subject() {
    none(&names_shared(&sources()));
}

#[test]
fn two_files_of_a_name_are_found() {
    let two = |first: &str, second: &str| {
        names_shared(&planted(&[("view/day.rs", first), ("app/panels/day.rs", second)])).len()
    };
    assert_eq!(two("//! The day.", "//! The day."), 2);
    assert_eq!(two("//! The day.", "//! The day of `view`."), 1);
    assert_eq!(two("//! The day.\n//! As in `app`.", "//! The day of `view`."), 1);
    assert_eq!(two("//! The day that `app` shows.", "//! The day of `view`."), 0);
    let apart =
        planted(&[("view/mod.rs", ""), ("app/mod.rs", ""), ("app/a.rs", ""), ("main.rs", "")]);
    assert_eq!(names_shared(&apart), Vec::<String>::new());
    let within = planted(&[("app/map/day.rs", ""), ("app/panels/day.rs", "")]);
    assert_eq!(names_shared(&within), Vec::<String>::new(), "one layer");
}

#[test]
fn modules_are_laid_out_in_one_way() {
    none(&modules_beside_folders(&sources()));
}

#[test]
fn a_module_beside_its_folder_is_found() {
    let beside = planted(&[("view/day.rs", ""), ("view/day/year.rs", "")]);
    assert_eq!(modules_beside_folders(&beside).len(), 1);
    let within =
        planted(&[("view/day/mod.rs", ""), ("view/day/year.rs", ""), ("view/days.rs", "")]);
    assert_eq!(modules_beside_folders(&within), Vec::<String>::new());
}
