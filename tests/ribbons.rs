//! Ribbons and chart: only colours that somebody had, no seams, one axis.

use okhotsk::app::AtlasApp;
use okhotsk::atlas::{Depth, Files, load};
use okhotsk::history::{Day, LensId, plus_days};
use okhotsk::picture::chart::{ChartComposer, ChartRequest};
use okhotsk::picture::fills::fill_of;
use okhotsk::picture::labels::{frame_of, overlap};
use okhotsk::picture::ribbons::{Ribbon, TimeScale, ribbon, ribbons_of};
use okhotsk::picture::time_bar::{
    LABELS, ROW, TimeBarComposer, TimeBarRequest, TimeBarShape, scale,
};
use okhotsk::picture::{Color, Frame, Mark, Part, Words};
use okhotsk::view::{Action, Desk, DeskAction, LedgerView, Look, Theme};

use crate::common::atlas;

/// Widths of a bar: in the smallest window, the usual one, a wide one.
const WIDTHS: [f32; 3] = [768.0, 1408.0, 2528.0];

fn words(look: &Look) -> Words {
    Words::new(&atlas().history, look.language())
}

fn look_on(lens: usize, theme: Theme) -> Look {
    let mut look = Look::new(atlas());
    look.apply(atlas(), Action::SetLens(LensId(u16::try_from(lens).unwrap())));
    look.apply(atlas(), Action::SetTheme(theme));
    look
}

fn bar(look: &Look, width: f32, row: f32) -> Part {
    let shape = TimeBarShape::with_row(atlas(), row);
    let request = TimeBarRequest { shape, ..TimeBarRequest::whole(atlas(), width) };
    TimeBarComposer::default().compose(atlas(), &words(look), look, &request)
}

/// The ribbons of all groups.
fn ribbons(look: &Look) -> Vec<Ribbon> {
    let of = |of| ribbon(atlas(), (look.lens(), look.theme()), &words(look), of, &[]);
    ribbons_of(atlas(), &[]).into_iter().map(of).collect()
}

/// The boxes of the ribbons, each with its colour.
fn boxes(part: &Part) -> Vec<(Frame, Color)> {
    let marks = part.layer("ribbons").unwrap().marks.iter();
    let boxes = marks.filter_map(|mark| match mark {
        Mark::Box { frame, fill, .. } => {
            assert_eq!(fill.overlays.iter().flatten().count(), 0, "a texture on a ribbon");
            Some((*frame, fill.base))
        }
        _ => None,
    });
    boxes.collect()
}

/// The places of the ribbons, from above, each with its territories.
fn lanes(part: &Part, row: f32) -> Vec<(Frame, Vec<okhotsk::history::TerritoryId>)> {
    let groups = atlas().history.groups.iter().filter(|g| g.ribbon && !g.territories.is_empty());
    let mut tops: Vec<f32> = boxes(part).iter().map(|(frame, _)| frame[1]).collect();
    tops.sort_by(f32::total_cmp);
    let first = tops[0];
    groups
        .zip(0_u8..)
        .map(|(group, n)| {
            let top = first + f32::from(n) * (row + 1.0);
            ([LABELS, top, part.frame[2], top + row], group.territories.clone())
        })
        .collect()
}

/// The colours that a group has from one day to another.
fn colours(
    territories: &[okhotsk::history::TerritoryId],
    look: &Look,
    [from, until]: [Day; 2],
) -> Vec<Color> {
    let ledger = atlas().history.ledger(look.lens());
    let spans = territories.iter().flat_map(|&t| ledger.spans(t));
    let during = spans
        .filter(|span| span.from.day <= until && span.until.is_none_or(|after| after.day >= from));
    during
        .flat_map(|span| {
            let fill = fill_of(atlas(), span.holding, look.theme());
            let over = fill.overlays.into_iter().flatten().map(|overlay| overlay.color);
            over.chain([fill.base]).collect::<Vec<_>>()
        })
        .collect()
}

/// Whatever is painted on a ribbon is a colour that land of that group had at that time: nothing is
/// mixed but at the edges of what is not known to the day.
#[test]
fn every_stretch_of_a_ribbon_has_a_colour_of_its_group_on_its_days() {
    let mut judged = 0;
    for lens in 0..atlas().history.lenses.len() {
        for (theme, width) in Theme::ALL.into_iter().flat_map(|t| WIDTHS.map(|w| (t, w))) {
            let look = look_on(lens, theme);
            let part = bar(&look, width, ROW);
            let scale = scale(atlas(), width);
            let lanes = lanes(&part, ROW);
            for (frame, color) in boxes(&part) {
                let lane =
                    lanes.iter().find(|(lane, _)| frame[1] >= lane[1] && frame[3] <= lane[3]);
                let (_, territories) = lane.unwrap_or_else(|| panic!("{frame:?} is on no ribbon"));
                // The middle of what is seen; what is narrow is drawn up to a point wider.
                let middle = f32::midpoint(frame[0], frame[2]);
                let days = [middle - 0.8, middle + 0.8].map(|x| scale.day_at(x));
                let near = colours(territories, &look, days);
                assert!(near.contains(&color), "{color:?} from {days:?}, {theme:?}, lens {lens}");
                judged += 1;
            }
        }
    }
    assert!(judged > 1000, "only {judged} stretches");
}

