//! The command line: what each command prints, and that the same command gives the same bytes.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::time::{Duration, Instant};

use okhotsk::picture::faces::{Face, width};
use okhotsk::picture::shape::covers;
use resvg::usvg::roxmltree;
use serde_json::Value;

use crate::common::{atlas, day, failure, fixture, ledger, okhotsk, rows_of, stdout, territory};

/// The order of every table.
const TERRITORIES: [&str; 33] = [
    "hokkaido-matsumae",
    "hokkaido-hakodate",
    "hokkaido-east-ezo",
    "hokkaido-west-ezo",
    "sakhalin-north",
    "sakhalin-south",
    "moneron",
    "tyuleniy",
    "shumshu",
    "alaid",
    "paramushir",
    "antsiferov",
    "makanrushi",
    "onekotan",
    "kharimkotan",
    "ekarma",
    "chirinkotan",
    "shiashkotan",
    "lovushki",
    "raikoke",
    "matua",
    "rasshua",
    "ushishir",
    "ketoi",
    "simushir",
    "broutona",
    "chirpoi",
    "brat-chirpoev",
    "urup",
    "iturup",
    "kunashir",
    "shikotan",
    "habomai",
];

const STATE: &str = "territory,name,holder,holder_name,family,status,since,precision,until,event,claimants,confidence,area_km2,sources,licence";

fn json(args: &[&str]) -> Vec<Value> {
    match serde_json::from_str(&stdout(args)).unwrap() {
        Value::Array(rows) => rows,
        other => panic!("{args:?} prints {other}"),
    }
}

fn csv_rows(args: &[&str]) -> Vec<BTreeMap<String, String>> {
    rows_of(&stdout(args))
}

fn column(rows: &[BTreeMap<String, String>], name: &str) -> Vec<String> {
    rows.iter().map(|row| row[name].clone()).collect()
}

#[test]
fn state_as_csv_has_its_columns_and_all_territories_in_order() {
    let text = stdout(&["state", "--date", "1945-08-30", "--format", "csv"]);
    assert_eq!(text.lines().next(), Some(STATE));
    let rows = rows_of(&text);
    assert_eq!(column(&rows, "territory"), TERRITORIES);
    let history = &atlas().history;
    for row in &rows {
        let span = ledger("control").on(territory(&row["territory"]), day("1945-08-30"));
        let holder = history.holder(span.holding.holder);
        assert_eq!(row["holder"], holder.id);
        assert_eq!(row["family"], history.family(holder.family).id);
        assert_eq!(row["status"], span.holding.status.id());
        assert_eq!(row["since"], span.from.day.to_string());
        assert_eq!(row["until"], span.until.map_or(String::new(), |u| u.day.to_string()));
        assert_eq!(row["confidence"], span.holding.confidence.id());
        let event = span.event.map_or("", |event| &history.event(event).id);
        assert_eq!(row["event"], event);
        assert!(!row["name"].is_empty() && !row["holder_name"].is_empty());
        assert!(row["since"].as_str() <= "1945-08-30");
        assert!(row["until"].is_empty() || row["until"].as_str() > "1945-08-30");
    }
    let of = |id: &str| rows.iter().find(|row| row["territory"] == id).unwrap();
    assert_eq!(of("iturup")["holder"], "soviet-union");
    assert_eq!(of("habomai")["holder"], "empire-of-japan");
}

#[test]
fn the_state_of_today_has_no_end() {
    let rows = csv_rows(&["state", "--format", "csv"]);
    assert_eq!(column(&rows, "until"), [""; 33]);
    assert_eq!(csv_rows(&["state", "--date", "2026", "--format", "csv"]), rows);
    let before = csv_rows(&["state", "--date", "1700-01-01", "--format", "csv"]);
    assert!(before.iter().all(|row| row["since"] == "1700-01-01" && row["event"].is_empty()));
}

#[test]
fn a_year_is_its_last_day_and_a_month_its_last_day() {
    let state = |date| stdout(&["state", "--date", date, "--format", "csv"]);
    assert_eq!(state("1905"), state("1905-12-31"));
    assert_eq!(state("1905-10"), state("1905-10-31"));
    assert_ne!(state("1905-10-13"), state("1905-10-14"));
    assert_ne!(state("1905-07"), state("1904"));
}

