//! Functions, methods, natives, code objects, cells.

use crate::memory::object::Function;
use crate::memory::{Body, Ref};
use crate::python::behaviour::Classes;
use crate::python::docs;
use crate::python::vm::known::{self, names, types};
use crate::python::vm::native::{Args, Arity, GetSet, Native, Param, TypeDef};
use crate::python::vm::{Raised, Res, Vm};

pub(super) type SetResult = Result<(), Raised>;

pub const FUNCTION: TypeDef = TypeDef {
    id: types::FUNCTION,
    methods: &[
        Native::new_of_type(
            Arity::Named(&[
                Param::required("code"),
                Param::required("globals"),
                Param::optional("name"),
                Param::optional("argdefs"),
                Param::optional("closure"),
            ]),
            super::function_new::new,
        ),
        Native::slot_raw("__call__", Arity::Raw, call),
        Native::slot_raw("__get__", Arity::Range(1, 2), get),
        Native::slot("__repr__", 0, |vm, args| {
            let f = args.at(vm, 0);
            let name = field(vm, f, |f| f.qualname);
            let text = format!("<function {} at {:#x}>", vm.text(name), vm.address_of(f));
            Ok(vm.string(text))
        }),
    ],
    attributes: &[
        GetSet::new("__code__", |vm, f| get_field(vm, f, |f| f.code), code_set),
        GetSet::new(
            "__defaults__",
            |vm, f| get_field(vm, f, |f| f.defaults),
            |vm, f, v| {
                must_be(vm, v.filter(|v| *v != known::NONE).or(Some(known::NONE)), types::TUPLE, "__defaults__")?;
                set_field(vm, f, v, |f| &mut f.defaults)
            },
        ),
        GetSet::new(
            "__kwdefaults__",
            |vm, f| get_field(vm, f, |f| f.kwdefaults),
            |vm, f, v| {
                must_be(vm, v.filter(|v| *v != known::NONE).or(Some(known::NONE)), types::DICT, "__kwdefaults__")?;
                set_field(vm, f, v, |f| &mut f.kwdefaults)
            },
        ),
        GetSet::new(
            "__name__",
            |vm, f| get_field(vm, f, |f| f.name),
            |vm, f, v| {
                must_be(vm, v, types::STR, "__name__")?;
                set_field(vm, f, v, |f| &mut f.name)
            },
        ),
        GetSet::new(
            "__qualname__",
            |vm, f| get_field(vm, f, |f| f.qualname),
            |vm, f, v| {
                must_be(vm, v, types::STR, "__qualname__")?;
                set_field(vm, f, v, |f| &mut f.qualname)
            },
        ),
        GetSet::new("__doc__", |vm, f| get_field(vm, f, |f| f.doc), |vm, f, v| set_field(vm, f, v, |f| &mut f.doc)),
        GetSet::new(
            "__module__",
            |vm, f| get_field(vm, f, |f| f.module),
            |vm, f, v| set_field(vm, f, v, |f| &mut f.module),
        ),
        GetSet::new("__annotations__", annotations_get, |vm, f, v| {
            must_be(vm, v.or(Some(known::NONE)), types::DICT, "__annotations__")?;
            set_field(vm, f, v, |f| &mut f.annotations)
        }),
        GetSet::new("__type_params__", type_params_get, |vm, f, v| set_field(vm, f, v, |f| &mut f.type_params)),
        GetSet::member("__globals__", |vm, f| get_field(vm, f, |f| f.globals)),
        GetSet::member("__closure__", |vm, f| get_field(vm, f, |f| f.closure)),
        GetSet::member("__builtins__", |vm, f| get_field(vm, f, |f| f.builtins)),
        GetSet::new("func_doc", |vm, f| get_field(vm, f, |f| f.doc), |vm, f, v| set_field(vm, f, v, |f| &mut f.doc)),
        GetSet::new(
            "func_dict",
            |vm, f| vm.getattr(f, names::DICT),
            |vm, f, value| match value {
                Some(value) => vm.setattr(f, names::DICT, value),
                None => Err(vm.type_error("function's dictionary may not be deleted")),
            },
        ),
        GetSet::member("func_code", |vm, f| get_field(vm, f, |f| f.code)),
        GetSet::member("func_name", |vm, f| get_field(vm, f, |f| f.name)),
        GetSet::member("func_defaults", |vm, f| get_field(vm, f, |f| f.defaults)),
        GetSet::member("func_closure", |vm, f| get_field(vm, f, |f| f.closure)),
        GetSet::member("func_globals", |vm, f| get_field(vm, f, |f| f.globals)),
    ],
};

