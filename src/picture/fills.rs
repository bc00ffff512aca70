//! Who holds it, as a fill: the fill is the holder, a hatch another's claim, stripes joint
//! possession, dots land under no state.

use crate::atlas::Atlas;
use crate::history::{Confidence, FamilyId, FamilyKind, HolderId, Holding};
use crate::view::Theme;

use super::marks::{Color, Fill, Pattern};
use super::palette::{blend, faded, opaque, palette};

/// How much of the colour of a claim is in its lines; the rest is the holder's.
const CLAIM: f32 = 0.85;

/// How strong the lines are that tell that a colour is not quite sure.
const DOUBT: u8 = 190;

/// How much grey is in the colour of what has not changed.
const UNCHANGED: f32 = 0.22;

/// The colour of a holder in a theme.
#[must_use]
pub fn color_of(atlas: &Atlas, holder: HolderId, theme: Theme) -> Color {
    let fill = atlas.colours.holder(holder);
    opaque(if theme.is_dark() { fill.dark } else { fill.light })
}

/// The fill of a holder without claims.
#[must_use]
pub fn fill_of_holder(atlas: &Atlas, holder: HolderId, theme: Theme) -> Fill {
    let family = atlas.history.family(atlas.history.holder(holder).family);
    let color = color_of(atlas, holder, theme);
    match family.kind {
        FamilyKind::State | FamilyKind::Undetermined => Fill::plain(color),
        FamilyKind::People => {
            let dots = blend(color, palette(theme).outline, 0.45);
            Fill::plain(color).with(Pattern::Dots, dots)
        }
        FamilyKind::Joint => {
            let hues = family.stripes.map(|pair| pair.map(|f| hue_of_family(atlas, f, theme)));
            match hues {
                Some([Some(a), Some(b)]) => Fill::plain(b).with(Pattern::Stripes, a),
                _ => Fill::plain(color),
            }
        }
    }
}

/// The colour of the lines of what a holder claims, in a theme.
#[must_use]
pub fn claim_color_of(atlas: &Atlas, claimant: HolderId, theme: Theme) -> Color {
    let claim = atlas.colours.claim(claimant);
    opaque(if theme.is_dark() { claim.dark } else { claim.light })
}

/// The colours of the claims to a holding, in their order; claimants of one family are one claim.
#[must_use]
pub fn claims_of(atlas: &Atlas, holding: &Holding, theme: Theme) -> Vec<Color> {
    let mut claims: Vec<(FamilyId, Color)> = Vec::new();
    for &claimant in &holding.claimants {
        let family = atlas.history.holder(claimant).family;
        if !claims.iter().any(|(known, _)| *known == family) {
            claims.push((family, claim_color_of(atlas, claimant, theme)));
        }
    }
    claims.into_iter().map(|(_, color)| color).collect()
}

/// The fill of a holding: its holder, hatched in the colours of the claimants, which take turns. Land
/// under no state is dotted only where nobody claims it.
#[must_use]
pub fn fill_of(atlas: &Atlas, holding: &Holding, theme: Theme) -> Fill {
    let claims = claims_of(atlas, holding, theme);
    let mut fill = fill_of_holder(atlas, holding.holder, theme);
    if !claims.is_empty() {
        fill = fill.without(Pattern::Dots);
    }
    let turns = u8::try_from(claims.len()).unwrap_or(u8::MAX);
    (0_u8..).zip(claims).fold(fill, |fill, (turn, claim)| {
        let color = blend(fill.base, claim, CLAIM);
        fill.with(Pattern::Claim { turn, turns }, color)
    })
}

/// The fill of what passed from one holder to another: the new one, hatched in the colour of the old; of
/// what stayed as it was, hardly a colour.
#[must_use]
pub fn difference_fill(atlas: &Atlas, change: Option<[HolderId; 2]>, theme: Theme) -> Fill {
    let palette = palette(theme);
    match change {
        None => Fill::plain(blend(palette.context, palette.muted, UNCHANGED)),
        Some([before, now]) => Fill::plain(color_of(atlas, now, theme))
            .with(Pattern::CLAIM, color_of(atlas, before, theme)),
    }
}

/// The fill of a holding with the sign of how sure that is: none where it is high.
#[must_use]
pub fn doubted(fill: Fill, confidence: Confidence, theme: Theme) -> Fill {
    let close = match confidence {
        Confidence::High => return fill,
        Confidence::Medium => false,
        Confidence::Low => true,
    };
    let palette = palette(theme);
    let alpha = if palette.is_high_contrast() { 235 } else { DOUBT };
    fill.with(Pattern::Doubt { close }, faded(palette.paper, alpha))
}

/// The hue of a nation: the strongest tone among its states, so that stripes and switches do not
/// change when a state does; `None` for a family without holders.
#[must_use]
pub fn hue_of_family(atlas: &Atlas, family: FamilyId, theme: Theme) -> Option<Color> {
    let saturation = |[r, g, b, _]: Color| r.max(g).max(b) - r.min(g).min(b);
    atlas
        .history
        .holder_ids()
        .filter(|&holder| atlas.history.holder(holder).family == family)
        .map(|holder| color_of(atlas, holder, theme))
        .max_by_key(|&color| saturation(color))
}
