//! Arguments, and one match that starts the right thing.

mod run;

use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Parser, Subcommand};

use crate::memory::Version;

/// Shows how CPython manages memory, one statement at a time.
#[derive(Parser)]
#[command(name = "gcscope", version, about)]
struct Cli {
    #[command(subcommand)]
    command: Option<Command>,
}

#[derive(Subcommand)]
enum Command {
    /// Run a program without a screen, as CPython would.
    Run {
        /// The CPython to be: 2.7, 3.6 to 3.13, 3.14.0 (to 3.14.4), 3.14.5.
        #[arg(long, default_value = "3.13", value_name = "VERSION")]
        python: Version,
        /// The program.
        file: PathBuf,
        /// What the program finds in `sys.argv` behind its name.
        #[arg(trailing_var_arg = true, allow_hyphen_values = true)]
        args: Vec<String>,
    },
}

/// Runs the program and gives its exit status.
#[must_use]
pub fn main() -> ExitCode {
    let cli = Cli::parse();
    match cli.command {
        Some(Command::Run { python, file, args }) => run::run(python, &file, &args),
        None => ExitCode::SUCCESS,
    }
}
