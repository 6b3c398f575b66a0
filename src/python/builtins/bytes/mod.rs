//! `bytes`, and what it shares with [`bytearray`]: making them, reading bytes out of other objects.

pub mod bytearray;
mod methods;
mod operators;

use super::str::percent;
use super::support::{argument_kind, is_unicode_2, not_implemented};
use crate::memory::{Body, Ref};
use crate::python::dialect::builtins::Strings;
use crate::python::text::quote;
use crate::python::text::strmethods::ascii;
use crate::python::vm::known::{names, types};
use crate::python::vm::native::{Args, Arity, Native, Param, TypeDef};
use crate::python::vm::{Res, Vm};

/// `hex` takes no separator up to 3.7.
pub const EARLIER: &[Native] = &[Native::method("hex", Arity::Zero, methods::hex)];

/// The methods that bytes and bytearray share, followed by those of one of them.
macro_rules! with_shared_methods {
    ($($own:expr),* $(,)?) => {
        &[
            Native::slot("__lt__", 1, |vm, args| operators::compare(vm, args, std::cmp::Ordering::is_lt)),
            Native::slot("__le__", 1, |vm, args| operators::compare(vm, args, std::cmp::Ordering::is_le)),
            Native::slot("__eq__", 1, |vm, args| operators::compare(vm, args, std::cmp::Ordering::is_eq)),
            Native::slot("__ne__", 1, |vm, args| operators::compare(vm, args, std::cmp::Ordering::is_ne)),
            Native::slot("__gt__", 1, |vm, args| operators::compare(vm, args, std::cmp::Ordering::is_gt)),
            Native::slot("__ge__", 1, |vm, args| operators::compare(vm, args, std::cmp::Ordering::is_ge)),
            Native::slot("__len__", 0, operators::len),
            Native::slot("__iter__", 0, operators::iterate),
            Native::slot("__getitem__", 1, operators::getitem),
            Native::slot("__contains__", 1, operators::contains),
            Native::concat("__add__", operators::add),
            Native::repeat("__mul__", operators::multiply),
            Native::repeat("__rmul__", operators::multiply),
            Native::slot("__mod__", 1, remainder),
            Native::slot("__rmod__", 1, |vm, _| $crate::python::builtins::support::not_implemented(vm)),
            Native::method("decode", Arity::Named(&[Param::optional("encoding"), Param::optional("errors")]), crate::python::builtins::str::decode_method),
            Native::method("hex", Arity::Named(&[Param::optional("sep"), Param::optional("bytes_per_sep")]), methods::hex),
            Native::class_method("fromhex", Arity::One, methods::fromhex),
            Native::method("join", Arity::One, methods::join),
            Native::method("split", Arity::Named(&[Param::optional("sep"), Param::optional("maxsplit")]), methods::split),
            Native::method("rsplit", Arity::Named(&[Param::optional("sep"), Param::optional("maxsplit")]), methods::rsplit),
            Native::method("splitlines", Arity::Named(&[Param::optional("keepends")]), methods::splitlines),
            Native::method("partition", Arity::One, methods::partition),
            Native::method("rpartition", Arity::One, methods::rpartition),
            Native::method("find", Arity::Range(1, 3), |vm, args| methods::find(vm, args, methods::Miss::MinusOne)),
            Native::method("rfind", Arity::Range(1, 3), |vm, args| methods::rfind(vm, args, methods::Miss::MinusOne)),
            Native::method("index", Arity::Range(1, 3), |vm, args| methods::find(vm, args, methods::Miss::Error)),
            Native::method("rindex", Arity::Range(1, 3), |vm, args| methods::rfind(vm, args, methods::Miss::Error)),
            Native::method("count", Arity::Range(1, 3), methods::count),
            Native::method("startswith", Arity::Range(1, 3), methods::startswith),
            Native::method("endswith", Arity::Range(1, 3), methods::endswith),
            Native::method("replace", Arity::Range(2, 3), methods::replace),
            Native::method("removeprefix", Arity::One, methods::removeprefix),
            Native::method("removesuffix", Arity::One, methods::removesuffix),
            Native::method("strip", Arity::Range(0, 1), methods::strip),
            Native::method("lstrip", Arity::Range(0, 1), methods::lstrip),
            Native::method("rstrip", Arity::Range(0, 1), methods::rstrip),
            Native::method("ljust", Arity::Range(1, 2), methods::ljust),
            Native::method("rjust", Arity::Range(1, 2), methods::rjust),
            Native::method("center", Arity::Range(1, 2), methods::center),
            Native::method("zfill", Arity::One, methods::zfill),
            Native::method("expandtabs", Arity::Named(&[Param::optional("tabsize")]), methods::expandtabs),
            Native::method("upper", Arity::Zero, |vm, args| methods::mapped(vm, args, ascii::upper)),
            Native::method("lower", Arity::Zero, |vm, args| methods::mapped(vm, args, ascii::lower)),
            Native::method("title", Arity::Zero, |vm, args| methods::mapped(vm, args, ascii::title)),
            Native::method("capitalize", Arity::Zero, |vm, args| methods::mapped(vm, args, ascii::capitalize)),
            Native::method("swapcase", Arity::Zero, |vm, args| methods::mapped(vm, args, ascii::swapcase)),
            Native::method("isalpha", Arity::Zero, |vm, args| methods::test(vm, args, ascii::isalpha)),
            Native::method("isdigit", Arity::Zero, |vm, args| methods::test(vm, args, ascii::isdigit)),
            Native::method("isalnum", Arity::Zero, |vm, args| methods::test(vm, args, ascii::isalnum)),
            Native::method("isspace", Arity::Zero, |vm, args| methods::test(vm, args, ascii::isspace)),
            Native::method("isascii", Arity::Zero, |vm, args| methods::test(vm, args, <[u8]>::is_ascii)),
            Native::method("isupper", Arity::Zero, |vm, args| methods::test(vm, args, ascii::isupper)),
            Native::method("islower", Arity::Zero, |vm, args| methods::test(vm, args, ascii::islower)),
            Native::method("istitle", Arity::Zero, |vm, args| methods::test(vm, args, ascii::istitle)),
            Native::method("translate", Arity::Named(&[Param::required(""), Param::optional("delete")]), methods::translate),
            Native::static_method("maketrans", Arity::Range(2, 2), methods::maketrans),
            $($own),*
        ]
    };
}
pub(super) use with_shared_methods;

