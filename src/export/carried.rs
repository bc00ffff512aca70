//! The view that a saved picture carries, as a link: put into PNG, SVG, PDF and WebP, and read from
//! them.

use std::fs::File;
use std::io::{self, Cursor, Read, Seek, SeekFrom};
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
/// How much of the end of a PDF or WebP is looked through for its description, in bytes.
const TAIL: u64 = 64 * 1024;
/// What a PDF and the container of a WebP begin with.
const PDF: &[u8] = b"%PDF-";
const RIFF: &[u8] = b"RIFF";
/// The element of a description (XMP) that the view stands in.
const OPENED: &str = "<pdf:Keywords>";
const CLOSED: &str = "</pdf:Keywords>";
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
    #[error("it carries no view: only a PNG, SVG, PDF or WebP that this program has saved does")]
    NoView,
}

/// The view that a picture in a file carries, as a link.
///
/// # Errors
/// A file that cannot be read, is too large, or carries none.
pub fn view_in_file(path: &Path) -> Result<String, CarriedError> {
    let mut file = File::open(path)?;
    let metadata = file.metadata()?;
    if !metadata.is_file() {
        return Err(CarriedError::NoView);
    }
    if metadata.len() > LARGEST {
        return Err(CarriedError::TooLarge);
    }
    let mut head = Vec::new();
    file.by_ref().take(u64::try_from(HEAD).unwrap_or(u64::MAX)).read_to_end(&mut head)?;
    if !(head.starts_with(PDF) || head.starts_with(RIFF)) {
        return view_in(&head).ok_or(CarriedError::NoView);
    }
    file.seek(SeekFrom::Start(metadata.len().saturating_sub(TAIL)))?;
    let mut tail = Vec::new();
    file.take(TAIL).read_to_end(&mut tail)?;
    view_in_description(&tail).ok_or(CarriedError::NoView)
}

/// The view that a picture carries, by the bytes at its beginning; `None` if it has none.
#[must_use]
pub fn view_in(head: &[u8]) -> Option<String> {
    if head.starts_with(PNG) { in_png(head) } else { in_svg(head) }
}

/// The view in the description (XMP) of a PDF or WebP, by the bytes at its end; `None` if it has none.
#[must_use]
pub fn view_in_description(tail: &[u8]) -> Option<String> {
    let find = |bytes: &[u8], text: &str| {
        bytes.windows(text.len()).position(|window| window == text.as_bytes())
    };
    let start = find(tail, OPENED)? + OPENED.len();
    let rest = &tail[start..];
    let view = std::str::from_utf8(&rest[..find(rest, CLOSED)?]).ok()?;
    quick_xml::escape::unescape(view).ok().map(std::borrow::Cow::into_owned)
}

/// A description (XMP) that says a view.
pub(super) fn xmp(view: &str) -> String {
    let view = quick_xml::escape::escape(view);
    format!(
        "<x:xmpmeta xmlns:x=\"adobe:ns:meta/\"><rdf:RDF \
         xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\"><rdf:Description \
         rdf:about=\"\" xmlns:pdf=\"http://ns.adobe.com/pdf/1.3/\">{OPENED}{view}{CLOSED}\
         </rdf:Description></rdf:RDF></x:xmpmeta>"
    )
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
