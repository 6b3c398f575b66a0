//! Keys of what lies over the panes: lists, dialogs, texts to read.

use super::panes::find;
use super::session::submit;
use super::{Command, Context, Footer, Group};
use crate::tui::backend::{Answer, Request};
use crate::tui::layout::Pane;
use crate::tui::line_input::LineInput;
use crate::tui::model::Notice;
use crate::tui::overlays::{Meaning, Overlay, Typing, last_scroll_of_diagnostics, meaning, reading_height};
use crate::tui::state::{Effect, Mode, Scrolls, State};

use Context::{Commanding, Confirming, Picking, Predicting, Reading, Searching};

pub(super) const COMMANDS: &[Command] = &[
    Command {
        keys: &[
            (Reading, &["Esc", "q", "Enter", "?", "F1"]),
            (Picking, &["Esc", "q", "F2"]),
            (Commanding, &["Esc", "Ctrl-C"]),
            (Searching, &["Esc", "Ctrl-C"]),
        ],
        footer: Footer::Rank(2, "close"),
        ..Command::named("close", Group::Dialogs, "Close the list or text", |state, _| {
            match &mut state.overlay {
                // The search goes first, then the list.
                Some(Overlay::Picker(picker)) if picker.typing == Typing::Query => {
                    picker.query = LineInput::default();
                    picker.typing = Typing::Keys;
                }
                _ => state.overlay = None,
            }
            Vec::new()
        })
    },
    Command {
        keys: &[
            (Reading, &["Up", "k"]),
            (Picking, &["Up", "k", "Shift-Tab"]),
            (Predicting, &["Up", "Shift-Tab"]),
            (Commanding, &["Up", "Shift-Tab", "Ctrl-P"]),
            (Searching, &["Up", "Shift-Tab", "Ctrl-P"]),
        ],
        ..Command::named("select-previous", Group::Dialogs, "Go up a line", |state, _| select(state, -1))
    },
    Command {
        keys: &[
            (Reading, &["Down", "j"]),
            (Picking, &["Down", "j", "Tab"]),
            (Predicting, &["Down", "Tab"]),
            (Commanding, &["Down", "Ctrl-N"]),
            (Searching, &["Down", "Tab", "Ctrl-N"]),
        ],
        footer: Footer::Rank(3, "select"),
        when: |state| match state.overlay {
            Some(Overlay::Prediction(_)) => super::unanswered(state) && choices(state) > 0,
            Some(Overlay::Search(_)) => false,
            _ => true,
        },
        ..Command::named("select-next", Group::Dialogs, "Go down a line", |state, _| select(state, 1))
    },
    Command {
        keys: &[(Reading, &["PgUp", "Ctrl-B"]), (Picking, &["PgUp"])],
        ..Command::named("select-page-up", Group::Dialogs, "Go up a page", |state, _| {
            let page = page(state);
            select(state, -page)
        })
    },
    Command {
        keys: &[(Reading, &["PgDn", "Space", "Ctrl-F"]), (Picking, &["PgDn"])],
        ..Command::named("select-page-down", Group::Dialogs, "Go down a page", |state, _| {
            let page = page(state);
            select(state, page)
        })
    },
    Command {
        keys: &[(Reading, &["Home", "g"]), (Picking, &["Home", "g"])],
        ..Command::named("select-first", Group::Dialogs, "Go to the start", |state, _| select(state, -FAR))
    },
    Command {
        keys: &[(Reading, &["End", "G"]), (Picking, &["End", "G"])],
        ..Command::named("select-last", Group::Dialogs, "Go to the end", |state, _| select(state, FAR))
    },
    Command {
        keys: &[(Reading, &["Left", "h", "p"])],
        footer: Footer::Rank(3, "back"),
        when: compares_versions,
        ..Command::named("versions-previous", Group::Dialogs, "In both versions, go back a statement", |state, _| {
            step_versions(state, -1)
        })
    },
    Command {
        keys: &[(Reading, &["Right", "l", "n"])],
        footer: Footer::Rank(1, "next statement"),
        when: compares_versions,
        ..Command::named("versions-next", Group::Dialogs, "In both versions, go on a statement", |state, _| {
            step_versions(state, 1)
        })
    },
    Command {
        keys: &[(Picking, &["Enter"])],
        footer: Footer::Rank(1, "open"),
        ..Command::named("open-lesson", Group::Dialogs, "Open the selected lesson", |state, _| open_lesson(state))
    },
    Command {
        keys: &[(Picking, &["/"])],
        footer: Footer::Rank(3, "search"),
        ..Command::named("search-lessons", Group::Dialogs, "Search the titles and texts of all lessons", |state, _| {
            if let Some(Overlay::Picker(picker)) = &mut state.overlay {
                picker.typing = Typing::Query;
            }
            Vec::new()
        })
    },
    Command {
        keys: &[(Picking, &["d"])],
        footer: Footer::Rank(4, "diagnostics"),
        when: |state| matches!(&state.overlay, Some(Overlay::Picker(p)) if !p.list.diagnostics.is_empty()),
        ..Command::named(
            "show-diagnostics",
            Group::Dialogs,
            "Show what is wrong with lessons that did not load",
            |state, _| {
                if let Some(Overlay::Picker(picker)) = &state.overlay {
                    let list = picker.list.diagnostics.clone();
                    state.overlay = Some(Overlay::Diagnostics { list, scroll: 0 });
                }
                Vec::new()
            },
        )
    },
    Command {
        keys: &[(Predicting, &["Enter"])],
        footer: Footer::Rank(1, "answer"),
        ..Command::named("answer", Group::Dialogs, "Give the selected answer; then close", |state, _| answer(state))
    },
    Command {
        keys: &[(Predicting, &["Esc", "Ctrl-C"])],
        footer: Footer::Rank(2, "skip"),
        when: super::unanswered,
        ..Command::named(
            "skip-prediction",
            Group::Dialogs,
            "Run the statement without an answer; after one, close",
            |state, _| close_prediction(state),
        )
    },
    Command {
        keys: &[(Commanding, &["Enter"])],
        footer: Footer::Rank(1, "run"),
        ..Command::named("run-command", Group::Dialogs, "Run the command", |state, _| run_command(state))
    },
    Command {
        keys: &[(Commanding, &["Tab"])],
        footer: Footer::Rank(3, "complete"),
        ..Command::named("complete-command", Group::Dialogs, "Complete the command", |state, _| {
            let context = state.base_context();
            if let Some(Overlay::Palette(palette)) = &mut state.overlay {
                palette.complete(&state.backend_commands, context);
            }
            Vec::new()
        })
    },
    Command {
        keys: &[(Searching, &["Enter"])],
        footer: Footer::Rank(1, "find"),
        ..Command::named("find", Group::Dialogs, "Find what is typed, or open what is selected", |state, _| {
            if matches!(state.overlay, Some(Overlay::Picker(_))) {
                return open_lesson(state);
            }
            let Some(Overlay::Search(search)) = state.overlay.take() else { return Vec::new() };
            let typed = search.input.text();
            let text = if typed.is_empty() { state.last_search.clone() } else { typed.to_owned() };
            find(state, text)
        })
    },
    Command {
        keys: &[(Confirming, &["y", "Enter"])],
        footer: Footer::Rank(1, "start again"),
        ..Command::named("confirm", Group::Dialogs, "Yes", |state, _| {
            state.overlay = None;
            state.scrolls = Scrolls::default();
            vec![state.ask(Request::Reset)]
        })
    },
    Command {
        keys: &[(Confirming, &["n", "Esc", "q", "Ctrl-C"])],
        footer: Footer::Rank(2, "go on"),
        ..Command::named("refuse", Group::Dialogs, "No", |state, _| {
            state.overlay = None;
            Vec::new()
        })
    },
    Command {
        keys: &[
            (Commanding, &["Backspace", "Ctrl-H"]),
            (Searching, &["Backspace", "Ctrl-H"]),
            (Predicting, &["Backspace", "Ctrl-H"]),
        ],
        ..Command::named(
            "erase",
            Group::Dialogs,
            "Delete the character before; close when nothing is typed",
            |state, _| erase(state),
        )
    },
    Command {
        keys: &[(Commanding, &["Ctrl-U"]), (Searching, &["Ctrl-U"]), (Predicting, &["Ctrl-U"])],
        ..Command::named("erase-all", Group::Dialogs, "Delete what is typed", |state, _| {
            with_input(state, super::super::line_input::LineInput::clear_before);
            Vec::new()
        })
    },
    Command {
        keys: &[(Commanding, &["Left"]), (Searching, &["Left"]), (Predicting, &["Left"])],
        ..Command::named("input-left", Group::Dialogs, "Go left", |state, _| {
            with_input(state, super::super::line_input::LineInput::left);
            Vec::new()
        })
    },
    Command {
        keys: &[(Commanding, &["Right"]), (Searching, &["Right"]), (Predicting, &["Right"])],
        ..Command::named("input-right", Group::Dialogs, "Go right", |state, _| {
            with_input(state, super::super::line_input::LineInput::right);
            Vec::new()
        })
    },
    Command {
        keys: &[(Commanding, &["Home", "Ctrl-A"]), (Searching, &["Home", "Ctrl-A"]), (Predicting, &["Home", "Ctrl-A"])],
        ..Command::named("input-start", Group::Dialogs, "Go to the start of what is typed", |state, _| {
            with_input(state, super::super::line_input::LineInput::home);
            Vec::new()
        })
    },
    Command {
        keys: &[(Commanding, &["End", "Ctrl-E"]), (Searching, &["End", "Ctrl-E"]), (Predicting, &["End", "Ctrl-E"])],
        ..Command::named("input-end", Group::Dialogs, "Go to the end of what is typed", |state, _| {
            with_input(state, super::super::line_input::LineInput::end);
            Vec::new()
        })
    },
];

