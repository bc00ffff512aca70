//! What a look is compared with, and how; `picture` has the parts that come of it.

use crate::atlas::Atlas;
use crate::history::{Dated, Day, History, LensId};

use super::{Action, Look};

/// The middle of a swipe's range.
pub const HALF: u16 = 500;
/// How far a swipe's line stays from either side, of a thousand.
const SIDE: u16 = 20;

/// The other of two looks: what of it is not as in the first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Other {
    /// Another moment.
    Moment {
        /// Its day.
        day: Day,
        /// Whether it was chosen as a year.
        by_year: bool,
    },
    /// Another lens.
    Lens(LensId),
}

impl Other {
    /// The moment that a date means.
    #[must_use]
    pub fn at(history: &History, date: impl Into<Dated>) -> Self {
        let date = date.into();
        Self::Moment { day: history.moment(date), by_year: date.is_year() }
    }
}

/// How two looks are shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Mode {
    /// Beside each other.
    #[default]
    Side,
    /// One over the other, parted by a line that can be moved.
    Swipe,
    /// One map, of what is different.
    Difference,
}

impl Mode {
    /// All of them, in the order of menus.
    pub const ALL: [Self; 3] = [Self::Side, Self::Swipe, Self::Difference];

    /// The word for it in links and on the command line.
    #[must_use]
    pub fn id(self) -> &'static str {
        match self {
            Self::Side => "side",
            Self::Swipe => "swipe",
            Self::Difference => "diff",
        }
    }
}

/// A comparison.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Comparison {
    /// Two looks.
    Pair {
        /// The other one.
        other: Other,
        /// How they are shown.
        mode: Mode,
        /// Where the line of a swipe stands, in thousandths of the width.
        divide: u16,
    },
    /// The same moment by every lens, up to four.
    Lenses,
}

/// The most lenses that are shown at once.
pub const MOST_LENSES: usize = 4;

impl Comparison {
    /// Two looks, with the line of a swipe in the middle.
    #[must_use]
    pub fn with(other: Other, mode: Mode) -> Self {
        Self::Pair { other, mode, divide: HALF }
    }

    /// What a look is compared with at first: the moment of the last change of the map before its own, or
    /// of the next.
    #[must_use]
    pub fn first(atlas: &Atlas, look: &Look) -> Self {
        let change = |back| super::stops::change(atlas, look, back);
        let day = change(true).or_else(|| change(false)).unwrap_or(atlas.history.first_day);
        Self::with(Other::Moment { day, by_year: false }, Mode::default())
    }

    /// The same with the line of a swipe at a part of the width, from 0 to 1.
    #[must_use]
    pub fn divided_at(self, part: f64) -> Self {
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "clamped")]
        let at = (part * 1000.0).round().clamp(f64::from(SIDE), f64::from(1000 - SIDE)) as u16;
        match self {
            Self::Pair { other, mode, .. } => Self::Pair { other, mode, divide: at },
            Self::Lenses => self,
        }
    }

    /// How the looks are shown, if they are two.
    #[must_use]
    pub fn mode(self) -> Option<Mode> {
        match self {
            Self::Pair { mode, .. } => Some(mode),
            Self::Lenses => None,
        }
    }

    /// The same pair, shown in another way.
    #[must_use]
    pub fn shown_as(self, mode: Mode) -> Self {
        match self {
            Self::Pair { other, divide, .. } => Self::Pair { other, mode, divide },
            Self::Lenses => self,
        }
    }

    /// Whether a look is compared with itself.
    #[must_use]
    pub fn is_of_itself(self, look: &Look) -> bool {
        match self {
            Self::Pair { other: Other::Moment { day, .. }, .. } => day == look.moment(),
            Self::Pair { other: Other::Lens(lens), .. } => lens == look.lens(),
            Self::Lenses => false,
        }
    }

    /// What of it an atlas can show: its days, its lenses. `None` if it has no such lens.
    pub(super) fn within(self, atlas: &Atlas) -> Option<Self> {
        let history = &atlas.history;
        match self {
            Self::Pair { other: Other::Moment { day, by_year }, mode, divide } => {
                let day = day.clamp(history.first_day, history.last_day);
                Some(Self::Pair { other: Other::Moment { day, by_year }, mode, divide })
            }
            Self::Pair { other: Other::Lens(lens), .. } => {
                (lens.index() < history.lenses.len()).then_some(self)
            }
            Self::Lenses => (history.lenses.len() > 1).then_some(self),
        }
    }
}

impl Look {
    /// The looks that are shown: this one, or two, the earlier first, or one for each lens. None of them
    /// is compared.
    #[must_use]
    pub fn looks(&self, atlas: &Atlas) -> Vec<Look> {
        let own = self.alone();
        match self.comparison() {
            None => vec![own],
            Some(Comparison::Pair { other, .. }) => {
                let second = self.other(atlas, other);
                match other {
                    Other::Moment { day, .. } if day < self.moment() => vec![second, own],
                    _ => vec![own, second],
                }
            }
            Some(Comparison::Lenses) => {
                let lenses = (0_u16..).map(LensId).take(atlas.history.lenses.len());
                lenses.take(MOST_LENSES).map(|lens| self.other(atlas, Other::Lens(lens))).collect()
            }
        }
    }

    /// The same look, not compared.
    fn alone(&self) -> Look {
        let mut look = self.clone();
        look.forget_comparison();
        look
    }

    fn other(&self, atlas: &Atlas, other: Other) -> Look {
        let mut look = self.alone();
        match other {
            Other::Moment { day, by_year: true } => look.apply(atlas, Action::GoToYear(day.year())),
            Other::Moment { day, .. } => look.apply(atlas, Action::GoToDay(day)),
            Other::Lens(lens) => look.apply(atlas, Action::SetLens(lens)),
        }
        look
    }
}
