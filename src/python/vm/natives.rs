//! Calls of natives: what a call may pass them, and CPython's words for what it may not.

use super::call::Packing;
use super::known::{names, types};
use super::native::{Args, Arity, Flavor, Native, Param, Receiver};
use super::{Raised, Res, Vm};
use crate::memory::object::Layout;
use crate::memory::rules::NativeCalls;
use crate::memory::{Body, Ref};
use crate::python::behaviour::{KeywordParsers, PrintAllocations};
use crate::python::builtins::earlier::form;
use crate::python::dialect::passing::{Passing, passing};
use crate::python::dialect::wording::ClassMethodClass;

/// Of `print`.
const PRINT_KEYWORDS: &[&str] = &["sep", "end", "file", "flush"];
/// Of `list.sort`.
const SORT_KEYWORDS: &[&str] = &["key", "reverse"];

/// Natives that hold their arguments themselves, as C code calls them, too.
const HOLD_THEMSELVES: &[&str] = &["min", "max", "format"];

/// Special methods that CPython has as methods of one argument beside the slot (`METH_COEXIST`).
pub(super) fn stands_beside_slot(owner: Ref, name: &str) -> bool {
    match name {
        "__getitem__" => matches!(owner, types::LIST | types::DICT),
        "__contains__" => matches!(owner, types::DICT | types::SET | types::FROZENSET),
        _ => false,
    }
}

impl Vm {
    /// The common calls of natives: a builtin function, or a builtin method with its receiver pushed by `LOAD_ATTR`, with
    /// as many arguments as it takes. `None`: the general way must look at it.
    #[inline]
    pub(super) fn call_native_quickly(&mut self, start: usize) -> Option<Res> {
        let Body::Native { native, receiver, module } = *self.heap.body(self.stack[start]) else { return None };
        if !receiver.is_null() {
            return None;
        }
        let definition = self.natives[native as usize];
        let pushed = self.stack[start + 1];
        let (base, given) = match definition.flavor {
            Flavor::Function if pushed.is_null() => (start + 2, self.top - start - 2),
            Flavor::Method if !pushed.is_null() && self.heap.class_of(pushed) == module => {
                (start + 1, self.top - start - 2)
            }
            _ => return None,
        };
        if self.passing(native) == Passing::Packed {
            return None;
        }
        let fits = match definition.arity {
            Arity::Zero => given == 0,
            Arity::One => given == 1,
            Arity::Range(least, most) => (least..=most).contains(&given),
            Arity::Raw => true,
            Arity::Slot(_) | Arity::Concat | Arity::Repeat | Arity::Named(_) => false,
        };
        if !fits {
            return None;
        }
        let args = Args { base, count: self.top - base, names: Ref::NULL };
        let result = self.run_with_keeping(definition, args);
        self.drop_call(start);
        Some(result)
    }

    /// As [`Vm::call_native`], for a call that a program wrote: with what CPython allocates to pass the arguments.
    pub(super) fn call_native_packing(&mut self, start: usize, kwnames: Ref) -> Res {
        let packing = self.packing_of(start, kwnames);
        if !kwnames.is_null() {
            self.count_keyword_names(start);
        }
        packing.begin(self);
        let mark = self.kept.len();
        self.hold_packed(start, packing);
        let unseen = self.tracked_packing(packing, &self.stack[start + 1..self.top]);
        self.heap.collector.hold_unseen(unseen);
        let result = self.call_native(start, kwnames);
        self.heap.collector.release_unseen(unseen);
        self.release_kept(mark);
        packing.end(self);
        result
    }

    /// The tuples and the dict of a call hold the arguments, which stand on top of the stack. (2.7 moves them from there
    /// into the first tuple and the dict: `load_args` in Python/ceval.c.)
    fn hold_packed(&mut self, start: usize, packing: Packing) {
        let packing = match self.heap.rules.native_calls {
            NativeCalls::InTuple => Packing { all: 0, keywords: 0, ..packing },
            _ => packing,
        };
        for at in self.top - packing.keywords.min(self.top)..self.top {
            let value = self.heap.incref(self.stack[at]);
            self.kept.push(value);
        }
        if packing.all == 0 && packing.rest == 0 {
            return;
        }
        if let Body::Native { native, .. } = *self.heap.body(self.stack[start])
            && HOLD_THEMSELVES.contains(&self.natives[native as usize].name)
        {
            return;
        }
        let end = self.top - packing.keywords.min(self.top);
        for length in [packing.all, packing.rest] {
            for at in end.saturating_sub(length)..end {
                let argument = self.stack[at];
                if !argument.is_null() {
                    self.incref(argument);
                    self.kept.push(argument);
                }
            }
        }
    }

