//! The real terminal: taken over while a [`Guard`] lives, given back whatever happens.

use std::io::{self, IsTerminal, Write, stdin, stdout};
use std::panic;
use std::sync::Once;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;

use ratatui::crossterm::event::{DisableBracketedPaste, DisableMouseCapture, EnableBracketedPaste, EnableMouseCapture};
use ratatui::crossterm::style::force_color_output;
use ratatui::crossterm::terminal::{
    EnterAlternateScreen, LeaveAlternateScreen, SetTitle, disable_raw_mode, enable_raw_mode,
};
use ratatui::crossterm::{cursor, execute};

use super::state::Mouse;

/// Whether the terminal is ours at the moment.
static TAKEN: AtomicBool = AtomicBool::new(false);

/// Why the screen cannot be shown.
#[derive(Debug, thiserror::Error)]
pub enum NoScreen {
    #[error("the tutorial needs a terminal, and {0} is none; `gcscope repl` works through a pipe")]
    NotATerminal(&'static str),
    #[error("the terminal is too dumb for the tutorial (TERM=dumb); `gcscope repl` works there")]
    Dumb,
    #[error("the terminal could not be set up: {0}")]
    Io(#[from] io::Error),
}

/// Holds the terminal in raw mode on the alternate screen; dropping it gives the terminal back.
#[derive(Debug)]
pub struct Guard(());

impl Guard {
    /// Takes the terminal over. Asks first whether there is one: setting up a pipe would fail half-way.
    pub fn take(mouse: Mouse) -> Result<Self, NoScreen> {
        if !stdin().is_terminal() {
            return Err(NoScreen::NotATerminal("standard input"));
        }
        if !stdout().is_terminal() {
            return Err(NoScreen::NotATerminal("standard output"));
        }
        if std::env::var_os("TERM").is_some_and(|term| term == "dumb") {
            return Err(NoScreen::Dumb);
        }
        // NO_COLOR is the theme's matter: crossterm's way with it would lose bold and reverse too.
        force_color_output(true);
        give_back_before_panic_message();
        let guard = Self(());
        enter(mouse)?;
        Ok(guard)
    }
}

impl Drop for Guard {
    fn drop(&mut self) {
        leave();
    }
}

/// Raw mode, alternate screen, bracketed paste, and the mouse where it is wanted.
pub fn enter(mouse: Mouse) -> io::Result<()> {
    TAKEN.store(true, Ordering::SeqCst);
    enable_raw_mode()?;
    execute!(stdout(), EnterAlternateScreen, EnableBracketedPaste, SetTitle("gcscope"))?;
    set_mouse(mouse)
}

/// The reverse of [`enter`]; does nothing when the terminal has been given back already.
pub fn leave() {
    if !TAKEN.swap(false, Ordering::SeqCst) {
        return;
    }
    // The terminal may be gone: each step is tried, none may fail loudly.
    let _ = execute!(stdout(), DisableMouseCapture, DisableBracketedPaste, LeaveAlternateScreen, cursor::Show);
    let _ = disable_raw_mode();
    let _ = stdout().flush();
}

pub fn set_mouse(mouse: Mouse) -> io::Result<()> {
    match mouse {
        Mouse::Captured => execute!(stdout(), EnableMouseCapture),
        Mouse::Free => execute!(stdout(), DisableMouseCapture),
    }
}

/// A panic of the screen's thread prints its message on the terminal as it was; a panic of the
/// session's thread is caught by the worker and prints nothing over the picture.
fn give_back_before_panic_message() {
    static HOOK: Once = Once::new();
    HOOK.call_once(|| {
        let screen = thread::current().id();
        let before = panic::take_hook();
        panic::set_hook(Box::new(move |info| {
            if thread::current().id() == screen {
                leave();
                before(info);
            } else if !TAKEN.load(Ordering::SeqCst) {
                before(info);
            }
        }));
    });
}

/// Stops the whole job, as Ctrl-Z does outside of raw mode, and takes the terminal again afterwards.
/// The whole job, because `cargo run` waits in the same one.
#[cfg(unix)]
pub fn suspend(mouse: Mouse) -> io::Result<()> {
    leave();
    rustix::process::kill_current_process_group(rustix::process::Signal::TSTP)?;
    // The signal may reach another thread of ours first; it stops this one within that time. Where
    // nobody could continue us (no job control), the kernel discards it and we go on.
    thread::sleep(std::time::Duration::from_millis(80));
    enter(mouse)
}

#[cfg(not(unix))]
pub fn suspend(_mouse: Mouse) -> io::Result<()> {
    Ok(())
}

/// Blocks until the terminal behind standard input is gone; false when that cannot be watched.
#[cfg(unix)]
#[must_use]
pub fn wait_for_hangup() -> bool {
    use rustix::event::{PollFd, PollFlags, poll};
    let stdin = rustix::stdio::stdin();
    loop {
        // A hang-up is reported without being asked for.
        let mut watched = [PollFd::new(&stdin, PollFlags::empty())];
        match poll(&mut watched, None) {
            Ok(_)
                if watched
                    .iter()
                    .any(|fd| fd.revents().intersects(PollFlags::HUP | PollFlags::ERR | PollFlags::NVAL)) =>
            {
                return true;
            }
            Ok(_) | Err(rustix::io::Errno::INTR) => {}
            Err(_) => return false,
        }
    }
}

#[cfg(not(unix))]
#[must_use]
pub fn wait_for_hangup() -> bool {
    false
}
