//! UTF-16 and UTF-32.

use std::borrow::Cow;

use super::codec::{ByteOrder, Prefix};

/// The byte order mark.
const MARK: char = '\u{feff}';

/// Without an order: little-endian after a mark.
pub(super) fn encode_16(text: &str, order: Option<ByteOrder>) -> Vec<u8> {
    let mark = order.is_none().then_some(MARK);
    let mut pair = [0; 2];
    let mut out = Vec::with_capacity(text.len() * 2 + 2);
    for c in mark.into_iter().chain(text.chars()) {
        for unit in c.encode_utf16(&mut pair) {
            out.extend(if order == Some(ByteOrder::Big) { unit.to_be_bytes() } else { unit.to_le_bytes() });
        }
    }
    out
}

/// Without an order: little-endian after a mark.
pub(super) fn encode_32(text: &str, order: Option<ByteOrder>) -> Vec<u8> {
    let mark = order.is_none().then_some(MARK);
    let units = mark.into_iter().chain(text.chars()).map(u32::from);
    units.flat_map(|unit| if order == Some(ByteOrder::Big) { unit.to_be_bytes() } else { unit.to_le_bytes() }).collect()
}

/// The order that a mark tells, and the mark's length; little-endian without one.
pub(super) fn order_16(given: Option<ByteOrder>, bytes: &[u8]) -> (ByteOrder, usize) {
    match (given, bytes) {
        (Some(order), _) => (order, 0),
        (None, [0xff, 0xfe, ..]) => (ByteOrder::Little, 2),
        (None, [0xfe, 0xff, ..]) => (ByteOrder::Big, 2),
        (None, _) => (ByteOrder::Little, 0),
    }
}

pub(super) fn order_32(given: Option<ByteOrder>, bytes: &[u8]) -> (ByteOrder, usize) {
    match (given, bytes) {
        (Some(order), _) => (order, 0),
        (None, [0xff, 0xfe, 0, 0, ..]) => (ByteOrder::Little, 4),
        (None, [0, 0, 0xfe, 0xff, ..]) => (ByteOrder::Big, 4),
        (None, _) => (ByteOrder::Little, 0),
    }
}

pub(super) fn prefix_16(bytes: &[u8], order: ByteOrder) -> Prefix<'_> {
    let unit_at = |at: usize| -> Option<u16> {
        let pair = [*bytes.get(at)?, *bytes.get(at + 1)?];
        Some(if order == ByteOrder::Big { u16::from_be_bytes(pair) } else { u16::from_le_bytes(pair) })
    };
    let mut text = String::with_capacity(bytes.len() / 2);
    let mut at = 0;
    while let Some(unit) = unit_at(at) {
        let is_high = (0xd800..0xdc00).contains(&unit);
        let next = if is_high { unit_at(at + 2) } else { None };
        let fault = match next {
            None if is_high => Some((bytes.len() - at, "unexpected end of data")),
            Some(low) if !(0xdc00..0xe000).contains(&low) => Some((2, "illegal UTF-16 surrogate")),
            _ if (0xdc00..0xe000).contains(&unit) => Some((2, "illegal encoding")),
            _ => None,
        };
        if fault.is_some() {
            return Prefix { text: Cow::Owned(text), taken: at, fault };
        }
        text.extend(char::decode_utf16([unit].into_iter().chain(next)).filter_map(Result::ok));
        at += if next.is_some() { 4 } else { 2 };
    }
    let fault = (at < bytes.len()).then_some((1, "truncated data"));
    Prefix { text: Cow::Owned(text), taken: at, fault }
}

pub(super) fn prefix_32(bytes: &[u8], order: ByteOrder) -> Prefix<'_> {
    let mut text = String::with_capacity(bytes.len() / 4);
    let (units, tail) = bytes.as_chunks::<4>();
    for (index, unit) in units.iter().enumerate() {
        let code = if order == ByteOrder::Big { u32::from_be_bytes(*unit) } else { u32::from_le_bytes(*unit) };
        match char::from_u32(code) {
            Some(c) => text.push(c),
            None => {
                let reason = if code < 0x11_0000 {
                    "code point in surrogate code point range(0xd800, 0xe000)"
                } else {
                    "code point not in range(0x110000)"
                };
                return Prefix { text: Cow::Owned(text), taken: index * 4, fault: Some((4, reason)) };
            }
        }
    }
    let fault = (!tail.is_empty()).then_some((tail.len(), "truncated data"));
    Prefix { text: Cow::Owned(text), taken: bytes.len() - tail.len(), fault }
}

#[cfg(test)]
mod tests {
    use crate::python::text::strmethods::codec::{decode_by_name, encode_by_name};

    #[test]
    fn marks_and_orders() {
        let encoded = |name| encode_by_name("a😀", name, "strict").unwrap();
        assert_eq!(encoded("utf-16"), b"\xff\xfea\x00=\xd8\x00\xde");
        assert_eq!(encoded("utf-16-be"), b"\x00a\xd8=\xde\x00");
        assert_eq!(encoded("utf_32_le"), b"a\x00\x00\x00\x00\xf6\x01\x00");
        assert_eq!(encoded("utf-8-sig"), b"\xef\xbb\xbfa\xf0\x9f\x98\x80");
        for name in ["utf-16", "utf-32", "utf-8-sig"] {
            assert_eq!(decode_by_name(&encoded(name), name, "strict"), Ok("a😀".to_owned()));
        }
    }

    #[test]
    fn refusals() {
        let message = |bytes: &[u8], name| decode_by_name(bytes, name, "strict").unwrap_err().message;
        assert_eq!(
            message(b"\x00\xd8a\x00", "utf-16"),
            "'utf-16-le' codec can't decode bytes in position 0-1: illegal UTF-16 surrogate"
        );
        assert_eq!(
            message(b"a\x00b", "utf-16"),
            "'utf-16-le' codec can't decode byte 0x62 in position 2: truncated data"
        );
        assert_eq!(
            message(b"\x00\xd8\x00\x00", "utf-32"),
            "'utf-32-le' codec can't decode bytes in position 0-3: \
             code point in surrogate code point range(0xd800, 0xe000)"
        );
    }
}
