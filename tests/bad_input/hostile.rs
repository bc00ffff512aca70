//! Atlases that are made to do harm: too much of everything, letters that a terminal follows, shapes
//! whose work grows with the square of their size.

use std::fmt::Write as _;
use std::fs;
use std::time::{Duration, Instant};

use okhotsk::atlas::MOST_LISTED;

use super::{ATLAS, EVENTS, ISLANDS, LEDGER, PEOPLE, TERRITORIES, WATERS, with_extras};
use crate::common::{failure, stdout};
use crate::edited::{Edited, list};
use crate::faults::all_told;

#[test]
fn letters_that_no_text_may_hold_are_told() {
    all_told("letters");
}

/// Nothing that a bad file says reaches a terminal as it stands there.
#[test]
fn what_is_quoted_from_a_bad_file_is_legible() {
    let evil = "\u{1b}]0;title\u{7}\u{9b}31m\u{202e}\u{7f}";
    for (file, find, put) in [
        (ISLANDS, "\"territory\":\"rock\"", format!("\"territory\":\"{evil}\"")),
        (ISLANDS, "\"confidence\":\"medium\"", format!("\"{evil}\":1")),
        (PEOPLE, "(end)", format!("# {evil}\n[[\"{}\"]]\nx = 1", "\\u001B\\u202E")),
        (EVENTS, "kind = \"war\"", "kind = \"\\u001Bwar\\nerror: forged\"".to_owned()),
        (EVENTS, "date = \"1900-07\"", "date = \"\\u001B\"".to_owned()),
    ] {
        let tiny = Edited::tiny();
        // JSON has no raw control characters: there they are written as numbers.
        let put = if file == ISLANDS {
            put.replace('\u{1b}', "\\u001b").replace('\u{7}', "\\u0007")
        } else {
            put
        };
        tiny.edit(file, find, &put);
        let (code, stderr) = failure(&["check", tiny.folder().to_str().unwrap()]);
        assert_eq!(code, 1, "{put}");
        let bad = stderr
            .chars()
            .find(|&c| (c.is_control() && c != '\n') || ('\u{202a}'..='\u{202e}').contains(&c));
        assert_eq!(bad, None, "{put}: {stderr:?}");
        assert!(stderr.lines().skip(1).all(|line| !line.starts_with("error")), "{stderr}");
    }
}

#[cfg(unix)]
#[test]
fn a_file_with_an_illegible_name_is_told() {
    let tiny = Edited::tiny();
    tiny.write("history/events/a\u{1b}[31m\n.toml", "");
    let (code, stderr) = failure(&["check", tiny.folder().to_str().unwrap()]);
    assert!(code == 1 && stderr.contains("a\\u{1b}[31m\\u{a}.toml: has a name"), "{stderr:?}");
}

#[test]
fn a_missing_folder_is_named_once() {
    let nowhere = tempfile::tempdir().unwrap();
    let none = nowhere.path().join("none");
    let (code, stderr) = failure(&["check", none.to_str().unwrap()]);
    assert_eq!((code, stderr), (1, format!("error: {}: is missing\n", none.display())));
    let tiny = Edited::tiny();
    fs::remove_dir_all(tiny.path("geodata")).unwrap();
    let (_, stderr) = failure(&["check", tiny.folder().to_str().unwrap()]);
    assert_eq!(stderr, "error: geodata: is missing\n");
}

/// A person of the small atlas again and again, with something wrong.
fn many_people(count: usize) -> String {
    let mut text = String::new();
    for i in 0..count {
        write!(text, "[[person]]\nid = \"p{i}\"\nname = {{ en = \"\" }}\nrole = {{}}\n").unwrap();
    }
    text
}

#[test]
fn a_listing_of_problems_ends() {
    let tiny = Edited::tiny();
    tiny.write(PEOPLE, many_people(5000));
    let problems = tiny.load().unwrap_err();
    assert_eq!(problems.0.len(), MOST_LISTED);
    // Each lacks six texts and is nowhere named; the envoy is missing in two records.
    assert!(problems.1 > 25_000, "{}", problems.1);
    let (_, stderr) = failure(&["check", tiny.folder().to_str().unwrap()]);
    assert_eq!(stderr.lines().count(), MOST_LISTED + 1);
    assert_eq!(stderr.lines().last().unwrap(), format!("and {} more", problems.1));
}

