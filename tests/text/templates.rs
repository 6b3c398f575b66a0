//! Cases on `str.format` and `%`: small drivers of the two template readers, as a virtual machine would have them.

use gcscope::python::text::error::{ErrKind, TextResult};
use gcscope::python::text::int_text::DigitLimit;
use gcscope::python::text::percent::{self, Amount, Arguments, Class, PercentDialect, Value};
use gcscope::python::text::quote::{ascii_of_repr, repr_str};
use gcscope::python::text::template::{self, FieldName, First, Nesting, Numbering, TemplateDialect};
use gcscope::python::text::{Integer, TextError, TextRules, spec_format};

use crate::shown::{Outcome, Typed};

pub fn outcome(operation: &str, arguments: &[String], rules: &TextRules) -> Option<Outcome> {
    let values: Vec<Typed> = arguments.iter().skip(1).map(|field| Typed::read(field)).collect();
    match operation {
        "template" => Some(format(&arguments[0], &values, &mut Numbering::default(), 2, rules)),
        "percent" => Some(percent(&arguments[0], &values, rules)),
        "percent_mapping" => Some(percent_mapping(&arguments[0], &values[0], rules)),
        _ => None,
    }
}

fn format(
    text: &str,
    values: &[Typed],
    numbering: &mut Numbering,
    depth: usize,
    rules: &TextRules,
) -> TextResult<String> {
    if depth == 0 {
        return Err(template::recursion_exceeded());
    }
    let mut out = String::new();
    for piece in template::Pieces::new(text, rules.template) {
        let piece = piece?;
        out.push_str(piece.literal);
        let Some(field) = piece.field else { continue };
        let name = FieldName::parse(field.name, numbering)?;
        let position = match name.first {
            First::Position(position) => position,
            // None are given.
            First::Keyword(name) => return Err(TextError::new(ErrKind::Key, repr_str(name))),
        };
        let missing = || template::missing_position(position, rules.missing_position);
        let value = values.get(position).ok_or_else(missing)?;
        let mut accessors = name.accessors;
        if let Some(accessor) = accessors.next() {
            panic!("{:?} is not compared", accessor?);
        }
        let converted = match field.conversion {
            None => value.clone(),
            Some('s') => Typed::Str(value.str(rules)?),
            Some('r') => Typed::Str(value.repr()?),
            Some('a') if rules.template == TemplateDialect::Modern => Typed::Str(ascii_of_repr(&value.repr()?)),
            Some(other) => return Err(template::unknown_conversion(other)),
        };
        let spec = match field.nesting {
            Nesting::Flat => field.spec.to_owned(),
            Nesting::Nested => format(field.spec, values, numbering, depth - 1, rules)?,
        };
        let dialect = rules.spec;
        out.push_str(&match &converted {
            Typed::Int(n) => spec_format::format_int(n, &spec, "int", dialect, rules.int_text.limit),
            Typed::Float(x) => spec_format::format_float(*x, &spec, "float", dialect),
            Typed::Str(s) => spec_format::format_str(s, &spec, "str", dialect),
            Typed::None => panic!("None is not compared"),
        }?);
    }
    Ok(out)
}

/// `text % (values…)`
fn percent(text: &str, values: &[Typed], rules: &TextRules) -> TextResult<String> {
    let mut left = values.iter();
    let mut out = String::new();
    for piece in percent::Pieces::new(text, Arguments::Positional) {
        let mut conversion = match piece? {
            percent::Piece::Literal(literal) => {
                out.push_str(literal);
                continue;
            }
            percent::Piece::Conversion(conversion) => conversion,
        };
        let mut star = || match left.next() {
            Some(Typed::Int(n)) => Ok(n.clone()),
            Some(_) => Err(percent::star_wants_int()),
            None => Err(percent::not_enough_arguments()),
        };
        if conversion.width == Amount::Argument {
            conversion.resolve_width(&star()?)?;
        }
        if conversion.precision == Amount::Argument {
            conversion.resolve_precision(&star()?)?;
        }
        if conversion.class(rules.percent)? == Class::Percent {
            out.push_str(&conversion.format(Value::Other, "", rules.percent, rules.int_text.limit)?);
            continue;
        }
        let value = left.next().ok_or_else(percent::not_enough_arguments)?;
        out.push_str(&apply(&conversion, value, rules)?);
    }
    if left.next().is_some() { Err(percent::not_all_converted()) } else { Ok(out) }
}

fn apply(conversion: &percent::Conversion<'_>, value: &Typed, rules: &TextRules) -> TextResult<String> {
    let text = match conversion.class(rules.percent)? {
        Class::Str => Some(value.str(rules)?),
        Class::Repr => Some(value.repr()?),
        Class::Ascii => Some(ascii_of_repr(&value.repr()?)),
        _ => None,
    };
    let shown = match (&text, value) {
        (Some(text), _) => Value::Text(text),
        (None, Typed::Int(n)) => Value::Int(n),
        (None, Typed::Float(x)) => Value::Float(*x),
        (None, Typed::Str(s)) => Value::Text(s),
        (None, Typed::None) => Value::Other,
    };
    conversion.format(shown, value.type_name(), rules.percent, rules.int_text.limit)
}

/// `text % {'k': value}`
fn percent_mapping(text: &str, value: &Typed, rules: &TextRules) -> TextResult<String> {
    let mut out = String::new();
    let mapping = "{'k': ".to_owned() + &value.repr()? + "}";
    // The mapping as a whole is the one argument there is, until a key puts its value in that place.
    let mut argument = Some(None);
    for piece in percent::Pieces::new(text, Arguments::Mapping) {
        let mut conversion = match piece? {
            percent::Piece::Literal(literal) => {
                out.push_str(literal);
                continue;
            }
            percent::Piece::Conversion(conversion) => conversion,
        };
        if conversion.key.is_some() {
            argument = Some(Some(value.clone()));
        }
        let mut star = || match argument.take() {
            Some(Some(Typed::Int(n))) => Ok(n),
            Some(_) => Err(percent::star_wants_int()),
            None => Err(no_more()),
        };
        if conversion.width == Amount::Argument {
            conversion.resolve_width(&star()?)?;
        }
        if conversion.precision == Amount::Argument {
            conversion.resolve_precision(&star()?)?;
        }
        let dialect = rules.percent;
        let class = conversion.class(dialect)?;
        if class == Class::Percent {
            out.push_str(&conversion.format(Value::Other, "", rules.percent, rules.int_text.limit)?);
            continue;
        }
        out.push_str(&match argument.take().ok_or_else(no_more)? {
            Some(value) => apply(&conversion, &value, rules),
            None => {
                let shown = if class == Class::Ascii { ascii_of_repr(&mapping) } else { mapping.clone() };
                let text = matches!(class, Class::Str | Class::Repr | Class::Ascii);
                let value = if text { Value::Text(&shown) } else { Value::Other };
                conversion.format(value, "dict", dialect, rules.int_text.limit)
            }
        }?);
    }
    Ok(out)
}

fn no_more() -> TextError {
    percent::not_enough_arguments()
}

#[test]
fn a_star_takes_an_int() {
    let mut conversion = match percent::Pieces::new("%*d", Arguments::Positional).next() {
        Some(Ok(percent::Piece::Conversion(conversion))) => conversion,
        other => panic!("{other:?}"),
    };
    conversion.resolve_width(&Integer::Small(-4)).unwrap();
    let shown = conversion.format(Value::Int(&Integer::ONE), "int", PercentDialect::default(), DigitLimit::default());
    assert_eq!(shown, Ok("1   ".to_owned()));
}
