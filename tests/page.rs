//! The page of a map: no panel lies on land of the atlas, nothing jumps while time runs, and a large
//! picture is a small one with more pixels.

use geo::CoordsIter;
use okhotsk::geography::Size;
use okhotsk::history::{Language, LensId};
use okhotsk::picture::faces::width;
use okhotsk::picture::labels::{frame_of, overlap};
use okhotsk::picture::page::{Page, PageInput};
use okhotsk::picture::sheet::{With, sheet};
use okhotsk::picture::{
    Anchor, Frame, Mark, Part, PartKind, Picture, Request, Words, compose, legend,
};
use okhotsk::view::{Action, Look, MapLayer, Theme};
use rayon::prelude::*;

use crate::common::{atlas, day};

/// Exports: small, square, both ways up, wide, A4 both ways; 4K is the third with more pixels.
const ALONE: [Size; 8] = [
    [480.0, 320.0],
    [720.0, 480.0],
    [1920.0, 1080.0],
    [1080.0, 1080.0],
    [1080.0, 1920.0],
    [1920.0, 817.0],
    [1122.5, 793.7],
    [793.7, 1122.5],
];

/// What windows from 800 × 560 to 2560 × 1440 leave to the map.
const IN_WINDOW: [Size; 6] = [
    [464.0, 336.0],
    [700.0, 470.0],
    [990.0, 520.0],
    [1075.0, 610.0],
    [1440.0, 900.0],
    [2180.0, 1120.0],
];

fn look_on(date: &str, lens: u16, language: u8) -> Look {
    let mut look = Look::new(atlas());
    look.apply(atlas(), Action::SetLens(LensId(lens)));
    look.apply(atlas(), Action::SetLanguage(Language(language)));
    look.apply(atlas(), Action::GoToDay(day(date)));
    // What takes long and covers nothing.
    look.apply(atlas(), Action::SetLayer(MapLayer::Waterlines, false));
    look.apply(atlas(), Action::SetLayer(MapLayer::Relief, false));
    look
}

fn picture(look: &Look, size: Size, alone: bool) -> Picture {
    let words = Words::new(&atlas().history, look.language());
    compose(atlas(), &words, look, &Request { size, pixels_per_point: 1.0, alone })
}

fn moved([left, top, right, bottom]: Frame, [x, y]: [f32; 2]) -> Frame {
    [left + x, top + y, right + x, bottom + y]
}

/// What the panels of a picture cover, in its points, and what each is.
fn panels(picture: &Picture) -> Vec<(String, Frame)> {
    let furniture = picture.part(PartKind::Furniture(0)).unwrap();
    let [x, y, ..] = furniture.frame;
    let covers = |mark: &Mark| match mark {
        Mark::Text(text) => Some(frame_of(text, 0.0)),
        Mark::Box { frame, .. } => Some(*frame),
        Mark::Dot { centre: [x, y], radius: r, .. } => Some([x - r, y - r, x + r, y + r]),
        _ => None,
    };
    let mut all: Vec<(String, Frame)> = Vec::new();
    for layer in furniture.layers.iter().filter(|layer| layer.name != "border") {
        for frame in layer.marks.iter().filter_map(covers) {
            all.push((layer.name.to_owned(), moved(frame, [x, y])));
        }
    }
    all.extend(picture.insets().map(|inset| (inset.kind.id(), inset.frame)));
    all
}

/// The points of all land of the atlas on a map, in points of the picture.
fn land(part: &Part) -> Vec<[f32; 2]> {
    let map = part.map.unwrap();
    let level = atlas().geography.level(map.level);
    let mut points = Vec::new();
    for shape in &level.regions {
        let vertices = shape.polygons.iter().flat_map(|polygon| polygon.exterior().coords_iter());
        for at in vertices.chain(shape.specks.iter().map(|(centre, _)| *centre)) {
            let [x, y] = map.camera.screen_from_map(at, part.size());
            #[expect(clippy::cast_possible_truncation, reason = "points of a picture")]
            points.push([x as f32 + part.frame[0], y as f32 + part.frame[1]]);
        }
    }
    points
}

#[test]
fn no_panel_lies_on_land_of_the_atlas() {
    let sizes = ALONE.map(|size| (size, true)).into_iter();
    let sizes: Vec<(Size, bool)> = sizes.chain(IN_WINDOW.map(|size| (size, false))).collect();
    let dates =
        ["1750-01-01", "1870-01-01", "1905-10-14", "1945-08-25", "1953-01-01", "2026-01-01"];
    let check = |&(size, alone): &(Size, bool)| -> Vec<String> {
        let mut found = Vec::new();
        for (n, date) in (0_u16..).zip(dates) {
            let look = look_on(date, n % 4, u8::try_from(n % 3).unwrap());
            let picture = picture(&look, size, alone);
            let map = picture.map().unwrap();
            let land = land(map);
            let [left, top, right, bottom] = map.frame;
            let seen = |[x, y]: [f32; 2]| x > left && x < right && y > top && y < bottom;
            if let Some(out) = land.iter().find(|at| !seen(**at)) {
                found.push(format!("{size:?} {date}: land at {out:?} is not seen"));
            }
            for (panel, frame) in panels(&picture) {
                let on = |at: &&[f32; 2]| {
                    at[0] > frame[0] && at[0] < frame[2] && at[1] > frame[1] && at[1] < frame[3]
                };
                if let Some(at) = land.iter().find(on) {
                    found
                        .push(format!("{size:?} {date}: {panel} {frame:?} lies on land at {at:?}"));
                }
            }
        }
        found
    };
    let found: Vec<String> = sizes.par_iter().flat_map_iter(check).collect();
    assert!(found.is_empty(), "{}", found.join("\n"));
}

