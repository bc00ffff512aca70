//! What the atlas may cost: one group for each part of the work that the README's table has a
//! budget for.
//!
//! ```text
//! cargo bench --bench budgets                    all of them, some minutes
//! cargo bench --bench budgets -- pick            one group
//! cargo bench --bench budgets -- --quick         a first look
//! cargo bench --bench budgets -- --save-baseline before
//! cargo bench --bench budgets -- --baseline before
//! ```
//!
//! Nothing here needs a display. The groups:
//!
//! - `load`: the bundled atlas, read, checked as at every start, projected and indexed.
//! - `year_change`: from the action to the display list, at the full coastline.
//! - `picture`: a display list from nothing, at three zooms.
//! - `pick`: from a click to the outline.
//! - `level`: a level of detail from the full coastline, and its triangles.
//! - `frame`: all of the window's work for a frame while it plays, a year a frame, up to the
//!   triangles that go to the graphics card, at 1440×900.
//! - `window`: the same work at six zooms: the first frame at a new zoom, later frames that stand
//!   still, and frames after a change of year; with the bundled outlines and (`dense`) with the same
//!   outlines densified to a million vertices.
//! - `svg`, `png`: a picture as a file, at two sizes.
//! - `hostile`: atlases with shapes that are made to take long, checked and drawn: a coast like a comb
//!   of 100,000 vertices, straight and turned, and half of it; a river of a million that goes to and
//!   fro; 65,000 islands.
//! - `grown`: atlases imported from 512, 1,682 and 5,000 dated features (a million vertices): the
//!   import, the reading, and frames while their time is scrubbed.
//!
//! `year_change` and `frame` also print the median, the 99th percentile and the slowest of all
//! single runs, those of the warm-up included: budgets are for the reader's worst moment, and a
//! mean hides it.

mod grown;
mod hostile;

use std::hint::black_box;
use std::process::ExitCode;
use std::time::{Duration, Instant};

use criterion::{BenchmarkId, Criterion};
use geo::Coord;

use okhotsk::app::AtlasApp;
use okhotsk::atlas::{Atlas, Depth, Files, load};
use okhotsk::export::{png, svg};
use okhotsk::geography::Size;
use okhotsk::geography::level::{Level, derive};
use okhotsk::history::{TerritoryId, plus_days};
use okhotsk::picture::{Composer, Picture, Request, Words, compose};
use okhotsk::view::{Action, Comparison, Desk, DeskAction, Look, Mode, Other, Selection};

/// The map in a window of 1440×900 points.
const MAP: Size = [1030.0, 655.0];

/// The window, in points.
const WINDOW: [f32; 2] = [1440.0, 900.0];

/// The sizes of exported pictures.
const EXPORTS: [Size; 2] = [[1920.0, 1080.0], [3840.0, 2160.0]];

/// Where the reader zooms to: crowded islands of all sizes, in degrees.
const CROWDED: Coord<f64> = Coord { x: 146.0, y: 43.6 };

/// The zooms of a picture: how many times closer than the whole map.
const ZOOMS: [u16; 3] = [1, 8, 64];

/// How far from the pointer land can be and still be meant, in points: as in the window.
const REACH: f64 = 8.0;

/// The year that stands still, of many holders and names.
const YEAR: i16 = 1905;

fn main() -> ExitCode {
    let (atlas, of_the_window) = match (bundled(), bundled()) {
        (Ok(atlas), Ok(other)) => (atlas, other),
        (Err(problems), _) | (_, Err(problems)) => {
            eprintln!("error: {problems}");
            return ExitCode::FAILURE;
        }
    };
    let mut criterion = Criterion::default().configure_from_args();
    loading(&mut criterion);
    year_changes(&mut criterion, &atlas);
    pictures(&mut criterion, &atlas);
    picks(&mut criterion, &atlas);
    levels(&mut criterion, &atlas);
    frames(&mut criterion, of_the_window);
    match bundled() {
        Ok(atlas) => scrubbing(&mut criterion, atlas),
        Err(problems) => {
            eprintln!("error: {problems}");
            return ExitCode::FAILURE;
        }
    }
    let bundled = bundled().map_err(|problems| problems.to_string());
    for (name, atlas) in [("bundled", bundled), ("dense", densified())] {
        match atlas {
            Ok(atlas) => window_at_zooms(&mut criterion, name, atlas),
            Err(problems) => {
                eprintln!("error: {problems}");
                return ExitCode::FAILURE;
            }
        }
    }
    files(&mut criterion, &atlas);
    hostile::hostile(&mut criterion);
    grown::grown(&mut criterion);
    criterion.final_summary();
    ExitCode::SUCCESS
}

