//! The kinds of picture: SVG that is valid whatever it says, pixels that are the same wherever they
//! are drawn, and that both show the same.

use std::collections::BTreeSet;
use std::sync::{Arc, OnceLock};

use base64::prelude::{BASE64_STANDARD, Engine as _};
use clap::ValueEnum as _;
use okhotsk::cli::args::ThemeArg;
use okhotsk::export::canvas::{Canvas, Figure, Paint};
use okhotsk::export::job::picture_of;
use okhotsk::export::paint::paint;
use okhotsk::export::png::pack;
use okhotsk::export::raster::{Pixels, drawn, pixels};
use okhotsk::export::svg::{Extent, Lettering, Svg, svg, written};
use okhotsk::picture::faces::FONT_FILES;
use okhotsk::picture::marks::Along;
use okhotsk::picture::{
    Anchor, Face, Frame, Layer, Mark, Part, PartKind, Pattern, Picture, Shade, TextMark, Words,
};
use proptest::prelude::*;
use resvg::tiny_skia::Pixmap;
use resvg::usvg;
use resvg::usvg::fontdb::{Database, ID, Source};
use resvg::usvg::roxmltree::{Document, Node};

use crate::common::{atlas, cases, export_job};

/// A picture of the bundled atlas.
fn picture(
    date: &str,
    language: &str,
    theme: ThemeArg,
    (lens, area): (&str, Option<&str>),
) -> Picture {
    sized(date, language, theme, (lens, area), "1085x685", 1.0)
}

fn sized(
    date: &str,
    language: &str,
    theme: ThemeArg,
    (lens, area): (&str, Option<&str>),
    size: &str,
    scale: f64,
) -> Picture {
    let theme = theme.to_possible_value().unwrap();
    let scale = scale.to_string();
    let mut args = vec!["--date", date, "--lang", language, "--lens", lens, "--size", size];
    args.extend(["--scale", &scale, "--theme", theme.get_name()]);
    args.extend(area.iter().flat_map(|area| ["--area", area]));
    let job = export_job(&args);
    let words = Words::new(&atlas().history, job.look.language());
    picture_of(atlas(), &words, &job.look, (job.size, job.scale), job.with)
}

/// Does something with every mark of a picture.
fn change(picture: &mut Picture, mut change: impl FnMut(&mut Mark)) {
    for layer in picture.parts.iter_mut().flat_map(|part| &mut part.layers) {
        Arc::make_mut(&mut layer.marks).iter_mut().for_each(&mut change);
    }
}

/// Puts a mark above all others of the map.
fn put_above(picture: &mut Picture, mark: Mark) {
    let layer = picture.parts[0].layers.last_mut().unwrap();
    Arc::make_mut(&mut layer.marks).push(mark);
}

/// A picture of some marks on an empty sea.
fn sheet(marks: Vec<Mark>) -> Picture {
    let whole = sized("1905", "en", ThemeArg::Light, ("control", None), "200x120", 1.0);
    let ground = [200, 220, 240, 255];
    let layers = vec![Layer { name: "marks", marks: Arc::new(marks) }];
    let part = Part { kind: PartKind::Cards, ground, map: None, layers, ..whole.parts[0].clone() };
    Picture { parts: vec![part], ground, ..whole }
}

fn text(words: &str, at: [f32; 2], face: Face, size: f32) -> TextMark {
    TextMark {
        at,
        anchor: Anchor::Start,
        text: words.to_owned(),
        face,
        size,
        color: [20, 30, 40, 255],
        halo: None,
        spacing: 0.0,
        angle: 0.0,
    }
}

fn pixel((width, _, rgba): &Pixels, x: u32, y: u32) -> [u8; 3] {
    let at = (y * width + x) as usize * 4;
    [rgba[at], rgba[at + 1], rgba[at + 2]]
}

