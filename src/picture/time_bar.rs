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
use super::lanes::lane_marks;
use super::marks::{Anchor, Fill, Frame, Mark, Stroke, TextMark};
use super::palette::{faded, palette};
use super::parts::{Kept, Layer, Part, PartKind, Target, TargetOf};
use super::ribbons::{EventMark, Ribbon, Row, TimeScale, event_marks, ribbons};
use super::stage::points;
use super::words::Words;

/// Room for the names of the ribbons, in points.
pub const LABELS: f32 = 96.0;
/// Height of a ribbon in a window of usual height, and in files, in points.
pub const ROW: f32 = 16.0;
/// The lowest and the highest ribbon, and the lowest where there is very little room.
const ROWS: [f32; 3] = [11.0, 20.0, 8.0];
/// The height of a ribbon that stands for all, where there is no room for one each.
pub const FOLDED: f32 = 24.0;
/// Below this height of the window, in points, one ribbon stands for all.
const LOWEST_WINDOW: f32 = 400.0;
/// Below this height of the window, in points, there is very little room.
const LOW_WINDOW: f32 = 520.0;
/// The part of the height of the window that the time bar takes, if its rows are neither too low nor
/// too high for that.
const OF_WINDOW: f32 = 0.265;
/// Space below a ribbon.
const GAP: f32 = 1.0;
/// Height of the rows of marks, with the handle's head.
pub const MARKS: f32 = 48.0;
/// Height of the row of years.
pub const YEARS: f32 = 19.0;
/// The row of the treaties' marks: its middle, from the top.
pub const TREATIES: f32 = MARKS - 10.0;
/// The row of the ticks of other events: from, to.
const TICKS: [f32; 2] = [22.0, 29.0];
/// Years between those that are written: the first that leave each so much room, in points.
const YEAR_STEPS: [i16; 8] = [1, 2, 5, 10, 25, 50, 100, 500];
const YEAR_ROOM: f32 = 50.0;
/// How far from the mark of an event the pointer may be, in points.
const REACH: f32 = 5.0;

/// How the time bar is to be shown.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct TimeBarRequest {
    /// Its width, in points.
    pub width: f32,
    /// The height of a ribbon, in whole points: [`row_for`] a window, [`ROW`] in a file. One of the
    /// height [`FOLDED`] stands for all.
    pub row: f32,
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
    lanes: Kept<(TimeScale, LensId, Theme, Language, f32), Vec<Mark>>,
    names: Kept<NamesKey, (Arc<Vec<Mark>>, Vec<Target>)>,
    events: Kept<EventsKey, (Arc<Vec<Mark>>, Vec<Target>)>,
    targets: Kept<(NamesKey, EventsKey), Vec<Target>>,
    handle: Kept<(TimeScale, Day, Size, Theme), Vec<Mark>>,
}

/// Scale, language, the height of a ribbon, the ribbons that are chosen and pointed at, theme.
type NamesKey = (TimeScale, Language, f32, Option<TerritoryId>, Option<TerritoryId>, Theme);
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
        let row = request.row;
        let height = height(if folded(row) { 1 } else { ribbons.len() }, row);
        let size = [f64::from(request.width), f64::from(height)];
        let scale = scale(atlas, request.width);
        let years = self.years.get((scale, size, theme), |(scale, size, theme)| {
            years(scale, points(*size)[1], *theme)
        });
        let lanes = self.lanes.get((scale, lens, theme, words.language, row), |(scale, ..)| {
            let lane = |i| lane(i, row, request.width);
            if folded(row) {
                let rows: Vec<Row> = ribbons.iter().flat_map(|r| r.rows.iter().cloned()).collect();
                return lane_marks(&rows, lane(0), scale);
            }
            let lanes = (0_u16..).zip(ribbons.iter());
            lanes.flat_map(|(i, ribbon)| lane_marks(&ribbon.rows, lane(i), scale)).collect()
        });
        let chosen = look.selected_land(atlas).first().map(|selection| selection.territory);
        let names_key = (scale, words.language, row, chosen, request.pointed_ribbon, theme);
        let names = self.names.get(names_key, |_| {
            if folded(row) {
                (Arc::new(vec![name_of_all(row, theme, words)]), Vec::new())
            } else {
                names(&ribbons, row, [chosen, request.pointed_ribbon], theme)
            }
        });
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

