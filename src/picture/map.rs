//! The map of a day as a display list.

use geo::Coord;

use crate::atlas::Atlas;
use crate::geography::{Camera, Level, Size};
use crate::history::{Boundary, Day, HolderId, LensId, LineKind, TerritoryId};
use crate::view::View;

use super::Scene;
use super::events_on_map;
use super::fills::fill_of;
use super::furniture::{self, screen};
use super::inland;
use super::insets::{self, InsetPlace};
use super::labels::{Layout, LayoutKey, Taken};
use super::legend;
use super::marks::{Dash, Fill, Frame, InsetPicture, Mark, Picture, Stroke};
use super::palette::{Palette, faded, palette};
use super::waterlines::waterlines;

/// Land narrower than this, in points, is not hatched: two lines of the hatch would not fit.
const SMALLEST_HATCHED: f64 = 16.0;

/// The picture of a scene.
#[must_use]
pub fn compose(scene: &Scene<'_>) -> Picture {
    Composer::default().compose(scene)
}

/// Composes pictures one after the other and keeps what the next one can use again: the graticule
/// as long as the camera stays, the names as long as camera, language and their epoch stay.
#[derive(Debug, Default)]
pub struct Composer {
    ground: Option<(GroundKey, Vec<Mark>)>,
    inland: Option<(GroundKey, Vec<Mark>)>,
    layout: Option<Layout>,
    names: Option<(NamesKey, Vec<Mark>)>,
    seats: Option<(SeatsKey, Seats)>,
    inner: Vec<Self>,
}

/// What the seats depend on: the ground, the legend's frame, the lens, whether there are insets.
type SeatsKey = (GroundKey, Frame, LensId, bool);

/// Where what frames the map has its place.
#[derive(Debug, Clone, Default)]
struct Seats {
    insets: Vec<InsetPlace>,
    /// The frame of the moment's words, and whether there is land under it.
    moment: Frame,
    on_land: bool,
}

/// What the marks below the land depend on.
#[derive(Debug, Clone, PartialEq)]
struct GroundKey {
    size: Size,
    camera: Camera,
    theme: crate::view::Theme,
    graticule: bool,
    waterlines: bool,
    language: crate::history::Language,
}

/// What the names depend on.
#[derive(Debug, Clone, PartialEq)]
struct NamesKey {
    ground: GroundKey,
    layers: crate::view::Layers,
    epoch: usize,
    /// Who holds the islands that carry one name as long as one holder has all of them.
    holders: Vec<HolderId>,
    legend: [f32; 4],
    boundaries: Vec<usize>,
    advances: Vec<usize>,
    stones: Vec<usize>,
    insets: Vec<Frame>,
    moment: Frame,
}

