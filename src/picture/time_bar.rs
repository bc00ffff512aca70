//! The time bar as a part of a picture, to which `app` adds gestures and buttons: ribbons of the
//! groups, years, marks of events, the handle.

use std::sync::Arc;

use geo::Polygon;

use crate::atlas::Atlas;
use crate::geography::Size;
use crate::history::{Day, EventId, Language, LensId, TerritoryId};
use crate::view::{Kinds, Look, Theme};

use super::faces::Face;
use super::furniture::text;
use super::marks::{Anchor, Color, Fill, Frame, Mark, Stroke, TextMark};
use super::palette::palette;
use super::parts::{Kept, Layer, Part, PartKind, Target, TargetOf};
use super::ribbons::{EventMark, Ribbon, Segment, TimeScale, event_marks, ribbons};
use super::stage::points;
use super::words::Words;

/// Room for the names of the ribbons, in points.
pub const LABELS: f32 = 96.0;
/// Height of a ribbon and the space below it.
const RIBBON: [f32; 2] = [9.5, 2.0];
/// Height of the row of marks, with the handle's head.
pub const MARKS: f32 = 44.0;
/// Height of the row of years.
pub const YEARS: f32 = 17.0;
/// The middle of the marks of events, from the top.
pub const MARK_ROW: f32 = MARKS - 11.0;
/// Half the width of the softest edge's narrowest form, in points.
const SOFTEST: f32 = 2.5;
/// How much finer textures are on a ribbon than on the map.
const FINENESS: f32 = 0.55;
/// Years between those that are written.
const YEAR_STEP: i16 = 25;
/// How far from the mark of an event the pointer may be, in points.
const REACH: f32 = 5.0;

/// How the time bar is to be shown.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct TimeBarRequest {
    /// Its width, in points.
    pub width: f32,
    /// The kinds of events that are marked.
    pub kinds: Kinds,
    /// The event that is pointed at.
    pub pointed: Option<EventId>,
    /// The ribbon that is pointed at, by its first territory.
    pub pointed_ribbon: Option<TerritoryId>,
}

/// Composes time bars and keeps what the next one can use again. It serves one atlas.
#[derive(Debug, Default)]
pub struct TimeBarComposer {
    ribbons: Kept<(LensId, Theme, Language), Vec<Ribbon>>,
    marks: Kept<Kinds, Vec<EventMark>>,
    years: Kept<(TimeScale, Size, Theme), Vec<Mark>>,
    lanes: Kept<(TimeScale, LensId, Theme, Language), Vec<Mark>>,
    names: Kept<NamesKey, (Arc<Vec<Mark>>, Vec<Target>)>,
    events: Kept<EventsKey, (Arc<Vec<Mark>>, Vec<Target>)>,
    targets: Kept<(NamesKey, EventsKey), Vec<Target>>,
    handle: Kept<(TimeScale, Day, Size, Theme), Vec<Mark>>,
}

/// Scale, language, lens, the ribbons that are chosen and pointed at, theme.
type NamesKey = (TimeScale, Language, LensId, Option<TerritoryId>, Option<TerritoryId>, Theme);
/// Scale, kinds, the event that is pointed at, theme.
type EventsKey = (TimeScale, Kinds, Option<EventId>, Theme);

impl TimeBarComposer {
    /// The time bar of a look, with its corner at the origin.
    pub fn compose(
        &mut self,
        atlas: &Atlas,
        words: &Words,
        look: &Look,
        request: &TimeBarRequest,
    ) -> Part {
        let theme = look.theme();
        let lens = look.lens();
        let ribbons =
            self.ribbons.get((lens, theme, words.language), |_| ribbons(atlas, lens, theme, words));
        let marks = self.marks.get(request.kinds, |kinds| event_marks(atlas, *kinds));
        let height = height(ribbons.len());
        let size = [f64::from(request.width), f64::from(height)];
        let scale = scale(atlas, request.width);
        let years = self.years.get((scale, size, theme), |(scale, size, theme)| {
            years(atlas, scale, points(*size)[1], *theme)
        });
        let lanes = self.lanes.get((scale, lens, theme, words.language), |(scale, ..)| {
            lanes(&ribbons, scale, request.width)
        });
        let chosen = look.selection().map(|selection| selection.territory);
        let names_key = (scale, words.language, lens, chosen, request.pointed_ribbon, theme);
        let names =
            self.names.get(names_key, |_| names(&ribbons, [chosen, request.pointed_ribbon], theme));
        let events_key = (scale, request.kinds, request.pointed, theme);
        let events = self
            .events
            .get(events_key, |(scale, _, pointed, theme)| events(&marks, scale, *pointed, *theme));
        let targets = self
            .targets
            .get((names_key, events_key), |_| names.1.iter().chain(&events.1).cloned().collect());
        let handle = self.handle.get((scale, look.moment(), size, theme), |_| {
            handle(&scale, look.moment(), size, theme)
        });
        let frame = [0.0, 0.0, request.width, height];
        Part {
            kind: PartKind::TimeBar,
            frame,
            // The handle's head and marks at the ends reach over the edge.
            clip: [-14.0, 0.0, request.width + 14.0, height],
            ground: palette(theme).paper,
            map: None,
            layers: vec![
                Layer { name: "years", marks: years },
                Layer { name: "ribbons", marks: lanes },
                Layer { name: "ribbon-names", marks: names.0.clone() },
                Layer { name: "events", marks: events.0.clone() },
                Layer { name: "handle", marks: handle },
            ],
            targets,
        }
    }
}

