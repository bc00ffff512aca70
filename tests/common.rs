//! What several tests share: the bundled atlas, the fixtures, the program itself.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::sync::{Arc, OnceLock};

use okhotsk::atlas::{Atlas, Depth, Files, load};
use okhotsk::history::{Day, Ledger, TerritoryId};
use proptest::test_runner::Config as ProptestConfig;

/// The bundled atlas, checked to the full depth and loaded once.
pub(crate) fn atlas() -> &'static Atlas {
    shared()
}

/// The same, for what shares it.
pub(crate) fn shared_atlas() -> Arc<Atlas> {
    shared().clone()
}

fn shared() -> &'static Arc<Atlas> {
    static ATLAS: OnceLock<Arc<Atlas>> = OnceLock::new();
    ATLAS.get_or_init(|| {
        let loaded = load(&Files::Bundled, Depth::Full);
        Arc::new(loaded.unwrap_or_else(|problems| panic!("{problems}")))
    })
}

/// The bundled ledger of a lens.
pub(crate) fn ledger(lens: &str) -> &'static Ledger {
    let history = &atlas().history;
    history.ledger(history.find_lens(lens).unwrap())
}

pub(crate) fn territory(id: &str) -> TerritoryId {
    atlas().history.find_territory(id).unwrap_or_else(|| panic!("no territory {id}"))
}

pub(crate) fn day(text: &str) -> Day {
    text.parse().unwrap_or_else(|error| panic!("{text}: {error}"))
}

/// The folder of the crate.
pub(crate) fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

pub(crate) fn fixture(name: &str) -> PathBuf {
    root().join("tests/fixtures").join(name)
}

/// The rows of a CSV fixture, each by the names of its columns.
pub(crate) fn rows_of(csv_text: &str) -> Vec<BTreeMap<String, String>> {
    let mut reader = csv::Reader::from_reader(csv_text.as_bytes());
    reader.deserialize().map(Result::unwrap).collect()
}

pub(crate) fn fixture_rows(name: &str) -> Vec<BTreeMap<String, String>> {
    rows_of(&fs::read_to_string(fixture(name)).unwrap())
}

/// All files below a folder, sorted, as paths relative to it.
pub(crate) fn files_below(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    let mut open = vec![folder.to_path_buf()];
    while let Some(next) = open.pop() {
        for entry in fs::read_dir(&next).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                open.push(path);
            } else {
                found.push(path.strip_prefix(folder).unwrap().to_path_buf());
            }
        }
    }
    found.sort();
    found
}

/// The variables by which a system says its language.
pub(crate) const LOCALE: [&str; 4] = ["LC_ALL", "LC_MESSAGES", "LANG", "LANGUAGE"];

/// The program, with no display to open a window on, in no language of the system.
pub(crate) fn okhotsk() -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_okhotsk"));
    for name in ["DISPLAY", "WAYLAND_DISPLAY", "WAYLAND_SOCKET"].into_iter().chain(LOCALE) {
        command.env_remove(name);
    }
    command
}

/// Runs the program with arguments; whatever happens, it must not panic.
pub(crate) fn run(args: &[&str]) -> Output {
    let output = okhotsk().args(args).output().unwrap();
    let stderr = String::from_utf8_lossy(&output.stderr);
    let panicked = stderr.contains("panicked") || output.status.code() == Some(101);
    assert!(!panicked, "{args:?}: {stderr}");
    output
}

/// Standard output of a run that must succeed and say nothing else.
pub(crate) fn stdout(args: &[&str]) -> String {
    let output = run(args);
    let stderr = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{args:?}: {}\n{stderr}", output.status);
    assert_eq!(stderr, "", "{args:?} has something to say besides");
    String::from_utf8(output.stdout).unwrap()
}

/// Exit code and standard error of a run that must fail and print nothing.
pub(crate) fn failure(args: &[&str]) -> (i32, String) {
    let output = run(args);
    assert!(output.stdout.is_empty(), "{args:?} prints although it fails");
    (output.status.code().unwrap(), String::from_utf8(output.stderr).unwrap())
}

/// How property tests run: so many cases, and no files of failures among the sources.
pub(crate) fn cases(count: u32) -> ProptestConfig {
    ProptestConfig { cases: count, failure_persistence: None, ..ProptestConfig::default() }
}

/// The picture that `okhotsk export` with some arguments makes of the bundled atlas.
pub(crate) fn export_job(args: &[&str]) -> okhotsk::export::job::Job {
    use clap::Parser;
    use okhotsk::cli::args::{Cli, Command};
    use okhotsk::export::job::Work;
    let all = ["okhotsk", "export", "-"].iter().chain(args);
    let command = Cli::try_parse_from(all).unwrap_or_else(|error| panic!("{error}")).command;
    let Some(Command::Export(args)) = command else { panic!("no export") };
    match okhotsk::cli::export_plan::export(atlas(), &args).unwrap().work {
        Work::Picture(job) => job,
        Work::Film(_) | Work::List(_) => panic!("no picture"),
    }
}
