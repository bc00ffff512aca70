//! The glossary as a list of cards: its words, which `app` sets.

use crate::atlas::Atlas;
use crate::history::{Glossary, Prose, Status, TermId};

use super::super::labels::other_names;
use super::super::search::folded;
use super::super::words::Words;
use super::{SourceLine, cited};

/// A term of the glossary.
#[derive(Debug, Clone, PartialEq)]
pub struct TermCard {
    /// Which.
    pub term: TermId,
    /// Its name.
    pub name: String,
    /// Its names in the other languages.
    pub other_names: String,
    /// What it means here; other terms in it lead to theirs.
    pub text: Prose,
    /// How the legend and the cards say it, if it is a way of holding.
    pub right: Option<String>,
    /// What the explanation rests on, a line a source.
    pub sources: Vec<SourceLine>,
    /// All that it is found by, folded: its names and forms in all languages, what it means in this one.
    keys: Vec<String>,
}

impl TermCard {
    /// Whether every word of a query is somewhere in it.
    #[must_use]
    pub fn fits(&self, query: &str) -> bool {
        folded(query).split(' ').all(|word| self.keys.iter().any(|key| key.contains(word)))
    }
}

/// All terms, in the order of their names.
#[must_use]
pub fn term_cards(atlas: &Atlas, words: &Words) -> Vec<TermCard> {
    let history = &atlas.history;
    let glossary = Glossary::new(history, words.language);
    let card = |(term, record): (TermId, &crate::history::Term)| {
        let own = record.name.get(words.language);
        let text = record.text.get(words.language);
        let forms = record.forms.iter().flatten().map(|form| folded(form));
        let keys = record.name.versions().chain([text]).map(folded).chain(forms).collect();
        TermCard {
            term,
            name: own.to_owned(),
            other_names: other_names(record.name.versions(), own),
            text: glossary.read_but(text, Some(term)),
            right: record.status.map(|status| words.get(&format!("status-{}", status.id()))),
            sources: record.sources.iter().map(|&source| cited(atlas, words, source)).collect(),
            keys,
        }
    };
    let mut cards: Vec<TermCard> = (0_u16..).map(TermId).zip(&history.terms).map(card).collect();
    cards.sort_by_key(|card| Words::sort_key(&card.name));
    cards
}

/// The term that is the word for a way of holding.
#[must_use]
pub fn term_of_status(atlas: &Atlas, status: Status) -> Option<TermId> {
    let mut terms = (0_u16..).map(TermId).zip(&atlas.history.terms);
    terms.find(|(_, term)| term.status == Some(status)).map(|(id, _)| id)
}
