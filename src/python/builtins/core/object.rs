//! `object`: what everything can do.

use crate::memory::rules::InstanceDict;
use crate::memory::{Ref, flag};
use crate::python::dialect::builtins::ObjectArguments;
use crate::python::dialect::wording::{ImmutableType, InitSubclass};
use crate::python::vm::known::{self, names, types};
use crate::python::vm::native::{Args, Arity, GetSet, Native, TypeDef};
use crate::python::vm::{Raised, Res, Vm};

pub const TYPE: TypeDef = TypeDef {
    id: types::OBJECT,
    methods: &[
        Native::new_of_type(Arity::Raw, new),
        Native::slot_raw("__init__", Arity::Raw, init),
        Native::slot("__repr__", 0, repr),
        Native::slot("__str__", 0, |vm, args| {
            let object = args.at(vm, 0);
            vm.repr_as_str(object)
        }),
        Native::slot("__hash__", 0, |vm, args| {
            let hash = vm.identity_hash(args.at(vm, 0));
            Ok(vm.int(hash))
        }),
        Native::slot("__eq__", 1, |vm, args| {
            let (a, b) = (args.at(vm, 0), args.at(vm, 1));
            Ok(vm.incref(if a == b { known::TRUE } else { known::NOT_IMPLEMENTED }))
        }),
        Native::slot("__ne__", 1, not_equal),
        Native::slot("__lt__", 1, not_implemented),
        Native::slot("__le__", 1, not_implemented),
        Native::slot("__gt__", 1, not_implemented),
        Native::slot("__ge__", 1, not_implemented),
        Native::slot("__getattribute__", 1, |vm, args| {
            let (object, name) = (args.at(vm, 0), args.at(vm, 1));
            let name = attribute_name(vm, name)?;
            vm.builtin_getattr(object, name)
        }),
        Native::slot("__setattr__", 2, |vm, args| {
            let (object, name, value) = (args.at(vm, 0), args.at(vm, 1), args.at(vm, 2));
            let name = attribute_name(vm, name)?;
            vm.builtin_change_attribute(object, name, Some(value))?;
            vm.done()
        }),
        Native::slot("__delattr__", 1, |vm, args| {
            let (object, name) = (args.at(vm, 0), args.at(vm, 1));
            let name = attribute_name(vm, name)?;
            vm.builtin_change_attribute(object, name, None)?;
            vm.done()
        }),
        Native::method("__format__", Arity::One, format),
        Native::method("__dir__", Arity::Zero, dir),
        Native::method("__sizeof__", Arity::Zero, |vm, args| {
            let size = vm.basic_size(args.at(vm, 0));
            Ok(vm.int(size))
        }),
        Native::method("__reduce_ex__", Arity::One, |vm, args| {
            let (object, protocol) = (args.at(vm, 0), args.at(vm, 1));
            if vm.dialect.python2 {
                let message = format!("cannot pickle '{}' object", vm.type_name(object));
                return Err(vm.type_error(message));
            }
            reduced(vm, object, protocol)
        }),
        Native::method("__reduce__", Arity::Zero, |vm, args| {
            let (object, protocol) = (args.at(vm, 0), vm.int(0));
            reduced(vm, object, protocol)
        }),
        Native::method("__getstate__", Arity::Zero, |vm, args| {
            let object = args.at(vm, 0);
            call_library(vm, "copy", "_state", &[object, vm.type_of(object)])
        }),
        Native::class_method("__init_subclass__", Arity::Raw, |vm, args| {
            if vm.tuple_len(args.names) > 0 {
                return Err(refuse_init_subclass(vm, args, "keyword arguments"));
            }
            match args.count.saturating_sub(1) {
                0 => vm.done(),
                given => Err(refuse_init_subclass(vm, args, &format!("arguments ({given} given)"))),
            }
        }),
        Native::class_method("__subclasshook__", Arity::One, |vm, _| Ok(vm.incref(known::NOT_IMPLEMENTED))),
    ],
    attributes: &[
        GetSet::new("__class__", class_get, class_set),
        GetSet::new("__dict__", dict_get, dict_set),
        GetSet::read_only("__weakref__", weakref_get),
    ],
};

/// How to make the object again: `copyreg.__reduce_ex__` and `object_reduce_ex`.
fn reduced(vm: &mut Vm, object: Ref, protocol: Ref) -> Res {
    call_library(vm, "copyreg", "_reduce_object", &[object, protocol])
}

