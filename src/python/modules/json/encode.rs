//! JSON text of objects (`encoder_listencode_obj` and its kin in `Modules/_json.c`).

use crate::memory::{Body, Ref};
use crate::python::dialect::modules::JsonErrors;
use crate::python::text::float;
use crate::python::vm::known::{self, names, types};
use crate::python::vm::native::Args;
use crate::python::vm::{Raised, Res, Vm};

/// Which characters stand in strings as they are.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Charset {
    Ascii,
    Any,
}

struct Encoder {
    out: String,
    /// Called for what JSON has no form for.
    default: Ref,
    charset: Charset,
    /// One step of indentation; none: all on one line.
    indent: Option<String>,
    item_separator: String,
    key_separator: String,
    sort_keys: bool,
    skip_keys: bool,
    allow_nan: bool,
    check_circular: bool,
    /// The containers around the present place.
    inside: Vec<Ref>,
    level: usize,
}

/// `encode(o, default, ensure_ascii, indent, item_separator, key_separator, sort_keys, skipkeys, allow_nan,
/// check_circular)`: the text.
pub(super) fn encode(vm: &mut Vm, args: Args) -> Res {
    let mut flags = [false; 5];
    for (flag, at) in flags.iter_mut().zip([2, 6, 7, 8, 9]) {
        *flag = vm.truth(args.at(vm, at))?;
    }
    let [ascii, sort_keys, skip_keys, allow_nan, check_circular] = flags;
    let mut encoder = Encoder {
        out: String::new(),
        default: args.at(vm, 1),
        charset: if ascii { Charset::Ascii } else { Charset::Any },
        indent: vm.as_str(args.at(vm, 3)).map(str::to_owned),
        item_separator: vm.text(args.at(vm, 4)),
        key_separator: vm.text(args.at(vm, 5)),
        sort_keys,
        skip_keys,
        allow_nan,
        check_circular,
        inside: Vec::new(),
        level: 0,
    };
    encoder.value(vm, args.at(vm, 0))?;
    Ok(vm.string(encoder.out))
}

impl Encoder {
    fn value(&mut self, vm: &mut Vm, object: Ref) -> Result<(), Raised> {
        // What stands in many places is written as often: the text may outgrow all memory.
        vm.step()?;
        vm.charge(vm.as_str(object).map_or(0, str::len));
        self.write(vm, object)
    }

    fn write(&mut self, vm: &mut Vm, object: Ref) -> Result<(), Raised> {
        match object {
            known::NONE => self.out.push_str("null"),
            known::TRUE => self.out.push_str("true"),
            known::FALSE => self.out.push_str("false"),
            _ => match vm.body(object) {
                Body::Str(text) => quote(&mut self.out, text, self.charset),
                Body::Int(value) => self.out.push_str(itoa::Buffer::new().format(*value)),
                Body::BigInt(_) => self.out.push_str(&digits(vm, object)?),
                Body::Float(value) => {
                    let value = *value;
                    let text = self.float_text(vm, value)?;
                    self.out.push_str(&text);
                }
                Body::List(_) | Body::SmallList(..) | Body::Tuple(_) | Body::SmallTuple(..) => {
                    self.nested(vm, object, Self::list)?;
                }
                Body::Dict(_) => self.nested(vm, object, Self::dict)?,
                _ => self.nested(vm, object, Self::other)?,
            },
        }
        Ok(())
    }

    /// What may hold itself.
    fn nested(
        &mut self,
        vm: &mut Vm,
        object: Ref,
        write: fn(&mut Self, &mut Vm, Ref) -> Result<(), Raised>,
    ) -> Result<(), Raised> {
        if self.check_circular && self.inside.contains(&object) {
            return Err(vm.value_error("Circular reference detected"));
        }
        vm.enter_native(" while encoding a JSON object")?;
        self.inside.push(object);
        let written = write(self, vm, object);
        self.inside.pop();
        vm.leave_native();
        written
    }

    fn other(&mut self, vm: &mut Vm, object: Ref) -> Result<(), Raised> {
        let instead = vm.call(self.default, &[object])?;
        let written = self.value(vm, instead);
        vm.decref(instead);
        written
    }

    fn line(&mut self) {
        if let Some(step) = &self.indent {
            self.out.push('\n');
            for _ in 0..self.level {
                self.out.push_str(step);
            }
        }
    }

    fn opened(&mut self, bracket: char) {
        self.out.push(bracket);
        self.level += 1;
        self.line();
    }

    fn closed(&mut self, bracket: char) {
        self.level -= 1;
        self.line();
        self.out.push(bracket);
    }

    fn separator(&mut self) {
        self.out.push_str(&self.item_separator);
        self.line();
    }

    fn list(&mut self, vm: &mut Vm, list: Ref) -> Result<(), Raised> {
        let item = |vm: &Vm, at: usize| vm.items(list).and_then(|items| items.get(at)).copied();
        let Some(first) = item(vm, 0) else {
            self.out.push_str("[]");
            return Ok(());
        };
        self.opened('[');
        self.value(vm, first)?;
        let mut at = 1;
        // A `default` may change the list meanwhile.
        while let Some(next) = item(vm, at) {
            self.separator();
            self.value(vm, next)?;
            at += 1;
        }
        self.closed(']');
        Ok(())
    }

    fn dict(&mut self, vm: &mut Vm, dict: Ref) -> Result<(), Raised> {
        if vm.dict_len(dict) == 0 {
            self.out.push_str("{}");
            return Ok(());
        }
        if self.sort_keys || !vm.is_exact(dict, types::DICT) {
            return self.pairs(vm, dict);
        }
        self.opened('{');
        let (mut position, mut first) = (0, true);
        while let Some((next, key, value)) = vm.dict_next(dict, position) {
            position = next;
            self.entry(vm, key, value, &mut first)?;
        }
        self.closed('}');
        Ok(())
    }

