//! What is written on a map: the names of a day that its layout has a place for, and what shares the
//! room with them: scale, north, credit, degrees, arrows, stones.

use crate::atlas::{Atlas, Island};
use crate::history::{
    AdvanceId, BoundaryId, FormerName, Language, PlaceId, PlaceKind, StoneId, Text,
};
use crate::view::{Look, MapLayer, Theme};

use super::super::events_on_map;
use super::super::faces::Face;
use super::super::furniture;
use super::super::landings::Numbered;
use super::super::lines::standing;
use super::super::marks::{Along, Color, Frame, Mark, Stroke, TextMark};
use super::super::palette::{Palette, faded, palette};
use super::super::stage::Stage;
use super::super::state::DayState;
use super::super::words::Words;
use super::{Layout, LayoutKey, Placed, Subject, Taken, frame_of, frames, other_names};

impl Layout {
    /// How each of its names is written on a day: what the written names depend on besides their
    /// places.
    #[must_use]
    pub fn writings(&self, atlas: &Atlas, look: &Look, state: &DayState) -> Vec<Writing> {
        let writing = |placed: &Placed| Writing {
            shown: self.is_shown(atlas, look, state, placed.subject),
            former: former(atlas, look, placed.subject),
            class: match placed.subject {
                Subject::Place(id) => atlas.history.place(id).class_on(look.moment()),
                _ => None,
            },
        };
        self.placed.iter().map(writing).collect()
    }

    /// Whether a subject is named: an island that is cut as a whole while one holder has all of it,
    /// or where there is no room for its pieces.
    fn is_shown(&self, atlas: &Atlas, look: &Look, state: &DayState, subject: Subject) -> bool {
        let one_holder = |island: &Island| {
            let holder = |&t| state.holding(atlas, t).holder;
            let mut holders = island.territories.iter().map(holder);
            let first = holders.next();
            holders.all(|holder| Some(holder) == first)
        };
        match subject {
            Subject::Whole(id) => {
                let island = atlas.island(id);
                !island.approximate_cuts || !self.in_pieces.contains(&id) || one_holder(island)
            }
            Subject::Territory(t) => {
                let cut =
                    atlas.islands_of(t).map(|id| atlas.island(id)).find(|i| i.approximate_cuts);
                cut.is_none_or(|island| !one_holder(island))
            }
            Subject::Place(id) => {
                atlas.history.place(id).from.is_none_or(|from| from <= look.moment())
            }
            _ => true,
        }
    }

    /// Writes the names that an input shows, where nothing else stands.
    fn set(&self, atlas: &Atlas, input: &NamesInput, taken: &mut Taken, marks: &mut Vec<Mark>) {
        let (stage, palette) = (&input.stage, &palette(input.theme));
        let origin = stage.screen(self.plane.origin_map_km);
        let on = |[x, y]: [f32; 2]| [x + origin[0], y + origin[1]];
        for (placed, writing) in self.placed.iter().zip(&input.writings) {
            let unseen = |id| input.inset || !input.standing.contains(&id);
            if !writing.shown || matches!(placed.subject, Subject::Line(id) if unseen(id)) {
                continue;
            }
            let name = name_of(atlas, input.language, placed.subject, writing.former);
            let ink = ink_of(placed.subject, palette);
            let mut text = placed.style.text(on(placed.at), placed.anchor, name.own.clone());
            text.color = ink.0;
            text.halo = Some(ink.1);
            if !placed.path.is_empty() {
                let path = placed.path.iter().map(|&p| on(p)).collect();
                let along = Mark::Along(Along { text, path });
                let frames = frames(&along, 1.0);
                if frames.iter().all(|&f| stage.holds(f) && taken.is_free(f)) {
                    for frame in frames {
                        taken.take(frame);
                    }
                    marks.push(along);
                }
                continue;
            }
            let frame = frame_of(&text, 1.0);
            if !stage.holds(frame) || !taken.try_take(&[frame]) {
                continue;
            }
            if let Some([from, to]) = placed.leader {
                let stroke = Stroke::solid(0.7, faded(palette.ink, 150));
                marks.push(Mark::Line { points: vec![on(from), on(to)], stroke });
            }
            if let Subject::Place(place) = placed.subject {
                marks.extend(dot(atlas, stage, palette, place, writing.class));
            }
            if placed.second && !name.second.is_empty() {
                let size = placed.style.second_size();
                let below = TextMark {
                    at: [text.at[0], text.at[1] + 1.22 * size],
                    text: name.second,
                    face: Face::Sans,
                    size,
                    spacing: 0.0,
                    color: faded(text.color, 200),
                    ..text.clone()
                };
                let frame = frame_of(&below, 0.0);
                if stage.holds(frame) && taken.try_take(&[frame]) {
                    marks.push(Mark::Text(below));
                }
            }
            marks.push(Mark::Text(text));
        }
    }
}

