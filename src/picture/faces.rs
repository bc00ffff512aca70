//! The type that the atlas is set in: faces, their files, and how wide a text runs.

use std::sync::OnceLock;

use skrifa::instance::{LocationRef, Size};
use skrifa::{FontRef, MetadataProvider};

/// A face of the atlas. Each has a Japanese companion for letters that it lacks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Face {
    /// Text and labels.
    Sans,
    /// Emphasis.
    SansBold,
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
}

/// All font files.
pub static FONT_FILES: [FontFile; 7] =
    [SANS, SANS_BOLD, SERIF_ITALIC, SERIF_BOLD, SANS_JP, SANS_JP_BOLD, SERIF_JP_BOLD];

impl Face {
    /// All faces.
    pub const ALL: [Self; 4] = [Self::Sans, Self::SansBold, Self::SerifItalic, Self::SerifBold];

    /// The files that set it: the first has the letters, the others stand in for what it lacks.
    #[must_use]
    pub fn files(self) -> [FontFile; 3] {
        match self {
            Self::Sans => [SANS, SANS_JP, SANS_BOLD],
            Self::SansBold => [SANS_BOLD, SANS_JP_BOLD, SANS],
            Self::SerifItalic => [SERIF_ITALIC, SANS_JP, SANS],
            Self::SerifBold => [SERIF_BOLD, SERIF_JP_BOLD, SANS_BOLD],
        }
    }

    /// Family names for an SVG, the first wish first.
    #[must_use]
    pub fn families(self) -> &'static str {
        match self {
            Self::Sans | Self::SansBold => "'Noto Sans','Noto Sans JP',sans-serif",
            Self::SerifItalic => "'Noto Serif','Noto Sans JP',serif",
            Self::SerifBold => "'Noto Serif','Noto Serif JP',serif",
        }
    }

    /// Weight of the font, as in CSS.
    #[must_use]
    pub fn weight(self) -> u16 {
        match self {
            Self::Sans | Self::SerifItalic => 400,
            Self::SansBold => 600,
            Self::SerifBold => 700,
        }
    }

    /// Whether it is an italic.
    #[must_use]
    pub fn italic(self) -> bool {
        self == Self::SerifItalic
    }
}

/// Width of a text in points, without kerning.
#[must_use]
pub fn width(face: Face, size: f32, spacing: f32, text: &str) -> f32 {
    let fonts = parsed();
    let [first, second, third] = face.files().map(|file| &fonts[index_of(file)]);
    let ems: f32 = text
        .chars()
        .map(|c| [first, second, third].into_iter().find_map(|font| font.advance(c)).unwrap_or(0.6))
        .sum();
    let letters = u16::try_from(text.chars().count()).unwrap_or(u16::MAX);
    ems * size + f32::from(letters.saturating_sub(1)) * spacing
}

/// Whether the bundled fonts have a letter.
#[must_use]
pub fn covers(letter: char) -> bool {
    parsed().iter().any(|font| font.advance(letter).is_some())
}

fn index_of(file: FontFile) -> usize {
    FONT_FILES.iter().position(|other| other.name == file.name).unwrap_or(0)
}

/// The widths of a font: direct for Latin and Cyrillic, looked up for the rest.
struct Advances {
    font: Option<FontRef<'static>>,
    low: Vec<f32>,
}

/// Letters below this are looked up once.
const LOW: u32 = 0x0530;

impl Advances {
    fn of(file: FontFile) -> Self {
        let font = FontRef::new(file.bytes).ok();
        let mut advances = Self { font, low: Vec::new() };
        advances.low = (0..LOW)
            .map(|c| char::from_u32(c).and_then(|c| advances.look_up(c)).unwrap_or(f32::NAN))
            .collect();
        advances
    }

    fn advance(&self, c: char) -> Option<f32> {
        match self.low.get(c as usize) {
            Some(advance) => (!advance.is_nan()).then_some(*advance),
            None => self.look_up(c),
        }
    }

    fn look_up(&self, c: char) -> Option<f32> {
        let font = self.font.as_ref()?;
        let glyph = font.charmap().map(c)?;
        font.glyph_metrics(Size::new(1.0), LocationRef::default()).advance_width(glyph)
    }
}

fn parsed() -> &'static [Advances; 7] {
    static PARSED: OnceLock<[Advances; 7]> = OnceLock::new();
    PARSED.get_or_init(|| FONT_FILES.map(Advances::of))
}
