//! Pure text and number work: formatting, the format mini-language, string methods. Knows nothing of the heap.
//!
//! | for | look in |
//! | --- | --- |
//! | `int` | [`int`], [`int_text`] (literals, digits), [`int_float`] (to and from floats), [`int_theory`] (gcd, roots, `pow` with a modulus, bytes) |
//! | `float`, `complex` | [`float`] (text), [`float_math`], [`float_hex`], [`complexnum`] |
//! | refused arithmetic | [`fault`]: a small value that becomes an exception in the words of a version |
//! | `format()`, f-strings | [`spec`] (reading), [`spec_format`] (applying) |
//! | `str.format`, `%` | [`template`], [`percent`] |
//! | `str` and `bytes` | [`strmethods`], [`quote`] (`repr`, `ascii`), [`unicode`] (single characters), [`slice`] |
//! | `hash()`, `sys.getsizeof`, list growth | [`mod@hash`], [`sizes`], [`list_growth`] |
//! | "Did you mean" | [`suggest`] |
//! | what differs between versions | [`rules`] bundles the named choices; `python/dialect.rs` fills it in |
//!
//! All of it is compared with real interpreters by `tests/text`.

pub mod complexnum;
pub mod error;
pub mod fault;
pub mod float;
pub mod float_hex;
pub mod float_math;
pub mod gamma;
pub mod hash;
pub mod hyperbolic;
pub mod int;
pub mod int_float;
pub mod int_text;
pub mod int_theory;
pub mod list_growth;
pub mod percent;
mod percent_format;
pub mod quote;
pub mod regex;
pub mod rules;
pub mod sizes;
pub mod slice;
pub mod spec;
pub mod spec_format;
pub mod strmethods;
pub mod suggest;
pub mod template;
pub mod unicode;
mod unicode_tables;

pub use error::{CodecFault, ErrKind, TextError, TextResult};
pub use fault::{ArithmeticFault, ArithmeticResult, ArithmeticWording};
pub use int::Integer;
pub use rules::TextRules;
