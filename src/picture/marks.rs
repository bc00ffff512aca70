//! The display list: what is to be seen, in points (x right, y down), in the order of painting.

use std::sync::Arc;

use geo::Polygon;

use crate::geography::{OutlineId, RegionId};

use super::faces::Face;

pub use super::along::{Along, LetterPlace};

/// A colour: red, green, blue, alpha, 0 to 255 each (sRGB, alpha not multiplied in).
pub type Color = [u8; 4];

/// A texture laid over a fill. All are anchored to the map, so that neighbours align.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Pattern {
    /// Thin lines at 45°: another state's claim. Several claims take turns, line by line.
    Claim {
        /// Which turn, from 0.
        turn: u8,
        /// How many claims there are.
        turns: u8,
    },
    /// Equal stripes at 45°: joint possession.
    Stripes,
    /// Dots: land under no state.
    Dots,
    /// Level lines: what the colour says is not quite sure, close ones where it is less so.
    Doubt {
        /// Whether the lines are close.
        close: bool,
    },
}

impl Pattern {
    /// The hatch of the only claim.
    pub const CLAIM: Self = Self::Claim { turn: 0, turns: 1 };

    /// The side of the square that repeats, in points.
    #[must_use]
    pub fn tile(self) -> f64 {
        match self {
            // Two claims take turns in the one hatch: with more of them its lines stay as far apart.
            Self::Claim { turns, .. } => 10.0 * f64::from(turns.max(1)),
            Self::Stripes => 14.0,
            Self::Dots | Self::Doubt { close: false } => 7.0,
            Self::Doubt { close: true } => 4.0,
        }
    }

    /// For lines: how thick they are, across; for dots: their diameter. In points.
    #[must_use]
    pub fn weight(self) -> f64 {
        match self {
            Self::Claim { .. } => 1.2,
            // Half of the pitch, which is the tile's side over the root of two.
            Self::Stripes => 14.0 / std::f64::consts::SQRT_2 / 2.0,
            Self::Dots => 1.9,
            Self::Doubt { close: true } => 1.7,
            Self::Doubt { close: false } => 1.5,
        }
    }

    /// Whether the lines fall from left to right (as a backslash) or rise. Claims fall: across the
    /// run of the possession's stripes, so that the two are not taken for each other.
    #[must_use]
    pub fn falls(self) -> bool {
        matches!(self, Self::Claim { .. })
    }

    /// Whether the lines are level.
    #[must_use]
    pub fn is_level(self) -> bool {
        matches!(self, Self::Doubt { .. })
    }

    /// How far the lines are moved along the tile, as a part of its side.
    #[must_use]
    pub fn phase(self) -> f64 {
        match self {
            Self::Claim { turn, turns } => f64::from(turn) / f64::from(turns.max(1)),
            _ => 0.0,
        }
    }
}

/// A texture in a colour.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Overlay {
    /// What.
    pub pattern: Pattern,
    /// In which colour.
    pub color: Color,
}

/// The most textures over a ground: that of the holder, four claims, and how sure that is.
const OVERLAYS: usize = 6;

/// How an area is filled: a ground and up to six textures over it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Fill {
    /// The ground.
    pub base: Color,
    /// What lies over it, in this order.
    pub overlays: [Option<Overlay>; OVERLAYS],
}

impl Fill {
    /// A ground without texture.
    #[must_use]
    pub const fn plain(base: Color) -> Self {
        Self { base, overlays: [None; OVERLAYS] }
    }

    /// The fill without claims: for shapes too small to show a hatch as such.
    #[must_use]
    pub fn without_hatches(mut self) -> Self {
        for overlay in &mut self.overlays {
            *overlay = overlay.filter(|overlay| !overlay.pattern.falls());
        }
        self
    }

    /// The fill without a texture.
    #[must_use]
    pub fn without(mut self, pattern: Pattern) -> Self {
        for overlay in &mut self.overlays {
            *overlay = overlay.filter(|overlay| overlay.pattern != pattern);
        }
        self
    }

    /// Adds a texture; a seventh is left out.
    #[must_use]
    pub fn with(mut self, pattern: Pattern, color: Color) -> Self {
        if let Some(free) = self.overlays.iter_mut().find(|overlay| overlay.is_none()) {
            *free = Some(Overlay { pattern, color });
        }
        self
    }
}

/// How a line is broken.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Dash {
    /// Not at all: a treaty in force.
    Solid,
    /// Long dashes: de facto.
    Long,
    /// Short dashes: approximate.
    Short,
    /// Dots: a claim.
    Dotted,
}

impl Dash {
    /// Lengths of dash and gap in points; `None` for a solid line.
    #[must_use]
    pub fn pattern(self) -> Option<[f32; 2]> {
        match self {
            Self::Solid => None,
            Self::Long => Some([9.0, 4.0]),
            Self::Short => Some([3.5, 3.0]),
            Self::Dotted => Some([1.4, 3.2]),
        }
    }
}

