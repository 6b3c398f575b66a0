//! Moving through lessons and steps. What has been submitted in each step is kept, so that any step's state can be made
//! again: the lesson's beginning, then every statement in order.

use super::Tutorial;
use super::turned::Turned;
use crate::lesson::progress::{LessonProgress, Mark};
use crate::lesson::{Answer as LessonAnswer, Lesson, Question, Step};
use crate::memory::Version;
use crate::tui::backend::{Answer, Then};
use crate::tui::model::{Notice, Transcript, TranscriptKind};

impl Tutorial {
    pub(super) fn lesson_here(&self) -> Option<&Lesson> {
        self.course.lessons.get(self.place.open?)
    }

    pub(super) fn step_here(&self) -> Option<&Step> {
        self.lesson_here()?.steps.get(self.place.step)
    }

    pub(super) fn done_here(&self) -> Option<&LessonProgress> {
        self.progress.lessons.get(&self.lesson_here()?.id)
    }

    /// What has been done in the open lesson, to be changed.
    fn noting(&mut self) -> Option<&mut LessonProgress> {
        let id = &self.course.lessons.get(self.place.open?)?.id;
        Some(self.progress.enter(id))
    }

    pub(super) fn open_lesson(&mut self, at: usize) {
        self.leave_sandbox();
        let Some(lesson) = self.course.lessons.get(at) else { return };
        self.place.open = Some(at);
        self.place.step = self.progress.enter(&lesson.id).step.min(lesson.steps.len().saturating_sub(1));
        self.rebuild();
    }

    /// The sandbox anew.
    pub(super) fn open_sandbox(&mut self, version: Version) {
        self.place.open = None;
        self.place.step = 0;
        self.forget_transcript();
        // An empty program cannot fail.
        let _ = self.place.live.start(version, "");
        self.place.live.begin_step(&[]);
        self.look_again();
    }

    fn forget_transcript(&mut self) {
        self.place.transcript = Transcript::default();
        self.place.lengths.clear();
        self.place.solved_at = None;
        self.place.met_before.clear();
        self.passing = false;
    }

    /// Makes the state of the present step: what came before, then what was submitted in it.
    pub(super) fn rebuild(&mut self) {
        let (step, submitted) = (self.place.step, self.done_here().map(|d| d.statements.clone()).unwrap_or_default());
        let Some(lesson) = self.lesson_here() else { return };
        let from = (0..=step).rev().find(|at| lesson.fresh_program(*at).is_some()).unwrap_or(0);
        for at in from..=step {
            self.arrive(at, at == from);
            for statement in submitted.iter().filter(|s| s.step == at) {
                self.run(&statement.source);
                self.latch();
            }
        }
        self.look_again();
    }

    /// A step begins: perhaps in a new interpreter, perhaps in another version.
    fn arrive(&mut self, at: usize, first: bool) {
        let Some(lesson) = self.lesson_here() else { return };
        let version = lesson.version_at(at);
        let program = match lesson.fresh_program(at) {
            Some(program) => Some(program.to_string()),
            None => first.then(|| lesson.setup.to_string()),
        };
        let turned = lesson.steps.get(at).and_then(|s| s.python);
        let labels: Vec<String> =
            lesson.steps.get(at).map(|s| s.labels().into_iter().map(str::to_owned).collect()).unwrap_or_default();
        self.place.step = at;
        self.place.lengths.clear();
        self.place.solved_at = None;
        self.place.met_before.clear();
        self.passing = false;
        if let Some(program) = program {
            self.place.transcript = Transcript::default();
            match self.place.live.start(version, &program) {
                Ok(printed) if !printed.is_empty() => self.place.transcript.push(TranscriptKind::Stdout, &printed),
                Ok(_) => {}
                Err(printed) => self.place.transcript.push(TranscriptKind::Stderr, &printed),
            }
            if at > 0 {
                self.place.transcript.push(TranscriptKind::Note, "This step starts in a new interpreter.");
            }
        } else if let Some(version) = turned.filter(|v| *v != self.place.live.session.version()) {
            self.place.transcript.push(
                TranscriptKind::Note,
                &format!("The dial turns to CPython {version}: everything so far has run again there."),
            );
            if let Err(printed) = self.place.live.turn_dial(version) {
                self.place.transcript.push(TranscriptKind::Stderr, &printed);
            }
        }
        let labels: Vec<&str> = labels.iter().map(String::as_str).collect();
        self.place.live.begin_step(&labels);
        self.look_again();
    }

    /// Which goals of the step are met now.
    pub(super) fn goals_met(&self) -> Vec<bool> {
        self.step_here().map(|s| s.goals.iter().map(|goal| goal.judge(&self.place.live)).collect()).unwrap_or_default()
    }

    /// Notes the first moment at which all goals are met.
    fn latch(&mut self) -> bool {
        let met = self.goals_met();
        let newly = self.place.solved_at.is_none() && !met.is_empty() && met.iter().all(|met| *met);
        if newly {
            self.place.solved_at = Some(self.place.live.session.count());
        }
        newly
    }

    /// After a statement: the step may be done.
    pub(super) fn judge(&mut self) {
        if !self.latch() || self.shown_solution {
            return;
        }
        let step = self.place.step;
        if let Some(done) = self.noting() {
            done.solved(step);
        }
    }

    /// After undo and redo.
    pub(super) fn after_time_travel(&mut self) {
        let count = self.place.live.session.count();
        if self.place.solved_at.is_some_and(|at| at > count) {
            self.place.solved_at = None;
        }
        self.place.met_before = self.goals_met();
        self.judge();
        self.save();
    }

