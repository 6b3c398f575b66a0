//! The screen in a real pseudo-terminal: taken over, used, and given back whatever happens.
//!
//! The program under test is this test binary itself, told to run [`stage_door`] alone.

use std::sync::Arc;

use gcscope::tui::event_loop::{Show, run};
use portable_pty::CommandBuilder;
use rustix::process::{Pid, Signal, kill_process};

use crate::fake;
use crate::terminal::Terminal;

/// What [`start`] starts.
#[test]
#[ignore = "it is the program that the other tests of this file start"]
fn stage_door() {
    let show = Show {
        make: Box::new(|interrupt| Box::new(fake::Fake::new(interrupt))),
        completeness: Arc::new(|source: &str| {
            assert!(source != "screen boom", "the screen was asked to");
            fake::completeness(source)
        }),
        theme: None,
        glyphs: None,
    };
    match run(show) {
        Ok(ending) => println!("ended by {ending:?}"),
        Err(error) => println!("refused: {error}"),
    }
}

fn start(size: (u16, u16)) -> Terminal {
    let mut command = CommandBuilder::new(std::env::current_exe().expect("this program"));
    command.args(["--exact", "pty::stage_door", "--ignored", "--nocapture", "--test-threads=1"]);
    let terminal = Terminal::start(command, size);
    terminal.wait_for("Goals 0 of 3");
    terminal
}

fn signal(terminal: &Terminal, signal: Signal) {
    let id = terminal.child.process_id().and_then(|id| Pid::from_raw(id.cast_signed())).expect("a process");
    kill_process(id, signal).expect("the signal is sent");
}

#[test]
fn a_statement_is_run_and_the_terminal_given_back() {
    let mut terminal = start((80, 24));
    terminal.type_keys("a = Track('a')\r").wait_for("statement 1");
    terminal.type_keys("\x1b2").wait_for("[2 Refcounts]").wait_for("new");
    terminal.type_keys("\x04").wait_for("ended by Quit").assert_restored();
    terminal.wait_for_exit();
}

#[test]
fn signals_end_it_in_order() {
    for (which, number) in [(Signal::TERM, 15), (Signal::HUP, 1), (Signal::INT, 2)] {
        let mut terminal = start((80, 24));
        signal(&terminal, which);
        terminal.wait_for(&format!("ended by Signal({number})")).assert_restored();
        terminal.wait_for_exit();
    }
}

#[test]
fn a_panic_of_the_screen_leaves_its_message_on_a_restored_terminal() {
    let mut terminal = start((80, 24));
    terminal.type_keys("screen boom\r").wait_for("the screen was asked to").assert_restored();
    terminal.wait_for_exit();
}

#[test]
fn a_panic_of_the_session_is_said_on_the_screen() {
    let mut terminal = start((80, 24));
    terminal.type_keys("boom\r").wait_for("gcscope made a mistake and started the session again");
    terminal.type_keys("a = Track('a')\r").wait_for("statement 1");
    terminal.type_keys("\x04").wait_for("ended by Quit");
    terminal.wait_for_exit();
}

#[test]
fn a_running_statement_is_interrupted() {
    let mut terminal = start((80, 24));
    terminal.type_keys("while True: pass\r").wait_for("running for");
    terminal.type_keys("\x03").wait_for("KeyboardInterrupt");
    terminal.type_keys("\x04").wait_for("ended by Quit");
    terminal.wait_for_exit();
}

#[test]
fn bursts_and_pastes_arrive_whole() {
    let mut terminal = start((80, 24));
    terminal.type_keys(&"x".repeat(3000)).type_keys("END").wait_for("END");
    terminal.type_keys("\x03").wait_until("an empty line", |screen| !screen.contents().contains("END"));
    let paste = format!("\x1b[200~first = [\r{}]\rlast\x1b[201~", "  1,\r".repeat(700));
    terminal.type_keys(&paste).wait_for("last");
    terminal.type_keys("\x03\x04").wait_for("ended by Quit");
    terminal.wait_for_exit();
}

#[test]
fn every_resize_is_drawn() {
    let mut terminal = start((80, 24));
    for size in [(120, 36), (61, 17), (200, 60), (40, 10), (100, 30)] {
        terminal.resize(size);
        let last = size.1 - 1;
        terminal.wait_until(&format!("the footer at {size:?}"), |screen| {
            let row = screen.rows(0, size.0).nth(usize::from(last)).unwrap_or_default();
            row.contains("TYPE") || (size == (40, 10) && screen.contents().contains("needs 60"))
        });
    }
    terminal.type_keys("\x04").wait_for("ended by Quit");
    terminal.wait_for_exit();
}

/// Without job control nobody could continue us: the kernel discards the signal and we go on.
#[test]
fn ctrl_z_without_job_control_goes_on() {
    let mut terminal = start((80, 24));
    terminal.type_keys("\x1a");
    terminal
        .type_keys("a = Track('a')\r")
        .wait_for("statement 1")
        .wait_until("its own screen", vt100::Screen::alternate_screen);
    terminal.type_keys("\x04").wait_for("ended by Quit").assert_restored();
    terminal.wait_for_exit();
}

#[test]
fn a_pipe_is_refused_politely() {
    let output = std::process::Command::new(std::env::current_exe().expect("this program"))
        .args(["--exact", "pty::stage_door", "--ignored", "--nocapture"])
        .stdin(std::process::Stdio::null())
        .output()
        .expect("it runs");
    let text = String::from_utf8_lossy(&output.stdout);
    assert!(text.contains("refused: the tutorial needs a terminal") && text.contains("gcscope repl"), "{text}");
    assert!(!text.contains('\x1b'));
}
