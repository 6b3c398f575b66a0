//! `bytearray`: what it adds to the methods of bytes, all of which change it in place.

use super::operators::place_of;
use super::{byte_of, contents, methods, operators, remainder, wanted, with_shared_methods};
use crate::memory::{Body, Ref};
use crate::python::builtins;
use crate::python::builtins::support::{given, slice_of, unshared_str};
use crate::python::text::quote;
use crate::python::text::slice::position;
use crate::python::text::strmethods::ascii;
use crate::python::vm::known::types;
use crate::python::vm::native::{Args, Arity, Native, Param, TypeDef};
use crate::python::vm::{Res, Vm};

const RANGE: &str = "byte must be in range(0, 256)";

pub const TYPE: TypeDef = TypeDef {
    id: types::BYTEARRAY,
    methods: with_shared_methods![
        Native::new_of_type(Arity::Raw, |vm, args| {
            let class = args.at(vm, 0);
            Ok(vm.new_of(class, Body::ByteArray(Box::default())))
        }),
        Native::slot_raw(
            "__init__",
            Arity::Named(&[Param::optional("source"), Param::optional("encoding"), Param::optional("errors")]),
            init,
        ),
        Native::slot("__repr__", 0, repr),
        Native::slot("__str__", 0, repr),
        Native::slot("__setitem__", 2, setitem),
        Native::slot("__delitem__", 1, delitem),
        Native::concat("__iadd__", |vm, args| {
            if vm.as_bytes(args.at(vm, 1)).is_none() {
                return builtins::support::not_implemented(vm);
            }
            let more = wanted(vm, args.at(vm, 1))?;
            change(vm, args, |bytes| bytes.extend(more));
            let x = args.at(vm, 0);
            Ok(vm.incref(x))
        }),
        Native::repeat("__imul__", imultiply),
        Native::method("append", Arity::One, |vm, args| {
            let byte = byte_of(vm, args.at(vm, 1), RANGE)?;
            change(vm, args, |bytes| bytes.push(byte));
            vm.done()
        }),
        Native::method("extend", Arity::One, extend),
        Native::method("insert", Arity::Range(2, 2), insert),
        Native::method("pop", Arity::Range(0, 1), pop),
        Native::method("remove", Arity::One, remove),
        Native::method("reverse", Arity::Zero, |vm, args| {
            change(vm, args, |bytes| bytes.reverse());
            vm.done()
        }),
        Native::method("clear", Arity::Zero, |vm, args| {
            change(vm, args, Vec::clear);
            vm.done()
        }),
        Native::method("copy", Arity::Zero, |vm, args| {
            let copy = vm.as_bytes(args.at(vm, 0)).unwrap_or_default().to_vec();
            Ok(vm.new_of(types::BYTEARRAY, Body::ByteArray(Box::new(copy))))
        }),
        Native::method("__sizeof__", Arity::Zero, |vm, args| {
            let length = vm.as_bytes(args.at(vm, 0)).unwrap_or_default().len();
            let size = vm.dialect.builtins.text.layout.bytearray(length);
            Ok(vm.usize(size))
        }),
    ],
    attributes: &[],
};

fn change<T>(vm: &mut Vm, args: Args, f: impl FnOnce(&mut Vec<u8>) -> T) -> Option<T> {
    let x = args.at(vm, 0);
    match vm.heap.body_mut(x) {
        Body::ByteArray(bytes) => Some(f(bytes)),
        _ => None,
    }
}

fn init(vm: &mut Vm, args: Args) -> Res {
    let (source, encoding, errors) = (args.at(vm, 1).some(), args.at(vm, 2).some(), args.at(vm, 3).some());
    let made = contents(vm, source, encoding, errors, RANGE)?;
    change(vm, args, |bytes| *bytes = made);
    vm.done()
}

fn repr(vm: &mut Vm, args: Args) -> Res {
    let x = args.at(vm, 0);
    let class = vm.type_of(x);
    let name = vm.class_name(class).to_owned();
    let shown = quote::repr_bytes(vm.as_bytes(x).unwrap_or_default());
    Ok(unshared_str(vm, format!("{name}({shown})")))
}

fn setitem(vm: &mut Vm, args: Args) -> Res {
    let (x, key, value) = (args.at(vm, 0), args.at(vm, 1), args.at(vm, 2));
    if vm.is_exact(key, types::SLICE) {
        let new = if vm.as_integer(value).is_some() || vm.as_str(value).is_some() {
            return Err(vm.type_error("can assign only bytes, buffers, or iterables of ints in range(0, 256)"));
        } else {
            contents(vm, Some(value), None, None, RANGE)?
        };
        set_slice(vm, args, key, &new)?;
        return vm.done();
    }
    let place = place_of(vm, x, key)?;
    let byte = byte_of(vm, value, RANGE)?;
    change(vm, args, |bytes| {
        if let Some(at) = bytes.get_mut(place) {
            *at = byte;
        }
    });
    vm.done()
}

