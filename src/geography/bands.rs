//! Whether a point lies in a polygon, and how far it is from its edges, found quickly: the edges are
//! sorted into bands of latitude of the map plane once, and a question looks at those of one band, or
//! of the few that are near.

use geo::{Coord, Line, LineString, Polygon};

/// Edges in a band, about.
const EDGES: usize = 8;
/// The most bands of a polygon.
const MOST_BANDS: usize = 4096;

/// The edges of a polygon by bands from south to north. The polygon has to be at hand at every question:
/// they are told by their numbers, which take an eighth of the room.
#[derive(Debug)]
pub(super) struct Bands {
    south: f64,
    /// Bands a kilometre.
    per_km: f64,
    /// The number of the first vertex of each ring, the exterior first: an edge has that of its start.
    rings: Vec<u32>,
    /// Where each band begins in the list of edges, and at the end where the last one ends.
    starts: Vec<u32>,
    edges: Vec<u32>,
}

impl Bands {
    /// Sorts the edges of a polygon.
    pub(super) fn of(polygon: &Polygon<f64>) -> Self {
        let rings = || std::iter::once(polygon.exterior()).chain(polygon.interiors());
        let first = |ring: &mut usize, own: &LineString<f64>| {
            let first = *ring;
            *ring += own.0.len();
            Some(number(first))
        };
        let starts_of_rings: Vec<u32> = rings().scan(0, first).collect();
        let all = || {
            let rings = rings().zip(&starts_of_rings);
            rings.flat_map(|(ring, &first)| (first..).zip(ring.lines()))
        };
        let heights = || rings().flat_map(|ring| &ring.0).map(|vertex| vertex.y);
        let south = heights().fold(f64::INFINITY, f64::min);
        let north = heights().fold(f64::NEG_INFINITY, f64::max);
        let edges: usize = rings().map(|ring| ring.0.len().saturating_sub(1)).sum();
        let count = (edges / EDGES).clamp(1, MOST_BANDS);
        #[expect(clippy::cast_precision_loss, reason = "some thousand bands at the most")]
        let per_km = count as f64 / (north - south).max(1e-9);
        let (starts, rings) = (vec![0; count + 1], starts_of_rings.clone());
        let mut bands = Self { south, per_km, rings, starts, edges: Vec::new() };
        let span = |edge: &Line<f64>| {
            let (low, high) = (edge.start.y.min(edge.end.y), edge.start.y.max(edge.end.y));
            bands.band(low)..=bands.band(high)
        };
        let mut starts = bands.starts.clone();
        for band in all().flat_map(|(_, edge)| span(&edge)) {
            starts[band + 1] += 1;
        }
        for band in 0..count {
            starts[band + 1] += starts[band];
        }
        let mut next = starts.clone();
        let mut edges = vec![0; starts.last().map_or(0, |&end| end as usize)];
        for (number, edge) in all() {
            for band in span(&edge) {
                edges[next[band] as usize] = number;
                next[band] += 1;
            }
        }
        bands.starts = starts;
        bands.edges = edges;
        bands
    }

    /// The edge of a number.
    fn edge(&self, polygon: &Polygon<f64>, number: u32) -> Line<f64> {
        let after = self.rings.partition_point(|&first| first <= number);
        let ring = match after.checked_sub(2) {
            Some(hole) => &polygon.interiors()[hole],
            None => polygon.exterior(),
        };
        let at = (number - self.rings[after - 1]) as usize;
        Line::new(ring.0[at], ring.0[at + 1])
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
    pub(super) fn hold(&self, polygon: &Polygon<f64>, at: Coord<f64>) -> bool {
        let band = self.band(at.y);
        let edges = &self.edges[self.starts[band] as usize..self.starts[band + 1] as usize];
        let crossed = |&&number: &&u32| {
            let Line { start, end } = self.edge(polygon, number);
            (start.y > at.y) != (end.y > at.y)
                && at.x < start.x + (at.y - start.y) / (end.y - start.y) * (end.x - start.x)
        };
        edges.iter().filter(crossed).count() % 2 == 1
    }

    /// How far a point is from the nearest edge, in kilometres; `None` if that is beyond a reach.
    pub(super) fn distance_within(
        &self,
        polygon: &Polygon<f64>,
        at: Coord<f64>,
        reach_km: f64,
    ) -> Option<f64> {
        let [from, to] = [at.y - reach_km, at.y + reach_km].map(|y| self.band(y));
        let edges = self.edges.get(self.starts[from] as usize..self.starts[to + 1] as usize)?;
        let squares = edges.iter().map(|&number| {
            let edge = self.edge(polygon, number);
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

fn number(n: usize) -> u32 {
    u32::try_from(n).unwrap_or(u32::MAX)
}