fn field(vm: &Vm, function: Ref, pick: fn(&Function) -> Ref) -> Ref {
    match vm.body(function) {
        Body::Function(f) => pick(f).some().unwrap_or(known::NONE),
        _ => known::NONE,
    }
}

fn get_field(vm: &mut Vm, function: Ref, pick: fn(&Function) -> Ref) -> Res {
    let found = field(vm, function, pick);
    Ok(vm.incref(found))
}

/// Fields of functions take objects of one type; None too where it stands for nothing.
pub(super) fn must_be(vm: &mut Vm, value: Option<Ref>, class: Ref, name: &str) -> SetResult {
    let fits = |v: Ref| {
        let given = vm.type_of(v);
        vm.is_subtype(given, class) || class != types::STR && v == known::NONE
    };
    if value.is_some_and(fits) {
        return Ok(());
    }
    let what = match class {
        types::TUPLE => "tuple",
        types::DICT => "dict",
        _ => "string",
    };
    Err(vm.type_error(format!("{name} must be set to a {what} object")))
}

fn set_field(vm: &mut Vm, function: Ref, value: Option<Ref>, pick: fn(&mut Function) -> &mut Ref) -> SetResult {
    let value = value.filter(|v| *v != known::NONE).unwrap_or(Ref::NULL);
    vm.xincref(value);
    let before = match vm.heap.body_mut(function) {
        Body::Function(f) => std::mem::replace(pick(f), value),
        _ => value,
    };
    vm.xdecref(before);
    Ok(())
}

fn code_set(vm: &mut Vm, function: Ref, value: Option<Ref>) -> SetResult {
    match value {
        Some(code) if let Body::Code(body) = vm.body(code) => {
            let unit = body.spec;
            let wanted = vm.unit_spec(unit).freevars().count();
            let closure = field(vm, function, |f| f.closure);
            let held = vm.tuple_len(closure);
            if wanted != held {
                let name = vm.text(field(vm, function, |f| f.name));
                let message = format!("{name}() requires a code object with {held} free vars, not {wanted}");
                return Err(vm.value_error(message));
            }
            if let Body::Function(f) = vm.heap.body_mut(function) {
                f.unit = unit;
            }
            set_field(vm, function, Some(code), |f| &mut f.code)
        }
        _ => Err(vm.type_error("__code__ must be set to a code object")),
    }
}

/// 3.14: what `__annotate__` gives for the format VALUE.
pub(super) fn evaluated_annotations(vm: &mut Vm, annotate: Ref) -> Res {
    const VALUE: i64 = 1;
    let format = vm.int(VALUE);
    let result = vm.call(annotate, &[format]);
    vm.decref(format);
    result
}

/// The annotations as a dict, made of the pairs that the compiler left.
fn annotations_get(vm: &mut Vm, function: Ref) -> Res {
    let stored = field(vm, function, |f| f.annotations);
    if matches!(vm.body(stored), Body::Dict(_)) {
        return Ok(vm.incref(stored));
    }
    if matches!(vm.body(stored), Body::Function(_)) {
        let dict = evaluated_annotations(vm, stored)?;
        set_field(vm, function, Some(dict), |f| &mut f.annotations)?;
        return Ok(dict);
    }
    let dict = vm.dict();
    let pairs = vm.items(stored).unwrap_or(&[]).to_vec();
    for pair in pairs.chunks_exact(2) {
        vm.dict_set(dict, pair[0], pair[1])?;
    }
    set_field(vm, function, Some(dict), |f| &mut f.annotations)?;
    Ok(dict)
}

