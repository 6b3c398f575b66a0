//! How deep calls nest, as CPython counts: calls of Python functions against `sys.getrecursionlimit()`, recursion of C
//! code against a limit of its own (from 3.12).
//!
//! The loop compares one number, the frames there are. Two things make that number differ from CPython's, and both are
//! looked at only where it reaches the limit:
//!
//! - `C(…)` at a warm call site (`CALL_ALLOC_AND_ENTER_INIT`) pushes a second frame below that of `__init__`, unless
//!   both do not fit into the current chunk of CPython's data stack: then the call goes the long way and takes one.
//! - functions of the library that are written in Python here and in C there take no frame at all.

use super::frames::{Activation, Entry};
use super::known::types;
use super::{Raised, Res, Vm};
use crate::memory::rules::FrameObjects;
use crate::python::behaviour::NativeRecursion;
use crate::python::code::Op;

/// Words of a data stack chunk (16 KiB) after its header of three (`pystate.c`).
const CHUNK: usize = 2048 - 3;
/// Words of a frame besides its locals and operands (`FRAME_SPECIALS_SIZE`).
const FRAME_WORDS: usize = 9;
/// The frame that returns the instance from `__init__` (`_Py_InitCleanup`): two operands.
const SHIM_WORDS: usize = FRAME_WORDS + 2;

/// What the running frames use, in CPython's units.
#[derive(Clone, Copy, Debug)]
struct Use {
    /// Calls that count against the recursion limit.
    calls: usize,
    /// Calls of functions that CPython has in C.
    in_c: usize,
    /// Words that are taken of the current chunk.
    chunk: usize,
}

impl Use {
    fn fits(&self, words: usize) -> bool {
        words < CHUNK - self.chunk
    }

    fn push(&mut self, words: usize) {
        self.chunk = if self.fits(words) { self.chunk + words } else { words };
    }
}

/// What the lowest frames use, so that calls far above need not count them again.
#[derive(Clone, Copy, Debug)]
pub(super) struct Counted {
    frames: usize,
    /// Where the locals of the topmost of them stand: another there would mean other frames below.
    base: usize,
    used: Use,
}

/// Frames above the counted ones that are worth counting again.
const UNCOUNTED: usize = 64;

impl Vm {
    fn frame_words(&self, unit: u32) -> usize {
        let spec = self.units[unit as usize].spec;
        FRAME_WORDS + spec.locals.len() + spec.stack_size as usize
    }

    fn usage(&mut self) -> Use {
        let known = self.counted.filter(|c| self.frames.get(c.frames - 1).is_some_and(|top| top.base == c.base));
        // The first chunk begins with a word that is never given back.
        let mut used = known.map_or(Use { calls: 0, in_c: 0, chunk: 1 }, |counted| counted.used);
        let from = known.map_or(self.frame_floor, |counted| counted.frames);
        let keep = self.frames.len().saturating_sub(UNCOUNTED);
        for at in from..self.frames.len() {
            self.count_frame(&mut used, &self.frames[at]);
            if at + 1 == keep {
                self.counted = Some(Counted { frames: keep, base: self.frames[at].base, used });
            }
        }
        used
    }

    fn count_frame(&self, used: &mut Use, frame: &Activation) {
        let words = self.frame_words(frame.unit);
        match frame.entry {
            _ if self.units[frame.unit as usize].in_c => {
                used.in_c += 1;
                return;
            }
            Entry::Init(_) if used.fits(words + SHIM_WORDS) => {
                used.push(SHIM_WORDS);
                used.calls += 2;
            }
            // A generator keeps its frame itself.
            Entry::Generator(_) | Entry::GeneratorNative(_) => {
                used.calls += 1;
                return;
            }
            _ => used.calls += 1,
        }
        used.push(words);
    }

    /// The place of the frame that stands `depth` calls below the topmost one, as programs see them.
    #[must_use]
    pub fn visible_frame(&self, depth: usize) -> Option<usize> {
        let mut found = self.visible_frame_below(self.frames.len())?;
        for _ in 0..depth {
            found = self.visible_frame_below(found)?;
        }
        Some(found)
    }

    /// Whether functions of this unit are seen by programs.
    #[must_use]
    pub fn unit_is_visible(&self, unit: u32) -> bool {
        !self.units[unit as usize].in_c
    }

    /// The place of the next visible frame below this place.
    #[must_use]
    pub fn visible_frame_below(&self, index: usize) -> Option<usize> {
        (0..index).rev().find(|at| !self.units[self.frames[*at].unit as usize].in_c && !self.is_incomplete(*at))
    }

