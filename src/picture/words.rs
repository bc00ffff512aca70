//! Words of the interface in the reader's language (Project Fluent).

use std::borrow::Borrow;

use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource, FluentValue};
use unic_langid::LanguageIdentifier;
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use crate::history::{Day, History, Language, Precision, When};

/// The languages that the program speaks, by their ids, and the words of each: the files of
/// `assets/text`. They are not those of an atlas; the first serves where it has none in common.
pub static INTERFACE: &[(&str, &str)] = include!(concat!(env!("OUT_DIR"), "/interface.rs"));

/// The place in [`INTERFACE`] of the words for a language such as `fr` or `fr-CA`.
fn interface_for(id: &str) -> Option<usize> {
    let at = |wanted: &str| INTERFACE.iter().position(|(own, _)| *own == wanted);
    at(id).or_else(|| at(id.split('-').next()?))
}

/// What a language is called in itself; its id, if the program has no words in it.
#[must_use]
pub fn own_name(id: &str) -> &str {
    let words = interface_for(id).map_or("", |place| INTERFACE[place].1);
    words.lines().find_map(|line| line.strip_prefix("language-name = ")).unwrap_or(id)
}

/// The words of one language.
pub struct Words {
    /// The language of texts and names: one of the atlas.
    pub language: Language,
    /// The id of the language of the interface: one of the program.
    pub interface: &'static str,
    bundle: FluentBundle<FluentResource>,
}

impl std::fmt::Debug for Words {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Words")
            .field("language", &self.language)
            .field("interface", &self.interface)
            .finish_non_exhaustive()
    }
}

impl Words {
    /// The words for a language of an atlas: texts and names in it, and around them the words of the
    /// interface in the same language, or in the first of the program if it does not speak that.
    #[must_use]
    pub fn new(history: &History, language: Language) -> Self {
        let id = history.languages.get(usize::from(language.0)).map_or("", String::as_str);
        Self { language, ..Self::of_interface(id) }
    }

    /// The words of the interface alone, in a language such as `fr` or `fr-CA`, or in the first of
    /// the program if it does not speak that.
    #[must_use]
    pub fn of_interface(id: &str) -> Self {
        let (interface, text) = INTERFACE[interface_for(id).unwrap_or_default()];
        let locale: LanguageIdentifier = interface.parse().unwrap_or_default();
        let mut bundle = FluentBundle::new_concurrent(vec![locale]);
        // The marks that keep directions apart are of no use in left-to-right scripts.
        bundle.set_use_isolating(false);
        let resource = FluentResource::try_new(text.to_owned()).unwrap_or_else(|(part, _)| part);
        bundle.add_resource_overriding(resource);
        Self { language: Language::default(), interface, bundle }
    }

    /// A word or sentence. One that is missing shows its key.
    #[must_use]
    pub fn get(&self, key: &str) -> String {
        self.with(key, &[])
    }

