//! The real program in a pseudo-terminal: the first cycle lesson, played by keys from the picker to its last goal.

#![cfg(unix)]

#[path = "tui/terminal.rs"]
#[allow(dead_code, reason = "the tests of the screen use the rest")]
mod terminal;

use portable_pty::CommandBuilder;
use terminal::Terminal;

/// Starts gcscope with a data folder of its own.
fn start(folder: &std::path::Path, size: (u16, u16)) -> Terminal {
    let mut command = CommandBuilder::new(env!("CARGO_BIN_EXE_gcscope"));
    command.env("GCSCOPE_DATA_DIR", folder);
    Terminal::start(command, size)
}

/// The row of the screen that contains all of these.
fn row(screen: &vt100::Screen, words: &[&str]) -> Option<String> {
    let (_, width) = screen.size();
    screen.rows(0, width).find(|row| words.iter().all(|word| row.contains(word)))
}

#[test]
fn the_first_cycle_lesson_is_played_to_its_last_goal() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut screen = start(folder.path(), (120, 36));
    screen.wait_for("Three objects").wait_for("Goals 0 of 2");
    // Through the list of lessons, as a learner would.
    screen.type_keys("\x1bl").wait_until("the list", |s| row(s, &["Lessons", "0 of", "done"]).is_some());
    screen.type_keys("\r").wait_until("the list is gone", |s| row(s, &["Lessons", "0 of", "done"]).is_none());
    screen.wait_until("one reference of single", |s| row(s, &["single", "Node", "name single"]).is_some());

    screen.type_keys("del single\r").wait_for("single dies").wait_for("Goals 2 of 2").wait_for("Step done");

    // The prediction stands between the statement and its run: the third answer, none.
    screen.type_keys("\x1bn").wait_for("Now the pair");
    screen.type_keys("del a, b\r").wait_for("How many lines will the dying pair print?");
    screen.type_keys("\x1b[B\x1b[B\r").wait_for("Each is still held by the other");
    screen.type_keys("\r").wait_for("Goals 4 of 4");
    screen.wait_until("two nodes that hold each other, one reference each", |s| {
        let (_, width) = s.size();
        s.rows(0, width).filter(|row| row.contains("Node") && row.contains(".other") && row.contains('#')).count() >= 2
    });

    screen.type_keys("\x1bn").wait_for("Silence");
    screen.type_keys("gc.collect()\r").wait_for("Your answer");
    screen.type_keys("2\r").wait_for("you said 2");
    screen.type_keys("\r").wait_for("a dies").wait_for("b dies").wait_for("Goals 2 of 2");
    screen.wait_until("the collection as the cause", |s| row(s, &["collection", "of generation 2"]).is_some());

    screen.type_keys("\x1bn").wait_for("It took both");
    screen.type_keys("a = Node('a'); b = Node('b')\r").wait_until("a new node", |s| row(s, &["Node", "new"]).is_some());
    screen.type_keys("a.other = b; b.other = a\r").wait_for("Goals 2 of 2");
    screen.wait_until("a held twice", |s| row(s, &["Node", "name a", "b.other"]).is_some());

    screen.type_keys("\x1bn").wait_for("Kill them without help");
    screen.type_keys("a.other = None\r").wait_for("Who dies first?");
    screen.type_keys("\x1b[B\r").wait_for("Right");
    screen.type_keys("\r").wait_for("Goals 1 of 3");
    screen.type_keys("del a, b\r").wait_for("Goals 3 of 3");
    screen.type_keys("\x1bn").wait_for("In your own code").wait_for("Lesson done");

    screen.type_keys("\x04");
    let status = screen.wait_for_exit();
    assert!(status.success(), "{status:?}");
    screen.assert_restored();

    // What was done is there the next time.
    let mut screen = start(folder.path(), (80, 24));
    screen.wait_for("Goals 0 of");
    screen
        .type_keys("\x1bl")
        .wait_until("the lesson is done", |s| row(s, &["The pair that will not die", "done"]).is_some());
    screen.type_keys("\x1b").wait_until("the list is gone", |s| !s.contents().contains("The pair that will not die"));
    // A lone Esc and the next key must not be taken as one.
    screen.wait_for("TYPE");
    screen.type_keys("\x04");
    assert!(screen.wait_for_exit().success());
    screen.assert_restored();
}