fn call_library(vm: &mut Vm, module: &str, function: &str, args: &[Ref]) -> Res {
    let module = vm.import_module(module)?;
    let function = vm.intern(function);
    let result = vm.call_method(module, function, args);
    vm.decref(module);
    result
}

/// The interned name of an attribute that arrives as an object.
pub fn attribute_name(vm: &mut Vm, name: Ref) -> Res {
    match vm.as_str(name).map(str::to_owned) {
        Some(text) => Ok(vm.intern(&text)),
        None => {
            let message = format!("attribute name must be string, not '{}'", vm.type_name(name));
            Err(vm.type_error(message))
        }
    }
}

fn new(vm: &mut Vm, args: Args) -> Res {
    let class = args.at(vm, 0);
    if class.is_null() || !vm.is_type(class) {
        return Err(vm.type_error("object.__new__(): not enough arguments"));
    }
    if args.count > 1 {
        let own_new = vm.lookup(class, names::NEW);
        if let Some(raised) = parameters_refused(vm, class, names::NEW, "object() takes no parameters") {
            return raised.map_or_else(|| vm.new_instance(class), Err);
        }
        if !vm.is_native_of(own_new, types::OBJECT) {
            return Err(vm.type_error("object.__new__() takes exactly one argument (the type to instantiate)"));
        }
        let own_init = vm.lookup(class, names::INIT);
        if vm.is_native_of(own_init, types::OBJECT) {
            let message = vm.dialect.builtins.words.object_arguments.of(vm.class_name(class));
            return Err(vm.type_error(message));
        }
    }
    vm.new_instance(class)
}

/// Up to 3.6, `object.__new__` and `object.__init__` with arguments: refused where the class has this method (`own`) or
/// has not the other one; 2.7 lets them pass where it has both (`object_new` and `object_init` in Objects/typeobject.c).
/// `None`: the version's rule is another one.
fn parameters_refused(vm: &mut Vm, class: Ref, own: Ref, words: &str) -> Option<Option<Raised>> {
    if vm.dialect.builtins.words.object_arguments != ObjectArguments::Parameters {
        return None;
    }
    let defines = |vm: &mut Vm, name| {
        let found = vm.lookup(class, name);
        !vm.is_native_of(found, types::OBJECT)
    };
    let other = if own == names::NEW { names::INIT } else { names::NEW };
    let (has, has_other) = (defines(vm, own), defines(vm, other));
    let passes = if has { has_other && vm.dialect.python2 } else { has_other };
    Some(if passes { None } else { Some(vm.type_error(words)) })
}

fn init(vm: &mut Vm, args: Args) -> Res {
    if args.count > 1 {
        let class = vm.type_of(args.at(vm, 0));
        let own_init = vm.lookup(class, names::INIT);
        if let Some(raised) = parameters_refused(vm, class, names::INIT, "object.__init__() takes no parameters") {
            return raised.map_or_else(|| vm.done(), Err);
        }
        if !vm.is_native_of(own_init, types::OBJECT) {
            return Err(vm.type_error("object.__init__() takes exactly one argument (the instance to initialize)"));
        }
        // A builtin type that nobody can make does not inherit `__new__`.
        if !vm.is_heap_type(class) && class != types::OBJECT {
            return vm.done();
        }
        let own_new = vm.lookup(class, names::NEW);
        if vm.is_native_of(own_new, types::OBJECT) {
            let message =
                format!("{}.__init__() takes exactly one argument (the instance to initialize)", vm.class_name(class));
            return Err(vm.type_error(message));
        }
    }
    vm.done()
}

fn repr(vm: &mut Vm, args: Args) -> Res {
    let object = args.at(vm, 0);
    let text = format!("<{} object at {:#x}>", vm.full_type_name(vm.type_of(object)), vm.address_of(object));
    Ok(vm.string(text))
}

fn not_equal(vm: &mut Vm, args: Args) -> Res {
    let (a, b) = (args.at(vm, 0), args.at(vm, 1));
    match vm.call_special(a, names::EQ, &[b]) {
        Some(result) => {
            let result = result?;
            if result == known::NOT_IMPLEMENTED {
                return Ok(result);
            }
            let truth = vm.truth(result);
            vm.decref(result);
            let truth = truth?;
            Ok(vm.bool(!truth))
        }
        None => Ok(vm.incref(known::NOT_IMPLEMENTED)),
    }
}

fn not_implemented(vm: &mut Vm, _: Args) -> Res {
    Ok(vm.incref(known::NOT_IMPLEMENTED))
}

