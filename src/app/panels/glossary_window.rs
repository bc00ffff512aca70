//! The window of the glossary: the words of the subject, to be looked through and searched.

use egui::{Align2, RichText, ScrollArea, TextEdit, Ui, Window, vec2};

use crate::history::{Language, TermId};
use crate::picture::cards::{TermCard, term_cards};
use crate::picture::{Face, palette};

use super::super::effects::Effect;
use super::super::fonts::font;
use super::super::session::Session;
use super::super::style::color;
use super::super::widgets::{as_heading, name_bars, prose, source_row};

/// The room of the scroll bar, in points.
const BAR: f32 = 26.0;

/// What the window keeps: the query, the term that it was opened at, the cards of the language.
#[derive(Default)]
pub(crate) struct GlossaryWindow {
    pub(crate) open: bool,
    query: String,
    at: Option<TermId>,
    /// Whether the term is still to be brought into view.
    seek: bool,
    cards: Option<(Language, Vec<TermCard>)>,
}

impl GlossaryWindow {
    /// Opens the window, at a term if one is asked for.
    pub(crate) fn open_at(&mut self, term: Option<TermId>) {
        self.open = true;
        self.at = term;
        self.seek = term.is_some();
        self.query.clear();
    }

    /// Shows the window, if it is open.
    pub(crate) fn ui(&mut self, ctx: &egui::Context, session: &Session) -> Vec<Effect> {
        let mut effects = Vec::new();
        if !self.open {
            return effects;
        }
        let words = &session.words;
        if self.cards.as_ref().is_none_or(|(language, _)| *language != words.language) {
            self.cards = Some((words.language, term_cards(&session.atlas, words)));
        }
        let mut open = true;
        let tallest = (ctx.content_rect().height() - 190.0).clamp(120.0, 560.0);
        Window::new(words.get("glossary-title"))
            .id(egui::Id::unique("glossary"))
            .anchor(Align2::CENTER_CENTER, vec2(0.0, 0.0))
            .collapsible(false)
            .resizable(false)
            .open(&mut open)
            .show(ctx, |ui| {
                let width = (ctx.content_rect().width() - 80.0).clamp(64.0, 500.0);
                ui.set_width(width);
                let name = words.get("glossary-search");
                let field = TextEdit::singleline(&mut self.query)
                    .hint_text(name.as_str())
                    .desired_width(f32::INFINITY);
                let field = ui.add(field);
                field.widget_info(|| egui::WidgetInfo::labeled(egui::Role::TextInput, true, &name));
                ui.add_space(4.0);
                let shown = ScrollArea::vertical().max_height(tallest).show(ui, |ui| {
                    ui.set_width(width - BAR);
                    self.list(ui, session, &mut effects);
                });
                name_bars(ui, &shown, &words.get("scroll-bar"));
            });
        self.open = open;
        effects
    }

    fn list(&mut self, ui: &mut Ui, session: &Session, effects: &mut Vec<Effect>) {
        let words = &session.words;
        let Some((_, cards)) = &self.cards else { return };
        let query = self.query.trim();
        let mut fit = cards.iter().filter(|card| query.is_empty() || card.fits(query)).peekable();
        if fit.peek().is_none() {
            ui.weak(words.get("search-nothing"));
        }
        let palette = palette(session.look().theme());
        let muted = color(palette.muted);
        for card in fit {
            let on = self.at == Some(card.term);
            let name = RichText::new(&card.name).font(font(Face::SerifBold, 15.0));
            let label = ui.label(if on { name.underline() } else { name });
            as_heading(&label, &card.name, 3);
            if on && std::mem::take(&mut self.seek) {
                label.scroll_to_me(Some(egui::Align::Min));
            }
            let mut beside = card.other_names.clone();
            if let Some(right) = &card.right {
                let said = words.pair(&words.get("glossary-right"), right);
                beside = if beside.is_empty() { said } else { format!("{beside} · {said}") };
            }
            if !beside.is_empty() {
                ui.label(RichText::new(beside).color(muted).size(11.5));
            }
            effects.extend(prose(ui, &card.text, |text| text));
            for source in &card.sources {
                effects.extend(source_row(ui, source, Some(muted), 11.0));
            }
            ui.add_space(10.0);
        }
    }
}
