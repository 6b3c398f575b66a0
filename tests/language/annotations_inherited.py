# Annotations stay text in what is compiled where the future import stands, and nowhere else.
from __future__ import annotations
import __future__

text = "def f(x: later): pass\nprint(f.__annotations__)"
exec(text)
try:
    exec(compile(text, "x", "exec", 0, True))
except NameError as error:
    print(error)
exec(compile(text, "x", "exec", __future__.annotations.compiler_flag, True))
exec(compile(text, "x", "exec", dont_inherit=False))
print(inherited := compile("1", "x", "eval").co_flags & __future__.annotations.compiler_flag)
import ast
print(ast.dump(compile("a + 1", "x", "eval", ast.PyCF_ONLY_AST)))
