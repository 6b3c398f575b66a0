import weakref

PROGRAMS = r'''
"abc"["a"]
object()[0]
set()[0]
int[0]
type(type[0]).__name__
x = 3; del x[0]
x = (1,); del x[0]
x = {1}; del x[0]
class A: pass\ndel A()[0]
class A: pass\ndel A()["a"]
class A: pass\nA()[0]
class A: pass\nA()["a"]
class A: pass\nA(1)
class A: pass\ndel A().x
class A: pass\nA().x
class A: __slots__ = "a"\nA().a
class A: __slots__ = "a"\ndel A().a
class A: __slots__ = ("a b",)
class A: __slots__ = (1,)
class A(int): __slots__ = ("a",)
class A(tuple): __slots__ = ("a",)
class A(x=1): pass
object(1)
object(a=1)
super(1)
int.x = 1
min()
range()
zip(3)
(lambda **k: 0)(**{1: 2})
[*1]
(*1,)
import functools\nfunctools.reduce(max, [])
'''
for program in PROGRAMS.strip().split("\n"):
    source = program.replace("\\n", "\n")
    try:
        exec(source, {"__name__": "__main__"})
        print(program, "passes")
    except Exception as e:
        print(program, type(e).__name__, e)
