from __future__ import print_function
import sys

f = 1.25
s = "text with spaces"
name = "name_like_text"
print(sys.getrefcount(f), sys.getrefcount(s))
print(sys.getrefcount(1.75), sys.getrefcount("another text"))

def g():
    x = 3.25
    return sys.getrefcount(x)

print(g())
made = "made " + str(5)
print(sys.getrefcount(made))
intern = getattr(sys, "intern", None) or intern
kept = intern("".join(["interned ", "text"]))
print(sys.getrefcount(kept))
b = 2.5j
print(sys.getrefcount(b))
