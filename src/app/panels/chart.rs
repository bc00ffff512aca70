//! The chart of areas in the window, of the series of `picture`: square kilometres by state through
//! time, one upon the other; a click goes to a year.

use egui::text::LayoutJob;
use egui::{Align, FontSelection, Label, RichText, Ui};
use egui_plot::{Bar, BarChart, HoverPosition, Plot, PlotPoint, VLine};

use crate::history::{Day, days_between};
use crate::picture::areas::{Series, series};
use crate::picture::{Face, Words, palette};
use crate::view::{Action, Look};

use super::super::commands::Effect;
use super::super::fonts::font;
use super::super::session::Session;
use super::super::style::color;

/// Below this height, in points, the chart goes without a legend.
const LEGEND_FROM: f32 = 130.0;
/// A holding of days only is drawn as long as this, in years.
const SHORTEST: f64 = 0.4;

/// Shows the chart.
pub(crate) fn ui(ui: &mut Ui, session: &Session) -> Vec<Effect> {
    let (atlas, words, look) = (&session.atlas, &session.words, session.look());
    let history = &atlas.history;
    let all = series(atlas, look.lens(), look.theme(), words);
    let roomy = ui.available_height() > LEGEND_FROM;
    ui.horizontal(|ui| {
        let title = RichText::new(words.get("chart-title"));
        ui.label(title.font(font(Face::SansBold, 13.0)));
        ui.weak(words.get("chart-hint"));
    });
    if roomy {
        legend(ui, &all, look, words);
    }
    let ink = color(palette(look.theme()).ink);
    let first = f64::from(history.first_day.year());
    let last = f64::from(history.last_day.year()) + 1.0;
    let total: f64 = all.iter().filter_map(|one| Some(one.steps.first()?.1)).sum();
    let response = Plot::new("areas")
        .allow_drag(false)
        .allow_zoom(false)
        .allow_scroll(false)
        .allow_boxed_zoom(false)
        .allow_double_click_reset(false)
        .show_y(false)
        .default_x_bounds(first, last)
        .default_y_bounds(0.0, total.max(1.0))
        .x_axis_formatter(|mark, _| format!("{:.0}", mark.value))
        .y_axis_formatter(|mark, _| words.number(mark.value))
        .y_axis_label(words.get("chart-axis"))
        .label_formatter(|at| {
            let (HoverPosition::NearDataPoint { position, .. }
            | HoverPosition::Elsewhere { position }) = at;
            Some(areas_at(&all, words, position.x))
        })
        .show(ui, |plot| {
            for chart in charts(&all) {
                plot.bar_chart(chart);
            }
            plot.vline(VLine::new("", year_of(look.moment())).color(ink).width(1.5));
            plot.pointer_coordinate()
        });
    let clicked = response.response.clicked();
    response
        .inner
        .filter(|_| clicked)
        .map(|PlotPoint { x, .. }| {
            #[expect(clippy::cast_possible_truncation, reason = "clamped to the atlas's years")]
            let year = x.clamp(first, last - 1.0).floor() as i16;
            vec![Action::GoToYear(year).into()]
        })
        .unwrap_or_default()
}

/// What the colours are, with the areas of the moment.
fn legend(ui: &mut Ui, all: &[Series], look: &Look, words: &Words) {
    let palette = palette(look.theme());
    let moment = year_of(look.moment());
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing.x = 12.0;
        for one in all {
            let mut job = LayoutJob::default();
            let mut put = |text: &str, ink| {
                let text = RichText::new(text).size(12.0).color(color(ink));
                text.append_to(&mut job, ui.style(), FontSelection::Default, Align::Center);
            };
            put("■ ", one.color);
            put(&one.name, palette.ink);
            if let Some(km2) = area_at(one, moment) {
                put(&format!("  {}", words.area(km2)), palette.muted);
            }
            ui.add(Label::new(job).extend());
        }
    });
}

/// The holdings as bars, each family's upon those before it.
fn charts(all: &[Series]) -> Vec<BarChart> {
    // All series have the same days.
    let mut below = vec![0.0; all.iter().map(|one| one.steps.len()).max().unwrap_or(0)];
    all.iter()
        .map(|one| {
            let mut stretches: Vec<Stretch> = Vec::new();
            for (pair, below) in one.steps.windows(2).zip(&mut below) {
                let &[(from, km2), (until, _)] = pair else { continue };
                let stretch = Stretch { from, until, below: *below, km2 };
                *below += km2;
                match stretches.last_mut() {
                    _ if km2 <= 0.0 => {}
                    Some(last) if last.goes_on_as(&stretch) => last.until = until,
                    _ => stretches.push(stretch),
                }
            }
            let fill = color(one.color);
            let bars = stretches.iter().map(|stretch| stretch.bar().fill(fill)).collect();
            BarChart::new(one.name.clone(), bars).color(fill).allow_hover(false)
        })
        .collect()
}

/// A time during which an area, and what it stands upon, stayed as they were.
struct Stretch {
    from: Day,
    until: Day,
    below: f64,
    km2: f64,
}

impl Stretch {
    fn goes_on_as(&self, next: &Self) -> bool {
        let same = |a: f64, b: f64| (a - b).abs() < 1e-3;
        self.until == next.from && same(self.below, next.below) && same(self.km2, next.km2)
    }

    fn bar(&self) -> Bar {
        let from = year_of(self.from);
        let years = (year_of(self.until) - from).max(SHORTEST);
        let bar = Bar::new(from + 0.5 * years, self.km2).width(years).base_offset(self.below);
        bar.stroke(egui::Stroke::NONE)
    }
}

/// The year and who held how much at a point of time, a line each.
fn areas_at(all: &[Series], words: &Words, at: f64) -> String {
    let line = |one: &Series| Some(words.pair(&one.name, &words.area(area_at(one, at)?)));
    let year = format!("{:.0}", at.floor());
    let lines: Vec<String> = std::iter::once(year).chain(all.iter().filter_map(line)).collect();
    lines.join("\n")
}

/// The square kilometres at a point of time, if there were any.
fn area_at(one: &Series, at: f64) -> Option<f64> {
    let step = one.steps.iter().rev().find(|(day, _)| year_of(*day) <= at)?;
    Some(step.1).filter(|km2| *km2 > 0.0)
}

/// A day as a year with its fraction.
fn year_of(day: Day) -> f64 {
    let start = jiff::civil::date(day.year(), 1, 1);
    f64::from(day.year()) + f64::from(days_between(start, day)) / 365.25
}