fn delitem(vm: &mut Vm, args: Args) -> Res {
    let (x, key) = (args.at(vm, 0), args.at(vm, 1));
    if vm.is_exact(key, types::SLICE) {
        set_slice(vm, args, key, &[])?;
        return vm.done();
    }
    let place = place_of(vm, x, key)?;
    change(vm, args, |bytes| bytes.remove(place));
    vm.done()
}

/// Replaces a slice; an extended one only by as many bytes, or by none, which deletes it.
fn set_slice(vm: &mut Vm, args: Args, key: Ref, new: &[u8]) -> Res<()> {
    let x = args.at(vm, 0);
    let length = vm.as_bytes(x).unwrap_or_default().len();
    let fitted = slice_of(vm, key, length)?;
    if fitted.step == 1 {
        let start = usize::try_from(fitted.start).unwrap_or(0);
        change(vm, args, |bytes| {
            bytes.splice(start..start + fitted.len, new.iter().copied());
        });
        return Ok(());
    }
    if new.is_empty() {
        let gone: Vec<usize> = fitted.indexes().collect();
        change(vm, args, |bytes| {
            let mut place = 0;
            bytes.retain(|_| {
                place += 1;
                !gone.contains(&(place - 1))
            });
        });
        return Ok(());
    }
    if new.len() != fitted.len {
        let (given, room) = (new.len(), fitted.len);
        return Err(vm.value_error(format!("attempt to assign bytes of size {given} to extended slice of size {room}")));
    }
    change(vm, args, |bytes| {
        for (place, byte) in fitted.indexes().zip(new) {
            if let Some(at) = bytes.get_mut(place) {
                *at = *byte;
            }
        }
    });
    Ok(())
}

fn imultiply(vm: &mut Vm, args: Args) -> Res {
    let (x, times) = (args.at(vm, 0), args.at(vm, 1));
    let Some(count) = builtins::str::repeat_count(vm, times)? else {
        return builtins::support::not_implemented(vm);
    };
    let repeated = operators::repeated(vm, x, count)?;
    change(vm, args, |bytes| *bytes = repeated);
    Ok(vm.incref(x))
}

fn extend(vm: &mut Vm, args: Args) -> Res {
    let source = args.at(vm, 1);
    if vm.as_str(source).is_some() {
        return Err(vm.type_error("expected iterable of integers; got: 'str'"));
    }
    if vm.as_integer(source).is_some() {
        let name = vm.type_name(source);
        return Err(vm.type_error(format!("can't extend bytearray with {name}")));
    }
    let more = contents(vm, Some(source), None, None, RANGE)?;
    change(vm, args, |bytes| bytes.extend(more));
    vm.done()
}

fn insert(vm: &mut Vm, args: Args) -> Res {
    let at = vm.index(args.at(vm, 1))?;
    let byte = byte_of(vm, args.at(vm, 2), RANGE)?;
    change(vm, args, |bytes| {
        let length = i64::try_from(bytes.len()).unwrap_or(i64::MAX);
        let place = if at < 0 { at.saturating_add(length).max(0) } else { at.min(length) };
        bytes.insert(usize::try_from(place).unwrap_or(0), byte);
    });
    vm.done()
}

fn pop(vm: &mut Vm, args: Args) -> Res {
    let at = match given(vm, args, 1) {
        None => -1,
        Some(at) => vm.index(at)?,
    };
    let length = vm.as_bytes(args.at(vm, 0)).unwrap_or_default().len();
    if length == 0 {
        return Err(vm.index_error("pop from empty bytearray"));
    }
    let Some(place) = position(at, length) else { return Err(vm.index_error("pop index out of range")) };
    let byte = change(vm, args, |bytes| bytes.remove(place)).unwrap_or(0);
    Ok(vm.int(i64::from(byte)))
}

fn remove(vm: &mut Vm, args: Args) -> Res {
    let byte = byte_of(vm, args.at(vm, 1), RANGE)?;
    let place = vm.as_bytes(args.at(vm, 0)).unwrap_or_default().iter().position(|b| *b == byte);
    let Some(place) = place else { return Err(vm.value_error("value not found in bytearray")) };
    change(vm, args, |bytes| bytes.remove(place));
    vm.done()
}
