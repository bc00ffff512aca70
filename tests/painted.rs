//! What the window paints against what a file of the same picture holds.
//!
//! The window's triangles and textures, as they go to the graphics card, are drawn here by a small
//! rasteriser that does what the card does, no more: corners, colours and textures in, premultiplied
//! colours over each other. The file's pixels come from another painter and another rasteriser. Where
//! nothing has an edge the two must be equal; elsewhere they may round an edge or a letter
//! differently.

mod card;

use std::collections::BTreeMap;

use egui::epaint::Primitive;
use egui::{Rect, TextureId};
use geo::{Coord, InteriorPoint};
use okhotsk::app::AtlasApp;
use okhotsk::atlas::{Atlas, Depth, Files, IslandId, load};
use okhotsk::export::raster;
use okhotsk::geography::Size;
use okhotsk::picture::{Color, Mark, Overlay, Part, PartKind, Pattern, Picture, palette};
use okhotsk::view::{Action, Desk, Look, MapLayer, Selection, Theme};

use crate::common::{day, territory};

use card::{Card, Pixels, Texture, whole};

/// The window, in points.
const WINDOW: [f32; 2] = [1440.0, 900.0];
/// How far the two may be apart in a channel where nothing has an edge: they round differently.
const ROUNDING: u8 = 2;
/// How far they may be apart where an edge or a letter crosses a pixel, to be alike all the same.
const ALIKE: u8 = 24;
/// How many of all pixels must be alike; those of textures, which are measured apart, count as such.
const MOST: f64 = 0.965;
/// How far from an edge, in points, nothing of it is left.
const CALM: f64 = 2.0;
/// The smallest side of a patch on which a texture is measured, in points: whole tiles of it.
const PATCH: f64 = 14.0;
/// How many pixels of a patch may be something else: where two textures cross.
const CROSSINGS: f64 = 0.1;
/// How far what a texture covers may be from what it should, as a part of the land.
const COVER: f64 = 0.05;
/// Islands no wider than this, in points, are looked at one by one: nothing of them is far from an
/// edge.
const ISLET: f64 = 14.0;
/// The side of the square that is looked at on them, in points.
const SQUARE: f64 = 5.0;
/// How far it may be apart in its mean: it is all edges.
const MIXED: u8 = 40;

/// The picture of a file.
fn filed(atlas: &Atlas, picture: &Picture, scale: f64) -> Pixels {
    let (width, height, rgba) = raster::pixels(atlas, picture, scale).unwrap();
    let rgb = rgba.chunks_exact(4).map(|pixel| [pixel[0], pixel[1], pixel[2]]).collect();
    Pixels { width: width as usize, height: height as usize, rgb }
}

/// The window, and a card that draws its triangles.
struct Screen {
    ctx: egui::Context,
    app: AtlasApp,
    scale: f32,
    frames: u8,
    textures: BTreeMap<TextureId, Texture>,
}

impl Screen {
    /// A window in which a point is so many pixels.
    fn new(scale: f32, change: impl FnOnce(&Atlas, &mut Look)) -> Self {
        let atlas = load(&Files::Bundled, Depth::Quick).unwrap();
        let mut look = Look::new(&atlas);
        change(&atlas, &mut look);
        let ctx = egui::Context::default();
        AtlasApp::set_up(&ctx);
        let app = AtlasApp::new(atlas, look, Desk::default(), None, None);
        Self { ctx, app, scale, frames: 0, textures: BTreeMap::new() }
    }

    /// One frame, as triangles.
    fn frame(&mut self) -> Vec<egui::ClippedPrimitive> {
        self.frames += 1;
        let corner = egui::pos2(WINDOW[0], WINDOW[1]);
        let mut input = egui::RawInput {
            screen_rect: Some(Rect::from_min_max(egui::Pos2::ZERO, corner)),
            time: Some(f64::from(self.frames) / 60.0),
            ..egui::RawInput::default()
        };
        let viewport = input.viewports.entry(egui::ViewportId::ROOT).or_default();
        viewport.native_pixels_per_point = Some(self.scale);
        let mut output = self.ctx.run_ui(input, |ui| self.app.ui(ui));
        #[expect(clippy::iter_over_hash_type, reason = "each texture is by itself")]
        for (id, deltas) in &output.textures_delta.set {
            let texture = self.textures.entry(*id).or_insert_with(Texture::empty);
            deltas.iter().for_each(|delta| texture.put(delta));
        }
        output.textures_delta.clear();
        self.ctx.tessellate(output.shapes, output.pixels_per_point)
    }

