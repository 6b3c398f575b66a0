//! The methods of streams.

use super::stream::{Kind, Newlines, Stream};
use crate::memory::{Body, Ref};
use crate::python::builtins::iterators::{itself, next_native};
use crate::python::builtins::support::argument_kind;
use crate::python::dialect::builtins::Files;
use crate::python::vm::known::{self, types};
use crate::python::vm::native::{Args, Arity, GetSet, Native, Param, TypeDef};
use crate::python::vm::output::Reader;
use crate::python::vm::{Raised, Res, Vm, output};

macro_rules! stream_type {
    ($constant:ident, $id:ident, [$($more:expr),*]) => {
        pub(super) const $constant: TypeDef = TypeDef {
            id: types::$id,
            methods: &[
                Native::slot("__repr__", 0, repr),
                Native::slot("__iter__", 0, itself),
                Native::slot("__next__", 0, next),
                Native::method("__enter__", Arity::Zero, enter),
                Native::method("__exit__", Arity::Raw, close),
                Native::method("read", Arity::Range(0, 1), read),
                Native::method("readline", Arity::Range(0, 1), readline),
                Native::method("readlines", Arity::Range(0, 1), readlines),
                Native::method("write", Arity::One, write),
                Native::method("writelines", Arity::One, writelines),
                Native::method("flush", Arity::Zero, flush),
                Native::method("close", Arity::Zero, close),
                Native::method("seek", Arity::Range(1, 2), seek),
                Native::method("tell", Arity::Zero, tell),
                Native::method("truncate", Arity::Range(0, 1), truncate),
                Native::method("readable", Arity::Zero, readable),
                Native::method("writable", Arity::Zero, writable),
                Native::method("seekable", Arity::Zero, seekable),
                Native::method("isatty", Arity::Zero, isatty),
                Native::method("fileno", Arity::Zero, fileno),
                $($more),*
            ],
            attributes: &[
                GetSet::read_only("closed", closed),
                GetSet::read_only("name", |vm, s| Ok(vm.record_ref(s, 0))),
                GetSet::read_only("mode", |vm, s| Ok(vm.record_ref(s, 1))),
                GetSet::read_only("encoding", encoding),
                GetSet::read_only("errors", errors),
                GetSet::new("softspace", softspace, set_softspace),
                GetSet::read_only("newlines", |vm, _| Ok(vm.none())),
                GetSet::read_only("buffer", buffer),
                GetSet::read_only("line_buffering", |vm, _| Ok(vm.bool(false))),
            ],
        };
    };
}

stream_type!(
    TEXT,
    TEXT_IO,
    [
        Native::method("reconfigure", Arity::Raw, reconfigure),
        Native::new_of_type(Arity::Range(1, 3), super::new_file),
        Native::slot_raw("__init__", Arity::Raw, nothing),
        Native::method("xreadlines", Arity::Zero, itself),
        Native::method("readinto", Arity::One, readinto)
    ]
);
stream_type!(BUFFERED, BUFFERED, [Native::method("peek", Arity::Range(0, 1), peek)]);
stream_type!(
    STRING,
    STRING_IO,
    [
        Native::new_of_type(Arity::Named(STRING_PARAMS), new_string),
        Native::slot_raw("__init__", Arity::Raw, nothing),
        Native::method("getvalue", Arity::Zero, getvalue)
    ]
);
stream_type!(
    BYTES,
    BYTES_IO,
    [
        Native::new_of_type(Arity::Named(BYTES_PARAMS), new_bytes),
        Native::slot_raw("__init__", Arity::Raw, nothing),
        Native::method("getvalue", Arity::Zero, getvalue),
        Native::method("getbuffer", Arity::Zero, getbuffer),
        Native::method("readinto", Arity::One, readinto)
    ]
);

const STRING_PARAMS: &[Param] = &[Param::optional("initial_value"), Param::optional("newline")];
const BYTES_PARAMS: &[Param] = &[Param::optional("initial_bytes")];

next_native!(next = step);

