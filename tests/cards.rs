//! The words of the cards: what the records say reaches the reader.

use okhotsk::atlas::Atlas;
use okhotsk::history::{EventId, Language};
use okhotsk::picture::Words;
use okhotsk::picture::cards::{EventCard, event_card, territory_card};
use okhotsk::view::{Look, Selection};

use crate::edited::Edited;

fn whole(fixtures: &[&str], edit: impl FnOnce(&Edited)) -> Atlas {
    let edited = Edited::of(fixtures);
    edit(&edited);
    edited.whole()
}

fn card(atlas: &Atlas, event: &str) -> EventCard {
    let words = Words::new(&atlas.history, Language(0));
    let look = Look::new(atlas);
    let event: EventId = atlas.history.find_event(event).unwrap();
    event_card(atlas, look.lens(), look.theme(), &words, event)
}

#[test]
fn a_landing_and_a_stone_are_on_the_card_of_their_event() {
    let atlas = whole(&["tiny", "extras"], |_| {});
    let march = card(&atlas, "1900-landing").marks;
    let march = march.iter().find(|mark| mark.confidence.is_some()).expect("the march");
    assert_eq!((march.label.as_str(), march.when.as_str()), ("Word", "2 July 1900"));
    assert_eq!(march.confidence.as_deref(), Some("Confidence low"));
    assert_eq!(march.sources.len(), 1);
    let stone = &card(&atlas, "1850-peace").marks;
    assert!(stone.iter().any(|mark| mark.note.as_deref() == Some("Word")), "{stone:?}");
    assert!(stone.iter().all(|mark| !mark.sources.is_empty()));
}

#[test]
fn the_size_of_a_town_tells_its_source() {
    let atlas = crate::common::atlas();
    let history = &atlas.history;
    let sized = history.event_ids().find(|&id| {
        let event = history.event(id);
        event.place.is_some_and(|place| history.place(place).size_on(event.date.day).is_some())
    });
    let sized = &history.event(sized.expect("an event in a town whose size is known")).id;
    let card = card(atlas, sized);
    let town = card.marks.iter().find(|mark| mark.confidence.is_none()).expect("a town");
    assert!(town.note.as_ref().is_some_and(|note| note.contains("people")), "{town:?}");
    assert!(!town.sources[0].text.is_empty());
}

#[test]
fn a_territory_tells_its_names_in_further_languages_and_what_they_rest_on() {
    let atlas = whole(&["tiny"], |tiny| {
        tiny.edit("history/territories.toml", "further.xx", "sources = [\"chronicle\"]\n&");
    });
    let words = Words::new(&atlas.history, Language(0));
    let territory = atlas.history.find_territory("rock").unwrap();
    let look = Look::new(&atlas);
    let card = territory_card(&atlas, &look, &words, Selection { territory, island: None });
    let told = card.notes.iter().any(|note| note.text == "Old name: Suma, “stone”");
    assert!(told, "{:?}", card.notes);
    assert_eq!(card.sources.len(), 1);
    assert!(card.holders[0].dates.starts_with("before 1800"), "{}", card.holders[0].dates);
}
