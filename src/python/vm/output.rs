//! What a program writes: collected, or passed on to a sink at once.

use std::borrow::Cow;
use std::io::IsTerminal;

use super::known::{self, names};
use super::{Raised, Res, Vm};
use crate::memory::free_lists::Kind;
use crate::memory::{Ref, alloc};
use crate::python::behaviour::{PendingOutput, StderrBuffering};

/// Where output goes.
pub type Sink = Box<dyn FnMut(&str) + Send>;

/// Hears of everything that is written as it is written; the text is kept all the same.
pub type Echo = Box<dyn FnMut(Stream, &str) + Send>;

/// Where `input()` reads: a line without its end, or `None` at the end of input.
pub type Source = Box<dyn FnMut() -> Option<String> + Send>;

/// Who reads what a program prints. 2.7 asks: only a terminal has an encoding, and takes all of unicode.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Reader {
    #[default]
    Terminal,
    PipeOrFile,
}

impl Reader {
    /// Of this process's stdout.
    #[must_use]
    pub fn of_this_process() -> Self {
        if std::io::stdout().is_terminal() { Self::Terminal } else { Self::PipeOrFile }
    }
}

/// The two streams. Without a sink the text is kept until it is taken.
#[derive(Default)]
pub struct Output {
    pub stdout: String,
    pub stderr: String,
    pub stdout_sink: Option<Sink>,
    pub stderr_sink: Option<Sink>,
    pub echo: Option<Echo>,
    pub stdin: Option<Source>,
    pub reader: Reader,
    /// Bytes that are kept of each stream without a sink, if not all are; the beginning is kept.
    pub limit: Option<usize>,
    /// Bytes that were not kept.
    pub lost: usize,
    /// Where in the kept stdout each piece of the kept stderr was written: places in both.
    pub marks: Vec<(usize, usize)>,
    held_stdout: HeldBack,
    held_stderr: HeldBack,
    /// Lists of pieces that streams have forgotten; nobody frees them.
    forgotten: Vec<Ref>,
    /// What was written to stderr in the midst of one of its writes and is no line yet.
    withheld: String,
}

/// What the two layers of a stream of CPython's hold back.
#[derive(Clone, Copy, Debug, Default)]
struct HeldBack {
    pending: Pending,
    /// Bytes in the byte stream, below the text stream.
    buffered: usize,
    /// Whether the list of pieces is being made.
    starts: bool,
    /// Whether the byte stream is writing, and lets nobody else in (its lock in Modules/_io/bufferedio.c).
    writes: bool,
}

/// What a text stream holds back (its `pending_bytes`) and of how many bytes: nothing, one piece, or a list of pieces,
/// which the collector sees. (Ours is empty: the text stands elsewhere.)
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Pending {
    #[default]
    Nothing,
    Piece(usize),
    List(usize, Ref),
}

/// A copy of a machine keeps the text but has no sinks: it is somebody else's to look at.
impl Clone for Output {
    fn clone(&self) -> Self {
        Self {
            stdout: self.stdout.clone(),
            stderr: self.stderr.clone(),
            marks: self.marks.clone(),
            limit: self.limit,
            reader: self.reader,
            lost: self.lost,
            held_stdout: self.held_stdout,
            held_stderr: self.held_stderr,
            forgotten: self.forgotten.clone(),
            withheld: self.withheld.clone(),
            ..Self::default()
        }
    }
}

/// Text kept before it is passed on in one piece: the size of CPython's text chunks and of its byte buffers.
const PIECE: usize = 8192;

/// A stream.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stream {
    Stdout,
    Stderr,
}

impl Output {
    fn held(&mut self, stream: Stream) -> &mut HeldBack {
        match stream {
            Stream::Stdout => &mut self.held_stdout,
            Stream::Stderr => &mut self.held_stderr,
        }
    }

