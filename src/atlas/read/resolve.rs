//! Ids to places in lists, texts to languages, dates to days: what a record needs to be checked.

use std::collections::{BTreeMap, BTreeSet};

use crate::atlas::features::Rgb;
use crate::history::letters::quoted;
use crate::history::{DateText, Day, FormerName, GroupId, Precision, TerritoryId, Text, When};

use super::problem::Report;
use super::schema::{RawFormerName, RawText};
use super::toml_files::Entry;

/// What is wrong with an id that is none.
pub(super) const NOT_AN_ID: &str = "is not an id; expected lower-case letters, digits and hyphens";

/// Whether a text may be an id.
pub(super) fn is_id(text: &str) -> bool {
    let plain = |b: u8| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-';
    !text.is_empty() && text.bytes().all(plain)
}

/// The ids of a kind of record and their places.
#[derive(Debug, Default)]
pub(super) struct Ids {
    kind: &'static str,
    places: BTreeMap<String, u16>,
}

impl Ids {
    /// Takes the ids of a list in its order; doubles and ids that are not kebab-case are reported.
    pub(super) fn of<T>(
        kind: &'static str,
        entries: &[Entry<T>],
        id: impl Fn(&T) -> &str,
        report: &mut Report,
    ) -> Self {
        let mut places = BTreeMap::new();
        for (i, entry) in entries.iter().enumerate() {
            let own = id(&entry.record);
            if !is_id(own) {
                report.report(&entry.file, &entry.name, "id", NOT_AN_ID);
            }
            // A list of 65,535 can be counted in 16 bits; the place of one more could still be told.
            let Some(place) = u16::try_from(i).ok().filter(|&place| place < u16::MAX) else {
                report.report(&entry.file, &entry.name, "id", "is one record too many");
                continue;
            };
            if places.insert(own.to_owned(), place).is_some() {
                report.report(&entry.file, &entry.name, "id", "is there twice");
            }
        }
        Self { kind, places }
    }

    pub(super) fn find(&self, id: &str) -> Option<u16> {
        self.places.get(id).copied()
    }
}

/// More territories than an atlas can have: some of them are named twice.
const MOST_NAMED: usize = 65_535;

/// Where a field stands, and what is needed to check it.
pub(super) struct At<'a> {
    pub(super) file: &'a str,
    pub(super) record: &'a str,
    pub(super) languages: &'a [String],
    pub(super) report: &'a mut Report,
}

