//! The bookmarks that `view` keeps: a menu of them, and the window in which they are named and put away.

use egui::{Align2, Button, ScrollArea, TextEdit, Ui, Window, vec2};

use crate::picture::Argument;

use super::super::commands::Command;
use super::super::effects::{BookmarkAction, Effect};
use super::super::session::Session;
use super::menus::item;

/// Width of a name, in points.
const NAME: f32 = 330.0;

/// The window of bookmarks.
#[derive(Default)]
pub(crate) struct BookmarkWindow {
    pub(crate) open: bool,
    /// The names as they are being typed.
    names: Vec<String>,
}

impl BookmarkWindow {
    /// Shows the window, if it is open; what the reader wants, and the names that are other ones now.
    pub(crate) fn ui(
        &mut self,
        ctx: &egui::Context,
        session: &Session,
    ) -> (Vec<Effect>, Vec<(usize, String)>) {
        let (mut effects, mut renamed) = (Vec::new(), Vec::new());
        if !self.open {
            return (effects, renamed);
        }
        let words = &session.words;
        let all = session.desk().bookmarks.all();
        if self.names.len() != all.len() {
            self.names = all.iter().map(|bookmark| bookmark.name.clone()).collect();
        }
        let mut open = true;
        let tallest = (ctx.content_rect().height() - 180.0).clamp(120.0, 520.0);
        Window::new(words.get("bookmarks-title"))
            .id(egui::Id::unique("bookmarks"))
            .anchor(Align2::CENTER_CENTER, vec2(0.0, 0.0))
            .collapsible(false)
            .resizable(false)
            .open(&mut open)
            .show(ctx, |ui| {
                ScrollArea::vertical().max_height(tallest).show(ui, |ui| {
                    for (n, name) in self.names.iter_mut().enumerate() {
                        ui.horizontal(|ui| {
                            if let Some(own) = line(ui, session, (n, name), &mut effects) {
                                renamed.push((n, own));
                            }
                        });
                    }
                    if all.is_empty() {
                        ui.weak(words.get("bookmarks-none"));
                    }
                });
                ui.separator();
                ui.horizontal(|ui| {
                    if ui.button(words.get("command-bookmark")).clicked() {
                        effects.push(Effect::Bookmark(BookmarkAction::Add));
                    }
                    let save = Button::new(words.get("bookmarks-save"));
                    if ui.add_enabled(!all.is_empty(), save).clicked() {
                        effects.push(Effect::Bookmark(BookmarkAction::SaveAsStory));
                    }
                });
            });
        if effects.iter().any(|e| matches!(e, Effect::Bookmark(BookmarkAction::Remove(_)))) {
            self.names.clear();
        }
        self.open = open;
        (effects, renamed)
    }
}

/// A bookmark with its buttons; its name, if that is another one now.
fn line(
    ui: &mut Ui,
    session: &Session,
    (n, name): (usize, &mut String),
    effects: &mut Vec<Effect>,
) -> Option<String> {
    let words = &session.words;
    let place = u16::try_from(n).unwrap_or(u16::MAX);
    let number = words.with("bookmarks-number", &[("number", Argument::Number(n + 1))]);
    let field = ui.add(TextEdit::singleline(name).desired_width(NAME));
    field.widget_info(|| egui::WidgetInfo::labeled(egui::Role::TextInput, true, &number));
    let mut button = |ui: &mut Ui, key: &str, action: BookmarkAction| {
        let label = words.get(key);
        let response = ui.button(&label);
        let full = words.pair(&label, &number);
        response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Button, true, &full));
        if response.clicked() {
            effects.push(Effect::Bookmark(action));
        }
    };
    button(ui, "bookmarks-open", BookmarkAction::Open(place));
    button(ui, "bookmarks-remove", BookmarkAction::Remove(place));
    field.changed().then(|| name.clone())
}

/// The menu of bookmarks.
pub(super) fn menu(ui: &mut Ui, session: &Session, effects: &mut Vec<Effect>) {
    item(ui, session, Command::Bookmark, effects);
    item(ui, session, Command::Bookmarks, effects);
    let all = session.desk().bookmarks.all();
    if !all.is_empty() {
        ui.separator();
    }
    for (n, bookmark) in (0_u16..).zip(all) {
        if ui.add(Button::new(&bookmark.name)).clicked() {
            effects.push(Effect::Bookmark(BookmarkAction::Open(n)));
        }
    }
}
