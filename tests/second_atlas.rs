//! The engine on another history: ten territories between Meuse and Rhine, outlines by hand, for which no
//! line of the program was changed.

use okhotsk::atlas::{Atlas, Depth, Files, load};
use okhotsk::export::job::{Job, PictureFormat};
use okhotsk::export::svg::Lettering;
use okhotsk::history::LensId;
use okhotsk::picture::sheet::With;
use okhotsk::view::{Action, Look};

use crate::common::{day, fixture};

fn rhine() -> Atlas {
    load(&Files::Folder(fixture("rhine")), Depth::Full).unwrap_or_else(|p| panic!("{p}"))
}

fn holder<'a>(atlas: &'a Atlas, territory: &str, on: &str) -> &'a str {
    let history = &atlas.history;
    let territory = history.find_territory(territory).unwrap();
    let span = history.ledger(LensId(0)).on(territory, day(on));
    &history.holder(span.holding.holder).id
}

#[test]
fn another_history_is_right_on_both_sides_of_its_changes() {
    let atlas = rhine();
    assert_eq!(atlas.history.territories.len(), 10);
    for (territory, before, on) in [
        ("moselle", "1871-05-09", "1871-05-10"),
        ("haut-rhin", "1918-11-10", "1918-11-11"),
        ("saar", "1920-01-09", "1920-01-10"),
        ("saar", "1935-02-28", "1935-03-01"),
        ("saar", "1956-12-31", "1957-01-01"),
        ("moselle", "1940-06-21", "1940-06-22"),
        ("moselle", "1945-05-07", "1945-05-08"),
    ] {
        let sides = [before, on].map(|day| holder(&atlas, territory, day));
        assert_ne!(sides[0], sides[1], "{territory} on {on}");
    }
    assert_eq!(holder(&atlas, "moselle", "1900-01-01"), holder(&atlas, "baden", "1900-01-01"));
    assert_eq!(holder(&atlas, "moselle", "1930-01-01"), holder(&atlas, "vosges", "1930-01-01"));
}

#[test]
fn another_history_is_drawn() {
    let atlas = rhine();
    let mut look = Look::new(&atlas);
    look.apply(&atlas, Action::GoToYear(1925));
    for format in [PictureFormat::Png, PictureFormat::Svg, PictureFormat::Pdf] {
        let (size, with, lettering) = ([640.0, 480.0], With::default(), Lettering::Text);
        let job =
            Job { look: look.clone(), size, scale: 1.0, format, paper: false, with, lettering };
        let file = job.file(&atlas).unwrap();
        assert!(file.len() > 10_000, "{format:?}: {} bytes", file.len());
        if format == PictureFormat::Svg {
            let text = String::from_utf8(file).unwrap();
            let missing: Vec<&str> = atlas
                .history
                .territories
                .iter()
                .map(|territory| territory.id.as_str())
                .filter(|id| !text.contains(&format!("land-{id}")))
                .collect();
            assert!(missing.is_empty(), "{missing:?} are not drawn");
        }
    }
}
