//! The view-model: plain data that panes draw and a [`Backend`](super::backend::Backend) fills.
//!
//! It holds only what can be seen: windows of rows, never a copy of the heap. It knows nothing of
//! terminals, and nothing of how objects, lessons or programs work.

mod finalizers;
mod garbage;
mod generations;
mod lesson;
mod objects;
mod picker;
mod status;
mod time;
mod transcript;
mod versions;
mod window;

pub use finalizers::FinalizerLine;
pub use garbage::GarbageRow;
pub use generations::{GenerationPane, GenerationRow, Move};
pub use lesson::{
    Answered, Choice, Due, GoalLine, GoalState, HintView, LessonView, PredictionView, StepPosition, StepState, Verdict,
};
pub use objects::{Holder, Home, Mark, Marks, ObjectId, ObjectRow, Refcount};
pub use picker::{Diagnostic, LessonEntry, LessonList, LessonProgress, Record};
pub use status::{Notice, Severity, Status};
pub use time::{RulerMark, Segment, TimeView};
pub use transcript::{Transcript, TranscriptKind, TranscriptLine};
pub use versions::{Versions, VersionsMoment, VersionsSection};
pub use window::{Start, Window, Windowed};

/// Everything the screen shows of the session at one moment, cut to the windows that were asked for.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Views {
    pub status: Status,
    /// `None` before a lesson is chosen.
    pub lesson: Option<LessonView>,
    pub objects: Windowed<ObjectRow>,
    /// The objects that the last statement changed, as many as were asked for.
    pub changes: Vec<ObjectRow>,
    /// Youngest first. Three with the generational collector; what the incremental one calls its
    /// spaces otherwise.
    pub generations: Vec<GenerationPane>,
    pub finalizers: Windowed<FinalizerLine>,
    pub garbage: Windowed<GarbageRow>,
    pub transcript: Windowed<TranscriptLine>,
    /// The moment of the past that everything else shows; `None` in the present.
    pub time: Option<TimeView>,
    /// The graph of objects, where a pane shows it.
    pub graph: Option<crate::session::graph::Graph>,
}
