//! What is written on a map: the names of a day that its layout has a place for, and what shares the
//! room with them: arrows, stones.

use std::sync::Arc;

use geo::{Coord, Polygon, Rect};

use crate::atlas::Atlas;
use crate::history::{
    AdvanceId, BoundaryId, GroupId, Language, PlaceId, PlaceKind, StoneId, TerritoryId,
};
use crate::view::{Look, MapLayer, Selection, Theme};

use super::super::events_on_map;
use super::super::faces::Face;
use super::super::landings::Numbered;
use super::super::lines::standing;
use super::super::marks::{Along, Color, Fill, Frame, Mark, Stroke, TextMark};
use super::super::palette::{Palette, faded, palette};
use super::super::parts::{Target, TargetOf};
use super::super::stage::Stage;
use super::super::state::DayState;
use super::super::words::Words;
use super::drafts::stack;
use super::ink::{FillUnder, grounds, ink_of};
use super::room::{segment_meets, segments_cross};
use super::shown::{Name, Writing, is_small, name_of};
use super::{Layout, LayoutKey, Placed, Spot, Subject, Taken, frame_of, frames, overlap};

impl Layout {
    /// Writes the names that an input shows, where nothing else stands. `said` is what is written
    /// already.
    fn set(
        &self,
        atlas: &Atlas,
        input: &NamesInput,
        said: &[Mark],
        taken: &mut Taken,
    ) -> (Vec<Mark>, Vec<Target>) {
        let desk = Desk::new(self, atlas, input, said);
        let all = || self.placed().iter().zip(&input.writings).filter(|(_, w)| w.shown);
        let is_selected = |placed: &Placed| desk.is_selected(placed.subject);
        let mut page = Page { taken, marks: Vec::new(), targets: Vec::new() };
        // What is selected has its name whatever else has to give way.
        for (placed, writing) in all().filter(|(placed, _)| is_selected(placed)) {
            desk.write(placed, writing, &mut page);
        }
        for (placed, writing) in all().filter(|(placed, _)| !is_selected(placed)) {
            desk.write(placed, writing, &mut page);
        }
        (page.marks, page.targets)
    }
}

/// What has been written so far.
struct Page<'a> {
    taken: &'a mut Taken,
    marks: Vec<Mark>,
    targets: Vec<Target>,
}

/// Which lines a name keeps clear of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Clear {
    All,
    AllButArrows,
    Borders,
}

/// What is at hand to write the names of an input.
struct Desk<'a> {
    atlas: &'a Atlas,
    input: &'a NamesInput,
    palette: Palette,
    /// Where the origin of the layout is in the frame.
    origin: [f32; 2],
    /// What insets show larger, in the frame.
    insets: Vec<Frame>,
    /// What events have written already.
    said: &'a [Mark],
    /// The lines that stand, in the frame.
    standing: Vec<[[f32; 2]; 2]>,
    /// The shafts of arrows, in the frame.
    arrows: Vec<[[f32; 2]; 2]>,
}

impl<'a> Desk<'a> {
    fn new(layout: &Layout, atlas: &'a Atlas, input: &'a NamesInput, said: &'a [Mark]) -> Self {
        let origin = input.stage.screen(layout.plane.origin_map_km);
        let insets = input.shown_larger.iter().map(|&part| input.stage.frame_of(part)).collect();
        let lines = input.standing.iter().flat_map(|&id| atlas.features.boundary(id).windows(2));
        let on = |c: Coord<f64>| input.stage.screen(c);
        let standing = lines.map(|pair| [on(pair[0]), on(pair[1])]).collect();
        let arrows = input.advances.iter().flat_map(|&id| atlas.features.advance(id).windows(2));
        let arrows = arrows.map(|pair| [on(pair[0]), on(pair[1])]).collect();
        Self { atlas, input, palette: palette(input.theme), origin, insets, said, standing, arrows }
    }

    fn on(&self, [x, y]: [f32; 2]) -> [f32; 2] {
        [x + self.origin[0], y + self.origin[1]]
    }

