//! From files to lessons. A file with mistakes gives diagnostics, and the others still load.

use std::io;
use std::path::Path;

use include_dir::{Dir, include_dir};
use ron::error::SpannedError;
use ron::extensions::Extensions;

use super::course::Course;
use super::diagnostic::{Diagnostic, Source, closest};
use super::inspect;
use super::model::Lesson;
use crate::memory::rules::Version;
use crate::python::compile::{Mode, compile};
use crate::python::dialect::Dialect;

static EMBEDDED: Dir<'static> = include_dir!("$CARGO_MANIFEST_DIR/lessons");

/// Where Python does not parse, and why. Line and column count from 1, in characters.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PythonError {
    pub line: usize,
    pub column: usize,
    pub message: String,
}

/// Says whether a program parses in a version. The layer above gives the compiler for it.
pub type ParseCheck<'a> = &'a dyn Fn(&str, Version) -> Result<(), PythonError>;

/// Asks the compiler: the check for lessons that have not been proved by tests.
///
/// # Errors
///
/// Where the program does not compile in this version.
pub fn compiles(source: &str, version: Version) -> Result<(), PythonError> {
    match compile(source, "<lesson>", Mode::Exec, &Dialect::of(version)) {
        Ok(_) => Ok(()),
        Err(error) => {
            Err(PythonError { line: error.line.max(1) as usize, column: error.col.max(1) as usize, message: error.msg })
        }
    }
}

/// A check that takes everything: for the lessons in the binary, which the tests have compiled.
///
/// # Errors
///
/// None ever.
pub fn parses_anything(_: &str, _: Version) -> Result<(), PythonError> {
    Ok(())
}

/// The lessons inside the binary.
#[must_use]
pub fn load_embedded(parses: ParseCheck<'_>) -> Course {
    let mut sources = Vec::new();
    collect_embedded(&EMBEDDED, &mut sources);
    load(&sources, parses)
}

/// The whole course: the lessons inside the binary and, with a folder, those in it. What the command line wants.
///
/// # Errors
///
/// When the folder cannot be read.
pub fn load_course(folder: Option<&Path>) -> io::Result<Course> {
    match folder {
        None => Ok(load_embedded(&parses_anything)),
        Some(dir) => load_dir(dir, &compiles),
    }
}

/// The lessons inside the binary and those of a folder, or of one file. Such a lesson replaces one with the same id.
///
/// # Errors
///
/// When the folder cannot be read. A file that cannot be read is a diagnostic.
pub fn load_dir(dir: &Path, parses: ParseCheck<'_>) -> io::Result<Course> {
    let mut course = load_embedded(&parses_anything);
    let (sources, unreadable) = read_folder(dir)?;
    let own = load_beside(&course.lessons, &sources, parses);
    course.lessons.retain(|lesson| own.lesson(&lesson.id).is_none());
    course.lessons.extend(own.lessons);
    course.diagnostics.extend(unreadable);
    course.diagnostics.extend(own.diagnostics);
    course.sort();
    Ok(course)
}

/// Every lesson of these sources that can be used, and what is wrong with them.
#[must_use]
pub fn load(sources: &[Source], parses: ParseCheck<'_>) -> Course {
    load_beside(&[], sources, parses)
}

/// Lessons that may build on others that are there already.
fn load_beside(others: &[Lesson], sources: &[Source], parses: ParseCheck<'_>) -> Course {
    let mut course = Course::default();
    let mut taken: Vec<(String, Source)> = Vec::new();
    for source in sources {
        match parse(source) {
            Ok(lesson) => {
                let mut problems = inspect::inspect(&lesson, source, parses);
                if let Some((_, first)) = taken.iter().find(|(id, _)| *id == lesson.id) {
                    problems.push(inspect::duplicate_id(&lesson, source, first));
                }
                if problems.is_empty() {
                    taken.push((lesson.id.clone(), source.clone()));
                    course.lessons.push(lesson);
                }
                course.diagnostics.extend(problems);
            }
            Err(problem) => course.diagnostics.push(problem),
        }
    }
    course.diagnostics.extend(inspect::unknown_ids(&course.lessons, others, &taken));
    course.sort();
    course
}

