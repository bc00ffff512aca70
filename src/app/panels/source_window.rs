//! The window of the sources: all of them, filtered, and what rests on the one that is chosen.

use egui::{
    Align2, Button, CollapsingHeader, RichText, ScrollArea, TextEdit, Ui, UiBuilder, Window, vec2,
};

use crate::atlas::Atlas;
use crate::export::csv::CsvStyle;
use crate::export::listing::{Listed, Listing, ListingFormat};
use crate::history::{
    Acquaintance, Confidence, History, Language, SourceId, SourceKind, TerritoryId, Use,
};
use crate::picture::bibliography::{
    SourceEntry, SourceFilter, heading_of, source_entries, use_line,
};
use crate::picture::{Argument, Face, Words, palette};
use crate::view::{Action, Room, Selection};

use super::super::effects::Effect;
use super::super::fonts::font;
use super::super::session::Session;
use super::super::style::color;
use super::super::widgets::{Along, Roving, as_heading, name_bars, source_row};

/// The room of a scroll bar, in points.
const BAR: f32 = 14.0;
/// The widest the window is, and below which its halves stand one below the other, in points.
const WIDEST: f32 = 860.0;
const NARROW: f32 = 620.0;
/// A group of more records than this is folded at first.
const MANY: usize = 12;

/// What the window keeps: the filter, the chosen source, the entries of the language.
#[derive(Default)]
pub(crate) struct SourceWindow {
    pub(crate) open: bool,
    filter: SourceFilter,
    chosen: Option<SourceId>,
    /// Whether the chosen one is still to be brought into view.
    seek: bool,
    entries: Option<(Language, Vec<SourceEntry>)>,
}

impl SourceWindow {
    /// Opens the window where it was left.
    pub(crate) fn open_again(&mut self) {
        self.open = true;
        self.seek = self.chosen.is_some();
    }

    /// The sources that are listed, as a table for programs.
    ///
    /// # Errors
    /// A sentence for the reader.
    pub(crate) fn csv(&mut self, session: &Session) -> Result<String, String> {
        self.freshen(session);
        let entries = self.entries.iter().flat_map(|(_, entries)| entries);
        let listed: Vec<SourceId> = entries
            .filter(|entry| entry.fits(&self.filter))
            .map(|entry| entry.line.source)
            .collect();
        let listing = Listing {
            what: Listed::Sources(listed),
            lens: session.look().lens(),
            language: session.words.language,
            format: ListingFormat::Csv(CsvStyle::default()),
        };
        listing.text(&session.atlas).map_err(|error| error.to_string())
    }

    fn freshen(&mut self, session: &Session) {
        let words = &session.words;
        if self.entries.as_ref().is_none_or(|(language, _)| *language != words.language) {
            self.entries = Some((words.language, source_entries(&session.atlas, words)));
        }
    }

    /// Shows the window, if it is open.
    pub(crate) fn ui(&mut self, ctx: &egui::Context, session: &Session, room: Room) -> Vec<Effect> {
        let mut effects = Vec::new();
        if !self.open {
            return effects;
        }
        self.freshen(session);
        let words = &session.words;
        let mut open = true;
        let window = ctx.content_rect().size();
        let tallest = (window.y - 210.0).clamp(140.0, 560.0);
        Window::new(words.get("sources-title"))
            .id(egui::Id::unique("sources"))
            .anchor(Align2::CENTER_CENTER, vec2(0.0, 0.0))
            .collapsible(false)
            .resizable(false)
            .open(&mut open)
            .show(ctx, |ui| {
                let width = (window.x - 60.0).clamp(64.0, WIDEST);
                ui.set_width(width);
                self.head(ui, words, &mut effects);
                ui.separator();
                let apart = width >= NARROW;
                let [list, detail] =
                    if apart { [0.46 * width, 0.54 * width - 18.0] } else { [width, width] };
                let high = if apart { [tallest; 2] } else { [0.4 * tallest, 0.6 * tallest] };
                if apart {
                    ui.horizontal_top(|ui| {
                        half(ui, [list, high[0]], |ui| self.list(ui, session, high[0]));
                        ui.separator();
                        half(ui, [detail, high[1]], |ui| {
                            self.detail(ui, session, room, high[1], &mut effects);
                        });
                    });
                } else {
                    half(ui, [list, high[0]], |ui| self.list(ui, session, high[0]));
                    ui.separator();
                    half(ui, [detail, high[1]], |ui| {
                        self.detail(ui, session, room, high[1], &mut effects);
                    });
                }
            });
        self.open = open;
        effects
    }

