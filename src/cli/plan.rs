//! Arguments as typed to values that make sense for an atlas.

use std::path::{Path, PathBuf};

use geo::{Coord, Rect};
use thiserror::Error;

use crate::atlas::{Atlas, Depth, Files, Problems, load};
use crate::export::carried;
use crate::export::job::{Job, POINTS_PER_INCH, PictureFormat};
use crate::geography::Size;
use crate::history::letters::{legible, quoted};
use crate::history::{Dated, Day, EventKind, GroupId, Language, LensId, Refusal, TerritoryId};
use crate::picture::compose::room;
use crate::picture::dates::{self, Lexicon};
use crate::picture::sheet::{SMALLEST_MAP, With};
use crate::picture::{Request, Words};
use crate::view::link::Opened;
use crate::view::{
    Action, Comparison, LedgerKind, LedgerView, Look, Memory, Mode, Other, Scope, Selection, Theme,
    link,
};

use super::args::{ExportArgs, ModeArg, ThemeArg, WindowArgs, WithArg};

/// Why a request cannot be done.
#[derive(Debug, Error)]
pub enum RequestError {
    /// A value that cannot be read or names nothing: a fault of usage.
    #[error("invalid value '{value}' for '{argument}': {reason}")]
    Usage {
        /// The argument.
        argument: &'static str,
        /// What was typed.
        value: String,
        /// What is wrong with it, and what was expected.
        reason: String,
    },
    /// The data of an atlas are at fault.
    #[error("{0}")]
    Data(#[from] Problems),
    /// The work failed.
    #[error("{0}")]
    Work(String),
}

impl RequestError {
    fn usage(argument: &'static str, value: &str, reason: impl Into<String>) -> Self {
        let reason = legible(&reason.into(), 1000);
        Self::Usage { argument, value: quoted(value), reason }
    }

    /// The exit code: 2 for usage, 1 for the data and the work.
    #[must_use]
    pub fn exit_code(&self) -> u8 {
        match self {
            Self::Usage { .. } => 2,
            Self::Data(_) | Self::Work(_) => 1,
        }
    }
}

/// Where an atlas is read from.
#[must_use]
pub fn files(data: Option<&Path>) -> Files {
    data.map_or(Files::Bundled, |dir| Files::Folder(dir.to_path_buf()))
}

/// Reads the atlas that is asked for. The bundled one was checked whole by its tests; another is
/// checked now.
///
/// # Errors
/// Every problem of its data.
pub fn atlas(data: Option<&Path>) -> Result<Atlas, RequestError> {
    let depth = if data.is_some() { Depth::Full } else { Depth::Quick };
    Ok(load(&files(data), depth)?)
}

/// A date within the days that the atlas covers.
///
/// # Errors
/// A text that is no date, and a date outside of the atlas.
pub fn day(atlas: &Atlas, argument: &'static str, typed: &str) -> Result<Day, RequestError> {
    Ok(atlas.history.moment(covered(atlas, argument, typed)?))
}

/// A date as people write them, in any language of the interface.
fn date(argument: &'static str, typed: &str) -> Result<Dated, RequestError> {
    dates::read(typed, Lexicon::all()).map_err(|refusal| {
        // What is wrong with an argument is said in the first language of the program.
        let words = Words::of_interface("");
        let sign = typed.trim_start().starts_with(['-', '+', '\u{2212}']);
        let how = words.get("time-field-fault");
        let reason = match refusal {
            Refusal::NotADate if sign => {
                format!("a date has no sign: the years that can be told are 0001 to 9999. {how}")
            }
            Refusal::NotADate => how,
            refusal => format!("{} {how}", dates::refusal(&words, refusal)),
        };
        RequestError::usage(argument, typed, reason.trim_end_matches('.'))
    })
}

/// A date that the atlas covers a day of.
fn covered(atlas: &Atlas, argument: &'static str, typed: &str) -> Result<Dated, RequestError> {
    let date = date(argument, typed)?;
    if atlas.history.covers(date) {
        return Ok(date);
    }
    let (first, last) = (atlas.history.first_day, atlas.history.last_day);
    Err(RequestError::usage(argument, typed, format!("the atlas covers {first} to {last}")))
}

/// The lens of an id; the first one, if none is asked for.
///
/// # Errors
/// An id that the atlas does not have.
pub fn lens(atlas: &Atlas, typed: Option<&str>) -> Result<LensId, RequestError> {
    let Some(typed) = typed else {
        return Ok(LensId(0));
    };
    atlas.history.find_lens(typed).ok_or_else(|| {
        let ids = atlas.history.lenses.iter().map(|lens| lens.id.as_str());
        RequestError::usage("--lens <LENS>", typed, one_of(ids))
    })
}

/// The language of an id; the first one, if none is asked for.
///
/// # Errors
/// An id that the atlas does not have.
pub fn language(atlas: &Atlas, typed: Option<&str>) -> Result<Language, RequestError> {
    let Some(typed) = typed else {
        return Ok(Language(0));
    };
    atlas.history.find_language(typed).ok_or_else(|| {
        let ids = atlas.history.languages.iter().map(String::as_str);
        RequestError::usage("--lang <LANG>", typed, one_of(ids))
    })
}

fn one_of<'a>(ids: impl Iterator<Item = &'a str>) -> String {
    format!("expected one of {}", ids.collect::<Vec<_>>().join(", "))
}

