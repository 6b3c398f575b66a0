//! `memoryview`: a window on the bytes of another object, one byte an item.
//! References: the object (NULL once released). Numbers: first byte, step, count.

use super::support::{slice_of, truth_value, unshared_str};
use crate::memory::{Body, Ref};
use crate::python::text::slice::position;
use crate::python::vm::known::{names, types};
use crate::python::vm::native::{Args, Arity, GetSet, Native, Param, TypeDef};
use crate::python::vm::{Res, Vm};

pub const TYPE: TypeDef = TypeDef {
    id: types::MEMORYVIEW,
    methods: &[
        Native::new_of_type(Arity::Named(&[Param::required("object")]), new),
        Native::slot("__repr__", 0, repr),
        Native::slot("__len__", 0, |vm, args| {
            let count = window(vm, args.at(vm, 0))?.count;
            Ok(vm.int(count))
        }),
        Native::slot("__getitem__", 1, getitem),
        Native::slot("__setitem__", 2, setitem),
        Native::slot("__eq__", 1, |vm, args| equal(vm, args, true)),
        Native::slot("__ne__", 1, |vm, args| equal(vm, args, false)),
        Native::slot("__hash__", 0, hash),
        Native::method("tobytes", Arity::Zero, |vm, args| {
            let bytes = bytes_of(vm, args.at(vm, 0))?;
            Ok(vm.bytes(&bytes))
        }),
        Native::method("__bytes__", Arity::Zero, |vm, args| {
            let bytes = bytes_of(vm, args.at(vm, 0))?;
            Ok(vm.bytes(&bytes))
        }),
        Native::method("tolist", Arity::Zero, |vm, args| {
            let bytes = bytes_of(vm, args.at(vm, 0))?;
            let items = bytes.into_iter().map(|byte| vm.int(i64::from(byte))).collect();
            Ok(vm.list(items))
        }),
        Native::method("hex", Arity::Zero, |vm, args| {
            let bytes = bytes_of(vm, args.at(vm, 0))?;
            let digits: String = bytes.iter().map(|byte| format!("{byte:02x}")).collect();
            Ok(vm.string(digits))
        }),
        Native::method("release", Arity::Zero, |vm, args| {
            release(vm, args.at(vm, 0));
            vm.done()
        }),
        Native::method("__enter__", Arity::Zero, |vm, args| {
            let x = args.at(vm, 0);
            window(vm, x)?;
            Ok(vm.incref(x))
        }),
        Native::method("__exit__", Arity::Raw, |vm, args| {
            release(vm, args.at(vm, 0));
            vm.done()
        }),
    ],
    attributes: &[
        GetSet::read_only("obj", |vm, x| {
            let object = window(vm, x)?.object;
            Ok(vm.incref(object))
        }),
        GetSet::read_only("nbytes", |vm, x| {
            let count = window(vm, x)?.count;
            Ok(vm.int(count))
        }),
        GetSet::read_only("readonly", |vm, x| {
            let object = window(vm, x)?.object;
            let changes = matches!(vm.body(object), Body::ByteArray(_));
            truth_value(vm, !changes)
        }),
        GetSet::read_only("itemsize", |vm, _| Ok(vm.int(1))),
        GetSet::read_only("ndim", |vm, _| Ok(vm.int(1))),
        GetSet::read_only("format", |vm, _| Ok(vm.str("B"))),
        GetSet::read_only("shape", |vm, x| {
            let count = window(vm, x)?.count;
            let count = vm.int(count);
            Ok(vm.tuple(&[count]))
        }),
        GetSet::read_only("strides", |vm, x| {
            let step = window(vm, x)?.step;
            let step = vm.int(step);
            Ok(vm.tuple(&[step]))
        }),
    ],
};

/// What all views of one object's bytes share: it holds the object until the last of them is released.
pub const MANAGED_BUFFER: TypeDef = TypeDef { id: types::MANAGED_BUFFER, methods: &[], attributes: &[] };

/// Which bytes of which object are seen; the object is borrowed.
#[derive(Clone, Copy)]
struct Window {
    buffer: Ref,
    object: Ref,
    start: i64,
    step: i64,
    count: i64,
}

impl Window {
    fn place(self, index: usize) -> usize {
        let index = i64::try_from(index).unwrap_or(0);
        usize::try_from(self.start + index * self.step).unwrap_or(0)
    }
}

fn window(vm: &mut Vm, x: Ref) -> Res<Window> {
    let buffer = vm.record_at(x, 0);
    match if buffer.is_null() { Ref::NULL } else { vm.record_at(buffer, 0) }.some() {
        Some(object) => Ok(Window {
            buffer,
            object,
            start: vm.record_number(x, 0),
            step: vm.record_number(x, 1),
            count: vm.record_number(x, 2),
        }),
        None => Err(vm.value_error("operation forbidden on released memoryview object")),
    }
}

fn bytes_of(vm: &mut Vm, x: Ref) -> Res<Vec<u8>> {
    let window = window(vm, x)?;
    let bytes = vm.as_bytes(window.object).unwrap_or_default();
    let count = usize::try_from(window.count).unwrap_or(0);
    Ok((0..count).filter_map(|index| bytes.get(window.place(index)).copied()).collect())
}

