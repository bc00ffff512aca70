//! Claims, joint possession and land under no state on the map, disputes, landings: what must be
//! seen, and what must never be covered.

use std::collections::BTreeSet;

use okhotsk::atlas::{region_of, territory_of};
use okhotsk::export::raster::pixels;
use okhotsk::history::{Language, TerritoryId};
use okhotsk::picture::fills::{claims_of, fill_of};
use okhotsk::picture::labels::{self, overlap};
use okhotsk::picture::landings::disc_frame;
use okhotsk::picture::{
    Color, Dash, Fill, Frame, Layer, Mark, Part, PartKind, Pattern, Picture, Request, Words,
    compose, palette,
};
use okhotsk::view::{Action, Look, MapLayer, Theme};

use crate::common::{atlas, day};

const REQUEST: Request = Request { size: [1440.0, 900.0], pixels_per_point: 1.0, alone: true };

fn look_on(date: &str, theme: Theme) -> Look {
    let mut look = Look::new(atlas());
    look.apply(atlas(), Action::GoToDay(day(date)));
    look.apply(atlas(), Action::SetTheme(theme));
    look
}

fn picture_of(look: &Look, request: &Request) -> Picture {
    compose(atlas(), &Words::new(&atlas().history, look.language()), look, request)
}

/// The pixels of a square that is filled, 240 to a side at two to a point.
fn square(fill: Fill) -> Vec<Color> {
    let frame = [0.0, 0.0, 120.0, 120.0];
    let mark = Mark::Box { frame, rounding: 0.0, fill, stroke: None, fineness: 1.0 };
    let part = Part {
        kind: PartKind::Cards,
        frame,
        clip: frame,
        ground: [255, 255, 255, 255],
        map: None,
        layers: vec![Layer { name: "fill", marks: vec![mark].into() }],
        targets: std::sync::Arc::default(),
    };
    let picture = Picture {
        size: [120.0, 120.0],
        theme: Theme::Light,
        ground: [255, 255, 255, 255],
        description: String::new(),
        view: None,
        parts: vec![part],
    };
    let (_, _, rgba) = pixels(atlas(), &picture, 2.0).unwrap();
    rgba.chunks_exact(4).map(|p| <Color>::try_from(p).unwrap()).collect()
}

/// Every fill that occurs on any day on any lens, with its claims.
fn fills(theme: Theme) -> Vec<(Fill, bool)> {
    let history = &atlas().history;
    let mut fills: BTreeSet<(String, bool)> = BTreeSet::new();
    let mut all = Vec::new();
    for ledger in &history.ledgers {
        for span in history.territory_ids().flat_map(|t| ledger.spans(t)) {
            let fill = fill_of(atlas(), span.holding, theme);
            let claimed = !span.holding.claimants.is_empty();
            if fills.insert((format!("{fill:?}"), claimed)) {
                all.push((fill, claimed));
            }
        }
    }
    all
}

/// The holder's colour wins, however many claim the land; the lines of two claims never cross.
#[test]
fn hatches_never_cross_and_leave_the_holder_the_most() {
    let mut twice = 0;
    for theme in Theme::ALL {
        for (fill, _) in fills(theme) {
            let claims: Vec<_> =
                fill.overlays.iter().flatten().filter(|o| o.pattern.falls()).copied().collect();
            if claims.len() < 2 {
                continue;
            }
            twice += 1;
            let ground = Fill::plain(fill.base);
            let bare = square(fill).iter().filter(|&&p| p == fill.base).count();
            let joint = fill.overlays.iter().flatten().any(|o| o.pattern == Pattern::Stripes);
            assert!(
                joint || bare * 10 >= 240 * 240 * 6,
                "{bare} of {} are the holder's",
                240 * 240
            );
            // The pixels of each claim by itself.
            let lines: Vec<Vec<bool>> = claims
                .iter()
                .map(|claim| {
                    let alone = square(ground.with(claim.pattern, claim.color));
                    alone.iter().map(|p| *p != fill.base).collect()
                })
                .collect();
            for (i, one) in lines.iter().enumerate() {
                assert!(one.iter().any(|on| *on), "a claim is not drawn");
                for other in &lines[i + 1..] {
                    assert!(!one.iter().zip(other).any(|(a, b)| *a && *b), "two claims cross");
                }
            }
        }
    }
    assert!(twice >= 4, "only {twice} fills have two claims");
}

