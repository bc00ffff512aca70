//! The arguments of `export`, as typed, to a picture or a film that can be made.

use std::path::{Path, PathBuf};

use geo::{Coord, Rect};

use crate::atlas::{Atlas, read_tour_file};
use crate::export::film::{Film, FilmFormat, Shot};
use crate::export::job::{Job, POINTS_PER_INCH, PictureFormat, Work};
use crate::export::svg::Lettering;
use crate::picture::Request;
use crate::picture::compose::room;
use crate::picture::sheet::{SMALLEST_MAP, With, Without};
use crate::view::choices::{Extent, FileKind, SheetSize};
use crate::view::stops::Step;
use crate::view::{Action, Comparison, LedgerKind, LedgerView, Look, Mode, Other, Scope, link};

use super::export_args::{self, ExportArgs, ModeArg, PresetArg, WithArg, WithoutArg};
use super::locale;
use super::plan::{
    OPEN, RequestError, covered, go_to, language, lens, one_of, opened, place, select,
};

/// What the argument of the file is called.
const OUT: &str = "<OUT>";
/// How long the one picture of a film that does not move stays, in thousandths of a second.
const STILL_MILLIS: u32 = 1000;

impl From<export_args::FileKind> for FileKind {
    fn from(kind: export_args::FileKind) -> Self {
        match kind {
            export_args::FileKind::Png => Self::Png,
            export_args::FileKind::Svg => Self::Svg,
            export_args::FileKind::Pdf => Self::Pdf,
            export_args::FileKind::Gif => Self::Gif,
            export_args::FileKind::Apng => Self::Apng,
            export_args::FileKind::Webp => Self::Webp,
            export_args::FileKind::Mp4 => Self::Mp4,
        }
    }
}

impl From<PresetArg> for Extent {
    fn from(preset: PresetArg) -> Self {
        match preset {
            PresetArg::Slide => Self::Slide,
            PresetArg::Uhd => Self::Uhd,
            PresetArg::A4 => Self::A4,
            PresetArg::A4Upright => Self::A4Upright,
            PresetArg::A3 => Self::A3,
            PresetArg::A3Upright => Self::A3Upright,
            PresetArg::Square => Self::Square,
        }
    }
}

/// A picture or a film to be saved.
#[derive(Debug)]
pub struct ExportPlan {
    /// The file; `None`: standard output.
    pub out: Option<PathBuf>,
    /// What is drawn, and how.
    pub work: Work,
}

