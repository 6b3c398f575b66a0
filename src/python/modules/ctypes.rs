//! `_ctypes_memory`: what `ctypes` (Python source) needs of the simulated memory. An object begins with its count
//! (eight bytes) and its type; behind stand a length or a number where the real one has them.

use std::collections::{HashMap, HashSet};

use crate::memory::host::{Finalizer, Host};
use crate::memory::{Body, Ref, alloc, flag};
use crate::python::dialect::modules::{FatalError, IntWords};
use crate::python::vm::known::{NONE, types};
use crate::python::vm::native::{Args, Arity, ModuleDef, Native};
use crate::python::vm::{Raised, Res, Vm};

use super::sys::shown_count;

pub const MODULE: ModuleDef = ModuleDef {
    name: "_ctypes_memory",
    functions: &[
        Native::function("peek", Arity::Range(3, 3), peek),
        Native::function("object_at", Arity::One, object_at),
        Native::function("incref", Arity::One, incref),
        Native::function("decref", Arity::One, decref),
        Native::function("address", Arity::One, address),
        Native::function("track", Arity::One, |vm, args| {
            let object = args.at(vm, 0);
            alloc::track(&mut vm.heap, object);
            vm.done()
        }),
        Native::function("untrack", Arity::One, |vm, args| {
            let object = args.at(vm, 0);
            alloc::untrack(&mut vm.heap, object);
            vm.done()
        }),
        Native::function("crash", Arity::Raw, |vm, _| Err(crash(vm))),
        Native::function("set_freed_class", Arity::One, set_freed_class),
    ],
    fill: None,
};

/// References that a program made C code hold (`Py_IncRef`), and counts it took away that others still rely on
/// (`Py_DecRef`). The heap's own counts stay true; only what is read shows the difference.
#[derive(Clone, Debug, Default)]
pub struct Foreign {
    pub held: Vec<Ref>,
    pub stolen: HashMap<Ref, i64>,
    /// Deallocated while something still leads to them.
    pub dangling: HashSet<Ref>,
    /// What a dangling instance is turned into: a class whose every use is a crash. Owned; NULL without `ctypes`.
    pub freed_class: Ref,
    /// The exception on its way stands for the death of the process.
    pub crashed: bool,
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
    let freed = vm.heap.count(object) == 0 || vm.foreign.dangling.contains(&object);
    match index {
        0 if freed => 0,
        0 => visible_count(vm, object) as u64,
        _ if freed => 0,
        1 => vm.address_of(vm.type_of(object)) as u64,
        2 => match vm.body(object) {
            Body::Int(_) | Body::BigInt(_) => int_head(vm, object),
            Body::Float(value) => value.to_bits(),
            Body::Str(text) => text.chars().count() as u64,
            Body::Bytes(bytes) => bytes.len() as u64,
            Body::Dict(table) => table.len() as u64,
            _ => vm.items(object).map_or(0, |items| items.len() as u64),
        },
        _ if vm.dialect.modules.int_words != IntWords::Value => {
            let digits = digits_of(vm, object);
            let digit = |at: i64| usize::try_from(at).ok().and_then(|at| digits.get(at).copied()).unwrap_or(0);
            digit(2 * (index - 3)) | digit(2 * (index - 3) + 1) << 32
        }
        _ => 0,
    }
}

/// Bits of a digit (`PyLong_SHIFT`).
const DIGIT_BITS: u32 = 30;

/// The size, and the sign, of an int (`_PyLongValue` in Include/cpython/longintrepr.h).
fn int_head(vm: &Vm, object: Ref) -> u64 {
    let digits = digits_of(vm, object).len() as i64;
    let negative = vm.as_integer(object).is_some_and(|value| value.is_negative());
    match (vm.dialect.modules.int_words, vm.body(object)) {
        (IntWords::Value, Body::Int(value)) => *value as u64,
        (IntWords::Tag, _) if digits == 0 => 1,
        (IntWords::Tag, _) => (digits as u64) << 3 | u64::from(negative) << 1,
        _ => (if negative { -digits } else { digits }) as u64,
    }
}

/// The digits of 30 bits of an int, from the lowest on; none of zero, and none of anything else.
fn digits_of(vm: &Vm, object: Ref) -> Vec<u64> {
    let magnitude = match vm.body(object) {
        Body::Int(value) => num_bigint::BigUint::from(value.unsigned_abs()),
        Body::BigInt(value) => value.magnitude().clone(),
        _ => return Vec::new(),
    };
    let mut words = magnitude.iter_u32_digits().map(u64::from);
    let (mut digits, mut rest, mut bits) = (Vec::new(), 0_u64, 0);
    loop {
        if bits < DIGIT_BITS
            && let Some(word) = words.next()
        {
            rest |= word << bits;
            bits += 32;
        } else if rest == 0 && bits < DIGIT_BITS {
            return digits;
        } else {
            digits.push(rest & ((1 << DIGIT_BITS) - 1));
            rest >>= DIGIT_BITS;
            bits = bits.saturating_sub(DIGIT_BITS);
        }
    }
}

