//! The time machine played by keys: back into a collection, phase by phase, forth and back, why, fork.

use insta::assert_snapshot;
use ratatui::crossterm::event::KeyCode::{Char, End, Enter, Esc, Home, Left, Right};

use crate::harness::text_of;
use crate::play::Play;

/// The sandbox with statements typed.
fn played(statements: &[&str], width: u16, height: u16) -> Play {
    let mut play = Play::sandbox(width, height);
    for statement in statements {
        play.letters(statement).keys(&[Enter]);
    }
    play
}

fn screen(play: &Play) -> String {
    text_of(&play.draw())
}

/// A screen without what any change of the library shifts: the numbers of objects and events.
fn steady(text: &str) -> String {
    let ruler = |line: &&str| !(line.contains(" of ") && line.contains("statement"));
    let mask = |line: &str| {
        let mut in_number = false;
        let masked = line.chars().map(|c| {
            in_number = c == '#' || (in_number && c.is_ascii_digit());
            if in_number && c != '#' { 'n' } else { c }
        });
        masked.collect::<String>()
    };
    text.lines().filter(ruler).map(mask).collect::<Vec<_>>().join("\n")
}

/// Steps by phase until the text is on the screen.
fn until(play: &mut Play, key: char, text: &str) {
    for _ in 0..400 {
        if screen(play).contains(text) {
            return;
        }
        play.keys(&[Char(key)]);
    }
    panic!("never came to {text:?}:\n{}", screen(play));
}

#[test]
fn what_a_running_finalizer_holds_has_a_row() {
    let class = "class A:\n    def __del__(self): print('dies')\n";
    let mut play = played(&[], 120, 36);
    for line in class.lines().chain(["", "a = A()", "del a"]) {
        play.letters(line.trim_start()).keys(&[Enter]);
    }
    play.alt('m');
    until(&mut play, '[', "is about to run");
    let dying = |play: &Play| screen(play).lines().any(|row| row.contains("◆#") && row.contains("▼-1"));
    assert!(dying(&play) && !screen(&play).contains("freed"), "{}", screen(&play));
    play.keys(&[Right]);
    assert!(screen(&play).contains("__del__: self  A"), "{}", screen(&play));
    play.keys(&[End]);
    assert!(screen(&play).contains("freed"), "{}", screen(&play));
}

const SELF_LIST: &[&str] = &["import gc", "l = []; l.append(l)", "del l", "gc.collect()"];

#[test]
fn a_list_that_holds_itself_under_the_microscope() {
    let mut play = played(SELF_LIST, 100, 30);
    play.alt('m');
    until(&mut play, '[', "copy the counts");
    until(&mut play, ']', "subtract internal references");
    for _ in 0..200 {
        if screen(&play).contains("list[0] refers to") {
            break;
        }
        play.keys(&[Right]);
    }
    assert_snapshot!("self_list_subtracted", steady(&screen(&play)));
    until(&mut play, ']', "clear the garbage");
    assert_snapshot!("self_list_cleared", steady(&screen(&play)));
}

#[test]
fn events_go_forth_and_back_and_typing_goes_on_from_the_end() {
    let mut play = played(&["a = [1]", "b = a", "del a"], 80, 24);
    play.alt('m');
    let last = screen(&play);
    assert!(last.contains("statement 3 of 3"), "{last}");
    play.keys(&[Left, Left, Left]);
    assert_ne!(screen(&play), last);
    play.keys(&[Right, Right, Right]);
    assert_eq!(screen(&play), last);
    play.keys(&[Home]);
    assert!(screen(&play).contains("statement 1 of 3"), "{}", screen(&play));
    play.letters("i").letters("c = 3").keys(&[Enter]);
    let present = screen(&play);
    assert!(!present.contains("statement 1 of"), "{present}");
    assert!(present.contains("statement 4"), "{present}");
}

#[test]
fn when_was_it_freed() {
    let mut play = played(&["a = [1]", "b = a", "del a", "x = 1", "del b"], 100, 30);
    play.alt('m').keys(&[Home]).letters("}").letters("}");
    play.letters(":when freed b").keys(&[Enter]);
    assert!(screen(&play).contains("is freed"), "{}", screen(&play));
    assert!(screen(&play).contains("statement 5 of 5"), "{}", screen(&play));
}

#[test]
fn a_fork_continues_from_the_past() {
    let mut play = played(&["a = [1]", "a.append(2)", "a.append(3)"], 100, 30);
    play.alt('m').letters("{").letters("{").letters(":fork").keys(&[Enter]);
    assert!(screen(&play).contains("other future"), "{}", screen(&play));
    play.letters("i").letters("a.append(9)").keys(&[Enter]).letters("a").keys(&[Enter]);
    assert!(screen(&play).contains("[1, 9]"), "{}", screen(&play));
    play.letters(":future 1").keys(&[Enter]).letters("a").keys(&[Enter]);
    assert!(screen(&play).contains("[1, 2, 3]"), "{}", screen(&play));
}