fn nothing(vm: &mut Vm, _: Args) -> Res {
    vm.done()
}

fn number(vm: &Vm, object: Ref) -> i64 {
    vm.record_number(object, 0)
}

fn is_text(vm: &Vm, object: Ref) -> bool {
    vm.isinstance_of(object, types::TEXT_IO) || vm.isinstance_of(object, types::STRING_IO)
}

/// The stream's number, if it is open.
fn open_number(vm: &mut Vm, object: Ref) -> Res<i64> {
    let number = number(vm, object);
    match vm.files.stream(number) {
        Some(stream) if !stream.closed => Ok(number),
        // The streams in memory, unlike files, end the sentence without a full stop.
        _ if vm.isinstance_of(object, types::STRING_IO) || vm.dialect.builtins.files == Files::OfC => {
            Err(vm.value_error("I/O operation on closed file"))
        }
        _ => Err(vm.value_error("I/O operation on closed file.")),
    }
}

fn unsupported(vm: &mut Vm, message: &str) -> Raised {
    vm.raise(types::UNSUPPORTED_OPERATION, message)
}

fn open_readable(vm: &mut Vm, object: Ref) -> Res<i64> {
    let number = open_number(vm, object)?;
    if vm.files.stream(number).is_some_and(|s| s.readable) {
        return Ok(number);
    }
    if vm.dialect.builtins.files == Files::OfC {
        return Err(vm.raise(types::IO_ERROR, "File not open for reading"));
    }
    let text = is_text(vm, object);
    Err(unsupported(vm, if text { "not readable" } else { "read" }))
}

fn open_writable(vm: &mut Vm, object: Ref) -> Res<i64> {
    let number = open_number(vm, object)?;
    if vm.files.stream(number).is_some_and(|s| s.writable) {
        return Ok(number);
    }
    if vm.dialect.builtins.files == Files::OfC {
        return Err(vm.raise(types::IO_ERROR, "File not open for writing"));
    }
    let text = is_text(vm, object);
    Err(unsupported(vm, if text { "not writable" } else { "write" }))
}

fn new_string(vm: &mut Vm, args: Args) -> Res {
    let (class, initial) = (args.at(vm, 0), args.at(vm, 1));
    let text = if initial.is_null() || initial == known::NONE {
        String::new()
    } else {
        match vm.as_str(initial) {
            Some(text) => text.to_owned(),
            None => {
                let name = vm.type_name(initial);
                return Err(vm.type_error(format!("initial_value must be str or None, not {name}")));
            }
        }
    };
    Ok(super::make(vm, class, Stream::own(text.into_bytes()), "", "", Ref::NULL))
}

fn new_bytes(vm: &mut Vm, args: Args) -> Res {
    let (class, initial) = (args.at(vm, 0), args.at(vm, 1));
    let bytes = if initial.is_null() || initial == known::NONE {
        Vec::new()
    } else {
        match vm.as_bytes(initial) {
            Some(bytes) => bytes.to_vec(),
            None => {
                let name = vm.type_name(initial);
                return Err(vm.type_error(format!("a bytes-like object is required, not '{name}'")));
            }
        }
    };
    Ok(super::make(vm, class, Stream::own(bytes), "", "", Ref::NULL))
}

/// The bytes as the stream's kind of object.
fn object_of(vm: &mut Vm, stream: Ref, bytes: Vec<u8>) -> Ref {
    if !is_text(vm, stream) {
        return vm.bytes(&bytes);
    }
    let number = number(vm, stream);
    let text = newlines(vm, number).read(String::from_utf8_lossy(&bytes).into_owned());
    vm.string(text)
}

fn newlines(vm: &Vm, number: i64) -> Newlines {
    vm.files.stream(number).map_or_else(Newlines::default, |s| s.newlines)
}

