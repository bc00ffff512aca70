//! The files of the ground, which an atlas may do without: the depths of the sea, and how land and sea
//! floor are shaded.

use std::collections::BTreeSet;

use geo::Coord;
use serde::Deserialize;

use crate::atlas::Relief;
use crate::geography::{Laea, LandInput, Raster, RegionId};

use super::Depth;
use super::collections::{Features, ground_of, read_collection};
use super::files::Folder;
use super::problem::Report;

const DEPTHS: &str = "geodata/depths.geojson";
/// The shades of the land, which are added to each other.
const LAND: [&str; 2] = ["geodata/relief.png", "geodata/relief-fine.png"];
/// The shade of the sea floor.
const FLOOR: &str = "geodata/floor.png";

/// The grey of flat ground.
const FLAT: u8 = 128;
/// The most pixels on a side of a shade.
const MOST_ON_A_SIDE: u32 = 16_384;
/// The most pixels of a shade.
const MOST_PIXELS: u64 = 40_000_000;
/// The least and the greatest side of a pixel of a shade, in kilometres: what is seen on the map is made
/// from as many as lie in it.
const SIDES_KM: std::ops::RangeInclusive<f64> = 0.01..=1000.0;
/// How far from the middle of the map a shade may begin, in kilometres: the map of the whole globe is
/// no larger.
const FARTHEST_KM: f64 = 50_000.0;

/// The properties of what is deeper than some depth.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawDepth {
    deeper_than_m: u16,
}

/// What the files hold: the depths as they stand there.
#[derive(Default)]
pub(super) struct RawGround {
    depths: Features<RawDepth>,
    /// How land and sea floor are shaded.
    pub(super) relief: Relief,
}

/// The sea floor.
pub(super) struct Floor {
    /// The depths that divide it, in metres, the least first.
    pub(super) depths_m: Vec<u16>,
    /// What is deeper than each: its region is the place of its depth.
    pub(super) areas: Vec<LandInput>,
}

/// Reads the files that are there.
pub(super) fn read(files: Folder<'_>, report: &mut Report) -> RawGround {
    let mut ground = RawGround::default();
    if files.has(DEPTHS)
        && let Some((features, _)) = read_collection(files, DEPTHS, report)
    {
        ground.depths = features;
    }
    ground.relief.land = LAND.iter().filter_map(|file| shade(files, file, report)).collect();
    ground.relief.floor = shade(files, FLOOR, report);
    ground
}

impl RawGround {
    /// Takes the sea floor out and checks it.
    pub(super) fn take_floor(&mut self, checks: (Depth, &Laea), report: &mut Report) -> Floor {
        let features = std::mem::take(&mut self.depths);
        let depths: BTreeSet<u16> = features.iter().map(|f| f.properties.deeper_than_m).collect();
        let depths_m: Vec<u16> = depths.into_iter().collect();
        let mut areas = Vec::new();
        for (i, feature) in features.into_iter().enumerate() {
            let record = format!("feature {}", i + 1);
            let place = depths_m.binary_search(&feature.properties.deeper_than_m).unwrap_or(0);
            let region = RegionId(u16::try_from(place).unwrap_or(u16::MAX));
            let polygons = ground_of(DEPTHS, &record, feature.geometry, checks, report);
            areas.extend(polygons.into_iter().map(|polygon| LandInput {
                region: Some(region),
                outline: None,
                named: false,
                cut: false,
                polygon,
            }));
        }
        Floor { depths_m, areas }
    }
}

/// The shade of a picture in grey, placed by the world file beside it; `None` if it is not there or
/// cannot be read.
fn shade(files: Folder<'_>, file: &str, report: &mut Report) -> Option<Raster> {
    if !files.has(file) {
        return None;
    }
    let world_file = format!("{}.pgw", file.trim_end_matches(".png"));
    let pixels = files.read_bytes(file).and_then(|bytes| grey(&bytes));
    let placed = files.read(&world_file).and_then(|text| placed(&text));
    match (pixels, placed) {
        (Ok((size, values)), Ok((corner, km_per_pixel))) => {
            Some(Raster::new(corner, km_per_pixel, size, &values))
        }
        (pixels, placed) => {
            for (file, fault) in [(file, pixels.err()), (world_file.as_str(), placed.err())] {
                if let Some(message) = fault {
                    report.report(file, "", "", message);
                }
            }
            None
        }
    }
}

/// The values of a picture in 8-bit grey: 0 where it is flat.
fn grey(bytes: &[u8]) -> Result<([usize; 2], Vec<i8>), String> {
    let fail = |error: png::DecodingError| format!("is no picture that can be read: {error}");
    let mut reader = png::Decoder::new(std::io::Cursor::new(bytes)).read_info().map_err(fail)?;
    let (width, height) = reader.info().size();
    if u64::from(width) * u64::from(height) > MOST_PIXELS {
        return Err(format!("is {width} × {height} pixels; it may have {MOST_PIXELS} at the most"));
    }
    if width > MOST_ON_A_SIDE || height > MOST_ON_A_SIDE {
        return Err(format!(
            "is {width} × {height} pixels; it may have {MOST_ON_A_SIDE} on a side at the most"
        ));
    }
    if reader.output_color_type() != (png::ColorType::Grayscale, png::BitDepth::Eight) {
        return Err("is not in grey of 8 bits".to_owned());
    }
    let mut pixels = vec![0; reader.output_buffer_size().unwrap_or(0)];
    reader.next_frame(&mut pixels).map_err(fail)?;
    let value = |grey: u8| i8::try_from(i16::from(grey) - i16::from(FLAT)).unwrap_or(0).max(-127);
    Ok(([width as usize, height as usize], pixels.into_iter().map(value).collect()))
}

/// What a world file says: the corner of the picture in map kilometres, and the side of a pixel.
fn placed(text: &str) -> Result<(Coord<f64>, f64), String> {
    // One more than there may be.
    let numbers: Result<Vec<f64>, _> = text.split_whitespace().take(7).map(str::parse).collect();
    match numbers.as_deref() {
        Ok(&[side, row, column, down, x, y])
            if [side, x, y].iter().all(|v| v.is_finite())
                && row == 0.0
                && column == 0.0
                && side > 0.0
                && (side + down).abs() < 1e-9 =>
        {
            if !SIDES_KM.contains(&side) || x.hypot(y) > FARTHEST_KM {
                let (least, most) = (SIDES_KM.start(), SIDES_KM.end());
                return Err(format!(
                    "makes no sense: a pixel may be {least} to {most} km wide, and the first may lie \
                     {FARTHEST_KM} km from the middle of the map at the most"
                ));
            }
            // It tells the middle of the first pixel.
            Ok((Coord { x: x - 0.5 * side, y: y + 0.5 * side }, side))
        }
        _ => Err("is no world file of a picture with square pixels and north above; expected six \
                  numbers: side, 0, 0, -side, x and y of the first pixel, in map kilometres"
            .to_owned()),
    }
}