fn type_params_get(vm: &mut Vm, function: Ref) -> Res {
    let found = field(vm, function, |f| f.type_params);
    Ok(vm.incref(if found == known::NONE { known::EMPTY_TUPLE } else { found }))
}

/// `callable.__call__(…)`.
fn call(vm: &mut Vm, args: Args) -> Res {
    let all = args.to_vec(vm);
    let keywords = vm.tuple_len(args.names);
    let names: Vec<Ref> = if keywords == 0 { Vec::new() } else { vm.items(args.names).unwrap_or(&[]).to_vec() };
    let split = all.len() - keywords;
    let pairs: Vec<(Ref, Ref)> = names.into_iter().zip(all[split..].iter().copied()).collect();
    let Some(&callable) = all.first() else { return Err(vm.type_error("descriptor '__call__' needs an argument")) };
    vm.call_kw(callable, &all[1..split], &pairs)
}

/// `descriptor.__get__(object, class=None)`.
pub fn get(vm: &mut Vm, args: Args) -> Res {
    let (descriptor, object, class) = (args.at(vm, 0), args.at(vm, 1), args.at(vm, 2));
    if object == known::NONE && (class.is_null() || class == known::NONE) {
        return Err(vm.type_error("__get__(None, None) is invalid"));
    }
    let object = if object == known::NONE { Ref::NULL } else { object };
    let class = if class.is_null() || class == known::NONE { vm.type_of(object) } else { class };
    check_owner(vm, descriptor, object, class)?;
    vm.get_through(descriptor, object, class)
}

/// A method of a builtin class is bound to instances of that class only (`descr_check`, `classmethod_get`).
fn check_owner(vm: &mut Vm, descriptor: Ref, object: Ref, class: Ref) -> SetResult {
    let Some(owner) = owner(vm, descriptor) else { return Ok(()) };
    match vm.type_of(descriptor) {
        types::METHOD_DESCRIPTOR | types::WRAPPER_DESCRIPTOR
            if !object.is_null() && !vm.isinstance_of(object, owner) =>
        {
            let name = vm.intern(native_name(vm, descriptor));
            Err(vm.does_not_apply(name, owner, object))
        }
        types::CLASSMETHOD_DESCRIPTOR => vm.check_class_of_method(native_name(vm, descriptor), owner, class),
        _ => Ok(()),
    }
}

pub const METHOD: TypeDef = TypeDef {
    id: types::METHOD,
    methods: &[
        Native::new_of_type(Arity::Range(2, 3), |vm, args| {
            let (function, receiver, class) = (args.at(vm, 1), args.at(vm, 2), args.at(vm, 3));
            let receiver = if class.is_null() || receiver != known::NONE { receiver } else { Ref::NULL };
            Ok(vm.bind(function, receiver, class))
        }),
        Native::slot_raw("__call__", Arity::Raw, call),
        Native::slot_raw("__get__", Arity::Range(1, 2), get),
        Native::slot("__repr__", 0, |vm, args| {
            let Body::BoundMethod { function, receiver, class } = *vm.body(args.at(vm, 0)) else { return vm.done() };
            if vm.behaviour.classes == Classes::Classic {
                return repr_with_class(vm, function, receiver, class);
            }
            let mut name = vm.getattr_opt(function, names::QUALNAME)?;
            if name.is_none() {
                name = vm.getattr_opt(function, names::NAME)?;
            }
            let name = match name {
                Some(name) => {
                    let text = vm.text(name);
                    vm.decref(name);
                    text
                }
                None => "?".to_owned(),
            };
            let shown = vm.repr_text(receiver)?;
            let text = format!("<bound method {name} of {shown}>");
            Ok(vm.string(text))
        }),
        Native::slot("__eq__", 1, |vm, args| {
            let (a, b) = (args.at(vm, 0), args.at(vm, 1));
            let same = match (vm.body(a), vm.body(b)) {
                (
                    Body::BoundMethod { function: f, receiver: r, .. },
                    Body::BoundMethod { function: g, receiver: s, .. },
                ) => (*f, *g, *r, *s),
                _ => return Ok(vm.incref(known::NOT_IMPLEMENTED)),
            };
            let equal = same.2 == same.3 && vm.eq(same.0, same.1)?;
            Ok(vm.bool(equal))
        }),
        Native::slot("__hash__", 0, |vm, args| {
            let Body::BoundMethod { function, receiver, .. } = *vm.body(args.at(vm, 0)) else { return vm.done() };
            let receiver = receiver.some().unwrap_or(known::NONE);
            let hash = vm.identity_hash(receiver) ^ vm.hash(function)?;
            Ok(vm.int(if hash == -1 { -2 } else { hash }))
        }),
        Native::slot("__getattribute__", 1, |vm, args| {
            let (method, name) = (args.at(vm, 0), args.at(vm, 1));
            let name = super::object::attribute_name(vm, name)?;
            vm.builtin_getattr(method, name)
        }),
    ],
    attributes: &[
        GetSet::member("__self__", receiver_of),
        GetSet::member("im_self", receiver_of),
        GetSet::member("im_class", |vm, m| match *vm.body(m) {
            Body::BoundMethod { class, .. } if !class.is_null() => Ok(vm.incref(class)),
            _ => vm.done(),
        }),
        GetSet::member("__func__", |vm, m| match *vm.body(m) {
            Body::BoundMethod { function, .. } => Ok(vm.incref(function)),
            _ => vm.done(),
        }),
        GetSet::member("im_func", |vm, m| match *vm.body(m) {
            Body::BoundMethod { function, .. } => Ok(vm.incref(function)),
            _ => vm.done(),
        }),
        GetSet::read_only("__doc__", |vm, m| of_function(vm, m, names::DOC)),
    ],
};

