//! Small helpers shared by the builtin types: results, faults, operands, strings that must not be shared.

use ecow::EcoString;

use crate::memory::{Body, Ref};
use crate::python::dialect::builtins::{Packing, Strings};
use crate::python::text::slice::{self, Fitted};
use crate::python::text::strmethods::Window;
use crate::python::text::{ArithmeticFault, ArithmeticResult, Integer, TextResult};
use crate::python::vm::known::{EMPTY_STR, NONE, NOT_IMPLEMENTED, bool_ref, names, types};
use crate::python::vm::native::Args;
use crate::python::vm::{Raised, Res, Vm};

pub(crate) fn not_implemented(vm: &mut Vm) -> Res {
    Ok(vm.incref(NOT_IMPLEMENTED))
}

pub(crate) fn truth_value(vm: &mut Vm, value: bool) -> Res {
    Ok(vm.incref(bool_ref(value)))
}

/// Raises what an arithmetic operation refused, in the words of the version.
pub(crate) fn raise_fault(vm: &mut Vm, fault: ArithmeticFault) -> Raised {
    if fault == ArithmeticFault::FloatResultTooLarge {
        // CPython raises it from `errno`: its arguments are a pair.
        let (number, words) = (vm.int(34), vm.str("Numerical result out of range"));
        let exception = vm.new_exception(types::OVERFLOW_ERROR, &[number, words]);
        return vm.raise_owned(exception);
    }
    let error = fault.error(vm.dialect.builtins.text.arithmetic);
    vm.raise_text(error)
}

pub(crate) fn arithmetic<T>(vm: &mut Vm, result: ArithmeticResult<T>) -> Res<T> {
    result.map_err(|fault| raise_fault(vm, fault))
}

pub(crate) fn text<T>(vm: &mut Vm, result: TextResult<T>) -> Res<T> {
    result.map_err(|error| vm.raise_text(error))
}

/// The value of an int or float (or subclass) as a float; `None` for other types.
pub(crate) fn real_operand(vm: &mut Vm, x: Ref) -> Option<Res<f64>> {
    match *vm.body(x) {
        Body::Float(value) => Some(Ok(value)),
        #[expect(clippy::cast_precision_loss, reason = "rounds to nearest as CPython does")]
        Body::Int(value) => Some(Ok(value as f64)),
        Body::BigInt(_) => {
            let converted = vm.as_integer(x)?.to_f64();
            Some(arithmetic(vm, converted))
        }
        _ => None,
    }
}

/// What an argument of the wrong type is called (`_PyArg_BadArgument`): its type, but None by itself.
pub(crate) fn argument_kind(vm: &Vm, x: Ref) -> String {
    if x == NONE { "None".to_owned() } else { vm.type_name(x) }
}

/// A str that is not one of the shared one-character strings: what CPython makes with `PyUnicode_New`.
pub(crate) fn unshared_str(vm: &mut Vm, text: impl Into<EcoString>) -> Ref {
    let text = text.into();
    if text.is_empty() { vm.incref(EMPTY_STR) } else { vm.new_str(text) }
}

/// The argument at `index` when it was given and is not None.
pub(crate) fn given(vm: &Vm, args: Args, index: usize) -> Option<Ref> {
    args.at(vm, index).some().filter(|&x| x != NONE)
}

/// A pair as a tuple; steals both.
pub(crate) fn pair(vm: &mut Vm, a: Ref, b: Ref) -> Ref {
    vm.tuple(&[a, b])
}

/// The operands of a method of integers: the receiver and one argument, when both are integers.
pub(crate) fn integers(vm: &Vm, args: Args) -> Option<(Integer, Integer)> {
    Some((vm.as_integer(args.at(vm, 0))?, vm.as_integer(args.at(vm, 1))?))
}

/// `__index__` of any object as an integer of any size; `TypeError` when it has none.
pub(crate) fn index_integer(vm: &mut Vm, x: Ref) -> Res<Integer> {
    if let Some(value) = vm.as_integer(x) {
        return Ok(value);
    }
    match vm.call_special(x, names::INDEX, &[]) {
        None => {
            let name = vm.type_name(x);
            Err(vm.type_error(format!("'{name}' object cannot be interpreted as an integer")))
        }
        Some(result) => {
            let result = result?;
            let value = vm.as_integer(result);
            let name = vm.type_name(result);
            vm.decref(result);
            match value {
                Some(value) => Ok(value),
                None => Err(vm.type_error(format!("__index__ returned non-int (type {name})"))),
            }
        }
    }
}

/// Applies a slice object to a sequence of this length.
pub(crate) fn slice_of(vm: &mut Vm, slice: Ref, length: usize) -> Res<Fitted> {
    let mut ends = [None; 3];
    for (i, end) in ends.iter_mut().enumerate() {
        let object = vm.record_at(slice, i);
        if object == NONE {
            continue;
        }
        *end = Some(slice_end(vm, object)?);
    }
    let fitted = slice::fit(ends[0], ends[1], ends[2], length);
    text(vm, fitted)
}

