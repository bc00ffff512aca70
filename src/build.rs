//! The build script: packs the files of the bundled atlas into the program, and lists the languages
//! that the interface has words in.
//!
//! Every file of `assets/history` and of the outlines in `geodata` is compressed with LZ4, which is
//! read at a gigabyte a second and takes a third of the room, and listed by its name in the layout
//! of a folder.

#![expect(clippy::print_stdout, reason = "how a build script speaks to cargo")]

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::{env, fs, io};

/// Folders of the sources, what they are called in the layout, and the endings that are taken.
const FOLDERS: [(&str, &str, &str); 2] =
    [("assets/history", "history", "toml"), ("geodata", "geodata", "geojson")];

/// The folder of the words of the interface.
const TEXTS: &str = "assets/text";

fn main() -> io::Result<()> {
    println!("cargo::rerun-if-changed=src/build.rs");
    let out = PathBuf::from(variable("OUT_DIR")?);
    let root = PathBuf::from(variable("CARGO_MANIFEST_DIR")?);
    let mut list = String::from("&[\n");
    for (folder, name, ending) in FOLDERS {
        println!("cargo::rerun-if-changed={folder}");
        let mut files = Vec::new();
        walk(&root.join(folder), &mut files)?;
        files.retain(|file| file.extension().is_some_and(|own| own == ending));
        files.sort();
        for file in files {
            let below = file.strip_prefix(root.join(folder)).map_err(io::Error::other)?;
            let below = below.to_string_lossy().replace('\\', "/");
            let packed = out.join(format!("{name}-{}.lz4", below.replace('/', "-")));
            fs::write(&packed, lz4_flex::compress_prepend_size(&fs::read(&file)?))?;
            let path = packed.to_string_lossy();
            writeln!(list, "    ({:?}, include_bytes!({path:?})),", format!("{name}/{below}"))
                .map_err(io::Error::other)?;
        }
    }
    list.push_str("]\n");
    fs::write(out.join("bundle.rs"), list)?;
    fs::write(out.join("interface.rs"), interface(&root)?)
}

/// The words of the interface: a file for each language, named after it; sorted.
fn interface(root: &Path) -> io::Result<String> {
    println!("cargo::rerun-if-changed={TEXTS}");
    let mut files = Vec::new();
    walk(&root.join(TEXTS), &mut files)?;
    files.retain(|file| file.extension().is_some_and(|own| own == "ftl"));
    files.sort();
    let mut list = String::from("&[\n");
    for file in files {
        let (id, path) = (file.file_stem().unwrap_or_default(), file.to_string_lossy());
        writeln!(list, "    ({:?}, include_str!({path:?})),", id.to_string_lossy())
            .map_err(io::Error::other)?;
    }
    list.push_str("]\n");
    Ok(list)
}

fn variable(name: &str) -> io::Result<String> {
    env::var(name).map_err(io::Error::other)
}

fn walk(folder: &Path, files: &mut Vec<PathBuf>) -> io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            walk(&path, files)?;
        } else {
            files.push(path);
        }
    }
    Ok(())
}
