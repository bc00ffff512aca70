//! The view that a saved picture carries, as a link: put into PNG and SVG, and read from them.

use std::fs::File;
use std::io::{self, BufReader, Cursor, Read};
use std::path::Path;

use quick_xml::Reader;
use quick_xml::events::Event;
use thiserror::Error;

/// What the text is called in a PNG.
pub(super) const KEYWORD: &str = "okhotsk-view";
/// The id of the element in an SVG.
pub(super) const ID: &str = "okhotsk-view";
/// The largest file that is looked into, in bytes.
const LARGEST: u64 = 200 * 1024 * 1024;
/// How far into an SVG the view is looked for, in bytes: it stands before everything that is drawn.
const HEAD: usize = 64 * 1024;
/// What a PNG begins with.
const PNG: &[u8] = &[0x89, b'P', b'N', b'G'];

/// Why a file has no view to show.
#[derive(Debug, Error)]
pub enum CarriedError {
    /// It cannot be read.
    #[error("it cannot be read: {0}")]
    Unread(#[from] io::Error),
    /// It is too large for a picture of this program.
    #[error("it is larger than any picture of this program")]
    TooLarge,
    /// It is no picture, or carries no view.
    #[error("it carries no view: only a PNG or SVG that this program has saved does")]
    NoView,
}

/// The view that a picture in a file carries, as a link.
///
/// # Errors
/// A file that cannot be read, is too large, or carries none.
pub fn view_in_file(path: &Path) -> Result<String, CarriedError> {
    let file = File::open(path)?;
    let metadata = file.metadata()?;
    if !metadata.is_file() {
        return Err(CarriedError::NoView);
    }
    if metadata.len() > LARGEST {
        return Err(CarriedError::TooLarge);
    }
    let mut head = Vec::new();
    let mut reader = BufReader::new(file);
    reader.by_ref().take(u64::try_from(HEAD).unwrap_or(u64::MAX)).read_to_end(&mut head)?;
    view_in(&head).ok_or(CarriedError::NoView)
}

/// The view that a picture carries, by the bytes at its beginning; `None` if it has none.
#[must_use]
pub fn view_in(head: &[u8]) -> Option<String> {
    if head.starts_with(PNG) { in_png(head) } else { in_svg(head) }
}

fn in_png(head: &[u8]) -> Option<String> {
    // Only what stands before the pixels is read.
    let reader = png::Decoder::new_with_limits(Cursor::new(head), png::Limits { bytes: HEAD });
    let reader = reader.read_info().ok()?;
    let texts = &reader.info().uncompressed_latin1_text;
    texts.iter().find(|text| text.keyword == KEYWORD).map(|text| text.text.clone())
}

fn in_svg(head: &[u8]) -> Option<String> {
    let mut reader = Reader::from_reader(head);
    let (mut buffer, mut view) = (Vec::new(), None::<String>);
    loop {
        match reader.read_event_into(&mut buffer).ok()? {
            Event::Start(element) if element.name().as_ref() == b"metadata" => {
                let id = element.try_get_attribute("id").ok()??;
                view = (id.value.as_ref() == ID.as_bytes()).then(String::new);
            }
            Event::Text(text) => {
                if let Some(view) = &mut view {
                    view.push_str(&text.decode().ok()?);
                }
            }
            Event::GeneralRef(name) => {
                if let Some(view) = &mut view {
                    let letter = match &*name {
                        b"amp" => '&',
                        b"lt" => '<',
                        b"gt" => '>',
                        b"quot" => '"',
                        b"apos" => '\'',
                        _ => return None,
                    };
                    view.push(letter);
                }
            }
            Event::End(element) if element.name().as_ref() == b"metadata" => return view,
            Event::Eof => return None,
            _ => {}
        }
        buffer.clear();
    }
}
