# Raising while the chain of contexts is a ring already.
def ring():
    try:
        raise ValueError(1)
    except ValueError as error:
        error.__context__ = error
        raise TypeError(2)


try:
    ring()
except Exception as error:
    print(type(error), type(error.__context__), error.__context__.__context__ is error.__context__)

a, b, c = (Exception(name) for name in "abc")
try:
    try:
        raise a
    except Exception:
        try:
            raise b
        except Exception:
            try:
                raise c
            except Exception:
                a.__context__ = c
                raise c
except Exception as error:
    print(error is c, c.__context__ is b, b.__context__ is a, a.__context__ is c)


def f(n):
    try:
        if n:
            f(n - 1)
        else:
            raise KeyError
    except Exception:
        raise ValueError(n)


try:
    f(3)
except ValueError as error:
    while error:
        print(repr(error))
        error = error.__context__


class Keyed(tuple):
    def __init__(self, items, extra=None):
        self.extra = extra


class Made(list):
    def __new__(cls, items, extra=None):
        return super().__new__(cls, items)


class Celsius(float):
    def __init__(self, value, unit="C"):
        self.unit = unit


print(Keyed([1, 2], extra=3).extra, Made([1, 2], extra=3), Celsius(3, unit="K").unit)
for refused in (lambda: tuple(sequence=()), lambda: Made.__base__(x=1), lambda: float(x=1)):
    try:
        refused()
    except TypeError as error:
        print(error)
