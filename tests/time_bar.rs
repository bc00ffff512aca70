//! The time bar by hand and by keys: what a click, a drag, a scroll and each key leads to.

use egui::accesskit::Role;
use egui::{Event, Key, Modifiers, MouseWheelUnit, Pos2, Rect, TouchPhase, pos2, vec2};
use egui_kittest::Harness;
use egui_kittest::kittest::{NodeT, Queryable};
use okhotsk::app::AtlasApp;
use okhotsk::app::commands::Command;
use okhotsk::history::{EventKind, GroupId, days_between, plus_days};
use okhotsk::picture::ribbons::{RibbonOf, TimeScale, event_marks, ribbons_of};
use okhotsk::picture::time_bar::{LABELS, TimeBarComposer, TimeBarRequest, TimeBarShape, scale};
use okhotsk::picture::{Mark, Part, TargetOf, Words};
use okhotsk::view::playback::SPEED_STEPS;
use okhotsk::view::{Action, DeskAction, Kinds, Look, Pace, Playback, TimeWindow, stops};

use crate::common::{atlas, day, territory};
use crate::window::{click_at, shows, window};

fn track(harness: &Harness<'_, AtlasApp>) -> Rect {
    harness.get_by_role_and_label(Role::Slider, "Time").rect()
}

/// The scale of the bar in a window.
fn scale_of(harness: &Harness<'_, AtlasApp>) -> TimeScale {
    let track = track(harness);
    scale(atlas(), track.width() + LABELS).window(harness.state().desk().time)
}

/// A place on the screen: a day of the bar at a height.
fn at_day(harness: &Harness<'_, AtlasApp>, date: &str, y: f32) -> Pos2 {
    pos2(track(harness).left() - LABELS + scale_of(harness).middle_of(day(date)), y)
}

/// The middle of the ribbon of a territory or of its group, whichever there is.
fn ribbon_y(harness: &Harness<'_, AtlasApp>, id: &str) -> f32 {
    let unfolded = harness.state().desk().unfolded();
    let shape = TimeBarShape::in_window(atlas(), 900.0, unfolded);
    let meant = |of: &RibbonOf| match *of {
        RibbonOf::Territory(_, t) => t == territory(id),
        RibbonOf::Group(group) => {
            !unfolded.contains(&group)
                && atlas().history.group(group).territories.contains(&territory(id))
        }
        RibbonOf::All => false,
    };
    let place = shape.ribbons.iter().position(meant).expect("such a ribbon");
    let [_, top, _, bottom] = shape.frame(place, 0.0);
    track(harness).top() + f32::midpoint(top, bottom)
}

fn drag(harness: &mut Harness<'_, AtlasApp>, from: Pos2, to: &[Pos2]) -> Vec<(String, bool)> {
    harness.hover_at(from);
    harness.drag_at(from);
    harness.run();
    let moments = to
        .iter()
        .map(|&at| {
            harness.hover_at(at);
            harness.run();
            let look = harness.state().look();
            (look.moment().to_string(), look.by_year())
        })
        .collect();
    harness.drop_at(to.last().copied().unwrap_or(from));
    harness.run();
    moments
}

fn scroll(harness: &mut Harness<'_, AtlasApp>, at: Pos2, delta: [f32; 2], modifiers: Modifiers) {
    harness.hover_at(at);
    harness.run();
    harness.event(Event::MouseWheel {
        unit: MouseWheelUnit::Point,
        delta: vec2(delta[0], delta[1]),
        phase: TouchPhase::Move,
        source: egui::MouseWheelSource::Unknown,
        modifiers,
    });
    // The scroll is smooth, and what the pointer is on is told after a while.
    harness.run_steps(20);
}

