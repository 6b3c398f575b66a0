//! `gcscope`: the tutorial on the screen.

use std::process::ExitCode;
use std::sync::Arc;

use super::{ThemeArg, TutorialArgs, refuse};
use crate::lesson::load::load_course;
use crate::lesson::{Course, ProgressFile};
use crate::memory::Version;
use crate::python::dialect::Dialect;
use crate::python::parse::interactive;
use crate::tui::backend::{Completeness, CompletenessCheck};
use crate::tui::event_loop::{Ending, Show, run};
use crate::tui::glyphs::GlyphSet;
use crate::tui::live::{Start, Tutorial};
use crate::tui::theme::ThemeName;

/// Shows the tutorial until the learner leaves.
pub(super) fn open(args: TutorialArgs) -> ExitCode {
    if let Some(dir) = &args.lessons
        && !dir.is_file()
        && let Err(error) = std::fs::read_dir(dir)
    {
        return refuse(&format!("cannot read the lessons in {}: {error}", dir.display()));
    }
    let theme = args.theme.map(|theme| match theme {
        ThemeArg::Dark => ThemeName::Dark,
        ThemeArg::Light => ThemeName::Light,
        ThemeArg::Plain => ThemeName::Plain,
    });
    let glyphs = args.ascii.then_some(GlyphSet::Ascii);
    let make = Box::new(move |interrupt: crate::tui::backend::Interrupt| -> Box<dyn crate::tui::backend::Backend> {
        Box::new(Tutorial::new(start(&args), &interrupt))
    });
    match run(Show { make, completeness: completeness(), theme, glyphs }) {
        Ok(Ending::Quit | Ending::Hangup) => ExitCode::SUCCESS,
        // As a shell says it of a process that a signal ended.
        Ok(Ending::Signal(number)) => ExitCode::from(128_u8.wrapping_add(u8::try_from(number).unwrap_or(0))),
        Err(no_screen) => refuse(&no_screen.to_string()),
    }
}

/// Loads the course and the learner's progress.
fn start(args: &TutorialArgs) -> Start {
    let (course, trouble) = match load_course(args.lessons.as_deref()) {
        Ok(course) => (course, None),
        Err(error) => (Course::default(), Some(format!("The lessons cannot be read: {error}"))),
    };
    let (file, progress, notice) = ProgressFile::open_default();
    let unknown = args.lesson.as_ref().filter(|id| course.lesson(id).is_none());
    let unknown = unknown.map(|id| format!("No lesson has the id {id}; the list of lessons shows all."));
    let notice = [trouble, unknown, notice.map(|n| n.to_string())].into_iter().flatten().collect::<Vec<_>>().join("\n");
    let lesson = args.lesson.clone().filter(|id| course.lesson(id).is_some());
    Start { course, progress, file, notice: Some(notice).filter(|n| !n.is_empty()), lesson, python: args.python }
}

/// Where a line ends a statement, versions hardly differ.
fn completeness() -> CompletenessCheck {
    let dialect = Dialect::of(Version::V3_13);
    Arc::new(move |source: &str| match interactive::completeness(source, interactive::Entry::Statements, &dialect) {
        interactive::Completeness::Complete => Completeness::Complete,
        interactive::Completeness::Incomplete => Completeness::Incomplete,
    })
}
