//! Which characters a set, a category or a letter without case takes.

use super::node::{Category, Flags, Member, Set};
use crate::python::text::unicode;

pub(super) fn in_category(c: char, category: Category, ascii: bool) -> bool {
    match category {
        Category::Digit if ascii => c.is_ascii_digit(),
        Category::Digit => unicode::is_decimal(c),
        Category::Word if ascii => is_ascii_word(c),
        Category::Word => c == '_' || unicode::is_alnum(c),
        Category::Space if ascii => matches!(c, ' ' | '\t'..='\r'),
        Category::Space => unicode::is_space(c),
    }
}

pub(super) fn is_ascii_word(c: char) -> bool {
    c.is_ascii_alphanumeric() || c == '_'
}

/// Under ASCII rules: bytes and `re.ASCII`.
pub(super) fn is_ascii(flags: Flags) -> bool {
    !flags.has(Flags::UNICODE)
}

pub(super) fn in_set(c: char, set: &Set) -> bool {
    let ascii = is_ascii(set.flags);
    let has = |c: char| {
        set.members.iter().any(|member| match *member {
            Member::Range(from, to) => from <= c && c <= to,
            Member::Category { category, negated } => in_category(c, category, ascii) != negated,
        })
    };
    let found = has(c) || (set.flags.has(Flags::IGNORECASE) && variants(c, ascii).into_iter().flatten().any(has));
    found != set.negated
}

/// The other cases of a letter.
pub(super) fn variants(c: char, ascii: bool) -> [Option<char>; 3] {
    if c.is_ascii() || ascii {
        let swapped = if c.is_ascii_uppercase() { c.to_ascii_lowercase() } else { c.to_ascii_uppercase() };
        let long = match swapped {
            _ if ascii => None,
            'k' | 'K' => Some('\u{212a}'),
            's' | 'S' => Some('\u{17f}'),
            _ => None,
        };
        return [Some(swapped), long, None];
    }
    let one = |mut chars: Box<dyn Iterator<Item = char>>| match (chars.next(), chars.next()) {
        (Some(c), None) => Some(c),
        _ => None,
    };
    let lower = one(Box::new(c.to_lowercase()));
    let upper = one(Box::new(c.to_uppercase()));
    let folded = lower.and_then(|l| one(Box::new(l.to_uppercase())));
    [lower, upper, folded]
}

/// Whether two characters are the same but for case.
pub(super) fn same(a: char, b: char, flags: Flags) -> bool {
    a == b || (flags.has(Flags::IGNORECASE) && variants(a, is_ascii(flags)).contains(&Some(b)))
}