impl Composer {
    /// The picture of a scene.
    pub fn compose(&mut self, scene: &Scene<'_>) -> Picture {
        let (view, atlas) = (scene.view, scene.atlas);
        let palette = palette(view.theme);
        let ground_key = GroundKey {
            size: scene.size,
            camera: scene.camera,
            theme: view.theme,
            graticule: view.layers.graticule,
            waterlines: view.layers.waterlines,
            language: scene.words.language,
        };
        let rows = legend::rows(scene);
        let legend_size = legend::size(scene, &rows);
        let [left, top] = legend_corner(scene, legend_size);
        let legend_frame = [left, top, left + legend_size[0], top + legend_size[1]];
        let seats_key = (ground_key.clone(), legend_frame, view.lens, view.layers.insets);
        if self.seats.as_ref().is_none_or(|(key, _)| *key != seats_key) {
            let moment = furniture::moment_frame(scene);
            let on_land = !scene.inset && furniture::over_land(scene, moment);
            let insets = insets::places(scene, legend_frame);
            self.seats = Some((seats_key, Seats { insets, moment, on_land }));
        }
        let seats = self.seats.as_ref().map(|(_, seats)| seats.clone()).unwrap_or_default();
        let places = seats.insets;
        let mut inner = std::mem::take(&mut self.inner);
        let stale = self.freshen(scene, &palette, &ground_key, &places, &mut inner);
        let insets = stale.unwrap_or_else(|| insets::compose(scene, &places, &mut inner));
        self.inner = inner;
        let mut marks = self.ground.as_ref().map(|(_, marks)| marks.clone()).unwrap_or_default();
        land(scene, &palette, &mut marks);
        if view.layers.inland_waters {
            if self.inland.as_ref().is_none_or(|(key, _)| *key != ground_key) {
                self.inland = Some((ground_key.clone(), inland::waters(scene, &palette)));
            }
            marks.extend(self.inland.iter().flat_map(|(_, marks)| marks.iter().cloned()));
        }
        outlines(scene, &palette, &mut marks);
        let standing = standing_boundaries(atlas, view);
        for &i in &standing {
            boundary(scene, &palette, &atlas.history.boundaries[i], &mut marks);
        }
        insets::extents(scene, &places, &palette, &mut marks);
        let names_key = NamesKey {
            ground: ground_key,
            layers: view.layers,
            epoch: epoch(atlas, view.moment),
            holders: holders_of_cut_islands(atlas, view),
            legend: legend_frame,
            boundaries: standing.clone(),
            advances: events_on_map::advances_on(atlas, view),
            stones: events_on_map::stones_on(atlas, view),
            insets: places.iter().map(|place| place.frame).collect(),
            moment: seats.moment,
        };
        if self.names.as_ref().is_none_or(|(key, _)| *key != names_key) {
            let names = names(scene, &palette, legend_frame, &names_key, self.layout.as_ref());
            self.names = Some((names_key, names));
        }
        marks.extend(self.names.iter().flat_map(|(_, names)| names.iter().cloned()));
        events_on_map::draw_place(scene, &palette, &mut marks);
        let mut legend = Vec::new();
        if !scene.inset {
            furniture::moment(scene, &palette, (seats.moment, seats.on_land), &mut marks);
            legend = legend::paint(scene, &palette, &rows, [left, top], &mut marks);
        }
        Picture {
            size: scene.size,
            camera: scene.camera,
            level: scene.level,
            theme: view.theme,
            ground: palette.sea,
            marks,
            description: description(scene),
            legend,
            insets,
        }
    }

    /// Makes anew what the scene no longer fits: what lies under the land and where the names stand,
    /// which have nothing to do with each other; and, while it is at it, the insets.
    fn freshen(
        &mut self,
        scene: &Scene<'_>,
        palette: &Palette,
        ground_key: &GroundKey,
        places: &[InsetPlace],
        inner: &mut Vec<Self>,
    ) -> Option<Vec<InsetPicture>> {
        let layout_key = LayoutKey::of(scene);
        let stale_ground = self.ground.as_ref().is_none_or(|(key, _)| key != ground_key);
        let stale_layout = self.layout.as_ref().is_none_or(|layout| layout.key() != layout_key);
        if !stale_ground && !stale_layout {
            return None;
        }
        let make_ground = || stale_ground.then(|| (ground_key.clone(), ground(scene, palette)));
        let make_others = || {
            let layout = stale_layout.then(|| Layout::new(scene.atlas, layout_key));
            (layout, insets::compose(scene, places, inner))
        };
        let (ground, (layout, insets)) = rayon::join(make_ground, make_others);
        self.ground = ground.or_else(|| self.ground.take());
        self.layout = layout.or_else(|| self.layout.take());
        Some(insets)
    }
}

/// What lies under the land: graticule, land around.
fn ground(scene: &Scene<'_>, palette: &Palette) -> Vec<Mark> {
    let mut marks = Vec::new();
    if scene.view.layers.graticule {
        furniture::graticule(scene, palette, &mut marks);
    }
    if scene.view.layers.waterlines {
        waterlines(scene, palette, &mut marks);
    }
    marks.push(Mark::Land { region: None, fill: Fill::plain(palette.context), title: None });
    let stroke = Stroke::solid(0.8, palette.context_coast);
    marks.push(Mark::Coast { region: None, stroke });
    marks
}

