//! The time bar as a part of a picture, to which `app` adds gestures and buttons: ribbons of the
//! groups, years, marks of events, the handle.

mod handle;
mod names;
mod occasions;
mod shape;
mod ticks;

use std::sync::Arc;

use crate::atlas::Atlas;
use crate::geography::Size;
use crate::history::{Day, EventId, Language, LensId, TerritoryId, When};
use crate::view::{Kinds, Look, Theme, TimeWindow};

use super::lanes::{lane_marks, row_at};
use super::marks::Mark;
use super::palette::palette;
use super::parts::{Kept, Layer, Part, PartKind, Target};
use super::ribbons::{EventMark, Ribbon, RibbonOf, Segment, TimeScale, event_marks, ribbon};
use super::stage::points;
use super::title::known;
use super::words::Words;

pub use occasions::{TREATIES, events_at};
pub use shape::{LABELS, MARKS, ROW, TimeBarShape, YEARS};

/// How the time bar is to be shown.
#[derive(Debug, Clone, PartialEq)]
pub struct TimeBarRequest {
    /// Its width, in points.
    pub width: f32,
    /// Its ribbons and their height.
    pub shape: TimeBarShape,
    /// The kinds of events that are marked.
    pub kinds: Kinds,
    /// The part of the time that is shown; `None`: all of it.
    pub window: Option<TimeWindow>,
    /// Whether groups can be unfolded, and are marked so.
    pub folds: bool,
    /// The day of today, if it is to be marked.
    pub today: Option<Day>,
    /// The event that is pointed at.
    pub pointed: Option<EventId>,
    /// The ribbon whose name is pointed at.
    pub pointed_ribbon: Option<RibbonOf>,
}

impl TimeBarRequest {
    /// All of the time, with all kinds of events and a ribbon for each group, of the usual height.
    #[must_use]
    pub fn whole(atlas: &Atlas, width: f32) -> Self {
        Self {
            width,
            shape: TimeBarShape::with_row(atlas, ROW),
            kinds: Kinds::default(),
            window: None,
            folds: false,
            today: None,
            pointed: None,
            pointed_ribbon: None,
        }
    }
}

/// Composes time bars and keeps what the next one can use again. It serves one atlas.
#[derive(Debug, Default)]
pub struct TimeBarComposer {
    ribbons: Kept<RibbonsKey, Vec<Ribbon>>,
    marks: Kept<Kinds, Vec<EventMark>>,
    years: Kept<YearsKey, Vec<Mark>>,
    lanes: Kept<(RibbonsKey, TimeScale), Vec<Mark>>,
    names: Kept<NamesKey, (Arc<Vec<Mark>>, Vec<Target>)>,
    events: Kept<EventsKey, (Arc<Vec<Mark>>, Vec<Target>)>,
    targets: Kept<(NamesKey, EventsKey), Vec<Target>>,
    handle: Kept<HandleKey, Vec<Mark>>,
}

/// Scale, size, theme, language, today.
type YearsKey = (TimeScale, Size, Theme, Language, Option<Day>);
/// Scale, the moment, whether it was chosen as a year, size, theme, language.
type HandleKey = (TimeScale, When, bool, Size, Theme, Language);
/// The ribbons, lens, theme, language.
type RibbonsKey = (TimeBarShape, LensId, Theme, Language);
/// The ribbons, those that are chosen and pointed at, whether they can be unfolded.
type NamesKey = (RibbonsKey, Option<TerritoryId>, Option<RibbonOf>, bool);
/// Scale, kinds, the event that is pointed at, theme, language.
type EventsKey = (TimeScale, Kinds, Option<EventId>, Theme, Language);