fn format(vm: &mut Vm, args: Args) -> Res {
    let (object, spec) = (args.at(vm, 0), args.at(vm, 1));
    let Some(spec) = vm.as_str(spec) else {
        return Err(crate::python::builtins::str::format_spec_type_error(vm, spec));
    };
    if !spec.is_empty() {
        let message = format!("unsupported format string passed to {}.__format__", vm.type_name(object));
        return Err(vm.type_error(message));
    }
    vm.str_of(object)
}

/// `A.__init_subclass__() takes no …`
fn refuse_init_subclass(vm: &mut Vm, args: Args, what: &str) -> Raised {
    let owner = match vm.dialect.wording.init_subclass {
        InitSubclass::Bare => String::new(),
        InitSubclass::NamesClass => format!("{}.", vm.class_name(args.at(vm, 0))),
    };
    vm.type_error(format!("{owner}__init_subclass__() takes no {what}"))
}

fn dir(vm: &mut Vm, args: Args) -> Res {
    let object = args.at(vm, 0);
    dir_of(vm, object)
}

/// What `dir(object)` lists where no class has its own say.
///
/// # Errors
/// What a module's own function raises.
pub fn dir_of(vm: &mut Vm, object: Ref) -> Res {
    let class = if vm.is_type(object) { object } else { vm.type_of(object) };
    if vm.isinstance_of(object, types::MODULE) {
        return module_names(vm, object);
    }
    names_of(vm, object, class)
}

/// A module shows the names of its namespace, or what its own function `__dir__` says (PEP 562).
fn module_names(vm: &mut Vm, module: Ref) -> Res {
    let Some(dict) = vm.existing_dict(module) else { return Ok(vm.list(Vec::new())) };
    if let Some(function) = vm.dict_get_str(dict, names::DIR) {
        return vm.call(function, &[]);
    }
    let keys = crate::python::builtins::dict::keys(vm, dict);
    for &key in &keys {
        vm.incref(key);
    }
    Ok(vm.list(keys))
}

/// The list of the names that `__dir__` finds. CPython gathers them in a dict, class by class.
pub(super) fn names_of(vm: &mut Vm, object: Ref, class: Ref) -> Res {
    let names = vm.dir_names(object);
    let gathered = match vm.instance_dict(object) {
        Some(own) if object != class => crate::python::builtins::dict::copy_of(vm, own),
        _ => vm.dict(),
    };
    if let Err(raised) = count_class_names(vm, class) {
        vm.decref(gathered);
        return Err(raised);
    }
    // The names are the keys of the namespaces themselves, as good as always interned.
    let items: Vec<Ref> = names
        .iter()
        .map(|name| match vm.interned.get(name.as_str()).copied() {
            Some(key) => vm.incref(key),
            None => vm.str(name),
        })
        .collect();
    let list = vm.list(items);
    vm.decref(gathered);
    Ok(list)
}

/// `merge_class_dict` takes the names of each class, one after the other.
fn count_class_names(vm: &mut Vm, class: Ref) -> Res<()> {
    vm.take_class_names()?;
    let bases = vm.type_body(class).map_or(Ref::NULL, |t| t.bases);
    vm.items(bases).unwrap_or_default().to_vec().into_iter().try_for_each(|base| count_class_names(vm, base))
}

fn class_get(vm: &mut Vm, object: Ref) -> Res {
    let class = vm.type_of(object);
    Ok(vm.incref(class))
}

fn class_set(vm: &mut Vm, object: Ref, value: Option<Ref>) -> Result<(), Raised> {
    let Some(class) = value else { return Err(vm.type_error("can't delete __class__ attribute")) };
    if !vm.is_type(class) {
        let message = format!("__class__ must be set to a class, not '{}' object", vm.type_name(class));
        return Err(vm.type_error(message));
    }
    vm.change_class(object, class)
}

fn dict_get(vm: &mut Vm, object: Ref) -> Res {
    match vm.instance_dict(object) {
        Some(dict) => Ok(vm.incref(dict)),
        None => {
            let name = names::DICT;
            Err(vm.attribute_error(object, name))
        }
    }
}