/// An SVG of ours as another program draws it, in the bundled fonts and with the stand-ins of ours.
fn by_resvg(svg: &str) -> Pixels {
    static FONTS: OnceLock<(Arc<Database>, Vec<ID>)> = OnceLock::new();
    let (fonts, ids) = FONTS.get_or_init(|| {
        let mut database = Database::new();
        let sources = FONT_FILES.iter().map(|file| Source::Binary(Arc::new(file.bytes)));
        let ids = sources.map(|source| database.load_font_source(source)[0]).collect();
        database.set_sans_serif_family("Noto Sans");
        database.set_serif_family("Noto Serif");
        (Arc::new(database), ids)
    });
    let stand_in = Box::new(|_, used: &[ID], _: &mut Arc<Database>| {
        let of_face = |face: &Face| face.font_indices().map(|font| ids[font]);
        let fonts = Face::ALL.iter().map(of_face).find(|fonts| fonts[0] == used[0])?;
        fonts.into_iter().find(|font| !used.contains(font))
    });
    let font_resolver =
        usvg::FontResolver { select_fallback: stand_in, ..usvg::FontResolver::default() };
    let options =
        usvg::Options { fontdb: fonts.clone(), font_resolver, ..usvg::Options::default() };
    let tree = usvg::Tree::from_str(svg, &options).unwrap();
    let size = tree.size().to_int_size();
    let mut pixmap = Pixmap::new(size.width(), size.height()).unwrap();
    resvg::render(&tree, resvg::tiny_skia::Transform::default(), &mut pixmap.as_mut());
    (size.width(), size.height(), pixmap.take())
}

/// How two drawings differ.
#[derive(Debug, Clone, Copy)]
struct Difference {
    /// The mean of what the channels differ by, of 255.
    mean: f64,
    /// The share of pixels that differ by more than an edge that is drawn otherwise, in a thousand.
    far: f64,
    /// The largest part of a square of 16 pixels that differs so: where something is missing.
    worst: f64,
}

/// A channel of a pixel that differs by more is far off.
const FAR: u8 = 48;

#[expect(clippy::cast_precision_loss, reason = "some million pixels")]
fn difference(a: &Pixels, b: &Pixels) -> Difference {
    assert_eq!((a.0, a.1), (b.0, b.1));
    let width = a.0 as usize;
    let (mut sum, mut far) = (0_u64, 0_u64);
    let mut squares = vec![0_u32; (width / 16 + 1) * (a.1 as usize / 16 + 1)];
    for (i, (p, q)) in a.2.chunks_exact(4).zip(b.2.chunks_exact(4)).enumerate() {
        let apart: Vec<u8> = p.iter().zip(q).take(3).map(|(x, y)| x.abs_diff(*y)).collect();
        sum += apart.iter().map(|&d| u64::from(d)).sum::<u64>();
        if apart.iter().any(|&d| d > FAR) {
            far += 1;
            squares[(i / width / 16) * (width / 16 + 1) + i % width / 16] += 1;
        }
    }
    let count = (a.2.len() / 4) as f64;
    Difference {
        mean: sum as f64 / (3.0 * count),
        far: 1000.0 * far as f64 / count,
        worst: f64::from(squares.into_iter().max().unwrap_or(0)) / 256.0,
    }
}

/// A handful of pictures: both themes, an inset, hatches, stripes, dots, texts in three scripts, names
/// on curves, lines that are broken, a shape that is selected.
fn handful(scale: f64) -> Vec<(&'static str, Picture)> {
    use ThemeArg::{Dark, Light};
    let picture =
        |date, language, theme, shown| sized(date, language, theme, shown, "1085x685", scale);
    vec![
        ("dots and three claims", picture("1750", "en", Light, ("control", None))),
        ("stripes", picture("1870", "ja", Dark, ("control", None))),
        ("curved names", picture("1953", "ru", Light, ("japan", None))),
        ("hatches close by", picture("1953", "ja", Light, ("control", Some("south-kurils")))),
        ("treaty", picture("2026", "en", Dark, ("treaty", None))),
    ]
}

/// What may differ: edges, which the two programs draw each in its own way.
fn is_alike(found: Difference) -> bool {
    found.mean < 0.5 && found.far < 3.0 && found.worst < 0.15
}

/// Both programs draw the hatches best where a tile is a whole number of pixels.
const FINE: f64 = 2.0;

