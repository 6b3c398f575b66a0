//! `gcscope lessons`: the list of lessons, and the proof that they are true.

use std::fmt::Write as _;
use std::path::PathBuf;
use std::process::ExitCode;

use clap::Subcommand;

use super::{on_deep_stack, print, refuse};
use crate::lesson::live::Simulator;
use crate::lesson::load::load_course;
use crate::lesson::{Course, Player, World, check};
use crate::memory::Version;

#[derive(Subcommand)]
pub(super) enum What {
    /// List all lessons with their ids.
    List {
        /// A folder with further lessons, or one lesson's file.
        #[arg(long, value_name = "DIR")]
        lessons: Option<PathBuf>,
    },
    /// Play every lesson and compare what it says with what happens.
    Check {
        /// A folder with further lessons, or one lesson's file.
        #[arg(long, value_name = "DIR")]
        lessons: Option<PathBuf>,
        /// Only what is played in this CPython.
        #[arg(long, value_name = "VERSION")]
        python: Option<Version>,
        /// Only these lessons.
        ids: Vec<String>,
    },
}

pub(super) fn run(what: What) -> ExitCode {
    let folder = match &what {
        What::List { lessons } | What::Check { lessons, .. } => lessons.clone(),
    };
    let mut course = match load_course(folder.as_deref()) {
        Ok(course) => course,
        Err(error) => {
            let place = folder.map_or_else(String::new, |folder| format!(" in {}", folder.display()));
            return refuse(&format!("cannot read the lessons{place}: {error}"));
        }
    };
    for problem in &course.diagnostics {
        eprintln!("{}\n", problem.render());
    }
    let broken = !course.diagnostics.is_empty();
    match what {
        What::List { .. } => list(&course),
        What::Check { python, ids, .. } => {
            if let Some(unknown) = ids.iter().find(|id| course.lesson(id).is_none()) {
                return refuse(&format!("no lesson has the id {unknown}"));
            }
            course.lessons.retain(|lesson| ids.is_empty() || ids.contains(&lesson.id));
            on_deep_stack(move || {
                let report = check::check(&course, &mut Chosen { simulator: Simulator::default(), only: python });
                print(&report.to_string());
                if report.is_clean() && !broken { ExitCode::SUCCESS } else { ExitCode::FAILURE }
            })
        }
    }
}

fn list(course: &Course) -> ExitCode {
    let mut text = String::new();
    for chapter in course.chapters() {
        let _ = writeln!(text, "{}", chapter.title);
        for lesson in chapter.lessons {
            let _ = writeln!(
                text,
                "  {:<24} {} (Python {}, {} min)",
                lesson.id, lesson.title, lesson.python, lesson.minutes
            );
        }
    }
    print(&text)
}

/// The simulator, of one version only where one is wanted.
struct Chosen {
    simulator: Simulator,
    only: Option<Version>,
}

impl Player for Chosen {
    fn plays(&self, version: Version) -> bool {
        self.only.is_none_or(|only| only == version)
    }

    fn start(&mut self, version: Version, program: &str) -> Result<(), String> {
        Player::start(&mut self.simulator, version, program)
    }

    fn turn_dial(&mut self, version: Version) -> Result<(), String> {
        self.simulator.turn_dial(version)
    }

    fn begin_step(&mut self, labels: &[&str]) {
        self.simulator.begin_step(labels);
    }

    fn run(&mut self, statements: &str) -> String {
        self.simulator.run(statements)
    }

    fn world(&self) -> Box<dyn World + '_> {
        self.simulator.world()
    }
}