/// Further than any list is long.
const FAR: isize = isize::MAX / 2;

fn body(state: &State) -> ratatui::layout::Rect {
    ratatui::layout::Rect::new(0, 1, state.size.width, state.size.height.saturating_sub(2))
}

fn page(state: &State) -> isize {
    reading_height(body(state)).saturating_sub(1).max(1).cast_signed()
}

fn choices(state: &State) -> usize {
    let prediction = state.views.lesson.as_ref().and_then(|lesson| lesson.prediction.as_ref());
    prediction.map_or(0, |prediction| prediction.choices.len())
}

fn compares_versions(state: &State) -> bool {
    matches!(state.overlay, Some(Overlay::Versions(_)))
}

fn step_versions(state: &mut State, by: isize) -> Vec<Effect> {
    if let Some(Overlay::Versions(versions)) = &mut state.overlay {
        versions.step(by);
    }
    Vec::new()
}

fn select(state: &mut State, by: isize) -> Vec<Effect> {
    let (area, context, choices) = (body(state), state.base_context(), choices(state));
    let mut overlay = state.overlay.take();
    let paint = state.paint();
    match &mut overlay {
        Some(Overlay::Help(help)) => {
            let last = help.last_scroll(context, area, paint);
            help.scroll = help.scroll.min(last).saturating_add_signed(by).min(last);
        }
        Some(Overlay::Diagnostics { list, scroll }) => {
            let last = last_scroll_of_diagnostics(list, area, paint);
            *scroll = scroll.saturating_add_signed(by).min(last);
        }
        Some(Overlay::Reading(reading)) => {
            let last = reading.last_scroll(area, paint);
            reading.scroll = reading.scroll.min(last).saturating_add_signed(by).min(last);
        }
        Some(Overlay::Versions(versions)) => versions.scroll(by, area, paint),
        Some(Overlay::Picker(picker)) => picker.select(by),
        Some(Overlay::Glossary(glossary)) => glossary.select(by),
        Some(Overlay::Prediction(prediction)) => prediction.select(by, choices),
        Some(Overlay::Palette(palette)) => {
            let count = palette.entries(&state.backend_commands, context).len();
            palette.select(by, count);
        }
        Some(Overlay::Search(_) | Overlay::ConfirmReset) | None => {}
    }
    state.overlay = overlay;
    Vec::new()
}

