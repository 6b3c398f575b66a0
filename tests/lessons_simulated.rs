//! Every claim of every lesson, tried on the simulator.

use std::collections::BTreeSet;

use gcscope::lesson::check::{Report, check_lesson};
use gcscope::lesson::live::Simulator;
use gcscope::lesson::load::parses_anything;
use gcscope::lesson::load_embedded;

/// What the simulator gets wrong still, as `lesson-id, place`: this list only shrinks.
const KNOWN: &str = include_str!("lesson_findings.txt");

/// Which lessons to play can be named: `LESSONS=first-cycle,resurrection cargo test --test lessons_simulated`.
#[test]
fn lessons_are_true_on_the_simulator() {
    let play = || {
        let course = load_embedded(&parses_anything);
        let chosen = std::env::var("LESSONS").unwrap_or_default();
        let wanted = |id: &str| chosen.is_empty() || chosen.split(',').any(|word| id.contains(word));
        let mut player = Simulator::default();
        let lessons = course.lessons.iter().filter(|l| wanted(&l.id));
        Report { lessons: lessons.map(|lesson| check_lesson(lesson, &mut player)).collect() }
    };
    // Deep recursion of the programs needs a deep stack.
    let thread = std::thread::Builder::new().stack_size(256 << 20).spawn(play);
    let report = thread.expect("a thread").join().expect("the lessons are played");
    println!("{report}");
    let found: BTreeSet<String> =
        report.lessons.iter().flat_map(|l| l.findings.iter().map(|f| format!("{}, {}", l.id, f.place))).collect();
    let known: BTreeSet<String> = KNOWN.lines().map(str::to_owned).collect();
    let new: Vec<&String> = found.difference(&known).collect();
    assert!(new.is_empty(), "new findings: {new:#?}");
    if std::env::var_os("LESSONS").is_none() {
        let mended: Vec<&String> = known.difference(&found).collect();
        if !mended.is_empty() {
            println!("right now, take them off tests/lesson_findings.txt: {mended:#?}");
        }
    }
}
