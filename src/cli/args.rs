//! The command line as it is typed.

#![allow(clippy::doc_markdown, reason = "what is said of an argument is printed as it stands")]

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};
use clap_complete::Shell;

use super::export_args::ExportArgs;

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
    /// The view of a link, as 'Copy link' in the window gives it, or of a PNG, SVG, PDF or WebP that
    /// was saved here
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
    /// Language and data.
    #[command(flatten)]
    pub read: Read,
}

/// Language and data.
#[derive(Debug, Clone, Default, Args)]
pub struct Read {
    /// Language of words and names: en, ja or ru; without it the system's, or in CSV and JSON the
    /// first of the atlas
    #[arg(long, value_name = "LANG")]
    pub lang: Option<String>,
    /// Another atlas: a folder with history/ and geodata/
    #[arg(long, value_name = "DIR")]
    pub data: Option<PathBuf>,
}

/// A stretch of time.
#[derive(Debug, Clone, Default, Args)]
pub struct PeriodArgs {
    /// Nothing before the first day of this date
    #[arg(long, value_name = "DATE", allow_hyphen_values = true)]
    pub from: Option<String>,
    /// Nothing after the last day of this date
    #[arg(long, value_name = "DATE", allow_hyphen_values = true)]
    pub to: Option<String>,
}

/// How a list is written.
#[derive(Debug, Clone, Args)]
pub struct Written {
    /// How it is written
    #[arg(long, value_enum, default_value_t = Format::Table)]
    pub format: Format,
    /// What CSV is like.
    #[command(flatten)]
    pub csv: CsvArgs,
}

/// How a list whose rows have a place on the map is written.
#[derive(Debug, Clone, Args)]
pub struct WrittenOnMap {
    /// How it is written
    #[arg(long, value_enum, default_value_t = MapFormat::Table)]
    pub format: MapFormat,
    /// What CSV is like.
    #[command(flatten)]
    pub csv: CsvArgs,
}

/// What CSV is like.
#[derive(Debug, Clone, Copy, Default, Args)]
pub struct CsvArgs {
    /// In CSV, columns and words of the program in the language instead of ids
    #[arg(long)]
    pub headings: bool,
    /// Begin CSV with a byte-order mark, by which spreadsheets know its letters
    #[arg(long)]
    pub bom: bool,
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
        #[command(flatten)]
        written: WrittenOnMap,
    },
    /// All stretches of holding of some territories, or of all
    Spans {
        /// Territories, islands or groups, by their ids or names; all, if none is given
        #[arg(value_name = "TERRITORY")]
        territories: Vec<String>,
        /// When.
        #[command(flatten)]
        period: PeriodArgs,
        /// What is shown.
        #[command(flatten)]
        seen: Seen,
        /// How it is written
        #[command(flatten)]
        written: WrittenOnMap,
    },
    /// What happened
    Events {
        /// When.
        #[command(flatten)]
        period: PeriodArgs,
        /// Only of this kind: treaty, war, contact, incident, diplomacy, administration, disaster;
        /// may be given again
        #[arg(long, value_name = "KIND")]
        kind: Vec<String>,
        /// Only what touched this territory or group; may be given again
        #[arg(long, value_name = "TERRITORY")]
        territory: Vec<String>,
        /// Language and data.
        #[command(flatten)]
        read: Read,
        /// How it is written
        #[command(flatten)]
        written: WrittenOnMap,
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
        /// Language and data.
        #[command(flatten)]
        read: Read,
        /// How it is written
        #[command(flatten)]
        written: Written,
    },
    /// What the atlas rests on: its sources, and what rests on each
    Sources {
        /// Only of this kind: treaty, document, archive, book, article, web, map, dataset; may be given
        /// again
        #[arg(long, value_name = "KIND")]
        kind: Vec<String>,
        /// Language and data.
        #[command(flatten)]
        read: Read,
        /// How it is written
        #[command(flatten)]
        written: Written,
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
        #[command(flatten)]
        written: Written,
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

/// How a list whose rows have a place on the map is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum MapFormat {
    /// Columns to read
    Table,
    /// Comma-separated values
    Csv,
    /// An array of objects
    Json,
    /// With the shapes of the territories, or the places of what happened
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
