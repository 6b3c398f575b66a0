//! Commands of the time machine.

use std::path::PathBuf;
use std::time::Duration;

use super::{Argument, Command, Context, Footer, Group};
use crate::session::export::Format;
use crate::tui::backend::{Direction, Journey, ObjectChoice, Request, Turn, What};
use crate::tui::layout::{InView, Pane};
use crate::tui::model::Notice;
use crate::tui::overlays::{Overlay, Palette};
use crate::tui::picture;
use crate::tui::state::{Effect, Mode, Motion, Play, State};

use Context::{Editing, Navigating, Travelling};

/// What is said while the statements are run again to be followed, which takes long where memory is large.
pub(crate) const FOLLOWING: &str = "What happened is being followed, step by step: Ctrl-C ends that";

pub(super) const COMMANDS: &[Command] = &[
    Command {
        keys: &[(Editing, &["Alt-m"]), (Navigating, &["m"]), (Travelling, &["m", "Esc"])],
        footer: Footer::Rank(7, "time"),
        when: |state| state.views.status.statement > 0,
        ..Command::named(
            "time",
            Group::Time,
            "Go back in time, event by event; or return to the present",
            |state, _| if state.views.time.is_none() { enter(state) } else { leave(state) },
        )
    },
    Command {
        footer: Footer::Rank(1, "event"),
        ..turn("next-event", &[(Travelling, &["Right", "l"])], "Go to the next event", |state, _| {
            step(state, Turn::Event, Direction::Next)
        })
    },
    turn("previous-event", &[(Travelling, &["Left", "h"])], "Go to the event before", |state, _| {
        step(state, Turn::Event, Direction::Previous)
    }),
    Command {
        footer: Footer::Rank(2, "phase"),
        ..turn(
            "next-phase",
            &[(Travelling, &["]"])],
            "Go to the next phase of a collection, finalizer or statement",
            |state, _| step(state, Turn::Phase, Direction::Next),
        )
    },
    turn("previous-phase", &[(Travelling, &["["])], "Go to the phase before", |state, _| {
        step(state, Turn::Phase, Direction::Previous)
    }),
    Command {
        footer: Footer::Rank(3, "statement"),
        ..turn(
            "next-statement",
            &[(Travelling, &["}", ")"])],
            "Go to the beginning of the next statement",
            |state, _| step(state, Turn::Statement, Direction::Next),
        )
    },
    turn(
        "previous-statement",
        &[(Travelling, &["{", "("])],
        "Go to the beginning of the statement, or of the one before",
        |state, _| step(state, Turn::Statement, Direction::Previous),
    ),
    turn("first-event", &[(Travelling, &["Home", "0"])], "Go to the first event of all", |state, _| {
        state.play = None;
        travel(state, Journey::First)
    }),
    turn("last-event", &[(Travelling, &["End", "$"])], "Go to the last event of all", |state, _| {
        state.play = None;
        travel(state, Journey::Last)
    }),
    Command {
        keys: &[(Travelling, &["#"])],
        argument: Argument::Text("NUMBER"),
        ..Command::named("goto", Group::Time, "Go to the event with this number", goto)
    },
    Command {
        keys: &[(Travelling, &["s"])],
        argument: Argument::Text("WHAT NAME"),
        footer: Footer::Rank(9, "when?"),
        ..Command::named(
            "when",
            Group::Time,
            "Go to when an object (a name, #7, or the selected row) was born, freed, finalized, moved, or last changed its count: \
             `when freed a`",
            when,
        )
    },
    Command {
        keys: &[(Travelling, &["Space"])],
        footer: Footer::Rank(4, "play"),
        ..Command::named("play", Group::Time, "Play the events one after the other, or pause", |state, _| play(state))
    },
    turn("faster", &[(Travelling, &["+", "="])], "Play faster", |state, _| pace(state, Change::Faster)),
    turn("slower", &[(Travelling, &["-"])], "Play slower", |state, _| pace(state, Change::Slower)),
    Command {
        argument: Argument::OneOf(&["full", "reduced"]),
        ..Command::named(
            "motion",
            Group::Time,
            "With reduced motion nothing moves by itself: play goes on by one phase (also GCSCOPE_REDUCED_MOTION=1)",
            motion,
        )
    },
    Command {
        ..Command::named(
            "fork",
            Group::Time,
            "Continue from the moment shown; what was done after it becomes another future (`:future`)",
            |state, _| {
                state.play = None;
                travel(state, Journey::Fork)
            },
        )
    },
    Command {
        argument: Argument::Text("FORMAT FILE"),
        ..Command::named(
            "export",
            Group::Time,
            "Write the graph (dot, svg, mermaid), the screen (screen) or the session (markdown, asciicast) to a file",
            export,
        )
    },
    Command {
        keys: &[(Editing, &["Alt-y"]), (Navigating, &["y"])],
        argument: Argument::Text("NAME"),
        footer: Footer::Rank(10, "why?"),
        ..Command::named(
            "why",
            Group::Time,
            "Say why an object (a name, also on the command line, #7, or the selected row) is alive: who holds it, what keeps it, its cycle, its history",
            why,
        )
    },
];

