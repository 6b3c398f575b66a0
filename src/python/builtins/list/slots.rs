//! The special methods of `list`.

use super::super::iterators;
use super::super::seq;
use super::{append, extend, item_at, items, resize_room, slices};
use crate::memory::{Body, Ref};
use crate::python::code::CompareOp;
use crate::python::vm::known::{names, types};
use crate::python::vm::native::Args;
use crate::python::vm::{Res, Vm};

pub(super) fn len(vm: &mut Vm, args: Args) -> Res {
    let list = args.at(vm, 0);
    let length = items(vm, list).len();
    Ok(vm.int(length as i64))
}

pub(super) fn repr(vm: &mut Vm, args: Args) -> Res {
    let list = args.at(vm, 0);
    if items(vm, list).is_empty() {
        vm.note_empty_repr();
        return Ok(vm.str("[]"));
    }
    if !vm.enter_repr(list) {
        return Ok(vm.str("[...]"));
    }
    vm.begin_pieces(None);
    let mut text = String::from("[");
    let mut index = 0;
    // The length is asked for again each time: a __repr__ may change the list.
    while let Some(item) = item_at(vm, list, index) {
        if index > 0 {
            text.push_str(", ");
        }
        // Only the list and the frame of a `__repr__` hold the item; natives do not expect it to go meanwhile.
        let by_program = vm.special(item, names::REPR).is_some_and(|repr| matches!(vm.body(repr), Body::Function(_)));
        if by_program {
            vm.decref(item);
        }
        let part = vm.repr_text(item);
        if !by_program {
            vm.decref(item);
        }
        match part {
            Ok(part) => text.push_str(&part),
            Err(raised) => {
                vm.end_pieces(None);
                vm.leave_repr(list);
                return Err(raised);
            }
        }
        index += 1;
    }
    vm.end_pieces(None);
    vm.leave_repr(list);
    text.push(']');
    Ok(vm.string(text))
}

pub(super) fn iter(vm: &mut Vm, args: Args) -> Res {
    let list = args.at(vm, 0);
    vm.incref(list);
    Ok(vm.container(types::LIST_ITERATOR, Body::SequenceIterator { sequence: list, index: 0 }))
}

pub(super) fn reversed(vm: &mut Vm, args: Args) -> Res {
    let list = args.at(vm, 0);
    Ok(iterators::sequence::list_reversed(vm, list))
}

pub(super) fn contains(vm: &mut Vm, args: Args) -> Res {
    let (list, wanted) = (args.at(vm, 0), args.at(vm, 1));
    let mut index = 0;
    while let Some(item) = items(vm, list).get(index).copied() {
        if vm.is_needle_of_list(item, wanted)? {
            return Ok(vm.bool(true));
        }
        index += 1;
    }
    Ok(vm.bool(false))
}

pub(super) fn getitem(vm: &mut Vm, args: Args) -> Res {
    let (list, key) = (args.at(vm, 0), args.at(vm, 1));
    if let Some(at) = seq::as_index(vm, key)? {
        let found = seq::position(at, items(vm, list).len()).and_then(|p| item_at(vm, list, p));
        return match found {
            Some(item) => Ok(item),
            None => Err(vm.index_error("list index out of range")),
        };
    }
    if vm.is_exact(key, types::SLICE) {
        return slices::get(vm, list, key);
    }
    Err(seq::bad_index(vm, "list", key))
}

pub(super) fn setitem(vm: &mut Vm, args: Args) -> Res {
    let (list, key, value) = (args.at(vm, 0), args.at(vm, 1), args.at(vm, 2));
    if let Some(at) = seq::as_index(vm, key)? {
        store(vm, list, at, value)?;
    } else if vm.is_exact(key, types::SLICE) {
        slices::set(vm, list, key, value)?;
    } else {
        return Err(seq::bad_index(vm, "list", key));
    }
    vm.done()
}

