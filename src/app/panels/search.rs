//! The search palette, over what `picture` finds: a field, and what fits what is typed into it.

use egui::{Align2, Button, Key, RichText, ScrollArea, TextEdit, Window, vec2};

use crate::atlas::Atlas;
use crate::history::Language;
use crate::picture::search::{Entry, Found, Index, moment};
use crate::picture::{Words, palette};
use crate::view::{Action, Look, Room, Selection, link};

use super::super::effects::Effect;
use super::super::session::Session;
use super::super::style::color;
use super::super::widgets::name_bars;

/// How many hits are listed.
const MOST: usize = 40;

/// What the palette keeps: the query, the chosen row, the index of the language.
#[derive(Default)]
pub(crate) struct Search {
    open: bool,
    query: String,
    chosen: usize,
    index: Option<(Language, Index)>,
    /// The link that was entered, until somebody takes it.
    link: Option<String>,
}

impl Search {
    /// Opens the palette.
    pub(crate) fn open(&mut self) {
        self.open = true;
        self.query.clear();
        self.chosen = 0;
    }

    /// Whether it is open.
    pub(crate) fn is_open(&self) -> bool {
        self.open
    }

    /// The link that was entered, if one was.
    pub(crate) fn take_link(&mut self) -> Option<String> {
        self.link.take()
    }

    /// Shows the palette; hands back what was picked.
    pub(crate) fn ui(&mut self, ctx: &egui::Context, session: &Session, room: Room) -> Vec<Effect> {
        let (atlas, words, look) = (&session.atlas, &session.words, session.look());
        if !self.open {
            return Vec::new();
        }
        if self.index.as_ref().is_none_or(|(language, _)| *language != words.language) {
            self.index = Some((words.language, Index::new(atlas, words)));
        }
        let Some((_, index)) = &self.index else {
            return Vec::new();
        };
        let pressed = |key| ctx.input_mut(|i| i.consume_key(egui::Modifiers::NONE, key));
        let (down, up) = (pressed(Key::ArrowDown), pressed(Key::ArrowUp));
        let (enter, escape) = (pressed(Key::Enter), pressed(Key::Escape));
        let moment = moment(atlas, words, &self.query);
        let mut hits: Vec<&Entry> = moment.iter().flatten().collect();
        hits.extend(index.search(&self.query, MOST));
        let last = hits.len().saturating_sub(1);
        self.chosen = (self.chosen + usize::from(down)).saturating_sub(usize::from(up)).min(last);
        let moved = down || up;
        let mut picked = enter.then(|| hits.get(self.chosen).map(|hit| hit.found)).flatten();
        let mut open = !escape;
        let typed = self.query.trim();
        let scheme = typed.get(..link::SCHEME.len());
        if enter && scheme.is_some_and(|own| own.eq_ignore_ascii_case(link::SCHEME)) {
            self.link = Some(typed.to_owned());
            open = false;
        }
        let mut changed = false;
        Window::new(words.get("search-title"))
            .id(egui::Id::unique("search"))
            .anchor(Align2::CENTER_TOP, vec2(0.0, 72.0))
            .collapsible(false)
            .resizable(false)
            .open(&mut open)
            .show(ctx, |ui| {
                ui.set_width(460.0);
                let field = TextEdit::singleline(&mut self.query)
                    .hint_text(words.get("search-hint"))
                    .desired_width(f32::INFINITY);
                let response = ui.add(field);
                response.widget_info(|| {
                    let name = words.get("search-title");
                    egui::WidgetInfo::labeled(egui::Role::TextInput, true, name)
                });
                response.request_focus();
                changed = response.changed();
                if let Some(Err(refusal)) = &moment {
                    ui.colored_label(ui.visuals().error_fg_color, refusal);
                } else if hits.is_empty() && !self.query.trim().is_empty() {
                    ui.weak(words.get("search-nothing"));
                }
                let area = ScrollArea::vertical().max_height(380.0).show(ui, |ui| {
                    for (i, hit) in hits.iter().enumerate() {
                        if row(ui, look, words, hit, i == self.chosen, moved) {
                            picked = Some(hit.found);
                        }
                    }
                });
                name_bars(ui, &area, &words.get("scroll-bar"));
            });
        if changed {
            self.chosen = 0;
        }
        self.open = open && picked.is_none();
        if let Some(Found::Term(term)) = picked {
            return vec![Effect::OpenTerm(term)];
        }
        let actions = picked.map(|found| actions(atlas, found, room)).unwrap_or_default();
        actions.into_iter().map(Effect::from).collect()
    }
}

/// A hit; whether it was clicked.
fn row(
    ui: &mut egui::Ui,
    look: &Look,
    words: &Words,
    hit: &Entry,
    chosen: bool,
    show: bool,
) -> bool {
    let kind = words.get(match hit.found {
        Found::Land(_) => "search-land",
        Found::Group(_) => "search-group",
        Found::Moment(_) => "search-date",
        Found::Place(_) => "search-place",
        Found::Person(_) => "search-person",
        Found::Event(_) => "search-event",
        Found::Term(_) => "search-term",
    });
    let muted = color(palette(look.theme()).muted);
    let mut text = egui::text::LayoutJob::default();
    let mut put = |words: &str, size: f32, ink| {
        let mut rich = RichText::new(words).size(size);
        if let Some(ink) = ink {
            rich = rich.color(ink);
        }
        rich.append_to(&mut text, ui.style(), egui::FontSelection::Default, egui::Align::Center);
    };
    put(&hit.title, 13.0, None);
    put(&format!("  {kind}"), 10.5, Some(muted));
    if !hit.detail.is_empty() {
        put(&format!("\n{}", hit.detail), 11.0, Some(muted));
    }
    let button = Button::selectable(chosen, text).wrap().min_size(vec2(ui.available_width(), 0.0));
    let response = ui.add(button);
    if chosen && show {
        response.scroll_to_me(None);
    }
    response.clicked()
}

/// What picking something does.
fn actions(atlas: &Atlas, found: Found, room: Room) -> Vec<Action> {
    match found {
        Found::Land(selection) => {
            let mut actions = vec![Action::Select(Some(selection))];
            actions.extend(bounds(atlas, selection).map(|b| Action::ShowBounds(b, room)));
            actions
        }
        Found::Place(place) => {
            let at = atlas.features.place(place);
            at.map(|at| Action::ShowPoint(at.map_km, room)).into_iter().collect()
        }
        Found::Person(person) => vec![Action::OpenPerson(Some(person))],
        Found::Event(event) => {
            let touched = atlas.bounds_of(&atlas.history.touched_by(event));
            let mut actions = vec![Action::GoToEvent(event, atlas.history.event(event).date.day)];
            actions.extend(touched.map(|bounds| Action::ShowBounds(bounds, room)));
            actions
        }
        Found::Group(group) => {
            let bounds = atlas.bounds_of(&atlas.history.group(group).territories);
            let mut actions = vec![Action::SelectGroup(group)];
            actions.extend(bounds.map(|bounds| Action::ShowBounds(bounds, room)));
            actions
        }
        Found::Moment(date) => vec![Action::go_to(&atlas.history, date)],
        // It opens a window, and leaves the look as it is.
        Found::Term(_) => Vec::new(),
    }
}

fn bounds(atlas: &Atlas, selection: Selection) -> Option<geo::Rect<f64>> {
    match selection.island {
        Some(island) => atlas.bounds_of_island(island),
        None => atlas.bounds_of(&[selection.territory]),
    }
}
