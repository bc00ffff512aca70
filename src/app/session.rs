//! A session: an atlas, the look at it, the desk and the looks before; swapped as one when another
//! atlas opens. Panels get it to read.

use std::sync::Arc;

use crate::atlas::Atlas;
use crate::picture::{Words, cards};
use crate::view::{Action, Desk, DeskAction, Look, Past, Stretch, stops};

use super::commands::Cited;

/// What the panels read.
pub struct Session {
    /// The atlas.
    pub atlas: Arc<Atlas>,
    /// Words in the language of the look.
    pub words: Words,
    look: Look,
    desk: Desk,
    past: Past,
}

impl Session {
    /// A session on an atlas.
    #[must_use]
    pub fn new(atlas: Arc<Atlas>, look: Look, desk: Desk) -> Self {
        let words = Words::new(&atlas.history, look.language());
        Self { atlas, words, look, desk, past: Past::default() }
    }

    /// All that the picture depends on.
    #[must_use]
    pub fn look(&self) -> &Look {
        &self.look
    }

    /// What the window has open.
    #[must_use]
    pub fn desk(&self) -> &Desk {
        &self.desk
    }

    /// The looks that were.
    #[must_use]
    pub fn past(&self) -> &Past {
        &self.past
    }

    /// Does an action; whether that changed the look.
    pub fn act(&mut self, action: Action) -> bool {
        self.act_within(action, Stretch::of(&action))
    }

    fn act_within(&mut self, action: Action, stretch: Option<Stretch>) -> bool {
        let before = self.look.clone();
        self.look.apply(&self.atlas, action);
        let changed = self.look != before;
        if changed {
            self.past.record(before, stretch);
            self.freshen();
        }
        changed
    }

    /// Takes up another look, as one step.
    pub fn open(&mut self, look: Look) -> bool {
        let changed = self.look != look;
        if changed {
            self.past.close();
            self.past.record(std::mem::replace(&mut self.look, look), None);
            self.freshen();
        }
        changed
    }

    /// Changes the desk; whether anything became different. Time that starts to run at its end
    /// begins again.
    pub fn arrange(&mut self, action: DeskAction) -> bool {
        let before = self.desk.clone();
        self.desk.apply(action);
        if self.desk.playback.playing
            && !before.playback.playing
            && self.look.moment() >= self.atlas.history.last_day
        {
            self.act_within(Action::GoToStart, Some(Stretch::Play));
        }
        self.desk != before
    }

    /// Back to the look before; whether there was one.
    pub fn undo(&mut self) -> bool {
        let look = self.past.undo(&self.look);
        self.replace(look)
    }

    /// To the look that was taken back; whether there was one.
    pub fn redo(&mut self) -> bool {
        let look = self.past.redo(&self.look);
        self.replace(look)
    }

    /// A line to cite, with the day of today; `None` if nothing is selected.
    #[must_use]
    pub fn citation(&self, cited: Cited) -> Option<String> {
        let Self { atlas, words, look, .. } = self;
        let line = match cited {
            Cited::Selection => {
                let selection = look.selection()?;
                cards::territory_card(atlas, look, words, selection).why.citation
            }
            Cited::Event(event) => cards::event_citation(atlas, look, words, event),
        };
        let today = jiff::Timestamp::now().to_zoned(jiff::tz::TimeZone::UTC).date();
        Some(cards::accessed(words, &line, today))
    }

    /// Ends a drag: what comes next is a step of its own on the way back.
    pub fn settle(&mut self) {
        self.past.close();
    }

    /// So much time has passed, in seconds, while the time runs; whether the look changed.
    pub fn tick(&mut self, seconds: f32) -> bool {
        let years = self.desk.playback.years_in(seconds, self.desk.less_motion);
        if years == 0 {
            return false;
        }
        match stops::years_on(&self.atlas, &self.look, years, self.desk.playback.looped) {
            Some(stop) => self.act_within(stop, Some(Stretch::Play)),
            None => self.arrange(DeskAction::TogglePlay),
        }
    }

    fn replace(&mut self, look: Option<Look>) -> bool {
        let Some(look) = look else { return false };
        self.look = look;
        self.freshen();
        true
    }

    fn freshen(&mut self) {
        if self.words.language != self.look.language() {
            self.words = Words::new(&self.atlas.history, self.look.language());
        }
    }
}
