//! What the builtin sequences share: indexes, search bounds, repetition, comparison item by item.

use crate::memory::{Body, Ref};
use crate::python::code::CompareOp;
use crate::python::dialect::builtins::StrayKeywords;
use crate::python::dialect::containers::{ComparedItems, IndexWording};
use crate::python::vm::known::{self, names, types};
use crate::python::vm::native::Args;
use crate::python::vm::{Raised, Res, Vm};

/// More items than this are a MemoryError, as they would be on a learner's machine.
pub const MOST_ITEMS: usize = 1 << 28;

/// Room that is reserved on the word of a length hint alone.
pub const MOST_RESERVED: usize = 1 << 20;

/// `NotImplemented`, counted.
pub fn not_implemented(vm: &mut Vm) -> Ref {
    vm.incref(known::NOT_IMPLEMENTED)
}

/// The arguments of a builtin class's `__new__` without the keywords that are meant for the `__init__` of a subclass.
#[must_use]
pub fn arguments_of_new(vm: &mut Vm, args: Args, builtin: Ref) -> Args {
    let class = args.at(vm, 0);
    own_arguments(vm, args, (class, builtin), names::INIT)
}

/// The arguments of a builtin class's `__init__` without the keywords that are meant for the `__new__` of a subclass.
#[must_use]
pub fn arguments_of_init(vm: &mut Vm, args: Args, builtin: Ref) -> Args {
    let class = vm.type_of(args.at(vm, 0));
    own_arguments(vm, args, (class, builtin), names::NEW)
}

fn own_arguments(vm: &mut Vm, args: Args, (class, builtin): (Ref, Ref), partner: Ref) -> Args {
    let keywords = vm.tuple_len(args.names);
    if keywords == 0 {
        return args;
    }
    let stray = class != builtin
        && match vm.dialect.builtins.stray_keywords {
            StrayKeywords::Refused => false,
            StrayKeywords::OfSubclasses => true,
            StrayKeywords::OfPartner => vm.lookup(class, partner) != vm.lookup(builtin, partner),
        };
    if stray { Args { count: args.count - keywords, names: Ref::NULL, ..args } } else { args }
}

/// The constructor's arguments: the receiver, then at most one, no keywords.
///
/// # Errors
/// TypeError in CPython's words.
pub fn at_most_one(vm: &mut Vm, args: Args, name: &str) -> Res<()> {
    at_most(vm, args, name, 1)
}

/// The receiver, then at most `most`, no keywords.
///
/// # Errors
/// TypeError in CPython's words.
pub fn at_most(vm: &mut Vm, args: Args, name: &str, most: usize) -> Res<()> {
    no_keywords(vm, args, name)?;
    let given = args.count.saturating_sub(1);
    if given > most {
        let arguments = vm.dialect.builtins.words.too_few.arguments(most);
        return Err(vm.type_error(format!("{name} expected at most {most} {arguments}, got {given}")));
    }
    Ok(())
}

/// # Errors
/// TypeError when keywords were given.
pub fn no_keywords(vm: &mut Vm, args: Args, name: &str) -> Res<()> {
    if vm.tuple_len(args.names) > 0 {
        return Err(vm.type_error(format!("{name}() takes no keyword arguments")));
    }
    Ok(())
}

/// The slice that the two numbers of 2.7's `__getslice__` and its kin stand for: here they count from the beginning, and
/// what is below it is its end. It lives for the call alone, which makes no object of it in CPython.
///
/// # Errors
/// TypeError for what is no number.
pub fn between(vm: &mut Vm, args: Args) -> Res {
    let (start, stop) = (vm.index_clamped(args.at(vm, 1))?, vm.index_clamped(args.at(vm, 2))?);
    let (start, stop) = (vm.int(start.max(0)), vm.int(stop.max(0)));
    Ok(vm.heap.alloc(types::SLICE, Body::record(&[start, stop, known::NONE], &[])))
}

/// `len(x)` when the type has one and it does not raise TypeError.
///
/// # Errors
/// Other exceptions of `__len__`.
pub fn len_if_sized(vm: &mut Vm, object: Ref) -> Res<Option<usize>> {
    if vm.lookup_special(object, names::LEN).is_none() {
        return Ok(None);
    }
    match vm.len(object) {
        Ok(length) => Ok(Some(length)),
        Err(raised) => {
            // A classic instance has the slot, whether its class has the method or not.
            if vm.catch(types::TYPE_ERROR) || vm.dialect.python2 && vm.catch(types::ATTRIBUTE_ERROR) {
                Ok(None)
            } else {
                Err(raised)
            }
        }
    }
}