fn bundled() -> Result<Atlas, okhotsk::atlas::Problems> {
    load(&Files::Bundled, Depth::Quick)
}

/// A look of the whole map, or so many times closer over [`CROWDED`].
fn view_at(atlas: &Atlas, size: Size, zoom: u16) -> Look {
    let mut look = Look::new(atlas);
    look.apply(atlas, Action::GoToYear(YEAR));
    if zoom > 1 {
        let middle = [size[0] / 2.0, size[1] / 2.0];
        let there = atlas.geography.projection().map_km_from_lon_lat(CROWDED);
        let [x, y] = look.camera(atlas, size).screen_from_map(there, size);
        look.apply(atlas, Action::Pan([middle[0] - x, middle[1] - y], size.into()));
        look.apply(atlas, Action::ZoomAt(middle, f64::from(zoom), size.into()));
    }
    look
}

/// A year on; after the last, the first.
fn next_year(look: &mut Look, atlas: &Atlas) {
    let end = look.moment() >= atlas.history.last_day;
    look.apply(atlas, if end { Action::GoToStart } else { Action::StepYears(1) });
}

/// The times of single runs.
#[derive(Default)]
struct Times(Vec<Duration>);

impl Times {
    /// Runs something so many times and keeps each time; their sum.
    fn take<T>(&mut self, runs: u64, mut run: impl FnMut() -> T) -> Duration {
        let mut sum = Duration::ZERO;
        for _ in 0..runs {
            let start = Instant::now();
            let result = black_box(run());
            let took = start.elapsed();
            drop(result);
            self.0.push(took);
            sum += took;
        }
        sum
    }

    /// Says how they are spread.
    fn tell(&mut self, name: &str) {
        let runs = self.0.len();
        let Some(last) = runs.checked_sub(1) else {
            // Left out by the filter of the command line.
            return;
        };
        self.0.sort_unstable();
        let (median, p99, worst) = (self.0[runs / 2], self.0[last * 99 / 100], self.0[last]);
        eprintln!("{name}: median {median:?}, p99 {p99:?}, slowest {worst:?} of {runs} runs");
    }
}

fn loading(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("load");
    group.sample_size(20).measurement_time(Duration::from_secs(10));
    group.bench_function("bundled", |b| b.iter_with_large_drop(bundled));
    group.finish();
}

fn year_changes(criterion: &mut Criterion, atlas: &Atlas) {
    let mut group = criterion.benchmark_group("year_change");
    for (name, zoom) in [("whole-map", ZOOMS[0]), ("close", ZOOMS[2])] {
        let mut look = view_at(atlas, MAP, zoom);
        let words = Words::new(&atlas.history, look.language());
        let mut composer = Composer::default();
        let mut change = || {
            next_year(&mut look, atlas);
            // Pixels so fine that all of the coastline is shown, however little the scale can show.
            let request = Request { size: MAP, pixels_per_point: 1e6, alone: false };
            composer.compose(atlas, &words, &look, &request)
        };
        // The first picture is made from nothing, and derives the level.
        change();
        let mut times = Times::default();
        group.bench_function(name, |b| b.iter_custom(|runs| times.take(runs, &mut change)));
        times.tell(&format!("year_change/{name}"));
    }
    group.finish();
}

fn pictures(criterion: &mut Criterion, atlas: &Atlas) {
    let mut group = criterion.benchmark_group("picture");
    group.sample_size(30);
    for zoom in ZOOMS {
        let look = view_at(atlas, MAP, zoom);
        let words = Words::new(&atlas.history, look.language());
        let request = Request { size: MAP, pixels_per_point: 1.0, alone: false };
        group.bench_function(BenchmarkId::new("zoom", zoom), |b| {
            b.iter(|| compose(atlas, &words, &look, &request));
        });
    }
    group.finish();
}

