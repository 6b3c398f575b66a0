"""2.7: modules of the library."""
import random
random.seed(1)
print random.random(), random.randint(1, 10), random.choice('abc'), random.sample(range(10), 3), random.uniform(1, 2), random.randrange(5), random.gauss(0, 1), random.getrandbits(10)
l = range(10); random.shuffle(l); print l
random.seed('abc'); print random.random(), random.randrange(100), random.expovariate(1), random.betavariate(1, 2)
from StringIO import StringIO
import cStringIO
s = StringIO()
s.write('abc'); s.write(u'd'); print repr(s.getvalue()), s.tell()
print >>s, 'x', 'y'
print repr(s.getvalue())
s = StringIO('a\nb\nc'); print s.readline(), s.read(), list(StringIO('x\ny'))
c = cStringIO.StringIO(); c.write('abc'); print c.getvalue(); c = cStringIO.StringIO('l1\nl2\n'); print c.readlines()
import Queue
q = Queue.Queue(); q.put(1); q.put(2); print q.get(), q.qsize(), q.empty()
try:
    q.get(); q.get(False)
except Queue.Empty, e: print repr(e)
q = Queue.PriorityQueue(); q.put(3); q.put(1); print q.get()
q = Queue.LifoQueue(2); q.put(3); q.put(1); print q.get(), q.full()
from UserList import UserList
l = UserList([1, 2]); l.append(3); print l, l[0:2], len(l), l + [4], type(l[0:2])
import traceback, sys
def f(): 1/0
try: f()
except ZeroDivisionError:
    print traceback.format_exc().splitlines()[-1]
    print [entry[1:] for entry in traceback.extract_tb(sys.exc_info()[2])]
print traceback.format_exception_only(ValueError, ValueError('x')), traceback.format_exception_only(KeyError, KeyError('x'))
import threading
def w(x): print 'in', x, threading.currentThread().getName()
t = threading.Thread(target=w, args=(1,)); t.start(); t.join(); print t.isAlive(), threading.activeCount()
lk = threading.Lock()
with lk: print lk.acquire(False)
import heapq, bisect
h = [3, 1, 2]; heapq.heapify(h); print h, heapq.heappop(h), list(heapq.merge([1, 3], [2])), heapq.nlargest(2, [1, 5, 3]), bisect.bisect([1, 2, 3], 2)
import os, exceptions
print os.path.join('a', 'b'), os.getpid() > 0, exceptions.ValueError is ValueError, os.path.basename('/a/b.c'), os.path.splitext('b.c')
import json
print json.dumps({'a': [1, 2, None, True], 'b': u'\u1234'}), json.loads('{"a": [1, 2.5, "x", null]}'), json.dumps([1, 2], indent=2), json.dumps({'b': 1, 'a': 2}, sort_keys=True), json.dumps('a\n"')

import re
print re.findall(r'\d+', 'a1b22'), re.sub('a', 'b', 'aaa'), re.match('(a)(b)?', 'ac').groups(), re.split(',', 'a,b'), re.compile('x').pattern
print re.search(u'\\w+', u'h\xe9llo').group(), re.escape('a.b_c'), re.sub('(a)', r'\1\1', 'aba'), re.search('(?P<n>x)', 'axb').groupdict()
for p in '(', '*', '[', 'a**', ')':
    try: re.compile(p)
    except re.error, e: print e
from UserString import UserString
s = UserString('abc'); print s.upper(), s + 'd', s[1]
import pprint
pprint.pprint({'a': range(30), 'b': {'c': 1}, 'd': ('x' * 40, 'y' * 40)})
pprint.pprint([1, 2]); print pprint.pformat((1,))
import json
print json.dumps({'a': [1, 2, None, True], 'b': u'\u1234'}), json.loads('{"a": [1, 2.5, "x", null]}'), json.dumps([1, 2], indent=2), json.dumps({'b': 1, 'a': 2}, sort_keys=True), json.dumps('a\n"')
for t in '', '[1,]', '[1] x', 'nope', '"abc':
    try: json.loads(t)
    except ValueError, e: print repr(t), e
try: json.dumps(object)
except TypeError, e: print e
try: json.dumps({(1,2): 1})
except TypeError, e: print e
