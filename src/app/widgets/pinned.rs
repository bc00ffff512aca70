//! The name of a card that stays in sight while its text scrolls below.

use egui::{Align, Button, Layout, Rect, RichText, Ui, UiBuilder, pos2, vec2};

/// The space above and below it, in points.
const MARGIN: f32 = 3.0;

/// Where the name of a card has scrolled out of sight but not yet all of the card, says it again at
/// the top; a click goes back there. `name` is where it was said, `bottom` where the card ends.
pub(in super::super) fn pinned(ui: &mut Ui, name: Rect, bottom: f32, text: RichText) {
    let clip = ui.clip_rect();
    let top = clip.top();
    if name.top() >= top || bottom < top + name.height() {
        return;
    }
    let right = ui.max_rect().right();
    let size = vec2((right - name.left()).max(1.0), name.height() + MARGIN);
    let place = Rect::from_min_size(pos2(name.left(), top + MARGIN), size);
    let ground = Rect::from_min_max(pos2(name.left() - 2.0, top), place.max);
    ui.painter().rect_filled(ground, 0.0, ui.visuals().panel_fill);
    ui.painter().hline(ground.x_range(), ground.bottom(), ui.visuals().window_stroke);
    let layout = Layout::top_down(Align::Min);
    let builder = UiBuilder::new().id_salt("pinned").max_rect(place).layout(layout);
    let mut child = ui.new_child(builder);
    child.spacing_mut().button_padding = vec2(0.0, 0.0);
    if child.add(Button::new(text).frame(false).wrap()).clicked() {
        ui.scroll_to_rect(name, Some(Align::TOP));
    }
}