    /// A native of this builtin type or module: its number.
    pub(super) fn register_native(&mut self, owner: &str, native: &'static Native) -> u32 {
        let native = form(self.behaviour.version, owner, native);
        self.passings.push(passing(self.behaviour.version, owner, native.name));
        self.natives.push(native);
        self.natives.len() as u32 - 1
    }

    #[inline]
    pub(super) fn passing(&self, native: u32) -> Passing {
        self.passings[native as usize]
    }

    /// 3.11: `print` looks at its table of keywords in each call, and the first time makes it.
    pub(crate) fn count_print_parser(&mut self) {
        if self.behaviour.print_allocations == PrintAllocations::TupleAlways
            && let Some(print) = self.native_named("print")
        {
            self.make_keyword_names(print, PRINT_KEYWORDS);
        }
    }

    /// The first call with keywords makes a tuple of the names it knows, for good.
    #[cold]
    fn count_keyword_names(&mut self, start: usize) {
        let Body::Native { native, .. } = *self.heap.body(self.stack[start]) else { return };
        let made =
            matches!(self.behaviour.keyword_parsers, KeywordParsers::MadeAtFirstUse | KeywordParsers::MadeAtFirstCall);
        if !made || self.passing(native) == Passing::Packed {
            return;
        }
        let definition = self.natives[native as usize];
        if self.behaviour.keyword_parsers == KeywordParsers::MadeAtFirstCall && definition.name == "sort" {
            // `site` has sorted the names of files without keywords, which was enough to make the tuple.
            return;
        }
        let of_parameters: Vec<&str>;
        let names = match definition.arity {
            Arity::Named(parameters) => {
                of_parameters = parameters.iter().map(|p| p.name).filter(|name| !name.is_empty()).collect();
                of_parameters.as_slice()
            }
            Arity::Raw if definition.name == "print" => PRINT_KEYWORDS,
            _ => return,
        };
        self.make_keyword_names(native, names);
    }

    /// `sorted` hands its keywords to `list.sort`, which makes the tuple when the list is there.
    pub(crate) fn count_sort_parser(&mut self) {
        if self.behaviour.keyword_parsers == KeywordParsers::MadeAtFirstUse
            && let Some(sort) = self.native_named("sort")
        {
            self.make_keyword_names(sort, SORT_KEYWORDS);
        }
    }

    /// The tuple stands among the collector's objects until the next collection sees that it holds strings only.
    fn make_keyword_names(&mut self, native: u32, names: &[&str]) {
        if self.keyword_names.contains_key(&native) {
            return;
        }
        let names: Vec<Ref> = names.iter().map(|name| self.intern(name)).collect();
        names.iter().for_each(|name| {
            self.heap.incref(*name);
        });
        let tuple = self.filled_tuple(&names);
        self.keyword_names.insert(native, tuple);
    }

    fn native_named(&self, name: &str) -> Option<u32> {
        self.natives.iter().position(|native| native.name == name).map(|at| at as u32)
    }

    pub(super) fn packing_of(&self, start: usize, kwnames: Ref) -> Packing {
        let callable = self.stack[start];
        let Body::Native { native, .. } = *self.heap.body(callable) else { return Packing::NONE };
        let definition = self.natives[native as usize];
        let keywords = self.tuple_len(kwnames);
        let pushed = usize::from(!self.stack[start + 1].is_null());
        let positional = self.top - start - 2 - keywords + pushed;
        let packed = self.passing(native) == Passing::Packed;
        match self.heap.class_of(callable) {
            _ if self.is_method_beside_slot(callable, definition.name) => Packing::NONE,
            // The wrapped function gets what is left when the receiver is taken off.
            types::WRAPPER_DESCRIPTOR => {
                let wrapper = matches!(self.heap.rules.native_calls, NativeCalls::InTuple | NativeCalls::SlotsInTuple);
                Packing { all: positional, rest: positional.saturating_sub(1), keywords, wrapper }
            }
            types::METHOD_WRAPPER => Packing { all: positional, keywords, ..Packing::NONE },
            _ if definition.flavor == Flavor::New => {
                Packing { all: positional, rest: positional.saturating_sub(1), keywords, ..Packing::NONE }
            }
            types::METHOD_DESCRIPTOR if packed => {
                Packing { all: positional.saturating_sub(1), keywords, ..Packing::NONE }
            }
            _ if packed => Packing { all: positional, keywords, ..Packing::NONE },
            _ => Packing::NONE,
        }
    }

