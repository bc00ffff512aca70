//! The words of the style sheet (assets/history/README.md, "Words"), as far as they can be held.

use std::collections::BTreeSet;
use std::fs;

use okhotsk::history::Day;
use toml::Value;

use crate::common::{day, files_below, root};

/// A text of a record: where it stands, the day of its event, and the text in each language.
struct Told {
    place: String,
    day: Option<Day>,
    texts: [String; 3],
}

const LANGUAGES: [&str; 3] = ["en", "ja", "ru"];

/// All texts of the history that are in three languages.
fn all_told() -> Vec<Told> {
    let folder = root().join("assets/history");
    let mut all = Vec::new();
    for file in files_below(&folder) {
        if file.extension().is_some_and(|ending| ending == "toml") {
            let text = fs::read_to_string(folder.join(&file)).unwrap();
            let value: Value = toml::from_str(&text).unwrap();
            collect(&value, &file.display().to_string(), None, &mut all);
        }
    }
    all
}

fn collect(value: &Value, place: &str, on: Option<Day>, all: &mut Vec<Told>) {
    match value {
        Value::Table(table) => {
            let id = ["id", "event"].iter().find_map(|key| table.get(*key)?.as_str());
            let place = id.map_or_else(|| place.to_owned(), |id| format!("{place} {id}"));
            let own = table.get("date").and_then(Value::as_str).map(first_day);
            let on = own.or(on);
            let text = |language: &str| table.get(language).and_then(Value::as_str);
            if let [Some(en), Some(ja), Some(ru)] = LANGUAGES.map(text) {
                let texts = [en, ja, ru].map(str::to_owned);
                all.push(Told { place: place.clone(), day: on, texts });
            }
            for (key, value) in table {
                collect(value, &format!("{place}/{key}"), on, all);
            }
        }
        Value::Array(items) => items.iter().for_each(|item| collect(item, place, on, all)),
        _ => {}
    }
}

fn first_day(date: &str) -> Day {
    day(&format!("{date}-01-01")[..10])
}

/// A text without what is quoted in it, which keeps its own words.
fn unquoted(text: &str) -> String {
    let mut depth = 0_i32;
    let outside = |&c: &char| {
        if "「『“«".contains(c) {
            depth += 1;
        }
        let out = depth <= 0;
        if "」』”»".contains(c) {
            depth -= 1;
        }
        out
    };
    text.chars().filter(outside).collect()
}

/// A rule: what a text of a language must not say outside of quotations.
struct Rule {
    /// The place of the language.
    language: usize,
    /// What is not said, in small letters.
    word: &'static str,
    /// What it may be a part of.
    but: &'static [&'static str],
    /// Only in texts of events and changes before this day.
    before: Option<&'static str>,
    /// The records that say it all the same, each for the reason in the style sheet.
    listed: &'static [&'static str],
    /// Why, for whoever breaks it.
    why: &'static str,
}

const RULES: [Rule; 8] = [
    Rule {
        language: 1,
        word: "引渡",
        but: &[],
        before: None,
        listed: &[],
        why: "引き渡し; 引渡し stands in titles of documents only",
    },
    Rule {
        language: 1,
        word: "請求",
        but: &["請求権"],
        before: None,
        listed: &[],
        why: "領有の主張 for a claim to land; 請求 is for money",
    },
    Rule {
        language: 1,
        word: "占拠",
        but: &[],
        before: None,
        // The position of a government in its own ledger, told as such.
        listed: &["1956-joint-declaration", "2022-treaty-talks-halted"],
        why: "占拠 only where a position is quoted",
    },
    Rule {
        language: 1,
        word: "サハリン",
        but: &["サハリン州", "サハリン島』", "サハリン1", "サハリン2"],
        before: Some("1946-01-01"),
        // The offices of Russia by their own names.
        listed: &["administration"],
        why: "樺太 for the island before 1946",
    },
    Rule {
        language: 1,
        word: "支配者",
        but: &[],
        before: None,
        listed: &[],
        why: "領有・支配の主体: 支配者 would be a person",
    },
    Rule {
        language: 2,
        word: "аннекс",
        but: &[],
        before: None,
        listed: &["1910-second-convention", "annexation"],
        why: "«включить в состав»; аннексировать only of unions that their treaty calls so",
    },
    Rule {
        language: 0,
        word: "annex",
        but: &[],
        before: None,
        // Urup in 1855 as its captors declared it, a word denied, Korea, and the term itself.
        listed: &[
            "1855-shimoda",
            "1855-urup-alliance",
            "1899-boxers",
            "1910-second-convention",
            "annexation",
            "first-border",
        ],
        why: "incorporate; annex only of unions that their treaty calls so",
    },
    Rule {
        language: 1,
        word: "です。",
        but: &[],
        before: None,
        listed: &[],
        why: "texts of records are in the plain form",
    },
];

