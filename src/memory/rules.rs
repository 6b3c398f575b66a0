//! What differs between CPython versions in memory management, as named choices.
//!
//! This is the only place (with `python/dialect.rs` for the language) where versions are compared.

use std::fmt;
use std::str::FromStr;

use super::dict::DictRules;
use super::free_lists::Kind;
use super::set::SetProbing;

/// A CPython whose rules are known here.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Version {
    V2_7,
    V3_6,
    V3_7,
    V3_8,
    V3_9,
    V3_10,
    V3_11,
    V3_12,
    V3_13,
    /// 3.14.0 to 3.14.4: the incremental collector.
    V3_14_0,
    /// 3.14.5 and later: the generational collector again.
    V3_14_5,
}

impl Version {
    pub const ALL: [Self; 11] = [
        Self::V2_7,
        Self::V3_6,
        Self::V3_7,
        Self::V3_8,
        Self::V3_9,
        Self::V3_10,
        Self::V3_11,
        Self::V3_12,
        Self::V3_13,
        Self::V3_14_0,
        Self::V3_14_5,
    ];

    /// `(major, minor)`.
    #[must_use]
    pub fn number(self) -> (u8, u8) {
        match self {
            Self::V2_7 => (2, 7),
            Self::V3_6 => (3, 6),
            Self::V3_7 => (3, 7),
            Self::V3_8 => (3, 8),
            Self::V3_9 => (3, 9),
            Self::V3_10 => (3, 10),
            Self::V3_11 => (3, 11),
            Self::V3_12 => (3, 12),
            Self::V3_13 => (3, 13),
            Self::V3_14_0 | Self::V3_14_5 => (3, 14),
        }
    }
}

impl fmt::Display for Version {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::V3_14_0 => f.write_str("3.14.0"),
            Self::V3_14_5 => f.write_str("3.14.5"),
            other => {
                let (major, minor) = other.number();
                write!(f, "{major}.{minor}")
            }
        }
    }
}

/// The text names no CPython whose rules are known here.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error(
    "no rules for Python {asked}; known are 2.7, 3.6 to 3.13, 3.14.0 (to 3.14.4: incremental) and 3.14.5 (or 3.14)"
)]
pub struct UnknownVersion {
    pub asked: String,
}

impl FromStr for Version {
    type Err = UnknownVersion;

    /// Takes `3.13`, any patch release (`3.13.0`, `3.14.2`) and a suffix such as `3.14.2-pyodide`.
    fn from_str(text: &str) -> Result<Self, UnknownVersion> {
        let unknown = || UnknownVersion { asked: text.to_owned() };
        let release = text.split('-').next().unwrap_or(text);
        let parts = release.split('.').map(str::parse).collect::<Result<Vec<u8>, _>>().map_err(|_| unknown())?;
        let (major, minor, patch) = match parts[..] {
            [major, minor] => (major, minor, None),
            [major, minor, patch] => (major, minor, Some(patch)),
            _ => return Err(unknown()),
        };
        if (major, minor) == (3, 14) {
            return Ok(if patch.is_some_and(|p| p < 5) { Self::V3_14_0 } else { Self::V3_14_5 });
        }
        Self::ALL.into_iter().find(|v| v.number() == (major, minor)).ok_or_else(unknown)
    }
}

