//! What an object is: a class, a body, and the references its body holds. Knows nothing of counts and
//! generations (they live in the columns of [`super::Heap`]) and nothing of behaviour.

use ecow::EcoString;
use num_bigint::BigInt;
use smallvec::SmallVec;

use super::dict::Dict;
use super::result_cache::ResultCache;
use super::rules::FrameObjects;
use super::set::Set;

/// The identity of an object: an index into the heap's columns. `Ref::NULL` is "no object", as a NULL
/// pointer is in CPython (an empty slot, an unbound local). Copying a `Ref` counts nothing: whoever stores
/// one counts it through the heap.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Default)]
#[repr(transparent)]
pub struct Ref(pub(super) u32);

impl Ref {
    pub const NULL: Self = Self(0);

    #[inline(always)]
    #[must_use]
    pub const fn is_null(self) -> bool {
        self.0 == 0
    }

    #[inline(always)]
    #[must_use]
    pub const fn index(self) -> usize {
        self.0 as usize
    }

    /// The reference with this index: for addresses read back by `ctypes` and for tables built at start.
    #[must_use]
    #[inline(always)]
    pub const fn from_index(index: u32) -> Self {
        Self(index)
    }

    /// `None` for [`Ref::NULL`].
    #[must_use]
    pub fn some(self) -> Option<Self> {
        if self.is_null() { None } else { Some(self) }
    }
}

/// One cell of the heap: 32 bytes.
#[derive(Clone, Debug)]
pub struct Object {
    /// The type. Counted for heap types (classes made by programs) where the version counts it.
    pub class: Ref,
    /// str: its hash folded to 32 bits, 0 when not computed yet. Instance: number of slots in use.
    pub aux: u32,
    pub body: Body,
}

/// The contents. A subclass of a builtin keeps the builtin's body; its `__dict__` and `__slots__` values stand in
/// [`super::heap::Extra`].
#[derive(Clone, Debug, Default)]
pub enum Body {
    /// A free cell.
    #[default]
    Free,
    /// No contents of its own: `None`, `NotImplemented`, `Ellipsis`, `object()`.
    Plain,
    /// int and bool.
    Int(i64),
    /// An int beyond 64 bits; never holds a value that fits `Int`.
    BigInt(Box<BigInt>),
    Float(f64),
    Complex(Box<(f64, f64)>),
    Str(EcoString),
    Bytes(Box<[u8]>),
    ByteArray(Box<Vec<u8>>),
    /// A tuple of up to three items; the length stands beside them.
    SmallTuple(u32, [Ref; 3]),
    Tuple(Box<[Ref]>),
    /// A list that was made with one to three items and has not been changed in length since; the length stands beside
    /// them. [`super::Heap::list_mut`] makes a [`Body::List`] of it.
    SmallList(u32, [Ref; 3]),
    List(Vec<Ref>),
    Dict(Box<Dict>),
    /// set and frozenset.
    Set(Box<Set>),
    /// An instance of a class made by a program: `[__dict__ or NULL, __slots__…, inline attributes…]`, by the class's
    /// shared keys; NULL where unset.
    SmallInstance([Ref; 4]),
    Instance(Box<[Ref]>),
    Function(Box<Function>),
    /// A method taken from an instance; `receiver` is NULL in 2.7's unbound methods. 2.7's also know the class that they
    /// were taken from, which is NULL in later versions.
    BoundMethod {
        function: Ref,
        receiver: Ref,
        class: Ref,
    },
    /// A function written in Rust: an index into the table of natives; `receiver` is NULL for plain functions.
    Native {
        native: u32,
        receiver: Ref,
        module: Ref,
    },
    Code(Box<Code>),
    Cell(Ref),
    Frame(Box<Frame>),
    Generator(Box<Generator>),
    Exception(Box<Exception>),
    Traceback(Box<Traceback>),
    Type(Box<Type>),
    /// An iterator over a list, tuple or other sequence; `sequence` becomes NULL at the end.
    SequenceIterator {
        sequence: Ref,
        index: u32,
    },
    /// `range` iterators with step 1.
    RangeIterator {
        next: i64,
        end: i64,
    },
    WeakReference(WeakReference),
    /// `functools._lru_cache_wrapper`.
    ResultCache(Box<ResultCache>),
    /// Everything else: a few references in traversal order and a few numbers. The class says what they mean.
    Record(Box<Record>),
}

