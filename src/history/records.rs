//! The things that history is about: holders, territories, events, sources.

use super::day::{Day, When};
use super::text::Text;

/// Makes the type of an index into one list of the history.
macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident)*) => {$(
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(pub u16);
        impl $name {
            /// The index as a number for lists.
            #[must_use]
            pub fn index(self) -> usize {
                usize::from(self.0)
            }
        }
    )*};
}

ids! {
    /// A family: place in [`super::History::families`].
    FamilyId
    /// A holder: place in [`super::History::holders`].
    HolderId
    /// A territory: place in [`super::History::territories`].
    TerritoryId
    /// A group: place in [`super::History::groups`].
    GroupId
    /// A lens: place in [`super::History::lenses`].
    LensId
    /// An event: place in [`super::History::events`], which is in order of date.
    EventId
    /// A source: place in [`super::History::sources`].
    SourceId
    /// A place: place in [`super::History::places`].
    PlaceId
    /// A person: place in [`super::History::people`].
    PersonId
    /// A further language: place in [`super::History::further_languages`].
    FurtherLanguageId
    /// A line: place in [`super::History::boundaries`].
    BoundaryId
    /// A stone: place in [`super::History::stones`].
    StoneId
    /// A landing or an advance: place in [`super::History::advances`].
    AdvanceId
}

/// What a family of holders is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum FamilyKind {
    /// A nation and its states through time.
    State,
    /// Peoples on land that no state held.
    People,
    /// Joint possession of two families.
    Joint,
    /// Nobody, or nobody agreed upon.
    Undetermined,
}

/// A nation, people or condition that has a hue of its own.
#[derive(Debug, Clone)]
pub struct Family {
    /// Its id in the files.
    pub id: String,
    /// Its name.
    pub name: Text,
    /// What it is.
    pub kind: FamilyKind,
    /// The two families of a joint possession.
    pub stripes: Option<[FamilyId; 2]>,
}

/// A state or people that held something.
#[derive(Debug, Clone)]
pub struct Holder {
    /// Its id in the files.
    pub id: String,
    /// Its family.
    pub family: FamilyId,
    /// Its name.
    pub name: Text,
    /// A short name for narrow places.
    pub short: Option<Text>,
}

/// A language that names are known in, but in which no texts are written.
#[derive(Debug, Clone)]
pub struct FurtherLanguage {
    /// Its id in the files.
    pub id: String,
    /// What it is called.
    pub name: Text,
}

/// A name in a further language.
#[derive(Debug, Clone)]
pub struct FurtherName {
    /// The language.
    pub language: FurtherLanguageId,
    /// The name and what it means, as far as known.
    pub name: Text,
}

/// A name of earlier times.
#[derive(Debug, Clone)]
pub struct FormerName {
    /// The first day on which it no longer held.
    pub until: Day,
    /// The name.
    pub name: Text,
}

/// The name on a day: the first former name that still held, or else the name of today.
#[must_use]
pub fn name_on<'a>(was: &'a [FormerName], name: &'a Text, day: Day) -> &'a Text {
    was.iter().find(|former| day < former.until).map_or(name, |former| &former.name)
}

/// A unit that changes hands.
#[derive(Debug, Clone)]
pub struct Territory {
    /// Its id in the files.
    pub id: String,
    /// Its name today.
    pub name: Text,
    /// Other names, by language.
    pub also: Vec<Vec<String>>,
    /// Its names in further languages.
    pub further: Vec<FurtherName>,
    /// A remark on its extent or naming.
    pub note: Option<Text>,
    /// What names and remark rest on.
    pub sources: Vec<SourceId>,
    /// Names of earlier times, oldest first.
    pub was: Vec<FormerName>,
}

/// A set of territories with a name of its own.
#[derive(Debug, Clone)]
pub struct Group {
    /// Its id in the files.
    pub id: String,
    /// Its name.
    pub name: Text,
    /// A name short enough for a ribbon.
    pub short: Text,
    /// Its territories, in the order of the atlas.
    pub territories: Vec<TerritoryId>,
    /// Whether it has a ribbon on the time bar.
    pub ribbon: bool,
    /// Names of earlier times, oldest first.
    pub was: Vec<FormerName>,
}

