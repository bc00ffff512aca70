//! The title of a map: the year, large, and under it the exact day and the lens.

use crate::atlas::Atlas;
use crate::history::{Day, Language, LensId};
use crate::view::{Look, Theme};

use super::faces::{Face, width};
use super::furniture::{sheet, text};
use super::marks::{Frame, Mark, TextMark};
use super::palette::{faded, palette};
use super::words::Words;

/// Notes under the day, where the moment was chosen as a year.
const NOTES: [&str; 2] = ["moment-last-day", "moment-end-of-year"];

/// What the title depends on.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct TitleInput {
    /// The language.
    pub language: Language,
    /// The colour scheme.
    pub theme: Theme,
    /// The lens.
    pub lens: LensId,
    /// The day.
    pub moment: Day,
    /// Whether it was chosen as a year.
    pub by_year: bool,
    /// Whether the picture stands alone and names the atlas.
    pub alone: bool,
    /// Where it stands.
    pub frame: Frame,
    /// Whether there is land under it.
    pub on_land: bool,
}

impl TitleInput {
    /// The input of a look.
    #[must_use]
    pub fn of(look: &Look, alone: bool, frame: Frame, on_land: bool) -> Self {
        Self {
            language: look.language(),
            theme: look.theme(),
            lens: look.lens(),
            moment: look.moment(),
            by_year: look.by_year(),
            alone,
            frame,
            on_land,
        }
    }
}

fn line(atlas: &Atlas, words: &Words, lens: LensId, day: Day) -> String {
    let lens = atlas.history.lens(lens).name.get(words.language);
    format!("{} · {lens}", words.day_of_year(day))
}

/// What the title takes of the upper left corner: room for the widest day of the lens, so that it
/// stays the same while time runs.
#[must_use]
pub fn title_frame(atlas: &Atlas, words: &Words, lens: LensId, alone: bool) -> Frame {
    let days = (1_i8..=12).map(|month| jiff::civil::date(2000, month, 28));
    let lines = days.map(|day| line(atlas, words, lens, day));
    let own = lines.map(|line| width(Face::Sans, 13.5, 0.0, &line)).fold(0.0, f32::max);
    let notes = NOTES.map(|note| width(Face::Sans, 11.0, 0.0, &words.get(note)));
    let wide = own.max(notes[0]).max(notes[1]);
    let right = 29.0 + wide.max(150.0) + 12.0;
    let bottom = 128.0 + if alone { 14.0 } else { 0.0 };
    [14.0, 12.0, right, bottom]
}

/// The title; on a sheet of paper, if it lies on land.
#[must_use]
pub fn title(atlas: &Atlas, words: &Words, input: &TitleInput) -> Vec<Mark> {
    let palette = palette(input.theme);
    let halo = Some(faded(palette.sea, 210));
    // In the window the name of the atlas stands above the map; alone the picture says it itself.
    let down = if input.alone { 14.0 } else { 0.0 };
    let mut marks = Vec::new();
    if input.on_land {
        marks.push(sheet(&palette, input.frame));
    }
    if input.alone {
        let name = atlas.history.title.get(words.language).to_owned();
        marks.push(Mark::Text(TextMark {
            halo,
            color: palette.muted,
            spacing: 0.4,
            ..text([29.0, 28.0], Face::SansBold, 12.0, &palette, name)
        }));
    }
    let year = input.moment.year().to_string();
    let day = line(atlas, words, input.lens, input.moment);
    for (at, size, words) in [([26.0, 76.0 + down], 64.0, year), ([29.0, 101.0 + down], 13.5, day)]
    {
        marks.push(Mark::Text(TextMark { halo, ..text(at, Face::Sans, size, &palette, words) }));
    }
    if input.by_year {
        let last = input.moment == atlas.history.last_day;
        let note = words.get(NOTES[usize::from(!last)]);
        marks.push(Mark::Text(TextMark {
            halo,
            color: palette.muted,
            ..text([29.0, 119.0 + down], Face::Sans, 11.0, &palette, note)
        }));
    }
    marks
}
