//! Frames: what runs (activations), and the frame objects that programs see.

use super::known::types;
use super::{Res, Vm};
use crate::memory::heap::flag;
use crate::memory::object::{Frame, FrameState};
use crate::memory::rules::{FrameObjects, FrameTracking, LocalsRelease};
use crate::memory::{Body, KeptPlace, Ref, alloc};
use crate::python::dialect::statements::GeneratorEnd;

/// One function (or module, or class body) that runs.
#[derive(Clone, Debug)]
pub struct Activation {
    /// Index in `Vm::units`.
    pub unit: u32,
    /// The code object; counted.
    pub code: Ref,
    /// Borrowed: the stack place at `start` owns it. NULL in modules.
    pub function: Ref,
    /// Borrowed from the function, or from `locals` of a module.
    pub globals: Ref,
    pub builtins: Ref,
    /// The namespace of a module or class body, counted; NULL in functions.
    pub locals: Ref,
    /// First stack place that belongs to the call: the callable.
    pub start: usize,
    /// First local.
    pub base: usize,
    /// Where the operand stack ended when this frame called another.
    pub top: usize,
    /// The instruction after the one that runs.
    pub pc: u32,
    /// The frame object, counted, once one was asked for.
    pub object: Ref,
    /// Where the object will stand among the collector's, where the frame is one of them from the first.
    pub place: KeptPlace,
    pub entry: Entry,
}

impl Activation {
    /// Whether it is a generator's, which rests between its runs.
    #[must_use]
    pub fn is_resumed(&self) -> bool {
        matches!(self.entry, Entry::Generator(_) | Entry::GeneratorNative(_))
    }
}

/// Where the result goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Entry {
    /// On the operand stack of the frame below: the same run of the loop goes on there.
    Call,
    /// Back to Rust.
    Native,
    /// `__init__` called by a class: the result must be None, the instance (owned) is pushed instead.
    Init(Ref),
    /// As `Init`, back to Rust.
    InitNative(Ref),
    /// A generator resumed by `next` from the loop (`FOR_ITER`, `SEND`).
    Generator(Ref),
    /// A generator resumed from Rust.
    GeneratorNative(Ref),
}

impl Vm {
    /// The frame object of an activation, made when missing. Borrowed.
    pub fn frame_object(&mut self, index: usize) -> Ref {
        let object = self.frames[index].object;
        if !object.is_null() {
            if !self.heap.has_flag(object, flag::CONTAINER) {
                // Until now only the machine knew it.
                self.heap.set_flag(object, flag::CONTAINER);
                alloc::count_allocation(self);
            }
            return object;
        }
        let frame = self.frame_of_activation(index);
        let id = match self.heap.rules.frame_objects {
            // Its memory was counted when the call began.
            FrameObjects::Always => {
                let id = alloc::uncounted(&mut self.heap, types::FRAME, frame);
                if self.heap.rules.frame_tracking == FrameTracking::Born {
                    let place = self.frames[index].place;
                    alloc::track_at(&mut self.heap, place, id);
                }
                id
            }
            FrameObjects::OnDemand => alloc::container(self, types::FRAME, frame),
        };
        self.frames[index].object = id;
        id
    }

    /// As [`Vm::frame_object`], for the dict of `locals()`, which the frame itself keeps where frames are no objects: one
    /// that is not counted, until somebody asks for it.
    pub(crate) fn frame_beside(&mut self, index: usize) -> Ref {
        if self.frames[index].object.is_null() {
            let frame = self.frame_of_activation(index);
            self.frames[index].object = self.heap.alloc(types::FRAME, frame);
        }
        self.frames[index].object
    }