/// Reads one lesson; only what RON itself can find is checked.
///
/// # Errors
///
/// The first place where the file is no RON or not a lesson.
pub fn parse(source: &Source) -> Result<Lesson, Diagnostic> {
    let options = ron::Options::default().with_default_extension(Extensions::IMPLICIT_SOME);
    let lesson: Lesson = options.from_str(&source.text).map_err(|error| explain(&error, source))?;
    Ok(Lesson { file: source.name.to_string(), ..lesson })
}

fn collect_embedded(dir: &Dir<'_>, into: &mut Vec<Source>) {
    for file in dir.files() {
        let name = file.path().display().to_string();
        if let (true, Some(text)) = (is_lesson(file.path()), file.contents_utf8()) {
            into.push(Source::new(&format!("lessons/{name}"), text));
        }
    }
    for inner in dir.dirs() {
        collect_embedded(inner, into);
    }
}

/// The lessons of a folder, or the one file that the path leads to; and what files cannot be read.
fn read_folder(dir: &Path) -> io::Result<(Vec<Source>, Vec<Diagnostic>)> {
    let mut paths = if dir.is_file() {
        vec![dir.to_owned()]
    } else {
        std::fs::read_dir(dir)?.map(|entry| entry.map(|e| e.path())).collect::<io::Result<Vec<_>>>()?
    };
    paths.sort();
    let (mut sources, mut unreadable) = (Vec::new(), Vec::new());
    for path in paths.iter().filter(|path| is_lesson(path)) {
        match read_lesson(path) {
            Ok(source) => sources.push(source),
            Err(problem) => unreadable.push(problem),
        }
    }
    Ok((sources, unreadable))
}

fn read_lesson(path: &Path) -> Result<Source, Diagnostic> {
    let name = path.display().to_string();
    let bytes = std::fs::read(path).map_err(|error| {
        let title = format!("the file cannot be read: {error}");
        let remedy = "give a file that may be read, or let its name end in something else than .ron";
        Diagnostic::new(&Source::new(&name, ""), 0..0, &title, "nothing was read", remedy)
    })?;
    String::from_utf8(bytes).map(|text| Source::new(&name, &text)).map_err(|error| {
        let at = error.utf8_error().valid_up_to();
        let source = Source::new(&name, &String::from_utf8_lossy(error.as_bytes()));
        Diagnostic::new(&source, at..at + 1, "the file is not UTF-8", "from here", "save it as UTF-8")
    })
}

/// The glossary is RON as well, but no lesson.
fn is_lesson(path: &Path) -> bool {
    path.extension().is_some_and(|e| e == "ron") && path.file_stem().is_some_and(|stem| stem != "glossary")
}

