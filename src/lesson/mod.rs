//! Lessons: the RON format, loading with line and column in every error, goals judged on memory and
//! events, progress, and the check that every lesson is true. Knows nothing of terminals, and of the
//! virtual machine only what [`World`] and [`Player`] say.
//!
//! | file | what lives there |
//! | --- | --- |
//! | `model` | a lesson as its author wrote it |
//! | `goal` | the closed set of goals, their sentences, judging |
//! | `world` | what a goal may ask of memory and events |
//! | `text` | text blocks of lesson files, and where they stand in the file |
//! | `diagnostic` | an author's mistake with file, line, column, caret and remedy |
//! | `load`, `inspect` | from files to lessons; what RON's types cannot say |
//! | `course` | all lessons in order, chapters |
//! | `glossary` | the words of the course |
//! | `transcript` | `>>>` sessions quoted in texts |
//! | `live` | a session as the world of goals, and as a player |
//! | `check` | replays every lesson and compares |
//! | `progress`, `progress_file` | what a learner has done, and its file |

pub mod check;
pub mod course;
pub mod diagnostic;
pub mod glossary;
pub mod goal;
pub mod inspect;
pub mod live;
pub mod load;
pub mod model;
pub mod progress;
pub mod progress_file;
pub mod statement;
pub mod text;
pub mod transcript;
pub mod world;

pub use check::{Player, Report};
pub use course::{Chapter, Course};
pub use diagnostic::Diagnostic;
pub use glossary::Glossary;
pub use goal::Goal;
pub use load::{ParseCheck, PythonError, load_course, load_dir, load_embedded};
pub use model::{Answer, Choice, Fresh, Kind, Lesson, Prediction, Question, Step, Verdict};
pub use progress::Progress;
pub use progress_file::ProgressFile;
pub use world::{Fate, ObjectFacts, Refcount, World};
