//! Threads: one runs at a time, until it waits, ends, or has run for long. Which one is next, and when, depends on
//! nothing but the program: waiting takes no time, the session's clock is moved on instead. So the order in which threads
//! go on is that of their sleeps, locks and joins, and it repeats.
//!
//! What a thread has of its own (frames, operands, the exception being handled) is a [`Context`], exchanged when another
//! thread goes on. A thread may wait beneath native code that called back (`list(executor.map(…))`, a `__del__` that
//! takes a lock): each therefore has a native stack, that is a thread of the system, and the machine itself is sent from
//! one to the next. A copy of a machine has the contexts of its waiting threads to look at, but not their native stacks:
//! it cannot let them go on. A machine that can is made by running again.

use std::any::Any;
use std::collections::VecDeque;
use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};
use std::sync::atomic::Ordering;
use std::sync::mpsc::{Receiver, Sender, channel};

use super::frames::Activation;
use super::known::types;
use super::{Raised, Res, Vm, depth, generators};
use crate::memory::column::Column;
use crate::memory::object::FrameState;
use crate::memory::{Body, Ref, Version};
use crate::python::choices::Choices;

/// Native stack of a thread: only what is used of it takes memory.
const STACK: usize = 256 << 20;
/// Threads that may be alive at once.
const MOST: usize = 2_000;
/// Nanoseconds that a slice of steps takes: after it CPython, too, lets another thread run (`sys.getswitchinterval()`).
const SLICE: i64 = 5_000_000;
/// Nanoseconds from the end of a sleep to the sleeper's next step.
const WAKING: i64 = 60_000;

/// A thread, by the order in which they were started.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct ThreadId(pub u32);

impl ThreadId {
    pub const MAIN: Self = Self(0);
}

/// Why a thread goes on.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Reason {
    /// Its turn has come, or another thread woke it.
    #[default]
    Woken,
    /// The time is over that it wanted to wait at most.
    Due,
    /// All threads wait for one another: CPython would wait for ever.
    Deadlock,
    /// The main thread only: somebody wants the program to stop.
    Interrupted,
}

/// What each thread has of its own.
#[derive(Clone, Debug)]
pub(super) struct Context {
    stack: Column<Ref>,
    top: usize,
    raised: Ref,
    kept: Vec<Ref>,
    frames: Vec<Activation>,
    frame_floor: usize,
    handled: Vec<Ref>,
    handled_outside: Vec<(usize, Ref)>,
    sort_by: Ref,
    reraising: bool,
    resume_raising: bool,
    generator_result: generators::Resumed,
    thread_dict: Ref,
    native_depth: usize,
    native_guards: usize,
    reserved_calls: usize,
    counted: Option<depth::Counted>,
}

impl Context {
    /// Of a thread that will call this function (owned).
    fn new(function: Ref) -> Self {
        Self {
            stack: Column::new(vec![Ref::NULL; 4096]),
            top: 0,
            raised: Ref::NULL,
            kept: vec![function],
            frames: Vec::new(),
            frame_floor: 0,
            handled: vec![Ref::NULL],
            handled_outside: Vec::new(),
            sort_by: Ref::NULL,
            reraising: false,
            resume_raising: false,
            generator_result: generators::Resumed::default(),
            thread_dict: Ref::NULL,
            native_depth: 0,
            native_guards: 0,
            reserved_calls: 0,
            counted: None,
        }
    }

    /// All references that are held for it.
    pub(super) fn references(&self) -> Vec<Ref> {
        let mut found: Vec<Ref> = self.stack[..self.top].to_vec();
        for a in &self.frames {
            if let super::Entry::Init(instance) | super::Entry::InitNative(instance) = a.entry {
                found.push(instance);
            }
            found.extend([a.code, a.locals, a.object]);
        }
        found.extend(self.handled.iter().chain(&self.kept));
        found.extend(self.handled_outside.iter().map(|(_, exception)| exception));
        found.extend([self.raised, self.thread_dict]);
        found.retain(|id| !id.is_null());
        found
    }
}

/// The machine on its way to the native stack of the thread that goes on; with a panic that it has to go on with.
struct Parcel {
    vm: Box<Vm>,
    panic: Option<Box<dyn Any + Send>>,
}

/// Ends the native stack of a thread whose machine is gone.
struct Abandoned;

/// A thread that does not run.
struct Parked {
    id: ThreadId,
    context: Context,
    /// To its native stack; none in a copy of a machine.
    line: Option<Sender<Parcel>>,
}

/// A thread that waits: until it is woken, or until this moment of the clock.
#[derive(Clone, Copy, Debug)]
struct Waiting {
    id: ThreadId,
    until: Option<i64>,
}

