//! The part of the time that the time bar and the chart show.

/// The shortest part that is shown, in days: a month.
const SHORTEST_DAYS: f64 = 30.0;
/// How far from an edge what is brought into sight stands, as a part of what is shown.
const MARGIN: f64 = 0.1;

/// A part of the time, in days from the first of the atlas. It lies within the time of the atlas, and is
/// no shorter than a month, if that has one.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct TimeWindow {
    from: f64,
    length: f64,
}

impl TimeWindow {
    /// All of the time, which has so many days.
    #[must_use]
    pub fn whole(days: f64) -> Self {
        Self { from: 0.0, length: days.max(1.0) }
    }

    /// The part from a day on, so long, or what of the time of so many days comes nearest to it.
    #[must_use]
    pub fn new(from: f64, length: f64, days: f64) -> Self {
        let days = days.max(1.0);
        let length = if length.is_finite() { length } else { days };
        let length = length.clamp(SHORTEST_DAYS.min(days), days);
        let from = if from.is_finite() { from } else { 0.0 };
        Self { from: from.clamp(0.0, days - length), length }
    }

    /// Where it begins, in days from the first of the atlas.
    #[must_use]
    pub fn from(self) -> f64 {
        self.from
    }

    /// How long it is, in days.
    #[must_use]
    pub fn length(self) -> f64 {
        self.length
    }

    /// Whether it is all of so many days.
    #[must_use]
    pub fn is_whole(self, days: f64) -> bool {
        self.length >= days
    }

    /// Closer by a factor (farther below 1), with one point of the time where it was.
    #[must_use]
    pub fn zoomed_at(self, at: f64, factor: f64, days: f64) -> Self {
        // What is shown ends at a month: the point stays there too.
        let length = (self.length / factor).clamp(SHORTEST_DAYS.min(days), days.max(1.0));
        let part = (at - self.from) / self.length;
        Self::new(at - part * length, length, days)
    }

    /// So many days later.
    #[must_use]
    pub fn panned(self, by: f64, days: f64) -> Self {
        Self::new(self.from + by, self.length, days)
    }

    /// The same if it shows a point of the time, or else moved as little as shows it, with some room
    /// beside it.
    #[must_use]
    pub fn showing(self, at: f64, days: f64) -> Self {
        let end = self.from + self.length;
        if (self.from..end).contains(&at) {
            return self;
        }
        let margin = MARGIN * self.length;
        let by = if at < self.from { at - margin - self.from } else { at + margin - end };
        self.panned(by, days)
    }
}
