//! `sys.getsizeof`: the bytes that each built-in object takes, on 64-bit machines.
//!
//! The header of the garbage collector is counted, as `sys.getsizeof` does. Slots of lists are in
//! [`super::list_growth`]. All numbers were read off the real interpreters.

use super::int::Integer;

/// The memory layout of a release; later releases keep what they do not change.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Default)]
pub enum Layout {
    /// 2.7
    Py27,
    /// 3.6
    Py36,
    /// 3.7
    Py37,
    /// 3.8: the collector's header shrinks from 32 to 16 bytes.
    Py38,
    /// 3.9
    Py39,
    /// 3.10
    Py310,
    /// 3.11: values in instances, dicts with text keys only take less.
    Py311,
    /// 3.12: text without the old wide form.
    Py312,
    /// 3.13 and later.
    #[default]
    Py313,
}

/// Objects whose size depends on the release only.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Fixed {
    /// `None`, `...`, `NotImplemented`, `object()`
    Singleton,
    Float,
    Complex,
    Function,
    Builtin,
    BoundMethod,
    Cell,
    Module,
    Range,
    Slice,
    Property,
    /// `staticmethod`, `classmethod`
    MethodWrapper,
    Super,
    /// Generators of small functions; the frame is inside from 3.11 on.
    Generator,
    SequenceIterator,
    DictIterator,
    SetIterator,
    Reversed,
    Enumerate,
    Map,
    Zip,
    /// Views of a dict.
    DictView,
    /// `weakref.ref`, `weakref.proxy`
    WeakReference,
    Traceback,
    /// Built-in exceptions without fields of their own, `ValueError()`.
    Exception,
    /// `OSError`, and as large in 2.7 `EnvironmentError`.
    OsError,
    /// `UnicodeDecodeError` and its kin.
    UnicodeFault,
    /// `StopIteration`
    StopIteration,
    /// `SystemExit`
    SystemExit,
    ImportError,
    SyntaxError,
    NameError,
    AttributeError,
    /// `BaseExceptionGroup`, without what its heap-allocated heir adds.
    ExceptionGroup,
    /// 2.7's classic classes.
    ClassicClass,
    /// A class statement's class, without the table of names that its instances share.
    Class,
    /// `type` itself and other static types.
    StaticType,
}

impl Fixed {
    /// In the order of [`Layout`].
    fn row(self) -> [usize; 9] {
        match self {
            Self::Singleton => [16; 9],
            Self::Float => [24; 9],
            Self::Complex => [32; 9],
            Self::Function => [120, 144, 144, 136, 136, 144, 152, 160, 160],
            Self::Builtin => [72, 80, 80, 72, 72, 72, 72, 72, 72],
            Self::BoundMethod => [80, 72, 72, 64, 64, 64, 64, 64, 64],
            Self::Cell => [56, 56, 56, 40, 40, 40, 40, 40, 40],
            Self::Module => [56, 88, 88, 72, 72, 72, 72, 72, 72],
            Self::Range => [40, 48, 48, 48, 48, 48, 48, 48, 48],
            Self::Slice => [72, 72, 72, 56, 56, 56, 56, 56, 56],
            Self::Property => [88, 88, 88, 72, 72, 80, 80, 80, 80],
            Self::MethodWrapper => [56, 64, 64, 48, 48, 48, 48, 48, 48],
            Self::Super => [72, 72, 72, 56, 56, 56, 56, 56, 56],
            Self::Generator => [80, 96, 128, 112, 112, 104, 176, 176, 176],
            Self::SequenceIterator | Self::Reversed => [64, 64, 64, 48, 48, 48, 48, 48, 48],
            Self::DictIterator => [88, 88, 88, 72, 72, 72, 72, 72, 72],
            Self::SetIterator => [80, 80, 80, 64, 64, 64, 64, 64, 64],
            Self::Enumerate => [80, 80, 80, 64, 64, 64, 72, 72, 72],
            Self::Map => [72, 64, 64, 48, 48, 48, 48, 48, 48],
            Self::Zip => [72, 72, 72, 56, 56, 64, 64, 64, 64],
            Self::DictView => [72, 56, 56, 40, 40, 40, 40, 40, 40],
            Self::WeakReference => [88, 88, 88, 72, 72, 72, 80, 80, 80],
            Self::Traceback => [72, 72, 72, 56, 56, 56, 56, 56, 56],
            Self::Exception => [72, 96, 96, 80, 80, 80, 88, 88, 88],
            Self::OsError => [96, 136, 136, 120, 120, 120, 128, 128, 128],
            Self::UnicodeFault => [112, 136, 136, 120, 120, 120, 128, 128, 128],
            Self::StopIteration => [72, 104, 104, 88, 88, 88, 96, 96, 96],
            Self::SystemExit => [80, 104, 104, 88, 88, 88, 96, 96, 96],
            Self::ImportError => [72, 120, 120, 104, 104, 104, 112, 120, 120],
            Self::SyntaxError => [120, 144, 144, 128, 128, 144, 152, 152, 152],
            Self::NameError => [72, 96, 96, 80, 80, 88, 96, 96, 96],
            Self::AttributeError => [72, 96, 96, 80, 80, 96, 104, 104, 104],
            Self::ExceptionGroup => [0, 0, 0, 0, 0, 0, 104, 104, 104],
            Self::ClassicClass => [104, 0, 0, 0, 0, 0, 0, 0, 0],
            Self::Class => [904, 896, 896, 896, 896, 904, 920, 936, 944],
            Self::StaticType => [872, 400, 400, 416, 408, 408, 424, 432, 416],
        }
    }
}

