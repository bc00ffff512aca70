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
}

impl MapLayer {
    /// All of them, in the order of the menu.
    pub const ALL: [Self; 10] = [
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
        }
    }
}

/// Which of the [`MapLayer`]s are drawn; by default all.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Layers([bool; MapLayer::ALL.len()]);

impl Default for Layers {
    fn default() -> Self {
        Self([true; MapLayer::ALL.len()])
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
