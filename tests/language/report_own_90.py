def outer():
    def inner(): return z
    inner()
    z=1
outer()
