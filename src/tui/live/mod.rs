//! The session behind the screen: course, progress and simulator as one [`Backend`].
//!
//! | file | what lives there |
//! | --- | --- |
//! | `tables` | memory as rows of the panes |
//! | `report` | the same tables as text, for `:` commands and the plain prompt |
//! | `course` | moving through lessons and steps, progress |
//! | `guidance` | the rest of the suggestion, and when the prediction is due |
//! | `lesson_view` | the lesson pane's content |
//! | `places` | the lesson and the sandbox, of which one waits |
//! | `commands` | `:` commands |
//! | `turned` | what came out differently when the dial was turned |
//! | `versions` | the same statements in two versions, for `:compare` |

mod commands;
mod course;
mod guidance;
mod lesson_view;
mod places;
mod report;
mod tables;
mod time;
mod turned;
mod versions;

use std::borrow::Cow;
use std::cell::OnceCell;

use super::backend::{
    Answer, Backend, BackendCommand, Completions, Direction, Format, Interrupt, Journey, ObjectChoice, Outcome, Then,
};
use super::model::{
    FinalizerLine, GarbageRow, GenerationPane, LessonList, LessonView, Notice, ObjectId, ObjectRow, Status, TimeView,
    Transcript, TranscriptKind, TranscriptLine, Versions, Window, Windowed,
};
use crate::lesson::progress_file::ProgressFile;
use crate::lesson::{Course, Progress};
use crate::memory::Version;
use crate::session::graph::Graph;
use crate::session::{Exit, Session, Statement, Stream};
use places::Place;
pub(crate) use report::table as report_table;
use tables::Moment;
use time::Visit;
use turned::Turned;

/// The version of the sandbox, and of most lessons.
const NEWEST_TAUGHT: Version = Version::V3_13;
/// Lines kept of each end of what one statement prints.
const LINES: usize = 2_500;
/// Bytes shown of one line.
const LINE: usize = 20_000;
/// Statements of earlier runs in the command line's history.
const HISTORY: usize = 500;

/// How the tutorial starts.
pub struct Start {
    pub course: Course,
    pub progress: Progress,
    pub file: ProgressFile,
    /// What the learner should be told first.
    pub notice: Option<String>,
    /// The lesson to open instead of the one left last.
    pub lesson: Option<String>,
    /// The version to turn the dial to.
    pub python: Option<Version>,
}

/// A learner in the course.
pub struct Tutorial {
    course: Course,
    progress: Progress,
    file: ProgressFile,
    /// Where the learner is: in a lesson or in the sandbox.
    place: Place,
    /// The learner has been asked whether to pass over the step.
    passing: bool,
    /// Statements of the solution are being run for the learner: they earn nothing.
    shown_solution: bool,
    /// The picture in the version before the dial was turned.
    turned: Option<Turned>,
    /// Two versions to show with the next reply.
    compared: Option<Box<Versions>>,
    /// Something to say with the next reply.
    pending: Option<Notice>,
    moment: OnceCell<Moment>,
    /// The lesson while the sandbox is open, or the other way round.
    aside: Option<Place>,
    interrupt: Interrupt,
    /// The moment of the past that the panes show.
    visit: Option<Visit>,
}

impl Tutorial {
    /// Opens the course where the learner left it.
    #[must_use]
    pub fn new(start: Start, interrupt: &Interrupt) -> Self {
        let mut place = Place::new(NEWEST_TAUGHT);
        place.live.session.listen_to(interrupt.0.clone());
        let mut tutorial = Self {
            course: start.course,
            progress: start.progress,
            file: start.file,
            place,
            passing: false,
            shown_solution: false,
            turned: None,
            compared: None,
            pending: None,
            moment: OnceCell::new(),
            aside: None,
            interrupt: interrupt.clone(),
            visit: None,
        };
        let first = match &start.lesson {
            Some(id) => Some(id.clone()),
            None => tutorial.progress.resume(&tutorial.course).map(|l| l.id.clone()),
        };
        match first.and_then(|id| tutorial.course.lessons.iter().position(|l| l.id == id)) {
            Some(at) => tutorial.open_lesson(at),
            None => tutorial.open_sandbox(NEWEST_TAUGHT),
        }
        if let Some(version) = start.python {
            tutorial.turn_dial(version);
        }
        if let Some(text) = start.notice {
            tutorial.place.transcript.push(TranscriptKind::Note, &text);
        }
        tutorial
    }

    /// The session of the present.
    pub fn session(&mut self) -> &mut Session {
        &mut self.place.live.session
    }

    pub(super) fn moment(&self) -> &Moment {
        match &self.visit {
            Some(visit) => visit.tables.get_or_init(|| Moment::of_past(&visit.session, &visit.told.lit)),
            None => self.moment.get_or_init(|| Moment::of(&self.place.live.session)),
        }
    }

    /// Memory has changed.
    fn look_again(&mut self) {
        self.visit = None;
        self.moment.take();
    }

