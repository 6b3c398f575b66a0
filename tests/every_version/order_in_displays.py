from __future__ import print_function

def p(x):
    print(x, end=" ")
    return x

print({p("key"): p("value"), p("key2"): p("value2")} == {})
print({p(k): p(k + 10) for k in (1, 2)} == {})
print([p(1), p(2)], (p(3), p(4)), {p(5)})
