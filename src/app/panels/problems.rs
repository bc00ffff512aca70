//! What is wrong with the files of an atlas: a list beside the map, which goes away when it is mended.

use egui::{Align2, Label, ScrollArea, Window, vec2};

use crate::atlas::Problems;
use crate::picture::{Argument, Words};

use super::super::widgets::name_bars;

/// The problems of an atlas that was asked for, or of the one that is shown.
#[derive(Debug, Clone)]
pub(crate) struct ProblemList {
    /// The key of the sentence above them.
    key: &'static str,
    /// The folder.
    path: String,
    lines: Vec<String>,
}

impl ProblemList {
    /// The problems of an atlas that cannot be opened.
    pub(crate) fn of_opened(path: String, problems: &Problems) -> Self {
        Self { key: "problems-opened", path, lines: lines(problems) }
    }

    /// The problems of a change of the atlas that is shown.
    pub(crate) fn of_change(path: String, problems: &Problems) -> Self {
        Self { key: "problems-changed", path, lines: lines(problems) }
    }

    /// Whether they are of the atlas that is shown.
    pub(crate) fn is_of_change(&self) -> bool {
        self.key == "problems-changed"
    }
}

fn lines(problems: &Problems) -> Vec<String> {
    problems.to_string().lines().map(str::to_owned).collect()
}

/// Shows the list; whether it stays open.
pub(crate) fn ui(ctx: &egui::Context, list: &ProblemList, words: &Words) -> bool {
    let mut open = true;
    let mut closed = false;
    Window::new(words.get("problems-title"))
        .id(egui::Id::unique("problems"))
        .anchor(Align2::LEFT_BOTTOM, vec2(24.0, -160.0))
        .collapsible(false)
        .resizable(false)
        .open(&mut open)
        .show(ctx, |ui| {
            ui.set_max_width((ctx.content_rect().width() - 80.0).clamp(200.0, 520.0));
            let path = [("path", Argument::Text(&list.path))];
            ui.add(Label::new(words.with(list.key, &path)).wrap());
            ui.add_space(4.0);
            let area = ScrollArea::vertical().max_height(220.0).show(ui, |ui| {
                for line in &list.lines {
                    ui.add(Label::new(line).wrap());
                }
            });
            name_bars(ui, &area, &words.get("scroll-bar"));
            ui.add_space(4.0);
            closed = ui.button(words.get("close")).clicked();
        });
    open && !closed
}
