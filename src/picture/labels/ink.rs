//! The colour of a name and of its halo, by what lies under it.

use super::super::marks::{Color, Fill, Pattern};
use super::super::palette::{Palette, faded};
use super::layout::Under;
use super::requests::Subject;
use crate::atlas::Atlas;
use crate::history::{PlaceKind, RegionKind};

/// The inks that names on a fill are written in. On tones between light and dark neither of the first
/// two would do.
const INKS: [Color; 3] = [[0x1F, 0x2A, 0x35, 255], [255, 255, 255, 255], [0, 0, 0, 255]];

/// The least contrast of a text with its ground.
const LEAST: f64 = 4.5;

/// How strong the halo of a name on a fill is.
const ON_FILL: u8 = 140;

/// What names on a territory lie on.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct FillUnder {
    /// The two colours that its fill shows by turns; one, if it has no stripes.
    pub colors: [Color; 2],
    /// Whether the lines of a claim lie over it.
    pub hatched: bool,
}

/// The same where it has stripes or a hatch.
const ON_STRIPES: u8 = 225;

/// The two colours that a fill shows by turns; one, if it has no stripes.
#[must_use]
pub(super) fn grounds(fill: &Fill) -> [Color; 2] {
    let stripes = fill.overlays.iter().flatten().find(|o| o.pattern == Pattern::Stripes);
    [fill.base, stripes.map_or(fill.base, |stripes| stripes.color)]
}

/// The ink that is best read on some grounds.
#[must_use]
pub fn ink_on(grounds: [Color; 2]) -> Color {
    let least =
        |ink: Color| grounds.map(|ground| contrast(ink, ground)).into_iter().fold(99.0, f64::min);
    let [dark, light, black] = INKS;
    match (least(dark), least(light)) {
        (as_dark, as_light) if as_dark.max(as_light) < LEAST && least(black) > as_light => black,
        (as_dark, as_light) if as_dark >= as_light => dark,
        _ => light,
    }
}

/// The contrast of two colours as the Web Content Accessibility Guidelines count it, 1 to 21.
#[must_use]
pub fn contrast(a: Color, b: Color) -> f64 {
    let luminance = |[r, g, b, _]: Color| {
        let linear = |v: u8| {
            let v = f64::from(v) / 255.0;
            if v <= 0.040_45 { v / 12.92 } else { ((v + 0.055) / 1.055).powf(2.4) }
        };
        0.2126 * linear(r) + 0.7152 * linear(g) + 0.0722 * linear(b)
    };
    let (a, b) = (luminance(a), luminance(b));
    (a.max(b) + 0.05) / (a.min(b) + 0.05)
}

/// The colour of a name and of its halo.
pub(super) fn ink_of(
    atlas: &Atlas,
    (subject, under, around): (Subject, Under, bool),
    fills: &[FillUnder],
    palette: &Palette,
) -> (Color, Color) {
    let plain = match subject {
        Subject::Water(_) => palette.sea_ink,
        Subject::Line(_) => palette.treaty,
        Subject::Region(id) if atlas.history.region(id).kind != RegionKind::Islands => {
            palette.context_ink
        }
        Subject::Region(_) | Subject::People(_) => palette.muted,
        Subject::Place(id) if atlas.history.place(id).kind == PlaceKind::Cape => palette.cape_ink,
        Subject::Place(_) if around => palette.context_ink,
        _ => palette.ink,
    };
    match under {
        Under::Sea => (plain, faded(palette.sea, 190)),
        Under::Around => (plain, faded(palette.context, 190)),
        // There the name is read on its halo, whatever the fill is.
        Under::Land(_) if palette.is_high_contrast() => (palette.ink, faded(palette.halo, 235)),
        Under::Land(t) => {
            let plain = FillUnder { colors: [palette.context; 2], hatched: false };
            let FillUnder { colors: grounds, hatched } =
                fills.get(t.index()).copied().unwrap_or(plain);
            // No ink is read well on both colours of stripes.
            if grounds[0] != grounds[1] {
                return (palette.ink, faded(palette.halo, ON_STRIPES));
            }
            (ink_on(grounds), faded(grounds[0], if hatched { ON_STRIPES } else { ON_FILL }))
        }
    }
}
