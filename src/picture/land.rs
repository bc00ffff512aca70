//! The land of `geography` in the colours of the day, and its coasts.

use std::sync::Arc;

use crate::atlas::{Atlas, IslandId, region_of, territory_of};
use crate::geography::{Level, OutlineId};
use crate::history::{Language, Territory, TerritoryId};
use crate::view::{Look, Selection, Theme};

use super::marks::{Dash, Fill, Mark, Stroke};
use super::palette::{faded, palette};
use super::stage::Stage;
use super::state::DayState;

/// Land narrower than this, in points, is not hatched: two lines of the hatch would not fit.
const SMALLEST_HATCHED: f64 = 16.0;
/// Disputed land narrower than this, in points, has a thinner outline.
const SMALLEST_OUTLINED: f64 = 24.0;

/// What the shading depends on.
#[derive(Debug, Clone, PartialEq)]
pub struct LandInput {
    /// The map.
    pub stage: Stage,
    /// The colour scheme.
    pub theme: Theme,
    /// Who holds what.
    pub state: DayState,
    /// What is selected, around which a soft light lies.
    pub selected: Option<Selection>,
    /// The language of the titles.
    pub language: Language,
    /// How many of its former names each territory has put off: which one it bears that day.
    pub renamed: Vec<usize>,
}

impl LandInput {
    /// The input of a look.
    #[must_use]
    pub fn of(atlas: &Atlas, stage: Stage, look: &Look, state: &DayState) -> Self {
        let selected = look.selection();
        let put_off = |territory: &Territory| {
            territory.was.iter().take_while(|former| former.until <= look.moment()).count()
        };
        let renamed = atlas.history.territories.iter().map(put_off).collect();
        let (theme, language) = (look.theme(), look.language());
        Self { stage, theme, state: state.clone(), selected, language, renamed }
    }

    /// What a territory is called that day, and whose it is.
    fn title(&self, atlas: &Atlas, id: TerritoryId) -> Arc<str> {
        let history = &atlas.history;
        let territory = history.territory(id);
        let former = self.renamed.get(usize::from(id.0)).and_then(|&n| territory.was.get(n));
        let name = former.map_or(&territory.name, |former| &former.name).get(self.language);
        let holder = history.holder(self.state.holding(atlas, id).holder);
        format!("{name}: {}", holder.name.get(self.language)).into()
    }
}

/// The land around that is not of the atlas.
#[must_use]
pub fn context(theme: Theme) -> Vec<Mark> {
    let palette = palette(theme);
    let fill = Fill::plain(palette.context);
    vec![Mark::Land { region: None, fill, title: None }]
}

/// All territories in the colours of the day, and a soft light around what is selected.
#[must_use]
pub fn land(atlas: &Atlas, input: &LandInput) -> Vec<Mark> {
    let LandInput { stage, theme, state, selected, .. } = input;
    let palette = palette(*theme);
    let level = atlas.geography.level(stage.level());
    let mut marks = Vec::new();
    if let Some(Selection { territory, island }) = *selected {
        for (width, alpha) in [(22.0, 26), (15.0, 34), (9.0, 46)] {
            let stroke = Stroke::solid(width, faded(palette.light, alpha));
            marks.extend(around(atlas, territory, island, stroke));
        }
    }
    for t in atlas.history.territory_ids() {
        let mut fill = state.fill(atlas, t, *theme);
        // One or two lines of a hatch on an islet read as its colour.
        if widest_km(level, t) / stage.camera.km_per_point < SMALLEST_HATCHED {
            fill = fill.without_hatches();
        }
        let title = Some(input.title(atlas, t));
        marks.push(Mark::Land { region: Some(region_of(t)), fill, title });
        // Land below a pixel stays on the map as a dot of its colour.
        for &(centre, _) in &level.shape(Some(region_of(t))).specks {
            marks.push(Mark::Dot {
                centre: stage.screen(centre),
                radius: 1.3,
                color: fill.base,
                stroke: Some(Stroke::solid(0.6, palette.outline)),
            });
        }
    }
    for cut in &level.cuts {
        let fills = cut.regions.map(|region| state.fill(atlas, territory_of(region), *theme));
        let points = cut.points.iter().map(|&c| stage.screen(c)).collect();
        let stroke = if fills[0] == fills[1] {
            if fills[0] != Fill::plain(fills[0].base) {
                // A line would cut through the texture.
                continue;
            }
            // Two fills that meet let the ground shine through: a line of the same colour closes
            // the seam.
            Stroke::solid(1.0, fills[0].base)
        } else {
            let island = atlas.outline(cut.outline).island;
            let approximate = island.is_some_and(|island| atlas.island(island).approximate_cuts);
            let dash = if approximate { Dash::Short } else { Dash::Solid };
            Stroke { width: 0.9, color: palette.outline, dash }
        };
        marks.push(Mark::Line { points, stroke });
    }
    marks
}

