//! Proves the lessons: every one is played, and what its author says is compared with what happens.

use std::fmt;

use super::course::Course;
use super::goal::Goal;
use super::model::{Lesson, Prediction, Question, Step};
use super::text::Text;
use super::transcript::{self, Session, Stage};
use super::world::World;
use crate::memory::rules::Version;

/// Something that plays statements: the simulator's session, or a real CPython.
pub trait Player {
    /// Whether it knows this version.
    fn plays(&self, version: Version) -> bool;
    /// Starts a new interpreter of this version and runs a program in it, as a file is run.
    ///
    /// # Errors
    ///
    /// What was printed when the program ended with an exception.
    fn start(&mut self, version: Version, program: &str) -> Result<(), String>;
    /// Runs everything since the last start again, in another version.
    ///
    /// # Errors
    ///
    /// As [`Player::start`].
    fn turn_dial(&mut self, version: Version) -> Result<(), String>;
    /// A step begins: events count from here, and these labels are remembered as [`super::world`] says.
    fn begin_step(&mut self, labels: &[&str]);
    /// Runs statements as if typed at the prompt one after the other, and gives what is printed for them:
    /// output, echoes and tracebacks.
    fn run(&mut self, statements: &str) -> String;
    /// The moment reached.
    fn world(&self) -> Box<dyn World + '_>;
}

/// What was found in one lesson.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct LessonReport {
    pub id: String,
    /// The file it came from.
    pub file: String,
    pub findings: Vec<Finding>,
    /// How many statements about the program were compared and held.
    pub proved: usize,
    /// What could not be played, for its version is not known to the player.
    pub skipped: Vec<String>,
    /// Predictions without a proof.
    pub unproved: usize,
}

/// Something that is not as the author says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// Such as `step 3, solution`.
    pub place: String,
    pub complaint: String,
}

/// What was found in all lessons.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Report {
    pub lessons: Vec<LessonReport>,
}

impl Report {
    #[must_use]
    pub fn is_clean(&self) -> bool {
        self.lessons.iter().all(|lesson| lesson.findings.is_empty())
    }
}

impl fmt::Display for Report {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for lesson in &self.lessons {
            let verdict = if lesson.findings.is_empty() { "ok" } else { "WRONG" };
            write!(f, "{:<28} {verdict}, {} facts proved", lesson.id, lesson.proved)?;
            if lesson.unproved > 0 {
                write!(f, ", {} predictions without proof", lesson.unproved)?;
            }
            if !lesson.skipped.is_empty() {
                write!(f, ", not played: {}", lesson.skipped.join(", "))?;
            }
            writeln!(f)?;
            for finding in &lesson.findings {
                writeln!(f, "  {}, {}", lesson.file, finding.place)?;
                for line in finding.complaint.lines() {
                    writeln!(f, "    {line}")?;
                }
            }
        }
        let wrong = self.lessons.iter().filter(|l| !l.findings.is_empty()).count();
        let proved: usize = self.lessons.iter().map(|l| l.proved).sum();
        let lessons = |count: usize| format!("{count} lesson{}", if count == 1 { "" } else { "s" });
        writeln!(f, "{}, {proved} facts proved, {} with findings", lessons(self.lessons.len()), lessons(wrong))
    }
}

/// Plays every lesson of the course.
pub fn check(course: &Course, player: &mut dyn Player) -> Report {
    Report { lessons: course.lessons.iter().map(|lesson| check_lesson(lesson, player)).collect() }
}

/// Plays one lesson.
pub fn check_lesson(lesson: &Lesson, player: &mut dyn Player) -> LessonReport {
    let report = LessonReport { id: lesson.id.clone(), file: lesson.file.clone(), ..LessonReport::default() };
    let mut checker = Checker { lesson, player, report };
    checker.lesson();
    checker.report
}

struct Checker<'a> {
    lesson: &'a Lesson,
    player: &'a mut dyn Player,
    report: LessonReport,
}

/// The step cannot be reached; it has been reported.
struct Unreachable;

