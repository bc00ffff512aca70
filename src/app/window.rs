//! The window of the system: its size, its first frame, its end.

use std::io::Write as _;
use std::sync::{Arc, Mutex, PoisonError};

use egui::vec2;
use thiserror::Error;

use crate::atlas::Atlas;
use crate::export::unfinished::heed_signals;
use crate::picture::{Composer, Request, Words};
use crate::view::{Keeper, Look, Memory};

use super::AtlasApp;

/// The name of the program to the system; also that of its `.desktop` file.
const APP_ID: &str = "okhotsk";
/// About how much the panels take of the window beside and below the map, in points.
const AROUND_MAP: [f64; 2] = [357.0, 291.0];
/// The size of the window before anything is remembered, in points.
const USUAL: [f32; 2] = [1440.0, 900.0];
/// The smallest window that the system is asked to give, in points.
const SMALLEST: [f32; 2] = [800.0, 560.0];
/// The widest texture that is made use of, in pixels, whatever the system could take. The letters that
/// were drawn are kept in one of this width, in rows that are each as high as the highest letter in them:
/// in a wide one most of that is empty. No shade of a map is wider on a screen of today.
const TEXTURE_SIDE: usize = 4096;
/// What a screen needs for itself beside and above a window: its frame, its title, bars of the
/// desktop, in points.
const AROUND_WINDOW: [f32; 2] = [16.0, 88.0];

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

/// The size of a window that is wished for on a screen: no larger than the room beside what the
/// desktop needs itself; all in points.
#[must_use]
pub fn fitted(wish: [f32; 2], screen: [f32; 2]) -> [f32; 2] {
    std::array::from_fn(|axis| {
        let room = screen[axis] - AROUND_WINDOW[axis];
        if room > 0.0 { wish[axis].min(room) } else { wish[axis] }
    })
}

/// The size that is remembered of a window: its own, or while it fills the screen the one before.
#[must_use]
pub fn kept_size(
    before: Option<[f32; 2]>,
    now: Option<[f32; 2]>,
    maximized: bool,
) -> Option<[f32; 2]> {
    if maximized { before } else { now.or(before) }
}

/// The window and its last known size.
struct Native {
    app: AtlasApp,
    size: Option<[f32; 2]>,
    maximized: bool,
    /// The size that was asked for, until the screen is known.
    wish: Option<[f32; 2]>,
    /// The size of text when the system told of window and screen, in points of that size.
    zoom: f32,
    keeper: Option<Keeper>,
    /// The same, for a signal that ends the program.
    at_signal: Arc<Mutex<Option<Keeper>>>,
}

impl Native {
    /// Writes the memory; if that fails, somebody may read why.
    fn write(&self) {
        if let Some(Err(error)) = self.keeper.as_ref().map(Keeper::write) {
            drop(writeln!(std::io::stderr(), "warning: the settings were not saved: {error}"));
        }
    }

    /// Keeps the first window within its screen, which is known only when it is there.
    fn fit(&mut self, ctx: &egui::Context) {
        let screen = ctx.input(|input| input.viewport().monitor_size);
        let (Some(wish), Some(screen)) = (self.wish, screen) else { return };
        let zoom = self.zoom;
        // The size of text is set in the first frame; what is told in points follows later.
        if [ctx.zoom_factor(), self.app.desk().text_size()].iter().any(|z| (z - zoom).abs() > 1e-3)
        {
            ctx.request_repaint();
            return;
        }
        self.wish = None;
        if self.maximized {
            return;
        }
        let size = fitted(wish, [screen.x * zoom, screen.y * zoom]);
        if size[0] < wish[0] || size[1] < wish[1] {
            let size = vec2(size[0], size[1]) / zoom;
            ctx.send_viewport_cmd(egui::ViewportCommand::InnerSize(size));
        }
    }
}

impl eframe::App for Native {
    fn raw_input_hook(&mut self, ctx: &egui::Context, input: &mut egui::RawInput) {
        input.max_texture_side = input.max_texture_side.map(|side| side.min(TEXTURE_SIDE));
        // What is taken here does not make the window paint three times.
        self.app.keys(ctx, &mut input.events);
    }

