//! For the reader: sources that open, treaties in their own words, the glossary, the list of sources,
//! inhabitants, how sure the colours are.

use egui::{Key, OutputCommand, vec2};
use egui_kittest::Harness;
use egui_kittest::kittest::{NodeT, Queryable};
use okhotsk::app::AtlasApp;
use okhotsk::atlas::{Depth, Files, load};
use okhotsk::history::{Confidence, Glossary, Language, SourceKind, TermId, TerritoryId, Use};
use okhotsk::picture::bibliography::{SourceFilter, source_entries};
use okhotsk::picture::cards::{doubt_rows, event_card, group_card, term_cards, territory_card};
use okhotsk::picture::inhabitants::{HEIGHT, marks, of_territory};
use okhotsk::picture::search::{Found, Index};
use okhotsk::picture::{DayState, Mark, Pattern, Request, Words, compose, palette};
use okhotsk::view::{Action, Desk, Look, MapLayer, Selection, Theme, link};

use crate::common::{atlas, day, rows_of, run, stdout, territory};
use crate::edited::Edited;

fn words(id: &str) -> Words {
    let history = &atlas().history;
    Words::new(history, history.find_language(id).unwrap())
}

fn on(moment: &str, id: Option<&str>) -> Look {
    let mut look = Look::new(atlas());
    look.apply(atlas(), Action::GoToDay(day(moment)));
    if let Some(id) = id {
        let selection = Selection { territory: territory(id), island: None };
        look.apply(atlas(), Action::Select(Some(selection)));
    }
    look
}

fn window(look: &Look) -> Harness<'static, AtlasApp> {
    let atlas = load(&Files::Bundled, Depth::Quick).unwrap();
    let app = AtlasApp::new(atlas, look.clone(), Desk::default(), None, None);
    let mut harness = Harness::builder()
        .with_size(vec2(1440.0, 4000.0))
        .with_context_setup(AtlasApp::set_up)
        .build_ui_state(|ui, app: &mut AtlasApp| app.ui(ui), app);
    harness.run();
    harness
}

/// A glossary of some forms in one language.
fn glossary(terms: &[&[&str]]) -> Glossary {
    let tiny = Edited::tiny();
    let record = |(at, forms): (usize, &&[&str])| {
        let forms: Vec<String> = forms.iter().map(|form| format!("\"{form}\"")).collect();
        let name = format!("{{ en = \"n{at}\", ja = \"n{at}\", ru = \"n{at}\" }}");
        let own = format!("[[term]]\nid = \"t{at}\"\nname = {name}\ntext = {name}\n");
        format!("{own}forms = {{ en = [{}] }}\n", forms.join(", "))
    };
    let file: String = terms.iter().enumerate().map(record).collect();
    tiny.write("history/glossary.toml", file);
    Glossary::new(&tiny.whole().history, Language(0))
}

/// What of a text leads to terms.
fn led(glossary: &Glossary, text: &str) -> Vec<(String, u16)> {
    let prose = glossary.read(text);
    let own = prose.terms.iter();
    own.map(|(place, term)| (prose.text[place.clone()].to_owned(), term.0)).collect()
}

#[test]
fn terms_are_found_as_whole_words_the_longest_first_and_once() {
    let own = glossary(&[&["occupation", "occupied"], &["military occupation"], &["title"]]);
    let found = |text: &str| led(&own, text);
    assert_eq!(found("The Military occupation ended."), [("Military occupation".into(), 1)]);
    assert_eq!(
        found("Occupied, and again occupied; then title."),
        [("Occupied".into(), 0), ("title".into(), 2)]
    );
    assert_eq!(found("preoccupied, entitled, titles"), []);
    assert_eq!(found("title"), [("title".into(), 2)]);
    assert_eq!(own.read_but("title", Some(TermId(2))).terms, []);
    assert_eq!(found(""), []);
}

#[test]
fn scripts_without_spaces_have_terms_within_and_katakana_words_whole() {
    let own = glossary(&[&["占領"], &["保障占領"], &["コサック"], &["залог"]]);
    let found = |text: &str| led(&own, text);
    assert_eq!(found("北部を保障占領した。"), [("保障占領".into(), 1)]);
    assert_eq!(found("軍事占領下の島"), [("占領".into(), 0)]);
    assert_eq!(found("コサックが来た"), [("コサック".into(), 2)]);
    assert_eq!(found("ドンコサックが来た"), []);
    assert_eq!(found("Залог и залога"), [("Залог".into(), 3)]);
}

