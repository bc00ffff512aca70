//! The words that dates are written with, of all languages of the interface.

use std::sync::LazyLock;

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use super::super::words::INTERFACE;
use crate::history::{EraId, Lunisolar};

/// What a word says of a date.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Term {
    /// A month of the civil and the Julian calendar, 1 to 12.
    Month(i8),
    /// An era.
    Era(EraId),
    /// That the calendar is the Julian.
    Julian,
    /// That the next month is an intercalary one.
    Intercalary,
    /// Nothing that is not clear without it.
    Filler,
}

/// The words that dates are written with.
#[derive(Debug)]
pub struct Lexicon {
    /// Folded names and what they say, the longest first.
    names: Vec<(String, Term)>,
}

/// The fewest letters that a month may be shortened to.
const SHORTEST: usize = 3;
/// What parts the names of one thing in the texts; the first is what it is called in words.
pub(super) const OR: char = '|';

impl Lexicon {
    /// That of all languages of the interface, made at its first use.
    #[must_use]
    pub fn all() -> &'static Self {
        static ALL: LazyLock<Lexicon> = LazyLock::new(|| {
            let mut names = Vec::new();
            for (_, text) in INTERFACE {
                add(text, &mut names);
            }
            names.sort_by_key(|(name, _)| std::cmp::Reverse(name.chars().count()));
            names.dedup();
            Lexicon { names }
        });
        &ALL
    }

    /// The longest name that a folded text begins with, and what it says. A name ends where its word
    /// does, unless it is written without spaces.
    pub(super) fn begins(&self, text: &str) -> Option<(usize, Term)> {
        let ends = |name: &str| {
            let next = text[name.len()..].chars().next();
            runs_on(name) || !next.is_some_and(char::is_alphabetic)
        };
        let own = self.names.iter().find(|(name, _)| text.starts_with(name.as_str()) && ends(name));
        own.map(|(name, term)| (name.len(), *term))
    }

    /// The month that a word is short for.
    pub(super) fn month(&self, word: &str) -> Option<i8> {
        if word.chars().count() < SHORTEST {
            return None;
        }
        let mut months = self.names.iter().filter_map(|(name, term)| match term {
            Term::Month(month) if name.starts_with(word) => Some(*month),
            _ => None,
        });
        let month = months.next()?;
        months.all(|other| other == month).then_some(month)
    }
}

/// Whether a name is written without spaces between words.
fn runs_on(name: &str) -> bool {
    name.chars().any(|c| ('\u{2e80}'..='\u{9fff}').contains(&c))
}

/// Adds the names of one language.
fn add(text: &str, names: &mut Vec<(String, Term)>) {
    let calendar = Lunisolar::known();
    for (key, value) in text.lines().filter_map(|line| line.split_once(" = ")) {
        let term = match key.rsplit_once('-') {
            Some(("month" | "month-alone" | "month-short", number)) => {
                number.parse().ok().map(Term::Month)
            }
            Some(("era", id)) => {
                calendar.era_ids().find(|(_, era)| era.id == id).map(|(era, _)| Term::Era(era))
            }
            Some(("date-read", "julian")) => Some(Term::Julian),
            Some(("date-read", "intercalary")) => Some(Term::Intercalary),
            Some(("date-read", "filler")) => Some(Term::Filler),
            _ => None,
        };
        // A month that is called by its number is read as one.
        let says = |name: &String| name.chars().any(char::is_alphabetic) && !has_digit(name);
        if let Some(term) = term {
            names.extend(value.split(OR).map(folded).filter(says).map(|name| (name, term)));
        }
    }
}

fn has_digit(name: &str) -> bool {
    name.chars().any(|c| c.is_ascii_digit())
}

/// A text as dates are read from it: plain digits and signs, small letters without marks, one space
/// between words, no points at letters.
#[must_use]
pub fn folded(text: &str) -> String {
    let plain = text.nfkc().flat_map(char::to_lowercase).collect::<String>();
    let letters = plain.nfd().filter(|&c| !is_combining_mark(c)).map(|c| match c {
        '\u{2010}'..='\u{2015}' | '\u{2212}' | '\u{ff0d}' => '-',
        '・' | '。' | '·' => '.',
        ',' | '、' | '(' | ')' => ' ',
        c if c.is_whitespace() => ' ',
        c => c,
    });
    // The stroke of An'ei is of the spelling.
    let letters: Vec<char> =
        letters.filter(|c| !matches!(c, '\'' | '’' | '‘' | 'ʼ' | '`')).collect();
    let mut out = String::with_capacity(letters.len());
    for (at, &c) in letters.iter().enumerate() {
        let beside = [at.checked_sub(1), Some(at + 1)];
        let at_letter = beside.iter().flatten().filter_map(|&other| letters.get(other));
        let c = if c == '.' && at_letter.into_iter().any(|c| c.is_alphabetic()) { ' ' } else { c };
        if c != ' ' || !(out.is_empty() || out.ends_with(' ')) {
            out.push(c);
        }
    }
    out.truncate(out.trim_end().len());
    out
}
