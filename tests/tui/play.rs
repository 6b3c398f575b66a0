//! The real tutorial without threads and without a terminal: keys are pressed, replies come at once.

use std::collections::VecDeque;
use std::sync::Arc;

use gcscope::lesson::{Progress, ProgressFile, load_course};
use gcscope::memory::Version;
use gcscope::python::dialect::Dialect;
use gcscope::python::parse::interactive;
use gcscope::tui::backend::{Backend, Completeness, Interrupt, Reply};
use gcscope::tui::glyphs::GlyphSet;
use gcscope::tui::layout::Pane;
use gcscope::tui::live::{Start, Tutorial};
use gcscope::tui::model::Views;
use gcscope::tui::screen;
use gcscope::tui::state::{Effect, Motion, Options, State};
use gcscope::tui::theme::ThemeName;
use gcscope::tui::update::{Action, update};
use gcscope::tui::worker::serve;
use ratatui::buffer::Buffer;
use ratatui::crossterm::event::{KeyCode, KeyEvent, KeyModifiers};
use ratatui::layout::{Rect, Size};

pub struct Play {
    state: State,
    tutorial: Tutorial,
}

impl Play {
    /// An empty interpreter.
    pub fn sandbox(width: u16, height: u16) -> Self {
        let mut play = Self::open("first-cycle", width, height);
        play.letters(":sandbox").keys(&[KeyCode::Enter]);
        play
    }

    /// Opens the lesson with this id.
    pub fn open(lesson: &str, width: u16, height: u16) -> Self {
        let start = Start {
            course: load_course(None).expect("the embedded lessons"),
            progress: Progress::default(),
            file: ProgressFile::nowhere(),
            notice: None,
            lesson: Some(lesson.to_owned()),
            python: None,
        };
        let tutorial = Tutorial::new(start, &Interrupt::default());
        let dialect = Dialect::of(Version::V3_13);
        let completeness = Arc::new(move |source: &str| {
            match interactive::completeness(source, interactive::Entry::Statements, &dialect) {
                interactive::Completeness::Complete => Completeness::Complete,
                interactive::Completeness::Incomplete => Completeness::Incomplete,
            }
        });
        let size = Size { width, height };
        let state = State::new(Options {
            size,
            theme: ThemeName::Dark,
            glyphs: GlyphSet::Unicode,
            motion: Motion::Full,
            completeness,
        });
        let mut play = Self { state, tutorial };
        let (commands, history) = (play.tutorial.commands(), play.tutorial.history());
        let views = play.state.look().at(&play.tutorial);
        play.act(Action::Reply(Reply::Ready { commands, history }, Box::new(views)));
        play
    }

    fn act(&mut self, action: Action) {
        let mut effects = VecDeque::from(update(&mut self.state, action));
        while let Some(effect) = effects.pop_front() {
            if let Effect::Ask(request, look) = effect {
                let (reply, views) = serve(&mut self.tutorial, request, &look);
                effects.extend(update(&mut self.state, Action::Reply(reply, Box::new(views))));
            }
        }
    }

    /// Types letters.
    pub fn letters(&mut self, text: &str) -> &mut Self {
        for c in text.chars() {
            self.act(Action::Key(KeyEvent::new(KeyCode::Char(c), KeyModifiers::NONE)));
        }
        self
    }

    /// Presses keys without Alt.
    pub fn keys(&mut self, keys: &[KeyCode]) -> &mut Self {
        for key in keys {
            self.act(Action::Key(KeyEvent::new(*key, KeyModifiers::NONE)));
        }
        self
    }

    pub fn alt(&mut self, letter: char) -> &mut Self {
        self.act(Action::Key(KeyEvent::new(KeyCode::Char(letter), KeyModifiers::ALT)));
        self
    }

    pub fn paste(&mut self, text: &str) -> &mut Self {
        self.act(Action::Paste(text.to_owned()));
        self
    }

    pub fn state(&self) -> &State {
        &self.state
    }

    /// Time passes while the past is played.
    pub fn tick(&mut self) -> &mut Self {
        self.act(Action::Tick);
        self
    }

    pub fn views(&self) -> &Views {
        &self.state.views
    }

    /// Whether nothing is typed.
    pub fn is_empty_line(&self) -> bool {
        self.state.editor.is_empty()
    }

    /// How many rows of a pane are out of sight, above and below.
    pub fn hidden_rows(&self, pane: Pane) -> usize {
        let layout = self.state.layout().expect("large enough");
        screen::extent_of(&self.state, pane, &layout).map_or(0, |extent| extent.total.saturating_sub(extent.shown))
    }

    pub fn draw(&self) -> Buffer {
        let area = Rect::new(0, 0, self.state.size.width, self.state.size.height);
        let mut buf = Buffer::empty(area);
        screen::draw(&self.state, area, &mut buf);
        buf
    }
}
