//! Exceptions that nobody can catch, such as those of finalizers: `sys.unraisablehook`, and the report that C code writes
//! piece by piece (`write_unraisable_exc_file`, `Python/errors.c`). What each piece allocates is counted, and a collection
//! that waits may run between them.

use super::known::{self, names, types};
use super::library_steps::Run;
use super::output::Stream;
use super::reports::{TracebackEntries, push_repeats};
use super::tracebacks::Writer;
use super::{Res, Vm};
use crate::memory::free_lists::Kind;
use crate::memory::heap::flag;
use crate::memory::object::Traceback;
use crate::memory::{Body, Ref, alloc};
use crate::python::behaviour::{Classes, FinalizerReports, PendingOutput, ReportEnd, Reports, UnraisableReports};
use crate::python::builtins::structseq;
use crate::python::dialect::library_steps::{SourceSteps, source_steps};

/// The usual words before the object whose code raised.
pub const EXCEPTION_IGNORED: &str = "Exception ignored in";

/// A text file is read in pieces of so many bytes.
const CHUNK: usize = 8192;

/// Where a report goes.
#[derive(Clone, Copy)]
enum Target {
    /// The interpreter's own stderr.
    Stderr,
    /// What a program put in its place; owned.
    File(Ref),
}

/// An exception with the words and the object that it is reported with.
struct Unraisable<'a> {
    exception: Ref,
    message: &'a str,
    object: Option<Ref>,
    /// Whether it was an object before it was reported: 2.7 shows what C code has raised by its argument alone.
    made: bool,
}

impl Vm {
    /// Reports the pending exception of an object's `__del__`.
    pub(super) fn finalizer_failed(&mut self, method: Ref, object: Ref) {
        match self.behaviour.finalizer_reports {
            FinalizerReports::Function => self.unraisable(Some(method), EXCEPTION_IGNORED),
            FinalizerReports::BoundMethod => {
                let class = self.type_of(object);
                let bound = self.bind(method, object, class);
                self.unraisable(Some(bound), EXCEPTION_IGNORED);
                self.decref(bound);
            }
        }
    }

    /// Reports the pending exception as unraisable: through `sys.unraisablehook` when a program set one, else on stderr.
    pub fn unraisable(&mut self, object: Option<Ref>, message: &str) {
        let exception = self.take_raised();
        if exception.is_null() {
            return;
        }
        let made = self.heap.has_flag(exception, flag::CONTAINER);
        if self.behaviour.unraisable_reports == UnraisableReports::ByHook {
            self.make_exception(exception);
        }
        self.complete_traceback(exception);
        let report = Unraisable { exception, message, object, made };
        match self.program_hook(names::UNRAISABLEHOOK) {
            Some(known::NONE) => self.decref(known::NONE),
            Some(hook) => {
                let result = self.call_unraisable_hook(hook, &report);
                if result.is_err() {
                    self.report_failing_hook(hook);
                }
                self.decref(hook);
            }
            None => {
                // What is handed to the hook.
                let handed = self.behaviour.unraisable_reports == UnraisableReports::ByHook;
                if handed {
                    alloc::count_allocation(self);
                }
                let result = self.write_unraisable(&report);
                if handed {
                    alloc::count_deallocation(&mut self.heap);
                }
                if result.is_err()
                    && let Some(hook) = self.sys_attribute(names::UNRAISABLEHOOK)
                {
                    self.incref(hook);
                    self.report_failing_hook(hook);
                    self.decref(hook);
                }
                self.clear_raised();
            }
        }
        self.decref(exception);
    }

    /// An exception that no Python code raised gets the frame that runs.
    fn complete_traceback(&mut self, exception: Ref) {
        let Some(index) = self.frames.len().checked_sub(1) else { return };
        if self.traceback_of(exception).is_some() || self.behaviour.reports == Reports::Plain {
            return;
        }
        let frame = self.frame_object(index);
        self.incref(frame);
        let (code, last) = (self.frames[index].code, self.frames[index].pc.saturating_sub(1));
        let line = self.code_line(code, last);
        let traceback = Traceback { next: Ref::NULL, frame, last, line };
        let traceback = self.container(types::TRACEBACK, Body::Traceback(Box::new(traceback)));
        if let Body::Exception(e) = self.heap.body_mut(exception) {
            e.traceback = traceback;
        }
    }

    fn call_unraisable_hook(&mut self, hook: Ref, report: &Unraisable) -> Res<()> {
        let class = self.type_of(report.exception);
        let traceback = self.traceback_of(report.exception).unwrap_or(known::NONE);
        let message = match report.message {
            EXCEPTION_IGNORED => self.none(),
            message => self.str(message),
        };
        let object = report.object.unwrap_or(known::NONE);
        let items = [class, report.exception, traceback, message, object];
        for borrowed in [class, report.exception, traceback, object] {
            self.incref(borrowed);
        }
        let argument = structseq::make(self, types::UNRAISABLE_ARGS, &items);
        let result = self.call(hook, &[argument]);
        self.decref(argument);
        result.map(|value| self.decref(value))
    }

