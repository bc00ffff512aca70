//! The land of `geography` in the colours of the day, and its coasts.

use std::sync::Arc;

use geo::Coord;

use crate::atlas::{Atlas, IslandId, region_of, territory_of};
use crate::geography::{Cut, Level, OutlineId};
use crate::history::{BoundaryId, FamilyKind, Language, LineKind, Territory, TerritoryId};
use crate::view::{Look, Selection, Theme};

use super::lines::standing;
use super::marks::{Color, Dash, Fill, Mark, Stroke};
use super::palette::{Palette, faded, palette};
use super::stage::Stage;
use super::state::DayState;

/// Land narrower than this, in points, is not hatched: two lines of the hatch would not fit.
const SMALLEST_HATCHED: f64 = 16.0;
/// Claimed land narrower than this, in points, is drawn so much larger on each side.
const TINY: f64 = 7.0;
const GROWN: f32 = 0.6;
/// Disputed land narrower than this, in points, has a thinner outline.
const SMALLEST_OUTLINED: f64 = 24.0;
/// The ring around disputed land that is too small for an outline: its casing, and itself, in points.
const DISPUTE_RING: [f32; 2] = [0.7, 1.2];
/// The ring around land that is claimed and too small for a hatch: if it is the only one, and if
/// there are more, in points; on land that is narrower than what follows as much thinner, since the
/// colour of the holder must win.
const RINGS: [f32; 2] = [1.4, 0.9];
const FULL_RING: f64 = 13.0;
const LEAST_RING: f32 = 0.45;
/// Selected land narrower than this, in points, has its outline outside.
const LEAST_SELECTED: f64 = 60.0;
/// The outline of every territory, in points.
const OUTLINE: f32 = 0.9;
/// The same within the ring of a claim.
const FINE: f32 = 0.35;
/// A cut and a treaty's line that stay as near as this, in kilometres, are one border.
const ONE_BORDER_KM: f64 = 3.0;

/// What the shading depends on.
#[derive(Debug, Clone, PartialEq)]
pub struct LandInput {
    /// The map.
    pub stage: Stage,
    /// The colour scheme.
    pub theme: Theme,
    /// Who holds what.
    pub state: DayState,
    /// What the lenses colour differently, if that is to be outlined.
    pub disputed: Vec<TerritoryId>,
    /// What is selected, around which a soft light lies.
    pub selected: Vec<Selection>,
    /// Whether each territory has a title, for who opens a file; nobody sees it in the window.
    pub titled: bool,
    /// The language of the titles.
    pub language: Language,
    /// The lines of treaties, which stand where holders meet.
    pub standing: Vec<BoundaryId>,
    /// How many of its former names each territory has put off: which one it bears that day.
    pub renamed: Vec<usize>,
}

