//! `tuple`.

use super::seq;
use super::slice;
use crate::memory::{Body, Ref, alloc};
use crate::python::code::CompareOp;
use crate::python::dialect::containers::TupleFilling;
use crate::python::vm::known::{self, types};
use crate::python::vm::native::{Args, Arity, Native, TypeDef};
use crate::python::vm::operators::Printing;
use crate::python::vm::{Res, Vm};

pub const TYPE: TypeDef = TypeDef {
    id: types::TUPLE,
    methods: &[
        Native::new_of_type(Arity::Raw, new),
        Native::slot("__repr__", 0, repr),
        Native::slot("__hash__", 0, hash),
        Native::slot("__getitem__", 1, getitem),
        Native::slot("__getslice__", 2, getslice),
        Native::slot("__len__", 0, len),
        Native::slot("__contains__", 1, contains),
        Native::slot("__iter__", 0, iter),
        Native::concat("__add__", add),
        Native::repeat("__mul__", mul),
        Native::repeat("__rmul__", mul),
        Native::slot("__eq__", 1, eq),
        Native::slot("__ne__", 1, ne),
        Native::slot("__lt__", 1, lt),
        Native::slot("__le__", 1, le),
        Native::slot("__gt__", 1, gt),
        Native::slot("__ge__", 1, ge),
        Native::method("__getnewargs__", Arity::Zero, getnewargs),
        Native::class_method("__class_getitem__", Arity::One, super::generic_alias),
        Native::method("index", Arity::Range(1, 3), index),
        Native::method("count", Arity::One, count),
    ],
    attributes: &[],
};

fn items(vm: &Vm, tuple: Ref) -> &[Ref] {
    vm.items(tuple).unwrap_or(&[])
}

fn new(vm: &mut Vm, args: Args) -> Res {
    let class = args.at(vm, 0);
    let args = seq::arguments_of_new(vm, args, types::TUPLE);
    seq::at_most_one(vm, args, "tuple")?;
    let iterable = args.at(vm, 1);
    let plain = if iterable.is_null() { vm.incref(known::EMPTY_TUPLE) } else { from_iterable(vm, iterable)? };
    if class == types::TUPLE {
        return Ok(plain);
    }
    // A subclass gets a copy of its own.
    let copied = items(vm, plain).to_vec();
    for &item in &copied {
        vm.incref(item);
    }
    let made = super::generic_new(vm, class, Body::tuple(&copied));
    vm.decref(plain);
    Ok(made)
}

/// `PySequence_Tuple`: the tuple itself, or a new one of an iterable's items.
///
/// # Errors
/// As iterating raises.
pub fn from_iterable(vm: &mut Vm, iterable: Ref) -> Res {
    if vm.is_exact(iterable, types::TUPLE) {
        return Ok(vm.incref(iterable));
    }
    if vm.is_exact(iterable, types::LIST) {
        let copied = items(vm, iterable).to_vec();
        return Ok(vm.tuple_from(&copied));
    }
    let iterator = vm.iter(iterable)?;
    let result = fill(vm, iterable, iterator);
    vm.decref(iterator);
    result
}

/// Up to 3.13 the tuple exists while it is filled, with as many places as the length hint says: `gc.get_referrers` sees it.
fn fill(vm: &mut Vm, iterable: Ref, iterator: Ref) -> Res {
    if vm.dialect.containers.tuple_filling == TupleFilling::Afterwards {
        let found = vm.to_vec(iterator)?;
        // `tuple(x for x in …)` is compiled to a list that becomes a tuple there (`maybe_optimize_function_call`).
        let listed = matches!(vm.body(iterable), Body::Generator(g) if vm.as_str(g.name) == Some("<genexpr>"));
        return Ok(if listed { vm.tuple(&found) } else { vm.filled_tuple(&found) });
    }
    let hint = seq::length_hint(vm, iterable, 10)?.min(seq::MOST_RESERVED);
    let tuple = if hint == 0 {
        Ref::NULL
    } else {
        let empty = vec![Ref::NULL; hint];
        let tuple = alloc::container(vm, types::TUPLE, Body::Tuple(empty.into()));
        alloc::track(&mut vm.heap, tuple);
        tuple
    };
    if tuple.is_null() {
        let found = vm.to_vec(iterator)?;
        return Ok(vm.filled_tuple(&found));
    }
    let mut filled = 0;
    let mut room = hint;
    loop {
        match vm.next(iterator) {
            Ok(Some(item)) => {
                if filled == room {
                    room = grown(room);
                    resize(vm, tuple, room);
                }
                if let Body::Tuple(places) = vm.heap.body_mut(tuple)
                    && let Some(place) = places.get_mut(filled)
                {
                    *place = item;
                }
                filled += 1;
            }
            Ok(None) => break,
            Err(raised) => {
                vm.decref(tuple);
                return Err(raised);
            }
        }
    }
    if filled == 0 {
        vm.decref(tuple);
        return Ok(vm.incref(known::EMPTY_TUPLE));
    }
    if filled < room || filled <= 3 {
        if filled < room {
            resize(vm, tuple, filled);
        }
        let small = items(vm, tuple).to_vec();
        *vm.heap.body_mut(tuple) = Body::tuple(&small);
    }
    Ok(tuple)
}