    /// What of a text is kept behind so many bytes.
    fn within_limit<'a>(&mut self, before: usize, text: &'a str) -> &'a str {
        let Some(room) = self.limit.map(|limit| limit.saturating_sub(before)) else { return text };
        let kept = text.get(..text.floor_char_boundary(room)).unwrap_or_default();
        self.lost += text.len() - kept.len();
        kept
    }

    /// The last so many bytes written to stdout were none.
    fn forget_stdout(&mut self, bytes: usize) {
        let end = self.stdout.floor_char_boundary(self.stdout.len().saturating_sub(bytes));
        self.stdout.truncate(end);
        for (place, _) in &mut self.marks {
            *place = end.min(*place);
        }
    }

    /// Everything that was kept, in the order in which it was written; nothing is kept then.
    pub fn take(&mut self) -> Vec<(Stream, String)> {
        let (out, err) = (std::mem::take(&mut self.stdout), std::mem::take(&mut self.stderr));
        let marks = std::mem::take(&mut self.marks);
        let mut pieces = Vec::new();
        let mut add = |stream, text: &str| {
            if text.is_empty() {
                return;
            }
            match pieces.last_mut() {
                Some((last, kept)) if *last == stream => String::push_str(kept, text),
                _ => pieces.push((stream, text.to_owned())),
            }
        };
        let mut printed = 0;
        for (at, (place, begin)) in marks.iter().enumerate() {
            let end = marks.get(at + 1).map_or(err.len(), |next| next.1);
            add(Stream::Stdout, out.get(printed..*place).unwrap_or_default());
            add(Stream::Stderr, err.get(*begin..end).unwrap_or_default());
            printed = *place;
        }
        add(Stream::Stdout, out.get(printed..).unwrap_or_default());
        pieces
    }
}

impl Vm {
    /// The next line of input; `None` at its end, or when there is no input.
    pub fn read_line(&mut self) -> Option<String> {
        self.output.stdin.as_mut().and_then(|read| read())
    }

    pub fn write_stdout(&mut self, text: &str) {
        let text = &*self.as_written(text);
        if self.behaviour.pending_output != PendingOutput::Uncounted {
            // Stdout is never busy: see `count_raw_write`.
            let _ = self.gather(Stream::Stdout, text.len());
        }
        if let Some(echo) = &mut self.output.echo {
            echo(Stream::Stdout, text);
        }
        let kept = self.output.within_limit(self.output.stdout.len(), text);
        self.output.stdout.push_str(kept);
        if self.output.stdout_sink.is_some() && self.output.stdout.len() >= PIECE {
            self.flush_stdout();
        }
    }