fn open_lesson(state: &mut State) -> Vec<Effect> {
    let chosen = match &state.overlay {
        Some(Overlay::Picker(picker)) => picker.chosen().map(|lesson| lesson.id.clone()),
        _ => None,
    };
    let Some(id) = chosen else { return Vec::new() };
    state.overlay = None;
    state.scrolls = Scrolls::default();
    state.view.focus(Pane::Lesson);
    state.mode = Mode::Editing;
    vec![state.ask(Request::ChooseLesson(id))]
}

fn answer(state: &mut State) -> Vec<Effect> {
    let answered = !super::session::unanswered(state);
    let Some(Overlay::Prediction(prediction)) = &state.overlay else { return Vec::new() };
    if answered {
        return close_prediction(state);
    }
    let answer = if choices(state) > 0 {
        Answer::Choice(prediction.selected)
    } else {
        let typed = prediction.input.text().trim();
        if typed.is_empty() {
            return Vec::new();
        }
        let view = state.views.lesson.as_ref().and_then(|lesson| lesson.prediction.as_ref());
        if view.is_some_and(|view| view.calls.iter().any(|call| call == typed)) {
            state.say(Notice::info("That is the statement itself: type what you think it will give"));
            with_input(state, |input| input.set(""));
            return Vec::new();
        }
        Answer::Value(typed.to_owned())
    };
    give(state, answer)
}