fn slice_end(vm: &mut Vm, object: Ref) -> Res<i64> {
    if vm.as_integer(object).is_none() && vm.lookup_special(object, names::INDEX).is_none() {
        return Err(vm.type_error("slice indices must be integers or None or have an __index__ method"));
    }
    vm.index_clamped(object)
}

/// The optional `start` and `end` arguments of a search, from this argument on.
pub(crate) fn window(vm: &mut Vm, args: Args, first: usize) -> Res<Window> {
    let mut bound = |index: usize| match given(vm, args, index) {
        None => Ok(None),
        Some(end) => slice_end(vm, end).map(Some),
    };
    Ok(Window { start: bound(first)?, end: bound(first + 1)? })
}

/// The value of a keyword argument of a call with [`crate::python::vm::native::Arity::Raw`]; borrowed.
pub(crate) fn keyword(vm: &Vm, args: Args, name: &str) -> Option<Ref> {
    if args.names.is_null() {
        return None;
    }
    let at = vm.items(args.names)?.iter().position(|key| vm.as_str(*key) == Some(name))?;
    Some(args.at(vm, args.positional(vm) + at))
}

/// A str with this text; in 2.7 a unicode object when `like` is one.
pub(crate) fn text_like(vm: &mut Vm, like: Ref, text: impl AsRef<str> + Into<EcoString>) -> Ref {
    if is_unicode_2(vm, like) { unicode_2(vm, text) } else { vm.string(text) }
}

/// As [`text_like`], but never a shared one-character string.
pub(crate) fn unshared_like(vm: &mut Vm, like: Ref, text: impl Into<EcoString>) -> Ref {
    if is_unicode_2(vm, like) { unicode_2(vm, text) } else { unshared_str(vm, text) }
}

/// Whether an object is 2.7's `unicode`.
pub(crate) fn is_unicode_2(vm: &Vm, x: Ref) -> bool {
    vm.dialect.builtins.strings == Strings::StrAndUnicode && vm.isinstance_of(x, types::UNICODE_2)
}

/// A new object of 2.7's `unicode`.
pub(crate) fn unicode_2(vm: &mut Vm, text: impl Into<EcoString>) -> Ref {
    vm.new_of(types::UNICODE_2, Body::Str(text.into()))
}

/// A new list of an iterable's items, as `PySequence_Fast` makes it: the iterator first, then the list.
pub(crate) fn list_of(vm: &mut Vm, iterable: Ref, refusal: &str) -> Res {
    let iterator = match vm.iter(iterable) {
        Ok(iterator) => iterator,
        Err(_) if vm.catch(types::TYPE_ERROR) => return Err(vm.type_error(refusal)),
        Err(raised) => return Err(raised),
    };
    // `PySequence_List` asks the iterator for its own.
    let own = vm.iter(iterator);
    vm.decref(iterator);
    let iterator = own?;
    let list = vm.list(Vec::new());
    let result = loop {
        match vm.next(iterator) {
            Ok(Some(item)) => {
                if let Some(items) = vm.heap.list_mut(list) {
                    items.push(item);
                }
            }
            Ok(None) => break Ok(list),
            Err(raised) => {
                vm.decref(list);
                break Err(raised);
            }
        }
    };
    vm.decref(iterator);
    result
}

/// The error for the first keyword of a raw call that the function does not take.
pub(crate) fn only_keywords(vm: &mut Vm, args: Args, function: &str, known: &[&str]) -> Res<()> {
    let given = if args.names.is_null() { Vec::new() } else { vm.items(args.names).unwrap_or_default().to_vec() };
    for key in given {
        let name = vm.text(key);
        if !known.contains(&name.as_str()) {
            let message = vm.dialect.builtins.words.unexpected_keyword.of(function, &name)
                + &vm.native_keyword_hint(&name, known);
            return Err(vm.type_error(message));
        }
    }
    Ok(())
}

/// An argument that C code reads as an int.
pub(crate) fn int_parameter(vm: &mut Vm, x: Ref) -> Res<Integer> {
    if vm.as_integer(x).is_none() && vm.lookup_special(x, names::INDEX).is_none() {
        let name = vm.type_name(x);
        let message = vm.dialect.builtins.words.int_parameter.of(&name);
        return Err(vm.type_error(message));
    }
    index_integer(vm, x)
}

/// Runs a function that CPython gives its positional arguments in a tuple, which holds them meanwhile. (The call has
/// counted the tuple.)
pub(crate) fn with_arguments_tuple(
    vm: &mut Vm,
    args: Args,
    first: usize,
    packing: Packing,
    run: impl FnOnce(&mut Vm) -> Res,
) -> Res {
    if packing == Packing::Direct {
        return run(vm);
    }
    let items: Vec<Ref> = (first..args.positional(vm)).map(|i| args.at(vm, i)).collect();
    for &item in &items {
        vm.incref(item);
    }
    let result = run(vm);
    vm.decref_all(&items);
    result
}

/// Lets a list have room for so many items, as CPython has reserved it.
pub(crate) fn reserve(vm: &mut Vm, list: Ref, room: usize) {
    if let Some(items) = vm.heap.list_mut(list) {
        items.reserve_exact(room.saturating_sub(items.len()));
    }
}
