//! The form that has `export` write the picture of the map or the table of the day; copying the picture.

use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, TryRecvError, channel};

use egui::{Align2, TextEdit, Window, vec2};

use crate::export::job::{Job, PictureFormat, picture_of};
use crate::export::svg::Lettering;
use crate::export::{raster, save, tables};
use crate::geography::Size;
use crate::picture::Argument;
use crate::picture::sheet::With;
use crate::view::{LedgerKind, Look};

use super::super::session::Session;

/// Pixels a point of a saved picture: sharp on dense screens and in print.
const SCALE: f64 = 2.0;

/// Width and height of the picture of the ledger, in points.
const LEDGER: Size = [1200.0, 640.0];

/// The dialog that saves the picture, or the table.
#[derive(Default)]
#[expect(clippy::struct_excessive_bools, reason = "each is a switch by itself")]
pub(crate) struct SaveDialog {
    open: bool,
    path: String,
    size: Size,
    /// The text as it is to be written; `None`: the picture is.
    text: Option<(TextKind, String)>,
    /// Whether it is the ledger that is saved, as a picture or a table.
    ledger: bool,
    fault: Option<String>,
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

/// What kind of text is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum TextKind {
    /// The table of the day.
    Table,
    /// A story.
    Story,
}

impl TextKind {
    /// How its files end, without the dot.
    fn ending(self) -> &'static str {
        match self {
            Self::Table => "csv",
            Self::Story => "toml",
        }
    }

    /// The keys of its words: the title of the dialog, what the field is, what a wrong ending is told.
    fn words(self) -> [&'static str; 3] {
        match self {
            Self::Table => ["save-table-title", "save-table-path", "save-table-ending"],
            Self::Story => ["save-story-title", "save-story-path", "save-story-ending"],
        }
    }
}

/// What is written.
enum What {
    Text(String),
    Picture(Box<Job>),
}

impl SaveDialog {
    /// Opens the dialog for the picture of a look in a frame of some size.
    pub(crate) fn open(&mut self, look: &Look, size: Size) {
        self.size = size;
        self.text = None;
        self.ledger = false;
        self.open_for(format!("okhotsk-{}.png", look.moment()));
    }

    /// Opens the dialog for the table of a look, which is ready to be written.
    pub(crate) fn open_table(&mut self, look: &Look, csv: String) {
        self.text = Some((TextKind::Table, csv));
        self.ledger = false;
        self.open_for(format!("okhotsk-{}.csv", look.moment()));
    }

    /// Opens the dialog for the list of sources, which is ready to be written.
    pub(crate) fn open_sources(&mut self, csv: String) {
        self.text = Some((TextKind::Table, csv));
        self.ledger = false;
        self.open_for("okhotsk-sources.csv".to_owned());
    }

    /// Opens the dialog for the ledger that the chart shows.
    pub(crate) fn open_ledger(&mut self, look: &Look) {
        self.size = LEDGER;
        self.text = None;
        self.ledger = true;
        self.open_for(format!("okhotsk-ledger-{}.png", look.moment()));
    }

    /// Opens the dialog for a story, which is ready to be written.
    pub(crate) fn open_story(&mut self, toml: String) {
        self.text = Some((TextKind::Story, toml));
        self.ledger = false;
        self.open_for("story.toml".to_owned());
    }

    /// Opens the dialog with the name of a file.
    fn open_for(&mut self, name: String) {
        self.open = true;
        self.fault = None;
        self.replaces = None;
        self.chosen = None;
        self.focused = false;
        let folder = directories::UserDirs::new()
            .and_then(|dirs| dirs.picture_dir().or(Some(dirs.home_dir())).map(PathBuf::from))
            .filter(|folder| folder.is_dir())
            .unwrap_or_default();
        self.path = folder.join(name).display().to_string();
    }

    /// Whether it is open.
    pub(crate) fn is_open(&self) -> bool {
        self.open
    }