/// The scale of a time bar of some width.
#[must_use]
pub fn scale(atlas: &Atlas, width: f32) -> TimeScale {
    TimeScale::new(atlas, LABELS, width)
}

/// Height of a time bar with so many ribbons, in points.
fn height(count: usize) -> f32 {
    let count = f32::from(u16::try_from(count).unwrap_or(u16::MAX));
    MARKS + count * (RIBBON[0] + RIBBON[1]) + YEARS
}

/// Height of the time bar of an atlas, in points.
#[must_use]
pub fn height_of(atlas: &Atlas) -> f32 {
    height(atlas.history.groups.iter().filter(|g| g.ribbon && !g.territories.is_empty()).count())
}

/// The event whose mark is nearest to a place, treaties first, if one is near enough.
#[must_use]
pub fn event_at(part: &Part, [x, y]: [f32; 2]) -> Option<(EventId, Day)> {
    if (y - MARK_ROW).abs() >= 9.0 {
        return None;
    }
    let middle = |frame: &Frame| f32::midpoint(frame[0], frame[2]);
    let wide = |frame: &Frame| frame[2] - frame[0];
    part.targets
        .iter()
        .filter_map(|target| match target.of {
            TargetOf::Event(event, day) => Some((target.frame, event, day)),
            _ => None,
        })
        .filter(|(frame, ..)| (middle(frame) - x).abs() <= REACH)
        .min_by(|(a, ..), (b, ..)| {
            let far = |frame: &Frame| (middle(frame) - x).abs();
            wide(b).total_cmp(&wide(a)).then(far(a).total_cmp(&far(b)))
        })
        .map(|(_, event, day)| (event, day))
}

/// The years that are written below the ribbons, with a tick above them.
fn years(atlas: &Atlas, scale: &TimeScale, height: f32, theme: Theme) -> Vec<Mark> {
    let palette = palette(theme);
    let history = &atlas.history;
    let mut marks = Vec::new();
    for year in history.first_day.year()..=history.last_day.year() {
        if year % YEAR_STEP != 0 {
            continue;
        }
        let x = scale.x_of(jiff::civil::date(year, 1, 1));
        marks.push(Mark::Text(TextMark {
            anchor: Anchor::Middle,
            color: palette.muted,
            ..text([x, height - 4.0], Face::Sans, 10.5, &palette, year.to_string())
        }));
        let points = vec![[x, MARKS - 4.0], [x, MARKS - 1.0]];
        marks.push(Mark::Line { points, stroke: Stroke::solid(1.0, palette.muted) });
    }
    marks
}

fn lanes(ribbons: &[Ribbon], scale: &TimeScale, width: f32) -> Vec<Mark> {
    let mut marks = Vec::new();
    for (i, ribbon) in (0_u16..).zip(ribbons) {
        let lane = lane(i, width);
        let count = f32::from(u16::try_from(ribbon.rows.len()).unwrap_or(u16::MAX));
        let high = (lane[3] - lane[1]) / count;
        for (j, row) in (0_u16..).zip(&ribbon.rows) {
            let top = lane[1] + high * f32::from(j);
            marks.extend(segment_marks(row, [lane[0], top, lane[2], top + high], scale));
        }
    }
    marks
}

/// The frame of a ribbon.
fn lane(i: u16, width: f32) -> Frame {
    let top = MARKS + f32::from(i) * (RIBBON[0] + RIBBON[1]);
    [LABELS, top, width, top + RIBBON[0]]
}

