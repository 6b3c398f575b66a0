//! The form of cases: escapes, arguments with types, values as Python shows them.

use gcscope::python::text::error::TextResult;
use gcscope::python::text::int_text::{DigitLimit, IntText};
use gcscope::python::text::quote::repr_str;
use gcscope::python::text::{Integer, TextRules, float, int_text};

pub type Outcome = TextResult<String>;

pub fn unescape(field: &str) -> String {
    let mut out = String::new();
    let mut rest = field;
    while let Some(at) = rest.find('\\') {
        out.push_str(&rest[..at]);
        rest = &rest[at + 1..];
        if let Some(after) = rest.strip_prefix('\\') {
            out.push('\\');
            rest = after;
        } else {
            let end = rest.find('}').unwrap();
            out.push(char::from_u32(u32::from_str_radix(&rest[2..end], 16).unwrap()).unwrap());
            rest = &rest[end + 1..];
        }
    }
    out + rest
}

/// An argument that carries its type.
#[derive(Clone, Debug)]
pub enum Typed {
    Int(Integer),
    Float(f64),
    Str(String),
    None,
}

impl Typed {
    pub fn read(field: &str) -> Self {
        match field.split_at(1) {
            ("i", text) => Self::Int(int(text)),
            ("f", text) => Self::Float(real(text)),
            ("s", text) => Self::Str(text.to_owned()),
            _ => Self::None,
        }
    }

    pub fn type_name(&self) -> &'static str {
        match self {
            Self::Int(_) => "int",
            Self::Float(_) => "float",
            Self::Str(_) => "str",
            Self::None => "NoneType",
        }
    }

    pub fn str(&self, rules: &TextRules) -> TextResult<String> {
        match self {
            Self::Str(text) => Ok(text.clone()),
            Self::Float(x) => Ok(float::to_str(*x, rules.float_str)),
            other => other.repr(),
        }
    }

    pub fn repr(&self) -> TextResult<String> {
        match self {
            Self::Int(n) => n.to_decimal(DigitLimit::default()),
            Self::Float(x) => Ok(float::repr(*x)),
            Self::Str(text) => Ok(repr_str(text)),
            Self::None => Ok("None".to_owned()),
        }
    }
}

pub fn int(text: &str) -> Integer {
    int_text::parse(text, 10, IntText::default()).unwrap()
}

pub fn real(text: &str) -> f64 {
    float::parse(text, float::FloatLiteralError::default()).unwrap()
}

pub fn small(text: &str) -> i64 {
    text.parse().unwrap()
}

/// `None` or a number.
pub fn optional(text: &str) -> Option<i64> {
    (text != "None").then(|| small(text))
}

/// The Latin-1 text that stands for bytes.
pub fn bytes(text: &str) -> Vec<u8> {
    text.chars().map(|c| u8::try_from(u32::from(c)).unwrap()).collect()
}

pub fn truth(value: bool) -> String {
    if value { "True".to_owned() } else { "False".to_owned() }
}

pub fn tuple(items: &[String]) -> String {
    format!("({})", items.join(", "))
}

pub fn list(items: impl IntoIterator<Item = String>) -> String {
    format!("[{}]", items.into_iter().collect::<Vec<_>>().join(", "))
}
