//! The menus of the bar at the top.

use egui::containers::menu::MenuButton;
use egui::{Button, Id, Role, ScrollArea, Ui, WidgetInfo};

use crate::history::{Language, LensId};
use crate::picture::Argument;
use crate::picture::words::own_name;
use crate::view::desk::TEXT_PERCENTS;
use crate::view::playback::SPEED_STEPS;
use crate::view::{Action, DeskAction, MapLayer};

use super::super::commands::Command;
use super::super::effects::Effect;
use super::super::session::Session;
use super::super::widgets::{Along, Roving};
use super::bookmarks;

/// The keys of the names of the menus.
pub(super) const NAMES: [&str; 4] = ["menu-file", "menu-view", "menu-go", "menu-help"];
/// How wide a menu is at least, and in a narrow window, in points.
const WIDTHS: [f32; 2] = [230.0, 150.0];
/// In a window lower than this, in points, menus scroll.
const LOW: f32 = 540.0;
/// What stands above and below a menu, in points.
const AROUND: f32 = 70.0;

/// A command as a line of a menu; whether it was clicked.
pub(super) fn item(
    ui: &mut Ui,
    session: &Session,
    command: Command,
    effects: &mut Vec<Effect>,
) -> bool {
    let keys = command.shortcut().map(|keys| ui.ctx().format_shortcut(&keys));
    let label = session.words.get(command.words());
    let button = match command.switched_on(session) {
        Some(on) => Button::selectable(on, ticked(on, &label)),
        None => Button::new(label.clone()),
    };
    let button = button.shortcut_text(keys.unwrap_or_default());
    let possible = command.is_possible(session);
    let response = ui.add_enabled(possible, button);
    if let Some(on) = command.switched_on(session) {
        // The mark is for the eye.
        response.widget_info(|| WidgetInfo::selected(Role::Button, possible, on, &label));
    }
    let clicked = response.clicked();
    if clicked {
        effects.push(command.effect(session));
    }
    clicked
}

/// The words of what is switched, with a mark where it is on.
fn ticked(on: bool, label: &str) -> String {
    format!("{} {label}", if on { '•' } else { '\u{2007}' })
}

/// What a menu holds, scrolled where the window is too low for it.
pub(super) fn scrolled(ui: &mut Ui, content: impl FnOnce(&mut Ui)) {
    let window = ui.ctx().content_rect().height();
    if window < LOW {
        ScrollArea::vertical().max_height((window - AROUND).max(40.0)).show(ui, content);
    } else {
        content(ui);
    }
}

/// A menu.
pub(super) fn tall(ui: &mut Ui, name: &str, content: impl FnOnce(&mut Ui)) -> egui::Response {
    ui.menu_button(name, |ui| roomy(ui, content)).response
}

/// A menu of a group of them, in the bar.
fn in_bar(ui: &mut Ui, name: &str, group: &mut Roving, content: impl FnOnce(&mut Ui)) {
    let button = Button::new(name).sense(group.sense());
    let (response, _) = MenuButton::from_button(button).ui(ui, |ui| roomy(ui, content));
    group.add(&response);
}

/// What a menu holds, as wide as menus are.
fn roomy(ui: &mut Ui, content: impl FnOnce(&mut Ui)) {
    let [wide, narrow] = WIDTHS;
    ui.set_min_width(if ui.ctx().content_rect().width() < 700.0 { narrow } else { wide });
    scrolled(ui, content);
}

/// All menus in one.
pub(super) fn one(ui: &mut Ui, session: &Session, effects: &mut Vec<Effect>) {
    ui.menu_button(session.words.get("menu-all"), |ui| {
        for (name, content) in NAMES.into_iter().zip(CONTENTS) {
            tall(ui, &session.words.get(name), |ui| content(ui, session, effects));
        }
    });
}

/// What a menu holds.
type Content = fn(&mut Ui, &Session, &mut Vec<Effect>);
/// What each of the menus holds.
const CONTENTS: [Content; NAMES.len()] = [file, view, go, help];

/// The menus, one after the other: one stop of Tab.
pub(super) fn row(ui: &mut Ui, session: &Session, effects: &mut Vec<Effect>) {
    let mut group = Roving::new(ui, Id::unique("menus"), Along::Row);
    for (name, content) in NAMES.into_iter().zip(CONTENTS) {
        let name = session.words.get(name);
        in_bar(ui, &name, &mut group, |ui| content(ui, session, effects));
    }
    group.end(ui);
}

fn file(ui: &mut Ui, session: &Session, effects: &mut Vec<Effect>) {
    let commands = [
        Command::OpenAtlas,
        Command::OpenBundled,
        Command::SavePicture,
        Command::Export,
        Command::CopyPicture,
        Command::CopyLink,
        Command::Quit,
    ];
    items(ui, session, &commands, effects);
}

