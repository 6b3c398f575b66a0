//! A program in a pseudo-terminal whose screen is read by a terminal emulator. Waits are for
//! something to be seen, never for a time.

use std::io::{Read, Write};
use std::sync::{Arc, Condvar, Mutex, PoisonError};
use std::time::{Duration, Instant};

use portable_pty::{Child, CommandBuilder, ExitStatus, MasterPty, PtySize, native_pty_system};
use vt100::Parser;

const PATIENCE: Duration = Duration::from_secs(30);

/// The emulator with a signal for each time it has read something.
type Emulator = Arc<(Mutex<Parser>, Condvar)>;

pub struct Terminal {
    emulator: Emulator,
    master: Box<dyn MasterPty + Send>,
    writer: Box<dyn Write + Send>,
    pub child: Box<dyn Child + Send + Sync>,
}

fn pty_size((width, height): (u16, u16)) -> PtySize {
    PtySize { rows: height, cols: width, pixel_width: 0, pixel_height: 0 }
}

/// How many bytes can be shown without tearing a picture: terminals that know of synchronized
/// updates show none by halves, and a test that looks at half a picture would take a wrong turn.
fn whole_pictures(unread: &[u8]) -> usize {
    const BEGIN: &[u8] = b"\x1b[?2026h";
    const END: &[u8] = b"\x1b[?2026l";
    let last = |mark: &[u8]| unread.windows(mark.len()).rposition(|bytes| bytes == mark);
    match (last(BEGIN), last(END)) {
        (Some(begin), end) if end.is_none_or(|end| end < begin) => begin,
        _ => {
            // The mark may have been cut by the read.
            let cut = (1..BEGIN.len()).rev().find(|&len| unread.ends_with(&BEGIN[..len])).unwrap_or(0);
            unread.len() - cut
        }
    }
}

impl Terminal {
    /// Starts a program in a terminal of `(width, height)` cells.
    pub fn start(mut command: CommandBuilder, size: (u16, u16)) -> Self {
        command.env("TERM", "xterm-256color");
        command.env("LANG", "C.UTF-8");
        command.env_remove("LC_ALL");
        command.env_remove("NO_COLOR");
        let pair = native_pty_system().openpty(pty_size(size)).expect("a pseudo-terminal");
        let child = pair.slave.spawn_command(command).expect("the program");
        drop(pair.slave);
        let emulator: Emulator = Arc::new((Mutex::new(Parser::new(size.1, size.0, 0)), Condvar::new()));
        let mut reader = pair.master.try_clone_reader().expect("a reader");
        let feed = emulator.clone();
        std::thread::spawn(move || {
            let mut buffer = [0; 4096];
            let mut unread = Vec::new();
            while let Ok(read @ 1..) = reader.read(&mut buffer) {
                unread.extend_from_slice(&buffer[..read]);
                let whole = whole_pictures(&unread);
                feed.0.lock().unwrap_or_else(PoisonError::into_inner).process(&unread[..whole]);
                unread.drain(..whole);
                feed.1.notify_all();
            }
        });
        let writer = pair.master.take_writer().expect("a writer");
        Self { emulator, master: pair.master, writer, child }
    }

    pub fn type_keys(&mut self, keys: &str) -> &mut Self {
        self.writer.write_all(keys.as_bytes()).expect("the terminal takes keys");
        self.writer.flush().expect("the terminal takes keys");
        self
    }

    pub fn resize(&mut self, size: (u16, u16)) {
        self.emulator.0.lock().unwrap_or_else(PoisonError::into_inner).screen_mut().set_size(size.1, size.0);
        self.master.resize(pty_size(size)).expect("the terminal resizes");
    }

    /// Waits until the screen is as described; fails with the screen that was there instead.
    pub fn wait_until(&self, what: &str, mut seen: impl FnMut(&vt100::Screen) -> bool) -> &Self {
        let end = Instant::now() + PATIENCE;
        let mut parser = self.emulator.0.lock().unwrap_or_else(PoisonError::into_inner);
        while !seen(parser.screen()) {
            let left = end.saturating_duration_since(Instant::now());
            assert!(!left.is_zero(), "waited for {what}; the screen shows\n{}", parser.screen().contents());
            parser = self.emulator.1.wait_timeout(parser, left.min(Duration::from_millis(50))).expect("no poison").0;
        }
        self
    }

    pub fn wait_for(&self, text: &str) -> &Self {
        self.wait_until(text, |screen| screen.contents().contains(text))
    }

    pub fn wait_for_exit(&mut self) -> ExitStatus {
        let end = Instant::now() + PATIENCE;
        while Instant::now() < end {
            if let Some(status) = self.child.try_wait().expect("a child") {
                return status;
            }
            std::thread::sleep(Duration::from_millis(5));
        }
        panic!("the program does not end");
    }

    /// The terminal is as it was before the program took it over.
    pub fn assert_restored(&self) {
        self.wait_until("the terminal given back", |screen| {
            !screen.alternate_screen()
                && !screen.hide_cursor()
                && !screen.bracketed_paste()
                && screen.mouse_protocol_mode() == vt100::MouseProtocolMode::None
        });
        #[cfg(unix)]
        {
            let flags = format!("{:?}", self.master.get_termios().expect("terminal settings").local_flags);
            assert!(flags.contains("ICANON") && flags.contains("ECHO"), "{flags}");
        }
    }
}