/// The named choices of one version.
#[derive(Clone, Debug)]
pub struct Rules {
    pub version: Version,
    pub collector: CollectorKind,
    pub counting: Counting,
    pub trigger: Trigger,
    pub waiting_collection: WaitingCollection,
    pub subclass_table: SubclassTable,
    /// What `gc.get_threshold()` gives at start.
    pub thresholds: [i64; 3],
    /// Containers of the interpreter's own that its collector sees and this one has not (about, after `gc.collect()` at
    /// start): they count among the long-lived objects, of which a quarter must be new before all are searched again.
    pub objects_at_start: usize,
    pub finalizers: Finalizers,
    pub resurrection: Resurrection,
    pub slotless_instances: SlotlessInstances,
    pub instance_dict: InstanceDict,
    pub inline_values: InlineValues,
    pub shared_keys: SharedKeys,
    pub call_arguments: CallArguments,
    pub bound_calls: BoundCalls,
    pub native_calls: NativeCalls,
    pub keyword_dicts: KeywordDicts,
    pub base_order: BaseOrder,
    pub class_parts: ClassParts,
    pub subclass_lists: SubclassLists,
    pub unpacked_calls: UnpackedCalls,
    pub locals_release: LocalsRelease,
    pub comparison_release: ComparisonRelease,
    pub call_release: CallRelease,
    pub packed_release: PackedRelease,
    pub immortals: Immortals,
    pub interned: Interned,
    pub dict_stores: DictStores,
    pub frame_objects: FrameObjects,
    pub frame_tracking: FrameTracking,
    pub zombie_frames: ZombieFrames,
    pub generator_traverse: GeneratorTraverse,
    pub result_cache_traverse: ResultCacheTraverse,
    pub weakref_clearing: WeakrefClearing,
    pub tracebacks: Tracebacks,
    pub traceback_birth: TracebackBirth,
    pub callback_tuple: CallbackTuple,
    pub function_clear: FunctionClear,
    pub function_traverse: FunctionTraverse,
    pub freeze: Freeze,
    pub found: Found,
    pub dict_tracking: DictTracking,
    pub tuple_tracking: TupleTracking,
    pub trashcan: Trashcan,
    /// Exceptions take part in the trashcan from 3.11 on (bpo-44348).
    pub exceptions_in_trashcan: bool,
    pub free_lists: FreeListRules,
    /// How a dict keeps its order, grows, is copied, and how large it is (Objects/dictobject.c).
    pub dict: &'static DictRules,
    /// Where a set looks for an item, which decides its order (Objects/setobject.c).
    pub set: SetProbing,
}

/// How garbage cycles are looked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CollectorKind {
    /// Three generations, a whole generation at a time.
    Generational,
    /// 3.14.0 to 3.14.4: a young generation and two old spaces, worked off in increments.
    Incremental,
}

/// What `gc.get_count()` counts in the youngest generation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Counting {
    /// Containers allocated, less those freed; objects in free lists count as allocated (`gc_alloc`, `PyObject_GC_Del`).
    Allocated,
    /// 3.14.0 to 3.14.4: containers tracked, less those untracked (`_PyObject_GC_TRACK` in pycore_gc.h).
    Tracked,
}

/// When an automatic collection runs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Trigger {
    /// Up to 3.11: inside the allocation that passes the threshold.
    OnAllocation,
    /// From 3.12: at the next moment the evaluation loop looks at its breaker (gh-97922).
    OnEvalBreaker,
}

/// What `__del__` means to the collector.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Finalizers {
    /// 2.7: objects with `__del__` in garbage cycles go to `gc.garbage`; `__del__` runs at each death.
    Legacy,
    /// From 3.4 (PEP 442): `__del__` runs once, before the cycle is cleared.
    Once,
}

/// What a collection does when finalizers brought garbage back to life.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Resurrection {
    /// 3.4 to 3.6: all of the garbage is kept, but its number is returned.
    KeepAllCounted,
    /// 3.7 and 3.8: all of the garbage is kept, and zero is returned.
    KeepAll,
    /// From 3.9 (bpo-38379): a second search among the garbage finds what is still unreachable.
    Rededuce,
}

/// Whether the collector knows instances of a class with empty `__slots__` that add nothing to their base.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SlotlessInstances {
    /// 2.7: as their base, so those of `object` and `int` are no containers; those of `str` are (its size is rounded up).
    AsBaseButStr,
    /// 3.6, 3.7: as their base, so those of `object`, `int`, `str` are no containers.
    AsBase,
    /// From 3.8 (bpo-35810: instances hold their class): all are containers.
    Containers,
}

/// Where the attributes of an instance stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum InstanceDict {
    /// Up to 3.10: a dict object of its own, made with the first attribute.
    Eager,
    /// 3.11, 3.12: values beside the instance; a dict object takes them over when `__dict__` is asked for.
    Values,
    /// From 3.13: values inside the instance; a dict object made later shares them.
    Inline,
}

