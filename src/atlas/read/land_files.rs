//! The outline files to land inputs, islands and cuts.

use std::collections::{HashMap, HashSet};

use geo::{Coord, Rect};
use geojson::GeometryValue;
use serde::Deserialize;

use crate::atlas::{Island, IslandId, Outline, region_of};
use crate::geography::{LandInput, OutlineId};
use crate::history::{History, TerritoryId, Text};

use super::Depth;
use super::backdrop::{self, RawBackdrop};
use super::collections::{Ignored, Typed, polygons_of, read_collection};
use super::files::Folder;
use super::problem::Report;

const ISLANDS: &str = "geodata/islands.geojson";
const SURROUNDINGS: &str = "geodata/surroundings.geojson";
const CUTS: &str = "geodata/cuts.geojson";

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
    id: String,
    island: Option<String>,
    territory: String,
    #[serde(default)]
    name: Option<std::collections::BTreeMap<String, String>>,
    #[serde(default)]
    confidence: Option<crate::history::Confidence>,
}

/// The properties of a cut.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawCut {
    id: String,
    island: String,
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
    depth: Depth,
    report: &mut Report,
) -> Shapes {
    let RawShapes { islands: island_features, around, cuts, bbox: clip, .. } = raw;
    let mut shapes =
        Shapes { land: Vec::new(), outlines: Vec::new(), islands: Vec::new(), clip: None };
    let territories: HashMap<&str, TerritoryId> =
        history.territory_ids().map(|t| (history.territory(t).id.as_str(), t)).collect();
    let mut ids = HashSet::new();
    for feature in island_features {
        if !ids.insert(feature.properties.id.clone()) {
            report.report(ISLANDS, &feature.properties.id, "id", "is there twice");
        }
        read_outline(feature, history, &territories, depth, &mut shapes, report);
    }
    for t in history.territory_ids() {
        if !shapes.outlines.iter().any(|outline| outline.territory == t) {
            let message = "has no outline";
            report.report(ISLANDS, &history.territory(t).id, "", message);
        }
    }
    for (i, feature) in around.into_iter().enumerate() {
        let record = format!("feature {}", i + 1);
        let polygons = polygons_of(SURROUNDINGS, &record, feature.geometry, depth, report);
        shapes.land.extend(polygons.into_iter().map(|polygon| LandInput {
            region: None,
            outline: None,
            named: false,
            cut: false,
            polygon,
        }));
    }
    for feature in cuts {
        read_cut(feature, &mut shapes.islands, report);
    }
    for piece in &mut shapes.land {
        let outline = piece.outline.map(|id| &shapes.outlines[id.index()]);
        let island = outline.and_then(|outline| outline.island);
        piece.cut =
            island.is_some_and(|IslandId(i)| shapes.islands[usize::from(i)].territories.len() > 1);
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

fn read_outline(
    Typed { properties: raw, geometry }: Typed<RawOutline>,
    history: &History,
    territories: &HashMap<&str, TerritoryId>,
    depth: Depth,
    shapes: &mut Shapes,
    report: &mut Report,
) {
    let record = raw.id.clone();
    let Some(&territory) = territories.get(raw.territory.as_str()) else {
        let message = format!("names the territory '{}', which does not exist", raw.territory);
        report.report(ISLANDS, &record, "territory", message);
        return;
    };
    let island = match (&raw.island, &raw.name) {
        (Some(id), Some(names)) => {
            for language in &history.languages {
                if names.get(language).is_none_or(|name| name.trim().is_empty()) {
                    report.report(ISLANDS, &record, "name", format!("has no text in '{language}'"));
                }
            }
            let name = Text::new(
                history.languages.iter().map(|l| names.get(l).cloned().unwrap_or_default()),
            );
            Some(island_of(id, name, &raw, territory, &mut shapes.islands))
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
    shapes.outlines.push(Outline { id: raw.id, island, territory });
    let polygons = polygons_of(ISLANDS, &record, geometry, depth, report);
    shapes.land.extend(polygons.into_iter().map(|polygon| LandInput {
        region: Some(region_of(territory)),
        outline: Some(outline),
        named: island.is_some(),
        cut: false,
        polygon,
    }));
}

fn island_of(
    id: &str,
    name: Text,
    raw: &RawOutline,
    territory: TerritoryId,
    islands: &mut Vec<Island>,
) -> IslandId {
    let at = islands.iter().position(|island| island.id == id).unwrap_or_else(|| {
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
    report: &mut Report,
) {
    match geometry.map(|geometry| geometry.value) {
        Some(GeometryValue::LineString { coordinates }) if coordinates.len() >= 2 => {}
        _ => report.report(CUTS, &cut.id, "geometry", "is not a LineString of two points or more"),
    }
    if let Some(island) = islands.iter_mut().find(|island| island.id == cut.island) {
        island.approximate_cuts |= cut.approximate;
    } else {
        let message = format!("names the island '{}', which does not exist", cut.island);
        report.report(CUTS, &cut.id, "island", message);
    }
}