fn dict_set(vm: &mut Vm, object: Ref, value: Option<Ref>) -> Result<(), Raised> {
    // A class above a builtin one leaves the dict to that one (`get_builtin_base_with_dict`).
    if vm.is_type(object) {
        let message = "attribute '__dict__' of 'type' objects is not writable";
        return Err(vm.raise(types::ATTRIBUTE_ERROR, message));
    }
    if vm.isinstance_of(object, types::MODULE) {
        return Err(vm.raise(types::ATTRIBUTE_ERROR, "readonly attribute"));
    }
    match value {
        Some(dict) if matches!(vm.body(dict), crate::memory::Body::Dict(_)) => {
            vm.replace_instance_dict(object, dict);
            Ok(())
        }
        Some(other) => {
            let message = format!("__dict__ must be set to a dictionary, not a '{}'", vm.type_name(other));
            Err(vm.type_error(message))
        }
        // Functions and exceptions have `PyObject_GenericSetDict`.
        None if matches!(vm.body(object), crate::memory::Body::Function(_) | crate::memory::Body::Exception(_)) => {
            Err(vm.type_error("cannot delete __dict__"))
        }
        None => {
            let dict = vm.dict();
            vm.replace_instance_dict(object, dict);
            vm.decref(dict);
            Ok(())
        }
    }
}

fn weakref_get(vm: &mut Vm, object: Ref) -> Res {
    let first = crate::memory::weak::references(&vm.heap, object).next();
    Ok(vm.incref(first.unwrap_or(known::NONE)))
}

impl Vm {
    /// `module.Name` of a type, without `builtins`.
    #[must_use]
    pub fn full_type_name(&self, class: Ref) -> String {
        let Some(t) = self.type_body(class) else { return "?".to_owned() };
        let qualname = self.as_str(t.qualname).unwrap_or(&t.name);
        match self.dict_get_str(t.dict, names::MODULE).and_then(|m| self.as_str(m)) {
            Some("builtins") => qualname.to_owned(),
            Some(module) => format!("{module}.{qualname}"),
            None => t.name.to_string(),
        }
    }

    fn class_may_change(&self, class: Ref) -> bool {
        self.is_heap_type(class) || class == types::MODULE
    }

    /// `object.__class__ = class`.
    fn change_class(&mut self, object: Ref, class: Ref) -> Result<(), Raised> {
        let before = self.type_of(object);
        let fits = match (self.type_body(before), self.type_body(class)) {
            (Some(a), Some(b)) => {
                a.layout == b.layout
                    && a.slots == b.slots
                    && a.has_dict == b.has_dict
                    && a.has_weakrefs == b.has_weakrefs
                    && self.class_may_change(before)
                    && self.class_may_change(class)
            }
            _ => false,
        };
        if !fits {
            let message = if self.class_may_change(before) && self.class_may_change(class) {
                format!(
                    "__class__ assignment: '{}' object layout differs from '{}'",
                    self.class_name(class),
                    self.class_name(before)
                )
            } else {
                let supported = match self.dialect.wording.immutable_type {
                    ImmutableType::BuiltIn => "heap",
                    ImmutableType::Immutable => "mutable",
                };
                format!("__class__ assignment only supported for {supported} types or ModuleType subclasses")
            };
            return Err(self.type_error(message));
        }
        // Inline attributes are laid out by the old class: the dict carries them over.
        if self.heap.rules.instance_dict != InstanceDict::Eager
            && let Some(dict) = self.instance_dict(object)
        {
            self.detach_dict(dict);
        }
        self.incref(class);
        self.heap.cells[object.index()].class = class;
        self.decref(before);
        Ok(())
    }

    /// `object.__dict__ = dict`; counts the dict.
    pub fn replace_instance_dict(&mut self, object: Ref, dict: Ref) {
        if self.heap.rules.instance_dict == InstanceDict::Inline
            && self.existing_dict(object).is_none()
            && self.body(object).instance().is_some()
        {
            self.incref(dict);
            self.set_existing_dict(object, dict);
            self.clear_inline_values(object);
            return;
        }
        let before = self.existing_dict(object).or_else(|| self.instance_dict(object)).unwrap_or(Ref::NULL);
        self.incref(dict);
        self.set_existing_dict(object, dict);
        if !before.is_null() {
            // It goes on sharing its names, with values of its own.
            self.heap.clear_flag(before, flag::ATTACHED);
        }
        self.xdecref(before);
    }

    /// `object.__sizeof__()` of what has no rule of its own.
    #[must_use]
    pub fn basic_size(&self, object: Ref) -> i64 {
        match self.body(object).instance() {
            Some(_) => {
                let t = self.type_body(self.type_of(object));
                let slots = t.map_or(0, |t| t.slots.len());
                let dict = t.is_some_and(|t| t.has_dict);
                let weak = t.is_some_and(|t| t.has_weakrefs);
                let words = 2
                    + slots
                    + if self.heap.rules.instance_dict == InstanceDict::Eager {
                        usize::from(dict) + usize::from(weak)
                    } else {
                        0
                    };
                (words * 8) as i64
            }
            None => 16,
        }
    }
}
