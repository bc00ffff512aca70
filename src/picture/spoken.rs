//! What is said to those who cannot see the map: each territory in a sentence, each row of the legend,
//! and what has changed since the look before.

use std::collections::BTreeMap;

use crate::atlas::Atlas;
use crate::history::{Day, HolderId, LensId, Precision, Span, TerritoryId, plus_days};
use crate::view::{Kinds, Look, Selection};

use super::cards::{agenda, territory_name};
use super::legend::LegendRow;
use super::time_bar::Stretch;
use super::words::{Argument, Words};

/// So many names of territories are said of one holder; of more, how many they are.
const MOST_NAMES: usize = 6;

/// A territory on a day by a lens: its name, who holds it, by what right, since when, who else claims
/// it.
#[must_use]
pub fn territory(
    atlas: &Atlas,
    words: &Words,
    (lens, day): (LensId, Day),
    territory: TerritoryId,
) -> String {
    let history = &atlas.history;
    let span = history.ledger(lens).on(territory, day);
    let holding = span.holding;
    let said = words.with(
        "spoken-territory",
        &[
            ("territory", Argument::Text(&territory_name(atlas, words, territory, day))),
            ("holder", Argument::Text(history.holder(holding.holder).name.get(words.language))),
            ("right", Argument::Text(&words.get(&format!("right-{}", holding.status.id())))),
            ("since", Argument::Text(&since(atlas, words, &span))),
        ],
    );
    if holding.claimants.is_empty() {
        return said;
    }
    let names: Vec<&str> =
        holding.claimants.iter().map(|&c| history.holder(c).name.get(words.language)).collect();
    let claim = words.with("claimed-by", &[("names", Argument::Text(&words.list(&names)))]);
    words.list(&[said, claim])
}

/// Since when something has been held, no finer than it is known.
fn since(atlas: &Atlas, words: &Words, span: &Span<'_>) -> String {
    if span.event.is_none() {
        let year = atlas.history.first_day.year().to_string();
        return words.with("since-start", &[("year", Argument::Text(&year))]);
    }
    let key = if span.from.precision == Precision::Day { "since-day" } else { "since-about" };
    words.with(key, &[("day", Argument::Text(&words.when(span.from)))])
}

/// The moment of a look: its day, and who holds what is selected.
#[must_use]
pub fn moment(atlas: &Atlas, words: &Words, look: &Look) -> String {
    let mut said = vec![words.day(look.moment())];
    if let Some(Selection { territory: t, .. }) = look.selection() {
        let holding = atlas.history.ledger(look.lens()).on(t, look.moment()).holding;
        let name = territory_name(atlas, words, t, look.moment());
        let holder = atlas.history.holder(holding.holder).name.get(words.language);
        said.push(words.pair(&name, holder));
    }
    said.join(&words.get("sentence-mark"))
}

/// A stretch of a ribbon in lines: who held what by what right, from when until when, by which act.
#[must_use]
pub fn stretch(atlas: &Atlas, words: &Words, lens: LensId, stretch: &Stretch) -> String {
    let history = &atlas.history;
    let (t, from) = (stretch.territory, stretch.segment.from);
    let span = history.ledger(lens).on(t, from);
    let mut lines = vec![territory(atlas, words, (lens, from), t)];
    // What has the same fill goes on as one stretch.
    if stretch.segment.until <= history.last_day {
        let last = history.ledger(lens).on(t, plus_days(stretch.segment.until, -1));
        if let Some(until) = last.until {
            lines.push(words.with("until-day", &[("day", Argument::Text(&words.when(until)))]));
        }
    }
    lines.extend(span.event.map(|e| history.event(e).title.get(words.language).to_owned()));
    lines.join("\n")
}

/// A row of the legend: its name, its area, what it says in small letters.
#[must_use]
pub fn legend_row(words: &Words, row: &LegendRow) -> String {
    let mut said = row.name.clone();
    if !row.area.is_empty() {
        let area = words.with("area", &[("km2", Argument::Text(&row.area))]);
        said = words.pair(&said, &area);
    }
    if row.detail.is_empty() { said } else { words.list(&[said, row.detail.clone()]) }
}

/// What has changed from one look to the next: the day, the lens, who holds what, the card that has
/// opened. Empty if nothing of that did.
#[must_use]
pub fn news(atlas: &Atlas, words: &Words, before: &Look, now: &Look, kinds: Kinds) -> String {
    let history = &atlas.history;
    let mut said = Vec::new();
    if (before.moment(), before.by_year()) != (now.moment(), now.by_year()) {
        said.push(words.day(now.moment()));
    }
    if before.lens() != now.lens() {
        let lens = Argument::Text(history.lens(now.lens()).name.get(words.language));
        said.push(words.with("spoken-lens", &[("lens", lens)]));
    }
    said.extend(changed_hands(atlas, words, before, now));
    let mut card = |title: &str| {
        said.push(words.with("spoken-card", &[("title", Argument::Text(title))]));
    };
    let open = |look: &Look| agenda(atlas, look, kinds).open;
    if let Some(event) = open(now).filter(|event| open(before) != Some(*event)) {
        card(history.event(event).title.get(words.language));
    }
    if let Some(person) = now.person().filter(|person| before.person() != Some(*person)) {
        card(history.person(person).name.get(words.language));
    }
    if let Some(Selection { territory: t, .. }) =
        now.selection().filter(|selection| before.selection() != Some(*selection))
    {
        card(&territory(atlas, words, (now.lens(), now.moment()), t));
    }
    if now.disputes() && !before.disputes() {
        card(&words.get("command-disputes"));
    }
    said.join(&words.get("sentence-mark"))
}

/// The territories that have other holders than before, by their new holder, in the order of the
/// atlas.
fn changed_hands(atlas: &Atlas, words: &Words, before: &Look, now: &Look) -> Vec<String> {
    let history = &atlas.history;
    let holder = |look: &Look, t| history.ledger(look.lens()).on(t, look.moment()).holding.holder;
    let mut order: Vec<HolderId> = Vec::new();
    let mut by_holder: BTreeMap<HolderId, Vec<String>> = BTreeMap::new();
    for t in history.territory_ids() {
        let new = holder(now, t);
        if new != holder(before, t) {
            if !order.contains(&new) {
                order.push(new);
            }
            by_holder.entry(new).or_default().push(territory_name(atlas, words, t, now.moment()));
        }
    }
    let sentence = |holder: &HolderId| {
        let mut names = by_holder.get(holder)?.clone();
        if names.len() > MOST_NAMES {
            let rest = names.split_off(MOST_NAMES - 1).len();
            names.push(words.with("spoken-more", &[("count", Argument::Number(rest))]));
        }
        let name = history.holder(*holder).name.get(words.language);
        Some(words.pair(&words.list(&names), name))
    };
    order.iter().filter_map(sentence).collect()
}
