//! `f(*args, **kwargs)`.

use smallvec::SmallVec;

use super::frames::Entry;
use super::known::{names, types};
use super::lending::Mapping;
use super::{Res, Vm};
use crate::memory::rules::PackedRelease;
use crate::memory::{Body, Ref};

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
                Err(raised) => {
                    if self.matches(types::TYPE_ERROR) && !self.is_iterable(args) {
                        self.clear_raised();
                        let message = format!(
                            "{} argument after * must be an iterable, not {}",
                            self.callable_text(callable),
                            self.type_name(args)
                        );
                        return Err(self.type_error(message));
                    }
                    return Err(raised);
                }
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
        let result = if matches!(self.body(callable), Body::ResultCache(_)) {
            self.call_result_cache_packed(callable, args, &keywords)
        } else {
            self.call_packed(callable, &positional, &keywords, mapping)
        };
        self.drop_packed(with_kwargs);
        self.put(result?);
        Ok(false)
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
