//! Shapes for which a careless step would take the square of their size: what it takes to read and
//! check them, and to draw them.

use std::fmt::Write as _;
use std::path::Path;
use std::time::Duration;

use criterion::Criterion;
use okhotsk::atlas::{Atlas, Depth, Files, load};
use okhotsk::export::svg;
use okhotsk::picture::{Request, Words, compose};
use okhotsk::view::Look;

/// The small atlas of the tests with another shape or more of them.
fn atlas_with(folder: &Path, shape: &Shape) -> std::io::Result<()> {
    let fixtures = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures");
    for from in ["tiny", "extras"] {
        copy(&fixtures.join(from), folder)?;
    }
    let path = folder.join(shape.file);
    let text = std::fs::read_to_string(&path)?;
    let (head, rest) = text.split_once(shape.after).unwrap_or((&text, ""));
    let (_, tail) = rest.split_once(shape.before).unwrap_or(("", rest));
    let Shape { after, before, put, .. } = shape;
    std::fs::write(path, format!("{head}{after}{put}{before}{tail}"))
}

fn copy(from: &Path, to: &Path) -> std::io::Result<()> {
    std::fs::create_dir_all(to)?;
    for entry in std::fs::read_dir(from)? {
        let entry = entry?;
        let target = to.join(entry.file_name());
        if entry.file_type()?.is_dir() {
            copy(&entry.path(), &target)?;
        } else {
            std::fs::copy(entry.path(), target)?;
        }
    }
    Ok(())
}

/// What stands in a file between two texts.
struct Shape {
    name: &'static str,
    file: &'static str,
    after: &'static str,
    before: &'static str,
    put: String,
}

fn list(points: impl Iterator<Item = [f64; 2]>) -> String {
    let mut text = String::new();
    for [x, y] in points {
        let comma = if text.is_empty() { "" } else { "," };
        let written = write!(text, "{comma}[{x:.7},{y:.7}]");
        debug_assert!(written.is_ok(), "writing to a string cannot fail");
    }
    text
}

/// A coast like a comb, turned by some degrees.
fn comb(teeth: u32, turned: f64) -> String {
    let (sin, cos) = turned.to_radians().sin_cos();
    let width = 1.0 / f64::from(teeth);
    let tooth = |tooth: u32| {
        let at = f64::from(tooth) * width;
        [[at, 1.0], [at + 0.4 * width, 1.0], [at + 0.5 * width, 0.1], [at + 0.9 * width, 0.1]]
    };
    let ends = [[1.0, 0.1], [1.0, 0.0], [0.0, 0.0]];
    let all = std::iter::once([0.0, 0.0]).chain((0..teeth).flat_map(tooth)).chain(ends);
    list(all.map(|[x, y]| [12.5 + 0.5 * (x * cos - y * sin), 48.0 + 0.5 * (x * sin + y * cos)]))
}

/// A river that goes to and fro.
fn jagged(vertices: u32) -> String {
    list((0..vertices).map(|i| {
        [10.0 + 2.0 * f64::from(i) / f64::from(vertices), if i % 2 == 0 { 50.0 } else { 50.2 }]
    }))
}

/// Islands side by side.
fn islands(count: u32) -> String {
    let mut text = String::new();
    for i in 0..count {
        let (x, y) = (13.0 + 0.01 * f64::from(i % 300), 45.0 + 0.01 * f64::from(i / 300));
        let ring = list([[x, y], [x + 0.005, y], [x, y + 0.005], [x, y]].into_iter());
        let written = writeln!(
            text,
            r#"{{"type":"Feature","properties":{{"id":"i{i}","island":"i{i}","territory":"rock","name":{{"en":"I","ja":"I","ru":"I"}}}},"geometry":{{"type":"Polygon","coordinates":[[{ring}]]}}}},"#
        );
        debug_assert!(written.is_ok(), "writing to a string cannot fail");
    }
    text
}

fn shapes() -> Vec<Shape> {
    let comb = |name, teeth, turned| Shape {
        name,
        file: "geodata/islands.geojson",
        after: "\"confidence\":\"medium\"},\"geometry\":{\"type\":\"Polygon\",\"coordinates\":[[",
        before: "]]}}",
        put: comb(teeth, turned),
    };
    vec![
        comb("comb", 25_000, 0.0),
        comb("comb-turned", 25_000, 30.0),
        comb("comb-of-half", 12_500, 30.0),
        Shape {
            name: "jagged-river",
            file: "geodata/waters.geojson",
            after: "\"type\":\"LineString\",\"coordinates\":[",
            before: "]}}",
            put: jagged(1_000_000),
        },
        Shape {
            name: "islands",
            file: "geodata/islands.geojson",
            after: "\"features\":[\n",
            before: "{\"type\":\"Feature\",",
            put: islands(65_000),
        },
    ]
}

/// Times how long the shapes take.
pub(crate) fn hostile(criterion: &mut Criterion) {
    for shape in shapes() {
        let Ok(folder) = tempfile::tempdir() else { return };
        if let Err(error) = atlas_with(folder.path(), &shape) {
            eprintln!("error: {}: {error}", shape.name);
            return;
        }
        let files = Files::Folder(folder.path().to_path_buf());
        let read = || load(&files, Depth::Full);
        let mut group = criterion.benchmark_group("hostile");
        group.sample_size(10).measurement_time(Duration::from_secs(5));
        group.bench_function(format!("{}/check", shape.name), |b| b.iter_with_large_drop(read));
        match read() {
            Ok(_) => {
                group.bench_function(format!("{}/draw", shape.name), |b| {
                    // The levels of detail are made at the first picture: each draws its own atlas.
                    let fresh = || read().ok();
                    b.iter_batched(
                        fresh,
                        |atlas| drawn(atlas.as_ref()),
                        criterion::BatchSize::PerIteration,
                    );
                });
            }
            Err(problems) => eprintln!("error: {}: {problems}", shape.name),
        }
        group.finish();
    }
}

fn drawn(atlas: Option<&Atlas>) -> Option<String> {
    let atlas = atlas?;
    let look = Look::new(atlas);
    let words = Words::new(&atlas.history, look.language());
    let request = Request { size: [800.0, 600.0], pixels_per_point: 1.0, alone: true };
    Some(svg(atlas, &compose(atlas, &words, &look, &request), 1.0))
}
