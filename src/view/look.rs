//! A look: all that a picture depends on.

use geo::{Coord, Rect};

use crate::atlas::{Atlas, IslandId};
use crate::geography::{Camera, Size};
use crate::history::{
    Dated, Day, EventId, GroupId, History, Language, LensId, PersonId, TerritoryId,
};

use super::comparison::{Comparison, Other};
use super::extent::{Room, held, whole_map};
use super::layers::{Layers, MapLayer};
use super::theme::Theme;

/// How far around a place is shown when the reader goes to it, in kilometres.
const POINT_ROOM_KM: f64 = 90.0;
/// How far beyond the land the middle of the map may be, in kilometres.
const ROOM_KM: f64 = 250.0;
/// What the centre of a camera is rounded to, in kilometres: a tenth of a metre.
const CENTRE_STEP_KM: f64 = 1e-4;
/// What the scale of a camera is rounded to, in kilometres per point.
const SCALE_STEP_KM: f64 = 1e-7;

/// What the reader has clicked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Selection {
    /// The unit that changes hands.
    pub territory: TerritoryId,
    /// The island of it that was clicked, if it has a name.
    pub island: Option<IslandId>,
}

/// All that a picture depends on: two equal looks on one atlas give the same picture.
///
/// It changes only through [`Look::apply`]. What merely happens to be open in the window is the
/// [`Desk`](super::Desk).
#[derive(Debug, Clone, PartialEq)]
pub struct Look {
    moment: Day,
    by_year: bool,
    lens: LensId,
    selection: Option<Selection>,
    group: Option<GroupId>,
    event: Option<EventId>,
    person: Option<PersonId>,
    disputes: bool,
    camera: Option<Camera>,
    language: Language,
    theme: Theme,
    layers: Layers,
    comparison: Option<Comparison>,
}

/// One thing that changes a look.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Action {
    /// To the last day of a year.
    GoToYear(i16),
    /// To an exact day.
    GoToDay(Day),
    /// To an exact day, while days are dragged along.
    ScrubToDay(Day),
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
    /// Selects all territories of a group; one that the atlas does not have is passed over.
    SelectGroup(GroupId),
    /// Opens the card of an event; the moment stays.
    OpenEvent(EventId),
    /// Opens the card of an event and goes to a day of it.
    GoToEvent(EventId, Day),
    /// Closes the card that was opened by itself; the one that the moment suggests comes back.
    CloseEvent,
    /// Opens somebody's card, or closes it.
    OpenPerson(Option<PersonId>),
    /// Lists and outlines what the lenses colour differently, or no longer does.
    SetDisputes(bool),
    /// Drags the map by so many points.
    Pan([f64; 2], Room),
    /// Zooms at a point of the frame by a factor; above 1 is closer.
    ZoomAt([f64; 2], f64, Room),
    /// Shows the whole map.
    Fit,
    /// Goes to a place over the map; one that is not on the map or no scale is passed over.
    SetCamera(Camera),
    /// Shows a rectangle of map kilometres.
    ShowBounds(Rect<f64>, Room),
    /// Shows the surroundings of a point in map kilometres.
    ShowPoint(Coord<f64>, Room),
    /// Another language.
    SetLanguage(Language),
    /// Another colour scheme.
    SetTheme(Theme),
    /// Draws a layer, or leaves it out.
    SetLayer(MapLayer, bool),
    /// Compares with another look, or with none; one that the atlas cannot show is passed over.
    Compare(Option<Comparison>),
    /// Moves the line between two looks to a part of the width, from 0 to 1.
    MoveDivide(f64),
    /// The other of two looks becomes the one that the window is on, and this one the other.
    SwapComparison,
}

impl Action {
    /// To the moment that a date means: a year of the civil calendar is gone to as a year.
    #[must_use]
    pub fn go_to(history: &History, date: impl Into<Dated>) -> Self {
        let date = date.into();
        if date.is_year() {
            Self::GoToYear(date.first.year())
        } else {
            Self::GoToDay(history.moment(date))
        }
    }
}

