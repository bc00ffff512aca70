//! What the program does with a damaged atlas, with arguments that it does not understand, and with
//! output that cannot be written.

use std::fs;
use std::io::Read;
use std::process::Stdio;
use std::time::{Duration, Instant};

use proptest::prelude::*;

use super::LEDGER;
use crate::common::{cases, failure, fixture, okhotsk, root, run, stdout};
use crate::edited::Edited;

#[test]
fn check_lists_problems_and_exits_with_1() {
    let bundled = stdout(&["check"]);
    assert!(bundled.starts_with("okhotsk: no problems when the program was built\n"));
    let folder = stdout(&["check", root().to_str().unwrap()]);
    let rest = |said: &str| said.lines().skip(1).collect::<String>();
    assert_eq!(rest(&bundled), rest(&folder));
    assert!(stdout(&["check", fixture("tiny").to_str().unwrap()]).starts_with("tiny: no problems"));
    let nowhere = tempfile::tempdir().unwrap();
    let (code, stderr) = failure(&["check", nowhere.path().to_str().unwrap()]);
    assert_eq!((code, stderr.as_str()), (1, "error: history: is missing\ngeodata: is missing\n"));
}

/// A folder at fault fails every command in the same way, and nothing is written.
#[test]
fn no_command_works_with_a_damaged_atlas() {
    let tiny = Edited::tiny();
    tiny.edit(LEDGER, "\"1850-peace\"", "\"war\"");
    let data = tiny.folder().to_str().unwrap();
    let out = tiny.path("out.svg");
    for args in [
        &["state", "--data", data][..],
        &["spans", "--data", data],
        &["events", "--data", data],
        &["disputes", "--data", data],
        &["areas", "--data", data],
        &["export", out.to_str().unwrap(), "--data", data],
        &["check", data],
    ] {
        let (code, stderr) = failure(args);
        assert_eq!(code, 1, "{args:?}");
        assert!(
            stderr.contains("names the event 'war', which does not exist"),
            "{args:?}: {stderr}"
        );
    }
    assert!(!out.exists());
}

#[test]
fn bad_arguments_exit_with_2() {
    for args in [
        &["fly"][..],
        &["state", "--colour"],
        &["state", "--date"],
        &["state", "--date", "1905-13"],
        &["state", "--date", "1905-02-30"],
        &["state", "--date", "yesterday"],
        &["state", "--date", "1600"],
        &["state", "--date", "2100"],
        &["state", "--lens", "telescope"],
        &["state", "--lang", "tlh"],
        &["state", "--format", "xml"],
        &["spans", "atlantis"],
        &["events", "--kind", "feast"],
        &["events", "--territory", "atlantis"],
        &["events", "--from", "never"],
        &["disputes", "--date", "1600"],
        &["disputes", "--lang", "tlh"],
        &["disputes", "--lens", "japan"],
        &["areas", "--every", "day"],
        &["areas", "--every", "year", "--date", "1905"],
        &["export"],
        &["export", "out.jpeg"],
        &["export", "out"],
        &["export", "-", "--size", "0x0"],
        &["export", "-", "--size", "1920"],
        &["export", "-", "--size", "1920x99999999"],
        &["export", "-", "--size", "32000x32000"],
        &["export", "-", "--scale", "0"],
        &["export", "-", "--scale", "NaN"],
        &["export", "-", "--scale", "-3"],
        &["export", "-", "--scale", "many"],
        &["export", "-", "--theme", "sepia"],
        &["export", "-", "--area", "atlantis"],
        &["export", "-", "--area", "1,2,3"],
        &["export", "-", "--area", "150,44,140,46"],
        &["export", "-", "--area", "nan,44,140,46"],
        &["export", "-", "--area", "-500,44,140,46"],
        &["export", "-", "--select", "atlantis"],
        &["completions", "cobol"],
        &["completions"],
        &["outlines"],
        &["check", "a", "b"],
    ] {
        let (code, stderr) = failure(args);
        assert_eq!(code, 2, "{args:?}: {stderr}");
        assert!(stderr.starts_with("error: "), "{args:?}: {stderr}");
    }
}

#[test]
fn a_bad_value_is_told_with_what_was_expected() {
    for (args, parts) in [
        (&["state", "--date", "1905-02-30"][..], ["--date", "1905-02-30", "1905-10-14"]),
        (&["state", "--date", "1600"], ["--date", "1600", "the atlas covers 1700-01-01 to"]),
        (&["state", "--lens", "telescope"], ["--lens", "telescope", "control"]),
        (&["state", "--lang", "tlh"], ["--lang", "tlh", "en, ja, ru"]),
        (&["events", "--kind", "feast"], ["--kind", "feast", "treaty, war"]),
        (&["export", "x.jpeg"], ["OUT", "x.jpeg", ".webp or .mp4"]),
        (&["export", "-", "--size", "9x9"], ["--size", "9x9", "1920x1080"]),
    ] {
        let (_, stderr) = failure(args);
        for part in parts {
            assert!(stderr.contains(part), "{args:?} does not say {part}: {stderr}");
        }
    }
}

fn one_line(stderr: &str) {
    assert!(stderr.lines().count() == 1 && stderr.starts_with("error: "), "{stderr}");
}