/// How a dict stores its keys.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DictKeys {
    /// All text: from 3.11 on without the hashes.
    Text,
    Any,
}

impl Layout {
    #[must_use]
    pub fn fixed(self, kind: Fixed) -> usize {
        kind.row().get(self as usize).copied().unwrap_or(0)
    }

    /// The header that the collector puts before objects that may hold others.
    #[must_use]
    pub fn gc_header(self) -> usize {
        match self {
            Self::Py27 | Self::Py36 | Self::Py37 => 32,
            _ => 16,
        }
    }

    /// What an instance has before its collector's header (`_PyType_PreHeaderSize`): two words from 3.11 on if it can have
    /// attributes, from 3.12 on also if it can be weakly referenced.
    #[must_use]
    pub fn words_before(self, dict: bool, weakrefs: bool) -> usize {
        let has = match self {
            _ if self.at_least_312() => dict || weakrefs,
            Self::Py311 => dict,
            _ => false,
        };
        if has { 16 } else { 0 }
    }

    /// The same of a subclass of `int` or `str`, which tell their own size: 3.11 puts nothing before them, and 2.7's tell
    /// all that the class adds.
    #[must_use]
    pub fn words_before_builtin(self, dict: bool, weakrefs: bool) -> usize {
        match self {
            Self::Py311 => 0,
            Self::Py27 => self.words_of(dict, weakrefs),
            _ => self.words_before(dict, weakrefs),
        }
    }

    /// What the places of `__dict__` and of weak references take, in the object and before it.
    #[must_use]
    pub fn words_of(self, dict: bool, weakrefs: bool) -> usize {
        let inside = match self {
            _ if self.at_least_312() => 0,
            Self::Py311 => u8::from(weakrefs),
            _ => u8::from(dict) + u8::from(weakrefs),
        };
        self.words_before(dict, weakrefs) + 8 * usize::from(inside)
    }

    /// A slot's method bound to an object (`method-wrapper`).
    #[must_use]
    pub fn bound_slot(self) -> usize {
        if self.gc_header() == 32 { 64 } else { 48 }
    }

    /// What a generator has beyond [`Fixed::Generator`]: from 3.11 on its frame is inside, with this many places.
    #[must_use]
    pub fn generator_frame(self, places: usize) -> usize {
        match self {
            Self::Py311 => (8 * places).saturating_sub(8),
            _ if self.at_least_311() => (8 * places).saturating_sub(16),
            _ => 0,
        }
    }

    /// The same of a coroutine: from 3.7 on it knows where it was made.
    #[must_use]
    pub fn coroutine(self, places: usize) -> usize {
        match self {
            _ if self.at_least_311() => self.generator_frame(places),
            Self::Py27 | Self::Py36 => 0,
            _ => 8,
        }
    }

    /// The same of an asynchronous generator.
    #[must_use]
    pub fn asynchronous_generator(self, places: usize) -> usize {
        match self {
            _ if self.at_least_311() => self.generator_frame(places),
            Self::Py27 | Self::Py36 | Self::Py37 => 16,
            _ => 24,
        }
    }

    fn at_least_311(self) -> bool {
        matches!(self, Self::Py311 | Self::Py312 | Self::Py313)
    }

    fn at_least_312(self) -> bool {
        matches!(self, Self::Py312 | Self::Py313)
    }

    /// An `int` (2.7: also a `long`); `bool` is one of 0 or 1.
    #[must_use]
    pub fn int(self, n: &Integer) -> usize {
        match (self, n) {
            (Self::Py27, Integer::Small(_)) => 24,
            _ => self.long(n),
        }
    }

