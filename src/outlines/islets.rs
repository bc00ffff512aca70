//! Islets without a name: to which land each belongs.

use std::collections::BTreeMap;

use geo::{BoundingRect, Coord, Polygon, Rect};
use rstar::RTree;
use rstar::primitives::GeomWithData;

use crate::geography::Laea;

use super::{Made, Tag};

/// Coasts are indexed by points no farther apart than this, in kilometres.
const INDEX_STEP_KM: f64 = 0.5;

/// About so many points of coasts are indexed at the most, besides their vertices.
const MOST_POINTS: f64 = 5_000_000.0;

/// For each polygon without a name, the piece that it belongs to: the nearest, if that is within
/// reach and nearer than any land outside.
pub(super) fn assign(
    polygons: &[Polygon<f64>],
    taken: &[Option<Tag>],
    made: &[Made],
    reach_km: f64,
    projection: &Laea,
) -> Vec<Option<usize>> {
    let mut coast: Vec<GeomWithData<[f64; 2], Option<usize>>> = Vec::new();
    let on_map = |polygon: &Polygon<f64>| -> Vec<Coord<f64>> {
        polygon.exterior().0.iter().map(|&c| projection.map_km_from_lon_lat(c)).collect()
    };
    // Coasts that lead around the globe again and again are indexed by fewer points.
    let length_km = |polygon: &Polygon<f64>| -> f64 {
        on_map(polygon)
            .windows(2)
            .map(|pair| (pair[1] - pair[0]).x.hypot((pair[1] - pair[0]).y))
            .sum()
    };
    let step_km = INDEX_STEP_KM.max(polygons.iter().map(length_km).sum::<f64>() / MOST_POINTS);
    let mut index = |polygon: &Polygon<f64>, of: Option<usize>| {
        for pair in on_map(polygon).windows(2) {
            let along = pair[1] - pair[0];
            let mut at = 0.0;
            let length = along.x.hypot(along.y);
            while at < length {
                let c = pair[0] + along * (at / length);
                coast.push(GeomWithData::new([c.x, c.y], of));
                at += step_km;
            }
        }
    };
    for (i, piece) in made.iter().enumerate() {
        for polygon in &piece.polygons {
            index(polygon, Some(i));
        }
    }
    for (polygon, tag) in polygons.iter().zip(taken) {
        if *tag == Some(Tag::Outside) {
            index(polygon, None);
        }
    }
    let tree = RTree::bulk_load(coast);
    polygons
        .iter()
        .zip(taken)
        .map(|(polygon, tag)| {
            if tag.is_some() {
                return None;
            }
            let nearest = polygon
                .exterior()
                .0
                .iter()
                .filter_map(|&c| {
                    let c = projection.map_km_from_lon_lat(c);
                    let (near, d2) =
                        tree.nearest_neighbor_iter_with_distance_2(&[c.x, c.y]).next()?;
                    Some((d2, near.data))
                })
                .min_by(|a, b| a.0.total_cmp(&b.0))?;
            (nearest.0.sqrt() <= reach_km).then_some(nearest.1).flatten()
        })
        .collect()
}

/// Makes a piece of each polygon without a name that belongs to one.
pub(super) fn add_islets(
    polygons: &[Polygon<f64>],
    belongs: &[Option<usize>],
    made: &mut Vec<Made>,
) {
    // West to east, then south to north: an order that does not hang on the raw file's.
    let mut islets: Vec<(String, &Polygon<f64>)> = polygons
        .iter()
        .zip(belongs)
        .filter_map(|(polygon, belongs)| Some((made[(*belongs)?].territory.clone(), polygon)))
        .collect();
    islets.sort_by(|a, b| {
        let first = |p: &Polygon<f64>| {
            let zero = || Rect::new(Coord::zero(), Coord::zero());
            p.bounding_rect().unwrap_or_else(zero).min().x_y()
        };
        let (p, q) = (first(a.1), first(b.1));
        a.0.cmp(&b.0).then(p.0.total_cmp(&q.0)).then(p.1.total_cmp(&q.1))
    });
    let mut counts: BTreeMap<String, usize> = BTreeMap::new();
    for (territory, polygon) in islets {
        let count = counts.entry(territory.clone()).or_default();
        *count += 1;
        made.push(Made {
            id: format!("{territory}-islet-{count}"),
            island: None,
            territory,
            polygons: vec![polygon.clone()],
        });
    }
}