/// Territories of ids of territories and groups, in the order of the atlas.
///
/// # Errors
/// An id that the atlas does not have.
pub fn territories(
    atlas: &Atlas,
    argument: &'static str,
    typed: &[String],
) -> Result<Vec<TerritoryId>, RequestError> {
    let mut all = Vec::new();
    for id in typed {
        all.extend(place(atlas, id).map(|place| place.territories).ok_or_else(|| {
            let reason = "the atlas has no such territory, island or group; \
                          'okhotsk state' lists the territories";
            RequestError::usage(argument, id, reason)
        })?);
    }
    all.sort_unstable();
    all.dedup();
    Ok(all)
}

/// A part of the atlas that a reader can name.
struct NamedPlace {
    territories: Vec<TerritoryId>,
    selection: Selection,
    bounds: Option<Rect<f64>>,
}

fn place(atlas: &Atlas, id: &str) -> Option<NamedPlace> {
    let history = &atlas.history;
    let of_territories = |territories: Vec<TerritoryId>, island| {
        let territory = *territories.first()?;
        let bounds = atlas.bounds_of(&territories);
        Some(NamedPlace { territories, selection: Selection { territory, island }, bounds })
    };
    if let Some(territory) = history.find_territory(id) {
        return of_territories(vec![territory], None);
    }
    if let Some(GroupId(group)) = history.find_group(id) {
        return of_territories(history.groups[usize::from(group)].territories.clone(), None);
    }
    let island = atlas.find_island(id)?;
    let mut place = of_territories(atlas.island(island).territories.clone(), Some(island))?;
    place.bounds = atlas.bounds_of_island(island);
    Some(place)
}

/// The look that is remembered. Where no language is, it is the one that the reader's system asks
/// for.
#[must_use]
pub fn remembered(atlas: &Atlas, memory: &Memory, wished: Option<&str>) -> Look {
    let mut look = memory.look(atlas);
    if let Some(day) = atlas.history.opening_day.filter(|_| *memory == Memory::default()) {
        look.apply(atlas, Action::GoToDay(day));
    }
    if !memory.has_language(atlas) {
        let language = wished.and_then(|id| atlas.history.find_language(id));
        look.apply(atlas, Action::SetLanguage(language.unwrap_or(look.language())));
    }
    look
}

/// What the window opens with.
#[derive(Debug)]
pub struct WindowPlan {
    /// The look.
    pub look: Look,
    /// The parts of a link that were left out.
    pub left_out: Vec<String>,
}

/// The view of a link, or of a picture in a file.
fn opened(atlas: &Atlas, typed: &str) -> Result<Opened, String> {
    let path = Path::new(typed);
    let is_link = typed.trim().get(..link::SCHEME.len());
    let is_link = is_link.is_some_and(|scheme| scheme.eq_ignore_ascii_case(link::SCHEME));
    // What is no link is taken for a file only if there is one of that name.
    if is_link || !path.exists() {
        return link::read(atlas, typed).map_err(|error| error.to_string());
    }
    let view = carried::view_in_file(path).map_err(|error| error.to_string())?;
    link::read(atlas, &view).map_err(|error| error.to_string())
}