    fn is_method_beside_slot(&self, callable: Ref, name: &str) -> bool {
        let Body::Native { receiver, module, .. } = *self.heap.body(callable) else { return false };
        let owner = if receiver.is_null() { module } else { self.type_of(receiver) };
        stands_beside_slot(owner, name)
    }

    /// A tuple that CPython does not make: it is not counted, neither now nor when it dies.
    pub(super) fn uncounted_tuple(&mut self, items: &[Ref]) -> Ref {
        for item in items {
            self.heap.incref(*item);
        }
        self.heap.alloc(types::TUPLE, Body::tuple(items))
    }

    /// Runs the native that stands on the stack from `start`.
    pub(super) fn call_native(&mut self, start: usize, kwnames: Ref) -> Res {
        self.run_native_on_stack(start, kwnames, &[])
    }

    /// `uncounted`: arguments whose references the stack has not counted yet.
    pub(super) fn run_native_on_stack(&mut self, start: usize, kwnames: Ref, uncounted: &[Ref]) -> Res {
        let callable = self.stack[start];
        let Body::Native { native, receiver, module } = *self.heap.body(callable) else { return self.done() };
        let descriptor = receiver.is_null();
        let definition = self.natives[native as usize];
        let mut base = if self.stack[start + 1].is_null() { start + 2 } else { start + 1 };
        if !descriptor && base == start + 2 {
            // The receiver of a bound native takes the free place below the arguments.
            self.heap.incref(receiver);
            self.stack[start + 1] = receiver;
            base = start + 1;
        } else if !descriptor {
            // Bound, with something pushed as receiver: make room.
            self.heap.incref(receiver);
            self.stack[self.top] = Ref::NULL;
            self.top += 1;
            self.stack.copy_within(base..self.top - 1, base + 1);
            self.stack[base] = receiver;
        }
        let args = Args { base, count: self.top - base, names: kwnames };
        // `__new__` takes its class as a receiver of which nothing is asked.
        let has_receiver = !matches!(definition.flavor, Flavor::Function | Flavor::StaticMethod);
        let result = self.check_receiver(definition, args, has_receiver && descriptor, module).and_then(|()| {
            let receiver = match (has_receiver, descriptor) {
                (false, _) => Receiver::None,
                (true, true) => Receiver::Passed,
                (true, false) => Receiver::Bound,
            };
            self.run_native(definition, args, receiver)
        });
        for &arg in uncounted {
            self.heap.incref(arg);
        }
        self.drop_call(start);
        result
    }

    fn check_receiver(&mut self, native: &'static Native, args: Args, unbound: bool, owner: Ref) -> Res<()> {
        if !unbound {
            return Ok(());
        }
        let receiver = args.at(self, 0);
        if native.flavor == Flavor::New {
            return self.check_class(args, owner);
        }
        let class_method = native.flavor == Flavor::ClassMethod;
        if args.count == 0 || (args.count == self.tuple_len(args.names)) {
            let message = match native.flavor {
                Flavor::Slot | Flavor::ClassMethod => {
                    format!("descriptor '{}' of '{}' object needs an argument", native.name, self.class_name(owner))
                }
                _ => format!("unbound method {}.{}() needs an argument", self.class_name(owner), native.name),
            };
            return Err(self.type_error(message));
        }
        if class_method {
            return self.check_class_of_method(native.name, owner, receiver);
        }
        if owner.is_null() || self.isinstance_of(receiver, owner) {
            return Ok(());
        }
        let message = match native.flavor {
            Flavor::Slot => format!(
                "descriptor '{}' requires a '{}' object but received a '{}'",
                native.name,
                self.class_name(owner),
                self.type_name(receiver)
            ),
            _ => format!(
                "descriptor '{}' for '{}' objects doesn't apply to a '{}' object",
                native.name,
                self.class_name(owner),
                self.type_name(receiver)
            ),
        };
        Err(self.type_error(message))
    }

    /// A class method of a builtin class is bound to this class and those below it only (`classmethod_get`).
    pub fn check_class_of_method(&mut self, method: &str, owner: Ref, class: Ref) -> Res<()> {
        if owner.is_null() || !self.is_type(owner) {
            return Ok(());
        }
        let owner_name = self.class_name(owner).to_owned();
        if !self.is_type(class) {
            let given = self.type_name(class).to_owned();
            let message = match self.dialect.wording.class_method_class {
                ClassMethodClass::NeedsType => {
                    format!("descriptor '{method}' for type '{owner_name}' needs a type, not a '{given}' as arg 2")
                }
                ClassMethodClass::RequiresType => {
                    format!("descriptor '{method}' requires a type but received a '{given}' instance")
                }
            };
            return Err(self.type_error(message));
        }
        if self.is_subtype(class, owner) {
            return Ok(());
        }
        let given = self.class_name(class).to_owned();
        let message = format!("descriptor '{method}' requires a subtype of '{owner_name}' but received '{given}'");
        Err(self.type_error(message))
    }

