//! The dialog that asks for the folder of another atlas.

use std::path::PathBuf;
use std::sync::mpsc::{Receiver, TryRecvError, channel};

use egui::{Align2, TextEdit, Window, vec2};

use super::super::session::Session;
use crate::atlas::Files;

/// The dialog.
#[derive(Default)]
pub(crate) struct OpenDialog {
    open: bool,
    path: String,
    /// Whether the field has had the focus once.
    focused: bool,
    /// The answer of the system's dialog, when it comes.
    answer: Option<Receiver<Option<PathBuf>>>,
    no_dialog: bool,
}

impl OpenDialog {
    /// Opens the dialog.
    pub(crate) fn open(&mut self, session: &Session) {
        self.open = true;
        self.focused = false;
        if let Files::Folder(folder) = session.files() {
            self.path = folder.display().to_string();
        }
    }

    /// Whether it is open.
    pub(crate) fn is_open(&self) -> bool {
        self.open
    }

    /// Shows the dialog; the folder when one has been chosen.
    pub(crate) fn ui(&mut self, ctx: &egui::Context, session: &Session) -> Option<PathBuf> {
        if !self.open {
            return None;
        }
        let words = &session.words;
        let mut chosen = self.take_answer(ctx);
        let mut open = true;
        Window::new(words.get("open-atlas-title"))
            .id(egui::Id::unique("open-atlas"))
            .anchor(Align2::CENTER_CENTER, vec2(0.0, -40.0))
            .collapsible(false)
            .resizable(false)
            .open(&mut open)
            .show(ctx, |ui| {
                ui.label(words.get("open-atlas-path"));
                let field = ui.add(TextEdit::singleline(&mut self.path).desired_width(420.0));
                field.widget_info(|| {
                    let name = words.get("open-atlas-path");
                    egui::WidgetInfo::labeled(egui::Role::TextInput, true, name)
                });
                if !self.focused {
                    field.request_focus();
                    self.focused = true;
                }
                let entered = field.lost_focus() && ui.input(|i| i.key_pressed(egui::Key::Enter));
                if self.no_dialog {
                    ui.weak(words.get("save-no-dialog"));
                }
                ui.add_space(4.0);
                ui.horizontal(|ui| {
                    let typed = self.path.trim();
                    let button = egui::Button::new(words.get("open-atlas-button"));
                    let clicked = ui.add_enabled(!typed.is_empty(), button).clicked();
                    if !typed.is_empty() && (clicked || entered) {
                        chosen = Some(PathBuf::from(typed));
                    }
                    let waiting = self.answer.is_some();
                    let choose = egui::Button::new(words.get("save-choose"));
                    if ui.add_enabled(!waiting, choose).clicked() {
                        self.ask(ctx);
                    }
                    if ui.button(words.get("save-cancel")).clicked() {
                        self.open = false;
                    }
                });
            });
        if !open || chosen.is_some() || ctx.input(|i| i.key_pressed(egui::Key::Escape)) {
            self.open = false;
        }
        chosen
    }

    /// Asks the system for a folder, without holding up the window.
    fn ask(&mut self, ctx: &egui::Context) {
        let (sender, receiver) = channel();
        let path = PathBuf::from(self.path.trim());
        let ctx = ctx.clone();
        std::thread::spawn(move || {
            let mut dialog = rfd::FileDialog::new();
            if path.is_dir() {
                dialog = dialog.set_directory(path);
            }
            // Nobody listens any more if the window has closed meanwhile.
            if sender.send(dialog.pick_folder()).is_ok() {
                ctx.request_repaint();
            }
        });
        self.answer = Some(receiver);
    }

    fn take_answer(&mut self, ctx: &egui::Context) -> Option<PathBuf> {
        match self.answer.as_ref()?.try_recv() {
            Ok(Some(path)) => {
                self.answer = None;
                self.no_dialog = false;
                self.path = path.display().to_string();
                Some(path)
            }
            // The system does not say whether a dialog was closed or there was none.
            Ok(None) | Err(TryRecvError::Disconnected) => {
                self.answer = None;
                self.no_dialog = true;
                None
            }
            Err(TryRecvError::Empty) => {
                ctx.request_repaint_after(std::time::Duration::from_millis(200));
                None
            }
        }
    }
}
