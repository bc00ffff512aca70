//! Sources as lines of cards: what they are called, where they open, what of them was seen.

use crate::atlas::Atlas;
use crate::history::{Acquaintance, SourceId};

use super::super::words::Words;
use super::source_line;

/// The longest address that a card of a file tells, in letters.
const LONGEST: usize = 76;

/// A source as a line of a card.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SourceLine {
    /// Which.
    pub source: SourceId,
    /// Author, title, where and when.
    pub text: String,
    /// Its address on the web.
    pub url: Option<String>,
    /// What of it was seen, in a few words, if that is not all.
    pub read: Option<String>,
}

/// A source as a line of a card.
#[must_use]
pub fn cited(atlas: &Atlas, words: &Words, source: SourceId) -> SourceLine {
    let record = atlas.history.source(source);
    SourceLine {
        source,
        text: source_line(atlas, source),
        url: record.url.clone(),
        read: match record.read {
            Some(Acquaintance::Excerpt) => Some(words.get("read-excerpt")),
            Some(Acquaintance::Unread) => Some(words.get("read-unread")),
            Some(Acquaintance::Whole) | None => None,
        },
    }
}

impl SourceLine {
    /// All that it says, for a file, which has no links: of an address that would be longer than a line
    /// the site alone.
    #[must_use]
    pub fn said(&self) -> String {
        let address = self.url.as_deref().map(|url| {
            let short = url.trim_start_matches("https://").trim_start_matches("http://");
            let short = short.trim_end_matches('/');
            let site = short.split('/').next().unwrap_or(short);
            if short.chars().count() <= LONGEST { short } else { site }
        });
        let mut said = self.text.clone();
        for more in address.into_iter().chain(self.read.as_deref()) {
            said.push_str(" · ");
            said.push_str(more);
        }
        said
    }
}