/// The look that the arguments of the window ask for, on top of what is remembered.
///
/// # Errors
/// A value that makes no sense for the atlas.
pub fn window(atlas: &Atlas, args: &WindowArgs, look: Look) -> Result<WindowPlan, RequestError> {
    let mut plan = WindowPlan { look, left_out: Vec::new() };
    if let Some(typed) = &args.open {
        let opened = opened(atlas, typed)
            .map_err(|reason| RequestError::usage("--open <FILE|LINK>", typed, reason))?;
        plan = WindowPlan { look: opened.look, left_out: opened.left_out };
    }
    let look = &mut plan.look;
    if let Some(typed) = &args.shown.date {
        go_to(atlas, look, typed)?;
    }
    if args.shown.seen.lens.is_some() {
        let lens = lens(atlas, args.shown.seen.lens.as_deref())?;
        look.apply(atlas, Action::SetLens(lens));
    }
    if args.shown.seen.lang.is_some() {
        let language = language(atlas, args.shown.seen.lang.as_deref())?;
        look.apply(atlas, Action::SetLanguage(language));
    }
    if let Some(theme) = args.theme {
        look.apply(atlas, Action::SetTheme(theme.into()));
    }
    select(atlas, look, args.select.as_deref())?;
    Ok(plan)
}

fn go_to(atlas: &Atlas, look: &mut Look, typed: &str) -> Result<(), RequestError> {
    let date = covered(atlas, "--date <DATE>", typed)?;
    look.apply(atlas, Action::go_to(&atlas.history, date));
    Ok(())
}

fn select(atlas: &Atlas, look: &mut Look, typed: Option<&str>) -> Result<(), RequestError> {
    let Some(id) = typed else { return Ok(()) };
    let place = place(atlas, id).ok_or_else(|| {
        RequestError::usage("--select <ISLAND>", id, "the atlas has no such island or territory")
    })?;
    look.apply(atlas, Action::Select(Some(place.selection)));
    Ok(())
}

impl From<ThemeArg> for Theme {
    fn from(theme: ThemeArg) -> Self {
        match theme {
            ThemeArg::Light => Self::Light,
            ThemeArg::Dark => Self::Dark,
            ThemeArg::LightContrast => Self::LightContrast,
            ThemeArg::DarkContrast => Self::DarkContrast,
        }
    }
}

/// A picture to be saved.
#[derive(Debug)]
pub struct ExportPlan {
    /// The file; `None`: standard output.
    pub out: Option<PathBuf>,
    /// What is drawn, and how.
    pub job: Job,
}

