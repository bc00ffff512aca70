//! Rasters and isolines: values are what they were from near, means from afar; lines are where they
//! belong and whole.

use geo::Coord;
use okhotsk::geography::{Grid, Raster, isolines};

/// A raster with a ramp from west to east, and one tile of nothing.
fn ramp(columns: usize, rows: usize) -> Raster {
    let value = |i: usize| i8::try_from((i % columns).min(100)).unwrap();
    let values: Vec<i8> = (0..columns * rows).map(value).collect();
    Raster::new(Coord { x: 0.0, y: 0.0 }, 1.0, [columns, rows], &values)
}

fn read(raster: &Raster, km_per_pixel: f64, [columns, rows]: [usize; 2]) -> Vec<f32> {
    let corner_map_km = Coord { x: 0.0, y: 0.0 };
    let grid = Grid { corner_map_km, km_per_pixel, columns, rows };
    let mut out = vec![0.0; columns * rows];
    raster.add_to(&grid, 0, &mut out);
    out.into_iter().map(|value| value * 127.0).collect()
}

#[test]
fn values_come_back_at_every_scale() {
    let raster = ramp(101, 300);
    for (x, value) in read(&raster, 1.0, [101, 300]).into_iter().enumerate() {
        let wanted = f32::from(u8::try_from(x % 101).unwrap());
        assert!((value - wanted).abs() < 1e-3, "pixel {x}: {value}, not {wanted}");
    }
    // From afar the coarser planes are read: a pixel is the mean of those that it covers, but at the
    // edges, beyond which nothing counts as zero.
    for far in [2_u8, 4, 8] {
        let columns = 101 / usize::from(far);
        let values = read(&raster, far.into(), [columns, 30]);
        for x in 2..columns - 2 {
            let far = f32::from(far);
            let wanted = far * f32::from(u8::try_from(x).unwrap()) + 0.5 * (far - 1.0);
            let value = values[10 * columns + x];
            assert!((value - wanted).abs() <= 0.75, "{far} km: {value}, not {wanted}");
        }
    }
}

#[test]
fn no_coarser_plane_is_read_than_the_view_needs() {
    // Stripes of two pixels: pixels of two kilometres show them, from a coarser plane they would be
    // grey.
    let value = |i: usize| if (i % 128 / 2).is_multiple_of(2) { 100 } else { 0 };
    let values: Vec<i8> = (0..128 * 128).map(value).collect();
    let raster = Raster::new(Coord { x: 0.0, y: 0.0 }, 1.0, [128, 128], &values);
    for (x, value) in read(&raster, 2.0, [64, 64]).into_iter().take(64).enumerate() {
        let wanted = if x.is_multiple_of(2) { 100.0 } else { 0.0 };
        assert!((value - wanted).abs() < 1.0, "pixel {x}: {value}, not {wanted}");
    }
}

#[test]
fn bands_of_a_raster_join_without_a_seam() {
    let raster = ramp(300, 300);
    let whole = read(&raster, 1.7, [150, 150]);
    let corner_map_km = Coord { x: 0.0, y: 0.0 };
    let grid = Grid { corner_map_km, km_per_pixel: 1.7, columns: 150, rows: 150 };
    let mut band = vec![0.0; 150 * 20];
    raster.add_to(&grid, 70, &mut band);
    let band: Vec<f32> = band.into_iter().map(|value| value * 127.0).collect();
    assert_eq!(band, whole[150 * 70..150 * 90]);
    assert!(band.iter().any(|&value| value > 1.0), "it is empty");
}

/// Heights of a cone about a node.
fn cone(columns: usize, rows: usize, [x, y]: [f32; 2]) -> Vec<f32> {
    let at = |n: usize| f32::from(u16::try_from(n).unwrap());
    let off = |i: usize| (at(i % columns) - x).hypot(at(i / columns) - y);
    (0..columns * rows).map(|i| 10.0 - off(i)).collect()
}

#[test]
fn an_isoline_about_a_summit_is_a_closed_ring() {
    let lines = isolines(&cone(30, 24, [14.3, 11.6]), 30, 4.0);
    assert_eq!(lines.len(), 1);
    assert_eq!(lines[0].first(), lines[0].last());
    assert!(lines[0].len() > 20);
    for &[x, y] in &lines[0] {
        let off = (x - 14.3).hypot(y - 11.6);
        assert!((off - 6.0).abs() < 0.15, "{off} from the summit");
    }
    // One that is cut by the edge is open, and both ends lie there.
    let lines = isolines(&cone(30, 24, [0.0, 11.6]), 30, 4.0);
    let [line] = lines.as_slice() else { panic!("{} lines", lines.len()) };
    assert!(line[0][0].abs() < 1e-6 && line[line.len() - 1][0].abs() < 1e-6);
    assert!((line[0][1] - line[line.len() - 1][1]).abs() > 10.0);
}

#[test]
fn isolines_part_high_from_low() {
    // A chessboard of two by two: the mean of the four tells which corners are joined.
    let sharp = |[a, b, c, d]: [f32; 4]| isolines(&[a, b, c, d], 2, 0.5);
    let joined = sharp([1.0, 0.2, 0.2, 1.0]);
    assert_eq!(joined.len(), 2);
    // Both lines keep the high corners together: each runs about a low one, at the upper right and
    // the lower left.
    for line in &joined {
        let [x, y] = line.iter().fold([0.0, 0.0], |[x, y], p| [x + p[0] / 2.0, y + p[1] / 2.0]);
        assert!((x > 0.5) != (y > 0.5), "about ({x}, {y})");
    }
    let parted = sharp([0.8, 0.0, 0.0, 0.8]);
    for line in &parted {
        let [x, y] = line.iter().fold([0.0, 0.0], |[x, y], p| [x + p[0] / 2.0, y + p[1] / 2.0]);
        assert!((x > 0.5) == (y > 0.5), "about ({x}, {y})");
    }
    assert!(sharp([1.0; 4]).is_empty() && sharp([0.0; 4]).is_empty());
    assert!(isolines(&[], 0, 0.5).is_empty() && isolines(&[1.0], 1, 0.5).is_empty());
}

#[test]
fn what_only_a_near_view_needs_is_forgotten() {
    let raster = ramp(600, 600);
    assert_eq!(raster.unpacked_bytes(), 0, "nothing is asked for yet");
    let far = read(&raster, 4.0, [150, 150]);
    let for_far = raster.unpacked_bytes();
    let near = read(&raster, 1.0, [600, 600]);
    assert!(raster.unpacked_bytes() >= for_far + 360_000, "the finest values are unpacked");
    raster.forget_finer_than(4.0);
    assert_eq!(raster.unpacked_bytes(), for_far, "what the far view reads is kept, nothing else");
    assert_eq!(read(&raster, 4.0, [150, 150]), far);
    assert_eq!(read(&raster, 1.0, [600, 600]), near, "it is unpacked again");
}