#[test]
fn state_is_the_same_in_every_format() {
    let args = |format| ["state", "--date", "1945-08-30", "--format", format];
    let rows = csv_rows(&args("csv"));
    let objects = json(&args("json"));
    let geojson: Value = serde_json::from_str(&stdout(&args("geojson"))).unwrap();
    assert_eq!(geojson["type"], "FeatureCollection");
    assert_eq!(geojson["date"], "1945-08-30");
    assert!(geojson["attribution"].as_str().unwrap().contains("OpenStreetMap"));
    let features = geojson["features"].as_array().unwrap();
    assert_eq!((objects.len(), features.len()), (33, 33));
    for ((row, object), feature) in rows.iter().zip(&objects).zip(features) {
        assert_eq!(&feature["properties"], object);
        let keys: BTreeSet<&str> = object.as_object().unwrap().keys().map(String::as_str).collect();
        assert_eq!(keys, STATE.split(',').collect());
        for (key, cell) in row {
            match &object[key] {
                Value::Null => assert_eq!(cell, ""),
                Value::Array(ids) => {
                    let ids: Vec<&str> = ids.iter().map(|id| id.as_str().unwrap()).collect();
                    assert_eq!(&ids.join(" "), cell);
                }
                Value::Number(number) => assert_eq!(number.as_f64(), cell.parse().ok(), "{key}"),
                value => assert_eq!(value.as_str(), Some(cell.as_str()), "{key}"),
            }
        }
    }
    let table = stdout(&args("table"));
    assert_eq!(table.lines().count(), 34);
    for (line, id) in table.lines().skip(1).zip(TERRITORIES) {
        assert_eq!(line.split_whitespace().next(), Some(id));
    }
}

/// What is written in degrees must be where the outlines are, ring by ring.
#[test]
fn geojson_of_a_state_has_closed_rings_in_degrees() {
    let text = stdout(&["state", "--format", "geojson"]);
    let geojson: geojson::FeatureCollection = text.parse().unwrap();
    let mut rings = 0;
    for feature in geojson.features {
        let geojson::GeometryValue::MultiPolygon { coordinates } = feature.geometry.unwrap().value
        else {
            panic!("no multipolygon");
        };
        for ring in coordinates.iter().flatten() {
            rings += 1;
            assert!(ring.len() >= 4 && ring.first() == ring.last());
            for position in ring {
                let (lon, lat) = (position.as_slice()[0], position.as_slice()[1]);
                assert!(
                    (139.0..158.0).contains(&lon) && (41.0..55.0).contains(&lat),
                    "{lon} {lat}"
                );
            }
        }
    }
    let own = atlas().geography.land().iter().filter(|land| land.region.is_some());
    assert_eq!(rings, own.map(|land| 1 + land.polygon.interiors().len()).sum::<usize>());
}

#[test]
fn names_follow_language_and_day() {
    let name = |lang, date, id: &str, column: &str| {
        let rows = csv_rows(&["state", "--lang", lang, "--date", date, "--format", "csv"]);
        rows.iter().find(|row| row["territory"] == id).unwrap()[column].clone()
    };
    assert_eq!(name("en", "2000", "urup", "name"), "Urup");
    assert_eq!(name("ja", "2000", "urup", "holder_name"), "ロシア連邦");
    assert_eq!(name("ru", "1910", "urup", "holder_name"), "Японская империя");
    let (before, after) = (name("en", "1868", "hokkaido-matsumae", "name"), {
        name("en", "1870", "hokkaido-matsumae", "name")
    });
    assert!(before.contains("Wajinchi") && after.contains("Hokkaido"), "{before}, {after}");
}

#[test]
fn spans_of_a_group_are_those_of_its_territories() {
    let rows = csv_rows(&["spans", "lesser-kurils", "--format", "csv"]);
    let both = csv_rows(&["spans", "habomai", "shikotan", "--format", "csv"]);
    assert_eq!(rows, both, "the order is that of the atlas");
    let once = csv_rows(&["spans", "shikotan", "lesser-kurils", "--format", "csv"]);
    assert_eq!(rows, once, "named twice is told once");
    let names: BTreeSet<String> = column(&rows, "territory").into_iter().collect();
    assert_eq!(names, BTreeSet::from(["shikotan".to_owned(), "habomai".to_owned()]));
    for pair in rows.windows(2).filter(|pair| pair[0]["territory"] == pair[1]["territory"]) {
        assert_eq!(pair[0]["until"], pair[1]["since"], "spans join");
    }
    let all = csv_rows(&["spans", "--format", "csv"]);
    let count: usize =
        atlas().history.territory_ids().map(|t| ledger("control").spans(t).count()).sum();
    assert_eq!(all.len(), count);
    assert_eq!(json(&["spans", "--format", "json"]).len(), count);
    assert_eq!(stdout(&["spans"]).lines().count(), count + 1);
}

#[test]
fn an_island_stands_for_its_territories() {
    let of = |id| column(&csv_rows(&["spans", id, "--format", "csv"]), "territory");
    let names: BTreeSet<String> = of("rishiri").into_iter().collect();
    assert_eq!(names, BTreeSet::from(["hokkaido-west-ezo".to_owned()]));
    let names: BTreeSet<String> = of("signalny").into_iter().collect();
    assert_eq!(names, BTreeSet::from(["habomai".to_owned()]));
}