    /// The field and the menus that filter, and how many are listed.
    fn head(&mut self, ui: &mut Ui, words: &Words, effects: &mut Vec<Effect>) {
        let listed = self.entries.iter().flat_map(|(_, entries)| entries);
        let count = listed.filter(|entry| entry.fits(&self.filter)).count();
        let name = words.get("sources-search");
        let field = TextEdit::singleline(&mut self.filter.text)
            .hint_text(name.as_str())
            .desired_width(f32::INFINITY);
        let field = ui.add(field);
        field.widget_info(|| egui::WidgetInfo::labeled(egui::Role::TextInput, true, &name));
        ui.horizontal_wrapped(|ui| {
            let kinds = SourceKind::ALL
                .map(|kind| (kind, words.get(&format!("source-kind-{}", kind.id()))));
            choice(ui, words, "column-kind", &kinds, &mut self.filter.kind);
            let grades = [Confidence::High, Confidence::Medium, Confidence::Low]
                .map(|grade| (grade, words.get(&format!("grade-{}", grade.id()))));
            choice(ui, words, "column-confidence", &grades, &mut self.filter.confidence);
            let read =
                Acquaintance::ALL.map(|read| (read, words.get(&format!("read-{}", read.id()))));
            choice(ui, words, "sources-read", &read, &mut self.filter.read);
            if ui.button(words.get("table-csv")).clicked() {
                effects.push(Effect::SaveSources);
            }
            ui.weak(words.with("card-sources", &[("count", Argument::Number(count))]));
        });
    }

    /// The sources that are asked for, a line each.
    fn list(&mut self, ui: &mut Ui, session: &Session, high: f32) {
        let words = &session.words;
        let Some((_, entries)) = &self.entries else { return };
        let filter = &self.filter;
        let listed: Vec<&SourceEntry> = entries.iter().filter(|e| e.fits(filter)).collect();
        let shown = ScrollArea::vertical()
            .id_salt("list of sources")
            .max_height(high)
            .auto_shrink([false, false])
            .show(ui, |ui| {
                ui.set_width((ui.available_width() - BAR).max(32.0));
                ui.spacing_mut().item_spacing.y = 1.0;
                if listed.is_empty() {
                    ui.weak(words.get("search-nothing"));
                }
                let mut group = Roving::new(ui, egui::Id::unique("sources"), Along::Column);
                for entry in listed {
                    let source = entry.line.source;
                    let on = self.chosen == Some(source);
                    let text = RichText::new(&entry.line.text).size(12.0);
                    let button = Button::selectable(on, text)
                        .truncate()
                        .sense(group.sense())
                        .min_size(vec2(ui.available_width(), 0.0));
                    let response = ui.add(button);
                    group.add(&response);
                    if on && std::mem::take(&mut self.seek) {
                        response.scroll_to_me(Some(egui::Align::Center));
                    }
                    if response.clicked() {
                        self.chosen = Some(source);
                    }
                }
                group.end(ui);
            });
        name_bars(ui, &shown, &words.get("scroll-bar"));
    }

    /// The chosen source, and what rests on it.
    fn detail(
        &self,
        ui: &mut Ui,
        session: &Session,
        room: Room,
        high: f32,
        effects: &mut Vec<Effect>,
    ) {
        let words = &session.words;
        let entries = self.entries.iter().flat_map(|(_, entries)| entries);
        let chosen = entries.into_iter().find(|entry| Some(entry.line.source) == self.chosen);
        let Some(entry) = chosen else {
            ui.weak(words.get("sources-hint"));
            return;
        };
        let shown = ScrollArea::vertical()
            .id_salt(("source", entry.line.source.0))
            .max_height(high)
            .auto_shrink([false, false])
            .show(ui, |ui| {
                ui.set_width((ui.available_width() - BAR).max(32.0));
                described(ui, session, entry, effects);
                uses_ui(ui, session, entry, room, effects);
            });
        name_bars(ui, &shown, &words.get("scroll-bar"));
    }
}

/// One half of the window.
fn half(ui: &mut Ui, [width, high]: [f32; 2], content: impl FnOnce(&mut Ui)) {
    ui.allocate_ui(vec2(width, high), |ui| {
        ui.scope_builder(UiBuilder::new(), |ui| {
            ui.vertical(|ui| {
                ui.set_width(width);
                content(ui);
            });
        });
    });
}

/// What a source is, and where it opens.
fn described(ui: &mut Ui, session: &Session, entry: &SourceEntry, effects: &mut Vec<Effect>) {
    let words = &session.words;
    let muted = color(palette(session.look().theme()).muted);
    effects.extend(source_row(ui, &entry.line, None, 13.0));
    let mut said = words.get(&format!("source-kind-{}", entry.kind.id()));
    if entry.read == Some(Acquaintance::Whole) {
        said = format!("{said} · {}", words.get("read-whole"));
    }
    ui.label(RichText::new(said).color(muted).size(11.5));
    if let Some(url) = &entry.line.url {
        ui.add(egui::Label::new(RichText::new(url).color(muted).size(11.0)).wrap());
    }
    if let Some(note) = &entry.note {
        ui.label(RichText::new(note).size(12.0));
    }
}

