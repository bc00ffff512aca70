//! The window: the only code that knows egui.
//!
//! Panels get the [`Session`] to read and hand back effects; [`AtlasApp`] is the one place where they
//! are carried out. A frame begins with keys and drags, so that what it paints already shows them;
//! what a button or a link did lays the frame out once more before anything is painted.

pub mod commands;
mod fonts;
mod icon;
mod map;
mod panels;
pub mod session;
mod style;
mod voice;
mod widgets;
mod window;

use std::path::PathBuf;
use std::sync::Arc;

use egui::{CentralPanel, Frame, Panel};

use crate::atlas::Atlas;
use crate::picture::Argument;
use crate::view::{Desk, DeskAction, Keeper, Look, Memory, Theme, link};

use commands::{Command, Effect};
use map::MapPanel;
use panels::save::SaveDialog;
use panels::search::Search;
use panels::side::SidePanel;
use panels::table::TablePanel;
use panels::time_bar::TimeBar;
use panels::top_bar::TopBar;
use session::Session;
use voice::Voice;

pub use window::{WindowError, fitted, run, without_sources};

/// Below this width, in points, the side panel gives its room to the map.
const NARROWEST: f32 = 760.0;
/// Below this height, in points, the chart does.
const LOWEST: f32 = 430.0;
/// The widest and the narrowest side panel, in points.
const PANEL_WIDTHS: [f32; 2] = [260.0, 560.0];

/// The state of the window.
pub struct AtlasApp {
    session: Session,
    panels: Panels,
    /// A sentence at the foot of the map: what was done, or why not.
    notice: Option<String>,
    /// Where the memory is kept; `None`: nowhere.
    memory: Option<PathBuf>,
    /// The theme and the size of text that the window is set in.
    styled: Option<(Theme, f32)>,
}

/// What the parts of the window keep from frame to frame.
#[derive(Default)]
struct Panels {
    map: MapPanel,
    top_bar: TopBar,
    time_bar: TimeBar,
    side: SidePanel,
    save: SaveDialog,
    search: Search,
    table: TablePanel,
    voice: Voice,
    about_open: bool,
}

impl AtlasApp {
    /// A window on an atlas. `memory` is where settings go when it closes; `notice` is shown once.
    #[must_use]
    pub fn new(
        atlas: Atlas,
        look: Look,
        desk: Desk,
        memory: Option<PathBuf>,
        notice: Option<String>,
    ) -> Self {
        Self {
            session: Session::new(Arc::new(atlas), look, desk),
            panels: Panels::default(),
            notice,
            memory,
            styled: None,
        }
    }

    /// Loads the fonts; once, before the first frame.
    pub fn set_up(ctx: &egui::Context) {
        ctx.set_fonts(fonts::definitions());
        // The frame that sees a key shows its effect: nothing moves there by and by.
        // So less motion, which a reader may ask for, is left to the time alone: see `Playback`.
        ctx.all_styles_mut(|style| {
            style.animation_time = 0.0;
            style.scroll_animation = egui::style::ScrollAnimation::none();
        });
    }

    /// All that the picture depends on.
    #[must_use]
    pub fn look(&self) -> &Look {
        self.session.look()
    }

    /// What the window has open.
    #[must_use]
    pub fn desk(&self) -> &Desk {
        self.session.desk()
    }

    /// The atlas.
    #[must_use]
    pub fn atlas(&self) -> &Atlas {
        &self.session.atlas
    }

    /// The atlas, to be shared with another thread.
    fn shared_atlas(&self) -> Arc<Atlas> {
        self.session.atlas.clone()
    }

    /// Width and height of the map at the last frame, in points.
    #[must_use]
    pub fn map_size(&self) -> crate::geography::Size {
        self.panels.map.size
    }

    /// What a picture of the map was painted from at the last frame.
    #[must_use]
    pub fn picture(&self) -> Option<&crate::picture::Picture> {
        self.panels.map.picture()
    }

    /// Does an action, as a panel would ask for it.
    pub fn act(&mut self, action: crate::view::Action) {
        self.session.act(action);
    }

