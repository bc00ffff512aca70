//! The parts of a picture that compares, as a look of `view` says: maps beside each other, one over the other, one of what is
//! different, or one for each lens.

use std::sync::Arc;

use crate::atlas::Atlas;
use crate::geography::Size;
use crate::view::{Comparison, Look, Mode, Theme};

use super::compose::{Composer, Request};
use super::faces::{Face, width};
use super::furniture::{panel, text};
use super::marks::{Anchor, Fill, Frame, Mark, Stroke, TextMark};
use super::palette::{faded, palette};
use super::parts::{Layer, Part, PartKind};
use super::stage::points;
use super::words::Words;

/// Space between two maps, in points.
const BETWEEN: f32 = 6.0;
/// The radius of what is taken hold of on the line of a swipe, in points.
pub const GRIP: f32 = 11.0;
/// The type of the flags at that line, in points.
const FLAG: f32 = 12.0;
/// How far the flags are from the upper edge.
const FLAG_TOP: f32 = 14.0;

/// What a map has to know of the comparison that it is a part of.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Role<'a> {
    /// The look to which only the difference is shown.
    pub(super) since: Option<&'a Look>,
    /// The look that title and legend are of too, which stands before this one.
    pub(super) beside: Option<&'a Look>,
    /// Whether it stands alone, so that its title is of both.
    pub(super) shares_title: bool,
    /// Whether another map has the legend.
    pub(super) plain: bool,
}

/// The frames of the maps of a picture, in the order of their looks: beside each other in what is wide,
/// one below the other in what is high.
#[must_use]
pub fn frames(atlas: &Atlas, look: &Look, size: Size) -> Vec<Frame> {
    let [w, h] = points(size);
    let halves = |along: f32| {
        let half = (0.5 * (along - BETWEEN)).max(1.0);
        [[0.0, half], [half + BETWEEN, along.max(half + BETWEEN + 1.0)]]
    };
    let beside = || halves(w).map(|[from, to]| [from, 0.0, to, h]).to_vec();
    let below = || halves(h).map(|[from, to]| [0.0, from, w, to]).to_vec();
    match look.comparison() {
        Some(Comparison::Pair { mode: Mode::Side, .. }) if w >= h => beside(),
        Some(Comparison::Pair { mode: Mode::Side, .. }) => below(),
        Some(Comparison::Lenses) => {
            let count = look.looks(atlas).len();
            let rows = if count > 2 { halves(h).to_vec() } else { vec![[0.0, h]] };
            let of_row = |[top, bottom]: [f32; 2]| {
                halves(w).map(move |[left, right]| [left, top, right, bottom])
            };
            rows.into_iter().flat_map(of_row).take(count).collect()
        }
        _ => vec![[0.0, 0.0, w, h]],
    }
}

/// The parts of a comparison.
pub(super) fn parts(
    composer: &mut Composer,
    atlas: &Atlas,
    words: &Words,
    look: &Look,
    request: &Request,
) -> Vec<Part> {
    let looks = look.looks(atlas);
    match (look.comparison(), looks.as_slice()) {
        (Some(Comparison::Pair { mode: Mode::Difference, .. }), [before, now]) => {
            let role = Role {
                since: Some(before),
                beside: Some(before),
                shares_title: true,
                plain: false,
            };
            composer.map_as(atlas, words, now, (0, request), &role)
        }
        (Some(Comparison::Pair { mode: Mode::Swipe, divide, .. }), [first, second]) => {
            let role = Role { beside: Some(first), shares_title: true, ..Role::default() };
            let over = composer.map_as(atlas, words, second, (1, request), &role);
            let under = composer.map_as(atlas, words, first, (0, request), &Role::default());
            swiped([first, second], under, over, divide, words, atlas)
        }
        _ => {
            let frames = frames(atlas, look, request.size);
            let shared = matches!(look.comparison(), Some(Comparison::Pair { .. }));
            let mut parts = Vec::new();
            for (n, (own, frame)) in (0_u8..).zip(looks.iter().zip(frames)) {
                let size = [frame[2] - frame[0], frame[3] - frame[1]].map(f64::from);
                let request = Request { size, ..*request };
                let last = usize::from(n) + 1 == looks.len();
                let role = Role {
                    beside: looks.first().filter(|_| shared && last),
                    plain: shared && !last,
                    ..Role::default()
                };
                let map = composer.map_as(atlas, words, own, (n, &request), &role);
                parts.extend(map.into_iter().map(|part| part.moved([frame[0], frame[1]])));
            }
            parts
        }
    }
}

