//! Projection, outlines, areas, cuts, levels of detail, triangles and picking, on the bundled
//! outlines and on made-up ones.

use std::collections::{BTreeSet, HashMap, HashSet};
use std::sync::Arc;

use geo::{
    Area, BoundingRect, Contains, Coord, Distance, Euclidean, Intersects, Line, LineString, Point,
    Polygon, Rect,
};
use okhotsk::atlas::{IslandId, Outline, region_of, territory_of};
use okhotsk::geography::level::Cut;
use okhotsk::geography::validity::{check_ring, check_simple, crossings};
use okhotsk::geography::{
    Geography, Laea, Land, LandInput, Level, OutlineId, RegionId, Shape, TOLERANCES_KM, level_for,
};
use okhotsk::outlines::BUNDLED_RECIPE;
use okhotsk::outlines::cut::{self, on_grid};
use okhotsk::view::whole_map;
use proptest::prelude::*;

use crate::common::{atlas, cases, fixture_rows};

const CENTRE: Coord<f64> = Coord { x: 146.5, y: 47.5 };

/// Longitude and latitude, and kilometres east and north, by PROJ 9 through pyproj: `+proj=laea
/// +lat_0=47.5 +lon_0=146.5 +ellps=WGS84`.
const BY_PROJ: [([f64; 2], [f64; 2]); 9] = [
    ([146.5, 47.5], [0.0, 0.0]),
    ([142.8, 43.2], [-300.776_385, -470.786_625]),
    ([156.35, 50.7474], [693.196_450, 405.568_346]),
    ([132.0, 38.0], [-1_269.579_836, -940.061_517]),
    ([165.0, 60.0], [1_025.338_853, 1_517.255_410]),
    ([132.0, 60.0], [-807.690_898, 1_467.649_639]),
    ([165.0, 38.0], [1_613.275_439, -868.518_030]),
    ([141.2, 50.0], [-379.731_884, 291.031_521]),
    ([145.858, 43.3965], [-52.039_954, -455.775_178]),
];

fn distance(a: Coord<f64>, b: Coord<f64>) -> f64 {
    (a.x - b.x).hypot(a.y - b.y)
}

/// Kilometres between two places on a sphere of the earth's mean radius.
fn haversine_km(a: Coord<f64>, b: Coord<f64>) -> f64 {
    let (dlat, dlon) = ((b.y - a.y).to_radians(), (b.x - a.x).to_radians());
    let h = (dlat / 2.0).sin().powi(2)
        + a.y.to_radians().cos() * b.y.to_radians().cos() * (dlon / 2.0).sin().powi(2);
    2.0 * 6371.0 * h.sqrt().asin()
}

#[test]
fn the_projection_gives_the_figures_of_proj() {
    let projection = Laea::new(CENTRE);
    for (lon_lat, map_km) in BY_PROJ {
        let (lon_lat, map_km) = (Coord::from(lon_lat), Coord::from(map_km));
        let own = projection.map_km_from_lon_lat(lon_lat);
        assert!(distance(own, map_km) < 1e-5, "{lon_lat:?}: {own:?}, by PROJ {map_km:?}");
        let back = projection.lon_lat_from_map_km(map_km);
        assert!(haversine_km(back, lon_lat) < 1e-5, "{map_km:?}: {back:?} for {lon_lat:?}");
    }
    assert_eq!(atlas().geography.projection().centre_lon_lat(), CENTRE);
}

/// A degree by a degree between 45 and 46 north has 8,686.495 km² on the ellipsoid (by
/// `GeographicLib` through pyproj), wherever it lies.
#[test]
fn the_projection_keeps_areas() {
    let projection = Laea::new(CENTRE);
    for west in [132.0, 142.0, 146.0, 164.0] {
        let side = |from: [f64; 2], to: [f64; 2]| {
            (0..1000).map(move |i| {
                let t = f64::from(i) / 1000.0;
                Coord { x: from[0] + t * (to[0] - from[0]), y: from[1] + t * (to[1] - from[1]) }
            })
        };
        let corners = [[west, 45.0], [west + 1.0, 45.0], [west + 1.0, 46.0], [west, 46.0]];
        let ring: LineString<f64> = (0..4)
            .flat_map(|i| side(corners[i], corners[(i + 1) % 4]))
            .map(|c| projection.map_km_from_lon_lat(c))
            .collect();
        let km2 = Polygon::new(ring, Vec::new()).unsigned_area();
        assert!((km2 - 8_686.495).abs() < 0.01, "{km2} km² from {west} E");
    }
}