    /// The map as it is on the screen after some frames.
    fn painted(&mut self) -> Pixels {
        for _ in 0..4 {
            self.frame();
        }
        let primitives = self.frame();
        let frame = self.ctx.read_response(egui::Id::unique("map")).expect("there is a map").rect;
        let sea = palette(self.app.look().theme()).sea;
        let mut card = Card::new(frame, self.scale, sea);
        for egui::ClippedPrimitive { clip_rect, primitive } in &primitives {
            let Primitive::Mesh(mesh) = primitive else { panic!("something else is painted") };
            let texture = self.textures.get(&mesh.texture_id).expect("its texture is there");
            card.draw(mesh, *clip_rect, texture);
        }
        card.pixels()
    }

    fn picture(&self) -> &Picture {
        self.app.picture().expect("the map has been painted")
    }
}

fn apart(a: [u8; 3], b: [u8; 3]) -> u8 {
    (0..3).map(|i| a[i].abs_diff(b[i])).max().unwrap_or(0)
}

/// What is wrong with a look on the screen.
fn faults(both: &Both<'_>) -> Vec<String> {
    let Both { scale, painted, filed, .. } = *both;
    let size = [filed.width, filed.height];
    if [painted.width, painted.height] != size {
        return vec![format!("{}×{} on the screen, {size:?} filed", painted.width, painted.height)];
    }
    let mut faults = Vec::new();
    let (mut alike, mut unlike) = (0_u32, Vec::new());
    for (y, x) in (0..size[1]).flat_map(|y| (0..size[0]).map(move |x| (y, x))) {
        let (on_screen, in_file) = (painted.at(x, y), filed.at(x, y));
        let by = apart(on_screen, in_file);
        alike += u32::from(by <= ALIKE || both.is_textured([x, y]));
        // What is behind the globe is folded to its rim, where triangles and outlines differ.
        if by > ROUNDING && filed.is_calm(x, y, whole(CALM * scale)) && !both.is_globe([x, y]) {
            unlike.push(format!("at {x}, {y}: {on_screen:?}, in the file {in_file:?}"));
        }
    }
    let alike = f64::from(alike) / f64::from(u32::try_from(size[0] * size[1]).unwrap());
    if alike < MOST {
        faults.push(format!("only {alike:.4} of all pixels are alike"));
    }
    if !unlike.is_empty() {
        let few: Vec<String> = unlike.iter().step_by(unlike.len().div_ceil(8)).cloned().collect();
        faults.push(format!("{} far from any edge:\n    {}", unlike.len(), few.join("\n    ")));
    }
    faults.extend(both.hatches().iter().filter_map(Hatch::fault));
    faults.extend(both.islands().1);
    faults
}

/// The screen and the file of one picture.
struct Both<'a> {
    atlas: &'a Atlas,
    picture: &'a Picture,
    scale: f64,
    painted: &'a Pixels,
    filed: &'a Pixels,
}

/// A texture on a land: how much of it is covered.
struct Hatch {
    land: String,
    pattern: Pattern,
    /// On how many patches it was measured.
    patches: u32,
    /// How much it is to cover.
    nominal: f64,
    /// Whether nothing lies over it. Where the lines of claims do, what is left of a dot is told from
    /// their soft edges by its surroundings only: there the screen is held to the file alone, and
    /// closer.
    uncovered: bool,
    painted: f64,
    filed: f64,
    /// How far the two are apart from pixel to pixel.
    apart: f64,
}

