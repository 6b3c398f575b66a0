//! `gcscope repl`: the interactive interpreter as plain lines, for pipes and screen readers. What is typed, echoed and
//! prompted is what `python -i -q` reads and writes; lines that begin with `:` are ours.

use std::io::{self, Write};
use std::process::ExitCode;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

use super::on_deep_stack;
use crate::memory::Version;
use crate::python::parse::interactive::{Completeness, completeness};
use crate::python::vm::output::Reader;
use crate::session::{Entry, Exit, Session, StartUp, Stream};
use crate::tui::live::report_table;

const HELP: &str = "\
:objects        the refcount table: your objects, their counts, who holds them
:generations    the collector's generations
:finalizers     what __del__ methods and callbacks did, and why they ran
:garbage        gc.garbage, and why each object is there
:why NAME       who holds an object; NAME may be a path such as a.other
:undo  :redo    take back the last statement, run it again
:python VERSION turn the dial: everything runs again as that CPython
:check          prove that every count is accounted for
:help           this list
Ctrl-D, exit() or quit() leaves.";

pub(super) fn run(python: Version) -> ExitCode {
    on_deep_stack(move || Prompt::new(python).run())
}

struct Prompt {
    session: Session,
    interrupt: Arc<AtomicBool>,
    /// Read by the prompt.
    typed: Input,
    /// Read by what programs ask for with `input()`: what the prompt has not taken yet. CPython reads its statements
    /// with C's `stdin`, which takes as much of a pipe as is there.
    input: Arc<Mutex<Input>>,
}

impl Prompt {
    fn new(python: Version) -> Self {
        let interrupt = Arc::new(AtomicBool::new(false));
        // Without it Ctrl-C ends the program, which will do too.
        let _ = signal_hook::flag::register(signal_hook::consts::SIGINT, interrupt.clone());
        let mut session = Session::starting_as(StartUp::Prompt, python);
        session.read_by(Reader::of_this_process());
        session.listen_to(interrupt.clone());
        Self { session, interrupt, typed: Input::new(), input: Arc::new(Mutex::new(Input::new())) }
    }

    fn run(mut self) -> ExitCode {
        let mut typed = String::new();
        loop {
            prompt(&self.session.prompt(!typed.is_empty()));
            let line = match self.read_line() {
                Typed::Line(line) => Some(line),
                Typed::End => None,
                Typed::Interrupted => {
                    let _ = io::stderr().write_all(b"\nKeyboardInterrupt\n");
                    typed.clear();
                    continue;
                }
            };
            let Some(line) = line else {
                if !typed.is_empty() {
                    // The end of input ends a statement too.
                    prompt("\n");
                    if typed.trim_start().starts_with('#') {
                        // A comment is no statement: the end comes before one.
                        return self.leave(0);
                    }
                    if let Some(status) = self.submit(&std::mem::take(&mut typed)) {
                        return self.leave(status);
                    }
                    continue;
                }
                prompt("\n");
                return self.leave(0);
            };
            if typed.is_empty() && line.starts_with(':') {
                self.command(line.trim_start_matches(':').trim());
                continue;
            }
            // CPython asks for the end of a line that has none, and so for more.
            let ended = line.ends_with('\n');
            let line = line.trim_end_matches(['\n', '\r']);
            typed.push_str(line);
            let complete = completeness(&typed, Entry::OneStatement, &self.session.dialect());
            if !ended || complete == Completeness::Incomplete {
                typed.push('\n');
                continue;
            }
            let source = std::mem::take(&mut typed);
            if source.trim().is_empty() {
                self.session.pass_empty_statement();
                continue;
            }
            let end = if source.ends_with('\n') { "" } else { "\n" };
            if let Some(status) = self.submit(&(source + end)) {
                return self.leave(status);
            }
        }
    }

    /// Runs a statement; a status when the program asked to leave.
    fn submit(&mut self, source: &str) -> Option<i32> {
        self.interrupt.store(false, Ordering::Relaxed);
        let input = self.input.clone();
        self.session.set_input(Box::new(move || {
            let mut input = input.lock().unwrap_or_else(PoisonError::into_inner);
            loop {
                // Ctrl-C while a program waits for input is seen when the line has come.
                match input.line(|| false) {
                    Typed::Line(line) => return Some(line.trim_end_matches(['\n', '\r']).to_owned()),
                    Typed::End => return None,
                    Typed::Interrupted => {}
                }
            }
        }));
        self.session.set_echo(Some(Box::new(echo)));
        let exit = self.session.submit_as(source, Entry::OneStatement).exit.map(Exit::status);
        self.session.set_echo(None);
        let _ = io::stdout().flush();
        exit
    }

    /// The next line typed, unless Ctrl-C comes first.
    fn read_line(&mut self) -> Typed {
        let interrupt = &self.interrupt;
        self.typed.line(|| interrupt.swap(false, Ordering::Relaxed))
    }

    fn leave(mut self, status: i32) -> ExitCode {
        write_all(&self.session.shut_down());
        // The heap is not taken apart: the process ends.
        std::process::exit(status)
    }

