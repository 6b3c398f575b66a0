//! Cases on text and bytes.

use gcscope::python::text::quote::{ascii_str, repr_bytes, repr_str};
use gcscope::python::text::slice;
use gcscope::python::text::strmethods::bytes::{self, End, LineEnds, Strip};
use gcscope::python::text::strmethods::codec;
use gcscope::python::text::strmethods::pad::Justify;
use gcscope::python::text::strmethods::{Text, Window, ascii, case, classify, pad, search, split, strip};
use gcscope::python::text::{TextResult, TextRules, suggest, unicode};

use crate::shown::{Outcome, bytes as raw, list, optional, small, truth, tuple};

pub fn outcome(operation: &str, arguments: &[String], rules: &TextRules) -> Option<Outcome> {
    let first = arguments.first()?.as_str();
    Some(match operation {
        "repr" => Ok(repr_str(first)),
        "ascii" => Ok(ascii_str(first)),
        "repr_bytes" => Ok(repr_bytes(&raw(first))),
        "encode" => codec::encode_by_name(first, &arguments[1], &arguments[2]).map(|encoded| repr_bytes(&encoded)),
        "decode" => codec::decode_by_name(&raw(first), &arguments[1], &arguments[2]),
        "slice_indices" => {
            let length = usize::try_from(small(&arguments[3])).unwrap();
            slice::fit(optional(first), optional(&arguments[1]), optional(&arguments[2]), length)
                .map(|f| tuple(&[f.start.to_string(), f.stop.to_string(), f.step.to_string(), f.len.to_string()]))
        }
        "suggest" => {
            let hidden = |name: &&str| suggest::hides_underscored(first) && name.starts_with('_');
            let names = arguments[1..].iter().map(String::as_str).filter(|name| !hidden(name));
            Ok(suggest::suggest(first, names).unwrap_or("None").to_owned())
        }
        "char" => Ok(character(first)),
        _ => match operation.split_once('_')? {
            ("str", method) => str_outcome(method, first, arguments).or_else(|| plain_outcome(method, first, rules))?,
            ("bytes", method) => bytes_outcome(method, &raw(first), arguments)?,
            _ => return None,
        },
    })
}

/// All that is known of one character.
fn character(c: &str) -> String {
    let next = c.chars().next().unwrap();
    let classes = [
        classify::isalpha(c),
        classify::isdigit(c),
        classify::isdecimal(c),
        classify::isnumeric(c),
        classify::isalnum(c),
        classify::isspace(c),
        classify::isupper(c),
        classify::islower(c),
        classify::istitle(c),
        classify::isidentifier(c),
        classify::isprintable(c),
        unicode::is_identifier_part(next),
    ];
    let flags: String = classes.iter().map(|yes| if *yes { '1' } else { '0' }).collect();
    format!(
        "{flags} {} {} {} {} {}",
        case::upper(c),
        case::lower(c),
        case::title(c),
        case::casefold(c),
        case::swapcase(c)
    )
}

/// Methods without arguments.
fn plain_outcome(method: &str, s: &str, rules: &TextRules) -> Option<Outcome> {
    let mapped = match method {
        "upper" => case::upper(s),
        "lower" => case::lower(s),
        "title" => case::title(s),
        "capitalize" => case::capitalize(s, rules.capital),
        "swapcase" => case::swapcase(s),
        "casefold" => case::casefold(s),
        _ => truth(match method {
            "isalpha" => classify::isalpha(s),
            "isdigit" => classify::isdigit(s),
            "isdecimal" => classify::isdecimal(s),
            "isnumeric" => classify::isnumeric(s),
            "isalnum" => classify::isalnum(s),
            "isspace" => classify::isspace(s),
            "isupper" => classify::isupper(s),
            "islower" => classify::islower(s),
            "istitle" => classify::istitle(s),
            "isidentifier" => classify::isidentifier(s),
            "isprintable" => classify::isprintable(s),
            "isascii" => classify::isascii(s),
            _ => return None,
        }),
    };
    Some(Ok(mapped))
}

fn position(found: Option<usize>) -> Outcome {
    Ok(found.map_or_else(|| "-1".to_owned(), |at| at.to_string()))
}

fn texts(parts: TextResult<Vec<&str>>) -> Outcome {
    parts.map(|parts| list(parts.into_iter().map(repr_str)))
}

