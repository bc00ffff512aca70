//! Time running by itself, a year at a time.

/// The slowest and the fastest, in years per second.
const SPEEDS: std::ops::RangeInclusive<f32> = 0.25..=60.0;

/// Seconds between two steps when there are to be few.
const FEW_STEPS: f32 = 1.0;

/// How the time runs.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Playback {
    /// Whether it runs.
    pub playing: bool,
    /// Whether it starts again at the end.
    pub looped: bool,
    /// Years per second.
    speed: f32,
    /// Part of a year that has run since the last step.
    part: f32,
    /// Seconds that have run since the last step, while there are few.
    rested: f32,
}

impl Default for Playback {
    fn default() -> Self {
        Self { playing: false, looped: false, speed: 5.0, part: 0.0, rested: 0.0 }
    }
}

impl Playback {
    /// Starts it, or stops it.
    pub fn toggle(&mut self) {
        self.playing = !self.playing;
        self.part = 0.0;
        self.rested = 0.0;
    }

    /// Years per second.
    #[must_use]
    pub fn speed(&self) -> f32 {
        self.speed
    }

    /// Sets the speed, from a quarter of a year to sixty years per second.
    pub fn set_speed(&mut self, speed: f32) {
        if speed.is_finite() {
            self.speed = speed.clamp(*SPEEDS.start(), *SPEEDS.end());
        }
    }

    /// How many whole years pass in so many seconds, with what was left over before. A pause of the
    /// program does not make the time jump: a tick counts for half a second at most. With few steps
    /// they come once a second, and are the longer: the speed is the same.
    pub fn years_in(&mut self, seconds: f32, few: bool) -> u32 {
        if !self.playing || !seconds.is_finite() {
            return 0;
        }
        let seconds = seconds.clamp(0.0, 0.5);
        self.part += seconds * self.speed;
        self.rested += seconds;
        if few && self.rested < FEW_STEPS {
            return 0;
        }
        self.rested = 0.0;
        let whole = self.part.floor();
        self.part -= whole;
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "between 0 and half a minute of years"
        )]
        let years = whole as u32;
        years
    }
}
