//! What the screen asks of a session: the [`Backend`] trait, and the requests and replies that carry
//! it across to the thread it lives on. Knows nothing of keys and drawing.

use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

pub use crate::session::export::Format;
use crate::session::graph::Graph;
pub use crate::session::timeline::What;

use super::model::{
    FinalizerLine, GarbageRow, GenerationPane, LessonList, LessonView, Mark, Notice, ObjectId, ObjectRow, Status,
    TimeView, TranscriptLine, Versions, Views, Window, Windowed,
};

/// One learner's session as the screen sees it.
///
/// It lives on a worker thread of its own (with a deep stack) and is made there, so it need not be
/// `Send`. Every method may take its time; only [`Interrupt`] reaches into a running statement.
pub trait Backend {
    /// Runs a statement that [`Completeness::Complete`] was said of. What it prints, raises or gets
    /// wrong is in the transcript afterwards.
    fn submit(&mut self, source: &str) -> Outcome;
    /// Takes back the last statement.
    fn undo(&mut self) -> Outcome;
    /// Runs the statement again that was taken back last.
    fn redo(&mut self) -> Outcome;
    /// Starts the lesson again from its setup.
    fn reset(&mut self) -> Outcome;
    fn step(&mut self, direction: Direction) -> Outcome;
    /// Opens the lesson with this id.
    fn choose_lesson(&mut self, id: &str) -> Outcome;
    fn answer(&mut self, answer: &Answer) -> Outcome;
    /// Shows one more hint of the current step.
    fn hint(&mut self) -> Outcome;
    /// Runs a `:` command that is not the screen's own, such as `python 3.10`; without the colon.
    fn command(&mut self, line: &str) -> Outcome;
    /// Names and attributes that may stand before the cursor (a byte offset into `source`).
    fn complete(&mut self, source: &str, cursor: usize) -> Completions;

    /// Goes to another moment.
    fn travel(&mut self, _journey: &Journey) -> Outcome {
        Outcome::quiet()
    }

    /// The graph of objects, around one of them where there are too many.
    fn graph(&self, _chosen: Option<ObjectId>) -> Option<Graph> {
        None
    }

    /// The moment shown, or the session, in a format.
    fn export(&self, _format: Format, _chosen: Option<ObjectId>) -> String {
        String::new()
    }

    /// Why an object is alive: a title, and a text to read.
    fn why(&mut self, _object: &ObjectChoice) -> (String, String) {
        Default::default()
    }

    fn status(&self) -> Status;
    /// The moment of the past that all panes show.
    fn time(&self) -> Option<TimeView> {
        None
    }
    fn lesson(&self) -> Option<LessonView>;
    fn lessons(&self) -> LessonList;
    fn objects(&self, window: Window) -> Windowed<ObjectRow>;
    /// One window for each generation, youngest first; generations beyond them get the last one.
    fn generations(&self, windows: &[Window]) -> Vec<GenerationPane>;
    fn finalizers(&self, window: Window) -> Windowed<FinalizerLine>;
    fn garbage(&self, window: Window) -> Windowed<GarbageRow>;
    fn transcript(&self, window: Window) -> Windowed<TranscriptLine>;

    /// The `:` commands that [`Backend::command`] takes, for the palette.
    fn commands(&self) -> Vec<BackendCommand> {
        Vec::new()
    }

    /// Statements of earlier runs, oldest first, for the command line's history.
    fn history(&self) -> Vec<String> {
        Vec::new()
    }

    /// The first few objects that the last statement changed: new, freed, or with another count. A
    /// screen that has no room for the table says so in a line.
    fn changes(&self, most: usize) -> Vec<ObjectRow> {
        const SEARCHED: usize = 64;
        let rows = self.objects(Window::top(0, SEARCHED)).rows.into_iter();
        rows.filter(|row| row.delta != 0 || row.marks.has(Mark::New) || row.marks.has(Mark::Freed)).take(most).collect()
    }

    /// The next row of the refcount table that contains `text`, from row `from` on in the given
    /// direction, round the end if need be.
    fn find_object(&self, text: &str, from: usize, direction: Direction) -> Option<usize> {
        let rows = self.objects(Window::top(0, usize::MAX)).rows;
        let order: Box<dyn Iterator<Item = usize>> = match direction {
            Direction::Next => Box::new((from..rows.len()).chain(0..from.min(rows.len()))),
            Direction::Previous => {
                let from = from.saturating_add(1).min(rows.len());
                Box::new((0..from).rev().chain((from..rows.len()).rev()))
            }
        };
        order.into_iter().find(|&at| {
            rows.get(at).is_some_and(|row| {
                [&row.label, &row.type_name, &row.repr].iter().any(|cell| cell.contains(text))
                    || row.holders.iter().any(|holder| holder.text.contains(text))
            })
        })
    }
}

/// Whether a source can run as it stands, in the way of the interactive interpreter (`codeop`): a
/// compound statement is complete once its last line is blank.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Completeness {
    /// Run it. Also said of sources that no further line can mend.
    Complete,
    /// Another line is awaited.
    Incomplete,
}

/// Asked on the screen's own thread at every Enter: quick, and without the session.
pub type CompletenessCheck = Arc<dyn Fn(&str) -> Completeness + Send + Sync>;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Direction {
    Next,
    Previous,
}

