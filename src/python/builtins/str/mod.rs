//! `str` (and 2.7's `unicode`): the type, its operators and conversions. Methods are in [`methods`] and [`parts`],
//! formatting in [`format`] and [`percent`], characters and slices in [`index`].

mod encode;
mod format;
pub(crate) mod index;
mod methods;
mod parts;
pub(crate) mod percent;
pub(crate) mod python2;
mod translate;
mod writer;

use super::support::{not_implemented, text, text_like, truth_value, unicode_2, unshared_str};
use crate::memory::{Body, Ref};
use crate::python::code::CompareOp;
use crate::python::dialect::builtins::Strings;
use crate::python::text::{quote, spec_format, strmethods};
use crate::python::vm::known::{EMPTY_STR, names, types};
use crate::python::vm::native::{Args, Arity, Native, Param, TypeDef};
use crate::python::vm::{Raised, Res, Vm};

pub(super) use encode::decode_method;
pub use encode::{decode_bytes, encode_text};
pub(super) use python2::bytes_of;

pub const TYPE: TypeDef = TypeDef { id: types::STR, methods: METHODS, attributes: &[] };

/// 2.7's second type of text.
pub const UNICODE: TypeDef = TypeDef { id: types::UNICODE_2, methods: METHODS, attributes: &[] };

const NO: Arity = Arity::Zero;