impl TimeBarComposer {
    /// The time bar of a look, with its corner at the origin.
    pub fn compose(
        &mut self,
        atlas: &Atlas,
        words: &Words,
        look: &Look,
        request: &TimeBarRequest,
    ) -> Part {
        let (theme, lens, language) = (look.theme(), look.lens(), words.language);
        let (shape, width) = (&request.shape, request.width);
        let ribbons_key = (shape.clone(), lens, theme, language);
        let ribbons = self.ribbons.get(ribbons_key.clone(), |(shape, ..)| {
            let of = |&of| ribbon(atlas, (lens, theme), words, of, &shape.unfolded);
            shape.ribbons.iter().map(of).collect()
        });
        let marks = self.marks.get(request.kinds, |kinds| event_marks(atlas, *kinds));
        let height = shape.height();
        let size = [f64::from(width), f64::from(height)];
        let scale = scale(atlas, width).window(request.window);
        let years_key = (scale, size, theme, language, request.today);
        let years = self.years.get(years_key, |(scale, size, theme, _, today)| {
            ticks::ticks(scale, points(*size)[1], *theme, words, *today)
        });
        let lanes = self.lanes.get((ribbons_key.clone(), scale), |((shape, ..), scale)| {
            let lanes = ribbons.iter().enumerate();
            lanes
                .flat_map(|(i, ribbon)| lane_marks(&ribbon.rows, shape.frame(i, width), scale))
                .collect()
        });
        let chosen = look.selected_land(atlas).first().map(|selection| selection.territory);
        let names_key = (ribbons_key, chosen, request.pointed_ribbon, request.folds);
        let names = self.names.get(names_key.clone(), |((shape, ..), chosen, pointed, folds)| {
            names::names(atlas, &ribbons, shape, (*chosen, *pointed), (theme, *folds))
        });
        let events_key = (scale, request.kinds, request.pointed, theme, language);
        let events = self.events.get(events_key, |(scale, _, pointed, theme, _)| {
            occasions::occasions(atlas, &marks, scale, *pointed, (*theme, words))
        });
        let targets = self
            .targets
            .get((names_key, events_key), |_| names.1.iter().chain(&events.1).cloned().collect());
        let moment = When { day: look.moment(), precision: known(atlas, look) };
        let by_year = look.by_year();
        let handle = self.handle.get((scale, moment, by_year, size, theme, language), |_| {
            handle::handle(&scale, (moment, by_year), size, (theme, words))
        });
        Part {
            kind: PartKind::TimeBar,
            frame: [0.0, 0.0, width, height],
            // The handle's head and marks at the ends reach over the edge.
            clip: [-14.0, 0.0, width + 14.0, height],
            ground: palette(theme).paper,
            map: None,
            layers: vec![
                Layer { name: "years", marks: years },
                Layer { name: "ribbons", marks: lanes },
                Layer { name: "ribbon-names", marks: names.0.clone() },
                Layer { name: "events", marks: events.0.clone() },
                Layer { name: "handle", marks: handle },
            ],
            targets,
        }
    }

    /// The stretch of a ribbon at a place of the bar that was composed last, and one of the territories
    /// that it is of.
    #[must_use]
    pub fn stretch_at(&self, request: &TimeBarRequest, at: [f32; 2]) -> Option<Stretch> {
        let (ribbons, (_, scale)) = (self.ribbons.last()?, self.lanes.input()?);
        let frame = |i: &usize| request.shape.frame(*i, request.width);
        let within = |[_, top, _, bottom]: [f32; 4]| (top..bottom + shape::GAP).contains(&at[1]);
        let place = (0..ribbons.len()).find(|i| within(frame(i)))?;
        let row = row_at(&ribbons[place].rows, frame(&place), scale, at[1])?;
        let segment = row.on(scale.day_at(at[0]))?.clone();
        Some(Stretch { territory: *row.territories.first()?, segment })
    }
}

/// A stretch of a ribbon.
#[derive(Debug, Clone, PartialEq)]
pub struct Stretch {
    /// The first of the territories that it is of.
    pub territory: TerritoryId,
    /// From when to when, and how it is filled.
    pub segment: Segment,
}

/// The scale of a time bar of some width, over all of the time.
#[must_use]
pub fn scale(atlas: &Atlas, width: f32) -> TimeScale {
    TimeScale::new(atlas, LABELS, width)
}
