//! Pages of PDF, and what the texts of an SVG are: what a reader of the file finds in them.

use okhotsk::export::carried::view_in_description;
use okhotsk::export::job::{Job, PictureFormat};
use okhotsk::export::svg::Lettering;
use resvg::usvg::roxmltree::Document;

use crate::common::{atlas, export_job};

fn page(args: &[&str]) -> Vec<u8> {
    let job = Job { format: PictureFormat::Pdf, ..export_job(args) };
    job.file(atlas()).unwrap()
}

fn contains(bytes: &[u8], text: &str) -> bool {
    bytes.windows(text.len()).any(|window| window == text.as_bytes())
}

#[test]
fn a_page_says_what_it_is_and_brings_its_fonts() {
    for (language, face) in [("en", "NotoSans-"), ("ja", "NotoSansJP-"), ("ru", "NotoSans-")] {
        let file = page(&["--date", "1905", "--lang", language]);
        assert!(file.starts_with(b"%PDF-"));
        assert!(contains(&file, &format!("/Lang({language})")), "no language");
        assert!(contains(&file, "/Title"), "no title");
        assert!(contains(&file, face), "{face} is not embedded");
        assert!(contains(&file, "/ToUnicode"), "its text cannot be found");
        assert!(!contains(&file, "CreationDate"), "it says when it was made");
        let view = view_in_description(&file[file.len().saturating_sub(65536)..]).unwrap();
        assert!(view.starts_with("okhotsk:1905?") && view.contains(&format!("lang={language}")));
    }
}

#[test]
fn a_page_is_as_large_as_the_paper() {
    let file = page(&["--date", "1905", "--preset", "a4"]);
    // 297 and 210 mm in parts of 1/72 inch.
    assert!(contains(&file, "841.88") && contains(&file, "595.2"), "it is not A4");
}

#[test]
fn the_same_page_has_the_same_bytes() {
    let args = ["--date", "1875-08-22", "--lang", "ja"];
    assert!(page(&args) == page(&args));
}

#[test]
fn a_name_along_a_curve_is_one_text_that_can_be_found() {
    let job = Job { format: PictureFormat::Svg, ..export_job(&["--date", "1905"]) };
    let text = String::from_utf8(job.file(atlas()).unwrap()).unwrap();
    let document = Document::parse(&text).unwrap();
    let texts: Vec<String> = document
        .descendants()
        .filter(|node| node.has_tag_name("text"))
        .map(|node| {
            let said = node.descendants().filter(resvg::usvg::roxmltree::Node::is_text);
            said.filter_map(|node| node.text()).collect()
        })
        .collect();
    let curved = |node: &resvg::usvg::roxmltree::Node<'_, '_>| {
        node.has_tag_name("text") && node.children().any(|child| child.has_tag_name("tspan"))
    };
    assert!(document.descendants().filter(curved).count() > 5);
    for name in ["HOKKAIDO", "Sea of Okhotsk", "Pacific Ocean", "KURIL ISLANDS"] {
        assert!(texts.iter().any(|text| text == name), "{name} is not one text");
    }
}

#[test]
fn outlines_leave_no_text_to_set() {
    let args = ["--date", "1905", "--lang", "ru", "--outlines"];
    let job = Job { format: PictureFormat::Svg, ..export_job(&args) };
    assert_eq!(job.lettering, Lettering::Outlines);
    let text = String::from_utf8(job.file(atlas()).unwrap()).unwrap();
    let document = Document::parse(&text).unwrap();
    assert!(!document.descendants().any(|node| node.has_tag_name("text")));
    let named = document.descendants().filter_map(|node| node.attribute("aria-label"));
    assert!(named.clone().any(|name| name == "ХОККАЙДО"), "a name cannot be found");
    assert!(named.count() > 50);
}

#[test]
fn what_is_left_out_is_not_there() {
    let whole = ["title", "legend", "foot"];
    for left_out in whole {
        let job = export_job(&["--date", "1905", "--without", left_out]);
        let job = Job { format: PictureFormat::Svg, ..job };
        let text = String::from_utf8(job.file(atlas()).unwrap()).unwrap();
        for part in whole {
            let there = text.contains(&format!("id=\"{part}\""));
            assert_eq!(there, part != left_out, "{part} without {left_out}");
        }
    }
}