/// All territories in the colours of the day, and a soft light around what is selected.
fn land(scene: &Scene<'_>, palette: &Palette, marks: &mut Vec<Mark>) {
    let (view, atlas) = (scene.view, scene.atlas);
    let ledger = atlas.history.ledger(view.lens);
    let level = atlas.geography.level(scene.level);
    if let Some(selection) = view.selection {
        for (width, alpha) in [(22.0, 26), (15.0, 34), (9.0, 46)] {
            let stroke = Stroke::solid(width, faded(palette.light, alpha));
            let region = selection.territory.0;
            marks.push(Mark::Outline { region, outline: None, stroke });
        }
    }
    for t in atlas.history.territory_ids() {
        let holding = ledger.on(t, view.moment).holding;
        let mut fill = fill_of(&atlas.history, holding, view.theme);
        // One or two lines of a hatch on an islet read as its colour.
        if widest_km(level, t) / scene.camera.km_per_point < SMALLEST_HATCHED {
            fill = fill.without_hatches();
        }
        marks.push(Mark::Land { region: Some(t.0), fill, title: None });
        // Land below a pixel stays on the map as a dot of its colour.
        for &(centre, _) in &level.regions[t.index()].specks {
            marks.push(Mark::Dot {
                centre: screen(scene, centre),
                radius: 1.3,
                color: fill.base,
                stroke: Some(Stroke::solid(0.6, palette.outline)),
            });
        }
    }
    for cut in &level.cuts {
        let fill = |region: u16| {
            let t = TerritoryId(region);
            fill_of(&atlas.history, ledger.on(t, view.moment).holding, view.theme)
        };
        let fills = cut.regions.map(fill);
        let points = cut.points.iter().map(|&c| screen(scene, c)).collect();
        let stroke = if fills[0] == fills[1] {
            if fills[0] != Fill::plain(fills[0].base) {
                // A line would cut through the texture.
                continue;
            }
            // Two fills that meet let the ground shine through: a line of the same colour closes
            // the seam.
            Stroke::solid(1.0, fills[0].base)
        } else {
            let approximate = atlas.outlines[cut.outline as usize]
                .island
                .is_some_and(|island| atlas.island(island).approximate_cuts);
            let dash = if approximate { Dash::Short } else { Dash::Solid };
            Stroke { width: 0.9, color: palette.outline, dash }
        };
        marks.push(Mark::Line { points, stroke });
    }
}

/// The coasts of all territories, what the lenses colour differently, and what is selected.
fn outlines(scene: &Scene<'_>, palette: &Palette, marks: &mut Vec<Mark>) {
    let (view, atlas) = (scene.view, scene.atlas);
    for t in atlas.history.territory_ids() {
        let stroke = Stroke::solid(0.9, palette.outline);
        marks.push(Mark::Coast { region: Some(t.0), stroke });
    }
    if view.disputes {
        for dispute in atlas.history.disputes_on(view.moment) {
            let region = dispute.territory.0;
            // On small land a wide line would hide the colours that it is about.
            let level = atlas.geography.level(scene.level);
            let small = widest_km(level, dispute.territory) / scene.camera.km_per_point < 24.0;
            let width = if small { 1.1 } else { 1.9 };
            for (width, color) in
                [(1.6 * width + 0.4, faded(palette.halo, 200)), (width, palette.treaty)]
            {
                let stroke = Stroke::solid(width, color);
                marks.push(Mark::Outline { region, outline: None, stroke });
            }
        }
    }
    if let Some(selection) = view.selection {
        let region = selection.territory.0;
        for (width, color) in [(4.2, faded(palette.halo, 200)), (2.0, palette.selected)] {
            let stroke = Stroke::solid(width, color);
            marks.push(Mark::Outline { region, outline: None, stroke });
        }
    }
}

/// The longest side of the bounds of the largest polygon of a territory, in kilometres.
fn widest_km(level: &Level, t: TerritoryId) -> f64 {
    let sides = level.regions[t.index()].bounds.iter().map(|b| b.width().max(b.height()));
    sides.fold(0.0, f64::max)
}

fn standing_boundaries(atlas: &Atlas, view: &View) -> Vec<usize> {
    if !view.layers.boundaries {
        return Vec::new();
    }
    let stands =
        |b: &Boundary| b.from <= view.moment && b.until.is_none_or(|until| view.moment < until);
    (0..atlas.history.boundaries.len()).filter(|&i| stands(&atlas.history.boundaries[i])).collect()
}

/// The vertices of a line in points of the frame.
fn boundary_points(scene: &Scene<'_>, boundary: &Boundary) -> Vec<[f32; 2]> {
    boundary_map_km(scene.atlas, boundary).into_iter().map(|c| screen(scene, c)).collect()
}

/// The vertices of a line in map kilometres; along a parallel with vertices between.
pub(super) fn boundary_map_km(atlas: &Atlas, boundary: &Boundary) -> Vec<Coord<f64>> {
    let projection = atlas.geography.projection();
    let at = |x: f64, y: f64| projection.map_km_from_lon_lat(Coord { x, y });
    let mut points = Vec::new();
    for pair in boundary.lon_lat.windows(2) {
        let ([x0, y0], [x1, y1]) = (pair[0], pair[1]);
        let steps = if boundary.parallel { 24 } else { 1 };
        for i in 0..steps {
            let t = f64::from(i) / f64::from(steps);
            points.push(at(x0 + t * (x1 - x0), y0 + t * (y1 - y0)));
        }
    }
    points.extend(boundary.lon_lat.last().map(|&[x, y]| at(x, y)));
    points
}