/// Height of a time bar with so many ribbons of a height, in points.
fn height(count: usize, row: f32) -> f32 {
    let count = f32::from(u16::try_from(count).unwrap_or(u16::MAX));
    MARKS + count * (row + GAP) + YEARS
}

/// How many ribbons the time bar of an atlas has.
fn count_of(atlas: &Atlas) -> usize {
    atlas.history.groups.iter().filter(|g| g.ribbon && !g.territories.is_empty()).count()
}

/// Whether a ribbon of a height stands for all.
fn folded(row: f32) -> bool {
    row >= FOLDED
}

/// Height of the time bar of an atlas with ribbons of a height, in points.
#[must_use]
pub fn height_of(atlas: &Atlas, row: f32) -> f32 {
    height(if folded(row) { 1 } else { count_of(atlas) }, row)
}

/// The height of a ribbon in a window of some height, in whole points.
#[must_use]
pub fn row_for(atlas: &Atlas, window: f32) -> f32 {
    if window < LOWEST_WINDOW {
        return FOLDED;
    }
    let count = f32::from(u16::try_from(count_of(atlas)).unwrap_or(u16::MAX)).max(1.0);
    let [lowest, highest, least] = ROWS;
    let row = ((OF_WINDOW * window - height(0, 0.0)) / count - GAP).floor();
    row.min(highest).max(if window < LOW_WINDOW { least } else { lowest })
}

/// The event whose mark is nearest to a place in its row, if one is near enough.
#[must_use]
pub fn event_at(part: &Part, [x, y]: [f32; 2]) -> Option<(EventId, Day)> {
    let far = |frame: &Frame| (f32::midpoint(frame[0], frame[2]) - x).abs();
    part.targets
        .iter()
        .filter_map(|target| match target.of {
            TargetOf::Event(event, day) => Some((target.frame, event, day)),
            _ => None,
        })
        .filter(|(frame, ..)| (frame[1]..=frame[3]).contains(&y) && far(frame) <= REACH)
        .min_by(|(a, ..), (b, ..)| far(a).total_cmp(&far(b)))
        .map(|(_, event, day)| (event, day))
}

/// The years that are written below the ribbons, with a tick above them.
fn years(scale: &TimeScale, height: f32, theme: Theme) -> Vec<Mark> {
    let palette = palette(theme);
    let mut marks = Vec::new();
    let roomy = |step: &i16| scale.width_of(i32::from(*step) * 365) >= YEAR_ROOM;
    let step = YEAR_STEPS.into_iter().find(roomy).unwrap_or(1000);
    let [first, last] = scale.years();
    for year in (first..=last).filter(|year| year % step == 0) {
        let x = scale.x_of(jiff::civil::date(year, 1, 1));
        // A window of time may begin in the middle of a year.
        if !scale.shows(x) {
            continue;
        }
        marks.push(Mark::Text(TextMark {
            anchor: Anchor::Middle,
            color: palette.muted,
            ..text([x, height - 3.5], Face::Sans, 10.5, &palette, year.to_string())
        }));
        let points = vec![[x, height - YEARS + 1.0], [x, height - YEARS + 4.5]];
        marks.push(Mark::Line { points, stroke: Stroke::solid(1.0, palette.muted) });
    }
    marks
}

/// The frame of a ribbon.
fn lane(i: u16, row: f32, width: f32) -> Frame {
    let top = MARKS + f32::from(i) * (row + GAP);
    [LABELS, top, width, top + row]
}

