//! `str.encode` and `bytes.decode` for UTF-8, ASCII and Latin-1; UTF-16 and UTF-32 are in [`super::codec_wide`].

use std::borrow::Cow;
use std::fmt::Write as _;

use super::{codec_escape, codec_wide};
use crate::python::text::error::{CodecFault, ErrKind, TextError, TextResult};
use crate::python::text::quote::ascii_str;

/// An encoding that is known here.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Encoding {
    Utf8,
    /// UTF-8 with a byte order mark before it.
    Utf8Sig,
    Ascii,
    Latin1,
    /// With a byte order mark, unless the order is given.
    Utf16(Option<ByteOrder>),
    Utf32(Option<ByteOrder>),
    /// As in string literals.
    Escape,
    /// As in string literals with `r`.
    RawEscape,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ByteOrder {
    Little,
    Big,
}

/// The byte order mark in UTF-8.
const MARK: &[u8] = b"\xef\xbb\xbf";

impl Encoding {
    /// Finds an encoding by any of its usual names.
    pub fn named(name: &str) -> TextResult<Self> {
        let plain = name.to_ascii_lowercase().replace(['_', ' '], "-");
        match plain.as_str() {
            "utf-8" | "utf8" | "u8" | "utf" | "cp65001" => Ok(Self::Utf8),
            "utf-8-sig" => Ok(Self::Utf8Sig),
            "utf-16" | "utf16" | "u16" => Ok(Self::Utf16(None)),
            "utf-16-le" | "utf-16le" => Ok(Self::Utf16(Some(ByteOrder::Little))),
            "utf-16-be" | "utf-16be" => Ok(Self::Utf16(Some(ByteOrder::Big))),
            "utf-32" | "utf32" | "u32" => Ok(Self::Utf32(None)),
            "utf-32-le" | "utf-32le" => Ok(Self::Utf32(Some(ByteOrder::Little))),
            "utf-32-be" | "utf-32be" => Ok(Self::Utf32(Some(ByteOrder::Big))),
            "ascii" | "us-ascii" | "646" | "ansi-x3.4-1968" => Ok(Self::Ascii),
            "latin-1" | "latin1" | "iso-8859-1" | "iso8859-1" | "8859" | "cp819" | "l1" | "latin" => Ok(Self::Latin1),
            "unicode-escape" | "unicodeescape" => Ok(Self::Escape),
            "raw-unicode-escape" | "rawunicodeescape" => Ok(Self::RawEscape),
            _ => Err(TextError::new(ErrKind::Lookup, format!("unknown encoding: {name}"))),
        }
    }

    /// As errors name it.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Utf8 | Self::Utf8Sig => "utf-8",
            Self::Utf16(Some(ByteOrder::Big)) => "utf-16-be",
            Self::Utf16(_) => "utf-16-le",
            Self::Utf32(Some(ByteOrder::Big)) => "utf-32-be",
            Self::Utf32(_) => "utf-32-le",
            Self::Escape => "unicodeescape",
            Self::RawEscape => "rawunicodeescape",
            Self::Ascii => "ascii",
            Self::Latin1 => "latin-1",
        }
    }

    /// Code points from here on have no byte.
    fn limit(self) -> u32 {
        match self {
            Self::Ascii => 0x80,
            Self::Latin1 => 0x100,
            _ => 0x11_0000,
        }
    }
}

/// What to do with what cannot be encoded or decoded.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Handler {
    Strict,
    Ignore,
    Replace,
    Backslash,
    Xml,
    Name,
}

/// Handlers are looked up only when they are needed, so a wrong name may go unnoticed.
fn handler(name: &str) -> TextResult<Handler> {
    match name {
        "strict" => Ok(Handler::Strict),
        "ignore" => Ok(Handler::Ignore),
        "replace" => Ok(Handler::Replace),
        "backslashreplace" => Ok(Handler::Backslash),
        "xmlcharrefreplace" => Ok(Handler::Xml),
        "namereplace" => Ok(Handler::Name),
        _ => Err(TextError::new(ErrKind::Lookup, format!("unknown error handler name '{name}'"))),
    }
}

/// `s.encode(name, errors)`
pub fn encode_by_name(text: &str, name: &str, errors: &str) -> TextResult<Vec<u8>> {
    encode(text, Encoding::named(name)?, errors)
}

/// `b.decode(name, errors)`; nothing is decoded without looking the encoding up.
pub fn decode_by_name(bytes: &[u8], name: &str, errors: &str) -> TextResult<String> {
    if bytes.is_empty() { Ok(String::new()) } else { decode(bytes, Encoding::named(name)?, errors) }
}

