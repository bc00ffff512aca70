//! The desk: what the window has open around the map. No picture depends on it.

use crate::history::{EventKind, GroupId};

use super::choices::ExportChoices;
use super::{Bookmarks, LedgerView, Pace, Playback, TimeWindow};

/// The smallest and the largest text of the window, as a part of the usual size.
const TEXT_SIZES: std::ops::RangeInclusive<f32> = 0.5..=3.0;
/// The sizes of text on offer, in hundredths of the usual.
pub const TEXT_PERCENTS: [u16; 8] = [80, 90, 100, 110, 125, 150, 175, 200];

/// The kinds of events that are shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Kinds([bool; EventKind::ALL.len()]);

impl Default for Kinds {
    fn default() -> Self {
        Self([true; EventKind::ALL.len()])
    }
}

impl Kinds {
    /// Whether a kind is shown.
    #[must_use]
    pub fn has(self, kind: EventKind) -> bool {
        self.0[kind as usize]
    }

    /// Whether all are.
    #[must_use]
    pub fn all(self) -> bool {
        self == Self::default()
    }

    /// The same, but with or without one kind.
    #[must_use]
    pub fn with(mut self, kind: EventKind, shown: bool) -> Self {
        self.0[kind as usize] = shown;
        self
    }
}

/// What the window has open.
#[derive(Debug, Clone, PartialEq)]
#[expect(clippy::struct_excessive_bools, reason = "each panel is open or not, whatever the others")]
pub struct Desk {
    /// The kinds of events that lists and time bar show.
    pub kinds: Kinds,
    /// Time running by itself.
    pub playback: Playback,
    /// The part of the time that time bar and chart show; `None`: all of it.
    pub time: Option<TimeWindow>,
    /// What of the ledger the chart shows.
    pub ledger: LedgerView,
    /// The groups whose territories have ribbons of their own, in the order in which they were unfolded.
    unfolded: Vec<GroupId>,
    /// Whether the chart of areas is open.
    pub chart: bool,
    /// Whether the panel beside the map is open.
    pub panel: bool,
    /// In a window too narrow for panel and map beside each other: whether the panel is open, where
    /// it takes most of the map's room.
    sheet: Option<bool>,
    /// Whether the table of who holds what is open.
    pub table: bool,
    /// Whether nothing is to move by itself more often than once a second.
    pub less_motion: bool,
    /// Looks that the reader has named.
    pub bookmarks: Bookmarks,
    /// What is wanted of the next file that is exported.
    pub export: ExportChoices,
    /// How large text and controls are, 1 as usual.
    text_size: f32,
}

impl Default for Desk {
    fn default() -> Self {
        Self {
            kinds: Kinds::default(),
            playback: Playback::default(),
            time: None,
            ledger: LedgerView::default(),
            unfolded: Vec::new(),
            chart: false,
            panel: true,
            sheet: None,
            table: false,
            less_motion: false,
            bookmarks: Bookmarks::default(),
            export: ExportChoices::default(),
            text_size: 1.0,
        }
    }
}

/// One thing that changes the desk.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum DeskAction {
    /// Shows or hides a kind of events.
    ShowKind(EventKind, bool),
    /// Shows all kinds of events.
    ShowAllKinds,
    /// Starts or stops the time.
    TogglePlay,
    /// Years per second while playing.
    SetSpeed(f32),
    /// Whether playing starts again at the end.
    SetLoop(bool),
    /// What playing goes along.
    SetPace(Pace),
    /// Shows a part of the time, or all of it.
    ShowTime(Option<TimeWindow>),
    /// Shows something else of the ledger in the chart.
    SetLedger(LedgerView),
    /// Gives the territories of a group ribbons of their own, or no longer.
    Unfold(GroupId, bool),
    /// Opens or closes the chart of areas.
    ToggleChart,
    /// Opens or closes the panel beside the map.
    TogglePanel,
    /// Whether the window is too narrow for panel and map beside each other.
    SetNarrow(bool),
    /// Opens or closes the table of who holds what.
    ToggleTable,
    /// What is wanted of the next file that is exported.
    SetExport(ExportChoices),
    /// Whether nothing is to move by itself more often than once a second.
    SetLessMotion(bool),
    /// How large text and controls are, 1 as usual; taken to the nearest that there is.
    SetTextSize(f32),
}

impl Desk {
    /// How large text and controls are, 1 as usual.
    #[must_use]
    pub fn text_size(&self) -> f32 {
        self.text_size
    }

    /// The groups whose territories have ribbons of their own, in the order in which they were unfolded.
    #[must_use]
    pub fn unfolded(&self) -> &[GroupId] {
        &self.unfolded
    }

    /// Whether the window is too narrow for panel and map beside each other.
    #[must_use]
    pub fn is_narrow(&self) -> bool {
        self.sheet.is_some()
    }

    /// Whether the panel is to be seen: in a narrow window only when it is asked for there.
    #[must_use]
    pub fn shows_panel(&self) -> bool {
        self.sheet.unwrap_or(self.panel)
    }

    /// Does what an action says.
    pub fn apply(&mut self, action: DeskAction) {
        match action {
            DeskAction::ShowKind(kind, shown) => self.kinds = self.kinds.with(kind, shown),
            DeskAction::ShowAllKinds => self.kinds = Kinds::default(),
            DeskAction::TogglePlay => self.playback.toggle(),
            DeskAction::SetSpeed(speed) => self.playback.set_speed(speed),
            DeskAction::SetLoop(looped) => self.playback.looped = looped,
            DeskAction::SetPace(pace) => self.playback.set_pace(pace),
            DeskAction::ShowTime(window) => self.time = window,
            DeskAction::SetLedger(ledger) => self.ledger = ledger,
            DeskAction::Unfold(group, unfold) => {
                self.unfolded.retain(|&known| known != group);
                if unfold {
                    self.unfolded.push(group);
                }
            }
            DeskAction::ToggleChart => self.chart = !self.chart,
            DeskAction::TogglePanel => match &mut self.sheet {
                Some(open) => *open = !*open,
                None => self.panel = !self.panel,
            },
            DeskAction::SetNarrow(narrow) => {
                self.sheet = narrow.then(|| self.sheet.unwrap_or_default());
            }
            DeskAction::ToggleTable => self.table = !self.table,
            DeskAction::SetExport(choices) => self.export = choices.sound(),
            DeskAction::SetLessMotion(less) => self.less_motion = less,
            DeskAction::SetTextSize(size) if size.is_finite() => {
                self.text_size = size.clamp(*TEXT_SIZES.start(), *TEXT_SIZES.end());
            }
            DeskAction::SetTextSize(_) => {}
        }
    }
}