/// Nothing that is asked for leads out of the data, below a month or to nonsense.
#[test]
fn a_part_of_the_time_stays_within_it() {
    let days = 119_000.0;
    let mut windows = vec![TimeWindow::whole(days)];
    for step in 0..400_u32 {
        let window = windows[usize::try_from(step * 7 % (step + 1)).unwrap()];
        let at = window.from() + window.length() * f64::from(step % 11) / 10.0;
        let factor = [0.3, 0.9, 1.1, 4.0, 1e9, 1e-9][usize::try_from(step % 6).unwrap()];
        let zoomed = window.zoomed_at(at, factor, days);
        let part = |w: TimeWindow| (at - w.from()) / w.length();
        let (from, end) = (zoomed.from(), zoomed.from() + zoomed.length());
        if from > 0.0 && end < days - 1e-6 {
            assert!((part(window) - part(zoomed)).abs() < 1e-6, "the place moved: {zoomed:?}");
        }
        windows.push(zoomed.panned(f64::from(step) * 997.0 - 2e5, days));
        windows.push(zoomed);
    }
    for window in windows {
        assert!(window.length() >= 30.0 && window.length() <= days, "{window:?}");
        assert!(window.from() >= 0.0 && window.from() + window.length() <= days + 1e-6);
        for at in [0.0, 3e4, days - 0.5] {
            let shown = window.showing(at, days);
            assert!((shown.from() - 0.5..=shown.from() + shown.length() + 0.5).contains(&at));
            assert!((shown.length() - window.length()).abs() < 1e-9);
        }
    }
    let odd = TimeWindow::new(f64::NAN, f64::INFINITY, days);
    assert!(odd.is_whole(days) && odd.from() == 0.0);
    assert!(TimeWindow::new(5.0, 1.0, 12.0).is_whole(12.0), "an atlas of twelve days");
}

/// All territories can be unfolded, in a window that is high enough; in a lower one the last that were
/// asked for.
#[test]
fn every_territory_has_a_ribbon_of_its_own_when_unfolded() {
    let groups: Vec<GroupId> = ribbons_of(atlas(), &[])
        .into_iter()
        .filter_map(|of| match of {
            RibbonOf::Group(group) => Some(group),
            _ => None,
        })
        .collect();
    let shape = TimeBarShape::in_window(atlas(), 900.0, &groups);
    for t in atlas().history.territory_ids() {
        let own = shape.ribbons.iter().filter(|of| match of {
            RibbonOf::Territory(_, territory) => *territory == t,
            RibbonOf::Group(group) => atlas().history.group(*group).territories == [t],
            RibbonOf::All => false,
        });
        assert_eq!(own.count(), 1, "{}", atlas().history.territory(t).id);
    }
    assert!(shape.row >= 11.0 && shape.height() < 0.58 * 900.0, "{shape:?}");
    for window in [420.0, 560.0, 700.0, 800.0] {
        let low = TimeBarShape::in_window(atlas(), window, &groups);
        assert!(low.height() <= 0.6 * window, "{} of {window}", low.height());
        assert!(groups.ends_with(&low.unfolded), "the first that was unfolded is folded first");
    }
    assert_eq!(TimeBarShape::in_window(atlas(), 390.0, &groups).ribbons, [RibbonOf::All]);
}

#[test]
fn a_click_on_a_stretch_goes_to_its_start_and_selects() {
    let mut harness = window(|_, _| {});
    let at = at_day(&harness, "1890-05-01", ribbon_y(&harness, "iturup"));
    click_at(&mut harness, at);
    let look = harness.state().look();
    assert_eq!(look.selection().map(|s| s.territory), Some(territory("iturup")));
    // Orange of one tone since the shogunate ended.
    let own = atlas().history.ledger(look.lens()).on(territory("iturup"), day("1890-05-01"));
    assert_eq!(look.moment(), own.from.day);
    assert!(!look.by_year());
}

#[test]
fn a_group_unfolds_and_a_territory_of_it_can_be_clicked() {
    let mut harness = window(|_, _| {});
    let name = "Unfold: Kuril Islands, northern";
    let fold = harness
        .query_all_by_label_contains("Unfold:")
        .map(|node| node.accesskit_node().label().unwrap_or_default())
        .collect::<Vec<_>>();
    assert!(fold.len() >= 3, "{fold:?} ({name})");
    harness.get_by_label(&fold[0]).click();
    harness.run();
    let group = harness.state().desk().unfolded()[0];
    let territories = &atlas().history.group(group).territories;
    assert!(territories.len() > 1);
    for &t in territories {
        let id = &atlas().history.territory(t).id;
        let at = at_day(&harness, "1990-06-01", ribbon_y(&harness, id));
        click_at(&mut harness, at);
        assert_eq!(harness.state().look().selection().map(|s| s.territory), Some(t), "{id}");
    }
    let folded = fold[0].replace("Unfold", "Fold");
    harness.get_by_label(&folded).click();
    harness.run();
    assert!(harness.state().desk().unfolded().is_empty());
}

