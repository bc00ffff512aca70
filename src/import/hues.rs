//! Colours for holders that have none: hues as far apart as their number allows, in two themes.

/// The turn from a hue to the next, in degrees: any number of them in a row lie well apart.
const TURN: f64 = 137.507_764;
/// The first hue.
const FIRST: f64 = 30.0;
/// Lightness and chroma of the rounds that hues go through, so that those which come near each other
/// again differ in that: light theme, dark theme.
const ROUNDS: [([f64; 2], [f64; 2]); 4] = [
    ([0.72, 0.115], [0.66, 0.110]),
    ([0.58, 0.125], [0.54, 0.115]),
    ([0.82, 0.080], [0.75, 0.085]),
    ([0.48, 0.100], [0.46, 0.100]),
];
/// How many hues a round has.
const IN_ROUND: usize = 7;

/// What land is filled with that nobody is told to hold: light theme, dark theme.
pub(super) const NOBODY: [&str; 2] = ["#D8D4CB", "#4C5359"];

/// The colour of a holder by its place, as `#rrggbb`: light theme, dark theme.
#[expect(clippy::cast_precision_loss, reason = "there are some thousand holders at the most")]
pub(super) fn fill(place: usize) -> [String; 2] {
    let hue = FIRST + TURN * place as f64;
    let (light, dark) = ROUNDS[(place / IN_ROUND) % ROUNDS.len()];
    [light, dark].map(|[lightness, chroma]| hex(lightness, chroma, hue))
}

/// A colour of the Oklch space (Björn Ottosson, *A perceptual color space for image processing*, 2020),
/// with as much chroma as the screen can show.
fn hex(lightness: f64, chroma: f64, hue: f64) -> String {
    let (sin, cos) = hue.to_radians().sin_cos();
    let mut chroma = chroma;
    let rgb = loop {
        let rgb = srgb(lightness, chroma * cos, chroma * sin);
        if chroma < 0.01 || rgb.iter().all(|part| (0.0..=1.0).contains(part)) {
            break rgb;
        }
        chroma -= 0.005;
    };
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "0 to 255")]
    let [r, g, b] = rgb.map(|part| (part.clamp(0.0, 1.0) * 255.0).round() as u8);
    format!("#{r:02X}{g:02X}{b:02X}")
}

fn srgb(lightness: f64, green_red: f64, blue_yellow: f64) -> [f64; 3] {
    let l = (lightness + 0.396_337_777_4 * green_red + 0.215_803_757_3 * blue_yellow).powi(3);
    let m = (lightness - 0.105_561_345_8 * green_red - 0.063_854_172_8 * blue_yellow).powi(3);
    let s = (lightness - 0.089_484_177_5 * green_red - 1.291_485_548 * blue_yellow).powi(3);
    let linear = [
        4.076_741_662_1 * l - 3.307_711_591_3 * m + 0.230_969_929_2 * s,
        -1.268_438_004_6 * l + 2.609_757_401_1 * m - 0.341_319_396_5 * s,
        -0.004_196_086_3 * l - 0.703_418_614_7 * m + 1.707_614_701 * s,
    ];
    linear.map(|v| {
        if v <= 0.003_130_8 { 12.92 * v } else { 1.055 * v.max(0.0).powf(1.0 / 2.4) - 0.055 }
    })
}