#[test]
fn events_are_filtered() {
    let all = csv_rows(&["events", "--format", "csv"]);
    assert_eq!(all.len(), atlas().history.events.len());
    let dates = column(&all, "date");
    let years: Vec<&str> =
        dates.iter().map(|date| date.trim_start_matches("c. ").get(..4).unwrap()).collect();
    assert!(years.is_sorted());
    let treaties = csv_rows(&["events", "--kind", "treaty", "--format", "csv"]);
    assert!(treaties.len() >= 10 && treaties.len() < all.len());
    assert!(treaties.iter().all(|row| row["kind"] == "treaty"));
    let two = csv_rows(&["events", "--kind", "treaty", "--kind", "war", "--format", "csv"]);
    let wars = csv_rows(&["events", "--kind", "war", "--format", "csv"]);
    assert_eq!(two.len(), treaties.len() + wars.len());
    let in_1945 = csv_rows(&["events", "--from", "1945-08", "--to", "1945", "--format", "csv"]);
    // What began before is among them if it went on, what ended later if it had begun.
    let lasted_then = |row: &&BTreeMap<String, String>| {
        let first = row["date"].trim_start_matches("c. ");
        let last = if row["end"].is_empty() { first } else { &row["end"] };
        last >= "1945-08" && first <= "1945-12-31"
    };
    let wanted: Vec<_> = all.iter().filter(lasted_then).cloned().collect();
    assert!(wanted.len() > 10 && wanted.iter().any(|row| row["end"].as_str() > "1946"));
    assert_eq!(in_1945, wanted);
    let day =
        csv_rows(&["events", "--from", "1855-02-07", "--to", "1855-02-07", "--format", "csv"]);
    assert!(column(&day, "event").contains(&"1855-shimoda".to_owned()));
    let urup = csv_rows(&["events", "--territory", "urup", "--format", "csv"]);
    assert!(!urup.is_empty() && urup.len() < all.len());
    assert!(urup.iter().all(|row| row["territories"].split(' ').any(|id| id == "urup")));
    let none = csv_rows(&["events", "--from", "1945", "--to", "1800", "--format", "csv"]);
    assert!(none.is_empty());
    assert_eq!(json(&["events", "--format", "json"]).len(), all.len());
    assert_eq!(stdout(&["events"]).lines().count(), all.len() + 1);
}

#[test]
fn areas_add_up_on_every_last_day_of_a_year() {
    let total: f64 = atlas().history.territory_ids().map(|t| atlas().area_km2(t)).sum();
    let rows = csv_rows(&["areas", "--every", "year", "--format", "csv"]);
    let mut of_day: BTreeMap<&str, (f64, usize)> = BTreeMap::new();
    for row in &rows {
        let entry = of_day.entry(&row["date"]).or_default();
        entry.0 += row["km2"].parse::<f64>().unwrap();
        entry.1 += 1;
    }
    assert_eq!(of_day.len(), 327);
    for (date, (sum, holders)) in &of_day {
        // Each row is rounded to a hundredth.
        let slack = 0.005 * f64::from(u32::try_from(*holders).unwrap()) + 1e-6;
        assert!((sum - total).abs() <= slack, "{date}: {sum} of {total}");
        assert!(date.ends_with("-12-31") || *date == atlas().history.last_day.to_string());
    }
    let one = csv_rows(&["areas", "--date", "1905", "--format", "csv"]);
    let same: Vec<_> = rows.iter().filter(|row| row["date"] == "1905-12-31").cloned().collect();
    assert_eq!(one, same);
    let km2: Vec<f64> = json(&["areas", "--date", "1905", "--format", "json"])
        .iter()
        .map(|row| row["km2"].as_f64().unwrap())
        .collect();
    assert!(km2.is_sorted_by(|a, b| a >= b), "the largest comes first");
    assert_eq!(stdout(&["areas", "--date", "1905"]).lines().count(), one.len() + 1);
}

#[test]
fn completions_and_the_manual_are_there() {
    for shell in ["bash", "zsh", "fish"] {
        let script = stdout(&["completions", shell]);
        for word in ["okhotsk", "export", "outlines", "completions", "lens"] {
            assert!(script.contains(word), "{shell}: {word}");
        }
    }
    let page = stdout(&["man"]);
    assert!(page.contains(".TH okhotsk") && page.contains("outlines"), "{page}");
    let help = stdout(&["--help"]);
    for command in ["export", "state", "spans", "events", "areas", "check", "outlines", "man"] {
        assert!(help.contains(command), "{command}");
    }
    assert!(stdout(&["--version"]).starts_with("okhotsk "));
}

#[test]
fn every_command_has_help() {
    for command in
        ["export", "state", "spans", "events", "areas", "check", "outlines", "completions"]
    {
        assert!(stdout(&[command, "--help"]).contains("Usage: okhotsk"), "{command}");
    }
}

