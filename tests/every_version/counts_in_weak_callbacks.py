# How many references there are to a weak reference while its callback runs: a tuple holds it where there are several.
from __future__ import print_function
import sys, weakref, gc
rc = sys.getrefcount
class T(object): pass
class K(object):
    def cb(self, r): print("cb", rc(r), rc(self))
k = K()
def f(r): print("f", rc(r))
t = T(); r = weakref.ref(t, f); del t
t = T(); r = weakref.ref(t, k.cb); del t
t = T(); r = weakref.ref(t, f); q = weakref.ref(t, k.cb); del t
t = T(); t.t = t; r = weakref.ref(t, f); q = weakref.ref(t, k.cb); del t; gc.collect()
t = T(); p = weakref.proxy(t, f); del t
m = k.cb
t = T(); r = weakref.ref(t, m); del t
