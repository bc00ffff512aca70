//! The shape of the ground: tints of the sea by its depth, and light and shadow over land and sea
//! floor, lit from where the rasters of the atlas are.
//!
//! A shade is an image whose alpha is its strength, so that it needs no blending but the common one:
//! in a viewer that knows no more, it looks the same.

use std::sync::Arc;

use rayon::prelude::*;

use crate::atlas::Atlas;
use crate::geography::{Grid, Raster};
use crate::view::Theme;

use super::marks::{Color, Mark, Over, Shade};
use super::palette::{blend, sea_at};
use super::stage::Stage;

/// Land is fully shaded down to so many kilometres a point; the data are soft below.
const CRISP_KM: f64 = 0.36;
/// Below so many kilometres a point it is not shaded at all.
const SOFT_KM: f64 = 0.12;
/// Above so many kilometres a point mountains are too small to be told.
const COARSE_KM: f64 = 6.0;
/// The least side of a map that is shaded, in points: on a smaller one a shade is a disturbance.
const LEAST_SIDE: f32 = 260.0;
/// Points that a pixel of the sea floor's shade takes: it is soft.
const FLOOR_POINTS: f64 = 3.0;
/// How much of the colour of the sea is a tint that is the same for a belt of depth; the rest is the
/// darkening in the shade of the floor.
const TINT: f32 = 0.72;
/// Where the land is calmed: what is left of its shade at so many points from the middle.
const CALM: [(f32, f32); 3] = [(0.0, 0.12), (190.0, 0.26), (420.0, 1.0)];
/// Rows of a shade that are made at a time.
const ROWS: usize = 32;

/// How strong the colours of a shade are: of 1, at the strongest light and shadow.
struct Strength {
    shadow: (Color, f32),
    light: (Color, f32),
}

fn land_strength(theme: Theme) -> Strength {
    match theme {
        Theme::Light | Theme::LightContrast => Strength {
            shadow: ([0x20, 0x30, 0x3C, 255], 0.50),
            light: ([255, 255, 255, 255], 0.34),
        },
        Theme::Dark | Theme::DarkContrast => {
            Strength { shadow: ([0, 0, 0, 255], 0.62), light: ([0xDC, 0xEA, 0xF2, 255], 0.20) }
        }
    }
}

fn floor_strength(theme: Theme) -> Strength {
    match theme {
        Theme::Light | Theme::LightContrast => Strength {
            shadow: ([0x2A, 0x55, 0x80, 255], 0.17),
            light: ([255, 255, 255, 255], 0.20),
        },
        Theme::Dark | Theme::DarkContrast => {
            Strength { shadow: ([0, 4, 8, 255], 0.34), light: ([0x9F, 0xC0, 0xD6, 255], 0.05) }
        }
    }
}

/// The tints of the sea by its depth. Where its floor is shaded they are lighter by as much as that
/// darkens them.
#[must_use]
pub fn depths(atlas: &Atlas, &(theme, shaded): &(Theme, bool)) -> Vec<Mark> {
    let surface = sea_at(theme, 0.0);
    let tint = |depth_m: u16| {
        let own = sea_at(theme, depth_m.into());
        if shaded { blend(surface, own, TINT) } else { own }
    };
    let belts = (0..).zip(atlas.geography.depths_m());
    belts.map(|(place, &depth_m)| Mark::Depth { place, color: tint(depth_m) }).collect()
}

/// What the shade of the land depends on.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct ReliefInput {
    /// The map.
    pub stage: Stage,
    /// The colour scheme.
    pub theme: Theme,
    /// Around where it is calmed, for words to be read there.
    pub calm: Option<[f32; 2]>,
}

/// The shade of all land.
#[must_use]
pub fn land(atlas: &Atlas, input: &ReliefInput) -> Vec<Mark> {
    let ReliefInput { stage, theme, calm } = input;
    let [w, h] = stage.extent();
    let km = stage.camera.km_per_point;
    let fade = ((km - SOFT_KM) / (CRISP_KM - SOFT_KM)).clamp(0.0, 1.0);
    if fade <= 0.0 || km > COARSE_KM || w.min(h) < LEAST_SIDE {
        return Vec::new();
    }
    let points_per_pixel = stage.km_per_pixel / km;
    #[expect(clippy::cast_possible_truncation, reason = "between 0 and 1")]
    let all = Shader { strength: land_strength(*theme), fade: fade as f32, calm: *calm };
    let rasters = atlas.relief().land.iter();
    shaded(stage, &rasters.collect::<Vec<_>>(), points_per_pixel, &all, Over::Land)
}