    /// The first argument of a builtin's `__new__`, as `tp_new_wrapper` checks it.
    fn check_class(&mut self, args: Args, owner: Ref) -> Res<()> {
        if args.positional(self) == 0 {
            let owner = self.class_name(owner);
            return Err(self.type_error(format!("{owner}.__new__(): not enough arguments")));
        }
        let class = args.at(self, 0);
        if !self.is_type(class) {
            let (owner, given) = (self.class_name(owner), self.type_name(class));
            return Err(self.type_error(format!("{owner}.__new__(X): X is not a type object ({given})")));
        }
        if owner.is_null() || owner == types::OBJECT {
            return Ok(());
        }
        if !self.is_subtype(class, owner) {
            let (owner, name) = (self.class_name(owner), self.class_name(class));
            return Err(self.type_error(format!("{owner}.__new__({name}): {name} is not a subtype of {owner}")));
        }
        // Below the owner a builtin class may make its instances in a way of its own.
        let base = self.builtin_base(class);
        let Some(t) = self.type_body(base) else { return Ok(()) };
        let (dict, exception) = (t.dict, t.layout == Layout::Exception);
        if base == owner || exception || self.dict_get_str(dict, names::NEW).is_none() {
            return Ok(());
        }
        let (owner, name, base) = (self.class_name(owner), self.class_name(class), self.class_name(base));
        Err(self.type_error(format!("{owner}.__new__({name}) is not safe, use {base}.__new__()")))
    }

    /// Checks the number of arguments and runs the native.
    pub(super) fn run_native(&mut self, native: &'static Native, args: Args, receiver: Receiver) -> Res {
        let receivers = usize::from(receiver != Receiver::None);
        let given = args.count - receivers.min(args.count);
        let keywords = self.tuple_len(args.names);
        match native.arity {
            Arity::Raw => {}
            Arity::Named(params) => return self.run_named(native, args, receivers, params),
            _ if keywords > 0 => {
                let message = match native.arity {
                    _ if native.flavor == Flavor::Slot && native.name != "__init__" => {
                        format!("wrapper {}() takes no keyword arguments", native.name)
                    }
                    _ => format!("{}() takes no keyword arguments", self.display_name(native, args, receiver)),
                };
                return Err(self.type_error(message));
            }
            Arity::Zero if given != 0 => {
                let message =
                    format!("{}() takes no arguments ({given} given)", self.display_name(native, args, receiver));
                return Err(self.type_error(message));
            }
            Arity::One if given != 1 => {
                let number = if self.is_packed(native) { "1" } else { "one" };
                let message = format!(
                    "{}() takes exactly {number} argument ({given} given)",
                    self.display_name(native, args, receiver)
                );
                return Err(self.type_error(message));
            }
            Arity::Slot(wanted) if given != wanted => {
                // Two arguments are unpacked by a function that puts a name first, and gets an empty one.
                let name = if wanted == 2 { " " } else { "" };
                let plural = if wanted == 1 { "" } else { "s" };
                return Err(self.type_error(format!("{name}expected {wanted} argument{plural}, got {given}")));
            }
            Arity::Concat if given != 1 => {
                return Err(self.type_error(format!("expected 1 argument, got {given}")));
            }
            Arity::Repeat if given != 1 => {
                return Err(self.type_error(format!(" expected 1 argument, got {given}")));
            }
            Arity::Concat | Arity::Repeat => return self.run_sequence_slot(native, args),
            Arity::Range(least, most) if given < least || given > most => {
                let (bound, number) = if least == most {
                    ("", least)
                } else if given < least {
                    ("at least ", least)
                } else {
                    ("at most ", most)
                };
                let arguments = self.dialect.builtins.words.too_few.arguments(number);
                let name = match native.flavor {
                    Flavor::Slot if native.name != "__init__" => String::new(),
                    _ => self.spoken_name(native, args),
                };
                let message = format!("{name} expected {bound}{number} {arguments}, got {given}");
                return Err(self.type_error(message));
            }
            _ => {}
        }
        self.run_with_keeping(native, args)
    }

