//! The command line: arguments as typed, to a checked plan, to work.

pub mod args;
mod cite;
pub mod crash;
pub mod export_args;
pub mod export_plan;
pub mod locale;
pub mod plan;

mod check;
mod folder;
mod lists;
mod told;

use std::io::Write;
use std::sync::Arc;

use clap::CommandFactory;

use crate::atlas::Atlas;
use crate::export::progress::Progress;
use crate::export::{save, save_all};
use crate::import::Fields;

use args::{Cli, Command};
use export_plan::ExportPlan;
use plan::RequestError;

/// Does a command. What it has to say goes to standard output, nothing else does.
///
/// # Errors
/// Why it could not be done; nothing is half done.
pub fn run(command: &Command) -> Result<(), RequestError> {
    match command {
        Command::Export(args) => {
            // The program ends with it: to take it apart would be time lost.
            let atlas = Box::leak(Box::new(plan::atlas(args.shown.seen.read.data.as_deref())?));
            let plan = export_plan::export(atlas, args)?;
            export(atlas, &plan)
        }
        Command::State { .. }
        | Command::Spans { .. }
        | Command::Events { .. }
        | Command::Disputes { .. }
        | Command::Sources { .. }
        | Command::Areas { .. } => lists::list(command),
        Command::Cite { what, shown, format } => cite::cite(what, shown, *format),
        Command::Check { dir, strict } => check::check(dir.as_deref(), *strict),
        Command::New { dir } => folder::example(dir),
        Command::Import { file, start, end, name, holder, dir } => {
            let (start, end) = (start.clone(), end.clone());
            let fields = Fields { start, end, name: name.clone(), holder: holder.clone() };
            print(folder::imported(file, &fields, dir)?.as_bytes())
        }
        Command::Outlines { raw, dir, recipe } => outlines(raw, dir, recipe.as_deref()),
        Command::Completions { shell } => {
            let mut script = Vec::new();
            clap_complete::generate(*shell, &mut Cli::command(), "okhotsk", &mut script);
            print(&script)
        }
        Command::Man => {
            let mut page = Vec::new();
            // The same page whatever commit it was built from: it is among the files of the program.
            clap_mangen::Man::new(Cli::command().version(env!("CARGO_PKG_VERSION")))
                .render(&mut page)
                .map_err(|error| RequestError::Work(error.to_string()))?;
            print(&page)
        }
    }
}

fn export(atlas: &Atlas, plan: &ExportPlan) -> Result<(), RequestError> {
    let progress = Arc::new(Progress::default());
    let told = told::tell(&plan.work, &progress);
    let bytes = plan.work.file(atlas, &progress);
    drop(told);
    let bytes = bytes.map_err(|error| RequestError::Work(error.to_string()))?;
    match &plan.out {
        Some(path) => save(path, &bytes).map_err(|error| RequestError::Work(error.to_string())),
        None => print(&bytes),
    }
}

fn outlines(
    raw: &std::path::Path,
    dir: &std::path::Path,
    recipe_path: Option<&std::path::Path>,
) -> Result<(), RequestError> {
    let files = crate::outlines::outlines(raw, recipe_path)?;
    let named = [
        (dir.join("islands.geojson"), &files.islands),
        (dir.join("surroundings.geojson"), &files.surroundings),
        (dir.join("cuts.geojson"), &files.cuts),
    ];
    let all = named.each_ref().map(|(path, text)| (path.as_path(), text.as_bytes()));
    save_all(&all).map_err(|error| RequestError::Work(error.to_string()))
}

/// Writes to standard output. A reader that has had enough (`| head`) is no failure.
fn print(bytes: &[u8]) -> Result<(), RequestError> {
    let mut out = std::io::stdout().lock();
    match out.write_all(bytes).and_then(|()| out.flush()) {
        Err(error) if error.kind() != std::io::ErrorKind::BrokenPipe => {
            Err(RequestError::Work(format!("standard output cannot be written: {error}")))
        }
        _ => Ok(()),
    }
}