/// From all of the time to a month: there each day can be picked, and the flag says it.
#[test]
fn in_a_month_each_day_is_picked_by_hand() {
    let mut harness = window(|look, atlas| look.apply(atlas, Action::GoToDay(day("1945-08-18"))));
    for _ in 0..14 {
        harness.key_press_modifiers(Modifiers::COMMAND, Key::ArrowUp);
        harness.run();
    }
    let shown = harness.state().desk().time.expect("a part of the time");
    assert!((shown.length() - 30.0).abs() < 1e-6, "{shown:?}");
    let y = track(&harness).top() + 12.0;
    let dates = ["1945-08-14", "1945-08-15", "1945-08-18", "1945-08-22", "1945-08-23"];
    let path: Vec<Pos2> = dates.iter().map(|date| at_day(&harness, date, y)).collect();
    let from = at_day(&harness, "1945-08-10", y);
    let moments = drag(&mut harness, from, &path);
    let expected: Vec<(String, bool)> = dates.iter().map(|d| ((*d).to_owned(), false)).collect();
    assert_eq!(moments, expected);
    // The whole again: years.
    harness.key_press_modifiers(Modifiers::COMMAND, Key::Home);
    harness.run();
    assert_eq!(harness.state().desk().time, None);
    let path = [at_day(&harness, "1875-03-01", y)];
    let from = at_day(&harness, "1800-03-01", y);
    let moments = drag(&mut harness, from, &path);
    assert_eq!(moments, [("1875-12-31".to_owned(), true)]);
}

#[test]
fn the_flag_says_whether_it_is_a_day_or_a_year() {
    let said = |change: &dyn Fn(&mut Look)| {
        let mut look = Look::new(atlas());
        change(&mut look);
        let words = Words::new(&atlas().history, look.language());
        let request = TimeBarRequest::whole(atlas(), 1408.0);
        let part = TimeBarComposer::default().compose(atlas(), &words, &look, &request);
        let texts = part.layer("handle").unwrap().marks.iter().filter_map(|mark| match mark {
            Mark::Text(text) => Some(text.text.clone()),
            _ => None,
        });
        texts.collect::<Vec<_>>()
    };
    assert_eq!(said(&|look| look.apply(atlas(), Action::GoToYear(1945))), ["1945"]);
    let exact = said(&|look| look.apply(atlas(), Action::GoToDay(day("1945-08-18"))));
    assert_eq!(exact, ["18 August 1945"]);
    // A change that is known by its year only.
    let changes = atlas().history.ledger(Look::new(atlas()).lens()).changes();
    let vague = changes.iter().find(|change| {
        let alone = changes.iter().filter(|other| other.when.day == change.when.day);
        alone.clone().all(|other| other.when.precision == okhotsk::history::Precision::Year)
    });
    let when = vague.expect("a change known by its year").when;
    let year = said(&|look| look.apply(atlas(), Action::GoToDay(when.day)));
    assert_eq!(year, [when.day.year().to_string()]);
}

/// Scrolling with the key that zooms keeps the place under the pointer; without it goes along the time.
#[test]
fn scrolling_zooms_and_pans_the_time() {
    let mut harness = window(|_, _| {});
    let at = at_day(&harness, "1945-08-18", track(&harness).top() + 60.0);
    scroll(&mut harness, at, [0.0, 600.0], Modifiers::COMMAND);
    let zoomed = harness.state().desk().time.expect("closer");
    assert!(zoomed.length() < 80_000.0, "{zoomed:?}");
    let there = scale_of(&harness).day_at(at.x - track(&harness).left() + LABELS);
    assert!(days_between(there, day("1945-08-18")).abs() < 200, "{there}");
    scroll(&mut harness, at, [0.0, 120.0], Modifiers::NONE);
    let panned = harness.state().desk().time.expect("as close");
    assert!((panned.length() - zoomed.length()).abs() < 1e-6);
    assert!(panned.from() < zoomed.from(), "up is back");
    // The map is not touched.
    assert_eq!(harness.state().look().chosen_camera(), None);
}

