//! Every claim of every lesson, tried in the real CPythons of this machine.

mod find;
mod player;

use std::sync::atomic::{AtomicUsize, Ordering};

use gcscope::lesson::check::check_lesson;
use gcscope::lesson::load::parses_anything;
use gcscope::lesson::{Lesson, Player, Report, load_embedded};
use gcscope::memory::rules::Version;

const PLAYERS: usize = 4;

/// Which lessons to play can be named: `LESSONS=first-cycle,resurrection cargo test --test lessons_in_cpython`.
#[test]
fn lessons_are_true() {
    if !player::CPython::default().plays(Version::V3_13) {
        println!("skipped: no Python 3.13 on this machine");
        return;
    }
    let course = match std::env::var_os("LESSONS_DIR") {
        Some(dir) => gcscope::lesson::load_dir(dir.as_ref(), &parses_anything).expect("a folder of lessons"),
        None => load_embedded(&parses_anything),
    };
    for problem in &course.diagnostics {
        println!("{problem}");
    }
    let chosen = std::env::var("LESSONS").unwrap_or_default();
    let wanted = |id: &str| chosen.is_empty() || chosen.split(',').any(|word| id.contains(word));
    let lessons: Vec<&Lesson> = course.lessons.iter().filter(|l| wanted(&l.id)).collect();
    // The interpreters take most of the time to start, so several play at once.
    let next = AtomicUsize::new(0);
    let play = || {
        let mut python = player::CPython::default();
        let turns = std::iter::from_fn(|| lessons.get(next.fetch_add(1, Ordering::Relaxed)));
        turns.map(|lesson| check_lesson(lesson, &mut python)).collect::<Vec<_>>()
    };
    let reports = std::thread::scope(|scope| {
        let players: Vec<_> = (0..PLAYERS).map(|_| scope.spawn(play)).collect();
        players.into_iter().flat_map(|p| p.join().expect("a player")).collect()
    });
    let mut report = Report { lessons: reports };
    report.lessons.sort_by(|a, b| a.file.cmp(&b.file));
    println!("{report}");
    assert!(report.is_clean(), "{report}");
}