#[test]
fn another_program_draws_our_svg_as_we_draw_our_pixels() {
    for (name, picture) in handful(FINE) {
        let picture = without_floor(picture);
        let own = pixels(atlas(), &picture, FINE).unwrap();
        let other = by_resvg(&svg(atlas(), &picture, FINE));
        if let Ok(folder) = std::env::var("SHOW_DIFFERENCE") {
            for (kind, (width, height, rgba)) in [("own", &own), ("other", &other)] {
                let file = pack(*width, *height, rgba, 3780.0).unwrap();
                std::fs::write(format!("{folder}/{name} {kind}.png"), file).unwrap();
            }
        }
        let found = difference(&own, &other);
        assert!(is_alike(found), "{name}: {found:?}");
    }
}

/// The shade of the sea floor is stretched, and each program blends between its pixels in its own way:
/// by less than one of 255.
#[test]
fn another_program_draws_the_sea_floor_as_we_do() {
    let (_, picture) = handful(FINE).swap_remove(0);
    let other = by_resvg(&svg(atlas(), &picture, FINE));
    let found = difference(&pixels(atlas(), &picture, FINE).unwrap(), &other);
    assert!(found.mean < 0.8 && found.far < 3.0 && found.worst < 0.15, "{found:?}");
    let bare = without_floor(picture);
    let lacking = difference(&pixels(atlas(), &bare, FINE).unwrap(), &other);
    assert!(lacking.mean > 2.0, "the floor makes no difference: {lacking:?}");
}

/// A picture without the shade of the sea floor.
fn without_floor(mut picture: Picture) -> Picture {
    for layer in picture.parts.iter_mut().flat_map(|part| &mut part.layers) {
        if layer.name == "sea-floor" {
            layer.marks = Arc::default();
        }
    }
    picture
}

/// The limits let nothing through that a reader could see.
#[test]
fn what_is_missing_or_wrong_is_not_alike() {
    let (_, picture) = handful(FINE).swap_remove(0);
    let whole = by_resvg(&svg(atlas(), &picture, FINE));
    let without = |wanted: &dyn Fn(&Mark) -> bool| {
        let mut other = picture.clone();
        let layers = other.parts[0].layers.iter_mut().rev();
        let removed = layers.map(|layer| Arc::make_mut(&mut layer.marks)).find_map(|marks| {
            let one = marks.iter().rposition(wanted)?;
            Some(marks.remove(one))
        });
        assert!(removed.is_some());
        difference(&pixels(atlas(), &other, FINE).unwrap(), &whole)
    };
    let text = without(&|mark| matches!(mark, Mark::Text(text) if text.text == "Urup"));
    assert!(!is_alike(text), "a name is missing: {text:?}");
    let mut other = picture.clone();
    change(&mut other, |mark| match mark {
        // Nearly as wide.
        Mark::Text(text) if text.text == "Urup" => text.text = "Onop".to_owned(),
        _ => {}
    });
    let name = difference(&pixels(atlas(), &other, FINE).unwrap(), &whole);
    assert!(!is_alike(name), "a name is another: {name:?}");
    let along = without(&|mark| matches!(mark, Mark::Along(_)));
    assert!(!is_alike(along), "a curved name is missing: {along:?}");
    let mut other = picture.clone();
    change(&mut other, |mark| {
        if let Mark::Land { fill, .. } = mark {
            for overlay in fill.overlays.iter_mut().flatten() {
                if overlay.pattern.falls() {
                    // The same lines, half a tile on.
                    overlay.pattern = Pattern::Claim { turn: 1, turns: 2 };
                }
            }
        }
    });
    let hatch = difference(&pixels(atlas(), &other, FINE).unwrap(), &whole);
    assert!(!is_alike(hatch), "a hatch is moved: {hatch:?}");
}

#[test]
fn the_number_of_threads_changes_no_byte() {
    let picture = picture("1750", "en", ThemeArg::Light, ("control", None));
    let drawn = |threads: usize| {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap();
        pool.install(|| pixels(atlas(), &picture, 1.37).unwrap())
    };
    let first = drawn(1);
    for threads in [1, 2, 3] {
        for _ in 0..2 {
            assert!(drawn(threads) == first, "{threads} threads");
        }
    }
}

