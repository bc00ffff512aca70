//! Ids: the place of a record in its list, a type for each kind.

use serde::{Deserialize, Serialize};

/// Makes the type of an index into one list of the history.
macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident)*) => {$(
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
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
    /// A region around: place in [`super::History::regions`].
    NamedRegionId
    /// A stone: place in [`super::History::stones`].
    StoneId
    /// A landing or an advance: place in [`super::History::advances`].
    AdvanceId
    /// A term: place in [`super::History::terms`].
    TermId
}
