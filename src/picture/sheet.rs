//! A sheet: the map and, beside and below it, what the reader wants with it: cards, chart, time bar.

use crate::atlas::Atlas;
use crate::view::{LedgerView, Look};

use super::cards::cards_page;
use super::chart::{ChartComposer, ChartRequest};
use super::compose::{Composer, Request, picture};
use super::palette::palette;
use super::parts::{Part, PartKind, Picture};
use super::stage::points;
use super::time_bar::{ROW, TimeBarComposer, TimeBarRequest, TimeBarShape};
use super::words::Words;

/// Width of a column of cards, in points.
const CARDS: f32 = 390.0;
/// Height of a chart, in points.
const CHART: f32 = 210.0;
/// Space around what stands below the map, in points.
const PAD: f32 = 16.0;
/// The least that is left of the map on either side, in points.
pub const SMALLEST_MAP: f32 = 240.0;

/// What stands on a sheet besides the map.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
#[expect(clippy::struct_excessive_bools, reason = "each part is there or not, whatever the others")]
pub struct With {
    /// Whether the map is left out: then chart and time bar have all of the sheet.
    pub no_map: bool,
    /// What of the ledger the chart shows.
    pub ledger: LedgerView,
    /// The cards of the open event and of what is selected.
    pub cards: bool,
    /// The chart of areas.
    pub chart: bool,
    /// The time bar.
    pub time_bar: bool,
    /// What of the map's page is left out.
    pub without: Without,
}

/// What of the page of a map is left out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Without {
    /// The title.
    pub title: bool,
    /// The legend.
    pub legend: bool,
    /// The foot: scale, projection, sources and licence.
    pub foot: bool,
}

impl Without {
    fn leaves(self, layer: &str) -> bool {
        match layer {
            "title" => !self.title,
            "legend" => !self.legend,
            "foot" => !self.foot,
            _ => true,
        }
    }
}

impl With {
    /// Whether there is nothing but the map.
    #[must_use]
    pub fn map_alone(self) -> bool {
        !(self.no_map || self.cards || self.chart || self.time_bar)
    }

    /// Width and height that all but the map takes, in points.
    #[must_use]
    pub fn around(self, atlas: &Atlas) -> [f32; 2] {
        let bar = TimeBarShape::with_row(atlas, ROW).height() + 2.0 * PAD;
        let below = [(self.chart, CHART + PAD), (self.time_bar, bar)];
        let height = below.iter().filter(|(on, _)| *on).map(|(_, height)| height).sum();
        [if self.cards { CARDS } else { 0.0 }, height]
    }
}

/// The picture of a sheet that stands alone.
#[must_use]
pub fn sheet(atlas: &Atlas, words: &Words, look: &Look, request: &Request, with: With) -> Picture {
    sheet_after(&mut Composer::default(), atlas, words, look, request, with)
}

/// The same, with what a composer has kept from others of the size.
#[must_use]
pub fn sheet_after(
    composer: &mut Composer,
    atlas: &Atlas,
    words: &Words,
    look: &Look,
    request: &Request,
    with: With,
) -> Picture {
    let [width, height] = points(request.size);
    let [beside, below] = with.around(atlas);
    let map = [(width - beside).max(1.0), (height - below).max(1.0)];
    let own = Request { size: map.map(f64::from), ..*request };
    let (mut parts, mut top) = if with.no_map {
        (Vec::new(), 0.0)
    } else {
        let mut parts = composer.parts(atlas, words, look, &own);
        let furniture = |part: &&mut Part| matches!(part.kind, PartKind::Furniture(_));
        for part in parts.iter_mut().filter(furniture) {
            part.layers.retain(|layer| with.without.leaves(layer.name));
        }
        (parts, map[1])
    };
    // Without a map the chart has its room.
    let high = if with.no_map { CHART + map[1] } else { CHART };
    let wide = (map[0] - 2.0 * PAD).max(1.0);
    let mut add = |part: Part, height: f32, space: f32| {
        parts.push(part.moved([PAD, top + space]));
        top += height;
    };
    if with.chart {
        let chart = ChartRequest { extent: [wide, high], ledger: with.ledger, window: None };
        let chart = ChartComposer::default().compose(atlas, words, look, &chart);
        add(chart, high + PAD, PAD);
    }
    if with.time_bar {
        let request = TimeBarRequest::whole(atlas, wide);
        let bar = TimeBarComposer::default().compose(atlas, words, look, &request);
        add(bar, request.shape.height() + 2.0 * PAD, PAD);
    }
    if with.cards {
        parts.push(cards_page(atlas, words, look, [beside, height]).moved([map[0], 0.0]));
    }
    let mut sheet = picture(atlas, words, look, request.size, parts);
    sheet.ground = palette(look.theme()).paper;
    sheet
}