/// A question that the map can answer, and the ledger that answers it.
#[derive(Debug, Clone)]
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

/// What an event was.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum EventKind {
    /// A treaty or another instrument.
    Treaty,
    /// War and armed action.
    War,
    /// Voyages, surveys, first meetings.
    Contact,
    /// Seizures, risings, accidents of state.
    Incident,
    /// Missions, talks, notes, statements.
    Diplomacy,
    /// Acts of government.
    Administration,
    /// Natural disasters and accidents.
    Disaster,
}

impl EventKind {
    /// All kinds, in the order of filters.
    pub const ALL: [Self; 7] = [
        Self::Treaty,
        Self::War,
        Self::Contact,
        Self::Incident,
        Self::Diplomacy,
        Self::Administration,
        Self::Disaster,
    ];

    /// The word in files and on the command line.
    #[must_use]
    pub fn id(self) -> &'static str {
        match self {
            Self::Treaty => "treaty",
            Self::War => "war",
            Self::Contact => "contact",
            Self::Incident => "incident",
            Self::Diplomacy => "diplomacy",
            Self::Administration => "administration",
            Self::Disaster => "disaster",
        }
    }
}

/// How sure the atlas is of a record.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Deserialize)]
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

/// Something that happened.
#[derive(Debug, Clone)]
pub struct Event {
    /// Its id in the files.
    pub id: String,
    /// What it was.
    pub kind: EventKind,
    /// When it was, or began; for an instrument the day of signature.
    pub date: When,
    /// When it ended, if it took more than a day.
    pub end: Option<When>,
    /// Its title.
    pub title: Text,
    /// What happened, in a few sentences.
    pub summary: Text,
    /// Where.
    pub place: Option<PlaceId>,
    /// Who took part.
    pub people: Vec<PersonId>,
    /// What it touched.
    pub territories: Vec<TerritoryId>,
    /// What it rests on.
    pub sources: Vec<SourceId>,
    /// How sure that is.
    pub confidence: Confidence,
    /// A remark.
    pub note: Option<Text>,
    /// What is often given otherwise, and why the atlas does not follow it.
    pub often_given: Option<Text>,
    /// The events that led to it, in order of date.
    pub before: Vec<EventId>,
    /// The events that came of it, in order of date.
    pub after: Vec<EventId>,
    /// What a treaty or another instrument has besides.
    pub treaty: Option<Treaty>,
}

/// What is particular to a treaty or another instrument.
#[derive(Debug, Clone)]
pub struct Treaty {
    /// The parties that are holders of the atlas.
    pub parties: Vec<HolderId>,
    /// Other parties.
    pub other_parties: Vec<Text>,
    /// Who signed, and for whom.
    pub signatories: Vec<Signatory>,
    /// When it was signed.
    pub signed: When,
    /// When the last party ratified it.
    pub ratified: Option<When>,
    /// When the instruments of ratification were exchanged.
    pub exchanged: Option<When>,
    /// When it came into force.
    pub in_force: Option<When>,
    /// When the land was handed over.
    pub transferred: Option<When>,
    /// When it ceased to be in force.
    pub lapsed: Option<When>,
    /// What its articles are called, with `{n}` for the number, if it is not the common word.
    pub article_word: Option<Text>,
    /// Its articles on territory and what goes with it, in plain words.
    pub articles: Vec<Article>,
    /// What the sides wanted.
    pub aims: Vec<Aim>,
    /// What it left open, and what came of that.
    pub left_open: Option<Text>,
}

/// What one side wanted.
#[derive(Debug, Clone)]
pub struct Aim {
    /// Who wanted it.
    pub who: Party,
    /// What that was.
    pub text: Text,
}

/// A side of an instrument.
#[derive(Debug, Clone)]
pub enum Party {
    /// A holder of the atlas.
    Holder(HolderId),
    /// Somebody else, by name.
    Other(Text),
}

/// Those who signed for one party.
#[derive(Debug, Clone)]
pub struct Signatory {
    /// The party, if it is a holder of the atlas.
    pub party: Option<HolderId>,
    /// The persons.
    pub people: Vec<PersonId>,
}

