"""2.7: inspect, array, struct, datetime, decimal."""
import inspect
def f(a, b=1, *c, **d): "doc"; return a
class A(object):
    "class doc"
    def m(self): pass
print inspect.getargspec(f), inspect.getdoc(f), inspect.isfunction(f), inspect.ismethod(A().m), inspect.isclass(A)
print [n for n, v in inspect.getmembers(A) if not n.startswith('__')]
print inspect.getmro(A), inspect.formatargspec(*inspect.getargspec(f))
def g(): return inspect.currentframe().f_code.co_name
print g(), inspect.isgeneratorfunction(f)
import array
a = array.array('i', [1, 2, 3]); a.append(4); print a, a[1], a.tolist(), len(a), a.typecode, a.itemsize
print array.array('c', 'abc').tostring(), array.array('d', [1.5]), array.array('u', u'ab'), a[1:3]
import struct
print repr(struct.pack('<ihb', 1, 2, 3)), struct.unpack('<ih', '\x01\x00\x00\x00\x02\x00'), struct.calcsize('>q'), repr(struct.pack('3s', 'ab'))
import datetime
d = datetime.date(2010, 7, 4); print d, repr(d), d.weekday(), d + datetime.timedelta(3), d.strftime('%Y/%m/%d')
t = datetime.datetime(2010, 7, 4, 1, 2, 3); print t, repr(t), t.isoformat(), t - datetime.datetime(2009, 1, 1), datetime.timedelta(1, 2), repr(datetime.timedelta(1, 2))
print datetime.datetime.strptime('2010-01-02', '%Y-%m-%d'), d < datetime.date(2011, 1, 1)
from decimal import Decimal, getcontext
print Decimal('1.1') + Decimal('2.2'), repr(Decimal('0.1')), Decimal(1) / Decimal(3), Decimal('1.10').normalize()
getcontext().prec = 5
print Decimal(2).sqrt(), Decimal('1.23456789') * 1, int(Decimal('3.7'))
def g((a, b), c=(1, 2), *d, **e):
    print a, b, c, d, e
g((1, 2)); g('xy', 3, 4, k=5)
print g.func_code.co_varnames, g.func_code.co_argcount, g.func_defaults, g.func_name, g.func_globals is globals(), g.func_closure, g.func_dict, g.func_doc
import inspect
print inspect.getargspec(g)
f = lambda (x, y): x + y
print f((1, 2))
try: g(5)
except TypeError, e: print e
try: g()
except TypeError, e: print e
try: f((1, 2, 3))
except ValueError, e: print e
