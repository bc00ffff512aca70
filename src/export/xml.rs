//! XML that is well-formed whatever it is given: elements end in the order in which they began, and
//! every text that goes in is cleaned and escaped on its way.

use std::borrow::Cow;

use quick_xml::escape::{escape, partial_escape};
use quick_xml::events::attributes::Attribute;
use quick_xml::events::{BytesEnd, BytesStart, BytesText, Event};
use quick_xml::writer::Writer;

use crate::picture::Color;

/// An element with its attributes.
#[derive(Debug)]
pub(super) struct Element {
    name: &'static str,
    start: BytesStart<'static>,
}

impl Element {
    /// An element without attributes.
    pub(super) fn new(name: &'static str) -> Self {
        Self { name, start: BytesStart::new(name) }
    }

    /// The element with one more attribute.
    pub(super) fn with(mut self, name: &'static str, value: &str) -> Self {
        let value = cleaned(value);
        // An apostrophe may stay as it is: values stand between double quotes.
        let escaped = if value.contains('"') {
            escape(value.as_ref())
        } else {
            partial_escape(value.as_ref())
        };
        self.start.push_attribute(Attribute::from((name.as_bytes(), escaped.as_bytes())));
        self
    }

    /// The element with an attribute for how opaque a colour is, if it is not so wholly.
    pub(super) fn with_opacity(self, name: &'static str, [.., alpha]: Color) -> Self {
        if alpha == 255 {
            return self;
        }
        let thousandths = (u32::from(alpha) * 1000 + 127) / 255;
        let value = format!("0.{thousandths:03}");
        self.with(name, value.trim_end_matches('0').trim_end_matches('.'))
    }
}

/// A document that is being written.
pub(super) struct Xml {
    writer: Writer<Vec<u8>>,
    open: Vec<&'static str>,
}

impl Xml {
    /// An empty document.
    pub(super) fn new() -> Self {
        Self { writer: Writer::new(Vec::with_capacity(256 * 1024)), open: Vec::new() }
    }

    fn write(&mut self, event: Event<'_>) {
        let written = self.writer.write_event(event);
        debug_assert!(written.is_ok(), "writing to memory cannot fail");
    }

    /// Begins an element.
    pub(super) fn open(&mut self, element: Element) {
        self.write(Event::Start(element.start));
        self.open.push(element.name);
    }

    /// Ends the innermost element.
    pub(super) fn close(&mut self) {
        if let Some(name) = self.open.pop() {
            self.write(Event::End(BytesEnd::new(name)));
        }
    }

    /// Writes an element that holds nothing.
    pub(super) fn empty(&mut self, element: Element) {
        self.write(Event::Empty(element.start));
    }

    /// Writes a text.
    pub(super) fn text(&mut self, text: &str) {
        let cleaned = cleaned(text);
        let escaped = partial_escape(cleaned.as_ref());
        self.write(Event::Text(BytesText::from_escaped(escaped)));
    }

    /// Writes an element that holds a text, on a line of its own.
    pub(super) fn texts(&mut self, name: &'static str, text: &str) {
        self.open(Element::new(name));
        self.text(text);
        self.close();
        self.line();
    }

    /// Ends a line.
    pub(super) fn line(&mut self) {
        self.write(Event::Text(BytesText::from_escaped("\n")));
    }

    /// The document, after all that is open is ended.
    pub(super) fn finished(mut self) -> String {
        while !self.open.is_empty() {
            self.close();
        }
        self.line();
        String::from_utf8(self.writer.into_inner()).unwrap_or_default()
    }
}

/// A text without the characters that XML forbids even when they are escaped.
fn cleaned(text: &str) -> Cow<'_, str> {
    // Control characters are below a space; the two others begin with this byte.
    if text.bytes().all(|byte| byte >= b' ' && byte != 0xEF) {
        return Cow::Borrowed(text);
    }
    let allowed = |&c: &char| match c {
        '\t' | '\n' | '\r' => true,
        '\u{FFFE}' | '\u{FFFF}' => false,
        _ => c >= ' ',
    };
    Cow::Owned(text.chars().filter(allowed).collect())
}
