def f(a, b=1, *c, d: int = 2, **e) -> str:
    """Doc of f.

    More."""
help(f)
class A:
    """Doc A"""
    x = 1
    def m(self): "doc m"
    @property
    def p(self): "doc p"; return 1
    @staticmethod
    def s(): pass
    @classmethod
    def c(cls): pass
help(A)
help(A.m)
help(A())
