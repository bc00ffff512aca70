//! Shapes as they are kept in a made-ready atlas: whole numbers of a grid, each as the step from the
//! one before, which take a fifth of the room and come back to the last bit.

use std::fmt;
use std::marker::PhantomData;

use geo::{Coord, LineString, Polygon};
use serde::de::{SeqAccess, Visitor};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// Steps of the grid in a kilometre of the map: a centimetre each.
pub const PER_KM: u32 = 100_000;

/// Steps of the grid in a degree: that of the outline files.
pub const PER_DEGREE: u32 = 1_000_000;

/// A point of the map on its grid: all shapes in map kilometres are on it.
#[must_use]
pub fn on_map_grid(map_km: Coord<f64>) -> Coord<f64> {
    on_grid::<PER_KM>(map_km)
}

/// A point on a grid.
#[must_use]
pub fn on_grid<const PER_UNIT: u32>(at: Coord<f64>) -> Coord<f64> {
    from_steps::<PER_UNIT>(steps::<PER_UNIT>(at))
}

#[expect(clippy::cast_possible_truncation, reason = "a number beyond 64 bits ends at their end")]
fn steps<const PER_UNIT: u32>(at: Coord<f64>) -> [i64; 2] {
    let step = |v: f64| (v * f64::from(PER_UNIT)).round() as i64;
    [step(at.x), step(at.y)]
}

#[expect(clippy::cast_precision_loss, reason = "steps on a map fit 53 bits")]
fn from_steps<const PER_UNIT: u32>([x, y]: [i64; 2]) -> Coord<f64> {
    // Division gives the number that is nearest to the decimal one, as reading a file does.
    Coord { x: x as f64 / f64::from(PER_UNIT), y: y as f64 / f64::from(PER_UNIT) }
}

/// A shape of points on a grid.
#[derive(Debug, Clone, PartialEq)]
pub struct Packed<T, const PER_UNIT: u32>(pub T);

impl<const PER_UNIT: u32> Serialize for Packed<LineString<f64>, PER_UNIT> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(StepsFrom::<PER_UNIT>::new(&self.0.0))
    }
}

impl<'de, const PER_UNIT: u32> Deserialize<'de> for Packed<LineString<f64>, PER_UNIT> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let points = deserializer.deserialize_seq(Points::<PER_UNIT> { closed: false })?;
        Ok(Self(LineString::new(points)))
    }
}

/// A ring: the last vertex is the first, and is not kept.
struct Ring<const PER_UNIT: u32>(LineString<f64>);

impl<const PER_UNIT: u32> Serialize for Ring<PER_UNIT> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let open = &self.0.0[..self.0.0.len().saturating_sub(1)];
        serializer.collect_seq(StepsFrom::<PER_UNIT>::new(open))
    }
}

impl<'de, const PER_UNIT: u32> Deserialize<'de> for Ring<PER_UNIT> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let points = deserializer.deserialize_seq(Points::<PER_UNIT> { closed: true })?;
        Ok(Self(LineString::new(points)))
    }
}

impl<const PER_UNIT: u32> Serialize for Packed<Polygon<f64>, PER_UNIT> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let interiors: Vec<Ring<PER_UNIT>> = self.0.interiors().iter().cloned().map(Ring).collect();
        (Ring::<PER_UNIT>(self.0.exterior().clone()), interiors).serialize(serializer)
    }
}

impl<'de, const PER_UNIT: u32> Deserialize<'de> for Packed<Polygon<f64>, PER_UNIT> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let (exterior, interiors) =
            <(Ring<PER_UNIT>, Vec<Ring<PER_UNIT>>)>::deserialize(deserializer)?;
        let interiors = interiors.into_iter().map(|ring| ring.0).collect();
        Ok(Self(Polygon::new(exterior.0, interiors)))
    }
}

/// The steps from each point to the next; to the first, from the middle of the grid.
struct StepsFrom<'a, const PER_UNIT: u32> {
    points: std::slice::Iter<'a, Coord<f64>>,
    last: [i64; 2],
}

