//! How many lived somewhere, as small charts: a bar a count, stacked by peoples as far as those were
//! counted.

use std::ops::RangeInclusive;

use crate::atlas::Atlas;
use crate::history::{Confidence, Count, GroupId, TerritoryId};

use super::bibliography::count_place;
use super::cards::{SourceLine, cited};
use super::faces::Face;
use super::furniture::text;
use super::marks::{Anchor, Color, Fill, Frame, Mark, Stroke, TextMark};
use super::palette::{Palette, blend};
use super::words::Words;

/// Height of a chart, and what of it its letters take above and below, in points.
pub const HEIGHT: f32 = 74.0;
const ABOVE: f32 = 15.0;
const BELOW: f32 = 13.0;
/// The widest bar, in points.
const WIDEST: f32 = 9.0;
/// Size of the letters, in points.
const LETTERS: f32 = 10.0;
/// How far a place may lie off the land that it is in, in kilometres.
const NEAR_KM: f64 = 5.0;

/// All counts that cover the same.
#[derive(Debug, Clone, PartialEq)]
pub struct Coverage {
    /// What they cover.
    pub name: String,
    /// In order of date.
    pub counts: Vec<Counted>,
}

/// A count.
#[derive(Debug, Clone, PartialEq)]
pub struct Counted {
    /// The year, for the place of its bar.
    pub year: i16,
    /// The day in words, no finer than it is known.
    pub when: String,
    /// How many.
    pub inhabitants: u32,
    /// How many, in words.
    pub number: String,
    /// How many were of a people: who, how many, and that in words.
    pub of: Vec<(String, u32, String)>,
    /// How sure that is, in words, unless that is high.
    pub doubt: Option<String>,
    /// A remark.
    pub note: Option<String>,
    /// What it rests on, a line a source.
    pub sources: Vec<SourceLine>,
}

impl Counted {
    /// What it says in a line: when, how many, of whom.
    #[must_use]
    pub fn line(&self, words: &Words) -> String {
        let mut line = words.pair(&self.when, &self.number);
        if !self.of.is_empty() {
            let of: Vec<String> = self.of.iter().map(|(who, _, n)| format!("{who} {n}")).collect();
            line = format!("{line} · {}", words.list(&of));
        }
        line
    }
}

/// The counts that cover a territory, or a town in it.
#[must_use]
pub fn of_territory(atlas: &Atlas, words: &Words, territory: TerritoryId) -> Vec<Coverage> {
    coverages(atlas, words, |count| {
        count.territories.contains(&territory) || lies_in(atlas, count) == Some(territory)
    })
}

/// The counts that cover a group, or a part of it.
#[must_use]
pub fn of_group(atlas: &Atlas, words: &Words, group: GroupId) -> Vec<Coverage> {
    let own = &atlas.history.group(group).territories;
    coverages(atlas, words, |count| {
        let all = own.iter().all(|t| count.territories.contains(t));
        let part = count.territories.iter().all(|t| own.contains(t));
        !count.territories.is_empty() && (all || part)
    })
}

/// The territory that a count of a town is in, if it is on the map.
fn lies_in(atlas: &Atlas, count: &Count) -> Option<TerritoryId> {
    let at = atlas.features.place(count.place?)?;
    atlas.outline_at(at.map_km, NEAR_KM).map(|outline| outline.territory)
}

/// The counts that are asked for, by what they cover: land before towns, and the most counts first.
fn coverages(atlas: &Atlas, words: &Words, asked: impl Fn(&Count) -> bool) -> Vec<Coverage> {
    let mut by: Vec<(&Count, Vec<Counted>)> = Vec::new();
    for count in atlas.history.counts.iter().filter(|count| asked(count)) {
        let same =
            |other: &Count| (&other.territories, other.place) == (&count.territories, count.place);
        let one = counted(atlas, words, count);
        match by.iter_mut().find(|(other, _)| same(other)) {
            Some((_, own)) => own.push(one),
            None => by.push((count, vec![one])),
        }
    }
    by.sort_by_key(|(count, own)| (count.place.is_some(), std::cmp::Reverse(own.len())));
    by.into_iter()
        .map(|(count, counts)| Coverage { name: count_place(atlas, words, count), counts })
        .collect()
}

fn counted(atlas: &Atlas, words: &Words, count: &Count) -> Counted {
    let number = |n: u32| words.number(f64::from(n));
    let of = count.of.iter().map(|part| {
        let who = part.people.get(words.language).to_owned();
        (who, part.inhabitants, number(part.inhabitants))
    });
    let sure = count.confidence == Confidence::High;
    let doubt = words.get(&format!("confidence-{}", count.confidence.id()));
    Counted {
        year: count.date.day.year(),
        when: words.when(count.date),
        inhabitants: count.inhabitants,
        number: number(count.inhabitants),
        of: of.collect(),
        doubt: (!sure).then_some(doubt),
        note: count.note.as_ref().map(|note| note.get(words.language).to_owned()),
        sources: count.sources.iter().map(|&source| cited(atlas, words, source)).collect(),
    }
}

impl Coverage {
    /// Whether there is enough of it for a chart.
    #[must_use]
    pub fn has_chart(&self) -> bool {
        self.counts.len() > 1
    }