#[test]
fn no_dots_lie_under_a_hatch() {
    let mut dotted = 0;
    for (fill, claimed) in Theme::ALL.into_iter().flat_map(fills) {
        let dots = fill.overlays.iter().flatten().any(|o| o.pattern == Pattern::Dots);
        assert!(!(dots && claimed), "{fill:?}");
        dotted += usize::from(dots);
    }
    assert!(dotted > 0, "nothing is dotted");
}

/// The claims that a map shows: by hatch, or by outline on what is too small for it.
#[test]
fn every_claim_is_seen_on_the_map_on_small_islands_too() {
    let mut small = 0;
    for (date, theme) in [("1750-12-31", Theme::Light), ("1945-09-05", Theme::Dark)] {
        let look = look_on(date, theme);
        let picture = picture_of(&look, &REQUEST);
        let ledger = atlas().history.ledger(look.lens());
        let maps = picture.parts.iter().filter(|part| part.map.is_some());
        for (part, t) in maps.flat_map(|p| atlas().history.territory_ids().map(move |t| (p, t))) {
            let claims = claims_of(atlas(), ledger.on(t, look.moment()).holding, theme);
            let marks = &part.layer("land").unwrap().marks;
            let at = marks.iter().position(
                |mark| matches!(mark, Mark::Land { region, .. } if *region == Some(region_of(t))),
            );
            let Mark::Land { fill, .. } = &marks[at.unwrap()] else { unreachable!() };
            let hatched = fill.overlays.iter().flatten().filter(|o| o.pattern.falls()).count();
            let rings: Vec<Color> = marks[..at.unwrap()]
                .iter()
                .filter_map(|mark| match mark {
                    Mark::Outline { region, stroke, .. } if *region == region_of(t) => {
                        Some(stroke.color)
                    }
                    _ => None,
                })
                .collect();
            let id = &atlas().history.territory(t).id;
            if hatched == 0 {
                for claim in &claims {
                    assert!(rings.contains(claim), "{id} of {:?} on {date}", part.kind);
                }
                small += claims.len();
            } else {
                assert_eq!(hatched, claims.len(), "{id}");
            }
        }
    }
    assert!(small > 20, "only {small} claims on small islands");
}

/// Cuts of islands: the treaty's line alone, a plain border, or hardly anything.
#[test]
fn a_cut_is_a_border_only_where_states_meet() {
    let cuts = |date: &str, boundaries: bool| {
        let mut look = look_on(date, Theme::Light);
        look.apply(atlas(), Action::SetLayer(MapLayer::Boundaries, boundaries));
        let picture = picture_of(&look, &REQUEST);
        let marks = picture.map().unwrap().layer("land").unwrap().marks.clone();
        let strokes = marks.iter().filter_map(|mark| match mark {
            Mark::Cut { stroke, .. } => Some(*stroke),
            _ => None,
        });
        strokes.filter(|s| s.color[..3] == palette(Theme::Light).outline[..3]).collect::<Vec<_>>()
    };
    // Peoples on both sides: no border; the island in the south is cut where a state began.
    for date in ["1750-12-31", "1890-12-31"] {
        let sakhalin: Vec<_> =
            cuts(date, true).into_iter().filter(|s| s.dash == Dash::Solid).collect();
        assert!(sakhalin.is_empty(), "{date}: {sakhalin:?}");
    }
    let faint = cuts("1890-12-31", true);
    assert!(faint.iter().all(|s| s.width <= 0.5 && s.color[3] < 128), "{faint:?}");
    assert!(!faint.is_empty(), "nothing tells the cut");
    // The treaty's line is all; without the layer of lines there is a plain border.
    assert!(cuts("1905-12-31", true).is_empty());
    let plain = cuts("1905-12-31", false);
    assert!(plain.iter().any(|s| s.dash == Dash::Solid && s.width > 0.5), "{plain:?}");
}

/// Contrast of two opaque colours by WCAG 2.
fn contrast(a: [f64; 3], b: [f64; 3]) -> f64 {
    let luminance = |c: [f64; 3]| {
        let [r, g, b] = c.map(|v| {
            let v = v / 255.0;
            if v <= 0.040_45 { v / 12.92 } else { ((v + 0.055) / 1.055).powf(2.4) }
        });
        0.2126 * r + 0.7152 * g + 0.0722 * b
    };
    let (a, b) = (luminance(a), luminance(b));
    (a.max(b) + 0.05) / (a.min(b) + 0.05)
}

