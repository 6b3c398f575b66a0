//! `functools._lru_cache_wrapper`: what `lru_cache` makes of a function. Calls are the machine's (`vm/cached_calls.rs`).

use super::{dict, generic_new};
use crate::memory::result_cache::{Bound, KeyTypes, Parts, ResultCache};
use crate::memory::{Body, Ref};
use crate::python::vm::known::{self, names, types};
use crate::python::vm::native::{Args, Arity, Native, Param, TypeDef};
use crate::python::vm::{Res, Vm};

pub const TYPE: TypeDef = TypeDef {
    id: types::RESULT_CACHE,
    methods: &[
        Native::new_of_type(Arity::Named(PARAMS), new),
        Native::slot_raw("__call__", Arity::Raw, call),
        Native::slot_raw("__get__", Arity::Range(1, 2), get),
        Native::method("cache_info", Arity::Zero, cache_info),
        Native::method("cache_clear", Arity::Zero, cache_clear),
        Native::method("__reduce__", Arity::Zero, |vm, args| vm.getattr(args.at(vm, 0), names::QUALNAME)),
        Native::method("__copy__", Arity::Zero, |vm, args| Ok(vm.incref(args.at(vm, 0)))),
        Native::method("__deepcopy__", Arity::One, |vm, args| Ok(vm.incref(args.at(vm, 0)))),
    ],
    attributes: &[],
};

/// What stands in the dict of a cache with a limit.
pub const LINK: TypeDef = TypeDef { id: types::RESULT_LINK, methods: &[], attributes: &[] };

const PARAMS: &[Param] = &[
    Param::required("user_function"),
    Param::required("maxsize"),
    Param::required("typed"),
    Param::required("cache_info_type"),
];

fn new(vm: &mut Vm, args: Args) -> Res {
    let (class, function, maxsize) = (args.at(vm, 0), args.at(vm, 1), args.at(vm, 2));
    let (typed, info) = (args.at(vm, 3), args.at(vm, 4));
    if !vm.is_callable(function) {
        return Err(vm.type_error("the first argument must be callable"));
    }
    let bound = if maxsize == known::NONE {
        Bound::Everything
    } else if vm.as_integer(maxsize).is_some() {
        match usize::try_from(vm.index(maxsize)?) {
            Ok(0) | Err(_) => Bound::Nothing,
            Ok(most) => Bound::Latest(most),
        }
    } else {
        return Err(vm.type_error("maxsize should be integer or None"));
    };
    let key_types = if vm.truth(typed)? { KeyTypes::Told } else { KeyTypes::Ignored };
    let results = vm.dict();
    vm.incref(function);
    vm.incref(info);
    let mark = vm.heap.alloc(types::OBJECT, Body::Plain);
    let cache = ResultCache::new(Parts { results, function, mark, info }, types::RESULT_LINK, bound, key_types);
    Ok(generic_new(vm, class, Body::ResultCache(Box::new(cache))))
}

/// `cache.__call__(…)`, asked for by name.
fn call(vm: &mut Vm, args: Args) -> Res {
    let keywords = super::partial::keywords_of(vm, args);
    let positional = args.to_vec(vm);
    let Some((&cache, rest)) = positional.split_first() else { return vm.done() };
    let rest = &rest[..rest.len() - keywords.len()];
    vm.call_kw(cache, rest, &keywords)
}

fn get(vm: &mut Vm, args: Args) -> Res {
    let (cache, object) = (args.at(vm, 0), args.at(vm, 1));
    if object == known::NONE {
        return Ok(vm.incref(cache));
    }
    Ok(vm.bind(cache, object, Ref::NULL))
}

fn parts(vm: &mut Vm, id: Ref) -> Option<&mut ResultCache> {
    match vm.heap.body_mut(id) {
        Body::ResultCache(cache) => Some(cache),
        _ => None,
    }
}

fn cache_info(vm: &mut Vm, args: Args) -> Res {
    let id = args.at(vm, 0);
    let Some(cache) = parts(vm, id) else { return vm.done() };
    let (hits, misses, bound, info, results) = (cache.hits, cache.misses, cache.bound, cache.info, cache.results);
    let limit = match bound {
        Bound::Nothing => vm.int(0),
        Bound::Everything => vm.none(),
        Bound::Latest(most) => vm.usize(most),
    };
    let length = vm.dict_len(results);
    let fields = [vm.int(hits), vm.int(misses), limit, vm.usize(length)];
    let result = vm.call(info, &fields);
    vm.decref_all(&fields);
    result
}

fn cache_clear(vm: &mut Vm, args: Args) -> Res {
    let id = args.at(vm, 0);
    let Some(cache) = parts(vm, id) else { return vm.done() };
    (cache.hits, cache.misses) = (0, 0);
    let (links, results) = (cache.take_links(), cache.results);
    dict::clear(vm, results);
    vm.decref_all(&links);
    vm.done()
}
