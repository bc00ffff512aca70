//! x
#![forbid(unsafe_code)]
pub mod history;
pub mod geography;
pub mod atlas;
