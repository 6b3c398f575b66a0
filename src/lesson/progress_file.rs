//! The file that progress is kept in: written atomically, under a lock, with a version.
//!
//! Two programs may be open at once. Each writes only the lessons that it changed, over what the other wrote.
//! A file that cannot be read is set aside, one of a newer gcscope is left alone: neither is ever lost.

use std::fs::{self, File, TryLockError};
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant, SystemTime};

use etcetera::{AppStrategy, AppStrategyArgs, choose_app_strategy};
use serde::{Deserialize, Serialize};

use super::progress::{LessonProgress, Progress, StepProgress};

/// What this program writes.
const VERSION: u32 = 1;
/// How long to wait for another program that is writing.
const PATIENCE: Duration = Duration::from_secs(1);
/// Names the folder to use instead of the platform's, for tests and for those who carry it with them.
pub const DATA_DIR_VARIABLE: &str = "GCSCOPE_DATA_DIR";

#[derive(Debug, Deserialize)]
struct Header {
    version: u32,
}

#[derive(Debug, Serialize, Deserialize)]
struct Envelope {
    version: u32,
    progress: Progress,
}

/// Where progress goes.
#[derive(Debug)]
pub struct ProgressFile {
    place: Place,
    /// What the file is known to hold of ours.
    saved: Progress,
}

#[derive(Debug)]
enum Place {
    File(PathBuf),
    /// Nothing is written: the message says why.
    Nowhere,
}

/// Something that the learner should be told once.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Notice {
    #[error("the progress file could not be read ({why}); it was set aside as {aside}, and a new one is begun")]
    Damaged { aside: String, why: String },
    #[error(
        "the progress file was written by a newer gcscope (format {version}); it is left as it is, and progress is not saved"
    )]
    Newer { version: u32 },
    #[error("progress is not saved: {why}")]
    NotSaved { why: String },
}

#[derive(Debug, thiserror::Error)]
pub enum SaveError {
    #[error("another gcscope is writing the progress file")]
    Busy,
    #[error("the progress file was written by a newer gcscope (format {0}) meanwhile")]
    Newer(u32),
    #[error("the progress file cannot be written: {0}")]
    Io(#[from] io::Error),
}

/// What stands in a file.
enum Content {
    Missing,
    Good(Progress),
    Newer(u32),
    Damaged(String),
}

/// The folder for gcscope's own files.
///
/// # Errors
///
/// When the platform does not say where the home folder is.
pub fn data_dir() -> Result<PathBuf, String> {
    if let Some(dir) = std::env::var_os(DATA_DIR_VARIABLE).filter(|dir| !dir.is_empty()) {
        return Ok(PathBuf::from(dir));
    }
    let names =
        AppStrategyArgs { top_level_domain: "org".into(), author: "gcscope".into(), app_name: "gcscope".into() };
    choose_app_strategy(names).map(|s| s.data_dir()).map_err(|e| e.to_string())
}

impl ProgressFile {
    /// Opens the learner's file. Always gives something to work with.
    #[must_use]
    pub fn open_default() -> (Self, Progress, Option<Notice>) {
        match data_dir() {
            Ok(dir) => Self::open(&dir.join("progress.ron")),
            Err(why) => (Self::nowhere(), Progress::default(), Some(Notice::NotSaved { why })),
        }
    }

    /// Opens a file, which need not exist.
    #[must_use]
    pub fn open(path: &Path) -> (Self, Progress, Option<Notice>) {
        let file = |saved: &Progress| Self { place: Place::File(path.to_owned()), saved: saved.clone() };
        let unusable = |error: io::Error| {
            let why = format!("{}: {error}", path.display());
            (Self::nowhere(), Progress::default(), Some(Notice::NotSaved { why }))
        };
        match read(path) {
            Ok(Content::Missing) => (file(&Progress::default()), Progress::default(), None),
            Ok(Content::Good(progress)) => (file(&progress), progress, None),
            Ok(Content::Newer(version)) => (Self::nowhere(), Progress::default(), Some(Notice::Newer { version })),
            Ok(Content::Damaged(why)) => match set_aside(path) {
                Ok(aside) => {
                    let aside = aside.display().to_string();
                    (file(&Progress::default()), Progress::default(), Some(Notice::Damaged { aside, why }))
                }
                Err(e) => unusable(e),
            },
            Err(e) => unusable(e),
        }
    }

    /// Keeps nothing; for those who want no file.
    #[must_use]
    pub fn nowhere() -> Self {
        Self { place: Place::Nowhere, saved: Progress::default() }
    }

