//! `_ctypes_memory`: what `ctypes` (Python source) needs of the simulated memory. An object begins with its count
//! (eight bytes) and its type; behind stand a length or a number where the real one has them.

use std::collections::HashMap;

use crate::memory::death::finalizer;
use crate::memory::{Body, Host, Ref, flag};
use crate::python::vm::known::types;
use crate::python::vm::native::{Args, Arity, ModuleDef, Native};
use crate::python::vm::{Res, Vm};

use super::sys::shown_count;

pub const MODULE: ModuleDef = ModuleDef {
    name: "_ctypes_memory",
    functions: &[
        Native::function("peek", Arity::Range(3, 3), peek),
        Native::function("object_at", Arity::One, object_at),
        Native::function("incref", Arity::One, incref),
        Native::function("decref", Arity::One, decref),
        Native::function("references", Arity::One, references),
        Native::function("calls_hold", Arity::One, calls_hold),
        Native::function("address", Arity::One, address),
    ],
    fill: None,
};

/// References that a program made C code hold (`Py_IncRef`), and counts it took away that others still rely on
/// (`Py_DecRef`). The heap's own counts stay true; only what is read shows the difference.
#[derive(Clone, Debug, Default)]
pub struct Foreign {
    pub held: Vec<Ref>,
    pub stolen: HashMap<Ref, i64>,
    /// How many references to its argument a call of `Py_DecRef` holds itself.
    pub calls_hold: i64,
}

/// The words of an object's memory, from its address on.
const WORDS: i64 = 6;

/// `peek(address, size, signed)`: an integer read from memory.
fn peek(vm: &mut Vm, args: Args) -> Res {
    let (at, size, signed) = (args.at(vm, 0), args.at(vm, 1), args.at(vm, 2));
    let (at, size, signed) = (vm.index(at)?, vm.index(size)?, vm.truth(signed)?);
    let mut bytes = [0_u8; 8];
    for (offset, byte) in bytes.iter_mut().enumerate().take(usize::try_from(size).unwrap_or(0)) {
        *byte = byte_at(vm, at.wrapping_add(offset as i64));
    }
    let raw = u64::from_le_bytes(bytes);
    if !signed && size == 8 {
        return Ok(vm.big_int(num_bigint::BigInt::from(raw)));
    }
    let bits = 64 - 8 * size.clamp(1, 8) as u32;
    let value = if signed { ((raw << bits) as i64) >> bits } else { raw as i64 };
    Ok(vm.int(value))
}

fn byte_at(vm: &Vm, address: i64) -> u8 {
    for back in 0..WORDS * 8 {
        if let Some(object) = vm.object_at(address.wrapping_sub(back)) {
            let word = word_of(vm, object, back / 8);
            return word.to_le_bytes()[usize::try_from(back % 8).unwrap_or(0)];
        }
    }
    0
}

fn word_of(vm: &Vm, object: Ref, index: i64) -> u64 {
    let freed = vm.heap.count(object) == 0;
    match index {
        0 if freed => 0,
        0 => visible_count(vm, object) as u64,
        _ if freed => 0,
        1 => vm.address_of(vm.type_of(object)) as u64,
        2 => match vm.body(object) {
            Body::Int(value) => value.unsigned_abs(),
            Body::Float(value) => value.to_bits(),
            Body::Str(text) => text.chars().count() as u64,
            Body::Bytes(bytes) => bytes.len() as u64,
            Body::Dict(table) => table.len() as u64,
            _ => vm.tuple_len(object) as u64,
        },
        _ => 0,
    }
}

/// What stands in the object's count.
pub(super) fn visible_count(vm: &Vm, object: Ref) -> i64 {
    if vm.heap.has_flag(object, flag::IMMORTAL) {
        return shown_count(vm, object);
    }
    shown_count(vm, object) - i64::from(vm.borrowed(object)) - vm.foreign.stolen.get(&object).copied().unwrap_or(0)
}

/// `object_at(address)`: the object there, as `cast(address, py_object).value`.
fn object_at(vm: &mut Vm, args: Args) -> Res {
    let at = args.at(vm, 0);
    let at = vm.index(at)?;
    match vm.object_at(at) {
        Some(object) if vm.heap.count(object) > 0 => Ok(vm.incref(object)),
        _ => Err(crash(vm)),
    }
}

/// What the operating system does to a process that follows a dangling pointer.
fn crash(vm: &mut Vm) -> crate::python::vm::Raised {
    vm.flush_stdout();
    vm.write_stderr(
        "Fatal Python error: Segmentation fault\n\nCurrent thread 0x00007f3ac0000000 (most recent call first):\n",
    );
    for index in (0..vm.frames.len()).rev() {
        let frame = vm.frame_object(index);
        let line = vm.frame_line(frame);
        let code = vm.frames[index].code;
        if let Body::Code(code) = vm.body(code) {
            let (file, name) = (code.filename, code.name);
            let text = format!("  File \"{}\", line {line} in {}\n", vm.text(file), vm.text(name));
            vm.write_stderr(&text);
        }
    }
    let status = vm.int(139);
    vm.raise_with(types::SYSTEM_EXIT, status)
}

fn incref(vm: &mut Vm, args: Args) -> Res {
    let object = args.at(vm, 0);
    match vm.foreign.stolen.get_mut(&object) {
        Some(stolen) if *stolen > 0 => *stolen -= 1,
        _ => {
            vm.incref(object);
            vm.foreign.held.push(object);
        }
    }
    vm.done()
}

fn decref(vm: &mut Vm, args: Args) -> Res {
    let object = args.at(vm, 0);
    if let Some(at) = vm.foreign.held.iter().position(|&held| held == object) {
        vm.foreign.held.swap_remove(at);
        vm.decref(object);
        return vm.done();
    }
    *vm.foreign.stolen.entry(object).or_default() += 1;
    if vm.heap.has_flag(object, flag::IMMORTAL) {
        return vm.done();
    }
    // The caller's stack holds the argument: below that the object is deallocated while it is in use.
    let left = visible_count(vm, object);
    if left <= 0 {
        return Err(crash(vm));
    }
    // CPython believes the count: when the call lets go of its argument the object dies, whoever still leads to it.
    if left == vm.foreign.calls_hold
        && !vm.heap.has_flag(object, flag::FINALIZED)
        && let Some(how) = finalizer(&vm.heap, object)
    {
        vm.heap.flags[object.index()] |= flag::FINALIZED;
        vm.finalize(object, how);
    }
    vm.done()
}

/// `references(object)`: the count as it is while a function of C is called.
fn references(vm: &mut Vm, args: Args) -> Res {
    let count = visible_count(vm, args.at(vm, 0));
    Ok(vm.int(count))
}

/// `calls_hold(number)`: tells how many references a call holds.
fn calls_hold(vm: &mut Vm, args: Args) -> Res {
    let number = args.at(vm, 0);
    vm.foreign.calls_hold = vm.index(number)?;
    vm.done()
}

fn address(vm: &mut Vm, args: Args) -> Res {
    let address = vm.address_of(args.at(vm, 0));
    Ok(vm.int(address))
}
