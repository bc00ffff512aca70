//! The ledger in the window, of the series of `picture`: square kilometres by holder through time, one
//! upon the other, or the holders of each territory as bars, on the axis of the time bar below; a click
//! goes to a moment.

use egui::text::LayoutJob;
use egui::{
    Align, Align2, Button, FontSelection, Id, Label, Rect, RichText, Role, Ui, UiBuilder,
    WidgetInfo, pos2,
};
use egui_plot::{Bar, BarChart, HoverPosition, Plot, PlotPoint, VLine};

use crate::history::{
    Day, EventKind, GroupId, Language, LensId, TerritoryId, days_between, plus_days,
};
use crate::picture::areas::{Series, series};
use crate::picture::chart::{lines_km2, most_km2, rows};
use crate::picture::palette::faded;
use crate::picture::ribbons::{Segment, TimeScale, segments};
use crate::picture::time_bar::{LABELS, scale};
use crate::picture::{Face, Kept, Palette, Words, palette};
use crate::view::{Action, DeskAction, LedgerKind, LedgerView, Look, Scope, Theme};

use super::super::effects::Effect;
use super::super::fonts::font;
use super::super::session::Session;
use super::super::style::color;
use super::super::widgets::{Along, Roving, as_heading, time_scrolled};

/// Below this height, in points, the chart goes without a legend.
const LEGEND_FROM: f32 = 150.0;
/// A holding is drawn no narrower than this, in points.
const NARROWEST: f64 = 1.6;
/// Where a day is wider than this, in points, a click goes to a day; elsewhere to a year.
const DAY_WIDTH: f32 = 2.0;
/// The smallest letters that names are written in, in points.
const LEAST_LETTERS: f32 = 7.0;

/// What the panel keeps from frame to frame.
#[derive(Default)]
pub(crate) struct Ledger {
    series: Kept<(LensId, Theme, Language, Scope), Vec<Series>>,
    rows: Kept<(LensId, Theme, Scope), Vec<Land>>,
}

/// A territory and its stretches.
type Land = (TerritoryId, Vec<Segment>);

impl Ledger {
    /// Shows the ledger.
    pub(crate) fn ui(&mut self, ui: &mut Ui, session: &Session) -> Vec<Effect> {
        let mut effects = Vec::new();
        let (atlas, words, look) = (&session.atlas, &session.words, session.look());
        let view = session.desk().ledger;
        let (lens, theme, language) = (look.lens(), look.theme(), words.language);
        let of = view.scope.territories(atlas);
        let all = self
            .series
            .get((lens, theme, language, view.scope), |_| series(atlas, lens, theme, words, &of));
        let roomy = ui.available_height() > LEGEND_FROM;
        head(ui, session, view, &mut effects);
        if roomy {
            legend(ui, &all, look, words);
        }
        // The plot has the frame of the ribbons, from edge to edge, and their days.
        let area = ui.available_rect_before_wrap();
        ui.allocate_rect(area, egui::Sense::hover());
        let scale = scale(atlas, area.width()).window(session.desk().time);
        let [left, right] = scale.ends();
        let frame = Rect::from_min_max(
            pos2(area.left() + left, area.top()),
            pos2(area.left() + right, area.bottom().max(area.top() + 1.0)),
        );
        let hovered = ui.input(|input| input.pointer.hover_pos()).filter(|at| frame.contains(*at));
        if let Some(at) = hovered {
            let shown = time_scrolled(ui.ctx(), session, &scale, at.x - area.left());
            effects.extend(shown.map(Effect::from));
        }
        let lands = self.rows.get((lens, theme, view.scope), |_| {
            of.iter().map(|&t| (t, segments(atlas, lens, t, theme))).collect()
        });
        let (row, _) = rows(lands.len(), 0.0, frame.height());
        let most_rows = f64::from(frame.height() / row.max(0.1));
        let shown =
            Shown { session, all: &all, lands: &lands, scale: &scale, kind: view.kind, most_rows };
        effects.extend(shown.plot(ui, frame));
        shown.names(ui, area, frame, &palette(theme));
        effects
    }
}

/// The title, what is shown of the ledger, and what can be done with it.
fn head(ui: &mut Ui, session: &Session, view: LedgerView, effects: &mut Vec<Effect>) {
    let words = &session.words;
    ui.horizontal(|ui| {
        let title = words.get("chart-title");
        let label = ui.label(RichText::new(&title).font(font(Face::SansBold, 13.0)));
        as_heading(&label, &title, 2);
        let name = scope_name(session, view.scope);
        let menu = ui.menu_button(&name, |ui| {
            if let Some(scope) = scopes(ui, session) {
                effects.push(DeskAction::SetLedger(LedgerView { scope, ..view }).into());
                ui.close();
            }
        });
        let said = words.pair(&words.get("ledger-of"), &name);
        menu.response.widget_info(|| WidgetInfo::labeled(Role::Button, true, &said));
        let mut group = Roving::new(ui, Id::unique("kinds of ledger"), Along::Row);
        for kind in LedgerKind::ALL {
            let on = view.kind == kind;
            let label = words.get(&format!("ledger-{}", kind.id()));
            let button = Button::selectable(on, label.as_str()).sense(group.sense());
            let response = ui.add(button);
            group.add(&response);
            response.widget_info(|| WidgetInfo::selected(Role::Button, true, on, &label));
            if response.clicked() {
                effects.push(DeskAction::SetLedger(LedgerView { kind, ..view }).into());
            }
        }
        group.end(ui);
        if ui.button(words.get("ledger-save")).clicked() {
            effects.push(Effect::SaveLedger);
        }
        ui.weak(words.get("chart-hint"));
    });
}

