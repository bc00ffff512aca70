//! The bar at the top: menus, lenses, the field for a date, switches, the language. What stands in it
//! is decided in `view`; what finds no room is in its last menu.

use egui::containers::menu::{MenuBar, MenuButton, MenuConfig};
use egui::{Button, Id, PopupCloseBehavior, RichText, Role, TextEdit, Ui, WidgetInfo, vec2};

use crate::history::{Calendar, LensId};
use crate::picture::dates::{self, Lexicon};
use crate::picture::words::own_name;
use crate::picture::{Face, palette};
use crate::view::{Action, BarPlan, BarWidths, DatePlace, LensPlace};

use super::super::commands::Command;
use super::super::effects::Effect;
use super::super::fonts::font;
use super::super::session::Session;
use super::super::style::color;
use super::super::widgets::{Along, Roving};
use super::menus;

/// Width of the field for a date where there is room, and where there is little, in points.
const FIELD_WIDTHS: [f32; 2] = [188.0, 92.0];
/// How far the parts of the bar are apart, and its groups.
const GAPS: [f32; 2] = [4.0, 14.0];
/// The room around the words of a menu, a lens and a switch, in points.
const MENU_PADDING: [f32; 2] = [4.0, 3.0];
const LENS_PADDING: [f32; 2] = [10.0, 4.0];
const SWITCH_PADDING: [f32; 2] = [8.0, 4.0];
/// The room at both sides of the words of the field for a date.
const FIELD_PADDING: f32 = 8.0;
/// What the menu of the rest is called in the bar.
const REST: &str = "…";

/// What the bar keeps: the date as it is being typed.
#[derive(Default)]
pub(crate) struct TopBar {
    typed: String,
    fault: Option<String>,
}

impl TopBar {
    /// Shows the bar.
    pub(crate) fn ui(&mut self, ui: &mut Ui, session: &Session) -> Vec<Effect> {
        let mut effects = Vec::new();
        MenuBar::new().ui(ui, |ui| {
            let widths = widths(ui, session);
            let plan = BarPlan::of(&widths, ui.available_width());
            Self::left(ui, session, plan, &mut effects);
            // At the right edge, and in the order of reading, which is that of Tab.
            let room = ui.available_width() - plan.right_width(&widths);
            ui.add_space(room.max(0.0));
            self.right(ui, session, plan, &mut effects);
        });
        effects
    }

    /// The name, the menus, the lenses.
    fn left(ui: &mut Ui, session: &Session, plan: BarPlan, effects: &mut Vec<Effect>) {
        let (atlas, words) = (&session.atlas, &session.words);
        ui.spacing_mut().item_spacing.x = GAPS[0];
        if plan.title {
            let name = atlas.history.title.get(words.language);
            ui.label(RichText::new(name).font(title_font()));
            ui.add_space(GAPS[1] - GAPS[0]);
        }
        ui.spacing_mut().button_padding = MENU_PADDING.into();
        if plan.menus {
            menus::row(ui, session, effects);
        } else {
            menus::one(ui, session, effects);
        }
        ui.add_space(GAPS[1] - GAPS[0]);
        match plan.lenses {
            LensPlace::Row => lenses(ui, session, effects),
            LensPlace::Menu => {
                ui.spacing_mut().button_padding = SWITCH_PADDING.into();
                let name = atlas.history.lens(session.look().lens()).name.get(words.language);
                menus::tall(ui, name, |ui| menus::lenses(ui, session, effects));
            }
            LensPlace::Rest => {}
        }
    }

    /// The date, the search, the switches, the language, the last menu.
    fn right(&mut self, ui: &mut Ui, session: &Session, plan: BarPlan, effects: &mut Vec<Effect>) {
        let (words, look) = (&session.words, session.look());
        ui.spacing_mut().item_spacing.x = GAPS[0];
        ui.spacing_mut().button_padding = SWITCH_PADDING.into();
        let width = match plan.date {
            DatePlace::Wide => Some(FIELD_WIDTHS[0]),
            DatePlace::Narrow => Some(FIELD_WIDTHS[1]),
            DatePlace::Rest => None,
        };
        if let Some(width) = width {
            ui.scope(|ui| {
                ui.set_max_width(width + FIELD_PADDING);
                self.date_field(ui, session, effects);
            });
        }
        if plan.search {
            let search = ui.button(words.get("search-title"));
            let keys = Command::Search.shortcut().map(|keys| ui.ctx().format_shortcut(&keys));
            if search.on_hover_text(keys.unwrap_or_default()).clicked() {
                effects.push(Command::Search.effect(session));
            }
        }
        if plan.disputes {
            let disputes = words.get("disputes-short");
            let button = ui.selectable_label(look.disputes(), disputes);
            if button.on_hover_text(words.get(Command::Disputes.words())).clicked() {
                effects.push(Command::Disputes.effect(session));
            }
        }
        if plan.chart {
            let chart = words.get(Command::Chart.words());
            if ui.selectable_label(session.desk().chart, chart).clicked() {
                effects.push(Command::Chart.effect(session));
            }
        }
        if plan.language {
            menus::language(ui, session, effects);
        }
        if plan.has_rest() {
            self.rest(ui, session, plan, effects);
        }
    }