    /// A sentence with something put in.
    #[must_use]
    pub fn with(&self, key: &str, arguments: &[(&str, Argument<'_>)]) -> String {
        let mut args = FluentArgs::new();
        for (name, value) in arguments {
            args.set(
                *name,
                match value {
                    Argument::Text(text) => FluentValue::from(*text),
                    Argument::Number(number) => FluentValue::from(*number),
                },
            );
        }
        let Some(pattern) = self.bundle.get_message(key).and_then(|message| message.value()) else {
            return key.to_owned();
        };
        let mut errors = Vec::new();
        self.bundle.format_pattern(pattern, Some(&args), &mut errors).into_owned()
    }

    /// Whether the language has the word.
    #[must_use]
    pub fn has(&self, key: &str) -> bool {
        self.bundle.has_message(key)
    }

    /// A day in words: `14 October 1905`.
    #[must_use]
    pub fn day(&self, day: Day) -> String {
        self.with_day("date-day", day)
    }

    fn with_day(&self, key: &str, day: Day) -> String {
        let month = self.get(&format!("month-{}", day.month()));
        self.with(
            key,
            &[
                ("day", Argument::Text(&day.day().to_string())),
                ("month", Argument::Text(&month)),
                ("year", Argument::Text(&day.year().to_string())),
            ],
        )
    }

    /// A day of the year in words: `14 October`.
    #[must_use]
    pub fn day_of_year(&self, day: Day) -> String {
        let month = self.get(&format!("month-{}", day.month()));
        self.with(
            "date-day-of-year",
            &[("day", Argument::Text(&day.day().to_string())), ("month", Argument::Text(&month))],
        )
    }

    /// A moment in words: a year that was chosen as such, or the day.
    #[must_use]
    pub fn moment(&self, day: Day, by_year: bool) -> String {
        if by_year { day.year().to_string() } else { self.day(day) }
    }

    /// A day in words, no finer than it is known.
    #[must_use]
    pub fn when(&self, when: When) -> String {
        let year = when.day.year().to_string();
        match when.precision {
            Precision::Day => self.day(when.day),
            Precision::Month => {
                let month = self.get(&format!("month-alone-{}", when.day.month()));
                let args = [("month", Argument::Text(&month)), ("year", Argument::Text(&year))];
                self.with("date-month", &args)
            }
            Precision::Year => self.with("date-year", &[("year", Argument::Text(&year))]),
            // The first of January stands in for a day that is not known.
            Precision::Circa if when.day.day_of_year() == 1 => {
                self.with("date-circa", &[("year", Argument::Text(&year))])
            }
            Precision::Circa => self.with_day("date-circa-day", when.day),
        }
    }

    /// What names are sorted by, so that they stand where a reader looks for them: capitals and small
    /// letters alike, letters with marks beside those without (ё with е, Ōshima with Oshima), but й
    /// after и, and both kinds of kana together. Kanji have the order of their code.
    #[must_use]
    pub fn sort_key(name: &str) -> String {
        let mut key = String::with_capacity(name.len());
        for c in name.nfkd().flat_map(char::to_lowercase) {
            match c {
                // й is и with a breve.
                '\u{306}' if key.ends_with('и') => key.push(char::MAX),
                c if is_combining_mark(c) => {}
                // Katakana as hiragana.
                'ァ'..='ヶ' => key.extend(char::from_u32(u32::from(c) - 0x60)),
                c => key.push(c),
            }
        }
        key
    }

    /// Several things in a row, parted as the language parts them.
    #[must_use]
    pub fn list<S: Borrow<str>>(&self, items: &[S]) -> String {
        items.join(self.get("list-mark").as_str())
    }

    /// Something and what is said of it.
    #[must_use]
    pub fn pair(&self, word: &str, value: &str) -> String {
        format!("{word}{}{value}", self.get("colon"))
    }

    /// Square kilometres: whole ones with groups of three, or two digits below ten.
    #[must_use]
    pub fn area(&self, km2: f64) -> String {
        let number = if km2 < 10.0 {
            format!("{km2:.2}").replace('.', &self.get("decimal-mark"))
        } else {
            self.number(km2)
        };
        self.with("area", &[("km2", Argument::Text(&number))])
    }

    /// A whole number with groups of three.
    #[must_use]
    pub fn number(&self, value: f64) -> String {
        grouped(value).replace('_', &self.get("group-mark"))
    }
}

/// Something put into a sentence.
#[derive(Debug, Clone, Copy)]
pub enum Argument<'a> {
    /// As it is.
    Text(&'a str),
    /// A count, which the sentence may agree with.
    Number(usize),
}

fn grouped(value: f64) -> String {
    let digits = format!("{value:.0}");
    let mut out = String::new();
    for (i, digit) in digits.chars().enumerate() {
        if i > 0 && (digits.len() - i) % 3 == 0 {
            out.push('_');
        }
        out.push(digit);
    }
    out
}