/// Which instances have their attributes inside them (`Py_TPFLAGS_INLINE_VALUES`), where any have.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum InlineValues {
    /// Up to 3.13: those of classes without a builtin base but `object`, and without `__slots__`.
    PlainObjects,
    /// From 3.14: also those of subclasses of `list`, `dict`, `float` and all other builtins whose instances have one length
    /// and no `__dict__` of their own (`type_new_alloc` in Objects/typeobject.c).
    FixedLength,
}

/// Which dicts of instances share their keys (split tables, PEP 412), as their sizes show.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SharedKeys {
    /// 2.7: none.
    None,
    /// Up to 3.10: five names at first, and wider tables while only one instance has them.
    Five,
    /// 3.11: thirty names, one less with each instance; not in subclasses of types with a `__dict__` of their own or with
    /// instances of different lengths, as `int` and `tuple`.
    Thirty,
    /// From 3.12: also in subclasses of `int`, `tuple` and `bytes`.
    ThirtyInBuiltins,
}

/// Who holds the arguments during a call.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CallArguments {
    /// Up to 3.10: the operand stack and the frame hold them both.
    Copied,
    /// From 3.11: they move from the operand stack into the frame.
    Moved,
    /// From 3.14: a local that is only read may be borrowed by the operand stack.
    Borrowed,
}

/// What stands on the caller's stack while a bound method runs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BoundCalls {
    /// Up to 3.7 and from 3.11: its function and `self`, instead of the method (`call_function` in Python/ceval.c).
    Unpacked,
    /// 3.8 to 3.10: the method; `self` is passed on without a count (`method_vectorcall` in Objects/classobject.c).
    MethodStays,
}

/// How C code hands arguments to functions of a program: what holds them beside the caller and the frame, and what is
/// made for the call.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NativeCalls {
    /// 2.7: in a tuple, which holds them. A method is bound first (special methods too), and its call makes a second
    /// tuple, with the receiver (`instancemethod_call` in Objects/classobject.c).
    InTuple,
    /// 3.6: special methods are bound and called with a tuple, others get an array (bpo-26814).
    SlotsInTuple,
    /// 3.7: in an array, which counts nothing; a bound method gets a tuple (`_PyObject_FastCallDict`), special methods
    /// are no longer bound (bpo-30509).
    MethodsInTuple,
    /// From 3.8: in an array (PEP 590).
    InArray,
}

/// How keywords of `f(**k)`, or of a class, reach a function of a program.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum KeywordDicts {
    /// Up to 3.7: spread out in a tuple of names and values (`function_call` in Objects/funcobject.c,
    /// `_PyFunction_FastCallDict` in Objects/call.c).
    InPairs,
    /// From 3.8: the names in a tuple, the values in an array (PEP 590).
    NamesApart,
}

/// What becomes of the weak reference through which a base knew a class that died.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SubclassLists {
    /// 2.7: it stays until another subclass takes its place (`add_subclass` in Objects/typeobject.c).
    KeepDead,
    /// From 3.x on: it goes with the class (`remove_subclass`).
    Forget,
}

/// How a class with one base finds the order of its bases.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BaseOrder {
    /// Up to 3.6: in four lists, as those of a class with many bases.
    Merged,
    /// From 3.7: there is nothing to merge (bpo-28599).
    Short,
}

/// In which order the parts of a new class come to the collector (`type_new` and `PyType_Ready` in Objects/typeobject.c).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ClassParts {
    /// 2.7: the class, its namespace, descriptors, the MRO.
    NamespaceAfterClass,
    /// 3.6 to 3.9: its namespace, which `type_new` holds beside the class until that is ready, the class, descriptors,
    /// the MRO.
    MroLast,
    /// From 3.10: its namespace, the class, the MRO, descriptors.
    MroBeforeDescriptors,
}

