//! The event loop: waits for a key, a signal or a reply, updates the state, draws what changed.
//!
//! One channel brings everything together, and the loop sleeps on it: nothing happens while nothing
//! happens.

use std::io::{self, BufWriter, Stdout, stdout};
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::thread;
use std::time::Duration;

use ratatui::Terminal;
use ratatui::backend::CrosstermBackend;
use ratatui::crossterm::event::{self, Event as Input};
use ratatui::crossterm::terminal::{BeginSynchronizedUpdate, EndSynchronizedUpdate};
use ratatui::crossterm::{execute, queue};
use ratatui::layout::{Rect, Size};

use super::backend::{CompletenessCheck, Reply};
use super::glyphs::GlyphSet;
use super::model::{Notice, Views};
use super::screen;
use super::state::{Effect, Motion, Mouse, Options, Phase, State};
use super::terminal::{self, Guard, NoScreen};
use super::theme::ThemeName;
use super::update::{Action, update};
use super::worker::{MakeBackend, Parting, Worker};

/// How often the clock of a running statement is drawn.
const TICK: Duration = Duration::from_millis(250);
/// How long the session may take to put its things in order at the end, with what is stopped then.
const PARTING: Parting = Parting { to_end: Duration::from_millis(500), to_stop: Duration::from_secs(5) };

/// What a session brings along for the screen.
pub struct Show {
    pub make: MakeBackend,
    pub completeness: CompletenessCheck,
    /// `None` lets the environment choose.
    pub theme: Option<ThemeName>,
    pub glyphs: Option<GlyphSet>,
}

/// How the screen ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ending {
    /// The learner left.
    Quit,
    /// A signal with this number asked for it.
    Signal(i32),
    /// The terminal is gone.
    Hangup,
}

enum Event {
    Input(Input),
    Reply(Reply, Box<Views>),
    Signal(i32),
    /// Continued after having been stopped from outside.
    Continued,
    Hangup,
}

/// A picture goes out in one piece, however large: terminals show what they have read.
type Screen = Terminal<CrosstermBackend<BufWriter<Stdout>>>;

/// Bytes; the largest pictures are redraws of wide screens.
const PICTURE: usize = 1 << 16;

/// Shows the tutorial until the learner leaves.
pub fn run(show: Show) -> Result<Ending, NoScreen> {
    let environment = |name: &str| std::env::var(name).ok();
    let guard = Guard::take(Mouse::Captured)?;
    let mut screen = Terminal::new(CrosstermBackend::new(BufWriter::with_capacity(PICTURE, stdout())))?;
    let size = screen.size()?;
    let mut state = State::new(Options {
        size,
        theme: show.theme.unwrap_or_else(|| ThemeName::from_environment(environment)),
        glyphs: show.glyphs.unwrap_or_else(|| GlyphSet::from_environment(environment)),
        motion: Motion::from_environment(environment),
        completeness: show.completeness,
    });
    let (sender, events) = channel();
    let replies = sender.clone();
    let mut worker =
        Worker::start(show.make, move |reply, views| replies.send(Event::Reply(reply, Box::new(views))).is_ok())?;
    listen(&sender)?;
    let mut session = Loop { state: &mut state, screen: &mut screen, worker: &mut worker };
    let ending = session.turn(&events);
    // The terminal first: whatever follows, the learner has the shell back.
    drop(screen);
    drop(guard);
    worker.finish(PARTING);
    match ending {
        Ok(ending) => Ok(ending),
        // Writing to a terminal that has just gone.
        Err(error) if matches!(error.raw_os_error(), Some(5)) || error.kind() == io::ErrorKind::BrokenPipe => {
            Ok(Ending::Hangup)
        }
        Err(error) => Err(error.into()),
    }
}

/// Starts the threads that wait for keys, signals and the end of the terminal.
fn listen(sender: &Sender<Event>) -> io::Result<()> {
    let keys = sender.clone();
    thread::Builder::new().name("keys".to_owned()).spawn(move || {
        while let Ok(input) = event::read() {
            if keys.send(Event::Input(input)).is_err() {
                return;
            }
        }
        let _ = keys.send(Event::Hangup);
    })?;
    let hangup = sender.clone();
    thread::Builder::new().name("hangup".to_owned()).spawn(move || {
        if terminal::wait_for_hangup() {
            let _ = hangup.send(Event::Hangup);
        }
    })?;
    listen_to_signals(sender.clone())
}

#[cfg(unix)]
fn listen_to_signals(sender: Sender<Event>) -> io::Result<()> {
    use signal_hook::consts::{SIGCONT, SIGHUP, SIGINT, SIGQUIT, SIGTERM};
    let mut signals = signal_hook::iterator::Signals::new([SIGTERM, SIGHUP, SIGINT, SIGQUIT, SIGCONT])?;
    thread::Builder::new().name("signals".to_owned()).spawn(move || {
        for signal in signals.forever() {
            let event = if signal == SIGCONT { Event::Continued } else { Event::Signal(signal) };
            if sender.send(event).is_err() {
                return;
            }
        }
    })?;
    Ok(())
}