/// `PySequence_Tuple` adds ten, then a quarter.
fn grown(room: usize) -> usize {
    let more = room + 10;
    more + (more >> 2)
}

/// `_PyTuple_Resize`: the object stays, but goes to the end of the youngest generation.
fn resize(vm: &mut Vm, tuple: Ref, length: usize) {
    let was_tracked = vm.heap.is_tracked(tuple);
    alloc::untrack(&mut vm.heap, tuple);
    if let Body::Tuple(places) = vm.heap.body_mut(tuple) {
        let mut longer = places.to_vec();
        longer.resize(length, Ref::NULL);
        *places = longer.into();
    }
    let _ = was_tracked;
    alloc::track(&mut vm.heap, tuple);
}

fn repr(vm: &mut Vm, args: Args) -> Res {
    let tuple = args.at(vm, 0);
    let length = items(vm, tuple).len();
    if length == 0 {
        return Ok(vm.str("()"));
    }
    // `tupleprint`, which 2.7 prints tuples with, notices only the list or dict on the way back.
    let guarded = vm.printing == Printing::AsText;
    if guarded && !vm.enter_repr(tuple) {
        return Ok(vm.str("(...)"));
    }
    vm.begin_pieces(Some(length));
    let mut text = String::from("(");
    for index in 0..length {
        if index > 0 {
            text.push_str(", ");
        }
        let Some(item) = items(vm, tuple).get(index).copied() else { break };
        match vm.repr_text(item) {
            Ok(part) => text.push_str(&part),
            Err(raised) => {
                vm.end_pieces(Some(length));
                if guarded {
                    vm.leave_repr(tuple);
                }
                return Err(raised);
            }
        }
    }
    vm.end_pieces(Some(length));
    if guarded {
        vm.leave_repr(tuple);
    }
    text.push_str(if length == 1 { ",)" } else { ")" });
    Ok(vm.string(text))
}

fn hash(vm: &mut Vm, args: Args) -> Res {
    let tuple = args.at(vm, 0);
    let hashed = hash_items(vm, tuple)?;
    Ok(vm.int(hashed))
}

/// The hash of a tuple.
///
/// # Errors
/// When an item is unhashable.
pub fn hash_items(vm: &mut Vm, tuple: Ref) -> Res<i64> {
    use crate::python::dialect::containers::TupleHash;
    let length = items(vm, tuple).len();
    let kind = vm.dialect.containers.tuple_hash;
    let mut acc = match kind {
        TupleHash::XxHash => 2_870_177_450_012_600_261_u64,
        TupleHash::Multiply => 0x0034_5678,
    };
    let mut factor = 1_000_003_u64;
    for index in 0..length {
        let Some(item) = items(vm, tuple).get(index).copied() else { break };
        let lane = vm.hash(item)? as u64;
        match kind {
            TupleHash::XxHash => {
                acc = acc.wrapping_add(lane.wrapping_mul(14_029_467_366_897_019_727));
                acc = acc.rotate_left(31).wrapping_mul(11_400_714_785_074_694_791);
            }
            TupleHash::Multiply => {
                acc = (acc ^ lane).wrapping_mul(factor);
                let left = (length - index - 1) as u64;
                factor = factor.wrapping_add(82_520 + left + left);
            }
        }
    }
    Ok(match kind {
        TupleHash::XxHash => {
            acc = acc.wrapping_add(length as u64 ^ (2_870_177_450_012_600_261 ^ 3_527_539));
            if acc == u64::MAX { 1_546_275_796 } else { acc as i64 }
        }
        TupleHash::Multiply => {
            acc = acc.wrapping_add(97_531);
            if acc == u64::MAX { -2 } else { acc as i64 }
        }
    })
}

fn len(vm: &mut Vm, args: Args) -> Res {
    let length = items(vm, args.at(vm, 0)).len();
    Ok(vm.int(length as i64))
}

fn iter(vm: &mut Vm, args: Args) -> Res {
    let tuple = args.at(vm, 0);
    vm.incref(tuple);
    Ok(vm.container(types::TUPLE_ITERATOR, Body::SequenceIterator { sequence: tuple, index: 0 }))
}

