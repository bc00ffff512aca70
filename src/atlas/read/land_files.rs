//! The outline files to land inputs, islands and cuts.

use std::collections::{BTreeMap, HashMap, HashSet};

use geo::{Coord, Polygon, Rect};
use geojson::GeometryValue;
use serde::Deserialize;

use crate::atlas::{Island, IslandId, Outline, region_of};
use crate::geography::overlap::overlapping;
use crate::geography::{Laea, LandInput, OutlineId};
use crate::history::letters::quoted;
use crate::history::{History, TerritoryId, Text};

use super::Depth;
use super::backdrop::{self, RawBackdrop};
use super::collections::{Ignored, Line, Typed, ground_of, read_collection};
use super::files::Folder;
use super::problem::{MOST_LISTED, Report};
use super::resolve::{NOT_AN_ID, is_id};

const ISLANDS: &str = "geodata/islands.geojson";
const SURROUNDINGS: &str = "geodata/surroundings.geojson";
const CUTS: &str = "geodata/cuts.geojson";

/// How many islands an atlas may have.
const MOST_ISLANDS: usize = 65_535;

/// What the outline files hold.
pub(super) struct Shapes {
    pub(super) land: Vec<LandInput>,
    pub(super) outlines: Vec<Outline>,
    pub(super) islands: Vec<Island>,
    /// The rectangle, in degrees, that the data were clipped to.
    pub(super) clip: Option<Rect<f64>>,
}

/// The properties of an outline.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawOutline {
    id: Line,
    island: Option<Line>,
    territory: Line,
    #[serde(default)]
    name: Option<BTreeMap<String, Line>>,
    #[serde(default)]
    confidence: Option<crate::history::Confidence>,
}

/// The properties of a cut.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawCut {
    id: Line,
    island: Line,
    approximate: bool,
}

/// The outline files, read but not yet held against the history.
pub(super) struct RawShapes {
    islands: Vec<Typed<RawOutline>>,
    around: Vec<Typed<Ignored>>,
    cuts: Vec<Typed<RawCut>>,
    pub(super) backdrop: RawBackdrop,
    bbox: Option<Vec<f64>>,
}

/// Reads the outline files; `None` if one of them cannot be read at all.
pub(super) fn read(files: Folder<'_>, report: &mut Report) -> Option<RawShapes> {
    let islands = read_collection::<RawOutline>(files, ISLANDS, report);
    if let Some((features, _)) = &islands
        && features.is_empty()
    {
        report.report(ISLANDS, "", "features", "is empty: there is nothing to draw");
    }
    let around = read_collection::<Ignored>(files, SURROUNDINGS, report);
    let cuts = read_collection::<RawCut>(files, CUTS, report);
    let backdrop = backdrop::read(files, report);
    let (around, bbox) = around?;
    Some(RawShapes { islands: islands?.0, around, cuts: cuts?.0, backdrop: backdrop?, bbox })
}

/// Holds the outlines against the history and checks their rings to a depth.
pub(super) fn resolve(
    raw: RawShapes,
    history: &History,
    (depth, projection): (Depth, &Laea),
    report: &mut Report,
) -> Shapes {
    let RawShapes { islands: island_features, around, cuts, bbox: clip, .. } = raw;
    let mut shapes =
        Shapes { land: Vec::new(), outlines: Vec::new(), islands: Vec::new(), clip: None };
    let territories: HashMap<&str, TerritoryId> =
        history.territory_ids().map(|t| (history.territory(t).id.as_str(), t)).collect();
    let before = report.count();
    let mut ids = HashSet::new();
    let mut places = HashMap::new();
    for feature in island_features {
        let id = feature.properties.id.0.as_str();
        if !is_id(id) {
            report.report(ISLANDS, id, "id", NOT_AN_ID);
        }
        if !ids.insert(id.to_owned()) {
            report.report(ISLANDS, id, "id", "is there twice");
        }
        read_outline(
            feature,
            (history, &territories),
            (depth, projection),
            (&mut shapes, &mut places),
            report,
        );
    }
    if depth == Depth::Full && report.count() == before {
        none_over_another(&shapes, report);
    }
    if shapes.islands.len() > MOST_ISLANDS {
        let message = format!("has {} islands; it may have {MOST_ISLANDS}", shapes.islands.len());
        report.report(ISLANDS, "", "features", message);
        return shapes;
    }
    let drawn: HashSet<TerritoryId> =
        shapes.outlines.iter().map(|outline| outline.territory).collect();
    for t in history.territory_ids() {
        if !drawn.contains(&t) {
            let message = "has no outline";
            report.report(ISLANDS, &history.territory(t).id, "", message);
        }
    }
    for (i, feature) in around.into_iter().enumerate() {
        let record = format!("feature {}", i + 1);
        let polygons =
            ground_of(SURROUNDINGS, &record, feature.geometry, (depth, projection), report);
        shapes.land.extend(polygons.into_iter().map(|polygon| LandInput {
            region: None,
            outline: None,
            named: false,
            cut: false,
            polygon,
        }));
    }
    for feature in cuts {
        read_cut(feature, &mut shapes.islands, &places, report);
    }
    // Whatever lies beside each other may share edges, pieces of an island or neighbours on the same land.
    for piece in &mut shapes.land {
        piece.cut = piece.region.is_some();
    }
    shapes.clip = clip.and_then(|bbox| match bbox.as_slice() {
        &[west, south, east, north] if west < east && south < north => {
            Some(Rect::new(Coord { x: west, y: south }, Coord { x: east, y: north }))
        }
        _ => {
            let message = "is not west, south, east, north in this order of size";
            report.report(SURROUNDINGS, "", "bbox", message);
            None
        }
    });
    shapes
}

