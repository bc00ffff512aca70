//! A ribbon as it is drawn: one lane in which each row has some whole points of the height.
//!
//! A lane is low. Rows that look the same at the scale share their height, no row is lower than can
//! be seen, and what has the same colour above or beside each other is one shape: so that no colour
//! comes of mixing two.

use crate::history::{Day, days_between};

use super::marks::{Color, Fill, Frame, Mark, Pattern};
use super::ribbons::{Row, Segment, TimeScale};

/// The least height of a row, in points.
const LEAST: f32 = 3.0;
/// Rows that differ for less than this, in points, are drawn as one.
const ALIKE: f32 = 1.0;
/// A stretch that is narrower than this, in points, is drawn as wide, unless it is narrower than the
/// second: then it cannot be told at the scale.
const NARROW: [f32; 2] = [1.0, 0.25];
/// How far a stretch reaches under the one that follows, in points: the ground must not shine
/// through between the two.
const UNDER: f32 = 0.75;
/// The most of a row that the edges of claims take.
const CLAIMED: f32 = 0.4;
/// Half the width of the narrowest soft edge, in points.
const SOFTEST: f32 = 2.5;

/// Part of a lane in one colour at some time: from, to, in points from the top of the picture.
#[derive(Debug, Clone, Copy, PartialEq)]
struct Band {
    top: f32,
    bottom: f32,
    color: Color,
}

/// A time in which nothing in the lane changes.
#[derive(Debug)]
struct Column {
    from: Day,
    until: Day,
    bands: Vec<Band>,
}

/// The marks of a ribbon in a frame of whole points. Where a day is not known to the day, one colour
/// fades into the next over as long as it may have been.
#[must_use]
pub fn lane_marks(rows: &[Row], frame: Frame, scale: &TimeScale) -> Vec<Mark> {
    let [left, top, right, bottom] = frame;
    let height = (bottom - top).max(1.0);
    let rows = drawn_rows(rows, (height / LEAST).floor().max(1.0), scale.days_of(ALIKE));
    let mut edges = vec![top];
    for share in shares(&rows, height) {
        edges.push(edges.last().copied().unwrap_or(top) + share);
    }
    let columns = columns(&rows, &edges);
    let (mut wide, mut narrow) = (Vec::new(), Vec::new());
    for (band, from, until) in stretches(&columns) {
        let [x, to] = [from, until].map(|day| scale.x_of(day));
        if to <= left || x >= right {
            continue;
        }
        let slim = to - x < NARROW[0];
        if slim && to - x >= NARROW[1] {
            let from = (f32::midpoint(x, to) - NARROW[0] / 2.0).min(right - NARROW[0]).max(left);
            narrow.push(band.mark(from, (from + NARROW[0]).min(right)));
        }
        wide.push((x, band.mark(x.max(left), (to + UNDER).min(right))));
    }
    wide.sort_by(|a, b| a.0.total_cmp(&b.0));
    let mut marks: Vec<Mark> = wide.into_iter().map(|(_, mark)| mark).collect();
    for (row, edge) in rows.iter().zip(edges.windows(2)) {
        soften(row, [left, edge[0], right, edge[1]], &columns, scale, &mut marks);
    }
    marks.extend(narrow);
    marks
}

impl Band {
    fn mark(self, left: f32, right: f32) -> Mark {
        Mark::Box {
            frame: [left, self.top, right.max(left), self.bottom],
            rounding: 0.0,
            fill: Fill::plain(self.color),
            stroke: None,
            fineness: 1.0,
        }
    }
}

/// The row of a ribbon that is seen at a height within its frame.
#[must_use]
pub fn row_at<'a>(rows: &'a [Row], frame: Frame, scale: &TimeScale, y: f32) -> Option<&'a Row> {
    let height = (frame[3] - frame[1]).max(1.0);
    let drawn = drawn_rows(rows, (height / LEAST).floor().max(1.0), scale.days_of(ALIKE));
    let mut below = frame[1];
    let at = shares(&drawn, height).into_iter().position(|share| {
        below += share;
        y < below
    });
    let own = drawn.get(at.unwrap_or(drawn.len().saturating_sub(1)))?;
    rows.iter().find(|row| row.territories == own.territories)
}