impl Hatch {
    fn fault(&self) -> Option<String> {
        let nominal = self.nominal;
        // Two textures that have nothing to do with each other are apart by this.
        let strangers = 2.0 * nominal * (1.0 - nominal);
        let close = if self.uncovered { COVER } else { 0.5 * COVER };
        let good = (self.painted - self.filed).abs() <= close
            && (!self.uncovered || (self.painted - nominal).abs() <= COVER)
            && self.apart <= 0.5 * strangers;
        (!good).then(|| {
            let Self { land, pattern, patches, painted, filed, apart, .. } = self;
            format!(
                "{land}, {pattern:?} on {patches} patches: {painted:.3} covered, in the file \
                 {filed:.3}, right were {nominal:.3}; {apart:.3} apart, strangers {strangers:.3}"
            )
        })
    }
}

/// What a pattern covers, as a part.
fn nominal(pattern: Pattern) -> f64 {
    let (tile, weight) = (pattern.tile(), pattern.weight());
    match pattern {
        Pattern::Dots => 2.0 * std::f64::consts::PI * (weight / 2.0 / tile).powi(2),
        Pattern::Claim { .. } | Pattern::Stripes => weight * std::f64::consts::SQRT_2 / tile,
        Pattern::Doubt { .. } => weight / tile,
    }
}

/// How much of the texture of a place in a list is in a pixel; `None` if it is no mixture of the
/// ground and one of the textures.
fn share_of(pixel: [u8; 3], base: Color, overlays: &[Overlay], wanted: usize) -> Option<f64> {
    let shares = overlays.iter().map(|overlay| share(pixel, base, overlay.color)).enumerate();
    let (best, (part, off)) = shares.min_by(|a, b| a.1.1.total_cmp(&b.1.1))?;
    (off <= 6.0).then_some(if best == wanted { part } else { 0.0 })
}

/// How much of a texture is in a pixel, and how far the pixel is off all mixtures of ground and
/// texture.
fn share(pixel: [u8; 3], base: Color, over: Color) -> (f64, f64) {
    let run: [f64; 3] = std::array::from_fn(|i| f64::from(over[i]) - f64::from(base[i]));
    let by: [f64; 3] = std::array::from_fn(|i| f64::from(pixel[i]) - f64::from(base[i]));
    let long: f64 = run.iter().map(|v| v * v).sum();
    let part = run.iter().zip(by).map(|(a, b)| a * b).sum::<f64>() / long.max(1.0);
    let off = run.iter().zip(by).map(|(a, b)| (b - part * a).abs()).fold(0.0, f64::max);
    (part, off)
}

