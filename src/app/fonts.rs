//! The faces, and the fonts of the atlas that is open, as fonts of the window.

use std::sync::Arc;

use egui::{FontData, FontDefinitions, FontFamily, FontId};

use crate::picture::Face;
use crate::picture::faces::FONT_FILES;
use crate::picture::stand_ins;

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
    let further: Vec<_> = stand_ins::in_use().into_iter().filter_map(stand_ins::file).collect();
    for file in FONT_FILES.iter().chain(&further) {
        definitions
            .font_data
            .insert(file.name.to_owned(), Arc::new(FontData::from_static(file.bytes)));
    }
    let names = |face: Face| {
        let own = face.files();
        own.iter().chain(&further).map(|file| file.name.to_owned()).collect::<Vec<_>>()
    };
    for face in Face::ALL {
        definitions.families.insert(family(face), names(face));
    }
    definitions.families.insert(FontFamily::Monospace, names(Face::Sans));
    definitions
}