/// All threads of a machine.
#[derive(Default)]
pub struct Threads {
    current: ThreadId,
    parked: Vec<Parked>,
    waiting: Vec<Waiting>,
    ready: VecDeque<(ThreadId, Reason)>,
    started: u32,
    names: Vec<(ThreadId, String)>,
    /// Why the current one goes on.
    reason: Reason,
    /// The interpreter ends: daemon threads do not go on any more.
    over: bool,
    /// Stands in a native stack's place while the machine is elsewhere; kept, as making one takes time.
    stand_in: Option<Box<Vm>>,
}

impl Clone for Threads {
    fn clone(&self) -> Self {
        let parked = |p: &Parked| Parked { id: p.id, context: p.context.clone(), line: None };
        Self {
            current: self.current,
            parked: self.parked.iter().map(parked).collect(),
            started: self.started,
            names: self.names.clone(),
            over: self.over,
            ..Self::default()
        }
    }
}

impl Threads {
    #[must_use]
    pub fn current(&self) -> ThreadId {
        self.current
    }

    /// Whether there are threads beside the running one.
    #[must_use]
    pub fn are_several(&self) -> bool {
        !self.parked.is_empty()
    }

    /// Daemon threads stay where they are from now on.
    pub fn end(&mut self) {
        self.over = true;
    }

    /// What messages call the running thread.
    pub fn name_current(&mut self, name: String) {
        let current = self.current;
        self.names.retain(|(id, _)| *id != current);
        self.names.push((current, name));
    }

    /// References that parked threads hold.
    pub fn references(&self) -> impl Iterator<Item = Ref> {
        self.parked.iter().flat_map(|p| p.context.references())
    }

    fn name_of(&self, id: ThreadId) -> String {
        let name = self.names.iter().find(|(known, _)| *known == id).map(|(_, name)| name.clone());
        name.unwrap_or_else(|| if id == ThreadId::MAIN { "MainThread".to_owned() } else { format!("thread {}", id.0) })
    }

    /// A thread that waits, whatever for, may go on.
    pub fn wake(&mut self, id: ThreadId) {
        self.make_ready(id, Reason::Woken);
    }

    fn make_ready(&mut self, id: ThreadId, reason: Reason) {
        let before = self.waiting.len();
        self.waiting.retain(|w| w.id != id);
        if self.waiting.len() < before {
            self.ready.push_back((id, reason));
        }
    }

    /// Those whose time is over may go on, in the order of their times.
    fn look_at_clock(&mut self, now: i64) {
        while let Some(first) = self.earliest().filter(|w| w.until.is_some_and(|until| until <= now)) {
            self.make_ready(first.id, Reason::Due);
        }
    }

    fn earliest(&self) -> Option<Waiting> {
        let timed = self.waiting.iter().filter(|w| w.until.is_some() && self.may_go_on(w.id));
        timed.min_by_key(|w| w.until).copied()
    }

    fn may_go_on(&self, id: ThreadId) -> bool {
        id == self.current && (!self.over || id == ThreadId::MAIN)
            || self.parked.iter().any(|p| p.id == id && p.line.is_some() && (!self.over || id == ThreadId::MAIN))
    }

    fn take_ready(&mut self) -> Option<(ThreadId, Reason)> {
        let at = (0..self.ready.len()).find(|&at| self.ready.get(at).is_some_and(|(id, _)| self.may_go_on(*id)))?;
        self.ready.remove(at)
    }
}

impl Vm {
    /// Starts a thread that will call this function without arguments.
    pub fn start_thread(&mut self, function: Ref) -> Res<ThreadId> {
        let (line, inbox) = channel();
        let spawned = match self.threads.parked.len() < MOST {
            true => std::thread::Builder::new().stack_size(STACK).spawn(move || serve(&inbox)).is_ok(),
            false => false,
        };
        if !spawned {
            return Err(self.runtime_error("can't start new thread"));
        }
        self.threads.started += 1;
        let id = ThreadId(self.threads.started);
        let context = Context::new(self.incref(function));
        self.threads.parked.push(Parked { id, context, line: Some(line) });
        self.threads.ready.push_back((id, Reason::Woken));
        Ok(id)
    }

    /// The running thread waits until it is woken (true), or until this moment of the clock (false).
    pub fn wait(&mut self, until: Option<i64>) -> Res<bool> {
        self.threads.waiting.push(Waiting { id: self.threads.current, until });
        self.pass_on();
        match self.threads.reason {
            Reason::Woken => Ok(true),
            Reason::Due => Ok(false),
            Reason::Deadlock => Err(self.deadlock()),
            Reason::Interrupted => self.called_to_stop().map(|()| false),
        }
    }