/// Runs `check` on a folder with so many megabytes to take, and at most so long.
#[cfg(target_os = "linux")]
fn refused(atlas: &Edited, message: &str) {
    let started = Instant::now();
    let output = std::process::Command::new("sh")
        .args(["-c", "ulimit -v 1500000; exec \"$@\"", "sh", env!("CARGO_BIN_EXE_okhotsk")])
        .args(["check", atlas.folder().to_str().unwrap()])
        .output()
        .unwrap();
    let stderr = String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.code(), Some(1), "{message}: {stderr:.500}");
    assert!(stderr.contains(message), "expected {message} in {stderr:.1000}");
    assert!(stderr.len() < 300_000);
    assert!(started.elapsed() < Duration::from_secs(30), "{message}: {:?}", started.elapsed());
}

/// What is refused costs little: neither memory nor time.
#[cfg(target_os = "linux")]
#[test]
fn too_much_of_anything_is_refused_at_little_cost() {
    let tiny = Edited::tiny();
    tiny.write(PEOPLE, "\n".repeat(64 * 1024 * 1024 - 1));
    refused(&tiny, "history/people.toml: is too much: the history of an atlas may have 6 MB");
    let tiny = Edited::tiny();
    tiny.write(
        ISLANDS,
        format!(
            "{{\"type\":\"FeatureCollection\",\"features\":[{{}}{}]}}",
            ",{}".repeat(20_000_000)
        ),
    );
    refused(
        &tiny,
        "geodata/islands.geojson: is not a GeoJSON feature collection: more than 100000 features",
    );
    let tiny = Edited::tiny();
    let ring = format!("[[[1,1]{}]]", ",[1,1]".repeat(4_000_000));
    tiny.edit(ISLANDS, "[[[12.318767…]]]", &ring);
    refused(&tiny, "geodata/islands.geojson: is too much: the shapes of an atlas may have 3000000");
    for count in [17, 100_000, 300_000] {
        let tiny = Edited::tiny();
        let all: Vec<String> = (0..count).map(|i| format!("\"l{i}\"")).collect();
        tiny.edit(ATLAS, "[\"en\", \"ja\", \"ru\"]", &format!("[{}]", all.join(",")));
        refused(&tiny, "field 'languages': must name 1 to 16 languages");
    }
    let tiny = Edited::tiny();
    tiny.edit(ATLAS, "\"ru\"]", "\"ru\", \"en\"]");
    refused(&tiny, "field 'languages': names 'en' twice");
    let tiny = Edited::tiny();
    tiny.write(PEOPLE, "[[person]]\n".repeat(65_536));
    refused(&tiny, "history/people.toml: field 'person': has 65536 records; it may have 65535");
    let tiny = Edited::tiny();
    for i in 0..1001 {
        tiny.write(&format!("history/events/{i}.toml"), "");
    }
    refused(&tiny, "history/events: holds more than 1000 files");
}

/// Some thousand territories in a group, and some thousand changes that name it.
#[cfg(target_os = "linux")]
#[test]
fn records_that_stand_for_too_many_others_are_refused() {
    let tiny = Edited::tiny();
    let mut more = String::new();
    let mut named = String::new();
    for i in 0..6000 {
        let name = "{ en = \"A\", ja = \"A\", ru = \"A\" }";
        write!(more, "\n[[territory]]\nid = \"t{i}\"\nname = {name}\n").unwrap();
        write!(named, "\"t{i}\",").unwrap();
    }
    tiny.append(TERRITORIES, &more);
    tiny.edit(ATLAS, "territories = [", &format!("&{named}"));
    let change = tiny.text(LEDGER);
    let change = &change[change.rfind("[[change]]").unwrap()..];
    let (head, tail) = change.split_once("territories = [").unwrap();
    let change =
        format!("{head}territories = [\"long-island\"]{}", tail.split_once(']').unwrap().1);
    tiny.append(LEDGER, &format!("\n{change}\n").repeat(1000));
    refused(&tiny, "too many records name too many territories");
}

/// Islands side by side, all in one territory.
fn islands(count: usize) -> String {
    let mut text = String::new();
    for i in 0..count {
        let (x, y) = (
            13.0 + 0.01 * f64::from(u16::try_from(i % 300).unwrap()),
            45.0 + 0.01 * f64::from(u16::try_from(i / 300).unwrap()),
        );
        let name = r#"{"en":"I","ja":"I","ru":"I"}"#;
        writeln!(
            text,
            r#"{{"type":"Feature","properties":{{"id":"i{i}","island":"i{i}","territory":"rock","name":{name}}},"geometry":{{"type":"Polygon","coordinates":[[[{x:.3},{y:.3}],[{:.3},{y:.3}],[{x:.3},{:.3}],[{x:.3},{y:.3}]]]}}}},"#,
            x + 0.005, y + 0.005
        )
        .unwrap();
    }
    text
}

