//! Levels of detail: the land as fine as a scale can show, and no finer.

use std::sync::OnceLock;

use geo::algorithm::triangulate_earcut::TriangulateEarcut;
use geo::{BoundingRect, Coord, LineString, Polygon, Rect};
use rstar::RTree;
use rstar::primitives::{GeomWithData, Rectangle};

use super::bands::Bands;
use super::land::{Beyond, Land, OutlineId, RegionId};
use super::slices::slices;
use super::validity::crossings;

/// The tolerances of the levels in kilometres, finest first; the first is the full coastline.
pub const TOLERANCES_KM: [f64; 10] = [0.0, 0.02, 0.04, 0.08, 0.16, 0.32, 0.64, 1.28, 2.56, 5.12];

/// Passes over a ring that crosses itself; each brings back a vertex for each crossing.
const MOST_PASSES: usize = 64;

/// The level whose error is under half a pixel where one pixel shows `km_per_pixel`.
#[must_use]
pub fn level_for(km_per_pixel: f64) -> usize {
    TOLERANCES_KM.iter().rposition(|&t| t <= 0.5 * km_per_pixel).unwrap_or(0)
}

/// The land at one tolerance.
#[derive(Debug)]
pub struct Level {
    /// What the outlines may be off by, in kilometres.
    pub tolerance_km: f64,
    /// One shape for each region, in their order.
    pub regions: Vec<Shape>,
    /// The land around.
    pub surroundings: Shape,
    /// The cuts between the regions of one island.
    pub cuts: Vec<Cut>,
    index: OnceLock<RTree<Bounded>>,
}

/// A polygon by its bounds.
type Bounded = GeomWithData<Rectangle<[f64; 2]>, Indexed>;

/// A polygon in the index of a level.
#[derive(Debug)]
struct Indexed {
    /// Its shape (beyond the regions: the surroundings), and its place in that.
    shape: usize,
    polygon: usize,
    /// Its edges, sorted at the first question; of most polygons nobody asks.
    bands: OnceLock<Box<Bands>>,
}

impl Level {
    /// Whether a point of the map is on land, to the tolerance of the level.
    #[must_use]
    pub fn is_land(&self, map_km: Coord<f64>) -> bool {
        self.shape_at(map_km).is_some()
    }

    /// Whether a point of the map is on the land of a region, to the tolerance of the level.
    #[must_use]
    pub fn is_region(&self, map_km: Coord<f64>) -> bool {
        self.region_at(map_km).is_some()
    }

    /// The region whose land a point of the map is on, to the tolerance of the level.
    #[must_use]
    pub fn region_at(&self, map_km: Coord<f64>) -> Option<RegionId> {
        let own = self.shape_at(map_km).filter(|&shape| shape < self.regions.len());
        own.and_then(|shape| u16::try_from(shape).ok()).map(RegionId)
    }

    /// The land of a region; `None` is the land around.
    #[must_use]
    pub fn shape(&self, region: Option<RegionId>) -> &Shape {
        region.map_or(&self.surroundings, |region| &self.regions[region.index()])
    }

    /// All land: that of the regions, in their order, and the land around.
    pub fn shapes(&self) -> impl Iterator<Item = &Shape> {
        self.regions.iter().chain(std::iter::once(&self.surroundings))
    }

    fn shape_at(&self, map_km: Coord<f64>) -> Option<usize> {
        let mut around = self.index().locate_all_at_point(&[map_km.x, map_km.y]);
        let found = around.find(|found| {
            let Indexed { shape, polygon, bands } = &found.data;
            let shape = self.regions.get(*shape).unwrap_or(&self.surroundings);
            let polygon = &shape.polygons[*polygon];
            bands.get_or_init(|| Box::new(Bands::of(polygon))).hold(polygon, map_km)
        });
        found.map(|found| found.data.shape)
    }

    /// The bounds of all polygons, and which shape (beyond the regions: the surroundings) and which
    /// polygon of it each belongs to; made at the first call.
    fn index(&self) -> &RTree<Bounded> {
        self.index.get_or_init(|| {
            let bounded = self.shapes().enumerate().flat_map(|(s, shape)| {
                shape.bounds.iter().enumerate().map(move |(p, bounds)| {
                    let corner = |c: Coord<f64>| [c.x, c.y];
                    let (min, max) = (corner(bounds.min()), corner(bounds.max()));
                    let indexed = Indexed { shape: s, polygon: p, bands: OnceLock::new() };
                    GeomWithData::new(Rectangle::from_corners(min, max), indexed)
                })
            });
            RTree::bulk_load(bounded.collect())
        })
    }
}

