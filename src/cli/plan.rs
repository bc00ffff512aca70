//! Arguments as typed to values that make sense for an atlas.

use std::path::Path;

use geo::Rect;
use thiserror::Error;

use crate::atlas::{Atlas, Depth, Files, Problems, load};
use crate::export::carried;
use crate::history::letters::{legible, quoted};
use crate::history::{
    Dated, Day, EventKind, GroupId, Language, LensId, Refusal, SourceKind, TerritoryId,
};
use crate::picture::dates::{self, Lexicon};
use crate::picture::search::{Found, Index};
use crate::picture::{Words, stand_ins};
use crate::view::link::Opened;
use crate::view::{Action, Look, Memory, Selection, Theme, link};

use super::args::{ThemeArg, WindowArgs};

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
    pub(super) fn usage(argument: &'static str, value: &str, reason: impl Into<String>) -> Self {
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

/// The argument that names a link or a file with one.
pub(super) const OPEN: &str = "--open <FILE|LINK>";

/// Where an atlas is read from.
#[must_use]
pub fn files(data: Option<&Path>) -> Files {
    data.map_or(Files::Bundled, |dir| Files::Folder(dir.to_path_buf()))
}

/// Reads the atlas that is asked for, and sets texts with its fonts. The bundled one was checked whole by
/// its tests; another is checked now.
///
/// # Errors
/// Every problem of its data.
pub fn atlas(data: Option<&Path>) -> Result<Atlas, RequestError> {
    let depth = if data.is_some() { Depth::Full } else { Depth::Quick };
    let atlas = load(&files(data), depth)?;
    stand_ins::use_those_of(&atlas);
    Ok(atlas)
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
pub(super) fn covered(
    atlas: &Atlas,
    argument: &'static str,
    typed: &str,
) -> Result<Dated, RequestError> {
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

pub(super) fn one_of<'a>(ids: impl Iterator<Item = &'a str>) -> String {
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
            RequestError::usage(argument, id, format!("{reason}{}", nearest(atlas, id)))
        })?);
    }
    all.sort_unstable();
    all.dedup();
    Ok(all)
}

/// A part of the atlas that a reader can name.
pub(super) struct NamedPlace {
    pub(super) territories: Vec<TerritoryId>,
    pub(super) selection: Selection,
    pub(super) bounds: Option<Rect<f64>>,
}

pub(super) fn place(atlas: &Atlas, id: &str) -> Option<NamedPlace> {
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
    let Some(island) = atlas.find_island(id) else { return by_name(atlas, id) };
    let mut place = of_territories(atlas.island(island).territories.clone(), Some(island))?;
    place.bounds = atlas.bounds_of_island(island);
    Some(place)
}

/// What has a name in any of the languages, whatever its letters are.
fn by_name(atlas: &Atlas, name: &str) -> Option<NamedPlace> {
    let words = Words::new(&atlas.history, Language(0));
    let id = match Index::new(atlas, &words).named(name)? {
        Found::Group(group) => &atlas.history.group(group).id,
        Found::Land(Selection { island: Some(island), .. }) => &atlas.island(island).id,
        Found::Land(Selection { territory, .. }) => &atlas.history.territory(territory).id,
        _ => return None,
    };
    // An id that is known is found without its name.
    if id == name { None } else { place(atlas, id) }
}

/// The ids of land that are most like what was typed, as the end of a sentence; nothing if none is.
pub(super) fn nearest(atlas: &Atlas, typed: &str) -> String {
    let history = &atlas.history;
    let territories = history.territories.iter().map(|territory| territory.id.as_str());
    let groups = history.groups.iter().map(|group| group.id.as_str());
    let islands = atlas.islands.iter().map(|island| island.id.as_str());
    let typed = typed.to_lowercase();
    let alike = |id: &&str| strsim::jaro_winkler(id, &typed);
    let mut near: Vec<&str> = territories.chain(groups).chain(islands).collect();
    near.retain(|id| alike(id) > 0.78);
    near.sort_by(|a, b| alike(b).total_cmp(&alike(a)).then(a.cmp(b)));
    near.dedup();
    near.truncate(3);
    if near.is_empty() { String::new() } else { format!("; did you mean {}?", near.join(", ")) }
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
pub(super) fn opened(atlas: &Atlas, typed: &str) -> Result<Opened, String> {
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
        let opened =
            opened(atlas, typed).map_err(|reason| RequestError::usage(OPEN, typed, reason))?;
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
    if args.shown.seen.read.lang.is_some() {
        let language = language(atlas, args.shown.seen.read.lang.as_deref())?;
        look.apply(atlas, Action::SetLanguage(language));
    }
    if let Some(theme) = args.theme {
        look.apply(atlas, Action::SetTheme(theme.into()));
    }
    select(atlas, look, args.select.as_deref())?;
    Ok(plan)
}

pub(super) fn go_to(atlas: &Atlas, look: &mut Look, typed: &str) -> Result<(), RequestError> {
    let date = covered(atlas, "--date <DATE>", typed)?;
    look.apply(atlas, Action::go_to(&atlas.history, date));
    Ok(())
}

pub(super) fn select(
    atlas: &Atlas,
    look: &mut Look,
    typed: Option<&str>,
) -> Result<(), RequestError> {
    let Some(id) = typed else { return Ok(()) };
    let place = place(atlas, id).ok_or_else(|| {
        let reason = format!("the atlas has no such island or territory{}", nearest(atlas, id));
        RequestError::usage("--select <ISLAND>", id, reason)
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

/// A kind of source by its word.
///
/// # Errors
/// A word that is no kind.
pub fn source_kind(typed: &str) -> Result<SourceKind, RequestError> {
    SourceKind::ALL.into_iter().find(|kind| kind.id() == typed).ok_or_else(|| {
        let reason = one_of(SourceKind::ALL.into_iter().map(SourceKind::id));
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
