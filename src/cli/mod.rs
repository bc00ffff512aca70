//! The command line: arguments as typed, to a checked plan, to work.

pub mod args;
mod cite;
pub mod crash;
pub mod export_args;
pub mod export_plan;
pub mod locale;
pub mod plan;

mod folder;
mod lists;
mod told;

use std::io::Write;
use std::sync::Arc;

use clap::CommandFactory;

use crate::atlas::advice::{Advice, advice};
use crate::atlas::{Atlas, Depth, MOST_LISTED, Problems, load};
use crate::export::progress::Progress;
use crate::export::{save, save_all};
use crate::import::Fields;
use crate::view::tour;

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
        Command::Check { dir, strict } => check(dir.as_deref(), *strict),
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

/// Checks an atlas: what is wrong ends it, what should be better is told.
fn check(dir: Option<&std::path::Path>, strict: bool) -> Result<(), RequestError> {
    let atlas = load(&plan::files(dir), Depth::Full)?;
    let views = tour::problems_of_all(&atlas);
    if !views.is_empty() {
        return Err(Problems(views, 0).into());
    }
    // The sources of the bundled atlas are not in the program.
    let when = if dir.is_none() { " when the program was built" } else { "" };
    let advice = advice(&atlas);
    print(format!("{}{}", summary(&atlas, when), advised(&advice)).as_bytes())?;
    if strict && !advice.is_empty() {
        let count = advice.len();
        let plural = if count == 1 { "" } else { "s" };
        return Err(RequestError::Work(format!("{count} record{plural} should be better")));
    }
    Ok(())
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

fn summary(atlas: &Atlas, when: &str) -> String {
    let history = &atlas.history;
    let ledgers = history.ledgers.len();
    let plural = if ledgers == 1 { "" } else { "s" };
    let changes: usize = history.ledgers.iter().map(|ledger| ledger.changes().len()).sum();
    let spans: usize = history
        .ledgers
        .iter()
        .map(|ledger| history.territory_ids().map(|t| ledger.spans(t).count()).sum::<usize>())
        .sum();
    format!(
        "{}: no problems{when}\n{} territories, {} islands, {} outlines; {ledgers} ledger{plural} with {changes} \
         changes and {spans} spans; {} events, {} sources, {} stories\n",
        atlas.id,
        history.territories.len(),
        atlas.islands.len(),
        atlas.outlines().len(),
        history.events.len(),
        history.sources.len(),
        history.tours.len()
    )
}

/// What should be better, a line each, up to so many as of problems.
fn advised(advice: &[Advice]) -> String {
    if advice.is_empty() {
        return String::new();
    }
    let mut lines = vec!["should be better:".to_owned()];
    lines.extend(advice.iter().take(MOST_LISTED).map(|one| format!("  {one}")));
    if let Some(more @ 1..) = advice.len().checked_sub(MOST_LISTED) {
        lines.push(format!("  and {more} more"));
    }
    lines.join("\n") + "\n"
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