fn receiver_of(vm: &mut Vm, method: Ref) -> Res {
    match *vm.body(method) {
        Body::BoundMethod { receiver, .. } if !receiver.is_null() => Ok(vm.incref(receiver)),
        _ => vm.done(),
    }
}

/// 2.7: by the class that the method was taken from, whether bound or not.
fn repr_with_class(vm: &mut Vm, function: Ref, receiver: Ref, class: Ref) -> Res {
    let mut spoken = Vec::new();
    for object in [class, function] {
        let name = if object.is_null() { None } else { vm.getattr_opt(object, names::NAME)? };
        spoken.push(name.and_then(|name| vm.as_str(name)).unwrap_or("?").to_owned());
        name.into_iter().for_each(|name| vm.decref(name));
    }
    let name = spoken.join(".");
    if receiver.is_null() {
        return Ok(vm.string(format!("<unbound method {name}>")));
    }
    let shown = vm.repr_text(receiver)?;
    Ok(vm.string(format!("<bound method {name} of {shown}>")))
}

fn of_function(vm: &mut Vm, method: Ref, name: Ref) -> Res {
    match *vm.body(method) {
        Body::BoundMethod { function, .. } => vm.getattr(function, name),
        _ => vm.done(),
    }
}

// ---- natives

fn native_name(vm: &Vm, id: Ref) -> &'static str {
    match *vm.body(id) {
        Body::Native { native, .. } => vm.natives.get(native as usize).map_or("?", |n| n.name),
        _ => "?",
    }
}

fn name_get(vm: &mut Vm, id: Ref) -> Res {
    let name = native_name(vm, id);
    let name = vm.intern(name);
    Ok(vm.incref(name))
}

/// The type that a native belongs to, where it does.
fn owner(vm: &Vm, id: Ref) -> Option<Ref> {
    match *vm.body(id) {
        Body::Native { module, .. } if !module.is_null() && vm.is_type(module) => Some(module),
        _ => None,
    }
}

fn qualname_get(vm: &mut Vm, id: Ref) -> Res {
    let name = native_name(vm, id);
    let text = match owner(vm, id) {
        Some(class) => format!("{}.{name}", vm.class_name(class)),
        None => name.to_owned(),
    };
    Ok(vm.string(text))
}

fn receiver_get(vm: &mut Vm, id: Ref) -> Res {
    match *vm.body(id) {
        Body::Native { receiver, .. } if !receiver.is_null() => Ok(vm.incref(receiver)),
        // A static method of a type, or its `__new__`.
        _ => objclass_get(vm, id),
    }
}

