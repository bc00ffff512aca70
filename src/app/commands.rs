//! Commands: each defined once, with its words and its keys, for menus and keys alike.

use egui::{Event, Key, KeyboardShortcut, Modifiers};

use crate::atlas::Files;
use crate::history::days_between;
use crate::view::{Action, Comparison, DeskAction, MapLayer, Pace, Theme, TimeWindow, stops};

use super::effects::{BookmarkAction, Effect};
use super::session::Session;

/// Something without a payload that menus and keys can ask for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Command {
    /// Opens the window of exports, for a picture.
    SavePicture,
    /// Opens the window of exports.
    Export,
    /// Puts the picture on the clipboard.
    CopyPicture,
    /// Puts the look as a link on the clipboard.
    CopyLink,
    /// Asks for the folder of another atlas.
    OpenAtlas,
    /// Opens the atlas of the program.
    OpenBundled,
    /// Back to the look before.
    Undo,
    /// To the look that was taken back.
    Redo,
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
    /// To the event before.
    PreviousEvent,
    /// To the next event.
    NextEvent,
    /// To the first year.
    Start,
    /// To the last year.
    End,
    /// Time runs, or stops.
    Play,
    /// Playing starts again at the end.
    Loop,
    /// Playing goes from change to change, not year by year.
    ByChanges,
    /// Playing is slower.
    Slower,
    /// Playing is faster.
    Faster,
    /// Less of the time on the time bar, larger.
    TimeCloser,
    /// More of the time on the time bar.
    TimeFarther,
    /// All of the time on the time bar.
    TimeWhole,
    /// The chart of areas.
    Chart,
    /// The panel beside the map.
    SidePanel,
    /// The other theme.
    Theme,
    /// Texts and lines stand out as far as they can.
    HighContrast,
    /// Nothing moves by itself more often than once a second.
    LessMotion,
    /// The table of who holds what.
    Table,
    /// A layer of the map.
    Layer(MapLayer),
    /// Compares with another moment, or no longer.
    Compare,
    /// The moment by all lenses at once.
    CompareLenses,
    /// Where the views differ.
    Disputes,
    /// Looks for something.
    Search,
    /// Selects nothing.
    Deselect,
    /// Closes what lies on top.
    Close,
    /// Keeps the look as a bookmark.
    Bookmark,
    /// The bookmarks.
    Bookmarks,
    /// The stories.
    Stories,
    /// The words of the subject, explained.
    Glossary,
    /// What the atlas rests on.
    Sources,
    /// How the map is read, and the keys.
    Help,
    /// What this program is.
    About,
}

/// Keys of signs, for which some keyboards need another key held.
const SIGNS: [Key; 5] = [Key::Plus, Key::Minus, Key::Equals, Key::OpenBracket, Key::CloseBracket];
/// How much closer a key takes the time.
const TIME_STEP: f64 = 2.0;

impl Command {
    /// All commands.
    pub const ALL: [Self; 60] = [
        Self::SavePicture,
        Self::Export,
        Self::CopyPicture,
        Self::CopyLink,
        Self::OpenAtlas,
        Self::OpenBundled,
        Self::Quit,
        Self::Undo,
        Self::Redo,
        Self::Fit,
        Self::ZoomIn,
        Self::ZoomOut,
        Self::PreviousYear,
        Self::NextYear,
        Self::PreviousDecade,
        Self::NextDecade,
        Self::PreviousChange,
        Self::NextChange,
        Self::PreviousEvent,
        Self::NextEvent,
        Self::Start,
        Self::End,
        Self::Play,
        Self::Loop,
        Self::ByChanges,
        Self::Slower,
        Self::Faster,
        Self::TimeCloser,
        Self::TimeFarther,
        Self::TimeWhole,
        Self::Chart,
        Self::SidePanel,
        Self::Theme,
        Self::HighContrast,
        Self::LessMotion,
        Self::Table,
        Self::Layer(MapLayer::Graticule),
        Self::Layer(MapLayer::Labels),
        Self::Layer(MapLayer::Towns),
        Self::Layer(MapLayer::Boundaries),
        Self::Layer(MapLayer::Relief),
        Self::Layer(MapLayer::Depths),
        Self::Layer(MapLayer::Waterlines),
        Self::Layer(MapLayer::InlandWaters),
        Self::Layer(MapLayer::Events),
        Self::Layer(MapLayer::Insets),
        Self::Layer(MapLayer::Confidence),
        Self::Compare,
        Self::CompareLenses,
        Self::Disputes,
        Self::Search,
        Self::Deselect,
        Self::Close,
        Self::Bookmark,
        Self::Bookmarks,
        Self::Stories,
        Self::Glossary,
        Self::Sources,
        Self::Help,
        Self::About,
    ];

