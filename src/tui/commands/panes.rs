//! Commands that move between panes and within them.

use super::{Argument, Command, Context, Footer, Group};
use crate::tui::layout::{Pane, Zoom};
use crate::tui::model::Notice;
use crate::tui::overlays::{Overlay, Search};
use crate::tui::screen;
use crate::tui::state::{Amount, Effect, Mode, State};

use Context::{Editing, Navigating, Travelling};

pub(super) const COMMANDS: &[Command] = &[
    Command {
        keys: &[(Editing, &["Esc"])],
        footer: Footer::Rank(4, "panes"),
        ..Command::named(
            "panes",
            Group::Panes,
            "Leave the command line for the panes: letters are keys there",
            |state, _| {
                state.mode = Mode::Navigating;
                Vec::new()
            },
        )
    },
    Command {
        keys: &[(Navigating, &["i"]), (Editing, &["Alt-i"])],
        footer: Footer::Rank(1, "type Python"),
        when: |state| state.mode == Mode::Navigating,
        ..Command::named("type", Group::Panes, "Go to the command line: every letter types there", |state, _| {
            state.mode = Mode::Editing;
            state.scrolls.transcript = 0;
            if state.view.focus == Pane::Console {
                state.view.zoom = Zoom::Off;
            }
            Vec::new()
        })
    },
    Command {
        keys: &[(Editing, &["Alt-o", "F6"]), (Navigating, &["Tab", "F6"])],
        footer: Footer::Rank(9, "next pane"),
        ..Command::named("next-pane", Group::Panes, "Focus the next pane", |state, _| turn(state, 1))
    },
    Command {
        keys: &[(Editing, &["Alt-O", "Shift-F6"]), (Navigating, &["Shift-Tab", "Shift-F6"])],
        ..Command::named("previous-pane", Group::Panes, "Focus the pane before", |state, _| turn(state, -1))
    },
    Command {
        keys: &[(Editing, &["Alt-z", "F11"]), (Navigating, &["Enter", "z", "F11"])],
        footer: Footer::Rank(10, "zoom"),
        ..Command::named("zoom", Group::Panes, "Give the pane the whole screen, or take it back", |state, _| {
            zoom(state)
        })
    },
    Command {
        keys: &[(Navigating, &["Esc"])],
        ..Command::named("unzoom", Group::Panes, "Show all panes again", |state, _| {
            if state.view.zoom == Zoom::On { zoom(state) } else { Vec::new() }
        })
    },
    pane("lesson", &[(Editing, &["Alt-1"]), (Navigating, &["1"])], "Focus the lesson", |state, _| {
        focus(state, Pane::Lesson)
    }),
    pane("objects", &[(Editing, &["Alt-2"]), (Navigating, &["2"])], "Focus the refcount table", |state, _| {
        focus(state, Pane::Objects)
    }),
    pane("generations", &[(Editing, &["Alt-3"]), (Navigating, &["3"])], "Focus the generations", |state, _| {
        focus(state, Pane::Generations)
    }),
    pane("finalizers", &[(Editing, &["Alt-4"]), (Navigating, &["4"])], "Focus the __del__ output", |state, _| {
        focus(state, Pane::Finalizers)
    }),
    pane("garbage", &[(Editing, &["Alt-5"]), (Navigating, &["5"])], "Focus the uncollectable list", |state, _| {
        focus(state, Pane::Garbage)
    }),
    pane(
        "transcript",
        &[(Editing, &["Alt-6"]), (Navigating, &["6"])],
        "Focus the transcript, to scroll in it",
        |state, _| focus(state, Pane::Console),
    ),
    pane(
        "graph",
        &[(Editing, &["Alt-7", "Alt-v"]), (Navigating, &["7", "v"])],
        "Focus the graph of objects",
        |state, _| focus(state, Pane::Graph),
    ),
    Command {
        keys: &[(Editing, &["Alt-."]), (Navigating, &["."])],
        ..Command::named("closer", Group::Panes, "Look at the graph from closer by", |state, _| look_closer(state, 1))
    },
    Command {
        keys: &[(Editing, &["Alt-,"]), (Navigating, &[","])],
        ..Command::named("farther", Group::Panes, "Look at the graph from farther away", |state, _| {
            look_closer(state, -1)
        })
    },
    Command {
        keys: &[(Editing, &["Alt-k", "Alt-Up"]), (Navigating, &["k", "Up"])],
        ..Command::named("up", Group::Panes, "Scroll or select up", |state, _| scroll(state, Amount::Lines(-1)))
    },
    Command {
        keys: &[(Editing, &["Alt-j", "Alt-Down"]), (Navigating, &["j", "Down"])],
        ..Command::named("down", Group::Panes, "Scroll or select down", |state, _| scroll(state, Amount::Lines(1)))
    },
    Command {
        keys: &[(Editing, &["Alt-Left"]), (Navigating, &["h", "Left"]), (Travelling, &["<"])],
        ..Command::named("left", Group::Panes, "Go to the generation on the left; move the graph", |state, _| {
            sideways(state, -1)
        })
    },
    Command {
        keys: &[(Editing, &["Alt-Right"]), (Navigating, &["l", "Right"]), (Travelling, &[">"])],
        ..Command::named("right", Group::Panes, "Go to the generation on the right; move the graph", |state, _| {
            sideways(state, 1)
        })
    },
    Command {
        keys: &[(Editing, &["PgUp"]), (Navigating, &["PgUp", "Ctrl-B"])],
        ..Command::named("page-up", Group::Panes, "Scroll up by a page", |state, _| scroll(state, Amount::Pages(-1)))
    },
    Command {
        keys: &[(Editing, &["PgDn"]), (Navigating, &["PgDn", "Ctrl-F", "Space"])],
        footer: Footer::Rank(8, "scroll"),
        when: has_more,
        ..Command::named("page-down", Group::Panes, "Scroll down by a page", |state, _| scroll(state, Amount::Pages(1)))
    },
    Command {
        keys: &[(Editing, &["Alt-g", "Alt-Home"]), (Navigating, &["g", "Home"])],
        ..Command::named("start", Group::Panes, "Scroll to the start", |state, _| scroll(state, Amount::Start))
    },
    Command {
        keys: &[(Editing, &["Alt-G", "Alt-End"]), (Navigating, &["G", "End"])],
        ..Command::named("end", Group::Panes, "Scroll to the end", |state, _| scroll(state, Amount::End))
    },
    Command {
        keys: &[(Editing, &["Alt-/"]), (Navigating, &["/"])],
        argument: Argument::Text("TEXT"),
        footer: Footer::Rank(12, "search"),
        ..Command::named("search", Group::Panes, "Find an object in the refcount table", |state, text| {
            search(state, text)
        })
    },
];

