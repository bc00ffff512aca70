//! The SVG of a picture as a document: groups that can be found, and titles that can be read.

use std::collections::BTreeSet;

use jiff::civil::date;
use okhotsk::atlas::region_of;
use okhotsk::export::svg;
use okhotsk::history::{TerritoryId, name_on};
use okhotsk::picture::{Picture, Request, Words, compose};
use okhotsk::view::{Action, Look};
use resvg::usvg::roxmltree::{Document, Node};

use crate::common::atlas;

fn picture_of(look: &Look) -> Picture {
    let words = Words::new(&atlas().history, look.language());
    let request = Request { size: [1200.0, 800.0], pixels_per_point: 1.0, alone: true };
    compose(atlas(), &words, look, &request)
}

fn looks() -> Vec<Look> {
    let days = [
        (Action::GoToDay(date(1855, 2, 7)), "control", "en"),
        (Action::GoToYear(1905), "treaty", "ja"),
        (Action::GoToYear(2026), "japan", "ru"),
    ];
    let history = &atlas().history;
    let look_of = |(go, lens, language): (Action, &str, &str)| {
        let mut look = Look::new(atlas());
        look.apply(atlas(), go);
        look.apply(atlas(), Action::SetLens(history.find_lens(lens).unwrap()));
        look.apply(atlas(), Action::SetLanguage(history.find_language(language).unwrap()));
        look
    };
    days.into_iter().map(look_of).collect()
}

/// The name of the day and that of the holder.
fn title_of(look: &Look, id: TerritoryId) -> String {
    let history = &atlas().history;
    let territory = history.territory(id);
    let name = name_on(&territory.was, &territory.name, look.moment()).get(look.language());
    let holding = history.ledger(look.lens()).on(id, look.moment()).holding;
    format!("{name}: {}", history.holder(holding.holder).name.get(look.language()))
}

/// The title of a group, as a viewer shows it: its first element.
fn own_title<'a>(group: Node<'a, '_>) -> Option<&'a str> {
    group.first_element_child().filter(|child| child.has_tag_name("title"))?.text()
}

#[test]
fn every_territory_is_a_group_that_says_what_it_is_and_whose() {
    for look in looks() {
        let picture = picture_of(&look);
        let text = svg(atlas(), &picture, 1.0);
        let document = Document::parse(&text).unwrap_or_else(|error| panic!("{error}"));
        let mut large = 0;
        for part in picture.parts.iter().filter(|part| part.map.is_some()) {
            let own = part.kind.id();
            let prefix = if own == "map" { String::new() } else { format!("{own}-") };
            let level = atlas().geography.level(part.map.unwrap().level);
            for t in atlas().history.territory_ids() {
                let id = format!("{prefix}land-{}", atlas().history.territory(t).id);
                let groups: Vec<Node<'_, '_>> = document
                    .descendants()
                    .filter(|node| node.attribute("id") == Some(id.as_str()))
                    .collect();
                // What is below a pixel is a dot; an inset has but a part of the land.
                let empty = level.shape(Some(region_of(t))).polygons.is_empty();
                match groups.as_slice() {
                    [] if empty || !prefix.is_empty() => {}
                    [group] if !empty => {
                        assert!(group.has_tag_name("g"), "{id} is no group");
                        assert_eq!(own_title(*group), Some(title_of(&look, t).as_str()), "{id}");
                        let path = group.descendants().any(|node| node.has_tag_name("path"));
                        assert!(path, "there is nothing in {id}");
                        large += usize::from(prefix.is_empty());
                    }
                    other => panic!("{id} is there {} times", other.len()),
                }
            }
        }
        assert!(large >= 24, "only {large} territories are larger than a pixel");
    }
}

#[test]
fn no_id_is_there_twice_and_what_is_referred_to_is_there() {
    let mut referred = 0;
    for look in looks() {
        let text = svg(atlas(), &picture_of(&look), 1.0);
        let document = Document::parse(&text).unwrap_or_else(|error| panic!("{error}"));
        let mut ids = BTreeSet::new();
        for id in document.descendants().filter_map(|node| node.attribute("id")) {
            assert!(ids.insert(id), "{id} is there twice");
        }
        let attributes = document.descendants().flat_map(|node| node.attributes());
        for attribute in attributes {
            let reference = attribute.value().strip_prefix("url(#");
            let Some(id) = reference.and_then(|rest| rest.strip_suffix(')')) else { continue };
            assert!(ids.contains(id), "{}=\"{}\"", attribute.name(), attribute.value());
            referred += 1;
        }
        let root = own_title(document.root_element()).expect("the drawing has a title");
        let lens = atlas().history.lens(look.lens()).name.get(look.language());
        assert!(root.contains(lens), "{root}");
    }
    assert!(referred > 0, "no pattern is referred to");
}