/// The rows that are drawn: those that look alike at the scale are one, and there are no more than
/// have room. Of two that become one, the larger land is shown.
fn drawn_rows(rows: &[Row], most: f32, alike_days: f64) -> Vec<Row> {
    let mut rows = rows.to_vec();
    loop {
        let count = f32::from(u16::try_from(rows.len()).unwrap_or(u16::MAX));
        let pairs = (0..rows.len()).flat_map(|j| (0..j).map(move |i| (i, j)));
        let closest = pairs
            .map(|(i, j)| (apart_days(&rows[i].segments, &rows[j].segments), i, j))
            .min_by_key(|&(days, ..)| days);
        let Some((days, i, j)) = closest else { return rows };
        if count <= most && f64::from(days) >= alike_days {
            return rows;
        }
        let other = rows.remove(j);
        let row = &mut rows[i];
        if other.km2 > row.km2 {
            row.segments = other.segments;
            row.territories = other.territories;
        }
        row.km2 += other.km2;
    }
}

/// On how many days two rows differ.
fn apart_days(one: &[Segment], other: &[Segment]) -> i32 {
    let mut days = 0;
    let (mut i, mut j) = (0, 0);
    while let (Some(a), Some(b)) = (one.get(i), other.get(j)) {
        let (from, until) = (a.from.max(b.from), a.until.min(b.until));
        if a.fill != b.fill && from < until {
            days += days_between(from, until);
        }
        i += usize::from(a.until <= b.until);
        j += usize::from(b.until <= a.until);
    }
    days
}

/// How many whole points each row has of a height: by its land, and at least what can be seen.
fn shares(rows: &[Row], height: f32) -> Vec<f32> {
    let all: f64 = rows.iter().map(|row| row.km2).sum::<f64>().max(f64::MIN_POSITIVE);
    let count = f32::from(u16::try_from(rows.len()).unwrap_or(u16::MAX)).max(1.0);
    let least = LEAST.min((height / count).floor()).max(0.0);
    let free = height - least * count;
    #[expect(clippy::cast_possible_truncation, reason = "a part of some dozen points")]
    let wish: Vec<f32> = rows.iter().map(|row| (row.km2 / all) as f32 * height).collect();
    let over: f32 = wish.iter().map(|wish| (wish - least).max(0.0)).sum::<f32>().max(1e-6);
    let exact = wish.iter().map(|wish| least + (wish - least).max(0.0) / over * free);
    // Rounded so that the sum is right: each edge by itself.
    let (mut to, mut given) = (0.0, 0.0);
    let mut shares: Vec<f32> = exact
        .map(|exact| {
            to += exact;
            let share = (to - given).round().max(least);
            given += share;
            share
        })
        .collect();
    // A height that is no whole number, or a share that was raised, is made up for by the largest.
    if let Some(largest) = shares.iter_mut().max_by(|a, b| a.total_cmp(b)) {
        *largest = (*largest + height - given).max(0.0);
    }
    shares
}

/// The times between any two changes of any row.
fn columns(rows: &[Row], edges: &[f32]) -> Vec<Column> {
    let of = |row: &Row| row.segments.iter().flat_map(|s| [s.from, s.until]).collect::<Vec<_>>();
    let mut days: Vec<Day> = rows.iter().flat_map(of).collect();
    days.sort_unstable();
    days.dedup();
    days.windows(2)
        .map(|pair| {
            let mut runs: Vec<(Fill, [f32; 2])> = Vec::new();
            for (row, edge) in rows.iter().zip(edges.windows(2)) {
                let on = |s: &&Segment| s.from <= pair[0] && pair[0] < s.until;
                let Some(segment) = row.segments.iter().find(on) else { continue };
                match runs.last_mut() {
                    Some((fill, [_, end])) if *fill == segment.fill => *end = edge[1],
                    _ => runs.push((segment.fill, [edge[0], edge[1]])),
                }
            }
            let bands = runs.into_iter().flat_map(|(fill, edges)| bands(&fill, edges)).collect();
            Column { from: pair[0], until: pair[1], bands: joined(bands) }
        })
        .collect()
}

