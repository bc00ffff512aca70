//! What is said to those who cannot see the window: its name, and what has changed since it was last
//! told, in a region that screen readers speak by themselves.

use egui::accesskit::{Live, Role};
use egui::{Id, Rect, Sense, Ui, vec2};

use crate::picture::spoken;
use crate::view::Look;

use super::session::Session;

/// What the voice keeps: the look that was told last, and what was said of it.
#[derive(Default)]
pub(super) struct Voice {
    told: Option<Look>,
    said: String,
}

impl Voice {
    /// Puts the name of the window and what is to be said into the accessibility tree. While something
    /// is dragged or the time runs nothing is said: the changes are told together when it rests.
    pub(super) fn ui(&mut self, ui: &Ui, session: &Session) {
        let (atlas, words, look) = (&session.atlas, &session.words, session.look());
        let moving = session.desk().playback.playing || ui.input(|input| input.pointer.any_down());
        let told = self.told.get_or_insert_with(|| look.clone());
        if told != look && !moving {
            let news = spoken::news(atlas, words, told, look, session.desk().kinds);
            // What only moves the map leaves the last words as they are.
            if !news.is_empty() {
                self.said = news;
            }
            *told = look.clone();
        }
        let ctx = ui.ctx();
        ctx.accesskit_node_builder(egui::accesskit_root_id(), |node| {
            node.set_label(atlas.history.title.get(words.language));
        });
        let corner = Rect::from_min_size(ui.max_rect().min, vec2(1.0, 1.0));
        let region = ui.interact(corner, Id::unique("news"), Sense::hover());
        ctx.accesskit_node_builder(region.id, |node| {
            node.set_role(Role::Status);
            node.set_live(Live::Polite);
            node.set_live_atomic();
            node.set_description(words.get("live-name"));
            if !self.said.is_empty() {
                node.set_label(self.said.as_str());
            }
        });
    }
}
