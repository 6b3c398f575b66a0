//! `list.sort`: keys are computed, the list is emptied while sorting runs, changes meanwhile are an error.

use super::items;
use super::timsort;
use crate::memory::{Body, Ref};
use crate::python::vm::known::{self, types};
use crate::python::vm::native::Args;
use crate::python::vm::{Res, Vm};

/// Which way `sort` orders.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Order {
    Ascending,
    Descending,
}

pub(super) fn method(vm: &mut Vm, args: Args) -> Res {
    let (list, key, reverse) = (args.at(vm, 0), args.at(vm, 1), args.at(vm, 2));
    let order = order_of(vm, reverse)?;
    sort_in_place(vm, list, key, order)?;
    vm.done()
}

/// 2.7: `list.sort(cmp, key, reverse)`.
pub(super) fn method_by(vm: &mut Vm, args: Args) -> Res {
    let (list, compare) = (args.at(vm, 0), args.at(vm, 1));
    let (key, reverse) = (args.at(vm, 2), args.at(vm, 3));
    sort_by(vm, list, compare, key, reverse)?;
    vm.done()
}

/// Sorts a list in place with 2.7's three arguments, each NULL where left out.
///
/// # Errors
/// As [`sort_in_place`], and as `compare` raises.
pub fn sort_by(vm: &mut Vm, list: Ref, compare: Ref, key: Ref, reverse: Ref) -> Res<()> {
    let order = order_of(vm, reverse)?;
    let compare = if compare == known::NONE { Ref::NULL } else { compare };
    let before = std::mem::replace(&mut vm.sort_by, compare);
    let sorted = sort_in_place(vm, list, key, order);
    vm.sort_by = before;
    sorted
}

/// Whether the program's function says that `a` comes before `b`.
pub(super) fn less_by(vm: &mut Vm, a: Ref, b: Ref) -> Res<bool> {
    // A sort inside of it has its own.
    let compare = std::mem::take(&mut vm.sort_by);
    let said = vm.call(compare, &[a, b]);
    vm.sort_by = compare;
    let said = said?;
    let sign = vm.as_integer(said).map(|n| n.is_negative());
    let name = vm.type_name(said);
    vm.decref(said);
    sign.ok_or_else(|| vm.type_error(format!("comparison function must return int, not {name}")))
}

/// The `reverse` argument; NULL where left out.
///
/// # Errors
/// As its truth raises.
pub fn order_of(vm: &mut Vm, reverse: Ref) -> Res<Order> {
    let reverse = !reverse.is_null() && vm.truth(reverse)?;
    Ok(if reverse { Order::Descending } else { Order::Ascending })
}

/// Sorts a list as `list.sort(key=…, reverse=…)`; `key` may be NULL or None.
///
/// # Errors
/// As keys and comparisons raise: the list then holds its items in some order. ValueError when a program changed it
/// meanwhile.
pub fn sort_in_place(vm: &mut Vm, list: Ref, key: Ref, order: Order) -> Res<()> {
    let Some(inside) = vm.heap.list_mut(list) else { return Ok(()) };
    let mut values = std::mem::take(inside);
    let room = values.capacity();
    let done = sort_values(vm, &mut values, key, order);
    // What a program put in meanwhile goes.
    let changed = vm.body(list).list_capacity().is_some_and(|room| room > 0);
    let meanwhile = items(vm, list).len();
    if values.capacity() < room {
        values.reserve_exact(room - values.len());
    }
    let mut late = Vec::new();
    if let Some(inside) = vm.heap.list_mut(list) {
        late = std::mem::replace(inside, values);
    }
    let result = if done.is_ok() && (changed || meanwhile > 0) {
        Err(vm.value_error("list modified during sort"))
    } else {
        done
    };
    for item in late.into_iter().rev() {
        vm.decref(item);
    }
    result
}

fn sort_values(vm: &mut Vm, values: &mut Vec<Ref>, key: Ref, order: Order) -> Res<()> {
    if key.is_null() || key == known::NONE {
        let mut pairs = timsort::Pairs { keys: std::mem::take(values), values: Vec::new() };
        let done = sort_pairs(vm, &mut pairs, order);
        *values = pairs.keys;
        return done;
    }
    let mut keys = Vec::with_capacity(values.len());
    let compare = std::mem::take(&mut vm.sort_by);
    for &value in values.iter() {
        match vm.call(key, &[value]) {
            Ok(found) => keys.push(found),
            Err(raised) => {
                // Computed keys are dropped from the last to the first.
                for &found in keys.iter().rev() {
                    vm.decref(found);
                }
                vm.sort_by = compare;
                return Err(raised);
            }
        }
    }
    vm.sort_by = compare;
    let mut pairs = timsort::Pairs { keys, values: std::mem::take(values) };
    let done = sort_pairs(vm, &mut pairs, order);
    *values = pairs.values;
    let dropped = pairs.keys;
    vm.decref_all(&dropped);
    done
}

fn sort_pairs(vm: &mut Vm, pairs: &mut timsort::Pairs, order: Order) -> Res<()> {
    // Stable in descending order too: reversed before and after.
    if order == Order::Descending {
        pairs.reverse(0, pairs.keys.len());
    }
    let done = match plain_order(vm, &pairs.keys) {
        Some(order) if vm.sort_by.is_null() => {
            pairs.arrange(&order);
            Ok(())
        }
        _ => timsort::sort(vm, pairs),
    };
    if order == Order::Descending {
        pairs.reverse(0, pairs.keys.len());
    }
    done
}

/// Where the keys stand in ascending order, if all are exact ints, floats or strings: nobody watches how those are
/// compared, and a stable sort has one result.
fn plain_order(vm: &Vm, keys: &[Ref]) -> Option<Vec<u32>> {
    let class = vm.type_of(*keys.first()?);
    if keys.iter().any(|key| vm.type_of(*key) != class) {
        return None;
    }
    match class {
        types::INT => order_of_values(keys, |key| match vm.body(key) {
            Body::Int(value) => Some(*value),
            _ => None,
        }),
        types::FLOAT => order_of_values(keys, |key| match vm.body(key) {
            Body::Float(value) if !value.is_nan() => Some(*value),
            _ => None,
        }),
        types::STR => order_of_values(keys, |key| vm.as_str(key)),
        _ => None,
    }
}

fn order_of_values<T: PartialOrd + Copy>(keys: &[Ref], value: impl Fn(Ref) -> Option<T>) -> Option<Vec<u32>> {
    let mut values = Vec::with_capacity(keys.len());
    for (at, key) in keys.iter().enumerate() {
        values.push((value(*key)?, u32::try_from(at).ok()?));
    }
    values.sort_by(|(a, _), (b, _)| a.partial_cmp(b).unwrap_or(std::cmp::Ordering::Equal));
    Some(values.into_iter().map(|(_, at)| at).collect())
}
