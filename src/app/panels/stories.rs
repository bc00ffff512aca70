//! The window of stories: those that `atlas` has read, those that the reader has opened, and the one that
//! the reader writes.

use std::sync::Arc;

use egui::{Align2, Button, CollapsingHeader, RichText, ScrollArea, TextEdit, Ui, Window, vec2};

use crate::history::{Text, Tour, TourStop};
use crate::picture::{Argument, Face};
use crate::view::{link, tour};

use super::super::effects::{Effect, StoryAction, StoryOf};
use super::super::fonts::font;
use super::super::session::Session;
use super::super::widgets::{as_heading, name_bars};

/// The room of the scroll bar, in points.
const BAR: f32 = 16.0;

/// The window, and the story that is being written.
#[derive(Default)]
pub(crate) struct Stories {
    pub(crate) open: bool,
    title: String,
    summary: String,
    stops: Vec<Draft>,
}

/// A stop that is being written.
#[derive(Default)]
struct Draft {
    look: String,
    text: String,
}

/// What is done with a stop of the list.
enum Edit {
    Up(usize),
    Down(usize),
    Remove(usize),
}

impl Stories {
    /// Shows the window, if it is open.
    pub(crate) fn ui(&mut self, ctx: &egui::Context, session: &Session) -> Vec<Effect> {
        let mut effects = Vec::new();
        if !self.open {
            return effects;
        }
        let words = &session.words;
        let mut open = true;
        let tallest = (ctx.content_rect().height() - 140.0).clamp(120.0, 620.0);
        Window::new(words.get("stories-title"))
            .id(egui::Id::unique("stories"))
            .anchor(Align2::CENTER_CENTER, vec2(0.0, 0.0))
            .collapsible(false)
            .resizable(false)
            .open(&mut open)
            .show(ctx, |ui| {
                let shown = ScrollArea::vertical().max_height(tallest).show(ui, |ui| {
                    let width = (ctx.content_rect().width() - 80.0).clamp(64.0, 500.0);
                    ui.set_width(width);
                    // The scroll bar has its own room.
                    ui.set_max_width((width - BAR).max(48.0));
                    list(ui, session, &mut effects);
                    ui.separator();
                    let write = words.get("story-write");
                    CollapsingHeader::new(write)
                        .id_salt("write")
                        .show(ui, |ui| self.write(ui, session, &mut effects));
                });
                name_bars(ui, &shown, &words.get("scroll-bar"));
            });
        let began = effects
            .iter()
            .any(|e| matches!(e, Effect::Story(StoryAction::Begin(_) | StoryAction::Resume)));
        self.open = open && !began;
        effects
    }

