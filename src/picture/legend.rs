//! The legend: what is on the map that day, and only that.

use std::collections::BTreeMap;

use crate::atlas::Atlas;
use crate::history::{FamilyId, FamilyKind, History, HolderId, Language, TerritoryId};
use crate::view::Theme;

use super::faces::{Face, width};
use super::fills::{claim_color_of, fill_of_holder};
use super::furniture::text;
use super::marks::{Anchor, Fill, Mark, Pattern, Stroke, TextMark};
use super::palette::{faded, palette};
use super::parts::{StandsFor, Target, TargetOf};
use super::state::DayState;
use super::words::{Argument, Words};

const ROW: f32 = 20.0;
const PAD: f32 = 12.0;
/// Space before another nation.
const GAP: f32 = 5.0;
const SWATCH: [f32; 2] = [22.0, 13.0];

/// A row: a swatch, a name and perhaps an area.
#[derive(Debug, Clone, PartialEq)]
pub struct LegendRow {
    /// The swatch.
    pub fill: Fill,
    /// The name.
    pub name: String,
    /// Square kilometres in words; empty for a row that explains a texture.
    pub area: String,
    /// What the row stands for: the holders, or the nation whose claim it explains.
    pub stands_for: StandsFor,
    /// Whether another nation begins here.
    pub first_of_family: bool,
}

/// What the legend depends on.
#[derive(Debug, Clone, PartialEq)]
pub struct LegendInput {
    /// Who holds what.
    pub state: DayState,
    /// The colour scheme.
    pub theme: Theme,
    /// The language.
    pub language: Language,
}

/// A legend that is ready to be painted.
#[derive(Debug, Clone, PartialEq)]
pub struct Legend {
    /// The question that the colours answer.
    pub title: String,
    /// Its rows.
    pub rows: Vec<LegendRow>,
    /// Width and height, in points.
    pub size: [f32; 2],
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
            StandsFor::NoState => is_people(history, holding.holder),
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
    let title = atlas.history.lens(input.state.lens()).question.get(words.language).to_owned();
    let rows = rows(atlas, words, input);
    let size = size(&title, &rows);
    Legend { title, rows, size }
}

/// The rows of a day, holders by nation and then by area, then the textures that occur.
fn rows(atlas: &Atlas, words: &Words, input: &LegendInput) -> Vec<LegendRow> {
    let LegendInput { state, theme, .. } = input;
    let (history, theme) = (&atlas.history, *theme);
    let language = words.language;
    let areas = state.areas(atlas);
    // Holders of the same name and colour (peoples of several islands) are one row.
    let mut merged: BTreeMap<(FamilyId, String), (Vec<HolderId>, f64)> = BTreeMap::new();
    for (&holder, &area) in &areas {
        let record = history.holder(holder);
        let family = history.family(record.family);
        let name = match family.kind {
            FamilyKind::People => family.name.get(language),
            _ => record.name.get(language),
        };
        let row = merged.entry((record.family, name.to_owned())).or_default();
        row.0.push(holder);
        row.1 += area;
    }
    let mut holders: Vec<_> = merged.into_iter().collect();
    holders.sort_by(|a, b| a.0.0.cmp(&b.0.0).then(b.1.1.total_cmp(&a.1.1)));
    let mut family = None;
    let mut rows: Vec<LegendRow> = holders
        .into_iter()
        .map(|((of, name), (holders, area))| LegendRow {
            fill: fill_of_holder(atlas, holders[0], theme),
            name,
            area: words.area(area),
            first_of_family: family.replace(of).is_some_and(|before| before != of),
            stands_for: StandsFor::Holders(holders),
        })
        .collect();
    let explained = |fill: Fill, name: String, stands_for: StandsFor, first_of_family: bool| {
        LegendRow { fill, name, area: String::new(), stands_for, first_of_family }
    };
    let mut first = true;
    if areas.keys().any(|&holder| is_people(history, holder)) {
        let people = areas.keys().find(|&&holder| is_people(history, holder));
        let fill = people.map(|&holder| fill_of_holder(atlas, holder, theme));
        let name = words.get("legend-no-state");
        rows.extend(fill.map(|fill| explained(fill, name, StandsFor::NoState, true)));
        first = false;
    }
    // A claim is told by its hatch, whatever the ground; the tone is that of its largest land.
    let claimed = |family: FamilyId| {
        let lands = history.territory_ids().filter_map(|t| {
            let holding = state.holding(atlas, t);
            let mut claimants = holding.claimants.iter();
            let by = claimants.find(|&&c| history.holder(c).family == family)?;
            let rival = history.holder(holding.holder).family == family;
            Some((atlas.area_km2(t), *by, rival))
        });
        lands.max_by(|a, b| a.0.total_cmp(&b.0))
    };
    for (id, record) in history.family_ids().map(|id| (id, history.family(id))) {
        let Some((_, by, rival)) = claimed(id) else { continue };
        let claim = claim_color_of(atlas, by, theme);
        let fill = Fill::plain(palette(theme).halo).with(Pattern::CLAIM, claim);
        // A rival government of the same nation is named itself.
        let claimant = if rival { &history.holder(by).name } else { &record.name };
        let party = Argument::Text(claimant.get(language));
        let name = words.with("legend-claimed-by", &[("name", party)]);
        rows.push(explained(fill, name, StandsFor::ClaimsOf(id), first));
        first = false;
    }
    rows
}

