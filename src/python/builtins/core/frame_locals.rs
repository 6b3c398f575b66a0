//! `FrameLocalsProxy` (from 3.13, PEP 667): `f_locals` of a function's frame, which reads and writes its variables. A
//! record of the frame. Names that are no variables stand in a dict of the frame's own (`f_extra_locals`).

use crate::memory::object::FrameState;
use crate::memory::{Body, Ref, alloc};
use crate::python::code::{CompareOp, LocalKind};
use crate::python::vm::known::{self, types};
use crate::python::vm::native::{Args, Arity, Native, TypeDef};
use crate::python::vm::{Raised, Res, Vm};

pub const TYPE: TypeDef = TypeDef {
    id: types::FRAME_LOCALS_PROXY,
    methods: &[
        Native::new_of_type(Arity::Raw, new),
        Native::slot("__repr__", 0, repr),
        Native::slot("__len__", 0, |vm, args| {
            let count = variables(vm, args).len();
            Ok(vm.int(count as i64))
        }),
        Native::slot("__getitem__", 1, getitem),
        Native::slot("__setitem__", 2, setitem),
        Native::slot("__delitem__", 1, |vm, _| Err(vm.type_error("cannot remove variables from FrameLocalsProxy"))),
        Native::slot("__contains__", 1, |vm, args| {
            let key = args.at(vm, 1);
            let found = find(vm, args, key)?;
            Ok(vm.bool(found.is_some()))
        }),
        Native::slot("__iter__", 0, |vm, args| {
            let names = keys(vm, args)?;
            let iterator = vm.iter(names);
            vm.decref(names);
            iterator
        }),
        Native::slot("__eq__", 1, eq),
        Native::slot("__or__", 1, or),
        Native::slot("__ror__", 1, |vm, args| merged(vm, args.at(vm, 1), args.at(vm, 0))),
        Native::slot("__ior__", 1, |vm, args| {
            update_from(vm, args, args.at(vm, 1))?;
            let proxy = args.at(vm, 0);
            Ok(vm.incref(proxy))
        }),
        Native::method("__reversed__", Arity::Zero, |vm, args| {
            let mut names: Vec<Ref> = variables(vm, args).iter().map(|v| v.name).collect();
            names.reverse();
            Ok(counted_list(vm, names))
        }),
        Native::method("keys", Arity::Zero, keys),
        Native::method("values", Arity::Zero, |vm, args| {
            let values = variables(vm, args).iter().map(|v| v.value).collect();
            Ok(counted_list(vm, values))
        }),
        Native::method("items", Arity::Zero, |vm, args| {
            let mut pairs = Vec::new();
            for variable in variables(vm, args) {
                let pair = [vm.incref(variable.name), vm.incref(variable.value)];
                pairs.push(vm.tuple(&pair));
            }
            Ok(vm.list(pairs))
        }),
        Native::method("get", Arity::Range(1, 2), |vm, args| {
            let (key, default) = (args.at(vm, 1), args.at(vm, 2));
            let found = find(vm, args, key)?.map_or(default, |v| v.value);
            Ok(vm.incref(found.some().unwrap_or(known::NONE)))
        }),
        Native::method("setdefault", Arity::Range(1, 2), |vm, args| {
            let key = args.at(vm, 1);
            match find(vm, args, key)? {
                Some(variable) => Ok(vm.incref(variable.value)),
                None => {
                    let default = args.at(vm, 2).some().unwrap_or(known::NONE);
                    store(vm, args, key, default)?;
                    Ok(vm.incref(default))
                }
            }
        }),
        Native::method("update", Arity::One, |vm, args| {
            update_from(vm, args, args.at(vm, 1))?;
            vm.done()
        }),
        Native::method("copy", Arity::Zero, copied),
    ],
    attributes: &[],
};

/// A variable that has a value: its name and the value, both borrowed.
struct Variable {
    name: Ref,
    value: Ref,
}

impl Vm {
    /// `_PyFrameLocalsProxy_New`: the arguments of the class's `tp_new` come in a tuple.
    pub fn frame_locals_proxy(&mut self, frame: Ref) -> Ref {
        alloc::count_tuple(self, 1);
        self.incref(frame);
        let proxy = self.record(types::FRAME_LOCALS_PROXY, &[frame], &[]);
        alloc::count_tuple_death(&mut self.heap, 1);
        proxy
    }
}

