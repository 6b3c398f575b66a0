# Functions of `operator` see their arguments where the caller holds them, as C functions do.
import operator
import sys

log = []


class X:
    def __add__(self, other):
        log.append(("add", sys.getrefcount(self), sys.getrefcount(other)))
        return 1

    def __iadd__(self, other):
        log.append(("iadd", sys.getrefcount(self), sys.getrefcount(other)))
        return self

    def __eq__(self, other):
        log.append(("eq", sys.getrefcount(self), sys.getrefcount(other)))
        return False

    def __contains__(self, other):
        log.append(("contains", sys.getrefcount(self), sys.getrefcount(other)))
        return True

    def __getitem__(self, at):
        log.append(("getitem", sys.getrefcount(self)))
        if at:
            raise IndexError
        return at

    def __setitem__(self, at, value):
        log.append(("setitem", sys.getrefcount(self), sys.getrefcount(value)))

    def __bool__(self):
        log.append(("bool", sys.getrefcount(self)))
        return True

    def __neg__(self):
        log.append(("neg", sys.getrefcount(self)))
        return 1


x, y = X(), X()
for text in (
    "add(x, y)", "eq(x, y)", "contains(x, y)", "getitem(x, 0)", "setitem(x, 0, y)", "truth(x)", "not_(x)", "neg(x)",
    "iadd(x, y)", "countOf([y], x)", "indexOf([x, y], y)", "concat(x, y)",
):
    del log[:]
    try:
        result = eval("operator." + text)
        print(text, result if result is not x else "x", log)
    except Exception as error:
        print(text, error, log)

for function, args in (
    (operator.add, (1,)), (operator.concat, (1, 2)), (operator.concat, ([1], 2)), (operator.concat, ({}, {})),
    (operator.index, (1.5,)), (operator.indexOf, ([1], 2)), (operator.countOf, (1, 2)), (operator.is_, (1,)),
    (operator.contains, (1, 2)), (operator.delitem, (1, 2)), (operator.abs, ("a",)), (operator.inv, ("a",)),
    (operator.lt, (1, "a")), (operator.iadd, ([1], 2)),
):
    try:
        print(function(*args))
    except Exception as error:
        print(function, type(error).__name__, error)
print(operator.add.__module__, operator.countOf([1, 2, 1.0], 1), operator.indexOf("abc", "c"))
