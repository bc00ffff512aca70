//! Features as they stand in the file, one by one.

use std::collections::{BTreeMap, BTreeSet};

use geojson::Feature;
use serde::Deserialize;
use serde_json::value::RawValue;
use serde_json::{Map, Value};

use crate::history::letters::{quoted, unfit_in_line};
use crate::history::{DateText, Day};
use crate::picture::words::INTERFACE;

use super::moments::{self, Told as Moment};
use super::partition::Ring;
use super::rings;
use super::{Fields, Told};

/// How many features are read.
const MOST: usize = 65_000;
/// Letters of a name that are kept.
const LONGEST_NAME: usize = 120;

/// A feature that can be shown.
#[derive(Debug, Clone)]
pub(super) struct Record {
    /// Its place in the file, from 1.
    pub(super) number: usize,
    /// What it is called, in each language of the atlas.
    pub(super) names: BTreeMap<String, String>,
    pub(super) holder: String,
    /// When it begins; `None`: before all that is told.
    pub(super) from: Option<DateText>,
    /// The last that it is there; `None`: for good.
    pub(super) to: Option<DateText>,
    pub(super) rings: Vec<Ring>,
    /// Its area in square steps of the grid, about.
    pub(super) area: f64,
}

impl Record {
    /// Its name in the first language.
    pub(super) fn name(&self) -> &str {
        self.names.values().next().map_or("", String::as_str)
    }
}

/// All features that can be shown.
#[derive(Debug)]
pub(super) struct Read {
    pub(super) records: Vec<Record>,
    /// How many features the file has.
    pub(super) features: usize,
    /// The languages of the names, the first always there.
    pub(super) languages: Vec<String>,
    pub(super) first_day: Day,
    pub(super) last_day: Day,
}

/// A collection whose features are read one by one.
#[derive(Deserialize)]
struct Collection<'a> {
    r#type: String,
    #[serde(borrow)]
    features: Vec<&'a RawValue>,
}

/// Reads all features; what cannot be is told.
pub(super) fn read(text: &str, fields: &Fields, told: &mut Told) -> Result<Read, String> {
    let collection: Collection<'_> = serde_json::from_str(text)
        .map_err(|error| format!("is not a GeoJSON FeatureCollection: {error}"))?;
    if collection.r#type != "FeatureCollection" {
        return Err("is not a GeoJSON FeatureCollection".to_owned());
    }
    let features = collection.features.len();
    if features > MOST {
        return Err(format!("has {features} features; up to {MOST} can be imported"));
    }
    let mut found = Vec::new();
    let mut languages = BTreeSet::new();
    for (raw, number) in collection.features.into_iter().zip(1..) {
        match serde_json::from_str::<Feature>(raw.get()) {
            Ok(feature) => {
                let own = feature.properties.clone().unwrap_or_default();
                languages.extend(languages_of(&own, fields));
                found.push((number, own, feature));
            }
            Err(error) => told.leave_out(number, format!("is no feature: {error}")),
        }
    }
    let first = INTERFACE.first().map_or("", |(id, _)| id);
    let others = INTERFACE.iter().map(|(id, _)| *id).skip(1);
    let languages: Vec<String> = std::iter::once(first)
        .chain(others.filter(|id| languages.contains(id)))
        .map(str::to_owned)
        .collect();
    let mut records = Vec::new();
    for (number, own, feature) in found {
        match record(number, &own, &feature, (fields, &languages), told) {
            Ok(record) => records.push(record),
            Err(reason) => told.leave_out(number, reason),
        }
    }
    let (first_day, last_day) = days(&records).ok_or_else(|| {
        let first = told.left_out.iter().min();
        let first = first.map_or_else(String::new, |(n, why)| format!(" (feature {n}: {why})"));
        format!(
            "no feature that can be shown says when it begins or ends; the properties asked for are \
             '{}' and '{}'{first}",
            quoted(&fields.start),
            quoted(&fields.end)
        )
    })?;
    Ok(Read { records, features, languages, first_day, last_day })
}

