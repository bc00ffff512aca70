//! The legend: what is on the map that day, and only that.

mod painting;

use std::collections::BTreeMap;

use crate::atlas::Atlas;
use crate::history::{
    AdvanceId, Confidence, FamilyId, FamilyKind, History, HolderId, Language, LineKind, TerritoryId,
};
use crate::view::Theme;

use super::fills::{claim_color_of, color_of, difference_fill, doubted, fill_of_holder};
use super::landings;
use super::lines::dash_of;
use super::marks::{Color, Fill, Pattern, Stroke};
use super::palette::{blend, palette};
use super::parts::StandsFor;
use super::state::DayState;
use super::words::{Argument, Words};

pub use painting::{MOST, paint};

/// What a row shows beside its name.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Swatch {
    /// Land.
    Land(Fill),
    /// A line.
    Line(Stroke),
    /// The rings of towns.
    Towns,
    /// The arrow of an advance.
    Advance(Color),
    /// A stone of a border.
    Stone,
}

/// A row: a swatch, a name and perhaps an area.
#[derive(Debug, Clone, PartialEq)]
pub struct LegendRow {
    /// The swatch.
    pub swatch: Swatch,
    /// The name.
    pub name: String,
    /// More of it, in small letters; empty if there is none.
    pub detail: String,
    /// Square kilometres in figures; empty for a row that explains a sign.
    pub area: String,
    /// What the row stands for: the holders, or the nation whose claim it explains.
    pub stands_for: Option<StandsFor>,
    /// Whether a rule is drawn above it.
    pub ruled: bool,
}

/// What the legend depends on.
#[derive(Debug, Clone, PartialEq)]
pub struct LegendInput {
    /// Who holds what.
    pub state: DayState,
    /// The state of the look that it is compared with, which stands before it; the legend is of both.
    pub beside: Option<DayState>,
    /// The colour scheme.
    pub theme: Theme,
    /// The language.
    pub language: Language,
    /// The kinds of lines that stand, each once, in their order.
    pub lines: Vec<LineKind>,
    /// Which signs are drawn: towns, stones.
    pub signs: [bool; 2],
    /// One of the advances that are drawn.
    pub advance: Option<AdvanceId>,
    /// Whether there is room for a line only.
    pub small: bool,
}

/// A legend that is ready to be painted.
#[derive(Debug, Clone, PartialEq)]
pub struct Legend {
    /// The question that the colours answer.
    pub title: String,
    /// The unit of the areas.
    pub unit: String,
    /// Its rows.
    pub rows: Vec<LegendRow>,
    /// Whether it is to be one line.
    pub small: bool,
}

/// The territories that a row of the legend stands for on the day.
#[must_use]
pub fn territories_of(atlas: &Atlas, state: &DayState, stands_for: &StandsFor) -> Vec<TerritoryId> {
    let history = &atlas.history;
    let fits = |&t: &TerritoryId| {
        let holding = state.holding(atlas, t);
        match stands_for {
            StandsFor::Holders(holders) => holders.contains(&holding.holder),
            StandsFor::ClaimsOf(family) => {
                holding.claimants.iter().any(|&c| history.holder(c).family == *family)
            }
        }
    };
    history.territory_ids().filter(fits).collect()
}

fn is_people(history: &History, holder: HolderId) -> bool {
    history.family(history.holder(holder).family).kind == FamilyKind::People
}

/// The legend of a day.
#[must_use]
pub fn legend(atlas: &Atlas, words: &Words, input: &LegendInput) -> Legend {
    let unit = words.get("legend-unit");
    if input.state.is_difference() {
        let title = words.get("compare-changed");
        return Legend { title, unit, rows: changes(atlas, words, input), small: input.small };
    }
    let title = atlas.history.lens(input.state.lens()).question.get(words.language).to_owned();
    let mut rows = holders(atlas, words, input);
    let mut signs = claims(atlas, words, &input.state, input.theme);
    for row in input.beside.iter().flat_map(|state| claims(atlas, words, state, input.theme)) {
        if !signs.iter().any(|known| known.name == row.name) {
            signs.push(row);
        }
    }
    signs.extend(doubts(atlas, words, input));
    signs.extend(others(atlas, words, input));
    if let Some(first) = signs.first_mut() {
        first.ruled = true;
    }
    rows.extend(signs);
    Legend { title, unit, rows, small: input.small }
}