/// Gives an answer, then runs the statement that waited for it. The overlay stays: it shows the
/// explanation as soon as the answer has been judged.
pub(crate) fn give(state: &mut State, answer: Answer) -> Vec<Effect> {
    let mut effects = vec![state.ask(Request::Answer(answer))];
    effects.extend(submit_pending(state));
    effects
}

fn submit_pending(state: &mut State) -> Vec<Effect> {
    let pending = match &mut state.overlay {
        Some(Overlay::Prediction(prediction)) => prediction.pending.take(),
        _ => None,
    };
    pending.map_or_else(Vec::new, |source| submit(state, source))
}

fn close_prediction(state: &mut State) -> Vec<Effect> {
    let effects = submit_pending(state);
    state.overlay = None;
    effects
}

fn run_command(state: &mut State) -> Vec<Effect> {
    let context = state.base_context();
    let Some(Overlay::Palette(palette)) = state.overlay.take() else { return Vec::new() };
    let line = palette.line(&state.backend_commands, context);
    run_line(state, &line)
}

/// Runs a palette line.
pub(crate) fn run_line(state: &mut State, line: &str) -> Vec<Effect> {
    match meaning(line, &state.backend_commands) {
        Meaning::Screen(command, argument) => {
            if let Some(objection) = command.objection(argument) {
                state.say(Notice::warning(objection));
                return Vec::new();
            }
            (command.run)(state, argument)
        }
        Meaning::Backend(line) => {
            state.scrolls.transcript = 0;
            vec![state.ask(Request::Command(line.to_owned()))]
        }
        Meaning::Unknown(name) => {
            state.say(Notice::warning(format!("No command is called {name}: `:` and Tab list them")));
            Vec::new()
        }
        Meaning::Nothing => Vec::new(),
    }
}

/// The line being typed into an overlay.
pub(crate) fn with_input(state: &mut State, edit: impl FnOnce(&mut crate::tui::line_input::LineInput)) {
    match &mut state.overlay {
        Some(Overlay::Palette(palette)) => {
            palette.selected = None;
            edit(&mut palette.input);
        }
        Some(Overlay::Search(search)) => edit(&mut search.input),
        Some(Overlay::Picker(picker)) => {
            edit(&mut picker.query);
            picker.selected = 0;
        }
        Some(Overlay::Glossary(glossary)) => {
            edit(&mut glossary.input);
            glossary.selected = 0;
        }
        Some(Overlay::Prediction(prediction)) => edit(&mut prediction.input),
        _ => {}
    }
}

fn erase(state: &mut State) -> Vec<Effect> {
    let empty = match &mut state.overlay {
        Some(Overlay::Palette(palette)) => palette.input.text().is_empty(),
        Some(Overlay::Search(search)) => search.input.text().is_empty(),
        Some(Overlay::Picker(picker)) if picker.query.text().is_empty() => {
            picker.typing = Typing::Keys;
            return Vec::new();
        }
        _ => false,
    };
    if empty {
        state.overlay = None;
    } else {
        with_input(state, crate::tui::line_input::LineInput::backspace);
    }
    Vec::new()
}
