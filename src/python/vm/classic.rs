//! 2.7's classic classes (`class A:` without a base) and their instances: finding, setting and deleting attributes, by
//! the rules of `Objects/classobj.c`. What their types can do stands in `builtins/classic`.
//!
//! A class is no type but a record of its bases, namespace and name, and of the three hooks that it or a base defines;
//! an instance is a record of its class and its `__dict__`.

use smallvec::SmallVec;

use super::known::{self, names, types};
use super::{Raised, Res, Vm};
use crate::memory::{Body, Ref, alloc};

/// Places in the record of a class, in the order of its traversal.
pub mod class_part {
    pub const BASES: usize = 0;
    pub const NAMESPACE: usize = 1;
    pub const NAME: usize = 2;
    pub const GETATTR: usize = 3;
    pub const SETATTR: usize = 4;
    pub const DELATTR: usize = 5;
}

/// Places in the record of an instance.
pub mod instance_part {
    pub const CLASS: usize = 0;
    pub const DICT: usize = 1;
}

/// The hooks that a class keeps at hand, and where.
const HOOKS: [(Ref, usize); 3] = [
    (names::GETATTR, class_part::GETATTR),
    (names::SETATTR, class_part::SETATTR),
    (names::DELATTR, class_part::DELATTR),
];

impl Vm {
    #[inline]
    #[must_use]
    pub fn is_classic_class(&self, id: Ref) -> bool {
        self.is_exact(id, types::CLASSIC_CLASS)
    }

    #[inline]
    #[must_use]
    pub fn is_classic_instance(&self, id: Ref) -> bool {
        self.is_exact(id, types::INSTANCE)
    }

    /// The name of a classic class.
    #[must_use]
    pub fn classic_name(&self, class: Ref) -> String {
        self.text(self.record_at(class, class_part::NAME))
    }

    /// The name of the class of a classic instance.
    #[must_use]
    pub fn instance_class_name(&self, instance: Ref) -> String {
        self.classic_name(self.record_at(instance, instance_part::CLASS))
    }

    /// `module.name`, as far as the class knows its module.
    #[must_use]
    pub fn classic_full_name(&self, class: Ref) -> (Option<String>, String) {
        let namespace = self.record_at(class, class_part::NAMESPACE);
        let module = self.dict_get_str(namespace, names::MODULE).and_then(|m| self.as_str(m)).map(str::to_owned);
        (module, self.classic_name(class))
    }

    /// Finds `name` in a class and its bases, depth first and from left to right. Borrowed.
    #[must_use]
    pub fn classic_lookup(&self, class: Ref, name: Ref) -> Option<Ref> {
        self.each_classic_base(class, |vm, class| vm.dict_get_str(vm.record_at(class, class_part::NAMESPACE), name))
    }

    /// `class` or one above it is `base`.
    #[must_use]
    pub fn is_classic_subclass(&self, class: Ref, base: Ref) -> bool {
        class == base
            || self.is_classic_class(class)
                && self.each_classic_base(class, |_, at| (at == base).then_some(at)).is_some()
    }

    /// Asks a class, then its bases, depth first, until one answers.
    pub(crate) fn each_classic_base<T>(&self, class: Ref, mut ask: impl FnMut(&Self, Ref) -> Option<T>) -> Option<T> {
        let mut asked: SmallVec<[Ref; 4]> = SmallVec::new();
        let mut waiting: SmallVec<[Ref; 4]> = SmallVec::from_slice(&[class]);
        while let Some(class) = waiting.pop() {
            if asked.contains(&class) {
                continue;
            }
            if let Some(answer) = ask(self, class) {
                return Some(answer);
            }
            let bases = self.items(self.record_at(class, class_part::BASES)).unwrap_or(&[]);
            // Only beside others can a class come a second time.
            if !waiting.is_empty() || bases.len() > 1 {
                asked.push(class);
            }
            waiting.extend(bases.iter().rev().copied());
        }
        None
    }

    // ---- classes

