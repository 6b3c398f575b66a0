//! The session behind the screen: every lesson walked through by its solutions, time travel, progress, commands.

use gcscope::lesson::load::{load_embedded, parses_anything};
use gcscope::lesson::{Course, ProgressFile};
use gcscope::tui::backend::{Answer, Backend, Direction, Interrupt, Then};
use gcscope::tui::live::{Start, Tutorial};
use gcscope::tui::model::{GoalState, Mark, StepState, TranscriptKind, Window};

/// What the simulator gets wrong still: these lessons' steps cannot be reached by their solutions.
const KNOWN: &str = include_str!("lesson_findings.txt");
const ALL: Window = Window { start: gcscope::tui::model::Start::Top(0), len: 10_000 };

/// Runs a test where programs may recurse deeply.
fn deep(test: impl FnOnce() + Send + 'static) {
    let thread = std::thread::Builder::new().stack_size(256 << 20).spawn(test).expect("a thread");
    if let Err(panic) = thread.join() {
        std::panic::resume_unwind(panic);
    }
}

fn course() -> Course {
    load_embedded(&parses_anything)
}

fn open(folder: &std::path::Path, lesson: Option<&str>) -> Tutorial {
    let (file, progress, notice) = ProgressFile::open(&folder.join("progress.ron"));
    let start = Start {
        course: course(),
        progress,
        file,
        notice: notice.map(|n| n.to_string()),
        lesson: lesson.map(str::to_owned),
        python: None,
    };
    Tutorial::new(start, &Interrupt::default())
}

fn transcript(tutorial: &Tutorial) -> String {
    tutorial.transcript(ALL).rows.into_iter().map(|line| line.text + "\n").collect()
}

#[test]
fn every_lesson_is_walked_through_by_its_solutions() {
    deep(|| {
        let folder = tempfile::tempdir().expect("a folder");
        let mut tutorial = open(folder.path(), None);
        let course = course();
        let first = course.lessons.first().expect("a lesson").id.clone();
        tutorial.choose_lesson(&first);
        for lesson in &course.lessons {
            tutorial.choose_lesson(&lesson.id);
            for (at, step) in lesson.steps.iter().enumerate() {
                let place = format!("{}, step {}", lesson.id, at + 1);
                let view = tutorial.lesson().expect("a lesson is open");
                assert_eq!((view.step.number, &view.id), (at + 1, &lesson.id), "{place}");
                assert_eq!(view.state, StepState::Open, "{place}");
                for statement in &step.solution {
                    tutorial.submit(statement);
                }
                let known = KNOWN.lines().any(|line| line.starts_with(&place));
                let view = tutorial.lesson().expect("a lesson is open");
                if !known {
                    assert_eq!(view.state, StepState::Done, "{place}: {:#?}\n{}", view.goals, transcript(&tutorial));
                }
                tutorial.step(Direction::Next);
                if view.state != StepState::Done {
                    tutorial.step(Direction::Next);
                }
            }
            let view = tutorial.lesson().expect("a lesson is open");
            assert_eq!(view.state, StepState::LessonDone, "{}", lesson.id);
        }
        assert_eq!(tutorial.step(Direction::Next).then, Then::PickLesson);
    });
}