fn repr(vm: &mut Vm, args: Args) -> Res {
    let stream = args.at(vm, 0);
    let class = vm.full_type_name(vm.type_of(stream));
    if matches!(vm.builtin_base(vm.type_of(stream)), types::STRING_IO | types::BYTES_IO) {
        let address = vm.address_of(stream);
        return Ok(vm.string(format!("<{class} object at {address:#x}>")));
    }
    let name = vm.record_at(stream, 0);
    let name = vm.repr_text(name)?;
    if vm.dialect.builtins.files == Files::OfC && is_text(vm, stream) {
        let state = if vm.files.stream(number(vm, stream)).is_none_or(|s| s.closed) { "closed" } else { "open" };
        let (mode, address) = (vm.record_at(stream, 1), vm.address_of(stream));
        let mode = vm.repr_text(mode)?;
        return Ok(vm.string(format!("<{state} file {name}, mode {mode} at {address:#x}>")));
    }
    if !is_text(vm, stream) {
        return Ok(vm.string(format!("<{class} name={name}>")));
    }
    let mode = vm.record_at(stream, 1);
    let mode = vm.repr_text(mode)?;
    let encoding = encoding_name(vm, stream);
    let encoding = vm.repr_text(encoding)?;
    Ok(vm.string(format!("<{class} name={name} mode={mode} encoding={encoding}>")))
}

fn enter(vm: &mut Vm, args: Args) -> Res {
    let stream = args.at(vm, 0);
    open_number(vm, stream)?;
    Ok(vm.incref(stream))
}

fn close(vm: &mut Vm, args: Args) -> Res {
    let number = number(vm, args.at(vm, 0));
    if let Some(stream) = vm.files.stream_mut(number) {
        stream.closed = true;
        stream.own = Vec::new();
    }
    vm.done()
}

/// Bytes of so many characters from the position on; all for `None`.
fn take(vm: &mut Vm, stream: Ref, number: i64, count: Option<usize>) -> Vec<u8> {
    fill_stdin(vm, number, count.is_none());
    let Some(count) = count else { return vm.files.take(number, usize::MAX) };
    if !is_text(vm, stream) {
        return vm.files.take(number, count);
    }
    let position = vm.files.stream(number).map_or(0, |s| s.position);
    let rest = vm.files.contents(number).get(position..).unwrap_or(&[]);
    let bytes = newlines(vm, number).length_of(&String::from_utf8_lossy(rest), count);
    vm.files.take(number, bytes)
}

/// Lets a read of stdin have a line (or everything) to read.
fn fill_stdin(vm: &mut Vm, number: i64, all: bool) {
    if vm.files.stream(number).is_none_or(|s| s.kind != Kind::Stdin || (!all && s.position < s.own.len())) {
        return;
    }
    while let Some(line) = vm.read_line() {
        if let Some(stream) = vm.files.stream_mut(number) {
            stream.own.extend_from_slice(line.as_bytes());
            stream.own.push(b'\n');
        }
        if !all {
            break;
        }
    }
}

fn size_arg(vm: &mut Vm, size: Ref) -> Res<Option<usize>> {
    if size.is_null() || size == known::NONE {
        return Ok(None);
    }
    let size = vm.index(size)?;
    Ok(usize::try_from(size).ok())
}

fn read(vm: &mut Vm, args: Args) -> Res {
    let (stream, size) = (args.at(vm, 0), args.at(vm, 1));
    let number = open_readable(vm, stream)?;
    let size = size_arg(vm, size)?;
    let bytes = take(vm, stream, number, size);
    Ok(object_of(vm, stream, bytes))
}

/// All that waits to be read, which stays: a buffer here is as large as its file.
fn peek(vm: &mut Vm, args: Args) -> Res {
    let stream = args.at(vm, 0);
    let number = open_readable(vm, stream)?;
    let position = vm.files.stream(number).map_or(0, |s| s.position);
    let rest = vm.files.contents(number).get(position..).unwrap_or_default().to_vec();
    Ok(object_of(vm, stream, rest))
}

/// The next line with its end, empty at the end.
fn line(vm: &mut Vm, number: i64) -> Vec<u8> {
    fill_stdin(vm, number, false);
    let position = vm.files.stream(number).map_or(0, |s| s.position);
    let rest = vm.files.contents(number).get(position..).unwrap_or(&[]);
    let length = newlines(vm, number).line_length(rest);
    vm.files.take(number, length)
}

