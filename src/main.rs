//! The process: read the arguments, do the work, report an error once.

use std::process::ExitCode;

use clap::Parser;

use okhotsk::app::{AtlasApp, run};
use okhotsk::cli::args::{Cli, WindowArgs};
use okhotsk::cli::plan::{self, RequestError};
use okhotsk::cli::{crash, locale};
use okhotsk::picture::{Argument, Words};
use okhotsk::view::Memory;

fn main() -> ExitCode {
    crash::watch();
    let args = Cli::parse();
    let done = match &args.command {
        Some(command) => okhotsk::cli::run(command),
        None => window(&args.window),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {error}");
            ExitCode::from(error.exit_code())
        }
    }
}

/// Opens the window with what is remembered and what the arguments ask for.
fn window(args: &WindowArgs) -> Result<(), RequestError> {
    let atlas = plan::atlas(args.shown.seen.data.as_deref())?;
    let path = Memory::path();
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
    let notice = (!notices.is_empty()).then(|| notices.join("\n"));
    crash::in_window();
    run(AtlasApp::new(atlas, look, memory.desk(), path, notice), memory.window)
        .map_err(|error| RequestError::Work(error.to_string()))
}
