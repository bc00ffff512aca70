//! The window: the only code that knows egui.
//!
//! Panels get the atlas and the view to read and hand back actions; [`AtlasApp::ui`] is the one
//! place where they are done.

pub mod commands;
mod fonts;
mod map;
mod panels;
mod style;

use std::path::PathBuf;
use std::sync::Arc;

use egui::{CentralPanel, Frame, Panel};
use thiserror::Error;

use crate::atlas::Atlas;
use crate::picture::Words;
use crate::view::{Action, Preferences, View};

use commands::{Command, Effect};
use map::MapPanel;
use panels::save::SaveDialog;
use panels::search::Search;
use panels::side::SidePanel;
use panels::time_bar::TimeBar;
use panels::top_bar::TopBar;

/// About how much the panels take of the window beside and below the map, in points.
const AROUND_MAP: [f64; 2] = [376.0, 218.0];
/// Below this width, in points, the side panel gives its room to the map.
const NARROWEST: f32 = 760.0;
/// Below this height, in points, the chart does.
const LOWEST: f32 = 430.0;

/// The name of the program to the system; also that of its `.desktop` file.
const APP_ID: &str = "okhotsk";

/// Why the window cannot open.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum WindowError {
    /// There is nothing to show it on.
    #[error(
        "there is no display to open the window on; 'okhotsk export OUT.png --date 1905' draws \
         the map without one"
    )]
    NoDisplay,
    /// The system does not give one.
    #[error("the window cannot open: {0}; 'okhotsk export' draws the map without it")]
    System(String),
}

/// The state of the window.
pub struct AtlasApp {
    atlas: Arc<Atlas>,
    view: View,
    words: Words,
    map: MapPanel,
    top_bar: TopBar,
    time_bar: TimeBar,
    side: SidePanel,
    save: SaveDialog,
    search: Search,
    about_open: bool,
    /// A sentence at the foot of the map: what was done, or why not.
    notice: Option<String>,
    /// Where the memory is kept; `None`: nowhere.
    memory: Option<PathBuf>,
    styled: Option<crate::view::Theme>,
}

impl AtlasApp {
    /// A window on an atlas. `memory` is where settings go when it closes; `notice` is shown once.
    #[must_use]
    pub fn new(atlas: Atlas, view: View, memory: Option<PathBuf>, notice: Option<String>) -> Self {
        let words = Words::new(&atlas.history, view.language);
        Self {
            atlas: Arc::new(atlas),
            view,
            words,
            map: MapPanel::default(),
            top_bar: TopBar::default(),
            time_bar: TimeBar::default(),
            side: SidePanel::default(),
            save: SaveDialog::default(),
            search: Search::default(),
            about_open: false,
            notice,
            memory,
            styled: None,
        }
    }

    /// Loads the fonts; once, before the first frame.
    pub fn set_up(ctx: &egui::Context) {
        ctx.set_fonts(fonts::definitions());
    }

    /// What the reader has chosen.
    #[must_use]
    pub fn view(&self) -> &View {
        &self.view
    }

    /// The atlas.
    #[must_use]
    pub fn atlas(&self) -> &Atlas {
        &self.atlas
    }

    /// Width and height of the map at the last frame, in points.
    #[must_use]
    pub fn map_size(&self) -> crate::geography::Size {
        self.map.size
    }