impl Look {
    /// The look that an atlas opens with: its last day, the whole map.
    #[must_use]
    pub fn new(atlas: &Atlas) -> Self {
        Self {
            moment: atlas.history.last_day,
            by_year: true,
            lens: LensId(0),
            selection: None,
            group: None,
            event: None,
            person: None,
            disputes: false,
            camera: None,
            language: Language(0),
            theme: Theme::Light,
            layers: Layers::default(),
            comparison: None,
        }
    }

    /// The day that the map shows.
    #[must_use]
    pub fn moment(&self) -> Day {
        self.moment
    }

    /// Whether the moment was chosen as a year: then it is the last day of that year.
    #[must_use]
    pub fn by_year(&self) -> bool {
        self.by_year
    }

    /// The question that the map answers.
    #[must_use]
    pub fn lens(&self) -> LensId {
        self.lens
    }

    /// What is selected.
    #[must_use]
    pub fn selection(&self) -> Option<Selection> {
        self.selection
    }

    /// The group that is selected instead of a territory.
    #[must_use]
    pub fn group(&self) -> Option<GroupId> {
        self.group
    }

    /// All land that is selected.
    #[must_use]
    pub fn selected_land(&self, atlas: &Atlas) -> Vec<Selection> {
        let group = self.group.iter().flat_map(|&id| &atlas.history.group(id).territories);
        let all = group.map(|&territory| Selection { territory, island: None });
        self.selection.into_iter().chain(all).collect()
    }

    /// The event whose card is open; `None`: the one that the moment suggests.
    #[must_use]
    pub fn event(&self) -> Option<EventId> {
        self.event
    }

    /// Whose card is open.
    #[must_use]
    pub fn person(&self) -> Option<PersonId> {
        self.person
    }

    /// Whether the territories that the lenses colour differently are listed and outlined.
    #[must_use]
    pub fn disputes(&self) -> bool {
        self.disputes
    }

    /// Where the reader stands, if that has been chosen; `None`: the whole map.
    #[must_use]
    pub fn chosen_camera(&self) -> Option<Camera> {
        self.camera
    }

    /// The language of words and names.
    #[must_use]
    pub fn language(&self) -> Language {
        self.language
    }

    /// The colour scheme.
    #[must_use]
    pub fn theme(&self) -> Theme {
        self.theme
    }

    /// What is drawn.
    #[must_use]
    pub fn layers(&self) -> Layers {
        self.layers
    }

    /// What it is compared with, and how.
    #[must_use]
    pub fn comparison(&self) -> Option<Comparison> {
        self.comparison
    }

    pub(super) fn forget_comparison(&mut self) {
        self.comparison = None;
    }

    /// The camera for a frame with some room. It shows nothing beyond the data, unless that would
    /// leave nothing to be seen.
    #[must_use]
    pub fn camera(&self, atlas: &Atlas, room: impl Into<Room>) -> Camera {
        let room = room.into();
        match self.camera {
            Some(camera) => held(atlas, camera, room.size),
            None => room.home.unwrap_or_else(|| whole_map(atlas, room.size)),
        }
    }