/// How a name is written on a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Writing {
    /// Whether it is on the map at all.
    shown: bool,
    /// Which of the former names of its subject; `None`: that of today.
    former: Option<usize>,
    /// The class of a town, by which its dot is drawn.
    class: Option<u8>,
}

/// What names, arrows, stones and the furniture around them depend on: they share the room.
#[derive(Debug, Clone, PartialEq)]
pub struct NamesInput {
    /// The map.
    pub stage: Stage,
    /// The colour scheme.
    pub theme: Theme,
    /// The language.
    pub language: Language,
    /// Whether it is an inset, which has less around it.
    pub inset: bool,
    /// Whether degrees are written at the edge.
    pub degrees: bool,
    /// The layout of the names; `None`: they are not drawn.
    pub layout: Option<LayoutKey>,
    /// How the names of the layout are written.
    pub writings: Vec<Writing>,
    /// The lines that stand.
    pub standing: Vec<BoundaryId>,
    /// The landings and advances that are drawn.
    pub advances: Vec<AdvanceId>,
    /// Whether landings may be told by numbers: there is room for the key.
    pub numbers: bool,
    /// The stones that are drawn.
    pub stones: Vec<StoneId>,
    /// What covers the map: title, legend, insets.
    pub covered: Vec<Frame>,
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
            degrees: look.layers().has(MapLayer::Graticule),
            layout: named.then(|| layout.key()),
            writings: if named { layout.writings(atlas, look, state) } else { Vec::new() },
            standing: standing(atlas, look),
            advances: events_on_map::advances_on(atlas, look),
            numbers: true,
            stones: events_on_map::stones_on(atlas, look),
            covered,
        }
    }
}

/// What is written on a map, layer by layer.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Written {
    /// Scale, north, credit, degrees.
    pub furniture: Vec<Mark>,
    /// Landings, advances, stones.
    pub events: Vec<Mark>,
    /// Names.
    pub names: Vec<Mark>,
    /// The landings that are told by a number.
    pub numbered: Vec<Numbered>,
}

/// Furniture, events and names, in this order of rank.
#[must_use]
pub fn names((atlas, words): (&Atlas, &Words), input: &NamesInput, layout: &Layout) -> Written {
    let (stage, palette) = (&input.stage, &palette(input.theme));
    let mut written = Written::default();
    let [w, h] = stage.extent();
    let mut taken = Taken::default();
    let bar = if input.inset { [10.0, h - 12.0] } else { [28.0, h - 26.0] };
    let corner = [bar[0] - 12.0, bar[1] - 40.0, bar[0] + 178.0, h - 10.0];
    let marks = &mut written.furniture;
    if input.inset {
        taken.take([bar[0] - 6.0, bar[1] - 22.0, bar[0] + 0.6 * w, h]);
    } else {
        input.covered.iter().for_each(|&frame| taken.take(frame));
        taken.take(corner);
        furniture::plate(atlas, stage, palette, corner, marks);
        let at = [bar[0] + 160.0, bar[1] - 6.0];
        furniture::north((atlas, words), stage, palette, at, marks);
        taken.take(furniture::credit(atlas, stage, palette, marks));
        if input.degrees {
            furniture::graticule_labels(atlas, stage, palette, &mut taken, marks);
        }
    }
    furniture::scale_bar(words, stage, palette, bar, marks);
    written.numbered =
        events_on_map::draw((atlas, words), input, &mut taken, [&mut written.events, marks]);
    if input.layout.is_some() {
        layout.set(atlas, input, &mut taken, &mut written.names);
    }
    written
}