proptest! {
    #![proptest_config(cases(256))]

    #[test]
    fn the_projection_goes_there_and_back(lon in 132.0..165.0, lat in 38.0..60.0) {
        let projection = Laea::new(CENTRE);
        let lon_lat = Coord { x: lon, y: lat };
        let map_km = projection.map_km_from_lon_lat(lon_lat);
        let back = projection.lon_lat_from_map_km(map_km);
        prop_assert!(haversine_km(lon_lat, back) < 0.001, "{:?} came back as {:?}", lon_lat, back);
        let again = projection.map_km_from_lon_lat(back);
        prop_assert!(distance(map_km, again) < 0.001, "{:?} came back as {:?}", map_km, again);
    }

    #[test]
    fn any_centre_goes_there_and_back(
        centre_lon in -180.0..180.0,
        centre_lat in -85.0..85.0,
        along in -1500.0..1500.0,
        up in -1500.0..1500.0,
    ) {
        let projection = Laea::new(Coord { x: centre_lon, y: centre_lat });
        let map_km = Coord { x: along, y: up };
        let lon_lat = projection.lon_lat_from_map_km(map_km);
        prop_assert!(lon_lat.x.abs() <= 180.0 && lon_lat.y.abs() <= 90.0);
        let back = projection.map_km_from_lon_lat(lon_lat);
        prop_assert!(distance(map_km, back) < 0.001, "{:?} came back as {:?}", map_km, back);
    }
}

/// The named islands of the recipe: id, a point, and the territory or the cut.
fn recipe_islands() -> Vec<(String, Coord<f64>, Option<String>)> {
    let recipe: toml::Table = BUNDLED_RECIPE.parse().unwrap();
    recipe["island"]
        .as_array()
        .unwrap()
        .iter()
        .map(|island| {
            let point = island["point"].as_array().unwrap();
            let at = Coord { x: point[0].as_float().unwrap(), y: point[1].as_float().unwrap() };
            let territory = island.get("territory").map(|t| t.as_str().unwrap().to_owned());
            (island["id"].as_str().unwrap().to_owned(), at, territory)
        })
        .collect()
}

fn outline_at_lon_lat(lon_lat: Coord<f64>, reach_km: f64) -> Option<&'static Outline> {
    let atlas = atlas();
    atlas.outline_at(atlas.geography.projection().map_km_from_lon_lat(lon_lat), reach_km)
}

fn island_of(land: &Land) -> Option<IslandId> {
    land.outline.and_then(|outline| atlas().outline(outline).island)
}

fn island_id(outline: &Outline) -> Option<&'static str> {
    outline.island.map(|island| atlas().island(island).id.as_str())
}

fn territory_id(outline: &Outline) -> &'static str {
    &atlas().history.territory(outline.territory).id
}

#[test]
fn all_named_islands_are_found_by_their_points() {
    let islands = recipe_islands();
    assert_eq!(islands.len(), 47);
    assert_eq!(atlas().islands.len(), 47);
    for (id, point, territory) in &islands {
        let outline = outline_at_lon_lat(*point, 0.0).unwrap_or_else(|| panic!("{id}: no land"));
        assert_eq!(island_id(outline), Some(id.as_str()));
        if let Some(territory) = territory {
            assert_eq!(territory_id(outline), territory, "{id}");
        }
    }
}

#[test]
fn the_islands_have_the_areas_and_places_of_the_survey() {
    let rows = fixture_rows("islands.csv");
    assert_eq!(rows.len(), 47);
    for row in rows {
        let id = row["island"].as_str();
        let island = atlas().find_island(id).unwrap_or_else(|| panic!("no island {id}"));
        let island = atlas().island(island);
        let wanted: f64 = row["outline_km2"].parse().unwrap();
        // The survey is rounded to a thousandth: half of that is 25 % of the smallest island.
        let slack = 0.005 * wanted + 0.000_5;
        assert!(
            (island.area_km2 - wanted).abs() <= slack,
            "{id}: {} km², by the survey {wanted}",
            island.area_km2
        );
        let point = Coord { x: row["lon"].parse().unwrap(), y: row["lat"].parse().unwrap() };
        let outline = outline_at_lon_lat(point, 0.0).unwrap_or_else(|| panic!("{id}: no land"));
        assert_eq!(island_id(outline), Some(id));
        if !row["territory"].is_empty() {
            assert_eq!(territory_id(outline), row["territory"]);
        }
    }
}