#[cfg(not(unix))]
fn listen_to_signals(_sender: Sender<Event>) -> io::Result<()> {
    Ok(())
}

/// Whether the loop goes on.
enum Next {
    Turn,
    End(Ending),
}

struct Loop<'a> {
    state: &'a mut State,
    screen: &'a mut Screen,
    worker: &'a mut Worker,
}

impl Loop<'_> {
    fn turn(&mut self, events: &Receiver<Event>) -> io::Result<Ending> {
        // The first request brings the session to life; the empty screen is there meanwhile.
        self.draw()?;
        let look = self.state.look();
        self.worker.ask(super::backend::Request::Look, look);
        loop {
            let Some(event) = self.wait(events) else {
                self.apply(Action::Tick)?;
                self.draw()?;
                continue;
            };
            if let Next::End(ending) = self.handle(event)? {
                return Ok(ending);
            }
            // What has come in the meantime is taken in before the next picture.
            while let Ok(event) = events.try_recv() {
                if let Next::End(ending) = self.handle(event)? {
                    return Ok(ending);
                }
            }
            self.draw()?;
        }
    }

    /// The next event; `None` when a running statement's clock or the next event of what is played is due.
    fn wait(&self, events: &Receiver<Event>) -> Option<Event> {
        let pause = match &self.state.play {
            Some(play) => play.pace,
            None if self.state.running.is_empty() && self.state.phase == Phase::Ready => {
                return Some(events.recv().unwrap_or(Event::Hangup));
            }
            None => TICK,
        };
        match events.recv_timeout(pause) {
            Ok(event) => Some(event),
            Err(RecvTimeoutError::Timeout) => None,
            Err(RecvTimeoutError::Disconnected) => Some(Event::Hangup),
        }
    }

    fn handle(&mut self, event: Event) -> io::Result<Next> {
        let action = match event {
            Event::Input(Input::Key(key)) => Action::Key(key),
            Event::Input(Input::Paste(text)) => Action::Paste(text),
            Event::Input(Input::Mouse(mouse)) => Action::Mouse(mouse),
            Event::Input(Input::Resize(width, height)) => Action::Resize(Size::new(width, height)),
            Event::Input(Input::FocusGained | Input::FocusLost) => return Ok(Next::Turn),
            Event::Reply(reply, views) => Action::Reply(reply, views),
            Event::Signal(signal) => return Ok(Next::End(Ending::Signal(signal))),
            Event::Hangup => return Ok(Next::End(Ending::Hangup)),
            Event::Continued => {
                terminal::leave();
                terminal::enter(self.state.mouse)?;
                Action::Resumed
            }
        };
        self.apply(action)
    }

    fn apply(&mut self, action: Action) -> io::Result<Next> {
        for effect in update(self.state, action) {
            match effect {
                Effect::Ask(request, look) => self.worker.ask(request, look),
                Effect::Interrupt => self.worker.interrupt(),
                Effect::Quit => return Ok(Next::End(Ending::Quit)),
                Effect::Suspend => {
                    terminal::suspend(self.state.mouse)?;
                    self.redraw_all()?;
                }
                Effect::Save { path, contents } => {
                    let notice = match std::fs::write(&path, contents) {
                        Ok(()) => Notice::success(format!("Written: {}", path.display())),
                        Err(error) => Notice::warning(format!("Not written: {}: {error}", path.display())),
                    };
                    update(self.state, Action::Saved(notice));
                }
                Effect::Redraw => self.redraw_all()?,
                Effect::Mouse(mouse) => terminal::set_mouse(mouse)?,
            }
        }
        Ok(Next::Turn)
    }

    /// Forgets what the terminal shows. Not `Terminal::clear`: that asks the terminal for its
    /// cursor and would wait for the answer that the key thread reads.
    fn redraw_all(&mut self) -> io::Result<()> {
        let size = self.screen.size()?;
        self.screen.resize(Rect::new(0, 0, size.width, size.height))
    }

    fn draw(&mut self) -> io::Result<()> {
        // The size is read anew for each picture, so that no resize is ever missed.
        let size = self.screen.size()?;
        if size != self.state.size {
            for effect in update(self.state, Action::Resize(size)) {
                if let Effect::Ask(request, look) = effect {
                    self.worker.ask(request, look);
                }
            }
        }
        let state = &*self.state;
        // Terminals that know it show the whole picture at once; others pass over it.
        queue!(self.screen.backend_mut(), BeginSynchronizedUpdate)?;
        self.screen.draw(|frame| {
            let area = frame.area();
            if let Some(cursor) = screen::draw(state, area, frame.buffer_mut()) {
                frame.set_cursor_position(cursor);
            }
        })?;
        execute!(self.screen.backend_mut(), EndSynchronizedUpdate)
    }
}
