# -*- coding: utf-8 -*-
"""2.7: cmp, sorting by it, ranges, dict displays."""
print cmp(1, 2), cmp('b', 'a'), cmp(1, 1.0), cmp(None, 1), cmp([], ()), cmp('a', 1), cmp(u'a', 'a'), cmp((1, 2), (1, 3)), cmp(1, 'a')
print sorted([3, 'a', None, 1.5, (), [], {}, u'b', 2L])
print None < 1, 1 < 'a', 'a' < (), [] < {}, () > [], None < (), object() < None
print sorted([3, 1, 2], cmp=lambda a, b: b - a), sorted([3, 1, 2], lambda a, b: b - a), sorted('bca', None, str.upper, True)
print max(1, 'a'), min(None, 0), max([1, 2], [1, 3])

print xrange(5), list(xrange(2, 10, 3)), xrange(0), len(xrange(10)), xrange(10)[3], xrange(10)[-1], type(xrange(3)), range(5), range(2, 8, 2), range(0)
print repr(xrange(1, 10, 2)), repr(xrange(0, 5)), list(reversed(xrange(3))), 3 in xrange(5)
try: xrange(10)[20]
except IndexError, e: print e
try: xrange(1.5)
except TypeError, e: print e
try: range(1.5)
except TypeError, e: print e
try: range('a')
except TypeError, e: print e
try: xrange(2**70)
except OverflowError, e: print e
try: range(1, 2, 0)
except ValueError, e: print e
try: xrange(1, 2, 0)
except ValueError, e: print e
try: xrange(3)[0:1]
except TypeError, e: print e

keys=['a','b','ab','hello','world','x1','','key']
def order(size0,keys,resize=True):
    size=size0; tab=[None]*size; used=0
    def ins(tab,size,k):
        h=hash(k); mask=size-1; i=h&mask; perturb=h & (2**64-1)
        while tab[i&mask] is not None:
            i=(i<<2)+i+perturb+1; perturb>>=5
        tab[i&mask]=k
    for k in keys:
        ins(tab,size,k); used+=1
        if resize and used*3>=size*2:
            n=8
            while n<=used*4: n<<=1
            new=[None]*n
            for x in tab:
                if x is not None: ins(new,n,x)
            tab,size=new,n
    return [k for k in tab if k is not None],size
for s in 8,16,32: print s,order(s,keys)
print {'a': 1, 'b': 2, 'ab': 3, 'hello': 4, 'world': 5, 'x1': 6, '': 7, 'key': 8}.keys()
d={}
for k in keys: d[k]=1
print d.keys()
