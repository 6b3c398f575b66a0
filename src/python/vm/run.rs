//! The evaluation loop.
//!
//! One call of [`Vm::run`] runs the topmost activation, and those that it calls, until the one that it began with
//! returns to Rust. Stack, locals and program counter live in Rust variables; they are written back before anything
//! that may run other code.

use super::call::Callee;
use super::frames::{Activation, Entry};
use super::known::{self, names, types};
use super::{Raised, Res, Vm};
use crate::memory::rules::Trigger;
use crate::memory::{Body, Ref, death};
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

/// How a frame's run ends for the loop.
enum Left {
    /// To the caller in the same loop.
    Caller,
    /// To Rust, with this.
    Rust(Ref),
}

impl Vm {
    #[allow(clippy::too_many_lines, clippy::cognitive_complexity)]
    pub(super) fn run(&mut self) -> Res {
        let floor = self.frames.len() - 1;
        'frame: loop {
            let frame = self.frames.len() - 1;
            let a = &self.frames[frame];
            let unit = a.unit as usize;
            let base = a.base;
            let mut pc = a.pc as usize;
            let mut sp = a.top;
            let code: &'static [Instr] = self.units[unit].code;
            let consts = self.units[unit].consts;
            let names_at = self.units[unit].names;
            let caches = self.units[unit].caches;

            'code: {
                /// Makes the loop's place known to the rest of the machine.
                macro_rules! sync {
                    () => {{
                        self.top = sp;
                        self.frames[frame].pc = pc as u32;
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
                macro_rules! breaker {
                    () => {
                        if self.heap.collector.pending || self.attention {
                            sync!();
                            attempt!(self.at_safe_point());
                        }
                    };
                }
                macro_rules! name {
                    ($index:expr) => {
                        self.name_pool[names_at + $index as usize]
                    };
                }
                macro_rules! jump_back {
                    ($to:expr) => {{
                        pc = $to as usize;
                        self.fuel -= 1;
                        if self.fuel <= 0 {
                            sync!();
                            attempt!(self.out_of_fuel());
                        }
                    }};
                }

                if std::mem::take(&mut self.resume_raising) {
                    break 'code;
                }
                loop {
                    let ins = code[pc];
                    pc += 1;
                    match ins.op {
                        Op::Nop => {}
                        Op::Resume => {
                            self.fuel -= 1;
                            if self.fuel <= 0 {
                                sync!();
                                attempt!(self.out_of_fuel());
                            }
                            if ins.flag != 2 {
                                breaker!();
                            }
                        }
                        Op::LoadFast | Op::LoadFastBorrow | Op::LoadClosure => {
                            let value = self.stack[base + ins.arg as usize];
                            self.heap.incref(value);
                            push!(value);
                        }
                        Op::LoadFastLoadFast | Op::LoadFastBorrowLoadFastBorrow => {
                            let (first, second) = ins.pair();
                            let value = self.stack[base + first as usize];
                            self.heap.incref(value);
                            push!(value);
                            let value = self.stack[base + second as usize];
                            self.heap.incref(value);
                            push!(value);
                        }
                        Op::LoadConst => {
                            let value = self.const_pool[consts + ins.arg as usize];
                            self.heap.incref(value);
                            push!(value);
                        }
                        Op::StoreFast => {
                            let value = pop!();
                            let before = std::mem::replace(&mut self.stack[base + ins.arg as usize], value);
                            xrelease!(before);
                        }
                        Op::StoreFastLoadFast => {
                            let (stored, loaded) = ins.pair();
                            let value = pop!();
                            let before = std::mem::replace(&mut self.stack[base + stored as usize], value);
                            xrelease!(before);
                            let value = self.stack[base + loaded as usize];
                            self.heap.incref(value);
                            push!(value);
                        }
                        Op::StoreFastStoreFast => {
                            let (first, second) = ins.pair();
                            let value = pop!();
                            let before = std::mem::replace(&mut self.stack[base + first as usize], value);
                            xrelease!(before);
                            let value = pop!();
                            let before = std::mem::replace(&mut self.stack[base + second as usize], value);
                            xrelease!(before);
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
                                    && let Some(place) = slots.get_mut(cache.index as usize)
                                {
                                    let before = std::mem::replace(place, value);
                                    sp -= 2;
                                    if self.heap.journal.on() {
                                        self.journal_slot(owner, name!(ins.arg), before, value);
                                    }
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
                                let value = self.concatenate_in_place(code, pc, base, left, right);
                                sp -= 2;
                                push!(value);
                                release!(right);
                                continue;
                            }
                            let value = attempt!(self.binary(op, left, right));
                            sp -= 2;
                            push!(value);
                            self.top = sp;
                            release!(left);
                            release!(right);
                        }
                        Op::CompareOp => {
                            let (left, right) = (top!(2), top!(1));
                            let (a, b) = (self.heap.object(left), self.heap.object(right));
                            let op = CompareOp::from_flag(ins.flag);
                            if a.class == types::INT
                                && b.class == types::INT
                                && let (Body::Int(x), Body::Int(y)) = (&a.body, &b.body)
                            {
                                let result = match op {
                                    CompareOp::Lt => x < y,
                                    CompareOp::Le => x <= y,
                                    CompareOp::Eq => x == y,
                                    CompareOp::Ne => x != y,
                                    CompareOp::Gt => x > y,
                                    CompareOp::Ge => x >= y,
                                };
                                sp -= 2;
                                self.drop_atom(left);
                                self.drop_atom(right);
                                // A conditional jump that follows is taken at once.
                                let next = code[pc];
                                if next.op == Op::PopJumpIfFalse {
                                    pc = if result { pc + 1 } else { next.arg as usize };
                                } else if next.op == Op::PopJumpIfTrue {
                                    pc = if result { next.arg as usize } else { pc + 1 };
                                } else {
                                    push!(self.heap.incref(known::bool_ref(result)));
                                }
                                continue;
                            }
                            sync!();
                            let mut value = attempt!(self.compare(op, left, right));
                            if ins.arg == 1 && self.heap.class_of(value) != types::BOOL {
                                let truth = self.truth(value);
                                self.decref(value);
                                value = self.bool(attempt!(truth));
                            }
                            sp -= 2;
                            push!(value);
                            self.top = sp;
                            release!(left);
                            release!(right);
                        }
                        Op::PopJumpIfFalse => {
                            let value = pop!();
                            if value == known::TRUE {
                                self.heap.counts[value.index()] -= 1;
                            } else if value == known::FALSE {
                                self.heap.counts[value.index()] -= 1;
                                pc = ins.arg as usize;
                            } else {
                                sync!();
                                let truth = self.truth(value);
                                release!(value);
                                if !attempt!(truth) {
                                    pc = ins.arg as usize;
                                }
                            }
                        }
                        Op::PopJumpIfTrue => {
                            let value = pop!();
                            if value == known::TRUE {
                                self.heap.counts[value.index()] -= 1;
                                pc = ins.arg as usize;
                            } else if value == known::FALSE {
                                self.heap.counts[value.index()] -= 1;
                            } else {
                                sync!();
                                let truth = self.truth(value);
                                release!(value);
                                if attempt!(truth) {
                                    pc = ins.arg as usize;
                                }
                            }
                        }
                        Op::PopJumpIfNone => {
                            let value = pop!();
                            if value == known::NONE {
                                pc = ins.arg as usize;
                            }
                            release!(value);
                        }
                        Op::PopJumpIfNotNone => {
                            let value = pop!();
                            if value != known::NONE {
                                pc = ins.arg as usize;
                            }
                            release!(value);
                        }
                        Op::JumpIfTrueOrPop | Op::JumpIfFalseOrPop => {
                            let value = top!(1);
                            sync!();
                            let truth = attempt!(self.truth(value));
                            if truth == (ins.op == Op::JumpIfTrueOrPop) {
                                pc = ins.arg as usize;
                            } else {
                                sp -= 1;
                                release!(value);
                            }
                        }
                        Op::JumpForward => pc = ins.arg as usize,
                        Op::JumpBackward => {
                            jump_back!(ins.arg);
                            breaker!();
                        }
                        Op::JumpBackwardNoInterrupt => jump_back!(ins.arg),
                        Op::ForIter => {
                            let iterator = top!(1);
                            // Counting over a range and walking a list need no call.
                            match self.heap.body(iterator) {
                                Body::RangeIterator { next, end } => {
                                    let (next, end) = (*next, *end);
                                    if next < end {
                                        if let Body::RangeIterator { next: place, .. } = self.heap.body_mut(iterator) {
                                            *place = next + 1;
                                        }
                                        let value = self.int(next);
                                        push!(value);
                                    } else {
                                        sp -= 1;
                                        release!(iterator);
                                        pc = ins.arg as usize;
                                    }
                                    continue;
                                }
                                Body::SequenceIterator { sequence, index } => {
                                    if let Some(items) =
                                        (!sequence.is_null()).then(|| self.heap.body(*sequence).items()).flatten()
                                        && let Some(&value) = items.get(*index as usize)
                                        && self.heap.class_of(iterator) != types::LIST_REVERSE_ITERATOR
                                    {
                                        if let Body::SequenceIterator { index, .. } = self.heap.body_mut(iterator) {
                                            *index += 1;
                                        }
                                        self.heap.incref(value);
                                        push!(value);
                                        continue;
                                    }
                                }
                                Body::Generator(_) => {
                                    sync!();
                                    match self.resume_in_loop(iterator, ins.arg) {
                                        Ok(true) => continue 'frame,
                                        Ok(false) => {
                                            sp -= 1;
                                            release!(iterator);
                                            pc = ins.arg as usize;
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
                                    pc = ins.arg as usize;
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
                            if let Body::Function(_) = self.heap.body(callable) {
                                let first = if self.stack[start + 1].is_null() { start + 2 } else { start + 1 };
                                let entered =
                                    self.enter_function(callable, start, first, sp - first, kwnames, Entry::Call);
                                self.xdecref(kwnames);
                                if entered.is_ok() {
                                    continue 'frame;
                                }
                                self.drop_stack(start);
                                break 'code;
                            }
                            if kwnames.is_null() {
                                if let Some(result) = self.call_native_quickly(start) {
                                    sp = start;
                                    self.top = sp;
                                    let value = attempt!(result);
                                    push!(value);
                                    let warm = self.note_native_call(caches, ins.cache);
                                    if (self.heap.collector.pending || self.attention)
                                        && !(warm && self.skips_breaker(callable, ins.arg, code.get(pc)))
                                    {
                                        breaker!();
                                    }
                                    continue;
                                }
                                if ins.cache != Instr::NO_CACHE && self.enter_init(start, caches + ins.cache as usize) {
                                    continue 'frame;
                                }
                            }
                            let callee = self.begin_call(start, ins.arg as usize, kwnames, Entry::Call);
                            self.xdecref(kwnames);
                            match callee {
                                Callee::Frame => continue 'frame,
                                Callee::Done(result) => {
                                    sp = start;
                                    self.top = sp;
                                    let value = attempt!(result);
                                    push!(value);
                                    breaker!();
                                }
                            }
                        }
                        Op::ReturnValue | Op::ReturnConst => {
                            let value = if ins.op == Op::ReturnValue {
                                pop!()
                            } else {
                                let value = self.const_pool[consts + ins.arg as usize];
                                self.heap.incref(value)
                            };
                            sync!();
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
                            let items = self.stack[sp - count..sp].to_vec();
                            let list = self.list(items);
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
                            let class = self.heap.class_of(container);
                            if (class == types::LIST || class == types::TUPLE)
                                && let Body::Int(index) = *self.heap.body(key)
                                && let Some(items) = self.heap.body(container).items()
                            {
                                let at = if index < 0 { index + items.len() as i64 } else { index };
                                if at >= 0
                                    && let Some(&value) = items.get(at as usize)
                                {
                                    self.heap.incref(value);
                                    sp -= 2;
                                    push!(value);
                                    self.drop_atom(key);
                                    release!(container);
                                    continue;
                                }
                            }
                            sync!();
                            let value = attempt!(self.getitem(container, key));
                            sp -= 2;
                            push!(value);
                            self.top = sp;
                            release!(key);
                            release!(container);
                        }
                        Op::StoreSubscr => {
                            let (value, container, key) = (top!(3), top!(2), top!(1));
                            if self.heap.class_of(container) == types::LIST
                                && let Body::Int(index) = *self.heap.body(key)
                                && let Body::List(items) = self.heap.body_mut(container)
                            {
                                let at = if index < 0 { index + items.len() as i64 } else { index };
                                if at >= 0
                                    && let Some(place) = items.get_mut(at as usize)
                                {
                                    let before = std::mem::replace(place, value);
                                    sp -= 3;
                                    if self.heap.journal.on() {
                                        self.journal_item(container, at as usize, before, value);
                                    }
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
                            self.list_push(list, value);
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
                                    pc = ins.arg as usize;
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
                        // Everything rarer stands in a function of its own.
                        _ => {
                            sync!();
                            match self.run_rare(ins, base, unit) {
                                Ok(Some(to)) => pc = to as usize,
                                Ok(None) => {}
                                Err(Raised) => {
                                    break 'code;
                                }
                            }
                            sp = self.top;
                        }
                    }
                }
            }
            // An exception: find its handler, here or below.
            self.frames[frame].pc = pc as u32;
            if self.unwind(floor) {
                continue 'frame;
            }
            return Err(Raised);
        }
    }

    /// Pops the topmost frame and hands `value` (owned) to whoever waits for it.
    fn leave_frame(&mut self, value: Ref) -> Res<Left> {
        let a = &self.frames[self.frames.len() - 1];
        let entry = a.entry;
        match entry {
            Entry::Call => {
                self.pop_frame();
                self.deliver(value);
                Ok(Left::Caller)
            }
            Entry::Native => {
                self.pop_frame();
                Ok(Left::Rust(value))
            }
            Entry::Init(instance) | Entry::InitNative(instance) => {
                self.pop_frame();
                let native = matches!(entry, Entry::InitNative(_));
                if value != known::NONE {
                    let message = format!("__init__() should return None, not '{}'", self.type_name(value));
                    self.decref(value);
                    self.decref(instance);
                    return Err(self.type_error(message));
                }
                self.decref(value);
                if native {
                    return Ok(Left::Rust(instance));
                }
                self.deliver(instance);
                Ok(Left::Caller)
            }
            Entry::Generator(generator) => {
                let looping = self.finish_generator(generator, true);
                self.generator_returned(value, looping);
                Ok(Left::Caller)
            }
            Entry::GeneratorNative(generator) => {
                self.finish_generator(generator, false);
                self.generator_result = super::generators::Resumed::Returned;
                Ok(Left::Rust(value))
            }
        }
    }

    /// Pushes a result on the operand stack of the frame that called.
    pub(super) fn deliver(&mut self, value: Ref) {
        let at = self.top;
        self.stack[at] = value;
        self.top = at + 1;
        if let Some(a) = self.frames.last_mut() {
            a.top = at + 1;
        }
    }

    fn suspend(&mut self, value: Ref) -> Left {
        match self.frames[self.frames.len() - 1].entry {
            Entry::Generator(generator) => {
                self.park_generator(generator);
                self.deliver_yielded(value);
                Left::Caller
            }
            Entry::GeneratorNative(generator) => {
                self.park_generator(generator);
                self.generator_result = super::generators::Resumed::Yielded;
                Left::Rust(value)
            }
            _ => Left::Rust(value),
        }
    }

    fn make_generator(&mut self) -> Left {
        let entry = self.frames[self.frames.len() - 1].entry;
        let generator = self.generator_from_frame();
        match entry {
            Entry::Call => {
                self.deliver(generator);
                Left::Caller
            }
            _ => Left::Rust(generator),
        }
    }

    /// Finds the handler of the pending exception among the frames above `floor`; leaves those that have none. True
    /// when a handler was found: the loop goes on there.
    fn unwind(&mut self, floor: usize) -> bool {
        loop {
            let index = self.frames.len() - 1;
            let at = self.frames[index].pc.saturating_sub(1);
            if std::mem::take(&mut self.reraising) {
                // RERAISE keeps the traceback as it is.
            } else {
                self.add_traceback(index, at);
            }
            let a = &self.frames[index];
            let spec = self.units[a.unit as usize].spec;
            if let Some(handler) = spec.handler(at) {
                let handler = *handler;
                let depth = a.base + spec.locals.len() + handler.depth as usize;
                self.drop_stack(depth);
                if handler.lasti {
                    let lasti = self.int(i64::from(at));
                    self.stack[self.top] = lasti;
                    self.top += 1;
                }
                let exception = self.take_raised();
                self.stack[self.top] = exception;
                self.top += 1;
                let top = self.top;
                let a = &mut self.frames[index];
                a.pc = handler.target;
                a.top = top;
                return true;
            }
            let bottom = a.base + spec.locals.len();
            self.drop_stack(bottom);
            let entry = self.frames[index].entry;
            match entry {
                Entry::Generator(generator) => {
                    let looping = self.finish_generator(generator, true);
                    if self.generator_raised(looping) {
                        return true;
                    }
                }
                Entry::GeneratorNative(generator) => {
                    self.finish_generator(generator, false);
                }
                Entry::Init(instance) | Entry::InitNative(instance) => {
                    self.pop_frame();
                    let pending = self.take_raised();
                    self.decref(instance);
                    self.set_raised(pending);
                }
                _ => self.pop_frame(),
            }
            if self.frames.len() <= floor || index == floor {
                return false;
            }
            // The frame below goes on with its stack as the call left it.
            let top = self.top;
            if let Some(a) = self.frames.last_mut() {
                a.top = top;
            }
        }
    }

    /// Leaves the topmost frame at once, without running more of it.
    pub(super) fn abandon_frame(&mut self) {
        let a: &Activation = &self.frames[self.frames.len() - 1];
        let spec = self.units[a.unit as usize].spec;
        let bottom = a.base + spec.locals.len();
        let entry = a.entry;
        self.drop_stack(bottom);
        match entry {
            Entry::Generator(generator) | Entry::GeneratorNative(generator) => {
                self.finish_generator(generator, false);
            }
            Entry::Init(instance) | Entry::InitNative(instance) => {
                self.pop_frame();
                self.decref(instance);
            }
            _ => self.pop_frame(),
        }
    }

    /// Notes that this call site called a native; says whether it had before. From its second call on, CPython runs a
    /// specialized instruction there.
    #[inline(always)]
    fn note_native_call(&mut self, caches: usize, cache: u16) -> bool {
        if cache == Instr::NO_CACHE {
            return false;
        }
        let place = &mut self.caches[caches + cache as usize].index;
        std::mem::replace(place, 1) != 0
    }

    /// Whether the specialized call of this builtin does not look at the eval breaker: `CALL_LEN`, `CALL_ISINSTANCE`
    /// and `CALL_LIST_APPEND` (whose result must be dropped next) do not.
    #[cold]
    fn skips_breaker(&self, callable: Ref, arguments: u32, next: Option<&Instr>) -> bool {
        let Body::Native { native, module, .. } = *self.heap.body(callable) else { return false };
        match (self.natives[native as usize].name, arguments) {
            ("append", 1) => module == types::LIST && next.is_some_and(|ins| ins.op == Op::PopTop),
            ("len", 1) | ("isinstance", 2) => self.is_exact(callable, types::NATIVE_FUNCTION),
            _ => false,
        }
    }

    /// Collections that wait, interrupts: what CPython does when its eval breaker is set.
    #[cold]
    fn at_safe_point(&mut self) -> Res<()> {
        if self.heap.collector.pending && self.heap.rules.trigger == Trigger::OnEvalBreaker {
            crate::memory::collector::collect_pending(self);
        }
        if self.attention {
            self.attention = false;
            return self.attend();
        }
        Ok(())
    }

    /// Gives an int or float back; nothing can run.
    #[inline(always)]
    fn drop_atom(&mut self, id: Ref) {
        if self.heap.decref_is_last(id) {
            death::die(self, id);
        }
    }

    fn journal_slot(&mut self, _owner: Ref, _name: Ref, _before: Ref, _value: Ref) {}

    fn journal_item(&mut self, _list: Ref, _index: usize, _before: Ref, _value: Ref) {}
}

pub(super) const CACHED_SLOT: u32 = 1;
pub(super) const CACHED_METHOD: u32 = 2;
pub(super) const CACHED_CLASS_VALUE: u32 = 3;
pub(super) const CACHED_BUILTIN_METHOD: u32 = 4;
/// A call site that called a class once, and one that calls its `__init__` at once from now on.
pub(super) const CACHED_COLD_CLASS: u32 = 5;
pub(super) const CACHED_INIT: u32 = 6;

#[inline(always)]
fn a_is_str(vm: &Vm, id: Ref) -> bool {
    vm.heap.class_of(id) == types::STR
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

#[allow(dead_code)]
const _: Ref = names::ADD;