#[test]
fn the_area_of_a_territory_is_that_of_its_land() {
    let atlas = atlas();
    for t in atlas.history.territory_ids() {
        let land = atlas.geography.land().iter().filter(|land| land.region == Some(region_of(t)));
        let sum: f64 = land.map(|land| land.polygon.unsigned_area()).sum();
        assert!((atlas.area_km2(t) - sum).abs() <= 1e-9 * sum);
        assert!(sum > 0.0, "{} has no land", atlas.history.territory(t).id);
    }
}

/// The islands that are cut, and how many pieces they have.
const CUT: [(&str, usize); 2] = [("hokkaido", 4), ("sakhalin", 2)];

/// Bits of an edge in the order of its ends, so that both directions are the same edge.
type EdgeKey = [[u64; 2]; 2];

fn edge_key(a: Coord<f64>, b: Coord<f64>) -> EdgeKey {
    let bits = |c: Coord<f64>| [c.x.to_bits(), c.y.to_bits()];
    let (a, b) = (bits(a), bits(b));
    if a <= b { [a, b] } else { [b, a] }
}

fn edges_of(polygons: &[Polygon<f64>]) -> HashSet<EdgeKey> {
    let rings = polygons.iter().flat_map(|p| std::iter::once(p.exterior()).chain(p.interiors()));
    rings.flat_map(LineString::lines).map(|line| edge_key(line.start, line.end)).collect()
}

/// The outlines of the pieces as one: edges that two pieces share are struck out.
///
/// If the pieces shared an edge only nearly, both versions would be left over as coast.
#[test]
fn pieces_of_a_cut_island_join_without_gap_or_overlap() {
    let atlas = atlas();
    let surveyed: HashMap<String, f64> = fixture_rows("islands.csv")
        .into_iter()
        .map(|row| (row["island"].clone(), row["outline_km2"].parse().unwrap()))
        .collect();
    for (id, pieces) in CUT {
        let island = atlas.find_island(id).unwrap();
        assert_eq!(atlas.island(island).territories.len(), pieces, "{id}");
        let land: Vec<_> =
            atlas.geography.land().iter().filter(|l| island_of(l) == Some(island)).collect();
        let sum: f64 = land.iter().map(|l| l.area_km2).sum();
        // The independent figure was taken from the island before it was cut.
        assert!((sum - surveyed[id]).abs() < 1e-6 * sum, "{id}: {sum} km², whole {}", surveyed[id]);
        let mut counts: HashMap<EdgeKey, usize> = HashMap::new();
        for line in land.iter().flat_map(|l| l.polygon.exterior().lines()) {
            *counts.entry(edge_key(line.start, line.end)).or_default() += 1;
        }
        let shared = counts.values().filter(|&&count| count == 2).count();
        assert!(shared >= pieces - 1, "{id}: {shared} shared edges");
        assert!(counts.values().all(|&count| count <= 2), "{id}: an edge of three pieces");
        // What is left is the whole coast: every vertex of it has two edges.
        let mut ends: HashMap<[u64; 2], usize> = HashMap::new();
        for (edge, _) in counts.iter().filter(|&(_, &count)| count == 1) {
            for end in edge {
                *ends.entry(*end).or_default() += 1;
            }
        }
        assert!(ends.values().all(|&count| count == 2), "{id}: the coast has a loose end");
        // No overlap: the pieces fill no more than the ground they stand on.
        let bounds = land.iter().map(|l| l.bounds).reduce(okhotsk::geography::joined).unwrap();
        for (i, j) in (0..60).flat_map(|i| (0..60).map(move |j| (i, j))) {
            let at = Coord {
                x: bounds.min().x + bounds.width() * (f64::from(i) + 0.37) / 60.0,
                y: bounds.min().y + bounds.height() * (f64::from(j) + 0.61) / 60.0,
            };
            let holding = land.iter().filter(|l| contains(&l.polygon, at)).count();
            assert!(holding <= 1, "{id}: {holding} pieces hold {at:?}");
        }
    }
}

fn contains(polygon: &Polygon<f64>, at: Coord<f64>) -> bool {
    use geo::Contains;
    polygon.contains(&at)
}

fn levels() -> impl DoubleEndedIterator<Item = (usize, Arc<Level>)> + ExactSizeIterator {
    (0..TOLERANCES_KM.len()).map(|i| (i, atlas().geography.level(i)))
}

