"""Decimal numbers of any precision, by the General Decimal Arithmetic Specification."""

import math as _math
import numbers as _numbers
import re as _re
import sys as _sys
from collections import namedtuple as _namedtuple

__all__ = [
    "Decimal", "Context", "DecimalTuple", "DefaultContext", "BasicContext", "ExtendedContext", "DecimalException",
    "Clamped", "InvalidOperation", "DivisionByZero", "Inexact", "Rounded", "Subnormal", "Overflow", "Underflow",
    "FloatOperation", "DivisionImpossible", "InvalidContext", "ConversionSyntax", "DivisionUndefined", "ROUND_DOWN",
    "ROUND_HALF_UP", "ROUND_HALF_EVEN", "ROUND_CEILING", "ROUND_FLOOR", "ROUND_UP", "ROUND_HALF_DOWN", "ROUND_05UP",
    "setcontext", "getcontext", "localcontext", "MAX_PREC", "MAX_EMAX", "MIN_EMIN", "MIN_ETINY", "HAVE_THREADS",
    "HAVE_CONTEXTVAR",
]

ROUND_DOWN = "ROUND_DOWN"
ROUND_HALF_UP = "ROUND_HALF_UP"
ROUND_HALF_EVEN = "ROUND_HALF_EVEN"
ROUND_CEILING = "ROUND_CEILING"
ROUND_FLOOR = "ROUND_FLOOR"
ROUND_UP = "ROUND_UP"
ROUND_HALF_DOWN = "ROUND_HALF_DOWN"
ROUND_05UP = "ROUND_05UP"
HAVE_THREADS = True
HAVE_CONTEXTVAR = True
MAX_PREC = MAX_EMAX = 999999999999999999
MIN_EMIN = -999999999999999999
MIN_ETINY = MIN_EMIN - (MAX_PREC - 1)

DecimalTuple = _namedtuple("DecimalTuple", "sign digits exponent")
DecimalTuple.__module__ = "decimal"


class DecimalException(ArithmeticError):
    pass


class Clamped(DecimalException):
    pass


class InvalidOperation(DecimalException):
    pass


class ConversionSyntax(InvalidOperation):
    pass


class DivisionByZero(DecimalException, ZeroDivisionError):
    pass


class DivisionImpossible(InvalidOperation):
    pass


class DivisionUndefined(InvalidOperation, ZeroDivisionError):
    pass


class Inexact(DecimalException):
    pass


class InvalidContext(InvalidOperation):
    pass


class Rounded(DecimalException):
    pass


class Subnormal(DecimalException):
    pass


class Overflow(Inexact, Rounded):
    pass


class Underflow(Inexact, Rounded, Subnormal):
    pass


class FloatOperation(DecimalException, TypeError):
    pass


_signals = [InvalidOperation, FloatOperation, DivisionByZero, Overflow, Subnormal, Underflow, Rounded, Inexact, Clamped]
_signals_order = [Clamped, InvalidOperation, DivisionByZero, Inexact, FloatOperation, Overflow, Rounded, Subnormal,
                  Underflow]


def _round(coefficient, drop, sign, rounding):
    """The coefficient without its last `drop` digits, and whether anything was lost."""
    unit = 10 ** drop
    kept, rest = divmod(coefficient, unit)
    if not rest:
        return kept, False
    half = 2 * rest - unit
    if rounding == ROUND_HALF_EVEN:
        up = half > 0 or (half == 0 and kept & 1)
    elif rounding == ROUND_HALF_UP:
        up = half >= 0
    elif rounding == ROUND_HALF_DOWN:
        up = half > 0
    elif rounding == ROUND_DOWN:
        up = False
    elif rounding == ROUND_UP:
        up = True
    elif rounding == ROUND_CEILING:
        up = not sign
    elif rounding == ROUND_FLOOR:
        up = bool(sign)
    else:
        up = kept % 5 == 0
    return kept + (1 if up else 0), True


_number = _re.compile(r"""\A\s*
    (?P<sign>[-+])?
    (
        (?=\d|\.\d)(?P<int>\d*)(\.(?P<frac>\d*))?(E(?P<exp>[-+]?\d+))?
    |   Inf(inity)?
    |   (?P<signal>s)?NaN(?P<diag>\d*)
    )
    \s*\Z""", _re.VERBOSE | _re.IGNORECASE)


