//! All that reads bytes of others, each as a function that takes any bytes and panics only if the
//! reader is at fault. The fuzzing feeds them, and so do the tests, with what was once found.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::OnceLock;

use okhotsk::atlas::{Atlas, Depth, Files, load, read_tour};
use okhotsk::export::carried::{view_in, view_in_description};
use okhotsk::history::letters::unfit_in_line;
use okhotsk::import::{Fields, of_text};
use okhotsk::picture::dates::{self, Lexicon};
use okhotsk::view::link as links;
use tempfile::TempDir;

/// The name of a reader, and the reader.
pub(crate) type Reader = (&'static str, fn(&[u8]));

/// Every reader by its name, which is also that of its folders.
pub(crate) const ALL: [Reader; 7] = [
    ("carried", carried),
    ("link", link),
    ("tour", tour),
    ("shapes", shapes),
    ("records", records),
    ("dates", dates),
    ("import", import),
];

/// The bundled atlas, loaded once.
fn bundled() -> &'static Atlas {
    static ATLAS: OnceLock<Atlas> = OnceLock::new();
    ATLAS.get_or_init(|| {
        load(&Files::Bundled, Depth::Full).unwrap_or_else(|problems| panic!("{problems}"))
    })
}

/// A picture, of which the view is read.
pub(crate) fn carried(bytes: &[u8]) {
    for view in [view_in(bytes), view_in_description(bytes)].into_iter().flatten() {
        // A letter of Latin-1 in a PNG takes two bytes as text.
        assert!(view.len() <= 2 * bytes.len(), "more is read than there is");
        link(view.as_bytes());
    }
}

/// A link; what opens has a link of its own, which opens as the same.
pub(crate) fn link(bytes: &[u8]) {
    let Ok(text) = std::str::from_utf8(bytes) else { return };
    match links::read(bundled(), text) {
        Ok(opened) => {
            let again = links::read(bundled(), &links::of(bundled(), &opened.look));
            let again = again.unwrap_or_else(|error| panic!("its own link: {error}"));
            assert_eq!(again.look, opened.look, "its own link opens as another look");
        }
        Err(error) => is_sentence(&error.to_string()),
    }
}

/// A story that a reader wrote.
pub(crate) fn tour(bytes: &[u8]) {
    let Ok(text) = std::str::from_utf8(bytes) else { return };
    let languages = ["en", "ja", "ru"].map(str::to_owned);
    if let Err(problems) = read_tour(text, "tour.toml", &languages) {
        assert!(!problems.0.is_empty(), "refused without a word");
        for problem in &problems.0 {
            is_sentence(&problem.to_string());
        }
    }
}

/// A file of the shapes of an atlas, once as its islands and once as what surrounds them.
pub(crate) fn shapes(bytes: &[u8]) {
    for name in ["geodata/islands.geojson", "geodata/surroundings.geojson"] {
        with_file(name, bytes);
    }
}

/// A file of the records of an atlas, once as its events and once as its changes.
pub(crate) fn records(bytes: &[u8]) {
    for name in ["history/events/all.toml", "history/changes/fact.toml"] {
        with_file(name, bytes);
    }
}

/// A date as somebody typed it.
pub(crate) fn dates(bytes: &[u8]) {
    let Ok(text) = std::str::from_utf8(bytes) else { return };
    if let Ok(date) = dates::read(text, Lexicon::all()) {
        assert!(date.first <= date.last, "a date that ends before it begins");
    }
}

/// A file of dated features that an atlas is made of.
pub(crate) fn import(bytes: &[u8]) {
    let Ok(text) = std::str::from_utf8(bytes) else { return };
    let fields = Fields {
        start: "start".to_owned(),
        end: "end".to_owned(),
        name: Some("name".to_owned()),
        holder: Some("holder".to_owned()),
    };
    match of_text(text, "any.geojson", "any", &fields) {
        Ok(imported) => assert!(!imported.files.is_empty(), "an atlas without a file"),
        Err(reason) => is_sentence(&reason),
    }
}

/// What a reader is told: something, and not the whole of what was given.
pub(crate) fn is_sentence(text: &str) {
    assert!(!text.trim().is_empty(), "nothing is said");
    assert!(text.chars().count() < 2000, "too long to read: {text}");
    assert_eq!(unfit_in_line(text), None, "no letters: {text:?}");
}

/// Loads the small atlas with other bytes in one of its files.
pub(crate) fn with_file(name: &str, bytes: &[u8]) {
    let folder = small();
    fs::write(folder.path().join(name), bytes).expect("a folder to write in");
    if let Err(problems) = load(&Files::Folder(folder.path().to_path_buf()), Depth::Full) {
        assert!(!problems.0.is_empty(), "refused without a word");
        for problem in &problems.0 {
            is_sentence(&problem.to_string());
        }
    }
}

/// A copy of the small atlas, in memory where the system has a folder for that.
fn small() -> TempDir {
    const MEMORY: &str = "/dev/shm";
    let folder = if Path::new(MEMORY).is_dir() { TempDir::new_in(MEMORY) } else { TempDir::new() };
    let folder = folder.expect("a folder for an atlas");
    for (name, text) in files() {
        let to = folder.path().join(name);
        let made = to.parent().map_or(Ok(()), fs::create_dir_all);
        made.and_then(|()| fs::write(&to, text)).expect("a folder to write in");
    }
    folder
}

/// The files of the small atlas, read once.
fn files() -> &'static [(PathBuf, Vec<u8>)] {
    static FILES: OnceLock<Vec<(PathBuf, Vec<u8>)>> = OnceLock::new();
    FILES.get_or_init(|| {
        // From the package of the program, or from that of the fuzzing within it.
        let own = Path::new(env!("CARGO_MANIFEST_DIR"));
        let mut roots = own.ancestors().map(|folder| folder.join("tests/fixtures/tiny"));
        let root = roots.find(|folder| folder.is_dir()).expect("the small atlas");
        let (mut found, mut open) = (Vec::new(), vec![root.clone()]);
        while let Some(next) = open.pop() {
            for entry in fs::read_dir(next).expect("a folder of the small atlas") {
                let path = entry.expect("a file of the small atlas").path();
                if path.is_dir() {
                    open.push(path);
                } else {
                    let name = path.strip_prefix(&root).expect("a file within").to_path_buf();
                    found.push((name, fs::read(&path).expect("a file of the small atlas")));
                }
            }
        }
        found
    })
}
