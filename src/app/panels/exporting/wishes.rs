//! What can be chosen in the window of exports.

use egui::{Checkbox, ComboBox, DragValue, Role, TextEdit, Ui, WidgetInfo};

use crate::history::{Language, LensId};
use crate::picture::Words;
use crate::picture::dates::{self, Lexicon};
use crate::picture::words::own_name;
use crate::view::choices::{Content, ExportChoices, Extent, FileKind, Pace, SIDES};
use crate::view::{Action, Theme};

use super::super::super::session::Session;
use super::{State, named};

impl State {
    /// All that can be chosen.
    pub(super) fn choices(&mut self, ui: &mut Ui, session: &Session, choices: &mut ExportChoices) {
        let words = &session.words;
        let compared = session.look().comparison().is_some();
        if choices.content == Content::Comparison && !compared {
            choices.content = Content::Map;
        }
        let before = choices.content;
        egui::Grid::new("export-choices").num_columns(2).spacing([12.0, 6.0]).show(ui, |ui| {
            let contents = Content::ALL.iter().filter(|&&c| compared || c != Content::Comparison);
            row(ui, words, "export-content", |ui, name| {
                let name_of = |content: Content| words.get(&format!("export-{}", content.id()));
                pick(ui, name, &mut choices.content, contents.copied(), name_of);
            });
            if choices.content != before {
                *choices = choices.sound();
            }
            row(ui, words, "export-kind", |ui, name| {
                let name_of = |kind: FileKind| words.get(&format!("export-{}", kind.id()));
                let all = FileKind::ALL.iter().filter(|kind| kind.holds(choices.content));
                pick(ui, name, &mut choices.kind, all.copied(), name_of);
            });
            if choices.content.has_span(choices.kind) {
                self.span(ui, session);
            }
            if choices.kind.is_film() {
                film(ui, words, choices);
            }
            self.shown(ui, session, choices.content.is_table());
            if choices.content.is_table() {
                table(ui, words, choices);
                return;
            }
            row(ui, words, "export-size", |ui, name| {
                let name_of = |extent: Extent| words.get(&format!("export-size-{}", extent.id()));
                pick(ui, name, &mut choices.extent, Extent::ALL.iter().copied(), name_of);
            });
            if choices.extent == Extent::Custom {
                row(ui, words, "export-pixels", |ui, name| {
                    ui.horizontal(|ui| {
                        for side in &mut choices.custom {
                            named(
                                ui.add(DragValue::new(side).range(SIDES)),
                                Role::SpinButton,
                                name,
                            );
                        }
                    });
                });
            }
            let map = !matches!(choices.content, Content::TimeBar | Content::Ledger);
            if map && session.look().chosen_camera().is_some() {
                row(ui, words, "export-area", |ui, name| {
                    let name_of = |whole: bool| {
                        words.get(if whole { "export-area-whole" } else { "export-area-window" })
                    };
                    pick(ui, name, &mut choices.whole_map, [false, true].into_iter(), name_of);
                });
            }
            if map {
                ui.label(words.get("export-parts"));
                ui.vertical(|ui| {
                    for (part, key) in [
                        (&mut choices.title, "export-part-title"),
                        (&mut choices.legend, "export-part-legend"),
                        (&mut choices.foot, "export-part-foot"),
                    ] {
                        ui.add(Checkbox::new(part, words.get(key)));
                    }
                });
                ui.end_row();
            }
            ui.label("");
            ui.vertical(|ui| {
                if choices.kind == FileKind::Svg {
                    ui.add(Checkbox::new(&mut choices.outlines, words.get("export-outlines")));
                }
                ui.add(Checkbox::new(&mut choices.open_after, words.get("export-open-after")));
            });
            ui.end_row();
        });
    }

    /// Lens, language and theme.
    fn shown(&mut self, ui: &mut Ui, session: &Session, is_table: bool) {
        let (atlas, words) = (&session.atlas, &session.words);
        let history = &atlas.history;
        let (mut lens, mut language, mut theme) =
            (self.look.lens(), self.look.language(), self.look.theme());
        row(ui, words, "export-lens", |ui, name| {
            let all = (0_u16..).zip(&history.lenses).map(|(i, _)| LensId(i));
            let name_of = |lens| history.lens(lens).name.get(words.language).to_owned();
            pick(ui, name, &mut lens, all, name_of);
        });
        row(ui, words, "menu-language", |ui, name| {
            let all = (0_u8..).zip(&history.languages).map(|(i, _)| Language(i));
            let name_of = |language: Language| {
                own_name(&history.languages[usize::from(language.0)]).to_owned()
            };
            pick(ui, name, &mut language, all, name_of);
        });
        if !is_table {
            row(ui, words, "export-theme", |ui, name| {
                let name_of = |theme: Theme| words.get(&format!("theme-{}", theme.id()));
                pick(ui, name, &mut theme, Theme::ALL.into_iter(), name_of);
            });
        }
        for action in
            [Action::SetLens(lens), Action::SetLanguage(language), Action::SetTheme(theme)]
        {
            self.look.apply(atlas, action);
        }
    }