const METHODS: &[Native] = &[
    Native::new_of_type(
        Arity::Named(&[Param::optional("object"), Param::optional("encoding"), Param::optional("errors")]),
        new,
    ),
    Native::slot("__repr__", 0, repr),
    Native::slot("__str__", 0, |vm, args| plain(vm, args.at(vm, 0))),
    Native::slot("__hash__", 0, |vm, args| {
        let hash = vm.str_hash(args.at(vm, 0));
        Ok(vm.int(hash))
    }),
    Native::slot("__lt__", 1, |vm, args| compare(vm, args, CompareOp::Lt)),
    Native::slot("__le__", 1, |vm, args| compare(vm, args, CompareOp::Le)),
    Native::slot("__eq__", 1, |vm, args| compare(vm, args, CompareOp::Eq)),
    Native::slot("__ne__", 1, |vm, args| compare(vm, args, CompareOp::Ne)),
    Native::slot("__gt__", 1, |vm, args| compare(vm, args, CompareOp::Gt)),
    Native::slot("__ge__", 1, |vm, args| compare(vm, args, CompareOp::Ge)),
    Native::slot("__iter__", 0, index::iterate),
    Native::slot("__len__", 0, |vm, args| {
        let length = index::length(vm, args.at(vm, 0));
        Ok(vm.usize(length))
    }),
    Native::slot("__getitem__", 1, index::getitem),
    Native::slot("__getslice__", 2, index::getslice),
    Native::slot("__contains__", 1, contains),
    Native::concat("__add__", add),
    Native::repeat("__mul__", multiply),
    Native::repeat("__rmul__", multiply),
    Native::slot("__mod__", 1, |vm, args| percent::format(vm, args.at(vm, 0), args.at(vm, 1))),
    Native::slot("__rmod__", 1, |vm, args| match vm.as_str(args.at(vm, 1)) {
        Some(_) => percent::format(vm, args.at(vm, 1), args.at(vm, 0)),
        None => not_implemented(vm),
    }),
    Native::method("__format__", Arity::One, format_spec),
    Native::method("__getnewargs__", NO, |vm, args| {
        let copy = unshared_str(vm, vm.text(args.at(vm, 0)));
        Ok(vm.tuple(&[copy]))
    }),
    Native::method("__sizeof__", NO, sizeof),
    Native::method("format", Arity::Raw, format::format),
    Native::method("format_map", Arity::One, format::format_map),
    Native::method("encode", Arity::Named(&[Param::optional("encoding"), Param::optional("errors")]), encode::encode),
    Native::method("decode", Arity::Named(&[Param::optional("encoding"), Param::optional("errors")]), encode::decode),
    Native::method("join", Arity::One, parts::join),
    Native::method("split", Arity::Named(&[Param::optional("sep"), Param::optional("maxsplit")]), |vm, args| {
        python2::meeting(vm, args, parts::split)
    }),
    Native::method("rsplit", Arity::Named(&[Param::optional("sep"), Param::optional("maxsplit")]), |vm, args| {
        python2::meeting(vm, args, parts::rsplit)
    }),
    Native::method("splitlines", Arity::Named(&[Param::optional("keepends")]), parts::splitlines),
    Native::method("partition", Arity::One, |vm, args| python2::meeting(vm, args, parts::partition)),
    Native::method("rpartition", Arity::One, |vm, args| python2::meeting(vm, args, parts::rpartition)),
    Native::method("find", Arity::Range(1, 3), |vm, args| python2::meeting(vm, args, methods::find)),
    Native::method("rfind", Arity::Range(1, 3), |vm, args| python2::meeting(vm, args, methods::rfind)),
    Native::method("index", Arity::Range(1, 3), |vm, args| python2::meeting(vm, args, methods::index)),
    Native::method("rindex", Arity::Range(1, 3), |vm, args| python2::meeting(vm, args, methods::rindex)),
    Native::method("count", Arity::Range(1, 3), |vm, args| python2::meeting(vm, args, methods::count)),
    Native::method("startswith", Arity::Range(1, 3), |vm, args| python2::meeting(vm, args, methods::startswith)),
    Native::method("endswith", Arity::Range(1, 3), |vm, args| python2::meeting(vm, args, methods::endswith)),
    Native::method(
        "replace",
        Arity::Named(&[Param::required(""), Param::required(""), Param::optional("count")]),
        |vm, args| python2::meeting(vm, args, methods::replace),
    ),
    Native::method("removeprefix", Arity::One, methods::removeprefix),
    Native::method("removesuffix", Arity::One, methods::removesuffix),
    Native::method("strip", Arity::Range(0, 1), |vm, args| python2::meeting(vm, args, methods::strip)),
    Native::method("lstrip", Arity::Range(0, 1), |vm, args| python2::meeting(vm, args, methods::lstrip)),
    Native::method("rstrip", Arity::Range(0, 1), |vm, args| python2::meeting(vm, args, methods::rstrip)),
    Native::method("ljust", Arity::Range(1, 2), methods::ljust),
    Native::method("rjust", Arity::Range(1, 2), methods::rjust),
    Native::method("center", Arity::Range(1, 2), methods::center),
    Native::method("zfill", Arity::One, methods::zfill),
    Native::method("expandtabs", Arity::Named(&[Param::optional("tabsize")]), methods::expandtabs),
    Native::method("upper", NO, |vm, args| methods::mapped(vm, args, strmethods::case::upper)),
    Native::method("lower", NO, |vm, args| methods::mapped(vm, args, strmethods::case::lower)),
    Native::method("casefold", NO, |vm, args| methods::mapped(vm, args, strmethods::case::casefold)),
    Native::method("title", NO, |vm, args| methods::mapped(vm, args, strmethods::case::title)),
    Native::method("capitalize", NO, methods::capitalize),
    Native::method("swapcase", NO, |vm, args| methods::mapped(vm, args, strmethods::case::swapcase)),
    Native::method("isalpha", NO, |vm, args| methods::test(vm, args, strmethods::classify::isalpha)),
    Native::method("isdigit", NO, |vm, args| methods::test(vm, args, strmethods::classify::isdigit)),
    Native::method("isdecimal", NO, |vm, args| methods::test(vm, args, strmethods::classify::isdecimal)),
    Native::method("isnumeric", NO, |vm, args| methods::test(vm, args, strmethods::classify::isnumeric)),
    Native::method("isalnum", NO, |vm, args| methods::test(vm, args, strmethods::classify::isalnum)),
    Native::method("isspace", NO, |vm, args| methods::test(vm, args, strmethods::classify::isspace)),
    Native::method("isprintable", NO, |vm, args| methods::test(vm, args, strmethods::classify::isprintable)),
    Native::method("isascii", NO, |vm, args| methods::test(vm, args, strmethods::classify::isascii)),
    Native::method("isidentifier", NO, |vm, args| methods::test(vm, args, strmethods::classify::isidentifier)),
    Native::method("isupper", NO, |vm, args| methods::test(vm, args, strmethods::classify::isupper)),
    Native::method("islower", NO, |vm, args| methods::test(vm, args, strmethods::classify::islower)),
    Native::method("istitle", NO, |vm, args| methods::test(vm, args, strmethods::classify::istitle)),
    Native::method("translate", Arity::Range(1, 2), translate::translate),
    Native::static_method("maketrans", Arity::Range(1, 3), translate::maketrans),
];