fn str_outcome(method: &str, s: &str, arguments: &[String]) -> Option<Outcome> {
    let t = arguments.get(1).map(String::as_str);
    let window = || Window { start: optional(&arguments[2]), end: optional(&arguments[3]) };
    let text = Text::from(s);
    let three =
        |parts: TextResult<(&str, &str, &str)>| parts.map(|(a, b, c)| tuple(&[repr_str(a), repr_str(b), repr_str(c)]));
    let justify =
        |to| pad::fill_character(&arguments[2]).and_then(|fill| pad::justify(s, small(&arguments[1]), fill, to));
    Some(match method {
        "find" => position(search::find(text, t?, window())),
        "rfind" => position(search::rfind(text, t?, window())),
        "index" => search::index(text, t?, window()).map(|at| at.to_string()),
        "rindex" => search::rindex(text, t?, window()).map(|at| at.to_string()),
        "count" => Ok(search::count(text, t?, window()).to_string()),
        "startswith" => Ok(truth(search::startswith(text, t?, window()))),
        "endswith" => Ok(truth(search::endswith(text, t?, window()))),
        "replace" => Ok(search::replace(s, t?, &arguments[2], small(&arguments[3]))),
        "split" => texts(split::split(s, t, small(&arguments[2]), End::Front)),
        "rsplit" => texts(split::split(s, t, small(&arguments[2]), End::Back)),
        "split_space" => texts(split::split(s, None, small(t?), End::Front)),
        "rsplit_space" => texts(split::split(s, None, small(t?), End::Back)),
        "splitlines" => {
            let ends = if t? == "True" { LineEnds::Kept } else { LineEnds::Dropped };
            texts(Ok(split::splitlines(s, ends)))
        }
        "partition" => three(split::partition(s, t?)),
        "rpartition" => three(split::rpartition(s, t?)),
        "removeprefix" => Ok(search::removeprefix(s, t?).to_owned()),
        "removesuffix" => Ok(search::removesuffix(s, t?).to_owned()),
        "strip" => Ok(strip::strip(s, t, Strip::Both).to_owned()),
        "lstrip" => Ok(strip::strip(s, t, Strip::Left).to_owned()),
        "rstrip" => Ok(strip::strip(s, t, Strip::Right).to_owned()),
        "center" => justify(Justify::Center),
        "ljust" => justify(Justify::Left),
        "rjust" => justify(Justify::Right),
        "zfill" => pad::zfill(s, small(t?)),
        "expandtabs" => pad::expandtabs(s, small(t?)),
        "slice" => slice::fit(optional(t?), optional(&arguments[2]), optional(&arguments[3]), text.len())
            .map(|fitted| text.slice(fitted)),
        "item" => text.item(small(t?)).map(String::from),
        _ => return None,
    })
}

fn bytes_outcome(method: &str, s: &[u8], arguments: &[String]) -> Option<Outcome> {
    let t = || raw(&arguments[1]);
    let window = || Window { start: optional(&arguments[2]), end: optional(&arguments[3]) };
    let padded = |to| ascii::justify(s, small(&arguments[1]), b' ', to).map(|bytes| repr_bytes(&bytes));
    let three = |parts: TextResult<(&[u8], &[u8], &[u8])>| {
        parts.map(|(a, b, c)| tuple(&[repr_bytes(a), repr_bytes(b), repr_bytes(c)]))
    };
    let pieces = |ranges: Vec<std::ops::Range<usize>>| list(ranges.into_iter().map(|range| repr_bytes(&s[range])));
    Some(match method {
        "find" => position(bytes::find(s, &t(), window())),
        "rfind" => position(bytes::rfind(s, &t(), window())),
        "index" => bytes::find(s, &t(), window()).map(|at| at.to_string()).ok_or_else(bytes::not_found),
        "count" => Ok(bytes::count(s, &t(), window()).to_string()),
        "startswith" => Ok(truth(bytes::startswith(s, &t(), window()))),
        "endswith" => Ok(truth(bytes::endswith(s, &t(), window()))),
        "replace" => Ok(repr_bytes(&bytes::replace(s, &t(), &raw(&arguments[2]), small(&arguments[3])))),
        "split" => bytes::split_at(s, &t(), small(&arguments[2])).map(pieces),
        "rsplit" => bytes::rsplit_at(s, &t(), small(&arguments[2])).map(pieces),
        "split_space" => Ok(pieces(bytes::split_whitespace(s, small(&arguments[1]), End::Front))),
        "rsplit_space" => Ok(pieces(bytes::split_whitespace(s, small(&arguments[1]), End::Back))),
        "splitlines" => {
            let ends = if arguments[1] == "True" { LineEnds::Kept } else { LineEnds::Dropped };
            Ok(pieces(bytes::splitlines(s, ends)))
        }
        "strip" => Ok(repr_bytes(bytes::strip(s, Some(&t()), Strip::Both))),
        "center" => padded(Justify::Center),
        "ljust" => padded(Justify::Left),
        "rjust" => padded(Justify::Right),
        "zfill" => ascii::zfill(s, small(&arguments[1])).map(|bytes| repr_bytes(&bytes)),
        "partition" => three(ascii::partition(s, &t())),
        "rpartition" => three(ascii::rpartition(s, &t())),
        "upper" => Ok(repr_bytes(&ascii::upper(s))),
        "lower" => Ok(repr_bytes(&ascii::lower(s))),
        "swapcase" => Ok(repr_bytes(&ascii::swapcase(s))),
        "capitalize" => Ok(repr_bytes(&ascii::capitalize(s))),
        "title" => Ok(repr_bytes(&ascii::title(s))),
        "isalpha" => Ok(truth(ascii::isalpha(s))),
        "isalnum" => Ok(truth(ascii::isalnum(s))),
        "isdigit" => Ok(truth(ascii::isdigit(s))),
        "isspace" => Ok(truth(ascii::isspace(s))),
        "isupper" => Ok(truth(ascii::isupper(s))),
        "islower" => Ok(truth(ascii::islower(s))),
        "istitle" => Ok(truth(ascii::istitle(s))),
        _ => return None,
    })
}
