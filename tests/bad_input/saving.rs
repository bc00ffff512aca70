//! Files that are replaced, refused, interrupted; streams that cannot be written; a system that grants
//! no thread.

#![cfg(unix)]

use std::fs::{self, File, Permissions};
use std::os::unix::fs::{PermissionsExt, symlink};
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant, SystemTime};

use crate::common::{failure, fixture, okhotsk, stdout};

const SMALL: [&str; 2] = ["--size", "200x150"];

fn export(out: &Path) {
    assert_eq!(stdout(&["export", out.to_str().unwrap(), SMALL[0], SMALL[1]]), "");
}

/// The one line that says why a picture was not saved.
fn refusal(out: &Path) -> String {
    let (code, stderr) = failure(&["export", out.to_str().unwrap(), SMALL[0], SMALL[1]]);
    assert_eq!(code, 1, "{stderr}");
    assert_eq!(stderr.lines().count(), 1, "{stderr}");
    assert!(stderr.contains(&format!("{} cannot be written", out.display())), "{stderr}");
    assert!(!stderr.contains(".okhotsk-"), "{stderr} names a temporary file");
    stderr
}

fn mode(path: &Path) -> u32 {
    fs::metadata(path).unwrap().permissions().mode() & 0o7777
}

#[test]
fn a_replaced_file_keeps_its_permissions() {
    let folder = tempfile::tempdir().unwrap();
    let out = folder.path().join("out.svg");
    for own in [0o600, 0o640, 0o666, 0o755] {
        fs::write(&out, "old").unwrap();
        fs::set_permissions(&out, Permissions::from_mode(own)).unwrap();
        export(&out);
        assert_eq!(mode(&out), own, "{own:o}");
        assert_ne!(fs::read_to_string(&out).unwrap(), "old");
    }
    // A new one is for whom the system says.
    let plain = folder.path().join("plain");
    File::create(&plain).unwrap();
    fs::remove_file(&out).unwrap();
    export(&out);
    assert_eq!(mode(&out), mode(&plain));
}

#[test]
fn a_file_that_may_only_be_read_is_not_replaced() {
    let folder = tempfile::tempdir().unwrap();
    let out = folder.path().join("out.svg");
    fs::write(&out, "old").unwrap();
    fs::set_permissions(&out, Permissions::from_mode(0o444)).unwrap();
    assert!(refusal(&out).contains("may only be read"));
    assert_eq!(fs::read_to_string(&out).unwrap(), "old");
}

#[test]
fn a_link_is_followed_to_its_file_or_refused() {
    let folder = tempfile::tempdir().unwrap();
    let path = |name: &str| folder.path().join(name);
    // On a system with more than one disk in memory this is another one.
    let other =
        tempfile::tempdir_in(if Path::new("/dev/shm").is_dir() { "/dev/shm" } else { "/tmp" });
    let far = other.as_ref().unwrap().path().join("far.svg");
    fs::write(&far, "old").unwrap();
    symlink(&far, path("link.svg")).unwrap();
    symlink(path("link.svg"), path("link-to-link.svg")).unwrap();
    export(&path("link-to-link.svg"));
    assert!(fs::symlink_metadata(path("link-to-link.svg")).unwrap().is_symlink());
    assert!(fs::read_to_string(&far).unwrap().starts_with("<svg"));
    symlink(path("nothing.svg"), path("dangling.svg")).unwrap();
    symlink(path("loop.svg"), path("loop.svg")).unwrap();
    for name in ["dangling.svg", "loop.svg"] {
        assert!(refusal(&path(name)).contains("a link that leads to no file"));
        assert!(fs::symlink_metadata(path(name)).unwrap().is_symlink());
    }
    assert!(!path("nothing.svg").exists());
}

