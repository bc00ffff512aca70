//! What there is to name at a scale, in what form, and what comes first.

use geo::Rect;

use crate::atlas::{Atlas, IslandId, SpineId, WaterId};
use crate::history::{
    BoundaryId, FormerName, HolderId, Language, LineKind, NamedRegionId, PlaceId, TerritoryId, Text,
};

use super::super::faces::Face;
use super::super::marks::{Anchor, Frame, TextMark};
use super::candidates::bounds;
use super::ground::{Need, Plane};
use super::room::Tag;
use super::terrain::Cell;

/// What a name belongs to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Subject {
    /// A sea, strait or bay: place in the list of waters.
    Water(WaterId),
    /// An island that is cut, as a whole.
    Whole(IslandId),
    /// A territory.
    Territory(TerritoryId),
    /// An island of a territory that has several.
    Island(IslandId),
    /// A town, a cape or another place.
    Place(PlaceId),
    /// A line that an event drew: place in the list of boundaries.
    Line(BoundaryId),
    /// A land or state around, or the islands as a group.
    Region(NamedRegionId),
    /// The people that holds some land.
    People(SpineId),
}

/// How a name is set.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Style {
    /// In which face.
    pub face: Face,
    /// How large, in points.
    pub size: f32,
    /// Extra space after each letter, in points.
    pub spacing: f32,
    /// Whether in capitals, where the script has them.
    pub capitals: bool,
}

/// The least space between square letters that are spaced, in ems.
const SQUARE: f32 = 0.14;

impl Style {
    pub(super) const fn plain(face: Face, size: f32) -> Self {
        Self { face, size, spacing: 0.0, capitals: false }
    }

    pub(super) const fn capitals(face: Face, size: f32, em: f32) -> Self {
        Self { face, size, spacing: em * size, capitals: true }
    }

    /// A name as this style writes it.
    #[must_use]
    pub fn words(self, name: &str) -> String {
        if self.capitals { name.to_uppercase() } else { name.to_owned() }
    }

    /// A text in this style, without colours. A script without capitals is spaced less, but where it is
    /// spaced at all enough for its square letters to stay apart on a curve.
    #[must_use]
    pub fn text(self, at: [f32; 2], anchor: Anchor, text: String) -> TextMark {
        let dense = text.chars().any(super::super::marks::is_upright);
        TextMark {
            at,
            anchor,
            face: self.face,
            size: self.size,
            color: [0, 0, 0, 255],
            halo: None,
            spacing: if dense && self.spacing > 0.0 {
                (0.75 * self.spacing).max(SQUARE * self.size)
            } else {
                self.spacing
            },
            angle: 0.0,
            text,
        }
    }

    /// The size of a second line.
    #[must_use]
    pub fn second_size(self) -> f32 {
        (0.78 * self.size).max(9.5)
    }

    /// How far below the first a second line reaches, in points.
    #[must_use]
    pub fn second_drop(self) -> f32 {
        1.3 * self.second_size()
    }
}

/// Where a name may stand.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Form {
    /// Along a line; moved along it by up to so many points, if it does not fit as it is.
    Along { path: Vec<[f32; 2]>, slide: f32 },
    /// Beside a coast, on the outward side first.
    Beside { coast: Vec<[f32; 2]>, outward: [f32; 2] },
    /// Beside a dot, so far from its middle.
    Dot { at: [f32; 2], gap: f32 },
    /// At an end of a line or along it.
    Line(Vec<[f32; 2]>),
}

/// Where else a name may stand, when its place is out of view: straight, anywhere within.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Spread {
    pub(super) bounds: Frame,
    pub(super) need: Need,
    /// The corners of the area; empty: all that the need allows.
    pub(super) within: Vec<[f32; 2]>,
    pub(super) style: Style,
    /// Whether a place in there, with room around, is better than any other.
    pub(super) best: bool,
}

/// Which of the names of a subject it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Which {
    /// The only one.
    Only,
    /// Those of its former names from one to another, both included; that of today comes after them.
    Names(usize, usize),
    /// That of a holder.
    Holder(HolderId),
}

/// A name that is to be placed.
#[expect(clippy::struct_excessive_bools, reason = "each is a switch by itself")]
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Request {
    pub(super) subject: Subject,
    pub(super) which: Which,
    pub(super) form: Form,
    pub(super) style: Style,
    /// What it must lie on.
    pub(super) need: Need,
    /// The land that it may call its own.
    pub(super) own: Vec<Cell>,
    pub(super) tag: Tag,
    /// The name as it is written.
    pub(super) text: String,
    /// Whether a second line below is wanted: the name in other scripts.
    pub(super) second: bool,
    pub(super) spread: Option<Spread>,
    /// The coast beside which it may stand if there is no room on the land, and which way is outward.
    pub(super) aside: Option<(Vec<[f32; 2]>, [f32; 2])>,
    /// Whether lines that events drew may run through it, since then it is not written there.
    pub(super) over_lines: bool,
    /// Whether it is only written when it is selected.
    pub(super) shy: bool,
    /// Whether what it has in brackets may stand below it.
    pub(super) stacks: bool,
}