/// `list[at] = value`; the value is borrowed.
///
/// # Errors
/// IndexError.
pub fn store(vm: &mut Vm, list: Ref, at: i64, value: Ref) -> Res<()> {
    let Some(position) = seq::position(at, items(vm, list).len()) else {
        return Err(vm.index_error("list assignment index out of range"));
    };
    vm.incref(value);
    let mut before = value;
    if let Some(items) = vm.heap.list_mut(list)
        && let Some(slot) = items.get_mut(position)
    {
        before = std::mem::replace(slot, value);
    }
    vm.decref(before);
    Ok(())
}

pub(super) fn delitem(vm: &mut Vm, args: Args) -> Res {
    let (list, key) = (args.at(vm, 0), args.at(vm, 1));
    if let Some(at) = seq::as_index(vm, key)? {
        let Some(position) = seq::position(at, items(vm, list).len()) else {
            return Err(vm.index_error("list assignment index out of range"));
        };
        slices::replace(vm, list, position, position + 1, &[]);
    } else if vm.is_exact(key, types::SLICE) {
        slices::delete(vm, list, key)?;
    } else {
        return Err(seq::bad_index(vm, "list", key));
    }
    vm.done()
}

/// `list.__getslice__(start, stop)` of 2.7.
pub(super) fn getslice(vm: &mut Vm, args: Args) -> Res {
    let key = seq::between(vm, args)?;
    let part = slices::get(vm, args.at(vm, 0), key);
    vm.decref(key);
    part
}

pub(super) fn setslice(vm: &mut Vm, args: Args) -> Res {
    let key = seq::between(vm, args)?;
    let done = slices::set(vm, args.at(vm, 0), key, args.at(vm, 3));
    vm.decref(key);
    done?;
    vm.done()
}

pub(super) fn delslice(vm: &mut Vm, args: Args) -> Res {
    let key = seq::between(vm, args)?;
    let done = slices::delete(vm, args.at(vm, 0), key);
    vm.decref(key);
    done?;
    vm.done()
}

pub(super) fn add(vm: &mut Vm, args: Args) -> Res {
    let (list, other) = (args.at(vm, 0), args.at(vm, 1));
    if !vm.isinstance_of(other, types::LIST) {
        return Ok(seq::not_implemented(vm));
    }
    let both = seq::concatenated(vm, list, other)?;
    Ok(vm.list(both))
}

pub(super) fn iadd(vm: &mut Vm, args: Args) -> Res {
    let (list, other) = (args.at(vm, 0), args.at(vm, 1));
    extend(vm, list, other)?;
    Ok(vm.incref(list))
}

pub(super) fn mul(vm: &mut Vm, args: Args) -> Res {
    let (list, times) = (args.at(vm, 0), args.at(vm, 1));
    let Some(times) = seq::repeat_count(vm, times)? else {
        return Ok(seq::not_implemented(vm));
    };
    let once = items(vm, list).to_vec();
    let all = seq::repeated(vm, &once, times)?;
    Ok(vm.list(all))
}

pub(super) fn imul(vm: &mut Vm, args: Args) -> Res {
    let (list, times) = (args.at(vm, 0), args.at(vm, 1));
    let Some(times) = seq::repeat_count(vm, times)? else {
        return Ok(seq::not_implemented(vm));
    };
    let once = items(vm, list).to_vec();
    if times < 1 {
        super::clear(vm, list);
    } else if times > 1 && !once.is_empty() {
        let added = seq::repeated(vm, &once, times - 1)?;
        resize_room(vm, list, once.len() + added.len(), once.len());
        for item in added {
            append(vm, list, item);
        }
    }
    Ok(vm.incref(list))
}

macro_rules! comparisons {
    ($($name:ident $op:ident),+) => {
        $(pub(super) fn $name(vm: &mut Vm, args: Args) -> Res {
            let (a, b) = (args.at(vm, 0), args.at(vm, 1));
            if !vm.isinstance_of(b, types::LIST) {
                return Ok(seq::not_implemented(vm));
            }
            seq::compare_items(vm, CompareOp::$op, a, b)
        })+
    };
}

comparisons!(eq Eq, ne Ne, lt Lt, le Le, gt Gt, ge Ge);