    fn bounds(&self, spot: &Spot) -> Frame {
        let [left, top, right, bottom] = spot.bounds;
        let ([left, top], [right, bottom]) = (self.on([left, top]), self.on([right, bottom]));
        [left, top, right, bottom]
    }

    /// Whether a subject is the selected territory, or the island that it is a piece of.
    fn is_selected(&self, subject: Subject) -> bool {
        self.input.selected.is_some_and(|selected| match subject {
            Subject::Territory(t) => t == selected,
            Subject::Whole(id) => self.atlas.island(id).territories.contains(&selected),
            _ => false,
        })
    }

    /// Whether a name is not written on this map at all.
    fn is_left_out(&self, placed: &Placed, name: &Name) -> bool {
        match placed.subject {
            Subject::Line(id) => self.input.inset || !self.input.standing.contains(&id),
            // What happened there says where it was.
            Subject::Place(_) => self
                .said
                .iter()
                .any(|mark| matches!(mark, Mark::Text(text) if text.text.starts_with(&name.own))),
            _ => false,
        }
    }

    /// Writes a name at the first of its spots that is in view and free.
    fn write(&self, placed: &Placed, writing: &Writing, page: &mut Page<'_>) {
        let input = self.input;
        let selected = self.is_selected(placed.subject);
        let spots = placed.spots.iter().filter(|spot| selected || !spot.pressing);
        let seen: Vec<&Spot> = spots.filter(|spot| input.stage.holds(self.bounds(spot))).collect();
        if seen.is_empty() {
            return;
        }
        let name = name_of(self.atlas, input.language, placed.subject, writing);
        if self.is_left_out(placed, &name) {
            return;
        }
        let small = !self.insets.is_empty() && is_small(self.atlas, placed.subject);
        let in_inset =
            |spot: &Spot| self.insets.iter().any(|inset| overlap(*inset, self.bounds(spot)));
        let spots: Vec<&Spot> = seen.into_iter().filter(|spot| !small || !in_inset(spot)).collect();
        // Better under an arrow than nowhere; territories, even over what leads to an inset.
        let clear_of = [Clear::All, Clear::AllButArrows, Clear::Borders].into_iter();
        let clear_of = clear_of.filter(|clear| match clear {
            Clear::All => true,
            // A town is sooner left out, and an islet, to which the arrow comes that is told.
            Clear::AllButArrows => {
                !self.arrows.is_empty()
                    && !matches!(placed.subject, Subject::Place(_) | Subject::Island(_))
            }
            Clear::Borders => selected || matches!(placed.subject, Subject::Territory(_)),
        });
        for clear in clear_of {
            for spot in &spots {
                if self.write_at(placed, (writing, &name), (spot, clear), page) {
                    return;
                }
            }
        }
    }