#[test]
fn time_goes_both_ways_and_progress_stays() {
    deep(|| {
        let folder = tempfile::tempdir().expect("a folder");
        let mut tutorial = open(folder.path(), Some("first-cycle"));
        assert!(tutorial.undo().notice.is_some(), "nothing to undo is said");
        let before = tutorial.objects(ALL);
        tutorial.submit("del single");
        let after = tutorial.objects(ALL);
        assert!(after.rows.iter().any(|row| row.label == "single" && row.marks.has(Mark::Freed)), "{after:#?}");
        let goals = tutorial.lesson().expect("a lesson").goals;
        assert!(goals.iter().all(|goal| goal.state == GoalState::JustMet));
        tutorial.undo();
        assert_eq!(tutorial.objects(ALL), before);
        assert_eq!(tutorial.lesson().expect("a lesson").state, StepState::Open);
        assert_eq!(tutorial.status().redoable, 1);
        tutorial.redo();
        assert_eq!(tutorial.objects(ALL), after);
        assert_eq!(tutorial.finalizers(ALL).rows[0].cause, "count of single reached 0 in: del single");
        tutorial.step(Direction::Next);
        tutorial.answer(&Answer::Choice(2));
        tutorial.submit("del a, b");
        drop(tutorial);

        let mut tutorial = open(folder.path(), None);
        let view = tutorial.lesson().expect("a lesson");
        assert_eq!((view.id.as_str(), view.step.number, view.state), ("first-cycle", 2, StepState::Done));
        assert!(view.prediction.expect("a prediction").answered.is_some());
        let unreachable = |t: &Tutorial| t.objects(ALL).rows.iter().filter(|r| r.marks.has(Mark::Unreachable)).count();
        assert_eq!(unreachable(&tutorial), 2);
        tutorial.step(Direction::Previous);
        assert_eq!((unreachable(&tutorial), tutorial.lesson().expect("a lesson").step.number), (0, 1));
        tutorial.reset();
        assert_eq!(tutorial.objects(ALL).rows, before.rows);
    });
}

#[test]
fn statements_behave_as_at_the_prompt() {
    deep(|| {
        let folder = tempfile::tempdir().expect("a folder");
        let mut tutorial = open(folder.path(), None);
        tutorial.command("sandbox");
        assert_eq!(tutorial.lesson().map(|l| l.title), Some("Sandbox".to_owned()));
        tutorial.submit("x = 1\nx\nif x:\n    'yes'\n\n1/0\nx + 1");
        let text = transcript(&tutorial);
        assert!(text.ends_with("\n2\n") && text.contains("\n1\n'yes'\nTraceback"), "{text}");
        tutorial.submit("y = 3\ny = = 4");
        assert!(tutorial.transcript(ALL).rows.iter().any(|line| line.kind == TranscriptKind::Diagnostic));
        tutorial.submit("y");
        assert!(transcript(&tutorial).contains("NameError: name 'y' is not defined"), "nothing of it ran");
        tutorial.command("python 3.10");
        assert_eq!(tutorial.status().python, "3.10");
        assert_eq!(tutorial.status().statement, 3);
        assert!(tutorial.command("python 4.0").notice.is_some());
        assert_eq!(tutorial.submit("exit()").then, Then::Quit);
    });
}

#[test]
fn ten_thousand_objects_cost_no_more_than_their_window() {
    deep(|| {
        let folder = tempfile::tempdir().expect("a folder");
        let mut tutorial = open(folder.path(), None);
        tutorial.command("sandbox");
        tutorial.submit("objs = [[i] for i in range(10000)]");
        let rows = tutorial.objects(Window::top(5_000, 30));
        assert_eq!((rows.total, rows.rows.len()), (10_001, 30));
        assert_eq!(rows.rows[0].label, "objs[4999]");
        assert_eq!(tutorial.find_object("objs[9999]", 0, Direction::Next), Some(10_000));
        assert_eq!(tutorial.changes(5).len(), 5);
        // A chain whose paths would be longer than memory.
        tutorial.submit("a = None\nfor i in range(10000):\n    a = [a]\n\ndel i");
        assert!(tutorial.objects(ALL).rows.iter().all(|row| row.label.len() < 80));
    });
}

#[test]
fn the_sandbox_and_the_step_keep_their_states() {
    deep(|| {
        let folder = tempfile::tempdir().expect("a folder");
        let mut tutorial = open(folder.path(), Some("first-cycle"));
        tutorial.submit("del single");
        tutorial.command("sandbox");
        assert_eq!(tutorial.lesson().map(|l| l.title), Some("Sandbox".to_owned()));
        assert_eq!(transcript(&tutorial), "");
        tutorial.submit("mine = 1");
        // Nothing there counts for the lesson.
        tutorial.command("sandbox");
        let view = tutorial.lesson().expect("the lesson is back");
        assert_eq!((view.id.as_str(), view.state), ("first-cycle", StepState::Done));
        assert_eq!(transcript(&tutorial), "del single\nsingle dies\n");
        tutorial.step(Direction::Next);
        tutorial.command("sandbox");
        tutorial.submit("mine");
        assert!(transcript(&tutorial).ends_with("mine\n1\n"), "{}", transcript(&tutorial));
        // Another lesson may be chosen from there, and the sandbox waits still.
        tutorial.choose_lesson("names");
        assert_eq!(tutorial.lesson().map(|l| l.id), Some("names".to_owned()));
        tutorial.command("sandbox");
        tutorial.submit("mine + 1");
        assert!(transcript(&tutorial).ends_with("2\n"), "{}", transcript(&tutorial));
    });
}