#[test]
fn cut_edges_are_shared_at_every_level() {
    let history = &atlas().history;
    for (i, level) in levels() {
        let edges: Vec<HashSet<EdgeKey>> =
            level.regions.iter().map(|shape| edges_of(&shape.polygons)).collect();
        let mut pairs = BTreeSet::new();
        for Cut { regions: [a, b], points, .. } in &level.cuts {
            pairs.insert([a, b].map(|&r| history.territory(territory_of(r)).id.as_str()));
            assert!(a < b && points.len() >= 2, "level {i}");
            for pair in points.windows(2) {
                let key = edge_key(pair[0], pair[1]);
                for region in [a, b] {
                    assert!(
                        edges[region.index()].contains(&key),
                        "level {i}: {pair:?} is no edge of {region:?}"
                    );
                }
            }
        }
        let wanted: BTreeSet<[&str; 2]> = [
            ["hokkaido-matsumae", "hokkaido-hakodate"],
            ["hokkaido-matsumae", "hokkaido-west-ezo"],
            ["hokkaido-hakodate", "hokkaido-east-ezo"],
            ["hokkaido-east-ezo", "hokkaido-west-ezo"],
            ["sakhalin-north", "sakhalin-south"],
        ]
        .into();
        let missing: Vec<_> = wanted.difference(&pairs).collect();
        assert!(missing.is_empty(), "level {i}: {missing:?} are cut nowhere");
    }
}

/// The cut through Sakhalin runs along the parallel itself: no vertex off it, and none so far from
/// the next that the chord would leave the curve.
#[test]
fn the_parallel_is_the_parallel() {
    let atlas = atlas();
    let projection = atlas.geography.projection();
    let region = |id| region_of(atlas.history.find_territory(id).unwrap());
    let pair = [region("sakhalin-north"), region("sakhalin-south")];
    let mut km = 0.0;
    for cut in atlas.geography.level(0).cuts.iter().filter(|cut| cut.regions == pair) {
        for pair in cut.points.windows(2) {
            let middle = projection.lon_lat_from_map_km((pair[0] + pair[1]) / 2.0);
            assert!((middle.y - 50.0).abs() < 1e-5, "the cut leaves 50 N at {middle:?}");
            km += distance(pair[0], pair[1]);
        }
    }
    assert!((90.0..170.0).contains(&km), "the cut is {km} km long");
}

/// Loading has checked the rings in degrees; here they are on the map, and generalised. A ring that
/// crosses itself is filled by triangles where no land is.
#[test]
fn rings_are_simple_at_every_level() {
    for (i, level) in levels() {
        let shapes = level.regions.iter().chain([&level.surroundings]);
        for (region, shape) in shapes.enumerate() {
            for polygon in &shape.polygons {
                for ring in std::iter::once(polygon.exterior()).chain(polygon.interiors()) {
                    assert_eq!(check_simple(ring), Ok(()), "level {i}, region {region}");
                }
            }
        }
    }
}

#[test]
fn full_detail_is_the_land_itself() {
    let atlas = atlas();
    let level = atlas.geography.level(0);
    let count =
        |shape: &Shape| -> usize { shape.polygons.iter().map(|p| p.exterior().0.len() - 1).sum() };
    let own: usize = level.regions.iter().map(count).sum::<usize>() + count(&level.surroundings);
    let land: usize = atlas.geography.land().iter().map(|l| l.polygon.exterior().0.len() - 1).sum();
    assert_eq!(own, land);
    assert!(level.regions.iter().all(|shape| shape.specks.is_empty()));
}

fn vertices(shape: &Shape) -> HashSet<[u64; 2]> {
    shape
        .polygons
        .iter()
        .flat_map(|p| p.exterior().0.iter().chain(p.interiors().iter().flat_map(|r| &r.0)))
        .map(|c| [c.x.to_bits(), c.y.to_bits()])
        .collect()
}

fn area(shape: &Shape) -> f64 {
    shape.polygons.iter().map(Polygon::unsigned_area).sum()
}

#[test]
fn a_coarser_level_keeps_some_of_the_vertices_of_the_finer() {
    fn shapes(level: &Level) -> impl Iterator<Item = &Shape> {
        level.regions.iter().chain([&level.surroundings])
    }
    for ((i, fine), (_, coarse)) in levels().zip(levels().skip(1)) {
        let mut counts = [0, 0];
        for (region, (f, c)) in shapes(&fine).zip(shapes(&coarse)).enumerate() {
            let (f, c) = (vertices(f), vertices(c));
            assert!(c.is_subset(&f), "level {} of region {region} has vertices of its own", i + 1);
            counts[0] += f.len();
            counts[1] += c.len();
        }
        assert!(counts[1] < counts[0], "level {} is no coarser", i + 1);
    }
}