#[test]
fn every_term_of_the_atlas_is_used_and_leads_to_itself() {
    let history = &atlas().history;
    for id in &history.languages {
        let words = words(id);
        let glossary = Glossary::new(history, words.language);
        for (at, term) in (0_u16..).map(TermId).zip(&history.terms) {
            let name = glossary.read(term.name.get(words.language));
            let itself = name.terms.iter().any(|(_, own)| *own == at);
            // A name of two words may hold another term.
            assert!(itself || !name.terms.is_empty(), "{id}: {}", term.id);
        }
        let cards = term_cards(atlas(), &words);
        assert_eq!(cards.len(), history.terms.len());
        assert!(cards.iter().all(|card| card.text.terms.iter().all(|(_, t)| *t != card.term)));
    }
    let cards = term_cards(atlas(), &words("en"));
    let fit = |query: &str| cards.iter().filter(|card| card.fits(query)).count();
    assert_eq!((fit(""), fit("xyzzy")), (cards.len(), 0));
    assert!((1..cards.len()).contains(&fit("権原")), "a term is found in any language");
}

#[test]
fn the_search_finds_words_of_the_glossary() {
    let index = Index::new(atlas(), &words("en"));
    let hits = index.search("condominium", 20);
    let term = |found: &Found| matches!(found, Found::Term(_));
    assert!(hits.iter().any(|hit| term(&hit.found)), "{hits:?}");
    // Land comes first.
    let first = index.search("karafuto", 20)[0].found;
    assert!(!term(&first), "{first:?}");
}

#[test]
fn cards_tell_where_sources_open_and_what_was_seen_of_them() {
    let history = &atlas().history;
    let words = words("en");
    let look = Look::new(atlas());
    let cards: Vec<_> = history
        .event_ids()
        .map(|id| event_card(atlas(), look.lens(), look.theme(), &words, id))
        .collect();
    let lines = || cards.iter().flat_map(|card| &card.sources);
    assert!(lines().all(|line| line.url == history.source(line.source).url));
    let open = lines().filter(|line| line.url.is_some()).count();
    assert!(open > 200, "only {open} lines open");
    for said in ["read in part", "not read again for this atlas"] {
        assert!(lines().any(|line| line.read.as_deref() == Some(said)), "{said}");
    }
    let unread = lines().find(|line| line.read.is_some() && line.url.is_some()).unwrap();
    assert!(unread.said().starts_with(&unread.text) && !unread.said().contains("https://"));
}

#[test]
fn a_treaty_tells_its_languages_its_words_and_how_they_differ() {
    let history = &atlas().history;
    let look = Look::new(atlas());
    let words = words("en");
    let mut quoted = 0;
    for id in history.event_ids() {
        let Some(treaty) = &history.event(id).treaty else { continue };
        let card = event_card(atlas(), look.lens(), look.theme(), &words, id);
        let told: Vec<&str> = card
            .articles
            .iter()
            .flat_map(|article| article.originals.iter().map(|own| own.text.as_str()))
            .collect();
        assert_eq!(told.len(), treaty.originals.len(), "{}", history.event(id).id);
        quoted += told.len();
        assert_eq!(card.versions_differ.is_some(), treaty.versions_differ.is_some());
        let authentic = card.facts.iter().any(|(word, _)| word == "Authentic texts");
        assert_eq!(authentic, !treaty.authentic.is_empty());
    }
    assert!(quoted > 10, "only {quoted} articles in their own words");
}

#[test]
fn a_link_to_a_source_and_a_term_can_be_clicked() {
    let history = &atlas().history;
    let treaty = history.find_event("1875-st-petersburg").unwrap();
    let mut look = on("1875-05-07", None);
    look.apply(atlas(), Action::GoToEvent(treaty, day("1875-05-07")));
    let mut harness = window(&look);
    let term = harness.query_all_by_role(egui::Role::Link).find_map(|link| {
        let label = NodeT::accesskit_node(&link).label()?;
        let glossary = Glossary::new(history, Language(0));
        glossary.read(label.as_str()).terms.first().map(|_| link.rect().center())
    });
    let at = term.expect("a term on the card");
    click(&mut harness, at);
    assert!(harness.query_by_label("Glossary").is_some(), "the glossary opens");
    harness.key_press(Key::Escape);
    harness.run();
    assert!(harness.query_by_label("Glossary").is_none());
    harness.get_by(|node| node.label().is_some_and(|l| l.contains("sources · "))).click();
    harness.run();
    let card = event_card(atlas(), look.lens(), Theme::Light, &words("en"), treaty);
    let line = card.sources.iter().find(|line| line.url.is_some()).expect("a source that opens");
    harness.query_all_by_label(&line.text).next().expect("its line").click();
    harness.step();
    let opened = harness.output().platform_output.commands.iter().any(|command| {
        matches!(command, OutputCommand::OpenUrl(own) if Some(&own.url) == line.url.as_ref())
    });
    assert!(opened, "{:?}", harness.output().platform_output.commands);
}

