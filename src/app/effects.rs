//! Effects: what the reader wants done, as panels and commands hand it back; carried out in one place.

use crate::export::references::ReferenceStyle;
use crate::history::{EventId, SourceId, TermId};
use crate::view::{Action, DeskAction};

/// What is cited.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Cited {
    /// Who holds what is selected, and why.
    Selection,
    /// An event.
    Event(EventId),
}

/// Which story.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum StoryOf {
    /// One of the atlas, by its place.
    Atlas(u16),
    /// One that the reader has opened, by its place.
    Own(u16),
}

/// What is done with the story that is followed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum StoryAction {
    /// Begins one.
    Begin(StoryOf),
    /// To the next stop, or the one before.
    Step {
        /// Whether to go back.
        back: bool,
    },
    /// It goes on by itself, or no longer.
    Play(bool),
    /// Leaves it, to come back later.
    Leave,
    /// Comes back to it.
    Resume,
}

/// What is done with the bookmarks; one of them is told by its place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum BookmarkAction {
    /// Keeps the present look.
    Add,
    /// Shows one.
    Open(u16),
    /// Takes one away.
    Remove(u16),
    /// Opens the dialog that saves all as a story.
    SaveAsStory,
}

/// What a command comes to.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Effect {
    /// Changes the look.
    Look(Action),
    /// Changes the desk.
    Desk(DeskAction),
    /// Back to the look before.
    Undo,
    /// To the look that was taken back.
    Redo,
    /// Zooms in the middle of the map by a factor.
    Zoom(f64),
    /// Opens the window that makes pictures and films.
    OpenExport {
        /// Whether it is to be a picture.
        picture: bool,
    },
    /// Opens the dialog that saves the table.
    SaveTable,
    /// Opens the dialog that saves the ledger.
    SaveLedger,
    /// Something with a story.
    Story(StoryAction),
    /// Something with the bookmarks.
    Bookmark(BookmarkAction),
    /// Opens the window of bookmarks.
    OpenBookmarks,
    /// Opens the window of stories.
    OpenStories,
    /// Opens the dialog that saves the story which the reader has written.
    SaveStory,
    /// Copies the picture.
    Copy,
    /// Copies the look as a link.
    CopyLink,
    /// Copies a line to cite, or an entry for programs that keep references.
    Cite(Cited, ReferenceStyle),
    /// Opens the search.
    OpenSearch,
    /// Asks for the folder of another atlas.
    OpenAtlas,
    /// Opens the atlas of the program.
    OpenBundled,
    /// Opens the notice about the program.
    OpenAbout,
    /// Opens how the map is read.
    OpenHelp,
    /// Opens the glossary.
    OpenGlossary,
    /// Opens the glossary at a term.
    OpenTerm(TermId),
    /// Opens the list of sources.
    OpenSources,
    /// Opens the dialog that saves the list of sources.
    SaveSources,
    /// Opens a source where it is public.
    OpenAddress(SourceId),
    /// Closes what lies on top.
    Close,
    /// Closes the window.
    Quit,
}

impl From<Action> for Effect {
    fn from(action: Action) -> Self {
        Self::Look(action)
    }
}

impl From<DeskAction> for Effect {
    fn from(action: DeskAction) -> Self {
        Self::Desk(action)
    }
}
