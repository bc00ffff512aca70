//! Names on the map: none over another, every island by its own, and each in its place while the map
//! is dragged and time runs.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::OnceLock;

use geo::{Coord, Rect};
use okhotsk::atlas::{IslandId, WaterKind, region_of};
use okhotsk::geography::camera::{MAX_KM_PER_POINT, MIN_KM_PER_POINT};
use okhotsk::geography::{Camera, Size, level_for};
use okhotsk::history::{BoundaryId, DateText, LensId, PlaceId, PlaceKind, TerritoryId, name_on};
use okhotsk::picture::compose::room;
use okhotsk::picture::marks::is_upright;
use okhotsk::picture::page::{Page, PageInput};
use okhotsk::picture::{Frame, Mark, Part, PartKind, Picture, Request, Words, compose, labels};
use okhotsk::view::{Action, Look, MapLayer, Selection};
use proptest::strategy::{Strategy, ValueTree};
use proptest::test_runner::TestRunner;
use rayon::prelude::*;

use crate::common::{atlas, territory};

const LANGUAGES: [&str; 3] = ["en", "ja", "ru"];
/// The map in a window of 1440 × 900, in the smallest window, and on a large screen.
const SIZES: [Size; 3] = [[1085.0, 685.0], [800.0, 560.0], [1920.0, 1080.0]];
const DATES: [&str; 6] = ["1750", "1870", "1905", "1945-08-25", "1953", "2026"];

/// So much may be lost to rounding, in points.
const SLACK: f32 = 0.6;

/// A look of a day. Water lines and lakes carry no names, and take their time.
fn view_of(language: &str, date: &str) -> Look {
    let history = &atlas().history;
    let mut look = Look::new(atlas());
    look.apply(atlas(), Action::SetLanguage(history.find_language(language).unwrap()));
    look.apply(atlas(), Action::SetLayer(MapLayer::Waterlines, false));
    look.apply(atlas(), Action::SetLayer(MapLayer::InlandWaters, false));
    let date: DateText = date.parse().unwrap();
    look.apply(
        atlas(),
        match date {
            DateText::Year(year) => Action::GoToYear(year),
            _ => Action::GoToDay(history.moment(date)),
        },
    );
    look
}

fn picture(look: &Look, size: Size) -> Picture {
    let words = Words::new(&atlas().history, look.language());
    let request = Request { size, pixels_per_point: 1.0, alone: false };
    compose(atlas(), &words, look, &request)
}

/// What a mark says; nothing, if it is no text.
fn said(mark: &Mark) -> Option<&str> {
    let text: &str = match mark {
        Mark::Text(text) => &text.text,
        Mark::Along(along) => &along.text.text,
        _ => return None,
    };
    (!text.is_empty()).then_some(text)
}

/// All texts and the rectangles that their letters cover, without the slack.
fn texts<'a>(marks: impl IntoIterator<Item = &'a Mark>) -> Vec<(&'a str, Vec<Frame>)> {
    let texts =
        marks.into_iter().filter_map(|mark| Some((said(mark)?, labels::frames(mark, -SLACK))));
    texts.collect()
}

fn meet(some: &[Frame], others: &[Frame]) -> bool {
    some.iter().any(|&a| others.iter().any(|&b| labels::overlap(a, b)))
}

/// Pairs of texts that lie over each other.
fn overlaps<'a>(marks: impl IntoIterator<Item = &'a Mark>) -> Vec<String> {
    let all = texts(marks);
    let mut found = Vec::new();
    for (i, (a, of_a)) in all.iter().enumerate() {
        for (b, of_b) in &all[i + 1..] {
            if meet(of_a, of_b) {
                found.push(format!("'{a}' over '{b}'"));
            }
        }
    }
    found
}

fn map(picture: &Picture) -> &Part {
    picture.map().expect("a map")
}

/// The panels of a picture, in points of its map.
fn panels(size: Size, alone: bool) -> Vec<Frame> {
    let page = Page::new(atlas(), &PageInput { size, alone, insets: true });
    page.panels().collect()
}

/// The insets of a picture, in points of its map.
fn insets(picture: &Picture) -> Vec<Frame> {
    let [x, y, ..] = map(picture).frame;
    picture
        .insets()
        .map(|i| [i.frame[0] - x, i.frame[1] - y, i.frame[2] - x, i.frame[3] - y])
        .collect()
}

/// Texts that a panel lies over: what is there, not what is kept free for it.
fn covered(picture: &Picture) -> Vec<String> {
    let mut found = Vec::new();
    let furniture = picture.part(PartKind::Furniture(0)).unwrap();
    let panels = furniture.layers.iter().filter(|layer| layer.name != "border");
    let mut frames: Vec<(&str, Frame)> = Vec::new();
    for layer in panels {
        for mark in layer.marks.iter() {
            match mark {
                Mark::Box { frame, .. } => frames.push((layer.name, *frame)),
                _ => frames.extend(labels::frames(mark, 0.0).into_iter().map(|f| (layer.name, f))),
            }
        }
    }
    frames.extend(insets(picture).into_iter().map(|frame| ("inset", frame)));
    for (panel, frame) in frames {
        let all = texts(map(picture).marks()).into_iter();
        let under = all.filter(|(_, own)| meet(own, &[frame]));
        found.extend(under.map(|(text, _)| format!("'{text}' under {panel}")));
    }
    found
}

