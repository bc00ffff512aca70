//! What a reader wants of an exported file: kept from one time to the next.

use serde::{Deserialize, Serialize};

use crate::geography::Size;

/// Points to an inch of paper, as CSS pixels are.
pub const POINTS_PER_INCH: f64 = 96.0;
/// Pixels to an inch of a good print.
const PRINT_DPI: f64 = 300.0;
const MILLIMETRES_PER_INCH: f64 = 25.4;
/// The longer and the shorter side of a picture whose letters are as large as they are, in points.
const USUAL: [f64; 2] = [1920.0, 1080.0];
/// The least and the most pixels on a side that can be chosen.
pub const SIDES: std::ops::RangeInclusive<u16> = 64..=16_000;

macro_rules! choices {
    ($(#[$doc:meta] $name:ident { $($(#[$of:meta])* $variant:ident = $id:literal,)* })*) => {$(
        #[$doc]
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
        #[serde(rename_all = "kebab-case")]
        pub enum $name { $($(#[$of])* $variant,)* }

        impl $name {
            /// All of them, in the order of menus.
            pub const ALL: &[Self] = &[$(Self::$variant),*];

            /// The word in files, and the end of the key of its words.
            #[must_use]
            pub fn id(self) -> &'static str {
                match self { $(Self::$variant => $id,)* }
            }
        }
    )*};
}

choices! {
    /// What stands on the sheet.
    Content {
        /// The map.
        #[default]
        Map = "map",
        /// The map and, beside it, the cards.
        MapWithCards = "map-with-cards",
        /// The map as it is compared.
        Comparison = "comparison",
        /// Map, cards, ledger and time bar.
        Page = "page",
        /// The time bar.
        TimeBar = "time-bar",
        /// The ledger above the time bar.
        Ledger = "ledger",
        /// A table of who holds what on the day.
        HoldersTable = "holders-table",
        /// A table of the stretches of holding.
        SpansTable = "spans-table",
        /// A table of what happened.
        EventsTable = "events-table",
        /// A table of square kilometres by holder.
        AreasTable = "areas-table",
    }
    /// What kind of file.
    FileKind {
        /// Pixels.
        #[default]
        Png = "png",
        /// Shapes.
        Svg = "svg",
        /// A page.
        Pdf = "pdf",
        /// A film of 256 colours.
        Gif = "gif",
        /// A film of all colours.
        Apng = "apng",
        /// A film of all colours, smaller.
        Webp = "webp",
        /// A video.
        Mp4 = "mp4",
        /// Comma-separated values.
        Csv = "csv",
        /// Objects.
        Json = "json",
        /// Features with shapes.
        Geojson = "geojson",
    }
    /// How large.
    Extent {
        /// As large as the map of the window.
        #[default]
        Window = "window",
        /// A slide with letters for a classroom.
        Slide = "slide",
        /// 1920×1080 pixels.
        Hd = "hd",
        /// 3840×2160 pixels.
        Uhd = "uhd",
        /// A4 across.
        A4 = "a4",
        /// A4 upright.
        A4Upright = "a4-upright",
        /// A3 across.
        A3 = "a3",
        /// A3 upright.
        A3Upright = "a3-upright",
        /// 1080×1080 pixels.
        Square = "square",
        /// So many pixels.
        Custom = "custom",
    }
    /// How a film goes through time.
    Pace {
        /// From change to change.
        #[default]
        Changes = "changes",
        /// Year by year.
        Years = "years",
        /// In steps of ten years.
        Decades = "decades",
    }
}

impl FileKind {
    /// Whether it is a film.
    #[must_use]
    pub fn is_film(self) -> bool {
        matches!(self, Self::Gif | Self::Apng | Self::Webp | Self::Mp4)
    }

    /// Whether something can be in such a file.
    #[must_use]
    pub fn holds(self, content: Content) -> bool {
        let table = matches!(self, Self::Csv | Self::Json | Self::Geojson);
        table == content.is_table() && !(self == Self::Geojson && content == Content::AreasTable)
    }
}

impl Content {
    /// Whether it is a table.
    #[must_use]
    pub fn is_table(self) -> bool {
        matches!(self, Self::HoldersTable | Self::SpansTable | Self::EventsTable | Self::AreasTable)
    }

    /// Whether it has a stretch of time besides a moment, in a file of that kind.
    #[must_use]
    pub fn has_span(self, kind: FileKind) -> bool {
        kind.is_film() || (self.is_table() && self != Self::HoldersTable)
    }
}

impl Extent {
    /// The size that it stands for; `None` where that hangs on the window or on numbers.
    #[must_use]
    pub fn sheet(self) -> Option<SheetSize> {
        Some(match self {
            Self::Window | Self::Custom => return None,
            Self::Slide => SheetSize { points: [960.0, 540.0], scale: 2.0, paper: false },
            Self::Hd => SheetSize::of_pixels([1920.0, 1080.0]),
            Self::Uhd => SheetSize::of_pixels([3840.0, 2160.0]),
            Self::Square => SheetSize::of_pixels([1080.0, 1080.0]),
            Self::A4 => SheetSize::of_paper([297.0, 210.0]),
            Self::A4Upright => SheetSize::of_paper([210.0, 297.0]),
            Self::A3 => SheetSize::of_paper([420.0, 297.0]),
            Self::A3Upright => SheetSize::of_paper([297.0, 420.0]),
        })
    }
}

/// A size: in points, the pixels of a point, and whether it is one on paper.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct SheetSize {
    /// Width and height in points.
    pub points: Size,
    /// Pixels a point.
    pub scale: f64,
    /// Whether the size is one on paper.
    pub paper: bool,
}

impl SheetSize {
    /// So many pixels: a large picture is a smaller one with more of them, its letters grow with it.
    #[must_use]
    pub fn of_pixels(pixels: Size) -> Self {
        let [w, h] = pixels;
        let scale = (w.max(h) / USUAL[0]).min(w.min(h) / USUAL[1]).max(1.0);
        Self { points: pixels.map(|side| side / scale), scale, paper: false }
    }

    /// So many millimetres of paper.
    #[must_use]
    pub fn of_paper(millimetres: Size) -> Self {
        let points = millimetres.map(|mm| mm / MILLIMETRES_PER_INCH * POINTS_PER_INCH);
        Self { points, scale: PRINT_DPI / POINTS_PER_INCH, paper: true }
    }

    /// Width and height in pixels.
    #[must_use]
    pub fn pixels(&self) -> Size {
        self.points.map(|side| (side * self.scale).round())
    }
}

/// What a reader wants of an exported file. What is missing in the memory is as usual.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
#[expect(clippy::struct_excessive_bools, reason = "each is a switch by itself")]
pub struct ExportChoices {
    /// What stands on the sheet.
    pub content: Content,
    /// What kind of file.
    pub kind: FileKind,
    /// How large.
    pub extent: Extent,
    /// Width and height in pixels, where that is chosen.
    pub custom: [u16; 2],
    /// Whether the whole map is shown, instead of what the window shows of it.
    pub whole_map: bool,
    /// Whether there is a title.
    pub title: bool,
    /// Whether there is a legend.
    pub legend: bool,
    /// Whether there is the foot, with the credit.
    pub foot: bool,
    /// Whether the texts of an SVG are outlines.
    pub outlines: bool,
    /// How a film goes.
    pub pace: Pace,
    /// How long a picture of a film stays, in seconds; `None`: as long as is usual.
    pub seconds: Option<f64>,
    /// Whether a film begins again at its end.
    pub looped: bool,
    /// Whether a table for spreadsheets has headings and words of the language instead of ids.
    pub headings: bool,
    /// Whether it begins with a byte-order mark.
    pub byte_order_mark: bool,
    /// Whether the file is opened in the system's viewer once it is there, from where it can be printed.
    pub open_after: bool,
}

impl Default for ExportChoices {
    fn default() -> Self {
        Self {
            content: Content::default(),
            kind: FileKind::default(),
            extent: Extent::default(),
            custom: [1600, 900],
            whole_map: false,
            title: true,
            legend: true,
            foot: true,
            outlines: false,
            pace: Pace::default(),
            seconds: None,
            looped: true,
            headings: true,
            byte_order_mark: true,
            open_after: false,
        }
    }
}

impl ExportChoices {
    /// The size that was chosen, where the map of the window has so many points.
    #[must_use]
    pub fn size(&self, window: Size) -> SheetSize {
        let side = |side: u16| f64::from(side.clamp(*SIDES.start(), *SIDES.end()));
        let other = || match self.extent {
            Extent::Custom => SheetSize::of_pixels(self.custom.map(side)),
            _ => SheetSize { points: window, scale: 2.0, paper: false },
        };
        self.extent.sheet().unwrap_or_else(other)
    }

    /// What was chosen or read from a file, without what makes no sense.
    #[must_use]
    pub fn sound(mut self) -> Self {
        if !self.kind.holds(self.content) {
            let fits = |kind: &&FileKind| kind.holds(self.content);
            self.kind = FileKind::ALL.iter().find(fits).copied().unwrap_or_default();
        }
        self.custom = self.custom.map(|side| side.clamp(*SIDES.start(), *SIDES.end()));
        self.seconds = self.seconds.filter(|s| s.is_finite() && (0.02..=600.0).contains(s));
        self
    }
}
