//! How quick the screen is: the real program in a pseudo-terminal, and the drawing code by itself.
//!
//! `cargo bench --bench screen` prints the figures and says whether what the README promises holds. Not a test: a
//! machine that does other things at the same time must not fail one.

#![cfg_attr(not(unix), allow(unused))]

#[cfg(unix)]
#[path = "../tui/terminal.rs"]
#[allow(dead_code, reason = "the tests of the screen use the rest")]
mod terminal;

#[cfg(not(unix))]
fn main() {
    println!("pseudo-terminals need Unix");
}

#[cfg(unix)]
fn main() -> std::process::ExitCode {
    unix::measure()
}

#[cfg(unix)]
mod unix {
    use std::hint::black_box;
    use std::process::ExitCode;
    use std::time::{Duration, Instant};

    use gcscope::lesson::{Progress, ProgressFile, load_course};
    use gcscope::tui::backend::{Backend, Completeness, Interrupt, Reply};
    use gcscope::tui::glyphs::GlyphSet;
    use gcscope::tui::live::{Start, Tutorial};
    use gcscope::tui::screen;
    use gcscope::tui::state::{Options, State};
    use gcscope::tui::theme::ThemeName;
    use gcscope::tui::update::{Action, update};
    use portable_pty::CommandBuilder;
    use ratatui::buffer::Buffer;
    use ratatui::layout::{Rect, Size};

    use super::terminal::Terminal;

    const SIZE: (u16, u16) = (120, 36);
    /// What the README promises.
    const FIRST_FRAME: Duration = Duration::from_millis(100);
    const KEY: Duration = Duration::from_millis(16);

    pub(crate) fn measure() -> ExitCode {
        let mut held = vec![first_frame(), idle()];
        for objects in [10_000, 100_000, 1_000_000] {
            held.push(keys(objects));
        }
        drawing();
        if held.into_iter().all(|held| held) {
            return ExitCode::SUCCESS;
        }
        println!("\na promise is broken");
        ExitCode::FAILURE
    }

    fn start(folder: &std::path::Path) -> Terminal {
        let mut command = CommandBuilder::new(env!("CARGO_BIN_EXE_gcscope"));
        command.env("GCSCOPE_DATA_DIR", folder);
        Terminal::start(command, SIZE)
    }

    fn timed(mut act: impl FnMut()) -> Duration {
        let start = Instant::now();
        act();
        start.elapsed()
    }

    /// The middle and the greatest of some durations.
    fn middle_and_worst(mut all: Vec<Duration>) -> (Duration, Duration) {
        all.sort();
        let at = |at: usize| all.get(at).copied().unwrap_or_default();
        (at(all.len() / 2), at(all.len().saturating_sub(1)))
    }

    fn report(what: &str, all: Vec<Duration>, promised: Option<Duration>) -> bool {
        let (middle, worst) = middle_and_worst(all);
        let ms = |d: Duration| d.as_secs_f64() * 1e3;
        let holds = promised.is_none_or(|promised| middle <= promised);
        let verdict = match promised {
            Some(promised) if holds => format!("  within {} ms", promised.as_millis()),
            Some(promised) => format!("  NOT within {} ms", promised.as_millis()),
            None => String::new(),
        };
        println!("{what:<52}{:>9.2} ms, at worst {:>8.2} ms{verdict}", ms(middle), ms(worst));
        holds
    }

    /// From the start of the process to the lesson on the screen.
    fn first_frame() -> bool {
        let folder = tempfile::tempdir().expect("a folder");
        let once = |_| {
            let mut screen = None;
            let took = timed(|| {
                let terminal = start(folder.path());
                terminal.wait_for("Goals 0 of 2");
                screen = Some(terminal);
            });
            leave(screen.take().as_mut());
            took
        };
        report("first frame, with the first lesson", (0..11).map(once).collect(), Some(FIRST_FRAME))
    }

    fn leave(terminal: Option<&mut Terminal>) {
        if let Some(terminal) = terminal {
            terminal.type_keys("\x04");
            terminal.wait_for_exit();
        }
    }

    /// Processor time while nobody does anything.
    fn idle() -> bool {
        const WATCHED: Duration = Duration::from_secs(5);
        let folder = tempfile::tempdir().expect("a folder");
        let mut screen = start(folder.path());
        screen.wait_for("Goals 0 of 2");
        std::thread::sleep(Duration::from_millis(300));
        let before = ticks(&screen);
        std::thread::sleep(WATCHED);
        let used = ticks(&screen).zip(before).map(|(after, before)| after - before);
        leave(Some(&mut screen));
        match used {
            Some(used) => {
                let verdict = if used == 0 { "none" } else { "NOT none" };
                println!("{:<52}{used:>9} ticks in {} s  {verdict}", "processor time while idle", WATCHED.as_secs());
                used == 0
            }
            None => true,
        }
    }

