//! The window: the only code that knows egui.
//!
//! Panels get the [`Session`] to read and hand back effects; [`AtlasApp`] is the one place where they
//! are carried out. A frame begins with keys and drags, so that what it paints already shows them;
//! what a button or a link did lays the frame out once more before anything is painted.

pub mod carrying;
pub mod commands;
pub mod effects;
mod fonts;
mod icon;
mod library;
mod map;
pub mod motion;
mod opening;
mod panels;
pub mod session;
mod style;
mod voice;
mod widgets;
mod window;

use std::path::PathBuf;
use std::sync::Arc;

use egui::{CentralPanel, Frame, Panel};

use crate::atlas::{Atlas, Files};
use crate::export::carried;
use crate::history::letters::legible;
use crate::view::{Action, Desk, DeskAction, Keeper, Look, Memory, Theme, Touring};

use commands::Command;
use effects::Effect;
use library::Library;
use map::MapPanel;
use panels::bookmarks::BookmarkWindow;
use panels::chart::Ledger;
use panels::compare::CompareBar;
use panels::exporting::ExportWindow;
use panels::glossary_window::GlossaryWindow;
use panels::notice::{Notice, Outcome};
use panels::open_atlas::OpenDialog;
use panels::problems::ProblemList;
use panels::save::SaveDialog;
use panels::search::Search;
use panels::side::SidePanel;
use panels::source_window::SourceWindow;
use panels::stories::Stories;
use panels::table::TablePanel;
use panels::time_bar::TimeBar;
use panels::top_bar::TopBar;
use session::Session;
use voice::Voice;

pub use window::{WindowError, fitted, kept_size, run, without_sources};

/// Below this width of the window, in points, side panel and map have no room beside each other.
const NARROWEST: f32 = 760.0;
/// What is left of the map there while the panel is open.
const LEAST_MAP: f32 = 96.0;
/// The margins and the line around the time bar, above and below.
const AROUND_TIME_BAR: f32 = 13.0;
/// Below this height, in points, the chart does.
const LOWEST: f32 = 430.0;
/// Letters that are told of why something cannot be opened.
const LONGEST_REASON: usize = 400;
/// The widest and the narrowest side panel, in points.
const PANEL_WIDTHS: [f32; 2] = [260.0, 560.0];

/// The state of the window.
pub struct AtlasApp {
    session: Session,
    panels: Panels,
    /// A sentence at the foot of the map: what was done, or why not.
    notice: Option<Notice>,
    /// Where the memory is kept; `None`: nowhere.
    memory: Option<PathBuf>,
    /// What opens an address of the web; whether it could.
    opener: fn(&egui::Context, &str) -> bool,
    /// The files of the atlas.
    library: Library,
    /// What is wrong with those that were asked for, or with those of the atlas that is shown.
    problems: Option<ProblemList>,
    /// Whether another atlas has come, whose memory is in another file.
    moved: bool,
    /// The theme and the size of text that the window is set in.
    styled: Option<(Theme, f32)>,
}

