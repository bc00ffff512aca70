//! The arguments of an export as they are typed.

#![allow(clippy::doc_markdown, reason = "what is said of an argument is printed as it stands")]

use std::path::PathBuf;

use clap::{Args, ValueEnum};

use super::args::{Shown, ThemeArg};

/// How to save a picture.
#[derive(Debug, Clone, Args)]
pub struct ExportArgs {
    /// The file; its ending says what it is: a picture (png, svg, pdf) or, with --from, --to or --tour,
    /// a film (gif, apng, webp, mp4). - writes to standard output, an SVG unless --as says otherwise
    #[arg(value_name = "OUT.{png,svg,pdf,gif,apng,webp,mp4}")]
    pub out: PathBuf,
    /// What it is, whatever the file is called
    #[arg(long = "as", value_enum, value_name = "KIND")]
    pub kind: Option<FileKind>,
    /// Begin with the view of a link, or of a picture that was saved here
    #[arg(long, value_name = "FILE|LINK")]
    pub open: Option<String>,
    /// A film from this date on
    #[arg(long, value_name = "DATE", allow_hyphen_values = true, conflicts_with = "date")]
    pub from: Option<String>,
    /// A film up to this date
    #[arg(long, value_name = "DATE", allow_hyphen_values = true, conflicts_with = "date")]
    pub to: Option<String>,
    /// A picture for every change of the map, for every year, or for every so many years
    #[arg(long, value_name = "changes|year|N", default_value = "changes")]
    pub step: String,
    /// A film of a story: the id of one of the atlas, or a file
    #[arg(long, value_name = "STORY|FILE", conflicts_with_all = ["from", "to", "date"])]
    pub tour: Option<String>,
    /// How long a picture of a film stays, in seconds; without it 1.5 for a change, 0.2 for a year, and
    /// for a stop of a story as long as it takes to read
    #[arg(long, value_name = "N")]
    pub seconds: Option<f64>,
    /// The film ends at its end and does not begin again
    #[arg(long)]
    pub once: bool,
    /// Write the texts of an SVG as outlines, which look the same everywhere
    #[arg(long)]
    pub outlines: bool,
    /// A size by its name, instead of --size
    #[arg(long, value_enum, conflicts_with_all = ["size", "scale", "dpi"])]
    pub preset: Option<PresetArg>,
    /// Leave out of the picture, parted by commas: title, legend, foot
    #[arg(long, value_enum, value_name = "PARTS", value_delimiter = ',')]
    pub without: Vec<WithoutArg>,
    /// What is shown.
    #[command(flatten)]
    pub shown: Shown,
    /// Select an island, a territory or the first territory of a group, by its id
    #[arg(long, value_name = "ISLAND")]
    pub select: Option<String>,
    /// Width and height of the picture in pixels, or of the paper in millimetres: 1920x1080, 297x210mm;
    /// a picture larger than 1920x1080 is that one with more pixels. With --scale in points
    #[arg(long, value_name = "WxH", default_value = "1920x1080")]
    pub size: String,
    /// Pixels an inch, instead of --scale; 300 where the size is in millimetres
    #[arg(long, value_name = "N", conflicts_with = "scale")]
    pub dpi: Option<f64>,
    /// Pixels a point (a point is 1/96 inch of paper)
    #[arg(long, value_name = "N", allow_negative_numbers = true)]
    pub scale: Option<f64>,
    /// What stands beside and below the map: cards, chart, holders, time-bar, parted by commas; with
    /// no-map, chart and time bar alone
    #[arg(long, value_enum, value_name = "PARTS", value_delimiter = ',')]
    pub with: Vec<WithArg>,
    /// The territory or group that the chart is of; without one, all land
    #[arg(long, value_name = "TERRITORY")]
    pub of: Option<String>,
    /// What it is compared with: a date, a lens, or lenses for all of them at once
    #[arg(long, value_name = "DATE|LENS")]
    pub compare: Option<String>,
    /// How two looks are shown
    #[arg(long, value_enum, requires = "compare")]
    pub mode: Option<ModeArg>,
    /// Light or dark, or either of high contrast
    #[arg(long, value_enum)]
    pub theme: Option<ThemeArg>,
    /// An island, a territory, a group, or west,south,east,north in degrees; without one, the whole
    /// map
    #[arg(long, value_name = "AREA", allow_hyphen_values = true)]
    pub area: Option<String>,
}

/// What kind of file is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum FileKind {
    /// Pixels
    Png,
    /// Shapes
    Svg,
    /// A page
    Pdf,
    /// A film of 256 colours
    Gif,
    /// A film of all colours
    Apng,
    /// A film of all colours, smaller
    Webp,
    /// A video, by ffmpeg
    Mp4,
}

/// What may be left out of a picture.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum WithoutArg {
    /// The title
    Title,
    /// The legend
    Legend,
    /// Scale, projection, sources and licence: say the last two beside the picture
    Foot,
}

/// A size by its name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum PresetArg {
    /// A slide with letters for a classroom: 1920x1080 pixels, of 960x540 points
    Slide,
    /// 3840x2160 pixels
    #[value(name = "4k")]
    Uhd,
    /// A4 across, 300 pixels an inch
    A4,
    /// A4 upright
    A4Upright,
    /// A3 across
    A3,
    /// A3 upright
    A3Upright,
    /// 1080x1080 pixels
    Square,
}

/// What stands on a sheet besides the map.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum WithArg {
    /// The cards of the open event and of what is selected
    Cards,
    /// The chart of areas
    Chart,
    /// The time bar
    TimeBar,
    /// The holders of each territory as bars, instead of the areas in the chart
    Holders,
    /// No map
    NoMap,
}

/// How two looks are shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum ModeArg {
    /// Beside each other, or in a high picture one below the other
    Side,
    /// The first to the left of a line in the middle, the second to the right
    Swipe,
    /// One map, of what is different
    Diff,
}