/// Checks a request for a picture.
///
/// # Errors
/// A value that makes no sense.
pub fn export(atlas: &Atlas, args: &ExportArgs) -> Result<ExportPlan, RequestError> {
    let mut look = begun(atlas, args)?;
    select(atlas, &mut look, args.select.as_deref())?;
    compare(atlas, &mut look, args)?;
    let preset = args.preset.map(Extent::from);
    let sheet = match preset.and_then(Extent::sheet) {
        Some(sheet) => sheet,
        None => parse_size(&args.size)?,
    };
    let paper = sheet.paper;
    if let Some(dpi) = args.dpi.filter(|dpi| !(dpi.is_finite() && (10.0..=1200.0).contains(dpi))) {
        let reason = "expected a number from 10 to 1200";
        return Err(RequestError::usage("--dpi <N>", &dpi.to_string(), reason));
    }
    if let Some(scale) = args.scale.filter(|n| !(n.is_finite() && (0.1..=20.0).contains(n))) {
        let reason = "expected a number from 0.1 to 20";
        return Err(RequestError::usage("--scale <N>", &scale.to_string(), reason));
    }
    let asked = args.dpi.map(|dpi| dpi / POINTS_PER_INCH).or(args.scale);
    let (size, scale) = match asked {
        // A size that was told with a scale is one in points.
        Some(scale) if !paper => (sheet.pixels(), scale),
        Some(scale) => (sheet.points, scale),
        None => (sheet.points, sheet.scale),
    };
    let holders = args.with.contains(&WithArg::Holders);
    let kind = if holders { LedgerKind::Holders } else { LedgerKind::Areas };
    let with = With {
        cards: args.with.contains(&WithArg::Cards),
        no_map: args.with.contains(&WithArg::NoMap),
        ledger: LedgerView { scope: scope(atlas, args)?, kind },
        chart: holders || args.with.contains(&WithArg::Chart),
        time_bar: args.with.contains(&WithArg::TimeBar),
        without: Without {
            title: args.without.contains(&WithoutArg::Title),
            legend: args.without.contains(&WithoutArg::Legend),
            foot: args.without.contains(&WithoutArg::Foot),
        },
    };
    if with.no_map && !(with.chart || with.time_bar) || with.no_map && with.cards {
        let reason = "without a map there are chart, holders and time-bar, and no cards";
        return Err(RequestError::usage("--with <PARTS>", "no-map", reason));
    }
    let around = with.around(atlas).map(f64::from);
    let least = f64::from(SMALLEST_MAP);
    if !with.map_alone() && !with.no_map && (0..2).any(|axis| size[axis] - around[axis] < least) {
        let [w, h] = around.map(|side| side + least);
        let reason = format!("leaves no room for the map with that; at least {w:.0}x{h:.0}");
        return Err(RequestError::usage("--size <WxH>", &args.size, reason));
    }
    if let Some(area) = &args.area {
        let bounds = parse_area(atlas, area)?;
        let map = [size[0] - around[0], size[1] - around[1]];
        let request = Request { size: map, pixels_per_point: scale, alone: true };
        look.apply(atlas, Action::ShowBounds(bounds, room(atlas, &look, &request)));
    }
    let lettering = if args.outlines { Lettering::Outlines } else { Lettering::Text };
    let out = (args.out.as_os_str() != "-").then(|| args.out.clone());
    let shots = shots(atlas, &look, args)?;
    let kind = kind_of_file(args, shots.is_some())?;
    let work = match (kind, shots) {
        (Kind::Picture(format), _) => {
            let pixels = size[0] * scale * size[1] * scale;
            let shapes = format == PictureFormat::Pdf || paper && format == PictureFormat::Svg;
            if !shapes && pixels > crate::export::png::MOST_PIXELS {
                let reason = "at this resolution it is more than 140 million pixels";
                return Err(RequestError::usage("--size <WxH>", &args.size, reason));
            }
            Work::Picture(Job { look, size, scale, format, paper, with, lettering })
        }
        (Kind::Film(format), shots) => {
            let still = || vec![Shot { look, millis: STILL_MILLIS, caption: None }];
            let (shots, looped) = (shots.unwrap_or_else(still), !args.once);
            Work::Film(Film { shots, size, scale, format, with, looped })
        }
    };
    Ok(ExportPlan { out, work })
}

/// What a file is to be.
enum Kind {
    Picture(PictureFormat),
    Film(FilmFormat),
}

/// What the file that was asked for is to be, by its ending or by what was said.
fn kind_of_file(args: &ExportArgs, film: bool) -> Result<Kind, RequestError> {
    let shown = args.out.display().to_string();
    let wrong = |reason: &str| RequestError::usage(OUT, &shown, reason);
    let ending = args.kind.map(|kind| Path::new("x").with_extension(FileKind::from(kind).id()));
    let path = match (&ending, args.out.as_os_str() == "-") {
        (Some(path), _) => path.as_path(),
        (None, true) => Path::new(if film { "x.gif" } else { "x.svg" }),
        (None, false) => args.out.as_path(),
    };
    let moving = FilmFormat::of(path);
    match PictureFormat::of(path) {
        Ok(PictureFormat::Svg | PictureFormat::Pdf) if film => {
            Err(wrong("a film is a gif, apng, webp or mp4"))
        }
        Ok(PictureFormat::Png) if film => Ok(Kind::Film(FilmFormat::Apng)),
        Ok(format) => Ok(Kind::Picture(format)),
        Err(_) => moving.map(Kind::Film).ok_or_else(|| {
            wrong("expected a file that ends in .png, .svg, .pdf, .gif, .apng, .webp or .mp4")
        }),
    }
}