/// What is shown of the time goes with the moment.
#[test]
fn the_moment_stays_in_sight() {
    let mut harness = window(|look, atlas| look.apply(atlas, Action::GoToYear(1905)));
    for _ in 0..4 {
        harness.key_press_modifiers(Modifiers::COMMAND, Key::ArrowUp);
        harness.run();
    }
    for key in [Key::Home, Key::End] {
        harness.key_press(key);
        harness.run();
        let app = harness.state();
        let at = f64::from(days_between(atlas().history.first_day, app.look().moment()));
        let shown = app.desk().time.expect("a part");
        assert!((shown.from() - 1.0..=shown.from() + shown.length() + 1.0).contains(&at));
    }
}

/// A crowd of events opens its list, from which one is chosen.
#[test]
fn a_crowd_opens_the_list_of_its_members() {
    let mut harness = window(|_, _| {});
    let (frame, events) = crowd(&harness);
    let corner = track(&harness).min - vec2(LABELS, 0.0);
    let middle = [f32::midpoint(frame[0], frame[2]), f32::midpoint(frame[1], frame[3])];
    click_at(&mut harness, corner + vec2(middle[0], middle[1]));
    let (first, date) = events[0];
    let title =
        atlas().history.event(first).title.get(harness.state().look().language()).to_owned();
    for (event, _) in &events {
        let title = atlas().history.event(*event).title.get(harness.state().look().language());
        assert!(shows(&harness, title), "{title} is not listed");
    }
    harness.get_by_role_and_label(Role::Button, &title).click();
    harness.run();
    assert_eq!(harness.state().look().event(), Some(first));
    assert_eq!(harness.state().look().moment(), date);
}

/// The largest crowd of the bar, where it is and who is in it.
fn crowd(
    harness: &Harness<'_, AtlasApp>,
) -> ([f32; 4], Vec<(okhotsk::history::EventId, okhotsk::history::Day)>) {
    let part = bar_part(track(harness).width() + LABELS, None);
    let crowds = part.targets.iter().filter_map(|target| match &target.of {
        TargetOf::Events(events) => Some((target.frame, events.clone())),
        _ => None,
    });
    crowds.max_by_key(|(_, events)| events.len()).expect("a crowd")
}

fn bar_part(width: f32, window: Option<TimeWindow>) -> Part {
    let look = Look::new(atlas());
    let words = Words::new(&atlas().history, look.language());
    let request = TimeBarRequest { window, ..TimeBarRequest::whole(atlas(), width) };
    TimeBarComposer::default().compose(atlas(), &words, &look, &request)
}

/// No event is lost in a crowd, and crowds do not lie over each other.
#[test]
fn every_event_is_in_one_mark() {
    let days = f64::from(atlas().history.days());
    for (width, length) in [(1408.0, days), (700.0, days), (1408.0, 9000.0), (1408.0, 400.0)] {
        let from = f64::from(days_between(atlas().history.first_day, day("1944-10-01")));
        let window = (length < days).then(|| TimeWindow::new(from, length, days));
        let part = bar_part(width, window);
        let scale = scale(atlas(), width).window(window);
        let mut marked = Vec::new();
        let mut frames: Vec<[f32; 4]> = Vec::new();
        for target in part.targets.iter() {
            match &target.of {
                TargetOf::Event(event, _) => marked.push(*event),
                TargetOf::Events(events) => {
                    marked.extend(events.iter().map(|(event, _)| *event));
                    frames.push(target.frame);
                }
                _ => {}
            }
        }
        marked.sort();
        let shown: Vec<_> = event_marks(atlas(), Kinds::default())
            .into_iter()
            .filter(|mark| scale.shows(scale.middle_of(mark.day)))
            .map(|mark| mark.event)
            .collect();
        assert_eq!(marked, shown);
        frames.sort_by(|a, b| a[0].total_cmp(&b[0]));
        for pair in frames.windows(2) {
            assert!(pair[0][2] <= pair[1][0] + 0.01, "{pair:?} at {length} days");
        }
    }
}

