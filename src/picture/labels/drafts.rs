//! All the places that a name could take on the plane, the best first, not yet held against what is
//! there.

use super::super::faces::width;
use super::super::marks::{Anchor, Frame, TextMark};
use super::candidates::{Candidate, along_line, around_dot, beside, bounds};
use super::frames::{frame_of, frames_along, overlap};
use super::ground::{Ground, Need};
use super::paths::Curve;
use super::requests::{Form, Request, Spread, Style};
use super::terrain::Cell;

/// Places of a spread keep so far from each other, in points; and those at sea beside some land.
const APART: f32 = 120.0;
const APART_BESIDE: f32 = 20.0;
/// No name is smaller than so many points, however little room there is.
const SMALLEST: f32 = 6.4;
/// The most places of a spread that are looked at.
const LOOKED_AT: f32 = 4000.0;

/// A place that a name could take.
#[derive(Debug, Clone)]
pub(super) struct Draft {
    pub(super) cost: f32,
    pub(super) style: Style,
    pub(super) at: [f32; 2],
    pub(super) anchor: Anchor,
    pub(super) path: Vec<[f32; 2]>,
    pub(super) leader: Option<[[f32; 2]; 2]>,
    pub(super) need: Need,
    /// Whether it only serves where the name's own place is out of view.
    pub(super) spare: bool,
    /// Whether what a name has in brackets stands below it.
    pub(super) stacked: bool,
}

/// From a line of a stacked name to the next, in ems.
const LINE: f32 = 1.06;

/// The lines of a name that ends in brackets.
pub(super) fn lines_of(text: &str) -> Option<[&str; 2]> {
    let at = text.find(" (").filter(|_| text.ends_with(')'))?;
    Some([&text[..at], &text[at + 1..]])
}

/// The marks of a stacked name, of which that of the first line is given.
pub(super) fn stack(mark: &TextMark) -> Vec<TextMark> {
    let Some(lines) = lines_of(&mark.text) else { return vec![mark.clone()] };
    let line = |(n, text): (u8, &str)| TextMark {
        at: [mark.at[0], mark.at[1] + f32::from(n) * LINE * mark.size],
        text: text.to_owned(),
        ..mark.clone()
    };
    (0_u8..).zip(lines).map(line).collect()
}

impl Draft {
    /// The rectangles that a text covers there.
    pub(super) fn frames(&self, text: &str, margin: f32) -> Vec<Frame> {
        let mark = self.style.text(self.at, self.anchor, text.to_owned());
        if self.stacked {
            stack(&mark).iter().map(|line| frame_of(line, margin)).collect()
        } else if self.path.is_empty() {
            vec![frame_of(&mark, margin)]
        } else {
            frames_along(&mark, &self.path, margin)
        }
    }
}

/// The places that a name could take, in order.
pub(super) fn drafts(ground: &Ground, request: &Request) -> Vec<Draft> {
    let size = request.style.size;
    let mut all = match &request.form {
        Form::Along { path, slide } => along(ground, request, path, *slide),
        Form::Beside { coast, outward } => {
            let all = straight(request, beside(size, coast, *outward));
            let stacked = if request.stacks { stacked(&all) } else { Vec::new() };
            all.into_iter().chain(stacked).collect()
        }
        Form::Dot { at, gap } => straight(request, around_dot(size, *at, *gap)),
        Form::Line(points) => {
            let wide = width(request.style.face, size, 0.0, &request.text);
            straight(request, along_line(size, wide, points))
        }
    };
    if let Some(spread) = &request.spread {
        all.extend(spread_out(ground, request, spread));
    }
    if let Some((coast, outward)) = &request.aside {
        // Only where all else fails: smaller, and at sea.
        let style = Style { size: 0.7 * size, spacing: 0.08 * size, ..request.style };
        let aside = Request { style, need: Need::Sea, ..request.clone() };
        let drafts = straight(&aside, beside(style.size, coast, *outward)).into_iter();
        all.extend(drafts.map(|draft| Draft { cost: draft.cost + 60.0, ..draft }));
    }
    all.sort_by(|a, b| a.cost.total_cmp(&b.cost));
    all
}

fn straight(request: &Request, candidates: Vec<Candidate>) -> Vec<Draft> {
    let draft = |candidate: Candidate| Draft {
        cost: candidate.cost,
        style: request.style,
        at: candidate.at,
        anchor: candidate.anchor,
        path: Vec::new(),
        leader: candidate.leader,
        need: request.need,
        spare: false,
        stacked: false,
    };
    candidates.into_iter().map(draft).collect()
}

