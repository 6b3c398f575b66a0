//! Objects of JSON text (`scan_once_unicode` and its kin in `Modules/_json.c`). Positions are bytes here, and characters
//! for programs.

use std::borrow::Cow;

use ecow::EcoString;
use rustc_hash::FxHashMap;

use crate::memory::Ref;
use crate::python::builtins::{list, support};
use crate::python::dialect::modules::JsonCommas;
use crate::python::text::float::FloatLiteralError;
use crate::python::text::int_text::{self, IntText};
use crate::python::vm::known;
use crate::python::vm::native::Args;
use crate::python::vm::{Raised, Res, Vm};

/// Why a text is no JSON.
enum Trouble {
    /// The exception is pending.
    Raised,
    /// A `JSONDecodeError` with this message, at this byte.
    Fault(&'static str, usize),
    /// `StopIteration`: no value begins at this byte.
    Nothing(usize),
}

impl From<Raised> for Trouble {
    fn from(_: Raised) -> Self {
        Self::Raised
    }
}

type Scan<T> = Result<T, Trouble>;

struct Decoder<'a> {
    text: &'a str,
    bytes: &'a [u8],
    /// Whether control characters are refused in strings.
    strict: bool,
    commas: JsonCommas,
    floats: FloatLiteralError,
    ints: IntText,
    /// NULL: none.
    object_hook: Ref,
    pairs_hook: Ref,
    parse_float: Ref,
    parse_int: Ref,
    parse_constant: Ref,
    /// Equal keys are one object.
    keys: FxHashMap<EcoString, Ref>,
}

/// `scan(s, idx, strict, object_hook, object_pairs_hook, parse_float, parse_int, parse_constant, JSONDecodeError)`: the
/// value and where it ends. Hooks are None where the plain thing is wanted.
pub(super) fn scan(vm: &mut Vm, args: Args) -> Res {
    let (string, index, error) = (args.at(vm, 0), args.at(vm, 1), args.at(vm, 8));
    let text = vm.shared_text(string);
    let index = vm.index(index)?;
    let Ok(index) = usize::try_from(index) else { return Err(vm.value_error("idx cannot be negative")) };
    let strict = vm.truth(args.at(vm, 2))?;
    let hook = |vm: &Vm, at: usize| Some(args.at(vm, at)).filter(|hook| *hook != known::NONE).unwrap_or(Ref::NULL);
    let mut decoder = Decoder {
        text: &text,
        bytes: text.as_bytes(),
        strict,
        commas: vm.dialect.modules.json_commas,
        floats: vm.dialect.builtins.text.float_literal,
        ints: vm.dialect.builtins.text.int_text,
        object_hook: hook(vm, 3),
        pairs_hook: hook(vm, 4),
        parse_float: hook(vm, 5),
        parse_int: hook(vm, 6),
        parse_constant: hook(vm, 7),
        keys: FxHashMap::default(),
    };
    let from = byte_position(&text, index);
    let scanned = decoder.value(vm, from);
    for (_, key) in decoder.keys.drain() {
        vm.decref(key);
    }
    match scanned {
        Ok((value, end)) => {
            let end = char_position(&text, end);
            let end = vm.usize(end);
            Ok(vm.filled_tuple(&[value, end]))
        }
        Err(Trouble::Raised) => Err(Raised),
        Err(Trouble::Nothing(at)) => {
            let at = char_position(&text, at);
            let at = vm.usize(at);
            let raised = vm.stop_iteration(at);
            vm.decref(at);
            Err(raised)
        }
        Err(Trouble::Fault(message, at)) => {
            let at = char_position(&text, at);
            let (message, at) = (vm.str(message), vm.usize(at));
            let exception = vm.call(error, &[message, string, at]);
            vm.decref(message);
            vm.decref(at);
            let exception = exception?;
            Err(vm.raise_owned(exception))
        }
    }
}

/// `space(s, idx)`: where the next character is that is no white space.
pub(super) fn space(vm: &mut Vm, args: Args) -> Res {
    let text = vm.shared_text(args.at(vm, 0));
    let index = vm.index(args.at(vm, 1))?;
    let index = usize::try_from(index).unwrap_or(0);
    let from = byte_position(&text, index);
    let passed = skip_space(text.as_bytes(), from) - from;
    // White space is ASCII: as many bytes as characters.
    Ok(vm.usize(index + passed))
}

fn byte_position(text: &str, index: usize) -> usize {
    if text.is_char_boundary(index) && text.as_bytes()[..index].is_ascii() {
        return index;
    }
    text.char_indices().nth(index).map_or(text.len(), |(at, _)| at)
}

fn char_position(text: &str, at: usize) -> usize {
    text.get(..at).map_or(at, |before| before.chars().count())
}

fn skip_space(bytes: &[u8], mut at: usize) -> usize {
    while matches!(bytes.get(at), Some(b' ' | b'\t' | b'\n' | b'\r')) {
        at += 1;
    }
    at
}

impl<'a> Decoder<'a> {
    fn byte(&self, at: usize) -> Option<u8> {
        self.bytes.get(at).copied()
    }

