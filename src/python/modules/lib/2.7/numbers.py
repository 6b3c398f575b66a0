"""The numeric tower of abstract base classes (PEP 3141)."""

from abc import ABCMeta

__all__ = ["Number", "Complex", "Real", "Rational", "Integral"]


class Number(object):
    __slots__ = ()
    __metaclass__ = ABCMeta
    __hash__ = None


class Complex(Number):
    __slots__ = ()

    def __nonzero__(self):
        return self != 0

    def __sub__(self, other):
        return self + -other

    def __rsub__(self, other):
        return -self + other

    def __ne__(self, other):
        return not (self == other)


Complex.register(complex)


class Real(Complex):
    __slots__ = ()

    def __divmod__(self, other):
        return (self // other, self % other)

    def __rdivmod__(self, other):
        return (other // self, other % self)

    def __complex__(self):
        return complex(float(self))

    @property
    def real(self):
        return +self

    @property
    def imag(self):
        return 0

    def conjugate(self):
        return +self


Real.register(float)


class Rational(Real):
    __slots__ = ()

    def __float__(self):
        return self.numerator / float(self.denominator)


class Integral(Rational):
    __slots__ = ()

    def __index__(self):
        return long(self)

    def __float__(self):
        return float(long(self))

    @property
    def numerator(self):
        return +self

    @property
    def denominator(self):
        return 1


Integral.register(int)
Integral.register(long)