/// What the parts of the window keep from frame to frame.
#[derive(Default)]
struct Panels {
    map: MapPanel,
    top_bar: TopBar,
    time_bar: TimeBar,
    compare: CompareBar,
    side: SidePanel,
    save: SaveDialog,
    export: ExportWindow,
    bookmarks: BookmarkWindow,
    open_atlas: OpenDialog,
    search: Search,
    table: TablePanel,
    ledger: Ledger,
    stories: Stories,
    glossary: GlossaryWindow,
    sources: SourceWindow,
    voice: Voice,
    about_open: bool,
    help_open: bool,
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
            notice: notice.map(Notice::new),
            memory,
            opener: |ctx, url| {
                ctx.open_url(egui::OpenUrl::new_tab(url));
                true
            },
            library: Library::default(),
            problems: None,
            moved: false,
            styled: None,
        }
    }

    /// Has addresses opened by the browser of the system.
    #[must_use]
    pub fn with_browser(mut self) -> Self {
        self.opener = |_, url| open::that_detached(url).is_ok();
        self
    }

    /// The same, of an atlas from other files than those of the program, which are watched.
    #[must_use]
    pub fn reading(mut self, files: Files) -> Self {
        self.session = self.session.read_from(files);
        self
    }

    /// Has the notice offer the stories of the atlas, if that has any.
    #[must_use]
    pub fn offering_stories(mut self) -> Self {
        if !self.session.atlas.history.tours.is_empty() {
            self.notice = self.notice.map(Notice::offering_stories);
        }
        self
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
    pub fn act(&mut self, action: Action) {
        self.session.act(action);
    }

    /// Takes the keys of commands out of what the reader has just done and does them.
    pub fn keys(&mut self, ctx: &egui::Context, events: &mut Vec<egui::Event>) {
        if self.panels.is_busy() || egui::Popup::is_any_open(ctx) {
            return;
        }
        // On the map and the slider, which have no other use for them, keys stay commands.
        let focus = ctx.memory(egui::Memory::focused);
        let own = focus.is_some_and(|id| id == panels::time_bar::id());
        if ctx.egui_wants_keyboard_input() && !own {
            if focus == Some(map::divide::id()) {
                for effect in map::divide::keys(&self.session, events) {
                    self.carry_out(ctx, effect);
                }
            }
            if focus == Some(map::id()) {
                for effect in self.panels.map.keys(&self.session, events) {
                    self.carry_out(ctx, effect);
                }
            }
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
            self.take_atlas(&ctx);
            self.take_dropped(&ctx);
            self.gestures(&ctx);
            self.run_time(&ctx);
        }
        self.dress(&ctx);
        self.session.arrange(DeskAction::SetNarrow(ctx.content_rect().width() < NARROWEST));
        let mut effects = self.show(ui);
        effects.extend(self.panels.table.ui(&ctx, &self.session));
        effects.extend(self.panels.stories.ui(&ctx, &self.session));
        effects.extend(self.panels.glossary.ui(&ctx, &self.session));
        effects.extend(self.panels.sources.ui(&ctx, &self.session, self.panels.map.room()));
        effects.extend(self.panels.search.ui(&ctx, &self.session, self.panels.map.room()));
        if let Some(link) = self.panels.search.take_link() {
            self.open_link(&ctx, &link);
            ctx.request_discard("a link shows another view");
        }
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
        // Tab comes to the map before what stands around it, though it is laid out last.
        ui.memory_mut(|memory| memory.interested_in_focus(map::id(), ui.layer_id()));
        let height = panels::time_bar::height(ui.ctx(), session) + AROUND_TIME_BAR;
        Panel::bottom("time-bar")
            .frame(bar.inner_margin(egui::Margin::symmetric(16, 6)))
            .exact_size(height)
            .show(ui, |ui| effects.extend(panels.time_bar.ui(ui, session)));
        if let Some(touring) = session.touring().filter(|touring| !touring.is_away()) {
            Panel::bottom("story")
                .frame(bar.inner_margin(egui::Margin::symmetric(16, 8)))
                .exact_size(panels::story::HEIGHT)
                .show(ui, |ui| effects.extend(panels::story::ui(ui, session, touring)));
        }
        // The chart stands on the time bar, whose axis it shares.
        if session.desk().chart && ui.available_height() >= LOWEST {
            Panel::bottom("chart")
                .frame(bar.inner_margin(egui::Margin::symmetric(16, 8)))
                .default_size(210.0_f32.min(0.26 * ui.available_height()))
                .resizable(true)
                .show(ui, |ui| effects.extend(panels.ledger.ui(ui, session)));
        }
        // Where the map would have no room beside it, the panel is put away until it is asked for.
        let room = ui.available_width();
        if session.desk().shows_panel() {
            let [narrowest, widest] = PANEL_WIDTHS;
            let panel = if session.desk().is_narrow() {
                Panel::right("side-sheet").exact_size((room - LEAST_MAP).clamp(1.0, widest))
            } else {
                let widest = (0.42 * room).clamp(narrowest, widest);
                Panel::right("side-panel")
                    .default_size(358.0_f32.min(widest))
                    .size_range(narrowest..=widest)
            };
            panel
                .frame(bar.inner_margin(egui::Margin { left: 16, right: 8, top: 12, bottom: 8 }))
                .show(ui, |ui| effects.extend(panels.side.ui(ui, session)));
        }
        if session.look().comparison().is_some() {
            Panel::top("compare")
                .frame(bar.inner_margin(egui::Margin::symmetric(16, 5)))
                .show(ui, |ui| effects.extend(panels.compare.ui(ui, session)));
        }
        CentralPanel::default().frame(Frame::NONE).show(ui, |ui| panels.map.ui(ui, session));
        effects
    }

    /// Opens what was dropped on the window: a story, or the view that a saved picture carries.
    fn take_dropped(&mut self, ctx: &egui::Context) {
        let files = ctx.input(|input| input.raw.dropped_files.clone());
        for file in files {
            let path = file.path();
            if path.is_dir() {
                self.open_atlas(ctx, Files::Folder(path.to_path_buf()));
                continue;
            }
            let is_story = path.extension().is_some_and(|own| own.eq_ignore_ascii_case("toml"));
            let done = if is_story {
                panels::stories::read(&self.session, path).map(|tour| {
                    self.session.add_tour(tour);
                })
            } else {
                let view = carried::view_in_file(path);
                view.map(|view| self.open_link(ctx, &view))
                    .map_err(|reason| format!("{}: {reason}", path.display()))
            };
            if let Err(reason) = done {
                self.tell(ctx, legible(&reason, LONGEST_REASON));
            }
        }
    }

    fn dialogs(&mut self, ctx: &egui::Context) {
        if let Some(saved) = self.panels.save.ui(ctx, &self.session) {
            self.tell(ctx, saved);
        }
        let (mut effects, renamed) = self.panels.bookmarks.ui(ctx, &self.session);
        for (at, name) in renamed {
            self.session.rename_bookmark(at, &name);
        }
        for effect in effects.drain(..) {
            self.carry_out(ctx, effect);
        }
        if let Some(folder) = self.panels.open_atlas.ui(ctx, &self.session) {
            self.open_atlas(ctx, Files::Folder(folder));
        }
        if let Some(list) = &self.problems
            && !panels::problems::ui(ctx, list, &self.session.words)
        {
            self.problems = None;
        }
        let (effects, said) = self.panels.export.ui(ctx, &self.session);
        for effect in effects {
            self.carry_out(ctx, effect);
        }
        if let Some(said) = said {
            self.tell(ctx, said);
        }
        if self.panels.about_open {
            self.panels.about_open =
                panels::about::ui(ctx, &self.session.atlas, &self.session.words);
        }
        if self.panels.help_open {
            let (open, clicked) = panels::help::ui(ctx, &self.session);
            self.panels.help_open = open && clicked.is_none();
            if let Some(effect) = clicked {
                self.carry_out(ctx, effect);
            }
        }
        if let Some(notice) = &mut self.notice {
            let frame = self.panels.map.frame();
            match panels::notice::ui(ctx, notice, &self.session.words, frame) {
                Outcome::Stays => {}
                Outcome::Goes => self.notice = None,
                Outcome::Stories => {
                    self.notice = None;
                    self.panels.stories.open = true;
                }
            }
        }
    }

    /// Shows a sentence for a while.
    fn tell(&mut self, ctx: &egui::Context, said: String) {
        self.notice = Some(Notice::new(said));
        ctx.request_repaint();
    }

    fn run_time(&mut self, ctx: &egui::Context) {
        if self.session.desk().playback.playing {
            self.session.tick(ctx.input(|input| input.stable_dt));
            ctx.request_repaint();
        }
        if self.session.touring().is_some_and(Touring::is_playing) {
            self.session.tick_story(ctx.input(|input| input.stable_dt));
            // What is told changes after seconds.
            ctx.request_repaint_after(std::time::Duration::from_millis(100));
        }
    }

    /// What is to be remembered; `window` is its size in points, or what it was before it filled the
    /// screen.
    #[must_use]
    pub fn memory(&self, window: Option<[f32; 2]>, maximized: bool) -> Memory {
        let session = &self.session;
        let mut memory = Memory::of(&session.atlas, session.look(), session.desk(), window);
        memory.maximized = Some(maximized);
        memory
    }

    /// Whether a file is being made at present.
    #[must_use]
    pub fn is_making(&self) -> bool {
        self.panels.export.is_making()
    }

    /// Who keeps it, if it is to be kept.
    fn keeper(&self) -> Option<Keeper> {
        let path = self.memory.clone()?;
        let (read, atlas) = (Memory::read(&path).unwrap_or_default(), self.atlas());
        let mut before = Memory::of(atlas, &read.look(atlas), &read.desk(), read.window);
        before.maximized = read.maximized;
        Some(Keeper::new(path, before))
    }
}

impl Panels {
    /// Whether a dialog has the keys.
    fn is_busy(&self) -> bool {
        let Self { save, export, search, open_atlas, .. } = self;
        save.is_open() || export.is_open() || search.is_open() || open_atlas.is_open()
    }
}
