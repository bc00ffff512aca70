//! Ledgers: an initial state plus dated changes, and the spans that follow from them.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use thiserror::Error;

use super::day::{Day, Precision, When, days_between};
use super::ids::{EventId, HolderId, SourceId, TerritoryId};
use super::sources::Confidence;
use super::text::Text;

/// A question that the map can answer, and the ledger that answers it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Lens {
    /// Its id in the files and on the command line.
    pub id: String,
    /// Its name.
    pub name: Text,
    /// The question.
    pub question: Text,
    /// What it shows and whose word it is.
    pub note: Text,
}

/// By what right, or in what way, something is held.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Status {
    /// Sovereignty that nobody disputes.
    Sovereign,
    /// Sovereignty by a treaty.
    Treaty,
    /// Military occupation.
    Occupation,
    /// Control in fact.
    Control,
    /// Possession together with another.
    Joint,
    /// Trading posts on land of others.
    Posts,
    /// No state.
    None,
    /// Held, and disputed.
    Disputed,
    /// Not determined.
    Undetermined,
}

impl Status {
    /// All of them, in the order of the glossary.
    pub const ALL: [Self; 9] = [
        Self::Sovereign,
        Self::Treaty,
        Self::Control,
        Self::Occupation,
        Self::Joint,
        Self::Posts,
        Self::None,
        Self::Disputed,
        Self::Undetermined,
    ];

    /// The word in files and tables.
    #[must_use]
    pub fn id(self) -> &'static str {
        match self {
            Self::Sovereign => "sovereign",
            Self::Treaty => "treaty",
            Self::Occupation => "occupation",
            Self::Control => "control",
            Self::Joint => "joint",
            Self::Posts => "posts",
            Self::None => "none",
            Self::Disputed => "disputed",
            Self::Undetermined => "undetermined",
        }
    }
}

/// Who holds something, how, and how that is known: what an initial state and a change share.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Holding {
    /// Who.
    pub holder: HolderId,
    /// In what way.
    pub status: Status,
    /// Who else claims title.
    pub claimants: Vec<HolderId>,
    /// Who ran it for the holder.
    pub administration: Option<Text>,
    /// What this rests on.
    pub sources: Vec<SourceId>,
    /// How sure that is.
    pub confidence: Confidence,
    /// A remark.
    pub note: Option<Text>,
}

/// The state on the first day.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Initial {
    /// The territories that begin so.
    pub territories: Vec<TerritoryId>,
    /// How.
    pub holding: Holding,
}

/// On this day, because of this event, these territories passed to this holder.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Change {
    /// The first day of the new holding.
    pub when: When,
    /// What changed.
    pub territories: Vec<TerritoryId>,
    /// To what.
    pub holding: Holding,
    /// Because of what.
    pub event: EventId,
    /// The act by which the territories passed: the event itself, or the instrument behind it.
    pub act: EventId,
    /// The article of the act, as written in its records.
    pub article: Option<String>,
}

/// A stretch of time with one holding: from its first day up to, without, the first day of the
/// next.
#[derive(Debug, Clone, Copy)]
pub struct Span<'a> {
    /// What is held.
    pub territory: TerritoryId,
    /// The first day, and how exactly it is known.
    pub from: When,
    /// The first day of the next span; `None` for the last.
    pub until: Option<When>,
    /// Because of what it began; `None` for the initial state.
    pub event: Option<EventId>,
    /// How it is held.
    pub holding: &'a Holding,
    /// The change that began it, a place in [`Ledger::changes`]; `None` for the initial state.
    pub change: Option<usize>,
}

/// What makes a list of changes no ledger.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum LedgerFault {
    /// A territory without an initial state.
    #[error("has no initial state")]
    NoInitial(TerritoryId),
    /// A territory with two initial states.
    #[error("has more than one initial state")]
    TwoInitials(TerritoryId),
    /// Two changes of one territory on one day.
    #[error("changes twice on {1}")]
    TwoChanges(TerritoryId, Day),
}

/// Everything that one lens shows: for every day and territory exactly one holding.
#[derive(Debug, PartialEq, Serialize, Deserialize)]
pub struct Ledger {
    first_day: Day,
    initials: Vec<Initial>,
    changes: Vec<Change>,
    /// For each territory its initial record and its changes in order of day.
    tracks: Vec<Track>,
    /// All days with a change, in order, each once.
    days: Vec<Day>,
}

#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
struct Track {
    initial: usize,
    changes: Vec<(Day, usize)>,
}

/// For each territory the places of the records that name it, in order, each once.
fn by_territory<'a>(
    territories: u16,
    records: impl Iterator<Item = &'a Vec<TerritoryId>>,
) -> Vec<Vec<usize>> {
    let mut places: Vec<Vec<usize>> = vec![Vec::new(); usize::from(territories)];
    for (i, named) in records.enumerate() {
        for t in named {
            if let Some(own) = places.get_mut(t.index())
                && own.last() != Some(&i)
            {
                own.push(i);
            }
        }
    }
    places
}

