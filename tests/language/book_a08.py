def read_int(s):
    try: v = int(s)
    except ValueError: return 'not a number'
    except TypeError as e: return f'wrong type: {e}'
    else: return v
    finally: print('tried', s)
print(read_int('5'), read_int('x'), read_int(None))
class AppError(Exception):
    def __init__(self, msg, code): super().__init__(msg); self.code = code
    def __str__(self): return f'[{self.code}] {super().__str__()}'
class NotFound(AppError): pass
try: raise NotFound('no file', 404)
except AppError as e: print(type(e).__name__, e, e.args, e.code, repr(e), isinstance(e, NotFound))
try:
    try: 1 / 0
    except ZeroDivisionError as e: raise ValueError('bad') from e
except ValueError as e: print(e, repr(e.__cause__), e.__context__ is e.__cause__, e.__suppress_context__)
def f():
    try: return 'try'
    finally: print('finally first')
print(f())
def g():
    for i in range(3):
        try: continue
        finally: print('fin', i)
    while True:
        try: break
        finally: print('out')
g()
import traceback
def deep(n):
    if n == 0: raise RuntimeError('bottom')
    deep(n - 1)
try: deep(3)
except RuntimeError: print(traceback.format_exc().count('deep(n - 1)'), traceback.format_exc().splitlines()[-1])
try: raise ExceptionGroup('many', [ValueError(1), TypeError(2), ExceptionGroup('in', [KeyError('k')])])
except* ValueError as g: print('V', g.exceptions)
except* (TypeError, KeyError) as g: print('T', g)
for code in ('1/0', '1%0', '1.0//0', 'int("x", 2)', '[][1]', '{}["a"]', 'None.x', 'len(5)', '"a".b', 'float("x")', 'chr(-1)', 'ord("ab")', '5()', 'range(1.5)', '"%d" % "x"', '"{} {}".format(1)', 'abs("x")', 'sum(["a"])', 'round("x")', 'import_x', '(1,2) < 3', '[1] + (2,)', '"a" * "b"', 'max()', 'max([])', 'int([])', 'open("nofile")', '2 ** "a"', 'divmod(1, 0)', 'pow(0, -1)', 'b"a" + "b"', '{1} + {2}', 'list(5)', 'dict(5)', 'dict([1])', 'dict([(1,2,3)])', 'next(5)', 'iter(5)', 'hash([])', 'isinstance(1, 1)', 'sorted(5)', 'zip(5)', '"abc"[1.5]', '"abc"["a"]', '[1,2]["a"]', 'int(float("nan"))', 'int(float("inf"))', '"a".join([1])', 'str.upper(5)', 'type("X", 5)', 'super()', 'eval("1+")', '"é".encode("ascii")', 'b"\\xff".decode()', '1 if', 'math.sqrt(-1)', '__import__("math").sqrt(-1)', '__import__("math").log(0)', '__import__("math").factorial(-1)', '__import__("nomod")'):
    try: eval(code)
    except Exception as e: print(code, '->', type(e).__name__ + ':', e)
