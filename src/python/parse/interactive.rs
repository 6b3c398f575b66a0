//! What the interactive interpreter does before it compiles: telling whether a source is complete, and taking one
//! statement after the other. Knows nothing of prompts.

use super::lines::Lines;
use super::{module, normalize};
use crate::python::compile::Mode;
use crate::python::dialect::Dialect;

/// How a source is taken.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Entry {
    /// Statement after statement, as if each had been typed by itself.
    #[default]
    Statements,
    /// As one statement of the prompt: a second one, without an empty line between, is a mistake.
    OneStatement,
}

/// Whether a source can run as it stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Completeness {
    /// It can run. Also said of what no further line can mend.
    Complete,
    /// Another line is awaited.
    Incomplete,
}

/// The statements of a source as the prompt takes them: what stands on one line is one. A source that does not parse
/// is one statement.
#[must_use]
pub fn statements(source: &str, dialect: &Dialect) -> Vec<String> {
    let source = normalize(source);
    let lines = Lines::of(&source);
    let Ok(tree) = module(&source, &lines, Mode::Exec, dialect) else { return vec![source] };
    let text: Vec<&str> = source.split_inclusive('\n').collect();
    let mut found = Vec::new();
    let mut begin = 0;
    for (at, statement) in tree.body.iter().enumerate() {
        let end = (statement.at.end_line as usize).min(text.len());
        let goes_on = tree.body.get(at + 1).is_some_and(|next| next.at.line as usize <= end);
        if goes_on || end <= begin {
            continue;
        }
        let chunk = text.get(begin..end).unwrap_or_default();
        let blank = chunk.iter().take_while(|line| line.trim().is_empty()).count();
        found.push(chunk.get(blank..).unwrap_or_default().concat());
        begin = end;
    }
    found
}

/// Whether the parser takes a source as one statement of the prompt: what is wrong with it then is found by the compiler.
#[must_use]
pub fn parses(source: &str, dialect: &Dialect) -> bool {
    let source = normalize(source);
    module(&source, &Lines::of(&source), Mode::Single, dialect).is_ok() && statements(&source, dialect).len() < 2
}

/// Whether the prompt would run this source or wait for another line. The last line is given without its end: a
/// source that ends in a newline has a blank last line.
///
/// CPython's parser reads a line when it needs a token; what is wrong already needs no further line.
#[must_use]
pub fn completeness(source: &str, entry: Entry, dialect: &Dialect) -> Completeness {
    let mut source = normalize(source) + "\n";
    if entry == Entry::Statements && source.lines().next_back().is_some_and(|last| last.trim().is_empty()) {
        // An editor indents the line that ends a block.
        source.truncate(source.trim_end_matches([' ', '\t', '\n']).len());
        source.push_str("\n\n");
    }
    if super::errors::awaits_line(&source, &Lines::of(&source), entry, dialect) {
        Completeness::Incomplete
    } else {
        Completeness::Complete
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::memory::Version;

    fn ends(source: &str, entry: Entry) -> bool {
        completeness(source, entry, &Dialect::of(Version::V3_13)) == Completeness::Complete
    }

    fn complete(source: &str) -> bool {
        ends(source, Entry::OneStatement)
    }

    #[test]
    fn lines_are_awaited_as_the_prompt_awaits_them() {
        let done = [
            "",
            "x = 1",
            "x = 1\n",
            "if x: y\n\n",
            "if x:\n  y\n\n",
            "def f():\n  pass\n\nf()",
            "foo bar (",
            "x = = 1",
            "'abc",
            "x = 1 + \\\n  2",
            "# if x:",
            "if x y:\n",
            "@d\ndef f(): pass\n\n",
            "'''a\nb'''",
            "try:\n  x\n\n",
            "def f(:",
            "def f(): pass\nx = (1,",
            "def f(): pass\ndef g(",
            "x = {1: 2\nreturn",
            "@d\n",
            "f(\"abc",
            "if x:\n  y\n",
            "\\\nx",
        ];
        for source in done {
            assert!(complete(source), "{source:?}");
        }
        let open = [
            "if x:",
            "if x: y",
            "if x:\n  y",
            "f(",
            "f(1,",
            "x = [1,\n",
            "'''abc",
            "x = \\",
            "@d",
            "@d\ndef f():",
            "class A:\n  def f(self):\n    pass",
            "try:\n  x",
            "for x in y:\n  f(",
            "x = {'a': 'b',",
            "with a as b:",
            "class A:\n  def f(self): pass\n  @d",
            "@d\n@e",
            "def f():\n  pass\n  ",
            "if x: y\n# c",
            "f'''{x",
        ];
        for source in open {
            assert!(!complete(source), "{source:?}");
        }
    }

    #[test]
    fn a_pasted_text_may_go_on_with_other_statements() {
        for source in
            ["x = 1\n\ny = 2", "def f(): pass\nx = 1", "class A:\n  def f(self): pass\n\n  x = 1\n", "if x:\n  y\n  "]
        {
            assert!(ends(source, Entry::Statements), "{source:?}");
        }
        for source in ["def f(): pass\nx = (1,", "x = 1\nif x:", "class A:\n  def f(self): pass\n\n  x = 1"] {
            assert!(!ends(source, Entry::Statements), "{source:?}");
        }
    }

    #[test]
    fn pasted_statements_are_taken_one_by_one() {
        let dialect = Dialect::of(Version::V3_13);
        let taken = statements("x = 1; y = 2\n\n@d\ndef f():\n    pass\n# c\nf()\nz", &dialect);
        assert_eq!(taken, ["x = 1; y = 2\n", "@d\ndef f():\n    pass\n", "# c\nf()\n", "z"]);
        assert_eq!(statements("\n# only\n", &dialect), [""; 0]);
    }
}