fn contains(vm: &mut Vm, args: Args) -> Res {
    let (tuple, wanted) = (args.at(vm, 0), args.at(vm, 1));
    for index in 0..items(vm, tuple).len() {
        let Some(item) = items(vm, tuple).get(index).copied() else { break };
        if vm.is_needle(item, wanted)? {
            return Ok(vm.bool(true));
        }
    }
    Ok(vm.bool(false))
}

fn getitem(vm: &mut Vm, args: Args) -> Res {
    let (tuple, key) = (args.at(vm, 0), args.at(vm, 1));
    if let Some(at) = seq::as_index(vm, key)? {
        let found = seq::position(at, items(vm, tuple).len()).and_then(|p| items(vm, tuple).get(p).copied());
        return match found {
            Some(item) => Ok(vm.incref(item)),
            None => Err(vm.index_error("tuple index out of range")),
        };
    }
    if !vm.is_exact(key, types::SLICE) {
        return Err(seq::bad_index(vm, "tuple", key));
    }
    slice_of(vm, tuple, key)
}

fn slice_of(vm: &mut Vm, tuple: Ref, key: Ref) -> Res {
    let length = items(vm, tuple).len();
    let bounds = slice::unpack(vm, key)?.adjust(length);
    if bounds.step == 1 && bounds.length == length && vm.is_exact(tuple, types::TUPLE) {
        return Ok(vm.incref(tuple));
    }
    let taken: Vec<Ref> = bounds.positions().filter_map(|p| items(vm, tuple).get(p).copied()).collect();
    for &item in &taken {
        vm.incref(item);
    }
    Ok(vm.filled_tuple(&taken))
}

/// `tuple.__getslice__(start, stop)` of 2.7.
fn getslice(vm: &mut Vm, args: Args) -> Res {
    let key = seq::between(vm, args)?;
    let part = slice_of(vm, args.at(vm, 0), key);
    vm.decref(key);
    part
}

fn add(vm: &mut Vm, args: Args) -> Res {
    let (tuple, other) = (args.at(vm, 0), args.at(vm, 1));
    if items(vm, tuple).is_empty() && vm.is_exact(other, types::TUPLE) {
        return Ok(vm.incref(other));
    }
    if !vm.isinstance_of(other, types::TUPLE) {
        return Ok(seq::not_implemented(vm));
    }
    if items(vm, other).is_empty() && vm.is_exact(tuple, types::TUPLE) {
        return Ok(vm.incref(tuple));
    }
    let both = seq::concatenated(vm, tuple, other)?;
    Ok(vm.filled_tuple(&both))
}

fn mul(vm: &mut Vm, args: Args) -> Res {
    let (tuple, times) = (args.at(vm, 0), args.at(vm, 1));
    let Some(times) = seq::repeat_count(vm, times)? else {
        return Ok(seq::not_implemented(vm));
    };
    let once = items(vm, tuple).to_vec();
    if (once.is_empty() || times == 1) && vm.is_exact(tuple, types::TUPLE) {
        return Ok(vm.incref(tuple));
    }
    let all = seq::repeated(vm, &once, times)?;
    Ok(vm.filled_tuple(&all))
}

macro_rules! comparisons {
    ($($name:ident $op:ident),+) => {
        $(fn $name(vm: &mut Vm, args: Args) -> Res {
            let (a, b) = (args.at(vm, 0), args.at(vm, 1));
            if !vm.isinstance_of(b, types::TUPLE) {
                return Ok(seq::not_implemented(vm));
            }
            seq::compare_items(vm, CompareOp::$op, a, b)
        })+
    };
}

comparisons!(eq Eq, ne Ne, lt Lt, le Le, gt Gt, ge Ge);

fn getnewargs(vm: &mut Vm, args: Args) -> Res {
    let copied = items(vm, args.at(vm, 0)).to_vec();
    let inner = vm.tuple_from(&copied);
    Ok(vm.tuple(&[inner]))
}

fn index(vm: &mut Vm, args: Args) -> Res {
    let (tuple, wanted) = (args.at(vm, 0), args.at(vm, 1));
    let length = items(vm, tuple).len();
    let (start, stop) = seq::search_bounds(vm, args, length)?;
    for index in start..stop.min(length) {
        let Some(item) = items(vm, tuple).get(index).copied() else { break };
        if vm.eq(item, wanted)? {
            return Ok(vm.int(index as i64));
        }
    }
    Err(vm.value_error("tuple.index(x): x not in tuple"))
}

fn count(vm: &mut Vm, args: Args) -> Res {
    let (tuple, wanted) = (args.at(vm, 0), args.at(vm, 1));
    let mut found = 0;
    for index in 0..items(vm, tuple).len() {
        let Some(item) = items(vm, tuple).get(index).copied() else { break };
        found += i64::from(vm.eq(item, wanted)?);
    }
    Ok(vm.int(found))
}