    /// 2.7: a `long`, by its digits.
    #[must_use]
    pub fn long(self, n: &Integer) -> usize {
        let digits = usize::try_from(n.digit_count()).unwrap_or(usize::MAX);
        let digits = if self.at_least_311() { digits.max(1) } else { digits };
        24 + 4 * digits
    }

    /// A `str`; in 2.7 `unicode`, and `str` by [`Self::py2_str`].
    #[must_use]
    pub fn text(self, text: &str) -> usize {
        if self == Self::Py27 {
            return 52 + 4 * text.chars().count();
        }
        let slim = self.at_least_312();
        if text.is_ascii() {
            return if slim { 41 } else { 49 } + text.len();
        }
        let count = text.chars().count();
        let header = if slim { 56 } else { 72 };
        match text.chars().max().map_or(0, u32::from) {
            // The single characters of Latin-1 are made in advance, with their UTF-8 at hand.
            0..=0xff if slim && count == 1 => header + 1 + count + 3,
            0..=0xff => header + 1 + count,
            0x100..=0xffff => header + 2 * (count + 1),
            _ => header + 4 * (count + 1),
        }
    }

    /// 2.7: a `str` of bytes.
    #[must_use]
    pub fn py2_str(self, length: usize) -> usize {
        37 + length
    }

    #[must_use]
    pub fn bytes(self, length: usize) -> usize {
        if self == Self::Py27 { self.py2_str(length) } else { 33 + length }
    }

    /// A `bytearray` that was not resized.
    #[must_use]
    pub fn bytearray(self, length: usize) -> usize {
        let header = if self == Self::Py27 { 48 } else { 56 };
        header + if length == 0 { 0 } else { length + 1 }
    }

    #[must_use]
    pub fn tuple(self, length: usize) -> usize {
        self.gc_header() + 24 + 8 * length
    }

    /// A `list` with so many slots reserved.
    #[must_use]
    pub fn list(self, slots: usize) -> usize {
        self.gc_header() + 40 + 8 * slots
    }

    /// A `dict` without a table of its own: `{}`. From 3.8 on all empty dicts share one.
    #[must_use]
    pub fn empty_dict(self) -> usize {
        match self {
            Self::Py27 => 280,
            Self::Py36 | Self::Py37 => self.dict(8, DictKeys::Any),
            _ => self.gc_header() + 48,
        }
    }

    /// A `dict` with a table of `table` places, a power of two and at least 8. Two thirds of them are usable.
    #[must_use]
    pub fn dict(self, table: usize, keys: DictKeys) -> usize {
        if self == Self::Py27 {
            return if table <= 8 { 280 } else { 280 + 24 * table };
        }
        let (header, text_entry) = if self.at_least_311() { (32, 16) } else { (40, 24) };
        let entry = if keys == DictKeys::Text { text_entry } else { 24 };
        let index = match table {
            0..=0xff => 1,
            0x100..=0xffff => 2,
            0x1_0000..=0xffff_ffff => 4,
            _ => 8,
        };
        self.gc_header() + 48 + header + table * index + usable(table) * entry
    }

    /// The `__dict__` of an instance whose class shares the keys (from 3.6 on; 2.7 has a plain dict). `slots` is what
    /// the shared keys have room for: up to 3.10 five at first; from 3.11 on 30, one less for each instance made
    /// before and including this, never below 1, plus the names it has.
    #[must_use]
    pub fn split_dict(self, slots: usize) -> usize {
        if self == Self::Py27 { 280 } else { self.gc_header() + 48 + 8 * slots }
    }

    /// The table of so many names that a class shares with its instances.
    #[must_use]
    pub fn shared_names(self, slots: usize) -> usize {
        if self.at_least_311() {
            return 768;
        }
        let table = (3..).map(|log2| 1 << log2).find(|&table| usable(table) >= slots).unwrap_or(8);
        40 + table + 24 * usable(table)
    }

    /// What each of a class's own slots adds to its size: 2.7 counts the descriptions of members.
    #[must_use]
    pub fn member(self) -> usize {
        if self == Self::Py27 { 40 } else { 0 }
    }

    /// A `set` or `frozenset` with a table of `table` places; up to 8 are inside.
    #[must_use]
    pub fn set(self, table: usize) -> usize {
        self.gc_header() + 200 + if table <= 8 { 0 } else { 16 * table }
    }

    /// An instance of a class statement's class that derives from `object` only and has no slots.
    #[must_use]
    pub fn instance(self) -> usize {
        self.gc_header() + 16 + self.words_of(true, true)
    }

    /// An instance with `slots` members and neither `__dict__` nor weak references.
    #[must_use]
    pub fn slotted_instance(self, slots: usize) -> usize {
        let plain = matches!(self, Self::Py27 | Self::Py36 | Self::Py37) && slots == 0;
        if plain { 16 } else { self.gc_header() + 16 + 8 * slots }
    }

