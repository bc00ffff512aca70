//! Commands: each defined once, with its words and its keys, for menus and keys alike.

use egui::{Key, KeyboardShortcut, Modifiers};

use crate::view::{Action, Layers, Theme, View};

/// Something without a payload that menus and keys can ask for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Command {
    /// Asks where to save the picture.
    SavePicture,
    /// Puts the picture on the clipboard.
    CopyPicture,
    /// Closes the window.
    Quit,
    /// Shows the whole map.
    Fit,
    /// Closer.
    ZoomIn,
    /// Farther.
    ZoomOut,
    /// The year before.
    PreviousYear,
    /// The year after.
    NextYear,
    /// Ten years back.
    PreviousDecade,
    /// Ten years on.
    NextDecade,
    /// To the change before.
    PreviousChange,
    /// To the next change.
    NextChange,
    /// To the first year.
    Start,
    /// To the last year.
    End,
    /// Time runs, or stops.
    Play,
    /// Playing starts again at the end.
    Loop,
    /// The chart of areas.
    Chart,
    /// The panel beside the map.
    SidePanel,
    /// The other theme.
    Theme,
    /// The graticule.
    Graticule,
    /// Names.
    Labels,
    /// Towns.
    Towns,
    /// Lines of treaties.
    Boundaries,
    /// Water lines.
    Waterlines,
    /// Lakes and rivers.
    InlandWaters,
    /// Landings, stones, places of events.
    Events,
    /// Parts of the map in frames of their own.
    Insets,
    /// Where the views differ.
    Disputes,
    /// Looks for something.
    Search,
    /// Selects nothing.
    Deselect,
    /// What this program is.
    About,
}

/// What a command comes to.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Effect {
    /// An action of the view.
    Act(Action),
    /// Zooms in the middle of the map by a factor.
    Zoom(f64),
    /// Opens the dialog that saves the picture.
    OpenSave,
    /// Copies the picture.
    Copy,
    /// Opens the search.
    OpenSearch,
    /// Opens the notice about the program.
    OpenAbout,
    /// Closes the window.
    Quit,
}

impl Command {
    /// All commands.
    pub const ALL: [Self; 31] = [
        Self::SavePicture,
        Self::CopyPicture,
        Self::Quit,
        Self::Fit,
        Self::ZoomIn,
        Self::ZoomOut,
        Self::PreviousYear,
        Self::NextYear,
        Self::PreviousDecade,
        Self::NextDecade,
        Self::PreviousChange,
        Self::NextChange,
        Self::Start,
        Self::End,
        Self::Play,
        Self::Loop,
        Self::Chart,
        Self::SidePanel,
        Self::Theme,
        Self::Graticule,
        Self::Labels,
        Self::Towns,
        Self::Boundaries,
        Self::Waterlines,
        Self::InlandWaters,
        Self::Events,
        Self::Insets,
        Self::Disputes,
        Self::Search,
        Self::Deselect,
        Self::About,
    ];