#[test]
fn panels_do_not_lie_on_each_other() {
    for (size, alone) in
        [([1920.0, 1080.0], true), ([794.0, 1123.0], true), ([1075.0, 610.0], false)]
    {
        for date in ["1750-01-01", "1945-08-25", "2026-01-01"] {
            let picture = picture(&look_on(date, 0, 0), size, alone);
            let all = panels(&picture);
            for (i, (name, frame)) in all.iter().enumerate() {
                for (other, of_other) in &all[i + 1..] {
                    let both =
                        name == other || (name.starts_with("inset") && other.starts_with("inset"));
                    assert!(
                        both || !overlap(*frame, *of_other),
                        "{size:?} {date}: {name}, {other}"
                    );
                }
            }
        }
    }
}

#[test]
fn the_legend_has_room_on_every_day() {
    for lens in atlas().history.lens_ids() {
        for &day in atlas().history.ledger(lens).days() {
            let mut look = Look::new(atlas());
            look.apply(atlas(), Action::SetLens(lens));
            look.apply(atlas(), Action::GoToDay(day));
            look.apply(atlas(), Action::SetLayer(MapLayer::Labels, false));
            look.apply(atlas(), Action::SetLayer(MapLayer::Waterlines, false));
            look.apply(atlas(), Action::SetLayer(MapLayer::Relief, false));
            look.apply(atlas(), Action::SetLayer(MapLayer::Insets, false));
            let words = Words::new(&atlas().history, look.language());
            let input = legend::LegendInput {
                state: okhotsk::picture::DayState::of(atlas(), &look),
                beside: None,
                theme: Theme::Light,
                language: look.language(),
                lines: vec![
                    okhotsk::history::LineKind::Treaty,
                    okhotsk::history::LineKind::Armistice,
                ],
                signs: [true, true],
                advance: None,
                small: false,
            };
            let legend = legend::legend(atlas(), &words, &input);
            assert!(legend.height() <= legend::MOST[1], "{day}: {} high", legend.height());
        }
    }
}

#[test]
fn the_place_of_everything_depends_on_the_size_alone() {
    for (size, alone) in [([1920.0, 1080.0], true), ([1075.0, 610.0], false)] {
        let places = |date: &str, lens: u16| {
            let picture = picture(&look_on(date, lens, 0), size, alone);
            let camera = picture.map().unwrap().map.unwrap().camera;
            let insets: Vec<Frame> = picture.insets().map(|inset| inset.frame).collect();
            (camera, insets)
        };
        let first = places("1750-01-01", 0);
        assert!(!first.1.is_empty(), "an inset");
        for (date, lens) in
            [("1855-02-07", 1), ("1905-10-14", 2), ("1945-08-25", 0), ("2026-01-01", 3)]
        {
            assert_eq!(places(date, lens), first, "{date}");
        }
    }
}

#[test]
fn the_whole_map_has_a_round_scale() {
    let input = PageInput { size: [1920.0, 1080.0], alone: true, insets: true };
    let page = Page::new(atlas(), &input);
    let denominator = page.home.km_per_point * okhotsk::picture::page::POINTS_PER_KM_OF_PAPER;
    assert!((denominator / 1e5 - (denominator / 1e5).round()).abs() < 1e-6, "1 : {denominator}");
    assert!(denominator < 6e6, "1 : {denominator}");
}

/// No line of a card in a file is wider than its page, not even an address.
#[test]
fn every_line_of_a_card_in_a_file_has_room() {
    let with = With { no_map: true, cards: true, ..With::default() };
    let request = Request { size: [800.0, 4000.0], pixels_per_point: 1.0, alone: true };
    for language in (0..3).map(Language) {
        let words = Words::new(&atlas().history, language);
        for event in atlas().history.event_ids() {
            let mut look = Look::new(atlas());
            look.apply(atlas(), Action::SetLanguage(language));
            look.apply(atlas(), Action::GoToEvent(event, atlas().history.event(event).date.day));
            let sheet = sheet(atlas(), &words, &look, &request, with);
            let page = sheet.part(PartKind::Cards).expect("cards");
            let [left, _, right, _] = page.frame;
            for mark in page.layers.iter().flat_map(|layer| layer.marks.iter()) {
                let Mark::Text(text) = mark else { continue };
                if text.anchor != Anchor::Start {
                    continue;
                }
                let end = text.at[0] + width(text.face, text.size, text.spacing, &text.text);
                let id = &atlas().history.event(event).id;
                assert!(end <= right - left, "{id}: '{}' ends at {end}", text.text);
            }
        }
    }
}
