//! The evaluation loop.
//!
//! One call of [`Vm::run`] runs the topmost activation, and those that it calls, until the one that it began with
//! returns to Rust. Stack, locals and program counter live in Rust variables; they are written back before anything
//! that may run other code.

use super::call::{Arrival, Callee};
use super::call_sites::SITE_OF_KIND;
use super::frames::{Activation, Entry};
use super::known::{self, types};
use super::leave::Left;
use super::{Raised, Res, Vm};
use crate::memory::journal::Place;
use crate::memory::rules::{ComparisonRelease, Trigger};
use crate::memory::{Body, Heap, KeptPlace, Object, Ref, alloc, death};
use crate::python::behaviour::FirstUnpacking;
use crate::python::code::{BinaryOp, CompareOp, Instr, Op};

/// What the loop remembers at one instruction.
#[derive(Clone, Copy, Default, Debug)]
pub struct Cache {
    /// Version of the type, or of the keys of the globals.
    pub version: u32,
    /// Version of the keys of the builtins, or what kind of hit this is.
    pub second: u32,
    /// The function, or an index.
    pub found: Ref,
    pub index: u32,
}

impl Vm {
    /// Runs the topmost activation; followed step by step where somebody wants to look at its moments.
    #[inline(always)]
    pub(super) fn run(&mut self) -> Res {
        let floor = self.frames.len() - 1;
        if self.heap.journal.tracing() || self.heap.journal.locating() {
            self.run_loop::<true>(floor)
        } else {
            self.run_loop::<false>(floor)
        }
    }

