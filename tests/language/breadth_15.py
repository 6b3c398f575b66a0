from contextlib import contextmanager, ExitStack, suppress, closing, redirect_stdout, nullcontext, AbstractContextManager, asynccontextmanager
import io
@contextmanager
def tag(n):
    print(f"<{n}>")
    try: yield n
    except ValueError as e: print("caught", e)
    finally: print(f"</{n}>")
with tag("a") as a, tag("b"): print(a)
with tag("x"): raise ValueError("boo")
with ExitStack() as st:
    for i in range(3): st.enter_context(tag(i))
    st.callback(print, "cb"); st.push(lambda *e: print(e[0]) or True); raise KeyError
with suppress(ZeroDivisionError): 1/0
b = io.StringIO()
with redirect_stdout(b): print("hid")
print(repr(b.getvalue()))
@tag("deco")
def f(): print("in f")
f(); f()