    /// Takes the keys of commands out of what the reader has just done and does them.
    pub fn keys(&mut self, ctx: &egui::Context, events: &mut Vec<egui::Event>) {
        if ctx.egui_wants_keyboard_input() || self.panels.is_busy() {
            return;
        }
        for command in Command::take(events) {
            let effect = command.effect(&self.session);
            self.carry_out(ctx, effect);
        }
    }

    /// One frame.
    pub fn ui(&mut self, ui: &mut egui::Ui) {
        let ctx = ui.ctx().clone();
        let first_pass = ctx.current_pass_index() == 0;
        if first_pass {
            let mut events = ctx.input_mut(|input| std::mem::take(&mut input.events));
            self.keys(&ctx, &mut events);
            ctx.input_mut(|input| input.events = events);
            self.gestures(&ctx);
            self.run_time(&ctx);
        }
        self.dress(&ctx);
        let mut effects = self.show(ui);
        effects.extend(self.panels.table.ui(&ctx, &self.session));
        effects.extend(self.panels.search.ui(&ctx, &self.session, self.panels.map.room()));
        self.dialogs(&ctx);
        let mut changed = false;
        for effect in effects {
            changed |= self.carry_out(&ctx, effect);
        }
        if changed {
            // Nothing has been painted yet: the frame is laid out once more.
            ctx.request_discard("what was clicked changes what is shown");
            if !ctx.will_discard() {
                ctx.request_repaint();
            }
        }
    }

    /// What is dragged, scrolled or clicked on the map and the time bar, by where they were at the
    /// last frame: before this one is laid out.
    fn gestures(&mut self, ctx: &egui::Context) {
        let mut effects = self.panels.map.gestures(ctx, &self.session);
        effects.extend(self.panels.time_bar.gestures(ctx, &self.session));
        for effect in effects {
            self.carry_out(ctx, effect);
        }
        let (down, scrolling) =
            ctx.input(|i| (i.pointer.any_down(), i.smooth_scroll_delta().y != 0.0));
        if !down && !scrolling && !self.session.desk().playback.playing {
            self.session.settle();
        }
    }

    /// Sets colours and the size of text.
    fn dress(&mut self, ctx: &egui::Context) {
        let (theme, text_size) = (self.session.look().theme(), self.session.desk().text_size());
        match self.styled {
            // Ctrl and plus change it behind our back.
            Some((known, set)) if known == theme && (set - text_size).abs() < 1e-4 => {
                let shown = ctx.zoom_factor();
                if (shown - set).abs() > 1e-4 {
                    self.session.arrange(DeskAction::SetTextSize(shown));
                    self.styled = Some((theme, self.session.desk().text_size()));
                }
            }
            _ => {
                style::apply(ctx, theme);
                if (ctx.zoom_factor() - text_size).abs() > 1e-4 {
                    ctx.set_zoom_factor(text_size);
                }
                self.styled = Some((theme, text_size));
            }
        }
    }

    /// Lays out all panels.
    fn show(&mut self, ui: &mut egui::Ui) -> Vec<Effect> {
        let mut effects: Vec<Effect> = Vec::new();
        let (session, panels) = (&self.session, &mut self.panels);
        let paper = style::color(crate::picture::palette(session.look().theme()).paper);
        let bar = Frame::new().fill(paper);
        panels.voice.ui(ui, session);
        Panel::top("top-bar").frame(bar.inner_margin(egui::Margin::symmetric(16, 7))).show(
            ui,
            |ui| {
                effects.extend(panels.top_bar.ui(ui, session));
            },
        );
        Panel::bottom("time-bar").frame(bar.inner_margin(egui::Margin::symmetric(16, 6))).show(
            ui,
            |ui| {
                effects.extend(panels.time_bar.ui(ui, session));
            },
        );
        // The chart stands on the time bar, whose axis it shares.
        if session.desk().chart && ui.available_height() >= LOWEST {
            Panel::bottom("chart")
                .frame(bar.inner_margin(egui::Margin::symmetric(16, 8)))
                .default_size(210.0_f32.min(0.26 * ui.available_height()))
                .resizable(true)
                .show(ui, |ui| effects.extend(panels::chart::ui(ui, session)));
        }
        // The panel folds away where the map would have no room beside it.
        let room = ui.available_width();
        let [narrowest, widest] = PANEL_WIDTHS;
        let widest = (0.42 * room).clamp(narrowest, widest);
        if session.desk().panel && room >= NARROWEST {
            Panel::right("side-panel")
                .frame(bar.inner_margin(egui::Margin { left: 16, right: 8, top: 12, bottom: 8 }))
                .default_size(358.0_f32.min(widest))
                .size_range(narrowest..=widest)
                .show(ui, |ui| effects.extend(panels.side.ui(ui, session)));
        }
        CentralPanel::default().frame(Frame::NONE).show(ui, |ui| panels.map.ui(ui, session));
        effects
    }

