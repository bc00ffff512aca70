//! The chart of areas as a part of a picture; `app` has one of the same series that can be pointed at:
//! square kilometres by holder through time, one upon the other, or the holders of each territory as
//! bars, on the axis of the time bar.

use std::sync::Arc;

use geo::Polygon;

use crate::atlas::Atlas;
use crate::history::{Day, Language, LensId, TerritoryId, plus_days};
use crate::view::{LedgerKind, LedgerView, Look, Scope, Theme, TimeWindow};

use super::areas::{Series, series};
use super::faces::{Face, width};
use super::furniture::{fitted, text};
use super::lanes::lane_marks;
use super::marks::{Anchor, Fill, Mark, Stroke, TextMark};
use super::palette::{faded, palette};
use super::parts::{Kept, Layer, Part, PartKind};
use super::ribbons::{Row, TimeScale, segments};
use super::time_bar::scale;
use super::words::Words;

/// Room above the areas: the title and what the colours are, in points.
const HEAD: f32 = 44.0;
/// Room below the areas, in points: the years stand on the time bar.
const FOOT: f32 = 6.0;
/// The highest bar of a territory, and the smallest letters that its name is written in.
const HIGHEST_ROW: f32 = 26.0;
const LEAST_LETTERS: f32 = 7.0;
/// Square kilometres between two lines of the chart.
const STEPS_KM2: [f64; 8] = [10.0, 100.0, 500.0, 1e3, 5e3, 2e4, 5e4, 2e5];
/// How far an area reaches under the one below it, in points.
const UNDER: f32 = 0.5;
/// The most lines of the chart.
const MOST_LINES: f64 = 6.0;

/// How a chart is to be shown.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct ChartRequest {
    /// Width and height, in points.
    pub extent: [f32; 2],
    /// What of the ledger it shows.
    pub ledger: LedgerView,
    /// The part of the time; `None`: all of it.
    pub window: Option<TimeWindow>,
}

/// Composes charts and keeps what the next one can use again. It serves one atlas.
#[derive(Debug, Default)]
pub struct ChartComposer {
    series: Kept<(LensId, Theme, Language, Scope), Vec<Series>>,
    areas: Kept<ChartInput, Vec<Mark>>,
    head: Kept<(ChartInput, Day), Vec<Mark>>,
    moment: Kept<(ChartInput, Day), Vec<Mark>>,
}

/// What a chart depends on, besides the moment.
#[derive(Debug, Clone, Copy, PartialEq)]
struct ChartInput {
    request: ChartRequest,
    lens: LensId,
    theme: Theme,
    language: Language,
}

impl ChartComposer {
    /// The chart of a look, with its corner at the origin.
    pub fn compose(
        &mut self,
        atlas: &Atlas,
        words: &Words,
        look: &Look,
        request: &ChartRequest,
    ) -> Part {
        let (lens, theme, language) = (look.lens(), look.theme(), words.language);
        let LedgerView { scope, kind } = request.ledger;
        let of = scope.territories(atlas);
        let all = self
            .series
            .get((lens, theme, language, scope), |_| series(atlas, lens, theme, words, &of));
        let input = ChartInput { request: *request, lens, theme, language };
        let plot = Plot::new(atlas, &all, request);
        let areas = self.areas.get(input, |input| match kind {
            LedgerKind::Areas => areas(words, &all, &plot, input.theme),
            LedgerKind::Holders => holders(atlas, words, &of, &plot, (input.lens, input.theme)),
        });
        let day = look.moment();
        let head = self.head.get((input, day), |_| head(words, &all, day, theme));
        let moment = self.moment.get((input, day), |_| {
            let x = plot.scale.middle_of(day);
            let points = vec![[x, HEAD], [x, request.extent[1] - FOOT]];
            let stroke = Stroke::solid(1.5, palette(theme).ink);
            vec![Mark::Line { points, stroke }]
        });
        let [w, h] = request.extent;
        let frame = [0.0, 0.0, w, h];
        Part {
            kind: PartKind::Chart,
            frame,
            clip: frame,
            ground: palette(theme).paper,
            map: None,
            layers: vec![
                Layer { name: "areas", marks: areas },
                Layer { name: "moment", marks: moment },
                Layer { name: "head", marks: head },
            ],
            targets: Arc::default(),
        }
    }
}

/// The rows of a chart of holders: where each is between two heights, and how large its name is.
#[must_use]
pub fn rows(count: usize, top: f32, bottom: f32) -> (f32, f32) {
    let count = f32::from(u16::try_from(count).unwrap_or(u16::MAX)).max(1.0);
    let row = ((bottom - top) / count).min(HIGHEST_ROW);
    (row, (row - 1.0).clamp(0.0, 12.0))
}

