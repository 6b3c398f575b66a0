//! property (`Objects/descrobject.c`).

use super::callables::get;
use super::descriptors::abstract_parts;
use crate::memory::{Body, Ref};
use crate::python::behaviour::PropertyDoc;
use crate::python::vm::known::{self, names, types};
use crate::python::vm::native::{Args, Arity, GetSet, Native, Param, TypeDef};
use crate::python::vm::{Res, Vm};

const GETTER: usize = 0;
const SETTER: usize = 1;
const DELETER: usize = 2;
const DOC: usize = 3;
const NAME: usize = 4;

/// The place of the number that says whether the doc is the getter's.
const DOC_IS_GETTERS: usize = 0;

/// A property's references: getter, setter, deleter, doc, name. Its number: whether the doc is the getter's.
pub const TYPE: TypeDef = TypeDef {
    id: types::PROPERTY,
    methods: &[
        Native::new_of_type(Arity::Raw, |vm, args| {
            let class = args.at(vm, 0);
            let empty = [Ref::NULL; 5];
            Ok(vm.new_of(class, Body::record(&empty, &[0])))
        }),
        Native::slot_raw(
            "__init__",
            Arity::Named(&[
                Param::optional("fget"),
                Param::optional("fset"),
                Param::optional("fdel"),
                Param::optional("doc"),
            ]),
            init,
        ),
        Native::slot_raw("__get__", Arity::Range(1, 2), get),
        Native::slot("__set__", 2, |vm, args| {
            let (property, object, value) = (args.at(vm, 0), args.at(vm, 1), args.at(vm, 2));
            vm.property_set(property, object, Some(value))?;
            vm.done()
        }),
        Native::slot("__delete__", 1, |vm, args| {
            let (property, object) = (args.at(vm, 0), args.at(vm, 1));
            vm.property_set(property, object, None)?;
            vm.done()
        }),
        Native::method("getter", Arity::One, |vm, args| copy(vm, args, GETTER)),
        Native::method("setter", Arity::One, |vm, args| copy(vm, args, SETTER)),
        Native::method("deleter", Arity::One, |vm, args| copy(vm, args, DELETER)),
        Native::method("__set_name__", Arity::Raw, |vm, args| {
            if args.count != 3 || !args.names.is_null() {
                let given = args.count - 1;
                let message = format!("__set_name__() takes 2 positional arguments but {given} were given");
                return Err(vm.type_error(message));
            }
            let (property, name) = (args.at(vm, 0), args.at(vm, 2));
            vm.incref(name);
            vm.record_put(property, NAME, name);
            vm.done()
        }),
    ],
    attributes: &[
        GetSet::member("fget", |vm, p| Ok(vm.record_ref(p, GETTER))),
        GetSet::member("fset", |vm, p| Ok(vm.record_ref(p, SETTER))),
        GetSet::member("fdel", |vm, p| Ok(vm.record_ref(p, DELETER))),
        GetSet::new(
            "__doc__",
            |vm, p| Ok(vm.record_ref(p, DOC)),
            |vm, p, value| {
                let value = value.unwrap_or(Ref::NULL);
                vm.xincref(value);
                vm.record_put(p, DOC, value);
                Ok(())
            },
        ),
        GetSet::new("__name__", name, |vm, p, value| {
            let value = value.unwrap_or(Ref::NULL);
            vm.xincref(value);
            vm.record_put(p, NAME, value);
            Ok(())
        }),
        GetSet::read_only("__isabstractmethod__", |vm, p| abstract_parts(vm, p, 3)),
    ],
};

/// Its name or else that of its getter.
fn name(vm: &mut Vm, property: Ref) -> Res {
    match vm.property_name(property)? {
        Some(name) => Ok(name),
        None => {
            let message = format!("'{}' object has no attribute '__name__'", vm.type_name(property));
            Err(vm.raise(types::ATTRIBUTE_ERROR, message))
        }
    }
}