fn new(vm: &mut Vm, args: Args) -> Res {
    let (class, object) = (args.at(vm, 0), args.at(vm, 1).some());
    let (encoding, errors) = (args.at(vm, 2).some(), args.at(vm, 3).some());
    let two = vm.dialect.builtins.strings == Strings::StrAndUnicode;
    if two && vm.is_subtype(class, types::UNICODE_2) {
        let (encoding, errors) = (encode::given_name(vm, encoding)?, encode::given_name(vm, errors)?);
        let made = python2::unicode_new(vm, object, encoding, errors)?;
        if class == types::UNICODE_2 {
            return Ok(made);
        }
        let copy = vm.text(made).into();
        vm.decref(made);
        return Ok(vm.new_of(class, Body::Str(copy)));
    }
    let made = match object {
        None => vm.incref(EMPTY_STR),
        Some(object) if two && encoding.is_none() && errors.is_none() => {
            let made = vm.str_of(object)?;
            python2::str_new(vm, made)?
        }
        Some(object) if encoding.is_none() && errors.is_none() => vm.str_of(object)?,
        Some(object) => encode::decode_object(vm, object, encoding, errors)?,
    };
    if class == types::STR {
        return Ok(made);
    }
    let copy = vm.text(made).into();
    vm.decref(made);
    Ok(vm.new_of(class, Body::Str(copy)))
}

/// The exact str of a str: itself when it is one.
pub(super) fn plain(vm: &mut Vm, x: Ref) -> Res {
    if vm.is_exact(x, types::STR) || vm.is_exact(x, types::UNICODE_2) {
        return Ok(vm.incref(x));
    }
    let copy = vm.text(x);
    Ok(if vm.isinstance_of(x, types::UNICODE_2) { unicode_2(vm, copy) } else { unshared_str(vm, copy) })
}

fn repr(vm: &mut Vm, args: Args) -> Res {
    let x = args.at(vm, 0);
    let contents = vm.as_str(x).unwrap_or_default();
    let shown = match vm.dialect.builtins.strings {
        Strings::StrAndBytes => quote::repr_str(contents),
        Strings::StrAndUnicode if vm.isinstance_of(x, types::UNICODE_2) => quote::repr_unicode_py2(contents),
        Strings::StrAndUnicode => quote::repr_str_py2(&python2::bytes_of(contents)),
    };
    Ok(unshared_str(vm, shown))
}

/// `ascii(x)`: the repr with everything beyond ASCII escaped.
pub(crate) fn ascii_of(vm: &mut Vm, x: Ref) -> Res {
    let shown = vm.repr(x)?;
    match vm.as_str(shown) {
        Some(text) if !text.is_ascii() => {
            let escaped = quote::ascii_of_repr(text);
            vm.decref(shown);
            Ok(vm.string(escaped))
        }
        _ => Ok(shown),
    }
}

fn compare(vm: &mut Vm, args: Args, op: CompareOp) -> Res {
    let (a, b) = (args.at(vm, 0), args.at(vm, 1));
    let (Some(left), Some(right)) = (vm.as_str(a), vm.as_str(b)) else { return not_implemented(vm) };
    if matches!(op, CompareOp::Eq | CompareOp::Ne) && !python2::comparable(vm, a, b) {
        return truth_value(vm, op == CompareOp::Ne);
    }
    // Text in UTF-8 sorts as its code points do.
    let result = match op {
        CompareOp::Lt => left < right,
        CompareOp::Le => left <= right,
        CompareOp::Eq => left == right,
        CompareOp::Ne => left != right,
        CompareOp::Gt => left > right,
        CompareOp::Ge => left >= right,
    };
    truth_value(vm, result)
}

fn contains(vm: &mut Vm, args: Args) -> Res {
    let (x, wanted) = (args.at(vm, 0), args.at(vm, 1));
    let (Some(hay), Some(needle)) = (vm.as_str(x), vm.as_str(wanted)) else {
        let name = vm.type_name(wanted);
        return Err(vm.type_error(format!("'in <string>' requires string as left operand, not {name}")));
    };
    let found = strmethods::search::contains(hay, needle);
    truth_value(vm, found)
}

