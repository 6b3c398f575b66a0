//! 2.7's two kinds of text: `str`, each of whose characters here stands for a byte, and `unicode`; what takes one to the
//! other, and what happens where they meet: the bytes are read as ASCII (`PyUnicode_FromEncodedObject` with the default
//! encoding).

use super::encode::{decode_bytes, encode_text};
use crate::memory::Ref;
use crate::python::builtins::support::{is_unicode_2, unicode_2};
use crate::python::dialect::builtins::Strings;
use crate::python::text::quote;
use crate::python::vm::known::types;
use crate::python::vm::native::{Args, NativeFn};
use crate::python::vm::{Res, Vm};

const DEFAULT: &str = "ascii";

/// The bytes that a str of 2.7 is.
#[must_use]
pub(crate) fn bytes_of(text: &str) -> Vec<u8> {
    text.chars().map(|c| u8::try_from(u32::from(c)).unwrap_or(b'?')).collect()
}

/// The text that stands for bytes.
#[must_use]
pub(crate) fn text_of_bytes(bytes: &[u8]) -> String {
    bytes.iter().copied().map(char::from).collect()
}

/// The text of an operand of `unicode`: what a str has must be ASCII.
///
/// # Errors
/// UnicodeDecodeError.
pub(super) fn as_unicode(vm: &mut Vm, x: Ref) -> Res<()> {
    if vm.dialect.builtins.strings == Strings::StrAndBytes || is_unicode_2(vm, x) {
        return Ok(());
    }
    let bytes = match vm.as_str(x) {
        Some(text) if !text.is_ascii() => bytes_of(text),
        _ => return Ok(()),
    };
    decode_bytes(vm, x, &bytes, DEFAULT, "strict").map(drop)
}

/// Two texts are to become one: where one of them is `unicode`, the other must be readable as such.
pub(super) fn meet(vm: &mut Vm, a: Ref, b: Ref) -> Res<()> {
    if vm.dialect.builtins.strings == Strings::StrAndBytes || is_unicode_2(vm, a) == is_unicode_2(vm, b) {
        return Ok(());
    }
    as_unicode(vm, a)?;
    as_unicode(vm, b)
}

/// A method of text with text as arguments: where one of them is `unicode`, all must be readable as such, and the method
/// is `unicode`'s (`PyUnicode_Replace` and its kin are what `str` calls then).
pub(super) fn meeting(vm: &mut Vm, args: Args, method: NativeFn) -> Res {
    if vm.dialect.builtins.strings == Strings::StrAndBytes {
        return method(vm, args);
    }
    let receiver = args.at(vm, 0);
    let given: Vec<Ref> = (1..args.count).map(|i| args.at(vm, i)).filter(|&x| vm.as_str(x).is_some()).collect();
    if is_unicode_2(vm, receiver) {
        for x in given {
            as_unicode(vm, x)?;
        }
        return method(vm, args);
    }
    if !given.iter().any(|&x| is_unicode_2(vm, x)) {
        return method(vm, args);
    }
    for x in given.into_iter().chain([receiver]) {
        as_unicode(vm, x)?;
    }
    let text = vm.text(receiver);
    let widened = unicode_2(vm, text);
    let place = vm.replace_argument(args, 0, widened);
    let result = method(vm, args);
    vm.replace_argument(args, 0, place);
    vm.decref(widened);
    result
}

/// Whether two texts of different kinds can be compared at all: bytes beyond ASCII equal no text.
pub(super) fn comparable(vm: &Vm, a: Ref, b: Ref) -> bool {
    if vm.dialect.builtins.strings == Strings::StrAndBytes || is_unicode_2(vm, a) == is_unicode_2(vm, b) {
        return true;
    }
    let bytes = if is_unicode_2(vm, a) { b } else { a };
    vm.as_str(bytes).is_some_and(str::is_ascii)
}

/// `x.encode(encoding, errors)`: a str. One that is a str already is read first.
pub(super) fn encode(vm: &mut Vm, x: Ref, encoding: &str, errors: &str) -> Res {
    let text = vm.text(x);
    let coded = match (Transform::named(encoding), encoding) {
        (Some(transform), _) => {
            let bytes = if is_unicode_2(vm, x) { encode_text(vm, x, DEFAULT, "strict")? } else { bytes_of(&text) };
            transform.encode(&bytes)
        }
        (None, "raw_unicode_escape" | "raw-unicode-escape") => {
            as_unicode(vm, x)?;
            raw_escaped(&text)
        }
        (None, "unicode_escape" | "unicode-escape") => {
            as_unicode(vm, x)?;
            let shown = quote::repr_unicode_py2(&format!("{text}'\""));
            // The quotes at the end keep `repr` from escaping others.
            shown.get(2..shown.len().saturating_sub(4)).unwrap_or_default().replace("\\'", "'").into_bytes()
        }
        _ => {
            as_unicode(vm, x)?;
            encode_text(vm, x, encoding, errors)?
        }
    };
    Ok(vm.string(text_of_bytes(&coded)))
}

