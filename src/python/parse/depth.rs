//! How deep a program nests, found from its tokens alone: deeper ones are refused before any recursive walk, as
//! CPython refuses them (its tokenizer stops at 200 brackets and 100 indents, its parser and compiler at their stacks).

use super::errors::token::{Kind, Tokenizer};
use super::lines::Lines;
use crate::python::compile::fault::Fault;
use crate::python::compile::{MAX_DEPTH, too_deep};
use crate::python::dialect::Dialect;

/// Refuses a program whose tree would be too deep.
pub(super) fn check(source: &str, lines: &Lines, dialect: &Dialect) -> Result<(), Fault> {
    let mut tokenizer = Tokenizer::new(source, lines, dialect);
    // Operators since the last comma, for each open bracket.
    let mut levels = vec![0u32];
    let mut elifs = 0u32;
    loop {
        let token = match tokenizer.next() {
            Ok(token) => token,
            Err(fault) if fault.msg.contains("too many") || fault.msg.contains("nested too deeply") => {
                return Err(fault);
            }
            // The parser will come upon it.
            Err(_) => return Ok(()),
        };
        let text = source.get(token.start..token.end).unwrap_or_default();
        match (token.kind, text) {
            (Kind::End, _) => return Ok(()),
            (Kind::Newline, _) => levels = vec![0],
            (Kind::Op, "," | ";") => {
                if let Some(top) = levels.last_mut() {
                    *top = 0;
                }
            }
            (Kind::Op, "(" | "[" | "{") => levels.push(0),
            (Kind::Op, ")" | "]" | "}") => {
                levels.pop();
                match levels.last_mut() {
                    Some(top) => *top += 1,
                    None => levels.push(0),
                }
            }
            (Kind::Op, _) | (Kind::Name, "not" | "lambda" | "if" | "await" | "for" | "yield") => {
                if let Some(top) = levels.last_mut() {
                    *top += 1;
                }
            }
            (Kind::Name, "elif") => elifs += 1,
            (Kind::Name, "def" | "class") => elifs = 0,
            _ => {}
        }
        if levels.iter().sum::<u32>() > MAX_DEPTH || elifs > MAX_DEPTH {
            return Err(too_deep());
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::memory::rules::Version;

    fn refusal(source: &str) -> Option<String> {
        let dialect = Dialect::of(Version::V3_13);
        check(source, &Lines::of(source), &dialect).err().map(|f| f.msg)
    }

    #[test]
    fn deep_programs_are_refused_before_parsing() {
        let deep = Some("maximum recursion depth exceeded during compilation".to_owned());
        assert_eq!(refusal(&"(".repeat(100_000)), Some("too many nested parentheses".into()));
        assert_eq!(refusal(&format!("x = {}1", "-".repeat(100_000))), deep);
        assert_eq!(refusal(&format!("x{}", ".y".repeat(100_000))), deep);
        assert_eq!(refusal(&format!("x{}", "()".repeat(100_000))), deep);
        assert_eq!(refusal(&format!("x = {}1", "not ".repeat(100_000))), deep);
        assert_eq!(refusal(&format!("x = 1{}", " + 1".repeat(1_000))), None);
    }
}