pub const TYPE: TypeDef = TypeDef {
    id: types::BYTES,
    methods: with_shared_methods![
        Native::new_of_type(
            Arity::Named(&[Param::optional("source"), Param::optional("encoding"), Param::optional("errors")]),
            new,
        ),
        Native::slot("__repr__", 0, repr),
        Native::slot("__str__", 0, repr),
        Native::slot("__hash__", 0, hash),
        Native::method("__bytes__", Arity::Zero, |vm, args| {
            let x = args.at(vm, 0);
            if vm.is_exact(x, types::BYTES) {
                return Ok(vm.incref(x));
            }
            let copy = vm.as_bytes(x).unwrap_or_default().to_vec();
            Ok(vm.bytes(&copy))
        }),
        Native::method("__getnewargs__", Arity::Zero, |vm, args| {
            let copy = vm.as_bytes(args.at(vm, 0)).unwrap_or_default().to_vec();
            let copy = vm.bytes(&copy);
            Ok(vm.tuple(&[copy]))
        }),
        Native::method("__sizeof__", Arity::Zero, |vm, args| {
            let length = vm.as_bytes(args.at(vm, 0)).unwrap_or_default().len();
            let size = vm.dialect.builtins.text.layout.bytes(length);
            Ok(vm.usize(size))
        }),
    ],
    attributes: &[],
};

/// An object of the receiver's kind: bytes, or a bytearray.
pub(super) fn like(vm: &mut Vm, x: Ref, bytes: Vec<u8>) -> Ref {
    if matches!(vm.body(x), Body::ByteArray(_)) {
        vm.new_of(types::BYTEARRAY, Body::ByteArray(Box::new(bytes)))
    } else {
        vm.bytes(&bytes)
    }
}