    /// Writes what has changed since the last time.
    ///
    /// # Errors
    ///
    /// When it could not be written; what stood in the file then still stands there.
    pub fn save(&mut self, progress: &Progress) -> Result<(), SaveError> {
        let Place::File(path) = &self.place else { return Ok(()) };
        if *progress == self.saved {
            return Ok(());
        }
        if let Some(dir) = path.parent() {
            fs::create_dir_all(dir)?;
        }
        let _lock = lock(&path.with_extension("lock"))?;
        let merged = match read(path)? {
            Content::Good(theirs) => merge(&self.saved, progress, theirs),
            Content::Newer(version) => return Err(SaveError::Newer(version)),
            Content::Damaged(_) => {
                set_aside(path)?;
                progress.clone()
            }
            Content::Missing => progress.clone(),
        };
        write(path, &merged)?;
        self.saved = progress.clone();
        Ok(())
    }
}

/// Ours where we changed something since `before`, theirs elsewhere. What was learnt in a lesson, in either program,
/// is kept; where the learner stands in it is one program's: the last that moved.
fn merge(before: &Progress, ours: &Progress, mut theirs: Progress) -> Progress {
    for (id, lesson) in &ours.lessons {
        let old = before.lessons.get(id);
        if old == Some(lesson) {
            continue;
        }
        let merged = match theirs.lessons.remove(id) {
            Some(other) => merge_lesson(old.unwrap_or(&LessonProgress::default()), lesson, other),
            None => lesson.clone(),
        };
        theirs.lessons.insert(id.clone(), merged);
    }
    for id in before.lessons.keys().filter(|id| !ours.lessons.contains_key(*id)) {
        theirs.lessons.remove(id);
    }
    if before.current != ours.current {
        theirs.current.clone_from(&ours.current);
    }
    theirs
}

/// One lesson that was changed here, and perhaps there.
fn merge_lesson(before: &LessonProgress, ours: &LessonProgress, mut theirs: LessonProgress) -> LessonProgress {
    for (index, step) in &ours.steps {
        if before.steps.get(index) != Some(step) {
            let other = theirs.steps.remove(index).unwrap_or_default();
            theirs.steps.insert(*index, merge_step(before.steps.get(index), step, other));
        }
    }
    if (before.step, &before.statements) != (ours.step, &ours.statements) {
        theirs.step = ours.step;
        theirs.statements.clone_from(&ours.statements);
    }
    theirs
}

/// Answers of both, theirs first, for they were saved first; the most hints; the fewest statements.
fn merge_step(before: Option<&StepProgress>, ours: &StepProgress, mut theirs: StepProgress) -> StepProgress {
    let known = before.map_or(0, |step| step.answers.len());
    theirs.answers.extend(ours.answers.iter().skip(known).cloned());
    theirs.hints = theirs.hints.max(ours.hints);
    theirs.solved_with = match (theirs.solved_with, ours.solved_with) {
        (Some(a), Some(b)) => Some(a.min(b)),
        (a, b) => a.or(b),
    };
    theirs
}

fn read(path: &Path) -> io::Result<Content> {
    let bytes = match fs::read(path) {
        Ok(bytes) => bytes,
        Err(e) if e.kind() == io::ErrorKind::NotFound => return Ok(Content::Missing),
        Err(e) => return Err(e),
    };
    let damaged = |why: String| Content::Damaged(why);
    Ok(match ron::de::from_bytes::<Header>(&bytes) {
        Err(e) => damaged(e.to_string()),
        Ok(Header { version }) if version > VERSION => Content::Newer(version),
        Ok(_) => match ron::de::from_bytes::<Envelope>(&bytes) {
            Ok(envelope) => Content::Good(envelope.progress),
            Err(e) => damaged(e.to_string()),
        },
    })
}

/// Whoever reads sees the old file or the new one, never half of it.
fn write(path: &Path, progress: &Progress) -> io::Result<()> {
    let envelope = Envelope { version: VERSION, progress: progress.clone() };
    let pretty = ron::ser::PrettyConfig::default();
    let text = ron::ser::to_string_pretty(&envelope, pretty).map_err(io::Error::other)?;
    let dir = path.parent().unwrap_or_else(|| Path::new("."));
    let mut file = tempfile::NamedTempFile::new_in(dir)?;
    file.write_all(text.as_bytes())?;
    file.write_all(b"\n")?;
    file.as_file().sync_all()?;
    file.persist(path).map_err(|e| e.error)?;
    Ok(())
}

/// Held while the file is written; let go when dropped, also by a crash.
fn lock(path: &Path) -> Result<File, SaveError> {
    let file = File::create(path)?;
    let begun = Instant::now();
    loop {
        match file.try_lock() {
            Ok(()) => return Ok(file),
            Err(TryLockError::WouldBlock) if begun.elapsed() < PATIENCE => {
                std::thread::sleep(Duration::from_millis(10));
            }
            Err(TryLockError::WouldBlock) => return Err(SaveError::Busy),
            Err(TryLockError::Error(e)) => return Err(e.into()),
        }
    }
}

/// Renames a damaged file to a name that is free: `progress.damaged-2026-11-21`, then with `-2`, `-3`, ...
fn set_aside(path: &Path) -> io::Result<PathBuf> {
    let date = date(SystemTime::now());
    let name = |n: usize| if n == 1 { format!("damaged-{date}") } else { format!("damaged-{date}-{n}") };
    let free = (1..).map(|n| path.with_extension(name(n))).find(|candidate| !candidate.exists());
    let aside = free.unwrap_or_else(|| path.with_extension("damaged"));
    fs::rename(path, &aside)?;
    Ok(aside)
}

/// Year, month and day (UTC) of a moment, from the days since 1970 by counting in eras of 400 years.
fn date(moment: SystemTime) -> String {
    let seconds = moment.duration_since(SystemTime::UNIX_EPOCH).map_or(0, |d| d.as_secs());
    let days = seconds / 86_400 + 719_468; // since 0000-03-01
    let (era, day_of_era) = (days / 146_097, days % 146_097);
    let year_of_era = (day_of_era - day_of_era / 1_460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
    let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let month_from_march = (5 * day_of_year + 2) / 153;
    let day = day_of_year - (153 * month_from_march + 2) / 5 + 1;
    let month = if month_from_march < 10 { month_from_march + 3 } else { month_from_march - 9 };
    let year = era * 400 + year_of_era + u64::from(month <= 2);
    format!("{year:04}-{month:02}-{day:02}")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lesson::progress::Mark;
    use proptest::prelude::*;

    fn place() -> (tempfile::TempDir, PathBuf) {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("deep").join("progress.ron");
        (dir, path)
    }

    fn done(id: &str, statements: &[&str]) -> Progress {
        let mut progress = Progress::default();
        for statement in statements {
            progress.enter(id).submitted(0, statement);
        }
        progress
    }

    #[test]
    fn what_is_saved_is_read_again() {
        let (_dir, path) = place();
        let (mut file, empty, notice) = ProgressFile::open(&path);
        assert_eq!((empty, notice), (Progress::default(), None));
        let mut progress = done("first-cycle", &["del \"x\"\n"]);
        progress.enter("first-cycle").answered(1, "none", Mark::Right);
        file.save(&progress).unwrap();
        let (_, again, notice) = ProgressFile::open(&path);
        assert_eq!((again, notice), (progress, None));
    }

    #[test]
    fn a_damaged_file_is_set_aside() {
        let (_dir, path) = place();
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        for round in 0..3 {
            fs::write(&path, format!("(version: 1, progress: ({round}")).unwrap();
            let (mut file, progress, notice) = ProgressFile::open(&path);
            let Some(Notice::Damaged { aside, .. }) = notice else { panic!("{notice:?}") };
            assert!(fs::read_to_string(aside).unwrap().ends_with(&round.to_string()));
            assert_eq!(progress, Progress::default());
            file.save(&done("a", &["x"])).unwrap();
        }
    }

    #[test]
    fn a_newer_file_is_left_alone() {
        let (_dir, path) = place();
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        let newer = "(version: 99, stars: [1, 2], progress: \"other\")";
        fs::write(&path, newer).unwrap();
        let (mut file, _, notice) = ProgressFile::open(&path);
        assert_eq!(notice, Some(Notice::Newer { version: 99 }));
        file.save(&done("a", &["x"])).unwrap();
        assert_eq!(fs::read_to_string(&path).unwrap(), newer);
    }

    #[test]
    fn fields_that_came_later_may_be_missing() {
        let (_dir, path) = place();
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(&path, "(version: 1, progress: (lessons: {\"a\": (step: 2)}))").unwrap();
        let (_, progress, notice) = ProgressFile::open(&path);
        assert_eq!(notice, None);
        assert_eq!(progress.lessons["a"].step, 2);
    }

    #[test]
    fn two_programs_do_not_overwrite_each_other() {
        let (_dir, path) = place();
        let (mut one, mut first, _) = ProgressFile::open(&path);
        let (mut two, mut second, _) = ProgressFile::open(&path);
        first.enter("a").submitted(0, "del x");
        second.enter("b").submitted(0, "del y");
        one.save(&first).unwrap();
        two.save(&second).unwrap();
        first.enter("a").step = 1;
        one.save(&first).unwrap();
        let (_, both, _) = ProgressFile::open(&path);
        assert_eq!(both.lessons["a"].step, 1);
        assert_eq!(both.lessons["b"].statements[0].source, "del y");
    }

    #[test]
    fn what_two_programs_learn_in_one_lesson_is_kept() {
        let (_dir, path) = place();
        let (mut one, mut first, _) = ProgressFile::open(&path);
        first.enter("a").answered(0, "2", Mark::Wrong);
        one.save(&first).unwrap();
        let (mut two, mut second, _) = ProgressFile::open(&path);
        first.enter("a").submitted(0, "del x");
        first.enter("a").solved(0);
        first.enter("a").step = 1;
        first.enter("a").answered(1, "yes", Mark::Right);
        one.save(&first).unwrap();
        second.enter("a").answered(0, "3", Mark::Right);
        two.save(&second).unwrap();
        let (_, both, _) = ProgressFile::open(&path);
        let lesson = &both.lessons["a"];
        assert_eq!((lesson.step, lesson.statements.len(), lesson.steps[&0].solved_with), (1, 1, Some(1)));
        let said: Vec<_> = lesson.steps[&0].answers.iter().map(|a| a.answer.as_str()).collect();
        assert_eq!(said, ["2", "3"]);
        assert_eq!(lesson.steps[&1].answers.len(), 1);
        // Beginning anew in one program does not take away what the other learnt.
        second.enter("a").restart();
        second.enter("a").submitted(0, "x = 1");
        two.save(&second).unwrap();
        let (_, both, _) = ProgressFile::open(&path);
        let lesson = &both.lessons["a"];
        assert_eq!((lesson.step, lesson.statements[0].source.as_str(), lesson.is_solved(0)), (0, "x = 1", true));
    }

    #[test]
    fn a_writer_that_holds_the_lock_is_waited_for_in_vain() {
        let (_dir, path) = place();
        let (mut file, _, _) = ProgressFile::open(&path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        let held = lock(&path.with_extension("lock")).unwrap();
        assert!(matches!(file.save(&done("a", &["x"])), Err(SaveError::Busy)));
        drop(held);
        file.save(&done("a", &["x"])).unwrap();
    }

    #[test]
    fn a_file_that_cannot_be_read_is_named() {
        let (dir, _) = place();
        fs::write(dir.path().join("deep"), "a file").unwrap();
        let path = dir.path().join("deep").join("progress.ron");
        let (_, _, notice) = ProgressFile::open(&path);
        assert!(notice.is_some_and(|n| n.to_string().contains("progress.ron: ")), "the path is told");
    }

    #[test]
    fn a_folder_that_cannot_be_made_is_an_error() {
        let (dir, _) = place();
        fs::write(dir.path().join("deep"), "a file").unwrap();
        let (mut file, _, _) = ProgressFile::open(&dir.path().join("deep").join("progress.ron"));
        file.save(&done("a", &["x"])).unwrap_or_else(|e| assert!(matches!(e, SaveError::Io(_))));
    }

    #[test]
    fn dates_are_the_calendar_s() {
        let at = |days: u64| date(SystemTime::UNIX_EPOCH + Duration::from_secs(days * 86_400));
        assert_eq!(at(0), "1970-01-01");
        assert_eq!(at(11_016), "2000-02-29");
        assert_eq!(at(20_778), "2026-11-21");
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(64))]

        /// Any text that a learner can type survives.
        #[test]
        fn any_statement_survives(sources in prop::collection::vec(any::<String>(), 0..4), step in any::<usize>()) {
            let (_dir, path) = place();
            let (mut file, mut progress, _) = ProgressFile::open(&path);
            for source in &sources {
                progress.enter("any").submitted(step, source);
            }
            file.save(&progress).unwrap();
            prop_assert_eq!(ProgressFile::open(&path).1, progress);
        }

        /// No content of the file stops the program, and what cannot be read is still there afterwards.
        #[test]
        fn no_content_is_lost(content in prop::collection::vec(any::<u8>(), 0..64)) {
            let (_dir, path) = place();
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(&path, &content).unwrap();
            let (_, _, notice) = ProgressFile::open(&path);
            if let Some(Notice::Damaged { aside, .. }) = notice {
                prop_assert_eq!(fs::read(aside).unwrap(), content);
            }
        }
    }
}