const fn turn(
    name: &'static str,
    keys: &'static [(Context, &'static [&'static str])],
    help: &'static str,
    run: fn(&mut State, &str) -> Vec<Effect>,
) -> Command {
    Command { keys, ..Command::named(name, Group::Time, help, run) }
}

fn travel(state: &mut State, journey: Journey) -> Vec<Effect> {
    vec![state.ask(Request::Travel(journey))]
}

fn step(state: &mut State, turn: Turn, direction: Direction) -> Vec<Effect> {
    state.play = None;
    travel(state, Journey::Turn(turn, direction))
}

fn enter(state: &mut State) -> Vec<Effect> {
    if state.views.status.statement == 0 {
        state.say(Notice::info("Nothing has happened yet: run a statement, then look back at it"));
        return Vec::new();
    }
    state.left_at = Some((state.mode, state.view));
    state.mode = Mode::Navigating;
    // The table is where most events show.
    if matches!(state.view.focus, Pane::Lesson | Pane::Console) {
        state.view.focus(Pane::Objects);
    }
    state.say(Notice::info(FOLLOWING));
    travel(state, Journey::Enter)
}

/// To the present, to the panes as they were, and to the command line of who came from there.
fn leave(state: &mut State) -> Vec<Effect> {
    state.play = None;
    if let Some((mode, view)) = state.left_at.take() {
        state.mode = mode;
        state.view = InView { lesson_rows: state.view.lesson_rows, ..view };
    }
    travel(state, Journey::Enter)
}

fn goto(state: &mut State, number: &str) -> Vec<Effect> {
    if number.is_empty() {
        return ask_for(state, "goto ");
    }
    match number.parse() {
        Ok(number) => travel(state, Journey::Number(number)),
        Err(_) => {
            state.say(Notice::warning("goto takes the number of an event, such as `goto 120`"));
            Vec::new()
        }
    }
}

/// Opens the palette with a command begun.
fn ask_for(state: &mut State, text: &str) -> Vec<Effect> {
    let mut palette = Palette::default();
    for c in text.chars() {
        palette.input.insert(c);
    }
    state.overlay = Some(Overlay::Palette(palette));
    Vec::new()
}

fn when(state: &mut State, text: &str) -> Vec<Effect> {
    if text.is_empty() {
        return ask_for(state, "when ");
    }
    let (what, name) = text.split_once(' ').unwrap_or((text, ""));
    let what = match what {
        "born" | "allocated" => What::Born,
        "freed" => What::Freed,
        "count" | "changed" => What::Count,
        "finalized" => What::Finalized,
        "moved" | "tracked" => What::Moved,
        _ => {
            state.say(Notice::warning("Say when born, freed, count, finalized or moved, and a name: `when freed a`"));
            return Vec::new();
        }
    };
    let Some(object) = chosen(state, name) else { return Vec::new() };
    travel(state, Journey::When(what, object))
}

/// The object that a name, what stands on the command line, or the selected row means.
fn chosen(state: &mut State, name: &str) -> Option<ObjectChoice> {
    let typed = if state.mode == Mode::Editing { state.editor.text() } else { String::new() };
    let name = if name.trim().is_empty() { typed.trim() } else { name.trim() };
    if !name.is_empty() {
        return Some(ObjectChoice::Path(name.to_owned()));
    }
    // A row counts where the screen marks it.
    let object = match (state.mode, state.view.focus) {
        (Mode::Navigating, _) | (_, Pane::Objects | Pane::Graph) => state.selected_id().map(ObjectChoice::Numbered),
        _ => None,
    };
    if object.is_none() {
        state.say(Notice::info(match state.mode {
            Mode::Editing => "Of which object? Type its name and press the same key, or select it: Alt-2, Alt-j",
            Mode::Navigating => "Of which object? Select a row of the refcounts, or say a name: `:why a.other`",
        }));
    }
    object
}

fn why(state: &mut State, name: &str) -> Vec<Effect> {
    match chosen(state, name) {
        Some(object) => vec![state.ask(Request::Why(object))],
        None => Vec::new(),
    }
}

fn export(state: &mut State, text: &str) -> Vec<Effect> {
    let (name, path) = text.trim().split_once(' ').unwrap_or((text.trim(), ""));
    let file = |extension: &str| match path.trim() {
        "" => PathBuf::from(format!("gcscope.{extension}")),
        path => PathBuf::from(path),
    };
    if name == "screen" {
        let contents = picture::of_state(state);
        return vec![Effect::Save { path: file("svg"), contents }];
    }
    match Format::named(name) {
        Some(format) => {
            let (path, chosen) = (file(format.extension()), state.selected_id());
            vec![state.ask(Request::Export { format, path, chosen })]
        }
        None => {
            state.say(Notice::warning("export takes dot, svg, mermaid, screen, markdown or asciicast, and a file"));
            Vec::new()
        }
    }
}

fn play(state: &mut State) -> Vec<Effect> {
    if state.motion == Motion::Reduced {
        return step(state, Turn::Phase, Direction::Next);
    }
    if state.play.take().is_none() {
        state.play = Some(Play { pace: state.pace, waiting: false });
    }
    Vec::new()
}

/// How playing speeds up or slows down.
enum Change {
    Faster,
    Slower,
}

fn pace(state: &mut State, change: Change) -> Vec<Effect> {
    const FASTEST: Duration = Duration::from_millis(31);
    const SLOWEST: Duration = Duration::from_secs(4);
    state.pace = match change {
        Change::Faster => (state.pace / 2).max(FASTEST),
        Change::Slower => (state.pace * 2).min(SLOWEST),
    };
    if let Some(play) = &mut state.play {
        play.pace = state.pace;
    }
    let every = state.pace.as_millis();
    state.say(Notice::info(format!("One event every {every} ms")));
    Vec::new()
}

fn motion(state: &mut State, choice: &str) -> Vec<Effect> {
    state.motion = match choice {
        "full" => Motion::Full,
        "reduced" => Motion::Reduced,
        _ if state.motion == Motion::Full => Motion::Reduced,
        _ => Motion::Full,
    };
    state.play = None;
    state.say(Notice::info(match state.motion {
        Motion::Full => "Space plays the events",
        Motion::Reduced => "Nothing moves by itself: Space goes on by one phase",
    }));
    Vec::new()
}

/// The next event of what is being played.
pub(crate) fn play_on(state: &mut State) -> Vec<Effect> {
    match &mut state.play {
        // A moment that takes long to make holds up the next one.
        Some(play) if !play.waiting => {
            play.waiting = true;
            travel(state, Journey::Turn(Turn::Event, Direction::Next))
        }
        _ => Vec::new(),
    }
}