/// The look that a picture begins with: that of a link or a file if there is one, and what else is
/// asked for.
fn begun(atlas: &Atlas, args: &ExportArgs) -> Result<Look, RequestError> {
    let mut look = Look::new(atlas);
    let opened = args.open.as_deref().map(|typed| {
        opened(atlas, typed).map_err(|reason| RequestError::usage(OPEN, typed, reason))
    });
    let opened = opened.transpose()?;
    if let Some(opened) = &opened {
        look = opened.look.clone();
    }
    if let Some(typed) = &args.shown.date {
        go_to(atlas, &mut look, typed)?;
    }
    let seen = &args.shown.seen;
    if seen.lens.is_some() {
        look.apply(atlas, Action::SetLens(lens(atlas, seen.lens.as_deref())?));
    }
    let lang = seen
        .read
        .lang
        .as_deref()
        .or_else(|| if opened.is_some() { None } else { locale::of_atlas(atlas) });
    if lang.is_some() {
        look.apply(atlas, Action::SetLanguage(language(atlas, lang)?));
    }
    if let Some(theme) = args.theme {
        look.apply(atlas, Action::SetTheme(theme.into()));
    }
    Ok(look)
}

/// The looks of a film, if one is asked for.
fn shots(atlas: &Atlas, look: &Look, args: &ExportArgs) -> Result<Option<Vec<Shot>>, RequestError> {
    let seconds = args.seconds;
    if let Some(seconds) = seconds.filter(|s| !(s.is_finite() && (0.02..=600.0).contains(s))) {
        let reason = "expected a number from 0.02 to 600";
        return Err(RequestError::usage("--seconds <N>", &seconds.to_string(), reason));
    }
    if let Some(typed) = args.tour.as_deref() {
        return shots_of_story(atlas, look, typed, seconds).map(Some);
    }
    if args.from.is_none() && args.to.is_none() {
        return Ok(None);
    }
    let step = match args.step.as_str() {
        "changes" | "change" => Step::Changes,
        "year" | "years" => Step::Years(1),
        typed => {
            let years = typed.parse().ok().filter(|years| (1..=1000).contains(years));
            let reason = "expected changes, year, or a number of years from 1 to 1000";
            let wrong = || RequestError::usage("--step <changes|year|N>", typed, reason);
            Step::Years(years.ok_or_else(wrong)?)
        }
    };
    let history = &atlas.history;
    let first = args.from.as_deref().map(|typed| {
        covered(atlas, "--from <DATE>", typed).map(|date| date.first.max(history.first_day))
    });
    let last = args.to.as_deref().map(|typed| {
        covered(atlas, "--to <DATE>", typed).map(|date| date.last.min(history.last_day))
    });
    let first = first.transpose()?.unwrap_or(history.first_day);
    let last = last.transpose()?.unwrap_or(history.last_day);
    if first > last {
        let typed = args.to.as_deref().unwrap_or_default();
        return Err(RequestError::usage("--to <DATE>", typed, format!("it is before {first}")));
    }
    Ok(Some(Shot::between(atlas, look, (first, last), step, seconds)))
}

/// The stops of a story, each for as long as it takes to read.
fn shots_of_story(
    atlas: &Atlas,
    look: &Look,
    typed: &str,
    seconds: Option<f64>,
) -> Result<Vec<Shot>, RequestError> {
    const ARGUMENT: &str = "--tour <STORY|FILE>";
    let known = atlas.history.tours.iter().find(|tour| tour.id == typed).cloned();
    let tour = match known {
        Some(tour) => tour,
        None => read_tour_file(Path::new(typed), &atlas.history.languages).map_err(|error| {
            let ids = atlas.history.tours.iter().map(|tour| tour.id.as_str());
            let reason = format!("{}, or a file ({error})", one_of(ids));
            RequestError::usage(ARGUMENT, typed, reason)
        })?,
    };
    Shot::of_story(atlas, look, tour, seconds)
        .map_err(|error| RequestError::usage(ARGUMENT, typed, error.to_string()))
}

/// The land that the chart is of: that of a group or a territory which is asked for as area of the
/// picture.
fn scope(atlas: &Atlas, args: &ExportArgs) -> Result<Scope, RequestError> {
    let Some(id) = args.of.as_deref() else { return Ok(Scope::All) };
    let history = &atlas.history;
    let group = history.find_group(id).map(Scope::Group);
    let found = group.or_else(|| history.find_territory(id).map(Scope::Territory));
    found.ok_or_else(|| {
        RequestError::usage("--of <TERRITORY>", id, "expected a territory or a group of the atlas")
    })
}