/// Width and height of a PNG file, from its header.
fn png_size(file: &[u8]) -> (u32, u32) {
    assert_eq!(&file[..8], b"\x89PNG\r\n\x1a\n");
    let number = |at: usize| u32::from_be_bytes(file[at..at + 4].try_into().unwrap());
    (number(16), number(20))
}

/// The file that an export writes, with more arguments.
fn exported(name: &str, more: &[&str]) -> Vec<u8> {
    let folder = tempfile::tempdir().unwrap();
    let out = folder.path().join(name);
    let mut args = vec!["export", out.to_str().unwrap()];
    args.extend(more);
    assert_eq!(stdout(&args), "");
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1, "nothing is left beside the file");
    fs::read(&out).unwrap()
}

const SMALL: [&str; 2] = ["--size", "300x200"];

fn small(name: &str, more: &[&str]) -> Vec<u8> {
    exported(name, &[&SMALL, more].concat())
}

#[test]
fn the_same_export_gives_the_same_bytes() {
    for name in ["a.svg", "a.png"] {
        let more = ["--date", "1905-08-15", "--lang", "ja", "--select", "urup"];
        assert_eq!(small(name, &more), small(name, &more), "{name}");
        assert_ne!(small(name, &more), small(name, &more[..2]), "{name}");
    }
    assert_eq!(small("a.SVG", &[]), small("a.svg", &[]), "an ending in capitals is the same");
}

#[test]
fn an_svg_goes_to_standard_output() {
    let args = ["export", "-", "--size", "300x200", "--date", "1750"];
    let text = stdout(&args);
    assert_eq!(text.as_bytes(), small("a.svg", &["--date", "1750"]));
    assert!(text.starts_with("<svg ") && text.ends_with("</svg>\n"));
    assert!(text.contains("width=\"300\" height=\"200\" viewBox=\"0 0 300 200\""));
}

#[test]
fn attribution_lens_and_day_stand_on_every_export() {
    for lang in ["en", "ja", "ru"] {
        let args = ["export", "-", "--lang", lang, "--date", "1905-08-15", "--size", "720x480"];
        let svg = stdout(&args);
        assert!(svg.contains("© OpenStreetMap contributors, ODbL"), "{lang}: attribution");
        let history = &atlas().history;
        let language = history.find_language(lang).unwrap();
        assert!(svg.contains(history.lenses[0].name.get(language)), "{lang}: lens");
        assert!(svg.contains("1905"), "{lang}: day");
    }
}

#[test]
fn an_svg_can_be_read_and_names_its_fonts() {
    let svg = stdout(&["export", "-", "--size", "720x480"]);
    assert!(svg.contains("font-family=\"'Noto Sans','Noto Sans JP',sans-serif\""));
    let tree = roxmltree::Document::parse(&svg).unwrap();
    assert!(tree.descendants().any(|node| node.has_tag_name("text")));
    // But for the images, whose letters say anything.
    let told = |node: &roxmltree::Node<'_, '_>| !node.has_tag_name("image");
    let values = tree.descendants().filter(told).flat_map(|node| node.attributes());
    for value in values.map(|attribute| attribute.value()) {
        assert!(!value.contains("NaN") && !value.contains("inf"), "{value}");
    }
}

/// The face that a text of an SVG is set in.
fn face_of(text: roxmltree::Node<'_, '_>) -> Face {
    let says = |name: &str| text.attribute(name).is_some();
    let serif = text.attribute("font-family").unwrap().ends_with(",serif");
    match (serif, text.attribute("font-weight"), says("font-style")) {
        (false, None, false) => Face::Sans,
        (false, None, true) => Face::SansItalic,
        (false, Some("300"), _) => Face::SansLight,
        (false, Some("500"), _) => Face::SansMedium,
        (false, Some(_), _) => Face::SansBold,
        (true, _, true) => Face::SerifItalic,
        (true, _, false) => Face::SerifBold,
    }
}

/// Where the origin of the frames around a node is, in points of the picture.
fn origin_of(node: roxmltree::Node<'_, '_>) -> [f32; 2] {
    let frames =
        node.ancestors().filter(|n| n.tag_name().name() == "svg" && n.attribute("x").is_some());
    frames.fold([0.0, 0.0], |[dx, dy], frame| {
        let number = |name: &str| frame.attribute(name).unwrap().parse::<f32>().unwrap();
        let mut view = frame.attribute("viewBox").unwrap().split(' ').map(str::parse::<f32>);
        let (left, top) = (view.next().unwrap().unwrap(), view.next().unwrap().unwrap());
        [dx + number("x") - left, dy + number("y") - top]
    })
}

