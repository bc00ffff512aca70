//! Films: what other programs read out of them is what the pictures of their looks are.

use std::io::Cursor;
use std::process::Command;

use okhotsk::export::film::{Film, FilmFormat, Shot};
use okhotsk::export::job::ExportError;
use okhotsk::export::progress::Progress;
use okhotsk::export::raster;
use okhotsk::picture::sheet::{With, sheet};
use okhotsk::picture::{Mark, PartKind, Request, Words};
use okhotsk::view::stops::Step;
use okhotsk::view::{Action, Look};

use crate::common::{atlas, day};

const PIXELS: [usize; 2] = [480, 320];
const SIZE: [f64; 2] = [480.0, 320.0];

fn film(format: FilmFormat, from: &str, to: &str, step: Step) -> Film {
    let days = (day(from), day(to));
    let shots = Shot::between(atlas(), &Look::new(atlas()), days, step, Some(0.5));
    Film { shots, size: SIZE, scale: 1.0, format, with: With::default(), looped: true }
}

fn file(film: &Film) -> Vec<u8> {
    film.file(atlas(), &Progress::default()).unwrap()
}

/// The pixels of a look as a picture by itself.
fn pixels_of(look: &Look) -> Vec<u8> {
    let words = Words::new(&atlas().history, look.language());
    let request = Request { size: SIZE, pixels_per_point: 1.0, alone: true };
    let picture = sheet(atlas(), &words, look, &request, With::default());
    raster::pixels(atlas(), &picture, 1.0).unwrap().2
}

#[expect(clippy::cast_precision_loss, reason = "some million at the most")]
fn number(value: u64) -> f64 {
    value as f64
}

/// How far two frames are apart: the mean of the differences of their channels.
fn apart(one: &[u8], other: &[u8]) -> f64 {
    assert_eq!(one.len(), other.len());
    let sum: u64 = one.iter().zip(other).map(|(a, b)| u64::from(a.abs_diff(*b))).sum();
    number(sum) / number(one.len() as u64)
}

/// Lays a part of a frame over the whole, where it is not see-through.
fn lay(canvas: &mut [u8], rgba: &[u8], [left, top, width]: [usize; 3]) {
    for (i, pixel) in rgba.chunks(4).enumerate().filter(|(_, pixel)| pixel[3] > 0) {
        let at = ((top + i / width) * PIXELS[0] + left + i % width) * 4;
        canvas[at..at + 4].copy_from_slice(pixel);
    }
}

/// All frames as a viewer shows them, with their delays in thousandths of a second.
fn frames(format: FilmFormat, file: &[u8]) -> Vec<(Vec<u8>, u32)> {
    let mut canvas = vec![0; PIXELS[0] * PIXELS[1] * 4];
    let mut all = Vec::new();
    match format {
        FilmFormat::Gif => {
            let mut options = gif::DecodeOptions::new();
            options.set_color_output(gif::ColorOutput::RGBA);
            let mut decoder = options.read_info(file).unwrap();
            while let Some(frame) = decoder.read_next_frame().unwrap() {
                let at = [frame.left, frame.top, frame.width].map(usize::from);
                lay(&mut canvas, &frame.buffer, at);
                all.push((canvas.clone(), u32::from(frame.delay) * 10));
            }
        }
        FilmFormat::Apng => {
            let mut reader = png::Decoder::new(Cursor::new(file)).read_info().unwrap();
            let count = reader.info().animation_control().unwrap().num_frames;
            let mut buffer = vec![0; reader.output_buffer_size().unwrap()];
            for _ in 0..count {
                let info = reader.next_frame(&mut buffer).unwrap();
                let control = *reader.info().frame_control().unwrap();
                let at = [control.x_offset, control.y_offset, control.width];
                lay(&mut canvas, &buffer[..info.buffer_size()], at.map(|v| v as usize));
                let millis =
                    u32::from(control.delay_num) * 1000 / u32::from(control.delay_den.max(1));
                all.push((canvas.clone(), millis));
            }
        }
        FilmFormat::Webp => {
            let mut decoder = image_webp::WebPDecoder::new(Cursor::new(file)).unwrap();
            assert!(decoder.is_animated());
            for _ in 0..decoder.num_frames() {
                let bytes = if decoder.has_alpha() { 4 } else { 3 };
                let mut buffer = vec![0; PIXELS[0] * PIXELS[1] * bytes];
                let millis = decoder.read_frame(&mut buffer).unwrap();
                let rgba = buffer.chunks(bytes).flat_map(|p| [p[0], p[1], p[2], 255]).collect();
                all.push((rgba, millis));
            }
        }
        FilmFormat::Mp4 => unreachable!("by another program"),
    }
    all
}

#[test]
fn a_film_shows_its_looks_one_after_the_other() {
    // The reader of WebP mixes even opaque pixels with what is below, and rounds.
    for (format, most) in
        [(FilmFormat::Apng, 1e-3), (FilmFormat::Webp, 1.0), (FilmFormat::Gif, 4.0)]
    {
        let film = film(format, "1904-01-01", "1920-12-31", Step::Changes);
        let frames = frames(format, &file(&film));
        assert_eq!(frames.len(), film.shots.len(), "{format:?}");
        assert!(frames.len() >= 4);
        for (n, ((rgba, millis), shot)) in frames.iter().zip(&film.shots).enumerate() {
            assert_eq!(*millis, 500, "{format:?}, picture {n}");
            let off = apart(rgba, &pixels_of(&shot.look));
            assert!(off <= most, "{format:?}, picture {n}: {off}");
        }
    }
}