/// A copy of what the stream holds, as a `memoryview`: writing through it is refused.
fn getbuffer(vm: &mut Vm, args: Args) -> Res {
    let bytes = getvalue(vm, args)?;
    let view = vm.call(types::MEMORYVIEW, &[bytes]);
    vm.decref(bytes);
    view
}

/// Fills a bytearray from the position on.
fn readinto(vm: &mut Vm, args: Args) -> Res {
    let (stream, target) = (args.at(vm, 0), args.at(vm, 1));
    let number = open_readable(vm, stream)?;
    let Body::ByteArray(room) = vm.body(target) else {
        let kind = argument_kind(vm, target);
        let message = format!("readinto() argument must be read-write bytes-like object, not {kind}");
        return Err(vm.type_error(message));
    };
    let room = room.len();
    let bytes = vm.files.take(number, room);
    if let Body::ByteArray(filled) = vm.heap.body_mut(target) {
        filled.iter_mut().zip(&bytes).for_each(|(place, byte)| *place = *byte);
    }
    Ok(vm.usize(bytes.len()))
}

fn readline(vm: &mut Vm, args: Args) -> Res {
    let stream = args.at(vm, 0);
    let number = open_readable(vm, stream)?;
    let bytes = line(vm, number);
    Ok(object_of(vm, stream, bytes))
}

fn readlines(vm: &mut Vm, args: Args) -> Res {
    let stream = args.at(vm, 0);
    let number = open_readable(vm, stream)?;
    let mut lines = Vec::new();
    loop {
        let bytes = line(vm, number);
        if bytes.is_empty() {
            return Ok(vm.list(lines));
        }
        lines.push(object_of(vm, stream, bytes));
    }
}

pub(super) fn step(vm: &mut Vm, stream: Ref) -> Res<Option<Ref>> {
    let number = open_readable(vm, stream)?;
    let bytes = line(vm, number);
    Ok(if bytes.is_empty() { None } else { Some(object_of(vm, stream, bytes)) })
}

fn write(vm: &mut Vm, args: Args) -> Res {
    let (stream, value) = (args.at(vm, 0), args.at(vm, 1));
    write_value(vm, stream, value)
}

fn write_value(vm: &mut Vm, stream: Ref, value: Ref) -> Res {
    let number = open_writable(vm, stream)?;
    let bytes = vm.body(value).bytes_beside();
    vm.charge(bytes);
    let gap = vm.files.gap(number);
    vm.afford(gap.saturating_add(bytes))?;
    let written = if is_text(vm, stream) {
        let Some(text) = vm.as_str(value).map(str::to_owned) else {
            let (name, string) = (vm.type_name(value), vm.isinstance_of(stream, types::STRING_IO));
            return Err(vm.type_error(if string {
                format!("string argument expected, got '{name}'")
            } else {
                match vm.dialect.builtins.files {
                    Files::OfC => "expected a character buffer object".to_owned(),
                    Files::OfIo => format!("write() argument must be str, not {name}"),
                }
            }));
        };
        let reader = match vm.files.stream(number).map(|s| &s.kind) {
            Some(Kind::Stdout | Kind::Stderr) => vm.output.reader,
            _ => Reader::PipeOrFile,
        };
        vm.check_printable(value, reader)?;
        put(vm, number, &text)?;
        text.chars().count()
    } else {
        let (Body::Bytes(_) | Body::ByteArray(_)) = vm.body(value) else {
            let name = vm.type_name(value);
            return Err(vm.type_error(format!("a bytes-like object is required, not '{name}'")));
        };
        let bytes = vm.as_bytes(value).unwrap_or(&[]).to_vec();
        vm.files.put(number, &bytes);
        bytes.len()
    };
    if of_c(vm, stream) {
        return vm.done();
    }
    Ok(vm.int(written as i64))
}

