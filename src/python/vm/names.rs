//! Names and attributes as the loop finds them: globals, builtins, inline caches, unbound locals.

use ecow::EcoString;

use super::attributes::MethodOrValue;
use super::known::{names, types};
use super::run::{CACHED_BUILTIN_METHOD, CACHED_CLASS_VALUE, CACHED_METHOD, CACHED_SLOT, Cache};
use super::{Raised, Res, Vm};
use crate::memory::rules::NativeCalls;
use crate::memory::{Body, Ref};
use crate::python::code::{Instr, LocalKind, Op};

impl Vm {
    /// A global or builtin; borrowed. Fills the cache.
    pub(super) fn load_global(&mut self, name: Ref, caches: usize, cache: u16) -> Res {
        let a = &self.frames[self.frames.len() - 1];
        let (globals, builtins) = (a.globals, a.builtins);
        for (at, dict) in [globals, builtins].into_iter().enumerate() {
            let Some((index, value)) = self.dict_entry_str(dict, name) else { continue };
            if cache != Instr::NO_CACHE {
                let version = self.keys_version(globals);
                let second = if at == 1 { self.keys_version(builtins) } else { 0 };
                if version != 0 && (at == 0 || second != 0) {
                    self.caches[caches + cache as usize] = Cache { version, second, found: Ref::NULL, index };
                }
            }
            return Ok(value);
        }
        if let Some(value) = self.withheld_name(globals, name) {
            return Ok(value);
        }
        if self.dialect.python2 {
            let message = format!("global name '{}' is not defined", self.text(name));
            return Err(self.name_error(name, message));
        }
        Err(self.name_not_defined(name))
    }

    fn keys_version(&mut self, dict: Ref) -> u32 {
        let mut next = self.next_keys_version;
        let version = match self.heap.body_mut(dict) {
            Body::Dict(table) => table.assign_version(&mut next),
            _ => 0,
        };
        self.next_keys_version = next;
        version
    }

    pub(super) fn unbound_local(&mut self, unit: usize, local: u32) -> Raised {
        let name = self.units[unit].spec.locals[local as usize].name.to_string();
        let message = self.behaviour.unbound_local(&name);
        let name = self.intern(&name);
        let text = self.string(message);
        let exception = self.new_exception(types::UNBOUND_LOCAL_ERROR, &[text]);
        let _ = name;
        self.raise_owned(exception)
    }

    pub(super) fn unbound_deref(&mut self, unit: usize, local: u32) -> Raised {
        let slot = &self.units[unit].spec.locals[local as usize];
        let name = slot.name.to_string();
        if slot.kind == LocalKind::Free {
            let message = self.behaviour.unbound_free(&name);
            let name = self.intern(&name);
            return self.name_error(name, message);
        }
        self.unbound_local(unit, local)
    }

    fn fill(&mut self, cache: Option<usize>, value: Cache) {
        if let Some(at) = cache {
            self.caches[at] = value;
        }
    }

    /// Where an instance of `class` keeps attribute `name` inline, if nothing in the class comes before it.
    fn cacheable_slot(&mut self, owner: Ref, class: Ref, name: Ref) -> Option<u32> {
        let slots = self.body(owner).instance()?;
        if !slots[0].is_null() || !self.has_values(class) {
            return None;
        }
        let t = self.type_body(class)?;
        if !t.has_dict {
            return None;
        }
        let position = t.shared_keys.iter().position(|k| *k == name)?;
        u32::try_from(1 + t.slots.len() + position).ok()
    }

    fn plain_getattribute(&mut self, class: Ref) -> bool {
        self.lookup(class, names::GETATTRIBUTE).is_none_or(|g| matches!(self.body(g), Body::Native { .. }))
    }

    pub(super) fn load_attr_caching(&mut self, owner: Ref, name: Ref, cache: Option<usize>) -> Res {
        let value = self.getattr(owner, name)?;
        let class = self.type_of(owner);
        if cache.is_some() && self.is_heap_type(class) && self.plain_getattribute(class) {
            let found = self.lookup(class, name);
            let version = self.type_version(class);
            match (self.cacheable_slot(owner, class, name), found) {
                (Some(index), None) => {
                    self.fill(cache, Cache { version, second: CACHED_SLOT, found: Ref::NULL, index });
                }
                (None, Some(f))
                    if f == value
                        && !self.type_body(class).is_some_and(|t| t.shared_keys.contains(&name))
                        && self.body(owner).instance().is_some_and(|s| s[0].is_null()) =>
                {
                    self.fill(cache, Cache { version, second: CACHED_CLASS_VALUE, found: f, index: 0 });
                }
                _ => {}
            }
        }
        Ok(value)
    }

