//! The table of who holds what on the day, of the rows of `picture`: a click on a head sorts, a click
//! on a row selects.

use std::sync::Arc;

use egui::accesskit::{Role, SortDirection};
use egui::{
    Align, Button, EventFilter, Id, Key, Label, Layout, RichText, ScrollArea, Sense, Ui, UiBuilder,
    WidgetInfo, Window, vec2,
};

use crate::export::csv::{CsvStyle, as_csv};
use crate::export::tables::{Cell, Table};
use crate::history::{Day, Language, LensId};
use crate::picture::table::{Column, Order, Row, rows};
use crate::picture::{Argument, Face, Kept, Words, palette};
use crate::view::{Action, DeskAction, Selection};

use super::super::effects::Effect;
use super::super::fonts::font;
use super::super::session::Session;
use super::super::style::color;
use super::super::widgets::{closable, name_bars};

/// How wide the columns are, as parts of the whole.
const WIDTHS: [f32; Column::ALL.len()] = [0.19, 0.20, 0.15, 0.20, 0.14, 0.12];
/// Height of a row, in points.
const ROW: f32 = 22.0;
/// Width and height of the window of the table at first, in points.
const SIZE: [f32; 2] = [820.0, 460.0];

/// What the panel keeps from frame to frame: the order, and the rows in it.
#[derive(Default)]
pub(crate) struct TablePanel {
    order: Order,
    rows: Kept<RowsKey, Vec<Row>>,
}

type RowsKey = (Day, LensId, Language, Order);

/// The id of a row.
fn id_of(row: &Row) -> Id {
    Id::unique(("row of the table", row.territory.0))
}

impl TablePanel {
    /// Shows the table, if it is open.
    pub(crate) fn ui(&mut self, ctx: &egui::Context, session: &Session) -> Vec<Effect> {
        let mut effects = Vec::new();
        if !session.desk().table {
            return effects;
        }
        let (words, look) = (&session.words, session.look());
        let muted = color(palette(look.theme()).muted);
        let title =
            words.with("table-title", &[("day", Argument::Text(&words.day(look.moment())))]);
        let room = ctx.content_rect().size() - vec2(40.0, 100.0);
        let size = vec2(SIZE[0].min(room.x), SIZE[1].min(room.y)).max(vec2(64.0, 64.0));
        Window::new(&title)
            .id(Id::unique("table"))
            .title_bar(false)
            .collapsible(false)
            .default_size(size)
            .default_pos(ctx.content_rect().min + vec2(20.0, 60.0))
            .show(ctx, |ui| {
                if closable(ui, &title, words, muted) {
                    effects.push(DeskAction::ToggleTable.into());
                }
                ui.horizontal(|ui| {
                    let lens = session.atlas.history.lens(look.lens());
                    ui.weak(lens.name.get(words.language));
                    if ui.button(words.get("table-csv")).clicked() {
                        effects.push(Effect::SaveTable);
                    }
                });
                ui.separator();
                self.table(ui, session, &title, &mut effects);
            });
        effects
    }

    /// The heads and the rows.
    fn table(&mut self, ui: &mut Ui, session: &Session, title: &str, effects: &mut Vec<Effect>) {
        let builder = UiBuilder::new().accessibility_role(Role::Table).accessibility_label(title);
        ui.scope_builder(builder, |ui| {
            ui.spacing_mut().item_spacing = vec2(0.0, 0.0);
            let widths = widths(ui);
            self.heads(ui, session, widths);
            let rows = self.rows(session);
            let selected = session.look().selection().map(|selection| selection.territory);
            let focused = ui.memory(egui::Memory::focused);
            let focused = rows.iter().position(|row| Some(id_of(row)) == focused);
            let chosen = rows.iter().position(|row| Some(row.territory) == selected);
            // One row is in the order of Tab; arrows go to the others.
            let stop = focused.or(chosen).unwrap_or(0);
            let area = ScrollArea::vertical().auto_shrink([false, false]);
            let area = area.show(ui, |ui| {
                for (n, row) in rows.iter().enumerate() {
                    let on = Some(row.territory) == selected;
                    if row_ui(ui, &session.words, row, widths, (on, n == stop)) {
                        let selection = Selection { territory: row.territory, island: None };
                        effects.push(Action::Select(Some(selection)).into());
                    }
                }
            });
            name_bars(ui, &area, &session.words.get("scroll-bar"));
            if let Some(at) = focused {
                step(ui, &rows, at);
            }
        });
    }