    /// `classobj(name, bases, namespace)`, all borrowed: a classic class, or what the type of another base makes.
    ///
    /// # Errors
    /// TypeError for arguments of other types.
    pub fn new_classic_class(&mut self, name: Ref, bases: Ref, namespace: Ref) -> Res {
        if self.as_str(name).is_none() {
            return Err(self.type_error("PyClass_New: name must be a string"));
        }
        if !self.isinstance_of(namespace, types::DICT) {
            return Err(self.type_error("PyClass_New: dict must be a dictionary"));
        }
        if !self.isinstance_of(bases, types::TUPLE) {
            return Err(self.type_error("PyClass_New: bases must be a tuple"));
        }
        if self.dict_get_str(namespace, names::DOC).is_none() {
            self.dict_set_str_ref(namespace, names::DOC, known::NONE);
        }
        if self.dict_get_str(namespace, names::MODULE).is_none() {
            let globals = self.globals();
            if let Some(module) = self.dict_get_str(globals, names::NAME) {
                self.dict_set_str_ref(namespace, names::MODULE, module);
            }
        }
        let given = self.items(bases).unwrap_or(&[]).to_vec();
        if let Some(&other) = given.iter().find(|base| !self.is_classic_class(**base)) {
            let class = self.type_of(other);
            if self.is_callable(class) {
                return self.call(class, &[name, bases, namespace]);
            }
            return Err(self.type_error("PyClass_New: base must be a class"));
        }
        for held in [bases, namespace, name] {
            self.incref(held);
        }
        let parts = [bases, namespace, name, Ref::NULL, Ref::NULL, Ref::NULL];
        let class = alloc::container(self, types::CLASSIC_CLASS, Body::record(&parts, &[]));
        self.find_hooks(class);
        alloc::track(&mut self.heap, class);
        Ok(class)
    }

    fn find_hooks(&mut self, class: Ref) {
        for (name, place) in HOOKS {
            let found = self.classic_lookup(class, name).unwrap_or(Ref::NULL);
            self.xincref(found);
            self.record_put(class, place, found);
        }
    }

    /// `class.name`; `None` where it is missing.
    pub(super) fn classic_class_getattr(&mut self, class: Ref, name: Ref) -> Res<Option<Ref>> {
        let own = match name {
            names::DICT => class_part::NAMESPACE,
            names::BASES => class_part::BASES,
            names::NAME => class_part::NAME,
            _ => {
                let Some(found) = self.classic_lookup(class, name) else { return Ok(None) };
                return self.descriptor_get(found, Ref::NULL, class).map(Some);
            }
        };
        Ok(Some(self.record_ref(class, own)))
    }

    pub(super) fn change_classic_class(&mut self, class: Ref, name: Ref, value: Option<Ref>) -> Res<()> {
        match name {
            names::DICT => {
                let Some(dict) = value.filter(|v| self.isinstance_of(*v, types::DICT)) else {
                    return Err(self.type_error("__dict__ must be a dictionary object"));
                };
                self.put_counted(class, class_part::NAMESPACE, dict);
                self.find_hooks(class);
                return Ok(());
            }
            names::BASES => return self.set_classic_bases(class, value),
            names::NAME => {
                let Some(text) = value.filter(|v| self.as_str(*v).is_some()) else {
                    return Err(self.type_error("__name__ must be a string object"));
                };
                self.put_counted(class, class_part::NAME, text);
                return Ok(());
            }
            _ => {}
        }
        if let Some((_, place)) = HOOKS.into_iter().find(|(hook, _)| *hook == name) {
            let hook = value.unwrap_or(Ref::NULL);
            self.xincref(hook);
            self.record_put(class, place, hook);
        }
        let namespace = self.record_at(class, class_part::NAMESPACE);
        self.change_entry(class, namespace, name, value)?;
        self.classic_class_changed();
        Ok(())
    }

    fn set_classic_bases(&mut self, class: Ref, value: Option<Ref>) -> Res<()> {
        let Some(bases) = value.filter(|v| self.isinstance_of(*v, types::TUPLE)) else {
            return Err(self.type_error("__bases__ must be a tuple object"));
        };
        for base in self.items(bases).unwrap_or(&[]).to_vec() {
            if !self.is_classic_class(base) {
                return Err(self.type_error("__bases__ items must be classes"));
            }
            if self.is_classic_subclass(base, class) {
                return Err(self.type_error("a __bases__ item causes an inheritance cycle"));
            }
        }
        self.put_counted(class, class_part::BASES, bases);
        self.find_hooks(class);
        self.classic_class_changed();
        Ok(())
    }

    /// Types that have a classic class among their bases find its attributes, too.
    fn classic_class_changed(&mut self) {
        if self.types_with_classic_bases {
            self.type_modified(types::OBJECT);
        }
    }

    // ---- instances

    /// A new instance, before its `__init__` has run.
    pub(crate) fn new_classic_instance(&mut self, class: Ref, dict: Option<Ref>) -> Ref {
        let dict = match dict {
            Some(dict) => self.incref(dict),
            None => self.dict(),
        };
        self.incref(class);
        self.container(types::INSTANCE, Body::record(&[class, dict], &[]))
    }

