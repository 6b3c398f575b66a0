//! Taking exception groups apart: `split`, `subgroup` and `except*`.

use super::group_type::EXCEPTIONS;
use super::{body, field};
use crate::memory::{Body, Ref, alloc};
use crate::python::builtins::functions::instances::is_instance;
use crate::python::vm::known::{self, names, types};
use crate::python::vm::{Res, Vm};

/// What a member must be to match; the object is borrowed.
#[derive(Clone, Copy, Debug)]
pub enum Condition {
    /// An exception class or a tuple of them.
    Class(Ref),
    /// A predicate.
    Function(Ref),
}

/// The members that match and the others, as groups like the original (or the exception itself); owned.
#[derive(Clone, Copy, Debug)]
pub struct Parts {
    pub matched: Option<Ref>,
    pub rest: Option<Ref>,
}

impl Condition {
    /// # Errors
    /// TypeError for what is no condition.
    pub fn of(vm: &mut Vm, x: Ref) -> Res<Self> {
        if vm.is_exception_class(x) {
            return Ok(Self::Class(x));
        }
        if vm.isinstance_of(x, types::TUPLE) {
            let items = vm.items(x).unwrap_or_default().to_vec();
            if items.into_iter().all(|item| vm.is_exception_class(item)) {
                return Ok(Self::Class(x));
            }
        } else if !vm.is_type(x) && vm.is_callable(x) {
            return Ok(Self::Function(x));
        }
        let words = vm.dialect.builtins.words.group_condition;
        Err(vm.type_error(words))
    }

    fn holds(self, vm: &mut Vm, exception: Ref) -> Res<bool> {
        match self {
            Self::Class(class) => is_instance(vm, exception, class),
            Self::Function(function) => {
                let result = vm.call(function, &[exception])?;
                let truth = vm.truth(result);
                vm.decref(result);
                truth
            }
        }
    }
}

/// Divides an exception: a group by its members, any other as a whole.
///
/// # Errors
/// What the condition or `derive` raise.
pub fn split(vm: &mut Vm, exception: Ref, condition: Condition) -> Res<Parts> {
    if condition.holds(vm, exception)? {
        let whole = vm.incref(exception);
        return Ok(Parts { matched: Some(whole), rest: None });
    }
    if !vm.isinstance_of(exception, types::BASE_EXCEPTION_GROUP) {
        let whole = vm.incref(exception);
        return Ok(Parts { matched: None, rest: Some(whole) });
    }
    vm.enter_native(" in exceptiongroup_split_recursive")?;
    let result = split_members(vm, exception, condition);
    vm.leave_native();
    result
}

fn split_members(vm: &mut Vm, group: Ref, condition: Condition) -> Res<Parts> {
    let members = vm.items(field(vm, group, EXCEPTIONS)).unwrap_or_default().to_vec();
    let matched = vm.list(Vec::new());
    let rest = vm.list(Vec::new());
    let result = (|| {
        for member in members {
            let parts = split(vm, member, condition)?;
            for (list, part) in [(matched, parts.matched), (rest, parts.rest)] {
                if let (Some(part), Some(items)) = (part, vm.heap.list_mut(list)) {
                    items.push(part);
                }
            }
        }
        let matched = subset(vm, group, matched)?;
        match subset(vm, group, rest) {
            Ok(rest) => Ok(Parts { matched, rest }),
            Err(raised) => {
                if let Some(matched) = matched {
                    vm.decref(matched);
                }
                Err(raised)
            }
        }
    })();
    vm.decref(matched);
    vm.decref(rest);
    result
}

/// A group like `original` of these members, with its traceback, context, cause and notes; nothing for none.
fn subset(vm: &mut Vm, original: Ref, members: Ref) -> Res<Option<Ref>> {
    if vm.items(members).unwrap_or_default().is_empty() {
        return Ok(None);
    }
    let derive = vm.intern("derive");
    // `PyObject_CallMethod` with one argument in a tuple.
    alloc::count_tuple(vm, 1);
    let made = vm.call_method(original, derive, &[members]);
    alloc::count_tuple_death(&mut vm.heap, 1);
    let made = made?;
    if !vm.isinstance_of(made, types::BASE_EXCEPTION_GROUP) {
        vm.decref(made);
        return Err(vm.type_error("derive must return an instance of BaseExceptionGroup"));
    }
    copy_history(vm, original, made);
    match vm.getattr_opt(original, names::NOTES) {
        Ok(Some(notes)) => {
            let result = copy_notes(vm, made, notes);
            vm.decref(notes);
            if let Err(raised) = result {
                vm.decref(made);
                return Err(raised);
            }
        }
        Ok(None) => {}
        Err(raised) => {
            vm.decref(made);
            return Err(raised);
        }
    }
    Ok(Some(made))
}

fn copy_history(vm: &mut Vm, from: Ref, to: Ref) {
    let Some((traceback, context, cause)) = body(vm, from).map(|e| (e.traceback, e.context, e.cause)) else { return };
    for part in [traceback, context, cause] {
        vm.xincref(part);
    }
    let Body::Exception(exception) = vm.heap.body_mut(to) else { return };
    let before = [
        std::mem::replace(&mut exception.traceback, traceback),
        std::mem::replace(&mut exception.context, context),
        std::mem::replace(&mut exception.cause, cause),
    ];
    exception.suppress_context |= !cause.is_null();
    for part in before {
        vm.xdecref(part);
    }
}

fn copy_notes(vm: &mut Vm, group: Ref, notes: Ref) -> Res<()> {
    if vm.items(notes).is_none() {
        return Ok(());
    }
    let items = vm.to_vec(notes)?;
    let copy = vm.list(items);
    let result = vm.setattr(group, names::NOTES, copy);
    vm.decref(copy);
    result
}

