//! The command line as it is typed.

#![allow(clippy::doc_markdown, reason = "what is said of an argument is printed as it stands")]

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};
use clap_complete::Shell;

/// The command line as a whole.
#[derive(Debug, Parser)]
#[command(
    name = "okhotsk",
    version = crate::VERSION,
    about = env!("CARGO_PKG_DESCRIPTION"),
    long_about = concat!(
        env!("CARGO_PKG_DESCRIPTION"),
        ".\n\nWithout a command it opens the window."
    ),
    max_term_width = 100,
    args_conflicts_with_subcommands = true
)]
pub struct Cli {
    /// What to do; without one, the window opens.
    #[command(subcommand)]
    pub command: Option<Command>,
    /// What the window opens with.
    #[command(flatten)]
    pub window: WindowArgs,
}

/// What the window opens with.
#[derive(Debug, Clone, Default, Args)]
pub struct WindowArgs {
    /// What is shown.
    #[command(flatten)]
    pub shown: Shown,
    /// Select an island, a territory or the first territory of a group, by its id
    #[arg(long, value_name = "ISLAND")]
    pub select: Option<String>,
    /// Light or dark
    #[arg(long, value_name = "THEME")]
    pub theme: Option<ThemeArg>,
    /// The view of a link, as 'Copy link' in the window gives it, or of a PNG or SVG that was saved here
    #[arg(long, value_name = "FILE|LINK")]
    pub open: Option<String>,
}

/// Day, lens, language and data: what every look of the atlas takes.
#[derive(Debug, Clone, Default, Args)]
pub struct Shown {
    /// A year (its 31 December), a month (its last day) or a day: 1905, 1905-10, 1905-10-14,
    /// '14 Oct 1905', '26 January 1855 OS', 'Ansei 1.12.21'
    #[arg(long, value_name = "DATE", allow_hyphen_values = true)]
    pub date: Option<String>,
    /// The rest.
    #[command(flatten)]
    pub seen: Seen,
}

/// Lens, language and data.
#[derive(Debug, Clone, Default, Args)]
pub struct Seen {
    /// Which question the map answers, by the id of a lens of the atlas
    #[arg(long, value_name = "LENS")]
    pub lens: Option<String>,
    /// Language of words and names: en, ja or ru; without it the system's, or in CSV and JSON the
    /// first of the atlas
    #[arg(long, value_name = "LANG")]
    pub lang: Option<String>,
    /// Another atlas: a folder with history/ and geodata/
    #[arg(long, value_name = "DIR")]
    pub data: Option<PathBuf>,
}

