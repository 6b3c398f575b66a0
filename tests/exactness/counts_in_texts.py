# What __repr__, __str__ and __format__ see of the references to their object.
import sys
class X:
    def __repr__(self): return str(sys.getrefcount(self))
    def __str__(self): return str(sys.getrefcount(self))
    def __format__(self, s): return str(sys.getrefcount(self))
class R:
    def __repr__(self): return str(sys.getrefcount(self))
class S:
    def __str__(self): return str(sys.getrefcount(self))
class F:
    def __format__(self, s): return str(sys.getrefcount(self))
x = X(); r = R(); s = S(); fo = F()
d = {"a": x}
exprs = '''f"{x}"
f"{x!r}"
f"{x!s}"
f"{x:>3}"
f"{r}"
f"{r!r}"
f"{r!s}"
f"{s}"
f"{s!s}"
f"{fo}"
f"{x}{x}"
f"{x=}"
f"{x!a}"
"%s %r" % (x, x)
"%s" % x
"%r" % x
"%s" % r
"%s" % (x,)
"%(a)s" % d
"{} {!r}".format(x, x)
"{}".format(x)
"{}".format(r)
"{0} {0}".format(x)
str(x)
repr(x)
format(x)
format(r)
str(r)
format(x, "")
format(x, ">3")
ascii(x)
str([x])
f"{[x]}"
repr((x,))
repr({1: x})
repr({x})
x.__repr__()
x.__str__()
X.__repr__(x)
object.__format__(r, "")
str.format("{}", x)
" ".join([str(x)])
[str(v) for v in [x]]
print(x)
print(r)
print(x, x)
print([x])
f"{X()}"
f"{X()!r}"
f"{R()}"
"%s" % X()
"{}".format(X())
str(X())
repr(X())
print(X())
print(R())
format(X())
format(R())'''.split("\n")
for i, e in enumerate(exprs):
    ns = {}
    exec("def g(x, r, s, fo, d):\n    for i in range(3):\n        v = " + e + "\n    return v\n", globals(), ns)
    print(e.ljust(28), "local", ns["g"](x, r, s, fo, d), end=" ")
    ns = dict(globals())
    exec("v = " + e, ns)
    print("global", ns["v"])
