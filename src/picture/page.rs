//! The page of a map: its frame, and where title, legend, insets and foot have their places. It
//! depends on the size alone, so that nothing jumps while time runs; the map is fitted into what the
//! panels leave free.

use geo::Coord;

use crate::atlas::{Atlas, InsetId};
use crate::geography::{Camera, Size, level_for};
use crate::view::Room;

use super::legend;
use super::marks::Frame;
use super::stage::points;

/// The least map, in points, whose foot has room for all that it may tell.
const FULL_FOOT: [f32; 2] = [740.0, 740.0];
/// A page that is narrower or lower than this, in points, has a small title and a legend in one line:
/// one in the window, and one that stands alone.
const SMALL: [[f32; 2]; 2] = [[600.0, 400.0], [600.0, 600.0]];
/// Space between a panel and the inner line of the frame, in points.
pub const PANEL_SPACE: f32 = 12.0;
/// Height of the strip above the map of an inset, in points.
pub const STRIP: f32 = 22.0;
/// The longer side of an inset, as a part of the mean side of the map, and its bounds in points.
const INSET: (f32, f32, f32) = (0.28, 150.0, 396.0);
/// Space between the land of the atlas and the frame, in points.
const SPACE: f32 = 20.0;
/// Space between the land of the atlas and a panel, in points.
const CLEAR: f32 = 9.0;
/// Vertices of the land are looked at this far apart, in points.
const LOOKED_AT: f64 = 7.0;
/// Height of what stands below the map of a small page, in points.
const BELOW_SMALL: f32 = 42.0;
/// Where panels would make land in the window smaller than this part of what it could be, the page is
/// a small one.
const CROWDED: f64 = 0.7;

/// What a page depends on.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct PageInput {
    /// Width and height of all of it, in points.
    pub size: Size,
    /// Whether it stands alone, as an export.
    pub alone: bool,
    /// Whether there are insets.
    pub insets: bool,
}

/// How wide the frame around the map is.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Border {
    /// From the edge to the outer line, in points; degrees are written there.
    pub margin: f32,
    /// Between the outer and the inner line, in points; 0: there is but one line.
    pub band: f32,
}

impl Border {
    /// From the edge to the map.
    #[must_use]
    pub fn width(self) -> f32 {
        self.margin + self.band
    }
}

/// Where everything on a page is.
#[derive(Debug, Clone, PartialEq)]
pub struct Page {
    /// Whether there is room for little.
    pub small: bool,
    /// Whether it stands alone.
    pub alone: bool,
    /// The frame around the map.
    pub border: Border,
    /// The map, in points of the page. All that follows is in points of the map.
    pub map: Frame,
    /// The title.
    pub title: Frame,
    /// The legend, as large as it may become.
    pub legend: Frame,
    /// The insets, with their strips.
    pub insets: Vec<(InsetId, Frame)>,
    /// Scale, north, sources.
    pub foot: Frame,
    /// Whether the foot has room for the globe and the projection.
    pub full_foot: bool,
    /// The camera that shows all land of the default view, free of panels.
    pub home: Camera,
}

impl Page {
    /// Lays out a page.
    #[must_use]
    pub fn new(atlas: &Atlas, input: &PageInput) -> Self {
        let [w, h] = points(input.size);
        let least = SMALL[usize::from(input.alone)];
        if w < least[0] || h < least[1] {
            return Self::laid_out(atlas, input, true);
        }
        let page = Self::laid_out(atlas, input, false);
        let most = Camera::fit(atlas.geography.extent_map_km(), page.map_size(), f64::from(SPACE));
        if !input.alone && page.home.km_per_point * CROWDED > most.km_per_point {
            return Self::laid_out(atlas, input, true);
        }
        page
    }

