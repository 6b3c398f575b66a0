//! Random expressions: values put into the places of templates. What they give, or the words of what they raise, is
//! compared.

use std::fmt::Write as _;

use proptest::prelude::*;

const VALUES: &[&str] = &[
    "(0)",
    "(1)",
    "(-7)",
    "(10**20)",
    "True",
    "None",
    "0.5",
    "-0.0",
    "1e300",
    "float('inf')",
    "2+3j",
    "''",
    "'abc'",
    "'é '",
    "'12'",
    "b'ab'",
    "bytearray(b'xy')",
    "[]",
    "[3, 1, 2]",
    "['b', 'a']",
    "(1, 2)",
    "()",
    "{'k': 1}",
    "{}",
    "{1, 2}",
    "frozenset('a')",
    "range(5)",
    "slice(1, None)",
    "int",
    "len",
    "object",
    "Point(1, 2)",
    "Odd()",
    "...",
];

/// `{0}`, `{1}` and `{2}` are values.
const TEMPLATES: &[&str] = &[
    "{0} + {1}",
    "{0} - {1}",
    "{0} * {1}",
    "{0} / {1}",
    "{0} // {1}",
    "{0} % {1}",
    "{0} @ {1}",
    "{0} & {1}",
    "{0} | {1}",
    "{0} ^ {1}",
    "{0} << 2",
    "-{0}",
    "+{0}",
    "~{0}",
    "not {0}",
    "{0} == {1}",
    "{0} != {1}",
    "{0} < {1}",
    "{0} >= {1}",
    "{0} in {1}",
    "{0} and {1}",
    "{0} or {1}",
    "{0}[{1}]",
    "{0}[{1}:{2}]",
    "{0}[::-1]",
    "{0}()",
    "{0}({1})",
    "{0}.real",
    "{0}.x",
    "{0}.append({1})",
    "{0}.join({1})",
    "{0}.split({1})",
    "{0}.get({1})",
    "{0}.count({1})",
    "{0}.index({1})",
    "{0}.pop()",
    "{0}.update({1})",
    "{0}.format({1})",
    "{0}.upper()",
    "{0}.__name__",
    "len({0})",
    "abs({0})",
    "int({0})",
    "float({0})",
    "str({0})",
    "repr({0})",
    "bool({0})",
    "list({0})",
    "tuple({0})",
    "dict({0})",
    "sorted({0})",
    "sum({0})",
    "min({0})",
    "max({0}, {1})",
    "round({0})",
    "round({0}, 1)",
    "divmod({0}, {1})",
    "pow({0}, 2)",
    "hex({0})",
    "chr({0})",
    "ord({0})",
    "iter({0}).__class__",
    "next({0})",
    "reversed({0}).__class__",
    "enumerate({0}).__class__",
    "list(zip({0}, {1}))",
    "isinstance({0}, {1})",
    "issubclass({0}, {1})",
    "callable({0})",
    "type({0}).__name__",
    "f'{{({0})}}'",
    "f'{{({0})!r:>8}}'",
    "f'{{({0}):>8}}'",
    "f'{{({0}):.2f}}'",
    "'%s' % ({0},)",
    "'%d' % ({0},)",
    "[*{0}, *{1}]",
    "{{**{0}}}",
    "(lambda a, b=1: (a, b))(*{0})",
    "(lambda **k: k)(**{0})",
    "[x for x in {0}]",
    "{{x: {1} for x in {0}}}",
    "getattr({0}, 'real', {1})",
    "setattr({0}, 'x', {1})",
    "delattr({0}, 'x')",
    "{0}.__class__.__mro__[-1]",
    "bytes({0})",
    "set({0})",
    "any({0})",
    "all({0})",
    "format({0}, '5')",
    "{0} is {0}",
    "{0} if {1} else {2}",
    "complex({0})",
    "hash({0}) == hash({0})",
    "{0}.missing",
];

const PRELUDE: &str = "class Point:
    __match_args__ = ('x', 'y')
    def __init__(self, x, y):
        self.x, self.y = x, y
    def __repr__(self):
        return f'Point({self.x}, {self.y})'
    def __eq__(self, other):
        return isinstance(other, Point) and (self.x, self.y) == (other.x, other.y)
    def __hash__(self):
        return 5

class Odd:
    __slots__ = ('x',)
    def __repr__(self):
        return 'Odd()'
    def __len__(self):
        return 3
    def __getitem__(self, key):
        if isinstance(key, int) and key > 2:
            raise IndexError('no more')
        return key
    def __add__(self, other):
        return NotImplemented
    def __radd__(self, other):
        return 'radd'
    def __lt__(self, other):
        return True
    def __bool__(self):
        return False

";

/// An expression: a template and its values.
#[derive(Clone, Debug)]
pub struct Expression {
    template: usize,
    values: [usize; 3],
}

pub fn expressions() -> impl Strategy<Value = Vec<Expression>> {
    let value = || 0..VALUES.len();
    let one = (0..TEMPLATES.len(), [value(), value(), value()])
        .prop_map(|(template, values)| Expression { template, values });
    prop::collection::vec(one, 5..60)
}

impl Expression {
    fn text(&self) -> String {
        let mut text = TEMPLATES[self.template].to_owned();
        for (place, value) in self.values.iter().enumerate() {
            text = text.replace(&format!("{{{place}}}"), VALUES[*value]);
        }
        text.replace("{{", "{").replace("}}", "}")
    }
}

/// Prints each result, or the error.
pub fn program(expressions: &[Expression]) -> String {
    let mut out = PRELUDE.to_owned();
    for expression in expressions {
        let text = expression.text();
        let _ = writeln!(
            out,
            "try: print({text:?}, '->', repr({text}))\nexcept Exception as e: print({text:?}, type(e).__name__, e)"
        );
    }
    out
}

/// The same typed at the prompt, which shows results and errors itself.
pub fn transcript(expressions: &[Expression]) -> String {
    let mut out = PRELUDE.to_owned();
    for expression in expressions {
        let _ = writeln!(out, "{}", expression.text());
    }
    out
}
