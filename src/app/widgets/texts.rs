//! Running texts, whose terms lead to the glossary, and sources, which lead to where they are read.

use egui::{
    Align, Color32, CursorIcon, Label, Layout, RichText, Role, Sense, Stroke, TextStyle,
    TextWrapMode, Ui, WidgetInfo,
};
use egui::{epaint, pos2};

use crate::history::{Prose, TermId};
use crate::picture::cards::SourceLine;

use super::super::effects::Effect;

/// The dots below a term: how large, and how far apart, in points.
const DOTS: [f32; 2] = [0.7, 3.0];

/// A text whose terms can be clicked; `style` sets its letters. What was clicked.
pub(in super::super) fn prose(
    ui: &mut Ui,
    prose: &Prose,
    style: impl Fn(RichText) -> RichText,
) -> Option<Effect> {
    led_prose(ui, None, prose, style)
}

/// The same after some words of another face.
pub(in super::super) fn led_prose(
    ui: &mut Ui,
    lead: Option<RichText>,
    prose: &Prose,
    style: impl Fn(RichText) -> RichText,
) -> Option<Effect> {
    if lead.is_none() && prose.terms.is_empty() {
        ui.label(style(RichText::new(prose.text.as_str())));
        return None;
    }
    let mut clicked = None;
    let wrapped = Layout::left_to_right(Align::Min).with_main_wrap(true);
    let width = ui.available_width();
    ui.allocate_ui_with_layout(egui::vec2(width, 0.0), wrapped, |ui| {
        ui.spacing_mut().item_spacing.x = 0.0;
        ui.spacing_mut().item_spacing.y = 0.0;
        if let Some(lead) = lead {
            ui.label(lead);
        }
        let mut from = 0;
        for (place, term) in &prose.terms {
            plain(ui, prose.text.get(from..place.start), &style);
            let word = prose.text.get(place.clone()).unwrap_or_default();
            if term_link(ui, style(RichText::new(word)), word) {
                clicked = Some(*term);
            }
            from = place.end;
        }
        plain(ui, prose.text.get(from..), &style);
    });
    clicked.map(Effect::OpenTerm)
}

fn plain(ui: &mut Ui, text: Option<&str>, style: &impl Fn(RichText) -> RichText) {
    if let Some(text) = text.filter(|text| !text.is_empty()) {
        let label = Label::new(style(RichText::new(text)));
        // A space between two terms is nothing to come to.
        ui.add(if text.trim().is_empty() { label.selectable(false) } else { label });
    }
}

/// A word with dots below it, which leads to its term; whether it was clicked. It goes to the next
/// line as a whole: a control in two places would be two.
fn term_link(ui: &mut Ui, text: RichText, word: &str) -> bool {
    let style = ui.style().text_styles[&TextStyle::Body].clone();
    let text = egui::WidgetText::from(text);
    let galley = text.into_galley(ui, Some(TextWrapMode::Extend), f32::INFINITY, style);
    let (rect, response) = ui.allocate_exact_size(galley.size(), Sense::click());
    response.widget_info(|| WidgetInfo::labeled(Role::Link, ui.is_enabled(), word));
    if ui.is_rect_visible(rect) {
        let ink = ui.visuals().text_color();
        let on = response.hovered() || response.has_focus();
        let under = if on { Stroke::new(1.0, ink) } else { Stroke::NONE };
        if !on {
            let y = rect.bottom() - 0.5;
            let line = [pos2(rect.left() + 0.5, y), pos2(rect.right(), y)];
            ui.painter().extend(epaint::Shape::dotted_line(&line, ink, DOTS[1], DOTS[0]));
        }
        let text = epaint::TextShape::new(rect.min, galley, ink).with_underline(under);
        ui.painter().add(text);
    }
    response.on_hover_cursor(CursorIcon::PointingHand).clicked()
}

/// The term of a word by itself, as in a list; whether it was clicked.
pub(in super::super) fn word_of(ui: &mut Ui, term: TermId, word: RichText) -> Option<Effect> {
    let name = word.text().to_owned();
    term_link(ui, word, &name).then_some(Effect::OpenTerm(term))
}

/// A source, which opens where it is public, and what of it was seen.
pub(in super::super) fn source_row(
    ui: &mut Ui,
    source: &SourceLine,
    ink: Option<Color32>,
    size: f32,
) -> Option<Effect> {
    let styled = |text: &str| {
        let text = RichText::new(text).size(size);
        ink.map_or(text.clone(), |ink| text.color(ink))
    };
    let mut clicked = false;
    if let Some(url) = &source.url {
        let link = ui.link(styled(&source.text).underline());
        clicked = link.on_hover_text(url).clicked();
    } else {
        ui.label(styled(&source.text));
    }
    if let Some(read) = &source.read {
        let read = RichText::new(read).size(size - 0.5).italics().weak();
        ui.label(read);
    }
    clicked.then_some(Effect::OpenAddress(source.source))
}