/// The stretches of a ribbon; where a day is not known to the day, one fill fades into the next over
/// as long as it may have been.
#[must_use]
pub fn segment_marks(
    row: &[Segment],
    [left, top, right, bottom]: Frame,
    scale: &TimeScale,
) -> Vec<Mark> {
    let mut marks = Vec::new();
    for segment in row {
        let (from, to) = (scale.x_of(segment.from), scale.x_of(segment.until));
        marks.push(Mark::Box {
            frame: [from, top, to.max(from + 0.7), bottom],
            rounding: 0.0,
            fill: segment.fill,
            stroke: None,
            fineness: FINENESS,
        });
    }
    for pair in row.windows(2).filter(|pair| pair[1].unsure_days > 0) {
        let x = scale.x_of(pair[1].from);
        let reach = scale.width_of(pair[1].unsure_days).max(SOFTEST);
        // A lane has no room at all in a window that is narrower than the names.
        let within = |x: f32| x.min(right).max(left);
        let frame = [within(x - reach), top, within(x + reach), bottom];
        marks.push(Mark::Blend { frame, from: pair[0].fill.base, to: pair[1].fill.base });
    }
    marks
}

fn names(
    ribbons: &[Ribbon],
    [chosen, pointed]: [Option<TerritoryId>; 2],
    theme: Theme,
) -> (Arc<Vec<Mark>>, Vec<Target>) {
    let palette = palette(theme);
    let (mut marks, mut targets) = (Vec::new(), Vec::new());
    for (i, ribbon) in (0_u16..).zip(ribbons) {
        let [left, top, _, bottom] = lane(i, 0.0);
        let is = |territory: Option<TerritoryId>| territory == Some(ribbon.territory);
        let lit = is(chosen) || is(pointed);
        let face = if is(chosen) { Face::SansBold } else { Face::Sans };
        let at = [left - 6.0, f32::midpoint(top, bottom) + 3.6];
        marks.push(Mark::Text(TextMark {
            anchor: Anchor::End,
            color: if lit { palette.ink } else { palette.muted },
            ..text(at, face, 10.0, &palette, ribbon.label.clone())
        }));
        let frame = [0.0, top - 1.0, left - 6.0, bottom + 0.5];
        targets
            .push(Target { frame, of: TargetOf::Ribbon(ribbon.territory, ribbon.label.clone()) });
    }
    (Arc::new(marks), targets)
}

fn events(
    all: &[EventMark],
    scale: &TimeScale,
    pointed: Option<EventId>,
    theme: Theme,
) -> (Arc<Vec<Mark>>, Vec<Target>) {
    let palette = palette(theme);
    let (mut marks, mut targets) = (Vec::new(), Vec::new());
    let mut diamonds = Vec::new();
    // Treaties last, so that they lie on top.
    for treaty in [false, true] {
        for mark in all.iter().filter(|mark| mark.treaty() == treaty) {
            let x = scale.x_of(mark.day);
            let grown = if pointed == Some(mark.event) { 1.5 } else { 0.0 };
            let radius = if treaty { 5.0 + grown } else { 2.4 + grown };
            if treaty {
                diamonds.push(diamond([x, MARK_ROW], radius));
            } else {
                marks.push(dot([x, MARK_ROW], radius, palette.muted));
            }
            let half = if treaty { REACH } else { 2.4 };
            let frame = [x - half, MARK_ROW - half, x + half, MARK_ROW + half];
            targets.push(Target { frame, of: TargetOf::Event(mark.event, mark.day) });
        }
    }
    marks.push(Mark::Areas { polygons: Arc::new(diamonds), color: palette.treaty });
    (Arc::new(marks), targets)
}

fn dot(centre: [f32; 2], radius: f32, color: Color) -> Mark {
    Mark::Dot { centre, radius, color, stroke: None }
}

fn diamond([x, y]: [f32; 2], r: f32) -> Polygon<f32> {
    let ring = [(x, y - r), (x + r, y), (x, y + r), (x - r, y), (x, y - r)];
    Polygon::new(ring.into_iter().collect(), Vec::new())
}

fn handle(scale: &TimeScale, moment: Day, size: Size, theme: Theme) -> Vec<Mark> {
    let palette = palette(theme);
    let [width, height] = points(size);
    let x = scale.x_of(moment);
    let line = vec![[x, 20.0], [x, height - YEARS + 1.0]];
    let half = 24.0;
    // Where there is no room for the head between the ends it stands at the first.
    let head = x.min(width - half + 12.0).max(LABELS + half - 12.0);
    let year = moment.year().to_string();
    vec![
        Mark::Line { points: line, stroke: Stroke::solid(2.0, palette.accent) },
        Mark::Box {
            frame: [head - half, 1.0, head + half, 21.0],
            rounding: 10.0,
            fill: Fill::plain(palette.accent),
            stroke: None,
            fineness: 1.0,
        },
        Mark::Text(TextMark {
            anchor: Anchor::Middle,
            color: palette.on_accent,
            ..text([head, 15.5], Face::SansBold, 12.5, &palette, year)
        }),
    ]
}