    /// Shows the dialog; a sentence when the picture has been saved.
    pub(crate) fn ui(&mut self, ctx: &egui::Context, session: &Session) -> Option<String> {
        if !self.open {
            return None;
        }
        let words = &session.words;
        self.take_answer(ctx);
        let mut saved = None;
        let mut open = true;
        let (title, label) = match &self.text {
            None if self.ledger => ("save-ledger-title", "save-ledger-path"),
            Some((kind, _)) => (kind.words()[0], kind.words()[1]),
            None => ("save-title", "save-path"),
        };
        Window::new(words.get(title))
            .id(egui::Id::unique("save"))
            .anchor(Align2::CENTER_CENTER, vec2(0.0, -40.0))
            .collapsible(false)
            .resizable(false)
            .open(&mut open)
            .show(ctx, |ui| {
                ui.label(words.get(label));
                let field = ui.add(TextEdit::singleline(&mut self.path).desired_width(420.0));
                field.widget_info(|| {
                    let name = words.get(label);
                    egui::WidgetInfo::labeled(egui::Role::TextInput, true, name)
                });
                if !self.focused {
                    field.request_focus();
                    self.focused = true;
                }
                if field.changed() {
                    self.replaces = None;
                    self.fault = None;
                }
                let entered = field.lost_focus() && ui.input(|i| i.key_pressed(egui::Key::Enter));
                if self.no_dialog {
                    ui.weak(words.get("save-no-dialog"));
                }
                if let Some(fault) = &self.fault {
                    ui.add_space(4.0);
                    ui.colored_label(ui.visuals().error_fg_color, fault);
                }
                let asks = self.replaces.is_some();
                if let Some(path) = &self.replaces {
                    ui.add_space(4.0);
                    let path = path.display().to_string();
                    ui.label(words.with("save-replaces", &[("path", Argument::Text(&path))]));
                }
                ui.add_space(4.0);
                ui.horizontal(|ui| {
                    let save = if asks { "save-replace" } else { "save-button" };
                    let clicked = ui.button(words.get(save)).clicked();
                    // Enter never replaces: that takes a look at the question.
                    if clicked || (entered && !asks) {
                        saved = self.save(session, asks);
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
        if !open || saved.is_some() || ctx.input(|i| i.key_pressed(egui::Key::Escape)) {
            self.open = false;
        }
        saved
    }

    /// Saves the picture or the table; a file that is there already only if it may be replaced.
    fn save(&mut self, session: &Session, replace: bool) -> Option<String> {
        let words = &session.words;
        let path = PathBuf::from(self.path.trim());
        let done = self.what(session, &path).and_then(|file| {
            // What is no file is refused below, by its own words.
            let there = path.is_file() && self.chosen.as_ref() != Some(&path);
            if there && !replace {
                self.replaces = Some(path.clone());
                return Ok(false);
            }
            let bytes = match file {
                What::Text(text) => text.into_bytes(),
                What::Picture(job) => job.file(&session.atlas).map_err(|e| e.to_string())?,
            };
            save(&path, &bytes).map_err(|error| error.to_string())?;
            Ok(true)
        });
        match done {
            Ok(true) => {
                let path = path.display().to_string();
                Some(words.with("save-done", &[("path", Argument::Text(&path))]))
            }
            Ok(false) => None,
            Err(reason) => {
                let reason = Argument::Text(&reason);
                self.fault = Some(words.with("save-failed", &[("reason", reason)]));
                None
            }
        }
    }

    /// What is to be saved in a file of that name.
    fn what(&self, session: &Session, path: &Path) -> Result<What, String> {
        if let Some((kind, text)) = &self.text {
            let own = path.extension().is_some_and(|own| own.eq_ignore_ascii_case(kind.ending()));
            return if own {
                Ok(What::Text(text.clone()))
            } else {
                Err(session.words.get(kind.words()[2]))
            };
        }
        let (look, size) = (session.look().clone(), self.size);
        let ledger = session.desk().ledger;
        let csv = path.extension().is_some_and(|own| own.eq_ignore_ascii_case("csv"));
        if self.ledger && csv {
            let atlas = &session.atlas;
            let of = ledger.scope.territories(atlas);
            let table = match ledger.kind {
                LedgerKind::Areas => {
                    let days = tables::every_change(atlas, look.lens(), &of);
                    tables::areas(atlas, &days, look.lens(), &of, look.language())
                }
                LedgerKind::Holders => tables::spans(atlas, &of, look.lens(), look.language()),
            };
            return tables::as_csv(&table).map(What::Text).map_err(|error| error.to_string());
        }
        let format = PictureFormat::of(path)?;
        let with = if self.ledger {
            With { no_map: true, chart: true, time_bar: true, ledger, ..With::default() }
        } else {
            With::default()
        };
        let lettering = Lettering::default();
        Ok(What::Picture(Box::new(Job {
            look,
            size,
            scale: SCALE,
            format,
            paper: false,
            with,
            lettering,
        })))
    }

    /// Asks the system for a file, without holding up the window.
    fn ask(&mut self, ctx: &egui::Context) {
        let (sender, receiver) = channel();
        let path = PathBuf::from(self.path.trim());
        let ctx = ctx.clone();
        let ending = self.text.as_ref().map(|(kind, _)| kind.ending());
        let ledger = self.ledger;
        std::thread::spawn(move || {
            let mut dialog = rfd::FileDialog::new();
            dialog = match ending {
                Some(ending) => dialog.add_filter(ending.to_uppercase(), &[ending]),
                None => dialog.add_filter("PNG", &["png"]).add_filter("SVG", &["svg"]),
            };
            if ledger {
                dialog = dialog.add_filter("CSV", &["csv"]);
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

/// Puts the picture on the clipboard.
///
/// # Errors
/// A sentence for the reader.
pub(crate) fn copy(ctx: &egui::Context, session: &Session, size: Size) -> Result<(), String> {
    let Session { atlas, words, .. } = session;
    let picture = picture_of(atlas, words, session.look(), (size, SCALE), With::default());
    let drawn = raster::pixels(atlas, &picture, SCALE);
    let (width, height, rgba) = drawn.map_err(|error| error.to_string())?;
    let size = [width, height].map(|side| usize::try_from(side).unwrap_or(0));
    ctx.copy_image(egui::ColorImage::from_rgba_unmultiplied(size, &rgba));
    Ok(())
}
