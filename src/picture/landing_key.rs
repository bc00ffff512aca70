//! The key of the numbers that landings have on a map where there is no room for their names.

use std::sync::Arc;

use crate::atlas::Atlas;
use crate::history::Language;
use crate::view::Theme;

use super::faces::{Face, width};
use super::furniture::text;
use super::landings::{Numbered, color_of, disc};
use super::marks::{Anchor, Color, Fill, Mark, Stroke, TextMark};
use super::palette::palette;
use super::parts::Kept;
use super::stage::Stage;
use super::words::Words;

/// A row of the key.
#[derive(Debug, Clone, PartialEq)]
pub struct KeyRow {
    /// The number on the map.
    pub number: u16,
    /// The place as it was called.
    pub name: String,
    /// The day.
    pub day: String,
    /// The dark tone of the side.
    pub color: Color,
}

/// The key of the numbers on a map, ready to be painted.
#[derive(Debug, Clone, PartialEq)]
pub struct Key {
    /// What the numbers are.
    pub title: String,
    /// Its rows.
    pub rows: Vec<KeyRow>,
    /// Width and height, in points.
    pub size: [f32; 2],
    /// How many rows stand one below the other.
    in_column: usize,
    /// The width of a column.
    column: f32,
}

/// The most of a map that a key may cover.
const OF_MAP: f32 = 0.2;
const ROW: f32 = 15.0;
const PAD: f32 = 9.0;
const HEAD: f32 = 17.0;
const BETWEEN: f32 = 14.0;

/// The key of numbers, no higher than so much; `None` if there are none.
#[must_use]
pub fn key(
    (atlas, words, theme): (&Atlas, &Words, Theme),
    numbered: &[Numbered],
    highest: f32,
) -> Option<Key> {
    let rows: Vec<KeyRow> = numbered
        .iter()
        .map(|of| {
            let advance = atlas.history.advance(of.advance);
            KeyRow {
                number: of.number,
                name: advance.label.get(words.language).to_owned(),
                day: words.day_of_year(advance.date.day),
                color: color_of(atlas, of.advance, theme)[1],
            }
        })
        .collect();
    let long = |said: &str| width(Face::Sans, 11.0, 0.0, said);
    let of_row = |row: &KeyRow| 18.0 + long(&row.name) + 12.0 + long(&row.day);
    let column = rows.iter().map(of_row).fold(0.0, f32::max);
    let title = words.get("landings-title");
    let count = f32::from(u16::try_from(rows.len()).ok().filter(|&count| count > 0)?);
    let fit = ((highest - 2.0 * PAD - HEAD) / ROW).floor().max(1.0);
    let columns = (count / fit).ceil();
    let high = (count / columns).ceil();
    let wide = columns * column + (columns - 1.0) * BETWEEN;
    let size = [
        2.0 * PAD + wide.max(width(Face::SansBold, 11.5, 0.0, &title)),
        2.0 * PAD + HEAD + ROW * high,
    ];
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "some dozen rows")]
    let in_column = high as usize;
    Some(Key { title, rows, size, in_column, column })
}

impl Key {
    /// Whether a map has room for it.
    #[must_use]
    pub fn fits(&self, stage: &Stage) -> bool {
        let [[w, h], [width, height]] = [self.size, stage.extent()];
        w * h <= OF_MAP * width * height && h < height
    }
}

/// What a key depends on.
#[derive(Debug, Clone, PartialEq)]
pub struct KeyInput {
    /// The landings that have a number.
    pub numbered: Vec<Numbered>,
    /// The colour scheme.
    pub theme: Theme,
    /// The language.
    pub language: Language,
    /// How high it may be, in points.
    pub highest: f32,
}

/// The keys of one map, each kept under its input: the one that may be needed, for which room is kept
/// before the landings are numbered, and the one that is.
#[derive(Debug, Default)]
pub struct Keys {
    needed: [Kept<KeyInput, Option<Key>>; 2],
    marks: Kept<(KeyInput, [f32; 2]), Vec<Mark>>,
}

impl Keys {
    /// The key that is needed if all of some landings get numbers.
    pub fn most(&mut self, atlas: &Atlas, words: &Words, input: KeyInput) -> Arc<Option<Key>> {
        self.needed[0].get(input, |input| of_input(atlas, words, input))
    }

    /// The marks of the key of those that have numbers, at the corner that a seat gives to its size;
    /// `None` if there are none.
    pub fn marks(
        &mut self,
        atlas: &Atlas,
        words: &Words,
        input: KeyInput,
        seat: impl Fn([f32; 2]) -> [f32; 2],
    ) -> Option<Arc<Vec<Mark>>> {
        let theme = input.theme;
        let key = self.needed[1].get(input.clone(), |input| of_input(atlas, words, input));
        let key = key.as_ref().as_ref()?;
        let at = seat(key.size);
        Some(self.marks.get((input, at), |_| paint_key(key, theme, at)))
    }
}

fn of_input(atlas: &Atlas, words: &Words, input: &KeyInput) -> Option<Key> {
    key((atlas, words, input.theme), &input.numbered, input.highest)
}

/// The marks of a key with its upper left corner at a point.
#[must_use]
pub fn paint_key(key: &Key, theme: Theme, [x, y]: [f32; 2]) -> Vec<Mark> {
    let palette = palette(theme);
    let [w, h] = key.size;
    let mut marks = vec![
        Mark::Box {
            frame: [x, y, x + w, y + h],
            rounding: 0.0,
            fill: Fill::plain(palette.paper),
            stroke: Some(Stroke::solid(1.0, palette.hairline)),
            fineness: 1.0,
        },
        Mark::Text(TextMark {
            color: palette.muted,
            ..text([x + PAD, y + PAD + 9.0], Face::SansBold, 11.5, &palette, key.title.clone())
        }),
    ];
    let mut left = x + PAD;
    for column in key.rows.chunks(key.in_column.max(1)) {
        let mut middle = y + PAD + HEAD + ROW / 2.0;
        for row in column {
            marks.extend(disc([left + 6.0, middle], 6.0, row.color, row.number));
            let baseline = middle + 4.0;
            let at = [left + 18.0, baseline];
            marks.push(Mark::Text(text(at, Face::Sans, 11.0, &palette, row.name.clone())));
            marks.push(Mark::Text(TextMark {
                anchor: Anchor::End,
                color: palette.muted,
                ..text([left + key.column, baseline], Face::Sans, 11.0, &palette, row.day.clone())
            }));
            middle += ROW;
        }
        left += key.column + BETWEEN;
    }
    marks
}
