//! Which names a day shows, and what they say on it.

use geo::Coord;

use crate::atlas::{Atlas, Island, IslandId, SpineId, region_of};
use crate::history::{
    FamilyKind, FormerName, HolderId, Language, LineKind, PlaceKind, RegionKind, Text,
};
use crate::view::Look;

use super::super::state::DayState;
use super::room::segments_cross;
use super::{Layout, Placed, Subject, Which, other_names};

/// How a name is written on a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Writing {
    /// Whether it is on the map at all.
    pub(super) shown: bool,
    /// Which of the former names of its subject; `None`: that of today.
    pub(super) former: Option<usize>,
    /// The class of a town, by which its dot is drawn.
    pub(super) class: Option<u8>,
    /// The people whose name it is.
    pub(super) people: Option<HolderId>,
}

impl Layout {
    /// How each of its names is written on a day: what the written names depend on besides their
    /// places.
    #[must_use]
    pub fn writings(&self, atlas: &Atlas, look: &Look, state: &DayState) -> Vec<Writing> {
        let divided: Vec<bool> =
            atlas.islands.iter().map(|island| is_divided(atlas, look, state, island)).collect();
        let cut = cut_islands(atlas);
        let peoples = peoples(atlas, state);
        let people =
            |id: SpineId| peoples.iter().find(|(spine, _)| *spine == id).map(|(_, holder)| *holder);
        let selected = look.selection().map(|selection| selection.territory);
        let writing = |placed: &Placed| {
            let subject = placed.subject;
            let shown = match subject {
                Subject::Whole(id) => !divided[usize::from(id.0)],
                Subject::Territory(t) => cut[t.index()].is_none_or(|id| {
                    divided[usize::from(id.0)] || parts(atlas, state, atlas.island(id))
                }),
                Subject::Place(id) => {
                    atlas.history.place(id).from.is_none_or(|from| from <= look.moment())
                }
                Subject::Region(id) => atlas.history.region(id).stands_on(look.moment()),
                Subject::People(id) => people(id).is_some(),
                _ => true,
            };
            let names = names_of(atlas, subject).0;
            let former = names.iter().position(|former| look.moment() < former.until);
            let is_it = match placed.which {
                Which::Only => true,
                Which::Names(from, to) => (from..=to).contains(&former.unwrap_or(names.len())),
                Which::Holder(holder) => {
                    matches!(subject, Subject::People(id) if people(id) == Some(holder))
                }
            };
            let wanted = is_it
                && (!placed.shy || matches!(subject, Subject::Territory(t) if Some(t) == selected));
            Writing {
                shown: shown && wanted,
                former,
                class: match subject {
                    Subject::Place(id) => atlas.history.place(id).class_on(look.moment()),
                    _ => None,
                },
                people: match subject {
                    Subject::People(id) => people(id),
                    _ => None,
                },
            }
        };
        self.placed().iter().map(writing).collect()
    }
}

/// For each territory the first island that it shares with others.
fn cut_islands(atlas: &Atlas) -> Vec<Option<IslandId>> {
    let mut cut = vec![None; atlas.history.territories.len()];
    for id in atlas.island_ids() {
        let own = &atlas.island(id).territories;
        for t in own.iter().filter(|_| own.len() > 1) {
            cut[t.index()].get_or_insert(id);
        }
    }
    cut
}

/// Whether the pieces of an island that no survey cut have not one holder.
fn parts(atlas: &Atlas, state: &DayState, island: &Island) -> bool {
    let mut holders = island.territories.iter().map(|&t| state.holding(atlas, t).holder);
    let first = holders.next();
    island.approximate_cuts && !holders.all(|holder| Some(holder) == first)
}

