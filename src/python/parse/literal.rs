//! 2.7's plain string literals, which are bytes: decoded from the source's own text.

/// The bytes that a literal such as `'a\n'`, `r"x"` or `b'''…'''` denotes.
pub(super) fn decode_bytes(literal: &str) -> Vec<u8> {
    let quote_at = literal.find(['\'', '"']).unwrap_or(0);
    let (prefix, quoted) = literal.split_at(quote_at);
    let raw = prefix.contains(['r', 'R']);
    let width = if quoted.starts_with("'''") || quoted.starts_with("\"\"\"") { 3 } else { 1 };
    let inner = quoted.get(width..quoted.len().saturating_sub(width)).unwrap_or_default();
    if raw { inner.as_bytes().to_vec() } else { unescape(inner.as_bytes()) }
}

pub(super) fn unescape(text: &[u8]) -> Vec<u8> {
    let mut out = Vec::with_capacity(text.len());
    let mut rest = text;
    while let [first, after @ ..] = rest {
        rest = after;
        if *first != b'\\' {
            out.push(*first);
            continue;
        }
        let Some((escape, after)) = rest.split_first() else {
            out.push(b'\\');
            break;
        };
        rest = after;
        match escape {
            b'\n' => {}
            b'\\' | b'\'' | b'"' => out.push(*escape),
            b'a' => out.push(7),
            b'b' => out.push(8),
            b'f' => out.push(12),
            b'n' => out.push(b'\n'),
            b'r' => out.push(b'\r'),
            b't' => out.push(b'\t'),
            b'v' => out.push(11),
            b'x' => match rest {
                [high, low, after @ ..] if high.is_ascii_hexdigit() && low.is_ascii_hexdigit() => {
                    out.push(hex(*high) * 16 + hex(*low));
                    rest = after;
                }
                _ => out.extend_from_slice(b"\\x"),
            },
            b'0'..=b'7' => {
                let mut value = u32::from(escape - b'0');
                for _ in 0..2 {
                    let [digit @ b'0'..=b'7', after @ ..] = rest else { break };
                    value = value * 8 + u32::from(digit - b'0');
                    rest = after;
                }
                out.push((value & 0xff) as u8);
            }
            other => out.extend_from_slice(&[b'\\', *other]),
        }
    }
    out
}

fn hex(digit: u8) -> u8 {
    (digit as char).to_digit(16).and_then(|d| u8::try_from(d).ok()).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::decode_bytes;

    #[test]
    fn escapes() {
        assert_eq!(decode_bytes(r"'a\n\x41\101\q'"), b"a\nAA\\q");
        assert_eq!(decode_bytes(r"r'\n'"), b"\\n");
        assert_eq!(decode_bytes("'''é'''"), "é".as_bytes());
    }
}