/// Whether a stream is 2.7's `file`.
fn of_c(vm: &Vm, stream: Ref) -> bool {
    vm.dialect.builtins.files == Files::OfC && vm.isinstance_of(stream, types::TEXT_IO)
}

fn put(vm: &mut Vm, number: i64, text: &str) -> Res<()> {
    match vm.files.stream(number).map(|s| s.kind.clone()) {
        Some(Kind::Stdout) => vm.write_stdout(text),
        Some(Kind::Stderr) => return vm.put_on_stderr(text),
        _ => {
            let written = newlines(vm, number).written(text);
            vm.files.put(number, written.as_bytes());
        }
    }
    Ok(())
}

fn writelines(vm: &mut Vm, args: Args) -> Res {
    let (stream, lines) = (args.at(vm, 0), args.at(vm, 1));
    let lines = vm.to_vec(lines)?;
    let mut result = Ok(());
    for &line in &lines {
        if result.is_ok() {
            result = write_value(vm, stream, line).map(|count| vm.decref(count));
        }
    }
    vm.decref_all(&lines);
    result?;
    vm.done()
}

fn flush(vm: &mut Vm, args: Args) -> Res {
    let stream = args.at(vm, 0);
    let number = open_number(vm, stream)?;
    match vm.files.stream(number).map(|s| s.kind.clone()) {
        Some(Kind::Stdout) => vm.flush_text(output::Stream::Stdout)?,
        Some(Kind::Stderr) => vm.flush_text(output::Stream::Stderr)?,
        _ => {}
    }
    vm.done()
}

fn seek(vm: &mut Vm, args: Args) -> Res {
    let (stream, offset, from) = (args.at(vm, 0), args.at(vm, 1), args.at(vm, 2));
    let number = open_number(vm, stream)?;
    let offset = vm.index(offset)?;
    let from = if from.is_null() { 0 } else { vm.index(from)? };
    if from != 0 && offset != 0 && is_text(vm, stream) && !of_c(vm, stream) {
        if vm.isinstance_of(stream, types::STRING_IO) {
            return Err(vm.raise(types::OS_ERROR, "Can't do nonzero cur-relative seeks"));
        }
        let place = if from == 1 { "cur" } else { "end" };
        return Err(unsupported(vm, &format!("can't do nonzero {place}-relative seeks")));
    }
    let base = match from {
        0 => 0,
        1 => vm.files.stream(number).map_or(0, |s| s.position as i64),
        2 => vm.files.contents(number).len() as i64,
        other => return Err(vm.value_error(format!("invalid whence ({other}, should be 0, 1 or 2)"))),
    };
    let target = i64::saturating_add(base, offset);
    let Ok(position) = usize::try_from(target) else {
        let words = if vm.isinstance_of(stream, types::STRING_IO) { "Negative" } else { "negative" };
        return Err(vm.value_error(format!("{words} seek position {target}")));
    };
    let unanswered = of_c(vm, stream);
    if let Some(stream) = vm.files.stream_mut(number) {
        stream.position = position;
    }
    if unanswered {
        return vm.done();
    }
    Ok(vm.int(position as i64))
}

fn tell(vm: &mut Vm, args: Args) -> Res {
    let stream = args.at(vm, 0);
    let number = open_number(vm, stream)?;
    let position = vm.files.stream(number).map_or(0, |s| s.position);
    Ok(vm.int(position as i64))
}

fn truncate(vm: &mut Vm, args: Args) -> Res {
    let (stream, size) = (args.at(vm, 0), args.at(vm, 1));
    let number = open_writable(vm, stream)?;
    let size = match size_arg(vm, size)? {
        Some(size) => size,
        None => vm.files.stream(number).map_or(0, |s| s.position),
    };
    let grown = size.saturating_sub(vm.files.contents(number).len());
    vm.afford(grown)?;
    vm.files.resize(number, size);
    Ok(vm.int(size as i64))
}

