//! Commands on the lesson and its statements.

use std::time::Instant;

use super::{Argument, Command, Context, Footer, Group};
use crate::lesson::Glossary as Words;
use crate::tui::backend::{Direction, Request};
use crate::tui::layout::Pane;
use crate::tui::model::{Notice, StepState};
use crate::tui::overlays::{Glossary, Overlay, Picker, Prediction, Reading, ReadingKind};
use crate::tui::state::{Effect, Mode, Phase, Running, State};

use Context::{Editing, Navigating};

pub(super) const COMMANDS: &[Command] = &[
    Command {
        keys: &[(Editing, &["Alt-n", "F8"]), (Navigating, &["n", "F8"])],
        footer: Footer::Rank(2, "go on"),
        when: |state| state.step_state() != StepState::Open,
        ..Command::named("next", Group::Lesson, "Go to the next step", |state, _| step(state, Direction::Next))
    },
    Command {
        keys: &[(Editing, &["Alt-p", "F7"]), (Navigating, &["p", "F7"])],
        ..Command::named("previous", Group::Lesson, "Go back to the previous step", |state, _| {
            step(state, Direction::Previous)
        })
    },
    Command {
        keys: &[(Editing, &["Alt-a", "F4"]), (Navigating, &["a", "F4"])],
        footer: Footer::Rank(3, "predict"),
        when: |state| unanswered(state),
        ..Command::named("predict", Group::Lesson, "Answer the step's prediction", |state, _| predict(state))
    },
    Command {
        keys: &[(Editing, &["Alt-t", "F5"]), (Navigating, &["t", "F5"])],
        ..Command::named("try", Group::Lesson, "Type the suggested statement into the command line", |state, _| {
            take_suggestion(state)
        })
    },
    Command {
        keys: &[(Editing, &["Alt-h", "Alt-H", "F3"]), (Navigating, &["H", "F3"])],
        footer: Footer::Rank(6, "hint"),
        when: |state| state.views.lesson.as_ref().is_some_and(|lesson| lesson.hints.shown.len() < lesson.hints.total),
        ..Command::named("hint", Group::Lesson, "Show one more hint", |state, _| {
            state.view.zoom = crate::tui::layout::Zoom::Off;
            vec![state.ask(Request::Hint)]
        })
    },
    Command {
        keys: &[(Editing, &["Alt-l", "Alt-L", "F2"]), (Navigating, &["L", "F2"])],
        argument: Argument::Text("ID"),
        footer: Footer::Rank(7, "lessons"),
        ..Command::named("lessons", Group::Lesson, "Choose a lesson", lessons)
    },
    Command {
        keys: &[(Editing, &["Alt-w"]), (Navigating, &["w"])],
        argument: Argument::Text("WORD"),
        footer: Footer::Rank(15, "words"),
        ..Command::named("glossary", Group::Lesson, "Explain a word of the course, those of this step first", glossary)
    },
    Command {
        keys: &[(Editing, &["Alt-e"]), (Navigating, &["e"])],
        ..Command::named("setup", Group::Lesson, "Show the program that ran before the first statement", setup)
    },
    Command {
        keys: &[(Editing, &["Alt-s", "F12"]), (Navigating, &["s", "F12"])],
        footer: Footer::Rank(16, "sandbox"),
        ..Command::named(
            "sandbox",
            Group::Lesson,
            "Go to an interpreter for trying things out, and back; each keeps its state",
            |state, _| {
                state.scrolls = crate::tui::state::Scrolls::default();
                // One goes there to type, and comes back to go on.
                state.mode = Mode::Editing;
                vec![state.ask(Request::Command("sandbox".to_owned()))]
            },
        )
    },
    Command {
        keys: &[(Editing, &["Alt-r"]), (Navigating, &["r"])],
        ..Command::named(
            "reset",
            Group::Lesson,
            "Start the lesson again from its beginning, after asking",
            |state, _| {
                state.overlay = Some(Overlay::ConfirmReset);
                Vec::new()
            },
        )
    },
    Command {
        keys: &[(Editing, &["Alt-u", "F9"]), (Navigating, &["u", "F9"])],
        footer: Footer::Rank(11, "undo"),
        when: |state| state.views.status.undoable > 0,
        ..Command::named("undo", Group::Statements, "Take back the last statement", |state, _| {
            vec![state.ask(Request::Undo)]
        })
    },
    Command {
        keys: &[(Editing, &["Ctrl-R", "F10"]), (Navigating, &["Ctrl-R", "F10"])],
        footer: Footer::Rank(13, "redo"),
        when: |state| state.views.status.redoable > 0,
        ..Command::named("redo", Group::Statements, "Run the statement again that was taken back", |state, _| {
            vec![state.ask(Request::Redo)]
        })
    },
    Command {
        keys: &[(Editing, &["Ctrl-C"]), (Navigating, &["Ctrl-C"])],
        footer: Footer::Rank(0, "interrupt"),
        when: |state| !state.running.is_empty(),
        ..Command::named(
            "interrupt",
            Group::Statements,
            "Interrupt the running statement; while none runs, clear the command line",
            |state, _| interrupt(state),
        )
    },
];