fn picks(criterion: &mut Criterion, atlas: &Atlas) {
    let mut group = criterion.benchmark_group("pick");
    for zoom in ZOOMS {
        let camera = view_at(atlas, MAP, zoom).camera(atlas, MAP);
        let reach_km = REACH * camera.km_per_point;
        // A click every ten points, right and down.
        let points: Vec<Coord<f64>> = (0..65_u16)
            .flat_map(|row| (0..103_u16).map(move |column| [column, row]))
            .map(|place| place.map(|n| 5.0 + 10.0 * f64::from(n)))
            .map(|place| camera.map_from_screen(place, MAP))
            .collect();
        let pick = |at: Coord<f64>| atlas.outline_at(black_box(at), reach_km);
        let mut clicks = points.iter().cycle();
        group.bench_function(BenchmarkId::new("any-click/zoom", zoom), |b| {
            b.iter(|| clicks.next().and_then(|&at| pick(at)));
        });
        let Some(worst) = slowest(&points, pick) else { continue };
        group.bench_function(BenchmarkId::new("slowest-click/zoom", zoom), |b| {
            b.iter(|| pick(worst));
        });
    }
    group.finish();
}

/// The point where picking takes longest, by the quickest of some tries at each.
fn slowest<T>(points: &[Coord<f64>], pick: impl Fn(Coord<f64>) -> T) -> Option<Coord<f64>> {
    let time = |at: Coord<f64>| {
        let once = |_| {
            let start = Instant::now();
            black_box(pick(at));
            start.elapsed()
        };
        (0..5).map(once).min()
    };
    points.iter().copied().max_by_key(|&at| time(at))
}

fn levels(criterion: &mut Criterion, atlas: &Atlas) {
    let mut group = criterion.benchmark_group("level");
    group.sample_size(10).measurement_time(Duration::from_secs(8));
    let regions = atlas.history.territories.len();
    let land = atlas.geography.land();
    // The finest, that of the whole map in a window, and one so coarse that it shows the least.
    for index in [0, 6, 9] {
        group.bench_function(BenchmarkId::new("derive", index), |b| {
            b.iter_with_large_drop(|| derive(land, regions, index));
        });
        group.bench_function(BenchmarkId::new("derive-and-triangulate", index), |b| {
            b.iter_with_large_drop(|| {
                let level = derive(land, regions, index);
                let triangles = triangulate(&level);
                (level, triangles)
            });
        });
    }
    group.finish();
}

/// How many triangles fill a level.
fn triangulate(level: &Level) -> usize {
    let shapes = level.regions.iter().chain([&level.surroundings]);
    shapes.map(|shape| shape.triangles().indices.len() / 3).sum()
}

fn frames(criterion: &mut Criterion, atlas: Atlas) {
    let mut group = criterion.benchmark_group("frame");
    let mut look = Look::new(&atlas);
    look.apply(&atlas, Action::GoToStart);
    let mut desk = Desk::default();
    // A year a frame, at sixty frames a second.
    for action in [DeskAction::SetLoop(true), DeskAction::SetSpeed(60.0), DeskAction::TogglePlay] {
        desk.apply(action);
    }
    let ctx = egui::Context::default();
    AtlasApp::set_up(&ctx);
    let mut app = AtlasApp::new(atlas, look, desk, None, None);
    let corner = egui::pos2(WINDOW[0], WINDOW[1]);
    let mut seconds = 0.0;
    let mut frame = || {
        seconds += 1.0 / 60.0;
        let input = egui::RawInput {
            screen_rect: Some(egui::Rect::from_min_max(egui::Pos2::ZERO, corner)),
            time: Some(seconds),
            ..egui::RawInput::default()
        };
        let mut output = ctx.run_ui(input, |ui| app.ui(ui));
        // Nobody uploads the textures here.
        output.textures_delta.clear();
        ctx.tessellate(output.shapes, output.pixels_per_point)
    };
    // The first frames lay out the panels, set the letters and make the meshes.
    for _ in 0..3 {
        frame();
    }
    let mut times = Times::default();
    group.bench_function("playing", |b| b.iter_custom(|runs| times.take(runs, &mut frame)));
    times.tell("frame/playing");
    group.finish();
}