    pub(super) fn load_method_caching(&mut self, owner: Ref, name: Ref, cache: Option<usize>) -> Res<MethodOrValue> {
        let found = self.load_method(owner, name)?;
        if cache.is_some() {
            let class = self.type_of(owner);
            let version = self.type_version(class);
            match found {
                MethodOrValue::Method(method) => {
                    if self.body(owner).instance().is_some_and(|s| s[0].is_null()) {
                        let shadowed = self.type_body(class).is_some_and(|t| t.shared_keys.contains(&name));
                        if !shadowed && self.heap.rules.instance_dict != crate::memory::rules::InstanceDict::Eager {
                            self.fill(cache, Cache { version, second: CACHED_METHOD, found: method, index: 0 });
                        }
                    } else if !self.type_body(class).is_some_and(|t| t.has_dict)
                        && self.body(owner).instance().is_none()
                    {
                        self.fill(cache, Cache { version, second: CACHED_BUILTIN_METHOD, found: method, index: 0 });
                    }
                }
                MethodOrValue::Value(_) => {
                    if let Some(index) = self.cacheable_slot(owner, class, name)
                        && self.is_heap_type(class)
                        && self.plain_getattribute(class)
                        && self.lookup(class, name).is_none()
                    {
                        self.fill(cache, Cache { version, second: CACHED_SLOT, found: Ref::NULL, index });
                    }
                }
            }
        }
        Ok(found)
    }

    pub(super) fn store_attr_caching(&mut self, owner: Ref, name: Ref, value: Ref, cache: Option<usize>) -> Res<()> {
        self.setattr(owner, name, value)?;
        let class = self.type_of(owner);
        if cache.is_some()
            && self.is_heap_type(class)
            && self.lookup(class, names::SETATTR).is_none_or(|s| matches!(self.body(s), Body::Native { .. }))
            && self.lookup(class, name).is_none()
            && let Some(index) = self.cacheable_slot(owner, class, name)
        {
            let version = self.type_version(class);
            self.fill(cache, Cache { version, second: CACHED_SLOT, found: Ref::NULL, index });
        }
        Ok(())
    }

    /// `s + t` of two strs. `left` leaves the stack; when the result goes straight back to the variable that holds
    /// `left`, that variable lets go first and the text grows in place (CPython's `unicode_concatenate`).
    pub(super) fn concatenate_in_place(&mut self, next: &Instr, base: usize, left: Ref, right: Ref) -> Res {
        self.afford([left, right].map(|text| self.body(text).bytes_beside()).into_iter().sum())?;
        if self.as_str(right).is_some_and(str::is_empty) {
            return Ok(left);
        }
        if self.as_str(left).is_some_and(str::is_empty) {
            self.decref(left);
            return Ok(self.incref(right));
        }
        if self.heap.count(left) == 2 && next.op == Op::StoreFast && self.stack[base + next.arg as usize] == left {
            self.stack[base + next.arg as usize] = Ref::NULL;
            self.heap.counts[left.index()] -= 1;
        }
        let suffix = match self.body(right) {
            Body::Str(text) => text.clone(),
            _ => return Ok(left),
        };
        let immortal =
            self.heap.has_flag(left, crate::memory::heap::flag::INTERNED | crate::memory::heap::flag::IMMORTAL);
        if self.heap.count(left) == 1 && !immortal {
            let ascii = suffix.is_ascii();
            let cell = &mut self.heap.cells[left.index()];
            cell.aux = 0;
            if let Body::Str(text) = &mut cell.body {
                text.push_str(&suffix);
            }
            if !ascii {
                self.heap.clear_flag(left, crate::memory::heap::flag::ASCII);
            }
            self.charge(suffix.len());
            return Ok(left);
        }
        let mut text = EcoString::with_capacity(self.as_str(left).map_or(0, str::len) + suffix.len());
        text.push_str(self.as_str(left).unwrap_or_default());
        text.push_str(&suffix);
        let value = self.new_str(text);
        self.decref(left);
        Ok(value)
    }