impl Vm {
    /// The name of a property, a new reference; from 3.13 its getter's where it has none of its own.
    ///
    /// # Errors
    /// What looking for the getter's raises.
    pub fn property_name(&mut self, property: Ref) -> Res<Option<Ref>> {
        let own = self.record_at(property, NAME);
        if !own.is_null() {
            return Ok(Some(self.incref(own)));
        }
        let getter = self.record_at(property, GETTER);
        if getter.is_null() || !self.behaviour.properties_take_names() {
            return Ok(None);
        }
        self.getattr_opt(getter, names::NAME)
    }
}

fn init(vm: &mut Vm, args: Args) -> Res {
    let property = args.at(vm, 0);
    for (place, index) in [GETTER, SETTER, DELETER].into_iter().zip(1..) {
        let value = args.at(vm, index);
        let value = if value == known::NONE { Ref::NULL } else { value };
        vm.xincref(value);
        vm.record_put(property, place, value);
    }
    vm.record_put(property, DOC, Ref::NULL);
    vm.record_put(property, NAME, Ref::NULL);
    vm.set_record_number(property, DOC_IS_GETTERS, 0);
    let given = args.at(vm, 4).some().filter(|&doc| doc != known::NONE);
    let doc = match given {
        Some(doc) => Some(vm.incref(doc)),
        None => doc_of_getter(vm, property)?,
    };
    if vm.is_exact(property, types::PROPERTY) {
        vm.record_put(property, DOC, doc.unwrap_or(Ref::NULL));
        return vm.done();
    }
    // An instance of a subclass has an attribute of its own: its class's `__doc__` would hide the property's.
    match (vm.behaviour.property_doc, given, doc) {
        (PropertyDoc::OfGetters, Some(_), Some(doc)) => vm.record_put(property, DOC, doc),
        (PropertyDoc::OfGetters, None, None) if vm.record_at(property, GETTER).is_null() => {}
        _ => {
            let doc = doc.unwrap_or_else(|| vm.none());
            let set = vm.setattr(property, names::DOC, doc);
            vm.decref(doc);
            if set.is_err() {
                // One of slots may have no place for it, which matters only where there is something to keep.
                if vm.record_number(property, DOC_IS_GETTERS) != 0 || !vm.matches(types::ATTRIBUTE_ERROR) {
                    return set.and_then(|()| vm.done());
                }
                vm.clear_raised();
            }
        }
    }
    vm.done()
}

/// The getter's doc unless that is None, and a note that it is the getter's.
fn doc_of_getter(vm: &mut Vm, property: Ref) -> Res<Option<Ref>> {
    let getter = vm.record_at(property, GETTER);
    if getter.is_null() {
        return Ok(None);
    }
    let Some(doc) = vm.getattr_opt(getter, names::DOC)? else { return Ok(None) };
    if doc == known::NONE {
        vm.decref(doc);
        return Ok(None);
    }
    vm.set_record_number(property, DOC_IS_GETTERS, 1);
    Ok(Some(doc))
}

/// A property of the same class with another function (`property_copy`): it takes the doc of its getter where the old one
/// did.
fn copy(vm: &mut Vm, args: Args, replaced: usize) -> Res {
    let (property, function) = (args.at(vm, 0), args.at(vm, 1));
    let class = vm.type_of(property);
    let mut parts = [GETTER, SETTER, DELETER, DOC].map(|place| vm.record_at(property, place));
    if function != known::NONE {
        parts[replaced] = function;
    }
    if vm.record_number(property, DOC_IS_GETTERS) != 0 && !parts[GETTER].is_null() {
        parts[DOC] = Ref::NULL;
    }
    let parts = parts.map(|part| if part.is_null() { known::NONE } else { part });
    let made = vm.call(class, &parts)?;
    if vm.isinstance_of(made, types::PROPERTY) {
        let name = vm.record_at(property, NAME);
        vm.xincref(name);
        vm.record_put(made, NAME, name);
    }
    Ok(made)
}
