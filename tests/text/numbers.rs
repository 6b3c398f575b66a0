//! Cases on numbers.

use std::cmp::Ordering;

use gcscope::python::text::complexnum::{self, Complex};
use gcscope::python::text::float_math::{self, FloatPower};

use gcscope::python::text::int::Power;
use gcscope::python::text::int_text::IntLiterals;
use gcscope::python::text::quote;

use gcscope::python::text::{
    ArithmeticResult, Integer, TextResult, TextRules, float, float_hex, hash, int_text, spec_format,
};

use crate::shown::{Outcome, Typed, bytes, int, real, small, truth, tuple};

pub fn outcome(operation: &str, arguments: &[String], rules: &TextRules) -> Option<Outcome> {
    let (topic, rest) = operation.split_once('_')?;
    match topic {
        "float" => float_outcome(rest, arguments, rules),
        "int" => int_outcome(rest, arguments, rules),
        "complex" => complex_outcome(rest, arguments, rules),
        "format" => format_outcome(rest, arguments, rules),
        _ => hash_outcome(operation, arguments, rules),
    }
}

/// The value, or the exception in the words of the version.
fn worded<T>(result: ArithmeticResult<T>, rules: &TextRules) -> TextResult<T> {
    result.map_err(|fault| fault.error(rules.arithmetic))
}

fn decimal(n: &Integer) -> String {
    n.to_radix(10)
}

fn float_outcome(operation: &str, arguments: &[String], rules: &TextRules) -> Option<Outcome> {
    match operation {
        "parse" => return Some(shown_text(float::parse(&arguments[0], rules.float_literal))),
        "fromhex" => return Some(shown_text(float_hex::fromhex(&arguments[0]))),
        "parse_bytes" => {
            return Some({
                let bytes = bytes(&arguments[0]);
                shown_text(float::parse_bytes(&bytes, || quote::repr_bytes(&bytes), rules.float_literal))
            });
        }
        _ => {}
    }
    let shown = |result| worded(result, rules).map(float::repr);
    let number = |result| worded(result, rules).map(|n: Integer| decimal(&n));
    let x = real(&arguments[0]);
    let y = || real(&arguments[1]);
    Some(match operation {
        "repr" => Ok(float::repr(x)),
        "str" => Ok(float::to_str(x, rules.float_str)),
        "hex" => Ok(float_hex::hex(x)),
        "hash" => Ok(hash::hash_float(x, rules.number_hash).to_string()),
        "divmod" => worded(float_math::divmod(x, y()), rules)
            .map(|(quotient, remainder)| tuple(&[float::repr(quotient), float::repr(remainder)])),
        "floordiv" => shown(float_math::floordiv(x, y())),
        "mod" => shown(float_math::modulo(x, y())),
        "pow" => worded(float_math::pow(x, y(), rules.negative_base), rules).map(|power| match power {
            FloatPower::Real(value) => float::repr(value),
            FloatPower::Complex(value) => complexnum::repr(value),
        }),
        "round" => shown(float_math::round_to(x, small(&arguments[1]), rules.round_half)),
        "round_int" => number(float_math::round_to_int(x)),
        "to_int" => number(Integer::from_f64(x)),
        "ratio" => worded(float_math::as_integer_ratio(x), rules).map(|(a, b)| tuple(&[decimal(&a), decimal(&b)])),
        "is_integer" => Ok(truth(float_math::is_integer(x))),
        "frexp" => {
            let (mantissa, exponent) = float_math::frexp(x);
            Ok(tuple(&[float::repr(mantissa), exponent.to_string()]))
        }
        _ => return None,
    })
}

fn shown_text(result: TextResult<f64>) -> Outcome {
    result.map(float::repr)
}