    /// Lets the others run that can; what `time.sleep(0)` does.
    pub fn yield_thread(&mut self) -> Res<()> {
        self.threads.look_at_clock(self.clock.now());
        if self.threads.ready.is_empty() {
            return Ok(());
        }
        self.threads.ready.push_back((self.threads.current, Reason::Woken));
        self.pass_on();
        match self.threads.reason {
            Reason::Interrupted => self.called_to_stop(),
            _ => Ok(()),
        }
    }

    /// The main thread hears that the program is to stop, now that it runs again.
    fn called_to_stop(&mut self) -> Res<()> {
        self.check_interrupt()?;
        if self.budget.exhausted.is_some() { Err(self.out_of_steps()) } else { Ok(()) }
    }

    /// A slice of steps is over, in the loop: the next thread's turn. The frames of library code that CPython has in C
    /// are not left.
    pub(super) fn take_turns(&mut self) -> Res<()> {
        self.clock.pass(SLICE);
        if self.frames.last().is_some_and(|a| self.units[a.unit as usize].in_c) {
            return Ok(());
        }
        self.yield_thread()
    }

    /// Somebody wants the program to stop: the main thread will hear of it. False when that is the running one.
    pub(super) fn tell_main_thread(&mut self) -> bool {
        let threads = &mut self.threads;
        if threads.current == ThreadId::MAIN
            || !threads.parked.iter().any(|p| p.id == ThreadId::MAIN && p.line.is_some())
        {
            return false;
        }
        threads.waiting.retain(|w| w.id != ThreadId::MAIN);
        threads.ready.retain(|(id, _)| *id != ThreadId::MAIN);
        threads.ready.push_front((ThreadId::MAIN, Reason::Interrupted));
        threads.ready.push_back((threads.current, Reason::Woken));
        self.pass_on();
        true
    }

    /// Lets the next thread go on, which may be the same; returns when this one's turn has come.
    fn pass_on(&mut self) {
        let (next, reason) = self.choose();
        if next == self.threads.current {
            self.threads.reason = reason;
        } else {
            self.switch_to(next, reason);
        }
    }

    /// Who goes on: the first that is ready; or the clock moves to the first moment that one waits for.
    fn choose(&mut self) -> (ThreadId, Reason) {
        self.threads.look_at_clock(self.clock.now());
        loop {
            if let Some(found) = self.threads.take_ready() {
                return found;
            }
            match self.threads.earliest().and_then(|w| w.until) {
                Some(until) => {
                    let now = self.clock.now();
                    self.clock.pass((until - now).max(0).saturating_add(WAKING));
                    self.threads.look_at_clock(self.clock.now());
                }
                None => {
                    self.threads.waiting.retain(|w| w.id != ThreadId::MAIN);
                    return (ThreadId::MAIN, Reason::Deadlock);
                }
            }
        }
    }

    fn switch_to(&mut self, next: ThreadId, reason: Reason) {
        let Some(at) = self.threads.parked.iter().position(|p| p.id == next) else { return };
        let going = self.threads.parked.swap_remove(at);
        let (line, inbox) = channel();
        let context = self.exchange(going.context);
        let id = std::mem::replace(&mut self.threads.current, next);
        self.threads.parked.push(Parked { id, context, line: Some(line) });
        self.threads.reason = reason;
        let Some(line) = going.line else { return };
        let mut parcel = self.threads.stand_in.take().unwrap_or_else(stand_in);
        std::mem::swap(self, &mut parcel);
        // The other end is there as long as its machine is.
        let _ = line.send(Parcel { vm: parcel, panic: None });
        let Ok(Parcel { mut vm, panic }) = inbox.recv() else { resume_unwind(Box::new(Abandoned)) };
        std::mem::swap(self, &mut vm);
        self.threads.stand_in = Some(vm);
        if let Some(panic) = panic {
            resume_unwind(panic);
        }
    }

    /// Puts a context on the machine; gives the one that was there.
    fn exchange(&mut self, mut other: Context) -> Context {
        let limit = self.full_recursion_limit();
        self.show_frames(&self.frames.clone(), |_| FrameState::Parked);
        std::mem::swap(&mut self.stack, &mut other.stack);
        std::mem::swap(&mut self.top, &mut other.top);
        std::mem::swap(&mut self.raised, &mut other.raised);
        std::mem::swap(&mut self.kept, &mut other.kept);
        std::mem::swap(&mut self.frames, &mut other.frames);
        std::mem::swap(&mut self.frame_floor, &mut other.frame_floor);
        std::mem::swap(&mut self.handled, &mut other.handled);
        std::mem::swap(&mut self.handled_outside, &mut other.handled_outside);
        std::mem::swap(&mut self.sort_by, &mut other.sort_by);
        std::mem::swap(&mut self.reraising, &mut other.reraising);
        std::mem::swap(&mut self.resume_raising, &mut other.resume_raising);
        std::mem::swap(&mut self.generator_result, &mut other.generator_result);
        std::mem::swap(&mut self.thread_dict, &mut other.thread_dict);
        std::mem::swap(&mut self.native_depth, &mut other.native_depth);
        std::mem::swap(&mut self.native_guards, &mut other.native_guards);
        std::mem::swap(&mut self.reserved_calls, &mut other.reserved_calls);
        std::mem::swap(&mut self.counted, &mut other.counted);
        self.recursion_limit = limit.saturating_sub(self.reserved_calls);
        self.show_frames(&self.frames.clone(), |at| FrameState::Running(at as u32));
        other
    }

