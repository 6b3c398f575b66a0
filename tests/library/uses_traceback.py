"""Run by tests/library/main.rs; the output beside it is a real CPython 3.13's (`python NAME.py > NAME.out`)."""
def t(s, g=None):
    try: r=repr(eval(s,g))
    except Exception as e: r='%s: %s'%(type(e).__name__,e)
    print(s,'->',r)
import sys

import traceback, warnings, io, linecache
G=globals()
def f(x):
    return 1/x
def g(x):
    try: f(x)
    except ZeroDivisionError as e: raise KeyError('k') from e
try: g(0)
except KeyError as e:
    s=traceback.format_exc(); print(s.count('Traceback'), s.splitlines()[-1], 'direct cause' in s)
    err=e
    print(traceback.format_exception_only(e), traceback.format_exception_only(type(e),e))
    x=traceback.extract_tb(e.__traceback__); print([(i.name,i.lineno,i.line) for i in x], len(x), x[0][2])
    print(traceback.format_exception(e)[-1], len(traceback.format_tb(e.__traceback__)))
    b=io.StringIO(); traceback.print_exception(e,file=b); print(b.getvalue()==''.join(traceback.format_exception(e)))
    b=io.StringIO(); traceback.print_exc(file=b); print(b.getvalue()==s)
    te=traceback.TracebackException.from_exception(e); print(''.join(te.format())==s, list(te.format_exception_only()))
    print([l for _,l in traceback.walk_tb(e.__traceback__)])
def h(): return traceback.extract_stack(), traceback.format_stack()
st,fs=h(); print(st[-1].name, st[-1].line, fs[-1].splitlines()[-1])
print(traceback.format_exc(), traceback.format_exception(None))
class A:
    def __del__(s): print('del A')
def hold():
    a=A()
    raise ValueError('v')
try: hold()
except ValueError as e: traceback.clear_frames(e.__traceback__); print('cleared')
with warnings.catch_warnings(record=True) as w:
    warnings.simplefilter('always')
    warnings.warn('hey'); warnings.warn('dep',DeprecationWarning)
    print([(str(i.message),i.category.__name__,i.lineno) for i in w])
with warnings.catch_warnings():
    warnings.simplefilter('error')
    t('warnings.warn("x")',G); t('warnings.warn("x",int)',G)
with warnings.catch_warnings():
    warnings.simplefilter('ignore'); warnings.warn('quiet')
t('warnings.formatwarning("m",UserWarning,"f.py",3,"code")',G); t('warnings.simplefilter("zz")',G)