/// What is wrong with three hundred pictures.
#[derive(Default)]
struct Faults {
    overlaps: Vec<String>,
    in_insets: Vec<String>,
    covered: Vec<String>,
    /// Labels of lines that are nearer to another one than to their own.
    strays: Vec<String>,
    /// Names that run from land into the sea, or over other land, although they need not.
    straddles: Vec<String>,
    /// What is selected and in view, and has no name.
    nameless: Vec<String>,
    insets: usize,
    line_labels: usize,
    small: usize,
    selected: usize,
}

/// A view of the atlas.
#[derive(Debug, Clone)]
struct Stand {
    look: Look,
    size: Size,
    alone: bool,
    at: String,
}

/// Three hundred views of the whole atlas at all scales, the same in each run.
fn stands() -> Vec<Stand> {
    let extent = atlas().geography.extent_map_km();
    let lenses = u16::try_from(atlas().history.lenses.len()).unwrap();
    let territories = u16::try_from(atlas().history.territories.len()).unwrap();
    let stand = (
        (0.0..1.0_f64, 0.0..1.0_f64),
        0.02_f64.ln()..4.0_f64.ln(),
        (0..SIZES.len(), 0..LANGUAGES.len(), 0..DATES.len()),
        (0..lenses, 0..territories, -0.3..0.3_f64, -0.3..0.3_f64),
        (proptest::bool::ANY, proptest::bool::ANY),
    );
    let mut runner = TestRunner::deterministic();
    let mut views = || {
        let tree = stand.new_tree(&mut runner).unwrap();
        let ((x, y), scale, (size, language, date), (lens, t, dx, dy), (alone, select)) =
            tree.current();
        let (size, language, date) = (SIZES[size], LANGUAGES[language], DATES[date]);
        let mut look = view_of(language, date);
        look.apply(atlas(), Action::SetLens(LensId(lens)));
        let km_per_point = scale.exp();
        let mut centre = extent.min() + Coord { x: x * extent.width(), y: y * extent.height() };
        let mut selected = "nothing selected".to_owned();
        if select {
            // Not far from what is selected: otherwise it would seldom be in view.
            let t = TerritoryId(t);
            let bounds = atlas().bounds_of(&[t]).unwrap();
            centre = bounds.center();
            centre.x += dx * size[0] * km_per_point;
            centre.y += dy * size[1] * km_per_point;
            let selection = Selection { territory: t, island: None };
            look.apply(atlas(), Action::Select(Some(selection)));
            selected.clone_from(&atlas().history.territory(t).id);
        }
        look.apply(atlas(), Action::SetCamera(Camera { centre_map_km: centre, km_per_point }));
        let at = format!(
            "{date} {language} lens {lens} {size:?}, {km_per_point:.3} km a point, {centre:.0?}, {selected}"
        );
        Stand { look, size, alone, at }
    };
    (0..300).map(|_| views()).collect()
}

fn faults() -> &'static Faults {
    static FAULTS: OnceLock<Faults> = OnceLock::new();
    FAULTS.get_or_init(|| {
        let all: Vec<Faults> = stands().par_iter().map(faults_of).collect();
        let mut faults = Faults::default();
        for of in all {
            faults.overlaps.extend(of.overlaps);
            faults.in_insets.extend(of.in_insets);
            faults.covered.extend(of.covered);
            faults.strays.extend(of.strays);
            faults.straddles.extend(of.straddles);
            faults.nameless.extend(of.nameless);
            faults.insets += of.insets;
            faults.line_labels += of.line_labels;
            faults.small += of.small;
            faults.selected += of.selected;
        }
        faults
    })
}

fn faults_of(stand: &Stand) -> Faults {
    let Stand { look, size, alone, at } = stand;
    let words = Words::new(&atlas().history, look.language());
    let request = Request { size: *size, pixels_per_point: 1.0, alone: *alone };
    let picture = compose(atlas(), &words, look, &request);
    let mut faults = Faults::default();
    let tell = |list: &mut Vec<String>, what: Vec<String>| {
        list.extend(what.into_iter().map(|what| format!("{at}: {what}")));
    };
    tell(&mut faults.overlaps, overlaps(map(&picture).marks()));
    tell(&mut faults.covered, covered(&picture));
    for inset in picture.insets() {
        faults.insets += 1;
        tell(&mut faults.in_insets, overlaps(inset.marks()));
    }
    let scene = Seen::new(look, (*size, *alone), &picture);
    tell(&mut faults.strays, scene.strays(&mut faults.line_labels));
    tell(&mut faults.straddles, scene.straddles(&mut faults.small));
    tell(&mut faults.nameless, scene.nameless(&mut faults.selected));
    faults
}

/// A picture and what its names are held against.
struct Seen<'a> {
    look: &'a Look,
    /// Width and height of the map.
    size: Size,
    /// Those of the page, and whether it stands alone.
    page: (Size, bool),
    camera: Camera,
    picture: &'a Picture,
    names: Vec<&'a Mark>,
}

