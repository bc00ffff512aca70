//! The open card of an event, set from its words, which are of `picture`.

use egui::{Color32, CornerRadius, Rect, RichText, Ui, pos2};

use crate::history::Prose;
use crate::picture::cards::{ArticleLine, EventCard, MapMark, Transfer};
use crate::picture::locator::Locator;
use crate::picture::{Argument, Face, Words, palette};
use crate::view::{Action, Look};

use super::super::super::effects::{Cited, Effect};
use super::super::super::fonts::font;
use super::super::super::map::Canvas;
use super::super::super::style::color;
use super::super::super::widgets::{
    events, facts, heading, led_prose, locator, people_rows, pinned, prose, source_row, swatch,
    territories, title_label,
};

use super::cite_buttons::cite_buttons;
use super::is_below;

/// The words of an article up to so many letters are shown at once, more when they are asked for.
const SHORT: usize = 160;

/// The open card of an event. `hurried`: what of it is not seen can wait for the next frame.
pub(in super::super) fn event_ui(
    ui: &mut Ui,
    (look, words): (&Look, &Words),
    card: &EventCard,
    (canvas, world): (&mut Canvas, Option<&Locator>),
    hurried: bool,
) -> Vec<Effect> {
    let mut actions = Vec::new();
    let mut effects: Vec<Effect> = Vec::new();
    let mut cite = None;
    let palette = palette(look.theme());
    let muted = color(palette.muted);
    let bar = color(if card.treaty { palette.treaty } else { palette.muted });
    let inner = egui::Frame::new().inner_margin(egui::Margin { left: 14, ..egui::Margin::ZERO });
    let frame = inner.show(ui, |ui| {
        ui.set_min_width(ui.available_width());
        let name = title_label(ui, &card.title);
        ui.label(RichText::new(&card.other_titles).color(muted).size(11.5));
        if !card.treaty {
            ui.label(RichText::new(&card.kind).color(muted).size(11.5));
        }
        ui.add_space(4.0);
        facts(ui, &card.facts, muted);
        actions.extend(people_rows(ui, words, &card.people, muted));
        ui.separator();
        effects.extend(prose(ui, &card.summary, plain));
        if let (Some(away), Some(world)) = (card.away, world) {
            ui.add_space(4.0);
            locator(ui, look, world, away);
        }
        if hurried && is_below(ui) {
            return name;
        }
        if !card.aims.is_empty() {
            ui.add_space(4.0);
            heading(ui, &words.get("card-wanted"), muted);
            for (who, text) in &card.aims {
                effects.extend(lead(ui, who, text));
            }
        }
        if hurried && is_below(ui) {
            return name;
        }
        if !card.articles.is_empty() {
            ui.add_space(4.0);
            heading(ui, &words.get("card-agreed"), muted);
        }
        for article in &card.articles {
            if hurried && is_below(ui) {
                return name;
            }
            effects.extend(article_ui(ui, words, article, muted));
        }
        if hurried && is_below(ui) {
            return name;
        }
        for (head, text) in
            [("card-versions", &card.versions_differ), ("card-left-open", &card.left_open)]
        {
            if let Some(text) = text {
                ui.add_space(4.0);
                heading(ui, &words.get(head), muted);
                effects.extend(prose(ui, text, plain));
            }
        }
        if hurried && is_below(ui) {
            return name;
        }
        if !card.transfers.is_empty() {
            ui.add_space(4.0);
            heading(ui, &words.get("card-on-map"), muted);
            let mut day = "";
            for transfer in &card.transfers {
                if transfer.day != day && ui.link(&transfer.day).clicked() {
                    actions.push(Action::GoToDay(transfer.when));
                }
                day = &transfer.day;
                actions.extend(transfer_ui(ui, look, words, transfer, canvas));
            }
        }
        if hurried && is_below(ui) {
            return name;
        }
        if !card.touched.is_empty() {
            ui.add_space(4.0);
            heading(ui, &words.get("card-touches"), muted);
            actions.extend(territories(ui, words, &card.touched));
        }
        if !card.marks.is_empty() {
            ui.add_space(4.0);
            heading(ui, &words.get("card-marks"), muted);
            for mark in &card.marks {
                effects.extend(mark_ui(ui, mark, muted));
            }
        }
        if hurried && is_below(ui) {
            return name;
        }
        for (head, lines) in [("card-before", &card.before), ("card-after", &card.after)] {
            if !lines.is_empty() {
                ui.add_space(4.0);
                heading(ui, &words.get(head), muted);
                actions.extend(events(ui, lines, muted));
            }
        }
        for remark in card.often_given.iter().chain(&card.note) {
            ui.add_space(4.0);
            effects.extend(prose(ui, remark, |text| text.color(muted).size(12.0)));
        }
        effects.extend(sources_ui(ui, words, card, muted));
        cite = cite_buttons(ui, words, None);
        name
    });
    let rect = frame.response.rect;
    let line = Rect::from_min_max(rect.min, pos2(rect.left() + 3.0, rect.bottom()));
    ui.painter().rect_filled(line, CornerRadius::same(1), bar);
    pinned(ui, frame.inner, rect.bottom(), title(card));
    ui.add_space(10.0);
    effects.extend(actions.into_iter().map(Effect::from));
    effects.extend(cite.map(|style| Effect::Cite(Cited::Event(card.event), style)));
    effects
}