    pub(super) fn note_submitted(&mut self, source: &str) {
        let step = self.place.step;
        if let Some(done) = self.noting() {
            // What was done in later steps before the learner came back does not follow from here any more.
            done.statements.retain(|s| s.step <= step);
            done.submitted(step, source);
        }
    }

    pub(super) fn forget_submitted(&mut self, source: &str) {
        if let Some(done) = self.noting()
            && done.statements.last().is_some_and(|s| s.source == source)
        {
            done.statements.pop();
        }
    }

    pub(super) fn next_step(&mut self) -> Then {
        let Some(steps) = self.lesson_here().map(|l| l.steps.len()) else { return Then::PickLesson };
        if self.place.step >= steps {
            return self.next_lesson();
        }
        if self.place.solved_at.is_none() && !self.is_solved_before() && !self.pass_over() {
            return Then::Stay;
        }
        let next = self.place.step + 1;
        if let Some(done) = self.noting() {
            done.statements.retain(|s| s.step < next);
            done.step = next.min(steps - 1);
        }
        if next < steps {
            self.arrive(next, false);
        } else {
            self.place.step = next;
            self.place.lengths.clear();
            self.place.live.begin_step(&[]);
        }
        Then::Stay
    }

    fn is_solved_before(&self) -> bool {
        self.goals_met().iter().all(|met| *met)
    }

    /// An open step is passed over with its solution, when the key is pressed twice.
    fn pass_over(&mut self) -> bool {
        if !self.passing {
            self.passing = true;
            self.say(Notice::info("Some goals are open. The same key again runs the solution and goes on."));
            return false;
        }
        let solution: Vec<String> =
            self.step_here().map(|s| s.solution.iter().map(ToString::to_string).collect()).unwrap_or_default();
        self.shown_solution = true;
        for statement in solution {
            self.run(&statement);
            self.note_submitted(&statement);
        }
        self.shown_solution = false;
        self.say(Notice::info("Passed over: the solution has been run"));
        true
    }

    fn next_lesson(&mut self) -> Then {
        let next = self.place.open.map(|at| at + 1).filter(|at| *at < self.course.lessons.len());
        let Some(next) = next else { return Then::PickLesson };
        self.open_lesson(next);
        Then::Stay
    }

    pub(super) fn previous_step(&mut self) -> Then {
        if self.lesson_here().is_none() {
            return Then::PickLesson;
        }
        if self.place.step == 0 {
            self.say(Notice::info("This is the first step"));
            return Then::Stay;
        }
        self.place.step -= 1;
        let step = self.place.step;
        if let Some(done) = self.noting() {
            done.step = step;
        }
        self.rebuild();
        Then::Stay
    }

    /// The lesson from its beginning; what was learnt stays.
    pub(super) fn restart(&mut self) {
        if self.lesson_here().is_none() {
            self.open_sandbox(self.place.live.session.version());
            self.say(Notice::info("A new interpreter"));
            return;
        }
        if let Some(done) = self.noting() {
            done.restart();
        }
        self.place.step = 0;
        self.rebuild();
        self.save();
        self.say(Notice::info("The lesson starts again"));
    }

    /// Forgets everything about the open lesson, or about all of them.
    pub(super) fn forget(&mut self, all: bool) {
        if all {
            self.progress.lessons.clear();
        } else if let Some(id) = self.lesson_here().map(|l| l.id.clone()) {
            self.progress.lessons.remove(&id);
        }
        self.place.step = 0;
        if self.place.open.is_some() {
            self.noting();
            self.rebuild();
        }
    }

    pub(super) fn turn_dial(&mut self, version: Version) {
        self.turned = Some(Turned::from(&self.place.live.session, version));
        let failed = self.place.live.turn_dial(version).err();
        self.retell();
        if let Some(printed) = failed {
            self.place.transcript.push(TranscriptKind::Stderr, &printed);
        }
        self.place.solved_at = None;
        self.after_time_travel();
    }

    /// The transcript anew, from what came of the statements.
    pub(super) fn retell(&mut self) {
        self.place.transcript = Transcript::default();
        self.place.lengths.clear();
        let begun = self.place.live.begun;
        for (at, statement) in self.place.live.session.statements().to_vec().iter().enumerate() {
            if at >= begun {
                self.place.lengths.push(self.place.transcript.len());
            }
            self.tell(statement);
            if let Some(note) = self.turned.as_ref().and_then(|turned| turned.printed_before(at, statement)) {
                self.place.transcript.push(TranscriptKind::Note, &note);
            }
        }
        self.look_again();
    }

    pub(super) fn note_answer(&mut self, answer: &Answer) {
        let Some(prediction) = self.step_here().and_then(|s| s.prediction.as_ref()) else { return };
        let (given, asked) = match answer {
            Answer::Choice(index) => {
                let text = match &prediction.answer {
                    Question::Choices(choices) => choices.get(*index).map(|c| c.text.clone()),
                    Question::Free { .. } => None,
                };
                (text.unwrap_or_default(), LessonAnswer::Choice(*index))
            }
            Answer::Value(text) => (text.clone(), LessonAnswer::Typed(text.clone())),
        };
        let Some(correct) = prediction.verdict(&asked).map(|v| v.correct) else { return };
        let step = self.place.step;
        if let Some(done) = self.noting() {
            done.answered(step, &given, if correct { Mark::Right } else { Mark::Wrong });
        }
    }

    pub(super) fn open_hint(&mut self) {
        let Some(step) = self.step_here().cloned() else {
            self.say(Notice::info("There is nothing to hint at here"));
            return;
        };
        let at = self.place.step;
        if self.noting().and_then(|done| done.next_hint(at, &step)).is_none() {
            self.say(Notice::info("All hints are open: the last one is the answer"));
        }
    }
}