fn objclass_get(vm: &mut Vm, id: Ref) -> Res {
    let class = owner(vm, id).unwrap_or(known::NONE);
    Ok(vm.incref(class))
}

fn module_get(vm: &mut Vm, id: Ref) -> Res {
    match *vm.body(id) {
        Body::Native { module, .. } if vm.as_str(module).is_some() => Ok(vm.incref(module)),
        _ => vm.done(),
    }
}

/// The name by which CPython's documentation of it is found: `len`, `math.gcd`, `str.upper`.
fn documented_name(vm: &Vm, id: Ref) -> String {
    let name = native_name(vm, id);
    let Body::Native { module, .. } = *vm.body(id) else { return name.to_owned() };
    match (owner(vm, id).and_then(|class| vm.type_body(class)), vm.as_str(module)) {
        (Some(class), _) => format!("{}.{name}", class.name),
        (None, Some(module)) if !matches!(module, "builtins" | "__builtin__") => format!("{module}.{name}"),
        _ => name.to_owned(),
    }
}

fn doc_get(vm: &mut Vm, id: Ref) -> Res {
    let doc = docs::doc(vm.dialect.version, &documented_name(vm, id));
    Ok(vm.text_or_none(doc))
}

fn text_signature_get(vm: &mut Vm, id: Ref) -> Res {
    let signature = docs::text_signature(vm.dialect.version, &documented_name(vm, id));
    Ok(vm.text_or_none(signature))
}

const NATIVE_ATTRIBUTES: &[GetSet] = &[
    GetSet::read_only("__name__", name_get),
    GetSet::read_only("__qualname__", qualname_get),
    GetSet::read_only("__self__", receiver_get),
    GetSet::read_only("__module__", module_get),
    GetSet::read_only("__doc__", doc_get),
    GetSet::read_only("__text_signature__", text_signature_get),
];

const WRAPPER_ATTRIBUTES: &[GetSet] = &[
    GetSet::read_only("__name__", name_get),
    GetSet::read_only("__qualname__", qualname_get),
    GetSet::read_only("__self__", receiver_get),
    GetSet::read_only("__objclass__", objclass_get),
    GetSet::read_only("__doc__", doc_get),
    GetSet::read_only("__text_signature__", text_signature_get),
];

const DESCRIPTOR_ATTRIBUTES: &[GetSet] = &[
    GetSet::read_only("__name__", name_get),
    GetSet::read_only("__qualname__", qualname_get),
    GetSet::read_only("__objclass__", objclass_get),
    GetSet::read_only("__doc__", doc_get),
    GetSet::read_only("__text_signature__", text_signature_get),
];

/// A method of a builtin class is found again by its class and name (`method_reduce`, `meth_reduce`).
fn native_reduce(vm: &mut Vm, args: Args) -> Res {
    let id = args.at(vm, 0);
    let name = name_get(vm, id)?;
    let holder = match *vm.body(id) {
        Body::Native { receiver, .. } if !receiver.is_null() => receiver,
        _ => match owner(vm, id) {
            Some(class) => class,
            None => return Ok(name),
        },
    };
    vm.incref(holder);
    let getattr = crate::python::builtins::builtin(vm, "getattr")?;
    let recipe = crate::python::builtins::iterators::pickling::recipe(vm, getattr, &[holder, name], None);
    vm.decref(getattr);
    Ok(recipe)
}

fn native_equal(vm: &mut Vm, args: Args) -> Res {
    let (a, b) = (args.at(vm, 0), args.at(vm, 1));
    let same = match (vm.body(a), vm.body(b)) {
        (Body::Native { native: n, receiver: r, .. }, Body::Native { native: m, receiver: s, .. }) => n == m && r == s,
        _ => return Ok(vm.incref(known::NOT_IMPLEMENTED)),
    };
    Ok(vm.bool(same))
}

fn native_hash(vm: &mut Vm, args: Args) -> Res {
    let Body::Native { native, receiver, .. } = *vm.body(args.at(vm, 0)) else { return vm.done() };
    let hash = i64::from(native) ^ vm.identity_hash(receiver);
    Ok(vm.int(hash))
}

