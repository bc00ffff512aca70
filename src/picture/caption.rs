//! A few sentences below a map: what a story says of it.

use std::sync::Arc;

use super::faces::Face;
use super::furniture::{text, wrapped};
use super::marks::Mark;
use super::palette::palette;
use super::parts::{Layer, Part, PartKind};

use crate::view::Theme;

/// Size of the letters, from line to line, and the space around them, in points.
const LETTERS: f32 = 14.0;
const LINE: f32 = 20.0;
const PAD: f32 = 14.0;
/// How wide lines become at the most: longer ones are hard to read.
const WIDEST: f32 = 860.0;
/// The part of a picture that its caption may take.
const MOST: f32 = 0.36;

/// How high the captions of pictures of a size are, all the same, so that the maps above them are too; in
/// points.
#[must_use]
pub fn height<'a>(texts: impl Iterator<Item = &'a str>, [width, height]: [f32; 2]) -> f32 {
    let lines = texts.map(|text| lines(text, width, usize::MAX).len()).max().unwrap_or(0);
    if lines == 0 {
        return 0.0;
    }
    let most = most_lines(MOST * height);
    high(lines.min(most))
}

#[expect(clippy::cast_precision_loss, reason = "a handful of lines")]
fn high(lines: usize) -> f32 {
    lines as f32 * LINE + 2.0 * PAD
}

#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a handful of lines")]
fn most_lines(height: f32) -> usize {
    (((height - 2.0 * PAD + 0.5) / LINE).floor().max(1.0)) as usize
}

fn lines(words: &str, width: f32, most: usize) -> Vec<String> {
    wrapped(Face::Sans, LETTERS, (width - 2.0 * PAD).clamp(1.0, WIDEST), words, most)
}

/// A caption of so many points; what does not fit ends with an ellipsis.
#[must_use]
pub fn caption(words: &str, [width, height]: [f32; 2], theme: Theme) -> Part {
    let palette = palette(theme);
    let left = PAD.max(0.5 * (width - WIDEST));
    let mut at = [left, PAD + 0.72 * LINE];
    let mut marks = Vec::new();
    for line in lines(words, width, most_lines(height)) {
        marks.push(Mark::Text(text(at, Face::Sans, LETTERS, &palette, line)));
        at[1] += LINE;
    }
    let frame = [0.0, 0.0, width, height];
    Part {
        kind: PartKind::Caption,
        frame,
        clip: frame,
        ground: palette.paper,
        map: None,
        layers: vec![Layer { name: "caption", marks: Arc::new(marks) }],
        targets: Arc::default(),
    }
}