#[test]
fn more_islands_than_can_be_counted_are_refused() {
    let tiny = Edited::tiny();
    tiny.edit(ISLANDS, "{\"type\":\"Feature\",", &format!("{}&", islands(65_534)));
    let problems = tiny.problems();
    let told: Vec<String> = problems.iter().map(ToString::to_string).collect();
    assert_eq!(
        told,
        [format!("{ISLANDS}: field 'features': has 65536 islands; it may have 65535")],
        "{}",
        list(&problems)
    );
}

/// A coast like a comb, turned by some degrees; so many teeth, in degrees about a point.
pub(crate) fn comb(teeth: u32, turned: f64) -> String {
    let (sin, cos) = turned.to_radians().sin_cos();
    let width = 1.0 / f64::from(teeth);
    let mut points = vec![[0.0, 0.0]];
    for tooth in 0..teeth {
        let at = f64::from(tooth) * width;
        points.extend([
            [at, 1.0],
            [at + 0.4 * width, 1.0],
            [at + 0.5 * width, 0.1],
            [at + 0.9 * width, 0.1],
        ]);
    }
    points.extend([[1.0, 0.1], [1.0, 0.0], [0.0, 0.0]]);
    let at = |[x, y]: [f64; 2]| {
        format!("[{:.7},{:.7}]", 12.5 + 0.5 * (x * cos - y * sin), 48.0 + 0.5 * (x * sin + y * cos))
    };
    format!("[[{}]]", points.into_iter().map(at).collect::<Vec<_>>().join(","))
}

/// A river that goes to and fro.
fn jagged(vertices: u32) -> String {
    let point = |i: u32| {
        let t = f64::from(i) / f64::from(vertices);
        format!("[{:.7},{:.7}]", 10.0 + 2.0 * t, if i.is_multiple_of(2) { 50.0 } else { 50.2 })
    };
    format!("[{}]", (0..vertices).map(point).collect::<Vec<_>>().join(","))
}

/// Shapes for which a careless step would take the square of their size.
#[test]
fn shapes_that_are_made_to_take_long_do_not() {
    let checks = |atlas: &Edited, what: &str| {
        let started = Instant::now();
        let said = stdout(&["check", atlas.folder().to_str().unwrap()]);
        assert!(said.starts_with("tiny: no problems"), "{what}: {said}");
        let took = started.elapsed();
        assert!(took < Duration::from_secs(30), "{what}: {took:?}");
    };
    for turned in [0.0, 30.0, 45.0] {
        let tiny = Edited::tiny();
        tiny.edit(ISLANDS, "[[[12.318767…]]]", &comb(25_000, turned));
        checks(&tiny, &format!("a comb turned by {turned}"));
    }
    let atlas = with_extras();
    atlas.edit(WATERS, "[[11,50.3],[11.05,50.4],[11.1,50.5]]", &jagged(1_000_000));
    checks(&atlas, "a jagged river");
    let tiny = Edited::tiny();
    tiny.edit(ISLANDS, "{\"type\":\"Feature\",", &format!("{}&", islands(65_000)));
    checks(&tiny, "65,000 islands");
}

/// A picture in grey of so many pixels.
fn grey(width: u32, height: u32) -> Vec<u8> {
    let mut bytes = Vec::new();
    let mut encoder = png::Encoder::new(&mut bytes, width, height);
    encoder.set_color(png::ColorType::Grayscale);
    encoder.set_depth(png::BitDepth::Eight);
    let mut writer = encoder.write_header().unwrap();
    writer.write_image_data(&vec![90; (width * height) as usize]).unwrap();
    writer.finish().unwrap();
    bytes
}

/// A picture in grey that says to have so many pixels, and has hardly any.
fn head_of_grey(width: u32, height: u32) -> Vec<u8> {
    let mut bytes = Vec::new();
    let mut encoder = png::Encoder::new(&mut bytes, width, height);
    encoder.set_color(png::ColorType::Grayscale);
    let mut writer = encoder.write_header().unwrap();
    writer.write_chunk(png::chunk::IDAT, &[0x78, 0x9C]).unwrap();
    drop(writer);
    bytes
}

