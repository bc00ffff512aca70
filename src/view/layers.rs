//! What is drawn on a map besides the shading, each of which can be left out.

/// One of the things that are drawn besides the shading.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum MapLayer {
    /// Meridians and parallels.
    Graticule,
    /// Names of waters, islands and towns.
    Labels,
    /// Towns.
    Towns,
    /// Lines that treaties drew.
    Boundaries,
    /// Light and shadow of mountains and of the sea floor.
    Relief,
    /// Tints of the sea by its depth.
    Depths,
    /// Fine lines along the coasts.
    Waterlines,
    /// Lakes and rivers.
    InlandWaters,
    /// Landings, boundary stones, the places of events.
    Events,
    /// Parts of the map in frames of their own.
    Insets,
    /// Lines over land whose colour is not quite sure.
    Confidence,
}

impl MapLayer {
    /// All of them, in the order of the menu.
    pub const ALL: [Self; 11] = [
        Self::Graticule,
        Self::Labels,
        Self::Towns,
        Self::Boundaries,
        Self::Relief,
        Self::Depths,
        Self::Waterlines,
        Self::InlandWaters,
        Self::Events,
        Self::Insets,
        Self::Confidence,
    ];

    /// The word for it in links.
    #[must_use]
    pub fn id(self) -> &'static str {
        match self {
            Self::Graticule => "graticule",
            Self::Labels => "names",
            Self::Towns => "towns",
            Self::Boundaries => "lines",
            Self::Relief => "relief",
            Self::Depths => "depths",
            Self::Waterlines => "water-lines",
            Self::InlandWaters => "waters",
            Self::Events => "events",
            Self::Insets => "insets",
            Self::Confidence => "confidence",
        }
    }

    /// Whether it is drawn where nobody has said anything.
    #[must_use]
    pub fn by_default(self) -> bool {
        self != Self::Confidence
    }
}

/// Which of the [`MapLayer`]s are drawn; by default all but what tells how sure the colours are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Layers([bool; MapLayer::ALL.len()]);

impl Default for Layers {
    fn default() -> Self {
        Self(MapLayer::ALL.map(MapLayer::by_default))
    }
}

impl Layers {
    /// Whether a layer is drawn.
    #[must_use]
    pub fn has(self, layer: MapLayer) -> bool {
        self.0[layer as usize]
    }

    /// The same, but with or without one layer.
    #[must_use]
    pub fn with(mut self, layer: MapLayer, drawn: bool) -> Self {
        self.0[layer as usize] = drawn;
        self
    }
}
