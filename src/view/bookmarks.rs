//! Looks that a reader has named, which `app` lists, kept from one sitting to the next.

use serde::{Deserialize, Serialize};

use crate::history::{Text, Tour, TourStop};

/// The most that are kept.
pub const MOST: usize = 200;
/// Letters of a name that are kept.
const LONGEST: usize = 200;

/// A look with a name.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Bookmark {
    /// What the reader calls it.
    pub name: String,
    /// The look, as its link.
    pub look: String,
}

/// The bookmarks of a reader, in the order in which they were made.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Bookmarks(Vec<Bookmark>);

impl Bookmarks {
    /// Those of a file, without what is too much.
    #[must_use]
    pub fn of(mut all: Vec<Bookmark>) -> Self {
        all.truncate(MOST);
        for bookmark in &mut all {
            bookmark.name = fitting(&bookmark.name);
        }
        Self(all)
    }

    /// All of them.
    #[must_use]
    pub fn all(&self) -> &[Bookmark] {
        &self.0
    }

    /// Adds one; whether there was room. A look that is there already is not added again.
    pub fn add(&mut self, name: &str, look: String) -> bool {
        if self.0.len() >= MOST || self.0.iter().any(|known| known.look == look) {
            return false;
        }
        self.0.push(Bookmark { name: fitting(name), look });
        true
    }

    /// Takes one away.
    pub fn remove(&mut self, at: usize) {
        if at < self.0.len() {
            self.0.remove(at);
        }
    }

    /// Calls one otherwise; a name of nothing is none.
    pub fn rename(&mut self, at: usize, name: &str) {
        let name = fitting(name);
        if let Some(bookmark) = self.0.get_mut(at).filter(|_| !name.is_empty()) {
            bookmark.name = name;
        }
    }

    /// All of them as a story, whose stops tell their names.
    #[must_use]
    pub fn as_tour(&self, title: &str) -> Tour {
        let text = |text: &str| Text::new([text.to_owned()]);
        let stop = |bookmark: &Bookmark| TourStop {
            look: bookmark.look.clone(),
            text: text(&bookmark.name),
            seconds: None,
        };
        Tour {
            id: String::new(),
            title: text(title),
            summary: text(title),
            stops: self.0.iter().map(stop).collect(),
        }
    }
}

/// A name on one line and not too long.
fn fitting(name: &str) -> String {
    let plain = |c: char| if c.is_control() { ' ' } else { c };
    name.trim().chars().map(plain).take(LONGEST).collect()
}
