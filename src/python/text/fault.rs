//! What goes wrong in arithmetic. The fault is a small `Copy` value; the words, which CPython changed
//! several times, are chosen when the exception is raised.

use super::error::{ErrKind, TextError};

/// A refused arithmetic operation.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum ArithmeticFault {
    /// `1 / 0`
    IntDivision,
    /// `1 // 0`
    IntFloorDivision,
    /// `1 % 0`
    IntModulo,
    /// `divmod(1, 0)`
    IntDivmod,
    /// 2.7: any of these four where one operand is a `long`; see [`Self::of_longs`].
    LongDivision,
    /// `1.0 / 0`
    FloatDivision,
    /// `1.0 // 0`
    FloatFloorDivision,
    /// `1.0 % 0`
    FloatModulo,
    /// `divmod(1.0, 0)`
    FloatDivmod,
    /// `1j / 0`
    ComplexDivision,
    /// `0 ** -1` and `0.0 ** -1`
    ZeroToNegativePower,
    /// 2.7: `(-8.0) ** 0.5`
    NegativeToFractionalPower,
    /// `0j ** -1`
    ComplexZeroToNegativePower,
    /// `pow(2, 3, 0)`
    PowModulusZero,
    /// `pow(2, -1, 4)`
    NotInvertible,
    /// `pow(2, -1, 5)` up to 3.7
    NegativePowWithModulus,
    /// `1 << -1`
    NegativeShift,
    /// `1 << (1 << 64)`
    ShiftTooLarge,
    /// `float(10 ** 400)`
    IntTooLargeForFloat,
    /// `10 ** 400 / 3`
    QuotientTooLargeForFloat,
    /// `1e200 ** 2`
    FloatResultTooLarge,
    /// `(1e200 + 0j) ** 2`
    ComplexResultTooLarge,
    /// `abs(complex(1.7e308, 1.7e308))`
    AbsoluteValueTooLarge,
    /// `round(1.7e308, -308)`
    RoundedTooLarge,
    /// `int(float('inf'))`
    InfinityToInteger,
    /// `int(float('nan'))`
    NanToInteger,
    /// `float('inf').as_integer_ratio()`
    InfinityToRatio,
    /// `float('nan').as_integer_ratio()`
    NanToRatio,
    /// `math.isqrt(-1)`
    IsqrtNegative,
    /// A power with more bits than [`super::int::MAX_POWER_BITS`].
    OutOfMemory,
}

/// What arithmetic returns.
pub type ArithmeticResult<T> = Result<T, ArithmeticFault>;

/// How a CPython words its arithmetic errors. Each variant is named after what it changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Default)]
pub enum ArithmeticWording {
    /// 2.7: `1 / 0` divides as `//` does, and big numbers are a "long int".
    LongInts,
    /// 3.6 to 3.8: `1.0 // 0` is reported as `float divmod()`.
    FloatDivmod,
    /// 3.9, 3.10: `float floor division by zero`.
    FloatFloorDivision,
    /// 3.11, 3.12: `1 % 0` is an `integer modulo by zero`.
    IntegerModulo,
    /// 3.13: `1.0 % 0` is a `float modulo by zero`.
    #[default]
    FloatModuloByZero,
    /// 3.14: `division by zero` for all of them, `zero to a negative power`.
    DivisionByZero,
}

impl ArithmeticFault {
    /// The exception, in the words of the chosen CPython.
    #[must_use]
    pub fn error(self, wording: ArithmeticWording) -> TextError {
        TextError::new(self.kind(wording), self.message(wording))
    }

    /// 2.7: the same fault where one operand is a `long`.
    #[must_use]
    pub fn of_longs(self) -> Self {
        match self {
            Self::IntDivision | Self::IntFloorDivision | Self::IntModulo | Self::IntDivmod => Self::LongDivision,
            other => other,
        }
    }

    #[must_use]
    pub fn kind(self, wording: ArithmeticWording) -> ErrKind {
        match self {
            Self::NegativePowWithModulus if wording == ArithmeticWording::LongInts => ErrKind::Type,
            Self::IntDivision
            | Self::IntFloorDivision
            | Self::IntModulo
            | Self::IntDivmod
            | Self::LongDivision
            | Self::FloatDivision
            | Self::FloatFloorDivision
            | Self::FloatModulo
            | Self::FloatDivmod
            | Self::ComplexDivision
            | Self::ZeroToNegativePower
            | Self::ComplexZeroToNegativePower => ErrKind::ZeroDivision,
            Self::PowModulusZero
            | Self::NotInvertible
            | Self::NegativePowWithModulus
            | Self::NegativeToFractionalPower
            | Self::NegativeShift
            | Self::NanToInteger
            | Self::NanToRatio
            | Self::IsqrtNegative => ErrKind::Value,
            Self::IntTooLargeForFloat
            | Self::QuotientTooLargeForFloat
            | Self::FloatResultTooLarge
            | Self::ComplexResultTooLarge
            | Self::AbsoluteValueTooLarge
            | Self::RoundedTooLarge
            | Self::InfinityToInteger
            | Self::InfinityToRatio => ErrKind::Overflow,
            Self::ShiftTooLarge | Self::OutOfMemory => ErrKind::Memory,
        }
    }

