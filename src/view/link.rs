//! A look as a text of ids, and back: for the memory, the clipboard, pictures.
//!
//! `okhotsk:1905-10-14?lens=control&lang=en&territory=iturup&atlas=okhotsk`: first the moment, then
//! the parts by name, in one order. What a new look of the atlas has anyway is left out, but for lens,
//! language and atlas. The README lists all parts.

use std::borrow::Cow;
use std::fmt::Write as _;

use geo::Coord;
use percent_encoding::{AsciiSet, CONTROLS, percent_decode_str, utf8_percent_encode};
use thiserror::Error;

use crate::atlas::Atlas;
use crate::geography::Camera;
use crate::history::DateText;

use super::comparison::HALF;
use super::{Action, Comparison, Look, MapLayer, Mode, Other, Selection, Theme};

/// What a link begins with.
pub const SCHEME: &str = "okhotsk:";
/// The version of the form; one that says a greater `v` was written by a newer program.
const VERSION: u32 = 1;
/// The longest text that is read, in bytes.
const LONGEST: usize = 4096;
/// The comparison of all lenses, as text.
pub const LENSES: &str = "lenses";
/// How much of a part is told when it is left out, in letters.
const CLIP: usize = 60;

/// What is written with a percent sign: all that has a meaning of its own in a link, or none in a
/// line of text.
const ESCAPED: &AsciiSet = &CONTROLS
    .add(b' ')
    .add(b'"')
    .add(b'#')
    .add(b'%')
    .add(b'&')
    .add(b'+')
    .add(b'<')
    .add(b'=')
    .add(b'>')
    .add(b'?')
    .add(b'`');

/// Why a text is no link that can be opened here.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum LinkError {
    /// It is something else.
    #[error("it is no link of this program; those begin with '{SCHEME}'")]
    NotALink,
    /// It is longer than any.
    #[error("it is longer than any link ({LONGEST} bytes)")]
    TooLong,
    /// A newer version of the program wrote it.
    #[error(
        "it was written by a newer version of the program (form {0}; this one reads {VERSION})"
    )]
    Newer(String),
    /// It is of another atlas.
    #[error("it is of another atlas, '{0}'")]
    OtherAtlas(String),
}

/// What a link was read as.
#[derive(Debug, Clone, PartialEq)]
pub struct Opened {
    /// The look, as far as the atlas knows its parts.
    pub look: Look,
    /// The parts that were left out, as they stand in the link, cut to a line.
    pub left_out: Vec<String>,
}

/// The link of a look.
#[must_use]
pub fn of(atlas: &Atlas, look: &Look) -> String {
    let history = &atlas.history;
    let mut link = String::from(SCHEME);
    let put = |link: &mut String, text: std::fmt::Arguments<'_>| {
        let written = link.write_fmt(text);
        debug_assert!(written.is_ok(), "writing to a string cannot fail");
    };
    if look.by_year() {
        put(&mut link, format_args!("{:04}", look.moment().year()));
    } else {
        put(&mut link, format_args!("{}", look.moment()));
    }
    let mut first = true;
    let mut part = |name: &str, value: &str| {
        let sign = if std::mem::take(&mut first) { '?' } else { '&' };
        put(&mut link, format_args!("{sign}{name}={}", utf8_percent_encode(value, ESCAPED)));
    };
    part("lens", &history.lens(look.lens()).id);
    if let Some(language) = history.languages.get(usize::from(look.language().0)) {
        part("lang", language);
    }
    if look.theme() != Theme::default() {
        part("theme", look.theme().id());
    }
    if let Some(selection) = look.selection() {
        part("territory", &history.territory(selection.territory).id);
        if let Some(island) = selection.island {
            part("island", &atlas.island(island).id);
        }
    }
    if let Some(group) = look.group() {
        part("group", &history.group(group).id);
    }
    if let Some(event) = look.event() {
        part("event", &history.event(event).id);
    }
    if let Some(person) = look.person() {
        part("person", &history.person(person).id);
    }
    if look.disputes() {
        part("disputes", "on");
    }
    if let Some(comparison) = look.comparison() {
        part("compare", &compared(atlas, comparison));
    }
    for (name, shown) in [("hide", false), ("show", true)] {
        let told = MapLayer::ALL
            .into_iter()
            .filter(|&layer| look.layers().has(layer) == shown && layer.by_default() != shown);
        let told: Vec<&str> = told.map(MapLayer::id).collect();
        if !told.is_empty() {
            part(name, &told.join(","));
        }
    }
    if let Some(Camera { centre_map_km: Coord { x, y }, km_per_point }) = look.chosen_camera() {
        // The shortest text of each number that is read as the same number.
        part("map", &format!("{x},{y},{km_per_point}"));
    }
    part("atlas", &atlas.id);
    link
}