#[test]
fn why_is_it_alive() {
    let mut play = played(&["class N: pass", "", "a = N(); a.me = a; b = [a]"], 100, 34);
    play.letters(":why a").keys(&[Enter]);
    assert_snapshot!("why", steady(&screen(&play)));
    play.keys(&[Esc]);
    assert!(!screen(&play).contains("Why is"), "{}", screen(&play));
}

#[test]
fn why_is_asked_of_what_stands_on_the_command_line() {
    let mut play = played(&["a = []; b = [a]"], 100, 34);
    play.letters("a").alt('y');
    assert!(screen(&play).contains("Why is a alive?"), "{}", screen(&play));
}

#[test]
fn before_the_first_statement_there_is_nothing_to_look_back_at() {
    let mut play = played(&[], 80, 24);
    play.alt('m');
    assert!(screen(&play).contains("Nothing has happened yet"), "{}", screen(&play));
    assert!(screen(&play).contains(" TYPE "), "{}", screen(&play));
}

#[test]
fn who_looks_back_from_the_command_line_comes_back_to_it() {
    let mut play = played(&["a = []"], 80, 24);
    play.alt('3').alt('m');
    assert!(screen(&play).contains(" PAST "), "{}", screen(&play));
    play.letters("2").keys(&[Left, Esc]);
    assert!(screen(&play).contains(" TYPE ") && screen(&play).contains("[3 Gens]"), "{}", screen(&play));
    play.keys(&[Esc]).letters("m").keys(&[Esc]);
    assert!(screen(&play).contains(" PANES "), "{}", screen(&play));
}

#[test]
fn the_graph_shows_a_cycle_as_one() {
    let mut play = played(
        &[
            "import weakref",
            "class N: pass",
            "",
            "a = N(); b = N(); a.other = b; b.other = a",
            "w = weakref.ref(a); l = []; l.append(l)",
        ],
        100,
        32,
    );
    play.keys(&[Esc]).letters("v");
    assert_snapshot!("graph_cycle", steady(&screen(&play)));
    play.letters("i").letters("del a, b, l").keys(&[Enter]).keys(&[Esc]).letters("z");
    assert_snapshot!("graph_garbage", steady(&screen(&play)));
}

/// The narration of every phase and finalizer of the last statement, as the screen's strip tells it.
fn phases(python: &str, statements: &[&str]) -> String {
    let mut play = Play::sandbox(120, 36);
    play.letters(&format!(":python {python}")).keys(&[Enter]);
    for statement in statements {
        play.letters(statement).keys(&[Enter]);
    }
    play.alt('m').letters("{");
    let mut told = Vec::new();
    for _ in 0..40 {
        let screen = screen(&play);
        let strip: Vec<&str> = screen.lines().rev().skip(1).take(5).collect();
        let lines = strip.into_iter().rev().skip(1).map(str::trim).filter(|line| !line.is_empty());
        let text = lines.collect::<Vec<_>>().join("\n");
        if told.last() == Some(&text) {
            break;
        }
        told.push(text);
        play.letters("]");
    }
    steady(&told.join("\n\n"))
}

#[test]
fn phases_of_a_chain_with_one_root() {
    let statements = [
        "import gc",
        "class L(object): pass",
        "",
        "a = L(); a.n = L(); a.n.n = L(); a.n.n.n = a",
        "b = a.n; del a",
        "gc.collect()",
    ];
    assert_snapshot!("phases_one_root", phases("3.13", &statements));
}

#[test]
fn phases_of_a_resurrection() {
    let statements = [
        "import gc; kept = []",
        "class R(object):",
        "    def __del__(self): kept.append(self)",
        "",
        "r = R(); r.me = r; del r",
        "gc.collect()",
    ];
    assert_snapshot!("phases_resurrection", phases("3.13", &statements));
}

#[test]
fn phases_of_a_legacy_finalizer() {
    let statements = [
        "import gc",
        "class F(object):",
        "    def __del__(self): pass",
        "",
        "f = F(); f.me = f; del f",
        "gc.collect()",
    ];
    assert_snapshot!("phases_legacy", phases("2.7", &statements));
}

#[test]
fn phases_of_an_increment() {
    let statements = ["import gc; l = []; l.append(l); del l", "gc.collect(1)", "gc.collect(1)"];
    assert_snapshot!("phases_increment", phases("3.14.0", &statements));
}

/// The number of the moment shown.
fn number(play: &Play) -> usize {
    play.views().time.as_ref().map_or(0, |time| time.number)
}

#[test]
fn playing_goes_on_by_itself_until_it_is_paused_or_at_the_end() {
    let mut play = played(&["a = [1]", "b = a", "del a"], 100, 30);
    play.alt('m').keys(&[Home]);
    assert_eq!(number(&play), 1);
    play.tick();
    assert_eq!(number(&play), 1, "nothing moves before Space");
    play.letters(" ").tick().tick().tick();
    assert_eq!(number(&play), 4);
    assert!(screen(&play).contains("playing"), "{}", screen(&play));
    let pace = play.state().pace;
    play.letters("+");
    assert_eq!(play.state().pace, pace / 2);
    play.letters("--");
    assert_eq!(play.state().pace, pace * 2);
    play.tick();
    assert_eq!(number(&play), 5, "a change of pace does not pause");
    play.letters(" ").tick();
    assert_eq!(number(&play), 5, "Space pauses");
    play.letters(" ");
    for _ in 0..500 {
        play.tick();
    }
    let time = play.views().time.clone().expect("the past is still shown");
    assert_eq!((time.number, play.state().play.is_none()), (time.total, true));
}