#[test]
fn what_is_no_regular_file_is_not_replaced() {
    let folder = tempfile::tempdir().unwrap();
    let pipe = folder.path().join("pipe.svg");
    assert!(Command::new("mkfifo").arg(&pipe).status().unwrap().success());
    let socket = folder.path().join("socket.svg");
    let _listener = std::os::unix::net::UnixListener::bind(&socket).unwrap();
    let device = folder.path().join("device.svg");
    symlink("/dev/null", &device).unwrap();
    for out in [pipe, socket, device] {
        assert!(refusal(&out).contains("no regular file"), "{}", out.display());
    }
    assert!(!fs::metadata("/dev/null").unwrap().is_file());
}

#[test]
fn what_was_left_behind_long_ago_is_swept() {
    let folder = tempfile::tempdir().unwrap();
    let names = [".okhotsk-a1B2c3", ".okhotsk-new123", ".okhotsk-notes.txt", "okhotsk-a1B2c3"];
    for name in names {
        let file = File::create(folder.path().join(name)).unwrap();
        let hours = if name.contains("new") { 0 } else { 2 };
        file.set_modified(SystemTime::now() - Duration::from_hours(hours)).unwrap();
    }
    export(&folder.path().join("out.svg"));
    let left = names.map(|name| folder.path().join(name).exists());
    assert_eq!(left, [false, true, true, true]);
}

/// Nothing half-written is left when a signal ends the program, whenever it comes.
#[test]
fn a_signal_leaves_nothing_half_written() {
    let folder = tempfile::tempdir().unwrap();
    let out = folder.path().join("out.png");
    for (round, signal) in ["TERM", "INT", "HUP"].iter().cycle().take(12).enumerate() {
        fs::write(&out, "old").unwrap();
        let mut child = okhotsk()
            .args(["export", out.to_str().unwrap(), "--size", "3000x2000"])
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        // The last ones as soon as a file stands beside the old one.
        let started = Instant::now();
        let beside = || fs::read_dir(folder.path()).unwrap().count() > 1;
        let wait = Duration::from_millis(40 * u64::try_from(round).unwrap());
        while started.elapsed() < wait || (round >= 6 && !beside()) {
            if child.try_wait().unwrap().is_some() {
                break;
            }
        }
        let id = child.id().to_string();
        drop(
            Command::new("kill").args([&format!("-{signal}"), &id]).stderr(Stdio::null()).status(),
        );
        let output = child.wait_with_output().unwrap();
        let stderr = String::from_utf8_lossy(&output.stderr);
        assert!(stderr.is_empty(), "{stderr}");
        assert_eq!(
            fs::read_dir(folder.path()).unwrap().count(),
            1,
            "after {signal} in round {round}"
        );
        let whole = fs::read(&out).unwrap();
        assert!(whole == b"old" || whole.ends_with(b"IEND\xae\x42\x60\x82"), "round {round}");
    }
}

#[test]
fn outlines_are_written_all_or_none() {
    let folder = tempfile::tempdir().unwrap();
    let (raw, recipe) = (fixture("outlines/raw.geojson"), fixture("outlines/recipe.toml"));
    for name in ["islands.geojson", "surroundings.geojson"] {
        fs::write(folder.path().join(name), "old").unwrap();
    }
    fs::create_dir(folder.path().join("cuts.geojson")).unwrap();
    let args = [
        "outlines",
        raw.to_str().unwrap(),
        folder.path().to_str().unwrap(),
        "--recipe",
        recipe.to_str().unwrap(),
    ];
    let (code, stderr) = failure(&args);
    assert!(
        code == 1 && stderr.contains("cuts.geojson cannot be written: it is a folder"),
        "{stderr}"
    );
    for name in ["islands.geojson", "surroundings.geojson"] {
        assert_eq!(fs::read_to_string(folder.path().join(name)).unwrap(), "old", "{name}");
    }
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 3);
}

