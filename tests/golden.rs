//! The pictures of five days against kept ones: the SVG byte for byte, the PNG pixel by pixel.
//!
//! After a wanted change, `UPDATE_GOLDEN=1 cargo test --test all golden` writes the kept pictures
//! anew; look at each before it is committed.

use std::env;
use std::fs;
use std::path::PathBuf;

use okhotsk::cli::args::{ExportArgs, Seen, Shown, ThemeArg};
use okhotsk::cli::{picture_file, plan};
use okhotsk::export::png::{pack, pixels};

use crate::common::{atlas, fixture};

/// Each day with the language and the theme that it is kept in, so that all are seen.
const DAYS: [(&str, &str, ThemeArg); 5] = [
    ("1750", "en", ThemeArg::Light),
    ("1799", "ru", ThemeArg::Light),
    ("1875", "ja", ThemeArg::Light),
    ("1905-08-15", "en", ThemeArg::Dark),
    ("2026", "en", ThemeArg::Light),
];

const SIZE: &str = "720x480";

/// So many pixels may differ, by so much in a channel at the most: processors round differently
/// where an edge or a letter crosses a pixel. A single line or letter out of its place is more.
const MOST_PIXELS: usize = 12;
const MOST_DIFFERENCE: u8 = 8;

fn kept(day: &str, ending: &str) -> PathBuf {
    fixture("golden").join(format!("{day}.{ending}"))
}

fn svg_of(day: &str, language: &str, theme: ThemeArg) -> String {
    let seen = Seen { lang: Some(language.to_owned()), ..Seen::default() };
    let args = ExportArgs {
        out: "-".into(),
        shown: Shown { date: Some(day.to_owned()), seen },
        select: None,
        size: SIZE.to_owned(),
        scale: 1.0,
        theme,
        area: None,
    };
    let plan = plan::export(atlas(), &args).unwrap();
    String::from_utf8(picture_file(atlas(), &plan).unwrap()).unwrap()
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
    for (day, language, theme) in DAYS {
        let (path, own) = (kept(day, "svg"), svg_of(day, language, theme));
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
fn the_png_of_five_days_is_as_kept() {
    let mut wrong = Vec::new();
    for (day, language, theme) in DAYS {
        let path = kept(day, "png");
        let (width, height, rgba) = pixels(&svg_of(day, language, theme)).unwrap();
        let file = pack(width, height, &rgba).unwrap();
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