    /// The hook raised: that is reported, with it as the object.
    fn report_failing_hook(&mut self, hook: Ref) {
        let exception = self.take_raised();
        let message = "Exception ignored in sys.unraisablehook";
        if self.write_unraisable(&Unraisable { exception, message, object: Some(hook), made: true }).is_err() {
            self.clear_raised();
        }
        self.decref(exception);
    }

    /// The interpreter's own hook.
    fn write_unraisable(&mut self, report: &Unraisable) -> Res<()> {
        let target = match self.replaced_stderr() {
            None => Target::Stderr,
            Some(known::NONE) => return Ok(()),
            Some(file) => Target::File(self.incref(file)),
        };
        let result = self.write_pieces(target, report);
        if let Target::File(file) = target {
            self.decref(file);
        }
        result
    }

    fn write_pieces(&mut self, target: Target, report: &Unraisable) -> Res<()> {
        if self.behaviour.classes == Classes::Classic {
            return self.write_on_one_line(target, report);
        }
        match report.object {
            Some(object) => {
                if report.message == EXCEPTION_IGNORED {
                    self.piece(target, "Exception ignored in: ")?;
                } else {
                    self.piece(target, report.message)?;
                    self.piece(target, ": ")?;
                }
                if self.piece_of(target, object, Vm::repr_text).is_err() {
                    self.clear_raised();
                    self.piece(target, "<object repr() failed>")?;
                }
                self.piece(target, "\n")?;
            }
            None => {
                self.piece(target, report.message)?;
                self.piece(target, ":\n")?;
            }
        }
        if let Some(first) = self.traceback_of(report.exception) {
            self.piece(target, "Traceback (most recent call last):\n")?;
            self.write_entries(target, first)?;
        }
        self.write_class(target, report.exception)?;
        if self.piece_of(target, report.exception, Vm::str_text).is_err() {
            self.clear_raised();
            self.piece(target, "<exception str() failed>")?;
        }
        self.piece(target, "\n")?;
        match (self.behaviour.report_end, target) {
            (ReportEnd::Nothing, _) => {}
            (ReportEnd::Flush, Target::File(file)) => {
                let result = self.call_method(file, names::FLUSH, &[])?;
                self.decref(result);
            }
            (ReportEnd::Flush, Target::Stderr) => {
                self.bind_write();
                let result = self.flush_text(Stream::Stderr);
                self.release_write();
                result?;
            }
        }
        Ok(())
    }

    /// 2.7: no traceback.
    fn write_on_one_line(&mut self, target: Target, report: &Unraisable) -> Res<()> {
        self.piece(target, "Exception ")?;
        self.write_class(target, report.exception)?;
        let argument = match self.heap.body(report.exception) {
            Body::Exception(e) if !report.made => self.items(e.args).and_then(|args| args.first().copied()),
            _ => None,
        };
        self.piece_of(target, argument.unwrap_or(report.exception), Vm::repr_text)?;
        if let Some(object) = report.object {
            self.piece(target, " in ")?;
            self.piece_of(target, object, Vm::repr_text)?;
        }
        self.piece(target, " ignored\n")
    }

    /// `module.Class: `
    fn write_class(&mut self, target: Target, exception: Ref) -> Res<()> {
        let class = self.type_of(exception);
        if let Some(module) = self.reported_module(class) {
            self.piece(target, &module)?;
            self.piece(target, ".")?;
        }
        let name = self.qualified_name(class);
        self.piece(target, &name)?;
        self.piece(target, ": ")
    }

    /// The entries of a traceback; the same one again and again is told once.
    fn write_entries(&mut self, target: Target, first: Ref) -> Res<()> {
        let mut entries = TracebackEntries::new(first);
        while let Some(entry) = entries.next(self) {
            self.write_repeats(target, entry.repeats)?;
            if let Some((frame, instruction)) = entry.shown {
                self.write_entry(target, frame, instruction)?;
                self.check_signals()?;
            }
        }
        self.write_repeats(target, entries.count)
    }

    fn write_repeats(&mut self, target: Target, count: usize) -> Res<()> {
        let mut text = String::new();
        push_repeats(&mut text, count);
        if text.is_empty() { Ok(()) } else { self.piece(target, &text) }
    }

