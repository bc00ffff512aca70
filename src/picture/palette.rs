//! The colours of the themes that are not the holders' own.

use crate::atlas::Rgb;
use crate::view::Theme;

use super::marks::Color;

/// Colours of paper, ink, sea and lines.
#[derive(Debug, Clone, Copy, PartialEq)]
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
    /// What lies around the map, outside of its frame.
    pub margin: Color,
    /// Panels that lie on the map.
    pub panel: Color,
    /// The line around them.
    pub panel_line: Color,
    /// Sea, where it is shallow.
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
    /// Rivers of the land around.
    pub context_river: Color,
    /// Lakes.
    pub lake: Color,
    /// The light around the selected island.
    pub light: Color,
    /// The outline of every island.
    pub outline: Color,
    /// The island under the pointer or selected.
    pub selected: Color,
    /// The ground of the dots of towns.
    pub town: Color,
    /// The rings of towns.
    pub town_ring: Color,
    /// Lines of treaties, marks of treaties.
    pub treaty: Color,
    /// What lies under a line of a treaty, to part it from the land.
    pub casing: Color,
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
    /// How wide coasts, borders and edges are, 1 as usual.
    pub weight: f32,
}

impl Palette {
    /// Whether texts and lines stand out as far as they can.
    #[must_use]
    pub fn is_high_contrast(&self) -> bool {
        self.weight > 1.0
    }
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

/// How wide strokes are in a theme of high contrast.
const STRONG: f32 = 1.6;

/// The depths that the sea has a colour for, in metres.
const DEPTHS_M: [f32; 5] = [0.0, 200.0, 1000.0, 3000.0, 6000.0];

/// The colour of the sea at a depth in metres; deeper than the last colour it is that.
#[must_use]
pub fn sea_at(theme: Theme, depth_m: f32) -> Color {
    let colors = match theme {
        Theme::Light => [0x00E6_EEF3, 0x00D9_E5ED, 0x00CB_DAE5, 0x00BC_CEDC, 0x00AB_C0D1],
        Theme::Dark => [0x001F_3442, 0x001B_2D3A, 0x0017_2632, 0x0012_1F29, 0x000D_171E],
        Theme::LightContrast => [0x00F0_F6FA, 0x00E8_F0F6, 0x00E0_EAF2, 0x00D8_E4EE, 0x00D0_DEEA],
        Theme::DarkContrast => [0x0012_222E, 0x000F_1D28, 0x000C_1821, 0x0009_1219, 0x0006_0D12],
    };
    let above = DEPTHS_M.iter().rposition(|&depth| depth <= depth_m).unwrap_or(0);
    let below = (above + 1).min(DEPTHS_M.len() - 1);
    let span = (DEPTHS_M[below] - DEPTHS_M[above]).max(1.0);
    blend(rgb(colors[above]), rgb(colors[below]), (depth_m - DEPTHS_M[above]) / span)
}

/// The palette of a theme.
#[must_use]
pub fn palette(theme: Theme) -> Palette {
    match theme {
        Theme::Light => Palette {
            paper: rgb(0xFC_FA_F6),
            field: rgb(0xF1_EE_E7),
            ink: rgb(0x1F_2A_35),
            muted: rgb(0x52_5F_6A),
            hairline: rgb(0xDC_DD_DA),
            margin: rgb(0xFB_FA_F6),
            panel: rgb(0xFD_FC_F9),
            panel_line: rgb(0xC9_CF_D3),
            context_river: rgb(0x9D_B6_C8),
            lake: rgb(0xDC_E8_EF),
            sea: rgb(0xE6_EE_F3),
            sea_ink: rgb(0x43_62_79),
            context: rgb(0xEF_EA_DF),
            context_coast: rgb(0xB7_AF_9E),
            graticule: [0xFF, 0xFF, 0xFF, 153],
            waterline: rgb(0x8F_AA_C0),
            river: rgb(0xF4_E3_D6),
            light: rgb(0xFF_FF_FF),
            outline: rgb(0x1F_2A_35),
            selected: rgb(0x11_18_1E),
            town: rgb(0xFF_FF_FF),
            town_ring: rgb(0x1F_2A_35),
            treaty: rgb(0xA1_1D_25),
            casing: [0xFF, 0xFF, 0xFF, 140],
            halo: rgb(0xFF_FF_FF),
            accent: rgb(0x1E_2B_35),
            on_accent: rgb(0xFF_FF_FF),
            context_ink: rgb(0x62_5B_4D),
            cape_ink: rgb(0x3E_54_68),
            weight: 1.0,
        },
        Theme::Dark => Palette {
            paper: rgb(0x1A_1F_27),
            field: rgb(0x26_2D_37),
            ink: rgb(0xEE_F2_F5),
            muted: rgb(0x93_A4_B1),
            hairline: rgb(0x30_38_42),
            margin: rgb(0x0F_18_1F),
            panel: rgb(0x16_22_2B),
            panel_line: rgb(0x3A_4C_59),
            context_river: rgb(0x4E_6E_84),
            lake: rgb(0x20_38_4A),
            sea: rgb(0x1F_34_42),
            sea_ink: rgb(0x86_A9_C4),
            context: rgb(0x26_34_3D),
            context_coast: rgb(0x8F_A3_B0),
            graticule: [0x9F, 0xC0, 0xD6, 36],
            waterline: rgb(0x5C_7F_98),
            river: rgb(0xF4_E3_D6),
            light: rgb(0xC8_DC_EC),
            outline: rgb(0xF1_EE_E6),
            selected: rgb(0xFF_FF_FF),
            town: rgb(0xF2_F5_F7),
            town_ring: rgb(0x12_1B_23),
            treaty: rgb(0xFF_9C_8C),
            casing: [0x0D, 0x17, 0x1E, 153],
            halo: rgb(0x12_1B_23),
            accent: rgb(0xEC_F0_F3),
            on_accent: rgb(0x16_1C_23),
            context_ink: rgb(0x8F_A0_AC),
            cape_ink: rgb(0xB9_C9_D5),
            weight: 1.0,
        },
        Theme::LightContrast => Palette {
            paper: rgb(0xFF_FF_FF),
            field: rgb(0xF0_F0_F0),
            ink: rgb(0x00_00_00),
            muted: rgb(0x2A_31_38),
            hairline: rgb(0xC4_C8_CC),
            margin: rgb(0xFF_FF_FF),
            panel: rgb(0xFF_FF_FF),
            panel_line: rgb(0x00_00_00),
            sea: rgb(0xF0_F6_FA),
            sea_ink: rgb(0x10_35_52),
            context: rgb(0xF6_F4_EE),
            context_coast: rgb(0x6B_64_56),
            context_ink: rgb(0x3A_35_2B),
            cape_ink: rgb(0x1C_2E_3E),
            outline: rgb(0x00_00_00),
            selected: rgb(0x00_00_00),
            town_ring: rgb(0x00_00_00),
            treaty: rgb(0x84_0C_14),
            casing: [0xFF, 0xFF, 0xFF, 215],
            accent: rgb(0x00_00_00),
            weight: STRONG,
            ..palette(Theme::Light)
        },
        Theme::DarkContrast => Palette {
            paper: rgb(0x00_00_00),
            field: rgb(0x1C_1C_1C),
            ink: rgb(0xFF_FF_FF),
            muted: rgb(0xD2_DB_E2),
            hairline: rgb(0x38_40_48),
            margin: rgb(0x00_00_00),
            panel: rgb(0x00_00_00),
            panel_line: rgb(0xFF_FF_FF),
            sea: rgb(0x12_22_2E),
            sea_ink: rgb(0xC4_DC_EE),
            context: rgb(0x16_1E_24),
            context_coast: rgb(0xB8_C6_D0),
            context_ink: rgb(0xD0_DA_E2),
            cape_ink: rgb(0xE2_EA_F0),
            outline: rgb(0xFF_FF_FF),
            town_ring: rgb(0x00_00_00),
            treaty: rgb(0xFF_BC_B0),
            casing: [0x00, 0x00, 0x00, 215],
            halo: rgb(0x00_00_00),
            accent: rgb(0xFF_FF_FF),
            on_accent: rgb(0x00_00_00),
            weight: STRONG,
            ..palette(Theme::Dark)
        },
    }
}
