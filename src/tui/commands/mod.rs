//! The command table: every action's name, keys, help text and function stand in one place, and feed
//! the keymap, the footer, the `?` overlay, the `:` palette and the manual.

mod chord;
mod overlay;
mod panes;
mod screen;
mod session;
mod time;
mod typing;

use std::collections::HashMap;
use std::fmt::Write as _;
use std::sync::OnceLock;

pub use chord::Chord;
pub(crate) use overlay::{give, with_input};
pub(crate) use panes::focus;
pub(crate) use session::unanswered;
pub(crate) use time::{FOLLOWING, play_on};
pub(crate) use typing::suggests;

use super::state::{Effect, State};

/// What has the keys.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Context {
    /// The command line.
    Editing,
    /// The command line with a list of completions open; other keys are those of `Editing`.
    Completing,
    /// The panes.
    Navigating,
    /// The panes, while they show the past; other keys are those of `Navigating`.
    Travelling,
    /// The lesson picker.
    Picking,
    /// The question before a statement.
    Predicting,
    /// Help and other texts to read.
    Reading,
    /// The palette.
    Commanding,
    /// A search.
    Searching,
    /// A question with yes or no.
    Confirming,
    /// Nothing, since the terminal is too small to show what keys would do.
    Unseen,
}

impl Context {
    /// What the footer calls it.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Editing => "TYPE",
            Self::Completing => "COMPLETE",
            Self::Navigating => "PANES",
            Self::Travelling => "PAST",
            Self::Picking => "LESSONS",
            Self::Predicting => "PREDICT",
            Self::Reading => "READ",
            Self::Commanding => "COMMAND",
            Self::Searching => "SEARCH",
            Self::Confirming => "SURE?",
            Self::Unseen => "TOO SMALL",
        }
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Group {
    Lesson,
    Statements,
    /// The time machine, the microscope and why.
    Time,
    Panes,
    Screen,
    /// Editing the command line.
    Editing,
    /// Keys of lists and dialogs.
    Dialogs,
}

impl Group {
    const ALL: [Self; 7] =
        [Self::Lesson, Self::Statements, Self::Time, Self::Panes, Self::Screen, Self::Editing, Self::Dialogs];

    #[must_use]
    pub fn title(self) -> &'static str {
        match self {
            Self::Lesson => "The lesson",
            Self::Statements => "Statements",
            Self::Time => "Time and why",
            Self::Panes => "Panes",
            Self::Screen => "The screen",
            Self::Editing => "Editing the command line",
            Self::Dialogs => "Lists and dialogs",
        }
    }
}

/// What may follow a command's name in the palette.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Argument {
    None,
    /// One of these words, or nothing.
    OneOf(&'static [&'static str]),
    /// Anything; how it is written in the help.
    Text(&'static str),
}

/// A place in the footer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Footer {
    Never,
    /// The lower the rank, the longer it stays when room runs out.
    Rank(u8, &'static str),
}

type Run = fn(&mut State, &str) -> Vec<Effect>;

pub struct Command {
    /// Typed after `:`.
    pub name: &'static str,
    pub group: Group,
    pub keys: &'static [(Context, &'static [&'static str])],
    pub argument: Argument,
    pub footer: Footer,
    /// One sentence without a full stop.
    pub help: &'static str,
    /// Whether it can do something now; the footer leaves out what cannot.
    pub when: fn(&State) -> bool,
    pub run: Run,
}

impl Command {
    /// A command without keys, argument or footer, to be filled in with `..`.
    const fn named(name: &'static str, group: Group, help: &'static str, run: Run) -> Self {
        Self { name, group, keys: &[], argument: Argument::None, footer: Footer::Never, help, when: |_| true, run }
    }

    /// Its keys in a context.
    #[must_use]
    pub fn keys_in(&self, context: Context) -> &'static [&'static str] {
        self.keys.iter().find(|(bound, _)| *bound == context).map_or(&[], |(_, keys)| keys)
    }

    /// What is wrong with an argument; nothing at all is an argument, too.
    #[must_use]
    pub fn objection(&self, argument: &str) -> Option<String> {
        let name = self.name;
        match self.argument {
            _ if argument.is_empty() => None,
            Argument::None => Some(format!("`:{name}` takes nothing more")),
            Argument::OneOf(words) if !words.contains(&argument) => {
                let (last, others) = words.split_last()?;
                Some(format!("`:{name}` takes {} or {last}", others.join(", ")))
            }
            Argument::OneOf(_) | Argument::Text(_) => None,
        }
    }

    /// Whether the palette offers it: what is done by name and not only by a key.
    #[must_use]
    pub fn in_palette(&self) -> bool {
        !matches!(self.group, Group::Editing | Group::Dialogs)
    }
}

/// All commands, group by group.
pub fn table() -> impl Iterator<Item = &'static Command> {
    [session::COMMANDS, time::COMMANDS, panes::COMMANDS, screen::COMMANDS, typing::COMMANDS, overlay::COMMANDS]
        .into_iter()
        .flatten()
}

/// The command with this name.
#[must_use]
pub fn find(name: &str) -> Option<&'static Command> {
    table().find(|command| command.name == name)
}

