//! A session: an atlas, the look at it, the desk and the looks before; swapped as one when another
//! atlas opens. Panels get it to read.

use std::sync::Arc;

use crate::atlas::{Atlas, Files};
use crate::export::references::{Reference, ReferenceStyle};
use crate::history::{Day, Tour, days_between};
use crate::picture::{Words, cards};
use crate::view::{
    Action, Bookmarks, Desk, DeskAction, Look, Pace, Past, Stretch, Touring, link, stops, tour,
};

use super::effects::{Cited, StoryAction, StoryOf};

/// How long running time rests at a change, and where the card of an event opens, in seconds at the usual
/// speed.
const RESTS: [f32; 2] = [1.4, 4.0];

/// What the panels read.
pub struct Session {
    /// The atlas.
    pub atlas: Arc<Atlas>,
    /// Words in the language of the look.
    pub words: Words,
    /// Where it was read from.
    files: Files,
    look: Look,
    desk: Desk,
    past: Past,
    /// How long running time rests at the stop that it has come to, in seconds at the usual speed.
    rest: f32,
    /// The story that is followed, or was left to come back to.
    touring: Option<Touring>,
    /// Stories that the reader has opened.
    own_tours: Vec<Arc<Tour>>,
}

impl Session {
    /// A session on an atlas.
    #[must_use]
    pub fn new(atlas: Arc<Atlas>, look: Look, desk: Desk) -> Self {
        let words = Words::new(&atlas.history, look.language());
        Self {
            atlas,
            words,
            files: Files::Bundled,
            look,
            desk,
            past: Past::default(),
            rest: RESTS[0],
            touring: None,
            own_tours: Vec::new(),
        }
    }

    /// The same, of an atlas from other files than those of the program.
    #[must_use]
    pub fn read_from(self, files: Files) -> Self {
        Self { files, ..self }
    }

    /// Another atlas takes the place of this one, with a look and bookmarks of its own. What the window has open stays,
    /// and so do the stories that the reader has opened; looks that were are of the atlas that goes.
    pub fn swap(&mut self, atlas: Arc<Atlas>, files: Files, (look, bookmarks): (Look, Bookmarks)) {
        let mut desk = self.desk.clone();
        desk.bookmarks = bookmarks;
        if desk.playback.playing {
            desk.apply(DeskAction::TogglePlay);
        }
        desk.time = None;
        desk.ledger = Desk::default().ledger;
        let own_tours = std::mem::take(&mut self.own_tours);
        *self = Self { own_tours, ..Self::new(atlas, look, desk).read_from(files) };
    }

    /// The look as it is in another state of the same atlas: by its ids, and without what that has no
    /// longer.
    #[must_use]
    pub fn look_in(&self, atlas: &Atlas) -> Look {
        let link = link::of(&self.atlas, &self.look);
        link::read(atlas, &link).map_or_else(|_| Look::new(atlas), |opened| opened.look)
    }