/// The area that generalisation may gain or lose: a strip half a tolerance wide along the coast.
#[test]
fn levels_keep_the_areas() {
    let atlas = atlas();
    let full: Vec<f64> = levels().next().unwrap().1.regions.iter().map(area).collect();
    let land: f64 = full.iter().sum();
    for (i, level) in levels() {
        let mut all = 0.0;
        for (shape, t) in level.regions.iter().zip(atlas.history.territory_ids()) {
            let off = (area(shape) - full[t.index()]).abs();
            all += off;
            let coast: f64 = atlas
                .geography
                .land()
                .iter()
                .filter(|l| l.region == Some(region_of(t)))
                .map(|l| {
                    l.polygon.exterior().lines().map(|e| distance(e.start, e.end)).sum::<f64>()
                })
                .sum();
            let most = 0.5 * level.tolerance_km * coast + 1e-9;
            let id = &atlas.history.territory(t).id;
            assert!(off <= most, "level {i}: {id} is off by {off} km² of {}", full[t.index()]);
        }
        // All in all half a per cent of the land for each kilometre of tolerance.
        let most = 0.005 * level.tolerance_km * land + 1e-6;
        assert!(all <= most, "level {i}: {all} km² off of {land}");
    }
}

#[test]
fn no_named_island_is_lost_at_any_level() {
    let atlas = atlas();
    for (i, level) in levels() {
        let mut shown = HashSet::new();
        for (region, shape) in level.regions.iter().enumerate() {
            for &(centre, outline) in &shape.specks {
                let of = atlas.outline(outline);
                assert_eq!(of.territory.index(), region);
                assert!(of.island.is_some(), "level {i}: {} is a speck without a name", of.id);
                let found = atlas.outline_at(centre, level.tolerance_km).map(|o| o.id.as_str());
                assert!(found.is_some(), "level {i}: the speck of {} is at sea", of.id);
            }
            shown.extend(shape.outlines.iter().copied());
            shown.extend(shape.specks.iter().map(|&(_, outline)| Some(outline)));
        }
        for (outline, record) in (0u32..).map(OutlineId).zip(atlas.outlines()) {
            assert!(
                record.island.is_none() || shown.contains(&Some(outline)),
                "level {i}: {} is lost",
                record.id
            );
        }
    }
}

#[test]
fn the_level_follows_the_scale() {
    assert_eq!(level_for(0.0), 0);
    assert_eq!(level_for(f64::NAN), 0);
    for km_per_pixel in [0.001, 0.01, 0.05, 0.3, 1.0, 1.7, 4.0, 50.0] {
        let tolerance = TOLERANCES_KM[level_for(km_per_pixel)];
        assert!(tolerance <= 0.5 * km_per_pixel, "{tolerance} km shows at {km_per_pixel}");
        let coarser = TOLERANCES_KM.get(level_for(km_per_pixel) + 1);
        assert!(coarser.is_none_or(|&t| t > 0.5 * km_per_pixel), "too fine at {km_per_pixel}");
    }
}

#[test]
fn triangles_fill_their_shapes() {
    for (i, level) in levels() {
        for (region, shape) in level.regions.iter().chain([&level.surroundings]).enumerate() {
            let triangles = shape.triangles();
            assert_eq!(triangles.indices.len() % 3, 0);
            let sum: f64 = triangles
                .indices
                .chunks_exact(3)
                .map(|t| {
                    let [a, b, c] = [t[0], t[1], t[2]].map(|v| triangles.vertices[v as usize]);
                    ((b.x - a.x) * (c.y - a.y) - (b.y - a.y) * (c.x - a.x)).abs() / 2.0
                })
                .sum();
            let whole = area(shape);
            assert!(
                (sum - whole).abs() <= 1e-9 * whole + 1e-9,
                "level {i}, region {region}: triangles of {sum} km² in {whole}"
            );
        }
    }
}

#[test]
fn bounds_hold_their_polygons() {
    for (_, level) in levels() {
        for shape in level.regions.iter().chain([&level.surroundings]) {
            assert_eq!(shape.polygons.len(), shape.bounds.len());
            assert_eq!(shape.polygons.len(), shape.outlines.len());
            for (polygon, bounds) in shape.polygons.iter().zip(&shape.bounds) {
                assert_eq!(polygon.bounding_rect().as_ref(), Some(bounds));
            }
        }
    }
}