    /// One frame.
    pub fn ui(&mut self, ui: &mut egui::Ui) {
        let ctx = ui.ctx().clone();
        if self.styled != Some(self.view.theme) {
            style::apply(&ctx, self.view.theme);
            self.styled = Some(self.view.theme);
        }
        if self.words.language != self.view.language {
            self.words = Words::new(&self.atlas.history, self.view.language);
        }
        let mut effects: Vec<Effect> = Vec::new();
        let busy = self.save.is_open() || self.search.is_open();
        if !ctx.egui_wants_keyboard_input() && !busy {
            effects.extend(Command::pressed(&ctx).into_iter().map(|c| c.effect(&self.view)));
        }
        let (atlas, view, words) = (&self.atlas, &self.view, &self.words);
        let act = |actions: Vec<Action>| actions.into_iter().map(Effect::Act);
        let paper = style::color(crate::picture::palette(view.theme).paper);
        let bar = Frame::new().fill(paper);
        Panel::top("top-bar").frame(bar.inner_margin(egui::Margin::symmetric(16, 7))).show(
            ui,
            |ui| {
                effects.extend(self.top_bar.ui(ui, atlas, view, words));
            },
        );
        Panel::bottom("time-bar").frame(bar.inner_margin(egui::Margin::symmetric(16, 6))).show(
            ui,
            |ui| {
                let canvas = &mut self.map.canvas;
                effects.extend(act(self.time_bar.ui(ui, atlas, view, words, canvas)));
            },
        );
        // The panel folds away where the map would have no room beside it.
        let room = ui.available_width();
        let fits = room >= NARROWEST;
        let widest = (0.42 * room).clamp(260.0, 560.0);
        if view.panel && fits {
            Panel::right("side-panel")
                .frame(bar.inner_margin(egui::Margin { left: 16, right: 8, top: 12, bottom: 8 }))
                .default_size(358.0_f32.min(widest))
                .size_range(260.0..=widest)
                .show(ui, |ui| {
                    let canvas = &mut self.map.canvas;
                    effects.extend(act(self.side.ui(ui, atlas, view, words, canvas)));
                });
        }
        if view.chart && ui.available_height() >= LOWEST {
            Panel::bottom("chart")
                .frame(bar.inner_margin(egui::Margin::symmetric(16, 8)))
                .default_size(210.0_f32.min(0.26 * ui.available_height()))
                .resizable(true)
                .show(ui, |ui| {
                    effects.extend(act(panels::chart::ui(ui, atlas, view, words)));
                });
        }
        CentralPanel::default().frame(Frame::NONE).show(ui, |ui| {
            effects.extend(act(self.map.ui(ui, atlas, view, words)));
        });
        effects.extend(act(self.search.ui(&ctx, atlas, view, words, self.map.size)));
        self.dialogs(&ctx);
        for effect in effects {
            self.carry_out(&ctx, effect);
        }
        self.run_time(&ctx);
    }

    fn dialogs(&mut self, ctx: &egui::Context) {
        if let Some(saved) = self.save.ui(ctx, &self.atlas, &self.view, &self.words) {
            self.notice = Some(saved);
        }
        if self.about_open {
            self.about_open = panels::about::ui(ctx, &self.atlas, &self.words);
        }
        if let Some(notice) = &self.notice
            && panels::notice::ui(ctx, notice, &self.words)
        {
            self.notice = None;
        }
    }

    fn carry_out(&mut self, ctx: &egui::Context, effect: Effect) {
        match effect {
            Effect::Act(action) => self.act(ctx, action),
            Effect::Zoom(factor) => {
                let [w, h] = self.map.size;
                self.act(ctx, Action::ZoomAt([w / 2.0, h / 2.0], factor, [w, h]));
            }
            Effect::OpenSave => {
                self.save.open(&self.view, self.map.size);
                ctx.request_repaint();
            }
            Effect::Copy => {
                let copied = panels::save::copy(ctx, &self.atlas, &self.view, self.map.size);
                self.notice = Some(match copied {
                    Ok(()) => self.words.get("copy-done"),
                    Err(reason) => {
                        let reason = crate::picture::Argument::Text(&reason);
                        self.words.with("copy-failed", &[("reason", reason)])
                    }
                });
                ctx.request_repaint();
            }
            Effect::OpenSearch => {
                self.search.open();
                ctx.request_repaint();
            }
            Effect::OpenAbout => {
                self.about_open = true;
                ctx.request_repaint();
            }
            Effect::Quit => ctx.send_viewport_cmd(egui::ViewportCommand::Close),
        }
    }