/// `s.encode(encoding, errors)`
pub fn encode(text: &str, encoding: Encoding, errors: &str) -> TextResult<Vec<u8>> {
    match encoding {
        Encoding::Utf8Sig => return Ok([MARK, text.as_bytes()].concat()),
        Encoding::Utf16(order) => return Ok(codec_wide::encode_16(text, order)),
        Encoding::Utf32(order) => return Ok(codec_wide::encode_32(text, order)),
        Encoding::Escape => return Ok(codec_escape::encode(text)),
        Encoding::RawEscape => return Ok(codec_escape::encode_raw(text)),
        Encoding::Ascii | Encoding::Latin1 if !text.is_ascii() => {}
        _ => return Ok(text.as_bytes().to_vec()),
    }
    let fits = |c: char| u32::from(c) < encoding.limit();
    let mut out = Vec::with_capacity(text.len());
    let chars: Vec<char> = text.chars().collect();
    let mut index = 0;
    while let Some(c) = chars.get(index) {
        if fits(*c) {
            out.push(u8::try_from(u32::from(*c)).unwrap_or(b'?'));
            index += 1;
            continue;
        }
        // A run of them is one error.
        let run: String = chars.iter().skip(index).take_while(|c| !fits(**c)).collect();
        let end = index + run.chars().count();
        match handler(errors)? {
            Handler::Strict => return Err(encode_error(encoding, &run, index, end)),
            Handler::Ignore => {}
            Handler::Replace => out.extend(std::iter::repeat_n(b'?', end - index)),
            Handler::Backslash => out.extend(ascii_str(&run).trim_matches('\'').bytes()),
            Handler::Xml => run.chars().for_each(|c| out.extend(format!("&#{};", u32::from(c)).bytes())),
            Handler::Name => run.chars().for_each(|c| match unicode_names2::name(c) {
                Some(name) => out.extend(format!("\\N{{{name}}}").bytes()),
                None => out.extend(ascii_str(&c.to_string()).trim_matches('\'').bytes()),
            }),
        }
        index = end;
    }
    Ok(out)
}

fn encode_error(encoding: Encoding, run: &str, start: usize, end: usize) -> TextError {
    let name = encoding.name();
    let reason = format!("ordinal not in range({})", encoding.limit());
    let message = if end - start == 1 {
        format!("'{name}' codec can't encode character {} in position {start}: {reason}", ascii_str(run))
    } else {
        format!("'{name}' codec can't encode characters in position {start}-{}: {reason}", end - 1)
    };
    let fault = CodecFault { encoding: name.to_owned(), start, end, reason };
    TextError { codec: Some(Box::new(fault)), ..TextError::new(ErrKind::UnicodeEncode, message) }
}

/// `b.decode(encoding, errors)`
pub fn decode(bytes: &[u8], encoding: Encoding, errors: &str) -> TextResult<String> {
    match encoding {
        Encoding::Latin1 => Ok(bytes.iter().copied().map(char::from).collect()),
        Encoding::Ascii => decode_by(bytes, encoding, errors, ascii_prefix),
        Encoding::Utf8 => decode_by(bytes, encoding, errors, utf8_prefix),
        Encoding::Escape => decode_by(bytes, encoding, errors, codec_escape::prefix),
        Encoding::RawEscape => decode_by(bytes, encoding, errors, codec_escape::prefix_raw),
        Encoding::Utf8Sig => decode(bytes.strip_prefix(MARK).unwrap_or(bytes), Encoding::Utf8, errors),
        Encoding::Utf16(order) => {
            let (order, start) = codec_wide::order_16(order, bytes);
            let encoding = Encoding::Utf16(Some(order));
            decode_from(start, bytes, encoding, errors, |bytes| codec_wide::prefix_16(bytes, order))
        }
        Encoding::Utf32(order) => {
            let (order, start) = codec_wide::order_32(order, bytes);
            let encoding = Encoding::Utf32(Some(order));
            decode_from(start, bytes, encoding, errors, |bytes| codec_wide::prefix_32(bytes, order))
        }
    }
}

/// What can be decoded before the first fault.
pub(super) struct Prefix<'a> {
    pub text: Cow<'a, str>,
    /// The bytes that the text took.
    pub taken: usize,
    /// How many bytes the fault covers, and why it is one.
    pub fault: Option<(usize, &'static str)>,
}

fn decode_by(bytes: &[u8], encoding: Encoding, errors: &str, prefix: fn(&[u8]) -> Prefix<'_>) -> TextResult<String> {
    decode_from(0, bytes, encoding, errors, prefix)
}