    /// The menu of what finds no room.
    fn rest(&mut self, ui: &mut Ui, session: &Session, plan: BarPlan, effects: &mut Vec<Effect>) {
        // A click into the field for a date must not close it.
        let stays = PopupCloseBehavior::CloseOnClickOutside;
        let config = MenuConfig::new().close_behavior(stays);
        let (button, _) = MenuButton::new(REST).config(config).ui(ui, |ui| {
            menus::scrolled(ui, |ui| {
                ui.set_min_width(190.0);
                if session.desk().is_narrow()
                    && menus::item(ui, session, Command::SidePanel, effects)
                {
                    ui.close();
                }
                if plan.date == DatePlace::Rest {
                    self.date_field(ui, session, effects);
                }
                for (there, command) in [
                    (plan.search, Command::Search),
                    (plan.disputes, Command::Disputes),
                    (plan.chart, Command::Chart),
                ] {
                    if !there && menus::item(ui, session, command, effects) {
                        ui.close();
                    }
                }
                if plan.lenses == LensPlace::Rest {
                    ui.separator();
                    menus::lenses(ui, session, effects);
                }
                if !plan.language {
                    ui.separator();
                    menus::languages(ui, session, effects);
                }
            });
        });
        let name = session.words.get("menu-rest");
        button.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Button, true, &name));
        button.on_hover_text(name);
    }

    /// The field for a date: the day that is shown, or what is being typed.
    fn date_field(&mut self, ui: &mut Ui, session: &Session, effects: &mut Vec<Effect>) {
        let (atlas, words) = (&session.atlas, &session.words);
        let width = (ui.available_width() - FIELD_PADDING).clamp(60.0, FIELD_WIDTHS[0]);
        let id = ui.make_persistent_id("time-field");
        let idle = self.typed.is_empty() && !ui.memory(|memory| memory.has_focus(id));
        let shown = if idle { present(session, width) } else { std::mem::take(&mut self.typed) };
        let mut text = shown.clone();
        let field = TextEdit::singleline(&mut text)
            .id(id)
            .hint_text(words.get("time-field-hint"))
            .desired_width(width);
        let response = ui.add(field);
        if !idle || text != shown {
            self.typed = text;
        }
        response.widget_info(|| {
            egui::WidgetInfo::labeled(egui::Role::TextInput, true, words.get("time-field"))
        });
        if response.changed() {
            self.fault = None;
        }
        let read = dates::read(&self.typed, Lexicon::all());
        let entered = response.lost_focus() && ui.input(|i| i.key_pressed(egui::Key::Enter));
        if entered && !self.typed.trim().is_empty() {
            match read.and_then(|date| atlas.history.within(date)) {
                Ok(date) => {
                    effects.push(Action::go_to(&atlas.history, date).into());
                    self.fault = None;
                    self.typed.clear();
                }
                Err(refusal) => {
                    self.fault = Some(dates::refusal(words, refusal));
                    response.request_focus();
                }
            }
        }
        // What a date of another calendar is, while it is typed.
        let entered = entered && self.fault.is_none();
        let meant = read.ok().filter(|date| date.calendar != Calendar::Civil && !entered);
        let visuals = ui.visuals();
        let below = match (&self.fault, meant) {
            (Some(fault), _) => Some((fault.clone(), visuals.error_fg_color)),
            (None, Some(date)) => {
                Some((dates::calendars(words, date.last), visuals.weak_text_color()))
            }
            (None, None) => None,
        };
        if let Some((line, ink)) = below {
            under(ui, &response, line, ink);
        } else if idle {
            response.on_hover_text(dates::calendars(words, session.look().moment()));
        }
    }
}

