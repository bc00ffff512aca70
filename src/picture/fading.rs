//! While time runs, the colour of land passes from one holder to the next within a moment. What is painted
//! then is between two pictures; the picture itself is that of the day.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::geography::RegionId;

use super::marks::{Color, Mark};
use super::palette::blend;
use super::parts::{Layer, Part, Picture};

/// How long a colour takes, in seconds.
pub const LASTS: f64 = 0.28;
/// The layer of the land.
const LAND: &str = "land";

/// The colours that land passes from.
#[derive(Debug, Default)]
pub struct Fading {
    from: BTreeMap<RegionId, Color>,
    /// When it began, in seconds of the window.
    since: Option<f64>,
}

impl Fading {
    /// Another picture is shown from now on: its land passes from the colours that are seen.
    pub fn begin(&mut self, before: &Picture, now: f64) {
        let Some(land) = before.map().and_then(|map| map.layer(LAND)) else { return };
        let part = self.part(now);
        let seen = colors(land).map(|(region, color)| {
            let from = self.from.get(&region).copied().unwrap_or(color);
            (region, blend(from, color, part))
        });
        self.from = seen.collect();
        self.since = Some(now);
    }

    /// All colours are those of the picture.
    pub fn end(&mut self) {
        *self = Self::default();
    }

    /// Whether colours are still passing; those that have passed are forgotten.
    #[must_use]
    pub fn goes_on(&mut self, now: f64) -> bool {
        if self.since.is_some_and(|since| !(0.0..LASTS).contains(&(now - since))) {
            self.end();
        }
        self.since.is_some()
    }

    /// A part of the picture as it is seen now.
    #[must_use]
    pub fn seen(&self, part: &Part, now: f64) -> Part {
        let passed = self.part(now);
        let mut part = part.clone();
        for layer in part.layers.iter_mut().filter(|layer| layer.name == LAND) {
            let marks = layer.marks.iter().cloned().map(|mark| self.between(mark, passed));
            layer.marks = Arc::new(marks.collect());
        }
        part
    }

    fn between(&self, mut mark: Mark, passed: f32) -> Mark {
        if let Mark::Land { region: Some(region), fill, .. } = &mut mark
            && let Some(from) = self.from.get(region)
        {
            fill.base = blend(*from, fill.base, passed);
        }
        mark
    }

    /// How much of the new colour there is, from 0 to 1.
    #[expect(clippy::cast_possible_truncation, reason = "between 0 and 1")]
    fn part(&self, now: f64) -> f32 {
        self.since.map_or(1.0, |since| ((now - since) / LASTS).clamp(0.0, 1.0) as f32)
    }
}

/// Whether the land of two pictures differs in its colours alone.
#[must_use]
pub fn recoloured(before: &Picture, now: &Picture) -> bool {
    let land = |picture: &Picture| {
        let map = picture.map()?;
        Some((map.map, map.frame.map(f32::to_bits), map.layer(LAND)?.marks.clone()))
    };
    match (land(before), land(now)) {
        (Some((camera, frame, old)), Some((new_camera, new_frame, new))) => {
            camera == new_camera && frame == new_frame && !Arc::ptr_eq(&old, &new)
        }
        _ => false,
    }
}

fn colors(land: &Layer) -> impl Iterator<Item = (RegionId, Color)> {
    land.marks.iter().filter_map(|mark| match mark {
        Mark::Land { region: Some(region), fill, .. } => Some((*region, fill.base)),
        _ => None,
    })
}
