//! Colour schemes: light and dark, each also of high contrast.

/// A colour scheme.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Theme {
    /// Dark ink on light paper.
    #[default]
    Light,
    /// Light ink on a dark ground.
    Dark,
    /// As light, of high contrast.
    LightContrast,
    /// As dark, of high contrast.
    DarkContrast,
}

impl Theme {
    /// All of them.
    pub const ALL: [Self; 4] = [Self::Light, Self::Dark, Self::LightContrast, Self::DarkContrast];

    /// One of the four.
    #[must_use]
    pub fn of(dark: bool, high_contrast: bool) -> Self {
        match (dark, high_contrast) {
            (false, false) => Self::Light,
            (true, false) => Self::Dark,
            (false, true) => Self::LightContrast,
            (true, true) => Self::DarkContrast,
        }
    }

    /// Whether the ground is dark.
    #[must_use]
    pub fn is_dark(self) -> bool {
        matches!(self, Self::Dark | Self::DarkContrast)
    }

    /// Whether texts and lines stand out as far as they can.
    #[must_use]
    pub fn is_high_contrast(self) -> bool {
        matches!(self, Self::LightContrast | Self::DarkContrast)
    }

    /// The word for it in links and on the command line.
    #[must_use]
    pub fn id(self) -> &'static str {
        match self {
            Self::Light => "light",
            Self::Dark => "dark",
            Self::LightContrast => "light-contrast",
            Self::DarkContrast => "dark-contrast",
        }
    }
}
