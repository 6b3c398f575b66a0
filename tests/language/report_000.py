def f():
    x = 1
    y = [i for i in range(3)]
    return (x +
            y[5] *
            2)
try:
    f()
except IndexError as e:
    raise ValueError("bad") from e
