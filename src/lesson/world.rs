//! What a goal may ask of memory and of events. The session implements it; nothing here changes anything.
//!
//! Three words used throughout:
//!
//! - A *path* is a name with attributes and subscripts by constants: `a`, `a.other`, `objs[3]`, `d["k"]`.
//!   It is looked up in the learner's namespace without running any Python: through instance dictionaries,
//!   lists, tuples and dicts with keys of exact built-in types, never through properties or `__getattr__`.
//! - A *label* is a path too, but names an object remembered from earlier, so that one can still speak of
//!   it when no name leads there any more. When a step begins, each label of the step's goals
//!   ([`Step::labels`](super::Step::labels)) that leads to an object is remembered anew and means that
//!   object until the step is over. One that leads nowhere then keeps what it meant before, if anything; if
//!   that is nothing or a freed object, the first object that its path leads to during the step is taken,
//!   and that too holds until the step is over. Paths are looked up between submissions, so an object that
//!   is made and lost within one block of lines is never remembered.
//! - *Events* (output, statements, collections, exceptions) are those since the current step began.

/// An object's reference count as the tables show it (not `sys.getrefcount`, which adds its own argument).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refcount {
    Count(u64),
    /// From 3.12: never counted, never freed.
    Immortal,
}

/// What can be said about one object that is in memory.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ObjectFacts {
    /// The same for the same object, different for two objects alive at the same time.
    pub identity: u64,
    pub refcount: Refcount,
    /// `type(object).__name__`.
    pub type_name: String,
    /// Whether the collector watches it (`gc.is_tracked`).
    pub tracked: Tracking,
    /// Which list of the collector it is on; `None` for an untracked or frozen object.
    pub generation: Option<u8>,
    /// Whether its finalizer has been called (`gc.is_finalized`).
    pub finalized: Finalization,
    /// Whether names, frames or the runtime lead to it.
    pub reach: Reach,
    /// For a weak reference: what has become of its referent.
    pub referent: Option<Referent>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tracking {
    Tracked,
    Untracked,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Finalization {
    NotYet,
    Done,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reach {
    Reachable,
    Unreachable,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Referent {
    Alive,
    Gone,
}

/// What has become of the object that a label names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fate {
    Alive(ObjectFacts),
    Freed,
}

/// Why a collection ran.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Cause {
    /// `gc.collect()` was called.
    Asked,
    /// A counter passed its threshold.
    Automatic,
}

/// One collection that has run.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Collection {
    /// The oldest generation that it looked at: 0, 1 or 2.
    pub generation: u8,
    pub cause: Cause,
    /// What `gc.collect()` returned or would have returned: unreachable objects found.
    pub found: u64,
}

/// A moment of a session, as goals see it.
pub trait World {
    /// The object that `path` leads to now.
    fn object(&self, path: &str) -> Option<ObjectFacts>;
    /// What has become of the object that `label` names; `None` when it never named one.
    fn remembered(&self, label: &str) -> Option<Fate>;
    /// `repr` of an int, bool, float, str or `None` at `path`; `None` for anything else.
    fn atom(&self, path: &str) -> Option<String>;
    /// Number of items of a list, tuple, dict or set at `path`.
    fn length(&self, path: &str) -> Option<u64>;
    /// Whether the object at path `from` refers directly to the object labelled `to`, an instance's
    /// attributes counting as its own.
    fn refers(&self, from: &str, to: &str) -> bool;
    /// How many instances of exactly this class are in memory, reachable or not.
    fn instances(&self, type_name: &str) -> u64;
    /// How many tracked objects that nothing leads to are in memory, those in `gc.garbage` not counted.
    fn unreachable(&self) -> u64;

    /// Number of items of `gc.garbage`.
    fn garbage_length(&self) -> u64;
    /// Whether the labelled object is in `gc.garbage`.
    fn in_garbage(&self, label: &str) -> bool;
    /// `gc.get_threshold()`.
    fn thresholds(&self) -> [i64; 3];
    /// `gc.isenabled()`.
    fn collector_enabled(&self) -> bool;
    /// `gc.get_debug()`, the sum of the flags.
    fn debug_flags(&self) -> u32;
    /// `gc.get_freeze_count()`.
    fn frozen(&self) -> u64;

    /// Every line printed or echoed since the step began, in order.
    fn output(&self) -> Vec<String>;
    /// The source of every statement submitted since the step began, in order.
    fn statements(&self) -> Vec<String>;
    /// Every collection that ran since the step began, in order.
    fn collections(&self) -> Vec<Collection>;
    /// The class of every exception that reached the prompt since the step began, such as `NameError`.
    fn exceptions(&self) -> Vec<String>;
}
