def divide(a, b):
    return a / b
def level2(x):
    return divide(x, 0)
def level1():
    try:
        level2(5)
    except ZeroDivisionError as e:
        raise ValueError("bad input") from e
level1()
