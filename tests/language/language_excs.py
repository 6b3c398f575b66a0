def f():
    try: return 'try'
    finally: print('fin')
print(f())
def g():
    for i in range(3):
        try:
            if i==1: continue
            if i==2: break
            print(i)
        finally: print('f',i)
    else: print('else')
g()
try:
    try: raise ValueError('a')
    except ValueError as e:
        raise TypeError('b') from e
except TypeError as e: print(repr(e.__cause__),repr(e.__context__),e.__suppress_context__,e.__traceback__ is not None)
try: e
except NameError as x: print(x)
class E1(Exception): pass
class E2(E1):
    def __init__(self,a,b): super().__init__(a); self.b=b
    def __str__(self): return f'E2:{self.args}'
try: raise E2(1,2)
except E1 as e: print(e,repr(e),e.args,e.b)
eg=ExceptionGroup('g',[ValueError(1),TypeError(2),ExceptionGroup('h',[ValueError(3),KeyError(4)])])
print(eg,repr(eg),eg.exceptions,eg.split(ValueError),eg.subgroup(KeyError),eg.derive([ValueError(9)]))
try:
    try: raise eg
    except* ValueError as e: print('ve',e.exceptions)
    except* TypeError as e: print('te',e.exceptions)
except ExceptionGroup as e: print('rest',repr(e))
for bad in ("ExceptionGroup('x',[])","ExceptionGroup('x',[1])","ExceptionGroup('x')","ExceptionGroup(1,[ValueError()])","ExceptionGroup('x',[KeyboardInterrupt()])","BaseExceptionGroup('x',[ValueError()])"):
    try: print(repr(eval(bad)))
    except Exception as e: print(type(e).__name__,e)
e=ValueError('x'); e.add_note('n'); print(e.__notes__)
try: e.add_note(1)
except TypeError as x: print(x)
print(repr(KeyError('a')),str(KeyError('a')),str(KeyError()),repr(OSError(2,'x','f')),str(OSError(2,'x','f')),OSError(2,'x').errno,type(OSError(2,'x')),repr(StopIteration(1)),SystemExit(1).code,repr(UnicodeError('a')),ImportError('m',name='n').name,AttributeError('a',name='n',obj=1).obj,NameError('x',name='q').name,SyntaxError('m',('f',1,2,'t')).lineno,str(SyntaxError('m',('f',1,2,'t'))))
class Ctx:
    def __init__(s,sup): s.sup=sup
    def __enter__(s): print('enter'); return s
    def __exit__(s,t,v,tb): print('exit',t and t.__name__,v); return s.sup
with Ctx(True): raise ValueError('sup')
try:
    with Ctx(False) as c, Ctx(False): raise KeyError('k')
except KeyError: print('out')
for bad in ("with 5: pass","with Ctx: pass","raise 5","raise","raise ValueError from 5","assert False","assert False,'m'","assert 0,(1,2)"):
    try: exec(bad)
    except BaseException as e: print(bad,type(e).__name__,e)
import sys
try: 1/0
except: print(sys.exc_info()[0],sys.exception())
print(sys.exc_info())
def h():
    try: raise ValueError
    except ValueError:
        try: raise KeyError
        except KeyError as k: return k.__context__
print(repr(h()))
def retfin():
    try: 1/0
    finally: return 'swallowed'
print(retfin())
