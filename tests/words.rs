//! Words of the interface: the same in all languages, none missing, and every letter in the fonts.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;

use fluent_bundle::FluentResource;
use okhotsk::atlas::{Depth, Files, load};
use okhotsk::history::{Confidence, EventKind, Language, Precision, Status, When};
use okhotsk::outlines::BUNDLED_RECIPE;
use okhotsk::picture::faces::{Face, FontFile, width};
use okhotsk::picture::shape::covers;
use okhotsk::picture::words::{INTERFACE, own_name};
use okhotsk::picture::{Argument, Words};
use skrifa::{FontRef, MetadataProvider};

use crate::common::{atlas, day, files_below, fixture, root};

/// The messages of a file and the variables of each.
fn messages(ftl: &str) -> BTreeMap<String, BTreeSet<String>> {
    let mut all: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    let mut key = String::new();
    for line in ftl.lines().filter(|line| !line.starts_with('#')) {
        if line.starts_with(|c: char| c.is_ascii_lowercase()) {
            let (name, _) = line.split_once('=').unwrap_or_else(|| panic!("no message: {line}"));
            name.trim().clone_into(&mut key);
            let twice = all.insert(key.clone(), BTreeSet::new());
            assert!(twice.is_none(), "{key} is there twice");
        }
        for (at, _) in line.match_indices('$') {
            let name = line[at + 1..].chars().take_while(|&c| c.is_alphanumeric() || c == '-');
            all.entry(key.clone()).or_default().insert(name.collect());
        }
    }
    all
}

fn words(id: &str) -> Words {
    let history = &atlas().history;
    Words::new(history, history.find_language(id).unwrap())
}

/// The messages that two files do not share, or not with the same variables.
fn differences(one: &str, other: &str) -> Vec<String> {
    let (one, other) = (messages(one), messages(other));
    let keys: BTreeSet<&String> = one.keys().chain(other.keys()).collect();
    keys.into_iter().filter(|key| one.get(*key) != other.get(*key)).cloned().collect()
}

#[test]
fn the_languages_have_the_same_messages_and_variables() {
    let [(_, first), others @ ..] = INTERFACE else { panic!("no interface") };
    let count = messages(first).len();
    assert!(count > 100, "only {count} messages");
    for (id, ftl) in others {
        assert_eq!(differences(first, ftl), [""; 0], "{id}.ftl");
    }
    // The bundled atlas is in languages that the program speaks.
    let spoken = |id: &String| INTERFACE.iter().any(|(own, _)| own == id);
    assert!(atlas().history.languages.iter().all(spoken));
}

#[test]
fn a_difference_of_languages_is_found() {
    let all = messages(
        "# note with $nothing\na = x { $one }\nb = { $two ->\n   *[other] { $three }\n }\n",
    );
    let keys: Vec<&String> = all.keys().collect();
    assert_eq!(keys, ["a", "b"]);
    assert_eq!(all["a"], BTreeSet::from(["one".to_owned()]));
    assert_eq!(all["b"], BTreeSet::from(["two".to_owned(), "three".to_owned()]));
    let one = "a = x { $one }\nb = y\n";
    assert_eq!(differences(one, "b = z\na = { $one } w\n"), [""; 0], "order and words may differ");
    assert_eq!(differences(one, "a = x { $one }\n"), ["b"], "one too few");
    assert_eq!(differences(one, &format!("{one}c = z\n")), ["c"], "one too many");
    assert_eq!(differences(one, "a = x { $two }\nb = y\n"), ["a"], "another variable");
    assert_eq!(differences(one, "a = x { $one }\nb = y { $one }\n"), ["b"], "one more variable");
}