/// What is written below the ribbons, from the whole to a month.
#[test]
fn what_is_written_suits_the_zoom() {
    let days = f64::from(atlas().history.days());
    let from = f64::from(days_between(atlas().history.first_day, day("1945-08-01")));
    let written = |length: f64| -> Vec<String> {
        let part = bar_part(1408.0, Some(TimeWindow::new(from, length, days)));
        let marks = part.layer("years").unwrap().marks.clone();
        let texts = marks.iter().filter_map(|mark| match mark {
            Mark::Text(text) => Some(text.text.clone()),
            _ => None,
        });
        texts.collect()
    };
    assert_eq!(written(days)[..3], ["1700", "1725", "1750"]);
    assert!(written(9000.0).contains(&"1950".to_owned()));
    assert_eq!(written(400.0)[..4], ["Aug", "10", "20", "Sept"]);
    assert_eq!(written(800.0)[..3], ["Aug", "Sept", "Oct"]);
    assert!(written(800.0).contains(&"1946".to_owned()));
    let month = written(30.0);
    assert_eq!(month[..3], ["Aug", "2", "3"]);
    assert!(month.contains(&"30".to_owned()), "{month:?}");
}

/// Each key, and where it leads from 1 January 1905.
#[test]
fn every_key_of_the_time_leads_somewhere() {
    let (none, shift, ctrl) = (Modifiers::NONE, Modifiers::SHIFT, Modifiers::COMMAND);
    let moments = [
        (Key::ArrowLeft, none, "1904-12-31"),
        (Key::ArrowRight, none, "1906-12-31"),
        (Key::ArrowLeft, shift, "1895-12-31"),
        (Key::ArrowRight, shift, "1915-12-31"),
        (Key::Home, none, "1700-12-31"),
    ];
    for (key, modifiers, date) in moments {
        let mut harness =
            window(|look, atlas| look.apply(atlas, Action::GoToDay(day("1905-01-01"))));
        harness.key_press_modifiers(modifiers, key);
        harness.run();
        assert_eq!(harness.state().look().moment(), day(date), "{key:?}");
    }
    let mut harness = window(|look, atlas| look.apply(atlas, Action::GoToDay(day("1905-01-01"))));
    let look = harness.state().look().clone();
    for (key, back) in [(Key::ArrowRight, false), (Key::ArrowLeft, true)] {
        harness.state_mut().act(Action::GoToDay(day("1905-01-01")));
        harness.key_press_modifiers(ctrl, key);
        harness.run();
        let meant = stops::change(atlas(), &look, back);
        assert_eq!(Some(harness.state().look().moment()), meant);
    }
    for (key, back) in [(Key::PageDown, false), (Key::PageUp, true)] {
        harness.state_mut().act(Action::GoToDay(day("1905-01-01")));
        harness.key_press(key);
        harness.run();
        let (event, date) = stops::event(atlas(), &look, Kinds::default(), back).unwrap();
        let look = harness.state().look();
        assert_eq!((look.event(), look.moment()), (Some(event), date), "{key:?}");
    }
    // The map, not the time.
    let closer = |harness: &Harness<'_, AtlasApp>| {
        harness.state().look().chosen_camera().map(|camera| camera.km_per_point)
    };
    harness.key_press(Key::Plus);
    harness.run();
    let first = closer(&harness).expect("closer");
    harness.key_press_modifiers(shift, Key::Plus);
    harness.run();
    let second = closer(&harness).expect("closer still");
    assert!(second < first);
    harness.key_press(Key::Minus);
    harness.run();
    assert!((closer(&harness).unwrap() - first).abs() < 1e-3);
    // The speed, through all steps and no farther.
    let speed = |harness: &Harness<'_, AtlasApp>| harness.state().desk().playback.speed();
    for _ in 0..9 {
        harness.key_press(Key::CloseBracket);
        harness.run();
    }
    assert!((speed(&harness) - 50.0).abs() < 1e-6);
    for _ in 0..9 {
        harness.key_press(Key::OpenBracket);
        harness.run();
    }
    assert!((speed(&harness) - 1.0).abs() < 1e-6);
    harness.key_press(Key::C);
    harness.run();
    assert_eq!(harness.state().desk().playback.pace(), Pace::Changes);
    harness.key_press(Key::L);
    harness.run();
    assert!(harness.state().desk().playback.looped);
    harness.key_press(Key::Space);
    harness.step();
    assert!(harness.state().desk().playback.playing);
    harness.key_press(Key::Space);
    harness.run();
    assert!(!harness.state().desk().playback.playing);
}

