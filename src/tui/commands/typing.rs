//! Commands of the command line: readline's keys, Python's indentation.

use super::session::{submit, take_suggestion, unanswered};
use super::{Command, Context, Footer, Group};
use crate::tui::backend::{Direction, Request};
use crate::tui::editor::Motion;
use crate::tui::model::{Notice, StepState};
use crate::tui::overlays::{Overlay, Prediction};
use crate::tui::state::{Effect, State};

use Context::{Completing, Editing};

macro_rules! edit {
    ($name:literal, [$($key:literal),*], $help:literal, $edit:expr) => {
        Command {
            keys: &[(Editing, &[$($key),*])],
            ..Command::named($name, Group::Editing, $help, |state, _| {
                let edit: fn(&mut crate::tui::editor::Editor) = $edit;
                edit(&mut state.editor);
                Vec::new()
            })
        }
    };
}

pub(super) const COMMANDS: &[Command] = &[
    Command {
        keys: &[(Editing, &["Enter"])],
        footer: Footer::Rank(1, "run"),
        when: |state| !state.editor.is_empty(),
        ..Command::named(
            "run",
            Group::Editing,
            "Run the statement, or start its next line when it is not complete; when nothing is typed, \
             answer the prediction, or go on when the step is done",
            |state, _| enter(state),
        )
    },
    edit!("newline", ["Alt-Enter", "Ctrl-J"], "Start a new line, whatever stands before", |e| e.newline()),
    Command {
        keys: &[(Editing, &["Tab"])],
        footer: Footer::Rank(2, "complete"),
        when: |state| !state.editor.at_indentation() || suggests(state),
        ..Command::named(
            "complete",
            Group::Editing,
            "Complete a name or attribute; indent at the start of a line; type the suggestion where nothing is typed",
            |state, _| tab(state),
        )
    },
    Command {
        keys: &[(Completing, &["Tab", "Down", "Ctrl-N"])],
        footer: Footer::Rank(2, "next"),
        ..Command::named("next-completion", Group::Dialogs, "Select the next completion", |state, _| {
            state.editor.select_completion(1);
            Vec::new()
        })
    },
    Command {
        keys: &[(Completing, &["Shift-Tab", "Up", "Ctrl-P"])],
        ..Command::named("previous-completion", Group::Dialogs, "Select the completion before", |state, _| {
            state.editor.select_completion(-1);
            Vec::new()
        })
    },
    Command {
        keys: &[(Completing, &["Enter"])],
        footer: Footer::Rank(1, "take"),
        ..Command::named("accept-completion", Group::Dialogs, "Take the selected completion", |state, _| {
            state.editor.accept_completion();
            Vec::new()
        })
    },
    Command {
        keys: &[(Completing, &["Esc", "Ctrl-C"])],
        footer: Footer::Rank(3, "close"),
        ..Command::named("close-completions", Group::Dialogs, "Close the list of completions", |state, _| {
            state.editor.popup = None;
            Vec::new()
        })
    },
    Command {
        keys: &[(Editing, &["Ctrl-D"])],
        ..Command::named(
            "delete-or-quit",
            Group::Editing,
            "Delete the character under the cursor; leave gcscope when nothing is typed",
            |state, _| {
                if state.editor.is_empty() {
                    return vec![Effect::Quit];
                }
                state.editor.delete();
                Vec::new()
            },
        )
    },
    edit!("history-up", ["Up"], "Go up a line, from the first line back in history", |e| e.up()),
    edit!("history-down", ["Down"], "Go down a line, from the last line forward in history", |e| e.down()),
    edit!("history-older", ["Ctrl-P"], "Go back in history", |e| e.recall_older()),
    edit!("history-newer", ["Ctrl-N"], "Go forward in history", |e| e.recall_newer()),
    edit!("char-left", ["Left", "Ctrl-B"], "Go left", |e| e.go(Motion::Left)),
    edit!("char-right", ["Right", "Ctrl-F"], "Go right", |e| e.go(Motion::Right)),
    edit!("word-left", ["Alt-b", "Ctrl-Left"], "Go left by a word", |e| e.go(Motion::WordLeft)),
    edit!("word-right", ["Alt-f", "Ctrl-Right"], "Go right by a word", |e| e.go(Motion::WordRight)),
    edit!("line-start", ["Ctrl-A", "Home"], "Go to the start of the line", |e| e.go(Motion::LineStart)),
    edit!("line-end", ["Ctrl-E", "End"], "Go to the end of the line", |e| e.go(Motion::LineEnd)),
    edit!("text-start", ["Alt-<", "Ctrl-Home"], "Go to the start of the text", |e| e.go(Motion::TextStart)),
    edit!("text-end", ["Alt->", "Ctrl-End"], "Go to the end of the text", |e| e.go(Motion::TextEnd)),
    edit!("delete-back", ["Backspace", "Ctrl-H", "Shift-Backspace"], "Delete the character before", |e| e.backspace()),
    edit!("delete", ["Del"], "Delete the character under the cursor", |e| e.delete()),
    edit!("kill-word-back", ["Ctrl-W", "Alt-Backspace"], "Cut the word before", |e| e.kill(Motion::WordLeft)),
    edit!("kill-word", ["Alt-d"], "Cut the word after", |e| e.kill(Motion::WordRight)),
    edit!("kill-to-start", ["Ctrl-U"], "Cut to the start of the line", |e| e.kill(Motion::LineStart)),
    edit!("kill-to-end", ["Ctrl-K"], "Cut to the end of the line", |e| e.kill(Motion::LineEnd)),
    edit!("yank", ["Ctrl-Y"], "Put back what was cut", |e| e.yank()),
    // Terminals send the same byte for Ctrl-_ , Ctrl-/ and Ctrl-7.
    edit!("undo-edit", ["Ctrl-_", "Ctrl-/", "Ctrl-7"], "Undo an edit of the command line", |e| e.undo()),
    edit!("redo-edit", ["Alt-_"], "Redo an edit of the command line", |e| e.redo()),
];

