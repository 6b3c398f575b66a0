//! Functions that only 2.7 has: `apply`, `cmp`, `coerce`, `intern`, `reduce`, `reload`, `unichr`.

use std::ops::ControlFlow;

use crate::memory::Body;
use crate::python::builtins::support::{pair, unicode_2};
use crate::python::builtins::{int_new, range};
use crate::python::text::Integer;
use crate::python::vm::known::{names, types};
use crate::python::vm::native::Args;
use crate::python::vm::{Res, Vm};

pub(super) fn apply(vm: &mut Vm, args: Args) -> Res {
    let (function, given, keywords) = (args.at(vm, 0), args.at(vm, 1).some(), args.at(vm, 2).some());
    let positional = match given {
        None => Vec::new(),
        // The tuple is handed on as it is, and holds the arguments.
        Some(given) if keywords.is_none() && vm.is_exact(given, types::TUPLE) => {
            let items = vm.items(given).unwrap_or(&[]).to_vec();
            return vm.call_lending(function, &items);
        }
        Some(given) => vm.to_vec(given)?,
    };
    let mut named = Vec::new();
    if let Some(keywords) = keywords {
        let mut at = 0;
        while let Some((next, key, value)) = vm.dict_next(keywords, at) {
            at = next;
            named.push((key, value));
        }
    }
    let result = vm.call_kw(function, &positional, &named);
    vm.decref_all(&positional);
    result
}

pub(super) fn cmp(vm: &mut Vm, args: Args) -> Res {
    let order = vm.order_python2(args.at(vm, 0), args.at(vm, 1))?;
    Ok(vm.int(order as i64))
}

/// Two numbers as one type: floats when one of them is.
pub(super) fn coerce(vm: &mut Vm, args: Args) -> Res {
    let (a, b) = (args.at(vm, 0), args.at(vm, 1));
    if vm.is_classic_instance(a) || vm.is_classic_instance(b) {
        return match crate::python::builtins::classic::coerced(vm, a, b)? {
            Some((a, b)) => Ok(pair(vm, a, b)),
            None => Err(vm.type_error("number coercion failed")),
        };
    }
    if vm.type_of(a) != vm.type_of(b)
        && vm.as_integer(a).is_some()
        && vm.as_integer(b).is_some()
        && (vm.isinstance_of(a, types::LONG) || vm.isinstance_of(b, types::LONG))
    {
        let (a, b) = (vm.call(types::LONG, &[a])?, vm.call(types::LONG, &[b])?);
        return Ok(pair(vm, a, b));
    }
    if vm.type_of(a) == vm.type_of(b) || (vm.as_integer(a).is_some() && vm.as_integer(b).is_some()) {
        vm.incref(a);
        vm.incref(b);
        return Ok(pair(vm, a, b));
    }
    let (Some(x), Some(y)) = (vm.as_f64(a), vm.as_f64(b)) else {
        return Err(vm.type_error("number coercion failed"));
    };
    let (x, y) = (vm.float(x), vm.float(y));
    Ok(pair(vm, x, y))
}

pub(super) fn intern(vm: &mut Vm, args: Args) -> Res {
    let x = args.at(vm, 0);
    let Some(text) = vm.as_str(x).map(str::to_owned) else {
        let name = vm.type_name(x);
        return Err(vm.type_error(format!("intern() argument 1 must be string, not {name}")));
    };
    let shared = vm.intern(&text);
    Ok(vm.incref(shared))
}

pub(super) fn reduce(vm: &mut Vm, args: Args) -> Res {
    let (function, iterable, start) = (args.at(vm, 0), args.at(vm, 1), args.at(vm, 2));
    let mut total = vm.xincref(start);
    let result = vm.each(iterable, |vm, item| {
        if total.is_null() {
            total = item;
            return Ok(ControlFlow::Continue(()));
        }
        let next = vm.call(function, &[total, item]);
        vm.decref(item);
        let before = std::mem::replace(&mut total, next?);
        vm.decref(before);
        Ok(ControlFlow::Continue(()))
    });
    if let Err(raised) = result {
        vm.xdecref(total);
        return Err(raised);
    }
    total.some().ok_or_else(|| vm.type_error("reduce() of empty sequence with no initial value"))
}

/// The modules here are the interpreter's own: they are what they were.
pub(super) fn reload(vm: &mut Vm, args: Args) -> Res {
    let module = args.at(vm, 0);
    if !vm.isinstance_of(module, types::MODULE) {
        return Err(vm.type_error("reload() argument must be module"));
    }
    Ok(vm.incref(module))
}

pub(super) fn unichr(vm: &mut Vm, args: Args) -> Res {
    let made = super::text::character(vm, args, "unichr", 0x11_0000)?;
    let text = vm.text(made);
    vm.decref(made);
    Ok(unicode_2(vm, text))
}

/// `range(…)`: a list.
pub(in crate::python::builtins) fn range(vm: &mut Vm, args: Args) -> Res {
    let given = args.to_vec(vm);
    for (at, value) in given.iter().enumerate() {
        let what = match (given.len(), at) {
            (1, _) | (_, 1) => "end",
            (_, 0) => "start",
            _ => "step",
        };
        if vm.as_integer(*value).is_none() && vm.lookup_special(*value, names::INT).is_none()
            || matches!(vm.body(*value), Body::Float(_))
        {
            let name = vm.type_name(*value);
            return Err(vm.type_error(format!("range() integer {what} argument expected, got {name}.")));
        }
    }
    if given.get(2).is_some_and(|step| vm.as_int(*step) == Some(0)) {
        return Err(vm.value_error("range() step argument must not be zero"));
    }
    let mut numbers = Vec::with_capacity(3);
    for value in given {
        numbers.push(match vm.as_integer(value) {
            Some(number) => number,
            None => {
                let made = int_new::of_object(vm, value)?;
                let number = vm.as_integer(made).unwrap_or(Integer::Small(0));
                vm.decref(made);
                number
            }
        });
    }
    let (zero, one) = (Integer::Small(0), Integer::Small(1));
    let items = match &numbers[..] {
        [stop] => range::listed(vm, &zero, stop, &one),
        [start, stop] => range::listed(vm, start, stop, &one),
        [start, stop, step] => range::listed(vm, start, stop, step),
        _ => Some(Vec::new()),
    };
    match items {
        Some(items) => Ok(vm.list(items)),
        None => Err(vm.overflow_error("range() result has too many items")),
    }
}
