//! Calls of what `functools.lru_cache` makes (`lru_cache_call` and the three wrappers in `Modules/_functoolsmodule.c`).

use smallvec::SmallVec;

use super::call::{Arrival, Packing};
use super::known::types;
use super::lending::Mapping;
use super::{Res, Vm};
use crate::memory::result_cache::{Bound, KeyTypes, ResultCache};
use crate::memory::{Body, Ref};

/// The arguments of one call. While it lasts they are held as CPython's tuple and dict hold them.
struct Call<'a> {
    args: &'a [Ref],
    /// The tuple of the arguments; NULL where only the interpreter would see it.
    tuple: Ref,
    keywords: &'a [(Ref, Ref)],
}

impl Vm {
    /// Runs the call on the stack from `start`, whose callable is a [`Body::ResultCache`].
    pub(super) fn call_result_cache(&mut self, start: usize, kwnames: Ref, arrival: Arrival) -> Res {
        self.enter_native(" while calling a Python object").inspect_err(|_| self.drop_call(start))?;
        let cache = self.stack[start];
        let first = if self.stack[start + 1].is_null() { start + 2 } else { start + 1 };
        let names: SmallVec<[Ref; 4]> = self.items(kwnames).unwrap_or(&[]).into();
        let positional = self.top - first - names.len();
        let args: SmallVec<[Ref; 4]> = self.stack[first..first + positional].into();
        let values = &self.stack[first + positional..self.top];
        let keywords: SmallVec<[(Ref, Ref); 4]> = names.iter().copied().zip(values.iter().copied()).collect();
        for at in first..self.top {
            // A program's operands stay where they are; C code that calls has the references it was given, no others.
            if arrival == Arrival::OnStack {
                self.heap.incref(self.stack[at]);
            } else {
                self.stack[at] = Ref::NULL;
            }
        }
        if arrival != Arrival::OnStack {
            let last = self.heap.decref_is_last(cache);
            debug_assert!(!last, "the caller holds what it calls");
            self.stack[start] = Ref::NULL;
        }
        let unseen = self.is_keyed_by_item(cache, &args, &keywords);
        let all = if unseen { args.len() } else { 0 };
        let tuple = if unseen { Ref::NULL } else { self.filled_tuple(&args) };
        let packing = Packing { all, keywords: keywords.len(), ..Packing::NONE };
        packing.begin(self);
        let result = self.result_of(cache, &Call { args: &args, tuple, keywords: &keywords });
        if unseen {
            self.decref_all(&args);
        } else {
            self.decref(tuple);
        }
        keywords.iter().for_each(|&(_, value)| self.decref(value));
        packing.end(self);
        self.leave_native();
        self.drop_call(start);
        result
    }

    /// `cache(*args, **kwargs)`, whose tuple and dict the caller holds.
    pub(super) fn call_result_cache_packed(&mut self, cache: Ref, tuple: Ref, keywords: &[(Ref, Ref)]) -> Res {
        self.enter_native(" while calling a Python object")?;
        let args: SmallVec<[Ref; 4]> = self.items(tuple).unwrap_or(&[]).into();
        let result = self.result_of(cache, &Call { args: &args, tuple, keywords });
        self.leave_native();
        result
    }

    fn result_cache(&mut self, id: Ref) -> Option<&mut ResultCache> {
        match self.heap.body_mut(id) {
            Body::ResultCache(cache) => Some(cache),
            _ => None,
        }
    }

    /// Whether the only argument is its own key: an int or a str.
    fn is_keyed_by_item(&self, cache: Ref, args: &[Ref], keywords: &[(Ref, Ref)]) -> bool {
        let [item] = args else { return false };
        let ignored = matches!(self.body(cache), Body::ResultCache(c) if c.key_types == KeyTypes::Ignored);
        ignored && keywords.is_empty() && matches!(self.type_of(*item), types::INT | types::STR)
    }

    fn result_of(&mut self, id: Ref, call: &Call) -> Res {
        let Some(cache) = self.result_cache(id) else { return self.done() };
        if cache.bound == Bound::Nothing {
            cache.misses += 1;
            return self.call_cached_function(id, call);
        }
        let key = self.key_of(id, call);
        let result = self.look_up_or_call(id, key, call);
        self.decref(key);
        result
    }

