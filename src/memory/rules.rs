//! What differs between CPython versions in memory management, as named choices.
//!
//! This is the only place (with `python/dialect.rs` for the language) where versions are compared.

use std::fmt;
use std::str::FromStr;

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
#[error("no rules for Python {asked}; known are 2.7, 3.6 to 3.13, 3.14.0 (to 3.14.4: incremental) and 3.14.5 (or 3.14)")]
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