/// A key does one thing, and help tells it.
#[test]
fn no_two_commands_have_one_key() {
    let mut keys = Vec::new();
    for command in Command::ALL {
        for shortcut in command.shortcut().into_iter().chain(command.other_shortcut()) {
            let of = Command::of(shortcut.logical_key, shortcut.modifiers);
            assert_eq!(of, Some(command), "{shortcut:?}");
            assert!(!keys.contains(&shortcut), "{shortcut:?}");
            keys.push(shortcut);
        }
    }
    assert!(keys.len() > 35);
}

/// From event to event, there and back, all of them.
#[test]
fn pages_turn_from_event_to_event() {
    let mut look = Look::new(atlas());
    look.apply(atlas(), Action::GoToDay(atlas().history.first_day));
    let mut there = Vec::new();
    while let Some((event, date)) = stops::event(atlas(), &look, Kinds::default(), false) {
        look.apply(atlas(), Action::GoToEvent(event, date));
        there.push(event);
        assert!(there.len() < 1000, "it turns in a circle");
    }
    let all = event_marks(atlas(), Kinds::default());
    assert_eq!(there.len(), all.iter().filter(|m| m.day > atlas().history.first_day).count());
    let mut back = vec![*there.last().unwrap()];
    while let Some((event, date)) = stops::event(atlas(), &look, Kinds::default(), true) {
        look.apply(atlas(), Action::GoToEvent(event, date));
        back.push(event);
        assert!(back.len() < 1000, "it turns in a circle");
    }
    back.truncate(there.len());
    back.reverse();
    assert_eq!(there, back);
    // Only the kinds that are shown.
    let mut kinds = Kinds::default();
    for kind in EventKind::ALL {
        kinds = kinds.with(kind, kind == EventKind::Treaty);
    }
    look.apply(atlas(), Action::GoToYear(1905));
    let (event, _) = stops::event(atlas(), &look, kinds, false).unwrap();
    assert_eq!(atlas().history.event(event).kind, EventKind::Treaty);
}

/// Time that runs from change to change comes to each, rests there, and longer where a treaty's card
/// opens; it begins where the reader is.
#[test]
fn playing_by_changes_rests_at_each() {
    let mut harness = window(|look, atlas| look.apply(atlas, Action::GoToDay(day("1900-01-01"))));
    harness.key_press(Key::C);
    harness.run();
    harness.key_press(Key::Space);
    harness.step();
    assert_eq!(harness.state().look().moment(), day("1900-01-01"), "it begins where the reader is");
    let step = harness.ctx.input(|input| input.stable_dt);
    let (mut rests, mut at) = (Vec::new(), (day("1900-01-01"), 0_u16));
    for _ in 0..2000 {
        harness.step();
        let moment = harness.state().look().moment();
        if moment == at.0 {
            at.1 += 1;
        } else {
            rests.push(at);
            at = (moment, 1);
        }
        if rests.len() > 5 {
            break;
        }
    }
    let days: Vec<_> = rests.iter().skip(1).map(|(day, _)| *day).collect();
    let ledger = atlas().history.ledger(harness.state().look().lens());
    let own: Vec<_> =
        ledger.days().iter().copied().filter(|d| *d > day("1900-01-01")).take(days.len()).collect();
    assert_eq!(days, own, "a frame is {step} s");
    assert!(rests.iter().all(|(_, frames)| *frames >= 2), "{rests:?}");
    let shortest = rests.iter().skip(1).map(|(_, frames)| *frames).min().unwrap();
    let longest = rests.iter().skip(1).map(|(_, frames)| *frames).max().unwrap();
    assert!(longest > 2 * shortest, "a treaty is read for longer: {rests:?}");
}

