//! `gcscope export`: runs a program statement by statement, and writes a moment of it, or all of it, to a file.

use std::fmt::Write as _;
use std::path::Path;
use std::process::ExitCode;

use clap::{Args, ValueEnum};

use super::{on_deep_stack, print, refuse};
use crate::lesson::{Course, Progress, ProgressFile};
use crate::memory::Version;
use crate::python::dialect::Dialect;
use crate::python::parse::interactive;
use crate::session::Session;
use crate::session::export::Format;
use crate::session::graph::Attention;
use crate::session::moments::Moment;
use crate::tui::backend::Interrupt;
use crate::tui::live::{Start, Tutorial};
use crate::tui::picture;

#[derive(Args, Clone)]
pub(super) struct ExportArgs {
    /// The program.
    file: std::path::PathBuf,
    /// What to write.
    #[arg(long, short, default_value = "svg", value_name = "FORMAT")]
    format: FormatArg,
    /// The moment: a statement, or a statement and an event in it, from 1: `3`, `3.12`. Without it: the end.
    #[arg(long, value_name = "STATEMENT[.EVENT]")]
    at: Option<String>,
    /// Print the events of the statement given by --at instead, with their numbers.
    #[arg(long)]
    events: bool,
    /// The CPython to be.
    #[arg(long, default_value = "3.13", value_name = "VERSION")]
    python: Version,
    /// The file to write; without it: standard output.
    #[arg(long, short, value_name = "FILE")]
    output: Option<std::path::PathBuf>,
}

#[derive(Clone, Copy, ValueEnum)]
enum FormatArg {
    /// The graph of objects, for Graphviz.
    Dot,
    /// The graph of objects, as a picture.
    Svg,
    /// The graph of objects, for Mermaid.
    Mermaid,
    /// The screen, as a picture in SVG.
    Screen,
    /// The session, to be read.
    Markdown,
    /// The session, to be played.
    Asciicast,
}

pub(super) fn run(args: ExportArgs) -> ExitCode {
    let source = match std::fs::read_to_string(&args.file) {
        Ok(source) => source,
        Err(error) => return refuse(&format!("cannot read {}: {error}", args.file.display())),
    };
    on_deep_stack(move || match export(&args, &source) {
        Ok(text) => match &args.output {
            None => print(&text),
            Some(path) => write(path, &text),
        },
        Err(trouble) => refuse(&trouble),
    })
}

fn write(path: &Path, text: &str) -> ExitCode {
    match std::fs::write(path, text) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => refuse(&format!("cannot write {}: {error}", path.display())),
    }
}

fn export(args: &ExportArgs, source: &str) -> Result<String, String> {
    let statements = interactive::statements(&format!("{source}\n"), &Dialect::of(args.python));
    if let FormatArg::Screen = args.format {
        return screen(args, &statements);
    }
    let mut session = Session::new(args.python);
    for statement in &statements {
        session.submit(statement);
    }
    let moment = moment(args.at.as_deref(), &mut session)?;
    if args.events {
        let statement = moment.map_or(session.count().saturating_sub(1), |moment| moment.statement);
        return Ok(events(&mut session, statement));
    }
    let format = match args.format {
        FormatArg::Dot => Format::Dot,
        FormatArg::Svg | FormatArg::Screen => Format::Svg,
        FormatArg::Mermaid => Format::Mermaid,
        FormatArg::Markdown => Format::Markdown,
        FormatArg::Asciicast => Format::Asciicast,
    };
    match moment {
        None => Ok(session.export(format, &Attention::default())),
        Some(moment) => {
            let past = session.at(moment).ok_or("this moment cannot be shown")?;
            let told = session.narrate(moment, &past);
            Ok(past.export(format, &Attention { chosen: None, lit: told.lit, edge: told.edge }))
        }
    }
}

/// The events of a statement, a line each.
fn events(session: &mut Session, statement: usize) -> String {
    let mut out = String::new();
    for event in 0..session.told(statement).map_or(0, |told| told.events) {
        let moment = Moment { statement, event };
        let Some(past) = session.at(moment) else { break };
        let told = session.narrate(moment, &past);
        let changes = if told.changes.is_empty() { String::new() } else { format!("  ({})", told.changes.join(", ")) };
        let _ = writeln!(out, "{}.{}  {}{changes}", statement + 1, event + 1, told.headline);
    }
    out
}

fn moment(at: Option<&str>, session: &mut Session) -> Result<Option<Moment>, String> {
    let Some(at) = at else { return Ok(None) };
    let wrong = || format!("--at takes a statement, or a statement and an event, such as 3 or 3.12, not {at}");
    let (statement, event) = at.split_once('.').map_or((at, None), |(statement, event)| (statement, Some(event)));
    let statement = statement.parse::<usize>().ok().and_then(|n| n.checked_sub(1)).ok_or_else(wrong)?;
    let count = session.count();
    let Some(told) = session.told(statement) else {
        let statements = if count == 1 { "is 1 statement" } else { &format!("are {count} statements") };
        return Err(format!("there {statements}, no number {}", statement + 1));
    };
    let events = told.events;
    let event = match event {
        None => events.saturating_sub(1),
        Some(event) => event.parse::<usize>().ok().and_then(|n| n.checked_sub(1)).ok_or_else(wrong)?,
    };
    if event >= events {
        return Err(format!("statement {} has {events} events, no number {}", statement + 1, event + 1));
    }
    Ok(Some(Moment { statement, event }))
}

/// The screen of the tutorial, with the program typed in its sandbox.
fn screen(args: &ExportArgs, statements: &[String]) -> Result<String, String> {
    let start = Start {
        course: Course::default(),
        progress: Progress::default(),
        file: ProgressFile::nowhere(),
        notice: None,
        lesson: None,
        python: Some(args.python),
    };
    let mut tutorial = Tutorial::new(start, &Interrupt::default());
    for statement in statements {
        crate::tui::backend::Backend::submit(&mut tutorial, statement);
    }
    let moment = match &args.at {
        None => None,
        at => {
            let session = tutorial.session();
            let found = moment(at.as_deref(), session)?;
            found.map(|moment| session.number_of(moment))
        }
    };
    Ok(picture::of_backend(&mut tutorial, moment))
}