    /// A statement runs, and its text and what it printed come into the transcript.
    fn run(&mut self, source: &str) {
        self.place.met_before = self.goals_met();
        self.place.lengths.push(self.place.transcript.len());
        self.place.live.submit(source);
        self.look_again();
        if let Some(statement) = self.place.live.session.statements().last().cloned() {
            self.tell(&statement);
        }
    }

    fn tell(&mut self, statement: &Statement) {
        Self::tell_into(&mut self.place.transcript, statement);
    }

    fn tell_into(transcript: &mut Transcript, statement: &Statement) {
        transcript.push_input(&statement.source);
        let outcome = &statement.outcome;
        for (stream, text) in &outcome.written {
            let text = &shorten_lines(text);
            let kind = match stream {
                Stream::Stdout => TranscriptKind::Stdout,
                Stream::Stderr if outcome.diagnostic.is_some() => TranscriptKind::Diagnostic,
                Stream::Stderr => TranscriptKind::Stderr,
            };
            match middle(text) {
                Some((head, hidden, tail)) => {
                    transcript.push(kind, head);
                    transcript.push(TranscriptKind::Note, &format!("({hidden} lines are left out here)"));
                    transcript.push(kind, tail);
                }
                None => transcript.push(kind, text),
            }
        }
        if outcome.not_kept > 0 {
            transcript
                .push(TranscriptKind::Note, &format!("({} further bytes of output are not kept)", outcome.not_kept));
        }
    }

    /// The reply to a request, with what there is to say.
    fn reply(&mut self, then: Then) -> Outcome {
        Outcome { notice: self.pending.take(), then, versions: self.compared.take() }
    }

    fn done(&mut self) -> Outcome {
        self.reply(Then::Stay)
    }

    fn say(&mut self, notice: Notice) {
        self.pending = Some(notice);
    }

    fn save(&mut self) {
        if let Err(error) = self.file.save(&self.progress) {
            self.say(Notice::warning(format!("Progress is not saved: {error}")));
        }
    }
}

/// A text whose lines are shown up to [`LINE`]: a line of millions of characters is nothing to read, and slow to wrap.
fn shorten_lines(text: &str) -> Cow<'_, str> {
    if text.split('\n').all(|line| line.len() <= LINE) {
        return Cow::Borrowed(text);
    }
    let shorten = |line: &str| match line.get(..line.floor_char_boundary(LINE)) {
        Some(beginning) if line.len() > LINE => {
            format!("{beginning}... ({} characters in this line)", line.chars().count())
        }
        _ => line.to_owned(),
    };
    Cow::Owned(text.split('\n').map(shorten).collect::<Vec<_>>().join("\n"))
}

/// A long text's beginning, how many lines its middle has, and its end.
fn middle(text: &str) -> Option<(&str, usize, &str)> {
    let (head, _) = text.match_indices('\n').nth(LINES - 1)?;
    let (tail, _) = text.trim_end_matches('\n').rmatch_indices('\n').nth(LINES - 1)?;
    let between = text.get(head + 1..=tail).filter(|between| !between.is_empty())?;
    Some((text.get(..head)?, between.matches('\n').count(), text.get(tail + 1..)?))
}

impl Backend for Tutorial {
    fn submit(&mut self, source: &str) -> Outcome {
        self.passing = false;
        self.run(source);
        let last = self.place.live.session.statements().last().map(|s| &s.outcome);
        let interrupted = last.is_some_and(|o| o.exception.as_deref() == Some("KeyboardInterrupt"));
        let exit = last.and_then(|o| o.exit);
        let leaves = matches!(exit, Some(Exit::Asked(_)));
        if matches!(exit, Some(Exit::Crashed(_))) {
            self.say(Notice::info("Here CPython itself is gone. This one lives on: Alt-u takes the crash back"));
        }
        if !interrupted && !leaves {
            self.note_submitted(source);
        }
        self.judge();
        self.save();
        self.reply(if leaves { Then::Quit } else { Then::Stay })
    }

    fn undo(&mut self) -> Outcome {
        match self.place.live.undo() {
            Some(source) => {
                if let Some(length) = self.place.lengths.pop() {
                    self.place.transcript.truncate(length);
                }
                self.forget_submitted(&source);
                self.look_again();
                let first = source.lines().next().unwrap_or_default().to_owned();
                self.say(Notice::info(format!("Taken back: {first}")));
            }
            None => self.say(Notice::info("Nothing to take back in this step")),
        }
        self.after_time_travel();
        self.done()
    }

    fn redo(&mut self) -> Outcome {
        let length = self.place.transcript.len();
        if self.place.live.redo() {
            self.place.lengths.push(length);
            self.look_again();
            if let Some(statement) = self.place.live.session.statements().last().cloned() {
                self.tell(&statement);
                self.note_submitted(&statement.source);
            }
        } else {
            self.say(Notice::info("Nothing to run again"));
        }
        self.after_time_travel();
        self.done()
    }

    fn reset(&mut self) -> Outcome {
        self.restart();
        self.done()
    }