impl Checker<'_> {
    fn lesson(&mut self) {
        let lesson = self.lesson;
        for (place, text) in
            [("introduction", lesson.intro.as_ref()), ("in your own code", Some(&lesson.in_your_own_code))]
        {
            for session in text.iter().flat_map(|t| transcript::sessions(t, lesson.python)) {
                let stage = if session.stage == Stage::Before { Stage::Setup } else { session.stage };
                self.session(0, place, &Session { stage, ..session });
            }
        }
        for (index, step) in lesson.steps.iter().enumerate() {
            let version = lesson.version_at(index);
            if self.player.plays(version) {
                // What is reported once need not be reported by every later check of the step.
                let _ = self.step(index, step, version);
            } else {
                self.report.skipped.push(format!("step {} (Python {version})", index + 1));
            }
        }
    }

    fn step(&mut self, index: usize, step: &Step, version: Version) -> Result<(), Unreachable> {
        let number = index + 1;
        self.arrive(index)?;
        if self.unmet(step).is_empty() {
            self.find(format!("step {number}"), "its goals are met before anything is done");
        } else {
            self.report.proved += 1;
        }
        for name in self.gone_from_the_start(step) {
            self.find(
                format!("step {number}"),
                &format!("the goal that the name `{name}` is gone is met before it was there"),
            );
        }
        for (which, way) in step.ways().enumerate() {
            let place = if which == 0 {
                format!("step {number}, solution")
            } else {
                format!("step {number}, other way {which}")
            };
            self.arrive(index)?;
            let printed = self.run_all(way);
            match self.unmet(step) {
                unmet if unmet.is_empty() => self.report.proved += 1,
                unmet => self.find(place, &format!("does not reach: {}\nprinted: {printed}", unmet.join("; "))),
            }
        }
        self.suggestion(index, step)?;
        let question = step.prediction.as_ref().map(|p| &p.question);
        let texts = std::iter::once(&step.text).chain(question).chain(&step.hints);
        for session in texts.flat_map(|text| transcript::sessions(text, version)) {
            self.session(index, &format!("step {number}"), &session);
        }
        if let Some(prediction) = &step.prediction {
            self.prediction(index, prediction)?;
        }
        Ok(())
    }

    /// What a key puts on the command line must bring the step to its end, or at least not be refused.
    fn suggestion(&mut self, index: usize, step: &Step) -> Result<(), Unreachable> {
        let Some(suggested) = &step.suggested else { return Ok(()) };
        self.arrive(index)?;
        let printed = self.player.run(suggested);
        match self.unmet(step) {
            unmet if unmet.is_empty() => self.report.proved += 1,
            unmet => self.find(
                format!("step {}, suggestion", index + 1),
                &format!("does not reach: {}\nprinted: {printed}", unmet.join("; ")),
            ),
        }
        Ok(())
    }

    /// Plays a quoted session and compares what is printed.
    fn session(&mut self, index: usize, place: &str, session: &Session) {
        if !self.player.plays(session.version) {
            self.report.skipped.push(format!("{place}: a session of Python {}", session.version));
            return;
        }
        let ready = match session.stage {
            Stage::New => {
                self.player.start(session.version, "").map_err(|trouble| self.find(place.to_owned(), &trouble)).is_ok()
            }
            Stage::Setup => self
                .player
                .start(session.version, &self.lesson.setup)
                .map_err(|trouble| self.find(place.to_owned(), &trouble))
                .is_ok(),
            Stage::Before => self.arrive(index).is_ok(),
            Stage::After => {
                let solution = self.lesson.steps.get(index).map(|s| s.solution.as_slice()).unwrap_or_default();
                let arrived = self.arrive(index).is_ok();
                if arrived {
                    self.run_all(solution);
                }
                arrived
            }
        };
        if !ready {
            return;
        }
        for exchange in &session.exchanges {
            let printed = self.player.run(&exchange.input);
            if transcript::agrees(&exchange.output, &printed) {
                self.report.proved += 1;
            } else {
                let complaint = format!(
                    ">>> {}\nquoted:  {}\nprinted: {}",
                    exchange.input.trim_end(),
                    exchange.output,
                    printed.trim_end()
                );
                self.find(format!("{place}, line {} of the text", exchange.line), &complaint);
            }
        }
    }

    /// The right answer is what the proof prints, and the wrong ones are not.
    fn prediction(&mut self, index: usize, prediction: &Prediction) -> Result<(), Unreachable> {
        let Some(proof) = &prediction.proof else {
            self.report.unproved += 1;
            return Ok(());
        };
        self.arrive(index)?;
        let printed = self.player.run(proof);
        let last = printed.trim_end_matches('\n').lines().next_back().unwrap_or("").trim_end();
        let claims: Vec<(String, bool)> = match &prediction.answer {
            Question::Choices(choices) => choices
                .iter()
                .map(|c| (c.prints.clone().unwrap_or_else(|| c.text.replace('`', "")), c.correct))
                .collect(),
            Question::Free { accept, near, .. } => {
                let right = accept.iter().find(|a| *a == last).or(accept.first());
                let wrong = near.iter().map(|(answer, _)| (answer.clone(), false));
                right.map(|r| (r.clone(), true)).into_iter().chain(wrong).collect()
            }
        };
        for (claim, correct) in claims {
            if (claim == last) == correct {
                self.report.proved += 1;
            } else {
                let word = if correct { "right" } else { "wrong" };
                let complaint = format!("the answer {claim:?} is called {word}, but the proof prints {last:?}");
                self.find(format!("step {}, prediction", index + 1), &complaint);
            }
        }
        Ok(())
    }

    /// Plays up to the beginning of a step.
    fn arrive(&mut self, index: usize) -> Result<(), Unreachable> {
        let lesson = self.lesson;
        // A step with a program of its own needs nothing from before, and may be in a version that is known.
        let from = (0..=index).rev().find(|i| lesson.steps.get(*i).is_some_and(|s| s.fresh.is_some()));
        if from.is_none() {
            self.begin(index, lesson.python, &lesson.setup)?;
        }
        for (i, step) in lesson.steps.iter().enumerate().take(index + 1).skip(from.unwrap_or(0)) {
            match (lesson.fresh_program(i), step.python) {
                (Some(program), _) => {
                    let version = Some(lesson.version_at(i)).filter(|version| self.player.plays(*version));
                    self.begin(index, version.unwrap_or(lesson.python), program)?;
                }
                // On the way to a step in a version that can be played, another one may be passed over.
                (None, Some(version)) if !self.player.plays(version) => {}
                (None, Some(version)) => {
                    let turned = self.player.turn_dial(version);
                    self.must(index, turned)?;
                }
                (None, None) => {}
            }
            self.player.begin_step(&step.labels());
            if i < index {
                self.run_all(&step.solution);
            }
        }
        Ok(())
    }

    fn begin(&mut self, index: usize, version: Version, program: &str) -> Result<(), Unreachable> {
        let started = self.player.start(version, program);
        self.must(index, started)
    }

    fn must(&mut self, index: usize, outcome: Result<(), String>) -> Result<(), Unreachable> {
        outcome.map_err(|trouble| {
            self.find(format!("on the way to step {}", index + 1), &trouble);
            Unreachable
        })
    }

    fn run_all(&mut self, statements: &[Text]) -> String {
        statements.iter().map(|statement| self.player.run(statement)).collect()
    }

    /// The sentences of the goals that are not met.
    fn unmet(&self, step: &Step) -> Vec<String> {
        let world = self.player.world();
        step.goals.iter().filter(|goal| !goal.judge(&*world)).map(Goal::sentence).collect()
    }

    /// Names that the step wants gone and that are not there when it begins: their goals would be ticked at first,
    /// and be open when the learner makes them.
    fn gone_from_the_start(&self, step: &Step) -> Vec<String> {
        let world = self.player.world();
        let missing = |goal: &Goal| match goal {
            Goal::Unbound(path) if goal.judge(&*world) => Some(path.clone()),
            _ => None,
        };
        step.goals.iter().filter_map(missing).collect()
    }

    fn find(&mut self, place: String, complaint: &str) {
        self.report.findings.push(Finding { place, complaint: complaint.to_owned() });
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lesson::diagnostic::Source;
    use crate::lesson::load::parse;
    use crate::lesson::world::{Collection, Fate, Finalization, ObjectFacts, Reach, Refcount, Tracking};
    use std::collections::BTreeMap;

    /// Knows `name = number`, `del name` and showing a name; nothing else.
    #[derive(Default)]
    struct Toy {
        names: BTreeMap<String, String>,
        history: Vec<String>,
    }

    impl Player for Toy {
        fn plays(&self, version: Version) -> bool {
            version == Version::V3_13
        }

        fn start(&mut self, _: Version, program: &str) -> Result<(), String> {
            *self = Self::default();
            let printed = self.run(program);
            if printed.is_empty() { Ok(()) } else { Err(printed) }
        }

        fn turn_dial(&mut self, _: Version) -> Result<(), String> {
            Ok(())
        }

        fn begin_step(&mut self, _: &[&str]) {
            self.history.clear();
        }

        fn run(&mut self, statements: &str) -> String {
            let mut printed = String::new();
            for line in statements.lines() {
                self.history.push(line.to_owned());
                if let Some((name, value)) = line.split_once(" = ") {
                    self.names.insert(name.to_owned(), value.to_owned());
                } else if let Some(name) = line.strip_prefix("del ") {
                    self.names.remove(name);
                } else {
                    printed += self.names.get(line).map_or("NameError", String::as_str);
                    printed += "\n";
                }
            }
            printed
        }

        fn world(&self) -> Box<dyn World + '_> {
            Box::new(ToyWorld(self))
        }
    }

    struct ToyWorld<'a>(&'a Toy);

    impl World for ToyWorld<'_> {
        fn object(&self, path: &str) -> Option<ObjectFacts> {
            self.0.names.get(path).map(|value| ObjectFacts {
                identity: value.parse().unwrap_or(0),
                refcount: Refcount::Count(1),
                type_name: "int".to_owned(),
                tracked: Tracking::Untracked,
                generation: None,
                finalized: Finalization::NotYet,
                reach: Reach::Reachable,
                referent: None,
            })
        }
        fn remembered(&self, _: &str) -> Option<Fate> {
            None
        }
        fn atom(&self, path: &str) -> Option<String> {
            self.0.names.get(path).cloned()
        }
        fn length(&self, _: &str) -> Option<u64> {
            None
        }
        fn refers(&self, _: &str, _: &str) -> bool {
            false
        }
        fn instances(&self, _: &str) -> u64 {
            0
        }
        fn unreachable(&self) -> u64 {
            0
        }
        fn garbage_length(&self) -> u64 {
            0
        }
        fn in_garbage(&self, _: &str) -> bool {
            false
        }
        fn thresholds(&self) -> [i64; 3] {
            [2000, 10, 10]
        }
        fn collector_enabled(&self) -> bool {
            true
        }
        fn debug_flags(&self) -> u32 {
            0
        }
        fn frozen(&self) -> u64 {
            0
        }
        fn output(&self) -> Vec<String> {
            Vec::new()
        }
        fn statements(&self) -> Vec<String> {
            self.0.history.clone()
        }
        fn collections(&self) -> Vec<Collection> {
            Vec::new()
        }
        fn exceptions(&self) -> Vec<String> {
            Vec::new()
        }
    }

    #[test]
    fn a_name_that_is_not_there_cannot_go() {
        let gone = LESSON.replace("goals: [", "goals: [Unbound(\"z\"), ");
        let lesson = parse(&Source::new("toy.ron", &gone)).unwrap();
        let complaints = check_lesson(&lesson, &mut Toy::default()).findings;
        assert!(complaints.iter().any(|f| f.complaint.contains("name `z` is gone")), "{complaints:?}");
    }

    const LESSON: &str = r##"(
        id: "toy", title: "Toy", chapter: "Test", order: 1, python: "3.13", minutes: 1,
        setup: "x = 1",
        steps: [(
            text: r#"
                ```python
                >>> x
                1
                ```

                ```python after
                >>> y
                2
                ```
            "#,
            prediction: (
                question: "What is x?",
                answer: Choices([
                    (text: "1", correct: true, explain: "Yes."),
                    (text: "3", explain: "No."),
                ]),
                proof: "x",
            ),
            goals: [Value("y", "2")],
            hints: ["a", "b", "c"],
            solution: ["y = 2"],
            other_ways: [["z = 1", "y = 2"]],
        ), (
            text: "Next.",
            python: "3.10",
            goals: [Unbound("y")],
            hints: ["a", "b", "c"],
            solution: ["del y"],
        )],
        in_your_own_code: "Nothing.",
    )"##;

    fn findings(replace: &str, with: &str) -> Vec<String> {
        assert!(LESSON.contains(replace), "{replace}");
        let lesson = parse(&Source::new("toy.ron", &LESSON.replacen(replace, with, 1))).unwrap();
        let report = check_lesson(&lesson, &mut Toy::default());
        report.findings.into_iter().map(|f| format!("{}: {}", f.place, f.complaint)).collect()
    }

    #[test]
    fn a_true_lesson_is_clean_and_says_what_was_not_played() {
        let lesson = parse(&Source::new("toy.ron", LESSON)).unwrap();
        let report = check_lesson(&lesson, &mut Toy::default());
        assert_eq!(report.findings, []);
        assert_eq!(report.skipped, ["step 2 (Python 3.10)"]);
        assert_eq!(report.proved, 7);
        let all = Report { lessons: vec![report] };
        assert!(all.is_clean() && all.to_string().contains("not played: step 2"), "{all}");
    }

    #[test]
    fn every_untruth_is_found() {
        let cases = [
            ("\"y = 2\"],\n            other", "\"y = 3\"],\n            other", "step 1, solution: does not reach"),
            ("\"z = 1\", \"y = 2\"", "\"z = 1\"", "step 1, other way 1: does not reach"),
            ("\"x = 1\"", "\"x = 1\\ny = 2\"", "step 1: its goals are met before"),
            (
                ">>> x\n                1",
                ">>> x\n                7",
                "step 1, line 2 of the text: >>> x\nquoted:  7\nprinted: 1",
            ),
            ("proof: \"x\"", "proof: \"y\"", "step 1, prediction: the answer \"1\" is called right"),
            ("text: \"3\"", "text: \"1\"", "step 1, prediction: the answer \"1\" is called wrong"),
            ("\"x = 1\"", "\"oops\"", "on the way to step 1: NameError"),
        ];
        for (replace, with, wanted) in cases {
            let found = findings(replace, with);
            assert!(found.iter().any(|f| f.starts_with(wanted)), "{wanted}: {found:?}");
        }
    }
}