    /// Does an action; what it changed is to be seen at once.
    pub fn act(&mut self, ctx: &egui::Context, action: Action) {
        let before = self.view.clone();
        self.view.apply(&self.atlas, action);
        if self.view != before {
            ctx.request_repaint();
        }
    }

    fn run_time(&mut self, ctx: &egui::Context) {
        if self.view.playback.playing {
            let seconds = ctx.input(|input| input.stable_dt);
            self.view.apply(&self.atlas, Action::Tick(seconds));
            ctx.request_repaint();
        }
    }

    fn remember(&self, window: Option<[f32; 2]>) -> std::io::Result<()> {
        match &self.memory {
            Some(path) => Preferences::of(&self.view, &self.atlas, window).write(path),
            None => Ok(()),
        }
    }
}

/// The window and its last known size.
struct Native {
    app: AtlasApp,
    size: Option<[f32; 2]>,
}

impl eframe::App for Native {
    fn ui(&mut self, ui: &mut egui::Ui, _frame: &mut eframe::Frame) {
        let rect = ui.ctx().input(|input| input.viewport().inner_rect);
        self.size = rect.map(|rect| [rect.width(), rect.height()]).or(self.size);
        self.app.ui(ui);
    }

    fn on_exit(&mut self, _gl: Option<&eframe::glow::Context>) {
        if let Err(error) = self.app.remember(self.size) {
            eprintln!("warning: the settings were not saved: {error}");
        }
    }
}

/// Derives and triangulates the levels of detail that a picture needs, and whatever else is made at
/// its first call.
fn make_ready(atlas: &Atlas, view: &View, size: crate::geography::Size) {
    let words = Words::new(&atlas.history, view.language);
    let scene = crate::picture::Scene::new(atlas, view, &words, size, 1.0);
    let picture = crate::picture::compose(&scene);
    let pictures = picture.insets.iter().map(|inset| &inset.picture).chain([&picture]);
    for level in pictures.map(|picture| atlas.geography.level(picture.level)) {
        for shape in level.regions.iter().chain([&level.surroundings]) {
            shape.triangles();
        }
    }
}

/// Opens the window and stays until it is closed.
///
/// # Errors
/// No display, or what the system says.
pub fn run(app: AtlasApp, size: Option<[f32; 2]>) -> Result<(), WindowError> {
    let shown = |name: &str| std::env::var_os(name).is_some_and(|value| !value.is_empty());
    if cfg!(target_os = "linux")
        && !["DISPLAY", "WAYLAND_DISPLAY", "WAYLAND_SOCKET"].into_iter().any(shown)
    {
        return Err(WindowError::NoDisplay);
    }
    let title = app.atlas.history.title.get(app.view.language).to_owned();
    let [width, height] = size
        .filter(|size| size.iter().all(|side| (320.0..=16_000.0).contains(side)))
        .unwrap_or([1440.0, 900.0]);
    let options = eframe::NativeOptions {
        viewport: egui::ViewportBuilder::default()
            .with_app_id(APP_ID)
            .with_title(title)
            .with_inner_size([width, height])
            .with_min_inner_size([800.0, 560.0]),
        ..eframe::NativeOptions::default()
    };
    // While the system makes the window, the first frame's land is made ready.
    let (atlas, view) = (app.atlas.clone(), app.view.clone());
    let map = [f64::from(width) - AROUND_MAP[0], f64::from(height) - AROUND_MAP[1]];
    rayon::spawn(move || make_ready(&atlas, &view, map.map(|side| side.max(64.0))));
    eframe::run_native(
        APP_ID,
        options,
        Box::new(move |context| {
            AtlasApp::set_up(&context.egui_ctx);
            Ok(Box::new(Native { app, size: Some([width, height]) }))
        }),
    )
    .map_err(|error| WindowError::System(error.to_string()))
}