fn view(ui: &mut Ui, session: &Session, effects: &mut Vec<Effect>) {
    items(ui, session, &[Command::Fit, Command::ZoomIn, Command::ZoomOut], effects);
    for layer in MapLayer::ALL {
        item(ui, session, Command::Layer(layer), effects);
    }
    let others = [
        Command::Compare,
        Command::CompareLenses,
        Command::Disputes,
        Command::Deselect,
        Command::Chart,
        Command::SidePanel,
        Command::Table,
        Command::Theme,
        Command::HighContrast,
        Command::LessMotion,
    ];
    items(ui, session, &others, effects);
    ui.menu_button(session.words.get("menu-text-size"), |ui| text_sizes(ui, session, effects));
}

fn go(ui: &mut Ui, session: &Session, effects: &mut Vec<Effect>) {
    let commands = [
        Command::Undo,
        Command::Redo,
        Command::Search,
        Command::Play,
        Command::ByChanges,
        Command::Loop,
        Command::PreviousYear,
        Command::NextYear,
        Command::PreviousDecade,
        Command::NextDecade,
        Command::PreviousChange,
        Command::NextChange,
        Command::PreviousEvent,
        Command::NextEvent,
        Command::Start,
        Command::End,
        Command::TimeCloser,
        Command::TimeFarther,
        Command::TimeWhole,
    ];
    items(ui, session, &commands, effects);
    ui.menu_button(session.words.get("menu-bookmarks"), |ui| bookmarks::menu(ui, session, effects));
    ui.menu_button(session.words.get("menu-speed"), |ui| speeds(ui, session, effects));
}

fn help(ui: &mut Ui, session: &Session, effects: &mut Vec<Effect>) {
    let commands =
        [Command::Stories, Command::Glossary, Command::Sources, Command::Help, Command::About];
    items(ui, session, &commands, effects);
}

fn items(ui: &mut Ui, session: &Session, commands: &[Command], effects: &mut Vec<Effect>) {
    for command in commands {
        item(ui, session, *command, effects);
    }
}

fn text_sizes(ui: &mut Ui, session: &Session, effects: &mut Vec<Effect>) {
    for percent in TEXT_PERCENTS {
        let size = f32::from(percent) / 100.0;
        let on = (session.desk().text_size() - size).abs() < 0.005;
        let count = Argument::Number(usize::from(percent));
        let label = session.words.with("percent", &[("count", count)]);
        if ui.add(Button::selectable(on, label)).clicked() {
            effects.push(DeskAction::SetTextSize(size).into());
        }
    }
}

fn speeds(ui: &mut Ui, session: &Session, effects: &mut Vec<Effect>) {
    for speed in SPEED_STEPS {
        let on = (session.desk().playback.speed() - f32::from(speed)).abs() < 0.01;
        let count = Argument::Number(usize::from(speed));
        let label = session.words.with("speed-years", &[("count", count)]);
        if ui.add(Button::selectable(on, label)).clicked() {
            effects.push(DeskAction::SetSpeed(f32::from(speed)).into());
        }
    }
}

/// The languages as a menu, which is called as the present one calls itself.
pub(super) fn language(ui: &mut Ui, session: &Session, effects: &mut Vec<Effect>) {
    let id = session.atlas.history.languages.get(usize::from(session.look().language().0));
    let own = own_name(id.map_or("", String::as_str));
    let menu = ui.menu_button(own, |ui| languages(ui, session, effects)).response;
    let name = session.words.pair(&session.words.get("menu-language"), own);
    menu.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Button, true, &name));
    menu.on_hover_text(session.words.get("menu-language"));
}

/// The languages, each as it calls itself.
pub(super) fn languages(ui: &mut Ui, session: &Session, effects: &mut Vec<Effect>) {
    for (i, id) in (0_u8..).zip(&session.atlas.history.languages) {
        let on = session.look().language() == Language(i);
        if ui.add(Button::selectable(on, own_name(id))).clicked() {
            effects.push(Action::SetLanguage(Language(i)).into());
            ui.close();
        }
    }
}

/// The lenses, one below the other.
pub(super) fn lenses(ui: &mut Ui, session: &Session, effects: &mut Vec<Effect>) {
    let (atlas, words) = (&session.atlas, &session.words);
    for (i, lens) in (0_u16..).zip(&atlas.history.lenses) {
        let on = session.look().lens() == LensId(i);
        let button = Button::selectable(on, lens.name.get(words.language));
        if ui.add(button).on_hover_text(lens.question.get(words.language)).clicked() {
            effects.push(Action::SetLens(LensId(i)).into());
            ui.close();
        }
    }
}
