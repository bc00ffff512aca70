//! Whether a point lies in a polygon, and how far it is from its edges, found quickly: the edges are
//! sorted into bands of latitude of the map plane once, and a question looks at those of one band, or
//! of the few that are near.

use geo::{Coord, Line, Polygon};

/// Edges in a band, about.
const EDGES: usize = 8;
/// The most bands of a polygon.
const MOST_BANDS: usize = 4096;

/// The edges of a polygon by bands from south to north.
#[derive(Debug)]
pub(super) struct Bands {
    south: f64,
    /// Bands a kilometre.
    per_km: f64,
    /// Where each band begins in the list of edges, and at the end where the last one ends.
    starts: Vec<u32>,
    edges: Vec<Line<f64>>,
}

impl Bands {
    /// Sorts the edges of a polygon.
    pub(super) fn of(polygon: &Polygon<f64>) -> Self {
        let rings = || std::iter::once(polygon.exterior()).chain(polygon.interiors());
        let all = || rings().flat_map(geo::LineString::lines);
        let heights = || rings().flat_map(|ring| &ring.0).map(|vertex| vertex.y);
        let south = heights().fold(f64::INFINITY, f64::min);
        let north = heights().fold(f64::NEG_INFINITY, f64::max);
        let edges: usize = rings().map(|ring| ring.0.len().saturating_sub(1)).sum();
        let count = (edges / EDGES).clamp(1, MOST_BANDS);
        #[expect(clippy::cast_precision_loss, reason = "some thousand bands at the most")]
        let per_km = count as f64 / (north - south).max(1e-9);
        let mut bands = Self { south, per_km, starts: vec![0; count + 1], edges: Vec::new() };
        let span = |edge: &Line<f64>| {
            let (low, high) = (edge.start.y.min(edge.end.y), edge.start.y.max(edge.end.y));
            bands.band(low)..=bands.band(high)
        };
        let mut starts = bands.starts.clone();
        for band in all().flat_map(|edge| span(&edge)) {
            starts[band + 1] += 1;
        }
        for band in 0..count {
            starts[band + 1] += starts[band];
        }
        let mut next = starts.clone();
        let nothing = Line::new(Coord::zero(), Coord::zero());
        let mut edges = vec![nothing; starts.last().map_or(0, |&end| end as usize)];
        for edge in all() {
            for band in span(&edge) {
                edges[next[band] as usize] = edge;
                next[band] += 1;
            }
        }
        bands.starts = starts;
        bands.edges = edges;
        bands
    }

    /// The band of a height; those beyond the ends are taken to them.
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "below the number of bands"
    )]
    fn band(&self, y: f64) -> usize {
        let last = self.starts.len() - 2;
        (((y - self.south) * self.per_km).max(0.0) as usize).min(last)
    }

    /// Whether a point lies inside: a ray to the east crosses an odd number of edges (M. Shimrat,
    /// "Algorithm 112: Position of point relative to polygon", *Communications of the ACM* 5(8),
    /// 1962). Of a point on an edge it tells either.
    pub(super) fn hold(&self, at: Coord<f64>) -> bool {
        let band = self.band(at.y);
        let edges = &self.edges[self.starts[band] as usize..self.starts[band + 1] as usize];
        let crossed = |edge: &&Line<f64>| {
            let Line { start, end } = **edge;
            (start.y > at.y) != (end.y > at.y)
                && at.x < start.x + (at.y - start.y) / (end.y - start.y) * (end.x - start.x)
        };
        edges.iter().filter(crossed).count() % 2 == 1
    }

    /// How far a point is from the nearest edge, in kilometres; `None` if that is beyond a reach.
    pub(super) fn distance_within(&self, at: Coord<f64>, reach_km: f64) -> Option<f64> {
        let [from, to] = [at.y - reach_km, at.y + reach_km].map(|y| self.band(y));
        let edges = self.edges.get(self.starts[from] as usize..self.starts[to + 1] as usize)?;
        let squares = edges.iter().map(|edge| {
            let (run, by) = (edge.delta(), at - edge.start);
            let along = run.x * by.x + run.y * by.y;
            let part =
                (along / (run.x * run.x + run.y * run.y).max(f64::MIN_POSITIVE)).clamp(0.0, 1.0);
            let off = by - run * part;
            off.x * off.x + off.y * off.y
        });
        let nearest = squares.fold(f64::INFINITY, f64::min).sqrt();
        (nearest <= reach_km).then_some(nearest)
    }
}