/// `operator.length_hint(object, default)`.
///
/// # Errors
/// What `__len__` or `__length_hint__` raise, except TypeError.
pub fn length_hint(vm: &mut Vm, object: Ref, default: usize) -> Res<usize> {
    if let Some(length) = len_if_sized(vm, object)? {
        return Ok(length);
    }
    let hint = match vm.call_bound_special(object, names::LENGTH_HINT, &[]) {
        None => {
            // 2.7 calls the method all the same, and looks at the error.
            vm.count_class_check(types::ATTRIBUTE_ERROR);
            return Ok(default);
        }
        Some(Ok(hint)) => hint,
        Some(Err(raised)) => {
            let catches = vm.catch(types::TYPE_ERROR) || vm.dialect.python2 && vm.catch(types::ATTRIBUTE_ERROR);
            return if catches { Ok(default) } else { Err(raised) };
        }
    };
    let value = vm.as_int(hint);
    let name = vm.type_name(hint);
    vm.decref(hint);
    if hint == known::NOT_IMPLEMENTED {
        return Ok(default);
    }
    match value {
        None => Err(vm.type_error(format!("__length_hint__ must be an integer, not {name}"))),
        Some(value) => match usize::try_from(value) {
            Ok(value) => Ok(value),
            Err(_) => Err(vm.value_error("__length_hint__() should return >= 0")),
        },
    }
}

/// The place in `0..length` that a possibly negative index names.
#[inline]
#[must_use]
pub fn position(at: i64, length: usize) -> Option<usize> {
    let at = if at < 0 { at + length as i64 } else { at };
    usize::try_from(at).ok().filter(|&p| p < length)
}

/// Where `insert(at, …)` puts an item.
#[must_use]
pub fn insertion_point(at: i64, length: usize) -> usize {
    let length = length as i64;
    let at = if at < 0 { (at + length).max(0) } else { at.min(length) };
    usize::try_from(at).unwrap_or(0)
}

/// The value of an index; `None` when `key` has no `__index__`.
///
/// # Errors
/// IndexError when it does not fit; what `__index__` raises.
#[inline]
pub fn as_index(vm: &mut Vm, key: Ref) -> Res<Option<i64>> {
    if let Some(value) = vm.as_int(key) {
        return Ok(Some(value));
    }
    if !is_index(vm, key) {
        return Ok(None);
    }
    match vm.index(key) {
        Ok(value) => Ok(Some(value)),
        Err(raised) => {
            if vm.catch(types::OVERFLOW_ERROR) {
                let name = vm.type_name(key);
                return Err(vm.index_error(format!("cannot fit '{name}' into an index-sized integer")));
            }
            Err(raised)
        }
    }
}

/// Whether `object` may stand where an integer is needed.
#[must_use]
pub fn is_index(vm: &mut Vm, object: Ref) -> bool {
    vm.isinstance_of(object, types::INT) || vm.lookup_special(object, names::INDEX).is_some()
}

/// "list indices must be integers or slices, not str".
pub fn bad_index(vm: &mut Vm, sequence: &str, key: Ref) -> Raised {
    let name = vm.type_name(key);
    let wanted = match vm.dialect.containers.index_wording {
        IndexWording::Integers => "integers",
        IndexWording::IntegersOrSlices => "integers or slices",
    };
    vm.type_error(format!("{sequence} indices must be {wanted}, not {name}"))
}

/// `start` and `stop` of `index(value, start, stop)`: arguments 2 and 3.
///
/// # Errors
/// TypeError for anything but integers.
pub fn search_bounds(vm: &mut Vm, args: Args, length: usize) -> Res<(usize, usize)> {
    let (start, stop) = (args.at(vm, 2), args.at(vm, 3));
    let start = search_bound(vm, start, 0, length)?;
    let stop = search_bound(vm, stop, usize::MAX, length)?;
    Ok((start, stop))
}

fn search_bound(vm: &mut Vm, bound: Ref, default: usize, length: usize) -> Res<usize> {
    if bound.is_null() {
        return Ok(default);
    }
    let value = if is_index(vm, bound) {
        vm.index_clamped(bound)?
    } else {
        return Err(vm.type_error("slice indices must be integers or have an __index__ method"));
    };
    let value = if value < 0 { value.saturating_add(length as i64) } else { value };
    Ok(usize::try_from(value).unwrap_or(0))
}

/// What `list.index` raises.
///
/// # Errors
/// Always.
pub fn not_in_list(vm: &mut Vm, wanted: Ref) -> Res {
    use crate::python::dialect::containers::ListIndexWording;
    let message = match vm.dialect.containers.list_index_wording {
        ListIndexWording::Value => {
            let text = vm.repr_text(wanted)?;
            format!("{text} is not in list")
        }
        ListIndexWording::Generic => "list.index(x): x not in list".to_owned(),
    };
    Err(vm.value_error(message))
}