    /// Does what an action says. Days outside of the atlas are taken to its ends; a lens or language
    /// that the atlas does not have is passed over.
    pub fn apply(&mut self, atlas: &Atlas, action: Action) {
        let history = &atlas.history;
        match action {
            Action::GoToYear(year) => self.go_to_year(atlas, year),
            Action::GoToDay(day) | Action::ScrubToDay(day) => self.go_to(atlas, day, false),
            // A step back from the middle of a year goes to the end of the year before.
            Action::StepYears(by) => self.go_to_year(atlas, self.moment.year().saturating_add(by)),
            Action::StepChange { back } => {
                if let Some(day) = super::stops::change(atlas, self, back) {
                    self.go_to(atlas, day, false);
                }
            }
            Action::GoToStart => self.go_to_year(atlas, history.first_day.year()),
            Action::GoToEnd => self.go_to_year(atlas, history.last_day.year()),
            Action::SetLens(lens) if lens.index() < history.lenses.len() => self.lens = lens,
            Action::Select(selection) => {
                self.selection = selection;
                self.group = None;
            }
            Action::SelectGroup(group) if group.index() < history.groups.len() => {
                self.selection = None;
                self.group = Some(group);
            }
            Action::MoveDivide(part) if part.is_finite() => {
                self.comparison = self.comparison.map(|comparison| comparison.divided_at(part));
            }
            Action::SetLens(_) | Action::SelectGroup(_) | Action::MoveDivide(_) => {}
            Action::OpenEvent(event) => {
                self.event = Some(event);
                self.person = None;
            }
            Action::GoToEvent(event, day) => {
                self.go_to(atlas, day, false);
                self.event = Some(event);
                self.person = None;
            }
            Action::CloseEvent => self.event = None,
            Action::OpenPerson(person) => self.person = person,
            Action::SetDisputes(on) => self.disputes = on,
            Action::Pan(by, room) => {
                let camera = self.camera(atlas, room).panned(by);
                self.stand(atlas, camera, Some(room.size));
            }
            Action::ZoomAt(at, factor, room) => {
                let camera = self.camera(atlas, room).zoomed_at(at, factor, room.size);
                self.stand(atlas, camera, Some(room.size));
            }
            Action::Fit => self.camera = None,
            Action::SetCamera(camera) => self.stand(atlas, camera, None),
            Action::ShowBounds(bounds, room) => {
                self.stand(atlas, room.fit(bounds, 0.12), Some(room.size));
            }
            Action::ShowPoint(at, room) => {
                let around = Coord { x: POINT_ROOM_KM, y: POINT_ROOM_KM };
                let bounds = Rect::new(at - around, at + around);
                self.stand(atlas, room.fit(bounds, 0.0), Some(room.size));
            }
            Action::SetLanguage(language) => {
                if usize::from(language.0) < history.languages.len() {
                    self.language = language;
                }
            }
            Action::SetTheme(theme) => self.theme = theme,
            Action::SetLayer(layer, drawn) => self.layers = self.layers.with(layer, drawn),
            Action::Compare(comparison) => {
                let shown = comparison.map(|comparison| comparison.within(atlas));
                if shown != Some(None) {
                    self.comparison = shown.flatten();
                }
            }
            Action::SwapComparison => self.swap(atlas),
        }
    }

    fn swap(&mut self, atlas: &Atlas) {
        let Some(Comparison::Pair { other, mode, divide }) = self.comparison else { return };
        let other = match other {
            Other::Moment { day, by_year } => {
                let own = Other::Moment { day: self.moment, by_year: self.by_year };
                self.go_to(atlas, day, by_year);
                own
            }
            Other::Lens(lens) => Other::Lens(std::mem::replace(&mut self.lens, lens)),
        };
        self.comparison = Some(Comparison::Pair { other, mode, divide });
    }

    /// Stands somewhere over the map, near its land. The place is rounded to what no eye can tell, so
    /// that it has a short text and comes back from that as it was. In a frame of a known size no more
    /// is seen than there are data for.
    fn stand(&mut self, atlas: &Atlas, camera: Camera, size: Option<Size>) {
        let Camera { centre_map_km: Coord { x, y }, km_per_point } = camera;
        if ![x, y, km_per_point].iter().all(|v| v.is_finite()) || km_per_point <= 0.0 {
            return;
        }
        let land = atlas.geography.extent_map_km();
        let room = Coord { x: ROOM_KM, y: ROOM_KM };
        let kept = camera.kept_in(Rect::new(land.min() - room, land.max() + room));
        let kept = size.map_or(kept, |size| held(atlas, kept, size));
        let Coord { x, y } = kept.centre_map_km;
        let centre = Coord { x: stepped(x, CENTRE_STEP_KM), y: stepped(y, CENTRE_STEP_KM) };
        let km_per_point = stepped(kept.km_per_point, SCALE_STEP_KM);
        self.camera = Some(Camera { centre_map_km: centre, km_per_point });
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
}

/// A number rounded to whole steps; the division last, so that what is a decimal stays one.
fn stepped(value: f64, step: f64) -> f64 {
    let steps = (1.0 / step).round();
    (value * steps).round() / steps
}
