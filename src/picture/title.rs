//! The title of a map: the year, large, the event that made the map what it is, and the exact day and
//! the lens.

use crate::atlas::Atlas;
use crate::history::{Day, EventId, Language, LensId, Precision, When};
use crate::view::{Look, Theme};

use super::faces::Face;
use super::furniture::{panel, text, wrapped};
use super::marks::{Frame, Mark, TextMark};
use super::palette::{Palette, palette};
use super::words::{Argument, Words};

/// What the title depends on.
#[expect(clippy::struct_excessive_bools, reason = "each is a switch by itself")]
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
    /// How exactly the day is known of the event that was opened on it.
    pub known: Precision,
    /// The event that made the map what it is, and its day.
    pub made_by: Option<(EventId, Day)>,
    /// Whether the picture stands alone and names the atlas.
    pub alone: bool,
    /// Whether there is room for little.
    pub small: bool,
    /// Where it stands.
    pub frame: Frame,
    /// Whether land of the atlas lies under it.
    pub on_land: bool,
    /// The moment of the look that it is compared with on one map, whether it was chosen as a year, and
    /// its lens; it stands first.
    pub beside: Option<(Day, bool, LensId)>,
}

impl TitleInput {
    /// The input of a look.
    #[must_use]
    pub fn of(
        atlas: &Atlas,
        look: &Look,
        (alone, small): (bool, bool),
        (frame, on_land): (Frame, bool),
    ) -> Self {
        Self {
            language: look.language(),
            theme: look.theme(),
            lens: look.lens(),
            moment: look.moment(),
            by_year: look.by_year(),
            known: known(atlas, look),
            made_by: made_by(atlas, look),
            alone,
            small,
            frame,
            on_land,
            beside: None,
        }
    }
}

/// The event of the last change of the map on a look's lens, and the day of the change.
#[must_use]
pub fn made_by(atlas: &Atlas, look: &Look) -> Option<(EventId, Day)> {
    let history = &atlas.history;
    let ledger = history.ledger(look.lens());
    let spans = history.territory_ids().map(|t| ledger.on(t, look.moment()));
    // Of several changes on a day, that of the most land.
    let mut events: Vec<(Day, EventId, f64)> = Vec::new();
    for span in spans {
        let Some(event) = span.event else { continue };
        let area = atlas.area_km2(span.territory);
        match events.iter_mut().find(|(day, own, _)| (*day, *own) == (span.from.day, event)) {
            Some((.., sum)) => *sum += area,
            None => events.push((span.from.day, event, area)),
        }
    }
    let last = events.into_iter().max_by(|a, b| a.0.cmp(&b.0).then(a.2.total_cmp(&b.2)));
    last.map(|(day, event, _)| (event, day))
}

/// How exactly the moment is known: to the day, unless it stands in for that of the event that is open or,
/// without one, of all that changes the map on it.
#[must_use]
pub fn known(atlas: &Atlas, look: &Look) -> Precision {
    let history = &atlas.history;
    let days: Vec<When> = match look.event() {
        Some(event) => history.days_of(event),
        None if look.by_year() => Vec::new(),
        None => history.ledger(look.lens()).changes().iter().map(|change| change.when).collect(),
    };
    let of_day = days.iter().filter(|when| when.day == look.moment());
    of_day.map(|when| when.precision).min().unwrap_or(Precision::Day)
}

/// How a title is set: sizes and baselines in points from the upper left corner of its frame.
struct Setting {
    /// The name of the atlas.
    name: Option<[f32; 2]>,
    year: [f32; 2],
    headline: Option<[f32; 2]>,
    /// The day and the lens; the baseline is where it would be without a headline.
    day: [f32; 2],
}

fn setting(input: &TitleInput) -> Setting {
    match (input.small, input.alone) {
        (true, _) => Setting { name: None, year: [28.0, 26.0], headline: None, day: [10.0, 41.0] },
        (false, true) => Setting {
            name: Some([11.0, 19.0]),
            year: [64.0, 82.0],
            headline: Some([22.0, 120.0]),
            day: [13.0, 108.0],
        },
        (false, false) => Setting {
            name: None,
            year: [52.0, 46.0],
            headline: Some([16.5, 74.0]),
            day: [12.5, 70.0],
        },
    }
}

