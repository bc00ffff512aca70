//! The window that makes pictures and films of the map: what they show, a small picture of what they will
//! be, and where they go.

mod beginning;
mod wishes;

use egui::{ProgressBar, Response, Role, ScrollArea, Slider, Ui, WidgetInfo, Window, vec2};

use crate::export::chosen::{NotPossible, Subject, file_name, work};
use crate::export::job::Work;
use crate::export::listing::Listing;
use crate::geography::Size;
use crate::history::{Day, Language};
use crate::picture::{Argument, Kept, Words};
use crate::view::choices::{ExportChoices, FileKind};
use crate::view::{DeskAction, Look};

use super::super::effects::Effect;
use super::super::session::Session;
use super::super::widgets::FileField;
use super::making::{Making, Preview, Unmade, Wanted};
use beginning::Beginning;

/// Width of the column of choices, and of the small picture, in points.
const COLUMN: f32 = 330.0;
const PREVIEW: [f32; 2] = [400.0, 320.0];
/// What of the window's height the choices may take, and what stands around them, in points.
const AROUND: f32 = 190.0;

/// The window, and what of it is not in the choices that are remembered.
#[derive(Default)]
pub(crate) struct ExportWindow {
    state: Option<State>,
}

/// The window while it is open.
struct State {
    /// What is shown, with its own lens, language and theme.
    look: Look,
    window: Size,
    /// The days of a film as they are typed, and as they were understood last.
    typed: [String; 2],
    span: (Day, Day),
    /// What is wrong with a date.
    date_fault: Option<String>,
    file: FileField,
    fault: Option<String>,
    preview: Preview,
    /// Which picture of a film is shown small.
    picture: usize,
    making: Option<Making>,
    /// How a table begins.
    beginning: Kept<(Listing, Language), Beginning>,
}

impl ExportWindow {
    /// Opens the window on a look whose map in the window has so many points.
    pub(crate) fn open(&mut self, session: &Session, window: Size) {
        let history = &session.atlas.history;
        let span = (history.first_day, history.last_day);
        let typed = [span.0, span.1].map(|day| day.year().to_string());
        let look = session.look().clone();
        let mut state = State {
            look,
            window,
            typed,
            span,
            date_fault: None,
            file: FileField::default(),
            fault: None,
            preview: Preview::default(),
            picture: 0,
            making: None,
            beginning: Kept::default(),
        };
        let name = state.name(session, &session.desk().export);
        state.file = FileField::named(&name);
        self.state = Some(state);
    }

    /// Whether it is open.
    pub(crate) fn is_open(&self) -> bool {
        self.state.is_some()
    }

    /// Whether a file is being made.
    pub(crate) fn is_making(&self) -> bool {
        self.state.as_ref().is_some_and(|state| state.making.is_some())
    }

    /// Shows the window; what the reader wants, and a sentence when there is something to say.
    pub(crate) fn ui(
        &mut self,
        ctx: &egui::Context,
        session: &Session,
    ) -> (Vec<Effect>, Option<String>) {
        let mut effects = Vec::new();
        let Some(state) = &mut self.state else { return (effects, None) };
        let words = &session.words;
        let before = session.desk().export;
        let mut choices = before;
        let (mut open, mut end) = (true, false);
        let said = state.outcome(session);
        Window::new(words.get("export-title"))
            .id(egui::Id::unique("export"))
            .anchor(egui::Align2::CENTER_CENTER, vec2(0.0, -10.0))
            .collapsible(false)
            .resizable(false)
            .open(&mut open)
            .show(ctx, |ui| end = state.window(ui, session, &mut choices));
        if choices != before {
            effects.push(DeskAction::SetExport(choices).into());
        }
        let busy = state.making.is_some();
        let escaped = ctx.input(|i| i.key_pressed(egui::Key::Escape));
        if escaped && busy {
            state.cancel();
        } else if said.is_some() || end || !open || escaped {
            state.cancel();
            self.state = None;
        }
        (effects, said)
    }
}

impl State {
    fn subject(&self, session: &Session) -> Subject {
        Subject {
            look: self.look.clone(),
            span: self.span,
            ledger: session.desk().ledger,
            window: self.window,
        }
    }

    fn name(&self, session: &Session, choices: &ExportChoices) -> String {
        file_name(&session.atlas, &self.subject(session), choices)
    }

    /// Stops what is being made.
    fn cancel(&mut self) {
        if let Some(making) = &self.making {
            making.progress.cancel();
        }
    }