/// As [`like`], but an exact bytes object that did not change is itself.
pub(super) fn same_or_like(vm: &mut Vm, x: Ref, bytes: Vec<u8>) -> Ref {
    if vm.is_exact(x, types::BYTES) && vm.as_bytes(x) == Some(bytes.as_slice()) {
        return vm.incref(x);
    }
    like(vm, x, bytes)
}

fn new(vm: &mut Vm, args: Args) -> Res {
    let (class, source) = (args.at(vm, 0), args.at(vm, 1).some());
    let (encoding, errors) = (args.at(vm, 2).some(), args.at(vm, 3).some());
    if class == types::BYTES
        && encoding.is_none()
        && errors.is_none()
        && let Some(source) = source
        && vm.is_exact(source, types::BYTES)
    {
        return Ok(vm.incref(source));
    }
    if let Some(source) = source
        && encoding.is_none()
        && errors.is_none()
        && vm.as_str(source).is_none()
        && let Some(made) = vm.call_bound_special(source, names::BYTES, &[])
    {
        let made = made?;
        let bytes = match vm.body(made) {
            Body::Bytes(bytes) => Some(bytes.to_vec()),
            _ => None,
        };
        let Some(bytes) = bytes else {
            let name = vm.type_name(made);
            vm.decref(made);
            return Err(vm.type_error(format!("__bytes__ returned non-bytes (type {name})")));
        };
        if class == types::BYTES {
            return Ok(made);
        }
        vm.decref(made);
        return Ok(vm.new_of(class, Body::Bytes(bytes.into())));
    }
    let bytes = contents(vm, source, encoding, errors, "bytes must be in range(0, 256)")?;
    if class == types::BYTES {
        return Ok(vm.bytes(&bytes));
    }
    Ok(vm.new_of(class, Body::Bytes(bytes.into())))
}

/// What `bytes(source, encoding, errors)` holds.
pub(super) fn contents(
    vm: &mut Vm,
    source: Option<Ref>,
    encoding: Option<Ref>,
    errors: Option<Ref>,
    range_error: &str,
) -> Res<Vec<u8>> {
    let Some(source) = source else {
        return match (encoding, errors) {
            (Some(_), _) => Err(vm.type_error("encoding without a string argument")),
            (None, Some(_)) => Err(vm.type_error("errors without a string argument")),
            (None, None) => Ok(Vec::new()),
        };
    };
    if vm.as_str(source).is_some() {
        let Some(encoding) = encoding else {
            if vm.dialect.builtins.strings == Strings::StrAndUnicode && !is_unicode_2(vm, source) {
                return Ok(super::str::bytes_of(vm.as_str(source).unwrap_or_default()));
            }
            return Err(vm.type_error("string argument without an encoding"));
        };
        let encoding = vm.text(encoding);
        let errors = errors.map_or_else(|| "strict".to_owned(), |errors| vm.text(errors));
        return super::str::encode_text(vm, source, &encoding, &errors);
    }
    if let Some(encoding) = encoding.filter(|encoding| vm.as_str(*encoding).is_none()) {
        let class = if range_error.starts_with("byte ") { "bytearray" } else { "bytes" };
        let kind = argument_kind(vm, encoding);
        return Err(vm.type_error(format!("{class}() argument 'encoding' must be str, not {kind}")));
    }
    if encoding.is_some() {
        return Err(vm.type_error("encoding without a string argument"));
    }
    if errors.is_some() {
        return Err(vm.type_error("errors without a string argument"));
    }
    if let Some(bytes) = vm.as_bytes(source) {
        let bytes = bytes.to_vec();
        vm.afford(bytes.len())?;
        vm.charge(bytes.len());
        return Ok(bytes);
    }
    if vm.as_integer(source).is_some() || vm.lookup_special(source, names::INDEX).is_some() {
        let count = match vm.index(source) {
            Ok(count) => count,
            Err(_) if vm.catch(types::OVERFLOW_ERROR) => {
                let name = vm.type_name(source);
                return Err(vm.overflow_error(format!("cannot fit '{name}' into an index-sized integer")));
            }
            Err(raised) => return Err(raised),
        };
        let Ok(count) = usize::try_from(count) else { return Err(vm.value_error("negative count")) };
        if count > MOST_BYTES {
            return Err(vm.raise(types::MEMORY_ERROR, ""));
        }
        vm.afford(count)?;
        return Ok(vec![0; count]);
    }
    of_iterable(vm, source, range_error)
}