    /// The key of its words.
    #[must_use]
    pub fn words(self) -> &'static str {
        match self {
            Self::SavePicture => "command-save-picture",
            Self::CopyPicture => "command-copy-picture",
            Self::Quit => "command-quit",
            Self::Fit => "command-fit",
            Self::ZoomIn => "command-zoom-in",
            Self::ZoomOut => "command-zoom-out",
            Self::PreviousYear => "command-previous-year",
            Self::NextYear => "command-next-year",
            Self::PreviousDecade => "command-previous-decade",
            Self::NextDecade => "command-next-decade",
            Self::PreviousChange => "command-previous-change",
            Self::NextChange => "command-next-change",
            Self::Start => "command-start",
            Self::End => "command-end",
            Self::Play => "command-play",
            Self::Loop => "command-loop",
            Self::Chart => "command-chart",
            Self::SidePanel => "command-panel",
            Self::Theme => "command-theme",
            Self::Graticule => "command-graticule",
            Self::Labels => "command-labels",
            Self::Towns => "command-towns",
            Self::Boundaries => "command-boundaries",
            Self::Waterlines => "command-waterlines",
            Self::InlandWaters => "command-inland-waters",
            Self::Events => "command-events",
            Self::Insets => "command-insets",
            Self::Disputes => "command-disputes",
            Self::Search => "command-search",
            Self::Deselect => "command-deselect",
            Self::About => "command-about",
        }
    }

    /// Its keys.
    #[must_use]
    pub fn shortcut(self) -> Option<KeyboardShortcut> {
        let plain = |key| Some(KeyboardShortcut::new(Modifiers::NONE, key));
        let shift = |key| Some(KeyboardShortcut::new(Modifiers::SHIFT, key));
        let ctrl = |key| Some(KeyboardShortcut::new(Modifiers::COMMAND, key));
        match self {
            Self::SavePicture => ctrl(Key::S),
            Self::CopyPicture => {
                let modifiers = Modifiers::COMMAND.plus(Modifiers::SHIFT);
                Some(KeyboardShortcut::new(modifiers, Key::C))
            }
            Self::Quit => ctrl(Key::Q),
            Self::Fit => plain(Key::F),
            Self::ZoomIn => plain(Key::PageUp),
            Self::ZoomOut => plain(Key::PageDown),
            Self::PreviousYear => plain(Key::ArrowLeft),
            Self::NextYear => plain(Key::ArrowRight),
            Self::PreviousDecade => shift(Key::ArrowLeft),
            Self::NextDecade => shift(Key::ArrowRight),
            Self::PreviousChange => ctrl(Key::ArrowLeft),
            Self::NextChange => ctrl(Key::ArrowRight),
            Self::Start => plain(Key::Home),
            Self::End => plain(Key::End),
            Self::Play => plain(Key::Space),
            Self::Loop => plain(Key::L),
            Self::Chart => plain(Key::A),
            Self::SidePanel => plain(Key::P),
            Self::Theme => plain(Key::T),
            Self::Graticule => plain(Key::G),
            Self::Labels => plain(Key::N),
            Self::Disputes => plain(Key::D),
            Self::Search => ctrl(Key::K),
            Self::Deselect => plain(Key::Escape),
            Self::Towns
            | Self::Boundaries
            | Self::Waterlines
            | Self::InlandWaters
            | Self::Events
            | Self::Insets
            | Self::About => None,
        }
    }

    /// Whether it is on, for those that switch something.
    #[must_use]
    pub fn switched_on(self, view: &View) -> Option<bool> {
        match self {
            Self::Loop => Some(view.playback.looped),
            Self::Chart => Some(view.chart),
            Self::SidePanel => Some(view.panel),
            Self::Disputes => Some(view.disputes),
            Self::Graticule => Some(view.layers.graticule),
            Self::Labels => Some(view.layers.labels),
            Self::Towns => Some(view.layers.towns),
            Self::Boundaries => Some(view.layers.boundaries),
            Self::Waterlines => Some(view.layers.waterlines),
            Self::InlandWaters => Some(view.layers.inland_waters),
            Self::Events => Some(view.layers.events),
            Self::Insets => Some(view.layers.insets),
            _ => None,
        }
    }

    /// What it comes to with a view.
    #[must_use]
    pub fn effect(self, view: &View) -> Effect {
        let layers = |change: fn(&mut Layers)| {
            let mut layers = view.layers;
            change(&mut layers);
            Effect::Act(Action::SetLayers(layers))
        };
        match self {
            Self::SavePicture => Effect::OpenSave,
            Self::CopyPicture => Effect::Copy,
            Self::Quit => Effect::Quit,
            Self::About => Effect::OpenAbout,
            Self::Search => Effect::OpenSearch,
            Self::ZoomIn => Effect::Zoom(1.5),
            Self::ZoomOut => Effect::Zoom(1.0 / 1.5),
            Self::Fit => Effect::Act(Action::Fit),
            Self::PreviousYear => Effect::Act(Action::StepYears(-1)),
            Self::NextYear => Effect::Act(Action::StepYears(1)),
            Self::PreviousDecade => Effect::Act(Action::StepYears(-10)),
            Self::NextDecade => Effect::Act(Action::StepYears(10)),
            Self::PreviousChange => Effect::Act(Action::StepChange { back: true }),
            Self::NextChange => Effect::Act(Action::StepChange { back: false }),
            Self::Start => Effect::Act(Action::GoToStart),
            Self::End => Effect::Act(Action::GoToEnd),
            Self::Play => Effect::Act(Action::TogglePlay),
            Self::Loop => Effect::Act(Action::SetLoop(!view.playback.looped)),
            Self::Chart => Effect::Act(Action::ToggleChart),
            Self::SidePanel => Effect::Act(Action::TogglePanel),
            Self::Theme => Effect::Act(Action::SetTheme(match view.theme {
                Theme::Light => Theme::Dark,
                Theme::Dark => Theme::Light,
            })),
            Self::Graticule => layers(|l| l.graticule = !l.graticule),
            Self::Labels => layers(|l| l.labels = !l.labels),
            Self::Towns => layers(|l| l.towns = !l.towns),
            Self::Boundaries => layers(|l| l.boundaries = !l.boundaries),
            Self::Waterlines => layers(|l| l.waterlines = !l.waterlines),
            Self::InlandWaters => layers(|l| l.inland_waters = !l.inland_waters),
            Self::Events => layers(|l| l.events = !l.events),
            Self::Insets => layers(|l| l.insets = !l.insets),
            Self::Disputes => Effect::Act(Action::ToggleDisputes),
            Self::Deselect => Effect::Act(Action::Select(None)),
        }
    }

    /// The commands whose keys were pressed, most modifiers first, so that a plain arrow does not
    /// take what was meant with a modifier.
    #[must_use]
    pub fn pressed(ctx: &egui::Context) -> Vec<Self> {
        let weight = |command: &Self| {
            let keys = command.shortcut().map_or(Modifiers::NONE, |keys| keys.modifiers);
            u8::from(keys.shift) + 2 * u8::from(keys.command)
        };
        let mut all = Self::ALL;
        all.sort_by_key(|command| std::cmp::Reverse(weight(command)));
        ctx.input_mut(|input| {
            all.into_iter()
                .filter(|c| c.shortcut().is_some_and(|keys| input.consume_shortcut(&keys)))
                .collect()
        })
    }
}
