//! `BaseException`: arguments, text, notes, cause, context, traceback.

use super::{arguments, body, positional, put_args, set_args};
use crate::memory::object::Exception;
use crate::memory::{Body, Ref};
use crate::python::behaviour::EmptiedTraceback;
use crate::python::builtins::support::{truth_value, unshared_str};
use crate::python::dialect::builtins::ExceptionRepr;
use crate::python::vm::known::{EMPTY_STR, EMPTY_TUPLE, FALSE, NONE, TRUE, names, types};
use crate::python::vm::native::{Args, Arity, GetSet, Native, TypeDef};
use crate::python::vm::{Raised, Res, Vm};

pub(super) const BASE: TypeDef = TypeDef {
    id: types::BASE_EXCEPTION,
    methods: &[
        Native::new_of_type(Arity::Raw, new),
        Native::slot_raw("__init__", Arity::Raw, init),
        Native::slot("__repr__", 0, repr),
        Native::slot("__str__", 0, |vm, args| str_of(vm, args.at(vm, 0))),
        Native::slot("__unicode__", 0, |vm, args| str_of(vm, args.at(vm, 0))),
        Native::slot("__getitem__", 1, |vm, args| {
            let items = body(vm, args.at(vm, 0)).map_or(EMPTY_TUPLE, |e| e.args);
            vm.getitem(items, args.at(vm, 1))
        }),
        Native::method("with_traceback", Arity::One, with_traceback),
        Native::method("add_note", Arity::One, add_note),
        Native::method("__reduce__", Arity::Zero, reduce),
        Native::method("__setstate__", Arity::One, setstate),
    ],
    attributes: &[
        GetSet::new("args", args_get, args_set),
        GetSet::new("__traceback__", traceback_get, traceback_set),
        GetSet::new("__context__", context_get, context_set),
        GetSet::new("__cause__", cause_get, cause_set),
        GetSet::new("__suppress_context__", suppress_get, suppress_set),
        GetSet::read_only("message", message_get),
    ],
};

fn new(vm: &mut Vm, args: Args) -> Res {
    let items = positional(vm, args);
    let tuple = vm.tuple_from(&items);
    let class = args.at(vm, 0);
    Ok(made(vm, class, tuple))
}

/// A new exception of a class; steals the tuple of arguments.
pub(super) fn made(vm: &mut Vm, class: Ref, tuple: Ref) -> Ref {
    vm.new_of(class, Body::Exception(Box::new(Exception { args: tuple, ..Exception::default() })))
}

fn init(vm: &mut Vm, args: Args) -> Res {
    no_keywords(vm, args)?;
    let items = positional(vm, args);
    set_args(vm, args.at(vm, 0), &items);
    if vm.behaviour.exceptions_have_messages()
        && let [only] = items[..]
    {
        vm.incref(only);
        if let Body::Exception(exception) = vm.heap.body_mut(args.at(vm, 0)) {
            let before = std::mem::replace(&mut exception.message, only);
            vm.xdecref(before);
        }
    }
    vm.done()
}

pub(super) fn no_keywords(vm: &mut Vm, args: Args) -> Res<()> {
    if vm.tuple_len(args.names) == 0 {
        return Ok(());
    }
    let name = vm.type_name(args.at(vm, 0));
    let message = vm.dialect.builtins.words.no_keywords.of(&name);
    Err(vm.type_error(message))
}

fn repr(vm: &mut Vm, args: Args) -> Res {
    let x = args.at(vm, 0);
    let class = vm.type_of(x);
    let name = vm.class_name(class).to_owned();
    let tuple = body(vm, x).map_or(EMPTY_TUPLE, |e| e.args.some().unwrap_or(EMPTY_TUPLE));
    let items = arguments(vm, x);
    let shown = match (items.as_slice(), vm.dialect.builtins.exception_repr) {
        ([only], ExceptionRepr::Plain) => format!("({})", vm.repr_text(*only)?),
        _ => vm.repr_text(tuple)?,
    };
    Ok(unshared_str(vm, name + &shown))
}

/// `BaseException.__str__`: nothing, the only argument, or all of them as a tuple.
pub(super) fn str_of(vm: &mut Vm, x: Ref) -> Res {
    match arguments(vm, x).as_slice() {
        [] => Ok(vm.incref(EMPTY_STR)),
        [only] => vm.str_of(*only),
        _ => {
            let tuple = body(vm, x).map_or(EMPTY_TUPLE, |e| e.args);
            vm.str_of(tuple)
        }
    }
}

fn with_traceback(vm: &mut Vm, args: Args) -> Res {
    let (x, traceback) = (args.at(vm, 0), args.at(vm, 1));
    traceback_set(vm, x, Some(traceback))?;
    Ok(vm.incref(x))
}

/// Notes are an ordinary attribute, a list made with the first one.
fn add_note(vm: &mut Vm, args: Args) -> Res {
    let (x, note) = (args.at(vm, 0), args.at(vm, 1));
    if vm.as_str(note).is_none() {
        let name = vm.type_name(note);
        return Err(vm.type_error(format!("note must be a str, not '{name}'")));
    }
    let notes = match vm.getattr_opt(x, names::NOTES)? {
        Some(notes) => notes,
        None => {
            let notes = vm.list(Vec::new());
            if let Err(raised) = vm.setattr(x, names::NOTES, notes) {
                vm.decref(notes);
                return Err(raised);
            }
            notes
        }
    };
    if !vm.isinstance_of(notes, types::LIST) {
        vm.decref(notes);
        return Err(vm.type_error("Cannot add note: __notes__ is not a list"));
    }
    vm.incref(note);
    if let Some(items) = vm.heap.list_mut(notes) {
        items.push(note);
    }
    vm.decref(notes);
    vm.done()
}