    /// The days of a film or of a table.
    fn span(&mut self, ui: &mut Ui, session: &Session) {
        let words = &session.words;
        row(ui, words, "export-span", |ui, _| {
            ui.horizontal(|ui| {
                for (i, key) in ["export-from", "export-to"].into_iter().enumerate() {
                    let name = words.get(key);
                    let field =
                        ui.add(TextEdit::singleline(&mut self.typed[i]).desired_width(92.0));
                    named(field, Role::TextInput, &name);
                    if i == 0 {
                        ui.label("–");
                    }
                }
            });
        });
        self.read_span(session);
        if let Some(fault) = &self.date_fault {
            ui.label("");
            ui.colored_label(ui.visuals().error_fg_color, fault);
            ui.end_row();
        }
    }

    /// Understands the days that were typed; those that cannot be leave the span as it was.
    fn read_span(&mut self, session: &Session) {
        let history = &session.atlas.history;
        let read =
            |typed: &str| dates::read(typed, Lexicon::all()).and_then(|date| history.within(date));
        self.date_fault = None;
        match (read(&self.typed[0]), read(&self.typed[1])) {
            (Ok(first), Ok(last)) => {
                let first = first.first.max(history.first_day);
                self.span = (first, last.last.min(history.last_day));
            }
            (Err(refusal), _) | (_, Err(refusal)) => {
                self.date_fault = Some(dates::refusal(&session.words, refusal));
            }
        }
    }
}

/// How a film goes and how long its pictures stay.
fn film(ui: &mut Ui, words: &Words, choices: &mut ExportChoices) {
    row(ui, words, "export-pace", |ui, name| {
        let name_of = |pace: Pace| words.get(&format!("export-pace-{}", pace.id()));
        pick(ui, name, &mut choices.pace, Pace::ALL.iter().copied(), name_of);
    });
    row(ui, words, "export-seconds", |ui, name| {
        let usual = if choices.pace == Pace::Changes { 1.5 } else { 0.2 };
        let mut seconds = choices.seconds.unwrap_or(usual);
        let value = DragValue::new(&mut seconds).range(0.05..=60.0).speed(0.05).suffix(" s");
        if named(ui.add(value), Role::SpinButton, name).changed() {
            choices.seconds = Some(seconds);
        }
    });
    ui.label("");
    ui.add(Checkbox::new(&mut choices.looped, words.get("export-looped")));
    ui.end_row();
}

/// How a table is written.
fn table(ui: &mut Ui, words: &Words, choices: &mut ExportChoices) {
    if choices.kind == FileKind::Csv {
        ui.label("");
        ui.vertical(|ui| {
            ui.add(Checkbox::new(&mut choices.headings, words.get("export-headings")));
            ui.add(Checkbox::new(&mut choices.byte_order_mark, words.get("export-mark")));
        });
        ui.end_row();
    }
}

/// A line of the choices: what it is, and what can be chosen.
fn row(ui: &mut Ui, words: &Words, key: &str, content: impl FnOnce(&mut Ui, &str)) {
    let name = words.get(key);
    ui.label(&name);
    content(ui, &name);
    ui.end_row();
}

/// A menu of values, one of which is chosen.
fn pick<T: Copy + PartialEq>(
    ui: &mut Ui,
    name: &str,
    chosen: &mut T,
    all: impl Iterator<Item = T>,
    name_of: impl Fn(T) -> String,
) {
    let now = name_of(*chosen);
    let combo = ComboBox::from_id_salt(name).selected_text(&now).width(206.0).truncate();
    let response = combo.show_ui(ui, |ui| {
        for value in all {
            ui.selectable_value(chosen, value, name_of(value));
        }
    });
    response.response.widget_info(|| {
        let mut info = WidgetInfo::labeled(Role::ComboBox, true, name);
        info.current_text_value = Some(now.clone());
        info
    });
}