const _: () = assert!(size_of::<Body>() == 24 && size_of::<Object>() == 32);

/// The references and numbers of a type that needs no body of its own (property, slice, enumerate, partial, …).
#[derive(Clone, Debug, Default)]
pub struct Record {
    /// In the order of CPython's `tp_traverse`; NULL where empty.
    pub refs: SmallVec<[Ref; 4]>,
    pub numbers: SmallVec<[i64; 2]>,
}

#[derive(Clone, Debug, Default)]
pub struct Function {
    pub code: Ref,
    /// [`Code::spec`] of `code`, at hand for calls.
    pub unit: u32,
    pub globals: Ref,
    pub builtins: Ref,
    pub module: Ref,
    pub defaults: Ref,
    pub kwdefaults: Ref,
    pub doc: Ref,
    pub name: Ref,
    pub qualname: Ref,
    pub dict: Ref,
    pub closure: Ref,
    pub annotations: Ref,
    pub type_params: Ref,
}

/// A code object: not a container for the collector, but it holds its constants and names.
#[derive(Clone, Debug)]
pub struct Code {
    /// Which compiled code (a table of the python layer).
    pub spec: u32,
    /// A tuple.
    pub consts: Ref,
    /// Interned strings.
    pub names: Box<[Ref]>,
    pub varnames: Box<[Ref]>,
    pub name: Ref,
    pub qualname: Ref,
    pub filename: Ref,
    /// How long its tuples of names and of variables are, which are counted and not made; 0: not counted.
    pub own_tuples: [usize; 2],
}

/// A frame object, as `sys._getframe()` and tracebacks show it. Up to 3.10, and where there is no function, it counts
/// its globals and builtins; else they are the function's.
#[derive(Clone, Debug)]
pub struct Frame {
    pub code: Ref,
    pub globals: Ref,
    pub builtins: Ref,
    /// The `f_locals` mapping of module and class frames; NULL in functions.
    pub locals: Ref,
    /// The next outer frame object, when it is kept.
    pub back: Ref,
    /// The function that runs in it (3.11 and later hold it).
    pub function: Ref,
    /// While it runs (or is suspended in a generator) its values live in the machine; afterwards here.
    pub state: FrameState,
    /// Fast locals, cells, free variables and the operand stack, once the frame object owns them. While a collection
    /// looks at a frame that runs: its variables, which it does not own.
    pub values: Vec<Ref>,
    /// Index of the instruction last run.
    pub last: u32,
    pub trace: Ref,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FrameState {
    /// Values are on the machine's stack, in the activation of this number.
    Running(u32),
    /// Values belong to this generator.
    Suspended(Ref),
    /// Values stand in `values`.
    Owned,
    /// Values are on the stack of a thread that does not run.
    Parked,
    Cleared,
}

impl Frame {
    /// Whether `globals` and `builtins` are counted here.
    #[must_use]
    pub fn holds_globals(&self, frames: FrameObjects) -> bool {
        frames == FrameObjects::Always || self.function.is_null()
    }
}

/// A generator (or coroutine) and the frame suspended in it.
#[derive(Clone, Debug)]
pub struct Generator {
    pub code: Ref,
    pub function: Ref,
    pub name: Ref,
    pub qualname: Ref,
    /// The frame object, once one was asked for.
    pub frame: Ref,
    /// Fast locals, cells, free variables and the operand stack while suspended; empty while running.
    pub values: Vec<Ref>,
    /// The exception being handled inside, pushed again at resumption.
    pub handled: Ref,
    /// Where to go on.
    pub next: u32,
    pub state: GeneratorState,
    /// Of an asynchronous generator: whether something awaits one of its steps (`ag_running_async`).
    pub stepping: bool,
    /// Of an asynchronous generator: whether it has ended, or is to end (`ag_closed`).
    pub closed: bool,
    /// Of an asynchronous generator: what closes it in place of its death, once it has met the hooks
    /// (`ag_origin_or_finalizer`); NULL without.
    pub finalizer: Ref,
    /// Of an asynchronous generator: whether it has met the hooks (`ag_hooks_inited`).
    pub hooked: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum GeneratorState {
    Created,
    Suspended,
    Running,
    /// It cannot run any more, but its frame still holds what it holds (`FRAME_COMPLETED`).
    Completed,
    Finished,
}

impl GeneratorState {
    /// Whether there is a frame to run or to close.
    #[must_use]
    pub fn has_frame(self) -> bool {
        self != Self::Finished
    }