/// What holds the arguments of `f(*args, **kwargs)` beside the frame.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum UnpackedCalls {
    /// 2.7: the tuple of `*args` and a second one that is made for the call (`ext_do_call` in Python/ceval.c).
    TwoTuples,
    /// 3.6, 3.7: the tuple; the values of `**kwargs` also a second tuple, of names and values.
    KeywordsHeld,
    /// From 3.8: the tuple; where there are keywords, an array holds all (`_PyStack_UnpackDict` in Objects/call.c).
    AllHeld,
}

/// In which order a function that ends drops its locals.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LocalsRelease {
    /// Up to 3.13: from the first on.
    FirstToLast,
    /// From 3.14: from the last on (`_PyFrame_ClearLocals` in Python/frame.c).
    LastToFirst,
}

/// Which operand of a comparison is dropped first.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ComparisonRelease {
    /// Up to 3.13.
    LeftFirst,
    /// From 3.14: the topmost of the operand stack first (`COMPARE_OP` in Python/generated_cases.c.h).
    RightFirst,
}

/// In which order the arguments of a call are dropped that no function written in Python has taken over.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CallRelease {
    /// 3.11 to 3.13: what is called, then the arguments from the first on (`CALL` in Python/bytecodes.c).
    FirstToLast,
    /// Up to 3.10 (`call_function` in Python/ceval.c), and from 3.14: from the last on.
    LastToFirst,
}

/// In which order the tuple, the dict and the callable of `f(*args, **kwargs)` are dropped.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PackedRelease {
    /// Up to 3.13: what is called, the tuple, the dict (`CALL_FUNCTION_EX` in Python/ceval.c).
    CallableFirst,
    /// From 3.14: the dict, the tuple, what is called.
    CallableLast,
}

/// Objects that are not counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Immortals {
    /// Up to 3.11: none.
    None,
    /// From 3.12 (PEP 683): `sys.getrefcount` gives this number for None, small ints, interned constants, …
    Fixed(u32),
}

/// Who holds key and value while `d[key] = value` hashes and compares the key.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DictStores {
    /// Up to 3.10: the caller.
    Borrowed,
    /// From 3.11: the dict, too (`_PyDict_SetItem_Take2` in Objects/dictobject.c).
    Taken,
}

/// Which interned strings are not counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Interned {
    /// Up to 3.11: all are counted, but for the references of the table itself.
    Counted,
    /// 3.12: none is.
    Immortal,
    /// From 3.13 (gh-113993): the names in code are immortal, other interned strings are counted again.
    NamesImmortal,
}

/// Whether every running function has a frame object.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FrameObjects {
    /// Up to 3.10: a frame is a container; a suspended generator holds its frame, the frame holds the values.
    Always,
    /// From 3.11: made when asked for; a suspended generator holds the values itself.
    OnDemand,
}

/// Since when the collector sees a frame object.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FrameTracking {
    /// 2.7, 3.6: always.
    Born,
    /// 3.7 to 3.10: once the call has ended, or a generator holds it.
    Left,
    /// From 3.11: once it outlives its call or generator.
    Orphaned,
}

/// Whether a code object keeps the frame of its last call.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ZombieFrames {
    /// Up to 3.10: one; it is not counted again by `gc.get_count()`.
    OnePerCode,
    /// From 3.11: calls have no frame objects.
    None,
}

/// What a generator's `tp_traverse` visits, in which order (read off `gc.get_referents()`).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum GeneratorTraverse {
    /// 2.7: frame, code.
    FrameCode,
    /// 3.6 to 3.10: frame, code, name, qualified name, handled exception.
    FrameCodeNames,
    /// 3.11: code, names, then what its frame holds (code once more).
    CodeNamesValues,
    /// 3.12, 3.13: names, then what its frame holds: frame object, function, code, values.
    NamesValues,
    /// From 3.14: the same, and the code of a generator that is over (`gen_traverse` in Objects/genobject.c).
    NamesValuesOrCode,
}

/// What the `tp_traverse` of a cache made by `functools.lru_cache` visits (read off `gc.get_referents()`).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ResultCacheTraverse {
    /// Up to 3.9: keys and results, function, dict, the class of `cache_info()`.
    FunctionFirst,
    /// From 3.10: the types of cache and links, too, and the dict before the function.
    WithTypes,
}