fn click(harness: &mut Harness<'_, AtlasApp>, at: egui::Pos2) {
    harness.event(egui::Event::PointerMoved(at));
    for pressed in [true, false] {
        let button = egui::PointerButton::Primary;
        let modifiers = egui::Modifiers::NONE;
        harness.event(egui::Event::PointerButton { pos: at, button, pressed, modifiers });
    }
    harness.run();
}

#[test]
fn what_rests_on_a_source_is_what_cites_it() {
    let history = &atlas().history;
    let uses = history.uses();
    assert!(uses.iter().all(|own| !own.is_empty()), "every source is cited");
    for id in history.event_ids() {
        for source in &history.event(id).sources {
            assert!(uses[source.index()].contains(&Use::Event(id)));
        }
    }
    let changes = uses.iter().flatten().filter(|of| matches!(of, Use::Change(..))).count();
    assert!(changes > 295, "{changes} citations of changes");
    let sure = Use::Event(history.find_event("1875-st-petersburg").unwrap()).confidence(history);
    assert_eq!(sure, Some(Confidence::High));
}

#[test]
fn sources_are_filtered_by_kind_confidence_and_text() {
    let entries = source_entries(atlas(), &words("en"));
    assert_eq!(entries.len(), atlas().history.sources.len());
    let count = |filter: &SourceFilter| entries.iter().filter(|entry| entry.fits(filter)).count();
    assert_eq!(count(&SourceFilter::default()), entries.len());
    let books = SourceFilter { kind: Some(SourceKind::Book), ..SourceFilter::default() };
    let all: usize = SourceKind::ALL
        .map(|kind| count(&SourceFilter { kind: Some(kind), ..SourceFilter::default() }))
        .iter()
        .sum();
    assert_eq!(all, entries.len());
    assert!((1..entries.len()).contains(&count(&books)));
    let text = SourceFilter { text: "SAKHALIN stephan".to_owned(), ..SourceFilter::default() };
    assert!((1..20).contains(&count(&text)), "{}", count(&text));
    let low = SourceFilter { confidence: Some(Confidence::Low), ..SourceFilter::default() };
    assert!((1..entries.len()).contains(&count(&low)));
}

#[test]
fn the_command_lists_the_sources() {
    let rows = rows_of(&stdout(&["sources", "--kind", "treaty", "--format", "csv"]));
    let treaties = atlas().history.sources.iter().filter(|s| s.kind == SourceKind::Treaty).count();
    assert_eq!(rows.len(), treaties);
    assert!(rows.iter().all(|row| row["kind"] == "treaty" && !row["uses"].is_empty()));
    let json = stdout(&["sources", "--format", "json"]);
    let json: serde_json::Value = serde_json::from_str(&json).unwrap();
    assert_eq!(json.as_array().map(Vec::len), Some(atlas().history.sources.len()));
    assert!(json[0]["uses"].is_array());
    assert!(stdout(&["sources", "--lang", "ja"]).starts_with("典拠"));
    assert_eq!(run(&["sources", "--kind", "novel"]).status.code(), Some(2));
}

