//! What happened: days, holders, territories, ledgers, events and sources.
//!
//! No shapes, no files, no drawing. A [`History`] is made by the atlas layer, which has checked
//! that every id resolves; from then on it does not change.

pub mod calendars;
pub mod day;
pub mod eras;
pub mod events;
pub mod figures;
pub mod glossary;
pub mod holders;
pub mod ids;
pub mod instruments;
pub mod ledger;
pub mod letters;
pub mod people;
pub mod places;
pub mod sources;
pub mod territories;
pub mod text;
pub mod tours;
pub mod uses;

use serde::{Deserialize, Serialize};

pub use calendars::{Calendar, Dated, Refusal};
pub use day::{DateText, Day, NotADate, Precision, When, days_between, plus_days};
pub use eras::{EraId, Lunisolar};
pub use events::{Event, EventKind};
pub use figures::{Count, People};
pub use glossary::{Glossary, Prose, Term};
pub use holders::{Family, FamilyKind, Holder};
pub use ids::*;
pub use instruments::{Aim, Article, Original, Party, Signatory, Treaty};
pub use ledger::{Change, Holding, Initial, Ledger, LedgerFault, Lens, Span, Status};
pub use people::Person;
pub use places::{
    Advance, Boundary, LineKind, NamedRegion, Place, PlaceKind, RegionKind, Stone, TownSize,
};
pub use sources::{Acquaintance, Confidence, Source, SourceKind};
pub use territories::{FormerName, FurtherLanguage, FurtherName, Group, Territory, name_on};
pub use text::{Language, Text};
pub use tours::{Tour, TourStop};
pub use uses::Use;

/// The history of an atlas.
#[derive(Debug, PartialEq, Serialize, Deserialize)]
pub struct History {
    /// The title of the atlas.
    pub title: Text,
    /// The first day it covers.
    pub first_day: Day,
    /// The last day it covers.
    pub last_day: Day,
    /// The day that a reader who opens the atlas for the first time is shown; `None`: the last one.
    pub opening_day: Option<Day>,
    /// The ids of its languages; every [`Text`] has a version for each.
    pub languages: Vec<String>,
    /// Hosts of platforms that no fact may rest on alone.
    pub unfit_hosts: Vec<String>,
    /// Languages that only names are known in.
    pub further_languages: Vec<FurtherLanguage>,
    /// Families of holders.
    pub families: Vec<Family>,
    /// Holders.
    pub holders: Vec<Holder>,
    /// Territories, in the order of all tables.
    pub territories: Vec<Territory>,
    /// Groups of territories.
    pub groups: Vec<Group>,
    /// Lenses.
    pub lenses: Vec<Lens>,
    /// The ledger of each lens, in their order.
    pub ledgers: Vec<Ledger>,
    /// Events in order of date.
    pub events: Vec<Event>,
    /// Lines that events drew.
    pub boundaries: Vec<Boundary>,
    /// Towns and other places.
    pub places: Vec<Place>,
    /// Lands, states and groups of islands around, which are only named.
    pub regions: Vec<NamedRegion>,
    /// Stones that marked a border.
    pub stones: Vec<Stone>,
    /// Landings and advances, in order of date.
    pub advances: Vec<Advance>,
    /// People.
    pub people: Vec<Person>,
    /// Sources.
    pub sources: Vec<Source>,
    /// The glossary, in the order of its file.
    pub terms: Vec<Term>,
    /// Counts of inhabitants, in order of date.
    pub counts: Vec<Count>,
    /// Stories, in the order of their files.
    pub tours: Vec<Tour>,
}

/// A territory that the lenses colour differently on a day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Dispute {
    /// Which.
    pub territory: TerritoryId,
    /// Its holder by each lens, in their order.
    pub holders: Vec<HolderId>,
}

/// Makes a pair of methods: the record of an id, and the id of a file's id.
macro_rules! lookups {
    ($($list:ident $one:ident $find:ident $id:ident $record:ident;)*) => {$(
        #[doc = concat!("The record of a [`", stringify!($id), "`].")]
        #[must_use]
        pub fn $one(&self, id: $id) -> &$record {
            &self.$list[id.index()]
        }

        #[doc = concat!("The [`", stringify!($id), "`] of an id in the files.")]
        #[must_use]
        pub fn $find(&self, id: &str) -> Option<$id> {
            let at = self.$list.iter().position(|record| record.id == id)?;
            u16::try_from(at).ok().map($id)
        }
    )*};
}

impl History {
    lookups! {
        families family find_family FamilyId Family;
        holders holder find_holder HolderId Holder;
        territories territory find_territory TerritoryId Territory;
        groups group find_group GroupId Group;
        lenses lens find_lens LensId Lens;
        events event find_event EventId Event;
        sources source find_source SourceId Source;
        places place find_place PlaceId Place;
        people person find_person PersonId Person;
        further_languages further_language find_further_language FurtherLanguageId FurtherLanguage;
        boundaries boundary find_boundary BoundaryId Boundary;
        regions region find_region NamedRegionId NamedRegion;
        stones stone find_stone StoneId Stone;
        advances advance find_advance AdvanceId Advance;
        terms term find_term TermId Term;
    }

    /// How many days the atlas covers, the first and the last included.
    #[must_use]
    pub fn days(&self) -> i32 {
        days_between(self.first_day, self.last_day) + 1
    }

    /// The ledger that a lens shows.
    #[must_use]
    pub fn ledger(&self, lens: LensId) -> &Ledger {
        &self.ledgers[lens.index()]
    }

