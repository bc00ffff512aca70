//! Where names stand: placed once for a scale, whatever the day and wherever the frame.
//!
//! A layout is made in points of its own plane (the map at one scale), for all names that any day
//! may show. So a name does not move when the map is dragged or time runs; only a change of scale
//! lays names out anew. Each name has spots: the first is kept free for it while it is used, the
//! others serve where the first is out of view.

use rayon::prelude::*;

use crate::history::TerritoryId;

use super::super::marks::{Anchor, Frame};
use super::candidates::{bounds, distance, gap};
use super::drafts::{Draft, around, drafts};
use super::ground::{Ground, Need};
use super::requests::{Form, Request, Style, Subject, Which};
use super::room::{Room, Tag};
use super::terrain::Cell;

/// The most spots of a name besides its first, not counting those that are spread over an area.
const SPARE: usize = 7;
/// The same in an inset, which stays as it is: there a name has more arrows to keep off.
const SPARE_IN_INSET: usize = 24;
/// The most spots that are spread over an area.
const SPREAD: usize = 320;
/// The same on a map that nobody will move: they need to clear its panels only.
const SPREAD_STILL: usize = 40;

/// A name and where it may stand.
#[derive(Debug, Clone, PartialEq)]
pub struct Placed {
    /// What it names.
    pub subject: Subject,
    /// Which of its names it is.
    pub which: Which,
    /// Where, the best first.
    pub spots: Vec<Spot>,
    /// Whether it is only written when it is selected.
    pub shy: bool,
    /// Whether what it names is of the land around.
    pub around: bool,
}

/// A place of a name.
#[derive(Debug, Clone, PartialEq)]
pub struct Spot {
    /// How it is set there.
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
    /// Whether what the name has in brackets stands below it.
    pub stacked: bool,
    /// What lies under it.
    pub under: Under,
    /// What it covers.
    pub bounds: Frame,
    /// Whether it is in the way of others, and serves only what is selected.
    pub pressing: bool,
}

/// What lies under a name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Under {
    /// Sea.
    Sea,
    /// Land around.
    Around,
    /// A territory.
    Land(TerritoryId),
}

/// The farthest that a name stands aside of its land, in points.
const FARTHEST_ASIDE: f32 = 40.0;

/// The farthest that the name of a line stands from it, in points.
const AT_LINE: f32 = 10.0;

/// The name of a line keeps so far from any coast if it can, in points; and what speaks against it
/// where it cannot.
const OFF_COAST: f32 = 9.0;
const ON_COAST: f32 = 3.0;

/// How much nearer a name that stands aside is to its own land than to other, in points.
const ASIDE: f32 = 30.0;

/// How far a name that a line leads to keeps from other land, in points; and in an inset,
/// where islets lie close together.
const LED: f32 = 8.0;
const LED_IN_INSET: f32 = 3.5;

/// The most spots that only what is selected takes.
const PRESSING: usize = 24;

/// Lays names out.
struct Layer<'a> {
    ground: &'a Ground,
    room: Room,
    /// All coasts that a name could be taken to belong to, with their bounds.
    coasts: Vec<(Subject, Frame, &'a [[f32; 2]])>,
    tags: Vec<(Subject, Tag)>,
    /// The coasts of large land, whose names may stand aside.
    asides: Vec<(Subject, &'a [[f32; 2]], Tag)>,
    /// The dots of places.
    dots: Vec<(Subject, [f32; 2], Tag)>,
    /// The most spots of a name that are spread over an area.
    spread: usize,
}

/// Lays out the names that are asked for, in their order: what comes first has the choice.
/// `still`: nobody will move the map.
pub(super) fn lay_out<'a>(
    ground: &'a Ground,
    requests: &'a [Request],
    room: Room,
    still: bool,
) -> Vec<Placed> {
    let mut coasts: Vec<(Subject, Frame, &[[f32; 2]])> =
        requests.iter().filter_map(Request::coast).collect();
    coasts.dedup_by_key(|(subject, ..)| *subject);
    let tags = requests.iter().map(|request| (request.subject, request.tag)).collect();
    let spread = if still { SPREAD_STILL } else { SPREAD };
    let aside = |request: &'a Request| {
        request.aside.as_ref().map(|(coast, _)| (request.subject, coast.as_slice(), request.tag))
    };
    let asides = requests.iter().filter_map(aside).collect();
    let dots = requests.iter().filter_map(|request| match request.form {
        Form::Dot { at, .. } => Some((request.subject, at, request.tag)),
        _ => None,
    });
    let dots = dots.collect();
    let mut layer = Layer { ground, room, coasts, tags, asides, dots, spread };
    for request in requests {
        if let Form::Dot { at: [x, y], .. } = request.form {
            layer.room.take([x - 3.0, y - 3.0, x + 3.0, y + 3.0], request.tag);
        }
    }
    // What does not hang on what others take is found side by side.
    let drafted: Vec<(&Request, Vec<Draft>)> = requests
        .par_iter()
        .map(|request| (request, layer.in_order(request, drafts(ground, request))))
        .collect();
    let firsts: Vec<Option<(usize, Spot)>> =
        drafted.iter().map(|(request, drafts)| layer.first(request, drafts)).collect();
    let placed = |(drafted, first): (&(&Request, Vec<Draft>), Option<_>)| {
        let (request, drafts) = drafted;
        let (at, spot) = first.unzip();
        let mut spots: Vec<Spot> = spot.into_iter().collect();
        layer.add_spares(request, drafts, at, &mut spots);
        let around = request.own.contains(&Cell::AROUND);
        let Request { subject, which, shy, .. } = **request;
        (!spots.is_empty()).then_some(Placed { subject, which, spots, shy, around })
    };
    drafted.par_iter().zip(firsts).filter_map(placed).collect()
}

