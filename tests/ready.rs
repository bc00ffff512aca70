//! The made-ready atlas: the same as what reading its folder gives, and read without harm if damaged.

use geo::{Coord, LineString, Polygon};
use okhotsk::atlas::ready::{Ready, decode, encode};
use okhotsk::atlas::{Atlas, Depth, Files, load};
use okhotsk::geography::packed::{PER_DEGREE, PER_KM, Packed, on_grid, on_map_grid};
use proptest::prelude::*;
use proptest::sample::Index;

use crate::common::{atlas, cases, fixture, root};

fn of_folder(path: &std::path::Path) -> Atlas {
    let files = Files::Folder(path.to_path_buf());
    load(&files, Depth::Full).unwrap_or_else(|problems| panic!("{problems}"))
}

fn decoded(ready: &Ready<Vec<u8>>) -> Result<Atlas, String> {
    decode(&ready.clone().packed().map(|part| &*part.leak()))
}

#[test]
fn the_bundled_atlas_is_that_of_the_folder() {
    let folder = of_folder(root());
    let bundled = load(&Files::Bundled, Depth::Quick).unwrap();
    // Part by part, so that a difference is told and not both atlases.
    assert!(folder.history == bundled.history, "the histories differ");
    assert!(folder.features == bundled.features, "what lies on the map differs");
    assert!(folder.geography == bundled.geography, "the land differs");
    assert!(folder == bundled, "the atlases differ");
    assert!(encode(folder).unwrap() == encode(bundled).unwrap(), "the bytes differ");
}

#[test]
fn a_ready_atlas_comes_back_as_it_was() {
    let ready = encode(of_folder(&fixture("tiny"))).unwrap();
    let back = decoded(&ready).unwrap();
    assert_eq!(back, of_folder(&fixture("tiny")));
    assert_eq!(encode(back).unwrap(), ready);
}

#[test]
fn what_differs_is_found() {
    let tiny = of_folder(&fixture("tiny"));
    assert_ne!(&tiny, atlas());
    let changes: [fn(&mut Atlas); 7] = [
        |atlas| atlas.about = Some(atlas.history.title.clone()),
        |atlas| atlas.attribution.push('.'),
        |atlas| atlas.licence = Some("none".to_owned()),
        |atlas| atlas.history.events[0].people.clear(),
        |atlas| atlas.islands[0].area_km2 += 1.0,
        |atlas| atlas.features.waters.clear(),
        |atlas| atlas.locator.west += 1.0,
    ];
    let ready = encode(of_folder(&fixture("tiny"))).unwrap();
    for (i, change) in changes.into_iter().enumerate() {
        let mut other = of_folder(&fixture("tiny"));
        change(&mut other);
        assert_ne!(tiny, other, "difference {i}");
        assert_ne!(encode(other).unwrap(), ready, "difference {i}");
    }
}

#[test]
fn land_is_on_its_grid() {
    for land in atlas().geography.land() {
        for &c in land.rings().flat_map(|ring| &ring.0) {
            assert_eq!(on_map_grid(c), c);
        }
    }
    for polygon in atlas().world() {
        assert!(polygon.exterior().0.iter().all(|&c| on_grid::<PER_DEGREE>(c) == c));
    }
}

fn point() -> impl Strategy<Value = Coord<f64>> {
    (-2e4..2e4, -2e4..2e4).prop_map(|(x, y)| on_map_grid(Coord { x, y }))
}

proptest! {
    #![proptest_config(cases(64))]

    #[test]
    fn shapes_come_back_to_the_last_bit(
        line in prop::collection::vec(point(), 0..20),
        ring in prop::collection::vec(point(), 3..20),
        hole in prop::collection::vec(point(), 3..20),
    ) {
        let line = Packed::<_, PER_KM>(LineString::new(line));
        let bytes = postcard::to_stdvec(&line).unwrap();
        prop_assert_eq!(&postcard::from_bytes::<Packed<LineString<f64>, PER_KM>>(&bytes).unwrap(), &line);
        let polygon = Polygon::new(LineString::new(ring), vec![LineString::new(hole)]);
        let polygon = Packed::<_, PER_KM>(polygon);
        let bytes = postcard::to_stdvec(&polygon).unwrap();
        prop_assert_eq!(&postcard::from_bytes::<Packed<Polygon<f64>, PER_KM>>(&bytes).unwrap(), &polygon);
    }

    /// Whatever the bytes are, reading them ends, and without a panic.
    #[test]
    fn damaged_bytes_do_no_harm(at in any::<Index>(), with in any::<u8>(), cut in any::<Index>()) {
        let ready = encode(of_folder(&fixture("tiny"))).unwrap();
        let damage = |bytes: &[u8]| {
            let mut bytes = bytes.to_vec();
            let place = at.index(bytes.len());
            bytes[place] = with;
            bytes
        };
        let flipped = ready.clone().map(|part| damage(&part));
        let whole = decoded(&flipped);
        if let Ok(atlas) = whole {
            prop_assert!(atlas.geography.land().len() < 1_000_000);
            prop_assert!(atlas.outlines().len() < 1_000_000);
        }
        let short = ready.first[..cut.index(ready.first.len())].to_vec();
        let short = decoded(&Ready { first: short, ..ready.clone() });
        prop_assert!(short.is_err(), "half an atlas");
        let empty: &[u8] = &[];
        let none = decode(&ready.clone().map(|_| empty));
        prop_assert!(none.is_err(), "no atlas");
    }
}