    fn frame_of_activation(&mut self, index: usize) -> Body {
        let a = self.frames[index].clone();
        // A function's are kept by one of the two; a namespace is the activation's own.
        let snapshot = !a.locals.is_null() && self.is_of_function(a.code);
        if snapshot {
            self.frames[index].locals = Ref::NULL;
        }
        // From 3.11 on the function holds them.
        if self.heap.rules.frame_objects == FrameObjects::Always || a.function.is_null() {
            self.incref(a.globals);
            self.xincref(a.builtins);
        }
        let frame = Frame {
            code: self.incref(a.code),
            globals: a.globals,
            builtins: a.builtins,
            locals: if snapshot { a.locals } else { self.xincref(a.locals) },
            back: Ref::NULL,
            // Up to 3.10 a frame has what it needs of the function, but not the function.
            function: match self.heap.rules.frame_objects {
                FrameObjects::Always => Ref::NULL,
                FrameObjects::OnDemand => self.xincref(a.function),
            },
            state: FrameState::Running(index as u32),
            values: Vec::new(),
            last: a.pc.saturating_sub(1),
            trace: Ref::NULL,
        };
        Body::Frame(Box::new(frame))
    }

    /// Up to 3.6 the collector sees the frames that run, with their variables (`frame_traverse` in
    /// Objects/frameobject.c): they are objects from a collection on, and grow old as others do.
    pub(super) fn show_running_frames(&mut self) {
        if self.heap.rules.frame_tracking == FrameTracking::Born {
            for index in 0..self.frames.len() {
                let frame = self.frame_object(index);
                let a = &self.frames[index];
                let variables = self.stack[a.base..a.base + self.units[a.unit as usize].locals as usize].to_vec();
                if let Body::Frame(f) = self.heap.body_mut(frame) {
                    f.values = variables;
                }
            }
        }
    }

    /// The collection is over.
    pub(super) fn hide_running_frames(&mut self) {
        if self.heap.rules.frame_tracking == FrameTracking::Born {
            for index in 0..self.frames.len() {
                if let Body::Frame(f) = self.heap.body_mut(self.frames[index].object) {
                    f.values.clear();
                }
            }
        }
    }

    /// What the collector sees of frames that run and have one of these objects as a local, from the outermost: the
    /// frames' objects, made when missing, or the generators that they belong to; borrowed.
    pub(crate) fn frames_holding(&mut self, targets: &[Ref]) -> Vec<Ref> {
        let mut found = Vec::new();
        let tracking = self.heap.rules.frame_tracking;
        for index in 0..self.frames.len() {
            let a = &self.frames[index];
            if tracking != FrameTracking::Born && !a.is_resumed() {
                continue;
            }
            let entry = a.entry;
            let locals = a.base..a.base + self.units[a.unit as usize].locals as usize;
            if self.stack[locals].iter().any(|local| targets.contains(local)) {
                found.push(match (tracking, entry) {
                    (FrameTracking::Orphaned, Entry::Generator(id) | Entry::GeneratorNative(id)) => id,
                    _ => self.frame_object(index),
                });
            }
        }
        found
    }

    /// Ends the topmost activation: its values are released in CPython's order, or move into its frame object where
    /// somebody else holds that. The stack is cleared down to `start`.
    pub(super) fn pop_frame(&mut self) {
        let ended = self.frames.last().map(|a| (a.code, a.place, a.object.is_null()));
        if let Some((code, place, true)) = ended
            && self.heap.rules.frame_objects == FrameObjects::Always
        {
            alloc::give_place_up(&mut self.heap, place);
            self.heap.incref(code);
            self.pop_frame_that_stays();
            alloc::frame_ended(&mut self.heap, code);
            return self.decref(code);
        }
        self.pop_frame_that_stays();
    }

    /// As [`Vm::pop_frame`]; the memory of the frame is not given back (it has an object, or none at all).
    pub(super) fn pop_frame_that_stays(&mut self) {
        self.forget_handled();
        let index = self.frames.len() - 1;
        let a = self.frames[index].clone();
        let locals = self.units[a.unit as usize].locals as usize;
        let last = if a.object.is_null() { Ref::NULL } else { self.leave_frame_object(index, &a, locals) };
        // Finalizers of what dies here run in the caller: the frame is no longer there for them.
        self.frames.pop();
        for i in 0..locals {
            let place = match self.heap.rules.locals_release {
                LocalsRelease::FirstToLast => a.base + i,
                LocalsRelease::LastToFirst => a.base + locals - 1 - i,
            };
            let value = std::mem::take(&mut self.stack[place]);
            self.xdecref(value);
        }
        self.top = a.base;
        self.xdecref(a.locals);
        self.xdecref(last);
        self.drop_call(a.start);
        self.decref(a.code);
    }