    /// A dict by way of its `items()`.
    fn pairs(&mut self, vm: &mut Vm, dict: Ref) -> Result<(), Raised> {
        let view = vm.call_method(dict, names::ITEMS, &[])?;
        let pairs = vm.to_vec(view);
        vm.decref(view);
        let pairs = pairs?;
        let list = vm.list(pairs);
        let written = self.listed_pairs(vm, list);
        vm.decref(list);
        written
    }

    fn listed_pairs(&mut self, vm: &mut Vm, list: Ref) -> Result<(), Raised> {
        if self.sort_keys {
            let sort = vm.intern("sort");
            let done = vm.call_method(list, sort, &[])?;
            vm.decref(done);
        }
        self.opened('{');
        let (mut at, mut first) = (0, true);
        while let Some(&pair) = vm.items(list).and_then(|items| items.get(at)) {
            let Some(&[key, value]) = vm.items(pair).filter(|_| vm.isinstance_of(pair, types::TUPLE)) else {
                return Err(vm.value_error("items must return 2-tuples"));
            };
            self.entry(vm, key, value, &mut first)?;
            at += 1;
        }
        self.closed('}');
        Ok(())
    }

    fn entry(&mut self, vm: &mut Vm, key: Ref, value: Ref, first: &mut bool) -> Result<(), Raised> {
        let text = match vm.body(key) {
            Body::Str(_) => None,
            Body::Float(value) => {
                let value = *value;
                Some(self.float_text(vm, value)?)
            }
            _ if key == known::NONE => Some("null".to_owned()),
            _ if key == known::TRUE => Some("true".to_owned()),
            _ if key == known::FALSE => Some("false".to_owned()),
            Body::Int(_) | Body::BigInt(_) => Some(digits(vm, key)?),
            _ if self.skip_keys => return Ok(()),
            _ => return Err(refused_key(vm, key)),
        };
        if !std::mem::replace(first, false) {
            self.separator();
        }
        match (text, vm.body(key)) {
            (Some(text), _) => quote(&mut self.out, &text, self.charset),
            (None, Body::Str(text)) => quote(&mut self.out, text, self.charset),
            _ => {}
        }
        self.out.push_str(&self.key_separator);
        self.value(vm, value)
    }

    fn float_text(&self, vm: &mut Vm, value: f64) -> Res<String> {
        if value.is_finite() {
            return Ok(float::repr(value));
        }
        if !self.allow_nan {
            let words = "Out of range float values are not JSON compliant";
            return Err(match vm.dialect.modules.json_errors {
                JsonErrors::WithoutValue | JsonErrors::Quoted => vm.value_error(words),
                JsonErrors::WithValue => vm.value_error(format!("{words}: {}", float::repr(value))),
            });
        }
        let text = if value.is_nan() {
            "NaN"
        } else if value > 0.0 {
            "Infinity"
        } else {
            "-Infinity"
        };
        Ok(text.to_owned())
    }
}

fn digits(vm: &mut Vm, int: Ref) -> Res<String> {
    crate::python::builtins::int::decimal(vm, int)
}

fn refused_key(vm: &mut Vm, key: Ref) -> Raised {
    match vm.dialect.modules.json_errors {
        JsonErrors::Quoted => vm.type_error("keys must be a string"),
        JsonErrors::WithoutValue | JsonErrors::WithValue => {
            let name = vm.class_name(vm.type_of(key)).to_owned();
            vm.type_error(format!("keys must be str, int, float, bool or None, not {name}"))
        }
    }
}

/// A string with its quotes and escapes.
fn quote(out: &mut String, text: &str, charset: Charset) {
    out.reserve(text.len() + 2);
    out.push('"');
    let plain = |byte: u8| (0x20..0x80).contains(&byte) && byte != b'"' && byte != b'\\' && byte != 0x7f;
    let mut rest = text;
    while let Some(at) = rest.bytes().position(|byte| !plain(byte)) {
        let (before, special) = rest.split_at(at);
        out.push_str(before);
        let mut chars = special.chars();
        if let Some(c) = chars.next() {
            escape(out, c, charset);
        }
        rest = chars.as_str();
    }
    out.push_str(rest);
    out.push('"');
}

fn escape(out: &mut String, c: char, charset: Charset) {
    use std::fmt::Write;
    let short = match c {
        '"' => Some("\\\""),
        '\\' => Some("\\\\"),
        '\n' => Some("\\n"),
        '\r' => Some("\\r"),
        '\t' => Some("\\t"),
        '\u{c}' => Some("\\f"),
        '\u{8}' => Some("\\b"),
        _ => None,
    };
    match short {
        Some(short) => out.push_str(short),
        None if c >= ' ' && charset == Charset::Any => out.push(c),
        None => {
            for unit in c.encode_utf16(&mut [0; 2]) {
                // Writing to a `String` cannot fail.
                let _ = write!(out, "\\u{unit:04x}");
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn quoted(text: &str, charset: Charset) -> String {
        let mut out = String::new();
        quote(&mut out, text, charset);
        out
    }

    #[test]
    fn strings_are_escaped() {
        assert_eq!(quoted("a\"b\\c\n\u{1}", Charset::Any), r#""a\"b\\c\n\u0001""#);
        assert_eq!(quoted("é\u{1f600}\u{7f}", Charset::Ascii), r#""\u00e9\ud83d\ude00\u007f""#);
        assert_eq!(quoted("é\u{7f}", Charset::Any), "\"é\u{7f}\"");
    }
}