    /// All territories.
    pub fn territory_ids(&self) -> impl DoubleEndedIterator<Item = TerritoryId> + use<> {
        (0..u16::try_from(self.territories.len()).unwrap_or(u16::MAX)).map(TerritoryId)
    }

    /// All events, in order of date.
    pub fn event_ids(&self) -> impl DoubleEndedIterator<Item = EventId> + use<> {
        (0..u16::try_from(self.events.len()).unwrap_or(u16::MAX)).map(EventId)
    }

    /// All lines, in the order of the files.
    pub fn boundary_ids(&self) -> impl DoubleEndedIterator<Item = BoundaryId> + use<> {
        (0..u16::try_from(self.boundaries.len()).unwrap_or(u16::MAX)).map(BoundaryId)
    }

    /// All regions that are only named, in the order of the files.
    pub fn region_ids(&self) -> impl DoubleEndedIterator<Item = NamedRegionId> + use<> {
        (0..u16::try_from(self.regions.len()).unwrap_or(u16::MAX)).map(NamedRegionId)
    }

    /// All stones, in the order of the files.
    pub fn stone_ids(&self) -> impl DoubleEndedIterator<Item = StoneId> + use<> {
        (0..u16::try_from(self.stones.len()).unwrap_or(u16::MAX)).map(StoneId)
    }

    /// All landings and advances, in the order of the files.
    pub fn advance_ids(&self) -> impl DoubleEndedIterator<Item = AdvanceId> + use<> {
        (0..u16::try_from(self.advances.len()).unwrap_or(u16::MAX)).map(AdvanceId)
    }

    /// All places, in the order of the files.
    pub fn place_ids(&self) -> impl DoubleEndedIterator<Item = PlaceId> + use<> {
        (0..u16::try_from(self.places.len()).unwrap_or(u16::MAX)).map(PlaceId)
    }

    /// All families, in the order of the files.
    pub fn family_ids(&self) -> impl DoubleEndedIterator<Item = FamilyId> + use<> {
        (0..u16::try_from(self.families.len()).unwrap_or(u16::MAX)).map(FamilyId)
    }

    /// All holders, in the order of the files.
    pub fn holder_ids(&self) -> impl DoubleEndedIterator<Item = HolderId> + use<> {
        (0..u16::try_from(self.holders.len()).unwrap_or(u16::MAX)).map(HolderId)
    }

    /// All lenses, in the order of the files.
    pub fn lens_ids(&self) -> impl DoubleEndedIterator<Item = LensId> + use<> {
        (0..u16::try_from(self.lenses.len()).unwrap_or(u16::MAX)).map(LensId)
    }

    /// The language of an id such as `en`.
    #[must_use]
    pub fn find_language(&self, id: &str) -> Option<Language> {
        let at = self.languages.iter().position(|language| language == id)?;
        u8::try_from(at).ok().map(Language)
    }

    /// Whether any day of a date lies within the days that the atlas covers.
    #[must_use]
    pub fn covers(&self, date: impl Into<Dated>) -> bool {
        let Dated { first, last, .. } = date.into();
        last >= self.first_day && first <= self.last_day
    }

    /// A date, if the atlas covers any day of it.
    ///
    /// # Errors
    /// A date that it does not cover.
    pub fn within(&self, date: Dated) -> Result<Dated, Refusal> {
        let refusal = Refusal::OutsideAtlas(self.first_day, self.last_day);
        if self.covers(date) { Ok(date) } else { Err(refusal) }
    }

    /// The moment that a date means: the last day of a year or month, kept within the days that
    /// the atlas covers.
    #[must_use]
    pub fn moment(&self, date: impl Into<Dated>) -> Day {
        date.into().last.clamp(self.first_day, self.last_day)
    }

    /// The territories that the lenses colour differently on a day, in the order of the atlas.
    #[must_use]
    pub fn disputes_on(&self, day: Day) -> Vec<Dispute> {
        let dispute = |territory| Dispute {
            territory,
            holders: self.ledgers.iter().map(|l| l.on(territory, day).holding.holder).collect(),
        };
        let differ = |dispute: &Dispute| dispute.holders.windows(2).any(|pair| pair[0] != pair[1]);
        self.territory_ids().map(dispute).filter(differ).collect()
    }

    /// The territories that an event touched or, by any ledger, changed; in their order.
    #[must_use]
    pub fn touched_by(&self, event: EventId) -> Vec<TerritoryId> {
        let mut all = self.event(event).territories.clone();
        let changes = self.ledgers.iter().flat_map(ledger::Ledger::changes);
        all.extend(
            changes.filter(|c| c.event == event).flat_map(|c| c.territories.iter().copied()),
        );
        all.sort_unstable();
        all.dedup();
        all
    }

    /// The events that a person took part in or signed, in order of date.
    pub fn events_of(&self, person: PersonId) -> impl Iterator<Item = EventId> {
        self.event_ids().filter(move |&id| {
            let event = self.event(id);
            let signed = event.treaty.iter().flat_map(|treaty| &treaty.signatories);
            event.people.contains(&person)
                || signed.into_iter().any(|signatory| signatory.people.contains(&person))
        })
    }

    /// The days of an event on which something happened: its date and, for an instrument, those of
    /// ratification, exchange, force and transfer; in order, each once.
    #[must_use]
    pub fn days_of(&self, event: EventId) -> Vec<When> {
        let event = self.event(event);
        let mut days = vec![event.date];
        if let Some(treaty) = &event.treaty {
            days.extend(
                [treaty.ratified, treaty.exchanged, treaty.in_force, treaty.transferred]
                    .into_iter()
                    .flatten(),
            );
        }
        days.sort_by_key(|when| when.day);
        days.dedup_by_key(|when| when.day);
        days
    }
}