    /// Where the atlas was read from.
    #[must_use]
    pub fn files(&self) -> &Files {
        &self.files
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
        // A reader who looks around takes the story in hand.
        if let Some(touring) = &mut self.touring {
            touring.set_playing(false);
        }
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

    /// The day of today.
    #[must_use]
    pub fn today(&self) -> Day {
        jiff::Timestamp::now().to_zoned(jiff::tz::TimeZone::UTC).date()
    }

    /// The days that the atlas covers.
    #[must_use]
    pub fn days(&self) -> f64 {
        f64::from(self.atlas.history.days().max(1))
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

    /// What is cited, with the day of today; `None` if nothing is selected.
    #[must_use]
    pub fn citation(&self, cited: Cited, style: ReferenceStyle) -> Option<String> {
        let Self { atlas, words, look, .. } = self;
        let mut reference = match cited {
            Cited::Selection => Reference::of_holding(atlas, look, words, look.selection()?),
            Cited::Event(event) => Reference::of_event(atlas, look, words, event),
        };
        reference.note = cards::accessed(words, &reference.note, self.today());
        Some(reference.written(style))
    }

    /// Keeps the look as a bookmark, named after its moment and the event of it; whether it was not there
    /// yet.
    pub fn add_bookmark(&mut self) -> bool {
        let Self { atlas, words, look, .. } = self;
        let moment = words.moment(look.moment(), look.by_year());
        let lens = atlas.history.lens(look.lens()).name.get(words.language);
        let event = look.event().map(|event| atlas.history.event(event).title.get(words.language));
        let name = format!("{moment} · {}", event.unwrap_or(lens));
        self.desk.bookmarks.add(&name, link::of(atlas, look))
    }

    /// Takes a bookmark away.
    pub fn remove_bookmark(&mut self, at: usize) -> bool {
        self.desk.bookmarks.remove(at);
        true
    }

    /// Calls a bookmark otherwise.
    pub fn rename_bookmark(&mut self, at: usize, name: &str) {
        self.desk.bookmarks.rename(at, name);
    }

    /// The bookmarks as the file of a story.
    ///
    /// # Errors
    /// A sentence for the reader.
    pub fn bookmarks_as_story(&self) -> Result<String, String> {
        let own = usize::from(self.look.language().0);
        let Some(language) = self.atlas.history.languages.get(own) else {
            return Err(String::new());
        };
        let story = self.desk.bookmarks.as_tour(&self.words.get("bookmarks-title"));
        tour::as_toml(&story, std::slice::from_ref(language)).map_err(|error| error.to_string())
    }

    /// The story that is followed, or was left to come back to.
    #[must_use]
    pub fn touring(&self) -> Option<&Touring> {
        self.touring.as_ref()
    }

    /// Stories that the reader has opened.
    #[must_use]
    pub fn own_tours(&self) -> &[Arc<Tour>] {
        &self.own_tours
    }

    /// Takes up a story that the reader has opened, and begins it.
    pub fn add_tour(&mut self, tour: Tour) -> bool {
        let place = u16::try_from(self.own_tours.len()).unwrap_or(u16::MAX);
        self.own_tours.push(Arc::new(tour));
        self.story(StoryAction::Begin(StoryOf::Own(place)))
    }

    /// Does something with a story; whether what is shown changed.
    pub fn story(&mut self, action: StoryAction) -> bool {
        match action {
            StoryAction::Begin(of) => {
                let tour = match of {
                    StoryOf::Atlas(i) => {
                        self.atlas.history.tours.get(usize::from(i)).cloned().map(Arc::new)
                    }
                    StoryOf::Own(i) => self.own_tours.get(usize::from(i)).cloned(),
                };
                let Some(tour) = tour else { return false };
                self.touring = Some(Touring::new(tour, self.look.clone()));
                if self.desk.playback.playing {
                    self.arrange(DeskAction::TogglePlay);
                }
                self.show_stop();
            }
            StoryAction::Step { back } => {
                if self.touring.as_mut().is_some_and(|touring| touring.step(back)) {
                    self.show_stop();
                }
            }
            StoryAction::Play(playing) => {
                if let Some(touring) = &mut self.touring {
                    touring.set_playing(playing);
                }
                // From wherever the reader has gone meanwhile.
                self.show_stop();
            }
            StoryAction::Leave => {
                if let Some(touring) = &mut self.touring {
                    touring.set_away(true);
                }
            }
            StoryAction::Resume => {
                if let Some(touring) = &mut self.touring {
                    touring.set_away(false);
                }
                self.show_stop();
            }
        }
        true
    }

    /// Shows what the story tells of now. A stop whose view is none leaves what is shown.
    fn show_stop(&mut self) {
        let look = self.touring.as_ref().map(|touring| touring.look(&self.atlas, &self.look));
        if let Some(Ok(look)) = look {
            self.open(look);
        }
    }

    /// So many seconds later, while a story goes on by itself; whether it has come to its next stop.
    pub fn tick_story(&mut self, seconds: f32) -> bool {
        let language = self.look.language();
        let Some(touring) = &mut self.touring else { return false };
        let on = touring.goes_on(seconds, language);
        if on {
            touring.step(false);
            self.show_stop();
        }
        on
    }

    /// Ends a drag: what comes next is a step of its own on the way back.
    pub fn settle(&mut self) {
        self.past.close();
    }

    /// So much time has passed, in seconds, while the time runs; whether the look changed.
    pub fn tick(&mut self, seconds: f32) -> bool {
        let Desk { playback, less_motion, .. } = &mut self.desk;
        let stop = match playback.pace() {
            Pace::Years => match playback.years_in(seconds, *less_motion) {
                0 => return false,
                years => stops::years_on(&self.atlas, &self.look, years, playback.looped),
            },
            Pace::Changes if !playback.goes_on(seconds, self.rest, *less_motion) => return false,
            Pace::Changes => stops::change_on(&self.atlas, &self.look, playback.looped),
        };
        let Some(stop) = stop else { return self.arrange(DeskAction::TogglePlay) };
        let changed = self.act_within(stop, Some(Stretch::Play));
        if self.desk.playback.pace() == Pace::Changes {
            let opened = cards::agenda(&self.atlas, &self.look, self.desk.kinds).open;
            let card = opened.is_some_and(|event| self.atlas.history.event(event).treaty.is_some());
            self.rest = RESTS[usize::from(card)];
        }
        changed
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
        // The part of the time that is shown goes with the moment.
        let at = f64::from(days_between(self.atlas.history.first_day, self.look.moment()));
        self.desk.time = self.desk.time.map(|window| window.showing(at + 0.5, self.days()));
    }
}
