//! A line to cite, as text or as an entry for programs that keep references.

use crate::atlas::Atlas;
use crate::export::references::Reference;
use crate::history::SourceId;
use crate::picture::Words;
use crate::picture::cards;
use crate::view::{Action, Look};

use super::args::{CiteFormat, Shown};
use super::plan::{self, RequestError};
use super::{locale, print};

/// Prints a line to cite. It has no day of access: the same command gives the same bytes.
pub(super) fn cite(what: &str, shown: &Shown, format: CiteFormat) -> Result<(), RequestError> {
    let atlas = plan::atlas(shown.seen.data.as_deref())?;
    let lang = shown.seen.lang.as_deref().or_else(|| locale::of_atlas(&atlas));
    let language = plan::language(&atlas, lang)?;
    let lens = plan::lens(&atlas, shown.seen.lens.as_deref())?;
    let words = Words::new(&atlas.history, language);
    let mut look = Look::new(&atlas);
    look.apply(&atlas, Action::SetLanguage(language));
    look.apply(&atlas, Action::SetLens(lens));
    if let Some(typed) = &shown.date {
        plan::go_to(&atlas, &mut look, typed)?;
    }
    let (key, title, note, sources) = if let Some(event) = atlas.history.find_event(what) {
        let record = atlas.history.event(event);
        let title = record.title.get(language).to_owned();
        let note = cards::event_citation(&atlas, &look, &words, event);
        (record.id.clone(), title, note, record.sources.clone())
    } else {
        plan::select(&atlas, &mut look, Some(what))?;
        let Some(selection) = look.selection() else { return Ok(()) };
        let card = cards::territory_card(&atlas, &look, &words, selection);
        let span = atlas.history.ledger(lens).on(selection.territory, look.moment());
        let holder = atlas.history.holder(span.holding.holder).name.get(language);
        let id = &atlas.history.territory(selection.territory).id;
        let name = atlas.history.territory(selection.territory).name.get(language);
        let key = format!("{id}-{}-{}", look.moment(), atlas.history.lens(lens).id);
        let title = format!("{name}, {}: {holder}", words.day(look.moment()));
        (key, title, card.why.citation, span.holding.sources.clone())
    };
    let reference = Reference {
        key: format!("{}-{key}", atlas.id),
        title,
        publication: atlas.history.title.get(language).to_owned(),
        version: env!("CARGO_PKG_VERSION").to_owned(),
        note: note.clone(),
        urls: urls(&atlas, &sources),
    };
    let text = match format {
        CiteFormat::Text => format!("{note}\n"),
        CiteFormat::Bibtex => reference.bibtex(),
        CiteFormat::Ris => reference.ris(),
    };
    print(text.as_bytes())
}

fn urls(atlas: &Atlas, sources: &[SourceId]) -> Vec<String> {
    sources.iter().filter_map(|&id| atlas.history.source(id).url.clone()).collect()
}
