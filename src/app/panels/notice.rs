//! A sentence at the foot of the window: what was done, or why not.

use egui::{Align2, Area, Frame, vec2};

use crate::picture::Words;

/// Shows a notice; whether the reader has put it away.
pub(crate) fn ui(ctx: &egui::Context, notice: &str, words: &Words) -> bool {
    Area::new(egui::Id::unique("notice"))
        .anchor(Align2::CENTER_BOTTOM, vec2(0.0, -190.0))
        .order(egui::Order::Foreground)
        .show(ctx, |ui| {
            Frame::popup(ui.style())
                .show(ui, |ui| {
                    ui.horizontal(|ui| {
                        ui.set_max_width(640.0);
                        ui.label(notice);
                        ui.button(words.get("close")).clicked()
                    })
                    .inner
                })
                .inner
        })
        .inner
}