    #[allow(clippy::too_many_lines, clippy::cognitive_complexity)]
    fn run_loop<const TRACE: bool>(&mut self, floor: usize) -> Res {
        'frame: loop {
            let frame = self.frames.len() - 1;
            let a = &self.frames[frame];
            let unit = a.unit as usize;
            let base = a.base;
            let at = a.pc;
            let mut sp = a.top;
            let ready = &self.units[unit];
            // Whoever records wants to see each instruction.
            let recording = self.heap.journal.on();
            if recording && !TRACE && self.heap.journal.locating() {
                // `tracemalloc` has started meanwhile.
                return self.run_loop::<true>(floor);
            }
            let code = if recording { ready.code } else { ready.fused };
            let mut pc = code.cursor(at);
            let (consts, names_at, caches) = (ready.consts, ready.names, ready.caches);
            let locals = ready.locals as usize;

            'code: {
                /// Makes the loop's place known to the rest of the machine.
                macro_rules! sync {
                    () => {{
                        self.top = sp;
                        self.frames[frame].pc = code.index_of(pc);
                    }};
                }
                macro_rules! push {
                    ($value:expr) => {{
                        let value = $value;
                        self.stack[sp] = value;
                        sp += 1;
                    }};
                }
                macro_rules! pop {
                    () => {{
                        sp -= 1;
                        self.stack[sp]
                    }};
                }
                macro_rules! top {
                    ($n:expr) => {
                        self.stack[sp - $n]
                    };
                }
                macro_rules! release {
                    ($value:expr) => {{
                        let value = $value;
                        if self.heap.decref_is_last(value) {
                            sync!();
                            death::die(self, value);
                        }
                    }};
                }
                macro_rules! xrelease {
                    ($value:expr) => {{
                        let value = $value;
                        if !value.is_null() {
                            release!(value);
                        }
                    }};
                }
                // The value of a fallible operation, or on to the handlers.
                macro_rules! attempt {
                    ($result:expr) => {
                        match $result {
                            Ok(value) => value,
                            Err(Raised) => break 'code,
                        }
                    };
                }
                // For operators: their operands go, whatever comes of them.
                macro_rules! attempt_with {
                    ($result:expr, $left:expr, $right:expr) => {
                        match $result {
                            Ok(value) => value,
                            Err(Raised) => {
                                sp -= 2;
                                self.top = sp;
                                release!($left);
                                release!($right);
                                break 'code;
                            }
                        }
                    };
                }
                macro_rules! breaker {
                    () => {
                        if self.heap.collector.pending {
                            sync!();
                            self.collect_waiting();
                        }
                    };
                }
                macro_rules! local {
                    ($index:expr) => {
                        self.stack[base + $index as usize]
                    };
                }
                macro_rules! load {
                    ($index:expr) => {{
                        let value = local!($index);
                        push!(self.heap.incref(value));
                    }};
                }
                macro_rules! store {
                    ($index:expr, $value:expr) => {{
                        let before = std::mem::replace(&mut local!($index), $value);
                        xrelease!(before);
                    }};
                }
                // A result goes to the stack, or at once to the local that the next instruction stores it in.
                macro_rules! deliver {
                    ($value:expr) => {{
                        let value = $value;
                        let next = pc.ahead(0);
                        if next.op == Op::StoreFast {
                            pc.skip(1);
                            store!(next.arg, value);
                        } else {
                            push!(value);
                        }
                    }};
                }
                macro_rules! jump_if {
                    ($jump:expr, $truth:expr, $skipped:expr) => {{
                        let jump = $jump;
                        pc = if $truth == (jump.op == Op::PopJumpIfTrue) {
                            code.cursor(jump.arg)
                        } else {
                            pc.after($skipped)
                        };
                    }};
                }
                // What an instance keeps for the attribute that `$ins` names, if that was found there before.
                macro_rules! cached {
                    ($ins:expr, $owner:expr) => {{
                        let cache = self.caches[caches + $ins.cache as usize];
                        let class = self.heap.class_of($owner);
                        (cache.version != 0 && self.heap.cells[class.index()].aux == cache.version).then_some(cache)
                    }};
                }
                macro_rules! name {
                    ($index:expr) => {
                        self.name_pool[names_at + $index as usize]
                    };
                }
                macro_rules! burn {
                    () => {
                        self.fuel -= 1;
                        if self.fuel <= 0 {
                            sync!();
                            attempt!(self.slice_is_over());
                        }
                    };
                }

                if std::mem::take(&mut self.resume_raising) {
                    break 'code;
                }
                loop {
                    if TRACE {
                        sync!();
                        let place = Place { unit: unit as u32, at: code.index_of(pc) };
                        self.heap.stepped(place);
                        if self.heap.journal.locating() {
                            self.locate(place);
                        }
                    }
                    // By reference: its parts are read where they are used, and take no registers until then.
                    let ins = pc.step();
                    match ins.op {
                        Op::Nop => {}
                        Op::Resume => {
                            burn!();
                            if ins.flag != 2 {
                                breaker!();
                            }
                        }
                        Op::ResumeCounted => {
                            burn!();
                            self.count_run(caches);
                            if ins.flag != 2 {
                                breaker!();
                            }
                        }
                        Op::LoadFast | Op::LoadFastBorrow | Op::LoadClosure => load!(ins.arg),
                        Op::LoadFastLoadFast | Op::LoadFastBorrowLoadFastBorrow => {
                            let (first, second) = ins.pair();
                            load!(first);
                            load!(second);
                        }
                        Op::LoadConst => {
                            let value = self.const_pool[consts + ins.arg as usize];
                            self.heap.incref(value);
                            push!(value);
                        }
                        Op::StoreFast => {
                            let value = pop!();
                            store!(ins.arg, value);
                        }
                        Op::StoreFastLoadFast => {
                            let (stored, loaded) = ins.pair();
                            let value = pop!();
                            store!(stored, value);
                            load!(loaded);
                        }
                        Op::StoreFastStoreFast => {
                            let (first, second) = ins.pair();
                            let value = pop!();
                            store!(first, value);
                            let value = pop!();
                            store!(second, value);
                        }
                        Op::PopTop => {
                            let value = pop!();
                            xrelease!(value);
                        }
                        Op::LoadFastCheck => {
                            let value = self.stack[base + ins.arg as usize];
                            if value.is_null() {
                                sync!();
                                self.unbound_local(unit, ins.arg);
                                break 'code;
                            }
                            self.heap.incref(value);
                            push!(value);
                        }
                        Op::LoadFastAndClear => {
                            let value = std::mem::take(&mut self.stack[base + ins.arg as usize]);
                            push!(value);
                        }
                        Op::DeleteFast => {
                            let value = std::mem::take(&mut self.stack[base + ins.arg as usize]);
                            if value.is_null() {
                                sync!();
                                self.unbound_local(unit, ins.arg);
                                break 'code;
                            }
                            release!(value);
                        }
                        Op::LoadGlobal => {
                            let cache = self.caches[caches + ins.cache as usize];
                            let globals = self.frames[frame].globals;
                            let mut found = Ref::NULL;
                            if let Body::Dict(dict) = self.heap.body(globals)
                                && dict.keys_version() == cache.version
                                && cache.version != 0
                            {
                                if cache.second == 0 {
                                    found = dict.value_at(cache.index as usize);
                                } else if let Body::Dict(dict) = self.heap.body(self.frames[frame].builtins)
                                    && dict.keys_version() == cache.second
                                {
                                    found = dict.value_at(cache.index as usize);
                                }
                            }
                            if found.is_null() {
                                sync!();
                                found = attempt!(self.load_global(name!(ins.arg), caches, ins.cache));
                            }
                            self.heap.incref(found);
                            push!(found);
                            if ins.flag & 1 != 0 {
                                push!(Ref::NULL);
                            }
                        }
                        Op::LoadAttr => {
                            let owner = top!(1);
                            let class = self.heap.class_of(owner);
                            if ins.cache != Instr::NO_CACHE {
                                let cache = self.caches[caches + ins.cache as usize];
                                if cache.version != 0 && self.heap.cells[class.index()].aux == cache.version {
                                    if let Some(slots) = self.heap.body(owner).instance()
                                        && slots[0].is_null()
                                    {
                                        if cache.second == CACHED_SLOT {
                                            if let Some(&value) = slots.get(cache.index as usize)
                                                && !value.is_null()
                                            {
                                                self.heap.incref(value);
                                                if ins.flag & 1 == 0 {
                                                    top!(1) = value;
                                                } else {
                                                    top!(1) = value;
                                                    push!(Ref::NULL);
                                                }
                                                release!(owner);
                                                continue;
                                            }
                                        } else if cache.second == CACHED_METHOD && ins.flag & 1 != 0 {
                                            self.heap.incref(cache.found);
                                            top!(1) = cache.found;
                                            push!(owner);
                                            continue;
                                        } else if cache.second == CACHED_CLASS_VALUE && ins.flag & 1 == 0 {
                                            self.heap.incref(cache.found);
                                            top!(1) = cache.found;
                                            release!(owner);
                                            continue;
                                        }
                                    } else if cache.second == CACHED_BUILTIN_METHOD && ins.flag & 1 != 0 {
                                        self.heap.incref(cache.found);
                                        top!(1) = cache.found;
                                        push!(owner);
                                        continue;
                                    }
                                }
                            }
                            sync!();
                            let cache = (ins.cache != Instr::NO_CACHE).then_some(caches + ins.cache as usize);
                            if ins.flag & 1 != 0 {
                                match attempt!(self.load_method_caching(owner, name!(ins.arg), cache)) {
                                    super::attributes::MethodOrValue::Method(method) => {
                                        top!(1) = method;
                                        push!(owner);
                                    }
                                    super::attributes::MethodOrValue::Value(value) => {
                                        top!(1) = value;
                                        push!(Ref::NULL);
                                        release!(owner);
                                    }
                                }
                            } else {
                                let value = attempt!(self.load_attr_caching(owner, name!(ins.arg), cache));
                                top!(1) = value;
                                release!(owner);
                            }
                        }
                        Op::StoreAttr => {
                            let owner = top!(1);
                            let value = top!(2);
                            if ins.cache != Instr::NO_CACHE {
                                let cache = self.caches[caches + ins.cache as usize];
                                let class = self.heap.class_of(owner);
                                if cache.version != 0
                                    && self.heap.cells[class.index()].aux == cache.version
                                    && let Some(slots) = self.heap.cells[owner.index()].body.instance_mut()
                                    && slots[0].is_null()
                                    && let Some(place) = place_in_turn(slots, cache.index as usize)
                                {
                                    let before = std::mem::replace(place, value);
                                    sp -= 2;
                                    xrelease!(before);
                                    release!(owner);
                                    continue;
                                }
                            }
                            sync!();
                            let cache = (ins.cache != Instr::NO_CACHE).then_some(caches + ins.cache as usize);
                            attempt!(self.store_attr_caching(owner, name!(ins.arg), value, cache));
                            sp -= 2;
                            self.top = sp;
                            release!(value);
                            release!(owner);
                        }
                        Op::BinaryOp => {
                            let (left, right) = (top!(2), top!(1));
                            let (a, b) = (self.heap.object(left), self.heap.object(right));
                            if a.class == types::INT && b.class == types::INT {
                                if let (Body::Int(x), Body::Int(y)) = (&a.body, &b.body)
                                    && let Some(result) = int_operation(BinaryOp::from_flag(ins.flag), *x, *y)
                                {
                                    // A temporary that only the stack holds is written over.
                                    if self.heap.counts[left.index()] == 1
                                        && !known::SMALL_INTS.contains(&result)
                                        && !self.heap.journal.on()
                                    {
                                        *self.heap.body_mut(left) = Body::Int(result);
                                        sp -= 1;
                                        release!(right);
                                        continue;
                                    }
                                    let value = self.int(result);
                                    sp -= 2;
                                    push!(value);
                                    self.drop_atom(left);
                                    self.drop_atom(right);
                                    continue;
                                }
                            } else if a.class == types::FLOAT
                                && b.class == types::FLOAT
                                && let (Body::Float(x), Body::Float(y)) = (&a.body, &b.body)
                                && let Some(result) = float_operation(BinaryOp::from_flag(ins.flag), *x, *y)
                            {
                                let value = self.float(result);
                                sp -= 2;
                                push!(value);
                                self.drop_atom(left);
                                self.drop_atom(right);
                                continue;
                            }
                            sync!();
                            let op = BinaryOp::from_flag(ins.flag);
                            if matches!(op, BinaryOp::Add | BinaryOp::InplaceAdd)
                                && a_is_str(self, left)
                                && a_is_str(self, right)
                            {
                                // `s += t` grows s in place when nobody else holds it.
                                let value = attempt!(self.concatenate_in_place(pc.ahead(0), base, left, right));
                                sp -= 2;
                                push!(value);
                                release!(right);
                                continue;
                            }
                            let value = attempt_with!(self.binary(op, left, right), left, right);
                            sp -= 2;
                            push!(value);
                            self.top = sp;
                            release!(left);
                            release!(right);
                        }
                        Op::CompareOp => {
                            let (left, right) = (top!(2), top!(1));
                            let (a, b) = (self.heap.object(left), self.heap.object(right));
                            if a.class == types::INT
                                && b.class == types::INT
                                && let (Body::Int(x), Body::Int(y)) = (&a.body, &b.body)
                            {
                                let result = compare_ints(ins.flag, *x, *y);
                                sp -= 2;
                                self.drop_atom(left);
                                self.drop_atom(right);
                                // A conditional jump that follows is taken at once.
                                let next = pc.ahead(0);
                                if next.op == Op::PopJumpIfFalse {
                                    pc = if result { pc.after(1) } else { code.cursor(next.arg) };
                                } else if next.op == Op::PopJumpIfTrue {
                                    pc = if result { code.cursor(next.arg) } else { pc.after(1) };
                                } else {
                                    push!(self.heap.incref(known::bool_ref(result)));
                                }
                                continue;
                            }
                            sync!();
                            let op = CompareOp::from_flag(ins.flag);
                            let mut value = attempt_with!(self.compare(op, left, right), left, right);
                            if ins.arg == 1 && self.heap.class_of(value) != types::BOOL {
                                let truth = self.truth(value);
                                self.decref(value);
                                value = self.bool(attempt!(truth));
                            }
                            sp -= 2;
                            push!(value);
                            self.top = sp;
                            if self.heap.rules.comparison_release == ComparisonRelease::LeftFirst {
                                release!(left);
                                release!(right);
                            } else {
                                release!(right);
                                release!(left);
                            }
                        }
                        Op::PopJumpIfFalse => {
                            let value = pop!();
                            if value == known::TRUE {
                                self.heap.counts[value.index()] -= 1;
                            } else if value == known::FALSE {
                                self.heap.counts[value.index()] -= 1;
                                pc = code.cursor(ins.arg);
                            } else {
                                sync!();
                                let truth = self.truth(value);
                                release!(value);
                                if !attempt!(truth) {
                                    pc = code.cursor(ins.arg);
                                }
                            }
                        }
                        Op::PopJumpIfTrue => {
                            let value = pop!();
                            if value == known::TRUE {
                                self.heap.counts[value.index()] -= 1;
                                pc = code.cursor(ins.arg);
                            } else if value == known::FALSE {
                                self.heap.counts[value.index()] -= 1;
                            } else {
                                sync!();
                                let truth = self.truth(value);
                                release!(value);
                                if attempt!(truth) {
                                    pc = code.cursor(ins.arg);
                                }
                            }
                        }
                        Op::PopJumpIfNone => {
                            let value = pop!();
                            if value == known::NONE {
                                pc = code.cursor(ins.arg);
                            }
                            release!(value);
                        }
                        Op::PopJumpIfNotNone => {
                            let value = pop!();
                            if value != known::NONE {
                                pc = code.cursor(ins.arg);
                            }
                            release!(value);
                        }
                        Op::JumpIfTrueOrPop | Op::JumpIfFalseOrPop => {
                            let value = top!(1);
                            sync!();
                            let truth = attempt!(self.truth(value));
                            if truth == (ins.op == Op::JumpIfTrueOrPop) {
                                pc = code.cursor(ins.arg);
                            } else {
                                sp -= 1;
                                release!(value);
                            }
                        }
                        Op::JumpForward => pc = code.cursor(ins.arg),
                        // What interrupts the loop is reported at the jump, not where it leads.
                        Op::JumpBackward => {
                            burn!();
                            breaker!();
                            pc = code.cursor(ins.arg);
                        }
                        Op::JumpBackwardCounted => {
                            burn!();
                            breaker!();
                            self.count_run(caches);
                            pc = code.cursor(ins.arg);
                        }
                        Op::JumpBackwardNoInterrupt => {
                            burn!();
                            pc = code.cursor(ins.arg);
                        }
                        Op::ForIter | Op::ForIterStore => {
                            let iterator = top!(1);
                            macro_rules! arrive {
                                ($value:expr) => {{
                                    let value = $value;
                                    if ins.op == Op::ForIterStore {
                                        let place = pc.ahead(0).arg;
                                        pc.skip(1);
                                        store!(place, value);
                                    } else {
                                        push!(value);
                                    }
                                }};
                            }
                            // Counting over a range and walking a list need no call.
                            match self.heap.body_mut(iterator) {
                                Body::RangeIterator { next, end } => {
                                    let value = *next;
                                    if value < *end {
                                        *next += 1;
                                        arrive!(self.int(value));
                                    } else {
                                        sp -= 1;
                                        release!(iterator);
                                        pc = code.cursor(ins.arg);
                                    }
                                    continue;
                                }
                                Body::SequenceIterator { sequence, index } => {
                                    let (sequence, at) = (*sequence, *index as usize);
                                    if let Some(&value) = self.heap.body(sequence).items().and_then(|i| i.get(at))
                                        && self.heap.class_of(iterator) != types::LIST_REVERSE_ITERATOR
                                    {
                                        if let Body::SequenceIterator { index, .. } = self.heap.body_mut(iterator) {
                                            *index += 1;
                                        }
                                        arrive!(self.heap.incref(value));
                                        continue;
                                    }
                                }
                                Body::Generator(_) => {
                                    sync!();
                                    match self.resume_in_loop(iterator) {
                                        Ok(true) => continue 'frame,
                                        Ok(false) => {
                                            sp -= 1;
                                            release!(iterator);
                                            pc = code.cursor(ins.arg);
                                            continue;
                                        }
                                        Err(Raised) => break 'code,
                                    }
                                }
                                _ => {}
                            }
                            sync!();
                            match attempt!(self.next(iterator)) {
                                Some(value) => push!(value),
                                None => {
                                    sp -= 1;
                                    release!(iterator);
                                    pc = code.cursor(ins.arg);
                                }
                            }
                        }
                        Op::GetIter => {
                            let iterable = top!(1);
                            sync!();
                            let iterator = attempt!(self.iter(iterable));
                            top!(1) = iterator;
                            release!(iterable);
                        }
                        Op::Call | Op::CallKw => {
                            let mut kwnames = Ref::NULL;
                            if ins.op == Op::CallKw {
                                kwnames = pop!();
                            }
                            let start = sp - ins.arg as usize - 2;
                            sync!();
                            let callable = self.stack[start];
                            if let Body::Function(function) = self.heap.body(callable) {
                                let first = start + 2 - usize::from(!self.stack[start + 1].is_null());
                                if kwnames.is_null()
                                    && self.plain_calls
                                    && let ready = &self.units[function.unit as usize]
                                    && ready.simple as usize == sp - first
                                    && self.frames.len() - self.frame_floor < self.recursion_limit
                                    && first + (ready.room as usize) < self.stack.len()
                                {
                                    // As many arguments as parameters: they are the first locals as they stand.
                                    let (unit, code) = (function.unit, function.code);
                                    let (globals, builtins) = (function.globals, function.builtins);
                                    let top = first + ready.locals as usize;
                                    self.note_function_call(caches, ins.cache, callable);
                                    for at in sp..top {
                                        self.stack[at] = Ref::NULL;
                                    }
                                    self.top = top;
                                    self.heap.incref(code);
                                    self.frames.push(Activation {
                                        unit,
                                        code,
                                        function: callable,
                                        globals,
                                        builtins,
                                        locals: Ref::NULL,
                                        start,
                                        base: first,
                                        top,
                                        pc: 0,
                                        object: Ref::NULL,
                                        place: KeptPlace::NONE,
                                        entry: Entry::Call,
                                    });
                                    continue 'frame;
                                }
                                if kwnames.is_null() {
                                    self.note_function_call(caches, ins.cache, callable);
                                }
                                let entered =
                                    self.enter_function(callable, start, first, sp - first, kwnames, Entry::Call);
                                self.xdecref(kwnames);
                                if entered.is_ok() {
                                    continue 'frame;
                                }
                                self.drop_call(start);
                                break 'code;
                            }
                            if kwnames.is_null() {
                                if let Some(result) = self.call_native_quickly(start) {
                                    sp = start;
                                    self.top = sp;
                                    let value = attempt!(result);
                                    push!(value);
                                    let warm = self.note_native_call(caches, ins.cache, callable);
                                    if self.heap.collector.pending
                                        && !(warm && self.skips_breaker(callable, ins.arg, pc.ahead(0)))
                                    {
                                        breaker!();
                                    }
                                    continue;
                                }
                                if ins.cache != Instr::NO_CACHE {
                                    match self.enter_init(start, caches + ins.cache as usize) {
                                        Ok(true) => continue 'frame,
                                        Ok(false) => {}
                                        Err(Raised) => {
                                            self.drop_call(start);
                                            break 'code;
                                        }
                                    }
                                }
                            }
                            let callee =
                                if callable == types::STR && kwnames.is_null() && self.text_call_is_direct(caches, ins)
                                {
                                    Callee::Done(self.call_type_on_stack(start, Ref::NULL, Arrival::Direct))
                                } else {
                                    self.begin_call(start, ins.arg as usize, kwnames, Entry::Call)
                                };
                            self.xdecref(kwnames);
                            match callee {
                                Callee::Frame => continue 'frame,
                                Callee::Done(result) => {
                                    sp = start;
                                    self.top = sp;
                                    let value = attempt!(result);
                                    push!(value);
                                    // `CALL_TYPE_1` does not look at the eval breaker.
                                    if callable != types::TYPE
                                        || ins.arg != 1
                                        || ins.cache == Instr::NO_CACHE
                                        || self.caches[caches + ins.cache as usize].found != callable
                                    {
                                        breaker!();
                                    }
                                }
                            }
                        }
                        Op::ReturnValue | Op::ReturnConst | Op::ReturnFast => {
                            let value = match ins.op {
                                Op::ReturnValue => pop!(),
                                Op::ReturnFast => self.heap.incref(local!(ins.arg)),
                                _ => self.heap.incref(self.const_pool[consts + ins.arg as usize]),
                            };
                            sync!();
                            let a = &self.frames[frame];
                            let result = match a.entry {
                                Entry::Call => value,
                                Entry::Init(instance) if value == known::NONE => instance,
                                _ => Ref::NULL,
                            };
                            if !result.is_null() && a.object.is_null() && self.plain_calls {
                                // Nobody has asked for the frame: its locals go, and what the call left below them.
                                let (start, running) = (a.start, a.code);
                                if result != value {
                                    self.heap.counts[value.index()] -= 1;
                                    self.release_call();
                                }
                                self.frames.pop();
                                for at in base..base + locals {
                                    let local = std::mem::take(&mut self.stack[at]);
                                    self.xdecref(local);
                                }
                                self.top = base;
                                self.drop_call(start);
                                self.decref(running);
                                self.deliver(result);
                                continue 'frame;
                            }
                            match self.leave_frame(value) {
                                Ok(Left::Caller) => continue 'frame,
                                Ok(Left::Rust(value)) => return Ok(value),
                                Err(Raised) => {
                                    // `__init__` returned something: the caller raises.
                                    if self.frames.len() <= floor {
                                        return Err(Raised);
                                    }
                                    self.resume_raising = true;
                                    continue 'frame;
                                }
                            }
                        }
                        Op::BuildList => {
                            let count = ins.arg as usize;
                            sync!();
                            let body = Body::list(&self.stack[sp - count..sp]);
                            let list = self.container(types::LIST, body);
                            sp -= count;
                            push!(list);
                        }
                        Op::BuildTuple => {
                            let count = ins.arg as usize;
                            sync!();
                            let tuple = match count {
                                1 => {
                                    let items = [self.stack[sp - 1]];
                                    self.tuple(&items)
                                }
                                2 => {
                                    let items = [self.stack[sp - 2], self.stack[sp - 1]];
                                    self.tuple(&items)
                                }
                                3 => {
                                    let items = [self.stack[sp - 3], self.stack[sp - 2], self.stack[sp - 1]];
                                    self.tuple(&items)
                                }
                                _ => {
                                    let items = self.stack[sp - count..sp].to_vec();
                                    self.tuple(&items)
                                }
                            };
                            sp -= count;
                            push!(tuple);
                        }
                        Op::BinarySubscr => {
                            let (container, key) = (top!(2), top!(1));
                            if let Some(value) = item_at(&self.heap, container, key) {
                                self.heap.incref(value);
                                sp -= 2;
                                push!(value);
                                self.drop_atom(key);
                                release!(container);
                                continue;
                            }
                            sync!();
                            let value = attempt_with!(self.getitem(container, key), container, key);
                            sp -= 2;
                            push!(value);
                            self.top = sp;
                            release!(container);
                            release!(key);
                        }
                        Op::StoreSubscr => {
                            let (value, container, key) = (top!(3), top!(2), top!(1));
                            if self.heap.class_of(container) == types::LIST
                                && let Body::Int(index) = *self.heap.body(key)
                                && let Some(items) = self.heap.body_mut(container).list_items_mut()
                            {
                                let at = if index < 0 { index + items.len() as i64 } else { index };
                                if at >= 0
                                    && let Some(place) = items.get_mut(at as usize)
                                {
                                    let before = std::mem::replace(place, value);
                                    sp -= 3;
                                    release!(before);
                                    self.drop_atom(key);
                                    release!(container);
                                    continue;
                                }
                            }
                            sync!();
                            attempt!(self.setitem(container, key, value));
                            sp -= 3;
                            self.top = sp;
                            release!(value);
                            release!(container);
                            release!(key);
                        }
                        Op::UnpackSequence => {
                            let sequence = pop!();
                            let wanted = ins.arg as usize;
                            let class = self.heap.class_of(sequence);
                            if (class == types::TUPLE || class == types::LIST)
                                && let Some(items) = self.heap.body(sequence).items()
                                && items.len() == wanted
                            {
                                if ins.cache != Instr::NO_CACHE && self.caches[caches + ins.cache as usize].index == 0 {
                                    self.first_unpacking(caches, ins.cache);
                                }
                                for i in (0..wanted).rev() {
                                    let value = self.heap.body(sequence).items().map_or(Ref::NULL, |items| items[i]);
                                    self.heap.incref(value);
                                    push!(value);
                                }
                                release!(sequence);
                                continue;
                            }
                            sync!();
                            self.top = sp + 1;
                            let items = self.unpack(sequence, wanted);
                            self.top = sp;
                            match items {
                                Ok(items) => {
                                    for value in items.into_iter().rev() {
                                        push!(value);
                                    }
                                    release!(sequence);
                                }
                                Err(Raised) => {
                                    release!(sequence);
                                    break 'code;
                                }
                            }
                        }
                        Op::Copy => {
                            let value = top!(ins.arg as usize);
                            self.xincref(value);
                            push!(value);
                        }
                        Op::Swap => {
                            let other = sp - ins.arg as usize;
                            self.stack.swap(sp - 1, other);
                        }
                        Op::PushNull => push!(Ref::NULL),
                        Op::IsOp => {
                            let right = pop!();
                            let left = pop!();
                            let same = left == right;
                            push!(self.heap.incref(known::bool_ref(same == (ins.flag == 0))));
                            release!(left);
                            release!(right);
                        }
                        Op::UnaryNot => {
                            let value = top!(1);
                            sync!();
                            let truth = attempt!(self.truth(value));
                            top!(1) = self.bool(!truth);
                            release!(value);
                        }
                        Op::MakeCell => {
                            let value = self.stack[base + ins.arg as usize];
                            sync!();
                            let cell = self.container(types::CELL, Body::Cell(value));
                            self.stack[base + ins.arg as usize] = cell;
                        }
                        Op::CopyFreeVars => {
                            let function = self.frames[frame].function;
                            let closure = match self.heap.body(function) {
                                Body::Function(f) => f.closure,
                                _ => Ref::NULL,
                            };
                            let count = ins.arg as usize;
                            let first = base + self.units[unit].spec.locals.len() - count;
                            for i in 0..count {
                                let cell = self.items(closure).map_or(Ref::NULL, |cells| cells[i]);
                                self.heap.incref(cell);
                                self.stack[first + i] = cell;
                            }
                        }
                        Op::LoadDeref => {
                            let cell = self.stack[base + ins.arg as usize];
                            let value = match self.heap.body(cell) {
                                Body::Cell(value) => *value,
                                _ => Ref::NULL,
                            };
                            if value.is_null() {
                                sync!();
                                self.unbound_deref(unit, ins.arg);
                                break 'code;
                            }
                            self.heap.incref(value);
                            push!(value);
                        }
                        Op::StoreDeref => {
                            let cell = self.stack[base + ins.arg as usize];
                            let value = pop!();
                            let before = match self.heap.body_mut(cell) {
                                Body::Cell(place) => std::mem::replace(place, value),
                                _ => value,
                            };
                            xrelease!(before);
                        }
                        Op::ListAppend => {
                            let value = pop!();
                            let list = top!(ins.arg as usize);
                            crate::python::builtins::list::append(self, list, value);
                        }
                        Op::YieldValue => {
                            let value = pop!();
                            sync!();
                            match self.suspend(value) {
                                Left::Caller => continue 'frame,
                                Left::Rust(value) => return Ok(value),
                            }
                        }
                        Op::Send => {
                            let (receiver, value) = (top!(2), top!(1));
                            sync!();
                            if let Body::Generator(_) = self.heap.body(receiver) {
                                match self.send_in_loop(receiver, value) {
                                    Ok(()) => continue 'frame,
                                    Err(Raised) => break 'code,
                                }
                            }
                            match self.send_slowly(receiver, value) {
                                Ok(Ok(yielded)) => top!(1) = yielded,
                                Ok(Err(returned)) => {
                                    top!(1) = returned;
                                    pc = code.cursor(ins.arg);
                                }
                                Err(Raised) => break 'code,
                            }
                            release!(value);
                        }
                        Op::ReturnGenerator => {
                            sync!();
                            match self.make_generator() {
                                Left::Caller => continue 'frame,
                                Left::Rust(value) => return Ok(value),
                            }
                        }
                        // ---- fused sequences: done at once when the operands are the usual ones, else the first
                        // instruction alone
                        Op::CompareFastConstJump => {
                            let constant = self.const_pool[consts + pc.ahead(0).arg as usize];
                            if let Some((x, y)) = two_ints(&self.heap, local!(ins.arg), constant) {
                                jump_if!(pc.ahead(2), compare_ints(pc.ahead(1).flag, x, y), 3);
                            } else {
                                load!(ins.arg);
                            }
                        }
                        Op::CompareFastFastJump => {
                            let (first, second) = ins.pair();
                            if let Some((x, y)) = two_ints(&self.heap, local!(first), local!(second)) {
                                jump_if!(pc.ahead(1), compare_ints(pc.ahead(0).flag, x, y), 2);
                            } else {
                                load!(first);
                                load!(second);
                            }
                        }
                        Op::BinaryFastConst => {
                            let constant = self.const_pool[consts + pc.ahead(0).arg as usize];
                            if let Some((x, y)) = two_ints(&self.heap, local!(ins.arg), constant)
                                && let Some(result) = int_operation(BinaryOp::from_flag(pc.ahead(1).flag), x, y)
                            {
                                pc.skip(2);
                                deliver!(self.int(result));
                            } else {
                                load!(ins.arg);
                            }
                        }
                        Op::BinaryFastFast => {
                            let (first, second) = ins.pair();
                            if let Some((x, y)) = two_ints(&self.heap, local!(first), local!(second))
                                && let Some(result) = int_operation(BinaryOp::from_flag(pc.ahead(0).flag), x, y)
                            {
                                pc.skip(1);
                                deliver!(self.int(result));
                            } else {
                                load!(first);
                                load!(second);
                            }
                        }
                        Op::BinaryTopFast | Op::BinaryTopConst => {
                            let left = top!(1);
                            let right = if ins.op == Op::BinaryTopFast {
                                local!(ins.arg)
                            } else {
                                self.const_pool[consts + ins.arg as usize]
                            };
                            if let Some((x, y)) = two_ints(&self.heap, left, right)
                                && let Some(result) = int_operation(BinaryOp::from_flag(pc.ahead(0).flag), x, y)
                            {
                                pc.skip(1);
                                sp -= 1;
                                // A temporary that only the stack holds is written over.
                                if self.heap.counts[left.index()] == 1 && !known::SMALL_INTS.contains(&result) {
                                    self.heap.cells[left.index()].body = Body::Int(result);
                                    deliver!(left);
                                } else {
                                    let value = self.int(result);
                                    self.drop_atom(left);
                                    deliver!(value);
                                }
                            } else {
                                push!(self.heap.incref(right));
                            }
                        }
                        Op::SubscrFastFast => {
                            let (container, key) = ins.pair();
                            let (container, key) = (local!(container), local!(key));
                            if let Some(value) = item_at(&self.heap, container, key) {
                                pc.skip(1);
                                deliver!(self.heap.incref(value));
                            } else {
                                push!(self.heap.incref(container));
                                push!(self.heap.incref(key));
                            }
                        }
                        Op::LoadAttrFast => {
                            let owner = local!(ins.arg);
                            if let Some(cache) = cached!(pc.ahead(0), owner)
                                && cache.second == CACHED_SLOT
                                && let Some(value) = own_value(&self.heap, owner, cache.index)
                            {
                                pc.skip(1);
                                push!(self.heap.incref(value));
                            } else {
                                push!(self.heap.incref(owner));
                            }
                        }
                        Op::LoadMethodFast => {
                            let owner = local!(ins.arg);
                            if let Some(cache) = cached!(pc.ahead(0), owner)
                                && (cache.second == CACHED_BUILTIN_METHOD
                                    || cache.second == CACHED_METHOD && has_no_dict(&self.heap, owner))
                            {
                                pc.skip(1);
                                push!(self.heap.incref(cache.found));
                            }
                            push!(self.heap.incref(owner));
                        }
                        Op::StoreAttrFast | Op::StoreAttrFastFast => {
                            let (pushed, owner) = match ins.op {
                                Op::StoreAttrFast => (Ref::NULL, local!(ins.arg)),
                                _ => (local!(ins.pair().0), local!(ins.pair().1)),
                            };
                            if let Some(cache) = cached!(pc.ahead(0), owner)
                                && let Some(slots) = self.heap.cells[owner.index()].body.instance_mut()
                                && slots[0].is_null()
                                && let Some(place) = place_in_turn(slots, cache.index as usize)
                            {
                                pc.skip(1);
                                let value = if pushed.is_null() { top!(1) } else { pushed };
                                let before = std::mem::replace(place, value);
                                if pushed.is_null() {
                                    sp -= 1;
                                } else {
                                    self.heap.incref(value);
                                }
                                xrelease!(before);
                            } else {
                                if !pushed.is_null() {
                                    push!(self.heap.incref(pushed));
                                }
                                push!(self.heap.incref(owner));
                            }
                        }
                        Op::JumpFastNone => {
                            let jump = pc.ahead(0);
                            let is_none = local!(ins.arg) == known::NONE;
                            pc = if is_none == (jump.op == Op::PopJumpIfNone) {
                                code.cursor(jump.arg)
                            } else {
                                pc.after(1)
                            };
                        }
                        // Everything rarer stands in a function of its own.
                        Op::CallFunctionEx => {
                            sync!();
                            if attempt!(self.call_function_ex(ins.flag == 1)) {
                                continue 'frame;
                            }
                            sp = self.top;
                        }
                        _ => {
                            sync!();
                            attempt!(self.run_rare(*ins, base, unit));
                            sp = self.top;
                        }
                    }
                }
            }
            // An exception: find its handler, here or below.
            self.frames[frame].pc = code.index_of(pc);
            if self.unwind(floor) {
                continue 'frame;
            }
            return Err(Raised);
        }
    }

    /// Counts a run of the code whose caches begin here.
    #[inline(always)]
    fn count_run(&mut self, caches: usize) {
        let runs = &mut self.caches[caches].index;
        *runs = runs.saturating_add(1);
    }

    /// Notes that this call site called a native; says whether it is specialized for it.
    #[inline(always)]
    fn note_native_call(&mut self, caches: usize, cache: u16, callable: Ref) -> bool {
        if cache == Instr::NO_CACHE {
            return false;
        }
        let at = caches + cache as usize;
        if self.caches[at].found != callable {
            self.note_call(at, callable);
        }
        self.caches[at].found == callable
    }

    /// Notes that this call site called a function.
    #[inline(always)]
    fn note_function_call(&mut self, caches: usize, cache: u16, callable: Ref) {
        if cache != Instr::NO_CACHE && self.caches[caches + cache as usize].second != SITE_OF_KIND {
            self.note_call(caches + cache as usize, callable);
        }
    }

    /// An instruction that is not specialized yet unpacks by way of an iterator.
    #[cold]
    fn first_unpacking(&mut self, caches: usize, cache: u16) {
        let warm = self.is_warm(caches);
        self.caches[caches + cache as usize].index = u32::from(warm != Some(false));
        if self.behaviour.first_unpacking == FirstUnpacking::Iterated && warm != Some(true) {
            alloc::count_allocation(self);
            alloc::count_deallocation(&mut self.heap);
        }
    }

    /// Whether the specialized call of this builtin does not look at the eval breaker: `CALL_LEN`, `CALL_ISINSTANCE`
    /// and `CALL_LIST_APPEND` (whose result must be dropped next) do not.
    #[cold]
    fn skips_breaker(&self, callable: Ref, arguments: u32, next: &Instr) -> bool {
        let Body::Native { native, module, .. } = *self.heap.body(callable) else { return false };
        match (self.natives[native as usize].name, arguments) {
            ("append", 1) => module == types::LIST && next.op == Op::PopTop,
            ("len", 1) | ("isinstance", 2) => self.is_exact(callable, types::NATIVE_FUNCTION),
            _ => false,
        }
    }

    /// `PyErr_CheckSignals`, which `str()` and `repr()` begin with: where collections wait for the eval breaker, they also
    /// run here, in the midst of a `print`.
    #[inline]
    pub fn check_signals(&mut self) -> Res<()> {
        if self.heap.collector.pending {
            self.collect_waiting();
        }
        self.check_interrupt()
    }

    /// Runs the collection that waits, where collections wait.
    #[cold]
    pub(super) fn collect_waiting(&mut self) {
        if self.heap.collector.pending && self.heap.rules.trigger == Trigger::OnEvalBreaker {
            crate::memory::collector::collect_pending(self);
        }
    }

    /// Gives an int or float back; nothing can run.
    #[inline(always)]
    fn drop_atom(&mut self, id: Ref) {
        if self.heap.decref_is_last(id) {
            death::die(self, id);
        }
    }
}

