//! How older versions word the same mistakes.

use crate::python::compile::fault::Fault;
use crate::python::dialect::{Dialect, Messages};

/// Gives a fault the words of its version.
pub(super) fn older(mut fault: Fault, source: &str, dialect: &Dialect) -> Fault {
    if dialect.messages >= Messages::Explained {
        return fault;
    }
    fault.msg = reworded(&fault, source, dialect.messages);
    fault
}

fn reworded(fault: &Fault, source: &str, messages: Messages) -> String {
    let msg = fault.msg.as_str();
    if msg == "bytes can only contain ASCII literal characters" {
        return format!("{msg}.");
    }
    if let Some(word) = msg.strip_prefix("Missing parentheses in call to '").and_then(|m| m.strip_suffix('\'')) {
        return match (messages, legacy_rest(fault, source, word)) {
            (Messages::Python2, _) => "invalid syntax".to_owned(),
            (_, Some(rest)) if word == "print" => format!("{msg}. Did you mean print({rest})?"),
            _ => msg.to_owned(),
        };
    }
    let msg = msg.replace("dict literal", "dict display").replace("to ellipsis", "to Ellipsis");
    if messages >= Messages::Peg {
        return msg;
    }
    if msg.ends_with("is an illegal expression for augmented assignment") {
        return match msg.split('\'').nth(1) {
            Some("tuple" | "list") => "illegal expression for augmented assignment".to_owned(),
            Some(what) if messages >= Messages::Old38 => format!("cannot assign to {}", operator(what)),
            Some(what) => format!("can't assign to {}", operator(what)),
            None => msg,
        };
    }
    if msg.starts_with("keyword argument repeated: ") {
        return "keyword argument repeated".to_owned();
    }
    if msg == "multiple starred expressions in assignment" {
        return "two starred expressions in assignment".to_owned();
    }
    if messages >= Messages::Old38 {
        return msg;
    }
    let msg = match msg.as_str() {
        "expression cannot contain assignment, perhaps you meant \"==\"?" => {
            "keyword can't be an expression".to_owned()
        }
        "Generator expression must be parenthesized" if messages != Messages::Old37 => {
            "Generator expression must be parenthesized if not sole argument".to_owned()
        }
        "cannot assign to __debug__" if matches!(messages, Messages::Old | Messages::Old37) => {
            "assignment to keyword".to_owned()
        }
        "cannot assign to True" | "cannot assign to False" if matches!(messages, Messages::Old | Messages::Old37) => {
            "can't assign to keyword".to_owned()
        }
        "cannot assign to None" if matches!(messages, Messages::Old | Messages::Old37) => {
            "can't assign to keyword".to_owned()
        }
        "cannot assign to f-string expression" => "can't assign to literal".to_owned(),
        other => other.to_owned(),
    };
    if messages == Messages::Python2 {
        if matches!(msg.as_str(), "cannot assign to None" | "cannot assign to __debug__") {
            return msg;
        }
        if msg == "positional argument follows keyword argument" {
            return "non-keyword arg after keyword arg".to_owned();
        }
        if msg.contains("decimal integer literal") || msg.starts_with("leading zeros") {
            return "invalid token".to_owned();
        }
        let later = ["annotated", "annotation", "iterable argument", "bare *", "star"];
        if later.iter().any(|word| msg.contains(word)) || msg.contains("decimal literal") {
            return "invalid syntax".to_owned();
        }
    }
    msg.replace("cannot assign to", "can't assign to").replace("cannot delete", "can't delete")
}

fn operator(what: &str) -> &str {
    if what == "expression" { "operator" } else { what }
}

/// The rest of the line after `print`.
fn legacy_rest<'s>(fault: &Fault, source: &'s str, word: &str) -> Option<&'s str> {
    let line = source.lines().nth((fault.at.line as usize).checked_sub(1)?)?;
    let at = line.find(word)?;
    let rest = line.get(at + word.len()..)?.trim();
    Some(rest.strip_suffix(';').unwrap_or(rest))
}
