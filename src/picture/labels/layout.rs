//! Where names stand: placed once for a scale, whatever the day and wherever the frame.
//!
//! A layout is made in points of its own plane (the map at one scale), for all names that any day
//! may show, each as wide as the widest that its subject has had. So a name does not move when the
//! map is dragged or time runs; only a change of scale lays names out anew.

use super::super::faces::width;
use super::super::marks::{Along, Anchor, Frame, TextMark};
use super::candidates::{Candidate, along_line, around_dot, beside, bounds, distance, gap, near};
use super::frames::{Taken, frame_of, frames_along};
use super::ground::Ground;
use super::requests::{Form, Request, Style, Subject};

/// What land under a name costs that must lie on water altogether.
const WET: f32 = 1000.0;

/// Where a name stands.
#[derive(Debug, Clone, PartialEq)]
pub struct Placed {
    /// What it names.
    pub subject: Subject,
    /// How it is set.
    pub style: Style,
    /// The point of its baseline that it is anchored to, in points of the layout.
    pub at: [f32; 2],
    /// How it is anchored there.
    pub anchor: Anchor,
    /// The line that it follows; empty for a straight name.
    pub path: Vec<[f32; 2]>,
    /// From the name to what it names, if that is not beside it.
    pub leader: Option<[[f32; 2]; 2]>,
    /// Whether there is room for a second line below.
    pub second: bool,
}

/// Lays out the names that are asked for, in their order: what comes first has the choice.
pub(super) fn lay_out(ground: &Ground<'_>, requests: &[Request], taken: &mut Taken) -> Vec<Placed> {
    // All coasts that a name could be taken to belong to, with their bounds.
    let coasts: Vec<(Subject, Frame, &[[f32; 2]])> = requests
        .iter()
        .filter_map(|request| match &request.form {
            Form::Beside { coast, .. } | Form::Inside { coast, .. } | Form::Axis { coast, .. } => {
                Some((request.subject, bounds(coast), coast.as_slice()))
            }
            _ => None,
        })
        .collect();
    let mut all = Vec::new();
    for request in requests {
        let placed = match &request.form {
            Form::Along(path) => along(ground, request, path, taken),
            Form::Inside { at, room, .. } => inside(ground, request, *at, *room, taken),
            Form::Axis { path, .. } => axis(ground, request, path, taken),
            Form::Beside { coast, outward } => {
                let candidates = beside(request, coast, *outward);
                let own = |frame: Frame, candidate: &Candidate| {
                    let nearest = distance(frame, coast);
                    let reach = if candidate.leader.is_some() { nearest.min(8.0) } else { nearest };
                    !coasts.iter().any(|(other, around, points)| {
                        *other != request.subject
                            && gap(frame, *around) < reach
                            && distance(frame, points) < reach
                    })
                };
                best(ground, request, candidates, 9.0, taken, own)
            }
            Form::Dot(at) => {
                let home = |frame: Frame, _: &Candidate| !ground.is_elsewhere(frame, *at);
                best(ground, request, around_dot(request, *at), 4.0, taken, home)
            }
            Form::Line(points) => {
                best(ground, request, along_line(request, points), WET, taken, |_, _| true)
            }
            Form::Near { at, far } => {
                best(ground, request, near(request, *at, *far), WET, taken, |_, _| true)
            }
        };
        all.extend(placed);
    }
    all
}

fn text(request: &Request, candidate: &Candidate) -> TextMark {
    request.style.text(candidate.at, candidate.anchor, request.widest.clone())
}

/// The candidate that least speaks against; `land` is what a name wholly over land costs.
fn best(
    ground: &Ground<'_>,
    request: &Request,
    candidates: Vec<Candidate>,
    land: f32,
    taken: &mut Taken,
    fits: impl Fn(Frame, &Candidate) -> bool,
) -> Option<Placed> {
    let second = |frame: Frame| {
        let drop = request.style.second_drop();
        [frame[0], frame[3], frame[2], frame[3] + drop]
    };
    let mut best: Option<(f32, Candidate, Frame)> = None;
    for candidate in candidates {
        if best.as_ref().is_some_and(|(least, ..)| *least <= candidate.cost) {
            // Those that follow cost more still.
            continue;
        }
        let frame = frame_of(&text(request, &candidate), 1.5);
        let crossed = |line| taken.crosses(line) || (land >= WET && ground.is_dry(line));
        if !taken.is_free(frame) || candidate.leader.is_some_and(crossed) {
            continue;
        }
        let over = ground.land_under(frame);
        // Half on land and half at sea, a name has the coast run through it.
        let coast = over * (1.0 - over) * 4.0;
        let cost = candidate.cost
            + land * over
            + if land > 0.0 { 0.0 } else { 1.2 * coast }
            + 2.5 * f32::from(u8::try_from(ground.lines_under(frame)).unwrap_or(u8::MAX))
            + 3.0 * f32::from(u8::try_from(ground.islets_under(frame)).unwrap_or(u8::MAX));
        let worst = if land >= WET { 12.0 } else { 16.0 };
        if cost > worst || best.as_ref().is_some_and(|(least, ..)| *least <= cost) {
            continue;
        }
        if fits(frame, &candidate) {
            best = Some((cost, candidate, frame));
        }
    }
    let (_, candidate, frame) = best?;
    taken.take(frame);
    if let Some(line) = candidate.leader {
        taken.take_line(line);
    }
    let below = second(frame);
    let second = request.second
        && taken.is_free(below)
        && (land <= 0.0 || ground.land_under(below) < 0.1)
        && ground.islets_under(below) == 0;
    if second {
        taken.take(below);
    }
    Some(Placed {
        subject: request.subject,
        style: request.style,
        at: candidate.at,
        anchor: candidate.anchor,
        path: Vec::new(),
        leader: candidate.leader,
        second,
    })
}