    /// Ticks of processor time that the program has used; where the system tells.
    fn ticks(terminal: &Terminal) -> Option<u64> {
        let id = terminal.child.process_id()?;
        let stat = std::fs::read_to_string(format!("/proc/{id}/stat")).ok()?;
        let mut fields = stat.rsplit(')').next()?.split_whitespace();
        let user: u64 = fields.nth(11)?.parse().ok()?;
        let system: u64 = fields.next()?.parse().ok()?;
        Some(user + system)
    }

    /// From a key to its effect on the screen, with this many objects in the table.
    fn keys(objects: usize) -> bool {
        let folder = tempfile::tempdir().expect("a folder");
        let mut screen = start(folder.path());
        screen.wait_for("Goals 0 of 2");
        screen.type_keys(":sandbox\r").wait_for("nothing here counts");
        screen.type_keys(&format!("objs = [[i] for i in range({objects})]\r")).wait_for(&format!("of {}", objects + 1));
        println!("\nwith {objects} objects in memory");
        let mut held = true;

        let mut typed = String::from(">>> ");
        let letters = "abcdefghijklmnop".chars().map(|letter| {
            typed.push(letter);
            timed(|| {
                screen.type_keys(&letter.to_string()).wait_for(&typed);
            })
        });
        let letters = letters.collect();
        held &= report("  a letter in the command line", letters, Some(KEY));
        screen.type_keys("\x03").wait_until("an empty line", |s| !s.contents().contains(">>> abc"));

        screen.type_keys("\x1b").wait_for("PANES");
        screen.type_keys("2").wait_for("1 reference");
        // The first page only takes the selected row to the end of those in view.
        let mut before = String::new();
        screen.wait_until("a picture", |s| {
            before = s.contents();
            true
        });
        screen.type_keys(" ").wait_until("another row selected", |s| s.contents() != before);
        let pages = (0..16).map(|_| {
            let mut before = None;
            screen.wait_until("the range of rows in view", |s| {
                before = range_in_view(s, objects + 1);
                before.is_some()
            });
            timed(|| {
                screen.type_keys(" ").wait_until("other rows", |s| range_in_view(s, objects + 1) != before);
            })
        });
        let pages = pages.collect();
        held &= report("  a page of the refcount table", pages, Some(KEY));

        let ends = (0..8).map(|at| {
            let key = if at % 2 == 0 { "G" } else { "g" };
            timed(|| {
                screen.type_keys(key).wait_until("the other end", |s| {
                    let range = range_in_view(s, objects + 1).unwrap_or_default();
                    if key == "G" { range.ends_with(&format!("-{}", objects + 1)) } else { range.starts_with("1-") }
                });
            })
        });
        let ends = ends.collect();
        held &= report("  to the end of the table and back", ends, Some(KEY));

        screen.type_keys("i").wait_for("TYPE");
        let statements = (1..=8).map(|at| {
            let statement = format!("x = {at}\r");
            timed(|| {
                screen.type_keys(&statement).wait_for(&format!("statement {}", at + 1));
            })
        });
        report("  a statement, with all tables made anew", statements.collect(), None);
        leave(Some(&mut screen));
        held
    }

    /// `35-68`, from the frame of the refcount table: which of all its rows are in view.
    fn range_in_view(screen: &vt100::Screen, rows: usize) -> Option<String> {
        let text = screen.contents();
        let (before, _) = text.split_once(&format!(" of {rows}"))?;
        before.rsplit(|c: char| !c.is_ascii_digit() && c != '-').next().map(str::to_owned)
    }

    /// The drawing code without a terminal, and what it asks the session for.
    fn drawing() {
        println!("\nwithout a terminal, 100000 objects");
        let start = Start {
            course: load_course(None).expect("the embedded lessons"),
            progress: Progress::default(),
            file: ProgressFile::nowhere(),
            notice: None,
            lesson: None,
            python: None,
        };
        let mut tutorial = Tutorial::new(start, &Interrupt::default());
        let size = Size { width: SIZE.0, height: SIZE.1 };
        let completeness = std::sync::Arc::new(|_: &str| Completeness::Complete);
        let options = Options {
            size,
            theme: ThemeName::Dark,
            glyphs: GlyphSet::Unicode,
            motion: gcscope::tui::state::Motion::Full,
            completeness,
        };
        let mut state = State::new(options);
        tutorial.submit("objs = [[i] for i in range(100000)]");
        let views = state.look().at(&tutorial);
        let ready = Reply::Ready { commands: tutorial.commands(), history: tutorial.history() };
        update(&mut state, Action::Reply(ready, Box::new(views)));
        let look = state.look();
        let looks = (0..200).map(|_| timed(|| drop(black_box(look.at(&tutorial)))));
        report("  asking for what is in view", looks.collect(), None);
        let area = Rect::new(0, 0, size.width, size.height);
        let frames = (0..200).map(|_| {
            timed(|| {
                let mut buf = Buffer::empty(area);
                black_box(screen::draw(&state, area, &mut buf));
            })
        });
        report("  drawing a frame", frames.collect(), None);
    }
}