/// Texts beyond the frame or in a letter that no font has would be cut off, or boxes.
#[test]
fn the_texts_of_an_svg_are_in_its_frame_and_in_its_fonts() {
    for lang in ["en", "ja", "ru"] {
        let svg = stdout(&["export", "-", "--lang", lang, "--date", "1905", "--size", "720x480"]);
        let tree = roxmltree::Document::parse(&svg).unwrap();
        let mut count = 0;
        for node in tree.descendants().filter(|node| node.has_tag_name("text")) {
            let turn = node.attribute("transform").map_or(0.0_f32, |turn| {
                let angle = turn.trim_start_matches("rotate(").trim_end_matches(')');
                angle.split(' ').next().unwrap().parse::<f32>().unwrap().to_radians()
            });
            let (sin, cos) = turn.sin_cos();
            // Letters along a line have places of their own, which turn about the corner.
            let spans: Vec<_> = node.children().filter(|n| n.has_tag_name("tspan")).collect();
            let places = if spans.is_empty() { vec![node] } else { spans };
            for place in places {
                let text = place.text().unwrap();
                let missing: String = text.chars().filter(|&c| !covers(c)).collect();
                assert!(missing.is_empty(), "{lang}: no font has '{missing}' of {text}");
                let value = |name: &str, of: roxmltree::Node<'_, '_>| {
                    of.attribute(name).map_or(0.0, |n| n.parse().unwrap())
                };
                let number = |name: &str| value(name, node);
                let [size, spacing] = ["font-size", "letter-spacing"].map(number);
                let [mut x, mut y] = ["x", "y"].map(|name| value(name, place));
                if place != node {
                    (x, y) = (x * cos - y * sin, x * sin + y * cos);
                }
                let wide = width(face_of(node), size, spacing, text.trim_end());
                let left = match node.attribute("text-anchor") {
                    Some("middle") => -wide / 2.0,
                    Some("end") => -wide,
                    _ => 0.0,
                };
                // The small letters stand on the line, the large ones rise by some three quarters.
                let corners = [
                    [left, 0.0],
                    [left + wide, 0.0],
                    [left, -0.75 * size],
                    [left + wide, -0.75 * size],
                ];
                let [dx, dy] = origin_of(node);
                for [across, down] in corners {
                    let at =
                        [x + dx + across * cos - down * sin, y + dy + across * sin + down * cos];
                    let inside = (0.0..=720.0).contains(&at[0]) && (0.0..=480.0).contains(&at[1]);
                    assert!(inside, "{lang}: {text} at {at:?}, {wide} wide");
                }
            }
            count += 1;
        }
        assert!(count > 20, "{lang}: only {count} texts");
    }
}

#[test]
fn size_scale_theme_and_area_change_the_picture() {
    assert_eq!(png_size(&exported("a.png", &["--size", "300x200"])), (300, 200));
    assert_eq!(png_size(&exported("a.png", &["--size", "300x200", "--scale", "2"])), (600, 400));
    assert_eq!(png_size(&exported("a.png", &["--size", "200x300", "--scale", "0.5"])), (100, 150));
    assert_eq!(png_size(&exported("a.png", &[])), (1920, 1080));
    let plain = small("a.svg", &[]);
    let others = [
        small("a.svg", &["--theme", "dark"]),
        small("a.svg", &["--area", "urup"]),
        small("a.svg", &["--area", "south-kurils"]),
        small("a.svg", &["--area", "rishiri"]),
        small("a.svg", &["--area", "145,43,149,46"]),
        small("a.svg", &["--lang", "ru"]),
        small("a.svg", &["--date", "1850"]),
        small("a.svg", &["--select", "sakhalin"]),
    ];
    let mut all: BTreeSet<&[u8]> = others.iter().map(Vec::as_slice).collect();
    all.insert(&plain);
    assert_eq!(all.len(), others.len() + 1, "two of the pictures are the same");
    let finer = small("a.svg", &["--scale", "6"]);
    assert!(finer.len() > plain.len(), "more pixels show more of the coast");
    // West of Greenwich an area begins with a hyphen; it is no option.
    assert_ne!(small("a.svg", &["--area", "-170,50,170,60"]), plain);
}

