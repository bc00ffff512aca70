//! The field for the file that something is saved in: a path that is typed or chosen in the system's
//! dialog, and the question before a file is replaced.

use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, TryRecvError, channel};

use egui::{TextEdit, Ui};

use crate::picture::{Argument, Words};

/// A path, and what of it is not decided yet.
#[derive(Default)]
pub(crate) struct FileField {
    path: String,
    /// The name that was proposed last; while it stands there, another may be.
    proposed: String,
    /// The file that is there already, until the reader says whether it may go.
    replaces: Option<PathBuf>,
    /// Whether the field has had the focus once.
    focused: bool,
    /// The answer of the system's file dialog, when it comes.
    answer: Option<Receiver<Option<PathBuf>>>,
    no_dialog: bool,
    /// The file that was chosen in the system's dialog.
    chosen: Option<PathBuf>,
}

/// What the reader did to the field.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct FieldSaid {
    /// The path is another one.
    pub(crate) changed: bool,
    /// Enter was pressed in it.
    pub(crate) entered: bool,
}

impl FileField {
    /// A field with the name of a file in the folder for pictures.
    pub(crate) fn named(name: &str) -> Self {
        let folder = directories::UserDirs::new()
            .and_then(|dirs| dirs.picture_dir().or(Some(dirs.home_dir())).map(PathBuf::from))
            .filter(|folder| folder.is_dir())
            .unwrap_or_default();
        let path = folder.join(name).display().to_string();
        Self { path, proposed: name.to_owned(), ..Self::default() }
    }

    /// Proposes another name: the reader's own folder stays, and so does a name of his own, but for its
    /// ending.
    pub(crate) fn propose(&mut self, name: &str) {
        if self.proposed == name {
            return;
        }
        let path = PathBuf::from(self.path.trim());
        let own = path.file_name().is_some_and(|own| own.to_string_lossy() != *self.proposed);
        let renamed = if own {
            path.with_extension(Path::new(name).extension().unwrap_or_default())
        } else {
            path.with_file_name(name)
        };
        self.path = renamed.display().to_string();
        name.clone_into(&mut self.proposed);
        self.replaces = None;
        self.chosen = None;
    }

    /// The path as it stands there.
    pub(crate) fn path(&self) -> PathBuf {
        PathBuf::from(self.path.trim())
    }

    /// Whether the reader has been asked if a file may be replaced.
    pub(crate) fn asks(&self) -> bool {
        self.replaces.is_some()
    }

    /// Shows the field; `label` is what it is called.
    pub(crate) fn ui(&mut self, ui: &mut Ui, label: &str, width: f32) -> FieldSaid {
        self.take_answer(ui.ctx());
        let field = ui.add(TextEdit::singleline(&mut self.path).desired_width(width));
        field.widget_info(|| egui::WidgetInfo::labeled(egui::Role::TextInput, true, label));
        if !self.focused {
            field.request_focus();
            self.focused = true;
        }
        if field.changed() {
            self.replaces = None;
        }
        let entered = field.lost_focus() && ui.input(|i| i.key_pressed(egui::Key::Enter));
        FieldSaid { changed: field.changed(), entered }
    }

    /// Says that no dialog can open, and asks whether a file may be replaced, if either is so.
    pub(crate) fn say(&self, ui: &mut Ui, words: &Words) {
        if self.no_dialog {
            ui.weak(words.get("save-no-dialog"));
        }
        if let Some(path) = &self.replaces {
            ui.add_space(4.0);
            let path = path.display().to_string();
            ui.label(words.with("save-replaces", &[("path", Argument::Text(&path))]));
        }
    }

    /// A button that opens the system's dialog.
    pub(crate) fn choose(&mut self, ui: &mut Ui, words: &Words, kinds: &[&'static str]) {
        let waiting = self.answer.is_some();
        let choose = egui::Button::new(words.get("save-choose"));
        if ui.add_enabled(!waiting, choose).clicked() {
            self.ask(ui.ctx(), kinds.to_vec());
        }
    }

    /// Whether the file may be written: one that is there already only if the reader says so. What is no
    /// file is refused when it is written, by its own words.
    pub(crate) fn may_write(&mut self, replace: bool) -> bool {
        let path = self.path();
        let there = path.is_file() && self.chosen.as_ref() != Some(&path);
        if there && !replace {
            self.replaces = Some(path);
            return false;
        }
        true
    }

    /// Asks the system for a file, without holding up the window.
    fn ask(&mut self, ctx: &egui::Context, kinds: Vec<&'static str>) {
        let (sender, receiver) = channel();
        let path = self.path();
        let ctx = ctx.clone();
        std::thread::spawn(move || {
            let mut dialog = rfd::FileDialog::new();
            for kind in kinds {
                dialog = dialog.add_filter(kind.to_uppercase(), &[kind]);
            }
            if let Some(name) = path.file_name() {
                dialog = dialog.set_file_name(name.to_string_lossy());
            }
            if let Some(folder) = path.parent().filter(|folder| folder.is_dir()) {
                dialog = dialog.set_directory(folder);
            }
            // Nobody listens any more if the window has closed meanwhile.
            if sender.send(dialog.save_file()).is_ok() {
                ctx.request_repaint();
            }
        });
        self.answer = Some(receiver);
    }

    fn take_answer(&mut self, ctx: &egui::Context) {
        let Some(receiver) = &self.answer else { return };
        match receiver.try_recv() {
            Ok(Some(path)) => {
                self.path = path.display().to_string();
                // The system's dialog has asked already whether it may be replaced.
                self.chosen = Some(PathBuf::from(&self.path));
                self.replaces = None;
                self.answer = None;
                self.no_dialog = false;
            }
            // The system does not say whether there was a dialog and it was closed, or there was
            // none: the field is there for both.
            Ok(None) | Err(TryRecvError::Disconnected) => {
                self.answer = None;
                self.no_dialog = true;
            }
            Err(TryRecvError::Empty) => {
                ctx.request_repaint_after(std::time::Duration::from_millis(200));
            }
        }
    }
}