pub(super) const CACHED_SLOT: u32 = 1;
pub(super) const CACHED_METHOD: u32 = 2;
pub(super) const CACHED_CLASS_VALUE: u32 = 3;
pub(super) const CACHED_BUILTIN_METHOD: u32 = 4;

#[inline(always)]
fn a_is_str(vm: &Vm, id: Ref) -> bool {
    vm.heap.class_of(id) == types::STR
}

/// The values of two objects of class `int` that fit 64 bits.
#[inline(always)]
fn two_ints(heap: &Heap, a: Ref, b: Ref) -> Option<(i64, i64)> {
    match (heap.object(a), heap.object(b)) {
        (
            Object { class: types::INT, body: Body::Int(x), .. },
            Object { class: types::INT, body: Body::Int(y), .. },
        ) => Some((*x, *y)),
        _ => None,
    }
}

#[inline(always)]
fn compare_ints(op: u8, x: i64, y: i64) -> bool {
    match CompareOp::from_flag(op) {
        CompareOp::Lt => x < y,
        CompareOp::Le => x <= y,
        CompareOp::Eq => x == y,
        CompareOp::Ne => x != y,
        CompareOp::Gt => x > y,
        CompareOp::Ge => x >= y,
    }
}

/// The item of an exact list or tuple at an index that is an int and in range.
#[inline(always)]
fn item_at(heap: &Heap, container: Ref, key: Ref) -> Option<Ref> {
    let Body::Int(index) = *heap.body(key) else { return None };
    let Object { class: types::LIST | types::TUPLE, body, .. } = heap.object(container) else { return None };
    let items = body.items()?;
    let at = if index < 0 { index + items.len() as i64 } else { index };
    items.get(usize::try_from(at).ok()?).copied()
}