impl<'a> Seen<'a> {
    fn new(look: &'a Look, page: (Size, bool), picture: &'a Picture) -> Self {
        let camera = map(picture).map.unwrap().camera;
        let names = map(picture).layer("names").map_or(Vec::new(), |l| l.marks.iter().collect());
        Self { look, size: map(picture).size(), page, camera, picture, names }
    }

    fn screen(&self, map_km: Coord<f64>) -> [f32; 2] {
        #[expect(clippy::cast_possible_truncation, reason = "points of a screen")]
        let point = self.camera.screen_from_map(map_km, self.size).map(|v| v as f32);
        point
    }

    /// Whether a rectangle is in view and nothing is written or framed there, names apart from one.
    fn is_free(&self, frame: Frame, apart_from: &Mark) -> bool {
        let [width, height] = self.size;
        let [left, top, right, bottom] = frame.map(f64::from);
        let inside = left > 4.0 && top > 4.0 && right < width - 4.0 && bottom < height - 4.0;
        let texts = map(self.picture).marks().filter(|mark| *mark != apart_from);
        let covers = |mark: &Mark| match mark {
            Mark::Dot { centre: [x, y], radius: r, .. } => {
                labels::overlap([x - r, y - r, x + r, y + r], frame)
            }
            Mark::Box { frame: other, .. } => labels::overlap(*other, frame),
            Mark::Line { points, .. } => {
                points.windows(2).any(|pair| labels::segment_meets([pair[0], pair[1]], frame))
            }
            _ => meet(&labels::frames(mark, 2.0), &[frame]),
        };
        // What is kept free for the panels is not to be written in.
        let mut panels = panels(self.page.0, self.page.1).into_iter().chain(insets(self.picture));
        let covered =
            panels.any(|panel| labels::overlap(panel, frame)) || texts.into_iter().any(covers);
        inside && !covered
    }

    /// Whether no other name stands there on other days either: names do not move as time runs.
    fn is_free_on_other_days(&self, frame: Frame) -> bool {
        let lenses = (0..u16::try_from(atlas().history.lenses.len()).unwrap()).map(LensId);
        let mut days =
            DATES.into_iter().flat_map(|date| lenses.clone().map(move |lens| (date, lens)));
        days.all(|(date, lens)| {
            let mut look = self.look.clone();
            let moment = atlas().history.moment(date.parse::<DateText>().unwrap());
            look.apply(atlas(), Action::GoToDay(moment));
            look.apply(atlas(), Action::SetLens(lens));
            let words = Words::new(&atlas().history, look.language());
            let (size, alone) = self.page;
            let request = Request { size, pixels_per_point: 1.0, alone };
            let other = compose(atlas(), &words, &look, &request);
            let names = map(&other).layer("names").unwrap();
            let meets = names.marks.iter().any(|mark| meet(&labels::frames(mark, 2.0), &[frame]));
            !meets
        })
    }

    /// Labels of lines that are nearer to another line that stands than to their own.
    fn strays(&self, count: &mut usize) -> Vec<String> {
        let history = &atlas().history;
        let moment = self.look.moment();
        let standing: Vec<BoundaryId> = history
            .boundary_ids()
            .filter(|&id| {
                let b = history.boundary(id);
                b.from <= moment && b.until.is_none_or(|until| moment < until)
            })
            .collect();
        let mut found = Vec::new();
        for mark in &self.names {
            let Mark::Text(text) = mark else { continue };
            let label = |id: BoundaryId| history.boundary(id).label.get(self.look.language());
            let is_own = |id: &BoundaryId| label(*id) == text.text;
            if !standing.iter().any(is_own) {
                continue;
            }
            *count += 1;
            let frame = labels::frame_of(text, 0.0);
            let off = |id: &BoundaryId| {
                let line = atlas().features.boundary(*id);
                let pairs = line.windows(2).map(|p| [self.screen(p[0]), self.screen(p[1])]);
                pairs.map(|p| labels::segment_distance(p, frame)).fold(f32::INFINITY, f32::min)
            };
            let own =
                standing.iter().filter(|id| is_own(id)).map(off).fold(f32::INFINITY, f32::min);
            let others = standing.iter().filter(|id| !is_own(id)).map(off);
            let other = others.fold(f32::INFINITY, f32::min);
            if own > 12.0 || other <= own {
                found.push(format!(
                    "'{}' is {own:.0} points off its line, {other:.0} off another",
                    text.text
                ));
            }
        }
        found
    }

    /// What of a rectangle is sea, and what regions are in it.
    fn under(&self, frame: Frame) -> (usize, BTreeMap<Option<u16>, usize>) {
        let level = atlas().geography.level(level_for(self.camera.km_per_point));
        let (mut wet, mut land) = (0, BTreeMap::new());
        let [left, top, right, bottom] = frame.map(f64::from);
        for i in 0..=16 {
            for j in 0..=4 {
                let x = left + f64::from(i) / 16.0 * (right - left);
                let y = top + f64::from(j) / 4.0 * (bottom - top);
                let map_km = self.camera.map_from_screen([x, y], self.size);
                if level.is_land(map_km) {
                    let region = level.region_at(map_km).map(|region| region.0);
                    *land.entry(region).or_insert(0) += 1;
                } else {
                    wet += 1;
                }
            }
        }
        (wet, land)
    }

