//! Opens addresses with the browser of the system, by the program that the system has for that.

use std::process::{Command, Stdio};

/// The program that opens an address, and what it is told before it.
#[cfg(target_os = "macos")]
const OPENER: (&str, &[&str]) = ("open", &[]);
#[cfg(target_os = "windows")]
const OPENER: (&str, &[&str]) = ("rundll32", &["url.dll,FileProtocolHandler"]);
#[cfg(not(any(target_os = "macos", target_os = "windows")))]
const OPENER: (&str, &[&str]) = ("xdg-open", &[]);

/// Opens an address of the web; `false` if it is none, or the system has nothing that opens it.
#[must_use]
pub(super) fn open(url: &str) -> bool {
    if !(url.starts_with("https://") || url.starts_with("http://")) {
        return false;
    }
    let (program, before) = OPENER;
    let mut command = Command::new(program);
    command.args(before).arg(url);
    command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
    let Ok(mut child) = command.spawn() else { return false };
    // Nobody waits for the browser, but its end is taken note of.
    std::thread::spawn(move || drop(child.wait()));
    true
}
