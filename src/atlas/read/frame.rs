//! What `atlas.toml` says besides the history: credit, projection, view, locator, insets.

use crate::atlas::LocatorFrame;
use crate::atlas::features::InsetInput;
use crate::history::Text;

use super::resolve::{At, NOT_AN_ID, is_id};
use super::schema::{RawAtlas, RawInset, RawLocator, RawView};

/// What `atlas.toml` says besides the history.
#[derive(Debug, Clone)]
pub(super) struct Frame {
    pub(super) id: String,
    pub(super) about: Option<Text>,
    pub(super) attribution: String,
    pub(super) licence: Option<String>,
    pub(super) locator: LocatorFrame,
    pub(super) centre_lon_lat: [f64; 2],
    /// West, south, east, north; the east is beyond 180 where the view lies across that meridian.
    pub(super) view: [f64; 4],
}

/// The record of the atlas itself, checked.
pub(super) fn frame(raw: &RawAtlas, at: &mut At<'_>) -> Frame {
    let frame = Frame {
        id: raw.id.clone(),
        about: at.text_maybe("about", raw.about.as_ref()),
        locator: locator(raw.locator.as_ref(), at),
        attribution: raw.attribution.clone(),
        licence: raw.licence.clone(),
        centre_lon_lat: [raw.projection.centre_lon, raw.projection.centre_lat],
        view: view(&raw.view, at),
    };
    if !is_id(&frame.id) {
        at.problem("id", NOT_AN_ID);
    }
    check(&frame, at);
    frame
}

/// The part of the world that the locator shows; what is not told is [`LocatorFrame::default`].
fn locator(raw: Option<&RawLocator>, at: &mut At<'_>) -> LocatorFrame {
    let mut frame = LocatorFrame::default();
    if let Some(raw) = raw {
        frame.west = raw.west.unwrap_or(frame.west);
        frame.south = raw.south.unwrap_or(frame.south);
        frame.north = raw.north.unwrap_or(frame.north);
    }
    at.lon_lat("locator", [frame.west, frame.south]);
    at.lon_lat("locator", [frame.west, frame.north]);
    if frame.south >= frame.north {
        at.problem("locator", "is empty: south must be below north");
        return LocatorFrame::default();
    }
    frame
}

fn check(frame: &Frame, at: &mut At<'_>) {
    let [lon, lat] = at.lon_lat("projection", frame.centre_lon_lat);
    if lat.abs() > 89.0 || !lon.is_finite() {
        at.problem("projection", "is centred on a pole, which this projection cannot be");
    }
}

/// A part of the map in degrees. With a west that is greater than the east it goes across the meridian
/// of 180 degrees, and on to the east of that.
fn view(raw: &RawView, at: &mut At<'_>) -> [f64; 4] {
    let RawView { west, south, east, north } = *raw;
    at.lon_lat("view", [west, south]);
    at.lon_lat("view", [east, north]);
    let east = if east < west && east + 360.0 - west < 180.0 { east + 360.0 } else { east };
    if west >= east || south >= north {
        at.problem("view", "is empty: west must be below east and south below north");
    }
    [west, south, east, north]
}

pub(super) fn inset(r: &RawInset, at: &mut At<'_>) -> InsetInput {
    InsetInput { id: r.id.clone(), name: at.text("name", &r.name), view: view(&r.view, at) }
}
