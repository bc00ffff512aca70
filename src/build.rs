//! The build script: makes the bundled atlas ready, and lists the languages that the interface has
//! words in.
//!
//! It reads `assets/history` and `geodata` as the program reads a folder, through the same sources
//! and with all checks; a problem of the data fails the build, and every problem is told. What comes
//! out is what the program would have made of the files at every start.

#![allow(dead_code, unused_imports, unreachable_pub, reason = "what the program needs besides")]
#![allow(clippy::print_stdout, reason = "how a build script speaks to cargo")]

mod atlas;
mod geography;
mod history;

use std::error::Error;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::{env, fs, io};

use atlas::ready::{Ready, decode, encode};
use atlas::{Depth, Files, load};

/// Where the program has the bundled atlas, there is none yet.
static BUNDLED: Ready<&[u8]> =
    Ready { first: &[], land: &[], backdrop: &[], floor: &[], relief: &[] };

/// The folders that the bundled atlas is made from.
const DATA: [&str; 2] = ["assets/history", "geodata"];

/// The folder of the words of the interface.
const TEXTS: &str = "assets/text";

fn main() -> ExitCode {
    match run() {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            for line in error.to_string().lines() {
                println!("cargo::error={line}");
            }
            ExitCode::FAILURE
        }
    }
}

fn run() -> Result<(), Box<dyn Error>> {
    let out = PathBuf::from(env::var("OUT_DIR")?);
    let root = PathBuf::from(env::var("CARGO_MANIFEST_DIR")?);
    for folder in DATA.iter().chain([&TEXTS]) {
        println!("cargo::rerun-if-changed={folder}");
    }
    make_ready(&root, &out)?;
    fs::write(out.join("interface.rs"), interface(&root)?)?;
    Ok(())
}

/// Reads and checks the atlas of the sources and writes it for the program.
fn make_ready(root: &Path, out: &Path) -> Result<(), Box<dyn Error>> {
    let load = || load(&Files::Folder(root.to_path_buf()), Depth::Full);
    let atlas = load()?;
    let ready = encode(load()?)?.packed().map(|bytes| &*bytes.leak());
    if decode(&ready)? != atlas {
        return Err("the atlas does not come back as it was written".into());
    }
    for (name, bytes) in ready.parts() {
        fs::write(out.join(name).with_extension("lz4"), bytes)?;
    }
    Ok(())
}

/// The words of the interface: a file for each language, named after it; sorted.
fn interface(root: &Path) -> io::Result<String> {
    let mut files = Vec::new();
    for entry in fs::read_dir(root.join(TEXTS))? {
        files.push(entry?.path());
    }
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