/// `x.decode(encoding, errors)`: mostly `unicode`. What is `unicode` already becomes bytes first.
pub(super) fn decode(vm: &mut Vm, x: Ref, encoding: &str, errors: &str) -> Res {
    let bytes = if is_unicode_2(vm, x) {
        encode_text(vm, x, DEFAULT, "strict")?
    } else {
        bytes_of(vm.as_str(x).unwrap_or_default())
    };
    if let Some(transform) = Transform::named(encoding) {
        return match transform.decode(&bytes) {
            Ok(decoded) => Ok(vm.string(text_of_bytes(&decoded))),
            Err(message) => Err(match transform {
                Transform::Hex => vm.type_error(message),
                _ => vm.value_error(message),
            }),
        };
    }
    let text = match encoding {
        "unicode_escape" | "unicode-escape" => unescaped(&bytes),
        "raw_unicode_escape" | "raw-unicode-escape" => raw_unescaped(&bytes),
        _ => decode_bytes(vm, x, &bytes, encoding, errors)?,
    };
    Ok(unicode_2(vm, text))
}

/// `unicode(object, encoding, errors)`: an exact `unicode`.
pub(super) fn unicode_new(vm: &mut Vm, object: Option<Ref>, encoding: Option<String>, errors: Option<String>) -> Res {
    let Some(object) = object else { return Ok(unicode_2(vm, "")) };
    if encoding.is_some() || errors.is_some() {
        if is_unicode_2(vm, object) {
            return Err(vm.type_error("decoding Unicode is not supported"));
        }
        let Some(bytes) = vm.as_str(object).map(bytes_of) else {
            let name = vm.type_name(object);
            return Err(vm.type_error(format!("coercing to Unicode: need string or buffer, {name} found")));
        };
        let (encoding, errors) = (encoding.as_deref().unwrap_or(DEFAULT), errors.as_deref().unwrap_or("strict"));
        let text = match encoding {
            "unicode_escape" | "unicode-escape" => unescaped(&bytes),
            "raw_unicode_escape" | "raw-unicode-escape" => raw_unescaped(&bytes),
            _ => decode_bytes(vm, object, &bytes, encoding, errors)?,
        };
        return Ok(unicode_2(vm, text));
    }
    if vm.is_exact(object, types::UNICODE_2) {
        return Ok(vm.incref(object));
    }
    let name = vm.intern("__unicode__");
    let made = match vm.call_special(object, name, &[]) {
        Some(made) => made?,
        None => vm.str_of(object)?,
    };
    let read = as_unicode(vm, made);
    let text = vm.text(made);
    let exact = vm.is_exact(made, types::UNICODE_2);
    if exact && read.is_ok() {
        return Ok(made);
    }
    vm.decref(made);
    read?;
    Ok(unicode_2(vm, text))
}

/// What `str(x)` gives (stolen) as a str: text of the other kind must be ASCII.
pub(super) fn str_new(vm: &mut Vm, made: Ref) -> Res {
    if !is_unicode_2(vm, made) {
        return Ok(made);
    }
    let coded = encode_text(vm, made, DEFAULT, "strict");
    vm.decref(made);
    let coded = coded?;
    Ok(vm.string(text_of_bytes(&coded)))
}

/// An encoding from bytes to bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Transform {
    Hex,
    Base64,
    Rot13,
    StringEscape,
}

impl Transform {
    fn named(name: &str) -> Option<Self> {
        match name.to_ascii_lowercase().replace('-', "_").as_str() {
            "hex" | "hex_codec" => Some(Self::Hex),
            "base64" | "base64_codec" => Some(Self::Base64),
            "rot13" | "rot_13" => Some(Self::Rot13),
            "string_escape" => Some(Self::StringEscape),
            _ => None,
        }
    }

    fn encode(self, bytes: &[u8]) -> Vec<u8> {
        match self {
            Self::Hex => bytes.iter().flat_map(|byte| format!("{byte:02x}").into_bytes()).collect(),
            Self::Base64 => {
                // Lines of 57 bytes, each with an end.
                bytes.chunks(57).flat_map(|line| base64(line).into_iter().chain([b'\n'])).collect()
            }
            Self::Rot13 => bytes.iter().map(|byte| rotated(*byte)).collect(),
            Self::StringEscape => {
                let shown = quote::repr_str_py2(bytes);
                let inner = shown.get(1..shown.len().saturating_sub(1)).unwrap_or_default();
                inner.replace("\\'", "'").replace('\'', "\\'").into_bytes()
            }
        }
    }

    fn decode(self, bytes: &[u8]) -> Result<Vec<u8>, &'static str> {
        match self {
            Self::Hex => {
                if bytes.len() % 2 == 1 {
                    return Err("Odd-length string");
                }
                let digit = |byte: &u8| char::from(*byte).to_digit(16).ok_or("Non-hexadecimal digit found");
                bytes
                    .chunks(2)
                    .map(|pair| match pair {
                        [high, low] => Ok((digit(high)? * 16 + digit(low)?) as u8),
                        _ => Err("Odd-length string"),
                    })
                    .collect()
            }
            Self::Base64 => unbase64(bytes).ok_or("Incorrect padding"),
            Self::Rot13 => Ok(self.encode(bytes)),
            Self::StringEscape => Ok(crate::python::parse::unescape_bytes(bytes)),
        }
    }
}

