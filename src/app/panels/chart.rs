//! The chart of areas: square kilometres by state through time; a click goes to a year.

use egui::Ui;
use egui_plot::{Legend, Line, Plot, PlotPoint, VLine};

use crate::atlas::Atlas;
use crate::history::{Day, days_between};
use crate::picture::areas::{Series, series};
use crate::picture::{Words, palette};
use crate::view::{Action, View};

use super::super::style::color;

/// Shows the chart.
pub(crate) fn ui(ui: &mut Ui, atlas: &Atlas, view: &View, words: &Words) -> Vec<Action> {
    let history = &atlas.history;
    ui.horizontal(|ui| {
        ui.strong(words.get("chart-title"));
        ui.weak(words.get("chart-hint"));
    });
    let all = series(atlas, view.lens, view.theme, words);
    let ink = color(palette(view.theme).ink);
    let first = f64::from(history.first_day.year());
    let last = f64::from(history.last_day.year()) + 1.0;
    let response = Plot::new("areas")
        .legend(Legend::default().position(egui_plot::Corner::LeftTop))
        .allow_drag(false)
        .allow_zoom(false)
        .allow_scroll(false)
        .allow_boxed_zoom(false)
        .default_x_bounds(first, last)
        .include_y(0.0)
        .x_axis_formatter(|mark, _| format!("{:.0}", mark.value))
        .y_axis_formatter(|mark, _| format!("{:.0}", mark.value))
        .y_axis_label(words.get("chart-axis"))
        .show(ui, |plot| {
            for one in &all {
                plot.line(line(one));
            }
            plot.vline(VLine::new("", year_of(view.moment)).color(ink).width(1.5));
            plot.pointer_coordinate()
        });
    let clicked = response.response.clicked();
    response
        .inner
        .filter(|_| clicked)
        .map(|PlotPoint { x, .. }| {
            #[expect(clippy::cast_possible_truncation, reason = "clamped to the atlas's years")]
            let year = x.clamp(first, last - 1.0).floor() as i16;
            vec![Action::GoToYear(year)]
        })
        .unwrap_or_default()
}

fn line(series: &Series) -> Line<'static> {
    let mut points: Vec<[f64; 2]> = Vec::new();
    for (day, km2) in &series.steps {
        let x = year_of(*day);
        if let Some(&[_, before]) = points.last() {
            points.push([x, before]);
        }
        points.push([x, *km2]);
    }
    Line::new(series.name.clone(), points).color(color(series.color)).width(2.0)
}

/// A day as a year with its fraction.
fn year_of(day: Day) -> f64 {
    let start = jiff::civil::date(day.year(), 1, 1);
    f64::from(day.year()) + f64::from(days_between(start, day)) / 365.25
}