/// A number of a recipe that makes no sense is told before anything is made of it.
#[test]
fn every_number_of_a_recipe_is_checked() {
    let folder = tempfile::tempdir().unwrap();
    let recipe = fs::read_to_string(fixture("outlines/recipe.toml")).unwrap();
    let raw = fixture("outlines/raw.geojson");
    let out = folder.path().join("surroundings.geojson");
    fs::write(&out, "old").unwrap();
    for (from, to, field) in [
        ("max_islet_km = 20.0", "max_islet_km = nan", "extent.max_islet_km"),
        ("max_islet_km = 20.0", "max_islet_km = -1.0", "extent.max_islet_km"),
        ("tolerance_m = 200", "tolerance_m = inf", "surroundings.tolerance_m"),
        ("tolerance_m = 200", "tolerance_m = -200", "surroundings.tolerance_m"),
        ("min_area_km2 = 0.05", "min_area_km2 = -1.0", "surroundings.min_area_km2"),
        ("min_area_km2 = 0.05", "min_area_km2 = nan", "surroundings.min_area_km2"),
        ("west = 9.0", "west = nan", "surroundings"),
        ("east = 13.0", "east = inf", "surroundings"),
        ("east = 13.0", "east = 8.0", "surroundings"),
        ("north = 51.2", "north = 91.0", "surroundings"),
        (
            "south = 49.0\neast = 13.0\nnorth = 51.2",
            "south = 88.5\neast = 13.0\nnorth = 90.0",
            "surroundings",
        ),
        ("point = [11.0, 50.1]", "point = [nan, 50.1]", "point"),
        ("point = [9.2, 50.0]", "point = [9.2, inf]", "point"),
        ("point = [11.0, 49.7]", "point = [11.0, 490.7]", "pieces"),
        ("lat = 50.0", "lat = nan", "lat"),
        (
            "kind = \"parallel\"",
            "kind = \"lines\"\nlines = [{ id = \"a\", points = [[11.0, inf], [1.0, 1.0]] }]",
            "lines",
        ),
        (
            "kind = \"parallel\"",
            "kind = \"lines\"\nlines = [{ id = \"a\", points = [[11.0, 1.0]] }]",
            "lines",
        ),
        (
            "[[island]]",
            "[[surroundings.patch]]\nwest = 1.0\nsouth = nan\neast = 2.0\nnorth = 3.0\n[[island]]",
            "surroundings.patch[0]",
        ),
        ("id = \"rock\"", "id = \"ro\\u001Bck\"", "island.id"),
    ] {
        assert!(recipe.contains(from), "{from}");
        let path = folder.path().join("recipe.toml");
        fs::write(&path, recipe.replacen(from, to, 1)).unwrap();
        let (code, stderr) = failure(&[
            "outlines",
            raw.to_str().unwrap(),
            folder.path().to_str().unwrap(),
            "--recipe",
            path.to_str().unwrap(),
        ]);
        assert_eq!(code, 1, "{to}: {stderr}");
        assert!(
            stderr.contains("recipe.toml: ") && stderr.contains(&format!("field '{field}'")),
            "{to}: {stderr}"
        );
        assert_eq!(fs::read_to_string(&out).unwrap(), "old", "{to}");
    }
}

/// The exit code tells where nobody can be told otherwise.
#[cfg(target_os = "linux")]
#[test]
fn streams_that_cannot_be_written_do_not_change_the_exit_code() {
    let full = || fs::OpenOptions::new().write(true).open("/dev/full").unwrap();
    for (args, code) in [
        (&["check", "/nowhere"][..], 1),
        (&["state", "--date", "yesterday"], 2),
        (&["fly"], 2),
        (&["state", "--colour"], 2),
    ] {
        let status = okhotsk().args(args).stderr(full()).status().unwrap();
        assert_eq!(status.code(), Some(code), "{args:?}");
        let closed = Command::new("sh")
            .args(["-c", "exec \"$@\" 2>&-", "sh", env!("CARGO_BIN_EXE_okhotsk")])
            .args(args)
            .status()
            .unwrap();
        assert_eq!(closed.code(), Some(code), "{args:?} without an error stream");
    }
    for args in
        [&["--help"][..], &["--version"], &["help", "export"], &["man"], &["completions", "bash"]]
    {
        let output = okhotsk().args(args).stdout(full()).stderr(Stdio::piped()).output().unwrap();
        let stderr = String::from_utf8_lossy(&output.stderr);
        assert_eq!(output.status.code(), Some(1), "{args:?}: {stderr}");
        assert!(
            stderr.starts_with("error: standard output cannot be written"),
            "{args:?}: {stderr}"
        );
        assert_eq!(stderr.lines().count(), 1, "{stderr}");
    }
}

