//! The outline files that are kept, against the recipe that they are made by and figures that were
//! measured elsewhere.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::fs;

use okhotsk::outlines::BUNDLED_RECIPE;
use okhotsk::outlines::outlines;
use serde_json::{Value, json};

use crate::common::{atlas, root};

fn kept(name: &str) -> String {
    fs::read_to_string(root().join("geodata").join(name)).unwrap()
}

fn features(text: &str) -> Vec<Value> {
    let mut collection: Value = serde_json::from_str(text).unwrap();
    serde_json::from_value(collection["features"].take()).unwrap()
}

/// The exterior of a polygon; none in the files has a hole.
fn ring(feature: &Value) -> Vec<[f64; 2]> {
    let rings: Vec<Vec<[f64; 2]>> =
        serde_json::from_value(feature["geometry"]["coordinates"].clone()).unwrap();
    let [exterior] = rings.try_into().unwrap();
    exterior
}

/// A point by its bits, so that it can be looked up.
fn key(point: [f64; 2]) -> [u64; 2] {
    point.map(f64::to_bits)
}

/// The ring of an island from those of its pieces: edges that two pieces share are struck out.
fn joined(pieces: &[Vec<[f64; 2]>]) -> Vec<[f64; 2]> {
    let edges = || pieces.iter().flat_map(|ring| ring.windows(2).map(|e| [e[0], e[1]]));
    let all: HashSet<[[u64; 2]; 2]> = edges().map(|edge| edge.map(key)).collect();
    let coast: Vec<[[f64; 2]; 2]> =
        edges().filter(|&[a, b]| !all.contains(&[key(b), key(a)])).collect();
    let next: HashMap<[u64; 2], [f64; 2]> = coast.iter().map(|&[a, b]| (key(a), b)).collect();
    let mut ring = vec![coast[0][0]];
    while ring.len() == 1 || key(ring[0]) != key(ring[ring.len() - 1]) {
        ring.push(next[&key(ring[ring.len() - 1])]);
    }
    assert_eq!(ring.len(), coast.len() + 1, "the pieces make more than one ring");
    ring
}

/// What the kept files were made of, as far as they tell: the islands, those that are cut joined
/// again, their islets, and the land around them, which is simplified.
fn land() -> Value {
    let mut rings = Vec::new();
    let mut pieces: BTreeMap<String, Vec<Vec<[f64; 2]>>> = BTreeMap::new();
    for feature in features(&kept("islands.geojson")) {
        let [id, island] = ["id", "island"].map(|key| feature["properties"][key].as_str());
        match island {
            Some(island) if id != Some(island) => {
                pieces.entry(island.to_owned()).or_default().push(ring(&feature));
            }
            _ => rings.push(ring(&feature)),
        }
    }
    assert_eq!(pieces.len(), 2, "Hokkaido and Sakhalin are cut");
    rings.extend(pieces.values().map(|pieces| joined(pieces)));
    rings.extend(features(&kept("surroundings.geojson")).iter().map(ring));
    let polygon = |ring| json!({"type": "Polygon", "coordinates": [ring]});
    let feature = |ring| json!({"type": "Feature", "properties": {}, "geometry": polygon(ring)});
    json!({
        "type": "FeatureCollection",
        "features": rings.into_iter().map(feature).collect::<Vec<Value>>(),
    })
}

/// The territory of each islet, by its shape.
fn islets(file: &str) -> BTreeMap<String, String> {
    let all = features(file).into_iter();
    let islets = all.filter(|feature| feature["properties"]["island"].is_null());
    let of = |feature: Value| {
        let territory = feature["properties"]["territory"].as_str().unwrap().to_owned();
        (feature["geometry"].to_string(), territory)
    };
    islets.map(of).collect()
}

