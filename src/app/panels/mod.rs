//! The panels around the map. Each gets the atlas and the look to read, and hands back what the
//! reader asked for; none calls another.

pub(super) mod about;
pub(super) mod bookmarks;
mod cards;
mod changes;
pub(super) mod chart;
pub(super) mod compare;
mod disputes;
mod doubts;
pub(super) mod exporting;
pub(super) mod glossary_window;
pub(super) mod help;
mod making;
mod menus;
pub(super) mod notice;
pub(super) mod open_atlas;
pub(super) mod problems;
pub(super) mod save;
pub(super) mod search;
pub(super) mod side;
pub(super) mod source_window;
pub(super) mod stories;
pub(super) mod story;
pub(super) mod table;
pub(super) mod time_bar;
mod time_buttons;
pub(super) mod top_bar;