impl Layer<'_> {
    /// The drafts of a name in the order in which they are tried: that of a line is better off the
    /// islands, which have names of their own, and off any coast.
    fn in_order(&self, request: &Request, mut drafts: Vec<Draft>) -> Vec<Draft> {
        if matches!(request.form, Form::Line(_)) {
            for draft in &mut drafts {
                let frame = around(&draft.frames(&request.text, 0.0));
                let near = self.coasts.iter().filter(|(_, bounds, _)| gap(frame, *bounds) < 60.0);
                let off = near.map(|(_, _, points)| distance(frame, points));
                draft.cost += (60.0 - off.fold(60.0, f32::min)) / 15.0;
                let [left, top, right, bottom] = frame;
                let roomy =
                    [left - OFF_COAST, top - OFF_COAST, right + OFF_COAST, bottom + OFF_COAST];
                if !self.ground.suits(roomy, Need::Uniform, &[]) {
                    draft.cost += ON_COAST;
                }
            }
            drafts.sort_by(|a, b| a.cost.total_cmp(&b.cost));
        }
        drafts
    }

    /// The best place that is free, which is taken; and which of the drafts it is.
    fn first(&mut self, request: &Request, drafts: &[Draft]) -> Option<(usize, Spot)> {
        if request.shy {
            return None;
        }
        let drafts = || drafts.iter().enumerate().filter(|(_, draft)| !draft.spare);
        let strict = drafts().find_map(|(i, draft)| Some((i, draft, self.fit(request, draft)?)));
        let found = strict.or_else(|| {
            // Better over its own coast than nowhere, as little as can be.
            let dot = matches!(request.form, Form::Dot { .. }) && request.need == Need::Shore;
            let loose = dot || matches!(request.form, Form::Beside { .. });
            let drafts = drafts().filter(|(_, draft)| loose && !(dot && draft.leader.is_some()));
            let fits = drafts.filter_map(|(i, draft)| {
                let loose = Draft { need: Need::Loose, ..draft.clone() };
                Some((i, draft, self.fit(request, &loose)?))
            });
            let mixed = |frames: &[Frame]| self.ground.terrain.mixed(around(frames));
            fits.min_by(|a, b| mixed(&a.2).total_cmp(&mixed(&b.2)))
        });
        let (i, draft, frames) = found?;
        for &frame in &frames {
            self.room.take(frame, request.tag);
        }
        if let Some(line) = draft.leader {
            self.room.take_leader(line);
        }
        let mut spot = self.spot(draft, &frames);
        let below = [
            spot.bounds[0],
            spot.bounds[3],
            spot.bounds[2],
            spot.bounds[3] + draft.style.second_drop(),
        ];
        if request.second
            && draft.path.is_empty()
            && !draft.stacked
            && self.room.is_free(below, &request.tag)
            && self.ground.suits(below, draft.need, &request.own)
        {
            self.room.take(below, request.tag);
            spot.second = true;
        }
        Some((i, spot))
    }

    /// Adds what serves where the first place is out of view.
    fn add_spares(
        &self,
        request: &Request,
        drafts: &[Draft],
        first: Option<usize>,
        spots: &mut Vec<Spot>,
    ) {
        let (mut near, mut spread) = (0, 0);
        let (spare, spread_most) = if self.room.has_edge() {
            (SPARE_IN_INSET, 3 * SPARE_IN_INSET)
        } else {
            (SPARE, self.spread)
        };
        for (i, draft) in drafts.iter().enumerate() {
            let scattered = request.spread.is_some() && (draft.spare || draft.cost >= 20.0);
            let full = if scattered { spread >= spread_most } else { near >= spare };
            // What leads to a place is a last resort for its first name.
            let led = draft.leader.is_some() && matches!(request.form, Form::Dot { .. });
            if Some(i) == first || full || led {
                continue;
            }
            // A spare place does not rest on what the first one does.
            if let Some(frames) = self.fit(request, draft)
                && !frames.iter().any(|&frame| self.ground.is_crossed(frame))
            {
                spots.push(self.spot(draft, &frames));
                *(if scattered { &mut spread } else { &mut near }) += 1;
            }
        }
        if matches!(request.subject, Subject::Territory(_)) {
            let stands = |draft: &&Draft| draft.path.is_empty() && draft.leader.is_none();
            let pressing = drafts.iter().filter(stands).filter_map(|draft| {
                let loose = Draft { need: Need::Loose, ..draft.clone() };
                let frames = draft.frames(&request.text, 1.5);
                let suits = |need| frames.iter().all(|&f| self.ground.suits(f, need, &request.own));
                let fits = (suits(draft.need) || suits(Need::Loose))
                    && self.is_its_own(request, &loose, &frames);
                fits.then_some((draft, frames))
            });
            let spot = |(draft, frames): (&Draft, Vec<Frame>)| Spot {
                pressing: true,
                ..self.spot(draft, &frames)
            };
            spots.extend(pressing.take(PRESSING).map(spot));
        }
    }

    fn spot(&self, draft: &Draft, frames: &[Frame]) -> Spot {
        let middle = frames.get(frames.len() / 2).copied().unwrap_or_default();
        let cell = self.ground.terrain.most(middle);
        let under = if cell == Cell::AROUND {
            Under::Around
        } else {
            cell.territory().map_or(Under::Sea, Under::Land)
        };
        Spot {
            style: draft.style,
            at: draft.at,
            anchor: draft.anchor,
            path: draft.path.clone(),
            leader: draft.leader,
            second: false,
            stacked: draft.stacked,
            under,
            bounds: around(frames),
            pressing: false,
        }
    }

    /// What a name covers at a place, if it may stand there.
    fn fit(&self, request: &Request, draft: &Draft) -> Option<Vec<Frame>> {
        let frames = draft.frames(&request.text, 1.5);
        let own = request.own.as_slice();
        let suits = |need: Need| frames.iter().all(|&f| self.ground.suits(f, need, own));
        let suited = match draft.need {
            Need::Shore => suits(Need::Sea) || suits(Need::Land),
            need => suits(need),
        };
        let free = suited
            && frames.iter().all(|&frame| {
                self.room.is_free(frame, &request.tag)
                    && (request.over_lines || !self.ground.is_crossed(frame))
            });
        let clear = free
            && draft.leader.is_none_or(|line| {
                let own = request.coast().map_or([0.0; 4], |(_, bounds, _)| bounds);
                // A place lies on its land, and what leads to it may run over that.
                let over =
                    if matches!(request.form, Form::Dot { .. }) { &request.own[..] } else { &[] };
                !self.room.crosses(line, &request.tag)
                    && !self.ground.is_dry(line, over)
                    && !self.ground.is_led_across(line, own)
            });
        (clear && self.is_its_own(request, draft, &frames)).then_some(frames)
    }

    /// Whether nothing else could be taken for what a name stands by.
    fn is_its_own(&self, request: &Request, draft: &Draft, frames: &[Frame]) -> bool {
        let frame = around(frames);
        match (&request.form, request.subject) {
            (Form::Beside { coast, .. }, _) if draft.need != Need::Land => {
                let nearest = distance(frame, coast);
                let led = if self.room.has_edge() { LED_IN_INSET } else { LED };
                let reach = if draft.leader.is_some() { nearest.min(led) } else { nearest };
                let other = self.coasts.iter().any(|(other, around, points)| {
                    *other != request.subject
                        && gap(frame, *around) < reach
                        && distance(frame, points) < reach
                });
                let near = draft.leader.is_some() || nearest < FARTHEST_ASIDE;
                near && !other && !self.ground.nears_other(frame, bounds(coast), reach + 1.5)
            }
            (Form::Along { .. }, _) if draft.path.is_empty() && draft.need == Need::Sea => {
                // Aside, at sea: by its own land rather than by any other.
                let Some((coast, _)) = &request.aside else { return true };
                let nearest = distance(frame, coast);
                nearest < FARTHEST_ASIDE
                    && !self.asides.iter().any(|(other, points, tag)| {
                        *other != request.subject
                            && tag.meets(&request.tag)
                            && distance(frame, points) < nearest + ASIDE
                    })
            }
            (Form::Dot { at, .. }, _) => {
                let off = |[x, y]: [f32; 2]| gap(frame, [x, y, x, y]);
                let own = off(*at);
                !self.dots.iter().any(|(subject, dot, tag)| {
                    *subject != request.subject && tag.meets(&request.tag) && off(*dot) < own
                })
            }
            (Form::Line(_), Subject::Line(id)) => {
                let own = self.ground.off_lines(frame, |other| other == id);
                // Lines of one course are one to the eye.
                let other = self.ground.off_lines(frame, |other| {
                    let tag = self.tags.iter().find(|(s, _)| *s == Subject::Line(other));
                    other != id && tag.is_some_and(|(_, tag)| tag.meets(&request.tag))
                });
                own + 1.0 < other && own <= AT_LINE
            }
            _ => true,
        }
    }
}
