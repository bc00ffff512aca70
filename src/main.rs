//! The process: read the arguments, do the work, report an error once.

use std::process::ExitCode;

use clap::Parser;

use okhotsk::cli;

fn main() -> ExitCode {
    let args = cli::args::Cli::parse();
    let done = match &args.command {
        Some(command) => cli::run(command),
        None => Ok(()),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {error}");
            ExitCode::from(error.exit_code())
        }
    }
}