    /// 2.7 writes the bytes of a str; whoever reads them takes them for UTF-8.
    fn as_written<'t>(&self, text: &'t str) -> Cow<'t, str> {
        if !self.dialect.python2 || text.is_ascii() {
            return Cow::Borrowed(text);
        }
        let bytes: Option<Vec<u8>> = text.chars().map(|c| u8::try_from(u32::from(c)).ok()).collect();
        match bytes.map(String::from_utf8) {
            Some(Ok(decoded)) => Cow::Owned(decoded),
            _ => Cow::Borrowed(text),
        }
    }

    /// Follows `_io_TextIOWrapper_write`: too many bytes are passed on.
    fn gather(&mut self, stream: Stream, length: usize) -> Res<()> {
        let before = self.output.held(stream).pending;
        let listed = self.behaviour.pending_output == PendingOutput::Listed;
        let now = match before {
            Pending::Nothing if listed => Pending::List(length, self.first_pending_list(stream)),
            Pending::List(before, list) if listed => Pending::List(before + length, list),
            Pending::Nothing => Pending::Piece(length),
            Pending::Piece(before) | Pending::List(before, _) if before + length > PIECE => {
                self.pass_on_pending(stream)?;
                Pending::Piece(length)
            }
            Pending::Piece(before) => Pending::List(before + length, self.list(Vec::new())),
            Pending::List(before, list) => Pending::List(before + length, list),
        };
        self.output.held(stream).pending = now;
        if let Pending::Piece(bytes) | Pending::List(bytes, _) = now
            && (bytes > PIECE || bytes == PIECE && !listed)
        {
            self.pass_on_pending(stream)?;
        }
        Ok(())
    }

    /// The list in which 3.6 and 3.7 gather pieces. What a collection in its making writes to the same stream has a list of
    /// its own, and is lost: the new one takes its place (`self->pending_bytes = PyList_New(0)`).
    fn first_pending_list(&mut self, stream: Stream) -> Ref {
        self.output.held(stream).starts = true;
        let list = self.list(Vec::new());
        let held = self.output.held(stream);
        held.starts = false;
        let lost = match std::mem::take(&mut held.pending) {
            Pending::Nothing => return list,
            Pending::Piece(bytes) => bytes,
            Pending::List(bytes, forgotten) => {
                self.output.forgotten.push(forgotten);
                bytes
            }
        };
        if stream == Stream::Stdout {
            self.output.forget_stdout(lost);
        }
        list
    }

    /// What the text stream holds back goes to the byte stream (`_textiowrapper_writeflush`), which keeps what fits into
    /// its buffer and writes the rest (`_io__Buffered_write_impl`). It is lost where that one is busy.
    fn pass_on_pending(&mut self, stream: Stream) -> Res<()> {
        let bytes = match std::mem::take(&mut self.output.held(stream).pending) {
            Pending::Nothing => return Ok(()),
            Pending::Piece(bytes) => bytes,
            Pending::List(bytes, list) => {
                self.decref(list);
                bytes
            }
        };
        self.enter_byte_stream(stream)?;
        let held = self.output.held(stream);
        if held.buffered + bytes <= PIECE && bytes < PIECE {
            held.buffered += bytes;
            return Ok(());
        }
        self.write_buffered(stream)?;
        if bytes > PIECE {
            self.count_raw_write(stream);
        } else {
            self.output.held(stream).buffered = bytes;
        }
        Ok(())
    }

    /// The byte stream writes what it holds.
    fn write_buffered(&mut self, stream: Stream) -> Res<()> {
        self.enter_byte_stream(stream)?;
        if std::mem::take(&mut self.output.held(stream).buffered) > 0 {
            self.count_raw_write(stream);
        }
        Ok(())
    }

    /// A collection in the midst of a write may run code that writes to the same stream (`_enter_buffered_busy`). The
    /// stream's repr has it listed among the objects being shown.
    fn enter_byte_stream(&mut self, stream: Stream) -> Res<()> {
        if !self.output.held(stream).writes {
            return Ok(());
        }
        self.repr_list();
        Err(self.runtime_error("reentrant call inside <_io.BufferedWriter name='<stderr>'>"))
    }

    /// What writing to a file makes for a moment: a managed buffer and a view of it. Then waiting collections run
    /// (`PyErr_CheckSignals`); an interrupt waits for a place that can raise it. The stream is busy all the while. (Stdout
    /// is left open: what is written there meanwhile waits in the text stream, which has room for it.)
    fn count_raw_write(&mut self, stream: Stream) {
        self.output.held(stream).writes = stream == Stream::Stderr;
        alloc::count_allocation(self);
        self.heap.collector.hold_unseen(1);
        alloc::count_allocation(self);
        self.heap.collector.release_unseen(1);
        alloc::count_deallocation(&mut self.heap);
        alloc::count_deallocation(&mut self.heap);
        self.collect_waiting();
        self.output.held(stream).writes = false;
        if stream == Stream::Stderr && !self.output.withheld.is_empty() {
            let text = std::mem::take(&mut self.output.withheld);
            self.write_stderr(&text);
        }
    }

    /// `flush()` of a stream that the interpreter began with: up to 3.8 the byte stream's method is an object for a moment.
    pub fn flush_text(&mut self, stream: Stream) -> Res<()> {
        self.pass_on_pending(stream)?;
        let by_object = self.behaviour.stderr_buffering == StderrBuffering::WhenFull
            && self.behaviour.pending_output != PendingOutput::Uncounted;
        if by_object {
            alloc::count_kept(self, Kind::BuiltinMethod);
        }
        let result = self.write_buffered(stream);
        if by_object {
            alloc::count_death(&mut self.heap, Kind::BuiltinMethod);
        }
        if stream == Stream::Stdout {
            self.flush_stdout();
        }
        result
    }

    /// The lists of pieces that the streams hold back, or have forgotten; NULL where there is none.
    pub(super) fn pending_lists(&self) -> impl Iterator<Item = Ref> + '_ {
        let held = [self.output.held_stdout, self.output.held_stderr].map(|held| match held.pending {
            Pending::List(_, list) => list,
            _ => Ref::NULL,
        });
        held.into_iter().chain(self.output.forgotten.iter().copied())
    }

    /// A program's, or a report's, text for stderr.
    pub fn put_on_stderr(&mut self, text: &str) -> Res<()> {
        if !self.output.held_stderr.writes {
            self.write_stderr(text);
            return self.count_stderr_write(text);
        }
        self.output.withheld.push_str(text);
        let result = self.count_stderr_write(text);
        if result.is_err() {
            self.output.withheld.clear();
        }
        result
    }

    /// What writing to stderr allocates: a list of pieces and, when they are passed on, a view of the bytes.
    fn count_stderr_write(&mut self, text: &str) -> Res<()> {
        if self.behaviour.pending_output == PendingOutput::Uncounted {
            return Ok(());
        }
        self.gather(Stream::Stderr, text.len())?;
        if self.behaviour.stderr_buffering == StderrBuffering::ByLine && text.contains(['\n', '\r']) {
            self.pass_on_pending(Stream::Stderr)?;
            self.write_buffered(Stream::Stderr)?;
        }
        Ok(())
    }

    pub fn write_stderr(&mut self, text: &str) {
        let text = &*self.as_written(text);
        if let Some(echo) = &mut self.output.echo {
            echo(Stream::Stderr, text);
        }
        self.flush_stdout();
        if self.output.stderr_sink.is_none() {
            self.output.marks.push((self.output.stdout.len(), self.output.stderr.len()));
        }
        let kept = self.output.within_limit(self.output.stderr.len(), text);
        self.output.stderr.push_str(kept);
        if let Some(sink) = &mut self.output.stderr_sink {
            sink(&std::mem::take(&mut self.output.stderr));
        }
    }

    /// Writes to what a program has made of `sys.stderr` (`PySys_WriteStderr` in Python/sysmodule.c).
    pub fn write_sys_stderr(&mut self, text: &str) {
        let Some(file) = self.replaced_stderr() else { return self.write_stderr(text) };
        if file == known::NONE {
            return;
        }
        let pending = self.take_raised();
        self.incref(file);
        let object = self.str(text);
        match self.call_method(file, names::WRITE, &[object]) {
            Ok(value) => self.decref(value),
            Err(Raised) => {
                self.clear_raised();
                self.write_stderr(text);
            }
        }
        self.decref(object);
        self.decref(file);
        self.set_raised(pending);
    }

    /// What a program has put in the place of the interpreter's own stream; borrowed.
    pub(super) fn replaced_stderr(&mut self) -> Option<Ref> {
        let sys = self.sys_namespace()?;
        let original = self.intern("__stderr__");
        let original = self.dict_get_str(sys, original);
        match self.dict_get_str(sys, names::STDERR) {
            found if found == original => None,
            found => Some(found.unwrap_or(known::NONE)),
        }
    }

    /// Passes on what was written to stdout.
    pub fn flush_stdout(&mut self) {
        // What may be lost yet stays here.
        if let Some(sink) = &mut self.output.stdout_sink
            && !self.output.stdout.is_empty()
            && !self.output.held_stdout.starts
        {
            sink(&std::mem::take(&mut self.output.stdout));
        }
    }
}