/// The same places for the name in two lines, which are sooner taken than a line that leads to it.
fn stacked(drafts: &[Draft]) -> Vec<Draft> {
    let shifted = |draft: &Draft| {
        let raised = |up: f32| Draft {
            cost: draft.cost + 2.0,
            at: [draft.at[0], draft.at[1] - up * LINE * draft.style.size],
            stacked: true,
            ..draft.clone()
        };
        let shifts: &[f32] = if draft.leader.is_some() { &[0.5] } else { &[0.5, 0.0, 1.0] };
        shifts.iter().map(|&up| raised(up)).collect::<Vec<_>>()
    };
    drafts.iter().flat_map(shifted).collect()
}

/// Places on a line: about its middle, moved along it and across, a little smaller; and farther along.
fn along(ground: &Ground, request: &Request, path: &[[f32; 2]], slide: f32) -> Vec<Draft> {
    let curve = Curve::through(path);
    let middle = 0.5 * curve.length();
    let mut all = Vec::new();
    // So large, so much of the space between letters, and what that costs.
    let parts: &[(f32, f32, f32)] = match request.need {
        Need::Land => &[
            (1.0, 1.0, 0.0),
            (0.84, 0.84, 2.4),
            (0.7, 0.4, 6.0),
            (0.6, 0.2, 9.0),
            (0.5, 0.1, 12.0),
            (0.45, 0.0, 14.0),
        ],
        _ => &[(1.0, 1.0, 0.0), (0.84, 0.84, 2.4)],
    };
    for &(part, loose, smaller) in parts {
        let style = Style {
            size: part * request.style.size,
            spacing: loose * request.style.spacing,
            ..request.style
        };
        if style.size < SMALLEST {
            continue;
        }
        let mark = style.text([0.0; 2], Anchor::Middle, request.text.clone());
        let half = 0.5 * width(mark.face, mark.size, mark.spacing, &mark.text) + 2.0;
        let posts = |shift: f32| posts(&curve, middle + shift, half);
        let mut push = |(shift, posts): (f32, &Posts), across: f32, cost: f32, spare: bool| {
            let (at, across) = (middle + shift, across * style.size);
            if is_open(ground, request, posts, across + 0.3 * style.size) {
                all.push(Draft {
                    cost: smaller + cost,
                    style,
                    at: [0.0; 2],
                    anchor: Anchor::Middle,
                    path: curve.part(at, half, across + 0.35 * style.size),
                    leader: None,
                    need: request.need,
                    spare,
                    stacked: false,
                });
            }
        };
        let steps = [0.0_f32, -0.2, 0.2, -0.4, 0.4, -0.7, 0.7, -1.0, 1.0];
        let steps = steps.map(|step| (step, posts(step * slide)));
        for across in [0.0_f32, -0.5, 0.5, -1.1, 1.1, -1.8, 1.8, -2.6, 2.6] {
            for (step, posts) in &steps {
                let cost = 0.9 * across.abs() + 2.0 * step.abs();
                push((step * slide, posts), across, cost, false);
            }
        }
        let stride = (3.0 * half).max(220.0);
        let mut shift = slide + stride;
        while shift < middle - half && part >= 1.0 {
            for shift in [-shift, shift] {
                let posts = posts(shift);
                for across in [0.0_f32, -0.6, 0.6] {
                    push((shift, &posts), across, 10.0 + 0.01 * shift.abs() + across.abs(), true);
                }
            }
            shift += stride;
        }
    }
    all
}

/// Points of a curve along the length of a name, and the direction of the curve at each.
type Posts = [([f32; 2], [f32; 2]); 9];

fn posts(curve: &Curve, at: f32, half: f32) -> Posts {
    let along = [-1.0_f32, -0.75, -0.5, -0.25, 0.0, 0.25, 0.5, 0.75, 1.0].map(|i| at + half * i);
    along.map(|along| (curve.at(along), curve.direction(along)))
}

/// Whether the middle line of a name on a curve lies on what it needs, as far as a few points tell.
fn is_open(ground: &Ground, request: &Request, posts: &Posts, across: f32) -> bool {
    let off = across - 0.3 * request.style.size;
    let mut cells =
        posts.iter().map(|([x, y], [dx, dy])| ground.terrain.at([x - dy * off, y + dx * off]));
    match request.need {
        Need::Sea => cells.all(|cell| cell == Cell::SEA),
        Need::Land => cells.all(|cell| request.own.contains(&cell)),
        _ => true,
    }
}