fn release(vm: &mut Vm, x: Ref) {
    vm.record_put(x, 0, Ref::NULL);
}

fn new(vm: &mut Vm, args: Args) -> Res {
    let object = args.at(vm, 1);
    if vm.is_exact(object, types::MEMORYVIEW) {
        let seen = window(vm, object)?;
        vm.incref(seen.buffer);
        return Ok(vm.record(types::MEMORYVIEW, &[seen.buffer], &[seen.start, seen.step, seen.count]));
    }
    let Some(length) = vm.as_bytes(object).map(<[u8]>::len) else {
        let name = vm.type_name(object);
        return Err(vm.type_error(format!("memoryview: a bytes-like object is required, not '{name}'")));
    };
    vm.incref(object);
    let length = i64::try_from(length).unwrap_or(i64::MAX);
    let buffer = vm.record(types::MANAGED_BUFFER, &[object], &[]);
    Ok(vm.record(types::MEMORYVIEW, &[buffer], &[0, 1, length]))
}

fn repr(vm: &mut Vm, args: Args) -> Res {
    let x = args.at(vm, 0);
    let (word, address) = (if vm.record_at(x, 0).is_null() { "released memory" } else { "memory" }, vm.address_of(x));
    Ok(unshared_str(vm, format!("<{word} at {address:#x}>")))
}

fn index_of(vm: &mut Vm, key: Ref, seen: Window) -> Res<usize> {
    if vm.as_integer(key).is_none() && vm.lookup_special(key, names::INDEX).is_none() {
        return Err(vm.type_error("memoryview: invalid slice key"));
    }
    let index = vm.index(key)?;
    match position(index, usize::try_from(seen.count).unwrap_or(0)) {
        Some(index) => Ok(seen.place(index)),
        None => Err(vm.index_error("index out of bounds on dimension 1")),
    }
}

fn getitem(vm: &mut Vm, args: Args) -> Res {
    let (x, key) = (args.at(vm, 0), args.at(vm, 1));
    let seen = window(vm, x)?;
    if !vm.is_exact(key, types::SLICE) {
        let place = index_of(vm, key, seen)?;
        let byte = vm.as_bytes(seen.object).and_then(|bytes| bytes.get(place).copied()).unwrap_or(0);
        return Ok(vm.int(i64::from(byte)));
    }
    let fitted = slice_of(vm, key, usize::try_from(seen.count).unwrap_or(0))?;
    vm.incref(seen.buffer);
    let numbers =
        [seen.start + fitted.start * seen.step, seen.step * fitted.step, i64::try_from(fitted.len).unwrap_or(0)];
    Ok(vm.record(types::MEMORYVIEW, &[seen.buffer], &numbers))
}

fn setitem(vm: &mut Vm, args: Args) -> Res {
    let (x, key, value) = (args.at(vm, 0), args.at(vm, 1), args.at(vm, 2));
    let seen = window(vm, x)?;
    if !matches!(vm.body(seen.object), Body::ByteArray(_)) {
        return Err(vm.type_error("cannot modify read-only memory"));
    }
    let (places, new) = if vm.is_exact(key, types::SLICE) {
        let fitted = slice_of(vm, key, usize::try_from(seen.count).unwrap_or(0))?;
        let new = super::bytes::wanted(vm, value)?;
        if new.len() != fitted.len {
            return Err(vm.value_error("memoryview assignment: lvalue and rvalue have different structures"));
        }
        (fitted.indexes().map(|index| seen.place(index)).collect::<Vec<usize>>(), new)
    } else {
        let place = index_of(vm, key, seen)?;
        let Some(number) = vm.as_integer(value) else {
            return Err(vm.type_error("memoryview: invalid type for format 'B'"));
        };
        let Some(byte) = number.to_i64().and_then(|n| u8::try_from(n).ok()) else {
            return Err(vm.value_error("memoryview: invalid value for format 'B'"));
        };
        (vec![place], vec![byte])
    };
    if let Body::ByteArray(bytes) = vm.heap.body_mut(seen.object) {
        for (place, byte) in places.into_iter().zip(new) {
            if let Some(at) = bytes.get_mut(place) {
                *at = byte;
            }
        }
    }
    vm.done()
}

fn equal(vm: &mut Vm, args: Args, wanted: bool) -> Res {
    let (x, other) = (args.at(vm, 0), args.at(vm, 1));
    let bytes = bytes_of(vm, x)?;
    let same = if vm.is_exact(other, types::MEMORYVIEW) {
        bytes_of(vm, other)? == bytes
    } else if let Some(other) = vm.as_bytes(other) {
        bytes == other
    } else {
        return super::support::not_implemented(vm);
    };
    truth_value(vm, same == wanted)
}

fn hash(vm: &mut Vm, args: Args) -> Res {
    let x = args.at(vm, 0);
    let seen = window(vm, x)?;
    if matches!(vm.body(seen.object), Body::ByteArray(_)) {
        return Err(vm.value_error("cannot hash writable memoryview object"));
    }
    let bytes = bytes_of(vm, x)?;
    let hash = crate::python::text::hash::hash_bytes(&bytes, vm.dialect.builtins.text.text_hash);
    Ok(vm.int(hash))
}