fn enter(state: &mut State) -> Vec<Effect> {
    let text = state.editor.text();
    if text.trim().is_empty() {
        state.editor.clear();
        if state.step_state() != StepState::Open && state.running.is_empty() {
            return super::session::step(state, Direction::Next);
        }
        if unanswered(state) && state.running.is_empty() {
            return super::session::predict(state);
        }
        say_what_is_left(state);
        return Vec::new();
    }
    let source = trim_last_line(&text);
    if !state.editor.on_last_line() || !state.is_complete(&source) {
        state.editor.newline();
        return Vec::new();
    }
    state.editor.take();
    if asks_first(state, &source) {
        state.overlay = Some(Overlay::Prediction(Prediction { pending: Some(source), ..Prediction::default() }));
        return Vec::new();
    }
    submit(state, source)
}

/// Enter on an empty line of a step that waits for a statement.
fn say_what_is_left(state: &mut State) {
    let Some(lesson) = state.views.lesson.as_ref().filter(|_| state.running.is_empty()) else { return };
    let text = if suggests(state) {
        "The step waits for a statement: Tab types the one it suggests, Enter runs it"
    } else if lesson.hints.shown.len() < lesson.hints.total {
        "Not all goals are met yet: type a statement, or take a hint with Alt-h"
    } else {
        "Not all goals are met yet: type a statement"
    };
    state.say(Notice::info(text));
}

/// Whether the step's prediction is due before this statement.
fn asks_first(state: &State, source: &str) -> bool {
    let prediction = state.views.lesson.as_ref().and_then(|lesson| lesson.prediction.as_ref());
    unanswered(state) && prediction.is_some_and(|prediction| prediction.due.is_before(source))
}

/// The indentation that waits on the last line is not part of the source.
fn trim_last_line(text: &str) -> String {
    match text.rsplit_once('\n') {
        Some((before, last)) if last.trim().is_empty() => format!("{before}\n"),
        _ => text.to_owned(),
    }
}

/// Whether Tab types the step's suggestion.
pub(crate) fn suggests(state: &State) -> bool {
    state.editor.is_empty() && state.views.lesson.as_ref().is_some_and(|lesson| lesson.suggested.is_some())
}

fn tab(state: &mut State) -> Vec<Effect> {
    if suggests(state) {
        return take_suggestion(state);
    }
    if state.editor.at_indentation() {
        state.editor.indent();
        return Vec::new();
    }
    let request = Request::Complete { source: state.editor.text(), cursor: state.editor.offset() };
    vec![state.ask(request)]
}
