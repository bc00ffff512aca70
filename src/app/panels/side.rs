//! The panel beside the map: the events of the moment above, what is selected below.

use std::cell::OnceCell;

use egui::{RichText, Role, ScrollArea, Ui};

use crate::history::{Day, EventId, EventKind, Language, LensId, PersonId};
use crate::picture::cards::{
    Agenda, Changes, DisputeRow, DoubtRow, EventCard, Occasion, PersonCard, TerritoryCard, agenda,
    changes, dispute_rows, doubt_rows, event_card, group_card, person_card, territory_card,
};
use crate::picture::locator::Locator;
use crate::picture::{Argument, Face, Kept, palette};
use crate::view::{
    Action, Comparison, DeskAction, Kinds, MapLayer, Selection, Theme, shared, stops,
};

use super::super::effects::Effect;
use super::super::fonts::font;
use super::super::map::Canvas;
use super::super::session::Session;
use super::super::style::color;
use super::super::widgets::{Along, Roving, as_heading, name_bars};
use super::{cards, disputes, doubts};

/// The room of the scroll bar beside a card, in points.
const BAR: f32 = 12.0;
/// The line between the halves and the space around it.
const DIVIDER: f32 = 16.0;
/// The least height of a card that scrolls.
const LEAST: f32 = 24.0;

/// What the panel keeps from frame to frame: the cards, as long as what they depend on stays.
#[derive(Default)]
pub(crate) struct SidePanel {
    agenda: Option<(AgendaKey, Agenda)>,
    event: Option<(EventKey, EventCard)>,
    territory: Option<(TerritoryKey, TerritoryCard)>,
    person: Option<((PersonId, Language), PersonCard)>,
    disputes: Option<((Day, Theme, Language), Vec<DisputeRow>)>,
    doubts: Kept<(Day, LensId, Theme, Language), Vec<DoubtRow>>,
    changes: Kept<ChangesKey, Option<Changes>>,
    /// What the two halves showed at the last frame.
    shown: Option<(Above, Option<Selection>)>,
    /// How high the two halves would be at the last frame if there were room for all.
    needs: [f32; 2],
    /// What paints the swatches.
    canvas: Canvas,
    /// The land of the locator, made when a card first needs it; empty in an atlas without one.
    world: OnceCell<Option<Locator>>,
}

/// What the upper half shows: the moment, the open cards, whether the lenses are compared.
type Above = (Day, Option<EventId>, Option<PersonId>, bool);
type ChangesKey = (Option<Comparison>, Day, bool, LensId, Theme, Language);
type AgendaKey = (Day, bool, LensId, Option<EventId>, Kinds);
type EventKey = (EventId, LensId, Theme, Language);
type TerritoryKey = (Selection, Day, LensId, Theme, Language);

