//! The process: read the arguments, do the work, report an error once.

use std::process::ExitCode;

use clap::Parser;

use okhotsk::app::{AtlasApp, run};
use okhotsk::cli::args::{Cli, WindowArgs};
use okhotsk::cli::plan::{self, RequestError};
use okhotsk::picture::{Argument, Words};
use okhotsk::view::{Preferences, View};

fn main() -> ExitCode {
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
    let path = Preferences::path();
    let read = path.as_deref().map_or_else(|| Ok(Preferences::default()), Preferences::read);
    let (preferences, damage) = match read {
        Ok(preferences) => (preferences, None),
        Err(reason) => (Preferences::default(), Some(reason)),
    };
    let mut view = View::new(&atlas);
    preferences.restore(&mut view, &atlas);
    let view = plan::window_view(&atlas, args, view)?;
    let notice = damage.map(|reason| {
        let words = Words::new(&atlas.history, view.language);
        words.with("memory-damaged", &[("reason", Argument::Text(&reason))])
    });
    run(AtlasApp::new(atlas, view, path, notice), preferences.window)
        .map_err(|error| RequestError::Work(error.to_string()))
}