    fn laid_out(atlas: &Atlas, input: &PageInput, small: bool) -> Self {
        let [w, h] = points(input.size);
        let border = match (small, input.alone) {
            (true, _) => Border { margin: 5.0, band: 0.0 },
            (false, true) => Border { margin: 18.0, band: 7.0 },
            (false, false) => Border { margin: 15.0, band: 5.0 },
        };
        let edge = border.width();
        let below = if small { BELOW_SMALL } else { edge };
        let map = [edge, edge, (w - edge).max(edge + 1.0), (h - below).max(edge + 1.0)];
        let (width, height) = (map[2] - map[0], map[3] - map[1]);
        let mut page = Self {
            small,
            alone: input.alone,
            border,
            map,
            title: title_frame(small, input.alone, width),
            legend: [0.0; 4],
            insets: Vec::new(),
            foot: [0.0; 4],
            full_foot: input.alone && !small && width >= FULL_FOOT[0] && height >= FULL_FOOT[1],
            home: Camera::fit(atlas.geography.extent_map_km(), [1.0, 1.0], 0.0),
        };
        if small {
            // Below the map: counted from its corner all the same.
            page.legend = [0.0, height, width, height + BELOW_SMALL - 5.0];
            page.foot = page.legend;
        } else {
            let right = width - PANEL_SPACE;
            let [legend_width, legend_height] = legend::MOST;
            page.legend = [right - legend_width, PANEL_SPACE, right, PANEL_SPACE + legend_height];
            let [foot_width, foot_height] = foot_size(page.full_foot);
            let bottom = height - PANEL_SPACE;
            page.foot = [PANEL_SPACE, bottom - foot_height, PANEL_SPACE + foot_width, bottom];
            if input.insets {
                page.insets = inset_frames(atlas, [width, height], page.legend);
            }
        }
        page.home = home(atlas, [width, height], &page);
        page
    }

    /// Width and height of the map.
    #[must_use]
    pub fn map_size(&self) -> Size {
        let [left, top, right, bottom] = self.map.map(f64::from);
        [right - left, bottom - top]
    }

    /// The room that the map has.
    #[must_use]
    pub fn room(&self) -> Room {
        let [w, h] = self.map_size();
        let right = if self.small { w } else { w - f64::from(legend::MOST[0] + PANEL_SPACE) };
        let top = if self.small { 0.0 } else { f64::from(PANEL_SPACE) };
        Room { size: [w, h], free: [0.0, top, right, h], home: Some(self.home) }
    }

    /// All panels, in points of the map.
    pub fn panels(&self) -> impl Iterator<Item = Frame> {
        let insets = self.insets.iter().map(|&(_, frame)| frame);
        [self.title, self.legend, self.foot].into_iter().chain(insets)
    }
}

fn title_frame(small: bool, alone: bool, width: f32) -> Frame {
    match (small, alone) {
        (true, _) => [6.0, 4.0, (0.42 * width).clamp(80.0, 190.0), 50.0],
        (false, true) => [24.0, 10.0, 24.0 + (0.24 * width).clamp(210.0, 430.0), 186.0],
        (false, false) => [16.0, 8.0, 16.0 + (0.27 * width).clamp(190.0, 360.0), 142.0],
    }
}

/// Width and height of the foot, in points.
fn foot_size(full: bool) -> [f32; 2] {
    if full { [350.0, 100.0] } else { [280.0, 66.0] }
}

/// Places in the lower right corner, side by side, below the legend.
fn inset_frames(atlas: &Atlas, [w, h]: [f32; 2], legend: Frame) -> Vec<(InsetId, Frame)> {
    let (part, least, most) = INSET;
    let room = h - legend[3] - 2.0 * PANEL_SPACE;
    let longer = (part * (w * h).sqrt()).min(most).min(room).min(0.42 * w);
    if longer < least {
        return Vec::new();
    }
    let mut right = w - PANEL_SPACE;
    let mut all = Vec::new();
    for inset in atlas.features.inset_ids() {
        let bounds = atlas.features.inset(inset).bounds_map_km;
        let map = longer - STRIP;
        let [wide, tall] = points([bounds.width(), bounds.height()]);
        let scale = (longer / wide).min(map / tall);
        let [width, height] = [(wide * scale).round(), (tall * scale).round() + STRIP];
        let bottom = h - PANEL_SPACE;
        if right - width < 0.5 * w {
            break;
        }
        all.push((inset, [right - width, bottom - height, right, bottom]));
        right -= width + PANEL_SPACE;
    }
    all
}

