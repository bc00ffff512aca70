//! The buttons that copy what is to be cited.

use egui::{Button, RichText, Ui};

use crate::export::references::ReferenceStyle;
use crate::picture::Words;

/// A button for the line, whose text it tells, and one for each kind of entry; in which way it is to be
/// cited.
pub(super) fn cite_buttons(
    ui: &mut Ui,
    words: &Words,
    line: Option<&str>,
) -> Option<ReferenceStyle> {
    let mut chosen = None;
    ui.horizontal_wrapped(|ui| {
        for style in ReferenceStyle::ALL {
            let (key, told) = match style {
                ReferenceStyle::Line => ("card-cite", line.map(str::to_owned)),
                ReferenceStyle::Bibtex => ("card-cite-bibtex", Some(words.get("card-cite-entry"))),
                ReferenceStyle::Ris => ("card-cite-ris", Some(words.get("card-cite-entry"))),
            };
            let mut button = ui.add(Button::new(RichText::new(words.get(key)).size(11.5)));
            if let Some(told) = told {
                button = button.on_hover_text(told);
            }
            if button.clicked() {
                chosen = Some(style);
            }
        }
    });
    chosen
}
