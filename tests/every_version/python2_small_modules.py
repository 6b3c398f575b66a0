"""2.7: string streams, string, math, functools."""
import StringIO, cStringIO, sys
s = StringIO.StringIO('a\nb\n'); print s.readline(), list(s); s = StringIO.StringIO(); print >>s, 'x', 1; print repr(s.getvalue()), s.len, s.pos
c = cStringIO.StringIO(); c.write('ab'); c.seek(0); print c.read(1), c.tell(), c.getvalue(); c.close()
try: c.getvalue()
except ValueError, e: print e
old = sys.stdout; sys.stdout = s = StringIO.StringIO(); print 'hid'; sys.stdout = old; print repr(s.getvalue())
s = StringIO.StringIO(); s.write(u'\xe9'); print repr(s.getvalue())
import string
print string.upper('abc'), string.join(['a', 'b'], '-'), string.split('a b'), string.letters, string.digits, string.lowercase, string.maketrans('a', 'b')[97], string.atoi('5'), string.zfill('5', 3), string.capwords('a b'), string.replace('aa', 'a', 'b'), string.whitespace == '\t\n\x0b\x0c\r '
print string.Template('$x is ${y}').substitute(x=1, y=2), string.find('abc', 'c'), string.strip(' a '), string.punctuation, string.atof('1.5'), string.ljust('a', 3) + '|', string.count('aa', 'a'), string.lower('A'), string.center('a', 3), string.index('abc', 'b')
import time, os, math, random, operator, functools, bisect, heapq
print math.floor(2.5), math.ceil(2.1), math.factorial(5), math.pi, math.sqrt(16), math.fsum([.1, .2]), math.trunc(2.7), math.hypot(3, 4)
print functools.partial(max, 1)(0), functools.reduce(operator.add, [1, 2]), operator.itemgetter(1)([1, 2]), operator.attrgetter('real')(5), operator.div(5, 2), operator.truediv(5, 2), operator.isCallable(len), operator.sequenceIncludes([1], 1), operator.methodcaller('upper')('a')
@functools.wraps(len)
def f(): pass
print f.__name__, f.__module__, bisect.bisect_left([1, 2], 2), heapq.nsmallest(1, [2, 1])
@functools.total_ordering
class C(object):
    def __lt__(self, o): return True
    def __eq__(self, o): return False
print C() > C(), C() >= C(), functools.cmp_to_key(lambda a, b: cmp(a, b))(1) < functools.cmp_to_key(lambda a, b: cmp(a, b))(2)