/// The title, in points of the map; on a panel, if it lies on land of the atlas.
#[must_use]
pub fn title(atlas: &Atlas, words: &Words, input: &TitleInput) -> Vec<Mark> {
    let palette = palette(input.theme);
    let [left, top, right, bottom] = input.frame;
    let Setting { name, year, headline, day } = setting(input);
    let mut marks = Vec::new();
    if input.on_land {
        marks.push(panel(&palette, [left - 8.0, top - 2.0, right + 8.0, bottom + 4.0]));
    }
    if let Some([size, down]) = name {
        let name = atlas.history.title.get(words.language).to_owned();
        marks.push(Mark::Text(TextMark {
            color: palette.muted,
            spacing: 0.05 * size,
            ..text([left, top + down], Face::SansBold, size, &palette, name)
        }));
    }
    let (figures, part) = match input.beside {
        Some((first, ..)) if first.year() != input.moment.year() => {
            (format!("{} – {}", first.year(), input.moment.year()), 0.72)
        }
        _ => (input.moment.year().to_string(), 1.0),
    };
    // The figures have more space on their left than letters.
    let size = part * year[0];
    let at = [left - 0.055 * size, top + year[1]];
    marks.push(Mark::Text(text(at, Face::SansLight, size, &palette, figures)));
    if input.beside.is_some() {
        marks.extend(both(atlas, words, input, day, &palette));
        return marks;
    }
    let mut down = day[1];
    if let Some(([size, first], (event, since))) = headline.zip(input.made_by) {
        let title = atlas.history.event(event).title.get(words.language);
        let same = since.year() == input.moment.year();
        let line = if same { title.to_owned() } else { format!("{title} ({})", since.year()) };
        // A long one is smaller, so that nothing of it is cut.
        let lines_at = |part: f32| wrapped(Face::SerifBold, part * size, right - left, &line, 2);
        let whole = |part: &f32| !lines_at(*part).last().is_some_and(|line| line.ends_with('…'));
        let part = [1.0, 0.88, 0.77, 0.66, 0.57].into_iter().find(whole).unwrap_or(0.57);
        let (lines, size) = (lines_at(part), part * size);
        for (n, line) in (0_u8..).zip(lines) {
            down = first + 1.22 * size * f32::from(n);
            let at = [left, top + down];
            marks.push(Mark::Text(text(at, Face::SerifBold, size, &palette, line)));
        }
        // Clear of its descenders, however small it is.
        down += (1.1 * size).max(0.35 * size + 1.25 * day[0]);
    }
    let lens = atlas.history.lens(input.lens).name.get(words.language);
    let known = When { day: input.moment, precision: input.known };
    let when = match input.known {
        Precision::Day if input.small => words.day_of_year(input.moment),
        Precision::Day => words.day(input.moment),
        Precision::Month | Precision::Year if !input.small => {
            words.with("date-not-known", &[("when", Argument::Text(&words.when(known)))])
        }
        _ => words.when(known),
    };
    let note = if !input.by_year || input.small {
        ""
    } else if input.moment == atlas.history.last_day {
        "moment-last-day"
    } else {
        "moment-end-of-year"
    };
    let line = format!("{when} · {lens}");
    let size = day[0];
    for part in wrapped(Face::Sans, size, right - left, &line, 2) {
        let at = [left, top + down];
        let color = if input.small { palette.ink } else { palette.muted };
        marks.push(Mark::Text(TextMark { color, ..text(at, Face::Sans, size, &palette, part) }));
        down += 1.35 * size;
    }
    if !note.is_empty() && top + down <= bottom + 2.0 {
        let note = words.get(note);
        let at = [left, top + down - 1.0];
        let size = 0.8 * size;
        let color = palette.muted;
        marks.push(Mark::Text(TextMark { color, ..text(at, Face::Sans, size, &palette, note) }));
    }
    marks
}

/// The days and lenses of two looks, a line each.
fn both(
    atlas: &Atlas,
    words: &Words,
    input: &TitleInput,
    [size, down]: [f32; 2],
    palette: &Palette,
) -> Vec<Mark> {
    let [left, top, right, _] = input.frame;
    let own = (input.moment, input.by_year, input.lens);
    let looks = input.beside.into_iter().chain([own]);
    let mut down = down;
    let mut marks = Vec::new();
    for (day, by_year, lens) in looks {
        let lens = atlas.history.lens(lens).name.get(words.language);
        let line = format!("{} · {lens}", words.day(day));
        let line = if by_year && !input.small {
            format!("{line} ({})", words.get("moment-end-of-year"))
        } else {
            line
        };
        for part in wrapped(Face::Sans, size, right - left, &line, 2) {
            let color = if input.small { palette.ink } else { palette.muted };
            let mark = text([left, top + down], Face::Sans, size, palette, part);
            marks.push(Mark::Text(TextMark { color, ..mark }));
            down += 1.35 * size;
        }
    }
    marks
}
