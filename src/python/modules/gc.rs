//! The module `gc`: a learner's window on the collector of the memory layer.

use crate::memory::collector::{self, Reason, debug};
use crate::memory::{Body, Ref, flag};
use crate::python::builtins::{list, seq};
use crate::python::dialect::builtins::{IntOverflow, ThresholdArguments};
use crate::python::dialect::modules::{GcModule, GetObjects};
use crate::python::vm::known;
use crate::python::vm::native::{Args, Arity, ModuleDef, Native, Param};
use crate::python::vm::{Raised, Res, Vm};

pub const MODULE: ModuleDef = ModuleDef {
    name: "gc",
    functions: &[
        Native::function("enable", Arity::Zero, enable),
        Native::function("disable", Arity::Zero, disable),
        Native::function("isenabled", Arity::Zero, isenabled),
        Native::function("collect", Arity::Named(COLLECT_PARAMS), collect),
        Native::function("get_count", Arity::Zero, get_count),
        Native::function("get_threshold", Arity::Zero, get_threshold),
        Native::function("set_threshold", Arity::Raw, set_threshold),
        Native::function("get_objects", Arity::Named(OBJECTS_PARAMS), get_objects),
        Native::function("get_referrers", Arity::Raw, get_referrers),
        Native::function("get_referents", Arity::Raw, get_referents),
        Native::function("get_stats", Arity::Zero, get_stats),
        Native::function("is_tracked", Arity::One, is_tracked),
        Native::function("is_finalized", Arity::One, is_finalized),
        Native::function("freeze", Arity::Zero, freeze),
        Native::function("unfreeze", Arity::Zero, unfreeze),
        Native::function("get_freeze_count", Arity::Zero, get_freeze_count),
        Native::function("get_debug", Arity::Zero, get_debug),
        Native::function("set_debug", Arity::One, set_debug),
    ],
    fill: Some(fill),
};

const COLLECT_PARAMS: &[Param] = &[Param::optional("generation")];
const OBJECTS_PARAMS: &[Param] = &[Param::optional("generation")];

fn fill(vm: &mut Vm, dict: Ref) -> Result<(), Raised> {
    let leak = debug::COLLECTABLE | debug::UNCOLLECTABLE | debug::SAVEALL;
    let constants = [
        ("DEBUG_STATS", debug::STATS),
        ("DEBUG_COLLECTABLE", debug::COLLECTABLE),
        ("DEBUG_UNCOLLECTABLE", debug::UNCOLLECTABLE),
        ("DEBUG_SAVEALL", debug::SAVEALL),
    ];
    let module = vm.dialect.modules.gc;
    for (name, value) in constants {
        super::set_int(vm, dict, name, i64::from(value));
    }
    if module == GcModule::V2 {
        // What DEBUG_LEAK of 2.7 asks for beside: instances and other objects.
        super::set_int(vm, dict, "DEBUG_INSTANCES", i64::from(debug::INSTANCES));
        super::set_int(vm, dict, "DEBUG_OBJECTS", i64::from(debug::OBJECTS));
        super::set_int(vm, dict, "DEBUG_LEAK", i64::from(leak | debug::INSTANCES | debug::OBJECTS));
    } else {
        super::set_int(vm, dict, "DEBUG_LEAK", i64::from(leak));
        let callbacks = vm.gc_callbacks;
        vm.dict_set_str(dict, "callbacks", callbacks);
    }
    let garbage = vm.gc_garbage;
    vm.dict_set_str(dict, "garbage", garbage);
    let missing: &[&str] = match module {
        GcModule::V2 => &["get_stats", "is_finalized", "freeze", "unfreeze", "get_freeze_count"],
        GcModule::WithStats => &["is_finalized", "freeze", "unfreeze", "get_freeze_count"],
        GcModule::WithFreeze => &["is_finalized"],
        GcModule::WithFinalized => &[],
    };
    super::remove(vm, dict, missing);
    Ok(())
}

fn enable(vm: &mut Vm, _: Args) -> Res {
    vm.heap.collector.enabled = true;
    vm.done()
}

fn disable(vm: &mut Vm, _: Args) -> Res {
    vm.heap.collector.enabled = false;
    vm.done()
}

fn isenabled(vm: &mut Vm, _: Args) -> Res {
    let enabled = vm.heap.collector.enabled;
    Ok(vm.bool(enabled))
}

fn collect(vm: &mut Vm, args: Args) -> Res {
    let generation = args.at(vm, 0);
    let generation = if generation.is_null() { 2 } else { super::c_int(vm, generation)? };
    let Some(generation) = u8::try_from(generation).ok().filter(|g| *g <= 2) else {
        return Err(vm.value_error("invalid generation"));
    };
    if let Some(trail) = &mut vm.trail {
        trail.asked = true;
    }
    let result = collector::collect(vm, generation, Reason::Manual);
    if let Some(trail) = &mut vm.trail {
        trail.asked = false;
    }
    Ok(vm.int(result.total() as i64))
}

fn get_count(vm: &mut Vm, _: Args) -> Res {
    let counts = vm.heap.collector.shown_counts();
    Ok(super::int_tuple(vm, &counts))
}

fn get_threshold(vm: &mut Vm, _: Args) -> Res {
    let thresholds = vm.heap.collector.thresholds;
    Ok(super::int_tuple(vm, &thresholds))
}