fn scope_name(session: &Session, scope: Scope) -> String {
    let (history, words) = (&session.atlas.history, &session.words);
    match scope {
        Scope::All => words.get("time-all"),
        Scope::Group(group) => history.group(group).name.get(words.language).to_owned(),
        Scope::Territory(t) => history.territory(t).name.get(words.language).to_owned(),
    }
}

/// The land that the ledger can be of; that which was chosen.
fn scopes(ui: &mut Ui, session: &Session) -> Option<Scope> {
    let history = &session.atlas.history;
    let groups = (0_u16..).map(GroupId).take(history.groups.len()).map(Scope::Group);
    let selected =
        session.look().selection().map(|selection| Scope::Territory(selection.territory));
    let mut chosen = None;
    for scope in std::iter::once(Scope::All).chain(selected).chain(groups) {
        let on = session.desk().ledger.scope == scope;
        if ui.add(Button::selectable(on, scope_name(session, scope))).clicked() {
            chosen = Some(scope);
        }
    }
    chosen
}

/// What a plot is made of.
struct Shown<'a> {
    session: &'a Session,
    all: &'a [Series],
    lands: &'a [Land],
    scale: &'a TimeScale,
    kind: LedgerKind,
    /// How many rows of territories have room.
    most_rows: f64,
}

impl Shown<'_> {
    /// The plot, and where a click in it leads.
    fn plot(&self, ui: &mut Ui, frame: Rect) -> Vec<Effect> {
        let (atlas, words, look) = (&self.session.atlas, &self.session.words, self.session.look());
        let first = atlas.history.first_day;
        let palette = palette(look.theme());
        let shown = self.scale.shown();
        let (begin, end) = (shown.from(), shown.from() + shown.length());
        let most = match self.kind {
            LedgerKind::Areas => most_km2(self.all),
            LedgerKind::Holders => self.most_rows,
        };
        let at = self.scale.days_before(look.moment()) + 0.5;
        let narrowest = NARROWEST * self.scale.days_of(1.0);
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
                    .label_formatter(|at| {
                        let (HoverPosition::NearDataPoint { position, .. }
                        | HoverPosition::Elsewhere { position }) = at;
                        Some(self.told(day_at(first, position.x), position.y))
                    })
                    .show(ui, |plot| {
                        // It is the part of the time that the ribbons show.
                        plot.set_plot_bounds_x(begin..=end);
                        plot.set_plot_bounds_y(0.0..=most);
                        let charts = match self.kind {
                            LedgerKind::Areas => areas(self.all, first, narrowest),
                            LedgerKind::Holders => holders(self.lands, first, most, narrowest),
                        };
                        for chart in charts {
                            plot.bar_chart(chart);
                        }
                        for (name, x) in self.instruments() {
                            let ink = color(faded(palette.treaty, 110));
                            plot.vline(VLine::new(name, x).color(ink).width(0.8));
                        }
                        plot.vline(VLine::new("", at).color(color(palette.ink)).width(1.5));
                        plot.pointer_coordinate()
                    })
            })
            .inner;
        let clicked = response.response.clicked();
        response.response.widget_info(|| {
            let said = areas_at(self.all, words, look.moment()).replace('\n', "; ");
            WidgetInfo::labeled(Role::Figure, true, words.pair(&words.get("chart-title"), &said))
        });
        let Some(PlotPoint { x, .. }) = response.inner.filter(|_| clicked) else {
            return Vec::new();
        };
        let day = day_at(first, x.clamp(0.0, self.session.days() - 1.0));
        let action = if self.scale.day_width() > DAY_WIDTH {
            Action::GoToDay(day)
        } else {
            Action::GoToYear(day.year())
        };
        vec![action.into()]
    }

    /// The treaties and other instruments that touched the land, with their days.
    fn instruments(&self) -> impl Iterator<Item = (String, f64)> {
        let history = &self.session.atlas.history;
        let events = history.event_ids().map(|event| history.event(event));
        let touching = events.filter(|event| {
            let own = |t: &TerritoryId| self.lands.iter().any(|(land, _)| land == t);
            event.kind == EventKind::Treaty && event.territories.iter().any(own)
        });
        touching.map(|event| {
            let title = event.title.get(self.session.words.language).to_owned();
            (title, self.scale.days_before(event.date.day) + 0.5)
        })
    }

    /// What is told of a place: the areas of its day, or who held the territory of its row.
    fn told(&self, day: Day, y: f64) -> String {
        let (atlas, words) = (&self.session.atlas, &self.session.words);
        if self.kind == LedgerKind::Areas {
            return areas_at(self.all, words, day);
        }
        let count = self.lands.len();
        let row = (0..count).find(|&row| (y - self.middle(row)).abs() <= 0.5);
        let Some((territory, _)) = row.and_then(|row| self.lands.get(row)) else {
            return words.day(day);
        };
        let lens = self.session.look().lens();
        crate::picture::spoken::territory(atlas, words, (lens, day), *territory)
    }

    /// The middle of a row, counted in rows from below; the first stands at the upper edge.
    fn middle(&self, row: usize) -> f64 {
        self.most_rows - counted(row) - 0.5
    }

    /// What stands beside the plot: the areas of its lines, or the names of the territories.
    fn names(&self, ui: &Ui, area: Rect, frame: Rect, palette: &Palette) {
        let (atlas, words) = (&self.session.atlas, &self.session.words);
        let painter = ui.painter();
        let muted = color(palette.muted);
        let right = area.left() + LABELS - 8.0;
        match self.kind {
            LedgerKind::Areas => {
                let most = most_km2(self.all);
                for km2 in lines_km2(most) {
                    #[expect(clippy::cast_possible_truncation, reason = "a part of the whole")]
                    let y = frame.bottom() - frame.height() * (km2 / most) as f32;
                    let line = egui::Stroke::new(0.6, color(faded(palette.paper, 150)));
                    painter.hline(frame.x_range(), y, line);
                    let at = pos2(right, y);
                    let small = font(Face::Sans, 10.0);
                    painter.text(at, Align2::RIGHT_CENTER, words.area(km2), small, muted);
                }
            }
            LedgerKind::Holders => {
                let (high, letters) = rows(self.lands.len(), frame.top(), frame.bottom());
                if letters < LEAST_LETTERS {
                    return;
                }
                let mut y = frame.top() + 0.5 * high;
                for (territory, _) in self.lands {
                    let name = atlas.history.territory(*territory).name.get(words.language);
                    let galley =
                        painter.layout_no_wrap(name.to_owned(), font(Face::Sans, letters), muted);
                    let room = LABELS - 10.0;
                    let smaller = (room / galley.size().x).min(1.0) * letters;
                    let type_size = font(Face::Sans, smaller);
                    painter.text(pos2(right, y), Align2::RIGHT_CENTER, name, type_size, muted);
                    y += high;
                }
            }
        }
    }
}