    /// Whether a frame is so young that CPython looks past it: its call still makes cells or a generator
    /// (`_PyFrame_IsIncomplete` in Include/internal/pycore_frame.h). Up to 3.10 every frame is an object from the start.
    fn is_incomplete(&self, index: usize) -> bool {
        let a = &self.frames[index];
        let code = &self.units[a.unit as usize].spec.code;
        let current = code.get((a.pc as usize).saturating_sub(1)).map(|instruction| instruction.op);
        self.heap.rules.frame_objects == FrameObjects::OnDemand
            && !a.is_resumed()
            && matches!(current, Some(Op::MakeCell | Op::CopyFreeVars | Op::ReturnGenerator))
    }

    /// Calls that count against the recursion limit now.
    #[must_use]
    pub fn call_depth(&mut self) -> usize {
        self.usage().calls
    }

    /// `sys.getrecursionlimit()`.
    #[must_use]
    pub fn full_recursion_limit(&self) -> usize {
        self.recursion_limit + self.reserved_calls
    }

    /// `sys.setrecursionlimit(limit)`.
    pub fn set_recursion_limit(&mut self, limit: usize) {
        self.recursion_limit = limit.saturating_sub(self.reserved_calls);
    }

    /// One call less may follow, until [`Vm::release_call`].
    pub(super) fn reserve_call(&mut self) {
        self.recursion_limit = self.recursion_limit.saturating_sub(1);
        self.reserved_calls += 1;
    }

    pub(super) fn release_call(&mut self) {
        self.recursion_limit += 1;
        self.reserved_calls -= 1;
    }

    /// There are as many frames as the limit allows: may there be one more, for code of this unit?
    #[cold]
    pub(super) fn check_call_depth(&mut self, unit: u32) -> Res<()> {
        let used = self.usage();
        let separate = match self.behaviour.native_recursion {
            NativeRecursion::Separate(limit) => self.native_depth + used.in_c >= limit,
            NativeRecursion::Shared => false,
        };
        let enough = if self.units[unit as usize].in_c { !separate } else { used.calls < self.call_limit() };
        if enough { Ok(()) } else { Err(self.recursion_error()) }
    }

    /// The same for a warm call of a class. False: the frames do not fit where CPython would want them.
    #[cold]
    pub(super) fn check_init_depth(&mut self, unit: u32) -> Res<bool> {
        let used = self.usage();
        if !used.fits(self.frame_words(unit) + SHIM_WORDS) {
            return Ok(false);
        }
        if used.calls + 1 < self.call_limit() { Ok(true) } else { Err(self.recursion_error()) }
    }

    /// The limit of calls; C code that runs has its part of it up to 3.11.
    fn call_limit(&self) -> usize {
        self.full_recursion_limit() - self.native_guards
    }

    pub(super) fn recursion_error(&mut self) -> Raised {
        self.raise(types::RECURSION_ERROR, "maximum recursion depth exceeded")
    }

    /// Guards recursion of natives: every nested run takes native stack.
    pub fn enter_native(&mut self, during: &str) -> Res<()> {
        let shared = self.behaviour.native_recursion == NativeRecursion::Shared;
        let calls = self.frames.len() - self.frame_floor;
        if self.native_depth >= self.native_limit() || shared && calls + 2 > self.recursion_limit {
            return Err(self.raise(types::RECURSION_ERROR, format!("maximum recursion depth exceeded{during}")));
        }
        self.native_depth += 1;
        if shared {
            self.reserve_call();
            self.native_guards += 1;
        }
        Ok(())
    }

    pub fn leave_native(&mut self) {
        self.native_depth -= 1;
        if self.behaviour.native_recursion == NativeRecursion::Shared {
            self.release_call();
            self.native_guards -= 1;
        }
    }

    fn native_limit(&self) -> usize {
        match self.behaviour.native_recursion {
            NativeRecursion::Separate(limit) => limit,
            NativeRecursion::Shared => MAX_NATIVE_DEPTH,
        }
    }

    pub(super) fn run_guarded(&mut self) -> Res {
        let units = self.behaviour.loop_units;
        if self.native_depth >= self.native_limit() {
            let raised = self.recursion_error();
            self.abandon_frame();
            return Err(raised);
        }
        self.native_depth += units;
        let result = self.run();
        self.native_depth -= units;
        result
    }
}

/// Nested runs of the evaluation loop, each of which takes a stretch of native stack.
const MAX_NATIVE_DEPTH: usize = 4000;