fn native_repr(vm: &mut Vm, args: Args) -> Res {
    let id = args.at(vm, 0);
    let name = native_name(vm, id);
    let receiver = match *vm.body(id) {
        Body::Native { receiver, .. } => receiver,
        _ => Ref::NULL,
    };
    let text = match vm.type_of(id) {
        types::NATIVE_FUNCTION if receiver.is_null() => match owner(vm, id) {
            Some(class) => format!("<built-in method {name} of type object at {:#x}>", vm.address_of(class)),
            None => format!("<built-in function {name}>"),
        },
        types::NATIVE_FUNCTION => {
            format!("<built-in method {name} of {} object at {:#x}>", vm.type_name(receiver), vm.address_of(receiver))
        }
        types::METHOD_WRAPPER => {
            format!("<method-wrapper '{name}' of {} object at {:#x}>", vm.type_name(receiver), vm.address_of(receiver))
        }
        types::WRAPPER_DESCRIPTOR => {
            format!("<slot wrapper '{name}' of '{}' objects>", owner(vm, id).map_or("?", |c| vm.class_name(c)))
        }
        _ => format!("<method '{name}' of '{}' objects>", owner(vm, id).map_or("?", |c| vm.class_name(c))),
    };
    Ok(vm.string(text))
}

const NATIVE_METHODS: &[Native] = &[
    Native::slot_raw("__call__", Arity::Raw, call),
    Native::slot("__repr__", 0, native_repr),
    Native::slot("__eq__", 1, native_equal),
    Native::slot("__hash__", 0, native_hash),
    Native::method("__reduce__", Arity::Zero, native_reduce),
];

const DESCRIPTOR_METHODS: &[Native] = &[
    Native::slot_raw("__call__", Arity::Raw, call),
    Native::slot_raw("__get__", Arity::Range(1, 2), get),
    Native::slot("__repr__", 0, native_repr),
    Native::method("__reduce__", Arity::Zero, native_reduce),
];

pub const NATIVE_FUNCTION: TypeDef =
    TypeDef { id: types::NATIVE_FUNCTION, methods: NATIVE_METHODS, attributes: NATIVE_ATTRIBUTES };
pub const METHOD_WRAPPER: TypeDef =
    TypeDef { id: types::METHOD_WRAPPER, methods: NATIVE_METHODS, attributes: WRAPPER_ATTRIBUTES };
pub const METHOD_DESCRIPTOR: TypeDef =
    TypeDef { id: types::METHOD_DESCRIPTOR, methods: DESCRIPTOR_METHODS, attributes: DESCRIPTOR_ATTRIBUTES };
pub const WRAPPER_DESCRIPTOR: TypeDef =
    TypeDef { id: types::WRAPPER_DESCRIPTOR, methods: DESCRIPTOR_METHODS, attributes: DESCRIPTOR_ATTRIBUTES };
pub const CLASSMETHOD_DESCRIPTOR: TypeDef =
    TypeDef { id: types::CLASSMETHOD_DESCRIPTOR, methods: DESCRIPTOR_METHODS, attributes: DESCRIPTOR_ATTRIBUTES };

// ---- code objects and cells

fn spec(vm: &Vm, code: Ref) -> Option<&'static crate::python::code::CodeSpec> {
    match vm.body(code) {
        Body::Code(c) => Some(vm.unit_spec(c.spec)),
        _ => None,
    }
}

fn names_tuple(vm: &mut Vm, names: Vec<String>) -> Res {
    let items: Vec<Ref> = names
        .iter()
        .map(|n| {
            let id = vm.intern(n);
            vm.incref(id)
        })
        .collect();
    Ok(vm.tuple(&items))
}

fn number(vm: &mut Vm, code: Ref, pick: fn(&crate::python::code::CodeSpec) -> i64) -> Res {
    let value = spec(vm, code).map_or(0, pick);
    Ok(vm.int(value))
}