/// How often `sequence * times` repeats; `None` when `times` is no integer.
///
/// # Errors
/// OverflowError when it does not fit.
pub fn repeat_count(vm: &mut Vm, times: Ref) -> Res<Option<i64>> {
    if let Some(value) = vm.as_int(times) {
        return Ok(Some(value));
    }
    if !is_index(vm, times) {
        return Ok(None);
    }
    match vm.index(times) {
        Ok(value) => Ok(Some(value)),
        Err(raised) => {
            if vm.catch(types::OVERFLOW_ERROR) {
                let name = vm.type_name(times);
                return Err(vm.overflow_error(format!("cannot fit '{name}' into an index-sized integer")));
            }
            Err(raised)
        }
    }
}

/// The items of both, each counted.
///
/// # Errors
/// MemoryError.
pub fn concatenated(vm: &mut Vm, left: Ref, right: Ref) -> Res<Vec<Ref>> {
    let bytes = [left, right].map(|sequence| vm.body(sequence).bytes_beside());
    vm.afford(bytes.iter().sum())?;
    let both = [left, right].map(|sequence| vm.items(sequence).unwrap_or_default()).concat();
    for &item in &both {
        vm.incref(item);
    }
    Ok(both)
}

/// Asks for the memory that texts take, joined by a text of so many bytes.
///
/// # Errors
/// MemoryError.
pub fn afford_joined(vm: &mut Vm, texts: &[Ref], glue: usize) -> Res<()> {
    let bytes = texts.iter().map(|text| vm.body(*text).bytes_beside() + glue).sum();
    vm.afford(bytes)
}

/// The items `times` over, each counted.
///
/// # Errors
/// MemoryError.
pub fn repeated(vm: &mut Vm, once: &[Ref], times: i64) -> Res<Vec<Ref>> {
    let times = usize::try_from(times).unwrap_or(0);
    if once.len().saturating_mul(times) > MOST_ITEMS {
        return Err(vm.raise(types::MEMORY_ERROR, ""));
    }
    vm.afford(size_of_val(once) * times)?;
    let mut all = Vec::with_capacity(once.len() * times);
    for _ in 0..times {
        all.extend_from_slice(once);
    }
    for &item in &all {
        vm.incref(item);
    }
    Ok(all)
}

/// Compares two lists or two tuples: the first items that differ decide.
///
/// # Errors
/// As comparing the items raises.
pub fn compare_items(vm: &mut Vm, op: CompareOp, a: Ref, b: Ref) -> Res {
    let is_list = matches!(vm.body(a), crate::memory::Body::List(_) | crate::memory::Body::SmallList(..));
    let by_length = matches!(op, CompareOp::Eq | CompareOp::Ne) && is_list;
    if by_length && vm.tuple_len(a) != vm.tuple_len(b) {
        return Ok(vm.bool(op == CompareOp::Ne));
    }
    // A tuple keeps its items; those of a list are held while they are compared.
    let rule = vm.dialect.containers.compared_items;
    let holds = is_list && rule != ComparedItems::Borrowed;
    let held = |vm: &mut Vm, item: Ref| {
        if holds {
            vm.incref(item);
        }
    };
    let released = |vm: &mut Vm, item: Ref| {
        if holds {
            vm.decref(item);
        }
    };
    let mut index = 0;
    loop {
        let pair = (vm.items(a).and_then(|i| i.get(index).copied()), vm.items(b).and_then(|i| i.get(index).copied()));
        let (Some(x), Some(y)) = pair else { break };
        if x != y {
            held(vm, x);
            held(vm, y);
            let same = vm.eq(x, y);
            if same == Ok(false) && rule == ComparedItems::HeldInOrders {
                let result = differing(vm, op, x, y);
                released(vm, x);
                released(vm, y);
                return result;
            }
            released(vm, x);
            released(vm, y);
            if !same? {
                return differing(vm, op, x, y);
            }
        }
        index += 1;
    }
    let order = vm.tuple_len(a).cmp(&vm.tuple_len(b));
    Ok(vm.bool(op.holds(order)))
}

/// What the first items that differ say of the whole.
fn differing(vm: &mut Vm, op: CompareOp, x: Ref, y: Ref) -> Res {
    match op {
        CompareOp::Eq => Ok(vm.bool(false)),
        CompareOp::Ne => Ok(vm.bool(true)),
        _ => vm.compare(op, x, y),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn indexes_count_from_both_ends() {
        assert_eq!(position(-1, 3), Some(2));
        assert_eq!(position(3, 3), None);
        assert_eq!(position(-4, 3), None);
        assert_eq!(insertion_point(-10, 3), 0);
        assert_eq!(insertion_point(100, 3), 3);
    }
}