impl LandInput {
    /// The input of a look.
    #[must_use]
    pub fn of(atlas: &Atlas, stage: Stage, look: &Look, state: &DayState, titled: bool) -> Self {
        let selected = look.selected_land(atlas);
        let put_off = |territory: &Territory| {
            territory.was.iter().take_while(|former| former.until <= look.moment()).count()
        };
        let named = atlas.history.territories.iter().filter(|_| titled);
        let renamed = named.map(put_off).collect();
        let (theme, language) = (look.theme(), look.language());
        let mut standing = standing(atlas, look);
        standing.retain(|&id| atlas.history.boundary(id).kind == LineKind::Treaty);
        let state = state.clone();
        Self {
            stage,
            theme,
            state,
            disputed: disputed(atlas, look),
            selected,
            titled,
            language,
            standing,
            renamed,
        }
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
    for &Selection { territory, island } in selected {
        for (width, alpha) in [(22.0, 26), (15.0, 34), (9.0, 46)] {
            let stroke = Stroke::solid(width, faded(palette.light, alpha));
            marks.extend(around(atlas, territory, island, stroke));
        }
    }
    let fills = state.fills(atlas, *theme);
    for (t, &fill) in atlas.history.territory_ids().zip(&fills) {
        let mut fill = fill;
        let small = is_small(&level, stage, t);
        // One or two lines of a hatch on an islet read as its colour: it has an outline in that of
        // the claim, outside, so that its own stays whole.
        let mut ring = None;
        if let Some(&Selection { territory, island }) = selected.iter().find(|s| s.territory == t)
            && is_islet(&level, stage, t)
        {
            for stroke in selection_strokes(&palette, 2.0) {
                marks.extend(around(atlas, territory, island, stroke));
            }
        }
        if small {
            fill = fill.without_hatches();
            let claims = state.claims(atlas, t, *theme);
            ring = claims.first().copied();
            let dispute = input.disputed.contains(&t).then_some(*theme);
            let grown = if is_tiny(&level, stage, t) { GROWN } else { 0.0 };
            let rings = rings(&claims, dispute, [thinner(&level, stage, t), grown]).into_iter();
            let ring = |stroke| Mark::Outline { region: region_of(t), outline: None, stroke };
            marks.extend(rings.map(ring));
            // About what is smaller still a ring would be more than the land, which therefore is a
            // little larger than it is.
            if is_tiny(&level, stage, t) && (!claims.is_empty() || dispute.is_some()) {
                marks.push(ring(Stroke::solid(2.0 * GROWN, fill.base)));
            }
        }
        let title = input.titled.then(|| input.title(atlas, t));
        marks.push(Mark::Land { region: Some(region_of(t)), fill, title });
        // Land below a pixel stays on the map as a dot of its colour.
        for &(centre, _) in &level.shape(Some(region_of(t))).specks {
            marks.push(Mark::Dot {
                centre: stage.screen(centre),
                radius: 1.5,
                color: fill.base,
                stroke: Some(Stroke::solid(0.6, ring.unwrap_or(palette.outline))),
            });
        }
    }
    for (place, cut) in level.cuts.iter().enumerate() {
        marks.extend(cut_marks(atlas, input, (place, cut), (&fills, &palette)));
    }
    marks
}

/// Whether land is too small for a hatch.
fn is_small(level: &Level, stage: &Stage, t: TerritoryId) -> bool {
    widest_km(level, t) / stage.camera.km_per_point < SMALLEST_HATCHED
}

/// Whether a ring around land would be more than the land.
fn is_tiny(level: &Level, stage: &Stage, t: TerritoryId) -> bool {
    widest_km(level, t) / stage.camera.km_per_point < TINY
}

/// Whether an outline upon its coast would hide the colour of land.
fn is_islet(level: &Level, stage: &Stage, t: TerritoryId) -> bool {
    widest_km(level, t) / stage.camera.km_per_point < LEAST_SELECTED
}

/// The outline of what is selected, and what parts it from any ground, so much wider than usual.
fn selection_strokes(palette: &Palette, wider: f32) -> [Stroke; 2] {
    [(4.2, faded(palette.halo, 200)), (2.0, palette.selected)]
        .map(|(width, color)| Stroke::solid(width + wider, color))
}

/// How much of its width a ring around an islet has.
#[expect(clippy::cast_possible_truncation, reason = "at most 1")]
fn thinner(level: &Level, stage: &Stage, t: TerritoryId) -> f32 {
    (widest_km(level, t) / stage.camera.km_per_point / FULL_RING).min(1.0) as f32
}

/// The rings of claims around an islet, and of a dispute around those, the outermost first: half of
/// each stroke lies under what is within.
fn rings(claims: &[Color], dispute: Option<Theme>, [thinner, grown]: [f32; 2]) -> Vec<Stroke> {
    // Of several rings each is thinner.
    let wide = if claims.len() > 1 || dispute.is_some() { RINGS[1] } else { RINGS[0] };
    let wide = (wide * thinner).max(LEAST_RING);
    let mut reach = grown;
    let mut rings = Vec::new();
    for &color in claims {
        reach += wide;
        rings.push(Stroke::solid(2.0 * reach, color));
    }
    if let Some(theme) = dispute {
        for (wide, color) in
            DISPUTE_RING.into_iter().zip([faded(casing_of(theme), 255), palette(theme).treaty])
        {
            reach += wide;
            rings.push(Stroke::solid(2.0 * reach, color));
        }
    }
    rings.reverse();
    rings
}

/// What is seen of a cut through an island: a border where its sides have two holders, and hardly
/// anything where they have one.
fn cut_marks(
    atlas: &Atlas,
    input: &LandInput,
    (place, cut): (usize, &Cut),
    (fills, palette): (&[Fill], &Palette),
) -> Vec<Mark> {
    let LandInput { state, standing, .. } = input;
    let sides = cut.regions.map(territory_of);
    let fills = sides.map(|t| fills[t.index()]);
    let holders = sides.map(|t| state.holding(atlas, t).holder);
    // Peoples had no borders between them.
    let kind = |holder| atlas.history.family(atlas.history.holder(holder).family).kind;
    let peoples = holders.iter().all(|&holder| kind(holder) == FamilyKind::People);
    let line = |stroke| Mark::Cut { place, stroke };
    let island = atlas.outline(cut.outline).island;
    let approximate = island.is_some_and(|island| atlas.island(island).approximate_cuts);
    if holders[0] != holders[1] && !peoples {
        let drawn = |&id: &BoundaryId| follows(&cut.points, atlas.features.boundary(id));
        if standing.iter().any(drawn) {
            return Vec::new();
        }
        let dash = if approximate { Dash::Short } else { Dash::Solid };
        return vec![line(Stroke {
            width: OUTLINE * palette.weight,
            color: palette.outline,
            dash,
        })];
    }
    let mut marks = Vec::new();
    if fills[0] == Fill::plain(fills[0].base) && fills[0] == fills[1] {
        // Two fills that meet let the ground shine through: a line of the same colour closes the
        // seam. It would cut through a texture.
        marks.push(line(Stroke::solid(1.0, fills[0].base)));
    }
    if !approximate {
        let color = faded(palette.outline, 100);
        marks.push(line(Stroke { width: 0.5, color, dash: Dash::Short }));
    }
    marks
}

/// Whether a line stays with another over all its length.
fn follows(line: &[Coord<f64>], other: &[Coord<f64>]) -> bool {
    let near = |at: &Coord<f64>| {
        other.windows(2).any(|pair| {
            let (run, to) = (pair[1] - pair[0], *at - pair[0]);
            let long = (run.x * run.x + run.y * run.y).max(f64::MIN_POSITIVE);
            let part = ((to.x * run.x + to.y * run.y) / long).clamp(0.0, 1.0);
            let off = to - run * part;
            off.x.hypot(off.y) <= ONE_BORDER_KM
        })
    };
    line.iter().all(near)
}

/// What the lenses colour differently, if that is to be outlined.
fn disputed(atlas: &Atlas, look: &Look) -> Vec<TerritoryId> {
    let disputes = look.disputes().then(|| atlas.history.disputes_on(look.moment()));
    disputes.into_iter().flatten().map(|dispute| dispute.territory).collect()
}

/// What the coasts depend on.
#[derive(Debug, Clone, PartialEq)]
pub struct CoastsInput {
    /// The map.
    pub stage: Stage,
    /// The colour scheme.
    pub theme: Theme,
    /// Islets that have the outline of a claim, which leaves a fine one of their own.
    pub claimed: Vec<TerritoryId>,
    /// What of the disputed land has its outline here: all but islets.
    pub disputed: Vec<TerritoryId>,
    /// What is selected.
    pub selected: Vec<Selection>,
}

impl CoastsInput {
    /// The input of a look.
    #[must_use]
    pub fn of(atlas: &Atlas, stage: Stage, look: &Look, state: &DayState) -> Self {
        let level = atlas.geography.level(stage.level());
        let claimed = |&t: &TerritoryId| {
            !state.holding(atlas, t).claimants.is_empty() && is_small(&level, &stage, t)
        };
        let claimed = atlas.history.territory_ids().filter(claimed).collect();
        let mut disputed = disputed(atlas, look);
        // Islets have their outline outside.
        disputed.retain(|&t| !is_small(&level, &stage, t));
        let selected = look.selected_land(atlas);
        Self { stage, theme: look.theme(), claimed, disputed, selected }
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
        // They are in order.
        let claimed = input.claimed.binary_search(&t).is_ok();
        let width = if claimed { FINE } else { OUTLINE };
        let stroke = Stroke::solid(width * palette.weight, faded(palette.outline, 232));
        marks.push(Mark::Coast { region: Some(region_of(t)), stroke });
    }
    for &t in &input.disputed {
        // On small land a wide line would hide the colours that it is about.
        let small = widest_km(&level, t) / input.stage.camera.km_per_point < SMALLEST_OUTLINED;
        let width = if small { 1.1 } else { 1.7 };
        let casing = if small { width + 1.4 } else { width + 2.0 };
        let casing = Stroke::solid(casing, casing_of(input.theme));
        for stroke in [casing, Stroke::solid(width, palette.treaty)] {
            marks.push(Mark::Outline { region: region_of(t), outline: None, stroke });
        }
    }
    let large = |s: &&Selection| !is_islet(&level, &input.stage, s.territory);
    for selection in input.selected.iter().filter(large) {
        for stroke in selection_strokes(&palette, 0.0) {
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

/// What parts the outline of disputed land from any fill.
fn casing_of(theme: Theme) -> Color {
    if theme.is_dark() { [13, 23, 30, 205] } else { [255, 255, 255, 165] }
}

/// The longest side of the bounds of the largest polygon of a territory, in kilometres.
fn widest_km(level: &Level, t: TerritoryId) -> f64 {
    let sides = level.shape(Some(region_of(t))).bounds.iter().map(|b| b.width().max(b.height()));
    sides.fold(0.0, f64::max)
}
