//! x
#![forbid(unsafe_code)]
pub mod history;
pub mod geography;
pub mod atlas;
pub mod view;
pub mod picture;
pub mod export;
pub mod cli;
