//! How high the ribbons of the time bar are, and which there are: by the window that it stands in.

use crate::atlas::Atlas;
use crate::history::GroupId;

use super::super::marks::Frame;
use super::super::ribbons::{RibbonOf, ribbons_of};

/// Room for the names of the ribbons, in points.
pub const LABELS: f32 = 96.0;
/// Height of a ribbon in a window of usual height, and in files, in points.
pub const ROW: f32 = 16.0;
/// The lowest and the highest ribbon, and the lowest where there is very little room.
const ROWS: [f32; 3] = [11.0, 20.0, 8.0];
/// The height of a ribbon that stands for all, where there is no room for one each.
const FOLDED: f32 = 24.0;
/// Below this height of the window, in points, one ribbon stands for all.
const LOWEST_WINDOW: f32 = 400.0;
/// Below this height of the window, in points, there is very little room.
const LOW_WINDOW: f32 = 520.0;
/// The part of the height of the window that the time bar takes, if its rows are neither too low nor
/// too high for that.
const OF_WINDOW: f32 = 0.265;
/// The most that it takes when ribbons are unfolded.
const UNFOLDED: f32 = 0.57;
/// Space below a ribbon.
pub(super) const GAP: f32 = 1.0;
/// Height of the rows of marks, with the handle's head.
pub const MARKS: f32 = 48.0;
/// Height of the row of years.
pub const YEARS: f32 = 19.0;

/// The ribbons of a bar and how high each is.
#[derive(Debug, Clone, PartialEq)]
pub struct TimeBarShape {
    /// The height of a ribbon, in whole points.
    pub row: f32,
    /// What each shows, from above.
    pub ribbons: Vec<RibbonOf>,
    /// The groups whose territories have ribbons of their own.
    pub unfolded: Vec<GroupId>,
}

impl TimeBarShape {
    /// A ribbon of a height for each group.
    #[must_use]
    pub fn with_row(atlas: &Atlas, row: f32) -> Self {
        Self { row, ribbons: ribbons_of(atlas, &[]), unfolded: Vec::new() }
    }

    /// The ribbons in a window of some height. Where those of all groups that are unfolded have no room,
    /// the one that was unfolded first is folded again, and so on.
    #[must_use]
    pub fn in_window(atlas: &Atlas, window: f32, unfolded: &[GroupId]) -> Self {
        if window < LOWEST_WINDOW {
            return Self { row: FOLDED, ribbons: vec![RibbonOf::All], unfolded: Vec::new() };
        }
        let [lowest, highest, least] = ROWS;
        let lowest = if window < LOW_WINDOW { least } else { lowest };
        let groups = ribbons_of(atlas, &[]).len();
        let row = |part: f32, count: usize| {
            ((part * window - height(0, 0.0)) / counted(count).max(1.0) - GAP).floor()
        };
        let usual = row(OF_WINDOW, groups).min(highest).max(lowest);
        for from in 0..=unfolded.len() {
            let unfolded = unfolded[from..].to_vec();
            let ribbons = ribbons_of(atlas, &unfolded);
            let row = if ribbons.len() == groups {
                usual
            } else {
                row(UNFOLDED, ribbons.len()).min(usual)
            };
            if row >= lowest {
                return Self { row, ribbons, unfolded };
            }
        }
        Self { row: usual, ..Self::with_row(atlas, usual) }
    }

    /// Height of the bar, in points.
    #[must_use]
    pub fn height(&self) -> f32 {
        height(self.ribbons.len(), self.row)
    }

    /// The frame of a ribbon in a bar of some width.
    #[must_use]
    pub fn frame(&self, place: usize, width: f32) -> Frame {
        let top = MARKS + counted(place) * (self.row + GAP);
        [LABELS, top, width, top + self.row]
    }
}

/// Height of a time bar with so many ribbons of a height, in points.
fn height(count: usize, row: f32) -> f32 {
    MARKS + counted(count) * (row + GAP) + YEARS
}

fn counted(count: usize) -> f32 {
    f32::from(u16::try_from(count).unwrap_or(u16::MAX))
}