/// The places round a point, so many kilometres off.
fn around(at: Coord<f64>, km: f64) -> impl Iterator<Item = Coord<f64>> {
    (0..8).map(move |i| {
        let angle = f64::from(i) * std::f64::consts::FRAC_PI_4;
        Coord { x: at.x + km * angle.cos(), y: at.y + km * angle.sin() }
    })
}

#[test]
fn islands_too_small_to_see_can_be_picked_from_a_few_pixels_off() {
    let atlas = atlas();
    let km_per_pixel = 0.05;
    let mut small = 0;
    for (outline, land) in atlas
        .geography
        .land()
        .iter()
        .filter(|l| l.named)
        .map(|l| (atlas.outline(l.outline.unwrap()), l))
    {
        if land.area_km2 > 0.02 {
            continue;
        }
        small += 1;
        let off = land.bounds.width().hypot(land.bounds.height()) / 2.0 + 4.0 * km_per_pixel;
        for at in around(land.bounds.center(), off) {
            assert_eq!(atlas.outline_at(at, 0.0).and_then(|o| o.island), None, "{}", outline.id);
            let found = atlas.outline_at(at, 10.0 * km_per_pixel);
            assert_eq!(found.and_then(|o| o.island), outline.island, "{} from {at:?}", outline.id);
            assert_eq!(found.map(|o| o.territory), Some(outline.territory));
        }
    }
    assert!(small >= 2, "{small} small islands");
}

/// On the whole map a pixel is more than a kilometre. A lone islet has a target of ten points.
#[test]
fn a_lone_islet_can_be_picked_on_the_whole_map() {
    let atlas = atlas();
    let km_per_point = whole_map(atlas, [1440.0, 900.0]).km_per_point;
    for id in ["tyuleniy", "lovushki-rocks", "raikoke", "moneron", "antsiferov"] {
        let island = atlas.find_island(id).unwrap();
        let bounds =
            atlas.geography.land().iter().find(|l| island_of(l) == Some(island)).unwrap().bounds;
        for at in around(bounds.center(), 4.5 * km_per_point) {
            let found = atlas.outline_at(at, 5.0 * km_per_point);
            assert_eq!(found.and_then(|o| o.island), Some(island), "{id} from {at:?}");
        }
    }
}

#[test]
fn nothing_is_picked_at_sea_or_nowhere() {
    assert!(outline_at_lon_lat(Coord { x: 150.0, y: 51.0 }, 10.0).is_none());
    assert!(outline_at_lon_lat(Coord { x: 160.0, y: 42.0 }, 10.0).is_none());
    for at in [f64::NAN, f64::INFINITY, f64::NEG_INFINITY] {
        assert!(atlas().outline_at(Coord { x: at, y: 0.0 }, 1.0).is_none());
        assert!(atlas().outline_at(Coord { x: 0.0, y: at }, 1.0).is_none());
    }
    // The land around is no part of the atlas.
    for lon_lat in [[140.8, 40.0], [158.0, 53.0], [138.0, 51.0]] {
        assert!(outline_at_lon_lat(Coord::from(lon_lat), 10.0).is_none(), "{lon_lat:?}");
    }
}

fn square(west: f64, south: f64, side: f64) -> Polygon<f64> {
    Rect::new(Coord { x: west, y: south }, Coord { x: west + side, y: south + side }).to_polygon()
}

#[test]
fn a_name_goes_before_a_nearer_rock_but_not_before_the_land_under_the_pointer() {
    let projection = Laea::new(Coord { x: 0.0, y: 45.0 });
    let piece = |outline, named, polygon| LandInput {
        region: Some(RegionId(0)),
        outline: Some(OutlineId(outline)),
        named,
        cut: false,
        polygon,
    };
    let inputs = [
        piece(0, true, square(0.0, 45.0, 0.01)),
        piece(1, false, square(0.03, 45.0, 0.01)),
        piece(2, true, square(1.0, 45.0, 0.01)),
    ];
    let geography = Geography::new(&inputs, 1, projection, None, (Vec::new(), &[]));
    let at = |lon, lat, reach_km| {
        let map_km = projection.map_km_from_lon_lat(Coord { x: lon, y: lat });
        geography
            .land_at(map_km, reach_km)
            .map(|i| geography.land()[i].outline.map_or(9, |outline| outline.0))
    };
    assert_eq!(at(0.005, 45.005, 0.0), Some(0));
    assert_eq!(at(0.035, 45.005, 5.0), Some(1), "the land under the pointer");
    assert_eq!(at(0.026, 45.005, 5.0), Some(0), "the name, although the rock is nearer");
    assert_eq!(at(0.026, 45.005, 0.5), Some(1), "the rock alone is within reach");
    assert_eq!(at(0.5, 45.005, 5.0), None);
    assert_eq!(at(0.99, 45.005, 5.0), Some(2));
}

