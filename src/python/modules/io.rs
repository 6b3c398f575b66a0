//! Streams: `sys.stdout` and its kin, files of the session's in-memory file system, `StringIO`, `BytesIO`. A stream
//! object is a record of its name and mode; its number finds the stream in [`Files`].

mod methods;
mod stream;

pub use stream::{Files, Kind, Newlines, Stream};

use crate::memory::Ref;
use crate::python::dialect::builtins::{Files as FileKind, OsErrors};
use crate::python::vm::known::{self, types};
use crate::python::vm::native::{Args, Arity, ModuleDef, Native, Param, TypeDef};
use crate::python::vm::{Raised, Res, Step, Vm};

pub const MODULE: ModuleDef =
    ModuleDef { name: "io", functions: &[Native::function("open", Arity::Named(OPEN_PARAMS), open)], fill: Some(fill) };

/// `_io`, where CPython has the same names.
pub const NATIVE_MODULE: ModuleDef = ModuleDef { name: "_io", ..MODULE };

pub const TYPES: &[&TypeDef] = &[&methods::TEXT, &methods::BUFFERED, &methods::STRING, &methods::BYTES];

pub const STEPS: &[(Ref, Step)] = &[
    (types::TEXT_IO, methods::step),
    (types::BUFFERED, methods::step),
    (types::STRING_IO, methods::step),
    (types::BYTES_IO, methods::step),
];

/// `open`, a function of the builtins module.
pub const FUNCTIONS: &[Native] = &[Native::function("open", Arity::Named(OPEN_PARAMS), open)];

const OPEN_PARAMS: &[Param] = &[
    Param::required("file"),
    Param::optional("mode"),
    Param::optional("buffering"),
    Param::optional("encoding"),
    Param::optional("errors"),
    Param::optional("newline"),
    Param::optional("closefd"),
    Param::optional("opener"),
];

fn fill(vm: &mut Vm, dict: Ref) -> Result<(), Raised> {
    for (name, class) in [
        ("StringIO", types::STRING_IO),
        ("BytesIO", types::BYTES_IO),
        ("TextIOWrapper", types::TEXT_IO),
        ("BufferedReader", types::BUFFERED),
        ("UnsupportedOperation", types::UNSUPPORTED_OPERATION),
    ] {
        vm.dict_set_str(dict, name, class);
    }
    super::set_int(vm, dict, "DEFAULT_BUFFER_SIZE", 8192);
    for (name, value) in [("SEEK_SET", 0), ("SEEK_CUR", 1), ("SEEK_END", 2)] {
        super::set_int(vm, dict, name, value);
    }
    Ok(())
}

/// `sys.stdin`, `sys.stdout`, `sys.stderr`.
pub(super) fn fill_sys(vm: &mut Vm, dict: Ref) {
    for (name, kind, mode) in
        [("stdin", Kind::Stdin, "r"), ("stdout", Kind::Stdout, "w"), ("stderr", Kind::Stderr, "w")]
    {
        let encoding = vm.str("utf-8");
        let stream = make(vm, types::TEXT_IO, Stream::standard(kind), &format!("<{name}>"), mode, encoding);
        vm.dict_set_str(dict, &format!("__{name}__"), stream);
        super::set_owned(vm, dict, name, stream);
    }
}

/// A stream object. References: its name, its mode and the encoding that was asked for (stolen; NULL is the system's).
pub fn make(vm: &mut Vm, class: Ref, stream: Stream, name: &str, mode: &str, encoding: Ref) -> Ref {
    let number = vm.files.add(stream);
    let (name, mode) = (vm.str(name), vm.str(mode));
    vm.record(class, &[name, mode, encoding], &[number])
}

/// An OSError with number, words and file name.
pub(crate) fn os_error(vm: &mut Vm, class: Ref, number: i64, words: &str, file: &str) -> Raised {
    let class = if vm.dialect.builtins.os_errors == OsErrors::One { types::OS_ERROR_2 } else { class };
    numbered_error(vm, class, number, words, file)
}

/// As [`os_error`], of a file that is opened: in 2.7 an IOError.
pub(crate) fn file_error(vm: &mut Vm, class: Ref, number: i64, words: &str, file: &str) -> Raised {
    let class = if vm.dialect.builtins.os_errors == OsErrors::One { types::IO_ERROR } else { class };
    numbered_error(vm, class, number, words, file)
}

fn numbered_error(vm: &mut Vm, class: Ref, number: i64, words: &str, file: &str) -> Raised {
    let args = [vm.int(number), vm.str(words), vm.str(file)];
    let made = vm.call(class, &args);
    vm.decref_all(&args);
    match made {
        Ok(exception) => vm.raise_owned(exception),
        Err(raised) => raised,
    }
}

/// What a mode string asks for.
struct Mode {
    text: String,
    main: char,
    plus: bool,
    binary: bool,
}