/// A value in the instance itself, where no `__dict__` was asked for.
#[inline(always)]
fn own_value(heap: &Heap, owner: Ref, at: u32) -> Option<Ref> {
    let slots = heap.body(owner).instance()?;
    if !slots[0].is_null() {
        return None;
    }
    slots.get(at as usize)?.some()
}

#[inline(always)]
fn has_no_dict(heap: &Heap, owner: Ref) -> bool {
    heap.body(owner).instance().is_some_and(|slots| slots[0].is_null())
}

/// The common operators of two ints that fit 64 bits; `None` for the rest.
#[inline(always)]
fn int_operation(op: BinaryOp, x: i64, y: i64) -> Option<i64> {
    match op {
        BinaryOp::Add | BinaryOp::InplaceAdd => x.checked_add(y),
        BinaryOp::Subtract | BinaryOp::InplaceSubtract => x.checked_sub(y),
        BinaryOp::Multiply | BinaryOp::InplaceMultiply => x.checked_mul(y),
        BinaryOp::And | BinaryOp::InplaceAnd => Some(x & y),
        BinaryOp::Or | BinaryOp::InplaceOr => Some(x | y),
        BinaryOp::Xor | BinaryOp::InplaceXor => Some(x ^ y),
        BinaryOp::FloorDivide | BinaryOp::InplaceFloorDivide if y != 0 && y != -1 => {
            Some(x.div_euclid(y) - i64::from(y < 0 && x.rem_euclid(y) != 0))
        }
        BinaryOp::Remainder | BinaryOp::InplaceRemainder if y > 0 => Some(x.rem_euclid(y)),
        BinaryOp::Lshift | BinaryOp::InplaceLshift if (0..32).contains(&y) && x.unsigned_abs() < 1 << 31 => {
            Some(x << y)
        }
        BinaryOp::Rshift | BinaryOp::InplaceRshift if (0..64).contains(&y) => Some(x >> y),
        _ => None,
    }
}

#[inline(always)]
fn float_operation(op: BinaryOp, x: f64, y: f64) -> Option<f64> {
    match op {
        BinaryOp::Add | BinaryOp::InplaceAdd => Some(x + y),
        BinaryOp::Subtract | BinaryOp::InplaceSubtract => Some(x - y),
        BinaryOp::Multiply | BinaryOp::InplaceMultiply => Some(x * y),
        BinaryOp::TrueDivide | BinaryOp::InplaceTrueDivide if y != 0.0 => Some(x / y),
        _ => None,
    }
}

/// An attribute's place in an instance, unless it is set now while later ones are set already: that order is noted.
#[inline(always)]
fn place_in_turn(slots: &mut [Ref], index: usize) -> Option<&mut Ref> {
    let (place, later) = slots.get_mut(index..)?.split_first_mut()?;
    (!place.is_null() || later.iter().all(|later| later.is_null())).then_some(place)
}
