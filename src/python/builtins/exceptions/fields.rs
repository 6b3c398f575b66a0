//! Exceptions with one or two fields: KeyError, StopIteration, SystemExit, NameError, AttributeError, ImportError.

use super::base::{no_keywords, str_of};
use super::{arguments, field, field_attribute, positional, set_args, set_field};
use crate::memory::Ref;
use crate::python::builtins::support::{keyword, only_keywords};
use crate::python::dialect::builtins::ErrorKeywords;
use crate::python::vm::known::{NONE, types};
use crate::python::vm::native::{Args, Arity, Native, TypeDef};
use crate::python::vm::{Res, Vm};

pub(super) const KEY_ERROR: TypeDef = TypeDef {
    id: types::KEY_ERROR,
    methods: &[Native::slot("__str__", 0, |vm, args| {
        let x = args.at(vm, 0);
        // The key is shown as in source, so that '' can be seen.
        match arguments(vm, x).as_slice() {
            [key] => vm.repr(*key),
            _ => str_of(vm, x),
        }
    })],
    attributes: &[],
};

pub(super) const STOP_ITERATION: TypeDef = TypeDef {
    id: types::STOP_ITERATION,
    methods: &[Native::slot_raw("__init__", Arity::Raw, |vm, args| {
        let items = base_init(vm, args)?;
        let value = items.first().copied().unwrap_or(NONE);
        let value = vm.incref(value);
        set_field(vm, args.at(vm, 0), 0, value);
        vm.done()
    })],
    attributes: &[field_attribute!("value", 0)],
};

pub(super) const SYSTEM_EXIT: TypeDef = TypeDef {
    id: types::SYSTEM_EXIT,
    methods: &[Native::slot_raw("__init__", Arity::Raw, |vm, args| {
        let items = base_init(vm, args)?;
        let code = match items.as_slice() {
            [] => Ref::NULL,
            [only] => vm.incref(*only),
            _ => {
                let all = super::body(vm, args.at(vm, 0)).map_or(NONE, |e| e.args);
                vm.incref(all)
            }
        };
        set_field(vm, args.at(vm, 0), 0, code);
        vm.done()
    })],
    attributes: &[field_attribute!("code", 0)],
};

pub(super) const NAME_ERROR: TypeDef = TypeDef {
    id: types::NAME_ERROR,
    methods: &[Native::slot_raw("__init__", Arity::Raw, |vm, args| keyword_fields(vm, args, "NameError", &["name"]))],
    attributes: &[field_attribute!("name", 0)],
};

pub(super) const ATTRIBUTE_ERROR: TypeDef = TypeDef {
    id: types::ATTRIBUTE_ERROR,
    methods: &[Native::slot_raw("__init__", Arity::Raw, |vm, args| {
        keyword_fields(vm, args, "AttributeError", &["obj", "name"])
    })],
    attributes: &[field_attribute!("obj", 0), field_attribute!("name", 1)],
};

pub(super) const IMPORT_ERROR: TypeDef = TypeDef {
    id: types::IMPORT_ERROR,
    methods: &[
        Native::slot_raw("__init__", Arity::Raw, import_init),
        Native::slot("__str__", 0, |vm, args| {
            let x = args.at(vm, 0);
            match field(vm, x, 0).some() {
                Some(message) if vm.is_exact(message, types::STR) => Ok(vm.incref(message)),
                _ => str_of(vm, x),
            }
        }),
    ],
    attributes: &[
        field_attribute!("msg", 0),
        field_attribute!("name", 1),
        field_attribute!("path", 2),
        field_attribute!("name_from", 3),
    ],
};

/// `BaseException.__init__`; gives the arguments.
fn base_init(vm: &mut Vm, args: Args) -> Res<Vec<Ref>> {
    no_keywords(vm, args)?;
    let items = positional(vm, args);
    set_args(vm, args.at(vm, 0), &items);
    Ok(items)
}

/// Keyword arguments that fill the fields in this order; a class that has none refuses all.
fn keyword_fields(vm: &mut Vm, args: Args, class: &str, fields: &[&str]) -> Res {
    if vm.dialect.builtins.error_keywords == ErrorKeywords::None {
        base_init(vm, args)?;
        return vm.done();
    }
    only_keywords(vm, args, class, fields)?;
    let items = positional(vm, args);
    let x = args.at(vm, 0);
    set_args(vm, x, &items);
    for (index, name) in fields.iter().enumerate() {
        let value = keyword(vm, args, name).unwrap_or(Ref::NULL);
        let value = vm.xincref(value);
        set_field(vm, x, index, value);
    }
    vm.done()
}

fn import_init(vm: &mut Vm, args: Args) -> Res {
    only_keywords(vm, args, "ImportError", &["name", "path", "name_from"])?;
    let items = positional(vm, args);
    let x = args.at(vm, 0);
    set_args(vm, x, &items);
    let message = match items.as_slice() {
        [only] => *only,
        _ => Ref::NULL,
    };
    let values = [Some(message), keyword(vm, args, "name"), keyword(vm, args, "path"), keyword(vm, args, "name_from")];
    for (index, value) in values.into_iter().enumerate() {
        let value = vm.xincref(value.unwrap_or(Ref::NULL));
        set_field(vm, x, index, value);
    }
    vm.done()
}