#[test]
fn few_steps_and_speeds_hold_for_changes_too() {
    let seconds = |few: bool, speed: f32| {
        let mut playback = Playback::default();
        playback.set_speed(speed);
        playback.set_pace(Pace::Changes);
        playback.toggle();
        let ticks = (1..1000).find(|_| playback.goes_on(0.05, 1.4, few)).unwrap();
        f64::from(ticks) * 0.05
    };
    assert!((seconds(false, 5.0) - 1.4).abs() < 0.1);
    assert!((seconds(false, 50.0) - 0.14).abs() < 0.06);
    assert!((seconds(true, 50.0) - 1.0).abs() < 0.1);
    assert!(SPEED_STEPS.windows(2).all(|pair| pair[0] < pair[1]));
    assert!(!Playback::default().goes_on(9.0, 0.1, false), "it does not run");
}

/// A year in which the map changes more than once offers its days.
#[test]
fn the_days_of_a_year_are_offered() {
    let mut harness = window(|look, atlas| look.apply(atlas, Action::GoToYear(1945)));
    let days = stops::days_of_year(atlas(), harness.state().look());
    assert!(days.len() > 5, "{days:?}");
    for &date in &days {
        let label = Words::new(&atlas().history, harness.state().look().language()).day(date);
        harness.get_by_role_and_label(Role::Button, &label).click();
        harness.run();
        assert_eq!(harness.state().look().moment(), date);
        assert!(!harness.state().look().by_year());
    }
    harness.state_mut().act(Action::GoToYear(1911));
    assert!(stops::days_of_year(atlas(), harness.state().look()).is_empty());
}

/// The pointer is told the holder, the span and the act of a stretch; a reader who does not see, the
/// whole date and who holds what is selected.
#[test]
fn a_stretch_and_the_slider_say_what_they_are() {
    let mut harness = window(|look, atlas| {
        look.apply(atlas, Action::GoToDay(day("1905-10-14")));
        let selection = okhotsk::view::Selection { territory: territory("iturup"), island: None };
        look.apply(atlas, Action::Select(Some(selection)));
    });
    let slider = harness.get_by_role_and_label(Role::Slider, "Time");
    let value = slider.accesskit_node().value().unwrap_or_default();
    assert!(value.contains("14 October 1905"), "{value}");
    assert!(value.contains("Iturup: Empire of Japan"), "{value}");
    let at = at_day(&harness, "1950-05-01", ribbon_y(&harness, "iturup"));
    harness.hover_at(at);
    harness.run();
    assert!(shows(&harness, "Iturup: Soviet Union"), "nothing is told at {at:?}");
    assert!(shows(&harness, "until 1991") || shows(&harness, "1991"));
}

/// The mark of today stands only where today is covered.
#[test]
fn today_is_marked_where_it_is_covered() {
    let look = Look::new(atlas());
    let words = Words::new(&atlas().history, look.language());
    let marked = |today| {
        let request = TimeBarRequest { today, ..TimeBarRequest::whole(atlas(), 1408.0) };
        let part = TimeBarComposer::default().compose(atlas(), &words, &look, &request);
        let marks = part.layer("years").unwrap().marks.clone();
        marks.iter().any(|mark| matches!(mark, Mark::Text(text) if text.text == "today"))
    };
    assert!(marked(Some(atlas().history.last_day)));
    assert!(!marked(Some(plus_days(atlas().history.last_day, 400))));
    assert!(!marked(None));
}

