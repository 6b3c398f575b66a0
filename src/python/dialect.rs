//! What differs between versions in the language (not in memory management), as named choices.
//! With `memory/rules.rs` the only place where versions are compared.

use crate::memory::rules::Version;

/// The language of one version.
#[derive(Clone, Debug)]
pub struct Dialect {
    pub version: Version,
}

impl Dialect {
    #[must_use]
    pub fn of(version: Version) -> Self {
        Self { version }
    }
}
