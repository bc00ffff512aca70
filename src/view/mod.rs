//! What the reader has chosen, and the actions that change it.
//!
//! Everything that a click, a key or the command line can do is an [`Action`]; [`View::apply`] is
//! the only place where a view changes.

pub mod playback;
pub mod preferences;

use geo::{Coord, Rect};

use crate::atlas::{Atlas, IslandId};
use crate::geography::{Camera, Size};
use crate::history::{Day, EventId, EventKind, Language, LensId, PersonId, TerritoryId};

pub use playback::Playback;
pub use preferences::Preferences;

/// Space kept free around the default view, in points.
const FIT_MARGIN: f64 = 8.0;
/// How far around a place is shown when the reader goes to it, in kilometres.
const POINT_ROOM_KM: f64 = 90.0;

/// A colour scheme.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, Hash, Default, serde::Serialize, serde::Deserialize,
)]
#[serde(rename_all = "lowercase")]
pub enum Theme {
    /// Dark ink on light paper.
    #[default]
    Light,
    /// Light ink on a dark ground.
    Dark,
}

/// What the reader has clicked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Selection {
    /// The unit that changes hands.
    pub territory: TerritoryId,
    /// The island of it that was clicked, if it has a name.
    pub island: Option<IslandId>,
}

/// What is drawn besides the shading.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[expect(clippy::struct_excessive_bools, reason = "each layer is on or off by itself")]
pub struct Layers {
    /// Meridians and parallels.
    pub graticule: bool,
    /// Names of waters, islands and towns.
    pub labels: bool,
    /// Towns.
    pub towns: bool,
    /// Lines that treaties drew.
    pub boundaries: bool,
    /// Fine lines along the coasts.
    pub waterlines: bool,
    /// Lakes and rivers.
    pub inland_waters: bool,
    /// Landings, boundary stones, the places of events.
    pub events: bool,
    /// Parts of the map in frames of their own.
    pub insets: bool,
}

impl Default for Layers {
    fn default() -> Self {
        Self {
            graticule: true,
            labels: true,
            towns: true,
            boundaries: true,
            waterlines: true,
            inland_waters: true,
            events: true,
            insets: true,
        }
    }
}

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

/// What the reader has chosen.
#[derive(Debug, Clone, PartialEq)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "each part of the window is open or not by itself"
)]
pub struct View {
    /// The day that the map shows.
    pub moment: Day,
    /// Whether the moment was chosen as a year: then it is the last day of that year.
    pub by_year: bool,
    /// The question that the map answers.
    pub lens: LensId,
    /// What is selected.
    pub selection: Option<Selection>,
    /// The event whose card is open; `None`: the one that the moment suggests.
    pub event: Option<EventId>,
    /// Whose card is open.
    pub person: Option<PersonId>,
    /// The kinds of events that lists and time bar show.
    pub kinds: Kinds,
    /// Whether the territories that the lenses colour differently are listed and outlined.
    pub disputes: bool,
    /// Where the reader stands; `None`: the whole map.
    pub camera: Option<Camera>,
    /// The language of words and names.
    pub language: Language,
    /// The colour scheme.
    pub theme: Theme,
    /// What is drawn.
    pub layers: Layers,
    /// Time running by itself.
    pub playback: Playback,
    /// Whether the chart of areas is open.
    pub chart: bool,
    /// Whether the panel beside the map is open.
    pub panel: bool,
}

/// One thing that a reader can do.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Action {
    /// To the last day of a year.
    GoToYear(i16),
    /// To an exact day.
    GoToDay(Day),
    /// So many years on (or back).
    StepYears(i16),
    /// To the next change of the map, or the one before.
    StepChange {
        /// Whether to go back.
        back: bool,
    },
    /// To the first day.
    GoToStart,
    /// To the last day.
    GoToEnd,
    /// Another question.
    SetLens(LensId),
    /// Selects a territory and perhaps an island of it; `None` selects nothing.
    Select(Option<Selection>),
    /// Opens the card of an event; the moment stays.
    OpenEvent(EventId),
    /// Opens the card of an event and goes to a day of it.
    GoToEvent(EventId, Day),
    /// Opens somebody's card, or closes it.
    OpenPerson(Option<PersonId>),
    /// Shows or hides a kind of events.
    ShowKind(EventKind, bool),
    /// Shows all kinds of events.
    ShowAllKinds,
    /// Lists and outlines what the lenses colour differently, or no longer does.
    ToggleDisputes,
    /// Drags the map by so many points.
    Pan([f64; 2], Size),
    /// Zooms at a point of the frame by a factor; above 1 is closer.
    ZoomAt([f64; 2], f64, Size),
    /// Shows the whole map.
    Fit,
    /// Shows a rectangle of map kilometres.
    ShowBounds(Rect<f64>, Size),
    /// Shows the surroundings of a point in map kilometres.
    ShowPoint(Coord<f64>, Size),
    /// Starts or stops the time.
    TogglePlay,
    /// So much time has passed, in seconds, while playing.
    Tick(f32),
    /// Years per second while playing.
    SetSpeed(f32),
    /// Whether playing starts again at the end.
    SetLoop(bool),
    /// Another language.
    SetLanguage(Language),
    /// Another colour scheme.
    SetTheme(Theme),
    /// Opens or closes the chart of areas.
    ToggleChart,
    /// Opens or closes the panel beside the map.
    TogglePanel,
    /// Draws other layers.
    SetLayers(Layers),
}

