//! `set` and `frozenset`: types, making, adding and removing, hashing and repr. The algebra is in [`algebra`],
//! comparison in [`compare`], iterators in [`iterator`].

pub mod algebra;
pub mod compare;
pub mod iterator;

pub use algebra::{difference_update, intersection_of, intersection_update, symmetric_difference_update, update};

use super::support::list_of;
use super::{generic_alias, generic_new, seq};
use crate::memory::free_lists::Kind;
use crate::memory::{Body, Ref, Set, alloc};
use crate::python::dialect::containers::{EmptyFrozenset, SetRepr};
use crate::python::text::hash::hash_frozenset;
use crate::python::vm::known::{names, types};
use crate::python::vm::native::{Args, Arity, Native, TypeDef};
use crate::python::vm::operators::Printing;
use crate::python::vm::{Res, Vm};

/// What set and frozenset share.
macro_rules! set_type {
    ($constant:ident, $id:ident, [$($more:expr),* $(,)?]) => {
        pub const $constant: TypeDef = TypeDef {
            id: types::$id,
            methods: &[
                Native::slot("__repr__", 0, repr),
                Native::slot("__len__", 0, len),
                Native::slot("__iter__", 0, iterator::iter),
                Native::method("__contains__", Arity::One, contains),
                Native::slot("__eq__", 1, compare::eq),
                Native::slot("__ne__", 1, compare::ne),
                Native::slot("__lt__", 1, compare::lt),
                Native::slot("__le__", 1, compare::le),
                Native::slot("__gt__", 1, compare::gt),
                Native::slot("__ge__", 1, compare::ge),
                Native::slot("__and__", 1, algebra::and),
                Native::slot("__rand__", 1, algebra::rand),
                Native::slot("__or__", 1, algebra::or),
                Native::slot("__ror__", 1, algebra::ror),
                Native::slot("__sub__", 1, algebra::sub),
                Native::slot("__rsub__", 1, algebra::rsub),
                Native::slot("__xor__", 1, algebra::xor),
                Native::slot("__rxor__", 1, algebra::rxor),
                Native::method("__sizeof__", Arity::Zero, sizeof),
                Native::method("__reduce__", Arity::Zero, reduce),
                Native::class_method("__class_getitem__", Arity::One, generic_alias),
                Native::method("copy", Arity::Zero, copy),
                Native::method("union", Arity::Range(0, usize::MAX), algebra::union),
                Native::method("intersection", Arity::Range(0, usize::MAX), algebra::intersection),
                Native::method("difference", Arity::Range(0, usize::MAX), algebra::difference),
                Native::method("symmetric_difference", Arity::One, algebra::symmetric_difference),
                Native::method("isdisjoint", Arity::One, compare::isdisjoint),
                Native::method("issubset", Arity::One, compare::issubset),
                Native::method("issuperset", Arity::One, compare::issuperset),
                $($more),*
            ],
            attributes: &[],
        };
    };
}

set_type!(
    SET,
    SET,
    [
        Native::new_of_type(Arity::Raw, new_set),
        Native::slot_raw("__init__", Arity::Raw, init),
        Native::slot("__ior__", 1, algebra::ior),
        Native::slot("__iand__", 1, algebra::iand),
        Native::slot("__isub__", 1, algebra::isub),
        Native::slot("__ixor__", 1, algebra::ixor),
        Native::method("add", Arity::One, add),
        Native::method("remove", Arity::One, remove),
        Native::method("discard", Arity::One, discard),
        Native::method("pop", Arity::Zero, pop),
        Native::method("clear", Arity::Zero, clear_method),
        Native::method("update", Arity::Range(0, usize::MAX), algebra::update_method),
        Native::method("intersection_update", Arity::Range(0, usize::MAX), algebra::intersection_update_method),
        Native::method("difference_update", Arity::Range(0, usize::MAX), algebra::difference_update_method),
        Native::method("symmetric_difference_update", Arity::One, algebra::symmetric_difference_update_method),
    ]
);

set_type!(FROZENSET, FROZENSET, [Native::new_of_type(Arity::Raw, new_frozenset), Native::slot("__hash__", 0, hash),]);

/// The table; `None` when `set` is no set.
#[must_use]
pub fn table(vm: &Vm, set: Ref) -> Option<&Set> {
    match vm.body(set) {
        Body::Set(table) => Some(table),
        _ => None,
    }
}

#[must_use]
pub fn length(vm: &Vm, set: Ref) -> usize {
    table(vm, set).map_or(0, Set::len)
}

/// The elements in the table's order, borrowed.
#[must_use]
pub fn elements(vm: &Vm, set: Ref) -> Vec<Ref> {
    table(vm, set).map(|t| t.entries().collect()).unwrap_or_default()
}

