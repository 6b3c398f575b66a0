import sys
def outer():
    x = 'outer'
    def inner():
        nonlocal x; x = 'changed'
        def innermost(): return x
        return innermost
    f = inner(); return f(), x
print(outer()); print([f.__name__ for f in (outer, len, str.upper)], outer.__qualname__, (lambda: 0).__name__)
def kw(*, a, b=2, **rest): return a, b, rest
print(kw(a=1), kw(a=1, c=3), kw.__kwdefaults__, kw.__code__.co_varnames, kw.__code__.co_argcount, kw.__code__.co_kwonlyargcount)
def doc():
    """Line one.

    More."""
print(doc.__doc__); import inspect; print(inspect.getdoc(doc), inspect.signature(kw), inspect.isgeneratorfunction(doc), inspect.getsource(doc)); print(inspect.getmembers(type('Z', (), {'a': 1, 'b': 2}), lambda v: isinstance(v, int)), inspect.currentframe().f_lineno, inspect.stack()[0].function, inspect.getfullargspec(kw), inspect.isclass(int), inspect.ismodule(sys), inspect.getmro(bool))
print(sys.getrecursionlimit(), sys.byteorder, sys.getsizeof(''), sys.intern('a') is 'a', sys.exc_info(), sys.modules['sys'] is sys, sys.float_info.max, sys.int_info.bits_per_digit, sys.implementation.name, sys.version.split()[0], sys.hash_info.width, sys.flags.optimize)
print(list(globals())[:8], 'outer' in globals(), locals() is globals(), __builtins__.__name__, __file__ is not None, __name__, __doc__)
exec('z = 5'); print(z, eval('z + 1', {'z': 10}), eval('a', {}, {'a': 7})); c = compile('q = 3\nprint(q)', 's', 'exec'); exec(c); ns = {}; exec('def f(x): return x*2', ns); print(ns['f'](4), sorted(k for k in ns))
try: exec('1/0')
except ZeroDivisionError as e: print(e.__traceback__.tb_lineno, e.__traceback__.tb_next.tb_frame.f_code.co_name, e.__traceback__.tb_next.tb_frame.f_code.co_filename)
try: sys.exit('bye')
except SystemExit as e: print(repr(e), e.code)
import warnings; warnings.simplefilter('always')
with warnings.catch_warnings(record=True) as w: warnings.warn('careful', DeprecationWarning); print(len(w), w[0].message, w[0].category.__name__)
import atexit; atexit.register(print, 'bye at exit'); raise ValueError('the end')
