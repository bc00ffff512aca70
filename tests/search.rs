//! The search: by any name in any script, land and people before what is named after them.

use okhotsk::history::{EventId, PersonId, PlaceId, PlaceKind, TerritoryId, Text};
use okhotsk::picture::Words;
use okhotsk::picture::search::{Entry, Found, Index};
use okhotsk::view::Selection;

use crate::common::{atlas, territory};

const LANGUAGES: [&str; 3] = ["en", "ja", "ru"];
/// As many as the window lists.
const MOST: usize = 40;

fn index(language: &str) -> Index {
    let history = &atlas().history;
    Index::new(atlas(), &Words::new(history, history.find_language(language).unwrap()))
}

fn found(index: &Index, query: &str) -> Vec<Found> {
    index.search(query, MOST).into_iter().map(|entry| entry.found).collect()
}

fn titles(index: &Index, query: &str) -> Vec<String> {
    index.search(query, MOST).into_iter().map(|entry| entry.title.clone()).collect()
}

/// Whether the first hit is the land of a territory.
fn leads_to_land(hits: &[Found], id: &str) -> bool {
    matches!(hits.first(), Some(Found::Land(land)) if land.territory == territory(id))
}

fn event(id: &str) -> Found {
    Found::Event(atlas().history.find_event(id).unwrap_or_else(|| panic!("no event {id}")))
}

fn person(id: &str) -> Found {
    Found::Person(atlas().history.find_person(id).unwrap_or_else(|| panic!("no person {id}")))
}

fn people() -> impl Iterator<Item = (Found, &'static Text)> {
    let people = (0_u16..).map(PersonId).zip(&atlas().history.people);
    people.map(|(id, person)| (Found::Person(id), &person.name))
}

/// The places that are on the map.
fn places() -> impl Iterator<Item = (Found, &'static Text)> {
    let places = (0_u16..).map(PlaceId).zip(&atlas().history.places);
    let on_map =
        places.filter(|(id, p)| p.kind != PlaceKind::Away && atlas().features.place(*id).is_some());
    on_map.map(|(id, place)| (Found::Place(id), &place.name))
}

fn is_event(found: Found) -> bool {
    matches!(found, Found::Event(_))
}

#[test]
fn land_is_found_by_its_names_in_all_scripts() {
    for language in LANGUAGES {
        let index = index(language);
        for (query, id) in [
            ("Iturup", "iturup"),
            ("iturup", "iturup"),
            ("  ITURUP ", "iturup"),
            ("Итуруп", "iturup"),
            ("итуруп", "iturup"),
            ("択捉島", "iturup"),
            ("択捉", "iturup"),
            // What the Japanese call it in Latin and Cyrillic letters, and in kana.
            ("Etorofu", "iturup"),
            ("etoro", "iturup"),
            ("Эторофу", "iturup"),
            ("えとろふ", "iturup"),
            ("Kunashiri", "kunashir"),
            // Names of earlier times.
            ("Karafuto", "sakhalin-south"),
            ("karafuto", "sakhalin-south"),
            ("Kaiba-to", "moneron"),
            ("kaiba to", "moneron"),
            ("Robben Island", "tyuleniy"),
            // The id of the files, as the command line takes it.
            ("sakhalin-north", "sakhalin-north"),
        ] {
            let hits = found(&index, query);
            assert!(leads_to_land(&hits, id), "{language}: {query} leads to {hits:?}");
        }
    }
}

#[test]
fn islands_of_a_territory_are_found_by_themselves() {
    for language in LANGUAGES {
        let index = index(language);
        for (query, id, of) in [
            ("Rishiri", "rishiri", "hokkaido-west-ezo"),
            ("Рисири", "rishiri", "hokkaido-west-ezo"),
            ("利尻", "rishiri", "hokkaido-west-ezo"),
            ("Shibotsu", "zelyony", "habomai"),
            ("Yankicha", "yankicha", "ushishir"),
        ] {
            let hits = found(&index, query);
            let island = atlas().find_island(id);
            let wanted = Found::Land(Selection { territory: territory(of), island });
            assert!(hits.contains(&wanted), "{language}: {query} leads to {hits:?}");
        }
    }
}

/// Whether a query leads to any of some territories.
fn leads_to_one_of(index: &Index, query: &str, wanted: &[TerritoryId]) -> bool {
    let hits = found(index, query);
    hits.iter().any(|hit| matches!(hit, Found::Land(land) if wanted.contains(&land.territory)))
}

#[test]
fn every_territory_is_found_by_every_name_it_ever_had() {
    let history = &atlas().history;
    for language in LANGUAGES {
        let index = index(language);
        for t in history.territory_ids() {
            let record = history.territory(t);
            let names = [&record.name].into_iter().chain(record.was.iter().map(|was| &was.name));
            for name in names.flat_map(Text::versions) {
                let there = leads_to_one_of(&index, name, &[t]);
                assert!(there, "{language}: {name} does not lead to {}", record.id);
            }
        }
    }
}

/// The name that the map and the card of an island show must lead to it.
#[test]
fn every_island_is_found_by_its_name() {
    let mut lost = Vec::new();
    for language in LANGUAGES {
        let index = index(language);
        for island in &atlas().islands {
            let names = island.name.versions();
            let unknown = names.filter(|n| !leads_to_one_of(&index, n, &island.territories));
            lost.extend(unknown.map(|name| format!("{language}: {name} ({})", island.id)));
        }
    }
    assert!(lost.is_empty(), "{} of them:\n{}", lost.len(), lost.join("\n"));
}