/// Both empty cases give the other operand, when it is an exact str. The machine words the refusal.
fn add(vm: &mut Vm, args: Args) -> Res {
    let (a, b) = (args.at(vm, 0), args.at(vm, 1));
    if vm.as_str(b).is_some() {
        python2::meet(vm, a, b)?;
    }
    let (Some(left), Some(right)) = (vm.as_str(a), vm.as_str(b)) else { return not_implemented(vm) };
    if left.is_empty() && vm.is_exact(b, types::STR) {
        return Ok(vm.incref(b));
    }
    if right.is_empty() && vm.is_exact(a, types::STR) && !vm.isinstance_of(b, types::UNICODE_2) {
        return Ok(vm.incref(a));
    }
    let bytes = left.len() + right.len();
    vm.afford(bytes)?;
    let joined = [a, b].map(|x| vm.as_str(x).unwrap_or_default()).concat();
    if vm.isinstance_of(a, types::UNICODE_2) || vm.isinstance_of(b, types::UNICODE_2) {
        return Ok(unicode_2(vm, joined));
    }
    Ok(unshared_str(vm, joined))
}

fn multiply(vm: &mut Vm, args: Args) -> Res {
    let (x, times) = (args.at(vm, 0), args.at(vm, 1));
    let Some(count) = repeat_count(vm, times)? else { return not_implemented(vm) };
    if count == 1 && vm.is_exact(x, types::STR) {
        return Ok(vm.incref(x));
    }
    let length = vm.body(x).bytes_beside().saturating_mul(usize::try_from(count).unwrap_or(0));
    vm.afford(length)?;
    let repeated = strmethods::pad::repeat(vm.as_str(x).unwrap_or_default(), count);
    let repeated = text(vm, repeated)?;
    Ok(text_like(vm, x, repeated))
}

/// How often a sequence is to be repeated; `None` when the operand is no integer.
pub(super) fn repeat_count(vm: &mut Vm, times: Ref) -> Res<Option<i64>> {
    if let Some(count) = vm.as_int(times) {
        return Ok(Some(count));
    }
    if vm.as_integer(times).is_none() && vm.lookup_special(times, names::INDEX).is_none() {
        return Ok(None);
    }
    match vm.index(times) {
        Ok(count) => Ok(Some(count)),
        Err(Raised) if vm.catch(types::OVERFLOW_ERROR) => {
            let name = vm.type_name(times);
            Err(vm.overflow_error(format!("cannot fit '{name}' into an index-sized integer")))
        }
        Err(raised) => Err(raised),
    }
}

fn format_spec(vm: &mut Vm, args: Args) -> Res {
    let (x, spec) = (args.at(vm, 0), args.at(vm, 1));
    let Some(spec_text) = vm.as_str(spec).map(str::to_owned) else {
        return Err(format_spec_type_error(vm, spec));
    };
    if spec_text.is_empty() {
        return if vm.is_exact(x, types::STR) { Ok(vm.incref(x)) } else { vm.str_of(x) };
    }
    let (name, dialect) = (vm.type_name(x), vm.dialect.builtins.text.spec);
    let contents = vm.as_str(x).unwrap_or_default();
    let shown = spec_format::format_str(contents, &spec_text, &name, dialect);
    let unchanged = matches!(&shown, Ok(shown) if shown == contents);
    let shown = text(vm, shown)?;
    // Without padding or cutting, the writer hands on the object itself.
    if unchanged && vm.is_exact(x, types::STR) {
        return Ok(vm.incref(x));
    }
    Ok(text_like(vm, x, shown))
}

/// `(3).__format__(2)`
pub(in crate::python::builtins) fn format_spec_type_error(vm: &mut Vm, spec: Ref) -> Raised {
    let name = super::support::argument_kind(vm, spec);
    vm.type_error(format!("__format__() argument must be str, not {name}"))
}

fn sizeof(vm: &mut Vm, args: Args) -> Res {
    let size = vm.dialect.builtins.text.layout.text(vm.as_str(args.at(vm, 0)).unwrap_or_default());
    Ok(vm.usize(size))
}
