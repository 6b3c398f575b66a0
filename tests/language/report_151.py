def f():
    def g(): return q
    r = g()
    q = 1
f()
