//! `f(*args, **kwargs)`.

use smallvec::SmallVec;

use super::frames::Entry;
use super::known::{names, types};
use super::lending::Mapping;
use super::{Raised, Res, Vm};
use crate::memory::rules::{PackedRelease, UnpackedCalls};
use crate::memory::{Body, Ref, alloc};

impl Vm {
    /// `callable(*args, **kwargs)`. True: a frame was pushed, which will leave the result.
    pub(super) fn call_function_ex(&mut self, with_kwargs: bool) -> Res<bool> {
        let kwargs = if with_kwargs { self.peek(1) } else { Ref::NULL };
        let offset = usize::from(with_kwargs);
        let args = self.peek(1 + offset);
        let callable = self.peek(3 + offset);
        if with_kwargs && !self.is_exact(kwargs, types::DICT) {
            let dict = self.dict();
            if let Err(raised) = self.dict_merge(dict, kwargs, callable) {
                self.decref(dict);
                return Err(raised);
            }
            self.replace(1, dict);
        }
        if !self.is_exact(args, types::TUPLE) {
            let tuple = match crate::python::builtins::tuple::from_iterable(self, args) {
                Ok(tuple) => tuple,
                Err(raised) => return Err(self.refuse_star(args, callable, raised)),
            };
            let at = self.top - 1 - offset;
            let before = std::mem::replace(&mut self.stack[at], tuple);
            self.decref(before);
        }
        let kwargs = if with_kwargs { self.peek(1) } else { Ref::NULL };
        let args = self.peek(1 + offset);
        let positional: SmallVec<[Ref; 8]> = self.items(args).unwrap_or(&[]).into();
        let mut keywords: SmallVec<[(Ref, Ref); 4]> = SmallVec::new();
        if with_kwargs {
            let mut position = 0;
            while let Some((next, key, value)) = self.dict_next(kwargs, position) {
                position = next;
                keywords.push((key, value));
            }
        }
        let inlined = self.behaviour.keyword_calls == crate::python::behaviour::KeywordCalls::Inlined
            && matches!(self.body(callable), Body::Function(_));
        if inlined {
            self.enter_with_unpacked(callable, with_kwargs, &positional, &keywords)?;
            return Ok(true);
        }
        let mapping = if with_kwargs && self.heap.count(kwargs) > 1 { Mapping::Shared } else { Mapping::Own };
        // A tuple of all arguments is made in any case (`update_star_args` in Python/ceval.c).
        let second = if self.heap.rules.unpacked_calls == UnpackedCalls::TwoTuples { positional.len() } else { 0 };
        alloc::count_tuple(self, second);
        let result = if matches!(self.body(callable), Body::ResultCache(_)) {
            self.call_result_cache_packed(callable, args, &keywords)
        } else {
            self.call_packed(callable, &positional, &keywords, mapping)
        };
        alloc::count_tuple_death(&mut self.heap, second);
        self.drop_packed(with_kwargs);
        self.put(result?);
        Ok(false)
    }

    /// 2.7's `f(a, b, *iterable)`: the arguments become one tuple, which only the call itself makes an object of.
    pub(super) fn pack_star(&mut self, before: usize) -> Res<()> {
        let (iterable, callable) = (self.peek(1), self.peek(before + 3));
        let more = if self.is_exact(iterable, types::TUPLE) {
            let items = self.items(iterable).unwrap_or(&[]).to_vec();
            for item in &items {
                self.heap.incref(*item);
            }
            items
        } else {
            let items = self.items_after_star(iterable, callable)?;
            // It is turned into a tuple first.
            alloc::count_tuple(self, items.len());
            alloc::count_tuple_death(&mut self.heap, items.len());
            items
        };
        self.decref(iterable);
        self.top -= 1;
        let mut all = self.stack[self.top - before..self.top].to_vec();
        self.top -= before;
        all.extend(more);
        let tuple = self.heap.alloc(types::TUPLE, Body::tuple(&all));
        self.put(tuple);
        Ok(())
    }