    /// Whether the generator waits to be started or resumed.
    #[must_use]
    pub fn paused(self) -> bool {
        matches!(self, Self::Created | Self::Suspended)
    }
}

#[derive(Clone, Debug, Default)]
pub struct Exception {
    pub dict: Ref,
    pub args: Ref,
    /// 2.7: the only argument.
    pub message: Ref,
    pub traceback: Ref,
    pub context: Ref,
    pub cause: Ref,
    pub suppress_context: bool,
    /// What the class adds, in CPython's traversal order: StopIteration `value`, SystemExit `code`, NameError `name`,
    /// AttributeError `obj`, `name`, ImportError …, KeyError none, SyntaxError msg, filename, lineno, offset, text, …
    pub extra: SmallVec<[Ref; 2]>,
}

#[derive(Clone, Copy, Debug)]
pub struct Traceback {
    pub next: Ref,
    pub frame: Ref,
    /// Index of the instruction.
    pub last: u32,
    pub line: u32,
}

#[derive(Clone, Copy, Debug, Default)]
pub struct WeakReference {
    /// Not counted. NULL once cleared.
    pub target: Ref,
    pub callback: Ref,
    /// Neighbours in the list of the target's references, not counted: see [`super::weak`].
    pub previous: Ref,
    pub next: Ref,
}

impl WeakReference {
    /// A reference that is in no list yet.
    #[must_use]
    pub fn new(target: Ref, callback: Ref) -> Self {
        Self { target, callback, ..Self::default() }
    }
}

/// Which body the instances of a type have.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Layout {
    /// `SmallInstance`/`Instance`.
    Instance,
    Plain,
    Int,
    Float,
    Complex,
    Str,
    Bytes,
    ByteArray,
    Tuple,
    List,
    Dict,
    Set,
    Exception,
    Type,
    WeakReference,
    /// `Record` with this many references.
    Record,
    /// Made by the interpreter only; a program cannot subclass it.
    Internal,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TypeKind {
    /// Built in: immortal or as good as, untouched by the collector.
    Static,
    /// Made by a class statement or `type(…)`.
    Heap,
    /// 2.7's type `instance`, built in: what its instances can do stands in their own classes, which are no types.
    Classic,
}

/// The names that the dicts of a class's instances share (split tables, PEP 412), up to 3.10.
#[derive(Clone, Debug)]
pub struct SplitKeys {
    pub names: Vec<Box<str>>,
    /// How many names more the table takes.
    pub room: usize,
    pub sharing: KeySharing,
    /// How often the class has taken over the wider table of its only instance.
    pub renewed: u8,
}

impl Default for SplitKeys {
    fn default() -> Self {
        // A table of eight slots.
        Self { names: Vec::new(), room: 5, sharing: KeySharing::Shared, renewed: 0 }
    }
}

/// Whether new instances share the names of their attributes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum KeySharing {
    Shared,
    /// Not any more, since an instance had to leave the shared names while others kept them, or deleted one.
    Ended,
}

#[derive(Clone, Debug)]
pub struct Type {
    pub name: Box<str>,
    pub kind: TypeKind,
    pub layout: Layout,
    pub base: Ref,
    pub bases: Ref,
    pub mro: Ref,
    /// The namespace: a dict object.
    pub dict: Ref,
    pub qualname: Ref,
    pub module: Ref,
    /// Whether instances are containers for the collector.
    pub collected: bool,
    /// Whether instances have a `__dict__`.
    pub has_dict: bool,
    /// Whether instances can be weakly referenced.
    pub has_weakrefs: bool,
    /// Whether programs may derive from it.
    pub basetype: bool,
    /// Names of the `__slots__` of this class and its bases, in layout order (mangled).
    pub slots: Vec<Ref>,
    /// A tuple of the names in the class's own `__slots__` (`ht_slots`); NULL when it has none.
    pub own_slots: Ref,
    /// Attribute names of instances in order of first assignment: CPython's shared keys. Interned strings, held.
    pub shared_keys: Vec<Ref>,
    /// How many names more `shared_keys` may take (CPython's `dk_usable`): every new instance takes one away, but the last.
    pub keys_room: u8,
    /// Up to 3.10: the names that the dicts of instances share.
    pub split_keys: SplitKeys,
    /// Changes whenever an attribute of the class or of a base changes: the key of inline caches. Never 0.
    pub version: u32,
    /// Whether the class or a base defines `__del__` (looked up when the version changes).
    pub finalizer: Ref,
    /// Which special methods programs define here or above: what the machine's fast paths ask.
    pub overrides: u64,
    /// Whether a table of subclasses was made (`tp_subclasses`).
    pub has_subclass_table: bool,
    /// Direct subclasses: weak, in order of creation.
    pub subclasses: Vec<Ref>,
    /// 2.7: places in the table of subclasses whose class has died.
    pub dead_subclasses: u32,
    /// The weak reference to this class that its bases keep in their tables of subclasses; NULL for builtin classes. Its
    /// lifetime is the class's, so it stands here. Not traversed.
    pub subclass_reference: Ref,
    /// The metaclass-level record of native slots (a table of the python layer).
    pub natives: u32,
    /// What the patterns of `match` take instances for.
    pub pattern: PatternKind,
}

/// Whether a pattern of `match` takes an object for a sequence or a mapping (`Py_TPFLAGS_SEQUENCE`, `…_MAPPING`).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum PatternKind {
    #[default]
    Neither,
    Sequence,
    Mapping,
}