    /// Towns and islands by the names that they go by on the day, and where they are.
    fn named(&self, text: &str) -> Option<Frame> {
        let (history, language) = (&atlas().history, self.look.language());
        for (id, place) in (0..).map(PlaceId).zip(&history.places) {
            let name = name_on(&place.was, &place.name, self.look.moment()).get(language);
            if let Some(at) = atlas().features.place(id).filter(|_| name == text)
                && place.kind == PlaceKind::Town
            {
                let [x, y] = self.screen(at.map_km);
                return Some([x - 4.0, y - 4.0, x + 4.0, y + 4.0]);
            }
        }
        let of_territory = |t: TerritoryId| (name_of(t, self.look), atlas().bounds_of(&[t]));
        let territories = history.territory_ids().map(of_territory);
        let islands = atlas()
            .island_ids()
            .map(|id| (atlas().island(id).name.get(language), atlas().bounds_of_island(id)));
        let (_, bounds) = territories.chain(islands).find(|(name, _)| *name == text)?;
        let bounds = bounds?;
        let ([left, bottom], [right, top]) = (self.screen(bounds.min()), self.screen(bounds.max()));
        Some([left, top, right, bottom])
    }

    /// Small straight names across a coast, or on land that is not their own, although there is a free
    /// place beside what they name.
    fn straddles(&self, count: &mut usize) -> Vec<String> {
        let mut found = Vec::new();
        for mark in &self.names {
            let Mark::Text(text) = mark else { continue };
            let Some(home) = self.named(&text.text) else { continue };
            *count += 1;
            let frame = labels::frame_of(text, -2.0);
            let (wet, land) = self.under(frame);
            let dry: usize = land.values().sum();
            if wet < 4 || dry < 4 {
                continue;
            }
            let (w, h) = (frame[2] - frame[0] + 8.0, frame[3] - frame[1] + 8.0);
            let [left, top, right, bottom] = home;
            let [x, y] = [f32::midpoint(left, right), f32::midpoint(top, bottom)];
            let free = [
                [right + 4.0, y - h / 2.0],
                [left - 4.0 - w, y - h / 2.0],
                [x - w / 2.0, top - 4.0 - h],
                [x - w / 2.0, bottom + 4.0],
            ]
            .into_iter()
            .map(|[x, y]| [x, y, x + w, y + h])
            .find(|&frame| {
                let [left, top, right, bottom] = frame;
                // A little around it too: the program is as careful.
                let (wet, land) = self.under([left - 4.0, top - 4.0, right + 4.0, bottom + 4.0]);
                let dry: usize = land.values().sum();
                (dry == 0 || (wet == 0 && land.len() == 1))
                    && self.is_free(frame, mark)
                    && self.is_free_on_other_days(frame)
            });
            if let Some(free) = free {
                found.push(format!("'{}' runs over a coast, but {free:.0?} is free", text.text));
            }
        }
        found
    }

    /// The selected territory, if it is in view and has no name.
    fn nameless(&self, count: &mut usize) -> Vec<String> {
        let Some(selection) = self.look.selection() else { return Vec::new() };
        let t = selection.territory;
        let level = atlas().geography.level(level_for(self.camera.km_per_point));
        let [width, height] = self.size;
        let mut points = Vec::new();
        for i in 0..60 {
            for j in 0..40 {
                points.push([f64::from(i) / 60.0 * width, f64::from(j) / 40.0 * height]);
            }
        }
        let small = level.shape(Some(region_of(t))).bounds.iter().map(|b| b.center());
        points.extend(small.map(|c| self.camera.screen_from_map(c, self.size)));
        let seen = points.into_iter().any(|[x, y]| {
            // With room for its name to either side or within.
            let inside = x > 160.0 && y > 40.0 && x < width - 160.0 && y < height - 90.0;
            let map_km = self.camera.map_from_screen([x, y], self.size);
            #[expect(clippy::cast_possible_truncation, reason = "points of a screen")]
            let [x, y] = [x as f32, y as f32];
            let near = [x - 60.0, y - 20.0, x + 60.0, y + 20.0];
            let mut frames =
                panels(self.page.0, self.page.1).into_iter().chain(insets(self.picture));
            inside
                && level.region_at(map_km).is_some_and(|region| region == region_of(t))
                && !frames.any(|frame| labels::overlap(frame, near))
        });
        if !seen {
            return Vec::new();
        }
        *count += 1;
        let mut wanted = vec![name_of(t, self.look)];
        for id in atlas().islands_of(t).filter(|&id| atlas().island(id).territories.len() > 1) {
            wanted.extend(names_of(id, self.look));
        }
        let upper: Vec<String> = wanted.iter().map(|name| name.to_uppercase()).collect();
        let mut said = self.names.iter().filter_map(|mark| said(mark));
        let named = said.any(|text| wanted.contains(&text) || upper.iter().any(|u| u == text));
        if named { Vec::new() } else { vec![format!("{wanted:?} has no name")] }
    }
}

/// Fails with the first of what was found, and how much there is.
fn none(found: &[String]) {
    let first: Vec<&str> = found.iter().take(60).map(String::as_str).collect();
    assert!(found.is_empty(), "{} of them:\n{}", found.len(), first.join("\n"));
}