    fn call_cached_function(&mut self, id: Ref, call: &Call) -> Res {
        let function = self.result_cache(id).map_or(Ref::NULL, |cache| cache.function);
        if matches!(self.body(function), Body::ResultCache(_)) && !call.tuple.is_null() {
            return self.call_result_cache_packed(function, call.tuple, call.keywords);
        }
        self.call_packed(function, call.args, call.keywords, Mapping::Own)
    }

    /// `lru_cache_make_key`; owned.
    fn key_of(&mut self, id: Ref, call: &Call) -> Ref {
        if self.is_keyed_by_item(id, call.args, call.keywords) {
            return self.incref(call.args[0]);
        }
        let typed = self.result_cache(id).is_some_and(|cache| cache.key_types == KeyTypes::Told);
        if !typed && call.keywords.is_empty() {
            return self.incref(call.tuple);
        }
        let mut key = call.args.to_vec();
        if !call.keywords.is_empty() {
            key.extend(self.result_cache(id).map(|cache| cache.mark));
            key.extend(call.keywords.iter().flat_map(|&(name, value)| [name, value]));
        }
        if typed {
            let values = call.keywords.iter().map(|&(_, value)| value);
            key.extend(call.args.iter().copied().chain(values).map(|value| self.type_of(value)));
        }
        for &item in &key {
            self.incref(item);
        }
        self.filled_tuple(&key)
    }

    fn look_up_or_call(&mut self, id: Ref, key: Ref, call: &Call) -> Res {
        let hash = self.hash(key)?;
        let Some((results, bound)) = self.result_cache(id).map(|cache| (cache.results, cache.bound)) else {
            return self.done();
        };
        if let Some(found) = self.dict_get_hashed(results, key, hash)? {
            let place = self.link_place(found);
            let Some(cache) = self.result_cache(id) else { return self.done() };
            cache.hits += 1;
            let result = match bound {
                Bound::Latest(_) => cache.use_link(place).unwrap_or(found),
                Bound::Nothing | Bound::Everything => found,
            };
            return Ok(self.incref(result));
        }
        if let Some(cache) = self.result_cache(id) {
            cache.misses += 1;
        }
        let result = self.call_cached_function(id, call)?;
        let stored = match bound {
            Bound::Latest(most) => self.keep_among_latest(id, key, hash, result, most),
            Bound::Nothing | Bound::Everything => self.dict_set_hashed(results, key, hash, result),
        };
        if let Err(raised) = stored {
            self.decref(result);
            return Err(raised);
        }
        Ok(result)
    }

    fn link_place(&self, link: Ref) -> usize {
        match *self.body(link) {
            Body::Int(place) if self.type_of(link) == types::RESULT_LINK => place as usize,
            _ => usize::MAX,
        }
    }

    /// Keeps a result where there is a limit; what was used longest ago makes room.
    fn keep_among_latest(&mut self, id: Ref, key: Ref, hash: i64, result: Ref, most: usize) -> Res<()> {
        let results = self.result_cache(id).map_or(Ref::NULL, |cache| cache.results);
        // The function called itself with the same arguments.
        if self.dict_get_hashed(results, key, hash)?.is_some() {
            return Ok(());
        }
        let full = self.dict_len(results) >= most;
        let taken = if full { self.result_cache(id).and_then(ResultCache::take_oldest) } else { None };
        self.incref(key);
        self.incref(result);
        let Some((at, old)) = taken else {
            let place = self.result_cache(id).map_or(0, |cache| cache.next_place());
            let link = self.heap.alloc(types::RESULT_LINK, Body::Int(place as i64));
            if let Some(cache) = self.result_cache(id) {
                cache.push(link, key, result, hash);
            }
            return self.dict_set_hashed(results, key, hash, link);
        };
        let popped = self.dict_pop_hashed(results, old.key, old.hash)?;
        if let Some(cache) = self.result_cache(id) {
            cache.put_back(at, key, result, hash);
        }
        let stored = self.dict_set_hashed(results, key, hash, old.object);
        if let Some((key, object)) = popped {
            self.decref(key);
            self.decref(object);
        }
        self.decref(old.key);
        self.decref(old.result);
        stored
    }
}
