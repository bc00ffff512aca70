//! Inhabitants by year on a card: a small chart for each thing that was counted, and the numbers.

use egui::{
    CollapsingHeader, Color32, CornerRadius, Response, RichText, Role, Sense, Ui, WidgetInfo, vec2,
};

use crate::atlas::Atlas;
use crate::picture::inhabitants::{Coverage, HEIGHT, marks, rest_tone, tone};
use crate::picture::{Argument, Words, palette};
use crate::view::Look;

use super::super::super::effects::Effect;
use super::super::super::map::Canvas;
use super::super::super::style::color;
use super::super::super::widgets::{heading, source_row};

/// Shows the counts; nothing, if there are none.
pub(super) fn inhabitants_ui(
    ui: &mut Ui,
    (atlas, look, words): (&Atlas, &Look, &Words),
    coverages: &[Coverage],
    canvas: &mut Canvas,
) -> Vec<Effect> {
    let mut effects = Vec::new();
    if coverages.is_empty() {
        return effects;
    }
    let muted = color(palette(look.theme()).muted);
    ui.add_space(4.0);
    heading(ui, &words.get("card-inhabitants"), muted);
    for coverage in coverages {
        if coverage.has_chart() {
            ui.label(RichText::new(&coverage.name).size(12.0));
            chart(ui, (atlas, look, words), coverage, canvas);
            key(ui, look, coverage, muted);
        } else if let Some(count) = coverage.counts.first() {
            let line = format!("{} · {}", coverage.name, count.line(words));
            ui.add(egui::Label::new(RichText::new(line).size(12.0)).wrap());
        }
    }
    CollapsingHeader::new(RichText::new(words.get("inhabitants-numbers")).color(muted).size(12.0))
        .id_salt("inhabitants")
        .show(ui, |ui| {
            for coverage in coverages {
                ui.label(RichText::new(&coverage.name).strong().size(12.0));
                for count in &coverage.counts {
                    ui.label(RichText::new(count.line(words)).size(12.0));
                    for more in count.doubt.iter().chain(&count.note) {
                        ui.label(RichText::new(more).color(muted).size(11.0));
                    }
                    for source in &count.sources {
                        effects.extend(source_row(ui, source, Some(muted), 11.0));
                    }
                    ui.add_space(3.0);
                }
            }
        });
    effects
}

/// The chart of what was counted; the count that is pointed at is told.
fn chart(
    ui: &mut Ui,
    (atlas, look, words): (&Atlas, &Look, &Words),
    coverage: &Coverage,
    canvas: &mut Canvas,
) {
    let width = ui.available_width().max(40.0);
    let (rect, response) = ui.allocate_exact_size(vec2(width, HEIGHT), Sense::hover());
    name(&response, words, coverage);
    let at = response.hover_pos().map(|at| at.x - rect.left());
    let pointed = at.and_then(|x| coverage.nearest(width, x));
    let place = pointed.and_then(|own| coverage.counts.iter().position(|count| count == own));
    let marks = marks(coverage, &palette(look.theme()), width, place);
    canvas.paint_loose(ui.painter(), atlas, rect, &marks);
    if let Some(count) = pointed {
        response.on_hover_ui_at_pointer(|ui| {
            ui.label(count.line(words));
            for more in count.doubt.iter().chain(&count.note) {
                ui.weak(more);
            }
        });
    }
}

/// What the chart is to who does not see it; the numbers below it say the rest.
fn name(response: &Response, words: &Words, coverage: &Coverage) {
    let [first, last] = [coverage.counts.first(), coverage.counts.last()]
        .map(|count| count.map(|count| count.line(words)).unwrap_or_default());
    let parts = [
        ("place", Argument::Text(&coverage.name)),
        ("first", Argument::Text(&first)),
        ("last", Argument::Text(&last)),
    ];
    let said = words.with("inhabitants-chart", &parts);
    response.widget_info(|| WidgetInfo::labeled(Role::Label, true, &said));
}

/// Which tone is which people, if any was counted.
fn key(ui: &mut Ui, look: &Look, coverage: &Coverage, muted: Color32) {
    let peoples = coverage.peoples();
    if peoples.is_empty() {
        return;
    }
    let palette = palette(look.theme());
    let partly = coverage.counts.iter().any(|count| {
        count.of.iter().map(|(_, n, _)| u64::from(*n)).sum::<u64>() < u64::from(count.inhabitants)
    });
    let own = peoples.iter().enumerate().map(|(at, who)| (tone(&palette, at), *who));
    let rest = partly.then_some((rest_tone(&palette), "…"));
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing.x = 4.0;
        for (tone, who) in own.chain(rest) {
            let (rect, _) = ui.allocate_exact_size(vec2(9.0, 9.0), Sense::hover());
            ui.painter().rect_filled(rect, CornerRadius::ZERO, color(tone));
            ui.label(RichText::new(who).color(muted).size(11.0));
            ui.add_space(4.0);
        }
    });
}