/// Reads a link. A part that the atlas or this program does not know is left out and told; the rest
/// holds.
///
/// # Errors
/// A text that is no link, too long, of a newer version or of another atlas.
pub fn read(atlas: &Atlas, text: &str) -> Result<Opened, LinkError> {
    if text.len() > LONGEST {
        return Err(LinkError::TooLong);
    }
    let text = text.trim();
    let scheme = text.get(..SCHEME.len()).filter(|scheme| scheme.eq_ignore_ascii_case(SCHEME));
    let body = scheme.and_then(|scheme| text.get(scheme.len()..)).ok_or(LinkError::NotALink)?;
    let (moment, query) = body.split_once('?').unwrap_or((body, ""));
    let parts = query.split('&').filter(|part| !part.is_empty());
    let parts: Vec<(&str, Option<Pair<'_>>)> = parts.map(|part| (part, decoded(part))).collect();
    let value = |wanted: &str| {
        parts.iter().find_map(|(_, part)| {
            part.as_ref().filter(|(name, _)| *name == wanted).map(|(_, value)| value.as_ref())
        })
    };
    if let Some(version) = value("v")
        && version.parse::<u32>().map_or(true, |version| version > VERSION)
    {
        return Err(LinkError::Newer(clipped(version)));
    }
    if let Some(id) = value("atlas").filter(|id| *id != atlas.id) {
        return Err(LinkError::OtherAtlas(clipped(id)));
    }
    let mut look = Look::new(atlas);
    let mut left_out = Vec::new();
    if go_to(atlas, &mut look, moment).is_none() {
        left_out.push(clipped(moment));
    }
    let mut seen: Vec<&str> = Vec::new();
    for (raw, part) in &parts {
        let known = part.as_ref().and_then(|(name, value)| {
            // Of two parts of one name the first holds.
            if seen.contains(name) {
                return None;
            }
            seen.push(name);
            take(atlas, &mut look, name, value)
        });
        if known.is_none() {
            left_out.push(clipped(raw));
        }
    }
    Ok(Opened { look, left_out })
}

/// A name and its value.
type Pair<'a> = (&'a str, Cow<'a, str>);

/// The name and the value of a part; `None` if it is no such pair or not text.
fn decoded(part: &str) -> Option<Pair<'_>> {
    let (name, value) = part.split_once('=')?;
    Some((name, percent_decode_str(value).decode_utf8().ok()?))
}

/// Goes to a moment; `None` if it is no date or not of the atlas.
fn go_to(atlas: &Atlas, look: &mut Look, moment: &str) -> Option<()> {
    let history = &atlas.history;
    let date: DateText = moment.parse().ok()?;
    if !history.covers(date) {
        return None;
    }
    look.apply(atlas, Action::go_to(history, date));
    Some(())
}

