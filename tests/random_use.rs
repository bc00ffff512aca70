//! A reader who does anything: keys, clicks, drags, scrolls and windows of any size, by chance but
//! always the same. Some hundred steps here; by hand for as long as wanted:
//!
//! ```text
//! OKHOTSK_RANDOM_MINUTES=5 cargo test --release --test all random_use -- --nocapture
//! ```

use std::sync::Arc;
use std::time::{Duration, Instant};

use egui::{Event, Key, Modifiers, MouseWheelUnit, PointerButton, Pos2, TouchPhase, pos2, vec2};
use egui_kittest::Harness;
use okhotsk::app::AtlasApp;
use okhotsk::app::commands::Command;
use okhotsk::view::Action;

use crate::window::window;

/// Steps where no time is asked for.
const STEPS: u64 = 260;
/// The smallest and the largest window, in points.
const SIZES: [[f32; 2]; 2] = [[1.0, 1.0], [2600.0, 1900.0]];

/// Numbers by chance (G. Marsaglia, "Xorshift RNGs", *Journal of Statistical Software* 8(14), 2003).
struct Chance(u64);

impl Chance {
    fn next(&mut self) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0
    }

    /// A whole number below another.
    fn below(&mut self, count: u64) -> u64 {
        self.next() % count
    }

    fn between(&mut self, low: f32, high: f32) -> f32 {
        let part = f32::from(u16::try_from(self.below(10_000)).unwrap()) / 10_000.0;
        low + part * (high - low)
    }

    fn place(&mut self, size: [f32; 2]) -> Pos2 {
        pos2(self.between(0.0, size[0]), self.between(0.0, size[1]))
    }
}

/// Memory of this process, in pages; 0 where the system does not tell.
fn pages() -> u64 {
    let text = std::fs::read_to_string("/proc/self/statm").unwrap_or_default();
    text.split_whitespace().nth(1).and_then(|pages| pages.parse().ok()).unwrap_or(0)
}

fn button(at: Pos2, pressed: bool) -> Event {
    let modifiers = Modifiers::NONE;
    Event::PointerButton { pos: at, button: PointerButton::Primary, pressed, modifiers }
}

/// One thing that a reader might do.
fn act(harness: &mut Harness<'_, AtlasApp>, chance: &mut Chance, size: &mut [f32; 2]) {
    match chance.below(12) {
        0 => {
            *size = std::array::from_fn(|axis| {
                // Most windows are of a usual size.
                let usual = chance.below(3) > 0;
                let [low, high] = if usual { [500.0, 1500.0] } else { SIZES.map(|s| s[axis]) };
                chance.between(low, high).round().max(1.0)
            });
            harness.set_size(vec2(size[0], size[1]));
        }
        1..=4 => {
            let commands: Vec<Command> =
                Command::ALL.into_iter().filter(|command| command.shortcut().is_some()).collect();
            let at = usize::try_from(chance.below(commands.len() as u64)).unwrap();
            let keys = commands[at].shortcut().unwrap();
            // The picture is not to be saved, the window not to be closed.
            if ![Command::SavePicture, Command::Quit].contains(&commands[at]) {
                harness.key_press_modifiers(keys.modifiers, keys.logical_key);
            }
        }
        5 => {
            let keys = [Key::Tab, Key::Enter, Key::Escape, Key::ArrowDown, Key::Backspace];
            let key = keys[usize::try_from(chance.below(5)).unwrap()];
            harness.key_press(key);
        }
        6 => {
            let text = ["1905", "урup", "北海道", "\u{202e}", "99999", "-", "1945-08-1"];
            let text = text[usize::try_from(chance.below(7)).unwrap()];
            harness.event(Event::Text(text.to_owned()));
        }
        7 => {
            harness.event(Event::PointerMoved(chance.place(*size)));
            harness.event(Event::MouseWheel {
                unit: MouseWheelUnit::Point,
                delta: vec2(0.0, chance.between(-300.0, 300.0)),
                phase: TouchPhase::Move,
                source: egui::MouseWheelSource::Unknown,
                modifiers: Modifiers::NONE,
            });
        }
        8 => {
            let (from, to) = (chance.place(*size), chance.place(*size));
            harness.event(Event::PointerMoved(from));
            harness.event(button(from, true));
            harness.step();
            for part in [0.3, 0.6, 1.0] {
                harness.event(Event::PointerMoved(from + (to - from) * part));
                harness.step();
            }
            harness.event(button(to, false));
        }
        _ => {
            let at = chance.place(*size);
            harness.event(Event::PointerMoved(at));
            harness.step();
            harness.event(button(at, true));
            harness.event(button(at, false));
        }
    }
    harness.step();
}

/// The land as it is seen from very near takes megabytes, which come back some time after the reader has
/// gone away.
#[test]
fn land_that_was_seen_from_near_is_forgotten() {
    let mut harness = window(|_, _| {});
    let near = |harness: &Harness<'_, AtlasApp>| {
        Arc::downgrade(&harness.state().atlas().geography.level(0))
    };
    let size = harness.state().map_size();
    let middle = size.map(|side| side / 2.0);
    harness.state_mut().act(Action::ZoomAt(middle, 200.0, size.into()));
    harness.run_steps(60);
    let seen = near(&harness);
    harness.state_mut().act(Action::Fit);
    harness.run_steps(5);
    assert!(seen.upgrade().is_some(), "it is forgotten at once");
    harness.run_steps(60);
    assert!(seen.upgrade().is_none(), "it is kept");
}

#[test]
fn nothing_that_a_reader_does_ends_the_window() {
    let minutes = std::env::var("OKHOTSK_RANDOM_MINUTES").ok();
    let minutes: Option<f64> = minutes.and_then(|minutes| minutes.parse().ok());
    let until = minutes.map(|minutes| Instant::now() + Duration::from_secs_f64(60.0 * minutes));
    let mut chance = Chance(0x9E37_79B9_7F4A_7C15);
    let mut size = [1000.0, 700.0];
    let mut harness = window(|_, _| {});
    let mut steps = 0;
    let mut begun = 0;
    while until.map_or(steps < STEPS, |until| Instant::now() < until) {
        act(&mut harness, &mut chance, &mut size);
        steps += 1;
        if steps == STEPS {
            begun = pages();
        }
    }
    // Whatever is open, the window can be used after it, and is still when nobody does anything.
    for _ in 0..12 {
        harness.key_press(Key::Escape);
        harness.step();
    }
    if harness.state().desk().playback.playing {
        harness.key_press(Key::Space);
    }
    harness.set_size(vec2(1000.0, 700.0));
    harness.run();
    let before = harness.state().look().moment().year();
    harness.key_press(if before > 1800 { Key::Home } else { Key::End });
    harness.run();
    assert_ne!(harness.state().look().moment().year(), before, "keys do nothing");
    if minutes.is_some() {
        // What is open takes memory: it is measured with as little open as at the beginning.
        let state = harness.state_mut();
        for action in [Action::Compare(None), Action::Fit, Action::SetDisputes(false)] {
            state.act(action);
        }
        // What is kept for a reader who turns back at once goes.
        harness.run_steps(60);
        println!("{steps} steps; pages of memory {begun} after the first {STEPS}, {} now", pages());
    }
}
