import sys
def inner(): raise KeyError('missing')
def mid():
    try: inner()
    except KeyError as e: raise RuntimeError('mid failed') from e
try: mid()
except RuntimeError as e:
    print(repr(e), repr(e.__cause__), e.__context__ is e.__cause__, e.__suppress_context__)
    import traceback; traceback.print_exc(file=sys.stdout)
    print(traceback.format_exception_only(e), traceback.extract_tb(e.__traceback__)[0].name)
class A(Exception): pass
class B(A):
    def __init__(self, x): self.x = x
try: raise B(5)
except A as e: print(e.x, e.args, str(e), repr(e))
def f():
    try: return 'try'
    finally: print('finally')
print(f())
for i in range(3):
    try:
        if i == 1: continue
        if i == 2: break
    finally: print('f', i)
else: print('no')
try:
    try: 1/0
    except ZeroDivisionError: raise
    else: print('else')
    finally: print('fin')
except Exception as e: print(type(e), e, e.__traceback__.tb_lineno)
print(sys.exc_info())