    /// `instance.name` without the hook `__getattr__`; `None` where it is missing.
    pub(crate) fn classic_find(&mut self, instance: Ref, name: Ref) -> Res<Option<Ref>> {
        match name {
            names::DICT => return Ok(Some(self.record_ref(instance, instance_part::DICT))),
            names::CLASS => return Ok(Some(self.record_ref(instance, instance_part::CLASS))),
            _ => {}
        }
        if let Some(value) = self.dict_get_str(self.record_at(instance, instance_part::DICT), name) {
            return Ok(Some(self.incref(value)));
        }
        let class = self.record_at(instance, instance_part::CLASS);
        match self.classic_lookup(class, name) {
            Some(found) => {
                self.incref(found);
                let value = self.descriptor_get(found, instance, class);
                self.decref(found);
                value.map(Some)
            }
            None => Ok(None),
        }
    }

    /// `instance.name`, with the hook; `None` where the attribute is missing and there is no hook.
    pub(crate) fn classic_getattr(&mut self, instance: Ref, name: Ref) -> Res<Option<Ref>> {
        let result = self.classic_find(instance, name);
        let hook = self.record_at(self.record_at(instance, instance_part::CLASS), class_part::GETATTR);
        let missing = match &result {
            Ok(found) => found.is_none(),
            Err(Raised) => self.matches(types::ATTRIBUTE_ERROR),
        };
        if !missing || hook.is_null() {
            return result;
        }
        self.count_class_check(types::ATTRIBUTE_ERROR);
        self.clear_raised();
        self.call_holding(hook, &[instance, name]).map(Some)
    }

    /// As [`Vm::classic_getattr`], where an AttributeError of the hook counts as a no; so does the one that a missing
    /// attribute is, which is asked for its class.
    pub(crate) fn classic_getattr_opt(&mut self, instance: Ref, name: Ref) -> Res<Option<Ref>> {
        self.classic_getattr_asking(instance, name, true)
    }

    /// As [`Vm::classic_getattr_opt`], where whatever was raised is dropped without a question.
    pub(crate) fn classic_getattr_unasked(&mut self, instance: Ref, name: Ref) -> Res<Option<Ref>> {
        self.classic_getattr_asking(instance, name, false)
    }

    fn classic_getattr_asking(&mut self, instance: Ref, name: Ref, asks: bool) -> Res<Option<Ref>> {
        let found = self.classic_getattr(instance, name);
        if asks && !matches!(found, Ok(Some(_))) {
            self.count_class_check(types::ATTRIBUTE_ERROR);
        }
        match found {
            Err(_) if self.catch(types::ATTRIBUTE_ERROR) => Ok(None),
            other => other,
        }
    }

    /// Whether an instance or its class has an attribute of this name; runs nothing.
    pub(crate) fn classic_has(&self, instance: Ref, name: Ref) -> bool {
        self.dict_get_str(self.record_at(instance, instance_part::DICT), name).is_some()
            || self.classic_lookup(self.record_at(instance, instance_part::CLASS), name).is_some()
    }

    /// Runs `__del__`, whose errors nobody can catch.
    pub(super) fn finalize_classic_instance(&mut self, instance: Ref) {
        let Ok(Some(method)) = self.classic_find(instance, names::DEL) else { return self.clear_raised() };
        match self.call(method, &[]) {
            Ok(value) => self.decref(value),
            Err(_) => self.unraisable(Some(method), super::unraisable::EXCEPTION_IGNORED),
        }
        self.decref(method);
    }

    /// How `gc.set_debug` shows an object.
    pub(super) fn debug_name(&self, id: Ref) -> String {
        if self.is_classic_instance(id) {
            return format!("{} instance at", self.instance_class_name(id));
        }
        self.type_name(id)
    }

    /// An unbound method called, as it stands on the stack from `start`: its first argument must be an instance of the
    /// class that it was taken from (`instancemethod_call`).
    pub(super) fn call_unbound(&mut self, start: usize, count: usize, kwnames: Ref) -> Res {
        let callable = self.stack[start];
        let Body::BoundMethod { function, class, .. } = *self.body(callable) else { return self.done() };
        let first = if self.stack[start + 1].is_null() { start + 2 } else { start + 1 };
        let positional = self.top - first - self.tuple_len(kwnames);
        let given = if positional == 0 { Ref::NULL } else { self.stack[first] };
        if let Err(raised) = self.check_receiver_of_unbound(function, class, given) {
            self.drop_call(start);
            return Err(raised);
        }
        // The method stays on the caller's stack; what it is called with stands in a tuple.
        self.kept.push(callable);
        let mark = self.kept.len() - 1;
        self.stack[start] = self.heap.incref(function);
        alloc::count_tuple(self, positional);
        let result = self.call_on_stack(start, count, kwnames);
        alloc::count_tuple_death(&mut self.heap, positional);
        self.release_kept(mark);
        result
    }

