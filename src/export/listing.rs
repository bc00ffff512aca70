//! A list of the atlas as a file for other programs: who holds what, what happened, how large it is.

use thiserror::Error;

use crate::atlas::Atlas;
use crate::history::{Day, Language, LensId, SourceId, TerritoryId};
use crate::picture::Words;

use super::csv::{CsvStyle, as_csv};
use super::tables::{self, EventFilter, Period, Table};
use super::{geojson, json};

/// What is listed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Listed {
    /// Who holds what on a day.
    Holders(Day),
    /// The stretches of holding of some territories (of all, if none is given) that touch a period.
    Spans(Vec<TerritoryId>, Period),
    /// What happened.
    Events(EventFilter),
    /// Where the lenses differ on a day.
    Disputes(Day),
    /// Sources, and what rests on each.
    Sources(Vec<SourceId>),
    /// Square kilometres by holder on some days, of some territories (of all, if none is given).
    Areas(Vec<Day>, Vec<TerritoryId>),
}

impl Listed {
    /// Whether its rows have a place on the map.
    #[must_use]
    pub fn has_shapes(&self) -> bool {
        matches!(self, Self::Holders(_) | Self::Spans(..) | Self::Events(_))
    }
}

/// How a list is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ListingFormat {
    /// Comma-separated values.
    Csv(CsvStyle),
    /// An array of objects.
    Json,
    /// Features with shapes.
    Geojson,
}

/// A list to be written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Listing {
    /// What is listed.
    pub what: Listed,
    /// By which lens.
    pub lens: LensId,
    /// In which language names are.
    pub language: Language,
    /// How it is written.
    pub format: ListingFormat,
}

/// Why a list cannot be written.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum ListingError {
    /// Its rows have no place on the map.
    #[error("what is listed has no shapes: GeoJSON cannot hold it")]
    NoShapes,
    /// What the writer says.
    #[error("the table cannot be written: {0}")]
    Unwritten(String),
}

impl Listing {
    /// Its rows.
    #[must_use]
    pub fn table(&self, atlas: &Atlas) -> Table {
        let language = self.language;
        match &self.what {
            Listed::Holders(day) => tables::state(atlas, *day, self.lens, language),
            Listed::Spans(of, period) => tables::spans(atlas, (of, *period), self.lens, language),
            Listed::Events(filter) => tables::events(atlas, filter, language),
            Listed::Disputes(day) => tables::disputes(atlas, *day, language),
            Listed::Sources(listed) => tables::sources(atlas, listed),
            Listed::Areas(days, of) => tables::areas(atlas, days, self.lens, of, language),
        }
    }

    /// The text of the file.
    ///
    /// # Errors
    /// What cannot be written so.
    pub fn text(&self, atlas: &Atlas) -> Result<String, ListingError> {
        let (lens, language) = (self.lens, self.language);
        match self.format {
            ListingFormat::Csv(style) => {
                let words = Words::new(&atlas.history, language);
                as_csv(&self.table(atlas), style, (&atlas.history, &words))
                    .map_err(|error| ListingError::Unwritten(error.to_string()))
            }
            ListingFormat::Json => Ok(match self.what {
                Listed::Disputes(day) => json::disputes(atlas, day, language),
                _ => json::as_json(&self.table(atlas)),
            }),
            ListingFormat::Geojson => match &self.what {
                Listed::Holders(day) => Ok(geojson::of_state(atlas, *day, lens, language)),
                Listed::Spans(of, period) => {
                    Ok(geojson::of_spans(atlas, (of, *period), lens, language))
                }
                Listed::Events(filter) => Ok(geojson::of_events(atlas, filter, language)),
                Listed::Disputes(_) | Listed::Sources(_) | Listed::Areas(..) => {
                    Err(ListingError::NoShapes)
                }
            },
        }
    }
}
