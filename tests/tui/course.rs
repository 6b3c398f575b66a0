//! Every lesson and exercise, played by keys on the real screen as a learner would: predict, type the statement, go on.

use std::fmt::Write as _;

use gcscope::lesson::load::{load_embedded, parses_anything};
use gcscope::lesson::{Answer, Lesson, Question, Step};
use gcscope::tui::layout::Pane;
use gcscope::tui::model::{StepState, Verdict};
use ratatui::crossterm::event::KeyCode::{Enter, Esc};

use crate::harness::text_of;
use crate::play::Play;

/// Steps whose goals the simulator does not reach yet.
const KNOWN: &str = include_str!("../lesson_findings.txt");

/// Runs a test where programs may recurse deeply.
fn deep(test: impl FnOnce() + Send + 'static) {
    let thread = std::thread::Builder::new().stack_size(256 << 20).spawn(test).expect("a thread");
    if let Err(panic) = thread.join() {
        std::panic::resume_unwind(panic);
    }
}

fn lessons() -> Vec<Lesson> {
    load_embedded(&parses_anything).lessons
}

/// Answers the step's prediction rightly.
fn predict(play: &mut Play, step: &Step, place: &str) {
    let Some(prediction) = &step.prediction else { return };
    play.alt('a');
    // The whole of it is in sight: it begins with the question and ends with the last choice, or a place to type.
    let picture = text_of(&play.draw());
    let first: String = prediction.question.replace(['`', '*'], "").chars().take(12).collect();
    assert!(picture.contains(&first), "{place}: {first}\n{picture}");
    match &prediction.answer {
        Question::Choices(choices) => {
            let right = choices.iter().position(|choice| choice.correct).expect("a right choice");
            play.letters(&(right + 1).to_string());
        }
        Question::Free { accept, .. } => {
            let right = accept.first().expect("a right answer");
            assert!(prediction.verdict(&Answer::Typed(right.clone())).is_some_and(|v| v.correct), "{place}");
            play.letters(right).keys(&[Enter]);
        }
    }
    let answered = play.views().lesson.as_ref().and_then(|l| l.prediction.as_ref()?.answered.clone());
    assert_eq!(answered.map(|a| a.verdict), Some(Verdict::Right), "{place}\n{}", text_of(&play.draw()));
    play.keys(&[Enter]);
}

/// Plays a lesson to its end; notes where a text does not fit.
fn play_through(lesson: &Lesson, size: (u16, u16), overfull: &mut String) {
    let mut play = Play::open(&lesson.id, size.0, size.1);
    let mut note = |play: &Play, place: &str| {
        let hidden = play.hidden_rows(Pane::Lesson);
        if hidden > 0 {
            let _ = writeln!(overfull, "{place}: {hidden}");
        }
    };
    for (at, step) in lesson.steps.iter().enumerate() {
        let place = format!("{}, step {}", lesson.id, at + 1);
        let known = KNOWN.lines().any(|line| line.starts_with(&place));
        note(&play, &place);
        predict(&mut play, step, &place);
        note(&play, &format!("{place}, answered"));
        for statement in &step.solution {
            play.paste(statement).keys(&[Enter]);
            // A compound statement ends with an empty line.
            if !play.is_empty_line() {
                play.keys(&[Enter]);
            }
        }
        let state = play.views().lesson.as_ref().map(|lesson| lesson.state);
        if !known {
            assert_eq!(state, Some(StepState::Done), "{place}\n{}", text_of(&play.draw()));
        }
        note(&play, &format!("{place}, done"));
        play.alt('n');
        if state != Some(StepState::Done) {
            play.alt('n');
        }
    }
    let state = play.views().lesson.as_ref().map(|lesson| lesson.state);
    assert_eq!(state, Some(StepState::LessonDone), "{}\n{}", lesson.id, text_of(&play.draw()));
    note(&play, &format!("{}, the end", lesson.id));
}

#[test]
fn at_120_by_36_no_step_scrolls() {
    deep(|| {
        let mut overfull = String::new();
        for lesson in lessons() {
            play_through(&lesson, (120, 36), &mut overfull);
        }
        assert!(overfull.is_empty(), "lines out of sight:\n{overfull}");
    });
}

#[test]
fn at_80_by_24_every_lesson_can_be_played() {
    deep(|| {
        let mut overfull = String::new();
        for lesson in lessons() {
            play_through(&lesson, (80, 24), &mut overfull);
        }
        println!("lines out of sight:\n{overfull}");
        // What is to be done is in sight before it is done, and so is the last page.
        let before = |line: &&str| !line.contains(", done");
        let open: Vec<&str> = overfull.lines().filter(before).collect();
        assert!(open.is_empty(), "lines out of sight:\n{}", open.join("\n"));
    });
}

#[test]
fn a_crash_of_the_interpreter_can_be_taken_back() {
    deep(|| {
        let mut play = Play::open("forcing-it", 100, 30);
        play.paste("dec(n)").keys(&[Enter]).paste("n.name").keys(&[Enter]);
        let picture = text_of(&play.draw());
        assert!(picture.contains("Segmentation fault") && picture.contains("Alt-u takes the crash back"), "{picture}");
        play.alt('u');
        let picture = text_of(&play.draw());
        assert!(picture.contains("n dies") && !picture.contains("Segmentation fault"), "{picture}");
    });
}

#[test]
fn a_prediction_is_asked_before_the_first_line_of_what_is_suggested() {
    deep(|| {
        let mut play = Play::open("forcing-it", 100, 30);
        play.paste("inc( n )").keys(&[Enter]);
        let picture = text_of(&play.draw());
        assert!(picture.contains("when does the node die?") && picture.contains("1) at del n"), "{picture}");
    });
}

#[test]
fn the_statement_is_no_answer_to_what_it_gives() {
    deep(|| {
        let mut play = Play::open("first-cycle", 80, 24);
        let picture = |play: &Play| text_of(&play.draw());
        play.keys(&[Enter]);
        assert!(picture(&play).contains("The step waits for a statement"), "{}", picture(&play));
        play.letters("del single").keys(&[Enter, Enter]).letters("del a, b").keys(&[Enter, Esc]);
        play.keys(&[Enter, Enter]).letters("gc.collect()").keys(&[Enter]);
        assert!(picture(&play).contains("That is the statement itself"), "{}", picture(&play));
        assert!(!picture(&play).contains("Not so"), "{}", picture(&play));
        play.letters("2").keys(&[Enter]);
        assert!(picture(&play).contains("you said 2"), "{}", picture(&play));
    });
}

#[test]
fn the_program_that_ran_before_can_be_read() {
    deep(|| {
        let mut play = Play::open("exercise-find-the-leak", 80, 24);
        play.alt('e');
        let picture = text_of(&play.draw());
        assert!(picture.contains("What ran before") && picture.contains("def login(user, log=[]):"), "{picture}");
        play.keys(&[Esc]);
        assert!(!text_of(&play.draw()).contains("What ran before"));
    });
}