/// Straight places all over an area.
fn spread_out(ground: &Ground, request: &Request, spread: &Spread) -> Vec<Draft> {
    let part = ground.terrain.frame();
    if !overlap(spread.bounds, part) {
        return Vec::new();
    }
    let clipped = [
        spread.bounds[0].max(part[0]),
        spread.bounds[1].max(part[1]),
        spread.bounds[2].min(part[2]),
        spread.bounds[3].min(part[3]),
    ];
    let style = spread.style;
    let mark = style.text([0.0; 2], Anchor::Middle, request.text.clone());
    let wide = width(mark.face, mark.size, mark.spacing, &mark.text);
    let (across, down) = (clipped[2] - clipped[0], clipped[3] - clipped[1]);
    let beside = matches!(request.form, Form::Beside { .. }) && spread.need == Need::Sea;
    let mut step = if beside {
        [(0.2 * wide).max(20.0), 1.2 * style.size]
    } else {
        [(0.4 * wide).max(50.0), (1.8 * style.size).max(24.0)]
    };
    let mut count = across * down / (step[0] * step[1]);
    while count > LOOKED_AT {
        step = step.map(|s| 2.0 * s);
        count *= 0.25;
    }
    let home = if let Form::Along { path, .. } = &request.form {
        let curve = Curve::through(path);
        curve.at(0.5 * curve.length())
    } else {
        let [left, top, right, bottom] = spread.bounds;
        [f32::midpoint(left, right), f32::midpoint(top, bottom)]
    };
    // The lattice is fixed to the map, and its coarser points come first: so the same places are found
    // whatever part of the map is laid out.
    let mut found: Vec<(f32, [f32; 2], bool)> = Vec::new();
    let first = |axis: usize| ((clipped[axis] - home[axis]) / step[axis]).ceil();
    let mut j = first(1);
    while home[1] + j * step[1] < clipped[3] {
        let mut i = first(0);
        while home[0] + i * step[0] < clipped[2] {
            let [x, y] = [home[0] + i * step[0], home[1] + j * step[1]];
            let base = [x, y + 0.34 * style.size];
            let frame = |margin: f32| {
                let (half, high) = (0.5 * wide + margin, 0.5 * style.size + margin);
                [x - half, y - high, x + half, y + high]
            };
            if (spread.within.is_empty() || is_within(&spread.within, [x, y]))
                && ground.suits(frame(4.0), spread.need, &request.own)
            {
                let roomy = spread.best && ground.suits(frame(12.0), spread.need, &request.own);
                let off = (x - home[0]).hypot(y - home[1]);
                let coarse = [8.0, 4.0, 2.0].into_iter().position(|m| i % m == 0.0 && j % m == 0.0);
                let rank = coarse.map_or(3.0, |rank| f32::from(u8::try_from(rank).unwrap_or(3)));
                found.push((
                    if roomy { 0.001 * off } else { 10.0 * rank + 0.001 * off },
                    base,
                    roomy,
                ));
            }
            i += 1.0;
        }
        j += 1.0;
    }
    found.sort_by(|a, b| a.0.total_cmp(&b.0));
    let apart = if beside { APART_BESIDE } else { APART };
    let mut kept: Vec<Draft> = Vec::new();
    for (off, at, roomy) in found {
        // Most are so far along one axis already.
        let far = |other: &Draft| {
            let (across, down) = ((other.at[0] - at[0]).abs(), (other.at[1] - at[1]).abs());
            across >= apart || down >= apart || across.hypot(down) >= apart
        };
        if !kept.iter().all(far) {
            continue;
        }
        kept.push(Draft {
            cost: if roomy { -1.0 + 4.0 * off } else { 20.0 + off },
            style,
            at,
            anchor: Anchor::Middle,
            path: Vec::new(),
            leader: None,
            need: spread.need,
            spare: !roomy && !may_begin(request),
            stacked: false,
        });
    }
    kept
}

/// Whether a name may have its first place in its spread: land of its own may, a sea keeps to its line.
fn may_begin(request: &Request) -> bool {
    request.need == Need::Land || matches!(request.form, Form::Beside { .. })
}

/// Whether a point lies in a polygon.
fn is_within(corners: &[[f32; 2]], [x, y]: [f32; 2]) -> bool {
    let edges = corners.iter().zip(corners.iter().cycle().skip(1));
    let crossed = edges.filter(|(a, b)| {
        (a[1] > y) != (b[1] > y) && x < a[0] + (y - a[1]) / (b[1] - a[1]) * (b[0] - a[0])
    });
    crossed.count() % 2 == 1
}

/// The rectangle around some rectangles.
pub(super) fn around(frames: &[Frame]) -> Frame {
    let corners: Vec<[f32; 2]> = frames
        .iter()
        .flat_map(|&[left, top, right, bottom]| [[left, top], [right, bottom]])
        .collect();
    bounds(&corners)
}
