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
    println!("cargo::rustc-env=OKHOTSK_VERSION={}", version(&root)?);
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

/// The version, with the first letters of the commit where one is known: from `OKHOTSK_COMMIT`, from
/// what a published package says of itself, or from the folder of the repository. No folder around the
/// sources is asked, and no clock: the same sources and surroundings give the same version.
fn version(root: &Path) -> Result<String, env::VarError> {
    println!("cargo::rerun-if-env-changed=OKHOTSK_COMMIT");
    let version = env::var("CARGO_PKG_VERSION")?;
    let commit = env::var("OKHOTSK_COMMIT").ok().or_else(|| published(root)).or_else(|| head(root));
    let known = |id: &String| id.len() >= 7 && id.bytes().all(|byte| byte.is_ascii_hexdigit());
    let commit = commit.map(|id| id.trim().to_owned()).filter(known);
    Ok(commit.map_or(version.clone(), |id| format!("{version} ({})", &id[..7])))
}

/// The commit that a published package was made of.
fn published(root: &Path) -> Option<String> {
    let text = fs::read_to_string(root.join(".cargo_vcs_info.json")).ok()?;
    let told: serde_json::Value = serde_json::from_str(&text).ok()?;
    Some(told.get("git")?.get("sha1")?.as_str()?.to_owned())
}

/// The commit that the repository stands at, and when to look again.
fn head(root: &Path) -> Option<String> {
    let git = root.join(".git");
    // In a further worktree it is a file that names the folder.
    let named = fs::read_to_string(&git).ok();
    let named = named.as_deref().and_then(|text| text.trim().strip_prefix("gitdir: "));
    let folder = named.map_or(git, |path| root.join(path));
    let common = fs::read_to_string(folder.join("commondir"));
    let common = common.map_or(folder.clone(), |path| folder.join(path.trim()));
    for file in [folder.join("HEAD"), folder.join("logs/HEAD")] {
        if file.is_file() {
            println!("cargo::rerun-if-changed={}", file.display());
        }
    }
    let head = fs::read_to_string(folder.join("HEAD")).ok()?;
    let Some(name) = head.trim().strip_prefix("ref: ") else { return Some(head) };
    fs::read_to_string(common.join(name)).ok().or_else(|| {
        let packed = fs::read_to_string(common.join("packed-refs")).ok()?;
        let line = packed.lines().find(|line| line.ends_with(&format!(" {name}")))?;
        line.split(' ').next().map(str::to_owned)
    })
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
