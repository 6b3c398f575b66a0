def outer():
    def inner():
        raise TypeError("inner")
    try:
        inner()
    except TypeError:
        raise
outer()