/// The outline of disputed land is told from its casing, whatever the fill under that.
#[test]
fn the_outline_of_disputes_is_read_on_every_fill() {
    let mut judged = 0;
    for (theme, date) in Theme::ALL
        .into_iter()
        .flat_map(|t| ["1750-12-31", "1904-12-31", "1949-12-31", "2020-12-31"].map(|d| (t, d)))
    {
        for lens in 0..atlas().history.lenses.len() {
            let mut look = look_on(date, theme);
            look.apply(
                atlas(),
                Action::SetLens(okhotsk::history::LensId(u16::try_from(lens).unwrap())),
            );
            look.apply(atlas(), Action::SetDisputes(true));
            let picture = picture_of(&look, &REQUEST);
            let map = picture.map().unwrap();
            let red = palette(theme).treaty;
            let coasts = map.layer("coasts").unwrap().marks.clone();
            for pair in coasts.windows(2) {
                let [
                    Mark::Outline { region, stroke: casing, .. },
                    Mark::Outline { region: other, stroke, .. },
                ] = pair
                else {
                    continue;
                };
                if stroke.color != red || region != other {
                    continue;
                }
                let t: TerritoryId = territory_of(*region);
                let holding = atlas().history.ledger(look.lens()).on(t, look.moment()).holding;
                let fill = fill_of(atlas(), holding, theme).base;
                let alpha = f64::from(casing.color[3]) / 255.0;
                let under: [f64; 3] = std::array::from_fn(|i| {
                    f64::from(casing.color[i]) * alpha + f64::from(fill[i]) * (1.0 - alpha)
                });
                let line: [f64; 3] = std::array::from_fn(|i| f64::from(stroke.color[i]));
                let ground: [f64; 3] = std::array::from_fn(|i| f64::from(fill[i]));
                let best = contrast(line, under).max(contrast(line, ground));
                assert!(best >= 3.0, "{best:.2} on {fill:?} in {theme:?}");
                assert!(casing.width - stroke.width >= 1.3, "the casing is not seen");
                judged += 1;
            }
        }
    }
    assert!(judged > 50, "only {judged} outlines");
}

/// A number on a map.
struct Disc {
    centre: [f32; 2],
    radius: f32,
    number: String,
}

/// The discs of numbers in the events of a part.
fn discs(part: &Part) -> Vec<Disc> {
    let marks = &part.layer("events").unwrap().marks;
    let pairs = marks.windows(2).filter_map(|pair| match pair {
        [Mark::Dot { centre, radius, .. }, Mark::Text(text)] => {
            Some(Disc { centre: *centre, radius: *radius, number: text.text.clone() })
        }
        _ => None,
    });
    pairs.collect()
}

/// The names of landings that a part tells beside their arrows.
fn told(part: &Part) -> usize {
    let texts = part.layer("events").unwrap().marks.iter();
    texts.filter(|mark| matches!(mark, Mark::Text(text) if text.text.contains(", "))).count()
}