/// When the weak references to garbage are cleared.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WeakrefClearing {
    /// Up to 3.6: those whose target is garbage, before finalizers run.
    Targets,
    /// From 3.7 on (bpo-38006, in 3.7.5): also references that are garbage themselves.
    TargetsAndTrash,
}

/// How the weak references of an object that dies by its count are cleared.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CallbackTuple {
    /// Up to 3.12: a tuple of references and callbacks is made when there is more than one.
    ForSeveral,
    /// From 3.13: always.
    Always,
}

/// Whether the collector follows every dict.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DictTracking {
    /// Up to 3.13: a dict is tracked once it holds a container; full collections untrack those that hold none.
    Lazy,
    /// From 3.14: always.
    Always,
}

/// Which tuples the collector follows from their birth on. Collections untrack those that hold no container.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TupleTracking {
    /// Up to 3.13: all.
    AtOnce,
    /// From 3.14: those that hold an object of a container type (`PyTuple_FromArray` in Objects/tupleobject.c).
    WithContainers,
}

/// How deep chains of deaths are cut into pieces, so that CPython's own recursion stays bounded: beyond a limit an
/// object is put aside and dies later (Include/cpython/object.h, `Py_TRASHCAN_BEGIN`).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Trashcan {
    /// Up to 3.7: beyond 50 nested deallocations; a class derived from a builtin counts twice; what was put aside
    /// dies when the outermost deallocation of a *builtin* container ends. (So the tail of a long chain of instances
    /// waits for the next list, tuple or dict to die.)
    BuiltinsEmptyIt,
    /// 3.8 to 3.12 (bpo-35983): beyond 50; the outermost deallocation empties it.
    OutermostEmptiesIt,
    /// From 3.13: when at most 50 levels of C recursion remain (of 10,000); emptied as soon as more than 100 do.
    Recursion,
}

/// Which garbage a collection's result counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Found {
    /// Up to 3.6: all that was found unreachable.
    BeforeFinalizers,
    /// From 3.7: what is still there after finalizers have run, and is cleared.
    AfterFinalizers,
}

/// What becomes of a collection that waits for the evaluation loop when `gc.disable()` comes first, or another
/// collection, whose `gc.callbacks` are then what the loop runs (`_Py_RunGC`).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WaitingCollection {
    /// Up to 3.12: it runs all the same; the other one goes on after it.
    Runs,
    /// From 3.13: it does not run any more.
    DroppedByDisable,
}

/// What a class has its subclasses in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SubclassTable {
    /// 2.7: a list, made with the first subclass; it stays until the class dies.
    List,
    /// 3.6 to 3.10: a dict, which builtin classes have from the start; it stays when the last subclass dies.
    Kept,
    /// From 3.11: so, but it goes with the last subclass.
    DroppedWhenEmpty,
}

/// Which free lists a full collection empties.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ClearedLists {
    /// 2.7: tuples, methods, frames; not lists, dicts, sets.
    NotListsAndDicts,
    /// From 3.x on: all (but the one slice that is kept).
    All,
}

/// Who holds the traceback of an exception.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tracebacks {
    /// 2.7: the interpreter, beside the exception that it raises or handles.
    BesideException,
    /// From 3.0 (PEP 3134): the exception.
    InException,
}

/// Whether making a traceback may start a collection.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TracebackBirth {
    /// 2.7: it is made while the error is set, and `_PyObject_GC_Malloc` then counts only.
    ErrorSet,
    /// From 3.6: `PyTraceBack_Here` puts the error aside first, so that it may.
    ErrorAside,
}

/// What the compiler leaves in free lists for the program that it compiled.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CompilerLeaves {
    /// 2.7: the dicts and lists that were in use at once: a dict and two lists for each block (its entry in
    /// Python/symtable.c), nine dicts more for each level of nesting (`analyze_block` there and `compiler_enter_scope` in
    /// Python/compile.c). Read off `gc.get_count()`; no collection takes them away again.
    DictsAndLists,
    /// From 3.x on: what a full collection takes away.
    Nothing,
}