/// RON's error in an author's words.
pub(super) fn explain(error: &SpannedError, source: &Source) -> Diagnostic {
    use ron::Error as E;
    let start = past_spaces(&source.text, source.byte_at(error.span.start.line, error.span.start.col));
    let end = source.byte_at(error.span.end.line, error.span.end.col);
    let named = |word: &str| word_before(&source.text, end, word).unwrap_or(start..end);
    match &error.code {
        E::NoSuchStructField { expected, found, outer } => {
            let whose = outer.as_deref().unwrap_or("this");
            let title = format!("{whose} has no field `{found}`");
            Diagnostic::new(source, named(found), &title, "unknown field", &instead(found, expected))
        }
        E::NoSuchEnumVariant { expected, found, outer } => {
            let title = format!("there is no {} `{found}`", outer.as_deref().unwrap_or("variant"));
            Diagnostic::new(source, named(found), &title, "unknown name", &instead(found, expected))
        }
        E::MissingStructField { field, outer } => {
            let title = format!("{} lacks the field `{field}`", outer.as_deref().unwrap_or("this"));
            let remedy = format!("add `{field}: ...,` before this parenthesis");
            Diagnostic::new(source, start..end, &title, "ends without it", &remedy)
        }
        E::DuplicateStructField { field, .. } => {
            let title = format!("the field `{field}` is given twice");
            Diagnostic::new(source, named(field), &title, "second time", "remove one of the two")
        }
        E::Message(message) => {
            Diagnostic::new(source, value_before(&source.text, end), message, "this value", "correct the value")
        }
        E::ExpectedString => {
            let remedy = "write it between quotes; a text of several lines goes into r#\"...\"#";
            Diagnostic::new(source, start..end, "a string is expected here", "not a string", remedy)
        }
        E::ExpectedArray => {
            let remedy = "write a list, also for a single item: [ ... ]";
            Diagnostic::new(source, start..end, "a list is expected here", "not a list", remedy)
        }
        E::ExpectedInteger | E::IntegerOutOfBounds | E::InvalidIntegerDigit { .. } => Diagnostic::new(
            source,
            start..end,
            "a whole number is expected here",
            "not such a number",
            "write digits only",
        ),
        E::ExpectedBoolean => {
            Diagnostic::new(source, start..end, "true or false is expected here", "neither", "write true or false")
        }
        E::ExpectedComma if source.text.get(end..).is_none_or(|rest| rest.trim().is_empty()) => ends_too_early(source),
        E::ExpectedComma => {
            let remedy = "put a comma between two fields or items, or close the list or parenthesis";
            Diagnostic::new(source, start..end, "a comma is missing", "expected before this", remedy)
        }
        _ if source.text.trim().is_empty() => {
            let remedy = "write a lesson, ( id: ..., title: ..., ... ), or remove the file";
            Diagnostic::new(source, start..end, "the file is empty", "no lesson", remedy)
        }
        E::Eof | E::ExpectedStringEnd => ends_too_early(source),
        E::TrailingCharacters => {
            let remedy = "a file holds one lesson: ( id: ..., title: ..., ... )";
            Diagnostic::new(source, start..end, "something stands after the lesson", "this", remedy)
        }
        other => {
            let remedy = "see assets/lesson-format.md, how lessons are written, and the files in lessons/";
            Diagnostic::new(source, start..end, &lower_first(&other.to_string()), "here", remedy)
        }
    }
}

fn ends_too_early(source: &Source) -> Diagnostic {
    let end = source.text.trim_end().len();
    let remedy = "close what was opened: a quote, a parenthesis or a bracket is missing";
    Diagnostic::new(source, end..end, "the file ends too early", "the end", remedy)
}

/// RON reports where it stood; what it disliked comes after the spaces there.
fn past_spaces(text: &str, at: usize) -> usize {
    let rest = text.get(at..).unwrap_or_default();
    let spaces = rest.len() - rest.trim_start_matches(' ').len();
    if rest.get(spaces..).is_some_and(|r| r.starts_with(['\n', '\r']) || r.is_empty()) { at } else { at + spaces }
}

fn instead(found: &str, known: &[&'static str]) -> String {
    match closest(found, known.iter().copied()) {
        Some(word) => format!("did you mean `{word}`?"),
        None => format!("known here: {}", known.join(", ")),
    }
}

/// Where `word` stands last before `end`: RON reports a name after having read it.
fn word_before(text: &str, end: usize, word: &str) -> Option<std::ops::Range<usize>> {
    let before = text.get(..text.floor_char_boundary(end))?;
    // The reported place may be the beginning of the name or behind it.
    if text.get(end..)?.starts_with(word) {
        return Some(end..end + word.len());
    }
    before.rfind(word).map(|at| at..at + word.len())
}

/// The quoted value that ends at or before `end`.
fn value_before(text: &str, end: usize) -> std::ops::Range<usize> {
    let literals = super::text::literals(text);
    let last = literals.iter().rev().find(|l| l.content.start <= end);
    last.map_or(end..end, |l| l.content.clone())
}

fn lower_first(text: &str) -> String {
    let mut chars = text.chars();
    chars.next().map(|c| c.to_lowercase().chain(chars).collect()).unwrap_or_default()
}