/// Takes up one part; `None` if its name or its value is unknown.
fn take(atlas: &Atlas, look: &mut Look, name: &str, value: &str) -> Option<()> {
    let history = &atlas.history;
    let action = match name {
        "v" | "atlas" => return Some(()),
        "lens" => Action::SetLens(history.find_lens(value)?),
        "lang" => Action::SetLanguage(history.find_language(value)?),
        "theme" => Action::SetTheme(Theme::ALL.into_iter().find(|theme| theme.id() == value)?),
        "territory" => {
            let territory = history.find_territory(value)?;
            let island = look.selection().and_then(|selection| selection.island);
            let island =
                island.filter(|&island| atlas.island(island).territories.contains(&territory));
            Action::Select(Some(Selection { territory, island }))
        }
        "island" => {
            let island = atlas.find_island(value)?;
            let of = &atlas.island(island).territories;
            let chosen = look.selection().map(|selection| selection.territory);
            let territory =
                chosen.filter(|territory| of.contains(territory)).or(of.first().copied())?;
            Action::Select(Some(Selection { territory, island: Some(island) }))
        }
        "group" => Action::SelectGroup(history.find_group(value)?),
        "event" => Action::OpenEvent(history.find_event(value)?),
        "person" => Action::OpenPerson(Some(history.find_person(value)?)),
        "disputes" if value == "on" => Action::SetDisputes(true),
        "hide" | "show" => {
            let layer = |id: &str| MapLayer::ALL.into_iter().find(|layer| layer.id() == id);
            let mut all = true;
            for id in value.split(',') {
                match layer(id) {
                    Some(layer) => look.apply(atlas, Action::SetLayer(layer, name == "show")),
                    None => all = false,
                }
            }
            return all.then_some(());
        }
        "compare" => Action::Compare(Some(comparison(atlas, value)?)),
        "map" => Action::SetCamera(camera(value)?),
        _ => return None,
    };
    look.apply(atlas, action);
    Some(())
}

/// A comparison as text: with what, how, and for a swipe where its line stands.
fn compared(atlas: &Atlas, comparison: Comparison) -> String {
    let Comparison::Pair { other, mode, divide } = comparison else { return LENSES.to_owned() };
    let with = match other {
        Other::Moment { day, by_year: true } => format!("{:04}", day.year()),
        Other::Moment { day, .. } => day.to_string(),
        Other::Lens(lens) => atlas.history.lens(lens).id.clone(),
    };
    let divide = if divide == HALF { String::new() } else { format!(",{divide}") };
    format!("{with},{}{divide}", mode.id())
}

/// Reads a comparison; `None` if it is no such thing, or of what the atlas does not have.
fn comparison(atlas: &Atlas, value: &str) -> Option<Comparison> {
    if value == LENSES {
        return Some(Comparison::Lenses);
    }
    let mut parts = value.split(',');
    let other = other(atlas, parts.next()?)?;
    let mode = parts
        .next()
        .map_or(Some(Mode::default()), |id| Mode::ALL.into_iter().find(|mode| mode.id() == id))?;
    let comparison = Comparison::with(other, mode);
    let divide = parts.next().map(str::parse::<u16>).transpose().ok()?;
    if parts.next().is_some() {
        return None;
    }
    Some(divide.map_or(comparison, |divide| comparison.divided_at(f64::from(divide) / 1000.0)))
}

/// What a look is compared with, as text: a lens of the atlas or a date that it covers.
#[must_use]
pub fn other(atlas: &Atlas, text: &str) -> Option<Other> {
    let history = &atlas.history;
    if let Some(lens) = history.find_lens(text) {
        return Some(Other::Lens(lens));
    }
    let date: DateText = text.parse().ok()?;
    if !history.covers(date) {
        return None;
    }
    Some(Other::at(history, date))
}

fn camera(value: &str) -> Option<Camera> {
    let numbers: Vec<f64> = value.split(',').map_while(|n| n.parse().ok()).collect();
    let [x, y, km_per_point] = numbers.as_slice() else { return None };
    let good = numbers.iter().all(|n| n.is_finite()) && *km_per_point > 0.0;
    let centre_map_km = Coord { x: *x, y: *y };
    (good && value.split(',').count() == 3)
        .then_some(Camera { centre_map_km, km_per_point: *km_per_point })
}

/// What is told of a part: no more than a line, and nothing that would move the cursor.
fn clipped(text: &str) -> String {
    let plain = |c: char| if c.is_control() { '\u{fffd}' } else { c };
    let mut short: String = text.chars().take(CLIP).map(plain).collect();
    if text.chars().nth(CLIP).is_some() {
        short.push('…');
    }
    short
}
