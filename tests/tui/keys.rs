//! What keys do: before, keys, after.

use gcscope::tui::backend::{Answer, Direction, Request};
use gcscope::tui::glyphs::GlyphSet;
use gcscope::tui::layout::{Pane, Zoom};
use gcscope::tui::model::{Mark, StepState};
use gcscope::tui::overlays::Overlay;
use gcscope::tui::state::{Effect, Mode, Mouse};
use gcscope::tui::theme::ThemeName;
use gcscope::tui::update::Action;
use ratatui::crossterm::event::{KeyModifiers, MouseButton, MouseEvent, MouseEventKind};
use ratatui::layout::Size;

use crate::fake::SCRIPT;
use crate::harness::Stage;

#[test]
fn every_letter_types_in_the_command_line() {
    let mut stage = Stage::new(80, 24);
    stage.press("\"qunprLH?/ijkgGhl:\"");
    assert_eq!(stage.state.editor.text(), "qunprLH?/ijkgGhl:");
    assert_eq!(stage.state.mode, Mode::Editing);
    assert!(stage.outside.is_empty());
}

#[test]
fn letters_are_keys_after_esc() {
    let mut stage = Stage::new(80, 24);
    stage.press("Esc 2");
    assert_eq!((stage.state.mode, stage.state.view.focus), (Mode::Navigating, Pane::Objects));
    stage.press("Tab");
    assert_eq!(stage.state.view.focus, Pane::Generations);
    stage.press("6");
    assert_eq!(stage.state.view.focus, Pane::Console);
    stage.press("Enter");
    assert_eq!(stage.state.view.zoom, Zoom::On);
    stage.press("i");
    assert_eq!((stage.state.mode, stage.state.view.zoom), (Mode::Editing, Zoom::Off));
    stage.press("Esc q");
    assert_eq!(stage.outside, [Effect::Quit]);
}

#[test]
fn ctrl_d_leaves_only_an_empty_line() {
    let mut stage = Stage::new(80, 24);
    stage.press("\"ab\" Ctrl-A Ctrl-D");
    assert_eq!(stage.state.editor.text(), "b");
    stage.press("Ctrl-D");
    assert!(stage.outside.is_empty());
    stage.press("Ctrl-D");
    assert_eq!(stage.outside, [Effect::Quit]);
}

#[test]
fn enter_runs_what_is_complete_and_goes_on_with_the_rest() {
    let mut stage = Stage::new(80, 24);
    stage.press("\"def f():\" Enter \"pass\" Enter");
    assert_eq!(stage.state.editor.text(), "def f():\n    pass\n");
    assert!(!stage.requests.iter().any(|request| matches!(request, Request::Submit(_))));
    stage.press("Enter");
    assert_eq!(stage.requests.last(), Some(&Request::Submit("def f():\n    pass\n".to_owned())));
    assert!(stage.state.editor.is_empty());
    stage.press("Up");
    assert_eq!(stage.state.editor.text(), "def f():\n    pass");
}

#[test]
fn a_lesson_is_played_from_picker_to_last_goal() {
    let mut stage = Stage::new(80, 24);
    stage.press("F2");
    assert!(matches!(&stage.state.overlay, Some(Overlay::Picker(picker)) if picker.selected == 2));
    stage.press("Up Down Enter");
    assert_eq!(stage.requests.last(), Some(&Request::ChooseLesson("cycle".to_owned())));
    for statement in &SCRIPT[..4] {
        stage.run(statement);
    }
    assert_eq!(stage.state.step_state(), StepState::Done);
    // Enter on an empty line goes on, then asks; Tab types the suggestion; the prediction is asked first.
    stage.press("Enter Enter");
    assert!(matches!(stage.state.overlay, Some(Overlay::Prediction(_))));
    stage.press("Esc Tab");
    assert_eq!(stage.state.editor.text(), "del a, b");
    stage.press("Enter");
    assert!(matches!(stage.state.overlay, Some(Overlay::Prediction(_))));
    stage.press("\"2\"");
    let asked = &stage.requests[stage.requests.len() - 2..];
    assert_eq!(asked, [Request::Answer(Answer::Choice(1)), Request::Submit("del a, b".to_owned())]);
    assert!(stage.shows("you said 1"));
    stage.press("Enter");
    assert!(stage.state.overlay.is_none());
    stage.press("Alt-n").run("gc.collect()");
    assert_eq!(stage.state.step_state(), StepState::LessonDone);
    assert!(stage.shows("Lesson done"));
    // Enter goes on to the next lesson; after the last one all are listed.
    stage.press("Enter");
    assert_eq!(stage.requests[stage.requests.len() - 2..], [Request::Step(Direction::Next), Request::Lessons]);
    stage.press("Esc");
    stage.press("Alt-4");
    assert!(stage.shows("1 a is gone  ← collection 1 of generation 2"));
}

