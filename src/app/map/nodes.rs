//! The map for those who cannot see it: the territories that are seen as nodes of the accessibility
//! tree, each of which can be focused and clicked, and the legend as a list.
//!
//! They take no part in what the pointer does, and Tab passes them by: a screen reader goes from one to
//! the next by itself, and the keys of the map do.

use egui::accesskit::{Action as Asked, Role};
use egui::{Context, Id, Key, Pos2, Rect, Sense, Ui, UiBuilder};

use crate::history::{Day, Language, LensId, TerritoryId};
use crate::picture::legend::{Legend, LegendRow};
use crate::picture::{Kept, Picture, TargetOf, Words, spoken};
use crate::view::{Action, Selection};

use super::super::effects::Effect;
use super::super::session::Session;
use super::rect_of;

/// The least width and height of a node, in points: islets are found by who looks at them enlarged.
const SMALLEST: f32 = 16.0;

/// What is kept from frame to frame: what the territories of a day are called, and what was seen last.
#[derive(Default)]
pub(super) struct Nodes {
    said: Kept<(Day, LensId, Language), Vec<(TerritoryId, String)>>,
    /// The territories that were seen at the last frame.
    seen: Vec<TerritoryId>,
}

/// The id of the node of a territory.
fn id_of(territory: TerritoryId) -> Id {
    Id::unique(("territory", territory.0))
}

impl Nodes {
    /// The territory whose node has the focus.
    pub(super) fn focused(&self, ctx: &Context) -> Option<TerritoryId> {
        let focused = ctx.memory(egui::Memory::focused)?;
        self.seen.iter().copied().find(|&t| id_of(t) == focused)
    }

    /// What was asked of a node, or of the one with the focus by Enter: it selects its territory.
    pub(super) fn gestures(&self, ctx: &Context) -> Vec<Effect> {
        let entered = ctx.input(|input| input.key_pressed(Key::Enter));
        let asked = |t: TerritoryId, what| {
            ctx.input(|input| input.has_accesskit_action_request(id_of(t), what))
        };
        if let Some(&wanted) = self.seen.iter().find(|&&t| asked(t, Asked::Focus)) {
            ctx.memory_mut(|memory| memory.request_focus(id_of(wanted)));
        }
        let by_key = self.focused(ctx).filter(|_| entered);
        let clicked = self.seen.iter().copied().find(|&t| asked(t, Asked::Click)).or(by_key);
        let select = |territory| Action::Select(Some(Selection { territory, island: None }));
        clicked.map(|t| select(t).into()).into_iter().collect()
    }

    /// Puts the territories that are seen into the tree, below the node of the map.
    pub(super) fn ui(&mut self, ui: &mut Ui, session: &Session, picture: &Picture, corner: Pos2) {
        self.seen.clear();
        // Nobody listens: nothing is to be said.
        if !ui.ctx().has_accesskit_node(ui.unique_id()) {
            return;
        }
        let (atlas, words, look) = (&session.atlas, &session.words, session.look());
        let key = (look.moment(), look.lens(), look.language());
        let said = self.said.get(key, |&(day, lens, _)| {
            let one = |t| (t, spoken::territory(atlas, words, (lens, day), t));
            atlas.history.territory_ids().map(one).collect()
        });
        let name = words.get("map-territories");
        let builder = UiBuilder::new().accessibility_role(Role::List).accessibility_label(name);
        let mut list = ui.new_child(builder);
        // The pointer does not meet them: it belongs to the map below.
        list.set_clip_rect(Rect::NOTHING);
        for (territory, name) in said.iter() {
            let Some(rect) = place_of(session, picture, corner, *territory) else { continue };
            self.seen.push(*territory);
            let id = id_of(*territory);
            let focused = list.memory(|memory| memory.has_focus(id));
            // With the focus it is part of the order of Tab, so that the next one is found.
            let sense = if focused { Sense::focusable_noninteractive() } else { Sense::hover() };
            list.interact(rect, id, sense);
            let selected = look.selection().is_some_and(|s| s.territory == *territory);
            list.ctx().accesskit_node_builder(id, |node| {
                node.set_role(Role::ListItem);
                node.set_label(name.as_str());
                node.set_bounds(bounds(rect));
                node.set_selected(selected);
                node.add_action(Asked::Focus);
                node.add_action(Asked::Click);
            });
        }
    }
}

/// Puts the legend into the tree as a list.
pub(super) fn legend(ui: &mut Ui, words: &Words, legend: &Legend, picture: &Picture, corner: Pos2) {
    if !ui.ctx().has_accesskit_node(ui.unique_id()) {
        return;
    }
    let name = words.pair(&words.get("legend-name"), &legend.title);
    let builder = UiBuilder::new().accessibility_role(Role::List).accessibility_label(name);
    let list = ui.new_child(builder);
    for (n, row) in legend.rows.iter().enumerate() {
        let id = list.unique_id().with(("legend", n));
        list.interact(Rect::NOTHING, id, Sense::hover());
        let rect = place_of_row(picture, corner, row);
        list.ctx().accesskit_node_builder(id, |node| {
            node.set_role(Role::ListItem);
            node.set_label(spoken::legend_row(words, row));
            if let Some(rect) = rect {
                node.set_bounds(bounds(rect));
            }
        });
    }
}

/// Where a row of the legend is on the screen, if it stands for land.
fn place_of_row(picture: &Picture, corner: Pos2, row: &LegendRow) -> Option<Rect> {
    let stands_for = row.stands_for.as_ref()?;
    picture.parts.iter().find_map(|part| {
        let own = |of: &TargetOf| matches!(of, TargetOf::Legend(of) if of == stands_for);
        let target = part.targets.iter().find(|target| own(&target.of))?;
        Some(rect_of(rect_of(corner, part.frame).min, target.frame))
    })
}

/// Where a territory is on the screen: on the map, or else in an inset; `None` if it is not seen.
fn place_of(
    session: &Session,
    picture: &Picture,
    corner: Pos2,
    territory: TerritoryId,
) -> Option<Rect> {
    let land = session.atlas.bounds_of(&[territory])?;
    picture.parts.iter().find_map(|part| {
        let map = part.map?;
        let ends = [land.min(), land.max()];
        let [a, b] = ends.map(|end| map.camera.screen_from_map(end, part.size()));
        #[expect(clippy::cast_possible_truncation, reason = "points of a screen")]
        let at =
            |[x, y]: [f64; 2]| rect_of(corner, part.frame).min + egui::vec2(x as f32, y as f32);
        let (own, clip) = (Rect::from_two_pos(at(a), at(b)), rect_of(corner, part.clip));
        let larger = egui::vec2(SMALLEST - own.width(), SMALLEST - own.height());
        let shown = own.expand2(0.5 * larger.max(egui::Vec2::ZERO)).intersect(clip);
        own.intersects(clip).then_some(shown)
    })
}

fn bounds(rect: Rect) -> egui::accesskit::Rect {
    egui::accesskit::Rect {
        x0: rect.min.x.into(),
        y0: rect.min.y.into(),
        x1: rect.max.x.into(),
        y1: rect.max.y.into(),
    }
}
