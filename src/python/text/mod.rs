//! Pure text and number work: formatting, the format mini-language, string methods. Knows nothing of the heap.

pub mod complexnum;
pub mod error;
pub mod fault;
pub mod float;
pub mod float_hex;
pub mod float_math;
pub mod hash;
pub mod int;
pub mod int_float;
pub mod int_text;
pub mod int_theory;
pub mod list_growth;
pub mod percent;
mod percent_format;
pub mod quote;
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
