//! The commands that list something: who holds what, what happened, how large it is.

use std::io::{IsTerminal, stdout};

use clap::ValueEnum;

use crate::atlas::Atlas;
use crate::export::csv::CsvStyle;
use crate::export::listing::{Listed, Listing, ListingFormat};
use crate::export::readable;
use crate::export::tables::{self, EventFilter, Period};
use crate::history::{Day, LensId};
use crate::picture::Words;

use super::args::{
    Command, CsvArgs, Every, Format, MapFormat, PeriodArgs, Read, Shown, Written, WrittenOnMap,
};
use super::plan::{self, RequestError};
use super::{locale, print};

/// Does a command that lists something; any other has nothing to list.
///
/// # Errors
/// Why it could not be done.
pub(super) fn list(command: &Command) -> Result<(), RequestError> {
    let Some(asked) = asked(command)? else { return Ok(()) };
    let atlas = plan::atlas(asked.read.data.as_deref())?;
    let lens = plan::lens(&atlas, asked.lens)?;
    let Some(what) = listed(&atlas, lens, command)? else { return Ok(()) };
    let lang = asked.read.lang.as_deref();
    let Some(format) = asked.format else {
        // For people it is in the language that their system asks for.
        let language = plan::language(&atlas, lang.or_else(|| locale::of_atlas(&atlas)))?;
        let words = Words::new(&atlas.history, language);
        let text = readable::listed(&atlas, &what, lens, &words).text(room());
        return print(text.as_bytes());
    };
    // Without a language that was typed it is the first, so that the bytes are the same on every
    // system; headings are for people again.
    let wished = matches!(format, ListingFormat::Csv(CsvStyle { headings: true, .. }))
        .then(|| locale::of_atlas(&atlas));
    let language = plan::language(&atlas, lang.or(wished.flatten()))?;
    let listing = Listing { what, lens, language, format };
    let text = listing.text(&atlas).map_err(|error| RequestError::Work(error.to_string()))?;
    print(text.as_bytes())
}

/// How many letters there is room for on a line: as many as a terminal has, else any number.
fn room() -> Option<u16> {
    let width = || terminal_size::terminal_size().map(|(terminal_size::Width(width), _)| width);
    if stdout().is_terminal() { width() } else { None }
}

/// What is asked for besides the list itself.
struct Asked<'a> {
    read: &'a Read,
    lens: Option<&'a str>,
    /// How it is written for programs; `None`: for people.
    format: Option<ListingFormat>,
}

fn asked(command: &Command) -> Result<Option<Asked<'_>>, RequestError> {
    let (read, lens, format) = match command {
        Command::State { shown: Shown { seen, .. }, written }
        | Command::Spans { seen, written, .. } => (&seen.read, &seen.lens, on_map(written)?),
        Command::Areas { shown: Shown { seen, .. }, written, .. } => {
            (&seen.read, &seen.lens, plain(written)?)
        }
        Command::Events { read, written, .. } => (read, &None, on_map(written)?),
        Command::Disputes { read, written, .. } | Command::Sources { read, written, .. } => {
            (read, &None, plain(written)?)
        }
        _ => return Ok(None),
    };
    Ok(Some(Asked { read, lens: lens.as_deref(), format }))
}

fn on_map(written: &WrittenOnMap) -> Result<Option<ListingFormat>, RequestError> {
    let csv = style(written.csv, &written.format)?;
    Ok(match written.format {
        MapFormat::Table => None,
        MapFormat::Csv => Some(ListingFormat::Csv(csv)),
        MapFormat::Json => Some(ListingFormat::Json),
        MapFormat::Geojson => Some(ListingFormat::Geojson),
    })
}

fn plain(written: &Written) -> Result<Option<ListingFormat>, RequestError> {
    let csv = style(written.csv, &written.format)?;
    Ok(match written.format {
        Format::Table => None,
        Format::Csv => Some(ListingFormat::Csv(csv)),
        Format::Json => Some(ListingFormat::Json),
    })
}

/// What CSV is to be like; a wish for it that is given with another format is a slip.
fn style(args: CsvArgs, format: &impl ValueEnum) -> Result<CsvStyle, RequestError> {
    let CsvArgs { headings, bom } = args;
    let format = format.to_possible_value();
    let format = format.as_ref().map_or("", |value| value.get_name());
    if (headings || bom) && format != "csv" {
        let given = if headings { "--headings" } else { "--bom" };
        let reason = format!("{given} is for --format csv");
        return Err(RequestError::usage("--format <FORMAT>", format, reason));
    }
    Ok(CsvStyle { headings, mark: bom })
}

/// What is listed, of an atlas.
fn listed(atlas: &Atlas, lens: LensId, command: &Command) -> Result<Option<Listed>, RequestError> {
    Ok(Some(match command {
        Command::State { shown, .. } => Listed::Holders(day_or_last(atlas, shown.date.as_deref())?),
        Command::Spans { territories, period: typed, .. } => {
            let of = plan::territories(atlas, "[TERRITORY]...", territories)?;
            Listed::Spans(of, period(typed)?)
        }
        Command::Events { period: typed, kind, territory, .. } => Listed::Events(EventFilter {
            period: period(typed)?,
            kinds: kind.iter().map(|kind| plan::kind(kind)).collect::<Result<_, _>>()?,
            territories: plan::territories(atlas, "--territory <TERRITORY>", territory)?,
        }),
        Command::Disputes { date, .. } => Listed::Disputes(day_or_last(atlas, date.as_deref())?),
        Command::Sources { kind, .. } => {
            let kinds: Vec<_> =
                kind.iter().map(|kind| plan::source_kind(kind)).collect::<Result<_, _>>()?;
            Listed::Sources(tables::sources_of(atlas, &kinds))
        }
        Command::Areas { shown, every, of, .. } => {
            let of = plan::territories(atlas, "--of <TERRITORY>", of)?;
            let days = match every {
                Some(Every::Year) => tables::every_year(atlas),
                Some(Every::Change) => tables::every_change(atlas, lens, &of),
                None => vec![day_or_last(atlas, shown.date.as_deref())?],
            };
            Listed::Areas(days, of)
        }
        _ => return Ok(None),
    }))
}

fn period(typed: &PeriodArgs) -> Result<Period, RequestError> {
    Ok(Period {
        from: typed.from.as_deref().map(|t| plan::from_day("--from <DATE>", t)).transpose()?,
        to: typed.to.as_deref().map(|t| plan::to_day("--to <DATE>", t)).transpose()?,
    })
}

/// The day that was typed; without one, the last of the atlas.
fn day_or_last(atlas: &Atlas, typed: Option<&str>) -> Result<Day, RequestError> {
    typed.map_or(Ok(atlas.history.last_day), |typed| plan::day(atlas, "--date <DATE>", typed))
}