fn dot(
    atlas: &Atlas,
    stage: &Stage,
    palette: &Palette,
    id: PlaceId,
    class: Option<u8>,
) -> Option<Mark> {
    let at = atlas.features.place(id)?;
    let (radius, width) = match (atlas.history.place(id).kind, class) {
        (PlaceKind::Town, Some(1)) => (4.0, 1.6),
        (PlaceKind::Town, Some(2)) => (3.3, 1.4),
        (PlaceKind::Town, Some(3)) => (2.7, 1.2),
        (PlaceKind::Town, _) => (2.1, 1.0),
        _ => (1.6, 0.8),
    };
    Some(Mark::Dot {
        centre: stage.screen(at.map_km),
        radius,
        color: palette.town,
        stroke: Some(Stroke::solid(width, palette.outline)),
    })
}

/// A name on a day: the first line and the second.
struct Name {
    own: String,
    second: String,
}

/// The names of earlier times of a subject, and its name of today; the group of the territories of
/// an island knows what that was called as a whole.
fn names_of(atlas: &Atlas, subject: Subject) -> (&[FormerName], &Text) {
    let history = &atlas.history;
    match subject {
        Subject::Water(id) => (&[], &atlas.features.water(id).name),
        Subject::Whole(id) => {
            let island = atlas.island(id);
            let group = history.groups.iter().find(|g| g.territories == island.territories);
            group.map_or((&[], &island.name), |group| (&group.was, &group.name))
        }
        Subject::Territory(t) => (&history.territory(t).was, &history.territory(t).name),
        Subject::Island(id) => (&[], &atlas.island(id).name),
        Subject::Line(id) => (&[], &history.boundary(id).label),
        Subject::Place(id) => (&history.place(id).was, &history.place(id).name),
    }
}

/// Which of the former names of a subject held on the day of a look.
fn former(atlas: &Atlas, look: &Look, subject: Subject) -> Option<usize> {
    names_of(atlas, subject).0.iter().position(|former| look.moment() < former.until)
}

/// The name of a subject: one of the former, or that of today.
fn name_of(atlas: &Atlas, language: Language, subject: Subject, former: Option<usize>) -> Name {
    let (was, today) = names_of(atlas, subject);
    let then = former.and_then(|i| was.get(i)).map_or(today, |former| &former.name);
    let own = then.get(language).to_owned();
    let second = match subject {
        Subject::Line(_) => String::new(),
        Subject::Place(_) => {
            // The name that is not of the day stands in brackets.
            let today = today.get(language);
            let last = was.last().map_or("", |former| former.name.get(language));
            let other = if own == today { last } else { today };
            if other.is_empty() || other == own { String::new() } else { format!("({other})") }
        }
        _ => other_names(then.versions(), &own),
    };
    Name { own, second }
}

/// The colour of a name and of its halo.
fn ink_of(subject: Subject, palette: &Palette) -> (Color, Color) {
    match subject {
        Subject::Water(_) => (palette.sea_ink, faded(palette.sea, 180)),
        Subject::Whole(_) => (palette.ink, faded(palette.halo, 240)),
        Subject::Territory(_) | Subject::Island(_) => (palette.ink, faded(palette.sea, 205)),
        Subject::Place(_) => (palette.ink, faded(palette.sea, 245)),
        Subject::Line(_) => (palette.treaty, faded(palette.sea, 220)),
    }
}