/// The shade of the sea floor.
#[must_use]
pub fn floor(atlas: &Atlas, &(stage, theme): &(Stage, Theme)) -> Vec<Mark> {
    let all = Shader { strength: floor_strength(theme), fade: 1.0, calm: None };
    let raster = atlas.relief().floor.iter();
    shaded(&stage, &raster.collect::<Vec<_>>(), FLOOR_POINTS, &all, Over::All)
}

/// Turns values into tones.
struct Shader {
    strength: Strength,
    fade: f32,
    calm: Option<[f32; 2]>,
}

/// The tone of what is neither lit nor shadowed.
const FLAT: u8 = 128;

impl Shader {
    /// What is left of a shade at a point.
    fn part_at(&self, x: f32, y: f32) -> f32 {
        let Some([cx, cy]) = self.calm else { return self.fade };
        let off = (x - cx).hypot(y - cy);
        let between = CALM.windows(2).find(|pair| off < pair[1].0);
        let left = between.map_or(1.0, |pair| {
            let ((from, low), (to, high)) = (pair[0], pair[1]);
            low + (high - low) * (off - from) / (to - from)
        });
        self.fade * left
    }

    /// The points from the left that are calmed in a row at so many points from the top.
    fn calmed(&self, y: f32) -> [f32; 2] {
        let reach = CALM[CALM.len() - 1].0;
        self.calm.map_or([0.0; 2], |[x, cy]| {
            let half = (reach * reach - (y - cy) * (y - cy)).max(0.0).sqrt();
            [x - half, x + half]
        })
    }

    /// The colours of the tones.
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "between 0 and 255"
    )]
    fn colors(&self) -> Vec<Color> {
        let color = |tone: u8| {
            let value = (f32::from(tone) - f32::from(FLAT)) / 127.0;
            let (color, strength) =
                if value < 0.0 { self.strength.shadow } else { self.strength.light };
            let alpha = (255.0 * strength * value.abs().min(1.0)).round() as u8;
            [color[0], color[1], color[2], alpha]
        };
        (0..=u8::MAX).map(color).collect()
    }
}

#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    clippy::cast_precision_loss,
    reason = "some thousand pixels, tones between 0 and 255"
)]
fn shaded(
    stage: &Stage,
    rasters: &[&Raster],
    points_per_pixel: f64,
    shader: &Shader,
    over: Over,
) -> Vec<Mark> {
    let [w, h] = stage.size.map(|side| (side / points_per_pixel).ceil().clamp(1.0, 65_535.0));
    if rasters.is_empty() {
        return Vec::new();
    }
    let (columns, rows) = (w as usize, h as usize);
    let grid = Grid {
        corner_map_km: stage.map_km([0.0, 0.0]),
        km_per_pixel: stage.camera.km_per_point * points_per_pixel,
        columns,
        rows,
    };
    let step = points_per_pixel as f32;
    let on_grid: Vec<_> = rasters.iter().filter_map(|raster| raster.on(&grid)).collect();
    let mut tones = vec![FLAT; columns * rows];
    tones.par_chunks_mut(columns * ROWS).enumerate().for_each(|(i, tones)| {
        let first = i * ROWS;
        let (mut values, mut line) = (vec![0.0_f32; columns], Vec::new());
        for (row, tones) in tones.chunks_exact_mut(columns).enumerate() {
            values.fill(0.0);
            for raster in &on_grid {
                raster.add_row(first + row, &mut line, &mut values);
            }
            let y = (first + row) as f32 * step;
            let [from, to] = shader.calmed(y).map(|x| (x / step).clamp(0.0, columns as f32));
            for (x, value) in values.iter_mut().enumerate().take(to as usize).skip(from as usize) {
                *value *= shader.part_at(x as f32 * step, y) / shader.fade;
            }
            for (tone, value) in tones.iter_mut().zip(&values) {
                let value = (*value * shader.fade).clamp(-1.0, 1.0);
                // By way of a whole number, which is quicker.
                *tone = (value * 127.0 + (f32::from(FLAT) + 0.5)) as i32 as u8;
            }
        }
    });
    let frame = [0.0, 0.0, (w * points_per_pixel) as f32, (h * points_per_pixel) as f32];
    let shade = Arc::new(Shade { size: [w as u16, h as u16], tones, colors: shader.colors() });
    vec![Mark::Shade { shade, frame, over }]
}