    /// The heads: a click sorts by the column, another the other way.
    fn heads(&mut self, ui: &mut Ui, session: &Session, widths: Widths) {
        let builder = UiBuilder::new().accessibility_role(Role::Row);
        ui.scope_builder(builder, |ui| {
            ui.horizontal(|ui| {
                for (column, width) in Column::ALL.into_iter().zip(widths) {
                    let name = session.words.get(column.words());
                    let by = self.order.column == Some(column);
                    let sign = match (by, self.order.reversed) {
                        (true, false) => " ↓",
                        (true, true) => " ↑",
                        (false, _) => "",
                    };
                    let text = RichText::new(format!("{name}{sign}"));
                    let text = text.font(font(Face::SansBold, 12.0));
                    let head = Button::new(text).frame(false).truncate();
                    let head = cell(ui, width, |ui| ui.add(head));
                    head.widget_info(|| {
                        WidgetInfo::labeled(Role::ColumnHeader, ui.is_enabled(), &name)
                    });
                    head.ctx.accesskit_node_builder(head.id, |node| {
                        if by {
                            let reversed = self.order.reversed;
                            node.set_sort_direction(if reversed {
                                SortDirection::Descending
                            } else {
                                SortDirection::Ascending
                            });
                        }
                    });
                    if head.clicked() {
                        self.order = self.order.clicked(column);
                    }
                }
            });
        });
    }

    fn rows(&mut self, session: &Session) -> Arc<Vec<Row>> {
        let look = session.look();
        let key = (look.moment(), look.lens(), look.language(), self.order);
        self.rows.get(key, |&(day, lens, _, order)| {
            rows(&session.atlas, &session.words, (lens, day), order)
        })
    }

    /// The table as it stands, for spreadsheets.
    ///
    /// # Errors
    /// A sentence for the reader.
    pub(crate) fn csv(&mut self, session: &Session) -> Result<String, String> {
        let text = |row: &Row| row.cells.iter().cloned().map(Cell::Text).collect();
        let table = Table {
            columns: Column::ALL.map(|column| session.words.get(column.words())).to_vec(),
            rows: self.rows(session).iter().map(text).collect(),
        };
        let of = (&session.atlas.history, &session.words);
        as_csv(&table, CsvStyle::default(), of).map_err(|error| error.to_string())
    }
}

/// The widths of the columns, in points.
type Widths = [f32; Column::ALL.len()];

fn widths(ui: &Ui) -> Widths {
    let all = (ui.available_width() - 12.0).max(1.0);
    WIDTHS.map(|part| part * all)
}

/// A cell of a width.
fn cell<T>(ui: &mut Ui, width: f32, content: impl FnOnce(&mut Ui) -> T) -> T {
    let layout = Layout::left_to_right(Align::Center);
    let shown = ui.allocate_ui_with_layout(vec2(width, ROW), layout, |ui| {
        ui.set_min_size(vec2(width, ROW));
        ui.set_max_width(width);
        content(ui)
    });
    shown.inner
}

/// A row, which may be chosen and may be where Tab stops; whether it was clicked.
fn row_ui(ui: &mut Ui, words: &Words, row: &Row, widths: Widths, (on, stop): (bool, bool)) -> bool {
    let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), ROW), Sense::hover());
    let sense = if stop { Sense::click() } else { Sense::CLICK };
    let response = ui.interact(rect, id_of(row), sense);
    response.widget_info(|| {
        let name = words.pair(row.cell(Column::Territory), row.cell(Column::Holder));
        WidgetInfo::selected(Role::Row, ui.is_enabled(), on, name)
    });
    if stop && response.has_focus() {
        let filter = EventFilter { vertical_arrows: true, ..EventFilter::default() };
        ui.memory_mut(|memory| memory.set_focus_lock_filter(response.id, filter));
    }
    let visuals = ui.style().interact_selectable(&response, on);
    if on || response.hovered() || response.has_focus() {
        let stroke = if response.has_focus() { visuals.bg_stroke } else { egui::Stroke::NONE };
        let inside = egui::StrokeKind::Inside;
        ui.painter().rect(rect, 3.0, visuals.weak_bg_fill, stroke, inside);
    }
    let mut left = rect.left();
    for (cell, width) in row.cells.iter().zip(widths) {
        let own = egui::Rect::from_min_size(egui::pos2(left, rect.top()), vec2(width - 8.0, ROW));
        let builder = UiBuilder::new()
            .max_rect(own)
            .layout(Layout::left_to_right(Align::Center))
            .accessibility_parent(response.id)
            .accessibility_role(Role::Cell)
            .accessibility_label(cell.as_str());
        let text = RichText::new(cell).size(12.0);
        ui.new_child(builder).add(Label::new(text).selectable(false).truncate());
        left += width;
    }
    response.clicked()
}

/// Goes to another row by the arrows up and down.
fn step(ui: &Ui, rows: &[Row], at: usize) {
    let pressed = |key| ui.input(|input| input.key_pressed(key));
    let to = if pressed(Key::ArrowDown) {
        at + 1
    } else if pressed(Key::ArrowUp) {
        at.wrapping_sub(1)
    } else {
        return;
    };
    if let Some(row) = rows.get(to) {
        ui.memory_mut(|memory| memory.request_focus(id_of(row)));
    }
}