#[test]
fn the_recipe_makes_the_kept_outlines_again() {
    let folder = tempfile::tempdir().unwrap();
    let raw = folder.path().join("raw.geojson");
    fs::write(&raw, land().to_string()).unwrap();
    let made = outlines(&raw, None).unwrap_or_else(|problems| panic!("{problems}"));
    let kept_islands = kept("islands.geojson");
    let named = |file: &str| -> Vec<String> {
        file.lines().filter(|line| line.contains("\"name\"")).map(str::to_owned).collect()
    };
    let (wanted, own) = (named(&kept_islands), named(&made.islands));
    assert_eq!(wanted.len(), 45 + 6, "whole islands and pieces");
    for (wanted, own) in wanted.iter().zip(&own) {
        assert!(wanted == own, "not as it is made: {wanted:.100}\nmade: {own:.100}");
    }
    assert_eq!(wanted.len(), own.len());
    assert_eq!(made.cuts, kept("cuts.geojson"));
    let (wanted, own) = (islets(&kept_islands), islets(&made.islands));
    assert!(wanted.keys().eq(own.keys()), "the islets are others");
    // Off the very point where a cut leaves the coast an islet is as near to one piece as to the
    // other; land far away, which is simplified here, may decide which it falls to.
    let moved: Vec<[&String; 2]> =
        wanted.values().zip(own.values()).filter(|(a, b)| a != b).map(|(a, b)| [a, b]).collect();
    assert!(moved.len() <= 2, "{} islets are of other territories: {moved:?}", moved.len());
    let island_of = |piece: &String| {
        let territory = atlas().history.find_territory(piece);
        let cut = atlas().islands.iter().find(|island| {
            island.territories.len() > 1
                && territory.is_some_and(|t| island.territories.contains(&t))
        });
        cut.map(|island| &island.id)
    };
    for [one, other] in moved {
        let (a, b) = (island_of(one), island_of(other));
        assert!(a.is_some() && a == b, "an islet of {one} is one of {other} by the recipe");
    }
}

#[test]
fn the_islands_are_in_the_order_of_the_recipe() {
    let recipe: toml::Table = BUNDLED_RECIPE.parse().unwrap();
    let named = recipe["island"].as_array().unwrap().iter();
    let recipe: Vec<&str> = named.map(|island| island["id"].as_str().unwrap()).collect();
    let islands: Vec<&str> = atlas().islands.iter().map(|i| i.id.as_str()).collect();
    assert_eq!(islands, recipe);
}

#[test]
fn islets_are_numbered_from_west_to_east() {
    let mut of_territory: BTreeMap<String, Vec<(String, f64)>> = BTreeMap::new();
    for feature in features(&kept("islands.geojson")) {
        let text = |key: &str| feature["properties"][key].as_str().map(str::to_owned);
        if text("island").is_none() {
            let west = ring(&feature).iter().map(|point| point[0]).fold(f64::INFINITY, f64::min);
            let own = of_territory.entry(text("territory").unwrap()).or_default();
            own.push((text("id").unwrap(), west));
        }
    }
    for (territory, islets) in &of_territory {
        assert!(islets.is_sorted_by_key(|(_, west)| west), "{territory}");
        for (number, (id, _)) in (1..).zip(islets) {
            assert_eq!(*id, format!("{territory}-islet-{number}"));
        }
    }
}

/// Square kilometres of the pieces on the ellipsoid, measured in Python: those of Hokkaido with
/// geodesics for the strokes that divide it, those of Sakhalin along the parallel itself.
const PIECES_KM2: [(&str, f64); 6] = [
    ("hokkaido-matsumae", 1_338.0),
    ("hokkaido-hakodate", 3_054.0),
    ("hokkaido-east-ezo", 32_141.0),
    ("hokkaido-west-ezo", 41_455.0),
    ("sakhalin-north", 41_203.5),
    ("sakhalin-south", 33_375.6),
];

#[test]
fn the_outlines_have_the_figures_that_were_measured() {
    let atlas = atlas();
    let (mut whole, mut islets) = (0, 0);
    let (mut of_islets, mut of_all) = (0.0, 0.0);
    let mut of_piece: BTreeMap<&str, f64> = BTreeMap::new();
    for land in atlas.geography.land().iter().filter(|land| land.region.is_some()) {
        let outline = atlas.outline(land.outline.expect("land of a territory has an outline"));
        of_all += land.area_km2;
        match outline.island.map(|island| &atlas.island(island).id) {
            None => {
                islets += 1;
                of_islets += land.area_km2;
            }
            Some(island) if *island == outline.id => whole += 1,
            Some(_) => *of_piece.entry(&outline.id).or_default() += land.area_km2,
        }
    }
    assert_eq!((whole, of_piece.len(), islets), (45, 6, 7_390));
    assert_eq!((of_islets.round(), of_all.round()), (88.0, 163_370.0));
    for (id, km2) in PIECES_KM2 {
        assert!((of_piece[id] - km2).abs() < 1.0, "{id}: {} km², measured {km2}", of_piece[id]);
    }
    assert_eq!(features(&kept("surroundings.geojson")).len(), 425);
}
