//! Rows of the refcount table.

/// The number an object keeps for life: shown as `#7`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ObjectId(pub u64);

/// What the refcount column says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refcount {
    Count(u64),
    /// Never counted down to zero: `None`, small integers, from 3.12 on.
    Immortal,
}

/// Something that holds one or more of an object's references.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Holder {
    /// `name a`, `b.other`, `the interpreter`.
    pub text: String,
    /// How many references it holds; never 0.
    pub times: u32,
}

/// Where the collector keeps an object.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Home {
    /// In generation 0, 1 or 2.
    Generation(u8),
    /// In a space that is no generation: `young`, `pending`, `visited` of the incremental collector.
    Space(String),
    /// Set aside by `gc.freeze()`.
    Frozen,
    /// The collector does not follow this object.
    Untracked,
}

/// A fact about an object that its row points out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u16)]
pub enum Mark {
    /// The collector follows it.
    Tracked = 1,
    /// Its finalizer has run.
    Finalized = 1 << 1,
    /// No name leads to it, yet it is in memory.
    Unreachable = 1 << 2,
    /// Allocated by the last statement.
    New = 1 << 3,
    /// Freed by the last statement; the row goes with the next one.
    Freed = 1 << 4,
    /// Its finalizer or a callback brought it back to life.
    Resurrected = 1 << 5,
    /// Came out differently in the version before the dial was turned.
    Differs = 1 << 6,
    /// The event of the moment shown is about it.
    Lit = 1 << 7,
}

/// A set of [`Mark`]s.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Marks(u16);

impl Marks {
    #[must_use]
    pub fn with(self, mark: Mark) -> Self {
        Self(self.0 | mark as u16)
    }

    #[must_use]
    pub fn has(self, mark: Mark) -> bool {
        self.0 & mark as u16 != 0
    }
}

impl FromIterator<Mark> for Marks {
    fn from_iter<I: IntoIterator<Item = Mark>>(marks: I) -> Self {
        marks.into_iter().fold(Self::default(), Self::with)
    }
}

/// One object in the refcount table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ObjectRow {
    pub id: ObjectId,
    /// A name or path (`a`, `a.other`, `objs[3]`), or `#7 Track` when nothing reaches it.
    pub label: String,
    pub type_name: String,
    /// A short `repr`, made without running the program's code.
    pub repr: String,
    pub refcount: Refcount,
    /// Inside a collection: its copy of the count, less the references found inside.
    pub gc_refs: Option<u32>,
    /// The change of the refcount since the last statement.
    pub delta: i64,
    /// Who holds each reference; together they add up to the count.
    pub holders: Vec<Holder>,
    pub home: Home,
    pub marks: Marks,
}