/// The element at or after a position: position after it, hash, element (borrowed).
#[must_use]
pub fn entry_from(vm: &Vm, set: Ref, position: usize) -> Option<(usize, i64, Ref)> {
    table(vm, set)?.next_from(position)
}

#[must_use]
pub fn is_set(vm: &Vm, object: Ref) -> bool {
    matches!(vm.body(object), Body::Set(_))
}

fn kept_set(vm: &mut Vm, class: Ref, body: Body) -> Ref {
    let set = alloc::uncounted(&mut vm.heap, class, body);
    alloc::track(&mut vm.heap, set);
    set
}

/// `make_new_set`: a new set of this class, filled from an iterable (NULL: empty).
///
/// # Errors
/// As iterating and hashing raise.
pub fn new_of(vm: &mut Vm, class: Ref, iterable: Ref) -> Res {
    let body = Body::Set(Box::new(Set::new(vm.heap.rules.set)));
    // 2.7 keeps dead sets, and makes all of them in one way.
    let kept = matches!(class, types::SET | types::FROZENSET) && vm.heap.free_lists.take(Kind::Set);
    let set = if kept { kept_set(vm, class, body) } else { generic_new(vm, class, body) };
    if iterable.is_null() {
        return Ok(set);
    }
    match update(vm, set, iterable) {
        Ok(()) => Ok(set),
        Err(raised) => {
            vm.decref(set);
            Err(raised)
        }
    }
}

/// The class of results: the builtin one, from 3.x on also for subclasses.
pub(super) fn result_class(vm: &Vm, set: Ref) -> Ref {
    match vm.dialect.containers.set_results {
        crate::python::dialect::containers::SetResults::OwnClass => vm.type_of(set),
        crate::python::dialect::containers::SetResults::Builtin if vm.isinstance_of(set, types::SET) => types::SET,
        crate::python::dialect::containers::SetResults::Builtin => types::FROZENSET,
    }
}

fn new_set(vm: &mut Vm, args: Args) -> Res {
    let class = args.at(vm, 0);
    new_of(vm, class, Ref::NULL)
}

fn init(vm: &mut Vm, args: Args) -> Res {
    let set = args.at(vm, 0);
    seq::at_most_one(vm, args, "set")?;
    if length(vm, set) > 0 {
        clear(vm, set);
    }
    let iterable = args.at(vm, 1);
    if !iterable.is_null() {
        update(vm, set, iterable)?;
    }
    vm.done()
}

fn new_frozenset(vm: &mut Vm, args: Args) -> Res {
    let class = args.at(vm, 0);
    let args = seq::arguments_of_new(vm, args, types::FROZENSET);
    seq::at_most_one(vm, args, "frozenset")?;
    let iterable = args.at(vm, 1);
    if class != types::FROZENSET {
        return new_of(vm, class, iterable);
    }
    if !iterable.is_null() && vm.is_exact(iterable, types::FROZENSET) {
        return Ok(vm.incref(iterable));
    }
    let made = new_of(vm, class, iterable)?;
    if vm.dialect.containers.empty_frozenset == EmptyFrozenset::Shared && length(vm, made) == 0 {
        return Ok(made /* TODO shared */);
    }
    Ok(made)
}

fn repr(vm: &mut Vm, args: Args) -> Res {
    let set = args.at(vm, 0);
    let name = vm.type_name(set);
    if length(vm, set) == 0 {
        return Ok(match vm.dialect.containers.set_repr {
            SetRepr::Braces => vm.string(format!("{name}()")),
            SetRepr::List => vm.string(format!("{name}([])")),
        });
    }
    if !vm.enter_repr(set) {
        return Ok(vm.string(format!("{name}(...)")));
    }
    let result = repr_elements(vm, set);
    vm.leave_repr(set);
    let inside = result?;
    Ok(match vm.dialect.containers.set_repr {
        SetRepr::List => vm.string(format!("{name}([{inside}])")),
        SetRepr::Braces if vm.is_exact(set, types::SET) => vm.string(format!("{{{inside}}}")),
        SetRepr::Braces => vm.string(format!("{name}({{{inside}}})")),
    })
}

/// The elements are held by a list while they are shown.
fn repr_elements(vm: &mut Vm, set: Ref) -> Res<String> {
    let kept = [types::SET, types::FROZENSET].iter().any(|&t| vm.is_native_of(vm.lookup_special(set, names::ITER), t));
    if !kept {
        // `PySequence_List` asks a subclass for its elements.
        let list = list_of(vm, set, "set is not iterable")?;
        let text = inside_list(vm, list);
        vm.decref(list);
        return text;
    }
    let items = elements(vm, set);
    for &item in &items {
        vm.incref(item);
    }
    if vm.printing == Printing::PieceByPiece {
        let parts: Res<Vec<String>> = items.iter().map(|&item| vm.repr_text(item)).collect();
        vm.decref_all(&items);
        return parts.map(|parts| parts.join(", "));
    }
    let list = vm.list(items);
    let text = inside_list(vm, list);
    vm.decref(list);
    text
}