    /// What became of the file that was being made, as a sentence if there is one.
    fn outcome(&mut self, session: &Session) -> Option<String> {
        let outcome = self.making.as_ref()?.outcome()?;
        let path = self.making.take()?.path.clone();
        match outcome {
            Ok(()) => {
                let shown = path.display().to_string();
                let path_of = [("path", Argument::Text(&shown))];
                if session.desk().export.open_after
                    && let Err(error) = open::that_detached(&path)
                {
                    let reason = error.to_string();
                    let args = [path_of[0], ("reason", Argument::Text(&reason))];
                    return Some(session.words.with("export-not-opened", &args));
                }
                Some(session.words.with("save-done", &path_of))
            }
            Err(Unmade::Cancelled) => {
                self.fault = Some(session.words.get("export-cancelled"));
                None
            }
            Err(Unmade::Failed(reason)) => {
                let reason = Argument::Text(&reason);
                self.fault = Some(session.words.with("save-failed", &[("reason", reason)]));
                None
            }
        }
    }

    /// What is in the window; whether it is to close.
    fn window(&mut self, ui: &mut Ui, session: &Session, choices: &mut ExportChoices) -> bool {
        let words = &session.words;
        let height = (ui.ctx().content_rect().height() - AROUND).max(120.0);
        let narrow = ui.ctx().content_rect().width() < COLUMN + PREVIEW[0] + 60.0;
        let column = |ui: &mut Ui, state: &mut Self, choices: &mut ExportChoices| {
            ScrollArea::vertical().max_height(height).show(ui, |ui| {
                ui.set_width(COLUMN);
                ui.add_enabled_ui(state.making.is_none(), |ui| state.choices(ui, session, choices));
            });
        };
        if narrow {
            column(ui, self, choices);
        } else {
            ui.horizontal_top(|ui| {
                ui.vertical(|ui| column(ui, self, choices));
                ui.add_space(10.0);
                ui.vertical(|ui| {
                    ui.set_width(PREVIEW[0]);
                    self.small_picture(ui, session, choices);
                });
            });
        }
        self.file.propose(&self.name(session, choices));
        ui.separator();
        let label = words.get("export-path");
        ui.label(&label);
        let width = if narrow { COLUMN } else { COLUMN + PREVIEW[0] };
        let said = self.file.ui(ui, &label, width);
        if said.changed {
            self.fault = None;
        }
        if let Some(fault) = &self.fault {
            ui.colored_label(ui.visuals().error_fg_color, fault);
        }
        self.file.say(ui, words);
        ui.add_space(4.0);
        self.buttons(ui, session, choices, said.entered)
    }

    /// The buttons at the foot, or how far the work is; whether the window is to close.
    fn buttons(
        &mut self,
        ui: &mut Ui,
        session: &Session,
        choices: &ExportChoices,
        entered: bool,
    ) -> bool {
        let words = &session.words;
        if let Some(making) = &self.making {
            let (done, of) = making.progress.steps();
            ui.horizontal(|ui| {
                #[expect(clippy::cast_precision_loss, reason = "some hundred pictures")]
                let part = done as f32 / of.max(1) as f32;
                let told = words.with(
                    "export-progress",
                    &[
                        ("done", Argument::Number(done as usize)),
                        ("of", Argument::Number(of as usize)),
                    ],
                );
                ui.add(ProgressBar::new(part).desired_width(COLUMN).text(told));
                if ui.button(words.get("save-cancel")).clicked() {
                    making.progress.cancel();
                }
            });
            ui.ctx().request_repaint_after(std::time::Duration::from_millis(100));
            return false;
        }
        let mut end = false;
        ui.horizontal(|ui| {
            let asks = self.file.asks();
            let save = if asks { "save-replace" } else { "save-button" };
            let clicked = ui.button(words.get(save)).clicked();
            // Enter never replaces: that takes a look at the question.
            if clicked || (entered && !asks) {
                self.save(ui.ctx(), session, choices, asks);
            }
            self.file.choose(ui, words, &[choices.kind.id()]);
            end = ui.button(words.get("save-cancel")).clicked();
        });
        end
    }

    /// Begins to make the file; one that is there already is replaced only if it may be.
    fn save(
        &mut self,
        ctx: &egui::Context,
        session: &Session,
        choices: &ExportChoices,
        replace: bool,
    ) {
        let words = &session.words;
        self.fault = None;
        let path = self.file.path();
        let ending = path.extension().and_then(|own| own.to_str()).map(str::to_ascii_lowercase);
        // What the file is called goes before what was chosen, if it can be.
        let mut choices = *choices;
        if let Some(kind) = FileKind::ALL.iter().find(|kind| Some(kind.id()) == ending.as_deref())
            && kind.holds(choices.content)
            && kind.is_film() == choices.kind.is_film()
        {
            choices.kind = *kind;
        } else if ending.as_deref() != Some(choices.kind.id()) {
            let kind = Argument::Text(choices.kind.id());
            self.fault = Some(words.with("export-ending", &[("kind", kind)]));
            return;
        }
        match work(&session.atlas, &self.subject(session), &choices) {
            Err(fault) => self.fault = Some(told(words, fault)),
            Ok(_) if !self.file.may_write(replace) => {}
            Ok(work) => match Making::begin(ctx, session.atlas.clone(), work, path) {
                Ok(making) => self.making = Some(making),
                Err(reason) => {
                    let reason = Argument::Text(&reason);
                    self.fault = Some(words.with("save-failed", &[("reason", reason)]));
                }
            },
        }
    }

