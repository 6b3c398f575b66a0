//! `super`: references are the class, the receiver, the receiver's type.

use crate::memory::{Body, Ref};
use crate::python::vm::known::{self, types};
use crate::python::vm::native::{Args, Arity, GetSet, Native, TypeDef};
use crate::python::vm::{Res, Vm};

pub const SUPER: TypeDef = TypeDef {
    id: types::SUPER,
    methods: &[
        Native::new_of_type(Arity::Raw, |vm, args| {
            let class = args.at(vm, 0);
            Ok(vm.new_of(class, Body::record(&[Ref::NULL; 3], &[])))
        }),
        Native::slot_raw("__init__", Arity::Range(0, 2), init),
        Native::slot("__getattribute__", 1, |vm, args| {
            let (object, name) = (args.at(vm, 0), args.at(vm, 1));
            let name = super::object::attribute_name(vm, name)?;
            vm.builtin_getattr(object, name)
        }),
        Native::slot_raw("__get__", Arity::Range(1, 2), super::callables::get),
        Native::slot("__repr__", 0, |vm, args| {
            let object = args.at(vm, 0);
            let (class, start) = (vm.record_at(object, 0), vm.record_at(object, 2));
            let text = if start.is_null() {
                format!("<super: <class '{}'>, NULL>", vm.class_name(class))
            } else {
                format!("<super: <class '{}'>, <{} object>>", vm.class_name(class), vm.class_name(start))
            };
            Ok(vm.string(text))
        }),
    ],
    attributes: &[
        GetSet::member("__thisclass__", |vm, s| Ok(vm.record_ref(s, 0))),
        GetSet::member("__self__", |vm, s| Ok(vm.record_ref(s, 1))),
        GetSet::member("__self_class__", |vm, s| Ok(vm.record_ref(s, 2))),
    ],
};

fn init(vm: &mut Vm, args: Args) -> Res {
    let (object, mut class, mut receiver) = (args.at(vm, 0), args.at(vm, 1), args.at(vm, 2));
    if class.is_null() && vm.dialect.python2 {
        return Err(vm.type_error("super() takes at least 1 argument (0 given)"));
    }
    if class.is_null() {
        (class, receiver) = vm.super_arguments()?;
    } else {
        vm.check_super_class(class)?;
    }
    let receiver = if receiver == known::NONE { Ref::NULL } else { receiver };
    let start = if receiver.is_null() { Ref::NULL } else { vm.super_start(class, receiver)? };
    for (at, id) in [class, receiver, start].into_iter().enumerate() {
        vm.xincref(id);
        vm.record_put(object, at, id);
    }
    vm.done()
}