fn record(
    number: usize,
    own: &Map<String, Value>,
    feature: &Feature,
    (fields, languages): (&Fields, &[String]),
    told: &mut Told,
) -> Result<Record, String> {
    let (start, end) = (own.get(&fields.start), own.get(&fields.end));
    let mut notes = Vec::new();
    let from = match moments::told(start) {
        Moment::Open => None,
        Moment::At(date) => Some(date),
        Moment::Before(written) => {
            notes.push(format!(
                "begins in {}; an atlas tells the years 1 to 9999, so it is there from the first day",
                quoted(&written)
            ));
            None
        }
        Moment::After(written) => {
            return Err(format!("begins in {}, after the year 9999", quoted(&written)));
        }
        Moment::Unclear(written) => return Err(no_date(&fields.start, &written)),
    };
    let to = match moments::told(end) {
        Moment::Open => None,
        Moment::At(date) => Some(date),
        Moment::Before(written) => {
            return Err(format!(
                "ends in {}; an atlas tells the years 1 to 9999",
                quoted(&written)
            ));
        }
        Moment::After(written) => {
            notes.push(format!("ends in {}, which is taken for no end", quoted(&written)));
            None
        }
        Moment::Unclear(written) => return Err(no_date(&fields.end, &written)),
    };
    if let (Some(from), Some(to)) = (from, to)
        && to.last_day() < from.first_day()
    {
        return Err("ends before it begins".to_owned());
    }
    let rings = rings::of_geometry(feature.geometry.as_ref())?;
    if rings.is_empty() {
        return Err("has no area".to_owned());
    }
    let holder = fields.holder.as_ref().and_then(|field| said(own.get(field)));
    let name = fields.name.as_ref().and_then(|field| said(own.get(field)));
    let name = name.or_else(|| holder.clone()).unwrap_or_else(|| format!("{number}"));
    let holder = holder.unwrap_or_else(|| name.clone());
    let names = languages.iter().map(|language| {
        let in_language = fields.name.as_ref().and_then(|field| {
            suffixed(field, language).into_iter().find_map(|key| said(own.get(&key)))
        });
        (language.clone(), in_language.unwrap_or_else(|| name.clone()))
    });
    for note in notes {
        told.note(number, note);
    }
    let area = area(&rings);
    Ok(Record { number, names: names.collect(), holder, from, to, rings, area })
}

fn no_date(field: &str, written: &str) -> String {
    let (field, written) = (quoted(field), quoted(written));
    format!(
        "its '{field}' is '{written}', which is no year, month or day such as 1850, 1850-03, 1850-03-01"
    )
}

/// A value as a name: of one line, without what no text of an atlas may hold.
fn said(value: Option<&Value>) -> Option<String> {
    let text = match value? {
        Value::String(text) => text.clone(),
        Value::Number(number) => number.to_string(),
        _ => return None,
    };
    let fit = |c: char| if unfit_in_line(c.encode_utf8(&mut [0; 4])).is_some() { ' ' } else { c };
    let words: String = text.chars().map(fit).collect();
    let words = words.split_whitespace().collect::<Vec<_>>().join(" ");
    let short: String = words.chars().take(LONGEST_NAME).collect();
    (!short.is_empty()).then_some(short)
}

/// What a property is called that says the same in a language.
fn suffixed(field: &str, language: &str) -> [String; 3] {
    let upper = language.to_uppercase();
    [format!("{field}_{language}"), format!("{field}:{language}"), format!("{field}_{upper}")]
}

fn languages_of(own: &Map<String, Value>, fields: &Fields) -> Vec<&'static str> {
    let Some(field) = &fields.name else { return Vec::new() };
    let has = |id: &&str| suffixed(field, id).iter().any(|key| said(own.get(key)).is_some());
    INTERFACE.iter().map(|(id, _)| *id).filter(has).collect()
}

/// The area within rings, about, in square steps: it is only for comparing.
#[expect(clippy::cast_precision_loss, reason = "it is only compared")]
fn area(rings: &[Ring]) -> f64 {
    let of = |ring: &Ring| -> f64 {
        let pairs = ring.iter().zip(ring.iter().cycle().skip(1));
        let cross = |(a, b): (&[i64; 2], &[i64; 2])| {
            i128::from(a[0]) * i128::from(b[1]) - i128::from(a[1]) * i128::from(b[0])
        };
        (pairs.map(cross).sum::<i128>() as f64 / 2.0).abs()
    };
    rings.iter().map(of).sum()
}

/// The days that features tell of; `None` if none tells any.
fn days(records: &[Record]) -> Option<(Day, Day)> {
    let all = || records.iter().flat_map(|record| [record.from, record.to]).flatten();
    let first = all().map(DateText::first_day).min()?;
    let last = all().map(DateText::last_day).max()?;
    // A single day is no stretch of time.
    let last = if last > first { last } else { crate::history::plus_days(first, 365) };
    if last > first {
        Some((first, last))
    } else {
        Some((crate::history::plus_days(last, -365), last))
    }
}
