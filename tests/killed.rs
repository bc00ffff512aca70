//! A program that is killed while it writes: the file is the old one or the new one, never a part.

#![cfg(unix)]

use std::fs::{self, File};
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant, SystemTime};

use crate::common::{okhotsk, stdout};

/// How often it is killed, half of the times so that it is told.
const TIMES: u32 = 50;
/// What stands in the file before.
const OLD: &[u8] = b"an older file";

fn arguments(path: &Path) -> [&str; 6] {
    ["export", path.to_str().unwrap(), "--date", "1905-10-14", "--size", "480x320"]
}

#[test]
fn a_killed_export_leaves_the_old_file_or_the_new_one() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("map.png");
    // How long it takes, and what comes of it.
    let begun = Instant::now();
    stdout(&arguments(&path));
    let whole = begun.elapsed();
    let new = fs::read(&path).unwrap();
    let (mut old_ones, mut new_ones) = (0, 0);
    for time in 0..TIMES {
        fs::write(&path, OLD).unwrap();
        let before = fs::read_dir(folder.path()).unwrap().count();
        let mut child = okhotsk().args(arguments(&path)).stdout(Stdio::null()).spawn().unwrap();
        // Moments all over its life, and more of them near its end, where it writes.
        let part = f64::from(time * 37 % TIMES) / f64::from(TIMES);
        std::thread::sleep(whole.mul_f64(1.1 * part.sqrt()));
        if time % 2 == 0 {
            // It may have ended by then.
            drop(child.kill());
        } else {
            let mut kill = Command::new("kill");
            let told = kill.arg(child.id().to_string()).stderr(Stdio::null()).status().unwrap();
            let waited = Instant::now();
            while told.success() && child.try_wait().unwrap().is_none() {
                assert!(waited.elapsed() < Duration::from_secs(20), "it does not end");
                std::thread::sleep(Duration::from_millis(2));
            }
        }
        child.wait().unwrap();
        let found = fs::read(&path).unwrap();
        if found == OLD {
            old_ones += 1;
        } else {
            assert!(found == new, "a part of {} bytes after {time} times", found.len());
            new_ones += 1;
        }
        if time % 2 != 0 {
            let after = fs::read_dir(folder.path()).unwrap().count();
            assert_eq!(after, before, "told to end, it leaves something of its own");
        }
    }
    assert!(old_ones > 0, "it was never met at work");
    assert_eq!(old_ones + new_ones, TIMES);
    // What a kill has left is swept by a file that is written there much later.
    let long_ago = SystemTime::now() - Duration::from_secs(100_000);
    for entry in fs::read_dir(folder.path()).unwrap() {
        let file = File::options().append(true).open(entry.unwrap().path()).unwrap();
        file.set_modified(long_ago).unwrap();
    }
    stdout(&arguments(&path));
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1, "litter");
}
