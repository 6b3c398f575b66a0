//! What CPython's own functions, types and modules say of themselves, in each version: `__doc__` and
//! `__text_signature__`. Recorded in `assets/docs.txt` from real interpreters (`tests/docs`).

use std::borrow::Cow;
use std::sync::OnceLock;

use rustc_hash::FxHashMap;

use crate::memory::Version;

/// A line for each text: the versions that have it (a bit each, in hexadecimal), the names of the objects, the signature and
/// the documentation, both with `\n`, `\t` and `\\` escaped. First those of types and modules, which every start needs;
/// after an empty line the others.
static RECORDED: &str = include_str!("../../assets/docs.txt");

/// The versions in the order of their bits. 3.14 is not recorded: it has 3.13's.
const VERSIONS: [Version; 9] = [
    Version::V2_7,
    Version::V3_6,
    Version::V3_7,
    Version::V3_8,
    Version::V3_9,
    Version::V3_10,
    Version::V3_11,
    Version::V3_12,
    Version::V3_13,
];

/// What one object says of itself. Either may be empty: there is none.
#[derive(Clone, Copy, Debug)]
struct Entry {
    versions: u16,
    signature: &'static str,
    doc: &'static str,
}

impl Entry {
    /// The names of a line, and what it says of them in these versions (a bit each); none where it says nothing of them.
    fn of_line(line: &'static str, wanted: u16) -> Option<(&'static str, Self)> {
        let mut fields = line.splitn(4, '\t');
        let versions = u16::from_str_radix(fields.next()?, 16).ok()?;
        if versions & wanted == 0 {
            return None;
        }
        let names = fields.next()?;
        Some((names, Self { versions, signature: fields.next()?, doc: fields.next()? }))
    }
}

/// The bit of a version, or of the last one before it that is recorded.
fn bit_of(version: Version) -> u16 {
    1 << VERSIONS.iter().rposition(|known| *known <= version).unwrap_or(0)
}

/// The documentation of all types of a version, by name.
#[must_use]
pub fn of_types(version: Version) -> FxHashMap<&'static str, &'static str> {
    let wanted = bit_of(version);
    let lines = RECORDED.lines().take_while(|line| !line.is_empty());
    let own = lines.filter_map(|line| Entry::of_line(line, wanted));
    own.flat_map(|(names, entry)| names.split(' ').map(move |name| (name, entry.doc))).collect()
}

/// The documentation of a module. (Found without a look at all the other texts, since imports should be quick.)
#[must_use]
pub fn of_module(version: Version, name: &str) -> Option<Cow<'static, str>> {
    let wanted = format!("\tmodule:{name}\t");
    let places = memchr::memmem::find_iter(RECORDED.as_bytes(), wanted.as_bytes());
    let mut lines = places.filter_map(|at| {
        let begin = memchr::memrchr(b'\n', &RECORDED.as_bytes()[..at]).map_or(0, |end| end + 1);
        RECORDED.get(begin..)?.lines().next()
    });
    lines.find_map(|line| {
        let (_, entry) = Entry::of_line(line, bit_of(version))?;
        (!entry.doc.is_empty()).then(|| unescape(entry.doc))
    })
}

fn find(version: Version, name: &str) -> Option<Entry> {
    static BY_NAME: OnceLock<FxHashMap<&'static str, Vec<Entry>>> = OnceLock::new();
    let all = BY_NAME.get_or_init(|| {
        let mut all: FxHashMap<&'static str, Vec<Entry>> = FxHashMap::default();
        for (names, entry) in RECORDED.lines().filter_map(|line| Entry::of_line(line, u16::MAX)) {
            for name in names.split(' ') {
                all.entry(name).or_default().push(entry);
            }
        }
        all
    });
    let wanted = bit_of(version);
    all.get(name)?.iter().find(|entry| entry.versions & wanted != 0).copied()
}

/// The documentation of a function or descriptor: `len`, `math.gcd`, `str.upper`, `collections.deque.append`.
#[must_use]
pub fn doc(version: Version, name: &str) -> Option<Cow<'static, str>> {
    find(version, name).map(|entry| entry.doc).filter(|doc| !doc.is_empty()).map(unescape)
}

/// The signature of a function, descriptor or type: `($self, object, /)`.
#[must_use]
pub fn text_signature(version: Version, name: &str) -> Option<Cow<'static, str>> {
    find(version, name).map(|entry| entry.signature).filter(|signature| !signature.is_empty()).map(unescape)
}

/// A recorded text as it is.
#[must_use]
pub fn unescape(text: &'static str) -> Cow<'static, str> {
    let Some(first) = text.find('\\') else { return Cow::Borrowed(text) };
    let mut plain = String::with_capacity(text.len());
    plain.push_str(&text[..first]);
    // After the first one each part begins with the letter that was escaped; an empty one with a backslash that was.
    let mut parts = text[first + 1..].split('\\');
    while let Some(part) = parts.next() {
        let mut rest = part.chars();
        match rest.next() {
            Some('n') => plain.push('\n'),
            Some('t') => plain.push('\t'),
            Some('r') => plain.push('\r'),
            Some(other) => plain.push(other),
            None => {
                plain.push('\\');
                plain.push_str(parts.next().unwrap_or_default());
                continue;
            }
        }
        plain.push_str(rest.as_str());
    }
    Cow::Owned(plain)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_are_those_of_the_version() {
        assert_eq!(doc(Version::V3_13, "len").as_deref(), Some("Return the number of items in a container."));
        assert_eq!(text_signature(Version::V3_13, "len").as_deref(), Some("($module, obj, /)"));
        let old = doc(Version::V2_7, "len").expect("2.7 documents len");
        assert_eq!(old, "len(object) -> integer\n\nReturn the number of items of a sequence or collection.");
        assert_eq!(text_signature(Version::V2_7, "len"), None);
        assert_eq!(doc(Version::V3_14_5, "len"), doc(Version::V3_13, "len"));
        assert_eq!(doc(Version::V3_13, "nothing"), None);
        assert!(of_module(Version::V3_13, "math").is_some_and(|doc| doc.contains("\ndefined by the C standard.")));
        assert_eq!(of_types(Version::V3_13).get("AssertionError"), Some(&"Assertion failed."));
    }

    #[test]
    fn every_line_is_understood() {
        for line in RECORDED.lines().filter(|line| !line.is_empty()) {
            assert!(
                Entry::of_line(line, u16::MAX).is_some_and(|(names, entry)| !names.is_empty() && entry.versions != 0),
                "{line}"
            );
        }
    }
}
