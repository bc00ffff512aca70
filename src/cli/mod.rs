//! The command line: arguments as typed, to a checked plan, to work.

pub mod args;
pub mod plan;

use std::io::Write;

use clap::CommandFactory;

use crate::atlas::{Atlas, Depth, load};
use crate::export::tables::{self, EventFilter, Table};
use crate::export::{save, save_all};

use args::{Cli, Command, Format, StateFormat};
use plan::{ExportPlan, RequestError};

/// Does a command. What it has to say goes to standard output, nothing else does.
///
/// # Errors
/// Why it could not be done; nothing is half done.
pub fn run(command: &Command) -> Result<(), RequestError> {
    match command {
        Command::Export(args) => {
            let atlas = plan::atlas(args.shown.seen.data.as_deref())?;
            let plan = plan::export(&atlas, args)?;
            export(&atlas, &plan)
        }
        Command::State { shown, format } => {
            let atlas = plan::atlas(shown.seen.data.as_deref())?;
            let day = match &shown.date {
                Some(typed) => plan::day(&atlas, "--date <DATE>", typed)?,
                None => atlas.history.last_day,
            };
            let lens = plan::lens(&atlas, shown.seen.lens.as_deref())?;
            let language = plan::language(&atlas, shown.seen.lang.as_deref())?;
            let table = || tables::state(&atlas, day, lens, language);
            match format {
                StateFormat::Table => print_table(&table(), Format::Table),
                StateFormat::Csv => print_table(&table(), Format::Csv),
                StateFormat::Json => print_table(&table(), Format::Json),
                StateFormat::Geojson => {
                    print(tables::state_geojson(&atlas, day, lens, language).as_bytes())
                }
            }
        }
        Command::Spans { territories, seen, format } => {
            let atlas = plan::atlas(seen.data.as_deref())?;
            let territories = plan::territories(&atlas, "[TERRITORY]...", territories)?;
            let lens = plan::lens(&atlas, seen.lens.as_deref())?;
            let language = plan::language(&atlas, seen.lang.as_deref())?;
            print_table(&tables::spans(&atlas, &territories, lens, language), *format)
        }
        Command::Events { from, to, kind, territory, lang, data, format } => {
            let atlas = plan::atlas(data.as_deref())?;
            let language = plan::language(&atlas, lang.as_deref())?;
            let filter = EventFilter {
                from: from.as_deref().map(|t| plan::from_day("--from <DATE>", t)).transpose()?,
                to: to.as_deref().map(|t| plan::to_day("--to <DATE>", t)).transpose()?,
                kinds: kind.iter().map(|kind| plan::kind(kind)).collect::<Result<_, _>>()?,
                territories: plan::territories(&atlas, "--territory <TERRITORY>", territory)?,
            };
            print_table(&tables::events(&atlas, &filter, language), *format)
        }
        Command::Disputes { date, lang, data, format } => {
            let atlas = plan::atlas(data.as_deref())?;
            let day = match date {
                Some(typed) => plan::day(&atlas, "--date <DATE>", typed)?,
                None => atlas.history.last_day,
            };
            let language = plan::language(&atlas, lang.as_deref())?;
            match format {
                Format::Json => print(tables::disputes_json(&atlas, day, language).as_bytes()),
                _ => print_table(&tables::disputes(&atlas, day, language), *format),
            }
        }
        Command::Areas { shown, every, format } => {
            let atlas = plan::atlas(shown.seen.data.as_deref())?;
            let days = match (&shown.date, every) {
                (_, Some(_)) => tables::every_year(&atlas),
                (Some(typed), None) => vec![plan::day(&atlas, "--date <DATE>", typed)?],
                (None, None) => vec![atlas.history.last_day],
            };
            let lens = plan::lens(&atlas, shown.seen.lens.as_deref())?;
            let language = plan::language(&atlas, shown.seen.lang.as_deref())?;
            print_table(&tables::areas(&atlas, &days, lens, language), *format)
        }
        Command::Check { dir } => {
            let atlas = load(&plan::files(dir.as_deref()), Depth::Full)?;
            // The sources of the bundled atlas are not in the program.
            let when = if dir.is_none() { " when the program was built" } else { "" };
            print(summary(&atlas, when).as_bytes())
        }
        Command::Outlines { raw, dir, recipe } => outlines(raw, dir, recipe.as_deref()),
        Command::Completions { shell } => {
            let mut script = Vec::new();
            clap_complete::generate(*shell, &mut Cli::command(), "okhotsk", &mut script);
            print(&script)
        }
        Command::Man => {
            let mut page = Vec::new();
            clap_mangen::Man::new(Cli::command())
                .render(&mut page)
                .map_err(|error| RequestError::Work(error.to_string()))?;
            print(&page)
        }
    }
}

fn export(atlas: &Atlas, plan: &ExportPlan) -> Result<(), RequestError> {
    let bytes = plan.job.file(atlas).map_err(|error| RequestError::Work(error.to_string()))?;
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
         changes and {spans} spans; {} events, {} sources\n",
        atlas.id,
        history.territories.len(),
        atlas.islands.len(),
        atlas.outlines().len(),
        history.events.len(),
        history.sources.len()
    )
}

fn print_table(table: &Table, format: Format) -> Result<(), RequestError> {
    let text = match format {
        Format::Table => tables::as_text(table),
        Format::Csv => {
            tables::as_csv(table).map_err(|error| RequestError::Work(error.to_string()))?
        }
        Format::Json => tables::as_json(table),
    };
    print(text.as_bytes())
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
