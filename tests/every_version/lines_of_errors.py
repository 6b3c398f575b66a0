# In which line of an expression or statement of several lines a traceback shows an error.
from __future__ import print_function
import sys

CASES = """
(1 +
 2 +
 Z/0)
---
(1
 / 0
)
---
(1
 /
 0)
---
(g(1)
 / Z
 )
---
x = (g(1) +
 g(2) +
 f(3))
---
f(
 1,
 2
)
---
g(
 1,
 f(2),
 3
)
---
g(
 1,
 Z/0,
 3
)
---
o.a.b(
 1)
---
o\\
 .a
---
(o
 .a)
---
(l
 .append(1)
 .foo)
---
(l
 .foo(1)
 .bar)
---
l[
 5
 ]
---
(l
 [5])
---
d[
 'a'
 ] + 1
---
[
 1,
 Z / 0,
 3]
---
{
 1: 2,
 3: 1 / Z,
 }
---
{
 1: 2,
 []: 1,
 }
---
{1,
 [],
 2}
---
x = (1
 < 's'
 )
---
x = (1 < 2
 < 's'
 )
---
x = (1 and
 f(1) or
 2)
---
x = (not
 f(1))
---
x = (1 if
 f(1)
 else 2)
---
x = -(
 s)
---
(
 -
 s)
---
raise (
 ValueError(
 1))
---
assert (
 1 ==
 2)
---
assert (1 ==
 2), (
 "a")
---
assert 0, (
 1/0)
---
x = [i for i in
 1/Z]
---
x = [
 1/i
 for i in [0]]
---
x = [
 i
 for i in [0]
 if 1/i]
---
x = {
 i:
 1/i
 for i in [0]}
---
x = list(
 1/i
 for i in [0])
---
for x in (
 1/0,
 2): pass
---
for x in f(
 1): pass
---
for x in 5: pass
---
while (
 1/Z
 ): pass
---
if (1 and
 f(1)):
  pass
---
with f(
 1) as x: pass
---
with (
 o): pass
---
a, b = f(
 1), 1
---
(a,
 b) = 1
---
(a,
 b) = 1, 2, 3
---
o.x = (
 1)
---
o.x = (
 1/0)
---
l[
 5] = (
 1)
---
del l[
 5]
---
del (o
 .x)
---
1/0
---
x = ("%s"
 % (1, 2)
 )
---
x += (
 1)
---
Z += (
 s)
---
Z += (
 1/Z)
---
def h(a=
 1/0): pass
---
def h(a,
 b=1/Z,
 c=1): pass
---
@f
def h(): pass
---
@g
@f
def h():
  pass
---
@f
class C: pass
---
class C(
 1/Z): pass
---
class C(
 f(1),
 object): pass
---
class C(
 o): pass
---
class C:
 x = (1 +
  s)
---
lambda: (
 1)
(lambda: (
 1/0))()
---
g(*
 5)
---
g(1,
 *5)
---
g(1,
 **5)
---
g(1,
 a=1/Z)
---
g(
 a=1,
 b=f(
 2))
---
o.m(
 1,
 2)
---
(o
 .m(
 1))
---
s.join(
 5)
---
(s
 .join(5)
 )
---
s.join(
 [1])
---
(s
 .upper()
 .join(
 [1]))
---
print(
 g(1),
 l[7])
---
try:
 pass
finally:
 f(
 1)
---
try:
 1/0
except (
 f(1)): pass
---
try:
 1/0
except ZeroDivisionError as e:
 f(
  1)
---
x = yy(
 1)
---
x = (g(1),
 yy,
 2)
---
import sys
x = (sys
 .nothing)
---
return_ = (g(1)
 [1])
---
x = l[1:
 2][
 3]
---
x = l[s:
 2]
---
@g
@f
def h(a,
  b=1):
  pass
---
@g(
 1)
@f
class h: pass
---
with g(), (
 o) as x: pass
---
with o as x, \\
 g():
  pass
---
class W(object):
  def __enter__(self): return self
  def __exit__(self, *a): 1/0
with (
 W()) as x:
  pass
---
class W(object):
  def __enter__(self): return self
  def __exit__(self, *a): 1/0
with W():
  1
  2
---
class W(object):
  def __enter__(self): return self
  def __exit__(self, *a): 1/0
with W():
  1
  yy
---
class W(object):
  def __enter__(self): return self
  def __exit__(self, *a): 1/0
def h():
 with W():
  1
  return 2
h()
---
for i in g, g:
 with o: pass
---
def h():
 yield from (
  5)
list(h())
---
def h():
 return (
  1/
  0)
h()
---
def h():
 x = (yield
  ) + 1
k = h(); next(k); k.send(
 's')
---
class It(object):
  def __iter__(self): return self
  def __next__(self): 1/0
for i in (
  It()):
   pass
---
class It(object):
  def __iter__(self): return self
  def __next__(self): 1/0
a, b = (
  It())
---
class It(object):
  def __iter__(self): return self
  def __next__(self): 1/0
x = [
 i
 for i
 in It()]
---
class It(object):
  def __iter__(self): return self
  def __next__(self): 1/0
x = [(i,
 j)
 for i in [1]
 for j in It()]
---
class It(object):
  def __iter__(self): return self
  def __next__(self): 1/0
x = g(1,
 *
 It())
---
x = [
 i
 for i
 in 5]
---
x = {i: j
 for i in [1]
 for j
 in 5}
---
x = {
 i
 for i in [[]]}
---
x = {
 i:
 1
 for i in [[]]}
---
try:
 1
 f(2,
  3)
finally:
 pass
---
try:
 f(2,
  3)
except (
  KeyError,
  nope): pass
---
try:
 f(1)
except (
  5): pass
---
try:
 f(1)
except KeyError:
 pass
except (ValueError,
   5): pass
---
raise (
 5)
---
raise ValueError from (
 5)
---
raise ValueError(
 1) from f(
 2)
---
x = l[0:
 1,
 2]
---
l[0:
 1] = (
 5)
---
l[
 0:1] += (
 5)
---
d[
 'a'] += (
 5)
---
o.x += (
 5)
---
(o
 .x) += 1
---
a = b = (
 1); c, d = (
 a)
---
x = [*l,
 *5]
---
x = {*l,
 *5}
---
x = (1,
 2)[
 5]
---
x = 1 + \\
 2 + \\
 s
---
x = (s +
 1 +
 2)
---
x = (1
 in
 5)
---
x = (1
 is not
 5) + s
---
x = (s
 if 1 else
 2) + (
 1)
---
x = (lambda a:
 a +
 s)(
 1)
---
x = max(
 l,
 key=lambda x:
  x + s)
---
x = sorted(
 [1, 2],
 key=
 f)
---
print(
 "a",
 sep=
 5)
---
x = "a".join(
 i
 for i in
 [1])
---
x = sum(
 i + s
 for i in
 [1])
---
x = any(
 i
 + s
 for i in
 [1]
 if i
 )
---
def h(a,
  b): pass
h(
 1
 )
---
def h(a,
  b): pass
h(1,
 *l,
 c=5
 )
---
@property
def h(): pass
h(
 1)
---
x = (yy
 .a
 .b)
---
x = (g
 .a
 .b)
---
x = (s
 .upper()
 .foo
 .bar())
---
x = (s
 .upper()
 .foo(1)
 .bar())
---
x = s.upper(
 ).foo(
 1)
---
x = s.upper(
 ).center(
 's')
---
assert g(
 ) == 2, \\
 "x"
---
assert g(
 ) == 2, (
 1/0)
---
assert not g(
 )
---
if g(
 ) == 1 and (
 f(
 )):
  pass
---
while g(
 ) and (
 f(
 )):
  pass
---
x = 5 if (
 g()) else (
 4); y = (
 x(
 ))
---
del l[0], (
 l[
 5])
---
del d['a'], \\
 d['b']
---
def h():
  a = 1
  del (a,
   a)
h()
---
def h():
  x = (1 +
   a); a = 1
h()
---
x = - \\
 s
---
x = ~(
 s)
---
x = (-
 s)
---
x = (1 +
 g(2) *
 s)
---
x = 5 .real.foo(
)
"""

def f(*arguments, **keywords):
    1 / 0

def g(*arguments, **keywords):
    return 1

for case in CASES.strip("\n").split("\n---\n"):
    names = {"Z": 0, "f": f, "g": g, "o": object(), "l": [1], "d": {}, "s": "s", "print": print}
    try:
        code = compile(case, "case", "exec")
    except SyntaxError:
        print(repr(case), "SyntaxError")
        continue
    try:
        exec(code, names)
        print(repr(case), "nothing")
    except Exception:
        kind, _, traceback = sys.exc_info()
        lines = []
        while traceback:
            if traceback.tb_frame.f_code.co_filename == "case":
                lines.append(traceback.tb_lineno)
            traceback = traceback.tb_next
        print(repr(case), kind.__name__, lines)
