//! Text is as wide in a picture as in the window, and each glyph of it stands where it should.

use std::ops::Range;

use egui::text::{LayoutJob, TextFormat};
use egui::{Color32, Context, FontFamily, FontId};
use okhotsk::app::AtlasApp;
use okhotsk::picture::faces::{FONT_FILES, width};
use okhotsk::picture::marks::Along;
use okhotsk::picture::shape::{Shaped, shape};
use okhotsk::picture::{Anchor, Face, TextMark};
use proptest::prelude::*;

use crate::common::{atlas, cases};

/// Names of the atlas in all its languages.
fn names() -> Vec<String> {
    let history = &atlas().history;
    let mut names = Vec::new();
    for language in history.languages.iter().map(|id| history.find_language(id).unwrap()) {
        names.extend(history.territories.iter().map(|t| t.name.get(language).to_owned()));
        names.extend(history.places.iter().map(|p| p.name.get(language).to_owned()));
        names.extend(history.holders.iter().map(|h| h.name.get(language).to_owned()));
        names.extend(history.events.iter().map(|e| e.title.get(language).to_owned()));
    }
    names.push("AVATAR To Ya. — 0123456789 km²".to_owned());
    names.push("Хоккайдо・北海道・Hokkaido".to_owned());
    names.sort();
    names.dedup();
    names
}

/// The window's fonts.
fn window() -> Context {
    let ctx = Context::default();
    AtlasApp::set_up(&ctx);
    ctx.run_ui(egui::RawInput::default(), |_| {}).textures_delta.clear();
    ctx
}

fn family(face: Face) -> FontFamily {
    match face {
        Face::Sans => FontFamily::Proportional,
        Face::SansBold => FontFamily::Name("sans-bold".into()),
        Face::SansMedium => FontFamily::Name("sans-medium".into()),
        Face::SansItalic => FontFamily::Name("sans-italic".into()),
        Face::SansLight => FontFamily::Name("sans-light".into()),
        Face::SerifItalic => FontFamily::Name("serif-italic".into()),
        Face::SerifBold => FontFamily::Name("serif-bold".into()),
    }
}

/// How wide the window lays a text out.
fn laid_out(ctx: &Context, face: Face, size: f32, spacing: f32, text: &str) -> f32 {
    let format = TextFormat {
        extra_letter_spacing: spacing,
        ..TextFormat::simple(FontId::new(size, family(face)), Color32::BLACK)
    };
    let mut job = LayoutJob::single_section(text.to_owned(), format);
    job.wrap.max_width = f32::INFINITY;
    job.round_output_to_gui = false;
    ctx.fonts_mut(|fonts| fonts.layout_job(job)).rect.width()
}

#[test]
fn texts_are_as_wide_as_in_the_window() {
    let ctx = window();
    let names = names();
    assert!(names.len() > 300, "{}", names.len());
    let mut widest: f32 = 0.0;
    for (i, name) in names.iter().enumerate() {
        for face in Face::ALL {
            let size = [9.0, 11.0, 12.5, 13.5, 20.0, 33.3, 64.0][i % 7];
            for spacing in [0.0, 2.5] {
                let own = width(face, size, spacing, name);
                let theirs = laid_out(&ctx, face, size, spacing, name);
                let off = (own - theirs).abs();
                widest = widest.max(off);
                assert!(
                    off <= (0.01 * theirs).max(0.5) && off <= 1.0,
                    "{name:?} in {face:?} at {size} + {spacing}: {own}, in the window {theirs}"
                );
            }
        }
    }
    println!("{} names, off by {widest} points at the most", names.len());
}

fn files(text: &str, face: Face) -> Vec<&'static str> {
    shape(face, text).glyphs.iter().map(|glyph| FONT_FILES[glyph.font].name).collect()
}

#[test]
fn letters_that_a_face_lacks_are_set_by_its_stand_ins() {
    let (latin, japanese) = ("NotoSans-Regular.ttf", "NotoSansJP-Regular.otf");
    assert_eq!(files("Aж北Z", Face::Sans), [latin, latin, japanese, latin]);
    let (latin, japanese) = ("NotoSerif-Bold.ttf", "NotoSerifJP-Bold.otf");
    assert_eq!(files("北B", Face::SerifBold), [japanese, latin]);
    // A mark stays with its letter, and what no font has is a glyph of the first.
    let shaped = shape(Face::Sans, "e\u{301}x\u{1F5FE}");
    assert_eq!(shaped.letters, 3);
    assert!(shaped.glyphs.iter().all(|glyph| glyph.font == 0));
    let last = shaped.glyphs.last().unwrap();
    assert_eq!((last.id, last.bytes.clone()), (0, 4..8));
}

#[test]
fn letters_that_fit_each_other_stand_closer() {
    for (face, text) in [(Face::Sans, "AVATAR"), (Face::SerifBold, "To Yа"), (Face::Sans, "ГАЗ")]
    {
        let mut own = [0; 4];
        let apart: f32 =
            text.chars().map(|c| width(face, 100.0, 0.0, c.encode_utf8(&mut own))).sum();
        let together = width(face, 100.0, 0.0, text);
        assert!(together < apart - 1.0, "{text}: {together}, letter by letter {apart}");
    }
}

