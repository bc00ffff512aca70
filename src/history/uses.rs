//! What rests on a source: the records that cite it.

use super::History;
use super::ids::{
    AdvanceId, EventId, LensId, NamedRegionId, PlaceId, SourceId, StoneId, TermId, TerritoryId,
};
use super::ledger::Holding;
use super::sources::Confidence;

/// A record that cites a source.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Use {
    /// What happened.
    Event(EventId),
    /// The words of an instrument.
    Original(EventId),
    /// An initial state of the ledger of a lens, by its place.
    Initial(LensId, usize),
    /// A change of the ledger of a lens, by its place.
    Change(LensId, usize),
    /// The names or the remark of a territory.
    Territory(TerritoryId),
    /// The explanation of a word.
    Term(TermId),
    /// A count of inhabitants, by its place.
    Count(usize),
    /// The size of a town.
    Town(PlaceId),
    /// A stone of a border.
    Stone(StoneId),
    /// A landing or an advance.
    Advance(AdvanceId),
    /// Land around that is only named.
    Region(NamedRegionId),
}

impl Use {
    /// How sure the atlas is of what rests on it; `None` for records that do not say.
    #[must_use]
    pub fn confidence(self, history: &History) -> Option<Confidence> {
        match self {
            Self::Event(event) | Self::Original(event) => Some(history.event(event).confidence),
            Self::Initial(..) | Self::Change(..) => {
                self.holding(history).map(|holding| holding.confidence)
            }
            Self::Count(at) => history.counts.get(at).map(|count| count.confidence),
            Self::Stone(stone) => Some(history.stone(stone).confidence),
            Self::Advance(advance) => Some(history.advance(advance).confidence),
            Self::Region(region) => Some(history.region(region).confidence),
            Self::Territory(_) | Self::Term(_) | Self::Town(_) => None,
        }
    }

    /// The holding of an entry of a ledger.
    #[must_use]
    pub fn holding(self, history: &History) -> Option<&Holding> {
        match self {
            Self::Initial(lens, at) => {
                history.ledger(lens).initials().get(at).map(|initial| &initial.holding)
            }
            Self::Change(lens, at) => {
                history.ledger(lens).changes().get(at).map(|change| &change.holding)
            }
            _ => None,
        }
    }
}

impl History {
    /// What rests on each source, in the order of the sources; of each, events first.
    #[must_use]
    pub fn uses(&self) -> Vec<Vec<Use>> {
        let mut all = vec![Vec::new(); self.sources.len()];
        self.each_use(|source, of| {
            let own: &mut Vec<Use> = &mut all[source.index()];
            if !own.contains(&of) {
                own.push(of);
            }
        });
        all
    }

    fn each_use(&self, mut put: impl FnMut(SourceId, Use)) {
        let mut cited = |sources: &[SourceId], of: Use| {
            for &source in sources {
                put(source, of);
            }
        };
        for id in self.event_ids() {
            cited(&self.event(id).sources, Use::Event(id));
        }
        for id in self.event_ids() {
            if let Some(treaty) = &self.event(id).treaty {
                for original in &treaty.originals {
                    cited(&[original.source], Use::Original(id));
                }
            }
        }
        for lens in self.lens_ids() {
            let ledger = self.ledger(lens);
            for (at, initial) in ledger.initials().iter().enumerate() {
                cited(&initial.holding.sources, Use::Initial(lens, at));
            }
            for (at, change) in ledger.changes().iter().enumerate() {
                cited(&change.holding.sources, Use::Change(lens, at));
            }
        }
        for id in self.territory_ids() {
            cited(&self.territory(id).sources, Use::Territory(id));
        }
        for (id, term) in (0_u16..).map(TermId).zip(&self.terms) {
            cited(&term.sources, Use::Term(id));
        }
        for (at, count) in self.counts.iter().enumerate() {
            cited(&count.sources, Use::Count(at));
        }
        for id in self.place_ids() {
            for size in &self.place(id).sizes {
                cited(&[size.source], Use::Town(id));
            }
        }
        for id in self.stone_ids() {
            cited(&self.stone(id).sources, Use::Stone(id));
        }
        for id in self.advance_ids() {
            cited(&self.advance(id).sources, Use::Advance(id));
        }
        for id in self.region_ids() {
            cited(&self.region(id).sources, Use::Region(id));
        }
    }
}