/// Folding by keys: Tab comes to the ribbons once, arrows go through them, right and left unfold.
#[test]
fn ribbons_are_one_stop_with_arrows_inside() {
    let mut harness = window(|_, _| {});
    let all: Vec<String> = bar_part(1408.0, None)
        .targets
        .iter()
        .filter_map(|target| match &target.of {
            TargetOf::Ribbon(_, label) => Some(label.clone()),
            _ => None,
        })
        .collect();
    harness.get_by_role_and_label(Role::Button, &all[0]).focus();
    harness.run();
    harness.key_press(Key::ArrowDown);
    harness.run();
    let focused = |harness: &Harness<'_, AtlasApp>| {
        let nodes = harness.query_all_by_role(Role::Button);
        let mut focused = nodes.filter(|node| node.accesskit_node().is_focused());
        focused.next().and_then(|node| node.accesskit_node().label())
    };
    assert_eq!(focused(&harness), Some(all[1].clone()));
    harness.key_press(Key::ArrowUp);
    harness.run();
    assert_eq!(focused(&harness), Some(all[0].clone()));
    harness.key_press(Key::ArrowRight);
    harness.run();
    assert_eq!(harness.state().desk().unfolded().len(), 1);
    harness.key_press(Key::ArrowLeft);
    harness.run();
    assert!(harness.state().desk().unfolded().is_empty());
    // Tab leaves the group.
    harness.key_press(Key::Tab);
    harness.run();
    assert!(!all.contains(&focused(&harness).unwrap_or_default()));
}

/// Two clicks on one place are two views of it: the desk is no look, and undo leaves it.
#[test]
fn what_is_unfolded_is_the_desk_s() {
    let mut harness = window(|_, _| {});
    let before = harness.state().look().clone();
    let fold = harness
        .query_all_by_label_contains("Unfold:")
        .next()
        .and_then(|node| node.accesskit_node().label())
        .expect("something unfolds");
    harness.get_by_label(&fold).click();
    harness.run();
    assert_eq!(harness.state().look(), &before);
    let mut desk = harness.state().desk().clone();
    let group = desk.unfolded()[0];
    desk.apply(DeskAction::Unfold(group, true));
    assert_eq!(desk.unfolded(), [group], "it is unfolded once");
}

/// While time runs, a colour passes from one holder to the next: from the one that is seen, to that of the
/// day, and not a moment longer.
#[test]
fn colours_pass_from_holder_to_holder() {
    use okhotsk::picture::fading::{Fading, LASTS, recoloured};
    use okhotsk::picture::{Color, Picture, Request, compose};
    let picture = |date: &str| {
        let mut look = Look::new(atlas());
        look.apply(atlas(), Action::GoToDay(day(date)));
        let words = Words::new(&atlas().history, look.language());
        let request = Request { size: [900.0, 600.0], pixels_per_point: 1.0, alone: false };
        compose(atlas(), &words, &look, &request)
    };
    let region = okhotsk::atlas::region_of(territory("urup"));
    let color = |part: &Part| -> Color {
        let marks = part.layer("land").unwrap().marks.clone();
        let own = marks.iter().find_map(|mark| match mark {
            Mark::Land { region: Some(own), fill, .. } if *own == region => Some(fill.base),
            _ => None,
        });
        own.expect("the land")
    };
    let (before, now) = (picture("1875-10-03"), picture("1875-10-04"));
    let own = |picture: &Picture| color(picture.map().unwrap());
    assert_ne!(own(&before), own(&now));
    assert!(recoloured(&before, &now) && !recoloured(&now, &now.clone()));
    let mut fading = Fading::default();
    assert!(!fading.goes_on(5.0));
    fading.begin(&before, 10.0);
    let at = |fading: &Fading, time: f64| color(&fading.seen(now.map().unwrap(), time));
    assert_eq!(at(&fading, 10.0), own(&before));
    let half = at(&fading, 10.0 + 0.5 * LASTS);
    for channel in 0..3 {
        let (a, b) = (own(&before)[channel], own(&now)[channel]);
        assert!((a.min(b)..=a.max(b)).contains(&half[channel]), "{half:?}");
    }
    assert!(half != own(&before) && half != own(&now));
    assert!(fading.goes_on(10.0 + 0.9 * LASTS));
    // Interrupted, it goes on from what is seen.
    fading.begin(&now, 10.0 + 0.5 * LASTS);
    assert_eq!(at(&fading, 10.0 + 0.5 * LASTS), half);
    assert!(!fading.goes_on(10.0 + 1.6 * LASTS), "it ends");
    assert_eq!(at(&fading, 10.0 + 1.6 * LASTS), own(&now));
}