/// A picture is drawn in bands: no pixel may tell where they meet. The same edge a whole number of
/// rows higher is rounded otherwise, which one in thousands of channels shows by a step; now and then,
/// where an edge runs along a row, one shows it by more.
#[test]
fn bands_show_the_same_as_the_whole() {
    for (name, picture) in handful(1.0) {
        for scale in [1.0, 1.37] {
            let in_bands = |bands| {
                let painting = |seen: Frame, canvas: &mut dyn Canvas| {
                    paint(atlas(), &picture, seen, scale, canvas);
                };
                drawn(picture.size, scale, bands, &painting).unwrap().2
            };
            let whole = in_bands(1);
            for bands in [2, 5] {
                let banded = in_bands(bands);
                let apart: Vec<u8> =
                    whole.iter().zip(&banded).map(|(a, b)| a.abs_diff(*b)).collect();
                let beyond = |most: u8| apart.iter().filter(|&&by| by > most).count();
                let found = [beyond(0), beyond(2), beyond(24)];
                assert!(
                    found[0] < apart.len() / 2000 && found[1] <= 12 && found[2] == 0,
                    "{name} at {scale} in {bands} bands: {found:?} of {}",
                    apart.len()
                );
            }
        }
    }
}

#[test]
fn a_dot_is_as_see_through_as_its_colour() {
    let dot =
        Mark::Dot { centre: [100.0, 60.0], radius: 20.0, color: [255, 0, 0, 64], stroke: None };
    let picture = sheet(vec![dot]);
    let svg = svg(atlas(), &picture, 1.0);
    let near =
        |found: [u8; 3], wanted: [u8; 3]| found.iter().zip(wanted).all(|(a, b)| a.abs_diff(b) <= 2);
    for drawing in [pixels(atlas(), &picture, 1.0).unwrap(), by_resvg(&svg)] {
        assert!(near(pixel(&drawing, 20, 20), [200, 220, 240]), "{:?}", pixel(&drawing, 20, 20));
        assert!(near(pixel(&drawing, 100, 60), [214, 165, 180]), "{:?}", pixel(&drawing, 100, 60));
    }
}

/// Land is a group with the id of its territory; its title is what the mark says.
#[test]
fn land_has_an_id_and_a_title() {
    let mut picture = picture("1905", "en", ThemeArg::Light, ("control", None));
    change(&mut picture, |mark| {
        if let Mark::Land { region: Some(region), title, .. } = mark {
            *title = Some(format!("territory {}", region.index()).into());
        }
    });
    let text = svg(atlas(), &picture, 1.0);
    let document = Document::parse(&text).unwrap();
    let mut ids: Vec<&str> = document.descendants().filter_map(|n| n.attribute("id")).collect();
    for (region, territory) in atlas().history.territories.iter().enumerate() {
        let id = format!("land-{}", territory.id);
        let Some(group) = document.descendants().find(|n| n.attribute("id") == Some(&id)) else {
            // Some are too small to be seen as more than a dot.
            continue;
        };
        assert!(group.has_tag_name("g"));
        let title = group.children().find(|n| n.has_tag_name("title")).unwrap();
        assert_eq!(title.text(), Some(format!("territory {region}").as_str()));
        assert!(group.children().any(|n| n.has_tag_name("path")));
    }
    assert!(ids.iter().filter(|id| id.starts_with("land-")).count() > 15, "{ids:?}");
    let count = ids.len();
    ids.sort_unstable();
    ids.dedup();
    assert_eq!(ids.len(), count, "an id is there twice");
}

/// What lies outside of a frame is not seen, and its points count from its corner.
#[test]
fn a_frame_moves_and_cuts() {
    let painting = |_: Frame, canvas: &mut dyn Canvas| {
        let all = Figure::Box { frame: [0.0, 0.0, 200.0, 120.0], rounding: 0.0 };
        canvas.draw(all, Some(Paint::Plain([255, 255, 255, 255])), None);
        canvas.open_frame([50.0, 40.0], [60.0, 40.0, 150.0, 100.0]);
        let inner = Figure::Box { frame: [0.0, 0.0, 20.0, 500.0], rounding: 0.0 };
        canvas.draw(inner, Some(Paint::Plain([0, 0, 255, 255])), None);
        canvas.close_frame();
        let after = Figure::Circle { centre: [180.0, 20.0], radius: 8.0 };
        canvas.draw(after, Some(Paint::Plain([0, 128, 0, 255])), None);
    };
    let mut canvas = Svg::new([200.0, 120.0], &["200".to_owned(), "120".to_owned()], ("", None));
    painting([0.0, 0.0, 200.0, 120.0], &mut canvas);
    let own = drawn([200.0, 120.0], 1.0, 2, &painting).unwrap();
    for drawing in [own, by_resvg(&canvas.finished())] {
        for ([x, y], wanted) in [
            ([55, 60], [255, 255, 255]),
            ([65, 60], [0, 0, 255]),
            ([65, 98], [0, 0, 255]),
            ([65, 102], [255, 255, 255]),
            ([72, 60], [255, 255, 255]),
            ([180, 20], [0, 128, 0]),
        ] {
            assert_eq!(pixel(&drawing, x, y), wanted, "{x} {y}");
        }
    }
}

