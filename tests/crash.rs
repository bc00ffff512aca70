//! An error of the program: a report, a sentence that says where it lies, and the exit code.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use okhotsk::VERSION;
use okhotsk::cli::crash;
use okhotsk::export::save;

use crate::common::LOCALE;

/// Set for the child of these tests: where the error happens.
const CHILD: &str = "OKHOTSK_TEST_CRASH";

/// Bytes of a file that takes long enough to be met half written.
const HALF_WRITTEN: usize = 200_000_000;

/// Ends as the program does at an error of its own, in the child that is asked to.
fn end_if_child() {
    let Ok(place) = std::env::var(CHILD) else { return };
    crash::watch();
    if place == "window" {
        crash::in_window();
    }
    if let Some(folder) = place.strip_prefix("saving ") {
        let folder = PathBuf::from(folder);
        let path = folder.join("map.png");
        std::thread::spawn(move || save(&path, &vec![7; HALF_WRITTEN]));
        while fs::read_dir(&folder).unwrap().count() < 2 {
            std::thread::yield_now();
        }
    }
    panic!("the sea is empty");
}

/// Runs the child with a home of its own.
fn crashed(home: &Path, lang: &str, place: &str) -> Output {
    let mut command = Command::new(std::env::current_exe().unwrap());
    for name in LOCALE {
        command.env_remove(name);
    }
    command
        .args(["--exact", "--nocapture", "crash::a_crash_leaves_a_report_and_says_where"])
        .env(CHILD, place)
        .env("LC_ALL", lang)
        .env("HOME", home)
        .env("XDG_STATE_HOME", home.join("state"))
        .output()
        .unwrap()
}

fn reports(home: &Path) -> Vec<PathBuf> {
    let files = fs::read_dir(home.join("state/okhotsk")).unwrap();
    let paths = files.map(|entry| entry.unwrap().path());
    let mut paths: Vec<PathBuf> =
        paths.filter(|path| path.extension().is_some_and(|own| own == "txt")).collect();
    paths.sort();
    paths
}

#[cfg(target_os = "linux")]
#[test]
fn a_crash_leaves_a_report_and_says_where() {
    end_if_child();
    let home = tempfile::tempdir().unwrap();
    let output = crashed(home.path(), "C", "command");
    assert_eq!(output.status.code(), Some(101));
    let all = reports(home.path());
    let [report] = &all[..] else { panic!("not one report") };
    let stderr = String::from_utf8(output.stderr).unwrap();
    let said = format!(
        "error: okhotsk has ended by an error of its own. A report lies in {}",
        report.display()
    );
    assert_eq!(stderr.lines().last(), Some(said.as_str()), "{stderr}");
    let text = fs::read_to_string(report).unwrap();
    for part in [VERSION, "arguments: [\"--exact\"", "the sea is empty", "tests/crash.rs:"] {
        assert!(text.contains(part), "the report does not say '{part}': {text}");
    }
    assert!(text.lines().count() > 10, "no backtrace: {text}");
    // Whoever sat at a terminal has read it there.
    assert_eq!(crash::untold(&home.path().join("state/okhotsk")), None);
}

#[cfg(target_os = "linux")]
#[test]
fn a_crash_is_told_in_the_readers_language() {
    let home = tempfile::tempdir().unwrap();
    for (lang, said) in [("ja_JP.UTF-8", "終了しました。"), ("ru_RU.UTF-8", "завершена из-за")]
    {
        let stderr = String::from_utf8(crashed(home.path(), lang, "command").stderr).unwrap();
        assert!(stderr.lines().last().unwrap().contains(said), "{lang}: {stderr}");
    }
}

#[cfg(target_os = "linux")]
#[test]
fn the_next_window_tells_of_a_crash_once() {
    let home = tempfile::tempdir().unwrap();
    let folder = home.path().join("state/okhotsk");
    assert_eq!(crashed(home.path(), "C", "window").status.code(), Some(101));
    let report = reports(home.path())[0].display().to_string();
    assert_eq!(crash::untold(&folder), Some(report));
    assert_eq!(crash::untold(&folder), None);
}

#[cfg(target_os = "linux")]
#[test]
fn a_report_that_cannot_be_written_is_said_too() {
    let home = tempfile::tempdir().unwrap();
    fs::write(home.path().join("state"), "a file where a folder should be").unwrap();
    let output = crashed(home.path(), "C", "command");
    assert_eq!(output.status.code(), Some(101));
    let stderr = String::from_utf8(output.stderr).unwrap();
    let parts = ["could not be written: ", "the sea is empty"];
    assert!(parts.iter().all(|part| stderr.contains(part)), "{stderr}");
}

#[cfg(target_os = "linux")]
#[test]
fn old_reports_are_swept() {
    let home = tempfile::tempdir().unwrap();
    let folder = home.path().join("state/okhotsk");
    fs::create_dir_all(&folder).unwrap();
    for day in 10..30 {
        fs::write(folder.join(format!("crash-201901{day}T000000Z-1.txt")), "old").unwrap();
    }
    crashed(home.path(), "C", "command");
    let kept = reports(home.path());
    assert_eq!(kept.len(), 9);
    assert!(kept[0].ends_with("crash-20190122T000000Z-1.txt"), "{kept:?}");
}

/// What is half written when an error ends the program is removed, and what was there stays whole.
#[cfg(target_os = "linux")]
#[test]
fn a_crash_leaves_nothing_half_written() {
    let home = tempfile::tempdir().unwrap();
    let folder = home.path().join("pictures");
    fs::create_dir(&folder).unwrap();
    let path = folder.join("map.png");
    fs::write(&path, "the old one").unwrap();
    let place = format!("saving {}", folder.display());
    assert_eq!(crashed(home.path(), "C", &place).status.code(), Some(101));
    let left: Vec<PathBuf> = fs::read_dir(&folder).unwrap().map(|e| e.unwrap().path()).collect();
    assert_eq!(left, std::slice::from_ref(&path), "nothing is left beside it");
    let length = fs::metadata(&path).unwrap().len();
    assert!(length == 11 || length == HALF_WRITTEN as u64, "a part of it: {length} bytes");
}
