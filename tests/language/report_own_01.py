def a(x): return b(x)
def b(x):
    return c(
        x,
        1 / x
    )
def c(x,y): pass
a(0)
