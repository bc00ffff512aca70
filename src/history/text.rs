//! Texts in the languages of the atlas.

use serde::{Deserialize, Serialize};

/// One of the languages of an atlas: its place in their list.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize,
)]
pub struct Language(pub u8);

/// A text in every language of the atlas, in their order.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Text(Box<[Box<str>]>);

impl Text {
    /// A text from its versions, one for each language, in their order.
    #[must_use]
    pub fn new(versions: impl IntoIterator<Item = String>) -> Self {
        Self(versions.into_iter().map(String::into_boxed_str).collect())
    }

    /// The version in a language; the first one where that is missing.
    #[must_use]
    pub fn get(&self, language: Language) -> &str {
        self.0.get(usize::from(language.0)).or(self.0.first()).map_or("", |text| text)
    }

    /// All versions, in the order of the languages.
    pub fn versions(&self) -> impl Iterator<Item = &str> {
        self.0.iter().map(|text| &**text)
    }
}
