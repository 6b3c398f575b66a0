//! Exceptions that nobody can catch, such as those of finalizers: `sys.unraisablehook`, and the report that C code writes
//! piece by piece (`write_unraisable_exc_file`, `Python/errors.c`). What each piece allocates is counted, and a collection
//! that waits may run between them.

use super::known::{self, names, types};
use super::reports::{TracebackEntries, push_repeats};
use super::tracebacks::Writer;
use super::{Res, Vm};
use crate::memory::free_lists::Kind;
use crate::memory::heap::flag;
use crate::memory::object::Traceback;
use crate::memory::{Body, Ref, alloc};
use crate::python::behaviour::{
    Classes, FinalizerReports, NativeErrors, OpenedSource, PendingOutput, Reports, SourceLookup, SourceSteps,
};
use crate::python::builtins::structseq;

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
        if self.behaviour.native_errors != NativeErrors::WhenHandled {
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
                // What is handed to the hook, which 2.7 has not.
                let handed = !self.dialect.python2;
                if handed {
                    alloc::count_allocation(self);
                }
                let result = self.write_unraisable(&report);
                if result.is_err()
                    && let Some(hook) = self.sys_attribute(names::UNRAISABLEHOOK)
                {
                    self.incref(hook);
                    self.report_failing_hook(hook);
                    self.decref(hook);
                }
                self.clear_raised();
                if handed {
                    alloc::count_deallocation(&mut self.heap);
                }
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
        if let Target::File(file) = target {
            let result = self.call_method(file, names::FLUSH, &[])?;
            self.decref(result);
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
        let chunks = self.chunks_to_read(frame, instruction);
        match self.behaviour.source_lookup {
            SourceLookup::Listed(made) => {
                self.count_source_lookup(made);
                return self.piece(target, source);
            }
            SourceLookup::InSteps(steps) => {
                self.open_source_in_steps(steps, chunks);
                return self.piece(target, source);
            }
            SourceLookup::InOrder => self.open_source(chunks)?,
        }
        let shown = source.trim_start_matches(' ');
        self.piece(target, &source[..source.len() - shown.len()])?;
        self.piece(target, shown.trim_end_matches('\n'))?;
        self.piece(target, "\n")
    }

    /// As [`Vm::open_source`], for versions of which only the sums are known.
    fn count_source_lookup(&mut self, made: OpenedSource) {
        let others = [
            (Kind::Dict, made.dicts),
            (Kind::List, made.lists),
            (Kind::BuiltinMethod, made.native_methods),
            (Kind::Method, made.methods),
        ];
        made.tuples.iter().for_each(|&length| alloc::count_tuple(self, length));
        for (kind, count) in others {
            (0..count).for_each(|_| alloc::count_kept(self, kind));
        }
        (0..made.streams).for_each(|_| alloc::count_allocation(self));
        if self.check_signals().is_err() {
            self.clear_raised();
        }
        (0..made.streams).for_each(|_| alloc::count_deallocation(&mut self.heap));
        made.tuples.iter().for_each(|&length| alloc::count_tuple_death(&mut self.heap, length));
        for (kind, count) in others {
            (0..count).for_each(|_| alloc::count_death(&mut self.heap, kind));
        }
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

    /// What `_Py_DisplaySourceLine` allocates in 3.9 to 3.11.
    fn open_source_in_steps(&mut self, steps: SourceSteps, chunks: usize) {
        // import io
        (0..steps.import_lists).for_each(|_| alloc::count_kept(self, Kind::List));
        alloc::count_tuple(self, steps.import_tuple);
        alloc::count_tuple_death(&mut self.heap, steps.import_tuple);
        (0..steps.import_lists).for_each(|_| alloc::count_death(&mut self.heap, Kind::List));
        // FileIO(…) with its dict, BufferedReader(…), its fileno.
        alloc::count_tuple(self, 4);
        alloc::count_allocation(self);
        alloc::count_kept(self, Kind::Dict);
        alloc::count_tuple_death(&mut self.heap, 4);
        alloc::count_tuple(self, 2);
        alloc::count_allocation(self);
        alloc::count_tuple_death(&mut self.heap, 2);
        alloc::count_passing(self, Kind::BuiltinMethod);
        // TextIOWrapper(…): within it the decoder with its dict, the decoder of line ends, a look for read1.
        alloc::count_tuple(self, 2);
        alloc::count_allocation(self);
        alloc::count_tuple(self, 1);
        alloc::count_allocation(self);
        (0..steps.decoder_dicts).for_each(|_| alloc::count_kept(self, Kind::Dict));
        alloc::count_tuple_death(&mut self.heap, 1);
        alloc::count_tuple(self, 2);
        alloc::count_tuple_death(&mut self.heap, 2);
        alloc::count_passing(self, Kind::BuiltinMethod);
        alloc::count_tuple_death(&mut self.heap, 2);
        let frames = if std::mem::replace(&mut self.decoder_ran, true) { 0 } else { steps.first_frames };
        for chunk in 0..chunks {
            // The decoder's state, a view of the buffer, decoding, a snapshot.
            let frames = if chunk == 0 { frames } else { 0 };
            (0..frames).for_each(|_| alloc::count_allocation(self));
            for _state in 0..2 {
                alloc::count_tuple(self, 2);
                alloc::count_tuple_death(&mut self.heap, 2);
            }
            (0..2).for_each(|_| alloc::count_allocation(self));
            (0..2).for_each(|_| alloc::count_deallocation(&mut self.heap));
            alloc::count_tuple(self, 2);
            (0..steps.iterators).for_each(|_| alloc::count_allocation(self));
            (0..steps.iterators).for_each(|_| alloc::count_deallocation(&mut self.heap));
            alloc::count_tuple_death(&mut self.heap, 2);
            alloc::count_tuple(self, 2);
            if chunk > 0 {
                alloc::count_tuple_death(&mut self.heap, 2);
            }
        }
        // BufferedReader, the decoder, the snapshot, FileIO with its dict, TextIOWrapper.
        alloc::count_deallocation(&mut self.heap);
        (0..steps.decoder_dicts).for_each(|_| alloc::count_death(&mut self.heap, Kind::Dict));
        alloc::count_deallocation(&mut self.heap);
        alloc::count_tuple_death(&mut self.heap, 2);
        alloc::count_death(&mut self.heap, Kind::Dict);
        (0..2).for_each(|_| alloc::count_deallocation(&mut self.heap));
    }

    /// Showing a source line opens its file: what `display_source_line` of 3.13 allocates, in its order, with the streams
    /// of `io` and the decoder of `codecs`, whose Python code lets a collection run.
    fn open_source(&mut self, chunks: usize) -> Res<()> {
        // import io
        alloc::count_passing(self, Kind::List);
        // FileIO(…), which first takes the name for a number, and gets a dict for it.
        alloc::count_tuple(self, 4);
        alloc::count_allocation(self);
        alloc::count_tuple(self, 1);
        alloc::count_allocation(self);
        alloc::count_tuple_death(&mut self.heap, 1);
        alloc::count_deallocation(&mut self.heap);
        alloc::count_kept(self, Kind::Dict);
        alloc::count_tuple_death(&mut self.heap, 4);
        // BufferedReader(…), and its fileno.
        alloc::count_tuple(self, 2);
        alloc::count_allocation(self);
        alloc::count_tuple_death(&mut self.heap, 2);
        alloc::count_passing(self, Kind::BuiltinMethod);
        // TextIOWrapper(…): within it the decoder, its __init__ and its base's, the decoder of line ends, a look for read1.
        alloc::count_tuple(self, 2);
        alloc::count_allocation(self);
        alloc::count_tuple(self, 1);
        alloc::count_allocation(self);
        self.check_signals()?;
        self.check_signals()?;
        alloc::count_tuple_death(&mut self.heap, 1);
        alloc::count_tuple(self, 2);
        alloc::count_allocation(self);
        alloc::count_tuple_death(&mut self.heap, 2);
        alloc::count_passing(self, Kind::BuiltinMethod);
        alloc::count_tuple_death(&mut self.heap, 2);
        for chunk in 0..chunks {
            self.read_source_chunk(chunk)?;
        }
        // BufferedReader, both decoders, the snapshot, FileIO with its dict, TextIOWrapper.
        (0..3).for_each(|_| alloc::count_deallocation(&mut self.heap));
        alloc::count_tuple_death(&mut self.heap, 2);
        alloc::count_death(&mut self.heap, Kind::Dict);
        (0..2).for_each(|_| alloc::count_deallocation(&mut self.heap));
        Ok(())
    }

    /// `textiowrapper_read_chunk`: the decoder's state, a view of the buffer, decoding, a snapshot.
    fn read_source_chunk(&mut self, chunk: usize) -> Res<()> {
        self.check_signals()?;
        for _state in 0..2 {
            alloc::count_tuple(self, 2);
            alloc::count_tuple_death(&mut self.heap, 2);
        }
        alloc::count_allocation(self);
        alloc::count_allocation(self);
        alloc::count_deallocation(&mut self.heap);
        alloc::count_deallocation(&mut self.heap);
        self.check_signals()?;
        alloc::count_tuple(self, 2);
        self.check_signals()?;
        alloc::count_tuple_death(&mut self.heap, 2);
        alloc::count_tuple(self, 2);
        if chunk > 0 {
            alloc::count_tuple_death(&mut self.heap, 2);
        }
        Ok(())
    }

    /// `PyFile_WriteString`.
    fn piece(&mut self, target: Target, text: &str) -> Res<()> {
        match target {
            Target::Stderr => {
                // 2.7 writes to the file of C.
                let bound = self.behaviour.pending_output != PendingOutput::Uncounted;
                if bound {
                    alloc::count_kept(self, Kind::BuiltinMethod);
                }
                let result = self.check_signals();
                self.write_stderr(text);
                self.count_stderr_write(text);
                if bound {
                    alloc::count_death(&mut self.heap, Kind::BuiltinMethod);
                }
                result
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
                    alloc::count_kept(self, Kind::BuiltinMethod);
                }
                let result = text(self, object).map(|text| {
                    self.write_stderr(&text);
                    self.count_stderr_write(&text);
                });
                if bound {
                    alloc::count_death(&mut self.heap, Kind::BuiltinMethod);
                }
                result
            }
            Target::File(_) => {
                let text = text(self, object)?;
                self.piece(target, &text)
            }
        }
    }

    /// Borrowed.
    fn sys_attribute(&mut self, name: Ref) -> Option<Ref> {
        let dict = self.sys_namespace()?;
        self.dict_get_str(dict, name)
    }
}