/// A star with a bump for each number: its ring is simple, whatever the numbers.
fn star(radii: &[f64]) -> LineString<f64> {
    let n = f64::from(u32::try_from(radii.len()).unwrap());
    let mut ring: Vec<Coord<f64>> = (0u32..)
        .zip(radii)
        .map(|(i, r)| {
            let angle = std::f64::consts::TAU * f64::from(i) / n;
            on_grid(Coord { x: r * angle.cos(), y: r * angle.sin() })
        })
        .collect();
    ring.push(ring[0]);
    LineString::new(ring)
}

proptest! {
    #![proptest_config(cases(256))]

    /// However the lines run, the faces fill the polygon, and every edge inside it has a face on
    /// each side.
    #[test]
    fn cut_faces_add_up_and_share_their_edges(
        radii in prop::collection::vec(0.5f64..1.5, 5..40),
        lines in prop::collection::vec((0.0f64..6.3, 0.0f64..6.3), 1..4),
    ) {
        let ring = star(&radii);
        let far = |angle: f64| Coord { x: 2.0 * angle.cos(), y: 2.0 * angle.sin() };
        let lines: Vec<LineString<f64>> = lines
            .iter()
            .filter(|(a, b)| (a - b).abs() > 0.1)
            .map(|&(a, b)| LineString::new(vec![on_grid(far(a)), on_grid(far(b))]))
            .collect();
        let whole = Polygon::new(ring.clone(), Vec::new()).unsigned_area();
        let faces = cut::faces(&ring, &lines);
        let sum: f64 = faces.iter().map(Polygon::unsigned_area).sum();
        // Crossings are rounded to a millionth: a coast may give way by that much.
        prop_assert!((sum - whole).abs() < 1e-4, "{} faces of {sum} in {whole}", faces.len());
        let mut counts: HashMap<EdgeKey, usize> = HashMap::new();
        for line in faces.iter().flat_map(|face| face.exterior().lines()) {
            *counts.entry(edge_key(line.start, line.end)).or_default() += 1;
        }
        prop_assert!(counts.values().all(|&count| count <= 2));
        for face in &faces {
            prop_assert_eq!(check_ring(face.exterior()), Ok(()));
        }
        let uncut = cut::faces(&ring, &[]);
        prop_assert_eq!(uncut.len(), 1);
        let off = (uncut[0].unsigned_area() - whole).abs();
        prop_assert!(off < 1e-9, "cut by nothing it is off by {}", off);
    }

    /// Every pair of edges of any ring, one by one, against those that are found.
    #[test]
    fn all_crossings_are_found(
        points in prop::collection::vec((0..40, 0..40), 3..90),
        which in any::<prop::sample::Index>(),
    ) {
        let at = |&(x, y): &(i32, i32)| Coord { x: f64::from(x), y: f64::from(y) };
        let ring: Vec<Coord<f64>> = points.iter().chain(points.first()).map(at).collect();
        let n = points.len();
        let one = which.index(n);
        let edge = |i: usize| Line::new(ring[i], ring[i + 1]);
        let neighbours = |[i, j]: [usize; 2]| i == j || (i + 1) % n == j || (j + 1) % n == i;
        let apart = |mut pairs: Vec<[usize; 2]>| {
            pairs.retain(|&pair| !neighbours(pair));
            pairs.sort_unstable();
            pairs
        };
        let pairs = (0..n).flat_map(|i| (i + 1..n).map(move |j| [i, j]));
        let meeting: Vec<_> = pairs.filter(|&[i, j]| edge(i).intersects(&edge(j))).collect();
        let found = crossings(&ring, |_| true, usize::MAX).unwrap();
        prop_assert_eq!(apart(found), apart(meeting.clone()));
        let of_one = crossings(&ring, |i| i == one, usize::MAX).unwrap();
        let with_it = meeting.into_iter().filter(|pair| pair.contains(&one)).collect();
        prop_assert_eq!(apart(of_one), apart(with_it));
    }

    #[test]
    fn a_star_is_simple_and_a_crossed_polygon_is_not(
        radii in prop::collection::vec(0.5f64..1.5, 6..60),
        which in any::<prop::sample::Index>(),
    ) {
        let ring = star(&radii);
        prop_assert_eq!(check_ring(&ring), Ok(()));
        prop_assert_eq!(check_simple(&ring), Ok(()));
        // Two neighbours of a convex polygon that change places cross the edges beside them.
        let mut crossed = star(&vec![1.0; radii.len()]).0;
        let i = 1 + which.index(crossed.len() - 3);
        crossed.swap(i, i + 1);
        prop_assert!(check_simple(&LineString::new(crossed)).is_err());
    }
}