/// The rows of the holders, by nation and then by area. Holders of the same name are one row, and so
/// are the peoples whose land is under no state, which it names.
fn holders(atlas: &Atlas, words: &Words, input: &LegendInput) -> Vec<LegendRow> {
    let (history, language) = (&atlas.history, words.language);
    let mut merged: BTreeMap<(FamilyId, String), (Vec<HolderId>, f64)> = BTreeMap::new();
    let mut before: BTreeMap<(FamilyId, String), f64> = BTreeMap::new();
    let first = input.beside.iter().flat_map(|state| state.areas(atlas)).map(|one| (one, true));
    let own = input.state.areas(atlas).into_iter().map(|one| (one, false));
    for ((holder, area), of_first) in first.chain(own) {
        let record = history.holder(holder);
        let family = history.family(record.family);
        let name = match family.kind {
            FamilyKind::People => family.name.get(language),
            _ => record.name.get(language),
        };
        let key = (record.family, name.to_owned());
        if of_first {
            *before.entry(key.clone()).or_default() += area;
        }
        let row = merged.entry(key).or_default();
        if !row.0.contains(&holder) {
            row.0.push(holder);
        }
        row.1 += if of_first { 0.0 } else { area };
    }
    let mut holders: Vec<_> = merged.into_iter().collect();
    holders.sort_by(|a, b| a.0.0.cmp(&b.0.0).then(b.1.1.total_cmp(&a.1.1)));
    let row = |((family, name), (holders, area)): ((FamilyId, String), (Vec<HolderId>, f64))| {
        let mut detail = String::new();
        let mut figures = words.number(area);
        if input.beside.is_some() {
            let first = before.get(&(family, name.clone())).copied().unwrap_or_default();
            figures = format!("{} – {figures}", words.number(first));
        }
        if is_people(history, holders[0]) {
            let mut peoples: Vec<&str> = Vec::new();
            for &holder in &holders {
                let record = history.holder(holder);
                let short = record.short.as_ref().unwrap_or(&record.name).get(language);
                if !peoples.contains(&short) {
                    peoples.push(short);
                }
            }
            detail = peoples.join("; ");
        }
        LegendRow {
            swatch: Swatch::Land(fill_of_holder(atlas, holders[0], input.theme)),
            name,
            detail,
            area: figures,
            stands_for: Some(StandsFor::Holders(holders)),
            ruled: false,
        }
    };
    holders.into_iter().map(row).collect()
}

/// The rows of the claims. A claim is told by its hatch, whatever the ground: here that of the largest
/// land that is claimed so.
fn claims(atlas: &Atlas, words: &Words, state: &DayState, theme: Theme) -> Vec<LegendRow> {
    let history = &atlas.history;
    let claimed = |family: FamilyId| {
        let lands = history.territory_ids().filter_map(|t| {
            let holding = state.holding(atlas, t);
            let mut claimants = holding.claimants.iter();
            let by = claimants.find(|&&c| history.holder(c).family == family)?;
            Some((atlas.area_km2(t), *by, holding.holder))
        });
        lands.max_by(|a, b| a.0.total_cmp(&b.0))
    };
    let row = |id: FamilyId| {
        let (_, by, holder) = claimed(id)?;
        let fill = Fill::plain(color_of(atlas, holder, theme))
            .with(Pattern::CLAIM, claim_color_of(atlas, by, theme));
        // A rival government of the same nation is named itself.
        let rival = history.holder(holder).family == id;
        let claimant = if rival { &history.holder(by).name } else { &history.family(id).name };
        let party = Argument::Text(claimant.get(words.language));
        Some(LegendRow {
            swatch: Swatch::Land(fill),
            name: words.with("legend-claimed-by", &[("name", party)]),
            detail: String::new(),
            area: String::new(),
            stands_for: Some(StandsFor::ClaimsOf(id)),
            ruled: false,
        })
    };
    history.family_ids().filter_map(row).collect()
}

