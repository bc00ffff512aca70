//! The atlas made ready: what comes of reading, checking and projecting, as bytes.
//!
//! The build script makes the bundled atlas so. There are several parts, so that a command that asks
//! who held what does not wait for coasts: what every command needs is read at once, the others when
//! they are first asked for.

use std::sync::LazyLock;
use std::thread;

use geo::{Coord, Rect};
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

use crate::atlas::features::{Colours, Features};
use crate::atlas::{Atlas, Island, LocatorFrame};
use crate::geography::{Geography, Laea, Land, Summary};
use crate::history::{History, Text};

use super::problem::Problems;

/// The parts of a made-ready atlas, as bytes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ready<B> {
    /// What every command needs.
    pub first: B,
    /// The land at full detail: in halves, each packed in itself, which are read side by side.
    pub land: B,
    /// Outlines, world and inland waters.
    pub backdrop: B,
    /// The sea floor, by depths.
    pub floor: B,
    /// How land and sea floor are shaded: packed in itself, in tiles.
    pub relief: B,
}

impl<B> Ready<B> {
    /// The parts and what each is called, in their order.
    pub fn parts(&self) -> [(&'static str, &B); 5] {
        let Self { first, land, backdrop, floor, relief } = self;
        let names = ["first", "land", "backdrop", "floor", "relief"];
        let mut names = names.into_iter();
        [first, land, backdrop, floor, relief].map(|part| (names.next().unwrap_or(""), part))
    }

    /// The same with each part made into something else.
    pub fn map<C>(self, mut make: impl FnMut(B) -> C) -> Ready<C> {
        Ready {
            first: make(self.first),
            land: make(self.land),
            backdrop: make(self.backdrop),
            floor: make(self.floor),
            relief: make(self.relief),
        }
    }
}

impl Ready<Vec<u8>> {
    /// The parts packed (LZ4), but for those that are packed in themselves.
    #[must_use]
    pub fn packed(self) -> Self {
        let (land, relief) = (self.land.clone(), self.relief.clone());
        let packed = self.map(|part| lz4_flex::compress_prepend_size(&part));
        Self { land, relief, ..packed }
    }
}

/// What every command needs.
#[derive(Serialize, Deserialize)]
struct First {
    id: String,
    about: Option<Text>,
    attribution: String,
    licence: Option<String>,
    history: History,
    islands: Vec<Island>,
    features: Features,
    colours: Colours,
    view_lon_lat: Rect<f64>,
    locator: LocatorFrame,
    centre_lon_lat: Coord<f64>,
    land: Summary,
}

/// An atlas as bytes, which [`decode`] reads once they are [packed](Ready::packed).
///
/// # Errors
/// Why a part cannot be written.
pub fn encode(atlas: Atlas) -> Result<Ready<Vec<u8>>, postcard::Error> {
    let land = in_halves(atlas.geography.land())?;
    let backdrop = postcard::to_stdvec(&*atlas.backdrop)?;
    let floor = postcard::to_stdvec(atlas.geography.floor())?;
    let relief = postcard::to_stdvec(&*atlas.relief)?;
    let Atlas {
        id,
        about,
        attribution,
        licence,
        history,
        geography,
        islands,
        features,
        colours,
        // Those of the bundled atlas are the program's.
        fonts: _,
        view_lon_lat,
        locator,
        backdrop: _,
        relief: _,
    } = atlas;
    let first = First {
        id,
        about,
        attribution,
        licence,
        history,
        islands,
        features,
        colours,
        view_lon_lat,
        locator,
        centre_lon_lat: geography.projection().centre_lon_lat(),
        land: geography.summary().clone(),
    };
    Ok(Ready { first: postcard::to_stdvec(&first)?, land, backdrop, floor, relief })
}

/// The atlas of packed parts.
///
/// # Errors
/// Why the first part cannot be read.
pub fn decode(ready: &Ready<&'static [u8]>) -> Result<Atlas, String> {
    let &Ready { first, land, backdrop, floor, relief } = ready;
    let first: First = unpacked(first)?;
    let projection = Laea::new(first.centre_lon_lat);
    // What the build script wrote it has read back: these parts are whole if the first one is.
    let land = Box::new(|| of_halves(land));
    let floor = Box::new(|| {
        let mut floor: Vec<Land> = unpacked(floor).unwrap_or_default();
        // As much room as it takes and no more: it is kept.
        floor.shrink_to_fit();
        floor
    });
    let backdrop = Box::new(|| unpacked(backdrop).unwrap_or_default());
    let relief = Box::new(|| postcard::from_bytes(relief).unwrap_or_default());
    Ok(Atlas {
        id: first.id,
        about: first.about,
        attribution: first.attribution,
        licence: first.licence,
        history: first.history,
        geography: Geography::later(projection, first.land, land, floor),
        islands: first.islands,
        features: first.features,
        colours: first.colours,
        fonts: Vec::new(),
        view_lon_lat: first.view_lon_lat,
        locator: first.locator,
        backdrop: LazyLock::new(backdrop),
        relief: LazyLock::new(relief),
    })
}

/// The bundled atlas.
pub(super) fn bundled() -> Result<Atlas, Problems> {
    decode(&crate::BUNDLED).map_err(|message| {
        Problems::of_file("the atlas in the program", &format!("is damaged: {message}"))
    })
}

/// Land in two packed parts that take about as long to read.
fn in_halves(land: &[Land]) -> Result<Vec<u8>, postcard::Error> {
    let vertices = |land: &Land| land.coarsest.iter().map(Vec::len).sum::<usize>();
    let all: usize = land.iter().map(vertices).sum();
    let mut before = 0;
    let half = land.iter().take_while(|land| {
        before += vertices(land);
        2 * before <= all
    });
    let (first, second) = land.split_at(half.count());
    let packed = |part: &[Land]| Ok(lz4_flex::compress_prepend_size(&postcard::to_stdvec(part)?));
    postcard::to_stdvec(&[packed(first)?, packed(second)?])
}

/// The land of two packed parts, of which another thread reads the second, if there is one to be had.
fn of_halves(packed: &[u8]) -> Vec<Land> {
    let Ok([first, second]) = postcard::from_bytes::<[&[u8]; 2]>(packed) else { return Vec::new() };
    let read = |part: &[u8]| unpacked::<Vec<Land>>(part).unwrap_or_default();
    // Not one of those that share the work: it could take up work that waits for this land.
    thread::scope(|scope| {
        let other = thread::Builder::new().spawn_scoped(scope, || read(second));
        let mut land = read(first);
        let rest = match other {
            Ok(other) => other.join().unwrap_or_default(),
            Err(_) => read(second),
        };
        // As much room as it takes and no more: it is kept.
        land.reserve_exact(rest.len());
        land.extend(rest);
        land
    })
}

fn unpacked<T: DeserializeOwned>(packed: &[u8]) -> Result<T, String> {
    let bytes = lz4_flex::decompress_size_prepended(packed).map_err(|error| error.to_string())?;
    postcard::from_bytes(&bytes).map_err(|error| error.to_string())
}