/// What is filled with one colour: polygons, their triangles and their coasts, in map kilometres.
#[derive(Debug, Default)]
pub struct Shape {
    /// The polygons that are larger than a speck.
    pub polygons: Vec<Polygon<f64>>,
    /// The outline that each polygon belongs to; `None` for the land around.
    pub outlines: Vec<Option<OutlineId>>,
    /// The bounds of each polygon.
    pub bounds: Vec<Rect<f64>>,
    /// The coasts: lines along the sea, without cuts and clipped edges.
    pub coasts: Vec<Coast>,
    /// Named land that is smaller than a pixel here: its centre and its outline.
    pub specks: Vec<(Coord<f64>, OutlineId)>,
    triangles: OnceLock<Triangles>,
}

/// A line along the sea.
#[derive(Debug, Clone)]
pub struct Coast {
    /// The outline that it belongs to; `None` for the land around.
    pub outline: Option<OutlineId>,
    /// Its vertices in map kilometres; not repeated at the end of a closed one.
    pub points: Vec<Coord<f64>>,
    /// Whether the last vertex joins the first.
    pub closed: bool,
    bounds: Rect<f64>,
}

impl Coast {
    fn new(outline: Option<OutlineId>, mut points: Vec<Coord<f64>>, closed: bool) -> Self {
        points.shrink_to_fit();
        let start = points.first().copied().unwrap_or(Coord::zero());
        let (min, max) = points.iter().fold((start, start), |(min, max), c| {
            let min = Coord { x: c.x.min(min.x), y: c.y.min(min.y) };
            (min, Coord { x: c.x.max(max.x), y: c.y.max(max.y) })
        });
        Self { outline, points, closed, bounds: Rect::new(min, max) }
    }

    /// Its bounds in map kilometres.
    #[must_use]
    pub fn bounds(&self) -> Rect<f64> {
        self.bounds
    }
}

/// A cut through an island: where two regions meet on land.
#[derive(Debug, Clone)]
pub struct Cut {
    /// The outline of the piece of the first region.
    pub outline: OutlineId,
    /// The two regions, the smaller number first.
    pub regions: [RegionId; 2],
    /// Its vertices in map kilometres.
    pub points: Vec<Coord<f64>>,
}

/// Triangles that fill a shape.
#[derive(Debug, Default)]
pub struct Triangles {
    /// Vertices in map kilometres.
    pub vertices: Vec<Coord<f64>>,
    /// Three indices of vertices a triangle.
    pub indices: Vec<u32>,
}

impl Shape {
    /// The triangles that fill it, found at the first call.
    pub fn triangles(&self) -> &Triangles {
        self.triangles.get_or_init(|| {
            let mut all = Triangles::default();
            for polygon in &self.polygons {
                let (slices, [cos, sin]) = slices(polygon);
                let back =
                    |&[x, y]: &[f64; 2]| Coord { x: x * cos - y * sin, y: y * cos + x * sin };
                for slice in slices {
                    let raw = slice.earcut_triangles_raw();
                    let base = u32::try_from(all.vertices.len()).unwrap_or(u32::MAX);
                    all.vertices.extend(raw.vertices.iter().map(back));
                    let index = |&i: &usize| base.saturating_add(u32::try_from(i).unwrap_or(0));
                    all.indices.extend(raw.triangle_indices.iter().map(index));
                }
            }
            all.vertices.shrink_to_fit();
            all.indices.shrink_to_fit();
            all
        })
    }
}

/// Derives a level (an index of [`TOLERANCES_KM`]) from the land at full detail. The vertices of a
/// level are a part of those of every finer one.
#[must_use]
pub fn derive(land: &[Land], regions: usize, index: usize) -> Level {
    let tolerance_km = TOLERANCES_KM[index];
    let mut level = Level {
        tolerance_km,
        regions: (0..regions).map(|_| Shape::default()).collect(),
        surroundings: Shape::default(),
        cuts: Vec::new(),
        index: OnceLock::new(),
    };
    for piece in land {
        let shape = match piece.region {
            Some(region) => &mut level.regions[region.index()],
            None => &mut level.surroundings,
        };
        if is_speck(piece.bounds.width().max(piece.bounds.height()), tolerance_km) {
            if let Some(outline) = piece.outline.filter(|_| piece.named) {
                shape.specks.push((piece.bounds.center(), outline));
            }
            continue;
        }
        let mut rings = piece.rings().enumerate().map(|(i, ring)| {
            let coarsest = &piece.coarsest[i];
            let kept: Vec<usize> =
                (0..coarsest.len()).filter(|&v| usize::from(coarsest[v]) >= index).collect();
            // With room for the first vertex, which is the last one of a polygon too: a level is kept.
            let mut points = Vec::with_capacity(kept.len() + 1);
            points.extend(kept.iter().map(|&v| ring.0[v]));
            (points, kept)
        });
        let Some((exterior, kept)) = rings.next() else {
            continue;
        };
        trace_edges(piece, &exterior, &kept, shape, &mut level.cuts);
        let interiors: Vec<LineString<f64>> = rings
            .map(|(points, _)| {
                shape.coasts.push(Coast::new(piece.outline, points.clone(), true));
                LineString::new(points)
            })
            .collect();
        let polygon = Polygon::new(LineString::new(exterior), interiors);
        shape.bounds.push(polygon.bounding_rect().unwrap_or(piece.bounds));
        shape.outlines.push(piece.outline);
        shape.polygons.push(polygon);
    }
    level
}