#[test]
fn space_is_added_between_letters_only() {
    for (text, gaps) in [("", 0.0), ("a", 0.0), ("ab", 1.0), ("e\u{301}a北", 2.0)] {
        let tight = width(Face::Sans, 12.0, 0.0, text);
        let wide = width(Face::Sans, 12.0, 3.0, text);
        assert!((wide - tight - 3.0 * gaps).abs() < 1e-3, "{text:?}: {tight}, {wide}");
    }
    let shaped = shape(Face::Sans, "abc");
    let origins: Vec<f32> =
        shaped.glyphs.iter().map(|glyph| Shaped::origin(glyph, 10.0, 2.0)[0]).collect();
    let third = 10.0 * (shaped.glyphs[0].advance + shaped.glyphs[1].advance) + 4.0;
    assert!(origins[0].abs() < 1e-6 && (origins[2] - third).abs() < 1e-4, "{origins:?}");
}

fn line_of(text: &str, path: Vec<[f32; 2]>, spacing: f32) -> Along {
    let text = TextMark {
        at: [0.0, 0.0],
        anchor: Anchor::Start,
        text: text.to_owned(),
        face: Face::SerifItalic,
        size: 20.0,
        color: [0, 0, 0, 255],
        halo: None,
        spacing,
        angle: 0.0,
    };
    Along { text, path }
}

/// On a straight line the letters of a name stand where the name itself would have them.
#[test]
fn letters_on_a_line_keep_their_distances() {
    for text in ["Sea of Okhotsk", "Tartary, Vavilov", "オホーツク海", "Татарский пролив"]
    {
        let along = line_of(text, vec![[0.0, 50.0], [600.0, 50.0]], 1.5);
        let shaped = shape(Face::SerifItalic, text);
        let start = 300.0 - shaped.width_at(20.0, 1.5) / 2.0;
        let letters = along.letters();
        assert_eq!(letters.iter().map(|letter| letter.text.as_str()).collect::<String>(), text);
        for (letter, glyph) in letters.iter().zip(&shaped.glyphs) {
            let left = letter.at[0] - width(letter.face, 20.0, 0.0, &letter.text) / 2.0;
            let wanted = start + Shaped::origin(glyph, 20.0, 1.5)[0];
            assert!(
                (left - wanted).abs() < 1e-2,
                "{text}: {} at {left}, not {wanted}",
                letter.text
            );
            assert!(letter.angle.abs() < 1e-6 && (letter.at[1] - 50.0).abs() < 1e-4);
        }
    }
}

/// Each byte of a text belongs to one letter, and the letters follow each other.
fn check_whole(text: &str, shaped: &Shaped) -> Result<(), TestCaseError> {
    let mut parts: Vec<Range<usize>> =
        shaped.glyphs.iter().map(|glyph| glyph.bytes.clone()).collect();
    parts.sort_by_key(|bytes| (bytes.start, bytes.end));
    parts.dedup();
    prop_assert_eq!(parts.first().map_or(0, |bytes| bytes.start), 0);
    prop_assert_eq!(parts.last().map_or(0, |bytes| bytes.end), text.len());
    prop_assert!(parts.windows(2).all(|pair| pair[0].end == pair[1].start), "{:?}", parts);
    prop_assert!(parts.iter().all(|bytes| text.get(bytes.clone()).is_some()));
    prop_assert_eq!(parts.len(), usize::from(shaped.letters));
    let advances: f32 = shaped.glyphs.iter().map(|glyph| glyph.advance).sum();
    prop_assert!((advances - shaped.width).abs() < 1e-3);
    prop_assert!(shaped.width.is_finite() && shaped.width >= 0.0);
    Ok(())
}

proptest! {
    #![proptest_config(cases(300))]

    #[test]
    fn every_text_is_shaped_whole(text in any::<String>()) {
        for face in Face::ALL {
            let first = shape(face, &text);
            check_whole(&text, &first)?;
            prop_assert_eq!(&*first, &*shape(face, &text));
        }
    }

    #[test]
    fn every_name_like_text_is_shaped_whole(text in "[A-Za-zА-Яа-яё ぁ-ヶ一-龥\u{300}-\u{345}\u{200D}・.,-]{0,30}") {
        check_whole(&text, &shape(Face::SansBold, &text))?;
    }
}

/// What is kept of the texts is bounded, and changes nothing.
#[test]
fn many_texts_on_many_threads_are_shaped_alike() {
    let text = |i: usize| format!("{i} Ат 北 {}", i * 7919);
    let width_of = |i: usize| width(Face::SerifItalic, 12.0, 0.5, &text(i)).to_bits();
    let once: Vec<u32> = (0..10_000).map(width_of).collect();
    let again: Vec<Vec<u32>> = std::thread::scope(|scope| {
        let run = || (0..10_000).rev().map(width_of).collect::<Vec<u32>>();
        let threads: Vec<_> = (0..3).map(|_| scope.spawn(run)).collect();
        threads.into_iter().map(|thread| thread.join().unwrap()).collect()
    });
    for widths in again {
        assert!(widths.iter().rev().eq(&once));
    }
}