#[test]
fn no_two_texts_overlap_wherever_the_reader_stands() {
    none(&faults().overlaps);
}

#[test]
fn no_two_texts_overlap_in_an_inset() {
    assert!(faults().insets > 10, "only {} insets", faults().insets);
    none(&faults().in_insets);
}

#[test]
fn nothing_is_written_where_the_legend_or_an_inset_lies() {
    none(&faults().covered);
}

#[test]
fn no_label_of_a_line_is_nearer_to_another_line() {
    assert!(faults().line_labels > 40, "only {} labels", faults().line_labels);
    none(&faults().strays);
}

#[test]
fn no_small_name_runs_over_a_coast_where_it_need_not() {
    assert!(faults().small > 1500, "only {} names", faults().small);
    none(&faults().straddles);
}

#[test]
fn what_is_selected_is_named_wherever_it_is_seen() {
    assert!(faults().selected > 60, "only {} selected", faults().selected);
    none(&faults().nameless);
}

/// White on dark fills, dark on light ones: text of any size is read on what it lies on.
#[test]
fn names_are_read_on_every_fill() {
    for holder in atlas().history.holder_ids() {
        let fill = atlas().colours.holder(holder);
        for [r, g, b] in [fill.light, fill.dark] {
            let ground = [r, g, b, 255];
            let reached = labels::contrast(labels::ink_on([ground; 2]), ground);
            let white = labels::contrast([255; 4], ground);
            assert!(reached >= white && reached >= 3.8, "{ground:?}: {reached:.2}");
        }
    }
    let navy = [0x1F, 0x4E, 0x7D, 255];
    assert_eq!(labels::ink_on([navy; 2]), [255; 4]);
    assert!(labels::contrast([255; 4], navy) > 8.0);
}

#[test]
fn texts_that_overlap_are_found() {
    let picture = picture(&view_of("en", "1905"), SIZES[0]);
    let first = map(&picture).marks().find(|mark| matches!(mark, Mark::Text(_))).unwrap();
    let mut marks = vec![first.clone()];
    assert_eq!(overlaps(&marks), Vec::<String>::new());
    marks.push(first.clone());
    assert_eq!(overlaps(&marks).len(), 1);
    let Mark::Text(mut far) = first.clone() else { panic!("no text") };
    far.at[0] += 5000.0;
    marks[1] = Mark::Text(far);
    assert_eq!(overlaps(&marks), Vec::<String>::new());
    // The letters of the legend's first row lie in its panel.
    let legend = picture.part(PartKind::Furniture(0)).unwrap().layer("legend").unwrap();
    let frame = legend.marks.iter().find_map(|mark| match mark {
        Mark::Box { frame, .. } => Some(*frame),
        _ => None,
    });
    assert!(texts(legend.marks.iter()).iter().any(|(_, own)| meet(own, &[frame.unwrap()])));
}

/// The whole map alone, in every size, language and some days: what the random views look for.
fn sheets() -> Vec<Stand> {
    let sizes: [Size; 6] = [
        [480.0, 320.0],
        [800.0, 600.0],
        [1080.0, 1080.0],
        [1080.0, 1920.0],
        [1920.0, 1080.0],
        [1122.5, 793.7],
    ];
    let days = ["1750", "1855-02-07", "1875-08-22", "1905-10-14", "1945-09-04", "2026"];
    let mut all = Vec::new();
    for (n, size) in sizes.into_iter().enumerate() {
        for (m, date) in days.into_iter().enumerate() {
            let language = LANGUAGES[(n + m) % LANGUAGES.len()];
            let at = format!("{date} {language} {size:?} alone");
            all.push(Stand { look: view_of(language, date), size, alone: true, at });
        }
    }
    all
}

#[test]
fn sheets_of_every_size_have_none_of_these_faults() {
    let all: Vec<Faults> = sheets().par_iter().map(faults_of).collect();
    for faults in &all {
        for list in [
            &faults.overlaps,
            &faults.in_insets,
            &faults.covered,
            &faults.strays,
            &faults.straddles,
        ] {
            none(list);
        }
    }
}

/// The line that leads to a name comes from what it names, crosses no other name, no arrow's name or
/// number and no line that stands, and does not begin under a panel.
#[test]
fn no_leader_crosses_what_is_written() {
    let mut judged = 0;
    for stand in sheets() {
        let Stand { look, size, alone, at } = &stand;
        let words = Words::new(&atlas().history, look.language());
        let request = Request { size: *size, pixels_per_point: 1.0, alone: *alone };
        let picture = compose(atlas(), &words, look, &request);
        let panels = panels(*size, *alone);
        for part in picture.insets().chain([map(&picture)]) {
            let leaders: Vec<[[f32; 2]; 2]> = part
                .layer("names")
                .unwrap()
                .marks
                .iter()
                .filter_map(|mark| match mark {
                    Mark::Line { points, .. } => Some([points[0], points[1]]),
                    _ => None,
                })
                .collect();
            for leader in leaders {
                judged += 1;
                for (text, frames) in texts(part.layers.iter().flat_map(|l| l.marks.iter())) {
                    let met = frames.iter().any(|frame| labels::segment_meets(leader, *frame));
                    assert!(!met, "{at}: a leader {leader:.0?} runs through '{text}'");
                }
                if part.kind == PartKind::Map(0) {
                    let [x, y] = leader[0];
                    let under = |f: &Frame| x > f[0] && x < f[2] && y > f[1] && y < f[3];
                    assert!(!panels.iter().any(under), "{at}: a leader begins under a panel");
                }
            }
        }
    }
    assert!(judged > 60, "only {judged} leaders");
}