/// The command that a key means in a context.
#[must_use]
pub fn bound(context: Context, chord: Chord) -> Option<&'static Command> {
    static KEYMAP: OnceLock<HashMap<(Context, Chord), &'static Command>> = OnceLock::new();
    let keymap = KEYMAP.get_or_init(|| {
        let bindings = table().flat_map(|command| {
            command.keys.iter().flat_map(move |(context, keys)| {
                keys.iter().filter_map(move |key| Some(((*context, Chord::parse(key)?), command)))
            })
        });
        bindings.collect()
    });
    let at = |context: Context| keymap.get(&(context, chord)).copied();
    let here = at(context);
    if !matches!(context, Context::Navigating | Context::Travelling) {
        return here;
    }
    // What the panes' keys do, they do in the past too. And who has learnt a command by its key on the command line
    // (Alt-m) need not know that in the panes it has a shorter one.
    let in_panes = |command: &&Command| command.keys.iter().any(|(context, _)| *context == Context::Navigating);
    here.or_else(|| at(Context::Navigating)).or_else(|| at(Context::Editing).filter(in_panes))
}

/// The first key of a command in a context, as it is written in texts.
#[must_use]
pub fn key_of(name: &str, context: Context) -> Option<String> {
    find(name)?.keys_in(context).first().map(|key| (*key).to_owned())
}

/// The manual's chapter on keys and commands.
#[must_use]
pub fn keys_markdown() -> String {
    let mut out = String::new();
    for group in Group::ALL {
        // Writing to a String cannot fail.
        let _ = writeln!(out, "## {}\n", group.title());
        match group {
            Group::Editing | Group::Dialogs => out.push_str("| keys | what they do |\n| --- | --- |\n"),
            Group::Time => {
                out.push_str("| command | while typing | in the panes | in the past | what it does |\n");
                out.push_str("| --- | --- | --- | --- | --- |\n");
            }
            _ => out.push_str("| command | while typing | in the panes | what it does |\n| --- | --- | --- | --- |\n"),
        }
        for command in table().filter(|command| command.group == group) {
            let keys = |context| code_list(command.keys_in(context));
            let _ = match group {
                Group::Editing => writeln!(out, "| {} | {} |", keys(Context::Editing), command.help),
                Group::Dialogs => {
                    let mut all: Vec<&str> = command.keys.iter().flat_map(|(_, keys)| keys.iter().copied()).collect();
                    all.sort_unstable();
                    all.dedup();
                    writeln!(out, "| {} | {} |", code_list(&all), command.help)
                }
                _ => {
                    let argument = match command.argument {
                        Argument::None => String::new(),
                        Argument::OneOf(words) => format!(" {}", words.join("\\|")),
                        Argument::Text(name) => format!(" {name}"),
                    };
                    let (typing, mut panes) = (keys(Context::Editing), keys(Context::Navigating));
                    if group == Group::Time {
                        panes = format!("{panes} | {}", keys(Context::Travelling));
                    }
                    writeln!(out, "| `:{}{argument}` | {typing} | {panes} | {} |", command.name, command.help)
                }
            };
        }
        out.push('\n');
    }
    out
}

fn code_list(keys: &[&str]) -> String {
    keys.iter().map(|key| format!("`{}`", key.replace('|', "\\|"))).collect::<Vec<_>>().join(", ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_and_keys_are_unique_and_readable() {
        let mut names = Vec::new();
        let mut bindings = Vec::new();
        for command in table() {
            assert!(!names.contains(&command.name), "{} stands twice", command.name);
            names.push(command.name);
            assert!(!command.help.ends_with('.') && !command.help.is_empty(), "{}", command.name);
            for (context, keys) in command.keys {
                for key in *keys {
                    let chord = Chord::parse(key).unwrap_or_else(|| panic!("{key} is no key"));
                    assert!(!bindings.contains(&(*context, chord)), "{key} is bound twice in {context:?}");
                    bindings.push((*context, chord));
                }
            }
        }
    }

    /// While the command line has the keys, every letter types.
    #[test]
    fn no_command_takes_a_letter_from_the_command_line() {
        for command in table() {
            for key in command.keys_in(Context::Editing).iter().chain(command.keys_in(Context::Completing)) {
                let chord = Chord::parse(key).expect("checked above");
                assert_eq!(chord.typed(), None, "{key}");
            }
        }
    }

    /// What the panes' letters do, Alt with the same letter does while typing, so that Esc and a
    /// letter in one write means the same either way. (Alt-h and Alt-l are worth more as hint and
    /// lessons.)
    #[test]
    fn letters_of_the_panes_work_with_alt_while_typing() {
        for command in table().filter(|command| command.group != Group::Editing) {
            let letters = command.keys_in(Context::Navigating).iter().filter(|key| key.chars().count() == 1);
            for key in letters.filter(|key| !["h", "l"].contains(key)) {
                let alt = Chord::parse(&format!("Alt-{key}")).expect("a key");
                let bound = bound(Context::Editing, alt).map(|command| command.name);
                assert_eq!(bound, Some(command.name), "Alt-{key}");
            }
        }
    }

    #[test]
    fn the_manual_names_every_command() {
        let manual = keys_markdown();
        for command in table().filter(|command| command.in_palette()) {
            assert!(manual.contains(&format!("`:{}", command.name)), "{}", command.name);
        }
    }
}
