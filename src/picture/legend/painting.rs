//! A legend as marks: how high its rows are, and where they stand.

use crate::view::Theme;

use super::super::faces::{Face, width};
use super::super::furniture::{panel, text, wrapped};
use super::super::marks::{Anchor, Fill, Frame, Mark, Stroke, TextMark};
use super::super::palette::palette;
use super::super::parts::{Target, TargetOf};

use super::{Legend, LegendRow, Swatch};

/// Width of a legend and the height that is kept free for it, in points.
pub const MOST: [f32; 2] = [250.0, 294.0];
const ROW: f32 = 20.0;
const DETAIL: f32 = 11.0;
/// A further line of a name, and a line of the question.
const LINE: f32 = 13.0;
const QUESTION: f32 = 13.0;
const PAD: f32 = 14.0;
/// Space around the rule between sections.
const RULE: f32 = 9.0;
const SWATCH: [f32; 2] = [24.0, 13.0];
/// Size of names, in points.
const LETTERS: f32 = 12.0;

impl Legend {
    /// Height of the legend, in points.
    #[must_use]
    pub fn height(&self) -> f32 {
        let rows: f32 = self.rows.iter().map(LegendRow::height).sum();
        PAD + 3.0 + QUESTION * count(self.question().len()) + rows + PAD - 6.0
    }

    /// The question in lines, beside the unit.
    fn question(&self) -> Vec<String> {
        wrapped(Face::SansBold, 11.0, MOST[0] - 2.0 * PAD - 30.0, &self.title, 3)
    }
}

impl LegendRow {
    fn height(&self) -> f32 {
        let detail = DETAIL * count(self.detail_lines().len());
        let more = LINE * (count(self.lines().1.len()) - 1.0);
        ROW + more + detail + if self.ruled { RULE } else { 0.0 }
    }

    /// The lines of what is told in small letters, beside the swatch.
    fn detail_lines(&self) -> Vec<String> {
        if self.detail.is_empty() {
            return Vec::new();
        }
        wrapped(Face::Sans, 9.5, MOST[0] - 2.0 * PAD - SWATCH[0] - 9.0, &self.detail, 2)
    }

    /// The size of the name in points, and its lines, beside swatch and area.
    fn lines(&self) -> (f32, Vec<String>) {
        let area = width(Face::Sans, LETTERS, 0.0, &self.area);
        let area = if area > 0.0 { area + 8.0 } else { 0.0 };
        let room = MOST[0] - 2.0 * PAD - SWATCH[0] - 9.0 - area;
        let fits = |size: &f32| width(Face::Sans, *size, 0.0, &self.name) <= room;
        let size = [LETTERS, 11.5, 11.0].into_iter().find(fits).unwrap_or(11.0);
        (size, wrapped(Face::Sans, size, room, &self.name, 2))
    }
}

/// A few of something, as a number.
fn count(few: usize) -> f32 {
    f32::from(u16::try_from(few).unwrap_or(u16::MAX))
}

/// The marks of a legend in a frame, of which it takes the height that it needs, and where its rows
/// are.
#[must_use]
pub fn paint(legend: &Legend, theme: Theme, frame: Frame) -> (Vec<Mark>, Vec<Target>) {
    if legend.small {
        return paint_line(legend, theme, frame);
    }
    let palette = palette(theme);
    let [x, y, right, _] = frame;
    let bottom = y + legend.height();
    let mut marks = vec![panel(&palette, [x, y, right, bottom])];
    let mut targets = Vec::with_capacity(legend.rows.len() + 1);
    let title = |at, anchor, words: &str| {
        Mark::Text(TextMark {
            anchor,
            color: palette.muted,
            ..text(at, Face::SansBold, 11.0, &palette, words.to_owned())
        })
    };
    let mut top = y + PAD + 1.0;
    for line in legend.question() {
        marks.push(title([x + PAD, top + 7.0], Anchor::Start, &line));
        top += QUESTION;
    }
    marks.push(title([right - PAD, y + PAD + 8.0], Anchor::End, &legend.unit));
    for row in &legend.rows {
        if row.ruled {
            let at = top + 0.5 * RULE;
            let points = vec![[x + PAD, at], [right - PAD, at]];
            marks.push(Mark::Line { points, stroke: Stroke::solid(0.8, palette.panel_line) });
            top += RULE;
        }
        let height = row.height() - if row.ruled { RULE } else { 0.0 };
        if let Some(of) = &row.stands_for {
            let of = TargetOf::Legend(of.clone());
            targets.push(Target { frame: [x, top, right, top + height], of });
        }
        let of = TargetOf::Words(row.name.clone());
        targets.push(Target { frame: [x, top, right, top + height], of });
        let swatch = [x + PAD, top + 3.5, x + PAD + SWATCH[0], top + 3.5 + SWATCH[1]];
        add_swatch(row.swatch, theme, swatch, &mut marks);
        let mut at = [swatch[2] + 9.0, top + 14.0];
        let (size, lines) = row.lines();
        for (n, line) in lines.into_iter().enumerate() {
            at[1] = top + 14.0 + LINE * count(n);
            marks.push(Mark::Text(text(at, Face::Sans, size, &palette, line)));
        }
        for line in row.detail_lines() {
            at[1] += DETAIL;
            let color = palette.muted;
            let detail = TextMark { color, ..text(at, Face::Sans, 9.5, &palette, line) };
            marks.push(Mark::Text(detail));
        }
        if !row.area.is_empty() {
            let at = [right - PAD, top + 14.0];
            let area = text(at, Face::Sans, LETTERS, &palette, row.area.clone());
            marks.push(Mark::Text(TextMark { anchor: Anchor::End, ..area }));
        }
        top += height;
    }
    // What else of the panel is pointed at hides the map too.
    targets.push(Target { frame: [x, y, right, bottom], of: TargetOf::Panel });
    (marks, targets)
}