fn decode_from(
    mut start: usize,
    bytes: &[u8],
    encoding: Encoding,
    errors: &str,
    prefix: impl Fn(&[u8]) -> Prefix<'_>,
) -> TextResult<String> {
    let mut out = String::with_capacity(bytes.len());
    loop {
        let good = prefix(bytes.get(start..).unwrap_or(&[]));
        out.push_str(&good.text);
        let Some((length, reason)) = good.fault else { return Ok(out) };
        start += good.taken;
        let end = start + length;
        let bad = bytes.get(start..end).unwrap_or(&[]);
        match handler(errors)? {
            Handler::Ignore => {}
            Handler::Replace => out.push(char::REPLACEMENT_CHARACTER),
            Handler::Backslash => bad.iter().for_each(|byte| {
                let _ = write!(out, "\\x{byte:02x}");
            }),
            Handler::Xml | Handler::Name => {
                return Err(TextError::type_error("don't know how to handle UnicodeDecodeError in error callback"));
            }
            Handler::Strict => return Err(decode_error(encoding, bad, start, reason)),
        }
        start = end;
    }
}

fn utf8_prefix(bytes: &[u8]) -> Prefix<'_> {
    let error = match std::str::from_utf8(bytes) {
        Ok(text) => return Prefix { text: Cow::Borrowed(text), taken: bytes.len(), fault: None },
        Err(error) => error,
    };
    let (good, bad) = bytes.split_at(error.valid_up_to());
    let good = std::str::from_utf8(good).unwrap_or("");
    let fault = match (error.error_len(), bad.first()) {
        (None, _) => (bad.len(), "unexpected end of data"),
        (Some(length), Some(0xc2..=0xf4)) => (length, "invalid continuation byte"),
        (Some(length), _) => (length, "invalid start byte"),
    };
    Prefix { text: Cow::Borrowed(good), taken: good.len(), fault: Some(fault) }
}

fn ascii_prefix(bytes: &[u8]) -> Prefix<'_> {
    let end = bytes.iter().position(|byte| !byte.is_ascii()).unwrap_or(bytes.len());
    let good = bytes.get(..end).and_then(|good| std::str::from_utf8(good).ok()).unwrap_or("");
    let fault = (end < bytes.len()).then_some((1, "ordinal not in range(128)"));
    Prefix { text: Cow::Borrowed(good), taken: end, fault }
}

fn decode_error(encoding: Encoding, bad: &[u8], start: usize, reason: &str) -> TextError {
    let name = encoding.name();
    let end = start + bad.len();
    let message = match bad {
        [byte] => format!("'{name}' codec can't decode byte 0x{byte:02x} in position {start}: {reason}"),
        _ => format!("'{name}' codec can't decode bytes in position {start}-{}: {reason}", end - 1),
    };
    let fault = CodecFault { encoding: name.to_owned(), start, end, reason: reason.to_owned() };
    TextError { codec: Some(Box::new(fault)), ..TextError::new(ErrKind::UnicodeDecode, message) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn decoded(bytes: &[u8], errors: &str) -> String {
        decode(bytes, Encoding::Utf8, errors).unwrap_or_else(|e| e.message)
    }

    #[test]
    fn encoding() {
        let ascii = |errors| encode("aé€b", Encoding::Ascii, errors).map_err(|e| e.message);
        assert_eq!(
            ascii("strict"),
            Err("'ascii' codec can't encode characters in position 1-2: ordinal not in range(128)".into())
        );
        assert_eq!(ascii("replace"), Ok(b"a??b".to_vec()));
        assert_eq!(ascii("xmlcharrefreplace"), Ok(b"a&#233;&#8364;b".to_vec()));
        assert_eq!(ascii("backslashreplace"), Ok(br"a\xe9\u20acb".to_vec()));
        assert_eq!(ascii("x"), Err("unknown error handler name 'x'".into()));
        let error = encode("€", Encoding::Latin1, "strict").unwrap_err();
        assert_eq!(
            error.message,
            r"'latin-1' codec can't encode character '\u20ac' in position 0: ordinal not in range(256)"
        );
        assert_eq!(error.codec.map(|c| (c.start, c.end)), Some((0, 1)));
    }

    #[test]
    fn decoding() {
        for (bytes, message) in [
            (&b"a\xff"[..], "'utf-8' codec can't decode byte 0xff in position 1: invalid start byte"),
            (b"\xe2\x82", "'utf-8' codec can't decode bytes in position 0-1: unexpected end of data"),
            (b"\xe2(\xa1", "'utf-8' codec can't decode byte 0xe2 in position 0: invalid continuation byte"),
            (b"\xf0\x90\x28", "'utf-8' codec can't decode bytes in position 0-1: invalid continuation byte"),
            (b"\xc0\xaf", "'utf-8' codec can't decode byte 0xc0 in position 0: invalid start byte"),
        ] {
            assert_eq!(decoded(bytes, "strict"), message);
        }
        assert_eq!(decoded(b"a\xe2\x82z", "replace"), "a\u{fffd}z");
        assert_eq!(decoded(b"a\xffz", "backslashreplace"), r"a\xffz");
        assert_eq!(Encoding::named("UTF8"), Ok(Encoding::Utf8));
        assert_eq!(Encoding::named("foo").map_err(|e| e.to_string()), Err("LookupError: unknown encoding: foo".into()));
    }
}
