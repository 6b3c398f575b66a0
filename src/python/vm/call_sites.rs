//! What a call site of a program has become: CPython's adaptive interpreter specializes a call the second time it runs,
//! for what is called then. That is visible: the instance's arguments move into the frame of a class's `__init__`
//! without a tuple, and a few builtins are called without a look at the eval breaker.

use super::run::Cache;
use super::{Ref, Vm, known::names, known::types};
use crate::memory::Body;
use crate::memory::object::Layout;
use crate::python::behaviour::TextCalls;
use crate::python::code::Instr;
use crate::python::dialect::Warmth;

/// What stands in [`Cache::second`] at a call. Never specialized: it never ran; it ran once.
pub(super) const SITE_UNUSED: u32 = 0;
pub(super) const SITE_COLD: u32 = 1;
/// For the kind of callable in [`Cache::version`]; a builtin itself in [`Cache::found`].
pub(super) const SITE_OF_KIND: u32 = 2;
/// For a class whose version stands in [`Cache::version`]: its `__init__` in [`Cache::found`].
pub(super) const SITE_INIT: u32 = 3;
/// For whatever is neither a function nor a method (`CALL_NON_PY_GENERAL`).
const SITE_GENERAL: u32 = 4;

/// Failures after which a specialized instruction is tried anew (`ADAPTIVE_COOLDOWN_VALUE`).
const COOLDOWN: u32 = 52;

/// So many runs warm a code whose instructions are specialized together.
const WARM_CODE: u32 = 8;

/// What the specialized forms of a call tell apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Callable {
    Function = 1,
    BoundMethod,
    Native,
    Descriptor,
    /// A builtin class that is called without a tuple.
    BuiltinClass,
    /// A builtin class that no form is for: it is tried anew.
    Unspecializable,
    /// A class of a program, which may have an `__init__` to enter.
    Class,
    Other,
}

impl Vm {
    /// Notes that this call site calls `callable`, and specializes it when its time has come.
    #[cold]
    pub(super) fn note_call(&mut self, cache: usize, callable: Ref) {
        let site = self.caches[cache];
        let kind = self.callable_kind(callable);
        let hit = match site.second {
            SITE_UNUSED => {
                self.caches[cache].second = SITE_COLD;
                return;
            }
            SITE_COLD => false,
            SITE_OF_KIND => site.version == kind as u32,
            SITE_INIT => kind == Callable::Class && site.version == self.type_version(callable),
            _ => !matches!(kind, Callable::Function | Callable::BoundMethod),
        };
        if hit {
            return;
        }
        if site.second != SITE_COLD && site.index < COOLDOWN {
            // Made for something else: it stays for a while.
            self.caches[cache].index += 1;
            return;
        }
        self.caches[cache] = match kind {
            Callable::Unspecializable => Cache { second: SITE_COLD, ..Cache::default() },
            Callable::Class => {
                let version = self.type_version(callable);
                match self.simple_init(callable) {
                    Some(init) if version != 0 => Cache { version, second: SITE_INIT, found: init, index: 0 },
                    _ => Cache { second: SITE_GENERAL, ..Cache::default() },
                }
            }
            Callable::Other => Cache { second: SITE_GENERAL, ..Cache::default() },
            Callable::Function | Callable::BoundMethod => {
                Cache { version: kind as u32, second: SITE_OF_KIND, ..Cache::default() }
            }
            _ => Cache { version: kind as u32, second: SITE_OF_KIND, found: callable, index: 0 },
        };
    }

    /// Whether the code whose caches begin here is warm, where that is what specializes its instructions.
    pub(super) fn is_warm(&self, caches: usize) -> Option<bool> {
        (self.dialect.warmth == Warmth::OfCode).then(|| self.caches[caches].index >= WARM_CODE)
    }

    /// Whether this `str(x)` needs no tuple; a site that ran may be specialized the next time.
    #[cold]
    pub(super) fn text_call_is_direct(&mut self, caches: usize, call: &Instr) -> bool {
        if self.behaviour.text_calls != TextCalls::DirectWhenWarm || call.arg != 1 || call.cache == Instr::NO_CACHE {
            return false;
        }
        let site = &mut self.caches[caches + call.cache as usize];
        let ran = std::mem::replace(&mut site.second, SITE_COLD) != SITE_UNUSED;
        self.is_warm(caches).unwrap_or(ran)
    }

    fn callable_kind(&self, callable: Ref) -> Callable {
        match self.body(callable) {
            Body::Function(_) => Callable::Function,
            Body::BoundMethod { function, .. } if matches!(self.body(*function), Body::Function(_)) => {
                Callable::BoundMethod
            }
            Body::Native { .. } if self.is_exact(callable, types::NATIVE_FUNCTION) => Callable::Native,
            Body::Native { .. } if self.is_exact(callable, types::METHOD_DESCRIPTOR) => Callable::Descriptor,
            Body::Type(_) if self.is_heap_type(callable) => Callable::Class,
            Body::Type(_) if self.behaviour.vectorcall_types.contains(&callable) => Callable::BuiltinClass,
            Body::Type(_) => Callable::Unspecializable,
            _ => Callable::Other,
        }
    }

    /// The `__init__` that a call of this class can enter at once: a plain function of a class whose instances have
    /// inline values and are made by `object.__new__`.
    fn simple_init(&mut self, class: Ref) -> Option<Ref> {
        if self.type_of(class) != types::TYPE {
            return None;
        }
        let new = self.lookup(class, names::NEW);
        let inline = |t: &crate::memory::object::Type| t.layout == Layout::Instance && t.has_dict && t.slots.is_empty();
        if !self.is_native_of(new, types::OBJECT) || !self.type_body(class).is_some_and(inline) {
            return None;
        }
        let init = self.lookup(class, names::INIT)?;
        let Body::Function(function) = self.body(init) else { return None };
        // With `*args`, `**kwargs` or keyword-only parameters a call needs binding.
        let needs_binding = self.units[function.unit as usize].simple == u32::MAX;
        (!needs_binding && self.is_exact(init, types::FUNCTION)).then_some(init)
    }
}
