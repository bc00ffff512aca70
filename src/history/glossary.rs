//! The words of the subject, explained, and where texts use them.

use std::collections::BTreeMap;
use std::ops::Range;

use serde::{Deserialize, Serialize};

use super::History;
use super::ids::{SourceId, TermId};
use super::ledger::Status;
use super::text::{Language, Text};

/// A word of the subject and what it means here.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Term {
    /// Its id in the files.
    pub id: String,
    /// The word.
    pub name: Text,
    /// What it means, in a few sentences.
    pub text: Text,
    /// The forms in which texts use it, for each language of the atlas in order.
    pub forms: Vec<Vec<String>>,
    /// The way of holding that it is the word for.
    pub status: Option<Status>,
    /// What the explanation rests on.
    pub sources: Vec<SourceId>,
}

/// A text, and the terms that it uses: each where it is used first, in the order of the text.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Prose {
    /// What it says.
    pub text: String,
    /// Where the terms stand in it, in bytes.
    pub terms: Vec<(Range<usize>, TermId)>,
}

impl std::ops::Deref for Prose {
    type Target = str;

    fn deref(&self) -> &str {
        &self.text
    }
}

impl std::fmt::Display for Prose {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.text)
    }
}

/// The forms of all terms in a language, ready to be found in texts.
#[derive(Debug, Clone, Default)]
pub struct Glossary {
    /// The forms by their first letter, the longest first; of two terms with one form that of the
    /// earlier.
    forms: BTreeMap<char, Vec<(Vec<char>, TermId)>>,
}

impl Glossary {
    /// The forms of the terms of a history.
    #[must_use]
    pub fn new(history: &History, language: Language) -> Self {
        let mut forms: BTreeMap<char, Vec<(Vec<char>, TermId)>> = BTreeMap::new();
        for (id, term) in (0_u16..).map(TermId).zip(&history.terms) {
            let own = term.forms.get(usize::from(language.0)).into_iter().flatten();
            for form in own.map(String::as_str).chain([term.name.get(language)]) {
                let letters: Vec<char> = form.trim().chars().map(folded).collect();
                if let Some(&first) = letters.first() {
                    forms.entry(first).or_default().push((letters, id));
                }
            }
        }
        for own in forms.values_mut() {
            own.sort_by_key(|(letters, _)| std::cmp::Reverse(letters.len()));
        }
        Self { forms }
    }

    /// A text with its terms. The longest form that fits is taken, and only whole words where words are
    /// parted.
    #[must_use]
    pub fn read(&self, text: impl Into<String>) -> Prose {
        self.read_but(text, None)
    }

    /// The same, without one term: a text about it does not lead to itself.
    #[must_use]
    pub fn read_but(&self, text: impl Into<String>, but: Option<TermId>) -> Prose {
        let text = text.into();
        let letters: Vec<(usize, char)> = text.char_indices().collect();
        let mut terms: Vec<(Range<usize>, TermId)> = Vec::new();
        let mut at = 0;
        while at < letters.len() {
            let Some((length, term)) = self.form_at(&letters, at) else {
                at += 1;
                continue;
            };
            let end = letters.get(at + length).map_or(text.len(), |(byte, _)| *byte);
            if Some(term) != but && !terms.iter().any(|(_, known)| *known == term) {
                terms.push((letters[at].0..end, term));
            }
            at += length;
        }
        Prose { text, terms }
    }

    /// The longest form that stands at a letter: how many letters it has, and its term.
    fn form_at(&self, letters: &[(usize, char)], at: usize) -> Option<(usize, TermId)> {
        let rest = &letters[at..];
        let fits = |form: &&(Vec<char>, TermId)| {
            let form = &form.0;
            rest.len() >= form.len()
                && form.iter().zip(rest).all(|(own, (_, letter))| *own == folded(*letter))
                && parted(at.checked_sub(1).map(|before| letters[before].1), rest[0].1)
                && parted(rest.get(form.len()).map(|next| next.1), rest[form.len() - 1].1)
        };
        let (form, term) = self.forms.get(&folded(rest[0].1))?.iter().find(fits)?;
        Some((form.len(), *term))
    }
}

/// A letter without its case.
fn folded(letter: char) -> char {
    let mut lower = letter.to_lowercase();
    match (lower.next(), lower.next()) {
        (Some(one), None) => one,
        _ => letter,
    }
}

/// How a letter joins others into words.
#[derive(PartialEq)]
enum Joins {
    /// With letters of scripts that part words by spaces.
    Letters,
    /// With others of the script in which foreign words are written, which stand out as words.
    Katakana,
    /// With none.
    Nothing,
}

fn joins(letter: char) -> Joins {
    match letter {
        '\u{30a1}'..='\u{30fa}' | 'ー' => Joins::Katakana,
        '\u{2e80}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{3ffff}' => {
            Joins::Nothing
        }
        letter if letter.is_alphanumeric() => Joins::Letters,
        _ => Joins::Nothing,
    }
}

/// Whether a word may end between two letters.
fn parted(beside: Option<char>, own: char) -> bool {
    let (beside, own) = (beside.map_or(Joins::Nothing, joins), joins(own));
    own == Joins::Nothing || beside != own
}