    /// What `*iterable` of a call gives (owned).
    fn items_after_star(&mut self, iterable: Ref, callable: Ref) -> Res<Vec<Ref>> {
        self.to_vec(iterable).map_err(|raised| self.refuse_star(iterable, callable, raised))
    }

    /// The error of `*iterable` that is no iterable; others stay as they are.
    pub(super) fn refuse_star(&mut self, iterable: Ref, callable: Ref, raised: Raised) -> Raised {
        if !self.matches(types::TYPE_ERROR) || self.is_iterable(iterable) {
            return raised;
        }
        self.clear_raised();
        let message = format!(
            "{} argument after * must be an iterable, not {}",
            self.callable_text(callable),
            self.type_name(iterable)
        );
        self.type_error(message)
    }

    /// Releases `callable NULL args [kwargs]` after the call, whether it failed or not.
    fn drop_packed(&mut self, with_kwargs: bool) {
        let kwargs = if with_kwargs { self.take() } else { Ref::NULL };
        let args = self.take();
        self.top -= 1;
        let callable = self.take();
        let pending = self.take_raised();
        match self.heap.rules.packed_release {
            PackedRelease::CallableFirst => [callable, args, kwargs],
            PackedRelease::CallableLast => [kwargs, args, callable],
        }
        .into_iter()
        .for_each(|held| self.xdecref(held));
        self.set_raised(pending);
    }

    /// Enters a function of a program with what stands in a tuple and a dict: both are gone before it runs, but not before
    /// its frame is made (`_PyEvalFramePushAndInit_Ex`).
    fn enter_with_unpacked(
        &mut self,
        function: Ref,
        with_kwargs: bool,
        positional: &[Ref],
        keywords: &[(Ref, Ref)],
    ) -> Res<()> {
        let kwargs = if with_kwargs { self.take() } else { Ref::NULL };
        let args = self.take();
        // `callable NULL` stay: the arguments follow them.
        let start = self.top - 2;
        let mut entered = self.reserve_stack(self.top + positional.len() + keywords.len() + 8);
        if entered.is_ok() {
            for id in positional.iter().chain(keywords.iter().map(|(_, value)| value)) {
                self.incref(*id);
                self.put(*id);
            }
            let names: SmallVec<[Ref; 4]> = keywords.iter().map(|(key, _)| *key).collect();
            let kwnames = if names.is_empty() { Ref::NULL } else { self.tuple_from(&names) };
            let count = positional.len() + names.len();
            entered = self.enter_function(function, start, start + 2, count, kwnames, Entry::Call);
            self.xdecref(kwnames);
        }
        if entered.is_err() {
            self.drop_stack(start);
        }
        self.decref(args);
        self.xdecref(kwargs);
        entered
    }

    pub(super) fn callable_text(&mut self, callable: Ref) -> String {
        match self.body(callable) {
            Body::Function(f) => {
                if self.dialect.builtins.words.callables == crate::python::dialect::builtins::CallableNames::Bare {
                    let name = self.text(f.name);
                    return format!("{name}()");
                }
                let (module, qualname) = (f.module, f.qualname);
                let module = if module.is_null() { String::new() } else { self.text(module) };
                let name = self.text(qualname);
                if module.is_empty() || module == "builtins" {
                    format!("{name}()")
                } else {
                    format!("{module}.{name}()")
                }
            }
            _ => match self.getattr_opt(callable, names::QUALNAME) {
                Ok(Some(name)) => {
                    let text = format!("{}()", self.text(name));
                    self.decref(name);
                    text
                }
                _ => {
                    self.clear_raised();
                    format!("{} object", self.type_name(callable))
                }
            },
        }
    }

    pub(super) fn is_iterable(&mut self, id: Ref) -> bool {
        self.special(id, names::ITER).is_some() || self.special(id, names::GETITEM).is_some()
    }
}
