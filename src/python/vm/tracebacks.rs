//! Tracebacks: made while an exception leaves frames, printed as the version prints them.

use super::known::{self, names, types};
use super::{Raised, Vm};
use crate::memory::object::Traceback;
use crate::memory::{Body, Ref};

impl Vm {
    /// Notes on the pending exception that it passed through frame `index` at instruction `at`.
    pub(super) fn add_traceback(&mut self, index: usize, at: u32) {
        let exception = self.raised;
        if exception.is_null() {
            return;
        }
        let frame = self.frame_object(index);
        self.incref(frame);
        let code = self.frames[index].code;
        let line = self.code_line(code, at);
        let next = match self.heap.body_mut(exception) {
            Body::Exception(e) => std::mem::take(&mut e.traceback),
            _ => Ref::NULL,
        };
        let traceback =
            self.container(types::TRACEBACK, Body::Traceback(Box::new(Traceback { next, frame, last: at, line })));
        if let Body::Exception(e) = self.heap.body_mut(exception) {
            e.traceback = traceback;
        }
    }

    /// Borrowed.
    #[must_use]
    pub fn traceback_of(&self, exception: Ref) -> Option<Ref> {
        match self.heap.body(exception) {
            Body::Exception(e) => e.traceback.some(),
            _ => None,
        }
    }

    /// The whole report of an exception, with its chain, as `traceback.print_exception` writes it.
    pub fn format_exception(&mut self, exception: Ref) -> String {
        let mut out = String::new();
        let mut seen = Vec::new();
        self.format_chain(exception, &mut out, &mut seen);
        out
    }

    fn format_chain(&mut self, exception: Ref, out: &mut String, seen: &mut Vec<Ref>) {
        seen.push(exception);
        if let Body::Exception(e) = self.heap.body(exception) {
            let (cause, context, suppressed) = (e.cause, e.context, e.suppress_context);
            if !cause.is_null() && !seen.contains(&cause) {
                self.format_chain(cause, out, seen);
                out.push_str("\nThe above exception was the direct cause of the following exception:\n\n");
            } else if !context.is_null() && !suppressed && cause.is_null() && !seen.contains(&context) {
                self.format_chain(context, out, seen);
                out.push_str("\nDuring handling of the above exception, another exception occurred:\n\n");
            }
        }
        self.format_one(exception, out);
    }

    fn format_one(&mut self, exception: Ref, out: &mut String) {
        if let Some(first) = self.traceback_of(exception) {
            out.push_str("Traceback (most recent call last):\n");
            let mut at = first;
            let mut last_line = String::new();
            let mut repeated = 0;
            while let Body::Traceback(t) = self.heap.body(at) {
                let (next, frame, last) = (t.next, t.frame, t.last);
                let entry = self.format_frame(frame, last);
                if entry == last_line {
                    repeated += 1;
                } else {
                    self.flush_repeats(&mut repeated, out);
                    last_line.clone_from(&entry);
                    repeated = 1;
                }
                if repeated <= 3 {
                    out.push_str(&entry);
                }
                if next.is_null() {
                    break;
                }
                at = next;
            }
            self.flush_repeats(&mut repeated, out);
        }
        out.push_str(&self.exception_lines(exception));
    }

    fn flush_repeats(&mut self, repeated: &mut usize, out: &mut String) {
        if *repeated > 3 {
            let more = *repeated - 3;
            let plural = if more == 1 { "" } else { "s" };
            out.push_str(&format!("  [Previous line repeated {more} more time{plural}]\n"));
        }
        *repeated = 0;
    }

    /// The lines of one frame in a report.
    pub fn format_frame(&mut self, frame: Ref, instruction: u32) -> String {
        let Body::Frame(f) = self.heap.body(frame) else { return String::new() };
        let Body::Code(c) = self.heap.body(f.code) else { return String::new() };
        let spec = self.units[c.spec as usize].spec;
        let position = spec.positions.get(instruction as usize).copied().unwrap_or_default();
        let name = self.text(c.name);
        let mut text = format!("  File \"{}\", line {}, in {name}\n", shown_name(&spec.filename), position.line);
        if let Some(source) = self.source_line(&spec.filename, position.line) {
            let trimmed = source.trim();
            if !trimmed.is_empty() {
                text.push_str(&format!("    {trimmed}\n"));
                text.push_str(&self.behaviour.carets(&source, position));
            }
        }
        text
    }

    /// The last lines of a report: `Type: text`, notes, a SyntaxError's place.
    pub fn exception_lines(&mut self, exception: Ref) -> String {
        let class = self.type_of(exception);
        let mut out = String::new();
        if self.is_subtype(class, types::SYNTAX_ERROR) {
            out.push_str(&self.syntax_error_place(exception));
        }
        let name = self.qualified_class_name(class);
        let text = self.exception_text(exception);
        out.push_str(&name);
        if !text.is_empty() {
            out.push_str(": ");
            out.push_str(&text);
        }
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

    fn exception_text(&mut self, exception: Ref) -> String {
        if self.is_subtype(self.type_of(exception), types::SYNTAX_ERROR)
            && let Body::Exception(e) = self.heap.body(exception)
            && let Some(&message) = e.extra.first()
            && !message.is_null()
        {
            return self.str_text(message).unwrap_or_default();
        }
        match self.str_text(exception) {
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
        let Some(items) = notes.and_then(|n| self.items(n)).map(<[Ref]>::to_vec) else { return Vec::new() };
        items.into_iter().map(|note| self.str_text(note).unwrap_or_else(|_| "<note str() failed>".to_owned())).collect()
    }

    /// The class's name as reports show it: with its module unless that is `builtins` or `__main__`.
    fn qualified_class_name(&mut self, class: Ref) -> String {
        let Some(t) = self.type_body(class) else { return "?".to_owned() };
        let (qualname, dict) = (t.qualname, t.dict);
        let short = self.as_str(qualname).unwrap_or(self.class_name(class)).to_owned();
        if !self.is_heap_type(class) {
            return short;
        }
        match self.dict_get_str(dict, names::MODULE).and_then(|m| self.as_str(m)) {
            Some("builtins" | "__main__") | None => {
                if self.behaviour.main_in_reports() && self.is_heap_type(class) {
                    format!("__main__.{short}")
                } else {
                    short
                }
            }
            Some(module) => format!("{module}.{short}"),
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
        let (Some(filename), Some(line)) = (get(1), get(2).and_then(|l| self.as_int(l))) else { return String::new() };
        let mut out = format!("  File \"{}\", line {line}\n", self.text(filename));
        if let Some(text) = get(4) {
            let text = self.text(text);
            let trimmed = text.trim_end().trim_start_matches([' ', '\t', '\x0c']);
            let removed = text.trim_end().chars().count() - trimmed.chars().count();
            out.push_str(&format!("    {trimmed}\n"));
            if let Some(offset) = get(3).and_then(|o| self.as_int(o)) {
                let start = (offset - 1 - removed as i64).max(0) as usize;
                let end = get(6)
                    .and_then(|o| self.as_int(o))
                    .filter(|e| *e > offset)
                    .map_or(start + 1, |e| (e - 1 - removed as i64).max(0) as usize);
                let width = self.behaviour.syntax_carets(
                    end.saturating_sub(start).max(1).min(trimmed.chars().count().saturating_sub(start).max(1)),
                );
                out.push_str(&format!("    {}{}\n", " ".repeat(start), "^".repeat(width)));
            }
        }
        out
    }
}

/// The prompt's statements all go by one name.
fn shown_name(filename: &str) -> &str {
    if filename.starts_with("<stdin>-") { "<stdin>" } else { filename }
}
