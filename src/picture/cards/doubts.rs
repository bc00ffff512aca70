//! How sure the colours of the day are: the words of the list that `app` sets.

use crate::atlas::Atlas;
use crate::history::{Confidence, Glossary, Holding, Prose, TerritoryId};
use crate::view::Look;

use super::super::fills::fill_of;
use super::super::marks::Fill;
use super::super::words::Words;
use super::{SourceLine, cited, territory_name};

/// Territories that one record of the ledger colours, whose confidence is not high.
#[derive(Debug, Clone, PartialEq)]
pub struct DoubtRow {
    /// How sure it is.
    pub confidence: Confidence,
    /// The same in words.
    pub said: String,
    /// The fill of the holder.
    pub fill: Fill,
    /// Who holds them, and in what way.
    pub holder: Prose,
    /// Which, with their names on the day.
    pub territories: Vec<(TerritoryId, String)>,
    /// A remark, which often tells why.
    pub note: Option<Prose>,
    /// What it rests on, a line a source.
    pub sources: Vec<SourceLine>,
}

/// The territories whose colour on the day is of low or medium confidence, the least sure first;
/// otherwise in the order of the atlas.
#[must_use]
pub fn doubt_rows(atlas: &Atlas, look: &Look, words: &Words) -> Vec<DoubtRow> {
    let history = &atlas.history;
    let glossary = Glossary::new(history, words.language);
    let ledger = history.ledger(look.lens());
    let mut records: Vec<(&Holding, DoubtRow)> = Vec::new();
    for t in history.territory_ids() {
        let holding = ledger.on(t, look.moment()).holding;
        if holding.confidence == Confidence::High {
            continue;
        }
        let named = (t, territory_name(atlas, words, t, look.moment()));
        let known = records.iter_mut().find(|(known, _)| std::ptr::eq(*known, holding));
        if let Some((_, row)) = known {
            row.territories.push(named);
            continue;
        }
        let holder = history.holder(holding.holder).name.get(words.language);
        let status = words.get(&format!("status-{}", holding.status.id()));
        let note = holding.note.as_ref();
        let row = DoubtRow {
            confidence: holding.confidence,
            said: words.get(&format!("confidence-{}", holding.confidence.id())),
            fill: fill_of(atlas, holding, look.theme()),
            holder: glossary.read(format!("{holder} · {status}")),
            territories: vec![named],
            note: note.map(|note| glossary.read(note.get(words.language))),
            sources: holding.sources.iter().map(|&s| cited(atlas, words, s)).collect(),
        };
        records.push((holding, row));
    }
    let mut rows: Vec<DoubtRow> = records.into_iter().map(|(_, row)| row).collect();
    // The order within a grade stays.
    rows.sort_by_key(|row| row.confidence);
    rows
}
