//! The type that the atlas is set in: faces, their files, and how wide a text runs.

use super::shape::shape;

/// A face of the atlas. Each has a Japanese companion for letters that it lacks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Face {
    /// Text and labels.
    Sans,
    /// Emphasis.
    SansBold,
    /// Names of islands.
    SansMedium,
    /// Names of capes.
    SansItalic,
    /// Large figures: digits, Latin and what Russian dates need; the rest is text's.
    SansLight,
    /// Names of waters.
    SerifItalic,
    /// Headings.
    SerifBold,
}

/// A font file that is compiled in.
#[derive(Debug, Clone, Copy)]
pub struct FontFile {
    /// A name that is unique among the files.
    pub name: &'static str,
    /// The file.
    pub bytes: &'static [u8],
}

macro_rules! fonts {
    ($($constant:ident = $file:literal;)*) => {$(
        // Not a constant: every use of one may copy the file into the program.
        static $constant: FontFile = FontFile {
            name: $file,
            bytes: include_bytes!(concat!(env!("CARGO_MANIFEST_DIR"), "/assets/fonts/", $file)),
        };
    )*};
}

fonts! {
    SANS = "NotoSans-Regular.ttf";
    SANS_BOLD = "NotoSans-SemiBold.ttf";
    SERIF_ITALIC = "NotoSerif-Italic.ttf";
    SERIF_BOLD = "NotoSerif-Bold.ttf";
    SANS_JP = "NotoSansJP-Regular.otf";
    SANS_JP_BOLD = "NotoSansJP-Bold.otf";
    SERIF_JP_BOLD = "NotoSerifJP-Bold.otf";
    SANS_MEDIUM = "NotoSans-Medium.ttf";
    SANS_ITALIC = "NotoSans-Italic.ttf";
    SANS_LIGHT = "NotoSans-Light.ttf";
}

/// All font files; glyphs name theirs by its place here.
pub static FONT_FILES: [FontFile; 10] = [
    SANS,
    SANS_BOLD,
    SERIF_ITALIC,
    SERIF_BOLD,
    SANS_JP,
    SANS_JP_BOLD,
    SERIF_JP_BOLD,
    SANS_MEDIUM,
    SANS_ITALIC,
    SANS_LIGHT,
];

impl Face {
    /// All faces.
    pub const ALL: [Self; 7] = [
        Self::Sans,
        Self::SansBold,
        Self::SansMedium,
        Self::SansItalic,
        Self::SansLight,
        Self::SerifItalic,
        Self::SerifBold,
    ];

    /// The files that set it: the first has the letters, the others stand in for what it lacks.
    #[must_use]
    pub fn files(self) -> [FontFile; 3] {
        self.font_indices().map(|index| FONT_FILES[index])
    }

    /// The same as places in [`FONT_FILES`].
    #[must_use]
    pub fn font_indices(self) -> [usize; 3] {
        match self {
            Self::Sans => [0, 4, 1],
            Self::SansBold => [1, 5, 0],
            Self::SansMedium => [7, 4, 0],
            Self::SansItalic => [8, 4, 0],
            Self::SansLight => [9, 4, 0],
            Self::SerifItalic => [2, 4, 0],
            Self::SerifBold => [3, 6, 1],
        }
    }

    /// Family names for an SVG, the first wish first.
    #[must_use]
    pub fn families(self) -> &'static str {
        match self {
            Self::Sans | Self::SansBold | Self::SansMedium | Self::SansItalic | Self::SansLight => {
                "'Noto Sans','Noto Sans JP',sans-serif"
            }
            Self::SerifItalic => "'Noto Serif','Noto Sans JP',serif",
            Self::SerifBold => "'Noto Serif','Noto Serif JP',serif",
        }
    }

    /// Weight of the font, as in CSS.
    #[must_use]
    pub fn weight(self) -> u16 {
        match self {
            Self::SansLight => 300,
            Self::Sans | Self::SansItalic | Self::SerifItalic => 400,
            Self::SansMedium => 500,
            Self::SansBold => 600,
            Self::SerifBold => 700,
        }
    }

    /// Whether it is an italic.
    #[must_use]
    pub fn italic(self) -> bool {
        matches!(self, Self::SerifItalic | Self::SansItalic)
    }
}

/// Width of a text in points, at a size in points and with so many points more between letters.
#[must_use]
pub fn width(face: Face, size: f32, spacing: f32, text: &str) -> f32 {
    shape(face, text).width_at(size, spacing)
}