    fn write_at(
        &self,
        placed: &Placed,
        (writing, name): (&Writing, &Name),
        (spot, clear): (&Spot, Clear),
        page: &mut Page<'_>,
    ) -> bool {
        let Page { taken, marks, targets } = page;
        let (stage, fills) = (&self.input.stage, self.input.fills.as_slice());
        let Placed { subject, around, .. } = *placed;
        let of = (subject, spot.under, around);
        let (color, halo) = ink_of(self.atlas, of, fills, &self.palette);
        let words = spot.style.words(&name.own);
        let mut text = spot.style.text(self.on(spot.at), spot.anchor, words);
        text.color = color;
        text.halo = Some(halo);
        let own: Vec<Mark> = if spot.stacked {
            stack(&text).into_iter().map(Mark::Text).collect()
        } else if spot.path.is_empty() {
            vec![Mark::Text(text.clone())]
        } else {
            let path = spot.path.iter().map(|&p| self.on(p)).collect();
            vec![Mark::Along(Along { text: text.clone(), path })]
        };
        let covered: Vec<Frame> = own.iter().flat_map(|mark| frames(mark, 1.0)).collect();
        let blocked = |frame: &Frame| {
            let leads = self.input.blocked_lines.iter().filter(|_| clear != Clear::Borders);
            let standing = self.standing.iter().filter(|_| !matches!(subject, Subject::Line(_)));
            let arrows = self.arrows.iter().filter(|_| clear == Clear::All);
            leads.chain(standing).chain(arrows).any(|line| segment_meets(*line, *frame))
        };
        let fits = covered.iter().all(|f| stage.holds(*f) && taken.is_free(*f) && !blocked(f));
        let leads_off = spot.leader.is_some_and(|ends| {
            let ends = ends.map(|end| self.on(end));
            ends.iter().any(|&[x, y]| !stage.holds([x, y, x, y]))
                || taken.meets_line(ends)
                || self.standing.iter().any(|line| segments_cross(*line, ends))
        });
        if !fits || leads_off {
            return false;
        }
        if let Some(of) = target_of(self.atlas, subject) {
            targets.extend(covered.iter().map(|&frame| Target { frame, of: of.clone() }));
        }
        for frame in covered {
            taken.take(frame);
        }
        if let Some([from, to]) = spot.leader {
            let stroke = Stroke::solid(0.6, faded(self.palette.ink, 150));
            let line = [from, to].map(|end| self.on(end));
            taken.take_line(line);
            marks.push(Mark::Line { points: line.to_vec(), stroke });
        }
        if let Subject::Place(place) = subject {
            marks.extend(sign(self.atlas, stage, &self.palette, place, writing.class));
        }
        if spot.second && !name.second.is_empty() {
            let size = spot.style.second_size();
            let below = TextMark {
                at: [text.at[0], text.at[1] + 1.22 * size],
                text: name.second.clone(),
                face: Face::Sans,
                size,
                spacing: 0.0,
                color: faded(text.color, 200),
                ..text
            };
            let frame = frame_of(&below, 0.0);
            if stage.holds(frame) && !blocked(&frame) && taken.try_take(&[frame]) {
                marks.push(Mark::Text(below));
            }
        }
        marks.extend(own);
        true
    }
}

/// What names, arrows and stones depend on: they share the room.
#[derive(Debug, Clone, PartialEq)]
pub struct NamesInput {
    /// The map.
    pub stage: Stage,
    /// The colour scheme.
    pub theme: Theme,
    /// The language.
    pub language: Language,
    /// Whether it is an inset.
    pub inset: bool,
    /// The layout of the names; `None`: they are not drawn.
    pub layout: Option<LayoutKey>,
    /// How the names of the layout are written.
    pub writings: Vec<Writing>,
    /// The lines that stand.
    pub standing: Vec<BoundaryId>,
    /// The landings and advances that are drawn.
    pub advances: Vec<AdvanceId>,
    /// The radius of the numbers that landings may be told by, in points, if there is room for the key.
    pub numbers: Option<f32>,
    /// The stones that are drawn.
    pub stones: Vec<StoneId>,
    /// What covers the map: title, legend, foot, insets.
    pub covered: Vec<Frame>,
    /// What insets show larger, in map kilometres: small names there are not written twice.
    pub shown_larger: Vec<Rect<f64>>,
    /// Lines that no name crosses, such as those that lead to an inset.
    pub blocked_lines: Vec<[[f32; 2]; 2]>,
    /// What is selected.
    pub selected: Option<TerritoryId>,
    /// What names on each territory lie on.
    pub fills: Vec<FillUnder>,
}

impl NamesInput {
    /// The input of a look.
    #[must_use]
    pub fn of(
        atlas: &Atlas,
        stage: Stage,
        look: &Look,
        state: &DayState,
        (inset, layout): (bool, &Layout),
        covered: Vec<Frame>,
    ) -> Self {
        let named = look.layers().has(MapLayer::Labels);
        Self {
            stage,
            theme: look.theme(),
            language: look.language(),
            inset,
            layout: named.then(|| layout.key()),
            writings: if named { layout.writings(atlas, look, state) } else { Vec::new() },
            standing: standing(atlas, look),
            advances: events_on_map::advances_on(atlas, look),
            numbers: None,
            stones: events_on_map::stones_on(atlas, look),
            covered,
            shown_larger: Vec::new(),
            blocked_lines: Vec::new(),
            selected: look.selection().map(|selection| selection.territory),
            fills: grounds_of(atlas, look, state),
        }
    }
}

