//! `list[a:b]`, `list[a:b:c]`: reading, assigning, deleting.

use super::super::slice::{self, Bounds};
use super::{fast_sequence, items, resize_room};
use crate::memory::Ref;
use crate::python::dialect::containers::ListReserve;
use crate::python::vm::{Res, Vm};

/// A new list of the items that the slice names.
pub(super) fn get(vm: &mut Vm, list: Ref, key: Ref) -> Res {
    let bounds = slice::unpack(vm, key)?.adjust(items(vm, list).len());
    let mut taken = Vec::with_capacity(bounds.length);
    for position in bounds.positions() {
        if let Some(item) = super::item_at(vm, list, position) {
            taken.push(item);
        }
    }
    Ok(vm.list(taken))
}

/// `list[key] = value`.
pub(super) fn set(vm: &mut Vm, list: Ref, key: Ref, value: Ref) -> Res<()> {
    let unpacked = slice::unpack(vm, key)?;
    let bounds = unpacked.adjust(items(vm, list).len());
    if bounds.step == 1 {
        let message = match vm.dialect.containers.list_reserve {
            // 3.13 words both kinds of slices alike.
            ListReserve::First => "must assign iterable to extended slice",
            _ => "can only assign an iterable",
        };
        let values = fast_sequence(vm, value, message)?;
        // Iterating may have changed the list.
        let bounds = unpacked.adjust(items(vm, list).len());
        let new = items(vm, values).to_vec();
        replace(vm, list, bounds.start_position(), bounds.stop_position(), &new);
        vm.decref(values);
        return Ok(());
    }
    let values = fast_sequence(vm, value, "must assign iterable to extended slice")?;
    let done = set_extended(vm, list, bounds, values);
    vm.decref(values);
    done
}

fn set_extended(vm: &mut Vm, list: Ref, bounds: Bounds, values: Ref) -> Res<()> {
    let new = items(vm, values).to_vec();
    if new.len() != bounds.length {
        return Err(vm.value_error(format!(
            "attempt to assign sequence of size {} to extended slice of size {}",
            new.len(),
            bounds.length
        )));
    }
    let mut dropped = Vec::with_capacity(new.len());
    for (position, value) in bounds.positions().zip(new) {
        vm.incref(value);
        if let Some(items) = vm.heap.list_mut(list)
            && let Some(slot) = items.get_mut(position)
        {
            dropped.push(std::mem::replace(slot, value));
        } else {
            dropped.push(value);
        }
    }
    vm.decref_all(&dropped);
    Ok(())
}

/// `del list[key]`.
pub(super) fn delete(vm: &mut Vm, list: Ref, key: Ref) -> Res<()> {
    let bounds = slice::unpack(vm, key)?.adjust(items(vm, list).len());
    if bounds.step == 1 {
        replace(vm, list, bounds.start_position(), bounds.stop_position(), &[]);
        return Ok(());
    }
    // From low to high positions, whatever the direction of the slice.
    let mut positions: Vec<usize> = bounds.positions().collect();
    positions.sort_unstable();
    let mut dropped = Vec::with_capacity(positions.len());
    let before = items(vm, list).len();
    if let Some(items) = vm.heap.list_mut(list) {
        let mut next = positions.iter().copied().peekable();
        let mut kept = 0;
        for at in 0..items.len() {
            if next.peek() == Some(&at) {
                next.next();
                dropped.push(items[at]);
            } else {
                items[kept] = items[at];
                kept += 1;
            }
        }
        items.truncate(kept);
    }
    resize_room(vm, list, before - dropped.len(), before);
    vm.decref_all(&dropped);
    Ok(())
}

/// Puts borrowed items in the place of `list[from..to]`; the last of the old items is dropped first
/// (`list_ass_slice`).
pub fn replace(vm: &mut Vm, list: Ref, from: usize, to: usize, new: &[Ref]) {
    let length = items(vm, list).len();
    let from = from.min(length);
    let to = to.clamp(from, length);
    if from == 0 && to == length && new.is_empty() {
        return super::clear(vm, list);
    }
    for &item in new {
        vm.incref(item);
    }
    let wanted = length - (to - from) + new.len();
    if new.len() > to - from {
        resize_room(vm, list, wanted, length);
    }
    let mut dropped: Vec<Ref> = Vec::new();
    if let Some(items) = vm.heap.list_mut(list) {
        dropped = items.splice(from..to, new.iter().copied()).collect();
    }
    if new.len() < to - from {
        resize_room(vm, list, wanted, wanted);
    }
    for item in dropped.into_iter().rev() {
        vm.decref(item);
    }
}
