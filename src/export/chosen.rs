//! What a reader has chosen in the window, as a work and as the name of a file.

use crate::atlas::Atlas;
use crate::geography::Size;
use crate::history::Day;
use crate::picture::Request;
use crate::picture::compose::room;
use crate::picture::sheet::{SMALLEST_MAP, With, Without};
use crate::view::choices::{Content, ExportChoices, FileKind, Pace};
use crate::view::stops::Step;
use crate::view::{Action, LedgerView, Look};

use super::csv::CsvStyle;
use super::film::{Film, FilmFormat, Shot};
use super::job::{Job, PictureFormat, Work};
use super::listing::{Listed, Listing, ListingFormat};
use super::png::MOST_PIXELS;
use super::svg::Lettering;
use super::tables::{EventFilter, Period, every_change};

/// What a work is made from besides the choices.
#[derive(Debug, Clone)]
pub struct Subject {
    /// What is shown, with its lens, language and theme.
    pub look: Look,
    /// The days of a film, both included.
    pub span: (Day, Day),
    /// What of the ledger is shown.
    pub ledger: LedgerView,
    /// Width and height of the map of the window, in points.
    pub window: Size,
}

/// Why what was chosen cannot be made.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum NotPossible {
    /// The sheet leaves no room for the map: width and height that it needs at least, in points.
    TooSmall(Size),
    /// It has too many pixels.
    TooLarge,
    /// The end of the film or of the period is before its beginning.
    Backwards,
    /// A picture cannot be in a file for tables, nor all tables in each of them.
    NoTable,
}

/// The work that was chosen.
///
/// # Errors
/// What does not go together.
pub fn work(
    atlas: &Atlas,
    subject: &Subject,
    choices: &ExportChoices,
) -> Result<Work, NotPossible> {
    if choices.content.is_table() {
        return list(atlas, subject, choices).map(Work::List);
    }
    let sheet = choices.size(subject.window);
    let with = with(subject, choices);
    let around = with.around(atlas).map(f64::from);
    let least = around.map(|side| side + f64::from(SMALLEST_MAP));
    if !with.map_alone() && !with.no_map && (0..2).any(|axis| sheet.points[axis] < least[axis]) {
        return Err(NotPossible::TooSmall(least));
    }
    let mut look = subject.look.clone();
    if choices.content != Content::Comparison {
        look.apply(atlas, Action::Compare(None));
    }
    let map = [0, 1].map(|axis| (sheet.points[axis] - around[axis]).max(1.0));
    frame(atlas, &mut look, subject.window, choices, (map, sheet.scale));
    let [width, height] = sheet.pixels();
    let (size, scale, paper) = (sheet.points, sheet.scale, sheet.paper);
    let lettering = if choices.outlines { Lettering::Outlines } else { Lettering::Text };
    let picture = |format| Job { look: look.clone(), size, scale, format, paper, with, lettering };
    let format = match choices.kind {
        FileKind::Png if width * height > MOST_PIXELS => return Err(NotPossible::TooLarge),
        FileKind::Png => return Ok(Work::Picture(picture(PictureFormat::Png))),
        FileKind::Svg => return Ok(Work::Picture(picture(PictureFormat::Svg))),
        FileKind::Pdf => return Ok(Work::Picture(picture(PictureFormat::Pdf))),
        FileKind::Gif => FilmFormat::Gif,
        FileKind::Apng => FilmFormat::Apng,
        FileKind::Webp => FilmFormat::Webp,
        FileKind::Mp4 => FilmFormat::Mp4,
        FileKind::Csv | FileKind::Json | FileKind::Geojson => return Err(NotPossible::NoTable),
    };
    if width * height > super::film::MOST_PIXELS {
        return Err(NotPossible::TooLarge);
    }
    if subject.span.0 > subject.span.1 {
        return Err(NotPossible::Backwards);
    }
    let step = match choices.pace {
        Pace::Changes => Step::Changes,
        Pace::Years => Step::Years(1),
        Pace::Decades => Step::Years(10),
    };
    let shots = Shot::between(atlas, &look, subject.span, step, choices.seconds);
    Ok(Work::Film(Film { shots, size, scale, format, with, looped: choices.looped }))
}

/// The table that was chosen.
fn list(atlas: &Atlas, subject: &Subject, choices: &ExportChoices) -> Result<Listing, NotPossible> {
    let look = &subject.look;
    let (from, to) = subject.span;
    if choices.content.has_span(choices.kind) && from > to {
        return Err(NotPossible::Backwards);
    }
    let period = Period { from: Some(from), to: Some(to) };
    let what = match choices.content {
        Content::SpansTable => Listed::Spans(Vec::new(), period),
        Content::EventsTable => Listed::Events(EventFilter { period, ..EventFilter::default() }),
        Content::AreasTable => {
            let mut days = every_change(atlas, look.lens(), &[]);
            days.retain(|day| (from..=to).contains(day));
            Listed::Areas(days, Vec::new())
        }
        _ => Listed::Holders(look.moment()),
    };
    let style = CsvStyle { headings: choices.headings, mark: choices.byte_order_mark };
    let format = match choices.kind {
        FileKind::Csv => ListingFormat::Csv(style),
        FileKind::Json => ListingFormat::Json,
        FileKind::Geojson if what.has_shapes() => ListingFormat::Geojson,
        _ => return Err(NotPossible::NoTable),
    };
    Ok(Listing { what, lens: look.lens(), language: look.language(), format })
}

fn with(subject: &Subject, choices: &ExportChoices) -> With {
    let content = choices.content;
    With {
        no_map: matches!(content, Content::TimeBar | Content::Ledger),
        ledger: subject.ledger,
        cards: matches!(content, Content::MapWithCards | Content::Page),
        chart: matches!(content, Content::Ledger | Content::Page),
        time_bar: matches!(content, Content::TimeBar | Content::Ledger | Content::Page),
        without: Without { title: !choices.title, legend: !choices.legend, foot: !choices.foot },
    }
}

/// Shows what the window shows, or the whole map, in a map of another size.
fn frame(
    atlas: &Atlas,
    look: &mut Look,
    window: Size,
    choices: &ExportChoices,
    (size, scale): (Size, f64),
) {
    if choices.whole_map {
        look.apply(atlas, Action::Fit);
    }
    let same = size.iter().zip(window).all(|(own, other)| (own - other).abs() < 1e-6);
    let Some(camera) = look.chosen_camera().filter(|_| !same) else { return };
    let seen = camera.frame_map_km(window);
    let request = Request { size, pixels_per_point: scale, alone: true };
    look.apply(atlas, Action::ShowBounds(seen, room(atlas, look, &request)));
}

/// The name of a file that says what is in it.
#[must_use]
pub fn file_name(atlas: &Atlas, subject: &Subject, choices: &ExportChoices) -> String {
    let look = &subject.look;
    let day = |day: Day, by_year: bool| {
        if by_year { day.year().to_string() } else { day.to_string() }
    };
    let when = if choices.content.has_span(choices.kind) {
        let years = [subject.span.0, subject.span.1].map(|day| day.year().to_string());
        years.join("-")
    } else {
        day(look.moment(), look.by_year())
    };
    let mut parts = vec![atlas.id.clone(), when];
    if choices.content != Content::Map {
        parts.push(choices.content.id().to_owned());
    }
    parts.push(atlas.history.lens(look.lens()).id.clone());
    format!("{}.{}", parts.join("-"), choices.kind.id())
}