    fn step(&mut self, direction: Direction) -> Outcome {
        let then = match direction {
            Direction::Next => self.next_step(),
            Direction::Previous => self.previous_step(),
        };
        self.save();
        self.reply(then)
    }

    fn choose_lesson(&mut self, id: &str) -> Outcome {
        match self.course.lessons.iter().position(|lesson| lesson.id == id) {
            Some(at) => self.open_lesson(at),
            None => self.say(Notice::warning(format!("No lesson has the id {id}"))),
        }
        self.save();
        self.done()
    }

    fn answer(&mut self, answer: &Answer) -> Outcome {
        self.note_answer(answer);
        self.save();
        self.done()
    }

    fn hint(&mut self) -> Outcome {
        self.open_hint();
        self.save();
        self.done()
    }

    fn command(&mut self, line: &str) -> Outcome {
        self.run_command(line);
        self.save();
        self.done()
    }

    fn complete(&mut self, source: &str, cursor: usize) -> Completions {
        let (start, items) = self.place.live.session.complete(source, cursor);
        Completions { start, items }
    }

    fn travel(&mut self, journey: &Journey) -> Outcome {
        self.travel(journey);
        self.done()
    }

    fn graph(&self, chosen: Option<ObjectId>) -> Option<Graph> {
        Some(self.graph_around(chosen))
    }

    fn export(&self, format: Format, chosen: Option<ObjectId>) -> String {
        self.shown().export(format, &self.attention(chosen))
    }

    fn why(&mut self, object: &ObjectChoice) -> (String, String) {
        self.why_text(object)
    }

    fn time(&self) -> Option<TimeView> {
        self.visit.as_ref().map(|visit| visit.view.clone())
    }

    fn status(&self) -> Status {
        let session = &self.place.live.session;
        let in_step = session.count().saturating_sub(self.place.live.begun);
        Status {
            python: session.version().to_string(),
            statement: session.count(),
            undoable: in_step,
            redoable: session.redoable(),
            broken_lessons: self.course.diagnostics.len(),
        }
    }

    fn lesson(&self) -> Option<LessonView> {
        if self.place.open.is_none() { self.sandbox_view() } else { self.lesson_view() }
    }

    fn lessons(&self) -> LessonList {
        self.lesson_list()
    }

    fn objects(&self, window: Window) -> Windowed<ObjectRow> {
        let mut objects = self.moment().objects(self.shown(), window);
        self.mark_objects(&mut objects.rows);
        objects
    }

    fn generations(&self, windows: &[Window]) -> Vec<GenerationPane> {
        let mut panes = self.moment().generations(self.shown(), windows);
        self.mark_generations(&mut panes);
        panes
    }

    fn finalizers(&self, window: Window) -> Windowed<FinalizerLine> {
        let mut finalizers = self.moment().finalizers(self.shown(), window);
        self.mark_finalizers(&mut finalizers.rows);
        finalizers
    }

    fn garbage(&self, window: Window) -> Windowed<GarbageRow> {
        let mut garbage = self.moment().garbage(self.shown(), window);
        self.mark_garbage(&mut garbage.rows);
        garbage
    }

    fn transcript(&self, window: Window) -> Windowed<TranscriptLine> {
        match &self.visit {
            Some(visit) => visit.transcript.view(window),
            None => self.place.transcript.view(window),
        }
    }

    fn commands(&self) -> Vec<BackendCommand> {
        commands::list()
    }

    fn history(&self) -> Vec<String> {
        let all: Vec<String> =
            self.progress.lessons.values().flat_map(|l| l.statements.iter().map(|s| s.source.clone())).collect();
        all.get(all.len().saturating_sub(HISTORY)..).unwrap_or_default().to_vec()
    }

    fn changes(&self, most: usize) -> Vec<ObjectRow> {
        self.moment().changes(self.shown(), most)
    }

    fn find_object(&self, text: &str, from: usize, direction: Direction) -> Option<usize> {
        self.moment().find(self.shown(), text, from, direction)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_long_line_is_shown_by_its_beginning() {
        let text = format!("a\n{}\nb", "ü".repeat(LINE));
        let shown = shorten_lines(&text);
        assert!(shown.starts_with("a\nü") && shown.ends_with("(20000 characters in this line)\nb"), "{}", shown.len());
        assert!(shown.len() < LINE + 100);
        assert!(matches!(shorten_lines("a\nb\n"), Cow::Borrowed(_)));
    }

    #[test]
    fn a_long_text_keeps_both_ends() {
        let text = |lines: usize| (0..lines).map(|line| format!("{line}\n")).collect::<String>();
        assert_eq!(middle(&text(2 * LINES)), None);
        assert_eq!(middle(""), None);
        let long = text(2 * LINES + 3);
        let (head, hidden, tail) = middle(&long).expect("a middle");
        assert!(head.ends_with("\n2499") && tail.starts_with("2503\n"), "{hidden}");
        assert_eq!(hidden, 3);
        assert_eq!(tail.lines().count(), LINES);
    }
}