/// The larger islets of an inset at its full scale are named, each beside its own; of those between
/// them one more where names are set in two lines.
#[test]
fn an_inset_names_its_islands() {
    for language in LANGUAGES {
        for date in ["1905-10-14", "2026"] {
            let look = view_of(language, date);
            let words = Words::new(&atlas().history, look.language());
            let size = [1920.0, 1080.0];
            let picture = compose(
                atlas(),
                &words,
                &look,
                &Request { size, pixels_per_point: 1.0, alone: true },
            );
            let inset = picture.insets().next().unwrap();
            let said: String = inset.marks().filter_map(said).collect::<Vec<_>>().join(" ");
            let more = (language == "en").then_some("yuri");
            for id in ["polonskogo", "zelyony", "tanfilyeva"].into_iter().chain(more) {
                let island = atlas().islands.iter().find(|island| island.id == id).unwrap();
                let name = island.name.get(look.language());
                assert!(said.contains(name), "{language} {date}: '{name}' is not in the inset");
            }
        }
    }
}

/// Square letters on a curve keep apart: turned with it, or upright one below the other on a slope.
#[test]
fn square_letters_on_curves_do_not_touch() {
    let mut pairs = 0;
    for (date, size) in DATES.into_iter().flat_map(|date| SIZES.map(|size| (date, size))) {
        let picture = picture(&view_of("ja", date), size);
        let parts = picture.insets().chain([map(&picture)]);
        for mark in parts.flat_map(|part| part.layer("names").unwrap().marks.iter()) {
            let Mark::Along(along) = mark else { continue };
            let size = along.text.size;
            for two in along.letters().windows(2) {
                let square = |text: &str| text.chars().all(is_upright);
                if !two.iter().all(|letter| square(&letter.text)) {
                    continue;
                }
                let [dx, dy] = [0, 1].map(|axis| (two[1].at[axis] - two[0].at[axis]).abs());
                let upright = two.iter().all(|letter| letter.angle == 0.0);
                let off = if upright { dx.max(dy) } else { dx.hypot(dy) };
                let name = &along.text.text;
                assert!(off > 1.07 * size, "'{name}' on {date}: {off:.1} of {size} points");
                pairs += 1;
            }
        }
    }
    assert!(pairs > 300, "only {pairs} pairs");
}

/// The bounds of an island, as the search shows them.
fn bounds_of(island: IslandId) -> Rect<f64> {
    atlas().bounds_of_island(island).unwrap()
}

/// The names that an island may go by: its own; that of its group, if it is cut; that of its
/// territory, if it is all of it.
fn names_of(island: IslandId, look: &Look) -> BTreeSet<&'static str> {
    let history = &atlas().history;
    let record = atlas().island(island);
    let mut names = BTreeSet::from([record.name.get(look.language())]);
    let groups = history.groups.iter().filter(|group| group.territories == record.territories);
    names.extend(groups.map(|g| name_on(&g.was, &g.name, look.moment()).get(look.language())));
    if let [t] = record.territories.as_slice()
        && atlas().islands_of(*t).count() == 1
    {
        names.insert(name_of(*t, look));
    }
    names
}

/// The name of a territory on the day of a look.
fn name_of(t: TerritoryId, look: &Look) -> &'static str {
    let record = atlas().history.territory(t);
    name_on(&record.was, &record.name, look.moment()).get(look.language())
}

#[test]
fn every_island_is_named_when_the_reader_goes_to_it() {
    assert_eq!(atlas().islands.len(), 47);
    let size = SIZES[0];
    let margin = 0.12 * size[0].min(size[1]);
    let mut nameless = Vec::new();
    for language in LANGUAGES {
        let mut look = view_of(language, "2026");
        for (id, island) in (0_u16..).map(IslandId).zip(&atlas().islands) {
            let wanted = names_of(id, &look);
            let own = Camera::fit(bounds_of(id), size, margin);
            // At its own scale, or somewhat farther or nearer.
            let named = [1.0, 2.0, 0.5, 4.0, 8.0, 16.0, 32.0].into_iter().any(|factor| {
                let km = own.km_per_point * factor;
                let km_per_point = km.clamp(MIN_KM_PER_POINT, MAX_KM_PER_POINT);
                look.apply(atlas(), Action::SetCamera(Camera { km_per_point, ..own }));
                let picture = picture(&look, size);
                let mut texts = map(&picture).marks().filter_map(said);
                let upper: Vec<String> = wanted.iter().map(|name| name.to_uppercase()).collect();
                texts.any(|text| wanted.contains(text) || upper.iter().any(|u| u == text))
            });
            if !named {
                nameless.push(format!("{language}: {} ({wanted:?})", island.id));
            }
        }
    }
    none(&nameless);
}

