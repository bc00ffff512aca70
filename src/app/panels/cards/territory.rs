//! The card of what is selected, set from its words, which are of `picture`.

use egui::text::LayoutJob;
use egui::{Align, Button, CursorIcon, FontSelection, RichText, Sense, Stroke, Ui, pos2, vec2};

use crate::atlas::Atlas;
use crate::export::references::ReferenceStyle;
use crate::picture::cards::{HolderRow, TerritoryCard, Why};
use crate::picture::lanes::lane_marks;
use crate::picture::ribbons::{Row, TimeScale, segments};
use crate::picture::{Face, Words, palette};
use crate::view::{Action, Look};

use super::super::super::effects::{Cited, Effect};
use super::super::super::fonts::font;
use super::super::super::map::Canvas;
use super::super::super::session::Session;
use super::super::super::style::color;
use super::super::super::widgets::{
    as_heading, closable, events, facts, heading, led_prose, prose, source_row, swatch,
};

use super::cite_buttons::cite_buttons;
use super::inhabitants_ui::inhabitants_ui;

/// The heading and the name of what is selected, and a button that closes its card.
pub(in super::super) fn territory_head(
    ui: &mut Ui,
    look: &Look,
    words: &Words,
    card: &TerritoryCard,
) -> Vec<Action> {
    let muted = color(palette(look.theme()).muted);
    let closed = closable(ui, &words.get("card-selected"), words, muted);
    title(ui, card, muted);
    if closed { vec![Action::Select(None)] } else { Vec::new() }
}

/// The card of what is selected, below its name.
pub(in super::super) fn territory_ui(
    ui: &mut Ui,
    session: &Session,
    card: &TerritoryCard,
    canvas: &mut Canvas,
) -> Vec<Effect> {
    let (atlas, words, look) = (&session.atlas, &session.words, session.look());
    let mut effects: Vec<Effect> = Vec::new();
    let muted = color(palette(look.theme()).muted);
    ui.label(RichText::new(&card.other_names).color(muted).size(11.5));
    if !card.also.is_empty() {
        ui.label(RichText::new(&card.also).color(muted).size(11.5));
    }
    if let Some(island) = &card.island {
        ui.label(island);
    }
    ribbon(ui, atlas, look, card, canvas);
    facts(ui, &card.facts, muted);
    ui.add_space(4.0);
    heading(ui, &words.get("card-why"), muted);
    let (why, cite) = why_ui(ui, look, words, &card.why, canvas);
    effects.extend(why);
    for note in &card.notes {
        effects.extend(prose(ui, note, |text| text.color(muted).size(12.0)));
    }
    for source in &card.sources {
        effects.extend(source_row(ui, source, Some(muted), 11.0));
    }
    ui.add_space(4.0);
    heading(ui, &words.get("card-holders"), muted);
    for row in &card.holders {
        effects.extend(holder_ui(ui, look, row, canvas, false));
    }
    effects.extend(inhabitants_ui(ui, (atlas, look, words), &card.inhabitants, canvas));
    ui.add_space(4.0);
    heading(ui, &words.get("card-island-events"), muted);
    effects.extend(events(ui, &card.events, muted).into_iter().map(Effect::from));
    effects.extend(cite.map(|style| Effect::Cite(Cited::Selection, style)));
    effects
}

/// The name on the day, and in brackets the one of today, if that is another.
fn title(ui: &mut Ui, card: &TerritoryCard, muted: egui::Color32) {
    let mut job = LayoutJob::default();
    let mut put = |text: RichText| {
        text.append_to(&mut job, ui.style(), FontSelection::Default, Align::Center);
    };
    let ink = ui.visuals().text_color();
    put(RichText::new(&card.name).font(font(Face::SerifBold, 19.0)).color(ink));
    if let Some(today) = &card.today {
        put(RichText::new(format!("  ({today})")).color(muted).size(12.0));
    }
    let label = ui.label(job);
    as_heading(&label, &card.name, 2);
}

