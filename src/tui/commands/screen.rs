//! Commands on the screen itself.

use super::{Argument, Command, Context, Footer, Group};
use crate::tui::glyphs::{GlyphSet, Glyphs};
use crate::tui::layout::Pane;
use crate::tui::model::Notice;
use crate::tui::overlays::{Help, Overlay, Palette};
use crate::tui::state::{Effect, Mode, Mouse, State};
use crate::tui::theme::{Theme, ThemeName};

use Context::{Editing, Navigating, Unseen};

pub(super) const COMMANDS: &[Command] = &[
    Command {
        keys: &[(Editing, &["F1", "Alt-?"]), (Navigating, &["?", "F1"])],
        footer: Footer::Rank(5, "help"),
        ..Command::named("help", Group::Screen, "Show the keys of the focused pane, and what it shows", |state, _| {
            let about = if state.mode == Mode::Editing { Pane::Console } else { state.view.focus };
            state.overlay = Some(Overlay::Help(Help { about, scroll: 0 }));
            Vec::new()
        })
    },
    Command {
        keys: &[(Editing, &["Alt-:", "Alt-x"]), (Navigating, &[":", "x"])],
        footer: Footer::Rank(12, "command"),
        ..Command::named("command", Group::Screen, "Run a command by its name, with completion", |state, _| {
            state.overlay = Some(Overlay::Palette(Palette::default()));
            Vec::new()
        })
    },
    Command {
        argument: Argument::OneOf(&["dark", "light", "plain"]),
        ..Command::named("theme", Group::Screen, "Choose the colours: dark, light, or plain (none)", |state, name| {
            theme(state, name)
        })
    },
    Command {
        argument: Argument::OneOf(&["on", "off"]),
        ..Command::named("ascii", Group::Screen, "Draw with plain ASCII signs, or with Unicode's", |state, choice| {
            ascii(state, choice)
        })
    },
    Command {
        argument: Argument::OneOf(&["on", "off"]),
        ..Command::named(
            "mouse",
            Group::Screen,
            "Let the mouse focus and scroll panes, or leave it to the terminal for selecting text (so does Shift)",
            mouse,
        )
    },
    Command {
        ..Command::named(
            "diagnostics",
            Group::Screen,
            "Show what is wrong with lessons that did not load",
            |state, _| {
                state.overlay = Some(Overlay::Diagnostics { list: Vec::new(), scroll: 0 });
                vec![state.ask(crate::tui::backend::Request::Lessons)]
            },
        )
    },
    Command {
        keys: &[(Editing, &["Ctrl-L"]), (Navigating, &["Ctrl-L"])],
        ..Command::named("redraw", Group::Screen, "Draw the screen anew", |_, _| vec![Effect::Redraw])
    },
    Command {
        keys: &[(Editing, &["Ctrl-Z"]), (Navigating, &["Ctrl-Z"]), (Unseen, &["Ctrl-Z"])],
        ..Command::named("suspend", Group::Screen, "Go back to the shell for a while; `fg` returns", |_, _| {
            vec![Effect::Suspend]
        })
    },
    Command {
        keys: &[(Editing, &["Alt-q"]), (Navigating, &["q", "Ctrl-D"]), (Unseen, &["q", "Ctrl-D", "Alt-q"])],
        footer: Footer::Rank(14, "quit"),
        ..Command::named("quit", Group::Screen, "Leave gcscope; the progress is kept", |_, _| vec![Effect::Quit])
    },
];

fn theme(state: &mut State, name: &str) -> Vec<Effect> {
    let all = ThemeName::ALL;
    let chosen = if name.is_empty() {
        // Without a name: the next one.
        let at = all.iter().position(|(_, theme)| *theme == state.theme.name).unwrap_or(0);
        all.get((at + 1) % all.len()).copied()
    } else {
        all.into_iter().find(|(known, _)| *known == name)
    };
    match chosen {
        Some((name, theme)) => {
            state.theme = Theme::of(theme);
            state.say(Notice::info(format!("Theme: {name}")));
        }
        None => state.say(Notice::warning(format!("No theme is called {name}: take dark, light or plain"))),
    }
    Vec::new()
}

fn ascii(state: &mut State, choice: &str) -> Vec<Effect> {
    let set = match choice {
        "on" => GlyphSet::Ascii,
        "off" => GlyphSet::Unicode,
        _ if state.glyphs.set == GlyphSet::Ascii => GlyphSet::Unicode,
        _ => GlyphSet::Ascii,
    };
    state.glyphs = Glyphs::of(set);
    Vec::new()
}

fn mouse(state: &mut State, choice: &str) -> Vec<Effect> {
    state.mouse = match choice {
        "on" => Mouse::Captured,
        "off" => Mouse::Free,
        _ if state.mouse == Mouse::Captured => Mouse::Free,
        _ => Mouse::Captured,
    };
    state.say(Notice::info(match state.mouse {
        Mouse::Captured => "The mouse focuses and scrolls panes",
        Mouse::Free => "The mouse is the terminal's: drag to select text",
    }));
    vec![Effect::Mouse(state.mouse)]
}