fn parse_mode(vm: &mut Vm, mode: Ref) -> Res<Mode> {
    let text = if mode.is_null() { "r".to_owned() } else { super::text_arg(vm, mode, "open() argument 'mode'")? };
    let known = text.chars().all(|c| "rwaxbt+".contains(c));
    let mut unique: Vec<char> = text.chars().collect();
    unique.sort_unstable();
    unique.dedup();
    if !known || unique.len() != text.chars().count() {
        return Err(vm.value_error(format!("invalid mode: '{text}'")));
    }
    let mains: Vec<char> = text.chars().filter(|c| "rwax".contains(*c)).collect();
    if text.contains('b') && text.contains('t') {
        return Err(vm.value_error("can't have text and binary mode at once"));
    }
    let &[main] = mains.as_slice() else {
        let words = match mains.len() {
            0 => "Must have exactly one of create/read/write/append mode and at most one plus",
            _ => "must have exactly one of create/read/write/append mode",
        };
        return Err(vm.value_error(words));
    };
    let binary = text.contains('b') && vm.dialect.builtins.files == FileKind::OfIo;
    Ok(Mode { main, plus: text.contains('+'), binary, text })
}

fn newlines_of(vm: &mut Vm, newline: Ref, mode: &Mode) -> Res<Newlines> {
    if newline.is_null() || newline == known::NONE {
        let as_they_are = mode.binary || vm.dialect.python2;
        return Ok(if as_they_are { Newlines::Feed } else { Newlines::Universal });
    }
    if mode.binary {
        return Err(vm.value_error("binary mode doesn't take a newline argument"));
    }
    let Some(text) = vm.as_str(newline).map(str::to_owned) else {
        let name = vm.type_name(newline);
        return Err(vm.type_error(format!("open() argument 'newline' must be str or None, not {name}")));
    };
    match Newlines::named(Some(&text)) {
        Some(newlines) => Ok(newlines),
        None => Err(vm.value_error(format!("illegal newline value: {text}"))),
    }
}

/// `PyOS_FSPath`: a path as a program gives it, by its name or as an object that knows one.
fn path_text(vm: &mut Vm, file: Ref) -> Res<String> {
    if let Some(name) = vm.as_str(file) {
        return Ok(name.to_owned());
    }
    if let Some(bytes) = vm.as_bytes(file) {
        return Ok(String::from_utf8_lossy(bytes).into_owned());
    }
    let method = vm.intern("__fspath__");
    let Some(path) = vm.call_special(file, method, &[]) else {
        let found = vm.type_name(file);
        return Err(vm.type_error(format!("expected str, bytes or os.PathLike object, not {found}")));
    };
    let path = path?;
    let (text, found) = (vm.as_str(path).map(str::to_owned), vm.type_name(path));
    vm.decref(path);
    text.ok_or_else(|| {
        let class = vm.type_name(file);
        vm.type_error(format!("expected {class}.__fspath__() to return str or bytes, not {found}"))
    })
}

/// `file(name, mode, buffering)`: 2.7's `open` under the name of the type.
fn new_file(vm: &mut Vm, args: Args) -> Res {
    open(vm, Args { base: args.base + 1, count: args.count.saturating_sub(1), names: args.names })
}

fn open(vm: &mut Vm, args: Args) -> Res {
    let (file, mode) = (args.at(vm, 0), args.at(vm, 1));
    let name = path_text(vm, file)?;
    let mode = parse_mode(vm, mode)?;
    if mode.binary && args.at(vm, 3).some().is_some_and(|encoding| encoding != known::NONE) {
        return Err(vm.value_error("binary mode doesn't take an encoding argument"));
    }
    if mode.binary && args.at(vm, 4).some().is_some_and(|errors| errors != known::NONE) {
        return Err(vm.value_error("binary mode doesn't take an errors argument"));
    }
    let newlines = newlines_of(vm, args.at(vm, 5), &mode)?;
    let path = vm.files.absolute(&name);
    if vm.files.is_directory(&path) && !name.is_empty() {
        return Err(file_error(vm, types::IS_A_DIRECTORY_ERROR, 21, "Is a directory", &name));
    }
    let exists = vm.files.exists(&path) && !name.is_empty();
    match mode.main {
        'r' if !exists => {
            return Err(file_error(vm, types::FILE_NOT_FOUND_ERROR, 2, "No such file or directory", &name));
        }
        'x' if exists => return Err(file_error(vm, types::FILE_EXISTS_ERROR, 17, "File exists", &name)),
        'w' | 'a' | 'x' if !vm.files.is_directory(&vm.files.parent(&path)) => {
            return Err(file_error(vm, types::FILE_NOT_FOUND_ERROR, 2, "No such file or directory", &name));
        }
        _ => {}
    }
    if mode.main == 'w' || (mode.main != 'r' && !exists) {
        vm.files.write(&path, Vec::new());
    }
    let start = if mode.main == 'a' { vm.files.read(&path).map_or(0, <[u8]>::len) } else { 0 };
    let stream = Stream {
        kind: Kind::File(path),
        own: Vec::new(),
        position: start,
        readable: mode.main == 'r' || mode.plus,
        writable: mode.main != 'r' || mode.plus,
        append: mode.main == 'a',
        closed: false,
        newlines,
    };
    let class = if mode.binary { types::BUFFERED } else { types::TEXT_IO };
    let encoding = args.at(vm, 3).some().filter(|&encoding| !mode.binary && vm.as_str(encoding).is_some());
    let encoding = encoding.map_or(Ref::NULL, |encoding| vm.incref(encoding));
    Ok(make(vm, class, stream, &name, &mode.text, encoding))
}