/// `except* classes`: which part of the exception the clause takes, and what is left. A lone exception that matches is
/// wrapped in a group.
///
/// # Errors
/// What matching raises.
pub fn match_clause(vm: &mut Vm, exception: Ref, classes: Ref) -> Res<Parts> {
    if is_instance(vm, exception, classes)? {
        let matched = if vm.isinstance_of(exception, types::BASE_EXCEPTION_GROUP) {
            vm.incref(exception)
        } else {
            vm.incref(exception);
            let members = vm.tuple(&[exception]);
            let empty = vm.str("");
            let wrapped = vm.call(types::EXCEPTION_GROUP, &[empty, members]);
            vm.decref(members);
            vm.decref(empty);
            let wrapped = wrapped?;
            copy_traceback(vm, exception, wrapped);
            wrapped
        };
        return Ok(Parts { matched: Some(matched), rest: None });
    }
    split(vm, exception, Condition::Class(classes))
}

fn copy_traceback(vm: &mut Vm, from: Ref, to: Ref) {
    let traceback = body(vm, from).map_or(Ref::NULL, |e| e.traceback);
    vm.xincref(traceback);
    if let Body::Exception(exception) = vm.heap.body_mut(to) {
        let before = std::mem::replace(&mut exception.traceback, traceback);
        vm.xdecref(before);
    }
}

/// One `except*` clause: like [`match_clause`], where nothing (None) may be left to match.
///
/// # Errors
/// TypeError for what an `except*` clause cannot name; what matching raises.
pub fn check_clause(vm: &mut Vm, exception: Ref, classes: Ref) -> Res<Parts> {
    let listed = match vm.items(classes) {
        Some(items) if vm.isinstance_of(classes, types::TUPLE) => items.to_vec(),
        _ => vec![classes],
    };
    for class in listed {
        if !vm.is_exception_class(class) {
            return Err(vm.type_error("catching classes that do not inherit from BaseException is not allowed"));
        }
        if vm.is_subtype(class, types::BASE_EXCEPTION_GROUP) {
            return Err(vm.type_error("catching ExceptionGroup with except* is not allowed. Use except instead."));
        }
    }
    if exception == known::NONE {
        return Ok(Parts { matched: None, rest: None });
    }
    match_clause(vm, exception, classes)
}

/// What a `try … except*` raises in the end: what no clause took, with the structure of the original group, and what the
/// clauses raised; None for nothing. `_PyExc_PrepReraiseStar`.
///
/// # Errors
/// What making groups raises.
pub fn to_reraise(vm: &mut Vm, original: Ref, left: Ref) -> Res {
    let left: Vec<Ref> = vm.items(left).unwrap_or_default().iter().copied().filter(|e| *e != known::NONE).collect();
    if !vm.isinstance_of(original, types::BASE_EXCEPTION_GROUP) {
        // Only one clause can have taken a lone exception.
        let first = left.first().copied().unwrap_or(known::NONE);
        return Ok(vm.incref(first));
    }
    let (again, mut raised): (Vec<Ref>, Vec<Ref>) = left.into_iter().partition(|e| same_history(vm, *e, original));
    let mut leaves = Vec::new();
    for exception in again {
        collect_leaves(vm, exception, &mut leaves);
    }
    let rest = if leaves.is_empty() { None } else { keep(vm, original, &leaves)? };
    if raised.is_empty() {
        return Ok(rest.unwrap_or(known::NONE));
    }
    raised.iter().for_each(|e| {
        vm.incref(*e);
    });
    raised.extend(rest);
    if let [one] = raised.as_slice() {
        return Ok(*one);
    }
    let members = vm.list(raised);
    let empty = vm.str("");
    let made = vm.call(types::EXCEPTION_GROUP, &[empty, members]);
    vm.decref(members);
    vm.decref(empty);
    made
}

/// Whether an exception is a part of `original` and not newly raised.
fn same_history(vm: &mut Vm, exception: Ref, original: Ref) -> bool {
    let history = |vm: &Vm, x: Ref| body(vm, x).map(|e| (e.traceback, e.context, e.cause, e.message));
    history(vm, exception) == history(vm, original)
}

fn collect_leaves(vm: &Vm, exception: Ref, leaves: &mut Vec<Ref>) {
    if !vm.isinstance_of(exception, types::BASE_EXCEPTION_GROUP) {
        leaves.push(exception);
        return;
    }
    for member in vm.items(field(vm, exception, EXCEPTIONS)).unwrap_or_default() {
        collect_leaves(vm, *member, leaves);
    }
}

/// The part of a group that has only these leaves.
fn keep(vm: &mut Vm, exception: Ref, leaves: &[Ref]) -> Res<Option<Ref>> {
    if !vm.isinstance_of(exception, types::BASE_EXCEPTION_GROUP) {
        return Ok(leaves.contains(&exception).then(|| vm.incref(exception)));
    }
    vm.enter_native(" in exceptiongroup_split_recursive")?;
    let members = vm.items(field(vm, exception, EXCEPTIONS)).unwrap_or_default().to_vec();
    let kept = vm.list(Vec::new());
    let mut result = Ok(());
    for member in members {
        match keep(vm, member, leaves) {
            Ok(Some(part)) => {
                if let Some(items) = vm.heap.list_mut(kept) {
                    items.push(part);
                }
            }
            Ok(None) => {}
            Err(raised) => {
                result = Err(raised);
                break;
            }
        }
    }
    vm.leave_native();
    let made = result.and_then(|()| subset(vm, exception, kept));
    vm.decref(kept);
    made
}