#[test]
fn a_film_of_few_colours_keeps_those_of_the_land() {
    let film = film(FilmFormat::Gif, "1906-01-01", "1906-12-31", Step::Changes);
    let frames = frames(FilmFormat::Gif, &file(&film));
    let count = |rgba: &[u8], color: [u8; 3]| rgba.chunks(4).filter(|p| p[..3] == color).count();
    let exact = pixels_of(&film.shots[0].look);
    let mut seen = 0;
    for (id, _) in (0_u16..).zip(&atlas().history.holders) {
        let color = atlas().colours.holder(okhotsk::history::HolderId(id)).light;
        let there = count(&exact, color);
        if there > 50 {
            seen += 1;
            let kept = count(&frames[0].0, color);
            assert!(kept >= there, "{color:?}: {kept} of {there}");
        }
    }
    assert!(seen >= 2, "only {seen} holders are on the map");
}

#[test]
fn pictures_that_are_the_same_are_one_that_stays_longer() {
    let mut film = film(FilmFormat::Apng, "1855-02-07", "1855-12-31", Step::Changes);
    let first = film.shots[0].clone();
    film.shots = vec![first.clone(), first.clone(), first.clone()];
    let mut later = first.look.clone();
    later.apply(atlas(), Action::GoToYear(1990));
    film.shots.push(Shot { look: later, millis: 250, caption: None });
    let frames = frames(FilmFormat::Apng, &file(&film));
    assert_eq!(frames.iter().map(|(_, millis)| *millis).collect::<Vec<_>>(), [1500, 250]);
}

#[test]
fn the_same_film_has_the_same_bytes_with_any_number_of_threads() {
    for format in [FilmFormat::Gif, FilmFormat::Apng, FilmFormat::Webp] {
        let film = film(format, "1868-01-01", "1869-12-31", Step::Changes);
        let with = |threads| {
            let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap();
            pool.install(|| file(&film))
        };
        assert!(with(1) == with(3), "{format:?}");
    }
}

#[test]
fn a_film_that_is_cancelled_gives_nothing() {
    let film = film(FilmFormat::Gif, "1800-01-01", "1900-12-31", Step::Years(1));
    let progress = Progress::default();
    progress.cancel();
    assert_eq!(film.file(atlas(), &progress), Err(ExportError::Cancelled));
}

#[test]
fn an_estimate_is_near_the_truth() {
    let film = film(FilmFormat::Gif, "1855-01-01", "1945-12-31", Step::Changes);
    let (told, whole) = (film.estimate(atlas()).unwrap(), file(&film).len() as u64);
    assert!((0.3..3.0).contains(&(number(told) / number(whole))), "{told} of {whole}");
}

#[test]
fn years_go_from_the_first_to_the_last() {
    let film = film(FilmFormat::Gif, "1900-06-01", "1920-06-01", Step::Years(10));
    let years: Vec<i16> = film.shots.iter().map(|shot| shot.look.moment().year()).collect();
    assert_eq!(years, [1900, 1910, 1920]);
}

#[test]
fn a_video_is_made_where_there_is_a_program_for_it_and_told_where_not() {
    let film = film(FilmFormat::Mp4, "1905-01-01", "1906-12-31", Step::Changes);
    match film.file(atlas(), &Progress::default()) {
        Ok(bytes) => assert_eq!(&bytes[4..8], b"ftyp"),
        Err(error) => {
            let there = Command::new("ffmpeg").arg("-version").output().is_ok();
            let said = error.to_string();
            assert!(!there && said.contains("ffmpeg") && said.contains("GIF"), "{said}");
        }
    }
}

/// A story says its words below the map, each of its stops its own, and the maps are of one size.
#[test]
fn a_film_of_a_story_says_its_words() {
    let tour = atlas().history.tours[0].clone();
    let shots = Shot::of_story(atlas(), &Look::new(atlas()), tour.clone(), None).unwrap();
    assert_eq!(shots.len(), tour.stops.len());
    let (size, scale, with) = ([960.0, 540.0], 1.0, With::default());
    let film = Film { shots, size, scale, format: FilmFormat::Webp, with, looped: true };
    let mut maps = Vec::new();
    for at in 0..film.shots.len() {
        let picture = film.still(atlas(), at).unwrap();
        let caption = picture.part(PartKind::Caption).expect("a caption");
        let said: Vec<&str> = caption.layers[0]
            .marks
            .iter()
            .filter_map(|mark| match mark {
                Mark::Text(text) => Some(text.text.as_str()),
                _ => None,
            })
            .collect();
        assert_eq!(said.join(" "), film.shots[at].caption.as_deref().unwrap());
        let [_, top, _, bottom] = caption.frame;
        assert!((f64::from(bottom) - size[1]).abs() < 0.01, "it does not end with the picture");
        for mark in &*caption.layers[0].marks {
            let Mark::Text(text) = mark else { continue };
            assert!(text.at[1] < bottom - top, "a line lies below its room: {}", text.text);
        }
        let map = picture.part(PartKind::Map(0)).expect("a map");
        assert!(map.frame[3] <= top, "the map lies under the words");
        maps.push(map.frame[3]);
    }
    maps.dedup();
    assert_eq!(maps.len(), 1, "{maps:?}");
}
