//! What the atlas says as a line to cite, or as an entry for programs that keep references: `BibTeX` and
//! RIS.

use crate::atlas::Atlas;
use crate::history::{EventId, SourceId};
use crate::picture::{Words, cards};
use crate::view::{Look, Selection};

/// How a reference is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ReferenceStyle {
    /// A line to read.
    Line,
    /// An entry of `BibTeX`.
    Bibtex,
    /// A record of RIS.
    Ris,
}

impl ReferenceStyle {
    /// All of them, in the order of menus.
    pub const ALL: [Self; 3] = [Self::Line, Self::Bibtex, Self::Ris];
}

/// Something that is referred to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reference {
    /// What it is called among other references: letters, digits and hyphens.
    pub key: String,
    /// What is said.
    pub title: String,
    /// The atlas that says it.
    pub publication: String,
    /// Its version.
    pub version: String,
    /// The grounds, the link of the view, the sources: the whole line to cite.
    pub note: String,
    /// The addresses of its sources.
    pub urls: Vec<String>,
}

impl Reference {
    /// What an event was.
    #[must_use]
    pub fn of_event(atlas: &Atlas, look: &Look, words: &Words, event: EventId) -> Self {
        let record = atlas.history.event(event);
        Self {
            key: format!("{}-{}", atlas.id, record.id),
            title: record.title.get(words.language).to_owned(),
            note: cards::event_citation(atlas, look, words, event),
            urls: urls(atlas, &record.sources),
            ..Self::of_atlas(atlas, words)
        }
    }

    /// Who holds what is selected, and why, on the day and by the lens of a look.
    #[must_use]
    pub fn of_holding(atlas: &Atlas, look: &Look, words: &Words, selection: Selection) -> Self {
        let card = cards::territory_card(atlas, look, words, selection);
        let history = &atlas.history;
        let span = history.ledger(look.lens()).on(selection.territory, look.moment());
        let holder = history.holder(span.holding.holder).name.get(words.language);
        let territory = history.territory(selection.territory);
        let name = territory.name.get(words.language);
        let lens = &history.lens(look.lens()).id;
        Self {
            key: format!("{}-{}-{}-{lens}", atlas.id, territory.id, look.moment()),
            title: format!("{name}, {}: {holder}", words.day(look.moment())),
            note: card.why.citation,
            urls: urls(atlas, &span.holding.sources),
            ..Self::of_atlas(atlas, words)
        }
    }

    /// The atlas itself.
    fn of_atlas(atlas: &Atlas, words: &Words) -> Self {
        Self {
            key: atlas.id.clone(),
            title: String::new(),
            publication: atlas.history.title.get(words.language).to_owned(),
            version: env!("CARGO_PKG_VERSION").to_owned(),
            note: String::new(),
            urls: Vec::new(),
        }
    }

    /// Written in a style; a line does not end with a break.
    #[must_use]
    pub fn written(&self, style: ReferenceStyle) -> String {
        match style {
            ReferenceStyle::Line => self.note.clone(),
            ReferenceStyle::Bibtex => self.bibtex(),
            ReferenceStyle::Ris => self.ris(),
        }
    }

    /// As an entry of `BibTeX`.
    #[must_use]
    pub fn bibtex(&self) -> String {
        let mut entry = format!("@misc{{{},\n", self.key);
        let mut field = |name: &str, value: &str| {
            entry.extend(["  ", name, " = {", &for_tex(value), "},\n"]);
        };
        field("title", &self.title);
        field("howpublished", &format!("{}, {}", self.publication, self.version));
        field("note", &self.note);
        if let Some(url) = self.urls.first() {
            entry.extend(["  url = {", url, "},\n"]);
        }
        entry.push_str("}\n");
        entry
    }

    /// As a record of RIS.
    #[must_use]
    pub fn ris(&self) -> String {
        let mut record = String::from("TY  - DATA\r\n");
        let mut tag = |name: &str, value: &str| {
            let value: String =
                value.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
            record.extend([name, "  - ", value.trim(), "\r\n"]);
        };
        tag("ID", &self.key);
        tag("TI", &self.title);
        tag("PB", &self.publication);
        tag("ET", &self.version);
        tag("N1", &self.note);
        for url in &self.urls {
            tag("UR", url);
        }
        tag("ER", "");
        record
    }
}

fn urls(atlas: &Atlas, sources: &[SourceId]) -> Vec<String> {
    sources.iter().filter_map(|&id| atlas.history.source(id).url.clone()).collect()
}

/// A text in which nothing is an order to TeX.
fn for_tex(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '\\' => plain.push_str("\\textbackslash{}"),
            '{' | '}' | '%' | '&' | '#' | '$' | '_' => {
                plain.push('\\');
                plain.push(c);
            }
            '~' => plain.push_str("\\textasciitilde{}"),
            '^' => plain.push_str("\\textasciicircum{}"),
            c if c.is_control() => plain.push(' '),
            c => plain.push(c),
        }
    }
    plain
}