    fn write_entry(&mut self, target: Target, frame: Ref, instruction: u32) -> Res<()> {
        let text = self.format_frame(frame, instruction, Writer::Interpreter);
        let (place, source) = text.split_at(text.find('\n').map_or(text.len(), |end| end + 1));
        self.piece(target, place)?;
        if source.is_empty() {
            return Ok(());
        }
        let steps = source_steps(self.behaviour.version);
        if let Some(steps) = &steps {
            let chunks = self.chunks_to_read(frame, instruction);
            self.open_source(steps, chunks)?;
        }
        let (line, marks) = source.split_at(source.find('\n').map_or(source.len(), |end| end + 1));
        self.write_in_pieces(target, line)?;
        if let Some(steps) = steps {
            self.take_steps(steps.marks, Run::Later)?;
        }
        if marks.is_empty() {
            return Ok(());
        }
        self.write_in_pieces(target, marks)
    }

    /// The white space before a line, the line, its end.
    fn write_in_pieces(&mut self, target: Target, line: &str) -> Res<()> {
        let shown = line.trim_start_matches(' ');
        self.piece(target, &line[..line.len() - shown.len()])?;
        self.piece(target, shown.trim_end_matches('\n'))?;
        self.piece(target, "\n")
    }

    /// How often the file is read from until the entry's line is complete.
    fn chunks_to_read(&self, frame: Ref, instruction: u32) -> usize {
        let Body::Frame(f) = self.heap.body(frame) else { return 1 };
        let Body::Code(c) = self.heap.body(f.code) else { return 1 };
        let spec = self.units[c.spec as usize].spec;
        let line = spec.positions.get(instruction as usize).map_or(1, |position| position.line);
        let Some(source) = self.sources.get(&*spec.filename) else { return 1 };
        let before: usize = source.split_inclusive('\n').take(line as usize).map(str::len).sum();
        // A last line without an end is complete when nothing more comes.
        let open_end = before == source.len() && !source.ends_with('\n');
        before.div_ceil(CHUNK).max(1) + usize::from(open_end)
    }

    /// Showing a source line opens its file and reads it up to there, with the streams of `io` and the decoder of `codecs`.
    fn open_source(&mut self, steps: &SourceSteps, chunks: usize) -> Res<()> {
        let mark = self.heap.collector.unseen();
        let result = self.take_reading_steps(steps, chunks);
        self.heap.collector.release_unseen_to(mark);
        result
    }

    fn take_reading_steps(&mut self, steps: &SourceSteps, chunks: usize) -> Res<()> {
        self.take_steps(steps.open, Run::Later)?;
        // A collection while the file was opened may have reported another exception first.
        let run = if std::mem::replace(&mut self.decoder_ran, true) { Run::Later } else { Run::First };
        self.take_steps(steps.first_chunk, run)?;
        for _chunk in 1..chunks {
            self.take_steps(steps.next_chunk, Run::Later)?;
        }
        self.take_steps(steps.close, Run::Later)
    }

    /// `PyFile_WriteString`.
    fn piece(&mut self, target: Target, text: &str) -> Res<()> {
        match target {
            Target::Stderr => {
                // 2.7 writes to the file of C.
                let bound = self.behaviour.pending_output != PendingOutput::Uncounted;
                if bound {
                    self.bind_write();
                }
                let result = self.check_signals();
                let put = self.put_on_stderr(text);
                if bound {
                    self.release_write();
                }
                result.and(put)
            }
            Target::File(file) => {
                let text = self.str(text);
                let result = self.call_method(file, names::WRITE, &[text]);
                self.decref(text);
                result.map(|value| self.decref(value))
            }
        }
    }

    /// `PyFile_WriteObject`: the method is there before the text.
    fn piece_of(&mut self, target: Target, object: Ref, text: fn(&mut Vm, Ref) -> Res<String>) -> Res<()> {
        match target {
            Target::Stderr => {
                let bound = self.behaviour.pending_output != PendingOutput::Uncounted;
                if bound {
                    self.bind_write();
                }
                let result = text(self, object).and_then(|text| self.put_on_stderr(&text));
                if bound {
                    self.release_write();
                }
                result
            }
            Target::File(_) => {
                let text = text(self, object)?;
                self.piece(target, &text)
            }
        }
    }

    /// The file's method, which C code looks up and calls.
    fn bind_write(&mut self) {
        alloc::count_kept(self, Kind::BuiltinMethod);
        self.heap.collector.hold_unseen(1);
    }

    fn release_write(&mut self) {
        self.heap.collector.release_unseen(1);
        alloc::count_death(&mut self.heap, Kind::BuiltinMethod);
    }

    /// Borrowed.
    fn sys_attribute(&mut self, name: Ref) -> Option<Ref> {
        let dict = self.sys_namespace()?;
        self.dict_get_str(dict, name)
    }
}
