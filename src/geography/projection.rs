//! Lambert azimuthal equal-area projection of the WGS84 ellipsoid.
//!
//! Formulae: J. P. Snyder, *Map Projections: A Working Manual*, USGS Professional Paper 1395
//! (1987), pp. 187–190, equations 3-11, 3-12, 3-18, 24-2 and 24-17 to 24-26.

use geo::Coord;

/// Semi-major axis of WGS84 in kilometres.
const SEMI_MAJOR_KM: f64 = 6378.137;
/// First eccentricity squared of WGS84.
const E2: f64 = 0.006_694_379_990_141_316;

/// The map plane: longitude and latitude in degrees to kilometres east and north of a centre.
///
/// Areas are exact on the ellipsoid; within 1,500 km of the centre the linear scale is off by less
/// than 0.7 %, and by less than 0.25 % within 900 km.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Laea {
    centre_lon_lat: Coord<f64>,
    centre_lon: f64,
    sin_beta1: f64,
    cos_beta1: f64,
    qp: f64,
    rq: f64,
    d: f64,
}

impl Laea {
    /// A projection centred on a point, in degrees. The centre may be anywhere but at a pole.
    #[must_use]
    pub fn new(centre_lon_lat: Coord<f64>) -> Self {
        let phi1 = centre_lon_lat.y.to_radians();
        let qp = authalic_q(1.0);
        let rq = SEMI_MAJOR_KM * (qp / 2.0).sqrt();
        let sin_beta1 = (authalic_q(phi1.sin()) / qp).clamp(-1.0, 1.0);
        let cos_beta1 = (1.0 - sin_beta1 * sin_beta1).sqrt();
        let m1 = phi1.cos() / (1.0 - E2 * phi1.sin().powi(2)).sqrt();
        Self {
            centre_lon_lat,
            centre_lon: centre_lon_lat.x.to_radians(),
            sin_beta1,
            cos_beta1,
            qp,
            rq,
            d: SEMI_MAJOR_KM * m1 / (rq * cos_beta1),
        }
    }

    /// The centre, in degrees.
    #[must_use]
    pub fn centre_lon_lat(&self) -> Coord<f64> {
        self.centre_lon_lat
    }

    /// Kilometres east (x) and north (y) of the centre.
    #[must_use]
    pub fn map_km_from_lon_lat(&self, lon_lat: Coord<f64>) -> Coord<f64> {
        let sin_beta = (authalic_q(lon_lat.y.to_radians().sin()) / self.qp).clamp(-1.0, 1.0);
        let cos_beta = (1.0 - sin_beta * sin_beta).sqrt();
        let (sin_dlon, cos_dlon) = (lon_lat.x.to_radians() - self.centre_lon).sin_cos();
        let denominator = 1.0 + self.sin_beta1 * sin_beta + self.cos_beta1 * cos_beta * cos_dlon;
        // The antipode has no image; a point so near to it is set far outside of any map.
        let b = self.rq * (2.0 / denominator.max(1e-12)).sqrt();
        Coord {
            x: b * self.d * cos_beta * sin_dlon,
            y: b / self.d * (self.cos_beta1 * sin_beta - self.sin_beta1 * cos_beta * cos_dlon),
        }
    }

    /// Longitude and latitude in degrees; the inverse of [`Self::map_km_from_lon_lat`].
    ///
    /// A point outside the disc that the globe fills is taken to its edge.
    #[must_use]
    pub fn lon_lat_from_map_km(&self, map_km: Coord<f64>) -> Coord<f64> {
        let (x, y) = (map_km.x / self.d, map_km.y * self.d);
        let rho = x.hypot(y);
        if rho < 1e-9 {
            return self.centre_lon_lat;
        }
        let ce = 2.0 * (rho / (2.0 * self.rq)).clamp(-1.0, 1.0).asin();
        let (sin_ce, cos_ce) = ce.sin_cos();
        let q = self.qp
            * (cos_ce * self.sin_beta1 + y * sin_ce * self.cos_beta1 / rho).clamp(-1.0, 1.0);
        let lon = self.centre_lon
            + (x * sin_ce).atan2(rho * self.cos_beta1 * cos_ce - y * self.sin_beta1 * sin_ce);
        Coord { x: wrap_degrees(lon.to_degrees()), y: self.latitude_from_q(q).to_degrees() }
    }

    /// Direction of true north at a point, in radians clockwise from the map's up.
    #[must_use]
    pub fn north_at(&self, map_km: Coord<f64>) -> f64 {
        let lon_lat = self.lon_lat_from_map_km(map_km);
        let north = self.map_km_from_lon_lat(Coord { x: lon_lat.x, y: lon_lat.y + 0.01 });
        (north.x - map_km.x).atan2(north.y - map_km.y)
    }

    fn latitude_from_q(&self, q: f64) -> f64 {
        // The authalic latitude starts Newton's iteration so near that four steps reach the last bit.
        let mut phi = (q / self.qp).clamp(-1.0, 1.0).asin();
        for _ in 0..6 {
            let sin = phi.sin();
            let cos = phi.cos();
            if cos.abs() < 1e-12 {
                break;
            }
            let w = 1.0 - E2 * sin * sin;
            let step = w * w / (2.0 * cos) * (q - authalic_q(sin)) / (1.0 - E2);
            phi += step;
            if step.abs() < 1e-14 {
                break;
            }
        }
        phi
    }
}

/// Snyder's q (3-12) for the sine of a latitude.
fn authalic_q(sin_phi: f64) -> f64 {
    let e = E2.sqrt();
    let es = e * sin_phi;
    (1.0 - E2) * (sin_phi / (1.0 - es * es) - ((1.0 - es) / (1.0 + es)).ln() / (2.0 * e))
}

fn wrap_degrees(lon: f64) -> f64 {
    if (-180.0..=180.0).contains(&lon) { lon } else { (lon + 180.0).rem_euclid(360.0) - 180.0 }
}