/// Where the system grants no thread besides the first, that one does all the work.
#[test]
fn a_system_that_grants_no_thread_gets_its_picture() {
    let folder = tempfile::tempdir().unwrap();
    let out = folder.path().join("out.svg");
    export(&out);
    let usual = fs::read(&out).unwrap();
    // No thread gets a stack of a million gigabytes.
    let output = okhotsk()
        .args(["export", out.to_str().unwrap(), SMALL[0], SMALL[1]])
        .env("RUST_MIN_STACK", "1000000000000000")
        .output()
        .unwrap();
    let stderr = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success() && stderr.is_empty(), "{stderr}");
    assert_eq!(fs::read(&out).unwrap(), usual);
    let state = okhotsk()
        .args(["check", fixture("tiny").to_str().unwrap()])
        .env("RUST_MIN_STACK", "1000000000000000")
        .output()
        .unwrap();
    assert!(state.status.success(), "{}", String::from_utf8_lossy(&state.stderr));
}

#[test]
fn words_that_are_not_understood_are_quoted_in_short() {
    let long = "x".repeat(5000);
    let (long, option) = (long.as_str(), format!("--{long}"));
    for args in [
        &["state", "--date", long][..],
        &["state", "--format", long],
        &[long],
        &["state", option.as_str()],
        &["export", "-", "--scale", long],
        &["export", "-", "--size", long],
        &["--open", long],
    ] {
        let (code, stderr) = failure(args);
        assert_eq!(code, 2, "{stderr}");
        assert!(!stderr.contains(&"x".repeat(81)), "{stderr}");
        assert!(stderr.contains("xxx"), "{stderr}");
    }
    let (_, stderr) = failure(&["state", "--date", "\u{1b}]0;x\u{7}"]);
    assert!(!stderr.contains('\u{1b}'), "{stderr:?}");
    for date in ["-1905", "-1905-10-14", "+1905"] {
        let (code, stderr) = failure(&["state", "--date", date]);
        assert_eq!(code, 2);
        assert!(
            stderr.contains(&format!("'{date}' for '--date <DATE>': a date has no sign")),
            "{stderr}"
        );
    }
}

/// A scale that was asked for holds, also where it is 1 and the size is one of paper. A pixel that the
/// paper reaches into is there: 100 mm are 377.95 points, and 1181.1 pixels of a print.
#[test]
fn a_scale_of_one_counts_on_paper() {
    let folder = tempfile::tempdir().unwrap();
    let size = |more: &[&str]| {
        let out = folder.path().join("out.png");
        let mut args = vec!["export", out.to_str().unwrap(), "--size", "100x80mm"];
        args.extend(more);
        stdout(&args);
        let bytes = fs::read(&out).unwrap();
        u32::from_be_bytes(bytes[16..20].try_into().unwrap())
    };
    assert_eq!((size(&["--scale", "1"]), size(&[])), (378, 1182));
}

#[test]
fn a_display_that_does_not_answer_is_told_with_a_way_out() {
    for (name, value) in [("DISPLAY", ":4711"), ("WAYLAND_DISPLAY", "no-such-display")] {
        let output =
            okhotsk().env(name, value).env("XDG_RUNTIME_DIR", "/nowhere").output().unwrap();
        let stderr = String::from_utf8_lossy(&output.stderr);
        assert_eq!(output.status.code(), Some(1), "{stderr}");
        assert_eq!(stderr.lines().count(), 1, "{stderr}");
        assert!(stderr.contains("okhotsk export") && !stderr.contains(".rs"), "{stderr}");
    }
    let said = okhotsk::app::without_sources("os error at /a b/c.rs:12: no display");
    assert!(!said.contains(".rs"), "{said}");
}
