//! The chart of areas in the window, of the series of `picture`: square kilometres by state through
//! time, one upon the other, on the axis of the time bar below it; a click goes to a year.

use egui::text::LayoutJob;
use egui::{
    Align, Align2, FontSelection, Label, Rect, RichText, Role, Ui, UiBuilder, WidgetInfo, pos2,
};
use egui_plot::{Bar, BarChart, HoverPosition, Plot, PlotPoint, VLine};

use crate::history::{Day, days_between, plus_days};
use crate::picture::areas::{Series, series};
use crate::picture::chart::{lines_km2, most_km2};
use crate::picture::palette::faded;
use crate::picture::time_bar::{LABELS, scale};
use crate::picture::{Face, Words, palette};
use crate::view::{Action, Look};

use super::super::commands::Effect;
use super::super::fonts::font;
use super::super::session::Session;
use super::super::style::color;
use super::super::widgets::as_heading;

/// Below this height, in points, the chart goes without a legend.
const LEGEND_FROM: f32 = 130.0;
/// A holding of days only is drawn as long as this.
const SHORTEST_DAYS: f64 = 146.0;

/// Shows the chart.
pub(crate) fn ui(ui: &mut Ui, session: &Session) -> Vec<Effect> {
    let (atlas, words, look) = (&session.atlas, &session.words, session.look());
    let history = &atlas.history;
    let all = series(atlas, look.lens(), look.theme(), words);
    let roomy = ui.available_height() > LEGEND_FROM;
    ui.horizontal(|ui| {
        let title = words.get("chart-title");
        let label = ui.label(RichText::new(&title).font(font(Face::SansBold, 13.0)));
        as_heading(&label, &title, 2);
        ui.weak(words.get("chart-hint"));
    });
    if roomy {
        legend(ui, &all, look, words);
    }
    // The plot has the frame of the ribbons, from edge to edge, and their days.
    let area = ui.available_rect_before_wrap();
    ui.allocate_rect(area, egui::Sense::hover());
    let scale = scale(atlas, area.width()).window(session.desk().time);
    let [left, right] = scale.ends();
    let shown = scale.shown();
    let (begin, end) = (shown.from(), shown.from() + shown.length());
    let days = f64::from(days_between(history.first_day, plus_days(history.last_day, 1)));
    let frame = Rect::from_min_max(
        pos2(area.left() + left, area.top()),
        pos2(area.left() + right, area.bottom().max(area.top() + 1.0)),
    );
    let most = most_km2(&all);
    let palette = palette(look.theme());
    let at = scale.days_before(look.moment()) + 0.5;
    let response = ui
        .scope_builder(UiBuilder::new().max_rect(frame), |ui| {
            Plot::new("areas")
                .width(frame.width())
                .height(frame.height())
                .show_axes(false)
                .show_grid(false)
                .show_background(false)
                .allow_drag(false)
                .allow_zoom(false)
                .allow_scroll(false)
                .allow_boxed_zoom(false)
                .allow_double_click_reset(false)
                .show_y(false)
                .set_margin_fraction(egui::Vec2::ZERO)
                .default_x_bounds(begin, end)
                .default_y_bounds(0.0, most)
                .label_formatter(|at| {
                    let (HoverPosition::NearDataPoint { position, .. }
                    | HoverPosition::Elsewhere { position }) = at;
                    Some(areas_at(&all, words, day_at(history.first_day, position.x)))
                })
                .show(ui, |plot| {
                    // It is the part of the time that the ribbons show.
                    plot.set_plot_bounds_x(begin..=end);
                    for chart in charts(&all, history.first_day) {
                        plot.bar_chart(chart);
                    }
                    plot.vline(VLine::new("", at).color(color(palette.ink)).width(1.5));
                    plot.pointer_coordinate()
                })
        })
        .inner;
    let painter = ui.painter();
    for km2 in lines_km2(most) {
        #[expect(clippy::cast_possible_truncation, reason = "a part of the whole")]
        let y = frame.bottom() - frame.height() * (km2 / most) as f32;
        let line = egui::Stroke::new(0.6, color(faded(palette.paper, 150)));
        painter.hline(frame.x_range(), y, line);
        let muted = color(palette.muted);
        let at = pos2(area.left() + LABELS - 8.0, y);
        painter.text(at, Align2::RIGHT_CENTER, words.area(km2), font(Face::Sans, 10.0), muted);
    }
    let clicked = response.response.clicked();
    response.response.widget_info(|| {
        let said = areas_at(&all, words, look.moment()).replace('\n', "; ");
        WidgetInfo::labeled(Role::Figure, true, words.pair(&words.get("chart-title"), &said))
    });
    response
        .inner
        .filter(|_| clicked)
        .map(|PlotPoint { x, .. }| {
            vec![
                Action::GoToYear(day_at(history.first_day, x.clamp(0.0, days - 1.0)).year()).into(),
            ]
        })
        .unwrap_or_default()
}

/// The day that is so many days after the first.
fn day_at(first: Day, days: f64) -> Day {
    #[expect(clippy::cast_possible_truncation, reason = "some hundred thousand days")]
    let days = days.floor().clamp(-4e5, 4e5) as i32;
    plus_days(first, days)
}

/// What the colours are, with the areas of the moment.
fn legend(ui: &mut Ui, all: &[Series], look: &Look, words: &Words) {
    let palette = palette(look.theme());
    let moment = look.moment();
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
fn charts(all: &[Series], first: Day) -> Vec<BarChart> {
    // All series have the same days.
    let mut below = vec![0.0; all.iter().map(|one| one.steps.len()).max().unwrap_or(0)];
    all.iter()
        .map(|one| {
            let mut stretches: Vec<Stretch> = Vec::new();
            let last = one.steps.len().saturating_sub(2);
            for (i, (pair, below)) in one.steps.windows(2).zip(&mut below).enumerate() {
                let &[(from, km2), (until, _)] = pair else { continue };
                // The last day is over only when it ends.
                let until = if i == last { plus_days(until, 1) } else { until };
                let stretch = Stretch { from, until, below: *below, km2 };
                *below += km2;
                match stretches.last_mut() {
                    _ if km2 <= 0.0 => {}
                    Some(last) if last.goes_on_as(&stretch) => last.until = until,
                    _ => stretches.push(stretch),
                }
            }
            let fill = color(one.color);
            let bars = stretches.iter().map(|stretch| stretch.bar(first).fill(fill)).collect();
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

    fn bar(&self, first: Day) -> Bar {
        let from = f64::from(days_between(first, self.from));
        let days = f64::from(days_between(self.from, self.until)).max(SHORTEST_DAYS);
        let bar = Bar::new(from + 0.5 * days, self.km2).width(days).base_offset(self.below);
        bar.stroke(egui::Stroke::NONE)
    }
}

/// The year and who held how much on a day, a line each.
fn areas_at(all: &[Series], words: &Words, day: Day) -> String {
    let line = |one: &Series| Some(words.pair(&one.name, &words.area(area_at(one, day)?)));
    let year = day.year().to_string();
    let lines: Vec<String> = std::iter::once(year).chain(all.iter().filter_map(line)).collect();
    lines.join("\n")
}

/// The square kilometres on a day, if there were any.
fn area_at(one: &Series, day: Day) -> Option<f64> {
    let step = one.steps.iter().rev().find(|(from, _)| *from <= day)?;
    Some(step.1).filter(|km2| *km2 > 0.0)
}
