//! Twelve pictures against kept ones: the SVG of five byte for byte, the PNG of all pixel by pixel.
//!
//! After a wanted change, `UPDATE_GOLDEN=1 cargo test --test all golden` writes the kept pictures
//! anew; look at each before it is committed.

use std::env;
use std::fs;
use std::path::PathBuf;

use clap::ValueEnum as _;
use okhotsk::cli::args::ThemeArg;
use okhotsk::export::job::Job;
use okhotsk::export::job::picture_of as standing_alone;
use okhotsk::export::png::pack;
use okhotsk::export::raster::pixels;
use okhotsk::picture::{Picture, Words};

use crate::common::{atlas, export_job, fixture};

/// A picture that is kept.
struct Kept {
    /// Its name, and that of its files.
    name: &'static str,
    date: &'static str,
    language: &'static str,
    theme: ThemeArg,
    lens: &'static str,
    size: &'static str,
    area: Option<&'static str>,
}

const fn kept_day(date: &'static str, language: &'static str, theme: ThemeArg) -> Kept {
    Kept { name: date, date, language, theme, lens: "control", size: "720x480", area: None }
}

const fn kept_view(
    name: &'static str,
    date: &'static str,
    (language, theme, lens): (&'static str, ThemeArg, &'static str),
    area: Option<&'static str>,
) -> Kept {
    Kept { name, date, language, theme, lens, size: "1085x685", area }
}

use ThemeArg::{Dark, Light};

/// Five days in a small frame, kept as SVG and PNG, in every language and both themes.
const DAYS: [Kept; 5] = [
    kept_day("1750", "en", Light),
    kept_day("1799", "ru", Light),
    kept_day("1875", "ja", Light),
    kept_day("1905-08-15", "en", Dark),
    kept_day("2026", "en", Light),
];

/// Seven more in the frame of the window, kept as PNG: all lenses, from the whole map to one group
/// of islets.
const VIEWS: [Kept; 7] = [
    kept_view("window-1870", "1870", ("ja", Dark, "control"), None),
    kept_view("window-1953-japan", "1953", ("ru", Light, "japan"), None),
    kept_view("window-2026-treaty", "2026", ("en", Dark, "treaty"), None),
    kept_view("sakhalin-1945", "1945-08-25", ("en", Light, "control"), Some("s-sakhalin")),
    kept_view("kurils-1905-russia", "1905", ("ru", Light, "russia"), Some("kurils")),
    kept_view("kunashir-1953", "1953", ("ja", Light, "control"), Some("kunashir")),
    kept_view("habomai-2026", "2026", ("en", Light, "control"), Some("habomai")),
];

/// So many pixels may differ, by so much in a channel at the most: processors round differently
/// where an edge or a letter crosses a pixel. A single line or letter out of its place is more.
const MOST_PIXELS: usize = 12;
const MOST_DIFFERENCE: u8 = 8;

fn kept(day: &str, ending: &str) -> PathBuf {
    fixture("golden").join(format!("{day}.{ending}"))
}

fn job_of(kept: &Kept, scale: f64) -> Job {
    let theme = kept.theme.to_possible_value().unwrap();
    let scale = scale.to_string();
    let (date, lens, size) = (kept.date, kept.lens, kept.size);
    let mut args = vec!["--date", date, "--lang", kept.language, "--lens", lens, "--size", size];
    args.extend(["--scale", &scale, "--theme", theme.get_name()]);
    args.extend(kept.area.iter().flat_map(|area| ["--area", area]));
    export_job(&args)
}

fn svg_of(kept: &Kept) -> String {
    String::from_utf8(job_of(kept, 1.0).file(atlas()).unwrap()).unwrap()
}

/// The picture of a kept look, to be drawn with so many pixels a point.
fn picture_of(kept: &Kept, scale: f64) -> Picture {
    let job = job_of(kept, scale);
    let words = Words::new(&atlas().history, job.look.language());
    standing_alone(atlas(), &words, &job.look, (job.size, job.scale), job.with)
}

fn updating() -> bool {
    env::var_os("UPDATE_GOLDEN").is_some_and(|value| value != "0")
}

const HOW: &str = "UPDATE_GOLDEN=1 cargo test --test all golden";