    /// The story that is being written: its title, its stops, and what is done with them.
    fn write(&mut self, ui: &mut Ui, session: &Session, effects: &mut Vec<Effect>) {
        let words = &session.words;
        for (key, field) in [("story-title", &mut self.title), ("story-summary", &mut self.summary)]
        {
            let hint = words.get(key);
            let edit = TextEdit::singleline(field).hint_text(&hint).desired_width(f32::INFINITY);
            let response = ui.add(edit);
            response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::TextInput, true, &hint));
        }
        let mut edit = None;
        let count = self.stops.len();
        for (n, stop) in self.stops.iter_mut().enumerate() {
            ui.add_space(6.0);
            let number = Argument::Number(n + 1);
            let name = words.with("story-stop", &[("number", number)]);
            ui.horizontal(|ui| {
                ui.label(RichText::new(&name).font(font(Face::SansBold, 12.5)));
                ui.weak(moment_of(session, &stop.look));
                let button = |ui: &mut Ui, sign: &str, key: &str, possible: bool| {
                    let label = words.pair(&words.get(key), &name);
                    let response = ui.add_enabled(possible, Button::new(sign).small());
                    response.widget_info(|| {
                        egui::WidgetInfo::labeled(egui::Role::Button, possible, &label)
                    });
                    response.on_hover_text(&label).clicked()
                };
                if button(ui, "↑", "story-up", n > 0) {
                    edit = Some(Edit::Up(n));
                }
                if button(ui, "↓", "story-down", n + 1 < count) {
                    edit = Some(Edit::Down(n));
                }
                if button(ui, "×", "story-remove", true) {
                    edit = Some(Edit::Remove(n));
                }
            });
            let field = TextEdit::multiline(&mut stop.text)
                .hint_text(words.get("story-text"))
                .desired_rows(2)
                .desired_width(f32::INFINITY);
            let response = ui.add(field);
            response.widget_info(|| {
                let label = words.pair(&words.get("story-text"), &name);
                egui::WidgetInfo::labeled(egui::Role::TextInput, true, label)
            });
        }
        match edit {
            Some(Edit::Up(n)) => self.stops.swap(n - 1, n),
            Some(Edit::Down(n)) => self.stops.swap(n, n + 1),
            Some(Edit::Remove(n)) => drop(self.stops.remove(n)),
            None => {}
        }
        ui.add_space(8.0);
        ui.horizontal_wrapped(|ui| {
            if ui.button(words.get("story-add")).clicked() {
                let look = link::of(&session.atlas, session.look());
                self.stops.push(Draft { look, text: String::new() });
            }
            let ready = self.is_ready();
            let save = ui.add_enabled(ready, Button::new(words.get("story-save")));
            if save.on_disabled_hover_text(words.get("story-unready")).clicked() {
                effects.push(Effect::SaveStory);
            }
        });
    }

    /// Whether it has what a story needs: a title, and something to tell at each of its stops.
    fn is_ready(&self) -> bool {
        let told = |text: &str| !text.trim().is_empty();
        told(&self.title) && !self.stops.is_empty() && self.stops.iter().all(|s| told(&s.text))
    }

    /// The story that was written, as its file.
    ///
    /// # Errors
    /// A sentence for the reader.
    pub(crate) fn toml(&self, session: &Session) -> Result<String, String> {
        // The reader writes in one language, which stands for all.
        let languages = &session.atlas.history.languages;
        let own = usize::from(session.look().language().0);
        let Some(language) = languages.get(own) else { return Err(String::new()) };
        let text = |text: &str| Text::new([text.trim().to_owned()]);
        let summary = if self.summary.trim().is_empty() { &self.title } else { &self.summary };
        let stop = |stop: &Draft| TourStop {
            look: stop.look.clone(),
            text: text(&stop.text),
            seconds: None,
        };
        let tour = Tour {
            id: String::new(),
            title: text(&self.title),
            summary: text(summary),
            stops: self.stops.iter().map(stop).collect(),
        };
        tour::as_toml(&tour, std::slice::from_ref(language)).map_err(|error| error.to_string())
    }
}

/// The stories there are, each with what it tells and a button that begins it.
fn list(ui: &mut Ui, session: &Session, effects: &mut Vec<Effect>) {
    let words = &session.words;
    if let Some(touring) = session.touring() {
        let title = touring.tour().title.get(words.language);
        let label = words.with("story-resume", &[("title", Argument::Text(title))]);
        if ui.button(label).clicked() {
            effects.push(Effect::Story(StoryAction::Resume));
        }
        ui.add_space(6.0);
    }
    let tours = &session.atlas.history.tours;
    let of_atlas = (0_u16..).zip(tours).map(|(i, tour)| (StoryOf::Atlas(i), tour));
    let own = (0_u16..).zip(session.own_tours());
    let own = own.map(|(i, tour): (u16, &Arc<Tour>)| (StoryOf::Own(i), &**tour));
    let mut any = false;
    for (of, tour) in of_atlas.chain(own) {
        any = true;
        let title = tour.title.get(words.language);
        let label = ui.label(RichText::new(title).font(font(Face::SerifBold, 15.0)));
        as_heading(&label, title, 3);
        ui.label(tour.summary.get(words.language));
        ui.horizontal(|ui| {
            let begin = ui.button(words.get("story-begin"));
            begin.widget_info(|| {
                let label = words.pair(&words.get("story-begin"), title);
                egui::WidgetInfo::labeled(egui::Role::Button, true, label)
            });
            if begin.clicked() {
                effects.push(Effect::Story(StoryAction::Begin(of)));
            }
            let count = Argument::Number(tour.stops.len());
            ui.weak(words.with("story-stops", &[("count", count)]));
        });
        ui.add_space(8.0);
    }
    if !any {
        ui.weak(words.get("story-none"));
    }
    ui.weak(words.get("story-drop"));
}

/// The day that a link shows.
fn moment_of(session: &Session, text: &str) -> String {
    let opened = link::read(&session.atlas, text);
    opened.map_or_else(
        |_| String::new(),
        |opened| session.words.moment(opened.look.moment(), opened.look.by_year()),
    )
}

/// Reads a story from a file.
///
/// # Errors
/// What is wrong with it, on lines for the reader.
pub(crate) fn read(session: &Session, path: &std::path::Path) -> Result<Tour, String> {
    let languages = &session.atlas.history.languages;
    let tour = crate::atlas::read_tour_file(path, languages).map_err(|p| p.to_string())?;
    let name = path.display().to_string();
    let problems = tour::problems(&session.atlas, &tour, &name);
    if let Some(first) = problems.first() {
        return Err(first.to_string());
    }
    Ok(tour)
}
