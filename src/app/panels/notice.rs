//! A sentence at the foot of the map: what was done, or why not. It goes away by itself.

use std::time::{Duration, Instant};

use egui::{Align2, Area, Frame, Rect, pos2};

use crate::picture::Words;

/// How long a notice stays: that much, and so much more for each letter, for it to be read.
const STAYS: Duration = Duration::from_secs(4);
const STAYS_PER_LETTER: Duration = Duration::from_millis(60);

/// How wide the credit of a map is, and from which width on it lies on the map, in points.
const CREDIT: [f32; 2] = [320.0, 620.0];
/// The room of the button, in points.
const BUTTON: f32 = 80.0;

/// A sentence, and since when it is seen.
#[derive(Debug, Clone)]
pub(crate) struct Notice {
    said: String,
    since: Option<Instant>,
    /// Whether it offers the stories of the atlas.
    stories: bool,
}

/// What comes of a notice in a frame.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Outcome {
    /// It stays.
    Stays,
    /// It has had its time, or the reader has put it away.
    Goes,
    /// The reader asks for the stories that it offers.
    Stories,
}

impl Notice {
    /// A notice that has not been seen yet.
    pub(crate) fn new(said: String) -> Self {
        Self { said, since: None, stories: false }
    }

    /// The same, with a button that leads to the stories of the atlas.
    pub(crate) fn offering_stories(self) -> Self {
        Self { stories: true, ..self }
    }

    /// How long it still stays.
    fn left(&mut self) -> Duration {
        let letters = u32::try_from(self.said.chars().count()).unwrap_or(u32::MAX);
        let stays = STAYS + STAYS_PER_LETTER.saturating_mul(letters);
        stays.saturating_sub(self.since.get_or_insert_with(Instant::now).elapsed())
    }
}

/// Shows a notice on a map, beside its credit. While the pointer is on it, it stays.
pub(crate) fn ui(ctx: &egui::Context, notice: &mut Notice, words: &Words, map: Rect) -> Outcome {
    let credit = if map.width() > CREDIT[1] { CREDIT[0] } else { 0.0 };
    let widest = (map.width() - credit - 24.0).clamp(160.0, 560.0);
    let middle = map.left() + credit + 0.5 * (map.width() - credit);
    let shown = Area::new(egui::Id::unique("notice"))
        .fixed_pos(pos2(middle, map.bottom() - 14.0))
        .pivot(Align2::CENTER_BOTTOM)
        .order(egui::Order::Foreground)
        .show(ctx, |ui| {
            Frame::popup(ui.style())
                .show(ui, |ui| {
                    ui.horizontal(|ui| {
                        ui.set_max_width(widest);
                        let said = egui::Label::new(&notice.said).wrap();
                        let buttons = if notice.stories { 2.0 * BUTTON } else { BUTTON };
                        let room = (widest - buttons).max(80.0);
                        ui.scope(|ui| {
                            ui.set_max_width(room);
                            ui.add(said);
                        });
                        let stories =
                            notice.stories && ui.button(words.get("stories-title")).clicked();
                        let closed = ui.button(words.get("close")).clicked();
                        (closed, stories)
                    })
                    .inner
                })
                .inner
        });
    if shown.response.contains_pointer() {
        notice.since = None;
    }
    let left = notice.left();
    ctx.request_repaint_after(left);
    match shown.inner {
        (_, true) => Outcome::Stories,
        (closed, _) if closed || left.is_zero() => Outcome::Goes,
        _ => Outcome::Stays,
    }
}