/// Whether an island that a survey cut has two names on a day: its pieces have different holders, if
/// not all are peoples, or a line stands across it. An island that no survey cut keeps its name.
fn is_divided(atlas: &Atlas, look: &Look, state: &DayState, island: &Island) -> bool {
    if island.territories.len() < 2 || island.approximate_cuts {
        return false;
    }
    let holders: Vec<HolderId> =
        island.territories.iter().map(|&t| state.holding(atlas, t).holder).collect();
    let history = &atlas.history;
    let people = |&holder: &HolderId| {
        history.family(history.holder(holder).family).kind == FamilyKind::People
    };
    let one = holders.windows(2).all(|pair| pair[0] == pair[1]);
    (!one && !holders.iter().all(people)) || is_crossed(atlas, look, island)
}

/// Whether a line of a treaty or of control stands across an island.
fn is_crossed(atlas: &Atlas, look: &Look, island: &Island) -> bool {
    let spines = atlas.features.spines.iter();
    let Some(spine) = { spines }.find(|s| !s.people && s.territories == island.territories) else {
        return false;
    };
    let flat = |c: &Coord<f64>| super::super::stage::points([c.x, c.y]);
    let spine: Vec<[f32; 2]> = spine.map_km.iter().map(flat).collect();
    atlas.history.boundary_ids().any(|id| {
        let boundary = atlas.history.boundary(id);
        let stands = boundary.kind != LineKind::Claim
            && boundary.from <= look.moment()
            && boundary.until.is_none_or(|until| look.moment() < until);
        let line = || atlas.features.boundary(id).windows(2);
        stands
            && line().any(|pair| {
                let pair = [flat(&pair[0]), flat(&pair[1])];
                spine.windows(2).any(|own| segments_cross([own[0], own[1]], pair))
            })
    })
}

/// The peoples that are named, each by the first line of its land that applies.
fn peoples(atlas: &Atlas, state: &DayState) -> Vec<(SpineId, HolderId)> {
    let history = &atlas.history;
    let mut named = Vec::new();
    let mut all = Vec::new();
    for id in atlas.features.spine_ids() {
        let spine = atlas.features.spine(id);
        let mut holders = spine.territories.iter().map(|&t| state.holding(atlas, t).holder);
        let Some(first) = holders.next().filter(|_| spine.people) else { continue };
        let people = history.family(history.holder(first).family).kind == FamilyKind::People;
        let free = spine.territories.iter().all(|t| !named.contains(&region_of(*t)));
        if people && free && holders.all(|holder| holder == first) {
            named.extend(spine.territories.iter().map(|&t| region_of(t)));
            all.push((id, first));
        }
    }
    all
}

/// A name on a day: the first line and the second.
pub(super) struct Name {
    pub(super) own: String,
    pub(super) second: String,
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
        Subject::Region(id) => (&[], &history.region(id).name),
        // Whose land it is, the day tells.
        Subject::People(_) => (&[], &history.title),
    }
}

/// What a subject is called on a day.
pub(super) fn name_of(
    atlas: &Atlas,
    language: Language,
    subject: Subject,
    writing: &Writing,
) -> Name {
    if let Some(people) = writing.people {
        let holder = atlas.history.holder(people);
        let name = holder.short.as_ref().unwrap_or(&holder.name);
        return Name { own: name.get(language).to_owned(), second: String::new() };
    }
    let (was, today) = names_of(atlas, subject);
    let then = writing.former.and_then(|i| was.get(i)).map_or(today, |former| &former.name);
    let own = then.get(language).to_owned();
    let second = match subject {
        Subject::Line(_) | Subject::Region(_) | Subject::People(_) => String::new(),
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

/// Whether what an inset shows larger need not be named on the map as well.
pub(super) fn is_small(atlas: &Atlas, subject: Subject) -> bool {
    match subject {
        Subject::Island(_) => true,
        Subject::Place(id) => atlas.history.place(id).kind != PlaceKind::Away,
        Subject::Water(id) => atlas.features.water(id).within.is_empty(),
        Subject::Region(id) => atlas.history.region(id).kind == RegionKind::Islands,
        _ => false,
    }
}
