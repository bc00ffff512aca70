//! The marks of events on the time bar: treaties as diamonds in a row of their own, with their names
//! where there is room; other events as ticks above them, and where they crowd one mark for several.

use std::sync::Arc;

use geo::Polygon;

use crate::atlas::Atlas;
use crate::history::{Day, EventId};
use crate::view::Theme;

use super::super::faces::{Face, width};
use super::super::furniture::text;
use super::super::marks::{Anchor, Fill, Frame, Mark, Stroke, TextMark};
use super::super::palette::{Palette, faded, palette};
use super::super::parts::{Part, Target, TargetOf};
use super::super::ribbons::{EventMark, TimeScale};
use super::super::words::Words;
use super::MARKS;

/// The row of the treaties' marks: its middle, from the top.
pub const TREATIES: f32 = MARKS - 10.0;
/// The row of the ticks of other events: from, to.
const TICKS: [f32; 2] = [21.0, 29.0];
/// How far from the mark of an event the pointer may be, in points.
const REACH: f32 = 5.0;
/// Events no farther from the first of them than this, in points, crowd: as wide is the one mark that
/// they have.
const CROWDED: f32 = 13.0;
/// So many crowded events at least have one mark.
const CROWD: usize = 3;
/// The type of the names of treaties and of the number of a crowd, in points.
const SIZES: [f32; 2] = [9.5, 8.0];

/// The marks of a bar of events, and what can be pointed at.
pub(super) fn occasions(
    atlas: &Atlas,
    all: &[EventMark],
    scale: &TimeScale,
    pointed: Option<EventId>,
    (theme, words): (Theme, &Words),
) -> (Arc<Vec<Mark>>, Vec<Target>) {
    let palette = palette(theme);
    let (mut marks, mut targets) = (Vec::new(), Vec::new());
    let mut above = Vec::new();
    let shown = |mark: &&EventMark| scale.shows(scale.middle_of(mark.day));
    let (treaties, others): (Vec<&EventMark>, Vec<&EventMark>) =
        all.iter().filter(shown).partition(|mark| mark.treaty());
    for crowd in crowds(&others, scale) {
        if crowd.len() < CROWD {
            for mark in crowd {
                let x = scale.middle_of(mark.day);
                let lit = pointed == Some(mark.event);
                (if lit { &mut above } else { &mut marks }).push(tick(x, lit, &palette));
                let frame = [x - 2.4, TICKS[0] - 1.0, x + 2.4, TICKS[1] + 0.9];
                targets.push(Target { frame, of: TargetOf::Event(mark.event, mark.day) });
            }
            continue;
        }
        let events: Vec<(EventId, Day)> = crowd.iter().map(|m| (m.event, m.day)).collect();
        let left = crowd.first().map_or(0.0, |mark| scale.middle_of(mark.day)) - 1.0;
        let frame = [left, TICKS[0] - 1.0, left + CROWDED, TICKS[1] + 0.9];
        let lit = events.iter().any(|(event, _)| pointed == Some(*event));
        let own = if lit { &mut above } else { &mut marks };
        own.extend(pill(frame, events.len(), lit, &palette));
        targets.push(Target { frame, of: TargetOf::Events(events) });
    }
    let mut diamonds = Vec::new();
    for mark in &treaties {
        let x = scale.middle_of(mark.day);
        let lit = pointed == Some(mark.event);
        let frame = [x - REACH, TREATIES - 8.0, x + REACH, TREATIES + 8.0];
        targets.push(Target { frame, of: TargetOf::Event(mark.event, mark.day) });
        // A crowd of diamonds stays one beside the other by its light edges.
        let own = if lit { &mut above } else { &mut diamonds };
        let diamond = diamond([x, TREATIES], if lit { 6.5 } else { 4.8 });
        let points: Vec<[f32; 2]> = diamond.exterior().0.iter().map(|c| [c.x, c.y]).collect();
        let edge = |width, color| {
            let stroke = Stroke::solid(width, color);
            Mark::Line { points: points.clone(), stroke }
        };
        own.push(edge(3.0, palette.paper));
        own.push(Mark::Areas { polygons: Arc::new(vec![diamond]), color: palette.treaty });
        own.push(edge(0.8, palette.treaty));
    }
    marks.extend(names(atlas, &treaties, scale, &palette, words));
    marks.extend(diamonds);
    marks.extend(above);
    (Arc::new(marks), targets)
}