#[test]
fn every_message_is_said() {
    for &(id, ftl) in INTERFACE {
        assert!(FluentResource::try_new(ftl.to_owned()).is_ok(), "{id}.ftl cannot be read whole");
        let words = words(id);
        for (key, variables) in messages(ftl) {
            assert!(words.has(&key), "{id}: {key}");
            for count in [0, 1, 2, 5, 21] {
                let arguments: Vec<(&str, Argument<'_>)> = variables
                    .iter()
                    .map(|name| match name.as_str() {
                        "count" => ("count", Argument::Number(count)),
                        other => (other, Argument::Text("12")),
                    })
                    .collect();
                let said = words.with(&key, &arguments);
                assert_ne!(said, key, "{id}: '{key}' says its key");
                // The mark between groups of digits may be a space.
                assert!(
                    !said.is_empty() && (said.trim() != "" || key == "group-mark"),
                    "{id}: {key}"
                );
                assert!(!said.contains(['{', '}', '$']), "{id}: '{key}' says {said}");
            }
        }
    }
}

#[test]
fn a_missing_message_shows_its_key() {
    let words = words("en");
    assert_eq!(words.get("no-such-message"), "no-such-message");
    assert!(!words.has("no-such-message"));
}

/// Keys that are put together at run time.
fn composed_keys() -> Vec<String> {
    let statuses = [
        Status::Sovereign,
        Status::Treaty,
        Status::Occupation,
        Status::Control,
        Status::Joint,
        Status::Posts,
        Status::None,
        Status::Disputed,
        Status::Undetermined,
    ];
    let mut keys = Vec::new();
    keys.extend(EventKind::ALL.map(|kind| format!("kind-{}", kind.id())));
    keys.extend(statuses.map(|status| format!("status-{}", status.id())));
    keys.extend(
        [Confidence::Low, Confidence::Medium, Confidence::High]
            .map(|confidence| format!("confidence-{}", confidence.id())),
    );
    keys.extend((1..=4).map(|class| format!("town-size-{class}")));
    for month in 1..=12 {
        keys.extend([format!("month-{month}"), format!("month-alone-{month}")]);
    }
    keys
}

/// The keys that a source asks the words for.
fn keys_asked(source: &str) -> BTreeSet<String> {
    let mut keys = BTreeSet::new();
    for call in ["words.get(", "words.with(", "words\n.get(", "words\n.with("] {
        // Calls may be broken over lines: spaces do not count.
        let packed: String = source.lines().map(str::trim_start).collect::<Vec<_>>().join("\n");
        for (at, _) in packed.match_indices(call) {
            let rest = packed[at + call.len()..].trim_start();
            if let Some(key) = rest.strip_prefix('"').and_then(|rest| rest.split('"').next()) {
                keys.insert(key.to_owned());
            }
        }
    }
    keys
}

#[test]
fn every_key_that_the_program_asks_for_is_there() {
    let known = messages(INTERFACE[0].1);
    let mut asked: BTreeSet<String> = composed_keys().into_iter().collect();
    let src = root().join("src");
    for path in files_below(&src) {
        asked.extend(keys_asked(&fs::read_to_string(src.join(path)).unwrap()));
    }
    assert!(asked.len() > 60, "only {} keys found", asked.len());
    let missing: Vec<&String> = asked.iter().filter(|key| !known.contains_key(*key)).collect();
    assert!(missing.is_empty(), "{missing:?}");
}

#[test]
fn a_key_in_a_source_is_found() {
    let source =
        "scene.words.get(\"one\") + words\n    .with(\n        \"two\", &[]) + map.get(\"id\")";
    assert_eq!(keys_asked(source), BTreeSet::from(["one".to_owned(), "two".to_owned()]));
}

/// Every file whose letters a reader may see.
fn texts() -> Vec<(String, String)> {
    let mut texts = vec![("outlines.toml".to_owned(), BUNDLED_RECIPE.to_owned())];
    for folder in ["assets/text", "assets/history"] {
        for path in files_below(&root().join(folder)) {
            if path.extension().is_some_and(|ending| ending == "md") {
                continue;
            }
            let text = fs::read_to_string(root().join(folder).join(&path)).unwrap();
            texts.push((path.display().to_string(), text));
        }
    }
    texts
}

fn letters(text: &str) -> BTreeSet<char> {
    text.chars().filter(|c| !c.is_control() && *c != '\u{feff}').collect()
}

#[test]
fn the_fonts_have_every_letter() {
    for (file, text) in texts() {
        let missing: String = letters(&text).into_iter().filter(|&c| !covers(c)).collect();
        assert!(missing.is_empty(), "{file}: no font has '{missing}'");
    }
    assert!(!covers('\u{1F5FE}'), "a letter that no font has must not count as covered");
}

/// A letter in one weight only would change its look, or be a box, in the others.
#[test]
fn every_face_has_every_letter() {
    let has = |file: FontFile, c: char| {
        FontRef::new(file.bytes).unwrap().charmap().map(c).is_some_and(|glyph| glyph.to_u32() > 0)
    };
    let all: BTreeSet<char> = texts().iter().flat_map(|(_, text)| letters(text)).collect();
    for face in Face::ALL {
        let missing: String =
            all.iter().filter(|&&c| !face.files().iter().any(|&file| has(file, c))).collect();
        assert!(missing.is_empty(), "{face:?} lacks '{missing}'");
    }
}

#[test]
fn texts_have_widths() {
    let one = width(Face::Sans, 10.0, 0.0, "Уруп");
    assert!((15.0..40.0).contains(&one), "{one}");
    assert!((width(Face::Sans, 20.0, 0.0, "Уруп") - 2.0 * one).abs() < 1e-3);
    assert!((width(Face::Sans, 10.0, 2.0, "Уруп") - one - 6.0).abs() < 1e-3);
    assert!((width(Face::Sans, 10.0, 0.0, "得撫") - 20.0).abs() < 0.5, "kanji are an em wide");
    assert!(width(Face::Sans, 10.0, 2.0, "").abs() < f32::EPSILON);
}

#[test]
fn dates_are_written_as_each_language_writes_them() {
    let on = day("1905-10-14");
    let when = |precision| When { day: on, precision };
    let said = |id: &str| {
        let words = words(id);
        [
            words.day(on),
            words.day_of_year(on),
            words.when(when(Precision::Day)),
            words.when(when(Precision::Month)),
            words.when(when(Precision::Year)),
            words.when(when(Precision::Circa)),
        ]
    };
    assert_eq!(
        said("en"),
        [
            "14 October 1905",
            "14 October",
            "14 October 1905",
            "October 1905",
            "1905",
            "c. 14 October 1905"
        ]
    );
    assert_eq!(
        said("ja"),
        [
            "1905年10月14日",
            "10月14日",
            "1905年10月14日",
            "1905年10月",
            "1905年",
            "1905年10月14日頃"
        ]
    );
    assert_eq!(
        said("ru"),
        [
            "14 октября 1905 г.",
            "14 октября",
            "14 октября 1905 г.",
            "октябрь 1905 г.",
            "1905 г.",
            "ок. 14 октября 1905 г."
        ]
    );
}

#[test]
fn about_a_year_names_no_day() {
    let about = When { day: day("1743-01-01"), precision: Precision::Circa };
    assert_eq!(words("en").when(about), "c. 1743");
    assert_eq!(words("ja").when(about), "1743年頃");
    assert_eq!(words("ru").when(about), "около 1743 г.");
}

#[test]
fn areas_are_grouped_as_each_language_groups_them() {
    assert_eq!(words("en").area(77_988.5), "77,988 km²");
    assert_eq!(words("en").area(1_234_567.0), "1,234,567 km²");
    assert_eq!(words("en").area(999.6), "1,000 km²");
    assert_eq!(words("en").area(0.051), "0.05 km²");
    assert_eq!(words("ja").area(77_988.6), "77,989 km²");
    assert_eq!(words("ru").area(77_988.6), "77 989 км²");
    assert_eq!(words("ru").area(0.051), "0,05 км²");
}

#[test]
fn names_are_sorted_as_each_language_sorts_them() {
    for names in [
        &["Chirpoi", "habomai", "Ōshima", "Oshima B", "Urup"][..],
        &["Ежик", "Ёлка", "Енот", "Итуруп", "Ищейка", "Йод", "Кунашир"],
        &["アイヌ", "あお", "ウルップ", "えとろふ", "得撫"],
    ] {
        let mut sorted: Vec<&str> = names.iter().rev().copied().collect();
        sorted.sort_by_key(|name| Words::sort_key(name));
        assert_eq!(sorted, names);
    }
}

#[test]
fn counts_agree_with_their_words() {
    let events =
        |id: &str, count| words(id).with("card-events", &[("count", Argument::Number(count))]);
    assert_eq!(events("en", 1), "1 event");
    assert_eq!(events("en", 4), "4 events");
    let russian: BTreeSet<String> = [1, 2, 5]
        .into_iter()
        .map(|n| events("ru", n).replace(|c: char| c.is_numeric(), ""))
        .collect();
    assert_eq!(russian.len(), 3, "Russian has three forms: {russian:?}");
}

#[test]
fn an_unknown_language_has_the_first_words() {
    let words = Words::new(&atlas().history, Language(200));
    assert_eq!(words.get("month-1"), self::words("en").get("month-1"));
}

/// An atlas in a language that the program does not speak: its texts are in that language, the words
/// of the interface in the program's first.
#[test]
fn the_interface_has_languages_of_its_own() {
    let folder = tempfile::tempdir().unwrap();
    let tiny = fixture("tiny");
    for file in files_below(&tiny) {
        let text = fs::read_to_string(tiny.join(&file)).unwrap();
        // Its languages are now one without words, a variety of one with words, and one of them.
        let text = text.replace("\"ja\"", "\"eo\"").replace(" ja =", " eo =");
        let text = text.replace("\"en\"", "\"ru-PETR\"").replace(" en =", " ru-PETR =");
        fs::create_dir_all(folder.path().join(&file).parent().unwrap()).unwrap();
        fs::write(folder.path().join(&file), text).unwrap();
    }
    let files = Files::Folder(folder.path().to_path_buf());
    let tiny = load(&files, Depth::Full).unwrap_or_else(|problems| panic!("{problems}"));
    let words = |id: &str| {
        let language = tiny.history.find_language(id).unwrap_or_else(|| panic!("{id} is lost"));
        Words::new(&tiny.history, language)
    };
    let title = |words: &Words| tiny.history.title.get(words.language).to_owned();
    let (variety, foreign, own) = (words("ru-PETR"), words("eo"), words("ru"));
    assert_eq!((variety.interface, foreign.interface, own.interface), ("ru", "en", "ru"));
    assert_eq!(title(&variety), "Tiny Atlas");
    assert_eq!(title(&foreign), "小地図");
    assert_eq!(foreign.get("month-1"), "January");
    assert_eq!(variety.get("month-1"), own.get("month-1"));
    assert_eq!(["ja", "ru-PETR", "eo"].map(own_name), ["日本語", "Русский", "eo"]);
}