#[test]
fn people_are_found_by_parts_of_their_names() {
    for language in LANGUAGES {
        let index = index(language);
        for (query, id) in [
            ("putya", "yevfimy-putyatin"),
            ("PUTYATIN", "yevfimy-putyatin"),
            ("putyatin yevf", "yevfimy-putyatin"),
            ("Путятин", "yevfimy-putyatin"),
            ("путят", "yevfimy-putyatin"),
            ("プチャーチン", "yevfimy-putyatin"),
            ("榎本", "enomoto-takeaki"),
            ("Enomoto", "enomoto-takeaki"),
            ("takeaki enomoto", "enomoto-takeaki"),
            ("Эномото", "enomoto-takeaki"),
            ("Komura Jutarō", "komura-jutaro"),
            ("komura jutaro", "komura-jutaro"),
            ("jutarô", "komura-jutaro"),
        ] {
            let hits = found(&index, query);
            assert_eq!(hits.first(), Some(&person(id)), "{language}: {query} leads to {hits:?}");
        }
    }
}

#[test]
fn events_are_found_by_words_of_their_titles_and_by_their_year() {
    for language in LANGUAGES {
        let index = index(language);
        for (query, id) in [
            ("Portsmouth", "1905-portsmouth"),
            ("treaty portsm", "1905-portsmouth"),
            ("Портсмутский", "1905-portsmouth"),
            ("ポーツマス", "1905-portsmouth"),
            ("日露講和", "1905-portsmouth"),
            ("Shimoda", "1855-shimoda"),
            ("1905", "1905-portsmouth"),
            ("1855", "1855-shimoda"),
        ] {
            let hits = found(&index, query);
            assert!(hits.contains(&event(id)), "{language}: {query} leads to {hits:?}");
        }
        let history = &atlas().history;
        let of_1855: Vec<EventId> =
            history.event_ids().filter(|&id| history.event(id).date.day.year() == 1855).collect();
        assert_eq!(found(&index, "1855").len(), of_1855.len(), "{language}");
    }
}

#[test]
fn what_is_found_is_told_in_the_language_of_the_reader() {
    assert_eq!(titles(&index("en"), "択捉島").first().map(String::as_str), Some("Iturup"));
    assert_eq!(titles(&index("ru"), "Etorofu").first().map(String::as_str), Some("Итуруп"));
    assert_eq!(titles(&index("ja"), "Итуруп").first().map(String::as_str), Some("択捉島"));
    let english = index("en");
    let hit: &Entry = english.search("Iturup", 1)[0];
    assert_eq!(hit.detail, "択捉島 · Итуруп", "the other names stand beside it");
    let english_event = english.search("Treaty of Portsmouth", 1)[0];
    assert_eq!(english_event.detail, "5 September 1905");
}

/// Whoever types a name wants what bears it; what is only named after it comes later.
#[test]
fn land_places_and_people_come_before_events() {
    for language in LANGUAGES {
        let index = index(language);
        for (own, name) in people().chain(places()) {
            for name in name.versions() {
                let hits = found(&index, name);
                let at = hits.iter().position(|hit| *hit == own);
                let at = at.unwrap_or_else(|| panic!("{language}: {name} is not found"));
                let before = &hits[..at];
                assert!(
                    !before.iter().copied().any(is_event),
                    "{language}: {name}: {before:?} before it"
                );
            }
        }
        for query in ["urup", "shumshu", "sakhalin", "kuril", "hokkaido", "Шумшу", "樺太", "択捉"]
        {
            let hits = found(&index, query);
            let land = matches!(hits.first(), Some(Found::Land(_) | Found::Group(_)));
            assert!(land, "{language}: {query} leads to {hits:?}");
            assert!(hits.len() > 1, "{language}: nothing else is called after {query}");
        }
    }
}

#[test]
fn nonsense_finds_nothing() {
    for language in LANGUAGES {
        let index = index(language);
        for query in
            ["xyzzy", "iturup xyzzy", "ъъъъ", "龘龘", "atlantis", "1066", "☃", "---", "\u{301}"]
        {
            let hits = titles(&index, query);
            assert!(hits.is_empty(), "{language}: {query:?} leads to {hits:?}");
        }
    }
}

#[test]
fn an_empty_query_finds_nothing() {
    let index = index("en");
    for query in ["", " ", "\t\n", "\u{3000}", "·", "…"] {
        assert!(index.search(query, MOST).is_empty(), "{query:?} finds something");
    }
}

#[test]
fn no_more_are_found_than_wanted() {
    let index = index("en");
    let all = index.search("a", usize::MAX);
    assert!(all.len() > MOST, "only {} hits", all.len());
    for most in [0, 1, 7, MOST] {
        assert_eq!(index.search("a", most), all[..most], "the best {most}");
    }
}

/// However long a text is that somebody pastes, and whatever is in it.
#[test]
fn a_hostile_query_is_a_query() {
    let index = index("ja");
    let long = "urup ".repeat(2_000);
    assert!(!index.search(&long, 3).is_empty(), "the same word again is the same query");
    assert!(index.search(&"x".repeat(20_000), 3).is_empty());
    // Signs say nothing, and nothing that is made of them means more than its letters.
    for query in ["\0", "'; --", "(", "🗾", "%{}\\", "\u{202e}\u{202c}"] {
        assert!(index.search(query, 3).is_empty(), "{query:?}");
    }
    for (query, plain) in [
        ("\u{202e}urup\u{202c}", "urup"),
        ("urup\0", "urup"),
        ("'; -- urup", "urup"),
        ("(urup", "urup"),
        ("%s{}\\", "s"),
        ("[a-z]+", "a z"),
    ] {
        let hits = index.search(plain, MOST);
        assert!(!hits.is_empty() && index.search(query, MOST) == hits, "{query:?}");
    }
}
