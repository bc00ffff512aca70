//! Pictures: parts in frames of their own, each with its layers of marks.
//!
//! A part is a map, an inset, the time bar, the chart or a page of cards. It has a frame, a clip and,
//! for a map, a camera: two maps side by side, one clipped over the other, an inset in an inset are
//! nothing special. A layer is made by a pure function of an input that it is kept under ([`Kept`]),
//! and is shared, not copied.

use std::sync::Arc;

use crate::atlas::InsetId;
use crate::geography::{Camera, Size};
use crate::history::{Day, EventId, FamilyId, GroupId, HolderId};
use crate::view::{Selection, Theme};

use super::marks::{Color, Frame, Mark};
use super::ribbons::RibbonOf;

/// A picture: everything that the window and files paint.
#[derive(Debug, Clone, PartialEq)]
pub struct Picture {
    /// Width and height in points.
    pub size: Size,
    /// The colour scheme.
    pub theme: Theme,
    /// The colour behind all parts.
    pub ground: Color,
    /// A sentence that tells what is shown, for those who cannot see it.
    pub description: String,
    /// The view as a link, for a file that carries it.
    pub view: Option<String>,
    /// The parts, in the order of painting.
    pub parts: Vec<Part>,
}

/// What a part of a picture is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum PartKind {
    /// A map: the first, the second …
    Map(u8),
    /// A part of a map, drawn larger.
    Inset(u8, InsetId),
    /// What stands around a map and on it: its frame, title, legend, foot, the strips of its insets.
    Furniture(u8),
    /// The line between two maps of which one lies over the other.
    Divide,
    /// The time bar.
    TimeBar,
    /// The chart of areas.
    Chart,
    /// A page of cards.
    Cards,
    /// What a story says of the map above it.
    Caption,
}

impl PartKind {
    /// An id that no other part of the picture has.
    #[must_use]
    pub fn id(self) -> String {
        match self {
            Self::Map(0) => "map".to_owned(),
            Self::Map(n) => format!("map-{}", n + 1),
            Self::Inset(0, inset) => format!("inset-{}", inset.0 + 1),
            Self::Inset(n, inset) => format!("map-{}-inset-{}", n + 1, inset.0 + 1),
            Self::Furniture(0) => "furniture".to_owned(),
            Self::Furniture(n) => format!("map-{}-furniture", n + 1),
            Self::Divide => "divide".to_owned(),
            Self::TimeBar => "time-bar".to_owned(),
            Self::Chart => "chart".to_owned(),
            Self::Cards => "cards".to_owned(),
            Self::Caption => "caption".to_owned(),
        }
    }
}

/// A part of a picture.
#[derive(Debug, Clone, PartialEq)]
pub struct Part {
    /// What it is.
    pub kind: PartKind,
    /// Where it is, in points of the picture; its marks count from its upper left corner.
    pub frame: Frame,
    /// What of it is seen, in points of the picture.
    pub clip: Frame,
    /// Its ground; one that cannot be seen lets the parts below show through.
    pub ground: Color,
    /// Where the reader stands, for a map.
    pub map: Option<MapFrame>,
    /// Its layers, in the order of painting.
    pub layers: Vec<Layer>,
    /// What in it can be pointed at, in points of the part.
    pub targets: Arc<Vec<Target>>,
}

/// Where a map's land is painted.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct MapFrame {
    /// Where the reader stands.
    pub camera: Camera,
    /// The level of detail: an index of [`crate::geography::TOLERANCES_KM`].
    pub level: usize,
}

/// Marks that are painted one after the other and kept together.
#[derive(Debug, Clone, PartialEq)]
pub struct Layer {
    /// What it is, unique in its part.
    pub name: &'static str,
    /// What to paint, in this order.
    pub marks: Arc<Vec<Mark>>,
}

/// Something that can be pointed at.
#[derive(Debug, Clone, PartialEq)]
pub struct Target {
    /// Where.
    pub frame: Frame,
    /// What.
    pub of: TargetOf,
}

