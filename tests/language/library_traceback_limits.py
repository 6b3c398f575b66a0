import traceback, sys
def rec(n):
    if n == 0: raise ValueError("deep")
    rec(n - 1)
try: rec(10)
except ValueError as e:
    for l in traceback.format_exception(e): print(l, end="")
    print(traceback.format_exception(e, limit=2))
    print(traceback.format_exception(e, limit=-1))
    traceback.print_tb(e.__traceback__, limit=1, file=sys.stdout)
    ss = traceback.StackSummary.extract(traceback.walk_tb(e.__traceback__), capture_locals=True)
    print(ss[0].locals is not None, ss[-1].locals, len(ss))
    print(ss[1])
    print(ss[1] == ss[2], ss[1] == tuple(ss[1]), len(ss[1]), list(ss[1]))
try:
    try: 1/0
    except Exception as e: raise RuntimeError("second") from e
except RuntimeError as e:
    t = traceback.TracebackException.from_exception(e)
    print(str(t), t.exc_type_str, t.__cause__.exc_type_str, t.__suppress_context__)
    print(list(t.format()))
    print(list(t.format(chain=False)))
    print(list(t.format_exception_only()))
    t.print(file=sys.stdout)
    print(traceback.format_exception(e, chain=False))
    t2 = traceback.TracebackException(type(e), e, e.__traceback__, capture_locals=True)
    print("locals" , "".join(t2.format()).count(" = "))
def a(): return traceback.format_stack()
def b(): return a()
print("".join(b()))
def c(): traceback.print_stack(file=sys.stdout, limit=1)
c()
try: exec("x = = 1")
except SyntaxError as e:
    print(traceback.format_exception_only(e))
    print(traceback.TracebackException.from_exception(e).lineno)
e = ValueError("n"); e.add_note("note1"); e.add_note("note2")
print(traceback.format_exception_only(e), traceback.format_exception(e))
try: raise ExceptionGroup("g", [ValueError(1), TypeError("t")])
except ExceptionGroup as g:
    traceback.print_exc(file=sys.stdout)
    print(traceback.format_exception_only(g))
print(traceback.format_exception_only(KeyError("k")), traceback.format_exception_only(OSError(2, "no", "f")), traceback.format_exception_only(StopIteration()))
print(traceback.format_exc())
class E(Exception):
    def __str__(self): raise ValueError
print(traceback.format_exception_only(E()))