/// Where two texts part: the number of the line, and what each has there.
fn first_difference(own: &str, kept: &str) -> String {
    let mut lines = own.lines().zip(kept.lines()).enumerate();
    let clip = |line: &str| line.chars().take(160).collect::<String>();
    match lines.find(|(_, (a, b))| a != b) {
        Some((i, (a, b))) => format!("line {}:\n  now  {}\n  kept {}", i + 1, clip(a), clip(b)),
        None => format!("{} lines, kept {}", own.lines().count(), kept.lines().count()),
    }
}

/// Red, green and blue of each pixel of a PNG file.
fn decode(file: &[u8]) -> (u32, u32, Vec<u8>) {
    let mut reader = png::Decoder::new(std::io::Cursor::new(file)).read_info().unwrap();
    let mut rgb = vec![0; reader.output_buffer_size().unwrap()];
    let info = reader.next_frame(&mut rgb).unwrap();
    assert_eq!((info.color_type, info.bit_depth), (png::ColorType::Rgb, png::BitDepth::Eight));
    rgb.truncate(info.buffer_size());
    (info.width, info.height, rgb)
}

/// What is wrong with a picture beside a kept one of the same size.
fn difference(own: &[u8], kept: &[u8]) -> Option<String> {
    let apart = |(a, b): (&[u8], &[u8])| a.iter().zip(b).map(|(x, y)| x.abs_diff(*y)).max();
    let differing: Vec<u8> = own
        .chunks_exact(3)
        .zip(kept.chunks_exact(3))
        .filter_map(apart)
        .filter(|&by| by > 0)
        .collect();
    let most = differing.iter().copied().max().unwrap_or(0);
    (own.len() != kept.len() || differing.len() > MOST_PIXELS || most > MOST_DIFFERENCE)
        .then(|| format!("{} pixels differ, by up to {most} of 255", differing.len()))
}

#[test]
fn the_svg_of_five_days_is_as_kept() {
    let mut wrong = Vec::new();
    for picture in DAYS {
        let day = picture.name;
        let (path, own) = (kept(day, "svg"), svg_of(&picture));
        if updating() {
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(&path, &own).unwrap();
        }
        match fs::read_to_string(&path) {
            Ok(kept) if kept == own => {}
            Ok(kept) => wrong.push(format!("{day}: {}", first_difference(&own, &kept))),
            Err(error) => wrong.push(format!("{}: {error}", path.display())),
        }
    }
    assert!(wrong.is_empty(), "{}\nif the change is wanted: {HOW}", wrong.join("\n"));
}

#[test]
fn the_png_of_twelve_views_is_as_kept() {
    let mut wrong = Vec::new();
    for picture in DAYS.into_iter().chain(VIEWS) {
        let day = picture.name;
        let path = kept(day, "png");
        let (width, height, rgba) = pixels(atlas(), &picture_of(&picture, 1.0), 1.0).unwrap();
        let file = pack(width, height, &rgba, 3780.0).unwrap();
        if updating() {
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(&path, &file).unwrap();
        }
        let (own_width, own_height, own) = decode(&file);
        match fs::read(&path) {
            Err(error) => wrong.push(format!("{}: {error}", path.display())),
            Ok(kept) => {
                let (width, height, kept) = decode(&kept);
                if (width, height) != (own_width, own_height) {
                    wrong.push(format!("{day}: {own_width}x{own_height}, kept {width}x{height}"));
                } else if let Some(difference) = difference(&own, &kept) {
                    wrong.push(format!("{day}: {difference}"));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{}\nif the change is wanted: {HOW}", wrong.join("\n"));
}

/// The tolerance lets nothing through that a reader could see.
#[test]
fn a_changed_pixel_is_found() {
    let kept = vec![100; 3 * 720 * 480];
    let changed = |pixels: usize, by: u8| {
        let mut own = kept.clone();
        for pixel in 0..pixels {
            own[pixel * 300] += by;
        }
        difference(&own, &kept)
    };
    assert_eq!(changed(0, 0), None);
    assert_eq!(changed(MOST_PIXELS, MOST_DIFFERENCE), None);
    assert!(changed(1, MOST_DIFFERENCE + 1).is_some());
    assert!(changed(MOST_PIXELS + 1, 1).is_some());
    assert!(difference(&kept[3..], &kept).is_some());
}
