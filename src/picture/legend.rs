//! The legend: what is on the map that day, and only that.

use std::collections::BTreeMap;

use crate::history::{FamilyKind, HolderId};

use super::Scene;
use super::faces::{Face, width};
use super::fills::{color_of, fill_of_holder};
use super::furniture::text;
use super::marks::{Anchor, Fill, Frame, Mark, Pattern, Stroke, TextMark};
use super::palette::{Palette, faded};

const ROW: f32 = 20.0;
const PAD: f32 = 12.0;
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
}

/// The rows of a day, holders by nation and then by area, then the textures that occur.
#[must_use]
pub fn rows(scene: &Scene<'_>) -> Vec<LegendRow> {
    let (history, theme) = (&scene.atlas.history, scene.view.theme);
    let language = scene.words.language;
    let ledger = history.ledger(scene.view.lens);
    let areas = ledger.areas_on(scene.view.moment, |t| scene.atlas.area_km2(t));
    // Holders of the same name and colour (peoples of several islands) are one row.
    let mut merged: BTreeMap<(u16, String), (HolderId, f64)> = BTreeMap::new();
    for (&holder, &area) in &areas {
        let record = history.holder(holder);
        let family = history.family(record.family);
        let name = match family.kind {
            FamilyKind::People => family.name.get(language),
            _ => record.name.get(language),
        };
        merged.entry((record.family.0, name.to_owned())).or_insert((holder, 0.0)).1 += area;
    }
    let mut holders: Vec<_> = merged.into_iter().collect();
    holders.sort_by(|a, b| a.0.0.cmp(&b.0.0).then(b.1.1.total_cmp(&a.1.1)));
    let mut rows: Vec<LegendRow> = holders
        .into_iter()
        .map(|((_, name), (holder, area))| LegendRow {
            fill: fill_of_holder(history, holder, theme),
            name,
            area: scene.words.area(area),
        })
        .collect();
    // One example of a hatch, in the colours of the largest territory that carries it.
    let claimed = history
        .territory_ids()
        .map(|t| (t, ledger.on(t, scene.view.moment).holding))
        .filter(|(_, holding)| !holding.claimants.is_empty())
        .max_by(|a, b| scene.atlas.area_km2(a.0).total_cmp(&scene.atlas.area_km2(b.0)));
    if let Some((_, holding)) = claimed {
        let ground = color_of(history.holder(holding.holder), theme);
        let claim = color_of(history.holder(holding.claimants[0]), theme);
        rows.push(LegendRow {
            fill: Fill::plain(ground).with(Pattern::Hatch, claim),
            name: scene.words.get("legend-claimed"),
            area: String::new(),
        });
    }
    rows
}

/// How large the legend is, in points.
#[must_use]
pub fn size(scene: &Scene<'_>, rows: &[LegendRow]) -> [f32; 2] {
    let title = width(Face::SansBold, 12.0, 0.0, &scene.words.get("legend-title"));
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
    [widest + 2.0 * PAD + 4.0, 2.0 * PAD + 18.0 + ROW * f32::from(count)]
}

/// Paints the legend with its upper left corner at a point; returns its frame.
pub fn paint(
    scene: &Scene<'_>,
    palette: &Palette,
    rows: &[LegendRow],
    [x, y]: [f32; 2],
    marks: &mut Vec<Mark>,
) -> Frame {
    let [w, h] = size(scene, rows);
    let frame = [x, y, x + w, y + h];
    marks.push(Mark::Box {
        frame,
        rounding: 6.0,
        fill: Fill::plain(faded(palette.paper, 240)),
        stroke: Some(Stroke::solid(1.0, palette.hairline)),
    });
    let title = scene.words.get("legend-title");
    marks.push(Mark::Text(TextMark {
        color: palette.muted,
        ..text([x + PAD, y + PAD + 10.0], Face::SansBold, 12.0, palette, title)
    }));
    let mut top = y + PAD + 20.0;
    for row in rows {
        marks.push(Mark::Box {
            frame: [x + PAD, top + 3.0, x + PAD + SWATCH[0], top + 3.0 + SWATCH[1]],
            rounding: 2.5,
            fill: row.fill,
            stroke: Some(Stroke::solid(0.8, palette.outline)),
        });
        let baseline = top + 14.0;
        let at = [x + PAD + SWATCH[0] + 9.0, baseline];
        marks.push(Mark::Text(text(at, Face::Sans, 12.5, palette, row.name.clone())));
        marks.push(Mark::Text(TextMark {
            anchor: Anchor::End,
            color: palette.muted,
            ..text([x + w - PAD, baseline], Face::Sans, 11.0, palette, row.area.clone())
        }));
        top += ROW;
    }
    frame
}