fn rotated(byte: u8) -> u8 {
    match byte {
        b'a'..=b'z' => (byte - b'a' + 13) % 26 + b'a',
        b'A'..=b'Z' => (byte - b'A' + 13) % 26 + b'A',
        other => other,
    }
}

const DIGITS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

fn base64(bytes: &[u8]) -> Vec<u8> {
    let mut out = Vec::with_capacity(bytes.len().div_ceil(3) * 4);
    for group in bytes.chunks(3) {
        let at = |i: usize| u32::from(group.get(i).copied().unwrap_or(0));
        let bits = at(0) << 16 | at(1) << 8 | at(2);
        for place in 0..4usize {
            let digit = (bits >> (18 - 6 * place) & 63) as usize;
            out.push(if place <= group.len() { DIGITS.get(digit).copied().unwrap_or(b'=') } else { b'=' });
        }
    }
    out
}

/// `None`: the padding is wrong. Other signs are passed over.
fn unbase64(bytes: &[u8]) -> Option<Vec<u8>> {
    let digits: Vec<u32> = bytes
        .iter()
        .filter_map(|byte| DIGITS.iter().position(|digit| digit == byte))
        .filter_map(|digit| u32::try_from(digit).ok())
        .collect();
    let padding = bytes.iter().filter(|byte| **byte == b'=').count();
    if digits.len() % 4 == 1 || !(digits.len() + padding).is_multiple_of(4) {
        return None;
    }
    let mut out = Vec::with_capacity(digits.len() * 3 / 4);
    for group in digits.chunks(4) {
        let at = |i: usize| group.get(i).copied().unwrap_or(0);
        let bits = at(0) << 18 | at(1) << 12 | at(2) << 6 | at(3);
        out.extend([bits >> 16, bits >> 8, bits].iter().take(group.len() - 1).map(|bits| (bits & 0xff) as u8));
    }
    Some(out)
}

/// Latin-1, and `\\u1234` for what is beyond it.
fn raw_escaped(text: &str) -> Vec<u8> {
    let escaped = |c: char| match u32::from(c) {
        code @ 0..=0xff => vec![code as u8],
        code @ 0x100..=0xffff => format!("\\u{code:04x}").into_bytes(),
        code => format!("\\U{code:08x}").into_bytes(),
    };
    text.chars().flat_map(escaped).collect()
}

/// The other way: of backslashes only those of `\\u1234` mean anything.
fn raw_unescaped(bytes: &[u8]) -> String {
    let text = text_of_bytes(bytes);
    let mut out = String::with_capacity(text.len());
    let mut rest = text.as_str();
    while let Some(at) = rest.find("\\u") {
        let (before, escape) = rest.split_at(at);
        out.push_str(before);
        let code = escape.get(2..6).and_then(|digits| u32::from_str_radix(digits, 16).ok()).and_then(char::from_u32);
        let length = match code {
            Some(c) => {
                out.push(c);
                6
            }
            None => {
                out.push_str("\\u");
                2
            }
        };
        rest = escape.get(length..).unwrap_or_default();
    }
    out.push_str(rest);
    out
}

/// `\n`, `\x41`, `\u1234` and the like as their characters.
fn unescaped(bytes: &[u8]) -> String {
    let text = text_of_bytes(bytes);
    let mut out = String::with_capacity(text.len());
    let mut rest = text.as_str();
    while let Some(at) = rest.find('\\') {
        out.push_str(&rest[..at]);
        rest = &rest[at..];
        let width = match rest.as_bytes().get(1) {
            Some(b'u') => 4,
            Some(b'U') => 8,
            _ => 0,
        };
        let code = rest.get(2..2 + width).and_then(|digits| u32::from_str_radix(digits, 16).ok());
        if width > 0
            && let Some(c) = code.and_then(char::from_u32)
        {
            out.push(c);
            rest = &rest[2 + width..];
            continue;
        }
        // One other escape: as those of a str.
        let end = rest[1..].find('\\').map_or(rest.len(), |next| if next == 0 { 2 } else { 1 + next });
        out.push_str(&text_of_bytes(&crate::python::parse::unescape_bytes(&bytes_of(&rest[..end]))));
        rest = &rest[end..];
    }
    out.push_str(rest);
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn transforms() {
        for (transform, plain, coded) in [
            (Transform::Hex, "abc", "616263"),
            (Transform::Base64, "abc", "YWJj\n"),
            (Transform::Base64, "a", "YQ==\n"),
            (Transform::Rot13, "abc", "nop"),
            (Transform::StringEscape, "a\nb", "a\\nb"),
        ] {
            assert_eq!(transform.encode(plain.as_bytes()), coded.as_bytes());
            assert_eq!(transform.decode(coded.as_bytes()).as_deref(), Ok(plain.as_bytes()));
        }
        assert_eq!(unescaped(b"a\\u1234\\n\\x41b"), "a\u{1234}\nAb");
    }
}