/// A fill in a height: the holder, two halves for a joint possession, and at the lower edge a thin
/// line for each claim.
fn bands(fill: &Fill, [top, bottom]: [f32; 2]) -> Vec<Band> {
    let height = bottom - top;
    let claims: Vec<Color> =
        fill.overlays.iter().flatten().filter(|o| o.pattern.falls()).map(|o| o.color).collect();
    let count = f32::from(u16::try_from(claims.len()).unwrap_or(u16::MAX));
    let thick = if 2.0 * count <= CLAIMED * height { 2.0 } else { 1.0 };
    let mut bands = Vec::new();
    let mut end = bottom;
    for color in claims {
        if bottom - end + thick > CLAIMED * height {
            break;
        }
        bands.push(Band { top: end - thick, bottom: end, color });
        end -= thick;
    }
    let joint = fill.overlays.iter().flatten().find(|o| o.pattern == Pattern::Stripes);
    let half = joint.map_or(top, |_| f32::midpoint(top, end).round());
    bands.push(Band { top: half, bottom: end, color: fill.base });
    bands.extend(joint.map(|joint| Band { top, bottom: half, color: joint.color }));
    bands.reverse();
    bands
}

/// Bands from above to below; neighbours of one colour are one.
fn joined(bands: Vec<Band>) -> Vec<Band> {
    let mut joined: Vec<Band> = Vec::with_capacity(bands.len());
    for band in bands.into_iter().filter(|band| band.top < band.bottom) {
        match joined.last_mut() {
            Some(last) if last.color == band.color => last.bottom = band.bottom,
            _ => joined.push(band),
        }
    }
    joined
}

/// Bands that go on unchanged from column to column are one.
fn stretches(columns: &[Column]) -> Vec<(Band, Day, Day)> {
    let mut done = Vec::new();
    let mut open: Vec<(Band, Day, Day)> = Vec::new();
    for column in columns {
        let goes_on = |band: &Band| column.bands.contains(band);
        let (on, over): (Vec<_>, Vec<_>) = open.into_iter().partition(|(band, ..)| goes_on(band));
        done.extend(over);
        open = column
            .bands
            .iter()
            .map(|&band| {
                let known = on.iter().find(|(other, ..)| *other == band);
                (band, known.map_or(column.from, |known| known.1), column.until)
            })
            .collect();
    }
    done.extend(open);
    done
}

/// Softens the changes of a row whose days are not known to the day.
fn soften(
    row: &Row,
    [left, top, right, bottom]: Frame,
    columns: &[Column],
    scale: &TimeScale,
    marks: &mut Vec<Mark>,
) {
    for pair in row.segments.windows(2).filter(|pair| pair[1].unsure_days > 0) {
        let x = scale.x_of(pair[1].from);
        // Never over more than half of either stretch.
        let room = [pair[0].from, pair[1].until].map(|day| (scale.x_of(day) - x).abs() / 2.0);
        let reach = scale.width_of(pair[1].unsure_days).max(SOFTEST).min(room[0]).min(room[1]);
        // A lane has no room at all in a window that is narrower than the names.
        let [from, to] = [x - reach, x + reach].map(|x| x.min(right).max(left));
        let at = columns.iter().position(|column| column.from == pair[1].from);
        let Some([before, after]) = at.and_then(|i| columns.get(i.checked_sub(1)?..=i)) else {
            continue;
        };
        if reach < 0.5 || from >= to {
            continue;
        }
        for one in &before.bands {
            for other in after.bands.iter().filter(|other| other.color != one.color) {
                let top = one.top.max(other.top).max(top);
                let bottom = one.bottom.min(other.bottom).min(bottom);
                if top < bottom {
                    let frame = [from, top, to, bottom];
                    marks.push(Mark::Blend { frame, from: one.color, to: other.color });
                }
            }
        }
    }
}