/// The quick answer whether a point is on land is the one that going around every ring gives.
#[test]
fn a_point_is_found_on_land_as_by_going_around_every_ring() {
    let atlas = atlas();
    let extent = atlas.geography.extent_map_km();
    for index in [0, 3, 6, 8] {
        let level = atlas.geography.level(index);
        let slow = |at: Coord<f64>| {
            let polygons = level.shapes().flat_map(|shape| &shape.polygons);
            polygons.into_iter().any(|polygon| polygon.contains(&geo::Point::from(at)))
        };
        let mut on_land = 0;
        for i in 0..40_u16 {
            for j in 0..40_u16 {
                let part = |n: u16| (f64::from(n) + 0.37) / 40.0;
                let by = Coord { x: part(i) * extent.width(), y: part(j) * extent.height() };
                let at = extent.min() + by;
                assert_eq!(level.is_land(at), slow(at), "{at:?} at level {index}");
                on_land += usize::from(slow(at));
            }
        }
        assert!(on_land > 100, "only {on_land} points on land");
    }
}

#[test]
fn what_is_nearest_is_picked_as_if_all_edges_were_looked_at() {
    let land = atlas().geography.land();
    let own = || (0..).zip(land).filter(|(_, land)| land.region.is_some());
    let extent = atlas().geography.extent_map_km();
    let (mut inside, mut beside, mut nowhere) = (0, 0, 0);
    for (column, row) in (0_u8..24).flat_map(|column| (0_u8..24).map(move |row| (column, row))) {
        let [x, y] = [column, row].map(|step| (f64::from(step) + 0.37) / 24.0);
        let min = extent.min();
        let at = min + Coord { x: x * extent.width(), y: y * extent.height() };
        let reach_km = [0.5, 5.0, 40.0][usize::from(column % 3)];
        let off = |land: &Land| Euclidean.distance(&Point::from(at), &land.polygon);
        let held = own().find(|(_, land)| land.polygon.contains(&Point::from(at)));
        let near = own().map(|(i, land)| (!land.named, off(land), i));
        let near = near.filter(|near| near.1 <= reach_km);
        let near = near.min_by(|a, b| a.0.cmp(&b.0).then(a.1.total_cmp(&b.1)));
        let wanted: Option<usize> = held.map(|held| held.0).or(near.map(|near| near.2));
        *(match (held, near) {
            (Some(_), _) => &mut inside,
            (None, Some(_)) => &mut beside,
            _ => &mut nowhere,
        }) += 1;
        assert_eq!(atlas().geography.land_at(at, reach_km), wanted, "{at:?}, {reach_km} km");
    }
    assert!(
        [inside, beside, nowhere].iter().all(|&count| count > 20),
        "{inside} {beside} {nowhere}"
    );
}

/// Levels are kept, all of them once they were seen: room that nothing fills would be megabytes.
#[test]
fn a_level_takes_no_more_room_than_it_fills() {
    for index in 0..TOLERANCES_KM.len() {
        let level = atlas().geography.level(index);
        let (mut filled, mut taken) = (0, 0);
        for shape in level.shapes() {
            let rings = shape.polygons.iter().map(|polygon| &polygon.exterior().0);
            for points in rings.chain(shape.coasts.iter().map(|coast| &coast.points)) {
                filled += points.len();
                taken += points.capacity();
            }
            let triangles = shape.triangles();
            filled += triangles.vertices.len() + triangles.indices.len();
            taken += triangles.vertices.capacity() + triangles.indices.capacity();
        }
        assert!(10 * taken <= 11 * filled, "level {index}: room for {taken}, {filled} are there");
    }
}