/// What a function's `tp_traverse` visits (read off `gc.get_referents()`).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FunctionTraverse {
    /// 2.7: there is no qualified name, and the builtins are found through the globals.
    WithoutQualifiedName,
    /// 3.6 to 3.9: the builtins are found through the globals.
    WithoutBuiltins,
    /// From 3.10: also the namespace of the builtins.
    All,
}

/// Whether functions can break a cycle.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FunctionClear {
    /// Up to 3.7: functions have no `tp_clear`; another object of the cycle must.
    None,
    /// From 3.8 (bpo-33418): all but code and names is dropped.
    All,
}

/// `gc.freeze()` and its permanent generation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Freeze {
    Absent,
    /// From 3.7.
    Available,
}

/// Capacities of CPython's free lists.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FreeListRules {
    pub lists: u32,
    pub dicts: u32,
    pub methods: u32,
    pub builtin_methods: u32,
    pub frames: u32,
    pub slices: u32,
    /// Tuples shorter than this are kept,
    pub tuple_lengths: usize,
    /// this many of each length.
    pub tuples: u32,
    pub sets: u32,
    pub cleared: ClearedLists,
    pub compiler_leaves: CompilerLeaves,
}

impl FreeListRules {
    /// Nothing is kept, as far as `gc.get_count()` shows.
    pub const NONE: Self = Self {
        lists: 0,
        dicts: 0,
        methods: 0,
        builtin_methods: 0,
        frames: 0,
        slices: 0,
        tuple_lengths: 0,
        tuples: 0,
        sets: 0,
        cleared: ClearedLists::All,
        compiler_leaves: CompilerLeaves::Nothing,
    };

    #[must_use]
    pub fn limit(&self, kind: Kind) -> u32 {
        match kind {
            Kind::List => self.lists,
            Kind::Dict => self.dicts,
            Kind::Method => self.methods,
            Kind::BuiltinMethod => self.builtin_methods,
            Kind::Frame => self.frames,
            Kind::Slice => self.slices,
            Kind::Set => self.sets,
            Kind::Tuple => 0,
        }
    }
}

impl Rules {
    /// Whether instances with `__slots__` and a `__dict__` have values without a dict object, where others do.
    #[inline(always)]
    #[must_use]
    pub fn has_values_behind_slots(&self) -> bool {
        self.instance_dict != InstanceDict::Inline || self.inline_values == InlineValues::FixedLength
    }