fn reduce(vm: &mut Vm, args: Args) -> Res {
    let x = args.at(vm, 0);
    let class = vm.type_of(x);
    let tuple = body(vm, x).map_or(EMPTY_TUPLE, |e| e.args.some().unwrap_or(EMPTY_TUPLE));
    let dict = vm.existing_dict(x);
    vm.incref(class);
    vm.incref(tuple);
    Ok(match dict {
        Some(dict) => {
            vm.incref(dict);
            vm.tuple(&[class, tuple, dict])
        }
        None => vm.tuple(&[class, tuple]),
    })
}

fn setstate(vm: &mut Vm, args: Args) -> Res {
    let (x, state) = (args.at(vm, 0), args.at(vm, 1));
    if state == NONE {
        return vm.done();
    }
    if !vm.isinstance_of(state, types::DICT) {
        return Err(vm.type_error("state is not a dictionary"));
    }
    let mut at = 0;
    while let Some((next, key, value)) = vm.dict_next(state, at) {
        at = next;
        vm.setattr(x, key, value)?;
    }
    vm.done()
}

fn args_get(vm: &mut Vm, x: Ref) -> Res {
    let tuple = body(vm, x).and_then(|e| e.args.some()).unwrap_or(NONE);
    Ok(vm.incref(tuple))
}

fn args_set(vm: &mut Vm, x: Ref, value: Option<Ref>) -> Result<(), Raised> {
    let Some(value) = value else { return Err(vm.type_error("args may not be deleted")) };
    let tuple = if vm.is_exact(value, types::TUPLE) {
        vm.incref(value)
    } else {
        let items = vm.to_vec(value)?;
        vm.tuple(&items)
    };
    put_args(vm, x, tuple);
    Ok(())
}

/// Exchanges one of the references of the body; steals the new one, releases the old one.
fn exchange(vm: &mut Vm, x: Ref, place: fn(&mut Exception) -> &mut Ref, value: Ref) {
    if let Body::Exception(exception) = vm.heap.body_mut(x) {
        let before = std::mem::replace(place(exception), value);
        vm.xdecref(before);
    } else {
        vm.xdecref(value);
    }
}

fn or_none(vm: &mut Vm, value: Option<Ref>) -> Res {
    let value = value.unwrap_or(NONE);
    Ok(vm.incref(value))
}

fn traceback_get(vm: &mut Vm, x: Ref) -> Res {
    let value = body(vm, x).and_then(|e| e.traceback.some());
    or_none(vm, value)
}

fn traceback_set(vm: &mut Vm, x: Ref, value: Option<Ref>) -> Result<(), Raised> {
    let Some(value) = value else { return Err(vm.type_error("__traceback__ may not be deleted")) };
    if value != NONE && !vm.is_exact(value, types::TRACEBACK) {
        return Err(vm.type_error("__traceback__ must be a traceback or None"));
    }
    let value = match vm.behaviour.emptied_traceback {
        EmptiedTraceback::None => vm.incref(value),
        EmptiedTraceback::Nothing => counted(vm, value),
    };
    exchange(vm, x, |e| &mut e.traceback, value);
    Ok(())
}

/// A new reference; NULL for None.
fn counted(vm: &mut Vm, value: Ref) -> Ref {
    if value == NONE { Ref::NULL } else { vm.incref(value) }
}

fn context_get(vm: &mut Vm, x: Ref) -> Res {
    let value = body(vm, x).and_then(|e| e.context.some());
    or_none(vm, value)
}

fn exception_or_none(vm: &mut Vm, value: Option<Ref>, what: &str) -> Res {
    let Some(value) = value else { return Err(vm.type_error(format!("__{what}__ may not be deleted"))) };
    if value != NONE && !vm.isinstance_of(value, types::BASE_EXCEPTION) {
        return Err(vm.type_error(format!("exception {what} must be None or derive from BaseException")));
    }
    Ok(counted(vm, value))
}

fn context_set(vm: &mut Vm, x: Ref, value: Option<Ref>) -> Result<(), Raised> {
    let value = exception_or_none(vm, value, "context")?;
    exchange(vm, x, |e| &mut e.context, value);
    Ok(())
}

fn cause_get(vm: &mut Vm, x: Ref) -> Res {
    let value = body(vm, x).and_then(|e| e.cause.some());
    or_none(vm, value)
}

/// Setting a cause hides the context.
fn cause_set(vm: &mut Vm, x: Ref, value: Option<Ref>) -> Result<(), Raised> {
    let value = exception_or_none(vm, value, "cause")?;
    if let Body::Exception(exception) = vm.heap.body_mut(x) {
        exception.suppress_context = true;
    }
    exchange(vm, x, |e| &mut e.cause, value);
    Ok(())
}

fn suppress_get(vm: &mut Vm, x: Ref) -> Res {
    let value = body(vm, x).is_some_and(|e| e.suppress_context);
    truth_value(vm, value)
}

fn suppress_set(vm: &mut Vm, x: Ref, value: Option<Ref>) -> Result<(), Raised> {
    let value = match value {
        Some(TRUE) => true,
        Some(FALSE) => false,
        Some(_) => return Err(vm.type_error("attribute value type must be bool")),
        None => return Err(vm.type_error("can't delete numeric/char attribute")),
    };
    if let Body::Exception(exception) = vm.heap.body_mut(x) {
        exception.suppress_context = value;
    }
    Ok(())
}

/// 2.7's `e.message`: the only argument.
fn message_get(vm: &mut Vm, x: Ref) -> Res {
    let value = match arguments(vm, x).as_slice() {
        [only] => *only,
        _ => EMPTY_STR,
    };
    Ok(vm.incref(value))
}