impl Both<'_> {
    /// Whether there is textured land at a pixel of a map or an inset.
    fn is_textured(&self, pixel: [usize; 2]) -> bool {
        let [x, y] = pixel.map(|v| (f64::from(u32::try_from(v).unwrap()) + 0.5) / self.scale);
        let holds = |part: &&Part| {
            let [left, top, right, bottom] = part.clip.map(f64::from);
            part.map.is_some() && x > left && x < right && y > top && y < bottom
        };
        let Some(part) = self.picture.parts.iter().rev().find(holds) else { return false };
        let level = self.atlas.geography.level(part.map.unwrap().level);
        let Some(own) = level.region_at(map_km(part, [x, y])) else { return false };
        part.marks().any(|mark| {
            matches!(mark, Mark::Land { region: Some(region), fill, .. }
                if *region == own && fill.overlays[0].is_some())
        })
    }

    /// Every texture of every land that has room for a patch.
    fn hatches(&self) -> Vec<Hatch> {
        let mut hatches = Vec::new();
        for part in self.picture.parts.iter().filter(|part| part.map.is_some()) {
            for mark in part.marks() {
                let Mark::Land { region: Some(region), fill, .. } = mark else { continue };
                let overlays: Vec<Overlay> = fill.overlays.iter().flatten().copied().collect();
                let within = |at: [f64; 2]| {
                    let level = self.atlas.geography.level(part.map.unwrap().level);
                    level.region_at(map_km(part, at)) == Some(*region)
                };
                let t = okhotsk::atlas::territory_of(*region);
                let land = format!("{} of {}", self.atlas.history.territory(t).id, part.kind.id());
                let places = 0..overlays.len();
                hatches.extend(places.filter_map(|place| {
                    self.hatch((&land, part), fill.base, (&overlays, place), within)
                }));
            }
        }
        hatches
    }

    /// The texture of a place in a list, on a land.
    fn hatch(
        &self,
        (land, part): (&str, &Part),
        base: Color,
        (overlays, place): (&[Overlay], usize),
        within: impl Fn([f64; 2]) -> bool,
    ) -> Option<Hatch> {
        let pattern = overlays[place].pattern;
        // Claims take turns and do not cover each other; they lie over stripes and dots.
        let over = overlays.iter().map(|overlay| overlay.pattern);
        let over = over.filter(|over| over.falls() && !pattern.falls());
        let covers: Vec<f64> = over.map(nominal).collect();
        let left_bare = match covers.as_slice() {
            [] => 1.0,
            [cover] => 1.0 - cover,
            // Too little of it is left to be measured.
            _ => return None,
        };
        let tile = pattern.tile();
        let side = tile * (PATCH / tile).ceil();
        let [left, top, right, bottom] = part.clip.map(f64::from);
        let mut sums = [0.0; 3];
        let (mut patches, mut pixels) = (0, 0.0);
        let steps = |from: f64, to: f64| {
            let all = (0_u32..).map(move |n| from + f64::from(n) * side / 3.0);
            all.take_while(move |v| v + side < to)
        };
        for (x, y) in steps(top, bottom).flat_map(|y| steps(left, right).map(move |x| (x, y))) {
            let corners = [[x, y], [x + side, y], [x, y + side], [x + side, y + side]];
            if !corners.into_iter().all(&within) {
                continue;
            }
            let frame = [x, y, x + side, y + side].map(|v| v * self.scale);
            // Nothing else is to lie there: no name, no river, no outline.
            let of = |pixel| share_of(pixel, base, overlays, place);
            let (mut own, mut clean, mut all) = ([0.0; 3], 0.0, 0.0);
            for (painted, filed) in self.painted.within(frame).zip(self.filed.within(frame)) {
                all += 1.0;
                let Some(filed) = of(filed) else { continue };
                let painted = of(painted).unwrap_or(0.0);
                let of_pixel = [painted, filed, (painted - filed).abs()];
                own = std::array::from_fn(|i| own[i] + of_pixel[i]);
                clean += 1.0;
            }
            if clean < (1.0 - CROSSINGS) * all {
                continue;
            }
            patches += 1;
            pixels += all;
            sums = std::array::from_fn(|i| sums[i] + own[i]);
        }
        let [painted, filed, apart] = sums.map(|sum| sum / pixels);
        let (land, nominal) = (land.to_owned(), nominal(pattern) * left_bare);
        let uncovered = left_bare >= 1.0;
        let hatch = Hatch { land, pattern, patches, nominal, uncovered, painted, filed, apart };
        (patches > 0).then_some(hatch)
    }

    /// Whether a pixel lies on the globe of the foot.
    fn is_globe(&self, pixel: [usize; 2]) -> bool {
        let [x, y] = pixel.map(|v| f64::from(u32::try_from(v).unwrap()));
        let part = self.picture.part(PartKind::Furniture(0)).unwrap();
        let [left, top, ..] = part.frame.map(f64::from);
        let at = [x / self.scale - left, y / self.scale - top];
        part.layer("foot").unwrap().marks.iter().any(|mark| match mark {
            Mark::Dot { centre, radius, .. } => {
                let [dx, dy] = [at[0] - f64::from(centre[0]), at[1] - f64::from(centre[1])];
                dx.hypot(dy) <= f64::from(*radius)
            }
            _ => false,
        })
    }

    /// How many named islands are seen, and what is wrong with them.
    fn islands(&self) -> (usize, Vec<String>) {
        let (mut seen, mut faults) = (0, Vec::new());
        for island in self.atlas.island_ids() {
            for (n, part) in self.picture.parts.iter().enumerate() {
                let Some(([x, y], wide)) = self.inside(island, part) else { continue };
                let holds = |part: &Part| {
                    let [left, top, right, bottom] = part.clip.map(f64::from);
                    x > left + 4.0 && x < right - 4.0 && y > top + 4.0 && y < bottom - 4.0
                };
                let covered = self.picture.parts[n + 1..].iter().any(|part| match part.map {
                    Some(_) => holds(part),
                    None => covers(part, [x, y]),
                });
                if !holds(part) || covered {
                    continue;
                }
                seen += 1;
                let side = SQUARE / 2.0;
                let frame = [x - side, y - side, x + side, y + side].map(|v| v * self.scale);
                let [painted, filed] = [self.painted, self.filed].map(|pixels| mean(pixels, frame));
                if wide <= ISLET && apart(painted, filed) > MIXED {
                    let id = &self.atlas.island(island).id;
                    let on = part.kind.id();
                    faults.push(format!("{id} on {on}: {painted:?}, in the file {filed:?}"));
                }
            }
        }
        (seen, faults)
    }

    /// A point inside an island, in points of the picture, and how wide it is there.
    fn inside(&self, island: IslandId, part: &Part) -> Option<([f64; 2], f64)> {
        let own = |id| self.atlas.outline(id).island == Some(island);
        let land = self.atlas.geography.land().iter();
        let land = land.filter(|land| land.outline.is_some_and(own));
        let largest = land.max_by(|a, b| a.area_km2.total_cmp(&b.area_km2))?;
        let inside = largest.polygon.interior_point()?;
        let camera = part.map?.camera;
        let [x, y] = camera.screen_from_map(inside.into(), part.size());
        let wide = largest.bounds.width().max(largest.bounds.height()) / camera.km_per_point;
        Some(([x + f64::from(part.frame[0]), y + f64::from(part.frame[1])], wide))
    }
}