fn variables(vm: &mut Vm, args: Args) -> Vec<Variable> {
    let frame = frame_of(vm, args);
    let code = match vm.body(frame) {
        Body::Frame(f) => f.code,
        _ => return Vec::new(),
    };
    let Body::Code(c) = vm.body(code) else { return Vec::new() };
    let spec = vm.unit_spec(c.spec);
    let values = vm.frame_values(frame);
    let mut found = Vec::new();
    for (slot, value) in spec.locals.iter().zip(values) {
        let value = match vm.body(value) {
            Body::Cell(inner) if slot.kind != LocalKind::Local => *inner,
            _ => value,
        };
        if !value.is_null() && slot.kind != LocalKind::Hidden {
            found.push(Variable { name: vm.intern(&slot.name), value });
        }
    }
    let added = added(vm, frame);
    let mut position = 0;
    while !added.is_null()
        && let Some((next, name, value)) = vm.dict_next(added, position)
    {
        position = next;
        found.push(Variable { name, value });
    }
    found
}

fn new(vm: &mut Vm, args: Args) -> Res {
    if vm.tuple_len(args.names) > 0 {
        return Err(vm.type_error("FrameLocalsProxy takes no keyword arguments"));
    }
    let given = args.count - 1;
    if given != 1 {
        return Err(vm.type_error(format!("FrameLocalsProxy expected 1 argument, got {given}")));
    }
    let frame = args.at(vm, 1);
    if !vm.is_exact(frame, types::FRAME) {
        let message = format!("expect frame, not {}", vm.type_name(frame));
        return Err(vm.type_error(message));
    }
    vm.incref(frame);
    Ok(vm.record(types::FRAME_LOCALS_PROXY, &[frame], &[]))
}

/// The dict of what was added to a function's frame, NULL where nothing was; borrowed.
fn added(vm: &Vm, frame: Ref) -> Ref {
    match vm.body(frame) {
        Body::Frame(f) => f.locals,
        _ => Ref::NULL,
    }
}

fn frame_of(vm: &Vm, args: Args) -> Ref {
    vm.record_at(args.at(vm, 0), 0)
}

/// The variable of this name; keys that cannot be hashed are an error.
fn find(vm: &mut Vm, args: Args, key: Ref) -> Res<Option<Variable>> {
    vm.hash(key)?;
    if let Some(name) = vm.as_str(key).map(str::to_owned) {
        let found = variables(vm, args);
        return Ok(found.into_iter().find(|v| vm.as_str(v.name) == Some(name.as_str())));
    }
    let added = added(vm, frame_of(vm, args));
    if added.is_null() {
        return Ok(None);
    }
    Ok(vm.dict_get(added, key)?.map(|value| Variable { name: key, value }))
}

fn undefined(vm: &mut Vm, key: Ref) -> Raised {
    match vm.repr_text(key) {
        Ok(name) => vm.raise(types::KEY_ERROR, format!("local variable '{name}' is not defined")),
        Err(raised) => raised,
    }
}

fn repr(vm: &mut Vm, args: Args) -> Res {
    let proxy = args.at(vm, 0);
    if !vm.enter_repr(proxy) {
        return Ok(vm.str("{...}"));
    }
    let text = copied(vm, args).and_then(|dict| {
        let text = vm.repr(dict);
        vm.decref(dict);
        text
    });
    vm.leave_repr(proxy);
    text
}

fn getitem(vm: &mut Vm, args: Args) -> Res {
    let key = args.at(vm, 1);
    match find(vm, args, key)? {
        Some(variable) => Ok(vm.incref(variable.value)),
        None => Err(undefined(vm, key)),
    }
}

fn setitem(vm: &mut Vm, args: Args) -> Res {
    let (key, value) = (args.at(vm, 1), args.at(vm, 2));
    store(vm, args, key, value)?;
    vm.done()
}

/// Writes a variable, also one that has no value yet.
fn store(vm: &mut Vm, args: Args, key: Ref, value: Ref) -> Res<()> {
    vm.hash(key)?;
    let frame = frame_of(vm, args);
    let place = match (vm.body(frame), vm.as_str(key)) {
        (Body::Frame(f), Some(name)) => match vm.body(f.code) {
            Body::Code(c) => vm.unit_spec(c.spec).locals.iter().position(|slot| *slot.name == *name),
            _ => None,
        },
        _ => None,
    };
    let Some(place) = place else { return add(vm, frame, key, value) };
    vm.incref(value);
    let before = replace(vm, frame, place, value);
    vm.xdecref(before);
    Ok(())
}