    fn ui(&mut self, ui: &mut egui::Ui, _frame: &mut eframe::Frame) {
        let ctx = ui.ctx().clone();
        if ctx.current_pass_index() == 0 {
            self.fit(&ctx);
        }
        let (rect, maximized) =
            ctx.input(|input| (input.viewport().inner_rect, input.viewport().maximized));
        self.maximized = maximized.unwrap_or(self.maximized);
        // In points of the system: the text size of the window is remembered apart.
        let zoom = self.zoom;
        let now = rect.map(|rect| [rect.width() * zoom, rect.height() * zoom]);
        self.size = kept_size(self.size, now, self.maximized);
        self.app.ui(ui);
        // What the system tells of the next frame is measured before another size comes into force.
        self.zoom = ctx.zoom_factor();
        if self.app.take_moved() {
            // What is to be remembered of the atlas that goes was kept in the frame before.
            self.write();
            self.keeper = self.app.keeper();
            self.at_signal.lock().unwrap_or_else(PoisonError::into_inner).clone_from(&self.keeper);
        }
        if let Some(keeper) = &self.keeper {
            keeper.keep(self.app.memory(self.size, self.maximized));
        }
    }

    /// The sea: the map needs no ground of its own. Panels paint theirs.
    fn clear_color(&self, _visuals: &egui::Visuals) -> [f32; 4] {
        let sea = crate::picture::palette(self.app.look().theme()).sea;
        super::style::color(sea).to_normalized_gamma_f32()
    }

    fn on_exit(&mut self, _gl: Option<&eframe::glow::Context>) {
        self.write();
    }
}

/// Derives and triangulates the levels of detail that a picture needs, and whatever else is made at
/// its first call.
fn make_ready(atlas: &Atlas, look: &Look, size: crate::geography::Size) {
    let words = Words::new(&atlas.history, look.language());
    let request = Request { size, pixels_per_point: 1.0, alone: false };
    let picture = Composer::default().compose(atlas, &words, look, &request);
    for map in picture.parts.iter().filter_map(|part| part.map) {
        let level = atlas.geography.level(map.level);
        let floor = atlas.geography.floor_level(map.level);
        for shape in level.regions.iter().chain([&level.surroundings]).chain(&floor.regions) {
            shape.triangles();
        }
    }
}

/// Opens the window, of the size and the state that are remembered, and stays until it is closed.
///
/// # Errors
/// No display, or what the system says.
pub fn run(app: AtlasApp, memory: &Memory) -> Result<(), WindowError> {
    let shown = |name: &str| std::env::var_os(name).is_some_and(|value| !value.is_empty());
    if cfg!(target_os = "linux")
        && !["DISPLAY", "WAYLAND_DISPLAY", "WAYLAND_SOCKET"].into_iter().any(shown)
    {
        return Err(WindowError::NoDisplay);
    }
    let title = app.atlas().history.title.get(app.look().language()).to_owned();
    let maximized = memory.maximized.unwrap_or(false);
    let [width, height] = memory
        .window
        .filter(|size| size.iter().all(|side| (320.0..=16_000.0).contains(side)))
        .unwrap_or(USUAL);
    let options = eframe::NativeOptions {
        viewport: egui::ViewportBuilder::default()
            .with_app_id(APP_ID)
            .with_icon(super::icon::icon())
            .with_title(title)
            .with_inner_size([width, height])
            .with_maximized(maximized)
            .with_min_inner_size(SMALLEST),
        // Nothing here has a gradient that would show bands, and without a graphics card it costs
        // time for every pixel.
        dithering: false,
        ..eframe::NativeOptions::default()
    };
    let keeper = app.keeper();
    let at_signal = Arc::new(Mutex::new(keeper.clone()));
    let kept = at_signal.clone();
    heed_signals(move || {
        // Not with the lock: who holds it may be waiting.
        let keeper = kept.lock().unwrap_or_else(PoisonError::into_inner).clone();
        drop(keeper.as_ref().map(Keeper::write));
    });
    // While the system makes the window, the first frame's land is made ready.
    let (atlas, look) = (app.shared_atlas(), app.look().clone());
    let zoom = app.desk().text_size();
    let map = [f64::from(width / zoom) - AROUND_MAP[0], f64::from(height / zoom) - AROUND_MAP[1]];
    rayon::spawn(move || make_ready(&atlas, &look, map.map(|side| side.max(64.0))));
    eframe::run_native(
        APP_ID,
        options,
        Box::new(move |context| {
            AtlasApp::set_up(&context.egui_ctx);
            let size = Some([width, height]);
            Ok(Box::new(Native { app, size, maximized, wish: size, zoom: 1.0, keeper, at_signal }))
        }),
    )
    .map_err(|error| WindowError::System(without_sources(&error.to_string())))
}

/// What a library says, without the place in its sources where it says it.
#[must_use]
pub fn without_sources(said: &str) -> String {
    let said = said.replace("os error at ", "");
    let words = said.split_whitespace().filter(|word| !word.contains(".rs:"));
    words.collect::<Vec<_>>().join(" ")
}
