//! Texts along a line: where each of their letters stands.

use std::ops::Range;

use super::marks::{Anchor, TextMark, is_upright};
use super::shape::{Shaped, shape};

/// A line is steep from this angle on, in radians.
const STEEP: f32 = 0.9;

/// A line of text that follows a line, centred on it.
#[derive(Debug, Clone, PartialEq)]
pub struct Along {
    /// The text; its own point, anchor and angle say nothing.
    pub text: TextMark,
    /// The line that the baseline follows, in points.
    pub path: Vec<[f32; 2]>,
}

impl Along {
    /// Each letter by itself, centred at its place on the line and turned with it, as far from the
    /// next one as on a straight line. Letters of a script that is written upright (Chinese
    /// characters, kana) stand upright on a steep line.
    #[must_use]
    pub fn letters(&self) -> Vec<TextMark> {
        let letter = |place: LetterPlace| TextMark {
            at: place.at,
            anchor: Anchor::Middle,
            text: self.text.text[place.bytes].to_owned(),
            face: self.text.face,
            size: self.text.size,
            color: self.text.color,
            halo: self.text.halo,
            angle: place.angle,
            spacing: 0.0,
        };
        self.places().into_iter().map(letter).collect()
    }

    /// Where each letter stands.
    #[must_use]
    pub fn places(&self) -> Vec<LetterPlace> {
        places(&self.text, &self.path)
    }

    /// How long the line is, in points.
    #[must_use]
    pub fn room(&self) -> f32 {
        length(&self.path)
    }
}

/// Where each letter of a text stands that follows a line.
pub(super) fn places(text: &TextMark, path: &[[f32; 2]]) -> Vec<LetterPlace> {
    let shaped = shape(text.face, &text.text);
    let (middle, whole) = (length(path) / 2.0, shaped.width_at(text.size, text.spacing));
    let stretch = stretch(&text.text, path);
    let mut walk = Walk { path, at: 0, before: 0.0 };
    let letters = shaped.glyphs.chunk_by(|a, b| a.letter == b.letter);
    // As wide as it is by itself: so it is set.
    let alone = shaped.alone(text.face, &text.text).iter();
    let mut places = Vec::with_capacity(shaped.letters.into());
    for (letter, alone) in letters.zip(alone) {
        let [first, ..] = letter else { continue };
        let own = &text.text[first.bytes.clone()];
        let width = alone * text.size;
        let along = Shaped::origin(first, text.size, text.spacing)[0] + 0.5 * width - 0.5 * whole;
        let along = middle + stretch * along;
        let (at, angle) = walk.to(along);
        let upright = angle.abs() > STEEP && own.chars().all(is_upright);
        // The middle of the letter stays where it would be, a third of its size off the line.
        let (sin, cos) = angle.sin_cos();
        let third = 0.36 * text.size;
        let at = if upright { [at[0] + third * sin, at[1] - third * cos + third] } else { at };
        let angle = if upright { 0.0 } else { angle };
        places.push(LetterPlace { bytes: first.bytes.clone(), width, at, angle });
    }
    places
}

/// How much farther apart the letters of a text stand than on a straight line: those that stand upright
/// one below the other on a slope would touch with their corners.
fn stretch(text: &str, path: &[[f32; 2]]) -> f32 {
    let (Some(from), Some(to)) = (path.first(), path.last()) else { return 1.0 };
    let angle = (to[1] - from[1]).atan2(to[0] - from[0]).abs();
    let upright = angle > STEEP && text.chars().any(is_upright);
    if upright { 1.0 / angle.sin().abs().max(STEEP.sin()) } else { 1.0 }
}

fn length(path: &[[f32; 2]]) -> f32 {
    path.windows(2).map(|pair| (pair[1][0] - pair[0][0]).hypot(pair[1][1] - pair[0][1])).sum()
}

/// Where a letter of a text along a line stands.
#[derive(Debug, Clone, PartialEq)]
pub struct LetterPlace {
    /// Which bytes of the text it is.
    pub bytes: Range<usize>,
    /// How wide it is, in points.
    pub width: f32,
    /// The middle of its baseline.
    pub at: [f32; 2],
    /// How far it is turned, clockwise, in radians.
    pub angle: f32,
}

/// A walk along a line, onward only.
struct Walk<'a> {
    path: &'a [[f32; 2]],
    /// The step that it has come to, and how long those before it are.
    at: usize,
    before: f32,
}

impl Walk<'_> {
    /// The point so far along the line, and the direction there; before and after the ends the line
    /// goes straight on.
    fn to(&mut self, along: f32) -> ([f32; 2], f32) {
        while let [from, to, rest @ ..] = self.path.get(self.at..).unwrap_or_default() {
            let [dx, dy] = [to[0] - from[0], to[1] - from[1]];
            let step = dx.hypot(dy).max(1e-6);
            let left = along - self.before;
            if left <= step || rest.is_empty() {
                let t = left / step;
                return ([from[0] + t * dx, from[1] + t * dy], dy.atan2(dx));
            }
            self.before += step;
            self.at += 1;
        }
        (self.path.first().copied().unwrap_or_default(), 0.0)
    }
}