/// Scrubbing through the moments with ribbons, cards and ledger open, over one map, and over two beside
/// each other.
fn scrubbing(criterion: &mut Criterion, atlas: Atlas) {
    let mut group = criterion.benchmark_group("scrub");
    let mut desk = Desk::default();
    desk.apply(DeskAction::ToggleChart);
    let mut window = Window::with(atlas, desk);
    let selected = Selection { territory: TerritoryId(0), island: None };
    window.act(Action::Select(Some(selected)));
    let (first, days) = (window.app.atlas().history.first_day, window.app.atlas().history.days());
    let other = Other::Moment { day: plus_days(first, days / 2), by_year: false };
    let beside = Comparison::with(other, Mode::Side);
    for (name, comparison) in [("one-map", None), ("two-maps", Some(beside))] {
        window.act(Action::Compare(comparison));
        for _ in 0..3 {
            window.frame();
        }
        let mut times = Times::default();
        let mut at = 0_i32;
        group.bench_function(name, |b| {
            b.iter_custom(|runs| {
                times.take(runs, || {
                    // A thousand moments, then again.
                    at = (at + 1) % 1000;
                    window.act(Action::ScrubToDay(plus_days(first, at * (days / 1000))));
                    window.frame()
                })
            });
        });
        times.tell(&format!("scrub/{name}"));
    }
    group.finish();
}

/// How many times closer than the whole map the window looks.
const WINDOW_ZOOMS: [u16; 6] = [1, 3, 8, 24, 64, 192];

/// Vertices of the densified outlines.
const DENSE: usize = 1_000_000;

/// The window at its frames.
struct Window {
    ctx: egui::Context,
    app: AtlasApp,
    seconds: f64,
}

impl Window {
    fn new(atlas: Atlas) -> Self {
        Self::with(atlas, Desk::default())
    }

    fn with(atlas: Atlas, desk: Desk) -> Self {
        let look = Look::new(&atlas);
        let ctx = egui::Context::default();
        AtlasApp::set_up(&ctx);
        Self { ctx, app: AtlasApp::new(atlas, look, desk, None, None), seconds: 0.0 }
    }

    fn act(&mut self, action: Action) {
        self.app.act(action);
    }

    /// One frame, up to the triangles.
    fn frame(&mut self) -> Vec<egui::ClippedPrimitive> {
        self.seconds += 1.0 / 60.0;
        let corner = egui::pos2(WINDOW[0], WINDOW[1]);
        let input = egui::RawInput {
            screen_rect: Some(egui::Rect::from_min_max(egui::Pos2::ZERO, corner)),
            time: Some(self.seconds),
            ..egui::RawInput::default()
        };
        let mut output = self.ctx.run_ui(input, |ui| self.app.ui(ui));
        output.textures_delta.clear();
        self.ctx.tessellate(output.shapes, output.pixels_per_point)
    }

    fn zoom(&mut self, zoom: f64) {
        let size = self.app.map_size();
        let look = view_at(self.app.atlas(), size, 1);
        let there = self.app.atlas().geography.projection().map_km_from_lon_lat(CROWDED);
        let [x, y] = look.camera(self.app.atlas(), size).screen_from_map(there, size);
        let middle = [size[0] / 2.0, size[1] / 2.0];
        self.act(Action::Fit);
        self.act(Action::Pan([middle[0] - x, middle[1] - y], size.into()));
        self.act(Action::ZoomAt(middle, zoom, size.into()));
    }
}

fn window_at_zooms(criterion: &mut Criterion, name: &str, atlas: Atlas) {
    let mut group = criterion.benchmark_group("window");
    group.sample_size(20).measurement_time(Duration::from_secs(3));
    let mut window = Window::new(atlas);
    for _ in 0..3 {
        window.frame();
    }
    for zoom in WINDOW_ZOOMS {
        let closer = f64::from(zoom);
        let mut times = Times::default();
        let mut nudge = 0_u32;
        let id = |what: &str| BenchmarkId::new(format!("{name}/{what}"), zoom);
        group.bench_function(id("first-frame"), |b| {
            b.iter_custom(|runs| {
                times.take(runs, || {
                    // A little closer each time, and back: every frame is of a zoom not seen before.
                    nudge = (nudge + 1) % 997;
                    window.zoom(closer * (1.0 + 1e-4 * f64::from(nudge)));
                    window.frame()
                })
            });
        });
        times.tell(&format!("window/{name}/first-frame/{zoom}"));
        let mut times = Times::default();
        window.zoom(closer);
        window.frame();
        group.bench_function(id("later-frame"), |b| {
            b.iter_custom(|runs| times.take(runs, || window.frame()));
        });
        times.tell(&format!("window/{name}/later-frame/{zoom}"));
        let mut times = Times::default();
        window.act(Action::GoToStart);
        group.bench_function(id("year"), |b| {
            b.iter_custom(|runs| {
                times.take(runs, || {
                    let look = window.app.look();
                    let end = look.moment() >= window.app.atlas().history.last_day;
                    window.act(if end { Action::GoToStart } else { Action::StepYears(1) });
                    window.frame()
                })
            });
        });
        times.tell(&format!("window/{name}/year/{zoom}"));
    }
    group.finish();
}