/// A line's width in points, colour and dash.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Stroke {
    /// Width in points.
    pub width: f32,
    /// Colour.
    pub color: Color,
    /// How it is broken.
    pub dash: Dash,
}

impl Stroke {
    /// A solid line.
    #[must_use]
    pub const fn solid(width: f32, color: Color) -> Self {
        Self { width, color, dash: Dash::Solid }
    }
}

/// Left, top, right, bottom in points.
pub type Frame = [f32; 4];

/// Where a text stands at its point.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Anchor {
    /// Begins there.
    Start,
    /// Is centred there.
    Middle,
    /// Ends there.
    End,
}

/// A line of text.
#[derive(Debug, Clone, PartialEq)]
pub struct TextMark {
    /// The point of the baseline that it is anchored to.
    pub at: [f32; 2],
    /// How.
    pub anchor: Anchor,
    /// What it says.
    pub text: String,
    /// In which face.
    pub face: Face,
    /// How large, in points.
    pub size: f32,
    /// In which colour.
    pub color: Color,
    /// A soft edge in this colour under the letters.
    pub halo: Option<Color>,
    /// Extra space after each letter, in points.
    pub spacing: f32,
    /// Turned about its point, in radians, clockwise.
    pub angle: f32,
}

/// Whether a letter is of a script that may be written from above, each letter upright; what joins or
/// encloses such letters turns with the line.
#[must_use]
pub fn is_upright(letter: char) -> bool {
    let turned = "ー－〜～（）「」『』［］｛｝〈〉《》…‥―";
    letter as u32 >= 0x2E80 && !turned.contains(letter)
}

/// Light and shadow as pixels, laid over what is below: one byte each, and what the bytes mean.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Shade {
    /// Width and height in pixels.
    pub size: [u16; 2],
    /// The tone of each pixel, rows from the top.
    pub tones: Vec<u8>,
    /// The colours of the 256 tones.
    pub colors: Vec<Color>,
}

/// What a shade is laid over.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Over {
    /// All land.
    Land,
    /// Everything.
    All,
}

/// One thing to paint.
#[derive(Debug, Clone, PartialEq)]
pub enum Mark {
    /// What of the sea is deeper than some depth, at the level of the picture.
    Depth {
        /// The place of the depth among [`crate::geography::Geography::depths_m`].
        place: u16,
        /// How it is filled.
        color: Color,
    },
    /// Light and shadow.
    Shade {
        /// The pixels.
        shade: Arc<Shade>,
        /// Where they lie, in points.
        frame: [f32; 4],
        /// What they lie over.
        over: Over,
    },
    /// All land of a region (`None`: the land around) at the level of the picture.
    Land {
        /// Which.
        region: Option<RegionId>,
        /// How it is filled.
        fill: Fill,
        /// What it is and whose, in a few words that a viewer of a file may show.
        title: Option<Arc<str>>,
    },
    /// The coasts of a region.
    Coast {
        /// Which.
        region: Option<RegionId>,
        /// With what.
        stroke: Stroke,
    },
    /// The coast of one outline, such as the selected island.
    Outline {
        /// The region that it is in.
        region: RegionId,
        /// The outline; `None`: all of the region.
        outline: Option<OutlineId>,
        /// With what.
        stroke: Stroke,
    },
    /// A cut through an island, where two regions meet on land.
    Cut {
        /// Its place among the cuts of the level of the picture.
        place: usize,
        /// With what.
        stroke: Stroke,
    },
    /// A line through points.
    Line {
        /// The points.
        points: Vec<[f32; 2]>,
        /// With what.
        stroke: Stroke,
    },
    /// Many lines in one stroke, which stay as they are from picture to picture.
    Lines {
        /// The points of each.
        lines: Arc<Vec<Vec<[f32; 2]>>>,
        /// With what.
        stroke: Stroke,
    },
    /// Areas in one colour, which stay as they are from picture to picture.
    Areas {
        /// The areas in points.
        polygons: Arc<Vec<Polygon<f32>>>,
        /// How they are filled.
        color: Color,
    },
    /// A filled circle.
    Dot {
        /// Its centre.
        centre: [f32; 2],
        /// Its radius in points.
        radius: f32,
        /// Its colour.
        color: Color,
        /// Its edge.
        stroke: Option<Stroke>,
    },
    /// A filled rectangle.
    Box {
        /// Where.
        frame: Frame,
        /// Radius of its corners in points.
        rounding: f32,
        /// How it is filled.
        fill: Fill,
        /// Its edge.
        stroke: Option<Stroke>,
        /// How large its textures are, as a part of those of the map.
        fineness: f32,
    },
    /// A rectangle in which one colour passes into another, from left to right.
    Blend {
        /// Where.
        frame: Frame,
        /// The colour on the left.
        from: Color,
        /// The colour on the right.
        to: Color,
    },
    /// A line of text.
    Text(TextMark),
    /// A text along a line.
    Along(Along),
}
