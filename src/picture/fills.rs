//! Who holds it, as a fill: the fill is the holder, a hatch another's claim, stripes joint
//! possession, dots land under no state.

use crate::history::{FamilyKind, History, Holder, HolderId, Holding};
use crate::view::Theme;

use super::marks::{Color, Fill, Pattern};
use super::palette::{blend, opaque, palette};

/// The colour of a holder in a theme.
#[must_use]
pub fn color_of(holder: &Holder, theme: Theme) -> Color {
    opaque(holder.fill[usize::from(theme == Theme::Dark)])
}

/// The fill of a holder without claims.
#[must_use]
pub fn fill_of_holder(history: &History, holder: HolderId, theme: Theme) -> Fill {
    let holder = history.holder(holder);
    let family = history.family(holder.family);
    let color = color_of(holder, theme);
    match family.kind {
        FamilyKind::State | FamilyKind::Undetermined => Fill::plain(color),
        FamilyKind::People => {
            let dots = blend(color, palette(theme).outline, 0.45);
            Fill::plain(color).with(Pattern::Dots, dots)
        }
        FamilyKind::Joint => {
            let hues = family.stripes.map(|pair| pair.map(|f| hue_of_family(history, f.0, theme)));
            match hues {
                Some([Some(a), Some(b)]) => Fill::plain(b).with(Pattern::Stripes, a),
                _ => Fill::plain(color),
            }
        }
    }
}

/// The fill of a holding: its holder, hatched in the colours of up to two claimants.
#[must_use]
pub fn fill_of(history: &History, holding: &Holding, theme: Theme) -> Fill {
    let mut fill = fill_of_holder(history, holding.holder, theme);
    // Claimants of one family are one claim to the eye.
    let mut families = Vec::new();
    for &claimant in &holding.claimants {
        let record = history.holder(claimant);
        if families.contains(&record.family) {
            continue;
        }
        families.push(record.family);
        let pattern = match families.len() {
            1 => Pattern::Hatch,
            2 => Pattern::SecondHatch,
            _ => break,
        };
        fill = fill.with(pattern, color_of(record, theme));
    }
    fill
}

/// The hue of a nation: the strongest tone among its states, so that stripes and switches do not
/// change when a state does; `None` for a family without holders.
#[must_use]
pub fn hue_of_family(history: &History, family: u16, theme: Theme) -> Option<Color> {
    let saturation = |[r, g, b, _]: Color| r.max(g).max(b) - r.min(g).min(b);
    history
        .holders
        .iter()
        .filter(|holder| holder.family.0 == family)
        .map(|holder| color_of(holder, theme))
        .max_by_key(|&color| saturation(color))
}