    /// The key of its words.
    #[must_use]
    pub fn words(self) -> &'static str {
        match self {
            Self::SavePicture => "command-save-picture",
            Self::Export => "command-export",
            Self::CopyPicture => "command-copy-picture",
            Self::CopyLink => "command-copy-link",
            Self::OpenAtlas => "command-open-atlas",
            Self::OpenBundled => "command-open-bundled",
            Self::Undo => "command-undo",
            Self::Redo => "command-redo",
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
            Self::PreviousEvent => "command-previous-event",
            Self::NextEvent => "command-next-event",
            Self::ByChanges => "command-by-changes",
            Self::Slower => "command-slower",
            Self::Faster => "command-faster",
            Self::TimeCloser => "command-time-closer",
            Self::TimeFarther => "command-time-farther",
            Self::TimeWhole => "command-time-whole",
            Self::Start => "command-start",
            Self::End => "command-end",
            Self::Play => "command-play",
            Self::Loop => "command-loop",
            Self::Chart => "command-chart",
            Self::SidePanel => "command-panel",
            Self::Theme => "command-theme",
            Self::HighContrast => "command-high-contrast",
            Self::LessMotion => "command-less-motion",
            Self::Table => "command-table",
            Self::Layer(MapLayer::Graticule) => "command-graticule",
            Self::Layer(MapLayer::Labels) => "command-labels",
            Self::Layer(MapLayer::Towns) => "command-towns",
            Self::Layer(MapLayer::Boundaries) => "command-boundaries",
            Self::Layer(MapLayer::Relief) => "command-relief",
            Self::Layer(MapLayer::Depths) => "command-depths",
            Self::Layer(MapLayer::Waterlines) => "command-waterlines",
            Self::Layer(MapLayer::InlandWaters) => "command-inland-waters",
            Self::Layer(MapLayer::Events) => "command-events",
            Self::Layer(MapLayer::Insets) => "command-insets",
            Self::Layer(MapLayer::Confidence) => "command-confidence",
            Self::Compare => "command-compare",
            Self::CompareLenses => "command-compare-lenses",
            Self::Disputes => "command-disputes",
            Self::Search => "command-search",
            Self::Deselect => "command-deselect",
            Self::Close => "command-close",
            Self::Bookmark => "command-bookmark",
            Self::Bookmarks => "command-bookmarks",
            Self::Stories => "command-stories",
            Self::Glossary => "command-glossary",
            Self::Sources => "command-sources",
            Self::Help => "command-help",
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
            Self::Export => ctrl(Key::E),
            Self::OpenAtlas => ctrl(Key::O),
            Self::CopyPicture => {
                let modifiers = Modifiers::COMMAND.plus(Modifiers::SHIFT);
                Some(KeyboardShortcut::new(modifiers, Key::C))
            }
            Self::Undo => ctrl(Key::Z),
            Self::Redo => {
                let modifiers = Modifiers::COMMAND.plus(Modifiers::SHIFT);
                Some(KeyboardShortcut::new(modifiers, Key::Z))
            }
            Self::Quit => ctrl(Key::Q),
            Self::Fit => plain(Key::F),
            Self::ZoomIn => plain(Key::Plus),
            Self::ZoomOut => plain(Key::Minus),
            Self::PreviousEvent => plain(Key::PageUp),
            Self::NextEvent => plain(Key::PageDown),
            Self::ByChanges => plain(Key::C),
            Self::Slower => plain(Key::OpenBracket),
            Self::Faster => plain(Key::CloseBracket),
            Self::TimeCloser => ctrl(Key::ArrowUp),
            Self::TimeFarther => ctrl(Key::ArrowDown),
            Self::TimeWhole => ctrl(Key::Home),
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
            Self::Table => plain(Key::B),
            Self::Layer(MapLayer::Graticule) => plain(Key::G),
            Self::Layer(MapLayer::Labels) => plain(Key::N),
            Self::Layer(MapLayer::Confidence) => plain(Key::H),
            Self::Compare => plain(Key::V),
            Self::CompareLenses => shift(Key::V),
            Self::Disputes => plain(Key::D),
            Self::Search => ctrl(Key::K),
            Self::Close => plain(Key::Escape),
            Self::Bookmark => ctrl(Key::D),
            Self::Stories => plain(Key::S),
            Self::Glossary => plain(Key::W),
            Self::Sources => plain(Key::R),
            Self::Help => plain(Key::F1),
            Self::Deselect
            | Self::Layer(_)
            | Self::CopyLink
            | Self::OpenBundled
            | Self::About
            | Self::Bookmarks
            | Self::HighContrast
            | Self::LessMotion => None,
        }
    }

    /// Other keys that do the same.
    #[must_use]
    pub fn other_shortcut(self) -> Option<KeyboardShortcut> {
        match self {
            Self::Undo => Some(KeyboardShortcut::new(Modifiers::ALT, Key::ArrowLeft)),
            Self::Redo => Some(KeyboardShortcut::new(Modifiers::ALT, Key::ArrowRight)),
            Self::ZoomIn => Some(KeyboardShortcut::new(Modifiers::NONE, Key::Equals)),
            _ => None,
        }
    }

    /// Whether it is on, for those that switch something.
    #[must_use]
    pub fn switched_on(self, session: &Session) -> Option<bool> {
        let (look, desk) = (session.look(), session.desk());
        match self {
            Self::Loop => Some(desk.playback.looped),
            Self::ByChanges => Some(desk.playback.pace() == Pace::Changes),
            Self::Chart => Some(desk.chart),
            Self::SidePanel => Some(desk.shows_panel()),
            Self::Table => Some(desk.table),
            Self::HighContrast => Some(look.theme().is_high_contrast()),
            Self::LessMotion => Some(desk.less_motion),
            Self::Compare => Some(look.comparison().is_some_and(|c| c.mode().is_some())),
            Self::CompareLenses => Some(look.comparison() == Some(Comparison::Lenses)),
            Self::Disputes => Some(look.disputes()),
            Self::Layer(layer) => Some(look.layers().has(layer)),
            _ => None,
        }
    }

    /// Whether it can be done now.
    #[must_use]
    pub fn is_possible(self, session: &Session) -> bool {
        match self {
            Self::Undo => session.past().can_undo(),
            Self::Redo => session.past().can_redo(),
            Self::OpenBundled => *session.files() != Files::Bundled,
            _ => true,
        }
    }

    /// What it comes to in a session.
    #[must_use]
    pub fn effect(self, session: &Session) -> Effect {
        let (look, desk) = (session.look(), session.desk());
        match self {
            Self::SavePicture => Effect::OpenExport { picture: true },
            Self::Export => Effect::OpenExport { picture: false },
            Self::CopyPicture => Effect::Copy,
            Self::CopyLink => Effect::CopyLink,
            Self::OpenAtlas => Effect::OpenAtlas,
            Self::OpenBundled => Effect::OpenBundled,
            Self::Undo => Effect::Undo,
            Self::Redo => Effect::Redo,
            Self::Quit => Effect::Quit,
            Self::About => Effect::OpenAbout,
            Self::Search => Effect::OpenSearch,
            Self::ZoomIn => Effect::Zoom(1.5),
            Self::ZoomOut => Effect::Zoom(1.0 / 1.5),
            Self::Fit => Action::Fit.into(),
            Self::PreviousYear => Action::StepYears(-1).into(),
            Self::NextYear => Action::StepYears(1).into(),
            Self::PreviousDecade => Action::StepYears(-10).into(),
            Self::NextDecade => Action::StepYears(10).into(),
            Self::PreviousChange => Action::StepChange { back: true }.into(),
            Self::NextChange => Action::StepChange { back: false }.into(),
            Self::PreviousEvent => event_beside(session, true),
            Self::NextEvent => event_beside(session, false),
            Self::ByChanges => DeskAction::SetPace(match desk.playback.pace() {
                Pace::Years => Pace::Changes,
                Pace::Changes => Pace::Years,
            })
            .into(),
            Self::Slower => DeskAction::SetSpeed(desk.playback.next_speed(true)).into(),
            Self::Faster => DeskAction::SetSpeed(desk.playback.next_speed(false)).into(),
            Self::TimeCloser => time_closer(session, TIME_STEP),
            Self::TimeFarther => time_closer(session, 1.0 / TIME_STEP),
            Self::TimeWhole => DeskAction::ShowTime(None).into(),
            Self::Start => Action::GoToStart.into(),
            Self::End => Action::GoToEnd.into(),
            Self::Play => DeskAction::TogglePlay.into(),
            Self::Loop => DeskAction::SetLoop(!desk.playback.looped).into(),
            Self::Chart => DeskAction::ToggleChart.into(),
            Self::SidePanel => DeskAction::TogglePanel.into(),
            Self::Theme => {
                let theme = look.theme();
                Action::SetTheme(Theme::of(!theme.is_dark(), theme.is_high_contrast())).into()
            }
            Self::HighContrast => {
                let theme = look.theme();
                Action::SetTheme(Theme::of(theme.is_dark(), !theme.is_high_contrast())).into()
            }
            Self::LessMotion => DeskAction::SetLessMotion(!desk.less_motion).into(),
            Self::Table => DeskAction::ToggleTable.into(),
            Self::Layer(layer) => Action::SetLayer(layer, !look.layers().has(layer)).into(),
            Self::Compare => {
                let on = look.comparison().is_some_and(|comparison| comparison.mode().is_some());
                Action::Compare((!on).then(|| Comparison::first(&session.atlas, look))).into()
            }
            Self::CompareLenses => {
                let on = look.comparison() == Some(Comparison::Lenses);
                Action::Compare((!on).then_some(Comparison::Lenses)).into()
            }
            Self::Disputes => Action::SetDisputes(!look.disputes()).into(),
            Self::Deselect => Action::Select(None).into(),
            Self::Close => Effect::Close,
            Self::Bookmark => Effect::Bookmark(BookmarkAction::Add),
            Self::Bookmarks => Effect::OpenBookmarks,
            Self::Stories => Effect::OpenStories,
            Self::Glossary => Effect::OpenGlossary,
            Self::Sources => Effect::OpenSources,
            Self::Help => Effect::OpenHelp,
        }
    }

    /// The command of a key with exactly these modifiers.
    #[must_use]
    pub fn of(key: Key, modifiers: Modifiers) -> Option<Self> {
        let plain = Modifiers { shift: false, alt: false, ..modifiers };
        let meant = |keys: KeyboardShortcut| {
            // How a sign is reached differs from keyboard to keyboard.
            let modifiers = if SIGNS.contains(&key) { plain } else { modifiers };
            keys.logical_key == key && modifiers.matches_exact(keys.modifiers)
        };
        Self::ALL.into_iter().find(|command| {
            command.shortcut().is_some_and(meant) || command.other_shortcut().is_some_and(meant)
        })
    }

    /// Takes the keys of commands out of what the reader has just done, in their order. What is left
    /// is for text fields and controls.
    #[must_use]
    pub fn take(events: &mut Vec<Event>) -> Vec<Self> {
        let mut commands = Vec::new();
        let mut released = false;
        events.retain(|event| {
            let Event::Key { key, pressed, modifiers, .. } = event else { return true };
            let Some(command) = Self::of(*key, *modifiers) else { return true };
            if *pressed {
                commands.push(command);
            } else {
                released = true;
            }
            false
        });
        if released || !commands.is_empty() {
            // The letter that a key would have typed.
            events.retain(|event| !matches!(event, Event::Text(_)));
        }
        commands
    }
}

/// To the event that follows the moment, or the one before; where there is none, the moment stays.
fn event_beside(session: &Session, back: bool) -> Effect {
    let (look, kinds) = (session.look(), session.desk().kinds);
    match stops::event(&session.atlas, look, kinds, back) {
        Some((event, day)) => Action::GoToEvent(event, day).into(),
        None => Action::SetLens(look.lens()).into(),
    }
}

/// The time bar closer by a factor, at the moment.
fn time_closer(session: &Session, factor: f64) -> Effect {
    let days = session.days();
    let window = session.desk().time.unwrap_or_else(|| TimeWindow::whole(days));
    let moment = session.look().moment();
    let at = f64::from(days_between(session.atlas.history.first_day, moment)) + 0.5;
    let window = window.showing(at, days).zoomed_at(at, factor, days);
    DeskAction::ShowTime((!window.is_whole(days)).then_some(window)).into()
}
