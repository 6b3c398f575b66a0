//! The whole report of an exception: its chain, groups within groups, entries of frames, as
//! `TracebackException.format` writes it.

use super::Vm;
use super::known::types;
use super::tracebacks::Writer;
use crate::memory::{Body, Ref};

/// So many members of a group are shown.
const MAX_GROUP_WIDTH: usize = 15;
/// Groups nested deeper are not shown.
const MAX_GROUP_DEPTH: usize = 10;
/// The same entry again is counted from here on.
const RECURSIVE_CUTOFF: usize = 3;

const CAUSE: &str = "\nThe above exception was the direct cause of the following exception:\n\n";
const CONTEXT: &str = "\nDuring handling of the above exception, another exception occurred:\n\n";

/// A report being written.
#[derive(Default)]
struct Report {
    out: String,
    seen: Vec<Ref>,
    /// Groups around what is written now.
    depth: usize,
    /// The last member of a group must draw the closing line.
    need_close: bool,
}

impl Report {
    fn emit(&mut self, text: &str) {
        self.emit_with('|', text);
    }

    fn emit_with(&mut self, margin: char, text: &str) {
        for line in text.split_inclusive('\n') {
            self.out.push_str(&" ".repeat(2 * self.depth));
            if self.depth > 0 {
                self.out.push(margin);
                self.out.push(' ');
            }
            self.out.push_str(line);
        }
    }
}

impl Vm {
    /// The whole report of an exception, with its chain, as `traceback.print_exception` writes it.
    pub fn format_exception(&mut self, exception: Ref) -> String {
        let mut report = Report::default();
        self.report_chain(exception, &mut report);
        report.out
    }

    fn report_chain(&mut self, exception: Ref, report: &mut Report) {
        // Oldest first; each with the words that lead from it to the next.
        let mut chain = vec![(exception, "")];
        report.seen.push(exception);
        let mut at = exception;
        while let Body::Exception(e) = self.heap.body(at) {
            let (next, words) = if !e.cause.is_null() {
                (e.cause, CAUSE)
            } else if !e.context.is_null() && !e.suppress_context {
                (e.context, CONTEXT)
            } else {
                break;
            };
            if report.seen.contains(&next) {
                break;
            }
            report.seen.push(next);
            chain.push((next, words));
            at = next;
        }
        for i in (0..chain.len()).rev() {
            let Some(&(exception, words)) = chain.get(i) else { continue };
            self.report_one(exception, report);
            report.emit(words);
        }
    }

    fn report_one(&mut self, exception: Ref, report: &mut Report) {
        let members = self.group_members(exception);
        if let Some(members) = members {
            return self.report_group(exception, &members, report);
        }
        if let Some(first) = self.traceback_of(exception) {
            report.emit("Traceback (most recent call last):\n");
            let entries = self.traceback_entries(first);
            report.emit(&entries);
        }
        let last = self.exception_lines(exception);
        report.emit(&last);
    }

    fn group_members(&self, exception: Ref) -> Option<Vec<Ref>> {
        if !self.isinstance_of(exception, types::BASE_EXCEPTION_GROUP) {
            return None;
        }
        let Body::Exception(e) = self.heap.body(exception) else { return None };
        e.extra.iter().rev().find_map(|field| self.items(*field)).map(<[Ref]>::to_vec)
    }

    fn report_group(&mut self, exception: Ref, members: &[Ref], report: &mut Report) {
        if report.depth > MAX_GROUP_DEPTH {
            report.emit(&format!("... (max_group_depth is {MAX_GROUP_DEPTH})\n"));
            return;
        }
        let top = report.depth == 0;
        if top {
            report.depth += 1;
        }
        if let Some(first) = self.traceback_of(exception) {
            let words = "Exception Group Traceback (most recent call last):\n";
            report.emit_with(if top { '+' } else { '|' }, words);
            let entries = self.traceback_entries(first);
            report.emit(&entries);
        }
        let last = self.exception_lines(exception);
        report.emit(&last);
        let shown = if members.len() <= MAX_GROUP_WIDTH { members.len() } else { MAX_GROUP_WIDTH + 1 };
        report.need_close = false;
        for i in 0..shown {
            if i + 1 == shown {
                report.need_close = true;
            }
            let truncated = i >= MAX_GROUP_WIDTH;
            let title = if truncated { "...".to_owned() } else { (i + 1).to_string() };
            report.out.push_str(&" ".repeat(2 * report.depth));
            report.out.push_str(if i == 0 { "+-" } else { "  " });
            report.out.push_str(&format!("+---------------- {title} ----------------\n"));
            report.depth += 1;
            match members.get(i) {
                Some(&member) if !truncated => self.report_chain(member, report),
                _ => {
                    let left = members.len() - MAX_GROUP_WIDTH;
                    let plural = if left > 1 { "s" } else { "" };
                    report.emit(&format!("and {left} more exception{plural}\n"));
                }
            }
            if i + 1 == shown && report.need_close {
                report.out.push_str(&" ".repeat(2 * report.depth));
                report.out.push_str("+------------------------------------\n");
                report.need_close = false;
            }
            report.depth -= 1;
        }
        if top {
            report.depth = 0;
        }
    }

    /// The entries of a traceback and those after it; the same one again and again is told once.
    fn traceback_entries(&mut self, first: Ref) -> String {
        let mut out = String::new();
        let mut entries = TracebackEntries::new(first);
        while let Some(entry) = entries.next(self) {
            push_repeats(&mut out, entry.repeats);
            if let Some((frame, instruction)) = entry.shown {
                out.push_str(&self.format_frame(frame, instruction, Writer::Library));
            }
        }
        push_repeats(&mut out, entries.count);
        out
    }
}

/// The entries of a traceback, outermost first; what stands there again and again is shown a few times.
pub(super) struct TracebackEntries {
    at: Ref,
    /// Code and line of the latest entry.
    last: Option<(Ref, u32)>,
    /// How often that one stood there so far.
    pub count: usize,
}

pub(super) struct TracebackEntry {
    /// How often the entry before stood there, where another one follows it now; else 0.
    pub repeats: usize,
    /// Its frame and instruction, unless it was shown often enough.
    pub shown: Option<(Ref, u32)>,
}

impl TracebackEntries {
    pub(super) fn new(first: Ref) -> Self {
        Self { at: first, last: None, count: 0 }
    }

    pub(super) fn next(&mut self, vm: &Vm) -> Option<TracebackEntry> {
        let Body::Traceback(t) = vm.heap.body(self.at) else { return None };
        self.at = t.next;
        let code = match vm.heap.body(t.frame) {
            Body::Frame(f) => f.code,
            _ => Ref::NULL,
        };
        let this = Some((code, t.line));
        let repeats = if self.last == this { 0 } else { std::mem::take(&mut self.count) };
        self.last = this;
        self.count += 1;
        Some(TracebackEntry { repeats, shown: (self.count <= RECURSIVE_CUTOFF).then_some((t.frame, t.last)) })
    }
}

pub(super) fn push_repeats(out: &mut String, count: usize) {
    if let Some(more @ 1..) = count.checked_sub(RECURSIVE_CUTOFF) {
        let plural = if more == 1 { "" } else { "s" };
        out.push_str(&format!("  [Previous line repeated {more} more time{plural}]\n"));
    }
}