/// The rows of the lines that tell how sure colours are, on a ground that is nobody's colour.
fn doubts(atlas: &Atlas, words: &Words, input: &LegendInput) -> Vec<LegendRow> {
    let palette = palette(input.theme);
    let ground = Fill::plain(blend(palette.context, palette.ink, 0.45));
    let row = |grade: Confidence| LegendRow {
        swatch: Swatch::Land(doubted(ground, grade, input.theme)),
        name: words.get(&format!("legend-doubt-{}", grade.id())),
        detail: String::new(),
        area: String::new(),
        stands_for: None,
        ruled: false,
    };
    input.state.doubts(atlas).into_iter().rev().map(row).collect()
}

/// The rows of a difference: what passed from whom to whom, the most land first, and what did not.
fn changes(atlas: &Atlas, words: &Words, input: &LegendInput) -> Vec<LegendRow> {
    let history = &atlas.history;
    let mut rows: Vec<(Option<[HolderId; 2]>, f64)> = Vec::new();
    for t in history.territory_ids() {
        let (change, area) = (input.state.change(atlas, t), atlas.area_km2(t));
        match rows.iter_mut().find(|(known, _)| *known == change) {
            Some((_, sum)) => *sum += area,
            None => rows.push((change, area)),
        }
    }
    // What has not changed comes last.
    rows.sort_by(|a, b| a.0.is_none().cmp(&b.0.is_none()).then(b.1.total_cmp(&a.1)));
    let name = |holder: HolderId| history.holder(holder).name.get(words.language);
    let row = |(change, area): (Option<[HolderId; 2]>, f64)| LegendRow {
        swatch: Swatch::Land(difference_fill(atlas, change, input.theme)),
        name: match change {
            Some([before, now]) => format!("{} → {}", name(before), name(now)),
            None => words.get("compare-unchanged"),
        },
        detail: String::new(),
        area: words.number(area),
        stands_for: None,
        ruled: false,
    };
    let same = rows.last().is_some_and(|(change, _)| change.is_none());
    let mut rows: Vec<LegendRow> = rows.into_iter().map(row).collect();
    if let [_, .., last] = rows.as_mut_slice()
        && same
    {
        last.ruled = true;
    }
    rows
}

/// The rows of lines and signs.
fn others(atlas: &Atlas, words: &Words, input: &LegendInput) -> Vec<LegendRow> {
    let palette = palette(input.theme);
    let row = |swatch: Swatch, key: &str| LegendRow {
        swatch,
        name: words.get(key),
        detail: String::new(),
        area: String::new(),
        stands_for: None,
        ruled: false,
    };
    let line = |&kind: &LineKind| {
        let key = match kind {
            LineKind::Treaty => "legend-line-treaty",
            LineKind::Armistice => "legend-line-armistice",
            LineKind::Claim => "legend-line-claim",
        };
        let stroke = Stroke { width: 1.6, color: palette.treaty, dash: dash_of(kind) };
        row(Swatch::Line(stroke), key)
    };
    let mut rows: Vec<LegendRow> = input.lines.iter().map(line).collect();
    if let Some(advance) = input.advance {
        let [color, _] = landings::color_of(atlas, advance, input.theme);
        rows.push(row(Swatch::Advance(color), "legend-advance"));
    }
    let [towns, stones] = input.signs;
    rows.extend(stones.then(|| row(Swatch::Stone, "legend-stone")));
    rows.extend(towns.then(|| row(Swatch::Towns, "legend-towns")));
    rows
}