#[test]
fn a_step_by_hand_ends_playing() {
    let mut play = played(&["a = [1]", "b = a", "del a"], 100, 30);
    play.alt('m').keys(&[Home]).letters(" ").tick().keys(&[Right]).tick();
    assert_eq!(number(&play), 3);
}

#[test]
fn with_reduced_motion_nothing_moves_by_itself() {
    let mut play = played(SELF_LIST, 100, 30);
    play.letters(":motion reduced").keys(&[Enter]).alt('m').keys(&[Home]);
    play.letters(" ").tick().tick();
    let first = number(&play);
    assert_eq!(play.views().time.as_ref().map(|time| time.statement), Some(2), "Space went on by one phase");
    play.tick();
    assert_eq!(number(&play), first);
}

#[test]
fn a_moment_is_reached_by_its_number_and_by_what_happened_there() {
    let mut play = played(&["a = [1]", "b = a", "del a", "del b"], 100, 30);
    play.alt('m').letters("#5").keys(&[Enter]);
    assert_eq!(number(&play), 5);
    play.letters(":goto 1").keys(&[Enter]);
    assert_eq!(number(&play), 1);
    play.letters("#99999").keys(&[Enter]);
    let time = play.views().time.clone().expect("the past");
    assert_eq!(time.number, time.total, "the nearest there is");
    for (what, sign) in [("born", "is allocated"), ("freed", "is freed"), ("count", "→")] {
        play.keys(&[Home]).letters("}}").letters(&format!(":when {what} b")).keys(&[Enter]);
        assert!(screen(&play).contains(sign), "{what}: {}", screen(&play));
    }
}

#[test]
fn the_ruler_marks_statements_collections_and_finalizers() {
    let statements =
        ["import gc", "class F:", "    def __del__(self): pass", "", "f = F(); f.me = f; del f", "gc.collect()"];
    let mut play = played(&statements, 120, 36);
    play.alt('m');
    let screen = screen(&play);
    let ruler = screen.lines().find(|line| line.contains("statement 4 of 4")).expect("a ruler");
    let statements = ruler.chars().filter(|c| "│┼|".contains(*c)).count();
    assert!(statements >= 3 && ruler.contains('C') && ruler.contains('F'), "{ruler}");
}

#[test]
fn why_answers_in_the_past_too() {
    let mut play = played(&["class N: pass", "", "a = N(); a.b = N()", "x = 1", "del a"], 100, 40);
    play.alt('m').letters("{{").letters(":why a").keys(&[Enter]);
    let text = screen(&play);
    assert!(text.contains("by the counts") && text.contains("would free a, a.b"), "{text}");
}

#[test]
fn all_panes_show_the_moment() {
    let statements =
        ["import gc", "class F:", "    def __del__(self): print('bye')", "", "f = F()", "g = [f]", "del f, g", "h = 1"];
    let mut play = played(&statements, 120, 40);
    play.alt('m').keys(&[Home]);
    let first = play.views().clone();
    assert!(first.transcript.rows.iter().all(|line| !line.text.contains("bye") && !line.text.contains("class")));
    assert!(first.objects.rows.iter().all(|row| row.label != "f"));
    assert_eq!(first.finalizers.total, 0);
    play.letters("}}}");
    let middle = play.views().clone();
    assert!(middle.objects.rows.iter().any(|row| row.label == "f"), "{:?}", middle.objects.rows);
    play.keys(&[End]);
    let last = play.views().clone();
    assert!(last.finalizers.total > 0 && last.objects.rows.iter().all(|row| row.label != "f"));
}

#[test]
fn keys_of_the_command_line_work_in_the_panes_too() {
    let mut play = played(&["a = [1]"], 100, 30);
    play.keys(&[Esc]).alt('m');
    assert!(number(&play) > 0, "{}", screen(&play));
    play.alt('y');
    assert!(screen(&play).contains("Why is") || screen(&play).contains("is dead"), "{}", screen(&play));
}

#[test]
fn the_graph_is_seen_from_near_and_far() {
    let mut play = played(&["a = [[[[[[[]]]]]]]"], 80, 24);
    play.keys(&[Esc]).letters("v");
    let fitting = screen(&play);
    play.letters(",,");
    let far = screen(&play);
    let objects = |text: &str| text.matches("▶[").count();
    assert!(objects(&far) > objects(&fitting), "{fitting}\n{far}");
    assert!(far.contains(" a"), "{far}");
    play.letters("...");
    assert!(objects(&screen(&play)) <= objects(&fitting), "{}", screen(&play));
}