    /// The small picture, and what is told of the file before it is made.
    fn small_picture(&mut self, ui: &mut Ui, session: &Session, choices: &ExportChoices) {
        let words = &session.words;
        let work = match work(&session.atlas, &self.subject(session), choices) {
            Ok(work) => work,
            Err(fault) => {
                self.preview.clear();
                ui.colored_label(ui.visuals().error_fg_color, told(words, fault));
                return;
            }
        };
        let count = match &work {
            Work::Film(film) => film.shots.len(),
            Work::Picture(_) => 1,
            Work::List(list) => {
                self.preview.clear();
                let listed = (list.clone(), words.language);
                let beginning = self
                    .beginning
                    .get(listed, |(list, _)| Beginning::of(&session.atlas, list, words));
                beginning.ui(ui, words);
                return;
            }
        };
        self.picture = self.picture.min(count.saturating_sub(1));
        let dense = ui.ctx().pixels_per_point();
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "some hundred pixels"
        )]
        let pixels = PREVIEW.map(|side| (side * dense).round().max(1.0) as u32);
        let told = told_size(words, &work);
        let wanted = Wanted { work, picture: self.picture, pixels };
        let name = words.get("export-preview");
        if let Some((texture, bytes)) = self.preview.of(ui.ctx(), &session.atlas, &wanted) {
            let image = egui::Image::new(texture).max_size(PREVIEW.into()).shrink_to_fit();
            let response = ui.add(image);
            let size = bytes.map(|bytes| megabytes(words, bytes));
            named(response, Role::Image, &name);
            ui.weak(match size {
                Some(size) => format!("{told} · {size}"),
                None => told,
            });
        } else {
            ui.allocate_space(vec2(PREVIEW[0], 0.5 * PREVIEW[1]));
            ui.weak(told);
        }
        if count > 1 {
            ui.spacing_mut().slider_width = PREVIEW[0] - 20.0;
            let slider = Slider::new(&mut self.picture, 0..=count - 1).show_value(false);
            let response = ui.add(slider);
            named(response, Role::Slider, &words.get("export-which"));
        }
    }
}

/// What a file will be, as a line.
fn told_size(words: &Words, work: &Work) -> String {
    let times = |[w, h]: [f64; 2]| format!("{w:.0} × {h:.0}");
    match work {
        Work::Picture(job) if job.paper => {
            let mm = job.size.map(|side| side / 96.0 * 25.4);
            format!("{} mm", times(mm))
        }
        Work::Picture(job) => times(job.size.map(|side| (side * job.scale).round())),
        Work::List(_) => String::new(),
        Work::Film(film) => {
            let extent = film.extent();
            let seconds = words.number(extent.seconds.round());
            let args = [
                ("pictures", Argument::Number(extent.pictures)),
                ("seconds", Argument::Text(&seconds)),
            ];
            format!(
                "{} · {}",
                times(extent.pixels.map(f64::from)),
                words.with("export-film", &args)
            )
        }
    }
}

/// About how large a file will be, as a few words.
fn megabytes(words: &Words, bytes: u64) -> String {
    #[expect(clippy::cast_precision_loss, reason = "told roughly")]
    let megabytes = words.number((bytes as f64 / 1e6).ceil());
    words.with("export-bytes", &[("megabytes", Argument::Text(&megabytes))])
}

/// What does not go together, as a sentence.
fn told(words: &Words, fault: NotPossible) -> String {
    match fault {
        NotPossible::TooSmall([w, h]) => {
            let size = format!("{w:.0} × {h:.0}");
            words.with("export-too-small", &[("size", Argument::Text(&size))])
        }
        NotPossible::TooLarge => words.get("export-too-large"),
        NotPossible::Backwards => words.get("export-backwards"),
        NotPossible::NoTable => words.get("export-no-table"),
    }
}

fn named(response: Response, role: Role, name: &str) -> Response {
    response.widget_info(|| WidgetInfo::labeled(role, true, name));
    response
}
