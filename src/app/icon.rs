//! The icon of the window.

use std::io::Cursor;

use egui::IconData;

/// The icon, for systems that do not take it from the `.desktop` file; an empty one, which is none,
/// if it cannot be read.
pub(super) fn icon() -> IconData {
    read(include_bytes!("../../assets/icons/okhotsk-128.png")).unwrap_or_default()
}

fn read(file: &[u8]) -> Option<IconData> {
    let mut image = png::Decoder::new(Cursor::new(file)).read_info().ok()?;
    let mut rgba = vec![0; image.output_buffer_size()?];
    let frame = image.next_frame(&mut rgba).ok()?;
    let whole = frame.color_type == png::ColorType::Rgba && frame.bit_depth == png::BitDepth::Eight;
    whole.then_some(IconData { rgba, width: frame.width, height: frame.height })
}