    #[must_use]
    pub fn of(version: Version) -> Self {
        use Version as V;
        let v = version;
        let from = |first: Version| v >= first;
        Self {
            version,
            collector: if v == V::V3_14_0 { CollectorKind::Incremental } else { CollectorKind::Generational },
            counting: if v == V::V3_14_0 { Counting::Tracked } else { Counting::Allocated },
            trigger: if from(V::V3_12) { Trigger::OnEvalBreaker } else { Trigger::OnAllocation },
            thresholds: match v {
                V::V3_14_0 => [2000, 10, 0],
                _ if from(V::V3_13) => [2000, 10, 10],
                _ => [700, 10, 10],
            },
            waiting_collection: if from(V::V3_13) {
                WaitingCollection::DroppedByDisable
            } else {
                WaitingCollection::Runs
            },
            subclass_table: match v {
                V::V2_7 => SubclassTable::List,
                _ if from(V::V3_11) => SubclassTable::DroppedWhenEmpty,
                _ => SubclassTable::Kept,
            },
            objects_at_start: match v {
                V::V2_7 => 3_400,
                V::V3_6 => 4_800,
                V::V3_11 => 11_000,
                _ if from(V::V3_12) => 5_000,
                _ => 4_400,
            },
            finalizers: if from(V::V3_6) { Finalizers::Once } else { Finalizers::Legacy },
            resurrection: match v {
                V::V2_7 | V::V3_6 => Resurrection::KeepAllCounted,
                V::V3_7 | V::V3_8 => Resurrection::KeepAll,
                _ => Resurrection::Rededuce,
            },
            slotless_instances: match v {
                _ if from(V::V3_8) => SlotlessInstances::Containers,
                V::V2_7 => SlotlessInstances::AsBaseButStr,
                _ => SlotlessInstances::AsBase,
            },
            instance_dict: match v {
                _ if from(V::V3_13) => InstanceDict::Inline,
                _ if from(V::V3_11) => InstanceDict::Values,
                _ => InstanceDict::Eager,
            },
            inline_values: if from(V::V3_14_0) { InlineValues::FixedLength } else { InlineValues::PlainObjects },
            shared_keys: match v {
                V::V2_7 => SharedKeys::None,
                V::V3_11 => SharedKeys::Thirty,
                _ if from(V::V3_12) => SharedKeys::ThirtyInBuiltins,
                _ => SharedKeys::Five,
            },
            call_arguments: match v {
                _ if from(V::V3_14_0) => CallArguments::Borrowed,
                _ if from(V::V3_11) => CallArguments::Moved,
                _ => CallArguments::Copied,
            },
            bound_calls: match v {
                V::V3_8 | V::V3_9 | V::V3_10 => BoundCalls::MethodStays,
                _ => BoundCalls::Unpacked,
            },
            native_calls: match v {
                V::V2_7 => NativeCalls::InTuple,
                V::V3_6 => NativeCalls::SlotsInTuple,
                V::V3_7 => NativeCalls::MethodsInTuple,
                _ => NativeCalls::InArray,
            },
            keyword_dicts: if from(V::V3_8) { KeywordDicts::NamesApart } else { KeywordDicts::InPairs },
            subclass_lists: if from(V::V3_6) { SubclassLists::Forget } else { SubclassLists::KeepDead },
            class_parts: match v {
                _ if from(V::V3_10) => ClassParts::MroBeforeDescriptors,
                _ if from(V::V3_6) => ClassParts::MroLast,
                _ => ClassParts::NamespaceAfterClass,
            },
            base_order: if from(V::V3_7) { BaseOrder::Short } else { BaseOrder::Merged },
            unpacked_calls: match v {
                V::V2_7 => UnpackedCalls::TwoTuples,
                _ if from(V::V3_8) => UnpackedCalls::AllHeld,
                _ => UnpackedCalls::KeywordsHeld,
            },
            locals_release: match v {
                _ if from(V::V3_14_0) => LocalsRelease::LastToFirst,
                _ => LocalsRelease::FirstToLast,
            },
            immortals: match v {
                _ if from(V::V3_14_0) => Immortals::Fixed(3_221_225_472),
                _ if from(V::V3_12) => Immortals::Fixed(u32::MAX),
                _ => Immortals::None,
            },
            dict_stores: if from(V::V3_11) { DictStores::Taken } else { DictStores::Borrowed },
            interned: match v {
                _ if from(V::V3_13) => Interned::NamesImmortal,
                _ if from(V::V3_12) => Interned::Immortal,
                _ => Interned::Counted,
            },
            frame_objects: if from(V::V3_11) { FrameObjects::OnDemand } else { FrameObjects::Always },
            frame_tracking: match v {
                _ if from(V::V3_11) => FrameTracking::Orphaned,
                _ if from(V::V3_7) => FrameTracking::Left,
                _ => FrameTracking::Born,
            },
            zombie_frames: if from(V::V3_11) { ZombieFrames::None } else { ZombieFrames::OnePerCode },
            generator_traverse: match v {
                V::V2_7 => GeneratorTraverse::FrameCode,
                V::V3_11 => GeneratorTraverse::CodeNamesValues,
                V::V3_12 | V::V3_13 => GeneratorTraverse::NamesValues,
                _ if from(V::V3_14_0) => GeneratorTraverse::NamesValuesOrCode,
                _ => GeneratorTraverse::FrameCodeNames,
            },
            result_cache_traverse: if from(V::V3_10) {
                ResultCacheTraverse::WithTypes
            } else {
                ResultCacheTraverse::FunctionFirst
            },
            tracebacks: if from(V::V3_6) { Tracebacks::InException } else { Tracebacks::BesideException },
            traceback_birth: if from(V::V3_6) { TracebackBirth::ErrorAside } else { TracebackBirth::ErrorSet },
            weakref_clearing: match v {
                _ if from(V::V3_7) => WeakrefClearing::TargetsAndTrash,
                _ => WeakrefClearing::Targets,
            },
            callback_tuple: if from(V::V3_13) { CallbackTuple::Always } else { CallbackTuple::ForSeveral },
            function_traverse: match v {
                V::V2_7 => FunctionTraverse::WithoutQualifiedName,
                _ if from(V::V3_10) => FunctionTraverse::All,
                _ => FunctionTraverse::WithoutBuiltins,
            },
            function_clear: if from(V::V3_8) { FunctionClear::All } else { FunctionClear::None },
            found: if from(V::V3_7) { Found::AfterFinalizers } else { Found::BeforeFinalizers },
            freeze: if from(V::V3_7) { Freeze::Available } else { Freeze::Absent },
            tuple_tracking: match v {
                _ if from(V::V3_14_0) => TupleTracking::WithContainers,
                _ => TupleTracking::AtOnce,
            },
            comparison_release: match v {
                _ if from(V::V3_14_0) => ComparisonRelease::RightFirst,
                _ => ComparisonRelease::LeftFirst,
            },
            call_release: match v {
                _ if from(V::V3_14_0) => CallRelease::LastToFirst,
                _ if from(V::V3_11) => CallRelease::FirstToLast,
                _ => CallRelease::LastToFirst,
            },
            packed_release: match v {
                _ if from(V::V3_14_0) => PackedRelease::CallableLast,
                _ => PackedRelease::CallableFirst,
            },
            dict_tracking: if from(V::V3_14_0) { DictTracking::Always } else { DictTracking::Lazy },
            exceptions_in_trashcan: from(V::V3_11),
            trashcan: match v {
                _ if from(V::V3_13) => Trashcan::Recursion,
                _ if from(V::V3_8) => Trashcan::OutermostEmptiesIt,
                _ => Trashcan::BuiltinsEmptyIt,
            },
            dict: match v {
                V::V2_7 => &DictRules::V2_7,
                V::V3_6 => &DictRules::V3_6,
                V::V3_7 => &DictRules::V3_7,
                V::V3_8 | V::V3_9 => &DictRules::V3_8,
                V::V3_10 => &DictRules::V3_10,
                _ => &DictRules::V3_11,
            },
            set: match v {
                V::V2_7 => SetProbing::Scattered,
                V::V3_6 => SetProbing::LinearTwoThirds,
                V::V3_7 => SetProbing::LinearLongHeader,
                V::V3_9 => SetProbing::LinearNoReuse,
                _ => SetProbing::Linear,
            },
            // Whether an object comes from a free list does not show where tracking is what counts.
            free_lists: if v == V::V3_14_0 {
                FreeListRules::NONE
            } else {
                FreeListRules {
                    lists: 80,
                    dicts: 80,
                    methods: if from(V::V3_9) { 0 } else { 256 },
                    builtin_methods: if from(V::V3_9) { 0 } else { 256 },
                    frames: if from(V::V3_11) { 0 } else { 200 },
                    slices: if from(V::V3_6) { 1 } else { 0 },
                    tuple_lengths: if from(V::V3_11) { 21 } else { 20 },
                    tuples: 2000,
                    sets: if from(V::V3_6) { 0 } else { 80 },
                    cleared: if from(V::V3_6) { ClearedLists::All } else { ClearedLists::NotListsAndDicts },
                    compiler_leaves: if from(V::V3_6) {
                        CompilerLeaves::Nothing
                    } else {
                        CompilerLeaves::DictsAndLists
                    },
                }
            },
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn patch_releases_find_their_rules() {
        assert_eq!("3.14".parse(), Ok(Version::V3_14_5));
        assert_eq!("3.14.2-pyodide".parse(), Ok(Version::V3_14_0));
        assert_eq!("3.13.0".parse(), Ok(Version::V3_13));
        assert!("3.5".parse::<Version>().is_err());
        assert!("".parse::<Version>().is_err());
    }
}