/// Beyond this a MemoryError, as on a small machine.
const MOST_BYTES: usize = 1 << 30;

fn of_iterable(vm: &mut Vm, source: Ref, range_error: &str) -> Res<Vec<u8>> {
    let iterator = match vm.iter(source) {
        Ok(iterator) => iterator,
        Err(_) if vm.catch(types::TYPE_ERROR) => {
            let name = vm.type_name(source);
            let kind = if range_error.starts_with("byte ") { "bytearray" } else { "bytes" };
            return Err(vm.type_error(format!("cannot convert '{name}' object to {kind}")));
        }
        Err(raised) => return Err(raised),
    };
    let mut bytes = Vec::new();
    let result = loop {
        match vm.next(iterator) {
            Ok(Some(item)) => {
                let byte = byte_of(vm, item, range_error);
                vm.decref(item);
                match byte {
                    Ok(byte) => bytes.push(byte),
                    Err(raised) => break Err(raised),
                }
            }
            Ok(None) => break Ok(bytes),
            Err(raised) => break Err(raised),
        }
    };
    vm.decref(iterator);
    result
}

/// An int from 0 to 255.
pub(super) fn byte_of(vm: &mut Vm, x: Ref, range_error: &str) -> Res<u8> {
    let value = super::support::index_integer(vm, x)?;
    match value.to_i64().and_then(|n| u8::try_from(n).ok()) {
        Some(byte) => Ok(byte),
        None => Err(vm.value_error(range_error)),
    }
}

/// The bytes of a bytes-like object.
pub(super) fn wanted(vm: &mut Vm, x: Ref) -> Res<Vec<u8>> {
    match vm.as_bytes(x).map(<[u8]>::len) {
        Some(length) => {
            vm.afford(length)?;
            vm.charge(length);
            Ok(vm.as_bytes(x).unwrap_or_default().to_vec())
        }
        None => {
            let name = vm.type_name(x);
            Err(vm.type_error(format!("a bytes-like object is required, not '{name}'")))
        }
    }
}

/// `PyObject_Bytes`: what `int.from_bytes` and its like read.
pub(crate) fn bytes_of_object(vm: &mut Vm, x: Ref) -> Res<Vec<u8>> {
    if vm.as_str(x).is_some() || vm.as_integer(x).is_some() {
        let name = vm.type_name(x);
        return Err(vm.type_error(format!("cannot convert '{name}' object to bytes")));
    }
    contents(vm, Some(x), None, None, "bytes must be in range(0, 256)")
}

fn repr(vm: &mut Vm, args: Args) -> Res {
    let shown = quote::repr_bytes(vm.as_bytes(args.at(vm, 0)).unwrap_or_default());
    Ok(super::support::unshared_str(vm, shown))
}

fn hash(vm: &mut Vm, args: Args) -> Res {
    let choice = vm.dialect.builtins.text.text_hash;
    let hash = crate::python::text::hash::hash_bytes(vm.as_bytes(args.at(vm, 0)).unwrap_or_default(), choice);
    Ok(vm.int(hash))
}

/// `template % operand`
fn remainder(vm: &mut Vm, args: Args) -> Res {
    let (x, operand) = (args.at(vm, 0), args.at(vm, 1));
    let Some(bytes) = vm.as_bytes(x) else { return not_implemented(vm) };
    let template: String = bytes.iter().map(|b| char::from(*b)).collect();
    let shown = percent::format_bytes(vm, &template, operand)?;
    let bytes = shown.chars().map(|c| u8::try_from(u32::from(c)).unwrap_or(b'?')).collect();
    Ok(like(vm, x, bytes))
}