fn boundary(scene: &Scene<'_>, palette: &Palette, boundary: &Boundary, marks: &mut Vec<Mark>) {
    let dash = match boundary.kind {
        LineKind::Treaty => Dash::Solid,
        LineKind::Armistice => Dash::Long,
        LineKind::Claim => Dash::Dotted,
    };
    let stroke = Stroke { width: 1.6, color: palette.treaty, dash };
    marks.push(Mark::Line { points: boundary_points(scene, boundary), stroke });
}

/// Scale bar, credit, names of lines and of places.
fn names(
    scene: &Scene<'_>,
    palette: &Palette,
    legend: Frame,
    key: &NamesKey,
    layout: Option<&Layout>,
) -> Vec<Mark> {
    let mut marks = Vec::new();
    let [w, h] = furniture::points(scene.size);
    let mut taken = Taken::default();
    let bar = if scene.inset { [10.0, h - 12.0] } else { [28.0, h - 26.0] };
    let corner = [bar[0] - 12.0, bar[1] - 40.0, bar[0] + 178.0, h - 10.0];
    if scene.inset {
        taken.take([bar[0] - 6.0, bar[1] - 22.0, bar[0] + 0.6 * w, h]);
    } else {
        taken.take(legend);
        taken.take(key.moment);
        taken.take(corner);
        key.insets.iter().for_each(|&inset| taken.take(inset));
        furniture::plate(scene, palette, corner, &mut marks);
        furniture::north(scene, palette, [bar[0] + 160.0, bar[1] - 6.0], &mut marks);
        taken.take(furniture::credit(scene, palette, &mut marks));
        if scene.view.layers.graticule {
            furniture::graticule_labels(scene, palette, &mut taken, &mut marks);
        }
    }
    furniture::scale_bar(scene, palette, bar, &mut marks);
    events_on_map::draw(scene, palette, &mut taken, &mut marks);
    if scene.view.layers.labels
        && let Some(layout) = layout
    {
        layout.set(scene, palette, &key.boundaries, &mut taken, &mut marks);
    }
    marks
}

/// The lower right corner, where no land of the default view is; in a picture that stands alone
/// another corner, if that has land and the other has none.
fn legend_corner(scene: &Scene<'_>, [w, h]: [f32; 2]) -> [f32; 2] {
    let [width, height] = furniture::points(scene.size);
    let (right, bottom) = ((width - w - 18.0).max(8.0), (height - h - 34.0).max(8.0));
    let usual = [right, bottom];
    if !scene.alone {
        return usual;
    }
    let free = |[x, y]: &[f32; 2]| !furniture::over_land(scene, [*x, *y, x + w, y + h]);
    let below_the_moment = furniture::moment_frame(scene)[3] + 12.0;
    let mut corners =
        [usual, [right, 18.0], [18.0, below_the_moment], [18.0, bottom - 44.0]].into_iter();
    corners.find(free).unwrap_or(usual)
}

fn holders_of_cut_islands(atlas: &Atlas, view: &View) -> Vec<HolderId> {
    let ledger = atlas.history.ledger(view.lens);
    let islands = atlas.islands.iter().filter(|island| island.approximate_cuts);
    islands
        .flat_map(|island| &island.territories)
        .map(|&t| ledger.on(t, view.moment).holding.holder)
        .collect()
}

/// A number that changes when any name on the map does.
fn epoch(atlas: &Atlas, day: Day) -> usize {
    let history = &atlas.history;
    let territories = history.territories.iter().flat_map(|t| t.was.iter().map(|n| n.until));
    let places = history.places.iter().flat_map(|p| p.was.iter().map(|n| n.until).chain(p.from));
    let groups = history.groups.iter().flat_map(|g| g.was.iter().map(|n| n.until));
    territories.chain(places).chain(groups).filter(|&until| until <= day).count()
}

/// What is shown, in a sentence.
fn description(scene: &Scene<'_>) -> String {
    let history = &scene.atlas.history;
    format!(
        "{} — {} — {}",
        history.title.get(scene.words.language),
        scene.words.day(scene.view.moment),
        history.lens(scene.view.lens).name.get(scene.words.language)
    )
}