    /// `+` and `*` of sequences, called by name: what they refuse is an error at once, where the operator asks the other
    /// side first (`wrap_indexargfunc` in Objects/typeobject.c, the functions of `sq_concat`).
    fn run_sequence_slot(&mut self, native: &'static Native, args: Args) -> Res {
        let (left, right) = (args.at(self, 0), args.at(self, 1));
        let result = self.run_with_keeping(native, args)?;
        if result != super::known::NOT_IMPLEMENTED {
            return Ok(result);
        }
        self.decref(result);
        let message = match self.concatenation_refused(left, right) {
            Some(message) if matches!(native.arity, Arity::Concat) => message,
            _ => format!("'{}' object cannot be interpreted as an integer", self.type_name(right)),
        };
        Err(self.type_error(message))
    }

    #[inline]
    pub(super) fn run_with_keeping(&mut self, native: &'static Native, args: Args) -> Res {
        let mark = self.kept.len();
        let result = (native.run)(self, args);
        if self.kept.len() > mark {
            self.release_kept(mark);
        }
        result
    }

    /// Binds keywords to fixed places above the stack, then runs.
    fn run_named(&mut self, native: &'static Native, args: Args, receivers: usize, params: &'static [Param]) -> Res {
        let keywords = self.tuple_len(args.names);
        let positional = args.count - keywords - receivers;
        let room = params.iter().filter(|p| !p.keyword_only).count();
        if keywords == 0
            && positional <= room
            && let Some(result) = self.run_named_in_place(native, args, receivers, params)
        {
            return result;
        }
        if let Some(message) = self.wrong_number(native, args, positional, params) {
            return Err(self.type_error(message));
        }
        self.reserve_stack(self.top + receivers + params.len() + 2)?;
        let base = self.top;
        for i in 0..receivers + params.len() {
            self.stack[base + i] = Ref::NULL;
        }
        self.top = base + receivers + params.len();
        for i in 0..receivers + positional {
            let value = self.stack[args.base + i];
            self.stack[base + i] = self.incref(value);
        }
        let names: Vec<Ref> = self.items(args.names).unwrap_or_default().to_vec();
        let named = |vm: &Self, param: &Param| names.iter().any(|key| vm.as_str(*key) == Some(param.name));
        let missing = params.iter().enumerate().find(|(at, p)| p.required && *at >= positional && !named(self, p));
        if let Some((at, param)) = missing {
            let function = self.spoken_name(native, args);
            let message = self.dialect.builtins.words.missing_argument.of(&function, param.name, at + 1);
            let raised = self.type_error(message);
            self.drop_stack(base);
            return Err(raised);
        }
        for k in 0..keywords {
            let key = self.items(args.names).map_or(Ref::NULL, |n| n[k]);
            let name = self.text(key);
            let value = self.stack[args.base + args.count - keywords + k];
            let Some(at) = params.iter().position(|p| p.name == name) else {
                let known: Vec<&str> = params.iter().map(|p| p.name).collect();
                let hint = self.native_keyword_hint(&name, &known);
                let function = self.spoken_name(native, args);
                let message = self.dialect.builtins.words.unexpected_keyword.of(&function, &name) + &hint;
                let raised = self.type_error(message);
                self.drop_stack(base);
                return Err(raised);
            };
            if !self.stack[base + receivers + at].is_null() {
                let function = self.spoken_name(native, args);
                let message = format!("argument for {function}() given by name ('{name}') and position ({})", at + 1);
                let raised = self.type_error(message);
                self.drop_stack(base);
                return Err(raised);
            }
            self.stack[base + receivers + at] = self.incref(value);
        }
        let bound = Args { base, count: receivers + params.len(), names: Ref::NULL };
        let result = self.run_with_keeping(native, bound);
        self.drop_stack(base);
        result
    }

    /// As [`Vm::run_named`] without keywords, when the arguments stand on the top of the stack: they are the first
    /// parameters as they are. `None`: nothing was done.
    fn run_named_in_place(
        &mut self,
        native: &'static Native,
        args: Args,
        receivers: usize,
        params: &'static [Param],
    ) -> Option<Res> {
        let end = args.base + args.count;
        let given = args.count - receivers;
        if end != self.top || params.iter().skip(given).any(|p| p.required) {
            return None;
        }
        let count = receivers + params.len();
        if self.reserve_stack(args.base + count + 2).is_err() {
            return Some(Err(Raised));
        }
        self.top = args.base + count;
        for at in end..self.top {
            self.stack[at] = Ref::NULL;
        }
        let result = self.run_with_keeping(native, Args { base: args.base, count, names: Ref::NULL });
        self.drop_stack(end);
        Some(result)
    }
}
