//! Texts in an SVG: as text, or as the outlines of their letters.

use kurbo::{Affine, Point};

use crate::picture::shape::shape;
use crate::picture::{Anchor, TextMark};

use super::super::glyphs::{left_of, outlines};
use super::super::xml::Element;
use super::numbers::{Number, put_path};
use super::{HALO_WIDTH, Svg, filled, hex};

impl Svg {
    /// Sets a text, whose halo lies under its own letters.
    pub(super) fn set(&mut self, text: &TextMark) {
        let [x, y] = text.at.map(|v| Number::hundredths(v.into()));
        let mut element = Element::new("text").with("x", &x.to_string()).with("y", &y.to_string());
        element = typed(element, text);
        match text.anchor {
            Anchor::Start => {}
            Anchor::Middle => element = element.with("text-anchor", "middle"),
            Anchor::End => element = element.with("text-anchor", "end"),
        }
        if text.spacing != 0.0 {
            let spacing = Number::hundredths(text.spacing.into()).to_string();
            element = element.with("letter-spacing", &spacing);
        }
        if text.angle != 0.0 {
            let degrees = Number::hundredths(f64::from(text.angle).to_degrees());
            element = element.with("transform", &format!("rotate({degrees} {x} {y})"));
        }
        self.xml.open(element);
        self.xml.text(&text.text);
        self.xml.close();
        self.xml.line();
    }

    /// Sets the letters of a text, each at its own place, as one text. It is turned as a whole as most
    /// of its letters are, and they in it by the rest: not every viewer turns single letters.
    pub(super) fn set_along(&mut self, whole: &str, letters: &[TextMark]) {
        let Some(first) = letters.first() else { return };
        let (sine, cosine) = letters.iter().fold((0.0, 0.0), |(sine, cosine), letter| {
            (sine + letter.angle.sin(), cosine + letter.angle.cos())
        });
        let turn = f64::from(sine).atan2(f64::from(cosine));
        let mut element = typed(Element::new("text"), first);
        let degrees = Number::hundredths(turn.to_degrees());
        if degrees.0 != 0 {
            element = element.with("transform", &format!("rotate({degrees})"));
        }
        self.xml.open(element);
        let back = Affine::rotate(-degrees.value().to_radians());
        let mut rest = whole;
        for (i, letter) in letters.iter().enumerate() {
            let left = left_of(letter, &shape(letter.face, &letter.text));
            let [x, y] = letter.at.map(f64::from);
            let turned = Affine::translate((x, y)) * Affine::rotate(letter.angle.into());
            let start = back * turned * Point::new(left.into(), 0.0);
            let own = f64::from(letter.angle).to_degrees() - degrees.value();
            let mut span = Element::new("tspan")
                .with("x", &Number::hundredths(start.x).to_string())
                .with("y", &Number::hundredths(start.y).to_string());
            let own = Number::hundredths(own);
            if own.0 != 0 {
                span = span.with("rotate", &own.to_string());
            }
            self.xml.open(span);
            self.xml.text(&letter.text);
            // The space between two words has no place of its own.
            rest = rest.trim_start().strip_prefix(letter.text.as_str()).unwrap_or(rest);
            if i + 1 < letters.len() && rest.starts_with(char::is_whitespace) {
                self.xml.text(" ");
            }
            self.xml.close();
        }
        self.xml.close();
        self.xml.line();
    }

    /// Draws texts as shapes, the halos under all letters.
    pub(super) fn outline(&mut self, whole: &str, texts: &[TextMark]) {
        let Some(first) = texts.first() else { return };
        self.scratch.clear();
        for text in texts {
            put_path(&mut self.scratch, &outlines(text));
        }
        if self.scratch.is_empty() {
            return;
        }
        let group = Element::new("path").with("aria-label", whole).with("d", &self.scratch);
        self.xml.empty(coloured(group, first));
        self.xml.line();
    }
}

/// The type and the colours of a text.
fn typed(element: Element, text: &TextMark) -> Element {
    let mut element = element
        .with("font-family", text.face.families())
        .with("font-size", &Number::hundredths(text.size.into()).to_string());
    if text.face.weight() != 400 {
        element = element.with("font-weight", &text.face.weight().to_string());
    }
    if text.face.italic() {
        element = element.with("font-style", "italic");
    }
    coloured(element, text)
}

/// The colours of a text and of its halo.
fn coloured(element: Element, text: &TextMark) -> Element {
    let element = filled(element, text.color);
    let Some(halo) = text.halo else { return element };
    element
        .with("stroke", &hex(halo))
        .with("stroke-width", &Number::hundredths(HALO_WIDTH.into()).to_string())
        .with_opacity("stroke-opacity", halo)
        .with("stroke-linejoin", "round")
        .with("paint-order", "stroke")
}
