//! Ids made from names: plain letters where a name can be brought to them, and a number where it
//! cannot or where another has the id already.

use std::collections::HashSet;

use unicode_normalization::UnicodeNormalization;

/// Letters that no decomposition brings to plain ones.
const LETTERS: [(char, &str); 16] = [
    ('ß', "ss"),
    ('æ', "ae"),
    ('œ', "oe"),
    ('ø', "o"),
    ('ł', "l"),
    ('đ', "d"),
    ('ð', "d"),
    ('þ', "th"),
    ('ı', "i"),
    ('ħ', "h"),
    ('ŋ', "ng"),
    ('ŧ', "t"),
    ('ĸ', "k"),
    ('ſ', "s"),
    ('ə', "e"),
    ('ƒ', "f"),
];

/// The letters of the Greek and the Cyrillic alphabet, in the order of their code points from the
/// small one that is named first.
const GREEK: (char, &str) = ('α', "a b g d e z i th i k l m n x o p r s s t y f ch ps o");
const CYRILLIC: (char, &str) =
    ('а', "a b v g d e zh z i y k l m n o p r s t u f kh ts ch sh shch - y - e yu ya");

/// The longest id that is made.
const LONGEST: usize = 48;

/// Ids that are given out, each once.
#[derive(Debug, Default)]
pub(super) struct Slugs {
    taken: HashSet<String>,
}

impl Slugs {
    /// An id for a name; one without plain letters is called by what it is.
    pub(super) fn take(&mut self, name: &str, what: &str) -> String {
        let slug = slug(name);
        let own = if slug.is_empty() { what.to_owned() } else { slug };
        let mut id = own.clone();
        let mut number = 1;
        while !self.taken.insert(id.clone()) {
            number += 1;
            id = format!("{own}-{number}");
        }
        id
    }
}

/// A name as lower-case letters, digits and hyphens; empty if it has none of them.
pub(super) fn slug(name: &str) -> String {
    let mut slug = String::new();
    for letter in name.to_lowercase().nfkd() {
        if letter.is_ascii_alphanumeric() {
            slug.push(letter);
        } else if let Some(plain) = plain(letter) {
            slug.push_str(plain);
        } else if !unicode_normalization::char::is_combining_mark(letter)
            && !slug.is_empty()
            && !slug.ends_with('-')
        {
            slug.push('-');
        }
        if slug.len() >= LONGEST {
            break;
        }
    }
    slug.trim_matches('-').to_owned()
}

fn plain(letter: char) -> Option<&'static str> {
    let of_alphabet = |(first, all): (char, &'static str)| {
        let place = u32::from(letter).checked_sub(u32::from(first))?;
        let found = all.split(' ').nth(usize::try_from(place).ok()?)?;
        Some(if found == "-" { "" } else { found })
    };
    let single = LETTERS.iter().find(|(own, _)| *own == letter).map(|(_, plain)| *plain);
    single.or_else(|| of_alphabet(GREEK)).or_else(|| of_alphabet(CYRILLIC))
}
