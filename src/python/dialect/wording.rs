//! What differs in the words of errors that the running language raises.

use crate::memory::rules::Version;

/// The choices of one version.
#[derive(Clone, Debug)]
pub struct Wording {
    pub missing_on_delete: MissingAttribute,
    pub missing_slot: MissingAttribute,
    pub type_subscript: TypeSubscript,
    pub indexing: Indexing,
    pub star_in_display: StarInDisplay,
    pub init_subclass: InitSubclass,
    pub zip_item: ZipItem,
    pub immutable_type: ImmutableType,
    pub enumerate_argument: EnumerateArgument,
    pub set_name_error: SetNameError,
    pub missing_class_cell: MissingClassCell,
    pub class_method_class: ClassMethodClass,
    /// `reduce()` of nothing: `sequence` up to 3.9, then `iterable`.
    pub reduced: &'static str,
    /// `super(1)`: `a type` from 3.11.
    pub super_class: &'static str,
}

/// What an AttributeError says where an instance lacks what is deleted, or a slot is empty.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MissingAttribute {
    /// Only the name: `x` (deleting: up to 3.10; reading slots: up to 3.9; deleting slots: always).
    Name,
    /// `'A' object has no attribute 'x'`.
    Sentence,
}

/// `int[0]`, `type[0]`
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TypeSubscript {
    /// Up to 3.8: `'type' object is not subscriptable`, as for any object.
    AsObject,
    /// 3.9 and 3.10: the same, but `type[0]` is a generic alias.
    AsObjectButType,
    /// From 3.11: `type 'int' is not subscriptable`.
    NamesClass,
}

/// `A()[0]` of something that is no sequence, but could be one (has `tp_as_sequence`)
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Indexing {
    /// Up to 3.6: `'A' object does not support indexing`.
    DoesNotSupport,
    /// From 3.7: `'A' object is not subscriptable`.
    NotSubscriptable,
}

/// `[*1]`
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum StarInDisplay {
    /// Up to 3.8: `'int' object is not iterable`, and in `f(a, *1)` as in `f(*1)`.
    NotIterable,
    /// From 3.9: `Value after * must be an iterable, not int`.
    NamesStar,
}

/// `class A(x=1)` where nobody takes the keyword
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum InitSubclass {
    /// Up to 3.8: `__init_subclass__() takes no keyword arguments`.
    Bare,
    /// From 3.9: `A.__init_subclass__() takes no keyword arguments`.
    NamesClass,
}

/// `zip(3)`
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ZipItem {
    /// Up to 3.7: `zip argument #1 must support iteration`.
    Numbered,
    /// From 3.8: `'int' object is not iterable`.
    NotIterable,
}

/// An exception in `__set_name__`
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SetNameError {
    /// Up to 3.11: the cause of `RuntimeError: Error calling __set_name__ on 'A' instance 'x' in 'B'`.
    Wrapped,
    /// From 3.12: with a note that says so.
    Noted,
}

/// A metaclass that keeps `__classcell__` from `type.__new__`
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MissingClassCell {
    /// Up to 3.7: a DeprecationWarning.
    Warned,
    /// From 3.8: a RuntimeError.
    Refused,
}

/// `dict.__dict__['fromkeys'](1)`
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ClassMethodClass {
    /// Up to 3.8: `requires a type but received a 'int' instance`.
    RequiresType,
    /// From 3.9: `for type 'dict' needs a type, not a 'int' as arg 2`.
    NeedsType,
}

/// `enumerate()`
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum EnumerateArgument {
    /// Up to 3.10: as other functions say it, with the position.
    Numbered,
    /// From 3.11: `enumerate() missing required argument 'iterable'`.
    Named,
}

/// `int.x = 1`
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ImmutableType {
    /// Up to 3.9: `can't set attributes of built-in/extension type 'int'`.
    BuiltIn,
    /// From 3.10: `cannot set 'x' attribute of immutable type 'int'`.
    Immutable,
}

impl ImmutableType {
    #[must_use]
    pub fn of(self, attribute: &str, class: &str) -> String {
        match self {
            Self::BuiltIn => format!("can't set attributes of built-in/extension type '{class}'"),
            Self::Immutable => format!("cannot set '{attribute}' attribute of immutable type '{class}'"),
        }
    }
}

impl ImmutableType {
    /// An attribute that every class has cannot be set or deleted.
    #[must_use]
    pub fn special(self, verb: &str, attribute: &str, class: &str) -> String {
        match self {
            Self::BuiltIn => format!("can't {verb} {class}.{attribute}"),
            Self::Immutable => format!("cannot {verb} '{attribute}' attribute of immutable type '{class}'"),
        }
    }
}

impl Wording {
    #[must_use]
    pub fn of(version: Version) -> Self {
        use Version as V;
        let from = |first: Version| version >= first;
        Self {
            missing_on_delete: if from(V::V3_11) { MissingAttribute::Sentence } else { MissingAttribute::Name },
            missing_slot: if from(V::V3_10) { MissingAttribute::Sentence } else { MissingAttribute::Name },
            type_subscript: match version {
                _ if from(V::V3_11) => TypeSubscript::NamesClass,
                _ if from(V::V3_9) => TypeSubscript::AsObjectButType,
                _ => TypeSubscript::AsObject,
            },
            indexing: if from(V::V3_7) { Indexing::NotSubscriptable } else { Indexing::DoesNotSupport },
            star_in_display: if from(V::V3_9) { StarInDisplay::NamesStar } else { StarInDisplay::NotIterable },
            init_subclass: if from(V::V3_9) { InitSubclass::NamesClass } else { InitSubclass::Bare },
            zip_item: if from(V::V3_8) { ZipItem::NotIterable } else { ZipItem::Numbered },
            immutable_type: if from(V::V3_10) { ImmutableType::Immutable } else { ImmutableType::BuiltIn },
            enumerate_argument: if from(V::V3_11) { EnumerateArgument::Named } else { EnumerateArgument::Numbered },
            set_name_error: if from(V::V3_12) { SetNameError::Noted } else { SetNameError::Wrapped },
            missing_class_cell: if from(V::V3_8) { MissingClassCell::Refused } else { MissingClassCell::Warned },
            class_method_class: if from(V::V3_9) {
                ClassMethodClass::NeedsType
            } else {
                ClassMethodClass::RequiresType
            },
            reduced: if from(V::V3_10) { "iterable" } else { "sequence" },
            super_class: if from(V::V3_11) { "a type" } else { "type" },
        }
    }
}
