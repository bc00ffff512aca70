//! Where the key of the landings stands on a map, and how it is set there: over open sea, off panels
//! and arrows; in smaller print before there is none.

use crate::atlas::Atlas;
use crate::history::Language;
use crate::view::Theme;

use super::furniture::{Under, under};
use super::labels::{overlap, segment_meets};
use super::landing_key::{Print, key};
use super::landings::{Numbered, points_of};
use super::marks::Frame;
use super::page::PANEL_SPACE;
use super::stage::Stage;
use super::words::Words;

/// How high a key may be, as parts of the map: it is sooner high than wide.
const HIGHEST: [f32; 4] = [0.75, 0.5, 0.36, 0.26];

/// A place for a key.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Seat {
    /// What it covers if all landings have numbers, in points of the map.
    pub frame: Frame,
    /// How the key is set.
    pub print: Print,
    /// How high it may be, in points.
    pub highest: f32,
    /// Whether its right and its lower edge stay where they are when it is smaller.
    stays: [bool; 2],
}

impl Seat {
    /// The upper left corner of a key of a size.
    #[must_use]
    pub fn at(&self, [w, h]: [f32; 2]) -> [f32; 2] {
        let [left, top, right, bottom] = self.frame;
        let [to_right, to_bottom] = self.stays;
        [if to_right { right - w } else { left }, if to_bottom { bottom - h } else { top }]
    }
}

/// What the seat of a key depends on.
#[derive(Debug, Clone, PartialEq)]
pub struct SeatInput {
    /// The map.
    pub stage: Stage,
    /// The landings that may need a number.
    pub shown: Vec<Numbered>,
    /// What covers the map: title, legend, foot, insets.
    pub covered: Vec<Frame>,
    /// The foot, above which it has its place, and the title, below which.
    pub foot: Frame,
    /// The title.
    pub title: Frame,
    /// Whether there is room for little.
    pub small: bool,
    /// The colour scheme.
    pub theme: Theme,
    /// The language.
    pub language: Language,
}

impl SeatInput {
    /// The best seat; `None` if there is none.
    #[must_use]
    pub fn seat(&self, atlas: &Atlas, words: &Words) -> Option<Seat> {
        let [_, height] = self.stage.extent();
        let prints: &[Print] =
            if self.small { &[Print::SMALL] } else { &[Print::FULL, Print::DENSE, Print::SMALL] };
        let arrows: Vec<Vec<[f32; 2]>> =
            self.shown.iter().map(|of| points_of(atlas, &self.stage, of.advance)).collect();
        prints.iter().find_map(|&print| {
            HIGHEST.into_iter().find_map(|part| {
                let highest = part * height;
                let key = key((atlas, words, self.theme), &self.shown, (print, highest))?;
                let seats = key.fits(&self.stage).then(|| self.seats(key.size));
                let seat = |(frame, stays)| Seat { frame, print, highest, stays };
                let mut seats = seats.into_iter().flatten().map(seat);
                seats.find(|seat| self.is_free(atlas, seat.frame, &arrows))
            })
        })
    }

    /// The places that a key of a size may have, the best first: above the foot, below the title, in
    /// the other corners, beside what stands there.
    fn seats(&self, [w, h]: [f32; 2]) -> Vec<(Frame, [bool; 2])> {
        let space = if self.small { 0.5 * PANEL_SPACE } else { PANEL_SPACE };
        let [width, height] = self.stage.extent();
        let low = if self.small { height - space } else { self.foot[1] - PANEL_SPACE };
        let below = self.title[3] + space;
        let mut seats = vec![
            ([space, low - h, space + w, low], [false, true]),
            ([space, below, space + w, below + h], [false, false]),
            ([width - space - w, height - space - h, width - space, height - space], [true, true]),
            ([width - space - w, space, width - space, space + h], [true, false]),
        ];
        for &[left, top, _, bottom] in &self.covered {
            let right = left - space;
            seats.push(([right - w, bottom - h, right, bottom], [true, true]));
            seats.push(([right - w, top, right, top + h], [true, false]));
        }
        seats
    }

    fn is_free(&self, atlas: &Atlas, frame: Frame, arrows: &[Vec<[f32; 2]>]) -> bool {
        let [left, top, right, bottom] = frame;
        let around = [left - 4.0, top - 4.0, right + 4.0, bottom + 4.0];
        let met = |points: &Vec<[f32; 2]>| {
            points.windows(2).any(|pair| segment_meets([pair[0], pair[1]], around))
        };
        self.stage.holds(frame)
            && !self.covered.iter().any(|other| overlap(*other, frame))
            && !arrows.iter().any(met)
            && under(atlas, &self.stage, around) != Under::Own
    }
}
