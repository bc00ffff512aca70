//! The key of the numbers that landings have on a map where there is no room for their names.

use std::sync::Arc;

use crate::atlas::Atlas;
use crate::history::Language;
use crate::view::Theme;

use super::faces::{Face, width};
use super::furniture::text;
use super::key_seat::{Seat, SeatInput};
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
    /// How it is set.
    print: Print,
    /// How many rows stand one below the other.
    in_column: usize,
    /// The width of a column.
    column: f32,
}

/// The most of a map that a key may cover.
const OF_MAP: f32 = 0.2;

/// How a key is set, in points.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Print {
    /// The size of its letters.
    letters: f32,
    /// From row to row.
    row: f32,
    /// Between its edge and what it says.
    pad: f32,
    /// The radius of the discs, on the map as well.
    pub disc: f32,
}

impl Print {
    /// As it is meant.
    pub const FULL: Self = Self { letters: 11.0, row: 15.0, pad: 9.0, disc: 6.5 };
    /// Where there is less room.
    pub const DENSE: Self = Self { letters: 9.0, row: 11.6, pad: 6.0, disc: 5.2 };
    /// On a small sheet.
    pub const SMALL: Self = Self { letters: 7.5, row: 9.2, pad: 4.0, disc: 4.4 };

    fn head(self) -> f32 {
        self.row + 2.0
    }

    /// From the left of a row to its name.
    fn indent(self) -> f32 {
        2.0 * self.disc + 5.0
    }

    fn between(self) -> f32 {
        1.25 * self.letters
    }
}

/// The key of numbers in a print, no higher than so much; `None` if there are none.
#[must_use]
pub fn key(
    (atlas, words, theme): (&Atlas, &Words, Theme),
    numbered: &[Numbered],
    (print, highest): (Print, f32),
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
    let long = |said: &str| width(Face::Sans, print.letters, 0.0, said);
    let of_row = |row: &KeyRow| print.indent() + long(&row.name) + print.letters + long(&row.day);
    let column = rows.iter().map(of_row).fold(0.0, f32::max);
    let title = words.get("landings-title");
    let count = f32::from(u16::try_from(rows.len()).ok().filter(|&count| count > 0)?);
    let fit = ((highest - 2.0 * print.pad - print.head()) / print.row).floor().max(1.0);
    let columns = (count / fit).ceil();
    let high = (count / columns).ceil();
    let wide = columns * column + (columns - 1.0) * print.between();
    let size = [
        2.0 * print.pad + wide.max(width(Face::SansBold, print.letters + 0.5, 0.0, &title)),
        2.0 * print.pad + print.head() + print.row * high,
    ];
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "some dozen rows")]
    let in_column = high as usize;
    Some(Key { title, rows, size, print, in_column, column })
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
    /// Where it stands.
    pub seat: Seat,
}

/// The keys of one map, each kept under its input: the seat of the one that may be needed, for which
/// room is kept before the landings are numbered, and the marks of the one that is.
#[derive(Debug, Default)]
pub struct Keys {
    seat: Kept<SeatInput, Option<Seat>>,
    marks: Kept<KeyInput, Option<Arc<Vec<Mark>>>>,
}

impl Keys {
    /// Where the key stands that is needed if all of some landings get numbers; `None`: there is no
    /// room for it, or nothing to tell.
    pub fn seat(&mut self, atlas: &Atlas, words: &Words, input: SeatInput) -> Option<Seat> {
        *self.seat.get(input, |input| input.seat(atlas, words))
    }

    /// The marks of the key of those that have numbers; `None` if there are none.
    pub fn marks(
        &mut self,
        atlas: &Atlas,
        words: &Words,
        input: KeyInput,
    ) -> Option<Arc<Vec<Mark>>> {
        let marks = self.marks.get(input, |input| {
            let seat = input.seat;
            let set = (seat.print, seat.highest);
            let key = key((atlas, words, input.theme), &input.numbered, set)?;
            Some(Arc::new(paint_key(&key, input.theme, seat.at(key.size))))
        });
        marks.as_ref().clone()
    }
}

/// The marks of a key with its upper left corner at a point.
#[must_use]
pub fn paint_key(key: &Key, theme: Theme, [x, y]: [f32; 2]) -> Vec<Mark> {
    let palette = palette(theme);
    let ([w, h], print) = (key.size, key.print);
    let letters = print.letters;
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
            ..text(
                [x + print.pad, y + print.pad + 0.8 * letters],
                Face::SansBold,
                letters + 0.5,
                &palette,
                key.title.clone(),
            )
        }),
    ];
    let mut left = x + print.pad;
    for column in key.rows.chunks(key.in_column.max(1)) {
        let mut middle = y + print.pad + print.head() + print.row / 2.0;
        for row in column {
            let radius = print.disc - 0.5;
            marks.extend(disc([left + radius, middle], radius, row.color, row.number));
            let baseline = middle + 0.36 * letters;
            let at = [left + print.indent(), baseline];
            marks.push(Mark::Text(text(at, Face::Sans, letters, &palette, row.name.clone())));
            marks.push(Mark::Text(TextMark {
                anchor: Anchor::End,
                color: palette.muted,
                ..text(
                    [left + key.column, baseline],
                    Face::Sans,
                    letters,
                    &palette,
                    row.day.clone(),
                )
            }));
            middle += print.row;
        }
        left += key.column + print.between();
    }
    marks
}