#[test]
fn shades_that_make_no_sense_are_told() {
    let (picture, world) = ("geodata/relief.png", "geodata/relief.pgw");
    let sound = "0.5 0 0 -0.5 -50 50";
    let small = grey(64, 32);
    let told = |pixels: &[u8], placed: &str| {
        let tiny = Edited::tiny();
        tiny.write(picture, pixels);
        tiny.write(world, placed);
        tiny.load().err().map(|problems| list(&problems.0))
    };
    assert_eq!(told(&small, sound), None);
    for (placed, message) in [
        ("1e-9 0 0 -1e-9 0 0", "makes no sense: a pixel may be 0.01 to 1000 km wide"),
        ("1e300 0 0 -1e300 0 0", "makes no sense"),
        ("1 0 0 -1 1e300 0", "makes no sense"),
        ("1 0 0 -1 NaN 0", "is no world file"),
        ("1 0 0 -1 0 0 0", "is no world file"),
        ("1 0.5 0 -1 0 0", "is no world file"),
        ("\u{1b}[31m", "is no world file"),
        ("", "is no world file"),
    ] {
        let problems = told(&small, placed).unwrap_or_default();
        let line = format!("{world}: {message}");
        assert!(problems.contains(&line) && problems.lines().count() == 1, "{placed}: {problems}");
    }
    for (pixels, message) in [
        (head_of_grey(40_000, 2), "is 40000 × 2 pixels; it may have 16384 on a side"),
        (head_of_grey(16_384, 16_384), "is 16384 × 16384 pixels; it may have 40000000 at the most"),
        (head_of_grey(6000, 6000), "is no picture that can be read"),
        (b"GIF89a".to_vec(), "is no picture that can be read"),
        (Vec::new(), "is no picture that can be read"),
    ] {
        let problems = told(&pixels, sound).unwrap_or_default();
        let line = format!("{picture}: {message}");
        assert!(problems.contains(&line) && problems.lines().count() == 1, "{problems}");
    }
    // Without the other file of the two.
    let tiny = Edited::tiny();
    tiny.write(picture, small);
    assert_eq!(list(&tiny.problems()), format!("  ! {world}: is missing"));
}

/// Pixels of the least size are many to each of the map; they cost little all the same.
#[test]
fn the_finest_shade_of_all_is_drawn() {
    let started = Instant::now();
    let tiny = Edited::tiny();
    tiny.write("geodata/floor.png", grey(8192, 2));
    tiny.write("geodata/floor.pgw", "0.01 0 0 -0.01 -40 0");
    let out = tiny.path("map.svg");
    let folder = tiny.folder().to_str().unwrap();
    stdout(&["export", out.to_str().unwrap(), "--data", folder, "--size", "800x600"]);
    assert!(started.elapsed() < Duration::from_secs(20), "{:?}", started.elapsed());
}

#[test]
fn areas_of_the_sea_floor_are_checked_like_land() {
    let told = |ring: &str| {
        let tiny = Edited::tiny();
        tiny.write(
            "geodata/depths.geojson",
            format!(
                "{{\"type\":\"FeatureCollection\",\"features\":[{{\"type\":\"Feature\",\"properties\":\
                 {{\"deeper_than_m\":200}},\"geometry\":{{\"type\":\"Polygon\",\"coordinates\":{ring}}}}}]}}"
            ),
        );
        tiny.load().err().map(|problems| list(&problems.0)).unwrap_or_default()
    };
    assert_eq!(told("[[[10,45],[14,45],[14,50],[10,50],[10,45]]]"), "");
    for (ring, message) in [
        ("[[[10,45],[14,50],[14,45],[10,50],[10,45]]]", "crosses or touches itself"),
        ("[[[-170,45],[170,45],[170,46],[-170,45]]]", "goes more than half around the globe"),
        ("[[[-170,-48],[-166,-48],[-166,-45],[-170,-48]]]", "lies on the far half of the globe"),
        (
            "[[[10,45],[14,45],[14,50],[10,45]],[[1,1],[1,2],[2,2],[1,1]]]",
            "is a hole that lies outside of ring 0",
        ),
    ] {
        let problems = told(ring);
        let line = "geodata/depths.geojson: record 'feature 1': field 'geometry': polygon 0, ring ";
        assert!(problems.contains(line) && problems.contains(message), "{message}: {problems}");
    }
}