/// Writes what is no variable.
fn add(vm: &mut Vm, frame: Ref, key: Ref, value: Ref) -> Res<()> {
    if added(vm, frame).is_null() {
        let dict = vm.dict();
        if let Body::Frame(f) = vm.heap.body_mut(frame) {
            f.locals = dict;
        }
    }
    vm.dict_set(added(vm, frame), key, value)
}

/// Puts a value into a frame's place, or into the cell that stands there; gives what stood there.
fn replace(vm: &mut Vm, frame: Ref, place: usize, value: Ref) -> Ref {
    let standing = vm.frame_values(frame).get(place).copied().unwrap_or(Ref::NULL);
    if !standing.is_null()
        && let Body::Cell(inner) = vm.heap.body_mut(standing)
    {
        return std::mem::replace(inner, value);
    }
    let state = match vm.body(frame) {
        Body::Frame(f) => f.state,
        _ => FrameState::Cleared,
    };
    let target = match state {
        FrameState::Running(index) => {
            let base = vm.frames.get(index as usize).map(|a| a.base);
            base.filter(|base| base + place < vm.stack.len()).map(|base| &mut vm.stack[base + place])
        }
        FrameState::Suspended(generator) => match vm.heap.body_mut(generator) {
            Body::Generator(g) => g.values.get_mut(place),
            _ => None,
        },
        FrameState::Owned => match vm.heap.body_mut(frame) {
            Body::Frame(f) => f.values.get_mut(place),
            _ => None,
        },
        FrameState::Parked | FrameState::Cleared => None,
    };
    // A value that finds no place is given back.
    target.map_or(value, |target| std::mem::replace(target, value))
}

fn counted_list(vm: &mut Vm, borrowed: Vec<Ref>) -> Ref {
    for &item in &borrowed {
        vm.incref(item);
    }
    vm.list(borrowed)
}

fn keys(vm: &mut Vm, args: Args) -> Res {
    let names = variables(vm, args).iter().map(|v| v.name).collect();
    Ok(counted_list(vm, names))
}

/// The variables as a dict.
fn copied(vm: &mut Vm, args: Args) -> Res {
    let dict = vm.dict();
    for variable in variables(vm, args) {
        vm.dict_set(dict, variable.name, variable.value)?;
    }
    Ok(dict)
}

fn eq(vm: &mut Vm, args: Args) -> Res {
    let other = args.at(vm, 1);
    if vm.is_exact(other, types::FRAME_LOCALS_PROXY) {
        let same = frame_of(vm, args) == vm.record_at(other, 0);
        return Ok(vm.bool(same));
    }
    if !vm.isinstance_of(other, types::DICT) {
        return Ok(vm.incref(known::NOT_IMPLEMENTED));
    }
    let dict = copied(vm, args)?;
    let result = vm.compare(CompareOp::Eq, dict, other);
    vm.decref(dict);
    result
}

fn or(vm: &mut Vm, args: Args) -> Res {
    merged(vm, args.at(vm, 0), args.at(vm, 1))
}

fn is_mapping(vm: &Vm, object: Ref) -> bool {
    vm.is_exact(object, types::FRAME_LOCALS_PROXY) || vm.isinstance_of(object, types::DICT)
}

/// A new dict of both.
fn merged(vm: &mut Vm, first: Ref, second: Ref) -> Res {
    if !is_mapping(vm, first) || !is_mapping(vm, second) {
        return Ok(vm.incref(known::NOT_IMPLEMENTED));
    }
    let dict = vm.dict();
    for source in [first, second] {
        if let Err(raised) = crate::python::builtins::dict::update::update(vm, dict, source) {
            vm.drop_with_pending(dict);
            return Err(raised);
        }
    }
    Ok(dict)
}

fn update_from(vm: &mut Vm, args: Args, source: Ref) -> Res<()> {
    if !is_mapping(vm, source) {
        return Err(vm.type_error("update() argument must be dict or another FrameLocalsProxy"));
    }
    let dict = vm.dict();
    let mut result = crate::python::builtins::dict::update::update(vm, dict, source);
    let mut position = 0;
    while result.is_ok()
        && let Some((next, key, value)) = vm.dict_next(dict, position)
    {
        position = next;
        result = store(vm, args, key, value);
    }
    vm.decref(dict);
    result
}