/// What is written on a map, layer by layer.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Written {
    /// The light edges of landings and advances, which lie below the names.
    pub edges: Vec<Mark>,
    /// Landings, advances, stones.
    pub events: Vec<Mark>,
    /// Names.
    pub names: Vec<Mark>,
    /// What of the names can be pointed at.
    pub targets: Vec<Target>,
    /// The landings that are told by a number.
    pub numbered: Vec<Numbered>,
}

/// Events and names, in this order of rank.
#[must_use]
pub fn names((atlas, words): (&Atlas, &Words), input: &NamesInput, layout: &Layout) -> Written {
    let mut written = Written::default();
    let mut taken = Taken::default();
    input.covered.iter().for_each(|&frame| taken.take(frame));
    let marks = [&mut written.events, &mut written.edges];
    written.numbered = events_on_map::draw((atlas, words), input, &mut taken, marks);
    if input.layout.is_some() {
        (written.names, written.targets) = layout.set(atlas, input, &written.events, &mut taken);
    }
    written
}

/// What a name leads to.
fn target_of(atlas: &Atlas, subject: Subject) -> Option<TargetOf> {
    match subject {
        Subject::Territory(territory) => {
            Some(TargetOf::Land(Selection { territory, island: None }))
        }
        Subject::Island(id) => {
            let &territory = atlas.island(id).territories.first()?;
            Some(TargetOf::Land(Selection { territory, island: Some(id) }))
        }
        Subject::Whole(id) => {
            let own = &atlas.island(id).territories;
            let mut groups = (0_u16..).map(GroupId).zip(&atlas.history.groups);
            groups.find(|(_, group)| group.territories == *own).map(|(id, _)| TargetOf::Group(id))
        }
        Subject::Line(id) => Some(TargetOf::Line(atlas.history.boundary(id).event)),
        _ => None,
    }
}

/// What names on each territory lie on.
fn grounds_of(atlas: &Atlas, look: &Look, state: &DayState) -> Vec<FillUnder> {
    let of = |fill: Fill| {
        let hatched = fill
            .overlays
            .iter()
            .flatten()
            .any(|overlay| overlay.pattern.falls() || overlay.pattern.is_level());
        FillUnder { colors: grounds(&fill), hatched }
    };
    state.fills(atlas, look.theme()).into_iter().map(of).collect()
}

/// The sign of a place: a ring for a town, larger and with a dot for a large one; a triangle for a
/// mountain.
fn sign(
    atlas: &Atlas,
    stage: &Stage,
    palette: &Palette,
    id: PlaceId,
    class: Option<u8>,
) -> Vec<Mark> {
    let Some(at) = atlas.features.place(id) else { return Vec::new() };
    let centre = stage.screen(at.map_km);
    let dot = |radius: f32, color: Color, stroke: Option<Stroke>| Mark::Dot {
        centre,
        radius,
        color,
        stroke,
    };
    match atlas.history.place(id).kind {
        PlaceKind::Town => {
            let ring = Some(Stroke::solid(1.1, palette.town_ring));
            if class.is_some_and(|class| class <= 2) {
                vec![dot(3.1, palette.town, ring), dot(1.2, palette.town_ring, None)]
            } else {
                vec![dot(2.2, palette.town, ring)]
            }
        }
        PlaceKind::Mountain => {
            let [x, y] = centre;
            let triangle = |grown: f32, color: Color| {
                let (half, up, down) = (3.4 + 1.7 * grown, 3.4 + 2.0 * grown, 2.4 + grown);
                let corners = vec![(x - half, y + down), (x, y - up), (x + half, y + down)];
                let polygons = Arc::new(vec![Polygon::new(corners.into(), Vec::new())]);
                Mark::Areas { polygons, color }
            };
            // A light edge, for it to be seen on dark land.
            vec![triangle(0.8, palette.town), triangle(0.0, palette.town_ring)]
        }
        _ => Vec::new(),
    }
}