    fn command(&mut self, line: &str) {
        let (name, argument) = line.split_once(char::is_whitespace).unwrap_or((line, ""));
        let answer = match name {
            "help" | "" => HELP.to_owned(),
            "undo" => match self.session.undo() {
                Some(source) => format!("Taken back: {}", source.trim_end()),
                None => "Nothing to take back.".to_owned(),
            },
            "redo" => match self.session.redo().map(|s| (s.source.clone(), s.outcome.written.clone())) {
                Some((source, written)) => {
                    write_all(&written);
                    format!("Run again: {}", source.trim_end())
                }
                None => "Nothing to run again.".to_owned(),
            },
            "python" => match argument.trim().parse::<Version>() {
                Ok(version) => self.turn_dial(version),
                Err(error) => format!("{error}"),
            },
            "check" => match self.session.miscounts() {
                wrong if wrong.is_empty() => "Every count is accounted for.".to_owned(),
                wrong => wrong.join("\n"),
            },
            _ => report_table(&self.session, name, argument.trim())
                .unwrap_or_else(|| format!("There is no command :{name}; :help shows all.")),
        };
        let _ = writeln!(io::stdout(), "{answer}");
        let _ = io::stdout().flush();
    }

    fn turn_dial(&mut self, version: Version) -> String {
        // The setup of this session is empty and cannot fail.
        let _ = self.session.turn_dial(version);
        let printed: Vec<String> = self
            .session
            .statements()
            .iter()
            .map(|s| s.outcome.written.iter().map(|(_, text)| text.as_str()).collect())
            .collect();
        format!("{}Now CPython {version}: everything has run again.", printed.concat())
    }
}

/// CPython's prompts go to stderr when it does not read from a terminal.
fn prompt(text: &str) {
    let _ = io::stdout().flush();
    let _ = io::stderr().write_all(text.as_bytes());
}

/// What came of waiting for a line.
enum Typed {
    Line(String),
    /// Ctrl-C.
    Interrupted,
    End,
}

/// Standard input. The library's own reader would not come back when a signal arrives.
struct Input {
    /// Read, but not yet asked for.
    rest: Vec<u8>,
    /// Gets a byte with each Ctrl-C: the signal itself may go to another thread, and would not end the waiting here.
    #[cfg(unix)]
    signals: Option<std::os::unix::net::UnixStream>,
}

impl Input {
    #[cfg(unix)]
    fn new() -> Self {
        let signals = std::os::unix::net::UnixStream::pair().and_then(|(read, write)| {
            read.set_nonblocking(true)?;
            signal_hook::low_level::pipe::register(signal_hook::consts::SIGINT, write)?;
            Ok(read)
        });
        Self { rest: Vec::new(), signals: signals.ok() }
    }

    #[cfg(not(unix))]
    fn new() -> Self {
        Self { rest: Vec::new() }
    }

    /// The next line, with its end. `interrupted` is asked whenever a signal may have come.
    fn line(&mut self, interrupted: impl Fn() -> bool) -> Typed {
        loop {
            if let Some(end) = self.rest.iter().position(|b| *b == b'\n') {
                return Typed::Line(self.take(end + 1));
            }
            match self.more() {
                Ok(0) if self.rest.is_empty() => return Typed::End,
                Ok(0) => {
                    let all = self.rest.len();
                    return Typed::Line(self.take(all));
                }
                Ok(_) => {}
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {
                    if interrupted() {
                        return Typed::Interrupted;
                    }
                }
                Err(_) => return Typed::End,
            }
        }
    }

    fn take(&mut self, count: usize) -> String {
        let line: Vec<u8> = self.rest.drain(..count).collect();
        String::from_utf8_lossy(&line).into_owned()
    }

    /// Waits for input and reads what there is; a signal ends the waiting.
    #[cfg(unix)]
    fn more(&mut self) -> io::Result<usize> {
        use rustix::event::{PollFd, PollFlags, poll};
        let stdin = io::stdin();
        let mut waiting = vec![PollFd::new(&stdin, PollFlags::IN)];
        waiting.extend(self.signals.as_ref().map(|signals| PollFd::new(signals, PollFlags::IN)));
        poll(&mut waiting, None)?;
        if waiting.get(1).is_some_and(|signals| !signals.revents().is_empty()) {
            let mut seen = [0; 64];
            let _ = self.signals.as_mut().map(|signals| io::Read::read(signals, &mut seen));
            return Err(io::ErrorKind::Interrupted.into());
        }
        let mut bytes = [0; 4096];
        let count = rustix::io::read(&stdin, &mut bytes)?;
        self.rest.extend(bytes.get(..count).unwrap_or_default());
        Ok(count)
    }

    #[cfg(not(unix))]
    fn more(&mut self) -> io::Result<usize> {
        let mut line = Vec::new();
        let count = io::BufRead::read_until(&mut io::stdin().lock(), b'\n', &mut line)?;
        self.rest.extend(line);
        Ok(count)
    }
}

/// Passes on what a statement writes while it runs.
fn echo(stream: Stream, text: &str) {
    let _ = match stream {
        // Standard output passes on a line when it is complete.
        Stream::Stdout => io::stdout().write_all(text.as_bytes()),
        Stream::Stderr => {
            let _ = io::stdout().flush();
            io::stderr().write_all(text.as_bytes())
        }
    };
}

/// Passes on what was written, in order; a reader that has gone away is no trouble.
fn write_all(written: &[(Stream, String)]) {
    for (stream, text) in written {
        let _ = match stream {
            Stream::Stdout => io::stdout().write_all(text.as_bytes()).and_then(|()| io::stdout().flush()),
            Stream::Stderr => io::stderr().write_all(text.as_bytes()),
        };
    }
}
