//! What facts rest on, and how sure they are.

use serde::{Deserialize, Serialize};

/// How sure the atlas is of a record.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Confidence {
    /// Rests on little, or the sources differ.
    Low,
    /// Common knowledge or one secondary source.
    Medium,
    /// Well established.
    High,
}

impl Confidence {
    /// The word in files and tables.
    #[must_use]
    pub fn id(self) -> &'static str {
        match self {
            Self::Low => "low",
            Self::Medium => "medium",
            Self::High => "high",
        }
    }
}

/// What a fact rests on.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Source {
    /// Its id in the files.
    pub id: String,
    /// Who wrote it.
    pub author: Option<String>,
    /// Its title.
    pub title: String,
    /// When it appeared.
    pub year: Option<String>,
    /// What it is: `treaty`, `book`, `web` …
    pub kind: SourceKind,
    /// Publication, volume, page, address.
    pub location: String,
    /// Its address on the web: of the document itself, not of the site.
    pub url: Option<String>,
    /// What was seen of it when the atlas was written; `None` if that is not known.
    pub read: Option<Acquaintance>,
    /// A remark.
    pub note: Option<String>,
}

/// What of a source was seen by those who cite it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Acquaintance {
    /// All of it that bears on what it is cited for.
    Whole,
    /// A part.
    Excerpt,
    /// Nothing: it is a standard work for what is common knowledge.
    Unread,
}

impl Acquaintance {
    /// All of them, from the most that was seen to the least.
    pub const ALL: [Self; 3] = [Self::Whole, Self::Excerpt, Self::Unread];

    /// The word in files and tables.
    #[must_use]
    pub fn id(self) -> &'static str {
        match self {
            Self::Whole => "whole",
            Self::Excerpt => "excerpt",
            Self::Unread => "unread",
        }
    }
}

/// What a source is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum SourceKind {
    /// The text of a treaty.
    Treaty,
    /// Another public document.
    Document,
    /// An archive.
    Archive,
    /// A book.
    Book,
    /// An article.
    Article,
    /// A page of the web.
    Web,
    /// A map.
    Map,
    /// A set of data.
    Dataset,
}

impl SourceKind {
    /// All kinds, in the order of filters.
    pub const ALL: [Self; 8] = [
        Self::Treaty,
        Self::Document,
        Self::Archive,
        Self::Book,
        Self::Article,
        Self::Web,
        Self::Map,
        Self::Dataset,
    ];

    /// The word in files and on the command line.
    #[must_use]
    pub fn id(self) -> &'static str {
        match self {
            Self::Treaty => "treaty",
            Self::Document => "document",
            Self::Archive => "archive",
            Self::Book => "book",
            Self::Article => "article",
            Self::Web => "web",
            Self::Map => "map",
            Self::Dataset => "dataset",
        }
    }
}