impl Rule {
    /// Whether a text breaks it, leaving out who may.
    fn is_broken_by(&self, told: &Told) -> bool {
        let early = self.before.is_none_or(|before| told.day.is_some_and(|d| d < day(before)));
        let mut text = unquoted(&told.texts[self.language]).to_lowercase();
        for but in self.but {
            text = text.replace(but, "");
        }
        early && text.contains(self.word)
    }

    fn is_listed(&self, told: &Told) -> bool {
        self.listed.iter().any(|id| told.place.split([' ', '/']).any(|part| part == *id))
    }
}

#[test]
fn the_texts_keep_to_the_style_sheet() {
    let all = all_told();
    assert!(all.len() > 2000, "only {} texts", all.len());
    let mut broken = Vec::new();
    for rule in &RULES {
        let faults = all.iter().filter(|told| rule.is_broken_by(told) && !rule.is_listed(told));
        broken.extend(faults.map(|told| {
            format!("{}: {} ({}): {}", told.place, rule.word, rule.why, told.texts[rule.language])
        }));
    }
    assert!(broken.is_empty(), "{}", broken.join("\n"));
}

#[test]
fn every_exception_is_needed() {
    let all = all_told();
    for rule in &RULES {
        for id in rule.listed {
            let named = |told: &&Told| told.place.split([' ', '/']).any(|part| part == *id);
            let needed = all.iter().filter(named).any(|told| rule.is_broken_by(told));
            assert!(needed, "'{id}' does not say {}: it needs no exception", rule.word);
        }
    }
}

#[test]
fn a_text_that_breaks_a_rule_is_found() {
    let told = |at: usize, text: &str, on: &str| {
        let mut texts = [String::new(), String::new(), String::new()];
        text.clone_into(&mut texts[at]);
        Told { place: "events/x.toml/event x".to_owned(), day: Some(day(on)), texts }
    };
    let broken = |told: &Told| -> BTreeSet<&str> {
        RULES.iter().filter(|rule| rule.is_broken_by(told)).map(|rule| rule.word).collect()
    };
    for (at, text, on, word) in [
        (1, "島を引渡した。", "1905-01-01", Some("引渡")),
        (1, "『ポツダム宣言引渡書』に署名した。", "1905-01-01", None),
        (1, "領土を請求した。", "1905-01-01", Some("請求")),
        (1, "請求権を放棄した。", "1905-01-01", None),
        (1, "島は占拠された。", "1950-01-01", Some("占拠")),
        (1, "「不法占拠」という。", "1950-01-01", None),
        (1, "サハリンに上陸した。", "1920-01-01", Some("サハリン")),
        (1, "サハリンに上陸した。", "1990-01-01", None),
        (1, "サハリン州を置いた。", "1920-01-01", None),
        (2, "Аннексия острова.", "1900-01-01", Some("аннекс")),
        (0, "The island was annexed.", "1900-01-01", Some("annex")),
        (1, "島です。", "1900-01-01", Some("です。")),
    ] {
        assert_eq!(broken(&told(at, text, on)), word.into_iter().collect(), "{text}");
    }
}
