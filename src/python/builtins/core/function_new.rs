//! `types.FunctionType(code, globals, name, argdefs, closure)` (`func_new` in Objects/funcobject.c).

use crate::memory::{Body, Ref};
use crate::python::vm::known::{NONE, names, types};
use crate::python::vm::native::Args;
use crate::python::vm::{Res, Vm};

pub(super) fn new(vm: &mut Vm, args: Args) -> Res {
    let [code, globals] = [1, 2].map(|at| args.at(vm, at));
    let [name, defaults, closure] = [3, 4, 5].map(|at| args.at(vm, at).some().filter(|&given| given != NONE));
    let Body::Code(body) = vm.body(code) else {
        let given = vm.type_name(code);
        return Err(vm.type_error(format!("function() argument 'code' must be code, not {given}")));
    };
    let unit = body.spec;
    let of_code = body.name;
    if !vm.isinstance_of(globals, types::DICT) {
        let given = vm.type_name(globals);
        return Err(vm.type_error(format!("function() argument 'globals' must be dict, not {given}")));
    }
    if name.is_some_and(|name| !vm.isinstance_of(name, types::STR)) {
        return Err(vm.type_error("arg 3 (name) must be None or string"));
    }
    if defaults.is_some_and(|defaults| !vm.isinstance_of(defaults, types::TUPLE)) {
        return Err(vm.type_error("arg 4 (defaults) must be None or tuple"));
    }
    check_closure(vm, unit, of_code, closure)?;
    let builtins = vm.dict_get_str(globals, names::BUILTINS).unwrap_or(vm.builtins);
    vm.incref(code);
    let function = vm.function_of(code, globals, builtins);
    // Where names with their places are constants of the code around, the code knows none.
    let qualname = if vm.dialect.qualnames_are_consts { of_code } else { Ref::NULL };
    let given = [name, defaults, closure, qualname.some()];
    for part in given.into_iter().flatten() {
        vm.incref(part);
    }
    let mut replaced = [Ref::NULL; 2];
    if let Body::Function(f) = vm.heap.body_mut(function) {
        f.defaults = defaults.unwrap_or(Ref::NULL);
        f.closure = closure.unwrap_or(Ref::NULL);
        if let Some(name) = name {
            replaced[0] = std::mem::replace(&mut f.name, name);
        }
        if !qualname.is_null() {
            replaced[1] = std::mem::replace(&mut f.qualname, qualname);
        }
    }
    for before in replaced {
        vm.xdecref(before);
    }
    Ok(function)
}

/// As many cells as the code has free variables.
fn check_closure(vm: &mut Vm, unit: u32, name: Ref, closure: Option<Ref>) -> Res<()> {
    let wanted = vm.unit_spec(unit).freevars().count();
    let Some(closure) = closure else {
        return if wanted == 0 { Ok(()) } else { Err(vm.type_error("arg 5 (closure) must be tuple")) };
    };
    if !vm.isinstance_of(closure, types::TUPLE) {
        let none = if wanted == 0 { "None or " } else { "" };
        return Err(vm.type_error(format!("arg 5 (closure) must be {none}tuple")));
    }
    let cells = vm.items(closure).unwrap_or_default().to_vec();
    if cells.len() != wanted {
        let message = format!("{} requires closure of length {wanted}, not {}", vm.text(name), cells.len());
        return Err(vm.value_error(message));
    }
    if let Some(&other) = cells.iter().find(|&&cell| !vm.is_exact(cell, types::CELL)) {
        let found = vm.type_name(other);
        return Err(vm.type_error(format!("arg 5 (closure) expected cell, found {found}")));
    }
    Ok(())
}