/// How large the legend is, in points.
fn size(title: &str, rows: &[LegendRow]) -> [f32; 2] {
    let title = width(Face::SansBold, 12.0, 0.0, title);
    let widest = rows
        .iter()
        .map(|row| {
            let area = if row.area.is_empty() {
                0.0
            } else {
                16.0 + width(Face::Sans, 11.0, 0.0, &row.area)
            };
            SWATCH[0] + 9.0 + width(Face::Sans, 12.5, 0.0, &row.name) + area
        })
        .fold(title, f32::max);
    let count = u16::try_from(rows.len()).unwrap_or(u16::MAX);
    let gaps = rows.iter().filter(|row| row.first_of_family).count();
    let gaps = GAP * f32::from(u16::try_from(gaps).unwrap_or(u16::MAX));
    [widest + 2.0 * PAD + 4.0, 2.0 * PAD + 18.0 + ROW * f32::from(count) + gaps]
}

/// The marks of a legend with its upper left corner at a point, and where its rows are.
#[must_use]
pub fn paint(legend: &Legend, theme: Theme, [x, y]: [f32; 2]) -> (Vec<Mark>, Vec<Target>) {
    let palette = palette(theme);
    let [w, h] = legend.size;
    let frame = [x, y, x + w, y + h];
    let mut marks = vec![Mark::Box {
        frame,
        rounding: 6.0,
        fill: Fill::plain(faded(palette.paper, 240)),
        stroke: Some(Stroke::solid(1.0, palette.hairline)),
        fineness: 1.0,
    }];
    marks.push(Mark::Text(TextMark {
        color: palette.muted,
        ..text([x + PAD, y + PAD + 10.0], Face::SansBold, 12.0, &palette, legend.title.clone())
    }));
    let mut top = y + PAD + 20.0;
    let mut targets = Vec::with_capacity(legend.rows.len());
    for row in &legend.rows {
        if row.first_of_family {
            top += GAP;
        }
        let of = TargetOf::Legend(row.stands_for.clone());
        targets.push(Target { frame: [x, top, x + w, top + ROW], of });
        marks.push(Mark::Box {
            frame: [x + PAD, top + 3.0, x + PAD + SWATCH[0], top + 3.0 + SWATCH[1]],
            rounding: 2.5,
            fill: row.fill,
            stroke: Some(Stroke::solid(0.8, palette.outline)),
            fineness: 1.0,
        });
        let baseline = top + 14.0;
        let at = [x + PAD + SWATCH[0] + 9.0, baseline];
        marks.push(Mark::Text(text(at, Face::Sans, 12.5, &palette, row.name.clone())));
        marks.push(Mark::Text(TextMark {
            anchor: Anchor::End,
            color: palette.muted,
            ..text([x + w - PAD, baseline], Face::Sans, 11.0, &palette, row.area.clone())
        }));
        top += ROW;
    }
    (marks, targets)
}