/// Whether a panel of a part lies at a point of the picture.
fn covers(part: &Part, [x, y]: [f64; 2]) -> bool {
    let [left, top, ..] = part.frame.map(f64::from);
    part.targets.iter().any(|target| {
        let own = target.frame.map(f64::from);
        x > left + own[0] - 4.0
            && x < left + own[2] + 4.0
            && y > top + own[1] - 4.0
            && y < top + own[3] + 4.0
    })
}

/// The point of the map at a point of the picture.
fn map_km(part: &Part, [x, y]: [f64; 2]) -> Coord<f64> {
    let at = [x - f64::from(part.frame[0]), y - f64::from(part.frame[1])];
    part.map.unwrap().camera.map_from_screen(at, part.size())
}

fn mean(pixels: &Pixels, frame: [f64; 4]) -> [u8; 3] {
    let (mut sum, mut count) = ([0_u32; 3], 0);
    for pixel in pixels.within(frame) {
        sum = std::array::from_fn(|i| sum[i] + u32::from(pixel[i]));
        count += 1;
    }
    sum.map(|sum| u8::try_from(sum / count.max(1)).unwrap())
}

/// The window on a look must show what the file of it holds; how many islands are seen, and which
/// patterns were measured.
fn held(scale: f32, actions: impl FnOnce(&Atlas) -> Vec<Action>) -> (usize, Vec<Pattern>) {
    let mut screen = Screen::new(scale, |atlas, look| {
        for action in actions(atlas) {
            look.apply(atlas, action);
        }
    });
    let painted = screen.painted();
    let (atlas, picture, scale) = (screen.app.atlas(), screen.picture(), f64::from(screen.scale));
    let filed = filed(atlas, picture, scale);
    let both = Both { atlas, picture, scale, painted: &painted, filed: &filed };
    let faults = faults(&both);
    assert!(faults.is_empty(), "the window and the file differ:\n  {}", faults.join("\n  "));
    let mut patterns: Vec<Pattern> = both.hatches().iter().map(|hatch| hatch.pattern).collect();
    patterns.sort_unstable();
    patterns.dedup();
    (both.islands().0, patterns)
}