impl Request {
    pub(super) fn new(subject: Subject, form: Form, style: Style, text: String) -> Self {
        Self {
            subject,
            which: Which::Only,
            form,
            style,
            need: Need::Sea,
            own: Vec::new(),
            tag: Tag::default(),
            text,
            second: false,
            spread: None,
            aside: None,
            over_lines: false,
            shy: false,
            stacks: false,
        }
    }

    /// The coast of what it names, for names beside it.
    pub(super) fn coast(&self) -> Option<(Subject, Frame, &[[f32; 2]])> {
        match &self.form {
            Form::Beside { coast, .. } => Some((self.subject, bounds(coast), coast)),
            _ => None,
        }
    }
}

/// The most of a rank that a scale has room for.
pub(super) fn rank_at(km_per_point: f64) -> u8 {
    match km_per_point {
        km if km > 2.8 => 1,
        km if km > 1.6 => 2,
        km if km > 0.7 => 3,
        km if km > 0.4 => 4,
        km if km > 0.2 => 5,
        _ => 9,
    }
}

/// Collects what is to be named within a part of the plane.
pub(super) struct Collector<'a> {
    pub(super) atlas: &'a Atlas,
    pub(super) plane: Plane,
    pub(super) language: Language,
    pub(super) part: Frame,
    /// Whether it is for an inset, which has islands, places and straits only.
    pub(super) inset: bool,
}

impl Collector<'_> {
    /// Everything that is to be named, the most important first.
    pub(super) fn collect(&self, towns: bool) -> Vec<Request> {
        let rank = rank_at(self.plane.km_per_point);
        let (seas, straits) = self.waters(rank);
        let (wholes, pieces) = self.spines();
        let (large, small, shy) = self.lands();
        let mut all = seas;
        all.extend(wholes);
        all.extend(self.regions(rank));
        let mut straits = straits.into_iter().peekable();
        let mut places = self.places(rank, towns).into_iter().peekable();
        all.extend(std::iter::from_fn(|| places.next_if(|(r, _)| *r == 1)).map(|(_, r)| r));
        all.extend(large);
        all.extend(self.lines());
        all.extend(pieces);
        // Small islands, straits and towns take turns by their rank.
        let mut small = Some(small);
        for rank in 2..=9 {
            all.extend(std::iter::from_fn(|| places.next_if(|(r, _)| *r <= rank)).map(|(_, r)| r));
            all.extend(small.take().into_iter().flatten());
            all.extend(std::iter::from_fn(|| straits.next_if(|(r, _)| *r <= rank)).map(|(_, r)| r));
        }
        all.extend(shy);
        all
    }

    /// A name as a style writes it.
    pub(super) fn words(&self, name: &Text, style: Style) -> String {
        style.words(name.get(self.language))
    }

    /// The request once for each name that its subject had, one after the other: each stands where
    /// there is room for it, and makes room only while it is used.
    pub(super) fn each_name(
        &self,
        request: &Request,
        was: &[FormerName],
        today: &Text,
    ) -> Vec<Request> {
        let mut all: Vec<Request> = Vec::with_capacity(was.len() + 1);
        let mut from = None;
        let former = was.iter().map(|former| (&former.name, Some(former.until)));
        for (i, (name, until)) in former.chain([(today, None)]).enumerate() {
            let text = self.words(name, request.style);
            match all.last_mut() {
                Some(Request { which: Which::Names(_, last), tag, text: before, .. })
                    if *before == text =>
                {
                    (*last, tag.until) = (i, until);
                }
                _ => {
                    let tag = Tag { from, until, ..request.tag };
                    all.push(Request { which: Which::Names(i, i), tag, text, ..request.clone() });
                }
            }
            from = until;
        }
        all
    }

    pub(super) fn near(&self, at: [f32; 2]) -> bool {
        let [left, top, right, bottom] = self.part;
        (left..=right).contains(&at[0]) && (top..=bottom).contains(&at[1])
    }

    /// Whether some points lie around or in the part of the plane.
    pub(super) fn meets_line(&self, points: &[[f32; 2]]) -> bool {
        super::frames::overlap(bounds(points), self.part)
    }

    pub(super) fn meets(&self, bounds: Rect<f64>) -> bool {
        let [left, top, right, bottom] = self.plane.frame_of(bounds);
        super::frames::overlap([left - 1.0, top - 1.0, right + 1.0, bottom + 1.0], self.part)
    }

    /// Lines that events drew: those of treaties first, and of these the newest.
    fn lines(&self) -> Vec<Request> {
        if self.inset {
            return Vec::new();
        }
        let history = &self.atlas.history;
        let mut ids: Vec<BoundaryId> = history.boundary_ids().collect();
        ids.sort_by_key(|&id| {
            let boundary = history.boundary(id);
            (boundary.kind != LineKind::Treaty, std::cmp::Reverse(boundary.from))
        });
        let style = Style::plain(Face::SansBold, 10.0);
        ids.into_iter()
            .filter_map(|id| {
                let boundary = history.boundary(id);
                let points = self.plane.line(self.atlas.features.boundary(id));
                if !self.meets_line(&points) {
                    return None;
                }
                let text = self.words(&boundary.label, style);
                let form = Form::Line(points);
                let tag =
                    Tag { from: Some(boundary.from), until: boundary.until, ..Tag::default() };
                let need = Need::Uniform;
                let request = Request::new(Subject::Line(id), form, style, text);
                Some(Request { need, tag, ..request })
            })
            .collect()
    }
}
