//! A sentence below the bar at the top: what was done, or why not. It goes away by itself.

use std::time::{Duration, Instant};

use egui::{Align2, Area, Frame, vec2};

use crate::picture::Words;

/// How long a notice stays: that much, and so much more for each letter, for it to be read.
const STAYS: Duration = Duration::from_secs(4);
const STAYS_PER_LETTER: Duration = Duration::from_millis(60);

/// A sentence, and since when it is seen.
#[derive(Debug, Clone)]
pub(crate) struct Notice {
    said: String,
    since: Option<Instant>,
}

impl Notice {
    /// A notice that has not been seen yet.
    pub(crate) fn new(said: String) -> Self {
        Self { said, since: None }
    }

    /// How long it still stays.
    fn left(&mut self) -> Duration {
        let letters = u32::try_from(self.said.chars().count()).unwrap_or(u32::MAX);
        let stays = STAYS + STAYS_PER_LETTER.saturating_mul(letters);
        stays.saturating_sub(self.since.get_or_insert_with(Instant::now).elapsed())
    }
}

/// Shows a notice; whether it has had its time or the reader has put it away. While the pointer is on
/// it, it stays.
pub(crate) fn ui(ctx: &egui::Context, notice: &mut Notice, words: &Words) -> bool {
    let shown = Area::new(egui::Id::unique("notice"))
        .anchor(Align2::CENTER_TOP, vec2(0.0, 56.0))
        .order(egui::Order::Foreground)
        .show(ctx, |ui| {
            Frame::popup(ui.style())
                .show(ui, |ui| {
                    ui.horizontal(|ui| {
                        ui.set_max_width(640.0);
                        ui.label(&notice.said);
                        ui.button(words.get("close")).clicked()
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
    shown.inner || left.is_zero()
}