#[test]
fn what_two_programs_do_in_one_lesson_is_kept() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut first = start(folder.path(), (80, 24));
    first.wait_for("Goals 0 of 2");
    let mut second = start(folder.path(), (80, 24));
    second.wait_for("Goals 0 of 2");
    // Typed and left at once: it counts all the same.
    first.type_keys("del single\r\x1bq");
    assert!(first.wait_for_exit().success());
    // The second knows nothing of that, and does something else in the same lesson.
    second.type_keys("x = 1\r").wait_for("statement 1");
    second.type_keys("\x1bh").wait_for("Hint");
    second.type_keys("\x1bq");
    assert!(second.wait_for_exit().success());
    let kept = std::fs::read_to_string(folder.path().join("progress.ron")).expect("progress");
    assert!(kept.contains("solved_with: Some(1)") && kept.contains("hints: 1") && kept.contains("x = 1"), "{kept}");
}

#[test]
fn without_a_terminal_it_says_what_to_do() {
    let output = std::process::Command::new(env!("CARGO_BIN_EXE_gcscope"))
        .stdin(std::process::Stdio::null())
        .output()
        .expect("it runs");
    let said = String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.code(), Some(2), "{said}");
    assert!(said.contains("gcscope repl") && output.stdout.is_empty(), "{said}");
}

/// Back in time into a collection and forth again, phase by phase and event by event.
#[test]
fn a_collection_is_scrubbed() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut screen = start(folder.path(), (100, 30));
    screen.wait_for("Three objects");
    screen.type_keys("\x1bs").wait_for("Sandbox");
    for statement in ["import gc\r", "l = []; l.append(l)\r", "del l\r", "gc.collect()\r"] {
        screen.type_keys(statement);
    }
    screen.wait_for("statement 4");
    screen.type_keys("\x1bm").wait_for("statement 4 of 4").wait_for("PAST");
    for phase in ["clear the garbage", "find what is unreachable", "subtract internal references", "copy the counts"] {
        while !shows(&screen, &[phase]) {
            let before = place(&screen);
            screen.type_keys("[").wait_until("an earlier moment", |s| place_of(s) != before);
        }
    }
    // The copied count stands beside the real one.
    screen.type_keys("]").wait_until("gc_refs", |s| row(s, &["refs", "gc_refs"]).is_some());
    while !shows(&screen, &["list[0] refers to", "from inside"]) {
        let before = place(&screen);
        screen.type_keys("\x1b[C").wait_until("a later moment", |s| place_of(s) != before);
    }
    // Played, it goes on by itself; Space stops it.
    let before = place(&screen);
    screen.type_keys("+ ").wait_for("playing").wait_until("a moment that came by itself", |s| place_of(s) != before);
    screen.type_keys(" ").wait_until("a pause", |s| !s.contents().contains("playing"));
    screen.type_keys("v").wait_for("7 Graph").wait_for("{#");
    screen.type_keys("i").type_keys("1 + 1\r").wait_for("statement 5");
}

#[test]
fn the_prompt_survives_ctrl_c() {
    let mut command = CommandBuilder::new(env!("CARGO_BIN_EXE_gcscope"));
    command.arg("repl");
    let mut prompt = Terminal::start(command, (80, 24));
    prompt.wait_for(">>> ");
    prompt.type_keys("half a line").wait_for("half a line");
    prompt.type_keys("\x03").wait_for("KeyboardInterrupt");
    prompt.type_keys("6 * 7\r").wait_for("42");
    // Where it was interrupted: at the jump back, which stands in line 1.
    prompt.type_keys("while True: pass\r\r").wait_for("...");
    std::thread::sleep(std::time::Duration::from_millis(100));
    prompt.type_keys("\x03").wait_for("line 1, in <module>");
}

fn shows(terminal: &Terminal, words: &[&str]) -> bool {
    let mut seen = false;
    terminal.wait_until("a look", |s| {
        seen = row(s, words).is_some();
        true
    });
    seen
}

/// `138 of 214`: where in time the screen stands.
fn place(terminal: &Terminal) -> Option<String> {
    let mut seen = None;
    terminal.wait_until("a look", |s| {
        seen = place_of(s);
        true
    });
    seen
}

fn place_of(screen: &vt100::Screen) -> Option<String> {
    row(screen, &[" of ", "statement", "of 4"])
}
