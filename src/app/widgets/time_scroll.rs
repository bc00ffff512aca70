//! Scrolling over what has the axis of the time: along it, or with the key that zooms, or by pinching,
//! closer to a place of it.

use crate::picture::ribbons::TimeScale;
use crate::view::DeskAction;

use super::super::session::Session;

/// What of the time is to be shown after what was scrolled over a place of the axis, if anything was.
pub(in super::super) fn time_scrolled(
    ctx: &egui::Context,
    session: &Session,
    scale: &TimeScale,
    x: f32,
) -> Option<DeskAction> {
    let (zoom, scroll) = ctx.input(|i| (f64::from(i.zoom_delta()), i.smooth_scroll_delta()));
    let days = session.days();
    let shown = if (zoom - 1.0).abs() > 1e-4 {
        scale.shown().zoomed_at(scale.days_at(x), zoom, days)
    } else if scroll != egui::Vec2::ZERO && !scale.is_whole() {
        scale.shown().panned(-scale.days_of(scroll.x + scroll.y), days)
    } else {
        return None;
    };
    Some(DeskAction::ShowTime((!shown.is_whole(days)).then_some(shown)))
}