/// What rests on a source, by what it is.
fn uses_ui(
    ui: &mut Ui,
    session: &Session,
    entry: &SourceEntry,
    room: Room,
    effects: &mut Vec<Effect>,
) {
    let (atlas, words) = (&session.atlas, &session.words);
    let muted = color(palette(session.look().theme()).muted);
    ui.add_space(6.0);
    let count = Argument::Number(entry.uses.len());
    let title = words.with("sources-uses", &[("count", count)]);
    let label = ui.label(RichText::new(&title).font(font(Face::SansBold, 12.5)).color(muted));
    as_heading(&label, &title, 3);
    let mut groups: Vec<(String, Vec<Use>)> = Vec::new();
    for &of in &entry.uses {
        let heading = heading_of(atlas, words, of);
        match groups.iter_mut().find(|(known, _)| *known == heading) {
            Some((_, own)) => own.push(of),
            None => groups.push((heading, vec![of])),
        }
    }
    for (heading, own) in groups {
        let title = format!("{heading} · {}", own.len());
        CollapsingHeader::new(RichText::new(title).size(12.0))
            .id_salt((entry.line.source.0, &heading))
            .default_open(own.len() <= MANY)
            .show(ui, |ui| {
                for of in own {
                    let line = RichText::new(use_line(atlas, words, of)).size(12.0);
                    let leads = leads_to(atlas, of, room);
                    if leads.is_empty() {
                        ui.label(line);
                    } else if ui.add(Button::new(line).frame(false).wrap()).clicked() {
                        effects.extend(leads);
                    }
                    if let Some(grade) = of.confidence(&atlas.history) {
                        let said = words.get(&format!("confidence-{}", grade.id()));
                        if grade != Confidence::High {
                            ui.label(RichText::new(said).color(muted).italics().size(11.0));
                        }
                    }
                }
            });
    }
}

/// Where a record is to be seen.
fn leads_to(atlas: &Atlas, of: Use, room: Room) -> Vec<Effect> {
    let history = &atlas.history;
    let go = |event, day| vec![Action::GoToEvent(event, day).into()];
    match of {
        Use::Event(id) | Use::Original(id) => go(id, history.event(id).date.day),
        Use::Initial(lens, at) => {
            let own = history.ledger(lens).initials().get(at).map(|own| own.territories.as_slice());
            let mut effects = vec![Action::SetLens(lens).into(), Action::GoToStart.into()];
            effects.extend(selected(history, own.unwrap_or_default()));
            effects
        }
        Use::Change(lens, at) => {
            let Some(change) = history.ledger(lens).changes().get(at) else { return Vec::new() };
            let mut effects =
                vec![Action::SetLens(lens).into(), Action::GoToDay(change.when.day).into()];
            effects.extend(selected(history, &change.territories));
            effects
        }
        Use::Territory(id) => selected(history, &[id]),
        Use::Term(id) => vec![Effect::OpenTerm(id)],
        Use::Count(at) => match history.counts.get(at) {
            Some(count) if !count.territories.is_empty() => selected(history, &count.territories),
            Some(count) => {
                count.place.map(|place| leads_to(atlas, Use::Town(place), room)).unwrap_or_default()
            }
            None => Vec::new(),
        },
        Use::Town(id) => {
            let at = atlas.features.place(id);
            at.map(|at| Action::ShowPoint(at.map_km, room).into()).into_iter().collect()
        }
        Use::Stone(id) => go(history.stone(id).event, history.stone(id).from),
        Use::Advance(id) => go(history.advance(id).event, history.advance(id).date.day),
        Use::Region(_) => Vec::new(),
    }
}

/// Selects the group that some territories are, or the first of them.
fn selected(history: &History, territories: &[TerritoryId]) -> Vec<Effect> {
    let mut groups = (0_u16..).map(crate::history::GroupId).zip(&history.groups);
    let whole = groups.find(|(_, group)| group.territories == *territories);
    if let (Some((group, _)), true) = (whole, territories.len() > 1) {
        return vec![Action::SelectGroup(group).into()];
    }
    let first = territories.first();
    let select = |&territory| Action::Select(Some(Selection { territory, island: None })).into();
    first.map(select).into_iter().collect()
}

/// A menu that takes one of several, or all.
fn choice<T: Copy + PartialEq>(
    ui: &mut Ui,
    words: &Words,
    name: &str,
    options: &[(T, String)],
    chosen: &mut Option<T>,
) {
    let all = words.get("sources-all");
    let own = options.iter().find(|(option, _)| Some(*option) == *chosen);
    let said = own.map_or(all.as_str(), |(_, said)| said.as_str());
    let title = words.pair(&words.get(name), said);
    ui.menu_button(RichText::new(title).size(12.0), |ui| {
        let every = std::iter::once((None, all.as_str()));
        for (option, said) in every.chain(options.iter().map(|(o, s)| (Some(*o), s.as_str()))) {
            if ui.add(Button::selectable(*chosen == option, said)).clicked() {
                *chosen = option;
                ui.close();
            }
        }
    });
}