/// A name in the middle of land, or not far from it, if that is wide enough; a second line below it
/// if there is room.
fn inside(
    ground: &Ground<'_>,
    request: &Request,
    middle: [f32; 2],
    room: f32,
    taken: &mut Taken,
) -> Option<Placed> {
    let set = |at: [f32; 2]| request.style.text(at, Anchor::Middle, request.widest.clone());
    let mark = set(middle);
    if width(mark.face, mark.size, mark.spacing, &mark.text) > room || room < 60.0 {
        return None;
    }
    let step = 1.1 * request.style.size;
    let rows = [0.0, -1.0, 1.0, -2.0, 2.0];
    let offsets = [0.0, -1.8, 1.8].into_iter().flat_map(|x| rows.map(|y| [x, y]));
    let mut offsets = offsets.enumerate();
    let (at, frame) = offsets.find_map(|(i, [x, y])| {
        let at = [middle[0] + x * step, middle[1] + y * step];
        let frame = frame_of(&set(at), 1.0);
        let near = i == 0 || ground.land_under(frame) > 0.95;
        (near && taken.is_free(frame)).then_some((at, frame))
    })?;
    taken.take(frame);
    let drop = request.style.second_drop();
    let below = [frame[0] - 8.0, frame[3], frame[2] + 8.0, frame[3] + drop];
    let second = request.second && taken.try_take(&[below]);
    Some(Placed {
        subject: request.subject,
        style: request.style,
        at,
        anchor: Anchor::Middle,
        path: Vec::new(),
        leader: None,
        second,
    })
}

/// A name along a water, moved across it or set smaller where it would lie on land.
fn along(
    ground: &Ground<'_>,
    request: &Request,
    path: &[[f32; 2]],
    taken: &mut Taken,
) -> Option<Placed> {
    for (part, shift) in
        [(1.0, 0.0), (1.0, -0.9), (1.0, 0.9), (0.82, 0.0), (0.82, -1.2), (0.82, 1.2), (0.7, 0.0)]
    {
        let style = Style { size: request.style.size * part, ..request.style };
        let by = shift * style.size;
        let moved: Vec<[f32; 2]> = path.iter().map(|[x, y]| [*x, *y + by]).collect();
        let words = style.text([0.0; 2], Anchor::Middle, request.widest.clone());
        let mark = Along { text: words, path: moved };
        let frames = frames_along(&mark, 2.5);
        let open = frames.iter().all(|&frame| {
            ground.land_under(frame) <= 0.0
                && ground.islets_under(frame) == 0
                && taken.is_free(frame)
        });
        if open {
            for frame in frames {
                taken.take(frame);
            }
            return Some(Placed {
                subject: request.subject,
                style,
                at: [0.0; 2],
                anchor: Anchor::Middle,
                path: mark.path,
                leader: None,
                second: false,
            });
        }
    }
    None
}

/// A name along the axis of long land, spaced out over it as far as it stays on land.
fn axis(
    ground: &Ground<'_>,
    request: &Request,
    path: &[[f32; 2]],
    taken: &mut Taken,
) -> Option<Placed> {
    let words = request.style.text([0.0; 2], Anchor::Middle, request.widest.clone());
    let bare = width(words.face, words.size, 0.0, &words.text);
    let mut mark = Along { text: words, path: path.to_vec() };
    let room = mark.room();
    if bare > 0.8 * room || room < 90.0 {
        return None;
    }
    let gaps = request.widest.chars().count().saturating_sub(1).max(1);
    let gaps = f32::from(u16::try_from(gaps).unwrap_or(u16::MAX));
    let mut tries = [0.7, 0.55, 0.42, 0.3].into_iter().map(|part| {
        mark.text.spacing = ((part * room - bare) / gaps).clamp(0.5, 1.6 * request.style.size);
        let frames = frames_along(&mark, 0.5);
        let middle = |f: &Frame| [f32::midpoint(f[0], f[2]), f32::midpoint(f[1], f[3])];
        let on_land = frames.iter().all(|frame| ground.is_land(middle(frame)));
        (on_land, mark.text.spacing, frames)
    });
    let (_, spacing, frames) = tries.find(|(on_land, ..)| *on_land)?;
    if !taken.try_take(&frames) {
        return None;
    }
    Some(Placed {
        subject: request.subject,
        style: Style { spacing, ..request.style },
        at: [0.0; 2],
        anchor: Anchor::Middle,
        path: mark.path,
        leader: None,
        second: false,
    })
}