    /// `given` is NULL where there are no arguments.
    pub(super) fn check_receiver_of_unbound(&mut self, function: Ref, class: Ref, given: Ref) -> Res<()> {
        if !given.is_null() && crate::python::builtins::functions::instances::is_instance(self, given, class)? {
            return Ok(());
        }
        Err(self.wrong_receiver(function, class, given))
    }

    fn wrong_receiver(&mut self, function: Ref, class: Ref, given: Ref) -> Raised {
        let spoken = |vm: &mut Self, class: Ref| {
            let name = vm.getattr_opt(class, names::NAME).ok().flatten();
            let text = name.and_then(|name| vm.as_str(name)).unwrap_or("?").to_owned();
            name.into_iter().for_each(|name| vm.decref(name));
            text
        };
        let function = spoken(self, function);
        let wanted = spoken(self, class);
        let given = match given.some() {
            None => "nothing".to_owned(),
            Some(object) => {
                let class = self.getattr_opt(object, names::CLASS).ok().flatten();
                let own = class.unwrap_or_else(|| self.type_of(object));
                let name = spoken(self, own);
                class.into_iter().for_each(|class| self.decref(class));
                format!("{name} instance")
            }
        };
        self.clear_raised();
        self.type_error(format!(
            "unbound method {function}() must be called with {wanted} instance as first argument (got {given} instead)"
        ))
    }

    pub(super) fn change_classic_instance(&mut self, instance: Ref, name: Ref, value: Option<Ref>) -> Res<()> {
        match name {
            names::DICT => {
                let Some(dict) = value.filter(|v| self.isinstance_of(*v, types::DICT)) else {
                    return Err(self.type_error("__dict__ must be set to a dictionary"));
                };
                self.put_counted(instance, instance_part::DICT, dict);
                return Ok(());
            }
            names::CLASS => {
                let Some(class) = value.filter(|v| self.is_classic_class(*v)) else {
                    return Err(self.type_error("__class__ must be set to a class"));
                };
                self.put_counted(instance, instance_part::CLASS, class);
                return Ok(());
            }
            _ => {}
        }
        let class = self.record_at(instance, instance_part::CLASS);
        let place = if value.is_some() { class_part::SETATTR } else { class_part::DELATTR };
        let Some(hook) = self.record_at(class, place).some() else {
            let dict = self.record_at(instance, instance_part::DICT);
            return self.change_entry(instance, dict, name, value);
        };
        let result = match value {
            Some(value) => self.call_holding(hook, &[instance, name, value])?,
            None => self.call_holding(hook, &[instance, name])?,
        };
        self.decref(result);
        Ok(())
    }

    /// Calls with arguments that C code has put into a tuple; what is called is held meanwhile.
    pub(crate) fn call_holding(&mut self, callable: Ref, args: &[Ref]) -> Res {
        self.incref(callable);
        let result = self.call(callable, args);
        self.decref(callable);
        result
    }

    /// Calls with arguments that stand in a tuple already; a bound method makes a second one, with its receiver.
    pub(crate) fn call_passing_on(&mut self, callable: Ref, args: &[Ref], keywords: &[(Ref, Ref)]) -> Res {
        let bound = matches!(self.body(callable), Body::BoundMethod { receiver, .. } if !receiver.is_null());
        let tuple = if bound { args.len() + 1 } else { 0 };
        alloc::count_tuple(self, tuple);
        let result = self.call_kw(callable, args, keywords);
        alloc::count_tuple_death(&mut self.heap, tuple);
        result
    }

    fn change_entry(&mut self, owner: Ref, dict: Ref, name: Ref, value: Option<Ref>) -> Res<()> {
        match value {
            Some(value) => self.dict_set_str_ref(dict, name, value),
            None if self.dict_del_str(dict, name) => {}
            None => return Err(self.attribute_error(owner, name)),
        }
        Ok(())
    }

    fn put_counted(&mut self, id: Ref, place: usize, value: Ref) {
        self.incref(value);
        self.record_put(id, place, value);
    }

    /// The words for an attribute that a classic class or instance has not; `None` for other objects.
    pub(super) fn classic_missing(&self, object: Ref, attribute: &str) -> Option<String> {
        match self.type_of(object) {
            types::INSTANCE => {
                Some(format!("{} instance has no attribute '{attribute}'", self.instance_class_name(object)))
            }
            types::CLASSIC_CLASS => Some(format!("class {} has no attribute '{attribute}'", self.classic_name(object))),
            _ => None,
        }
    }
}