impl SidePanel {
    /// Shows the panel.
    pub(crate) fn ui(&mut self, ui: &mut Ui, session: &Session) -> Vec<Effect> {
        let mut effects = Vec::new();
        let look = session.look();
        let (selected, group) = (look.selection(), look.group());
        let below = selected.is_some() || group.is_some();
        let room = ui.available_height();
        let [above_room, _] = if below { shared(room - DIVIDER, self.needs) } else { [room, 0.0] };
        // Another card begins at its top.
        let above = (look.moment(), look.event(), look.person(), look.disputes());
        let fresh = self.shown.replace((above, selected));
        let area = |salt: &'static str, stays: bool| {
            let area = ScrollArea::vertical().id_salt(salt).min_scrolled_height(LEAST);
            if stays { area } else { area.vertical_scroll_offset(0.0) }
        };
        let stays = fresh.is_some_and(|(known, _)| known == above);
        // The next frame comes at once while the time runs: it lays out what is not seen of this. How
        // two cards share the height hangs on all of both.
        let hurried = session.desk().playback.playing && !stays && !below;
        let bar = session.words.get("scroll-bar");
        let shown = area("events", stays)
            .max_height(above_room.max(0.0))
            .auto_shrink([false, below])
            .show(ui, |ui| {
                beside_bar(ui);
                self.above(ui, session, hurried, &mut effects);
            });
        name_bars(ui, &shown, &bar);
        let mut needs = [shown.content_size.y, self.needs[1]];
        if let Some(group) = group {
            ui.separator();
            let shown = area("selected", true).auto_shrink([false, false]).show(ui, |ui| {
                beside_bar(ui);
                let card = group_card(&session.atlas, look, &session.words, group);
                let read = (&*session.atlas, look, &session.words);
                effects.extend(cards::group_ui(ui, read, &card, &mut self.canvas));
            });
            name_bars(ui, &shown, &bar);
            needs[1] = shown.content_size.y;
        }
        if let Some(selection) = selected {
            ui.separator();
            let top = ui.cursor().top();
            self.territory_head(ui, session, selection, &mut effects);
            let head = ui.cursor().top() - top;
            let stays = fresh.is_some_and(|(_, known)| known == Some(selection));
            let shown = area("selected", stays).auto_shrink([false, false]).show(ui, |ui| {
                beside_bar(ui);
                self.territory_ui(ui, session, &mut effects);
            });
            name_bars(ui, &shown, &bar);
            needs[1] = head + shown.content_size.y;
            let far = |(new, old): (&f32, &f32)| (new - old).abs() > 0.5;
            if needs.iter().zip(&self.needs).any(far) {
                // What they need is known now; nothing has been painted yet.
                ui.ctx().request_discard("the cards share the height by what they need");
                if !ui.ctx().will_discard() {
                    ui.ctx().request_repaint();
                }
            }
        }
        self.needs = needs;
        effects
    }

    /// The list of where the views differ, a person, the events of the moment. `hurried`: what is not
    /// seen can wait.
    fn above(&mut self, ui: &mut Ui, session: &Session, hurried: bool, effects: &mut Vec<Effect>) {
        let (atlas, words, look) = (&session.atlas, &session.words, session.look());
        if look.comparison().is_some() {
            let (moment, by_year) = (look.moment(), look.by_year());
            let key =
                (look.comparison(), moment, by_year, look.lens(), look.theme(), look.language());
            let changes = self.changes.get(key, |_| changes(atlas, words, look));
            if let Some(changes) = changes.as_ref() {
                let actions = super::changes::ui(ui, look, words, changes, &mut self.canvas);
                effects.extend(actions.into_iter().map(Effect::from));
            }
        }
        if look.disputes() {
            let key = (look.moment(), look.theme(), look.language());
            if self.disputes.as_ref().is_none_or(|(known, _)| *known != key) {
                let rows = dispute_rows(atlas, look.moment(), look.theme(), words);
                self.disputes = Some((key, rows));
            }
            if let Some((_, rows)) = &self.disputes {
                let actions = disputes::ui(ui, atlas, look, words, rows, &mut self.canvas);
                effects.extend(actions.into_iter().map(Effect::from));
            }
        }
        if look.layers().has(MapLayer::Confidence) {
            let key = (look.moment(), look.lens(), look.theme(), look.language());
            let rows = self.doubts.get(key, |_| doubt_rows(atlas, look, words));
            effects.extend(doubts::ui(ui, look, words, &rows, &mut self.canvas));
        }
        if let Some(person) = look.person() {
            let key = (person, look.language());
            if self.person.as_ref().is_none_or(|(known, _)| *known != key) {
                self.person = Some((key, person_card(atlas, words, person)));
            }
            if let Some((_, card)) = &self.person {
                let actions = cards::person_ui(ui, look, words, card);
                effects.extend(actions.into_iter().map(Effect::from));
            }
        }
        self.events_ui(ui, session, hurried, effects);
        let open = self.agenda.as_ref().is_some_and(|(_, agenda)| agenda.open.is_some());
        if look.selected_land(atlas).is_empty() && !open {
            ui.add_space(14.0);
            ui.weak(words.get("card-nothing-selected"));
        }
    }

    /// The heading and the name of what is selected, which stay above its text.
    fn territory_head(
        &mut self,
        ui: &mut Ui,
        session: &Session,
        selection: Selection,
        effects: &mut Vec<Effect>,
    ) {
        let (atlas, words, look) = (&session.atlas, &session.words, session.look());
        let key = (selection, look.moment(), look.lens(), look.theme(), look.language());
        if self.territory.as_ref().is_none_or(|(known, _)| *known != key) {
            let card = territory_card(atlas, look, words, selection);
            self.territory = Some((key, card));
        }
        if let Some((_, card)) = &self.territory {
            let actions = cards::territory_head(ui, look, words, card);
            effects.extend(actions.into_iter().map(Effect::from));
        }
    }

    fn territory_ui(&mut self, ui: &mut Ui, session: &Session, effects: &mut Vec<Effect>) {
        if let Some((_, card)) = &self.territory {
            let actions = cards::territory_ui(ui, session, card, &mut self.canvas);
            effects.extend(actions);
        }
    }

    fn events_ui(
        &mut self,
        ui: &mut Ui,
        session: &Session,
        hurried: bool,
        effects: &mut Vec<Effect>,
    ) {
        let (atlas, words, look) = (&session.atlas, &session.words, session.look());
        let kinds = session.desk().kinds;
        let key = (look.moment(), look.by_year(), look.lens(), look.event(), kinds);
        if self.agenda.as_ref().is_none_or(|(known, _)| *known != key) {
            self.agenda = Some((key, agenda(atlas, look, kinds)));
        }
        let Some((_, agenda)) = &self.agenda else {
            return;
        };
        let muted = color(palette(look.theme()).muted);
        ui.horizontal(|ui| {
            let year = look.moment().year().to_string();
            let title = words.with("card-in-year", &[("year", Argument::Text(&year))]);
            let label =
                ui.label(RichText::new(&title).font(font(Face::SansBold, 13.0)).color(muted));
            as_heading(&label, &title, 1);
            ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
                kinds_menu(ui, session, effects);
                let count = Argument::Number(agenda.events.len());
                ui.weak(words.with("card-events", &[("count", count)]));
            });
        });
        days_of_year(ui, session, effects);
        ui.add_space(4.0);
        if agenda.events.is_empty() {
            ui.weak(words.get("card-no-event"));
        }
        let world = self.world.get_or_init(|| Locator::new(atlas));
        // The open card first: a year of many events must not push it out of sight.
        let is_open = |occasion: &&Occasion| agenda.open == Some(occasion.event);
        let first = agenda.events.iter().filter(is_open);
        let rest = agenda.events.iter().filter(|occasion| !is_open(occasion));
        for occasion in first.chain(rest) {
            if hurried && cards::is_below(ui) {
                break;
            }
            if is_open(&occasion) {
                let event = occasion.event;
                let key = (event, look.lens(), look.theme(), look.language());
                if self.event.as_ref().is_none_or(|(known, _)| *known != key) {
                    let card = event_card(atlas, look.lens(), look.theme(), words, event);
                    self.event = Some((key, card));
                }
                if let Some((_, card)) = &self.event {
                    let canvas = &mut self.canvas;
                    let world = world.as_ref();
                    let actions =
                        cards::event_ui(ui, (look, words), card, (canvas, world), hurried);
                    effects.extend(actions);
                }
            } else {
                let action = cards::event_row(ui, atlas, look, words, occasion);
                effects.extend(action.map(Effect::from));
            }
        }
    }
}

