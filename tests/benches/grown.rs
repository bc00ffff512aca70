//! Atlases that grow: imported from dated features of three sizes, read, and scrubbed through.
//!
//! With a folder in `OKHOTSK_GROWN` the `GeoJSON` files are kept there, for runs of the whole program.

use std::fmt::Write as _;
use std::fs;
use std::path::Path;
use std::time::Duration;

use criterion::{BenchmarkId, Criterion, Throughput};
use okhotsk::atlas::{Depth, Files, load};
use okhotsk::history::plus_days;
use okhotsk::import::{Fields, of_text};
use okhotsk::view::Action;

use super::{Times, Window};

/// Fields on a side of the square, and vertices on a side of each: 2 features a field, one after the other.
const SIZES: [(u32, u32); 3] = [(16, 50), (29, 50), (50, 50)];

/// A square of fields with crooked borders, which neighbours share: as features with dates.
fn features(side: u32, vertices: u32) -> String {
    // How far a border is off the straight one, in degrees: it is none at its ends.
    let off = |along: f64, seed: u32| {
        let turns = 3.0 + f64::from(seed % 5);
        0.03 * (along * std::f64::consts::PI).sin() * (along * turns * 6.3 + f64::from(seed)).sin()
    };
    let point = |[column, row]: [u32; 2], vertical: bool, at: u32| {
        let along = f64::from(at) / f64::from(vertices);
        let step = 20.0 / f64::from(side);
        let (x, y) = (f64::from(column) * step, f64::from(row) * step);
        let edge = row == 0 || column == 0 || row == side || column == side;
        let off = if edge {
            0.0
        } else {
            step * off(along, column * 31 + row * 17 + u32::from(vertical))
        };
        if vertical { [x + off, y + along * step] } else { [x + along * step, y + off] }
    };
    let mut text = String::from("{\"type\":\"FeatureCollection\",\"features\":[");
    for field in 0..side * side {
        let (column, row) = (field % side, field / side);
        let mut ring: Vec<[f64; 2]> = Vec::new();
        ring.extend((0..vertices).map(|at| point([column, row], false, at)));
        ring.extend((0..vertices).map(|at| point([column + 1, row], true, at)));
        ring.extend((0..vertices).rev().map(|at| point([column, row + 1], false, at + 1)));
        ring.extend((0..vertices).rev().map(|at| point([column, row], true, at + 1)));
        ring.extend(ring.first().copied());
        let points: Vec<String> =
            ring.iter().map(|[x, y]| format!("[{:.6},{:.6}]", x + 5.0, y + 40.0)).collect();
        let turn = 1500 + i64::from(field * 7919 % 400);
        for (start, end, holder) in [(1500, turn - 1, field % 12), (turn, 1999, field * 5 % 12)] {
            let comma = if text.ends_with('[') { "" } else { "," };
            let written = write!(
                text,
                "{comma}\n{{\"type\":\"Feature\",\"properties\":{{\"from\":{start},\"to\":{end},\
                 \"name\":\"Field {field}\",\"by\":\"Holder {holder}\"}},\"geometry\":\
                 {{\"type\":\"Polygon\",\"coordinates\":[[{}]]}}}}",
                points.join(",")
            );
            debug_assert!(written.is_ok(), "writing to a string cannot fail");
        }
    }
    text.push_str("]}\n");
    text
}

fn put(folder: &Path, files: &[(String, String)]) -> std::io::Result<()> {
    for (name, text) in files {
        let path = folder.join(name);
        path.parent().map_or(Ok(()), fs::create_dir_all)?;
        fs::write(path, text)?;
    }
    Ok(())
}

/// Times import, reading and a change of the moment in three sizes.
pub(crate) fn grown(criterion: &mut Criterion) {
    let fields = Fields {
        start: "from".to_owned(),
        end: "to".to_owned(),
        name: Some("name".to_owned()),
        holder: Some("by".to_owned()),
    };
    let kept = std::env::var_os("OKHOTSK_GROWN");
    for (side, vertices) in SIZES {
        let count = 2 * side * side;
        let text = features(side, vertices);
        if let Some(folder) = &kept
            && let Err(error) = fs::write(Path::new(folder).join(format!("{count}.geojson")), &text)
        {
            eprintln!("error: {error}");
        }
        let mut group = criterion.benchmark_group("grown");
        group.sample_size(10).measurement_time(Duration::from_secs(5));
        group.throughput(Throughput::Elements(count.into()));
        let import = || of_text(&text, "fields.geojson", "fields", &fields);
        group.bench_function(BenchmarkId::new("import", count), |b| b.iter_with_large_drop(import));
        let (Ok(imported), Ok(folder)) = (import(), tempfile::tempdir()) else {
            eprintln!("error: {count} features cannot be imported");
            return;
        };
        if let Err(error) = put(folder.path(), &imported.files) {
            eprintln!("error: {error}");
            return;
        }
        let files = Files::Folder(folder.path().to_path_buf());
        let read = || load(&files, Depth::Full);
        group.bench_function(BenchmarkId::new("load", count), |b| b.iter_with_large_drop(read));
        match read() {
            Ok(atlas) => {
                let (first, days) = (atlas.history.first_day, atlas.history.days());
                let mut window = Window::new(atlas);
                for _ in 0..3 {
                    window.frame();
                }
                let mut times = Times::default();
                let mut at = 0_i32;
                group.bench_function(BenchmarkId::new("scrub", count), |b| {
                    b.iter_custom(|runs| {
                        times.take(runs, || {
                            at = (at + 1) % 500;
                            let day = plus_days(first, at * (days / 500));
                            window.act(Action::ScrubToDay(day));
                            window.frame()
                        })
                    });
                });
                times.tell(&format!("grown/scrub/{count}"));
            }
            Err(problems) => eprintln!("error: {problems}"),
        }
        group.finish();
    }
}