/// All holders of a territory as one ribbon; a click goes to the year.
fn ribbon(ui: &mut Ui, atlas: &Atlas, look: &Look, card: &TerritoryCard, canvas: &mut Canvas) {
    let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), 14.0), Sense::hover());
    let scale = TimeScale::new(atlas, 0.0, rect.width());
    let segments = segments(atlas, look.lens(), card.territory, look.theme());
    let (km2, territories) = (atlas.area_km2(card.territory), vec![card.territory]);
    let row = Row { segments, km2, territories };
    let marks = lane_marks(&[row], [0.0, 0.0, rect.width(), rect.height()], &scale);
    canvas.paint_loose(ui.painter(), atlas, rect, &marks);
    let x = rect.left() + scale.x_of(look.moment());
    let line = [pos2(x, rect.top() - 2.0), pos2(x, rect.bottom() + 2.0)];
    ui.painter().line_segment(line, Stroke::new(2.0, color(palette(look.theme()).ink)));
}

/// Why it has this colour: holder, act, article, who says otherwise, sources; whether it is to be cited.
fn why_ui(
    ui: &mut Ui,
    look: &Look,
    words: &Words,
    why: &Why,
    canvas: &mut Canvas,
) -> (Vec<Effect>, Option<ReferenceStyle>) {
    let mut effects = holder_ui(ui, look, &why.now, canvas, true);
    let muted = color(palette(look.theme()).muted);
    if let Some(act) = &why.act {
        ui.label(RichText::new(words.get("card-act")).color(muted).size(11.5));
        if ui.link(RichText::new(&act.title).size(12.0)).clicked() {
            effects.push(Action::GoToEvent(act.event, act.day).into());
        }
    }
    if let Some((number, text)) = &why.article {
        let lead = RichText::new(format!("{number} — ")).size(12.0);
        effects.extend(led_prose(ui, Some(lead), text, |text| text.size(12.0)));
    }
    if !why.otherwise.is_empty() {
        ui.add_space(3.0);
        ui.label(RichText::new(words.get("card-otherwise")).color(muted).size(11.5));
        for (lens, name, fill, holder) in &why.otherwise {
            ui.horizontal(|ui| {
                let swatch = swatch(ui, look, fill, canvas, Some(name));
                let text = RichText::new(words.pair(name, holder)).size(12.0);
                let line = ui.add(Button::new(text).frame(false).wrap());
                if swatch.on_hover_cursor(CursorIcon::PointingHand).clicked() || line.clicked() {
                    effects.push(Action::SetLens(*lens).into());
                }
            });
        }
    }
    ui.add_space(3.0);
    ui.label(RichText::new(&why.confidence).color(muted).size(11.5));
    for source in &why.sources {
        effects.extend(source_row(ui, source, Some(muted), 11.0));
    }
    let cite = cite_buttons(ui, words, Some(&why.citation));
    ui.add_space(3.0);
    (effects, cite)
}

fn holder_ui(
    ui: &mut Ui,
    look: &Look,
    row: &HolderRow,
    canvas: &mut Canvas,
    whole: bool,
) -> Vec<Effect> {
    let mut effects: Vec<Effect> = Vec::new();
    let muted = color(palette(look.theme()).muted);
    ui.horizontal_top(|ui| {
        swatch(ui, look, &row.fill, canvas, None);
        ui.vertical(|ui| {
            ui.spacing_mut().item_spacing.y = 1.0;
            let face = if row.current { Face::SansBold } else { Face::Sans };
            let name = RichText::new(&row.holder).font(font(face, 13.0));
            ui.add(egui::Label::new(name).wrap());
            let dates = RichText::new(&row.dates).size(11.5).color(muted);
            if ui.add(Button::new(dates).frame(false).wrap()).clicked() {
                effects.push(Action::GoToDay(row.from).into());
            }
            effects.extend(prose(ui, &row.status, |text| text.size(11.5).color(muted)));
            if let Some((event, title)) = &row.event
                && ui.link(RichText::new(title).size(12.0)).clicked()
            {
                effects.push(Action::GoToEvent(*event, row.from).into());
            }
            if whole {
                if let Some(note) = &row.note {
                    effects.extend(prose(ui, note, |text| text.size(12.0)));
                }
            } else if let Some(doubt) = &row.doubt {
                ui.label(RichText::new(doubt).size(11.0).italics().color(muted));
            }
        });
    });
    ui.add_space(3.0);
    effects
}