#[test]
fn a_prediction_can_be_skipped_and_answered_later() {
    let mut stage = Stage::new(80, 24);
    stage.press("Alt-n").run("del a, b");
    stage.press("Esc");
    assert_eq!(stage.requests.last(), Some(&Request::Submit("del a, b".to_owned())));
    assert!(stage.state.overlay.is_none());
    stage.press("Alt-a Down Down Down Enter");
    assert!(stage.requests.contains(&Request::Answer(Answer::Choice(2))));
    assert!(stage.shows("Not so: you said 2"));
}

#[test]
fn another_statement_is_not_asked_about() {
    let mut stage = Stage::new(80, 24);
    stage.press("Alt-n").run("import gc");
    assert!(stage.state.overlay.is_none());
    assert_eq!(stage.requests.last(), Some(&Request::Submit("import gc".to_owned())));
}

#[test]
fn undo_and_redo_take_back_statements() {
    let mut stage = Stage::new(80, 24);
    stage.run(SCRIPT[0]).run(SCRIPT[1]);
    stage.press("Alt-u");
    assert_eq!(stage.state.views.status.statement, 1);
    stage.press("Esc Ctrl-R");
    assert_eq!(stage.state.views.status.statement, 2);
    stage.press("u u");
    assert_eq!(stage.state.views.status.statement, 0);
}

#[test]
fn reset_asks() {
    let mut stage = Stage::new(80, 24);
    stage.run(SCRIPT[0]).press("Esc r n");
    assert!(!stage.requests.contains(&Request::Reset));
    stage.press("r y");
    assert!(stage.requests.contains(&Request::Reset));
    assert_eq!(stage.state.views.status.statement, 0);
}

#[test]
fn the_palette_says_how_a_command_is_written() {
    let mut stage = Stage::new(80, 24);
    stage.press("Alt-: \"when \"");
    assert!(stage.shows("when WHAT NAME") && stage.shows("Go to when an object"), "{}", stage.picture());
    stage.press("Esc Alt-: \"ascii maybe\" Enter");
    assert!(stage.shows("`:ascii` takes on or off") && stage.shows("┌"), "{}", stage.picture());
    stage.press("Alt-: \"undo 3\" Enter");
    assert!(stage.shows("`:undo` takes nothing more"), "{}", stage.picture());
}

#[test]
fn a_long_message_goes_on_below_the_first_row() {
    let mut stage = Stage::new(60, 16);
    stage.press("Alt-: \"nothing_of_this_name_is_known_to_anybody_who_has_written_this\" Enter");
    assert!(stage.shows("Tab list them"), "{}", stage.picture());
    stage.press("Alt-2");
    assert!(!stage.shows("Tab list them"));
}

#[test]
fn the_palette_completes_and_runs() {
    let mut stage = Stage::new(80, 24);
    stage.press("\":the\" Tab \"li\" Tab Enter");
    assert_eq!(stage.state.theme.name, ThemeName::Light);
    stage.press("Esc \":python 2\" Tab Enter");
    assert_eq!(stage.requests.last(), Some(&Request::Command("python 2.7".to_owned())));
    assert!(stage.shows("Now CPython 2.7"));
    stage.press("\":asc\" Enter");
    assert_eq!(stage.state.glyphs.set, GlyphSet::Ascii);
    stage.press("\":nonsense\" Enter");
    assert!(stage.shows("No command is called nonsense"));
    stage.press("\":mouse off\" Enter");
    assert_eq!(stage.outside, [Effect::Mouse(Mouse::Free)]);
    stage.press("\":\" Backspace");
    assert!(stage.state.overlay.is_none());
}