#[test]
fn an_image_lies_in_its_frame() {
    // Half see-through, and of it only the upper half is seen.
    let mut colors = vec![[0; 4]; 256];
    colors[1] = [255, 0, 0, 128];
    colors[2] = [0, 0, 255, 128];
    let shade = Shade { size: [2, 1], tones: vec![1, 2], colors };
    let within = kurbo::Shape::to_path(&kurbo::Rect::new(20.0, 20.0, 120.0, 40.0), 0.1);
    let painting = |_: Frame, canvas: &mut dyn Canvas| {
        let all = Figure::Box { frame: [0.0, 0.0, 200.0, 120.0], rounding: 0.0 };
        canvas.draw(all, Some(Paint::Plain([255, 255, 255, 255])), None);
        canvas.shade(&shade, [20.0, 20.0, 120.0, 60.0], Some(&within));
    };
    let own = drawn([200.0, 120.0], 1.0, 1, &painting).unwrap();
    let mut canvas = Svg::new([200.0, 120.0], &["200".to_owned(), "120".to_owned()], ("", None));
    painting([0.0, 0.0, 200.0, 120.0], &mut canvas);
    let other = by_resvg(&canvas.finished());
    for ([x, y], wanted) in [
        ([10, 30], [255, 255, 255]),
        ([30, 30], [255, 127, 127]),
        ([110, 30], [127, 127, 255]),
        ([130, 30], [255, 255, 255]),
        ([30, 50], [255, 255, 255]),
        ([30, 70], [255, 255, 255]),
    ] {
        for drawing in [&own, &other] {
            let found = pixel(drawing, x, y);
            let near = found.iter().zip(wanted).all(|(a, b)| a.abs_diff(b) <= 2);
            assert!(near, "{x} {y}: {found:?}");
        }
    }
    let mut canvas = Svg::new([200.0, 120.0], &["200".to_owned(), "120".to_owned()], ("", None));
    painting([0.0, 0.0, 200.0, 120.0], &mut canvas);
    let text = canvas.finished();
    let document = Document::parse(&text).unwrap();
    let image = document.descendants().find(|n| n.has_tag_name("image")).unwrap();
    assert_eq!((image.attribute("x"), image.attribute("width")), (Some("20"), Some("100")));
    let clip = image.attribute("clip-path").unwrap();
    let clip = clip.strip_prefix("url(#").and_then(|id| id.strip_suffix(')')).unwrap();
    let clip = document.descendants().find(|n| n.attribute("id") == Some(clip)).unwrap();
    assert!(
        clip.has_tag_name("clipPath")
            && clip.first_element_child().unwrap().attribute("d").is_some()
    );
    let data = image.attribute("href").unwrap().strip_prefix("data:image/png;base64,").unwrap();
    let file = BASE64_STANDARD.decode(data).unwrap();
    let mut reader = png::Decoder::new(std::io::Cursor::new(file)).read_info().unwrap();
    let mut found = vec![0; reader.output_buffer_size().unwrap()];
    reader.next_frame(&mut found).unwrap();
    assert_eq!(found, [1, 2]);
    let (palette, alpha) = (reader.info().palette.clone(), reader.info().trns.clone());
    assert_eq!(palette.unwrap()[3..9], [255, 0, 0, 0, 0, 255]);
    assert_eq!(alpha.unwrap()[1..3], [128, 128]);
}

