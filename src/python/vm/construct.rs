//! Making instances where CPython takes a short way: builtin classes, whose `__new__` and `__init__` are natives that
//! see the arguments where they stand, and plain instances of a program's classes.

use super::known::{names, types};
use super::native::{Args, Flavor, Native, Receiver};
use super::{Res, Vm};
use crate::memory::object::TypeKind;
use crate::memory::{Body, Ref, alloc};

impl Vm {
    /// `C(…)`, as it stands on the stack from `start`, of a builtin class made by natives only. `tuple`: how many
    /// positional arguments CPython passes in a tuple that counts them beside the stack. The caller clears the stack. `None`: nothing
    /// was done.
    pub(super) fn call_builtin_class(&mut self, start: usize, kwnames: Ref, tuple: usize) -> Option<Res> {
        let class = self.stack[start];
        if self.is_heap_type(class) || !self.stack[start + 1].is_null() {
            return None;
        }
        let new = self.native_special(class, names::NEW)?.filter(|new| new.flavor == Flavor::New)?;
        let init = self.native_special(class, names::INIT)?;
        self.stack[start + 1] = self.incref(class);
        let args = Args { base: start + 1, count: self.top - start - 1, names: kwnames };
        for at in 0..tuple {
            let arg = self.stack[start + 2 + at];
            self.heap.incref(arg);
        }
        let made = self.run_native(new, args, Receiver::Passed).and_then(|made| match init {
            Some(init) if self.type_of(made) == class => {
                let class = std::mem::replace(&mut self.stack[start + 1], self.heap.incref(made));
                self.decref(class);
                match self.run_native(init, args, Receiver::Passed) {
                    Ok(none) => {
                        self.decref(none);
                        Ok(made)
                    }
                    Err(raised) => {
                        self.drop_with_pending(made);
                        Err(raised)
                    }
                }
            }
            _ => Ok(made),
        });
        for at in 0..tuple {
            let arg = self.stack[start + 2 + at];
            self.decref(arg);
        }
        Some(made)
    }

    /// A special method that is a native; `Some(None)` when it is the one of `object`, which has nothing to do here.
    fn native_special(&mut self, class: Ref, name: Ref) -> Option<Option<&'static Native>> {
        let found = self.lookup(class, name)?;
        match *self.heap.body(found) {
            Body::Native { module: types::OBJECT, .. } => Some(None),
            Body::Native { native, .. } => Some(Some(self.natives[native as usize])),
            _ => None,
        }
    }

    /// A new instance of a class made by a program whose layout is `Layout::Instance`: tracked, the class counted.
    pub(super) fn plain_instance(&mut self, class: Ref) -> Ref {
        let body = self.instance_body(class);
        let usual = matches!(self.heap.body(class), Body::Type(t) if t.kind == TypeKind::Heap && t.collected);
        if !usual || !matches!(body, Body::SmallInstance(_)) {
            return self.new_of(class, body);
        }
        alloc::count_birth(self);
        self.heap.incref(class);
        let id = self.heap.alloc_here(class, body, crate::memory::heap::flag::CONTAINER);
        alloc::track(&mut self.heap, id);
        id
    }
}