/// A list's repr without its brackets.
fn inside_list(vm: &mut Vm, list: Ref) -> Res<String> {
    let text = vm.repr_text(list)?;
    Ok(text.strip_prefix('[').and_then(|t| t.strip_suffix(']')).unwrap_or(&text).to_owned())
}

fn len(vm: &mut Vm, args: Args) -> Res {
    let length = length(vm, args.at(vm, 0));
    Ok(vm.int(length as i64))
}

/// Runs `with` on the key; when the key is an unhashable set, on a frozenset of it.
fn with_key(vm: &mut Vm, key: Ref, with: impl Fn(&mut Vm, Ref) -> Res<bool>) -> Res<bool> {
    match with(vm, key) {
        Err(raised) if vm.isinstance_of(key, types::SET) => {
            if !vm.catch(types::TYPE_ERROR) {
                return Err(raised);
            }
            let frozen = new_of(vm, types::FROZENSET, key)?;
            let result = with(vm, frozen);
            vm.decref(frozen);
            result
        }
        result => result,
    }
}

fn contains(vm: &mut Vm, args: Args) -> Res {
    let (set, key) = (args.at(vm, 0), args.at(vm, 1));
    let found = with_key(vm, key, |vm, key| vm.set_contains(set, key))?;
    Ok(vm.bool(found))
}

fn add(vm: &mut Vm, args: Args) -> Res {
    let (set, key) = (args.at(vm, 0), args.at(vm, 1));
    vm.set_add(set, key)?;
    vm.done()
}

fn remove(vm: &mut Vm, args: Args) -> Res {
    let (set, key) = (args.at(vm, 0), args.at(vm, 1));
    if !with_key(vm, key, |vm, key| vm.set_remove(set, key))? {
        return Err(vm.key_error(key));
    }
    vm.done()
}

fn discard(vm: &mut Vm, args: Args) -> Res {
    let (set, key) = (args.at(vm, 0), args.at(vm, 1));
    with_key(vm, key, |vm, key| vm.set_remove(set, key))?;
    vm.done()
}

fn pop(vm: &mut Vm, args: Args) -> Res {
    let set = args.at(vm, 0);
    let popped = match vm.heap.body_mut(set) {
        Body::Set(table) => table.pop(),
        _ => None,
    };
    match popped {
        Some(key) => Ok(key),
        None => {
            let message = vm.str("pop from an empty set");
            Err(vm.raise_with(types::KEY_ERROR, message))
        }
    }
}

/// Empties the set, from the first slot on.
pub fn clear(vm: &mut Vm, set: Ref) {
    let Body::Set(table) = vm.heap.body_mut(set) else { return };
    let dropped = table.take_entries();
    vm.decref_all(&dropped);
}

fn clear_method(vm: &mut Vm, args: Args) -> Res {
    let set = args.at(vm, 0);
    clear(vm, set);
    vm.done()
}

fn copy(vm: &mut Vm, args: Args) -> Res {
    let set = args.at(vm, 0);
    if vm.is_exact(set, types::FROZENSET) {
        return Ok(vm.incref(set));
    }
    copy_of(vm, set)
}

/// A new set with the same elements.
///
/// # Errors
/// None in practice.
pub fn copy_of(vm: &mut Vm, set: Ref) -> Res {
    let class = result_class(vm, set);
    new_of(vm, class, set)
}

fn sizeof(vm: &mut Vm, args: Args) -> Res {
    let size = table(vm, args.at(vm, 0)).map_or(0, Set::sizeof);
    Ok(vm.int(size as i64))
}

/// `(class, ([elements],), None)`.
fn reduce(vm: &mut Vm, args: Args) -> Res {
    let set = args.at(vm, 0);
    let items = elements(vm, set);
    for &item in &items {
        vm.incref(item);
    }
    let list = vm.list(items);
    let inner = vm.tuple(&[list]);
    let class = vm.type_of(set);
    vm.incref(class);
    let none = vm.none();
    Ok(vm.tuple(&[class, inner, none]))
}

/// The hash of a frozenset: the same for any order of its elements.
fn hash(vm: &mut Vm, args: Args) -> Res {
    let set = args.at(vm, 0);
    let Some(table) = table(vm, set) else { return Ok(vm.int(0)) };
    let hashes: Vec<i64> = table.hashed_entries().map(|(hash, _)| hash).collect();
    let hash = hash_frozenset(hashes.into_iter(), vm.dialect.builtins.text.frozenset_hash);
    Ok(vm.int(hash))
}
