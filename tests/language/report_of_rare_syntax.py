# What stands in type parameters may not bind names or wait.
for source in ("def f[T: (x := 3)](): pass", "def f[T: (int, (yield))](): pass", "def f[T = (yield)](): pass",
               "def f[*Ts = (yield)](): pass", "class A[**P = [(yield)]]: pass", "type A = (x := 3)",
               "type A[T: (await 3)] = int", "class A[T]((x := 3)): pass"):
    try:
        compile(source, "<test>", "exec")
    except SyntaxError as e:
        print(source, "->", e.msg, e.offset, e.end_offset)
for source in ("1 +", "1 + ", "lambda", "1 2", "(1 +", "1 +\n"):
    try:
        eval(source)
    except SyntaxError as e:
        print(repr(source), "->", e.args)
for source in (r"'\Ncrap'", r"'\N{abc'", r"'\N{}'", r"'ab\N{nope}c'"):
    try:
        eval(source)
    except SyntaxError as e:
        print(source, "->", e.msg)
e = ValueError("notes that are no list")
e.__notes__ = 5
import json
from json.decoder import JSONDecodeError
print(JSONDecodeError is json.JSONDecodeError, JSONDecodeError)
raise e