/// Compares the look with what was asked for, if anything was.
fn compare(atlas: &Atlas, look: &mut Look, args: &ExportArgs) -> Result<(), RequestError> {
    const ARGUMENT: &str = "--compare <DATE|LENS>";
    let Some(typed) = args.compare.as_deref() else { return Ok(()) };
    let comparison = if typed == link::LENSES {
        if args.mode.is_some() {
            let reason = "all lenses at once stand beside each other: leave out --mode";
            return Err(RequestError::usage(ARGUMENT, typed, reason));
        }
        Comparison::Lenses
    } else {
        let written = || covered(atlas, ARGUMENT, typed).ok();
        let date = || written().map(|date| Other::at(&atlas.history, date));
        let other = link::other(atlas, typed).or_else(date).ok_or_else(|| {
            let lenses: Vec<&str> =
                atlas.history.lenses.iter().map(|lens| lens.id.as_str()).collect();
            let (first, last) = (atlas.history.first_day, atlas.history.last_day);
            let lenses = lenses.join(", ");
            let reason =
                format!("expected a date from {first} to {last}, lenses, or one of {lenses}");
            RequestError::usage(ARGUMENT, typed, reason)
        })?;
        Comparison::with(other, args.mode.map_or_else(Mode::default, Mode::from))
    };
    if comparison.is_of_itself(look) {
        let reason = "that is the picture itself: choose another date or another lens";
        return Err(RequestError::usage(ARGUMENT, typed, reason));
    }
    look.apply(atlas, Action::Compare(Some(comparison)));
    Ok(())
}

impl From<ModeArg> for Mode {
    fn from(mode: ModeArg) -> Self {
        match mode {
            ModeArg::Side => Self::Side,
            ModeArg::Swipe => Self::Swipe,
            ModeArg::Diff => Self::Difference,
        }
    }
}

/// A size as it was typed.
fn parse_size(typed: &str) -> Result<SheetSize, RequestError> {
    let reason = "expected width and height from 64 to 32000, as in 1920x1080, or in millimetres \
                  from 20 to 2000, as in 297x210mm";
    let wrong = || RequestError::usage("--size <WxH>", typed, reason);
    let paper = typed.strip_suffix("mm").map(str::trim);
    let (w, h) = paper.unwrap_or(typed).split_once(['x', 'X', '×']).ok_or_else(wrong)?;
    if paper.is_some() {
        let number =
            |text: &str| text.trim().parse::<f64>().ok().filter(|n| (20.0..=2000.0).contains(n));
        let (Some(w), Some(h)) = (number(w), number(h)) else { return Err(wrong()) };
        return Ok(SheetSize::of_paper([w, h]));
    }
    let number = |text: &str| text.trim().parse::<u16>().ok().filter(|n| (64..=32000).contains(n));
    match (number(w), number(h)) {
        (Some(w), Some(h)) => Ok(SheetSize::of_pixels([f64::from(w), f64::from(h)])),
        _ => Err(wrong()),
    }
}

fn parse_area(atlas: &Atlas, typed: &str) -> Result<Rect<f64>, RequestError> {
    const ARGUMENT: &str = "--area <AREA>";
    if let Some(bounds) = place(atlas, typed).and_then(|place| place.bounds) {
        return Ok(bounds);
    }
    let reason = "expected an island, a territory, a group, or west,south,east,north in degrees";
    let numbers: Vec<f64> = typed.split(',').filter_map(|n| n.trim().parse().ok()).collect();
    let [west, south, east, north] = numbers.as_slice() else {
        return Err(RequestError::usage(ARGUMENT, typed, reason));
    };
    let on_globe = numbers.iter().all(|n| n.is_finite())
        && west.abs() <= 180.0
        && east.abs() <= 180.0
        && south.abs() <= 90.0
        && north.abs() <= 90.0;
    if typed.split(',').count() != 4 || !on_globe || west >= east || south >= north {
        return Err(RequestError::usage(ARGUMENT, typed, reason));
    }
    let degrees = Rect::new(Coord { x: *west, y: *south }, Coord { x: *east, y: *north });
    let bounds = atlas.geography.map_km_bounds(degrees);
    let land = atlas.geography.extent_map_km();
    let apart = bounds.max().x < land.min().x
        || bounds.min().x > land.max().x
        || bounds.max().y < land.min().y
        || bounds.min().y > land.max().y;
    if apart {
        return Err(RequestError::usage(ARGUMENT, typed, "no land of the atlas lies there"));
    }
    Ok(bounds)
}