#[test]
fn completion_lists_and_inserts() {
    let mut stage = Stage::new(80, 24);
    stage.press("\"gc.ge\" Tab");
    assert_eq!(stage.state.editor.text(), "gc.get_");
    assert!(stage.shows("▸get_count"));
    stage.press("Tab Enter");
    assert_eq!(stage.state.editor.text(), "gc.get_debug");
    stage.press("Ctrl-U \"x.zz\" Tab");
    assert!(stage.shows("Nothing to complete here"));
    // Any other key goes on typing.
    stage.press("Ctrl-U \"get_\" Tab \"c\"");
    assert_eq!(stage.state.editor.text(), "get_c");
    assert!(stage.state.editor.popup.is_none());
    stage.press("Ctrl-U \"if a:\" Enter Tab");
    assert_eq!(stage.state.editor.text(), "if a:\n        ");
}

#[test]
fn another_step_brings_the_lesson_forward() {
    let mut stage = Stage::new(80, 24);
    stage.press("Esc 2");
    assert_eq!(stage.state.view.shown, gcscope::tui::layout::Pane::Objects);
    stage.press("n");
    assert_eq!(stage.state.view.shown, gcscope::tui::layout::Pane::Lesson);
    stage.press("2 i Alt-n");
    assert_eq!(stage.state.view.shown, gcscope::tui::layout::Pane::Lesson);
    assert_eq!(stage.state.mode, gcscope::tui::state::Mode::Editing, "typing goes on");
}

#[test]
fn ctrl_c_interrupts_or_clears() {
    let mut stage = Stage::new(80, 24);
    stage.press("\"abc\" Ctrl-C");
    assert!(stage.state.editor.is_empty());
    stage
        .state
        .running
        .push(gcscope::tui::state::Running { source: "while True: pass".to_owned(), since: std::time::Instant::now() });
    stage.press("\"typed ahead\" Ctrl-C");
    assert_eq!(stage.outside, [Effect::Interrupt]);
    assert_eq!(stage.state.editor.text(), "typed ahead");
    // Also what runs again when the program starts, which is said when it takes long.
    let mut stage = Stage::new(80, 24);
    stage.state.phase = gcscope::tui::state::Phase::Starting;
    gcscope::tui::update::update(&mut stage.state, Action::Tick);
    assert!(stage.state.notice.as_ref().is_some_and(|n| n.text.contains("runs again")), "{:?}", stage.state.notice);
    stage.press("Ctrl-C");
    assert_eq!(stage.outside, [Effect::Interrupt]);
}

#[test]
fn rows_are_selected_scrolled_to_and_found() {
    let mut stage = Stage::new(80, 24);
    stage.press("Esc \":crowd 1000000\" Enter 2 G");
    assert_eq!(stage.state.scrolls.selected_object, 1_000_001);
    assert!(stage.shows("objs[999999]") && stage.shows("1 reference: objs"));
    stage.press("g");
    assert_eq!((stage.state.scrolls.selected_object, stage.state.scrolls.objects), (0, 0));
    stage.press("j j k PgDn");
    assert!(stage.state.scrolls.selected_object > 5);
    stage.fake.crowd = 100;
    stage.press("/ \"objs[42]\" Enter");
    assert_eq!(stage.state.scrolls.selected_object, 44);
    assert!(stage.shows("▸ objs[42]"));
    stage.press("/ \"nowhere\" Enter");
    assert!(stage.shows("No object matches nowhere"));
}

#[test]
fn a_shorter_list_brings_the_selection_back() {
    let mut stage = Stage::new(120, 36);
    stage.press("Esc \":crowd 500\" Enter 2 G \":crowd 0\" Enter");
    assert_eq!((stage.state.scrolls.selected_object, stage.state.scrolls.objects), (1, 0));
}

#[test]
fn pastes_arrive_clean_and_wait_for_enter() {
    let mut stage = Stage::new(80, 24);
    stage.press("Esc");
    stage.act(Action::Paste("a = [\r\n  1,\r  2]\x1b[A".to_owned()));
    assert_eq!((stage.state.mode, stage.state.editor.text().as_str()), (Mode::Editing, "a = [\n  1,\n  2][A"));
}

