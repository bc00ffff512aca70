//! The bar above the map while it is compared: with what, and how.

use egui::containers::menu::{MenuButton, MenuConfig};
use egui::{Button, PopupCloseBehavior, RichText, Role, TextEdit, Ui, WidgetInfo};

use crate::history::LensId;
use crate::picture::dates::{self, Lexicon};
use crate::picture::{Argument, Face};
use crate::view::{Action, Comparison, Mode, Other, link, stops};

use super::super::effects::Effect;
use super::super::fonts::font;
use super::super::session::Session;
use super::super::widgets::{Along, Roving};

/// What the bar keeps: the date as it is being typed.
#[derive(Default)]
pub(crate) struct CompareBar {
    typed: String,
    fault: Option<String>,
}

impl CompareBar {
    /// Shows the bar.
    pub(crate) fn ui(&mut self, ui: &mut Ui, session: &Session) -> Vec<Effect> {
        let mut effects = Vec::new();
        let Some(comparison) = session.look().comparison() else { return effects };
        let words = &session.words;
        ui.horizontal_wrapped(|ui| {
            ui.spacing_mut().item_spacing.x = 6.0;
            let title = RichText::new(words.get("compare-title")).font(font(Face::SansBold, 13.0));
            ui.label(title);
            self.with(ui, session, comparison, &mut effects);
            if comparison.mode().is_some() {
                modes(ui, session, comparison, &mut effects);
                if ui.button(words.get("compare-swap")).clicked() {
                    effects.push(Action::SwapComparison.into());
                }
            }
            if ui.button(words.get("compare-end")).clicked() {
                effects.push(Action::Compare(None).into());
            }
            if comparison.is_of_itself(session.look()) {
                ui.label(words.get("compare-itself"));
            }
        });
        effects
    }

    /// With what it is compared, and a menu of what it could be.
    fn with(
        &mut self,
        ui: &mut Ui,
        session: &Session,
        comparison: Comparison,
        effects: &mut Vec<Effect>,
    ) {
        let (atlas, words) = (&session.atlas, &session.words);
        let now = match comparison {
            Comparison::Pair { other: Other::Moment { day, by_year }, .. } => {
                words.moment(day, by_year)
            }
            Comparison::Pair { other: Other::Lens(lens), .. } => {
                atlas.history.lens(lens).name.get(words.language).to_owned()
            }
            Comparison::Lenses => words.get("compare-lenses"),
        };
        let label = words.with("compare-with", &[("what", Argument::Text(&now))]);
        // A click into the field for a date must not close it.
        let config = MenuConfig::new().close_behavior(PopupCloseBehavior::CloseOnClickOutside);
        let (button, _) = MenuButton::new(label.as_str()).config(config).ui(ui, |ui| {
            ui.set_min_width(240.0);
            if let Some(other) = self.choices(ui, session, comparison) {
                effects.push(Action::Compare(Some(other)).into());
                ui.close();
            }
        });
        button.widget_info(|| WidgetInfo::labeled(Role::Button, true, &label));
    }

    /// What it could be compared with; the one that was chosen.
    fn choices(
        &mut self,
        ui: &mut Ui,
        session: &Session,
        comparison: Comparison,
    ) -> Option<Comparison> {
        let (atlas, words, look) = (&session.atlas, &session.words, session.look());
        let mode = comparison.mode().unwrap_or_default();
        let mut chosen = None;
        let field = TextEdit::singleline(&mut self.typed)
            .hint_text(words.get("time-field-hint"))
            .desired_width(220.0);
        let response = ui.add(field);
        response
            .widget_info(|| WidgetInfo::labeled(Role::TextInput, true, words.get("compare-date")));
        if response.changed() {
            self.fault = None;
        }
        let entered = response.lost_focus() && ui.input(|i| i.key_pressed(egui::Key::Enter));
        if entered && !self.typed.trim().is_empty() {
            let history = &atlas.history;
            let read = || dates::read(&self.typed, Lexicon::all());
            let other = match link::other(atlas, self.typed.trim()) {
                Some(other) => Ok(other),
                None => read().and_then(|d| history.within(d)).map(|d| Other::at(history, d)),
            };
            match other.map(|with| Comparison::with(with, mode)) {
                Ok(other) if other.is_of_itself(look) => {
                    self.fault = Some(words.get("compare-itself"));
                }
                Ok(other) => {
                    chosen = Some(other);
                    self.typed.clear();
                }
                Err(refusal) => self.fault = Some(dates::refusal(words, refusal)),
            }
        }
        if let Some(fault) = &self.fault {
            ui.colored_label(ui.visuals().error_fg_color, fault);
        }
        for (key, back) in [("command-previous-change", true), ("command-next-change", false)] {
            let day = stops::change(atlas, look, back);
            let label = words.get(key);
            if let Some(day) = day
                && ui.add(Button::new(words.pair(&label, &words.day(day)))).clicked()
            {
                chosen = Some(Comparison::with(Other::Moment { day, by_year: false }, mode));
            }
        }
        ui.separator();
        for (i, lens) in (0_u16..).map(LensId).zip(&atlas.history.lenses) {
            if i != look.lens() && ui.add(Button::new(lens.name.get(words.language))).clicked() {
                chosen = Some(Comparison::with(Other::Lens(i), mode));
            }
        }
        if atlas.history.lenses.len() > 1
            && ui.add(Button::new(words.get("compare-lenses"))).clicked()
        {
            chosen = Some(Comparison::Lenses);
        }
        chosen
    }
}

/// How two looks are shown.
fn modes(ui: &mut Ui, session: &Session, comparison: Comparison, effects: &mut Vec<Effect>) {
    let mut group = Roving::new(ui, egui::Id::unique("modes of comparison"), Along::Row);
    for mode in Mode::ALL {
        let on = comparison.mode() == Some(mode);
        let label = session.words.get(&format!("compare-{}", mode.id()));
        let button = Button::selectable(on, label.clone()).sense(group.sense());
        let response = ui.add(button);
        group.add(&response);
        response.widget_info(|| WidgetInfo::selected(Role::Button, true, on, &label));
        if response.clicked() {
            effects.push(Action::Compare(Some(comparison.shown_as(mode))).into());
        }
    }
    group.end(ui);
}
