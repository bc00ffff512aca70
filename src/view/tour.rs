//! A story as it is followed: where the reader is in it, what its stops show, how long they stay.

use std::sync::Arc;

use crate::atlas::{Atlas, MOST_LISTED, Problem};
use crate::history::{Language, Tour};

use super::link::{self, LinkError};
use super::{Action, Look};

/// How long a stop stays at the least, in seconds.
const LEAST: f32 = 4.0;
/// How fast one reads: letters a second, of scripts with an alphabet and of those without.
const READ: [f32; 2] = [16.0, 7.0];
/// The longest that a tick counts for, in seconds.
const LONGEST_TICK: f32 = 0.5;

/// A story that is followed.
#[derive(Debug, Clone, PartialEq)]
pub struct Touring {
    tour: Arc<Tour>,
    at: usize,
    /// Whether it goes on by itself.
    playing: bool,
    /// Whether the reader has left it, to come back to it later.
    away: bool,
    /// Seconds at the present stop.
    rested: f32,
    /// The look at which it was begun.
    before: Look,
}

impl Touring {
    /// A story at its first stop.
    #[must_use]
    pub fn new(tour: Arc<Tour>, before: Look) -> Self {
        Self { tour, at: 0, playing: false, away: false, rested: 0.0, before }
    }

    /// The story.
    #[must_use]
    pub fn tour(&self) -> &Arc<Tour> {
        &self.tour
    }

    /// The place of the present stop, from 0.
    #[must_use]
    pub fn at(&self) -> usize {
        self.at
    }

    /// How many stops there are.
    #[must_use]
    pub fn count(&self) -> usize {
        self.tour.stops.len()
    }

    /// What is told at the present stop.
    #[must_use]
    pub fn text(&self, language: Language) -> &str {
        self.tour.stops.get(self.at).map_or("", |stop| stop.text.get(language))
    }

    /// Whether it goes on by itself.
    #[must_use]
    pub fn is_playing(&self) -> bool {
        self.playing && !self.away
    }

    /// Whether the reader has left it.
    #[must_use]
    pub fn is_away(&self) -> bool {
        self.away
    }

    /// The look at which it was begun.
    #[must_use]
    pub fn before(&self) -> &Look {
        &self.before
    }

    /// To the next stop, or the one before; whether there is one.
    pub fn step(&mut self, back: bool) -> bool {
        let next = if back { self.at.checked_sub(1) } else { Some(self.at + 1) };
        let Some(next) = next.filter(|next| *next < self.count()) else { return false };
        self.at = next;
        self.rested = 0.0;
        true
    }

    /// To a stop, if there is such a one.
    pub fn go_to(&mut self, at: usize) {
        if at < self.count() {
            self.at = at;
            self.rested = 0.0;
        }
    }

    /// Goes on by itself, or no longer.
    pub fn set_playing(&mut self, playing: bool) {
        self.playing = playing;
        self.rested = 0.0;
    }

    /// Leaves it, or comes back.
    pub fn set_away(&mut self, away: bool) {
        self.away = away;
        self.playing = false;
    }

    /// So many seconds later: whether it is time for the next stop. At the last it ends to play.
    pub fn goes_on(&mut self, seconds: f32, language: Language) -> bool {
        if !self.is_playing() || !seconds.is_finite() {
            return false;
        }
        self.rested += seconds.clamp(0.0, LONGEST_TICK);
        if self.rested < self.rest(language) {
            return false;
        }
        if self.at + 1 >= self.count() {
            self.playing = false;
            return false;
        }
        true
    }

    /// How long the present stop stays, in seconds.
    #[must_use]
    pub fn rest(&self, language: Language) -> f32 {
        let own = self.tour.stops.get(self.at).and_then(|stop| stop.seconds);
        own.map_or_else(|| reading_time(self.text(language)), f32::from)
    }

    /// What the present stop shows, in the reader's language and theme.
    ///
    /// # Errors
    /// A stop whose view is no link of this atlas.
    pub fn look(&self, atlas: &Atlas, reader: &Look) -> Result<Look, LinkError> {
        let text = self.tour.stops.get(self.at).map_or("", |stop| stop.look.as_str());
        let mut look = link::read(atlas, text)?.look;
        look.apply(atlas, Action::SetLanguage(reader.language()));
        look.apply(atlas, Action::SetTheme(reader.theme()));
        Ok(look)
    }
}

/// How long it takes to read a text, in seconds, and to look at the map.
#[must_use]
pub fn reading_time(text: &str) -> f32 {
    let wide = |c: &char| u32::from(*c) >= 0x2E80;
    let count = |count: usize| f32::from(u16::try_from(count).unwrap_or(u16::MAX));
    let dense = count(text.chars().filter(wide).count());
    let plain = count(text.chars().count()) - dense;
    LEAST + plain / READ[0] + dense / READ[1]
}

/// What is wrong with the views of a story: a stop that is no link, or names what the atlas does not
/// have. `file` is what it is called there.
#[must_use]
pub fn problems(atlas: &Atlas, tour: &Tour, file: &str) -> Vec<Problem> {
    let mut problems = Vec::new();
    for (n, stop) in tour.stops.iter().enumerate() {
        let mut problem = |message: String| {
            let record = format!("stop {}", n + 1);
            let (file, field) = (file.to_owned(), "look".to_owned());
            problems.push(Problem { file, record, field, message });
        };
        match link::read(atlas, &stop.look) {
            Ok(opened) if opened.left_out.is_empty() => {}
            Ok(opened) => {
                problem(format!(
                    "names what the atlas does not have: {}",
                    opened.left_out.join(", ")
                ));
            }
            Err(error) => problem(format!("is no view of this atlas: {error}")),
        }
    }
    problems
}

/// What is wrong with the views of the stories of an atlas, up to so many as are listed.
#[must_use]
pub fn problems_of_all(atlas: &Atlas) -> Vec<Problem> {
    let of = |story: &Tour| problems(atlas, story, &format!("history/tours: '{}'", story.id));
    atlas.history.tours.iter().flat_map(of).take(MOST_LISTED).collect()
}

/// A story as the text of its file.
///
/// # Errors
/// What cannot be written as TOML.
pub fn as_toml(tour: &Tour, languages: &[String]) -> Result<String, toml::ser::Error> {
    let text = |text: &crate::history::Text| {
        let of = |(i, id): (u8, &String)| {
            (id.clone(), toml::Value::String(text.get(Language(i)).to_owned()))
        };
        toml::Value::Table((0_u8..).zip(languages).map(of).collect())
    };
    let mut table = toml::Table::new();
    if !tour.id.is_empty() {
        table.insert("id".to_owned(), toml::Value::String(tour.id.clone()));
    }
    table.insert("title".to_owned(), text(&tour.title));
    table.insert("summary".to_owned(), text(&tour.summary));
    let stop = |stop: &crate::history::TourStop| {
        let mut table = toml::Table::new();
        table.insert("look".to_owned(), toml::Value::String(stop.look.clone()));
        table.insert("text".to_owned(), text(&stop.text));
        if let Some(seconds) = stop.seconds {
            table.insert("seconds".to_owned(), toml::Value::Integer(seconds.into()));
        }
        toml::Value::Table(table)
    };
    table.insert("stop".to_owned(), toml::Value::Array(tour.stops.iter().map(stop).collect()));
    toml::to_string(&table)
}