#[test]
fn the_mouse_focuses_selects_and_scrolls() {
    let mut stage = Stage::new(120, 36);
    stage.press("\":crowd 100\" Enter");
    let at = |kind, column, row| Action::Mouse(MouseEvent { kind, column, row, modifiers: KeyModifiers::NONE });
    stage.act(at(MouseEventKind::Down(MouseButton::Left), 80, 5));
    assert_eq!((stage.state.mode, stage.state.view.focus), (Mode::Navigating, Pane::Objects));
    assert_eq!(stage.state.scrolls.selected_object, 2);
    stage.act(at(MouseEventKind::ScrollDown, 80, 5));
    assert_eq!(stage.state.scrolls.selected_object, 5);
    stage.act(at(MouseEventKind::Down(MouseButton::Left), 10, 33));
    assert_eq!(stage.state.mode, Mode::Editing);
    stage.act(at(MouseEventKind::Down(MouseButton::Left), 500, 500));
}

#[test]
fn resizing_redraws_and_asks_for_other_rows() {
    let mut stage = Stage::new(120, 36);
    stage.press("\":crowd 100\" Enter");
    let before = stage.state.views.objects.rows.len();
    stage.act(Action::Resize(Size::new(200, 60)));
    assert!(stage.outside.contains(&Effect::Redraw));
    assert!(stage.state.views.objects.rows.len() > before);
    stage.act(Action::Resize(Size::new(10, 3)));
    assert!(stage.shows("gcscope"));
    stage.act(Action::Resize(Size::new(80, 24)));
    assert!(stage.shows("[1 Lesson]"));
}

#[test]
fn hidden_panes_that_changed_say_so() {
    let mut stage = Stage::new(80, 24);
    stage.run(SCRIPT[0]);
    assert!(stage.shows("2 Refcounts•"));
    stage.press("Alt-2");
    assert!(!stage.shows("2 Refcounts•"));
    assert!(stage.state.views.objects.rows.iter().any(|row| row.marks.has(Mark::New)));
}

#[test]
fn the_first_picture_without_a_lesson_is_the_list() {
    let fake = crate::fake::Fake::without_lesson(Default::default());
    let stage = Stage::with(80, 24, fake, ThemeName::Dark, GlyphSet::Unicode);
    assert!(stage.shows("Lessons · 1 of 5 done") && stage.shows("1 lesson did not load: d shows why"));
}

#[test]
fn steps_go_both_ways() {
    let mut stage = Stage::new(80, 24);
    stage.press("Alt-n Alt-p Esc n p");
    let steps: Vec<_> = stage.requests.iter().filter(|request| matches!(request, Request::Step(_))).collect();
    let (next, previous) = (Request::Step(Direction::Next), Request::Step(Direction::Previous));
    assert_eq!(steps, [&next, &previous, &next, &previous]);
}

#[test]
fn a_hint_comes_into_view() {
    let mut stage = Stage::new(80, 24);
    stage.press("Alt-2 Alt-h");
    assert!(stage.shows("Hint 1 of 3") && stage.shows("Look at the suggested statement."));
    stage.press("Alt-n");
    assert_eq!(stage.state.scrolls.lesson, 0);
}

#[test]
fn all_lessons_are_searched() {
    let mut stage = Stage::new(80, 24);
    stage.press("Alt-l / \"three gen\"");
    assert!(stage.shows("What Three generations is about"), "{}", stage.picture());
    assert!(!stage.shows("A cycle refuses to die is about"));
    stage.press("Enter");
    assert!(stage.requests.contains(&Request::ChooseLesson("generations".to_owned())), "{:?}", stage.requests);
    // Esc takes the search back, then closes the list.
    stage.press("Alt-l / \"nothing of the kind\"");
    assert!(stage.shows("No lesson contains this."));
    stage.press("Esc");
    assert!(stage.shows("Three generations"));
    stage.press("Esc");
    assert!(stage.state.overlay.is_none());
}

#[test]
fn words_are_explained() {
    let mut stage = Stage::new(80, 24);
    stage.press("Alt-w");
    assert!(stage.shows("Glossary"), "{}", stage.picture());
    stage.press("\"weak ref\"");
    assert!(stage.shows("weak reference"), "{}", stage.picture());
    stage.press("Esc Esc \":glossary cycle\" Enter");
    assert!(stage.shows("Objects that hold each other"), "{}", stage.picture());
}