/// The bundled atlas with every edge of its outlines divided until they have a million vertices;
/// those between lie a few metres off the edge, so that none can be dropped for nothing.
fn densified() -> Result<Atlas, String> {
    let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR"));
    let folder = tempfile::tempdir().map_err(|error| error.to_string())?;
    let copy = |from: &str| -> Result<(), String> {
        let to = folder.path().join(from);
        let source = root.join(from);
        std::fs::create_dir_all(to.parent().unwrap_or(&to))
            .and_then(|()| std::fs::copy(source, to))
            .map(drop)
            .map_err(|error| format!("{from}: {error}"))
    };
    for name in ["surroundings", "cuts", "world", "waters"] {
        copy(&format!("geodata/{name}.geojson"))?;
    }
    for within in ["assets/history", "assets/history/changes", "assets/history/events"] {
        let entries = std::fs::read_dir(root.join(within));
        for entry in entries.into_iter().flatten().flatten() {
            let name = entry.file_name();
            if name.to_string_lossy().ends_with(".toml") {
                copy(&format!("{within}/{}", name.to_string_lossy()))?;
            }
        }
    }
    let text = std::fs::read_to_string(root.join("geodata/islands.geojson")).unwrap_or_default();
    let mut collection: serde_json::Value = serde_json::from_str(&text).unwrap_or_default();
    let count = text.matches("],[").count();
    let parts = DENSE.div_ceil(count.max(1));
    for feature in collection["features"].as_array_mut().into_iter().flatten() {
        for ring in feature["geometry"]["coordinates"].as_array_mut().into_iter().flatten() {
            divide(ring, parts);
        }
    }
    let path = folder.path().join("geodata/islands.geojson");
    std::fs::write(path, collection.to_string()).map_err(|error| error.to_string())?;
    load(&Files::Folder(folder.path().to_path_buf()), Depth::Quick)
        .map_err(|problems| problems.to_string())
}

fn divide(ring: &mut serde_json::Value, parts: usize) {
    let at = |point: &serde_json::Value, axis: usize| point[axis].as_f64().unwrap_or_default();
    let Some(points) = ring.as_array() else { return };
    let mut dense = Vec::with_capacity(points.len() * parts);
    for pair in points.windows(2) {
        let ([ax, ay], [bx, by]) =
            ([at(&pair[0], 0), at(&pair[0], 1)], [at(&pair[1], 0), at(&pair[1], 1)]);
        dense.push(pair[0].clone());
        for part in 1..parts {
            #[expect(clippy::cast_precision_loss, reason = "a few parts")]
            let t = part as f64 / parts as f64;
            // The same from both ends, so that pieces that share an edge go on sharing it.
            let off = 2e-5 * (0.5 - (0.5 - t).abs()) * if (ax, ay) < (bx, by) { 1.0 } else { -1.0 };
            dense.push(serde_json::json!([
                ax + t * (bx - ax) - off * (by - ay).signum(),
                ay + t * (by - ay) + off * (bx - ax).signum()
            ]));
        }
    }
    dense.extend(points.last().cloned());
    *ring = serde_json::Value::Array(dense);
}

fn files(criterion: &mut Criterion, atlas: &Atlas) {
    let drawn: Vec<(String, Picture)> = EXPORTS
        .iter()
        .map(|&size| {
            let look = view_at(atlas, size, ZOOMS[0]);
            let words = Words::new(&atlas.history, look.language());
            let request = Request { size, pixels_per_point: 1.0, alone: true };
            (format!("{}x{}", size[0], size[1]), compose(atlas, &words, &look, &request))
        })
        .collect();
    let mut group = criterion.benchmark_group("svg");
    group.sample_size(30);
    for (name, picture) in &drawn {
        group.bench_function(name, |b| b.iter(|| svg(atlas, picture, 1.0)));
    }
    group.finish();
    let mut group = criterion.benchmark_group("png");
    group.sample_size(10).measurement_time(Duration::from_secs(8));
    for (name, picture) in &drawn {
        group.bench_function(name, |b| b.iter(|| png::png(atlas, picture, 1.0, 3780.0)));
    }
    group.finish();
}