    fn value(&mut self, vm: &mut Vm, at: usize) -> Scan<(Ref, usize)> {
        vm.step()?;
        match self.byte(at) {
            Some(b'"') => {
                let (text, end) = self.string(at)?;
                Ok((vm.str(&text), end))
            }
            Some(b'{') => {
                vm.enter_native(" while decoding a JSON object from a unicode string")?;
                let made = self.object(vm, at + 1);
                vm.leave_native();
                made
            }
            Some(b'[') => {
                vm.enter_native(" while decoding a JSON array from a unicode string")?;
                let made = self.array(vm, at + 1);
                vm.leave_native();
                made
            }
            Some(b'n') if self.starts(at, "null") => Ok((vm.none(), at + 4)),
            Some(b't') if self.starts(at, "true") => Ok((vm.bool(true), at + 4)),
            Some(b'f') if self.starts(at, "false") => Ok((vm.bool(false), at + 5)),
            Some(b'N') if self.starts(at, "NaN") => self.constant(vm, at, "NaN"),
            Some(b'I') if self.starts(at, "Infinity") => self.constant(vm, at, "Infinity"),
            Some(b'-') if self.starts(at, "-Infinity") => self.constant(vm, at, "-Infinity"),
            _ => self.number(vm, at),
        }
    }

    fn starts(&self, at: usize, word: &str) -> bool {
        self.bytes.get(at..).is_some_and(|rest| rest.starts_with(word.as_bytes()))
    }

    fn constant(&mut self, vm: &mut Vm, at: usize, word: &str) -> Scan<(Ref, usize)> {
        let name = vm.str(word);
        let value = vm.call(self.parse_constant, &[name]);
        vm.decref(name);
        Ok((value?, at + word.len()))
    }

    fn digits(&self, mut at: usize) -> usize {
        while self.byte(at).is_some_and(|byte| byte.is_ascii_digit()) {
            at += 1;
        }
        at
    }

    fn number(&mut self, vm: &mut Vm, start: usize) -> Scan<(Ref, usize)> {
        let first = start + usize::from(self.byte(start) == Some(b'-'));
        let whole = match self.byte(first) {
            Some(b'0') => first + 1,
            Some(b'1'..=b'9') => self.digits(first),
            _ => return Err(Trouble::Nothing(start)),
        };
        let mut end = whole;
        if self.byte(end) == Some(b'.') && self.byte(end + 1).is_some_and(|byte| byte.is_ascii_digit()) {
            end = self.digits(end + 1);
        }
        if matches!(self.byte(end), Some(b'e' | b'E')) {
            let digits = end + 1 + usize::from(matches!(self.byte(end + 1), Some(b'+' | b'-')));
            let after = self.digits(digits);
            end = if after > digits { after } else { end };
        }
        let literal = &self.text[start..end];
        let parse = if end == whole { self.parse_int } else { self.parse_float };
        let value = if !parse.is_null() {
            let literal = vm.str(literal);
            let value = vm.call(parse, &[literal]);
            vm.decref(literal);
            value?
        } else if end != whole {
            let value = support::text(vm, crate::python::text::float::parse(literal, self.floats))?;
            vm.float(value)
        } else if let Ok(small) = literal.parse() {
            vm.int(small)
        } else {
            let value = support::text(vm, int_text::parse(literal, 10, self.ints))?;
            vm.integer(value)
        };
        Ok((value, end))
    }

    /// The string whose opening quote is at `begin`, and the place behind it.
    fn string(&self, begin: usize) -> Scan<(Cow<'a, str>, usize)> {
        let mut made = String::new();
        let mut from = begin + 1;
        loop {
            let mut at = from;
            let stop = loop {
                match self.byte(at) {
                    Some(byte @ (b'"' | b'\\')) => break byte,
                    Some(byte) if byte < b' ' && self.strict => {
                        return Err(Trouble::Fault("Invalid control character at", at));
                    }
                    Some(_) => at += 1,
                    None => return Err(Trouble::Fault("Unterminated string starting at", begin)),
                }
            };
            let plain = &self.text[from..at];
            if stop == b'"' {
                if made.is_empty() {
                    return Ok((Cow::Borrowed(plain), at + 1));
                }
                made.push_str(plain);
                return Ok((Cow::Owned(made), at + 1));
            }
            made.push_str(plain);
            let (c, after) = self.escape(begin, at)?;
            made.push(c);
            from = after;
        }
    }

    /// The character that the escape at `at` (a backslash) means, and the place behind it.
    fn escape(&self, begin: usize, at: usize) -> Scan<(char, usize)> {
        let c = match self.byte(at + 1) {
            None => return Err(Trouble::Fault("Unterminated string starting at", begin)),
            Some(byte @ (b'"' | b'\\' | b'/')) => char::from(byte),
            Some(b'b') => '\u{8}',
            Some(b'f') => '\u{c}',
            Some(b'n') => '\n',
            Some(b'r') => '\r',
            Some(b't') => '\t',
            Some(b'u') => return self.code_point(at + 1),
            Some(_) => return Err(Trouble::Fault("Invalid \\escape", at)),
        };
        Ok((c, at + 2))
    }