/// What the coasts depend on.
#[derive(Debug, Clone, PartialEq)]
pub struct CoastsInput {
    /// The map.
    pub stage: Stage,
    /// The colour scheme.
    pub theme: Theme,
    /// What the lenses colour differently, if that is to be outlined.
    pub disputed: Vec<TerritoryId>,
    /// What is selected.
    pub selection: Option<Selection>,
}

impl CoastsInput {
    /// The input of a look.
    #[must_use]
    pub fn of(atlas: &Atlas, stage: Stage, look: &Look) -> Self {
        let disputes = look.disputes().then(|| atlas.history.disputes_on(look.moment()));
        let disputed = disputes.into_iter().flatten().map(|dispute| dispute.territory).collect();
        Self { stage, theme: look.theme(), disputed, selection: look.selection() }
    }
}

/// The coasts of all territories, what the lenses colour differently, and what is selected.
#[must_use]
pub fn coasts(atlas: &Atlas, input: &CoastsInput) -> Vec<Mark> {
    let palette = palette(input.theme);
    let level = atlas.geography.level(input.stage.level());
    let context = Stroke::solid(0.5, palette.context_coast);
    let mut marks = vec![Mark::Coast { region: None, stroke: context }];
    for t in atlas.history.territory_ids() {
        let stroke = Stroke::solid(0.8, faded(palette.outline, 230));
        marks.push(Mark::Coast { region: Some(region_of(t)), stroke });
    }
    for &t in &input.disputed {
        // On small land a wide line would hide the colours that it is about.
        let small = widest_km(level, t) / input.stage.camera.km_per_point < SMALLEST_OUTLINED;
        let width = if small { 1.1 } else { 1.9 };
        let casing = Stroke::solid(1.6 * width + 0.4, faded(palette.halo, 200));
        for stroke in [casing, Stroke::solid(width, palette.treaty)] {
            marks.push(Mark::Outline { region: region_of(t), outline: None, stroke });
        }
    }
    if let Some(selection) = input.selection {
        for (width, color) in [(4.2, faded(palette.halo, 200)), (2.0, palette.selected)] {
            let stroke = Stroke::solid(width, color);
            marks.extend(around(atlas, selection.territory, selection.island, stroke));
        }
    }
    marks
}

/// Outlines an island of a territory; without one, or if it is not there, all of the territory. Of an
/// island that is cut it is the piece that belongs to the territory.
#[must_use]
pub fn around(
    atlas: &Atlas,
    territory: TerritoryId,
    island: Option<IslandId>,
    stroke: Stroke,
) -> Vec<Mark> {
    let region = region_of(territory);
    let own = (0..).zip(atlas.outlines()).filter(|(_, outline)| {
        outline.territory == territory && island.is_some() && outline.island == island
    });
    let outline = |(id, _)| Mark::Outline { region, outline: Some(OutlineId(id)), stroke };
    let marks: Vec<Mark> = own.map(outline).collect();
    if marks.is_empty() { vec![Mark::Outline { region, outline: None, stroke }] } else { marks }
}

/// The longest side of the bounds of the largest polygon of a territory, in kilometres.
fn widest_km(level: &Level, t: TerritoryId) -> f64 {
    let sides = level.shape(Some(region_of(t))).bounds.iter().map(|b| b.width().max(b.height()));
    sides.fold(0.0, f64::max)
}