fn set_threshold(vm: &mut Vm, args: Args) -> Res {
    seq::no_keywords(vm, args, "set_threshold")?;
    let message = match (vm.dialect.builtins.words.threshold_arguments, args.count) {
        (_, 1..=3) => None,
        (ThresholdArguments::Requires, _) => Some("gc.set_threshold requires 1 to 3 arguments".to_owned()),
        (ThresholdArguments::Counted, 0) => Some("set_threshold() takes at least 1 argument (0 given)".to_owned()),
        (ThresholdArguments::Counted, n) => Some(format!("set_threshold() takes at most 3 arguments ({n} given)")),
    };
    if let Some(message) = message {
        return Err(vm.type_error(message));
    }
    let mut given = [None; 3];
    for (index, place) in given.iter_mut().enumerate().take(args.count) {
        let value = args.at(vm, index);
        *place = Some(super::c_int_with(vm, value, IntOverflow::Signed)?);
    }
    // The incremental collector has no third threshold.
    let oldest = vm.heap.rules.collector == crate::memory::rules::CollectorKind::Generational;
    for (index, value) in given.into_iter().enumerate() {
        if let Some(value) = value
            && (index < 2 || oldest)
        {
            vm.heap.collector.thresholds[index] = value;
        }
    }
    vm.done()
}

fn get_objects(vm: &mut Vm, args: Args) -> Res {
    let generation = args.at(vm, 0);
    if !generation.is_null() && vm.dialect.modules.get_objects == GetObjects::All {
        return Err(vm.type_error("get_objects() takes no arguments (1 given)"));
    }
    let generation = if generation.is_null() || generation == known::NONE {
        None
    } else {
        if vm.as_integer(generation).is_none() {
            let name = vm.type_name(generation);
            return Err(vm.type_error(format!("argument should be integer or None, not '{name}'")));
        }
        let value = vm.index(generation)?;
        if value >= 3 {
            return Err(
                vm.value_error("generation parameter must be less than the number of available generations (3)")
            );
        }
        match u8::try_from(value) {
            Ok(value) => Some(value),
            // As if none were given.
            Err(_) if value == -1 => None,
            Err(_) => return Err(vm.value_error("generation parameter cannot be negative")),
        }
    };
    Ok(list_of(vm, |vm| collector::objects(&vm.heap, generation)))
}

/// A new list, which is not among what it lists. It is there before the search: making it may collect.
fn list_of(vm: &mut Vm, search: impl FnOnce(&mut Vm) -> Vec<Ref>) -> Ref {
    let list = vm.list(Vec::new());
    let mut found = search(vm);
    found.retain(|&id| id != list);
    list::extend_slice(vm, list, &found);
    list
}

fn get_referrers(vm: &mut Vm, args: Args) -> Res {
    seq::no_keywords(vm, args, "get_referrers")?;
    let targets = args.to_vec(vm);
    let search = |vm: &mut Vm| {
        let frames = vm.frames_holding(&targets);
        if frames.is_empty() {
            return collector::referrers(&vm.heap, &targets);
        }
        // In the order of all objects: what the frames hold is the machine's, so the search does not find them.
        let mut found = collector::objects(&vm.heap, None);
        found.retain(|id| frames.contains(id) || collector::refers(&vm.heap, *id, &targets));
        found
    };
    Ok(list_of(vm, search))
}

fn get_referents(vm: &mut Vm, args: Args) -> Res {
    seq::no_keywords(vm, args, "get_referents")?;
    let sources = args.to_vec(vm);
    Ok(list_of(vm, |vm| collector::referents(&vm.heap, &sources)))
}

fn get_stats(vm: &mut Vm, _: Args) -> Res {
    // Making the list may collect: the numbers are those from before.
    let stats = vm.heap.collector.stats;
    let list = vm.list(Vec::new());
    for row in stats {
        let dict = vm.dict();
        let numbers =
            [("collections", row.collections), ("collected", row.collected), ("uncollectable", row.uncollectable)];
        for (name, number) in numbers {
            super::set_int(vm, dict, name, number as i64);
        }
        list::append(vm, list, dict);
    }
    Ok(list)
}

fn is_tracked(vm: &mut Vm, args: Args) -> Res {
    let object = args.at(vm, 0);
    // Functions of builtin types are tracked, too; no list of ours holds them.
    let tracked = vm.heap.is_tracked(object) || matches!(vm.heap.body(object), Body::Native { .. });
    Ok(vm.bool(tracked))
}

fn is_finalized(vm: &mut Vm, args: Args) -> Res {
    let object = args.at(vm, 0);
    let finalized = vm.heap.has_flag(object, flag::FINALIZED) && vm.heap.has_flag(object, flag::CONTAINER);
    Ok(vm.bool(finalized))
}

fn freeze(vm: &mut Vm, _: Args) -> Res {
    collector::freeze(&mut vm.heap);
    vm.done()
}

fn unfreeze(vm: &mut Vm, _: Args) -> Res {
    collector::unfreeze(&mut vm.heap);
    vm.done()
}

fn get_freeze_count(vm: &mut Vm, _: Args) -> Res {
    let count = collector::freeze_count(&vm.heap);
    Ok(vm.int(count as i64))
}

fn get_debug(vm: &mut Vm, _: Args) -> Res {
    let flags = vm.heap.collector.debug;
    Ok(vm.int(i64::from(flags)))
}

fn set_debug(vm: &mut Vm, args: Args) -> Res {
    let flags = args.at(vm, 0);
    let flags = super::c_int(vm, flags)?;
    vm.heap.collector.debug = u32::try_from(flags).unwrap_or(0);
    vm.done()
}