impl At<'_> {
    pub(super) fn problem(&mut self, field: &str, message: impl Into<String>) {
        self.report.report(self.file, self.record, field, message);
    }

    /// A text with a version for each language and no other.
    pub(super) fn text(&mut self, field: &str, raw: &RawText) -> Text {
        for language in self.languages {
            match raw.get(language) {
                None => self.problem(field, format!("has no text in '{language}'")),
                Some(text) if text.trim().is_empty() => {
                    self.problem(field, format!("is empty in '{language}'"));
                }
                Some(_) => {}
            }
        }
        for language in raw.keys().filter(|key| !self.languages.contains(key)) {
            let language = quoted(language);
            let message = format!("has a text in '{language}', which the atlas does not list");
            self.problem(field, message);
        }
        Text::new(self.languages.iter().map(|l| raw.get(l).cloned().unwrap_or_default()))
    }

    pub(super) fn text_maybe(&mut self, field: &str, raw: Option<&RawText>) -> Option<Text> {
        raw.map(|raw| self.text(field, raw))
    }

    /// The place of an id; an unknown one is reported and stands for the first.
    pub(super) fn id(&mut self, field: &str, ids: &Ids, id: &str) -> u16 {
        ids.find(id).unwrap_or_else(|| {
            let (kind, id) = (ids.kind, quoted(id));
            self.problem(field, format!("names the {kind} '{id}', which does not exist"));
            0
        })
    }

    pub(super) fn ids<'i>(
        &mut self,
        field: &str,
        ids: &Ids,
        named: impl IntoIterator<Item = &'i String>,
    ) -> Vec<u16> {
        let mut all: Vec<u16> = Vec::new();
        let mut known = BTreeSet::new();
        for id in named {
            let place = self.id(field, ids, id);
            if !known.insert(place) && ids.find(id).is_some() {
                self.problem(field, format!("names '{}' twice", quoted(id)));
            }
            all.push(place);
        }
        all
    }

    /// Territories by their own ids or those of groups, in the order of the atlas.
    pub(super) fn territories(
        &mut self,
        field: &str,
        territories: &Ids,
        groups: (&Ids, &[Vec<TerritoryId>]),
        named: &[String],
    ) -> Vec<TerritoryId> {
        let mut all = Vec::new();
        for id in named {
            if let Some(place) = territories.find(id) {
                all.push(TerritoryId(place));
            } else if let Some(place) = groups.0.find(id) {
                all.extend(groups.1.get(GroupId(place).index()).into_iter().flatten());
            } else {
                let id = quoted(id);
                let message = format!("names '{id}', which is neither a territory nor a group");
                self.problem(field, message);
            }
            if all.len() > MOST_NAMED {
                self.problem(field, "names a territory twice");
                return Vec::new();
            }
        }
        if !self.report.charge(all.len()) {
            self.problem(field, "is too much: too many records name too many territories");
            return Vec::new();
        }
        all.sort_unstable();
        if all.windows(2).any(|pair| pair[0] == pair[1]) {
            self.problem(field, "names a territory twice");
        }
        all.dedup();
        all
    }

    pub(super) fn date_text(&mut self, field: &str, raw: &str) -> DateText {
        raw.parse().unwrap_or_else(|error: crate::history::NotADate| {
            self.problem(field, error.to_string());
            DateText::Year(1)
        })
    }

    /// A day and its precision; without one the length of the text tells it.
    pub(super) fn when(&mut self, field: &str, raw: &str, precision: Option<Precision>) -> When {
        let text = self.date_text(field, raw);
        let known = match text {
            DateText::Year(_) => Precision::Year,
            DateText::Month(..) => Precision::Month,
            DateText::Day(_) => Precision::Day,
        };
        let precision = precision.unwrap_or(known);
        if precision < known {
            let raw = quoted(raw);
            let message = format!("'{raw}' is shorter than its precision; write the whole date");
            self.problem(field, message);
        }
        When { day: text.first_day(), precision }
    }

    pub(super) fn when_maybe(&mut self, field: &str, raw: Option<&String>) -> Option<When> {
        raw.map(|raw| self.when(field, raw, None))
    }

    pub(super) fn day(&mut self, field: &str, raw: &str) -> Day {
        self.date_text(field, raw).first_day()
    }

    pub(super) fn former_names(&mut self, raw: Option<&Vec<RawFormerName>>) -> Vec<FormerName> {
        let names: Vec<FormerName> = raw
            .into_iter()
            .flatten()
            .map(|name| FormerName {
                until: self.day("was.until", &name.until),
                name: self.text("was.name", &name.name),
            })
            .collect();
        if names.windows(2).any(|pair| pair[0].until >= pair[1].until) {
            self.problem("was", "is not in order of its days, oldest first");
        }
        names
    }

    /// A colour written `#rrggbb`.
    pub(super) fn colour(&mut self, field: &str, raw: &str) -> Rgb {
        let digits = raw.strip_prefix('#').filter(|d| d.len() == 6 && d.is_ascii());
        let channel = |at: usize| u8::from_str_radix(digits?.get(at..at + 2)?, 16).ok();
        let rgb = [channel(0), channel(2), channel(4)];
        if let [Some(r), Some(g), Some(b)] = rgb {
            return [r, g, b];
        }
        self.problem(field, format!("'{raw}' is not a colour; expected #rrggbb"));
        [0; 3]
    }

    /// Longitude and latitude that are on the globe.
    pub(super) fn lon_lat(&mut self, field: &str, lon_lat: [f64; 2]) -> [f64; 2] {
        let [lon, lat] = lon_lat;
        let fits = lon.is_finite() && lat.is_finite() && lon.abs() <= 180.0 && lat.abs() <= 90.0;
        if fits {
            return lon_lat;
        }
        let message = format!("({lon}, {lat}) is not on the globe; expected longitude, latitude");
        self.problem(field, message);
        [0.0; 2]
    }
}
