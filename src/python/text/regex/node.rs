//! A parsed pattern.

/// `re.IGNORECASE` and its kin, with the numbers that Python gives them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Flags(pub u32);

impl Flags {
    pub const IGNORECASE: Self = Self(2);
    pub const LOCALE: Self = Self(4);
    pub const MULTILINE: Self = Self(8);
    pub const DOTALL: Self = Self(16);
    pub const UNICODE: Self = Self(32);
    pub const VERBOSE: Self = Self(64);
    pub const ASCII: Self = Self(256);

    #[must_use]
    pub fn has(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }

    #[must_use]
    pub fn with(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    #[must_use]
    pub fn without(self, other: Self) -> Self {
        Self(self.0 & !other.0)
    }
}

/// Why a pattern is none.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PatternError {
    pub message: String,
    /// Index of the character in the pattern.
    pub at: usize,
}

/// `\d`, `\w`, `\s` and their opposites.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Category {
    Digit,
    Word,
    Space,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Member {
    Range(char, char),
    Category { category: Category, negated: bool },
}

/// A set of characters, under the flags that held where it stood.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Set {
    pub members: Vec<Member>,
    pub negated: bool,
    pub flags: Flags,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Assertion {
    /// `\A`, and `^` without MULTILINE.
    TextStart,
    LineStart,
    /// `\Z`.
    TextEnd,
    /// `$` without MULTILINE: the end, or before a last newline.
    LastLineEnd,
    LineEnd,
    Boundary {
        ascii: bool,
        negated: bool,
    },
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Greed {
    Greedy,
    Lazy,
    Possessive,
}

#[derive(Clone, Debug)]
pub(super) enum Node {
    Empty,
    Char {
        char: char,
        flags: Flags,
    },
    Any {
        newline: bool,
    },
    Set(Set),
    Sequence(Vec<Node>),
    Either(Vec<Node>),
    Group {
        number: usize,
        body: Box<Node>,
    },
    Repeat {
        body: Box<Node>,
        least: u32,
        most: u32,
        greed: Greed,
    },
    Assert(Assertion),
    Backreference {
        group: usize,
        flags: Flags,
    },
    Look {
        body: Box<Node>,
        behind: bool,
        negated: bool,
    },
    Atomic(Box<Node>),
    /// `(?(1)yes|no)`.
    Conditional {
        group: usize,
        yes: Box<Node>,
        no: Box<Node>,
    },
    /// `(?!)` of nothing: never matches.
    Never,
}

/// "No upper bound" of a repeat.
pub(super) const UNBOUNDED: u32 = u32::MAX;

impl Node {
    /// The least and most characters that this matches.
    pub(super) fn width(&self, groups: &[(u64, u64)]) -> (u64, u64) {
        match self {
            Self::Empty | Self::Assert(_) | Self::Look { .. } | Self::Never => (0, 0),
            Self::Char { .. } | Self::Any { .. } | Self::Set(_) => (1, 1),
            Self::Sequence(parts) => parts
                .iter()
                .map(|p| p.width(groups))
                .fold((0, 0), |(a, b), (c, d)| (a.saturating_add(c), b.saturating_add(d))),
            Self::Either(parts) => {
                let widths: Vec<_> = parts.iter().map(|p| p.width(groups)).collect();
                let least = widths.iter().map(|w| w.0).min().unwrap_or(0);
                (least, widths.iter().map(|w| w.1).max().unwrap_or(0))
            }
            Self::Group { body, .. } | Self::Atomic(body) => body.width(groups),
            Self::Repeat { body, least, most, .. } => {
                let (a, b) = body.width(groups);
                let most = if *most == UNBOUNDED { u64::MAX } else { u64::from(*most) };
                (a.saturating_mul(u64::from(*least)), b.saturating_mul(most))
            }
            Self::Backreference { group, .. } => groups.get(*group).copied().unwrap_or((0, 0)),
            Self::Conditional { yes, no, .. } => {
                let ((a, b), (c, d)) = (yes.width(groups), no.width(groups));
                (a.min(c), b.max(d))
            }
        }
    }
}