#[test]
fn another_atlas_is_read_from_its_folder() {
    let tiny = fixture("tiny");
    let data = ["--data", tiny.to_str().unwrap()];
    let rows = csv_rows(&["state", data[0], data[1], "--format", "csv"]);
    assert_eq!(column(&rows, "territory"), ["long-north", "long-south", "rock"]);
    assert_eq!(column(&rows, "holder"), ["blue-state"; 3]);
    assert_eq!(column(&rows, "until"), ["", "", ""]);
    let rows = csv_rows(&["state", data[0], data[1], "--date", "1820", "--format", "csv"]);
    assert_eq!(column(&rows, "holder"), ["red-state", "red-state", "condominium"]);
    assert_eq!(column(&rows, "name"), ["Norland", "Long Island, south", "Rock"]);
    assert_eq!(column(&rows, "claimants"), ["", "", ""]);
    let claimed = csv_rows(&["state", data[0], data[1], "--date", "1860", "--format", "csv"]);
    assert_eq!(column(&claimed, "claimants"), ["red-state", "", ""]);
    let spans = csv_rows(&["spans", "long-island", data[0], data[1], "--format", "csv"]);
    assert_eq!(column(&spans, "until"), ["1850-03-01", "", "1900-07-01", ""]);
    let events = csv_rows(&["events", data[0], data[1], "--format", "csv"]);
    assert_eq!(column(&events, "date"), ["1850-03-01", "1900-07"]);
    let svg = String::from_utf8(small("a.svg", &data)).unwrap();
    assert!(svg.contains("made up"), "its own credit");
    let (code, _) = failure(&["state", data[0], data[1], "--lens", "control"]);
    assert_eq!(code, 2, "it has lenses of its own");
}

/// The outline files of a made-up sea: an island cut at a parallel, a rock, an islet of each, a
/// mainland with an islet of its own, and a stone that is too small to draw.
fn made_outlines(recipe: &str) -> (tempfile::TempDir, Vec<(String, Vec<u8>)>) {
    let folder = tempfile::tempdir().unwrap();
    let raw = fixture("outlines/raw.geojson");
    let recipe = fixture(recipe);
    let args = [
        "outlines",
        raw.to_str().unwrap(),
        folder.path().to_str().unwrap(),
        "--recipe",
        recipe.to_str().unwrap(),
    ];
    assert_eq!(stdout(&args), "");
    let files = ["islands.geojson", "surroundings.geojson", "cuts.geojson"]
        .map(|name| (name.to_owned(), fs::read(folder.path().join(name)).unwrap()));
    (folder, files.to_vec())
}

#[test]
fn outlines_are_made_the_same_each_time() {
    let (_folder, files) = made_outlines("outlines/recipe.toml");
    let (_again, same) = made_outlines("outlines/recipe.toml");
    assert_eq!(files, same);
    // The small atlas of the tests is made of them.
    for (name, bytes) in files {
        let kept = fs::read(fixture("tiny/geodata").join(&name)).unwrap();
        assert_eq!(String::from_utf8(bytes), String::from_utf8(kept), "{name}");
    }
}

fn features(file: &[u8]) -> Vec<Value> {
    let collection: Value = serde_json::from_slice(file).unwrap();
    assert_eq!(collection["type"], "FeatureCollection");
    collection["features"].as_array().unwrap().clone()
}

#[test]
fn outlines_have_the_features_of_their_recipe() {
    let (_folder, files) = made_outlines("outlines/recipe.toml");
    let islands = features(&files[0].1);
    let told: Vec<[&Value; 3]> = islands
        .iter()
        .map(|feature| ["id", "island", "territory"].map(|key| &feature["properties"][key]))
        .collect();
    let wanted = [
        ["long-north", "long", "long-north"],
        ["long-south", "long", "long-south"],
        ["rock", "rock", "rock"],
        ["long-north-islet-1", "", "long-north"],
        ["rock-islet-1", "", "rock"],
    ];
    assert_eq!(told.len(), wanted.len());
    for (told, wanted) in told.iter().zip(wanted) {
        let told = told.map(|value| value.as_str().unwrap_or_default());
        assert_eq!(told, wanted);
    }
    assert_eq!(islands[2]["properties"]["confidence"], "medium");
    assert_eq!(islands[0]["properties"]["name"]["ru"], "Длинный");
    // The pieces lie on their sides of the parallel and meet on it.
    let latitudes = |feature: &Value| -> Vec<f64> {
        let ring = feature["geometry"]["coordinates"][0].as_array().unwrap();
        ring[1..].iter().map(|point| point[1].as_f64().unwrap()).collect()
    };
    let (north, south) = (latitudes(&islands[0]), latitudes(&islands[1]));
    assert!(north.iter().all(|&lat| lat >= 50.0) && south.iter().all(|&lat| lat <= 50.0));
    let on = |lat: &&f64| (**lat - 50.0).abs() < 1e-9;
    let shared = north.iter().filter(on).count();
    assert!(shared > 60, "{shared} vertices on the parallel: one each hundredth of a degree");
    assert_eq!(shared, south.iter().filter(on).count());
    // Mainland and its islet; the stone is below the smallest area.
    assert_eq!(features(&files[1].1).len(), 2);
    let cuts = features(&files[2].1);
    assert_eq!(cuts.len(), 1);
    assert_eq!(cuts[0]["properties"]["island"], "long");
    assert_eq!(cuts[0]["properties"]["approximate"], false);
}

