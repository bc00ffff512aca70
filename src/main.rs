//! The process: read the arguments, do the work, report an error once.

use std::ffi::{OsStr, OsString};
use std::io::{ErrorKind, Write};
use std::process::ExitCode;

use clap::error::ContextValue;
use clap::{CommandFactory, Parser};
use rayon::ThreadPoolBuilder;

use okhotsk::app::motion::is_less_wished;
use okhotsk::app::{AtlasApp, run};
use okhotsk::cli::args::{Cli, WindowArgs};
use okhotsk::cli::plan::{self, RequestError};
use okhotsk::cli::{crash, locale};
use okhotsk::export::unfinished::heed_signals;
use okhotsk::history::letters::quoted;
use okhotsk::picture::{Argument, Words};
use okhotsk::view::{DeskAction, Memory};

fn main() -> ExitCode {
    crash::watch();
    let args = match Cli::try_parse_from(in_order(std::env::args_os())) {
        Ok(args) => args,
        Err(error) => return not_understood(error),
    };
    if args.command.is_none() {
        begin_again();
    }
    if let Err(error) = threads() {
        return failed(1, &format!("the system grants no thread: {error}"));
    }
    let done = match &args.command {
        Some(command) => {
            heed_signals(|| {});
            okhotsk::cli::run(command)
        }
        None => window(&args.window),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => failed(error.exit_code(), &error.to_string()),
    }
}

/// What the system's allocator is asked for in the window: to give back what is free at its end, and not
/// to keep a store for each thread. What a large window needed stays with the program otherwise. It keeps
/// some megabytes of what is free: a frame takes as much and frees it, and to get it back from the system
/// in each would take as long as all the rest of the frame.
#[cfg(all(target_os = "linux", target_env = "gnu"))]
const ALLOCATOR: [(&str, &str); 2] =
    [("MALLOC_ARENA_MAX", "1"), ("MALLOC_TRIM_THRESHOLD_", "4194304")];

/// Begins anew with what the allocator is asked for, which it reads only when a process begins. Where the
/// reader has set it already, or it cannot be done, the program goes on as it is.
#[cfg(all(target_os = "linux", target_env = "gnu"))]
fn begin_again() {
    use std::os::unix::process::CommandExt;
    if ALLOCATOR.iter().any(|(name, _)| std::env::var_os(name).is_some()) {
        return;
    }
    let Ok(program) = std::env::current_exe() else { return };
    let mut args = std::env::args_os();
    let mut again = std::process::Command::new(program);
    if let Some(name) = args.next() {
        again.arg0(name);
    }
    // It returns only if it fails.
    drop(again.args(args).envs(ALLOCATOR).exec());
}

#[cfg(not(all(target_os = "linux", target_env = "gnu")))]
fn begin_again() {}

/// The arguments with those options behind the command that were typed before it.
fn in_order(args: impl Iterator<Item = OsString>) -> Vec<OsString> {
    let mut args: Vec<OsString> = args.collect();
    let commands = Cli::command();
    let is_command = |arg: &OsString| {
        commands.get_subcommands().any(|command| *arg == *OsStr::new(command.get_name()))
    };
    let mut at = 1;
    while let Some(arg) = args.get(at).and_then(|arg| arg.to_str()) {
        let (name, value) = arg.split_once('=').map_or((arg, false), |(name, _)| (name, true));
        if !MOVABLE.contains(&name) {
            break;
        }
        at += if value { 1 } else { 2 };
    }
    if at > 1 && args.get(at).is_some_and(is_command) {
        let command = args.remove(at);
        args.insert(1, command);
    }
    args
}

/// Options that may stand before the command.
const MOVABLE: [&str; 4] = ["--data", "--lang", "--lens", "--date"];

/// Says why it could not be done. Where nobody can be told, the exit code still tells.
fn failed(code: u8, reason: &str) -> ExitCode {
    drop(writeln!(std::io::stderr(), "error: {reason}"));
    ExitCode::from(code)
}

/// Says what was not understood, or the help that was asked for.
fn not_understood(mut error: clap::Error) -> ExitCode {
    let said: Vec<_> = error.context().map(|(kind, value)| (kind, value.clone())).collect();
    for (kind, value) in said {
        let short = match value {
            ContextValue::String(text) => ContextValue::String(quoted(&text)),
            ContextValue::Strings(all) => {
                ContextValue::Strings(all.iter().map(|text| quoted(text)).collect())
            }
            other => other,
        };
        error.insert(kind, short);
    }
    let said = error.print().and_then(|()| std::io::stdout().flush());
    match said {
        // A reader that has had enough (`| head`) is no failure.
        Err(fault) if error.exit_code() == 0 && fault.kind() != ErrorKind::BrokenPipe => {
            failed(1, &format!("standard output cannot be written: {fault}"))
        }
        _ => ExitCode::from(u8::try_from(error.exit_code()).unwrap_or(2)),
    }
}

/// Sets up the threads that share the work; where the system grants none, this one does it all.
fn threads() -> Result<(), rayon::ThreadPoolBuildError> {
    // The pool can be set up once only: whether it can be is found out with another.
    if ThreadPoolBuilder::new().build().is_ok() {
        return Ok(());
    }
    ThreadPoolBuilder::new().num_threads(1).use_current_thread().build_global()
}

/// Opens the window with what is remembered and what the arguments ask for.
fn window(args: &WindowArgs) -> Result<(), RequestError> {
    let data = args.shown.seen.read.data.as_deref();
    let atlas = plan::atlas(data)?;
    let path = Memory::path(data.map(|_| atlas.id.as_str()));
    let read = path.as_deref().map_or_else(|| Ok(Memory::default()), Memory::read);
    let (memory, damage) = match read {
        Ok(memory) => (memory, None),
        Err(reason) => (Memory::default(), Some(reason)),
    };
    let look = plan::remembered(&atlas, &memory, locale::of_atlas(&atlas));
    let plan::WindowPlan { look, left_out } = plan::window(&atlas, args, look)?;
    let words = Words::new(&atlas.history, look.language());
    let mut notices = Vec::new();
    if let Some(report) = crash::folder().as_deref().and_then(crash::untold) {
        notices.push(words.with("crash-before", &[("path", Argument::Text(&report))]));
    }
    if let Some(reason) = damage {
        notices.push(words.with("memory-damaged", &[("reason", Argument::Text(&reason))]));
    } else if !left_out.is_empty() {
        let parts: Vec<&str> = left_out.iter().map(String::as_str).collect();
        let parts = words.list(&parts);
        notices.push(words.with("link-left-out", &[("parts", Argument::Text(&parts))]));
    }
    let first = notices.is_empty() && memory == Memory::default();
    if first {
        notices.push(words.get("hint-first"));
    }
    let notice = (!notices.is_empty()).then(|| notices.join("\n"));
    crash::in_window();
    let mut desk = memory.desk();
    if memory.less_motion.is_none() && is_less_wished() {
        desk.apply(DeskAction::SetLessMotion(true));
    }
    let app = AtlasApp::new(atlas, look, desk, path, notice);
    let app = app.with_browser().reading(plan::files(data));
    run(if first { app.offering_stories() } else { app }, &memory)
        .map_err(|error| RequestError::Work(error.to_string()))
}
