//! The palette of the pictures as the style of the window.

use egui::{Color32, CornerRadius, FontId, Stroke, Style, TextStyle, Visuals};

use crate::picture::{Color, Face, Palette, palette};
use crate::view::Theme;

use super::fonts::font;

/// A colour of a picture as one of the window.
pub(super) fn color([r, g, b, a]: Color) -> Color32 {
    Color32::from_rgba_unmultiplied(r, g, b, a)
}

/// Sets the look of everything that is not the map.
pub(super) fn apply(ctx: &egui::Context, theme: Theme) {
    let palette = palette(theme);
    let visuals = visuals(theme, &palette);
    ctx.set_theme(if theme.is_dark() { egui::Theme::Dark } else { egui::Theme::Light });
    ctx.all_styles_mut(|style: &mut Style| {
        style.visuals = visuals.clone();
        style.text_styles = [
            (TextStyle::Small, font(Face::Sans, 11.0)),
            (TextStyle::Body, font(Face::Sans, 13.0)),
            (TextStyle::Button, font(Face::Sans, 13.0)),
            (TextStyle::Heading, font(Face::SerifBold, 18.0)),
            (TextStyle::Monospace, FontId::new(13.0, egui::FontFamily::Monospace)),
        ]
        .into();
        style.spacing.item_spacing = egui::vec2(8.0, 5.0);
        style.spacing.button_padding = egui::vec2(9.0, 4.0);
        style.spacing.scroll = scroll_bars();
        style.interaction.tooltip_delay = 0.15;
        style.url_in_tooltip = false;
    });
}

/// Bars that are always seen where there is more than is shown; a panel leaves them their room.
fn scroll_bars() -> egui::style::ScrollStyle {
    egui::style::ScrollStyle {
        bar_width: 9.0,
        floating_width: 6.0,
        dormant_background_opacity: 0.25,
        dormant_handle_opacity: 0.4,
        active_handle_opacity: 0.55,
        interact_handle_opacity: 0.75,
        ..egui::style::ScrollStyle::floating()
    }
}

fn visuals(theme: Theme, palette: &Palette) -> Visuals {
    let mut visuals = if theme.is_dark() { Visuals::dark() } else { Visuals::light() };
    let (ink, paper, field) = (color(palette.ink), color(palette.paper), color(palette.field));
    // Of high contrast: every control has an edge, which the pointer and the focus make wider.
    let strong = theme.is_high_contrast();
    let edge = |width: f32| Stroke::new(width, ink);
    let hairline = if strong { edge(1.0) } else { Stroke::new(1.0, color(palette.hairline)) };
    visuals.panel_fill = paper;
    visuals.window_fill = paper;
    visuals.window_stroke = hairline;
    visuals.extreme_bg_color = field;
    visuals.faint_bg_color = field;
    visuals.hyperlink_color = ink;
    visuals.weak_text_color = Some(color(palette.muted));
    visuals.selection.bg_fill = color(palette.accent).gamma_multiply(0.25);
    visuals.selection.stroke = edge(if strong { 2.0 } else { 1.0 });
    visuals.error_fg_color = color(palette.treaty);
    visuals.window_corner_radius = CornerRadius::same(8);
    visuals.menu_corner_radius = CornerRadius::same(6);
    visuals.striped = false;
    let widgets = &mut visuals.widgets;
    for (widget, fill) in [
        (&mut widgets.noninteractive, paper),
        (&mut widgets.inactive, field),
        (&mut widgets.hovered, color(palette.hairline)),
        (&mut widgets.active, color(palette.hairline)),
        (&mut widgets.open, field),
    ] {
        widget.bg_fill = fill;
        widget.weak_bg_fill = fill;
        widget.fg_stroke = Stroke::new(1.0, ink);
        widget.bg_stroke = if strong { edge(1.0) } else { Stroke::NONE };
        widget.corner_radius = CornerRadius::same(5);
        widget.expansion = 0.0;
    }
    widgets.noninteractive.bg_stroke = hairline;
    widgets.hovered.bg_stroke = if strong { edge(2.0) } else { hairline };
    if strong {
        widgets.active.bg_stroke = edge(2.0);
    }
    visuals
}