/// The holders of each territory as bars, with its name where it can be read.
fn holders(
    atlas: &Atlas,
    words: &Words,
    of: &[TerritoryId],
    plot: &Plot,
    (lens, theme): (LensId, Theme),
) -> Vec<Mark> {
    let palette = palette(theme);
    let (high, letters) = rows(of.len(), plot.top, plot.bottom);
    let [left, right] = plot.scale.ends();
    let mut marks = Vec::new();
    let mut top = plot.top;
    for &t in of {
        let (segments, km2) = (segments(atlas, lens, t, theme), atlas.area_km2(t));
        let row = Row { segments, km2, territories: vec![t] };
        let bottom = top + (high - 1.0).max(0.5);
        marks.extend(lane_marks(&[row], [left, top, right, bottom], &plot.scale));
        if letters >= LEAST_LETTERS {
            let name = atlas.history.territory(t).name.get(words.language).to_owned();
            let room = left - 8.0;
            let (size, name) = fitted(Face::Sans, [letters, LEAST_LETTERS], room, &name);
            let at = [left - 8.0, f32::midpoint(top, bottom) + 0.36 * size];
            marks.push(Mark::Text(TextMark {
                anchor: Anchor::End,
                color: palette.muted,
                ..text(at, Face::Sans, size, &palette, name)
            }));
        }
        top += high;
    }
    marks
}

/// Where days and areas are.
struct Plot {
    scale: TimeScale,
    /// The area at the upper edge, in square kilometres.
    most_km2: f64,
    top: f32,
    bottom: f32,
    width: f32,
}

impl Plot {
    fn new(atlas: &Atlas, all: &[Series], request: &ChartRequest) -> Self {
        let [width, height] = request.extent;
        let bottom = (height - FOOT).max(HEAD + 1.0);
        let scale = scale(atlas, width).window(request.window);
        Self { scale, most_km2: most_km2(all), top: HEAD, bottom, width }
    }

    fn y(&self, km2: f64) -> f32 {
        #[expect(clippy::cast_possible_truncation, reason = "a part of the whole")]
        let part = (km2 / self.most_km2) as f32;
        self.bottom - (self.bottom - self.top) * part
    }
}

/// Lines of the chart with their areas, and the holdings one upon the other.
fn areas(words: &Words, all: &[Series], plot: &Plot, theme: Theme) -> Vec<Mark> {
    let palette = palette(theme);
    let mut marks = Vec::new();
    // All series have the same days.
    let mut below = vec![0.0; all.iter().map(|one| one.steps.len()).max().unwrap_or(0)];
    let [left, right] = plot.scale.ends();
    for one in all {
        let mut upper = Vec::with_capacity(2 * one.steps.len());
        let mut lower = Vec::with_capacity(2 * one.steps.len());
        for (i, pair) in one.steps.windows(2).enumerate() {
            let &[(from, km2), (until, _)] = pair else { continue };
            // The last day is over only when it ends.
            let last = i + 2 == one.steps.len();
            let until = if last { plus_days(until, 1) } else { until };
            for x in [from, until].map(|day| plot.scale.x_of(day).clamp(left, right)) {
                upper.push((x, plot.y(below[i] + km2)));
                // It reaches under the next, so that nothing shines through between the two.
                lower.push((x, (plot.y(below[i]) + UNDER).min(plot.bottom)));
            }
            below[i] += km2;
        }
        lower.reverse();
        upper.extend(lower);
        let polygons = Arc::new(vec![Polygon::new(upper.into(), Vec::new())]);
        marks.push(Mark::Areas { polygons, color: one.color });
    }
    marks.reverse();
    for at in lines_km2(plot.most_km2) {
        let y = plot.y(at);
        let points = vec![[left, y], [plot.width, y]];
        let stroke = Stroke::solid(0.6, faded(palette.paper, 150));
        marks.push(Mark::Line { points, stroke });
        marks.push(Mark::Text(TextMark {
            anchor: Anchor::End,
            color: palette.muted,
            ..text([left - 8.0, y + 3.6], Face::Sans, 10.0, &palette, words.area(at))
        }));
    }
    marks
}

/// The areas at which a chart that reaches to some area has a line.
#[must_use]
pub fn lines_km2(most_km2: f64) -> Vec<f64> {
    let fits = |step: &f64| most_km2 / step <= MOST_LINES;
    let step = STEPS_KM2.into_iter().find(fits).unwrap_or(most_km2.max(1.0));
    let lines = (1_u8..).map(|n| f64::from(n) * step);
    lines.take_while(|km2| *km2 < most_km2).collect()
}

/// The area at the upper edge of a chart, in square kilometres: that of all land.
#[must_use]
pub fn most_km2(all: &[Series]) -> f64 {
    all.iter().filter_map(|one| Some(one.steps.first()?.1)).sum::<f64>().max(1.0)
}

/// The title, and what the colours are with the areas of the day.
fn head(words: &Words, all: &[Series], day: Day, theme: Theme) -> Vec<Mark> {
    let palette = palette(theme);
    let title = words.get("chart-title");
    let mut marks = vec![Mark::Text(text([0.0, 13.0], Face::SansBold, 13.0, &palette, title))];
    let mut x = 0.0;
    for one in all {
        let Some(km2) = one.on(day) else { continue };
        marks.push(Mark::Box {
            frame: [x, 23.0, x + 10.0, 33.0],
            rounding: 0.0,
            fill: Fill::plain(one.color),
            stroke: None,
            fineness: 1.0,
        });
        let said = words.pair(&one.name, &words.area(km2));
        let long = width(Face::Sans, 12.0, 0.0, &said);
        marks.push(Mark::Text(text([x + 15.0, 32.5], Face::Sans, 12.0, &palette, said)));
        x += 15.0 + long + 16.0;
    }
    marks
}