pub const CODE: TypeDef = TypeDef {
    id: types::CODE,
    methods: &[Native::slot("__repr__", 0, |vm, args| {
        let code = args.at(vm, 0);
        let Some(s) = spec(vm, code) else { return vm.done() };
        let text = format!(
            "<code object {} at {:#x}, file \"{}\", line {}>",
            s.name,
            vm.address_of(code),
            s.filename,
            s.first_line
        );
        Ok(vm.string(text))
    })],
    attributes: &[
        GetSet::member("co_name", |vm, c| code_ref(vm, c, |c| c.name)),
        GetSet::member("co_qualname", |vm, c| code_ref(vm, c, |c| c.qualname)),
        GetSet::member("co_filename", |vm, c| code_ref(vm, c, |c| c.filename)),
        GetSet::member("co_consts", |vm, c| code_ref(vm, c, |c| c.consts)),
        GetSet::member("co_names", |vm, c| {
            let names =
                spec(vm, c).map_or(Vec::new(), |s| s.names.iter().map(std::string::ToString::to_string).collect());
            names_tuple(vm, names)
        }),
        GetSet::read_only("co_varnames", |vm, c| {
            let names =
                spec(vm, c).map_or(Vec::new(), |s| s.varnames().map(std::string::ToString::to_string).collect());
            names_tuple(vm, names)
        }),
        GetSet::read_only("co_cellvars", |vm, c| {
            let names =
                spec(vm, c).map_or(Vec::new(), |s| s.cellvars().map(std::string::ToString::to_string).collect());
            names_tuple(vm, names)
        }),
        GetSet::read_only("co_freevars", |vm, c| {
            let names =
                spec(vm, c).map_or(Vec::new(), |s| s.freevars().map(std::string::ToString::to_string).collect());
            names_tuple(vm, names)
        }),
        GetSet::member("co_argcount", |vm, c| number(vm, c, |s| i64::from(s.argcount))),
        GetSet::member("co_posonlyargcount", |vm, c| number(vm, c, |s| i64::from(s.posonlyargcount))),
        GetSet::member("co_kwonlyargcount", |vm, c| number(vm, c, |s| i64::from(s.kwonlyargcount))),
        GetSet::read_only("co_nlocals", |vm, c| number(vm, c, |s| s.varnames().count() as i64)),
        GetSet::member("co_firstlineno", |vm, c| number(vm, c, |s| i64::from(s.first_line))),
        GetSet::member("co_flags", |vm, c| number(vm, c, |s| i64::from(s.flags.0))),
        GetSet::member("co_stacksize", |vm, c| number(vm, c, |s| i64::from(s.stack_size))),
    ],
};

fn code_ref(vm: &mut Vm, code: Ref, pick: fn(&crate::memory::object::Code) -> Ref) -> Res {
    let found = match vm.body(code) {
        Body::Code(c) => pick(c),
        _ => known::NONE,
    };
    Ok(vm.incref(found))
}

pub const CELL: TypeDef = TypeDef {
    id: types::CELL,
    methods: &[
        Native::new_of_type(Arity::Range(0, 1), |vm, args| {
            let value = args.at(vm, 1);
            vm.xincref(value);
            Ok(vm.container(types::CELL, Body::Cell(value)))
        }),
        Native::slot("__repr__", 0, |vm, args| {
            let cell = args.at(vm, 0);
            let Body::Cell(value) = *vm.body(cell) else { return vm.done() };
            let text = if value.is_null() {
                format!("<cell at {:#x}: empty>", vm.address_of(cell))
            } else {
                format!(
                    "<cell at {:#x}: {} object at {:#x}>",
                    vm.address_of(cell),
                    vm.type_name(value),
                    vm.address_of(value)
                )
            };
            Ok(vm.string(text))
        }),
    ],
    attributes: &[GetSet::new(
        "cell_contents",
        |vm, cell| match *vm.body(cell) {
            Body::Cell(value) if !value.is_null() => Ok(vm.incref(value)),
            _ => Err(vm.value_error("cell is empty")),
        },
        |vm, cell, value| {
            let value = value.unwrap_or(Ref::NULL);
            vm.xincref(value);
            let before = match vm.heap.body_mut(cell) {
                Body::Cell(place) => std::mem::replace(place, value),
                _ => value,
            };
            vm.xdecref(before);
            Ok(())
        },
    )],
};