/// The day that is shown, or the year, if it was chosen as one; in figures where there is little room.
fn present(session: &Session, width: f32) -> String {
    let (words, look) = (&session.words, session.look());
    let day = look.moment();
    if look.by_year() {
        day.year().to_string()
    } else if width < FIELD_WIDTHS[1] + 1.0 {
        day.to_string()
    } else {
        words.day(day)
    }
}

/// A line below the field, which it does not touch.
fn under(ui: &Ui, field: &egui::Response, line: String, ink: egui::Color32) {
    egui::Area::new(egui::Id::unique("time-field-fault"))
        .fixed_pos(field.rect.left_bottom() + vec2(0.0, 10.0))
        .order(egui::Order::Foreground)
        .show(ui.ctx(), |ui| {
            egui::Frame::popup(ui.style()).show(ui, |ui| {
                ui.set_max_width(280.0);
                ui.colored_label(ink, line);
            });
        });
}

/// The type of the name of the atlas.
fn title_font() -> egui::FontId {
    font(Face::SansBold, 15.0)
}

/// How wide each part of the bar is.
fn widths(ui: &Ui, session: &Session) -> BarWidths {
    let (atlas, words) = (&session.atlas, &session.words);
    let text = |words: &str, font: egui::FontId| {
        let ink = ui.visuals().text_color();
        ui.painter().layout_no_wrap(words.to_owned(), font, ink).size().x
    };
    let [gap, group_gap] = GAPS;
    let button = |words: &str, padding: f32| {
        text(words, font(Face::Sans, 13.0)).ceil() + 2.0 * padding + gap
    };
    let of_all = |keys: &[&str], padding: f32| -> f32 {
        keys.iter().map(|key| button(&words.get(key), padding)).sum()
    };
    let lens_names = atlas.history.lenses.iter().map(|lens| lens.name.get(words.language));
    let language = atlas.history.languages.get(usize::from(words.language.0));
    let name = atlas.history.lens(session.look().lens()).name.get(words.language);
    BarWidths {
        title: text(atlas.history.title.get(words.language), title_font()).ceil() + group_gap,
        menus: of_all(&menus::NAMES, MENU_PADDING[0]) + group_gap,
        one_menu: button(&words.get("menu-all"), MENU_PADDING[0]) + group_gap,
        lenses: lens_names.map(|name| button(name, LENS_PADDING[0])).sum::<f32>() + group_gap,
        lens_menu: button(name, SWITCH_PADDING[0]) + group_gap,
        date: FIELD_WIDTHS[0] + FIELD_PADDING + gap,
        narrow_date: FIELD_WIDTHS[1] + FIELD_PADDING + gap,
        search: button(&words.get("search-title"), SWITCH_PADDING[0]),
        disputes: button(&words.get("disputes-short"), SWITCH_PADDING[0]),
        chart: button(&words.get(Command::Chart.words()), SWITCH_PADDING[0]),
        language: button(own_name(language.map_or("", String::as_str)), SWITCH_PADDING[0]),
        rest: button(REST, SWITCH_PADDING[0]),
    }
}

/// The lenses in a row.
fn lenses(ui: &mut Ui, session: &Session, effects: &mut Vec<Effect>) {
    let (atlas, words, look) = (&session.atlas, &session.words, session.look());
    let palette = palette(look.theme());
    ui.spacing_mut().button_padding = LENS_PADDING.into();
    let mut group = Roving::new(ui, Id::unique("lenses"), Along::Row);
    for (i, lens) in (0_u16..).zip(&atlas.history.lenses) {
        let on = look.lens() == LensId(i);
        let (fill, ink) = if on {
            (color(palette.accent), color(palette.on_accent))
        } else {
            (color(palette.paper), color(palette.ink))
        };
        let label = RichText::new(lens.name.get(words.language)).color(ink);
        let button = Button::new(label).fill(fill).corner_radius(14.0).min_size(vec2(0.0, 26.0));
        let response = ui.add(button.sense(group.sense()));
        group.add(&response);
        // That it is chosen is told by its colour, and has to be said.
        response.widget_info(|| {
            let name = lens.name.get(words.language);
            WidgetInfo::selected(Role::Button, ui.is_enabled(), on, name)
        });
        let response = response.on_hover_text(lens.question.get(words.language));
        if response.clicked() {
            effects.push(Action::SetLens(LensId(i)).into());
        }
    }
    group.end(ui);
}