#[test]
fn exercises_are_scored_by_the_fewest_statements() {
    deep(|| {
        let folder = tempfile::tempdir().expect("a folder");
        let mut tutorial = open(folder.path(), Some("exercise-make-it-five"));
        let course = course();
        let step = course.lesson("exercise-make-it-five").and_then(|l| l.steps.first()).expect("a step");
        assert_eq!(tutorial.lesson().and_then(|l| l.score), None);
        tutorial.submit("nothing = None");
        for statement in &step.solution {
            tutorial.submit(statement);
        }
        let score = tutorial.lesson().and_then(|l| l.score).expect("solved");
        assert!(score.contains("can be done with"), "{score}");
        tutorial.reset();
        for statement in step.ways().min_by_key(|way| way.len()).expect("a way") {
            tutorial.submit(statement);
        }
        let score = tutorial.lesson().and_then(|l| l.score).expect("solved");
        assert!(score.contains("nobody knows fewer"), "{score}");
    });
}

#[test]
fn two_versions_are_compared_statement_by_statement() {
    deep(|| {
        let folder = tempfile::tempdir().expect("a folder");
        let mut tutorial = open(folder.path(), Some("first-cycle"));
        tutorial.submit("del a, b");
        tutorial.submit("import gc; gc.collect()");
        let outcome = tutorial.command("compare 2.7 3.13");
        let versions = outcome.versions.expect("two versions");
        assert_eq!(versions.titles, ["2.7", "3.13"]);
        assert_eq!(versions.moments.len(), 3, "the setup and two statements");
        let last = versions.moments.last().expect("a moment");
        assert_eq!(last.statement, "import gc; gc.collect()");
        let section = |title: &str| last.sections.iter().find(|s| s.title == title).expect(title);
        assert_eq!(section("Printed").columns[0], ["4"]);
        assert_eq!(section("Printed").columns[1], ["a dies", "b dies", "2"]);
        assert!(section("Uncollectable").columns[0].iter().all(|line| line.contains("has __del__")));
        assert!(section("Uncollectable").columns[1].is_empty());
        // The session itself stays where it is.
        assert_eq!(tutorial.status().python, "3.13");
        for wrong in ["compare", "compare 3.5 3.13", "compare 2.7 3.6 3.7"] {
            let outcome = tutorial.command(wrong);
            assert!(outcome.versions.is_none() && outcome.notice.is_some(), "{wrong}");
        }
    });
}

#[test]
fn turning_the_dial_marks_what_came_out_differently() {
    deep(|| {
        let folder = tempfile::tempdir().expect("a folder");
        let mut tutorial = open(folder.path(), Some("first-cycle"));
        tutorial.submit("del a, b");
        tutorial.submit("import gc; gc.collect()");
        let outcome = tutorial.command("python 2.7");
        let notice = outcome.notice.expect("a notice");
        assert!(notice.text.ends_with("differ"), "{}", notice.text);
        let rows = tutorial.objects(ALL).rows;
        let marked = |label: &str| rows.iter().find(|r| r.label == label).map(|r| r.marks.has(Mark::Differs));
        assert_eq!(marked("single.__dict__"), Some(true), "an object of its own up to 3.10");
        assert!(tutorial.garbage(ALL).rows.iter().all(|row| row.fresh));
        assert!(tutorial.generations(&[ALL])[0].note.as_deref().is_some_and(|note| note.contains("in 3.13")));
        assert!(transcript(&tutorial).contains("otherwise than in 3.13"));
        // The next statement goes on without marks.
        tutorial.submit("1");
        assert!(tutorial.objects(ALL).rows.iter().all(|row| !row.marks.has(Mark::Differs)));
    });
}