#[test]
fn a_year_of_one_empire() {
    let (islands, _) = held(1.0, |_| vec![Action::GoToYear(1905)]);
    assert!(islands >= 45, "only {islands} islands are seen");
}

#[test]
fn joint_possession_in_the_dark() {
    let (islands, patterns) =
        held(1.0, |_| vec![Action::GoToYear(1870), Action::SetTheme(Theme::Dark)]);
    assert!(islands >= 45, "only {islands} islands are seen");
    assert!(patterns.contains(&Pattern::Stripes), "{patterns:?}");
}

#[test]
fn land_under_no_state() {
    // Where nobody claims it: claimed land is hatched instead.
    let (_, patterns) = held(1.0, |atlas| {
        let lens = atlas.history.find_lens("japan").unwrap();
        // The dots are measured by their colour, which the relief changes, and which lies between that
        // of the land and that of the letters on it.
        let without = |layer| Action::SetLayer(layer, false);
        let (relief, names) = (without(MapLayer::Relief), without(MapLayer::Labels));
        vec![Action::GoToYear(1750), Action::SetLens(lens), relief, names]
    });
    assert!(patterns.contains(&Pattern::Dots), "{patterns:?}");
}

#[test]
fn claims_disputes_and_a_selection() {
    let selection = Selection { territory: territory("iturup"), island: None };
    let (_, patterns) = held(1.0, |atlas| {
        vec![
            Action::GoToYear(1953),
            Action::SetLens(atlas.history.find_lens("treaty").unwrap()),
            Action::SetDisputes(true),
            Action::Select(Some(selection)),
        ]
    });
    assert!(patterns.iter().any(|pattern| pattern.falls()), "{patterns:?}");
}

#[test]
fn an_island_near_by_on_a_dense_screen() {
    const ROOM: Size = [1000.0, 600.0];
    let (islands, _) = held(2.0, |atlas| {
        let lens = atlas.history.find_lens("treaty").unwrap();
        let bounds = atlas.bounds_of_island(atlas.find_island("kunashir").unwrap()).unwrap();
        vec![
            Action::GoToDay(day("1945-08-25")),
            Action::SetLens(lens),
            Action::ShowBounds(bounds, ROOM.into()),
        ]
    });
    assert!(islands >= 1, "the island is not there");
}

#[test]
fn names_in_another_script() {
    let (islands, _) =
        held(1.0, |atlas| vec![Action::SetLanguage(atlas.history.find_language("ja").unwrap())]);
    assert!(islands >= 45, "only {islands} islands are seen");
}

/// What of a layer is as it was before a change of the day is not made anew: nothing of the day before
/// may be left on the screen for that.
#[test]
fn a_day_that_was_come_to_is_painted_as_one_that_was_opened() {
    let day_of = |date: &str| Action::GoToDay(day(date));
    let days = ["1700-06-01", "1860-01-01", "1905-10-14", "1922-05-01", "1945-09-04", "2026-01-01"];
    // Letters along a curve take their soft edges from a texture that fills up in the order of use.
    let open = |date: &str| {
        Screen::new(1.0, |atlas, look| {
            look.apply(atlas, day_of(date));
            look.apply(atlas, Action::SetLayer(MapLayer::Labels, false));
        })
    };
    let mut screen = open("1799-06-01");
    for date in days {
        screen.app.act(day_of(date));
        let come_to = screen.painted();
        let opened = open(date).painted();
        let unlike: Vec<_> = (0..come_to.height)
            .flat_map(|y| (0..come_to.width).map(move |x| (x, y)))
            .filter(|&(x, y)| come_to.at(x, y) != opened.at(x, y))
            .map(|(x, y)| (x, y, come_to.at(x, y), opened.at(x, y)))
            .collect();
        assert!(
            unlike.is_empty(),
            "{} on {date}: {:?}",
            unlike.len(),
            &unlike[..unlike.len().min(9)]
        );
    }
}
