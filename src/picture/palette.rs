//! The colours of the two themes that are not the holders' own.

use crate::atlas::Rgb;
use crate::view::Theme;

use super::marks::Color;

/// Colours of paper, ink, sea and lines.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Palette {
    /// Panels.
    pub paper: Color,
    /// Fields and buttons on panels.
    pub field: Color,
    /// Text.
    pub ink: Color,
    /// Text of second rank.
    pub muted: Color,
    /// Thin lines between panels.
    pub hairline: Color,
    /// Sea.
    pub sea: Color,
    /// Names of seas.
    pub sea_ink: Color,
    /// Land that is not of the atlas.
    pub context: Color,
    /// Its coast.
    pub context_coast: Color,
    /// Graticule.
    pub graticule: Color,
    /// Water lines along the coasts.
    pub waterline: Color,
    /// Rivers.
    pub river: Color,
    /// The light around the selected island.
    pub light: Color,
    /// The outline of every island.
    pub outline: Color,
    /// The island under the pointer or selected.
    pub selected: Color,
    /// The ground of the dots of towns.
    pub town: Color,
    /// Lines of treaties, marks of treaties.
    pub treaty: Color,
    /// What the halo of labels is made of.
    pub halo: Color,
    /// The chosen segment of a switch, the play button.
    pub accent: Color,
    /// Text on the accent.
    pub on_accent: Color,
    /// Names on land around.
    pub context_ink: Color,
    /// Names of capes.
    pub cape_ink: Color,
}

const fn rgb(hex: u32) -> Color {
    #[expect(clippy::cast_possible_truncation, reason = "takes one byte each")]
    let c = [(hex >> 16) as u8, (hex >> 8) as u8, hex as u8, 255];
    c
}

/// A colour of a holder as a colour of a picture.
#[must_use]
pub fn opaque([r, g, b]: Rgb) -> Color {
    [r, g, b, 255]
}

/// A colour with another alpha.
#[must_use]
pub fn faded([r, g, b, _]: Color, alpha: u8) -> Color {
    [r, g, b, alpha]
}

/// A colour part of the way to another: 0 the first, 1 the second.
#[must_use]
pub fn blend(a: Color, b: Color, part: f32) -> Color {
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "between two bytes"
    )]
    let mix = |x: u8, y: u8| {
        (f32::from(x) + (f32::from(y) - f32::from(x)) * part.clamp(0.0, 1.0)).round() as u8
    };
    std::array::from_fn(|i| mix(a[i], b[i]))
}

/// The palette of a theme.
#[must_use]
pub fn palette(theme: Theme) -> Palette {
    match theme {
        Theme::Light => Palette {
            paper: rgb(0xFC_FA_F6),
            field: rgb(0xF1_EE_E7),
            ink: rgb(0x1E_2B_35),
            muted: rgb(0x5C_6A_76),
            hairline: rgb(0xDC_DD_DA),
            sea: rgb(0xDE_E6_ED),
            sea_ink: rgb(0x4F_6F_8A),
            context: rgb(0xF2_EF_E7),
            context_coast: rgb(0xC4_BF_B0),
            graticule: rgb(0xC2_D1_DD),
            waterline: rgb(0x8F_AA_C0),
            river: rgb(0xE6_EE_F4),
            light: rgb(0xFF_FF_FF),
            outline: rgb(0x25_2B_30),
            selected: rgb(0x11_18_1E),
            town: rgb(0xFF_FF_FF),
            treaty: rgb(0xB2_3A_2E),
            halo: rgb(0xFF_FF_FF),
            accent: rgb(0x1E_2B_35),
            on_accent: rgb(0xFF_FF_FF),
            context_ink: rgb(0x7A_72_62),
            cape_ink: rgb(0x3E_54_68),
        },
        Theme::Dark => Palette {
            paper: rgb(0x1A_1F_27),
            field: rgb(0x26_2D_37),
            ink: rgb(0xEC_F0_F3),
            muted: rgb(0x9A_A7_B2),
            hairline: rgb(0x30_38_42),
            sea: rgb(0x16_22_2C),
            sea_ink: rgb(0x86_A9_C4),
            context: rgb(0x2B_31_38),
            context_coast: rgb(0x45_4D_55),
            graticule: rgb(0x24_34_40),
            waterline: rgb(0x4A_68_80),
            river: rgb(0x16_22_2C),
            light: rgb(0xC8_DC_EC),
            outline: rgb(0x06_0A_0E),
            selected: rgb(0xFF_FF_FF),
            town: rgb(0xF2_F5_F7),
            treaty: rgb(0xE8_6A_5C),
            halo: rgb(0x12_1B_23),
            accent: rgb(0xEC_F0_F3),
            on_accent: rgb(0x16_1C_23),
            context_ink: rgb(0x8F_A0_AC),
            cape_ink: rgb(0xB9_C9_D5),
        },
    }
}