    /// Four hexadecimal digits.
    fn unit(&self, at: usize) -> Option<u32> {
        let digits = self.text.get(at..at + 4)?;
        if !digits.bytes().all(|byte| byte.is_ascii_hexdigit()) {
            return None;
        }
        u32::from_str_radix(digits, 16).ok()
    }

    /// `uXXXX`, or two of them that make a pair.
    fn code_point(&self, at: usize) -> Scan<(char, usize)> {
        let Some(unit) = self.unit(at + 1) else { return Err(Trouble::Fault("Invalid \\uXXXX escape", at)) };
        let end = at + 5;
        if (0xd800..0xdc00).contains(&unit)
            && self.starts(end, "\\u")
            && let Some(low @ 0xdc00..0xe000) = self.unit(end + 2)
        {
            let code = 0x10000 + ((unit - 0xd800) << 10 | (low - 0xdc00));
            return Ok((char::from_u32(code).unwrap_or(char::REPLACEMENT_CHARACTER), end + 6));
        }
        // Lone surrogates have no place in our text.
        Ok((char::from_u32(unit).unwrap_or(char::REPLACEMENT_CHARACTER), end))
    }

    fn array(&mut self, vm: &mut Vm, at: usize) -> Scan<(Ref, usize)> {
        let made = vm.list(Vec::new());
        match self.items(vm, made, at) {
            Ok(end) => Ok((made, end)),
            Err(trouble) => {
                vm.decref(made);
                Err(trouble)
            }
        }
    }

    fn items(&mut self, vm: &mut Vm, made: Ref, at: usize) -> Scan<usize> {
        let mut at = skip_space(self.bytes, at);
        if self.byte(at) == Some(b']') {
            return Ok(at + 1);
        }
        loop {
            let (item, end) = self.value(vm, at)?;
            list::append(vm, made, item);
            at = skip_space(self.bytes, end);
            match self.byte(at) {
                Some(b']') => return Ok(at + 1),
                Some(b',') => {}
                _ => return Err(Trouble::Fault("Expecting ',' delimiter", at)),
            }
            let comma = at;
            at = skip_space(self.bytes, at + 1);
            if self.byte(at) == Some(b']') && self.commas == JsonCommas::Illegal {
                return Err(Trouble::Fault("Illegal trailing comma before end of array", comma));
            }
        }
    }

    fn object(&mut self, vm: &mut Vm, at: usize) -> Scan<(Ref, usize)> {
        let made = if self.pairs_hook.is_null() { vm.dict() } else { vm.list(Vec::new()) };
        let end = match self.entries(vm, made, at) {
            Ok(end) => end,
            Err(trouble) => {
                vm.decref(made);
                return Err(trouble);
            }
        };
        let hook = if self.pairs_hook.is_null() { self.object_hook } else { self.pairs_hook };
        if hook.is_null() {
            return Ok((made, end));
        }
        let value = vm.call(hook, &[made]);
        vm.decref(made);
        Ok((value?, end))
    }

    fn entries(&mut self, vm: &mut Vm, made: Ref, at: usize) -> Scan<usize> {
        let mut at = skip_space(self.bytes, at);
        if self.byte(at) == Some(b'}') {
            return Ok(at + 1);
        }
        loop {
            if self.byte(at) != Some(b'"') {
                return Err(Trouble::Fault("Expecting property name enclosed in double quotes", at));
            }
            let (text, end) = self.string(at)?;
            let key = self.key(vm, &text);
            at = skip_space(self.bytes, end);
            if self.byte(at) != Some(b':') {
                return Err(Trouble::Fault("Expecting ':' delimiter", at));
            }
            let (value, end) = self.value(vm, skip_space(self.bytes, at + 1))?;
            self.store(vm, made, key, value)?;
            at = skip_space(self.bytes, end);
            match self.byte(at) {
                Some(b'}') => return Ok(at + 1),
                Some(b',') => {}
                _ => return Err(Trouble::Fault("Expecting ',' delimiter", at)),
            }
            let comma = at;
            at = skip_space(self.bytes, at + 1);
            if self.byte(at) == Some(b'}') && self.commas == JsonCommas::Illegal {
                return Err(Trouble::Fault("Illegal trailing comma before end of object", comma));
            }
        }
    }

    /// Borrowed: the table of keys has it.
    fn key(&mut self, vm: &mut Vm, text: &str) -> Ref {
        if let Some(&known) = self.keys.get(text) {
            return known;
        }
        let key = vm.str(text);
        self.keys.insert(text.into(), key);
        key
    }

    /// Steals the value.
    fn store(&mut self, vm: &mut Vm, made: Ref, key: Ref, value: Ref) -> Scan<()> {
        if !self.pairs_hook.is_null() {
            vm.incref(key);
            let pair = vm.filled_tuple(&[key, value]);
            list::append(vm, made, pair);
            return Ok(());
        }
        let stored = vm.dict_set(made, key, value);
        vm.decref(value);
        Ok(stored?)
    }
}