/// Heights are whole points and at least what can be seen, boxes of one colour do not meet, and no
/// ground shines through.
#[test]
fn equal_neighbours_are_one_shape_and_nothing_is_left_out() {
    for lens in 0..atlas().history.lenses.len() {
        for (width, row) in [(768.0, 11.0), (1408.0, ROW), (2528.0, 20.0)] {
            let look = look_on(lens, Theme::Light);
            let part = bar(&look, width, row);
            let boxes = boxes(&part);
            for (frame, _) in &boxes {
                for y in [frame[1], frame[3]] {
                    assert!((y - y.round()).abs() < 1e-4, "{frame:?} is not on whole points");
                }
            }
            for (i, (a, of_a)) in boxes.iter().enumerate() {
                for (b, of_b) in &boxes[i + 1..] {
                    let wide = |f: &Frame| f[2] - f[0] > 1.01;
                    let same = of_a == of_b && wide(a) && wide(b);
                    let level =
                        a[1].to_bits() == b[1].to_bits() && a[3].to_bits() == b[3].to_bits();
                    // The first reaches under the second.
                    let beside = level && (a[2] - 0.75 - b[0]).abs() < 0.01;
                    let over = (a[3] - b[1]).abs() < 1e-3
                        && (a[0] - b[0]).abs() < 1e-3
                        && (a[2] - b[2]).abs() < 1e-3;
                    assert!(!(same && (beside || over)), "{a:?} and {b:?} are one");
                }
            }
            for (lane, _) in lanes(&part, row) {
                let mut x = lane[0] + 0.25;
                while x < lane[2] {
                    let mut y = lane[1] + 0.5;
                    while y < lane[3] {
                        let there = |(f, _): &(Frame, Color)| {
                            f[0] <= x && x <= f[2] && f[1] <= y && y <= f[3]
                        };
                        assert!(boxes.iter().any(there), "nothing at {x}, {y} of {lane:?}");
                        y += 1.0;
                    }
                    x += 7.3;
                }
            }
        }
    }
}

/// What is not known to the day has a soft edge, and only that.
#[test]
fn an_edge_is_soft_only_where_the_day_is_not_known() {
    let look = look_on(0, Theme::Light);
    let part = bar(&look, 1408.0, ROW);
    let scale = scale(atlas(), 1408.0);
    let unsure: Vec<f32> = ribbons(&look)
        .iter()
        .flat_map(|ribbon| ribbon.rows.iter().flat_map(|row| &row.segments))
        .filter(|segment| segment.unsure_days > 0)
        .map(|segment| scale.x_of(segment.from))
        .collect();
    let mut soft = 0;
    for mark in part.layer("ribbons").unwrap().marks.iter() {
        let Mark::Blend { frame, .. } = mark else { continue };
        let middle = f32::midpoint(frame[0], frame[2]);
        assert!(unsure.iter().any(|x| (x - middle).abs() < 0.02), "{frame:?} is soft");
        soft += 1;
    }
    assert!(soft > 0, "no edge is soft");
}

/// The handle of the bar and the line of the moment, and both ends of the areas, at the same places.
#[test]
fn the_chart_has_the_axis_of_the_ribbons() {
    for width in WIDTHS {
        for days in (0..119_000).step_by(4999) {
            let mut look = Look::new(atlas());
            look.apply(atlas(), Action::GoToDay(plus_days(atlas().history.first_day, days)));
            let part = bar(&look, width, ROW);
            let request = ChartRequest {
                extent: [width, 210.0],
                ledger: LedgerView::default(),
                window: None,
            };
            let chart = ChartComposer::default().compose(atlas(), &words(&look), &look, &request);
            let line = |part: &Part, layer: &str| {
                let marks = &part.layer(layer).unwrap().marks;
                let points = marks.iter().find_map(|mark| match mark {
                    Mark::Line { points, .. } => Some(points[0][0]),
                    _ => None,
                });
                points.unwrap()
            };
            let (handle, moment) = (line(&part, "handle"), line(&chart, "moment"));
            assert!((handle - moment).abs() < 0.01, "{handle} and {moment}");
            let xs = |part: &Part| -> Vec<f32> {
                let areas = part.layer("areas").unwrap().marks.clone();
                let polygons = areas.iter().filter_map(|mark| match mark {
                    Mark::Areas { polygons, .. } => Some(polygons.clone()),
                    _ => None,
                });
                polygons
                    .flat_map(|p| p[0].exterior().0.iter().map(|c| c.x).collect::<Vec<_>>())
                    .collect()
            };
            let xs = xs(&chart);
            let ribbons = boxes(&part);
            let ends = [
                (
                    xs.iter().copied().fold(f32::MAX, f32::min),
                    ribbons.iter().map(|b| b.0[0]).fold(f32::MAX, f32::min),
                ),
                (
                    xs.iter().copied().fold(f32::MIN, f32::max),
                    ribbons.iter().map(|b| b.0[2]).fold(f32::MIN, f32::max),
                ),
            ];
            for (of_chart, of_bar) in ends {
                assert!((of_chart - of_bar).abs() < 0.01, "{of_chart} and {of_bar}");
            }
        }
    }
}

