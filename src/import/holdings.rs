//! Who held each piece of land when: of the features that cover it, one after the other.

use std::collections::BTreeSet;

use crate::history::{DateText, Day, Precision, When, plus_days};

use super::Told;
use super::partition::Piece;
use super::records::{Read, Record};

/// Pairs of features that lie over each other at one time which are told.
const MOST_TOLD: usize = 2000;

/// From a day on, a piece is of a feature, or of none.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Step {
    /// The day, no finer than the file says it.
    pub(super) when: When,
    /// The feature, by its place among the records.
    pub(super) of: Option<u32>,
}

/// What holds through time.
#[derive(Debug)]
pub(super) struct Held {
    /// For each piece its steps; the first is on the first day.
    pub(super) steps: Vec<Vec<Step>>,
}

/// The first day of a feature, and the first on which it is there no longer.
fn stretch(record: &Record, (first, _): (Day, Day)) -> (Day, Option<Day>) {
    let from = record.from.map_or(first, DateText::first_day);
    (from, record.to.map(|to| plus_days(to.last_day(), 1)))
}

fn precision(date: DateText) -> Precision {
    match date {
        DateText::Year(_) => Precision::Year,
        DateText::Month(..) => Precision::Month,
        DateText::Day(_) => Precision::Day,
    }
}

/// Who held each piece when.
pub(super) fn of(pieces: &[Piece], read: &Read, told: &mut Told) -> Result<Held, String> {
    let span = (read.first_day, read.last_day);
    let mut over: BTreeSet<(u32, u32)> = BTreeSet::new();
    let steps = pieces.iter().map(|piece| {
        over_each_other(piece, read, &mut over);
        steps(piece, &read.records, span)
    });
    let steps: Vec<Vec<Step>> = steps.collect();
    for &(loser, winner) in over.iter().take(MOST_TOLD) {
        let (loser, winner) = (&read.records[loser as usize], &read.records[winner as usize]);
        told.note(
            loser.number,
            format!(
                "lies over feature {} at the same time; the land of both is shown as of that one, which \
                 begins later, is smaller, or comes later in the file",
                winner.number
            ),
        );
    }
    if over.len() > MOST_TOLD {
        let more = over.len() - MOST_TOLD;
        told.general.push(format!("{more} more pairs of features lie over each other in time."));
    }
    let days: BTreeSet<Day> = steps.iter().flatten().map(|step| step.when.day).collect();
    if days.len() > 60_000 {
        return Err(format!("has {} days of change; up to 60,000 can be imported", days.len()));
    }
    Ok(Held { steps })
}

/// How a feature ranks among those that cover a piece at one time; the greatest holds it.
fn rank(records: &[Record], of: u32, span: (Day, Day)) -> (Day, std::cmp::Reverse<i64>, u32) {
    let record = &records[of as usize];
    #[expect(clippy::cast_possible_truncation, reason = "an area in square steps fits")]
    let area = record.area.min(9e18) as i64;
    (stretch(record, span).0, std::cmp::Reverse(area), of)
}

fn steps(piece: &Piece, records: &[Record], span: (Day, Day)) -> Vec<Step> {
    let mut days: BTreeSet<Day> = BTreeSet::from([span.0]);
    for &of in &piece.of {
        let (from, until) = stretch(&records[of as usize], span);
        days.extend(
            std::iter::once(from).chain(until).filter(|day| *day > span.0 && *day <= span.1),
        );
    }
    let mut steps: Vec<Step> = Vec::new();
    for day in days {
        let there = piece.of.iter().copied().filter(|&of| {
            let (from, until) = stretch(&records[of as usize], span);
            from <= day && until.is_none_or(|until| day < until)
        });
        let of = there.max_by_key(|&of| rank(records, of, span));
        let last = steps.last().copied();
        if last.is_some_and(|last| last.of == of) {
            continue;
        }
        let begun = of.map(|of| &records[of as usize]).and_then(|record| record.from);
        let begun = begun.filter(|from| from.first_day() == day);
        let ended = last.and_then(|last| last.of).and_then(|of| records[of as usize].to);
        let precision = begun.or(ended).map_or(Precision::Day, precision);
        steps.push(Step { when: When { day, precision }, of });
    }
    steps
}

/// Notes the pairs of a piece that are there at the same time, but for those of which the one begins
/// within the year, month or day in which the other ends.
fn over_each_other(piece: &Piece, read: &Read, over: &mut BTreeSet<(u32, u32)>) {
    let span = (read.first_day, read.last_day);
    for (i, &a) in piece.of.iter().enumerate() {
        for &b in &piece.of[i + 1..] {
            if over.len() > 100_000 {
                return;
            }
            let (loser, winner) = if rank(&read.records, a, span) < rank(&read.records, b, span) {
                (a, b)
            } else {
                (b, a)
            };
            let (earlier, later) = (&read.records[loser as usize], &read.records[winner as usize]);
            let (from, until) = stretch(later, span);
            let begins = stretch(earlier, span).0;
            let apart = earlier.to.is_some_and(|to| from >= to.first_day() && begins < from)
                || until.is_some_and(|until| until <= begins);
            if !apart {
                over.insert((loser, winner));
            }
        }
    }
}