/// Where in time to go.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Journey {
    /// From the present to the last event; from the past to the present.
    Enter,
    Leave,
    Turn(Turn, Direction),
    First,
    Last,
    /// To the moment with this number, from 1.
    Number(usize),
    /// To where something last happened to an object (or, if it has not yet, will).
    When(What, ObjectChoice),
    /// Stay here: typing continues from this moment.
    Fork,
}

/// How far one step in time goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Turn {
    Event,
    /// To the next phase of a collection, finalizer, or statement.
    Phase,
    Statement,
}

/// Which object is meant.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ObjectChoice {
    /// By a name or path, or `#7`.
    Path(String),
    Numbered(ObjectId),
}

/// An answer to a prediction.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Answer {
    /// The choice with this index, from 0.
    Choice(usize),
    Value(String),
}

/// What happens after a request has been served.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Then {
    #[default]
    Stay,
    /// The program asked to leave (`exit()`).
    Quit,
    /// Show the lesson picker, such as after the last step of a lesson.
    PickLesson,
}

/// How a request went, apart from what the views show anyway.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Outcome {
    pub notice: Option<Notice>,
    pub then: Then,
    /// Two versions to be shown side by side.
    pub versions: Option<Box<Versions>>,
}

impl Outcome {
    #[must_use]
    pub fn quiet() -> Self {
        Self::default()
    }

    #[must_use]
    pub fn notice(notice: Notice) -> Self {
        Self { notice: Some(notice), ..Self::default() }
    }
}

/// What Tab offers.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Completions {
    /// The byte offset where the text to be replaced starts; it ends at the cursor.
    pub start: usize,
    pub items: Vec<String>,
}

/// A `:` command of the backend.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BackendCommand {
    pub name: String,
    /// How its argument is written, such as `VERSION`; empty when it takes none.
    pub argument: String,
    pub help: String,
    /// Known values of the argument, for completion.
    pub values: Vec<String>,
}

/// The flag that Ctrl-C raises and a running statement looks at. The backend is given a clone when
/// it is made; the worker lowers it before each statement.
#[derive(Clone, Debug, Default)]
pub struct Interrupt(pub Arc<AtomicBool>);

impl Interrupt {
    pub fn raise(&self) {
        self.0.store(true, Ordering::Relaxed);
    }

    pub fn lower(&self) {
        self.0.store(false, Ordering::Relaxed);
    }

    #[must_use]
    pub fn is_raised(&self) -> bool {
        self.0.load(Ordering::Relaxed)
    }
}

/// The windows of all panes: what the worker cuts [`Views`] by.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Look {
    pub objects: Window,
    /// How many changed objects.
    pub changes: usize,
    pub generations: Vec<Window>,
    pub finalizers: Window,
    pub garbage: Window,
    pub transcript: Window,
    pub graph: GraphLook,
}

/// Whether the graph is to be seen.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum GraphLook {
    #[default]
    Hidden,
    /// With the selected object.
    Around(Option<ObjectId>),
}

impl Default for Look {
    fn default() -> Self {
        let none = Window::top(0, 0);
        Self {
            objects: none,
            changes: 0,
            generations: vec![none; 3],
            finalizers: none,
            garbage: none,
            transcript: none,
            graph: GraphLook::Hidden,
        }
    }
}

impl Look {
    /// Asks the backend for everything that these windows show.
    pub fn at(&self, backend: &dyn Backend) -> Views {
        Views {
            status: backend.status(),
            lesson: backend.lesson(),
            objects: backend.objects(self.objects),
            changes: if self.changes > 0 { backend.changes(self.changes) } else { Vec::new() },
            generations: backend.generations(&self.generations),
            finalizers: backend.finalizers(self.finalizers),
            garbage: backend.garbage(self.garbage),
            transcript: backend.transcript(self.transcript),
            time: backend.time(),
            graph: match self.graph {
                GraphLook::Hidden => None,
                GraphLook::Around(chosen) => backend.graph(chosen),
            },
        }
    }
}

/// What the screen asks for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Request {
    Submit(String),
    Undo,
    Redo,
    Reset,
    Step(Direction),
    ChooseLesson(String),
    Answer(Answer),
    Hint,
    Command(String),
    Travel(Journey),
    Why(ObjectChoice),
    /// The text of a file to be written.
    Export {
        format: Format,
        path: PathBuf,
        chosen: Option<ObjectId>,
    },
    Complete {
        source: String,
        cursor: usize,
    },
    Lessons,
    FindObject {
        text: String,
        from: usize,
        direction: Direction,
    },
    /// Nothing but fresh views: a pane was scrolled or the screen resized.
    Look,
}

/// What comes back; every kind brings the views that the latest windows ask for.
#[derive(Clone, Debug, PartialEq)]
pub enum Reply {
    /// The backend stands: the first reply.
    Ready {
        commands: Vec<BackendCommand>,
        history: Vec<String>,
    },
    Done {
        served: Request,
        outcome: Outcome,
    },
    Completions {
        source: String,
        cursor: usize,
        completions: Completions,
    },
    Lessons(LessonList),
    FoundObject(Option<usize>),
    /// What to write.
    Exported {
        path: PathBuf,
        contents: String,
    },
    /// A text to read.
    Text {
        title: String,
        text: String,
    },
    Looked,
    /// A mistake of ours: the backend panicked and has been made anew.
    Broken(String),
}
