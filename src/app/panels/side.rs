//! The panel beside the map: the events of the moment above, what is selected below.

use std::cell::OnceCell;

use egui::{RichText, ScrollArea, Ui};

use crate::atlas::Atlas;
use crate::history::{Day, EventId, EventKind, Language, LensId, PersonId};
use crate::picture::cards::{
    Agenda, DisputeRow, EventCard, Occasion, PersonCard, TerritoryCard, agenda, dispute_rows,
    event_card, person_card, territory_card,
};
use crate::picture::locator::Locator;
use crate::picture::{Argument, Face, Words, palette};
use crate::view::{Action, Kinds, Selection, Theme, View};

use super::super::fonts::font;
use super::super::map::Canvas;
use super::super::style::color;
use super::{cards, disputes};

/// What the panel keeps from frame to frame: the cards, as long as what they depend on stays.
#[derive(Default)]
pub(crate) struct SidePanel {
    agenda: Option<(AgendaKey, Agenda)>,
    event: Option<(EventKey, EventCard)>,
    territory: Option<(TerritoryKey, TerritoryCard)>,
    person: Option<((PersonId, Language), PersonCard)>,
    disputes: Option<((Day, Theme, Language), Vec<DisputeRow>)>,
    /// The land of the locator, made when a card first needs it; empty in an atlas without one.
    world: OnceCell<Option<Locator>>,
}

type AgendaKey = (Day, bool, LensId, Option<EventId>, Kinds);
type EventKey = (EventId, LensId, Theme, Language);
type TerritoryKey = (Selection, Day, LensId, Theme, Language);

impl SidePanel {
    /// Shows the panel.
    pub(crate) fn ui(
        &mut self,
        ui: &mut Ui,
        atlas: &Atlas,
        view: &View,
        words: &Words,
        canvas: &mut Canvas,
    ) -> Vec<Action> {
        let mut actions = Vec::new();
        let height = ui.available_height();
        let split = if view.selection.is_some() { 0.5 * height } else { height };
        ScrollArea::vertical()
            .id_salt("events")
            .max_height(split - 12.0)
            .auto_shrink([false, view.selection.is_some()])
            .show(ui, |ui| {
                ui.set_max_width(ui.available_width() - 10.0);
                if view.disputes {
                    let key = (view.moment, view.theme, view.language);
                    if self.disputes.as_ref().is_none_or(|(known, _)| *known != key) {
                        let rows = dispute_rows(atlas, view.moment, view.theme, words);
                        self.disputes = Some((key, rows));
                    }
                    if let Some((_, rows)) = &self.disputes {
                        actions.extend(disputes::ui(ui, atlas, view, words, rows, canvas));
                    }
                }
                if let Some(person) = view.person {
                    let key = (person, view.language);
                    if self.person.as_ref().is_none_or(|(known, _)| *known != key) {
                        self.person = Some((key, person_card(atlas, words, person)));
                    }
                    if let Some((_, card)) = &self.person {
                        actions.extend(cards::person_ui(ui, view, words, card));
                    }
                }
                self.events_ui(ui, atlas, view, words, canvas, &mut actions);
                let open = self.agenda.as_ref().is_some_and(|(_, agenda)| agenda.open.is_some());
                if view.selection.is_none() && !open {
                    ui.add_space(14.0);
                    ui.weak(words.get("card-nothing-selected"));
                }
            });
        if let Some(selection) = view.selection {
            ui.separator();
            ScrollArea::vertical().id_salt("selected").auto_shrink([false, false]).show(ui, |ui| {
                ui.set_max_width(ui.available_width() - 10.0);
                let key = (selection, view.moment, view.lens, view.theme, view.language);
                if self.territory.as_ref().is_none_or(|(known, _)| *known != key) {
                    let card = territory_card(atlas, view, words, selection);
                    self.territory = Some((key, card));
                }
                if let Some((_, card)) = &self.territory {
                    actions.extend(cards::territory_ui(ui, atlas, view, words, card, canvas));
                }
            });
        }
        actions
    }

    fn events_ui(
        &mut self,
        ui: &mut Ui,
        atlas: &Atlas,
        view: &View,
        words: &Words,
        canvas: &mut Canvas,
        actions: &mut Vec<Action>,
    ) {
        let key = (view.moment, view.by_year, view.lens, view.event, view.kinds);
        if self.agenda.as_ref().is_none_or(|(known, _)| *known != key) {
            self.agenda = Some((key, agenda(atlas, view)));
        }
        let Some((_, agenda)) = &self.agenda else {
            return;
        };
        let muted = color(palette(view.theme).muted);
        ui.horizontal(|ui| {
            let year = view.moment.year().to_string();
            let title = words.with("card-in-year", &[("year", Argument::Text(&year))]);
            ui.label(RichText::new(title).font(font(Face::SansBold, 13.0)).color(muted));
            ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
                kinds_menu(ui, view, words, actions);
                let count = Argument::Number(agenda.events.len());
                ui.weak(words.with("card-events", &[("count", count)]));
            });
        });
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
            if is_open(&occasion) {
                let event = occasion.event;
                let key = (event, view.lens, view.theme, view.language);
                if self.event.as_ref().is_none_or(|(known, _)| *known != key) {
                    let card = event_card(atlas, view.lens, view.theme, words, event);
                    self.event = Some((key, card));
                }
                if let Some((_, card)) = &self.event {
                    actions.extend(cards::event_ui(ui, view, words, card, canvas, world.as_ref()));
                }
            } else {
                actions.extend(cards::event_row(ui, atlas, view, words, occasion));
            }
        }
    }
}

/// Which kinds of events are shown.
fn kinds_menu(ui: &mut Ui, view: &View, words: &Words, actions: &mut Vec<Action>) {
    let name = words.get("kinds-menu");
    let title = if view.kinds.all() { name } else { format!("{name} •") };
    ui.menu_button(RichText::new(title).size(12.0), |ui| {
        for kind in EventKind::ALL {
            let mut shown = view.kinds.has(kind);
            let label = words.get(&format!("kind-{}", kind.id()));
            if ui.checkbox(&mut shown, label).changed() {
                actions.push(Action::ShowKind(kind, shown));
            }
        }
        ui.separator();
        if ui.button(words.get("kinds-all")).clicked() {
            actions.push(Action::ShowAllKinds);
        }
    });
}