fn getvalue(vm: &mut Vm, args: Args) -> Res {
    let stream = args.at(vm, 0);
    let number = open_number(vm, stream)?;
    let bytes = vm.files.contents(number).to_vec();
    Ok(object_of(vm, stream, bytes))
}

/// The encoding as it was asked for, otherwise the system's name for its own (borrowed).
fn encoding_name(vm: &mut Vm, stream: Ref) -> Ref {
    match vm.record_at(stream, 2).some() {
        Some(encoding) => encoding,
        None => vm.intern("UTF-8"),
    }
}

/// 2.7's files have no encoding, but for the terminal's.
fn encoding(vm: &mut Vm, stream: Ref) -> Res {
    let standard = vm.files.stream(number(vm, stream)).is_some_and(|s| !matches!(s.kind, Kind::File(_) | Kind::Own));
    Ok(match vm.dialect.builtins.files {
        Files::OfIo => {
            let name = encoding_name(vm, stream);
            vm.incref(name)
        }
        Files::OfC if standard && vm.output.reader == Reader::Terminal => vm.str("UTF-8"),
        Files::OfC => vm.none(),
    })
}

fn errors(vm: &mut Vm, stream: Ref) -> Res {
    Ok(if of_c(vm, stream) { vm.none() } else { vm.str("strict") })
}

fn softspace(vm: &mut Vm, stream: Ref) -> Res {
    let waits = vm.space_waits(stream);
    Ok(vm.int(i64::from(waits)))
}

fn set_softspace(vm: &mut Vm, stream: Ref, value: Option<Ref>) -> Res<()> {
    let Some(value) = value else { return Err(vm.type_error("can't delete numeric/char attribute")) };
    let waits = vm.truth(value)?;
    vm.let_space_wait(stream, waits);
    Ok(())
}

fn closed(vm: &mut Vm, stream: Ref) -> Res {
    let closed = vm.files.stream(number(vm, stream)).is_none_or(|s| s.closed);
    Ok(vm.bool(closed))
}

/// `sys.stdout.buffer`: a binary stream of the same kind.
fn buffer(vm: &mut Vm, stream: Ref) -> Res {
    let Some(copy) = vm.files.stream(number(vm, stream)).cloned() else { return Ok(vm.none()) };
    let name = vm.record_at(stream, 0);
    let name = vm.text(name);
    Ok(super::make(vm, types::BUFFERED, copy, &name, "rb", Ref::NULL))
}

fn reconfigure(vm: &mut Vm, _: Args) -> Res {
    vm.done()
}

fn readable(vm: &mut Vm, args: Args) -> Res {
    let stream = args.at(vm, 0);
    let number = open_number(vm, stream)?;
    let can = vm.files.stream(number).is_some_and(|s| s.readable);
    Ok(vm.bool(can))
}

fn writable(vm: &mut Vm, args: Args) -> Res {
    let stream = args.at(vm, 0);
    let number = open_number(vm, stream)?;
    let can = vm.files.stream(number).is_some_and(|s| s.writable);
    Ok(vm.bool(can))
}

fn seekable(vm: &mut Vm, args: Args) -> Res {
    let stream = args.at(vm, 0);
    let number = open_number(vm, stream)?;
    let can = vm.files.stream(number).is_some_and(|s| matches!(s.kind, Kind::File(_) | Kind::Own));
    Ok(vm.bool(can))
}

fn isatty(vm: &mut Vm, args: Args) -> Res {
    let stream = args.at(vm, 0);
    open_number(vm, stream)?;
    Ok(vm.bool(false))
}

fn fileno(vm: &mut Vm, args: Args) -> Res {
    let stream = args.at(vm, 0);
    let number = open_number(vm, stream)?;
    let descriptor = match vm.files.stream(number).map(|s| &s.kind) {
        Some(Kind::Stdin) => 0,
        Some(Kind::Stdout) => 1,
        Some(Kind::Stderr) => 2,
        Some(Kind::File(_)) => number + 3,
        _ => return Err(unsupported(vm, "fileno")),
    };
    Ok(vm.int(descriptor))
}
