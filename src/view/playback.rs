//! Time running by itself: a year at a time, or from one change of the map to the next.

/// The slowest and the fastest, in years per second.
const SPEEDS: std::ops::RangeInclusive<f32> = 0.25..=60.0;
/// The speeds that are stepped through, in years per second.
pub const SPEED_STEPS: [u8; 6] = [1, 2, 5, 10, 25, 50];
/// The usual speed, at which a stop rests as long as it is said to.
const USUAL: f32 = 5.0;
/// Seconds between two steps when there are to be few.
const FEW_STEPS: f32 = 1.0;
/// The longest that a tick counts for, in seconds: a pause of the program does not make the time jump.
const LONGEST_TICK: f32 = 0.5;

/// What playing goes along.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Pace {
    /// Every year.
    #[default]
    Years,
    /// The changes of the map, with a rest at each; what lies between is passed over.
    Changes,
}

/// How the time runs.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Playback {
    /// Whether it runs.
    pub playing: bool,
    /// Whether it starts again at the end.
    pub looped: bool,
    /// What it goes along.
    pace: Pace,
    /// Years per second.
    speed: f32,
    /// Part of a year that has run since the last step.
    part: f32,
    /// Seconds that have run since the last step.
    rested: f32,
}

impl Default for Playback {
    fn default() -> Self {
        Self {
            playing: false,
            looped: false,
            pace: Pace::default(),
            speed: USUAL,
            part: 0.0,
            rested: 0.0,
        }
    }
}

impl Playback {
    /// Starts it, or stops it.
    pub fn toggle(&mut self) {
        self.playing = !self.playing;
        self.begin();
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

    /// The next of [`SPEED_STEPS`], or the one before; at the ends the one there is.
    #[must_use]
    pub fn next_speed(&self, slower: bool) -> f32 {
        let mut steps = SPEED_STEPS.map(f32::from).into_iter();
        let next = if slower {
            steps.rfind(|step| *step < self.speed - 1e-3)
        } else {
            steps.find(|step| *step > self.speed + 1e-3)
        };
        next.unwrap_or(self.speed)
    }

    /// What it goes along.
    #[must_use]
    pub fn pace(&self) -> Pace {
        self.pace
    }

    /// Sets what it goes along.
    pub fn set_pace(&mut self, pace: Pace) {
        self.pace = pace;
        self.begin();
    }

    /// How many whole years pass in so many seconds, with what was left over before. With few steps
    /// they come once a second, and are the longer: the speed is the same.
    pub fn years_in(&mut self, seconds: f32, few: bool) -> u32 {
        if !self.playing || !seconds.is_finite() {
            return 0;
        }
        let seconds = seconds.clamp(0.0, LONGEST_TICK);
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

    /// Whether it is time to go on to the next stop, so many seconds later. A stop rests so many
    /// seconds at the usual speed, and the shorter the faster the time runs; with few steps a second at
    /// the least.
    pub fn goes_on(&mut self, seconds: f32, rest: f32, few: bool) -> bool {
        if !self.playing || !seconds.is_finite() {
            return false;
        }
        self.rested += seconds.clamp(0.0, LONGEST_TICK);
        let rest = rest * USUAL / self.speed;
        let over = self.rested >= if few { rest.max(FEW_STEPS) } else { rest };
        if over {
            self.rested = 0.0;
        }
        over
    }

    fn begin(&mut self) {
        self.part = 0.0;
        self.rested = 0.0;
    }
}