impl Ledger {
    /// Builds a ledger for so many territories from the first day on.
    ///
    /// # Errors
    /// Every territory that does not have exactly one initial state, or that changes twice on a
    /// day.
    pub fn new(
        territories: u16,
        first_day: Day,
        initials: Vec<Initial>,
        changes: Vec<Change>,
    ) -> Result<Self, Vec<LedgerFault>> {
        let mut faults = Vec::new();
        let mut tracks = Vec::with_capacity(usize::from(territories));
        let mut begun = by_territory(territories, initials.iter().map(|i| &i.territories));
        let mut changed = by_territory(territories, changes.iter().map(|c| &c.territories));
        for t in (0..territories).map(TerritoryId) {
            let own = std::mem::take(&mut begun[t.index()]);
            let initial = own.first().copied();
            if initial.is_none() {
                faults.push(LedgerFault::NoInitial(t));
            }
            if own.len() > 1 {
                faults.push(LedgerFault::TwoInitials(t));
            }
            let own = std::mem::take(&mut changed[t.index()]);
            let mut dated: Vec<(Day, usize)> =
                own.into_iter().map(|i| (changes[i].when.day, i)).collect();
            dated.sort();
            for pair in dated.windows(2) {
                if pair[0].0 == pair[1].0 {
                    faults.push(LedgerFault::TwoChanges(t, pair[0].0));
                }
            }
            tracks.push(Track { initial: initial.unwrap_or_default(), changes: dated });
        }
        if !faults.is_empty() {
            return Err(faults);
        }
        let mut days: Vec<Day> = changes.iter().map(|change| change.when.day).collect();
        days.sort_unstable();
        days.dedup();
        Ok(Self { first_day, initials, changes, tracks, days })
    }

    /// All changes, in the order of the file.
    #[must_use]
    pub fn changes(&self) -> &[Change] {
        &self.changes
    }

    /// All initial records, in the order of the file.
    #[must_use]
    pub fn initials(&self) -> &[Initial] {
        &self.initials
    }

    /// Every day on which something changes, in order.
    #[must_use]
    pub fn days(&self) -> &[Day] {
        &self.days
    }

    /// The span that holds a day. A day before the first counts as the first.
    #[must_use]
    pub fn on(&self, territory: TerritoryId, day: Day) -> Span<'_> {
        let after = self.tracks[territory.index()].changes.partition_point(|&(d, _)| d <= day);
        self.span(territory, after)
    }

    /// All spans of a territory, in order.
    pub fn spans(&self, territory: TerritoryId) -> impl Iterator<Item = Span<'_>> {
        (0..=self.tracks[territory.index()].changes.len()).map(move |i| self.span(territory, i))
    }

    fn span(&self, territory: TerritoryId, index: usize) -> Span<'_> {
        let track = &self.tracks[territory.index()];
        let change = index.checked_sub(1).map(|i| track.changes[i].1);
        let until = track.changes.get(index).map(|&(_, i)| self.changes[i].when);
        match change {
            Some(i) => Span {
                territory,
                from: self.changes[i].when,
                until,
                event: Some(self.changes[i].event),
                holding: &self.changes[i].holding,
                change,
            },
            None => Span {
                territory,
                from: When { day: self.first_day, precision: Precision::Day },
                until,
                event: None,
                holding: &self.initials[track.initial].holding,
                change,
            },
        }
    }

    /// The first day after `day` on which one of the territories changes (all, if none is given).
    #[must_use]
    pub fn next_change(&self, day: Day, of: &[TerritoryId]) -> Option<Day> {
        self.change_days(of).into_iter().find(|&d| d > day)
    }

    /// The last day before `day` on which one of the territories changes (all, if none is given).
    #[must_use]
    pub fn previous_change(&self, day: Day, of: &[TerritoryId]) -> Option<Day> {
        self.change_days(of).into_iter().rev().find(|&d| d < day)
    }

    fn change_days(&self, of: &[TerritoryId]) -> Vec<Day> {
        if of.is_empty() {
            return self.days.clone();
        }
        let mut days: Vec<Day> =
            of.iter().flat_map(|t| self.tracks[t.index()].changes.iter().map(|c| c.0)).collect();
        days.sort_unstable();
        days.dedup();
        days
    }

    /// Square kilometres by holder on a day; `area_km2` gives those of each territory. Holders
    /// without land are left out.
    #[must_use]
    pub fn areas_on(
        &self,
        day: Day,
        area_km2: impl Fn(TerritoryId) -> f64,
    ) -> BTreeMap<HolderId, f64> {
        let mut areas = BTreeMap::new();
        for t in (0..self.tracks.len()).filter_map(|i| u16::try_from(i).ok()).map(TerritoryId) {
            *areas.entry(self.on(t, day).holding.holder).or_insert(0.0) += area_km2(t);
        }
        areas
    }

    /// Length of a span in days; the last span runs to the end of `last_day`.
    #[must_use]
    pub fn span_days(span: &Span<'_>, last_day: Day) -> i32 {
        let end = span.until.map_or(super::day::plus_days(last_day, 1), |until| until.day);
        days_between(span.from.day, end)
    }
}