class Decimal:
    __slots__ = ("_sign", "_int", "_exp", "_special", "__weakref__")

    def __new__(cls, value="0", context=None):
        self = object.__new__(cls)
        self._special = None
        if isinstance(value, Decimal):
            self._sign, self._int, self._exp, self._special = value._sign, value._int, value._exp, value._special
            return self
        if isinstance(value, int):
            self._sign = 1 if value < 0 else 0
            self._int = abs(int(value))
            self._exp = 0
            return self
        if isinstance(value, str):
            m = _number.match(value.replace("_", ""))
            if m is None:
                context = context or getcontext()
                return context._raise(InvalidOperation, [ConversionSyntax])
            self._sign = 1 if m.group("sign") == "-" else 0
            if m.group("int") is not None:
                frac = m.group("frac") or ""
                self._int = int((m.group("int") + frac) or "0")
                self._exp = int(m.group("exp") or "0") - len(frac)
            else:
                self._exp = 0
                self._int = int(m.group("diag") or "0")
                if "n" in value.lower() and "inf" not in value.lower():
                    self._special = "N" if m.group("signal") else "n"
                else:
                    self._special = "F"
                    self._int = 0
            return self
        if isinstance(value, float):
            found = cls.from_float(value)
            self._sign, self._int, self._exp, self._special = found._sign, found._int, found._exp, found._special
            return self
        if isinstance(value, (tuple, list)):
            if len(value) != 3:
                raise ValueError("argument must be a sequence of length 3")
            sign, digits, exp = value
            if sign not in (0, 1):
                raise ValueError("sign must be an integer with the value 0 or 1")
            self._sign = sign
            if exp in ("F", "n", "N"):
                self._special = exp
                exp = 0
            self._int = 0 if self._special == "F" else int("".join(map(str, digits)) or "0")
            self._exp = exp
            return self
        raise TypeError("conversion from %s to Decimal is not supported" % type(value).__name__)

    @classmethod
    def from_float(cls, f):
        if isinstance(f, int):
            return cls(f)
        if not isinstance(f, float):
            raise TypeError("argument must be int or float")
        if _math.isinf(f) or _math.isnan(f):
            return cls(repr(f))
        sign = 1 if _math.copysign(1.0, f) < 0 else 0
        n, d = abs(f).as_integer_ratio()
        k = d.bit_length() - 1
        return _make(sign, n * 5 ** k, -k, cls)

    def as_tuple(self):
        if self._special == "F":
            return DecimalTuple(self._sign, (0,), "F")
        if self._special:
            return DecimalTuple(self._sign, tuple(map(int, str(self._int))) if self._int else (), self._special)
        return DecimalTuple(self._sign, tuple(map(int, str(self._int))), self._exp)

    def as_integer_ratio(self):
        if self._special:
            if self._special == "F":
                raise OverflowError("cannot convert Infinity to integer ratio")
            raise ValueError("cannot convert NaN to integer ratio")
        n = -self._int if self._sign else self._int
        if self._exp >= 0:
            return n * 10 ** self._exp, 1
        d = 10 ** -self._exp
        g = _math.gcd(n, d)
        return n // g, d // g

    def __repr__(self):
        return "Decimal('%s')" % str(self)

    def __str__(self, eng=False, context=None):
        sign = "-" if self._sign else ""
        if self._special:
            if self._special == "F":
                return sign + "Infinity"
            return sign + ("sNaN" if self._special == "N" else "NaN") + (str(self._int) if self._int else "")
        digits = str(self._int)
        left = self._exp + len(digits)
        if self._exp <= 0 and left > -6:
            place = left
        elif not eng:
            place = 1
        elif self._int == 0:
            place = (left + 1) % 3 - 1
        else:
            place = (left - 1) % 3 + 1
        if place <= 0:
            whole, frac = "0", "." + "0" * -place + digits
        elif place >= len(digits):
            whole, frac = digits + "0" * (place - len(digits)), ""
        else:
            whole, frac = digits[:place], "." + digits[place:]
        if left == place:
            exp = ""
        else:
            capital = (context or getcontext()).capitals
            exp = ("e", "E")[capital] + "%+d" % (left - place)
        return sign + whole + frac + exp

    def to_eng_string(self, context=None):
        return self.__str__(eng=True, context=context)

    # ---- questions

    def is_nan(self):
        return self._special in ("n", "N")

    def is_qnan(self):
        return self._special == "n"

    def is_snan(self):
        return self._special == "N"

    def is_infinite(self):
        return self._special == "F"

    def is_finite(self):
        return self._special is None

    def is_zero(self):
        return self._special is None and self._int == 0

    def is_signed(self):
        return self._sign == 1

    def is_canonical(self):
        return True

    def is_normal(self, context=None):
        return self._special is None and self._int != 0 and (context or getcontext()).Emin <= self.adjusted()

    def is_subnormal(self, context=None):
        return self._special is None and self._int != 0 and self.adjusted() < (context or getcontext()).Emin

    def adjusted(self):
        return 0 if self._special else self._exp + len(str(self._int)) - 1

    def number_class(self, context=None):
        if self.is_nan():
            return "NaN" if self._special == "n" else "sNaN"
        sign = "-" if self._sign else "+"
        if self._special:
            return sign + "Infinity"
        if not self._int:
            return sign + "Zero"
        return sign + ("Normal" if self.is_normal(context) else "Subnormal")

    def radix(self):
        return Decimal(10)

    def canonical(self):
        return self

    def conjugate(self):
        return self

    real = property(lambda self: self)
    imag = property(lambda self: Decimal(0))

    def __bool__(self):
        return self._special is not None or self._int != 0

    # ---- comparing

    def _cmp(self, other):
        if self._special or other._special:
            a = 0 if not self._special else (-1 if self._sign else 1)
            b = 0 if not other._special else (-1 if other._sign else 1)
            return (a > b) - (a < b)
        a = -self._int if self._sign else self._int
        b = -other._int if other._sign else other._int
        if not a or not b or (a < 0) != (b < 0):
            return (a > b) - (a < b)
        low = min(self._exp, other._exp)
        mine, its = self.adjusted(), other.adjusted()
        if mine != its:
            return (1 if mine > its else -1) * (-1 if a < 0 else 1)
        a *= 10 ** (self._exp - low)
        b *= 10 ** (other._exp - low)
        return (a > b) - (a < b)

    def __eq__(self, other):
        other = _comparable(other, True)
        if other is NotImplemented:
            return other
        if self.is_nan() or other.is_nan():
            if self._special == "N" or other._special == "N":
                getcontext()._raise(InvalidOperation, [InvalidOperation])
            return False
        return self._cmp(other) == 0

    def _order(self, other, test):
        other = _comparable(other)
        if other is NotImplemented:
            return other
        if self.is_nan() or other.is_nan():
            getcontext()._raise(InvalidOperation, [InvalidOperation])
            return False
        return test(self._cmp(other))

    def __lt__(self, other):
        return self._order(other, lambda c: c < 0)

    def __le__(self, other):
        return self._order(other, lambda c: c <= 0)

    def __gt__(self, other):
        return self._order(other, lambda c: c > 0)

    def __ge__(self, other):
        return self._order(other, lambda c: c >= 0)

    def compare(self, other, context=None):
        other = _converted(other)
        nan = _check_nans(self, other, context)
        return nan if nan is not None else Decimal(self._cmp(other))

    def compare_total(self, other, context=None):
        return Decimal(self._cmp(_converted(other)))

    def __hash__(self):
        if self._special:
            if self._special == "N":
                raise TypeError("Cannot hash a signaling NaN value.")
            if self._special == "n":
                return object.__hash__(self)
            return hash(float("-inf" if self._sign else "inf"))
        prime = 2305843009213693951
        if self._exp >= 0:
            value = self._int * pow(10, self._exp, prime) % prime
        else:
            value = self._int * pow(pow(10, -1, prime), -self._exp, prime) % prime
        value = -value if self._sign else value
        return -2 if value == -1 else value

    def max(self, other, context=None):
        other = _converted(other)
        if self.is_nan() or other.is_nan():
            return (other if self.is_nan() else self)._fix(context)
        return (self if self._cmp(other) >= 0 else other)._fix(context)

    def min(self, other, context=None):
        other = _converted(other)
        if self.is_nan() or other.is_nan():
            return (other if self.is_nan() else self)._fix(context)
        return (self if self._cmp(other) <= 0 else other)._fix(context)

    # ---- arithmetic

    def _fix(self, context=None):
        context = context or getcontext()
        if self._special:
            return Decimal(self)
        sign, coefficient, exp = self._sign, self._int, self._exp
        digits = len(str(coefficient))
        etiny = context.Emin - context.prec + 1
        if not coefficient:
            limit = context.Emax if context.clamp else context.Emax
            new = min(max(exp, etiny), limit if not context.clamp else context.Emax - context.prec + 1)
            if new != exp:
                context._raise(Clamped)
            return _make(sign, 0, new)
        low = max(exp + digits - context.prec, etiny)
        if exp + digits - 1 > context.Emax:
            return _overflow(sign, context)
        if exp < low:
            subnormal = exp + digits - 1 < context.Emin
            kept, inexact = _round(coefficient, low - exp, sign, context.rounding)
            if len(str(kept)) > context.prec:
                kept //= 10
                low += 1
            if low + len(str(kept)) - 1 > context.Emax:
                return _overflow(sign, context)
            if inexact and subnormal:
                context._raise(Underflow)
            if subnormal:
                context._raise(Subnormal)
            if inexact:
                context._raise(Inexact)
            context._raise(Rounded)
            if not kept:
                context._raise(Clamped)
            return _make(sign, kept, low)
        if exp + digits - 1 < context.Emin:
            context._raise(Subnormal)
        return _make(sign, coefficient, exp)

    def __neg__(self, context=None):
        context = context or getcontext()
        if self._special:
            nan = _check_nans(self, None, context)
            return nan if nan is not None else _infinity(1 - self._sign)
        if not self._int and context.rounding != ROUND_FLOOR:
            return _make(0, 0, self._exp)._fix(context)
        return _make(1 - self._sign, self._int, self._exp)._fix(context)

    def __pos__(self, context=None):
        context = context or getcontext()
        if self._special:
            nan = _check_nans(self, None, context)
            return nan if nan is not None else Decimal(self)
        if not self._int and context.rounding != ROUND_FLOOR:
            return _make(0, 0, self._exp)._fix(context)
        return self._fix(context)

    def __abs__(self, round=True, context=None):
        if self._special == "F":
            return _infinity(0)
        return _make(0, self._int, self._exp)._fix(context) if not self._special else Decimal(self)

    def copy_abs(self):
        return _make(0, self._int, self._exp, Decimal, self._special)

    def copy_negate(self):
        return _make(1 - self._sign, self._int, self._exp, Decimal, self._special)

    def copy_sign(self, other, context=None):
        return _make(_converted(other)._sign, self._int, self._exp, Decimal, self._special)

    def __add__(self, other, context=None):
        other = _operand(other)
        if other is NotImplemented:
            return other
        context = context or getcontext()
        if self._special or other._special:
            nan = _check_nans(self, other, context)
            if nan is not None:
                return nan
            if self._special:
                if other._special and self._sign != other._sign:
                    return context._raise(InvalidOperation, [InvalidOperation])
                return Decimal(self)
            return Decimal(other)
        exp = min(self._exp, other._exp)
        if self._int and other._int:
            # A far smaller number only decides how the other is rounded.
            big, small = (self, other) if self.adjusted() >= other.adjusted() else (other, self)
            if big._exp - small.adjusted() > context.prec + 2 and small._exp < big._exp:
                low = big._exp - context.prec - 3 - max(0, context.prec - len(str(big._int)))
                if small.adjusted() < low:
                    small = _make(small._sign, 1, low)
                self, other = big, small
                exp = min(self._exp, other._exp)
        a = self._int * 10 ** (self._exp - exp)
        b = other._int * 10 ** (other._exp - exp)
        total = (-a if self._sign else a) + (-b if other._sign else b)
        if total:
            sign = 1 if total < 0 else 0
        elif self._sign == other._sign:
            sign = self._sign
        else:
            sign = 1 if context.rounding == ROUND_FLOOR else 0
        return _make(sign, abs(total), exp)._fix(context)

    __radd__ = __add__

    def __sub__(self, other, context=None):
        other = _operand(other)
        if other is NotImplemented:
            return other
        if self.is_nan() or other.is_nan():
            return _check_nans(self, other, context)
        return self.__add__(other.copy_negate(), context)

    def __rsub__(self, other, context=None):
        other = _operand(other)
        return other if other is NotImplemented else other.__sub__(self, context)

    def __mul__(self, other, context=None):
        other = _operand(other)
        if other is NotImplemented:
            return other
        context = context or getcontext()
        sign = self._sign ^ other._sign
        if self._special or other._special:
            nan = _check_nans(self, other, context)
            if nan is not None:
                return nan
            if not self or not other:
                return context._raise(InvalidOperation, [InvalidOperation])
            return _infinity(sign)
        return _make(sign, self._int * other._int, self._exp + other._exp)._fix(context)

    __rmul__ = __mul__

    def __truediv__(self, other, context=None):
        other = _operand(other)
        if other is NotImplemented:
            return other
        context = context or getcontext()
        sign = self._sign ^ other._sign
        if self._special or other._special:
            nan = _check_nans(self, other, context)
            if nan is not None:
                return nan
            if self._special and other._special:
                return context._raise(InvalidOperation, [InvalidOperation])
            if self._special:
                return _infinity(sign)
            context._raise(Clamped)
            return _make(sign, 0, context.Emin - context.prec + 1)
        if not other._int:
            if not self._int:
                return context._raise(InvalidOperation, [DivisionUndefined])
            return context._raise(DivisionByZero, [DivisionByZero], _infinity(sign))
        if not self._int:
            return _make(sign, 0, self._exp - other._exp)._fix(context)
        shift = len(str(other._int)) - len(str(self._int)) + context.prec + 1
        exp = self._exp - other._exp - shift
        if shift >= 0:
            coefficient, rest = divmod(self._int * 10 ** shift, other._int)
        else:
            coefficient, rest = divmod(self._int, other._int * 10 ** -shift)
        if rest:
            if coefficient % 5 == 0:
                coefficient += 1
        else:
            ideal = self._exp - other._exp
            while exp < ideal and coefficient % 10 == 0:
                coefficient //= 10
                exp += 1
        return _make(sign, coefficient, exp)._fix(context)

    def __rtruediv__(self, other, context=None):
        other = _operand(other)
        return other if other is NotImplemented else other.__truediv__(self, context)

    def _divide(self, other, context):
        exp = min(self._exp, other._exp)
        if not self._int or self.adjusted() - other.adjusted() <= -2:
            return _make(self._sign ^ other._sign, 0, 0), _make(self._sign, self._int, self._exp)
        if self.adjusted() - other.adjusted() > context.prec + 1:
            return None, None
        q, r = divmod(self._int * 10 ** (self._exp - exp), other._int * 10 ** (other._exp - exp))
        if q >= 10 ** context.prec:
            return None, None
        return _make(self._sign ^ other._sign, q, 0), _make(self._sign, r, exp)

    def _division(self, other, context, what):
        other = _operand(other)
        if other is NotImplemented:
            return other
        context = context or getcontext()
        nan = _check_nans(self, other, context)
        if nan is not None:
            return nan if what != "both" else (nan, nan)
        sign = self._sign ^ other._sign
        if self._special:
            if what == "quotient" and not other._special:
                return _infinity(sign)
            bad = context._raise(InvalidOperation, [InvalidOperation])
            return bad if what != "both" else (bad if other._special else _infinity(sign), bad)
        if not other:
            if not self._int:
                bad = context._raise(InvalidOperation, [DivisionUndefined])
            elif what == "rest":
                bad = context._raise(InvalidOperation, [InvalidOperation])
            else:
                bad = context._raise(DivisionByZero, [DivisionByZero], _infinity(sign))
            return bad if what != "both" else (bad, Decimal("NaN"))
        if other._special:
            q, r = _make(sign, 0, 0), Decimal(self)
        else:
            q, r = self._divide(other, context)
            if q is None:
                bad = context._raise(InvalidOperation, [DivisionImpossible])
                return bad if what != "both" else (bad, bad)
        r = r._fix(context)
        return q if what == "quotient" else r if what == "rest" else (q, r)

    def __floordiv__(self, other, context=None):
        return self._division(other, context, "quotient")

    def __mod__(self, other, context=None):
        return self._division(other, context, "rest")

    def __divmod__(self, other, context=None):
        return self._division(other, context, "both")

    def __rfloordiv__(self, other, context=None):
        other = _operand(other)
        return other if other is NotImplemented else other.__floordiv__(self, context)

    def __rmod__(self, other, context=None):
        other = _operand(other)
        return other if other is NotImplemented else other.__mod__(self, context)

    def __rdivmod__(self, other, context=None):
        other = _operand(other)
        return other if other is NotImplemented else other.__divmod__(self, context)

    def remainder_near(self, other, context=None):
        other = _converted(other)
        context = context or getcontext()
        q = (self / other).to_integral_value(ROUND_HALF_EVEN)
        return (self - q * other)._fix(context)

    def fma(self, other, third, context=None):
        other, third = _converted(other), _converted(third)
        wide = Context(prec=len(str(self._int)) + len(str(other._int)) + 5, Emax=MAX_EMAX, Emin=MIN_EMIN, traps=[])
        return self.__mul__(other, wide).__add__(third, context)

    def __pow__(self, other, modulo=None, context=None):
        other = _operand(other)
        if other is NotImplemented:
            return other
        context = context or getcontext()
        if modulo is not None:
            return Decimal(pow(int(self), int(other), int(modulo)))
        nan = _check_nans(self, other, context)
        if nan is not None:
            return nan
        if not other:
            if not self:
                return context._raise(InvalidOperation, [InvalidOperation])
            return Decimal(1)
        whole = other._special is None and other == other.to_integral_value()
        sign = 1 if self._sign and whole and int(other) & 1 else 0
        if self._sign and not whole and self._int:
            return context._raise(InvalidOperation, [InvalidOperation])
        if not self:
            return _make(sign, 0, 0) if not other._sign else _infinity(sign)
        if self._special:
            return _infinity(sign) if not other._sign else _make(sign, 0, 0)
        if other._special:
            size = self.copy_abs()._cmp(Decimal(1))
            if size == 0:
                return Decimal(1)
            return _infinity(0) if (size > 0) != bool(other._sign) else _make(0, 0, 0)
        if whole:
            n = int(other)
            if abs(n) * len(str(self._int)) < 20000:
                coefficient, exp = self._int ** abs(n), self._exp * abs(n)
                result = _make(sign, coefficient, exp)
                if n >= 0:
                    return result._fix(context)
                return Decimal(1).__truediv__(result, context) if True else None
        work = Context(prec=context.prec + 10, Emax=MAX_EMAX, Emin=MIN_EMIN, traps=[])
        if self == 1:
            return _make(0, 10 ** (context.prec - 1), 1 - context.prec)
        half = other == Decimal("0.5")
        log = self.copy_abs().ln(work)
        found = log.__mul__(other, work).exp(work)
        result = found._fix(context)
        exact = result.normalize()
        if half and exact * exact == self:
            return self.sqrt(context)
        return _make(sign, result._int, result._exp)

    def __rpow__(self, other, context=None):
        other = _operand(other)
        return other if other is NotImplemented else other.__pow__(self, context=context)

    def sqrt(self, context=None):
        context = context or getcontext()
        if self._special:
            nan = _check_nans(self, None, context)
            if nan is not None:
                return nan
            if not self._sign:
                return Decimal(self)
        if not self:
            return _make(self._sign, 0, self._exp // 2)._fix(context)
        if self._sign:
            return context._raise(InvalidOperation, [InvalidOperation])
        prec = context.prec + 1
        exp, c = self._exp, self._int
        e = exp // 2
        if exp & 1:
            c *= 10
            length = (len(str(self._int)) >> 1) + 1
        else:
            length = len(str(self._int)) + 1 >> 1
        shift = prec - length
        exact = True
        if shift >= 0:
            c *= 100 ** shift
        else:
            c, rest = divmod(c, 100 ** -shift)
            exact = not rest
        e -= shift
        n = _math.isqrt(c)
        exact = exact and n * n == c
        if exact:
            if shift >= 0:
                n //= 10 ** shift
            else:
                n *= 10 ** -shift
            e += shift
        elif n % 5 == 0:
            n += 1
        save = context.rounding
        context.rounding = ROUND_HALF_EVEN
        try:
            return _make(0, n, e)._fix(context)
        finally:
            context.rounding = save

    def exp(self, context=None):
        context = context or getcontext()
        if self._special:
            nan = _check_nans(self, None, context)
            return nan if nan is not None else (_make(0, 0, 0) if self._sign else _infinity(0))
        if not self:
            return Decimal(1)
        prec = context.prec + 12 + max(0, self.adjusted())
        n, d = self.as_integer_ratio()
        scale = 10 ** prec
        x = n * scale // d
        k = max(0, (abs(x) // scale).bit_length() + 8)
        x >>= k
        extra = 10 ** (k // 3 + 5)
        scale *= extra
        x *= extra
        term = total = scale
        i = 1
        while term:
            term = term * x // (scale * i)
            total += term
            i += 1
            if abs(term) <= 1:
                break
        for _ in range(k):
            total = total * total // scale
        found = _make(0, total, -len(str(scale)) + 1)
        save = context.rounding
        context.rounding = ROUND_HALF_EVEN
        try:
            return found._fix(context)
        finally:
            context.rounding = save

    def ln(self, context=None):
        context = context or getcontext()
        if self.is_nan():
            return _check_nans(self, None, context)
        if not self:
            return _infinity(1)
        if self._sign:
            return context._raise(InvalidOperation, [InvalidOperation])
        if self._special:
            return _infinity(0)
        if self == 1:
            return _make(0, 0, 0)
        prec = context.prec + 15 + len(str(abs(self.adjusted())))
        value = _ln(self, prec + 10)
        found = _make(1 if value < 0 else 0, abs(value), -(prec + 10))
        save = context.rounding
        context.rounding = ROUND_HALF_EVEN
        try:
            return found._fix(context)
        finally:
            context.rounding = save

    def log10(self, context=None):
        context = context or getcontext()
        if self.is_nan():
            return _check_nans(self, None, context)
        if not self:
            return _infinity(1)
        if self._sign:
            return context._raise(InvalidOperation, [InvalidOperation])
        if self._special:
            return _infinity(0)
        digits = str(self._int)
        if digits.rstrip("0") == "1":
            return Decimal(self._exp + len(digits) - 1)._fix(context)
        prec = context.prec + 20
        value = _ln(self, prec) * 10 ** prec // _ln(Decimal(10), prec)
        save = context.rounding
        context.rounding = ROUND_HALF_EVEN
        try:
            return _make(1 if value < 0 else 0, abs(value), -prec)._fix(context)
        finally:
            context.rounding = save

    def logb(self, context=None):
        return Decimal(self.adjusted())

    def scaleb(self, other, context=None):
        return _make(self._sign, self._int, self._exp + int(other))._fix(context)

    def shift(self, other, context=None):
        n = int(other)
        return _make(self._sign, self._int * 10 ** n if n >= 0 else self._int // 10 ** -n, self._exp)._fix(context)

    # ---- rounding

    def _rescale(self, exp, rounding):
        if self._special:
            return Decimal(self)
        if not self._int:
            return _make(self._sign, 0, exp)
        if self._exp >= exp:
            return _make(self._sign, self._int * 10 ** (self._exp - exp), exp)
        return _make(self._sign, _round(self._int, exp - self._exp, self._sign, rounding)[0], exp)

    def quantize(self, exp, rounding=None, context=None):
        exp = _converted(exp)
        context = context or getcontext()
        rounding = rounding or context.rounding
        if self._special or exp._special:
            nan = _check_nans(self, exp, context)
            if nan is not None:
                return nan
            if self._special and exp._special:
                return Decimal(self)
            return context._raise(InvalidOperation, [InvalidOperation])
        result = self._rescale(exp._exp, rounding)
        if len(str(result._int)) > context.prec or result.adjusted() > context.Emax:
            return context._raise(InvalidOperation, [InvalidOperation])
        if result._exp > self._exp:
            if result._cmp(self) != 0:
                context._raise(Inexact)
            context._raise(Rounded)
        return result

    def same_quantum(self, other, context=None):
        other = _converted(other)
        return self._special == other._special if self._special or other._special else self._exp == other._exp

    def to_integral_value(self, rounding=None, context=None):
        if self._special or self._exp >= 0:
            return Decimal(self)
        return self._rescale(0, rounding or (context or getcontext()).rounding)

    to_integral = to_integral_value

    def to_integral_exact(self, rounding=None, context=None):
        context = context or getcontext()
        result = self.to_integral_value(rounding, context)
        if not self._special and self._exp < 0:
            if result._cmp(self) != 0:
                context._raise(Inexact)
            context._raise(Rounded)
        return result

    def normalize(self, context=None):
        context = context or getcontext()
        found = self._fix(context)
        if found._special:
            return found
        if not found._int:
            return _make(found._sign, 0, 0)
        coefficient, exp = found._int, found._exp
        while coefficient % 10 == 0 and exp < context.Emax:
            coefficient //= 10
            exp += 1
        return _make(found._sign, coefficient, exp)

    def __int__(self):
        if self._special:
            if self._special == "F":
                raise OverflowError("cannot convert Infinity to integer")
            raise ValueError("cannot convert NaN to integer")
        n = self._int * 10 ** self._exp if self._exp >= 0 else self._int // 10 ** -self._exp
        return -n if self._sign else n

    __trunc__ = __int__

    def __float__(self):
        if self._special == "N":
            raise ValueError("cannot convert signaling NaN to float")
        if self.is_nan():
            return float("-nan" if self._sign else "nan")
        return float(str(self))

    def __complex__(self):
        return complex(float(self))

    def __round__(self, n=None):
        if n is not None:
            return self.quantize(_make(0, 1, -n))
        if self._special:
            if self._special == "F":
                raise OverflowError("cannot round an infinity")
            raise ValueError("cannot round a NaN")
        return int(self._rescale(0, ROUND_HALF_EVEN))

    def __floor__(self):
        return int(self._rescale(0, ROUND_FLOOR))

    def __ceil__(self):
        return int(self._rescale(0, ROUND_CEILING))

    def next_plus(self, context=None):
        return self._next(context, ROUND_CEILING)

    def next_minus(self, context=None):
        return self._next(context, ROUND_FLOOR)

    def _next(self, context, rounding):
        context = (context or getcontext()).copy()
        context.rounding = rounding
        context.clear_traps()
        new = self._fix(context)
        if new != self:
            return new
        tiny = _make(1 if rounding == ROUND_FLOOR else 0, 1, context.Emin - context.prec)
        return self.__add__(tiny, context)

    def __copy__(self):
        return self if type(self) is Decimal else self.__class__(str(self))

    def __deepcopy__(self, memo):
        return self.__copy__()

    def __reduce__(self):
        return (self.__class__, (str(self),))

    def __format__(self, spec, context=None):
        return _format(self, spec, context or getcontext())

    def __sizeof__(self):
        # sys.getsizeof adds what stands before an instance of a Python class. Decimals have nothing there, and from 3.13
        # on the collector's header.
        before = 32 if _sys.version_info >= (3, 12) else 16
        return (120 if _sys.version_info >= (3, 13) else 104) - before


_numbers.Number.register(Decimal)


def _make(sign, coefficient, exp, cls=Decimal, special=None):
    self = object.__new__(cls)
    self._sign = sign
    self._int = coefficient
    self._exp = exp
    self._special = special
    return self


def _infinity(sign):
    return _make(sign, 0, 0, Decimal, "F")


def _overflow(sign, context):
    result = _infinity(sign)
    if context.rounding in (ROUND_DOWN, ROUND_05UP) or (context.rounding == ROUND_CEILING and sign) or (
            context.rounding == ROUND_FLOOR and not sign):
        result = _make(sign, 10 ** context.prec - 1, context.Emax - context.prec + 1)
    context._raise(Inexact)
    context._raise(Rounded)
    return context._raise(Overflow, [Overflow], result)


def _operand(other):
    if isinstance(other, Decimal):
        return other
    if isinstance(other, int):
        return Decimal(other)
    return NotImplemented


def _converted(other):
    found = _operand(other)
    if found is NotImplemented:
        raise TypeError("conversion from %s to Decimal is not supported" % type(other).__name__)
    return found


def _comparable(other, equality=False):
    if isinstance(other, Decimal):
        return other
    if isinstance(other, int):
        return Decimal(other)
    if isinstance(other, float):
        context = getcontext()
        context.flags[FloatOperation] = True
        if context.traps[FloatOperation] and not equality:
            raise FloatOperation("strict semantics for mixing floats and Decimals are enabled")
        return Decimal.from_float(other)
    if equality and isinstance(other, _numbers.Complex) and other.imag == 0:
        return _comparable(other.real, True)
    if isinstance(other, _numbers.Rational):
        return Decimal(other.numerator) / Decimal(other.denominator)
    return NotImplemented


def _check_nans(a, b, context=None):
    for x in (a, b):
        if x is not None and x._special == "N":
            return (context or getcontext())._raise(InvalidOperation, [InvalidOperation])
    for x in (a, b):
        if x is not None and x._special == "n":
            return Decimal(x)
    return None


def _ln(x, prec):
    """The natural logarithm of a positive finite Decimal, as an int in units of 10**-prec."""
    work = prec + 10
    scale = 10 ** work
    n, d = x.as_integer_ratio()
    shift = n.bit_length() - d.bit_length()
    if shift >= 0:
        d <<= shift
    else:
        n <<= -shift

    def series(num, den):
        # ln(num/den) = 2 atanh((num-den)/(num+den))
        z = (num - den) * scale // (num + den)
        z2 = z * z // scale
        total = term = z
        k = 3
        while term:
            term = term * z2 // scale
            total += term // k
            k += 2
            if abs(term) <= 1:
                break
        return 2 * total

    total = series(n, d)
    if shift:
        total += shift * series(2, 1)
    return total // 10 ** (work - prec)


_spec = _re.compile(r"""\A
(?:(?P<fill>.)?(?P<align>[<>=^]))?
(?P<sign>[-+ ])?
(?P<no_neg_0>z)?
(?P<alt>\#)?
(?P<zeropad>0)?
(?P<width>\d+)?
(?P<sep>[,_])?
(?:\.(?P<precision>\d+))?
(?P<type>[eEfFgGn%])?
\Z""", _re.VERBOSE | _re.DOTALL)


def _format(self, spec, context):
    m = _spec.match(spec)
    if m is None:
        raise ValueError("invalid format string")
    fill, align = m.group("fill") or " ", m.group("align")
    if m.group("zeropad"):
        if align is None:
            fill, align = "0", "="
    align = align or ">"
    width = int(m.group("width") or 0)
    precision = None if m.group("precision") is None else int(m.group("precision"))
    kind = m.group("type")
    sep = m.group("sep")
    if self._special:
        body = str(self.copy_abs()) + ("%" if kind == "%" else "")
        return _pad(self._sign, body, m.group("sign"), fill if fill != "0" else " ", align, width, None)
    if kind is None:
        kind = ("e", "E")[context.capitals] + "" if False else ("g", "G")[context.capitals]
        bare = True
    else:
        bare = False
    value = self
    if kind == "%":
        value = _make(value._sign, value._int, value._exp + 2)
    rounding = context.rounding
    if precision is not None:
        if kind in "eE":
            if value._int:
                value = _significant(value, precision + 1, rounding)
        elif kind in "fF%":
            value = value._rescale(-precision, rounding)
        elif kind in "gGn" and value._int and len(str(value._int)) > max(precision, 1):
            value = _significant(value, max(precision, 1), rounding)
    if not value._int and value._exp > 0 and kind in "fF%":
        value = value._rescale(0, rounding)
    if not value._int and m.group("no_neg_0") and value._sign:
        value = _make(0, value._int, value._exp)
    digits = str(value._int)
    left = value._exp + len(digits)
    if kind in "eE":
        place = 1 - precision if not value._int and precision is not None else 1
        if not value._int and precision is not None:
            digits = "0" * (precision + 1)
            left = place = 1
        elif not value._int:
            place = 1
    elif kind in "fF%":
        place = left
    elif value._exp <= 0 and left > -6:
        place = left
    else:
        place = 1
    if place < 0:
        whole, frac = "0", "0" * -place + digits
    elif place > len(digits):
        whole, frac = digits + "0" * (place - len(digits)), ""
    else:
        whole, frac = digits[:place] or "0", digits[place:]
    exp = left - place
    tail = ("." + frac if frac or m.group("alt") else "")
    if exp != 0 or kind in "eE":
        letter = {"E": "E", "e": "e", "G": "E", "g": "e", "n": "e"}.get(kind, "E")
        tail += letter + "%+d" % exp
    if kind == "%":
        tail += "%"
    if sep:
        low = width - len(tail) - (1 if value._sign or m.group("sign") in ("+", " ") else 0) if fill == "0" and align == "=" else 0
        whole = _grouped(whole, sep, low)
    return _pad(value._sign, whole + tail, m.group("sign"), fill, align, width, sep)


def _significant(value, count, rounding):
    drop = len(str(value._int)) - count
    if drop <= 0:
        return _make(value._sign, value._int * 10 ** -drop, value._exp + drop)
    kept = _round(value._int, drop, value._sign, rounding)[0]
    exp = value._exp + drop
    if len(str(kept)) > count:
        kept //= 10
        exp += 1
    return _make(value._sign, kept, exp)


def _grouped(whole, sep, least):
    while len(whole) + (len(whole) - 1) // 3 < least:
        whole = "0" + whole
    parts = []
    while len(whole) > 3:
        parts.insert(0, whole[-3:])
        whole = whole[:-3]
    return sep.join([whole] + parts)


def _pad(sign, body, wanted, fill, align, width, sep):
    mark = "-" if sign else wanted if wanted in ("+", " ") else ""
    padding = fill * (width - len(mark) - len(body))
    if align == "<":
        return mark + body + padding
    if align == ">":
        return padding + mark + body
    if align == "=":
        return mark + padding + body
    half = len(padding) // 2
    return padding[:half] + mark + body + padding[half:]


class Context:
    def __init__(self, prec=None, rounding=None, Emin=None, Emax=None, capitals=None, clamp=None, flags=None, traps=None):
        base = globals().get("DefaultContext")
        self.prec = prec if prec is not None else base.prec
        self.rounding = rounding if rounding is not None else base.rounding
        self.Emin = Emin if Emin is not None else base.Emin
        self.Emax = Emax if Emax is not None else base.Emax
        self.capitals = capitals if capitals is not None else base.capitals
        self.clamp = clamp if clamp is not None else base.clamp
        if traps is None:
            self.traps = base.traps.copy()
        elif not isinstance(traps, dict):
            self.traps = {s: s in traps for s in _signals}
        else:
            self.traps = traps
        if flags is None:
            self.flags = dict.fromkeys(_signals, False)
        elif not isinstance(flags, dict):
            self.flags = {s: s in flags for s in _signals}
        else:
            self.flags = flags

    def __setattr__(self, name, value):
        if name == "prec":
            if not isinstance(value, int):
                raise TypeError("an integer is required (got type %s)" % type(value).__name__)
            if not 1 <= value <= MAX_PREC:
                raise ValueError("valid range for prec is [1, MAX_PREC]")
        elif name == "rounding" and value not in (
                ROUND_DOWN, ROUND_HALF_UP, ROUND_HALF_EVEN, ROUND_CEILING, ROUND_FLOOR, ROUND_UP, ROUND_HALF_DOWN,
                ROUND_05UP):
            raise TypeError("valid values for rounding are:\n  [ROUND_CEILING, ROUND_FLOOR, ROUND_UP, ROUND_DOWN,\n"
                            "   ROUND_HALF_UP, ROUND_HALF_DOWN, ROUND_HALF_EVEN,\n   ROUND_05UP]")
        object.__setattr__(self, name, value)

    def __repr__(self):
        flags = [s.__name__ for s in _signals_order if self.flags[s]]
        traps = [s.__name__ for s in _signals_order if self.traps[s]]
        return "Context(prec=%d, rounding=%s, Emin=%d, Emax=%d, capitals=%d, clamp=%d, flags=[%s], traps=[%s])" % (
            self.prec, self.rounding, self.Emin, self.Emax, self.capitals, self.clamp, ", ".join(flags),
            ", ".join(traps))

    def _raise(self, signal, args=None, result=None):
        self.flags[signal] = True
        if self.traps[signal]:
            raise signal(args if args is not None else [signal])
        return result if result is not None else _make(0, 0, 0, Decimal, "n")

    def clear_flags(self):
        for flag in self.flags:
            self.flags[flag] = False

    def clear_traps(self):
        for flag in self.traps:
            self.traps[flag] = False

    def copy(self):
        return Context(self.prec, self.rounding, self.Emin, self.Emax, self.capitals, self.clamp, self.flags.copy(),
                       self.traps.copy())

    __copy__ = copy

    def Etiny(self):
        return self.Emin - self.prec + 1

    def Etop(self):
        return self.Emax - self.prec + 1

    def create_decimal(self, num="0"):
        return Decimal(num, self)._fix(self)

    def create_decimal_from_float(self, f):
        return Decimal.from_float(f)._fix(self)

    def abs(self, a):
        return _converted(a).__abs__(context=self)

    def add(self, a, b):
        return _converted(a).__add__(b, context=self)

    def subtract(self, a, b):
        return _converted(a).__sub__(b, context=self)

    def multiply(self, a, b):
        return _converted(a).__mul__(b, context=self)

    def divide(self, a, b):
        return _converted(a).__truediv__(b, context=self)

    def divide_int(self, a, b):
        return _converted(a).__floordiv__(b, context=self)

    def remainder(self, a, b):
        return _converted(a).__mod__(b, context=self)

    def power(self, a, b, modulo=None):
        return _converted(a).__pow__(b, modulo, context=self)

    def sqrt(self, a):
        return _converted(a).sqrt(context=self)

    def exp(self, a):
        return _converted(a).exp(context=self)

    def ln(self, a):
        return _converted(a).ln(context=self)

    def log10(self, a):
        return _converted(a).log10(context=self)

    def minus(self, a):
        return _converted(a).__neg__(context=self)

    def plus(self, a):
        return _converted(a).__pos__(context=self)

    def quantize(self, a, b):
        return _converted(a).quantize(b, context=self)

    def normalize(self, a):
        return _converted(a).normalize(context=self)

    def compare(self, a, b):
        return _converted(a).compare(b, context=self)

    def max(self, a, b):
        return _converted(a).max(b, context=self)

    def min(self, a, b):
        return _converted(a).min(b, context=self)

    def to_sci_string(self, a):
        return _converted(a).__str__(context=self)

    def to_eng_string(self, a):
        return _converted(a).to_eng_string(context=self)


DefaultContext = Context(
    prec=28, rounding=ROUND_HALF_EVEN, traps=[DivisionByZero, Overflow, InvalidOperation], flags=[], Emax=999999,
    Emin=-999999, capitals=1, clamp=0)
BasicContext = Context(
    prec=9, rounding=ROUND_HALF_UP, traps=[DivisionByZero, Overflow, InvalidOperation, Clamped, Underflow], flags=[])
ExtendedContext = Context(prec=9, rounding=ROUND_HALF_EVEN, traps=[], flags=[])

_current = [None]


def getcontext():
    if _current[0] is None:
        _current[0] = DefaultContext.copy()
        _current[0].clear_flags()
    return _current[0]


def setcontext(context):
    if context in (DefaultContext, BasicContext, ExtendedContext):
        context = context.copy()
        context.clear_flags()
    _current[0] = context


class _ContextManager:
    def __init__(self, new_context):
        self.new_context = new_context.copy()

    def __enter__(self):
        self.saved_context = getcontext()
        setcontext(self.new_context)
        return self.new_context

    def __exit__(self, t, v, tb):
        setcontext(self.saved_context)


def localcontext(ctx=None, **kwargs):
    manager = _ContextManager(getcontext() if ctx is None else ctx)
    for key, value in kwargs.items():
        if not hasattr(manager.new_context, key):
            raise TypeError("'%s' is an invalid keyword argument for this function" % key)
        setattr(manager.new_context, key, value)
    return manager


__version__ = "1.70"
__libmpdec_version__ = "2.5.1"

import _type_names

for _class in (Decimal, Context):
    _type_names.qualify(_class)
del _class