/// In the window too: a click in the chart goes to the year that the time bar has below it.
#[test]
fn a_click_in_the_chart_goes_to_the_year_below_it() {
    use egui::accesskit::Role;
    use egui::{pos2, vec2};
    use egui_kittest::Harness;
    use egui_kittest::kittest::Queryable;
    for size in [[1440.0, 900.0], [2560.0, 1440.0]] {
        let mut desk = Desk::default();
        desk.apply(DeskAction::ToggleChart);
        let own = load(&Files::Bundled, Depth::Quick).unwrap();
        let app = AtlasApp::new(own, Look::new(atlas()), desk, None, None);
        let mut harness = Harness::builder()
            .with_size(vec2(size[0], size[1]))
            .with_context_setup(AtlasApp::set_up)
            .build_ui_state(|ui, app: &mut AtlasApp| app.ui(ui), app);
        harness.run();
        let hint = harness.get_by_label("Click the chart to go to a year.").rect();
        let slider = harness.get_by(|node| node.role() == Role::Slider).rect();
        let left = slider.left() - LABELS;
        let scale: TimeScale = scale(atlas(), slider.right() - left);
        for step in 1..40_u8 {
            let x = (slider.left() + slider.width() * f32::from(step) / 40.0).round();
            let year = scale.day_at(x - left).year();
            // Not on a border between two years.
            if scale.day_at(x - left - 0.6).year() != scale.day_at(x - left + 0.6).year() {
                continue;
            }
            let at = pos2(x, hint.bottom() + 80.0);
            harness.hover_at(at);
            harness.drag_at(at);
            harness.run();
            harness.drop_at(at);
            harness.run();
            assert_eq!(harness.state().look().moment().year(), year, "at {x} of {size:?}");
        }
    }
}

/// Rows are 16 points in the usual window; names are 12 there and never touch, and the map keeps most
/// of the height.
#[test]
fn rows_suit_the_window() {
    assert!((TimeBarShape::in_window(atlas(), 900.0, &[]).row - ROW).abs() < 1e-6);
    for height in [300.0, 480.0, 560.0, 640.0, 768.0, 900.0, 1080.0, 1440.0, 2160.0] {
        let shape = TimeBarShape::in_window(atlas(), height, &[]);
        let row = shape.row;
        assert!((row - row.round()).abs() < 1e-6 && row >= 8.0, "{row}");
        if height >= 560.0 {
            let part = shape.height() / height;
            assert!(part < 0.4, "{part} of {height}");
        }
        for language in ["en", "ja", "ru"] {
            let mut look = Look::new(atlas());
            let language = atlas().history.find_language(language).unwrap();
            look.apply(atlas(), Action::SetLanguage(language));
            let part = bar(&look, 1408.0, row);
            let names: Vec<(Frame, f32)> = part
                .layer("ribbon-names")
                .unwrap()
                .marks
                .iter()
                .filter_map(|mark| match mark {
                    Mark::Text(text) => Some((frame_of(text, 0.0), text.size)),
                    _ => None,
                })
                .collect();
            for (i, (one, size)) in names.iter().enumerate() {
                assert!(one[0] >= 0.0, "a name is cut off: {one:?}");
                let other = names[i + 1..].iter().find(|(other, _)| overlap(*one, *other));
                assert!(other.is_none(), "{one:?} and {other:?}");
                assert!(height < 900.0 || *size >= 12.0, "{size}");
            }
        }
    }
}

/// Treaties and other events stand in rows of their own.
#[test]
fn treaties_have_a_row_of_their_own() {
    use okhotsk::history::EventKind;
    use okhotsk::picture::TargetOf;
    let part = bar(&Look::new(atlas()), 1408.0, ROW);
    let mut rows = [Vec::new(), Vec::new()];
    for target in part.targets.iter() {
        let events = match &target.of {
            TargetOf::Event(event, _) => vec![*event],
            TargetOf::Events(events) => events.iter().map(|(event, _)| *event).collect(),
            _ => continue,
        };
        for event in events {
            let treaty = atlas().history.event(event).kind == EventKind::Treaty;
            rows[usize::from(treaty)].push([target.frame[1], target.frame[3]]);
        }
    }
    let [others, treaties] = rows;
    assert!(others.len() > 100 && treaties.len() > 15, "{} {}", others.len(), treaties.len());
    for (one, other) in others.iter().flat_map(|a| treaties.iter().map(move |b| (a, b))) {
        assert!(one[1] <= other[0], "{one:?} and {other:?}");
    }
}
