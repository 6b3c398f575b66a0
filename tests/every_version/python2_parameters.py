# -*- coding: utf-8 -*-
"""2.7: parameters that are tuples, tabs, methods of classes."""
def f((a, b)): return a + b
print f((1, 2)), f([3, 4])
def g(x, (a, (b, c)), y=5, *args, **kw): return x, a, b, c, y, args, kw
print g(1, (2, (3, 4))), g(1, [2, 'ab'], 6, 7, z=8)
print f.func_code.co_varnames, f.func_code.co_argcount, f.__name__
print g.func_code.co_varnames, g.func_code.co_argcount
h = lambda (a, b), c=2: a * b + c
print h((3, 4)), h((3, 4), 5)
try:
    f(1)
except TypeError, e:
    print e
try:
    f((1, 2, 3))
except ValueError, e:
    print e
try:
    f()
except TypeError, e:
    print e
def k((a, b)=(1, 2)): return a, b
print k(), k('xy')
def m((a, b)):
    def n(): return a
    return n
print m((5, 6))()
print sorted({'a': 1, 'b': 2}.items(), key=lambda (k, v): -v)
print map(lambda (x, y): x + y, [(1, 2), (3, 4)])

def f((a)): return a
print f(3), f.func_code.co_varnames
def g((a,)): return a
print g((4,)), g.func_code.co_varnames

def f():
	x = 1
        y = 2
	return x + y
print f()
if True:
        print 'a'
	print 'b'