    /// The activation ends but its frame object may live on: it takes the values over. Returns what has to go once the
    /// values are gone.
    fn leave_frame_object(&mut self, index: usize, a: &Activation, locals: usize) -> Ref {
        self.frames[index].object = Ref::NULL;
        if self.heap.count(a.object) == 1 {
            return self.clear_frame_object(a.object);
        }
        let values: Vec<Ref> = self.stack[a.base..a.base + locals].to_vec();
        for place in &mut self.stack[a.base..a.base + locals] {
            *place = Ref::NULL;
        }
        let back = self.caller_frame(index);
        if let Body::Frame(f) = self.heap.body_mut(a.object) {
            f.state = FrameState::Owned;
            f.values = values;
            f.last = a.pc.saturating_sub(1);
            f.back = back;
        }
        alloc::track(&mut self.heap, a.object);
        self.decref(a.object);
        Ref::NULL
    }

    /// Nobody but its activation has this frame object (owned). Up to 3.10 the values stand in it, so that its memory goes
    /// after them (`frame_dealloc` in Objects/frameobject.c): then it is returned. Later it goes at once
    /// (`_PyFrame_ClearExceptCode` in Python/frame.c).
    pub(super) fn clear_frame_object(&mut self, frame: Ref) -> Ref {
        if let Body::Frame(f) = self.heap.body_mut(frame) {
            f.state = FrameState::Cleared;
        }
        match self.heap.rules.frame_objects {
            FrameObjects::Always => {
                alloc::untrack(&mut self.heap, frame);
                frame
            }
            FrameObjects::OnDemand => {
                self.decref(frame);
                Ref::NULL
            }
        }
    }

    /// The frame object of the caller, counted, as `take_ownership` links `f_back`.
    fn caller_frame(&mut self, index: usize) -> Ref {
        let detached =
            self.frames[index].is_resumed() && self.dialect.statements.generator_end == GeneratorEnd::Detached;
        match self.visible_frame_below(index) {
            Some(below) if !detached => {
                // The frame was unlinked before (gh-99729): a collection meanwhile runs in the caller.
                let ended = self.frames.pop();
                let back = self.frame_object(below);
                self.frames.extend(ended);
                self.incref(back)
            }
            _ => Ref::NULL,
        }
    }

    /// As `Vm::frame_locals`, of a frame that runs and has no object: its activation keeps the dict.
    pub(crate) fn locals_beside(&mut self, index: usize) -> Res {
        let (code, base) = (self.frames[index].code, self.frames[index].base);
        if self.frames[index].locals.is_null() {
            self.frames[index].locals = self.dict();
        }
        let dict = self.frames[index].locals;
        let count = self.units[self.frames[index].unit as usize].locals as usize;
        let values = self.stack[base..base + count].to_vec();
        self.update_locals(dict, code, &values)?;
        Ok(self.incref(dict))
    }

    /// The line that a frame object is at; 0 when unknown.
    #[must_use]
    pub fn frame_line(&self, frame: Ref) -> u32 {
        let Body::Frame(f) = self.body(frame) else { return 0 };
        let last = match f.state {
            FrameState::Running(index) => self.frames.get(index as usize).map_or(0, |a| a.pc.saturating_sub(1)),
            FrameState::Suspended(generator) => match self.body(generator) {
                Body::Generator(g) => g.next.saturating_sub(1),
                _ => f.last,
            },
            _ => f.last,
        };
        self.code_line(f.code, last)
    }

    #[must_use]
    pub fn code_line(&self, code: Ref, instruction: u32) -> u32 {
        let Body::Code(c) = self.body(code) else { return 0 };
        // What the compiler puts in by itself stands in the line of what comes before it.
        let positions = &self.units[c.spec as usize].spec.positions;
        let until = positions.get(..=instruction as usize).unwrap_or_default();
        until.iter().rev().map(|position| position.line).find(|line| *line > 0).unwrap_or(0)
    }
}