#[test]
fn a_recipe_that_does_not_fit_is_told() {
    let folder = tempfile::tempdir().unwrap();
    let recipe = fs::read_to_string(fixture("outlines/recipe.toml")).unwrap();
    let raw = fixture("outlines/raw.geojson");
    for (from, to, message) in [
        (
            "point = [12.2, 50.2]",
            "point = [12.9, 50.2]",
            "record 'rock': field 'point': lies in no",
        ),
        ("point = [12.2, 50.2]", "point = [11.0, 50.2]", "another island has taken"),
        ("point = [9.2, 50.0]", "point = [8.2, 50.0]", "record 'mainland': field 'point'"),
        (
            "point = [11.0, 49.7]",
            "point = [12.0, 49.7]",
            "the point of long-south lies in no piece",
        ),
        ("cut = \"long\"\n", "", "record 'long': field 'territory'"),
        ("lat = 50.0\n", "", "field 'lat': is missing"),
        ("island = \"long\"\nkind", "island = \"short\"\nkind", "has no [[cut]] record"),
        ("tolerance_m = 200", "tolerance_m = 200\ncolour = 1", "unknown field `colour`"),
        ("[extent]", "[extent", "unclosed table"),
    ] {
        assert!(recipe.contains(from), "{from}");
        let path = folder.path().join("recipe.toml");
        fs::write(&path, recipe.replacen(from, to, 1)).unwrap();
        let out = folder.path().join("out");
        fs::create_dir_all(&out).unwrap();
        let args = [
            "outlines",
            raw.to_str().unwrap(),
            out.to_str().unwrap(),
            "--recipe",
            path.to_str().unwrap(),
        ];
        let (code, stderr) = failure(&args);
        assert_eq!(code, 1, "{from} -> {to}: {stderr}");
        assert!(
            stderr.contains("recipe.toml") && stderr.contains(message),
            "{from} -> {to}: {stderr}"
        );
        assert_eq!(fs::read_dir(&out).unwrap().count(), 0, "nothing is half done");
    }
}

#[test]
fn raw_polygons_that_are_none_are_told() {
    let folder = tempfile::tempdir().unwrap();
    let raw = folder.path().join("raw.geojson");
    let recipe = fixture("outlines/recipe.toml");
    let good = fs::read_to_string(fixture("outlines/raw.geojson")).unwrap();
    for (text, message) in [
        ("{}".to_owned(), "not a GeoJSON feature collection"),
        (good.replacen("\"Polygon\"", "\"Point\"", 1), "not a GeoJSON feature collection"),
        (
            good.replacen("\"Polygon\"", "\"MultiLineString\"", 1),
            "record 'feature 1': is no Polygon or MultiPolygon",
        ),
        (good.replacen("[9.0,49.0]]", "[9.0,49.1]]", 1), "record 'feature 1': is open"),
        (good.replacen("9.55,50.0", "955.0,50.0", 1), "is off the globe"),
    ] {
        assert_ne!(text, good);
        fs::write(&raw, text).unwrap();
        let args = [
            "outlines",
            raw.to_str().unwrap(),
            folder.path().to_str().unwrap(),
            "--recipe",
            recipe.to_str().unwrap(),
        ];
        let (code, stderr) = failure(&args);
        assert_eq!(code, 1, "{stderr}");
        assert!(stderr.contains("raw.geojson") && stderr.contains(message), "{stderr}");
    }
}

/// The same with and without a terminal and colours, and in every part of the world.
#[test]
fn the_surroundings_do_not_change_what_is_printed() {
    let args = ["state", "--date", "1905", "--format", "table"];
    let plain = stdout(&args);
    let other = okhotsk()
        .args(args)
        .env("LC_TIME", "ru_RU.UTF-8")
        .env("LC_NUMERIC", "ru_RU.UTF-8")
        .env("TZ", "Pacific/Kiritimati")
        .env("COLUMNS", "20")
        .env("CLICOLOR_FORCE", "1")
        .output()
        .unwrap();
    assert_eq!(plain, String::from_utf8(other.stdout).unwrap());
}

/// Sizes, scales and areas that make no sense, with the option that each is typed after.
const SENSELESS: [(&str, &str); 20] = [
    ("--size", "0x0"),
    ("--size", "0x400"),
    ("--size", "63x64"),
    ("--size", "99999x99999"),
    ("--size", "1000x99999999999999999999"),
    ("--size", "32000x32000"),
    ("--size", "300"),
    ("--size", "x"),
    ("--scale", "0"),
    ("--scale", "0.01"),
    ("--scale", "1000"),
    ("--scale", "NaN"),
    ("--scale", "inf"),
    ("--area", "150,44,140,46"),
    ("--area", "140,44,140,44"),
    ("--area", "140,44,145,NaN"),
    ("--area", "140,44,145"),
    ("--area", "140,44,145,460"),
    ("--area", "atlantis"),
    ("--area", ""),
];

/// Areas of the globe where the atlas has nothing to show.
const OFF_THE_MAP: [&str; 4] = ["0,0,10,10", "-60,10,-50,20", "100,-50,120,-40", "20,40,60,60"];