/// Tells which outlines lie over others: their land would be counted twice.
fn none_over_another(shapes: &Shapes, report: &mut Report) {
    let polygons: Vec<&Polygon<f64>> = shapes.land.iter().map(|piece| &piece.polygon).collect();
    let id = |at: usize| {
        let outline = shapes.land[at].outline.map(|id| &shapes.outlines[id.index()]);
        outline.map_or("", |outline| outline.id.as_str())
    };
    for [a, b] in overlapping(&polygons, MOST_LISTED) {
        let message = format!("lies over '{}'", quoted(id(a)));
        report.report(ISLANDS, id(b), "geometry", message);
    }
}

fn read_outline(
    Typed { properties: raw, geometry }: Typed<RawOutline>,
    (history, territories): (&History, &HashMap<&str, TerritoryId>),
    checks: (Depth, &Laea),
    (shapes, places): (&mut Shapes, &mut HashMap<String, usize>),
    report: &mut Report,
) {
    let record = raw.id.0.clone();
    let Some(&territory) = territories.get(raw.territory.0.as_str()) else {
        let named = quoted(&raw.territory.0);
        let message = format!("names the territory '{named}', which does not exist");
        report.report(ISLANDS, &record, "territory", message);
        return;
    };
    let island = match (&raw.island, &raw.name) {
        (Some(Line(id)), Some(names)) => {
            if !is_id(id) {
                report.report(ISLANDS, &record, "island", NOT_AN_ID);
            }
            for language in &history.languages {
                if names.get(language).is_none_or(|Line(name)| name.trim().is_empty()) {
                    report.report(ISLANDS, &record, "name", format!("has no text in '{language}'"));
                }
            }
            let name = |language: &String| names.get(language).map(|Line(name)| name.clone());
            let name = Text::new(history.languages.iter().map(|l| name(l).unwrap_or_default()));
            Some(isground_of(id, name, &raw, territory, (&mut shapes.islands, places)))
        }
        (None, None) => None,
        (Some(_), None) => {
            report.report(ISLANDS, &record, "name", "is missing: an island has a name");
            None
        }
        (None, Some(_)) => {
            report.report(ISLANDS, &record, "island", "is missing: a name needs an island's id");
            None
        }
    };
    let outline = OutlineId(u32::try_from(shapes.outlines.len()).unwrap_or(u32::MAX));
    shapes.outlines.push(Outline { id: raw.id.0, island, territory });
    let polygons = ground_of(ISLANDS, &record, geometry, checks, report);
    shapes.land.extend(polygons.into_iter().map(|polygon| LandInput {
        region: Some(region_of(territory)),
        outline: Some(outline),
        named: island.is_some(),
        cut: false,
        polygon,
    }));
}

fn isground_of(
    id: &str,
    name: Text,
    raw: &RawOutline,
    territory: TerritoryId,
    (islands, places): (&mut Vec<Island>, &mut HashMap<String, usize>),
) -> IslandId {
    let at = *places.entry(id.to_owned()).or_insert_with(|| {
        islands.push(Island {
            id: id.to_owned(),
            name,
            territories: Vec::new(),
            area_km2: 0.0,
            confidence: raw.confidence,
            approximate_cuts: false,
        });
        islands.len() - 1
    });
    if !islands[at].territories.contains(&territory) {
        islands[at].territories.push(territory);
    }
    IslandId(u16::try_from(at).unwrap_or(u16::MAX))
}

fn read_cut(
    Typed { properties: cut, geometry }: Typed<RawCut>,
    islands: &mut [Island],
    places: &HashMap<String, usize>,
    report: &mut Report,
) {
    let record = cut.id.0.as_str();
    match geometry.map(|geometry| geometry.value) {
        Some(GeometryValue::LineString { coordinates }) if coordinates.len() >= 2 => {}
        _ => report.report(CUTS, record, "geometry", "is not a LineString of two points or more"),
    }
    let at = places.get(&cut.island.0).copied();
    if let Some(island) = at.and_then(|at| islands.get_mut(at)) {
        island.approximate_cuts |= cut.approximate;
    } else {
        let named = quoted(&cut.island.0);
        let message = format!("names the island '{named}', which does not exist");
        report.report(CUTS, record, "island", message);
    }
}
