//! A line to cite, as text or as an entry for programs that keep references.

use crate::export::references::{Reference, ReferenceStyle};
use crate::picture::Words;
use crate::view::{Action, Look};

use super::args::{CiteFormat, Shown};
use super::plan::{self, RequestError};
use super::{locale, print};

/// Prints a line to cite. It has no day of access: the same command gives the same bytes.
pub(super) fn cite(what: &str, shown: &Shown, format: CiteFormat) -> Result<(), RequestError> {
    let atlas = plan::atlas(shown.seen.read.data.as_deref())?;
    let lang = shown.seen.read.lang.as_deref().or_else(|| locale::of_atlas(&atlas));
    let language = plan::language(&atlas, lang)?;
    let lens = plan::lens(&atlas, shown.seen.lens.as_deref())?;
    let words = Words::new(&atlas.history, language);
    let mut look = Look::new(&atlas);
    look.apply(&atlas, Action::SetLanguage(language));
    look.apply(&atlas, Action::SetLens(lens));
    if let Some(typed) = &shown.date {
        plan::go_to(&atlas, &mut look, typed)?;
    }
    let reference = if let Some(event) = atlas.history.find_event(what) {
        Reference::of_event(&atlas, &look, &words, event)
    } else {
        plan::select(&atlas, &mut look, Some(what))?;
        let Some(selection) = look.selection() else { return Ok(()) };
        Reference::of_holding(&atlas, &look, &words, selection)
    };
    let mut text = reference.written(match format {
        CiteFormat::Text => ReferenceStyle::Line,
        CiteFormat::Bibtex => ReferenceStyle::Bibtex,
        CiteFormat::Ris => ReferenceStyle::Ris,
    });
    if format == CiteFormat::Text {
        text.push('\n');
    }
    print(text.as_bytes())
}
