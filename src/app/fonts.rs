//! The bundled faces as fonts of the window.

use std::sync::Arc;

use egui::{FontData, FontDefinitions, FontFamily, FontId};

use crate::picture::Face;
use crate::picture::faces::FONT_FILES;

/// The family of a face.
pub(super) fn family(face: Face) -> FontFamily {
    match face {
        Face::Sans => FontFamily::Proportional,
        Face::SansBold => FontFamily::Name("sans-bold".into()),
        Face::SansMedium => FontFamily::Name("sans-medium".into()),
        Face::SansItalic => FontFamily::Name("sans-italic".into()),
        Face::SansLight => FontFamily::Name("sans-light".into()),
        Face::SerifItalic => FontFamily::Name("serif-italic".into()),
        Face::SerifBold => FontFamily::Name("serif-bold".into()),
    }
}

/// A face at a size in points.
pub(super) fn font(face: Face, size: f32) -> FontId {
    FontId::new(size, family(face))
}

/// All faces with the fonts that stand in for what they lack.
pub(super) fn definitions() -> FontDefinitions {
    let mut definitions = FontDefinitions::empty();
    for file in FONT_FILES {
        definitions
            .font_data
            .insert(file.name.to_owned(), Arc::new(FontData::from_static(file.bytes)));
    }
    for face in Face::ALL {
        let files = face.files().map(|file| file.name.to_owned()).to_vec();
        definitions.families.insert(family(face), files);
    }
    let sans = Face::Sans.files().map(|file| file.name.to_owned()).to_vec();
    definitions.families.insert(FontFamily::Monospace, sans);
    definitions
}
