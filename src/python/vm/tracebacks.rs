//! Tracebacks: made while an exception leaves frames, printed as the version prints them.

use super::known::{self, NONE, names, types};
use super::output::Reader;
use super::{Raised, Vm};
use crate::memory::object::Traceback;
use crate::memory::rules::TracebackBirth;
use crate::memory::{Body, Ref, alloc};
use crate::python::dialect::ErrorColumns;

impl Vm {
    /// Notes on the pending exception that it passed through frame `index` at instruction `at`.
    pub(super) fn add_traceback(&mut self, index: usize, at: u32) {
        let exception = self.raised;
        if exception.is_null() || self.units[self.frames[index].unit as usize].in_c {
            return;
        }
        let frame = self.frame_object(index);
        self.incref(frame);
        let code = self.frames[index].code;
        let line = self.code_line(code, at);
        let mut next = self.put_traceback(exception, Ref::NULL);
        if next == NONE {
            self.decref(next);
            next = Ref::NULL;
        }
        let body = Body::Traceback(Box::new(Traceback { next, frame, last: at, line }));
        let traceback = match self.heap.rules.traceback_birth {
            TracebackBirth::ErrorSet => alloc::container_with_error_set(&mut self.heap, types::TRACEBACK, body),
            TracebackBirth::ErrorAside => alloc::container(self, types::TRACEBACK, body),
        };
        alloc::track(&mut self.heap, traceback);
        self.put_traceback(exception, traceback);
    }

    /// Borrowed.
    #[must_use]
    pub fn traceback_of(&self, exception: Ref) -> Option<Ref> {
        match self.heap.body(exception) {
            Body::Exception(e) => e.traceback.some().filter(|traceback| *traceback != NONE),
            _ => self.classic_traceback(exception),
        }
    }

    /// Where in the source an instruction of a frame's code stands.
    #[must_use]
    pub fn position_in_frame(&self, frame: Ref, instruction: u32) -> Option<crate::python::code::Position> {
        let Body::Frame(f) = self.heap.body(frame) else { return None };
        let Body::Code(c) = self.heap.body(f.code) else { return None };
        self.units.get(c.spec as usize)?.spec.positions.get(instruction as usize).copied()
    }

    /// The lines of one frame in a report.
    pub fn format_frame(&mut self, frame: Ref, instruction: u32, writer: Writer) -> String {
        let Body::Frame(f) = self.heap.body(frame) else { return String::new() };
        let Body::Code(c) = self.heap.body(f.code) else { return String::new() };
        let spec = self.units[c.spec as usize].spec;
        let position = spec.positions.get(instruction as usize).copied().unwrap_or_default();
        let name = self.text(c.name);
        let file = match writer {
            Writer::Library => shown_name(&spec.filename),
            Writer::Interpreter => &spec.filename,
        };
        let mut text = format!("  File \"{file}\", line {}, in {name}\n", position.line);
        let marks = match writer {
            Writer::Library => self.behaviour.marks(),
            // It reads files, and the prompt's statements are in none.
            Writer::Interpreter if is_prompt(&spec.filename) => return text,
            Writer::Interpreter => self.behaviour.unraisable_marks(),
        };
        let dialect = &self.dialect;
        if let Some(source) = self.sources.get(&*spec.filename) {
            let count = position.end_line.saturating_sub(position.line) as usize + 1;
            let skipped = (position.line as usize).wrapping_sub(1);
            let lines: Vec<&str> = source.lines().skip(skipped).take(count).collect();
            text.push_str(&super::carets::marked_source(&lines, position, marks, dialect));
        }
        text
    }

    /// The last lines of a report: `Type: text`, notes, a SyntaxError's place.
    pub fn exception_lines(&mut self, exception: Ref) -> String {
        let mut out = String::new();
        if self.is_subtype(self.type_of(exception), types::SYNTAX_ERROR) {
            out.push_str(&self.syntax_error_place(exception));
        }
        out.push_str(&self.exception_line(exception));
        if let Some(suggestion) = self.suggestion(exception) {
            out.push_str(&suggestion);
        }
        out.push('\n');
        for note in self.exception_notes(exception) {
            out.push_str(&note);
            out.push('\n');
        }
        out
    }

    /// `Type: text`.
    pub(super) fn exception_line(&mut self, exception: Ref) -> String {
        let name = match self.exception_class(exception) {
            class if self.is_classic_class(class) => match self.classic_full_name(class) {
                (Some(module), name) => format!("{module}.{name}"),
                (None, name) => format!("<unknown>.{name}"),
            },
            class => self.qualified_class_name(class),
        };
        let text = self.exception_text(exception);
        if text.is_empty() { name } else { format!("{name}: {text}") }
    }

    fn exception_text(&mut self, exception: Ref) -> String {
        if self.is_subtype(self.type_of(exception), types::SYNTAX_ERROR)
            && let Body::Exception(e) = self.heap.body(exception)
            && let Some(&message) = e.extra.first()
            && !message.is_null()
        {
            return self.str_text(message).unwrap_or_default();
        }
        let text = self.str_of(exception).and_then(|object| {
            let readable = self.check_printable(object, Reader::PipeOrFile);
            let text = self.text(object);
            self.decref(object);
            readable.map(|()| text)
        });
        match text {
            Ok(text) => text,
            Err(Raised) => {
                self.clear_raised();
                "<exception str() failed>".to_owned()
            }
        }
    }