/// For each vertex of a ring the coarsest level that it stays at: as its importance says, or else a
/// coarser one, where without it the ring would cross itself. Land of a size in kilometres that is a
/// speck at a level is not drawn there.
pub(super) fn coarsest_levels(
    ring: &LineString<f64>,
    importance: &[f32],
    beyond: &[Beyond],
    size_km: f64,
) -> Vec<u8> {
    let by_importance = |&value: &f32| {
        let level = TOLERANCES_KM.iter().rposition(|&t| f64::from(value) > t).unwrap_or(0);
        u8::try_from(level).unwrap_or(u8::MAX)
    };
    let mut coarsest: Vec<u8> = importance.iter().map(by_importance).collect();
    // From coarse to fine: what a level brings back stays at every finer one.
    let levels: Vec<(u8, f64)> = (0_u8..).zip(TOLERANCES_KM).skip(1).collect();
    for (level, tolerance_km) in levels.into_iter().rev() {
        if is_speck(size_km, tolerance_km) {
            continue;
        }
        let mut kept: Vec<usize> = (0..coarsest.len()).filter(|&v| coarsest[v] >= level).collect();
        for v in untangle(ring, importance, beyond, &mut kept) {
            coarsest[v] = coarsest[v].max(level);
        }
    }
    coarsest
}

/// Two tolerances are one pixel: smaller than that is a speck.
fn is_speck(size_km: f64, tolerance_km: f64) -> bool {
    size_km < 2.0 * tolerance_km
}

/// Brings back vertices where the edges of a generalised ring cross each other, until they do not:
/// for each such edge the most important of those that it skips. Cuts stay as they are, so that the
/// piece on the other side keeps the same edge. Returns what it brought back.
fn untangle(
    ring: &LineString<f64>,
    importance: &[f32],
    beyond: &[Beyond],
    kept: &mut Vec<usize>,
) -> Vec<usize> {
    let n = importance.len();
    let mut all = Vec::new();
    for _ in 0..MOST_PASSES {
        let closed: Vec<_> = kept.iter().chain(kept.first()).map(|&v| ring.0[v]).collect();
        // The full ring does not cross itself: only edges that skip vertices can.
        let skips = |edge: usize| (kept[edge] + 1) % n != kept[(edge + 1) % kept.len()];
        let Some(tangles) = crossings(&closed, skips, usize::MAX) else {
            // Too entangled to be gone through: it stays as it is, which does not cross itself.
            let gone = (0..n).filter(|v| kept.binary_search(v).is_err());
            all.extend(gone);
            return all;
        };
        let mut back: Vec<usize> = Vec::new();
        let mut edges: Vec<usize> = tangles.into_iter().flatten().collect();
        edges.sort_unstable();
        edges.dedup();
        for edge in edges {
            let (from, to) = (kept[edge], kept[(edge + 1) % kept.len()]);
            if matches!(beyond.get(from), Some(Beyond::Region(_))) {
                continue;
            }
            let skipped = (1..(to + n - from) % n).map(|step| (from + step) % n);
            back.extend(skipped.max_by(|&a, &b| importance[a].total_cmp(&importance[b])));
        }
        if back.is_empty() {
            break;
        }
        kept.extend(&back);
        kept.sort_unstable();
        kept.dedup();
        all.extend(back);
    }
    all
}

/// Splits the exterior into coasts and cuts by what lies beyond each edge.
fn trace_edges(
    piece: &Land,
    points: &[Coord<f64>],
    kept: &[usize],
    shape: &mut Shape,
    cuts: &mut Vec<Cut>,
) {
    let n = points.len();
    // What lies beyond changes only at vertices that are always kept, so the first of the edges
    // between two kept vertices speaks for all of them.
    let beyond: Vec<Beyond> = kept.iter().map(|&v| piece.beyond[v]).collect();
    let Some(start) = (0..n).find(|&i| beyond[i] != beyond[(i + n - 1) % n]) else {
        if beyond.first() == Some(&Beyond::Sea) {
            shape.coasts.push(Coast::new(piece.outline, points.to_vec(), true));
        }
        return;
    };
    let mut i = 0;
    while i < n {
        let kind = beyond[(start + i) % n];
        let mut line = vec![points[(start + i) % n]];
        while i < n && beyond[(start + i) % n] == kind {
            i += 1;
            line.push(points[(start + i) % n]);
        }
        match (kind, piece.region.zip(piece.outline)) {
            (Beyond::Sea, _) => {
                shape.coasts.push(Coast::new(piece.outline, line, false));
            }
            // Each cut is met from both sides; the smaller number tells it.
            (Beyond::Region(other), Some((own, outline))) if own < other => {
                cuts.push(Cut { outline, regions: [own, other], points: line });
            }
            _ => {}
        }
    }
}