    fn dialogs(&mut self, ctx: &egui::Context) {
        if let Some(saved) = self.panels.save.ui(ctx, &self.session) {
            self.notice = Some(saved);
        }
        if self.panels.about_open {
            self.panels.about_open =
                panels::about::ui(ctx, &self.session.atlas, &self.session.words);
        }
        if let Some(notice) = &self.notice
            && panels::notice::ui(ctx, notice, &self.session.words)
        {
            self.notice = None;
        }
    }

    /// Does one thing; whether what is shown changed.
    fn carry_out(&mut self, ctx: &egui::Context, effect: Effect) -> bool {
        let session = &mut self.session;
        match effect {
            Effect::Look(action) => return session.act(action),
            Effect::Desk(action) => return session.arrange(action),
            Effect::Undo => return session.undo(),
            Effect::Redo => return session.redo(),
            Effect::Zoom(factor) => {
                let room = self.panels.map.room();
                let middle = room.size.map(|side| side / 2.0);
                return session.act(crate::view::Action::ZoomAt(middle, factor, room));
            }
            Effect::OpenSave => self.panels.save.open(session.look(), self.panels.map.size),
            Effect::SaveTable => match self.panels.table.csv(session) {
                Ok(csv) => self.panels.save.open_table(session.look(), csv),
                Err(reason) => {
                    let reason = Argument::Text(&reason);
                    self.notice = Some(session.words.with("save-failed", &[("reason", reason)]));
                }
            },
            Effect::Copy => {
                let copied = panels::save::copy(ctx, session, self.panels.map.size);
                self.notice = Some(match copied {
                    Ok(()) => session.words.get("copy-done"),
                    Err(reason) => {
                        let reason = Argument::Text(&reason);
                        session.words.with("copy-failed", &[("reason", reason)])
                    }
                });
            }
            Effect::CopyLink => {
                ctx.copy_text(link::of(&session.atlas, session.look()));
                self.notice = Some(session.words.get("link-copied"));
            }
            Effect::OpenSearch => self.panels.search.open(),
            Effect::OpenAbout => self.panels.about_open = true,
            Effect::Quit => {
                ctx.send_viewport_cmd(egui::ViewportCommand::Close);
                return false;
            }
        }
        true
    }

    fn run_time(&mut self, ctx: &egui::Context) {
        if self.session.desk().playback.playing {
            self.session.tick(ctx.input(|input| input.stable_dt));
            ctx.request_repaint();
        }
    }

    /// What is to be remembered; `window` is its size in points.
    #[must_use]
    pub fn memory(&self, window: Option<[f32; 2]>) -> Memory {
        let session = &self.session;
        Memory::of(&session.atlas, session.look(), session.desk(), window)
    }

    /// Who keeps it, if it is to be kept.
    fn keeper(&self) -> Option<Keeper> {
        let path = self.memory.clone()?;
        let (read, atlas) = (Memory::read(&path).unwrap_or_default(), self.atlas());
        let before = Memory::of(atlas, &read.look(atlas), &read.desk(), read.window);
        Some(Keeper::new(path, before))
    }
}

impl Panels {
    /// Whether a dialog has the keys.
    fn is_busy(&self) -> bool {
        self.save.is_open() || self.search.is_open()
    }
}
