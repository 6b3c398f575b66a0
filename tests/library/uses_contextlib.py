"""Run by tests/library/main.rs; the output beside it is a real CPython 3.13's (`python NAME.py > NAME.out`)."""
def t(s, g=None):
    try: r=repr(eval(s,g))
    except Exception as e: r='%s: %s'%(type(e).__name__,e)
    print(s,'->',r)
import sys

from contextlib import *
import io
G=globals()
@contextmanager
def cm(x, swallow=False):
    "cm doc"
    print('enter',x)
    try: yield x
    except ValueError as e:
        print('caught',e)
        if not swallow: raise
    finally: print('exit',x)
with cm(1) as v: print(v)
with cm(2,True): raise ValueError('a')
try:
    with cm(3): raise ValueError('b')
except ValueError as e: print('out',e, e.__context__)
try:
    with cm(4): raise KeyError('k')
except KeyError as e: print('out',e)
@contextmanager
def none():
    if 0: yield
@contextmanager
def two(): yield; yield
@contextmanager
def two2():
    try: yield
    except Exception: yield
@contextmanager
def stop():
    yield
def run(c,exc=None):
    try:
        with c:
            if exc: raise exc
        print('fine')
    except BaseException as e: print(type(e).__name__, e, type(e.__context__).__name__, type(e.__cause__).__name__)
run(none()); run(two()); run(two2(),ValueError(1)); run(stop(),StopIteration('s')); run(stop(), RuntimeError('r'))
@contextmanager
def other():
    try: yield
    except ValueError as e: raise KeyError('other') from e
run(other(),ValueError('v'))
@cm('d')
def deco(): print('in deco'); return 5
print(deco(), deco(), deco.__name__, cm.__name__, cm.__doc__)
class Cl:
    def close(s): print('closed')
with closing(Cl()) as c: print(type(c).__name__)
with suppress(KeyError, ValueError): {}['a']
run(suppress(KeyError), ValueError('x'))
b=io.StringIO()
with redirect_stdout(b) as bb: print('hidden'); print(bb is b, file=sys.__stdout__)
print(repr(b.getvalue()))
with nullcontext(7) as n: print(n)
with ExitStack() as st:
    st.enter_context(cm('s1')); st.callback(print,'cb',1,sep='-'); 
    @st.callback
    def _(): print('cb2')
    st.push(lambda *a: print('push',a[0]))
    st.enter_context(cm('s2'))
    print('body')
with ExitStack() as st:
    st.enter_context(cm('sw',True)); st.push(lambda t,e,tb: print('see',t)); raise ValueError('zz')
st=ExitStack()
with st:
    st.callback(print,'later'); st2=st.pop_all()
print('--'); st2.close()
try:
    with ExitStack() as st:
        st.callback(lambda: 1/0); st.callback(lambda: [][1]); raise KeyError('first')
except Exception as e:
    while e: print(type(e).__name__, e); e=e.__context__
t('ExitStack().enter_context(3)',G)
class Mine(AbstractContextManager):
    def __exit__(s,*a): print('mine',a[0]); return True
with Mine() as m: 1/0
print(isinstance(m,AbstractContextManager), isinstance(open, AbstractContextManager), issubclass(Cl, AbstractContextManager))
t('AbstractContextManager()',G)
class K(ContextDecorator):
    def __enter__(s): print('K in')
    def __exit__(s,*a): print('K out')
@K()
def kk(x): return x
print(kk(4))
