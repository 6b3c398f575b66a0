//! The functions of the module `builtins` (2.7: `__builtin__`), by subject.

mod attributes;
mod code;
mod folding;
pub mod instances;
mod io;
mod iteration;
pub(super) mod legacy;
mod numbers;
mod text;

use crate::python::vm::native::{Arity, Native, Param};

/// `sum` takes no keywords up to 3.7.
pub const EARLIER: &[Native] = &[Native::function("sum", Arity::Range(1, 2), folding::sum)];

/// Of all versions; [`crate::python::dialect::builtins::Builtins::has_function`] says which one has which.
pub const FUNCTIONS: &[Native] = &[
    Native::function(
        "__import__",
        Arity::Named(&[
            Param::required("name"),
            Param::optional("globals"),
            Param::optional("locals"),
            Param::optional("fromlist"),
            Param::optional("level"),
        ]),
        code::import,
    ),
    Native::function("abs", Arity::One, numbers::abs),
    Native::function("all", Arity::One, folding::all),
    Native::function("any", Arity::One, folding::any),
    Native::function("bin", Arity::One, |vm, args| numbers::prefixed(vm, args, 2)),
    Native::function("callable", Arity::One, attributes::callable),
    Native::function("chr", Arity::One, text::chr),
    Native::function(
        "compile",
        Arity::Named(&[
            Param::required("source"),
            Param::required("filename"),
            Param::required("mode"),
            Param::optional("flags"),
            Param::optional("dont_inherit"),
            Param::optional("optimize"),
        ]),
        code::compile,
    ),
    Native::function("delattr", Arity::Range(2, 2), attributes::delattr),
    Native::function("dir", Arity::Range(0, 1), attributes::dir),
    Native::function("divmod", Arity::Range(2, 2), numbers::divmod),
    Native::function("format", Arity::Range(1, 2), text::format),
    Native::function("getattr", Arity::Range(2, 3), attributes::getattr),
    Native::function("globals", Arity::Zero, code::globals),
    Native::function("hasattr", Arity::Range(2, 2), attributes::hasattr),
    Native::function("hash", Arity::One, |vm, args| {
        let hash = vm.hash(args.at(vm, 0))?;
        Ok(vm.int(hash))
    }),
    Native::function("hex", Arity::One, |vm, args| numbers::prefixed(vm, args, 16)),
    Native::function("id", Arity::One, |vm, args| {
        let address = vm.address_of(args.at(vm, 0));
        Ok(vm.int(address))
    }),
    Native::function("isinstance", Arity::Range(2, 2), instances::isinstance),
    Native::function("issubclass", Arity::Range(2, 2), instances::issubclass),
    Native::function("iter", Arity::Range(1, 2), iteration::iter),
    Native::function("len", Arity::One, |vm, args| {
        let length = vm.len(args.at(vm, 0))?;
        Ok(vm.usize(length))
    }),
    Native::function("locals", Arity::Zero, code::locals),
    Native::function("max", Arity::Raw, folding::max),
    Native::function("min", Arity::Raw, folding::min),
    Native::function("next", Arity::Range(1, 2), iteration::next),
    Native::function("oct", Arity::One, |vm, args| numbers::prefixed(vm, args, 8)),
    Native::function("ord", Arity::One, text::ord),
    Native::function(
        "pow",
        Arity::Named(&[Param::required("base"), Param::required("exp"), Param::optional("mod")]),
        numbers::pow,
    ),
    Native::function("print", Arity::Raw, io::print),
    Native::function("repr", Arity::One, |vm, args| vm.repr(args.at(vm, 0))),
    Native::function("round", Arity::Named(&[Param::required("number"), Param::optional("ndigits")]), numbers::round),
    Native::function("setattr", Arity::Range(3, 3), attributes::setattr),
    Native::function("sorted", Arity::Raw, iteration::sorted),
    Native::function("sum", Arity::Named(&[Param::required(""), Param::optional("start")]), folding::sum),
    Native::function("vars", Arity::Range(0, 1), attributes::vars),
    Native::function("eval", Arity::Range(1, 3), code::eval),
    Native::function("input", Arity::Range(0, 1), io::input_of_its_time),
    Native::function("ascii", Arity::One, |vm, args| super::str::ascii_of(vm, args.at(vm, 0))),
    Native::function("exec", Arity::Range(1, 3), code::exec),
    Native::function("aiter", Arity::One, |vm, args| iteration::asynchronous(vm, args, "__aiter__")),
    Native::function("anext", Arity::Range(1, 2), iteration::anext),
    Native::function("breakpoint", Arity::Raw, |vm, _| vm.done()),
    Native::function("apply", Arity::Range(1, 3), legacy::apply),
    Native::function("cmp", Arity::Range(2, 2), legacy::cmp),
    Native::function("coerce", Arity::Range(2, 2), legacy::coerce),
    Native::function("execfile", Arity::Range(1, 3), code::execfile),
    Native::function("intern", Arity::One, legacy::intern),
    Native::function("raw_input", Arity::Range(0, 1), io::input),
    Native::function("reduce", Arity::Range(2, 3), legacy::reduce),
    Native::function("reload", Arity::One, legacy::reload),
    Native::function("unichr", Arity::One, legacy::unichr),
];
