//! Arguments, and one match that starts the right thing.
//!
//! Exit statuses: 0, or what the program asked for; 1 when a program or a check failed; 2 for arguments and terminals
//! that will not do; 70 for a mistake of ours.

mod capture;
mod compare;
mod export;
mod lessons;
mod repl;
mod run;
mod tutorial;
mod verify;

use std::path::PathBuf;
use std::process::ExitCode;

use clap::error::{ContextKind, ContextValue};
use clap::{Args, CommandFactory, Parser, Subcommand, ValueEnum};

use crate::memory::Version;

/// Native stack of the threads that run programs: deep recursion of builtins must end in a RecursionError first.
const STACK: usize = 1 << 30;
/// The status for arguments and terminals that will not do.
const UNUSABLE: u8 = 2;
/// The status for a mistake of ours.
const BROKEN: u8 = 70;

/// Shows how CPython manages memory, one statement at a time.
///
/// Without a command, opens the tutorial where you left it.
#[derive(Parser)]
#[command(name = "gcscope", version, about, args_conflicts_with_subcommands = true)]
struct Cli {
    #[command(subcommand)]
    command: Option<Command>,
    #[command(flatten)]
    tutorial: TutorialArgs,
}

/// How the tutorial looks and where it begins.
#[derive(Args, Clone)]
struct TutorialArgs {
    /// A folder with further lessons (RON files), or one such file.
    #[arg(long, value_name = "DIR")]
    lessons: Option<PathBuf>,
    /// Turn the dial to this CPython: 2.7, 3.6 to 3.13, 3.14.0 (to 3.14.4), 3.14.5.
    #[arg(long, value_name = "VERSION")]
    python: Option<Version>,
    /// Open the lesson with this id (`gcscope lessons list` shows them).
    #[arg(long, value_name = "ID")]
    lesson: Option<String>,
    /// Colours.
    #[arg(long, value_name = "THEME")]
    theme: Option<ThemeArg>,
    /// Draw with ASCII characters only.
    #[arg(long)]
    ascii: bool,
}

#[derive(Clone, Copy, ValueEnum)]
enum ThemeArg {
    Dark,
    Light,
    /// No colours.
    Plain,
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
    /// Run a program in several CPythons and show the outputs side by side, with the rule behind each difference.
    Compare {
        /// The CPythons, separated by commas.
        #[arg(long, value_name = "VERSIONS", value_delimiter = ',', default_value = "2.7,3.10,3.13")]
        python: Vec<Version>,
        /// The program.
        file: PathBuf,
    },
    /// Run the same statements in a real CPython of this machine and show each line that differs.
    Verify {
        /// The interpreter; without it, one of the fitting version is looked for.
        #[arg(long, value_name = "PATH")]
        with: Option<PathBuf>,
        /// Programs (FILE.py) or ids of lessons; without any, all lessons.
        #[arg(value_name = "FILE.py | LESSON")]
        what: Vec<String>,
    },
    /// The interactive interpreter as plain lines, with `:` commands for the tables (`:help`).
    Repl {
        /// The CPython to be.
        #[arg(long, default_value = "3.13", value_name = "VERSION")]
        python: Version,
    },
    /// The lessons: their list, and whether they are true.
    Lessons {
        #[command(subcommand)]
        what: lessons::What,
    },
    /// Run a program and write a moment of it: the graph of objects, the screen, or the whole session.
    Export(export::ExportArgs),
    /// Print all keys and commands of the tutorial as Markdown.
    Keys,
    /// Print a completion script for a shell.
    #[command(hide = true)]
    Completions { shell: clap_complete::Shell },
    /// Print the manual page.
    #[command(hide = true)]
    Man,
}

/// Who gives a program's file without a command, as one gives it to `python`, is told the command.
fn pointing_to_run(mut error: clap::Error) -> clap::Error {
    if let Some(ContextValue::String(word)) = error.get(ContextKind::InvalidSubcommand)
        && word.ends_with(".py")
    {
        let tip = format!("a program is run by `gcscope run {word}`");
        error.insert(ContextKind::Suggested, ContextValue::StyledStrs(vec![tip.into()]));
    }
    error
}

/// Runs the program and gives its exit status.
#[must_use]
pub fn main() -> ExitCode {
    let cli = Cli::try_parse().unwrap_or_else(|error| pointing_to_run(error).exit());
    match cli.command {
        None => tutorial::open(cli.tutorial),
        Some(Command::Run { python, file, args }) => run::run(python, &file, &args),
        Some(Command::Compare { python, file }) => compare::compare(&file, &python),
        Some(Command::Verify { with, what }) => verify::verify(what, with),
        Some(Command::Repl { python }) => repl::run(python),
        Some(Command::Lessons { what }) => lessons::run(what),
        Some(Command::Export(args)) => export::run(args),
        Some(Command::Keys) => print(&crate::tui::keys_markdown()),
        Some(Command::Completions { shell }) => {
            let mut script = Vec::new();
            clap_complete::generate(shell, &mut Cli::command(), "gcscope", &mut script);
            print(&String::from_utf8_lossy(&script))
        }
        Some(Command::Man) => {
            let mut page = Vec::new();
            match clap_mangen::Man::new(Cli::command()).render(&mut page) {
                Ok(()) => print(&String::from_utf8_lossy(&page)),
                Err(_) => ExitCode::from(BROKEN),
            }
        }
    }
}

/// Prints to stdout; a reader that has gone away is no trouble.
fn print(text: &str) -> ExitCode {
    use std::io::Write;
    let mut stdout = std::io::stdout().lock();
    let _ = stdout.write_all(text.as_bytes());
    if !text.ends_with('\n') {
        let _ = stdout.write_all(b"\n");
    }
    let _ = stdout.flush();
    ExitCode::SUCCESS
}

/// Says on stderr what will not do.
fn refuse(message: &str) -> ExitCode {
    eprintln!("gcscope: {message}");
    ExitCode::from(UNUSABLE)
}

/// Does something on a thread with a deep stack.
fn on_deep_stack(work: impl FnOnce() -> ExitCode + Send + 'static) -> ExitCode {
    match std::thread::Builder::new().stack_size(STACK).spawn(work).map(std::thread::JoinHandle::join) {
        Ok(Ok(status)) => status,
        Ok(Err(_)) => ExitCode::from(BROKEN),
        Err(error) => {
            eprintln!("gcscope: cannot start: {error}");
            ExitCode::from(BROKEN)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_arguments_are_well_formed() {
        Cli::command().debug_assert();
    }

    #[test]
    fn a_file_without_a_command_is_pointed_to_run() {
        let Err(error) = Cli::try_parse_from(["gcscope", "leak.py"]) else { panic!("no command is called so") };
        let text = pointing_to_run(error).to_string();
        assert!(text.contains("gcscope run leak.py"), "{text}");
    }
}
