//! Atlas and look to what is to be seen: pictures of parts and layers, the words of the cards,
//! search. The only input of both the window and every file, so that they cannot disagree.
//!
//! [`Composer`] puts the inputs of the layers together; each layer is made by a function of its own
//! (`land`, `lines`, `labels`, `waterlines` …) from an input that is its key.

mod along;
pub mod areas;
pub mod bibliography;
pub mod border;
pub mod caption;
pub mod cards;
pub mod chart;
pub mod comparison;
pub mod compose;
pub mod dates;
pub mod events_on_map;
pub mod faces;
pub mod fading;
pub mod fills;
pub mod foot;
pub mod furniture;
pub mod globe;
pub mod inhabitants;
pub mod inland;
pub mod insets;
pub mod key_seat;
pub mod labels;
pub mod land;
pub mod landing_key;
pub mod landings;
pub mod lanes;
pub mod legend;
pub mod lines;
pub mod locator;
mod map_layers;
pub mod marks;
pub mod page;
pub mod palette;
pub mod parts;
pub mod relief;
pub mod ribbons;
pub mod search;
pub mod shape;
pub mod sheet;
pub mod spoken;
pub mod stage;
pub mod stand_ins;
pub mod state;
mod surround;
pub mod table;
pub mod time_bar;
pub mod title;
pub mod waterlines;
pub mod words;

pub use compose::{Composer, Request, compose};
pub use faces::Face;
pub use marks::{
    Anchor, Color, Dash, Fill, Frame, Mark, Over, Overlay, Pattern, Shade, Stroke, TextMark,
};
pub use palette::{Palette, palette};
pub use parts::{Kept, Layer, MapFrame, Part, PartKind, Picture, StandsFor, Target, TargetOf};
pub use stage::Stage;
pub use state::DayState;
pub use words::{Argument, Words};