const fn pane(
    name: &'static str,
    keys: &'static [(Context, &'static [&'static str])],
    help: &'static str,
    run: fn(&mut State, &str) -> Vec<Effect>,
) -> Command {
    Command { keys, ..Command::named(name, Group::Panes, help, run) }
}

pub(crate) fn focus(state: &mut State, pane: Pane) -> Vec<Effect> {
    state.view.focus(pane);
    state.changed.remove(&pane);
    if pane == Pane::Objects {
        state.show_selected_object();
    }
    state.clamp_scrolls();
    Vec::new()
}

fn turn(state: &mut State, by: isize) -> Vec<Effect> {
    let mut next = state.view.focus.turn(by);
    // While typing the console has the keys anyway.
    if state.mode == Mode::Editing && next == Pane::Console {
        next = next.turn(by);
    }
    focus(state, next)
}

fn zoom(state: &mut State) -> Vec<Effect> {
    state.view.zoom = match state.view.zoom {
        Zoom::Off => Zoom::On,
        Zoom::On => Zoom::Off,
    };
    state.clamp_scrolls();
    Vec::new()
}

fn scroll(state: &mut State, amount: Amount) -> Vec<Effect> {
    let pane = state.scrolled_pane();
    state.scroll(pane, amount);
    Vec::new()
}

/// Whether the pane that would scroll has more than it shows, as far as that is known.
fn has_more(state: &State) -> bool {
    let extent = state.layout().and_then(|layout| screen::extent_of(state, state.scrolled_pane(), &layout));
    extent.is_none_or(|extent| extent.total > extent.shown)
}

fn sideways(state: &mut State, by: isize) -> Vec<Effect> {
    if state.scrolled_pane() == Pane::Graph {
        state.scrolls.graph.0 += by * 8;
    }
    if state.scrolled_pane() == Pane::Generations {
        let last = state.views.generations.len().saturating_sub(1);
        let at = state.scrolls.active_generation.saturating_add_signed(by);
        state.scrolls.active_generation = at.min(last);
    }
    Vec::new()
}

fn look_closer(state: &mut State, by: isize) -> Vec<Effect> {
    let zoom = state.scrolls.graph_zoom.stepped(by);
    state.scrolls.graph_zoom = zoom;
    state.say(Notice::info(zoom.named()));
    Vec::new()
}

fn search(state: &mut State, text: &str) -> Vec<Effect> {
    if text.is_empty() {
        state.overlay = Some(Overlay::Search(Search::default()));
        return Vec::new();
    }
    find(state, text.to_owned())
}

/// Looks for a row of the refcount table, from the one after the selected.
pub(crate) fn find(state: &mut State, text: String) -> Vec<Effect> {
    if text.is_empty() {
        state.say(Notice::info("Nothing to search for"));
        return Vec::new();
    }
    state.last_search.clone_from(&text);
    let from = if state.views.objects.total == 0 { 0 } else { state.scrolls.selected_object + 1 };
    let direction = crate::tui::backend::Direction::Next;
    vec![state.ask(crate::tui::backend::Request::FindObject { text, from, direction })]
}