fn counted(count: usize) -> f64 {
    f64::from(u32::try_from(count).unwrap_or(u32::MAX))
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
            let Some(km2) = one.on(moment) else { continue };
            let mut job = LayoutJob::default();
            let mut put = |text: &str, ink| {
                let text = RichText::new(text).size(12.0).color(color(ink));
                text.append_to(&mut job, ui.style(), FontSelection::Default, Align::Center);
            };
            put("■ ", one.color);
            put(&one.name, palette.ink);
            put(&format!("  {}", words.area(km2)), palette.muted);
            ui.add(Label::new(job).extend());
        }
    });
}

/// The holdings as bars, each holder's upon those before it.
fn areas(all: &[Series], first: Day, narrowest: f64) -> Vec<BarChart> {
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
            let bars =
                stretches.iter().map(|stretch| stretch.bar(first, narrowest).fill(fill)).collect();
            BarChart::new(one.name.clone(), bars).color(fill).allow_hover(false)
        })
        .collect()
}

/// The holders of each territory as bars, the first territory above.
fn holders(lands: &[Land], first: Day, most_rows: f64, narrowest: f64) -> Vec<BarChart> {
    let bar = |row: usize, segment: &Segment| {
        let from = f64::from(days_between(first, segment.from));
        let days = f64::from(days_between(segment.from, segment.until)).max(narrowest);
        let middle = most_rows - counted(row) - 0.5;
        let bar = Bar::new(middle, days).width(0.86).base_offset(from).horizontal();
        bar.stroke(egui::Stroke::NONE).fill(color(segment.fill.base))
    };
    let rows = lands.iter().enumerate();
    let bars = rows.flat_map(|(row, (_, segments))| segments.iter().map(move |s| bar(row, s)));
    vec![BarChart::new("", bars.collect()).allow_hover(false)]
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

    fn bar(&self, first: Day, narrowest: f64) -> Bar {
        let from = f64::from(days_between(first, self.from));
        let days = f64::from(days_between(self.from, self.until)).max(narrowest);
        let bar = Bar::new(from + 0.5 * days, self.km2).width(days).base_offset(self.below);
        bar.stroke(egui::Stroke::NONE)
    }
}

/// The day and who held how much on it, a line each.
fn areas_at(all: &[Series], words: &Words, day: Day) -> String {
    let line = |one: &Series| Some(words.pair(&one.name, &words.area(one.on(day)?)));
    let first = words.day(day);
    let lines: Vec<String> = std::iter::once(first).chain(all.iter().filter_map(line)).collect();
    lines.join("\n")
}