    fn years(&self) -> RangeInclusive<i16> {
        let years = || self.counts.iter().map(|count| count.year);
        years().min().unwrap_or_default()..=years().max().unwrap_or_default()
    }

    /// The peoples that were counted, each once, in the order of the counts.
    #[must_use]
    pub fn peoples(&self) -> Vec<&str> {
        let mut all: Vec<&str> = Vec::new();
        for (who, ..) in self.counts.iter().flat_map(|count| &count.of) {
            if !all.contains(&who.as_str()) {
                all.push(who);
            }
        }
        all
    }

    /// The bar of each count in a chart of some width: a frame, from the corner of the chart.
    #[must_use]
    pub fn bars(&self, width: f32) -> Vec<Frame> {
        let years = self.years();
        let span = f32::from(years.end() - years.start()).max(1.0);
        let wide = (0.5 * width / span).clamp(4.0, WIDEST);
        let most = self.counts.iter().map(|count| count.inhabitants).max().unwrap_or(1).max(1);
        let bar = |count: &Counted| {
            let part = f32::from(count.year - years.start()) / span;
            let left = part * (width - wide).max(0.0);
            let high = (HEIGHT - ABOVE - BELOW) * ratio(count.inhabitants, most);
            let bottom = HEIGHT - BELOW;
            [left, bottom - high.max(1.0), left + wide, bottom]
        };
        self.counts.iter().map(bar).collect()
    }

    /// The count whose bar is nearest to a place along the chart.
    #[must_use]
    pub fn nearest(&self, width: f32, x: f32) -> Option<&Counted> {
        let bars = self.bars(width);
        let off = |frame: &Frame| (f32::midpoint(frame[0], frame[2]) - x).abs();
        let nearest = self.counts.iter().zip(&bars).min_by(|a, b| off(a.1).total_cmp(&off(b.1)));
        nearest.map(|(count, _)| count)
    }
}

/// How large one number is as a part of another.
#[expect(clippy::cast_possible_truncation, reason = "at most 1")]
fn ratio(part: u32, whole: u32) -> f32 {
    (f64::from(part) / f64::from(whole.max(1))).min(1.0) as f32
}

/// The tone of a people, by its place: none is that of a holder.
#[must_use]
pub fn tone(palette: &Palette, place: usize) -> Color {
    let parts = [0.78, 0.28, 0.55, 0.12];
    blend(palette.paper, palette.ink, parts[place % parts.len()])
}

/// The tone of those of whom is not told what people they were of.
#[must_use]
pub fn rest_tone(palette: &Palette) -> Color {
    blend(palette.paper, palette.sea_ink, 0.62)
}

/// The marks of a chart, from its corner; `chosen` is the count that is pointed at, by its place.
#[must_use]
pub fn marks(
    coverage: &Coverage,
    palette: &Palette,
    width: f32,
    chosen: Option<usize>,
) -> Vec<Mark> {
    let bars = coverage.bars(width);
    let peoples = coverage.peoples();
    let bottom = HEIGHT - BELOW;
    let line = vec![[0.0, bottom + 0.5], [width, bottom + 0.5]];
    let mut marks = vec![Mark::Line { points: line, stroke: Stroke::solid(1.0, palette.hairline) }];
    for (at, (count, frame)) in coverage.counts.iter().zip(&bars).enumerate() {
        let stroke = (chosen == Some(at)).then(|| Stroke::solid(1.4, palette.ink));
        let block = |frame: Frame, color: Color, stroke: Option<Stroke>| Mark::Box {
            frame,
            rounding: 0.0,
            fill: Fill::plain(color),
            stroke,
            fineness: 1.0,
        };
        marks.push(block(*frame, rest_tone(palette), None));
        let high = frame[3] - frame[1];
        let mut foot = frame[3];
        for (who, n, _) in &count.of {
            let place = peoples.iter().position(|known| known == who).unwrap_or_default();
            let top = foot - high * ratio(*n, count.inhabitants);
            marks.push(block([frame[0], top, frame[2], foot], tone(palette, place), None));
            foot = top;
        }
        marks.extend(stroke.map(|stroke| block(*frame, [0, 0, 0, 0], Some(stroke))));
    }
    let label = |at: [f32; 2], anchor: Anchor, words: String| {
        let color = palette.muted;
        Mark::Text(TextMark { anchor, color, ..text(at, Face::Sans, LETTERS, palette, words) })
    };
    let years = coverage.years();
    marks.push(label([0.0, HEIGHT - 2.0], Anchor::Start, years.start().to_string()));
    marks.push(label([width, HEIGHT - 2.0], Anchor::End, years.end().to_string()));
    // What the highest bar stands for, above it.
    let highest = coverage.counts.iter().zip(&bars).max_by_key(|(count, _)| count.inhabitants);
    if let Some((count, frame)) = highest {
        let middle = f32::midpoint(frame[0], frame[2]);
        let (anchor, x) = if middle > 0.7 * width {
            (Anchor::End, frame[2])
        } else if middle < 0.3 * width {
            (Anchor::Start, frame[0])
        } else {
            (Anchor::Middle, middle)
        };
        marks.push(label([x, frame[1] - 4.0], anchor, count.number.clone()));
    }
    marks
}