/// The name of a ribbon that stands for all.
fn name_of_all(row: f32, theme: Theme, words: &Words) -> Mark {
    let palette = palette(theme);
    let [left, top, _, bottom] = lane(0, row, 0.0);
    Mark::Text(TextMark {
        anchor: Anchor::End,
        color: palette.muted,
        ..text(
            [left - 8.0, f32::midpoint(top, bottom) + 4.3],
            Face::Sans,
            12.0,
            &palette,
            words.get("time-all"),
        )
    })
}

fn names(
    ribbons: &[Ribbon],
    row: f32,
    [chosen, pointed]: [Option<TerritoryId>; 2],
    theme: Theme,
) -> (Arc<Vec<Mark>>, Vec<Target>) {
    let palette = palette(theme);
    let (mut marks, mut targets) = (Vec::new(), Vec::new());
    // The names of neighbours never touch; in usual rows they are as large as other names.
    let size = (row + GAP - 2.0).min(if row > ROW + 2.0 { 13.0 } else { 12.0 });
    for (i, ribbon) in (0_u16..).zip(ribbons) {
        let [left, top, _, bottom] = lane(i, row, 0.0);
        let is = |territory: Option<TerritoryId>| territory == Some(ribbon.territory);
        let lit = is(chosen) || is(pointed);
        let face = if is(chosen) { Face::SansBold } else { Face::Sans };
        let at = [left - 8.0, f32::midpoint(top, bottom) + 0.36 * size];
        marks.push(Mark::Text(TextMark {
            anchor: Anchor::End,
            color: if lit { palette.ink } else { palette.muted },
            ..text(at, face, size, &palette, ribbon.label.clone())
        }));
        let frame = [0.0, top, left - 6.0, bottom + GAP];
        targets
            .push(Target { frame, of: TargetOf::Ribbon(ribbon.territory, ribbon.label.clone()) });
    }
    (Arc::new(marks), targets)
}

/// Treaties as diamonds in a row of their own, other events as ticks above them.
fn events(
    all: &[EventMark],
    scale: &TimeScale,
    pointed: Option<EventId>,
    theme: Theme,
) -> (Arc<Vec<Mark>>, Vec<Target>) {
    let palette = palette(theme);
    let (mut marks, mut targets) = (Vec::new(), Vec::new());
    let (mut treaties, mut above) = (Vec::new(), Vec::new());
    for mark in all {
        let x = scale.x_of(mark.day);
        if !scale.shows(x) {
            continue;
        }
        let lit = pointed == Some(mark.event);
        let [half, top, bottom] = if mark.treaty() {
            [REACH, TREATIES - 8.0, TREATIES + 8.0]
        } else {
            [2.4, TICKS[0] - 1.0, TICKS[1] + 0.9]
        };
        let frame = [x - half, top, x + half, bottom];
        targets.push(Target { frame, of: TargetOf::Event(mark.event, mark.day) });
        if mark.treaty() {
            // A crowd of diamonds stays one beside the other by its light edges.
            let own = if lit { &mut above } else { &mut treaties };
            let diamond = diamond([x, TREATIES], if lit { 6.5 } else { 4.8 });
            let points: Vec<[f32; 2]> = diamond.exterior().0.iter().map(|c| [c.x, c.y]).collect();
            let edge = |width, color| {
                let stroke = Stroke::solid(width, color);
                Mark::Line { points: points.clone(), stroke }
            };
            own.push(edge(3.0, palette.paper));
            own.push(Mark::Areas { polygons: Arc::new(vec![diamond]), color: palette.treaty });
            own.push(edge(0.8, palette.treaty));
        } else {
            let (width, color, longer) =
                if lit { (2.4, palette.ink, 2.0) } else { (1.0, faded(palette.muted, 190), 0.0) };
            let points = vec![[x, TICKS[0] - longer], [x, TICKS[1] + longer]];
            let own = if lit { &mut above } else { &mut marks };
            own.push(Mark::Line { points, stroke: Stroke::solid(width, color) });
        }
    }
    marks.extend(treaties);
    marks.extend(above);
    (Arc::new(marks), targets)
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
