//! The top bar: which of its parts stand beside each other in the room there is, and which go into
//! its last menu.

/// How wide each part of the bar is, with the space that follows it, in points.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct BarWidths {
    /// The name of the atlas.
    pub title: f32,
    /// The menus in a row.
    pub menus: f32,
    /// One menu that holds them all.
    pub one_menu: f32,
    /// The lenses in a row.
    pub lenses: f32,
    /// One menu of the lenses.
    pub lens_menu: f32,
    /// The field for a date.
    pub date: f32,
    /// The same, no wider than a date needs.
    pub narrow_date: f32,
    /// The button that opens the search.
    pub search: f32,
    /// The switch of where the views differ.
    pub disputes: f32,
    /// The switch of the chart.
    pub chart: f32,
    /// The menu of languages.
    pub language: f32,
    /// The menu of what finds no room.
    pub rest: f32,
}

/// Where the lenses are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LensPlace {
    /// A row of buttons.
    Row,
    /// A menu of their own.
    Menu,
    /// In the menu of what finds no room.
    Rest,
}

/// How the date is typed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DatePlace {
    /// In a field with room to spare.
    Wide,
    /// In a field that just holds one.
    Narrow,
    /// In the menu of what finds no room.
    Rest,
}

/// What stands in the bar; everything else is in its last menu.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[expect(clippy::struct_excessive_bools, reason = "each part stands there or does not")]
pub struct BarPlan {
    /// Whether the name of the atlas does.
    pub title: bool,
    /// Whether the menus do in a row; otherwise one holds them all.
    pub menus: bool,
    /// Where the lenses are.
    pub lenses: LensPlace,
    /// Where the date is typed.
    pub date: DatePlace,
    /// Whether the button of the search does.
    pub search: bool,
    /// Whether the switch of where the views differ does.
    pub disputes: bool,
    /// Whether the switch of the chart does.
    pub chart: bool,
    /// Whether the menu of languages does.
    pub language: bool,
}

impl BarPlan {
    /// With room for all.
    pub const WHOLE: Self = Self {
        title: true,
        menus: true,
        lenses: LensPlace::Row,
        date: DatePlace::Wide,
        search: true,
        disputes: true,
        chart: true,
        language: true,
    };

    /// What stands in a bar of a width: the first of all plans that finds room, or the last.
    #[must_use]
    pub fn of(widths: &BarWidths, room: f32) -> Self {
        let plans = Self::plans();
        let fits = |plan: &&Self| plan.width(widths) <= room;
        *plans.iter().find(fits).or(plans.last()).unwrap_or(&Self::WHOLE)
    }

    /// Whether there is something in the last menu, so that it must be there.
    #[must_use]
    pub fn has_rest(self) -> bool {
        self.lenses == LensPlace::Rest
            || self.date == DatePlace::Rest
            || !(self.search && self.disputes && self.chart && self.language)
    }

    /// How wide the bar is, in points.
    #[must_use]
    pub fn width(self, widths: &BarWidths) -> f32 {
        let part = |there: bool, width: f32| if there { width } else { 0.0 };
        part(self.title, widths.title)
            + if self.menus { widths.menus } else { widths.one_menu }
            + match self.lenses {
                LensPlace::Row => widths.lenses,
                LensPlace::Menu => widths.lens_menu,
                LensPlace::Rest => 0.0,
            }
            + self.right_width(widths)
    }

    /// How wide what stands at its right is, in points.
    #[must_use]
    pub fn right_width(self, widths: &BarWidths) -> f32 {
        let part = |there: bool, width: f32| if there { width } else { 0.0 };
        part(self.search, widths.search)
            + match self.date {
                DatePlace::Wide => widths.date,
                DatePlace::Narrow => widths.narrow_date,
                DatePlace::Rest => 0.0,
            }
            + part(self.disputes, widths.disputes)
            + part(self.chart, widths.chart)
            + part(self.language, widths.language)
            + part(self.has_rest(), widths.rest)
    }

    /// All plans, the most welcome first. What the menus or keys have too gives way before what is
    /// there only; the language, which helps who cannot read the rest, among the last.
    fn plans() -> Vec<Self> {
        let whole = Self::WHOLE;
        let as_menu = Self { lenses: LensPlace::Menu, ..whole };
        let untitled = Self { title: false, ..as_menu };
        let one_menu = Self { menus: false, ..untitled };
        let mut plans = Vec::new();
        for frame in [whole, as_menu, untitled, one_menu] {
            let no_chart = Self { chart: false, ..frame };
            let no_disputes = Self { disputes: false, ..no_chart };
            let no_search = Self { search: false, ..no_disputes };
            let narrow = Self { date: DatePlace::Narrow, ..no_search };
            plans.extend([frame, no_chart, no_disputes, no_search, narrow]);
        }
        let bare = Self { search: false, disputes: false, chart: false, ..one_menu };
        let bare = Self { date: DatePlace::Narrow, ..bare };
        let no_lens = Self { lenses: LensPlace::Rest, ..bare };
        let undated = Self { date: DatePlace::Rest, ..no_lens };
        let least = Self { language: false, ..undated };
        plans.extend([Self { language: false, ..bare }, no_lens, undated, least]);
        plans
    }
}