/// A command.
#[derive(Debug, Clone, Subcommand)]
pub enum Command {
    /// Save the map of a day as a picture
    Export(Box<ExportArgs>),
    /// Who holds what on a day
    State {
        /// What is shown.
        #[command(flatten)]
        shown: Shown,
        /// How it is written
        #[arg(long, value_enum, default_value_t = StateFormat::Table)]
        format: StateFormat,
    },
    /// All stretches of holding of some territories, or of all
    Spans {
        /// Ids of territories or groups
        #[arg(value_name = "TERRITORY")]
        territories: Vec<String>,
        /// What is shown.
        #[command(flatten)]
        seen: Seen,
        /// How it is written
        #[arg(long, value_enum, default_value_t = StateFormat::Table)]
        format: StateFormat,
    },
    /// What happened
    Events {
        /// Nothing before the first day of this date
        #[arg(long, value_name = "DATE", allow_hyphen_values = true)]
        from: Option<String>,
        /// Nothing after the last day of this date
        #[arg(long, value_name = "DATE", allow_hyphen_values = true)]
        to: Option<String>,
        /// Only of this kind: treaty, war, contact, incident, diplomacy, administration, disaster;
        /// may be given again
        #[arg(long, value_name = "KIND")]
        kind: Vec<String>,
        /// Only what touched this territory or group; may be given again
        #[arg(long, value_name = "TERRITORY")]
        territory: Vec<String>,
        /// Language of words and names: en, ja or ru; without it the system's, or in CSV and JSON
        /// the first of the atlas
        #[arg(long, value_name = "LANG")]
        lang: Option<String>,
        /// Another atlas: a folder with history/ and geodata/
        #[arg(long, value_name = "DIR")]
        data: Option<PathBuf>,
        /// How it is written
        #[arg(long, value_enum, default_value_t = Format::Table)]
        format: Format,
    },
    /// A line to cite who holds a territory on a day and by what right, or what an event was
    Cite {
        /// The id of an event, or a territory by its id or name
        #[arg(value_name = "EVENT|TERRITORY")]
        what: String,
        /// What is shown.
        #[command(flatten)]
        shown: Shown,
        /// How it is written
        #[arg(long, value_enum, default_value_t = CiteFormat::Text)]
        format: CiteFormat,
    },
    /// Where the lenses colour a territory differently on a day
    Disputes {
        /// A year (its 31 December), a month (its last day) or a day: 1905, 1905-10, 1905-10-14,
        /// '14 Oct 1905', '26 January 1855 OS', 'Ansei 1.12.21'
        #[arg(long, value_name = "DATE", allow_hyphen_values = true)]
        date: Option<String>,
        /// Language of words and names: en, ja or ru; without it the system's, or in CSV and JSON
        /// the first of the atlas
        #[arg(long, value_name = "LANG")]
        lang: Option<String>,
        /// Another atlas: a folder with history/ and geodata/
        #[arg(long, value_name = "DIR")]
        data: Option<PathBuf>,
        /// How it is written
        #[arg(long, value_enum, default_value_t = Format::Table)]
        format: Format,
    },
    /// What the atlas rests on: its sources, and what rests on each
    Sources {
        /// Only of this kind: treaty, document, archive, book, article, web, map, dataset; may be given
        /// again
        #[arg(long, value_name = "KIND")]
        kind: Vec<String>,
        /// Language of words: en, ja or ru; without it the system's; CSV and JSON have none
        #[arg(long, value_name = "LANG")]
        lang: Option<String>,
        /// Another atlas: a folder with history/ and geodata/
        #[arg(long, value_name = "DIR")]
        data: Option<PathBuf>,
        /// How it is written
        #[arg(long, value_enum, default_value_t = Format::Table)]
        format: Format,
    },
    /// Square kilometres by holder
    Areas {
        /// What is shown.
        #[command(flatten)]
        shown: Shown,
        /// On the last day of every year, or on every day on which they change, instead of on one day
        #[arg(long, value_name = "STEP", conflicts_with = "date")]
        every: Option<Every>,
        /// Only of these territories, islands or groups, by their ids
        #[arg(long, value_name = "TERRITORY")]
        of: Vec<String>,
        /// How it is written
        #[arg(long, value_enum, default_value_t = Format::Table)]
        format: Format,
    },
    /// List every problem of an atlas, exit code 1 if there is any, and what should be better
    Check {
        /// The folder of the atlas; without one, the bundled atlas
        #[arg(value_name = "DIR")]
        dir: Option<PathBuf>,
        /// Exit code 1 too if something should be better
        #[arg(long)]
        strict: bool,
    },
    /// Begin an atlas of your own: a small example with comments
    New {
        /// The folder; it must be empty, or not there yet
        #[arg(value_name = "DIR")]
        dir: PathBuf,
    },
    /// Make an atlas from any GeoJSON whose features carry dates
    Import {
        /// A FeatureCollection of areas in longitude and latitude
        #[arg(value_name = "FILE.geojson")]
        file: PathBuf,
        /// The property that says when a feature begins: a year, a month or a day (1850, 1850-03-01);
        /// without a value it is there from the first day
        #[arg(long, value_name = "PROP")]
        start: String,
        /// The property that says the last year, month or day of it; without a value it is there for good
        #[arg(long, value_name = "PROP")]
        end: String,
        /// The property with its name; PROP_ja or PROP:ja is taken for the name in that language
        #[arg(long, value_name = "PROP")]
        name: Option<String>,
        /// The property that says who holds it; without one, each is held by whom it is called after
        #[arg(long, value_name = "PROP")]
        holder: Option<String>,
        /// The folder; it must be empty, or not there yet
        #[arg(value_name = "DIR")]
        dir: PathBuf,
    },
    /// Make the outline files of an atlas from raw land polygons
    Outlines {
        /// Land polygons in longitude and latitude
        #[arg(value_name = "RAW.geojson")]
        raw: PathBuf,
        /// The folder to write islands.geojson, surroundings.geojson and cuts.geojson to
        #[arg(value_name = "DIR")]
        dir: PathBuf,
        /// What to make of the polygons; without one, the recipe of the bundled atlas
        #[arg(long, value_name = "FILE")]
        recipe: Option<PathBuf>,
    },
    /// Print a completion script for a shell
    Completions {
        /// For which shell
        #[arg(value_enum)]
        shell: Shell,
    },
    /// Print the manual page
    Man,
}

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

/// How a table is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Format {
    /// Columns to read
    Table,
    /// Comma-separated values
    Csv,
    /// An array of objects
    Json,
}

/// How a line to cite is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum CiteFormat {
    /// A line
    Text,
    /// An entry of BibTeX
    Bibtex,
    /// A record of RIS
    Ris,
}

/// How a state or a stretch of holding is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum StateFormat {
    /// Columns to read
    Table,
    /// Comma-separated values
    Csv,
    /// An array of objects
    Json,
    /// With the shapes of the territories
    Geojson,
}

/// A step through time.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Every {
    /// The last day of every year
    Year,
    /// Every day on which the areas change
    Change,
}

/// A colour scheme.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum ThemeArg {
    /// Dark ink on light paper
    Light,
    /// Light ink on a dark ground
    Dark,
    /// As light, of high contrast
    LightContrast,
    /// As dark, of high contrast
    DarkContrast,
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
