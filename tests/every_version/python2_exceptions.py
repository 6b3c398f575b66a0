# -*- coding: utf-8 -*-
"""2.7: classic instances, strings and values as exceptions."""
class C: pass
try:
    raise C()
except C, e:
    print 'caught', e.__class__

class C: pass
c = C()
try:
    raise C, c
except C, e:
    print e is c

import sys
class C: pass
try:
    try:
        raise C
    finally:
        print sys.exc_info()[0]
except C:
    print sys.exc_info()[:2][0] is C, sys.exc_type, sys.exc_value.__class__

try:
    raise "abc"
except TypeError, e:
    print e
try:
    raise 5
except TypeError, e:
    print e
try:
    raise None
except TypeError, e:
    print e
try:
    raise object()
except TypeError, e:
    print e
try:
    raise ValueError(), 5
except TypeError, e:
    print e
try:
    raise
except TypeError, e:
    print e

try:
    try:
        raise ValueError, "msg"
    except ValueError, e:
        import sys
        t, v, tb = sys.exc_info()
        raise KeyError, "other", tb
except KeyError, e:
    print repr(e), e.args, e.message
raise KeyError, ("a", "b")

class C:
    def __init__(self, a): self.a = a
    def __str__(self): return 'C of %s' % self.a
class D(C): pass
try:
    raise D, 5
except C, e:
    print e, e.a
try:
    raise D, (7,)
except (ValueError, C), e:
    print e, e.a
try:
    raise D(3)
except C, e:
    print e, e.a
raise D, 9