#[test]
fn a_territory_tells_how_many_lived_there() {
    let words = words("en");
    let look = on("1930-01-01", Some("iturup"));
    let card = territory_card(atlas(), &look, &words, look.selection().unwrap());
    assert!(card.inhabitants.len() > 1, "{:?}", card.inhabitants);
    let charts: Vec<_> = card.inhabitants.iter().filter(|own| own.has_chart()).collect();
    assert!(!charts.is_empty());
    for coverage in charts {
        let bars = coverage.bars(300.0);
        assert_eq!(bars.len(), coverage.counts.len());
        assert!(bars.iter().all(|[left, top, right, bottom]| {
            *left >= 0.0 && *right <= 300.01 && *top >= 0.0 && top < bottom && *bottom <= HEIGHT
        }));
        for (count, bar) in coverage.counts.iter().zip(&bars) {
            let middle = f32::midpoint(bar[0], bar[2]);
            let nearest = coverage.nearest(300.0, middle).expect("a count");
            assert_eq!(nearest.year, count.year);
            assert!(!count.sources.is_empty() && count.line(&words).contains(&count.number));
        }
        let texts = marks(coverage, &palette(Theme::Light), 300.0, None);
        let texts = texts.iter().filter(|mark| matches!(mark, Mark::Text(_))).count();
        assert_eq!(texts, 3, "first and last year, and the highest");
    }
    // A town is told of on the card of the land that it is in.
    let in_towns = atlas().history.territory_ids().any(|t: TerritoryId| {
        of_territory(atlas(), &words, t).iter().any(|own| own.name == "Sapporo")
    });
    assert!(in_towns);
    let group = atlas().history.find_group("hokkaido").unwrap();
    assert!(!group_card(atlas(), &look, &words, group).inhabitants.is_empty());
}

#[test]
fn the_layer_of_confidence_marks_what_is_not_sure_and_is_off_at_first() {
    let mut look = on("1750-06-01", None);
    let closed = |look: &Look| -> (usize, usize) {
        let request = Request { size: [900.0, 600.0], pixels_per_point: 1.0, alone: true };
        let picture = compose(atlas(), &words("en"), look, &request);
        let land = picture.parts.iter().flat_map(|part| &part.layers);
        let fills: Vec<_> = land
            .flat_map(|layer| layer.marks.iter())
            .filter_map(|mark| match mark {
                Mark::Land { region: Some(_), fill, .. } => Some(*fill),
                _ => None,
            })
            .collect();
        let with = |close: bool| {
            let own = |fill: &&okhotsk::picture::Fill| {
                let doubt = Pattern::Doubt { close };
                fill.overlays.iter().flatten().any(|overlay| overlay.pattern == doubt)
            };
            fills.iter().filter(own).count()
        };
        (with(true), with(false))
    };
    assert!(!look.layers().has(MapLayer::Confidence));
    assert_eq!(closed(&look), (0, 0));
    assert!(DayState::of(atlas(), &look).doubts(atlas()).is_empty());
    look.apply(atlas(), Action::SetLayer(MapLayer::Confidence, true));
    let (low, medium) = closed(&look);
    assert!(low + medium > 5, "{low} and {medium}");
    let rows = doubt_rows(atlas(), &look, &words("en"));
    assert!(rows.windows(2).all(|pair| pair[0].confidence <= pair[1].confidence));
    let ledger = atlas().history.ledger(look.lens());
    let unsure = atlas()
        .history
        .territory_ids()
        .filter(|&t| ledger.on(t, look.moment()).holding.confidence != Confidence::High);
    let listed: usize = rows.iter().map(|row| row.territories.len()).sum();
    assert_eq!(listed, unsure.count());
}

#[test]
fn links_say_what_is_shown_besides_and_old_ones_hold() {
    let mut look = Look::new(atlas());
    assert!(!link::of(atlas(), &look).contains("show="));
    look.apply(atlas(), Action::SetLayer(MapLayer::Confidence, true));
    look.apply(atlas(), Action::SetLayer(MapLayer::Towns, false));
    let text = link::of(atlas(), &look);
    assert!(text.contains("hide=towns") && text.contains("show=confidence"), "{text}");
    assert_eq!(link::read(atlas(), &text).unwrap().look.layers(), look.layers());
    let old = link::read(atlas(), "okhotsk:1905?hide=towns,insets").unwrap();
    assert!(old.left_out.is_empty());
    let layers = old.look.layers();
    assert!(!layers.has(MapLayer::Towns) && !layers.has(MapLayer::Confidence));
    assert!(layers.has(MapLayer::Relief));
}

#[test]
fn the_windows_of_the_reader_are_named_throughout() {
    for id in ["en", "ja", "ru"] {
        let mut look = on("1905-10-14", Some("kunashir"));
        look.apply(atlas(), Action::SetLanguage(atlas().history.find_language(id).unwrap()));
        look.apply(atlas(), Action::SetLayer(MapLayer::Confidence, true));
        let mut harness = window(&look);
        crate::accessible::sound(&harness, &format!("{id}: how sure"));
        for key in [Key::W, Key::R] {
            harness.key_press(key);
            harness.run();
            crate::accessible::sound(&harness, &format!("{id}: {key:?}"));
            harness.key_press(Key::Escape);
            harness.run();
        }
    }
}
