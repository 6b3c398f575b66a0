//! A stage without threads and without a terminal: keys are pressed, replies come at once.

use std::sync::Arc;

use gcscope::tui::backend::{Interrupt, Reply, Request};
use gcscope::tui::commands::Chord;
use gcscope::tui::glyphs::GlyphSet;
use gcscope::tui::screen;
use gcscope::tui::state::{Effect, Motion, Options, State};
use gcscope::tui::theme::ThemeName;
use gcscope::tui::update::{Action, update};
use gcscope::tui::worker::serve;
use ratatui::buffer::Buffer;
use ratatui::crossterm::event::{KeyCode, KeyEvent, KeyModifiers};
use ratatui::layout::{Position, Rect, Size};

use crate::fake::{Fake, completeness};

pub struct Stage {
    pub state: State,
    pub fake: Fake,
    /// Effects that were for the terminal.
    pub outside: Vec<Effect>,
    pub requests: Vec<Request>,
}

impl Stage {
    pub fn new(width: u16, height: u16) -> Self {
        Self::with(width, height, Fake::new(Interrupt::default()), ThemeName::Dark, GlyphSet::Unicode)
    }

    pub fn with(width: u16, height: u16, fake: Fake, theme: ThemeName, glyphs: GlyphSet) -> Self {
        let state = State::new(Options {
            size: Size { width, height },
            theme,
            glyphs,
            motion: Motion::Full,
            completeness: Arc::new(completeness),
        });
        let mut stage = Self { state, fake, outside: Vec::new(), requests: Vec::new() };
        use gcscope::tui::backend::Backend;
        let (commands, history) = (stage.fake.commands(), stage.fake.history());
        let look = stage.state.look();
        let views = look.at(&stage.fake);
        stage.act(Action::Reply(Reply::Ready { commands, history }, Box::new(views)));
        stage.state.notice = None;
        stage
    }

    pub fn act(&mut self, action: Action) {
        let mut effects = std::collections::VecDeque::from(update(&mut self.state, action));
        while let Some(effect) = effects.pop_front() {
            match effect {
                Effect::Ask(request, look) => {
                    self.requests.push(request.clone());
                    let (reply, views) = serve(&mut self.fake, request, &look);
                    effects.extend(update(&mut self.state, Action::Reply(reply, Box::new(views))));
                }
                other => self.outside.push(other),
            }
        }
    }

    /// Presses keys as the command table writes them, separated by blanks; `"text"` types letters.
    pub fn press(&mut self, keys: &str) -> &mut Self {
        for (at, part) in keys.split('"').enumerate() {
            if at % 2 == 1 {
                for c in part.chars() {
                    self.act(Action::Key(KeyEvent::new(KeyCode::Char(c), KeyModifiers::NONE)));
                }
                continue;
            }
            for key in part.split_whitespace() {
                self.act(Action::Key(event(key)));
            }
        }
        self
    }

    /// Runs a statement.
    pub fn run(&mut self, source: &str) -> &mut Self {
        self.press(&format!("\"{source}\" Enter"))
    }

    pub fn draw(&self) -> (Buffer, Option<Position>) {
        let area = Rect::new(0, 0, self.state.size.width, self.state.size.height);
        let mut buf = Buffer::empty(area);
        let cursor = screen::draw(&self.state, area, &mut buf);
        (buf, cursor)
    }

    pub fn picture(&self) -> String {
        text_of(&self.draw().0)
    }

    pub fn shows(&self, text: &str) -> bool {
        self.picture().contains(text)
    }
}

fn event(key: &str) -> KeyEvent {
    assert!(Chord::parse(key).is_some(), "{key} is no key");
    let mut modifiers = KeyModifiers::NONE;
    let mut rest = key;
    for (prefix, modifier) in
        [("Ctrl-", KeyModifiers::CONTROL), ("Alt-", KeyModifiers::ALT), ("Shift-", KeyModifiers::SHIFT)]
    {
        if rest.len() > prefix.len()
            && let Some(after) = rest.strip_prefix(prefix)
        {
            modifiers |= modifier;
            rest = after;
        }
    }
    let code = match rest {
        "Enter" => KeyCode::Enter,
        "Esc" => KeyCode::Esc,
        "Tab" if modifiers.contains(KeyModifiers::SHIFT) => KeyCode::BackTab,
        "Tab" => KeyCode::Tab,
        "Space" => KeyCode::Char(' '),
        "Backspace" => KeyCode::Backspace,
        "Del" => KeyCode::Delete,
        "Up" => KeyCode::Up,
        "Down" => KeyCode::Down,
        "Left" => KeyCode::Left,
        "Right" => KeyCode::Right,
        "Home" => KeyCode::Home,
        "End" => KeyCode::End,
        "PgUp" => KeyCode::PageUp,
        "PgDn" => KeyCode::PageDown,
        f if f.len() > 1 && f.starts_with('F') => KeyCode::F(f[1..].parse().expect("a number")),
        letter => KeyCode::Char(letter.chars().next().expect("a letter")),
    };
    KeyEvent::new(code, modifiers)
}

/// The characters of a buffer, without blanks at the ends of rows.
pub fn text_of(buf: &Buffer) -> String {
    let mut rows = Vec::new();
    for y in buf.area.top()..buf.area.bottom() {
        let mut row = String::new();
        let mut skip = 0;
        for x in buf.area.left()..buf.area.right() {
            let symbol = buf[(x, y)].symbol();
            if skip > 0 {
                skip -= 1;
                continue;
            }
            row.push_str(symbol);
            skip = gcscope::tui::text::width(symbol).saturating_sub(1);
        }
        rows.push(row.trim_end().to_owned());
    }
    rows.join("\n")
}

/// The cell where a text begins.
pub fn find(buf: &Buffer, text: &str) -> Option<(u16, u16)> {
    (buf.area.top()..buf.area.bottom()).find_map(|y| {
        (buf.area.left()..buf.area.right()).find_map(|x| {
            let mut rest = text;
            let mut at = x;
            while !rest.is_empty() && at < buf.area.right() {
                rest = rest.strip_prefix(buf[(at, y)].symbol())?;
                at += 1;
            }
            rest.is_empty().then_some((x, y))
        })
    })
}
