//! All the choices of this folder in one place, for a virtual machine to carry; the default is CPython 3.13.

use super::fault::ArithmeticWording;
use super::float::{FloatLiteralError, FloatStr};
use super::float_math::{NegativeBase, RoundHalf};
use super::hash::{FrozenSetHash, NumberHash, TextHash, TupleHash};
use super::int_text::IntText;
use super::int_theory::NegativeExponent;
use super::list_growth::ListRules;
use super::percent::PercentDialect;
use super::sizes::Layout;
use super::spec::SpecDialect;
use super::strmethods::case::Capital;
use super::template::{MissingPosition, TemplateDialect};

/// How one CPython treats text and numbers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub struct TextRules {
    pub arithmetic: ArithmeticWording,
    pub float_str: FloatStr,
    pub float_literal: FloatLiteralError,
    pub round_half: RoundHalf,
    pub negative_base: NegativeBase,
    pub int_text: IntText,
    pub negative_exponent: NegativeExponent,
    pub spec: SpecDialect,
    pub template: TemplateDialect,
    pub missing_position: MissingPosition,
    pub percent: PercentDialect,
    pub capital: Capital,
    pub number_hash: NumberHash,
    pub tuple_hash: TupleHash,
    pub frozenset_hash: FrozenSetHash,
    pub text_hash: TextHash,
    pub layout: Layout,
    pub list: ListRules,
}