/// The legend in one line: as many of its rows as there is room for.
fn paint_line(legend: &Legend, theme: Theme, frame: Frame) -> (Vec<Mark>, Vec<Target>) {
    let palette = palette(theme);
    let [x, y, right, _] = frame;
    let swatch = [15.0, 9.0];
    let mut marks = Vec::new();
    let mut targets = Vec::new();
    let mut left = x + 2.0;
    let rows = || legend.rows.iter().filter(|row| matches!(row.swatch, Swatch::Land(_)));
    // Of many rows each is smaller.
    let wide = |size: f32| -> f32 {
        rows().map(|row| swatch[0] + 17.0 + width(Face::Sans, size, 0.0, &row.name)).sum()
    };
    let fits = |size: &f32| x + wide(*size) - 12.0 <= right - 2.0;
    let size = [10.0, 9.3, 8.6, 8.0, 7.5, 7.0].into_iter().find(fits).unwrap_or(7.0);
    for row in rows() {
        let end = left + swatch[0] + 5.0 + width(Face::Sans, size, 0.0, &row.name);
        if end > right - 2.0 {
            marks.push(Mark::Text(text([left, y + 15.0], Face::Sans, size, &palette, "…".into())));
            break;
        }
        let own = [left, y + 6.5, left + swatch[0], y + 6.5 + swatch[1]];
        add_swatch(row.swatch, theme, own, &mut marks);
        let at = [left + swatch[0] + 5.0, y + 15.0];
        marks.push(Mark::Text(text(at, Face::Sans, size, &palette, row.name.clone())));
        if let Some(of) = &row.stands_for {
            let frame = [left, y + 2.0, end, y + 20.0];
            targets.push(Target { frame, of: TargetOf::Legend(of.clone()) });
        }
        left = end + 12.0;
    }
    (marks, targets)
}

fn add_swatch(swatch: Swatch, theme: Theme, frame: Frame, marks: &mut Vec<Mark>) {
    let palette = palette(theme);
    let [left, top, right, bottom] = frame;
    let middle = f32::midpoint(top, bottom);
    let ring = |x: f32, radius: f32| Mark::Dot {
        centre: [x, middle],
        radius,
        color: palette.town,
        stroke: Some(Stroke::solid(1.1, palette.town_ring)),
    };
    match swatch {
        Swatch::Land(fill) => marks.push(Mark::Box {
            frame,
            rounding: 0.0,
            fill,
            stroke: Some(Stroke::solid(0.8, palette.outline)),
            fineness: 1.0,
        }),
        Swatch::Line(stroke) => {
            marks.push(Mark::Line { points: vec![[left, middle], [right, middle]], stroke });
        }
        Swatch::Towns => {
            marks.push(ring(left + 6.0, 3.1));
            let dot = Mark::Dot {
                centre: [left + 6.0, middle],
                radius: 1.1,
                color: palette.town_ring,
                stroke: None,
            };
            marks.push(dot);
            marks.push(ring(left + 18.0, 2.2));
        }
        Swatch::Advance(color) => {
            let stroke = Stroke::solid(1.8, color);
            let barbs =
                vec![[right - 6.0, middle - 3.6], [right, middle], [right - 6.0, middle + 3.6]];
            marks.push(Mark::Line { points: vec![[left, middle], [right, middle]], stroke });
            marks.push(Mark::Line { points: barbs, stroke });
        }
        Swatch::Stone => marks.push(Mark::Box {
            frame: [left + 9.4, middle - 4.0, left + 14.6, middle + 2.4],
            rounding: 0.6,
            fill: Fill::plain(palette.town),
            stroke: Some(Stroke::solid(1.1, palette.treaty)),
            fineness: 1.0,
        }),
    }
}
