//! Every claim of every lesson, tried in the real CPythons of this machine.

mod player;

use gcscope::lesson::check::check_lesson;
use gcscope::lesson::load::parses_anything;
use gcscope::lesson::{Player, Report, load_embedded};
use gcscope::memory::rules::Version;

/// Which lessons to play can be named: `LESSONS=first-cycle,resurrection cargo test --test lessons_in_cpython`.
#[test]
fn lessons_are_true() {
    let mut python = player::CPython::default();
    if !python.plays(Version::V3_13) {
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
    let lessons = course.lessons.iter().filter(|l| wanted(&l.id)).map(|l| check_lesson(l, &mut python)).collect();
    let report = Report { lessons };
    println!("{report}");
    assert!(report.is_clean(), "{report}");
}