/// What stands in the object's count.
pub(super) fn visible_count(vm: &Vm, object: Ref) -> i64 {
    if !counts(vm, object) {
        return shown_count(vm, object);
    }
    // The table of interned strings is not counted.
    let table = vm.heap.has_flag(object, flag::INTERNED) && vm.is_exact(object, types::STR);
    shown_count(vm, object)
        - i64::from(table)
        - i64::from(vm.borrowed(object))
        - vm.foreign.stolen.get(&object).copied().unwrap_or(0)
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
fn crash(vm: &mut Vm) -> Raised {
    end(vm, "Segmentation fault", SEGMENTATION_FAULT)
}

/// The exit statuses that a shell shows of a process ended by SIGSEGV and SIGABRT.
const SEGMENTATION_FAULT: i64 = 128 + 11;
const ABORTED: i64 = 128 + 6;

/// `Py_FatalError` (Python/pylifecycle.c): why, where, and the end of the process.
fn end(vm: &mut Vm, why: &str, status: i64) -> Raised {
    vm.flush_stdout();
    vm.write_stderr(&format!("Fatal Python error: {why}\n"));
    if vm.dialect.modules.fatal_error != FatalError::Plain {
        write_frames(vm);
    }
    vm.foreign.crashed = true;
    let status = vm.int(status);
    vm.raise_with(types::SYSTEM_EXIT, status)
}

/// Where the process is, without what `ctypes` itself does: that is C code in a real interpreter.
fn write_frames(vm: &mut Vm) {
    vm.write_stderr("\nCurrent thread 0x00007f3ac0000000 (most recent call first):\n");
    for index in (0..vm.frames.len()).rev().filter(|&index| !own_frame(vm, index)).collect::<Vec<_>>() {
        let frame = vm.frame_object(index);
        let line = vm.frame_line(frame);
        let code = vm.frames[index].code;
        if let Body::Code(code) = vm.body(code) {
            let (file, name) = (code.filename, code.name);
            let text = format!("  File \"{}\", line {line} in {}\n", vm.text(file), vm.text(name));
            vm.write_stderr(&text);
        }
    }
}

fn set_freed_class(vm: &mut Vm, args: Args) -> Res {
    let class = args.at(vm, 0);
    vm.incref(class);
    let before = std::mem::replace(&mut vm.foreign.freed_class, class);
    vm.xdecref(before);
    vm.done()
}

/// Immortal objects keep their count whatever is done.
fn counts(vm: &Vm, object: Ref) -> bool {
    !vm.heap.has_flag(object, flag::IMMORTAL) || vm.immortal_count().is_none()
}

fn incref(vm: &mut Vm, args: Args) -> Res {
    let object = args.at(vm, 0);
    if !counts(vm, object) {
        return vm.done();
    }
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
    if !counts(vm, object) {
        return vm.done();
    }
    if let Some(at) = vm.foreign.held.iter().position(|&held| held == object) {
        vm.foreign.held.swap_remove(at);
        vm.decref(object);
        return vm.done();
    }
    *vm.foreign.stolen.entry(object).or_default() += 1;
    if visible_count(vm, object) - held_by_call(vm, object) > 0 || !vm.foreign.dangling.insert(object) {
        return vm.done();
    }
    if object == NONE {
        let why = vm.dialect.modules.fatal_error.none_deallocated();
        return Err(end(vm, why, ABORTED));
    }
    if vm.body(object).instance().is_none() || vm.foreign.freed_class.is_null() {
        return Err(crash(vm));
    }
    deallocate(vm, object);
    vm.done()
}

/// References from the call in progress: the caller's operands and what `ctypes` itself passes on.
fn held_by_call(vm: &Vm, object: Ref) -> i64 {
    let caller = (0..vm.frames.len()).rev().find(|&index| !own_frame(vm, index)).unwrap_or(0);
    let Some(frame) = vm.frames.get(caller) else { return 0 };
    let Body::Code(code) = vm.body(frame.code) else { return 0 };
    let operands = frame.base + vm.unit_spec(code.spec).locals.len();
    let mut containers = HashSet::new();
    let mut count = vm.kept.iter().filter(|&&kept| kept == object).count() as i64;
    for &held in vm.stack.get(operands..vm.top).unwrap_or_default() {
        if held == object {
            count += 1;
        } else if let Some(items) = vm.items(held)
            && containers.insert(held)
        {
            count += items.iter().filter(|item| **item == object).count() as i64;
        }
    }
    count
}

/// Whether `ctypes` itself runs in this frame.
fn own_frame(vm: &Vm, index: usize) -> bool {
    let Body::Code(code) = vm.body(vm.frames[index].code) else { return false };
    vm.as_str(code.filename).is_some_and(|name| name == "<frozen ctypes>")
}

/// What `_Py_Dealloc` does to an instance, though names still lead to it: its last words, then its attributes go.
fn deallocate(vm: &mut Vm, object: Ref) {
    if !vm.heap.has_flag(object, flag::FINALIZED) {
        vm.heap.set_flag(object, flag::FINALIZED);
        vm.finalize(object, Finalizer::Del);
    }
    let empty = vm.dict();
    vm.replace_instance_dict(object, empty);
    vm.decref(empty);
    let class = vm.foreign.freed_class;
    vm.incref(class);
    let before = std::mem::replace(&mut vm.heap.cells[object.index()].class, class);
    vm.decref(before);
}

fn address(vm: &mut Vm, args: Args) -> Res {
    let address = vm.address_of(args.at(vm, 0));
    Ok(vm.int(address))
}
