//! What an error of the program leaves behind: a report, and a sentence that says where it lies.

use std::backtrace::Backtrace;
use std::fmt::Write as _;
use std::io::{self, Write as _};
use std::panic::PanicHookInfo;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;
use std::{env, fs, panic, process, thread};

use crate::atlas::read_text;
use crate::export::unfinished::abandon;
use crate::history::letters::legible;
use crate::picture::words::INTERFACE;
use crate::picture::{Argument, Words};

use super::locale;

/// The exit code after an error of the program.
const EXIT_CODE: i32 = 101;
/// The name of the program, and of its folder below the system's folder for what programs leave.
const PROGRAM: &str = env!("CARGO_PKG_NAME");
/// Reports are called so, the moment and an ending after it.
const REPORT: &str = "crash-";
/// The file that names the report that the window has not told of yet.
const UNTOLD: &str = "untold-crash";
/// Characters of a path or a reason that are told.
const LONGEST: usize = 1000;
/// So many reports are kept.
const MOST: usize = 9;

/// Whether the window runs: its reader may see no terminal.
static IN_WINDOW: AtomicBool = AtomicBool::new(false);

/// The folder of the reports; `None` if the system has no such place.
#[must_use]
pub fn folder() -> Option<PathBuf> {
    let dirs = directories::BaseDirs::new()?;
    Some(dirs.state_dir().unwrap_or_else(|| dirs.data_local_dir()).join(PROGRAM))
}

/// From now on an error of the program, in whatever thread, writes a report, says where it lies, and
/// ends the program with exit code 101. What is half written then goes.
pub fn watch() {
    static ENDS: AtomicBool = AtomicBool::new(false);
    let usual = panic::take_hook();
    panic::set_hook(Box::new(move |error| {
        if ENDS.swap(true, Ordering::SeqCst) {
            // Another thread writes the report and ends the program meanwhile.
            thread::sleep(Duration::from_secs(10));
            process::exit(EXIT_CODE);
        }
        // Who builds without optimising works on the program, and reads this first.
        if cfg!(debug_assertions) {
            usual(error);
        }
        let words = Words::of_interface(language());
        let program = ("program", Argument::Text(PROGRAM));
        let sentence = match folder().ok_or_else(no_folder).and_then(|dir| write(&dir, error)) {
            Ok(path) => {
                let path = legible(&path.display().to_string(), LONGEST);
                words.with("crash", &[program, ("path", Argument::Text(&path))])
            }
            Err(reason) => {
                let reason = format!("{reason}; {}", error.to_string().replace('\n', " "));
                let reason = legible(&reason, LONGEST);
                words.with("crash-unwritten", &[program, ("reason", Argument::Text(&reason))])
            }
        };
        // An error stream that takes nothing is no reason to leave the exit code.
        writeln!(io::stderr(), "error: {sentence}").unwrap_or_default();
        abandon();
        process::exit(EXIT_CODE);
    }));
}

/// From now on a report is also told of by the next window.
pub fn in_window() {
    IN_WINDOW.store(true, Ordering::SeqCst);
}

fn no_folder() -> io::Error {
    io::Error::new(io::ErrorKind::NotFound, "no folder")
}

/// That of the command line, or the system's, as far as the program speaks it.
fn language() -> &'static str {
    let typed: Vec<String> = env::args_os().map(|a| a.to_string_lossy().into_owned()).collect();
    let after = typed.windows(2).find(|pair| pair[0] == "--lang").map(|pair| pair[1].clone());
    let joined = || typed.iter().find_map(|a| a.strip_prefix("--lang=").map(str::to_owned));
    let mut wishes: Vec<String> = after.or_else(joined).into_iter().collect();
    wishes.extend(locale::wishes());
    let spoken = locale::spoken(&wishes, &INTERFACE.iter().map(|&(id, _)| id));
    spoken.unwrap_or(INTERFACE[0].0)
}

/// Writes a report into a folder.
fn write(folder: &Path, error: &PanicHookInfo<'_>) -> io::Result<PathBuf> {
    fs::create_dir_all(folder)?;
    let now = jiff::Timestamp::now();
    let name = format!("{REPORT}{}-{}.txt", now.strftime("%Y%m%dT%H%M%SZ"), process::id());
    let path = folder.join(name);
    fs::write(&path, report(error, &now.to_string()).map_err(io::Error::other)?)?;
    if IN_WINDOW.load(Ordering::SeqCst) {
        fs::write(folder.join(UNTOLD), path.as_os_str().as_encoded_bytes()).unwrap_or_default();
    }
    sweep(folder).unwrap_or_default();
    Ok(path)
}

fn report(error: &PanicHookInfo<'_>, now: &str) -> Result<String, std::fmt::Error> {
    let mut text = String::new();
    writeln!(text, "{PROGRAM} {} ({}, {})", crate::VERSION, env::consts::OS, env::consts::ARCH)?;
    writeln!(text, "when: {now}")?;
    writeln!(text, "arguments: {:?}", env::args_os().skip(1).collect::<Vec<_>>())?;
    writeln!(text, "thread: {}", thread::current().name().unwrap_or("without a name"))?;
    if let Some(place) = error.location() {
        writeln!(text, "place: {place}")?;
    }
    writeln!(text, "message: {}", error.payload_as_str().unwrap_or("none"))?;
    write!(text, "\n{}", Backtrace::force_capture())?;
    Ok(text)
}

/// Removes the oldest reports.
fn sweep(folder: &Path) -> io::Result<()> {
    let mut reports: Vec<PathBuf> = Vec::new();
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        if entry.file_name().to_string_lossy().starts_with(REPORT) {
            reports.push(entry.path());
        }
    }
    reports.sort();
    let old = reports.len().saturating_sub(MOST);
    reports[..old].iter().try_for_each(fs::remove_file)
}

/// The report of a window that ended by an error, if there is one that no window has told of; it
/// counts as told from now on.
#[must_use]
pub fn untold(folder: &Path) -> Option<String> {
    let mark = folder.join(UNTOLD);
    // Nothing is waited for that is no file.
    let path = read_text(&mark).ok()?;
    fs::remove_file(&mark).ok()?;
    Path::new(&path).is_file().then(|| legible(&path, LONGEST))
}