/// One line that names the option and the value.
fn told_of(option: &str, value: &str, (code, stderr): (i32, String)) {
    assert_eq!(code, 2, "{option} {value}: {stderr}");
    assert_eq!(stderr.lines().count(), 1, "{option} {value}: {stderr}");
    assert!(stderr.starts_with("error: "), "{option} {value}: {stderr}");
    assert!(stderr.contains(option), "{option} {value}: {stderr}");
    assert!(stderr.contains(&format!("'{value}'")), "{option} {value}: {stderr}");
}

#[test]
fn a_senseless_picture_is_told_at_once() {
    let folder = tempfile::tempdir().unwrap();
    let out = folder.path().join("map.png");
    let off = OFF_THE_MAP.map(|area| ("--area", area));
    for (option, value) in SENSELESS.into_iter().chain(off) {
        let started = Instant::now();
        let (code, stderr) = failure(&["export", out.to_str().unwrap(), option, value]);
        assert!(started.elapsed() < Duration::from_secs(20), "{option} {value} takes its time");
        told_of(option, value, (code, stderr));
    }
    let many = failure(&["export", "-", "--size", "1000x1000", "--scale", "20"]);
    told_of("--size", "1000x1000", many);
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 0, "nothing is half done");
}

/// A picture that is too large is told before there is room for its pixels, not for want of it.
#[cfg(target_os = "linux")]
#[test]
fn a_picture_that_is_too_large_takes_no_memory() {
    for value in ["99999x99999", "32000x32000", "0x0"] {
        let output = std::process::Command::new("sh")
            .args(["-c", "ulimit -v 4000000; exec \"$@\"", "sh", env!("CARGO_BIN_EXE_okhotsk")])
            .args(["export", "/dev/null/map.png", "--size", value])
            .output()
            .unwrap();
        let stderr = String::from_utf8(output.stderr).unwrap();
        told_of("--size", value, (output.status.code().unwrap(), stderr));
    }
}

/// The ids of the elements of an SVG.
fn ids_of(svg: &str) -> Vec<&str> {
    svg.split(" id=\"").skip(1).filter_map(|rest| rest.split('"').next()).collect()
}

#[test]
fn a_sheet_has_the_map_the_cards_the_chart_and_the_time_bar() {
    let export = |with: &[&str]| {
        let mut args = vec!["export", "-", "--date", "1905-10-14", "--select", "iturup"];
        args.extend(["--size", "1600x1000"]);
        args.extend(with);
        stdout(&args)
    };
    let sheet = export(&["--with", "cards,chart,time-bar"]);
    let ids = ids_of(&sheet);
    for id in
        ["map", "land-iturup", "cards", "chart", "chart-areas", "time-bar", "time-bar-ribbons"]
    {
        assert!(ids.contains(&id), "the sheet has no {id}: {ids:?}");
    }
    // The words of both cards, the years of the time bar, what the chart is of.
    for words in
        ["Treaty of Portsmouth", "5 September 1905", "Why this colour?", "1825", "by holder"]
    {
        assert!(sheet.contains(words), "the sheet does not say '{words}'");
    }
    let alone = export(&[]);
    let ids = ids_of(&alone);
    assert!(ids.contains(&"map") && !ids.contains(&"cards") && !ids.contains(&"time-bar"));
    let bar = export(&["--with", "time-bar"]);
    assert!(ids_of(&bar).contains(&"time-bar") && !ids_of(&bar).contains(&"chart"));
}

#[test]
fn a_sheet_without_room_for_the_map_is_refused() {
    let with = ["--with", "cards,chart,time-bar"];
    for size in ["600x1000", "1600x500"] {
        let args = ["export", "-", "--size", size, with[0], with[1]];
        let (code, stderr) = failure(&args);
        assert_eq!(code, 2);
        assert!(stderr.contains("no room for the map"), "{stderr}");
    }
    let (code, stderr) = failure(&["export", "-", "--with", "moon"]);
    assert!(code == 2 && stderr.contains("time-bar"), "{stderr}");
}

#[test]
fn a_link_that_cannot_be_opened_is_explained() {
    for (link, reason) in [
        ("1905", "okhotsk:"),
        ("okhotsk:1905?v=9", "newer version"),
        ("okhotsk:1905?atlas=moon", "another atlas, 'moon'"),
    ] {
        let (code, stderr) = failure(&["--open", link]);
        assert_eq!(code, 2, "{link}");
        assert!(stderr.contains("--open") && stderr.contains(reason), "{link}: {stderr}");
    }
    // A good one comes as far as the window, for which there is no display.
    let (code, stderr) = failure(&["--open", "okhotsk:1905-10-14?lens=treaty"]);
    assert!(code == 1 && stderr.contains("display"), "{stderr}");
}
