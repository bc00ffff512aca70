//! All tests of the atlas that need no screen, and those of the window without one: one binary.

#![warn(clippy::all, clippy::pedantic)]
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test fails by panicking"
)]

mod accessible;
mod advice;
mod any_window;
mod bad_input;
mod camera;
mod canvas;
mod cards;
mod carried;
mod carried_away;
mod chart;
mod claims;
mod cli;
mod colours;
mod common;
mod comparison;
mod crash;
mod dates;
mod edited;
mod facts;
mod faults;
mod films;
mod geometry;
mod golden;
mod hands;
mod house;
mod installed;
mod killed;
mod labels;
mod language;
mod ledger;
mod lenses;
mod listings;
mod looks;
mod memory;
mod own_atlas;
mod own_fonts;
mod page;
mod pages;
mod painted;
mod paths;
mod random_use;
mod rasters;
mod reader;
mod ready;
mod recipe;
mod regressions;
mod ribbons;
mod rules;
mod search;
mod second_atlas;
mod shaping;
mod stories;
mod svg;
mod time_bar;
mod window;
mod wording;
mod words;
