//! The `:` commands that are the session's, not the screen's.

use super::{Tutorial, report};
use crate::memory::Version;
use crate::tui::backend::BackendCommand;
use crate::tui::model::{Notice, TranscriptKind};

/// Name, argument and what it does.
const COMMANDS: &[(&str, &str, &str)] = &[
    ("python", "VERSION", "Turn the dial: run everything again as another CPython"),
    ("compare", "VERSION VERSION", "Show two versions of the whole picture side by side, statement by statement"),
    ("objects", "", "Print the refcount table as text"),
    ("generations", "", "Print the generations as text"),
    ("finalizers", "", "Print what finalizers did as text"),
    ("garbage", "", "Print gc.garbage as text"),
    ("future", "NUMBER", "Go over to a future that a fork or undo has left; without a number, list them"),
    ("past", "MEGABYTES", "Say what is kept of the past, or bound the memory for it"),
    ("forget", "WHAT", "Forget the progress of this lesson, or of all"),
];

pub(super) fn list() -> Vec<BackendCommand> {
    let values = |name: &str| match name {
        "python" | "compare" => Version::ALL.iter().map(ToString::to_string).collect(),
        "forget" => vec!["lesson".to_owned(), "all".to_owned()],
        _ => Vec::new(),
    };
    let command = |(name, argument, help): &(&str, &str, &str)| BackendCommand {
        name: (*name).to_owned(),
        argument: (*argument).to_owned(),
        help: (*help).to_owned(),
        values: values(name),
    };
    COMMANDS.iter().map(command).collect()
}

impl Tutorial {
    pub(super) fn run_command(&mut self, line: &str) {
        let (name, argument) = line.trim().split_once(char::is_whitespace).unwrap_or((line.trim(), ""));
        let argument = argument.trim();
        match name {
            "python" if argument.is_empty() => self.say(Notice::warning("Name a version: `:python 3.10`")),
            "python" => match argument.parse::<Version>() {
                Ok(version) => {
                    self.turn_dial(version);
                    let differences = self.differences();
                    self.say(Notice::success(format!("Now CPython {version}: everything has run again{differences}")));
                }
                Err(unknown) => self.say(Notice::warning(unknown.to_string())),
            },
            "compare" => match self.compare(argument) {
                Ok(versions) => self.compared = Some(Box::new(versions)),
                Err(message) => self.say(Notice::warning(message)),
            },
            // From the key, which takes no argument.
            "sandbox" => self.change_places(),
            "future" => self.take_future(argument),
            "past" => self.tell_or_bound_past(argument),
            "forget" if matches!(argument, "lesson" | "all") => {
                self.forget(argument == "all");
                self.say(Notice::info("Forgotten"));
            }
            "forget" => self.say(Notice::warning("Say what to forget: forget lesson, or forget all")),
            _ => match report::table(self.shown(), name, argument) {
                Some(text) => self.place.transcript.push(TranscriptKind::Note, &text),
                None => self.say(Notice::warning(format!("There is no command {name:?}"))),
            },
        }
    }
}