/// Checks a request for a picture.
///
/// # Errors
/// A value that makes no sense.
pub fn export(atlas: &Atlas, args: &ExportArgs) -> Result<ExportPlan, RequestError> {
    let mut look = Look::new(atlas);
    if let Some(typed) = &args.shown.date {
        go_to(atlas, &mut look, typed)?;
    }
    let lens = lens(atlas, args.shown.seen.lens.as_deref())?;
    let language = language(atlas, args.shown.seen.lang.as_deref())?;
    for action in
        [Action::SetLens(lens), Action::SetLanguage(language), Action::SetTheme(args.theme.into())]
    {
        look.apply(atlas, action);
    }
    select(atlas, &mut look, args.select.as_deref())?;
    compare(atlas, &mut look, args)?;
    let PictureSize { size: typed, paper } = parse_size(&args.size)?;
    if let Some(dpi) = args.dpi.filter(|dpi| !(dpi.is_finite() && (10.0..=1200.0).contains(dpi))) {
        let reason = "expected a number from 10 to 1200";
        return Err(RequestError::usage("--dpi <N>", &dpi.to_string(), reason));
    }
    if let Some(scale) = args.scale.filter(|n| !(n.is_finite() && (0.1..=20.0).contains(n))) {
        let reason = "expected a number from 0.1 to 20";
        return Err(RequestError::usage("--scale <N>", &scale.to_string(), reason));
    }
    // A scale that was asked for goes before the resolution of a print.
    let printed = (paper && args.scale.is_none()).then_some(PRINT_DPI);
    let asked = args.dpi.or(printed).map(|dpi| dpi / POINTS_PER_INCH).or(args.scale);
    // A large picture is a smaller one with more pixels: its letters grow with it.
    let (size, scale) = if let Some(scale) = asked {
        (typed, scale)
    } else {
        let scale = growth(typed);
        (typed.map(|side| side / scale), scale)
    };
    let holders = args.with.contains(&WithArg::Holders);
    let kind = if holders { LedgerKind::Holders } else { LedgerKind::Areas };
    let with = With {
        cards: args.with.contains(&WithArg::Cards),
        no_map: args.with.contains(&WithArg::NoMap),
        ledger: LedgerView { scope: scope(atlas, args)?, kind },
        chart: holders || args.with.contains(&WithArg::Chart),
        time_bar: args.with.contains(&WithArg::TimeBar),
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
    let (out, format) = if args.out.as_os_str() == "-" {
        (None, PictureFormat::Svg)
    } else {
        let format = PictureFormat::of(&args.out).map_err(|reason| {
            RequestError::usage("<OUT.{png,svg}>", &args.out.display().to_string(), reason)
        })?;
        (Some(args.out.clone()), format)
    };
    let pixels = size[0] * scale * size[1] * scale;
    if !(paper && format == PictureFormat::Svg) && pixels > crate::export::png::MOST_PIXELS {
        let reason = "at this resolution it is more than 140 million pixels";
        return Err(RequestError::usage("--size <WxH>", &args.size, reason));
    }
    Ok(ExportPlan { out, job: Job { look, size, scale, format, paper, with } })
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

/// How many times larger than the usual picture one of so many pixels is, whichever way it lies; at
/// least 1.
fn growth([w, h]: Size) -> f64 {
    (w.max(h) / USUAL[0]).min(w.min(h) / USUAL[1]).max(1.0)
}

/// The longer and the shorter side of a picture whose letters are as large as they are, in points.
const USUAL: [f64; 2] = [1920.0, 1080.0];
/// Pixels to an inch where nothing else is asked for: those of a good print.
const PRINT_DPI: f64 = 300.0;
const MILLIMETRES_PER_INCH: f64 = 25.4;

/// A size as it was typed.
struct PictureSize {
    /// Width and height in points.
    size: Size,
    /// Whether it was in millimetres.
    paper: bool,
}

fn parse_size(typed: &str) -> Result<PictureSize, RequestError> {
    let reason = "expected width and height from 64 to 32000, as in 1920x1080, or in millimetres \
                  from 20 to 2000, as in 297x210mm";
    let wrong = || RequestError::usage("--size <WxH>", typed, reason);
    let paper = typed.strip_suffix("mm").map(str::trim);
    let (w, h) = paper.unwrap_or(typed).split_once(['x', 'X', '×']).ok_or_else(wrong)?;
    if paper.is_some() {
        let number =
            |text: &str| text.trim().parse::<f64>().ok().filter(|n| (20.0..=2000.0).contains(n));
        let (Some(w), Some(h)) = (number(w), number(h)) else { return Err(wrong()) };
        let size = [w, h].map(|mm| mm / MILLIMETRES_PER_INCH * POINTS_PER_INCH);
        return Ok(PictureSize { size, paper: true });
    }
    let number = |text: &str| text.trim().parse::<u16>().ok().filter(|n| (64..=32000).contains(n));
    match (number(w), number(h)) {
        (Some(w), Some(h)) => Ok(PictureSize { size: [f64::from(w), f64::from(h)], paper: false }),
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

/// A kind of event by its word.
///
/// # Errors
/// A word that is no kind.
pub fn kind(typed: &str) -> Result<EventKind, RequestError> {
    EventKind::ALL.into_iter().find(|kind| kind.id() == typed).ok_or_else(|| {
        let reason = one_of(EventKind::ALL.into_iter().map(EventKind::id));
        RequestError::usage("--kind <KIND>", typed, reason)
    })
}

/// The first day of a date, for the beginning of a stretch of time.
///
/// # Errors
/// A text that is no date.
pub fn from_day(argument: &'static str, typed: &str) -> Result<Day, RequestError> {
    Ok(date(argument, typed)?.first)
}

/// The last day of a date, for the end of a stretch of time.
///
/// # Errors
/// A text that is no date.
pub fn to_day(argument: &'static str, typed: &str) -> Result<Day, RequestError> {
    Ok(date(argument, typed)?.last)
}