/// A picture that says some words in every place where it can.
fn saying(words: &str) -> Picture {
    let mut picture = sized("1905", "en", ThemeArg::Light, ("control", None), "300x200", 1.0);
    words.clone_into(&mut picture.description);
    change(&mut picture, |mark| {
        if let Mark::Land { title, .. } = mark {
            *title = Some(words.into());
        }
    });
    let line = text(words, [20.0, 50.0], Face::SerifItalic, 12.0);
    let path = vec![[0.0, 100.0], [300.0, 110.0]];
    put_above(&mut picture, Mark::Along(Along { text: line.clone(), path }));
    put_above(&mut picture, Mark::Text(line));
    picture
}

/// The letters that XML can say and that are no space.
fn visible(words: &str) -> String {
    let said =
        |c: &char| !c.is_control() && !c.is_whitespace() && !['\u{FFFE}', '\u{FFFF}'].contains(c);
    words.chars().filter(said).collect()
}

fn check_said(words: &str) -> Result<(), TestCaseError> {
    let picture = saying(words);
    for text in
        [svg(atlas(), &picture, 1.0), written(atlas(), &picture, Extent::Paper, Lettering::Text)]
    {
        let document = Document::parse(&text)
            .map_err(|error| TestCaseError::fail(format!("{words:?}: {error}")))?;
        let wanted = visible(words);
        let root = document.root_element();
        let titles: Vec<String> = document
            .descendants()
            .filter(|n| n.has_tag_name("title"))
            .map(|n| visible(n.text().unwrap_or_default()))
            .collect();
        prop_assert!(titles.len() > 5 && titles.iter().all(|title| *title == wanted));
        let own = |n: &Node<'_, '_>| n.has_tag_name("text") && n.attribute("x") == Some("20");
        let said = root.descendants().filter(own).find(|n| n.attribute("y") == Some("50"));
        let said = said.and_then(|n| n.text()).unwrap_or_default();
        prop_assert_eq!(visible(said), wanted.clone());
        if !wanted.is_empty() {
            // The letters along the line are one text too.
            let curved = |n: &Node<'_, '_>| {
                n.has_tag_name("text") && n.children().any(|child| child.has_tag_name("tspan"))
            };
            let letters = |n: Node<'_, '_>| -> String {
                n.descendants().filter(Node::is_text).filter_map(|n| n.text()).collect()
            };
            let said = root.descendants().rfind(curved).map(letters);
            // As they stand from left to right, which for some scripts is not as they are read.
            let sorted = |text: &str| text.chars().collect::<BTreeSet<char>>();
            prop_assert_eq!(said.map(|said| sorted(&visible(&said))), Some(sorted(&wanted)));
        }
    }
    Ok(())
}

#[test]
fn no_name_breaks_an_svg() {
    for words in [
        "",
        "\"quoted\" & <tagged> 'name' ]]> &amp; &#0; <!-- -->",
        "bell\u{7} null\u{0} escape\u{1B} delete\u{7F} next\u{85} last\u{FFFE}\u{FFFF}",
        "tab\tline\nreturn\rend",
        "</text><script>alert(1)</script>",
        "日本 Хоккайдо e\u{301} \u{1F5FE} \u{10FFFF} ﷺ עברית",
    ] {
        check_said(words).unwrap();
    }
}

proptest! {
    #![proptest_config(cases(48))]

    #[test]
    fn no_text_breaks_an_svg(words in "[\\PC\\x00-\\x9F<>&\"'\u{FFFE}\u{FFFF}]{0,24}") {
        check_said(&words)?;
    }

    #[test]
    fn no_id_or_title_breaks_an_svg(id in any::<String>(), title in any::<String>()) {
        let mut canvas = Svg::new([10.0, 10.0], &[id.clone(), title.clone()], (&title, None));
        canvas.open_group(&id, Some(&title));
        canvas.open_group(&id, None);
        canvas.letters(&title, &[text(&id, [1.0, 2.0], Face::Sans, 9.0)]);
        canvas.close_group();
        // What is left open is closed, and what is not open cannot be closed.
        for _ in 0..5 {
            canvas.close_group();
        }
        let text = canvas.finished();
        prop_assert!(Document::parse(&text).is_ok(), "{}", text);
    }
}