/// The events whose mark is at a place of a bar, with their days: one, or a crowd; none if none is near
/// enough.
#[must_use]
pub fn events_at(part: &Part, [x, y]: [f32; 2]) -> Vec<(EventId, Day)> {
    let beside = |frame: &Frame| (frame[0] - x).max(x - frame[2]).max(0.0);
    let middle = |frame: &Frame| (f32::midpoint(frame[0], frame[2]) - x).abs();
    let near = part.targets.iter().filter_map(|target| {
        let events = match &target.of {
            TargetOf::Event(event, day) => vec![(*event, *day)],
            TargetOf::Events(events) => events.clone(),
            _ => return None,
        };
        let frame = target.frame;
        let close = (frame[1]..=frame[3]).contains(&y) && beside(&frame) <= REACH - 2.4;
        close.then_some((frame, events))
    });
    near.min_by(|(a, _), (b, _)| {
        beside(a).total_cmp(&beside(b)).then(middle(a).total_cmp(&middle(b)))
    })
    .map(|(_, events)| events)
    .unwrap_or_default()
}

/// Events in the order of time, those that crowd together; all others by themselves.
fn crowds<'a>(marks: &[&'a EventMark], scale: &TimeScale) -> Vec<Vec<&'a EventMark>> {
    let mut crowds: Vec<Vec<&EventMark>> = Vec::new();
    let mut rest = marks;
    while let [first, ..] = rest {
        let end = scale.middle_of(first.day) + CROWDED;
        let near = rest.partition_point(|mark| scale.middle_of(mark.day) <= end);
        let (own, others) = rest.split_at(if near < CROWD { 1 } else { near });
        crowds.push(own.to_vec());
        rest = others;
    }
    crowds
}

fn tick(x: f32, lit: bool, palette: &Palette) -> Mark {
    let (width, color, longer) =
        if lit { (2.4, palette.ink, 1.5) } else { (1.0, faded(palette.muted, 190), 0.0) };
    let points = vec![[x, TICKS[0] - longer], [x, TICKS[1] + longer]];
    Mark::Line { points, stroke: Stroke::solid(width, color) }
}

/// The mark of several events, with their number.
fn pill(frame: Frame, count: usize, lit: bool, palette: &Palette) -> [Mark; 2] {
    let fill = if lit { palette.ink } else { faded(palette.muted, 60) };
    let ink = if lit { palette.paper } else { palette.ink };
    let middle = f32::midpoint(frame[0], frame[2]);
    let foot = f32::midpoint(frame[1], frame[3]) + 0.36 * SIZES[1];
    [
        Mark::Box { frame, rounding: 4.0, fill: Fill::plain(fill), stroke: None, fineness: 1.0 },
        Mark::Text(TextMark {
            anchor: Anchor::Middle,
            color: ink,
            ..text([middle, foot], Face::Sans, SIZES[1], palette, count.to_string())
        }),
    ]
}

/// The names of treaties that have room before the mark of the next and the end of the bar.
fn names(
    atlas: &Atlas,
    treaties: &[&EventMark],
    scale: &TimeScale,
    palette: &Palette,
    words: &Words,
) -> Vec<Mark> {
    let [_, end] = scale.ends();
    let mut names = Vec::new();
    for (i, mark) in treaties.iter().enumerate() {
        let x = scale.middle_of(mark.day) + 8.0;
        let next = treaties.get(i + 1).map_or(end, |next| scale.middle_of(next.day) - 8.0);
        let title = atlas.history.event(mark.event).title.get(words.language);
        if x + width(Face::Sans, SIZES[0], 0.0, title) <= next {
            names.push(Mark::Text(TextMark {
                color: palette.treaty,
                ..text([x, TREATIES + 3.4], Face::Sans, SIZES[0], palette, title.to_owned())
            }));
        }
    }
    names
}

fn diamond([x, y]: [f32; 2], r: f32) -> Polygon<f32> {
    let ring = [(x, y - r), (x + r, y), (x, y + r), (x - r, y), (x, y - r)];
    Polygon::new(ring.into_iter().collect(), Vec::new())
}