/// What can be pointed at, besides the land.
#[derive(Debug, Clone, PartialEq)]
pub enum TargetOf {
    /// A row of the legend.
    Legend(StandsFor),
    /// The words of a row of the legend, whose terms lead to the glossary.
    Words(String),
    /// A panel, which hides what is below it.
    Panel,
    /// The name of a ribbon.
    Ribbon(RibbonOf, String),
    /// What unfolds the ribbon of a group, or folds it again: whether it is unfolded.
    Fold(GroupId, bool),
    /// The mark of an event, and its day.
    Event(EventId, Day),
    /// The mark of several events, each with its day.
    Events(Vec<(EventId, Day)>),
    /// The name of land on the map.
    Land(Selection),
    /// The name of several territories together.
    Group(GroupId),
    /// The name of a line on the map: the event that drew it.
    Line(EventId),
}

/// What a row of the legend stands for on the map.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum StandsFor {
    /// Land of these holders.
    Holders(Vec<HolderId>),
    /// Land that this family claims.
    ClaimsOf(FamilyId),
}

impl Part {
    /// Width and height, in points.
    #[must_use]
    pub fn size(&self) -> Size {
        let [left, top, right, bottom] = self.frame.map(f64::from);
        [right - left, bottom - top]
    }

    /// The layer of a name.
    #[must_use]
    pub fn layer(&self, name: &str) -> Option<&Layer> {
        self.layers.iter().find(|layer| layer.name == name)
    }

    /// All marks, in the order of painting.
    pub fn marks(&self) -> impl Iterator<Item = &Mark> {
        self.layers.iter().flat_map(|layer| layer.marks.iter())
    }

    /// The same part so many points to the right and down.
    #[must_use]
    pub fn moved(mut self, [x, y]: [f32; 2]) -> Self {
        let by = |[left, top, right, bottom]: Frame| [left + x, top + y, right + x, bottom + y];
        self.frame = by(self.frame);
        self.clip = by(self.clip);
        self
    }

    /// The same part, of which no more is seen than lies within a frame of the picture.
    #[must_use]
    pub fn clipped(mut self, [left, top, right, bottom]: Frame) -> Self {
        let [own_left, own_top, own_right, own_bottom] = self.clip;
        self.clip = [
            own_left.max(left),
            own_top.max(top),
            own_right.min(right).max(left),
            own_bottom.min(bottom).max(top),
        ];
        self
    }
}

impl Picture {
    /// The part of a kind.
    #[must_use]
    pub fn part(&self, kind: PartKind) -> Option<&Part> {
        self.parts.iter().find(|part| part.kind == kind)
    }

    /// The first map.
    #[must_use]
    pub fn map(&self) -> Option<&Part> {
        self.part(PartKind::Map(0))
    }

    /// The insets, in their order.
    pub fn insets(&self) -> impl Iterator<Item = &Part> {
        self.parts.iter().filter(|part| matches!(part.kind, PartKind::Inset(..)))
    }

    /// All marks of all parts, in the order of painting.
    pub fn marks(&self) -> impl Iterator<Item = &Mark> {
        self.parts.iter().flat_map(Part::marks)
    }
}

/// Something that was made, kept under the whole of what it was made from: the input is the key, so
/// that it can never be stale.
#[derive(Debug)]
pub struct Kept<I, T>(Option<(I, Arc<T>)>);

impl<I, T> Default for Kept<I, T> {
    fn default() -> Self {
        Self(None)
    }
}

impl<I: PartialEq, T> Kept<I, T> {
    /// What was made from this very input, or else is made now.
    pub fn get(&mut self, input: I, make: impl FnOnce(&I) -> T) -> Arc<T> {
        if let Some((known, made)) = &self.0
            && *known == input
        {
            return made.clone();
        }
        let made = Arc::new(make(&input));
        self.0 = Some((input, made.clone()));
        made
    }

    /// Whether it was made from this very input.
    #[must_use]
    pub fn is_of(&self, input: &I) -> bool {
        self.0.as_ref().is_some_and(|(known, _)| known == input)
    }

    /// What the one that was made last was made from.
    #[must_use]
    pub fn input(&self) -> Option<&I> {
        self.0.as_ref().map(|(known, _)| known)
    }

    /// What was made last, whatever from.
    #[must_use]
    pub fn last(&self) -> Option<&Arc<T>> {
        self.0.as_ref().map(|(_, made)| made)
    }
}
