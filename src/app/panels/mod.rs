//! The panels around the map. Each gets the atlas and the view to read, and hands back what the
//! reader asked for; none calls another.

pub mod about;
mod cards;
pub mod chart;
pub mod notice;
pub mod save;
pub mod side;
pub mod time_bar;
pub mod top_bar;