    fn exception_notes(&mut self, exception: Ref) -> Vec<String> {
        let notes = match self.existing_dict(exception) {
            Some(dict) => self.dict_get_str(dict, names::NOTES),
            None => None,
        };
        let Some(notes) = notes.filter(|notes| *notes != known::NONE) else { return Vec::new() };
        let Some(items) = self.items(notes).map(<[Ref]>::to_vec) else {
            return vec![self.repr_text(notes).unwrap_or_else(|_| "<__notes__ repr() failed>".to_owned())];
        };
        items.into_iter().map(|note| self.str_text(note).unwrap_or_else(|_| "<note str() failed>".to_owned())).collect()
    }

    /// The class's name as reports show it: with its module unless that is `builtins` or `__main__`.
    fn qualified_class_name(&mut self, class: Ref) -> String {
        let module = self.reported_module(class).unwrap_or_default();
        let separator = if module.is_empty() { "" } else { "." };
        format!("{module}{separator}{}", self.qualified_name(class))
    }

    pub(super) fn qualified_name(&self, class: Ref) -> String {
        let qualname = self.type_body(class).and_then(|t| self.as_str(t.qualname));
        qualname.unwrap_or(self.class_name(class)).to_owned()
    }

    /// The module that stands before a class's name in reports.
    pub(super) fn reported_module(&mut self, class: Ref) -> Option<String> {
        let dict = self.type_body(class)?.dict;
        if !self.is_heap_type(class) {
            return None;
        }
        match self.dict_get_str(dict, names::MODULE).and_then(|m| self.as_str(m)) {
            Some("builtins" | "__main__") | None => self.behaviour.main_in_reports().then(|| "__main__".to_owned()),
            Some(module) => Some(module.to_owned()),
        }
    }

    /// The text of a line of a source that was compiled under this name.
    #[must_use]
    pub fn source_line(&self, filename: &str, line: u32) -> Option<String> {
        let source = self.sources.get(filename)?;
        source.lines().nth((line as usize).checked_sub(1)?).map(str::to_owned)
    }

    fn syntax_error_place(&mut self, exception: Ref) -> String {
        let Body::Exception(e) = self.heap.body(exception) else { return String::new() };
        let fields: Vec<Ref> = e.extra.to_vec();
        let get = |i: usize| fields.get(i).copied().filter(|r| !r.is_null() && *r != known::NONE);
        let (Some(filename), Some(line)) = (get(1), get(2)) else { return String::new() };
        let Ok(shown_line) = self.str_text(line) else {
            self.clear_raised();
            return String::new();
        };
        let mut out = format!("  File \"{}\", line {shown_line}\n", self.text(filename));
        let Some(text) = get(6).map(|text| self.text(text)) else { return out };
        let whole = text.trim_end_matches('\n');
        let shown = whole.trim_start_matches(self.behaviour.syntax_indent());
        let length = whole.chars().count() as i64;
        let removed = length - shown.chars().count() as i64;
        out.push_str(&format!("    {}\n", shown.trim_end_matches('\r')));
        let Some(offset) = get(3).and_then(|o| self.as_int(o)) else { return out };
        let (first, last) = (self.as_int(line), get(4).and_then(|l| self.as_int(l)));
        let one_line = match last {
            None => self.behaviour.marks_open_places_at_start(),
            Some(last) => Some(last) == first || last == 0,
        };
        let end = if one_line {
            get(5).and_then(|o| self.as_int(o)).filter(|end| *end != 0).unwrap_or(offset)
        } else {
            length + 1
        };
        // A place behind the line is its newline, which the old parsers do not mark.
        let last = if self.dialect.error_columns == ErrorColumns::StartOfToken { length + 1 } else { length };
        let (offset, end) = (offset.min(last), end.min(length + 1));
        let end = if offset >= end || end < 0 { offset + 1 } else { end };
        let mut start = offset - 1 - removed;
        if start < 0 {
            if !self.behaviour.marks_errors_in_indent() {
                return out;
            }
            start = 0;
        }
        let width = self.behaviour.syntax_carets((end - 1 - removed - start).max(1) as usize);
        let space = shown.chars().chain(std::iter::repeat(' ')).take(start as usize);
        let space: String = space.map(|c| if c.is_whitespace() { c } else { ' ' }).collect();
        out.push_str(&format!("    {space}{}\n", "^".repeat(width)));
        out
    }
}

/// The prompt's statements all go by one name.
fn shown_name(filename: &str) -> &str {
    if is_prompt(filename) { "<stdin>" } else { filename }
}

fn is_prompt(filename: &str) -> bool {
    filename.starts_with("<stdin>-")
}

/// Who writes a traceback.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Writer {
    /// `traceback`, whose lines come from `linecache`.
    Library,
    /// C code, for exceptions that nobody can catch.
    Interpreter,
}