impl<'a, const PER_UNIT: u32> StepsFrom<'a, PER_UNIT> {
    fn new(points: &'a [Coord<f64>]) -> Self {
        Self { points: points.iter(), last: [0; 2] }
    }
}

impl<const PER_UNIT: u32> Iterator for StepsFrom<'_, PER_UNIT> {
    type Item = [i64; 2];

    fn next(&mut self) -> Option<[i64; 2]> {
        let at = steps::<PER_UNIT>(*self.points.next()?);
        let by = [at[0].wrapping_sub(self.last[0]), at[1].wrapping_sub(self.last[1])];
        self.last = at;
        Some(by)
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        self.points.size_hint()
    }
}

impl<const PER_UNIT: u32> ExactSizeIterator for StepsFrom<'_, PER_UNIT> {}

/// Sums steps up to points.
struct Points<const PER_UNIT: u32> {
    closed: bool,
}

impl<'de, const PER_UNIT: u32> Visitor<'de> for Points<PER_UNIT> {
    type Value = Vec<Coord<f64>>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("steps from point to point")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Vec<Coord<f64>>, A::Error> {
        // The length is told by the data, which may be damaged: it sets no room beyond reason.
        let room = seq.size_hint().unwrap_or(0).min(1 << 16) + usize::from(self.closed);
        let mut points = Vec::with_capacity(room);
        let mut at = [0_i64; 2];
        while let Some([x, y]) = seq.next_element::<[i64; 2]>()? {
            at = [at[0].wrapping_add(x), at[1].wrapping_add(y)];
            points.push(from_steps::<PER_UNIT>(at));
        }
        if self.closed {
            points.extend(points.first().copied());
        }
        Ok(points)
    }
}

/// A shape that is kept so, for `#[serde(with = …)]`.
#[derive(Debug)]
pub struct One<T, const PER_UNIT: u32>(PhantomData<T>);

impl<T: Clone, const PER_UNIT: u32> One<T, PER_UNIT>
where
    Packed<T, PER_UNIT>: Serialize,
{
    /// Keeps a shape.
    ///
    /// # Errors
    /// Those of the serializer.
    pub fn serialize<S: Serializer>(shape: &T, serializer: S) -> Result<S::Ok, S::Error> {
        Packed::<T, PER_UNIT>(shape.clone()).serialize(serializer)
    }
}

impl<'de, T, const PER_UNIT: u32> One<T, PER_UNIT>
where
    Packed<T, PER_UNIT>: Deserialize<'de>,
{
    /// Reads a shape.
    ///
    /// # Errors
    /// Those of the deserializer.
    pub fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<T, D::Error> {
        Packed::<T, PER_UNIT>::deserialize(deserializer).map(|shape| shape.0)
    }
}

/// Shapes in lists, for `#[serde(with = …)]`.
#[derive(Debug)]
pub struct List<T, const PER_UNIT: u32>(PhantomData<T>);

impl<T: Clone, const PER_UNIT: u32> List<T, PER_UNIT>
where
    Packed<T, PER_UNIT>: Serialize,
{
    /// Keeps a list of shapes.
    ///
    /// # Errors
    /// Those of the serializer.
    pub fn serialize<S: Serializer>(shapes: &[T], serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(shapes.iter().cloned().map(Packed::<T, PER_UNIT>))
    }
}

impl<'de, T, const PER_UNIT: u32> List<T, PER_UNIT>
where
    Packed<T, PER_UNIT>: Deserialize<'de>,
{
    /// Reads a list of shapes.
    ///
    /// # Errors
    /// Those of the deserializer.
    pub fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Vec<T>, D::Error> {
        let shapes = Vec::<Packed<T, PER_UNIT>>::deserialize(deserializer)?;
        Ok(shapes.into_iter().map(|shape| shape.0).collect())
    }
}
