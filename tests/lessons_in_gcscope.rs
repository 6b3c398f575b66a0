//! Every claim of every lesson, tried in gcscope itself, in every version that the lessons name.
//!
//! Lessons with findings that are known stand in `tests/lessons_not_yet.txt`, which may only shrink.

use std::sync::atomic::{AtomicUsize, Ordering};

use gcscope::lesson::check::check_lesson;
use gcscope::lesson::{Report, Simulator, load_course};

const KNOWN: &str = include_str!("lessons_not_yet.txt");
/// Deep recursion in a lesson ends in Python's error, not in ours.
const STACK: usize = 1 << 28;
const PLAYERS: usize = 4;

/// `LESSONS=first-cycle cargo test --test lessons_in_gcscope -- --nocapture` plays some only.
#[test]
fn lessons_are_true() {
    let chosen = std::env::var("LESSONS").unwrap_or_default();
    let course = load_course(None).expect("the embedded lessons");
    let wanted = |id: &str| chosen.is_empty() || chosen.split(',').any(|word| id.contains(word));
    let next = AtomicUsize::new(0);
    // Each player has a machine of its own.
    let play = || {
        let mut simulator = Simulator::default();
        let turns = std::iter::from_fn(|| course.lessons.get(next.fetch_add(1, Ordering::Relaxed)));
        turns.filter(|l| wanted(&l.id)).map(|lesson| check_lesson(lesson, &mut simulator)).collect::<Vec<_>>()
    };
    let lessons = std::thread::scope(|scope| {
        let start = |_| std::thread::Builder::new().stack_size(STACK).spawn_scoped(scope, play).expect("a thread");
        let players: Vec<_> = (0..PLAYERS).map(start).collect();
        players.into_iter().flat_map(|player| player.join().expect("no panic")).collect()
    });
    let mut report = Report { lessons };
    report.lessons.sort_by(|a, b| a.file.cmp(&b.file));
    println!("{report}");
    let known = |id: &str| KNOWN.lines().any(|line| line == id);
    let broken: Vec<_> = report.lessons.iter().filter(|l| !l.findings.is_empty() && !known(&l.id)).map(|l| &l.id).collect();
    let mended: Vec<_> = report.lessons.iter().filter(|l| l.findings.is_empty() && known(&l.id)).map(|l| &l.id).collect();
    assert!(broken.is_empty(), "not true in gcscope: {broken:?}\n{report}");
    assert!(mended.is_empty(), "true now, strike them off tests/lessons_not_yet.txt: {mended:?}");
}