/// Goes to another step, where its text can be seen: the lesson comes forward if another pane hides it.
pub(super) fn step(state: &mut State, direction: Direction) -> Vec<Effect> {
    state.scrolls.lesson = 0;
    if state.layout().is_some_and(|layout| layout.frame(Pane::Lesson).is_none()) {
        if state.view.focus == Pane::Console {
            state.view.shown = Pane::Lesson;
        } else {
            state.view.focus(Pane::Lesson);
        }
    }
    vec![state.ask(Request::Step(direction))]
}

pub(crate) fn unanswered(state: &State) -> bool {
    let prediction = state.views.lesson.as_ref().and_then(|lesson| lesson.prediction.as_ref());
    prediction.is_some_and(|prediction| prediction.answered.is_none())
}

fn setup(state: &mut State, _: &str) -> Vec<Effect> {
    let source = state.views.lesson.as_ref().map(|lesson| lesson.setup.trim().to_owned()).unwrap_or_default();
    if source.is_empty() {
        state.say(Notice::info("Nothing ran before the first statement"));
    } else {
        let title = "What ran before the first statement".to_owned();
        state.overlay = Some(Overlay::Reading(Reading { title, text: source, kind: ReadingKind::Source, scroll: 0 }));
    }
    Vec::new()
}

pub(super) fn predict(state: &mut State) -> Vec<Effect> {
    if state.views.lesson.as_ref().is_some_and(|lesson| lesson.prediction.is_some()) {
        state.overlay = Some(Overlay::Prediction(Prediction::default()));
    } else {
        state.say(Notice::info("This step asks for no prediction"));
    }
    Vec::new()
}

/// Types the step's suggestion; what was typed before stays in history.
pub(crate) fn take_suggestion(state: &mut State) -> Vec<Effect> {
    let suggested = state.views.lesson.as_ref().and_then(|lesson| lesson.suggested.clone());
    match suggested {
        Some(suggested) => {
            let typed = state.editor.text();
            state.editor.remember(&typed);
            state.editor.clear();
            state.editor.paste(suggested.trim_end_matches('\n'));
            state.mode = Mode::Editing;
        }
        None => state.say(Notice::info("This step suggests no statement")),
    }
    Vec::new()
}

fn lessons(state: &mut State, id: &str) -> Vec<Effect> {
    if !id.is_empty() {
        state.scrolls = crate::tui::state::Scrolls::default();
        return vec![state.ask(Request::ChooseLesson(id.to_owned()))];
    }
    let here = state.views.lesson.as_ref().map(|lesson| lesson.id.clone());
    state.overlay = Some(Overlay::Picker(Picker { here, ..Picker::default() }));
    vec![state.ask(Request::Lessons)]
}

fn glossary(state: &mut State, word: &str) -> Vec<Effect> {
    let words = match Words::embedded() {
        Ok(words) => words,
        Err(problem) => {
            state.say(Notice::error(problem.to_string()));
            return Vec::new();
        }
    };
    let lesson = state.views.lesson.as_ref();
    let mut glossary = Glossary::on(words, lesson.map_or("", |lesson| lesson.markdown.as_str()));
    glossary.input.set(word);
    state.overlay = Some(Overlay::Glossary(glossary));
    Vec::new()
}

fn interrupt(state: &mut State) -> Vec<Effect> {
    let following = state.notice.as_ref().is_some_and(|notice| notice.text == super::FOLLOWING);
    if state.running.is_empty() && !following && state.phase == Phase::Ready {
        state.editor.clear();
        return Vec::new();
    }
    vec![Effect::Interrupt]
}

/// Sends a statement on its way.
pub(crate) fn submit(state: &mut State, source: String) -> Vec<Effect> {
    state.scrolls.transcript = 0;
    state.scrolls.finalizers = 0;
    state.running.push(Running { source: source.clone(), since: Instant::now() });
    vec![state.ask(Request::Submit(source))]
}