/// Each landing of the day has a number of its own, free of others, of towns and of names, and a row
/// in the key, which covers neither land nor arrow; no name lies over it. So on every sheet, however
/// small.
#[test]
fn the_numbers_of_landings_are_free_and_explained() {
    let windows = [[1440.0, 900.0], [1083.0, 620.0], [2560.0, 1440.0], [464.0, 325.0]];
    let sheets =
        [[480.0, 320.0], [800.0, 600.0], [1080.0, 1080.0], [1080.0, 1920.0], [794.0, 1123.0]];
    let sizes = windows.map(|s| (s, false)).into_iter().chain(sheets.map(|s| (s, true)));
    for ((size, alone), (date, least)) in
        sizes.flat_map(|s| [("1945-08-25", 10), ("1945-09-05", 18)].map(|d| (s, d)))
    {
        let themes: &[Theme] = if alone { &[Theme::Light] } else { &Theme::ALL };
        for (&theme, language) in themes.iter().zip([0, 1, 2, 0]) {
            let mut look = look_on(date, theme);
            look.apply(atlas(), Action::SetLanguage(Language(language)));
            let words = Words::new(&atlas().history, look.language());
            let request = Request { size, alone, ..REQUEST };
            let picture = compose(atlas(), &words, &look, &request);
            let map = picture.map().unwrap();
            // What an inset shows larger is told there.
            let parts = || [map].into_iter().chain(picture.insets());
            let numbers: BTreeSet<String> = parts().flat_map(discs).map(|d| d.number).collect();
            let count = numbers.len() + parts().map(told).sum::<usize>();
            assert!(count >= least, "{count} on {date} at {size:?}");
            let layers: Vec<&str> = map.layers.iter().map(|layer| layer.name).collect();
            let at = |name| layers.iter().position(|layer| *layer == name).unwrap();
            assert!(at("events") > at("names"), "names lie over events");
            let texts = map.layer("names").unwrap().marks.iter();
            let names: Vec<Frame> =
                texts.flat_map(|mark| okhotsk::picture::labels::frames(mark, 0.0)).collect();
            let around = picture.part(PartKind::Furniture(0)).unwrap();
            let key = around.layer("landings").expect("no key").marks.clone();
            let rows: Vec<String> = key
                .windows(2)
                .filter_map(|pair| match pair {
                    [Mark::Dot { .. }, Mark::Text(text)] => Some(text.text.clone()),
                    _ => None,
                })
                .collect();
            let Mark::Box { frame: of_key, .. } = &key[0] else { panic!("the key has no panel") };
            for mark in map.layer("events").unwrap().marks.iter() {
                let Mark::Line { points, .. } = mark else { continue };
                let mut pairs = points.windows(2);
                let met = pairs.any(|p| labels::segment_meets([p[0], p[1]], *of_key));
                assert!(!met, "an arrow is under the key on {date} at {size:?}");
            }
            for part in parts() {
                let numbers = discs(part);
                for (i, Disc { centre, radius, number }) in numbers.iter().enumerate() {
                    let frame = disc_frame(*centre, *radius);
                    assert!(rows.contains(number), "{number} is not in the key");
                    for other in &numbers[i + 1..] {
                        let other = disc_frame(other.centre, other.radius);
                        assert!(!overlap(frame, other), "{number} is covered");
                    }
                    if part.kind == map.kind {
                        assert!(!overlap(frame, *of_key), "{number} is under the key");
                        let name = names.iter().find(|name| overlap(frame, **name));
                        assert!(name.is_none(), "{number} is on a name");
                    }
                    for mark in part.layer("names").unwrap().marks.iter() {
                        let Mark::Dot { centre: [x, y], radius: town, .. } = mark else { continue };
                        let far = (x - centre[0]).hypot(y - centre[1]);
                        assert!(far > town + radius, "{number} is on a town");
                    }
                }
            }
            let mut once = rows.clone();
            once.sort();
            once.dedup();
            assert_eq!(once.len(), rows.len(), "a number is there twice");
        }
    }
}

/// Where the key has no room there are no numbers either.
#[test]
fn a_map_without_room_for_the_key_has_no_numbers() {
    let look = look_on("1945-09-05", Theme::Light);
    let picture = picture_of(&look, &Request { size: [260.0, 180.0], ..REQUEST });
    let map = picture.map().unwrap();
    assert!(map.layer("landings").is_none() && discs(map).is_empty());
    assert!(!map.layer("events").unwrap().marks.is_empty(), "the arrows are gone too");
}

/// The name of a landing never lies over an arrow, its own neither.
#[test]
fn no_name_of_a_landing_lies_over_an_arrow() {
    let mut judged = 0;
    for size in [[800.0, 600.0], [1080.0, 1080.0], [1920.0, 1080.0]] {
        let look = look_on("1945-09-04", Theme::Light);
        let picture = picture_of(&look, &Request { size, alone: true, ..REQUEST });
        for part in picture.insets() {
            let marks = &part.layer("events").unwrap().marks;
            judged += told(part);
            for (mark, line) in marks.iter().flat_map(|mark| marks.iter().map(move |l| (mark, l))) {
                let Mark::Line { points, .. } = line else { continue };
                for frame in labels::frames(mark, 0.0) {
                    let mut pairs = points.windows(2);
                    let met = pairs.any(|p| labels::segment_meets([p[0], p[1]], frame));
                    assert!(!met || matches!(mark, Mark::Text(t) if t.text.len() < 3), "{mark:?}");
                }
            }
        }
    }
    assert!(judged > 3, "only {judged} names");
}
