//! The reader's language: what the system asks for, and what follows from it.

use okhotsk::cli::locale::{spoken, wishes_of};
use okhotsk::cli::plan;
use okhotsk::history::Language;
use okhotsk::view::{Action, Desk, Look, Memory};

use crate::common::{atlas, okhotsk, stdout};

/// The wishes of some variables.
fn wished(variables: &[(&str, &str)]) -> Option<Vec<String>> {
    wishes_of(|name| {
        variables.iter().find(|(own, _)| *own == name).map(|(_, value)| (*value).to_owned())
    })
}

#[test]
fn the_variables_have_their_order() {
    let one = |variables: &[(&str, &str)]| wished(variables).map(|wishes| wishes.join(" "));
    assert_eq!(one(&[]), None);
    assert_eq!(one(&[("LANG", "")]), None, "empty is not set");
    assert_eq!(one(&[("LANG", "ja_JP.UTF-8")]).as_deref(), Some("ja-JP"));
    assert_eq!(one(&[("LANG", "ru_RU.KOI8-R@mod")]).as_deref(), Some("ru-RU"));
    assert_eq!(one(&[("LANG", "ja"), ("LC_MESSAGES", "ru")]).as_deref(), Some("ru"));
    let all = [("LANG", "ja"), ("LC_MESSAGES", "ru"), ("LC_ALL", "en_GB")];
    assert_eq!(one(&all).as_deref(), Some("en-GB"));
    assert_eq!(one(&[("LC_ALL", ""), ("LANG", "ja")]).as_deref(), Some("ja"));
    // Time and numbers of another country are no language.
    assert_eq!(one(&[("LC_TIME", "ja_JP")]), None);
    // A list goes before the locale, but not where there is none.
    assert_eq!(one(&[("LANGUAGE", "ru:ja"), ("LANG", "de_DE")]).as_deref(), Some("ru ja de-DE"));
    for none in ["C", "POSIX", "C.UTF-8"] {
        assert_eq!(one(&[("LANGUAGE", "ru"), ("LANG", none)]).as_deref(), Some(""), "{none}");
    }
    assert_eq!(one(&[("LANGUAGE", "ru")]), None);
}

#[test]
fn a_variety_of_a_language_will_do() {
    let of = |wishes: &[&str]| {
        let wishes: Vec<String> = wishes.iter().map(|&wish| wish.to_owned()).collect();
        spoken(&wishes, &["en", "ja", "ru-PETR", "ru"].into_iter()).map(str::to_owned)
    };
    assert_eq!(of(&["ja-JP"]).as_deref(), Some("ja"));
    assert_eq!(of(&["RU"]).as_deref(), Some("ru"), "as it is goes before a variety");
    assert_eq!(of(&["ru-PETR"]).as_deref(), Some("ru-PETR"));
    assert_eq!(of(&["de-DE", "fr", "ja"]).as_deref(), Some("ja"));
    assert_eq!(of(&["de-DE"]), None);
    assert_eq!(of(&[]), None);
}

/// What a command prints where the system has a language.
fn said(lang: &str, args: &[&str]) -> String {
    let output = okhotsk().args(args).env("LANG", lang).output().unwrap();
    assert!(output.status.success(), "{args:?}");
    String::from_utf8(output.stdout).unwrap()
}

#[test]
fn tables_for_people_are_in_the_language_of_the_system() {
    let args = ["state", "--date", "1945", "--lens", "control"];
    let (en, ja, ru) = (said("C", &args), said("ja_JP.UTF-8", &args), said("ru_RU.UTF-8", &args));
    assert_eq!(en, stdout(&args));
    for (text, words) in [
        (&en, ["Claimed by", "Urup", "Soviet Union", "Military occupation", "high"]),
        (&ja, ["領有を主張", "得撫島", "ソヴィエト連邦", "軍事占領", "高"]),
        (&ru, ["Притязания", "Уруп", "Советский Союз", "Военная оккупация", "высокая"]),
    ] {
        for word in words {
            assert!(text.contains(word), "no '{word}' in\n{text}");
        }
    }
    // What is typed goes before the system.
    assert_eq!(said("ja_JP.UTF-8", &[&args[..], &["--lang", "ru"]].concat()), ru);
    assert_eq!(said("de_DE.UTF-8", &args), en, "a language that the atlas does not have");
    for text in [&en, &ja, &ru] {
        assert_eq!(text.lines().count(), 34);
    }
}

#[test]
fn dates_and_numbers_of_tables_are_those_of_the_language() {
    let args = |lang| ["areas", "--date", "1905-10-14", "--lens", "treaty", "--lang", lang];
    assert!(stdout(&args("en")).contains("14 October 1905"));
    assert!(stdout(&args("ja")).contains("1905年10月14日"));
    let ru = stdout(&args("ru"));
    assert!(ru.contains("14 октября 1905 г.") && ru.contains("км²"), "{ru}");
    // Figures end below each other.
    let en = stdout(&args("en"));
    let ends: Vec<usize> = en.lines().skip(1).filter_map(|line| line.find(" km²")).collect();
    assert!(ends.len() >= 2 && ends.iter().all(|&end| end == ends[0]), "{en}");
    let disputes = stdout(&["disputes", "--date", "1960", "--lang", "ja"]);
    let lens = atlas().history.lenses[1].name.get(Language(1));
    assert!(disputes.lines().next().unwrap().contains(lens), "{disputes}");
    let spans = stdout(&["spans", "urup", "--lang", "en"]);
    assert!(spans.contains("before 1700"), "{spans}");
}

/// A script must read the same everywhere.
#[test]
fn tables_for_programs_do_not_ask_the_system() {
    for command in ["state", "spans", "events", "disputes", "areas"] {
        for format in ["csv", "json"] {
            let args = [command, "--format", format];
            assert_eq!(said("ja_JP.UTF-8", &args), stdout(&args), "{args:?}");
            assert_eq!(stdout(&[&args[..], &["--lang", "en"]].concat()), stdout(&args));
        }
    }
    let args = ["state", "--format", "geojson"];
    assert_eq!(said("ru_RU.UTF-8", &args), stdout(&args));
}

#[test]
fn a_picture_is_in_the_language_of_the_system() {
    let args = ["export", "-", "--size", "720x480", "--date", "1905"];
    let typed = [&args[..], &["--lang", "ja"]].concat();
    assert_eq!(said("ja_JP.UTF-8", &args), stdout(&typed));
    assert_eq!(said("ru_RU.UTF-8", &typed), stdout(&typed));
    assert_ne!(said("ru_RU.UTF-8", &args), stdout(&args));
}

#[test]
fn the_first_window_follows_the_system_and_later_ones_what_is_remembered() {
    let atlas = atlas();
    let of = |memory: &Memory, wished| plan::remembered(atlas, memory, wished).language();
    let none = Memory::default();
    assert_eq!(of(&none, None), Language(0));
    assert_eq!(of(&none, Some("ja")), Language(1));
    let mut look = Look::new(atlas);
    look.apply(atlas, Action::SetLanguage(Language(2)));
    let kept = Memory::of(atlas, &look, &Desk::default(), None);
    assert_eq!(of(&kept, Some("ja")), Language(2));
    // The memory of another atlas says nothing of this one; that of the first edition does.
    let mut other = none.clone();
    other.look = Some("okhotsk:1905?lang=ru&atlas=moon".to_owned());
    assert_eq!(of(&other, Some("ja")), Language(1));
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("memory.toml");
    std::fs::write(&path, "language = \"ru\"\n").unwrap();
    assert_eq!(of(&Memory::read(&path).unwrap(), Some("ja")), Language(2));
}