/// The days of the year on which the map changes, as small steps, if there is more than one.
fn days_of_year(ui: &mut Ui, session: &Session, effects: &mut Vec<Effect>) {
    let (words, look) = (&session.words, session.look());
    let days = stops::days_of_year(&session.atlas, look);
    if days.is_empty() {
        return;
    }
    let mut group = Roving::new(ui, egui::Id::unique("days of the year"), Along::Row);
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing = egui::vec2(2.0, 1.0);
        ui.spacing_mut().button_padding = egui::vec2(5.0, 1.0);
        for day in days {
            let on = !look.by_year() && look.moment() == day;
            let short = words.day_of_year(day);
            let text = RichText::new(short).size(11.5);
            let button = egui::Button::selectable(on, text).sense(group.sense());
            let response = ui.add(button);
            group.add(&response);
            response
                .widget_info(|| egui::WidgetInfo::selected(Role::Button, true, on, words.day(day)));
            if response.clicked() {
                effects.push(Action::GoToDay(day).into());
            }
        }
    });
    group.end(ui);
}

/// What scrolls leaves the bar its room, and is known as such to who does not see it.
fn beside_bar(ui: &mut Ui) {
    ui.set_max_width((ui.available_width() - BAR).max(0.0));
    let scrolls = |node: &mut egui::accesskit::Node| node.set_role(Role::ScrollView);
    ui.ctx().accesskit_node_builder(ui.unique_id(), scrolls);
}

/// Which kinds of events are shown.
fn kinds_menu(ui: &mut Ui, session: &Session, effects: &mut Vec<Effect>) {
    let (words, kinds) = (&session.words, session.desk().kinds);
    let name = words.get("kinds-menu");
    let title = if kinds.all() { name } else { format!("{name} •") };
    ui.menu_button(RichText::new(title).size(12.0), |ui| {
        for kind in EventKind::ALL {
            let mut shown = kinds.has(kind);
            let label = words.get(&format!("kind-{}", kind.id()));
            if ui.checkbox(&mut shown, label).changed() {
                effects.push(DeskAction::ShowKind(kind, shown).into());
            }
        }
        ui.separator();
        if ui.button(words.get("kinds-all")).clicked() {
            effects.push(DeskAction::ShowAllKinds.into());
        }
    });
}