/// An article in plain words.
#[derive(Debug, Clone)]
pub struct Article {
    /// Its number as written; may be empty.
    pub number: String,
    /// What it says.
    pub text: Text,
}

/// How firm a line is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum LineKind {
    /// Drawn by a treaty in force.
    Treaty,
    /// De facto, or of an armistice.
    Armistice,
    /// Claimed by one side.
    Claim,
}

/// A line on the map that an event drew.
#[derive(Debug, Clone)]
pub struct Boundary {
    /// Its id in the files.
    pub id: String,
    /// The event that drew it.
    pub event: EventId,
    /// How firm it is.
    pub kind: LineKind,
    /// The first day on which it stands.
    pub from: Day,
    /// The first day on which it no longer stands.
    pub until: Option<Day>,
    /// What is written beside it.
    pub label: Text,
}

/// What a place is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum PlaceKind {
    /// A town or a post.
    Town,
    /// A cape.
    Cape,
    /// Another point on the map.
    Point,
    /// A place outside the map.
    Away,
}

/// A place with a name.
#[derive(Debug, Clone)]
pub struct Place {
    /// Its id in the files.
    pub id: String,
    /// What it is.
    pub kind: PlaceKind,
    /// Its name today.
    pub name: Text,
    /// Names of earlier times, oldest first.
    pub was: Vec<FormerName>,
    /// 1 is the most important.
    pub rank: u8,
    /// Not on the map before that day.
    pub from: Option<Day>,
    /// How large it was, in order of date.
    pub sizes: Vec<TownSize>,
}

impl Place {
    /// How large the place was on a day; `None` where that is not known.
    #[must_use]
    pub fn size_on(&self, day: Day) -> Option<TownSize> {
        self.sizes.iter().rev().find(|size| size.from <= day).copied()
    }

    /// The class of the place on a day, 1 (the largest) to 4; `None` where it is not known.
    #[must_use]
    pub fn class_on(&self, day: Day) -> Option<u8> {
        self.size_on(day).map(|size| size.class)
    }
}

/// How large a town was from a day on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TownSize {
    /// The first day.
    pub from: Day,
    /// 1: over 100,000 people; 2: over 20,000; 3: over 5,000; 4: fewer.
    pub class: u8,
    /// What that rests on.
    pub source: SourceId,
}

/// A stone that marked a border.
#[derive(Debug, Clone)]
pub struct Stone {
    /// Its id in the files.
    pub id: String,
    /// Its name.
    pub name: Text,
    /// The first day on which it marked a border.
    pub from: Day,
    /// The first day on which it no longer did.
    pub until: Option<Day>,
    /// Why it was set.
    pub event: EventId,
    /// What its place rests on.
    pub sources: Vec<SourceId>,
    /// How sure its place is.
    pub confidence: Confidence,
    /// A remark.
    pub note: Option<Text>,
}

/// A landing or an advance, drawn as an arrow while its campaign lasts.
#[derive(Debug, Clone)]
pub struct Advance {
    /// Its id in the files.
    pub id: String,
    /// The event that it belongs to.
    pub event: EventId,
    /// Its day: the first on which it is drawn.
    pub date: When,
    /// The first day on which it is no longer drawn.
    pub until: Day,
    /// What is written beside it: the place as it was called.
    pub label: Text,
    /// Who landed or advanced.
    pub side: HolderId,
    /// What its line rests on.
    pub sources: Vec<SourceId>,
    /// How sure its line is.
    pub confidence: Confidence,
    /// A remark.
    pub note: Option<Text>,
}

/// Somebody who took part.
#[derive(Debug, Clone)]
pub struct Person {
    /// The id in the files.
    pub id: String,
    /// The name.
    pub name: Text,
    /// Born.
    pub born: Option<When>,
    /// Died.
    pub died: Option<When>,
    /// Who it was, in a line.
    pub role: Text,
}

/// What a fact rests on.
#[derive(Debug, Clone)]
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
    /// A remark.
    pub note: Option<String>,
}

/// What a source is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Deserialize)]
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
