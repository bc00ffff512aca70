//! What panels on a map share: paper, text, and the graticule below them.

use geo::{LineString, Simplify};

use crate::atlas::Atlas;
use crate::geography::graticule::{self, GraticuleLine};
use crate::geography::level_for;
use crate::view::Theme;

use super::border::graticule_step;
use super::faces::{Face, width};
use super::marks::{Anchor, Fill, Frame, Mark, Stroke, TextMark};
use super::palette::{Palette, palette};
use super::stage::Stage;

/// Vertices that a curve of the graticule would stray by less than this without are left out, in
/// points.
const STRAY: f32 = 0.1;

/// A text without halo or turn.
#[must_use]
pub fn text(at: [f32; 2], face: Face, size: f32, palette: &Palette, words: String) -> TextMark {
    TextMark {
        at,
        anchor: Anchor::Start,
        text: words,
        face,
        size,
        color: palette.ink,
        halo: None,
        spacing: 0.0,
        angle: 0.0,
    }
}

/// A panel: opaque, with a line around it.
#[must_use]
pub fn panel(palette: &Palette, frame: Frame) -> Mark {
    let fill = Fill::plain(palette.panel);
    let stroke = Some(Stroke::solid(palette.weight, palette.panel_line));
    Mark::Box { frame, rounding: 0.0, fill, stroke, fineness: 1.0 }
}

/// What land lies in a rectangle, as far as samples tell.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Under {
    /// None.
    Sea,
    /// Land around.
    Context,
    /// Land of the atlas.
    Own,
}

/// What land lies in a rectangle of the map, in points.
#[must_use]
pub fn under(atlas: &Atlas, stage: &Stage, frame: Frame) -> Under {
    let level = atlas.geography.level(level_for(2.0 * stage.camera.km_per_point));
    let small = level.regions.iter().flat_map(|shape| &shape.bounds).any(|bounds| {
        let own = stage.frame_of(*bounds);
        let large = own[2] - own[0] > 40.0 || own[3] - own[1] > 40.0;
        !large && super::labels::overlap(own, frame)
    });
    if small {
        return Under::Own;
    }
    let samples = (0_u8..=143).map(|i| {
        let (x, y) = (f32::from(i % 12) / 11.0, f32::from(i / 12) / 11.0);
        let at = [frame[0] + x * (frame[2] - frame[0]), frame[1] + y * (frame[3] - frame[1])];
        let map_km = stage.map_km(at);
        match (level.is_region(map_km), level.is_land(map_km)) {
            (true, _) => Under::Own,
            (false, true) => Under::Context,
            _ => Under::Sea,
        }
    });
    samples.max().unwrap_or(Under::Sea)
}

/// A text in lines no wider than so many points, and no more of them than so many: what does not fit
/// ends with an ellipsis. Lines break at spaces, and anywhere in scripts that are written without.
#[must_use]
pub fn wrapped(face: Face, size: f32, wide: f32, words: &str, most: usize) -> Vec<String> {
    let fits = |line: &str| width(face, size, 0.0, line) <= wide;
    if fits(words) {
        return vec![words.to_owned()];
    }
    // Words of a script without spaces stay whole where that is possible.
    let whole = broken(pieces(words, false), fits);
    if whole.len() <= most && whole.iter().all(|line| fits(line)) {
        return whole;
    }
    let mut lines = broken(pieces(words, true), fits);
    let cut = lines.len() > most;
    lines.truncate(most);
    if let Some(last) = lines.last_mut()
        && (cut || !fits(last))
    {
        while !last.is_empty() && !fits(&format!("{last}…")) {
            last.pop();
        }
        last.truncate(last.trim_end_matches([' ', ',', ';']).len());
        last.push('…');
    }
    lines
}

/// The size at which a name has room, no smaller than the least, and what of it has at that size.
#[must_use]
pub fn fitted(face: Face, [usual, least]: [f32; 2], room: f32, name: &str) -> (f32, String) {
    let long = width(face, usual, 0.0, name);
    let size = if long > room { (usual * room / long).max(least.min(usual)) } else { usual };
    (size, wrapped(face, size, room, name, 1).pop().unwrap_or_default())
}

/// Pieces put together to lines that fit, as far as each piece does.
fn broken(pieces: Vec<&str>, fits: impl Fn(&str) -> bool) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    let mut line = String::new();
    for piece in pieces {
        let longer = format!("{line}{piece}");
        if line.is_empty() || fits(longer.trim_end()) {
            line = longer;
        } else {
            lines.push(std::mem::take(&mut line).trim_end().to_owned());
            piece.clone_into(&mut line);
        }
    }
    lines.push(line.trim_end().to_owned());
    lines
}

/// The pieces that a line may break between; in a script without spaces `anywhere`, or only where a
/// bracket or a stop parts them.
fn pieces(words: &str, anywhere: bool) -> Vec<&str> {
    let mut all = Vec::new();
    let mut from = 0;
    let mut before = ' ';
    for (i, letter) in words.char_indices() {
        let wide = super::marks::is_upright(before) || super::marks::is_upright(letter);
        let closing = matches!(letter, '、' | '。' | '）' | '」' | '・' | 'ー');
        let opening = matches!(before, '（' | '「');
        let parted = anywhere
            || matches!(before, '、' | '。' | '）' | '」' | '・')
            || matches!(letter, '（' | '「');
        let between = wide && parted && !closing && !opening;
        if i > from && ((before == ' ' && letter != ' ') || between) {
            all.push(&words[from..i]);
            from = i;
        }
        before = letter;
    }
    all.push(&words[from..]);
    all
}

/// The graticule's curves.
#[must_use]
pub fn graticule(atlas: &Atlas, (stage, theme): &(Stage, Theme)) -> Vec<Mark> {
    let stroke = Stroke::solid(0.6, palette(*theme).graticule);
    let curve = |line: GraticuleLine| {
        let all: LineString<f32> = line.points.iter().map(|&c| stage.screen(c)).collect();
        // The curves are flat: a few of their vertices are enough.
        let points = all.simplify(STRAY).0.into_iter().map(|c| [c.x, c.y]).collect();
        Mark::Line { points, stroke }
    };
    let frame = stage.camera.frame_map_km(stage.size);
    let step = graticule_step(stage.camera.km_per_point);
    let lines = graticule::lines(atlas.geography.projection(), frame, step);
    lines.into_iter().map(curve).collect()
}