/// One map over the other, of which no more is seen than lies right of a line; what stands around is of
/// both.
fn swiped(
    looks: [&Look; 2],
    under: Vec<Part>,
    over: Vec<Part>,
    divide: u16,
    words: &Words,
    atlas: &Atlas,
) -> Vec<Part> {
    let furniture = |part: &Part| matches!(part.kind, PartKind::Furniture(_));
    let Some(frame) = under.first().map(|map| map.frame) else { return under };
    let x = frame[0] + (frame[2] - frame[0]) * f32::from(divide) / 1000.0;
    let right = [x, f32::MIN, f32::MAX, f32::MAX];
    let mut parts: Vec<Part> = under.into_iter().filter(|part| !furniture(part)).collect();
    let (around, maps): (Vec<Part>, Vec<Part>) = over.into_iter().partition(furniture);
    parts.extend(maps.into_iter().map(|part| part.clipped(right)));
    parts.extend(around);
    parts.push(divide_part(looks, frame, x, words, atlas));
    parts
}

/// The line of a swipe, what is taken hold of on it, and at either side what is shown there.
fn divide_part(looks: [&Look; 2], frame: Frame, x: f32, words: &Words, atlas: &Atlas) -> Part {
    let theme: Theme = looks[0].theme();
    let palette = palette(theme);
    let [_, top, _, bottom] = frame;
    let (wide, tall) = (frame[2] - frame[0], bottom - top);
    let at = x - frame[0];
    let middle = 0.5 * tall;
    let line = |width, color| Mark::Line {
        points: vec![[at, 0.0], [at, tall]],
        stroke: Stroke::solid(width, color),
    };
    let mut marks = vec![line(4.0, faded(palette.paper, 200)), line(1.6, palette.accent)];
    marks.push(Mark::Dot {
        centre: [at, middle],
        radius: GRIP,
        color: palette.accent,
        stroke: Some(Stroke::solid(1.5, palette.paper)),
    });
    for way in [-1.0, 1.0] {
        let tip = at + 6.5 * way;
        let points =
            vec![[tip - 3.5 * way, middle - 4.0], [tip, middle], [tip - 3.5 * way, middle + 4.0]];
        marks.push(Mark::Line { points, stroke: Stroke::solid(1.6, palette.on_accent) });
    }
    for (look, anchor) in looks.into_iter().zip([Anchor::End, Anchor::Start]) {
        let said = told(atlas, words, looks, look);
        let long = width(Face::SansBold, FLAG, 0.0, &said) + 14.0;
        let [from, to] = match anchor {
            Anchor::End => [at - 5.0 - long, at - 5.0],
            _ => [at + 5.0, at + 5.0 + long],
        };
        // A flag that would leave the map is not there: the line is at its edge.
        if from < 0.0 || to > wide {
            continue;
        }
        marks.push(panel(&palette, [from, FLAG_TOP, to, FLAG_TOP + 22.0]));
        marks.push(Mark::Text(TextMark {
            anchor: Anchor::Middle,
            ..text([f32::midpoint(from, to), FLAG_TOP + 15.4], Face::SansBold, FLAG, &palette, said)
        }));
    }
    Part {
        kind: PartKind::Divide,
        frame,
        clip: frame,
        ground: Fill::plain(faded(palette.paper, 0)).base,
        map: None,
        layers: vec![Layer { name: "divide", marks: Arc::new(marks) }],
        targets: Arc::default(),
    }
}

/// What tells one of two looks from the other: its moment, or its lens.
#[must_use]
pub fn told(atlas: &Atlas, words: &Words, [first, second]: [&Look; 2], look: &Look) -> String {
    if first.lens() == second.lens() {
        words.moment(look.moment(), look.by_year())
    } else {
        atlas.history.lens(look.lens()).name.get(words.language).to_owned()
    }
}
