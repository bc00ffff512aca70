//! The form that has `export` save a table, a story or the ledger; copying the picture. Pictures and films of the map
//! have a window of their own.

use std::path::Path;

use egui::{Align2, Window, vec2};

use crate::export::csv::CsvStyle;
use crate::export::job::{Job, PictureFormat, picture_of};
use crate::export::listing::{Listed, Listing, ListingFormat};
use crate::export::svg::Lettering;
use crate::export::tables::{self, Period};
use crate::export::{raster, save};
use crate::geography::Size;
use crate::picture::Argument;
use crate::picture::sheet::With;
use crate::view::{LedgerKind, Look};

use super::super::session::Session;
use super::super::widgets::FileField;

/// Pixels a point of a saved picture: sharp on dense screens and in print.
const SCALE: f64 = 2.0;

/// Width and height of the picture of the ledger, in points.
const LEDGER: Size = [1200.0, 640.0];
/// Width of the field for the path, in points.
const FIELD: f32 = 420.0;

/// The dialog that saves a text or the ledger.
#[derive(Default)]
pub(crate) struct SaveDialog {
    open: bool,
    file: FileField,
    /// The text as it is to be written; `None`: the ledger is.
    text: Option<(TextKind, String)>,
    fault: Option<String>,
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
    /// Opens the dialog for the table of a look, which is ready to be written.
    pub(crate) fn open_table(&mut self, look: &Look, csv: String) {
        self.open_for(Some((TextKind::Table, csv)), &format!("okhotsk-{}.csv", look.moment()));
    }

    /// Opens the dialog for the list of sources, which is ready to be written.
    pub(crate) fn open_sources(&mut self, csv: String) {
        self.open_for(Some((TextKind::Table, csv)), "okhotsk-sources.csv");
    }

    /// Opens the dialog for the ledger that the chart shows.
    pub(crate) fn open_ledger(&mut self, look: &Look) {
        self.open_for(None, &format!("okhotsk-ledger-{}.png", look.moment()));
    }

    /// Opens the dialog for a story, which is ready to be written.
    pub(crate) fn open_story(&mut self, toml: String) {
        self.open_for(Some((TextKind::Story, toml)), "story.toml");
    }

    /// Opens the dialog with the name of a file.
    fn open_for(&mut self, text: Option<(TextKind, String)>, name: &str) {
        *self = Self { open: true, file: FileField::named(name), text, fault: None };
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
        let mut saved = None;
        let mut open = true;
        let (title, label) = match &self.text {
            None => ("save-ledger-title", "save-ledger-path"),
            Some((kind, _)) => (kind.words()[0], kind.words()[1]),
        };
        Window::new(words.get(title))
            .id(egui::Id::unique("save"))
            .anchor(Align2::CENTER_CENTER, vec2(0.0, -40.0))
            .collapsible(false)
            .resizable(false)
            .open(&mut open)
            .show(ctx, |ui| {
                ui.label(words.get(label));
                let said = self.file.ui(ui, &words.get(label), FIELD);
                if said.changed {
                    self.fault = None;
                }
                if let Some(fault) = &self.fault {
                    ui.add_space(4.0);
                    ui.colored_label(ui.visuals().error_fg_color, fault);
                }
                self.file.say(ui, words);
                let asks = self.file.asks();
                ui.add_space(4.0);
                ui.horizontal(|ui| {
                    let save = if asks { "save-replace" } else { "save-button" };
                    let clicked = ui.button(words.get(save)).clicked();
                    // Enter never replaces: that takes a look at the question.
                    if clicked || (said.entered && !asks) {
                        saved = self.save(session, asks);
                    }
                    let kinds: &[&str] = match &self.text {
                        Some((kind, _)) => &[kind.ending()],
                        None => &["png", "svg", "csv"],
                    };
                    self.file.choose(ui, words, kinds);
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

    /// Saves the text or the ledger; a file that is there already only if it may be replaced.
    fn save(&mut self, session: &Session, replace: bool) -> Option<String> {
        let words = &session.words;
        let path = self.file.path();
        let done = self.what(session, &path).and_then(|file| {
            if !self.file.may_write(replace) {
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
        let look = session.look().clone();
        let ledger = session.desk().ledger;
        if path.extension().is_some_and(|own| own.eq_ignore_ascii_case("csv")) {
            let atlas = &session.atlas;
            let of = ledger.scope.territories(atlas);
            let what = match ledger.kind {
                LedgerKind::Areas => {
                    Listed::Areas(tables::every_change(atlas, look.lens(), &of), of)
                }
                LedgerKind::Holders => Listed::Spans(of, Period::default()),
            };
            let format = ListingFormat::Csv(CsvStyle::default());
            let list = Listing { what, lens: look.lens(), language: look.language(), format };
            return list.text(atlas).map(What::Text).map_err(|error| error.to_string());
        }
        let format = PictureFormat::of(path)?;
        let with = With { no_map: true, chart: true, time_bar: true, ledger, ..With::default() };
        Ok(What::Picture(Box::new(Job {
            look,
            size: LEDGER,
            scale: SCALE,
            format,
            paper: false,
            with,
            lettering: Lettering::Text,
        })))
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
