import ast
src='''
"""doc"""
import os.path as p
from . import x
@deco(1)
class A(B, m=C):
    y: int = 5
    def f(self, a, /, b: int=1, *args, c, d=2, **kw) -> int:
        """fdoc"""
        global g
        for i, (j, *k) in enumerate(q): a[i].z = -j ** 2 if not a else b"x"
        else: pass
        while a < b <= 3 and c or d: break
        with open(f) as g, h: continue
        try: return [x*2 for x in y if x if z]
        except (A, B) as e: raise X from e
        finally: del a, b[0]
        x += 1; assert x, "m"; lambda *a, b=1: (yield)
        print(f"{a!r:>{w}} t", *args, **kw, end='')
        return {**a, 'b': 1}, {1, 2}, {k: v for k, v in d}, (n := 5), a[1:2, ::3], ...
async def co():
    async with a as b: pass
    async for x in y: await z
match p:
    case [1, *r] | {"k": v, **rest}: pass
    case A(x, y=2) if x: pass
    case None | "s" as t: pass
    case _: pass
'''
t=ast.parse(src); print(ast.dump(t)); print(ast.dump(t,indent=2)[:3000]); print(ast.dump(t,include_attributes=True)[:6000]); print(ast.dump(t,annotate_fields=False)[:2000])
print([type(n).__name__ for n in ast.walk(t)][:60]); print(ast.get_docstring(t), ast.get_docstring(t.body[3].body[1]))
class V(ast.NodeVisitor):
    def visit_Name(s,n): print(n.id, type(n.ctx).__name__, end=' '); s.generic_visit(n)
V().visit(t); print()
for s in ['1','-1','1+2j','[1,(2,"a"),{"k":None}]','{1,2}','set()','b"x"','True','"a" "b"',' 5','1+1','f()','a','{**a}','[','1 if','-"a"','','...']:
    try: print(repr(ast.literal_eval(s)))
    except Exception as e: print(type(e).__name__, str(e).split(' object at')[0])
print(ast.dump(ast.parse('1+2',mode='eval')), ast.get_source_segment(src,t.body[3].body[0])); print(ast.Name._fields, ast.dump(ast.Name('x')), ast.Name('x',ast.Store()).ctx.__class__)
try: ast.Name(1,2,3)
except TypeError as e: print(e)
class T(ast.NodeTransformer):
    def visit_Constant(s,n): return ast.copy_location(ast.Constant(42),n)
print(ast.dump(T().visit(ast.parse('x = 1 + 2')))); print(isinstance(t.body[0],ast.stmt), ast.FunctionDef.__mro__, len(ast.parse('').body), t.body[3].name, t.body[3].body[1].args.args[1].annotation.id)
print(ast.dump(ast.fix_missing_locations(ast.Expr(ast.Name('a',ast.Load()))),include_attributes=True))