#[test]
fn output_that_cannot_be_written_is_one_line() {
    let folder = tempfile::tempdir().unwrap();
    let path = |name: &str| folder.path().join(name).to_str().unwrap().to_owned();
    fs::create_dir(path("folder.svg")).unwrap();
    fs::write(path("file.svg"), "kept").unwrap();
    let small = ["--size", "200x150"];
    for out in ["none/out.svg", "folder.svg", "file.svg/out.svg"] {
        let (code, stderr) = failure(&["export", &path(out), small[0], small[1]]);
        assert_eq!(code, 1, "{stderr}");
        one_line(&stderr);
        assert!(stderr.contains(&path(out)), "{stderr} does not name the file");
        assert!(stderr.contains("cannot be written"), "{stderr}");
    }
    assert_eq!(fs::read_to_string(path("file.svg")).unwrap(), "kept");
    let mut left: Vec<_> =
        fs::read_dir(folder.path()).unwrap().map(|entry| entry.unwrap().file_name()).collect();
    left.sort();
    assert_eq!(left, ["file.svg", "folder.svg"], "nothing is left behind");
    let (code, stderr) = failure(&["outlines", &path("none.geojson"), &path("folder.svg")]);
    assert_eq!(code, 1);
    one_line(&stderr);
    assert!(stderr.contains("none.geojson") && stderr.contains("is missing"), "{stderr}");
}

/// A disk that is full when half of the picture is written.
#[cfg(unix)]
#[test]
fn a_file_that_was_there_survives_a_full_disk() {
    let folder = tempfile::tempdir().unwrap();
    let out = folder.path().join("out.svg");
    fs::write(&out, "the old picture").unwrap();
    let limited = std::process::Command::new("sh")
        .args(["-c", "trap '' XFSZ; ulimit -f 8; exec \"$@\"", "sh", env!("CARGO_BIN_EXE_okhotsk")])
        .args(["export", out.to_str().unwrap(), "--size", "400x300"])
        .output()
        .unwrap();
    let stderr = String::from_utf8_lossy(&limited.stderr);
    assert_eq!(limited.status.code(), Some(1), "{stderr}");
    one_line(&stderr);
    assert_eq!(fs::read_to_string(&out).unwrap(), "the old picture");
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1, "a half file is left behind");
}

#[test]
fn a_file_that_was_there_is_replaced_whole() {
    let folder = tempfile::tempdir().unwrap();
    let out = folder.path().join("out.svg");
    fs::write(&out, "old ".repeat(1_000_000)).unwrap();
    let args = ["export", out.to_str().unwrap(), "--size", "200x150"];
    assert_eq!(stdout(&args), "");
    let text = fs::read_to_string(&out).unwrap();
    assert!(text.starts_with("<svg") && text.ends_with("</svg>\n"));
    #[cfg(unix)]
    {
        // Through a link, what it leads to is replaced.
        let link = folder.path().join("link.svg");
        std::os::unix::fs::symlink(&out, &link).unwrap();
        fs::write(&out, "old").unwrap();
        stdout(&["export", link.to_str().unwrap(), "--size", "200x150"]);
        assert!(fs::symlink_metadata(&link).unwrap().is_symlink());
        assert_eq!(fs::read_to_string(&out).unwrap(), text);
    }
}

#[cfg(target_os = "linux")]
#[test]
fn standard_output_that_cannot_be_written_is_one_line() {
    let full = fs::OpenOptions::new().write(true).open("/dev/full").unwrap();
    let output = okhotsk().args(["state"]).stdout(full).output().unwrap();
    assert_eq!(output.status.code(), Some(1));
    one_line(&String::from_utf8_lossy(&output.stderr));
}

/// As `okhotsk … | head -1` does.
#[test]
fn a_reader_that_has_had_enough_is_no_failure() {
    let mut child = okhotsk()
        .args(["areas", "--every", "year", "--format", "json"])
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let mut first = [0; 1];
    let mut pipe = child.stdout.take().unwrap();
    pipe.read_exact(&mut first).unwrap();
    drop(pipe);
    let output = child.wait_with_output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    assert!(output.stderr.is_empty());
}

#[test]
fn without_a_display_the_window_names_the_export() {
    let mut child = okhotsk().stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    let started = Instant::now();
    while child.try_wait().unwrap().is_none() {
        if started.elapsed() > Duration::from_secs(30) {
            child.kill().unwrap();
            panic!("it waits for a display");
        }
        std::thread::sleep(Duration::from_millis(20));
    }
    let output = child.wait_with_output().unwrap();
    let stderr = String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.code(), Some(1), "{stderr}");
    one_line(&stderr);
    assert!(stderr.contains("export"), "{stderr}");
}

proptest! {
    #![proptest_config(cases(24))]

    #[test]
    fn random_arguments_never_panic(
        command in prop::sample::select(vec!["state", "spans", "events", "areas", "check"]),
        args in prop::collection::vec("[a-z0-9,.-]{1,10}", 1..4),
    ) {
        let mut all = vec![command];
        all.extend(args.iter().map(String::as_str));
        let output = run(&all);
        prop_assert!(matches!(output.status.code(), Some(0..=2)));
    }
}
