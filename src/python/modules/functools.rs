//! `_functools`: what `functools` (Python source) builds on.

use crate::memory::{Ref, alloc};
use crate::python::builtins::partial;
use crate::python::vm::known::types;
use crate::python::vm::native::{Args, Arity, ModuleDef, Native, Param};
use crate::python::vm::{Raised, Res, Vm};

pub const MODULE: ModuleDef = ModuleDef {
    name: "_functools",
    functions: &[
        Native::function("reduce", Arity::Range(2, 3), reduce),
        Native::function("cmp_to_key", Arity::Named(CMP_PARAMS), partial::cmp_to_key),
    ],
    fill: Some(fill),
};

const CMP_PARAMS: &[Param] = &[Param::required("mycmp")];

fn fill(vm: &mut Vm, dict: Ref) -> Result<(), Raised> {
    vm.dict_set_str(dict, "partial", types::PARTIAL);
    vm.dict_set_str(dict, "_lru_cache_wrapper", types::RESULT_CACHE);
    Ok(())
}

/// `reduce(function, iterable[, initial])`.
fn reduce(vm: &mut Vm, args: Args) -> Res {
    let (function, iterable, initial) = (args.at(vm, 0), args.at(vm, 1), args.at(vm, 2));
    let iterator = match vm.iter(iterable) {
        Ok(iterator) => iterator,
        Err(raised) => {
            if vm.catch(types::TYPE_ERROR) {
                return Err(vm.type_error("reduce() arg 2 must support iteration"));
            }
            return Err(raised);
        }
    };
    vm.xincref(initial);
    // The arguments of all calls go through one tuple.
    alloc::count_tuple(vm, 2);
    let result = fold(vm, function, iterator, initial);
    alloc::count_tuple_death(&mut vm.heap, 2);
    vm.decref(iterator);
    match result? {
        Ref::NULL => {
            let reduced = vm.dialect.wording.reduced;
            Err(vm.type_error(format!("reduce() of empty {reduced} with no initial value")))
        }
        value => Ok(value),
    }
}

/// The result so far is owned; NULL before the first item.
fn fold(vm: &mut Vm, function: Ref, iterator: Ref, initial: Ref) -> Res {
    let mut result = initial;
    loop {
        let item = match vm.next(iterator) {
            Ok(Some(item)) => item,
            Ok(None) => return Ok(result),
            Err(raised) => {
                vm.xdecref(result);
                return Err(raised);
            }
        };
        if result.is_null() {
            result = item;
            continue;
        }
        let next = vm.call(function, &[result, item]);
        vm.decref(result);
        vm.decref(item);
        result = next?;
    }
}