impl View {
    /// The view that an atlas opens with: its last day, the whole map.
    #[must_use]
    pub fn new(atlas: &Atlas) -> Self {
        Self {
            moment: atlas.history.last_day,
            by_year: true,
            lens: LensId(0),
            selection: None,
            event: None,
            person: None,
            kinds: Kinds::default(),
            disputes: false,
            camera: None,
            language: Language(0),
            theme: Theme::Light,
            layers: Layers::default(),
            playback: Playback::default(),
            chart: false,
            panel: true,
        }
    }

    /// Does what an action says. Days outside of the atlas are taken to its ends.
    pub fn apply(&mut self, atlas: &Atlas, action: Action) {
        let history = &atlas.history;
        match action {
            Action::GoToYear(year) => self.go_to_year(atlas, year),
            Action::GoToDay(day) => self.go_to(atlas, day, false),
            Action::StepYears(by) => self.step_years(atlas, by),
            Action::StepChange { back } => {
                let ledger = history.ledger(self.lens);
                let day = if back {
                    ledger.previous_change(self.moment, &[])
                } else {
                    ledger.next_change(self.moment, &[])
                };
                if let Some(day) = day {
                    self.go_to(atlas, day, false);
                }
            }
            Action::GoToStart => self.go_to_year(atlas, history.first_day.year()),
            Action::GoToEnd => self.go_to_year(atlas, history.last_day.year()),
            Action::SetLens(lens) => {
                if lens.index() < history.lenses.len() {
                    self.lens = lens;
                }
            }
            Action::Select(selection) => self.selection = selection,
            Action::OpenEvent(event) => {
                self.event = Some(event);
                self.person = None;
            }
            Action::GoToEvent(event, day) => {
                self.go_to(atlas, day, false);
                self.event = Some(event);
                self.person = None;
            }
            Action::OpenPerson(person) => self.person = person,
            Action::ShowKind(kind, shown) => self.kinds = self.kinds.with(kind, shown),
            Action::ShowAllKinds => self.kinds = Kinds::default(),
            Action::ToggleDisputes => self.disputes = !self.disputes,
            Action::Pan(by, size) => {
                self.look(atlas, self.camera(atlas, size).panned(by));
            }
            Action::ZoomAt(at, factor, size) => {
                self.look(atlas, self.camera(atlas, size).zoomed_at(at, factor, size));
            }
            Action::Fit => self.camera = None,
            Action::ShowBounds(bounds, size) => {
                let margin = 0.12 * size[0].min(size[1]);
                self.look(atlas, Camera::fit(bounds, size, margin));
            }
            Action::ShowPoint(at, size) => {
                let room = Coord { x: POINT_ROOM_KM, y: POINT_ROOM_KM };
                self.look(atlas, Camera::fit(Rect::new(at - room, at + room), size, 0.0));
            }
            Action::TogglePlay => {
                if !self.playback.playing && self.moment >= history.last_day {
                    self.go_to_year(atlas, history.first_day.year());
                }
                self.playback.toggle();
            }
            Action::Tick(seconds) => self.tick(atlas, seconds),
            Action::SetSpeed(speed) => self.playback.set_speed(speed),
            Action::SetLoop(looped) => self.playback.looped = looped,
            Action::SetLanguage(language) => {
                if usize::from(language.0) < history.languages.len() {
                    self.language = language;
                }
            }
            Action::SetTheme(theme) => self.theme = theme,
            Action::ToggleChart => self.chart = !self.chart,
            Action::TogglePanel => self.panel = !self.panel,
            Action::SetLayers(layers) => self.layers = layers,
        }
    }

    /// The camera for a frame of some size.
    #[must_use]
    pub fn camera(&self, atlas: &Atlas, size: Size) -> Camera {
        self.camera.unwrap_or_else(|| whole_map(atlas, size))
    }

    fn look(&mut self, atlas: &Atlas, camera: Camera) {
        let land = atlas.geography.extent_map_km();
        let room = Coord { x: 250.0, y: 250.0 };
        self.camera = Some(camera.kept_in(Rect::new(land.min() - room, land.max() + room)));
    }

    fn go_to_year(&mut self, atlas: &Atlas, year: i16) {
        let years = atlas.history.first_day.year()..=atlas.history.last_day.year();
        let year = year.clamp(*years.start(), *years.end());
        self.go_to(atlas, jiff::civil::date(year, 12, 31), true);
    }

    fn go_to(&mut self, atlas: &Atlas, day: Day, by_year: bool) {
        let history = &atlas.history;
        let day = day.clamp(history.first_day, history.last_day);
        if day != self.moment {
            self.event = None;
        }
        self.moment = day;
        self.by_year = by_year;
    }

    fn step_years(&mut self, atlas: &Atlas, by: i16) {
        // A step back from the middle of a year goes to the end of the year before.
        self.go_to_year(atlas, self.moment.year().saturating_add(by));
    }

    fn tick(&mut self, atlas: &Atlas, seconds: f32) {
        for _ in 0..self.playback.years_in(seconds) {
            if self.moment >= atlas.history.last_day {
                if !self.playback.looped {
                    self.playback.playing = false;
                    return;
                }
                self.go_to_year(atlas, atlas.history.first_day.year());
            } else {
                self.step_years(atlas, 1);
            }
        }
    }
}

/// The camera of the default view.
#[must_use]
pub fn whole_map(atlas: &Atlas, size: Size) -> Camera {
    Camera::fit(atlas.geography.map_km_bounds(atlas.view_lon_lat), size, FIT_MARGIN)
}