/// What the whole map must name on a day, in English in a window of 1440 × 900, and does not.
fn not_named_on(date: &str, size: Size) -> Vec<String> {
    let history = &atlas().history;
    let look = view_of("en", date);
    let picture = picture(&look, size);
    // What an inset names is not named again beside it.
    let parts = picture.insets().chain([map(&picture)]);
    let named: BTreeSet<&str> = parts.flat_map(Part::marks).filter_map(said).collect();
    let mut wanted =
        vec!["Hokkaido", "Sea of Okhotsk", "Sea of Japan", "Pacific Ocean", "Tatar Strait"];
    // Divided, it has two names, and one when it is not.
    match date {
        "1930" => wanted.extend(["Northern Sakhalin", "Karafuto"]),
        _ => wanted.push("Sakhalin"),
    }
    wanted.extend(["shikotan", "habomai"].map(|id| name_of(territory(id), &look)));
    let lesser = [territory("shikotan"), territory("habomai")];
    let kurils = &history.group(history.find_group("kurils").unwrap()).territories;
    let mut kurils: Vec<TerritoryId> =
        kurils.iter().copied().filter(|t| !lesser.contains(t)).collect();
    kurils.sort_by(|&a, &b| atlas().area_km2(b).total_cmp(&atlas().area_km2(a)));
    wanted.extend(kurils[..12].iter().map(|&t| name_of(t, &look)));
    let lacking = wanted
        .iter()
        .filter(|name| !named.contains(**name) && !named.contains(name.to_uppercase().as_str()));
    let mut lacking: Vec<String> = lacking.map(|name| format!("{date}: {name}")).collect();
    let narrow = |kind| matches!(kind, WaterKind::Strait | WaterKind::Bay);
    let waters = atlas().features.waters.iter().filter(|water| narrow(water.kind));
    let straits: Vec<&str> = waters
        .map(|water| water.name.get(look.language()))
        .filter(|name| named.contains(name))
        .collect();
    if straits.len() < 3 {
        lacking.push(format!("{date}: of straits and bays only {straits:?}"));
    }
    let towns = history.places.iter().filter(|place| place.kind == PlaceKind::Town);
    let towns: Vec<&str> = towns
        .map(|place| name_on(&place.was, &place.name, look.moment()).get(look.language()))
        .filter(|name| named.contains(name))
        .collect();
    if towns.len() < 6 {
        lacking.push(format!("{date}: of towns only {towns:?}"));
    }
    lacking
}

#[test]
fn the_whole_map_names_what_a_reader_looks_for() {
    for date in ["1930", "2026"] {
        none(&not_named_on(date, SIZES[2]));
        none(&not_named_on(date, SIZES[0]));
    }
}

/// The names on a map and where they stand: the first letter, and what the whole covers.
struct Stood {
    names: BTreeMap<String, Vec<([f32; 2], Frame)>>,
    /// What frames the map: moment, legend, insets, scale, degrees.
    frame: Vec<Frame>,
    size: Size,
}

/// The names on a map and where they stand, without what frames it.
fn names_on_map(look: &Look, size: Size) -> Stood {
    let picture = picture(look, size);
    let mut names: BTreeMap<String, Vec<([f32; 2], Frame)>> = BTreeMap::new();
    let mut frame = insets(&picture);
    frame.extend(panels(size, false));
    let size = map(&picture).size();
    // What the panels take at this scale, such as the globe of the foot.
    let furniture = picture.part(PartKind::Furniture(0)).unwrap();
    for layer in furniture.layers.iter().filter(|layer| layer.name != "border") {
        frame.extend(layer.marks.iter().filter_map(|mark| match mark {
            Mark::Box { frame, .. } => Some(*frame),
            Mark::Dot { centre: [x, y], radius: r, .. } => Some([x - r, y - r, x + r, y + r]),
            _ => None,
        }));
    }
    // The lines that lead to an inset hang on both.
    for mark in map(&picture).layer("lines").unwrap().marks.iter() {
        if let Mark::Line { points, stroke } = mark
            && let [[x0, y0], [x1, y1]] = points[..]
            && stroke.width < 0.6
        {
            frame.extend((0_u8..=40).map(|i| {
                let t = f32::from(i) / 40.0;
                let (x, y) = (x0 + t * (x1 - x0), y0 + t * (y1 - y0));
                [x - 40.0, y - 40.0, x + 40.0, y + 40.0]
            }));
        }
    }
    for layer in &map(&picture).layers {
        for mark in layer.marks.iter() {
            let letters = labels::frames(mark, 0.0);
            let Some(around) = letters.iter().copied().reduce(joined) else {
                if let Mark::Box { frame: covers, .. } = mark {
                    frame.push(*covers);
                }
                continue;
            };
            let at = match mark {
                Mark::Text(text) => Some(text.at),
                Mark::Along(along) => along.letters().first().map(|letter| letter.at),
                _ => None,
            };
            if layer.name != "names" {
                frame.push(around);
            } else if let (Some(text), Some(at)) = (said(mark), at) {
                names.entry(text.to_owned()).or_default().push((at, around));
            }
        }
    }
    Stood { names, frame, size }
}

fn joined(a: Frame, b: Frame) -> Frame {
    [a[0].min(b[0]), a[1].min(b[1]), a[2].max(b[2]), a[3].max(b[3])]
}