impl Body {
    /// The items of a tuple or list.
    #[inline]
    #[must_use]
    pub fn items(&self) -> Option<&[Ref]> {
        match self {
            Self::SmallTuple(length, items) | Self::SmallList(length, items) => items.get(..*length as usize),
            Self::Tuple(items) => Some(items),
            Self::List(items) => Some(items),
            _ => None,
        }
    }

    /// Bytes of a text or a sequence, which stand beside the cell.
    #[must_use]
    pub fn bytes_beside(&self) -> usize {
        match self {
            Self::Str(text) => text.len(),
            Self::Bytes(bytes) => bytes.len(),
            Self::ByteArray(bytes) => bytes.len(),
            Self::Tuple(items) => size_of_val::<[Ref]>(items),
            Self::List(items) => size_of_val::<[Ref]>(items),
            _ => 0,
        }
    }

    /// How many items a list has room for.
    #[must_use]
    pub fn list_capacity(&self) -> Option<usize> {
        match self {
            Self::SmallList(length, _) => Some(*length as usize),
            Self::List(items) => Some(items.capacity()),
            _ => None,
        }
    }

    /// The items of a list, to be replaced in place.
    #[inline]
    #[must_use]
    pub fn list_items_mut(&mut self) -> Option<&mut [Ref]> {
        match self {
            Self::SmallList(length, items) => items.get_mut(..*length as usize),
            Self::List(items) => Some(items),
            _ => None,
        }
    }

    /// The slots of an instance: `[dict, values…]`.
    #[inline]
    #[must_use]
    pub fn instance(&self) -> Option<&[Ref]> {
        match self {
            Self::SmallInstance(slots) => Some(slots),
            Self::Instance(slots) => Some(slots),
            _ => None,
        }
    }

    #[inline]
    #[must_use]
    pub fn instance_mut(&mut self) -> Option<&mut [Ref]> {
        match self {
            Self::SmallInstance(slots) => Some(slots),
            Self::Instance(slots) => Some(slots),
            _ => None,
        }
    }

    /// A list's body.
    #[must_use]
    pub fn list(items: &[Ref]) -> Self {
        match *items {
            [a] => Self::SmallList(1, [a, Ref::NULL, Ref::NULL]),
            [a, b] => Self::SmallList(2, [a, b, Ref::NULL]),
            [a, b, c] => Self::SmallList(3, [a, b, c]),
            _ => Self::List(items.to_vec()),
        }
    }

    /// A tuple's body.
    #[must_use]
    pub fn tuple(items: &[Ref]) -> Self {
        match *items {
            [] => Self::SmallTuple(0, [Ref::NULL; 3]),
            [a] => Self::SmallTuple(1, [a, Ref::NULL, Ref::NULL]),
            [a, b] => Self::SmallTuple(2, [a, b, Ref::NULL]),
            [a, b, c] => Self::SmallTuple(3, [a, b, c]),
            _ => Self::Tuple(items.into()),
        }
    }

    #[must_use]
    pub fn record(refs: &[Ref], numbers: &[i64]) -> Self {
        Self::Record(Box::new(Record { refs: refs.into(), numbers: numbers.into() }))
    }
}
