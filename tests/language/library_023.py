import inspect, gc, sys, types
def f(a, b=2, *args, c, d=4, **kw) -> int:
    "doc"
print(inspect.signature(f), inspect.isfunction(f), inspect.getdoc(f), list(inspect.signature(f).parameters.values())[1].default)
class A:
    def m(self): pass
print(inspect.getmembers(A, inspect.isfunction)[0][0], inspect.isclass(A), inspect.getmro(A))
print(inspect.currentframe().f_lineno, inspect.stack()[0].function)
print(inspect.getsource(f))
def g():
    x = 1; return inspect.currentframe().f_back.f_code.co_name
print(g(), inspect.isgeneratorfunction(f), inspect.getfullargspec(f))
