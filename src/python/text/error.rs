//! What goes wrong in text and number work: the kind of exception and CPython's own words for it.

use std::fmt;

/// The exception class that a [`TextError`] becomes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum ErrKind {
    Value,
    Type,
    Overflow,
    ZeroDivision,
    Index,
    Key,
    Lookup,
    Memory,
    /// `UnicodeEncodeError`; [`TextError::codec`] has the attributes.
    UnicodeEncode,
    /// `UnicodeDecodeError`; [`TextError::codec`] has the attributes.
    UnicodeDecode,
}

impl ErrKind {
    /// The exception's name in Python.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Value => "ValueError",
            Self::Type => "TypeError",
            Self::Overflow => "OverflowError",
            Self::ZeroDivision => "ZeroDivisionError",
            Self::Index => "IndexError",
            Self::Key => "KeyError",
            Self::Lookup => "LookupError",
            Self::Memory => "MemoryError",
            Self::UnicodeEncode => "UnicodeEncodeError",
            Self::UnicodeDecode => "UnicodeDecodeError",
        }
    }
}

/// Where a codec stopped: the attributes of a `UnicodeError` besides the object itself.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CodecFault {
    pub encoding: String,
    /// Code points (encoding) or bytes (decoding) from the start of the object.
    pub start: usize,
    pub end: usize,
    pub reason: String,
}

/// A Python exception in the making.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TextError {
    pub kind: ErrKind,
    /// `str()` of the exception, except for [`ErrKind::Key`], where it is the key itself.
    pub message: String,
    /// Present exactly for the two Unicode kinds.
    pub codec: Option<Box<CodecFault>>,
}

/// What every fallible function here returns.
pub type TextResult<T> = Result<T, TextError>;

impl TextError {
    #[must_use]
    pub fn new(kind: ErrKind, message: impl Into<String>) -> Self {
        Self { kind, message: message.into(), codec: None }
    }

    #[must_use]
    pub fn value(message: impl Into<String>) -> Self {
        Self::new(ErrKind::Value, message)
    }

    #[must_use]
    pub fn type_error(message: impl Into<String>) -> Self {
        Self::new(ErrKind::Type, message)
    }

    #[must_use]
    pub fn overflow(message: impl Into<String>) -> Self {
        Self::new(ErrKind::Overflow, message)
    }

    /// `MemoryError` has no message in CPython.
    #[must_use]
    pub fn memory() -> Self {
        Self::new(ErrKind::Memory, "")
    }
}

impl fmt::Display for TextError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.kind.name())?;
        if self.message.is_empty() { Ok(()) } else { write!(f, ": {}", self.message) }
    }
}

impl std::error::Error for TextError {}
