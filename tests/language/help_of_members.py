class Point:
    """A point.

    Has coordinates.
    """
    count = 0
    names = ['a', 'b', 'c' * 100]
    __slots__ = ('x', 'y')
    def __init__(self, x: int, y: int = 0):
        "Make it."
        self.x, self.y = x, y
    def __repr__(self): return 'P'
    def dist(self, other, *, squared=False, **options) -> float:
        """Distance to other.

        >>> 1
        """
    @property
    def r(self): return 1
    @r.setter
    def r(self, v): pass
    alias = dist
    @classmethod
    def make(cls, a, b=2): "make one"
    @staticmethod
    def util(a=(), *b): "util"
    f = lambda self, x: x
    inner = int
    async def co(self): "async"
class Sub(Point):
    "Sub doc"
    def dist(self, other): return 2
    def extra(self, a_long_argument_name_number_one=None, a_long_argument_name_number_two=None, three=3): pass
    class Nested: pass
help(Point); help(Sub); help(Point.make); help(Point(1).dist); help(Point.util); help(Point.r); help(Point.x); help(lambda x: x); help(Sub.extra); help(Sub.dist)
def undocumented(): pass
help(undocumented)
help('len'); help('str.upper')
import collections, functools
P = collections.namedtuple('P', 'x y')
@functools.wraps(undocumented)
def w(*a): pass
help(w)