    fn message(self, wording: ArithmeticWording) -> &'static str {
        use ArithmeticWording as W;
        if wording == W::DivisionByZero && self.is_division() {
            return "division by zero";
        }
        match self {
            Self::IntDivision if wording == W::LongInts => "integer division or modulo by zero",
            Self::IntDivision => "division by zero",
            Self::IntModulo if matches!(wording, W::IntegerModulo | W::FloatModuloByZero) => "integer modulo by zero",
            Self::IntFloorDivision | Self::IntDivmod | Self::IntModulo => "integer division or modulo by zero",
            Self::LongDivision => "long division or modulo by zero",
            Self::FloatDivision => "float division by zero",
            Self::FloatFloorDivision if matches!(wording, W::LongInts | W::FloatDivmod) => "float divmod()",
            Self::FloatFloorDivision => "float floor division by zero",
            Self::FloatModulo if wording == W::FloatModuloByZero => "float modulo by zero",
            Self::FloatModulo => "float modulo",
            Self::FloatDivmod => "float divmod()",
            Self::ComplexDivision => "complex division by zero",
            Self::ZeroToNegativePower if wording == W::DivisionByZero => "zero to a negative power",
            Self::ZeroToNegativePower => "0.0 cannot be raised to a negative power",
            Self::ComplexZeroToNegativePower if wording == W::DivisionByZero => "zero to a negative or complex power",
            Self::ComplexZeroToNegativePower => "0.0 to a negative or complex power",
            Self::PowModulusZero => "pow() 3rd argument cannot be 0",
            Self::NotInvertible => "base is not invertible for the given modulus",
            Self::NegativeToFractionalPower => "negative number cannot be raised to a fractional power",
            Self::NegativePowWithModulus => "pow() 2nd argument cannot be negative when 3rd argument specified",
            Self::NegativeShift => "negative shift count",
            Self::IntTooLargeForFloat if wording == W::LongInts => "long int too large to convert to float",
            Self::IntTooLargeForFloat => "int too large to convert to float",
            Self::QuotientTooLargeForFloat => "integer division result too large for a float",
            Self::FloatResultTooLarge => "(34, 'Numerical result out of range')",
            Self::ComplexResultTooLarge => "complex exponentiation",
            Self::AbsoluteValueTooLarge => "absolute value too large",
            Self::RoundedTooLarge => "rounded value too large to represent",
            Self::InfinityToInteger => "cannot convert float infinity to integer",
            Self::NanToInteger => "cannot convert float NaN to integer",
            Self::InfinityToRatio if wording == W::LongInts => "Cannot pass infinity to float.as_integer_ratio.",
            Self::InfinityToRatio => "cannot convert Infinity to integer ratio",
            Self::NanToRatio if wording == W::LongInts => "Cannot pass NaN to float.as_integer_ratio.",
            Self::NanToRatio => "cannot convert NaN to integer ratio",
            Self::IsqrtNegative => "isqrt() argument must be nonnegative",
            Self::ShiftTooLarge | Self::OutOfMemory => "",
        }
    }

    fn is_division(self) -> bool {
        self.kind(ArithmeticWording::DivisionByZero) == ErrKind::ZeroDivision
            && !matches!(self, Self::ZeroToNegativePower | Self::ComplexZeroToNegativePower)
    }
}

/// In the words of 3.13.
impl From<ArithmeticFault> for TextError {
    fn from(fault: ArithmeticFault) -> Self {
        fault.error(ArithmeticWording::default())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_follow_the_version() {
        let words = |fault: ArithmeticFault, wording| fault.error(wording).message;
        assert_eq!(
            words(ArithmeticFault::FloatFloorDivision, ArithmeticWording::FloatModuloByZero),
            "float floor division by zero"
        );
        assert_eq!(words(ArithmeticFault::FloatFloorDivision, ArithmeticWording::FloatDivmod), "float divmod()");
        assert_eq!(
            words(ArithmeticFault::IntModulo, ArithmeticWording::FloatFloorDivision),
            "integer division or modulo by zero"
        );
        assert_eq!(words(ArithmeticFault::IntModulo, ArithmeticWording::DivisionByZero), "division by zero");
        assert_eq!(
            TextError::from(ArithmeticFault::FloatModulo).to_string(),
            "ZeroDivisionError: float modulo by zero"
        );
    }
}
