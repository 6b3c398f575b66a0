//! Interactive sessions quoted in texts: fenced blocks of Python with `>>>` prompts.
//!
//! A block's information string says where it is played:
//!
//! - ` ```python `: where the step begins (in a lesson's own texts: after its setup);
//! - ` ```python after `: when the step's solution has been run;
//! - ` ```python new `: in a new interpreter;
//! - ` ```python 3.10 `: in a new interpreter of that version; with `setup`, after the lesson's setup.

use crate::memory::rules::Version;

/// Where a quoted session is played.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stage {
    /// Where the text's step begins.
    Before,
    /// When the step's solution has been run.
    After,
    /// A new interpreter, nothing run.
    New,
    /// A new interpreter, the lesson's setup run.
    Setup,
}

/// A quoted session.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Session {
    pub stage: Stage,
    pub version: Version,
    pub exchanges: Vec<Exchange>,
}

/// One statement and what is printed for it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Exchange {
    /// The line of the text (from 1) on which it stands.
    pub line: usize,
    pub input: String,
    /// Without a line break at its end; empty when nothing is printed.
    pub output: String,
}

/// The sessions quoted in a text; `version` is the one that it is played in unless a block says otherwise.
#[must_use]
pub fn sessions(text: &str, version: Version) -> Vec<Session> {
    let mut found = Vec::new();
    let mut open: Option<Session> = None;
    for (index, line) in text.lines().enumerate() {
        match (open.as_mut(), line.trim_start().strip_prefix("```")) {
            (Some(_), Some(_)) => found.extend(open.take().filter(|s| !s.exchanges.is_empty())),
            (None, Some(info)) => open = Some(opened(info, version)),
            (Some(session), None) => session.add(index + 1, line),
            (None, None) => {}
        }
    }
    found
}

/// Whether the line of this index stands inside a fenced block.
#[must_use]
pub fn in_fence(text: &str, index: usize) -> bool {
    let fences = text.lines().take(index + 1).filter(|line| line.trim_start().starts_with("```")).count();
    let itself = text.lines().nth(index).is_some_and(|line| line.trim_start().starts_with("```"));
    fences % 2 == 1 && !itself
}

/// Whether what was printed is what was quoted. A traceback's frames and `...` for a line's end may differ.
#[must_use]
pub fn agrees(quoted: &str, printed: &str) -> bool {
    let quoted: Vec<&str> = essential(quoted);
    let printed: Vec<&str> = essential(printed);
    quoted.len() == printed.len()
        && quoted.iter().zip(&printed).all(|(q, p)| match q.strip_suffix("...") {
            Some(beginning) => p.starts_with(beginning),
            None => q == p,
        })
}

/// The lines of an output, of a traceback only the last.
fn essential(output: &str) -> Vec<&str> {
    let mut lines = Vec::new();
    let mut in_traceback = false;
    for line in output.trim_end().lines() {
        if line.starts_with("Traceback (most recent call last)") {
            in_traceback = true;
        } else if !(in_traceback && line.starts_with(' ')) {
            in_traceback = false;
            lines.push(line.trim_end());
        }
    }
    lines
}

fn opened(info: &str, version: Version) -> Session {
    let mut session = Session { stage: Stage::Before, version, exchanges: Vec::new() };
    for word in info.split_whitespace() {
        match word {
            "after" => session.stage = Stage::After,
            "new" => session.stage = Stage::New,
            "setup" => session.stage = Stage::Setup,
            other => {
                if let Ok(version) = other.parse() {
                    session.version = version;
                    if session.stage == Stage::Before {
                        session.stage = Stage::New;
                    }
                }
            }
        }
    }
    session
}

impl Session {
    fn add(&mut self, line: usize, text: &str) {
        let prompted = |prompt: &str| text.strip_prefix(prompt).map(|rest| rest.strip_prefix(' ').unwrap_or(rest));
        if let Some(input) = prompted(">>>") {
            self.exchanges.push(Exchange { line, input: input.to_owned(), output: String::new() });
        } else if let Some(exchange) = self.exchanges.last_mut() {
            match prompted("...").filter(|_| exchange.output.is_empty()) {
                Some(input) => exchange.input = format!("{}\n{input}", exchange.input),
                None if exchange.output.is_empty() => text.clone_into(&mut exchange.output),
                None => exchange.output = format!("{}\n{text}", exchange.output),
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_session_is_read_from_a_text() {
        let text = "Look:\n\n```python 3.10\n>>> for x in (1, 2):\n...     x\n...\n1\n2\n>>> x = 3\n```\n\nand\n\n```python\nx = 1\n```";
        let found = sessions(text, Version::V3_13);
        assert_eq!(found.len(), 1);
        assert_eq!((found[0].stage, found[0].version), (Stage::New, Version::V3_10));
        assert_eq!(found[0].exchanges[0].input, "for x in (1, 2):\n    x\n");
        assert_eq!(found[0].exchanges[0].output, "1\n2");
        assert_eq!(found[0].exchanges[1], Exchange { line: 9, input: "x = 3".into(), output: String::new() });
        assert!(in_fence(text, 4) && !in_fence(text, 2) && !in_fence(text, 11));
    }

    #[test]
    fn frames_of_a_traceback_may_differ() {
        let quoted = "Traceback (most recent call last):\nNameError: name 'a' is not defined";
        let printed = "Traceback (most recent call last):\n  File \"<stdin>\", line 1, in <module>\nNameError: name 'a' is not defined\n";
        assert!(agrees(quoted, printed));
        assert!(agrees("<Node object at 0x...", "<Node object at 0x7f00>"));
        assert!(!agrees("2", "4"));
        assert!(!agrees("", "4"));
    }
}