fn title(card: &EventCard) -> RichText {
    RichText::new(&card.title).font(font(Face::SerifBold, 18.0))
}

fn transfer_ui(
    ui: &mut Ui,
    look: &Look,
    words: &Words,
    transfer: &Transfer,
    canvas: &mut Canvas,
) -> Vec<Action> {
    let actions = territories(ui, words, &transfer.territories);
    ui.horizontal_top(|ui| {
        if transfer.from != transfer.to {
            swatch(ui, look, &transfer.from, canvas, None);
            ui.label("→");
        }
        swatch(ui, look, &transfer.to, canvas, None);
        ui.vertical(|ui| {
            ui.spacing_mut().item_spacing.y = 1.0;
            ui.label(&transfer.passage);
            for line in transfer.administration.iter().chain(&transfer.claim) {
                ui.label(RichText::new(line).color(color(palette(look.theme()).muted)).size(11.5));
            }
        });
    });
    ui.add_space(3.0);
    actions
}

/// Something on the map that belongs to the event.
fn mark_ui(ui: &mut Ui, mark: &MapMark, muted: Color32) -> Vec<Effect> {
    ui.add_space(2.0);
    ui.label(format!("{} · {}", mark.label, mark.when));
    for line in mark.note.iter().chain(&mark.confidence) {
        ui.label(RichText::new(line).color(muted).size(12.0));
    }
    let rows = mark.sources.iter().filter_map(|source| source_row(ui, source, Some(muted), 11.0));
    rows.collect()
}

/// An article: what it says in plain words, and below that in its own.
fn article_ui(ui: &mut Ui, words: &Words, article: &ArticleLine, muted: Color32) -> Vec<Effect> {
    let mut effects: Vec<Effect> = lead(ui, &article.name, &article.text).into_iter().collect();
    if article.originals.is_empty() {
        return effects;
    }
    let languages: Vec<&str> = article.originals.iter().map(|own| own.language.as_str()).collect();
    let languages = words.list(&languages);
    let title = words.with("card-original", &[("languages", Argument::Text(&languages))]);
    let letters: usize = article.originals.iter().map(|own| own.text.chars().count()).sum();
    egui::CollapsingHeader::new(RichText::new(title).color(muted).size(12.0))
        .id_salt(("original", &article.name, &*article.text))
        .default_open(letters <= SHORT)
        .show(ui, |ui| {
            for own in &article.originals {
                if article.originals.len() > 1 {
                    ui.label(RichText::new(&own.language).color(muted).size(11.5));
                }
                ui.label(RichText::new(&own.text).font(font(Face::SerifItalic, 12.5)));
                effects.extend(source_row(ui, &own.source, Some(muted), 11.0));
                ui.add_space(2.0);
            }
        });
    effects
}

/// Letters as they are.
fn plain(text: RichText) -> RichText {
    text
}

/// A text that begins with who or what it is about.
fn lead(ui: &mut Ui, who: &str, text: &Prose) -> Option<Effect> {
    ui.add_space(2.0);
    let who = format!("{who} — ");
    let lead = RichText::new(who.as_str()).font(font(Face::SansBold, 13.0));
    led_prose(ui, (who != " — ").then_some(lead), text, plain)
}

/// What the card rests on, folded, and how sure that is.
fn sources_ui(ui: &mut Ui, words: &Words, card: &EventCard, muted: Color32) -> Vec<Effect> {
    ui.add_space(4.0);
    let count = Argument::Number(card.sources.len());
    let sources = words.with("card-sources", &[("count", count)]);
    let sources = format!("{sources} · {}", card.confidence);
    let folded = egui::CollapsingHeader::new(RichText::new(sources).color(muted).size(12.0))
        .id_salt(("sources", card.event.0))
        .show(ui, |ui| {
            card.sources.iter().filter_map(|source| source_row(ui, source, None, 11.5)).collect()
        });
    folded.body_returned.unwrap_or_default()
}
