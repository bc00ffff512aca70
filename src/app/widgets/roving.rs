//! A group of controls that Tab comes to once: arrows go from one to the next.

use egui::{EventFilter, Id, Key, Response, Sense, Ui};

/// Which arrows go through a group.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in super::super) enum Along {
    /// Left and right.
    Row,
    /// Up and down.
    Column,
}

/// A group of controls while it is laid out: each asks for its [`Roving::sense`] and is
/// [`Roving::add`]ed, in order.
pub(in super::super) struct Roving {
    id: Id,
    along: Along,
    /// The place of the control that Tab comes to.
    active: usize,
    members: Vec<Id>,
}

impl Roving {
    /// A group with an id of its own.
    pub(in super::super) fn new(ui: &Ui, id: Id, along: Along) -> Self {
        let active = ui.data(|data| data.get_temp(id)).unwrap_or(0);
        Self { id, along, active, members: Vec::new() }
    }

    /// What the next control senses: all can be clicked, one has the focus of the group.
    pub(in super::super) fn sense(&self) -> Sense {
        if self.members.len() == self.active { Sense::click() } else { Sense::CLICK }
    }

    /// Adds the next control.
    pub(in super::super) fn add(&mut self, response: &Response) {
        self.members.push(response.id);
    }

    /// Ends the group: arrows that were pressed while one of it had the focus go on to another.
    pub(in super::super) fn end(self, ui: &Ui) {
        let focused = ui.memory(egui::Memory::focused);
        let at = self.members.iter().position(|&id| Some(id) == focused);
        let Some(at) = at else {
            // Of a group that has become smaller, the last.
            if self.active >= self.members.len() && !self.members.is_empty() {
                ui.data_mut(|data| data.insert_temp(self.id, self.members.len() - 1));
            }
            return;
        };
        let arrows = EventFilter {
            horizontal_arrows: true,
            vertical_arrows: self.along == Along::Column,
            ..EventFilter::default()
        };
        ui.memory_mut(|memory| memory.set_focus_lock_filter(self.members[at], arrows));
        let [before, after] = match self.along {
            Along::Row => [Key::ArrowLeft, Key::ArrowRight],
            Along::Column => [Key::ArrowUp, Key::ArrowDown],
        };
        let count = self.members.len();
        let next = ui.input_mut(|input| {
            let mut pressed = |key| {
                let found = input.key_pressed(key);
                // It is used up: the frame may be laid out once more.
                input.events.retain(|event| {
                    !matches!(event, egui::Event::Key { key: k, pressed: true, .. } if *k == key)
                });
                found
            };
            if pressed(before) {
                (at + count - 1) % count
            } else if pressed(after) {
                (at + 1) % count
            } else if pressed(Key::Home) {
                0
            } else if pressed(Key::End) {
                count - 1
            } else {
                at
            }
        });
        if next != at {
            ui.memory_mut(|memory| memory.request_focus(self.members[next]));
        }
        ui.data_mut(|data| data.insert_temp(self.id, next));
    }
}