    /// `super().name` without a super object.
    pub(super) fn load_super(&mut self, ins: Instr, unit: usize) -> Res<()> {
        let name = self.name_pool[self.units[unit].names + ins.arg as usize];
        let at = self.top - 3;
        let (global, class, receiver) = (self.stack[at], self.stack[at + 1], self.stack[at + 2]);
        let method = ins.flag & 1 != 0;
        if global != types::SUPER {
            let made = if ins.flag & 2 != 0 { self.call(global, &[class, receiver]) } else { self.call(global, &[]) }?;
            let value = self.getattr(made, name);
            self.decref(made);
            return self.finish_super(value?, Ref::NULL, method);
        }
        self.check_super_class(class)?;
        let start = self.super_start(class, receiver)?;
        let warm = self.note_warm(unit, ins.cache);
        match self.lookup_after(start, class, name) {
            Some(found) if warm && method && self.takes_receiver(found) && receiver != start => {
                self.incref(found);
                self.incref(receiver);
                self.finish_super(found, receiver, true)
            }
            Some(found) if warm => {
                let bound = if receiver == start { Ref::NULL } else { receiver };
                let value = self.descriptor_get(found, bound, start)?;
                self.finish_super(value, Ref::NULL, method)
            }
            _ => {
                // Not specialized yet, or an error, which a super object says as well.
                self.incref(class);
                self.incref(receiver);
                self.incref(start);
                let object = self.record(types::SUPER, &[class, receiver, start], &[]);
                let value = self.getattr(object, name);
                self.decref(object);
                self.finish_super(value?, Ref::NULL, method)
            }
        }
    }

    /// Whether this instruction has run before: CPython specializes it then.
    fn note_warm(&mut self, unit: usize, cache: u16) -> bool {
        let first = self.units[unit].caches;
        if cache == Instr::NO_CACHE {
            return false;
        }
        std::mem::replace(&mut self.caches[first + cache as usize].index, 1) != 0
    }

    /// `Py_TPFLAGS_METHOD_DESCRIPTOR`: calls need no bound method. `_PyObject_GetMethod` of 3.7 knows only two such types.
    pub(super) fn takes_receiver(&self, found: Ref) -> bool {
        match self.type_of(found) {
            types::FUNCTION | types::METHOD_DESCRIPTOR => true,
            types::WRAPPER_DESCRIPTOR | types::RESULT_CACHE => {
                self.heap.rules.native_calls != NativeCalls::MethodsInTuple
            }
            _ => false,
        }
    }

    fn finish_super(&mut self, value: Ref, receiver: Ref, method: bool) -> Res<()> {
        let at = self.top - 3;
        let operands = [self.stack[at], self.stack[at + 1], self.stack[at + 2]];
        self.stack[at] = value;
        self.top = at + 1;
        if method {
            self.stack[at + 1] = receiver;
            self.top = at + 2;
        }
        for id in operands.into_iter().rev() {
            self.decref(id);
        }
        Ok(())
    }

    /// `super(1, x)`
    pub fn check_super_class(&mut self, class: Ref) -> Res<()> {
        if self.is_type(class) {
            return Ok(());
        }
        let wanted = self.dialect.wording.super_class;
        let message = format!("super() argument 1 must be {wanted}, not {}", self.type_name(class));
        Err(self.type_error(message))
    }

    /// The type whose MRO `super(class, receiver)` walks; borrowed.
    pub fn super_start(&mut self, class: Ref, receiver: Ref) -> Res {
        if self.is_type(receiver) && self.is_subtype(receiver, class) {
            return Ok(receiver);
        }
        let own = self.type_of(receiver);
        if self.is_subtype(own, class) {
            return Ok(own);
        }
        // A proxy says by its `__class__` what it stands for.
        if let Some(said) = self.getattr_opt(receiver, names::CLASS)? {
            let fits = said != own && self.is_type(said) && self.is_subtype(said, class);
            // The receiver goes on holding it, as far as this can be known.
            self.decref(said);
            if fits {
                return Ok(said);
            }
        }
        let wanted = self.class_name(class).to_owned();
        let given = match self.is_type(receiver) {
            true => format!("type {}", self.class_name(receiver)),
            false => format!("instance of {}", self.class_name(own)),
        };
        let message = self.behaviour.wrong_super(&given, &wanted);
        Err(self.type_error(message))
    }

    /// The place and value (borrowed) of an interned key.
    fn dict_entry_str(&self, dict: Ref, name: Ref) -> Option<(u32, Ref)> {
        let Body::Dict(table) = self.heap.body(dict) else { return None };
        let entry = self.find_str_entry(table, name)?;
        Some((entry.number(), table.value(entry)))
    }
}
