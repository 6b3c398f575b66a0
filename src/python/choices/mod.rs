//! All that tells one CPython from another, as a list of named choices: what each is about, which ways there are, which
//! version goes which way. The words are the comments beside the choices in their sources.
//!
//! A single choice can be taken from one version into another: a program that then prints what the other version
//! prints shows that this choice is the reason.

mod table;
mod words;

use crate::memory::{Rules, Version};
use crate::python::behaviour::Behaviour;
use crate::python::dialect::Dialect;

pub use table::ALL;

/// The choices of one version, or a mixture.
#[derive(Clone, Debug)]
pub struct Choices {
    pub rules: Rules,
    pub dialect: Dialect,
    pub behaviour: Behaviour,
}

impl Choices {
    #[must_use]
    pub fn of(version: Version) -> Self {
        Self { rules: Rules::of(version), dialect: Dialect::of(version), behaviour: Behaviour::of(version) }
    }
}

/// What a choice is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Subject {
    Memory,
    Language,
    Running,
    Builtins,
    Containers,
    Messages,
    Modules,
    /// Which names a version has, and what else the tables answer by themselves.
    Names,
}

impl Subject {
    pub const ALL: [Self; 8] = [
        Self::Memory,
        Self::Language,
        Self::Running,
        Self::Builtins,
        Self::Containers,
        Self::Messages,
        Self::Modules,
        Self::Names,
    ];

    #[must_use]
    pub fn title(self) -> &'static str {
        match self {
            Self::Memory => "Memory and the collector",
            Self::Language => "The language and its compiler",
            Self::Running => "Running programs",
            Self::Builtins => "Builtin types and functions",
            Self::Containers => "Lists, tuples, dicts and sets",
            Self::Messages => "Error messages",
            Self::Modules => "Modules",
            Self::Names => "Which names there are",
        }
    }
}

/// One choice.
pub struct Choice {
    pub subject: Subject,
    /// Where it stands: `rules.call_arguments`.
    pub path: &'static str,
    kind: fn(&Choices) -> &'static str,
    shown: fn(&Choices) -> String,
    copy: fn(&mut Choices, &Choices),
}

impl Choice {
    /// Whether two versions chose differently.
    #[must_use]
    pub fn differs(&self, one: &Choices, other: &Choices) -> bool {
        (self.shown)(one) != (self.shown)(other)
    }

    /// Takes this choice from another version.
    pub fn take(&self, to: &mut Choices, from: &Choices) {
        (self.copy)(to, from);
    }

    /// What is chosen: "Who holds the arguments during a call."
    #[must_use]
    pub fn what(&self) -> String {
        words::of_choice(self.path, (self.kind)(&Choices::of(Version::V3_13)))
    }

    /// How it is chosen: "From 3.11: they move from the operand stack into the frame."
    #[must_use]
    pub fn way(&self, choices: &Choices) -> String {
        words::of_way((self.kind)(choices), &(self.shown)(choices))
    }

    /// How a version chose, where that says more than what the choice is about says already.
    #[must_use]
    pub fn way_of(&self, version: Version) -> Option<String> {
        let choices = Choices::of(version);
        if (self.kind)(&choices) == "bool" {
            return None;
        }
        let way = self.way(&choices);
        Some(way.strip_prefix(&format!("{version}: ")).map_or(way.clone(), str::to_owned))
    }

    /// The ways that there are, each with the first version that went it.
    #[must_use]
    pub fn ways(&self) -> Vec<(Version, String)> {
        let mut found: Vec<(Version, String)> = Vec::new();
        let mut last = String::new();
        for version in Version::ALL {
            let choices = Choices::of(version);
            let shown = (self.shown)(&choices);
            if shown != last {
                found.push((version, self.way(&choices)));
                last = shown;
            }
        }
        found
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn choice(path: &str) -> &'static Choice {
        ALL.iter().find(|c| c.path == path).expect("a choice")
    }

    #[test]
    fn a_choice_speaks_for_itself() {
        let arguments = choice("rules.call_arguments");
        assert_eq!(arguments.what(), "Who holds the arguments during a call.");
        assert_eq!(
            arguments.way(&Choices::of(Version::V3_13)),
            "From 3.11: they move from the operand stack into the frame."
        );
        assert_eq!(arguments.ways().len(), 3);
    }

    #[test]
    fn one_choice_can_be_taken_from_another_version() {
        let (mut mixed, other) = (Choices::of(Version::V3_10), Choices::of(Version::V3_11));
        let arguments = choice("rules.call_arguments");
        assert!(arguments.differs(&mixed, &other));
        arguments.take(&mut mixed, &other);
        assert!(!arguments.differs(&mixed, &other));
        assert!(choice("rules.instance_dict").differs(&mixed, &other));
    }

    /// A field that is missing here would leave a difference without an explanation.
    #[test]
    fn every_field_of_the_tables_is_a_choice() {
        for (table, fields) in words::tables() {
            for field in fields {
                let path = format!("{table}.{field}");
                assert!(ALL.iter().any(|c| c.path == path), "{path} is not in src/python/choices/table.rs");
            }
        }
    }

    #[test]
    fn every_choice_has_words() {
        for choice in ALL {
            assert!(!choice.what().is_empty(), "{}", choice.path);
            for (version, way) in choice.ways() {
                assert!(!way.is_empty(), "{} in {version}", choice.path);
            }
        }
    }
}