    /// Tells frame objects where their values are.
    fn show_frames(&mut self, frames: &[Activation], state: fn(usize) -> FrameState) {
        for (at, a) in frames.iter().enumerate().filter(|(_, a)| !a.object.is_null()) {
            if let Body::Frame(frame) = self.heap.body_mut(a.object) {
                frame.state = state(at);
                frame.last = a.pc.saturating_sub(1);
            }
        }
    }

    /// A thread's whole run, on its own native stack.
    fn run_thread(&mut self) {
        let function = self.kept.first().copied().unwrap_or(Ref::NULL);
        match self.call(function, &[]) {
            Ok(value) => self.decref(value),
            Err(Raised) => self.unraisable(Some(function), super::unraisable::EXCEPTION_IGNORED),
        }
        self.release_kept(0);
        let dict = std::mem::take(&mut self.thread_dict);
        self.xdecref(dict);
    }

    /// The running thread has ended: another goes on, with the machine.
    fn leave_thread(mut self: Box<Self>) {
        let ended = self.threads.current;
        self.threads.names.retain(|(id, _)| *id != ended);
        let (next, reason) = self.choose();
        let Some(at) = self.threads.parked.iter().position(|p| p.id == next) else { return };
        let going = self.threads.parked.swap_remove(at);
        self.exchange(going.context);
        self.threads.current = next;
        self.threads.reason = reason;
        if let Some(line) = going.line {
            let _ = line.send(Parcel { vm: self, panic: None });
        }
    }

    /// The machine has stopped where it stands, to be looked at: whoever runs it goes on with the panic that did it.
    fn hand_over(mut self: Box<Self>, panic: Box<dyn Any + Send>) {
        let main = self.threads.parked.iter_mut().find(|p| p.id == ThreadId::MAIN);
        if let Some(line) = main.and_then(|main| main.line.take()) {
            let _ = line.send(Parcel { vm: self, panic: Some(panic) });
        }
    }

    /// The error of a program in which all wait: who waits where.
    fn deadlock(&mut self) -> Raised {
        let mut told = vec![self.where_it_waits(ThreadId::MAIN, &self.frames)];
        for parked in self.threads.parked.iter().filter(|p| p.line.is_some()) {
            told.push(self.where_it_waits(parked.id, &parked.context.frames));
        }
        let message = format!("CPython would wait here for ever: {}", told.join(", "));
        self.raise(types::KEYBOARD_INTERRUPT, message)
    }

    /// `Thread-1 (work) in Queue.get (line 8)`: what of the library the program called, and from where.
    fn where_it_waits(&self, id: ThreadId, frames: &[Activation]) -> String {
        let mut told = self.threads.name_of(id);
        let mut called = None;
        for a in frames.iter().rev() {
            let spec = self.units[a.unit as usize].spec;
            if spec.is_of_library() {
                called = Some(spec.qualname.clone());
                continue;
            }
            if let Some(called) = called {
                told.push_str(&format!(" in {called}"));
            }
            let line = self.code_line(a.code, a.pc.saturating_sub(1));
            told.push_str(&format!(" (line {line})"));
            return told;
        }
        told + &called.map_or(String::new(), |called| format!(" in {called}"))
    }

    /// Whether a copy of this machine could not go on as it does.
    #[must_use]
    pub fn has_threads(&self) -> bool {
        self.threads.are_several()
    }

    /// Whether the interrupt is meant for another thread, which hears of it now.
    pub(super) fn passes_interrupt_on(&mut self) -> bool {
        self.interrupt.load(Ordering::Relaxed) && self.tell_main_thread()
    }
}

/// Stands in a native stack's place while the machine is elsewhere; never runs.
fn stand_in() -> Box<Vm> {
    Box::new(Vm::blank(Choices::of(Version::V3_13)))
}

/// The native stack of a thread: waits for the machine, runs the thread, passes the machine on.
fn serve(inbox: &Receiver<Parcel>) {
    let Ok(Parcel { mut vm, .. }) = inbox.recv() else { return };
    match catch_unwind(AssertUnwindSafe(|| vm.run_thread())) {
        Ok(()) => vm.leave_thread(),
        Err(panic) if panic.is::<Abandoned>() => {}
        Err(panic) => vm.hand_over(panic),
    }
}