impl Stood {
    /// Whether a name could stand somewhere: in view, and not under what frames the map.
    fn has_room(&self, [left, top, right, bottom]: Frame, by: [f32; 2]) -> bool {
        let at = [left + by[0] - 8.0, top + by[1] - 8.0, right + by[0] + 8.0, bottom + by[1] + 8.0];
        let [w, h] = self.size;
        let inside = f64::from(at[0]) > 0.0
            && f64::from(at[1]) > 0.0
            && f64::from(at[2]) < w
            && f64::from(at[3]) < h;
        inside && !self.frame.iter().any(|other| labels::overlap(*other, at))
    }

    /// How many names are on both.
    fn shared(&self, other: &Self) -> usize {
        self.names.keys().filter(|text| other.names.contains_key(*text)).count()
    }
}

/// The names of both maps that do not stand where they stood, moved by so much, although they could.
fn astray(before: &Stood, after: &Stood, by: [f32; 2]) -> Vec<String> {
    let mut found = Vec::new();
    for (text, stood) in &before.names {
        let Some(stands) = after.names.get(text).filter(|stands| stands.len() == stood.len())
        else {
            continue;
        };
        for &(at, frame) in stood {
            let wanted = [at[0] + by[0], at[1] + by[1]];
            let off = |other: &[f32; 2]| (other[0] - wanted[0]).hypot(other[1] - wanted[1]);
            let nearest = stands.iter().min_by(|a, b| off(&a.0).total_cmp(&off(&b.0)));
            let Some((stands_at, now)) = nearest else { continue };
            // What goes out of view has its name elsewhere, and back when it returns.
            let stays = after.has_room(frame, by) && before.has_room(*now, by.map(|v| -v));
            if off(stands_at) > SLACK && stays {
                found.push(format!("'{text}' is {:.1} points off", off(stands_at)));
            }
        }
    }
    found
}

#[test]
fn dragging_the_map_moves_every_name_with_it() {
    let starts = [
        // The whole map, and parts of it.
        None,
        Some(([142.8, 43.2], 1.0)),
        Some(([142.9, 50.0], 0.8)),
        Some(([145.8, 43.9], 0.3)),
        Some(([146.1, 43.45], 0.1)),
        Some(([152.9, 47.6], 0.5)),
        Some(([155.5, 50.3], 0.6)),
    ];
    let mut found = Vec::new();
    let mut kept = 0;
    for (start, language) in starts.into_iter().zip(LANGUAGES.into_iter().cycle()) {
        for (date, size) in [("1930", SIZES[0]), ("2026", SIZES[1])] {
            let mut look = view_of(language, date);
            if let Some(([x, y], km_per_point)) = start {
                let projection = atlas().geography.projection();
                let centre_map_km = projection.map_km_from_lon_lat(Coord { x, y });
                let camera = Camera { centre_map_km, km_per_point };
                look.apply(atlas(), Action::SetCamera(camera));
            }
            let before = names_on_map(&look, size);
            for by in [[37.0_f32, 0.0], [0.0, 37.0], [-37.0, 0.0], [0.0, -37.0], [37.0, -37.0]] {
                let mut dragged = look.clone();
                let request = Request { size, pixels_per_point: 1.0, alone: false };
                let room = room(atlas(), &dragged, &request);
                dragged.apply(atlas(), Action::Pan(by.map(f64::from), room));
                let after = names_on_map(&dragged, size);
                kept += before.shared(&after);
                let at = format!("{date} {language} {start:?}, by {by:?}");
                let off = astray(&before, &after, by);
                found.extend(off.into_iter().map(|what| format!("{at}: {what}")));
            }
        }
    }
    assert!(kept > 500, "only {kept} names are there before and after");
    none(&found);
}

#[test]
fn a_year_in_which_nothing_changed_moves_no_name() {
    for language in LANGUAGES {
        let names = |date| names_on_map(&view_of(language, date), SIZES[0]).names;
        assert_eq!(names("1930"), names("1931"), "{language}");
    }
}

/// A name may give way to a larger legend or to what happened that day, but never steps aside.
#[test]
fn time_moves_no_name() {
    let years: Vec<String> = (1700..=2026).step_by(12).map(|year: u16| year.to_string()).collect();
    let mut found = Vec::new();
    for language in LANGUAGES {
        let names: Vec<_> = years
            .iter()
            .map(|year| {
                let mut look = view_of(language, year);
                look.apply(atlas(), Action::SetLayer(MapLayer::Events, false));
                look.apply(atlas(), Action::SetLayer(MapLayer::Boundaries, false));
                let mut stood = names_on_map(&look, SIZES[0]);
                // States come and go, each in its own place, and may have one name.
                let regions = &atlas().history.regions;
                stood.names.retain(|name, _| {
                    let same = |text: &str| text.to_uppercase() == name.to_uppercase();
                    !regions.iter().any(|r| same(r.name.get(look.language())))
                });
                stood
            })
            .collect();
        for (pair, year) in names.windows(2).zip(&years) {
            let off = astray(&pair[0], &pair[1], [0.0, 0.0]);
            found.extend(off.into_iter().map(|what| format!("{language}, after {year}: {what}")));
        }
    }
    none(&found);
}