/// The camera of the default view: the largest scale at which no panel covers land of the atlas, and
/// of its places that which is nearest to the middle of what the panels leave.
fn home(atlas: &Atlas, size: [f32; 2], page: &Page) -> Camera {
    let [w, h] = size.map(f64::from);
    let view = atlas.geography.map_km_bounds(atlas.view_lon_lat);
    let own = atlas.geography.extent_map_km();
    let space = f64::from(if page.small { 0.5 * SPACE } else { SPACE });
    let plain = Camera::fit(own, [w, h], space);
    let closest = plain.km_per_point;
    let land = land_points(atlas, LOOKED_AT * closest);
    let panels: Vec<[f64; 4]> = page
        .panels()
        .map(|[left, top, right, bottom]| {
            [left - CLEAR, top - CLEAR, right + CLEAR, bottom + CLEAR].map(f64::from)
        })
        .collect();
    let inset_width = page.insets.first().map_or(0.0, |(_, frame)| frame[2] - frame[0]);
    let middle = [0.5 * (w - f64::from(inset_width)).max(0.7 * w), 0.5 * h];
    let middle = [0.5 * (middle[0] + 0.5 * w), middle[1]];
    let mut scale = closest;
    for _ in 0..70 {
        let round = rounder(scale);
        if let Some(camera) = placed(own, [w, h], round, space, middle, &land, &panels) {
            return camera;
        }
        scale = (round * 1.02).max(round + 1e-4);
    }
    // There is no such place: the panels give way to nothing.
    Camera::fit(view, [w, h], 8.0)
}

/// A scale that is a round number on paper, no closer than this: 1 to a whole hundred thousand, or
/// ten thousand where it is large.
fn rounder(km_per_point: f64) -> f64 {
    let denominator = km_per_point * POINTS_PER_KM_OF_PAPER;
    let step = if denominator > 2e6 { 1e5 } else { 1e4 };
    (denominator / step).ceil() * step / POINTS_PER_KM_OF_PAPER
}

/// Points in a kilometre of paper, 96 to an inch: what a scale of 1 : 1 would show.
pub const POINTS_PER_KM_OF_PAPER: f64 = 96.0 / 25.4e-6;

fn placed(
    own: geo::Rect<f64>,
    [w, h]: Size,
    km_per_point: f64,
    space: f64,
    middle: [f64; 2],
    land: &[Coord<f64>],
    panels: &[[f64; 4]],
) -> Option<Camera> {
    const STEPS: i32 = 12;
    let (wide, tall) = (own.width() / km_per_point, own.height() / km_per_point);
    let slack = [(w - 2.0 * space - wide).max(0.0), (h - 2.0 * space - tall).max(0.0)];
    // Upper left corners of the land's bounds, the nearest to the wish first.
    let wish = [middle[0] - 0.5 * wide, middle[1] - 0.5 * tall];
    let mut corners = Vec::new();
    for i in 0..=STEPS {
        for j in 0..=STEPS {
            let part = |n: i32, axis: usize| space + slack[axis] * f64::from(n) / f64::from(STEPS);
            let corner = [part(i, 0), part(j, 1)];
            let off = (corner[0] - wish[0]).hypot(corner[1] - wish[1]);
            corners.push((off, corner));
        }
    }
    corners.sort_by(|a, b| a.0.total_cmp(&b.0));
    let free = |corner: &[f64; 2]| {
        !land.iter().any(|at| {
            let x = corner[0] + (at.x - own.min().x) / km_per_point;
            let y = corner[1] + (own.max().y - at.y) / km_per_point;
            panels.iter().any(|p| x > p[0] && x < p[2] && y > p[1] && y < p[3])
        })
    };
    let (_, corner) = corners.into_iter().find(|(_, corner)| free(corner))?;
    let centre_map_km = Coord {
        x: own.min().x + (0.5 * w - corner[0]) * km_per_point,
        y: own.max().y - (0.5 * h - corner[1]) * km_per_point,
    };
    Some(Camera { centre_map_km, km_per_point })
}

/// Points along the coasts of the atlas's own land, about so many kilometres apart.
fn land_points(atlas: &Atlas, apart_km: f64) -> Vec<Coord<f64>> {
    let level = atlas.geography.level(level_for(0.5 * apart_km));
    let mut all = Vec::new();
    for shape in &level.regions {
        all.extend(shape.specks.iter().map(|(centre, _)| *centre));
        for polygon in &shape.polygons {
            let mut last: Option<Coord<f64>> = None;
            for line in polygon.exterior().lines() {
                let by = line.end - line.start;
                let parts = (by.x.hypot(by.y) / apart_km).ceil().clamp(1.0, 200.0);
                let mut t = 0.0;
                while t < parts {
                    let at = line.start + by * (t / parts);
                    let far = last.is_none_or(|l| (at.x - l.x).hypot(at.y - l.y) >= 0.7 * apart_km);
                    if far {
                        all.push(at);
                        last = Some(at);
                    }
                    t += 1.0;
                }
            }
        }
    }
    all
}