fn int_outcome(operation: &str, arguments: &[String], rules: &TextRules) -> Option<Outcome> {
    let parsed = |result: TextResult<Integer>| result.map(|n| decimal(&n));
    match operation {
        "parse" => return Some(parsed(int_text::parse(&arguments[0], small(&arguments[1]), rules.int_text))),
        "parse_bytes" => {
            let raw = bytes(&arguments[0]);
            return Some(parsed(int_text::parse_bytes(&raw, small(&arguments[1]), rules.int_text)));
        }
        _ => {}
    }
    let shown = |result| worded(result, rules).map(float::repr);
    let number = |result| worded(result, rules).map(|n: Integer| decimal(&n));
    let a = int(&arguments[0]);
    let b = || int(&arguments[1]);
    Some(match operation {
        "add" => Ok(decimal(&a.add(&b()))),
        "sub" => Ok(decimal(&a.sub(&b()))),
        "mul" => Ok(decimal(&a.mul(&b()))),
        "and" => Ok(decimal(&a.and(&b()))),
        "or" => Ok(decimal(&a.or(&b()))),
        "xor" => Ok(decimal(&a.xor(&b()))),
        "invert" => Ok(decimal(&a.invert())),
        "neg" => Ok(decimal(&a.neg())),
        "gcd" => Ok(decimal(&a.gcd(&b()))),
        "lcm" => Ok(decimal(&a.lcm(&b()))),
        "floordiv" => number(a.floordiv(&b())),
        "mod" => number(a.modulo(&b())),
        "divmod" => worded(a.divmod(&b()), rules).map(|(q, r)| tuple(&[decimal(&q), decimal(&r)])),
        "truediv" => shown(a.truediv(&b())),
        "lt" => Ok(truth(a < b())),
        "eq" => Ok(truth(a == b())),
        "shl" => number(a.shl(&b())),
        "shr" => number(a.shr(&b())),
        "isqrt" => number(a.isqrt()),
        "float" => shown(a.to_f64()),
        "hash" => Ok(hash::hash_int(&a, rules.number_hash).to_string()),
        "bits" => Ok(tuple(&[a.bit_length().to_string(), a.bit_count().to_string()])),
        "pow" => worded(a.pow(&b()), rules).map(|power| match power {
            Power::Int(n) => decimal(&n),
            Power::Float(x) => float::repr(x),
        }),
        "modpow" => number(a.modpow(&b(), &int(&arguments[2]), rules.negative_exponent)),
        "round" => Ok(decimal(
            &a.round_to_tens(
                u32::try_from(-small(&arguments[1]).abs())
                    .unwrap_or_else(|_| u32::try_from(small(&arguments[1]).abs()).unwrap()),
            ),
        )),
        "prefixed" => {
            let base = u32::try_from(small(&arguments[1])).unwrap();
            let classic = rules.int_text.literals == IntLiterals::Classic;
            Ok(if classic { a.to_prefixed_py2(base) } else { a.to_prefixed(base) })
        }
        "cmp_float" => Ok(match a.cmp_f64(real(&arguments[1])) {
            None => "None",
            Some(Ordering::Less) => "-1",
            Some(Ordering::Equal) => "0",
            Some(Ordering::Greater) => "1",
        }
        .to_owned()),
        _ => return None,
    })
}

fn complex_outcome(operation: &str, arguments: &[String], rules: &TextRules) -> Option<Outcome> {
    if operation == "parse" {
        return Some(complexnum::parse(&arguments[0]).map(complexnum::repr));
    }
    let a = Complex::new(real(&arguments[0]), real(&arguments[1]));
    let b = || Complex::new(real(&arguments[2]), real(&arguments[3]));
    let value = match operation {
        "repr" => Ok(a),
        "abs" => return Some(worded(a.abs(), rules).map(float::repr)),
        "hash" => return Some(Ok(hash::hash_complex(a, rules.number_hash).to_string())),
        "add" => Ok(a + b()),
        "sub" => Ok(a - b()),
        "mul" => Ok(a * b()),
        "div" => a.truediv(b()),
        "pow" => complexnum::pow(a, b()),
        _ => return None,
    };
    Some(worded(value, rules).map(complexnum::repr))
}

fn format_outcome(operation: &str, arguments: &[String], rules: &TextRules) -> Option<Outcome> {
    let dialect = rules.spec;
    Some(match operation {
        "int" => spec_format::format_int(&int(&arguments[0]), &arguments[1], "int", dialect, rules.int_text.limit),
        "float" => spec_format::format_float(real(&arguments[0]), &arguments[1], "float", dialect),
        "str" => spec_format::format_str(&arguments[0], &arguments[1], "str", dialect),
        "complex" => {
            let c = Complex::new(real(&arguments[0]), real(&arguments[1]));
            spec_format::format_complex(c, &arguments[2], "complex", dialect)
        }
        _ => return None,
    })
}

fn hash_outcome(operation: &str, arguments: &[String], rules: &TextRules) -> Option<Outcome> {
    let items = || -> Vec<i64> {
        let hash = |field: &String| match Typed::read(field) {
            Typed::Int(n) => hash::hash_int(&n, rules.number_hash),
            Typed::Float(x) => hash::hash_float(x, rules.number_hash),
            Typed::Str(_) | Typed::None => 0,
        };
        arguments.iter().map(hash).collect()
    };
    Some(Ok(match operation {
        "tuple_hash" => hash::hash_tuple(&items(), rules.tuple_hash),
        "frozenset_hash" => hash::hash_frozenset(items().into_iter(), rules.frozenset_hash),
        "str_hash" => hash::hash_str(&arguments[0], rules.text_hash),
        "bytes_hash" => hash::hash_bytes(&bytes(&arguments[0]), rules.text_hash),
        _ => return None,
    }
    .to_string()))
}