    /// 2.7: an instance of an old-style class.
    #[must_use]
    pub fn old_style_instance(self) -> usize {
        72
    }
}

/// The entries that a dict table of so many places takes, 3.6 and later.
#[must_use]
pub fn usable(table: usize) -> usize {
    table * 2 / 3
}

#[cfg(test)]
mod tests {
    use super::*;

    const ALL: [Layout; 9] = [
        Layout::Py27,
        Layout::Py36,
        Layout::Py37,
        Layout::Py38,
        Layout::Py39,
        Layout::Py310,
        Layout::Py311,
        Layout::Py312,
        Layout::Py313,
    ];

    #[test]
    fn numbers_and_text() {
        let two = |power| Integer::ONE.shl(&Integer::Small(power)).unwrap();
        assert_eq!(ALL.map(|l| l.int(&Integer::ZERO)), [24, 24, 24, 24, 24, 24, 28, 28, 28]);
        assert_eq!(ALL.map(|l| l.int(&two(30))), [24, 32, 32, 32, 32, 32, 32, 32, 32]);
        assert_eq!(ALL.map(|l| l.int(&two(63))), [36; 9]);
        assert_eq!(ALL.map(|l| l.int(&two(1000))), [160; 9]);
        assert_eq!(ALL.map(|l| l.text("")), [52, 49, 49, 49, 49, 49, 49, 41, 41]);
        assert_eq!(ALL.map(|l| l.text("é")), [56, 74, 74, 74, 74, 74, 74, 61, 61]);
        assert_eq!(ALL.map(|l| l.text("abé")), [64, 76, 76, 76, 76, 76, 76, 60, 60]);
        assert_eq!(ALL.map(|l| l.text("abሴ")), [64, 80, 80, 80, 80, 80, 80, 64, 64]);
        assert_eq!(ALL.map(|l| l.text("ab😀")), [64, 88, 88, 88, 88, 88, 88, 72, 72]);
        assert_eq!(ALL.map(|l| l.bytes(3)), [40, 36, 36, 36, 36, 36, 36, 36, 36]);
        assert_eq!(ALL.map(|l| l.bytearray(3)), [52, 60, 60, 60, 60, 60, 60, 60, 60]);
    }

    #[test]
    fn containers() {
        assert_eq!(ALL.map(|l| l.tuple(2)), [72, 72, 72, 56, 56, 56, 56, 56, 56]);
        assert_eq!(ALL.map(|l| l.list(4)), [104, 104, 104, 88, 88, 88, 88, 88, 88]);
        assert_eq!(ALL.map(Layout::empty_dict), [280, 248, 248, 64, 64, 64, 64, 64, 64]);
        assert_eq!(ALL.map(|l| l.dict(8, DictKeys::Any)), [280, 248, 248, 232, 232, 232, 224, 224, 224]);
        assert_eq!(ALL.map(|l| l.dict(8, DictKeys::Text)), [280, 248, 248, 232, 232, 232, 184, 184, 184]);
        assert_eq!(ALL.map(|l| l.dict(32, DictKeys::Any)), [1048, 656, 656, 640, 640, 640, 632, 632, 632]);
        assert_eq!(ALL.map(|l| l.dict(256, DictKeys::Text)), [6424, 4712, 4712, 4696, 4696, 4696, 3328, 3328, 3328]);
        assert_eq!(ALL.map(|l| l.split_dict(5)), [280, 120, 120, 104, 104, 104, 104, 104, 104]);
        assert_eq!(Layout::Py313.split_dict(29), 296);
        assert_eq!(ALL.map(|l| l.set(8)), [232, 232, 232, 216, 216, 216, 216, 216, 216]);
        assert_eq!(ALL.map(|l| l.set(32)), [744, 744, 744, 728, 728, 728, 728, 728, 728]);
    }

    #[test]
    fn instances() {
        assert_eq!(ALL.map(Layout::instance), [64, 64, 64, 48, 48, 48, 56, 48, 48]);
        assert_eq!(ALL.map(|l| l.slotted_instance(2)), [64, 64, 64, 48, 48, 48, 48, 48, 48]);
        assert_eq!(ALL.map(|l| l.slotted_instance(0)), [16, 16, 16, 32, 32, 32, 32, 32, 32]);
        let list_subclass = ALL.map(|l| l.list(0) + l.words_of(true, true));
        assert_eq!(list_subclass, [88, 88, 88, 72, 72, 72, 80, 72, 72]);
        assert_eq!(Layout::Py313.fixed(Fixed::Function), 160);
        assert_eq!(Layout::Py27.fixed(Fixed::Generator), 80);
    }
}
